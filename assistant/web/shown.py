"""Which sentences of an answer the page shows as words.

The answer's text stands on its own; the page draws sums, sources and warnings beside the words, so
sentences that only repeat these are left out there. static/shown.js does the same.
"""

from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape

from assistant.web.markup import bare


def shown(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """The sentences to show, each with its ``layout``: text, item or quote."""
    repeated = {warning["text"] for warning in answer["warnings"]}
    for estimate in answer["estimates"]:
        repeated.update(step["text"] for step in estimate["steps"])
        for said in (*estimate["assumptions"], *estimate["reasons"]):
            repeated.update((said, f"说明：{said}"))
    leads = tuple(_source_lead(citation) for citation in answer["citations"])
    quotes = [citation["quote"] for citation in answer["citations"]]
    found = []
    for sentence in answer["sentences"]:
        text = sentence["text"]
        layout = _layout(text, answer["text"])
        is_source = layout == "quote" and any(text in quote for quote in quotes)
        if text not in repeated and not is_source and not text.startswith(leads):
            found.append({**sentence, "layout": layout})
    return found


def worded(text: str) -> Markup:
    """A sentence with **its stars** as <strong> and without [1] marks.

    >>> str(worded("最高 **240万元**。[1]"))
    '最高 <strong>240万元</strong>。'
    """
    parts = text.split("**")
    html = Markup()
    for at, part in enumerate(parts):
        is_strong = at % 2 == 1 and at < len(parts) - 1
        tag = Markup("<strong>{}</strong>") if is_strong else Markup("{}")
        html += tag.format(escape(bare(part) if len(parts) == 1 else _unmarked(part)))
    return html


def _unmarked(part: str) -> str:
    """As bare, keeping the spaces around the strong words."""
    lead = part[: len(part) - len(part.lstrip())]
    tail = part[len(part.rstrip()) :]
    return f"{lead}{bare(part)}{tail}" if part.strip() else part


def _source_lead(citation: dict[str, Any]) -> str:
    """How a line that only names a source begins (prompts/answer.zh.j2); the source says it too."""
    return f"原文：《{citation['policy_title']}》{citation['label']}"


def _layout(text: str, whole: str) -> str:
    for mark, layout in (("> ", "quote"), ("- ", "item")):
        if f"\n{mark}{text}" in f"\n{whole}":
            return layout
    return "text"
