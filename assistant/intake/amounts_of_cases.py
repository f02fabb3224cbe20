"""Several cases in one amount: levels, bands, classes, and rates that are raised."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.intake.amounts_of_rates import limits_of_rent, rate_amount
from assistant.intake.comparisons import band_conditions
from assistant.intake.draft import Draft, Row
from assistant.intake.figures import AREA, COUNT, SIGNS, Figure
from assistant.intake.labels import are_years, lexicon, same_end, unranked
from assistant.intake.measured import in_months, measured_fact, months_of, things_fact
from assistant.intake.others_told import tell_from_others
from assistant.intake.place import Place, restored
from assistant.intake.vocabulary import GROWN, OVER_YEAR, Vocabulary
from assistant.intake.written import Mapped, decimal_text

_OF_PERSON = re.compile("(?:学历|学位|职称|职业资格)$")
"""本科、大专、中专学历分别给予: the last name says what all of them are."""
_PERSON = re.compile(
    "(?:学历|学位|职称|职业资格|博士|硕士|本科|毕业生|人才|专家|技师|教师|医师|医生|护士|设计师|大师|员|(?<!施|竣|加|开|完|动|复|手|代|做)工|学生|新生|考生)$"
)
_CHILD = re.compile("第[一二三四]个?(?:及以上)?(?:子女|孩|婴幼儿|胎)|^[一二三四][孩胎]")
_AND_ABOVE = re.compile("(?<=.)及?以上(?:等级|级别)?$")
_BEHIND = re.compile("(?:\\(含\\))?(?:及)?以上(?:的)?(?P<noun>[^,;。ⓂⓅⒸⒷ的、]{2,12})(?=[的,])")


def levels_amount(draft: Draft, clause: str, facts: Vocabulary) -> Mapped:
    """A sum for each of the named cases, one of which applies or each of which is counted."""
    labels = [row.label for row in draft.rows]
    amount: Mapped = {
        "kind": "levels",
        "fact": facts.choice(clause, labels),
        "levels": [
            {"key": f"c{n}", "yuan": decimal_text(row.fixed.value)}
            for n, row in enumerate(draft.rows, 1)
            if row.fixed is not None
        ],
    }
    if draft.is_ceiling:
        amount["is_ceiling"] = "true"
    bare = [_AND_ABOVE.sub("", label) for label in labels]  # 技师及以上
    is_person = all(map(_PERSON.search, bare)) or _OF_PERSON.search(labels[-1]) is not None
    is_person = is_person or _PERSON.search(_holder(draft, labels)) is not None
    if not draft.per:
        amount |= _counted_whole(labels, facts, is_person=is_person)
    if draft.per_figure is not None and not draft.per:
        amount["count"] = facts.count(draft.per_figure.unit)
    amount |= _in_time(draft, labels, facts) if draft.period else {}
    if draft.per in AREA:
        amount |= {"count": things_fact(draft, facts), "needs_count": "true"}
        if draft.most_things is not None:
            amount["most_count"] = decimal_text(draft.most_things.value)
    elif draft.per:
        if draft.per in lexicon().bulk:
            amount["needs_count"] = "true"
        if draft.most_things is not None:
            amount["most_count"] = decimal_text(draft.most_things.value)
        amount["count"] = facts.count(draft.per, [*filter(None, [unranked(labels[-1])])])
    if draft.is_grown and draft.per not in AREA and "count" in amount:
        # 对比上一年度增加的箱量,外贸重箱每标箱…: nobody has so many more unless it is told
        amount |= {"count": facts.grown(amount["count"]), "needs_count": "true"}
    return amount


def _in_time(draft: Draft, labels: Sequence[str], facts: Vocabulary) -> Mapped:
    """How long a sum of every month is paid."""
    if are_years(labels):
        return {"of_years": "true"}  # each of them is twelve months
    found: Mapped = {"months": months_of(draft, facts)}
    if draft.most_months is not None:
        found["most_months"] = decimal_text(in_months(draft.most_months))
    return found


def _counted_whole(labels: Sequence[str], facts: Vocabulary, *, is_person: bool) -> Mapped:
    """How many there are of those that a list pays though it does not say for each."""
    if all(map(_CHILD.search, labels)):
        return {"count": facts.count("孩子")}  # 第二个子女每月200元: of two children each
    if is_person:
        # 博士、硕士分别给予15万元、6万元: each of those that somebody brings.
        return {"count": facts.count("人", [word for word in labels if len(word) < 5])}
    return {}


def _holder(draft: Draft, labels: Sequence[str]) -> str:
    """护理员 of 从业满1年的护理员,首次取得五级、四级证书的: who it is that gets what is listed."""
    if _PERSON.search(labels[-1]):
        return labels[-1]
    before = [part.removesuffix("的") for part in draft.who.split(",")[:-1]]
    return before[-1] if before and set(before[-1]) & set("员工师生士者") else ""


def is_banded(draft: Draft) -> bool:
    """Whether the rows are bands one above the other, the last of them open above."""
    bands = [row.band for row in draft.rows if row.band is not None]
    if len(bands) < len(draft.rows) or any(band.lower is None for band in bands):
        return False
    if any(row.also for row in draft.rows):
        return False
    lowers = [band.lower or Decimal(0) for band in bands]
    meets = all(
        band.upper is None or band.upper <= following
        for band, following in zip(bands, lowers[1:], strict=False)
    )
    return lowers == sorted(set(lowers)) and meets and bands[-1].upper is None


def bands_amount(place: Place, draft: Draft, facts: Vocabulary) -> Mapped:
    """A sum or a rate for each band of what decides."""
    measure = draft.measure or draft.base or "数额"
    unit = next(row.band.figure.unit for row in draft.rows if row.band is not None)
    amount: Mapped = {
        "kind": "bands",
        "by": measured_fact(draft, measure, unit, facts),
        "bands": [_one_band(row) for row in draft.rows],
    }
    if any(row.rate for row in draft.rows):
        base = draft.base or measure
        amount["base"] = {"plus": [_base_of_bands(draft, base, measure, facts)], "say": base}
    if draft.is_ceiling:
        amount["is_ceiling"] = "true"
    facts.also(amount["by"], _noun_behind(place, draft))
    return amount


def _base_of_bands(draft: Draft, base: str, measure: str, facts: Vocabulary) -> str:
    """营业收入同比增长20%以上的,按增量部分的1%: how much more it is than the year before."""
    grown = GROWN.split(measure)[0] if GROWN.search(measure) else ""
    unit = next(row.band.figure.unit for row in draft.rows if row.band is not None)
    if unit == "元" and GROWN.search(base) and OVER_YEAR.search(measure):
        return facts.increase_of(base, measure, str(draft.clause_id))
    if unit == "元" and not grown and GROWN.match(base) and GROWN.split(base)[0] == "":
        # 上年度研发费用500万元以上且比前一年度增长的,500万元至2000万元的,按增加额的5%
        told = (t.subject for t in draft.thresholds if t.subject.endswith(measure))
        return facts.increase_of(base, next(told, measure), str(draft.clause_id))
    if not grown and GROWN.search(base) and GROWN.split(base)[0]:
        return facts.increase_of(base, "", str(draft.clause_id))
    if unit != "%" or not grown or not GROWN.search(base):
        return facts.sum_of(base, str(draft.clause_id))
    increase = facts.increase_of(base, grown, str(draft.clause_id))
    before = f"{increase.removesuffix('_more')}_before"
    share = facts.out.facts[measured_fact(draft, measure, unit, facts)]
    if before in facts.out.facts and share["kind"] == "fraction":
        share.setdefault("derive", [{"share": [increase, before]}])
    return increase


def _noun_behind(place: Place, draft: Draft) -> tuple[str, ...]:
    """站点 of 运营5家、10家、20家以上社区站点的: what is counted stands behind the last number."""
    last = max((r.band.figure for r in draft.rows if r.band is not None), key=lambda f: f.at)
    if last.sign != COUNT:
        return ()
    found = _BEHIND.match(place.skeleton.text, last.at + 1)
    noun = found["noun"] if found is not None else ""
    return tuple(dict.fromkeys((noun, noun[-4:], noun[-2:]))) if len(noun) > 1 else ()


def _one_band(row: Row) -> Mapped:
    assert row.band is not None
    band: Mapped = {"at_least": decimal_text(row.band.lower)}
    if row.fixed is not None:
        band["yuan"] = decimal_text(row.fixed.value)
    if row.rate is not None:
        band["rate"] = decimal_text(row.rate.value)
    if row.cap is not None:
        band["cap_yuan"] = decimal_text(row.cap.value)
    return band


def classes_amount(draft: Draft, clause: str, facts: Vocabulary) -> Mapped:
    """A rate, and a limit where it has one, for each of the named classes."""
    base = draft.base or draft.measure or "费用"
    classes = []
    for n, row in enumerate(draft.rows, 1):
        one: Mapped = {"key": f"c{n}", "rate": decimal_text(row.rate.value if row.rate else None)}
        if row.cap is not None:
            one["cap_yuan"] = decimal_text(row.cap.value)
        classes.append(one)
    fact = facts.sum_of(base, str(draft.clause_id))
    amount: Mapped = {
        "kind": "classes",
        "fact": facts.choice(clause, [row.label for row in draft.rows]),
        "classes": classes,
        "base": {"plus": [fact], "say": base},
    }
    limits = limits_of_rent(draft)
    if draft.is_rent and limits:
        area = facts.number("面积", "平方米")
        price = facts.rent_of(fact, area, "12")
        amount["rent"] = {"area": area, "price": price, **limits}
    return amount


def are_variants(draft: Draft) -> bool:
    """Whether the rows behind the first are other rates, all limited together or each apart."""
    caps = [row.cap is not None for row in draft.rows]
    is_each = caps[0] and any(caps[1:]) and draft.cap is None
    return all(row.rate for row in draft.rows) and (is_each or not any(caps))


def variants_amount(place: Place, draft: Draft, facts: Vocabulary) -> Mapped:
    """The rate of the first row, and those that stand for it where a case or a number says so."""
    first, *others = draft.rows
    assert first.rate is not None
    amount = rate_amount(draft, first.rate, facts)
    labels = [row.label for row in others if row.label]
    fact = facts.choice(str(place.clause.id), ["其他", *labels]) if labels else ""
    if fact:
        tell_from_others(facts, fact, restored(place, draft.who) or draft.who)
    amount["variants"] = [
        {
            "when": _when_raised(draft, row, fact, labels, facts),
            "rate": decimal_text(row.rate.value),
            "quote": _quote_of_raise(place, first.rate, row.rate),
        }
        for row in others
        if row.rate is not None
    ]
    if first.cap is not None:
        amount["cap_yuan"] = decimal_text(first.cap.value)
        for one, row in zip(amount["variants"], others, strict=True):
            if row.cap is not None and row.rate is not None:
                one["cap_yuan"] = decimal_text(row.cap.value)
                one["quote"] = place.quote(min(row.rate.at, first.rate.at), row.cap.at + 1)
    return amount


_SHARED_END, _SHARED_START = 3, 2


def with_first_case(draft: Draft) -> Draft:
    """更新为一级能效的,…按12%;更新为二级能效的,按8%: the case of the first rate has a name too.

    Who is told so reads like the names of the others but for what tells them apart: what is told
    of each is worked out with its own rate.
    """
    first, *others = draft.rows
    labels = [row.label for row in others]
    is_plain = all(row.rate and row.band is None and row.cap is None for row in draft.rows)
    if not is_plain or first.label or not others or not all(labels):
        return draft
    for part in draft.who.split(","):
        own = part.removesuffix("的")
        own = own[max(0, own.find(labels[0][:_SHARED_START])) :]  # who it is stands before it
        if not set(own) & set(SIGNS) and all(
            len(same_end(own, one)) >= _SHARED_END
            and len(same_end(own[::-1], one[::-1])) >= _SHARED_START
            and own != one
            for one in labels
        ):
            return replace(draft, rows=(replace(first, label=own), *others))
    return draft


def _when_raised(
    draft: Draft, row: Row, fact: str, labels: Sequence[str], facts: Vocabulary
) -> Mapped:
    if row.band is None:
        return {"fact": fact, "is": f"c{labels.index(row.label) + 2}", "say": row.label}
    unit = row.band.figure.unit
    measured = facts.number(draft.measure or "数额", unit)
    when, must = band_conditions(row.band, measured, draft.measure, row.band.lower or Decimal(0))
    return (must or when)[0]


def _quote_of_raise(place: Place, first: Figure, raised: Figure) -> str:
    """提高5个百分点 is proved beside the rate that it raises."""
    if raised.unit == "个百分点" and first.at < raised.at:
        return place.quote(first.at, raised.at + 1)
    return place.around(raised)
