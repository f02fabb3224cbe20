"""A draft as rules: one, or one for each of its cases, bands or classes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.intake.amounts import amount_of, whole_ones
from assistant.intake.amounts_of_cases import (
    are_variants,
    bands_amount,
    classes_amount,
    is_banded,
    levels_amount,
    variants_amount,
    with_first_case,
)
from assistant.intake.comparisons import band_conditions, condition_of, one_of
from assistant.intake.draft import Band, Bound, CapOf, Draft, Row, Span, Threshold
from assistant.intake.figures import AREA, Figure
from assistant.intake.labels import are_years, words_for_class
from assistant.intake.lowest_bands import is_of_one
from assistant.intake.measured import measured_fact
from assistant.intake.place import Place
from assistant.intake.rule_words import common_of
from assistant.intake.things import PERSONS
from assistant.intake.vocabulary import Vocabulary
from assistant.intake.written import Mapped, amount_words, decimal_text, told_case

_OF_YEAR = re.compile("(?<![上前去])(?<!上一)(?<!前一)年度")
_AGES = ("周岁", "岁")
_OPTIONAL = ("beside", "factors", "received", "paid_in", "within")


def rules_of(
    place: Place, draft: Draft, rule_id: str, facts: Vocabulary, *, is_only: bool
) -> list[Mapped]:
    """The rules of a draft, whose names begin with ``rule_id``."""
    common = common_of(place, draft, facts, is_only=is_only)
    if draft.class_caps or draft.class_counts:
        return _of_classes(place, draft, rule_id, facts, is_only=is_only)
    draft = _by_age(draft)
    draft = with_first_case(_with_cap_of_row(draft))
    rows = draft.rows
    labelled = all(row.label for row in rows)
    if len(rows) == 1 and rows[0].band is None:
        return [make_rule(rule_id, common, draft, amount_of(draft, rows[0], facts))]
    is_plain = all(r.fixed and not r.cap for r in rows) and (
        not draft.period
        or (draft.period == "月" and draft.per in ("", *PERSONS))
        or (draft.period == "月" and draft.per in AREA and are_years([r.label for r in rows]))
    )
    if rows[0].band is None and labelled and is_plain:
        return [
            make_rule(rule_id, common, draft, levels_amount(draft, str(place.clause.id), facts))
        ]
    if draft.adds_up and is_banded(draft):
        return [
            _rule_of_band(place, draft, row, f"{rule_id}-{n}", facts, is_only=is_only)
            for n, row in enumerate(rows, 1)
        ]
    if is_banded(draft) and is_of_one(draft):
        rule = make_rule(rule_id, common, draft, bands_amount(place, draft, facts))
        if draft.most_things is not None:
            rule["most_items"] = decimal_text(draft.most_things.value)
        return [rule | {"several": "each"}]
    if is_banded(draft) and not draft.per and not draft.period:
        return [make_rule(rule_id, common, draft, bands_amount(place, draft, facts))]
    if labelled and rows[0].band is None and all(r.rate for r in rows) and not draft.item_cap:
        return [
            make_rule(rule_id, common, draft, classes_amount(draft, str(place.clause.id), facts))
        ]
    if rows[0].band is None and not rows[0].label and are_variants(draft):
        rule = make_rule(rule_id, common, draft, variants_amount(place, draft, facts))
        is_linear = not any(t.figure.unit == "元" for t in draft.thresholds)
        is_linear = is_linear and all(row.label and not row.cap for row in rows[1:])
        if is_linear and rows[0].cap is None and draft.floor is None:
            rule["several"] = "each"  # 其中800万元给区内机构: each part at the rate of its case
        return [rule]
    return [
        _case_rule(place, draft, row, f"{rule_id}-{n}", common, facts)
        for n, row in enumerate(rows, 1)
    ]


def _with_cap_of_row(draft: Draft) -> Draft:
    """每人再补8000元,加补部分最高4万元: the limit of its only case is that of the whole."""
    (first, *others) = draft.rows
    if others or first.cap is None or draft.cap is not None or first.band is not None:
        return draft
    return replace(draft, rows=(replace(first, cap=None),), cap=CapOf(first.cap, draft.span))


def _by_age(draft: Draft) -> Draft:
    """60周岁至79周岁的每餐2元,80周岁以上的每餐4元: there are so many of each of them."""
    bands = [row.band for row in draft.rows if row.band is not None]
    ages = all(band.figure.unit in _AGES for band in bands) and len(bands) == len(draft.rows)
    is_sum = all(row.fixed is not None for row in draft.rows)
    if len(bands) < 2 or not (ages and is_sum) or not draft.per or draft.period:
        return draft
    rows = tuple(
        replace(row, band=None, label=_age_label(band))
        for row, band in zip(draft.rows, bands, strict=True)
    )
    return replace(draft, rows=rows, measure="")


def _age_label(band: Band) -> str:
    low, high, unit = band.lower, band.upper, band.figure.unit
    if low is None:
        return f"{decimal_text(high)}{unit}以下"
    if high is None:
        return f"{decimal_text(low)}{unit}以上"
    return f"{decimal_text(low)}{unit}至{decimal_text(high)}{unit}"


def _of_classes(
    place: Place, draft: Draft, rule_id: str, facts: Vocabulary, *, is_only: bool
) -> list[Mapped]:
    """企业最高80万元,农户最高6万元: the rates with their limits, or a rule for each class."""
    if draft.class_counts and draft.class_caps:
        # Two limits by class: what one of them says is the case of the other.
        told = dict(draft.class_caps)
        if set(told) != {label for label, _ in draft.class_counts}:
            draft = replace(draft, class_caps=())
    caps = draft.class_caps or draft.class_counts
    counts = dict(draft.class_counts)
    money = dict(draft.class_caps)
    bare = replace(draft, class_caps=(), class_counts=())
    first = draft.rows[0]
    is_rate = len(draft.rows) == 1 and first.rate is not None and first.band is None
    is_plain = is_rate and not (draft.slices or draft.period or draft.beyond or draft.is_rent)
    if is_plain and all(label for label, _ in caps) and not counts:
        rows = tuple(Row(label, rate=first.rate, cap=figure) for label, figure in caps)
        return rules_of(place, replace(bare, rows=rows), rule_id, facts, is_only=is_only)
    named = [label for label, _ in caps if label]
    choice = "" if len(named) < len(caps) else facts.choice(f"{place.clause.id}/caps", named)
    found: list[Mapped] = []
    for n, (label, figure) in enumerate(caps, 1):
        one = replace(bare, most_things=counts[label]) if label in counts else bare
        one = replace(one, cap=CapOf(figure, draft.span)) if label in money else one
        if choice:
            when = [{"fact": choice, "is": f"c{n}", "say": label}]
        elif label:
            when = [told_case(facts.flag(label), "true", label)]
        else:
            when = [told_case(facts.flag(name), "false", name) for name in named]
        for rule in rules_of(place, one, f"{rule_id}-k{n}", facts, is_only=is_only):
            rule["when"] = [*rule.get("when", ()), *when]
            rule["title"] = f"{rule['title']}（{label or '其他'}）"
            found.append(rule)
    return found


def make_rule(rule_id: str, common: Mapped, draft: Draft, amount: Mapped) -> Mapped:
    """One rule: what is ``common`` to those of its draft, its amount, its limits."""
    told = {key: value for key, value in common.items() if value or key not in _OPTIONAL}
    rule: Mapped = {"id": rule_id, **told, "amount": amount}
    if draft.cap is not None:
        rule["cap"] = _cap(draft.cap.figure, draft.cap.span, draft.cap.per)
        if Span.YEAR in (draft.cap.span, draft.span):
            rule["yearly"] = "true"
    elif draft.span is Span.YEAR or (
        _OF_YEAR.search(str(common["quote"])) is not None and any(row.cap for row in draft.rows)
    ):
        rule["yearly"] = "true"
    whole = whole_ones(draft)
    if whole is not None:
        rule["rounding"] = {"unit": decimal_text(whole), "mode": "down"}
    if draft.is_capped_apart:
        rule["several"] = "each"
    if draft.most_things is not None and draft.is_capped_apart:
        rule["most_items"] = decimal_text(draft.most_things.value)
    if are_years([row.label for row in draft.rows]):
        rule |= {"several": "each", "yearly": "true"}
    if draft.beside is not None:
        rule["more_caps"] = [_cap(draft.beside.figure, draft.beside.span)]
        if draft.beside.span is Span.YEAR:
            rule["yearly"] = "true"
    if draft.most_years is not None:
        rule["most_years"] = decimal_text(draft.most_years.value)
    return rule | {"confirmed": "false"}


def _cap(figure: Figure, span: Span, per: str = "") -> Mapped:
    cap: Mapped = {"yuan": decimal_text(figure.value), "period": span.value}
    if per:
        cap["per"] = per
    return cap


def _case_rule(
    place: Place, draft: Draft, row: Row, rule_id: str, common: Mapped, facts: Vocabulary
) -> Mapped:
    """One case of a draft as a rule of its own."""
    mapped = dict(common)
    if draft.per and row.band is not None and row.rate is not None and row.cap is not None:
        # …,每人最高3500元: the limit of its band is that of each
        draft, row = replace(draft, item_cap=row.cap), replace(row, cap=None)
    if row.also:
        when, must = _of_two_numbers(draft, row, facts)
        mapped["when"] = when
        mapped["conditions"] = [*must, *common["conditions"]]
    elif row.band is not None:
        unit = row.band.figure.unit
        fact = measured_fact(draft, draft.measure or draft.base or "数额", unit, facts)
        if unit == "个月" and draft.period == "月" and draft.measure.endswith("期"):
            facts.same_as(fact, facts.months(str(place.clause.id)))
        lowest = min(r.band.lower or Decimal(0) for r in draft.rows if r.band is not None)
        band = _closed(row.band, draft.rows)
        when, must = band_conditions(band, fact, draft.measure or draft.base, lowest)
        if _is_last_of_all(row.band, draft.rows):
            # 20年以上不满25年, the last of them: what is above gets nothing
            above = [one for one in when if {"less_than", "at_most"} & set(one)]
            when, must = [one for one in when if one not in above], [*must, *above]
        mapped["when"] = when
        mapped["conditions"] = [*must, *common["conditions"]]
    else:
        labels = [one.label or "其他" for one in draft.rows]
        fact = facts.choice(str(place.clause.id), labels)
        key = f"c{draft.rows.index(row) + 1}"
        mapped["when"] = [{"fact": fact, "is": key, "say": row.label or "其他"}]
        mapped["title"] = f"{common['title']}（{row.label or '其他'}）"
        mapped["words"] = list(dict.fromkeys([*words_for_class(row.label), *common["words"]]))
    rule = make_rule(rule_id, mapped, draft, amount_of(draft, row, facts))
    if row.cap is not None:
        rule["cap"] = _cap(row.cap, draft.span)
        if draft.span is Span.YEAR:
            rule["yearly"] = "true"
    return rule


def _is_last_of_all(band: Band, rows: Sequence[Row]) -> bool:
    """Whether a band is the highest of several and ends as well."""
    tops = [row.band.upper for row in rows if row.band is not None]
    known = [top for top in tops if top is not None]
    is_closed = len(known) == len(rows) > 1
    return is_closed and band.upper == max(known)


def _rule_of_band(
    place: Place, draft: Draft, row: Row, rule_id: str, facts: Vocabulary, *, is_only: bool
) -> Mapped:
    """One of the bands that are paid together: of whoever reaches it."""
    assert row.band is not None
    subject = draft.measure or draft.base or "数额"
    reached = Threshold(subject, Bound.AT_LEAST, row.band.figure)
    alone = replace(
        draft, rows=(replace(row, band=None),), thresholds=(*draft.thresholds, reached),
        adds_up=False,
    )  # fmt: skip
    common = common_of(place, alone, facts, is_only=is_only)
    shown = amount_words(row.band.figure.value, row.band.figure.unit)
    told = {**common, "title": f"{common['title']}（{shown}）"}
    if row is not draft.rows[0]:
        # Whoever told a lower number is not told of what the higher bands do not pay.
        told["when"] = [condition_of(reached, alone, facts)]
    return make_rule(rule_id, told, alone, amount_of(alone, alone.rows[0], facts))


def _of_two_numbers(draft: Draft, row: Row, facts: Vocabulary) -> tuple[list[Mapped], list[Mapped]]:
    """What makes it this case where each demands two numbers, and what the lowest demands.

    One is in the highest case of which both numbers hold: above the lowest, both; below the
    highest, not both of the next.
    """
    rows = sorted(draft.rows, key=lambda one: one.band.lower or 0 if one.band is not None else 0)
    place = rows.index(row)
    own = [condition_of(one, draft, facts) for one in _demands(draft, row)]
    when = [] if place == 0 else own
    if place + 1 < len(rows):
        above = _demands(draft, rows[place + 1])
        below = [replace(one, bound=Bound.LESS_THAN) for one in above]
        when = [*when, one_of([condition_of(one, draft, facts) for one in below])]
    return when, own if place == 0 else []


def _demands(draft: Draft, row: Row) -> tuple[Threshold, ...]:
    """The band of a case and what holds beside it, as comparisons."""
    assert row.band is not None
    subject = draft.measure or draft.base or "数额"
    return (Threshold(subject, Bound.AT_LEAST, row.band.figure), *row.also)


def _closed(band: Band, rows: Sequence[Row]) -> Band:
    """A band that is open above (3000人以上) ends where the next one begins."""
    if band.upper is not None or band.lower is None:
        return band
    above = [row.band.lower for row in rows if row.band is not None and row.band.lower is not None]
    following = min((lower for lower in above if lower > band.lower), default=None)
    return replace(band, upper=following, includes_upper=False)
