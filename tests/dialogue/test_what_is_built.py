"""What was built, rented or lacking is the matter, not what its words are borrowed from.

龙华（第十二条） pays a platform up to 2000万, （第六条） half of the rent; an office of the state
names no room, and a building with its number no round of financing.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_corrected_factors import paid
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask


def cited(*turns: str) -> set[str]:
    return {str(c.clause_id) for c in ask(*turns).citations}


@pytest.mark.parametrize(
    "text",
    [
        "龙华搭了个算力服务平台花了900万",
        "龙华 我们做了个语料测试平台，投入650万",
        "龙华开发了一个机器人测试平台投了1200万",
        "龙华打造大模型评测平台花了800万补多少",
        "龙华做模型测评服务的，投了200万",
    ],
)
def test_who_builds_a_platform_buys_nothing(text: str) -> None:
    answer = ask(text)
    assert {e.rule_id for e in answer.estimates} == {"longhua-2025#12:platform"}
    assert answer.unused


def test_a_platform_of_the_city_is_paid_by_its_cost() -> None:
    text = "深圳搞了个语料标注平台，投了600万"
    assert paid("shenzhen-pioneer-2024#12", text) == {300 * WAN}
    assert paid("shenzhen-pioneer-2024#3", text) == set()


@pytest.mark.parametrize("text", ["龙岗在算力平台上买算力花了60万", "龙岗租了算力平台的卡花了60万"])
def test_where_something_is_bought_is_not_built(text: str) -> None:
    assert paid("longgang-2025#2", text) == {18 * WAN}


@pytest.mark.parametrize(
    ("text", "rent"),
    [
        ("龙华办公室 200平 每平米每月60块 补多少", 200 * 60 * 12),
        ("龙华办公室月租1万5 能补几多", 15_000 * 12),
        ("龙华 D栋1807 房租一年28万 补多少", 28 * WAN),
        ("龙华 2号楼6层 办公室月租1万", WAN * 12),
    ],
)
def test_an_office_room_is_rented(text: str, rent: int) -> None:
    assert paid("longhua-2025#6", text) == {rent // 2}
    assert cited(text) == {"longhua-2025#6"}


@pytest.mark.parametrize(
    ("text", "has", "lacks"),
    [
        ("龙岗语料80万、龙华语料80万，分别多少", "longgang-2025#3", "longhua-2025"),
        ("前海租算力300万，龙岗租算力300万，分别多少", "longgang-2025#2", "qianhai-2024"),
        ("龙岗房租20万，龙华房租20万", "longhua-2025#6", "longgang-2025"),
    ],
)
def test_a_matter_that_a_place_lacks_is_not_met_there(text: str, has: str, lacks: str) -> None:
    found = cited(text)
    assert has in found
    assert not any(clause.startswith(lacks) for clause in found)


@pytest.mark.parametrize(
    ("later", "left"), [("要是砍五分之一呢", 720), ("后来少了四分之一", 675), ("砍掉一半呢", 450)]
)
def test_a_part_that_goes_leaves_the_rest(later: str, left: int) -> None:
    assert paid("longgang-2025#2", "龙岗买算力花了900万", later) == {left * WAN * 3 // 10}


@pytest.mark.parametrize(
    ("text", "clause", "cost"),
    [
        ("龙岗 餐馆上了AI点单 花了90万 补多少", "longgang-2025#10", 90),
        ("盐田仓库用AI盘货花了60万", "shenzhen-pioneer-2024#5", 60),
        ("龙岗装了AI门禁花了20万", "longgang-2025#10", 20),
        ("龙岗 车间搞AI升级 投了150万", "longgang-2025#10", 150),
        ("龙岗 给诊所做了AI分诊系统，花了40万", "longgang-2025#10", 40),
    ],
)
def test_who_puts_ai_to_use_has_an_application(text: str, clause: str, cost: int) -> None:
    assert cost * WAN * 3 // 10 in paid(clause, text)


@pytest.mark.parametrize("text", ["用AI画画要钱吗", "我家孩子用AI写作业", "我用AI写作文多少钱"])
def test_who_asks_of_no_measure_is_answered_by_none(text: str) -> None:
    assert not ask(text).estimates


@pytest.mark.parametrize(
    ("turns", "clause"),
    [
        (("算力券由谁负责",), "longhua-2025#4"),
        (("训力券怎么算", "算力券呢"), "longhua-2025#4"),
        (("算力券怎么算", "训力券呢"), "shenzhen-pioneer-2024#2"),
    ],
)
def test_a_voucher_is_of_the_measure_that_coins_it(turns: tuple[str, ...], clause: str) -> None:
    assert cited(*turns) == {clause}


def test_how_many_vouchers_is_no_unknown_word() -> None:
    assert "未载明" not in ask("龙华能领多少算力券").text


def test_a_platform_of_a_matter_of_its_own_stays_that_matter() -> None:
    text = "管理局同意前海在建一个智能算力调度平台，总投资一亿三，上年度实际投了五千万"
    assert {e.rule_id for e in ask(text).estimates} == {"qianhai-2024#5:compute-centre"}
    assert paid("qianhai-2024#5", text) == {5000 * WAN // 20}


def test_what_is_paid_for_a_filed_model_is_a_matter_beside_the_models() -> None:
    text = "龙岗的软件企业，租算力50万；调备案模型做门票小程序，合同完成70万。各多少"
    assert paid("longgang-2025#6", text) == {70 * WAN * 30 // 100}


def test_a_sum_in_another_sentence_was_not_spent_on_what_is_free() -> None:
    text = "盐田的小公司，零租孵化器能免几个月？语料从交易平台买的，合同44万，非关联，做大模型应用"
    assert 44 * WAN * 30 // 100 in paid("shenzhen-pioneer-2024#3", text)


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("龙华搭了个智能算力调度平台，花了1900万", "longhua-2025#12"),
        ("福田在建算力调度平台，给多少", "futian-2024#11"),
    ],
)
def test_where_no_computing_is_built_the_platform_is_one_as_any(text: str, clause: str) -> None:
    assert {e.clause_id for e in ask(text).estimates} == {clause}


@pytest.mark.parametrize(
    "about", ["水下机器人比赛", "仿生机器人擂台大赛", "大模型应用挑战赛", "工业机器人论坛"]
)
def test_what_an_event_is_about_is_no_matter(about: str) -> None:
    talk = (
        f"在龙岗那边办了场{about}，市场化办的，产业部门也备了案，实际花了640万",
        "账还没封，最后结下来810",
    )
    assert {e.rule_id for e in ask(*talk[:1]).estimates} == {"longgang-2025#16:event"}
    assert paid("longgang-2025#16", *talk) == {810 * WAN * 30 // 100}
