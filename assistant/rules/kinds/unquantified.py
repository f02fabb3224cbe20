"""``unquantified``: the text promises support and names no figure."""

from __future__ import annotations

from typing import Literal

from assistant.rules.cap import Cap
from assistant.rules.expr import Expr, Said
from assistant.rules.kind import Kind


class UnquantifiedAmount(Kind):
    """The text promises support and names no figure."""

    kind: Literal["unquantified"]
    say: str

    def expr(self, cap: Cap | None) -> Expr:
        """The words."""
        return Said(self.say, is_given=False)
