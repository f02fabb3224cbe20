"""The course of a conversation: parts that do not belong, years, places, doubt, what holds of some.

The nouns and figures here stand in no question set.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.dialogue.test_numbers import FEE, WAN, stated, value
from tests.real_assistant import amounts, ask, understand

RENTED = "龙岗买算力花了730万，能补多少"
COMPUTE = "longgang-2025#2:compute-service"
STANDARDS = "longhua-2025#11:standards"
DAY = date(2025, 6, 1)


@pytest.mark.parametrize(
    ("later", "wan"),
    [
        ("730里还含14万走廊照明，不属于算力，扣掉", 716),
        ("里面有30万是搬运费，跟算力没关系", 700),
        ("其中22万为代付押金，不算", 708),
        ("七百三十万里有四十万是布线的，不是算力，剔除", 690),
        ("从730万掉到615万", 615),
        ("算力费加到845万", 845),
        ("采购额其实是702万", 702),
    ],
)
def test_a_part_that_does_not_belong_is_taken_off(later: str, wan: int) -> None:
    assert value(stated(RENTED, later)[FEE]) == wan * WAN


@pytest.mark.parametrize("later", ["是219万？", "你说的是二百一十九万?", "219万啊?一定给吗"])
def test_what_was_answered_asked_back_is_no_new_number(later: str) -> None:
    assert value(stated(RENTED, later)[FEE]) == 730 * WAN


def test_a_part_is_taken_off_in_one_message_too() -> None:
    answer = ask("龙岗买算力花了730万，其中30万是茶水间翻新，不算算力，能补多少")
    assert amounts(answer)[COMPUTE] == 700 * WAN * Decimal("0.3")


def test_a_left_out_digit_is_no_number() -> None:
    found = stated("龙岗买算力花了73万，能补多少", "73万漏写一个1，应为173万")
    assert value(found[FEE]) == 173 * WAN


def test_a_count_of_all_stands_over_the_one_that_came() -> None:
    answer = ask("我们主导了两项行业标准，在龙华能奖多少", "又多了一项行业标准，共三项呢")
    assert amounts(answer)["longhua-2025#11:standards"] == 3 * 20 * WAN


def test_counts_that_were_assumed_go_when_counts_are_told() -> None:
    first = "前海典型案例和示范项目各奖多少"
    answer = ask(first, "我们有4个典型案例")
    assert amounts(answer)["qianhai-2024#6:cases"] == 4 * 5 * WAN
    answer = ask(first, "我们有4个典型案例", "示范项目也有1个，一共多少")
    assert amounts(answer)["qianhai-2024#6:cases"] == (4 * 5 + 10) * WAN


CORPUS = "longgang-2025#3:corpus-purchase"
TWO_YEARS = "龙岗买语料，平台买的、非关联方，两年合同分别是240万元和570万元，合计多少"


def test_as_many_numbers_as_years_are_one_a_year() -> None:
    assert amounts(ask(TWO_YEARS))[CORPUS] == (48 + 100) * WAN


@pytest.mark.parametrize(("later", "wan"), [("只看第一年呢", 48), ("只要明年那一笔", 100)])
def test_a_series_is_narrowed_to_one_year(later: str, wan: int) -> None:
    assert amounts(ask(TWO_YEARS, later))[CORPUS] == wan * WAN


def test_another_year_is_beside_the_first_not_in_its_place() -> None:
    turns = (
        "龙岗在市级认定的平台开放语料，生产费用132万，能补多少",
        "明年再开放一批，生产费用216万，两年合计呢",
    )
    assert amounts(ask(*turns))["longgang-2025#4:open-corpus"] == (264_000 + 300_000)


def test_of_two_years_the_changed_one_is_told_by_its_name() -> None:
    first = "龙华租房，上年度租金22万，第二年26万，第三年44万，三年总共能拿多少"
    rule = "longhua-2025#6:rent"
    assert amounts(ask(first))[rule] == (11 + 13 + 20) * WAN
    assert amounts(ask(first, "第三年如果是32万呢"))[rule] == (11 + 13 + 16) * WAN


def test_more_than_the_year_before_is_neither_year() -> None:
    answer = ask("前海纳统企业，上一年研发投入4300万，能奖多少", "比前年多了1500万")
    assert amounts(answer)["qianhai-2024#3:rd-increase"] == 45 * WAN


@pytest.mark.parametrize(
    ("later", "day"),
    [
        ("2026年2月呢", date(2026, 2, 28)),
        ("申请日放在2026年3月4日呢", date(2026, 3, 4)),
        ("28年再买70万呢", date(2028, 1, 9)),  # the measures end in the course of 2028
        ("2026年5月提交呢", date(2026, 5, 31)),
    ],
)
def test_a_date_that_goes_on_is_the_day_asked_about(later: str, day: date) -> None:
    assert understand(RENTED, later, as_of=DAY).as_of == day


def test_the_next_day_is_counted_from_the_day_asked_about() -> None:
    assert understand(RENTED, "按2026年3月4日算", "次日呢", as_of=DAY).as_of == date(2026, 3, 5)


def test_a_year_in_whose_course_a_policy_ends_is_answered_for_its_part() -> None:
    found = understand("深圳租算力训练大模型花了310万，2026年申请能补多少", as_of=DAY)
    assert found.as_of == date(2026, 12, 17)


def clauses(*turns: str) -> list[str]:
    return [str(f.clause_id) for f in understand(*turns, as_of=DAY).focus]


@pytest.mark.parametrize(
    ("turns", "found"),
    [
        (("龙华采购算力310万", "那训力券呢"), ["shenzhen-pioneer-2024#2"]),
        (("龙岗买语料310万", "合同其实是320万"), ["longgang-2025#3"]),
        (("福田买语料310万，福田能给多少", "为什么比龙岗少"), None),
        (("我们在盐田租算力训练大模型，310万，能拿什么", "盐田区自己的算力补贴是多少",
          "那如果搬到福田呢"), ["futian-2024#2"]),
        (("留学人员在深圳创业，注册9个月，能拿多少", "是按什么标准分档的"),
         ["shenzhen-pioneer-2024#15"]),
    ],
)  # fmt: skip
def test_what_a_message_goes_on_with(turns: tuple[str, ...], found: list[str] | None) -> None:
    got = clauses(*turns)
    if found is None:
        assert {c.split("#")[0] for c in got} >= {"futian-2024", "longgang-2025"}
    else:
        assert got == found


def flags(*turns: str) -> dict[str, object]:
    focus = understand(*turns, as_of=DAY).focus
    return {s.name: s.value for s in focus[0].cases[0][1]}


def test_what_a_partner_says_of_himself_is_a_fact() -> None:
    found = flags("龙华主导了1项国家标准，能奖多少", "他又说行业标准也主导了3项")
    assert (found["national_standards"], found["industry_standards"]) == (1, 3)


def test_what_others_say_is_paid_is_no_fact() -> None:
    assert value(stated(RENTED, "代办说能拿450万")[FEE]) == 730 * WAN


def test_a_thing_that_is_not_the_companys_says_nothing_of_who_applies() -> None:
    found = flags("前海有9台自动驾驶车载客运营，能补多少", "车不在公司名下呢")
    assert found["own_vehicles"] is False
    assert found.get("applicant_kind", "enterprise") == "enterprise"


@pytest.mark.parametrize("text", ["单轮到位2600万，其中区政府基金出资300万", "61台中有11台"])
def test_no_place_begins_inside_a_word(text: str) -> None:
    found = understand(text, as_of=DAY)
    assert not found.turn.scope.elsewhere


def test_a_condition_denied_of_some_leaves_the_others() -> None:
    first = "前海获批载客运营车辆9台，每台购置24万，改造6万，都在公司名下，能补多少"
    whole = amounts(ask(first))
    rule = next(r for r in whole if r.startswith("qianhai-2024#10"))
    assert whole[rule] == 9 * 15 * WAN
    assert amounts(ask(first, "其中2台是租来的，不在公司名下"))[rule] == 7 * 15 * WAN
    assert amounts(ask(first, "9台中有4台用于载货"))[rule] == 5 * 15 * WAN


def test_none_of_two_denies_both_alternatives() -> None:
    first = "龙岗软件公司买模型服务，合同360万，模型没备案，但通过了第三方测评，能补多少"
    found = flags(first, "两样都没有呢")
    assert (found["model_filed"], found["model_assessed"]) == (False, False)


def test_another_level_denies_the_national_one() -> None:
    found = flags("国家级人工智能行业组织落地前海给多少", "如果只是省级的呢")
    assert found["is_national_organisation"] is False


def test_back_from_a_what_if_to_what_holds() -> None:
    turns = (
        "龙岗的示范场景项目自己投入430万，已入选，能支持多少",
        "如果这个项目是政府投资的呢",
        "回到自己投入的情况，投入降到320万",
    )
    found = flags(*turns)
    assert "non_government" not in found
    assert found["project_investment_yuan"] == 320 * WAN


def test_numbers_set_aside_the_choice_they_speak_against() -> None:
    turns = (
        "深圳公共技术服务平台，新建项目审定总投入1900万，能资助多少",
        "建好以后的运营费用呢，上一年度审定运营费用900万",
    )
    assert flags(*turns)["platform_stage"] == "existing"


@pytest.mark.parametrize(
    ("later", "kind"), [("飞东莞的呢", "domestic"), ("飞澳门呢", "cross_border")]
)
def test_where_a_route_flies_tells_its_kind(later: str, kind: str) -> None:
    assert flags("前海eVTOL航线飞香港给多少", later)["route_kind"] == kind


def test_a_bare_number_answers_what_was_asked_for() -> None:
    found = flags("前海纳统企业，上一年研发投入5200万，能奖多少", "4300万")
    assert (found["rd_spend_yuan"], found["prior_rd_spend_yuan"]) == (5200 * WAN, 4300 * WAN)


def test_a_member_is_removed_by_its_value() -> None:
    turns = ("龙岗软件公司买备案模型服务，三份合同35万、77万、111万", "111万那份没验收，先拿掉")
    answer = ask(*turns)
    assert amounts(answer)["longgang-2025#6:model-service"] == (35 + 77) * WAN * Decimal("0.3")


def test_as_much_in_each_of_the_years() -> None:
    found = amounts(ask("福田买备案大模型，两年各190万，一共能拿多少"))
    assert next(v for r, v in found.items() if r.startswith("futian-2024#1.2")) == 100 * WAN
    found = amounts(ask("龙岗备案了4个模型，奖多少", "分成两年，每年2个呢"))
    assert found["longgang-2025#5:filed-model"] == 2 * 100 * WAN


def test_a_part_named_behind_its_number_is_that_part() -> None:
    found = flags("龙华场景应用，我们是发榜方，总投入1700万里面有300万是财政的钱，能拿多少")
    assert found["fiscal_funds_yuan"] == 300 * WAN


def test_of_two_matters_one_is_corrected_by_its_name() -> None:
    first = "龙岗算力1300万，语料80万（交易平台，非关联），分别能补多少"
    found = amounts(ask(first, "语料那笔改成290"))
    assert found[COMPUTE] == 1300 * WAN * Decimal("0.3")
    assert found[CORPUS] == 290 * WAN * Decimal("0.2")


@pytest.mark.parametrize(
    ("question", "what"),
    [
        (("深圳对开源项目最高奖多少", "星标数要多少才行"), "星标数"),
        (("福田信贷贴息最高多少", "贴息比例是多少"), "比例"),
    ],
)
def test_the_size_of_what_the_text_does_not_state_is_unstated(
    question: tuple[str, ...], what: str
) -> None:
    assert what in understand(*question, as_of=DAY).turn.unstated


def test_a_cap_that_is_believed_to_have_changed_is_no_sum() -> None:
    first = "深圳租算力训练大模型，合同870万，能补多少"
    for later in ("训力券上限提高到了1300万，重新算", "听说封顶调到1300万了"):
        assert value(stated(first, later)[FEE]) == 870 * WAN


def test_a_first_message_with_a_doubt_keeps_its_own_sum() -> None:
    found = stated("龙岗买算力花了630万，代办说最高能拿700万，真的吗")
    assert value(found[FEE]) == 630 * WAN


def test_who_something_is_given_to_does_not_apply() -> None:
    found = flags("龙岗做具身机器人，样机第一次给物业公司试用，研发费2100万")
    assert found.get("applicant_kind", "enterprise") == "enterprise"
