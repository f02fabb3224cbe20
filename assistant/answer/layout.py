"""Set verified sentences as markdown by their roles; [1] refers to the first citation."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.answer import Role, Sentence

_MARKS = {
    Role.STEP: "- ",
    Role.READING: "- ",
    Role.UNUSED: "- ",
    Role.WARNING: "- ",
    Role.QUOTE: "> ",
}
"""How a line of a role begins in markdown; the others are paragraphs."""


def to_text(sentences: Sequence[Sentence]) -> str:
    """Markdown: paragraphs, lists and block quotes, a blank line between kinds."""
    blocks: list[str] = []
    previous = ""
    for sentence in sentences:
        mark = _MARKS.get(sentence.role, "")
        text = mark + sentence.text + "".join(f"[{n}]" for n in sentence.citations)
        joined = bool(mark) and mark == previous
        blocks.append(text if not blocks else ("\n" if joined else "\n\n") + text)
        previous = mark
    return "".join(blocks)
