"""Figures that words mean without telling them: the threshold, the whole, the year before."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.ledger import Matter
from assistant.dialogue.members.shares import whole_of
from assistant.dialogue.needs import needs_of
from assistant.dialogue.stated import Stated
from assistant.rules.base import Base
from assistant.rules.facts import FactKind
from assistant.text.money import format_yuan
from assistant.text.pattern import lazy

BORNE_PART = lazy(
    "(?:企业|单位|机构|申请人|自身|自己)[^,。;，；]{0,4}(?:承担|负担|自付|自筹)的?(?:部分|费用|金额)"
)
"""A clause that pays on what the applicant bears of a sum."""


@dataclass(frozen=True, slots=True)
class KnownFigures:
    """What a message may mean by words, in words and figures of the matter; "" where there is none.

    ``threshold`` is the one number that must be reached, ``months`` the longest time that is paid,
    ``before`` and ``after`` the sums of two years, ``growth`` what the later year has more is
    called. ``whole`` is the sum of which the asker bears a part, ``half`` half of it, ``shares``:
    the rules pay on what one bears; ``agreed`` is the sum of which a part arrived, ``paid`` the
    one of which others gave a part, ``sum`` the only sum that was told, used or not.
    """

    threshold: str = ""
    months: str = ""
    before: str = ""
    after: str = ""
    whole: str = ""
    half: str = ""
    growth: str = ""
    shares: bool = False
    agreed: Decimal | None = None
    paid: Decimal | None = None
    sum: str = ""


def known_figures(ctx: GatherContext, matter: Matter) -> KnownFigures:
    """The figures that a matter's rules and what was told of it hold."""
    part = Part(None, matter, ())
    told = {s.name: s for s in matter.numbers if isinstance(s.value, Decimal)}
    facts = ctx.rulebook.facts
    every = frozenset[str]().union(*(ctx.needs(c).all for c in matter.clauses))
    pairs = [
        (name, facts[name].year_before)
        for name in sorted(every & told.keys())
        if facts[name].year_before in told
    ]
    before, after, growth = "", "", ""
    if len(pairs) == 1:
        growth = _growth(ctx, every, pairs[0])
        before = format_yuan(_value(told[pairs[0][0]].value))
        after = format_yuan(_value(told[str(pairs[0][1])].value))
    whole = _whole(ctx, part)
    shown = "" if whole is None else format_yuan(whole)
    return KnownFigures(
        _threshold(ctx, part, {s.name for s in matter.numbers}),
        _longest(ctx, part),
        before,
        after,
        shown,
        format_yuan(whole / 2) if whole is not None else "",
        growth,
        bool(_on_own_part(ctx, part)),
        *_agreed_and_paid(ctx, part, told),
        _only_sum(ctx, part),
    )


def _only_sum(ctx: GatherContext, part: Part) -> str:
    """The only sum that was told of a matter, with one that nothing has used yet."""
    own = [s.value for s in part.matter.numbers if ctx.is_sum(s.name)]
    if not own:
        own = [f.value for f in part.matter.figures if _MONEY.search(f.text)]
    values = {value for value in own if isinstance(value, Decimal)}
    return format_yuan(values.pop()) if len(values) == len(set(own)) == 1 else ""


_MONEY = lazy("[万亿元块w]")


def _agreed_and_paid(
    ctx: GatherContext, part: Part, told: Mapping[str, Stated]
) -> tuple[Decimal | None, Decimal | None]:
    """The sum that stands in for what arrived, and the one that others' money is taken off."""
    agreed: set[Decimal] = set()
    paid: set[Decimal] = set()
    bases = (getattr(rule.amount, "base", None) for rule in ctx.rules_of(part))
    for base in (base for base in bases if isinstance(base, Base)):
        for fact in base.plus:
            others = [
                _value(told[name].value) for name in base.instead.get(fact, ()) if name in told
            ]
            own = [_value(told[fact].value)] if fact in told else []
            agreed |= set(others)
            paid |= set((own or others)[:1]) if base.minus else set()
    return (
        agreed.pop() if len(agreed) == 1 else None,
        paid.pop() if len(paid) == 1 else None,
    )


def _growth(ctx: GatherContext, every: Collection[str], pair: tuple[str, str | None]) -> str:
    """What the difference of two years is called."""
    before, after = pair
    found = [
        ctx.rulebook.facts[name].label
        for name in sorted(every)
        for derived in ctx.rulebook.facts[name].derive
        if tuple(derived.difference) == (after, before)
    ]
    return found[0] if found else ""


def _value(value: object) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(0)


def _threshold(ctx: GatherContext, part: Part, told: set[str]) -> str:
    """The one least number that the rules demand of what was told, with its name."""
    found = {
        (c.fact, c.at_least)
        for rule in ctx.rules_of(part)
        for c in rule.conditions
        if c.at_least is not None and c.fact in told
    }
    if len(found) != 1:
        return ""
    name, least = found.pop()
    spec = ctx.rulebook.facts[name]
    if least is None:
        return ""
    if spec.kind is FactKind.YUAN:
        return f"{spec.label}{format_yuan(least)}"
    number = f"{least.normalize():f}"
    if spec.kind is FactKind.COUNT and spec.unit_name:
        return f"{number}{spec.unit_name}"
    if spec.kind is FactKind.SQUARE_METRES:
        return f"{spec.label}{number}平方米"
    return ""


def _longest(ctx: GatherContext, part: Part) -> str:
    """The longest time that the rules pay for."""
    most = {
        months
        for rule in ctx.rules_of(part)
        if (months := getattr(rule.amount, "most_months", None)) is not None
    }
    return f"{most.pop()}个月" if len(most) == 1 else ""


def _on_own_part(ctx: GatherContext, part: Part) -> list[Stated]:
    """What was told of the sums of rules that pay on what the asker bears."""
    rules = [rule for rule in ctx.rules_of(part) if BORNE_PART.search(rule.quote)]
    main = needs_of(rules, ctx.rulebook.facts).main
    return [s for s in part.matter.numbers if s.name in main and isinstance(s.value, Decimal)]


def _whole(ctx: GatherContext, part: Part) -> Decimal | None:
    """The whole of which the asker bears a part, where a rule pays on that part."""
    own = _on_own_part(ctx, part)
    if len(own) != 1:
        return None
    whole = whole_of(own[0])
    if whole is None:
        value = _value(own[0].value)
        shares = [f.turn for f in part.matter.figures if f.value == value]
        larger = {f.value for f in part.matter.figures if f.value > value and f.turn in shares}
        whole = larger.pop() if len(larger) == 1 else None
    return whole
