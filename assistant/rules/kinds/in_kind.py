"""``in_kind``: support that is no sum of money."""

from __future__ import annotations

from typing import Literal

from assistant.rules.cap import Cap
from assistant.rules.expr import Expr, Said
from assistant.rules.kind import Kind


class InKindAmount(Kind):
    """Support that is no sum of money (rent-free months, a rent level); never turned into yuan."""

    kind: Literal["in_kind"]
    say: str

    def expr(self, cap: Cap | None) -> Expr:
        """The words."""
        return Said(self.say, is_given=True)
