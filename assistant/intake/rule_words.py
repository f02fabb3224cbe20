"""What all rules of a draft have in common: title, quotes, conditions, shares, readings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.intake.amounts import whole_ones
from assistant.intake.comparisons import condition_of, not_excluded, one_of, start_of_growth
from assistant.intake.draft import Draft, FactorOf, alternatives
from assistant.intake.figures import Figure
from assistant.intake.labels import are_years, bare_case, core, lexicon, names_in, same_end
from assistant.intake.measured import months_of
from assistant.intake.place import Place, restored
from assistant.intake.vocabulary import Vocabulary
from assistant.intake.written import TITLE, UNRULED, Mapped, amount_words, decimal_text
from assistant.policy.clause import Clause
from assistant.text.schedules import Schedule
from assistant.text.schedules_of_sums import schedule_of

WHOLE = "全额"
_RENTS = ("租金", "房租")
_OF_A_MONTH = re.compile("当月|每月|月")


def common_of(place: Place, draft: Draft, facts: Vocabulary, *, is_only: bool) -> Mapped:
    """What every rule of a draft says, whatever its case pays."""
    if draft.start >= place.own:  # an addition that another item says
        draft = replace(draft, start=0)
    quote = place.quote(draft.start, draft.end)
    outside = [f for f in draft.figures() if not draft.start <= f.at < min(draft.end, place.own)]
    behind = [f for f in outside if f.at >= place.own]
    outside = [f for f in outside if f.at < place.own]
    heading = place.clause.heading
    who = place.skeleton.text[draft.start : draft.end] if not draft.who else draft.who
    told = restored(place, who)
    words = [*names_in(quote), *names_in(heading), heading, core(draft.base) if draft.base else ""]
    return {
        "title": _title(heading, told, draft, is_only=is_only),
        "topic": "",
        "quote": quote,
        "more_quotes": list(dict.fromkeys(place.around(figure) for figure in outside)),
        "beside": _beside(place, draft, behind),
        "words": [word for word in dict.fromkeys(words) if 2 <= len(word) <= 20],
        "conditions": [
            one_of([condition_of(threshold, draft, facts) for threshold in group])
            for group in alternatives(draft.thresholds)
            if start_of_growth(draft) not in group
        ]
        + [not_excluded(case, facts) for case in draft.excluded],
        "factors": factors_of(place, draft, facts),
        "within": _within(place, draft, facts),
        "paid_in": _paid_in(place, draft, facts),
        "received": facts.received(str(place.clause.id)) if draft.difference is not None else "",
        "readings": [
            *_readings(told, draft),
            *(f"原文还写明“{place.quote(*note)}”，没有计入。" for note in draft.notes),
        ],
    }


def parts_paid(clause: Clause, schedule: Schedule, facts: Vocabulary) -> list[Mapped]:
    """The parts of a schedule, each with what tells that it is asked for."""
    fact, labels = facts.part(str(clause.id), schedule)
    return [
        {
            "when": {"fact": fact, "is": f"c{n}", "say": label},
            "share": decimal_text(share),
            "quote": schedule.words,
        }
        for n, (label, share) in enumerate(zip(labels, schedule.shares, strict=True), 1)
    ]


def _beside(place: Place, draft: Draft, figures: Sequence[Figure]) -> list[Mapped]:
    """The words of other clauses with which a draft works."""
    found = {(place.around(one), place.clause_at(one.at)): None for one in figures}
    if draft.difference is not None and draft.difference[0] >= place.own:
        span = draft.difference
        found[place.quote(*span), place.clause_at(span[0])] = None
    return [{"quote": quote, "clause": clause} for quote, clause in found if quote and clause]


def _within(place: Place, draft: Draft, facts: Vocabulary) -> Mapped:
    """补助不超过造价的30%: what the limit is a share of."""
    if draft.share_cap is None:
        return {}
    rate, base = draft.share_cap
    fact = facts.sum_of(base)
    if draft.period == "月" and _OF_A_MONTH.match(base):
        if base.endswith(_RENTS):
            facts.also(fact, lexicon().told["monthly_rent"])
        fact = facts.over_months(fact, months_of(draft, facts))
    quote = "" if rate.at >= place.own else place.around(rate)
    if quote and rate.unit == WHOLE:
        # 实际租金低于上述标准的按实际租金发放: no number, so its words to the end of the sentence
        text = place.skeleton.text
        ends = (at for sign in "。;¶" if (at := text.find(sign, rate.at)) >= 0)
        start = max(text.rfind(sign, 0, rate.at) for sign in ",。;¶") + 1
        quote = place.quote(start, min(ends, default=len(text)))
    return {"fact": fact, "rate": decimal_text(rate.value), "quote": quote}


def _paid_in(place: Place, draft: Draft, facts: Vocabulary) -> list[Mapped]:
    """The parts in which a sum is paid out, by the line that grants it or one on all of them."""
    text = place.clause.text
    quote = place.quote(draft.start, draft.end)
    found = schedule_of(text, text.find(quote), len(quote))
    if found is None or draft.period or any(row.rate and not draft.base for row in draft.rows):
        return []
    return parts_paid(place.clause, found, facts)


def _readings(told: str, draft: Draft) -> list[str]:
    readings = [f"适用情形按原文：{told}。"] if told else []
    if draft.most_months is not None and draft.most_months.unit == "年":
        years = decimal_text(draft.most_months.value)
        readings.append(f"{years}年按{decimal_text(draft.most_months.value * 12)}个月计算。")
    if draft.per_figure is not None:
        each = amount_words(draft.per_figure.value, draft.per_figure.unit)
        how = ""
        if draft.per_figure.value != 1:
            how = "没有计入" if whole_ones(draft) is not None else "按比例折算"
            how = "" if draft.is_whole else f"，不足的部分{how}，原文没有写明怎样算"
        readings.append(f"按每{each}计算{how}。")
    if draft.beyond is not None and all(t.figure is not draft.beyond for t in draft.thresholds):
        nth = amount_words(draft.beyond.value + 1, draft.beyond.unit)
        readings += [f"从第{nth}起计算。"] if draft.rows[0].fixed is not None else []
    for row in draft.rows:
        band = row.band
        if band is not None and band.upper is not None and band.includes_upper:
            readings.append(f"这一档原文写到{amount_words(band.upper, band.figure.unit)}为止。")
    return readings


def _title(heading: str, who: str, draft: Draft, *, is_only: bool) -> str:
    if heading and is_only:
        return heading
    who = re.sub("^【[^】]*】", "", who)
    short = re.sub("^(?:对|支持|鼓励)|的?企业$|的$|(?<=.{2})每[^每]{1,6}$", "", who.split(",")[0])
    name = short or core(draft.base) or heading or "资助"
    title = heading if heading and (len(name) > TITLE or not short) else name
    if heading and title != heading and len(heading) + len(title) < TITLE + 10:
        title = f"{heading}：{title}"
    return title[: TITLE + 12]


def factors_of(place: Place, draft: Draft, facts: Vocabulary) -> list[Mapped]:
    """减半, 上浮20%: the case is one choice, the whole amount the other; or a number decides.

    Those of another paragraph are of another choice: both may hold (半日托的按50%,
    考核优秀的增加10%).
    """
    named = [factor for factor in draft.factors if factor.above is None or factor.is_named]
    found: list[Mapped] = []
    if are_years([factor.label for factor in named]):
        fact = facts.choice(f"{place.clause.id}/share", [factor.label for factor in named])
        return [
            _factor(place, one, {"fact": fact, "is": f"c{n}", "say": one.label})
            for n, one in enumerate(named, 1)
            if one.factor != 1
        ]
    whole = restored(place, draft.who) or "其他"
    if len(draft.rows) > 1 and all(row.label for row in draft.rows):
        # 绿色食品每个2万元;有机每个3万元。续展的按50%: the first of them is not all that is paid
        # whole. 主导制定 beside 参与制定 tells one as well as the other.
        whole = whole if any(_alike(whole, one.label) for one in named) else "其他情形"
    for n, group in enumerate(_by_paragraph(place, named)):
        labels = [_other_than(factor.label, whole) for factor in group]
        name = f"{place.clause.id}/share{n or ''}"
        first = _leading(draft, labels) or _other_than(whole, labels[0])
        # One name for two things: an item that is called so would be taken for the wrong one.
        first += "等" if any(first == bare_case(row.label) for row in draft.rows) else ""
        fact = facts.choice(name, [first, *labels])
        found += [
            _factor(place, one, {"fact": fact, "is": f"c{n}", "say": one.label})
            for n, one in enumerate(group, 2)
        ]
    for one in draft.factors:
        if one.above is not None and not one.is_named:
            found.append(_factor(place, one, condition_of(one.above, draft, facts)))
    return found


_LEADS = re.compile(
    "(?P<lead>主导|牵头|主持|主编|第一(?=起草|完成|制定|编制|参编|承担|单位))(?:制定|制订|起草|修订|编制|研制|承担|完成)*(?:单位|人)?"
)
_SECOND = re.compile("参与|参编|参加|协助|第[二三四五]")


def _leading(draft: Draft, labels: Sequence[str]) -> str:
    """主导制定 of 主导制定国际、国家标准的, beside 参与制定; "" where no role tells them apart."""
    found = _LEADS.search(f"{draft.who},{','.join(row.label for row in draft.rows)}")
    is_told = found is not None and all(_SECOND.search(label) for label in labels)
    return found.group() if found is not None and is_told else ""


def _alike(one: str, other: str) -> bool:
    """Whether two cases have words in common."""
    return any(other[at : at + 2] in one for at in range(len(other) - 1))


def _by_paragraph(place: Place, factors: Sequence[FactorOf]) -> list[list[FactorOf]]:
    groups: list[list[FactorOf]] = []
    for one in factors:
        apart = not groups or "¶" in place.skeleton.text[groups[-1][-1].end : one.start]
        if apart:
            groups.append([one])
        else:
            groups[-1].append(one)
    return groups


def _factor(place: Place, one: FactorOf, when: Mapped) -> Mapped:
    quote = place.quote(one.start, one.end)
    told = {key: value for key, value in when.items() if key != "assumed"}
    factor: Mapped = {"when": told, "factor": decimal_text(one.factor), "quote": quote}
    clause = place.clause_at(one.start)
    return factor | ({"clause": clause} if clause else {})


def _other_than(label: str, beside: str) -> str:
    """The part of a case by which it is told from another: 广东省专利金奖 beside 中国专利金奖."""
    whole = bare_case(label)
    first = whole if _SEVERAL_NTHS.match(whole) else re.split("[、,]", whole)[0]
    others = [bare_case(one) for one in re.split("[、,]", beside)]
    shared = max((same_end(first, one) for one in others), key=len, default="")
    own = first.removesuffix(shared)
    return f"{own}{shared[:2]}" if 1 < len(own) < len(first) else first


_SEVERAL_NTHS = re.compile("(?:作为)?第[二三四五六七八九十](?:、|和|至|到|或)第")
"""第二、第三起草单位: one name."""


def unread_rule(rule_id: str, title: str, quote: str, when: Sequence[Mapped] = ()) -> Mapped:
    """A rule that tells what its words pay and works nothing out, for they are not read."""
    return {
        "id": rule_id,
        "title": title,
        "topic": "",
        "quote": quote,
        "more_quotes": [],
        "words": list(names_in(quote)),
        **({"when": list(when)} if when else {}),
        "conditions": [],
        "amount": {"kind": "unquantified", "say": f"{UNRULED}，请以原文为准"},
        "confirmed": "false",
    }
