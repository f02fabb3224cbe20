"""The facts that numbers may be, and their scores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.dialogue.pairs import PairReader
from assistant.rules.facts import FactKind, FactSpec


@dataclass(frozen=True, slots=True, eq=False)
class NumberContext:
    """The facts by their names, and the scores of numbers against them."""

    specs: Mapping[str, FactSpec]
    pairs: PairReader

    @classmethod
    def of(cls, specs: Mapping[str, FactSpec], pairs: PairReader) -> NumberContext:
        """Built once from the fact vocabulary."""
        return cls(specs=specs, pairs=pairs)

    def counts(self, fact: str) -> bool:
        """Whether a fact counts things."""
        spec = self.specs.get(fact)
        return spec is not None and spec.kind is FactKind.COUNT
