"""A clause that says of what was paid too much that it came back: 多付了40万,人家退给我们了."""

from __future__ import annotations

from assistant.text.pattern import lazy

_TELLS_IT = lazy("多(?:付|交|给|打|转|汇|结|收|扣|缴)(?:出去?)?(?:了|的|过)?[^,。;!?]{1,10},$")
_GIVEN_BACK = lazy(
    "(?<![没未不肯愿给])(?<![没未不]有)(?<![没未不]能)"
    "(?:退|返还?|还给|补还|要回|追回|冲回|冲抵|抵扣)(?![休出市])"
)


def tells_it_came_back(text: str, start: int, end: int) -> bool:
    """Whether a clause says of what the one before says was paid too much that it came back."""
    is_behind = _TELLS_IT.search(text, max(0, start - 24), start)
    return bool(is_behind and _GIVEN_BACK.search(text, start, end))
