"""Split text into sentences by offsets; brackets and quotation marks are never cut open."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.text.pattern import lazy

_STOPS = "。；！？;!?"
_PAIRS = {
    "（": "）",
    "(": ")",
    "《": "》",
    "【": "】",
    "[": "]",
    "“": "”",
    "「": "」",
    "『": "』",
    "‘": "’",
}
_LINE = lazy(r"[^\r\n\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters."""

    start: int
    end: int


def split_sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences of a text in order, blanks around them left out.

    A sentence ends after 。；！？ (also half-width) outside brackets, or with its line. A bracket
    that is not closed on its line protects nothing.

    >>> [text[s.start:s.end] for text in ["给予50万元。(单位：甲；乙)另行通知"]
    ...  for s in split_sentences(text)]
    ['给予50万元。', '(单位：甲；乙)另行通知']
    """
    spans: list[Span] = []
    for line in _LINE.finditer(text):
        start = line.start()
        for end in (*_stops(line.group(), start), line.end()):
            kept = text[start:end]
            left = len(kept) - len(kept.lstrip())
            if kept.strip():
                spans.append(Span(start + left, start + len(kept.rstrip())))
            start = end
    return tuple(spans)


def _stops(line: str, offset: int) -> list[int]:
    """Return the offsets just after each stop that stands outside of brackets."""
    stops: list[int] = []
    index = 0
    while index < len(line):
        character = line[index]
        closer = _PAIRS.get(character) or ('"' if character == '"' else None)
        closed = line.find(closer, index + 1) if closer else -1
        if closed > 0 and closer:
            index = _closing(line, index, character, closer)
        elif character in _STOPS:
            while index + 1 < len(line) and line[index + 1] in _STOPS:
                index += 1
            stops.append(offset + index + 1)
        index += 1
    return stops


def _closing(line: str, index: int, opener: str, closer: str) -> int:
    """Return the index of the closing mark that matches; `index` itself when there is none."""
    depth = 0
    for at in range(index, len(line)):
        if line[at] == closer and (opener != closer or at > index):
            depth -= 1
            if depth == 0:
                return at
        elif line[at] == opener:
            depth += 1
    return index
