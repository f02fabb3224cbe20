"""One of several numbers that were told is changed, the others stay.

Model services in 龙岗 are paid 30 %, at most 200万 a year; production costs of corpora there 20 %,
at most 30万 a year; scenes in 前海 10 % of each project, at most 200万; filed models in 龙岗 50万
each, at most 200万 a year; a car in 前海 half of what it cost, at most 20万 each and 1000万 in all.
"""

from __future__ import annotations

import random

import pytest

from tests.dialogue.test_askers import amounts_of
from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

MODELS, PRODUCTION, SCENE = "longgang-2025#6", "longgang-2025#4", "qianhai-2024#9"
FILED, CARS, COMPUTE = "longgang-2025#5", "qianhai-2024#10", "longgang-2025#2"


def amount(clause: str, *turns: str) -> int:
    """The one amount that is told for a clause."""
    (only,) = by_clause(*turns)[clause]
    return only


def sums(seed: int, low: int, high: int, step: int = 10) -> tuple[int, int, int]:
    """Three different sums in 万, drawn."""
    drawn = random.Random(seed).sample(range(low, high, step), 3)
    return drawn[0], drawn[1], drawn[2]


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("words", ["后年那个砍到{}万", "后年的改成{}万", "后年那笔其实是{}万"])
def test_one_year_of_three(seed: int, words: str) -> None:
    first, second, third = sums(seed, 20, 140)
    now = 15 + seed
    told = (
        f"龙岗,在市认定的平台上开放大模型语料,生产费用今年{first}万,明年{second}万,后年{third}万,"
        "三年一共多少"
    )
    expected = sum(min(v * WAN * 20 // 100, 30 * WAN) for v in (first, second, now))
    assert amount(PRODUCTION, told, words.format(now)) == expected


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    ("words", "factor"),
    [("去年的退了一半", 50), ("去年那份没签成", 0), ("去年的不算呢", 0), ("去年那份砍掉两成", 80)],
)
def test_what_becomes_of_last_years(seed: int, words: str, factor: int) -> None:
    last, this, _ = sums(seed, 100, 600)
    told = f"龙岗软件企业采购备案大模型的服务,去年合同{last}万,今年{this}万,两年一共多少"
    years = [last * WAN * factor // 100, this * WAN]
    assert amount(MODELS, told, words) == sum(min(v * 30 // 100, 200 * WAN) for v in years)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    ("words", "first_counts", "second_counts"),
    [
        ("后面那份黄了", True, False),
        ("前面那份取消了", False, True),
        ("那份没签成", True, False),
    ],
)
def test_one_of_two_contracts(
    seed: int, words: str, first_counts: bool, second_counts: bool
) -> None:
    first, second, _ = sums(seed, 100, 300)
    kept = first * first_counts + second * second_counts
    turns = (f"龙岗软件企业采购备案大模型的服务,合同{first}万", f"又签了一份{second}万的", words)
    assert amount(MODELS, *turns) == min(kept * WAN * 30 // 100, 200 * WAN)


@pytest.mark.parametrize("words", ["那份又签回来了", "后面那份又要签了"])
def test_what_was_out_is_in_again(words: str) -> None:
    turns = ("龙岗软件企业采购备案大模型的服务,合同130万", "又签了一份170万的", "后面那份黄了")
    assert amount(MODELS, *turns) == 130 * WAN * 30 // 100
    assert amount(MODELS, *turns, words) == (130 + 170) * WAN * 30 // 100


def test_a_member_named_by_its_sum_loses_its_condition() -> None:
    turns = (
        "前海一个AI示范项目被管理局评上了,我们是建设主体,实际投资1500万",
        "另外还评上一个,投了2600万,两个一起",
    )
    both = min(1500 * WAN // 10, 200 * WAN) + min(2600 * WAN // 10, 200 * WAN)
    assert amount(SCENE, *turns) == both
    assert amount(SCENE, *turns, "更正,2600那个没评上") == 1500 * WAN // 10


@pytest.mark.parametrize(
    ("words", "last", "this"),
    [("今年那俩有一个没过", 1, 3), ("今年的只剩1个", 1, 3), ("明年的改成6个", 2, 6)],
)
def test_counts_of_years(words: str, last: int, this: int) -> None:
    told = "龙岗生成式备案 今年过了2个 明年预计3个 一共"
    expected = sum(min(n * 50 * WAN, 200 * WAN) for n in (last, this))
    assert amount(FILED, told, words) == expected


def car(price: int) -> int:
    return min(price * WAN // 2, 20 * WAN)


def test_batches_at_prices_of_their_own() -> None:
    turns = (
        "前海,拿到载人商业化运营批文的无人小巴,自己名下8台,每台车价加改装一共36万,补几钱",
        "后来又批下来5台,这5台贵,一台52万,连前面的一起",
    )
    assert amount(CARS, *turns) == 8 * car(36) + 5 * car(52)
    less = "前面那批有2台是租赁公司的,不在我们名下,得扣"
    assert amount(CARS, *turns, less) == 6 * car(36) + 5 * car(52)


def test_some_that_cost_the_same_cost_something_else() -> None:
    turns = (
        "我们在前海有6台获批载人运营的自动驾驶接驳车,自有,购置加改造每台30万",
        "那两台报废的不算呢",
    )
    assert amount(CARS, *turns) == 4 * car(30)
    assert amount(CARS, *turns, "剩下的里头有一台花了60万 不是30") == 3 * car(30) + car(60)


@pytest.mark.parametrize(
    "words", ["只有今年那份退了一半吗", "后面那份能补多少", "那份合同要盖什么章"]
)
def test_a_question_changes_no_member(words: str) -> None:
    turns = ("龙岗软件企业采购备案大模型的服务,合同130万", "又签了一份170万的")
    assert amount(MODELS, *turns) == 300 * WAN * 30 // 100
    told = by_clause(*turns, words).get(MODELS, set())
    assert told <= {300 * WAN * 30 // 100, 170 * WAN * 30 // 100}


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    "words", ["又遴选上一个,那个实际投入{}万,两个一共", "还有一个也入选了,实际投入{}万,一起算"]
)
def test_one_more_of_what_is_capped_for_each(seed: int, words: str) -> None:
    first, second, now = sums(seed, 200, 900)
    turns = (f"龙岗场景示范项目,入选了,实际投入{first}万,我们自己投的", words.format(second))

    def paid(wan: int) -> int:
        return min(wan * WAN * 30 // 100, 200 * WAN)

    assert amount("longgang-2025#10", *turns) == paid(first) + paid(second)
    less = f"第一个的投入写高了,{now}"
    assert amount("longgang-2025#10", *turns, less) == paid(now) + paid(second)
    out = f"{second}万那个刚知道是政府投资项目"
    assert amount("longgang-2025#10", *turns, out) == paid(first)


def test_what_is_asked_about_alone_does_not_go() -> None:
    told = (
        "福田租智能算力做训练,2025年400万,2026年700万,两年加起来",
        "后面那年涨到1500万",
        "又砍半,750万",
    )
    both = (400 + 750) * WAN * 30 // 100
    assert amount("futian-2024#2", *told) == both
    assert amount("futian-2024#2", *told, "第一年单独是几多") == 400 * WAN * 30 // 100
    assert amount("futian-2024#2", *told, "第一年单独是几多", "那两年一共呢") == both


def test_rent_of_one_of_three_years() -> None:
    told = (
        "前海,人工智能企业,集聚区的楼,租了3000平自己用,一年租金400万",
        "那三年总共呢,租金不变",
        "第二年房东答应降到300万,第一第三年不动",
    )
    assert amount("qianhai-2024#1", *told) == (400 + 300 + 400) * WAN // 2


@pytest.mark.parametrize(
    ("later", "left"),
    [
        ("补签那个被董事会毙了", 640),
        ("合同又补签的没认", 640),
        ("补签那笔砍到100万", 640 + 100),
    ],
)
def test_a_member_is_called_by_the_words_it_was_told_with(later: str, left: int) -> None:
    told = (
        "国产生态创新中心给我们做模型迁移适配,费用总共640万,都我们出,能资助多少",
        "合同又补签了260万适配费,这回全由我们掏",
    )
    expected = min(left * WAN // 2, 300 * WAN)
    assert amount("shenzhen-pioneer-2024#10", *told, later) == expected


@pytest.mark.parametrize(
    "words", ["那一共{}万咯?", "两边合起来是不是就{}万了", "加起来一共{}万对吧"]
)
def test_a_sum_held_against_the_answer_is_no_number_of_it(words: str) -> None:
    told = ("福田,交易平台上买非关联方语料训练大模型,合同410万,区里市里各给多少",)
    before = by_clause(*told)
    assert before["futian-2024#3.1"] == {41 * WAN}
    assert by_clause(*told, words.format(164)) == before


def test_some_that_were_out_are_in_again() -> None:
    told = ("前海企业,自研行业大模型公开发布,12个案例,奖励?", "其中三个是内部试用,不算市场应用")
    assert amount("qianhai-2024#8", *told) == 0
    again = "三个里头有一个后来转正成商用客户了,前海这边够数没"
    assert amount("qianhai-2024#8", *told, again) == 100 * WAN


def test_cantonese_words_of_grammar() -> None:
    told = (
        "龙岗,数据交易平台买语料训大模型,合同额三百万,有几多补?",
        "入面有八十万系同集团自己间公司买嘅",
    )
    assert amount("longgang-2025#3", *told) == (300 - 80) * WAN * 20 // 100


@pytest.mark.parametrize(
    ("clause", "told", "expected"),
    [
        ("futian-2024#2", ("福田租智能算力做训练,2025年400万,2026年700万,两年加起来",
                           "前面那年的400里有80是存储带宽,拿掉"), (400 - 80 + 700) * 30),
        ("shenzhen-pioneer-2024#10", ("模型迁移适配,费用总共640万,都我们出,能资助多少",
                                      "不是都我们出,中心自己贴了240万"), (640 - 240) * 50),
        ("longgang-2025#16", ("龙岗办机器人大会,市场化办的,备了案,花700万,补多少",
                              "场地方赞助抵了100万,实际发生只有600万"), 600 * 30),
        ("longhua-2025#4", ("龙华算力券,我们采购了720万,能领多少",
                            "720含税,不含税是六百八十万,按不含税算"), 680 * 30),
        ("shenzhen-pioneer-2024#5", ("AI质检的示范应用项目,实际投入三百八十万,市里给多少",
                                     "里头70万是还没付的尾款,算不得实际投入,先去掉",
                                     "尾款这周付了!另外又追加了50万设备,都算进去"),
         (380 + 50) * 30),
        ("futian-2024#3.2", ("福田,数据资产入表,入表金额260万,在数交所流通交易了,入表服务费65万",
                             "审计那30万不属于入表服务费,踢出去"), (65 - 30) * 20),
    ],
)  # fmt: skip
def test_what_counts_of_a_sum(clause: str, told: tuple[str, ...], expected: int) -> None:
    """Amounts in 万 × per cent of the clause."""
    assert amount(clause, *told) == expected * WAN // 100


def test_two_matters_held_against_a_sum() -> None:
    told = ("龙华今年4个算法进了深度合成备案清单", "另外生成式服务备案去年也过了2个")
    found = by_clause(*told, "这两块合起来是不是就500了")
    assert found["longhua-2025#8"] == {4 * 100 * WAN}
    assert found["longhua-2025#9"] == {2 * 50 * WAN}


@pytest.mark.parametrize("share", ["一半", "三成", "40%"])
def test_a_share_that_does_not_count(share: str) -> None:
    part = {"一半": 50, "三成": 30, "40%": 40}[share]
    told = ("龙岗开眼镜厂,搞智能眼镜投了120万研发", f"那120万里头有{share}是买机床的,不是研发")
    assert amount("longgang-2025#8", *told) == 120 * WAN * (100 - part) // 100 * 30 // 100


@pytest.mark.parametrize(
    ("words", "expected"),
    [("少写个零", 1500), ("前面那个数报错了,少打了一个0", 1500), ("多写了个零", 15)],
)
def test_a_zero_too_few_or_too_many(words: str, expected: int) -> None:
    told = "龙岗买算力花了150万"
    assert amount(COMPUTE, told, words) == expected * WAN * 30 // 100


def test_a_number_told_beside_the_slip_is_not_changed_again() -> None:
    told = ("龙岗买算力花了1500万", "多写了个零,是150万")
    assert amount(COMPUTE, *told) == 150 * WAN * 30 // 100


def test_one_more_contract_is_added() -> None:
    told = (
        "龙岗的软件公司,调用备案大模型做应用场景开发,模型服务合同完成了250万",
        "另有一份已完成合同300万,今年的,一共",
    )
    assert amount(MODELS, *told) == (250 + 300) * WAN * 30 // 100


def test_one_year_alone_after_another() -> None:
    told = ("龙岗,去年自己的大模型过了国家生成式备案,一共3个", "今年再过2个,今年这一年的呢")
    assert amount(FILED, *told) == 2 * 50 * WAN


def test_a_place_in_a_tested_condition_is_no_question_about_it() -> None:
    told = ("eVTOL航线,从前海飞珠海,给多少", "飞香港呢", "起降点要是都在宝安不在前海,飞香港")
    assert amount("qianhai-2024#11", *told) == 0


def test_what_was_said_is_withdrawn() -> None:
    told = (
        "福田法律大模型,自研、公开发布,有8个案例,做完的合同额一千三百万",
        "里面有400万是意向书,没做完,所以做完的是900万",
    )
    assert amount("futian-2024#1.1", *told) == 0
    later = "他看错了,那400万早就验收了,刚才那句话收回"
    assert amount("futian-2024#1.1", *told, later) == 50 * WAN


def test_a_sum_of_next_year_changed_before_any_total_is_asked() -> None:
    told = ("龙岗,今年租了算力,花了300万,能补多少", "明年打算再租500万", "明年那个可能只有400万")
    assert amount(COMPUTE, *told) == (300 + 400) * WAN * 30 // 100
    assert amount(COMPUTE, *told, "只看今年的") == 300 * WAN * 30 // 100


def test_a_year_less() -> None:
    told = ("前海写字楼500平,月租每平120,租两年,补多少", "第二年不租了")
    assert amount("qianhai-2024#1", *told) == 500 * 60 * 12


def test_a_part_that_was_taken_off_counts_again() -> None:
    told = (
        "福田AI企业,交易所买语料460万,非关联,训练大模型",
        "其中有200万是买的关联公司的",
        "那200万后来换成第三方了",
    )
    assert amount("futian-2024#3.1", *told[:2]) == 260 * WAN // 10
    assert amount("futian-2024#3.1", *told) == 460 * WAN // 10


def test_one_more_of_the_kind_that_is_named() -> None:
    told = ("龙华,我们主导了1项国家标准1项行业标准", "行业那个是参与的", "国家标准又批了一个")
    assert amount("longhua-2025#11", *told[:2]) == 40 * WAN
    assert amount("longhua-2025#11", *told) == 2 * 40 * WAN


def test_things_counted_with_a_measure_word_of_their_own() -> None:
    told = (
        "我们公司在前海跑无人驾驶载客,批下来了,车是自己的,40台",
        "每台购置加改造一共三十五万",
        "要买到60台呢",
        "其中20台是租的,不在我们名下",
    )
    assert amount(CARS, *told[:2]) == 40 * car(35)
    assert amount(CARS, *told[:3]) == min(60 * car(35), 1000 * WAN)
    assert amount(CARS, *told) == 40 * car(35)


def test_what_is_reckoned_on_is_not_struck_by_the_clause_behind_it() -> None:
    told = (
        "市里活动资助,审定总投入450万,政府已经出了50万在里头",
        "问清楚了,就按审定450万算,政府那份已经剔掉了,是另外的",
    )
    assert amount("shenzhen-pioneer-2024#18", *told) == 450 * WAN // 2


@pytest.mark.parametrize("words", ["平分", "一家一半", "两边平摊"])
@pytest.mark.parametrize("whole", [600, 900, 1300])
def test_a_sum_shared_by_two_districts(words: str, whole: int) -> None:
    told = by_clause(f"龙岗和福田一起买算力{whole}万，{words}，各能补多少")
    share = whole * WAN // 2 * 30 // 100
    assert (told[COMPUTE], told["futian-2024#2"]) == ({share}, {share})


def test_a_share_that_is_not_exact_is_asked_for() -> None:
    told = by_clause("龙岗、龙华、福田三家一起买算力1000万，平分，各能补多少")
    assert not told


@pytest.mark.parametrize("seed", range(3))
def test_how_many_of_a_batch_were_told_wrong(seed: int) -> None:
    """The first batch is another number of cars; the second keeps its own number and price."""
    wrong, right, more = random.Random(seed).sample(range(3, 12), 3)
    told = f"前海跑智能网联汽车载人,批了{wrong}台车,每台买车加改装30万,能补多少"
    added = f"后来又批了{more}台,每台50万"
    fixed = f"头一批不是{wrong}台是{right}台"
    expected = min(right * 15 * WAN + more * 20 * WAN, 1000 * WAN)
    assert amount(CARS, told, added, fixed) == expected


@pytest.mark.parametrize("seed", range(3))
def test_a_price_so_many_times_keeps_both(seed: int) -> None:
    """Some of the things go back, then the price of one is told anew."""
    number, gone = 30 + seed, 7 + seed
    told = f"龙岗,具身机器人新产品首次卖出去{number}台,每台制备成本2万,能给多少"
    left = number - gone
    assert min(by_clause(told, f"有{gone}台退货了")[COSTS]) == min(left * WAN, 50 * WAN)
    dearer = by_clause(told, f"有{gone}台退货了", "成本算错了,每台2.5万")[COSTS]
    assert min(dearer) == min(left * 25 * WAN // 20, 50 * WAN)


COSTS = "longgang-2025#7"


def test_what_is_paid_by_the_month_for_fewer_months() -> None:
    turns = ("市里模型券,备案模型,购买费用250万,能拿多少", "还有接口费,每月8万,用一年")
    full = (250 + 8 * 12) * WAN * 30 // 100
    fewer = (250 + 8 * 9) * WAN * 30 // 100
    assert amount(CITY_MODELS, *turns) == full
    assert amount(CITY_MODELS, *turns, "接口其实只用了9个月") == fewer


CITY_MODELS, EVENTS, SHARED = "shenzhen-pioneer-2024#4", "longgang-2025#16", "qianhai-2024#9"


@pytest.mark.parametrize("when", ["秋天", "年会期间", "招商周"])
def test_a_thing_is_called_by_the_words_it_was_told_with(when: str) -> None:
    told = "龙岗办机器人大会,市场化办的,备过案,花了600万,能补多少"
    another = f"{when}还要再办一场,400万"
    changed = f"{when}那场后来只花了300万"
    assert amount(EVENTS, told, another) == (180 + 120) * WAN
    assert amount(EVENTS, told, another, changed) == (180 + 90) * WAN


def test_what_was_taken_off_is_counted_again_in_part_or_as_a_whole() -> None:
    told = "龙岗,算力买了1500万,补多少"
    assert amount(COMPUTE, told, "后来退了300万") == 360 * WAN
    assert amount(COMPUTE, told, "后来退了300万", "退的里头有100万又买回来了") == 390 * WAN
    assert amount(COMPUTE, told, "政府赞助的200万得扣掉", "那200万最后没给") == 450 * WAN


def test_a_correction_of_how_many_went_is_no_second_loss() -> None:
    turns = ("龙岗备案了4个大模型,能拿多少", "其中有一个被撤了", "不对,撤了三个")
    assert amount(FILED, *turns) == 50 * WAN


def test_no_more_is_taken_off_than_there_is() -> None:
    """What is left over stays in sight; no sum turns negative."""
    assert amount(COMPUTE, "龙岗,算力买了50万,补多少", "里面有80万不能算") == 15 * WAN


@pytest.mark.parametrize("words", ["一期超支,多花了{}万", "上礼拜验收的那套{}万"])
def test_a_small_sum_beside_a_large_one_is_no_new_total(words: str) -> None:
    paid = by_clause("龙岗,算力买了1500万,补多少", words.format(100))[COMPUTE]
    assert 100 * WAN * 30 // 100 not in paid


def test_a_total_beside_parts_that_come_to_something_else_gives_both() -> None:
    told = "前海示范项目评上了,投资分别是400万、500万、600万,一共1300万,能拿多少"
    assert sorted(amounts_of(told)[SHARED]) == [130 * WAN, 150 * WAN]


def test_the_own_half_of_a_shared_sum_and_all_of_it() -> None:
    told = "前海示范项目,实际投资1200万,我们跟合作方平分,按我们那一半能拿多少"
    assert amount(SHARED, told) == 60 * WAN
    assert amount(SHARED, told, "改了,现在我们出七成") == 84 * WAN
    assert amount(SHARED, told, "改了,现在我们出七成", "全是我们出") == 120 * WAN


def test_a_what_if_about_one_member_ends() -> None:
    turns = ("市里新建公共技术平台,审定总投入2400万,补多少", "后来又加了200万")
    supposed = (*turns, "如果后来加的是600万呢")
    assert amount(PLATFORM, *turns) == 1300 * WAN
    assert amount(PLATFORM, *supposed) == 1500 * WAN
    assert amount(PLATFORM, *supposed, "还是按加200万的算") == 1300 * WAN


PLATFORM = "shenzhen-pioneer-2024#12"


@pytest.mark.parametrize("seed", range(3))
def test_sums_of_months_one_of_them_called_off(seed: int) -> None:
    first, second, third = sums(seed, 100, 500)
    told = f"龙岗买算力,一月份签了{first}万,三月份{second}万,六月份{third}万,补多少"
    assert amount(COMPUTE, told) == min((first + second + third) * WAN * 30 // 100, 600 * WAN)
    left = (first + third) * WAN * 30 // 100
    assert amount(COMPUTE, told, "三月份那单取消了") == min(left, 600 * WAN)
