"""One of many that were counted, before its price: 六十台…,一台购置50万 is said of each.

Text → text of the same length, so that every character keeps its place.
"""

from __future__ import annotations

from assistant.text.pattern import lazy

_THINGS = "台平辆套架"
_ONE = lazy(
    f"(?:(?<=[,。;!?:、])|^)(?P<lead>[^,。;!?:、\\d一二两三四五六七八九十百千万]{{0,6}})一(?P<thing>[{_THINGS}])"
    "(?=[^,。;!?:]{0,14}\\d)"
)
_MANY = lazy(
    f"(?:\\d+|[二两三四五六七八九十百千][一二两三四五六七八九十百千]*)[多来几余]?(?P<thing>[{_THINGS}])"
)
_OWN_COUNT = lazy("[有了买卖退换坏又再还另加添剩只]|(?<![房月])租|共|就|才")
"""What counts one thing by itself: 还有一台, 买了一台."""


def each_for_one(text: str) -> str:
    """The folded text with 每台 for 一台 where several 台 are counted elsewhere in it.

    >>> each_for_one("六十台车,一台购置50万改造20万")
    '六十台车,每台购置50万改造20万'
    >>> each_for_one("六十台车,还有一台购置50万")
    '六十台车,还有一台购置50万'
    """
    spans = [(m.end("lead"), m["thing"]) for m in _ONE.finditer(text)
             if not _OWN_COUNT.search(m["lead"])]  # fmt: skip
    for at, thing in spans:
        if any(m["thing"] == thing and not m.start() <= at < m.end() for m in _MANY.finditer(text)):
            text = f"{text[:at]}每{text[at + 1 :]}"
    return text
