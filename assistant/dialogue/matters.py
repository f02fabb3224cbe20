"""The words for conditions, made from the fact vocabulary: what a `Mention` is found by.

A fact's words say it holds, its `denials` say a true opposite (自购 for 租用). From each follow the
other ways to say it: split (租了一批算力), turned round (算力是租的), with another verb of the
same act (购置, 采购), and without the words that say an end was reached (已备案 → 备案, which alone
states nothing). A fact without words is known by the end of its label.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise, takewhile

from assistant.dialogue.boundaries import Boundaries, words_of
from assistant.dialogue.closed_classes import load_language
from assistant.dialogue.polarity import SELF_DENIED, Mention, classes, either, verb_groups
from assistant.rules.facts import FactKind, FactSpec
from assistant.text.normalise import fold_word
from assistant.text.openings import Openings

_LEAST = 2
_STEM_LEAST = 3
_LABEL_LEAST = 4
_LONGEST = 40
"""No mention is longer: words of the vocabulary with a gap."""
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Found:
    """A mention and what it is a mention of; ``value``: True, False (the opposite) or a choice."""

    fact: str
    value: bool | str
    mention: Mention


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to say a fact.

    ``source``: the pattern, compiled when a text first holds all of ``literals``; "" where the one
    literal is all there is.
    """

    fact: str
    value: bool | str
    literals: tuple[str, ...]
    source: str
    is_bare: bool
    is_result: bool
    is_asked_only: bool = False

    def places(self, text: str) -> Iterator[Mention]:
        """Where a folded text says it."""
        if not all(literal in text for literal in self.literals):
            return
        if not self.source:
            (word,) = self.literals
            start = text.find(word)
            while start >= 0:
                end = start + len(word)
                yield Mention(start, end, word, (), self.is_bare, self.is_result)
                start = text.find(word, end)
            return
        for match in _compiled(self.source).finditer(text):
            gaps = tuple(span for span in match.regs[1:] if span[0] < span[1])
            start, end = match.span()
            yield Mention(start, end, text[start:end], gaps, self.is_bare, self.is_result)


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)


class Vocabulary:
    """Finds the mentions of every flag and choice; built once from the fact vocabulary."""

    def __init__(self, specs: Mapping[str, FactSpec], bounds: Boundaries | None = None) -> None:
        self._edges = bounds or Boundaries(lambda: words_of(specs))
        forms = (form for spec in specs.values() for form in _forms(spec, specs))
        self._forms = Openings((form.literals[0] if form.literals else "", form) for form in forms)

    def find(self, text: str, asked: Collection[str] = ()) -> tuple[Found, ...]:
        """The mentions in a folded text, left to right; those inside a longer one left out.

        ``asked``: facts that the conversation is about; weaker words count for them.
        """
        found = [
            Found(form.fact, form.value, mention)
            for form in self._forms.possible(text)
            if not form.is_asked_only or form.fact in asked
            for mention in form.places(text)
            if form.source or not self._edges.crosses(text, mention.start, mention.end)
            if mention.end - mention.start > 1 or form.value is not False
        ]
        found.sort(key=lambda f: (f.mention.start, -f.mention.end, f.fact))
        return tuple(f for n, f in enumerate(found) if not _is_covered(n, found))


def _is_covered(place: int, found: list[Found]) -> bool:
    """Whether a longer mention beside takes the place; ``found`` is sorted by start."""
    own = found[place]
    for other in reversed(found[:place]):
        if own.mention.start - other.mention.start > _LONGEST:
            break
        if _covers(other, own):
            return True
    later = takewhile(lambda o: o.mention.start == own.mention.start, found[place + 1 :])
    return any(_covers(other, own) for other in later)


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
            bare = {head for word in words for head in heads[word]}
            opposite = spec.denials if value else spec.words
            bare |= set(_stems(words)) - set(_stems(opposite)) - set(_ends_of(opposite))
            bare -= {fold_word(word) for word in (*spec.words, *spec.denials)}
            yield from _matchers(spec.name, value, sorted(bare), is_bare=True, is_result=is_result)
            acts = {word[0] for word in words if len(word) == _LEAST and word[1] in "了过"}
            if acts:
                source = f"(?<=[没未不]){either(acts)}(?=[,。;!?了过呢啊的]|$)"
                yield _Form(spec.name, value, (), source, True, is_result)
        yield from _matchers(spec.name, True, _label_words(spec), is_result=is_result)
        for value, words in ((True, spec.words), (False, spec.denials)):
            yield from _weak(spec, value, words, specs)
    elif spec.kind is FactKind.CHOICE:
        for key, choice in spec.choices.items():
            yield from _matchers(spec.name, key, choice.words)


def _weak(
    spec: FactSpec, value: bool, words: Iterable[str], specs: Mapping[str, FactSpec]
) -> Iterator[_Form]:
    """What counts only where the fact is in question: short stems, and the act alone (租的)."""
    stems = set(_stems(words, least=_LEAST)) - set(_stems(words))
    if stems:
        others = (other for other in specs.values() if other.name != spec.name)
        stems -= {word for other in others for word in other.words}
    for form in _matchers(spec.name, value, sorted(stems), is_bare=True):
        yield replace(form, is_asked_only=True)
    for verbs in _verbs():
        acts = {
            m["lead"] for w in words if (m := _compiled(_ACT.format(verbs)).match(fold_word(w)))
        }
        if acts:
            source = f"{either(acts)}{verbs}(?=的|来|了|$|[,。;!?呀啊吧呢])"
            yield _Form(spec.name, value, (), source, False, False, is_asked_only=True)


_ACT = "^(?P<lead>.{{0,2}}?){}(?!给)(?:.*)$"
"""To whom something is let turns the act round: 租给别人 does not make 租下来 a letting."""


def _matchers(
    fact: str,
    value: bool | str,
    words: Iterable[str],
    *,
    is_bare: bool = False,
    is_result: bool = False,
) -> Iterator[_Form]:
    """The words as written, and each way to split or turn them."""
    for word in sorted(set(words)):
        if _ELLIPSIS not in word:
            plain = fold_word(word)
            is_latin = plain[:1].isascii() and plain[:1].isalnum()
            source = rf"(?<![a-z0-9]){re.escape(plain)}(?![a-z])" if is_latin else ""
            yield _Form(fact, value, (plain,), source, is_bare, is_result)
        for literals, source in _split(word):
            yield _Form(fact, value, literals, source, is_bare, is_result)


_GAP = r"[^,。;!?:\n、]"


def _split(word: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Literals and pattern of a word in pieces; group 1 is what stands between the pieces."""
    if _ELLIPSIS in word:
        first, _, last = (fold_word(piece) for piece in word.partition(_ELLIPSIS))
        yield (first, last), f"{re.escape(first)}({_GAP}{{0,8}}?){re.escape(last)}"
        return
    word = fold_word(word)
    if len(word) == _LEAST and not word.isascii():
        yield (word[0], word[1]), f"{word[0]}({_inside()}){word[1]}"
        return
    for verbs in _verbs():
        match = _compiled(f"^(?P<lead>.{{0,2}}?)(?P<verb>{verbs})(?P<noun>.+)$").match(word)
        if match is None or len(match["noun"]) < _LEAST:
            continue
        lead, noun = re.escape(match["lead"]), re.escape(match["noun"])
        gap = f"((?:(?!{verbs}){_GAP}){{0,8}}?)"
        literals = (match["noun"],)
        yield literals, f"{lead}{verbs}{gap}{noun}"
        yield literals, f"{noun}{gap}{lead}{verbs}(?!{noun})"
        return


@cache
def _verbs() -> tuple[str, ...]:
    """A pattern for each group of verbs that are one act."""
    return tuple(either(group) for group in verb_groups())


@cache
def _inside() -> str:
    """A pattern for what may stand inside a word of two characters (报[过]备)."""
    return either(classes()["inside"])


def _heads(word: str) -> Iterator[str]:
    """The matter of a word without what says that an end was reached: 已备案 → 备案."""
    if _ELLIPSIS in word:
        return
    folded = fold_word(word)
    for pattern in _done():
        match = pattern.match(folded)
        if match is not None and _is_matter(match.group(1)):
            yield match.group(1)


@cache
def _done() -> tuple[re.Pattern[str], ...]:
    before, after = either(classes()["done_before"]), either(classes()["done_after"])
    sources = (f"^{before}(.+)$", f"^(.+?){after}$", f"^{before}(.+?){after}$")
    return tuple(re.compile(source) for source in sources)


_ALONE = "只"
"""只论证通过 denies that more was done; 论证 without 只 denies nothing."""


def _stems(words: Iterable[str], least: int = _STEM_LEAST) -> Iterator[str]:
    """What several words of a fact begin or end with: 国家级 of 国家级创新载体, 国家级创新平台."""
    folded = sorted({fold_word(word) for word in words if _ELLIPSIS not in word})
    folded = [word for word in folded if word[0] not in (*SELF_DENIED, _ALONE)]
    for flip in (1, -1):
        ordered = sorted(word[::flip] for word in folded)
        for one, two in pairwise(ordered):
            stem = _shared(one, two)[::flip]
            if len(stem) >= least and _is_matter(stem):
                yield stem


def _ends_of(words: Iterable[str]) -> Iterator[str]:
    """Every beginning and end of words: 年通过 (今年通过, 前年通过) does not deny 去年通过."""
    for word in map(fold_word, words):
        yield from (word[:n] for n in range(1, len(word)))
        yield from (word[n:] for n in range(1, len(word)))


def _shared(one: str, two: str) -> str:
    """What both begin with."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(one, two, strict=False))
    return "".join(a for a, _ in same)


def _is_matter(head: str) -> bool:
    head = head.removeprefix("的").removesuffix("的")
    return len(head) >= _LEAST and head not in _function_words() and not head.isascii()


@cache
def _function_words() -> frozenset[str]:
    return load_language().of("function", "asking", "paying", "time", "politeness")


def _label_words(spec: FactSpec) -> tuple[str, ...]:
    """The end of the label, where its predicate stands, for a fact that has no words yet."""
    label = fold_word(spec.label)
    if spec.words or len(label) < _LABEL_LEAST or set(label) & set(SELF_DENIED):
        return ()
    return (label[-_LABEL_LEAST:],)
