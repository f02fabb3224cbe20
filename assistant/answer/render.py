"""An Answer and its parts as JSON (contract, section 3) and back; as Markdown and plain text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from assistant.answer.answer import Answer, Citation
from assistant.errors import UnknownClauseError

Json = dict[str, object]

_UNSIGNED = ("id", "conversation_id", "timings_ms")
"""What differs between two runs of the same question, and so is not in the canonical bytes."""


def to_json(part: object) -> Any:
    """An Answer, an Estimate or any other of the typed parts, in plain JSON types."""
    kind: Any = type(part)
    return _adapter(kind).dump_python(part, mode="json", by_alias=True)


def answer_of(stored: Mapping[str, object]) -> Answer | None:
    """The answer that ``to_json`` wrote; None for a shape that is no longer understood."""
    try:
        found: Answer = _adapter(Answer).validate_python(stored)
    except (ValidationError, UnknownClauseError):
        return None
    return found


def canonical(answer: Answer) -> bytes:
    """What is compared, digested and logged: JSON with sorted keys, without ids and timings.

    ``receipt.digest`` covers these bytes and so does not stand in them.
    """
    made = to_json(answer)
    for name in _UNSIGNED:
        del made[name]
    if made["receipt"]:
        del made["receipt"]["digest"]
    written = json.dumps(made, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return written.encode()


@cache
def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def to_markdown(answer: Answer) -> str:
    """The answer with its sums, sources, warnings and label, for copying and export."""
    parts = [answer.text]
    for estimate in answer.estimates:
        if estimate.steps:
            name = f"（{estimate.label}）" if estimate.label else ""
            lines = [f"**算式：{estimate.title}{name}**"]
            parts.append("\n".join([*lines, "", *(f"- {step.text}" for step in estimate.steps)]))
    if answer.citations:
        parts.append("\n".join(["**依据**", "", *map(_source_markdown, answer.citations)]))
    if answer.warnings:
        parts.append("\n".join(["**提示**", "", *(f"- {w.text}" for w in answer.warnings)]))
    parts.append(f"{answer.label}（截至 {answer.as_of.isoformat()}）")
    return "\n\n".join(filter(None, parts)) + "\n"


def to_text(answer: Answer) -> str:
    """The answer for a terminal or a pipe: as to_markdown, without the marks."""
    return to_markdown(answer).replace("**", "")


def _source_markdown(citation: Citation) -> str:
    heading = f" {citation.heading}" if citation.heading else ""
    quote = " ".join(citation.quote.split())
    return f"{citation.n}. 《{citation.policy_title}》{citation.label}{heading}：“{quote}”"
