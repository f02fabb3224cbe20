"""A stretch of a folded text in other words, each character still knowing where it came from."""

from __future__ import annotations


def splice(
    text: str, offsets: tuple[int, ...], start: int, end: int, new: str
) -> tuple[str, tuple[int, ...]]:
    """The text with ``new`` for ``text[start:end]``, and where each of its characters came from.

    >>> splice("四个,两个还在审", (0, 1, 2, 3, 4, 5, 6, 7), 0, 1, "2")
    ('2个,两个还在审', (0, 1, 2, 3, 4, 5, 6, 7))
    >>> splice("十二个", (0, 1, 2), 0, 2, "9")
    ('9个', (0, 2))
    """
    known = offsets or tuple(range(len(text)))
    last = len(known) - 1
    own = tuple(known[min(start + n, max(start, end - 1), last)] for n in range(len(new)))
    return f"{text[:start]}{new}{text[end:]}", (*known[:start], *own, *known[end:])
