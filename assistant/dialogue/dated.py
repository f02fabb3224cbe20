"""Facts that follow from the day on which something happened: an age, or within the last years.

公司2021年3月注册 tells how old the company is on the day asked about, 2022年11月拿的A轮 that it was
not in the last two years. Which facts these are, and what has to happen, says `dated` of
corpus/facts.yaml; a flag whose label has a window (近2年, 上年度) is one without it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from assistant.dialogue.aspects import clause_around, content_of
from assistant.dialogue.date_roles import role_in
from assistant.dialogue.stated import Stated
from assistant.rules.facts import Dated, DatedBy, FactKind, FactSpec
from assistant.text.dates import DateMention
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

_WINDOW = lazy("近(?P<n>[1-5一二两三四五])年|上一?年度?")
_YEARS_BACK = dict(zip("一二三四五12345两", (1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 2), strict=True))
_YEAR = 12
_NOT_THEN = lazy("(?:不|并非|不再|而非)是?(?:在|于)?$")
_OF_SOME = lazy(
    "还|另|其余|剩下|余下|其他|别的|其中|里[头面]|只[^,。;!?]{0,4}[一二两三四五六七八九十\\d]"
)
_IS = lazy("[^,。;!?]{0,4}?[是在于为]")


def dated_of(spec: FactSpec) -> Dated | None:
    """How a fact follows from a day, also where only its label says so."""
    window = _WINDOW.search(spec.label)
    if spec.dated is not None or spec.kind is not FactKind.FLAG or window is None:
        return spec.dated
    if window["n"] is None:
        return Dated(by=DatedBy.LAST_YEAR, words=spec.words)
    return Dated(by=DatedBy.LAST_YEARS, words=spec.words, years=_YEARS_BACK[window["n"]])


class DatedFacts:
    """The facts that follow from days; built once from the fact vocabulary."""

    def __init__(self, specs: Mapping[str, FactSpec]) -> None:
        found = ((name, dated_of(spec)) for name, spec in specs.items())
        self._known = {name: dated for name, dated in found if dated is not None}
        self._words = {
            name: tuple(fold(word) for word in dated.words) for name, dated in self._known.items()
        }

    def told(
        self, text: str, stated: Sequence[Stated], dates: Sequence[DateMention], today: date
    ) -> tuple[Stated, ...]:
        """What is stated, with what the dates of a message tell.

        A flag that the words beside a date state holds as the date says; what they deny stays.
        """
        events = [d for d in dates if d.precision != "now" and role_in(d, text, today) != "asked"]
        kept = list(stated)
        for name in self._known:
            of_clause: dict[int, list[tuple[DateMention, int]]] = {}
            for mention, place in self._happened(name, text, events):
                low, _ = clause_around(text, place, place)
                of_clause.setdefault(low, []).append((mention, place))
            for low, told in of_clause.items():
                kept = self._with(name, text, kept, low, told, today)
        return tuple(kept)

    def _with(
        self,
        name: str,
        text: str,
        stated: list[Stated],
        low: int,
        told: Sequence[tuple[DateMention, int]],
        today: date,
    ) -> list[Stated]:
        """What is stated with what the dates of one clause tell of a fact, if they agree."""
        high = clause_around(text, low, low)[1]
        own = [s for s in stated if s.name == name and low <= s.start < high]
        if any(s.value is False for s in own):
            return stated
        found = []
        for mention, place in told:
            if any(s.value is False and s.start <= place < s.end for s in stated):
                return stated
            span = min(place, mention.start), mention.end
            days = mention.first_day, mention.last_day
            now = self.on(Stated(name, True, *span, text[slice(*span)], days=days), today)
            if now is not None and now.value is False and _OF_SOME.search(text, low, high):
                return stated  # 前年还过了2个: of some of them only
            found.append(now)
        kept = [s for s in stated if s not in own] if len(found) == 1 else stated
        same = len({s.value for s in found if s is not None}) == 1 and None not in found
        return [*(s for s in kept if s not in own), found[0]] if same and found[0] else kept

    def _happened(
        self, name: str, text: str, events: Sequence[DateMention]
    ) -> list[tuple[DateMention, int]]:
        """The date of what happened, with the place of its word: in its clause or before it."""
        found: list[tuple[int, DateMention, int]] = []
        within: dict[tuple[int, int], list[int]] = {}
        for mention in events:
            low, high = clause_around(text, mention.start, mention.end)
            if _NOT_THEN.search(text, low, mention.start):
                continue  # 是去年11月,不是今年3月
            places = within.get((low, high))
            if places is None:
                places = within[low, high] = [
                    place
                    for word in self._words[name]
                    for place in (text.find(word, low, high), text.rfind(word, low, high))
                    if place >= 0
                ]
            if not places and low and _is_told_alone(text, mention):
                low = clause_around(text, low - 1, low - 1)[0]
                places = [p for w in self._words[name] if (p := text.find(w, low, high)) >= 0]
            if places:
                nearest = min(places, key=lambda place: abs(place - mention.start))
                found.append((abs(nearest - mention.start), mention, nearest))
        return [(mention, place) for _, mention, place in found]

    def on(self, stated: Stated, day: date) -> Stated | None:
        """A fact that follows from a day, as it is on another day; None where that is open."""
        dated = self._known.get(stated.name)
        if stated.days is None or dated is None:
            return stated
        value = _value_on(dated, *stated.days, day)
        return None if value is None else replace(stated, value=value)

    def left_open(self, text: str, dates: Sequence[DateMention], today: date) -> frozenset[str]:
        """The facts of which a message tells a day that does not decide them (2020年注册)."""
        events = [d for d in dates if d.precision != "now" and role_in(d, text, today) != "asked"]
        return frozenset(
            name
            for name, dated in self._known.items()
            for mention, _ in self._happened(name, text, events)
            if _value_on(dated, mention.first_day, mention.last_day, today) is None
        )

    def tells(self, text: str, dates: Sequence[DateMention], start: int, end: int) -> bool:
        """Whether a stretch of a folded text has the day on which something happened."""
        inside = [d for d in dates if start <= d.start < end]
        return any(self._happened(name, text, inside) for name in self._known)

    def asked_on(self, stated: Sequence[Stated], day: date) -> tuple[Stated, ...]:
        """What is stated as it is on the day that is asked about."""
        found = (self.on(s, day) for s in stated)
        return tuple(s for s in found if s is not None)


def told_anew(
    text: str,
    stated: Sequence[Stated],
    dates: Sequence[DateMention],
    known: Collection[Stated],
    today: date,
) -> Stated | None:
    """The one fact of before that follows from a day, whose day a message corrects.

    执照翻出来了,是2022年3月 names nothing that happened.
    """
    before = {s.name: s for s in known if s.days is not None}
    events = [d for d in dates if role_in(d, text, today) != "asked" and d.precision != "now"]
    if len(before) != 1 or len(events) != 1 or any(s.days is not None for s in stated):
        return None
    (own,), (mention,) = before.values(), events
    if not _is_told_alone(text, mention):
        return None
    days = mention.first_day, mention.last_day
    return replace(own, days=days, start=mention.start, end=mention.end, text=mention.text)


def _is_told_alone(text: str, mention: DateMention) -> bool:
    """Whether a comma clause says no more than a date (是2022年3月)."""
    low, high = clause_around(text, mention.start, mention.end)
    lead = _IS.fullmatch(text[low : mention.start])
    return lead is not None and not content_of(text[mention.end : high])


def _value_on(dated: Dated, first: date, last: date, day: date) -> Decimal | bool | None:
    if dated.by is DatedBy.AGE:
        oldest, youngest = (
            (day.year - d.year) * _YEAR + day.month - d.month for d in (first, last)
        )
        return Decimal(oldest) if oldest == youngest and oldest >= 0 else None
    if first.year != last.year:
        return None
    if dated.by is DatedBy.LAST_YEAR:
        return first.year == day.year - 1
    if first.year > day.year - dated.years:
        return True
    return False if last.year < day.year - dated.years else None
