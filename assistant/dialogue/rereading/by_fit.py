"""The second reading that the fit finds likeliest, and how likely it must be to be believed."""

from __future__ import annotations

import math
from collections.abc import Sequence

from assistant.dialogue.acts import Act
from assistant.dialogue.borne_out import is_turned_down
from assistant.dialogue.changes import is_of_others, is_waiting
from assistant.dialogue.items import is_only
from assistant.dialogue.language import naming_pairs
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.rereading.applying import applied
from assistant.dialogue.rereading.around import (
    is_asked_alone,
    is_for_each,
    is_of_a_year,
    is_of_condition,
    is_of_unknown,
    is_spent_by_unknown,
    is_sum_told,
    says_more,
    takes_back,
)
from assistant.dialogue.rereading.candidate import (
    ADD,
    LESS,
    SET,
    Candidate,
    likeliest,
    tells_new,
    values_of,
)
from assistant.dialogue.rereading.candidates import readings_of
from assistant.dialogue.rereading.context import RereadContext
from assistant.dialogue.rereading.features import shares_of
from assistant.dialogue.rereading.first_reading import (
    comes_to_the_same,
    drops_used,
    is_open,
    leaves_all,
    matter_before,
)
from assistant.dialogue.rereading.fit import RereadFit
from assistant.dialogue.rereading.sights import COUNTED, LEAST_ROLE, SAID, Sight, share_said
from assistant.dialogue.understanding import Understanding
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_AGREED = 0.5
"""From which share a reading holds that the words around its numbers alone find likely too."""
_SURELY = 0.7
"""From which share a reading takes off what the first one put in the place of a sum.

Read off authors that were left out whole, as ``_AGREED`` and ``SAID`` are."""
_SURELY_SAID = 0.9
"""From here on the network alone lowers the bar for what the first reading took otherwise."""
_TOLD_ANEW = lazy("(?:实际|其实|应该是|应当是|[总一]共|合计|最[后终])[^,。;!?]{0,6}$")
"""实际交了14万: what says what the whole is."""


def by_fit(
    ctx: RereadContext,
    fit: RereadFit,
    found: Understanding,
    before: Ledger,
    sights: Sequence[Sight],
) -> Understanding | None:
    """With the second reading that is probable enough among all."""
    candidates = readings_of(ctx, found, before, sights)
    if not any(
        may_hold(found, sights, c) or (before.turn and _may_agree(found, before, sights, c))
        for c in candidates
    ):
        return None
    shares = shares_of(ctx, fit, found, before, sights, candidates)
    best, whole = likeliest(candidates, shares)
    chosen, share = _as_lacking(ctx, found, before, candidates, shares, best)
    share = max(share, whole)
    if chosen.edits and (
        comes_to_the_same(found, chosen) or _made_otherwise(found, before, sights, chosen)
    ):
        return None
    named = [c for c in candidates if _names_what_it_takes_back(found, before, c)]
    if len(named) == 1 and leaves_all(found, before, named[0].place):
        return applied(found, before, named[0], sights, max(share, _AGREED))
    if chosen.back is not None:
        return None
    now = found.ledger.matters[chosen.place]
    was = matter_before(before, chosen.place, now)
    if was is not None and chosen.anew and chosen.edits and drops_used(was, now, chosen):
        return None
    return _if_sure(ctx, fit, found, before, sights, chosen, share)


def _if_sure(
    ctx: RereadContext,
    fit: RereadFit,
    found: Understanding,
    before: Ledger,
    sights: Sequence[Sight],
    chosen: Candidate,
    share: float,
) -> Understanding | None:
    """With the likeliest reading, if it is likely enough for what it does."""
    text, least = found.turn.folded, fit.least_first
    if before.turn:
        least = fit.least
    said = min((share_said(sights[e.number], e) for e in chosen.edits), default=0.0)
    is_told = all(is_sum_told(text, sights[e.number]) for e in chosen.edits)
    is_untouched = before.turn and leaves_all(found, before, chosen.place)
    is_spent = any(is_spent_by_unknown(text, sights[e.number]) for e in chosen.edits)
    used = [sights[e.number] for e in chosen.edits]
    if is_only(text) and any(e.op == ADD for e in chosen.edits):
        return None  # 明年再办一场1100万的,单那场
    if any(e.op == ADD and is_turned_down(text, sights[e.number].end) for e in chosen.edits):
        return None  # 场地费三百万后来没给审进去
    if _tells_otherwise(sights, chosen) or any(
        is_waiting(text, 0, s.expression) or is_of_a_year(text, s) for s in used
    ):
        return None
    is_plain = is_told and is_untouched and not is_spent
    if is_plain and said >= SAID and ctx.roles.reads_earlier:
        least = _AGREED
    holds = share >= least and may_hold(found, sights, chosen)
    if before.turn and not holds:
        surely = said >= _SURELY_SAID and ctx.roles.reads_earlier
        least = _AGREED if surely or _is_of_sums(sights, chosen) else _SURELY
        holds = share >= least and _may_agree(found, before, sights, chosen) and is_told
    return applied(found, before, chosen, sights, share) if holds else None


def _as_lacking(
    ctx: RereadContext,
    found: Understanding,
    before: Ledger,
    candidates: Sequence[Candidate],
    shares: Sequence[float],
    best: int,
) -> tuple[Candidate, float]:
    """The likeliest reading and its share, as the fact that was asked back for or that lacks.

    Readings that tell one number as one fact or another share what speaks for its being told:
    what the clause still lacks is the one that is meant.
    """
    chosen = candidates[best]
    if not tells_new(chosen):
        return chosen, shares[best]
    (edit,) = chosen.edits
    alike = {
        other.edits[0].name: n
        for n, other in enumerate(candidates)
        if tells_new(other)
        and (other.place, other.anew) == (chosen.place, chosen.anew)
        and other.edits[0].number == edit.number
    }
    matter = found.ledger.matters[chosen.place]
    told = values_of(chosen.numbers)
    told.pop(edit.name, None)
    lacking = {n for c in matter.clauses for n in ctx.facts.lacking_sums(c, told)}
    meant = [name for name in alike if name == before.asked] or [
        name for name in alike if name in lacking
    ]
    if len(meant) != 1:
        return chosen, shares[best]
    return candidates[alike[meant[0]]], math.fsum(shares[n] for n in alike.values())


def _may_agree(
    found: Understanding,
    before: Ledger,
    sights: Sequence[Sight],
    candidate: Candidate,
) -> bool:
    """Whether a likely reading may hold though less sure, of a later message.

    It uses a number left over, and the words around each of its numbers alone (``roles``) say
    the same; or it adds or takes off a sum that the first reading put in the place of the one
    before it. Whose noun nobody knows (六十万是物业代付的) is then no bar.
    """
    text, edits = found.turn.folded, candidate.edits
    if not edits or any(is_of_others(text, sights[e.number].expression) for e in edits):
        return False
    if any(e.op == ADD and not says_more(text, sights[e.number]) for e in edits):
        return False
    waits = any(is_waiting(text, 0, sights[e.number].expression) for e in edits)
    if waits or takes_back(text) or _tells_otherwise(sights, candidate):
        return False
    own = [sights[e.number] for e in edits]
    if any(s.expression.unit not in COUNTED or is_for_each(text, s) for s in own):
        return False  # 里头有54平是仓库 leaves the whole, 每月降到2万 is no whole
    if _uses_idle(sights, candidate):
        agreed = all(
            share_said(sights[e.number], e) >= SAID
            and not is_spent_by_unknown(text, sights[e.number])
            and not (e.op == LESS and is_of_condition(found, sights[e.number]))
            for e in edits
        )
        return agreed and is_open(found)
    now = found.ledger.matters[candidate.place]
    was = matter_before(before, candidate.place, now)
    held, had = values_of(now.numbers), values_of(was.numbers) if was else {}
    is_alone = is_asked_alone(text) or any(_TOLD_ANEW.search(text, 0, s.start) for s in own)
    return candidate.anew and all(
        e.op != SET
        and not (e.op == ADD and is_alone)
        and e.old is not None
        and had.get(e.name) == e.old.value
        and held.get(e.name) == sights[e.number].expression.value
        for e in edits
    )


def may_hold(found: Understanding, sights: Sequence[Sight], candidate: Candidate) -> bool:
    """Whether a second reading uses a number that was told as not used, and none of others.

    One that takes something back may always hold.
    """
    if candidate.back is not None:
        return True
    used, text = [sights[edit.number] for edit in candidate.edits], found.turn.folded
    is_new = any(
        sight.is_idle and unused.kind != "matter"
        for sight in used
        for unused in found.unused
        if unused.start < sight.end and sight.start < unused.end
    )
    more = [sights[e.number] for e in candidate.edits if e.op == ADD]
    if any(not says_more(text, s) for s in more) or any(
        s.expression.unit is Unit.YUAN and is_spent_by_unknown(text, s) for s in more
    ):
        return False
    return is_new and not any(
        is_of_others(text, sight.expression) or is_of_unknown(text, sight) for sight in used
    )


def _made_otherwise(
    found: Understanding, before: Ledger, sights: Sequence[Sight], chosen: Candidate
) -> bool:
    """Whether the first reading made something else of what a second one changes.

    It changed one item of a sum (开发改成57万), or opened a matter of its own (他们投了70万).
    """
    now = found.ledger.matters[chosen.place]
    was = matter_before(before, chosen.place, now)
    held, had = values_of(now.numbers), values_of(was.numbers) if was else {}
    if chosen.place >= len(before.matters) and any(e.op != SET for e in chosen.edits):
        return True
    return any(
        held.get(e.name) not in (had.get(e.name), sights[e.number].expression.value)
        and (
            e.op == SET
            or isinstance(held.get(e.name), tuple)
            or share_said(sights[e.number], e) < _SURELY_SAID
        )
        for e in chosen.edits
    )


def _names_what_it_takes_back(found: Understanding, before: Ledger, chosen: Candidate) -> bool:
    """Whether a message that leaves something over names what it takes back, and tells no sum.

    仿真费就别算了, where one message alone spoke of 仿真费.
    """
    if chosen.back is None or chosen.back.past is None or not is_open(found):
        return False
    if {Act.REFER_BACK, Act.REPEAT, Act.ALL_MATTERS} & found.turn.acts.all:
        return False  # 刚才点单那个再说一次: named to be told again
    by = abs(chosen.back.by)
    if any(q.role == "amount" and q.value not in (1, by) for q in found.turn.quantities):
        return False
    own = naming_pairs(fold(found.turn.text))
    matter = matter_before(before, chosen.place, found.ledger.matters[chosen.place])
    failed = [s.text for s in matter.flags if s.value is False and s.text] if matter else []
    if any(text in found.turn.folded for text in failed):
        return False  # 分租的合同没签,还是自用: of a condition, and no sum
    pasts = matter.pasts if matter else ()
    shared = {p.turn: own & naming_pairs(p.said) for p in pasts}
    others = frozenset[str]().union(
        *(s for turn, s in shared.items() if turn != chosen.back.past.turn)
    )
    return bool(shared.get(chosen.back.past.turn, frozenset()) - others)


def _is_of_sums(sights: Sequence[Sight], candidate: Candidate) -> bool:
    """Whether a reading uses a number left over, or adds sums.

    What takes off, or counts, must be surer where the first reading used all numbers.
    """
    units = {sights[e.number].expression.unit for e in candidate.edits}
    adds = all(e.op == ADD for e in candidate.edits) and units == {Unit.YUAN}
    return adds or _uses_idle(sights, candidate)


def _tells_otherwise(sights: Sequence[Sight], candidate: Candidate) -> bool:
    """Whether a message tells another sum, neither the one before nor what a reading makes of it.

    要扣掉培训10万,剩55万, of 80万 and of 120万.
    """
    edits = [e for e in candidate.edits if e.op != SET]
    known = {e.value.total for e in edits} | {e.old.total for e in edits if e.old}
    used = {e.number for e in candidate.edits}
    return bool(edits) and any(
        n not in used
        and (not s.is_idle or math.exp(s.roles.get(SET, LEAST_ROLE)) >= SAID)
        and s.expression.unit is Unit.YUAN
        and s.expression.value not in known
        for n, s in enumerate(sights)
    )


def _uses_idle(sights: Sequence[Sight], candidate: Candidate) -> bool:
    """Whether a reading uses a number that the first one used for nothing."""
    return any(sights[edit.number].is_idle for edit in candidate.edits)
