"""Kinds of amounts: the shorthand in which editors write what a rule pays.

A kind is a pydantic shape with a name (``kind: Literal["rate"]``) that compiles to an expression.
Each has a file of its own in ``kinds/`` and is known from the moment its file is imported.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic_core import PydanticCustomError

from assistant.rules.cap import Cap
from assistant.rules.expr import Expr
from assistant.rules.facts import Frozen


class Kind(Frozen):
    """The shape of one kind of amount.

    ``spreads_years``: its expression puts the cap of a year on each twelve months itself.
    """

    known: ClassVar[dict[str, type[Kind]]] = {}
    spreads_years: ClassVar[bool] = False
    kind: str

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """Make the kind known under the one name that its ``kind`` allows."""
        (name,) = cls.model_fields["kind"].annotation.__args__  # type: ignore[union-attr]
        Kind.known[name] = cls

    def expr(self, cap: Cap | None) -> Expr:
        """What the amount is, before the caps of the rule; ``cap`` is the cap of the rule."""
        raise NotImplementedError(self.kind)


def read_amount(value: object) -> object:
    """The amount of a rule by its kind; what is one already stays.

    Raises:
        PydanticCustomError: no kind, or an unknown one.
        ValidationError: the shape does not fit.
    """
    return value if isinstance(value, Kind) else kind_of(value).model_validate(value)


def kind_of(value: object) -> type[Kind]:
    """The kind that a mapping names.

    Raises:
        PydanticCustomError: it names none, or an unknown one.
    """
    name = value.get("kind") if isinstance(value, Mapping) else None
    if not isinstance(name, str):
        raise PydanticCustomError("union_tag_not_found", "no kind")
    if name not in Kind.known:
        raise PydanticCustomError("union_tag_invalid", "unknown kind")
    return Kind.known[name]
