"""Ranks with a sum each and no verb between: 金奖15万元、银奖8万元、铜奖5万元.

Where parts of one sentence list the same ranks (在国际比赛中获奖的,…;在全国性比赛中获奖的,…)
what each part is of belongs to the names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.intake.draft import Row
from assistant.intake.figures import MONEY, SIGNS, Skeleton
from assistant.intake.grammar import AWARD
from assistant.intake.lists import EachOf
from assistant.text.pattern import lazy

_RANK = (
    "(?:[一二三四五特]等奖?|[金银铜]奖|优秀奖|优胜奖|入围奖|提名奖|[冠亚季殿]军|第[一二三四五六七八1-8]名"
    "|[一二三四五六七八九]星级?|[1-5一二三四五]A级?|[A-Z甲乙丙丁]级|[特一二三四初中高]级"
    "|(?:国家|全国|世界|国际|省部?|自治区|市|州|盟|县|区)级)"
)
_SUM = f"(?:每[个项家件次名]{{0,1}})?(?:一次性|各|分别)?(?:{AWARD})*{MONEY}"
_LIST = rf"(?P<items>{_RANK}{_SUM}(?:(?:[、,和及]){_RANK}{_SUM})+)"
_ONE = re.compile(f"(?P<rank>{_RANK}){_SUM}")
_PART = re.compile(rf"(?:(?P<who>[^;。¶:]{{2,60}}?)的?[,:])?{_LIST}")
_SEVERAL_PARTS = re.compile("[^;。¶]+(?:;[^;。¶]+)+")
_OF_WHAT = lazy(
    "(?:在|获得|获|参加|荣获)(?P<what>[^在]{2,24}?)(?:(?:中|上|里)?(?:获|得|取|评)[^,]{0,4})?的?$"
)


def read_ranked(skeleton: Skeleton, start: int, end: int) -> EachOf | None:
    """The ranks of one part with their sums; None where it lists none."""
    for found in _PART.finditer(skeleton.text, start, end):
        if found.start("items") > start and skeleton.text[found.start("items") - 1] not in ",:;":
            continue
        if MONEY in skeleton.text[start : found.start("items")]:
            continue  # 国家级中心补助200万元,省级50万元,市级10万元: what goes on with a sum before
        rows = list(_rows(skeleton, found, ""))
        if len({row.label for row in rows}) == len(rows):
            return _each(rows, found.start("items"), found.end("items"))
    return None


def read_ranked_parts(skeleton: Skeleton, start: int, end: int) -> EachOf | None:
    """The ranks of parts of a sentence that list the same ones, each with what it is of."""
    found: list[re.Match[str]] = []
    at = start
    while at < end:
        part = _PART.match(skeleton.text, at, end)
        if part is None or part["who"] is None:
            break
        found.append(part)
        at = part.end() + 1
        if skeleton.text[part.end() : at] != ";":
            break
    if len(found) < _FEW:
        return None
    scopes = [_scope(part["who"]) for part in found]
    rows = [
        row
        for part, scope in zip(found, scopes, strict=True)
        for row in _rows(skeleton, part, scope)
    ]
    ranks = [{one["rank"] for one in _ONE.finditer(part["items"])} for part in found]
    is_same = all(one & ranks[0] for one in ranks[1:]) and all(scopes)
    if not is_same or len({row.label for row in rows}) < len(rows):
        return None
    return _each(rows, found[0].start("items"), found[-1].end("items"))


_FEW = 2


def _rows(skeleton: Skeleton, part: re.Match[str], scope: str) -> Iterator[Row]:
    for one in _ONE.finditer(part.string, part.start("items"), part.end("items")):
        yield Row(f"{scope}{one['rank']}", fixed=skeleton.at(one.end() - 1))


def _scope(who: str) -> str:
    """国际陶艺比赛 of 作品在国际陶艺比赛中获奖."""
    last = who.rpartition(",")[2]
    found = _OF_WHAT.search(last)
    what = found["what"] if found is not None else last
    return "" if set(what) & set(SIGNS) else what


def _each(rows: list[Row], start: int, end: int) -> EachOf:
    return EachOf(tuple(rows), (), "", ("",), start, end, is_again=False)
