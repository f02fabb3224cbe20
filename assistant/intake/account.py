"""The strict account of a clause: what bears on a sum and is in no rule is told by the rule.

A figure beside the one that a rule works with, a limit in a line of its own, an addition or a
share that was not read: whoever is given the sum must be told that it was worked out without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assistant.policy.clause import Clause
from assistant.rules.check_rule import used_numbers
from assistant.rules.facts import FactSpec
from assistant.rules.measure import Measure
from assistant.rules.quoted_numbers import QuotedNumber, quoted_numbers
from assistant.rules.read.names import names_of
from assistant.rules.rule import Rule
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

Mapped = dict[str, Any]

_PIECE = lazy("[^,，。;；:：\n|｜\u3000]+")
_ADDS = lazy(
    "另[加补奖外给增发]|(?<!不)再[给加补奖增上提]|额外|加[补奖发]|上浮|下浮|提高|增发|增加|翻倍|加倍|叠加"
)
_LESSENS = lazy(
    "减半|折半|一半|减按|(?<!不)(?:扣除|扣减|抵扣)|差额|补差|补足|递减|按[^,，。;；]{0,12}(?:标准|额度?|金额)的"
)
_LIMITS = lazy(
    "最高|最多|不超过|不得超过|不高于|不得高于|上限|封顶|限额|累计|合计|至多|为限|限(?:购|补|报|领|享)"
    "|(?:超[过出]|高于|多于|不足|不满|低于)[^,，。;；]{1,10}的?,?(?:部分)?(?:一律|均|只)?按[^,，。;；]{1,10}计"
)
_TO_WHAT_IS = lazy("(?:不超过|不得超过|不高于|不得高于)[^,，。;；]{0,8}实际")
_NO_PART = lazy(
    "自缴|自担|自筹|自行承担|追回|收回|退[回还]|骗|虚假|虚报|失信|公示|受理|申报|申请|审核|审定|核查|提交|材料|负责|预算|安排|列入|统筹|各承担|工作日|办理|出具|备案后"
    "|不得(?!超|高|少|低)|转让|迁出|解释|施行|有效期|以上[”」]|满分|评分|自[^,，]{0,12}之日起|另行制定|收取|评选|遴选"
)
"""Procedure, punishment, budgets: no part of a sum."""
_BOUNDS = lazy("以[上下内]|不足|不满|超过|不低于|不少于|达到?|低于|高于|少于|不到")
_DATED = ("年", "月", "日", "号", "岁", "周岁")
_YEAR = 1900
_PAID_OUT = lazy(
    "拨付|兑付|兑现|到位|后付|(?:首年|第.{1,2}年|年度?|期|次|批)(?:发放|支付)|分.{1,3}(?:年|次|期|批)|第[一二三四五1-5](?:年|笔|期)[^,，]{0,4}[0-9]"
)
"""How a sum is paid out changes nothing of it."""
_OF_ABOVE = lazy(
    "上述|以上(?:各|奖|补|标|两|几)|前[款项述]|本[条款项]|该[^,，]{0,8}(?:补|奖)|各[项类款]"
)
_DENIES = lazy("不(?:予|再|得)?(?:补|奖|资助|支持|享受|兑现|发放)")
_DURATIONS = ("天", "日", "年", "个月", "月", "小时", "课时", "学时", "周")
_NUMBERED = lazy(r"\s*(?:[(（]?(?:\d+|[一二三四五六七八九十]+)[)）．.、]|[①-⑳|｜])")
_OF_BOTH = (Measure.MONEY, Measure.FRACTION)
_TOLD = lazy("^原文还写明“(?P<words>.+)”，没有计入。$")
_SHORT = 4


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch between two marks, and where its line and its sentence part begin."""

    text: str
    start: int
    end: int


def account(
    clauses: Sequence[Clause],
    rules: Sequence[Mapped],
    facts: Mapping[str, FactSpec],
    together: Sequence[Mapped] = (),
) -> None:
    """Put into each rule (in place) the words of its article that bear on it and are in none.

    ``together`` are the statements on several rules (combine): what they quote is accounted for.
    """
    listed = {_article(str(one.id)) for one in clauses if one.id.item and is_listed(one)}
    stated = [(str(one["clause"]), str(one["quote"])) for one in together]
    known = [(mapped, Rule.model_validate(mapped)) for mapped in rules]
    paying = [one for one in known if one[0]["amount"]["kind"] not in ("unquantified", "in_kind")]
    numbers = {rule.id: _worked(rule, facts) for _, rule in known}
    for clause in clauses:
        article = _article(str(clause.id))
        of_article = [one for one in paying if _article(one[1].id) == article]
        own = [one for one in of_article if one[1].clause_id == str(clause.id)]
        about = own or of_article
        if not about:
            continue
        quoted = [(rule, _covered(clause, rule)) for _, rule in of_article]
        is_whole_paid = any(_pays_whole(mapped["amount"]) for mapped, _ in of_article)
        tail = tail_of(clause)
        granting = [] if own else list(grants(clause.text))
        for piece in _pieces(clause.text):
            if any(start <= piece.start < end for start, end in granting):
                continue
            if any(name == str(clause.id) and piece.text in quote for name, quote in stated):
                continue
            is_of_all = article in listed and piece.start > tail >= 0
            for mapped, rule in of_article if is_of_all else about:
                is_whole = _WHOLE.search(piece.text) is not None and not is_whole_paid
                if is_whole or _is_left(piece, rule, clause, quoted, numbers):
                    words = _widened(clause.text, piece)
                    mapped["left_out"] = [*dict.fromkeys([*mapped.get("left_out", ()), words])]
    _tell_rivals(paying)
    for mapped, _ in paying:
        words = mapped.get("left_out", [])
        whole = [w for w in words if not any(w != o and o.startswith(w) for o in words)]
        if whole:
            mapped["left_out"] = whole
        told = [m["words"] for one in mapped.get("readings", ()) if (m := _TOLD.match(one))]
        if told:
            mapped["left_out"] = [*dict.fromkeys([*mapped.get("left_out", ()), *told])]


_WHOLE = lazy(
    "(?:费用?|款|租金|保费|利息|支出)[^,，。;；]{0,4}全额(?:给予|予以)?(?:补[助贴]|奖励|资助|报销)"
)
"""展位费全额补助: all of another sum, which is read in no rule or as a rate of 1."""


def _pays_whole(amount: Mapped) -> bool:
    """Whether an amount pays all of some sum, or a maximum of it."""
    parts = [
        amount,
        *amount.get("classes", ()),
        *amount.get("slices", ()),
        *amount.get("bands", ()),
    ]
    return amount["kind"] == "ceiling" or any(one.get("rate") == "1" for one in parts)


def _tell_rivals(paying: Sequence[tuple[Mapped, Rule]]) -> None:
    """Two rules of one sentence that nothing tells apart: each is told of the other."""
    for mapped, rule in paying:
        for other, beside in paying:
            if beside is rule or beside.clause_id != rule.clause_id:
                continue
            is_same = (other.get("when"), other["conditions"], other.get("cap")) == (
                mapped.get("when"), mapped["conditions"], mapped.get("cap")
            )  # fmt: skip
            facts = [one["fact"] for one in mapped["amount"].get("items", ())]
            alike = facts and facts == [one["fact"] for one in other["amount"].get("items", ())]
            if is_same and alike and rule.quote in (beside.quote, *beside.more_quotes):
                known = mapped.get("left_out", [])
                mapped["left_out"] = [*dict.fromkeys([*known, str(other["quote"])])]


def _worked(rule: Rule, facts: Mapping[str, FactSpec]) -> set[Decimal]:
    """The numbers that a rule works with; those of its words alone do not count."""
    bare = rule.model_copy(update={"readings": (), "title": ""})
    values = {value for value, _ in used_numbers(bare, facts)}
    values |= {part.share for part in rule.paid_in} | {one.factor for one in rule.factors}
    values |= {rule.within.rate} if rule.within is not None else set()
    values |= {Decimal(n) for n in (rule.most_years, rule.most_items) if n is not None}
    # 轻型车(总质量4.5吨以下): how many tons says which case it is, and its name tells that.
    labels = (one.label for name in names_of(rule).all for one in facts[name].choices.values())
    values |= {n.value for label in labels for n in quoted_numbers(label)}
    if rule.rounding is not None:
        # 每100万美元奖励2万元,不足100万美元的不计: 0.02 for each, in whole steps of 20000;
        # 每50项奖励2万元: 400 for each
        whole = rule.rounding.unit
        steps = {value for value, _ in used_numbers(bare, facts) if 0 < value < whole}
        values |= {rule.rounding.unit / value for value in steps}
    return values | {value / 12 for value in values} | {Decimal(1)}


def _article(name: str) -> str:
    return name.partition(":")[0].partition(".")[0]


def is_listed(clause: Clause) -> bool:
    """Whether an item is but one of the cases of a list (…的，补助20万元；), and no section."""
    return clause.text.rstrip().endswith(("；", ";"))


def tail_of(clause: Clause) -> int:
    """Where behind the lines of an item a paragraph begins that is of the whole list; -1."""
    at = clause.text.find("\n")
    while at >= 0 and _NUMBERED.match(clause.text, at + 1):
        at = clause.text.find("\n", at + 1)
    return at


def grants(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a clause without a rule that grant something of their own."""
    for sentence in re.finditer("[^。；;\n]+", text):
        for piece in _PIECE.finditer(text, *sentence.span()):
            words = fold(piece.group())
            is_more = any(pattern.search(words) for pattern in (_ADDS, _LESSENS, _LIMITS))
            pays = any(n.measure in _OF_BOTH for n in quoted_numbers(piece.group()))
            if pays and not is_more and not _BOUNDS.search(words):
                yield sentence.span()
                break


ENDS_NOTED = re.compile("[（(]不?含[0-9][^（）()]{0,16}[）)]")
"""1万至2万人次（含1万，不含2万）: which of its ends a band holds, no number of its own."""


def _pieces(text: str) -> Iterator[_Piece]:
    text = ENDS_NOTED.sub(lambda note: "\u3000" * len(note.group()), text)
    for found in _PIECE.finditer(text):
        yield _Piece(found.group(), found.start(), found.end())


def _covered(clause: Clause, rule: Rule) -> bytearray:
    """The characters of a clause that a rule quotes."""
    covered = bytearray(len(clause.text))
    is_own = rule.clause_id == str(clause.id)
    for quote, where in _quotes(rule.model_dump()):
        if (where or rule.clause_id) != str(clause.id) and not is_own:
            continue
        at = clause.text.find(quote)
        while at >= 0 and quote:
            covered[at : at + len(quote)] = b"\x01" * len(quote)
            at = clause.text.find(quote, at + 1)
    return covered


def _quotes(value: object, where: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        where = str(value.get("clause") or "")
        for key, one in value.items():
            if key == "quote" and isinstance(one, str):
                yield one, where
            elif key == "more_quotes":
                yield from ((str(quote), where) for quote in one)
            else:
                yield from _quotes(one)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for one in value:
            yield from _quotes(one)


def _is_left(
    piece: _Piece,
    rule: Rule,
    clause: Clause,
    quoted: Sequence[tuple[Rule, bytearray]],
    numbers: Mapping[str, set[Decimal]],
) -> bool:
    """Whether a piece bears on a rule's sum and neither the rule nor another works with it."""
    text = fold(piece.text)
    is_limit = _LIMITS.search(text) is not None
    figures = [
        n for n in quoted_numbers(piece.text) if n.unit or is_limit or _is_threshold(piece.text, n)
    ]
    figures = [n for n in figures if not _is_date(n)]
    if _NO_PART.search(text) is not None or len(text.strip()) < _SHORT:
        return False
    others = [one for one, covered in quoted if _is_covered(piece, covered)]
    changes = any(pattern.search(text) for pattern in (_ADDS, _LESSENS, _TO_WHAT_IS))
    limits = bool(figures) and is_limit
    sentence = clause.text[_start_of(clause.text, piece) : piece.end]
    if _PAID_OUT.search(text if changes or limits else sentence) is not None:
        return False
    if rule not in others:
        if not (changes or limits):
            return False
        if limits and _DENIES.search(text) and _all_in(figures, [numbers[rule.id]]):
            return False  # 合计不到20吨的不予补助, of a rule that demands 20 of them
        return not others or (
            _OF_ABOVE.search(text) is not None
            and not _all_in(figures, [numbers[one.id] for one in others])
        )
    pays = [n for n in figures if n.measure in _OF_BOTH]
    figures = [n for n in figures if limits or n.unit not in _DURATIONS]
    bounds = bool(figures) and _BOUNDS.search(text) is not None
    if not figures and _TO_WHAT_IS.search(text):
        return rule.within is None
    if not (pays or limits or bounds):
        return False
    return not _all_in(figures, [numbers[one.id] for one in others])


_NO_MEASURE = "(?!周?岁|规模|[年月日号条款项章届期元个次以的及])"
"""Ages and dates say who may apply, and what is 规模以上 is no number at all."""
_OF_MEASURE = lazy(
    f"[万亿]?{_NO_MEASURE}[一-龥]{{1,3}}?(?:[(（]含[)）])?(?:及)?以[上下内](?!的?部分)"
)
_REACHED = lazy("(?:不少于|不低于|不小于|达到?|超[过出]|满|不足|不满|低于|少于)$")
_MEASURE = lazy(f"[万亿]?{_NO_MEASURE}[一-龥](?!.{{0,3}}部分)")


def _is_threshold(text: str, number: QuotedNumber) -> bool:
    """80吨以上, 不少于24课时: a number that somebody must have, whatever it is counted in."""
    if _OF_MEASURE.match(text, number.end) is not None:
        return True
    reached = _REACHED.search(text, 0, number.start) is not None
    return reached and _MEASURE.match(text, number.end) is not None


def _is_covered(piece: _Piece, covered: bytearray) -> bool:
    return sum(covered[piece.start : piece.end]) * 2 > piece.end - piece.start


def _all_in(figures: Sequence[QuotedNumber], worked: Sequence[set[Decimal]]) -> bool:
    return all(any(n.value in one for one in worked) for n in figures)


def _is_date(number: QuotedNumber) -> bool:
    return number.unit in _DATED and (number.unit != "年" or number.value > _YEAR)


def _start_of(text: str, piece: _Piece) -> int:
    """Where the part of a sentence begins in which a piece stands."""
    return max(text.rfind(sign, 0, piece.start) for sign in "。;；\n") + 1


def _widened(text: str, piece: _Piece) -> str:
    """A piece with the case before it: 配方取得专利授权的，该配方另加2万元."""
    words = text[_start_of(text, piece) : piece.end]
    return re.sub(r"^\s*(?:[(（]?[0-9一二三四五六七八九十]+[)）．.、]\s*)+", "", words).strip()
