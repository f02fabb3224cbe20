"""From a message and its matters to the facts, step by step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.dialogue.changes import (
    left_to_us,
    less_left_out,
    part_of_own,
    parts_by_condition,
    share_of_own,
)
from assistant.dialogue.conditions import none_of, some_denied
from assistant.dialogue.figures import are_told, figures_of, remembered
from assistant.dialogue.gather.adds_up import with_sums_made
from assistant.dialogue.gather.another import (
    as_another,
    is_that_one,
    of_own_case,
    opened_anew,
    without_role,
)
from assistant.dialogue.gather.around import clause_of, clause_with
from assistant.dialogue.gather.as_named import as_named
from assistant.dialogue.gather.barred_apart import apart_from_barred, without_barred_new
from assistant.dialogue.gather.barred_besides import without_barred_besides
from assistant.dialogue.gather.batch_of_own import batch_of_own
from assistant.dialogue.gather.by_places import by_places
from assistant.dialogue.gather.case_again import of_case_again
from assistant.dialogue.gather.changed_cases import less_unchanged
from assistant.dialogue.gather.classes import likened, numbers_by_class
from assistant.dialogue.gather.come_up_to import come_up_to
from assistant.dialogue.gather.context import YEARS, GatherContext
from assistant.dialogue.gather.corrections import as_said_behind, of_named_before, redone
from assistant.dialogue.gather.counted_kinds import of_own_kinds
from assistant.dialogue.gather.counted_with_before import without_count_of_all
from assistant.dialogue.gather.counts import implied_counts
from assistant.dialogue.gather.denials import (
    denied_by_lead,
    denied_by_place,
    denied_kinds,
    denied_of_new,
    denied_of_one,
    never_got,
    told_here,
    without_denied_of_others,
)
from assistant.dialogue.gather.denied_in_short import with_short_denials
from assistant.dialogue.gather.done_so_far import done_so_far
from assistant.dialogue.gather.exchanged import exchanged
from assistant.dialogue.gather.fact_sets import by_years, each_choice, sets_of_facts
from assistant.dialogue.gather.flags import (
    company_as_such,
    derived_anew,
    flags_that_hold,
    joined_flags,
    set_aside,
    without_named_role,
)
from assistant.dialogue.gather.for_free import without_free
from assistant.dialogue.gather.given_back import without_given_back
from assistant.dialogue.gather.giving import given_out, lent_by_others
from assistant.dialogue.gather.got_this_year import got_this_year
from assistant.dialogue.gather.increments import increments
from assistant.dialogue.gather.inner_parts import in_parts
from assistant.dialogue.gather.instalment import asked_part
from assistant.dialogue.gather.kept_after_all import kept_after_all
from assistant.dialogue.gather.kinds_in_turn import kinds_in_turn
from assistant.dialogue.gather.known_figures import BORNE_PART
from assistant.dialogue.gather.lacking import with_left_over
from assistant.dialogue.gather.last_year import of_year_before, with_year_of_each
from assistant.dialogue.gather.levels_before import without_levels_before
from assistant.dialogue.gather.merging import merged_numbers
from assistant.dialogue.gather.more_of_told import more_of_told
from assistant.dialogue.gather.named_of_row import less_named
from assistant.dialogue.gather.named_support import less_named_support
from assistant.dialogue.gather.net_of_part import all_in_one, net_of_part
from assistant.dialogue.gather.next_round import of_round_told
from assistant.dialogue.gather.not_counted import (
    with_the_rest,
    without_not_counted,
    without_said_to_be_none,
)
from assistant.dialogue.gather.of_foreign_noun import without_foreign
from assistant.dialogue.gather.of_giver import part_of_giver
from assistant.dialogue.gather.of_list import lost_of_lists, with_listed
from assistant.dialogue.gather.of_no_kind import of_no_kind, without_waiting_kinds
from assistant.dialogue.gather.of_past_year import said_to_be_past
from assistant.dialogue.gather.of_seller import less_of_seller, without_seller
from assistant.dialogue.gather.of_tested_choice import of_tested_choice
from assistant.dialogue.gather.one_by_one import one_by_one
from assistant.dialogue.gather.one_for_all import one_for_all
from assistant.dialogue.gather.other_party import of_other_party, of_own_party
from assistant.dialogue.gather.ours_as_well import ours_as_well
from assistant.dialogue.gather.own_measures import in_own_measures
from assistant.dialogue.gather.own_part import with_own_part
from assistant.dialogue.gather.paid_before import of_those_paid, paid_before, reached_once
from assistant.dialogue.gather.paired_years import (
    of_year_restored,
    read_by_year,
    with_paired_years,
    without_unmoved,
)
from assistant.dialogue.gather.part_of_one_more import with_part_of_one_more
from assistant.dialogue.gather.part_of_year import of_part_of_year
from assistant.dialogue.gather.parts import Gathered, Part
from assistant.dialogue.gather.parts_and_rest import parts_and_rest
from assistant.dialogue.gather.payments import without_payments
from assistant.dialogue.gather.pending import still_pending
from assistant.dialogue.gather.periods import (
    ONLY_YEAR,
    of_one_year,
    over_the_time,
    paid_each_year,
    periods_told,
)
from assistant.dialogue.gather.pots import pots_emptied, pots_told, without_pots
from assistant.dialogue.gather.prepared import (
    disowned,
    in_unit,
    on_basis,
    read_apart,
    settled_alone,
    together,
    with_totals,
    without_adding,
    without_echo,
    without_figures,
    without_pointers,
    without_waiting,
    without_wholes,
)
from assistant.dialogue.gather.price_of_each import prices_of_each
from assistant.dialogue.gather.put_aside import without_dismissed
from assistant.dialogue.gather.range_ends import of_range_end
from assistant.dialogue.gather.ranks_apart import ranks_apart
from assistant.dialogue.gather.rates_told import parts_of_rates, rates_left, with_rates
from assistant.dialogue.gather.receipts import less_when_got, told_got_before, without_receipts
from assistant.dialogue.gather.rent_of_months import rent_of_months
from assistant.dialogue.gather.returns import (
    as_it_was,
    back_to,
    before_more,
    first_of_named,
    first_told,
    says_as_before,
    to_undo,
    without_suppositions,
)
from assistant.dialogue.gather.said_not_in import less_said_not_in
from assistant.dialogue.gather.sales_told import with_sales
from assistant.dialogue.gather.several import (
    Told,
    asked_alone,
    beside_its_parts,
    by_member,
    less_struck,
    split_evenly,
)
from assistant.dialogue.gather.share_of_whole import of_kind_taken_off, share_of_whole
from assistant.dialogue.gather.short_parts import less_short_parts
from assistant.dialogue.gather.some_of_those import some_of_those
from assistant.dialogue.gather.stated_here import stated_here, without_totals_of_added
from assistant.dialogue.gather.taken_up_again import taken_up_again
from assistant.dialogue.gather.things_bought import without_strange_things
from assistant.dialogue.gather.third_year import without_third_year
from assistant.dialogue.gather.tiers import of_tier_asked
from assistant.dialogue.gather.times_told import without_standstills
from assistant.dialogue.gather.unit_prices import at_unit_prices, with_counts
from assistant.dialogue.gather.unused import left_unused
from assistant.dialogue.gather.what_ifs import for_others, real_before, without_unsaid
from assistant.dialogue.gather.years import each_of_its_year, moved_to_years
from assistant.dialogue.items import RELATIVE_YEARS, is_only, of_years
from assistant.dialogue.ledger import Matter
from assistant.dialogue.members import lost_of
from assistant.dialogue.needs import Needs, needs_of, stand_ins
from assistant.dialogue.numbers import Given
from assistant.dialogue.of_sellers import is_price_of_other
from assistant.dialogue.stated import Stated, Unused
from assistant.dialogue.still_to_come import is_still_to_come
from assistant.dialogue.turn import Turn
from assistant.dialogue.understanding import Focus
from assistant.dialogue.used_up import with_used
from assistant.policy.clause import ClauseId
from assistant.rules.facts import FactItem, FactKind
from assistant.text.units import Quantity, Unit


@dataclass(frozen=True, slots=True)
class _Message:
    """What the matters of a message share while the facts of each are gathered.

    ``told`` is the message before anything was read of it, ``flags`` are those of before, ``kept``
    what holds of them with what the message decides; ``is_apart``: each matter reads the message
    for itself; ``used``: the places of the numbers that some matter has used so far. ``paid``: what
    was paid for lower levels before; ``rates``: of how many a rate holds.
    """

    turn: Turn
    told: Turn
    parts: Sequence[Part]
    needs: Mapping[ClauseId, Needs]
    flags: Sequence[Stated]
    kept: Sequence[Stated]
    is_apart: bool
    asked: str
    number: int
    used: set[int]
    paid: tuple[Stated, ...] = ()
    rates: Mapping[str, Quantity] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Lessened:
    """The numbers of a matter less what is denied of them.

    ``told``: the conditions that hold for it; ``classes``: the choices that its items name;
    ``dropped``: the places of the conditions that were said of some things only; ``left``: the
    clauses that say so of one, nobody knows which.
    """

    numbers: tuple[Stated, ...]
    told: tuple[Stated, ...]
    classes: frozenset[str]
    dropped: frozenset[int]
    left: tuple[Unused, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A matter with its facts, and what its clauses are asked with."""

    index: int | None
    matter: Matter
    focus: tuple[Focus, ...]
    doubtful: tuple[str, ...]
    dropped: frozenset[int]
    left: tuple[Unused, ...]


def gather(
    ctx: GatherContext,
    turn: Turn,
    parts: Sequence[Part],
    flags: Sequence[Stated],
    *,
    asked: str,
    number: int,
) -> Gathered:
    """Facts for every part; ``flags`` hold from before, ``number`` counts the message."""
    turn, received, receipts = without_receipts(ctx, turn, parts, number)
    whole = turn
    turn = without_count_of_all(ctx, turn, parts)
    turn = with_paired_years(ctx.rulebook.facts, turn, parts)
    turn = without_unmoved(read_by_year(ctx.rulebook.facts, turn, parts), parts)
    if is_only(turn.folded):
        turn = without_adding(turn)
    turn = without_standstills(without_wholes(in_own_measures(ctx, turn, parts), parts))
    apart = read_apart(turn, parts)
    turn, prices = with_sales(ctx, turn, parts)
    turn, foreign = without_foreign(ctx, turn, parts)
    prices = (*prices, *foreign)
    turn = less_said_not_in(_without_what_is_to_come(turn, parts), parts)
    turn = with_own_part(ctx, _settled(ctx, turn, parts, apart), parts)
    turn = with_part_of_one_more(ctx, turn, parts)
    turn, paid = paid_before(ctx, turn, parts, number)
    paid = (*paid, *received)
    turn, rates = parts_of_rates(ctx, turn, parts)
    turn, got_before = without_levels_before(ctx, turn, parts)
    turn, left_out = without_not_counted(ctx, turn, parts)
    turn, barred = without_barred_besides(ctx, turn, parts)
    turn, none = without_said_to_be_none(ctx, turn, parts)
    turn, strange = without_strange_things(ctx, turn, parts)
    turn, barred_now = without_barred_new(ctx, turn, parts, flags)
    left_out = (*left_out, *barred, *none, *strange, *barred_now, *prices)
    got_before = (*got_before, *left_out)
    needs = {c: ctx.needs(c) for part in parts for c in part.matter.clauses}
    turn, parts = disowned(with_totals(turn, parts), parts, needs, number)
    turn, put_aside = without_dismissed(turn, parts)
    turn, waiting = without_waiting(turn, parts)
    turn, payments = without_payments(ctx, turn, parts, asked)
    put_aside = (*put_aside, *waiting, *payments)
    parts = tuple(redone(turn, part) for part in parts)
    parts = of_year_restored(ctx.rulebook.facts, turn, parts, number)
    parts, flags = before_more(turn, parts, flags)
    parts, flags = apart_from_barred(ctx, turn, parts, flags)
    parts, flags = of_case_again(ctx, turn, parts, flags)
    unstruck = parts
    parts = tuple(as_named(turn, part) for part in first_of_named(ctx, turn, parts))
    turn, parts = of_range_end(turn, parts, number)
    turn, parts = part_of_giver(ctx, turn, parts, number)
    turn, parts = parts_and_rest(ctx, turn, parts, number)
    turn, parts = with_sums_made(ctx, turn, parts, number)
    turn, parts = come_up_to(ctx, turn, parts, number)
    turn, parts = without_free(ctx, turn, parts, number)
    is_back = any(new is not old for new, old in zip(parts, unstruck, strict=True))
    turn, parts = moved_to_years(ctx, turn, parts)
    before = parts
    if not is_back:
        turn, parts = taken_up_again(ctx, turn, parts, number)
    is_taken_up = parts != before
    turn, parts = batch_of_own(ctx, turn, parts, number)
    turn, parts = without_given_back(ctx, turn, parts)
    turn = without_pots(ctx, without_seller(ctx, turn, parts), parts)
    turn = without_third_year(ctx, turn, parts)
    edited = Told(turn, parts) if is_back else by_member(ctx, turn, parts, number)
    turn, parts, rest = less_named(ctx, edited.turn, edited.parts, unstruck, number)
    rest, parts = less_struck(ctx, rest, parts)
    turn = replace(rest, folded=turn.folded)
    turn, parts, still_open = kept_after_all(ctx, turn, parts)
    turn, parts = ours_as_well(ctx, turn, parts, number)
    turn, parts = one_for_all(ctx, turn, parts, number)
    is_struck = [a is not b for a, b in zip(unstruck, parts, strict=True)]
    turn = without_figures(ctx, without_pointers(turn, parts), parts)
    if is_back or is_taken_up:
        pass
    elif edited.is_factored or (edited.spans and not says_as_before(turn)):
        turn, parts, flags = without_suppositions(turn, parts, flags)
    else:
        turn, parts, flags = as_it_was(turn, parts, flags, is_struck)
    turn = without_unsaid(turn)
    told_before = parts
    parts, flags = for_others(turn, parts, flags)
    turn = _without_case_gone_back_to(turn, parts)
    turn, of_others = without_denied_of_others(ctx, turn, parts)
    put_aside = (*put_aside, *of_others, *still_open)
    turn = less_unchanged(ctx, turn, parts)
    turn = of_own_party(ctx, turn, parts)
    turn = of_other_party(ctx, turn, parts, flags, number)
    turn = of_tier_asked(ctx, turn, parts, number)
    parts, flags = of_round_told(ctx, turn, parts, flags)
    shared = _given_to_each(ctx, turn, parts, apart, needs, asked)
    given = tuple(dict.fromkeys(g for own in shared for g in own))
    kept = flags_that_hold(turn, flags)
    message = _Message(
        turn, whole, parts, needs, flags, kept, bool(apart), asked, number, set(), paid, rates
    )
    firsts = [
        old if struck else now for old, now, struck in zip(unstruck, parts, is_struck, strict=True)
    ]
    found = [
        _found(ctx, message, part, was, first, mine, is_struck=struck)
        for part, was, first, mine, struck in zip(
            parts, told_before, firsts, shared, is_struck, strict=True
        )
    ]
    dropped = frozenset[int]().union(*(one.dropped for one in found))
    if dropped:  # denied of some things only: no fact of the whole
        held = tuple(s for s in turn.flags if s.start not in dropped)
        kept = flags_that_hold(replace(turn, flags=held), flags)
    changed = tuple((one.index, one.matter) for one in found)
    needs |= {c: ctx.needs(c) for _, m in changed for c in m.clauses if c not in needs}
    used = _used_after_all(ctx, message, found)
    unused = left_unused(ctx, turn, given, used, parts)
    unused = said_to_be_past(unused, [one.matter for one in found], number)
    if parts and all(ctx.is_taken_in(part) for part in parts):
        told = [s for one in found for f in one.focus for _, facts in f.cases for s in facts]
        known = {one.start for one in unused}
        lost = lost_of_lists(turn, [s for s in told if s.turn in (0, number)])
        unused = (*unused, *(one for one in dict.fromkeys(lost) if one.start not in known))
    return Gathered(
        changed,
        _each_once(_of_whom(found)),
        (
            *less_when_got(turn, unused, receipts),
            *receipts,
            *told_got_before(ctx, turn, parts),
            *put_aside,
            *got_before,
            *rates_left(turn, rates, message.used),
            *edited.left,
            *some_of_those(ctx, turn, told_before, [one.matter for one in found], number),
            *dict.fromkeys(left for one in found for left in one.left),
        ),
        without_named_role(turn, kept, number),
        tuple(fact for one in found for fact in one.doubtful),
        _missing(ctx, changed, needs),
    )


def _used_after_all(ctx: GatherContext, message: _Message, found: Sequence[_Found]) -> set[int]:
    """The places of the numbers that the clauses are asked with in the end.

    Of a policy that was taken in a number may be read as a fact and give way to another later: it
    is told as unused then, like any other.
    """
    if not message.parts or not all(ctx.is_taken_in(part) for part in message.parts):
        return message.used
    told = [s for one in found for f in one.focus for _, facts in f.cases for s in facts]
    told = [s for s in told if s.turn in (0, message.number)]
    spans = [(s.start, s.end) for s in told]
    items = [i for s in told if isinstance(s.value, tuple) for i in s.value]
    spans += [(i.start, i.end) for i in items if i.start is not None and i.end is not None]
    many = [
        (sum(i.count or 1 for i in s.value), min((i.start or 0 for i in s.value), default=0))
        for s in told
        if isinstance(s.value, tuple)
    ]
    counted = {
        e.start
        for e in message.turn.expressions
        if e.unit is Unit.COUNT
        and any(e.value == count and e.start < first for count, first in many)
    }
    return {
        place
        for place in message.used
        if place in counted or any(low <= place < high for low, high in spans)
    }


def _of_whom(found: Sequence[_Found]) -> Iterable[Focus]:
    """What the clauses are asked with; the same of two applicants says whose it is."""
    askers = {one.matter.asker for one in found}
    for one in found:
        for focus in one.focus:
            is_shared = len(askers) > 1 and any(
                other.focus == one.focus for other in found if other is not one
            )
            if is_shared and all(not label for label, _ in focus.cases):
                focus = replace(focus, cases=tuple((one.matter.asker, f) for _, f in focus.cases))
            yield focus


def _each_once(focus: Iterable[Focus]) -> tuple[Focus, ...]:
    """What the clauses are asked with; two stretches may lead to the same question."""
    found: list[Focus] = []
    for one in focus:
        if one not in found:
            found.append(one)
    return tuple(found)


def _without_what_is_to_come(turn: Turn, parts: Sequence[Part]) -> Turn:
    """A message that goes on, less sums that come on top once they have come about."""
    if not any(part.index is not None and part.matter.numbers for part in parts):
        return turn
    kept = tuple(e for e in turn.expressions if not is_still_to_come(turn.folded, e))
    return turn if len(kept) == len(turn.expressions) else replace(turn, expressions=kept)


def _settled(ctx: GatherContext, turn: Turn, parts: Sequence[Part], apart: Sequence[Turn]) -> Turn:
    """A message with the numbers that state something, in the unit that they are told in."""
    if apart:
        turn = replace(turn, expressions=together(t.expressions for t in apart))
    turn = settled_alone(on_basis(without_echo(turn, parts)), parts)
    return replace(turn, expressions=in_unit(ctx, turn, parts))


def _without_case_gone_back_to(turn: Turn, parts: Sequence[Part]) -> Turn:
    """A message less the sum that only names the case it goes back to."""
    back = back_to(turn)
    if back is None or all(s.value != back for p in parts for s in p.matter.numbers):
        return turn
    other_sums = tuple(e for e in turn.expressions if e.operands[0].quantity.value != back)
    return replace(turn, expressions=other_sums)


def _given_to_each(
    ctx: GatherContext,
    turn: Turn,
    parts: Sequence[Part],
    apart: Sequence[Turn],
    needs: Mapping[ClauseId, Needs],
    asked: str,
) -> list[tuple[Given, ...]]:
    """The numbers of a message as each of its matters takes them."""
    if apart:
        own = [
            given_out(ctx, replace(t, expressions=in_unit(ctx, t, [part])), [part], needs, asked)
            for t, part in zip(apart, parts, strict=True)
        ]
        shared = [
            (*mine, *lent_by_others(t, part, n, own, needs))
            for n, (t, part, mine) in enumerate(zip(apart, parts, own, strict=True))
        ]
    else:
        shared = [given_out(ctx, turn, parts, needs, asked)] * len(parts)
    taken = [
        of_named_before(
            ctx,
            turn,
            part,
            without_totals_of_added(
                turn,
                as_said_behind(
                    ctx,
                    turn,
                    part,
                    exchanged(
                        ctx,
                        turn,
                        part,
                        with_the_rest(
                            ctx,
                            part,
                            with_left_over(
                                ctx, turn, part, needs, _by_words(ctx, turn, part, mine)
                            ),
                        ),
                    ),
                ),
            ),
        )
        for part, mine in zip(parts, shared, strict=True)
    ]
    return [
        tuple(_no_price_of_other(ctx, turn, g) for g in prices_of_each(ctx, turn, part, mine))
        for part, mine in zip(parts, taken, strict=True)
    ]


def _no_price_of_other(ctx: GatherContext, turn: Turn, given: Given) -> Given:
    """A number as it was given, unless it is a price and was given to what making costs."""
    spec = ctx.rulebook.facts.get(given.fact)
    if spec is None or not is_price_of_other(turn.folded, given.expression, spec):
        return given
    return replace(given, fact="", best="", probability=0.0)


def _by_words(
    ctx: GatherContext, turn: Turn, part: Part, mine: tuple[Given, ...]
) -> tuple[Given, ...]:
    """The numbers of a matter, each given to what the words around it say that it is of."""
    mine = more_of_told(ctx, turn, part, mine)
    return less_named_support(ctx, turn, part, of_kind_taken_off(ctx, turn, part, mine))


def _found(
    ctx: GatherContext,
    message: _Message,
    part: Part,
    was: Part,
    first: Part,
    mine: tuple[Given, ...],
    *,
    is_struck: bool,
) -> _Found:
    """One matter with its facts; ``was`` and ``first``: as it stood before the message.

    ``is_struck``: the message took something off its numbers, which ``first`` still has.
    """
    turn, number, needs = message.turn, message.number, message.needs
    new = _stated_anew(ctx, message, part, mine)
    if is_that_one(ctx, turn, part, new):
        part = was = first = opened_anew(ctx, part, new)
    real = real_before(turn, first if is_struck else was)
    part, numbers = _numbers_of(ctx, message, part, was, new, mine)
    less = _less_denied(ctx, message, part, numbers)
    numbers = less.numbers
    flags = _flags_of(ctx, message, part, was, new, less)
    flags = with_short_denials(ctx, turn, part, flags, number)
    numbers, flags, read = with_used(
        turn, ctx.rules_of(part), ctx.rulebook.facts, numbers, flags, number
    )
    message.used.update(read)
    flags = (*flags, *pots_emptied(turn, ctx.rules_of(part), number))
    message.used.update(pots_told(turn, ctx.rules_of(part)))
    clauses = _on_numbers(ctx, part.matter.clauses, numbers, needs, turn)
    clauses = with_listed(ctx, part, clauses, numbers)
    needs = {**needs, **{c: ctx.needs(c) for c in clauses if c not in needs}}
    matter = replace(part.matter, clauses=clauses, numbers=numbers, flags=flags, turn=number)
    named = "" if are_told(matter.figures, numbers) else matter.text
    told_here = figures_of(message.told, number, named)
    matter = replace(matter, figures=remembered(matter.figures, told_here))
    undo = to_undo(first, matter)
    said = turn.folded if undo is not was.matter.undo else was.matter.said
    if real is None and undo is was.matter.undo and not mine:
        real = part.matter.real  # a question between tells nothing, and ends no what-if
    matter = replace(matter, real=real, undo=undo, said=said)
    lost, told = lost_of(first.matter, matter), first_told(part.matter, matter)
    matter = replace(matter, lost=lost, first=told)
    shown = asked_alone(ctx, turn, part, numbers, number)
    focus: list[Focus] = []
    for clause in matter.clauses:
        told_now, decided_now = by_years(ctx, clause, turn, shown, flags, number)
        told_now, decided_now = of_year_before(ctx, clause, turn, told_now, decided_now, numbers)
        is_one = len(message.parts) == 1 or not ctx.is_taken_in(part)
        cases = sets_of_facts(ctx, clause, told_now, needs[clause], turn, is_one=is_one)
        cases = each_choice(ctx, clause, cases, turn, part, decided_now)
        cases = of_tested_choice(ctx, clause, cases, turn)
        decided = tuple((label, (*decided_now, *facts)) for label, facts in cases)
        cases, whole = in_parts(ctx, clause, decided, turn, part, number)
        cases, at_places = by_places(ctx, clause, cases, turn, part, number)
        message.used.update(at_places)
        if len(cases) > 1 or whole:  # 一个重点,两个面上: the counts of each case serve
            message.used.update(
                s.start for _, facts in cases for s in facts if s.turn in (0, number)
            )
        if whole:
            message.used.update(_places_of_items(cases))
            known = {s.name for s in matter.numbers}
            fresh = (*matter.numbers, *(s for s in whole if s.name not in known))
            matter = replace(matter, numbers=fresh)
        focus.append(Focus(clause, cases))
    doubtful = tuple(  # two numbers want one fact
        g.fact for clause in clauses for g in mine if g.rival and g.fact in needs[clause].all
    )
    return _Found(part.index, matter, tuple(focus), doubtful, less.dropped, less.left)


def _places_of_items(cases: Iterable[tuple[str, tuple[Stated, ...]]]) -> Iterable[int]:
    """Where the items stand that facts are told in."""
    values = (s.value for _, facts in cases for s in facts)
    return (i.start for v in values if isinstance(v, tuple) for i in v if i.start is not None)


def _stated_anew(
    ctx: GatherContext, message: _Message, part: Part, mine: tuple[Given, ...]
) -> tuple[Stated, ...]:
    """What the message states for a matter, its times and what is paid in them worked out."""
    turn, parts, needs, number = message.turn, message.parts, message.needs, message.number
    among, used = [] if message.is_apart else parts, message.used
    new = stated_here(ctx, turn, part, among, mine, needs, used, number, message.asked)
    new = share_of_whole(ctx, part, turn.expressions, new, used)
    new = kinds_in_turn(ctx, turn, part, one_by_one(ctx, turn, part, mine, new, used))
    new = of_no_kind(ctx, turn, part, new, used)
    new = tuple(of_years(turn.folded, s, turn.year) for s in new)
    new = tuple(with_year_of_each(ctx, turn, part, s) for s in new)
    new = tuple(own for s in new for own in _of_two_facts(ctx, part, s))
    new = tuple(reached_once(ctx, part, s) for s in increments(ctx, turn, part, new))
    new = with_rates(ctx, part, new, message.rates, used)
    new = split_evenly(ctx, turn, parts, new)
    new = tuple(beside_its_parts(turn, s, used) for s in new)
    periods = periods_told(ctx, turn, part, new, mine, used, needs, number)
    new = (*paid_each_year(ctx, turn, part, new, periods), *periods)
    new = (*new, *rent_of_months(ctx, part, new, mine, number))
    new = (*new, *of_one_year(ctx, turn, part, new, number))
    new = (*new, *of_those_paid(ctx, part, message.paid))
    new = of_part_of_year(ctx, turn, part, new, used, number)
    return over_the_time(ctx, part, new, number)


def _of_two_facts(ctx: GatherContext, part: Part, stated: Stated) -> tuple[Stated, ...]:
    """A sum told for two years as each of the two facts that they are (前年跟去年都是6200)."""
    every = frozenset[str]().union(*(ctx.needs(c).all for c in part.matter.clauses))
    before = [f for f in every if ctx.rulebook.facts[f].year_before == stated.name]
    items = stated.value if isinstance(stated.value, tuple) else ()
    if len(before) == 1 and len(items) == _TWO and all(i.year is None for i in items):
        return _as_known(part, stated, before[0], items)
    years = [i.year for i in items if i.year is not None]
    if len(before) != 1 or len(items) != len(years) or len(years) != _TWO:
        return (stated,)
    # 今年2.35万吨,去年2万吨: the words say which year is which, whatever stands first.
    said = [RELATIVE_YEARS.get(i.kind) for i in items]
    places = [n for n in said if n is not None]
    order = places if len(places) == _TWO else [year or 0 for year in years]
    (first_at, first), (last_at, last) = sorted(
        zip(order, items, strict=True), key=lambda one: one[0]
    )
    if last_at - first_at != 1:
        return (stated,)
    alone = replace(stated, value=last.value, year=None, say="", parts=(), alternatives=())
    return alone, replace(alone, name=before[0], value=first.value)


_TWO = 2


def _as_known(
    part: Part, stated: Stated, before: str, items: Sequence[FactItem]
) -> tuple[Stated, ...]:
    """Two sums without their years as those of the two facts that had them before.

    After 去年4800万,前年3800万 and a what-if: 就是4800和3800.
    """
    matter = part.matter
    told = [matter.numbers, *([matter.undo[0]] if matter.undo else [])]
    told += [matter.real.numbers] if matter.real else []
    values = {i.value for i in items}
    for numbers in told:
        was = {s.name: s.value for s in numbers}
        if {was.get(stated.name), was.get(before)} == values and len(values) == _TWO:
            alone = replace(stated, year=None, say="", parts=(), alternatives=())
            now = replace(alone, value=was[stated.name])
            return now, replace(alone, name=before, value=was[before])
    return (stated,)


def _numbers_of(
    ctx: GatherContext,
    message: _Message,
    part: Part,
    was: Part,
    new: tuple[Stated, ...],
    mine: tuple[Given, ...],
) -> tuple[Part, tuple[Stated, ...]]:
    """The numbers of a matter with those of before, or of a new one where another is told."""
    turn, number = message.turn, message.number
    numbers = merged_numbers(ctx, turn, part, new, mine, message.used, number, message.parts)
    part, numbers = as_another(ctx, turn, part, was, numbers, number)
    numbers = without_role(ctx, turn, part, numbers, number)
    implied = implied_counts(ctx, turn, part, numbers, message.needs)
    # 9台空调, of so many vehicles in 台: by its measure alone it is told all the same.
    words = {s.name: ctx.rulebook.facts[s.name].words for s in implied}
    message.used.update(
        s.start for s in implied if not (s.is_assumed or s.text.endswith(words[s.name]))
    )
    if implied:
        numbers = tuple(s for s in numbers if not s.is_assumed)
    numbers = (*numbers, *implied)
    dated = {s.name for s in turn.flags if s.days is not None}
    numbers = tuple(s for s in numbers if s.name not in dated or s.turn == number)
    numbers = each_of_its_year(ctx, turn, part, numbers)
    if (part.index is not None and ONLY_YEAR.search(turn.folded)) or any(
        isinstance(s.value, tuple) and any(i.year is not None for i in s.value) for s in numbers
    ):
        numbers = tuple(s for s in numbers if s.name != YEARS)
    numbers = without_waiting_kinds(ctx, part, numbers)
    numbers = never_got(ctx, turn, part, numbers, number)
    kept = got_this_year(ctx, turn, part, numbers, number)
    message.used.difference_update(s.start for s in numbers if s not in kept)
    kept, told = net_of_part(ctx, turn, part, kept, number)
    message.used.update(told)
    kept = all_in_one(ctx, turn, part, kept, number)
    kept, told = done_so_far(ctx, turn, part, kept, number)
    message.used.update(told)
    return part, still_pending(ctx, turn, part, kept, number)


def _less_denied(
    ctx: GatherContext, message: _Message, part: Part, numbers: tuple[Stated, ...]
) -> _Lessened:
    """The numbers of a matter less those that a condition is denied of, shares and classes told."""
    turn, needs, used = message.turn, message.needs, message.used
    numbers, denied = denied_kinds(ctx, turn, numbers, part, needs)
    numbers = denied_by_lead(ctx, turn, part, numbers, message.number)
    told = told_here(ctx, turn, part, message.parts)
    numbers, of_nth = denied_by_place(ctx, turn, part, numbers, told)
    numbers, of_new, taken = denied_of_new(ctx, turn, part, numbers, told, message.number)
    denied |= of_nth | of_new
    failing = tuple(clause_with(turn, s, taken) for s in told if taken and s.start in of_new)[:1]
    used |= taken
    of_one = denied_of_one(ctx, turn, part, told, denied)
    denied |= of_one
    left = (*failing, *(clause_of(turn, s) for s in told if s.start in of_one))
    main = frozenset[str]().union(*(needs[c].main for c in part.matter.clauses))
    sums = {f for f in main if ctx.rulebook.facts[f].kind is FactKind.YUAN}
    sums |= {other for other, f in ctx.stands_for(part).items() if f in sums}
    numbers, taken = share_of_own(turn.folded, turn.expressions, numbers, sums)
    used |= taken
    numbers, taken = part_of_own(
        turn.folded, turn.expressions, numbers, sums & _borne_alone(ctx, part)
    )
    used |= taken
    numbers, taken = left_to_us(turn.folded, turn.expressions, numbers, sums)
    used |= taken
    texts = [ctx.texts[c] for c in part.matter.clauses]
    numbers, taken = less_left_out(turn.folded, turn.expressions, numbers, texts, sums)
    used |= taken
    numbers, classes, taken = numbers_by_class(ctx, turn, part, numbers, needs, message.number)
    used |= taken
    numbers, priced, too_cheap, taken = at_unit_prices(ctx, turn, part, numbers, message.number)
    numbers = with_counts(ctx, part, numbers, message.number)
    used |= taken
    classes |= priced
    left = (*left, *too_cheap)
    numbers = less_short_parts(ctx, turn, part, numbers, message.number)
    numbers, of_others = of_own_kinds(ctx, turn, part, numbers, message.number)
    left = (*left, *of_others, *ranks_apart(ctx, turn, part, numbers))
    numbers, of_part, taken = parts_by_condition(
        turn.folded, turn.expressions, numbers, told, ctx.rules_of(part), sums
    )
    used |= taken
    left_told = [s for s in told if s.start not in of_part]
    numbers, of_seller, taken = less_of_seller(ctx, turn, part, numbers, left_told, sums)
    of_part |= of_seller
    used |= taken
    counts = {s.name for s in numbers if ctx.is_count(s.name)}
    asked = {c.fact for rule in ctx.rules_of(part) for c in rule.conditions}
    said = [s for s in told if s.days is None or s.name in asked]  # 其中1个是去年备案的
    numbers, of_some, taken = some_denied(turn.folded, turn.expressions, numbers, said, counts)
    used |= taken
    dropped = denied | of_some | of_part
    told = tuple(s for s in told if s.start not in dropped)
    return _Lessened(numbers, told, classes, dropped, left)


def _flags_of(
    ctx: GatherContext,
    message: _Message,
    part: Part,
    was: Part,
    new: tuple[Stated, ...],
    less: _Lessened,
) -> tuple[Stated, ...]:
    """The flags and choices of a matter: those that hold, less what its numbers tell anew."""
    turn, number, told = message.turn, message.number, less.told
    others = {id(s) for s in turn.flags} - {id(s) for s in told}
    decided: Sequence[Stated] = message.kept
    if message.is_apart:
        decided = flags_that_hold(replace(turn, flags=told), message.flags)
    here = tuple(s for s in decided if id(s) not in others)
    here, told = of_own_case(ctx, part, was, message.parts, here, told, number)
    if part.index is not None:
        none = none_of(turn.folded, ctx.rules_of(part), (*part.matter.flags, *here))
        here = (*(s for s in here if s.name not in {n.name for n in none}), *none)
    aside = set_aside(ctx, turn, part, new, here)
    here = (*(s for s in here if s.name not in {a.name for a in aside}), *aside)
    stale = derived_anew(ctx, less.numbers, told, number)
    here = tuple(s for s in here if s.name not in stale)
    own = tuple(s for s in joined_flags(part.matter.flags, here, told) if s.name not in stale)
    own = tuple(s for s in own if s.name not in less.classes)
    own = likened(ctx, turn, part, own, less.classes, number)
    return asked_part(ctx, turn, part, company_as_such(ctx, part, own), number)


def _missing(
    ctx: GatherContext,
    changed: Sequence[tuple[int | None, Matter]],
    needs: Mapping[ClauseId, Needs],
) -> str:
    """The one number that the only clause in question still lacks: it is asked for."""
    clauses = [c for _, matter in changed for c in matter.clauses]
    if len(clauses) != 1 or clauses[0] not in needs:
        return ""
    stated = {s.name for _, matter in changed for s in matter.numbers}
    main = needs[clauses[0]].main
    instead = {f for other, f in stand_ins(ctx.rulebook.rules_of(str(clauses[0]))).items()
               if other in stated}  # fmt: skip
    rules = ctx.rulebook.rules_of(str(clauses[0]))
    mains = [needs_of([r], ctx.rulebook.facts).main for r in rules]
    if any(own and own <= stated | instead for own in mains):
        return ""  # one of its rules has all it needs
    lacking = sorted(main - stated - instead)
    if len(lacking) != 1:
        return ""
    sides = [d.difference for d in ctx.rulebook.facts[lacking[0]].derive if d.difference]
    for side in sides:
        open_ = [name for name in side if name not in stated]
        if len(open_) == 1 and len(side) > 1:
            return open_[0]
    return lacking[0]


def _on_numbers(
    ctx: GatherContext,
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
        c for c in clauses if c in fed or c.policy not in fed_policies or ctx.is_unruled(c)
    )


def _borne_alone(ctx: GatherContext, part: Part) -> frozenset[str]:
    """The facts of clauses that pay on what the applicant bears of a sum (企业所承担的部分)."""
    rules = [rule for rule in ctx.rules_of(part) if BORNE_PART.search(rule.quote)]
    return needs_of(rules, ctx.rulebook.facts).main
