"""Cut text into the tokens of search: characters, character bigrams, whole words and numbers.

No dictionary and no segmenter: a term nobody has listed is found as well as any other.
"""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.text.normalise import fold
from assistant.text.pattern import lazy

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_BLANK = lazy(r"\s+")
_HAN_GAP = lazy(rf"(?<=[{_HAN}])\s+(?=[{_HAN}])")
_PIECE = lazy(rf"[{_HAN}]+|[0-9a-z]+(?:[.,_-][0-9a-z]+)*%?|[^\W_]+")
_PART = lazy(r"\d+(?:[.,]\d+)*|[a-z]+")


def tokenise(text: str) -> list[str]:
    """Return the tokens of a text, in order; blank text gives none.

    A run of Chinese gives its characters and then its bigrams; punctuation ends a run, blanks do
    not. An ASCII word or number is one token, in lower case, without thousands separators; a
    mixed or hyphenated one also gives its parts.

    >>> tokenise("训力券，30%")
    ['训', '力', '券', '训力', '力券', '30%', '30']
    >>> tokenise("GPT-4 模型")
    ['gpt4', 'gpt', '4', '模', '型', '模型']
    """
    if not text.isascii():
        text = _HAN_GAP.sub("", text)
    tokens: list[str] = []
    for blank_free in _BLANK.split(text):
        for piece in _PIECE.findall(fold(blank_free)):
            if piece[0] >= "\u3007":
                tokens.extend(piece)
                tokens.extend(map("".join, pairwise(piece)))
            else:
                tokens.extend(_word_tokens(piece))
    return tokens


def _word_tokens(piece: str) -> list[str]:
    parts = [part.replace(",", "") for part in _PART.findall(piece)]
    whole = re.sub(r"[-_,]", "", piece)
    return [whole] if parts in ([whole], []) else [whole, *parts]
