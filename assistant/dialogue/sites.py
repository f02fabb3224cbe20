"""Places where a policy itself says that something is done (在陕西省内流转土地, 在海南省租地).

A message that names such a place tells where it did that, not whose measures it asks about: the
asker sits in the policy's own place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from assistant.dialogue.words import Found
from assistant.policy.corpus import Corpus
from assistant.policy.policy import Policy, PolicyKind
from assistant.text.gazetteer import Level, Place, PlaceMention, find_places, lookup
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

_DONE_AT = lazy("(?:在|赴|到|往|去|于)$")
_ACT = lazy("(?:省|市|州|县|区)?(?:行政区域|境|域|辖区)?(?:之?内)?(?P<act>[^,。;:!?、]{2,40})")
_SEAT = lazy(
    "注册|登记|设立|成立|纳税|落户|[这那里]?的?一?家?(?:公司|企业|单位|机构|工厂|厂)|^[是有做]|政策|^[的这那]"
)
"""Who sits there, or asks of the place itself, does nothing there by these words."""
_PARTICLES = lazy("[了过着的]|[0-9.]+[万亿]?[\\u4e00-\\u9fff]?")


@dataclass(frozen=True, slots=True)
class Site:
    """A place in which a policy has something done, and the words for what."""

    place: Place
    act: str

    def fits(self, place: Place, act: str) -> bool:
        """Whether what a message did in a place is what this one is named for."""
        return self.place.covers(place) and _is_alike(self.act, act)


def sites_of(corpus: Corpus) -> tuple[Site, ...]:
    """The sites of all policies that bind."""
    return tuple(
        site
        for policy in corpus.policies
        if policy.kind is PolicyKind.MEASURE
        for clause in policy.clauses
        if clause.is_leaf
        for site in _sites_in(fold(clause.text), policy)
    )


def without_sites(
    text: str, named: Sequence[Found], sites: Iterable[Site]
) -> tuple[list[Found], list[Found]]:
    """The places named in a folded text that ask for measures of their own, and the sites."""
    found = list(sites) if named else []
    if not found:
        return list(named), []
    at_site = [
        (start, end)
        for start, end, place, act in _acts(text)
        if any(site.fits(place, act) for site in found)
    ]
    is_site = [any(s <= one[0] and one[1] <= e for s, e in at_site) for one in named]
    asked = [one for one, is_one in zip(named, is_site, strict=True) if not is_one]
    return asked, [one for one, is_one in zip(named, is_site, strict=True) if is_one]


def _sites_in(text: str, policy: Policy) -> Iterator[Site]:
    home = lookup(f"{policy.parent_region}{policy.region}") or lookup(policy.region)
    for _, _, place, act in _acts(text):
        if place.level <= Level.CITY and not any(one.covers(place) for one in home):
            yield Site(place, act)


def _acts(text: str) -> Iterator[tuple[int, int, Place, str]]:
    """Where a text says that something is done in a place: the names' stretch, the place, what."""
    for start, end, mention in _chains(find_places(text)):
        if len(mention.places) > 1 or not _DONE_AT.search(text, max(0, start - 1), start):
            continue
        act = _ACT.match(text, end)
        if act is not None and not _SEAT.search(act["act"]):
            yield start, end, mention.places[0], act["act"]


def _chains(mentions: Sequence[PlaceMention]) -> Iterator[tuple[int, int, PlaceMention]]:
    """Names that follow one another are one place, the last (陕西|武功县)."""
    start = None
    for mention, following in zip_longest(mentions, mentions[1:]):
        start = mention.start if start is None else start
        if following is None or following.start != mention.end:
            yield start, mention.end, mention
            start = None


def _is_alike(one: str, other: str) -> bool:
    """Whether two acts begin with the same verb or share a word of two characters."""
    first, second = _PARTICLES.sub("", one), _PARTICLES.sub("", other)
    pairs = {first[i : i + 2] for i in range(len(first) - 1)}
    return first[:1] == second[:1] or any(
        second[i : i + 2] in pairs for i in range(len(second) - 1)
    )
