"""Forms of subsidy sentences with nouns and numbers that no list knows; each at its boundaries."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from assistant.intake.draft import Draft
from assistant.intake.prove import Case, pay
from tests.intake.test_propose import only, read

WAN = Decimal(10_000)
_FIRST = "榫蓼砚鲟漆箜藤苎窖菱筝釉篾艾榧"
_SECOND = "梁蓝台鲤器篌椅麻酒角弦陶匠草木"


def noun(dice: random.Random) -> str:
    """Two characters that stand together in no trade that the project knows."""
    return dice.choice(_FIRST) + dice.choice(_SECOND)


def paid(draft: Draft, yuan: Decimal) -> Decimal:
    found = pay(draft, Case(base=yuan))
    assert found is not None
    return found


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(
    "form",
    [
        "{n}基地的{m}改造支出，{a}万元以内的部分按{p}%、{a}万元至{b}万元的部分按{q}%、"
        "{b}万元以上的部分按{r}%给予补助，最高{c}万元。",
        "企业从区外购入{n}的，按{m}交易额（以到账凭证为准）分段补助：{a}万元以内部分按{p}%，"
        "超过{a}万元至{b}万元部分按{q}%，超过{b}万元部分按{r}%，单个企业每年最高{c}万元。",
        "{n}项目{m}投资额在{a}万元（含）以内的部分，补助{p}%；{a}万元至{b}万元的部分，补助{q}%；"
        "{b}万元以上的部分，补助{r}%。单个企业最高{c}万元。",
    ],
)
def test_a_sum_is_cut_into_slices(seed: int, form: str) -> None:
    dice = random.Random(seed)
    a, b = dice.randint(1, 9) * 50, dice.randint(11, 40) * 50
    p, q, r = dice.randint(9, 20), dice.randint(5, 8), dice.randint(1, 4)
    c = dice.randint(300, 900)
    text = form.format(n=noun(dice), m=noun(dice), a=a, b=b, c=c, p=p, q=q, r=r)
    draft = only(text)
    for yuan in (a * WAN - 1, a * WAN, a * WAN + 1, b * WAN - 1, b * WAN, b * WAN + 1, 9 * b * WAN):
        whole = min(yuan, a * WAN) * p + max(min(yuan, b * WAN) - a * WAN, Decimal(0)) * q
        whole += max(yuan - b * WAN, Decimal(0)) * r
        assert paid(draft, yuan) == min(whole / 100, c * WAN), (text, yuan)


def test_slices_that_leave_a_gap_are_not_proposed() -> None:
    (*drafts,) = read("研发投入100万元以内的部分按8%，200万元以上的部分按5%补助。").drafts
    assert not any(draft.slices for draft in drafts)
    cases = read("投资额100万元以上的，按8%补助；500万元以上的，按10%补助。").drafts
    assert not any(draft.slices for draft in cases)


@pytest.mark.parametrize("seed", range(4))
def test_a_verb_of_one_character_pays(seed: int) -> None:
    dice = random.Random(seed)
    n, m, k = noun(dice), noun(dice), dice.randint(2, 90)
    for verb in ("补", "奖", "给"):
        (row,) = only(f"新建{n}{m}的，每座{verb}{k}万元。").rows
        assert row.fixed is not None
        assert row.fixed.value == k * WAN
    (row,) = only(f"{n}改造的，按{m}购置费的{k}%补，最高补{k}万元。").rows
    assert row.rate is not None
    assert row.rate.value * 100 == k
    draft = only(f"年{m}产值首次达到1亿元、3亿元的企业，依次奖励{k}万元、{k + 50}万元。")
    assert [one.fixed.value / WAN for one in draft.rows if one.fixed] == [k, k + 50]
    assert not read(f"{n}{m}不足5座的不补。").drafts


@pytest.mark.parametrize("seed", range(4))
def test_a_list_in_lines_under_a_head_that_grants_it(seed: int) -> None:
    dice = random.Random(seed)
    n, a, b, c = noun(dice), dice.randint(2, 90), dice.randint(2, 90), dice.randint(91, 200)
    found = read(
        f"{n}首次取得证书的，按以下标准奖励：\n甲种{n}每证{a}万元；\n乙种{n}每证{b}万元；\n"
        f"丙种{n}每证{c}万元，其中进入特别程序的，每证{2 * c}万元。"
    ).drafts
    sums = [row.fixed.value / WAN for draft in found for row in draft.rows if row.fixed]
    assert sums == [a, b, c, 2 * c]
    assert {draft.per for draft in found} == {"证"}


@pytest.mark.parametrize("seed", range(4))
def test_names_with_a_sum_for_each_of_them_in_a_row(seed: int) -> None:
    dice = random.Random(seed)
    n, m, k = noun(dice), noun(dice), [dice.randint(2, 900) for _ in range(3)]
    draft = only(
        f"对收住本区老人的机构，按照{n}每人每月{k[0]}元、半{n}每人每月{k[1]}元、"
        f"{m}老人每人每月{k[2]}元的标准给予补贴。"
    )
    assert [row.label for row in draft.rows] == [n, f"半{n}", f"{m}老人"]
    assert [row.fixed.value for row in draft.rows if row.fixed] == k
    assert (draft.per, draft.period) == ("人", "月")


@pytest.mark.parametrize("seed", range(4))
def test_a_floor_and_limits_of_so_much_for_each(seed: int) -> None:
    dice = random.Random(seed)
    n, k, low, most = noun(dice), dice.randint(100, 900), dice.randint(2, 9), dice.randint(2, 40)
    draft = only(f"{n}拆除的，按每千瓦补{k}元，不足{low}万元的按{low}万元补，最高{low + 50}万元。")
    assert draft.floor is not None
    assert draft.floor.value == low * WAN
    assert draft.rows[0].fixed is not None
    draft = only(f"{n}工人取得证书的，每人补{k}元，每艘船不超过{most}人。")
    assert draft.most_things is not None
    assert draft.most_things.value == most
    draft = only(f"{n}改造的，每个{n}框（4米×4米）补{k}元；不足{low}框的不补，每户最多补{most}框。")
    assert (draft.per, draft.thresholds[0].figure.value) == (f"{n}框", low)
    draft = only(f"按{n}收入的2%给予奖励，计算结果低于{low}万元的，按{low}万元发放。")
    assert draft.floor is not None


@pytest.mark.parametrize(
    ("free", "half"),
    [("前两年租金全免", "后三年按租金的40%补贴"), ("第一年免租金", "第二年、第三年租金减半")],
)
def test_years_without_rent(free: str, half: str) -> None:
    draft = only(f"租用库房的，{free}，{half}。")
    shares = [row.rate.value for row in draft.rows if row.rate]
    assert shares == [1, Decimal("0.4" if "40%" in half else "0.5")]
    assert draft.base == "租金"


def test_a_rate_of_the_first_years_and_of_those_behind_them() -> None:
    draft = only("对高校毕业生，前三年按贡献的100%、后两年按50%给予奖励。")
    assert [row.label for row in draft.rows] == ["第1年至第3年", "第4年至第5年"]
    assert [row.rate.value for row in draft.rows if row.rate] == [1, Decimal("0.5")]


def test_when_a_sum_is_paid_out_is_no_rate() -> None:
    for words in (
        "补助资金分三年兑付，第一年50%，第二年30%，第三年20%。",
        "补助分两年拨付，第一年拨付百分之六十，第二年拨付百分之四十。",
        "开工后预拨30%，验收后拨付其余70%。",
    ):
        found = read(words)
        assert not found.drafts
        assert {one.reason for one in found.leftovers} <= {"拨付的安排，不影响总额", "年月日或期限"}


@pytest.mark.parametrize("seed", range(4))
def test_rates_in_words_and_a_second_case_without_its_base(seed: int) -> None:
    dice = random.Random(seed)
    n = noun(dice)
    (row,) = only(f"{n}改造的，按{n}投入的百分之二十五给予补助。").rows
    assert row.rate is not None
    assert row.rate.value == Decimal("0.25")
    draft = only(f"参加{n}保险的，按总保费补20%，{n}户补30%。")
    assert [r.rate.value for r in draft.rows if r.rate] == [Decimal("0.2"), Decimal("0.3")]
    assert draft.base == "总保费"
    # Another list of the same cases names them no second time.
    first, second = read(
        f"引进的{n}师、{n}员，分别给予每月2000元、1000元补贴；购房的，分别给予20万元、10万元补贴。"
    ).drafts
    assert [r.label for r in first.rows] == [r.label for r in second.rows]


def test_a_number_that_something_else_is_added_by() -> None:
    first, second = read(
        "从外地购入海参苗在本县吊养，户均吊养量10吨以上的，每吨补80元，单户封顶2万元。"
        "死亡率超过40%的年份，每吨加补50元。"
    ).drafts
    assert second.rows[0].fixed is not None
    assert [one.figure.value for one in second.thresholds] == [Decimal("0.4")]
    assert first.per == second.per


@pytest.mark.parametrize("seed", range(4))
def test_a_share_of_what_the_case_before_is_paid(seed: int) -> None:
    dice = random.Random(seed)
    n, a, b, p = noun(dice), dice.randint(50, 90), dice.randint(2, 40), dice.randint(10, 90)
    draft = only(f"获评国家级、省级{n}园的，分别奖励{a}万元、{b}万元；通过复核的，按{p}%给予奖励。")
    assert [one.factor * 100 for one in draft.factors] == [p]
    draft = only(
        f"制定{n}国家标准、行业标准的，每项分别奖励{a}万元、{b}万元；"
        "参与制定的，按上述标准的三分之一给予奖励。"
    )
    (share,) = [one.factor for one in draft.factors]
    assert 0 < abs(share * 3 - 1) < Decimal("1e-20") or share * 3 == 1


@pytest.mark.parametrize("seed", range(4))
def test_the_share_that_decides_the_rate(seed: int) -> None:
    dice = random.Random(seed)
    n, p = noun(dice), dice.randint(2, 9)
    draft = only(
        f"对{n}支出占营业收入比例超过{p}%的企业，按{n}支出的10%给予补助；"
        f"比例超过{p + 5}%的，按15%给予补助。"
    )
    bands = [row.band.lower * 100 for row in draft.rows if row.band and row.band.lower]
    assert bands == [p, p + 5]
    assert not read(f"{n}占比每提高{p}个百分点，奖励1万元，最高20万元。").drafts


def test_what_comes_on_top_is_no_case_of_the_sum_before() -> None:
    first, second = read(
        "对设立工作站的企业，给予50万元建站补助，考核合格的，每年再给予20万元运行补助，连续支持3年。"
    ).drafts
    assert first.rows[0].fixed is not None
    assert second.rows[0].fixed is not None
    assert second.most_years is not None


@pytest.mark.parametrize("seed", range(4))
def test_classes_that_are_counted_alike_are_one_list(seed: int) -> None:
    dice = random.Random(seed)
    n, m, a, b = noun(dice), noun(dice), dice.randint(20, 90), dice.randint(2, 19)
    draft = only(
        f"首次取得{n}认证的，每个产品奖励{a}万元；首次取得{m}检验合格证书的，"
        f"每个产品奖励{b}万元。单个企业每年最高{5 * a}万元。"
    )
    assert [row.fixed.value / WAN for row in draft.rows if row.fixed] == [a, b]
    assert draft.per == "产品"
    assert draft.cap is not None


def test_a_condition_on_a_share_goes_on_with_the_sum_before() -> None:
    draft = only(
        "企业上年度研发费用200万元以上且占营业收入比重达到5%的，按研发费用较前一年度增量的12%给予补贴，"
        "每年最高150万元；计算所得不足3万元的，不予兑付。"
    )
    assert [one.subject for one in draft.thresholds][1] == "企业上年度研发费用占营业收入比重"
    assert len(draft.notes) == 1


@pytest.mark.parametrize("seed", range(4))
def test_a_case_of_the_sum_before_and_classes_with_limits(seed: int) -> None:
    dice = random.Random(seed)
    n, k = noun(dice), dice.randint(2, 9) * 100
    first, second = read(
        f"对运输{n}的企业，每标箱补助{k}元，其中冷藏{n}箱每标箱补助{2 * k}元，单家每年最高20万元。"
    ).drafts
    assert [first.rows[0].label, second.rows[0].label] == ["", ""]
    assert second.who == f"冷藏{n}箱每标箱"
    draft = only(
        f"对参加{n}展会的企业，给予展位费50%的补助，省内{n}会每次最高{k}元，"
        f"境外{n}会每次最高{3 * k}元。"
    )
    assert [row.cap.value for row in draft.rows if row.cap] == [k, 3 * k]
    # So much again for one more, from where nobody says: all of the sentence is left over.
    assert not read(
        f"{n}园客房5间至10间的，补助10万元；20间以上的，补助30万元；每增加一间再补{k}元。"
    ).drafts


@pytest.mark.parametrize("seed", range(4))
def test_lists_in_one_breath(seed: int) -> None:
    dice = random.Random(seed)
    n, m, a, b = noun(dice), noun(dice), dice.randint(20, 90), dice.randint(2, 19)
    draft = only(f"对新增入统的限额以上{n}企业奖励{a}万元、{m}企业奖励{b}万元。")
    assert [row.fixed.value / WAN for row in draft.rows if row.fixed] == [a, b]
    assert not draft.is_ceiling
    draft = only(f"开展等级认定的，按{n}工每人{b}元、{m}工每人{a}元给予补贴。")
    assert [row.label for row in draft.rows] == [f"{n}工", f"{m}工"]
    draft = only(f"新建{n}园，按每班{a}万元给予补助；示范{m}园每班{a + b}万元。")
    assert [row.fixed.value / WAN for row in draft.rows if row.fixed] == [a, a + b]


@pytest.mark.parametrize("seed", range(4))
def test_more_for_each_from_so_many_on_and_what_exceeds_a_sum(seed: int) -> None:
    dice = random.Random(seed)
    n, k, many = noun(dice), dice.randint(1, 9) * 100, dice.randint(10, 40)
    draft = only(
        f"{n}车间吸纳就业的，按每人{k}元给予奖补，吸纳{many}人以上的，按每人{2 * k}元给予奖补。"
    )
    for count in (many - 1, many, many + 1):
        each = 2 * k if count >= many else k
        case = Case(measure=Decimal(count), count=Decimal(count))
        assert pay(draft, case) == each * count
    draft = only(f"年度{n}费用合计超过{many}万元的，对超过部分补助50%，最高30万元。")
    assert paid(draft, (many + 2) * WAN) == WAN
    assert paid(draft, Decimal(many * WAN - 1)) == 0


def test_a_year_is_nothing_that_a_sum_is_paid_for_each_of() -> None:
    first, second = read("工作站每年给予3万元工作经费，年度考核优秀的再奖励2万元。").drafts
    assert [d.rows[0].fixed.value / WAN for d in (first, second) if d.rows[0].fixed] == [3, 2]


@pytest.mark.parametrize(
    ("limits", "each"),
    [
        ("，每平方米每月不超过30元，补贴面积不超过{a}平方米，期限不超过24个月", True),
        ("、每平方米每月最高30元给予补贴，补贴面积不超过{a}平方米", True),
        ("给予补贴；补贴面积不超过{a}平方米，租金单价高于每平方米每月30元的，按30元计算", False),
    ],
)
def test_what_limits_a_rent(limits: str, each: bool) -> None:
    dice = random.Random(len(limits))
    a = dice.randint(2, 40) * 100
    words = limits.format(a=a)
    draft = only(f"租用{noun(dice)}库房的，按租金的50%{words}。")
    assert draft.is_rent
    assert draft.most_area is not None
    assert draft.most_area.value == a
    assert (draft.unit_cap is not None, draft.price_cap is not None) == (each, not each)


@pytest.mark.parametrize("seed", range(4))
def test_a_case_for_which_nothing_is_paid(seed: int) -> None:
    n = noun(random.Random(seed))
    draft = only(f"购置{n}设备的，按发票价的35%给予补助，最高8万元。购置二手{n}设备的不补。")
    assert draft.excluded == (f"购置二手{n}设备",)
    # What is said of other policies, or of those who cheat, is no case of what is paid.
    for words in ("同一项目的不重复奖励。", "已享受上级补助的不予补助。"):
        assert only(f"购置{n}设备的，按发票价的35%给予补助。{words}").excluded == ()


@pytest.mark.parametrize("seed", range(4))
def test_a_raise_from_a_number_on(seed: int) -> None:
    dice = random.Random(seed)
    n, k, many, p = (
        noun(dice),
        dice.randint(2, 90) * 100,
        dice.randint(20, 90),
        dice.randint(10, 50),
    )
    draft = only(
        f"新建{n}大棚连片10亩以上的，每亩补助{k}元，连片{many}亩以上的上浮{p}%，最高50万元。"
    )
    (raised,) = draft.factors
    assert raised.above is not None
    assert (raised.above.figure.value, (raised.factor - 1) * 100) == (many, p)
    assert draft.cap is not None


@pytest.mark.parametrize("seed", range(4))
def test_the_whole_of_a_first_slice_and_what_grows_beyond(seed: int) -> None:
    dice = random.Random(seed)
    n, a = noun(dice), dice.randint(1, 9)
    draft = only(
        f"购买{n}险的，保费在{a}万元以内的全额补助，超过{a}万元的部分补助50%，最高90万元。"
    )
    for yuan in (a * WAN - 1, a * WAN, a * WAN + 2):
        whole = min(yuan, a * WAN) + max(yuan - a * WAN, Decimal(0)) / 2
        assert paid(draft, yuan) == whole
    draft = only(
        f"{n}基地年带货额{a}000万元以上的，给予30万元奖励，超出部分每1000万元增加奖励5万元，最高80万元。"
    )
    assert draft.more_step is not None
    assert draft.more_step.value == 1000 * WAN


@pytest.mark.parametrize("seed", range(4))
def test_a_share_of_another_sum_is_a_limit(seed: int) -> None:
    dice = random.Random(seed)
    n, m, k, p = noun(dice), noun(dice), dice.randint(2, 90), dice.randint(10, 60)
    draft = only(f"更新{n}船的，每艘补助{k}万元。以上补助不超过{m}造价的{p}%。")
    assert draft.share_cap is not None
    assert (draft.share_cap[0].value * 100, draft.share_cap[1]) == (p, f"{m}造价")
    # What others pay counts too: it is told, and no limit of the sum alone.
    (draft,) = read(f"更新{n}船的，按造价的{p}%补助，各级补助合计不超过总投资的50%。").drafts
    assert draft.share_cap is None
