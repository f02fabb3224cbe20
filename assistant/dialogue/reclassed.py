"""Things counted before that are told now to be of another kind: 不是国标,是行标.

Message → the counts that hold from now on, each under the kind that it is of, and where that is
told. Some of them where so many are told or one is pointed to (国标那项其实是行标,
有一个升成国标了), else all of the kind that is named, or of the only one there is (说错了,是国标).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.polarity import either
from assistant.dialogue.stated import Stated
from assistant.text.numerals import read_number
from assistant.text.pattern import lazy

_KINDS = 2
_LEVEL = "(?:级?(?:标准|项目|案例)|级)?"
_CALLED_NOW = (
    "(?:而|应该|应当|其实|实际上?|原来|就|只|该|都|全)*"
    "(?:列|报|算|评|登|归|入|选|认|定|填|写)?(?:上|进|成)?的?(?:是|算|为|成)"
)
"""列的是, 其实是: what some turn out to be."""
_RISES = (
    "(?:(?:被|给|又|已经?|后来|刚刚?|正式|后|都|就|现在|最近)*"
    "(?:升|转|变|改|提|晋|采[纳信]|上升|推|评|列|归|认)[格级升化定入归成为到至]{0,3}(?:成|为|到|至|入)?了?)"
)
"""国标升格成国际标准了: one of a kind is of another from now on."""
_MANY = "(?P<n>[一两二三四五六七八九十\\d])[项个]"
_WRONG = (
    "(?:(?:我|我们|前面|刚才|之前|刚刚?)*(?:说|搞|弄|记|写|打|看|填|讲|报)错了?"
    "|不对|不是|错了|更正一?下|纠正一?下|口误)"
)
_INSTEAD = "(?:(?:如果|要是|假如)?(?:都|全)?(?:换成|改成|变成|换|改|换做|改为|算)(?:是|为|成)?)"
_POINTS = lazy("[那这有][一两二三四五六七八九十\\d]*[项个条份]")
_ASKED = "(?![^,。;!?]{0,4}[吗么?])"


def of_other_kind(
    text: str, numbers: Sequence[Stated], kinds: Mapping[str, str]
) -> tuple[list[Stated], list[tuple[int, int]]]:
    """The counts, and where it is told, with some of another kind than was told before.

    ``kinds``: the word that tells each count from the others (国家 of 项国家标准).
    """
    kept = list(numbers)
    spans: list[tuple[int, int]] = []
    by_kind = {kind: name for name, kind in kinds.items() if kind}
    if len(by_kind) < _KINDS:
        return kept, spans
    for match in _told(text, either(by_kind)):
        found = _moved(match, kept, by_kind)
        if found is not None and not any(s < match.end() and match.start() < e for s, e in spans):
            kept = found
            spans.append(match.span())
    replaced = None if spans else _replaced(text, kept, by_kind)
    return replaced or (kept, spans)


def _replaced(
    text: str, numbers: Sequence[Stated], by_kind: Mapping[str, str]
) -> tuple[list[Stated], list[tuple[int, int]]] | None:
    """The only kind there is as none, where so many of another take its place (改成行标2个).

    What is left of the message tells how many.
    """
    kind = either(by_kind)
    match = lazy(f"^(?P<lead>[那就]?{_INSTEAD})(?:{_MANY}的?)?(?P<now>{kind})").match(text)
    if match is None or not _NUMBER.search(text):
        return None
    now = by_kind[match["now"]]
    others = [s for s in numbers if s.name in by_kind.values() and s.total]
    if len(others) != 1 or others[0].name == now:
        return None
    none = replace(others[0], value=Decimal(0), say="", parts=(), beside=())
    kept = [none if s is others[0] else s for s in numbers]
    return kept, [match.span("lead")]


_NUMBER = lazy("[一两二三四五六七八九十\\d][项个]")


def _told(text: str, kind: str) -> Iterator[re.Match[str]]:
    """Where a message says that something is of another kind, the plainest ways first."""
    of_other = (
        f"(?:{_MANY})?[^,。;!?]{{0,4}}?不(?:是|算)(?P<was>{kind})[^,。;!?]{{0,3}},?"
        f"{_CALLED_NOW}(?P<now>{kind})"
    )
    mistaken = (
        f"{_MANY}(?:[^,。;!?\\d]{{0,3}}?)(?:弄|搞|看|写|报|记|数|说|填|归|列)(?:错|反|混|岔)[了的]?,?"
        f"{_CALLED_NOW}(?P<now>{kind}){_ASKED}"
    )
    rises = (
        f"(?:{_MANY})?(?P<was>{kind}){_LEVEL}(?:[里中]?有?(?P<k>[一两二三四五六\\d])[项个])?"
        f"(?:的?[那这]一?[项个])?{_RISES}(?:了)?(?P<now>{kind}){_ASKED}"
    )
    some_rise = f"{_MANY}{_RISES}(?:了)?(?P<now>{kind}){_ASKED}"
    one_rises = (
        f"^(?:这|那|它)?个?{_RISES}(?:了)?(?P<now>{kind})(?:标准|级)?了?{_ASKED}(?=[,。;!?]|$)"
    )
    all_are = (
        f"(?:^|(?<=[,。;!?]))(?:{_WRONG},?)+(?:这|那|它)?[几两三]?个?(?:都|全)?{_CALLED_NOW}(?P<now>{kind})"
        f"{_LEVEL}的?(?:才对)?{_ASKED}(?=[,。;!?]|$)"
    )
    instead = (
        f"^(?:那|这)?[几两三]?个?{_INSTEAD}(?P<now>{kind}){_LEVEL}的?(?:呢|的话)?{_ASKED}(?=[,。;!?]|$)"
        f"|^(?:那|如果是?|要是|假如是?|是|都是)*(?P<what>{kind}){_LEVEL}的?呢[?]?$"
        f"|^(?:其实|实际上|应该)(?:都|全)?是(?P<then>{kind}){_LEVEL}的?{_ASKED}(?=[,。;!?]|$)"
    )
    for words in (of_other, mistaken, rises, some_rise, one_rises, all_are, instead):
        for match in lazy(words).finditer(text):
            if words is not some_rise or not _is_more(text, match):
                yield match


def _is_more(text: str, match: re.Match[str]) -> bool:
    """Whether some are told beside those of before: 另外还有3个被列为示范, not 还有1个升成国标."""
    low = max(text.rfind(mark, 0, match.start()) for mark in ",。;!?") + 1
    is_beside = _BESIDE.search(text, low, match.start()) is not None
    return is_beside and _CHANGES.search(match.group()) is None


_BESIDE = lazy("另|此外|额外|还[有是]?$|[又再]有?$")
_CHANGES = lazy("[升转变改提晋采]")


def _moved(
    match: re.Match[str], numbers: Sequence[Stated], by_kind: Mapping[str, str]
) -> list[Stated] | None:
    """The counts with those that a match speaks of under their new kind; None where it may not."""
    told = match.groupdict()
    now = by_kind[told.get("now") or told.get("then") or told.get("what") or ""]
    said = told.get("was")
    others = [s.name for s in numbers if s.name in by_kind.values() and s.name != now and s.total]
    if not said and len(others) != 1:
        return None
    was = by_kind[said] if said else others[0]
    old = next((s for s in numbers if s.name == was), None)
    if old is None or was == now or not isinstance(old.value, Decimal):
        return None
    many = told.get("n") or told.get("k") or _counted_in(match)
    read = read_number(many) if many else None
    moved = read.value if read is not None else Decimal(1) if _points(match) else old.value
    if not 0 < moved <= old.value:
        return None
    known = next((s.value for s in numbers if s.name == now), None)
    more = known if isinstance(known, Decimal) else Decimal(0)
    other = replace(old, name=now, value=more + moved, say="", parts=(), beside=())
    one = replace(old, value=old.value - moved, say="", parts=(), beside=())
    rest = [one if s.name == was else s for s in numbers if s.name != now]
    return [*rest, other]


def _counted_in(match: re.Match[str]) -> str:
    """The number of those that are spoken of, wherever it stands (其中一项不是国标)."""
    found = _SO_MANY.search(match.group())
    return found["n"] if found else ""


_SO_MANY = lazy(_MANY)


def _points(match: re.Match[str]) -> bool:
    """Whether one of them is pointed to (国标那项不是国标,是行标)."""
    low = max(0, match.start() - _BEFORE)
    return _POINTS.search(match.string, low, match.end()) is not None


_BEFORE = 4
