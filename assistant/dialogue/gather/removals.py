"""Removals: facts that a message takes away, or says were none at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.acts import Act
from assistant.dialogue.aspects import clause_around, content_of
from assistant.dialogue.changes import less_picked, picked
from assistant.dialogue.gather.additions import NTH
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.periods import until
from assistant.dialogue.gather.prepared import in_unit
from assistant.dialogue.items import less_added
from assistant.dialogue.ledger import Matter
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn, blank
from assistant.text.pattern import lazy
from assistant.text.units import Quantity, Unit

_SEVERAL = 2
_THAT = lazy("(?:元|块)?的?那?一?[份笔个项次批家台单]")
_NONE_OF_IT = lazy(
    "(?:的|那)?(?:部分|那份|那笔|那块|钱|出资)?(?:后来|其实|实际上?|最[后终])?(?:一分钱?)?(?:都|也)?(?:没有?(?:[出投拿给掏批拨到发落谈][下来到过实成]{0,2}|下来|到[位账]|落实|兑现|着落|成)?|是零|为零|不算|取消了?|黄了|(?:又|被|都|全)*(?:退|收|还|撤)(?:还|回|走|掉)?(?:去|来|给[^,。;!?]{1,6})?了)(?:钱|的|了)?(?=[,。;!?]|$)"
)
_NONE_BEFORE = lazy(
    "(?:没有?(?:拿|用|要|花|收|动)?过?(?:任何|什么|一分)?|无|不含|不带|没[拿用要花收动])(?:[市区省]级?)?$"
)
_OF_THE_KIND = lazy(
    "(?:的?(?:钱|资金|投入|出资|拨款|份|部分))?(?:了|啊|的|在里[面头])*(?=[,。;!? ]|\\d|$)"
)
"""里面没有财政的钱: a sum that only takes something off is none."""
_THAT_ONE = lazy("[那这](?:一?[笔个项份])?的?$")
_STAYS = lazy(
    "(?:^|(?<=[,。;!?]))[^,。;!?]{0,4}?(?:只有|只剩|只留|就剩|剩下|留下|就只?(?=[今明去前后]年|\\d))[^,。;!?]*"
)
_NO_MORE = lazy(
    "第(?P<nth>[二三四五])年(?:开始|起)?(?:就|都|我们)?(?:不(?:再)?[租续用买做办]|退租|搬走)"
)


def less_removed(ctx: GatherContext, turn: Turn, part: Part, old: list[Stated]) -> list[Stated]:
    """Less the facts that the message takes away (去掉国际标准那项)."""
    if part.index is not None:
        old = [s for s in old if not _is_none(ctx, turn, part, s)]
    if Act.REMOVE not in turn.acts or part.index is None or takes_off_part(turn):
        return old
    ended = _NO_MORE.search(turn.folded)
    if ended is not None:  # 第二年不租了: the years before stay, and what is paid in them
        return [until(ctx, s, NTH[ended["nth"]] - 1) for s in old]
    stays = [
        m.span()
        for m in _STAYS.finditer(turn.folded)
        if not any(m.start() <= start < m.end() for start, _ in turn.acts.removed)
    ]
    gone = blank(turn.folded, stays)
    old = [
        _only_what_stays(turn, s, stays) or less_picked(_less_member(s, turn), gone, turn.year)
        for s in old
    ]
    taken = _taken_back(ctx, turn, part)
    old = [less_added(s, taken) or s for s in old]
    main = frozenset[str]().union(*(ctx.needs(c).main for c in part.matter.clauses))
    kept = []
    for stated in old:
        if stated.value in taken and stated.name not in main:
            continue  # 那笔800是跟投不是政府的, 撤回
        near = ctx.near.get(stated.name)
        specific = near is not None and any(
            end - start >= 2 and _is_removed(turn, start, end)
            for start, end, _ in near.find(turn.folded)
        )
        if not specific:
            kept.append(stated)
    return kept


def _only_what_stays(turn: Turn, stated: Stated, stays: Sequence[tuple[int, int]]) -> Stated | None:
    """Of several sums those that a clause names as what is left (二代黄了,就只有今年这款)."""
    items = stated.value if isinstance(stated.value, tuple) else ()
    text = ",".join(turn.folded[low:high] for low, high in stays)
    kept = picked(items, text, turn.year) if text else ()
    if not kept or len(kept) >= len(items):
        return None
    return replace(stated, value=tuple(items[n] for n in sorted(kept)), say="")


def _is_none(ctx: GatherContext, turn: Turn, part: Part, stated: Stated) -> bool:
    """Whether a message says that a sum which only takes something off was none at all.

    区基金那部分其实没有.
    """
    main = frozenset[str]().union(*(ctx.needs(c).main for c in part.matter.clauses))
    near = ctx.near.get(stated.name)
    if stated.name in main or near is None or ctx.is_count(stated.name):
        return False
    return any(
        _NONE_OF_IT.match(turn.folded, end)
        or (_NONE_BEFORE.search(turn.folded, 0, start) and _OF_THE_KIND.match(turn.folded, end))
        for start, end, _ in near.find(turn.folded)
    )


def _taken_back(ctx: GatherContext, turn: Turn, part: Part) -> list[Decimal]:
    """The sums that stand beside words of removing (追加的300万撤了)."""
    return [
        o.quantity.value
        for e in in_unit(ctx, turn, [part])
        if e.unit is Unit.YUAN
        for o in e.operands
        if _is_removed(turn, o.quantity.start, o.quantity.end) or _is_taken_next(turn, o.quantity)
    ]


def _is_taken_next(turn: Turn, quantity: Quantity) -> bool:
    """Whether a number that is pointed to is taken back in its clause or right behind it."""
    low, end = clause_around(turn.folded, quantity.start, quantity.end)
    if _THAT_ONE.search(turn.folded, low, quantity.start):
        return any(quantity.end <= s < end for s, _ in turn.acts.removed)
    low, high = clause_around(turn.folded, end + 1, end + 1)
    inside = [(s, e) for s, e in turn.acts.removed if low <= s and e <= high]
    return bool(inside) and content_of(blank(turn.folded, inside)[low:high]) == 0


def _is_removed(turn: Turn, start: int, end: int) -> bool:
    return any(abs(s - end) <= 6 or abs(start - e) <= 6 for s, e in turn.acts.removed)


def removes_part(ctx: GatherContext, turn: Turn, matter: Matter) -> bool:
    """Whether a message takes away some of the facts of a matter, and others stay."""
    part = Part(0, matter, ((0, len(turn.folded)),))
    kept = less_removed(ctx, turn, part, list(matter.numbers))
    return 0 < len(kept) < len(matter.numbers)


def _less_member(stated: Stated, turn: Turn) -> Stated:
    """A list less the member that a message names by its value (122万那份先拿掉)."""
    if not isinstance(stated.value, tuple) or len(stated.value) < _SEVERAL:
        return stated
    named = {
        o.quantity.value
        for e in turn.expressions
        for o in e.operands
        if _THAT.match(turn.folded, o.quantity.end)
    }
    kept = tuple(item for item in stated.value if item.value not in named)
    if len(kept) == len(stated.value) or not kept:
        return stated
    return replace(stated, value=kept, say="")


def takes_off_part(turn: Turn) -> bool:
    """Whether what a message removes is a sum told in it, no fact or matter as a whole."""
    return any(o.role == "minus" for e in turn.expressions for o in e.operands)
