"""A sum that a message says to be a part of the one told before: 80万部署费,包在210里.

It takes the place of nothing and goes off nothing, unless the message takes it off. What the policy
has no word of (30万电费) may well not count, whatever it is included in: it is read as ever.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.dialogue.acts import Act
from assistant.dialogue.aspects import clause_around
from assistant.dialogue.language import naming_pairs
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.turn import Turn, blank
from assistant.dialogue.understand.context import UnderstandContext
from assistant.text.expressions import Expression
from assistant.text.pattern import lazy

_IN = lazy(
    "(?:包|含|算|计|列|写|装|放|打)(?:含|括|进|入)?(?:了)?(?:在|到|进)(?:了)?(?:那|这)?$|(?:也|都|就|还)在(?:了)?(?:那|这)?$"
)
_DENIES = lazy("[没未不尚别漏]")
"""没算在76里 tells of what was left out, which is no part of it."""
_INSIDE = lazy("(?:元|块)?(?:的?(?:合同|总价|费用|总数))?(?:之内|以内|当中|之中|里[面头边]?|内|中)")
_TAKES_OFF = lazy(
    "(?<!算)不(?:能|该|可)?(?:算|计|认)(?!数)|[扣剔刨抠](?!费)|减掉|去掉|拿掉|除掉|除去"
)
_WAN = 10_000


def without_included(ctx: UnderstandContext, turn: Turn, ledger: Ledger) -> Turn:
    """A message less a sum that is a part of what was told, and less the whole that it names."""
    told = {s.total for m in ledger.in_question for s in m.numbers if s.total}
    for whole in turn.expressions if told and not _TAKES_OFF.search(turn.folded) else ():
        value = whole.value
        if value is None or not ({value, value * _WAN} & told):
            continue
        low, _ = clause_around(turn.folded, whole.start, whole.start)
        within = _IN.search(turn.folded, low, whole.start)
        if within is None or _DENIES.search(turn.folded, low, within.start()):
            continue
        if not _INSIDE.match(turn.folded, whole.end):
            continue
        part = _part_of(turn, whole, low)
        if part is None or not _is_known(ctx, turn, ledger, part):
            continue
        start = clause_around(turn.folded, part.start, part.start)[0]
        span = (start, clause_around(turn.folded, whole.end, whole.end)[1])
        return replace(
            turn,
            folded=blank(turn.folded, [span]),
            expressions=tuple(e for e in turn.expressions if e not in (whole, part)),
            quantities=tuple(q for q in turn.quantities if not span[0] <= q.start < span[1]),
            acts=replace(turn.acts, all=turn.acts.all - {Act.REMOVE}, removed=()),
        )
    return turn


def _is_known(ctx: UnderstandContext, turn: Turn, ledger: Ledger, part: Expression) -> bool:
    """Whether the clause of a part has a word of the clauses in question, or of what was told."""
    specs = [ctx.facts.specs[s.name] for m in ledger.in_question for s in m.numbers]
    words = [w for spec in specs for w in (spec.label, *spec.words, *spec.parts)]
    texts = ctx.facts.texts_of(c for m in ledger.in_question for c in m.clauses)
    known = " ".join((*texts, *words))
    low, high = clause_around(turn.folded, part.start, part.end)
    said = f"{turn.folded[low : part.start]} {turn.folded[part.end : high]}"
    return any(pair in known for pair in naming_pairs(said))


def _part_of(turn: Turn, whole: Expression, low: int) -> Expression | None:
    """The one smaller sum right before a whole, in its clause or in the one before."""
    first = clause_around(turn.folded, low - 1, low - 1)[0] if low else 0
    near = [e for e in turn.expressions if first <= e.start < whole.start]
    if len(near) != 1 or near[0].value is None or whole.value is None:
        return None
    return near[0] if near[0].value < max(whole.value, whole.value * _WAN) else None
