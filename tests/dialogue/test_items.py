"""Several sums of one fact over several messages: years, things one by one, additions."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal

import pytest

from assistant.dialogue.items import is_another, less_added, one_changed, opened, with_year
from assistant.dialogue.stated import Stated
from assistant.rules.facts import FactItem
from tests.dialogue.test_halves import by_clause
from tests.real_assistant import amounts, ask, understand

WAN = Decimal(10_000)
DAY = date(2025, 6, 1)
EVENT, SCENE = "longgang-2025#16:event", "longgang-2025#10:scene"
SERVICE = "longgang-2025#6:model-service"


def _stated(value: object, **more: object) -> Stated:
    return Stated("fee", value, 0, 4, "500万", **more)  # type: ignore[arg-type]


def test_a_year_said_with_a_number_makes_it_that_years() -> None:
    dated = with_year(_stated(Decimal(5), year=2025), _stated(Decimal(8), year=2026), 2025)
    assert dated is not None
    assert isinstance(dated.value, tuple)
    assert [(i.value, i.year) for i in dated.value] == [(5, 2025), (8, 2026)]


def test_words_for_years_and_calendar_years_are_one() -> None:
    dated = with_year(_stated(Decimal(5), year=0), _stated(Decimal(8), year=2026), 2025)
    assert dated is not None
    assert isinstance(dated.value, tuple)
    assert len(dated.value) == 2


def test_one_of_two_alike_is_changed_by_its_place() -> None:
    two = _stated((FactItem(Decimal(6), count=2),))
    text = "第二次办花了11"
    changed = one_changed(two, Stated("fee", Decimal(11), 6, 8, "11"), text)
    assert changed is not None
    assert [i.value for i in opened(changed.value)] == [6, 11]


def test_a_member_is_taken_back_by_its_value() -> None:
    parts = (FactItem(Decimal(5)), FactItem(Decimal(3)))
    less = less_added(_stated(Decimal(8), parts=parts), [Decimal(3)])
    assert less is not None
    assert less.value == 5


@pytest.mark.parametrize(
    ("text", "expected"),
    [("还有一个投了260", True), ("又办了一场,花了260", True), ("追加了一笔260", False),
     ("布展又多花了260,也是这场的", False), ("又花了260", False)],
)  # fmt: skip
def test_one_more_thing_is_told_from_more_of_the_same(text: str, expected: bool) -> None:
    assert is_another(text, text.index("260")) is expected


def test_more_for_the_same_event_stays_under_its_cap() -> None:
    first = "龙岗办了一场国际性的AI论坛，市场化，部门备案过，花了900万，能补多少"
    assert amounts(ask(first, "音响又多花了200万，也是这一场的"))[EVENT] == 300 * WAN


def test_one_of_two_events_costs_more() -> None:
    first = "龙岗办两场国际性AI大会，都备案了、市场化，每场花500万，合计多少"
    assert amounts(ask(first, "第二场花了1200万"))[EVENT] == 450 * WAN


def test_what_was_added_is_taken_back() -> None:
    first = "龙岗遴选上的示范场景，企业自己投了450万，能支持多少"
    assert amounts(ask(first, "追加投入100万", "追加的100万取消了"))[SCENE] == 135 * WAN


def test_years_are_capped_apart_over_messages() -> None:
    first = "龙岗软件公司，2025年采购备案大模型服务，完成合同金额700万，补多少"
    assert amounts(ask(first, "2026年还要完成300万，两年一共"))[SERVICE] == 290 * WAN


def test_a_part_that_is_denied_is_taken_off_once() -> None:
    first = "前海无人小巴载客，区里批准，公司名下20台获批车，每台购置和改装一共30万"
    turn = understand(first, "20台里面有6台是借来的不在我们名下", as_of=DAY)
    value = next(s.value for f in turn.focus for _, facts in f.cases for s in facts
                 if s.name == "vehicles")  # fmt: skip
    assert value == 14


MODELS = "longgang-2025#5:filed-models"
VEHICLES = "qianhai-2024#10:vehicles"
FUTIAN_MODEL = "futian-2024#1.2:model-purchase"


@pytest.mark.parametrize(
    ("later", "wan"),
    [("健身房退了8万", 180), ("云厂商退了50万", 165), ("后来退了50万", 165)],
)
def test_what_a_stranger_gave_back_is_no_refund(later: str, wan: int) -> None:
    answer = ask("龙岗租算力花了600万，能补多少", later)
    assert amounts(answer)["longgang-2025#2:compute-service"] == wan * WAN


def test_years_told_one_after_another_are_known_together() -> None:
    first = "福田买备案大模型做应用，今年合同120万，补多少"
    assert amounts(ask(first, "明年160万"))[FUTIAN_MODEL] == 48 * WAN
    assert amounts(ask(first, "明年160万", "两年合计呢"))[FUTIAN_MODEL] == 84 * WAN


def test_things_sold_are_fewer() -> None:
    first = "前海自营14台无人小巴载客，区里批了，每台32万，补多少"
    assert amounts(ask(first, "卖掉4台"))[VEHICLES] == 160 * WAN


def test_some_that_do_not_count_are_taken_off() -> None:
    answer = ask("龙岗备案登记的模型3个，给多少", "有一个是去年登记的，不算")
    assert next(iter(amounts(answer).values())) == 100 * WAN


def test_a_sum_of_one_asker_is_not_the_others() -> None:
    first = "A公司在龙岗租算力花了500万，B公司在福田租算力花了300万，各能补多少"
    assert amounts(ask(first, "A公司改成800万")) == {"longgang-2025#2:compute-service": 240 * WAN}
    found = amounts(ask(first, "A公司改成800万", "两家各多少"))
    assert found["longgang-2025#2:compute-service"] == 240 * WAN
    assert found["futian-2024#2:compute"] == 90 * WAN


def test_the_places_asked_about_are_set_side_by_side() -> None:
    first = "龙岗遴选上的示范场景，企业自己投了300万，补多少"
    answer = ask(first, "同样300万放前海，评成应用示范项目呢", "两个地方并排列一下")
    assert {key.split("#")[0] for key in amounts(answer)} >= {"longgang-2025", "qianhai-2024"}


def test_a_case_is_gone_back_to_by_its_sum() -> None:
    first = "龙岗买算力花了400万，能补多少"
    answer = ask(first, "要是花了900万呢", "还是400万那个情况")
    assert amounts(answer)["longgang-2025#2:compute-service"] == 120 * WAN


def test_matters_named_side_by_side_are_both_answered() -> None:
    first = "龙岗有3个模型备案登记了，能支持多少"
    second = "第二件事，我们软件公司采购别家备案过的模型，完成合同金额400万"
    found = amounts(ask(first, second, "那模型备案和模型采购各是多少"))
    assert {key.split(":")[0] for key in found} >= {"longgang-2025#5", "longgang-2025#6"}


def test_another_role_leaves_the_sums_of_the_first() -> None:
    first = "我运营龙华一个机器人专业园区，评估过，上年度运营费用900万，补多少"
    answer = ask(first, "换个角色，园里的机器人企业，评估过，上年度实际租金30万")
    assert [v for v in amounts(answer).values() if v] == [15 * WAN]


def test_three_years_alike() -> None:
    first = "龙华公司问房租，评估过的，上年度实际租金24万，补多少"
    found = amounts(ask(first, "要是三年都这么多呢"))
    assert 36 * WAN in found.values()


def test_what_is_reported_by_the_own_people_holds() -> None:
    first = "龙岗买算力花了400万，能补多少"
    for later in ("会计说是350万", "财务刚跟我说只花了350万", "准数出来了，350万"):
        assert amounts(ask(first, later))["longgang-2025#2:compute-service"] == 105 * WAN


def test_a_narrowed_year_gives_the_others_back() -> None:
    first = "龙岗软件公司采购备案模型服务，2025年完成合同300万，2026年完成合同500万，两年合计补多少"
    assert amounts(ask(first, "只看2025年那一笔"))[SERVICE] == 90 * WAN
    assert amounts(ask(first, "只看2025年那一笔", "还是两年合计"))[SERVICE] == 240 * WAN


def test_a_share_that_the_asker_bears() -> None:
    first = "深圳国产生态迁移适配，总费用300万，能资助多少"
    answer = ask(first, "企业承担的只有四成")
    assert amounts(answer)["shenzhen-pioneer-2024#10:migration"] == 60 * WAN


def test_the_rest_that_came_is_added() -> None:
    first = "龙华天使轮签了2400万，目前到账1500万，没有区里基金，评估过了，奖多少"
    assert 120 * WAN in amounts(ask(first, "剩下的900万也到账了")).values()


def test_what_lacks_is_no_number() -> None:
    first = "前海集聚区租了148平办公，月租每平90，一年能补多少"
    answer = ask(first, "就差2平啊？那换成隔壁150平的，一样的单价")
    assert amounts(answer)["qianhai-2024#1:rent"] == Decimal(81_000)


def test_of_two_contracts_one_is_denied_a_condition() -> None:
    first = "深圳企业通过数据交易平台买非关联方语料，合同350万，补多少"
    answer = ask(first, "还有一份90万的，条件一样", "第二份其实是关联方的")
    assert 105 * WAN in amounts(answer).values()


def test_another_next_round_is_not_added() -> None:
    first = "龙华这轮融了2200万都到账了，评估过，奖多少"
    assert 110 * WAN in amounts(ask(first)).values()
    assert 200 * WAN in amounts(ask(first, "下一轮再融4200万呢")).values()


def test_a_heading_names_the_sums_below_it() -> None:
    answer = ask(
        "龙华机器人企业(已评估)各年实际租金:2024年30万、2025年42万、2026年50万，三年总共多少"
    )
    assert 55 * WAN in amounts(answer).values()


def test_what_somebody_else_spends_is_not_added() -> None:
    answer = ask("龙岗租算力花了400万，食堂请厨师又花了20万，能补多少")
    assert amounts(answer)["longgang-2025#2:compute-service"] == 120 * WAN


@pytest.mark.parametrize("years", [2, 3])
@pytest.mark.parametrize(
    "asked",
    [
        "前海的租金补贴：420平，每年实付租金{}万，没转租，想看{}年总共多少",
        "前海集聚区420平，没转租，房租每年都是{}万，{}年一共多少",
        "前海的租金补贴：420平，一年实付租金{}万，没转租，{}年合计；再看示范项目，实际投资2300万",
    ],
)
def test_what_is_paid_each_year_is_paid_for_all_of_them(asked: str, years: int) -> None:
    rent = 40
    found = amounts(ask(asked.format(rent, "零一两三"[years])))
    by_area = Decimal(60 * 420 * 12 * years)
    rule = next(rule for rule in found if rule.startswith("qianhai-2024#1:"))
    assert found[rule] == min(by_area, rent * WAN * years / 2)


@pytest.mark.parametrize("between", ["一年实付", "一年下来付了", "去年实付"])
def test_a_year_between_parts_no_sum_from_its_name(between: str) -> None:
    found = amounts(ask(f"龙华房租{between}30万，评估过，三年一共能补多少"))
    assert found["longhua-2025#6:rent"] == 45 * WAN


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    "short",
    ["上年度少记了{}万", "上年度漏记了{}万", "上年度的少算了{}万", "上年度又多出来一笔{}万"],
)
def test_what_was_left_out_of_a_year_is_added_to_that_year(short: str, seed: int) -> None:
    """Growth in 前海 is paid 5 %, at most 200万."""
    before, more, left = random.Random(seed).sample(range(300, 1100), 3)
    first = f"前海纳统AI企业，研发投入上年度{5000 + before + more}万，前年{5000 + before}万，奖多少"
    paid = min((more + left) * WAN * 5 / 100, 200 * WAN)
    assert amounts(ask(first, short.format(left)))["qianhai-2024#3:rd-increase"] == paid


@pytest.mark.parametrize(
    ("turns", "clause", "amount"),
    [
        (
            (
                "龙岗的玩具厂，AI场景示范项目选上了，不是政府投资的，自己实际投入540万",
                "二车间另报的那个也选上了，投了九百万，两个合起来",
            ),
            "longgang-2025#10",
            362,
        ),
        (
            (
                "龙岗的玩具厂，AI场景示范项目选上了，不是政府投资的，自己实际投入540万",
                "后来申报的那个也通过了，投了380万，一共多少",
            ),
            "longgang-2025#10",
            276,
        ),
        (
            (
                "龙岗办AI大会，市场化办的，备过案，花了300万",
                "另办的那场也备好案了，花了1200万，两场一共",
            ),
            "longgang-2025#16",
            390,
        ),
    ],
)
def test_one_more_thing_by_what_was_done_with_it(
    turns: tuple[str, ...], clause: str, amount: int
) -> None:
    """Each of several things has a cap of its own: two in one sum would be paid too little."""
    assert by_clause(*turns)[clause] == {amount * WAN}
