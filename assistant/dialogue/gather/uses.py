"""Whether the rules of a clause have a use for the numbers of a message."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.language import covers, own_pairs, pairs_of, plain_words
from assistant.dialogue.measured import counts_several, measured_at, unit_of_count, unit_of_quantity
from assistant.dialogue.turn import Turn, blank
from assistant.policy.clause import ClauseId
from assistant.rules.facts import FactKind
from assistant.text.joining import TIMES
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.quantities import find_quantities
from assistant.text.units import Unit

_COMPARED = lazy(
    "前年[^。;!?]*(?:去年|今年)|(?:去年|上年)[^。;!?]*(?:今年|本年)|今年[^。;!?]*(?:去年|上年)"
    "|从[^,。;!?]{1,10}(?:涨|增|升|提高|做)到"
    "|上一?[届期次季][^。;!?]*(?:今年|[本这]一?[届期次季]|现在)"
)


def names_needed(ctx: GatherContext, text: str, clauses: Iterable[ClauseId]) -> bool:
    """Whether a text has a number with a word of the names of facts that clauses' rules need.

    生产花了88万 beside 语料生产费用. Words of the language itself (费用, 采购) name nothing, nor do
    the digits of the number (the 80 of 80万 is no H800).
    """
    numbers = find_quantities(text)
    if not any(q.role == "amount" for q in numbers):
        return False
    text = blank(text, [(q.start, q.end) for q in numbers])
    needed = frozenset[str]().union(*(ctx.needed(c) for c in clauses))
    facts = [ctx.rulebook.facts[name] for name in needed]
    labels = [word for fact in facts for word in (fact.label, *fact.words)]
    return any(pair in label for pair in own_pairs(text) for label in labels)


def counts_in(
    ctx: GatherContext, turn: Turn, start: int, end: int, clauses: Iterable[ClauseId]
) -> bool:
    """Whether a stretch holds a number of what rules of some clauses look at.

    It is counted in what they count (60人 of 每人), or stands with its words (实缴资本1000万).
    """
    every = frozenset[str]().union(*(ctx.needs(c).all for c in clauses))
    own = [q for q in turn.quantities if start <= q.start < end and q.value != 1]
    words = (w for name in every for w in ctx.rulebook.facts[name].words)
    if own and any(len(word) > 1 and word in turn.folded[start:end] for word in words):
        return True
    specs = [ctx.rulebook.facts[name] for name in every if ctx.is_count(name)]
    return any(
        unit_of_count(spec) == unit_of_quantity(q)
        for q in own
        if unit_of_quantity(q)
        for spec in specs
    )


def may_take(ctx: GatherContext, turn: Turn, clause: ClauseId) -> bool:
    """Whether a clause has a use for the numbers of a message, as far as anybody knows.

    What no rule works out yet may have one.
    """
    rules = ctx.rulebook.rules_of(str(clause))
    if ctx.is_unruled(clause) or any(rule.amount.kind == "unquantified" for rule in rules):
        return True
    needs = ctx.needs(clause)
    counts = any(ctx.is_count(name) for name in needs.all)
    takes_sum = any(ctx.rulebook.facts[f].kind is FactKind.YUAN for f in needs.main)
    if takes_sum and any(q.unit is Unit.YUAN for q in turn.quantities):
        return True
    return (counts and any(map(counts_several, turn.quantities))) or is_fed(ctx, turn, clause)


def tells_growth(turn: Turn) -> bool:
    """Whether a message tells the sums of two years (去年1500万,今年2300万; 从2000万涨到…).

    Or two areas (上一届2万平,今年4万平).
    """
    told = Counter(q.unit for q in turn.quantities if q.role == "amount")
    return (
        max(told[Unit.YUAN], told[Unit.SQUARE_METRE]) > 1
        and _COMPARED.search(turn.folded) is not None
    )


def is_fed(ctx: GatherContext, turn: Turn, clause: ClauseId) -> bool:
    """Whether a number of a message is one that the rules of a clause work with.

    By its unit of measurement (650亩), or for a sum by a word of the fact beside it
    (设备1800万).
    """
    needs = ctx.needs(clause)
    specs = [ctx.rulebook.facts[name] for name in {*needs.main, *needs.all}]
    for q in turn.quantities:
        if q.role not in ("amount", "headcount") or q.unit in TIMES:
            continue
        low, high = clause_around(turn.folded, q.start, q.end)
        if q.unit is Unit.YUAN:
            around = (turn.folded[low : q.start], turn.folded[q.end : high])
            said = {p for t in around for p in pairs_of(t, covers(t, (plain_words(),)))}
            names = [
                fold(word)
                for spec in specs
                if spec.kind is FactKind.YUAN
                for word in (spec.label, *spec.words)
            ]
            if any(pair in name for pair in said for name in names):
                return True
        is_area = q.unit is Unit.SQUARE_METRE
        if is_area and any(spec.kind is FactKind.SQUARE_METRES for spec in specs):
            return True
        unit = measured_at(turn.folded, q, {unit_of_count(s) for s in specs})
        if unit and any(unit_of_count(spec) == unit for spec in specs):
            return True
    return False
