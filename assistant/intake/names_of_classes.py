"""What classes are called beside one another: 规下 beside 规模以上企业, 高级技师 beside 技师."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

_ABOVE_SIZE = "规模以上"
_BELOW_SIZE = ("规下", "规模以下", "非规上", "不是规上", "没上规", "没有上规", "未上规", "还没入规")
"""What all others are called beside 规模以上工业企业."""
_OTHERS = ("其他", "其它", "其余")
_ALL_OTHERS = re.compile(
    "其[他它余](?:企业|公司|单位|机构|项目|产品|人员|主体|组织|地区|线路|航线|设备|车辆|情形)"
)
_AND_ABOVE = re.compile("(?P<rank>[^()、]{1,8}?[级类等档])(?:\\(含\\))?及?以上")


def words_beside(labels: Sequence[str]) -> list[tuple[str, ...]]:
    """More words for each of some classes, by what the others are called.

    >>> words_beside(["高级工", "技师", "高级技师职业资格证书"])[-1]
    ('高级技师',)
    """
    found: list[list[str]] = [[] for _ in labels]
    by_size = any(_ABOVE_SIZE in label for label in labels)
    for label, words in zip(labels, found, strict=True):
        if _ABOVE_SIZE in label:
            words += [label.replace(_ABOVE_SIZE, "规上"), "规上"]
        elif by_size and label.startswith(_OTHERS):
            words += _BELOW_SIZE
    if len(labels) > 1:
        found[-1] += _without_shared_tail(labels[-1], labels[:-1])
    return [tuple(words) for words in found]


def _without_shared_tail(last: str, others: Sequence[str]) -> Iterator[str]:
    """What all of them are of stands behind the last name alone: 高级工、技师、高级技师证书."""
    for other in others:
        at = last.find(other)
        if len(other) > 1 and 0 < at < len(last) - len(other):
            yield last[: at + len(other)]


def own_names(label: str, words: Iterable[str]) -> list[str]:
    """The words of a class without those that name any of them: 企业 is no 其他企业.

    >>> own_names("其他企业", ["其他企业", "企业", "公司"]), own_names("四级及以上", [])
    (['其他企业'], ['四级'])
    """
    if _ALL_OTHERS.fullmatch(label):
        return [word for word in words if word.startswith(_OTHERS)]
    above = _AND_ABOVE.fullmatch(label)
    return [*words, *([above["rank"]] if above is not None else ())]


_SHARE = re.compile("(?P<part>[^占,;、]{2,16})占(?P<whole>[^占,;、比]{2,14})")


def words_of_share(phrase: str) -> tuple[str, ...]:
    """入驻面积占楼宇可租售面积 is told as 占可租售面积: by the end of what it is a share of.

    >>> words_of_share("银行入驻面积占楼宇可租售面积")[:2]
    ('占楼宇可租售面积', '占可租售面积')
    """
    found = _SHARE.fullmatch(phrase)
    if found is None:
        return ()
    whole = found["whole"]
    ends = (whole[-n:] for n in (len(whole), 5, 4, 2) if n <= len(whole))
    return tuple(dict.fromkeys([*(f"占{end}" for end in ends), "占比", "占到"]))
