"""The grammar of subsidy sentences: what is read; no figure is left over without a word."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from assistant.intake.draft import Draft, Proposal, alternatives
from assistant.intake.emit import emit
from assistant.intake.labels import words_apart
from assistant.intake.propose import propose, read_clause
from assistant.intake.prove import Case, boundaries, pay, sentences
from assistant.policy.corpus import Corpus, load_corpus
from assistant.policy.parse import parse_clauses
from assistant.policy.policy import Policy
from assistant.text.money import share_of
from tests.fakes import ROOT

Rows = list[tuple[str, str, str]]


def read(sentence: str) -> Proposal:
    source = f"1.{sentence}\n2.其他。\n"
    clause = parse_clauses("p", source)[0]
    return propose(source, clause)


def only(sentence: str) -> Draft:
    (draft,) = read(sentence).drafts
    return draft


def rows(draft: Draft) -> Rows:
    """Case, what is paid, its own cap."""
    found = []
    for row in draft.rows:
        case = row.label
        if row.band is not None:
            case = f"{row.band.lower}-{row.band.upper or ''}"
        paid = row.rate or row.fixed
        found.append((case, str(paid.value) if paid else "", str(row.cap.value) if row.cap else ""))
    return found


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "对年度营业收入首次达到1亿元、5亿元的企业，分别给予50万元、100万元奖励。",
            [("100000000-500000000", "500000", ""), ("500000000-", "1000000", "")],
        ),
        (
            "对投资额在1000万元（含）以上、5000万元以下的项目，按设备投资额的8%给予补助；"
            "对投资额在5000万元（含）以上的项目，按设备投资额的10%给予补助。",
            [("10000000-50000000", "0.08", ""), ("50000000-", "0.1", "")],
        ),
        (
            "购买汽车，金额5万元（含）至10万元的补贴3000元，10万元（含）以上的补贴5000元。",
            [("50000-100000", "3000", ""), ("100000-", "5000", "")],
        ),
        (
            "对主导制定国际、国家、行业标准的企业、机构，分别给予60万元、40万元、20万元的奖励。",
            [("国际", "600000", ""), ("国家", "400000", ""), ("行业", "200000", "")],
        ),
        (
            "对评定为5A级、4A级景区的，分别奖励500万元、200万元。",
            [("5A级", "5000000", ""), ("4A级", "2000000", "")],
        ),
        (
            "购房的，按A类200万元、B类100万元给予补贴。",
            [("A类", "2000000", ""), ("B类", "1000000", "")],
        ),
        (
            "对企业购买保险的，按保费的30%给予补贴，其中科技型中小企业按50%给予补贴。",
            [("", "0.3", ""), ("科技型中小企业", "0.5", "")],
        ),
        (
            "会务费最高支持比例为50%，每个项目最高支持限额为甲类企业20万元、乙类企业10万元。",
            [("甲类企业", "0.5", "200000"), ("乙类企业", "0.5", "100000")],
        ),
        (
            "新认定的国家级企业技术中心补助200万元，省级50万元，市级10万元。",
            [
                ("国家级企业技术中心", "2000000", ""),
                ("省级", "500000", ""),
                ("市级", "100000", ""),
            ],
        ),
        (
            "新评为国家5A级、4A级物流企业的，给予50万元、30万元一次性奖励。",
            [("5A级", "500000", ""), ("4A级", "300000", "")],
        ),
        (
            "新引进的综合型总部、区域型总部，按照实缴注册资本的2%给予奖励，最高分别为3000万元、1500万元。",
            [("综合型总部", "0.02", "30000000"), ("区域型总部", "0.02", "15000000")],
        ),
        (
            "固定资产投资1亿元以下的项目不予补助；1亿元（含）至5亿元的，按2%补助；5亿元（含）以上的，按3%补助。",
            [("100000000-500000000", "0.02", ""), ("500000000-", "0.03", "")],
        ),
        ("检测费用按50%补助。", [("", "0.5", "")]),
        ("按费用的 8‰\n给予补助。", [("", "0.008", "")]),
        ("對當年認定的產品,按規定的程序審核之後給予一次性獎勵 20 萬\n元。", [("", "200000", "")]),
    ],
)
def test_cases_of_one_rule(sentence: str, expected: Rows) -> None:
    assert rows(only(sentence)) == expected


def test_a_limit_on_how_many_counts_or_is_told() -> None:
    shop = only("每店补助8万元，每家企业最多补助10家店。")
    assert (shop.per, shop.most_things.value if shop.most_things else None) == ("店", 10)
    stand = read("参加境外展会的，展位费补助70%，每个展位最高3万元，每家企业每年不超过4个展位。")
    (told,) = stand.drafts
    assert told.item_cap is not None
    assert told.item_cap.value == 30_000
    assert told.most_things is not None
    assert told.most_things.value == 4
    assert not stand.leftovers


def test_a_yearly_sum_is_paid_for_so_many_years() -> None:
    draft = only("给予高校每年20万元经费补助，连续补助3年。")
    assert draft.most_years is not None
    assert draft.most_years.value == 3


def test_a_condition_may_stand_behind_what_is_paid() -> None:
    draft = only(
        "按每平方米每月5元给予补助，租用面积不少于1000平方米，单个企业年补助不超过50万元。"
    )
    assert [(t.subject, t.figure.value) for t in draft.thresholds] == [("租用面积", 1000)]


def test_a_case_is_paid_a_share_of_another() -> None:
    draft = only("获得国家级、市级大赛金奖的，分别奖励3万元、1万元；获银奖的，按金奖的50%奖励。")
    assert [(one.label, str(one.factor)) for one in draft.factors] == [("银奖", "0.5")]


def test_a_raised_class_with_a_limit_of_its_own_is_a_rule() -> None:
    first, second = read(
        "对技改项目，按设备投资额给予12%的奖补，最高200万元。其中，数字化改造项目奖补比例提高到15%，最高300万元。"
    ).drafts
    assert [d.cap.figure.value for d in (first, second) if d.cap] == [2_000_000, 3_000_000]
    assert second.who == "数字化改造项目"


def test_what_is_opened_is_counted() -> None:
    assert only("新开设品牌店的，每开一家补助3万元，年度不超过30万元。").per == "家"


@pytest.mark.parametrize(
    "sentence",
    [
        "首次备案的奖励5万元；年出口额每多10万美元再奖励1万元。",
        "首次备案的奖励5万元；超过100万件的部分每吨补助0.1元。",
    ],
)
def test_a_sentence_that_is_not_read_is_a_rule_without_an_amount(sentence: str) -> None:
    source = f"1.{sentence}\n2.其他。\n"
    clause = parse_clauses("p", source)[0]
    policy = cast(Policy, SimpleNamespace(id="p", source=source))
    rules = emit(policy, [(propose(source, clause), clause)]).rules
    assert [rule["amount"]["kind"] for rule in rules] == ["fixed", "unquantified"]


def test_caps_find_what_they_limit() -> None:
    draft = only(
        "对采购首台（套）产品的用户，按采购金额的10%给予补助，单台（套）最高50万元，同一用户年度最高200万元。"
    )
    assert draft.item_cap is not None
    assert draft.cap is not None
    assert (draft.item_cap.value, draft.cap.figure.value) == (500_000, 2_000_000)
    assert draft.cap.span.value == "year"
    assert draft.base == "采购金额"
    first, second = read(
        "对甲企业，按租金的50%给予补贴；对乙企业，按保费的20%给予补贴。每家企业最高30万元。"
    ).drafts
    assert first.cap == second.cap is not None


def test_every_kind_of_threshold() -> None:
    draft = only("对出口额1000万美元以上且增长10%以上、用工超过50人的企业，奖励5万元。")
    assert [
        (t.subject, t.bound.value, t.figure.value, t.figure.unit) for t in draft.thresholds
    ] == [
        ("出口额", "at_least", 10_000_000, "美元"),
        ("增长", "at_least", Decimal("0.1"), "%"),
        ("用工", "more_than", 50, "人"),
    ]


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("设立10亿元基金，每年安排2亿元专项资金。", "资金总量"),
        (
            "对企业培训员工，按培训费用的50%给予补贴，每人每月补贴不超过300元。",
            "面积或月数",
        ),
        ("对企业贷款，按同期市场报价利率的50%给予补助，最高100万元。", "基数没有写明"),
        ("奖励分三年按40%、30%、30%比例拨付。", "拨付的安排"),
        ("给予最高500万元的贷款担保。", "贷款、担保"),
        ("对高校毕业生，前三年按100%、后两年按50%给予奖励。", "基数没有写明"),
    ],
)
def test_what_cannot_be_computed_is_told_and_not_proposed(sentence: str, reason: str) -> None:
    proposal = read(sentence)
    assert proposal.drafts == ()
    assert any(reason in left.reason for left in proposal.leftovers)


@pytest.fixture(scope="module")
def ours() -> Corpus:
    return load_corpus(ROOT / "corpus")


def test_no_figure_of_our_policies_is_left_over_without_a_word(ours: Corpus) -> None:
    for policy in ours.policies:
        for clause in policy.clauses:
            skeleton, _ = read_clause(policy.source, clause)
            proposal = propose(policy.source, clause)
            used = {f.at for draft in proposal.drafts for f in draft.figures()}
            left = {one.figure.at for one in proposal.leftovers}
            assert used | left == {figure.at for figure in skeleton.figures}, str(clause.id)
            assert not used & left
            assert all(one.reason for one in proposal.leftovers)


def test_boundaries_are_read_as_sentences() -> None:
    draft = only("按合同金额的50%给予补助，最高200万元。")
    assert sentences(draft) == [
        "合同金额3999999元 → 1999999.5元",
        "合同金额4000000元 → 2000000元",
        "合同金额4000001元 → 2000000元",
    ]
    for _, case in boundaries(draft):
        assert pay(draft, case) is not None


def test_the_grammar_reads_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is learned from the samples: with every file out of reach it reads the same."""
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("a file was opened"))
    assert rows(only("按费用的30%给予补助。")) == [("", "0.3", "")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "租用场地的，第一年、第二年、第三年分别按实际租金的80%、50%、30%给予补贴，"
            "每年最高分别不超过3万元、2万元、1万元。",
            [("第一年", "0.8", "30000"), ("第二年", "0.5", "20000"), ("第三年", "0.3", "10000")],
        ),
        (
            "国际首台（套）按销售价格的30%、国内首台（套）按销售价格的20%给予补助，"
            "最高分别为500万元、300万元。",
            [("国际首台(套)", "0.3", "5000000"), ("国内首台(套)", "0.2", "3000000")],
        ),
        (
            "直流桩按每千瓦150元、交流桩按每千瓦60元给予补贴，单个场站最高50万元。",
            [("直流桩", "150", ""), ("交流桩", "60", "")],
        ),
        (
            "项目投资200万元（含）至2000万元的，补助10%；2000万元（含）以上的，补助12%，最高1000万元。",
            [("2000000-20000000", "0.1", ""), ("20000000-", "0.12", "")],
        ),
        (
            "获得大赛一、二、三等奖的项目，分别奖励20万元、10万元、5万元。",
            [("一等奖", "200000", ""), ("二等奖", "100000", ""), ("三等奖", "50000", "")],
        ),
        (
            "参展企业按以下标准补贴：\n展会类别 | 补贴\n境内展会 | 1万元\n境外展会 | 3万元",
            [("境内展会", "10000", ""), ("境外展会", "30000", "")],
        ),
    ],
)
def test_rows_of_other_styles(sentence: str, expected: Rows) -> None:
    assert rows(only(sentence)) == expected


def test_a_sum_for_each_person_and_month() -> None:
    draft = only("青年人才租房的，按每人每月600元标准给予补贴，最长不超过24个月。")
    assert (draft.period, draft.per) == ("月", "人")
    assert draft.most_months is not None
    assert draft.most_months.value == 24


def test_only_what_exceeds_a_sum_is_paid_for() -> None:
    draft = only("年网络零售额达到1000万元的企业，超过1000万元部分，按0.5%给予奖励。")
    assert draft.beyond is not None
    assert (draft.base, draft.beyond.value) == ("年网络零售额", Decimal(10_000_000))


def test_halves_and_raises_are_of_a_named_case() -> None:
    half = only("列入国家级绿色工厂的，奖励80万元；列入省级的，减半奖励。")
    assert [(f.label, f.factor) for f in half.factors] == [("列入省级", Decimal("0.5"))]
    raised = only("展览补贴。展览面积1万平方米以上的补贴30万元。国际性展览在此基础上上浮20%。")
    assert [(f.label, f.factor) for f in raised.factors] == [("国际性展览", Decimal("1.2"))]


def test_half_of_one_of_several_cases_is_told_and_not_worked_out() -> None:
    draft = only("获得国家级、省级称号的，分别奖励100万元、50万元；市级称号按省级标准减半奖励。")
    assert not draft.factors
    assert draft.notes


@pytest.mark.parametrize(
    "sentence",
    [
        "对新增贷款按合同年利率的30%给予贴息，最高50万元。",
        "给予企业引进成本不低于10%的资金支持。",
        "三年内按不高于市场价50%的标准给予租金优惠。",
        "对承办活动的企业，给予3万元-5万元的资金支持。",
        "带动就业3人以上的，每多带动1人给予2000元。",
    ],
)
def test_what_the_text_leaves_open_is_not_proposed(sentence: str) -> None:
    assert not read(sentence).drafts


def test_limits_over_all_clauses_and_of_loans_are_no_grant() -> None:
    assert not read("同一企业年度享受本意见各项补助总额不超过1000万元。").drafts
    assert not read("个人申请创业担保贷款额度最高50万元，按规定给予贴息。").drafts


@pytest.mark.parametrize(
    ("sentence", "groups"),
    [
        (
            "营业收入5000万元以上或研发投入300万元以上的企业，一次性奖励20万元。",
            [["营业收入", "研发投入"]],
        ),
        (
            "对年营业收入2000万元以上、研发投入300万元以上或有效专利10件以上的企业，奖励20万元。",
            [["年营业收入", "研发投入", "有效专利"]],
        ),
        (
            "对年营业收入达到2000万元或者研发投入超过300万元，且员工50人以上的企业，奖励20万元。",
            [["年营业收入", "研发投入"], ["员工"]],
        ),
        (
            "对年营业收入2000万元以上且研发投入300万元以上的企业，奖励20万元。",
            [["年营业收入"], ["研发投入"]],
        ),
        ("营业收入500万元或以上的企业，奖励20万元。", [["营业收入"]]),
    ],
)  # fmt: skip
def test_of_numbers_joined_by_or_one_is_enough(sentence: str, groups: list[list[str]]) -> None:
    draft = only(sentence)
    found = alternatives(draft.thresholds)
    assert [[one.subject for one in group] for group in found] == groups
    for group in found:
        nothing = {
            one.figure.at: Decimal(0) if one in group else one.figure.value * 2
            for one in draft.thresholds
        }
        assert pay(draft, Case(thresholds=nothing)) == 0
        for one in group:
            enough = nothing | {one.figure.at: one.figure.value * 2}
            assert pay(draft, Case(thresholds=enough)) == 200_000
    for words, case in boundaries(draft):  # only just met or missed, one at a time
        expected = 0 if words.endswith(("9元", "9件", "9人")) else 200_000
        if "研发投入3000000" in words and "超过" in sentence:
            expected = 200_000 if words == "研发投入3000001元" else 0
        assert pay(draft, case) == expected, words


def test_of_two_numbers_none_alone_says_which_case_it_is() -> None:
    first, second = read(
        "营业收入5000万元以上或研发投入300万元以上的企业奖励20万元；"
        "营业收入1亿元以上或研发投入800万元以上的企业奖励50万元。"
    ).drafts
    assert [rows(first), rows(second)] == [[("", "200000", "")], [("", "500000", "")]]
    assert all(len(alternatives(one.thresholds)) == 1 for one in (first, second))


@pytest.mark.parametrize("made_up", ["不足5万元的按5万元补足", "不足5万元的，按照5万元补贴"])
def test_what_is_made_up_to_a_sum_is_a_floor(made_up: str) -> None:
    draft = only(f"对购置智能设备的企业，按设备投入的20%给予补贴，最高100万元，{made_up}。")
    assert draft.floor is not None
    assert draft.floor.value == 50_000
    assert draft.thresholds == ()
    assert [pay(draft, Case(Decimal(base))) for base in (249_999, 250_001, 6_000_000)] == [
        50_000, Decimal("50000.2"), 1_000_000,
    ]  # fmt: skip


def test_what_all_articles_come_to_is_no_sum_of_one() -> None:
    proposal = read("同一项目符合多项规定的，就高不重复；每家企业每年合计最高500万元。")
    assert proposal.drafts == ()
    assert [one.reason for one in proposal.leftovers] == ["各条各项合计的上限，不是一条的金额"]


def test_a_list_of_case_and_sum_is_a_grant() -> None:
    draft = only("载人飞行器：1500万元；")
    assert [str(row.fixed.value) for row in draft.rows if row.fixed] == ["15000000"]


def test_a_class_that_is_numbered_is_a_name_and_no_figure() -> None:
    proposal = read("取得2类新药证书的，每个品种奖励500万元。")
    assert [figure.unit for draft in proposal.drafts for figure in draft.figures()] == ["元"]
    assert not proposal.leftovers
    assert "2类新药" in proposal.drafts[0].who


def test_one_of_a_long_named_thing_is_counted() -> None:
    drafts = read(
        "医疗机构每完成1项1类新药的三期临床试验奖励80万元，每完成1项二期临床试验奖励50万元。"
    ).drafts
    assert [str(draft.per_figure.value) for draft in drafts if draft.per_figure] == ["1", "1"]


@pytest.mark.parametrize(
    "text",
    [
        "年出菇量达到500吨的，奖励10万元；每增加100吨，再奖励2万元，最高奖励50万元。",
        "年出菇量达到500吨的奖励10万元；500吨以上每增加100吨再奖励2万元，累计最高50万元。",
        "年出菇量500吨以上的，奖励10万元，在此基础上每增加100吨，增加奖励2万元，最高50万元。",
        "年出菇量达到500吨的，奖励10万元；超过500吨的，每超过100吨，再给予2万元，最高50万元。",
    ],
)
def test_a_sum_grows_with_every_step_above_its_threshold(text: str) -> None:
    draft = only(text)
    assert draft.more is not None
    assert draft.more_step is not None
    assert draft.cap is not None
    figures = (draft.more_step, draft.more, draft.cap.figure)
    assert [str(one.value) for one in figures] == ["100", "20000", "500000"]


def test_a_sum_that_grows_of_something_else_is_not_paid_as_if_it_did_not() -> None:
    proposal = read("年出菇量达到500吨的，奖励10万元；每增加10个大棚，再奖励2万元，最高50万元。")
    assert proposal.drafts == ()


def test_a_cap_that_is_less_than_a_case_is_of_the_last_case_alone() -> None:
    first, second = read(
        "取得FDA批准的药品，每个品种奖励300万元；"
        "医疗器械取得CE认证的，每个品种奖励30万元，单个企业年度最高150万元。"
    ).drafts
    assert first.cap is None
    assert second.cap is not None
    assert second.cap.figure.value == Decimal(1_500_000)


def test_a_limit_for_each_kind_of_thing() -> None:
    draft = only(
        "社会投资建设起降场、起降点的，按实际建设投资的30%给予补贴，每个起降场最高100万元，"
        "每个起降点最高20万元，每户企业每年度不超过500万元。"
    )
    assert rows(draft) == [("起降场", "0.3", "1000000"), ("起降点", "0.3", "200000")]
    assert draft.cap is not None
    assert draft.cap.figure.value == Decimal(5_000_000)


def test_a_higher_limit_from_a_size_on() -> None:
    draft = only(
        "单场观众达到1万人的，按演出成本的10%给予补助，最高50万元；"
        "单场观众超过3万人的，最高100万元。"
    )
    assert rows(draft) == [("10000-", "0.1", "500000"), ("30000-", "0.1", "1000000")]
    assert draft.cap is None


def test_conditions_of_another_case_are_no_band_of_the_first() -> None:
    first, second = read(
        "开通市内载人航线，年飞行不少于300架次的，每条航线每年补贴30万元；"
        "开通跨市载货航线，年飞行不少于100架次的，每条航线每年补贴50万元。"
    ).drafts
    assert [str(one.figure.value) for one in first.thresholds] == ["300"]
    assert [str(one.figure.value) for one in second.thresholds] == ["100"]


def test_how_many_are_paid_for_at_most() -> None:
    draft = only("招用高校毕业生的，按每人3000元给予一次性补助，最高补助30人。")
    assert draft.most_things is not None
    assert draft.most_things.value == 30


def test_a_cap_behind_an_investment_is_a_cap() -> None:
    draft = only("设计类项目，按实际到位投资的10%给予不超过300万元的支持。")
    assert draft.cap is not None
    assert draft.cap.figure.value == Decimal(3_000_000)


def test_a_limit_of_another_case_is_its_own() -> None:
    first, second = read(
        "参加境外展会的，每个展位补助不超过2万元；参加境内国际性展会的，每个展位补助不超过1万元。"
    ).drafts
    assert [str(row.fixed.value) for one in (first, second) for row in one.rows if row.fixed] == [
        "20000",
        "10000",
    ]


def test_a_share_of_the_revenue_is_a_condition_and_what_one_pays_oneself_is_no_grant() -> None:
    draft = only("对研发投入占营业收入比例达12%以上的企业，按年研发投入的10%给予最高150万元补助。")
    assert [str(one.figure.value) for one in draft.thresholds] == ["0.12"]
    draft = only("参加气象指数保险的，财政补贴保费的80%，农户自缴20%。")
    assert [str(row.rate.value) for row in draft.rows if row.rate] == ["0.8"]


def test_what_is_opened_is_counted_in_each_case() -> None:
    draft = only("在外地开设形象店的，省内每家奖补5万元，省外每家奖补8万元。")
    assert draft.per == "家"
    assert [row.label for row in draft.rows] == ["省内", "省外"]


def test_a_bound_said_again_in_brackets_is_one_figure() -> None:
    draft = only("总部企业，注册资本1亿元以上（含1亿元）的补助300万元。")
    assert [figure.unit for figure in draft.figures()] == ["元", "元"]


@pytest.mark.parametrize(
    "sentence",
    [
        "增量部分每1000万元给予3万元奖励。",
        "每增加100吨奖励2万元。",
        "企业年产值每达到3000万元奖励1万元。",
    ],
)
def test_so_much_for_each_so_many_of_what_is_not_told_is_left_to_the_editor(sentence: str) -> None:
    assert read(sentence).drafts == ()


@pytest.mark.parametrize(
    ("sentence", "each", "noun"),
    [
        ("标识注册量每达1000万个，奖励5万元，每年最高50万元。", "10000000", "标识注册量"),
        ("按离岸服务外包执行额1万美元奖励人民币3000元。", "10000", "离岸服务外包执行额"),
        (
            "对新增进出口额5000万元以上的企业，增量部分每1000万元给予3万元奖励。",
            "10000000",
            "新增进出口额",
        ),
        (
            "出口额较上年增长10%以上的，按增长额每100万元奖励1万元，最高50万元。",
            "1000000",
            "出口额较上年增长额",
        ),
    ],
)
def test_so_much_for_each_so_many_is_a_share_of_what_is_told(
    sentence: str, each: str, noun: str
) -> None:
    draft = only(sentence)
    assert draft.per_figure is not None
    assert (str(draft.per_figure.value), draft.base) == (each, noun)


def emitted(sentence: str) -> list[dict[str, Any]]:
    source = f"1.{sentence}\n2.其他。\n"
    clause = parse_clauses("p", source)[0]
    policy = cast(Policy, SimpleNamespace(id="p", source=source))
    return emit(policy, [(propose(source, clause), clause)]).rules


def test_only_whole_ones_of_so_many_are_paid_and_that_is_told() -> None:
    (rule,) = emitted("标识注册量每达1000万个，奖励5万元，每年最高50万元。")
    assert rule["amount"]["items"][0]["yuan"] == "0.005"
    assert rule["rounding"] == {"unit": "50000", "mode": "down"}
    assert any("不足的部分没有计入" in reading for reading in rule["readings"])


def test_a_limit_that_is_no_multiple_lets_the_share_be_paid_and_that_is_told() -> None:
    (rule,) = emitted("年产量达到100吨以上的，每100吨奖励3万元，最高40万元。")
    assert "rounding" not in rule
    assert any("按比例折算" in reading for reading in rule["readings"])


def test_another_sum_beside_is_no_limit_of_the_one_before() -> None:
    first, second = read(
        "对创业项目，给予200万元、400万元的启动补助，并给予三年内合计不超过500万元的贴息补助。"
    ).drafts
    assert first.cap is None
    assert second.is_ceiling


def test_years_are_of_the_sentence_they_stand_in() -> None:
    first, second = read(
        "按技术费用的20%予以补助，每家企业每年不超过20万元。对技术入股的，可连续三年给予其贡献50%的奖励，每年最高不超过50万元。"
    ).drafts
    assert first.most_years is None
    assert second.most_years is not None


def test_what_one_person_gets_each_year_is_no_pool_and_no_case() -> None:
    drafts = read("入选领军人才的，每人一次性100万元奖励，每年发放6万元人才津贴。").drafts
    assert [row.fixed.value for d in drafts for row in d.rows if row.fixed] == [1_000_000, 60_000]


def test_each_person_and_each_night_are_counted() -> None:
    draft = only("对游客50人以上的省外包机，每人每住一晚奖励60元。")
    assert (draft.period, draft.per) == ("晚", "人")


def test_a_bound_that_holds_its_number_is_told_in_brackets() -> None:
    draft = only("服务企业累计超过30家（含）的平台，奖励100万元。")
    assert [one.bound.value for one in draft.thresholds] == ["at_least"]


def test_limits_of_a_class_are_of_a_sum_for_each_too() -> None:
    draft = only(
        "对新增进出口额5000万元以上的企业，增量部分每1000万元给予3万元奖励，现有企业最高奖励200万元，当年新引入企业最高奖励300万元。"
    )
    assert rows(draft) == [
        ("现有企业", "30000", "2000000"),
        ("当年新引入企业", "30000", "3000000"),
    ]


def test_limits_by_class_and_by_thing_at_once_are_left_to_the_editor() -> None:
    sentence = "给予展位费50%补助，境内展会单个展位最高1万元，境外展会单个展位最高2万元。"
    assert read(sentence).drafts == ()


def test_a_whole_grant_keeps_its_own_threshold() -> None:
    (draft,) = read(
        "对上年度出口额300万美元以下的小微企业，保费全额补助；其他企业按实际缴纳保费的50%补助，最高80万元。"
    ).drafts
    assert draft.thresholds == ()


def test_nights_are_bands_one_above_the_other() -> None:
    draft = only(
        "一次组织游客50人以上，在本市至少停留一夜的，每人奖励20元；停留两夜以上的，每人奖励40元。"
    )
    assert [row.band.lower for row in draft.rows if row.band is not None] == [1, 2]
    assert draft.measure == "停留"


def test_at_least_one_of_them_is_met_where_nobody_tells_how_many() -> None:
    (rule,) = emitted("组织游客游览1家以上收费景区的，每人奖励20元。")
    assert rule["conditions"][0]["assumed"] == "true"


def test_a_class_is_also_named_by_what_stands_last_in_it() -> None:
    labels = ["国际品牌首店", "国内品牌福建首店", "漳州首店"]
    assert "福建首店" in words_apart(labels)[1]


def test_cases_stand_before_what_is_said_of_all_of_them() -> None:
    draft = only(
        "对牵头制定国际标准、国家标准、行业标准的，当年分别给予100万元、50万元和30万元奖励。"
    )
    assert [row.label for row in draft.rows] == ["国际标准", "国家标准", "行业标准"]


def test_a_rank_with_one_letter_is_a_name() -> None:
    draft = only(
        "对新评定为国家3A、4A、5A级的旅游景区，一次性分别给予10万元、50万元、100万元奖励。"
    )
    assert [row.label[:4] for row in draft.rows][1:] == ["4A", "5A级的"]


def test_instalments_are_no_cases() -> None:
    draft = only(
        "对新增的规模以上服务业企业，给予企业10万元奖励（第一年奖励5万元，第二年奖励3万元，第三年奖励2万元）。"
    )
    assert rows(draft) == [("", "100000", "")]


def test_how_a_sum_is_paid_out_is_no_rate() -> None:
    sentence = (
        "政策奖励按主体封闭、竣工验收和运营3个阶段，分别按应奖励额的30%、30%和40%对企业进行奖励。"
    )
    assert read(sentence).drafts == ()


def test_bands_that_are_written_out_meet() -> None:
    draft = only(
        "年度地方财政贡献1000万元及以上至2000万元、2000万元以上至5000万元、5000万元以上的，分别参照其地方财政贡献的70%、80%和90%给予企业奖励。"
    )
    assert [(row.band.lower, row.band.upper) for row in draft.rows if row.band] == [
        (10_000_000, 20_000_000),
        (20_000_000, 50_000_000),
        (50_000_000, None),
    ]
    assert draft.base == "地方财政贡献"


def test_percentage_points_are_a_share() -> None:
    (rule,) = emitted("增幅高于全区增幅5个百分点以上的楼宇，奖励50万元。")
    assert rule["conditions"][0]["say"].endswith("5个百分点")


@pytest.mark.parametrize(
    ("words", "part", "whole"),
    [("1/3", 1, 3), ("2/3", 2, 3), ("三分之一", 1, 3), ("四分之三", 3, 4)],
)
def test_a_share_that_is_written_as_a_fraction_is_a_rate(words: str, part: int, whole: int) -> None:
    draft = only(f"租用场馆的，按实际支付场租的{words}给予补助，最高40万元。")
    assert draft.rows[0].rate is not None
    assert draft.rows[0].rate.value == share_of(part, whole)
    assert draft.base == "实际支付场租"


def test_a_date_or_a_number_of_a_document_is_no_share() -> None:
    assert read("2024/5/6前申报的，奖励10万元。").drafts[0].rows[0].rate is None


@pytest.mark.parametrize(
    ("sentence", "labels"),
    [
        (
            "我市输送的运动员获得奥运会金牌、银牌、铜牌的，各类分别给予100万元、50万元、30万元奖励。",
            ["奥运会金牌", "银牌", "铜牌"],
        ),
        ("引进的博士、硕士，连续3年分别给予每月3000元、1500元生活补贴。", ["博士", "硕士"]),
    ],
)
def test_sums_named_one_by_one_go_to_their_own_classes(sentence: str, labels: list[str]) -> None:
    assert [row.label for row in only(sentence).rows] == labels


def test_a_monthly_sum_by_class_lasts_so_many_years() -> None:
    draft = only("引进的博士、硕士，连续3年分别给予每月3000元、1500元生活补贴。")
    assert draft.period == "月"
    assert draft.most_months is not None
    assert (draft.most_months.value, draft.most_months.unit) == (3, "年")


def test_the_last_characters_of_a_class_name_it_where_the_others_are_but_those() -> None:
    assert "金牌" in words_apart(["奥运会金牌", "银牌", "铜牌"])[0]


@pytest.mark.parametrize(
    "sentence",
    [
        "“渔农贷”单户贷款最高1000万元。",
        "可申请“文旅贷”，单户贷款额度最高500万元。",
        "设立总规模50亿元的产业基金，对单个项目投资额最高1亿元。",
        "产业基金对单个企业投资比例最高不超过20%。",
    ],
)
def test_what_is_lent_or_invested_is_no_grant(sentence: str) -> None:
    assert read(sentence).drafts == ()


def test_what_is_paid_on_a_loan_is_a_grant() -> None:
    draft = only("对企业贷款，按实际支付利息的40%给予贴息，每户每年最高20万元。")
    assert (rows(draft), draft.cap.figure.value if draft.cap else 0) == ([("", "0.4", "")], 200_000)


def test_how_what_was_paid_is_used_is_no_rate() -> None:
    draft = only(
        "建成国家级、省级创新平台的，分别给予150万元、60万元补助，其中30%应当用于研发人员奖励。"
    )
    assert rows(draft) == [("国家级", "1500000", ""), ("省级", "600000", "")]


def test_an_area_below_which_nothing_is_paid_and_the_most_that_counts() -> None:
    draft = only(
        "新建车间，按建筑面积每平方米补助150元，面积不足1000平方米的不予补助，最高补助5000平方米。"
    )
    (least,) = draft.thresholds
    assert (least.bound.value, least.figure.value) == ("at_least", 1000)
    assert draft.most_things is not None
    assert draft.most_things.value == 5000


def test_the_least_of_all_projects_is_that_of_the_rates_before_it() -> None:
    proposal = read(
        "新建冷库的，按每立方米60元补助；改造冷库的，按改造投入的三分之一补助。"
        "每个项目补助不低于10万元，最高300万元。"
    )
    new, rebuilt = proposal.drafts
    assert rebuilt.floor is not None
    assert rebuilt.floor.value == 100_000
    assert (new.floor, len(new.notes)) == (None, 1)  # of so much for each it is told
    assert [one.cap.figure.value for one in (new, rebuilt) if one.cap] == [3_000_000] * 2


@pytest.mark.parametrize(
    "sentence",
    [
        "对年工资薪金收入50万元以上的企业高管，按其年薪的5%给予奖励，最高10万元。",
        "企业获得知名创投机构股权投资1000万元以上的，按实际到账额的2%奖励，最高100万元。",
    ],
)
def test_a_sum_told_in_other_words_is_asked_for_once(sentence: str) -> None:
    (rule,) = emitted(sentence)
    assert rule["conditions"][0]["fact"] == rule["amount"]["base"]["plus"][0]


def test_an_editor_reads_what_a_third_comes_to_in_fen() -> None:
    told = sentences(only("租用场馆的，按实际支付场租的三分之一给予补助，最高40万元。"))
    assert told
    assert all(len(one) < 50 for one in told), told


def test_a_case_of_the_rule_before_is_told_apart_by_a_flag() -> None:
    first, second = emitted(
        "参加价格指数保险的经营主体，按当年保费的35%给予补贴。脱贫户、监测户参保的，按当年保费的60%给予补贴。"
    )
    assert [(one["fact"], one["is"]) for one in first["when"]] == [("p_flag3", "false")]
    assert [(one["fact"], one["is"]) for one in second["when"]] == [("p_flag3", "true")]


def test_a_case_with_another_rate_demands_what_the_rule_demands() -> None:
    _, second = emitted(
        "新建项目，固定资产投资达到3000万元的，按固定资产投资的6%给予补助，最高600万元；"
        "租赁厂房实施的项目，补助比例为4%，最高300万元。"
    )
    assert (second["amount"]["rate"], second["cap"]["yuan"]) == ("0.04", "3000000")
    assert [one["at_least"] for one in second["conditions"]] == ["30000000"]


def test_two_matters_with_one_kind_of_sum_are_no_cases_of_each_other() -> None:
    rules = emitted(
        "对购买IP的企业，按IP购买费用的30%给予补助，最高200万元。对购买EDA软件的企业，按软件支出的50%给予补助，最高300万元。"
    )
    assert not any("when" in rule for rule in rules)


def test_more_for_each_in_a_case_is_added_to_what_each_gets() -> None:
    _, more = emitted(
        "年累计发运300吨以上的，按每吨40元给予补助；经铁路货运站发运的，每吨再增加10元。单个主体年度最高30万元。"
    )
    assert [item["yuan"] for item in more["amount"]["items"]] == ["40", "10"]
    assert more["cap"]["yuan"] == "300000"


def test_how_long_a_contract_must_be_limits_no_months() -> None:
    draft = only("仓储合同期限不少于6个月的，按每吨每月6元给予补助，补助期限不超过12个月。")
    assert draft.most_months is not None
    assert draft.most_months.value == 12


def test_a_raise_may_hold_from_so_many_days_on() -> None:
    (rule,) = emitted(
        "剧组实际支出达到200万元的，按实际支出的10%给予补助；其中在影城实景拍摄不少于20天的，补助比例提高至15%。"
    )
    (variant,) = rule["amount"]["variants"]
    assert (variant["when"]["at_least"], variant["rate"]) == ("20", "0.15")


def test_what_is_not_paid_below_a_sum_is_demanded_by_the_sentence_before() -> None:
    draft = only(
        "对生产线项目，按固定资产投资额的8%给予补助。固定资产投资额不足2000万元的，不予补助。"
    )
    assert [(t.bound.value, t.figure.value) for t in draft.thresholds] == [("at_least", 20_000_000)]


def test_persons_listed_before_a_condition_are_the_cases_of_the_monthly_sums() -> None:
    draft = only(
        "新引进中药学等专业硕士研究生、博士研究生，签订3年以上劳动合同的，分别按每人每月1000元、2000元给予补助。"
    )
    assert [row.label for row in draft.rows] == ["硕士研究生", "博士研究生"]
    assert draft.period == "月"


def test_limits_of_each_thing_stand_below_that_of_the_applicant() -> None:
    first, second = read(
        "三类器械按试验费用的20%资助，单个品种最高300万元；二类器械按试验费用的15%资助，单个品种最高100万元。"
        "单个企业年度资助总额最高800万元。"
    ).drafts
    assert [one.item_cap.value for one in (first, second) if one.item_cap] == [3_000_000, 1_000_000]
    assert [one.cap.figure.value for one in (first, second) if one.cap] == [8_000_000] * 2


def test_what_is_beyond_a_number_is_paid_for_each() -> None:
    draft = only("年收购量超过1000吨的部分，按每吨80元给予奖励，每家企业每年最高50万元。")
    assert draft.beyond is not None
    assert (draft.beyond.value, draft.per) == (1000, "吨")


def test_the_rates_of_some_years() -> None:
    draft = only("租用厂房的，自入驻之日起前2年租金全额补助，第3年至第5年补助租金的50%。")
    found = [(row.label, row.rate.value) for row in draft.rows if row.rate]
    assert found == [("第1年至第2年", 1), ("第3年至第5年", Decimal("0.5"))]


def test_names_with_a_sum_each_behind_a_colon() -> None:
    draft = only("取得许可的，按下列标准奖励：（1）载人航空器1500万元；（2）大型航空器500万元。")
    assert [row.label for row in draft.rows] == ["载人航空器", "大型航空器"]
    assert [row.fixed.value for row in draft.rows if row.fixed] == [15_000_000, 5_000_000]


def test_a_limit_for_each_class_behind_one_rate() -> None:
    draft = only("获批国家级、省级实验室的，按拨付资金的50%给予配套，分别最高500万元、200万元。")
    assert [row.cap.value for row in draft.rows if row.cap] == [5_000_000, 2_000_000]


def test_tiers_behind_a_colon_are_of_what_stands_before_it() -> None:
    draft = only(
        "按设备投资额分档补助：500万元以上、不满2000万元的，补助6%；2000万元以上的，补助8%。"
    )
    assert draft.base == "设备投资额"


@pytest.mark.parametrize(
    ("text", "most_base", "most_months"),
    [
        (
            "流动资金贷款，按年利率2%给予贴息，贴息本金不超过300万元，期限最长6个月。",
            "3000000",
            "6",
        ),
        ("用于收购的贷款，按实际贷款额、年化2%、实际贷款月数给予贴息，每年最高50万元。", "", ""),
        ("项目贷款按年利率2个百分点给予贴息，贴息期限不超过2年。", "", "2"),
    ],
)
def test_interest_of_a_year_is_paid_for_the_months(
    text: str, most_base: str, most_months: str
) -> None:
    draft = only(text)
    assert (draft.period, draft.base) == ("月", "贷款本金")
    assert [row.rate.value for row in draft.rows if row.rate] == [Decimal("0.02")]
    assert str(draft.most_base.value if draft.most_base else "") == most_base
    assert str(draft.most_months.value if draft.most_months else "") == most_months


def test_a_schedule_of_three_parts_is_no_share() -> None:
    draft = only("按投资额的5%给予奖励，最高3000万元，资金按4:3:3的比例分三年兑现。")
    assert [row.rate.value for row in draft.rows if row.rate] == [Decimal("0.05")]


def test_a_limit_that_names_one_kind_of_award_leaves_the_others() -> None:
    first, second = read(
        "获得国家级、省级质量奖的，分别奖励100万元、50万元；获得绿色食品、有机产品认证的，"
        "每个证书分别奖励2万元、5万元，同一主体每年认证奖励合计不超过15万元。"
    ).drafts
    assert first.cap is None
    assert second.cap is not None
    assert second.cap.figure.value == Decimal(150_000)


def test_a_raised_sum_for_each_has_its_own_limit() -> None:
    draft = only(
        "连片50亩以上的，按每亩800元给予补助，单个主体最高不超过40万元；"
        "连片300亩以上的，每亩补助提高到1000元，单个主体最高不超过80万元。"
    )
    assert draft.cap is None
    assert [row.cap.value for row in draft.rows if row.cap] == [Decimal(400_000), Decimal(800_000)]


def test_the_same_threshold_of_another_thing_is_no_other_band() -> None:
    first, second = read(
        "新建气调库的，库容500吨以上的每吨补助300元；普通冷藏库库容500吨以上的，每吨补助150元。"
    ).drafts
    assert [draft.rows[0].band for draft in (first, second)] == [None, None]
    assert "冷藏库" in second.who


def test_so_many_of_several_levels_count() -> None:
    draft = only("参加省外、境外展会的，每个展位分别补助3000元、1万元，每家每次最多补助2个展位。")
    assert draft.most_things is not None
    assert draft.most_things.value == Decimal(2)


def test_a_list_of_monthly_sums_for_persons() -> None:
    draft = only("给予运营补助：轻度失能每人每月200元，中度失能每人每月350元，重度每人每月500元。")
    assert (draft.period, draft.per, len(draft.rows)) == ("月", "人", 3)


def test_a_condition_behind_the_last_name_is_no_name() -> None:
    draft = only(
        "个人取得小型、中型、大型无人机执照并在我市就业满6个月的，每人分别补助800元、2000元、5000元。"
    )
    assert [row.label for row in draft.rows] == ["小型", "中型", "大型无人机执照"]


def test_once_for_each_bed_names_the_bed() -> None:
    assert only("设置家庭养老床位的，每张床位一次性补助3000元。").per == "床"


@pytest.mark.parametrize(
    ("sentence", "limits"),
    [
        ("每认定1个示范点，奖励4万元，每个县每年奖励不超过7个。", [("items", "7")]),
        (
            "绣娘在本县各镇租房居住并在合作社工作的，每人每月补贴350元。"
            "每家合作社每年享受补贴人数不超过9人。",
            [("count", "9")],
        ),
        ("按初级、中级技工每人每月分别补贴120元、260元，每家工坊每年享受津贴人数不超过8人。",
         [("count", "8")]),
        ("更新帆船，船长8米以上不足15米的，每艘补助6万元；船长15米以上的，每艘补助11万元。每家每年补助不超过3艘。",
         [("items", "3"), ("items", "3")]),
    ],
)  # fmt: skip
def test_so_many_are_paid_for(sentence: str, limits: list[tuple[str, str]]) -> None:
    found = []
    for rule in emitted(sentence):
        amount = rule["amount"]
        most = amount.get("most_count")
        found.append(("count", most) if most else ("items", amount["items"][0].get("most")))
    assert found == limits


def test_each_case_may_demand_two_numbers() -> None:
    low, high = emitted(
        "同一街区茶馆4家以上且茶座总数90个以上的，奖励街区6万元；茶馆9家以上且茶座总数240个以上的，奖励街区17万元。"
    )
    assert (low["amount"]["yuan"], high["amount"]["yuan"]) == ("60000", "170000")
    assert [(one.get("at_least"), one.get("or")) for one in low["conditions"]] == [
        ("4", None),
        ("90", None),
    ]
    assert [one["at_least"] for one in high["when"]] == ["9", "240"]
    (either,) = low["when"]
    assert either["less_than"] == "9"
    assert [one["less_than"] for one in either["or"]] == ["240"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "对本县举办的龙舟赛，按实际组织费用给予补贴：国际性赛事补贴35%，每项最高90万元；省级赛事补贴15%，每项最高20万元。",
            [("0.35", "900000"), ("0.15", "200000")],
        ),
        (
            "建设公共书房的，按装修投入（不含房租）的25%补助，社区书房每个最高4万元，城市书房每个最高30万元。",
            [("0.25", "40000"), ("0.25", "300000")],
        ),
    ],
)
def test_classes_behind_what_they_are_paid_of(
    sentence: str, expected: list[tuple[str, str]]
) -> None:
    (rule,) = emitted(sentence)
    assert rule["amount"]["kind"] == "classes"
    assert [(one["rate"], one["cap_yuan"]) for one in rule["amount"]["classes"]] == expected


def test_what_is_beyond_a_number_is_paid_another_sum() -> None:
    (rule,) = emitted(
        "回收废网的，每吨补助90元；年回收量300吨以上的，超出300吨的部分每吨补助140元。"
    )
    below, above = rule["amount"]["items"]
    assert (below["yuan"], below["most"], above["yuan"]) == ("90", "300", "140")
    assert above["fact"].endswith("_beyond")


def test_so_much_of_a_loan_counts() -> None:
    (rule,) = emitted(
        "窑炉改造贷款，贷款本金70万元以内的部分，按1.2个百分点给予贴息，贴息期限最长2年。"
    )
    amount = rule["amount"]
    assert (amount["rate"], amount["most_base_yuan"], amount["most_months"]) == (
        "0.012", "700000", "24",
    )  # fmt: skip


def test_a_lower_limit_for_some_leaves_the_first_to_the_others() -> None:
    rules = emitted("改造剧场的，按投入的12%给予补贴，最高70万元；舞台不足40平方米的，最高25万元。")
    assert [rule["cap"]["yuan"] for rule in rules] == ["700000", "250000"]
    assert rules[0]["when"][0]["at_least"] == rules[1]["when"][0]["less_than"] == "40"


def test_only_the_difference_to_what_was_paid_before() -> None:
    rule, *_ = emitted(
        "首次评定为甲等、乙等剧社的，分别奖励9万元、4万元；由乙等升为甲等的，奖励差额部分。"
    )
    assert rule["received"]
    (plain,) = emitted("首次评定为甲等、乙等剧社的，分别奖励9万元、4万元。")
    assert "received" not in plain


def test_a_share_of_one_sum_in_another_follows_from_both() -> None:
    source = "1.研发费用占营业收入6%以上的企业，按研发费用的9%补助，最高40万元。\n2.其他。\n"
    clause = parse_clauses("p", source)[0]
    out = emit(
        cast(Policy, SimpleNamespace(id="p", source=source)), [(propose(source, clause), clause)]
    )
    (way,) = [one for fact in out.facts.values() for one in fact.get("derive", ())]
    assert [out.facts[name]["label"] for name in way["share"]] == ["研发费用", "营业收入"]


def test_interest_at_the_prime_rate_is_not_what_was_paid() -> None:
    (rule,) = emitted("对新增贷款按同期LPR的30%给予贴息，最高50万元。")
    assert rule["amount"]["base"]["say"] == "按LPR计算的利息"


def test_too_few_of_what_is_counted_are_not_paid_for() -> None:
    (rule,) = emitted(
        "在本县各乡镇收购山苍子、木姜子并在区内加工的企业，每箱补助45元。年收购不足70箱的，不予补助。"
    )
    (one,) = rule["conditions"]
    assert (one["fact"], one["at_least"]) == (rule["amount"]["items"][0]["fact"], "70")
