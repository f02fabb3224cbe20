"""Which policies each place of a message is about, where it names several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.dialogue.aspects import content_of
from assistant.dialogue.grouping.asks_there import clause_at, is_where_we_are, only_asks_there
from assistant.dialogue.grouping.clauses import ASKED, clause_of, own_claim, sentence_of
from assistant.dialogue.grouping.group import ASKS
from assistant.dialogue.levels import levels_asked
from assistant.dialogue.scope import Mark
from assistant.dialogue.turn import Turn
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_ELSE = lazy(
    "(?:^|[,。;!?])(?:那|要是|如果|若)?(?:(?:[没冇]有?|木有|没得|不[补给])(?:的?话|就|,|,?那|呢|看)?|否则)"
    "[^,。;!?]{0,3}$"
)
_OWN = lazy("区里|区级|区一级|本区|我区")
BARE = lazy("[区市级这那边呢?!。;,:、和与跟各都分别还又再的是]")
_AND_PLACE = lazy("区?(?:和|与|跟|同|、|及|还有|以及)")
_HEADS = lazy("区?[^,。;!?:]{0,8}?[:。]|区?(?:两边|两个区|都|各|分别|比)")
"""What stands behind places that are spoken of together for all that follows."""
_BOTH_SIDES = lazy(
    "两(?:边|地|处|头|个?区|个?地方)(?:一[次年]|各|分别|都|一共|合计|能|给|是|补|奖|拿|到)"
)
_ALSO_BOTH = lazy("也都|都也|两(?:[边地处头家]|个?区|个?地方)(?:公司|企业)?[^,。;!?]{0,2}都|双方都")
_DIGIT = lazy(r"\d")
ASKS_EACH = lazy("多少|几|各|分别|分开|怎么|都|能|给|补|[?吗呢]")
_BOTH, _SAID_AT_END = 2, 1
_MONEY = frozenset({Unit.YUAN})


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
        levels = levels_asked(text)
        asking = range(levels.start, levels.end) if levels else range(0)
        self._is_headed = bool(levels) and asking.start == 0
        owned = [m.span() for m in _OWN.finditer(text) if m.start() not in asking]
        owned += levels.own if levels else ()
        own = [Mark(*span, below) for span in owned] if len(below) == 1 else []
        own = [m for m in own if not any(n.start < m.end and m.start < n.end for n in named)]
        places = [*turn.scope.spans, *((m.start, m.end) for m in own)]
        bare = [
            m
            for m in own
            if m.start in asking
            or _is_bare_place(text, m)
            or _stands_beside(text, m, named)
            or _only_asks(text, m, places)
            or _opens_question(text, m)
        ]
        self._marks = tuple(sorted((*named, *bare), key=lambda m: m.start))
        self._text = text
        self._asking = tuple(m for m in self._marks if _only_asks(text, m, places))
        self.names = tuple(places)
        self.is_varied = len({m.policies for m in self._marks}) > 1
        self._sides = self._told_together(turn)
        self._beside = tuple(self._asked_beside(turn, own))
        self._of_both = (*self._told_of_both(), *self._asked_at_end(turn))
        self._asked_of_all = self._closing(turn, asking)
        self.fallbacks = tuple(m for m in self._marks if m.policies and _is_fallback(text, m.start))

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The places, in order."""
        return self._marks

    def at(self, start: int) -> tuple[str, ...] | None:
        """What the last name before says, or the first one behind in the same clause.

        A place that only asks of the matter before (市里多少) says nothing of what follows.
        """
        if not self.is_varied:
            return None
        if self._asked_of_all and (self._is_headed or start < self._asked_of_all[0].start):
            return tuple(dict.fromkeys(p for m in self._asked_of_all for p in m.policies))
        for low, high, policies in (*self._beside, *self._of_both):
            if low <= start < high:
                return policies
        if self._sides and self._sides[-1].start <= start:
            return tuple(dict.fromkeys(p for m in self._sides for p in m.policies))
        clause = clause_of(self._text, start)
        before = [
            m
            for m in self._marks
            if m.start <= start and (m not in self.fallbacks or m.start >= clause[0])
        ]
        told = [m for m in before if m not in self._asking or m.start >= clause[0]]
        before = told if any(m.policies for m in told) else before
        inside = [m for m in self._marks if clause[0] <= m.start < clause[1]]
        if inside and not (before and before[-1].start >= clause[0]):
            # 算力券是市里的还是龙华的: of both
            return tuple(dict.fromkeys(p for m in inside for p in m.policies))
        if not before and self._marks and self._is_home(self._marks[0]):
            return self._marks[0].policies  # 新建公共平台,福田,审定总投入2600万
        return self._with_beside(before) if before else None

    def _is_home(self, mark: Mark) -> bool:
        """Whether a place is only said to be where the asker is."""
        low, high = clause_at(self._text, mark.start)
        is_own = is_where_we_are(self._text, low, high, mark.start, mark.end)
        is_only = all(m.policies in (mark.policies, self.above) for m in self._marks)
        return is_own and is_only and bool(mark.policies) and mark.policies != self.above

    def is_asking(self, mark: Mark) -> bool:
        """Whether a place only asks for the matter before it."""
        return mark in self._asking

    def asked_before(self, start: int) -> tuple[tuple[str, ...], ...]:
        """The policies of the places before that only ask, the last first."""
        return tuple(m.policies for m in reversed(self._asking) if m.start <= start and m.policies)

    def _closing(self, turn: Turn, levels: range) -> tuple[Mark, ...]:
        """The places that the end of a message asks about and nothing else: of all before it.

        算力花了1600万。还办了大会。市里区里分开告诉我; empty where a matter names another place.
        ``levels``: where it asks on the two levels.
        """
        marks = [m for m in self._marks if m.policies]
        last = [m for m in marks if m.start in levels]
        end = len(self._text)
        for mark in () if last else reversed(marks):
            rest = content_of(BARE.sub("", self._text[mark.end : end]))
            allowed = 0 if last else _SAID_AT_END  # 分开告诉我, 四个数都要
            if rest > allowed or _DIGIT.search(self._text, mark.end, end):
                break
            last.insert(0, mark)
            end = mark.start
        policies = {p for m in last for p in m.policies}
        is_asked = bool(last) and (
            last[0].start in levels or ASKS_EACH.search(self._text, last[0].start) is not None
        )
        others = [m for m in marks if m not in last and not policies.issuperset(m.policies)]
        if len(policies) < _BOTH or others or not is_asked:
            return ()
        told = (m for m in marks if m not in last and m.policies == self.above)
        if any(own_claim(turn, *clause_of(self._text, m.start)) for m in told):
            return ()  # 市里审定的是800万。区补、市补分开列: each level with a sum of its own
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

    def _asked_beside(
        self, turn: Turn, own: Sequence[Mark]
    ) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Where both of two places are asked about what was told of no place alone.

        公司在龙岗,实投1000万,区里遴选上了,市里也评上了。两边各多少.
        """
        low = 0
        for sides in _BOTH_SIDES.finditer(self._text):
            asked = [m.end() for m in ASKED.finditer(self._text, low, sides.start())]
            low = clause_of(self._text, asked[-1] - 1)[1] if asked else low
            high = sides.start()
            marks = [m for m in (*self._marks, *own) if low <= m.start < high]
            policies = tuple(dict.fromkeys(p for m in marks for p in m.policies))
            sums = [q for q in turn.quantities if q.role == "amount" and low <= q.start < high]
            sums = [q for q in sums if q.unit is Unit.YUAN] or sums
            spans = [clause_of(self._text, m.start) for m in marks]
            told = any(own_claim(turn, *s) or ASKS.search(self._text, *s) for s in spans)
            at = clause_of(self._text, high)[0]
            told = told or any(at <= m.start for m in marks)  # 区里、市里两头都算一下
            if len(policies) == _BOTH and len(sums) == 1 and not told:
                yield low, high, policies
            low = sides.end()

    def _told_of_both(self) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Clauses without a place that tell of both places before them (语料也都买了150万)."""
        for told in _ALSO_BOTH.finditer(self._text):
            low, high = clause_of(self._text, told.start())
            before = [m for m in self._marks if m.end <= low and m.policies]
            policies = tuple(dict.fromkeys(p for m in before for p in m.policies))
            is_placed = any(low <= m.start < high for m in self._marks)
            if len(policies) == _BOTH and not is_placed:
                yield low, high, policies

    def _asked_at_end(self, turn: Turn) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Sentences told behind a question that ask in one place at their end and name no other.

        路演,区里怎么支持?办成大会,投入500万,市里给多少: the sum is asked of the city alone.
        """
        for mark in self._asking:
            low, _ = sentence_of(self._text, mark.start)
            before = [m for m in self._asking if m.start < low and m.policies]
            inside = [m for m in self._marks if low <= m.start < mark.start]
            if inside or not before or not mark.policies or before[-1].policies == mark.policies:
                continue
            asked = sentence_of(self._text, before[-1].start)
            if asked[1] == low and own_claim(turn, low, mark.start, _MONEY):
                yield low, mark.start, mark.policies

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


def _opens_question(text: str, mark: Mark) -> bool:
    """Whether a clause that asks begins with a place (区里对承担项目的有配套吗)."""
    low, high = clause_at(text, mark.start)
    opening = text[low : mark.start].strip()
    return low > 0 and opening in ("", "那", "那么") and bool(ASKS.search(text, mark.end, high))


def _only_asks(text: str, mark: Mark, places: Sequence[tuple[int, int]]) -> bool:
    """Whether the clause of a place, no first one, only asks in it or in several."""
    low, high = clause_at(text, mark.start)
    return low > 0 and only_asks_there(text, low, high, places)


def _stands_beside(text: str, mark: Mark, named: Sequence[Mark]) -> bool:
    """Whether a place stands right behind or before another one (市里区里分开告诉我)."""
    return any(
        mark.start == m.end
        or mark.end == m.start
        or _AND_PLACE.fullmatch(text, m.end, mark.start) is not None
        or _AND_PLACE.fullmatch(text, mark.end, m.start) is not None
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
