"""Numbers that were told in several: members, counts of kinds, sums shared alike.

Which of them a message names, and what becomes of it, is read before its numbers are given out.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.dialogue.acts import Act
from assistant.dialogue.aspects import clause_around, content_of
from assistant.dialogue.changes import is_met
from assistant.dialogue.conditions import fails
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.only_one import only_one_out
from assistant.dialogue.gather.paired_years import of_other_years
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.prepared import without_spans
from assistant.dialogue.gather.years import back_among_years, of_named_year, with_all_years
from assistant.dialogue.language import naming_pairs
from assistant.dialogue.ledger import Matter
from assistant.dialogue.members import (
    WHOLE,
    Said,
    change,
    edited,
    less_spans,
    meant,
    members_of,
    points,
    viewed,
)
from assistant.dialogue.stated import Stated, Unused
from assistant.dialogue.struck import strike
from assistant.dialogue.turn import Turn
from assistant.rules.facts import FactItem, FactKind
from assistant.rules.rule import Rule
from assistant.text.expressions import Relation
from assistant.text.pattern import lazy
from assistant.text.persons import put_up_for_a_firm
from assistant.text.saying import shown
from assistant.text.units import Unit

BESIDE = 6
"""Characters of unknown words between 另外 and the number that it adds."""
_FEN = Decimal("0.01")
_EVENLY = lazy(
    "(?:[一每各两]家|[一每各两]边|各自?|一人|每人)[^,。;!?]{0,2}一半|对半[分开]?|平分|五五[分开]|均分|平摊"
)
_OUR_HALF = lazy("(?:我们|咱们?|我司|自己)[那这]?(?:一?边|头)?的?[那这]?(?:一半|一?份|部分)")
_SEVERAL = 2
_YEAR = 12
_SHARERS = lazy(
    "(?P<so_many>[两二三四五六2-6])(?:家|个)(?:公司|单位|企业|机构)?[^,。;!?]{0,4}(?:平分|均分|平摊|对半|各(?:出|付|掏|承担)?一半)"
    "|(?:[和跟与同](?!他说|我说)[^,。;!?\\d]{1,12}?|合[租买签]的?,?)(?:,|一起|共同|合[租买签伙]的?){0,4}[^,。;!?\\d]{0,6}?"
    "(?:平分|均分|平摊|对半|五五|[一每各两]家[^,。;!?]{0,2}一半|[一每]人[^,。;!?]{0,2}一半|各?(?:出|付|掏|承担)一半|各一半)"
)
"""和另一家公司一家一半, 三家公司平分: so many share one sum, we among them."""
_HOW_MANY = {c: n for n, c in enumerate("二三四五六", 2)} | {"两": 2}


def _sharers(text: str) -> int:
    """How many share a sum with us in it, 0 where no other is told."""
    match = _SHARERS.search(text)
    if match is None:
        return 0
    told = match["so_many"]
    if told is None and put_up_for_a_firm(text):
        return 0
    if told is None:
        return _SEVERAL
    return _HOW_MANY[told] if told in _HOW_MANY else int(told)


def counts_told(
    ctx: GatherContext, turn: Turn, matters: Sequence[Matter]
) -> tuple[tuple[int, int], ...]:
    """Where a message says that some of what was counted does not count."""
    parts = [Part(n, matter, ((0, len(turn.folded)),)) for n, matter in enumerate(matters)]
    return _counts_struck(ctx, turn, parts)[1]


def less_struck(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part]
) -> tuple[Turn, tuple[Part, ...]]:
    """Counts less the things that turn out not to count (6个里面有3个没进清单)."""
    found, spans = _counts_struck(ctx, turn, parts)
    if not spans:
        found, spans = only_one_out(ctx, turn, found)
    return (without_spans(turn, spans) if spans else turn), found


def _counts_struck(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part]
) -> tuple[tuple[Part, ...], tuple[tuple[int, int], ...]]:
    found = list(parts)
    spans: set[tuple[int, int]] = set()
    for n, part in enumerate(parts):
        needed = {name for c in part.matter.clauses for name in ctx.needs(c).all}
        counts = {name for name in needed if ctx.is_count(name)}
        kinds = {name: ctx.kind_of(name) if len(counts) > 1 else "" for name in counts}
        if part.index is None or not counts or Act.DOUBT in turn.acts:
            continue
        if spans and len(parts) > 1:
            break
        lost = {s.name: s for s in part.matter.lost if s.name in counts}
        rules = ctx.rules_of(part)
        denied = [
            f.start  # a day tells against those things only that a rule asks it of
            for f in turn.flags
            if f.value is False and (f.days is None or fails(f, rules))
        ]
        text = _in_full(ctx, turn.folded, kinds)
        every = with_all_years(turn, part.matter.numbers)
        numbers = [of_named_year(text, s, turn.year) for s in every]
        done = strike(text, turn.expressions, denied, numbers, kinds, lost)
        if done is not None:
            was = {s.name: s for s in every}
            back = (back_among_years(s, was.get(s.name, s)) for s in done.numbers)
            matter = replace(part.matter, numbers=tuple(back))
            found[n] = replace(part, matter=matter)
            spans |= set(done.spans)
    return tuple(found), tuple(sorted(spans))


def split_evenly(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part], new: Sequence[Stated]
) -> tuple[Stated, ...]:
    """A sum that several places or matters share alike (总共1500万,一家一半), its own share."""
    sums = [e for e in turn.expressions if e.unit is Unit.YUAN]
    places = {c.policy for part in parts for c in part.matter.clauses}
    number = len(parts) if len(parts) > 1 else len(places)
    if number < _SEVERAL and _OUR_HALF.search(turn.folded):
        number = _SEVERAL  # 我们跟合作方平分,按我们那一半
    if number < _SEVERAL:
        number = _sharers(turn.folded)
    if number < _SEVERAL or len(sums) != 1 or not shares_evenly(turn.folded):
        return tuple(new)
    told = {s.total for p in parts for s in p.matter.numbers}
    if any(e.value is not None and e.value * number in told for e in sums):
        return tuple(new)  # 他们承担一半,我们只出550万, of 1100万: the share itself is told
    found: list[Stated] = []
    for s in new:
        if ctx.rulebook.facts[s.name].kind is not FactKind.YUAN:
            found.append(s)
        elif isinstance(s.value, Decimal):
            own = (s.value / number).quantize(_FEN)
            if own * number == s.value:  # else no share is exact: the sum is asked for
                say = f"{shown(s.value, Unit.YUAN)} ÷ {number} = {shown(own, Unit.YUAN)}"
                whole = (FactItem(s.value, relation=WHOLE),)
                found.append(replace(s, value=own, say=say, parts=whole, alternatives=()))
    return tuple(found)


def _in_full(ctx: GatherContext, text: str, kinds: Mapping[str, str]) -> str:
    """A message with short names of kinds (国标) as the words that tell them apart (国家)."""
    for name, kind in kinds.items():
        for word in ctx.label_words(name) if kind else ():
            if len(word) == len(kind) and word[0] == kind[0] and word != kind:
                text = text.replace(word, kind)
    return text


@dataclass(frozen=True, slots=True)
class Told:
    """Matters with the members changed that a message names.

    ``turn`` is the message less what told it; ``unclear`` are the stretches that fit several
    members alike and change none; ``is_factored``: a factor of what was told was told anew.
    """

    turn: Turn
    parts: tuple[Part, ...]
    spans: tuple[tuple[int, int], ...] = ()
    unclear: tuple[tuple[int, int], ...] = ()
    is_factored: bool = False

    @property
    def left(self) -> tuple[Unused, ...]:
        """What is told to be left over."""
        text = self.turn.folded
        return tuple(Unused(text[low:high], low, high, "number") for low, high in self.unclear)


def by_member(ctx: GatherContext, turn: Turn, parts: Sequence[Part], number: int) -> Told:
    """Numbers that were told in several, with those changed that the message names."""
    told = _members_changed(ctx, turn, parts, number)
    spans = (*told.spans, *told.unclear)
    return replace(told, turn=without_spans(turn, spans)) if spans else told


def _by_condition(
    ctx: GatherContext, turn: Turn, part: Part
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where a message says that conditions of a matter are met, and that they are not."""
    needed = {
        c.fact: c.is_
        for rule in ctx.rules_of(part)
        for c in rule.conditions
        if c.is_ is not None and not c.or_facts
    }
    told = [(f.start, is_met(f, needed[f.name])) for f in turn.flags if f.name in needed]
    return tuple(p for p, met in told if met), tuple(p for p, met in told if not met)


_TIMES = lazy("首次|[头第]一[次回]")
"""这次不是首次: which time it is, is said of all of them."""


def longer_as_well(
    ctx: GatherContext, before: Sequence[Stated], after: Sequence[Stated]
) -> tuple[Stated, ...]:
    """The numbers, how long told anew with what is paid over that time.

    25500 × 12个月 and 12 months were told: 三十六个月 makes both of them longer.
    """
    was = {s.name: s for s in before}
    found = list(after)
    for now in after:
        old = was.get(now.name)
        times = [_times(s) for s in (old, now) if s is not None]
        if len(times) != _SEVERAL or not times[0] or not times[1] or times[1] == times[0]:
            continue
        if times[1] < times[0] and not _of_years(now):
            continue  # 有10张只用了4个月
        products = (d.product for d in ctx.rulebook.facts[now.name].derive if d.product)
        factors = {name for product in products for name in product}
        found = [
            replace(s, value=times[1], turn=now.turn, start=now.start, end=now.end, text=now.text)
            if s.name in factors
            and s.value == times[0]
            and s.name in was
            and s.value == was[s.name].value
            else s
            for s in found
        ]
    return tuple(found)


def _times(stated: Stated) -> Decimal | None:
    """How many months are paid for, of a sum told as one price so many months."""
    months = [
        f.value * (_YEAR if f.of == "年" else 1)
        for t in stated.terms
        for f in t.factors
        if f.unit is Unit.MONTH
    ]
    if len(months) == len(stated.terms) == 1 and stated.terms[0].value == stated.value:
        return months[0]
    counted = [Decimal(m.count) for m in stated.parts if m.count is not None]
    return counted[0] if len(counted) == len(stated.parts) == 1 else None


def _of_years(stated: Stated) -> bool:
    """Whether a sum was told as what is paid a year, so many years."""
    return any(f.unit is Unit.MONTH and f.of == "年" for t in stated.terms for f in t.factors)


def _members_changed(ctx: GatherContext, turn: Turn, parts: Sequence[Part], number: int) -> Told:
    found = list(parts)
    spans: set[tuple[int, int]] = set()
    unclear: set[tuple[int, int]] = set()
    is_factored = False
    if Act.DOUBT in turn.acts:
        return Told(turn, tuple(parts))
    removed = turn.acts.removed if Act.REMOVE in turn.acts else ()
    for n, part in enumerate(parts):
        if part.index is None:
            continue
        rules = ctx.rules_of(part)
        said = Said(
            turn.folded,
            turn.expressions,
            turn.multiples,
            (
                *(
                    f.start
                    for f in turn.flags
                    if ((f.value is False and f.days is None) or fails(f, rules))
                    and not _only_names(ctx, f, rules)
                    and not _TIMES.search(f.text)
                ),
                *(start for start, _ in removed),
            ),
            turn.year,
            number,
        )
        units = ctx.units_told_in(part)
        listed = ctx.capped_apart(part)
        before = {s.name: s for s in part.matter.lost}
        met, unmet = _by_condition(ctx, turn, part)
        own = replace(
            said,
            out=(*said.out, *unmet),
            met=met,
            figures=part.matter.figures,
            conditions=tuple(turn.folded[f.start : f.end] for f in turn.flags),
        )
        own = less_spans(own, _shares_of_others(ctx, turn, part, parts))
        own_words = {s.name: ctx.label_words(s.name) for s in part.matter.numbers}
        names = [s.name for s in part.matter.numbers]
        for hidden, clauses in of_other_years(ctx.rulebook.facts, turn, names):
            view = less_spans(own, clauses) if clauses else own
            anew = edited(view, _shown(part, hidden), units, own_words)
            if anew is not None:
                numbers = longer_as_well(ctx, _shown(part, hidden), anew.numbers)
                found[n] = part = _with_shown(part, numbers)
                spans |= set(anew.spans)
                unclear |= set(anew.unclear)
                is_factored = True
                view = less_spans(view, (*anew.spans, *anew.unclear))
            done = change(
                replace(view, out=tuple(p for p in view.out if p in said.out)),
                _shown(part, hidden),
                before,
                units,
                ctx.label_words,
                ctx.prices(part),
                listed,
            )
            if done is not None:
                numbers = longer_as_well(ctx, _shown(part, hidden), done.numbers)
                found[n] = part = _with_shown(part, numbers)
                spans |= set(done.spans)
    left = tuple(sorted(unclear - spans))
    return Told(turn, tuple(found), tuple(sorted(spans)), left, is_factored)


def _only_names(ctx: GatherContext, flag: Stated, rules: Sequence[Rule]) -> bool:
    """Whether a word that elsewhere denies a condition only names one of several here.

    物流 denies that a vehicle carries people; of two projects it names one.
    """
    tested = {f for rule in rules for c in rule.conditions for f in (c.fact, *c.or_facts)}
    spec = ctx.rulebook.facts.get(flag.name)
    return spec is not None and flag.name not in tested and flag.text in spec.denials


def _shares_of_others(
    ctx: GatherContext, turn: Turn, part: Part, parts: Sequence[Part]
) -> tuple[tuple[int, int], ...]:
    """The clauses that tell a share of a sum of another matter, which they name."""
    others = [ctx.called(p) for p in parts if p is not part]
    found = []
    for e in turn.expressions if others else ():
        if e.unit is not Unit.PERCENT:
            continue
        low, high = clause_around(turn.folded, e.start, e.end)
        pairs = naming_pairs(turn.folded[low : e.start])
        mine = sum(pair in ctx.called(part) for pair in pairs)
        if max(sum(pair in other for pair in pairs) for other in others) > mine:
            found.append((low, high))
    return tuple(found)


def _shown(part: Part, hidden: Collection[str]) -> tuple[Stated, ...]:
    """The numbers of a matter less those that a message says nothing of."""
    return tuple(s for s in part.matter.numbers if s.name not in hidden)


def _with_shown(part: Part, shown: Sequence[Stated]) -> Part:
    """A matter with those of its numbers that were read, as they are now."""
    now = {s.name: s for s in shown}
    numbers = tuple(now.get(s.name, s) for s in part.matter.numbers)
    return replace(part, matter=replace(part.matter, numbers=numbers))


def asked_alone(
    ctx: GatherContext, turn: Turn, part: Part, numbers: tuple[Stated, ...], number: int
) -> tuple[Stated, ...]:
    """The numbers that the answer is about: of several those that are asked about alone."""
    if part.index is None:
        return numbers
    said = Said(
        turn.folded,
        turn.expressions,
        (),
        (),
        turn.year,
        number,
        figures=part.matter.figures,
    )
    return tuple(viewed(said, s, ctx.label_words(s.name)) for s in numbers)


def names_member(
    ctx: GatherContext, turn: Turn, matters: Sequence[Matter], start: int, end: int
) -> bool:
    """Whether a stretch of a message names one of several numbers that were stated."""
    said = Said(turn.folded, turn.expressions, (), (), turn.year, 0)
    if points(turn.folded, start) and any(m.lost for m in matters):
        return True  # 那份换了家供应商重签了, after 第二份是关联方的
    return any(
        meant(
            members_of(s),
            turn.folded[start:end],
            replace(said, figures=matter.figures),
            ctx.label_words(s.name),
            s.value,
        )
        for matter in matters
        for s in matter.numbers
    )


def members_told(
    ctx: GatherContext, turn: Turn, matters: Sequence[Matter]
) -> tuple[tuple[int, int], ...]:
    """Where a message says of members of what was stated what becomes of them."""
    parts = [Part(n, matter, ((0, len(turn.folded)),)) for n, matter in enumerate(matters)]
    told = _members_changed(ctx, turn, parts, 0)
    return tuple(sorted({*told.spans, *told.unclear}))


def shares_evenly(text: str) -> bool:
    """Whether a stretch says that a sum is shared alike (平分, 一家一半)."""
    return _EVENLY.search(text) is not None


def beside_its_parts(turn: Turn, stated: Stated, used: set[int]) -> Stated:
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
        if content_of(turn.folded[e.end : total.start]) > BESIDE or e.value == total.value:
            continue
        used.update({e.start, total.start, *(o.quantity.start for o in e.operands)})
        parts = tuple(FactItem(o.quantity.value, kind=o.label) for o in e.operands)
        told = total.operands[0].quantity.text
        both = ((e.say.split(" = ")[0], e.value), (told, total.value))
        return replace(stated, value=e.value, parts=parts, say=e.say, alternatives=both)
    return stated
