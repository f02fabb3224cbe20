"""Whether a sentence in other words still claims what the sentence claims that it words.

For whatever words an answer again, a language model above all: the figures in their order, the
names, the negations, the comparisons, the periods and the marks must be the same, and every plain
word must come from the sentence or from a list of other words for it: so 施行 does not become 废止.
It errs towards alarm: a wording that it cannot match is not shown, and the sentence itself is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answer.figures import Figure, find_figures
from assistant.policy.corpus import Corpus
from assistant.text.pattern import lazy

_COMPARISONS = {
    "most": (
        "未超过", "没有超过", "不超过", "不高于", "最多", "至多", "顶多", "最高", "上限", "封顶",
        "以内", "以下",
    ),
    "least": ("不低于", "不少于", "最少", "至少", "最低", "下限", "以上", "起步"),
    "over": ("超过", "高于", "大于", "多于"),
    "under": ("低于", "少于", "小于", "不足"),
}  # fmt: skip
_NEGATION = lazy("没有|没|不|未|无|非|否|勿")
_COMPARISON = lazy(
    "|".join(
        f"(?P<{name}>{'|'.join(sorted(words, key=len, reverse=True))})"
        for name, words in _COMPARISONS.items()
    )
)
_MUST = lazy("必须|应当|须|得以")
_DONE = lazy("已经|已")
_MARK = lazy(r"\[\d+\]")
_PERIOD = lazy("每年|每个?月|每季度|一次性|累计|上年度?|当年")


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


def known_names(corpus: Corpus) -> tuple[str, ...]:
    """Places and short names of the collected policies, which must not be mistaken."""
    short = (policy.short_title for policy in corpus.policies)
    places = (policy.region.removesuffix("区").removesuffix("市") for policy in corpus.policies)
    return tuple(dict.fromkeys((*short, *(place for place in places if place))))


def is_faithful(
    wording: str, sentence: str, names: Sequence[str], ways: Mapping[str, Sequence[str]]
) -> bool:
    """Whether the wording claims neither more nor less than the sentence.

    ``ways`` are word → other words that say the same.
    """
    if not _has_only_known_words(wording, sentence, names, ways):
        return False
    one, other = claims_of(wording, names), claims_of(sentence, names)
    if (one.names, one.counts) != (other.names, other.counts):
        return False
    if len(one.figures) != len(other.figures):
        return False
    return all(
        mine.readings & theirs.readings
        for mine, theirs in zip(one.figures, other.figures, strict=True)
    )


_NUMERALS = frozenset("零〇一二两三四五六七八九十百千半")
_HAN = lazy(r"[\u4e00-\u9fff]+")
_SMALL = frozenset(
    "的了您你在是为和与及或也都还就把由对于这那此其该则即可能会要请按每年月日元万亿个项条第"
)
"""Characters of small words, which claim nothing by themselves or are counted above."""


def _has_only_known_words(
    wording: str, sentence: str, names: Sequence[str], ways: Mapping[str, Sequence[str]]
) -> bool:
    known = [sentence.replace("**", ""), *names]
    known += [way for word, others in ways.items() if word in sentence for way in others]
    return all(_is_made_of(run, known) for run in _HAN.findall(wording.replace("**", "")))


def _is_made_of(run: str, known: Sequence[str]) -> bool:
    """Whether a run of characters falls into parts of known texts, small words and numerals.

    A part has two characters or more; a lone one of the sentence (the first of the known texts)
    may stand between such parts, but two of them side by side would be another word.
    """
    with_part = [True] + [False] * len(run)
    with_lone = [False] * (len(run) + 1)
    for at, char in enumerate(run):
        if not (with_part[at] or with_lone[at]):
            continue
        if char in _SMALL or char in _NUMERALS:
            with_part[at + 1] = True
        elif with_part[at] and char in known[0]:
            with_lone[at + 1] = True
        for length in range(2, _longest(run, at, known) + 1):
            with_part[at + length] = True
    return with_part[-1] or with_lone[-1]


def _longest(run: str, at: int, known: Sequence[str]) -> int:
    """Length of the longest part of a known text that begins here."""
    length = 0
    while at + length < len(run) and any(run[at : at + length + 1] in text for text in known):
        length += 1
    return length
