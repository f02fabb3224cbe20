"""Children by the order of their birth: 第二个子女 is 老二, 二孩 or 二宝 to whoever asks."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.text.pattern import lazy

_NTH = lazy(
    "第(?P<nth>[一二三四])个?(?P<more>(?:及其?|或者?)?以上)?的?(?:子女|孩子?|婴幼儿|宝宝|胎)"
    "|(?<![第0-9一二三四五六七八九十])(?P<short>[一二三四])[孩胎](?P<above>(?:及其?|或者?)?以上)?"
)
_CALLED = {
    "一": (
        "老大",
        "头胎",
        "一孩",
        "一胎",
        "第一胎",
        "大宝",
        "第一个孩子",
        "第一个子女",
        "头一个孩子",
    ),
    "二": ("老二", "二孩", "二胎", "二宝", "第二胎", "第二个孩子", "第二个子女", "第二个娃"),
    "三": ("老三", "三孩", "三胎", "三宝", "第三胎", "第三个孩子", "第三个子女", "第三个娃"),
    "四": ("老四", "四孩", "四胎", "四宝", "第四胎", "第四个孩子", "第四个子女", "第四个娃"),
}
_ORDER = "一二三四"


def births(label: str) -> Iterator[str]:
    """What people call the children that a label is of.

    >>> [word in births("第三个及以上子女入托") for word in ("老三", "四孩", "老二")]
    [True, True, False]
    """
    for found in _NTH.finditer(label):
        nth = found["nth"] or found["short"]
        is_open = found["more"] or found["above"]
        first = _ORDER.index(nth)
        for one in _ORDER[first:] if is_open else nth:
            yield from _CALLED[one]
