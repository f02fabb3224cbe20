"""Join the numbers that a message enumerates: 一个投了800万,一个投了2500万; 订阅80万,部署120万.

Two numbers that want one fact are never added up by themselves. They are items of one list only
where the words say that they stand side by side: the same measure word before each, or a word that
opens an enumeration before the first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.aspects import content_of
from assistant.dialogue.language import covers, spending
from assistant.text.expressions import Expression, Operand, Relation
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_CLAUSE = lazy(r"[^,。;!?:]*$")
_PLACE = "第?[一二两三四五]|另一?|[头首前后末尾]一?|[甲乙丙丁戊]"
_EACH = lazy(rf"(?:另外?|还有|再)?(?:{_PLACE})((?![月年日季面期者来头])[\u4e00-\u9fff])")
"""第一笔, 另一场, 头一张, 后一批, 甲家: the place of one in a row, with its measure."""
_LETTERED = lazy("[甲乙丙丁戊][\u4e00-\u9fff]{1,3}$")
_TIME = lazy(
    r"(?:其中)?(?P<name>第?(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?:月份?|季度)|[上下]半年|年[初中底末])"
)
"""Sums told of one time after another (一月份签了200万,三月份300万)."""
_OPENS = lazy(r"(?::|包括|包含|分别是|分别为)([^,。;!?:]*)$")
_ENDS = lazy("[。;!?]")


_JOINED = (Relation.SUM, Relation.LIST)
_MONEY = frozenset({Unit.YUAN, Unit.YUAN_PER_UNIT, Unit.YUAN_PER_YEAR})


def join_enumerated(expressions: Sequence[Expression], text: str) -> tuple[Expression, ...]:
    """The expressions, with the sums that the message enumerates as one list."""
    sums = [e for e in expressions if _is_sum(e)]
    runs = [*_runs(sums, text), *_opened(sums, text)]
    if all(len(run) < 2 for run in runs):
        runs += _rows(sums, text)
    return _joined(expressions, runs, text)


def join_row(expressions: Sequence[Expression], text: str) -> tuple[Expression, ...]:
    """The expressions, with sums in a row that are said to be one as one list."""
    return _joined(expressions, _rows([e for e in expressions if _is_sum(e)], text), text)


def _joined(
    expressions: Sequence[Expression], runs: Sequence[tuple[Expression, ...]], text: str
) -> tuple[Expression, ...]:
    """The expressions, with each run of sums as one list."""
    joined: list[Expression] = []
    replaced: dict[int, Expression] = {}
    for run in runs:
        if len(run) < 2 and (run[0].relation not in _JOINED or run[0].operands[-1].role == "plus"):
            continue  # 又签了两单,一单70万一单65万: one addition
        made = _list_of(run, text)
        replaced[run[0].start] = made
        for e in run[1:]:
            replaced[e.start] = made
    inside = [(run[0].start, run[-1].end) for run in runs if len(run) > 1]
    for e in expressions:
        if e.start in replaced and _is_sum(e):
            if not joined or joined[-1] is not replaced[e.start]:
                joined.append(replaced[e.start])
        elif not (_is_place(e) and any(low <= e.start < high for low, high in inside)):
            joined.append(e)
    return tuple(joined)


def _is_sum(e: Expression) -> bool:
    if e.unit is not Unit.YUAN or e.part_of is not None:
        return False
    ones = [o for o in e.operands if o.role == "count" and o.quantity.value == 1]
    roles = ("term", "plus", "item") if ones else ("term", "plus")
    rest = [o for o in e.operands if o not in ones]
    is_of_them = e.relation is Relation.LIST and bool(ones)
    return (e.relation in (Relation.PLAIN, Relation.SUM) or is_of_them) and all(
        o.role in roles and o.year is None for o in rest
    )


def _is_place(e: Expression) -> bool:
    """Whether a count inside a row is the place of one in it (头批100万,二批200万)."""
    is_count = e.unit is Unit.COUNT and e.value is not None and 1 < e.value <= len(_MANY)
    return e.value == 1 or (is_count and e.operands[0].quantity.text[:1] in "二三四五")


_OF_TIME = "月"


def _measure(e: Expression, text: str, place: int = 0) -> str:
    """The measure word that opens the clause of a number (一个, 另一场)."""
    start = e.operands[place].quantity.start
    clause = _CLAUSE.search(text, max(0, start - 16), start)
    match = _EACH.match(clause.group()) if clause else None
    if match is None and clause and _TIME.match(clause.group()):
        return _OF_TIME
    return match.group(1) if match else ""


def are_alike(e: Expression, text: str) -> bool:
    """Whether a list is of as many things of one kind as were counted before it.

    办了两场大会,一场开发者大会花了400万,一场机器人展花了1200万: each has a noun of its own, and is
    one of the two. A measure of sums alone (两笔钱,一笔算力,一笔食堂) says nothing of their kind.
    """
    sums = [n for n, o in enumerate(e.operands) if o.quantity.unit in _MONEY]
    measures = {_measure(e, text, n) for n in sums}
    if len(sums) < _SEVERAL or len(measures) != 1:
        return False
    (measure,) = measures
    if measure not in set(_OF_THINGS if measure in _OF_THINGS else _OF_SUMS):
        return False
    if measure in _OF_SUMS and not all(_is_bare(e.operands[n], text) for n in sums):
        return False
    return any(
        told["of"] == measure
        and (measure != _OF_SELLERS or _AT.search(text, 0, told.start()))
        and _MANY.get(told["n"]) == len(sums)
        for told in _COUNTED_AS.finditer(text, 0, e.start)
    )


def are_bare(e: Expression, text: str) -> bool:
    """Whether the sums of a list have nothing before them but their places in the row."""
    return all(_is_bare(o, text) for o in e.operands if o.quantity.unit in _MONEY)


def _is_bare(one: Operand, text: str) -> bool:
    """Whether nothing but its place in the row stands beside a sum in its clause (头一张, 甲家)."""
    start = one.quantity.start
    is_led = _BARE_PLACE.fullmatch(_clause_before(start, text)) is not None
    return is_led and _BEHIND.match(text, one.quantity.end) is not None


_SEVERAL = 2
_OF_THINGS = "场个款台套家座条批次届轮"
_OF_SUMS = "张份笔单家"
"""两笔钱,一笔算力,一笔食堂: they are of one kind only where nothing else is told of any."""
_OF_SELLERS, _AT = "家", lazy("[从跟向找在由给付问][^,。;!?]{0,3}$")
"""跟两家采购: so many that were paid; 我们两家 are who asks."""
_BARE_PLACE = lazy(rf"(?:另外?|还有|再)?(?:{_PLACE})[{_OF_SUMS}{_OF_THINGS}](?:合同|是|要|有)?")
_MANY = {"两": 2, "俩": 2, "2": 2, "三": 3, "3": 3, "四": 4, "4": 4, "五": 5, "5": 5}
_COUNTED_AS = lazy(rf"(?P<n>[两俩三四五2-5])(?P<of>[{_OF_THINGS}{_OF_SUMS}])(?!月|人|点|半|多)")


def _clause_before(start: int, text: str) -> str:
    clause = _CLAUSE.search(text, max(0, start - 16), start)
    return clause.group() if clause else ""


def _same_measure(first: Expression, second: Expression, text: str) -> bool:
    between = text[first.end : second.start]
    measure = _measure(first, text)
    return bool(
        measure
        and measure == _measure(second, text)
        and (between.count(",") == 1 or _EACH.fullmatch(between))
        and not _ENDS.search(between)
    )


def _runs(sums: Sequence[Expression], text: str) -> list[tuple[Expression, ...]]:
    """Neighbouring sums, each led by the same measure word."""
    runs: list[tuple[Expression, ...]] = []
    for e in sums:
        if e.relation in _JOINED:
            # 一个1800万,一个2500万: the one that is counted is each of them, and counts nothing.
            places = [n for n, o in enumerate(e.operands) if o.quantity.unit in _MONEY]
            measures = {_measure(e, text, n) for n in places}
            if len(measures) == 1 and measures != {""}:
                goes_on = (
                    bool(runs)
                    and runs[-1][-1].relation is Relation.PLAIN
                    and _same_measure(runs[-1][-1], e, text)
                )
                runs[-1:] = [(*runs[-1], e)] if goes_on else [*runs[-1:], (e,)]
        elif (
            runs
            and runs[-1][-1].relation is Relation.PLAIN
            and _same_measure(runs[-1][-1], e, text)
        ):
            runs[-1] = (*runs[-1], e)
        else:
            runs.append((e,))
    return [
        run for run in runs if sum(o.quantity.unit in _MONEY for e in run for o in e.operands) > 1
    ]


def _opened(sums: Sequence[Expression], text: str) -> list[tuple[Expression, ...]]:
    """The labelled sums after a word that opens an enumeration, each in a clause of its own."""
    for n, e in enumerate(sums):
        opening = _OPENS.search(text, max(0, e.start - 16), e.start)
        if opening is None or e.relation is not Relation.PLAIN:
            continue
        run = [e]
        for after in sums[n + 1 :]:
            between = text[run[-1].end : after.start]
            one = re.fullmatch(r"元?,[^,。;!?:\d]{1,12}", between)
            if one is None or not after.operands[0].label:
                break
            run.append(after)
        if len(run) > 1 and e.operands[0].label:
            return [tuple(run)]
    return []


def _rows(sums: Sequence[Expression], text: str) -> list[tuple[Expression, ...]]:
    """Sums in clauses of their own, each behind its noun and nothing else, that are said to be one.

    去年物业460万,保安220万,水电300万,都算运营费.
    """
    row: list[Expression] = []
    for e in sums:
        lead = _CLAUSE.search(text, 0, e.start)
        is_item = (
            e.relation is Relation.PLAIN
            and len(e.operands) == 1
            and lead is not None
            and _ITEM.fullmatch(lead.group()) is not None
            and _BEHIND.match(text, e.end) is not None
        )
        if is_item and (not row or _NEXT.fullmatch(text, row[-1].end, e.start)):
            row.append(e)
        else:
            row = [e] if is_item else []
    is_one = len(row) > 1 and _ARE_ONE.match(text, row[-1].end) is not None
    return [tuple(row)] if is_one else []


_ITEM = lazy("(?:[去今明前]年)?[\u4e00-\u9fff]{1,6}?(?:整|花|费|是|要|用)?了?")
_BEHIND = lazy("元?(?:[,。;!?]|$)")
_NEXT = lazy("元?,[^,。;!?:\\d]{1,8}")
_ARE_ONE = lazy(
    "元?,(?:[这那些]|以上)*(?:都|全|一起|合起来|加起来)(?:部|都)?(?:算|是|属于|计入|放|归)"
)


def row_around(sums: Sequence[Expression], text: str) -> tuple[int, int] | None:
    """Where a message tells sums in a row that are said to be one, or as many as it counted."""
    own = [e for e in sums if _is_sum(e)]
    rows = _rows(own, text)
    if not rows:
        rows = [run for run in _runs(own, text) if are_alike(_list_of(run, text), text)]
    return (rows[0][0].start, rows[0][-1].end) if rows else None


def _list_of(run: Sequence[Expression], text: str) -> Expression:
    measure = _measure(run[0], text)
    sums = [o for e in run for o in e.operands if o.quantity.unit in _MONEY]
    if measure == _OF_TIME:
        names = [_TIME.match(_clause_before(o.quantity.start, text)) for o in sums]
        sums = [replace(o, label=m["name"]) if m else o for o, m in zip(sums, names, strict=True)]
        measure = ""
    operands = tuple(
        replace(o, role="item", label=_name(o.label, f"第{n}{measure}" if measure else ""))
        for n, o in enumerate(sums, start=1)
    )
    say = " + ".join(text[o.quantity.start : o.quantity.end] for o in operands)
    total = sum((o.quantity.value for o in operands), start=Decimal(0))
    return Expression(
        Relation.LIST, total, Unit.YUAN, None, None, run[0].start, run[-1].end, operands, say=say
    )


def _name(label: str, place: str) -> str:
    """What an item is called: its own noun (一笔空调 → 空调), else its place among the items."""
    if place and _LETTERED.match(label):
        return label  # 甲家: what it is called by
    noun = _EACH.sub("", label, count=1) if place else label
    spent = covers(noun, (spending(),))
    said = "".join(c for c, known in zip(noun, spent, strict=True) if not known)
    lead = next((end for start, end, _ in spending().find(noun) if start == 0), 0)
    is_noun = content_of(said) > 0 and len(noun[lead:]) > 1
    return noun if is_noun or not place else place
