"""The facts that a draft measures: things, persons, areas, months and sums that decide a case."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from assistant.intake.draft import Bound, Draft
from assistant.intake.figures import AREA, COUNT, Currency, Figure
from assistant.intake.grown_steps import fact_of_growth
from assistant.intake.labels import core, kind_of, lexicon, words_for_number
from assistant.intake.things import AT_A_TIME, NIGHTS, PERSONS
from assistant.intake.vocabulary import OVER_YEAR, SHARE_OF, Vocabulary

_OPENED_NOUN = re.compile(
    "(?:开设|开办|新开|新设|设立|新建|建设|运营)(?P<noun>[^,;。ⓂⓅⒸⒷ的、]{0,10}(?:店|馆|站|点|基地|门市|中心))"
)
_BROAD = re.compile("(?:企业|单位|机构|项目|产品|活动|部分|以上|[ⓂⓅⒸⒷ].{0,2})$")
_IN_EACH = re.compile(
    "每(?![年月日天周季度户家人名位元]|个?(?:企业|单位|机构|公司|主体|农户|农场|合作社|家庭|经营|申报|园区|市场)|项目)"
)


def measured_fact(draft: Draft, subject: str, unit: str, facts: Vocabulary) -> str:
    """The fact for what decides a case: the sum that is paid for, or the things, where they are it.

    按每亩800元 beside 面积达到100亩以上: whoever asks tells one number.
    """
    if draft.per_beside and not draft.per:
        draft = replace(draft, per=draft.per_beside)
    of_growth = fact_of_growth(draft, subject, unit, facts)
    if of_growth:
        return of_growth
    if unit in NIGHTS and draft.period in NIGHTS:
        return months_of(draft, facts)  # 连住2晚以上的,每人每晚: how many nights are paid for
    if unit == Currency.YUAN.value and OVER_YEAR.split(subject)[0] not in ("", subject):
        return facts.increase_of(subject, subject, str(draft.clause_id))
    if unit == Currency.YUAN.value and _is_all_of_it(subject, draft):
        return facts.sum_of(draft.base, str(draft.clause_id))
    if unit == Currency.YUAN.value and _is_same_sum(subject, draft.base):
        return facts.sum_of(draft.base, str(draft.clause_id))
    each = draft.per_figure
    if each is not None and each.value == 1 and each.unit in PERSONS and unit in PERSONS:
        return _persons(draft, facts)
    is_counted = draft.per and draft.per_figure is None
    if is_counted and unit in AREA and draft.per in AREA:
        return facts.number(subject or "面积", "平方米")
    noun = subject.removesuffix("位")  # 床位 are counted as 床
    is_in_each = subject.startswith(("单", "每")) and not draft.per.endswith(unit)
    is_named = bool(draft.per) and (subject.endswith(draft.per) or noun.endswith(draft.per))
    is_named = is_named and not is_in_each  # 单架次100人以上: how many in each, not how many
    is_apart = AT_A_TIME.match(subject) is not None  # 每周5班以上: not how many in all
    noun_of_each = draft.per.removeprefix(unit)  # 客房5间以上的,每间客房8000元
    is_named = is_named or (
        unit != "" and draft.per.startswith(unit) and len(noun_of_each) > 1
        and subject.endswith(noun_of_each)
    )  # fmt: skip
    is_thing = draft.per.endswith(unit) or unit.endswith(draft.per) or is_named
    one = _OF_ONE.match(subject)
    if is_counted and one is not None and draft.per == unit:
        # 单船5000载重吨以上的,每载重吨50元: how many each of them has, and not all together.
        thing = one["thing"][0] if one["thing"][0] in lexicon().units else one["thing"]
        return facts.of_one(subject, unit, thing, facts.count(unit))
    if draft.is_grown and is_counted and is_thing and "增" in subject:
        return things_fact(draft, facts)
    if is_counted and unit and is_thing and not is_apart:
        return facts.count(draft.per, words_for_number(subject), of=draft.counted)
    return facts.number(subject or "数额", unit, _counted_whole(draft, subject, unit))


_OF_ONE = re.compile(
    "单(?:个|一)?(?![^,;。ⓂⓅⒸⒷ]{0,6}(?:企业|主体|机构|单位|公司|合作社|农户|申[请报领]人))"
    "(?P<thing>(?!项|位|家|户|企|次|价|笔|年|月|独|个|一|批|主体|机构|公司|工程|申报)[^,;。ⓂⓅⒸⒷ]{1,3})"
)
"""单船, 单座, 单个网箱: one of several things that somebody has, and no application."""


def _counted_whole(draft: Draft, subject: str, unit: str) -> str:
    """In what the whole is counted of which a share is demanded: 人 of 市外选手占参赛选手."""
    share = SHARE_OF.search(subject) if unit == "%" else None
    if share is None:
        return ""
    wholes = (t for t in draft.thresholds if t.figure.sign == COUNT)
    return next((t.figure.unit for t in wholes if t.subject == share["whole"]), "")


def counted_one_by_one(draft: Draft, unit: str, facts: Vocabulary) -> str:
    """The fact for how many there are where a sum is for each one: 每培训1人, 每出口1美元."""
    if unit in PERSONS:
        return _persons(draft, facts)
    beside = [
        t.subject
        for t in draft.thresholds
        if t.figure.unit == unit and t.subject and not counts_in_each(t.subject)
    ]
    named = f"{draft.per}额" if len(draft.per) == 2 else draft.per
    if not beside and unit and unit not in set(Currency):
        return facts.count(unit, words_for_number(named))
    return facts.number(beside[0] if beside else named, unit)


def _persons(draft: Draft, facts: Vocabulary) -> str:
    """招用员工3人以上的,按每招用1人2000元: people are counted, however the text calls them."""
    named = [
        t.subject
        for t in draft.thresholds
        if t.figure.unit in PERSONS and t.subject and not counts_in_each(t.subject)
    ]
    said = words_for_number(f"{draft.per}额" if len(draft.per) == 2 else draft.per)
    return facts.count("人", [*said, *(word for one in named for word in words_for_number(one))])


def things_fact(draft: Draft, facts: Vocabulary) -> str:
    """The fact for how many things are paid for; an area is one number however it is told."""
    if draft.is_grown:
        return facts.grown(things_fact(replace(draft, is_grown=False), facts))
    if draft.extra and draft.counted:
        return facts.part_of(facts.count(draft.per), draft.per, draft.counted)
    if draft.per not in AREA:
        return facts.count(draft.per, _what_is_counted(draft), of=draft.counted)
    area = next((t.subject for t in draft.thresholds if t.figure.unit in AREA), "")
    shares = (SHARE_OF.search(t.subject) for t in draft.thresholds)
    parts = [share["part"] for share in shares if share and share["part"].endswith("面积")]
    banded = [r.band.figure.unit for r in draft.rows if r.band is not None]
    area = area or (draft.measure if banded and banded[0] in AREA else "")
    area = area or next(iter(parts), "")  # 搭建面积占总面积60%以上的,每平方米20元
    return facts.number(area or "面积", "平方米")


_SIZES = ("总吨", "载重吨", "净吨")
"""How big a thing is: one ship is not one of them, whatever the ship is called."""


def _what_is_counted(draft: Draft) -> tuple[str, ...]:
    """种公羊 of 引进优质种公羊的,每只: the end of what stands before a bare measure word."""
    if draft.per not in lexicon().units | lexicon().bulk or draft.per in _SIZES:
        return ()
    opened = _OPENED_NOUN.search(draft.who) if draft.per in ("家", "户") else None
    if opened is not None:  # 在市外开设直营店的,…,每家奖励3万元
        noun = opened["noun"]
        return tuple(dict.fromkeys((noun, noun[-3:], noun[-2:])))
    noun = re.sub("的$", "", re.split("[,、(]", draft.who)[-1])
    return (noun[-3:],) if len(noun) > 3 and not _BROAD.search(noun) else ()


def months_of(draft: Draft, facts: Vocabulary) -> str:
    """The fact for how many months (nights, days) a sum is paid."""
    if draft.period != "月":
        return facts.count(draft.period)
    name = str(draft.clause_id)
    fact = facts.months(name.partition(".")[0] if draft.is_listed else name)
    lasting = next((t for t in draft.thresholds if t.figure.unit == "个月"), None)
    if lasting is not None and lasting.bound is Bound.AT_LEAST:
        # 接收实习3个月以上的,按每人每月1000元: how long it lasts is how long it is paid.
        facts.out.facts[fact].setdefault(
            "derive", [{"product": [facts.number(lasting.subject, lasting.figure.unit)]}]
        )
    return fact


def in_months(figure: Figure) -> Decimal:
    """A number of months or years, in months."""
    return figure.value * (12 if figure.unit == "年" else 1)


def counts_in_each(subject: str) -> bool:
    """每亩保有8株以上的,每株补助15元; 每班不少于30人: how many in each of them, not in all."""
    return _IN_EACH.match(subject) is not None


_DONE = re.compile(
    "(?P<verb>购置|采购|购买|销售|出口|进口|投资|投入|建设|改造|消费|租赁)(?:的?总?金?额|费用?|支出)"
)
_IN_ALL = re.compile("(?:合计|累计|总计|共计|总额)$")


def _is_all_of_it(subject: str, draft: Draft) -> bool:
    """购置造雪机、索道等设备合计100万元以上的,按购置额: the verb stands before what is summed up.

    Not where each kind has a rate: of one kind alone the sum is not what all of them come to.
    """
    found = _DONE.fullmatch(draft.base)
    if found is None or len(draft.rows) > 1 or _IN_ALL.search(subject) is None:
        return False
    part = next((one for one in draft.who.split(",") if subject in one), "")
    before, told, _ = part.partition(subject)
    return found["verb"] in before + told


def _is_same_sum(subject: str, base: str) -> bool:
    """Whether a threshold measures the sum that the rate applies to.

    新购生产设备投资额500万元以上的，按设备投资额的10%: whoever asks tells one number. A base that
    is but the word for its kind (按投资额) is the sum that the threshold spoke of.
    """
    if not subject or not base:
        return False
    one, other = (
        re.sub("实际|当年|年度|注册(?=资[本金])|(?:总|金)?额$", "", core(phrase))
        for phrase in (subject, base)
    )
    is_part = one.endswith(other) or other.endswith(one)
    is_within = len(other) > 1 and other in subject  # 转增注册资本…,按转增额
    is_bare = kind_of(base) == kind_of(subject) and core(base) in lexicon().kinds.get(
        kind_of(base), ()
    )
    return is_part or is_bare or is_within or core(base) in lexicon().unnamed
