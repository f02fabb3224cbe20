"""Find misspelt terms: words that sound like a term (预料券) or look like one (训力卷).

General, conservative, and free of any policy: the terms come from the caller, the readings, the
look-alikes and the ordinary words from three small tables beside this file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, product
from pathlib import Path

from assistant.text.pattern import lazy
from assistant.text.pinyin_table import readings

_FOLDER = Path(__file__).parent
_HAN = lazy("[\u4e00-\u9fff]+")
_COPULA = lazy("是[一二两三四五六七八九十]")
_MOST_READINGS = 8  # of one term, so that a long one does not multiply
_LONGEST_ORDINARY = 4


@dataclass(frozen=True, slots=True)
class Correction:
    """`found`, at `text[start:end]`, was probably meant to be `term`."""

    start: int
    end: int
    found: str
    term: str


def near_sound(syllable: str) -> str:
    """Return one form for syllables that many speakers do not tell apart.

    >>> near_sound("zhang") == near_sound("zan"), near_sound("lan") == near_sound("nang")
    (True, True)
    """
    if syllable[:2] in ("zh", "ch", "sh"):
        syllable = syllable[0] + syllable[2:]
    if syllable[:1] == "l":
        syllable = "n" + syllable[1:]
    return syllable[:-1] if syllable.endswith(("ang", "ing", "eng")) else syllable


@cache
def _lookalikes() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for group in _lines("lookalikes.txt"):
        for character in group:
            table.setdefault(character, set()).update(set(group) - {character})
    return {character: frozenset(others) for character, others in table.items()}


@cache
def _ordinary_words() -> frozenset[str]:
    return frozenset(word for line in _lines("ordinary.txt") for word in line.split())


def _lines(name: str) -> list[str]:
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


class Lexicon:
    """Terms that a text may misspell; the tables are read when the first one is built."""

    def __init__(self, terms: Iterable[str], *, ordinary: Iterable[str] = ()) -> None:
        self._terms = dict.fromkeys(t for t in terms if len(t) > 1 and _HAN.fullmatch(t))
        self._ordinary = _ordinary_words() | frozenset(ordinary)
        self._heads = frozenset(term[0] for term in self._terms)
        self._lengths = sorted({len(term) for term in self._terms}, reverse=True)
        self._sounding: dict[str, list[str]] = {}
        self._near: dict[str, list[str]] = {}
        self._looking: dict[str, list[str]] = {}
        for term in self._terms:
            self._add(term)
        self._opening = frozenset(
            tuple(sounds.split(" ", 2)[:2]) for sounds in (*self._sounding, *self._near)
        ) | frozenset((found[0], found[1]) for found in self._looking)

    def _add(self, term: str) -> None:
        table, alike = readings(), _lookalikes()
        sounds = [table.get(character, (character,)) for character in term]
        for spoken in list(product(*sounds))[:_MOST_READINGS]:
            self._sounding.setdefault(" ".join(spoken), []).append(term)
            if len(term) > 2:
                near = " ".join(map(near_sound, spoken))
                self._near.setdefault(near, []).append(term)
        for at, character in enumerate(term):
            for other in alike.get(character, ()):
                self._looking.setdefault(term[:at] + other + term[at + 1 :], []).append(term)

    def correct(self, text: str) -> tuple[Correction, ...]:
        """Return the misspelt terms in order, without overlap, with offsets into this text.

        A correct term, a part of one and an ordinary word are never touched.

        >>> Lexicon(["训力券", "语料券"]).correct("训力卷和预料券")[0].term
        '训力券'
        """
        table = readings()
        taken = self._exact(text)
        found: list[Correction] = []
        for run in _HAN.finditer(text):
            spoken = [table.get(character, (character,))[0] for character in run.group()]
            near = [near_sound(syllable) for syllable in spoken]
            begins = [*self._begins(run.group(), spoken, near)]
            for length in self._lengths:
                for at in begins:
                    start = run.start() + at
                    end = start + length
                    if end > run.end() or True in taken[start:end]:
                        continue
                    sounds = " ".join(spoken[at : at + length]), " ".join(near[at : at + length])
                    term = self._term(text, start, end, *sounds)
                    if term:
                        taken[start:end] = [True] * length
                        found.append(Correction(start, end, text[start:end], term))
        return tuple(sorted(found, key=lambda correction: correction.start))

    def _begins(self, text: str, spoken: Sequence[str], near: Sequence[str]) -> Iterator[int]:
        """Where two characters stand that look or sound like the first two of some term."""
        opening = self._opening
        pairs = zip(pairwise(text), pairwise(spoken), pairwise(near), strict=True)
        for at, (looking, sounding, nearly) in enumerate(pairs):
            if looking in opening or sounding in opening or nearly in opening:
                yield at

    def _exact(self, text: str) -> list[bool]:
        """Mark the characters that belong to a term which is spelt right."""
        taken = [False] * len(text)
        begins = [at for at, character in enumerate(text) if character in self._heads]
        for length in self._lengths:
            for start in begins:
                # A slice at the end of the text is shorter, and may be a shorter term.
                if start + length <= len(text) and text[start : start + length] in self._terms:
                    taken[start : start + length] = [True] * length
        return taken

    def _term(self, text: str, start: int, end: int, spoken: str, near: str) -> str | None:
        """Return the term meant by `text[start:end]`: fewest changes first, then listed first."""
        found = text[start:end]
        length = end - start
        if found in self._ordinary:
            return None
        candidates = [(term, length - 1) for term in self._looking.get(found, ())]
        candidates += [(term, length - 1) for term in self._sounding.get(spoken, ())]
        if length > 2:
            candidates += [(term, length // 2) for term in self._near.get(near, ())]
        best: tuple[int, str] | None = None
        for term, most in candidates:
            changed = [i for i in range(length) if found[i] != term[i]]
            if not 0 < len(changed) <= most or (best and best[0] <= len(changed)):
                continue
            if not self._cuts_word(text, start, end, changed):
                best = (len(changed), term)
        return best[1] if best else None

    def _cuts_word(self, text: str, start: int, end: int, changed: list[int]) -> bool:
        """Tell whether a changed character belongs to an ordinary word across the edge.

        In 这个地方租了 the 方 of 方租 belongs to 地方: nobody meant 房租. In a term of two
        characters the right one counts as well: 何规 of 有何规定 is no 合规. In front of a number
        是 is a word: 现在是一级 is no 市一级.
        """
        if changed == [0] and _COPULA.match(text, start):
            return True
        if end - start == 2:
            if text[start + changed[0]] in self._ordinary:
                return True
            changed = [0, 1]
        for i in changed:
            at = start + i
            for first in range(max(0, at - _LONGEST_ORDINARY + 1), at + 1):
                for last in range(at + 1, min(len(text), first + _LONGEST_ORDINARY) + 1):
                    crosses = first < start or last > end
                    if crosses and text[first:last] in self._ordinary:
                        return True
        return False
