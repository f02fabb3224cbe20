"""Set verified lines as markdown; [1] refers to the first citation."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.draft import Layout, Line


def to_text(lines: Sequence[Line]) -> str:
    """Markdown: paragraphs, lists and block quotes, a blank line between kinds."""
    blocks: list[str] = []
    previous: Layout | None = None
    for line in lines:
        marks = "".join(f"[{n}]" for n in line.citations)
        if line.layout is Layout.ITEM:
            text = f"- {line.text}{marks}"
        elif line.layout is Layout.QUOTE:
            text = f"> {line.text}{marks}"
        else:
            text = f"{line.text}{marks}"
        joined = previous is line.layout and line.layout is not Layout.TEXT
        blocks.append(text if not blocks else ("\n" if joined else "\n\n") + text)
        previous = line.layout
    return "".join(blocks)
