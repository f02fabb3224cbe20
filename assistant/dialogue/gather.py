"""Gather the facts of each matter: the numbers of this message given out, those before kept.

A mention of a known fact replaces it; only words of adding add. What a number corrects may be told
by the old value, by its own label, or by what was stated last.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import pairwise

from assistant.dialogue.acts import Act, Acts, places_of
from assistant.dialogue.aspects import clause_around, content_chars, content_of
from assistant.dialogue.cases import sum_of_case, was_before
from assistant.dialogue.changes import (
    adds_more,
    figures_named,
    is_apart,
    item_denied,
    kind_added,
    lacks_old,
    less_denied,
    less_left_out,
    less_picked,
    listed,
    only_picked,
    part_of_own,
    parts_by_condition,
    points_to,
    share_of_own,
    times,
)
from assistant.dialogue.conditions import chosen_by_numbers, denied_of, none_of, some_denied
from assistant.dialogue.extract import is_negated
from assistant.dialogue.heads import headed_by, is_of
from assistant.dialogue.items import (
    is_another,
    is_only,
    less_added,
    more_years,
    of_other_year,
    of_years,
    one_changed,
    opened,
    part_changed,
    share,
    summed,
    with_beside,
    with_year,
)
from assistant.dialogue.language import (
    covers,
    load_language,
    own_pairs,
    pairs_of,
    plain_words,
    uncovered,
    unknown_of,
)
from assistant.dialogue.ledger import Matter
from assistant.dialogue.measured import (
    counts_several,
    measured_at,
    unit_of_count,
    unit_of_quantity,
)
from assistant.dialogue.members import (
    WHOLE,
    Said,
    change,
    in_year,
    lost_of,
    meant,
    members_of,
    points,
    viewed,
)
from assistant.dialogue.needs import Needs, needs_of, stand_ins
from assistant.dialogue.numbers import Given, NumberReader, in_kept_unit
from assistant.dialogue.pairs import Setting, Wanted, fits_unit
from assistant.dialogue.reversals import turns_round
from assistant.dialogue.side_by_side import (
    ClassReader,
    Mention,
    classed,
    counted_of,
    in_turns,
    measured_in,
    numbers_of,
    over_years,
    year_asked,
    years_of,
)
from assistant.dialogue.stated import ClaimKind, Stated, Unused
from assistant.dialogue.struck import strike
from assistant.dialogue.turn import Intent, Turn, blank
from assistant.dialogue.understanding import Focus
from assistant.dialogue.words import Found, Phrases, Words
from assistant.policy.clause import ClauseId
from assistant.policy.corpus import Corpus
from assistant.rules.condition import Condition
from assistant.rules.facts import APPLICANT, FactItem, FactKind, Per, is_literal
from assistant.rules.program import parts_of
from assistant.rules.read.names import choices_of, main_facts, names_of, prices_of, variants_of
from assistant.rules.rule import Rule
from assistant.rules.rulebook import Rulebook
from assistant.text.expressions import Expression, Operand, Relation, find_expressions
from assistant.text.joining import TIMES
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.quantities import find_quantities
from assistant.text.saying import shown
from assistant.text.units import Quantity, Unit

_YEARS = "years"
UNRULED = "尚未核定计算规则"
"""What the reason says of a clause that no rule works out yet, as intake writes it."""
_SPECIFIC = 4
_EACH_YEAR = lazy("(?:每年|各年|年年|一年)(?:都|各)?[^,。;!?]{0,4}?[\\d一二两三四五六七八九十]")
_PRICE_OF_MONTH = lazy("[一1]个月(?=[^,。;!?\\d]{0,6}\\d)")
"""一个月租金31200: what a price is for, no length of time."""
_A_YEAR = lazy("一年|[全整]年|(?<![每半\\d])年(?=补|租金|能补|奖)|按年")
"""A year told without a length of time that is left to use: twelve months of rent."""
_PRICES_IN = {
    Per.YEAR: (Unit.YUAN, Unit.YUAN_PER_YEAR),
    Per.MONTH: (Unit.YUAN, Unit.YUAN_PER_MONTH),
    Per.ITEM: (Unit.YUAN, Unit.YUAN_PER_UNIT),
    Per.SQUARE_METRE_MONTH: (Unit.YUAN, Unit.YUAN_PER_UNIT, Unit.YUAN_PER_MONTH, Unit.NUMBER),
}
"""In which units a price that a rule counts by the item or the month may be said."""
_NEAR = 6
"""How many characters a new value may stand behind the one it takes the place of."""
_DIGIT = lazy("[漏少多][写打]了?[一1]?个?$")
"""A digit that was left out (漏写一个1) is no number."""
_UNSURE = 0.5
"""Below this a number with words of its own goes to the only sum of its kind that was stated."""
_CLEAR = 0.8
"""From this probability a changed number is a fact that was not spoken of before."""
_WAN = Decimal(10_000)
_OF_ASKERS = frozenset("家件样")
_OF_FIRMS = lazy("(?:公司|企业|单位|主体|厂|客户)")


_CAME_TO_NOTHING = lazy(
    "(?:元|块)?的?(?:最后|后来|结果|又|也|都|还是|其实|根本|全|压根|已经){0,2}"
    "(?:没|未|不|黄了|取消|泡汤|撤|吹)"
)
_CAME_BACK = lazy("(?:退|返|还|优惠|便宜|少|减|免)[了还回掉给]?")
_PARTY = lazy(
    "供应商|服务商|云?厂[商家]|商家|卖[方家]|对方|[甲乙]方|平台|客户|房东|代理商?|经销商|渠道|公司|他们|人家|财务"
    "|后来|最后|合同|费用|款项?|那边|又|还|已经|上个?月|昨天|今天|刚才?|其中|里面"
)
_OTHER_ROLE = lazy(
    "换[个一]?个?(?:角色|身份|主体|角度|立场)|另一个(?:角色|身份)|换成(?:我们)?(?:做|当|是)"
)
_NEVER_GOT = lazy(
    "(?:没|没有|未|从没|从未|不曾)(?:再)?(?:拿|领|得|收|获|享受|申请|报)(?:到|过|得){0,2}"
    "|一[分毛块](?:钱)?(?:都|也)?(?:没|未)|零补贴"
)
_GOT_WORD = lazy("[拿领][过了]|已[获拿领得]")
_TWO_PIECES = lazy("[两二三四五六七八]块")
_MONEY = lazy("钱|每|一[天月年度]")
_OF_THEM = lazy("(?:(?<![自拥持])有|其中|里|里面|里头|中)[^,。;!?]{0,2}$")
_PLAIN_MEASURES = frozenset("个家项件份")
_WORDS = 2
_BESIDE = 6
"""Characters of unknown words between 另外 and the number that it adds."""


def _classified(stated: Stated) -> str:
    """The measure word that a count was stated with."""
    text = stated.text.strip()
    return "个" if text[-1:] in "俩仨" else text[-1:]


@dataclass(frozen=True, slots=True)
class Part:
    """A matter in this message: its place in the ledger (None: new) and the stretches about it."""

    index: int | None
    matter: Matter
    stretches: tuple[tuple[int, int], ...]

    def holds(self, place: int) -> bool:
        """Whether the place lies in one of its stretches."""
        return any(start <= place < end for start, end in self.stretches)


@dataclass(frozen=True, slots=True)
class Gathered:
    """The matters with their facts, what the clauses are asked with, and what was not used."""

    parts: tuple[tuple[int | None, Matter], ...]
    focus: tuple[Focus, ...]
    unused: tuple[Unused, ...]
    flags: tuple[Stated, ...]
    doubtful: tuple[str, ...] = ()
    asked: str = ""


class FactGatherer:
    """Gives the numbers of a message to its matters; holds no conversation."""

    def __init__(
        self,
        rulebook: Rulebook,
        corpus: Corpus,
        reader: NumberReader,
        words: Words,
    ) -> None:
        self._rulebook = rulebook
        self._reader = reader
        self._words = words
        self._lasting = frozenset(words.lasting_facts)
        self._texts = {c.id: fold(c.text) for c in corpus.clauses}
        self._classes = ClassReader(rulebook.facts)
        self._known_needs: dict[ClauseId, Needs] = {}
        self._figures: dict[ClauseId, frozenset[Decimal]] = {}
        self._counted = tuple(
            sorted({spec.unit_name[1:] for spec in rulebook.facts.values()
                    if spec.kind is FactKind.COUNT and len(spec.unit_name) > _WORDS})
        )  # fmt: skip
        self._near = {
            name: Phrases.of(spec.words)
            for name, spec in rulebook.facts.items()
            if spec.kind not in (FactKind.FLAG, FactKind.CHOICE)
        }

    def gather(
        self, turn: Turn, parts: Sequence[Part], flags: Sequence[Stated], *, asked: str, number: int
    ) -> Gathered:
        """Facts for every part; ``flags`` hold from before, ``number`` counts the message."""
        if is_only(turn.folded):
            turn = _without_adding(turn)
        apart = _apart(turn, parts)
        if apart:
            turn = replace(turn, expressions=_together(t.expressions for t in apart))
        turn = _settled_alone(_on_basis(_without_echo(turn, parts)), parts)
        turn = replace(turn, expressions=self._in_unit(turn, parts))
        needs = {c: self._needs(c) for part in parts for c in part.matter.clauses}
        turn, parts = _disowned(_with_totals(turn, parts), parts, needs, number)
        parts = tuple(_redone(turn, part) for part in parts)
        unstruck = parts
        turn, parts = self._struck(*self._by_member(turn, parts, number))
        is_struck = [a is not b for a, b in zip(unstruck, parts, strict=True)]
        turn = self._without_figures(_without_pointers(turn, parts), parts)
        turn, parts, flags = _as_it_was(turn, parts, flags)
        turn = _without_unsaid(turn)
        told_before = parts
        parts, flags = _for_others(turn, parts, flags)
        back = _back_to(turn)
        if back is not None and any(s.value == back for p in parts for s in p.matter.numbers):
            other_sums = tuple(e for e in turn.expressions if e.operands[0].quantity.value != back)
            turn = replace(turn, expressions=other_sums)
        if apart:
            own = [
                self._give(replace(t, expressions=self._in_unit(t, [part])), [part], needs, asked)
                for t, part in zip(apart, parts, strict=True)
            ]
            shared = [
                (*mine, *self._lent(t, part, n, own, needs))
                for n, (t, part, mine) in enumerate(zip(apart, parts, own, strict=True))
            ]
        else:
            shared = [self._give(turn, parts, needs, asked)] * len(parts)
        shared = [
            self._of_named_before(
                turn,
                part,
                _without_totals_of_added(turn, self._with_left(turn, part, needs, mine)),
            )
            for part, mine in zip(parts, shared, strict=True)
        ]
        given = tuple(dict.fromkeys(g for own in shared for g in own))
        kept_flags = self._flags(turn, flags)
        changed: list[tuple[int | None, Matter]] = []
        focus: list[Focus] = []
        used: set[int] = set()
        doubtful: list[str] = []
        dropped: set[int] = set()
        left: list[Unused] = []
        unstruck = tuple(
            old if struck else now
            for old, now, struck in zip(unstruck, parts, is_struck, strict=True)
        )
        rows = zip(parts, told_before, unstruck, shared, is_struck, strict=True)
        for part, was, first, mine, struck in rows:
            new = self._new(turn, part, [] if apart else parts, mine, needs, used, number, asked)
            new = tuple(of_years(turn.folded, s, turn.year) for s in new)
            new = self._split_evenly(turn, parts, new)
            new = tuple(_beside_its_parts(turn, s, used) for s in new)
            periods = self._periods(turn, part, new, mine, used, needs, number)
            new = (*self._paid_each_year(turn, new, periods), *periods)
            new = (*new, *self._of_one_year(turn, part, new, number))
            new = self._over_the_time(part, new, number)
            if self._is_that_one(turn, part, new):
                part = was = first = self._opened(part, new)
            real = _real(turn, first if struck else was)
            numbers = self._merged(turn, part, new, mine, used, number, parts)
            part, numbers = self._as_another(turn, part, was, numbers, number)
            numbers = self._without_role(turn, part, numbers, number)
            implied = self._implied(turn, part, numbers, needs)
            if implied:
                numbers = tuple(s for s in numbers if not s.is_assumed)
            numbers = (*numbers, *implied)
            if (part.index is not None and _ONLY.search(turn.folded)) or any(
                isinstance(s.value, tuple) and any(i.year is not None for i in s.value)
                for s in numbers
            ):
                numbers = tuple(s for s in numbers if s.name != _YEARS)
            numbers = self._never_got(turn, part, numbers, number)
            numbers, denied = self._denied_kinds(turn, numbers, part, needs)
            numbers = self._denied_by_lead(turn, part, numbers)
            told = self._told_here(turn, part, parts)
            numbers, of_nth = self._denied_by_place(turn, part, numbers, told)
            denied |= of_nth
            apart_flags = self._of_one(turn, part, told, denied)
            denied |= apart_flags
            left += [_clause_of(turn, s) for s in told if s.start in apart_flags]
            main = frozenset[str]().union(*(needs[c].main for c in part.matter.clauses))
            sums = {f for f in main if self._rulebook.facts[f].kind is FactKind.YUAN}
            sums |= {other for other, f in self._stands_for(part).items() if f in sums}
            numbers, taken = share_of_own(turn.folded, turn.expressions, numbers, sums)
            used |= taken
            numbers, taken = part_of_own(
                turn.folded, turn.expressions, numbers, sums & self._borne_alone(part)
            )
            used |= taken
            texts = [self._texts[c] for c in part.matter.clauses]
            numbers, taken = less_left_out(turn.folded, turn.expressions, numbers, texts, sums)
            used |= taken
            numbers, in_classes, taken = self._in_classes(turn, part, numbers, needs, number)
            used |= taken
            numbers, of_part, taken = parts_by_condition(
                turn.folded, turn.expressions, numbers, told, self._rules_of(part), sums
            )
            used |= taken
            counts = {s.name for s in numbers if self._is_count(s.name)}
            numbers, of_some, taken = some_denied(
                turn.folded, turn.expressions, numbers, told, counts
            )
            used |= taken
            dropped |= denied | of_some | of_part
            told = tuple(s for s in told if s.start not in denied | of_some | of_part)
            others = {id(s) for s in turn.flags} - {id(s) for s in told}
            decided = self._flags(replace(turn, flags=told), flags) if apart else kept_flags
            here = tuple(s for s in decided if id(s) not in others)
            here, told = self._of_own_case(part, was, parts, here, told, number)
            if part.index is not None:
                none = none_of(turn.folded, self._rules_of(part), (*part.matter.flags, *here))
                here = (*(s for s in here if s.name not in {n.name for n in none}), *none)
            aside = self._set_aside(turn, part, new, here)
            changed_names = {s.name for s in aside}
            here = (*(s for s in here if s.name not in changed_names), *aside)
            stale = self._derived_anew(numbers, told, number)
            here = tuple(s for s in here if s.name not in stale)
            own_flags = tuple(
                s for s in _joined(part.matter.flags, here, told) if s.name not in stale
            )
            own_flags = tuple(s for s in own_flags if s.name not in in_classes)
            own_flags = self._likened(turn, part, own_flags, in_classes, number)
            clauses = self._on_numbers(part.matter.clauses, numbers, needs, turn)
            matter = replace(
                part.matter, clauses=clauses, numbers=numbers, flags=own_flags, turn=number
            )
            undo = _undo(first, matter)
            said = turn.folded if undo is not was.matter.undo else was.matter.said
            matter = replace(matter, real=real, undo=undo, said=said)
            matter = replace(matter, lost=lost_of(first.matter, matter))
            changed.append((part.index, matter))
            shown = self._viewed(turn, part, numbers, number)
            for clause in matter.clauses:
                told_now, decided_now = self._by_years(clause, turn, shown, own_flags, number)
                cases = self._cases(clause, told_now, needs[clause], turn)
                cases = self._each_choice(clause, cases, turn, part, decided_now)
                focus.append(
                    Focus(clause, tuple((label, (*decided_now, *facts)) for label, facts in cases))
                )
                doubtful += [
                    g.fact for g in mine if g.rival and g.fact in needs[clause].all
                ]  # two numbers want one fact
        if dropped:  # denied of some things only: no fact of the whole
            rest = tuple(s for s in turn.flags if s.start not in dropped)
            kept_flags = self._flags(replace(turn, flags=rest), flags)
        unused = self._unused(turn, given, used, parts)
        unused = (*unused, *dict.fromkeys(left))
        missing = self._missing(changed, needs)
        kept_flags = _without_named_role(turn, kept_flags, number)
        return Gathered(tuple(changed), tuple(focus), unused, kept_flags, tuple(doubtful), missing)

    def _missing(
        self, changed: Sequence[tuple[int | None, Matter]], needs: Mapping[ClauseId, Needs]
    ) -> str:
        """The one number that the only clause in question still lacks: it is asked for."""
        clauses = [c for _, matter in changed for c in matter.clauses]
        if len(clauses) != 1 or clauses[0] not in needs:
            return ""
        stated = {s.name for _, matter in changed for s in matter.numbers}
        main = needs[clauses[0]].main
        instead = {f for other, f in stand_ins(self._rulebook.rules_of(str(clauses[0]))).items()
                   if other in stated}  # fmt: skip
        rules = self._rulebook.rules_of(str(clauses[0]))
        mains = [needs_of([r], self._rulebook.facts).main for r in rules]
        if any(own and own <= stated | instead for own in mains):
            return ""  # one of its rules has all it needs
        lacking = sorted(main - stated - instead)
        if len(lacking) != 1:
            return ""
        sides = [d.difference for d in self._rulebook.facts[lacking[0]].derive if d.difference]
        for side in sides:
            open_ = [name for name in side if name not in stated]
            if len(open_) == 1 and len(side) > 1:
                return open_[0]
        return lacking[0]

    def _on_numbers(
        self,
        clauses: tuple[ClauseId, ...],
        numbers: Sequence[Stated],
        needs: Mapping[ClauseId, Needs],
        turn: Turn,
    ) -> tuple[ClauseId, ...]:
        """Of two clauses of one policy, the one that the stated numbers are for."""
        if turn.scope.articles or turn.scope.clauses:
            return clauses
        names = {s.name for s in numbers if not s.is_assumed}
        fed = {c for c in clauses if needs[c].main & names}
        fed_policies = {c.policy for c in fed}
        return tuple(
            c for c in clauses if c in fed or c.policy not in fed_policies or self._is_unruled(c)
        )

    def counts_told(self, turn: Turn, matters: Sequence[Matter]) -> tuple[tuple[int, int], ...]:
        """Where a message says that some of what was counted does not count."""
        parts = [Part(n, matter, ((0, len(turn.folded)),)) for n, matter in enumerate(matters)]
        return self._counts_struck(turn, parts)[1]

    def _struck(self, turn: Turn, parts: Sequence[Part]) -> tuple[Turn, tuple[Part, ...]]:
        """Counts less the things that turn out not to count (6个里面有3个没进清单)."""
        found, spans = self._counts_struck(turn, parts)
        return (_without(turn, spans) if spans else turn), found

    def _counts_struck(
        self, turn: Turn, parts: Sequence[Part]
    ) -> tuple[tuple[Part, ...], tuple[tuple[int, int], ...]]:
        denied = [f.start for f in turn.flags if f.value is False]
        found = list(parts)
        spans: set[tuple[int, int]] = set()
        for n, part in enumerate(parts):
            every = {name for c in part.matter.clauses for name in self._needs(c).all}
            counts = {name for name in every if self._is_count(name)}
            kinds = {name: self._kind_of(name) if len(counts) > 1 else "" for name in counts}
            if part.index is None or not counts or Act.DOUBT in turn.acts:
                continue
            if spans and len(parts) > 1:
                break
            lost = {s.name: s for s in part.matter.lost}
            done = strike(
                self._in_full(turn.folded, kinds),
                turn.expressions,
                denied,
                part.matter.numbers,
                kinds,
                lost,
            )
            if done is not None:
                matter = replace(part.matter, numbers=done.numbers)
                found[n] = replace(part, matter=matter)
                spans |= set(done.spans)
        return tuple(found), tuple(sorted(spans))

    def _of_named_before(
        self, turn: Turn, part: Part, given: tuple[Given, ...]
    ) -> tuple[Given, ...]:
        """The numbers, a bare one as the fact that the clause before says is wrong.

        首销那批成本也不对,130万才对.
        """
        stated = {s.name for s in part.matter.numbers} if part.index is not None else set()
        found = []
        for g in given:
            clause = _said_wrong(turn, g.expression)
            if not clause or (g.fact and g.fact not in stated):
                found.append(g)
                continue
            named = [
                s.name
                for s in part.matter.numbers
                if self._fits(s, g.expression)
                and any(_stands_for(w, clause) for w in self._label_words(s.name))
            ]
            only = named[0] if len(named) == 1 else g.fact
            found.append(replace(g, fact=only, best=only, rival=False) if only else g)
        return tuple(found)

    def _is_wrong(self, turn: Turn, given: Given) -> bool:
        """Whether the clause before a bare number says that its fact was told wrong."""
        clause = _said_wrong(turn, given.expression)
        return any(_stands_for(word, clause) for word in self._label_words(given.fact))

    def _split_evenly(
        self, turn: Turn, parts: Sequence[Part], new: Sequence[Stated]
    ) -> tuple[Stated, ...]:
        """A sum that several places or matters share alike (总共1500万,一家一半), its own share."""
        sums = [e for e in turn.expressions if e.unit is Unit.YUAN]
        places = {c.policy for part in parts for c in part.matter.clauses}
        number = len(parts) if len(parts) > 1 else len(places)
        if number < _SEVERAL and _OUR_HALF.search(turn.folded):
            number = _SEVERAL  # 我们跟合作方平分,按我们那一半
        if number < _SEVERAL or len(sums) != 1 or not _EVENLY.search(turn.folded):
            return tuple(new)
        found: list[Stated] = []
        for s in new:
            if self._rulebook.facts[s.name].kind is not FactKind.YUAN:
                found.append(s)
            elif isinstance(s.value, Decimal):
                own = (s.value / number).quantize(_FEN)
                if own * number == s.value:  # else no share is exact: the sum is asked for
                    say = f"{shown(s.value, Unit.YUAN)} ÷ {number} = {shown(own, Unit.YUAN)}"
                    whole = (FactItem(s.value, relation=WHOLE),)
                    found.append(replace(s, value=own, say=say, parts=whole, alternatives=()))
        return tuple(found)

    def _in_full(self, text: str, kinds: Mapping[str, str]) -> str:
        """A message with short names of kinds (国标) as the words that tell them apart (国家)."""
        for name, kind in kinds.items():
            for word in self._label_words(name) if kind else ():
                if len(word) == len(kind) and word[0] == kind[0] and word != kind:
                    text = text.replace(word, kind)
        return text

    def _by_member(
        self, turn: Turn, parts: Sequence[Part], number: int
    ) -> tuple[Turn, tuple[Part, ...]]:
        """Numbers that were told in several, with those changed that the message names."""
        found, spans = self._members_changed(turn, parts, number)
        return (_without(turn, spans) if spans else turn), found

    def _members_changed(
        self, turn: Turn, parts: Sequence[Part], number: int
    ) -> tuple[tuple[Part, ...], tuple[tuple[int, int], ...]]:
        found = list(parts)
        spans: set[tuple[int, int]] = set()
        if Act.DOUBT in turn.acts:
            return tuple(parts), ()
        out = [f.start for f in turn.flags if f.value is False]
        removed = turn.acts.removed if Act.REMOVE in turn.acts else ()
        said = Said(
            turn.folded,
            turn.expressions,
            turn.multiples,
            (*out, *(start for start, _ in removed)),
            turn.year,
            number,
        )
        for n, part in enumerate(parts):
            if part.index is None:
                continue
            units = self._units_told_in(part)
            listed = self._capped_apart(part)
            before = {s.name: s for s in part.matter.lost}
            done = change(
                said,
                part.matter.numbers,
                before,
                units,
                self._label_words,
                self._prices(part),
                listed,
            )
            if done is not None:
                found[n] = replace(part, matter=replace(part.matter, numbers=done.numbers))
                spans |= set(done.spans)
        return tuple(found), tuple(sorted(spans))

    def _viewed(
        self, turn: Turn, part: Part, numbers: tuple[Stated, ...], number: int
    ) -> tuple[Stated, ...]:
        """The numbers that the answer is about: of several those that are asked about alone."""
        if part.index is None:
            return numbers
        said = Said(turn.folded, turn.expressions, (), (), turn.year, number)
        return tuple(viewed(said, s, self._label_words(s.name)) for s in numbers)

    def names_member(self, turn: Turn, matters: Sequence[Matter], start: int, end: int) -> bool:
        """Whether a stretch of a message names one of several numbers that were stated."""
        said = Said(turn.folded, turn.expressions, (), (), turn.year, 0)
        if points(turn.folded, start) and any(m.lost for m in matters):
            return True  # 那份换了家供应商重签了, after 第二份是关联方的
        return any(
            meant(members_of(s), turn.folded[start:end], said, self._label_words(s.name))
            for matter in matters
            for s in matter.numbers
        )

    def members_told(self, turn: Turn, matters: Sequence[Matter]) -> tuple[tuple[int, int], ...]:
        """Where a message says of members of what was stated what becomes of them."""
        parts = [Part(n, matter, ((0, len(turn.folded)),)) for n, matter in enumerate(matters)]
        return self._members_changed(turn, parts, 0)[1]

    def _prices(self, part: Part) -> dict[str, str]:
        """The prices of one thing that the rules of a matter multiply, with their counts."""
        found: dict[str, str] = {}
        for rule in self._rules_of(part):
            found |= prices_of(rule)
        return found

    def _units_told_in(self, part: Part) -> dict[str, Unit]:
        """The sums and counts of a matter that its rules use, with the unit they are told in."""
        every = frozenset[str]().union(*(self._needs(c).all for c in part.matter.clauses))
        units = {FactKind.YUAN: Unit.YUAN, FactKind.COUNT: Unit.COUNT}
        kinds = {name: self._rulebook.facts[name].kind for name in sorted(every)}
        return {name: units[kind] for name, kind in kinds.items() if kind in units}

    def _without_figures(self, turn: Turn, parts: Sequence[Part]) -> Turn:
        """A message less the sums that only name the clause which pays them (那个三百的)."""
        own = frozenset[Decimal]().union(
            *(self.figures_of(c) for p in parts if p.index is not None for c in p.matter.clauses)
        )
        stated = {s.value for p in parts for s in p.matter.numbers}
        named = figures_named(turn.folded)
        spans = [(low, high) for low, high, value in named if value in own and value not in stated]
        if not spans:
            return turn
        kept = (e for e in turn.expressions if not any(s <= e.start < t for s, t in spans))
        return replace(turn, expressions=tuple(kept))

    def _kind_of(self, name: str) -> str:
        """The word that tells a count from others of the same measure word (国际 of 项国际标准)."""
        kind = self._rulebook.facts[name].unit_name[1:3]
        return kind if len(kind) == _WORDS else ""

    def _is_unruled(self, clause: ClauseId) -> bool:
        """Whether the clause states sums that no rule works out yet: no number can be for it."""
        reason = self._rulebook.not_ruled_reason(str(clause))
        return UNRULED in reason and not self._rulebook.rules_of(str(clause))

    def _as_stated(self, turn: Turn, parts: Sequence[Part]) -> Turn:
        """A message, a correction of two bare numbers in the unit of what the old one was told as.

        不是140是410, after 租了140平.
        """
        units = {
            FactKind.SQUARE_METRES: Unit.SQUARE_METRE,
            FactKind.COUNT: Unit.COUNT,
            FactKind.MONTHS: Unit.MONTH,
        }
        known = {
            s.value: unit
            for part in parts
            for s in part.matter.numbers
            if isinstance(s.value, Decimal) and part.index is not None
            for unit in (units.get(self._rulebook.facts[s.name].kind),)
            if unit is not None
        }

        named = {
            word: units.get(self._rulebook.facts[s.name].kind)
            for part in parts
            for s in part.matter.numbers
            if part.index is not None
            for word in self._label_words(s.name)
        }

        def with_unit(e: Expression) -> Expression:
            if e.unit is Unit.NUMBER and len(e.operands) == 1 and e.value is not None:
                low, _ = clause_around(turn.folded, e.start, e.end)
                if not content_of(turn.folded[low : e.start]):  # 面积量错了,148
                    low, _ = clause_around(turn.folded, max(0, low - 2), max(0, low - 2))
                lead = turn.folded[low : e.start]
                said = {unit for word, unit in named.items() if word in lead}
                own = next(iter(said)) if len(said) == 1 else None
                return in_other_unit(e, own) if own is not None else e  # 面积是180
            old = [o.quantity.value for o in e.operands if o.role == "old"]
            unit = known.get(old[0]) if len(old) == 1 else None
            if e.unit is not Unit.NUMBER or e.relation is not Relation.INSTEAD or unit is None:
                return e
            return in_other_unit(e, unit)

        return replace(turn, expressions=tuple(map(with_unit, turn.expressions)))

    def _in_unit(self, turn: Turn, parts: Sequence[Part]) -> tuple[Expression, ...]:
        """The expressions; bare numbers in 万 where the matter's sums were stated in 万."""
        stated = [
            s
            for part in parts
            for s in part.matter.numbers
            if self._rulebook.facts[s.name].kind is FactKind.YUAN
        ]
        turn = self._as_stated(turn, parts)
        own = [e for e in turn.expressions if e.unit is Unit.YUAN]
        in_wan = turn.in_wan or any(
            "万" in s.text or "亿" in s.text or "w" in s.text for s in stated
        )
        in_wan = in_wan or any(
            "万" in o.quantity.text or "亿" in o.quantity.text for e in own for o in e.operands
        )
        if not in_wan or not (stated or own or turn.in_wan):
            return turn.expressions
        return tuple(
            e if _DIGIT.search(turn.folded[: e.start]) else in_kept_unit(e, _WAN)
            for e in turn.expressions
        )

    # --- numbers of this message ---

    def _give(
        self,
        turn: Turn,
        parts: Sequence[Part],
        needs: Mapping[ClauseId, Needs],
        asked: str,
    ) -> tuple[Given, ...]:
        wanted = self._wanted(turn, parts, needs)
        setting = Setting(
            turn.folded,
            turn.quantities,
            spans=(
                *turn.scope.spans,
                *((d.start, d.end) for d in turn.dates),
                *((f.start, f.end) for f in turn.flags),
            ),
            claimed=frozenset(c.start for c in turn.claims if c.kind is not ClaimKind.PERIOD),
            clause_text="\n".join(self._texts[c] for c in needs),
            context=" ".join(part.matter.text for part in parts if part.index is not None),
            remembered=frozenset(s.name for part in parts for s in part.matter.numbers),
            asked=asked,
            every=turn.quantities,
        )
        goes_on = any(part.index is not None for part in parts)
        expressions = () if Act.DOUBT in turn.acts and goes_on else turn.expressions
        if Intent.REVERSE in turn.intents:  # what is to be reached is no fact
            aims = {c.start for c in turn.claims if c.kind is ClaimKind.AMOUNT}
            expressions = tuple(e for e in expressions if e.operands[0].quantity.start not in aims)
        return self._reader.read(
            setting, [e for e in expressions if self._counts(turn, e, parts)], wanted
        )

    def _lent(
        self,
        turn: Turn,
        part: Part,
        place: int,
        own: Sequence[Sequence[Given]],
        needs: Mapping[ClauseId, Needs],
    ) -> tuple[Given, ...]:
        """What a matter without a number of its own takes from the others: the same fact.

        龙岗租算力800万补多少, 福田租算力呢. A matter that asks for its cap (最高多少) takes none.
        """
        main = frozenset[str]().union(*(needs[c].main for c in part.matter.clauses))
        if any(g.fact in main for g in own[place]):
            return ()
        text = "".join(turn.folded[start:end] for start, end in part.stretches)
        counts = any(
            q.role == "amount" and q.unit not in TIMES and part.holds(q.start)
            for q in turn.quantities
        )
        if (counts or _ASKS_CAP.search(text)) and not _ALIKE.search(text):
            return ()
        order = sorted(range(len(own)), key=lambda n: (n > place, abs(n - place)))
        for n in order:
            found = tuple(g for g in own[n] if g.fact in main and not g.rival)
            if found:
                return found
        return ()

    def _counts(self, turn: Turn, expression: Expression, parts: Sequence[Part]) -> bool:
        """Not a count of the asker (一家) or of what was named before (两条各奖多少)."""
        quantity = expression.operands[0].quantity
        money = (Unit.YUAN, Unit.YUAN_PER_YEAR, Unit.YUAN_PER_MONTH, Unit.YUAN_PER_UNIT)
        if expression.unit in money and _TWO_PIECES.fullmatch(quantity.text):
            return _MONEY.match(turn.folded, expression.end) is not None  # 两块加起来
        if expression.unit is Unit.YUAN and quantity.text.endswith("块"):
            # 两块各是多少: two parts, no money
            return not self._words.anaphors.opens(turn.folded[expression.end :][:4])
        if expression.unit is not Unit.COUNT:
            return True
        if turn.folded.startswith(self._counted, expression.end):
            return True  # 四个项目都评上了: things that some rule counts
        is_so_many = len(parts) >= (expression.value or 0) or any(
            len(p.matter.trail) >= (expression.value or 0) for p in parts
        )
        if 1 < turn.acts.counted == expression.value and _gathers(turn) and is_so_many:
            return False  # 三个都摆出来: as many as there are matters
        if is_so_many and len(parts) > 1 and _TOGETHER.match(turn.folded, expression.end):
            return False  # 三个全部再报一遍
        if _TOGETHER.match(turn.folded, expression.end) and any(
            0 <= (expression.value or 0) - known <= 1 for known in self._counted_before(parts)
        ):
            return False  # 要是那个国际标准也批下来, 三个一起: those of before with the one more
        if expression.value == 1 and quantity.classifier in self._words.asker_classifiers:
            return False
        points_back = quantity.classifier in self._words.anaphor_classifiers
        return not (points_back and self._words.anaphors.opens(turn.folded[expression.end :][:4]))

    def _counted_before(self, parts: Sequence[Part]) -> Iterator[Decimal]:
        """How many things of several kinds each matter has counted."""
        for part in parts:
            counts = [
                s.value
                for s in part.matter.numbers
                if self._is_count(s.name) and isinstance(s.value, Decimal)
            ]
            if part.index is not None and len(counts) > 1:
                yield sum(counts, Decimal(0))

    def _counts_matters(self, turn: Turn, expression: Expression, parts: Sequence[Part]) -> bool:
        """Whether a number counts the matters of the message, or only lists.

        三块一年各补多少; 一个一个报. A noun behind it would be what it counts.
        """
        text, word = turn.folded, expression.operands[0].quantity.text
        if word * 2 in text[max(0, expression.start - len(word)) : expression.end + len(word)]:
            return True
        generic = word[-1:] in self._words.anaphor_classifiers or word[-1:] == "块"
        clauses = {c for part in parts for c in part.matter.clauses}
        alike = (len(parts), len(clauses), len({c.policy for c in clauses}))
        return bool(
            generic
            and expression.value in alike
            and len(clauses) > 1
            and _NO_NOUN.match(turn.folded, expression.end)
        )

    def _wanted(
        self, turn: Turn, parts: Sequence[Part], needs: Mapping[ClauseId, Needs]
    ) -> list[Wanted]:
        """What is needed in each stretch; where parts overlap, all that any of them needs."""
        cuts = sorted({p for part in parts for s in part.stretches for p in s})
        wanted = []
        for start, end in pairwise(cuts):
            here = [c for part in parts if part.holds(start) for c in part.matter.clauses]
            main = frozenset[str]().union(*(needs[c].main for c in here))
            every = frozenset[str]().union(*(needs[c].all for c in here))
            beyond = frozenset(name for name in every if self._is_beyond(name))
            main, every = main - beyond, every - beyond
            spans = {q.unit for q in turn.quantities}
            if _YEARS in every and (Intent.TOTAL in turn.intents or spans == {Unit.YEAR}):
                main |= {_YEARS}
            wanted.append(Wanted(start, end, every, main))
        return wanted

    def _new(
        self,
        turn: Turn,
        part: Part,
        parts: Sequence[Part],
        given: Sequence[Given],
        needs: Mapping[ClauseId, Needs],
        used: set[int],
        number: int,
        asked: str,
    ) -> tuple[Stated, ...]:
        """The facts that this message states for one part."""
        every = frozenset[str]().union(*(needs[c].all for c in part.matter.clauses))
        own = [
            g
            for g in self._as_before(turn, given, part)
            if g.fact in every and not _PRICE_OF_MONTH.match(turn.folded, g.expression.start)
        ]
        if parts:
            own = [g for g in own if part.holds(g.expression.start)]
        if len(parts) > 1:
            # A number that stands in another matter's stretch serves this one only if that other
            # has no use for it.
            taken = {
                id(g)
                for other in parts
                if other is not part
                for g in given
                if other.holds(g.expression.start) and not part.holds(g.expression.start)
            }
            own = [g for g in own if id(g) not in taken]
            own = [g for g in own if self._meant_part(turn, g, parts) in (None, part)]
        own = [self._instead_of(turn, each, part) for each in own]
        own = [
            g
            for each in own
            for g in (each if self._is_wrong(turn, each) else self._renewed(turn, each, part),)
            if g is not None
        ]
        own = [self._answering(turn, each, part, asked) for each in own]
        if part.index is not None:
            own = [g for g in own if not self._is_of_unknown(turn, g, part)]
            known = {s.name: s for s in part.matter.numbers}
            own = [g for g in own if not _is_of_some(turn, g, known.get(g.fact))]
        own = self._by_label(_without_claims(turn, own))
        stated: list[Stated] = []
        first = {g.fact for g in own if not g.rival}
        for g in own:
            if Act.REMOVE in turn.acts and _is_member(g, part):
                used.add(g.expression.start)
                continue  # 122万那份先拿掉
            if g.rival and g.fact in first:
                added = self._added(turn, g, stated, number)
                if added is not None:  # 1个, 5月又进了3个
                    used.update({g.expression.start, g.expression.operands[0].quantity.start})
                    stated = [added if s.name == added.name else s for s in stated]
                continue  # two sums for one fact: the other is told to be left over
            used.add(g.expression.start)
            used.update(o.quantity.start for o in g.expression.operands)
            found = self._reader.stated(g, number)
            if self._is_cancelled(turn, g.fact, g.expression, part):
                found = replace(found, value=Decimal(0))
            if self._rulebook.facts[g.fact].kind is FactKind.COUNT and self._is_denied(
                g.fact, self._around(turn, g)
            ):
                found = replace(found, value=Decimal(0))
            stated.append(found)
        return tuple(stated)

    def _meant_part(self, turn: Turn, given: Given, parts: Sequence[Part]) -> Part | None:
        """The one of several matters that the words before a number name (A公司改成700万), or None.

        Only words that stand in what was said of one of them tell.
        """
        if any(p.index is None for p in parts) or Intent.EACH in turn.intents:
            return None
        quantity = given.expression.operands[0].quantity
        low, _ = clause_around(turn.folded, quantity.start, quantity.start)
        lead = turn.folded[low : quantity.start]
        pairs = {lead[n : n + 2] for n in range(len(lead) - 1)}
        names = "".join(self._label_words(given.fact))
        pairs = {p for p in pairs if p.isalnum() and content_of(p) and p not in names}
        return _only_named(turn, parts, pairs)

    def _is_cancelled(self, turn: Turn, fact: str, expression: Expression, part: Part) -> bool:
        """Whether a sum that only takes something off came to nothing (没批, 黄了)."""
        main = frozenset[str]().union(*(self._needs(c).main for c in part.matter.clauses))
        known = {s.name: s.value for s in part.matter.numbers}
        return (
            known.get(fact) == expression.value
            and fact not in main
            and bool(_CAME_TO_NOTHING.match(turn.folded, expression.end))
        )

    def _by_label(self, given: Sequence[Given]) -> list[Given]:
        """Of two numbers that want one fact, the one whose own words name it comes first.

        示范项目2个,再加一个平台: the 2 are the projects.
        """
        named = {
            n
            for n, g in enumerate(given)
            if self._near[g.fact].within(g.expression.operands[0].label)
        }
        found = []
        for n, g in enumerate(given):
            alike = {m for m, other in enumerate(given) if other.fact == g.fact and m != n}
            if n in named and g.rival and alike and not alike & named:
                g = replace(g, rival=False)
            elif n not in named and not g.rival and alike & named:
                g = replace(g, rival=True)
            found.append(g)
        return found

    def _added(
        self, turn: Turn, given: Given, stated: Sequence[Stated], number: int
    ) -> Stated | None:
        """What was stated with a second number that its own clause adds (又, 再), else None."""
        first = next((s for s in stated if s.name == given.fact), None)
        quantity = given.expression.operands[0].quantity
        low = clause_around(turn.folded, quantity.start, quantity.end)[0]
        if first is None or not _ADDS.search(turn.folded, max(low, first.end), quantity.start):
            return None
        high = clause_around(turn.folded, quantity.start, quantity.end)[1]
        rest = turn.folded[quantity.end : high]
        if content_of(rest) >= _SEVERAL and not self._near[given.fact].within(rest):
            return None  # 再加一个平台: something else is counted
        more = self._reader.stated(given, number)
        return _summed(first, more, 1) if isinstance(more.value, Decimal) else None

    def _around(self, turn: Turn, given: Given) -> str:
        """A count's own clause; with the one before where that names what is counted.

        模型没通过备案, 3个: the denial stands beside the name.
        """
        quantity = given.expression.operands[0].quantity
        low, high = clause_around(turn.folded, quantity.start, quantity.end)
        if not self._near[given.fact].within(turn.folded[low:high]) and low > 1:
            before, _ = clause_around(turn.folded, low - 1, low - 1)
            if not any(before <= q.start < low for q in turn.quantities):
                low = before
        return turn.folded[low:high]

    def _instead_of(self, turn: Turn, given: Given, part: Part) -> Given:
        """A number right after a denied one is of the denied one's fact (不是9万了, 19万一台)."""
        if part.index is None:
            return given
        start = given.expression.start
        denied = [
            o.quantity.value
            for e in turn.expressions
            if (e.relation is Relation.INSTEAD and e.value is None and 0 <= start - e.end <= _NEAR)
            or e is given.expression
            for o in e.operands
            if o.role == "old"
        ]
        named = [
            s.name
            for s in part.matter.numbers
            if s.value in denied and self._fits(s, given.expression)
        ]
        named = named or self._said_again(turn, given, part)
        if len(set(named)) != 1:
            return given
        return replace(given, fact=named[0], best=named[0], rival=False)

    def _as_before(self, turn: Turn, given: Sequence[Given], part: Part) -> list[Given]:
        """The numbers, one that holds again as its fact, without the one it takes the place of.

        After 160万 and 260万: 那个160万才是对的,260万是预算.
        """
        if part.index is None or part.matter.undo is None:
            return list(given)
        names = {id(g): self._restored(turn, g, part) for g in given}
        back = {found[0] for found in names.values() if len(set(found)) == 1}
        now = {s.name: s.value for s in part.matter.numbers}
        found = []
        for g in given:
            if len(set(names[id(g)])) == 1:
                fact = names[id(g)][0]
                found.append(replace(g, fact=fact, best=fact, rival=False))
            elif g.fact not in back or g.expression.value != now.get(g.fact):
                found.append(g)
        return found

    def _restored(self, turn: Turn, given: Given, part: Part) -> list[str]:
        """The fact that had this value before the last change of it (撤回核减,还是2亿)."""
        before = part.matter.undo[0] if part.matter.undo else ()
        after = _IS_RIGHT.match(turn.folded, given.expression.end)
        if after is None and not _STILL.search(turn.folded, 0, given.expression.start):
            return []
        now = {s.name: s.value for s in part.matter.numbers}
        return [
            s.name
            for s in before
            if s.value == given.expression.value
            and self._fits(s, given.expression)
            and now.get(s.name, s.value) != s.value
        ]

    def _said_again(self, turn: Turn, given: Given, part: Part) -> list[str]:
        """The fact that was stated with the same value, where its words stand here too.

        After 项目投入1600万, 财政出300万: 财政那300万最后没批 speaks of the second.
        """
        expression = given.expression
        if expression.unit is not Unit.YUAN or len(expression.operands) != 1:
            return []
        same = [
            s.name
            for s in part.matter.numbers
            if s.value == expression.value and self._fits(s, expression) and s.name != given.fact
        ]
        low, _ = clause_around(turn.folded, expression.start, expression.end)
        lead = turn.folded[low : expression.start]
        if any(w in lead for w in self._label_words(given.fact)):
            return []
        return [n for n in same if any(w in lead or w[:2] in lead for w in self._label_words(n))]

    def _is_of_unknown(self, turn: Turn, given: Given, part: Part) -> bool:
        """Whether a number corrects one that was never used, and no word names its fact."""
        known = [s for s in part.matter.numbers if self._fits(s, given.expression)]
        if not known or not lacks_old(given.expression, part.matter.numbers):
            return False
        low, high = clause_around(turn.folded, given.expression.start, given.expression.end)
        words = turn.folded[max(0, low - 12) : high]
        return not any(w in words for w in self._label_words(given.fact))

    def _renewed(self, turn: Turn, given: Given, part: Part) -> Given | None:
        """A new value (加到500万, 不对, 是900万) as one of what was stated before.

        A number whose own words do not name its best fact goes to the only sum of its kind that
        was stated; None leaves it to be placed by when that was.
        """
        known = [s for s in part.matter.numbers if self._fits(s, given.expression)]
        names = {s.name for s in known}
        instead = self._stands_for(part)
        stands_for = instead.get(given.fact, "")
        if stands_for in names:  # 采购额加到500万: the fee that was stated
            return replace(given, fact=stands_for)
        for other, fact in instead.items():
            if fact == given.fact and fact not in names and other in names:
                return replace(given, fact=other)  # the fee is told now, the purchase before
        if given.probability >= _SURE:
            return given  # 总投资有误, 实际1.1亿: named by the clause before
        operand = given.expression.operands[0]
        bare = content_of(operand.label) == 0 and not operand.year_word and operand.year is None
        lead = turn.folded[_governed(turn.folded, given.expression.start, turn.quantities) :]
        lead = lead[: max(0, given.expression.start - (len(turn.folded) - len(lead)))]
        low = clause_around(turn.folded, given.expression.start, given.expression.end)[0]
        that = _THAT_NUMBER.search(turn.folded, low, given.expression.start)
        noun = turn.folded[low : that.start()] if that else ""
        before = turn.folded[low : given.expression.start]
        called = [n for n in names if any(w in noun for w in self._label_words(n))]
        if len(called) == 1:
            return replace(given, fact=called[0])  # 改造那个数应该是每台20万
        nearer = [n for n in names - {given.fact} if self._named_nearer(before, n, given.fact)]
        if len(nearer) == 1 and given.expression.unit is Unit.YUAN_PER_UNIT:
            return replace(given, fact=nearer[0])  # 每台改造涨到20万
        told = self._told_by_same_word(given.fact, names, lead)
        if told:
            return replace(given, fact=told)
        if not names or any(w in lead for w in self._label_words(given.fact)):
            return given
        if len(names) > 1:
            sums = load_language().of("spending")
            called = [
                n
                for n in names
                if any(w[-2:] in sums and w[-2:] in lead for w in self._label_words(n))
            ]
            if len(called) == 1 and given.fact not in called:
                return replace(given, fact=called[0])  # 成本说错了是170万: the 制备成本
            placed = Act.CORRECT in turn.acts and bare and given.fact in names
            return None if placed else given
        needed = frozenset[str]().union(*(self._needs(c).all for c in part.matter.clauses))
        is_unsure = given.probability < _UNSURE and names <= needed
        changes = operand.role in ("new", "old", "minus") or bare or is_unsure
        remembered = {s.name for s in part.matter.numbers}
        if changes and given.fact not in remembered and given.probability < _CLEAR:
            return replace(given, fact=next(iter(names)))
        return given

    def _told_by_same_word(self, fact: str, names: Collection[str], lead: str) -> str:
        """The one fact told before that the words before a number name as well as another.

        After 审定总投入3000万: 审定下来只认2200万 is no 审定运营费用.
        """
        if not names or fact in names:
            return ""
        mine = {w[:_WORDS] for w in self._label_words(fact) if w[:_WORDS] in lead}
        found = [
            n
            for n in names
            if mine & {w[:_WORDS] for w in self._label_words(n) if w[:_WORDS] in lead}
        ]
        whole = any(w in lead for w in self._label_words(fact))
        return found[0] if len(found) == 1 and not whole else ""

    def _named_nearer(self, lead: str, name: str, than: str) -> bool:
        """Whether a word of one fact stands nearer to the end of some words than any of another."""
        ends = [
            max(
                (
                    lead.rfind(w) + len(w)
                    for w in self._label_words(n)
                    if w in lead and not _MEASURE_ONLY.fullmatch(w)
                ),
                default=0,
            )
            for n in (name, than)
        ]
        return ends[0] > ends[1]

    def _answering(self, turn: Turn, given: Given, part: Part, asked: str) -> Given:
        """A number without words of its own, after one was asked for, is the answer."""
        operand = given.expression.operands[0]
        known = {s.name for s in part.matter.numbers}
        named = any(word in operand.label for word in self._label_words(given.fact))
        bare = content_of(operand.label) == 0 and not operand.year_word and not named
        changes = (
            bool(turn.acts.all & {Act.CORRECT, Act.ADD})
            or operand.role != "term"
            or _WHAT_IF.search(turn.folded) is not None
        )
        fits = asked in self._rulebook.facts and fits_unit(
            self._rulebook.facts[asked], operand.quantity
        )
        wrong = given.fact in known and given.fact != asked
        if part.index is None or not (bare and fits and wrong) or changes or asked in known:
            return given
        if any(known >= set(way.sources) for way in self._rulebook.facts[asked].derive):
            return given  # of both years' spending the increase is worked out: no answer is due
        return replace(given, fact=asked)

    def _so_many_years(
        self, turn: Turn, part: Part, new: Sequence[Stated], used: set[int], number: int
    ) -> tuple[Stated, ...]:
        """The number of years beside what is done each year (分成两年，每年2个)."""
        if not new or any(s.name == _YEARS for s in new) or not _EACH_YEAR.search(turn.folded):
            return ()
        for e in turn.expressions:
            single = e.unit is Unit.YEAR and len(e.operands) == 1 and e.value is not None
            if single and e.value != 1 and e.start not in used and part.holds(e.start):
                used.add(e.start)
                text = e.operands[0].quantity.text
                return (Stated(_YEARS, e.value or Decimal(1), e.start, e.end, text, turn=number),)
        return ()

    def _stands_for(self, part: Part) -> Mapping[str, str]:
        """Facts that serve in place of others in the rules of a matter."""
        return stand_ins(self._rules_of(part))

    def _rules_of(self, part: Part) -> list[Rule]:
        return [r for c in part.matter.clauses for r in self._rulebook.rules_of(str(c))]

    def _periods(
        self,
        turn: Turn,
        part: Part,
        new: Sequence[Stated],
        given: Sequence[Given],
        used: set[int],
        needs: Mapping[ClauseId, Needs],
        number: int,
    ) -> tuple[Stated, ...]:
        """The only period of a message is the number of months that a clause still asks for."""
        needed = frozenset[str]().union(*(needs[c].all for c in part.matter.clauses))
        yearly = self._so_many_years(turn, part, new, used, number) if _YEARS in needed else ()
        if _YEARS in needed and part.index is not None and not yearly:
            yearly = _as_much_each_year(turn, number)
        if yearly:
            return yearly
        every = frozenset[str]().union(*(needs[c].main for c in part.matter.clauses))
        asked = [
            name
            for name in sorted(every)
            if self._rulebook.facts[name].kind is FactKind.MONTHS
            and all(s.name != name for s in new)
        ]
        left = [
            g
            for g in given
            if g.expression.unit in (Unit.MONTH, Unit.YEAR)
            and g.expression.start not in used
            and g.expression.value is not None
            and part.holds(g.expression.start)
            and not _PRICE_OF_MONTH.match(turn.folded, g.expression.start)
        ]
        if len(asked) == 1 and not left:
            known = any(s.name == asked[0] for s in part.matter.numbers)
            years = (m for m in _A_YEAR.finditer(turn.folded) if part.holds(m.start()))
            year = next(years, None)
            if year and not (known and part.index is not None):
                return (Stated(asked[0], Decimal(12), *year.span(), year.group(), turn=number),)
        # 一年实付租金90万, 一年补多少: the same period twice
        if len(asked) != 1 or len({(g.expression.value, g.expression.unit) for g in left}) != 1:
            return ()
        used.add(left[0].expression.start)
        return (self._reader.stated(replace(left[0], fact=asked[0]), number),)

    def _paid_each_year(
        self, turn: Turn, new: Sequence[Stated], periods: Sequence[Stated]
    ) -> tuple[Stated, ...]:
        """The new sums, what is paid each year taken as often as years are told (每年付90万…三年).

        Where a clause asks for months, the sums beside them are those of the whole time.
        """
        months = [
            s.value
            for s in (*new, *periods)
            if self._rulebook.facts[s.name].kind is FactKind.MONTHS and "年" in s.text
        ]
        lasts = months[0] if len(months) == 1 else None
        if not isinstance(lasts, Decimal) or lasts % 12 or lasts < _TWO_YEARS * 12:
            return tuple(new)
        years = lasts / 12
        return tuple(
            replace(
                s,
                value=s.value * years,
                say=_times_years(s.value, years),
            )
            if isinstance(s.value, Decimal)
            and not s.say
            and self._rulebook.facts[s.name].kind is FactKind.YUAN
            and self._rulebook.facts[s.name].per is Per.NONE
            and _PAID_YEARLY.search(turn.folded, 0, s.start)
            else s
            for s in new
        )

    def _of_one_year(
        self, turn: Turn, part: Part, new: Sequence[Stated], number: int
    ) -> tuple[Stated, ...]:
        """The months that a sum is for which is paid a year (每年租金56万), where none are told."""
        yearly = {
            o.quantity.start
            for e in turn.expressions
            if e.unit is Unit.YUAN_PER_YEAR
            for o in e.operands
        }
        every = frozenset[str]().union(*(self._needs(c).all for c in part.matter.clauses))
        kind = self._rulebook.facts
        months = [f for f in sorted(every) if kind[f].kind is FactKind.MONTHS]
        if len(months) != 1:
            return ()
        old = {s.name: s for s in part.matter.numbers}
        now = next((s for s in new if s.name == months[0]), None)
        before = old.get(months[0])
        if now is not None:  # 那三年呢 after 每年租金56万
            if before is None or not before.is_assumed or not isinstance(now.value, Decimal):
                return ()
            years = now.value / 12
            return tuple(
                replace(s, value=s.value * years, say=_times_years(s.value, years), turn=number)
                for s in old.values()
                if s.start == before.start and s.turn == before.turn and s is not before
                if isinstance(s.value, Decimal) and s.name not in {n.name for n in new}
            )
        paid = [s for s in new if s.start in yearly and kind[s.name].per is Per.NONE]
        paid = [s for s in paid if any(months[0] in (d.product or ()) for d in kind[s.name].derive)]
        if before is not None or len(paid) != 1:
            return ()
        s = paid[0]
        year = Decimal(12)
        return (Stated(months[0], year, s.start, s.end, s.text, turn=number, is_assumed=True),)

    def _over_the_time(self, part: Part, new: Sequence[Stated], number: int) -> tuple[Stated, ...]:
        """The new facts with the sums of before, as often as the new time holds the old one.

        After 一年租金80万: 36个月一共多少 asks for three years of it. Whole years only; a sum that
        is told anew is of the time that it is told with, unless it is the one of before.
        """
        if part.index is None:
            return tuple(new)
        old = {s.name: s for s in part.matter.numbers}
        facts = self._rulebook.facts
        times = [s for s in new if facts[s.name].kind is FactKind.MONTHS and s.name in old]
        if len(times) != 1 or times[0].is_assumed or old[times[0].name].is_assumed:
            return tuple(new)
        before, now = old[times[0].name].value, times[0].value
        if not isinstance(before, Decimal) or not isinstance(now, Decimal):
            return tuple(new)
        if not before or before % 12 or now % 12 or before == now:
            return tuple(new)
        together = [r for r in self._rules_of(part) if times[0].name in needs_of([r], facts).all]
        sums = {n for r in together for n in needs_of([r], facts).all}
        told = {s.name: s for s in new}
        found = [s for s in new if s.name not in sums or not _is_same(old.get(s.name), s)]
        for name in sorted(sums & set(old)):
            value = old[name].value
            again = _is_same(old[name], told.get(name))
            if facts[name].kind is not FactKind.YUAN or facts[name].per is not Per.NONE:
                found += [told[name]] if again else []
            elif isinstance(value, Decimal) and (again or name not in told):
                one, years = value * 12 / before, now / 12
                if one * before / 12 != value:
                    continue
                say = _times_years(one, years)
                found.append(replace(old[name], value=one * years, say=say, turn=number))
        return tuple(found)

    # --- what was stated before ---

    def _merged(
        self,
        turn: Turn,
        part: Part,
        new: Sequence[Stated],
        given: Sequence[Given],
        used: set[int],
        number: int,
        parts: Sequence[Part],
    ) -> tuple[Stated, ...]:
        """Old numbers with the new ones: replaced, added, taken off, scaled, removed."""
        old = list(self._scaled(turn, part, parts))
        several = any(q.unit is Unit.YEAR and q.value > 1 for q in turn.quantities)
        if several or Intent.TOTAL in turn.intents or Act.REMOVE in turn.acts:
            old = [with_beside(s, turn.year) for s in old]
        old = [
            s
            if s.turn == number
            else only_picked(_only_year(s, turn.folded), turn.folded, turn.year)
            for s in self._removed(turn, part, old)
        ]
        by_name = {s.name: s for s in old}
        roles = {o.quantity.start: o.role for e in turn.expressions for o in e.operands[1:]}
        roles |= {
            place: e.operands[0].role
            for e in turn.expressions
            for place in (e.start, e.operands[0].quantity.start)
        }
        labels = {
            place: (_NTH_YEAR.match(e.operands[0].year_word) and e.operands[0].year_word)
            or e.operands[0].label
            or turn.folded[_governed(turn.folded, e.start, turn.quantities) : e.start]
            for e in turn.expressions
            if len(e.operands) == 1
            for place in (e.start, e.operands[0].quantity.start)
        }
        is_one_year = _ONE_YEAR.search(turn.folded) is not None
        years = {
            place: None if is_one_year else e.operands[0].year
            for e in turn.expressions
            if len(e.operands) == 1
            for place in (e.start, e.operands[0].quantity.start)
        }
        merged: list[Stated] = []
        fresh = [s for s in new if not _narrows(turn, s, by_name)]
        if Act.DOUBT not in turn.acts:
            more = self._unlabelled(turn, part, new, given, used, number, old, parts)
            told = {s.name for s in more}
            fresh = [*(s for s in fresh if s.name not in told), *more]
        if is_one_year:
            fresh = [replace(s, year=None) for s in fresh]
            by_name = {name: replace(s, year=None) for name, s in by_name.items()}
        names = {s.name for s in fresh}
        if part.index is not None:
            fresh += self._kinds_added(turn, part, names, number)
            names = {s.name for s in fresh}
        apart = self._capped_apart(part)
        again = {
            o.quantity.start for e in turn.expressions for o in e.operands[:1]
            if part.index is not None and adds_more(turn.folded, e) and not is_only(turn.folded)
        }  # fmt: skip
        for stated in fresh:
            role = roles.get(stated.start, "")
            earlier = by_name.get(stated.name)
            if role == "minus" and earlier is not None and _is_more(stated, earlier):
                used.discard(stated.start)  # no more can be taken off than there is
                merged.append(earlier)
                continue
            if role == "term" and (stated.start in again or _is_next_one(turn, earlier, stated)):
                role = "plus"
            label = labels.get(stated.start, "")
            own = self._label_words(stated.name)
            member = _of_several(
                turn, earlier, stated, role, label, own, is_apart=stated.name in apart
            )
            if member is not None:
                merged.append(member)
                continue
            now = _combined(
                earlier,
                stated,
                role,
                turn.acts,
                labels.get(stated.start, ""),
                years.get(stated.start),
                0 if is_one_year else _later_year(turn, stated),
                adds=_adds_here(turn, stated, role),
                told=_told_before(turn, stated),
            )
            if (
                now is stated
                and earlier is not None
                and _may_be_part(turn, earlier, now, role, self._every_name(part, stated.name))
            ):
                used.discard(stated.start)
                now = earlier
            merged.append(now)
        merged = [self._come_to(turn, s, used) for s in merged]
        kept = [s for s in old if s.name not in names and not self._follows_from(s, names)]
        kept = [s for s in kept if not self._is_reckoned_anew(s, by_name, names)]
        kept = [s for s in kept if not _is_told_apart(turn, s, fresh)]
        counts = [s for s in (*kept, *fresh) if self._is_count(s.name)]
        kept = [_less_reclassed(turn, s, counts, fresh) if s in counts else s for s in kept]
        if any(self._is_count(s.name) for s in merged):
            kept = [s for s in kept if not s.is_assumed]  # counts are told now, not assumed
        return (*kept, *_last_of_each(merged))

    def _every_name(self, part: Part, name: str) -> tuple[str, ...]:
        """The words of a fact with those of the fact that it stands for (总投资, 投入)."""
        same = self._stands_for(part).get(name, name)
        return (*self._label_words(name), *self._label_words(same))

    def _come_to(self, turn: Turn, stated: Stated, used: set[int]) -> Stated:
        """A count that was added to, as many as the message says that there are now.

        又通过3个, 就是5个了; 分线盒一共14个 counts something else.
        """
        if not self._is_count(stated.name) or not isinstance(stated.value, Decimal):
            return stated
        words = self._label_words(stated.name)
        for e in turn.expressions:
            is_free = e.start not in used and e.unit is Unit.COUNT and e.start != stated.start
            label = e.operands[0].label
            is_free = is_free and (not content_of(label) or any(w in label for w in words))
            if is_free and e.value and _COMES_TO.search(turn.folded, 0, e.start):
                used.add(e.start)
                return replace(stated, value=e.value, say="", parts=())
        return stated

    def _capped_apart(self, part: Part) -> frozenset[str]:
        """The sums of rules that cap each of several things apart."""
        found: set[str] = set()
        for rule in self._rules_of(part):
            if any(cap.each_item for cap in rule.caps):
                found |= needs_of([rule], self._rulebook.facts).main
        return frozenset(f for f in found if self._rulebook.facts[f].kind is FactKind.YUAN)

    def _kinds_added(
        self, turn: Turn, part: Part, names: Collection[str], number: int
    ) -> list[Stated]:
        """One more of a kind that is told without a number (还有个国际的，加进去)."""
        every = frozenset[str]().union(*(self._needs(c).all for c in part.matter.clauses))
        known = {s.name: s.value for s in part.matter.numbers}
        found = []
        for name in sorted(every - set(names)):
            kind = self._rulebook.facts[name].unit_name[1:3]
            place = kind_added(turn.folded, kind) if self._is_count(name) else None
            before = known.get(name, Decimal(0))
            if place is not None and isinstance(before, Decimal):
                text = turn.folded[slice(*place)]
                found.append(Stated(name, before + 1, *place, text, turn=number))
        return found

    def _set_aside(
        self, turn: Turn, part: Part, new: Sequence[Stated], here: Sequence[Stated]
    ) -> tuple[Stated, ...]:
        """Choices of earlier messages that the new numbers speak against, as they are now."""
        if part.index is None:
            return ()
        rules = self._rules_of(part)
        mains = [needs_of([r], self._rulebook.facts).main for r in rules]
        return chosen_by_numbers(
            rules,
            mains,
            {s.name for s in new},
            (*part.matter.flags, *here),
            {s.name for s in turn.flags},
        )

    def _follows_from(self, stated: Stated, names: Collection[str]) -> bool:
        """Whether a difference stated before is told anew by both of its sides."""
        return any(
            d.difference and set(d.difference) <= set(names)
            for d in self._rulebook.facts[stated.name].derive
        )

    def _is_reckoned_anew(
        self, stated: Stated, known: Mapping[str, Stated], names: Collection[str]
    ) -> bool:
        """Whether a product was told before whose factors are told anew (一年呢 after 一个月)."""
        if "×" not in stated.say:
            return False
        for derived in self._rulebook.facts[stated.name].derive:
            factors = [f for f in derived.product or () if not is_literal(f)]
            if (
                len(factors) > 1
                and set(factors) & set(names)
                and all(f in names or (f in known and not known[f].is_assumed) for f in factors)
            ):
                return True
        return False

    def _unlabelled(
        self,
        turn: Turn,
        part: Part,
        new: Sequence[Stated],
        given: Sequence[Given],
        used: set[int],
        number: int,
        parts_old: Sequence[Stated],
        parts: Sequence[Part],
    ) -> list[Stated]:
        """Numbers that no label places but the conversation does.

        不是300万，是320万: the old value names the fact. 后来减了100万, 又签了300万: what was
        stated last, in the same unit.
        """
        found: list[Stated] = []
        known = {s.name: s.value for s in parts_old}
        again = Act.CORRECT in turn.acts  # 打错, 1200万是两年的, 这台只投了780万
        names = {s.name for s in new if not (again and known.get(s.name) == s.value)}
        every = frozenset[str]().union(*(self._needs(c).all for c in part.matter.clauses))
        for expression in turn.expressions:
            start = expression.operands[0].quantity.start
            if (
                start in used
                or expression.start in used
                or not self._counts(turn, expression, [part])
            ):
                continue
            if any(g.fact and g.fact not in every and g.expression.start == expression.start
                   for g in given):  # fmt: skip
                continue  # 语料那笔改成590万: another matter's
            if len(parts) > 1 and any(
                g.fact
                and g.expression is expression
                and self._meant_part(turn, g, parts) not in (None, part)
                for g in given
            ):
                continue  # 创新中心追加到1100万: said of another matter
            target = self._target(expression, parts_old, turn)
            if target is None and part.index is not None:
                target = self._counted_alike(expression, parts_old, turn)
            if target is None or target.name in names:
                continue
            if self._is_others_refund(turn, expression, part):
                continue
            amount = expression.value
            role = expression.operands[0].role
            if amount is None and role in ("minus",):
                amount = expression.operands[0].quantity.value
            if amount is None:
                continue
            if self._is_cancelled(turn, target.name, expression, part):
                amount = Decimal(0)
            used.add(expression.start)
            used.add(start)
            found.append(
                Stated(
                    target.name,
                    amount,
                    expression.operands[0].quantity.start,
                    expression.end,
                    expression.operands[-1].quantity.text,
                    approximate=expression.relation is Relation.APPROXIMATE,
                    bound=expression.bound,
                    turn=number,
                )
            )
        return found

    def _target(self, expression: Expression, old: Sequence[Stated], turn: Turn) -> Stated | None:
        """The fact stated before that an expression without a label speaks of."""
        if expression.relation is Relation.REPORTED:
            return None
        fitting = [s for s in old if self._fits(s, expression)]
        if not fitting:
            return None
        previous = {o.quantity.value for o in expression.operands if o.role == "old"}
        named = [s for s in fitting if s.value in previous]
        if named:
            return named[-1]
        if lacks_old(expression, old):
            return None
        lead = turn.folded[_governed(turn.folded, expression.start, turn.quantities) :]
        lead = lead[: max(0, expression.start - (len(turn.folded) - len(lead)))]
        spoken = [s for s in fitting if any(w in lead for w in self._label_words(s.name))]
        role = expression.operands[0].role
        alike = [e for e in turn.expressions if e.unit is expression.unit]
        corrects = Act.CORRECT in turn.acts and len(alike) == 1
        if role in ("minus", "plus", "new") or corrects:
            return max(reversed(spoken or fitting), key=lambda s: s.turn)
        if role == "term" and len(alike) == 1 and len({s.name for s in spoken}) == 1:
            return spoken[-1]  # 但租金一年只付了20万: told anew by its name
        low, high = clause_around(turn.folded, expression.start, expression.end)
        rest = turn.folded[low : expression.start] + turn.folded[expression.end : high]
        bare = content_of(_SIDES.sub("", rest))
        placed = any(low <= s < high for s, _ in turn.scope.spans)  # 区里出了21万
        if placed or any(low <= c.start < high for c in turn.claims):
            return None
        near = len(fitting) == 1 and _told_exactly(fitting[0], expression)
        if role == "term" and len(alike) == 1 and len(fitting) == 1 and (not bare or near):
            return fitting[0]  # 要是劈一半, 两边各1150万: a number alone in its clause
        return None

    def _is_others_refund(self, turn: Turn, expression: Expression, part: Part) -> bool:
        """Whether what came back came from somebody that the matter never spoke of.

        After 算力花了600万: 瑜伽馆退了5万 is no refund of it; 供应商退了50万 is.
        """
        if expression.operands[0].role != "minus" or len(expression.operands) > 1:
            return False
        low, _ = clause_around(turn.folded, expression.start, expression.start)
        lead = turn.folded[low : expression.start]
        verb = _CAME_BACK.search(lead)
        if verb is None:
            return False
        words = _PARTY.sub("", lead[: verb.start()])
        known = part.matter.text.removesuffix(turn.matter)
        known += "".join(self._texts[c] for c in part.matter.clauses)
        names = "".join(w for s in part.matter.numbers for w in self._label_words(s.name))
        return content_of(words) >= _SEVERAL and not share(words, known + names)

    def measure_words(self, matters: Sequence[Matter]) -> frozenset[str]:
        """The measure words (台, 项) that the counts of some matters were stated with."""
        return frozenset(
            _classified(s) for m in matters for s in m.numbers if self._is_count(s.name)
        )

    def _counted_alike(
        self, expression: Expression, old: Sequence[Stated], turn: Turn
    ) -> Stated | None:
        """The only count of the same measure word that was stated (扩到60台)."""
        if expression.unit is not Unit.COUNT or expression.value is None:
            return None
        if expression.relation not in (Relation.PLAIN, Relation.APPROXIMATE, Relation.BOUND):
            return None
        alike = [
            s for s in old if self._is_count(s.name) and _classified(s) == expression.classifier
        ]
        if len(alike) != 1 or alike[0].is_assumed:
            return None
        low, high = clause_around(turn.folded, expression.start, expression.end)
        lead, tail = turn.folded[low : expression.start], turn.folded[expression.end : high]
        if _OF_THEM.search(lead) or content_of(tail[:_WORDS]) > 0:
            return None
        is_plain = expression.classifier in _PLAIN_MEASURES
        changes = Act.ADD in turn.acts or adds_more(turn.folded, expression)
        if is_plain and content_of(lead) > _WORDS and not changes:
            return None
        return alike[0]

    def _label_words(self, name: str) -> tuple[str, ...]:
        """The words of a fact that tell it from others, two characters or more."""
        return tuple(w for w in self._rulebook.facts[name].words if len(w) > 1)

    def _fits(self, stated: Stated, expression: Expression) -> bool:
        spec = self._rulebook.facts[stated.name]
        kind = spec.kind
        units = {
            FactKind.YUAN: (Unit.YUAN,) if spec.per is Per.NONE else _PRICES_IN[spec.per],
            FactKind.COUNT: (Unit.COUNT, Unit.NUMBER),
            FactKind.SQUARE_METRES: (Unit.SQUARE_METRE,),
            FactKind.MONTHS: (Unit.MONTH, Unit.YEAR),
        }
        return expression.unit in units.get(kind, ())

    def _scaled(self, turn: Turn, part: Part, parts: Sequence[Part]) -> tuple[Stated, ...]:
        """The remembered numbers, multiplied where the message says so (翻一倍).

        Of several matters only those that its clause names (算力翻倍), all where it names none.
        """
        before = part.matter.numbers
        if not turn.multiples or part.index is None:
            return before
        low, high = clause_around(turn.folded, turn.multiples[0].start, turn.multiples[0].end)
        said = [turn.folded[i : i + 2] for i in range(low, high - 1)]
        named = [p for p in parts if any(pair in self._called(p) for pair in said)]
        if named and part not in named:
            return before
        slip = turn.multiples[0]
        told = [e for e in turn.expressions if not slip.start <= e.start < slip.end]
        if turn.folded[slip.end - 1] in "零0" and told:
            return before  # 是900万,多打了个零: the number itself is told
        factor = slip.factor
        main = frozenset[str]().union(*(self._needs(c).main for c in part.matter.clauses))
        main |= {other for other, fact in self._stands_for(part).items() if fact in main}
        return tuple(times(s, factor, turn.folded) if s.name in main else s for s in before)

    def _called(self, part: Part) -> str:
        """The words for the sums that the rules of a matter need."""
        main = frozenset[str]().union(*(self._needs(c).main for c in part.matter.clauses))
        words = (w for name in sorted(main) for w in self._rulebook.facts[name].words)
        return " ".join(map(fold, words))

    def _removed(self, turn: Turn, part: Part, old: list[Stated]) -> list[Stated]:
        """Less the facts that the message takes away (去掉国际标准那项)."""
        if part.index is not None:
            old = [s for s in old if not self._is_none(turn, part, s)]
        if Act.REMOVE not in turn.acts or part.index is None or takes_off_part(turn):
            return old
        ended = _NO_MORE.search(turn.folded)
        if ended is not None:  # 第二年不租了: the years before stay, and what is paid in them
            return [self._until(s, _NTH[ended["nth"]] - 1) for s in old]
        old = [less_picked(_less_member(s, turn), turn.folded, turn.year) for s in old]
        taken = self._taken_back(turn, part)
        old = [less_added(s, taken) or s for s in old]
        main = frozenset[str]().union(*(self._needs(c).main for c in part.matter.clauses))
        kept = []
        for stated in old:
            if stated.value in taken and stated.name not in main:
                continue  # 那笔800是跟投不是政府的, 撤回
            near = self._near.get(stated.name)
            specific = near is not None and any(
                end - start >= 2 and self._is_removed(turn, start, end)
                for start, end, _ in near.find(turn.folded)
            )
            if not specific:
                kept.append(stated)
        return kept

    def _until(self, stated: Stated, years: int) -> Stated:
        """A length of time, that many years of it at the most."""
        kind = self._rulebook.facts[stated.name].kind
        most = {FactKind.MONTHS: 12 * years, FactKind.YEARS: years}.get(kind)
        if most is None or not isinstance(stated.value, Decimal) or stated.value <= most:
            return stated
        return replace(stated, value=Decimal(most), say="")

    def _is_none(self, turn: Turn, part: Part, stated: Stated) -> bool:
        """Whether a message says that a sum which only takes something off was none at all.

        区基金那部分其实没有.
        """
        main = frozenset[str]().union(*(self._needs(c).main for c in part.matter.clauses))
        near = self._near.get(stated.name)
        if stated.name in main or near is None or self._is_count(stated.name):
            return False
        return any(
            _NONE_OF_IT.match(turn.folded, end)
            or (_NONE_BEFORE.search(turn.folded, 0, start) and _OF_THE_KIND.match(turn.folded, end))
            for start, end, _ in near.find(turn.folded)
        )

    def _taken_back(self, turn: Turn, part: Part) -> list[Decimal]:
        """The sums that stand beside words of removing (追加的300万撤了)."""
        return [
            o.quantity.value
            for e in self._in_unit(turn, [part])
            if e.unit is Unit.YUAN
            for o in e.operands
            if self._is_removed(turn, o.quantity.start, o.quantity.end)
            or self._is_taken_next(turn, o.quantity)
        ]

    def _is_taken_next(self, turn: Turn, quantity: Quantity) -> bool:
        """Whether a number that is pointed to is taken back in its clause or right behind it."""
        low, end = clause_around(turn.folded, quantity.start, quantity.end)
        if _THAT_ONE.search(turn.folded, low, quantity.start):
            return any(quantity.end <= s < end for s, _ in turn.acts.removed)
        low, high = clause_around(turn.folded, end + 1, end + 1)
        inside = [(s, e) for s, e in turn.acts.removed if low <= s and e <= high]
        return bool(inside) and content_of(blank(turn.folded, inside)[low:high]) == 0

    def _is_removed(self, turn: Turn, start: int, end: int) -> bool:
        return any(abs(s - end) <= 6 or abs(start - e) <= 6 for s, e in turn.acts.removed)

    # --- flags ---

    def _flags(self, turn: Turn, before: Sequence[Stated]) -> tuple[Stated, ...]:
        """Flags and choices that hold; a choice stated with two values is not decided."""
        turn = replace(turn, flags=_one_verdict(turn))
        values: dict[str, set[object]] = {}
        for stated in turn.flags:
            values.setdefault(stated.name, set()).add(stated.value)
        kept = [s for s in before if s.name not in values]
        decided = {s.name: s for s in reversed(turn.flags) if len(values[s.name]) == 1}
        return (*kept, *decided.values())

    def _derived_anew(
        self, numbers: Sequence[Stated], told: Sequence[Stated], number: int
    ) -> frozenset[str]:
        """The flags told before that follow from numbers which this message tells.

        After 去年其实跌了: 去年8600万, 前年7900万 says that the revenue grew.
        """
        now = {s.name for s in numbers if s.turn == number}
        known = {s.name for s in numbers}
        flags = {s.name for s in told}
        return frozenset(
            name
            for name, spec in self._rulebook.facts.items()
            if spec.kind is FactKind.FLAG
            and name not in flags
            and any(
                d.more and now & set(d.sources) and set(d.sources) <= known for d in spec.derive
            )
        )

    def _as_another(
        self,
        turn: Turn,
        part: Part,
        was: Part,
        numbers: tuple[Stated, ...],
        number: int,
    ) -> tuple[Part, tuple[Stated, ...]]:
        """The part and its numbers, as a matter of its own where another thing is told."""
        if not self._is_another(turn, was, numbers, number):
            return part, numbers
        numbers = tuple(s for s in numbers if s.turn == number)
        return self._opened(part, numbers), numbers

    def _of_own_case(
        self,
        part: Part,
        was: Part,
        parts: Sequence[Part],
        here: tuple[Stated, ...],
        told: tuple[Stated, ...],
        number: int,
    ) -> tuple[tuple[Stated, ...], tuple[Stated, ...]]:
        """What holds and what was told, less the case of another matter on the same clause.

        Of 新建的和老的各多少 neither platform takes the case of the other.
        """
        sides = self._sides(part)
        is_new = part.index is None and was.index is not None
        own = sides if is_new else sides & {s.name for s in part.matter.flags}
        is_one_of = sum(p.matter.clauses == part.matter.clauses for p in parts) > 1
        here = tuple(s for s in here if s.name not in own or (s.turn == number and not is_one_of))
        return here, tuple(s for s in told if not (is_one_of and s.name in own))

    def _is_another(self, turn: Turn, part: Part, numbers: Sequence[Stated], number: int) -> bool:
        """Whether a message tells the sum of another thing that the same clause pays.

        After 新建平台，总投入3600万 a message 还有个早建好的，运营费用900万 is about a second one:
        no rule takes both sums. The first keeps its own, so that 两个各多少 has both.
        """
        if part.index is None or len(part.matter.clauses) != 1:
            return False
        rules = self._rules_of(part)
        each = {r.id: needs_of([r], self._rulebook.facts) for r in rules}
        told = {s.name for s in numbers if s.turn == number} - {_YEARS}
        serves = [r for r in rules if each[r.id].main & told]
        served = frozenset[str]().union(*(each[r.id].all for r in serves))
        before = {s.name for s in part.matter.numbers} - {_YEARS}
        held = [r for r in rules if each[r.id].main & before and not each[r.id].main & served]
        if not serves or not held or before & served or _is_whole(rules, serves, held):
            return False
        is_other = _ONE_MORE.search(turn.folded) or _OTHERS.match(turn.folded)
        return is_other is not None or _exclude(serves, held)

    def _is_that_one(self, turn: Turn, part: Part, new: Sequence[Stated]) -> bool:
        """Whether the sum of one more is told and that one alone is asked for (那场能拿多少)."""
        if part.index is None or len(part.matter.clauses) != 1:
            return False
        main = self._needs(part.matter.clauses[0]).main
        again = {s.name for s in new} & {s.name for s in part.matter.numbers} & main
        return bool(again) and _THAT_ONE_ASKED.search(turn.folded) is not None

    def _sides(self, part: Part) -> frozenset[str]:
        """The choices that tell which case of its clauses a matter is."""
        return frozenset(c.fact for rule in self._rules_of(part) for c in rule.when)

    def _opened(self, part: Part, numbers: Sequence[Stated]) -> Part:
        """A part as a matter of its own on the same clause: the case that its sums belong to."""
        told = {s.name: s for s in numbers}
        rules = self._rules_of(part)
        serves = [r for r in rules if needs_of([r], self._rulebook.facts).main & told.keys()]
        cases: dict[str, set[str]] = {}
        for condition in (c for r in serves for c in r.when):
            if isinstance(condition.is_, str):
                cases.setdefault(condition.fact, set()).add(condition.is_)
        by = next(iter(told.values()))
        implied = [
            replace(by, name=fact, value=next(iter(values)), is_assumed=True, parts=(), say="")
            for fact, values in cases.items()
            if len(values) == 1
        ]
        sides = self._sides(part)
        flags = (*(s for s in part.matter.flags if s.name not in sides), *implied)
        return replace(part, index=None, matter=replace(part.matter, numbers=(), flags=flags))

    def _without_role(
        self,
        turn: Turn,
        part: Part,
        numbers: Sequence[Stated],
        number: int,
    ) -> tuple[Stated, ...]:
        """Less what was stated of another role, where the asker takes one (换个角色).

        For how many years one sum was told says nothing of another sum.
        """
        if part.index is None:
            return tuple(numbers)
        new = {s.name for s in numbers if s.turn == number} - {_YEARS}
        each = [needs_of([r], self._rulebook.facts).all for r in self._rules_of(part)]
        served = frozenset[str]().union(*(own for own in each if own & new))
        others = {s.name for s in part.matter.numbers} - served - {_YEARS}
        if not new or not others:
            return tuple(numbers)
        switches = _OTHER_ROLE.search(turn.folded) is not None
        return tuple(
            s
            for s in numbers
            if s.turn == number or not (s.name == _YEARS or (switches and s.name in others))
        )

    def _never_got(
        self, turn: Turn, part: Part, numbers: Sequence[Stated], number: int
    ) -> tuple[Stated, ...]:
        """Sums that were got before, none of them where a message says so (以前一分没拿过)."""
        match = _NEVER_GOT.search(turn.folded)
        if match is None or part.index is None:
            return tuple(numbers)
        main = frozenset[str]().union(*(self._needs(c).main for c in part.matter.clauses))
        return tuple(
            replace(s, value=Decimal(0), start=match.start(), end=match.end(), turn=number)
            if s.turn < number
            and s.name not in main
            and any(_GOT_WORD.search(w) for w in self._rulebook.facts[s.name].words)
            else s
            for s in numbers
        )

    def _denied_kinds(
        self,
        turn: Turn,
        numbers: Sequence[Stated],
        part: Part,
        needs: Mapping[ClauseId, Needs],
    ) -> tuple[tuple[Stated, ...], frozenset[int]]:
        """A condition denied of one kind only (国际那项只是参与) takes that count out.

        It is no denial of the condition as a whole while other kinds are counted.
        """
        counts = [s for s in numbers if self._is_count(s.name) and s.value]
        every = frozenset[str]().union(*(needs[c].all for c in part.matter.clauses))
        others = [f for f in every if self._is_count(f)] if counts else []
        tested = {c.fact for rule in self._rules_of(part) for c in rule.conditions}
        if len(others) < 2:
            return tuple(numbers), frozenset()
        kept, places = list(numbers), set()
        for flag in turn.flags:
            if flag.value is not False or flag.name not in tested:
                continue
            low, high = clause_around(turn.folded, flag.start, flag.end)
            earlier, _ = clause_around(turn.folded, max(0, low - 1), max(0, low - 1))
            before = turn.folded[earlier:high]
            named = [s for s in counts if self._is_kind(s.name, before)]
            if len(named) == 1 and len(counts) > 1:
                kept = [
                    replace(s, value=Decimal(0)) if s.name == named[0].name else s for s in kept
                ]
                places.add(flag.start)
            elif not named and any(self._is_kind(f, before) for f in others):
                places.add(flag.start)  # of a kind that is not counted
        return tuple(kept), frozenset(places)

    def _denied_by_lead(
        self, turn: Turn, part: Part, numbers: Sequence[Stated]
    ) -> tuple[Stated, ...]:
        """Less the counts whose own words deny a condition that the others meet.

        参与制定国家标准3项、主导行业标准1项: what was only taken part in does not count.
        """
        counts = [s for s in numbers if self._is_count(s.name) and s.value]
        if len(counts) < _SEVERAL:
            return tuple(numbers)
        leads = {
            s.name: turn.folded[_governed(turn.folded, s.start, turn.quantities) : s.start]
            for s in counts
        }
        held = {s.name for s in turn.flags if s.value is True}
        denied: set[str] = set()
        for fact in {c.fact for rule in self._rules_of(part) for c in rule.conditions}:
            spec = self._rulebook.facts[fact]
            met = {n for n, lead in leads.items() if any(word in lead for word in spec.words)}
            if fact in held or met:
                denials = _shared_heads(spec.denials)
                denied |= {n for n, lead in leads.items() if any(w in lead for w in denials)} - met
        if len(denied) == len(counts):
            return tuple(numbers)
        return tuple(replace(s, value=Decimal(0)) if s.name in denied else s for s in numbers)

    def _denied_by_place(
        self, turn: Turn, part: Part, numbers: Sequence[Stated], told: Sequence[Stated]
    ) -> tuple[tuple[Stated, ...], frozenset[int]]:
        """Several sums less the one that a condition is denied of (第二份是关联方的)."""
        if part.index is None:
            return tuple(numbers), frozenset()
        tested = {c.fact for rule in self._rules_of(part) for c in rule.conditions}
        main = frozenset[str]().union(*(self._needs(c).main for c in part.matter.clauses))
        kept, places = list(numbers), set()
        for flag in (f for f in told if f.name in tested):
            for n, stated in enumerate(kept):
                less = less_denied(stated, turn.folded, flag) if stated.name in main else None
                if less is not None:
                    kept[n] = less
                    places.add(flag.start)
        return tuple(kept), frozenset(places)

    def _of_one(
        self, turn: Turn, part: Part, told: Sequence[Stated], known: Collection[int]
    ) -> frozenset[int]:
        """Conditions that are denied of one of several things, or of a part that is taken off.

        Which of the numbers that were stated it is of is not known: the words are left over.
        """
        if part.index is None:
            return frozenset()
        tested = {c.fact for rule in self._rules_of(part) for c in rule.conditions}
        several = [
            s
            for s in part.matter.numbers
            if isinstance(s.value, tuple) or (self._is_count(s.name) and s.value not in (0, 1))
        ]
        removed = turn.acts.removed if Act.REMOVE in turn.acts else ()
        return frozenset(
            s.start
            for s in told
            if s.name in tested
            and s.start not in known
            and (
                (several and item_denied(turn.folded, s))
                or any(0 <= start - s.end <= _NEAR for start, _ in removed)
            )
        )

    def _is_kind(self, fact: str, text: str) -> bool:
        """Whether a stretch names the kind that a count counts (国际 of 项国际标准)."""
        kind = self._rulebook.facts[fact].unit_name[1:3]
        return len(kind) == 2 and kind in text

    def _told_here(self, turn: Turn, part: Part, parts: Sequence[Part]) -> tuple[Stated, ...]:
        """The flags that this message states for one of its matters.

        With several matters a flag holds where it stands; what lasts about the company (初创) and
        what stands before the first matter holds for all.
        """
        if len(parts) < 2:
            return tuple(turn.flags)
        if all(p.index is not None for p in parts):
            return tuple(
                s for s in turn.flags if self._pointed_part(turn, s.start, parts) in (None, part)
            )
        return tuple(
            s
            for s in turn.flags
            if part.holds(s.start) or (s.name in self._lasting and s.value in (True, "enterprise"))
        )

    def _pointed_part(self, turn: Turn, place: int, parts: Sequence[Part]) -> Part | None:
        """The one of several matters that a clause points to (入表的那个其实没流通过), or None."""
        low, high = clause_around(turn.folded, place, place)
        points = _THAT_MATTER.search(turn.folded, low, high)
        if points is None:
            return None
        lead = turn.folded[low : points.start()]
        pairs = {lead[n : n + 2] for n in range(len(lead) - 1)}
        pairs = {p for p in pairs if p.isalnum() and content_of(p)}
        return _only_named(turn, parts, pairs)

    def removes_part(self, turn: Turn, matter: Matter) -> bool:
        """Whether a message takes away some of the facts of a matter, and others stay."""
        part = Part(0, matter, ((0, len(turn.folded)),))
        kept = self._removed(turn, part, list(matter.numbers))
        return 0 < len(kept) < len(matter.numbers)

    def needed(self, clause: ClauseId) -> frozenset[str]:
        """The facts without which a clause's rules give no sum."""
        return frozenset(self._needs(clause).main)

    def speaks_of(self, clause: ClauseId, name: str) -> bool:
        """Whether a clause's rules look at a fact at all: as a condition, a choice or a number."""
        return any(name in names_of(rule).all for rule in self._rulebook.rules_of(str(clause)))

    def figures_of(self, clause: ClauseId) -> frozenset[Decimal]:
        """The sums in the text of a clause, in yuan."""
        if clause not in self._figures:
            found = find_quantities(self._texts.get(clause, ""))
            self._figures[clause] = frozenset(q.value for q in found if q.unit is Unit.YUAN)
        return self._figures[clause]

    def takes_money(self, clause: ClauseId) -> bool:
        """Whether some rule of a clause works with a sum that is told."""
        facts = self._rulebook.facts
        return any(facts[name].kind is FactKind.YUAN for name in self._needs(clause).all)

    def counts_things(self, clause: ClauseId) -> bool:
        """Whether a clause's rules need the number of something."""
        return any(self._is_count(f) for f in self._needs(clause).all)

    def texts_of(self, clauses: Iterable[ClauseId]) -> tuple[str, ...]:
        """The folded texts of some clauses."""
        return tuple(self._texts[c] for c in clauses)

    def _with_left(
        self, turn: Turn, part: Part, needs: Mapping[ClauseId, Needs], given: tuple[Given, ...]
    ) -> tuple[Given, ...]:
        """The numbers of a matter, what the scores left over given to what it still lacks."""
        given = self._headed(turn, part, given)
        given = self._named_before(turn, part, given)
        given = self._for_a_year(turn, part, given)
        given = self._in_own_words(turn, part, given)
        given = self._of_other_rule(turn, part, given)
        given = self._sole(turn, part, given)
        given = self._counts_itself(turn, part, needs, given)
        return self._by_case(turn, part, given)

    def _headed(self, turn: Turn, part: Part, given: tuple[Given, ...]) -> tuple[Given, ...]:
        """The numbers, one left over that is headed by the noun of the one fact lacking as that."""
        open_ = [
            n
            for n, g in enumerate(given)
            if not g.fact
            and not g.rival
            and g.expression.unit is Unit.YUAN
            and len(g.expression.operands) == 1
            and g.expression.relation in (Relation.PLAIN, Relation.APPROXIMATE)
            and (not part.stretches or part.holds(g.expression.start))
        ]
        if len(open_) != 1:
            return given
        stated = {g.fact for g in given} | {s.name for s in part.matter.numbers}
        n = open_[0]
        e = given[n].expression
        fact = self.headed(turn.folded, e.start, e.end, part.matter.clauses, stated)
        if not fact:
            return given
        return (*given[:n], replace(given[n], fact=fact, best=fact), *given[n + 1 :])

    def _for_a_year(self, turn: Turn, part: Part, given: tuple[Given, ...]) -> tuple[Given, ...]:
        """The numbers, a bare one of a year as the one sum that is paid over months (一年40万)."""
        facts = self._rulebook.facts
        every = {f for c in part.matter.clauses for f in self._needs(c).all}
        if not any(facts[f].kind is FactKind.MONTHS for f in every):
            return given
        sums = [f for f in every if facts[f].kind is FactKind.YUAN and facts[f].per is Per.NONE]
        told = {g.fact for g in given} | {s.name for s in part.matter.numbers}
        found = []
        for g in given:
            e = g.expression
            low, high = clause_around(turn.folded, e.start, e.end)
            rest = turn.folded[low : e.start] + turn.folded[e.end : high]
            is_bare = not g.fact and not g.rival and content_of(rest) == 0
            if is_bare and e.unit is Unit.YUAN_PER_YEAR and len(sums) == 1 and sums[0] not in told:
                g = replace(g, fact=sums[0], best=sums[0], expression=replace(e, unit=Unit.YUAN))
            found.append(g)
        return tuple(found)

    def _named_before(self, turn: Turn, part: Part, given: tuple[Given, ...]) -> tuple[Given, ...]:
        """The numbers, a bare one as the fact that the clause before it says has changed.

        总投资砍了, 变9800万; 租金看错了, 真实是36万.
        """
        facts = self._rulebook.facts
        every = {f for c in part.matter.clauses for f in self._needs(c).all}
        known = {s.name for s in part.matter.numbers}
        found = []
        for g in given:
            e = g.expression
            low, high = clause_around(turn.folded, e.start, e.end)
            rest = turn.folded[low : e.start] + turn.folded[e.end : high]
            before = clause_around(turn.folded, low - 2, low - 2)[0] if low > 1 else low
            lead = turn.folded[before : max(low - 1, 0)]
            named = {
                f
                for f in every
                if facts[f].kind is FactKind.YUAN
                and fits_unit(facts[f], e.operands[0].quantity)
                and (e.unit is Unit.YUAN or f in known)
                and any(w in lead for w in self._label_words(f))
            }
            longest = {f: max(len(w) for w in self._label_words(f) if w in lead) for f in named}
            best = [f for f in named if longest[f] == max(longest.values())]
            is_bare = content_of(_TURNED.sub("", rest)) == 0
            is_told = any(q.start >= before and q.end < low for q in turn.quantities)
            if is_bare and not is_told and len(best) == 1 and _CHANGED.search(lead):
                g = replace(g, fact=best[0], best=best[0], rival=False, probability=_SURE)
            found.append(g)
        return tuple(found)

    def _in_own_words(self, turn: Turn, part: Part, given: tuple[Given, ...]) -> tuple[Given, ...]:
        """The numbers, one left over whose clause says nothing but the matter as its one sum.

        买备案模型做智能体花了400万: every word of it is of the language or of the policy's clause,
        so there is no noun that the number could be of instead.
        """
        sums = [g for g in given if g.expression.unit is Unit.YUAN]
        if len(sums) > 1 or part.index is not None or len(part.matter.clauses) != 1:
            sums = [g for g in sums if part.stretches and part.holds(g.expression.start)]
        open_ = [g for g in sums if not g.fact and not g.rival]
        lacking = [
            f
            for f in sorted({f for c in part.matter.clauses for f in self._needs(c).main})
            if self._rulebook.facts[f].kind is FactKind.YUAN
            and self._rulebook.facts[f].per is Per.NONE
        ]
        if len(sums) != 1 or len(open_) != 1 or len(lacking) != 1:
            return given
        e = open_[0].expression
        low, high = clause_around(turn.folded, e.start, e.end)
        inside = [(s, t) for s, t in turn.named if low <= s and t <= e.start]
        is_plain = e.relation in (Relation.PLAIN, Relation.APPROXIMATE) and len(e.operands) == 1
        is_claimed = any(low <= c.start < high for c in turn.claims)
        if not inside or not is_plain or is_claimed:
            return given
        spans = [*inside, *turn.scope.spans, (e.start, e.end)]
        rest = blank(turn.folded, spans)[low:high]
        texts = self.texts_of(part.matter.clauses)
        named = [turn.folded[s:t] for s, t in inside]
        are_own = all(name.isascii() or _names_in(name, texts) for name in named)
        if not are_own or _is_strange(rest, texts):
            return given
        fact = lacking[0]
        return tuple(replace(g, fact=fact, best=fact) if g is open_[0] else g for g in given)

    def _of_other_rule(self, turn: Turn, part: Part, given: tuple[Given, ...]) -> tuple[Given, ...]:
        """The numbers, a count whose noun stands in the words of another rule given to that one.

        8个在校生 beside 每个专业补助50万元 and 接收在校生实习…每人每月: no 专业 are counted.
        """
        if not self._is_taken_in(part):
            return given
        rules = self._rules_of(part)
        found = list(given)
        for n, g in enumerate(given):
            e = g.expression
            if not g.fact or not self._is_count(g.fact) or e.classifier not in _PLAIN_MEASURES:
                continue
            noun = _NOUN_BEHIND.match(turn.folded, e.end)
            if noun is None:
                continue
            word = noun.group()[:_NOUN_SAYS]
            own = [r for r in rules if g.fact in names_of(r).all]
            others = [r for r in rules if r not in own and word in fold(r.quote)]
            if not others or any(word in fold(r.quote) for r in own):
                continue
            counts = {f for r in others for f in names_of(r).all if self._is_count(f)}
            kept = counts - {x.fact for x in given}
            people = {f for f in kept if self._rulebook.facts[f].unit_name == "人"}
            fact = min(people or kept) if len(people or kept) == 1 else ""
            found[n] = replace(g, fact=fact, best=fact)
        return tuple(found)

    def _sole(self, turn: Turn, part: Part, given: tuple[Given, ...]) -> tuple[Given, ...]:
        """The numbers, the only sum left over as what a clause that was taken in still lacks.

        年薪80万的技术总监, 做了3000万的合同: words of the fact stand in the number's own clause.
        What is told to be in it (里面1000万) is not the whole.
        """
        if not self._is_taken_in(part) or part.index is not None:
            return given
        claimed = {c.start for c in turn.claims if c.kind is not ClaimKind.PERIOD}
        inside = [
            n
            for n, g in enumerate(given)
            if g.fact and _IN_IT.search(turn.folded, 0, g.expression.start)
        ]
        open_ = [
            n
            for n, g in enumerate(given)
            if not g.fact
            and not g.rival
            and g.expression.unit is Unit.YUAN
            and g.expression.relation in (Relation.PLAIN, Relation.APPROXIMATE, Relation.PRODUCT)
            and g.expression.start not in claimed
            and g.expression.part_of is None
            and not _IN_IT.search(turn.folded, 0, g.expression.start)
            and (not part.stretches or part.holds(g.expression.start))
        ]
        if len(open_) != 1:
            return given
        held = {g.fact for n, g in enumerate(given) if n not in inside}
        stated = held | {s.name for s in part.matter.numbers}
        n = open_[0]
        e = given[n].expression
        low, high = clause_around(turn.folded, e.start, e.end)
        parts = (turn.folded[low : e.start], turn.folded[e.end : high])
        said = {pair for text in parts for pair in pairs_of(text, covers(text, (plain_words(),)))}
        chars = {c for text in parts for c in content_chars(text)}
        scores = {}
        needs = [self._needs(c) for c in part.matter.clauses]
        for fact in frozenset[str]().union(*({*n.main, *n.all} for n in needs)):
            spec = self._rulebook.facts[fact]
            if fact in stated or spec.kind is not FactKind.YUAN or spec.per is not Per.NONE:
                continue
            names = [fold(word) for word in (spec.label, *spec.words)]
            scores[fact] = 2 * sum(any(pair in name for name in names) for pair in said)
            scores[fact] += sum(any(char in name for name in names) for char in chars)
        quotes = "\n".join(fold(rule.quote) for rule in self._rules_of(part))
        near = sum(pair in quotes for pair in said) >= _SHARES or len(chars) <= _FEW
        if e.relation is Relation.PRODUCT:
            main = frozenset[str]().union(*(n.main for n in needs))
            scores = {f: score + 1 for f, score in scores.items() if f in main}
        scores = {fact: score + near for fact, score in scores.items() if score}
        scores = {fact: score for fact, score in scores.items() if score >= _SHARES}
        best = [fact for fact, score in scores.items() if score and score == max(scores.values())]
        if len(best) != 1:
            return given
        found = list(given)
        found[n] = replace(given[n], fact=best[0], best=best[0])
        for other in inside:
            if given[other].fact == best[0]:
                found[other] = replace(given[other], fact="")
        return tuple(found)

    def _by_case(self, turn: Turn, part: Part, given: tuple[Given, ...]) -> tuple[Given, ...]:
        """The numbers, one whose clause names a case of the rules (新建的砍到1000万) as its sum."""
        sides = self._sides(part)
        flags = [s for s in turn.flags if s.name in sides and isinstance(s.value, str)]
        found = []
        for g in given:
            e = g.expression
            low, high = clause_around(turn.folded, e.start, e.end)
            cases = [s for s in flags if low <= s.start < high]
            main = frozenset[str]().union(
                *(
                    needs_of([rule], self._rulebook.facts).main
                    for rule in self._rules_of(part)
                    for s in cases
                    if any(c.fact == s.name and c.is_ == s.value for c in rule.when)
                )
            )
            is_sum = bool(g.fact) and self._rulebook.facts[g.fact].kind is FactKind.YUAN
            sums = [f for f in main if self._rulebook.facts[f].kind is FactKind.YUAN]
            if is_sum and e.unit is Unit.YUAN and len(sums) == 1 and g.fact not in main:
                g = replace(g, fact=sums[0], best=sums[0])
            found.append(g)
        return tuple(found)

    def _counts_itself(
        self, turn: Turn, part: Part, needs: Mapping[ClauseId, Needs], given: tuple[Given, ...]
    ) -> tuple[Given, ...]:
        """The numbers, one left over that counts the matter itself as how many it is paid for.

        After 两个“场景+AI”都评上了 the ceiling of each project is got twice.
        """
        every = frozenset[str]().union(*(needs[c].all for c in part.matter.clauses))
        stated = {g.fact for g in given} | {s.name for s in part.matter.numbers}
        lacking = [f for f in every - stated if self._is_count(f)]
        if len(lacking) != 1 or any(self._is_count(f) for f in stated if f):
            return given
        open_ = [
            n
            for n, g in enumerate(given)
            if not g.fact
            and g.expression.unit is Unit.COUNT
            and g.expression.value != 1
            and g.expression.operands[0].quantity.classifier in _GENERIC_COUNT
            and (not part.stretches or part.holds(g.expression.start))
        ]
        if len(open_) != 1:
            return given
        e = given[open_[0]].expression
        low, high = clause_around(turn.folded, e.start, e.end)
        text = blank(turn.folded, (*turn.scope.spans, *((f.start, f.end) for f in turn.flags)))
        said = text[low : e.start], text[e.end : high]
        names = self._texts[part.matter.clauses[0]] if len(part.matter.clauses) == 1 else ""
        if not any(unknown_of(words) for words in said) or not all(
            is_of(words, [names]) for words in said
        ):
            return given  # 我们有3个 counts anything
        mine = replace(given[open_[0]], fact=lacking[0], best=lacking[0])
        return (*given[: open_[0]], mine, *given[open_[0] + 1 :])

    def headed(
        self, text: str, start: int, end: int, clauses: Iterable[ClauseId], stated: Collection[str]
    ) -> str:
        """The sum that clauses still lack whose noun stands before a number; "" if none."""
        clauses = tuple(clauses)
        lacking = {
            f: self._rulebook.facts[f]
            for c in clauses
            for f in self.needed(c)
            if f not in stated
            and self._rulebook.facts[f].kind is FactKind.YUAN
            and self._rulebook.facts[f].per is Per.NONE
        }
        return headed_by(text, start, end, lacking, self.texts_of(clauses)) if lacking else ""

    def names_needed(self, text: str, clauses: Iterable[ClauseId]) -> bool:
        """Whether a text has a number with a word of the names of facts that clauses' rules need.

        生产花了88万 beside 语料生产费用. Words of the language itself (费用, 采购) name nothing.
        """
        if not any(q.role == "amount" for q in find_quantities(text)):
            return False
        needed = frozenset[str]().union(*(self.needed(c) for c in clauses))
        facts = [self._rulebook.facts[name] for name in needed]
        labels = [word for fact in facts for word in (fact.label, *fact.words)]
        return any(pair in label for pair in own_pairs(text) for label in labels)

    def counts_in(self, turn: Turn, start: int, end: int, clauses: Iterable[ClauseId]) -> bool:
        """Whether a stretch holds a number of what rules of some clauses look at.

        It is counted in what they count (60人 of 每人), or stands with its words (实缴资本1000万).
        """
        every = frozenset[str]().union(*(self._needs(c).all for c in clauses))
        own = [q for q in turn.quantities if start <= q.start < end and q.value != 1]
        words = (w for name in every for w in self._rulebook.facts[name].words)
        if own and any(len(word) > 1 and word in turn.folded[start:end] for word in words):
            return True
        specs = [self._rulebook.facts[name] for name in every if self._is_count(name)]
        return any(
            unit_of_count(spec) == unit_of_quantity(q)
            for q in own
            if unit_of_quantity(q)
            for spec in specs
        )

    def may_take(self, turn: Turn, clause: ClauseId) -> bool:
        """Whether a clause has a use for the numbers of a message, as far as anybody knows.

        What no rule works out yet may have one.
        """
        rules = self._rulebook.rules_of(str(clause))
        if self._is_unruled(clause) or any(rule.amount.kind == "unquantified" for rule in rules):
            return True
        needs = self._needs(clause)
        counts = any(self._is_count(name) for name in needs.all)
        takes_sum = any(self._rulebook.facts[f].kind is FactKind.YUAN for f in needs.main)
        if takes_sum and any(q.unit is Unit.YUAN for q in turn.quantities):
            return True
        return (counts and any(map(counts_several, turn.quantities))) or self.is_fed(turn, clause)

    def tells_growth(self, turn: Turn) -> bool:
        """Whether a message tells the sums of two years (去年1500万,今年2300万; 从2000万涨到…)."""
        sums = [q for q in turn.quantities if q.unit is Unit.YUAN and q.role == "amount"]
        return len(sums) > 1 and _COMPARED.search(turn.folded) is not None

    def compares_years(self, clause: ClauseId) -> bool:
        """Whether a clause pays for what one year has more than the one before."""
        return any(self._rulebook.facts[name].year_before for name in self._needs(clause).all)

    def is_fed(self, turn: Turn, clause: ClauseId) -> bool:
        """Whether a number of a message is one that the rules of a clause work with.

        By its unit of measurement (650亩), or for a sum by a word of the fact beside it
        (设备1800万).
        """
        needs = self._needs(clause)
        specs = [self._rulebook.facts[name] for name in {*needs.main, *needs.all}]
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

    def tells_of_company(self, flags: Sequence[Stated]) -> bool:
        """Whether something lasting about the company is stated (初创), not only its kind."""
        return any(s.name in self._lasting and not isinstance(s.value, str) for s in flags)

    def lasting(self, flags: Sequence[Stated]) -> tuple[Stated, ...]:
        """The flags that outlive a matter."""
        return tuple(s for s in flags if s.name in self._lasting)

    # --- implied counts ---

    def _implied(
        self, turn: Turn, part: Part, numbers: Sequence[Stated], needs: Mapping[ClauseId, Needs]
    ) -> tuple[Stated, ...]:
        """Counts that are meant without a number: none where denied, one where merely named."""
        if Intent.REVERSE in turn.intents:
            return ()  # how many it takes is what is asked
        own = [needs[c] for c in part.matter.clauses]
        follows = part.index is not None
        stated = {s.name for s in numbers}
        main = {f for need in own for f in need.main if self._is_count(f)} - stated
        written = [s for s in numbers if not s.is_assumed]
        text = turn.folded
        if main and not any(self._is_count(s.name) for s in written):
            denied = [f for f in sorted(main) if self._is_denied(f, text)]
            if denied:
                place = self._denied_at(denied[0], text)
                return tuple(Stated(f, Decimal(0), *place, is_assumed=True) for f in denied)
        counts = {f for need in own for f in need.all if self._is_count(f)} - stated
        if Intent.TOTAL not in turn.intents:
            asks = Intent.CALCULATE in turn.intents or follows
            counts = main if asks and not written and not turn.quantities else set()
        return tuple(
            Stated(name, Decimal(1), *found, is_assumed=True)
            for name in sorted(counts)
            for found in self._mentions(name, text)[:1]
        )

    def _is_beyond(self, name: str) -> bool:
        """Whether a fact is how many there are beyond a number: the whole is what people tell."""
        derive = self._rulebook.facts[name].derive
        return any(way.difference and is_literal(way.difference[-1]) for way in derive)

    def _is_count(self, name: str) -> bool:
        return self._rulebook.facts[name].kind is FactKind.COUNT

    def _is_denied(self, fact: str, text: str) -> bool:
        near = self._near[fact]
        return any(is_negated(self._words, text, start) for start, _, _ in near.find(text))

    def _denied_at(self, fact: str, text: str) -> Found:
        near = self._near[fact]
        return next(f for f in near.find(text) if is_negated(self._words, text, f[0]))

    def _mentions(self, fact: str, text: str) -> tuple[Found, ...]:
        """Where specific words (four characters or more) of a fact stand, not denied."""
        return tuple(
            (start, end, word)
            for start, end, word in self._near[fact].find(text)
            if end - start >= _SPECIFIC and not is_negated(self._words, text, start)
        )

    # --- cases ---

    def _borne_alone(self, part: Part) -> frozenset[str]:
        """The facts of clauses that pay on what the applicant bears of a sum (企业所承担的部分)."""
        rules = [rule for rule in self._rules_of(part) if _BORNE_PART.search(rule.quote)]
        return needs_of(rules, self._rulebook.facts).main

    def _needs(self, clause: ClauseId) -> Needs:
        known = self._known_needs.get(clause)
        if known is None:
            rules = self._rulebook.rules_of(str(clause))
            known = self._known_needs[clause] = needs_of(rules, self._rulebook.facts)
        return known

    def _cases(
        self, clause: ClauseId, numbers: Sequence[Stated], needs: Needs, turn: Turn
    ) -> tuple[tuple[str, tuple[Stated, ...]], ...]:
        """The facts of one clause; several sets where a number has alternatives."""
        own = [s for s in numbers if s.name in needs.all]
        several = [s for s in own if s.alternatives]
        listed = [s for s in own if self._is_asked_apart(s, turn)]
        if several:
            varied = several[0]
            rest = [s for s in own if s is not varied]
            return tuple(
                (label, (*rest, replace(varied, value=value)))
                for label, value in varied.alternatives
            )
        if listed:
            varied = listed[0]
            rest = [s for s in own if s is not varied]
            items = varied.value if isinstance(varied.value, tuple) else ()
            apart = [
                (item.kind or _shown(item, turn), (*rest, replace(varied, value=item.total)))
                for item in items
            ]
            if Intent.TOTAL in turn.intents:
                apart.append(("", tuple(own)))
            return tuple(apart)
        return (("", tuple(own)),)

    def _each_choice(
        self,
        clause: ClauseId,
        cases: tuple[tuple[str, tuple[Stated, ...]], ...],
        turn: Turn,
        part: Part,
        flags: tuple[Stated, ...],
    ) -> tuple[tuple[str, tuple[Stated, ...]], ...]:
        """One set of facts for each value of a choice that a matter states (发榜方, 揭榜方).

        A number told in the clause of one value alone belongs to that value. ``flags`` are those
        that hold now.
        """
        is_listed = any(isinstance(s.value, tuple) for s in cases[0][1])
        if len(cases) == 1 and part.index is not None and _BOTH_SIDES.search(turn.folded):
            return self._both_sides(clause, cases[0][1], flags) or cases
        if len(cases) > 1 or is_listed or part.index is not None:
            if part.index is None and len(cases) == 1:
                return self._in_bands(clause, cases[0][1], turn) or cases
            return cases  # items that name classes: each is worked out with its own
        values = self._chosen(clause, turn, part)
        risen = self._risen(clause, cases[0][1], turn, part)
        if risen:
            return (("", risen),)
        banded = self._in_bands(clause, cases[0][1], turn)
        if banded:
            return banded
        if len(values) < 2:
            asks_both = _BOTH_SIDES.search(turn.folded) is not None
            sides = self._both_sides(clause, cases[0][1], flags, "" if asks_both else turn.folded)
            return sides or cases
        found = []
        places = {id(s): clause_around(turn.folded, s.start, s.end) for v in values for s in v}
        for own in values:
            mine = {places[id(s)] for s in own}
            theirs = {places[id(s)] for v in values if v is not own for s in v} - mine
            kept = tuple(
                s for s in cases[0][1] if not any(low <= s.start < high for low, high in theirs)
            )
            found.append((own[0].text, (*kept, own[0])))
        return tuple(found)

    def _in_bands(
        self, clause: ClauseId, facts: tuple[Stated, ...], turn: Turn
    ) -> tuple[tuple[str, tuple[Stated, ...]], ...]:
        """One set of facts for each size of which so many are told (3吨的4辆,6吨的3辆)."""
        rules = self._rulebook.rules_of(str(clause))
        sizes = {c.fact for rule in rules for c in rule.when if c.is_ is None}
        if not sizes or any(rule.topic for rule in rules):
            return ()
        counts = [f for f in sorted(self._needs(clause).main) if self._is_count(f)]
        for size in sorted(sizes):
            spec = self._rulebook.facts[size]
            if spec.kind is not FactKind.COUNT:
                continue
            of_size = measured_in(turn.expressions, spec)
            for count in counts:
                told = numbers_of(turn.expressions, self._rulebook.facts[count], ())
                pairs = in_turns(of_size, [o for o in told if o not in of_size])
                if not pairs:
                    continue
                rest = tuple(s for s in facts if s.name not in (size, count))
                return tuple(
                    (f"{a.quantity.text}{b.quantity.text}", (*rest, _of(size, a), _of(count, b)))
                    for a, b in pairs
                )
        return ()

    def _in_classes(
        self,
        turn: Turn,
        part: Part,
        numbers: tuple[Stated, ...],
        needs: Mapping[ClauseId, Needs],
        number: int,
    ) -> tuple[tuple[Stated, ...], frozenset[str], frozenset[int]]:
        """The numbers, several of one fact told for a class each (2个硕士、1个博士) as its items.

        And the choices that the items name, the places that were used.
        """
        rules = self._rules_of(part)
        if not self._is_taken_in(part):
            return numbers, frozenset(), frozenset()
        named = {name for rule in rules for name in names_of(rule).all} - self._lasting
        choices = sorted(n for n in named if self._rulebook.facts[n].kind is FactKind.CHOICE)
        main = frozenset[str]().union(*(needs[c].all for c in part.matter.clauses))
        for choice in choices:
            mentions = [
                m
                for m in self._classes.mentions(choice, turn.folded)
                if not part.stretches or part.holds(m.start)
            ]
            for fact in sorted(main, key=lambda f: (self._is_count(f), f)):
                spec = self._rulebook.facts[fact]
                told = numbers_of(turn.expressions, spec, part.stretches)
                if self._is_count(fact):
                    told = max(told, counted_of(turn, spec, part.stretches), key=len)
                items = classed(told, mentions) or tuple(
                    FactItem(o.quantity.value, kind=m.label, start=o.quantity.start,
                             end=o.quantity.end)
                    for o, m in self._classes.beside(choice, turn.folded, told)
                )  # fmt: skip
                if not items:
                    continue
                start, end = items[0].start or 0, items[-1].end or 0
                text = "、".join(o.quantity.text for o in told)
                stated = Stated(fact, items, start, end, text, turn=number)
                places = {o.quantity.start for o in told}
                rest = tuple(s for s in numbers if s.name != fact and s.start not in places)
                return (*rest, stated), frozenset((choice,)), frozenset(places)
        return numbers, frozenset(), frozenset()

    def _by_years(
        self,
        clause: ClauseId,
        turn: Turn,
        numbers: tuple[Stated, ...],
        flags: tuple[Stated, ...],
        number: int,
    ) -> tuple[tuple[Stated, ...], tuple[Stated, ...]]:
        """The facts of a clause that pays each year another share (第1年100%, 第3年至第5年50%).

        The year that is asked about, or the sum of each of so many years.
        """
        for rule in self._rulebook.rules_of(str(clause)):
            chosen = () if rule.topic else choices_of(rule)
            own = [f for f in chosen if years_of(self._rulebook.facts[f])]
            if len(own) != 1:
                continue
            spec = self._rulebook.facts[own[0]]
            years = years_of(spec)
            flags = tuple(s for s in flags if s.name != spec.name)
            nth = year_asked(turn.folded)
            if nth is not None:
                year, start, end = nth
                key = next((key for first, last, key in years if first <= year <= last), "")
                if key:
                    told = Stated(spec.name, key, start, end, turn.folded[start:end], turn=number)
                    return tuple(s for s in numbers if s.name != _YEARS), (*flags, told)
                return numbers, flags
            count = next((s.value for s in numbers if s.name == _YEARS), None)
            spans = [q.value for q in turn.quantities if q.unit is Unit.YEAR and q.value > 1]
            if count is None and len(spans) == 1 and Intent.TOTAL in turn.intents:
                count = spans[0]
            base = next((s for s in numbers if s.name in main_facts(rule)), None)
            if base is None or not isinstance(base.value, Decimal):
                return numbers, flags
            if isinstance(count, Decimal) and count > 1:
                items = over_years(base.value, years, spec, int(count))
                rest = tuple(s for s in numbers if s is not base and s.name != _YEARS)
                return (*rest, replace(base, value=items, say="")), flags
        return numbers, flags

    def _cases_told(self, turn: Turn, part: Part, text: str) -> frozenset[str]:
        """The flags of special cases (联合承担) whose own words a message says, not denied."""
        tested = {c.fact for rule in self._rules_of(part) for c in rule.when if c.is_ is True}
        return frozenset(
            name
            for name in tested - self._lasting
            if self._rulebook.facts[name].kind is FactKind.FLAG
            and (found := self._case_words(name, text, part)) is not None
            and not is_negated(self._words, text, found[0])
        )

    def _case_words(self, name: str, text: str, part: Part) -> tuple[int, int] | None:
        """Where a text says words of a case that the clauses say but there."""
        label = fold(self._rulebook.facts[name].label)
        whole = "\n".join(self._texts[c] for c in part.matter.clauses)
        known = covers(text, (plain_words(),))
        for length in range(min(len(label), len(text)), _NOUN_SAYS - 1, -1):
            for start in range(len(text) - length + 1):
                word = text[start : start + length]
                is_own = word.isalnum() and word in label and whole.count(word) == 1
                if is_own and not any(known[start : start + length]):
                    return start, start + length
        return None

    def _case_flag(self, name: str, text: str, number: int) -> tuple[Stated, ...]:
        label = fold(self._rulebook.facts[name].label)
        for length in range(min(len(label), len(text)), _NOUN_SAYS - 1, -1):
            for start in range(len(text) - length + 1):
                word = text[start : start + length]
                if word.isalnum() and word in label:
                    return (Stated(name, True, start, start + length, word, turn=number),)
        return ()

    def _says_apart(
        self, name: str, found: Mention, text: str, special: Collection[str], part: Part
    ) -> bool:
        """Whether the words that name a class of its own stand but once in the clauses.

        A case that gets more beside all others has words that its rule speaks of anyway.
        """
        if name not in special:
            return True
        whole = "\n".join(self._texts[c] for c in part.matter.clauses)
        return whole.count(text[found.start : found.end]) == 1

    def _likened(
        self,
        turn: Turn,
        part: Part,
        flags: tuple[Stated, ...],
        left_out: Collection[str],
        number: int,
    ) -> tuple[Stated, ...]:
        """The flags, with the class of a policy that was taken in that a message comes nearest."""
        if not self._is_taken_in(part):
            return flags
        text = blank(turn.folded, turn.scope.spans)
        rules = self._rules_of(part)
        names = {fact for rule in rules for fact in choices_of(rule)}
        tested = [f.when for rule in rules for f in rule.factors]
        tested += [condition for rule in rules for condition in variants_of(rule)]
        names |= {c.fact for c in rules_when(rules) if isinstance(c.is_, str)}
        special = {c.fact for c in tested if isinstance(c.is_, str)} - names
        names |= special
        told = {s.name for s in flags if s.turn == number or part.index is None}
        for name in sorted(self._cases_told(turn, part, text) - told - {*left_out}):
            flags = (*(s for s in flags if s.name != name), *self._case_flag(name, text, number))
        for name in sorted(names - told - {*left_out} - self._lasting):
            if self._rulebook.facts[name].kind is not FactKind.CHOICE:
                continue
            found = self._classes.likest(name, text)
            if found is not None and not self._says_apart(name, found, text, special, part):
                found = None
            if found is not None:
                stated = Stated(
                    name, found.key, found.start, found.end,
                    turn.folded[found.start : found.end], turn=number,
                )  # fmt: skip
                flags = (*(s for s in flags if s.name != name), stated)
        return flags

    def _both_sides(
        self, clause: ClauseId, facts: tuple[Stated, ...], flags: tuple[Stated, ...], text: str = ""
    ) -> tuple[tuple[str, tuple[Stated, ...]], ...]:
        """One set of facts for each of the two sides of which one was told (两边各是多少).

        With ``text`` only where that asks about the other side too (发榜的那头拿多少, 我们揭榜的又
        拿多少).
        """
        told = {s.name: s for s in (*flags, *facts)}
        for rule in self._rulebook.rules_of(str(clause)):
            for name in sorted({*names_of(rule).all} - self._lasting):
                spec = self._rulebook.facts[name]
                if spec.kind is not FactKind.CHOICE or name not in told or len(spec.choices) != 2:
                    continue
                other = next(c for key, c in spec.choices.items() if key != told[name].value)
                if text and not _asks_of(text, map(fold, other.words)):
                    continue
                kept = tuple(s for s in facts if s.name != name)
                return tuple(
                    (choice.label, (*kept, replace(told[name], value=key)))
                    for key, choice in spec.choices.items()
                )
        return ()

    def _chosen(self, clause: ClauseId, turn: Turn, part: Part) -> list[list[Stated]]:
        """The mentions of each value of the one choice of which a matter states several."""
        for name in sorted(
            {
                name
                for rule in self._rulebook.rules_of(str(clause))
                for name in names_of(rule).all
                if self._rulebook.facts[name].kind is FactKind.CHOICE
            }
            - self._lasting
        ):
            told: dict[object, list[Stated]] = {}
            for flag in turn.flags:
                if flag.name != name or not part.holds(flag.start):
                    continue
                if not self._is_inside(clause, flag, turn):
                    told.setdefault(flag.value, []).append(flag)
            if len(told) > 1:
                return list(told.values())
        return []

    def _risen(
        self, clause: ClauseId, facts: tuple[Stated, ...], turn: Turn, part: Part
    ) -> tuple[Stated, ...]:
        """The facts with the case that is asked about where the clause pays the difference only.

        丙级领过8万, 今年升到甲级; 从丙级升到甲级: the lower one was paid before, as it says where
        nobody tells how much.
        """
        for rule in self._rulebook.rules_of(str(clause)):
            for choice in choices_of(rule) if rule.received else ():
                told = [
                    m for m in self._classes.mentions(choice, turn.folded)
                    if not part.stretches or part.holds(m.start)
                ]  # fmt: skip
                now = [m for m in told if not was_before(turn.folded, m.start, m.end)]
                if now and len({m.key for m in now}) == 1 < len({m.key for m in told}):
                    last = now[-1]
                    text = turn.folded[last.start : last.end]
                    found = (*facts, Stated(choice, last.key, last.start, last.end, text))
                    if any(s.name == rule.received for s in facts):
                        return found
                    lower = next(m for m in told if m.key != last.key)
                    paid = sum_of_case(rule, choice, lower.key)
                    if paid is None or rule.received is None:
                        return found
                    text = turn.folded[lower.start : lower.end]
                    return (*found, Stated(rule.received, paid, lower.start, lower.end, text))
        return ()

    def _is_inside(self, clause: ClauseId, flag: Stated, turn: Turn) -> bool:
        """Whether a value stands inside a longer name (重大专项 is no 重大 project)."""
        names = {fold(w) for r in self._rulebook.rules_of(str(clause)) for w in r.words}
        longer = (word for word in names if flag.text in word and word != flag.text)
        return any(
            turn.folded.startswith(word, flag.start - word.index(flag.text)) for word in longer
        )

    def _is_asked_apart(self, stated: Stated, turn: Turn) -> bool:
        """Whether several numbers of one fact are asked each on its own (分别, 各)."""
        if not isinstance(stated.value, tuple) or len(stated.value) < 2:
            return False
        if Intent.TOTAL in turn.intents and any(item.year is not None for item in stated.value):
            return False
        return bool(turn.intents & {Intent.EACH, Intent.COMPARE})

    # --- what was not used ---

    def _is_idle_count(
        self, expression: Expression, text: str, listed: Collection[Decimal], parts: Sequence[Part]
    ) -> bool:
        """Whether a count tells nothing more: as many as were listed, as there are matters."""
        place = expression.operands[0].quantity
        if place.classifier in _OF_ASKERS and _OF_FIRMS.match(text, expression.end):
            return True  # 三家公司各租了600万: who asks is no number of a rule
        if _is_one(expression):
            return True  # 办一场大会, 项目一个: one is what is taken where none is told
        if expression.value in listed:
            return True  # 项目有两个，一个800万，一个2500万
        if len(parts) > 1 and place.classifier in _OF_ASKERS and expression.value == len(parts):
            return True  # 我们有两家主体
        places = {c.policy for part in parts for c in part.matter.clauses}
        is_places = len(places) > 1 and expression.value == len(places)
        return is_places and place.classifier in _GENERIC_COUNT  # 市级/福田/龙岗三个口径

    def _is_told_there(self, quantity: Quantity, parts: Sequence[Part]) -> bool:
        """Whether a number stands in the texts in question, and no rule works with any."""
        clauses = [c for part in parts for c in part.matter.clauses]
        return (
            bool(clauses)
            and not any(self._rules_of(part) for part in parts)
            and any(quantity.text in text for text in self.texts_of(clauses))
        )

    def _unused(
        self, turn: Turn, given: Sequence[Given], used: set[int], parts: Sequence[Part]
    ) -> tuple[Unused, ...]:
        """Numbers that no clause uses, with the words that govern them."""
        claimed = {c.start for c in turn.claims}
        idle = {g.expression.start for g in given if not g.fact} - used - claimed
        listed = {
            Decimal(len(g.expression.operands))
            for g in given
            if g.fact and g.expression.relation is Relation.LIST
        }
        found = []
        expressions = [
            e for e in turn.expressions if not self._is_told_there(e.operands[0].quantity, parts)
        ]  # 我记得还有个5000亿, of a text that says so
        served = {
            (e.value, e.unit)
            for e in turn.expressions
            if e.value is not None and ({o.quantity.start for o in e.operands} | {e.start}) & used
        }
        for expression in expressions:
            first = expression.operands[0].quantity
            starts = {o.quantity.start for o in expression.operands} | {expression.start}
            if starts & used and expression.relation in (Relation.LIST, Relation.SUM):
                # 算力300万、食堂50万: one of them serves, the other is told
                found += [
                    Unused(turn.folded[low : o.quantity.end], low, o.quantity.end, "number")
                    for o in expression.operands
                    if o.quantity.start in idle and not _is_a(o.quantity)
                    for low in (_governed(turn.folded, o.quantity.start, turn.quantities),)
                ]
            if len(parts) > 1 and (expression.value, expression.unit) in served:
                continue  # 合同都是800万: said again, and used where it was said first
            if starts & used or starts & claimed or expression.relation is Relation.REPORTED:
                continue
            if first.unit in TIMES or first.unit is Unit.PERCENT or not parts:
                continue
            if not self._counts(turn, expression, parts) or Act.DOUBT in turn.acts:
                continue
            if expression.relation is Relation.INSTEAD and expression.value is None:
                continue  # 不是200: taken back, nothing to use
            if any(_is_in_total(expression, g) for g in given if g.fact) or self._counts_matters(
                turn, expression, parts
            ):
                continue  # 又多了一项, 共三项: one of the three
            if expression.unit is Unit.COUNT and self._is_idle_count(
                expression, turn.folded, listed, parts
            ):
                continue
            if any(g.expression is expression and _is_restated(g, given) for g in given):
                continue  # 合同都是八百万: the number that the fact has already
            alike = any(
                self._is_count(s.name) and _classified(s) == expression.classifier
                for part in parts
                if part.index is not None
                for s in part.matter.numbers
            )
            goes_on = any(part.index is not None for part in parts)
            is_more = goes_on and (
                _first_role(expression) == "plus" or adds_more(turn.folded, expression)
            )
            left = _left_over(turn, first, is_alike=alike or is_more)
            if left is not None:
                found.append(left)
        serving = used | {g.expression.start for g in given if g.fact}
        return (*found, *self._passed_over(turn, serving, parts, found))

    def _is_taken_in(self, part: Part) -> bool:
        """Whether the rules of a matter are those of a policy that was taken in."""
        rules = self._rules_of(part)
        return bool(rules) and not any(rule.topic for rule in rules)

    def _passed_over(
        self, turn: Turn, used: Collection[int], parts: Sequence[Part], found: Sequence[Unused]
    ) -> list[Unused]:
        """Counts of several things that nothing used or told, of a policy that was taken in.

        Its rules were read by a program: a number that they have no use for may change the sum.
        """
        if Act.DOUBT in turn.acts or any(part.index is not None for part in parts):
            return []
        if not any(self._is_taken_in(part) for part in parts):
            return []
        taken = [(s.start, s.end) for s in turn.flags]
        taken += [(d.start, d.end) for d in turn.dates]
        taken += [*turn.scope.spans, *((c.start, c.end) for c in turn.claims)]
        taken += [(u.start, u.end) for u in found]
        left = []
        for e in turn.expressions:
            if e.unit is not Unit.COUNT or ({e.start} | {o.quantity.start for o in e.operands}) & {
                *used
            }:
                continue
            q = e.operands[0].quantity
            is_held = any(low <= q.start < high for low, high in taken)
            if is_held or q.value <= 1 or e.relation is Relation.REPORTED:
                continue
            if not self._counts(turn, e, parts) or self._counts_matters(turn, e, parts):
                continue
            low, high = _whole_clause(turn, q.start, q.end)
            left.append(Unused(turn.folded[low:high], low, high, "number"))
        return left


_BORNE_PART = lazy(
    "(?:企业|单位|机构|申请人|自身|自己)[^,。;，；]{0,4}(?:承担|负担|自付|自筹)的?(?:部分|费用|金额)"
)
_NO_NOUN = lazy(
    "的?(?:[,。;!?:、]|$|金额|补贴|政策|钱|一?[年月]|各|分别|都|能|可|按|给|报|列|算|全|一起|一并|再|重|事|问题)"
)


_COMPARED = lazy(
    "前年[^。;!?]*(?:去年|今年)|(?:去年|上年)[^。;!?]*(?:今年|本年)|今年[^。;!?]*(?:去年|上年)"
    "|从[^,。;!?]{1,10}(?:涨|增|升|提高|做)到"
)
_NOUN_BEHIND = lazy("(?!的)[\u4e00-\u9fff]{3}")
_NOUN_SAYS = 3
_FEW = 3
_SHARES = 2
"""So many characters of its own, or one pair of them, tie a number to a fact (省里拨了320万)."""
_IN_IT = lazy("(?:其中|里面?|里头|当中|含)[^,。;!?\\d]{0,6}$")


_SUM_WORD = lazy("一共|总共|合计|合起来|加起来|拢共|加一[起块]|一起|那就?(?:是|剩)")
_CONFIRMED = lazy(
    "(?:了?[咯喽吧吗嘛呗]|就\\D{0,3}\\d+(?:万|亿)?元?了|对不?对?吧?|是吧|对吧|[?])[?。!]*$"
)


def _without_echo(turn: Turn, parts: Sequence[Part]) -> Turn:
    """A message that goes on, without the sum that it holds against the answer (那一共164万咯)."""
    goes_on = any(part.index is not None for part in parts)
    return replace(turn, expressions=()) if goes_on and _echoes_sum(turn) else turn


_BASIS = lazy(
    "按(?P<basis>不含税|含税|税前|税后|到账|合同|发票|实付|审计)的?(?:数|价|金额)?(?:算|报|来|走)"
)


def _on_basis(turn: Turn) -> Turn:
    """A message with several sums, of which it says which one counts (…,按不含税算): that one."""
    match = _BASIS.search(turn.folded)
    sums = [e for e in turn.expressions if e.unit in (Unit.YUAN, Unit.NUMBER)]
    if match is None or len(sums) < _SEVERAL:
        return turn
    word = match["basis"]

    def names(e: Expression) -> bool:
        low, high = clause_around(turn.folded, e.start, e.end)
        clause = turn.folded[low:high]
        return word in clause and (word.startswith("不") or f"不{word}" not in clause)

    own = [e for e in sums if names(e)]
    if len(own) != 1:
        return turn
    others = [e for e in sums if e is not own[0]]
    return replace(turn, expressions=tuple(e for e in turn.expressions if e not in others))


def _settled_alone(turn: Turn, parts: Sequence[Part]) -> Turn:
    """A message that goes on, a sum beside one that was never stated taken by itself.

    场地方赞助抵了100万,实际发生只有600万 puts no 600万 in the place of 100万.
    """
    known = [s for part in parts if part.index is not None for s in part.matter.numbers]
    if not known:
        return turn
    found = []
    for e in turn.expressions:
        new = [o for o in e.operands if o.role == "new"]
        gap = turn.folded[e.start : e.end]
        is_sum = e.unit is Unit.YUAN and len(new) == 1
        if is_sum and lacks_old(e, known) and _SETTLED.search(gap):
            quantity = new[0].quantity
            found.append(
                replace(
                    e,
                    relation=Relation.PLAIN,
                    operands=(replace(new[0], role="term"),),
                    start=quantity.start,
                    value=quantity.value,
                    say="",
                )
            )
        else:
            found.append(e)
    return replace(turn, expressions=tuple(found))


_SETTLED = lazy("实际|最终|决算|结算|只有")


def _echoes_sum(turn: Turn) -> bool:
    """Whether a short message only asks whether the sums come to so much."""
    counted = [e for e in turn.expressions if turn.folded[e.start - 1 : e.start] in ("这", "那")]
    told = [e for e in turn.expressions if e not in counted]  # 这两块: two matters
    sums = [e for e in told if e.unit in (Unit.YUAN, Unit.NUMBER)]
    others = [e for e in told if e not in sums and e.unit is not Unit.COUNT]
    if others or len(sums) != 1:
        return False
    spans = [(e.start, e.end) for e in turn.expressions]
    rest = _SUM_WORD.sub("", blank(turn.folded, spans))
    has_sum = _SUM_WORD.search(turn.folded, 0, sums[0].start)
    return bool(has_sum and _CONFIRMED.search(turn.folded)) and content_of(rest) <= _WORDS


_LONG_NAME = 4


def _said_wrong(turn: Turn, expression: Expression) -> str:
    """The clause before a bare number that says that something is wrong, "" if none does."""
    low, high = clause_around(turn.folded, expression.start, expression.end)
    own = turn.folded[low : expression.start] + turn.folded[expression.end : high]
    if low <= 1 or content_of(own):
        return ""
    clause = turn.folded[slice(*clause_around(turn.folded, low - 2, low - 2))]
    return clause if _IS_WRONG.search(clause) else ""


def _stands_for(word: str, clause: str) -> bool:
    """Whether a clause has the name of a fact, or the noun that it ends with (制备成本, 成本)."""
    return word in clause or (len(word) >= _LONG_NAME and word[-2:] in clause)


_IS_WRONG = lazy("不对|错了?|不准|有误|改口|变了|改了|写高|写低|报高|报低|多报|少报")
_FEN = Decimal("0.01")
_EVENLY = lazy(
    "(?:[一每各两]家|[一每各两]边|各自?|一人|每人)[^,。;!?]{0,2}一半|对半[分开]?|平分|五五[分开]|均分|平摊"
)


_OUR_HALF = lazy("(?:我们|咱们?|我司|自己)[那这]?(?:一?边|头)?的?[那这]?(?:一半|一?份|部分)")


def shares_evenly(text: str) -> bool:
    """Whether a stretch says that a sum is shared alike (平分, 一家一半)."""
    return _EVENLY.search(text) is not None


def _without_totals_of_added(turn: Turn, given: tuple[Given, ...]) -> tuple[Given, ...]:
    """The numbers, one that only says what a count comes to with those added taken from its fact.

    典型案例再多四个,总共六个: the six are of no other fact.
    """
    found = list(given)
    for n, g in enumerate(given[1:], 1):
        last = given[n - 1]
        is_sum = g.expression.unit is Unit.COUNT and g.expression.operands[0].role == "total"
        is_added = last.expression.unit is Unit.COUNT and (
            last.expression.operands[0].role == "plus" or adds_more(turn.folded, last.expression)
        )
        between = turn.folded[last.expression.end : g.expression.start]
        if is_sum and is_added and not content_of(between) and last.fact not in ("", g.fact):
            found[n] = replace(g, fact="", best="")
    return tuple(found)


def in_other_unit(e: Expression, unit: Unit) -> Expression:
    """An expression of bare numbers as one of what was told in a unit before."""
    operands = tuple(replace(o, quantity=replace(o.quantity, unit=unit)) for o in e.operands)
    return replace(e, unit=unit, operands=operands)


def rules_when(rules: Iterable[Rule]) -> Iterable[Condition]:
    """The conditions that say which case rules are of."""
    return (condition for rule in rules for condition in rule.when)


def _of(name: str, operand: Operand) -> Stated:
    """A fact that one number states."""
    quantity = operand.quantity
    return Stated(name, quantity.value, quantity.start, quantity.end, quantity.text)


def _without_claims(turn: Turn, given: Sequence[Given]) -> list[Given]:
    """Less what somebody says is paid, where another number is of the same fact.

    朋友说买算力能拿600万,我花了1000万.
    """
    claimed = {c.start for c in turn.claims if c.kind is not ClaimKind.PERIOD}
    starts = {id(g): g.expression.operands[0].quantity.start for g in given}
    told: dict[str, float] = {}
    for g in given:
        if starts[id(g)] not in claimed:
            told[g.fact] = max(g.probability, told.get(g.fact, 0.0))
    kept = [
        g
        for g in given
        if starts[id(g)] not in claimed
        or g.fact not in told
        or not (told[g.fact] >= g.probability or _GETS.search(turn.folded, 0, starts[id(g)]))
    ]
    if len(kept) == len(given):
        return list(given)
    count = Counter(g.fact for g in kept)
    return [replace(g, rival=False) if count[g.fact] == 1 else g for g in kept]


def _only_named(turn: Turn, parts: Sequence[Part], pairs: Collection[str]) -> Part | None:
    """The only one of several matters in whose messages alone some pairs of characters stand."""
    texts = [p.matter.text.removesuffix(turn.matter) for p in parts]
    named = [
        part
        for part, text in zip(parts, texts, strict=True)
        if any(p in text and sum(p in other for other in texts) == 1 for p in pairs)
    ]
    return named[0] if len(named) == 1 else None


def _one_verdict(turn: Turn) -> tuple[Stated, ...]:
    """The flags, of two words for one in a clause only what is denied (没在交易机构流通过)."""
    denied = {
        (s.name, clause_around(turn.folded, s.start, s.start))
        for s in turn.flags
        if s.value is False
    }
    return tuple(
        s
        for s in turn.flags
        if s.value is not True
        or (s.name, clause_around(turn.folded, s.start, s.start)) not in denied
    )


def _is_restated(given: Given, others: Sequence[Given]) -> bool:
    """Whether a number says once more what another says of the same fact."""
    return given.rival and any(
        o.fact == given.fact and not o.rival and o.expression.value == given.expression.value
        for o in others
    )


def _left_over(turn: Turn, quantity: Quantity, *, is_alike: bool) -> Unused | None:
    """A number that nothing uses, with the words around it; None for a count of nothing told.

    ``is_alike``: it counts with the same classifier as a count in question.
    """
    start = _governed(turn.folded, quantity.start, turn.quantities)
    end = quantity.end
    if quantity.unit is Unit.COUNT:
        noun = _NOUN_AFTER.match(turn.folded, end)
        end = noun.end() if noun else end
        own = content_of(turn.folded[start:end].replace(quantity.text, ""))
        if own < _SEVERAL and not is_alike:
            return None
    elif quantity.unit is Unit.YUAN:
        start, end = _whole_clause(turn, start, end)
    return Unused(turn.folded[start:end], start, end, "number")


def _shared_heads(words: Sequence[str]) -> set[str]:
    """The words with what several of them begin with (参与 of 参与制定, 参与起草)."""
    heads = Counter(word[:2] for word in words)
    return {*words, *(head for head, n in heads.items() if n > 1)}


_SEVERAL = 2
_ADDS = lazy("又|再|另外|还有")
_THAT = lazy("(?:元|块)?的?那?一?[份笔个项次批家台单]")
_WHAT_IF = lazy("(?:^|[,。;!?])那?(?:如果|要是|假如|假设|若|倘若|万一|假定)")
_AS_WAS = lazy(
    "(?:按|照|依|维持|保持|恢复|还是|回到)(?:原[样来先状]|老样子|之前的?样)|照旧|照原|原封不动|当我没[说问]|还按(?:原|之前|刚才)"
)
_STILL = lazy(
    "(?:还是|恢复[到成为]?|改回[到成]?|退回[到]?|回到|按回|照旧|依旧|仍是?)[^,。;!?\\d]{0,4}$"
)
"""What stands before a value that holds again."""
_IS_RIGHT = lazy("才?(?:是|算)?(?:对的?|没错|正确|作数|算数|为准|准)")
_GETS = lazy("(?:能|可以?|会)(?:拿|补|领|奖|给|报)[到了个]?$")
"""What stands before what is got."""
# What points to a matter, to a number of it, and what says that a sum was none.
_THAT_MATTER = lazy("的?[那这](?:一)?[个笔项条份边家块件]")
_MEASURE_ONLY = lazy("[每单一][台辆个项家套]车?|单车")
"""Words that count one thing and name no sum."""
_THAT_NUMBER = lazy("[那这]个?(?:数|金额|价)")
_NONE_OF_IT = lazy(
    "(?:的|那)?(?:部分|那份|那笔|那块|钱|出资)?(?:后来|其实|实际上?|最[后终])?(?:一分钱?)?(?:都|也)?(?:没有?(?:[出投拿给掏批拨到发][下来到过]{0,2})?|是零|为零|不算|取消了?|黄了)(?:钱|的|了)?(?=[,。;!?]|$)"
)
_NONE_BEFORE = lazy(
    "(?:没有?(?:拿|用|要|花|收|动)?过?(?:任何|什么|一分)?|无|不含|不带|没[拿用要花收动])(?:[市区省]级?)?$"
)
_OF_THE_KIND = lazy(
    "(?:的?(?:钱|资金|投入|出资|拨款|份|部分))?(?:了|啊|的|在里[面头])*(?=[,。;!? ]|\\d|$)"
)
"""里面没有财政的钱: a sum that only takes something off is none."""
_THAT_ONE = lazy("[那这](?:一?[笔个项份])?的?$")


def _is_whole(rules: Iterable[Rule], first: Iterable[Rule], second: Iterable[Rule]) -> bool:
    """Whether some rule adds up one of each (试用与销售合计): they are parts of one thing."""
    ours, theirs = {r.id for r in first}, {r.id for r in second}
    return any(ours & set(parts_of(r)) and theirs & set(parts_of(r)) for r in rules)


def _exclude(first: Sequence[Rule], second: Sequence[Rule]) -> bool:
    """Whether two sets of rules ask for different values of one choice (新建, 已建)."""
    ours = {c.fact: c.is_ for rule in first for c in rule.when}
    return any(ours.get(c.fact, c.is_) != c.is_ for rule in second for c in rule.when)


_ONE_MORE = lazy(
    "还有(?:[一个套家座处样]|[^,。;!?]{0,4}(?:平台|项目|企业|公司))|另[外有一](?:[^,。;!?]{0,2}[个套家座处])|还[买建办做租]了?[一个套家座处]|再有[一个]"
)
"""A speaker goes on to another thing of the kind."""


def _asks_of(text: str, words: Iterable[str]) -> bool:
    """Whether a clause that asks how much speaks of one of some words."""
    return any(
        _HOW_MUCH.search(text, *clause_around(text, at, at + len(word)))
        for word in words
        for at in range(len(text) - len(word) + 1)
        if text.startswith(word, at)
    )


def _times_years(value: Decimal, years: Decimal) -> str:
    """What is paid each year, as a sum: 90万元 × 3年 = 270万元."""
    return f"{shown(value, Unit.YUAN)} × {years:f}年 = {shown(value * years, Unit.YUAN)}"


def _is_next_one(turn: Turn, earlier: Stated | None, stated: Stated) -> bool:
    """Whether a sum is that of the second of several, after one was told (第二笔12.5万)."""
    single = earlier is not None and isinstance(earlier.value, Decimal) and not earlier.parts
    if not single or earlier is None or earlier.turn == stated.turn:
        return False
    low, _ = clause_around(turn.folded, stated.start, stated.start)
    return _SECOND.search(turn.folded, low, stated.start) is not None


_SECOND = lazy("第[二2][笔份批次家单][^,。;!?]{0,4}$")


def _first_role(expression: Expression) -> str:
    """What the first number of an expression does in it."""
    return expression.operands[0].role


_NEARLY = Decimal("0.25")


def _told_exactly(known: Stated, expression: Expression) -> bool:
    """Whether a number is what was told about before, as near as 八百来万 is to 823万."""
    if not (known.approximate or known.bound) or not isinstance(known.value, Decimal):
        return False
    value = expression.value
    return value is not None and abs(value - known.value) <= known.value * _NEARLY


def _beside_its_parts(turn: Turn, stated: Stated, used: set[int]) -> Stated:
    """A total with what its parts come to, where that is something else: both are worked out.

    三笔分别是400万、500万、600万,一共1300万: 1300万, or 1500万.
    """
    for e in turn.expressions:
        is_row = e.relation in (Relation.LIST, Relation.SUM) and e.unit is Unit.YUAN
        after = [t for t in turn.expressions if t.start >= e.end]
        if not is_row or not after or e.part_of is not None or e.value is None:
            continue
        total = after[0]
        is_total = total.operands[0].role == "total" and total.unit is Unit.YUAN
        if not is_total or total.value is None or stated.start not in (e.start, total.start):
            continue
        if content_of(turn.folded[e.end : total.start]) > _BESIDE or e.value == total.value:
            continue
        used.update({e.start, total.start, *(o.quantity.start for o in e.operands)})
        parts = tuple(FactItem(o.quantity.value, kind=o.label) for o in e.operands)
        told = total.operands[0].quantity.text
        both = ((e.say.split(" = ")[0], e.value), (told, total.value))
        return replace(stated, value=e.value, parts=parts, say=e.say, alternatives=both)
    return stated


def _may_be_part(
    turn: Turn, earlier: Stated, stated: Stated, role: str, names: Sequence[str]
) -> bool:
    """Whether a sum may be some of a much larger one, and nothing says that it replaces that.

    After 1500万: 一期超支,多花了100万; after three contracts: 六月份的改成400万. Neither is all
    that there is: it is told to be unused, and what was stated stays.
    """
    known = sum((i.total for i in opened(earlier.value)), Decimal(0))
    several = len(members_of(earlier)) >= _SEVERAL
    value = stated.value
    if earlier.is_assumed or not isinstance(value, Decimal) or not 0 < value < known:
        return False
    if "万" not in f"{stated.text}{earlier.text}" or stated.is_range or stated.alternatives:
        return False
    if _WHAT_IF.search(turn.folded) or _ASKING.search(turn.folded):
        return False
    low, high = clause_around(turn.folded, stated.start, stated.start)
    lead, rest = turn.folded[low : stated.start], turn.folded[stated.end : high]
    if not content_of(lead + rest) or _WHOLE_NOW.search(lead):
        return False
    pairs = {w[n : n + 2] for w in names for n in range(len(w) - 1)}
    is_named = any(pair in lead for pair in pairs) or any(w in rest for w in names)
    if is_named and not _IN_IT.search(lead) and not _SOME_MORE.search(lead):
        return False  # 我合同700万, 他那边投入950万: it is called what it is
    if several:
        return role in ("term", "new")
    is_said_new = Act.CORRECT in turn.acts or _NOW_IS.search(lead) or Act.REMOVE in turn.acts
    return role == "term" and value * 2 <= known and not is_said_new


_SOME_MORE = lazy("多[^,。;!?]{1,2}$|[那这]$")
_ASKING = lazy("呢|多少|吗|几|换|[?]")
_NOW_IS = lazy("其实|实际|最终|最后|现在|目前|改|变|[只就才][^,。;!?]{0,6}$|应该|[是为到成]了?$")


def _is_more(stated: Stated, known: Stated) -> bool:
    values = (stated.value, known.value)
    return (
        isinstance(values[0], Decimal) and isinstance(values[1], Decimal) and values[0] > values[1]
    )


def _is_same(before: Stated | None, now: Stated | None) -> bool:
    return before is not None and now is not None and before.value == now.value


_ONE_YEAR = lazy("(?:同一?|一)(?:个)?年(?:度)?(?:里|内|的)?(?=[,。;!?]|$)|同年|(?:算|是|在)同一?年")
"""都算同一年: what is told of two years is of one."""
_COMES_TO = lazy("(?:就是|就有|就成|变成|成了|一共|总共|合计|加起来)(?:有|是)?$")
"""What stands before how many there are in all."""
_SURE = 1.0
"""The probability of what was read from words, not weighed."""
_CHANGED = lazy("[错砍改调降升涨缩减变]|有误|不准|不对|更新|核减")
"""What a clause says of a sum that is told anew behind it."""
_TURNED = lazy(
    "每一?[台辆个项套家份次]|变成?|改成?|现在|其实|真实|真正|实际|应该|只有|就|是|成|剩|才|为|到|了|按"
)
_TWO_YEARS = 2
_PAID_YEARLY = lazy("(?:每一?年|年年|一年)(?:都|要|的)?[^,。;!?0-9]{0,6}$")
_GENERIC_COUNT = frozenset("个项")
_HOW_MUCH = lazy("多少|几[多万成]")
_BOTH_SIDES = lazy("(?:两边|双方|两方|两头|两家)(?:各|分别|都|一共|合计|能)")
_RETURNS = lazy(
    "假设(?:完了?|结束|到此)|随便问问|随口(?:问|说|一问)|问问而已|说着玩|打个比方"
    "|回到|恢复|还原|不(?:假设|假如|如果|假定|做梦|瞎想)|按(?:原来|实际|原先|之前|最[开初]始?|一开始|开头)|还是按(?:原|实|之前|刚才)"
    "|不(?:靠|用|借|走|通过)[^,。;!?]{1,8},?(?:就|只)?(?:我们|咱们?|我司|本公司)"
    "|(?:我们|咱们?|我)自己(?:的|这边|家|那份)*呢|" + _AS_WAS.pattern
)


def _without_adding(turn: Turn) -> Turn:
    """A message that tells of one year or thing only: nothing is added to what was told before.

    明年再进2个,只看明年.
    """
    expressions = tuple(
        replace(e, operands=(replace(e.operands[0], role="term", year=None, year_word=""),))
        if len(e.operands) == 1 and e.operands[0].role in ("plus", "term")
        else e
        for e in turn.expressions
    )
    acts = replace(turn.acts, all=turn.acts.all - {Act.ADD})
    intents = turn.intents - {Intent.TOTAL}
    return replace(turn, expressions=expressions, acts=acts, intents=intents)


_OTHERS = lazy(
    r"^(?!它|他|她|那家|人家)(?:[^我咱]|我(?![们司方自公单]))*?[,。;!?][^我咱,。;!?]{0,4}?(?:它|他|她|人家|那家)们?"
    r"[^我咱,。;!?]{0,3}(?:呢|能|可以|该|拿|补|有多少)[^我咱]*$"
)
"""Somebody else is told of and asked for (兄弟公司主导了三项行业标准,它呢)."""


def _disowned(
    turn: Turn, parts: Sequence[Part], needs: Mapping[ClauseId, Needs], number: int
) -> tuple[Turn, tuple[Part, ...]]:
    """A number told before that turns out to be nobody's (那700万是民营基金的，跟区里没关系).

    What it was told as is none of it from now on, and it is no other sum.
    """
    if not _NO_RELATION.search(turn.folded):
        return turn, tuple(parts)
    said = {e.value for e in turn.expressions if e.value}
    found = []
    gone: set[Decimal] = set()
    for part in parts:
        main = frozenset[str]().union(*(needs[c].main for c in part.matter.clauses))
        of = {s.name: s.value for s in part.matter.numbers if s.name not in main}
        values = {v for v in of.values() if isinstance(v, Decimal) and v in said}
        told = tuple(
            replace(s, value=Decimal(0), turn=number, start=0, end=len(turn.folded))
            if s.name in of and s.value in values
            else s
            for s in part.matter.numbers
        )
        gone |= values
        found.append(replace(part, matter=replace(part.matter, numbers=told)))
    rest = tuple(e for e in turn.expressions if e.value not in gone)
    return replace(turn, expressions=rest), tuple(found)


def _without_pointers(turn: Turn, parts: Sequence[Part]) -> Turn:
    """A message less the numbers that only name what was told before (300那个是政府投资的)."""
    known: set[Decimal] = set()
    is_back = _RETURNS.search(turn.folded)  # 假设完了, 就1800: what is known again
    for part in parts:
        for s in part.matter.numbers if part.index is not None else ():
            items = s.value if isinstance(s.value, tuple) else ()
            known |= {i.value for i in (*items, *s.parts)}
            known |= {s.value} if isinstance(s.value, Decimal) else set()
    kept = tuple(
        e
        for e in turn.expressions
        if not (
            len(e.operands) == 1
            and e.relation is Relation.PLAIN
            and e.value in known
            and (points_to(turn.folded, e.end) or is_back)
        )
    )
    return turn if len(kept) == len(turn.expressions) else replace(turn, expressions=kept)


def _without(turn: Turn, spans: Collection[tuple[int, int]]) -> Turn:
    """A message less the numbers, conditions, factors and acts of removing in some stretches."""

    def holds(place: int) -> bool:
        return not any(low <= place < high for low, high in spans)

    removed = tuple(span for span in turn.acts.removed if holds(span[0]))
    gone = frozenset() if removed else frozenset({Act.REMOVE})
    return replace(
        turn,
        expressions=tuple(e for e in turn.expressions if holds(e.start)),
        multiples=tuple(m for m in turn.multiples if holds(m.start)),
        flags=tuple(f for f in turn.flags if holds(f.start)),
        acts=replace(turn.acts, all=turn.acts.all - gone, removed=removed),
    )


_NO_RELATION = lazy(
    "不(?:是|算)(?:区里?|市里?|政府|国资|财政|引导基金|官方|公家)(?:的|出的|投的)(?=[,。;!?]|$)"
    "|没(?:有)?(?:任何|半点|啥|什么)?关系|无关|不相干|不沾边|不搭界|不搭边"
)


def _for_others(
    turn: Turn, parts: Sequence[Part], flags: Sequence[Stated]
) -> tuple[tuple[Part, ...], tuple[Stated, ...]]:
    """The matters without what the asker told of the own company, where another's is told."""
    told = any(q.role == "amount" for q in turn.quantities)
    if not told or not _OTHERS.match(turn.folded):
        return tuple(parts), tuple(flags)
    bare = tuple(
        part if part.index is None
        else replace(part, matter=replace(part.matter, numbers=(), flags=(), real=None))
        for part in parts
    )  # fmt: skip
    return bare, ()


_SUCH_TOO = lazy(
    "[没未不非][^,。;!?]{1,14}的[^,。;!?]{0,8},?(?:也|还|都)(?:行|可以|成|能|给|补|算)[^,。;!?]{0,4}[,。!?]?$"
)
"""没经备案的模型,也行吧 asks about such things; nothing is told of one's own."""


def _real(turn: Turn, part: Part) -> Matter | None:
    """The matter as it stood before the what-ifs that this message begins or goes on with."""
    supposes = _WHAT_IF.search(turn.folded) or _SUCH_TOO.search(turn.folded)
    if part.index is None or not (supposes or _OTHERS.match(turn.folded)):
        return None
    return part.matter.real or replace(part.matter, real=None)


def _pairs_of(text: str) -> tuple[str, ...]:
    """Each two characters of a text that stand together."""
    return tuple(a + b for a, b in pairwise(text))


def _is_strange(text: str, known: Sequence[str]) -> bool:
    """Whether a text holds a word that neither the language nor any of the known texts has.

    Two characters that the language knows each by itself may be a word of their own (开会).
    """
    if any(not any(pair in one for one in known) for pair in own_pairs(text)):
        return True
    free, alone = uncovered(text), covers(text, (_every_word(),))
    return any(
        free[n] and free[n + 1] and alone[n] and alone[n + 1] and not any(p in o for o in known)
        for n, p in enumerate(_pairs_of(text))
    )


def _names_in(word: str, texts: Sequence[str]) -> bool:
    """Whether a word, or what it is short for, stands in a text (风投 in 风险投资)."""
    if any(pair in text for text in texts for pair in _pairs_of(word)):
        return True
    short = lazy(".{0,2}".join(map(re.escape, word))) if len(word) <= _ABBREVIATED else None
    return short is not None and any(short.search(text) for text in texts)


_ABBREVIATED = 3


@cache
def _every_word() -> Phrases:
    return Phrases.of(load_language().every)


def _clause_of(turn: Turn, stated: Stated) -> Unused:
    """The clause of a condition, told as left over."""
    low, high = clause_around(turn.folded, stated.start, stated.end)
    return Unused(turn.folded[low:high], low, high, "condition")


_SIDES = lazy("[两二三四五每几][边家方个处地人]")
"""How many sides a number is told of."""
_TOGETHER = lazy("全部|全都|一起|一并|都?(?:再|重新?)[报算列说给来摆过]|各|分别")
"""What is said of so many matters together."""


def _gathers(turn: Turn) -> bool:
    """Whether the message speaks of the matters of the conversation together, naming none."""
    return not turn.topics and not any(q.unit is Unit.YUAN for q in turn.quantities)


def _undo(part: Part, after: Matter) -> tuple[tuple[Stated, ...], tuple[Stated, ...]] | None:
    """What a later message may take back: the facts before the last that changed them."""
    before = part.matter
    if part.index is None:
        return None
    same = _told(before.numbers) == _told(after.numbers) and _told(before.flags) == _told(
        after.flags
    )
    return before.undo if same else (before.numbers, before.flags)


def _told(facts: Sequence[Stated]) -> dict[str, object]:
    return {s.name: s.value for s in facts}


def _returned(
    turn: Turn, parts: Sequence[Part], flags: Sequence[Stated]
) -> tuple[tuple[Part, ...], tuple[Stated, ...]]:
    """The matters as they were before the what-ifs, where the message goes back to that."""
    back = _back_to(turn)
    if takes_back_change(turn):
        return tuple(_unchanged(part) for part in parts), tuple(flags)
    parts, flags = _unsaid(turn, parts, flags)
    is_stopped = any(_is_stopped(turn, p.matter) for p in parts)
    is_back = back or is_stopped or _RETURNS.search(turn.folded)
    if not is_back or _WHAT_IF.search(turn.folded):
        return tuple(parts), tuple(flags)
    found = []
    for part in parts:
        real = part.matter.real
        before = real.numbers if real else part.matter.undo[0] if part.matter.undo else ()
        if back is not None and all(s.value != back for s in before) and not is_stopped:
            found.append(part)
            continue
        as_was = _AS_WAS.search(turn.folded) or back is not None
        if real is None and part.matter.undo is not None and as_was:
            numbers, own = part.matter.undo
            real = replace(part.matter, numbers=numbers, flags=own, undo=None)
        if real is None or real.clauses != part.matter.clauses:
            found.append(part)
            continue
        supposed = {s.name for s in part.matter.flags if s not in real.flags}
        flags = [s for s in flags if s.name not in supposed]
        matter = replace(part.matter, numbers=real.numbers, flags=real.flags, real=None)
        found.append(Part(part.index, matter, part.stretches))
    return tuple(found), tuple(flags)


def _as_it_was(
    turn: Turn, parts: Sequence[Part], flags: Sequence[Stated]
) -> tuple[Turn, tuple[Part, ...], tuple[Stated, ...]]:
    """Message and matters, where it turns round the one before or goes back before what-ifs."""
    if any(p.matter.undo and _turns(turn, p.matter) for p in parts):
        before = {s.name: s.value for p in parts for s in p.matter.flags}
        parts, flags = _turned_round(turn, parts, flags)
        turn = _without_said(turn, parts)
        now = {s.name: s.value for p in parts for s in (*p.matter.flags, *flags)}
        # 标杆没评上 after 要是评上标杆呢: what is called off is not told of again
        off = {name: value for name, value in before.items() if now.get(name) != value}
        told = (f for f in turn.flags if f.name not in off or f.value not in (off[f.name], False))
        return replace(turn, flags=tuple(told)), parts, flags
    denied = frozenset().union(*(_denied_suppositions(turn, p.matter) for p in parts))
    parts, flags = _returned(turn, parts, flags)
    if denied:
        turn = replace(turn, flags=tuple(f for f in turn.flags if f.name not in denied))
    return turn, parts, flags


def _turned_round(
    turn: Turn, parts: Sequence[Part], flags: Sequence[Stated]
) -> tuple[tuple[Part, ...], tuple[Stated, ...]]:
    """The matters without what the message before said of them, which this one turns round.

    A condition that was denied is denied no more; where none was, the numbers are those of before.
    """
    found = []
    gone: set[str] = set()
    for part in parts:
        matter = part.matter
        if matter.undo is None or not _turns(turn, matter):
            found.append(part)
            continue
        numbers, own = matter.undo
        was = _told(own)
        denied = {s.name for s in matter.flags if s.value is False and was.get(s.name, True)}
        gone |= denied or {s.name for s in matter.flags if s not in own}
        matter = replace(
            matter,
            numbers=_kept_beside(matter, numbers, denied) if denied else numbers,
            flags=tuple(s for s in matter.flags if s.name not in denied) if denied else own,
            undo=None,
            real=None,
        )
        found.append(Part(part.index, matter, part.stretches))
    return tuple(found), tuple(s for s in flags if s.name not in gone)


def _turns(turn: Turn, matter: Matter) -> bool:
    """Whether a message, or its first sentence, turns round what the one before said.

    尾款这周付了!另外又追加了150万.
    """
    if turns_round(turn.folded, matter.said):
        return True
    first = _FIRST_SENTENCE.match(turn.folded)
    return first is not None and turns_round(first.group(), matter.said)


_FIRST_SENTENCE = lazy("[^。;!?]+[。;!](?=.)")


def _kept_beside(
    matter: Matter, before: Sequence[Stated], denied: Collection[str]
) -> tuple[Stated, ...]:
    """The numbers, those told in the very clause of what was denied as they were before it.

    80平 of 我们把80平转租了 is no area once it was not let; 入表260万,但还没挂牌 stays 260万.
    """
    clauses = {
        clause_around(matter.said, s.start, s.start) for s in matter.flags if s.name in denied
    }
    was = {s.name: s for s in before}
    return tuple(
        was[s.name]
        if s.name in was
        and was[s.name].value != s.value
        and clause_around(matter.said, s.start, s.start) in clauses
        else s
        for s in matter.numbers
    )


def _with_totals(turn: Turn, parts: Sequence[Part]) -> Turn:
    """The message less what is only added, where what it comes to is told behind it.

    After 9个: 又多了俩,11个 tells eleven, not two and not twenty.
    """
    known = {s.value for p in parts if p.index is not None for s in p.matter.numbers}
    values = [v for v in known if isinstance(v, Decimal) and v > 0]
    kept: list[Expression] = []
    for e in turn.expressions:
        first, last = e.operands[0].quantity, e.operands[-1].quantity
        ahead = kept[-1] if kept and kept[-1].unit is e.unit and len(e.operands) == 1 else None
        if (
            ahead is not None
            and ahead.value
            and any(v + ahead.value == e.value for v in values)
            and not _STOP_BETWEEN.search(turn.folded, ahead.end, e.start)
        ):
            kept[-1] = replace(e, operands=(replace(e.operands[0], role="total"),))
            continue  # 漏了一个,其实是3个
        if len(e.operands) == _SEVERAL and any(v + first.value == last.value for v in values):
            whole = replace(e.operands[-1], role="total")
            e = replace(
                e, relation=Relation.PLAIN, value=last.value, start=last.start, end=last.end,
                operands=(whole,), say="",
            )  # fmt: skip
        kept.append(e)
    return replace(turn, expressions=tuple(kept))


_STOP_BETWEEN = lazy("[。;!?]")


def _without_said(turn: Turn, parts: Sequence[Part]) -> Turn:
    """A message less the numbers that only name what it turns round (那70万后来补走平台了)."""
    said = "".join(part.matter.said for part in parts)
    kept = (e for e in turn.expressions if turn.folded[e.start : e.end] not in said)
    return replace(turn, expressions=tuple(kept))


_CORRECTS = lazy(
    "(?:哦|啊|呃|等等|等一?下|哎呀?|抱歉|不好意思)*,?(?:我)?(?:不对|不是|错了|[说记看搞弄数写打]错了?|更正一?下?|口误)[了啊哦]?[,。!]"
)


def _redone(turn: Turn, part: Part) -> Part:
    """A matter without what the message before took off it, where this one corrects how much.

    其中有一个给撤了 → 不对,撤了三个: three in all, not three more.
    """
    matter = part.matter
    told = _CORRECTS.match(turn.folded)
    if part.index is None or matter.undo is None or told is None:
        return part
    rest = turn.folded[told.end() :]
    acts = {m.group()[0] for m in _TAKES_OFF.finditer(matter.said)}
    if not acts & {m.group()[0] for m in _TAKES_OFF.finditer(rest)}:
        return part
    return replace(part, matter=replace(matter, numbers=matter.undo[0]))


_TAKES_OFF = lazy("[撤退砍扣减作废黄吹毙否驳](?![是为到成])|没(?=[批过评签认进])")
_STOPS = lazy(
    "(?:^|[,。;!?])(?P<opens>(?:算了|得了|好吧|那|那就),?)?不(?P<act>[\u4e00-\u9fff]{1,4}?)了(?=[,。;!?]|$)"
)
"""不转了 after 如果转租了半层: what was supposed is off."""
_ONLY_GUESSED = lazy(
    "别当真|瞎(?:猜|说|讲|想)|开玩笑|随口(?:一)?(?:说|问)|打个比方|说着玩|没有的事|假设而已"
)
_STILL_SO = lazy(
    "(?:^|[,。;!?])(?:好+的?|行|嗯+|那|哦|算了|得了|没事)*,?还是(?:就)?(?:(?:按|照|说|看|用|算|维持)"
    r"|[^,。;!?\d]{1,8}的?那个?(?:数|价|金额|情况|算法)(?=[,。;!?]|$))"
)
"""好，还是按前海飞澳门 after a what-if."""


def _is_stopped(turn: Turn, matter: Matter) -> bool:
    """Whether a message ends the what-if that a matter stands in: 不转了, 还是按….

    What is stopped is named by what the what-if spoke of.
    """
    if matter.real is None:
        return False
    if _STILL_SO.search(turn.folded) or _ONLY_GUESSED.search(turn.folded):
        return True
    if _denied_suppositions(turn, matter):
        return True
    supposed = "".join(s.text for s in matter.flags if s not in matter.real.flags)
    found = list(_STOPS.finditer(turn.folded))
    return any(m["opens"] or set(m["act"]) <= set(supposed) for m in found)


def _denied_suppositions(turn: Turn, matter: Matter) -> frozenset[str]:
    """The conditions supposed before that a message denies (要是评上标杆呢 → 标杆没评上)."""
    if matter.real is None:
        return frozenset()
    names = {s.name for s in matter.flags if s not in matter.real.flags}
    texts = [s.text for s in matter.flags if s.name in names and s.text in turn.folded]
    said = [s for s in turn.flags if s.name in names]
    is_denied = any(s.value is False for s in said) or any(
        _NOT_GOT.search(turn.folded, *clause_around(turn.folded, s.start, s.end)) for s in said
    )
    return frozenset(names) if texts and is_denied else frozenset()


_NOT_GOT = lazy("没(?!有没有)|未(?![来必])|(?<!是)不(?:是|算|够)")
_UNSAID = lazy(
    "(?:当|就当|全当|权当)(?:我|俺|咱)?没(?:有)?(?:说|提|讲|写)(?:过)?(?P<what>[^,。;!?]{1,12})"
    "|(?P<name>[^,。;!?]{1,12}?)(?:那句|这句|那条|的话|这话)?(?:就)?当(?:我|俺|咱)?没(?:有)?"
    "(?:说|提|讲)过?(?=[,。;!?了]|$)"
)
"""当我没说初创: what was said of it is taken back."""


def _without_unsaid(turn: Turn) -> Turn:
    """A message less the conditions that it takes back."""
    spans = [m.span() for m in _UNSAID.finditer(turn.folded)]
    if not spans:
        return turn
    kept = [f for f in turn.flags if not any(low <= f.start < high for low, high in spans)]
    return replace(turn, flags=tuple(kept))


def _unsaid(
    turn: Turn, parts: Sequence[Part], flags: Sequence[Stated]
) -> tuple[tuple[Part, ...], tuple[Stated, ...]]:
    """The matters without the conditions that a message says were never said."""
    spans = [m.span("what" if m["what"] else "name") for m in _UNSAID.finditer(turn.folded)]
    gone = {f.name for f in turn.flags if any(low <= f.start < high for low, high in spans)}
    if not gone:
        return tuple(parts), tuple(flags)
    return tuple(
        replace(
            part,
            matter=replace(
                part.matter, flags=tuple(f for f in part.matter.flags if f.name not in gone)
            ),
        )
        for part in parts
    ), tuple(f for f in flags if f.name not in gone)


_UNADDS = lazy(
    "(?:不|别|甭|先别|没)(?:再)?(?:追加|增加|加|添|补|增购|续)(?:成|上|进去|的)?(?:了|吧|啦|$|(?=[,。;!?]))"
    "|(?:追加|新增|新加|后加|增加|多加|加|添)(?:上去|进去|进来)?的(?:那)?[^,。;!?]{0,8}?"
    "(?:[没未][有能]?[^,。;!?]{0,2}批|不[批要算买租做投办报]|去掉|取消|撤|黄了|作废|泡汤|拿掉|删|别算|没[成了签买租要下])"
)
"""What takes back an addition of before without its sum (追加的老板没批, 还是不加了)."""


def takes_back_change(turn: Turn) -> bool:
    """Whether a message takes back what was added last, naming no sum."""
    amounts = any(q.role == "amount" and not _is_a(q) for q in turn.quantities)
    return not amounts and _UNADDS.search(turn.folded) is not None


def _without_named_role(turn: Turn, flags: Sequence[Stated], number: int) -> tuple[Stated, ...]:
    """The flags that hold on, less who applies where only a matter was named by it.

    专业楼宇的运营机构呢 asks who can get it; that the asker is one is not said.
    """
    if _OWN.search(turn.folded):
        return tuple(flags)
    return tuple(s for s in flags if not (s.name == APPLICANT and s.turn == number))


_OWN = lazy("[我俺咱]|本(?:公司|单位|司|园区|机构|企业)")
"""Who speaks of what the asker is."""


def _unchanged(part: Part) -> Part:
    """A matter without its last addition; as it is, where none was made."""
    undo = part.matter.undo
    if part.index is None or undo is None or not _grew(undo[0], part.matter.numbers):
        return part
    matter = replace(part.matter, numbers=undo[0], flags=undo[1], undo=None, real=None)
    return Part(part.index, matter, part.stretches)


def _grew(before: Sequence[Stated], after: Sequence[Stated]) -> bool:
    """Whether a sum or a count is more than it was."""
    was = {s.name: sum((i.total for i in opened(s.value)), Decimal(0)) for s in before}
    return any(
        sum((i.total for i in opened(s.value)), Decimal(0)) > was[s.name]
        for s in after
        if s.name in was
    )


_BACK_TO = lazy("(?:还是|回到|还按|就按|仍按|按回)[^,。;!?\\d]{0,4}$")
_THAT_CASE = lazy("(?:元|块)?的?(?:那[个种版笔档次回]|情况|方案|算法)")


def _back_to(turn: Turn) -> Decimal | None:
    """The sum by which a message names the case it goes back to (还是180万那个情况)."""
    for e in turn.expressions:
        quantity = e.operands[0].quantity
        if (
            len(e.operands) == 1
            and _BACK_TO.search(turn.folded, max(0, quantity.start - 8), quantity.start)
            and _THAT_CASE.match(turn.folded, quantity.end)
        ):
            return quantity.value
    return None


def _is_member(given: Given, part: Part) -> bool:
    """Whether a number is one of several that were stated for its fact before."""
    return any(
        s.name == given.fact
        and any(
            item.value == given.expression.value
            for item in (s.value if isinstance(s.value, tuple) else s.parts)
        )
        for s in part.matter.numbers
    )


def _less_member(stated: Stated, turn: Turn) -> Stated:
    """A list less the member that a message names by its value (122万那份先拿掉)."""
    if not isinstance(stated.value, tuple) or len(stated.value) < _SEVERAL:
        return stated
    named = {
        o.quantity.value
        for e in turn.expressions
        for o in e.operands
        if _THAT.match(turn.folded, o.quantity.end)
    }
    kept = tuple(item for item in stated.value if item.value not in named)
    if len(kept) == len(stated.value) or not kept:
        return stated
    return replace(stated, value=kept, say="")


def takes_off_part(turn: Turn) -> bool:
    """Whether what a message removes is a sum told in it, no fact or matter as a whole."""
    return any(o.role == "minus" for e in turn.expressions for o in e.operands)


def _is_in_total(expression: Expression, given: Given) -> bool:
    """Whether a count is among those of a count of all that is used."""
    whole = given.expression
    return (
        whole.operands[0].role == "total"
        and whole.unit is expression.unit is Unit.COUNT
        and whole.classifier == expression.classifier
        and whole.value is not None
        and expression.value is not None
        and expression.value < whole.value
    )


def _whole_clause(turn: Turn, start: int, end: int) -> tuple[int, int]:
    """A number that is left over with what stands behind it (又花9万修了厕所).

    A clause that holds nothing else is told with the one before it (买了大巴,90万).
    """
    low, high = clause_around(turn.folded, start, end)

    def is_free(first: int, last: int) -> bool:
        taken = (*turn.named, *((q.start, q.end) for q in turn.quantities))
        return not any(s < last and first < e for s, e in taken)

    if is_free(end, high) and not _ASKS_ANY.search(turn.folded, end, high):
        end = high
    if low == start and end == high and low > 1 and turn.folded[low - 1] == ",":
        before = clause_around(turn.folded, low - 1, low - 1)[0]
        if content_of(turn.folded[before : low - 1]) and is_free(before, low):
            start = before
    return start, end


_ASKS_ANY = lazy("多少|几|吗|呢|什么|怎|哪|能不能|给不给|补不补|有没有")


def _is_a(quantity: Quantity) -> bool:
    """Whether a quantity is no more than an article (一轮融资)."""
    return quantity.unit is Unit.COUNT and quantity.value == 1


def _is_one(expression: Expression) -> bool:
    """Whether a count, or each of a list of counts, is one."""
    if expression.relation is Relation.LIST:
        return all(o.quantity.value == 1 for o in expression.operands)
    return expression.value == 1


_ASKS_CAP = lazy("最高|最多|封顶|上限|顶格|比例|几成|标准")
_ALIKE = lazy("同样|一样|照样|同额|等额|这么多|这笔|那笔|也是")


def _apart(turn: Turn, parts: Sequence[Part]) -> tuple[Turn, ...]:
    """The message as each of several new matters reads it; () where it is read as a whole.

    What stands in another matter's stretch is blanked out: no number is joined with one there, and
    no word there names one here. Offsets stay.
    """
    if len(parts) < 2 or any(p.index is not None or not p.stretches for p in parts):
        return ()
    return tuple(_own_of(turn, part) for part in parts)


def _own_of(turn: Turn, part: Part) -> Turn:
    left = ["。"] * len(turn.folded)
    for start, end in part.stretches:
        left[start:end] = turn.folded[start:end]
    text = "".join(left)
    quantities = tuple(q for q in turn.quantities if part.holds(q.start))
    return replace(
        turn,
        folded=text,
        quantities=quantities,
        expressions=find_expressions(text, quantities),
    )


def _together(readings: Iterable[Sequence[Expression]]) -> tuple[Expression, ...]:
    """The expressions of all matters, each once, in order."""
    found = dict.fromkeys(e for own in readings for e in own)
    return tuple(sorted(found, key=lambda e: (e.start, e.end)))


_NOUN_AFTER = lazy(r"的?[\u4e00-\u9fff]{1,4}?(?=[,。;!?、在和与都也就能可要有被,]|$)")
_LEAD = lazy(r"[^,。;!?、:()\d]{0,20}$")


def _governed(text: str, start: int, quantities: Sequence[Quantity]) -> int:
    """Where the words begin that lead to a number within its own clause."""
    low = max((q.end for q in quantities if q.end <= start), default=0)
    lead = _LEAD.search(text, low, start)
    return lead.start() if lead else start


def _combined(
    earlier: Stated | None,
    stated: Stated,
    role: str,
    acts: Acts,
    label: str = "",
    year: int | None = None,
    turns_year: int = 0,
    *,
    adds: bool = False,
    told: str = "",
) -> Stated:
    """The new number over the one before: replaced, unless words of adding or taking off stand."""
    if earlier is not None and turns_year:
        return _another_year(earlier, stated, turns_year)
    if earlier is not None and isinstance(earlier.value, tuple) and role == "minus":
        return _less_of_several(earlier, stated)
    if earlier is not None and isinstance(earlier.value, tuple) and (label or year):
        return _component(earlier, stated, label, year)
    if earlier is None or earlier.is_assumed or not isinstance(earlier.value, Decimal):
        return stated  # what was only assumed (one of each) is no number to add to
    if not isinstance(stated.value, Decimal):
        return stated
    if role == "total":
        return stated
    if role == "minus":
        return _summed(earlier, stated, -1)
    if role == "plus" or adds:
        parts = summed(earlier, stated, ("", told or label))
        return replace(_summed(earlier, stated, 1), parts=parts)
    return stated


_MOST_TOLD = 12


def _told_before(turn: Turn, stated: Stated) -> str:
    """The words of the clause before a number, by which a later message calls it (补签那个)."""
    low, _ = clause_around(turn.folded, stated.start, stated.start)
    return turn.folded[low : stated.start][-_MOST_TOLD:]


def _less_of_several(earlier: Stated, stated: Stated) -> Stated:
    """What was told in several numbers (去年30台，今年又40台) less one, off the last of them."""
    items = earlier.value
    if not isinstance(items, tuple) or not isinstance(stated.value, Decimal):
        return stated
    left, kept = stated.value, list(items)
    for n in reversed(range(len(kept))):
        if kept[n].count is not None or kept[n].value is None:
            return stated
        off = min(left, kept[n].value)
        kept[n], left = replace(kept[n], value=kept[n].value - off), left - off
    return replace(earlier, value=tuple(kept), turn=stated.turn)


_THAT_ONE_ASKED = lazy(
    "(?:还|又|另)(?:有|办|开|做|租|买)了?一?(?P<of>[场批次届期家个])[^。!?]{0,40}[那这](?:一)?(?P=of)[^,。;!?]{0,6}多少"
)
"""秋天还有一场,预算1300万,那场能拿多少 asks for that one alone."""
_NEXT_ONE = lazy("下一?[轮次个期批回]")
_ALL_ALIKE = lazy(
    r"(?P<n>[两二三四五2-5])年(?:(?:都|全|每年)?(?:是|按|有|花)?(?:这么多|这个数|那么多|一样|同样|不变|差不多)"
    r"|下来|加起来|加一起|拢共|(?:都|全|每年|各)(?:是|按|有|花|付|投|要)?(?=[\d一二两三四五六七八九]))"
)
_YEARS_SAID = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "2": 2, "3": 3, "4": 4, "5": 5}


def _as_much_each_year(turn: Turn, number: int) -> tuple[Stated, ...]:
    """For how many years a sum that was stated is the same (三年都这么多呢)."""
    match = _ALL_ALIKE.search(turn.folded)
    if match is None:
        return ()
    years = _YEARS_SAID[match["n"]]
    return (Stated(_YEARS, Decimal(years), *match.span(), match.group(), turn=number),)


def _is_told_apart(turn: Turn, old: Stated, fresh: Sequence[Stated]) -> bool:
    """Whether things that were counted before are now told to be of another kind.

    这2个如果是示范项目呢: the two of before are no typical cases then.
    """
    return any(
        s.name != old.name
        and s.value == old.value
        and _classified(s) == _classified(old)
        and turn.folded[max(0, s.start - 2) : s.start].endswith(("这", "那", "这些", "那些"))
        for s in fresh
    )


_OF_WHICH = lazy("(?:(?:其|这|那)中|里[面头边]|当中|之中)的?有?$|(?:^|[,。;!?]|发现)有$")
_REALLY = lazy("(?:其实|实际上?|应该?|原来)?(?:是|算|属于|为)")


def _less_reclassed(
    turn: Turn, old: Stated, counts: Sequence[Stated], fresh: Sequence[Stated]
) -> Stated:
    """A count less those of its things that are told now to be of another kind.

    After 两项行业标准: 其中一项其实是国家标准.
    """
    alike = [
        s
        for s in counts
        if s not in fresh and isinstance(s.value, Decimal) and _classified(s) == _classified(old)
    ]
    if len(alike) != 1 or not isinstance(old.value, Decimal):
        return old
    moved = Decimal(0)
    for s in fresh:
        low, _ = clause_around(turn.folded, s.start, s.start)
        is_some = _OF_WHICH.search(turn.folded, max(0, low - 1), s.start)
        same = s.name != old.name and _classified(s) == _classified(old)
        if is_some and same and _REALLY.match(turn.folded, s.end) and isinstance(s.value, Decimal):
            moved += s.value
    if not 0 < moved < old.value:
        return old
    return replace(old, value=old.value - moved, say="")


def _is_of_some(turn: Turn, given: Given, known: Stated | None) -> bool:
    """Whether a number tells of some of those stated only, or of somebody else's."""
    if known is None:
        return False
    if is_apart(turn.folded, given.expression, known.value):
        return True
    is_count = given.expression.unit is Unit.COUNT and not known.is_assumed
    return is_count and bool(denied_of(turn.folded, given.expression, known, turn.flags))


def _of_several(
    turn: Turn,
    earlier: Stated | None,
    stated: Stated,
    role: str,
    label: str,
    names: Sequence[str],
    *,
    is_apart: bool,
) -> Stated | None:
    """A number as one of several that were stated, or as one more of them; None if it is neither.

    ``is_apart``: each of several things is capped on its own.
    """
    if earlier is None or earlier.is_assumed:
        return None
    if isinstance(stated.value, tuple) and Intent.TOTAL in turn.intents:
        return more_years(earlier, stated, turn.year)
    if not isinstance(stated.value, Decimal):
        return None
    one = one_changed(earlier, stated, turn.folded) or _dated(turn, earlier, stated, role)
    if one is not None:
        return one
    adds = role == "plus" or _adds_here(turn, stated, role)
    low = clause_around(turn.folded, stated.start, stated.start)[0]
    if adds and _NEXT_ONE.search(turn.folded, low, stated.start):
        return stated  # 下一轮再融5000万: no more of this one
    corrects = Act.CORRECT in turn.acts or role in ("new", "old", "minus", "total")
    whole = _WHOLE_NOW.search(turn.folded, low, stated.start)  # 到后年一共有6个
    if not corrects and not whole and (adds or Intent.TOTAL in turn.intents):
        dated = with_year(earlier, stated, turn.year)
        if dated is not None:
            return dated
    if not corrects and not adds and not _WHAT_IF.search(turn.folded):
        other = of_other_year(earlier, stated, turn.year)
        if other is not None:
            return other
    if adds and is_apart and is_another(turn.folded, stated.start):
        return listed(earlier, stated)
    return None if adds else part_changed(earlier, stated, label, names)


def _dated(turn: Turn, earlier: Stated, stated: Stated, role: str) -> Stated | None:
    """The sums of several years with one that is told for its year (后年按80万)."""
    is_alone = is_only(turn.folded) or _JUST_THIS.search(turn.folded, 0, stated.start)
    if is_alone or role in ("plus", "minus"):
        return None
    return in_year(earlier, stated, turn.year)


_JUST_THIS = lazy("[只就光单]这一?[笔份个]?$")
_WHOLE_NOW = lazy("(?:一共|总共|合计|累计|总计)(?:会|能|可以|要)?(?:有|是|到|达到?)?了?$")


def _adds_here(turn: Turn, stated: Stated, role: str) -> bool:
    """Whether words of adding stand beside a number, with no other thing told between."""
    if Act.CORRECT in turn.acts or role in ("new", "old", "total"):
        return False
    low = max(turn.folded.rfind(c, 0, stated.start) for c in "。;!?") + 1
    if Intent.TOTAL in turn.intents and _BUYS_MORE.search(turn.folded, low, stated.start):
        return True  # 同一年还买了一体机, 大模型部分占100万, 合起来
    if _ADDED_BEHIND.match(turn.folded, stated.end) or _LEFT_OUT.search(
        turn.folded, low, stated.start
    ):
        return True
    if Act.ADD not in turn.acts:
        return False
    joined = [(e.start, e.end) for e in turn.expressions if len(e.operands) > 1]
    _, high = clause_around(turn.folded, stated.start, stated.start)
    return any(
        content_of(turn.folded[end : stated.start]) <= _BESIDE
        if start < stated.start
        else end <= high and not any(q.start >= end for q in turn.quantities)
        for start, end in places_of("additions", turn.folded)
        if not any(low <= start and end <= high for low, high in joined)
    )


_ADDED_BEHIND = lazy(
    r"[^,。;!?\d]{0,12},(?:你|您)?(?:帮我|给我|麻烦)?(?:再|也|都|要|得|一起)*"
    "(?:[加算并补添](?:上去|进去|进来|到里面|在一起|到一起|一下|上)|(?:加|并)(?:上|入|进))[吧呗啊哈呢了]*(?:[,。;!?]|$)"
)
"""调优的费用330万漏报了, 加上去: a clause that does nothing but add what stands before it."""
_LEFT_OUT = lazy(
    r"(?:漏了|漏报了?|漏算了?|少算了?|少报了?|落下了?|忘了?算)(?!一半)(?:一?[个笔项份块]:?,?)?"
    r"(?! ?[这那])[^,。;!?\d]{0,10}$"
)
_BUYS_MORE = lazy(
    "(?<![是按])[又再还另](?:外|要|会|想)?[买签付花投租采做订办加交建开转完][^,。;!?]"
)
_PART = lazy("(?:其中|里面|里头|当中)[^,。;!?]{0,6}$")
_SHARE_OF = lazy("占了?$")


def _narrows(turn: Turn, stated: Stated, known: Mapping[str, Stated]) -> bool:
    """Whether a number is told to be a part of what was stated before: the whole stays."""
    if stated.name not in known:
        return False
    lead = turn.folded[max(0, stated.start - 10) : stated.start]
    is_share = Act.REMOVE in turn.acts and _SHARE_OF.search(lead)
    return bool(_PART.search(lead) or is_share)


_NTH_YEAR = lazy("第[一二三四五六七八九]年|上年度|去年|今年|明年")
_NO_MORE = lazy(
    "第(?P<nth>[二三四五])年(?:开始|起)?(?:就|都|我们)?(?:不(?:再)?[租续用买做办]|退租|搬走)"
)
_NTH = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5}
_LATER = lazy(r"(?:第([二三四五])年|(明年|次年|下一年|转过年)|(后年))[^。;!?\d]{0,16}$")


def _later_year(turn: Turn, stated: Stated) -> int:
    """Which year a number is of, when a sum over several years is asked (第二年90万，两年一共)."""
    low, _ = clause_around(turn.folded, stated.start, stated.start)
    if Intent.TOTAL not in turn.intents or _WHOLE_NOW.search(turn.folded, low, stated.start):
        return 0
    match = _LATER.search(turn.folded[max(0, stated.start - 20) : stated.start])
    if match is None:
        return 0
    if match.group(1):
        return _NTH[match.group(1)]
    return 2 if match.group(2) else 3


def _another_year(earlier: Stated, stated: Stated, year: int) -> Stated:
    """The sums of the years before with that of one more year."""
    if not isinstance(stated.value, Decimal):
        return stated
    known = earlier.value
    items = known if isinstance(known, tuple) else (FactItem(Decimal(str(known)), year=1),)
    kept = tuple(item for item in items if item.year != year)
    return replace(stated, value=(*kept, FactItem(stated.value, year=year)), say="")


_ONLY = lazy(
    r"(?P<that>(?:20)?\d\d)年(?=那一?[年笔份])|(?:只|光|单|就|单独)(?:看|报|算|申请|要|说|问|按|管|留)?[^,。;!?]{0,4}?"
    r"(?:(?P<year>(?:20)?\d\d)年|第?(?P<nth>[一二三四五首头])[一]?年|(?P<next>明年|次年|下一年)"
    r"|(?P<last>后年|最后一年)|(?P<now>今年|当年))"
)
_FIRST_YEAR = {"首": 1, "头": 1, **_NTH}


def _only_year(stated: Stated, text: str) -> Stated:
    """Of sums of several years the one that the message narrows to (只看26年呢, 只要明年那笔)."""
    match = _ONLY.search(text)
    if match is None or not isinstance(stated.value, tuple):
        return stated
    items = stated.value
    if match["year"] or match["that"]:
        year = int(match["year"] or match["that"]) % 100 + 2000
        kept = tuple(item for item in items if item.year == year)
    else:
        nth = (
            _FIRST_YEAR[match["nth"]]
            if match["nth"]
            else 1
            if match["now"]
            else 2
            if match["next"]
            else len(items)
        )
        kept = items[nth - 1 : nth]
    if not kept:
        return stated
    if len(kept) == 1 and isinstance(kept[0].value, Decimal):
        rest = tuple(i for i in items if i is not kept[0] and i.year is not None)
        own = kept[0].year
        return replace(stated, value=kept[0].value, year=own, beside=rest if own else (), say="")
    return replace(stated, value=kept, say="")


def _component(earlier: Stated, stated: Stated, label: str, year: int | None = None) -> Stated:
    """One item of several replaced by what is called the same (硬件改成800万), or its year's."""
    items = earlier.value if isinstance(earlier.value, tuple) else ()
    if not isinstance(stated.value, Decimal):
        return stated
    alike = [n for n, item in enumerate(items) if item.kind and share(item.kind, label)]
    if year is not None:
        alike = [n for n, item in enumerate(items) if item.year == year] or alike
    if len(alike) != 1:
        return stated
    changed = list(items)
    changed[alike[0]] = replace(items[alike[0]], value=stated.value)
    return replace(
        earlier,
        value=tuple(changed),
        say="",
        turn=stated.turn,
        start=stated.start,
        end=stated.end,
        places=earlier.every_place,
    )


def _summed(earlier: Stated, stated: Stated, sign: int) -> Stated:
    if not isinstance(earlier.value, Decimal) or not isinstance(stated.value, Decimal):
        return stated
    mark = "+" if sign > 0 else "−"
    return replace(
        stated,
        value=earlier.value + sign * stated.value,
        text=f"{earlier.text}{mark}{stated.text}",
        approximate=earlier.approximate or stated.approximate,
        alternatives=tuple((text, v + sign * stated.value) for text, v in earlier.alternatives),
        is_range=earlier.is_range,
        say="",
        places=earlier.every_place,
    )


def _last_of_each(merged: Sequence[Stated]) -> tuple[Stated, ...]:
    """One statement a fact: of several in one message a total counts, else the first."""
    found: dict[str, Stated] = {}
    for stated in merged:
        found.setdefault(stated.name, stated)
    return tuple(found.values())


def _joined(
    own: Sequence[Stated], kept: Sequence[Stated], new: Sequence[Stated]
) -> tuple[Stated, ...]:
    """The flags of a matter under those that hold now."""
    names = {s.name for s in (*kept, *new)}
    return (*(s for s in own if s.name not in names), *kept)


def _shown(item: FactItem, turn: Turn) -> str:
    if item.start is not None and item.end is not None:
        return turn.folded[item.start : item.end]
    return str(item.value)
