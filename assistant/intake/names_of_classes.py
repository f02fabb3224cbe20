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
_LISTED = re.compile(
    "(?:列入|纳入|入选|列进)[^,;、]{0,24}?(?P<name>[\u4e00-\u9fa5]{0,2}(?:目录|名录|名单|清单))"
)
_SHORTENED = re.compile("[\u4e00-\u9fa5]{4}[机车船器站炉泵仓]")
"""空压机 of 空气压缩机: the first of each two characters, and what it is."""
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


def less_of_all(labels: Sequence[str], words: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """The words of some classes, those of 其他展会 less 展会 where the others are such as well.

    >>> less_of_all(["列入目录的展会", "其他展会"], [["目录"], ["其他展会", "展会"]])
    [('目录',), ('其他展会',)]
    """
    return [
        tuple(
            word
            for word in own
            if not label.startswith(_OTHERS)
            or word.startswith(_OTHERS)
            or not any(word in other for other in labels if other != label)
        )
        for label, own in zip(labels, words, strict=True)
    ]


_NAMED_LIST = re.compile("《[^《》]{2,}?(?P<name>目录|名录|名单|清单)》")


def without_title(label: str) -> str:
    """列入目录的展会 of 列入《…重点境外展会目录》的展会: its title tells no class by its words.

    >>> without_title("列入《某市重点展会目录》的展会")
    '列入目录的展会'
    """
    return _NAMED_LIST.sub(lambda match: match["name"], label)


def _said_of_list(name: str) -> Iterator[str]:
    """列入目录, 目录里, 在重点目录 of 列入《…重点展会目录》的展会."""
    for said in dict.fromkeys((name, name[-2:])):
        yield said
        yield from (f"{verb}{said}" for verb in ("列入", "列入了", "纳入", "进了", "在", "属于"))
        yield from (f"{said}{where}" for where in ("里", "内", "上", "中", "以内", "里面"))


def own_names(label: str, words: Iterable[str]) -> list[str]:
    """The words of a class without those that name any of them: 企业 is no 其他企业.

    >>> own_names("其他企业", ["其他企业", "企业", "公司"]), own_names("四级及以上", [])
    (['其他企业'], ['四级'])
    """
    if _ALL_OTHERS.fullmatch(label):
        return [word for word in words if word.startswith(_OTHERS)]
    listed = _LISTED.search(label)
    above = _AND_ABOVE.fullmatch(label)
    short = _SHORTENED.fullmatch(label)
    return [
        *words,
        *(_said_of_list(listed["name"]) if listed is not None else ()),
        *([above["rank"]] if above is not None else ()),
        *([label[0] + label[2] + label[4]] if short is not None else ()),
    ]


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
