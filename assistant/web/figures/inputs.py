"""The fields of the calculator: facts as they come in a link, and as a form shows them.

A link holds facts by name (``compute_fee_yuan=800万``). Forms ask for sums in 万元 and name such a
field ``wan.compute_fee_yuan``: a number without a unit counts 万元 there, any other is read as
written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answer.geometry import round_up, ticks
from assistant.errors import FactError
from assistant.rules.facts import FactItem, FactKind, FactSpec, FactValue
from assistant.rules.parse_facts import find_spec, mark_of, parse_marked, split_mark
from assistant.rules.read.figures import bends_of, rates_of
from assistant.rules.read.names import main_facts
from assistant.rules.rule import Rule
from assistant.rules.rulebook import Rulebook

WAN = "wan."
RESERVED = frozenset(
    {"district", "topic", "rule", "view", "as_of", "mode", "lang", "name", "met", "site"}
)
"""Names in a link that are no facts."""

_HAS_UNIT = re.compile(r"[万萬亿億元圆块¥%]|w$|rmb|cny", re.IGNORECASE)
_UNIT = {
    FactKind.YUAN: "万元",
    FactKind.SQUARE_METRES: "平方米",
    FactKind.MONTHS: "个月",
    FactKind.YEARS: "年",
    FactKind.COUNT: "个",
}
_FAR = {
    FactKind.YUAN: Decimal(10_000_000),
    FactKind.SQUARE_METRES: Decimal(2000),
    FactKind.MONTHS: Decimal(48),
    FactKind.YEARS: Decimal(10),
    FactKind.COUNT: Decimal(10),
}
_STOPS = 300
"""A slider for a sum has about this many places to stop at."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a link states: typed facts, the text of each, and what is wrong with some."""

    facts: dict[str, FactValue]
    texts: dict[str, str]
    errors: dict[str, str]


@dataclass(frozen=True, slots=True)
class Slider:
    """A range beside a number field, in the field's own unit."""

    most: str
    step: str
    value: str


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form; ``options`` are (value, words) of a list to choose from."""

    name: str
    param: str
    label: str
    ask: str
    unit: str
    text: str
    error: str
    options: tuple[tuple[str, str], ...] = ()
    slider: Slider | None = None


_FIT = {
    FactKind.YUAN: "请填数字，例如 800 或 800万",
    FactKind.SQUARE_METRES: "请填数字，例如 300",
    FactKind.MONTHS: "请填数字，例如 12",
    FactKind.YEARS: "请填数字，例如 3",
    FactKind.COUNT: "请填数字，例如 2",
    FactKind.FOREIGN: "请连货币一起填，例如 100万美元",
    FactKind.EXCHANGE: "请填一单位外币合多少元，例如 7.12",
    FactKind.FRACTION: "请填比例，例如 30%",
    FactKind.FLAG: "请选“是”或“否”",
    FactKind.CHOICE: "请从列表里选一项",
}
"""What a field says to a value that it cannot take."""


def _fit_for(spec: FactSpec, why: str) -> str:
    fit = _FIT[spec.kind].replace("美元", spec.currency or "美元")
    return f"{why}。{fit}" if why else fit


def read_given(stated: Iterable[tuple[str, str]], rulebook: Rulebook) -> Given:
    """The facts of a link; an empty value states nothing."""
    given = Given({}, {}, {})
    for param, text in stated:
        name, mark = split_mark(param.removeprefix(WAN))
        if name in RESERVED or not text.strip():
            continue
        try:
            spec = find_spec(rulebook, name)
        except FactError as error:
            given.errors[name[:40]] = str(error)
            continue
        given.texts[spec.name] = text.strip()[:60]
        is_wan = param.startswith(WAN) and spec.kind is FactKind.YUAN
        whole = f"{text.strip()}万" if is_wan and not _HAS_UNIT.search(text) else text
        try:
            value = parse_marked(spec, whole[:60], mark)
            before = given.facts.get(spec.name)
            if isinstance(before, tuple) and isinstance(value, tuple):
                value = (*before, *value)
            given.facts[spec.name] = value
        except FactError as error:
            given.errors[spec.name] = _fit_for(spec, error.why)
    return given


def field_of(spec: FactSpec, given: Given, rules: Iterable[Rule] = ()) -> Field:
    """The field of a fact; ``rules`` decide how far its slider reaches."""
    is_yuan = spec.kind is FactKind.YUAN
    value = given.facts.get(spec.name)
    number = value if isinstance(value, Decimal) else None
    options = _options(spec)
    text = given.texts.get(spec.name, "")
    if number is not None:
        text = f"{_shown(number, is_wan=is_yuan)}{spec.currency}"
    elif options:
        text = {True: "是", False: "否"}[value] if isinstance(value, bool) else str(value or "")
    return Field(
        name=spec.name,
        param=(WAN if is_yuan else "") + spec.name,
        label=spec.label,
        ask=spec.ask,
        unit=_UNIT.get(spec.kind, ""),
        text=text,
        error=given.errors.get(spec.name, ""),
        options=options,
        slider=_slider(spec, number, rules),
    )


def fields_of(spec: FactSpec, given: Given, rules: Iterable[Rule] = ()) -> list[Field]:
    """The fields of a fact: one, or one for each item where a list is stated."""
    whole = field_of(spec, given, rules)
    value = given.facts.get(spec.name)
    if not isinstance(value, tuple):
        return [whole]
    return [
        replace(
            whole,
            name=f"{spec.name}-{at}",
            param=f"{whole.param}[{mark_of(item)}]",
            label=f"{spec.label}{_item_words(item)}",
            text=f"{_shown(item.value, is_wan=spec.kind is FactKind.YUAN)}{spec.currency}",
            slider=_slider(spec, item.value, rules),
        )
        for at, item in enumerate(value)
    ]


def _item_words(item: FactItem) -> str:
    year = f"{item.year}年" if item.year else ""
    said = "，".join(filter(None, (year, item.kind, f"×{item.count}" if item.count else "")))
    return f"（{said}）" if said else ""


def link_of(facts: Mapping[str, FactValue], rulebook: Rulebook) -> dict[str, str]:
    """Facts as a link holds them: sums in 万元."""
    found = {}
    for name, value in facts.items():
        is_yuan = rulebook.facts[name].kind is FactKind.YUAN
        if isinstance(value, bool):
            found[name] = "是" if value else "否"
        elif isinstance(value, Decimal):
            money = rulebook.facts[name].currency
            found[(WAN if is_yuan else "") + name] = f"{_shown(value, is_wan=is_yuan)}{money}"
        elif isinstance(value, tuple):
            for item in value:
                param = f"{WAN if is_yuan else ''}{name}[{mark_of(item)}]"
                found[param] = _shown(item.value, is_wan=is_yuan)
        else:
            found[name] = value
    return found


def _options(spec: FactSpec) -> tuple[tuple[str, str], ...]:
    if spec.kind is FactKind.FLAG:
        return (("", "不确定"), ("是", "是"), ("否", "否"))
    if spec.kind is FactKind.CHOICE:
        return (("", "未说明"), *((key, choice.label) for key, choice in spec.choices.items()))
    return ()


def _shown(value: Decimal, *, is_wan: bool) -> str:
    number = value / 10000 if is_wan else value
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _slider(spec: FactSpec, value: Decimal | None, rules: Iterable[Rule]) -> Slider | None:
    if spec.kind not in _FAR:
        return None
    far = max((reach(rule, spec.name) for rule in rules), default=Decimal(0))
    most = ticks(far * Decimal("1.25") or _FAR[spec.kind])[-1]
    is_yuan = spec.kind is FactKind.YUAN
    if not is_yuan:
        return Slider(_shown(most, is_wan=False), "1", _shown(value or Decimal(0), is_wan=False))
    step = round_up(most / _STOPS)
    return Slider(*(_shown(number, is_wan=True) for number in (most, step, value or Decimal(0))))


def reach(rule: Rule, fact: str) -> Decimal:
    """The value of the fact from which the rule pays no more, as far as its text tells; else 0."""
    found = [Decimal(0)]
    for condition in (*rule.when, *rule.conditions):
        if condition.fact == fact:
            bounds = (condition.at_least, condition.more_than, condition.at_most)
            found += [bound * 2 for bound in bounds if bound is not None]
    found += [bound for name, bound in bends_of(rule) if name == fact and bound not in found]
    rates = [rate for rate in rates_of(rule)[:1] if rate]
    if rule.cap is not None and fact in main_facts(rule):
        found += [rule.cap.yuan / rate for rate in rates]
    return max(found)
