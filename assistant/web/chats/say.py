"""An Answer as one text for a chat: no markup, not longer than the platform takes.

What is left out for want of room is said to be, and stands on the answer's page.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.text.pattern import lazy

_STRONG = lazy(r"\*\*(.+?)\*\*")
_BESIDE = ("reading", "warning")
_CUT = "（内容较长，其余见全文）"

Json = dict[str, Any]


def text_of(answer: Json, page: str, most: int) -> str:
    """The answer within ``most`` bytes of UTF-8; ``page`` is the address of the whole.

    First what was asked, with its sums; then where the room allows the quotes; notes, sources, the
    label and the address at the end.
    """
    said = list(answer.get("sentences") or ())
    head = [_line(s) for s in said if s["role"] not in (*_BESIDE, "quote", "source")]
    head += _choices(answer)
    if answer.get("notice"):
        head.insert(0, str(answer["notice"]))
    notes = [_line(s) for s in said if s["role"] in _BESIDE]
    sources = [f"[{c['n']}]《{c['policy_title']}》{c['label']}" for c in answer["citations"]]
    end = [*(["依据：", *sources] if sources else ()), str(answer["label"]), f"全文：{page}"]
    quotes = [f"原文[{c['n']}]：{c['quote']}" for c in answer["citations"]]
    for body in ([*head, *quotes, *notes], [*head, *notes]):
        whole = "\n".join([*body, *end])
        if _size(whole) <= most:
            return whole
    return _cut([*head, *notes], end[-2:], most)


def clipped(text: str, most: int) -> str:
    """The text, cut where a character ends so that it is no longer than ``most`` bytes."""
    return text.encode()[:most].decode("utf-8", "ignore")


def _line(sentence: Json) -> str:
    marks = "".join(f"[{n}]" for n in sentence["citations"])
    return _STRONG.sub(r"\1", str(sentence["text"])) + marks


def _choices(answer: Json) -> Iterator[str]:
    asked = answer.get("clarify") or {}
    question = str(asked.get("question") or "")
    if question and question not in str(answer["text"]):
        yield question
    for choice in asked.get("choices") or ():
        label = choice.get("label") if isinstance(choice, dict) else choice
        yield f"· {label}"


def _cut(lines: list[str], end: list[str], most: int) -> str:
    """As many whole lines as fit."""
    room = most - _size("\n".join(["", _CUT, *end]))
    kept: list[str] = []
    for line in lines:
        if _size("\n".join([*kept, line])) > room:
            break
        kept.append(line)
    if not kept and lines:
        kept = [clipped(lines[0], max(0, room))]
    return clipped("\n".join([*kept, _CUT, *end]), most)


def _size(text: str) -> int:
    return len(text.encode())
