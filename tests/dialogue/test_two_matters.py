"""Several matters in one message, over the real corpus. The figures stand in no question set."""

from __future__ import annotations

import random
from datetime import date

import pytest

from assistant.dialogue.ledger import Ledger
from assistant.dialogue.understand import Understander
from assistant.dialogue.understanding import Understanding
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import amounts, ask


def clauses(question: str) -> list[str]:
    return [str(c.clause_id) for c in ask(question).citations]


def unused(question: str) -> list[str]:
    return [part.text for part in ask(question).unused]


def test_two_matters_joined_by_a_mark_are_two() -> None:
    """What the place lacks hides nothing of what it has: one is answered, the other named."""
    question = "龙岗算力、房租补贴多少"
    assert clauses(question) == ["longgang-2025#2"]
    assert unused(question) == ["房租补贴多少"]


def test_a_matter_that_no_named_place_has_is_told_in_its_own_words() -> None:
    question = (
        "龙岗买语料310万，交易平台买的，不是关联方；又主导制定了一项国际标准。龙岗和市里都给吗"
    )
    assert any("国际标准" in text for text in unused(question))


def test_where_a_district_has_but_a_draft_the_citys_measures_hold_for_all_its_matters() -> None:
    question = (
        "厂子在宝安，AI示范应用项目自己实际投了910万，又租智算训练大模型合同430万，"
        "不是初创，市里能给到多少"
    )
    found = amounts(ask(question))
    assert found["shenzhen-pioneer-2024#2:compute-voucher"] == 430 * WAN / 2
    assert "shenzhen-pioneer-2024#5" in clauses(question)


def test_the_companys_age_beside_a_condition_opens_no_matter() -> None:
    question = "市里训力券，租智算训练大模型合同620万，成立五年多，不算初创，能拿多少"
    assert clauses(question) == ["shenzhen-pioneer-2024#2"]


@pytest.mark.parametrize(
    "question",
    [
        "龙岗买算力710万、交易平台非关联语料330万。两块各能补多少",
        "请列清楚龙华两项金额：公共服务平台、生成式备案一个模型算多少",
        "同样九百万的算力合同（租智算训大模型，不是初创），福田、龙华，按这个顺序一个一个报给我",
    ],
)
def test_what_counts_the_matters_is_no_unused_number(question: str) -> None:
    assert unused(question) == []


def test_places_that_head_a_list_hold_for_all_its_items() -> None:
    found = amounts(ask("龙华跟龙岗比一比，都算一下：算力采购710万，去年通过生成式备案的模型3个"))
    assert found["longhua-2025#4:compute-voucher"] == 710 * WAN * 3 / 10
    assert found["longgang-2025#2:compute-service"] == 710 * WAN * 3 / 10


def test_letters_may_number_a_list() -> None:
    found = amounts(ask("龙华，A采购算力81万 B深度合成算法备案1个 C生成式备案去年过了1个。按ABC答"))
    assert found["longhua-2025#4:compute-voucher"] == 81 * WAN * 3 / 10
    assert len({rule.partition(":")[0] for rule in found}) == 3


@pytest.mark.parametrize(
    "question",
    [
        "龙华算法备案7个、算力采购710万；苗圃养护费",
        "龙岗买语料310万，交易平台买的，不是关联方；龙岗算力710万；商号注册费",
    ],
)
def test_an_item_that_nobody_pays_for_is_told(question: str) -> None:
    assert any(text.endswith("费") for text in unused(question))


def test_what_a_later_message_asks_besides_is_told() -> None:
    answer = ask("龙岗园区运营方，产业空间一年最高能拿多少", "那达到一定规模的呢；另外通勤车有补吗")
    assert [part.text for part in answer.unused] == ["另外通勤车有补吗"]


def test_a_tax_question_in_a_list_does_not_refuse_the_rest() -> None:
    question = "前海 企业所得税按多少征 / 境外高端人才个税怎么补 / 增值税即征即退能不能享受"
    assert clauses(question) == ["qianhai-2024#2"]
    assert unused(question) == ["增值税即征即退能不能享受"]


@pytest.mark.parametrize(
    ("added", "clause"),
    [
        ("还开源了个推理框架", "shenzhen-pioneer-2024#11"),
        ("再加学院要建AI交叉学科", "shenzhen-pioneer-2024#16"),
    ],
)
def test_what_a_word_of_adding_opens_is_answered(added: str, clause: str) -> None:
    answer = ask(
        f"新建的公共技术服务平台审定总投入{random.randint(12, 30)}00万，{added}——市里这两样"
    )
    assert {"shenzhen-pioneer-2024#12", clause} <= {str(c.clause_id) for c in answer.citations}


@pytest.mark.parametrize("thing", ["开源了个推理框架", "开源了个语音模型"])
def test_what_is_added_and_paid_elsewhere_only_is_answered_or_named(thing: str) -> None:
    for joined in ("还", "另外"):
        told = f"龙岗租算力花了{random.randint(20, 90)}0万，{joined}{thing}，能补多少"
        is_named = any(thing in text for text in unused(told))
        assert is_named or "shenzhen-pioneer-2024#11" in clauses(told)


@pytest.mark.parametrize("thing", ["手环", "台灯", "闹钟"])
def test_an_item_of_a_list_with_a_question_of_its_own_is_answered_or_named(thing: str) -> None:
    fee = random.randint(20, 90)
    told = f"福田公司。①买备案大模型的API花了{fee}万；②自家AI{thing}卖得达到规模了，能给多少"
    is_named = any(thing in text for text in unused(told))
    assert is_named or "futian-2024#4.3" in clauses(told)
    assert "futian-2024#1.2" in clauses(told)


def test_a_question_of_its_own_in_words_of_the_language_is_named() -> None:
    told = (
        f"福田租算力训模型花了{random.randint(20, 90)}万，给多少？企业发展得好，区里最多又给多少？"
    )
    assert clauses(told) == ["futian-2024#2"]
    assert any("发展得好" in text for text in unused(told))


def test_a_clause_that_only_says_when_asks_for_no_other_matter() -> None:
    told = "福田租算力训模型花了300万，给多少？要是明年来申请，区里又给多少？"
    assert not unused(told)


@pytest.mark.parametrize("told", ["比前一年掉了", "没上一年好", "赶不上前一年", "可惜同比缩了"])
def test_less_than_the_year_before_is_no_growth(told: str) -> None:
    found = amounts(ask(f"龙华公司营收{random.randint(6, 9)}000万，{told}，奖励多少"))
    assert found["longhua-2025#5:growth"] == 0


@pytest.mark.parametrize("told", ["比前一年涨了不少", "比前一年多"])
def test_more_than_the_year_before_is_growth(told: str) -> None:
    found = amounts(ask(f"龙华公司营收{random.randint(6, 9)}000万，{told}，奖励多少"))
    assert found["longhua-2025#5:growth"] == 10 * WAN


@pytest.mark.parametrize("about", ["估计", "预估", "大致"])
def test_a_sum_that_is_about_so_much_is_used(about: str) -> None:
    fee = random.randint(20, 90) * 10
    found = amounts(ask(f"福田租智能算力做推理，合同{about}{fee}万，没定。能拿多少"))
    assert found["futian-2024#2:compute"] == min(fee * WAN * 3 // 10, 500 * WAN)


def test_of_two_things_with_a_sum_each_both_count() -> None:
    one, other = random.randint(20, 60) * 10, random.randint(110, 200) * 10
    told = (
        f"龙岗办了两场活动，都备过案、市场化办的：一场实打实掏了{one}万，一场{other}万。合起来多少"
    )
    assert amounts(ask(told))["longgang-2025#16:event"] == one * WAN * 3 // 10 + 300 * WAN


def test_words_of_a_clause_that_was_found_are_of_no_other_matter() -> None:
    cost = random.randint(20, 70)
    told = f"头一次把训练语料开放到公共服务平台，生产费用{cost}万；买备案大模型的API花了50万"
    assert not unused(f"福田公司{told}。各多少")


def test_who_it_is_about_opens_no_matter() -> None:
    count = random.randint(2, 3)
    told = f"我表叔那家机器人企业在龙华，今年牵头主导了{count}项国家标准，奖励合计多少"
    assert clauses(told) == ["longhua-2025#11"]
    assert not unused(told)


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("我家的会议纪要系统上线了，公司在福田，福田给多少", 1),
        ("我们在龙岗租算力训练大模型，合同310万，龙岗能补多少，封顶几何", 1),
        ("语料是从我们母公司买的，花了310万，医疗器械给补吗", 2),
    ],
)
def test_a_question_that_names_nothing_is_not_read_as_a_message_of_its_own(
    question: str, read: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts: list[str] = []
    original = Understander._by_purpose

    def by_purpose(self: Understander, text: str, ledger: Ledger, as_of: date) -> Understanding:
        texts.append(text)
        return original(self, text, ledger, as_of)

    monkeypatch.setattr(Understander, "_by_purpose", by_purpose)
    ask(question)
    assert len(texts) == read
