"""Sums on top of others: for each more, for what is beyond a number, in a case that gets more."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from assistant.intake.base_of import subject_of
from assistant.intake.bounds import is_finite
from assistant.intake.cases import SHORT_CASE
from assistant.intake.draft import Bound, Row, Threshold
from assistant.intake.figures import AREA, COUNT, MONEY, SIGNS, Figure
from assistant.intake.grammar import AWARD, UNREAD_SUM, per_of, span_of
from assistant.intake.phrases import case_label, who_of
from assistant.intake.things import (
    EVENTS,
    MANY,
    MEASURED_IN,
    OVER_SHARE,
    PERSONS,
    TOLD,
    VERBS_OF_THINGS,
    has_kinds,
    is_same_thing,
)
from assistant.intake.walk import OpenDraft, Walk
from assistant.text.pattern import lazy

_GROWN_BY = lazy(
    "(?:较|比)(?:其)?(?:上|前)(?:一?(?:年度?|届|期|季度?)|年同期)[^,;。ⓂⓅⒸⒷ]{0,6}?净?(?:增加|增长|新增|增|扩大|多)(?:的|出)?"
    f"[^,;。每ⓂⓅⒸⒷ]{{0,16}},?(?:按照?)?每(?!增|新增|多)[^,;。ⓂⓅⒸⒷ]{{1,4}}(?:{AWARD})*$"
)
"""较上一届净增加的面积每平方米补助: for each of what there is more of."""
_OF_INCREASE = lazy(
    "(?:比|较)(?:其)?(?:上|前)(?:一?(?:年度?|届|期|季度?)|年同期)[^;。]*按?(?:照)?(?:其)?(?:全部)?(?:增量|(?:净?增加|增长|新增)(?:的)?部分)(?:,|按|以)*每[^,;。ⓂⓅⒸⒷ]{1,4}(?:给予|予以|补助|补贴|奖励)*$"
)
"""比上年增加100万吨以上的,按增量每吨0.4元."""
_OF_MORE_OF_EACH = lazy(
    "(?:对比|比|较)(?:其)?(?:上|前)(?:一?(?:年度?|届|期|季度?)|年同期)(?:同期)?[^,;。ⓂⓅⒸⒷ]{0,6}?净?(?:增加|增长|新增|扩大|多)"
    "(?:出)?的[^,;。ⓂⓅⒸⒷ]{0,6}(?:量|数|额|部分|面积),(?:分别)?(?:按照?)?[^,;。ⓂⓅⒸⒷ每]{0,16}"
    f"(?:每[^,;。ⓂⓅⒸⒷ]{{1,4}}(?:{AWARD})*)?$"
)
"""对比上一年度增加的箱量,外贸重箱每标箱…,内贸重箱每标箱…: each of several kinds."""
_OF_INCREASE_ALONE = lazy(
    "(?:按照?|对)(?:其)?[^,;。ⓂⓅⒸⒷ每]{0,12}(?:增量|新增部分|增长部分|增加部分)(?:,|按|以)*每[^,;。ⓂⓅⒷ]{0,5}Ⓜ?"
    f"(?:{AWARD})*(?:人民币)?$"
)
"""用电量同比增长10%以上的,按增量每千瓦时0.03元."""
_EACH_ADDED = lazy(
    "(?P<noun>[^,;。ⓂⓅⒸⒷ]{2,20}?)(?:比|较)(?:其)?(?:上|前)(?:一?(?:年度?|届|期))(?:同期)?每(?:净)?(?:增加|增长|新增)(?P<step>[ⒸⓂ])"
    f",?(?:按照?)?[^,;。ⓂⓅⒸⒷ]{{0,4}}(?:{AWARD})+[^,;。ⓂⓅⒸⒷ]{{0,8}}$"
)
_MORE_OF_EACH = lazy(
    rf"(?:(?:其中|对于?)?(?P<who>[^ⓂⓅⒸⒷ,;。每]{{2,20}}?)的?)?"
    rf"每(?P<per>(?!年|月)[^ⓂⓅⒸⒷ,;。每再另加增]{{1,4}}?)(?:再|另外?|额外|加|增加|增)+(?:增加|提高|给予|予以|{AWARD})*"
)
_MORE_OF_PART = lazy(
    "(?:其|该(?:部分|类|项|种)[^,;。ⓂⓅⒸⒷ每]{0,4}|这部分[^,;。ⓂⓅⒸⒷ每]{0,4}|该(?P<one>[^,;。ⓂⓅⒸⒷ每]{1,4}?))"
    "(?:在?(?:上述|以上|前述|此|原)(?:标准|基础|金额)?的?(?:基础)?上?,?)?"
    f"(?:每(?P<per>(?!年|月)[^ⓂⓅⒸⒷ,;。每再另加增]{{1,4}}?))?(?:再|另外?|额外|加|增加|增)+(?:增加|提高|给予|予以|{AWARD})*"
)
"""该部分面积在上述标准基础上每亩再增加, 该配方另加."""
_PART_NOT_COUNTED = lazy(
    "(?:不足|不满|不到)(?P<n>[ⓂⒸ])的?(?:部分)?,?(?:均|一律)?(?:不计|不予计|不再计|不奖|不补|忽略)[^,;。ⓂⓅⒸⒷ]{0,6}"
)
_CASE_ADDED = lazy("(?:对于?|其中)?,?(?P<case>[^,;。ⓂⓅⒸⒷ每再另]{2,24}?)的?,(?=每)")
_KIND_ADDED = lazy(
    "(?:对于?|其中)?(?P<case>[^,;。ⓂⓅⒸⒷ每再另加]{2,16})(?=每[^,;。每年月]{1,4}(?:再|另|额外))"
)
"""新能源冷藏车每辆另加: of those that are of that kind."""
_FROM_NTH = lazy(
    "(?:自|从)?第(?P<nth>Ⓒ)(?:[^,;。ⓂⓅⒸⒷ每]{0,6})起,?(?:按照?)?每(?:新?增加?|再)?一?(?P<per>[^ⓂⓅⒸⒷ,;。每年月]{1,3}?)"
    f"(?:再|另|加|增|{AWARD})*$"
)
"""自第3家起每家奖励, 从第5人起每人另加: the sum stands behind it."""
_MORE_EACH = lazy(
    "(?:^|[,，;以上后])(?:在此基础上,?)?(?:部分,?|的,?)?[^,;。ⓂⓅⒸⒷ每]{0,8}"
    "(?:(?:超[过出](?:的)?部分|此后|以后),?(?:按)?每"
    "|每(?:再?多|再?增加|再?新增|再?超过?|再?增长|再?增|再|满|达到?))"
    f"[^,;。ⓂⓅⒸⒷ]{{0,6}}(?P<step>[ⓂⒸ])[^,;。ⓂⓅⒸⒷ]{{0,4}},?[^,;。ⓂⓅⒸⒷ]{{0,4}}(?:{AWARD}|增加)[^,;。ⓂⓅⒸⒷ]{{0,4}}$"
)
_BEYOND_COUNT = lazy(
    "^的?(?:[^ⓂⓅⒸⒷ;。]{0,16},)?(?:就|对)?(?:超[过出](?P<again>Ⓒ)?)?的?部分,?"
    "|^的,?(?:就|对)?(?:其)?超[过出](?:的)?[^ⓂⓅⒸⒷ,;。每按]{1,3}?[数次量],?(?=按|每)"
)
"""…超过1000吨的部分,按每吨; …超过120场的,对超过的场次按每场."""
_OF_EXCESS = re.compile(
    "(?:超[过出]|增长|增加|新增|增量)[^,;。]{0,10}部分,?(?:按照?)?每[^,;。]{0,12}$"
)
_ABOVE = re.compile(
    "超[过出](?P<start>Ⓒ)(?:以上)?的?(?:部分)?,?(?:(?:对|其)?超[过出]的?部分,?)?"
    "(?:按照?)?(?:给予)?每[^ⓂⓅⒸⒷ,;。]{1,4}[^ⓂⓅⒸⒷ,;。]{0,6}$"
)


def counts_whole(walk: Walk, start: int, end: int) -> None:
    """每满1000万元奖励1.2万元,不满1000万元的部分不计: whole ones only."""
    found = _PART_NOT_COUNTED.search(walk.skeleton.text, start, end)
    last = walk.last_here()
    each = last.draft.per_figure if last is not None else None
    if found is None or last is None or each is None:
        return
    again = walk.skeleton.at(found.start("n"))
    if (again.value, again.unit) != (each.value, each.unit):
        return
    walk.pending = [one for one in walk.pending if one.figure.at != again.at]
    walk.reasons[again.at] = "不足的部分不计"
    stop = max(last.draft.end, found.end())
    last.draft = replace(last.draft, is_whole=True, end=stop)


def for_each_more(walk: Walk, figure: Figure, part: str, start: int, end: int) -> bool:
    """面积较上年每增加1万平方米,奖励3万元: of what there is more of than the year before."""
    text = walk.skeleton.text
    found = _EACH_ADDED.search(text, start, figure.at)
    if found is None or walk.pending:
        return False
    step = walk.skeleton.at(found.start("step"))
    if step.value <= 0 or not is_finite(Fraction(figure.value) / Fraction(step.value)):
        return False
    walk.used |= {figure.at, step.at}
    walk.reasons.pop(step.at, None)
    noun = subject_of(found["noun"]) or found["noun"]
    named = (t.subject for one in walk.of_paragraph for t in one.draft.thresholds)
    whole = next((one for one in named if len(one) > len(noun) and one.endswith(noun)), noun)
    walk.open(
        start, end, (Row(fixed=figure),), (), who=who_of(text, start, figure.at),
        per_figure=step, base=whole, is_grown=True,
        span=span_of(part),
    )  # fmt: skip
    return True


_EACH_NEW = lazy(
    "每(?:年)?(?:新增加?|净增加?|累计)(?P<noun>[^,;。ⓂⓅⒸⒷ家户个项名每年月]{2,12}?)(?P<step>Ⓒ)"
    f",?(?:按照?)?(?:{AWARD})+[^,;。ⓂⓅⒸⒷ再另]{{0,4}}$"
)


def for_each_new(walk: Walk, figure: Figure, part: str, start: int, end: int) -> bool:
    """每新增认可参数50项奖励2万元: so much for every so many, of those that are new."""
    text = walk.skeleton.text
    found = _EACH_NEW.search(text, start, figure.at)
    last = walk.last_here()
    if found is None or walk.pending or _SINCE_THAT.search(text, start, found.start()):
        return False
    step = walk.skeleton.at(found.start("step"))
    goes_on = last is not None and any(
        one.figure.unit == step.unit for one in last.draft.thresholds
    )
    if goes_on or step.value <= 0 or not is_finite(Fraction(figure.value) / Fraction(step.value)):
        return False
    walk.used |= {figure.at, step.at}
    walk.reasons.pop(step.at, None)
    noun = found.group()[1 : found.start("step") - found.start()].removeprefix("年")
    walk.open(
        start, end, (Row(fixed=figure),), (), who=who_of(text, start, found.start()),
        per_figure=step, base=noun, span=span_of(part),
    )  # fmt: skip
    return True


_SINCE_THAT = lazy("在此基础上|此后|以后|起算|超[过出]|以上部分")


def from_nth(walk: Walk, figure: Figure, start: int, end: int) -> bool:
    """自第3家起每家奖励8万元: so much for each of them but the first two."""
    text = walk.skeleton.text
    match = _FROM_NTH.search(text, start, figure.at)
    if match is None or match.end() != figure.at:
        return False
    nth = walk.skeleton.at(match.start("nth"))
    if nth.unit not in (match["per"], "个", "") or nth.value < 2:
        return False
    if _tiers_from(walk, figure, nth, match["per"]):
        return True
    conditions = tuple(one for one in walk.take_pending() if one.figure is not nth)
    walk.used |= {figure.at, nth.at}
    alike = [
        one.subject
        for one in conditions
        if isinstance(one, Threshold) and one.figure.unit == nth.unit
    ]
    beyond = replace(nth, value=nth.value - 1)
    who = who_of(text, start, match.start())
    walk.open(
        start, end, (Row(fixed=figure),), conditions, who=who, per=match["per"],
        beyond=beyond, measure=alike[0] if alike else "",
    )  # fmt: skip
    return True


def _tiers_from(walk: Walk, figure: Figure, nth: Figure, per: str) -> bool:
    """每个网点3万元;从第6个起,每个2万元: another sum from there on, of what is paid for already."""
    last = walk.last_here() or (walk.of_paragraph[-1] if walk.of_paragraph else None)
    others = [one for one in walk.pending if one.figure.at != nth.at]
    if last is None or len(last.draft.rows) != 1 or others:
        return False
    draft, upto = last.draft, replace(nth, value=nth.value - 1)
    is_plain = draft.rows[0].fixed is not None and draft.rows[0].band is None
    is_plain = is_plain and not (draft.period or draft.is_ceiling or draft.above or draft.beyond)
    words = walk.skeleton.text[nth.at : figure.at]
    is_plain = is_plain and _ON_TOP.search(words) is None  # 第10家起,每家再奖励1万元
    if draft.most_things is not None:  # 前3家每家5万元,第4家起每家3万元
        is_plain = is_plain and draft.most_things.value == upto.value
        upto = replace(upto, at=draft.most_things.at)
    each = draft.per_figure
    is_each = each is not None and each.value == 1 and each.unit == nth.unit
    # 每新开一家瑚店奖励2万元,第6家起每家: the shops are counted in both
    words = walk.skeleton.text[draft.start : draft.end]
    is_called = bool(draft.per and nth.unit) and f"一{nth.unit}" in words.partition(MONEY)[0]
    is_same = is_each or is_called or (bool(draft.per) and is_same_thing(draft.per, per))
    if not is_plain or not is_same:
        return False
    if is_each:
        draft = replace(draft, per=nth.unit, per_figure=None)
    walk.pending = []
    walk.used |= {figure.at, nth.at}
    walk.reasons.pop(nth.at, None)
    stop = max(draft.end, figure.at + 1)
    last.draft = replace(draft, upto=upto, above=figure, most_things=None, end=stop)
    last.sub = walk.sub
    return True


_ON_TOP = lazy("再|另|额外|加")
_FIRST_SO_MANY = lazy(
    f"前(?P<most>Ⓒ)[^,;。ⓂⓅⒸⒷ每]{{0,4}},?(?:按照?)?每(?:一?个)?(?P<per>[^ⓂⓅⒸⒷ,;。每年月]{{1,3}}?)(?:{AWARD})*$"
)


def first_so_many(walk: Walk, figure: Figure, start: int, end: int) -> bool:
    """前3家每家补助5万元: so many are paid for so."""
    text = walk.skeleton.text
    match = _FIRST_SO_MANY.search(text, start, figure.at)
    most = walk.skeleton.at(match.start("most")) if match is not None else None
    if match is None or most is None or match.end() != figure.at:
        return False
    if most.unit not in (match["per"], "个") or any(
        one.figure.at != most.at for one in walk.pending
    ):
        return False
    walk.pending = []
    walk.used |= {figure.at, most.at}
    walk.reasons.pop(most.at, None)
    walk.open(
        start, end, (Row(fixed=figure),), (), who=who_of(text, start, match.start()),
        per=match["per"], most_things=most,
    )  # fmt: skip
    return True


def is_of_excess(walk: Walk, figure: Figure, per: str, start: int, end: int) -> bool:
    """Whether a sum is of what is beyond a number: read where that is counted, else told."""
    before = walk.skeleton.text[start : figure.at]
    last = walk.pending[-1] if walk.pending else None
    if not per and last is not None and before.split(",")[-1].startswith(f"每{last.figure.unit}"):
        per = last.figure.unit  # 服务企业超过20家的,对超出的部分,每家…: what was counted
    if _tiered(walk, figure, per, start, end) or _counted_beyond(walk, figure, per, start, end):
        return True
    is_excess = _OF_EXCESS.search(before) is not None
    if not is_excess or _is_increase_told(walk) or OVER_SHARE.search(before):
        return False
    walk.reasons[figure.at] = UNREAD_SUM
    return True


def _counted_beyond(walk: Walk, figure: Figure, per: str, start: int, end: int) -> bool:
    """年收购量超过1000吨的部分,按每吨80元: so much for each of what is beyond a number."""
    text = walk.skeleton.text
    last = walk.pending[-1] if walk.pending else None
    if not isinstance(last, Threshold) or last.bound is not Bound.MORE_THAN or not per:
        return False
    if last.figure.sign != COUNT or last.figure.unit != per:
        return False
    behind = _BEYOND_COUNT.search(text[last.figure.at + 1 : figure.at])
    if behind is None:
        return False
    beyond = last.figure
    if behind["again"]:
        again = walk.skeleton.at(beyond.at + 1 + behind.start("again"))
        if (again.value, again.unit) != (beyond.value, beyond.unit):
            return False
        walk.reasons[again.at] = "就是起算的数"
    conditions = walk.take_pending()
    walk.used.add(figure.at)
    walk.open(
        start, end, (Row(fixed=figure),), conditions, who=who_of(text, start, beyond.at),
        per=per, beyond=beyond,
    )  # fmt: skip
    return True


def _tiered(walk: Walk, figure: Figure, per: str, start: int, end: int) -> bool:
    """每吨150元;1万吨以上的,超出1万吨的部分每吨200元: another sum from a number on."""
    match = _ABOVE.search(walk.skeleton.text[start : figure.at])
    last = walk.last_here()
    if match is None or last is None:
        return False
    draft, start_of = last.draft, walk.skeleton.at(start + match.start("start"))
    is_plain = len(draft.rows) == 1 and draft.rows[0].fixed is not None
    is_plain = is_plain and not (draft.period or draft.is_ceiling or draft.most_things)
    is_same = bool(per) and draft.per == per == start_of.unit and draft.above is None
    again = [one for one in walk.pending if one.figure.value == start_of.value]
    if not is_plain or not is_same or len(again) < len(walk.pending):
        return False
    walk.pending = []
    walk.used |= {figure.at, start_of.at}
    walk.reasons |= {one.figure.at: "就是起算的数" for one in again}
    walk.reasons.pop(start_of.at, None)
    stop = max(draft.end, figure.at + 1)
    last.draft = replace(draft, upto=start_of, above=figure, end=stop)
    last.sub = walk.sub
    return True


def adds_to_each(walk: Walk, figure: Figure, part: str, start: int, end: int) -> bool:
    """每吨40元;经铁路货运站发运的,每吨再增加10元: the whole in the case that gets more."""
    if _adds_to_part(walk, figure, part, start, end):
        return True
    match = _MORE_OF_EACH.fullmatch(part)
    if match is None:
        return False
    before = walk.last_here()
    who = match["who"] or who_of(walk.skeleton.text, start, figure.at)
    if before is not None and before.draft.added is not None:
        # Another addition: to the first of them, not to the sum with what was added.
        plain = [one for one in walk.of_paragraph if one.draft.added is None]
        before = plain[-1] if plain else before
    is_behind = before is None or before.sub != walk.sub
    if is_behind and _adds_by_number(walk, figure, match["per"], who, start, end):
        return True
    draft = before.draft if before is not None else None
    is_each = draft is not None and not draft.period and draft.per_figure is None
    is_each = is_each and draft is not None and draft.added is None
    is_each = is_each and draft is not None and is_same_thing(draft.per, match["per"])
    is_said = bool(who) and (match["who"] is not None or who not in part)
    paid = [one for one in walk.of_paragraph if one.draft.added is None]
    is_only = len(paid) == 1
    is_plain = draft is not None and len(draft.rows) == 1 and draft.rows[0].fixed is not None
    if draft is None or not (is_each and is_only and is_plain) or walk.pending or not is_said:
        if not _adds_apart(walk, figure, part, start, end):
            walk.reasons[figure.at] = UNREAD_SUM
        return True
    walk.used.add(figure.at)
    more = replace(draft, end=end, who=who, added=figure)
    walk.drafts.append(OpenDraft(more, walk.sentence, walk.sub))
    return True


def _adds_to_part(walk: Walk, figure: Figure, part: str, start: int, end: int) -> bool:
    """其中改种良种的,该部分面积每亩再增加500元: for as many as there are of that kind."""
    match = _MORE_OF_PART.fullmatch(part)
    if match is None or walk.pending:
        return False
    per = match["per"] or match["one"]
    own = [
        one.draft
        for one in walk.of_paragraph
        if is_same_thing(one.draft.per, per) and not one.draft.period
    ]
    case = case_label(walk.skeleton.text, start, figure.at - len(part) + 1)
    case = re.sub("^其中", "", case)
    is_area = bool(own) and own[0].per in AREA
    if not own or is_area or not TOLD <= len(case) <= SHORT_CASE or set(case) & set(SIGNS):
        return False
    walk.used.add(figure.at)
    walk.open(start, end, (Row(fixed=figure),), (), who=case, per=own[0].per)
    newest = walk.drafts[-1]
    newest.draft = replace(newest.draft, extra=case, counted=case)
    return True


_BUYS = lazy(f"(?:{VERBS_OF_THINGS})")


def _adds_apart(walk: Walk, figure: Figure, part: str, start: int, end: int) -> bool:
    """三类、二类的分别奖励…;进入特别审查的,每个产品另奖励30万元: on top, in a case of its own.

    What stands before has several cases or is worked out by something else, so the addition is
    a rule of its own, which holds for those of whom the case is told.
    """
    text = walk.skeleton.text
    case = _CASE_ADDED.match(text[start : figure.at]) or _KIND_ADDED.match(part)
    own = walk.of_paragraph
    if case is None or not own or walk.pending or own[-1].draft.period:
        return False
    # 境外代表50人、100人以上的分别奖励…,每个会议再奖励: of the one that was paid for before.
    per = per_of(part)[0]
    # 购置插秧机的,每台另给予5000元: of each that was bought, whatever is paid besides.
    is_bought = _BUYS.match(case["case"]) is not None and own[-1].sentence != walk.sentence
    if per not in PERSONS and not is_bought and not any(one.draft.per for one in own):
        per = ""
    # 中型、小型执照每人分别…;退役军人每人另加: which of those counted they are is not told.
    if per and any(one.draft.per == per and has_kinds(one.draft) for one in own):
        return False
    walk.open(start, end, (Row(fixed=figure),), (), who=case["case"], per=per)
    newest = walk.drafts[-1]
    newest.draft = replace(newest.draft, extra=case["case"])
    walk.used.add(figure.at)
    return True


def _adds_by_number(walk: Walk, figure: Figure, per: str, who: str, start: int, end: int) -> bool:
    """每吨补80元。死亡率超过40%的年份,每吨加补50元: on top where a number says so."""
    drafts = [one.draft for one in walk.of_paragraph]
    paid = [draft for draft in drafts if draft.per == per]
    if len(paid) != 1 or not walk.pending or len(paid[0].rows) != 1:
        return False
    walk.used.add(figure.at)
    conditions = walk.take_pending()
    walk.open(start, end, (Row(fixed=figure),), conditions, who=who, per=per)
    return True


_THAN_BEFORE = lazy("(?:比|较)(?:其)?(?:上|前)(?:一?(?:年度?|届|期))(?:同期)?每|同比每")
"""出口额较上一年度每增加10万美元再奖励1万元: more than the year before, and not than a number."""


def grows(walk: Walk, figure: Figure, start: int, end: int) -> bool:
    """5000吨以上的奖励20万元,每增加1000吨再奖励3万元: so much again for every step above it."""
    if _beyond_so_many(walk, figure, start, end):
        return True
    text = walk.skeleton.text
    match = _MORE_EACH.search(text[start : figure.at])
    last = walk.last_here()
    if match is None or last is None or _THAN_BEFORE.search(text, start, figure.at):
        return False
    draft, step = last.draft, walk.skeleton.at(start + match.start("step"))
    row = draft.rows[0]
    is_plain = len(draft.rows) == 1 and row.fixed is not None and row.band is None
    # 每场补助5万元: one of them; 每校补助2万元,超过40人的每增加10人: one school, more pupils
    is_one = draft.per in ("", *EVENTS) or (
        draft.per not in (*MEASURED_IN, *PERSONS, *MANY) and step.unit not in draft.per
    )
    is_plain = is_plain and is_one and not (draft.period or draft.more or draft.is_ceiling)
    own = [
        one
        for one in draft.thresholds
        if one.figure.unit == step.unit and one.bound in (Bound.AT_LEAST, Bound.MORE_THAN)
    ]
    again = [one for one in walk.pending if one.figure.at != step.at]
    says_same = all(
        isinstance(one, Threshold) and own and one.figure.value == own[0].figure.value
        for one in again
    )
    if not is_plain or len(own) != 1 or not says_same or step.value <= 0:
        return False
    walk.pending = []
    walk.used |= {figure.at, step.at, *(one.figure.at for one in again)}
    walk.reasons.pop(step.at, None)
    walk.reasons |= {one.figure.at: "就是起算的数" for one in again}
    stop = max(draft.end, figure.at + 1)
    last.draft = replace(draft, more=figure, more_step=step, per="", end=stop)
    last.sub = walk.sub
    return True


_MORE_BEYOND = lazy(
    f"超[过出](?P<from>Ⓒ)(?:以上)?的?(?:部分)?,(?:此后|以后)?每(?:再?多|再?增加|再?超过?|再?延长)(?P<step>Ⓒ)"
    f"[^,;。ⓂⓅⒸⒷ]{{0,4}},?(?:可|再|另外?|加|增|额外|追)+(?:发(?!放)|{AWARD})*$"
)
_OWN_LIMIT = lazy(
    "(?:的标准)?,(?:但|且)?(?:加补|加奖|增补|增发|追加|增加|另加)(?:的)?(?:部分|补助|金额|奖励|资金)*(?:累计|合计)?(?:最高|不超过|最多)"
)


def _beyond_so_many(walk: Walk, figure: Figure, start: int, end: int) -> bool:
    """展期超过7天的,每增加1天加补2万元,加补最高10万元: a sum of its own for each beyond a number.

    Where it is the number of the sum before it (100天以上的补30万元) and no limit is of what is
    added alone, that sum grows.
    """
    text = walk.skeleton.text
    match = _MORE_BEYOND.search(text, start, figure.at)
    last = walk.last_here() or (walk.of_paragraph[-1] if walk.of_paragraph else None)
    if match is None or match.end() != figure.at or last is None or last.draft.is_ceiling:
        return False
    first, step = (walk.skeleton.at(match.start(name)) for name in ("from", "step"))
    pending = [one for one in walk.pending if one.figure.at not in (first.at, step.at)]
    if first.unit != step.unit or step.value != 1 or pending:
        return False
    own = [one for one in last.draft.thresholds if one.figure.unit == first.unit]
    if own and _OWN_LIMIT.match(text, figure.at + 1, end) is None:
        return False
    told = [one for one in walk.pending if isinstance(one, Threshold) and one.figure is first]
    subject = next((one.subject for one in (*own, *told)), "")
    walk.pending = []
    walk.used |= {figure.at, first.at, step.at}
    walk.reasons.pop(step.at, None)
    walk.open(
        start, end, (Row(fixed=figure),), (), who=who_of(text, start, match.start()),
        per=first.unit, beyond=first, measure=subject or subject_of(text[start : match.start()]),
    )  # fmt: skip
    return True


def _is_increase_told(walk: Walk) -> bool:
    """新增进出口额5000万元以上的,增量部分每1000万元: the threshold is of the increase."""
    last = walk.pending[-1] if walk.pending else None
    return (
        isinstance(last, Threshold)
        and re.search("新增|增长额|增量|增加额", last.subject) is not None
    )


def lists_more(before: str) -> bool:
    """Whether the sums of a list are each for what there is more of than the time before."""
    return _OF_MORE_OF_EACH.search(before) is not None


def is_of_more(before: str) -> bool:
    """Whether a sum is for each of what there is more of than the time before."""
    every = (_GROWN_BY, _OF_INCREASE, _OF_INCREASE_ALONE, _OF_MORE_OF_EACH)
    return any(one.search(before) is not None for one in every)
