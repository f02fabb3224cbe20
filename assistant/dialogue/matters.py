"""The words for conditions, made from the fact vocabulary: what a `Mention` is found by.

A fact's words say it holds, its `denials` say a true opposite (自购 for 租用). From each word follow
the other ways to say it: split (租了一批算力), turned round (算力是租的), with another verb of the
same act (购置, 采购), and without the words that say an end was reached (已备案 → 备案, which alone
states nothing). Long parts of a fact's label are words too, where no other fact shares them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from os.path import commonprefix

from assistant.dialogue.language import load_language
from assistant.dialogue.polarity import Mention, classes, either, verb_groups
from assistant.rules.facts import FactKind, FactSpec
from assistant.text.normalise import fold

_LEAST = 2
_STEM_LEAST = 3
_LABEL_LEAST = 5
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Found:
    """A mention and what it is a mention of; ``value``: True, False (the opposite) or a choice."""

    fact: str
    value: bool | str
    mention: Mention


@dataclass(frozen=True, slots=True)
class _Form:
    """One matcher of a fact: its words of one kind."""

    fact: str
    value: bool | str
    pattern: re.Pattern[str]
    is_bare: bool
    is_result: bool
    is_asked_only: bool = False


class Vocabulary:
    """Finds the mentions of every flag and choice; built once from the fact vocabulary."""

    def __init__(self, specs: Mapping[str, FactSpec]) -> None:
        self._forms = tuple(form for spec in specs.values() for form in _forms(spec, specs))

    def find(self, text: str, asked: Collection[str] = ()) -> tuple[Found, ...]:
        """The mentions in a folded text, left to right; those inside a longer one left out.

        ``asked``: facts that the conversation is about; weaker words count for them.
        """
        found = [
            Found(form.fact, form.value, _mention(match, form))
            for form in self._forms
            if not form.is_asked_only or form.fact in asked
            for match in form.pattern.finditer(text)
        ]
        kept = [f for f in found if not any(_covers(o, f) for o in found)]
        return tuple(sorted(kept, key=lambda f: (f.mention.start, f.mention.end, f.fact)))


def _mention(match: re.Match[str], form: _Form) -> Mention:
    pieces = [match.span(n) for n in range(1, (match.re.groups or 0) + 1) if match.group(n)]
    return Mention(
        match.start(),
        match.end(),
        match.group(),
        gaps=tuple(pieces),
        is_bare=form.is_bare,
        is_result=form.is_result,
    )


def _covers(other: Found, found: Found) -> bool:
    """Whether a longer mention takes the place: of the same fact, or of bare words of another."""
    a, b = other.mention, found.mention
    inside = a.start <= b.start and b.end <= a.end
    if not inside or (a.start, a.end) == (b.start, b.end):
        same = inside and other.fact == found.fact and other.value == found.value
        return same and b.is_bare and not a.is_bare
    if any(s <= b.start and b.end <= e for s, e in a.gaps):
        return False
    if other.fact == found.fact:
        return True
    return b.is_bare and not a.is_bare and b.text not in set(_heads(a.text))


def _forms(spec: FactSpec, specs: Mapping[str, FactSpec]) -> Iterator[_Form]:
    if spec.kind is FactKind.FLAG:
        heads = {word: tuple(_heads(word)) for word in (*spec.words, *spec.denials)}
        is_result = any(heads[word] for word in spec.words)
        for value, words in ((True, spec.words), (False, spec.denials)):
            yield from _matchers(spec.name, value, words, is_result=is_result and value)
            bare = {head for word in words for head in heads[word]} | set(_stems(words))
            bare -= {fold(word) for word in words}
            yield from _matchers(spec.name, value, sorted(bare), is_bare=True, is_result=is_result)
            acts = {word[0] for word in words if len(word) == _LEAST and word[1] in "了过"}
            if acts:
                source = f"(?<=[没未不]){either(acts)}"
                yield _Form(spec.name, value, re.compile(source), True, is_result)
        yield from _matchers(spec.name, True, _label_words(spec, specs), is_result=is_result)
        for value, words in ((True, spec.words), (False, spec.denials)):
            yield from _weak(spec.name, value, words)
    elif spec.kind is FactKind.CHOICE:
        for key, choice in spec.choices.items():
            yield from _matchers(spec.name, key, choice.words)


def _weak(fact: str, value: bool, words: Iterable[str]) -> Iterator[_Form]:
    """What counts only where the fact is in question: short stems, and the act alone (租的)."""
    stems = set(_stems(words, least=_LEAST)) - set(_stems(words))
    for form in _matchers(fact, value, sorted(stems), is_bare=True):
        yield replace(form, is_asked_only=True)
    for group in verb_groups():
        verbs = either(group)
        acts = {m["lead"] for w in words if (m := re.fullmatch(_ACT.format(verbs), fold(w)))}
        if acts:
            source = f"{either(acts)}{verbs}(?=的|来|了|$|[,。;!?呀啊吧呢])"
            yield _Form(fact, value, re.compile(source), False, False, is_asked_only=True)


_ACT = "(?P<lead>.{{0,2}}?){}(?:.*)"


def _matchers(
    fact: str,
    value: bool | str,
    words: Iterable[str],
    *,
    is_bare: bool = False,
    is_result: bool = False,
) -> Iterator[_Form]:
    """One matcher for the words as written, and one for each way to split or turn them."""
    whole = sorted(set(words), key=lambda word: (-len(word), word))
    plain = [fold(word) for word in whole if _ELLIPSIS not in word]
    if plain:
        pattern = re.compile("|".join(_plain(word) for word in plain))
        yield _Form(fact, value, pattern, is_bare, is_result)
    for word in whole:
        for source in _split(word):
            yield _Form(fact, value, re.compile(source), is_bare, is_result)


def _plain(word: str) -> str:
    """A word as written; Latin letters end where it ends (gpu is not in gpus)."""
    is_latin = word[:1].isascii() and word[:1].isalnum()
    return rf"(?<![a-z0-9]){re.escape(word)}(?![a-z])" if is_latin else re.escape(word)


_GAP = r"[^,。;!?:\n、]"


def _split(word: str) -> Iterator[str]:
    """The patterns for a word in pieces; group 1 is what stands between the pieces."""
    if _ELLIPSIS in word:
        first, _, last = word.partition(_ELLIPSIS)
        yield f"{re.escape(fold(first))}({_GAP}{{0,8}}?){re.escape(fold(last))}"
        return
    word = fold(word)
    if len(word) == _LEAST and not word.isascii():
        yield f"{word[0]}({either(classes()['inside'])}){word[1]}"
        return
    for group in verb_groups():
        verbs = either(group)
        match = re.fullmatch(f"(?P<lead>.{{0,2}}?)(?P<verb>{verbs})(?P<noun>.+)", word)
        if match is None or len(match["noun"]) < _LEAST:
            continue
        lead, noun = re.escape(match["lead"]), re.escape(match["noun"])
        gap = f"((?:(?!{verbs}){_GAP}){{0,8}}?)"
        yield f"{lead}{verbs}{gap}{noun}"
        yield f"{noun}{gap}{lead}{verbs}(?!{noun})"
        return


def _heads(word: str) -> Iterator[str]:
    """The matter of a word without what says that an end was reached: 已备案 → 备案."""
    if _ELLIPSIS in word:
        return
    folded = fold(word)
    before, after = either(classes()["done_before"]), either(classes()["done_after"])
    for pattern in (f"^{before}(.+)$", f"^(.+?){after}$", f"^{before}(.+?){after}$"):
        match = re.match(pattern, folded)
        if match is not None and _is_matter(match.group(1)):
            yield match.group(1)


def _stems(words: Iterable[str], least: int = _STEM_LEAST) -> Iterator[str]:
    """What several words of a fact begin or end with: 国家级 of 国家级创新载体, 国家级创新平台."""
    folded = sorted({fold(word) for word in words if _ELLIPSIS not in word})
    for flip in (1, -1):
        ordered = sorted(word[::flip] for word in folded)
        for one, two in pairwise(ordered):
            stem = commonprefix([one, two])[::flip]
            if len(stem) >= least and _is_matter(stem):
                yield stem


def _is_matter(head: str) -> bool:
    head = head.removeprefix("的").removesuffix("的")
    return len(head) >= _LEAST and head not in _function_words() and not head.isascii()


@cache
def _function_words() -> frozenset[str]:
    return load_language().of("function", "asking", "paying", "time", "politeness")


def _label_words(spec: FactSpec, specs: Mapping[str, FactSpec]) -> tuple[str, ...]:
    """The longest parts of the label that no other fact's label or words hold."""
    label = fold(spec.label)
    denials = classes()["deny_touch"] + classes()["deny_near"] + ("未", "没")
    if any(word in label for word in denials):
        return ()
    others = "\n".join(
        fold(text)
        for other in specs.values()
        if other.name != spec.name
        for text in (other.label, *other.words)
    )
    parts = {
        label[i : i + _LABEL_LEAST]
        for i in range(len(label) - _LABEL_LEAST + 1)
        if label[i : i + _LABEL_LEAST] not in others
    }
    return tuple(sorted(part for part in parts if not re.search(r"[,。、()（）]", part)))
