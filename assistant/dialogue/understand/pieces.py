"""Several matters in one message: in order, in comma clauses, in halves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import reduce

from assistant.dialogue import halves
from assistant.dialogue.acts import Act
from assistant.dialogue.gather import Gathered
from assistant.dialogue.grouping import ASKS
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.periods import with_periods
from assistant.dialogue.present_case import with_present_cases
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.dialogue.understand.anew import new_matters
from assistant.dialogue.understand.by_words import (
    FAINT_TOPIC,
    POINTS_TO_ONE,
    by_overlap,
    points_away,
)
from assistant.dialogue.understand.context import UnderstandContext
from assistant.dialogue.understand.going_on import go_on
from assistant.dialogue.understand.pointing import matters_pointed
from assistant.dialogue.understand.refusals import refused_before
from assistant.dialogue.understand.subject import (
    Subject,
    goes_on,
    joint,
    moved,
    only_there,
    same_matters,
)
from assistant.dialogue.understand.wording import MARKS, by_alias
from assistant.text.expressions import Expression, Relation
from assistant.text.pattern import lazy

_SEVERAL = 2
_PLACED = 1000
"""Above the number of any matter: what tells apart the places of one."""
_DENIED = lazy("不是|不对|并非|而非")


def facts_of(
    ctx: UnderstandContext, turn: Turn, ledger: Ledger, subject: Subject, number: int
) -> Gathered:
    """The facts of what a message is about."""
    flags = _flags_before(ctx, ledger, subject)
    found = ctx.facts.gather(turn, subject.parts, flags, asked=ledger.asked, number=number)
    found = with_present_cases(ctx.facts, turn.folded, found, number)
    return with_periods(ctx.facts, turn, found, number)


def in_order(
    ctx: UnderstandContext, turn: Turn, ledger: Ledger, number: int
) -> tuple[Subject, Gathered] | None:
    """As many sums as there are matters in question, told in their order (分别是…、…、…).

    Each is read as the sum of its matter; whatever else is told holds for all of them.
    """
    matters = ledger.current
    lists = halves.respectively(turn.folded, turn.quantities)
    if len(matters) < _SEVERAL or len(lists) != len(matters) or turn.scope.is_named:
        return None
    if any(q not in lists for q in turn.quantities if q.role == "amount"):
        return None
    subjects, gathered = [], []
    for n, own in zip(matters, lists, strict=True):
        alone = halves.with_one_of(turn, own)
        subject = go_on(ctx, alone, ledger, (n,), ledger.policies)
        if subject.refusal:
            return None
        subjects.append(subject)
        gathered.append(facts_of(ctx, alone, ledger, subject, number))
    if any(not _tells(g, number) for g in gathered):
        return None
    return reduce(joint, subjects), reduce(halves.together, gathered)


def in_pieces(
    ctx: UnderstandContext, turn: Turn, ledger: Ledger, as_of: date, number: int, begin: int = 0
) -> tuple[Subject, Gathered] | None:
    """A message that goes on with several matters, each in comma clauses of its own.

    算力改成600万,语料改成200万; 第一个改成600万,第三个再加3个: each is read as a message about
    the matter that it names. None where it does not. What stands before ``begin`` is known.
    """
    kept = {c for m in ledger.matters for c in m.clauses}
    if len(kept) < _SEVERAL:
        return None
    spans = tuple(span for span in halves.segments(turn.folded) if span[0] >= begin)
    if not spans or not turn.quantities or Act.REMOVE in turn.acts:
        return None  # 第二个不报了,换成…: what takes its place is no clause about it
    tested = ctx.tested(ledger)
    read = [ctx.reader.read(turn.folded[s:e], as_of=as_of, in_question=tested) for s, e in spans]
    if turn.scope.is_named:
        pointed = [_placed(ctx, t, ledger) for t in read]
    else:
        pointed = [_names_kept(ctx, t, ledger) for t in read]
    found = halves.pieces(spans, pointed)
    if not found or any(is_across(e, found, turn.folded) for e in turn.expressions):
        return None
    if begin:
        found = ((begin, *found[0][1:]), *found[1:])
    subjects: list[Subject] = []
    gathered: list[Gathered] = []
    told: set[int] = set()
    counted = Counter(named % _PLACED if named >= 0 else named for _, _, named in found)
    for start, end, named in found:
        n = named % _PLACED if named >= 0 else named
        text = turn.folded[start:end]
        piece = ctx.reader.read(text, as_of=as_of, in_question=tested)
        if len(piece.folded) != end - start or refused_before(ctx, piece, ledger):
            return None
        policies = ctx.places.resolve(piece.scope, ledger.policies)
        if n == halves.NEW:
            subject = new_matters(ctx, piece, replace(ledger, policies=policies), policies)
        else:
            subject = go_on(ctx, piece, ledger, (n,), policies)
        if subject.refusal:
            return None
        subject = moved(subject, start)
        if n in told:  # in another place: from now on a matter of its own
            apart = tuple(replace(part, index=None) for part in subject.parts)
            subject = replace(subject, parts=apart)
        if counted[n] > 1:  # one matter in several places: from now on each has its own
            subject = replace(subject, parts=tuple(only_there(p) for p in subject.parts))
        told.add(n)
        subjects.append(subject)
        own = halves.half(turn, piece, start, end)
        gathered.append(facts_of(ctx, own, ledger, subject, number))
    return reduce(joint, subjects), reduce(halves.together, gathered)


def _placed(ctx: UnderstandContext, turn: Turn, ledger: Ledger) -> int | None:
    """The matter of the ledger that is in the one place that a comma clause names.

    A matter in several places counts once for each (龙岗改成600万,福田改成300万); of several
    in one place, the one that the clause names.
    """
    if len(turn.scope.policies) != 1 or not turn.quantities:
        return None
    (policy,) = turn.scope.policies
    there = [
        n
        for n, m in enumerate(ledger.matters)
        if any(c.policy == policy for c in m.clauses)
        and (not turn.topics or ctx.topics.of_clauses(m.clauses) & set(turn.topics))
    ]
    n = there[0] if len(there) == 1 else by_overlap(ctx, turn, ledger, there)
    if n is None:
        return None
    places = sorted({c.policy for c in ledger.matters[n].clauses})
    return n + _PLACED * places.index(policy)


def _names_kept(ctx: UnderstandContext, turn: Turn, ledger: Ledger) -> int | None:
    """The one matter of the ledger that a comma clause names, by its number or by its words.

    ``halves.NEW`` if by its words it is about none of them; None where it does not say.
    """
    nth = turn.acts.ordinal
    if nth:
        return nth - 1 if nth <= len(ledger.matters) else None
    alias = by_alias(turn, ledger)
    if alias is not None:
        return alias
    tells = turn.quantities or turn.flags or POINTS_TO_ONE.search(turn.folded)
    if not tells and not turn.folded.rstrip(MARKS).endswith("呢"):
        return None
    known = ctx.topics.of_clauses(c for m in ledger.matters for c in m.clauses)
    is_other = any(w > FAINT_TOPIC for t, w in turn.topics.items() if t not in known) and not (
        known & set(turn.topics)
    )
    place = by_overlap(ctx, turn, ledger, range(len(ledger.matters)))
    if place is not None and not is_other:
        return place
    has_sum = any(q.role == "amount" for q in turn.quantities)
    return halves.NEW if (is_other and has_sum) or _stands_alone(ctx, turn, ledger) else None


def in_halves(
    ctx: UnderstandContext, turn: Turn, ledger: Ledger, as_of: date, number: int
) -> tuple[Subject, Gathered] | None:
    """A message that goes on with the matters in question and then opens another.

    None where it does not: where no half goes on, or the other is about the same.
    """
    if not any(m.clauses for m in ledger.in_question):
        return None
    alone = turn.scope.is_named or Act.REMOVE in turn.acts
    commas = () if alone else halves.comma_cuts(turn.folded)
    for end, start in dict.fromkeys((*halves.cuts(turn.folded), *commas)):
        is_comma = (end, start) in commas
        if is_comma and not any(q.start >= start for q in turn.quantities):
            continue  # such a half must have a number of its own, or name one of those before
        tested, whole = ctx.tested(ledger), turn.folded
        head, tail = (
            ctx.reader.read(text, as_of=as_of, in_question=tested)
            for text in (whole[:end], whole[start:])
        )
        if (len(head.folded), len(tail.folded)) != (end, len(whole) - start):
            continue  # cut where a word is mended or a list put in order
        if is_comma and not _stands_alone(ctx, tail, ledger):
            continue
        subjects = _of_halves(ctx, head, tail, ledger)
        if subjects is None:
            continue
        first, second = (
            moved(subject, by) for subject, by in zip(subjects, (0, start), strict=True)
        )
        second = same_matters(second, ledger)
        one = facts_of(ctx, halves.half(turn, head, 0, end), ledger, first, number)
        if not halves.changes(head, one, ledger.matters):
            continue
        own = halves.half(turn, tail, start, len(whole))
        two = facts_of(ctx, own, ledger, second, number)
        return joint(first, second), halves.together(one, two)
    return None


def _of_halves(
    ctx: UnderstandContext, head: Turn, tail: Turn, ledger: Ledger
) -> tuple[Subject, Subject] | None:
    """What each half is about, where the first goes on and the second is about another."""
    if head.acts.is_social or tail.acts.is_social or not halves.says_something(head):
        return None
    if refused_before(ctx, head, ledger) or refused_before(ctx, tail, ledger):
        return None
    targets = matters_pointed(ctx, head, ledger)
    known_topics = ctx.topics.of_clauses(c for m in ledger.matters for c in m.clauses)
    away = (
        not set(tail.topics) & known_topics if tail.topics else points_away(ctx, tail, ledger)
    )  # 换成福田呢?顺带租智能算力: another matter, though its sum is the same
    others = None if away else matters_pointed(ctx, tail, ledger)
    is_named = tail.topics or away or tail.acts.ordinal
    if not targets or not is_named or set(targets) & set(others or ()):
        return None
    policies = ctx.places.resolve(head.scope, ledger.policies)
    there = ctx.places.resolve(tail.scope, policies)
    first = go_on(ctx, head, ledger, targets, policies)
    if others:
        second = go_on(ctx, tail, ledger, others, there)
    else:
        second = new_matters(ctx, tail, replace(ledger, policies=policies), there)
    known, found = (
        {c for part in subject.parts for c in part.matter.clauses} for subject in (first, second)
    )
    if first.refusal or second.refusal or not known or not found or found & known:
        return None
    return first, second


def _stands_alone(ctx: UnderstandContext, turn: Turn, ledger: Ledger) -> bool:
    """Whether a part behind a comma is about another matter by its own words.

    A sum that it asks about, with words of the fact that it is of (审定总投入900万又给多少), or
    the number of a matter spoken of before (第三个呢). What only tells is of what was asked.
    """
    if turn.acts.ordinal:
        return True
    asks_sum = any(q.role == "amount" for q in turn.quantities) and ASKS.search(turn.folded)
    return bool(asks_sum) and points_away(ctx, turn, ledger)


def _flags_before(ctx: UnderstandContext, ledger: Ledger, subject: Subject) -> tuple[Stated, ...]:
    if goes_on(subject):
        return ledger.flags
    return ctx.facts.lasting(ledger.flags)


def is_across(expression: Expression, pieces: Sequence[tuple[int, int, int]], folded: str) -> bool:
    """Whether the parts of a number expression stand in more than one piece.

    Two numbers that only take the place of others (算力改成600万,语料改成200万) are read as one
    instead of the other before it is known that they are of two matters; where the first is denied
    (不是600万) that reading holds.
    """
    places = [o.quantity.start for o in expression.operands]
    across = len({n for start, end, n in pieces for p in places if start <= p < end}) > 1
    if not across or expression.relation is not Relation.INSTEAD:
        return across
    return bool(_DENIED.search(folded[max(0, min(places) - 4) : max(places)]))


def _tells(gathered: Gathered, number: int) -> bool:
    """Whether a message told a number of every matter."""
    return all(any(s.turn == number for s in m.numbers) for _, m in gathered.parts)
