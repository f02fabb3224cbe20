"""What a share that nothing was made of does to a sum told before (只付一半)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from assistant.dialogue.acts import Act
from assistant.dialogue.aspects import stretch_around
from assistant.dialogue.by_share import says_some_out, shared
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.rereading.applying import applied
from assistant.dialogue.rereading.candidate import SET, Candidate, Edit
from assistant.dialogue.rereading.context import RereadContext
from assistant.dialogue.rereading.first_reading import leaves_all, matter_before
from assistant.dialogue.rereading.sights import (
    COUNTED,
    LEAST_ROLE,
    SAID,
    Sight,
    all_figures,
    plain_sights,
)
from assistant.dialogue.roles import FACTOR
from assistant.dialogue.stated import Unused
from assistant.dialogue.understanding import Understanding
from assistant.text.expressions import Expression, Relation
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_ASKS_OF_IT = lazy(
    "[?吗呢咯啊么]|对吧|是不是|会不会|能不能|比例|收回|作废|剩下?[的那]|[补给奖报](?:多少|几)|按[^,。;!?]{1,6}[补给奖]"
)
"""比例六成呢, 付一半那句收回, 剩下的一半: no share of what was told last."""
_BY = lazy("按照?$")
_CONSISTS = lazy("(?:都|全|就)?(?:是|为|属)")


def by_share(
    ctx: RereadContext, found: Understanding, before: Ledger, earlier: Sequence[str]
) -> Understanding | None:
    """With what a share does that nothing was made of (只付一半), or with it told as unused.

    Only where the words around it say that it is a share of something told.
    """
    turn = found.turn
    said = [q for q in turn.quantities if q.unit is Unit.PERCENT and q.role == "amount"]
    asks = Act.DOUBT in turn.acts or any(c.is_direct for c in turn.claims)
    if not before.turn or len(said) != 1 or asks or turn.multiples or not ctx.roles.reads_earlier:
        return None
    (share,) = said
    if any(low < share.end and share.start < high for low, high in found.used):
        return None
    clauses = [c for n in found.ledger.current for c in found.ledger.matters[n].clauses]
    rate = f"{(share.value * 100).normalize():f}%"
    claimed = any(c.start == share.start for c in turn.claims)
    if (
        claimed
        and _BY.search(turn.folded, 0, share.start)
        and any(rate in text for text in ctx.facts.texts_of(clauses))
    ):
        return None  # 我们是初创,按60%算: what the clause itself pays
    reported = (e for e in turn.expressions if e.relation is Relation.REPORTED)
    if any(e.start <= share.start < e.end for e in reported):
        return None  # 有人说能按六成给
    if not all(leaves_all(found, before, n) for n in found.ledger.current):
        return None
    figures = all_figures(turn, ())
    shares = ctx.roles.shares(turn.folded, figures, earlier)
    own = next((r for f, r in zip(figures, shares, strict=True) if f.start == share.start), {})
    probability = math.exp(own.get(FACTOR, LEAST_ROLE))
    low, high = stretch_around(turn.folded, share.start, share.end)
    if probability < SAID and not says_some_out(turn.folded, low, share, high):
        return None
    if _ASKS_OF_IT.search(turn.folded, low, high + 1) or Act.CORRECT in turn.acts:
        return None
    if any(low <= flag.start < high for flag in turn.flags) or _CONSISTS.match(
        turn.folded, share.end
    ):
        return None  # 分一半去转租 tells a condition, 食堂里三成是外地人 nothing
    if any(s.is_idle and s.expression.unit in COUNTED for s in plain_sights(ctx, found)):
        return None  # 撤掉三分之一不到,也就撤两百五十万
    beside = [q for q in turn.quantities if low <= q.start < high and q is not share]
    now = {n: found.ledger.matters[n] for n in found.ledger.current}
    matters = {n: was for n, m in now.items() if (was := matter_before(before, n, m)) is not None}
    lead = turn.folded[slice(*stretch_around(turn.folded, low - 1, low - 1))] if low > 1 else ""
    done = shared(turn.folded, (low, high), share, beside, matters, ctx.facts.specs, lead)
    is_told = any(u.start < share.end and share.start < u.end for u in found.unused)
    if done is None:
        left = () if is_told else (Unused(turn.folded[low:high], low, high, "number"),)
        return replace(found, unused=(*found.unused, *left)) if left else None
    span = (share.start, share.end)
    value = Expression(Relation.PLAIN, share.value, Unit.PERCENT, None, None, *span, ())
    sight = Sight(share.start, share.end, value, True, "", 0)
    new = replace(done.new, turn=found.ledger.turn, start=share.start, end=share.end)
    edit = Edit(SET, done.name, 0, done.old, new)
    numbers = replace(done, new=new).numbers(matters[done.place])
    chosen = Candidate(done.place, True, (edit,), numbers)
    return applied(found, before, chosen, (sight,), probability)
