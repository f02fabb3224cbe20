"""Whether a sentence in other words still claims what the sentence claims that it words.

For whatever words an answer again, a language model above all: the figures in their order, the
names, the negations, the comparisons, the periods and the marks must be the same. It errs towards
alarm: a wording that it cannot match is not shown, and the sentence itself is. It does not see a
plain word turned into its opposite (施行 into 废止); only computing the answer again sees all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.evaluation.figures import Figure, find_figures

_COMPARISONS = {
    "most": (
        "未超过", "没有超过", "不超过", "不高于", "最多", "至多", "顶多", "最高", "上限", "封顶",
        "以内", "以下",
    ),
    "least": ("不低于", "不少于", "最少", "至少", "最低", "下限", "以上", "起步"),
    "over": ("超过", "高于", "大于", "多于"),
    "under": ("低于", "少于", "小于", "不足"),
}  # fmt: skip
_NEGATION = re.compile("没有|没|不|未|无|非|否|勿")
_COMPARISON = re.compile(
    "|".join(
        f"(?P<{name}>{'|'.join(sorted(words, key=len, reverse=True))})"
        for name, words in _COMPARISONS.items()
    )
)
_MUST = re.compile("必须|应当|须|得以")
_DONE = re.compile("已经|已")
_MARK = re.compile(r"\[\d+\]")
_PERIOD = re.compile("每年|每个?月|每季度|一次性|累计|上年度?|当年")


@dataclass(frozen=True, slots=True)
class Claims:
    """What a sentence claims, as far as it can be counted."""

    figures: tuple[Figure, ...]
    names: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]


def claims_of(text: str, names: Sequence[str]) -> Claims:
    """The claims of a sentence; ``names`` are the places and documents that can be told apart."""
    rest, found = text.replace("**", ""), []
    for name in sorted(names, key=len, reverse=True):
        found += [name] * rest.count(name)
        rest = rest.replace(name, "《》")
    counts: Counter[str] = Counter()
    plain = _MARK.sub("", rest)
    figures = find_figures(plain)
    for match in _COMPARISON.finditer(plain):
        counts[str(match.lastgroup)] += 1
    bare = _COMPARISON.sub("〈〉", plain)
    counts["not"] = len(_NEGATION.findall(bare))
    counts["must"] = len(_MUST.findall(bare))
    counts["done"] = len(_DONE.findall(bare))
    counts.update(_PERIOD.findall(bare))
    counts.update(_MARK.findall(rest))
    return Claims(figures, tuple(sorted(found)), tuple(sorted((+counts).items())))


def is_faithful(wording: str, sentence: str, names: Sequence[str]) -> bool:
    """Whether the wording claims neither more nor less than the sentence."""
    one, other = claims_of(wording, names), claims_of(sentence, names)
    if (one.names, one.counts) != (other.names, other.counts):
        return False
    if len(one.figures) != len(other.figures):
        return False
    return all(
        mine.readings & theirs.readings
        for mine, theirs in zip(one.figures, other.figures, strict=True)
    )
