"""The closed classes of the language (language.txt): what a message is read against.

Function words, question words, verbs of giving and of spending, words for a sum, times. They are
the same in every city and trade; what is neither here nor a word of the policies is unknown, and an
unknown noun that governs a number keeps the number from being used.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from assistant.dialogue.closed_classes import PARTICLES, load_language
from assistant.dialogue.words import Phrases, said_in

_RECENT = 256
"""Stretches of a message that several stages look at one after the other."""


@cache
def spending() -> Phrases:
    """Words of spending and of sums."""
    return Phrases.of(load_language().of("spending"))


@cache
def asking() -> Phrases:
    """Question words and words of giving."""
    return Phrases.of(load_language().of("asking", "paying"))


@cache
def plain_words() -> Phrases:
    """Words of two characters or more that say nothing of a matter, whoever gives and asks.

    Single characters are left: 上 and 企 stand inside words that say something (企业上市).
    """
    words = load_language().of("function", "asking", "paying", "politeness", "time")
    return Phrases.of(word for word in words if len(word) > 1)


def pairs_of(text: str, known: Sequence[int] = ()) -> tuple[str, ...]:
    """Every two characters side by side that are letters or figures and not known.

    >>> pairs_of("流片、封测")
    ('流片', '封测')
    """
    free = [c.isalnum() and not (known and known[i]) for i, c in enumerate(text)]
    return tuple(text[i : i + 2] for i in range(len(text) - 1) if free[i] and free[i + 1])


@lru_cache(maxsize=_RECENT)
def own_pairs(text: str) -> tuple[str, ...]:
    """The pairs of a folded text that no word of the language covers."""
    return pairs_of(text, covers(text, (_every(),)))


def naming_pairs(text: str) -> frozenset[str]:
    """The pairs of characters of a folded text that name something: no plain words."""
    return frozenset(pairs_of(text, covers(text, (plain_words(),))))


def uncover_halves(
    text: str, known: bytearray, words: Iterable[Phrases], objects: Collection[str] = ""
) -> None:
    """Take back what single characters cover of a word that the language does not know.

    搬家, 出差, 年会: one half is a closed-class word by itself (家), the other is not, or both are;
    together they are a noun or a verb of their own, and as unknown as 装修. ``known`` is what
    ``words`` cover of the folded text; it is changed. ``objects`` are characters that name what the
    policies themselves speak of (买车, where vehicles are paid for).
    """
    whole = bytearray(len(text))
    for phrases in words:
        for start, end, _ in phrases.find(text):
            if end - start > 1:
                whole[start:end] = b"\x01" * (end - start)
    free = [bool(known[i]) and not whole[i] for i in range(len(text))]  # known only by itself
    taken = []
    low, high = said_in(text)
    for i, (first, second) in enumerate(pairwise(text[low:high]), low):
        if not (_is_open(first) and _is_open(second)) or (first in BUYS and second in objects):
            continue
        if i > 0 and text[i - 1] in _COUNTED and first in _MEASURES:
            continue  # 第二场花了: a measure, no half
        opens = free[i] and not known[i + 1] and first not in PARTICLES
        joins = second in PARTICLES + _SPENDS and second not in _MODALS  # 门将花了
        closes = free[i + 1] and not known[i] and not joins
        both = free[i] and free[i + 1] and not _is_phrase(first, second)
        if opens or closes or both:
            taken += [i, i + 1]
    for i in taken:
        known[i] = 0


BUYS = "买购租"
_MODALS = "会将要能"
_SPENDS = "花用投付交缴出掏买租签砸拨赔贴垫借欠赚省退补奖领报拿得收发批"
_VERBS = "做办干搞弄建谈定算核审评"
_RESULTS = "完掉成住好出进起开来去到下上回满足够"
"""What stands behind a verb as how it ended (花完, 交出去)."""
_MEASURES = "个位家项款笔份条种类样台套辆次场轮批部件块张户年月天日期"
_COUNTED = "零〇一二两三四五六七八九十百千万亿几第每半这那哪某各首上下头整全同另0123456789"


def _is_phrase(first: str, second: str) -> bool:
    """Whether two single words stand side by side as a phrase: 又花, 会用, 花完, 这家."""
    if first in PARTICLES or second in PARTICLES:
        return second not in "会将要" or first in PARTICLES  # 年会, 开会
    if second in _SPENDS:
        return True
    does = first in _SPENDS or first in _VERBS
    return (does and second in _RESULTS) or first in _COUNTED


def _is_open(char: str) -> bool:
    """Whether a character may be half of a word: hanzi, no numeral."""
    return "\u4e00" <= char <= "\u9fff" and char not in _COUNTED[:20]


@lru_cache(maxsize=_RECENT)
def uncovered(text: str) -> tuple[bool, ...]:
    """For each character of a folded text whether it is a letter of no word of the language."""
    known = covers(text, (_every(),))
    uncover_halves(text, known, (_every(),))
    return tuple(not known[i] and c.isalnum() for i, c in enumerate(text))


def ends_unknown(text: str) -> bool:
    """Whether the last character of a folded text is of no word of the language (沙 in 买了沙)."""
    return bool(text) and not covers(text, (_every(),))[-1]


def unknown_of(text: str) -> int:
    """How many letters and figures of a folded text no word of the language covers.

    >>> unknown_of("我们自己掏钱")
    0
    """
    return sum(uncovered(text))


@cache
def _every() -> Phrases:
    return Phrases.of(load_language().every)


def covers(text: str, words: Iterable[Phrases]) -> bytearray:
    """Which characters of a folded text belong to some known word: 1 for known."""
    known = bytearray(len(text))
    for phrases in words:
        for start, end, _ in phrases.find(text):
            known[start:end] = b"\x01" * (end - start)
    return known
