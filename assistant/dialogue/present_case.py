"""The class that somebody has now, not the one paid for before (五级领过600元，现在考下三级).

A class is read by its words, and of a list (五级、四级、三级职业资格证书) the last has the noun of
all in its name: who says 三级证 names it by its rank alone. The class of the payment that was got
is then the only one found, and what is asked for is the later one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.dialogue.gather import FactGatherer, Gathered
from assistant.dialogue.ledger import Matter
from assistant.dialogue.stated import Stated
from assistant.dialogue.understanding import Focus
from assistant.rules.facts import FactKind, FactSpec
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.ranks import ranks_in

_COMMA_CLAUSE = lazy("[^,。;!?]+")
_OF_OTHERS = lazy("没|未|不是|如果|要是|假如|以后|将来|打算|准备|想(?:考|评|升)")
_PAID = lazy(
    "(?:奖[励金补]?|补[贴助]|钱)[^,。;!?]{0,4}(?:领|拿|得|给|发)(?:了|过|到|完)|"
    "(?:领|拿|得|发|给|奖|补)(?:了|过|到了?|完)[^,。;!?]{0,8}?(?:[0-9.]+[万千百]?元?|钱|[补奖资]|低|[一二三四五甲乙丙丁]级的)"
)
"""What says that the class of a comma clause was paid for."""


def with_present_cases(facts: FactGatherer, text: str, found: Gathered, number: int) -> Gathered:
    """What was gathered from a folded message, a class that was paid for before as it is now."""
    before, after = _ranked(text)
    if not before or not after:
        return found
    now = {
        name: later
        for focus in found.focus
        for name, spec in facts.specs.items()
        if spec.kind is FactKind.CHOICE and facts.speaks_of(focus.clause_id, name)
        if (later := _later(spec, before, after, number)) is not None
    }
    if not now:
        return found

    def present(stated: tuple[Stated, ...], names: Collection[str]) -> tuple[Stated, ...]:
        kept = (now.get(one.name, one) for one in stated)
        told = {one.name for one in stated}
        return (*kept, *(now[name] for name in names if name not in told))

    def of_matter(matter: Matter) -> Matter:
        own = [n for n in now if any(facts.speaks_of(c, n) for c in matter.clauses)]
        return replace(
            matter, numbers=present(matter.numbers, ()), flags=present(matter.flags, own)
        )

    def of_focus(focus: Focus) -> Focus:
        own = [n for n in now if facts.speaks_of(focus.clause_id, n)]
        return replace(focus, cases=tuple((label, present(c, own)) for label, c in focus.cases))

    return replace(
        found,
        parts=tuple((n, of_matter(matter)) for n, matter in found.parts),
        focus=tuple(map(of_focus, found.focus)),
        flags=present(found.flags, ()),
    )


@dataclass(frozen=True, slots=True)
class _Ranked:
    """A comma clause that names ranks, and which."""

    start: int
    end: int
    text: str
    ranks: Mapping[str, frozenset[str]]


def _ranked(text: str) -> tuple[list[_Ranked], list[_Ranked]]:
    """The clauses that name a rank which was paid for, and those that name one reached since."""
    before: list[_Ranked] = []
    after: list[_Ranked] = []
    for match in _COMMA_CLAUSE.finditer(text):
        ranks = ranks_in(match.group())
        if not ranks or _OF_OTHERS.search(match.group()):
            continue
        is_paid = _PAID.search(match.group()) is not None
        one = _Ranked(match.start(), match.end(), match.group(), ranks)
        (before if is_paid else after).append(one)
    return before, after


def _later(
    spec: FactSpec, before: Sequence[_Ranked], after: Sequence[_Ranked], number: int
) -> Stated | None:
    """The one class of a choice that was reached since another of it was paid for."""
    paid = {key for one in before for key in _keys(spec, one)}
    reached = {key: one for one in after for key in _keys(spec, one)}
    if len(paid) != 1 or len(reached) != 1 or paid & reached.keys():
        return None
    ((key, one),) = reached.items()
    return Stated(spec.name, key, one.start, one.end, one.text, turn=number)


def _keys(spec: FactSpec, one: _Ranked) -> list[str]:
    """The classes of a choice whose rank a clause names."""
    return [
        key
        for key, choice in spec.choices.items()
        for kind, ranks in ranks_in(fold(choice.label)).items()
        if ranks & one.ranks.get(kind, frozenset())
    ]
