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
ASKS_EACH = lazy("多少|几|各|分别|分开|怎么|都|能|给|补|[?吗呢]")
_BOTH, _SAID_AT_END = 2, 1


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
        bare = [m for m in own if _is_bare_place(text, m) or _stands_beside(text, m, named)]
        self._marks = tuple(sorted((*named, *bare), key=lambda m: m.start))
        self._text = text
        self.is_varied = len({m.policies for m in self._marks}) > 1
        self._sides = self._told_together(turn)
        self._asked_of_all = self._closing()
        self.fallbacks = tuple(m for m in self._marks if m.policies and _is_fallback(text, m.start))

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The places, in order."""
        return self._marks

    def at(self, start: int) -> tuple[str, ...] | None:
        """What the last name before says, or the first one behind in the same clause."""
        if not self.is_varied:
            return None
        if self._asked_of_all and start < self._asked_of_all[0].start:
            return tuple(dict.fromkeys(p for m in self._asked_of_all for p in m.policies))
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

    def _closing(self) -> tuple[Mark, ...]:
        """The places that the end of a message asks about and nothing else: of all before it.

        算力花了1600万。还办了大会。市里区里分开告诉我; empty where a matter names another place.
        """
        marks = [m for m in self._marks if m.policies]
        last: list[Mark] = []
        end = len(self._text)
        for mark in reversed(marks):
            rest = content_of(BARE.sub("", self._text[mark.end : end]))
            allowed = 0 if last else _SAID_AT_END  # 分开告诉我, 四个数都要
            if rest > allowed or _DIGIT.search(self._text, mark.end, end):
                break
            last.insert(0, mark)
            end = mark.start
        policies = {p for m in last for p in m.policies}
        is_asked = bool(last) and ASKS_EACH.search(self._text, last[0].start) is not None
        others = [m for m in marks if m not in last and not policies.issuperset(m.policies)]
        if len(policies) < _BOTH or others or not is_asked:
            return ()
        return tuple(last)

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


def _stands_beside(text: str, mark: Mark, named: Sequence[Mark]) -> bool:
    """Whether a place stands right behind or before another one (市里区里分开告诉我)."""
    return any(
        mark.start == m.end
        or mark.end == m.start
        or _AND_PLACE.fullmatch(text, m.end, mark.start) is not None
        for m in named
    )


def _is_bare_place(text: str, mark: Mark) -> bool:
    """Whether a clause asks how much for a place and names nothing else (区里多少?市里多少?)."""
    low, high = clause_of(text, mark.start)
    low = max(low, text.rfind(":", low, mark.start) + 1)
    if low == 0:
        return False
    rest = text[low : mark.start] + text[mark.end : high]
    return bool(ASKS.search(rest)) and content_of(BARE.sub("", rest)) == 0
