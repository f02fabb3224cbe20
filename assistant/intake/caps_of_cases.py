"""Limits of single cases: of a class, a band, a kind of thing, a rate that is raised."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.intake.bounds import band_of, beside_band, is_thing, lacks_cap
from assistant.intake.cases import sums_in_row
from assistant.intake.demands import NOTHING
from assistant.intake.draft import CapOf, Row, Span
from assistant.intake.figures import MONEY, Figure, Skeleton
from assistant.intake.grammar import span_of
from assistant.intake.lists import names_before
from assistant.intake.phrases import other_class, part_before
from assistant.intake.tails import is_yearly as is_yearly_limit
from assistant.intake.tails import read_class_caps
from assistant.intake.walk import OpenDraft, Walk
from assistant.text.pattern import lazy

_EACH_THING = re.compile(
    "[每单](?P<thing>[台辆套件个款项篇架艘条场座栋块片](?:(?!最高|不超过)[^,;。ⓂⓅⒸⒷ按给予]){0,8})"
)
_CAP_ONLY = lazy(
    r"(?:每年|年度|累计|限额|上限)*(?:提高至?|放宽至?)?(?:最高|上限|不超过|限额)+(?:提高|放宽)?(?:可?达|为|至|到)?$"
)
_OF_PROJECT = re.compile(
    "(?P<thing>[每单]个?(?:项目|活动|工程)[^,;。ⓂⓅⒸⒷ]{0,6}?)(?:补贴|补助|资助|奖励|支持)?(?:总?金?额)?(?:最高|不超过|最多)+[^,;。ⓂⓅⒸⒷ]{0,4}Ⓜ$"
)
_EACH_EVENT = lazy("[每单](?P<per>[场项台座次件辆套艘架条])(?:最高|不超过|分别|最多)")


def caps_classes_behind(walk: Walk, figure: Figure, part: str, end: int) -> bool:
    """按35%补助,企业、合作社封顶60万元,个人封顶8万元: in one breath with the rate."""
    first, last = figure.at - len(part), walk.last_here()
    caps = read_class_caps(walk.skeleton, first, end)
    if not caps or last is None or walk.pending or last.draft.class_caps:
        return False
    draft = last.draft
    is_rate = len(draft.rows) == 1 and draft.rows[0].rate is not None
    if not is_rate or not lacks_cap(draft) or draft.item_cap is not None:
        return False
    walk.used |= {one.at for _, one in caps}
    is_yearly = is_yearly_limit(walk.skeleton.text[first:end])
    span = Span.YEAR if is_yearly else draft.span
    last.draft = replace(draft, class_caps=caps, span=span, end=max(draft.end, end))
    return True


def caps_by_band(walk: Walk, figure: Figure, end: int) -> bool:
    """Limits that a number decides, in another sentence than the rates that they limit."""
    rated = [
        one
        for one in walk.of_paragraph
        if all(row.rate is not None and not row.label for row in one.draft.rows)
        and one.draft.cap is None
        and one.draft.item_cap is None
        and (len(one.draft.rows) == 1 or all(row.cap is not None for row in one.draft.rows))
    ]
    first = walk.pending[0].figure
    if not rated or NOTHING.search(walk.skeleton.text, first.at, figure.at) is not None:
        return False
    demanded = [
        t.subject for one in rated for t in one.draft.thresholds if t.figure.unit == first.unit
    ]
    known = next((one.draft.measure for one in rated if one.draft.measure), "")
    measure = known or walk.measured(tuple(walk.pending)) or next(iter(demanded), "")
    if not measure:
        return False
    band = band_of(walk.take_pending())
    for one in rated:
        rows_of(walk, one, [Row("", band, cap=figure)], end, measure=measure)
    return True


def caps_case(
    walk: Walk, last: OpenDraft | None, cap: CapOf, part: str, start: int, end: int
) -> bool:
    """按50%补贴,最高20万元;获评专精特新企业的,最高30万元: the same, up to more for a class."""
    text = walk.skeleton.text
    who = text[start : cap.figure.at - len(part)].rstrip(",")
    if last is None or last.sub == walk.sub or walk.pending or _CAP_ONLY.match(part) is None:
        return False
    draft = last.draft
    is_rate = len(draft.rows) == 1 and draft.rows[0].rate is not None and draft.cap is not None
    if not is_rate or not who.endswith("的") or "," in who or set(who) & set("ⓂⓅⒸⒷ"):
        return False
    assert draft.cap is not None
    span = draft.cap.span if cap.span is Span.NONE else cap.span
    own = replace(draft, end=end, who=who, cap=replace(draft.cap, figure=cap.figure, span=span))
    walk.drafts.append(OpenDraft(own, walk.sentence, walk.sub))
    return True


def narrows(
    skeleton: Skeleton, last: OpenDraft, cap: CapOf, is_group: bool, start: int, end: int
) -> bool:
    """A cap of the newest band, or a second cap that makes the first one an item's."""
    draft = last.draft
    newest = draft.rows[-1]
    is_case = newest.label or (newest.band is not None and draft.per)
    is_after = draft.cap is not None and newest.fixed is not None
    is_after = is_after and draft.cap.figure.at < newest.fixed.at  # type: ignore[union-attr]
    if _caps_each_of_bands(skeleton, last, cap, start, end):
        return True
    if is_after and is_case and newest.cap is None and draft.cap is not None:
        # …每集10万元,单部最高400万元;…每集5万元,单部最高200万元
        top = draft.cap.figure
        rows = tuple(replace(row, cap=row.cap or top) for row in draft.rows[:-1])
        rows = (*rows, replace(newest, cap=cap.figure))
        last.draft = replace(draft, rows=rows, cap=None, end=max(draft.end, end))
        return True
    words = _words_of(skeleton, cap, start)
    is_own = not re.match("[(,]?(?:每|单|同一|同|该|各|累计|合计)", words)
    if draft.cap is not None and not is_own:
        # 按40%补助,每户最高3000元;…按50%补助,每户最高4000元: said of each band alike
        is_own = words == _words_of(skeleton, draft.cap, draft.start)
    if newest.band and not newest.cap and draft.cap and is_own:
        row = last.cap_row
        if row < len(draft.rows) - 1:
            # …,补助12%,最高1000万元;…,补助15%,最高2000万元: each band has its own
            top = draft.cap.figure
            rows = (
                *draft.rows[:row],
                replace(draft.rows[row], cap=top),
                *draft.rows[row + 1 : -1],
                replace(newest, cap=cap.figure),
            )
            last.draft = replace(draft, rows=rows, cap=None, end=max(draft.end, end))
            return True
    if newest.band is not None and newest.cap is None and draft.rows[0].cap is not None:
        rows = (*draft.rows[:-1], replace(newest, cap=cap.figure))
        last.draft = replace(draft, rows=rows, end=max(draft.end, end))
        return True
    each = _EACH_THING.search(skeleton.text, start, cap.figure.at)
    is_over_all = cap.span in (Span.YEAR, Span.TOTAL) and draft.beside is None
    if is_group and draft.cap is not None and newest.rate is not None and is_over_all:
        of_project = _OF_PROJECT.search(skeleton.text, start, draft.cap.figure.at + 1)
        if of_project is not None and draft.cap.figure.at > start:
            own = replace(draft.cap, per=draft.cap.per or of_project["thing"])
            last.draft = replace(draft, cap=own, beside=cap, end=end)
            return True
    if is_group and each is not None and draft.cap is not None and newest.rate is not None:
        # 每台车辆按50%予以最高20万元,每家企业累计不超过1000万元
        last.draft = replace(draft, item_cap=draft.cap.figure, per=each["thing"], cap=cap, end=end)
        return True
    return False


def _caps_each_of_bands(
    skeleton: Skeleton, last: OpenDraft, cap: CapOf, start: int, end: int
) -> bool:
    """…按40%补助,每人最高2000元;…按50%补助,每人最高3500元: of each person of that band."""
    draft = last.draft
    newest, before = draft.rows[-1], draft.rows[:-1]
    top = draft.item_cap or (before[-1].cap if before else None)
    is_next = newest.band is not None and newest.rate is not None and newest.cap is None
    if not (is_next and before and top is not None and draft.per and draft.cap is None):
        return False
    own, first = _words_of(skeleton, cap, start), part_before(skeleton.text, draft.start, top.at)
    if own != first or any(row.band is None for row in before):
        return False
    rows = (*(replace(row, cap=row.cap or top) for row in before), replace(newest, cap=cap.figure))
    last.draft = replace(draft, rows=rows, item_cap=None, end=max(draft.end, end))
    return True


def caps_each_thing(last: OpenDraft, figure: Figure, per: str, end: int) -> bool:
    """每个起降场最高100万元,每个起降点最高20万元: a limit for each kind of thing."""
    draft = last.draft
    first = draft.rows[0]
    if not is_thing(per) or draft.item_cap is None or per == draft.per:
        return False
    if first.rate is None or not all(one in draft.who for one in (per, draft.per)):
        return False
    rows = draft.rows
    if len(rows) == 1:
        rows = (replace(first, label=draft.per, cap=draft.item_cap),)
    rows = (*rows, Row(per, rate=first.rate, cap=figure))
    # Of each of them: the measure word stands for both kinds.
    last.draft = replace(draft, rows=rows, item_cap=None, per="个", end=max(draft.end, end))
    return True


def cap_of_raised(walk: Walk, figure: Figure, end: int) -> bool:
    """…比例提高到15%,最高300万元: the class that is raised has a limit of its own."""
    last = walk.drafts[-1] if walk.drafts else None
    if last is None or last.raised != walk.sub:
        return False
    draft = last.draft
    newest = draft.rows[-1]
    is_each = draft.cap is None and draft.item_cap is not None
    if newest.band is not None and draft.cap is not None and len(draft.rows) == 2:
        # …收购点3个以上的,比例提高至1.5%,最高45万元: from so many on there is another limit
        rows = (replace(draft.rows[0], cap=draft.cap.figure), replace(newest, cap=figure))
        span, stop = draft.cap.span, max(draft.end, end)
        last.draft = replace(draft, rows=rows, cap=None, span=span, end=stop)
        return draft.rows[0].cap is None
    if not newest.label or (draft.cap is None) is not is_each or (draft.cap and draft.item_cap):
        return False
    start = max(walk.skeleton.text.rfind(sign, 0, figure.at) for sign in "。;¶") + 1
    last.draft = replace(draft, rows=draft.rows[:-1], end=min(draft.end, start))
    assert newest.rate is not None
    if newest.rate.unit == "个百分点":
        start = draft.start  # 提高5个百分点 is proved beside the rate that it raises
    own = replace(
        draft, start=start, end=end, who=newest.label, rows=(Row(rate=newest.rate),),
        cap=replace(draft.cap, figure=figure) if draft.cap is not None else None,
        item_cap=figure if is_each else None,
    )  # fmt: skip
    walk.drafts.append(OpenDraft(own, walk.sentence, walk.sub))
    return True


def _words_of(skeleton: Skeleton, cap: CapOf, start: int) -> str:
    return part_before(skeleton.text, start, cap.figure.at)


def splits(walk: Walk, one: OpenDraft, cap: CapOf, end: int) -> bool:
    """…,每个奖励300万元;…,每个奖励30万元,最高150万元: it cannot limit what is more."""
    draft = one.draft
    sums = [row.fixed.value if row.fixed is not None else None for row in draft.rows]
    if len(sums) < 2 or one.sub != walk.sub or draft.rows[0].band is not None:
        return False
    last, most = sums[-1], cap.figure.value
    if last is None or last > most or not any(n is not None and n > most for n in sums[:-1]):
        return False
    newest = draft.rows[-1]
    assert newest.fixed is not None
    text = walk.skeleton.text
    start = max(text.rfind(sign, 0, newest.fixed.at) for sign in ";。¶") + 1
    kept = draft.rows[:-1]
    kept = (replace(kept[0], label=""),) if len(kept) == 1 else kept
    one.draft = replace(draft, rows=kept, end=start - 1)
    own = replace(
        draft,
        start=start,
        end=end,
        who=newest.label,
        rows=(replace(newest, label=""),),
        cap=cap,
    )
    walk.drafts.append(OpenDraft(own, walk.sentence, walk.sub))
    return True


def each_cap(walk: Walk, last: OpenDraft, part: str, figure: Figure, end: int) -> bool:
    """…按2%给予奖励,最高分别为3000万元、1500万元: a limit for each case that was listed."""
    draft = last.draft
    if draft.rows[0].rate is None or draft.cap is not None:
        return False
    if len(draft.rows) > 1 and all(row.label and row.cap is None for row in draft.rows):
        return _cap_each(walk, last, part, figure, end)
    if len(draft.rows) > 1:
        return False
    series = sums_in_row(walk, figure, end)
    names = names_before(draft.who, len(series) + 1) if series else []
    if not names:
        return False
    rate = draft.rows[0].rate
    caps = (figure, *series)
    rows = tuple(Row(name, rate=rate, cap=cap) for name, cap in zip(names, caps, strict=True))
    each = _EACH_EVENT.search(part)
    per = each["per"] if each is not None else draft.per
    last.draft = replace(draft, rows=rows, span=span_of(part), per=per, end=max(draft.end, end))
    return True


def _cap_each(walk: Walk, last: OpenDraft, part: str, figure: Figure, end: int) -> bool:
    """50%、30%补贴,最高200万元、80万元: a limit for each of the rates."""
    draft = last.draft
    match = re.match(f"(?:[、和]{MONEY})+", walk.skeleton.text[figure.at + 1 : end])
    if match is None or len(match.group()) != 2 * (len(draft.rows) - 1):
        return False
    caps = (figure, *sums_in_row(walk, figure, end))
    rows = tuple(replace(row, cap=cap) for row, cap in zip(draft.rows, caps, strict=True))
    last.draft = replace(draft, rows=rows, span=span_of(part), end=max(draft.end, end))
    return True


def class_cap(last: OpenDraft, label: str, figure: Figure, end: int) -> None:
    """高校院所最高150万元: the cap before it is that of all others."""
    draft = last.draft
    rows = draft.rows
    if len(rows) == 1 and draft.cap is not None:
        other = other_class(draft.who, label)
        rows = (replace(rows[0], label=other, cap=draft.cap.figure),)
        draft = replace(draft, span=draft.cap.span, cap=None)
    rate, fixed = rows[0].rate, rows[0].fixed
    if len(rows) == 1 and rows[0].cap is None and not rows[0].label:
        rows = ()  # 按50%给予补贴,第一年最高50万元,第二年…: every case is named
    last.draft = replace(
        draft,
        rows=(*rows, Row(label, rate=rate, fixed=fixed, cap=figure)),
        end=max(draft.end, end),
    )


def rows_of(walk: Walk, last: OpenDraft, cases: list[Row], end: int, measure: str = "") -> None:
    """Caps by case for a draft whose rate is already read."""
    draft = last.draft
    rate = draft.rows[0].rate
    band = cases[0].band
    if band is not None and draft.cap is not None and len(draft.rows) == 1:
        # 达到1万人的,按10%补助,最高50万元;超过3万人的,最高100万元
        unit = band.figure.unit
        own = [one for one in draft.thresholds if one.figure.unit == unit]
        if own and draft.rows[0].band is None:
            first = replace(draft.rows[0], band=band_of((own[-1],)), cap=draft.cap.figure)
            others = tuple(one for one in draft.thresholds if one is not own[-1])
            draft = replace(
                draft, rows=(first,), thresholds=others, measure=own[-1].subject, cap=None,
                span=draft.cap.span,
            )  # fmt: skip
    if band is not None and len(draft.rows) == 1 and draft.cap is not None:
        # 最高500万元;固定座位不足500个的,最高200万元: the first limit is that of all others.
        other = beside_band(band)
        if other is not None and draft.rows[0].band is None:
            first = replace(draft.rows[0], band=other, cap=draft.cap.figure)
            draft = replace(draft, rows=(first,), cap=None, span=draft.cap.span)
    known = [row for row in draft.rows if row.cap is not None]
    rows = (*known, *(replace(case, rate=rate) for case in cases))
    last.draft = replace(
        draft, rows=rows, end=max(draft.end, end), measure=draft.measure or measure
    )
    last.sub = walk.sub
