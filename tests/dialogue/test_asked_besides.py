"""Matters without a figure beside calculated ones: formal lists, dictation, and what no text knows.

(一)…;(二)…;(三)… once named articles of a policy, 再就是空调电费有没有说法 was passed over, and of
what is dictated without marks the second matter was. Rates: 龙岗 and 福田算力 30 % (at most 600万,
500万), 福田买模型 30 % (50万), 入表服务费 20 % (20万), 龙岗语料 20 % (100万).
"""

from __future__ import annotations

import pytest

from assistant.dialogue.folding import fold_message
from tests.dialogue.test_askers import amounts_of
from tests.dialogue.test_firms import wan
from tests.real_assistant import ask


def cited(said: str) -> set[str]:
    return {str(one.clause_id) for one in ask(said).citations}


@pytest.mark.parametrize(
    ("said", "clauses", "amounts"),
    [
        (
            "前海：（一）应用示范项目实际投资600万，支持多少；（二）是否有投融资方面的具体数额；（三）所得税税率",
            {"qianhai-2024#9", "qianhai-2024#4", "qianhai-2024#2"},
            {"qianhai-2024#9": 600 * 0.1},
        ),
        (
            "请逐条答复：（一）前海国家级行业组织落地支持额；（二）监管沙盒条款有无资金安排；（三）eVTOL跨境航线支持额。",
            {"qianhai-2024#14", "qianhai-2024#15", "qianhai-2024#11"},
            {"qianhai-2024#14": 50, "qianhai-2024#11": 200},
        ),
        (
            "福田事项请函复：（一）创新联合体最高支持额；（二）孵化载体运营机构最高支持额；（三）引进人才适用何项目",
            {"futian-2024#10", "futian-2024#7", "futian-2024#12"},
            {"futian-2024#10": 200, "futian-2024#7": 500},
        ),
    ],
)
def test_numbering_in_brackets_is_no_article(
    said: str, clauses: set[str], amounts: dict[str, float]
) -> None:
    assert cited(said) >= clauses
    found = amounts_of(said)
    assert {clause: found[clause] for clause in amounts} == {c: wan(n) for c, n in amounts.items()}


def test_articles_that_are_named_stay_articles() -> None:
    assert cited("前海措施第（八）条给多少") == {"qianhai-2024#8"}
    assert cited("前海（八）和（九）分别给多少") >= {"qianhai-2024#8", "qianhai-2024#9"}


@pytest.mark.parametrize(
    ("said", "foreign"),
    [
        ("龙岗买算力花了700万给多少再就是饮水机租金有没有说法", "饮水机租金"),
        ("龙岗买算力花了700万给多少，再就是员工食堂能不能报", "员工食堂"),
        ("龙岗买算力花了700万给多少，停车月卡这块有规定没", "停车月卡"),
        ("一是龙岗买算力700万补多少，二是差旅住宿是否可列支", "差旅住宿"),
        ("龙岗买算力700万补多少；快递费可否列支", "快递费"),
    ],
)
def test_what_no_policy_knows_is_told(said: str, foreign: str) -> None:
    found = ask(said)
    assert any(foreign in one.text for one in found.unused)
    assert amounts_of(said)["longgang-2025#2"] == wan(700 * 0.3)


@pytest.mark.parametrize(
    "said",
    [
        "福田租算力训练花了500万补多少，创新联合体有没有说法",
        "福田租算力花了500万补多少，这两个能不能一起申请",
        "龙岗备案2个模型，办活动有没有支持",
        "龙岗买算力花500万给多少，个人能申请吗",
    ],
)
def test_what_a_policy_knows_is_not(said: str) -> None:
    assert not ask(said).unused


@pytest.mark.parametrize(
    ("said", "amounts"),
    [
        (
            "福田的公司租智能算力训模型合同一千二百万又买了备案过的大模型做应用合同一百万还有数据第一次入表"
            "入了三百万也在交易所交易了入表服务费花了三十万各补多少",
            {
                "futian-2024#2": 1200 * 0.3,
                "futian-2024#1.2": 100 * 0.3,
                "futian-2024#3.2": 30 * 0.2,
            },
        ),
        (
            "龙岗的公司买算力花了四百万又从交易平台买了非关联语料三百万还有两个模型备案登记了都能补多少",
            {"longgang-2025#2": 400 * 0.3, "longgang-2025#3": 300 * 0.2, "longgang-2025#5": 2 * 50},
        ),
    ],
)
def test_what_is_dictated_without_marks_is_parted(said: str, amounts: dict[str, float]) -> None:
    found = amounts_of(said)
    assert {clause: found.get(clause) for clause in amounts} == {
        clause: wan(n) for clause, n in amounts.items()
    }


def test_a_short_clause_is_not_parted() -> None:
    assert "," not in fold_message("买算力花了400万又加了100万")[0]
    assert amounts_of("龙岗买算力花了400万又加了100万的合同，能补多少") == {
        "longgang-2025#2": wan(500 * 0.3)
    }


@pytest.mark.parametrize(
    ("said", "amounts"),
    [
        (
            "公司注册在龙华。今年租智能算力训大模型，服务合同600万。龙华算力券最多补多少，市里训力券最多又是多少",
            {"longhua-2025#4": 600 * 0.3, "shenzhen-pioneer-2024#2": 600 * 0.5},
        ),
        (
            "我们在龙岗办AI峰会，市场化办，备案了，审定总投入400万，区里最多补多少，市里活动资助最多补多少",
            {"longgang-2025#16": 400 * 0.3, "shenzhen-pioneer-2024#18": 400 * 0.5},
        ),
    ],
)
def test_a_sum_told_first_is_of_both_places(said: str, amounts: dict[str, float]) -> None:
    found = amounts_of(said)
    assert {clause: found.get(clause) for clause in amounts} == {
        clause: wan(n) for clause, n in amounts.items()
    }


def test_a_sum_is_not_lent_to_another_matter() -> None:
    found = amounts_of("公司在福田，租算力训练花了500万，区里补多少？龙岗买语料又能补多少")
    assert found["futian-2024#2"] == wan(500 * 0.3)
    assert "longgang-2025#3" not in found


@pytest.mark.parametrize(
    ("said", "clause"),
    [
        (
            "福田行业大模型有8个案例，合同签了1400万，但真正完成的只有900万，能拿吗",
            "futian-2024#1.1",
        ),
        (
            "福田行业大模型有8个案例，合同签了1400万，真正完成的才900万，那50万还有戏吗",
            "futian-2024#1.1",
        ),
        ("龙华，今年才融到1500万一轮，够不够融资奖励", "longhua-2025#13"),
        ("龙华，A轮只拿到1800万，奖励有份没", "longhua-2025#13"),
    ],
)
def test_what_is_too_little_gets_nothing(said: str, clause: str) -> None:
    assert amounts_of(said)[clause] == wan(0)


def test_what_is_enough_gets_its_share() -> None:
    said = "福田行业大模型有8个案例，合同签了1900万，真正完成的有1200万，能拿多少"
    assert amounts_of(said)["futian-2024#1.1"] == wan(50)
    assert amounts_of("龙华，A轮拿到2800万，奖多少")["longhua-2025#13"] == wan(2800 * 0.05)
    assert amounts_of("龙华，融资奖励拿到200万行不行").get("longhua-2025#13") != wan(200)


@pytest.mark.parametrize("more", ["还没打款：", "还未汇出，", "还在银行那边走着，", "还不能动用，"])
def test_what_is_said_of_a_sum_opens_no_other_matter(more: str) -> None:
    first = "A公司在龙华，今年单轮风投到位2600万，B公司在龙华，单轮到位5000万，各奖多少"
    text = f"A公司的这一轮风投里面最后打过来的那一笔700万{more}到位资金眼下只有2100万，A奖多少"
    amounts = {e.amount for e in ask(first, text).estimates}
    assert amounts <= {2100_0000 * 5 / 100, None}
    again = ask(first, text, "A公司2600万全部到位，A的重算")
    assert {e.amount for e in again.estimates} == {2600_0000 * 5 / 100}


def test_a_payment_that_is_still_to_come_is_no_matter_of_its_own() -> None:
    first = "A公司在龙华，今年单轮风投到位2600万，B公司在龙华，单轮到位5000万，各奖多少"
    text = "A的最后一笔700万还没打款：这轮投资额还是2600万，但到位资金眼下只有1900万，A奖多少"
    again = ask(first, text, "A公司2600万全部到位，A的重算")
    assert {e.amount for e in again.estimates} == {2600_0000 * 5 / 100}
