"""What a message says of several numbers, and the members that one of them has."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from assistant.dialogue.figures import Figure
from assistant.dialogue.stated import Stated
from assistant.rules.facts import FactItem
from assistant.text.expressions import Expression
from assistant.text.multiples import Multiple
from assistant.text.pattern import lazy
from assistant.text.units import CLASSIFIERS

_STOP = lazy("[。;!?]")
_ONE_MORE = lazy(
    rf"另外?的?[一1](?:{CLASSIFIERS})"
    rf"|[又再还](?:另外?)?(?:办|开|做|搞|签|买|租|有|建|投|评)了?[一1]?(?:{CLASSIFIERS})"
)
_SEVERAL = 2
_TIMES_YEARS = lazy("^[^×]*× (?P<n>[2-9])年")
NOTHING, ALL_OF_IT = Decimal(0), Decimal(1)


@dataclass(frozen=True, slots=True)
class Changed:
    """The numbers as they stand, and the stretches of the message that told it."""

    numbers: tuple[Stated, ...]
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What a message says, as far as it may change members.

    ``base`` is the year of today, ``number`` counts the message; ``out`` are the places of
    conditions that it denies and of words of taking away, ``met`` those of conditions that it says
    are met; ``figures`` are the numbers told before, with the words they were told with,
    ``conditions`` the words by which the message tells conditions, which name no number.
    """

    text: str
    expressions: tuple[Expression, ...]
    multiples: tuple[Multiple, ...]
    out: tuple[int, ...]
    base: int
    number: int
    met: tuple[int, ...] = ()
    figures: tuple[Figure, ...] = ()
    conditions: tuple[str, ...] = ()

    def is_met(self, low: int, high: int) -> bool:
        """Whether a clause says that a condition is met, of something told before.

        另外一场也备了案,同样是市场化的: of what is told besides, it brings nothing back.
        """
        begin = max((m.end() for m in _STOP.finditer(self.text, 0, low)), default=0)
        is_beside = _ONE_MORE.search(self.text, begin, high) is not None
        return not is_beside and any(low <= p < high for p in self.met)


def less_spans(said: Said, spans: Collection[tuple[int, int]]) -> Said:
    """What a message says besides some stretches of it; places stay."""

    def holds(place: int) -> bool:
        return not any(low <= place < high for low, high in spans)

    text = said.text
    for low, high in spans:
        text = text[:low] + "," * (high - low) + text[high:]
    return Said(
        text,
        tuple(e for e in said.expressions if holds(e.start)),
        tuple(m for m in said.multiples if holds(m.start)),
        tuple(filter(holds, said.out)),
        said.base,
        said.number,
        tuple(filter(holds, said.met)),
        said.figures,
        said.conditions,
    )


def members_of(stated: Stated) -> tuple[FactItem, ...]:
    """The members of a number that was told in several; () of a single one."""
    if isinstance(stated.value, tuple):
        return stated.value if len(stated.value) >= _SEVERAL else ()
    if stated.parts and sum((p.total for p in stated.parts), NOTHING) == stated.value:
        return stated.parts if len(stated.parts) >= _SEVERAL else ()
    yearly = _TIMES_YEARS.search(stated.say)
    if yearly and isinstance(stated.value, Decimal):  # 400万元 × 3年
        years = int(yearly["n"])
        return tuple(FactItem(stated.value / years, year=n + 1) for n in range(years))
    if stated.beside and isinstance(stated.value, Decimal):
        own = FactItem(stated.value, year=stated.year)
        return (*stated.beside, own)
    return ()


def sentence_end(text: str, place: int) -> int:
    """Where the sentence around a place ends."""
    stop = _STOP.search(text, place)
    return stop.start() if stop else len(text)


def total(value: object) -> Decimal | None:
    """What a number comes to; None if it is no sum."""
    if isinstance(value, tuple):
        return sum((item.total for item in value), NOTHING)
    return value if isinstance(value, Decimal) else None


def single(stated: Stated) -> tuple[FactItem, ...]:
    """A single number as the one member, or the one that is left of several."""
    if isinstance(stated.value, tuple):
        return stated.value
    return (FactItem(stated.value),) if isinstance(stated.value, Decimal) else ()
