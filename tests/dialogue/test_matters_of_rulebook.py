"""Messages about several matters, made of the rulebook's own rules, against an oracle.

Each piece is the title of a rule with the words of its sum and a random number. What is asked must
come out right, or be told as unused or asked about; nothing may be silently wrong. The same of
later messages that open a matter, change, name or drop one. Shares are printed, and are floors.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass

import pytest
import yaml

from assistant.answer.answer import Answer
from assistant.rules.estimate import Estimate
from tests.dialogue.test_numbers import WAN
from tests.fakes import ROOT
from tests.real_assistant import ask

PLACES = {
    "longgang-2025": "龙岗",
    "futian-2024": "福田",
    "longhua-2025": "龙华",
    "qianhai-2024": "前海",
    "shenzhen-pioneer-2024": "市里",
}
JOINTS = ("；", "。另外，", "，还有", "，再就是", "；还有", "。")
BESIDE = ("园区装了道闸", "给前台换了绿植", "厂里挖了口鱼塘", "老板娘开了家花店", "刷了遍外墙漆")
"""What happened besides: no policy knows it."""


@dataclass(frozen=True)
class Paid:
    """A rule that pays a share of one sum."""

    policy: str
    clause: str
    title: str
    base: str
    rate: int
    cap: int

    def piece(self, wan: int) -> str:
        return f"{self.title}，{self.base}{wan}万"

    def wan(self, wan: int) -> int:
        return min(int(wan * WAN) * self.rate // 100, self.cap)


def _paid() -> tuple[Paid, ...]:
    """The rules of the rulebook that pay a share of one sum and nothing else in their clause does.

    A clause with a second such rule takes the sum of either; that is tested elsewhere.
    """
    found = []
    for policy in PLACES:
        data = yaml.safe_load((ROOT / "corpus" / policy / "rules.yaml").read_text("utf-8"))
        clauses = Counter(rule["id"].partition(":")[0] for rule in data["rules"])
        for rule in data["rules"]:
            amount, cap = rule["amount"], rule.get("cap", {})
            clause = rule["id"].partition(":")[0]
            base = amount.get("base", {})
            plain = amount["kind"] == "rate" and len(base["plus"]) == 1 and not base.get("minus")
            limits = [
                c for c in rule.get("conditions", ()) if c.get("at_least") or c.get("more_than")
            ]
            if (
                not plain
                or limits
                or clauses[clause] > 1
                or "yuan" not in cap
                or amount.keys() - {"kind", "rate", "base"}
            ):
                continue
            title = rule["title"].rpartition("：")[2]
            rate = round(float(amount["rate"]) * 100)
            found.append(Paid(policy, clause, title, base["say"], rate, int(cap["yuan"])))
    return tuple(found)


PAID = _paid()
PLACES_WITH_SEVERAL = tuple(sorted(p for p in PLACES if sum(x.policy == p for x in PAID) > 2))
ASKED = ("，各补多少", "，分别能补多少", "。各多少？")
_IN_ONE, _BESIDE = 0.6, 0.3
"""How many messages are about one place, and how many tell of what no policy knows."""


def told(answer: Answer, paid: Paid) -> list[int]:
    return [
        int(one.amount)
        for one in answer.estimates
        if str(one.clause_id) == paid.clause and one.amount is not None
    ]


def verdict(answer: Answer, expected: dict[Paid, int]) -> list[str]:
    """right, told (as unused, lacking or asked) or silent for each matter."""
    found = []
    unused = "".join(part.text for part in answer.unused)
    for paid, wan in expected.items():
        sums = told(answer, paid)
        number = f"{wan}万"
        if paid.wan(wan) in sums and len(set(sums)) == 1:
            found.append("right")
        elif number in unused or paid.title in unused or (not sums and answer.clarify):
            found.append("told")
        else:
            found.append("silent")
    return found


def placed(rng: random.Random, count: int) -> tuple[str, dict[Paid, int], bool]:
    """The opening of a message, its matters with their sums, and whether all are in one place."""
    in_one = rng.random() < _IN_ONE
    policy = rng.choice(PLACES_WITH_SEVERAL)
    pool = [p for p in PAID if p.policy == policy] if in_one else list(PAID)
    chosen = rng.sample(pool, min(count, len(pool)))
    opening = {True: f"我们在{PLACES[policy]}，", False: ""}[in_one]
    if in_one and PLACES[policy] == "市里":
        opening = "市里的政策，"
    return opening, {p: rng.randint(20, 500) * 2 for p in chosen}, in_one


def pieces(wans: dict[Paid, int], *, in_one: bool) -> list[str]:
    return [("" if in_one else PLACES[p.policy]) + p.piece(wan) for p, wan in wans.items()]


def judge(
    shares: Counter[str], answer: Answer, expected: dict[Paid, int], turns: list[str]
) -> None:
    for one, (paid, wan) in zip(verdict(answer, expected), expected.items(), strict=True):
        shares[one] += 1
        assert one != "silent", (turns, paid.clause, paid.wan(wan), told(answer, paid))


def test_every_matter_of_a_message_is_right_or_told() -> None:
    rng, shares = random.Random(20), Counter[str]()
    for _ in range(40):
        opening, wans, in_one = placed(rng, rng.randint(2, 5))
        parts = pieces(wans, in_one=in_one)
        if rng.random() < _BESIDE:
            parts.insert(
                rng.randint(1, len(parts)), f"{rng.choice(BESIDE)}花了{rng.randint(3, 90)}万"
            )
        message = opening + rng.choice(JOINTS).join(parts) + rng.choice(ASKED)
        judge(shares, ask(message), wans, [message])
    print(shares)
    assert shares["right"] >= 0.98 * shares.total()


@pytest.mark.parametrize("kind", ["open", "all", "change", "name", "drop"])
def test_a_later_message_is_about_the_matter_that_its_words_are_of(kind: str) -> None:
    rng, shares, recited = random.Random(21), Counter[str](), 0
    for _ in range(20):
        opening, wans, in_one = placed(rng, rng.randint(2, 4))
        *first, new = wans
        alike = len({p.base for p in first}) < len(first)
        if kind in ("change", "name", "drop") and (len(first) < 2 or alike):
            continue  # which of two with the same words is meant, its title alone does not say
        before = {p: wans[p] for p in first}
        turns = [opening + "；".join(pieces(before, in_one=in_one)) + "，各补多少"]
        one = rng.choice(first)
        other = rng.randint(20, 500) * 2
        there = "" if in_one else PLACES[new.policy]
        expected, gone = before, set[Paid]()
        if kind == "open":
            opened = rng.choice(["另外", "还有", "再问下", "对了，", "再说", ""])
            turns.append(opened + there + new.piece(other) + rng.choice(["", "，给多少", "呢"]))
            expected, gone = {new: other}, set(first)
        elif kind == "all":
            turns += [rng.choice(["另外", "还有"]) + there + new.piece(other), "以上几项各补多少"]
            expected = {**before, new: other}
        elif kind == "change":
            turns.append(
                rng.choice([f"{one.title}那笔改成{other}万", f"{one.title}其实是{other}万"])
            )
            expected = {one: other}
        elif kind == "name":
            turns.append(rng.choice([f"{one.title}那个是多少来着", f"{one.title}呢"]))
            expected = {one: before[one]}
        else:
            turns.append(
                f"{one.title}" + rng.choice(["不算了，剩下的各多少", "不报了，其他的再列一遍"])
            )
            expected, gone = {p: wan for p, wan in before.items() if p is not one}, {one}
        answer = ask(*turns)
        judge(shares, answer, expected, turns)
        recited += any(told(answer, p) for p in gone)
    print(kind, shares, recited)
    assert shares["right"] >= 0.9 * shares.total()
    assert recited == 0


OPENED = [
    (
        "龙岗关键共性技术攻关过了评审，项目总投资700万",
        "再说公共技术服务平台，评审认定过了",
        "longgang-2025#12",
        400,
    ),
    (
        "福田运营了一栋AI专业楼宇，最高多少",
        "还有个AI特色园区，被认定成省级软件名园了，福田给多少",
        "futian-2024#5.1",
        100,
    ),
    (
        "福田，创新联合体跟高质量发展，两样各最高多少",
        "联合体没谈拢，不弄了。知识产权质押融资那块每家最高",
        "futian-2024#9.2",
        300,
    ),
    (
        "龙华采购算力{}万",
        "另外这家想拿技术攻关的，国家揭榜挂帅的优胜、是牵头单位",
        "longhua-2025#7",
        200,
    ),
]


@pytest.mark.parametrize(("before", "later", "clause", "wan"), OPENED)
def test_what_the_matter_before_does_not_explain_is_another(
    before: str, later: str, clause: str, wan: int
) -> None:
    answer = ask(before.format(random.randint(20, 300)), later)
    found = {(str(one.clause_id), one.amount) for one in answer.estimates if one.amount}
    assert found == {(clause, wan * WAN)}


@pytest.mark.parametrize("count", [2, 3])
def test_a_word_of_a_fact_in_question_opens_nothing(count: int) -> None:
    answer = ask("前海数据要素典型案例1个，示范项目1个", f"示范项目改成{count}个")
    assert {str(one.clause_id) for one in answer.estimates} == {"qianhai-2024#6"}
    assert [int(one.amount) for one in answer.estimates if one.amount] == [(5 + 10 * count) * WAN]


def test_how_many_are_counted_is_said_of_the_matter_that_counts() -> None:
    before = "龙岗：备案登记的模型2个；AI眼镜研发投入80万达到规模了；算力花了{}万。分别多少"
    turns = [before.format(random.randint(20, 200)), "模型又过了2个，一共4个"]
    found = {str(one.clause_id): one.amount for one in ask(*turns).estimates}
    assert found == {"longgang-2025#5": 200 * WAN}


def test_a_stretch_that_no_matter_found_accounts_for_is_answered() -> None:
    answer = ask(
        "市里：开源了一个算子库，政务场景产品落地了，示范应用项目实际投入300万。分别最高多少"
    )
    clauses = {str(one.clause_id) for one in answer.estimates}
    assert {f"shenzhen-pioneer-2024#{n}" for n in (5, 6, 11)} <= clauses


@pytest.mark.parametrize("stays", ["甲不变", "甲公司那边照旧", "甲的没变"])
def test_what_one_of_two_clients_told_stays_where_a_message_says_so(stays: str) -> None:
    mine, theirs, later = (rng_wan() for _ in range(3))
    before = f"甲公司在龙岗买算力{mine}万，乙公司在福田租智能算力做训练{theirs}万，各拿多少"
    turns = [before, f"乙公司改成{later}万了，{stays}"]
    assert [told_wan(one) for one in ask(*turns).estimates] == [later * 3 // 10]
    assert [told_wan(one) for one in ask(*turns, "甲呢").estimates] == [mine * 3 // 10]


def rng_wan() -> int:
    return random.randint(11, 99) * 10


def told_wan(one: Estimate) -> int:
    return int((one.amount or 0) / WAN)
