"""policy.yaml as the program writes it: every value with the words it was read from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from assistant.intake.describe import Description, Value
from assistant.text.dates import Validity

_HEAD = """\
# 由 cewen add 写出，可以手工修改；各键的意思见 docs/import.md。
# “读自”是原文里的字；“猜测”的键同时列在 guessed，核对后请从 guessed 里删去。
"""


def render_policy(
    described: Description,
    validity: Validity,
    *,
    order: int,
    sha256: str,
    aliases: Sequence[str],
    notes: Sequence[str],
    replaces: Sequence[str] = (),
) -> str:
    """The text of policy.yaml."""
    lines = [_HEAD.rstrip(), f"order: {order}"]
    lines += _value("title", described.title)
    lines += _value("short_title", described.short_title)
    lines += _list("aliases", aliases)
    lines.append("mismatched_titles: []")
    lines += _value("issuer", described.issuer)
    lines += _value("region", described.region)
    lines += _list("region_words", described.region_words)
    lines += _value("parent_region", described.parent_region)
    lines += _value("level", described.level)
    lines += _value("url", described.url)
    lines += _value("kind", described.kind)
    lines += _value("document_number", described.document_number)
    lines += _value("issued_day", described.issued_day)
    lines.append(f"first_day: {_day(validity.first_day)}")
    lines.append(f"last_day: {_day(validity.last_day)}")
    lines += _value("validity_quote", described.validity_quote)
    lines += _list("external_references", described.references)
    lines += _list("notes", notes)
    lines += _list("replaces", replaces)
    lines.append('replaced_by: ""')
    lines += _list("guessed", described.guessed)
    lines.append(f"sha256: {sha256}")
    return "\n".join(lines) + "\n"


def _value(key: str, value: Value) -> list[str]:
    lines = []
    if value.is_guess:
        basis = f"，读自：{_one_line(value.words)}" if value.words else ""
        lines.append(f"# 猜测，请核对{basis}")
    elif value.words and value.words != value.text:
        lines.append(f"# 读自：{_one_line(value.words)}")
    return [*lines, f"{key}: {quoted(value.text)}"]


def _list(key: str, values: Sequence[str]) -> list[str]:
    if not values:
        return [f"{key}: []"]
    return [f"{key}:", *(f"  - {quoted(value)}" for value in values)]


def _day(day: date | None) -> str:
    return day.isoformat() if day else '""'


def _one_line(words: str) -> str:
    return " ".join(words.split())[:80]


def quoted(text: str) -> str:
    """A string in YAML, on one line, whatever it holds; JSON strings are YAML.

    >>> quoted("a: b")
    '"a: b"'
    """
    return (
        json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f").replace("\x85", "\\u0085")
    )
