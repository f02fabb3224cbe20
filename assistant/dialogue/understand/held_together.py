"""Matters of the conversation that a message lays side by side and asks one thing about.

算法的那份和大模型的那份能不能一起享受, 市、区两边都申请可以吗, 前面开源的和后面这款软件归一家管吗:
what is asked is about each of them, whichever of them the words lead to first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.dialogue.acts import Act
from assistant.dialogue.gather import Part
from assistant.dialogue.grouping import ASKS
from assistant.dialogue.language import covers, pairs_of, plain_words
from assistant.dialogue.ledger import Ledger, Matter
from assistant.dialogue.turn import Intent, Turn
from assistant.dialogue.understand.by_words import by_overlap
from assistant.dialogue.understand.context import UnderstandContext
from assistant.dialogue.understand.subject import Subject
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_JOIN = lazy("[和跟与同、]|还有|以及|连同")
_ALIKE = lazy(
    "同一[个家套份笔]|[一同]样|相同|一回事|一码事|哪[个家份样项笔边头]|谁|先后|分开|各自?|分别|一起|同时|区别|不同|冲突"
)
"""What is asked of things that are laid side by side."""
_WHETHER = lazy("是不是|是否|吗|有没有|有无")
_BOTH_LEVELS = lazy(
    "市(?:里|级|上)?(?:的)?[、和跟与,]?区(?:里|级|上)?的?(?:这|那)?(?:两|二)?(?:边|头|级|家|份|笔|样|项|个|处|层|条|块|都|一起|同时)"
    "|区(?:里|级|上)?(?:的)?[、和跟与,]?市(?:里|级|上)?的?(?:这|那)?(?:两|二)?(?:边|头|级|家|份|笔|样|项|个|处|层|条|块|都|一起|同时)"
    "|(?:市区|两级)(?:两级|两边|两头)?"
)
_SO_MANY = lazy(
    "(?P<n>[两俩二三仨四五2-5])(?:样|项|件|条|块|个(?!月|年)|份|笔|边|头|种|方面|桩|处)?(?:政策|钱|补贴|事|奖励|支持|资助)?"
)
_COUNTS = {
    c: n for n, group in enumerate(("", "", "两俩二2", "三仨3", "四4", "五5")) for c in group
}
_MOVES = lazy(
    "[搬迁换改错]|不对|不是|不去|还是|算了|更正|纠正|搞混|记混|如果|要是|假如|假设|万一|比|哪"
)
"""搬到龙岗呢, 不对,是龙岗的: where it is asked for now takes the place of where it was."""
_CLAUSE = lazy("[^,。;!?]+")
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class _Thing:
    """A matter as it stands, or as it stood in a place where it was asked before."""

    index: int
    matter: Matter
    is_now: bool = True

    @property
    def policies(self) -> set[str]:
        """Where its clauses are."""
        return {c.policy for c in self.matter.clauses}


def with_held_together(
    ctx: UnderstandContext, turn: Turn, ledger: Ledger, subject: Subject
) -> Subject:
    """The subject with the other matters that the message asks the same thing about."""
    if subject.refusal or not subject.parts:
        return subject
    all_behind = _with_all_asked_behind(turn, ledger, subject)
    if all_behind is not subject or _tells(turn):
        return all_behind
    things = list(_things(ledger))
    if len(things) < _SEVERAL:
        return subject
    meant = _meant(ctx, turn, ledger, things, subject)
    parts = [_less_told_there(part, meant) for part in subject.parts] if meant else []
    known = {c for part in parts for c in part.matter.clauses}
    more = [t for t in meant if not known & set(t.matter.clauses)]
    if not more:
        return subject
    end = len(turn.folded)
    taken = {part.index for part in parts}
    for thing in more:
        index = None if thing.index in taken else thing.index
        taken.add(index)
        parts.append(Part(index, thing.matter, ((end, end),)))
    parts.sort(key=lambda p: p.index if p.index is not None else len(ledger.matters))
    policies = tuple(dict.fromkeys(c.policy for part in parts for c in part.matter.clauses))
    named = policies if subject.policies else ()
    return replace(subject, parts=tuple(parts), policies=named)


_ALL_BEHIND = lazy(
    "[,。;!?](?:那么?|再|然后|最后|现在|请|麻烦|帮我|给我|都|把)*"
    "(?:(?:所有|全部|几项|各项|以上|[这那]?[两俩二三四五几][项样件个块笔](?:政策|补贴)?)的?)?(?:都|全|一起)?"
    "(?:汇总|汇个总|列个?总?表|总表|全部|都?算上|算在一起|一共|总共|合计|总计|加起来|加一块|加在一起|合起来){1,2}"
    "(?:一下|下|起来|算|列|报|看|给我)*(?:能|可以)?(?:拿|领|补|给|有|是)?(?:多少|几何)?(?:钱)?[吧呢啊吗]?[。;!?]*$"
)
"""没那么好运,还是三个。汇总吧: one is changed, and then all are asked for."""


def _with_all_asked_behind(turn: Turn, ledger: Ledger, subject: Subject) -> Subject:
    """The subject of what is told with the other matters, where all are asked for behind it."""
    goes_on = [part for part in subject.parts if part.index is not None]
    live = [n for n, m in enumerate(ledger.matters) if m.clauses]
    taken = {part.index for part in goes_on}
    is_all = len(goes_on) == len(subject.parts) and len(live) > len(taken)
    behind = _ALL_BEHIND.search(turn.folded) if is_all and not turn.scope.policies else None
    if behind is None or not any(q.start < behind.start() for q in turn.quantities):
        return subject
    end = len(turn.folded)
    more = [Part(n, ledger.matters[n], ((end, end),)) for n in live if n not in taken]
    parts = sorted((*subject.parts, *more), key=lambda part: part.index or 0)
    return replace(subject, parts=tuple(parts))


def _less_told_there(part: Part, meant: Sequence[_Thing]) -> Part:
    """A part without clauses of which other numbers were told where they were asked before."""
    gone = {
        c
        for thing in meant
        if thing.index == part.index and thing.matter.numbers != part.matter.numbers
        for c in thing.matter.clauses
    }
    left = tuple(c for c in part.matter.clauses if c not in gone)
    return replace(part, matter=replace(part.matter, clauses=left)) if left and gone else part


def _things(ledger: Ledger) -> Iterator[_Thing]:
    """The matters of a conversation, with what each was where it was asked before."""
    now = {c for m in ledger.matters for c in m.clauses}
    for n, matter in enumerate(ledger.matters):
        if matter.clauses:
            yield _Thing(n, matter)
        for before in matter.there:
            left = tuple(c for c in before.clauses if c not in now)
            if left:
                yield _Thing(n, replace(before, clauses=left, trail=left), is_now=False)
                now |= set(left)
        left = tuple(c for c in matter.trail if c not in now)
        if left:
            yield _Thing(n, replace(matter, clauses=left, trail=left), is_now=False)


def _tells(turn: Turn) -> bool:
    """Whether a message tells a number of something, and so does more than ask."""
    counted = [m.span() for m in _SO_MANY.finditer(turn.folded)]
    return any(
        q.role == "amount"
        and not (q.unit is Unit.COUNT and q.value == 1)  # 只能选一个吗
        and not any(s <= q.start < e for s, e in counted)
        for q in turn.quantities
    )


def _meant(
    ctx: UnderstandContext,
    turn: Turn,
    ledger: Ledger,
    things: Sequence[_Thing],
    subject: Subject,
) -> Sequence[_Thing]:
    if _asks_of_all(turn) and not any(_MOVES.search(said) for said in ledger.earlier):
        spoken_of = {part.index for part in subject.parts}
        return [t for t in things if t.index in spoken_of and (t.is_now or t.matter.turn)]
    is_stacking = Intent.STACKING in turn.intents
    asks = ASKS.search(turn.folded) or _WHETHER.search(turn.folded)
    if not is_stacking and not (asks and _ALIKE.search(turn.folded)):
        return ()
    live = [t for t in things if t.is_now]
    named = _named(ctx, turn, ledger, [t.index for t in live])
    if len(named) >= _SEVERAL:
        return [t for t in live if t.index in named]
    if not is_stacking:
        return ()
    if _BOTH_LEVELS.search(turn.folded):
        return _of_both_levels(ctx, things)
    there = set(turn.scope.policies)
    if there:
        live = [t for t in things if there & t.policies]
    counts = {_COUNTS[m["n"]] for m in _SO_MANY.finditer(turn.folded)}
    for among in (live, [] if there else things):
        if len(among) in counts:
            return among
    own = [part.matter.clauses for part in subject.parts if part.matter.clauses]
    is_alone = len(own) == 1 and any(t.matter.clauses == own[0] for t in live)
    return live if is_alone and len(live) == _SEVERAL and not turn.topics else ()


def _asks_of_all(turn: Turn) -> bool:
    """Whether a message asks only what all that was spoken of comes to: 一共能拿多少.

    What was asked in one place and then in another (福田租算力800万, 龙岗呢) was both spoken of.
    Who claims a sum (所以一共能拿400万) is held to what is paid where it was asked last.
    """
    is_bare = not turn.topics and not turn.scope.policies and not turn.flags
    is_bare &= not any(q.unit is Unit.YUAN for q in turn.quantities)
    return is_bare and Act.ALL_MATTERS in turn.acts and Intent.TOTAL in turn.intents


def _of_both_levels(ctx: UnderstandContext, things: Sequence[_Thing]) -> Sequence[_Thing]:
    """The matter spoken of last of the city's, and the one of a district's."""
    above = set(ctx.places.above())
    by_age = sorted(things, key=lambda t: t.matter.turn)
    city = [t for t in by_age if t.policies <= above]
    district = [t for t in by_age if not t.policies & above]
    return (city[-1], district[-1]) if city and district else ()


def _named(
    ctx: UnderstandContext, turn: Turn, ledger: Ledger, live: Sequence[int]
) -> tuple[int, ...]:
    """The matters that nouns which are joined name, one each."""
    found: list[int] = []
    for noun in _nouns(turn.folded):
        n = by_overlap(ctx, replace(turn, folded=noun, matter=noun), ledger, live)
        if n is not None and n not in found:
            found.append(n)
    return tuple(sorted(found))


def _nouns(text: str) -> Iterator[str]:
    """What 和, 跟, 、 join in a clause, where they join anything."""
    for clause in _CLAUSE.findall(text):
        pieces = _JOIN.split(clause)
        for piece in pieces if len(pieces) >= _SEVERAL else ():
            if set(pairs_of(piece, covers(piece, (plain_words(),)))):
                yield piece
