"""Work out a sum written in a test file: + − × ÷, min, max and brackets over Decimal."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from decimal import ROUND_DOWN, Decimal

_OPERATORS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def work_out(written: str) -> Decimal:
    """The value of a written sum, exactly.

    >>> work_out("min(8000000 * 0.30, 6000000)")
    Decimal('2400000.00')

    Raises:
        ValueError: something else than numbers, + - * /, min, max and brackets is written.
    """
    return _value(ast.parse(written, mode="eval").body, written)


def to_fen(value: Decimal) -> Decimal:
    """Cut to the fen; the texts say "not more than", so nothing is rounded up."""
    return value.quantize(Decimal("0.01"), ROUND_DOWN)


def _value(node: ast.expr, written: str) -> Decimal:
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return Decimal(ast.get_source_segment(written, node) or "")
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        left, right = _value(node.left, written), _value(node.right, written)
        return _OPERATORS[type(node.op)](left, right)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.keywords:
        choose = {"min": min, "max": max}.get(node.func.id)
        if choose is not None and node.args:
            return choose([_value(argument, written) for argument in node.args])
    raise ValueError(f"not a sum: {written!r}")
