"""The net sum told itself, of a rule that takes a part off: 其中非财政1500万 of 总投入1800万.

The words of the part stand in it denied (非财政, 不是财政的), so it was read as the part.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.polarity import either
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.rules.base import Base
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.units import Quantity, Unit


def net_of_part(
    ctx: GatherContext, turn: Turn, part: Part, numbers: tuple[Stated, ...], number: int
) -> tuple[tuple[Stated, ...], frozenset[int]]:
    """The numbers with a net sum that is told, and the places of what told it."""
    for whole, less in _bases(ctx, part):
        told = [q for q in _sums(turn) if _is_other(turn.folded, q, ctx.rulebook.facts[less].words)]
        if len(told) != 1:
            continue
        q = told[0]
        used = {o.quantity.start for e in turn.expressions for o in e.operands
                if o.quantity.unit is Unit.YUAN and o.quantity.value > q.value}  # fmt: skip
        net = Stated(whole, q.value, q.start, q.end, q.text, turn=number)
        old = next((s for s in numbers if s.name == whole), None)
        if old is not None and _came_on_top(part, old, q):
            continue
        if old is not None:
            net = replace(old, value=q.value, start=q.start, end=q.end, text=q.text, turn=number,
                          say="", parts=(), terms=(), alternatives=(), bound="")  # fmt: skip
        kept = tuple(s for s in numbers if s.name not in (whole, less))
        return (*kept, net), frozenset({q.start, *used})
    return numbers, frozenset()


def _bases(ctx: GatherContext, part: Part) -> Iterator[tuple[str, str]]:
    for rule in ctx.rules_of(part):
        base = getattr(rule.amount, "base", None)
        if isinstance(base, Base) and len(base.plus) == len(base.minus) == 1:
            yield base.plus[0], base.minus[0]


def _came_on_top(part: Part, now: Stated, q: Quantity) -> bool:
    """Whether a net sum was added to what was told before: 又投900万非财政的,并进来."""
    was = next((s.value for s in part.matter.numbers if s.name == now.name), None)
    return isinstance(was, Decimal) and now.value == was + q.value


def _sums(turn: Turn) -> Iterator[Quantity]:
    """The sums that a message still tells; 那300万不是财政的钱 says what an old part is not."""
    left = {o.quantity.start for e in turn.expressions for o in e.operands}
    return (
        q for q in turn.quantities if q.unit is Unit.YUAN and q.role == "amount" and q.start in left
    )


def _is_other(text: str, q: Quantity, words: Collection[str]) -> bool:
    """Whether a sum is told to be what a word of the part is not."""
    word = either(words)
    other = f"(?:(?:非|不是|不属于|不算)(?:区|市|省)?{word}|{word}(?:以外|之外|除外))"
    told = other
    if any(w.startswith(("财政", "政府")) for w in words):
        told = f"(?:{other}|{_OWN_MONEY})"  # 企业自筹只有1200万
    before = lazy(f"{told}{_UP_TO_SUM}$").search(text, max(0, q.start - 28), q.start)
    return (
        before is not None
        or lazy(f"元?(?:都|全|才|也)?(?:是|属于?)?{other}").match(text, q.end) is not None
    )


_OWN_MONEY = "(?:企业|公司|我们|自己)?(?:自筹|自掏腰包|自有资金|自己(?:出|掏|投)的?|自出)"
_UP_TO_SUM = (
    "[^,。;!?\\d]{0,12}"
    "(?:,(?:现在|最后|最终|后来)?[变改调核减降涨升增加砍缩定剩][^,。;!?\\d]{0,6})?"
)
"""非财政这块被核减,变成1870万: the sum may stand behind what happened to it."""
_NET = lazy(
    "(?:非|不是|不属于)(?:财政|政府|公家)[^,。;!?]{0,6}\\d|\\d[万亿元]*(?:都|全|才|也)?(?:是|属于?)?(?:非|不是)(?:财政|政府|公家)"
)


def says_net(text: str) -> bool:
    """Whether a folded message tells how much is not of public money."""
    return _NET.search(text) is not None


_IN_ALL = lazy(
    "(?:总共|一共|合计|共计|加起来|拢共|全下来|全部|总价|总成本|连[^,。;!?\\d]{1,3}带[^,。;!?\\d]{1,3})[^,。;!?\\d]{0,6}$"
)


def all_in_one(
    ctx: GatherContext, turn: Turn, part: Part, numbers: tuple[Stated, ...], number: int
) -> tuple[Stated, ...]:
    """The numbers without what was told beside a sum that is now told with it: 每台总共20万."""
    for rule in ctx.rules_of(part):
        base = getattr(rule.amount, "base", None)
        if not isinstance(base, Base) or len(base.plus) != 1 or not base.optional:
            continue
        told = next((s for s in numbers if s.name == base.plus[0] and s.turn == number), None)
        beside = [s for s in numbers if s.name in base.optional]
        if told is None or not beside or any(s.turn == number for s in beside):
            continue
        low, _ = clause_around(turn.folded, told.start, told.end)
        words = {w for s in beside for w in ctx.rulebook.facts[s.name].words}
        is_all = not any(word in fold(turn.text) for word in words)
        if is_all and _IN_ALL.search(turn.folded, low, told.start):
            return tuple(s for s in numbers if s not in beside)
    return numbers
