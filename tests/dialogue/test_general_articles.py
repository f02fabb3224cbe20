"""Articles on all of a policy, lists under one head, and places beside the policy's own.

The trade is made up by a program and the sums are drawn: nothing here can know them.
"""

from __future__ import annotations

import random
import subprocess
import sys
from datetime import date

import pytest

from assistant.answer.answer import Answer, Outcome, RefusalReason
from assistant.assistant import Assistant
from assistant.dialogue.conversation import Conversation
from assistant.settings import load_settings
from tests.fakes import ROOT

_DICE = random.Random(20261128)
THING = _DICE.choice("榫蓼砚鲟漆箜藤苎") + _DICE.choice("梁蓝台鲤器篌椅麻")
LOW, HIGH = _DICE.randint(11, 19), _DICE.randint(23, 29)
"""The rates of two bands, in percent."""
FEW, MANY = _DICE.randint(31, 49), _DICE.randint(61, 89)
"""Yuan for each 吨 up to 5000, and beyond."""
ALL = _DICE.randint(310, 480)
"""万元, the most of everything."""

POLICY = f"""标题: 如东县促进{THING}产业发展实施办法
如东县促进{THING}产业发展实施办法
第一条 对建成投用的{THING}工坊，按设备投资额（不含土地费用）给予一次性补助：
（一）日处理能力500公斤以上、不足1000公斤的，补助{LOW}%，最高200万元；
（二）日处理能力1000公斤以上的，补助{HIGH}%，最高400万元。
第二条 收储{THING}原料的主体，年收储1000吨以上的，每吨补助{FEW}元；\
超过5000吨的，超过部分每吨补助{MANY}元。单个主体最高补助90万元。
第三条 举办{THING}大赛的，每场补助15万元。
第四条 有下列情形之一的，不予支持：
（一）虚报{THING}产量的；
（二）未依法纳税的；
（三）申报前两年内因{THING}产品质量问题受到行政处罚的；
（四）拖欠{THING}工匠工钱的。
第五条 县商务局负责第一条、第三条的受理审核；县农业农村局负责第二条。
第六条 同一企业每年享受本办法资金总额最高{ALL}万元，第三条奖励不计入总额。\
第一条和第二条不得同时享受。
第七条 奖补资金每年三月一日至四月十日集中申报，逾期不予受理。
第八条 获得奖补的企业五年内迁出如东县的，退回全部资金；骗取资金的，全额追回。
第九条 {THING}集市免收摊位占用费。
第十条 本办法自2025年3月1日起施行，有效期至2027年12月31日。
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("general")
    (folder / "rudong.txt").write_text(POLICY, encoding="utf-8")
    run = [sys.executable, "-m", "assistant"]
    place = folder / "place"
    for arguments in (
        ["init", str(place), "--empty"],
        ["--workspace", str(place), "add", str(folder / "rudong.txt")],
    ):
        subprocess.run([*run, *arguments], check=True, cwd=ROOT, capture_output=True)
    return Assistant.open(load_settings(str(place), {}))


def ask(town: Assistant, question: str) -> Answer:
    return town.ask(Conversation("c", (question,)), as_of=date(2025, 6, 1))


def cited(answer: Answer) -> set[str]:
    return {str(one.clause_id).partition("#")[2] for one in answer.citations}


@pytest.mark.parametrize(
    ("question", "amount"),
    [
        (f"如东建{THING}工坊，日处理能力800公斤，设备投了300万，补助多少？", 300 * LOW * 100),
        (f"如东建{THING}工坊，日处理能力1200公斤，设备投了300万，补助多少？", 300 * HIGH * 100),
        (f"如东收储{THING}原料6200吨，补助多少？", 5000 * FEW + 1200 * MANY),
        (f"如东收储{THING}原料4000吨，补助多少？", 4000 * FEW),
    ],
)
def test_the_number_says_which_band_is_paid(town: Assistant, question: str, amount: int) -> None:
    paid = {int(one.amount) for one in ask(town, question).estimates if one.amount is not None}
    assert paid == {amount}


@pytest.mark.parametrize(
    ("question", "clauses", "words"),
    [
        (f"如东一家企业一年最多能拿多少{THING}扶持资金？", {"6"}, (f"{ALL}万", "不计入")),
        (f"如东{THING}工坊补助和原料收储补助能一起拿吗？", {"6"}, ("不得同时享受",)),
        (f"如东{THING}企业哪些情况是不给补的？", {"4.1", "4.2"}, ("虚报", "纳税")),
        (f"去年{THING}质量出问题被罚过款，如东的奖补还能报吗？", {"4.3"}, ("行政处罚", "不予")),
        ("我们还欠着工匠的工钱没给，能申报如东的奖补吗？", {"4.4"}, ("拖欠", "不予")),
        ("领了如东的奖补，后年想搬到外县去，钱要退吗？", {"8"}, ("迁出", "退回")),
        (f"在如东摆{THING}集市，有什么费用可以免的？", {"9"}, ("免收",)),
        (f"如东{THING}奖补一年里什么时候报，最晚哪天？", {"7"}, ("四月十日",)),
        (f"如东{THING}大赛的补助找哪个部门？", {"5"}, ("县商务局",)),
        (f"如东收储{THING}原料的补助归哪个部门审？", {"5"}, ("县农业农村局",)),
    ],
)
def test_what_is_said_of_all_measures_is_quoted(
    town: Assistant, question: str, clauses: set[str], words: tuple[str, ...]
) -> None:
    answer = ask(town, question)
    said = "".join(one.text for one in answer.sentences)
    assert clauses <= cited(answer)
    assert all(word in said for word in words)
    assert "收录的原文没有说明不同政策" not in said


def test_to_have_been_punished_asks_for_no_forging(town: Assistant) -> None:
    told = ask(town, f"{THING}工坊前年因为偷税被罚过，在如东还能不能申请奖补？")
    assert told.refusal is None or told.refusal.reason is not RefusalReason.NOT_ALLOWED
    asked = ask(town, "教我怎么偷税，如东的奖补还能不能申请？")
    assert asked.refusal is not None
    assert asked.refusal.reason is RefusalReason.NOT_ALLOWED


@pytest.mark.parametrize("place", ["海安市", "南通市通州区", "常熟市"])
def test_a_place_beside_the_policys_own_is_refused(town: Assistant, place: str) -> None:
    answer = ask(town, f"{place}收储{THING}原料6200吨，补助多少？")
    assert answer.outcome is Outcome.REFUSED
    assert not answer.estimates
