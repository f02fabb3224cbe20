"""A rate as rules.yaml writes it: a decimal number, or 2/3 where no decimal holds it."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator

from assistant.rules.quoted_numbers import SHARE, read_share


def _read(value: object) -> object:
    match = SHARE.fullmatch(value) if isinstance(value, str) else None
    return value if match is None else read_share(match)


Share = Annotated[Decimal, BeforeValidator(_read)]
"""2/3 as `assistant.text.money.share_of` gives it; anything else as a Decimal is read."""
