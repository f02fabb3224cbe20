"""Fold text to one form without losing the way back to the source.

Raw text → `Normalised`: what search, verification and the numeral grammar compare. Every character
is folded on its own (NFKC, Unicode UAX #15), so one source character owns each folded one.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_SAME = {
    "(": "（〔【［[{｛﹝⦅〘〖",
    ")": "）〕】］]}｝﹞⦆〙〗",
    '"': "“”„‟「」『』〝〞〟＂«»",
    "'": "‘’‚‛＇`´",
    "《": "〈＜﹤‹",
    "》": "〉＞﹥›",
    "-": "—–―−‐‑‒─━﹣－",
    "~": "～〜∼",
    ",": "，﹐…⋯",
    "、": "､﹑",
    "。": "｡",
    "·": "•・‧∙⋅",
    "¥": "￥",
    "*": "×✕✖",
    "券": "劵",
}
# Kangxi radicals that PDF readers write for characters and NFKC leaves alone (U+2E80 block).
_RADICALS = dict(
    zip(
        "⻚⻓⻔⻅⻉⻋⻛⻜⻝⻢⻥⻦⻩⻬⻮⻰⻆⺠⻄⻘⻨",
        "页长门见贝车风飞食马鱼鸟黄齐齿龙角民西青麦",
        strict=True,
    )
)


class _Folding(dict[int, str]):
    """Folded form of a code point, worked out at first sight and kept."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        self[code] = folded
        return folded


def _fold_character(character: str) -> str:
    """Fold one character until nothing changes, so that folding twice is folding once."""
    if "\u4e00" <= character <= "\u9fff":  # no ideograph of the first block has another form
        return _PUNCTUATION.get(character, character)
    for _ in range(4):
        text = "".join(_RADICALS.get(c, _PUNCTUATION.get(c, c)) for c in character)
        text = unicodedata.normalize("NFKC", text)
        text = "".join(c.lower() if c.isascii() else c for c in text if not _is_dropped(c))
        if text == character:
            break
        character = text
    return character


def _is_dropped(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in {"Cc", "Cf", "Zs", "Zl", "Zp"}


_PUNCTUATION = {variant: kept for kept, variants in _SAME.items() for variant in variants}
_FOLDING = _Folding()


@dataclass(frozen=True, slots=True)
class Normalised:
    """A source and its folded text.

    `offsets[i]` is the index in `source` of the character that gave `text[i]`.
    """

    source: str
    text: str
    offsets: tuple[int, ...]

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open range of the source that gave `text[start:end]`.

        >>> normalise("补贴 ５０％").to_source(2, 5)
        (3, 6)
        """
        if start >= end:
            at = self.offsets[start] if start < len(self.offsets) else len(self.source)
            return at, at
        return self.offsets[start], self.offsets[end - 1] + 1


def normalise(source: str) -> Normalised:
    """Fold width, case, punctuation variants and drop blanks, keeping the offsets.

    >>> normalise("补贴 ５０％（最高）").text
    '补贴50%(最高)'
    """
    pieces: list[str] = []
    offsets: list[int] = []
    for index, character in enumerate(source):
        folded = _FOLDING[ord(character)]
        if folded:
            pieces.append(folded)
            offsets.extend([index] * len(folded))
    return Normalised(source, "".join(pieces), tuple(offsets))


def fold(source: str) -> str:
    """Return the folded text alone; much quicker than `normalise`."""
    return source.translate(_FOLDING)


@lru_cache(maxsize=1 << 17)
def fold_word(word: str) -> str:
    """A word of the vocabulary, folded; a thousand policies share most of theirs."""
    return fold(word)


def fold_words(text: str) -> str:
    """Folded, with one space kept between Latin words and between numbers: they have no other end.

    >>> fold_words("GPU 租赁 Longgang subsidy 500 万")
    'gpu租赁longgang subsidy500万'
    """
    folded = ""
    for part in text.split():
        piece = fold(part)
        apart = folded[-1:].isascii() and folded[-1:].isalnum() and piece[:1].isascii()
        folded += f" {piece}" if apart and piece[:1].isalnum() and _alike(folded, piece) else piece
    return folded


def _alike(before: str, after: str) -> bool:
    return before[-1].isalpha() or after[0].isdigit()
