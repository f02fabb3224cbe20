"""Whether a word that was found stands there, or only runs across the edges of others.

Chinese has no blanks: 聊到账面 holds 到账, 商标注册 holds 标注, 加上市级 holds 上市, and means none
of them. What decides is what stands around: a word that shares one character with the find, and
which way of cutting the stretch leaves fewer characters without a word. Known are the words of the
language and those of the policies; a verb with what it led to behind it (聊到, 提出) is a word
whatever the verb; two unknown characters side by side are sooner one word than one alone is.

Every find of a topic, a label, a hint or a condition is asked about here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache, cached_property, lru_cache
from itertools import pairwise

from assistant.dialogue.closed_classes import PARTICLES, load_language
from assistant.rules.facts import FactSpec
from assistant.text.normalise import fold_word

_RESULTS = frozenset("到完好成出起过上下住掉回开")
"""What stands behind a verb as what it led to, and begins words of its own (到账, 成本, 上市)."""
_SPOKEN = frozenset("聊说谈提讲想看听问写算数拿")
"""Verbs of speaking, thinking and noting: verbs whatever stands before, some function words too."""
_PLACES = tuple("上下里内中外")
"""What stands behind the name of a place or thing: 账面上, 车间里."""
_NUMERALS = frozenset("零〇一二两三四五六七八九十百千万亿几半")
_ORDINAL = _NUMERALS | {"第"}
_WORD, _SPEAKS, _VERB, _ALONE, _PAIR, _IN_PLACE, _THREE, _PARTICLE = 10, 12, 16, 25, 24, 2, 36, 11
"""What a known word costs; a verb of speaking and another with its end; an unknown character, two
as one word, two between 到 and a word of place, three; a particle inside such a word."""
_MARGIN = 5
"""By how much another cut must be better."""
_LONGEST = 8
_SHORTEST, _ACCIDENT = 2, 3
"""A single character has no inner edge; four characters are not met by accident."""
_AROUND = 10
"""So many characters before and behind a find are cut into words."""
_NONE = 1 << 30
_PART = "、"
"""What retrieval reads no word across."""


class Boundaries:
    """The words of the language and of some policies, against which finds are judged."""

    def __init__(self, words: Callable[[], Iterable[str]] = tuple) -> None:
        """``words`` gives the folded words of the policies when a find is first asked about."""
        self._given = words
        self._crossed = lru_cache(maxsize=4096)(self._is_crossed)

    def crosses(self, text: str, start: int, end: int) -> bool:
        """Whether a find in a folded text runs across words: 到账 in 聊到账面."""
        if not _SHORTEST <= end - start <= _ACCIDENT:
            return False
        if text[max(0, start - 1) : start + 1] in _KIN:
            return True
        before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
        if not (before and _is_hanzi(before[-1])) and not (after and _is_hanzi(after[0])):
            return False
        return self._crossed(before, text[start:end], after)

    def parted(self, text: str) -> str:
        """A folded text for retrieval, with a mark where a verb and its end cut a word.

        聊到、账面. Where two nouns meet (商标注册) what they are is found as it is.
        """
        ends = [at for at, char in enumerate(text) if char in _RESULTS]
        cuts = {
            start + 1
            for start in dict.fromkeys(at + n for at in ends for n in (0, _SHORTEST))
            for size in (_SHORTEST, _ACCIDENT)
            if start + size <= len(text)
            and text[start : start + size] in self._own
            and self._is_led_to(text, start, start + size)
            and self.crosses(text, start, start + size)
        }
        places = [0, *sorted(cuts), len(text)]
        return _PART.join(text[a:b] for a, b in pairwise(places)) if cuts else text

    def _is_led_to(self, text: str, start: int, end: int) -> bool:
        """Whether a find begins with what a verb led to, or ends the place where it led."""
        low = max(0, start - _AROUND)
        rivals = self._rivals(text[low : end + _AROUND], start - low, end - low)
        return any(cost != _WORD for _, _, cost in rivals)

    def _is_crossed(self, before: str, word: str, after: str) -> bool:
        text, start = before + word + after, len(before)
        end = start + len(word)
        rivals = [*self._rivals(text, start, end)]
        if not rivals:
            return False
        to, back = self._costs(text)
        own = min(
            to[low] + _WORD + back[high]
            for low in range(max(0, end - _LONGEST), start + 1)
            for high in range(end, min(len(text), low + _LONGEST) + 1)
            if (low, high) == (start, end) or text[low:high] in self._known
        )
        other = min(to[low] + cost + back[high] for low, high, cost in rivals)
        return other + _MARGIN <= own

    def _rivals(self, text: str, start: int, end: int) -> Iterable[tuple[int, int, int]]:
        """(start, end, cost) of words that share just the first or the last character.

        None where the rest is words anyway: 没有|备案 says 有备案 as well, 这 needs no 项 of 项目.
        """
        known = self._known
        if text[start + 1 : end] not in known or end - start == _SHORTEST:
            if start and text[start] in _RESULTS and (cost := self._verb(text, start - 1)):
                yield start - 1, start + 1, cost
            if start and text[start + 1 : end] in _PLACES and self._is_in_place(text, start - 1):
                yield start - 1, start + 1, _IN_PLACE
            is_act = all(c in PARTICLES for c in text[start + 1 : end])  # 智算租|了
            for low in range(max(0, start + 1 - _LONGEST), start if not is_act else 0):
                if text[low] in _ORDINAL or text[low : start + 1] not in known:
                    continue
                if not self._is_made_of_words(text[low:start]):
                    yield low, start + 1, _WORD
        if not self._is_made_of_words(text[start : end - 1]):
            for high in range(end + 1, min(len(text), end - 1 + _LONGEST) + 1):
                if text[end - 1 : high] in known and not self._is_made_of_words(text[end:high]):
                    yield end - 1, high, _WORD

    def _is_made_of_words(self, text: str) -> bool:
        """Whether a short stretch is nothing but known words."""
        reached = {0}
        for end in range(1, len(text) + 1):
            if any(at in reached and text[at:end] in self._known for at in range(end)):
                reached.add(end)
        return len(text) in reached

    def _costs(self, text: str) -> tuple[list[int], list[int]]:
        """What the best cut of the text up to each place costs, and of the text from it on."""
        edges = [edge for at in range(len(text)) for edge in self._edges(text, at)]
        to, back = [0] + [_NONE] * len(text), [_NONE] * len(text) + [0]
        for start, end, cost in edges:
            to[end] = min(to[end], to[start] + cost)
        for start, end, cost in reversed(edges):
            back[start] = min(back[start], cost + back[end])
        return to, back

    def _edges(self, text: str, at: int) -> Iterable[tuple[int, int, int]]:
        known = self._known
        for end in range(at + 1, min(len(text), at + _LONGEST) + 1):
            if text[at:end] in known:
                yield at, end, _WORD
        if not _is_hanzi(text[at]) or text[at] in _NUMERALS:
            yield at, at + 1, 0
            return
        if text[at] not in known:
            yield at, at + 1, _ALONE
        if self._is_in_place(text, at):
            yield at, at + 2, _IN_PLACE
        for length, cost in ((2, _PAIR), (3, _THREE)):
            word = text[at : at + length]
            if len(word) == length and all(map(_is_hanzi, word)):
                yield at, at + length, cost + _PARTICLE * sum(c in PARTICLES for c in word[1:])
        if text[at + 1 : at + 2] in _RESULTS and (verb := self._verb(text, at)):
            yield at, at + 2, verb

    def _verb(self, text: str, at: int) -> int:
        """What a character costs as a verb with what it led to behind it, 0 where it is none.

        No function word, no numeral, nor the end of a word that nobody knows (股东 in 股东到账).
        """
        if text[at] in _SPOKEN:
            return _SPEAKS
        if not _is_hanzi(text[at]) or text[at] in _function_words() or text[at] in _NUMERALS:
            return 0
        is_inner = at > 0 and _is_hanzi(text[at - 1]) and text[at - 1] not in self._known
        return 0 if is_inner else _VERB

    def _is_in_place(self, text: str, at: int) -> bool:
        """Whether two characters name the place that a verb leads to: 账面 in 聊到账面上."""
        led = at > 1 and text[at - 1] == "到" and self._verb(text, at - 2) > 0
        return led and text[at + 2 : at + 3] in _PLACES

    @cached_property
    def _own(self) -> frozenset[str]:
        """The words of the policies."""
        given = (word for word in self._given() if "…" not in word)
        return frozenset(w for w in given if 1 < len(w) <= _LONGEST)

    @cached_property
    def _known(self) -> frozenset[str]:
        return load_language().every | self._own


def words_of(specs: Mapping[str, FactSpec]) -> Iterator[str]:
    """The folded words of facts: labels, denials, choices."""
    for spec in specs.values():
        own = (*spec.words, *spec.denials, *(w for c in spec.choices.values() for w in c.words))
        yield from map(fold_word, own)


_KIN = frozenset(("嫂子", "婶子", "舅子", "妻子", "侄子", "妹子", "姨子", "儿子", "孙子"))
"""Kin whose names end in what begins 子公司 (我嫂子公司在福田)."""


@cache
def _function_words() -> Collection[str]:
    return load_language().of("function", "time")


def _is_hanzi(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"
