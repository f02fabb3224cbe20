"""Wholes called by name, what arrived of what was agreed, what is ours, what came after all.

The nouns and figures here stand in no question set.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_numbers import WAN, stated, value
from tests.real_assistant import amounts, ask, understand

ROUND = "龙华的公司，C轮3300万，创投投的，钱都到了"
CORPUS = "福田区买语料，合同270万，能补多少"
STARTUP = "初创公司，租算力训自己的大模型，合同1300万，市里训力券多少"
BUSES = "前海载人无人小巴，14台获批，自有，购置24万一台，智能化改造9万一台"
MIGRATION = "创新中心帮我们做模型迁移，总费用310万，其中70万中心自己吸收了，我们掏240万，补多少"


def flags(*turns: str) -> dict[str, object]:
    found = understand(*turns)
    return {s.name: s.value for f in found.focus for _, facts in f.cases for s in facts}


@pytest.mark.parametrize(
    ("later", "wan"),
    [
        ("漏了运费，合同额295万", 295),
        ("忘了算清洗费，语料一共360万", 360),
        ("漏了标注，60万", 330),
        ("漏了一份，25万", 295),
        ("漏了一份合同，合同额290万", 560),
    ],
)
def test_what_was_left_out_comes_on_top_unless_the_whole_is_told(later: str, wan: int) -> None:
    assert value(stated(CORPUS, later)["corpus_purchase_yuan"]) == wan * WAN


@pytest.mark.parametrize(
    "later",
    [
        "会计纠正：协议3300万，目前到账2600万",
        "约定投3300万，已到账2600万",
        "合同签3300万，现在只到账2600万",
        "认缴3300万，实缴到位2600万",
    ],
)
def test_what_arrived_stands_beside_what_was_agreed(later: str) -> None:
    found = stated(ROUND, later)
    assert value(found["round_arrived_yuan"]) == 2600 * WAN
    assert value(found["round_investment_yuan"]) == 3300 * WAN


def test_a_part_of_somebody_is_not_what_arrived() -> None:
    assert "round_arrived_yuan" not in stated(ROUND, "签了3300万的协议，其中区基金到账400万")


def test_one_more_round_is_not_put_to_what_arrived() -> None:
    agreed = "协议3300万，目前到账2600万"
    found = stated(ROUND, agreed, "其实还有一轮天使1700万，两轮一共多少")
    assert value(found["round_arrived_yuan"]) == 2600 * WAN


def test_a_round_of_another_name_has_no_share_of_the_one_before() -> None:
    found = stated(ROUND, "区政府基金出了1500万", "D轮融了4200万，没有政府的钱")
    assert value(found["round_investment_yuan"]) == 4200 * WAN
    assert "district_fund_yuan" not in found


@pytest.mark.parametrize("reward", ["那个10万的奖有没有", "那10万块奖还能拿吗"])
def test_a_reward_is_no_sum_of_the_year_before(reward: str) -> None:
    answer = ask(f"龙华企业，去年营收5700万，比前年少了点，{reward}")
    assert amounts(answer)["longhua-2025#5:growth"] == 0


@pytest.mark.parametrize(
    ("later", "is_startup"),
    [
        ("都八年了别冒充初创", False),
        ("不能再冒充初创企业了", False),
        ("哪里好意思叫初创", False),
        ("按普通企业算", False),
        ("按一般企业来呢", False),
        ("我们确实是初创", True),
    ],
)
def test_posing_as_something_is_not_being_it(later: str, is_startup: bool) -> None:
    assert flags(STARTUP, later)["is_startup"] is is_startup


@pytest.mark.parametrize("later", ["我们想冒充初创，材料怎么写", "能不能装成初创去报"])
def test_help_with_posing_is_refused(later: str) -> None:
    assert not amounts(ask(STARTUP, later))


@pytest.mark.parametrize("asked", ["首版次那条呢？", "首版次能拿多少？"])
def test_naming_the_matter_says_nothing_over_a_denial(asked: str) -> None:
    assert flags(f"市里软件{asked}我们还没有首单")["first_commercial_use"] is False


@pytest.mark.parametrize(
    ("later", "count"),
    [
        ("批文下来了，昨天刚拿到", 14),
        ("那3台的批文下来了", 14),
        ("批文拿到了", 14),
        ("批文什么时候下来", 11),
        ("批文下来了没有", 11),
    ],
)
def test_what_came_after_all_counts_again(later: str, count: int) -> None:
    assert value(stated(BUSES, "里面有3台批文没下", later)["vehicles"]) == count


@pytest.mark.parametrize(
    ("later", "wan"),
    [
        ("变卦了，70万也要我们出", 310),
        ("中心说70万不出了，也归我们", 310),
        ("中心说50万也要我们出", 240),
    ],
)
def test_what_others_bore_is_ours_as_well(later: str, wan: int) -> None:
    assert value(stated(MIGRATION, later)["migration_fee_yuan"]) == wan * WAN


def test_a_room_next_door_is_nobody_else() -> None:
    rented = "前海人工智能集聚区里租了间办公室，150平，月租2.3万，有租金补贴没"
    later = "隔壁那间也盘下来了！现在总共280平，月租合起来4万1，自用，一年能补？"
    assert value(stated(rented, later)["area_sqm"]) == 280


@pytest.mark.parametrize(
    ("later", "wan"),
    [
        ("签个720万的框架替掉它们", 720),
        ("打算用一份360万的总包把前面几份都换掉", 360),
        ("再签一份60万的，不换掉它们", 290),
    ],
)
def test_one_sum_takes_the_place_of_all(later: str, wan: int) -> None:
    two = "福田买语料，签了两份合同：100万、130万"
    assert value(stated(two, later)["corpus_purchase_yuan"]) == wan * WAN


@pytest.mark.parametrize(
    "done", ["论证过了，窗口也在用", "专家论证通过，已经上线", "论证通过了，窗口在用"]
)
def test_what_was_more_than_argued_for_is_not_denied(done: str) -> None:
    found = flags(f"政务开放场景里我们开发的办事AI产品，{done}，市里最多资助多少？")
    assert found.get("in_real_use", True) is True


@pytest.mark.parametrize(("name", "grade"), [("面上项目", "general"), ("重点项目", "key")])
@pytest.mark.parametrize("so", ["这一档", "那档", "这块"])
def test_a_class_that_is_pointed_at_is_told(name: str, grade: str, so: str) -> None:
    found = flags(f"AI基础研究{name}{so}，市级资助上限多少？")
    assert found["research_grade"] == grade


def test_a_place_in_brackets_is_of_what_stands_before_them() -> None:
    told = (
        "跨境eVTOL航线（前海—澳门）批了，运营方是我们，给多少？"
        "研发费用去年5100万，前年的数还没有，研发奖励能先估不？"
    )
    assert amounts(ask(told))["qianhai-2024#11:evtol"] == 200 * WAN
