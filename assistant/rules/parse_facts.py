"""Read facts that come as text (command line, forms, profiles) into their kinds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from difflib import get_close_matches

from assistant.errors import FactError, NumeralError
from assistant.rules.bounded import BOUNDS, bound_of
from assistant.rules.facts import (
    FactItem,
    FactKind,
    Facts,
    FactSpec,
    FactValue,
    ScalarValue,
    excluding,
)
from assistant.rules.rulebook import Rulebook
from assistant.rules.told import HIGH, LOW, ranged, with_sum
from assistant.text.money import parse_fraction, parse_yuan
from assistant.text.numerals import parse_number
from assistant.text.pattern import lazy

LIMIT = Decimal(10) ** 15
"""Sums and counts from here on are taken for a slip."""
PLACES = 6
"""Decimals a number may have."""

_MARKED = lazy(r"(?P<name>[^\[\]【】]+)[\[【](?P<mark>[^\[\]【】]+)[\]】]")
_BETWEEN = lazy("[,，、;；]")
_YEAR = lazy(r"((?:19|20)\d\d)年?(?:度)?", re.ASCII)
_COUNT = lazy(r"[×xX*](\d{1,7})", re.ASCII)
_ITEM_KEYS = ("value", "kind", "year", "count", "turn", "start", "end", "relation")
_UNREAD, _UNLISTED = "看不懂", "不在选项里"
"""Why a value is none at all: what may be written says enough."""
_YEARS_KNOWN = (1990, 2099)
_MOST_YEARS = 50
_MOST_ITEMS = 10_000_000
"""A count or an offset from here on is taken for a slip."""

_YES = frozenset({"是", "有", "对", "属于", "true", "yes", "y", "1"})
_NO = frozenset({"否", "不是", "没有", "无", "不", "不属于", "false", "no", "n", "0"})
_UNITS = {
    FactKind.COUNT: ("个", "家", "台", "项", "款", "次", "套", "辆", "条", "件"),
    FactKind.SQUARE_METRES: ("平方米", "平米", "㎡", "m²", "m2", "平"),
    FactKind.MONTHS: ("个月", "月"),
    FactKind.YEARS: ("年",),
}
_ACCEPTED = {
    FactKind.YUAN: "金额，如 800万、8000000、0.08亿",
    FactKind.COUNT: "不小于0的整数，如 3 或 3个",
    FactKind.SQUARE_METRES: "面积，如 500 或 500平方米",
    FactKind.MONTHS: "整月数，如 12 或 12个月",
    FactKind.YEARS: "年数，如 3 或 3年",
    FactKind.FRACTION: "0%到100%的比例，如 30%、0.3、三成",
    FactKind.FOREIGN: "外币金额并写明币种，如 500万美元",
    FactKind.EXCHANGE: "一单位外币合多少元，如 7.12",
    FactKind.FLAG: "是 或 否",
}


def parse_facts(rulebook: Rulebook, stated: Mapping[str, object]) -> dict[str, FactValue]:
    """The facts of a mapping from names (or labels) to text or lists of items, typed.

    A name may say of which item the text is: ``fee[2025]``, ``standards[国际]``,
    ``vehicle_price_yuan[A车,×3]`` (year, kind and count in any order). A list holds mappings
    ``{value, kind?, year?, count?, turn?, start?, end?, relation?}`` (told.py says what a relation
    is). Items whose kind names a fact of its own
    (``kinds`` of the vocabulary) become that fact.

    Raises:
        FactError: an unknown fact, or a value that is negative, absurd or unreadable; names the
            fact and what is accepted.
    """
    facts: dict[str, FactValue] = {}
    for name, given in stated.items():
        plain, mark = split_mark(name)
        spec = find_spec(rulebook, plain)
        if mark is None and spec.name in facts:
            raise FactError(f"事实 {spec.name}（{spec.label}）写了两次，请只留一个。")
        value = _parse(spec, given, mark)
        before = facts.get(spec.name, ())
        if isinstance(before, tuple) and isinstance(value, tuple):
            facts[spec.name] = (*before, *value)
        elif before == ():
            facts[spec.name] = value
        else:
            raise FactError(f"事实 {spec.name}（{spec.label}）写了两次，请只留一个。")
    return sort_kinds(facts, rulebook.facts)


def _parse(spec: FactSpec, given: object, mark: str | None) -> FactValue:
    if isinstance(given, list | tuple):
        if mark is not None:
            raise FactError(
                f"事实 {spec.name}（{spec.label}）已经写成列表，名称后不要再写 [{mark}]。"
            )
        items = tuple(parse_item(spec, entry) for entry in given)
        if not items:
            raise FactError(f"事实 {spec.name}（{spec.label}）的列表是空的：请至少写一项，或不写。")
        _check_relations(spec, items)
        return items
    return parse_marked(spec, as_text(given), mark)


def _check_relations(spec: FactSpec, items: tuple[FactItem, ...]) -> None:
    """A written sum has to come to the fact's numbers, a range to have two ends in order.

    Raises:
        FactError: it does not.
    """
    relations = [item.relation for item in items if item.relation]
    if not relations or (relations == [items[0].relation] and _is_sum_of(items)):
        return
    if bound_of(items):
        return
    if relations == [LOW, HIGH] and items == ranged(*sorted(item.value for item in items)):
        return
    shown = relations[0][:40]
    raise FactError(
        f"事实 {spec.name}（{spec.label}）的 relation {shown!r} 与数值不符：请写在第一项上，"
        f"如 25万元 × 10台 = 250万元，算出来要等于各项之和；或用 {LOW!r}、{HIGH!r} 写区间的两端，"
        f"用 {'、'.join(BOUNDS)} 写一个界限。"
    )


def _is_sum_of(items: tuple[FactItem, ...]) -> bool:
    first, *others = items
    return with_sum((replace(first, relation=""), *others), first.relation) == items


def parse_marked(spec: FactSpec, text: str, mark: str | None) -> FactValue:
    """One fact from text; with a mark (what stands in the brackets of its name), one item of it.

    Raises:
        FactError: see parse_facts.
    """
    value = parse_fact(spec, text)
    return value if mark is None else (_item(spec, value, _read_mark(spec, mark)),)


def parse_item(spec: FactSpec, given: object) -> FactItem:
    """One item of a list.

    Raises:
        FactError: see parse_facts; an unknown key, or a year or count that is none.
    """
    if not isinstance(given, Mapping):
        return _item(spec, parse_fact(spec, as_text(given)), {})
    unknown = sorted(str(key) for key in given if key not in _ITEM_KEYS)
    if unknown or "value" not in given:
        what = f"不认识 {'、'.join(unknown)[:60]!r}" if unknown else "缺少 value"
        raise FactError(
            f"事实 {spec.name}（{spec.label}）的列表项{what}：可用的键是 {'、'.join(_ITEM_KEYS)}。"
        )
    parts: dict[str, str | int] = {"kind": str(given.get("kind") or "").strip()[:60]}
    parts["relation"] = str(given.get("relation") or "")
    for key in ("year", "count", "turn", "start", "end"):
        if given.get(key) is not None:
            parts[key] = _whole(spec, key, given[key])
    return _item(spec, parse_fact(spec, as_text(given["value"])), parts)


def _item(spec: FactSpec, value: FactValue, parts: Mapping[str, str | int]) -> FactItem:
    if not isinstance(value, Decimal):
        raise FactError(f"事实 {spec.name}（{spec.label}）不是数，不能分年份或分项写。")
    year, count = parts.get("year"), parts.get("count")
    if isinstance(year, int) and not _is_year(year):
        raise FactError(f"事实 {spec.name}（{spec.label}）的年份 {year} 不合情理：请写四位年份。")
    if isinstance(count, int) and not 0 <= count < _MOST_ITEMS:
        raise FactError(f"事实 {spec.name}（{spec.label}）的件数 {count} 不合情理。")
    return FactItem(value, **parts)  # type: ignore[arg-type]


def _is_year(year: int) -> bool:
    """A year of the calendar, or which one it is of those that somebody counts (第1年)."""
    return 1 <= year <= _MOST_YEARS or _YEARS_KNOWN[0] <= year <= _YEARS_KNOWN[1]


def _whole(spec: FactSpec, key: str, given: object) -> int:
    text = as_text(given).strip()
    if not text.isascii() or not text.isdecimal() or len(text) > len(str(_MOST_ITEMS)):
        raise FactError(
            f"事实 {spec.name}（{spec.label}）的 {key} {text[:40]!r} 看不懂：请写不小于0的整数。"
        )
    return int(text)


def mark_of(item: FactItem) -> str:
    """What stands in the brackets behind a fact's name for this item."""
    count = f"×{item.count}" if item.count is not None else ""
    said = (str(item.year or ""), item.kind, count)
    return ",".join(filter(None, said)) or "×1"


def split_mark(name: str) -> tuple[str, str | None]:
    """A name apart from what stands in its brackets; None without brackets."""
    match = _MARKED.fullmatch(name.strip())
    return (name, None) if match is None else (match["name"].strip(), match["mark"].strip())


def _read_mark(spec: FactSpec, mark: str) -> dict[str, str | int]:
    parts: dict[str, str | int] = {}
    for piece in filter(None, (piece.strip() for piece in _BETWEEN.split(mark))):
        year, count = _YEAR.fullmatch(piece), _COUNT.fullmatch(piece)
        key, value = (
            ("year", int(year[1]))
            if year
            else ("count", int(count[1]))
            if count
            else ("kind", piece[:60])
        )
        if key in parts:
            raise FactError(
                f"事实 {spec.name}（{spec.label}）的 [{mark[:40]}] 看不懂：{piece!r} 多余。"
            )
        parts[key] = value
    return parts


def sort_kinds(facts: Facts, specs: Mapping[str, FactSpec]) -> dict[str, FactValue]:
    """Items whose kind names a fact of its own are moved to it; a lone one becomes a scalar.

    Raises:
        FactError: the fact is stated otherwise as well, or the kind is none of those known.
    """
    found: dict[str, FactValue] = {}
    for name, value in facts.items():
        spec = specs.get(name)
        if spec is None or not spec.kinds or not isinstance(value, tuple):
            _add(found, name, value, specs)
            continue
        for item in value:
            target = spec.kinds.get(item.kind)
            if target is None:
                known = "、".join(spec.kinds)
                raise FactError(
                    f"事实 {name}（{spec.label}）没有 {item.kind!r} 这一种：可写 {known}。"
                )
            _add(found, target, (replace(item, kind="", relation=""),), specs)
    return {name: _simple(value) for name, value in found.items()}


def _add(
    facts: dict[str, FactValue], name: str, value: FactValue, specs: Mapping[str, FactSpec]
) -> None:
    before = facts.get(name)
    if before is None:
        facts[name] = value
    elif isinstance(before, tuple) and isinstance(value, tuple):
        facts[name] = (*before, *value)
    else:
        raise FactError(f"事实 {name}（{specs[name].label}）写了两次，请只留一个。")


def _simple(value: FactValue) -> FactValue:
    """A lone item that says nothing but its value is that value."""
    if isinstance(value, tuple) and len(value) == 1 and value[0] == FactItem(value[0].value):
        return value[0].value
    return value


def find_spec(rulebook: Rulebook, name: str) -> FactSpec:
    """The fact with this name or label.

    Raises:
        FactError: there is none; names near ones.
    """
    spec = rulebook.facts.get(name)
    if spec is not None:
        return spec
    labelled = [spec for spec in rulebook.facts.values() if spec.label == name]
    if labelled:
        return labelled[0]
    near = get_close_matches(name, rulebook.facts, n=3, cutoff=0.5)
    shown = "、".join(f"{n}（{rulebook.facts[n].label}）" for n in near)
    hint = f"相近的有：{shown}。" if near else "可用的事实见 corpus/facts.yaml。"
    raise FactError(f"没有叫 {name[:40]!r} 的事实。{hint}")


def as_text(given: object) -> str:
    """A value of JSON or YAML as the text a person would write."""
    if isinstance(given, bool):
        return "是" if given else "否"
    return str(given)


def parse_fact(spec: FactSpec, text: str) -> ScalarValue:
    """One fact from text.

    Raises:
        FactError: see parse_facts.
    """
    clean = text.strip()
    if spec.kind is FactKind.FLAG:
        return _flag(spec, clean)
    if spec.kind is FactKind.CHOICE:
        return _choice(spec, clean)
    try:
        value = _number(spec, clean)
    except NumeralError as error:
        raise _unfit(spec, text, _UNREAD) from error
    return _checked(spec, text, value)


def accepted(spec: FactSpec) -> str:
    """What may be written for the fact."""
    if spec.kind is FactKind.CHOICE:
        return "、".join(f"{key}（{choice.label}）" for key, choice in spec.choices.items())
    return _ACCEPTED[spec.kind].replace("美元", spec.currency or "美元")


def _number(spec: FactSpec, text: str) -> Decimal:
    if spec.kind is FactKind.YUAN:
        return parse_yuan(text)
    if spec.kind is FactKind.FRACTION:
        return parse_fraction(text)
    if spec.kind is FactKind.FOREIGN:
        if not text.endswith(spec.currency):
            raise _unfit(spec, text, f"没有写{spec.currency}（不同货币不自动换算）")
        return parse_yuan(f"{text.removesuffix(spec.currency)}元")
    for unit in _UNITS.get(spec.kind, ()):
        if text.endswith(unit) and len(text) > len(unit):
            return parse_number(text.removesuffix(unit))
    return parse_number(text)


def _checked(spec: FactSpec, text: str, value: Decimal) -> Decimal:
    if value < 0 and not any(way.difference for way in spec.derive):
        raise _unfit(spec, text, "不能是负数")
    if value >= LIMIT:
        raise _unfit(spec, text, "大得不合情理（要小于1000万亿）")
    whole = value == value.to_integral_value()
    if spec.kind in (FactKind.COUNT, FactKind.MONTHS) and not whole:
        raise _unfit(spec, text, "要是整数")
    if spec.kind is FactKind.FRACTION and value > 1:
        raise _unfit(spec, text, "不能超过100%")
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > PLACES:
        raise _unfit(spec, text, f"小数太多（最多{PLACES}位）")
    return value


def _flag(spec: FactSpec, text: str) -> bool:
    folded = text.lower()
    if folded in _YES:
        return True
    if folded in _NO:
        return False
    raise _unfit(spec, text, _UNREAD)


def _choice(spec: FactSpec, text: str) -> str:
    for key, choice in spec.choices.items():
        if text in (key, choice.label) or text in choice.words:
            return key
        if text == excluding(spec, key):
            return text
    raise _unfit(spec, text, _UNLISTED)


def _unfit(spec: FactSpec, text: str, why: str) -> FactError:
    return FactError(
        f"事实 {spec.name}（{spec.label}）的值 {text[:40]!r} {why}：请写{accepted(spec)}。",
        why="" if why in (_UNREAD, _UNLISTED) else why,
    )
