"""What a first message asks to be paid besides, of which no policy has a word.

再就是空调电费有没有说法, 三是差旅住宿是否可列支: what asks whether something is paid, whose noun
names no matter and holds what no policy has, is told as unused and not passed over.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.dialogue.grouping.clauses import ATOM
from assistant.dialogue.language import uncovered
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.stated import Unused
from assistant.dialogue.turn import Turn
from assistant.dialogue.understand.context import UnderstandContext
from assistant.dialogue.understanding import Understanding
from assistant.text.pattern import lazy

_OPENS = lazy(
    "(?:再就是|再有就?是?|另外|还有|此外|顺[便带](?:问一?下?)?|想?问一?下?|对了|然后|最后|以及|至于|[一二三四五六]是|第[一二三四五六]"
    "|我们?|咱们?|公司|那|,|、)*"
)
_PAID = "(?:报销?|列支|补贴?|补助|申请|支持|资助|给补?|管|算|奖|领|出)"
_ASKS_PAID = lazy(
    f"(?:这(?:块|个|方面|一?项)|那(?:块|个)|方面|费用)?(?:也|都|单独)?(?:"
    f"(?:能不能|可不可以|可否|能否|是否(?:可以?|能)?|是不是(?:可以?|能)?|能|可以)(?:也|单独|一[起并]|给)?{_PAID}(?:吗|么|不|呢|进去|得了?)?"
    "|(?:有没有|有无|有)(?:什么)?(?:说法|规定|政策|补贴?|补助|支持|资助|钱|得报|得补)(?:吗|么|没有?|呢)?"
    "|管不管|补不补|报不报|给不给|怎么说|咋说)"
    "[?。;!,、呢啊呀]*"
)
_LEAST, _LONGEST = 2, 12


def asks_if_paid(text: str, start: int, end: int) -> bool:
    """Whether a clause asks if something is paid (停车月卡这块有规定没)."""
    return _paid_at(text, start, end) is not None


def _paid_at(text: str, start: int, end: int) -> int | None:
    """Where a clause ends what it asks about, and asks if it is paid."""
    found = (m.start() for m in _ASKS_PAID.finditer(text, start, end) if m.end() == end)
    return next(found, None)


def with_asked_besides(
    ctx: UnderstandContext, found: Understanding, ledger: Ledger
) -> Understanding:
    """The understanding with what a first message asks besides, where it answers something."""
    if ledger.matters or found.refusal or not found.focus:
        return found
    turn, more = found.turn, []
    for match in ATOM.finditer(turn.folded):
        start, end = match.span()
        opening = _OPENS.match(turn.folded, start, end)
        low = opening.end() if opening else start
        asks = _paid_at(turn.folded, low, end)
        if asks is None or not _LEAST <= asks - low <= _LONGEST:
            continue
        is_told = any(u.start < asks and low < u.end for u in found.unused)
        if not is_told and _is_foreign(ctx, turn, low, asks):
            words = turn.folded[low:end].rstrip(",。;!?、")
            more.append(Unused(words, low, low + len(words), "matter"))
    return replace(found, unused=(*found.unused, *more)) if more else found


def _is_foreign(ctx: UnderstandContext, turn: Turn, low: int, high: int) -> bool:
    """Whether a stretch names no matter and no place, and holds what no policy has a word of."""
    words = turn.folded[low:high]
    if any(low <= q.start < high for q in turn.quantities):
        return False
    if any(low < mark.end and mark.start < high for mark in turn.scope.marks):
        return False
    if any(True for _ in ctx.topics.words_in(words)) or ctx.hints.places(words):
        return False
    held, unknown = ctx.selector.held(), uncovered(words)
    return any(
        (unknown[n] or unknown[n + 1]) and words[n : n + 2] not in held
        for n in range(len(words) - 1)
    )
