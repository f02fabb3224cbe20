"""A message about one beside the asker who has no name, read with that one's matter alone.

另一家会员做的是物流分拣,也是示范项目,自己投入八百三十万,它那边呢: the clause in question is asked
for another applicant. What was told of the asker says nothing of it, but for the case that is
spoken of (示范项目); what both meet (同样符合) holds for it too. Sums together are those of each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from assistant.dialogue import askers
from assistant.dialogue.firm_labels import units_in
from assistant.dialogue.language import own_pairs
from assistant.dialogue.ledger import Ledger, Matter
from assistant.dialogue.other_firms import (
    OTHER,
    Other,
    asks_together,
    is_alike,
    is_gone,
    leaves_own,
    means_other,
    means_own,
    means_parent,
    of_two,
    tells_other,
    tells_thing,
)
from assistant.dialogue.turn import Intent
from assistant.dialogue.understand.context import UnderstandContext
from assistant.dialogue.understand.each_asker import called_by_whose
from assistant.dialogue.understanding import Understanding
from assistant.policy.clause import ClauseId
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

Read = Callable[[UnderstandContext, str, Ledger, date], Understanding]
_FIGURES = lazy(r"\d|[一二两三四五六七八九十百千](?=[万亿百千])")
_SEVERAL = 2


def of_other_firm(
    ctx: UnderstandContext, text: str, ledger: Ledger, as_of: date, read: Read
) -> Understanding | None:
    """What a message asks of one beside the asker, or of both; None for any other message."""
    if not ledger.live:
        return None
    known = {m.asker for m in ledger.matters if m.asker}
    if any(who != askers.SELF and not who.startswith(OTHER) for who in known):
        return None  # who has a name is called by it
    folded = fold(text)
    other = tells_other(folded)
    if other is None and all(map(ctx.facts.paid_each, _clauses_in_question(ledger))):
        other = tells_thing(folded)
    if other is not None:
        return _told_of_new(ctx, text, ledger, as_of, read, other)
    if not any(who.startswith(OTHER) for who in known):
        return None
    return _told_of_known(ctx, text, folded, ledger, as_of, read)


def _told_of_new(
    ctx: UnderstandContext, text: str, ledger: Ledger, as_of: date, read: Read, other: Other
) -> Understanding | None:
    """A message that tells of one more beside those who were spoken of."""
    if len(ledger.live) != 1:
        return None
    before = askers.all_own(ledger)
    was = before.matters[ledger.live[0]]
    who = f"{OTHER}{sum(m.asker.startswith(OTHER) for m in ledger.matters) or ''}"
    in_wan = askers.told_in_wan(before.matters)
    own = replace(
        before, matters=(_of_theirs(ctx, was, other),), current=(0,), flags=(), in_wan=in_wan
    )
    found = read(ctx, text, own, as_of)
    clauses = {focus.clause_id for focus in found.focus}
    asked = {*was.clauses, *(c for home in was.there for c in home.clauses)}
    if found.refusal or not found.ledger.current or not clauses or not clauses <= asked:
        return None
    theirs = [
        replace(found.ledger.matters[n], asker=who, turn=found.ledger.turn)
        for n in found.ledger.current
    ]
    matters = (*before.matters, *theirs)
    places = tuple(range(len(before.matters), len(matters)))
    after = replace(found.ledger, matters=matters, current=places)
    found = replace(found, ledger=after)
    if not other.is_together:
        return found
    likes = _likes(after, was)
    if of_two(fold(text)):
        likes = tuple(n for n in likes if matters[n].asker == askers.SELF)
    return _together(ctx, found, text, as_of, read, (*likes, *places))


def told_beside(
    ctx: UnderstandContext,
    asker: askers.Asker,
    text: str,
    ledger: Ledger,
    as_of: date,
    read: Read,
) -> Understanding | None:
    """A message that tells of one with a name beside the speaker, read with what is asked of both.

    None where it answers nothing that was asked, or names a matter of its own.
    """
    was = ledger.matters[ledger.live[0]]
    other = Other(0, 0, is_together=False, is_alike=is_alike(fold(text)))
    theirs = _of_theirs(ctx, was, other)
    in_wan = askers.told_in_wan(ledger.matters)
    in_wan = in_wan or ledger.in_wan
    own = replace(ledger, matters=(theirs,), current=(0,), flags=(), in_wan=in_wan)
    found = read(ctx, asker.text, own, as_of)
    clauses = {focus.clause_id for focus in found.focus}
    asked = {*was.clauses, *(c for home in was.there for c in home.clauses)}
    if found.refusal or not found.ledger.current or not clauses or not clauses <= asked:
        return None
    whole = read(ctx, text, ledger, as_of)
    if whole.focus and not whole.refusal and asked.isdisjoint({f.clause_id for f in whole.focus}):
        return None  # 朋友在福田开孵化器的,运营机构最高能拿多少: another matter
    if whole.tells_number and not found.tells_number:
        return None  # 邻居老邱的公司上年度过了七个: what is counted was told with the asker's
    fresh = replace(askers.view(ledger, asker.who), current=())
    merged = askers.merged(fresh, found.ledger, asker.who)
    places = tuple(len(ledger.matters) + n for n in merged.current)
    after = replace(merged, matters=(*ledger.matters, *merged.matters), current=places)
    return replace(found, ledger=after, turn=replace(found.turn, text=text))


def _told_of_known(
    ctx: UnderstandContext, text: str, folded: str, ledger: Ledger, as_of: date, read: Read
) -> Understanding | None:
    """A message about those who were spoken of: all of them, the asker, or the other one."""
    who = _meant(folded, ledger)
    tells = _FIGURES.search(folded) is not None
    if asks_together(folded) and not tells and who is None:
        was = ledger.matters[ledger.live[-1]]
        return _together(
            ctx, read(ctx, text, ledger, as_of), text, as_of, read, _likes(ledger, was)
        )
    if who is None:
        return None
    if who != askers.SELF and is_gone(folded):
        left = ledger.without(n for n, m in enumerate(ledger.matters) if m.asker == who)
        mine = [n for n, m in enumerate(left.matters) if m.asker == askers.SELF]
        if mine and (leaves_own(folded) or not tells):
            found = read(ctx, askers.EACH_AGAIN, replace(left, current=(mine[-1],)), as_of)
            return replace(found, turn=replace(found.turn, text=text))
    own = askers.view(ledger, who)
    if not own.matters:
        return None
    found = read(ctx, text, own, as_of)
    if found.refusal or not found.focus or len(found.ledger.matters) < len(own.matters):
        return None
    found = replace(found, ledger=askers.merged(ledger, found.ledger, who))
    if not asks_together(folded):
        return found
    places = _likes(found.ledger, found.ledger.matters[found.ledger.current[-1]])
    return _together(ctx, found, text, as_of, read, places)


def _together(
    ctx: UnderstandContext,
    found: Understanding,
    text: str,
    as_of: date,
    read: Read,
    places: Sequence[int],
) -> Understanding | None:
    """What all of them get, each with what was told of it."""
    places = tuple(dict.fromkeys(places))
    if len(places) < _SEVERAL:
        return None
    own = askers.of_places(found.ledger, places)
    again = read(ctx, askers.EACH_AGAIN, own, as_of)
    if again.refusal or len(again.focus) < len(places):
        return None
    after = replace(found.ledger, current=places)
    intents = (again.intents | {Intent.TOTAL}) - {Intent.EACH}
    left = tuple(u for u in found.unused if not asks_together(fold(u.text)))
    return replace(
        found,
        focus=called_by_whose(again.focus, own.matters),
        intents=intents,
        ledger=after,
        unused=left,
        policies=again.policies,
    )


def _clauses_in_question(ledger: Ledger) -> tuple[ClauseId, ...]:
    return tuple(c for n in ledger.live for c in ledger.matters[n].clauses)


def turns_to_another(found: Understanding, before: Ledger) -> bool:
    """Whether a message is about another applicant than the one before it was."""
    apart = {m.asker for m in found.ledger.matters}
    return turns_to_unnamed(found, before) or (
        askers.SELF in apart and _in_question(found.ledger) != _in_question(before)
    )


def turns_to_unnamed(found: Understanding, before: Ledger) -> bool:
    """The same, where one of them has no name: which clause it is about is told as well."""
    now, was = _in_question(found.ledger), _in_question(before)
    return any(who.startswith(OTHER) for who in now | was) and now != was


def _in_question(ledger: Ledger) -> set[str]:
    return {m.asker or askers.SELF for m in ledger.in_question}


def _of_theirs(ctx: UnderstandContext, was: Matter, other: Other) -> Matter:
    """The matter in question as that of another: of the case spoken of, its sums open."""
    cases = ctx.facts.cases(was.clauses)
    kept = [f for f in was.flags if other.is_alike or f.name in cases]
    lasting = {f.name for f in ctx.facts.lasting(kept)}
    return Matter(
        was.clauses,
        was.policies,
        was.topics,
        flags=tuple(f for f in kept if f.name not in lasting),
        trail=was.clauses,
        turn=was.turn,
    )


def _likes(ledger: Ledger, was: Matter) -> tuple[int, ...]:
    """The places of all matters on the same clauses, one of each applicant."""
    found = {
        m.asker: n
        for n, m in enumerate(ledger.matters)
        if set(m.clauses) & set(was.clauses) and m.asker
    }
    return tuple(sorted(found.values()))


def _meant(text: str, ledger: Ledger) -> str | None:
    """Whom of those spoken of a message names; None where nobody is named."""
    others = list(dict.fromkeys(m.asker for m in ledger.matters if m.asker.startswith(OTHER)))
    said = set(own_pairs(text))
    named = [who for who in (askers.SELF, *others) if said & _only_theirs(ledger, who)]
    told = "".join(m.text + m.said for m in ledger.matters if m.asker in others)
    if means_own(text) or means_parent(text, told) or _opens_with_own(text, ledger):
        return askers.SELF
    if len(named) == 1 and named[0] != askers.SELF:
        return named[0]
    if means_other(text) or (is_gone(text) and leaves_own(text)):
        return others[-1]
    return None


def _opens_with_own(text: str, ledger: Ledger) -> bool:
    """Whether a message opens with a firm that only the asker was told as.

    高校那份… of 高校实验室.
    """
    own = _only_theirs(ledger, askers.SELF)
    firms = [one for one in units_in(text) if set(own_pairs(one))]
    return bool(firms) and all(own.issuperset(own_pairs(one)) for one in firms)


def _only_theirs(ledger: Ledger, who: str) -> set[str]:
    """The pairs of characters that only one applicant's matters were told with."""
    mine = {p for m in ledger.matters if m.asker == who for p in own_pairs(m.text)}
    return mine - {p for m in ledger.matters if m.asker != who for p in own_pairs(m.text)}
