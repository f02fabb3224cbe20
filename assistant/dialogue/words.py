"""The words of dialogue (corpus/words.yaml, corpus/places.yaml): phrases compiled to matchers.

A phrase may hold "…": up to eight characters of one clause in between; "……": up to 24 of any. All
matching is on folded text (text/normalise.py), so width, case and spaces do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

from assistant.errors import CorpusError
from assistant.policy.yaml_file import read_yaml
from assistant.text.normalise import fold, fold_word
from assistant.text.openings import Openings, opening, openings_in

_GAP = "[^,。;!?但而]{0,8}?"
_WIDE = ".{0,24}?"

Name = TypeVar("Name")
Found: TypeAlias = tuple[int, int, str]
"""(start, end, phrase) in folded text."""


class Edges(Protocol):
    """What tells a word from one that only runs across others (`boundaries.Boundaries`)."""

    def crosses(self, text: str, start: int, end: int) -> bool:
        """Whether a find in a folded text runs across words."""


class Phrases:
    """A list of phrases as one matcher; longer phrases win at the same place.

    Plain phrases are looked up by their first character. One with a gap ("…") becomes a pattern
    when a text first holds all its pieces. Nothing is made ready before the first text. With
    ``edges``, what only runs across other words is not found.
    """

    __slots__ = (
        "_begun",
        "_edges",
        "_ends",
        "_gaps",
        "_given",
        "_last",
        "_lengths",
        "_openings",
        "_words",
    )

    def __init__(self, phrases: Iterable[str] = (), edges: Edges | None = None) -> None:
        self._given = tuple(phrases)
        self._edges = edges
        self._last: tuple[str, tuple[Found, ...]] = "", ()

    def __getattr__(self, name: str) -> Any:
        """At the first text: the tables that are not there yet."""
        if name not in ("_begun", "_ends", "_gaps", "_lengths", "_openings", "_words"):
            raise AttributeError(name)
        self._make_ready()
        return getattr(self, name)

    def _make_ready(self) -> None:
        gaps = {phrase for phrase in self._given if "…" in phrase}
        words = self.plain()
        lengths: dict[str, set[int]] = {}
        ends: dict[str, set[int]] = {}
        for word in words:
            lengths.setdefault(word[0], set()).add(len(word))
            ends.setdefault(word[-1], set()).add(len(word))
        self._words = frozenset(words)
        self._ends = {c: tuple(sorted(ns, reverse=True)) for c, ns in ends.items()}
        self._gaps = tuple(_Gap(phrase) for phrase in sorted(gaps, key=len, reverse=True))
        self._begun = Openings((gap.opening, gap) for gap in self._gaps)
        self._lengths = {c: tuple(sorted(ns, reverse=True)) for c, ns in lengths.items()}
        self._openings = frozenset(map(opening, words))

    @property
    def words(self) -> frozenset[str]:
        """The phrases without a gap, folded."""
        return self._words

    def beginnings(self) -> frozenset[str]:
        """With what the phrases begin: one of these stands in each text that holds a phrase.

        Up to the first blank or mark; so it also holds of a text of which stretches were blotted
        out with blanks and marks, as far as the whole text holds none.
        """
        first = {fold(phrase.partition("…")[0]) for phrase in self._given if "…" in phrase}
        return frozenset(map(_letters_at_start, {*self.plain(), *first}))

    @property
    def has_gaps(self) -> bool:
        """Whether any phrase has a gap."""
        return any("…" in phrase for phrase in self._given)

    def plain(self) -> set[str]:
        """The phrases without a gap, folded; no table is made for them."""
        words = {fold_word(phrase) for phrase in self._given if "…" not in phrase}
        words.discard("")
        return words

    @classmethod
    def of(cls, phrases: Iterable[str], edges: Edges | None = None) -> Phrases:
        """The matcher of some phrases; no phrases match nothing."""
        return cls(phrases, edges)

    def find(self, text: str) -> tuple[Found, ...]:
        """All places, left to right, not overlapping."""
        last, found = self._last
        if last != text:
            found = tuple(self._found(text))
            self._last = text, found
        return found

    def _found(self, text: str) -> Sequence[Found]:
        if self._gaps:
            gaps = [gap.pattern() for gap in self._begun.possible(text) if gap.may_stand_in(text)]
            if gaps:
                return list(self._found_with_gaps(text, gaps))
        if self._openings.isdisjoint(openings_in(text)):
            return ()
        lengths, words = self._lengths, self._words
        found = []
        done = 0
        low, high = said_in(text) if _EMPTY.isdisjoint(lengths) else (0, len(text))
        for at, sizes in enumerate(map(lengths.get, text[low:high]), low):
            if sizes is None or at < done:
                continue
            for length in sizes:
                word, end = text[at : at + length], at + length
                if word in words and _is_whole(text, at, end, self._edges):
                    found.append((at, end, word))
                    done = end
                    break
        return found

    def _found_with_gaps(self, text: str, gaps: Sequence[re.Pattern[str]]) -> Iterator[Found]:
        lengths, at, size = self._lengths, 0, len(text)
        with_gap = _first(gaps, text, 0)
        while at < size:
            end = 0
            if text[at] in lengths:
                end = self._at(text, at)
            if with_gap is not None and with_gap.start() < at:
                with_gap = _first(gaps, text, at)
            if with_gap is not None and with_gap.start() == at:
                end = max(end, with_gap.end())
            if end:
                yield at, end, text[at:end]
                at = end
            else:
                at += 1

    def _at(self, text: str, at: int) -> int:
        """Where the longest plain phrase ends that begins at a place, 0 for none."""
        for length in self._lengths.get(text[at], ()):
            word, end = text[at : at + length], at + length
            if word in self._words and _is_whole(text, at, end, self._edges):
                return end
        return 0

    def within(self, text: str) -> bool:
        """Whether any phrase stands in the text."""
        return bool(self.find(text))

    def opens(self, text: str) -> bool:
        """Whether the text begins with a phrase."""
        if text and self._at(text, 0):
            return True
        return any(gap.pattern().match(text) for gap in self._gaps if gap.may_stand_in(text))

    def ends(self, text: str) -> bool:
        """Whether the text ends with a phrase, whatever overlaps it."""
        for length in self._ends.get(text[-1:], ()):
            start = len(text) - length
            is_end = start >= 0 and text[start:] in self._words
            if is_end and _is_whole(text, start, len(text), self._edges):
                return True
        return any(gap.last().search(text) for gap in self._gaps if gap.may_stand_in(text))

    def erase(self, text: str, mark: str = " ") -> str:
        """The text with every phrase replaced by ``mark``."""
        pieces, at = [], 0
        for start, end, _ in self.find(text):
            pieces += [text[at:start], mark]
            at = end
        return "".join([*pieces, text[at:]]) if pieces else text


_EMPTY = frozenset("。 ")
"""What stands for the rest of a message where one matter of it is read by itself."""


def said_in(text: str) -> tuple[int, int]:
    """Where a text begins and ends that is blank before and behind."""
    return len(text) - len(text.lstrip("。 ")), len(text.rstrip("。 "))


def _letters_at_start(word: str) -> str:
    """The opening of a word as far as it is of letters and figures."""
    begun = opening(word)
    return begun if begun.isalnum() else begun[:1] if begun[:1].isalnum() else ""


class PhraseLists(Generic[Name]):
    """Which of some lists of phrases may find anything in a text, without asking each of them.

    A message holds phrases of a few of some forty lists.

    >>> lists = PhraseLists({"days": Phrases.of(["几号", "到期"]), "who": Phrases.of(["归谁管"])})
    >>> [name for name, _ in lists.possible("补贴几号到期")]
    ['days']
    """

    def __init__(self, lists: Mapping[Name, Phrases]) -> None:
        self._lists = lists

    @cached_property
    def _begun(self) -> Openings[tuple[Name, Phrases]]:
        return Openings(
            (begun, (name, phrases))
            for name, phrases in self._lists.items()
            for begun in phrases.beginnings()
        )

    def possible(self, text: str) -> tuple[tuple[Name, Phrases], ...]:
        """The lists that may find anything in a folded text, or in what is left of it."""
        return tuple(dict.fromkeys(self._begun.possible(text)))


class PhraseSets:
    """Several lists of phrases, each as `Phrases` finds them, in one pass over a text."""

    def __init__(self, lists: Mapping[str, Phrases], edges: Edges | None = None) -> None:
        self._lists = lists
        self._edges = edges

    @cached_property
    def _plain(self) -> tuple[str, ...]:
        """The lists without gaps."""
        gapped = {name for name, _ in self._gapped}
        return tuple(name for name in self._lists if name not in gapped)

    @cached_property
    def _gapped(self) -> tuple[tuple[str, Phrases], ...]:
        """The lists with gaps."""
        return tuple((name, phrases) for name, phrases in self._lists.items() if phrases.has_gaps)

    @cached_property
    def _names(self) -> Mapping[str, tuple[str, ...]]:
        """Word → the lists without gaps that hold it."""
        names: dict[str, list[str]] = {}
        for name in self._plain:
            for word in self._lists[name].plain():
                names.setdefault(word, []).append(name)
        return {word: tuple(found) for word, found in names.items()}

    @cached_property
    def _lengths(self) -> Mapping[str, tuple[int, ...]]:
        lengths: dict[str, set[int]] = {}
        for word in self._names:
            lengths.setdefault(word[0], set()).add(len(word))
        return {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()}

    def find(self, text: str) -> Mapping[str, Sequence[Found]]:
        """Name → all places of its phrases, left to right, not overlapping."""
        found: dict[str, list[Found]] = {name: [] for name in self._lists}
        done = dict.fromkeys(self._plain, 0)
        names, lengths = self._names, self._lengths
        low, high = said_in(text) if _EMPTY.isdisjoint(lengths) else (0, len(text))
        for at, sizes in enumerate(map(lengths.get, text[low:high]), low):
            for length in sizes or ():
                word, end = text[at : at + length], at + length
                if word in names and _is_whole(text, at, end, self._edges):
                    for name in names[word]:
                        if done[name] <= at:
                            done[name] = end
                            found[name].append((at, end, word))
        return {**found, **{name: phrases.find(text) for name, phrases in self._gapped}}


class _Gap:
    """A phrase with gaps, as a pattern; ``last`` only where the text ends with it."""

    __slots__ = ("_phrase", "_pieces")

    def __init__(self, phrase: str) -> None:
        self._phrase = phrase
        self._pieces = tuple(fold(piece) for piece in phrase.split("…") if piece)

    @property
    def opening(self) -> str:
        """With what the first piece begins."""
        return opening(self._pieces[0]) if self._pieces else ""

    def may_stand_in(self, text: str) -> bool:
        """Whether the text holds every piece, in whatever order."""
        return all(piece in text for piece in self._pieces)

    def pattern(self) -> re.Pattern[str]:
        """Compiled once in a process."""
        return _compiled(_source(self._phrase))

    def last(self) -> re.Pattern[str]:
        """Compiled once in a process."""
        return _compiled(f"(?:{_source(self._phrase)})$")


def _first(gaps: Sequence[re.Pattern[str]], text: str, at: int) -> re.Match[str] | None:
    """The first match from a place on; of several there that of the first pattern."""
    found = (gap.search(text, at) for gap in gaps)
    return min(filter(None, found), key=lambda match: match.start(), default=None)


def _is_whole(text: str, start: int, end: int, edges: Edges | None) -> bool:
    """Whether a Latin word is no part of a longer one; other words are judged by ``edges``."""
    if end > len(text):
        return False
    first = text[start]
    if not (first.isascii() and first.isalnum()):
        return edges is None or not edges.crosses(text, start, end)
    before, after = text[start - 1 : start], text[end : end + 1]
    is_inner = before.isascii() and before.isalnum()
    return not is_inner and not (after.isascii() and after.isalpha())


def _narrow(phrase: str) -> str:
    return _GAP.join(re.escape(fold(piece)) for piece in phrase.split("…"))


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)


@cache
def _source(phrase: str) -> str:
    halves = [_narrow(half) for half in phrase.split("……")]
    joined = _WIDE.join(halves)
    first = fold(phrase)[:1]
    latin = first.isascii() and first.isalnum()
    return rf"(?<![a-z0-9]){joined}(?![a-z])" if latin else joined


@dataclass(frozen=True, slots=True)
class Words:
    """Every list of corpus/words.yaml and corpus/places.yaml, compiled."""

    intents: Mapping[str, Phrases]
    openers: Phrases
    corrections: Phrases
    additions: Phrases
    back_references: Phrases
    negations: Phrases
    filler: Phrases
    unstated: Mapping[str, Phrases]
    refuse: Mapping[str, Phrases]
    parent_role: Phrases
    own_role: Phrases
    every_role: Phrases
    drafts_role: Phrases
    lasting_facts: tuple[str, ...]
    support: Phrases
    per_item: Phrases
    growth: Phrases
    mended: tuple[str, ...]
    anaphors: Phrases
    anaphor_classifiers: frozenset[str]
    asker_classifiers: frozenset[str]
    trade: Phrases
    total_before: Phrases
    benefit_before: Phrases
    benefit_after: Phrases
    cap_before: Phrases
    cap_after: Phrases
    elsewhere: Phrases
    within: Mapping[str, Phrases]


def load_words(corpus_folder: Path) -> Words:
    """Read both files.

    Raises:
        CorpusError: a file is missing, broken or lacks a list.
    """
    path = corpus_folder / "words.yaml"
    words = _mapping(read_yaml(path), path)
    places_path = corpus_folder / "places.yaml"
    places = _mapping(read_yaml(places_path), places_path)
    try:
        follow = _mapping(words["follow_up"], path)
        roles = _mapping(words["scope_roles"], path)
        return Words(
            intents=_each(words["intents"], path),
            openers=Phrases.of(_list(follow["openers"], path)),
            corrections=Phrases.of(_list(follow["corrections"], path)),
            additions=Phrases.of(_list(follow["add"], path)),
            back_references=Phrases.of(_list(follow["back_references"], path)),
            negations=Phrases.of(_list(words["negations"], path)),
            filler=Phrases.of(_list(words["filler"], path)),
            unstated=_each(words["unstated"], path),
            refuse=_each(words["refuse"], path),
            parent_role=Phrases.of(_list(roles["parent"], path)),
            own_role=Phrases.of(_list(roles["own"], path)),
            drafts_role=Phrases.of(_list(roles["drafts"], path)),
            every_role=Phrases.of(_list(roles["every"], path)),
            lasting_facts=tuple(_list(words["lasting_facts"], path)),
            asker_classifiers=frozenset(_list(words["asker_classifiers"], path)),
            anaphor_classifiers=frozenset(_list(words["anaphor_classifiers"], path)),
            trade=Phrases.of(_list(words["trade"], path)),
            total_before=Phrases.of(_list(words["total_before"], path)),
            mended=tuple(_list(words["mended"], path)),
            per_item=Phrases.of(_list(words["per_item"], path)),
            growth=Phrases.of(_list(words["growth"], path)),
            anaphors=Phrases.of(_list(words["anaphors"], path)),
            support=Phrases.of(_list(words["support"], path)),
            benefit_before=Phrases.of(_list(words["benefit_before"], path)),
            benefit_after=Phrases.of(_list(words["benefit_after"], path)),
            cap_before=Phrases.of(_list(words["cap_before"], path)),
            cap_after=Phrases.of(_list(words["cap_after"], path)),
            elsewhere=Phrases.of(_list(places["elsewhere"], places_path)),
            within=_each(places["within"], places_path),
        )
    except KeyError as error:
        raise CorpusError(f"{path}：缺少词表 {error.args[0]!r}，请从发行版补上。") from error


def _mapping(value: object, path: Path) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise CorpusError(f"{path}：应为“名称: 内容”的表，实为 {type(value).__name__}。")
    return value


def _list(value: object, path: Path) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise CorpusError(f"{path}：词表应为文字的列表，例如 [词, 词]。")
    return value


def _each(value: object, path: Path) -> Mapping[str, Phrases]:
    return {key: Phrases.of(_list(item, path)) for key, item in _mapping(value, path).items()}
