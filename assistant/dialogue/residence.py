"""Whether one is registered where a policy asks for it: 户口在外区的, of 具有本区户籍.

A clause that pays those of its own place keeps out whoever says that they are of another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.text.gazetteer import Level, Place, find_places
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

_COMMA = lazy(r"[^,。;!?\n]+")
_PIECE = lazy(r"[^,，。;；:：\n]+")
HOUSEHOLD = lazy("户口|户籍")
_OF_BOTH = lazy("夫妻|夫妇|双方|两口子|两个人|俩|父母|爸妈|爹妈|全家|一家人|都")
_EITHER = lazy("一方|任一|其中一|或者?(?:父|母|夫|妻)")
_HERE = lazy("本[省市县区州旗镇乡地]|当地|我[省市县区州旗]")
_AWAY = lazy(
    "外[地省市县区州]的?户[口籍]|户[口籍][^,。;!?]{0,4}(?:在|是|属)(?:外[地省市县区州]|别处|别的)"
)
_SUPPOSED = lazy("如果|要是|假如|万一|迁[到入过]|落户")


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The words of a clause that demand a household there, and those that tell of another."""

    demand: str
    told: str


def registered_elsewhere(text: str, clause: str, home: Place | None) -> Elsewhere | None:
    """The demand of a clause that a folded message does not meet; None where it may.

    Where one of two is enough (父母一方), both must be told to be of another place.
    """
    demand = next(_demands(clause, home), None) if home is not None else None
    if demand is None or home is None or _SUPPOSED.search(text):
        return None
    told = [one.group() for one in _COMMA.finditer(text) if HOUSEHOLD.search(one.group())]
    places = [mention for one in told for mention in find_places(one) if mention.places]
    if any(home.covers(place) for mention in places for place in mention.places):
        return None
    away = next((m.group() for one in told if (m := _AWAY.search(one))), "")
    named = (m.text for m in places if m.is_full or m.places[0].level <= Level.CITY)
    away = next(named, "") or away
    is_of_both = any(_OF_BOTH.search(one) for one in told)
    if not away or (_EITHER.search(demand) and not is_of_both):
        return None
    return Elsewhere(demand, away)


def _demands(clause: str, home: Place) -> Iterator[str]:
    """The stretches of a clause that ask for a household in the place of the policy."""
    for found in _PIECE.finditer(clause):
        words = fold(found.group()).strip()
        at = HOUSEHOLD.search(words)
        if at is None:
            continue
        before = words[: at.start()]
        named = any(home in mention.places for mention in find_places(before))
        if named or _HERE.search(before):
            yield words
