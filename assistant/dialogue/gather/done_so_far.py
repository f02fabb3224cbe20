"""How much of a contract was done, where a clause counts only that (实际完成合同额).

签了3000万,还没做完 says nothing of it, and 签了2000万,做完了600万的 that it is 600万.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.rules.facts import FactSpec
from assistant.text.pattern import lazy
from assistant.text.units import Quantity, Unit

_DONE_ONLY = "实际完成"
_DO = (
    "(?:做|干|执行|履行|履约|交付|验收|完成|完工|开工|开始|启动|落地|实施|确认|结算?|回款|收款|收)"
)
_NOT_YET = lazy(
    f"(?:还|尚|仍|都|暂时|目前)?(?:没有?|未)(?:全部|全|都|正式|能|怎么)?{_DO}(?:完|好|收|过)?(?![^,。;!?]{{0,4}}\\d)"
    "|(?:刚刚?|才)(?:开始|启动|签|动手|动工|开工)|(?:意向|框架)(?:性)?(?:合同|协议|书)?"
    "|(?:正在|还在|在)(?:做|干|执行|履行|实施|交付)|(?:合同|只|光|仅)签了"
)
_DONE = (
    "(?:已经?|目前|现在|实际|真正?|只|才|就|累计)*(?<![没未])(?<!没有)(?:做完|干完|完成|验收|交付|履行|执行|收到|收回|回款|到账|收)"
    "(?:的?(?:部分|金额|合同额?|数额?|总额)|的)?(?:了|过)?(?:其实|实际|都|也|就|只|才|不过|正好|刚好|恰好|一共)*(?:有|是|为)?"
)
_DONE_BEFORE = lazy(f"{_DONE}$")
_DONE_BEHIND = lazy(
    "元?(?:的)?(?:已经?|都|是)*(?:做完|干完|完成|验收|交付|履行完|执行完|到账|收到)了?的?"
)
_DONE_SUM = lazy(f"{_DONE}\\d")
_SIGNED = lazy("签|合同|协议|订单")


def done_so_far(
    ctx: GatherContext, turn: Turn, part: Part, numbers: tuple[Stated, ...], number: int
) -> tuple[tuple[Stated, ...], frozenset[int]]:
    """(numbers, places read) with what was only signed told from what was done."""
    facts = ctx.rulebook.facts
    own = [s for s in numbers if s.turn == number and counts_done_only(facts[s.name])]
    if len(own) != 1 or not isinstance(own[0].value, Decimal):
        return numbers, frozenset()
    told = own[0]
    text = turn.folded
    low, high = clause_around(text, told.start, told.end)
    is_done = _is_done(text, told.start, told.end)
    if is_done or not _SIGNED.search(text, low, high):
        return numbers, frozenset()
    done = [q for q in _sums(turn) if q.start != told.start and _is_done(text, q.start, q.end)]
    if any(q.value == told.total for q in done):
        return numbers, frozenset()  # 签了1500万,但完成的只有800万 is 800万
    if len(done) == 1 and told.total is not None and done[0].value < told.total:
        (q,) = done
        now = replace(told, value=q.value, start=q.start, end=q.end, text=q.text, say="",
                      parts=(), terms=(), bound="")  # fmt: skip
        kept = tuple(now if s is told else s for s in numbers)
        return kept, frozenset({q.start, told.start})
    if _NOT_YET.search(text):
        return tuple(s for s in numbers if s is not told), frozenset({told.start})
    return numbers, frozenset()


def counts_done_only(spec: FactSpec) -> bool:
    """Whether a fact is how much was done, and not what was signed."""
    return spec.label.startswith(_DONE_ONLY)


def tells_how_far(text: str, start: int, end: int) -> bool:
    """Whether a stretch behind a signed contract tells how far it was done."""
    if _SIGNED.search(text, 0, start) is None:
        return False
    return (_NOT_YET.search(text, start, end) or _DONE_SUM.search(text, start, end)) is not None


def is_only_signed(text: str, start: int, end: int) -> bool:
    """Whether a sum of a folded message was signed and is not done yet."""
    low, high = clause_around(text, start, end)
    is_signed = _SIGNED.search(text, low, high) is not None
    return is_signed and not _is_done(text, start, end) and _NOT_YET.search(text) is not None


def _sums(turn: Turn) -> Iterator[Quantity]:
    return (q for q in turn.quantities if q.unit is Unit.YUAN and q.role == "amount")


def _is_done(text: str, start: int, end: int) -> bool:
    low, _ = clause_around(text, start, end)
    behind = _DONE_BEHIND.match(text, end)
    return _DONE_BEFORE.search(text, low, start) is not None or behind is not None
