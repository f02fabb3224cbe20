"""How long a contract runs, told in other words than a policy's (合同签了3年 for 流转期5年以上).

A measure that asks for a period of so many years says 流转期, and who tells it says 合同签了 or
租约是. Left unread, the period would be taken for long enough, and nobody be told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather import FactGatherer, Gathered
from assistant.dialogue.ledger import Matter
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.dialogue.understanding import Focus
from assistant.rules.facts import FactKind
from assistant.text.expressions import Expression
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_RUNS = lazy("(?:合同|协议|租约|租赁|承包|流转|合作|服务|约定|期限)[^,。;!?]{0,8}$")
_IS_PERIOD = lazy("(?:期|期限|年限|合同|协议)$")
_KINDS = {Unit.YEAR: FactKind.YEARS, Unit.MONTH: FactKind.MONTHS}


def with_periods(facts: FactGatherer, turn: Turn, found: Gathered, number: int) -> Gathered:
    """What was gathered, with the period that a contract is told to run as the one asked for."""
    told = {
        focus.clause_id: stated
        for focus in found.focus
        if (stated := _period(facts, turn, focus, number)) is not None
    }
    if not told:
        return found

    def of_focus(focus: Focus) -> Focus:
        own = told.get(focus.clause_id)
        more = () if own is None else (own,)
        return replace(focus, cases=tuple((label, (*case, *more)) for label, case in focus.cases))

    def of_matter(matter: Matter) -> Matter:
        own = tuple(told[clause] for clause in matter.clauses if clause in told)
        return replace(matter, numbers=(*matter.numbers, *own))

    return replace(
        found,
        parts=tuple((n, of_matter(matter)) for n, matter in found.parts),
        focus=tuple(map(of_focus, found.focus)),
    )


def _period(facts: FactGatherer, turn: Turn, focus: Focus, number: int) -> Stated | None:
    """The one period that a clause asks for and nobody told, as a contract of the message runs."""
    known = {stated.name for _, case in focus.cases for stated in case}
    spans = [(s.start, s.end) for _, case in focus.cases for s in case if s.turn == number]
    told = [one for one in turn.expressions if _runs(turn, one, spans)]
    if len(told) != 1 or not focus.cases:
        return None
    wanted = [
        name
        for name, spec in facts.specs.items()
        if spec.kind is _KINDS[told[0].unit]
        and _IS_PERIOD.search(fold(spec.label))
        and facts.speaks_of(focus.clause_id, name)
    ]
    if len(wanted) != 1 or wanted[0] in known:
        return None
    return facts.stated_as(told[0], wanted[0], number)


def _runs(turn: Turn, one: Expression, taken: Iterable[tuple[int, int]]) -> bool:
    if one.unit not in _KINDS or one.value is None:
        return False
    if any(start < one.end and one.start < end for start, end in taken):
        return False
    low, _ = clause_around(turn.folded, one.start, one.end)
    return _RUNS.search(turn.folded, low, one.start) is not None
