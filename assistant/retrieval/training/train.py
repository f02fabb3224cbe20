"""Train the static encoder: ``python -m assistant.retrieval.training.train --help``.

Four steps over one table of token vectors: statutes against themselves, in-domain questions, STARD
questions, and the in-domain questions again, briefly. All of them coming last would undo part of
what STARD taught; STARD coming last brings questions about nothing in the corpus too near to it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.retrieval.encoder import Vectors
from assistant.retrieval.static import StaticEncoder
from assistant.retrieval.training.data import Pair
from assistant.retrieval.training.fit import Step, fit
from assistant.retrieval.training.material import SEED, Material, add_options, texts_of
from assistant.retrieval.training.static_model import bag_features, rows_of, save_model, untrained
from assistant.retrieval.training.vocabulary import Numbering, build_vocabulary

DIM = 256
N_TOKENS = 32_000
STATUTES = Step("statutes", rate=0.02, epochs=3, size=1024, left_out=0.2)
DOMAIN = Step("domain", rate=0.02, epochs=8, size=256, left_out=0.2)
STARD = Step("stard", rate=0.02, epochs=15, size=512, left_out=0.4, temperature=0.1)
AGAIN = Step("domain again", rate=0.01, epochs=4, size=256, left_out=0.2)


@dataclass(frozen=True, slots=True)
class Training:
    """A static model with its vocabulary, to be trained step after step."""

    model: Any
    vocabulary: list[str]
    seed: int

    @classmethod
    def begin(
        cls,
        required: Iterable[str],
        texts: Iterable[str],
        *,
        n_tokens: int = N_TOKENS,
        dim: int = DIM,
        seed: int = SEED,
    ) -> Training:
        """Untrained, over all tokens of the required texts and the commonest of the others."""
        vocabulary, idf = build_vocabulary(required, texts, n_tokens)
        return cls(untrained(vocabulary, idf, dim, seed), vocabulary, seed)

    def fit(self, pairs: list[Pair], step: Step) -> None:
        """Train on these pairs, if there are any."""
        if pairs:
            fit(self.model, pairs, step, Numbering(self.vocabulary), bag_features, self.seed)

    def rows(self) -> npt.NDArray[np.float16]:
        """The vectors of the tokens, as they are saved."""
        return rows_of(self.model)

    def encoder(self) -> StaticEncoder:
        """What would be read back from the saved folder."""
        numbers = {token: n for n, token in enumerate(self.vocabulary)}
        return StaticEncoder("trained", "trained", numbers, self.rows())


def first_right(encoder: StaticEncoder, pairs: list[Pair], others: Iterable[str]) -> float:
    """The share of pairs whose right passage is nearest, among these and other passages."""
    passages = list(dict.fromkeys([*others, *(pair.passage for pair in pairs)]))
    encoded: Vectors = encoder.encode_passages(passages)
    asked = encoder.encode_queries([pair.text for pair in pairs])
    found = [passages[n] for n in (asked @ encoded.T).argmax(axis=1)]
    right = (text in (p.passage, *p.also_right) for text, p in zip(found, pairs, strict=True))
    return sum(right) / len(pairs)


def main(arguments: list[str] | None = None) -> None:
    """Read the data that is there, train step by step, write the folder."""
    parser = argparse.ArgumentParser(description="训练静态编码器（只用 CPU，几分钟）")
    add_options(parser)
    parser.add_argument("--dim", type=int, default=DIM, help="向量维数")
    parser.add_argument("--vocabulary", type=int, default=N_TOKENS, help="词元个数")
    chosen = parser.parse_args(arguments)
    material = Material.read(chosen)
    training = Training.begin(
        [*material.chunks, *texts_of(material.domain)],
        texts_of([*material.statutes, *material.stard]),
        n_tokens=chosen.vocabulary,
        dim=chosen.dim,
        seed=chosen.seed,
    )
    training.fit(material.statutes, STATUTES)
    training.fit(material.domain, DOMAIN)
    if material.stard:
        training.fit(material.stard, STARD)
        training.fit(material.domain, AGAIN)
    save_model(chosen.out, training.vocabulary, training.rows())
    print(f"{len(training.vocabulary)} 个词元，{chosen.dim} 维 → {chosen.out}", file=sys.stderr)
    if material.held:
        share = first_right(training.encoder(), material.held, material.chunks)
        print(f"留出 {len(material.held)} 个问句，首位命中 {share:.3f}")


if __name__ == "__main__":
    main()
