"""The words of dialogue (corpus/words.yaml, corpus/places.yaml): phrases compiled to matchers.

A phrase may hold "…": up to eight characters of one clause in between; "……": up to 24 of any. All
matching is on folded text (text/normalise.py), so width, case and spaces do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from assistant.errors import CorpusError
from assistant.policy.yaml_file import read_yaml
from assistant.text.normalise import fold

_GAP = "[^,。;!?但而]{0,8}?"
_WIDE = ".{0,24}?"

Found: TypeAlias = tuple[int, int, str]
"""(start, end, phrase) in folded text."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """A list of phrases as one matcher; longer phrases win at the same place."""

    pattern: re.Pattern[str] | None
    at_end: re.Pattern[str] | None = None

    @classmethod
    def of(cls, phrases: Iterable[str]) -> Phrases:
        """Compile; no phrases match nothing."""
        parts = [_compile(phrase) for phrase in sorted(set(phrases), key=len, reverse=True)]
        if not parts:
            return cls(None)
        whole = "|".join(parts)
        return cls(re.compile(whole), re.compile(f"(?:{whole})$"))

    def find(self, text: str) -> tuple[Found, ...]:
        """All places, left to right, not overlapping."""
        if self.pattern is None:
            return ()
        return tuple((m.start(), m.end(), m.group()) for m in self.pattern.finditer(text))

    def within(self, text: str) -> bool:
        """Whether any phrase stands in the text."""
        return self.pattern is not None and self.pattern.search(text) is not None

    def opens(self, text: str) -> bool:
        """Whether the text begins with a phrase."""
        return self.pattern is not None and self.pattern.match(text) is not None

    def ends(self, text: str) -> bool:
        """Whether the text ends with a phrase, whatever overlaps it."""
        return self.at_end is not None and self.at_end.search(text) is not None

    def erase(self, text: str, mark: str = " ") -> str:
        """The text with every phrase replaced by ``mark``."""
        return text if self.pattern is None else self.pattern.sub(mark, text)


def _narrow(phrase: str) -> str:
    return _GAP.join(re.escape(fold(piece)) for piece in phrase.split("…"))


def _compile(phrase: str) -> str:
    halves = [_narrow(half) for half in phrase.split("……")]
    joined = _WIDE.join(halves)
    pieces = [fold(phrase)]
    latin = pieces[0][:1].isascii() and pieces[0][:1].isalnum()
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
    distractors: Phrases
    hypothetical: Phrases
    lasting_facts: tuple[str, ...]
    own_facts: frozenset[str]
    support: Phrases
    year_current: Phrases
    year_prior: Phrases
    change_to: Phrases
    per_item: Phrases
    growth: Phrases
    alternatives: Phrases
    mended: tuple[str, ...]
    pending: Phrases
    monthly: Phrases
    one_year: Phrases
    narrowing: Phrases
    subset: Phrases
    remainder: Phrases
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
            distractors=Phrases.of(_list(words["distractors"], path)),
            hypothetical=Phrases.of(_list(words["hypothetical"], path)),
            own_facts=frozenset(_list(words["own_facts"], path)),
            lasting_facts=tuple(_list(words["lasting_facts"], path)),
            asker_classifiers=frozenset(_list(words["asker_classifiers"], path)),
            anaphor_classifiers=frozenset(_list(words["anaphor_classifiers"], path)),
            trade=Phrases.of(_list(words["trade"], path)),
            total_before=Phrases.of(_list(words["total_before"], path)),
            remainder=Phrases.of(_list(words["remainder"], path)),
            subset=Phrases.of(_list(words["subset"], path)),
            mended=tuple(_list(words["mended"], path)),
            pending=Phrases.of(_list(words["pending"], path)),
            monthly=Phrases.of(_list(words["monthly"], path)),
            one_year=Phrases.of(_list(words["one_year"], path)),
            narrowing=Phrases.of(_list(words["narrowing"], path)),
            year_current=Phrases.of(_list(words["year_current"], path)),
            year_prior=Phrases.of(_list(words["year_prior"], path)),
            change_to=Phrases.of(_list(words["change_to"], path)),
            per_item=Phrases.of(_list(words["per_item"], path)),
            growth=Phrases.of(_list(words["growth"], path)),
            alternatives=Phrases.of(_list(words["alternatives"], path)),
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
