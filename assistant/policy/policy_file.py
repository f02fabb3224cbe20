"""policy.yaml: what is known about a policy beside its text; docs of the keys are in the schema."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from assistant.errors import CorpusError
from assistant.policy.parse import NUMBERINGS
from assistant.policy.policy import PolicyKind
from assistant.policy.yaml_file import YamlFile, read_yaml_file
from assistant.text.pattern import lazy

UNORDERED = 999_999
"""The place of a policy whose file states none: after all others."""

_DAY = lazy(r"\d{4}-\d{2}-\d{2}")
_NUMBER = lazy(r"[1-9]\d{0,5}")


def _day(value: object) -> object:
    if value == "":
        return None
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError as cause:
            raise ValueError("没有这一天") from cause
    raise ValueError("日期要写成 2025-01-31 这样，没有则写空引号")


def _number(value: object) -> object:
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return int(value)
    raise ValueError("要写正整数")


def _numbering(value: object) -> object:
    if value not in NUMBERINGS:
        raise ValueError(f"只能写 {'、'.join(NUMBERINGS)}")
    return value


def _kind(value: object) -> object:
    kinds = [kind.value for kind in PolicyKind]
    if value not in kinds:
        raise ValueError(f"只能写 {'、'.join(kinds)}")
    return PolicyKind(value)


_Day = Annotated[date | None, BeforeValidator(_day)]
_Number = Annotated[int, BeforeValidator(_number)]


def _yes_or_no(value: object) -> object:
    return {"true": True, "false": False}.get(str(value), value)


class PolicyFile(BaseModel):
    """The keys of policy.yaml; only title and sha256 must be there.

    ``order`` is the place in the corpus, from 1; ``clauses`` the citeable numbers of an outline
    (no key: all); ``headings`` number → heading where the source has lost the stop after it;
    ``missing_articles`` are checked against the text where the key is there. ``replaces`` are ids
    of policies that this one takes the place of. The other keys are the fields of Policy;
    docs/import.md explains them for editors.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    order: _Number = UNORDERED
    title: str = Field(min_length=1)
    short_title: str = ""
    aliases: list[str] = []
    mismatched_titles: list[str] = []
    issuer: str = ""
    region: str = ""
    region_words: list[str] = []
    parent_region: str = ""
    level: str = ""
    url: str = Field("", pattern=r"^(https?://[^\s<>\"']+)?$")
    has_rules: Annotated[bool, BeforeValidator(_yes_or_no)] = False
    kind: Annotated[PolicyKind, BeforeValidator(_kind)] = PolicyKind.MEASURE
    document_number: str = ""
    issued_day: _Day = None
    first_day: _Day = None
    last_day: _Day = None
    validity_quote: str = ""
    numbering: Annotated[str, BeforeValidator(_numbering)] = "auto"
    clauses: list[_Number] = []
    headings: dict[str, str] = {}
    missing_articles: list[_Number] | None = None
    external_references: list[str] = []
    notes: list[str] = []
    replaces: list[str] = []
    replaced_by: str = ""
    guessed: list[str] = []
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


def read_policy_file(path: Path) -> tuple[PolicyFile, YamlFile]:
    """Read and check a policy.yaml.

    Raises:
        CorpusError: unreadable, an unknown or missing key, a value of the wrong form.
    """
    file = read_yaml_file(path)
    if not isinstance(file.content, dict):
        raise CorpusError(f"{path}:1：应当是“键: 值”的列表，请参照其他政策的 policy.yaml。")
    try:
        return PolicyFile.model_validate(file.content), file
    except ValidationError as cause:
        raise CorpusError(_message(file, cause)) from cause


def _message(file: YamlFile, cause: ValidationError) -> str:
    """Every fault in one line, misspelt keys first: where, what, and what to do."""
    faults = sorted(cause.errors(), key=lambda fault: fault["type"] != "extra_forbidden")
    return " ".join(_fault(file, fault) for fault in faults)


def _fault(file: YamlFile, fault: ErrorDetails) -> str:
    where = tuple(part for part in fault["loc"] if isinstance(part, str | int))
    key = str(where[0]) if where else ""
    if fault["type"] == "extra_forbidden":
        near = get_close_matches(key, PolicyFile.model_fields, n=1)
        hint = (
            f"是不是 {near[0]!r}？" if near else f"可用的键：{'、'.join(PolicyFile.model_fields)}。"
        )
        return f"{file.place(*where)}：不认识的键 {key!r}，{hint}"
    if fault["type"] == "missing":
        return f"{file.place()}：缺少键 {key!r}，请补上（没有内容时写空引号或 []）。"
    why = fault["msg"].removeprefix("Value error, ")
    reason = why if fault["type"] == "value_error" else _REASONS.get(fault["type"], why)
    return f"{file.place(*where)}：{key!r} 的值 {str(fault['input'])[:40]!r} 不对：{reason}。"


_REASONS = {
    "string_type": "要写文字",
    "list_type": "要写列表，没有则写 []",
    "dict_type": "要写“条号: 标题”",
    "string_too_short": "不能为空",
    "string_pattern_mismatch": "要写 64 位小写十六进制",
}
