"""What a later message tells and puts aside: 老周研发70万,先不管他; 下半年还要花100万,先不管.

So are what other people had (别人家200万都给了) and what is lacking yet (还差3个就5个了). All of it
is told as not used.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.prepared import without_spans
from assistant.dialogue.stated import PUT_OFF, Unused
from assistant.dialogue.turn import Turn
from assistant.text.pattern import lazy

_STOP_BETWEEN = lazy("[。;!?]")
_PUT_ASIDE = lazy(
    "(?:先|就|都|暂时|我们|,)(?:先)?(?:不|别|甭)(?:用|去)?(?:管|提|理|说|算)(?:他|她|人家)们?(?:的|了|那边|那家|家)*(?=[,。;!?]|$)"
)
_OURS = lazy("我|咱|俺|本公司|自己|自家")
_LACKING = lazy(
    "(?:还|就|只)?(?:差|缺)(?:了|着)?[\\d一二两三四五六七八九十百千.]{1,6}[万亿]?元?[个台场项件家次]?(?:就|才|便|可)(?:以|能)?(?:到|满|够|凑够|凑满|是|有)?"
    "[\\d一二两三四五六七八九十百千.]{1,6}[万亿]?元?[个台场项件家次]?了?"
)
"""还差3个就5个了: neither is how many there are."""
_OTHER_PEOPLE = lazy("(?:那|可是?|但是?|怎么|凭什么|听说)*(?:别人家?|人家|旁人)(?!帮|替|给)")
_PLANNED = lazy("[还再][要得想会]|打算|准备|计划|后面|后续|明年|后年|下半年|下个?月|以后|将来|预计")
_PUT_OFF = lazy(
    ",(?:这个|那个|这笔|那笔|都|就|可以|咱们?|我们)*(?:(?:先|暂时|暂且)(?:都|也)?(?:不|别|甭)(?:用|去)?(?:管|提|理|说|算|看|考虑)"
    "|先放着|(?:到时候?|以后|将来|明年|后面|回头)再(?:说|看|算|讲|议)|另说|再议|还没到时候|不急)[了吧呢它的]{0,2}(?=[,。;!?]|$)"
)
"""下半年还要花100万,先不管: a plan that is put off."""


def without_dismissed(turn: Turn, parts: Sequence[Part]) -> tuple[Turn, tuple[Unused, ...]]:
    """A message that goes on, less what it tells of others and puts aside, which is left over.

    老周研发70万,先不管他.
    """
    if not any(part.index is not None for part in parts):
        return turn, ()
    spans, left = [], []
    for e in turn.expressions:
        low, high = clause_around(turn.folded, e.start, e.end)
        stop = _STOP_BETWEEN.search(turn.folded, high)
        aside = _PUT_ASIDE.search(turn.folded, high, stop.start() if stop else len(turn.folded))
        later = (
            _PUT_OFF.match(turn.folded, high)
            if _PLANNED.search(turn.folded, low, e.start)
            else None
        )
        others = _OTHER_PEOPLE.match(turn.folded, low, e.start)
        lacks = _LACKING.search(turn.folded, low, high)
        if lacks is not None and lacks.start() <= e.start < lacks.end():
            spans.append(lacks.span())
            left.append(Unused(turn.folded[low:high], low, high, "number"))
            continue
        is_aside = (aside or others) and not _OURS.search(turn.folded, low, high)
        if is_aside or later:
            spans.append((low, aside.end() if aside else high))
            kind = PUT_OFF if later else "number"
            left.append(Unused(turn.folded[low:high], low, high, kind))
    return (without_spans(turn, spans) if spans else turn), tuple(left)
