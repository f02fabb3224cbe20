"""What a rule pays for so long or so often only, and what of that was paid already.

已经领了三年了 of 最长3年, 拿了36个月了 of 36个月: nothing is left. The reader of numbers knows no
fact for it, so it is kept as a flag of its own, which no rule tests.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.dialogue.understanding import Understanding
from assistant.rules.estimate import Estimate, EstimateStatus
from assistant.rules.expr import Fact, walk
from assistant.rules.facts import YEARS, FactKind, FactSpec
from assistant.rules.program import compile_rule
from assistant.rules.rule import Rule
from assistant.rules.rulebook import Rulebook
from assistant.text.numerals import read_number
from assistant.text.pattern import lazy
from assistant.text.units import Quantity, Unit

USED_UP = "support_used_up"
"""The flag of facts.yaml that says so."""
POT_EMPTY = "pot_empty"
"""The flag of facts.yaml that says that this year's pot or quota for all is gone."""
_YEAR = 12
_GOT = lazy(
    "(?<![没未要能想])(?:领|拿|补|享受|支持|补贴|补助|发|给)(?:取|到|贴|助)?(?:了|过|满|够|足|完|到)+(?:我们)?"
    "(?:整整|差不多|有|满|够|足|第)*$|已经?(?:领|拿|补|享受)(?:取|到|贴|助)?$"
)
_GOT_BEHIND = lazy(
    "(?:了|的|来|都|也|已经?|全|补贴|补助|钱|房租|租金)*(?:领|拿|补|用|享受)(?:完|满|够|光|足)了?"
    "|(?:都|全|也|已经?)+(?:领|拿|补|享受)(?:取|到)?[了过]"
)
_NTH = lazy("第(?P<n>[一二三四五六七八九十\\d]{1,2})(?P<of>年|次|回|期)(?!级|度)")
_ASKS_NTH = lazy("还|能|可以?|补|给|拿|领|吗|呢|多少")
_HAPPENED = lazy("[了过]")
_PAST = lazy("已|早|刚|去年|前年|上年|之前|以前|前面|前[一二两三四五]年|到期")
_BACK = lazy("[^,。;!?]{0,2}了")
_SUM = lazy("一共|总共|共计|合计|总计|累计|合起来|加起来|拢共")
_LEFT = lazy("还(?:能|可以?|有|剩)|剩下?|再(?:领|拿|补|报|申)|后面|接下来|继续")
_TIMES = ("次", "回", "期")


@dataclass(frozen=True, slots=True)
class Limit:
    """So many years, months or times; ``fact`` counts them, where a fact does."""

    most: Decimal
    unit: Unit
    fact: str = ""

    @property
    def shown(self) -> str:
        """As it is written."""
        return f"{self.most:f}{_NAMES[self.unit]}"


_UNITS = {FactKind.MONTHS: Unit.MONTH, FactKind.COUNT: Unit.COUNT}
_NAMES = {Unit.YEAR: "年", Unit.MONTH: "个月", Unit.COUNT: "次"}


def limits_of(rule: Rule, specs: Mapping[str, FactSpec]) -> tuple[Limit, ...]:
    """For how long and how often a rule pays at the most."""
    found = []
    if rule.most_years is not None:
        found.append(Limit(Decimal(rule.most_years), Unit.YEAR))
    for one in walk(compile_rule(rule).amount):
        unit = _UNITS.get(specs[one.name].kind) if isinstance(one, Fact) else None
        if isinstance(one, Fact) and one.most is not None and unit is not None:
            found.append(Limit(one.most.value, unit, one.name))
    return tuple(dict.fromkeys(found))


def with_used(
    turn: Turn,
    rules: Iterable[Rule],
    specs: Mapping[str, FactSpec],
    numbers: tuple[Stated, ...],
    flags: tuple[Stated, ...],
    number: int,
) -> tuple[tuple[Stated, ...], tuple[Stated, ...], frozenset[int]]:
    """(numbers, flags, places read) with what was paid of a limit: gone, or so much left."""
    for limit in (one for rule in rules for one in limits_of(rule, specs)):
        used = _used(turn, limit)
        if used is None:
            continue
        count, start, end = used
        places = frozenset(q.start for q in turn.quantities if start <= q.start < end)
        kept = tuple(
            s for s in numbers
            if not (s.turn == number and (start <= s.start < end or s.name == limit.fact))
        )  # fmt: skip
        if count >= limit.most:
            flag = Stated(USED_UP, True, start, end, turn.folded[start:end], turn=number)
            return kept, (*(f for f in flags if f.name != USED_UP), flag), places
        if limit.fact and limit.fact not in {s.name for s in kept}:
            nth = _NTH.search(turn.folded)
            left = Decimal(1) if nth and limit.unit is Unit.COUNT else limit.most - count
            if nth or _LEFT.search(turn.folded):
                rest = Stated(
                    limit.fact, left, start, end, turn.folded[start:end], True, turn=number
                )
                return (*kept, replace(rest, approximate=False)), flags, places
        if limit.unit is Unit.YEAR and not limit.fact:
            return *_years_left(turn, limit, used, kept, flags, number), places
        return numbers, flags, frozenset()
    return numbers, flags, frozenset()


def _years_left(
    turn: Turn,
    limit: Limit,
    used: tuple[Decimal, int, int],
    numbers: tuple[Stated, ...],
    flags: tuple[Stated, ...],
    number: int,
) -> tuple[tuple[Stated, ...], tuple[Stated, ...]]:
    """(numbers, flags) with the years that are left for those that were paid, if asked about.

    已经补了两年,还能拿多少 of 最长3年: one year more.
    """
    count, start, end = used
    if any(s.name == YEARS and s.turn == number for s in numbers):
        return numbers, flags  # 领了一年,剩下两年能拿多少
    nth = _NTH.search(turn.folded)
    if nth is None and not _LEFT.search(turn.folded):
        return numbers, flags
    left = Decimal(1) if nth else limit.most - count
    rest = Stated(YEARS, left, start, end, turn.folded[start:end], turn=number)
    return (*(s for s in numbers if s.name != YEARS), rest), flags


def _used(turn: Turn, limit: Limit) -> tuple[Decimal, int, int] | None:
    """How much of a limit was paid, in its unit, and where it is told."""
    text = turn.folded
    for q in turn.quantities:
        count = _in_unit(q, limit.unit)
        low, high = clause_around(text, q.start, q.end)
        if count is None:
            continue
        got = _GOT.search(text, low, q.start) or _GOT_BEHIND.match(text, q.end, high)
        if got and _has_happened(text, got[0], low, max(q.end, got.end()), high):
            return count, q.start, q.end
    for match in _NTH.finditer(text):
        read = read_number(match["n"])
        low, high = clause_around(text, *match.span())
        is_of = (match["of"] == "年") is (limit.unit is not Unit.COUNT)
        if read is None or not is_of or not _ASKS_NTH.search(text, match.end(), high):
            continue
        count = read.value - 1
        if limit.unit is Unit.MONTH:
            count *= _YEAR
        if count >= limit.most:
            return count, *match.span()
    return None


def _has_happened(text: str, got: str, low: int, end: int, high: int) -> bool:
    """Whether so much was paid, and it is not asked what so much comes to: 领满36个月一共多少."""
    if _PAST.search(text, low, end) or _LEFT.search(text, end):
        return True
    if _SUM.search(text, end, high):
        return False
    return bool(_HAPPENED.search(got) or _BACK.match(text, end, high))


def _in_unit(q: Quantity, unit: Unit) -> Decimal | None:
    if unit is Unit.COUNT:
        return q.value if q.unit is Unit.COUNT and q.classifier in _TIMES else None
    if q.unit is unit:
        return q.value
    if (q.unit, unit) == (Unit.YEAR, Unit.MONTH):
        return q.value * _YEAR
    if (q.unit, unit) == (Unit.MONTH, Unit.YEAR):
        return q.value / _YEAR
    return None


def is_spent(found: Understanding) -> bool:
    """Whether the message itself told that a limit or a pot is gone."""
    return any(
        one.name in (USED_UP, POT_EMPTY) and one.turn == found.ledger.turn
        for focus in found.focus
        for _, stated in focus.cases
        for one in stated
    )


def less_used_up(
    estimates: Sequence[Estimate], rulebook: Rulebook, stated: Iterable[Stated]
) -> tuple[Estimate, ...]:
    """The estimates, those of rules whose limit was paid in full as nothing."""
    told = {s.name for s in stated if s.value is True}
    if not told & {USED_UP, POT_EMPTY}:
        return tuple(estimates)

    def gone(estimate: Estimate) -> Estimate:
        if not estimate.rule_id or estimate.status is EstimateStatus.NOT_IN_FORCE:
            return estimate
        why = _why_gone(rulebook.rule(estimate.rule_id), told, rulebook.facts)
        if not why:
            return estimate
        return replace(
            estimate,
            status=EstimateStatus.CONDITION_NOT_MET,
            amount=Decimal(0),
            uncapped=Decimal(0),
            range=None,
            missing=(),
            reasons=(why,),
            steps=(),
            lines=(),
            near=(),
        )

    return tuple(map(gone, estimates))


def _why_gone(rule: Rule, told: Collection[str], specs: Mapping[str, FactSpec]) -> str:
    """Why nothing is left of a rule, by what was told; "" where something may be."""
    limits = limits_of(rule, specs)
    if USED_UP in told and limits:
        most = "、".join(one.shown for one in limits)
        return f"原文写明最长（最多）{most}，按您说的已经领满"
    if POT_EMPTY in told and rule.pools:
        return f"原文写明{rule.pools[0].say}，按您说的今年已经用完"
    return ""
