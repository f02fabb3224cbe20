"""Where something happened, as a policy calls it: 德国 is 境外, 上海 is 省外 and 国内 of 云南.

A policy that was taken in pays by where something is done (境外展会, 省内, 市外); a message names
the country or the city. Countries and divisions are closed classes; what lies inside what follows
from the policy's own place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.policy.corpus import Corpus
from assistant.text.gazetteer import Place, find_places, lookup
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

_FILE = Path(__file__).parents[1] / "text" / "countries.txt"
"""Countries as they are called every day, the regions of the world, and what 境外 holds besides."""
_SCOPES = lazy(
    "(?P<abroad>境外|国外|海外|出境)|(?P<home>境内|国内)"
    "|(?P<level>[省市县区州])(?:域|辖区)?(?:(?P<inside>内)|(?P<outside>外|以外|之外))(?![贸资销包围观])"
    "|本(?P<own>[省市县区州])|外(?P<other>[省市县区州])"
)
_IN_CHINA = 9
"""国内: no more is known than that it is not abroad."""
_DEPTHS = {"省": 1, "市": 2, "州": 2, "县": 3, "区": 3}
_MUNICIPAL = 2


@cache
def _countries() -> re.Pattern[str]:
    """The names of countries, the longest first."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    names = {name for line in lines if not line.startswith("#") for name in line.split()}
    return re.compile("|".join(sorted(names, key=lambda name: (-len(name), name))))


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A place that a message names, end exclusive.

    ``place`` is None where it lies abroad, or where nothing is told but that it lies outside of the
    policy's province (1), city (2) or county (3): then ``outside`` says of which (9: in China).
    """

    start: int
    end: int
    place: Place | None
    outside: int = 0


def homes_of(corpus: Corpus) -> Mapping[str, Place]:
    """The place of each policy, where the list of divisions has exactly one such."""
    found = {}
    for policy in corpus.policies:
        places = lookup(f"{policy.parent_region}{policy.region}") or lookup(policy.region)
        if len(places) == 1:
            found[policy.id] = places[0]
    return found


def told_in(text: str, home: Place) -> tuple[Whereabouts, ...]:
    """The places named in a folded text other than the policy's own and what that lies in."""
    found = [Whereabouts(m.start(), m.end(), None) for m in _countries().finditer(text)]
    for match in _SCOPES.finditer(text):
        if match["abroad"]:
            found.append(Whereabouts(match.start(), match.end(), None))
        elif match["home"]:
            found.append(Whereabouts(match.start(), match.end(), None, _IN_CHINA))
        elif match["outside"] or match["other"]:
            depth = _DEPTHS[match["level"] or match["other"]]
            found.append(Whereabouts(match.start(), match.end(), None, depth))
    for mention in find_places(text):
        is_inside = any(w.start < mention.end and mention.start < w.end for w in found)
        if is_inside or any(p.covers(home) for p in mention.places) or not mention.places:
            continue
        if len({p.path[:_MUNICIPAL] for p in mention.places}) > 1:
            continue  # a name of several places tells none
        found.append(Whereabouts(mention.start, mention.end, mention.places[0]))
    return tuple(sorted(found, key=lambda w: w.start))


def fits(text: str, where: Whereabouts, home: Place) -> bool | None:
    """Whether words of a policy hold of a place; None where they say nothing of where."""
    verdicts = [v for v in _verdicts(fold(text), where, home) if v is not None]
    return all(verdicts) if verdicts else None


def names_scope(text: str) -> bool:
    """Whether words of a policy say where something is done."""
    return _SCOPES.search(fold(text)) is not None


def _names_abroad(text: str) -> bool:
    return any(match["abroad"] for match in _SCOPES.finditer(fold(text)))


def _verdicts(text: str, where: Whereabouts, home: Place) -> Iterator[bool | None]:
    for match in _SCOPES.finditer(text):
        is_abroad = where.place is None and not where.outside
        if match["abroad"]:
            yield is_abroad
        elif match["home"]:
            yield not is_abroad
        else:
            level = match["level"] or match["own"] or match["other"]
            is_inside = bool(match["inside"] or match["own"])
            within = _is_within(where, home, _DEPTHS[level])
            yield None if within is None else within == is_inside


def _is_within(where: Whereabouts, home: Place, depth: int) -> bool | None:
    """Whether a place lies in the policy's province, city or county; None where nobody knows."""
    depth, place = min(depth, len(home.path)), where.place
    if place is None:
        return None if depth < where.outside else False
    if len(place.path) < depth:
        return None if place.path == home.path[: len(place.path)] else False
    return place.path[:depth] == home.path[:depth]


def chosen(
    texts: Mapping[str, str], told: Sequence[Whereabouts], home: Place
) -> Mapping[int, frozenset[str]]:
    """For each place by its start the keys whose words hold of it, where some hold and some do not.

    ``texts`` are the words of each of several rules or classes.
    """
    found = {}
    for where in told:
        verdicts = {key: fits(text, where, home) for key, text in texts.items()}
        holding = frozenset(key for key, verdict in verdicts.items() if verdict)
        # Abroad is outside of the city as well: what names it says more.
        abroad = frozenset(key for key in holding if _names_abroad(texts[key]))
        holding = abroad or holding
        if holding and len(holding) < len(verdicts):
            found[where.start] = holding
    return found
