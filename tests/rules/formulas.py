"""What a spreadsheet gives for the formulas that the program writes: a small evaluator."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Any

from assistant.rules.read.sheet import SheetFormula


def _round(value: Decimal, places: Decimal) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP)


FUNCTIONS: dict[str, Callable[..., Decimal]] = {
    "MIN": min,
    "MAX": max,
    "IF": lambda test, yes, no: yes if test else no,
    "INT": lambda value: value.to_integral_value(ROUND_DOWN),
    "MOD": lambda value, by: value % by,
    "ROUND": _round,
    "ROUNDDOWN": lambda value, places: value.quantize(Decimal(1).scaleb(-int(places)), ROUND_DOWN),
}


def _python(word: str) -> str:
    if word.isdecimal():
        return f"D('{word}')"
    return word if word.isalpha() else f"C('{word}')"


def evaluate(text: str, value_of: Callable[[str], Decimal]) -> Decimal:
    """What a spreadsheet gives for a formula: cells, numbers, + - * /, >= and the functions."""
    python = re.sub(r"[A-Z]+\d*|\d+", lambda word: _python(word[0]), text)
    names: dict[str, Any] = {"D": Decimal, "C": value_of, "__builtins__": {}}
    result = eval(python, names | FUNCTIONS)
    assert isinstance(result, Decimal)
    return result


def compute(formula: SheetFormula) -> Decimal:
    """What the sheet gives, its inputs in cells B1, B2 …."""
    cells = {f"B{n}": given.value for n, given in enumerate(formula.inputs, start=1)}
    return evaluate(formula.text.format(*cells), cells.__getitem__)
