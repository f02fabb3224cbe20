"""The same sum for every one of several that were told: 三场都改成250万, 每场砍50万.

What is said of each is no sum in the place of all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.prepared import without_spans
from assistant.dialogue.members import members_of
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.rules.facts import FactItem
from assistant.text.numerals import read_number
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_THING = "[场份笔个台家单项次批款套期届]"
_NOUN = "(?:合同|活动|项目|单子|协议|大赛|论坛|展会|会)?"
_EACH = lazy(
    "(?:现在|后来|最后|结果|其实|那|这|就|我们?|咱们?|把|说是){0,3}"
    f"(?:[每各]一?{_THING}{_NOUN}|(?:[那这])?(?P<n>\\d{{1,2}}|[两二三四五六七八九十俩仨]){_THING}{_NOUN}(?=[都全各均]))"
    "(?:都|全都|全|各|均|统一)?(?:被|给|要|得)?"
    "(?:(?P<by>(?:砍|减|少|降|扣|压|便宜|退)(?:掉|去|了|个)?|(?P<more>(?:加|涨|多|增|追加)了?))"
    "|(?:改|变|调|换|砍|降|减|涨|加|压|算|定|谈)?(?:整|到|成|为|作)?了?(?:是|按|为|花了?|只有)?)"
)
"""每场砍, 三场都改成: what stands before the sum of each."""
_DIGITS = {"俩": 2, "仨": 3}
_ASKS = lazy("(?:元|块钱?)?[^,。;!?]{0,4}(?:吗|对吧|对不对|补|奖|封顶|上限)")
_SEVERAL = 2


def every_one(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part], number: int
) -> tuple[Turn, tuple[Part, ...]]:
    """Message and matters, each of several numbers with the only sum that is told of each."""
    sums = [e for e in turn.expressions if e.unit in (Unit.YUAN, Unit.YUAN_PER_UNIT)]
    several = [(n, s) for n, part in enumerate(parts) if (s := _several(ctx, part)) is not None]
    if len(sums) != 1 or len(sums[0].operands) > 1 or len(several) != 1:
        return turn, tuple(parts)
    told, (n, own) = sums[0], several[0]
    value = told.operands[0].quantity.value
    start, end = told.start, told.end
    low = 1 + max(turn.folded.rfind(mark, 0, start) for mark in ",。;!?")
    match = _EACH.fullmatch(turn.folded, low, start)
    if match is None or _ASKS.match(turn.folded, end):
        return turn, tuple(parts)
    count = _DIGITS.get(match["n"] or "") or (
        read.value if match["n"] and (read := read_number(match["n"])) else None
    )
    items = [FactItem(m.total) for m in members_of(own)]
    if count is not None and count != len(items):
        return turn, tuple(parts)
    by = value if match["more"] else -value
    now = [i.value + by if match["by"] else value for i in items]
    if any(v <= 0 for v in now):
        return turn, tuple(parts)
    whole = _with(own, now, start, end, told.operands[0].quantity.text, number)
    found = list(parts)
    numbers = tuple(whole if s is own else s for s in parts[n].matter.numbers)
    found[n] = replace(parts[n], matter=replace(parts[n].matter, numbers=numbers))
    return without_spans(turn, [(low, end)]), tuple(found)


def _with(
    own: Stated, values: Sequence[Decimal], start: int, end: int, text: str, number: int
) -> Stated:
    """A number of several with the values that they have now."""
    bare = replace(
        own, text=text, start=start, end=end, turn=number, terms=(), say="", alternatives=(),
        places=(), bound="",
    )  # fmt: skip
    if isinstance(own.value, tuple):
        items = tuple(
            replace(i, value=v, turn=number, start=start, end=end, relation="")
            for i, v in zip(own.value, values, strict=True)
        )
        return replace(bare, value=items, parts=())
    parts = tuple(
        replace(i, value=v, turn=number, start=start, end=end)
        for i, v in zip(own.parts, values, strict=False)
    )
    whole = len(parts) == len(values)
    return replace(bare, value=sum(values, Decimal()), parts=parts if whole else ())


def _several(ctx: GatherContext, part: Part) -> Stated | None:
    """The only sum of a matter, where it was told in several single numbers."""
    sums = [s for s in part.matter.numbers if ctx.is_sum(s.name)] if part.index is not None else []
    one = sums[0] if len(sums) == 1 else None
    if one is None or not isinstance(one.value, Decimal | tuple):
        return None
    if isinstance(one.value, tuple) and any(i.count is not None for i in one.value):
        return None
    return one if len(members_of(one)) >= _SEVERAL else None
