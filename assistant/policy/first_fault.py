"""The first thing that a schema refuses, in Chinese: where it stands and what is accepted."""

from __future__ import annotations

from typing import NamedTuple

from pydantic import ValidationError

_REASONS = {
    "missing": "没有写",
    "extra_forbidden": "是不认识的键",
    "string_type": "要写文字",
    "string_too_short": "不能为空",
    "string_pattern_mismatch": "写法不对",
    "list_type": "要写列表",
    "tuple_type": "要写列表",
    "dict_type": "要写“键: 值”",
    "model_type": "要写“键: 值”",
    "model_attributes_type": "要写“键: 值”",
    "int_type": "要写整数",
    "int_parsing": "要写整数",
    "int_from_float": "要写整数",
    "float_type": "要写数字",
    "float_parsing": "要写数字",
    "decimal_parsing": "要写数字",
    "bool_type": "要写 true 或 false",
    "bool_parsing": "要写 true 或 false",
    "greater_than": "要大于 {gt}",
    "greater_than_equal": "不能小于 {ge}",
    "less_than": "要小于 {lt}",
    "less_than_equal": "不能大于 {le}",
    "literal_error": "只能是 {expected}",
    "enum": "只能是 {expected}",
}
"""What is wrong, by pydantic's type of error; the braces are filled from its context."""


class Fault(NamedTuple):
    """``where`` joins keys and positions by dots, ``why`` fits behind the words 有误 or 不合适."""

    where: str
    why: str


def first_fault(error: ValidationError) -> Fault:
    """The first fault of a validation."""
    first = error.errors()[0]
    where = ".".join(map(str, first["loc"]))
    if first["type"] == "value_error":
        return Fault(where, first["msg"].removeprefix("Value error, "))
    reason = _REASONS.get(first["type"], "写法不合适")
    return Fault(where, reason.format_map(first.get("ctx", {})))
