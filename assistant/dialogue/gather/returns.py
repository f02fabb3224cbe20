"""Back to what was before: what-ifs that end, additions taken back, denials turned round."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.around import is_a
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.naming import one_called
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.what_ifs import (
    STILL_SO,
    WHAT_IF,
    denied_suppositions,
    stops_what_if,
    unsaid,
)
from assistant.dialogue.items import opened
from assistant.dialogue.ledger import Matter
from assistant.dialogue.reversals import turns_round
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_AS_WAS = lazy(
    "(?:按|照|依|维持|保持|恢复|还是|回到)(?:原[样来先状]|老样子|之前的?样)"
    "|(?<!其[他它余])(?<!其[他它余][的都])(?<!别的)(?<!别的都)(?<![剩余]下的)(?:照旧|照原)|原封不动|当我没[说问]|还按(?:原|之前|刚才)"
)
RETURNS = lazy(
    "假设(?:先|就|暂时?)?(?:完了?|结束|到此|放下|放一[边放]|搁[下置]|收起|打住|作罢|不管|不算)"
    "|(?:说|看|按|算|回)回?真[实正]的|真[实正]的那|随便问问|随口(?:问|说|一问)|问问而已|说着玩|打个比方"
    "|回到|恢复|还原|不(?:假设|假如|如果|假定|做梦|瞎想)|按(?:原来|实际|原先|之前|最[开初]始?|一开始|开头)|还是按(?:原|实|之前|刚才)"
    "|不(?:靠|用|借|走|通过)[^,。;!?]{1,8},?(?:就|只)?(?:我们|咱们?|我司|本公司)"
    "|(?:我们|咱们?|我)自己(?:的|这边|家|那份)*呢|" + _AS_WAS.pattern
)
_FIRST_SENTENCE = lazy("[^。;!?]+[。;!](?=.)")
_UNADDS = lazy(
    "(?:不|别|甭|先别|没)(?:再)?(?:追加|增加|加|添|补|增购|续)(?:成|上|进去|的)?(?:了|吧|啦|$|(?=[,。;!?]))"
    "|(?:追加|新增|新加|后加|增加|多加|加|添)(?:上去|进去|进来)?的(?:那)?[^,。;!?]{0,8}?"
    "(?:[没未][有能]?[^,。;!?]{0,2}批|不[批要算买租做投办报]|去掉|取消|撤|黄了|作废|泡汤|拿掉|删|别算|没[成了签买租要下])"
)
"""What takes back an addition of before without its sum (追加的老板没批, 还是不加了)."""
_BACK_TO = lazy("(?:还是|回到|还按|就按|仍按|按回)[^,。;!?\\d]{0,4}$")
_THAT_CASE = lazy("(?:元|块)?的?(?:那[个种版笔档次回]|情况|方案|算法)")


def to_undo(part: Part, after: Matter) -> tuple[tuple[Stated, ...], tuple[Stated, ...]] | None:
    """What a later message may take back: the facts before the last that changed them."""
    before = part.matter
    if part.index is None:
        return None
    same = _told(before.numbers) == _told(after.numbers) and _told(before.flags) == _told(
        after.flags
    )
    return before.undo if same else (before.numbers, before.flags)


def _told(facts: Sequence[Stated]) -> dict[str, object]:
    return {s.name: s.value for s in facts}


def first_told(before: Matter, after: Matter) -> tuple[Stated, ...]:
    """The numbers of a matter as each was told first."""
    known = {s.name for s in before.first}
    told = (s for s in after.numbers if s.name not in known and not s.is_assumed)
    return (*before.first, *told)


def first_of_named(ctx: GatherContext, turn: Turn, parts: Sequence[Part]) -> tuple[Part, ...]:
    """The matters with a number as it was told first, of several the one that its clause names."""
    match = FIRST_ONE.search(turn.folded)
    if match is None:
        return tuple(parts)
    low, _ = clause_around(turn.folded, match.start(), match.start())
    named = one_called(ctx, turn, turn.folded[low : match.start()], parts)
    return tuple(
        first_again(turn, part) if named in (None, n) else part for n, part in enumerate(parts)
    )


def first_again(turn: Turn, part: Part) -> Part:
    """A matter with the number changed last as it was told first (还是按头一回报的那个数).

    As it is where the message tells a sum, but one that comes on top or goes off behind it (回到
    最早那个数,再加200万), or where two that were changed may be meant.
    """
    match = FIRST_ONE.search(turn.folded)
    if part.index is None or match is None:
        return part
    sums = [e for e in turn.expressions if e.unit is Unit.YUAN]
    if any(
        e.start < match.end() or len(e.operands) > 1 or e.operands[0].role not in ("plus", "minus")
        for e in sums
    ):
        return part
    first = {s.name: s for s in part.matter.first}
    changed = [s for s in part.matter.numbers if s.name in first and first[s.name].value != s.value]
    last = [s for s in changed if s.turn == max(c.turn for c in changed)]
    if len(last) != 1:
        return part
    numbers = tuple(first[s.name] if s is last[0] else s for s in part.matter.numbers)
    return replace(part, matter=replace(part.matter, numbers=numbers, real=None))


FIRST_ONE = lazy(
    "(?<!不是)(?<!不按)(?<!别按)(?:最早|最先|最初|最开始|一开始|开头|起初|第一[回次遍]|头一?[回次遍])"
    "(?:我|我们|咱们?|他|她|俺|跟你|给你|对你)*"
    "(?:[报说讲填](?:给你|过)?的(?:[那这]一?[个笔])?+(?:数字?|金额|价)?+|的?[那这]一?个(?:数字?|金额|价)|的(?:数字?|金额|价钱?))"
    "(?!是?(?:多少|几|啥|什么|不|错))"
)


def _returned(
    turn: Turn, parts: Sequence[Part], flags: Sequence[Stated]
) -> tuple[tuple[Part, ...], tuple[Stated, ...]]:
    """The matters as they were before the what-ifs, where the message goes back to that."""
    back = back_to(turn)
    if takes_back_change(turn):
        return tuple(_unchanged(part) for part in parts), tuple(flags)
    if FELL_THROUGH.fullmatch(turn.folded):
        grown = [part for part in parts if part.index is not None and has_just_grown(part.matter)]
        if len(grown) == 1:
            return tuple(_unchanged(p) if p is grown[0] else p for p in parts), tuple(flags)
    parts, flags = unsaid(turn, parts, flags)
    is_stopped = any(stops_what_if(turn, p.matter) for p in parts)
    is_back = back or is_stopped or RETURNS.search(turn.folded)
    if not is_back or WHAT_IF.search(turn.folded):
        return tuple(parts), tuple(flags)
    found = []
    for part in parts:
        real = part.matter.real
        before = real.numbers if real else part.matter.undo[0] if part.matter.undo else ()
        if back is not None and all(s.value != back for s in before) and not is_stopped:
            found.append(part)
            continue
        # 照旧市里的, after another place: of the place, whatever was told meanwhile
        as_was = (_AS_WAS.search(turn.folded) and not turn.scope.is_named) or back is not None
        if real is None and part.matter.undo is not None and as_was:
            numbers, own = part.matter.undo
            real = replace(part.matter, numbers=numbers, flags=own, undo=None)
        if real is None or real.clauses != part.matter.clauses:
            found.append(part)
            continue
        supposed = {s.name for s in part.matter.flags if s not in real.flags}
        flags = [s for s in flags if s.name not in supposed]
        matter = replace(part.matter, numbers=real.numbers, flags=real.flags, real=None)
        found.append(Part(part.index, matter, part.stretches))
    return tuple(found), tuple(flags)


_IS_MISTAKEN = lazy(
    "(?:元|块)?(?:那个数?|这个数?)?(?:是|属于)?(?:我|他|她|会计|财务|同事|我们)?(?:多)?[打写说记看报填算搞弄听]错(?:了|的)?(?=[,。;!?啊呀哈]|$)"
)
"""8000万是打错了: the value that stands now is taken back."""


def _mistaken(turn: Turn, parts: Sequence[Part]) -> tuple[Turn, tuple[Part, ...]]:
    """The matters with the number of before, where the one told last is said to be a slip."""
    told = [o.quantity for e in turn.expressions for o in e.operands]
    wrong = [q for q in told if _IS_MISTAKEN.match(turn.folded, q.end)]
    if len(wrong) != 1:
        return turn, tuple(parts)
    value = wrong[0].value
    others = [q.value for q in told if q is not wrong[0]]
    found, is_back = [], False
    for part in parts:
        undo = part.matter.undo
        was = {s.name: s for s in undo[0]} if undo else {}
        slips = [
            s
            for s in part.matter.numbers
            if s.value in _either(value) and s.name in was and was[s.name].value != s.value
        ]
        fits = len(slips) == 1 and all(was[slips[0].name].value in _either(v) for v in others)
        if not fits or undo is None:
            found.append(part)
            continue
        numbers = tuple(was[s.name] if s is slips[0] else s for s in part.matter.numbers)
        found.append(replace(part, matter=replace(part.matter, numbers=numbers)))
        is_back = True
    return (replace(turn, expressions=()) if is_back else turn), tuple(found)


def _either(value: Decimal) -> tuple[Decimal, Decimal]:
    """A number as it stands, and as one told in 万."""
    return value, value * 10_000


def says_as_before(turn: Turn) -> bool:
    """Whether a message wants the facts of before, whatever else it tells (还是按加200万的算)."""
    said = STILL_SO.search(turn.folded) or RETURNS.search(turn.folded)
    return said is not None or back_to(turn) is not None


def without_suppositions(
    turn: Turn, parts: Sequence[Part], flags: Sequence[Stated]
) -> tuple[Turn, tuple[Part, ...], tuple[Stated, ...]]:
    """The matters without the conditions supposed before, where the message ends the what-if.

    Their numbers stay as they are: the message told some of them anew (认不成。第一份退了70万).
    What it says was not got (没评上标杆,就普通示范) is no choice of its own.
    """
    found = []
    off = {
        (s.name, s.value)
        for part in parts
        if (denied := denied_suppositions(turn, part.matter))
        for s in part.matter.flags
        if s.name in denied
    }
    turn = replace(turn, flags=tuple(f for f in turn.flags if (f.name, f.value) not in off))
    for part in parts:
        real = part.matter.real
        if real is None or not stops_what_if(turn, part.matter):
            found.append(part)
            continue
        gone = {s.name for s in part.matter.flags if s not in real.flags}
        flags = [s for s in flags if s.name not in gone]
        found.append(replace(part, matter=replace(part.matter, flags=real.flags, real=None)))
    return turn, tuple(found), tuple(flags)


_ENDS_FIRST = lazy(
    "(?:^|[,。;!?])(?:(?:好|行|嗯|得|哦|算|可以)[了吧的啊]*,?)*(?:那|现在|先|咱们?|我们?|还是)*"
    "(?:不(?:再)?(?:假设|假如|如果|假定|瞎想|做梦|设想|想象)了?|假设(?:完了?|结束|到此)|别(?:再)?(?:假设|如果|想)了?"
    "|(?:(?:说)?回到?|按|看|算|就)(?:现实|实际|真实|眼下|眼前|现在)[^,。;!?\\d]{0,6})(?=[,。;!?])"
)
"""不假设了, 回到现实: a clause of its own, behind which more is told of how it is."""


def before_more(
    turn: Turn, parts: Sequence[Part], flags: Sequence[Stated]
) -> tuple[tuple[Part, ...], tuple[Stated, ...]]:
    """The matters as they were before the what-ifs, where a message ends them and then tells more.

    不假设了,不过其中240万是渲染用的: of what there really is.
    """
    match = _ENDS_FIRST.search(turn.folded)
    told = [e for e in turn.expressions if e.unit in (Unit.YUAN, Unit.NUMBER, Unit.COUNT)]
    if match is None or not told or any(e.start < match.end() for e in told):
        return tuple(parts), tuple(flags)
    found = []
    for part in parts:
        real = part.matter.real
        if part.index is None or real is None or real.clauses != part.matter.clauses:
            found.append(part)
            continue
        supposed = {s.name for s in part.matter.flags if s not in real.flags}
        flags = [s for s in flags if s.name not in supposed]
        matter = replace(part.matter, numbers=real.numbers, flags=real.flags, real=None)
        found.append(replace(part, matter=matter))
    return tuple(found), tuple(flags)


def as_it_was(
    turn: Turn, parts: Sequence[Part], flags: Sequence[Stated], changed: Sequence[bool]
) -> tuple[Turn, tuple[Part, ...], tuple[Stated, ...]]:
    """Message and matters, where it turns round the one before or goes back before what-ifs.

    ``changed``: the matters of which the message was read to say which of their members are back.
    """
    turn, parts = _mistaken(turn, parts)
    turning = [
        part.matter.undo is not None and not done and _turns(turn, part.matter)
        for part, done in zip(parts, changed, strict=True)
    ]
    if any(turning):
        before = {s.name: s.value for p in parts for s in p.matter.flags}
        parts, flags = _turned_round(parts, flags, turning)
        turn = _without_said(turn, parts)
        now = {s.name: s.value for p in parts for s in (*p.matter.flags, *flags)}
        # 标杆没评上 after 要是评上标杆呢: what is called off is not told of again
        off = {name: value for name, value in before.items() if now.get(name) != value}
        told = (f for f in turn.flags if f.name not in off or f.value not in (off[f.name], False))
        return replace(turn, flags=tuple(told)), parts, flags
    denied = frozenset().union(*(denied_suppositions(turn, p.matter) for p in parts))
    parts, flags = _returned(turn, parts, flags)
    if denied:
        turn = replace(turn, flags=tuple(f for f in turn.flags if f.name not in denied))
    return turn, parts, flags


def _turned_round(
    parts: Sequence[Part], flags: Sequence[Stated], turning: Sequence[bool]
) -> tuple[tuple[Part, ...], tuple[Stated, ...]]:
    """The matters without what the message before said of them, which this one turns round.

    A condition that was denied is denied no more; where none was, the numbers are those of before.
    """
    found = []
    gone: set[str] = set()
    for part, is_turned in zip(parts, turning, strict=True):
        matter = part.matter
        if matter.undo is None or not is_turned:
            found.append(part)
            continue
        numbers, own = matter.undo
        was = _told(own)
        denied = {s.name for s in matter.flags if s.value is False and was.get(s.name, True)}
        gone |= denied or {s.name for s in matter.flags if s not in own}
        matter = replace(
            matter,
            numbers=_kept_beside(matter, numbers, denied) if denied else numbers,
            flags=tuple(s for s in matter.flags if s.name not in denied) if denied else own,
            undo=None,
            real=None,
        )
        found.append(Part(part.index, matter, part.stretches))
    return tuple(found), tuple(s for s in flags if s.name not in gone)


def _turns(turn: Turn, matter: Matter) -> bool:
    """Whether a message, or its first sentence, turns round what the one before said.

    尾款这周付了!另外又追加了150万.
    """
    before = matter.said
    if not before.strip() and matter.pasts:
        before = matter.pasts[-1].said  # 第二场没备案 was read of one member, and is spent
    if turns_round(turn.folded, before):
        return True
    first = _FIRST_SENTENCE.match(turn.folded)
    return first is not None and turns_round(first.group(), before)


def _kept_beside(
    matter: Matter, before: Sequence[Stated], denied: Collection[str]
) -> tuple[Stated, ...]:
    """The numbers, those told in the very clause of what was denied as they were before it.

    80平 of 我们把80平转租了 is no area once it was not let; 入表260万,但还没挂牌 stays 260万.
    """
    clauses = {
        clause_around(matter.said, s.start, s.start) for s in matter.flags if s.name in denied
    }
    was = {s.name: s for s in before}
    return tuple(
        was[s.name]
        if s.name in was
        and was[s.name].value != s.value
        and clause_around(matter.said, s.start, s.start) in clauses
        else s
        for s in matter.numbers
    )


def _without_said(turn: Turn, parts: Sequence[Part]) -> Turn:
    """A message less the numbers that only name what it turns round (那70万后来补走平台了)."""
    said = "".join(part.matter.said for part in parts)
    kept = (e for e in turn.expressions if turn.folded[e.start : e.end] not in said)
    return replace(turn, expressions=tuple(kept))


def takes_back_change(turn: Turn) -> bool:
    """Whether a message takes back what was added last, naming no sum."""
    amounts = any(
        q.role == "amount"
        and not is_a(q)
        and turn.folded[q.start - 1 : q.start] not in ("那", "这")
        for q in turn.quantities
    )  # 不添了,还是前头那两份
    return not amounts and _UNADDS.search(turn.folded) is not None


FELL_THROUGH = lazy(
    "(?:(?:结果|后来|最后|可惜|[唉哎哦啊]|坏消息|不过|但是?|今天|昨天|刚刚?|没想到)[,。!]?){0,3}"
    "(?:(?:[那这它]|新|刚?加的?|后)?(?:一?[个份笔单批]|合同|订单|单子|事儿?|期|[二三]期|第[二三][期份笔单批])?|对方|人家|客户|供应商)"
    "(?:又|也|都|已经|被|给|还是|全|就){0,2}"
    "(?:黄|吹|泡汤|取消|作废|终止|撤销?|退掉?|反悔|变卦|没(?:签|谈|办|做|买|租|批)?(?:成|拢|下来)|没批|不要|不做|不签|不买|不租|不办)"
    "(?:掉)?了?[啦呀吧唉呢]?[。!,]?"
)
"""A message that says no more than that what was just told fell through."""


def has_just_grown(matter: Matter) -> bool:
    """Whether the message that spoke of a matter last added something to it."""
    told = [s for s in matter.numbers if s.turn == matter.turn]
    return matter.undo is not None and _grew(matter.undo[0], told)


def _unchanged(part: Part) -> Part:
    """A matter without its last addition; as it is, where none was made."""
    undo = part.matter.undo
    if part.index is None or undo is None or not _grew(undo[0], part.matter.numbers):
        return part
    matter = replace(part.matter, numbers=undo[0], flags=undo[1], undo=None, real=None)
    return Part(part.index, matter, part.stretches)


def _grew(before: Sequence[Stated], after: Sequence[Stated]) -> bool:
    """Whether a sum or a count is more than it was."""
    was = {s.name: sum((i.total for i in opened(s.value)), Decimal(0)) for s in before}
    return any(
        sum((i.total for i in opened(s.value)), Decimal(0)) > was[s.name]
        for s in after
        if s.name in was
    )


def back_to(turn: Turn) -> Decimal | None:
    """The sum by which a message names the case it goes back to (还是180万那个情况)."""
    for e in turn.expressions:
        quantity = e.operands[0].quantity
        if (
            len(e.operands) == 1
            and _BACK_TO.search(turn.folded, max(0, quantity.start - 8), quantity.start)
            and _THAT_CASE.match(turn.folded, quantity.end)
        ):
            return quantity.value
    return None
