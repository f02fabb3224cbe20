"""One line of a question set, field by field: every error names file, line, field and value."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar

from assistant.errors import GoldError, UnknownClauseError
from assistant.policy.clause import ClauseId

EXPECTED = (
    "outcome", "cite", "only", "amounts", "lead", "range", "say", "avoid", "warn", "unused",
    "completeness",
)  # fmt: skip
"""Fields that expect something of an answer, at the top of a line or in ``expect``."""
NOTED = ("calc", "calc_range", "noun", "part", "tags", "why")
"""Fields that judge nothing: the sums behind ``amounts`` and ``range`` (checked by
``check_sets``), the odd noun of a line, the author's split (train, tune, blind), and notes."""
FIELDS = ("id", "turns", "as_of", "expect", "spans", *EXPECTED, *NOTED)
"""Fields of a line."""
WORDS = {
    "warn": (
        "draft", "expired", "not_yet_effective", "expiring_soon", "commentary", "title_mismatch",
        "unconfirmed", "stacking_unstated", "not_guaranteed",
    ),
    "completeness": ("complete", "partial", "none"),
}  # fmt: skip
"""Closed vocabularies of the contract that the grader knows before every program does."""
UNUSED_KINDS = ("number", "matter", "condition", "date")

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_YUAN = re.compile(r"\d+(\.\d+)?")
_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a message that the answer must name as unused; ``kind`` "" where any will do."""

    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A labelled stretch ``turns[turn][start:end]``: what it is, its role, the fact it states."""

    turn: int
    start: int
    end: int
    label: str
    role: str = ""
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """The values of a line; ``place`` is ``file:line``."""

    place: str
    values: dict[str, object]

    def error(self, field: str, what: str) -> GoldError:
        """What to raise for a field, to say what is wrong with it."""
        return GoldError(f"{self.place}：字段 {field} {what}（见 eval/FORMAT.md）。")

    def text(self, field: str) -> str:
        """A string that must be there and not be empty."""
        value = self.values.get(field)
        if not isinstance(value, str) or not value.strip():
            raise self.error(field, f"要写成非空的字符串，现在是 {_shown(value)}")
        return value

    def texts(self, field: str, *, needed: bool = False) -> tuple[str, ...]:
        """A list of strings, none of them empty."""
        values = self._list(field, needed=needed)
        return tuple(self._string(field, value) for value in values)

    def alternatives(self, field: str) -> tuple[tuple[str, ...], ...]:
        """A list of lists of strings, no list and no string empty."""
        found = []
        for value in self._list(field):
            if not isinstance(value, list) or not value:
                raise self.error(field, f"的每一项要写成非空的列表，现在有 {_shown(value)}")
            found.append(tuple(self._string(field, item) for item in value))
        return tuple(found)

    def words(self, field: str, kind: type[_Word], *, needed: bool = False) -> tuple[_Word, ...]:
        """A list of words of a closed vocabulary."""
        known = [word.value for word in kind]
        found = []
        for value in self._list(field, needed=needed):
            if value not in known:
                raise self.error(field, f"不认识 {_shown(value)}，只能用 {'、'.join(known)}")
            found.append(kind(str(value)))
        return tuple(found)

    def day(self, field: str, default: date) -> date:
        """A date, YYYY-MM-DD."""
        value = self.values.get(field)
        if value is None:
            return default
        if isinstance(value, str) and _DAY.fullmatch(value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        raise self.error(field, f"要写成 2025-06-01 这样的真实日期，现在是 {_shown(value)}")

    def flag(self, field: str) -> bool:
        """True or false; false where it is left out."""
        value = self.values.get(field, False)
        if not isinstance(value, bool):
            raise self.error(field, f"要写成 true 或 false，现在是 {_shown(value)}")
        return value

    def clauses(self, field: str) -> tuple[ClauseId, ...]:
        """A list of clause ids."""
        return tuple(self._clause(field, value) for value in self._list(field))

    def one_of(self, field: str) -> tuple[str, ...]:
        """A word of a closed vocabulary (``WORDS``), or a list of them."""
        value, known = self.values.get(field), WORDS[field]
        values = [value] if isinstance(value, str) else self._list(field)
        for word in values:
            if word not in known:
                raise self.error(field, f"不认识 {_shown(word)}，只能用 {'、'.join(known)}")
        return tuple(str(word) for word in values)

    def amounts(self, field: str) -> tuple[tuple[ClauseId, tuple[Decimal, ...]], ...]:
        """Yuan by clause id, one or several."""
        found = []
        for clause, yuan in self._object(field, "{条款号: 元}").items():
            values = yuan if isinstance(yuan, list) and yuan else [yuan]
            each = tuple(self._yuan(field, value) for value in values)
            found.append((self._clause(field, clause), each))
        return tuple(found)

    def ranges(self, field: str) -> tuple[tuple[ClauseId | None, Decimal, Decimal], ...]:
        """``[lowest, highest]`` yuan, or one for each clause id."""
        value = self.values.get(field)
        if isinstance(value, list):
            return ((None, *self._ends(field, value)),)
        pairs = self._object(field, "[低, 高] 或 {条款号: [低, 高]}").items()
        return tuple((self._clause(field, c), *self._ends(field, ends)) for c, ends in pairs)

    def unused(self, field: str) -> tuple[Words, ...]:
        """Words, or ``{"text", "kind"}``, each named as unused by the answer."""
        found = []
        for value in self._list(field):
            if not isinstance(value, dict):
                found.append(Words(self._string(field, value)))
                continue
            kind = value.get("kind", "")
            if kind and kind not in UNUSED_KINDS:
                raise self.error(
                    field, f"的 kind 不认识 {_shown(kind)}，只能用 {'、'.join(UNUSED_KINDS)}"
                )
            found.append(Words(self._string(field, value.get("text")), str(kind)))
        return tuple(found)

    def expected(self, turns: int) -> tuple[Line | None, ...]:
        """``expect``: one line a turn, None where a turn is not judged; () if left out."""
        rows = self._list("expect")
        if rows and len(rows) != turns:
            raise self.error("expect", f"要每轮一项，有 {turns} 轮而写了 {len(rows)} 项")
        return tuple(self._part("expect", n, row) for n, row in enumerate(rows, start=1))

    def spans(self, turns: tuple[str, ...]) -> tuple[Span, ...]:
        """Labelled stretches, each inside its turn."""
        found = []
        for row in self._list("spans"):
            if not isinstance(row, dict):
                raise self.error("spans", f"的每一项要写成对象，现在有 {_shown(row)}")
            turn, start, end = (self._whole("spans", row.get(k)) for k in ("turn", "start", "end"))
            if turn >= len(turns) or not start < end <= len(turns[turn]):
                raise self.error("spans", f"的 {_shown(row)} 不在话里（turn 从 0 数起）")
            label = self._string("spans", row.get("label"))
            found.append(
                Span(turn, start, end, label, str(row.get("role", "")), str(row.get("fact", "")))
            )
        return tuple(found)

    def free_list(self, field: str) -> tuple[str, ...]:
        """Free words; a single string counts as a list of one."""
        value = self.values.get(field)
        values = value if isinstance(value, list) else [] if value is None else [value]
        return tuple(str(item) for item in values)

    def free_text(self, field: str) -> str:
        """Anything, as text."""
        value = self.values.get(field)
        return "" if value is None else str(value)

    def _part(self, field: str, n: int, row: object) -> Line | None:
        if not row:
            return None
        if not isinstance(row, dict):
            raise self.error(field, f"第 {n} 项要写成对象，现在是 {_shown(row)}")
        unknown = [name for name in row if name not in (*EXPECTED, *NOTED, "as_of")]
        if unknown:
            raise self.error(field, f"第 {n} 项里不认识 {unknown[0]!r}")
        return Line(f"{self.place} expect 第 {n} 项", row)

    def _ends(self, field: str, value: object) -> tuple[Decimal, Decimal]:
        if isinstance(value, list) and len(value) == len(("low", "high")):
            low, high = (self._yuan(field, yuan) for yuan in value)
            if low <= high:
                return low, high
        raise self.error(field, f"要写成 [低, 高] 两个元数，现在是 {_shown(value)}")

    def _whole(self, field: str, value: object) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        raise self.error(field, f"里的位置要写成非负整数，现在有 {_shown(value)}")

    def _object(self, field: str, shape: str) -> dict[str, object]:
        value = self.values.get(field)
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise self.error(field, f"要写成 {shape}，现在是 {_shown(value)}")
        return value

    def _list(self, field: str, *, needed: bool = False) -> list[object]:
        value = self.values.get(field)
        if value is None and not needed:
            return []
        if not isinstance(value, list) or (needed and not value):
            raise self.error(
                field, f"要写成{'非空的' if needed else ''}列表，现在是 {_shown(value)}"
            )
        return value

    def _string(self, field: str, value: object) -> str:
        if not isinstance(value, str) or not value.strip():
            raise self.error(field, f"里要写非空的字符串，现在有 {_shown(value)}")
        return value

    def _clause(self, field: str, value: object) -> ClauseId:
        try:
            return ClauseId.parse(value if isinstance(value, str) else "")
        except UnknownClauseError:
            raise self.error(
                field,
                f"里的条款号 {_shown(value)} 不合格式，应如 longgang-2025#2 或 futian-2024#1.2",
            ) from None

    def _yuan(self, field: str, value: object) -> Decimal:
        if not isinstance(value, bool) and _YUAN.fullmatch(str(value)):
            try:
                return Decimal(str(value))
            except InvalidOperation:  # more digits than Decimal takes
                pass
        raise self.error(field, f'里的金额 {_shown(value)} 要写成元的十进制数，如 "2400000"')


def read_line(row: str, place: str) -> Line:
    """Read one line as a JSON object with known, unrepeated fields; numbers stay exact.

    Raises:
        GoldError: it is no JSON object, or has an unknown or repeated field.
    """

    def unrepeated(pairs: list[tuple[str, object]]) -> dict[str, object]:
        values = dict(pairs)
        if len(values) != len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            raise GoldError(f"{place}：字段 {twice} 写了两次，请删去一个。")
        return values

    try:
        values = json.loads(row, object_pairs_hook=unrepeated, parse_float=Decimal)
    except (ValueError, RecursionError) as cause:
        raise GoldError(f"{place}：不是合格的 JSON（{cause}），请检查引号、逗号和括号。") from cause
    if not isinstance(values, dict):
        raise GoldError(f"{place}：一行要写成一个 JSON 对象 {{…}}，现在是 {_shown(values)}。")
    unknown = [name for name in values if name not in FIELDS]
    if unknown:
        raise GoldError(
            f"{place}：不认识字段 {unknown[0]!r}，只能用 {'、'.join(FIELDS)}（见 eval/FORMAT.md）。"
        )
    return Line(place, values)


def _shown(value: object) -> str:
    return "空缺" if value is None else repr(value)[:60]
