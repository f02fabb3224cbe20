"""A part told to come from an affiliate, of clauses that ask nobody whom it is bought from.

After 买算力1500万: 其中500万是关联方的 takes nothing off, since only corpus has such a condition.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.flags import only_acts
from assistant.dialogue.gather.other_party import GIVES
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.prepared import without_spans
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.text.pattern import lazy
from assistant.text.saying import shown
from assistant.text.units import Unit

_SELLER = "卖方"
_NO_SELLER = lazy(
    "(?:把|将|连同?|带上|加上|算上|包括|含|合并|并上?)(?:我们?|咱们?|公司|全部|所有|那?[几两]家|一家|的)*$"
)
"""把子公司并进来就有5300万 tells whose numbers are counted in, and of no seller."""


def without_seller(ctx: GatherContext, turn: Turn, parts: Sequence[Part]) -> Turn:
    """A message less the stretches that only tell who sold a part, where no rule asks."""
    asked = {c.fact for part in parts for rule in ctx.rules_of(part) for c in rule.conditions}
    told = [
        f
        for f in turn.flags
        if f.value is False
        and not only_acts(turn.folded, f)
        and f.name not in asked
        and _SELLER in ctx.rulebook.facts[f.name].label
    ]
    spans = []
    for flag in told:
        low, high = clause_around(turn.folded, flag.start, flag.end)
        if _KIN_BUYS.match(turn.folded, low, high):
            continue
        own = [e for e in turn.expressions if e.unit is Unit.YUAN and low <= e.start < high]
        if any(o.role == "minus" for e in own for o in e.operands):
            continue  # 混了兄弟公司200万,剔掉: the asker takes it off
        if _NO_SELLER.search(turn.folded, low, flag.start):
            continue
        if GIVES.match(turn.folded, flag.end):
            continue  # 母公司追投了1300万: who puts money in sells nothing
        if len(own) == 1 and len(own[0].operands) == 1 and (low or parts[0].index is not None):
            spans.append((low, high))
    return without_spans(turn, spans) if spans else turn


def less_of_seller(
    ctx: GatherContext,
    turn: Turn,
    part: Part,
    numbers: tuple[Stated, ...],
    told: Sequence[Stated],
    sums: Collection[str],
) -> tuple[tuple[Stated, ...], frozenset[int], frozenset[int]]:
    """(numbers, starts of flags, starts of numbers used) with an affiliate's part taken off.

    语料400万,其中关联方150万; 150万是跟关联公司买的: whatever says that it is a part, a smaller
    number in the clause of the seller is what came from him.
    """
    asked = {c.fact for rule in ctx.rules_of(part) for c in rule.conditions}
    wholes = [s for s in numbers if s.name in sums and isinstance(s.value, Decimal)]
    if len(wholes) != 1:
        return numbers, frozenset(), frozenset()
    whole = wholes[0]
    total = whole.total or Decimal(0)
    for flag in told:
        spec = ctx.rulebook.facts[flag.name]
        if flag.value is not False or flag.name not in asked or _SELLER not in spec.label:
            continue
        low, high = clause_around(turn.folded, flag.start, flag.end)
        own = [e for e in turn.expressions if e.unit is Unit.YUAN and low <= e.start < high]
        if len(own) != 1 or len(own[0].operands) != 1 or own[0].value is None:
            continue
        (one,) = own
        if whole.turn != flag.turn and _MORE.search(turn.folded, low, one.start):
            # 还有80万是关联公司卖的: beside what was told, no part of it
            return numbers, frozenset({flag.start}), frozenset()
        value = one.value or Decimal(0)
        is_whole = whole.turn == flag.turn and low <= whole.start < high
        if is_whole or not 0 < value < total or _ALL.search(turn.folded, low, high):
            continue
        sums_shown = (shown(v, Unit.YUAN) for v in (total, value, total - value))
        say = "{} − {} = {}".format(*sums_shown)
        less = replace(whole, value=total - value, say=say, parts=(), terms=(), alternatives=())
        places = frozenset({one.start, one.operands[0].quantity.start})
        return tuple(less if s is whole else s for s in numbers), frozenset({flag.start}), places
    return numbers, frozenset(), frozenset()


_KIN_BUYS = lazy(
    "(?:那么?|如果|要是|假如|现在|今年|去年|后来|其实|就|又|还有?)*(?:我们?|咱们?|我司|总部|集团)?"
    "(?:在?[\u4e00-\u9fff]{2,4}的|[这那]家|这个|新设的?)?(?:全资|控股)?[子母分总]公司"
    "(?![^,。;!?]*(?:卖|供|提供|出售|转让|手[里上]|来的|的[,。;!?]?$))[^,。;!?]*$"
)
"""子公司合同1240万: a firm of the family buys; 子公司卖的500万 is a seller's."""
_MORE = lazy("(?<!里面)(?<!里头)(?<!其中)(?<!中间)(?<!当中)(?:还|另|又|再|额外|此外)")
_ALL = lazy("全都?|都|均|统统|一律|所有")
