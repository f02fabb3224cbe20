"""A condition of a rule: one test of one fact, in numbers or words of the text."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, Field

from assistant.rules.facts import Frozen, Words
from assistant.rules.share import Share


def _flag(value: object) -> object:
    """YAML scalars arrive as strings; "true" and "false" are meant as flags."""
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


FlagOrKey: TypeAlias = Annotated[bool | str | None, BeforeValidator(_flag)]
Flag: TypeAlias = Annotated[bool, BeforeValidator(_flag)]


class Comparison(Frozen):
    """One comparison of one number: an alternative of a condition (A ≥ x 或 B ≥ y)."""

    fact: str
    at_least: Share | None = None
    more_than: Share | None = None
    at_most: Share | None = None
    less_than: Share | None = None


class Condition(Comparison):
    """One test of one fact; exactly one comparison is given.

    ``say`` is the condition in Chinese as shown to users ("合同额超过1000万元"). A flag or choice
    that the user has not stated is *assumed* and told; a number that is not stated is missing.
    ``or_facts`` names other flags that satisfy the condition as well (filed *or* assessed);
    ``or`` other numbers that do (revenue of x *or* R&D of y). ``clause`` is the clause that states
    the condition where it is another one than the rule's: ``quote`` then stands there.
    ``assumed``: a number (签订3年以上劳动合同) that is assumed and told where it is not stated.
    """

    is_: FlagOrKey = Field(default=None, alias="is")
    one_of: Words = ()
    or_facts: Words = ()
    or_: tuple[Comparison, ...] = Field(default=(), alias="or")
    say: str
    quote: str = ""
    clause: str = ""
    assumed: Flag = False
