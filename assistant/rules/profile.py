"""A company's profile: its district and the facts it states, read from YAML or JSON."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationError

from assistant.errors import FactError
from assistant.policy.yaml_file import read_yaml
from assistant.rules.facts import Frozen

_KEYS = (
    "name（企业名称，可不写）、district（所在区，如 龙岗区）、"
    "facts（事实，如 compute_fee_yuan: 800万）、"
    "matters（在做的事项和各自的事实，如 compute-rent: {compute_fee_yuan: 800万}）"
)


def _text(value: object) -> object:
    """JSON numbers and flags as the text a person would write."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value) if isinstance(value, int | float) else value


FactText = Annotated[str, BeforeValidator(_text)]


class Profile(Frozen):
    """Who applies; ``facts`` are names (or labels) of facts with their values as text.

    A fact with several numbers is a list of items (see parse_facts), or has a name per item.
    ``matters`` are the topics that the company has to do with, each with the facts of its own: the
    investment of one project is not that of another. None: nobody asked.
    """

    district: str = Field(min_length=1, max_length=40)
    name: str = Field(default="", max_length=200)
    facts: Mapping[str, FactText | list[object]] = Field(default={}, max_length=500)
    matters: Mapping[str, Mapping[str, FactText | list[object]]] | None = Field(
        default=None, max_length=100
    )

    @classmethod
    def from_mapping(cls, mapping: object) -> Profile:
        """The profile in a mapping (from JSON or YAML).

        Raises:
            FactError: not a mapping, an unknown key, a missing district; names what is accepted.
        """
        if not isinstance(mapping, Mapping):
            raise FactError(f"企业情况要写成“键: 值”的形式，可用的键：{_KEYS}。")
        try:
            return cls.model_validate(dict(mapping))
        except ValidationError as error:
            raise FactError(_told(error)) from error


def load_profile(path: Path) -> Profile:
    """The profile in a YAML file.

    Raises:
        FactError: unreadable, or see Profile.from_mapping; names the file.
    """
    content = read_yaml(path, FactError)
    try:
        return Profile.from_mapping(content)
    except FactError as error:
        raise FactError(f"{path}：{error}") from error


def _told(error: ValidationError) -> str:
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return f"企业情况里不认识 {where!r}：可用的键是 {_KEYS}；事实要写在 facts 下面。"
    if first["type"] == "missing":
        return f"企业情况里缺少 {where}：可用的键是 {_KEYS}。"
    return f"企业情况里 {where} 的值 {str(first['input'])[:40]!r} 不合适：可用的键是 {_KEYS}。"
