"""A part that somebody else bore, borne by the asker as well now: 变卦了,60万也要我们出.

Of a rule that pays on what the asker bears. After 总费用260万,其中60万中心吸收,我们掏200万 the 60万
is no new sum, and what is borne is the whole again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.known_figures import BORNE_PART
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.prepared import without_spans
from assistant.dialogue.members import whole_of
from assistant.dialogue.needs import needs_of
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_WE = "(?:我们?|咱们?|俺们?|我司|我方|本公司|公司|企业|自己|自家)"
_OURS_TOO = lazy(
    "[^。;!?\\d]{0,10}?(?:"
    f"(?:也|都|又|就|还是|全)(?:得|要|归|由|让|算|是|改|变|落|给|转)*(?:到)?{_WE}"
    f"(?:自己|来|公司|这边)*(?:出|掏|承担|负担|付|担|扛|垫|兜|认|头上|身上)?(?:了|的)?(?=[,。;!?]|$)"
    f"|(?:归|由|让|改|转)(?:成|由|给)?{_WE}(?:自己|来|公司|这边)*(?:出|掏|承担|负担|付|担|扛|兜)(?:了|的)?"
    f"(?=[,。;!?]|$))"
)
_STOP = "。;!?"
_ASKS = lazy("[吗么?]|是不是|要不要|会不会")


def ours_as_well(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part], number: int
) -> tuple[Turn, tuple[Part, ...]]:
    """Message and matters, what others bore of a sum put to what the asker bears."""
    found, spans = list(parts), list[tuple[int, int]]()
    sums = [e for e in turn.expressions if e.unit is Unit.YUAN and len(e.operands) == 1]
    if len(sums) != 1 or sums[0].value is None or _ASKS.search(turn.folded):
        return turn, tuple(parts)
    told, match = sums[0], _OURS_TOO.match(turn.folded, sums[0].end)
    for n, part in enumerate(parts):
        own = _own_part(ctx, part)
        if match is None or own is None or not isinstance(own.value, Decimal):
            continue
        value, rest = own.value, sums[0].value
        known = {f.value for f in part.matter.figures if f.turn < number} | {whole_of(own)}
        if rest not in known or value + rest not in known:
            continue
        whole = replace(
            own, value=value + rest, text=told.operands[0].quantity.text, turn=number,
            start=told.start, end=told.end, parts=(), terms=(), say="", alternatives=(),
        )  # fmt: skip
        numbers = tuple(whole if s is own else s for s in part.matter.numbers)
        found[n] = replace(part, matter=replace(part.matter, numbers=numbers))
        low = 1 + max(turn.folded.rfind(mark, 0, told.start) for mark in ",。;!?")
        spans.append((low, match.end()))
    return (without_spans(turn, spans) if spans else turn), tuple(found)


def _own_part(ctx: GatherContext, part: Part) -> Stated | None:
    """The one sum of rules that pay on what the asker bears."""
    if part.index is None:
        return None
    rules = [rule for rule in ctx.rules_of(part) if BORNE_PART.search(rule.quote)]
    main = needs_of(rules, ctx.rulebook.facts).main
    own = [s for s in part.matter.numbers if s.name in main and isinstance(s.value, Decimal)]
    return own[0] if len(own) == 1 else None
