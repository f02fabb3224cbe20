"""Changes of one visible thing in a sentence or an answer, each of which makes it false.

Digits, units, negations, comparisons, dates, numbers of clauses, names, marks, quotes, sums. The
place is drawn by checksum, so the same answer always gives the same mutants.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from assistant.evaluation.robustness.draw import checksum, pick

Json = dict[str, Any]
Mutant = tuple[str, str]
"""(kind, changed text)"""

_DATE = re.compile(r"(20\d\d)([-年])(\d{1,2})([-月])(\d{1,2})")
_NUMBER = re.compile(r"(?<![\[\d.])\d[\d,]*(?:\.\d+)?(?![\d\]])")
_MARK = re.compile(r"\[(\d+)\]")
_LABEL = re.compile(r"第([一二三四五六七八九])条|[（(]([一二三四五六七八九])[）)]")
_HAN = re.compile("[\u4e00-\u9fff]{2}")
_ONES = "一二三四五六七八九"
_UNITS = {"万元": "亿元", "亿元": "万元", "%": "‰", "个月": "年"}
_NEGATIONS = {
    "不满足": "满足", "满足": "不满足", "不在": "在", "没有": "有", "不是": "是", "不能": "能",
    "可以": "不可以", "可获": "不可获", "不予": "予以", "尚未": "已经", "须": "不须",
}  # fmt: skip
_PERIODS = {"每年": "每月", "一次性": "每年", "累计": "每年", "上年度": "本月"}
_OPPOSITES = {
    "有效": "无效", "企业": "个人", "购买": "出售", "国家": "行业", "施行": "废止", "增加": "减少",
    "承担": "免除", "通过": "违反", "最近": "最远", "国际": "国内", "一致": "不同",
}  # fmt: skip
"""Changes of plain words, which no count of figures or small words can see."""
_COMPARISONS = {
    "未超过": "超过", "不超过": "超过", "最多": "至少", "最高": "最低", "以上": "以下",
    "不低于": "低于", "上限": "下限", "不少于": "少于",
}  # fmt: skip


def mutants_of(text: str, names: Sequence[str]) -> Iterator[Mutant]:
    """At most one change of each kind; ``names`` are places and documents that may be mistaken.

    >>> dict(mutants_of("最多可获 240万元", ()))["unit"]
    '最多可获 240亿元'
    """
    makers: dict[str, Callable[[str], str | None]] = {
        "digit": _other_digit,
        "date": _other_date,
        "unit": lambda text: _replaced(text, _UNITS, r"(?<=[\d])"),
        "negation": lambda text: _replaced(text, _NEGATIONS),
        "negation anywhere": _negated_anywhere,
        "comparison": lambda text: _replaced(text, _COMPARISONS),
        "period": lambda text: _replaced(text, _PERIODS),
        "opposite": lambda text: _replaced(text, _OPPOSITES),
        "label": _other_label,
        "swap": _swapped,
        "name": lambda text: _other_name(text, names),
    }
    for kind, make in makers.items():
        changed = make(text)
        if changed is not None and changed != text:
            yield kind, changed


def mutant_answers(answer: Mapping[str, Any], names: Sequence[str]) -> Iterator[tuple[str, Json]]:
    """The answer with one thing changed: in a sentence, a citation or an estimate."""
    for n, sentence in enumerate(answer["sentences"]):
        for kind, changed in mutants_of(sentence["text"], names):
            made = copy.deepcopy(dict(answer))
            made["sentences"][n]["text"] = changed
            made["text"] = made["text"].replace(sentence["text"], changed, 1)
            if made["text"] != answer["text"]:
                yield f"text {kind}", made
    for n, citation in enumerate(answer["citations"]):
        yield "quote", _with(answer, "citations", n, quote=_other_character(citation["quote"]))
        yield "quote place", _with(answer, "citations", n, start=citation["start"] + 1)
        yield "clause id", _with(answer, "citations", n, clause_id=_next_id(citation["clause_id"]))
        yield "status", _with(answer, "citations", n, status=_other_status(citation["status"]))
    for n, estimate in enumerate(answer["estimates"]):
        if estimate["amount"] is not None:
            digits = _other_digit(estimate["amount"])
            yield "sum", _with(answer, "estimates", n, amount=digits)
    marks = _MARK.findall(answer["text"])
    if marks:
        beyond = len(answer["citations"]) + 1
        yield "mark", {**answer, "text": answer["text"].replace(f"[{marks[0]}]", f"[{beyond}]", 1)}


def _with(answer: Mapping[str, Any], part: str, n: int, **changes: object) -> Json:
    made = copy.deepcopy(dict(answer))
    made[part][n].update(changes)
    return made


def _other_digit(text: str) -> str | None:
    dated = [match.span() for match in _DATE.finditer(text)]
    numbers = [
        match
        for match in _NUMBER.finditer(text)
        if not any(start <= match.start() < end for start, end in dated)
    ]
    if not numbers:
        return None
    number = pick(numbers, "number", text)
    places = [i for i in range(*number.span()) if text[i].isdigit()]
    if "." in number.group():  # a zero at the end of 60.00 says nothing
        places = [i for i in places if i < number.start() + number.group().index(".")]
    at = pick(places, "place", text)
    digit = str((int(text[at]) + 1 + checksum("digit", text) % 8) % 10)
    if at == number.start() and digit == "0":
        digit = "9" if text[at] != "9" else "8"
    return text[:at] + digit + text[at + 1 :]


def _other_date(text: str) -> str | None:
    found = _DATE.search(text)
    if found is None:
        return None
    part = 1 + 2 * (checksum("date", text) % 3)
    value = int(found[part])
    other = value + 1 if part == 1 else value % (12 if part == len("年月日") else 28) + 1
    written = f"{other:0{len(found[part])}}"
    return text[: found.start(part)] + written + text[found.end(part) :]


def _replaced(text: str, pairs: Mapping[str, str], before: str = "") -> str | None:
    """One of the words that occur is replaced, the longest at its place."""
    words = sorted(pairs, key=len, reverse=True)
    found = list(re.finditer(before + "(" + "|".join(map(re.escape, words)) + ")", text))
    if not found:
        return None
    match = pick(found, "word", text)
    return text[: match.start(1)] + pairs[match[1]] + text[match.end(1) :]


def _negated_anywhere(text: str) -> str | None:
    """不, 没有 or 未 put between any two Chinese characters outside names."""
    places = [i for i in range(1, len(text)) if _HAN.fullmatch(text[i - 1 : i + 1])]
    if not places:
        return None
    at = pick(places, "negated", text)
    return text[:at] + pick(("不", "没有", "未"), "not", text) + text[at:]


def _other_label(text: str) -> str | None:
    found = _LABEL.search(text)
    if found is None:
        return None
    group = 1 if found[1] else 2
    other = _ONES[(_ONES.index(found[group]) + 1) % len(_ONES)]
    return text[: found.start(group)] + other + text[found.end(group) :]


def _swapped(text: str) -> str | None:
    found = list(_NUMBER.finditer(text))
    if len(found) < len(("one", "other")) or found[0].group() == found[-1].group():
        return None
    one, other = found[0], found[-1]
    return (
        text[: one.start()] + other.group() + text[one.end() : other.start()] + one.group()
        + text[other.end() :]
    )  # fmt: skip


def _other_name(text: str, names: Sequence[str]) -> str | None:
    there = [name for name in names if name in text]
    others = [name for name in names if name not in text]
    if not there or not others:
        return None
    name = max(there, key=len)
    return text.replace(name, pick(others, "name", text), 1)


def _other_character(quote: str) -> str:
    places = [i for i, c in enumerate(quote) if not c.isspace()]
    at = pick(places, "character", quote)
    return quote[:at] + ("甲" if quote[at] != "甲" else "乙") + quote[at + 1 :]


def _next_id(clause_id: str) -> str:
    policy, _, number = clause_id.partition("#")
    article, *item = number.split(".")
    if item:
        return f"{policy}#{article}.{int(item[0]) + 1}"
    return f"{policy}#{int(article) + 1}"


def _other_status(status: str) -> str:
    return "expired" if status != "expired" else "in_force"
