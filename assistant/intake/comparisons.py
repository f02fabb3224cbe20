"""What must hold for a rule or a case of it, as comparisons of facts."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.intake.draft import Band, Bound, Draft, Threshold
from assistant.intake.figures import COUNT
from assistant.intake.measured import counts_in_each, measured_fact
from assistant.intake.things import NIGHTS
from assistant.intake.vocabulary import Vocabulary
from assistant.intake.written import Mapped, comparison_words, decimal_text
from assistant.text.pattern import lazy

_DURATIONS = ("年", "个月", "月", "天", "日", "岁", "周岁", "小时", *NIGHTS)


_LACKING = lazy("(?:未能?|没有)(?P<held>(?![按经及被如达满列])[^,、或和及未不无]{4,16})")
_NOT_OF_KIND = lazy(
    "非(?P<held>(?![法常遗正因])[^,、或和及未不无的]{2,12}"
    "(?:机构|企业|单位|园|院|店|户|人员|主体|项目|产品|基地|平台|组织))"
)
"""非普惠托育机构不享受: to be of that kind is demanded."""
_PAIRS = 4


def not_excluded(case: str, facts: Vocabulary) -> Mapped:
    """购置二手设备的不补: whoever says that it is so gets nothing, and it is told to the others.

    未建立台账的不奖: it is demanded, and people deny it in words of their own (台账没建).
    """
    kind = _NOT_OF_KIND.fullmatch(case)
    if kind is not None:
        held = kind["held"]
        fact = facts.flag(held)
        shorter = [f"{held[:2]}{held[-2:]}", held[:2]] if len(held) > _PAIRS else []
        facts.also(fact, [] if held[0] in "本我当该外" else shorter)
        return {"fact": fact, "is": "true", "say": held}
    lacking = _LACKING.fullmatch(case)
    if lacking is not None:
        held = lacking["held"]
        fact = facts.flag(held)
        facts.also(fact, [f"{held[:2]}{held[-2:]}"] if len(held) > _PAIRS else [])
        return {"fact": fact, "is": "true", "say": held}
    return {"fact": facts.flag(case), "is": "false", "say": f"不是{case}的情形"}


def start_of_growth(draft: Draft) -> Threshold | None:
    """The threshold above which a sum grows."""
    if draft.more_step is None:
        return None
    unit = draft.more_step.unit
    return next((one for one in draft.thresholds if one.figure.unit == unit), None)


def band_conditions(
    band: Band, fact: str, measure: str, lowest: Decimal
) -> tuple[list[Mapped], list[Mapped]]:
    """What makes it another case, and what must hold: below the lowest band nothing is paid."""
    when: list[Mapped] = []
    must: list[Mapped] = []
    unit = band.figure.unit
    if band.lower is not None:
        key = "at_least" if band.includes_lower else "more_than"
        one = {
            "fact": fact,
            key: decimal_text(band.lower),
            "say": comparison_words(measure, key, band.lower, unit),
        }
        if band.lower == lowest and unit in NIGHTS:
            one["assumed"] = "true"  # few who ask how much tell that they stayed at all
        (must if band.lower == lowest else when).append(one)
    if band.upper is not None:
        key = "at_most" if band.includes_upper else "less_than"
        when.append(
            {
                "fact": fact,
                key: decimal_text(band.upper),
                "say": comparison_words(measure, key, band.upper, unit),
            }
        )
    return when, must


def condition_of(threshold: Threshold, draft: Draft, facts: Vocabulary) -> Mapped:
    """A threshold as a condition; what few who ask tell is assumed."""
    figure = threshold.figure
    one = draft.per_figure
    thing = one.unit if one is not None and one.value == 1 else draft.per
    is_in_each = bool(thing) and counts_in_each(threshold.subject) and thing.endswith(figure.unit)
    # 每亩保有8株以上的,每株15元: whoever asks tells how many there are in all.
    fact = (
        facts.number(threshold.subject, figure.unit)
        if is_in_each
        else measured_fact(draft, threshold.subject, figure.unit, facts)
    )
    key = threshold.bound.value
    condition: Mapped = {
        "fact": fact,
        key: decimal_text(figure.value),
        "say": comparison_words(threshold.subject, key, figure.value, figure.unit),
    }
    # How long something lasts says who may apply; few who ask tell it. Nor by how many percent a
    # sum has grown, where its increase is what they ask about.
    is_growth = (
        figure.unit in ("%", "个百分点")
        and re.search("增长|新增|增量|增加", draft.base) is not None
    )
    is_untold = figure.unit in _DURATIONS or (is_growth and "增" in threshold.subject)
    # 游览1家以上景区: some of them; who tells of one does not tell how many.
    is_some = threshold.bound is Bound.AT_LEAST and figure.value == 1 and figure.sign == COUNT
    is_of_one = facts.out.facts[fact].get("per") == "item" and figure.sign == COUNT
    # 每班收托10人以上的,每班补助: few tell how many are in each of those that they count
    is_of_each = len(draft.per) == 1 and threshold.subject.startswith(f"每{draft.per}")
    is_untold = (
        is_untold or is_some or is_in_each or is_of_one or is_of_each or threshold.is_assumed
    )
    return condition | {"assumed": "true"} if is_untold else condition


def one_of(conditions: list[Mapped]) -> Mapped:
    """Conditions of which one is enough, as one."""
    first, *others = conditions
    if not others:
        return first
    compared = [{k: v for k, v in one.items() if k not in ("say", "assumed")} for one in others]
    return first | {"or": compared, "say": "或".join(str(one["say"]) for one in conditions)}
