"""The same matters, in the places asked about now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.dialogue import halves
from assistant.dialogue.acts import Act
from assistant.dialogue.choose import Chosen
from assistant.dialogue.gather import Part, takes_off_part
from assistant.dialogue.grouping import Group, stray_matters
from assistant.dialogue.ledger import Ledger, Matter
from assistant.dialogue.stated import Unused
from assistant.dialogue.turn import Turn
from assistant.dialogue.understand.anew import unmatched_stretches
from assistant.dialogue.understand.context import UnderstandContext
from assistant.dialogue.understand.kept import (
    chooser_view,
    gone_back,
    of_its_case,
    places_before,
    turned_to,
    with_question_before,
    without_name,
)
from assistant.dialogue.understand.pointing import states_condition
from assistant.dialogue.understand.subject import UNRELATED, Subject
from assistant.policy.clause import ClauseId
from assistant.rules.facts import FactKind
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_TWO_SIDES = lazy("两边|两头|两处|两地|两个?区|相差|差[这那]么多|差在哪|差别")
THE_SAME = lazy("(?:是|算)?(?:不是)?(?:一回事|一个东西|一码事|同一个|同一回事|一样的?东西)")
_THAN = lazy(
    "比[^,。;!?]{1,8}?(?:多|少|高|低|划算|好|差)"
    "|(?:和|跟|与)[^,。;!?]{1,8}?(?:相?比(?!例)|对比)(?:比|较|一比|一下|下)?"
)
"""Another place is compared with (为什么比龙岗少; 和市里比)."""


def go_on(
    ctx: UnderstandContext,
    turn: Turn,
    ledger: Ledger,
    targets: Sequence[int],
    policies: tuple[str, ...],
    *,
    moves: bool = False,
) -> Subject:
    """The same matters, in the places asked about now."""
    whole = ((0, len(turn.folded)),)
    parts: list[Part] = []
    absent: list[str] = []
    nearest: tuple[ClauseId, ...] = ()
    carried = with_question_before(turn, ledger)
    kept = {Act.REMOVE, Act.CORRECT, Act.ALL_MATTERS, Act.DOUBT, Act.ADD, Act.SIMPLIFY}
    may_turn = (
        len(targets) == 1 and not kept & turn.acts.all and not states_condition(ctx, turn, ledger)
    )
    live, sides = [n for n, m in enumerate(ledger.matters) if m.clauses], False
    if _TWO_SIDES.search(turn.folded) and len(targets) == 1 and len(live) > 1:
        targets, sides = tuple(live[-2:]), True
    targets = _unremoved(ctx, turn, ledger, targets)
    removed = [n for n in ledger.current if n not in targets] if Act.REMOVE in turn.acts else []
    for n in targets:
        matter = ledger.matters[n]
        named = turn.scope.is_named or moves
        scope = policies if named else (matter.policies or policies)
        if (named and THE_SAME.search(turn.folded)) or (
            turn.scope.is_named and (_THAN.search(turn.folded) or _TWO_SIDES.search(turn.folded))
        ):
            scope = tuple(dict.fromkeys((*matter.policies, *policies)))
        if n not in ledger.current and not named:
            scope = matter.policies
        back = gone_back(turn, matter) if len(ledger.matters) == 1 and not named else ()
        back = back or (places_before(turn, matter) if not named else ())
        back = back or (_where_it_counts(ctx, turn, matter) if not named else ())
        back = matter.clauses if sides else back
        back = back or (_the_one_that_pays(ctx, turn, matter) if not named else ())
        if back:
            found = Chosen(
                ((Group(0, len(turn.folded), turn.folded, turn.topics), back),), (), 1.0, ()
            )
            scope = tuple(dict.fromkeys(c.policy for c in back))
        elif not matter.clauses or _is_only_of_draft(ctx, turn, matter):
            found = _renewed(ctx, turn, matter, scope)
        else:
            view = chooser_view(_before_draft(ctx, turn, matter))
            found = ctx.chooser.go_on(carried, view, scope, may_turn=may_turn)
            if found.clauses != matter.clauses:
                kept_before = turned_to(ledger, n, found.clauses)
            else:
                kept_before = of_its_case(turn, ledger, n)
            if kept_before is not None and kept_before not in targets:
                n, matter = kept_before, ledger.matters[kept_before]
        nearest = nearest or found.nearest
        absent += found.absent
        if matter.clauses and not set(found.clauses) & set(matter.clauses):
            matter = replace(matter, flags=without_name(matter.flags, ledger.flags))
        topics = {**dict(matter.topics), **turn.topics}
        parts.append(
            Part(
                n,
                replace(
                    matter,
                    clauses=found.clauses,
                    policies=scope or matter.policies,
                    topics=tuple(sorted(topics.items())),
                    text=f"{matter.text} {turn.matter}"[-300:],
                    absent=found.absent,
                    trail=tuple(dict.fromkeys((*matter.trail, *found.clauses))),
                    rivals=matter.rivals if found.clauses == matter.clauses else (),
                ),
                whole,
            )
        )
    del removed
    scopes = tuple(dict.fromkeys(p for part in parts for p in part.matter.policies))
    covered = {c.policy for part in parts for c in part.matter.clauses}
    left = tuple(p for p in dict.fromkeys(absent) if p not in covered)
    if not covered and not left:
        return Subject(tuple(parts), refusal=UNRELATED, nearest=nearest, policies=scopes)
    unmatched = _asked_beside(ctx, turn, parts)
    return Subject(tuple(parts), left, 1.0, nearest, policies=scopes, unmatched=unmatched)


def _the_one_that_pays(ctx: UnderstandContext, turn: Turn, matter: Matter) -> tuple[ClauseId, ...]:
    """The other clause that may have been meant, where a sum is told and only that one takes it.

    市里 → 算力 → 800万: of the two that were offered, one works with no sum.
    """
    sums = [q for q in turn.quantities if q.unit is Unit.YUAN and q.role == "amount"]
    if not sums or turn.topics or any(ctx.facts.has_rules(c) for c in matter.clauses):
        return ()
    return tuple(c for c in matter.rivals if ctx.facts.may_take(turn, c))


def _is_only_of_draft(ctx: UnderstandContext, turn: Turn, matter: Matter) -> bool:
    """Whether a matter was only asked where there is but a draft: its own words find it elsewhere.

    南山算力补贴 → 龙岗呢.
    """
    was = [c.policy for c in (*matter.trail, *matter.clauses)]
    if not turn.scope.is_named or not was or not ctx.places.are_drafts(was):
        return False
    return bool(turn.scope.policies) and not ctx.places.are_drafts(turn.scope.policies)


def _before_draft(ctx: UnderstandContext, turn: Turn, matter: Matter) -> Matter:
    """A matter that was asked in a place with but a draft, as it was asked before that.

    龙岗租算力… → 宝安呢 → 福田呢: what the one line of a draft is about is not what is asked.
    """
    if not turn.scope.is_named or not ctx.places.are_drafts([c.policy for c in matter.clauses]):
        return matter
    told = [c for c in matter.trail if not ctx.places.are_unbinding([c.policy])]
    if not told or ctx.places.are_drafts(turn.scope.policies):
        return matter
    clauses = tuple(c for c in told if c.policy == told[-1].policy)
    return replace(matter, clauses=clauses, trail=tuple(told))


def _where_it_counts(ctx: UnderstandContext, turn: Turn, matter: Matter) -> tuple[ClauseId, ...]:
    """The clauses of before that work with the sum which a message changes, where none of now does.

    龙岗…生产花了130万 → 市里另有奖? → 其实外加五十万: of what 龙岗 pays for.
    """
    adds = Act.ADD in turn.acts
    changes = any(
        e.unit is Unit.YUAN
        and len(e.operands) == 1
        and (adds or e.operands[0].role in ("plus", "minus"))
        for e in turn.expressions
    )
    specs = ctx.facts.specs
    sums = [s.name for s in matter.numbers if specs[s.name].kind is FactKind.YUAN]
    if not changes or not sums or _works_with(ctx, matter.clauses, sums):
        return ()
    found = [c for c in matter.trail if c not in matter.clauses and _works_with(ctx, (c,), sums)]
    return tuple(c for c in found if c.policy == found[-1].policy)


def _works_with(ctx: UnderstandContext, clauses: Sequence[ClauseId], names: Sequence[str]) -> bool:
    return any(ctx.facts.speaks_of(c, name) for c in clauses for name in names)


def _asked_beside(ctx: UnderstandContext, turn: Turn, parts: Sequence[Part]) -> tuple[Unused, ...]:
    """What a message that goes on asks money for besides, as another matter."""
    clauses = tuple(c for part in parts for c in part.matter.clauses)
    policies = {c.policy for c in clauses}
    if not clauses or ctx.selector.is_uncharted(policies):
        return ()
    whole = Group(0, len(turn.folded), turn.folded, turn.topics)
    texts = ctx.facts.texts_of(ctx.places.all_clauses((*policies, *ctx.places.above())))
    found = stray_matters(turn, ((whole, clauses),), ctx.hints, ctx.topics, texts)
    added = [span for span in found if span[0] and halves.is_opened(turn.folded, *span)]
    return unmatched_stretches(turn, Chosen((), (), 1.0, ()), added)


def _unremoved(
    ctx: UnderstandContext, turn: Turn, ledger: Ledger, targets: Sequence[int]
) -> tuple[int, ...]:
    """Less a matter that the message drops (语料那个不要了，就算算力)."""
    if Act.REMOVE not in turn.acts or len(ledger.matters) < 2 or takes_off_part(turn):
        return tuple(targets)
    dropped = set()
    for n in dict.fromkeys((*ledger.current, *targets)):
        matter = ledger.matters[n]
        words = {
            (s, e)
            for s, e, word in ctx.topics.words_in(turn.folded)
            if set(ctx.topics.of_word(word)) & ctx.topics.of_clauses(matter.clauses)
        }
        if ctx.facts.removes_part(turn, matter):
            continue  # 国家标准撤掉: the others that were counted stay
        if any(
            abs(s - we) <= 6 or abs(ws - e) <= 2 for ws, we in words for s, e in turn.acts.removed
        ):
            dropped.add(n)
    if not dropped:
        return tuple(targets)
    kept = tuple(n for n in dict.fromkeys((*ledger.current, *targets)) if n not in dropped)
    return kept or tuple(targets)


def _tested_before(ctx: UnderstandContext, turn: Turn, matter: Matter) -> tuple[ClauseId, ...]:
    """The clauses of before a place that has nothing, of which a message tells a condition.

    前海 → 市里有吗 → 评级落实了,国家级: what is told is of the one that was found.
    """
    if turn.scope.is_named or turn.scope.within or turn.scope.elsewhere:
        return ()
    told = {f.name for f in turn.flags}
    return tuple(c for c in matter.trail if any(ctx.hints.tests(c, name) for name in told))


def _renewed(
    ctx: UnderstandContext, turn: Turn, matter: Matter, policies: tuple[str, ...]
) -> Chosen:
    """A matter that had no clauses (not collected there, or another city) in a new place."""
    topics = {**dict(matter.topics), **turn.topics}
    text = f"{matter.text} {turn.matter}".strip()
    tested = _tested_before(ctx, turn, matter)
    if tested:
        group = Group(0, len(turn.folded), turn.folded, turn.topics)
        return Chosen(((group, tested),), (), 1.0, ())
    if not (turn.scope.is_named or turn.scope.within or turn.topics):
        return Chosen((), tuple(matter.policies), 1.0, ())
    ranking = ctx.selector.rank(text, topics, policies or None)
    everywhere = ctx.selector.rank(text, topics, None)
    if policies:
        clauses, absent = ctx.selector.per_policy(
            everywhere if len(policies) > 1 else ranking, topics, policies
        )
        if len(policies) == 1:
            clauses, absent = ctx.selector.in_one(ranking, everywhere, policies[0], topics, text)
    else:
        clauses, absent = ctx.selector.siblings(ranking, topics), ()
    group = Group(0, len(turn.folded), turn.folded, topics)
    pairs = ((group, clauses),) if clauses else ()
    return Chosen(pairs, absent, everywhere.relevance, ())
