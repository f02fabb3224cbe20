"""New matters: the clauses of a message that goes on with nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.dialogue.aspects import content_of, without_bodies
from assistant.dialogue.barred import asks_whether_barred, barring, excluded_kind
from assistant.dialogue.choose import SUBJECT, Chosen
from assistant.dialogue.foreign import is_in_another_sense
from assistant.dialogue.gather import Part
from assistant.dialogue.grouping import ASKS, Group, stray_matters
from assistant.dialogue.language import unknown_of
from assistant.dialogue.ledger import Ledger, Matter
from assistant.dialogue.procedure import articles_for, asks_total, asks_what_is_left
from assistant.dialogue.select import Ranked
from assistant.dialogue.stated import Unused
from assistant.dialogue.turn import Intent, Turn, blank
from assistant.dialogue.understand.asked_of_each import with_questions
from assistant.dialogue.understand.by_words import SHORTEST_PHRASE
from assistant.dialogue.understand.context import UnderstandContext
from assistant.dialogue.understand.counted import with_counted
from assistant.dialogue.understand.left_over import (
    completed,
    new_part,
    segments_of_own,
    with_proposed,
)
from assistant.dialogue.understand.refusals import (
    ABOUT_POLICY,
    NAMES,
    asks_foreign,
    asks_whole_policy,
    is_by_chance,
    is_matter,
    is_open,
    refusal_of,
    tells_trade,
)
from assistant.dialogue.understand.subject import (
    UNRELATED,
    Subject,
    less_strays,
    one_each,
    without_gaps,
)
from assistant.dialogue.understand.told_of_both import with_sums_of_both, with_sums_told_first
from assistant.dialogue.understand.wording import MARKS
from assistant.dialogue.understanding import Memory
from assistant.dialogue.undertakings import applied_in
from assistant.policy.clause import ClauseId
from assistant.text.joining import TIMES
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_NEARLY, _FAINTLY = 0.7, 0.3
"""From which share of the best score another clause may be meant as well, and how good is faint."""
_ALL_OF_IT = 0.2
"""From which probability a message that asks for what the policies do not name still asks for a
clause; below it, and without a word of a matter, nothing answers."""
_FEEDS, _FED_AMONG_KNOWN, _FED_TAKEN_IN = 6, 0.6, 0.7
"""So many clauses, and from this share of the best score, may be the one that numbers are for; in
policies that no topic knows the score tells the odds (``_APART_BY_ODDS``)."""
_FED_INSTEAD = 0.8
"""The same where the clause that the words find pays nothing that could be worked out: to say so
is better than a sum of another matter."""
_HEADING = lazy(
    "(?:[两三四五六七八九几]|[2-9])(?:个|件|项|笔|样|块|桩|条)(?:事情?|问题|内容|东西|情况|数|账)[,。;!?、:()]*$"
)
"""What ends a stretch that only says how many matters follow."""
_A_THING = lazy("有?[个件桩](?:事|问题)")
"""还有个事想请教 names nothing yet."""


def new_matters(
    ctx: UnderstandContext, turn: Turn, ledger: Ledger, policies: tuple[str, ...]
) -> Subject:
    """New matters, one for each stretch of the message that has one of its own."""
    before = Memory(policies=ledger.policies)
    is_bare = bool(policies and turn.intents & ABOUT_POLICY) and len(turn.matter) < SHORTEST_PHRASE
    is_bare = is_bare and not (turn.topics or ctx.hints.read(turn.folded))
    is_bare = is_bare and not (turn.scope.articles or turn.scope.clauses)
    is_foreign = not is_bare and asks_foreign(ctx, turn, ledger)  # 三份文件分别什么时候到期
    is_policy_level = (is_bare or asks_whole_policy(turn)) and not is_foreign
    applying = _on_applying(ctx, turn, policies)
    is_policy_level = is_policy_level and not _names_clause(ctx, turn, policies)
    is_foreign = is_foreign and not applying
    chosen = _clauses_chosen(ctx, turn, before, policies, applying, whole=is_policy_level)
    is_policy_level = is_policy_level and not applying
    chosen = _less_conditions(ctx, turn, chosen)
    chosen = _classed(ctx, turn, _fed(ctx, turn, chosen))
    chosen = _with_bands(ctx, turn, _less_idle_there(ctx, turn, chosen))
    refusal = refusal_of(ctx, turn, chosen, is_policy_level, policies)
    if is_foreign and ctx.places.are_drafts(policies):
        refusal = UNRELATED  # a draft of one sentence answers nothing in particular
    is_about = bool(policies and turn.intents & ABOUT_POLICY)
    if refusal == UNRELATED and is_about and not is_foreign:
        refusal, is_policy_level = "", True
        chosen = replace(chosen, groups=(), absent=())
    elif refusal == UNRELATED and (
        (is_open(ctx, turn) and not is_matter(ctx, turn, policies))
        or (not ledger.matters and tells_trade(ctx, turn))
    ):
        refusal, chosen = "", replace(chosen, groups=(), absent=())
    refusal, chosen = _or_proposed(ctx, turn, ledger, refusal, chosen, policies)
    is_first = not (ledger.matters or ledger.policies or policies)
    is_first = is_first and not any(name in turn.folded for name in ctx.hints.coined)  # 训力券
    if is_first and not refusal and is_in_another_sense(turn, ctx.selector.held()):
        refusal = UNRELATED
    if refusal:
        chosen = replace(chosen, groups=(), absent=())
    parts = one_each(
        new_part(ctx, turn, group, clauses, policies, len(chosen.groups))
        for group, clauses in chosen.groups
    )
    parts = without_gaps(parts, len(turn.folded))
    # The words of a policy that was taken in stand in no word list: nothing is a stray there.
    is_charted = not ctx.selector.is_uncharted({c.policy for c in chosen.clauses})
    strays: tuple[tuple[int, int], ...] = ()
    if is_charted:
        there = ctx.places.all_clauses(
            (*policies, *(c.policy for c in chosen.clauses), *ctx.places.above())
        )
        texts = ctx.facts.texts_of(there)
        strays = stray_matters(turn, chosen.groups, ctx.hints, ctx.topics, texts)
    if len(chosen.groups) == 1 and _is_all(turn.folded, strays):
        if chosen.relevance >= _ALL_OF_IT:
            strays = ()  # the question itself, in words of its own
        elif max(turn.topics.values(), default=0.0) < NAMES and not refusal:
            refusal, strays = UNRELATED, ()
            chosen = replace(chosen, groups=(), absent=())
    unmatched = unmatched_stretches(turn, chosen, strays)
    unmatched = _with_nouns_left(ctx, turn, chosen, unmatched)
    parts = tuple(less_strays(part, strays) for part in parts)
    parts, unmatched = with_proposed(ctx, turn, parts, unmatched, policies)
    if parts and not (is_policy_level or applying):
        is_first = not ledger.matters
        parts, unmatched = _completed(
            ctx, turn, parts, unmatched, policies, is_charted=is_charted, is_first=is_first
        )
    if not parts and chosen.absent:
        parts = (_absent_part(ctx, turn, chosen, policies),)
    parts = parts if applying else _with_rivals(ctx, turn, parts, policies)
    return Subject(
        parts,
        chosen.absent,
        chosen.relevance,
        chosen.nearest,
        refusal,
        is_policy_level,
        policies,
        unmatched,
    )


def _completed(
    ctx: UnderstandContext,
    turn: Turn,
    parts: tuple[Part, ...],
    unmatched: tuple[Unused, ...],
    policies: tuple[str, ...],
    *,
    is_charted: bool,
    is_first: bool,
) -> tuple[tuple[Part, ...], tuple[Unused, ...]]:
    """With the matters of what nothing accounts for, and those that a first message counts."""
    completing = completed if is_charted else segments_of_own
    parts, unmatched = completing(ctx, turn, parts, unmatched, policies)
    if is_charted and is_first:
        parts, unmatched = with_counted(ctx, turn, parts, unmatched, policies)
    parts = with_sums_told_first(turn, with_sums_of_both(turn, one_each(parts)))
    return with_questions(ctx, turn, parts), unmatched


def _clauses_chosen(
    ctx: UnderstandContext,
    turn: Turn,
    before: Memory,
    policies: tuple[str, ...],
    applying: tuple[ClauseId, ...],
    *,
    whole: bool,
) -> Chosen:
    """The clauses of a new message; ``whole``: it asks about policies as a whole."""
    group = Group(0, len(turn.folded), turn.folded, turn.topics)
    if applying:
        return Chosen(((group, applying),), (), 1.0, ())
    if not whole:
        return ctx.chooser.choose(turn, before, policies)
    if ctx.places.are_drafts(policies):
        return Chosen(((group, ctx.places.all_clauses(policies)),), (), 1.0, ())
    return Chosen((), (), 1.0, ())


def _on_applying(
    ctx: UnderstandContext, turn: Turn, policies: tuple[str, ...]
) -> tuple[ClauseId, ...]:
    """The articles that say what no measure says of a policy that was taken in, where asked."""
    if len(policies) != 1 or not ctx.selector.is_uncharted(policies):
        return ()
    if turn.scope.clauses or turn.scope.articles:
        return ()
    clauses = ctx.places.texts_of(policies)
    kind = excluded_kind(turn.folded, clauses) if Intent.STACKING not in turn.intents else None
    if kind is not None:
        return (kind.clause.id,)  # whatever sum is asked for, it is not paid
    if _tells_measure(turn):
        return ()
    paying = {clause.id for clause in clauses if ctx.facts.has_rules(clause.id)}
    if asks_whether_barred(turn.folded) and Intent.STACKING not in turn.intents:
        text = ctx.places.without_names(turn, 0, len(turn.folded))
        barred = barring(text, clauses, paying)
        if barred is not None:
            return (barred.id,)
    nearest = _nearest_of(ctx, turn, policies) if _fits(ctx, turn, policies) else None
    own = next((clause for clause in clauses if clause.id == nearest), None)
    found = articles_for(turn, clauses, own, paying)
    return tuple(clause.id for clause in found)


def _tells_measure(turn: Turn) -> bool:
    """Whether a message tells a number that a measure works with, so that its sum is asked for.

    我名下有四家: who asks for the most of everything tells how many there are, and no sum.
    """
    told = [q for q in turn.quantities if q.role == "amount" and q.unit not in TIMES]
    is_of_all = asks_total(turn) and all(q.unit is Unit.COUNT for q in told)
    return not is_of_all and any(q.value != 1 for q in told)


def _nearest_of(ctx: UnderstandContext, turn: Turn, policies: tuple[str, ...]) -> ClauseId | None:
    text = ctx.places.without_names(turn, 0, len(turn.folded))
    if Intent.DEPARTMENT in turn.intents:
        # The words that ask for a body are no words of the matter.
        text = without_bodies(text)
    best = ctx.selector.rank(text, {}, policies).best
    return best.clause_id if best is not None else None


def _fits(ctx: UnderstandContext, turn: Turn, policies: tuple[str, ...]) -> bool:
    """Whether the message's own words find a clause surely."""
    text = ctx.places.without_names(turn, 0, len(turn.folded))
    return ctx.selector.own_relevance(text, policies) >= SUBJECT


def _names_clause(ctx: UnderstandContext, turn: Turn, policies: tuple[str, ...]) -> bool:
    """Whether who is responsible is asked of one matter of a policy that was taken in.

    储能首台套奖励是哪个局负责的 is short, and yet no question about the whole policy.
    """
    if (
        not policies
        or not ctx.selector.is_uncharted(policies)
        or len(turn.matter) < SHORTEST_PHRASE
    ):
        return False
    about = turn.intents & ABOUT_POLICY
    is_of_sum = about == {Intent.STACKING} and asks_what_is_left(turn)
    return (about == {Intent.DEPARTMENT} or is_of_sum) and _fits(ctx, turn, policies)


def _or_proposed(
    ctx: UnderstandContext,
    turn: Turn,
    ledger: Ledger,
    refusal: str,
    chosen: Chosen,
    policies: tuple[str, ...],
) -> tuple[str, Chosen]:
    """Where nothing answers a message: the clauses that the learned reader finds, if any.

    Clauses that words found only faintly, and that by the reader's score have nothing to do
    with the message, are no answer to it. A later message may ask in words that say nothing
    alone.
    """
    is_faint = bool(chosen.groups) and chosen.relevance < SUBJECT and not ledger.matters
    is_faint = is_faint and not refusal
    applied = applied_in(turn.folded)
    names = turn.scope.articles or turn.scope.clauses or applied
    text = ctx.places.without_names(turn, 0, len(turn.folded))
    if is_faint and not names and ctx.proposer.are_foreign(text, chosen.clauses):
        return UNRELATED, chosen
    may_answer = refusal == UNRELATED and not is_by_chance(ctx, turn)
    proposed = ctx.proposer.clauses(turn.folded, policies) if may_answer else ()
    if not proposed:
        return refusal, chosen
    whole = Group(0, len(turn.folded), turn.folded, turn.topics)
    return "", Chosen(((whole, proposed),), (), 1.0, ())


def _with_rivals(
    ctx: UnderstandContext, turn: Turn, parts: tuple[Part, ...], policies: tuple[str, ...]
) -> tuple[Part, ...]:
    """The only matter of a message with another clause that fits its words nearly as well."""
    if len(parts) != 1 or turn.scope.articles or turn.scope.clauses:
        return parts
    matter = parts[0].matter
    text = ctx.places.without_names(turn, 0, len(turn.folded))
    ranking = ctx.selector.fit(text, turn.topics, policies or None)
    own = [r for r in ranking.ranked if r.clause_id in matter.clauses]
    of = {c.policy for c in matter.clauses}
    rest = [
        r for r in ranking.ranked if r.clause_id not in matter.clauses and r.clause_id.policy in of
    ]
    if not own or not rest:
        return parts
    is_faint = own[0].score < _FAINTLY and turn.quantities
    if rest[0].score < (_NEARLY / 2 if is_faint else _NEARLY) * own[0].score:
        return parts
    return (replace(parts[0], matter=replace(matter, rivals=(rest[0].clause_id,))),)


def unmatched_stretches(
    turn: Turn, chosen: Chosen, strays: Sequence[tuple[int, int]]
) -> tuple[Unused, ...]:
    """Stretches of a message about several matters for which no clause was found."""
    found: list[Unused] = []
    for start, end in (*chosen.unmatched, *strays):
        text = turn.folded[start:end]
        head = len(text) - len(text.lstrip(MARKS))
        tail = len(text.rstrip(MARKS))
        told = any(start < u.end and u.start < end for u in found)
        # 具身智能机器人：龙华…，龙岗…; 数据这块两个事。
        is_heading = text.rstrip().endswith(":") or _HEADING.search(text) is not None
        if max(content_of(text), unknown_of(_A_THING.sub("", text))) and not (told or is_heading):
            found.append(Unused(text[head:tail], start + head, start + tail, "matter"))
    return tuple(found)


def _with_nouns_left(
    ctx: UnderstandContext, turn: Turn, chosen: Chosen, unmatched: tuple[Unused, ...]
) -> tuple[Unused, ...]:
    """With the stretches that ask about a noun of the policies and for which nothing was found.

    龙岗活动100万;人才有啥: everyday words, and yet a matter that is asked about.
    """
    found = list(unmatched)
    for start, end in chosen.unmatched:
        text = turn.folded[start:end]
        is_told = any(u.start < end and start < u.end for u in found)
        if is_told or not ASKS.search(text) or not ctx.hints.places(text):
            continue
        head, tail = len(text) - len(text.lstrip(MARKS)), len(text.rstrip(MARKS))
        found.append(Unused(text[head:tail], start + head, start + tail, "matter"))
    return tuple(found)


def _absent_part(
    ctx: UnderstandContext, turn: Turn, chosen: Chosen, policies: tuple[str, ...]
) -> Part:
    """A matter that the place asked about does not deal with: kept without clauses."""
    matter = Matter(
        (),
        policies,
        tuple(sorted(turn.topics.items())),
        ctx.places.without_names(turn, 0, len(turn.folded)),
        absent=chosen.absent,
    )
    return Part(None, matter, ((0, len(turn.folded)),))


def _less_idle_there(ctx: UnderstandContext, turn: Turn, chosen: Chosen) -> Chosen:
    """Less what the region has for a place without measures, where it takes no number told there.

    龙华备案2个模型,光明房租30万: nothing the city pays for rent works with a rent.
    """
    if len(chosen.groups) == 1 or not (turn.scope.within and turn.scope.policies):
        return chosen
    above = set(ctx.places.above())
    kept: list[tuple[Group, tuple[ClauseId, ...]]] = []
    idle: list[tuple[int, int]] = []
    for group, clauses in chosen.groups:
        text = turn.folded[group.start : group.end]
        inside = _within(turn, group.start, group.end)
        is_there = (
            any(name in text for name in turn.scope.within) and {c.policy for c in clauses} <= above
        )
        if (
            is_there
            and any(q.unit is Unit.YUAN for q in inside.quantities)
            and not any(ctx.facts.may_take(inside, clause) for clause in clauses)
        ):
            idle.append((group.start, group.end))
        else:
            kept.append((group, clauses))
    if not kept or not idle:
        return chosen
    return replace(chosen, groups=tuple(kept), unmatched=(*chosen.unmatched, *idle))


def _less_conditions(ctx: UnderstandContext, turn: Turn, chosen: Chosen) -> Chosen:
    """Without a matter that is but what keeps another from being paid (不过当年出过一起事故)."""
    if len(chosen.groups) == 1:
        return chosen
    kept = tuple(
        (group, clauses)
        for group, clauses in chosen.groups
        if not all(
            ctx.facts.only_keeps_from(one, (c for c in chosen.clauses if c not in clauses))
            for one in clauses
        )
    )
    if len(kept) == 1 < len(chosen.groups):
        group, clauses = kept[0]
        whole = replace(group, start=0, end=len(turn.folded), text=turn.folded)
        kept = ((whole, clauses),)
    return replace(chosen, groups=kept)


def _fed(ctx: UnderstandContext, turn: Turn, chosen: Chosen) -> Chosen:
    """Each stretch of a message with the clause that its numbers are for.

    Of several matters (算力服务费58万;调备案模型,完成合同额36万) it is none of the others' clauses.
    """
    if len(chosen.groups) == 1:
        return _fed_alone(ctx, turn, chosen)
    found: list[tuple[Group, tuple[ClauseId, ...]]] = []
    for group, clauses in chosen.groups:
        inside = _within(turn, group.start, group.end)
        own = _fed_alone(ctx, inside, replace(chosen, groups=((group, clauses),)))
        others = {c for g, several in chosen.groups if g is not group for c in several}
        is_new = not others & set(own.clauses) and not ctx.selector.is_uncharted(
            {c.policy for c in clauses}
        )
        found += own.groups if is_new else [(group, clauses)]
    return replace(chosen, groups=tuple(found))


def _within(turn: Turn, start: int, end: int) -> Turn:
    """A message with the numbers of one stretch alone."""
    return replace(
        turn,
        quantities=tuple(q for q in turn.quantities if start <= q.start < end),
        expressions=tuple(e for e in turn.expressions if start <= e.start < end),
    )


def _fed_alone(ctx: UnderstandContext, turn: Turn, chosen: Chosen) -> Chosen:
    """The near clause that the message's numbers are for, where those found have no use for them.

    650亩虾稻田 is asked of the clause that pays by the 亩, though another speaks of 标准 too. Of
    policies that topics know, for one sum alone: 接了个有备案的大模型,完成合同额150万.
    """
    if len(chosen.groups) != 1 or turn.scope.articles or not chosen.clauses:
        return chosen
    group, clauses = chosen.groups[0]
    within = {c.policy for c in clauses}
    if len(within) != 1:
        return chosen
    is_charted = not ctx.selector.is_uncharted(within)
    sums = [q for q in turn.quantities if q.unit is Unit.YUAN and q.role == "amount"]
    if is_charted and len(sums) != 1:
        return chosen
    if is_charted and any(ctx.selector.bearing.bears(c, group.topics) for c in clauses):
        return chosen
    grows = ctx.facts.tells_growth(turn)
    if grows and ctx.facts.compares_years(clauses[0]):
        # what grew is asked of the clause that pays for growing, not of the one beside it
        clauses = tuple(clause for clause in clauses if ctx.facts.compares_years(clause))
        return replace(chosen, groups=((group, clauses),))
    if any(
        ctx.facts.compares_years(clause) if grows else ctx.facts.may_take(turn, clause)
        for clause in clauses
    ):
        return chosen
    text = ctx.places.without_names(turn, group.start, group.end)
    ranked = ctx.selector.rank(text, {}, tuple(within)).ranked[:_FEEDS]
    if not ranked:
        return chosen
    is_ruled = any(ctx.facts.has_rules(clause) for clause in clauses)
    share = _FED_AMONG_KNOWN if is_charted else _FED_TAKEN_IN
    least = (share if is_ruled else _FED_INSTEAD) * ranked[0].score
    near = [r.clause_id for r in ranked if r.score >= least]
    if is_charted and not is_ruled:  # 市里算力300万: the word beside the sum is of what is paid
        said = turn.folded[group.start : group.end]
        pointed = {c for _, _, to in ctx.hints.places(said) for c in to}
        near += [
            r.clause_id
            for r in ranked
            if r.clause_id in pointed and _FED_AMONG_KNOWN * ranked[0].score <= r.score < least
        ]
    if is_charted and len(near) == 1 and _is_second(ranked):
        near.append(ranked[1].clause_id)
    fed = [
        clause
        for clause in near
        if (ctx.facts.compares_years(clause) if grows else ctx.facts.is_fed(turn, clause))
    ]
    return replace(chosen, groups=((group, (fed[0],)),)) if fed else chosen


def _is_second(ranked: Sequence[Ranked]) -> bool:
    """Whether the second clause fits well, and far better than the third.

    调备案过的大模型签了120万的合同: said of the one that pays for using, behind the one on filing.
    """
    if len(ranked) < _SECOND + 1:
        return False
    first, second, third = ranked[: _SECOND + 1]
    return second.score >= max(_FED_SECOND * first.score, _FED_APART * third.score)


_SECOND = 2
_FED_SECOND, _FED_APART = 0.45, 3.0
"""From which share of the best score, and how far ahead of the next, the second may be meant."""


def _classed(ctx: UnderstandContext, turn: Turn, chosen: Chosen) -> Chosen:
    """Of a policy that was taken in, the near clause whose classes a message tells.

    8个五级、3个三级 is asked of the clause that pays by 级, though another speaks of 护理 too.
    """
    if len(chosen.groups) != 1 or turn.scope.articles or not chosen.clauses:
        return chosen
    group, clauses = chosen.groups[0]
    within = {c.policy for c in clauses}
    told: dict[str, set[str]] = {}
    for flag in turn.flags:
        if isinstance(flag.value, str):
            told.setdefault(flag.name, set()).add(flag.value)
    classes = [name for name, values in told.items() if len(values) > 1]
    if not classes or len(within) != 1 or not ctx.selector.is_uncharted(within):
        return chosen
    if any(ctx.facts.speaks_of(clause, name) for clause in clauses for name in classes):
        return chosen
    text = ctx.places.without_names(turn, group.start, group.end)
    ranked = ctx.selector.rank(text, {}, tuple(within)).ranked[:_FEEDS]
    near = [r.clause_id for r in ranked if r.score >= _NEARLY * ranked[0].score]
    found = [c for c in near if any(ctx.facts.speaks_of(c, name) for name in classes)]
    return replace(chosen, groups=((group, (found[0],)),)) if found else chosen


def _with_bands(ctx: UnderstandContext, turn: Turn, chosen: Chosen) -> Chosen:
    """With each item of a list the others that test the same number: (一)500公斤以上不足1000公斤的.

    Which of them it is the number tells, not the words of the message.
    """
    if turn.scope.articles or turn.scope.clauses or not turn.quantities:
        return chosen
    groups = []
    for group, clauses in chosen.groups:
        found = list(clauses)
        for clause in clauses:
            if clause.item is None or not ctx.selector.is_uncharted({clause.policy}):
                continue
            found += [
                one
                for one in ctx.places.all_clauses((clause.policy,))
                if one.article == clause.article and ctx.facts.tells_apart(clause, one)
            ]
        groups.append((group, tuple(dict.fromkeys(found))))
    return replace(chosen, groups=tuple(groups))


def _is_all(text: str, strays: Sequence[tuple[int, int]]) -> bool:
    """Whether some stretches are all that a message says."""
    return bool(strays) and not blank(text, strays).strip(MARKS)
