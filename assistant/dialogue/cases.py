"""Gather the facts that belong to each clause in question, over the turns of the conversation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.assign import NumberReader, Wanted
from assistant.dialogue.grouping import Group
from assistant.dialogue.needs import Needs, needs_of
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Intent, Turn
from assistant.dialogue.understanding import Focus, Memory
from assistant.policy.clause import ClauseId
from assistant.rules.facts import FactKind
from assistant.rules.rulebook import Rulebook
from assistant.text.units import Unit

_YEARS = "years"
_LEAD = 16


class FactGatherer:
    """Assigns the numbers of a message and keeps those of the messages before."""

    def __init__(self, rulebook: Rulebook, reader: NumberReader, lasting: Sequence[str]) -> None:
        self._rulebook = rulebook
        self._reader = reader
        self._lasting = frozenset(lasting)

    def gather(
        self,
        turn: Turn,
        before: Memory,
        groups: Sequence[tuple[Group, tuple[ClauseId, ...]]],
        follows: bool,
    ) -> tuple[tuple[Focus, ...], Memory]:
        """The focus with its facts, and the facts to remember."""
        flags = self._flags(turn, before, follows)
        needs = {c: self._needs(c) for _, clauses in groups for c in clauses}
        wanted = [self._wanted(group, clauses, needs, turn) for group, clauses in groups]
        known = before if follows else Memory()
        new = self._reader.numbers(
            turn.folded,
            turn.quantities,
            turn.claims,
            wanted,
            known.text,
            frozenset(s.name for s in known.numbers),
        )
        old = self._scaled(turn, before, needs) if follows else ()
        numbers = _merge(old, new, is_addition=turn.is_addition)
        implied = self._implied(turn, numbers, needs, follows=follows)
        if implied:
            numbers = tuple(s for s in numbers if not s.is_assumed)
        numbers = (*numbers, *implied)
        focus = []
        for clause in needs:
            stretches = [group for group, clauses in groups if clause in clauses]
            own = _belonging(numbers, new, needs[clause], stretches, is_whole=len(groups) < 2)
            cases = self._alternatives(clause, own, turn, new)
            labelled = tuple((label, (*flags, *facts)) for label, facts in cases)
            focus.append(Focus(clause, labelled))
        return tuple(focus), Memory(flags=flags, numbers=numbers)

    def _is_by_year(self, clause: ClauseId, turn: Turn, own: Sequence[Stated]) -> bool:
        """Whether several sums are those of several years under a cap per year."""
        rules = self._rulebook.rules_of(str(clause))
        if not any(rule.yearly for rule in rules):
            return False
        main = self._needs(clause).main
        same = [s for s in own if s.name in main]
        leads = [turn.folded[max(0, s.start - _LEAD) : s.start] for s in same]
        years = {found for lead in leads for found in self._reader.years_in(lead)}
        differ = len({s.value for s in same}) == len(same) > 1
        return len({s.name for s in same}) == 1 and differ and len(years) == len(same)

    def _alternatives(
        self, clause: ClauseId, own: Sequence[Stated], turn: Turn, new: Sequence[Stated]
    ) -> tuple[tuple[str, tuple[Stated, ...]], ...]:
        """The cases of one clause; asked for each and in all, both are given."""
        if self._is_by_year(clause, turn, own):
            return self._cases([s for s in own if s.name != _YEARS], is_total=False, sums=False)
        is_total = not self._caps_items(clause) and self._is_one_sum(turn, new)
        cases = self._cases(own, is_total)
        if is_total and Intent.EACH in turn.intents:
            apart = self._cases(own, is_total=False)
            return (*apart, *cases) if len(apart) > 1 else cases
        return cases

    def tells_of_company(self, flags: Sequence[Stated]) -> bool:
        """Whether something lasting about the company is stated (初创), not only its kind."""
        return any(s.name in self._lasting and not isinstance(s.value, str) for s in flags)

    def _flags(self, turn: Turn, before: Memory, follows: bool) -> tuple[Stated, ...]:
        """Flags and choices that hold; a choice stated with two values is not decided."""
        new: dict[str, set[object]] = {}
        for stated in turn.flags:
            new.setdefault(stated.name, set()).add(stated.value)
        kept = [
            s for s in before.flags if s.name not in new and (follows or s.name in self._lasting)
        ]
        decided = {s.name: s for s in reversed(turn.flags) if len(new[s.name]) == 1}
        return (*kept, *decided.values())

    def _is_one_sum(self, turn: Turn, new: Sequence[Stated]) -> bool:
        """Whether several sums of one fact are parts of one (部署30万、接口60万), not cases."""
        if Intent.TOTAL in turn.intents:
            return True
        if turn.intents & {Intent.EACH, Intent.COMPARE} or not new:
            return False
        stretch = turn.folded[max(0, new[0].start - 6) : new[-1].end]
        return not self._reader.are_alternatives(stretch)

    def _implied(
        self,
        turn: Turn,
        numbers: Sequence[Stated],
        needs: Mapping[ClauseId, Needs],
        *,
        follows: bool,
    ) -> tuple[Stated, ...]:
        """Counts that are meant without a number: none where denied, one where merely named.

        "模型还没备案" is no filed model; in a sum over all ("合计"), or where the message has no
        number at all, a thing that is named counts once.
        """
        stated = {s.name for s in numbers}
        main = {f for need in needs.values() for f in need.main if self._is_count(f)} - stated
        written = [s for s in numbers if not s.is_assumed]
        if main and not any(self._is_count(s.name) for s in written):
            denied = [f for f in sorted(main) if self._reader.is_denied(f, turn.folded)]
            if denied:
                place = self._reader.denied_at(denied[0], turn.folded)
                return tuple(Stated(f, Decimal(0), *place, is_assumed=True) for f in denied)
        counts = {f for need in needs.values() for f in need.all if self._is_count(f)} - stated
        if Intent.TOTAL not in turn.intents:
            asks = Intent.CALCULATE in turn.intents or follows
            counts = main if asks and not written and not turn.quantities else set()
        return tuple(
            Stated(name, Decimal(1), *found, is_assumed=True)
            for name in sorted(counts)
            for found in self._reader.mentions(name, turn.folded)[:1]
        )

    def _caps_items(self, clause: ClauseId) -> bool:
        """Whether the cap holds for each item (单个活动), so that items are worked out apart."""
        rules = self._rulebook.rules_of(str(clause))
        return any(rule.cap is not None and rule.cap.each_item for rule in rules)

    def _needs(self, clause: ClauseId) -> Needs:
        return needs_of(self._rulebook.rules_of(str(clause)), self._rulebook.facts)

    def _wanted(
        self,
        group: Group,
        clauses: Sequence[ClauseId],
        needs: Mapping[ClauseId, Needs],
        turn: Turn,
    ) -> Wanted:
        main = frozenset[str]().union(*(needs[c].main for c in clauses))
        every = frozenset[str]().union(*(needs[c].all for c in clauses))
        spans = {q.unit for q in turn.quantities}
        if _YEARS in every and (Intent.TOTAL in turn.intents or spans == {Unit.YEAR}):
            main |= {_YEARS}
        return Wanted(group.start, group.end, every, main)

    def _is_count(self, name: str) -> bool:
        return self._rulebook.facts[name].kind is FactKind.COUNT

    def _scaled(
        self, turn: Turn, before: Memory, needs: Mapping[ClauseId, Needs]
    ) -> tuple[Stated, ...]:
        """The remembered numbers, multiplied where the message says so (翻一倍)."""
        if not turn.multiples:
            return before.numbers
        factor = Decimal(str(turn.multiples[0].factor))
        main = frozenset[str]().union(*(need.main for need in needs.values()))
        return tuple(
            replace(s, value=s.value * factor)
            if s.name in main and isinstance(s.value, Decimal)
            else s
            for s in before.numbers
        )

    def _cases(
        self, own: Sequence[Stated], is_total: bool, *, sums: bool = True
    ) -> tuple[tuple[str, tuple[Stated, ...]], ...]:
        """One set of facts, or one for each value of a sum that is stated several times."""
        values: dict[str, list[Stated]] = {}
        for stated in own:
            seen = values.setdefault(stated.name, [])
            if all(stated.value != other.value for other in seen):
                seen.append(stated)
        single = {n: s[0] for n, s in values.items() if len(s) == 1}
        several = {n: s for n, s in values.items() if len(s) > 1}
        for name in [n for n in several if is_total or (sums and self._is_count(n))]:
            single[name] = _sum(several.pop(name))
        if not several:
            return (("", tuple(single.values())),)
        name, alternatives = max(several.items(), key=lambda item: len(item[1]))
        shared = [s for n, s in single.items()] + [s[-1] for n, s in several.items() if n != name]
        return tuple((s.text, (*shared, s)) for s in alternatives)


def _merge(
    old: Sequence[Stated], new: Sequence[Stated], *, is_addition: bool
) -> tuple[Stated, ...]:
    """New statements replace old ones of the same fact; added ones ("再签一份") are summed."""
    names = {s.name for s in new}
    kept = [s for s in old if s.name not in names]
    merged = []
    for stated in new:
        earlier = [s for s in old if s.name == stated.name]
        if is_addition and earlier:
            stated = _sum([*earlier, stated])
        merged.append(stated)
    return (*kept, *merged)


def _sum(statements: Sequence[Stated]) -> Stated:
    total = sum((s.value for s in statements if isinstance(s.value, Decimal)), Decimal(0))
    return replace(
        statements[-1],
        value=total,
        text="+".join(s.text for s in statements),
        approximate=any(s.approximate for s in statements),
    )


def _belonging(
    numbers: Sequence[Stated],
    new: Sequence[Stated],
    needs: Needs,
    stretches: Sequence[Group],
    *,
    is_whole: bool,
) -> list[Stated]:
    """The statements a clause may use: those of its own stretches of the message come first."""
    relevant = [s for s in numbers if s.name in needs.all]
    if is_whole:
        return relevant
    fresh = {id(s) for s in new}
    own = [
        s for s in relevant if id(s) in fresh and any(g.start <= s.start < g.end for g in stretches)
    ]
    names = {s.name for s in own}
    return [*own, *(s for s in relevant if s.name not in names)]
