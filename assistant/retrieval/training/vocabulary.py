"""build_vocabulary(): the tokens that an encoder knows, with their idf."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from assistant.text.tokens import tokenise

UNKNOWN = "[UNK]"
Ids = npt.NDArray[np.int64]


def build_vocabulary(
    required: Iterable[str], texts: Iterable[str], size: int
) -> tuple[list[str], npt.NDArray[np.float32]]:
    """All tokens of the required texts, then the commonest of the others; with their idf."""
    df: Counter[str] = Counter()
    must: set[str] = set()
    n_texts = 0
    for text in required:
        tokens = set(tokenise(text))
        must |= tokens
        df.update(tokens)
        n_texts += 1
    for text in texts:
        df.update(set(tokenise(text)))
        n_texts += 1
    by_count = sorted(df, key=lambda token: (-df[token], token))
    chosen = sorted(must, key=lambda token: (-df[token], token))[:size]
    chosen += [token for token in by_count if token not in must][: size - len(chosen)]
    chosen = [UNKNOWN, *sorted(chosen)]
    idf = [0.0] + [float(np.log((n_texts + 1) / (df[token] + 1))) for token in chosen[1:]]
    return chosen, np.asarray(idf, np.float32)


class Numbering:
    """From a text to the numbers of its known tokens."""

    def __init__(self, vocabulary: list[str]) -> None:
        self._ids = {token: n for n, token in enumerate(vocabulary)}

    def __call__(self, text: str) -> Ids:
        """Token numbers in order; the unknown ones are left out."""
        found = (self._ids.get(token) for token in tokenise(text))
        return np.asarray([n for n in found if n is not None], np.int64)
