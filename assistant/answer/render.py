"""An Answer and its parts as JSON (contract, section 3) and back; as Markdown and plain text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from assistant.answer.answer import ActionKind, Answer, Citation
from assistant.answer.view import estimate_of, view
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
    made = signed(to_json(answer))
    written = json.dumps(made, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return written.encode()


def signed(answer: Mapping[str, object]) -> Json:
    """Of an answer's JSON what its digest covers; what was added beside the answer is not."""
    made = {k: v for k, v in answer.items() if k in _names() and k not in _UNSIGNED}
    receipt = made.get("receipt")
    if isinstance(receipt, Mapping):
        made["receipt"] = {k: v for k, v in receipt.items() if k != "digest"}
    return made


@cache
def _names() -> frozenset[str]:
    return frozenset(field.name for field in fields(Answer))


@cache
def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def to_markdown(answer: Answer) -> str:
    """The answer for copying and export: what is said, the sums, how, the sources, the label."""
    made = to_json(answer)
    drawn = view(made)
    parts = [_said(sentence) for sentence in drawn.said]
    if len(drawn.rows) == 1:
        parts.append(
            "\n".join(f"- {name}：{text}" for name, text in row_lines(drawn.rows[0], drawn.who))
        )
    elif drawn.rows:
        parts.append(_table(drawn.rows))
    if drawn.rows or not made["estimates"]:
        worked = [e for row in drawn.rows if (e := estimate_of(made, row)) and e["steps"]]
    else:
        worked = list(drawn.worked)
    for estimate in worked:
        name = f"{estimate['title']}{estimate['label'] and '（' + estimate['label'] + '）'}"
        steps = "\n".join(f"{n}. {step['text']}" for n, step in enumerate(estimate["steps"], 1))
        parts.append(f"**算式：{name}**\n\n{steps}")
    notes = [*(s["text"] for s in made["sentences"] if s["role"] == "reading")]
    notes += [warning["text"] for warning in drawn.warnings]
    if notes:
        parts.append("\n".join(["**说明**", "", *(f"- {text}" for text in dict.fromkeys(notes))]))
    if drawn.confirm:
        labels = (f"- {one['label']}" for one in drawn.confirm)
        parts.append("\n".join(["**需要向主管部门确认**", "", *labels]))
    steps_on = [one for one in drawn.next if one["kind"] in (ActionKind.CONTACT, ActionKind.APPLY)]
    parts += [f"{one['text']} {one['url']}".strip() for one in steps_on]
    if answer.citations:
        parts.append("\n".join(["**依据**", "", *map(_source_markdown, answer.citations)]))
    parts.append(f"{answer.label}（截至 {answer.as_of.isoformat()}）")
    return "\n\n".join(filter(None, parts)) + "\n"


def inert(markdown: str) -> str:
    r"""Markdown in which the words of a question start no tag and load no picture.

    >>> inert("“<b>”和“![图](http://a.b)”没有用上，**240万元**")
    '“\\<b>”和“!\\[图](http://a.b)”没有用上，**240万元**'
    """
    return markdown.replace("<", "\\<").replace("![", "!\\[")


def to_text(answer: Answer) -> str:
    """The answer for a terminal or a pipe: as to_markdown, without the marks."""
    return to_markdown(answer).replace("**", "")


def _said(sentence: dict[str, Any]) -> str:
    marks = "".join(f"[{n}]" for n in sentence["citations"])
    lead = "> " if sentence["role"] == "quote" else ""
    return f"{lead}{sentence['text']}{marks}"


def row_lines(row: dict[str, Any], who: str = "") -> Iterator[tuple[str, str]]:
    """A result as (name, text) lines, as the page draws it; ``who`` if nothing above tells it."""
    cap = f"，上限 {row['cap']}" if row["cap"] else ""
    if who:
        yield "谁补什么", who
    if row["sum"]:
        yield "算式", f"{row['sum']}{cap}"
    elif row["amount_text"] and row["status"] == "facts_missing":
        yield "范围", row["amount_text"]
    yield "为什么", f"{row['terms']}[{row['n']}]"
    if row["last_day"]:
        yield "有效至", until(row)
    if row["open"]:
        yield "已假定", f"符合“{'”“'.join(row['open'])}”"
    if row["missing"]:
        yield "还缺", "、".join(row["missing"])


def until(row: dict[str, Any]) -> str:
    """The last day, and how many are left."""
    left = f"（还有 {row['days_left']} 天）" if row["days_left"] is not None else "（已失效）"
    return f"{row['last_day']}{left}" if row["last_day"] else ""


def _table(rows: Sequence[dict[str, Any]]) -> str:
    head = ("谁补什么", "金额", "算法", "有效至")
    lines = [f"| {' | '.join(head)} |", "|---|---|---|---|"]
    for row in rows:
        best = "（最高）" if row["is_best"] else ""
        how = f"{row['sum']}，上限 {row['cap']}" if row["sum"] and row["cap"] else row["terms"]
        cells = (
            f"{row['who']} {row['case'] or row['matter']}[{row['n']}]",
            f"{row['period']}{row['amount_text'] or '—'}{best}",
            how,
            until(row),
        )
        lines.append(f"| {' | '.join(cell.replace('|', '／') for cell in cells)} |")
    return "\n".join(lines)


def _source_markdown(citation: Citation) -> str:
    heading = f" {citation.heading}" if citation.heading else ""
    quote = " ".join(citation.quote.split())
    days = "" if citation.first_day is None else f"（{citation.first_day} 至 {citation.last_day}）"
    url = f" {citation.url}" if citation.url else ""
    return (
        f"{citation.n}. 《{citation.policy_title}》{citation.label}{heading}{days}：“{quote}”{url}"
    )
