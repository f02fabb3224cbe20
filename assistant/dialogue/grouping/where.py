"""Which policies each place of a message is about, where it names several."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.dialogue.aspects import content_of
from assistant.dialogue.grouping.clauses import clause_of
from assistant.dialogue.grouping.group import ASKS
from assistant.dialogue.scope import Mark
from assistant.dialogue.turn import Turn
from assistant.text.pattern import lazy

_ELSE = lazy(
    "(?:^|[,。;!?])(?:那|要是|如果|若)?(?:(?:[没冇]有?|木有|没得|不[补给])(?:的?话|就|,|,?那|呢|看)?|否则)"
    "[^,。;!?]{0,3}$"
)
_OWN = lazy("区里|区级|区一级|本区|我区")
BARE = lazy("[区市级这那边呢?!。;,:、和与跟各都分别还又再的是]")
_AND_PLACE = lazy("区?(?:和|与|跟|同|、|及|还有|以及)")
_HEADS = lazy("区?[^,。;!?:]{0,8}?[:。]|区?(?:两边|两个区|都|各|分别|比)")
"""What stands behind places that are spoken of together for all that follows."""
_BOTH_SIDES = lazy("两(?:边|地|处|头|个?区|个?地方)(?:各|分别|都|一共|合计|能|给|是|补|奖|拿|到)")
_DIGIT = lazy(r"\d")


class Where:
    """Which policies each place of a message is about, where it names several."""

    def __init__(self, turn: Turn, policies: tuple[str, ...], above: tuple[str, ...]) -> None:
        self.policies = policies
        self.above = above
        text = turn.folded
        named = tuple(
            m
            for m in turn.scope.marks
            if (text[m.start - 1 : m.start], text[m.end : m.end + 1]) != ("(", ")")
        )  # 软件名园(市级): a grade, no place
        below = tuple(p for p in policies if p not in above)
        own = [Mark(*m.span(), below) for m in _OWN.finditer(text)] if len(below) == 1 else []
        own = [m for m in own if not any(n.start < m.end and m.start < n.end for n in named)]
        bare = [m for m in own if _is_bare_place(text, m)]
        self._marks = tuple(sorted((*named, *bare), key=lambda m: m.start))
        self._text = text
        self.is_varied = len({m.policies for m in self._marks}) > 1
        self._sides = self._told_together(turn)
        self.fallbacks = tuple(m for m in self._marks if m.policies and _is_fallback(text, m.start))

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The places, in order."""
        return self._marks

    def at(self, start: int) -> tuple[str, ...] | None:
        """What the last name before says, or the first one behind in the same clause."""
        if not self.is_varied:
            return None
        if self._sides and self._sides[-1].start <= start:
            return tuple(dict.fromkeys(p for m in self._sides for p in m.policies))
        clause = clause_of(self._text, start)
        before = [
            m
            for m in self._marks
            if m.start <= start and (m not in self.fallbacks or m.start >= clause[0])
        ]
        inside = [m for m in self._marks if clause[0] <= m.start < clause[1]]
        if inside and not (before and before[-1].start >= clause[0]):
            # 算力券是市里的还是龙华的: of both
            return tuple(dict.fromkeys(p for m in inside for p in m.policies))
        return self._with_beside(before) if before else None

    def _told_together(self, turn: Turn) -> tuple[Mark, ...]:
        """The two places of a message that asks of both sides, with nothing told of one alone.

        他说去龙华我说去龙岗。算力花420万,备案2个,两边各多少.
        """
        marks = self._marks
        if len(marks) != 2 or not all(m.policies for m in marks):
            return ()
        first, second = marks
        if not _BOTH_SIDES.search(self._text, second.end):
            return ()
        told = turn.topics_at(first.end, second.start) or _DIGIT.search(
            self._text, first.end, second.start
        )
        return () if told else marks

    def _with_beside(self, before: Sequence[Mark]) -> tuple[str, ...]:
        """The last place, with those joined to it that head a list: 龙华跟龙岗比一比:…."""
        found = [before[-1]]
        for mark in reversed(before[:-1]):
            if not _AND_PLACE.fullmatch(self._text, mark.end, found[0].start):
                break
            found.insert(0, mark)
        heads = len(found) > 1 and _HEADS.match(self._text, found[-1].end)
        if not heads or any(not m.policies for m in found):
            return before[-1].policies
        return tuple(dict.fromkeys(p for m in found for p in m.policies))

    def is_named_beside(self, start: int) -> bool:
        """Whether the clause of a place names a place of policies itself."""
        low, high = clause_of(self._text, start)
        return any(low <= m.start < high for m in self._marks if m.policies)

    def named_between(self, low: int, high: int, scope: tuple[str, ...] | None) -> int | None:
        """Where a stretch last names some policies, None where it does not."""
        return next(
            (m.start for m in reversed(self._marks)
             if low <= m.start <= high and m.policies == scope), None
        )  # fmt: skip


def _is_fallback(text: str, place: int) -> bool:
    """Whether a place is asked about only where the one before has nothing.

    龙华有没有这个?没有的话市里给多少.
    """
    return _ELSE.search(text, 0, place) is not None


def _is_bare_place(text: str, mark: Mark) -> bool:
    """Whether a clause asks how much for a place and names nothing else (区里多少?市里多少?)."""
    low, high = clause_of(text, mark.start)
    low = max(low, text.rfind(":", low, mark.start) + 1)
    if low == 0:
        return False
    rest = text[low : mark.start] + text[mark.end : high]
    return bool(ASKS.search(rest)) and content_of(BARE.sub("", rest)) == 0
