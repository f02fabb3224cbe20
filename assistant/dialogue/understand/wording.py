"""What the words of a message say of the matters spoken of: that one, the last, all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.dialogue.acts import Act
from assistant.dialogue.ledger import Ledger, Matter
from assistant.dialogue.turn import Intent, Turn
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_SEVERAL = 2
_DROPPED = lazy(
    r"(?:^|(?<=[\s,，。;；!！]))[^\s,，。;；!！?？…\d万]{1,14}?(?:就|先|暂时|暂且)?(?:不提|不说|不聊|不谈|不问|不管|放一放|放一边|搁一?边|搁着|略过|跳过|放着)"
    r"(?:它|他|这个)?(?:了|吧|先|啦)*[\s,，。;；!！]+(?!换|改[成为到])(?=\S)"
)
_LEAST_LEFT = 4
_FEW = 3
_MIDDLE_ONE = lazy("中间的?[那这]一?[个笔项件样条]")
_LAST_ONE = lazy("最[后末]的?[那这]一?[个笔项件样条](?!数|结果|金额)")
_ALIAS = lazy(
    "(?:那|就|再说|现在)?(?P<who>[甲乙丙丁戊a-d])(?![a-z\\d])(?:公司|客户|企业|家|方)?(?=[的那改要说问也先后又把换再是在不没只买租花,:])"
)
_THAT_ONE_THERE = lazy(
    "(?:区|市)?(?:那边)?的?[那这]一?(?:个|笔|边|家|块|份|项|条|单|头)"
    "|(?:区|市)?的(?=其实|实际|改|是|只|不|撤|要是|如果|应该|变|又|再)"
)
_BESIDE_IT = lazy("[跟与和同]|再|又|还|另")
FOR_ALL = lazy("(?:都|全|均)(?:是|按|为)[^,。;!?]{0,12}[,。;!?]?(?:再|重新?)[算列报说来]")
AGAIN_ALL = lazy("再?(?:报|念|理|列|说|讲|写|摆|给)[^,。;!?]{0,4}[遍次下]|列(?:个|张|出)|都|一起")
_NOT_THAT = lazy(
    r"(?:^|(?<=[,。;!?]))不是[^,。;!?\d一二两三四五六七八九十百千万]{2,8}(?=[,。;!?]|$)"
)
"""模型备案通过了五个呢,不是算法: what it names is not meant."""
MARKS = " ,。;!?、:()"
_MOVE = lazy("搬|迁|挪|换|改|转到|去|到|同样|一样|这笔|那笔|这个|那个|也|呢|的话")
SAID_SAME = lazy("同样|一样的|这笔|那笔|照样|同一[笔份个]|还是这|也是这")
"""What was said before holds in the place that is named now."""


def own_words(turn: Turn) -> bool:
    """Whether a message names a matter by words of its own."""
    return bool(turn.topics)


def one_in_row(turn: Turn, ledger: Ledger) -> tuple[int, ...]:
    """The one of the matters in question that a message names by its place in their row."""
    if len(ledger.current) <= 1 or turn.topics:
        return ()
    if len(ledger.current) == _FEW and _MIDDLE_ONE.search(turn.folded):
        return ledger.current[1:2]
    if _LAST_ONE.search(turn.folded):
        return ledger.current[-1:]
    head = _HEAD_IN_ROW.match(turn.folded)
    return in_row(head["what"], ledger) if head and turn.quantities else ()


def in_row(what: str, ledger: Ledger) -> tuple[int, ...]:
    """The one of the matters that some words call by its place: 最后一个, 后面那个, 另一个.

    None where one of them was told in several numbers: it may be one of those.
    """
    live = [n for n, m in enumerate(ledger.matters) if m.clauses]
    row = ledger.current if len(ledger.current) > 1 else tuple(live)
    told = (s for n in row for s in ledger.matters[n].numbers)
    if len(row) < len(_TWO) or any(isinstance(s.value, tuple) or len(s.parts) > 1 for s in told):
        return ()
    if _END_OF_ROW.fullmatch(what):
        return row[-1:]
    if len(row) > len(_TWO):
        return ()
    if _FORMER_OF_TWO.fullmatch(what):
        return row[:1]
    if _OTHER_OF_TWO.fullmatch(what):
        return tuple(n for n in row if n not in ledger.current)[-1:] or row[-1:]
    return row[-1:] if _LATTER_OF_TWO.fullmatch(what) else ()


_TWO = (0, 1)
_ONE = "(?:[那这]?一?[个笔项件样条块])"
_HEAD_IN_ROW = lazy(
    "(?:那|如果|要是|假如|把|,)*(?P<what>(?:最[后末]|后[面边头]?|前[面边头]?|另外?|头)的?[那这]?一?[个笔项件样条块])"
    "(?!月|季|合同|模型|公司|项目)"
)
_END_OF_ROW = lazy(f"最[后末]的?{_ONE}")
_LATTER_OF_TWO = lazy(f"后[面边头]?的?{_ONE}")
_FORMER_OF_TWO = lazy(f"(?:前[面边头]?的?{_ONE}|头一[个笔项件样条块])")
_OTHER_OF_TWO = lazy(f"另外?的?{_ONE}")


_OF_THEM = lazy("[他她]|人家")
"""老周70万,先不管他: what was told of somebody is put aside with the words that told it."""


def without_dropped(text: str) -> str:
    """A message with blanks for a clause that only puts a matter aside (入表不提了,…)."""
    match = _DROPPED.search(text)
    if (
        match is None
        or _OF_THEM.search(match.group())
        or len(text) - (match.end() - match.start()) < _LEAST_LEFT
    ):
        return text
    return text[: match.start()] + "，" * (match.end() - match.start()) + text[match.end() :]


def asked_again(turn: Turn) -> Turn:
    """A message that asks for a sum once more, without the conditions of sentences before that.

    标杆没评上。龙岗区里那个再跟我说一遍: what was not got is another matter.
    """
    low = max(turn.folded.rstrip(MARKS).rfind(c) for c in "。;!?") + 1
    amounts = any(q.role == "amount" for q in turn.quantities)
    if Act.REPEAT not in turn.acts or not low or amounts:
        return turn
    return replace(turn, flags=tuple(f for f in turn.flags if f.start >= low))


def that_there(turn: Turn, ledger: Ledger) -> int | None:
    """The matter spoken of before that is in the place which a message points to (龙岗那个).

    The one in question, else the one spoken of last, of several; a message that names a matter of
    its own points to none.
    """
    if len(turn.scope.policies) != 1 or turn.topics:
        return None
    if not any(_THAT_ONE_THERE.match(turn.folded, end) for _, end in turn.scope.spans):
        return None
    (policy,) = turn.scope.policies
    found = [
        (n in ledger.current, m.turn, n)
        for n, m in enumerate(ledger.matters)
        if {c.policy for c in m.clauses} == {policy}
    ]
    return max(found)[2] if found else None


def by_alias(turn: Turn, ledger: Ledger) -> int | None:
    """The one matter of the asker that a message begins with (乙改主意了), where several ask."""
    match = _ALIAS.match(turn.folded)
    if match is None or len(ledger.matters) < _SEVERAL:
        return None
    found = [n for n, m in enumerate(ledger.matters) if m.text.startswith(match["who"])]
    return found[0] if len(found) == 1 else None


def less_denied(turn: Turn) -> Turn:
    """The message without what it says that it does not mean."""
    return replace(turn, folded=_NOT_THAT.sub(lambda m: "。" * len(m[0]), turn.folded))


def gathered(turn: Turn, matters: Sequence[Matter]) -> tuple[int, ...]:
    """As many matters, the last spoken of, as the message counts (两个分开再报一遍)."""
    counted = turn.acts.counted
    live = [n for n, m in enumerate(matters) if m.clauses]
    amounts = [q for q in turn.quantities if q.role == "amount" and q.unit is not Unit.COUNT]
    if FOR_ALL.search(turn.folded) and len(live) > 1 and not turn.scope.is_named:
        return tuple(live)  # 都是66万, 再算一遍
    if Act.REPEAT in turn.acts:
        amounts = []  # 去年就是5600万, 两块再报一遍
    if counted < _SEVERAL or len(live) < _SEVERAL or amounts or turn.scope.is_named:
        return ()
    if counted > len(live) and not AGAIN_ALL.search(turn.folded):
        return ()
    return tuple(live[-counted:])


def stacks(turn: Turn) -> bool:
    """Whether a message asks whether something can be got beside what was spoken of."""
    return Intent.STACKING in turn.intents and _BESIDE_IT.search(turn.folded) is not None


def takes_along(turn: Turn, ledger: Ledger) -> bool:
    """Whether a message takes the matter to another place: the same, or its sum told again.

    挪到福田, 310万都是采购.
    """
    if not turn.scope.is_named:
        return False
    said = {q.value for q in turn.quantities if q.role == "amount" and q.unit is Unit.YUAN}
    known = {s.value for m in ledger.in_question for s in m.numbers}
    return bool(said & known or SAID_SAME.search(turn.folded))


def counts_money(turn: Turn) -> bool:
    """Whether a message tells a sum."""
    return any(q.unit is Unit.YUAN and q.role == "amount" for q in turn.quantities)


def moves(turn: Turn) -> bool:
    """Whether a message that names another place keeps its matter (那搬到龙岗去，同样这笔)."""
    return bool(_MOVE.search(turn.folded))


def social(turn: Turn) -> str:
    """Which social act a message is."""
    return next(act.value for act in (Act.ABOUT_PROGRAM, Act.GREET, Act.THANK) if act in turn.acts)
