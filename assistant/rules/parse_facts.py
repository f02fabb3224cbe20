"""Read facts that come as text (command line, forms, profiles) into their kinds."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from difflib import get_close_matches

from assistant.errors import FactError, NumeralError
from assistant.rules.facts import FactKind, FactSpec, FactValue
from assistant.rules.rulebook import Rulebook
from assistant.text.money import parse_fraction, parse_yuan
from assistant.text.numerals import parse_number

LIMIT = Decimal(10) ** 15
"""Sums and counts from here on are taken for a slip."""
PLACES = 6
"""Decimals a number may have."""

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
    FactKind.FLAG: "是 或 否",
}


def parse_facts(rulebook: Rulebook, stated: Mapping[str, str]) -> dict[str, FactValue]:
    """The facts of a mapping from names (or labels) to text, typed.

    Raises:
        FactError: an unknown fact, or a value that is negative, absurd or unreadable; names the
            fact and what is accepted.
    """
    facts: dict[str, FactValue] = {}
    for name, text in stated.items():
        spec = find_spec(rulebook, name)
        if spec.name in facts:
            raise FactError(f"事实 {spec.name}（{spec.label}）写了两次，请只留一个。")
        facts[spec.name] = parse_fact(spec, text)
    return facts


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


def parse_fact(spec: FactSpec, text: str) -> FactValue:
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
        raise _unfit(spec, text, "看不懂") from error
    return _checked(spec, text, value)


def accepted(spec: FactSpec) -> str:
    """What may be written for the fact."""
    if spec.kind is FactKind.CHOICE:
        return "、".join(f"{key}（{choice.label}）" for key, choice in spec.choices.items())
    return _ACCEPTED[spec.kind]


def _number(spec: FactSpec, text: str) -> Decimal:
    if spec.kind is FactKind.YUAN:
        return parse_yuan(text)
    if spec.kind is FactKind.FRACTION:
        return parse_fraction(text)
    for unit in _UNITS[spec.kind]:
        if text.endswith(unit) and len(text) > len(unit):
            return parse_number(text.removesuffix(unit))
    return parse_number(text)


def _checked(spec: FactSpec, text: str, value: Decimal) -> Decimal:
    if value < 0:
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
    raise _unfit(spec, text, "看不懂")


def _choice(spec: FactSpec, text: str) -> str:
    for key, choice in spec.choices.items():
        if text in (key, choice.label) or text in choice.words:
            return key
    raise _unfit(spec, text, "不在选项里")


def _unfit(spec: FactSpec, text: str, why: str) -> FactError:
    return FactError(
        f"事实 {spec.name}（{spec.label}）的值 {text[:40]!r} {why}：请写{accepted(spec)}。"
    )
