"""What an encoder is: text in, unit vectors out."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
"""Rows of unit length, or zero for a text without any known token; shape (n_texts, dim)."""


PROBES = ["智能算力", "对企业给予资助，最高200万元。"]
"""Texts whose vectors tell one model from another."""


class Encoder(Protocol):
    """Turns texts into vectors whose inner product is their similarity.

    ``fingerprint`` changes whenever the vectors may change: an index belongs to one fingerprint.
    """

    @property
    def name(self) -> str:
        """For people: folder or hub name."""
        ...

    @property
    def dim(self) -> int:
        """Length of a vector."""
        ...

    @property
    def fingerprint(self) -> str:
        """Identity of the vectors."""
        ...

    def encode_queries(self, texts: list[str]) -> Vectors:
        """Vectors of questions."""
        ...

    def encode_passages(self, texts: list[str]) -> Vectors:
        """Vectors of chunks."""
        ...


@runtime_checkable
class TokenEncoder(Encoder, Protocol):
    """An encoder over the tokens of ``tokenise``: a build cuts each text only once."""

    def encode_tokens(self, texts: list[list[str]]) -> Vectors:
        """Vectors of texts that are cut already."""
        ...


def unit_rows(vectors: npt.NDArray[np.floating]) -> Vectors:
    """Each row divided by its length; zero rows stay zero."""
    rows = np.asarray(vectors, dtype=np.float32)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Vectors = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return unit
