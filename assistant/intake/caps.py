"""Limits of money: which of the drafts before a sum limits, and over what it counts."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.intake.bounds import band_of, is_thing, lacks_cap
from assistant.intake.caps_of_cases import (
    cap_of_raised,
    caps_by_band,
    caps_case,
    caps_classes_behind,
    caps_each_thing,
    class_cap,
    each_cap,
    narrows,
    rows_of,
    splits,
)
from assistant.intake.caps_of_kinds import caps_kind, leaves_unclear
from assistant.intake.caps_of_numbers import caps_all_of_them, caps_each_of
from assistant.intake.caps_of_rent import caps_rent
from assistant.intake.cases import NO_LABEL, classes_in_row, is_of_another
from assistant.intake.draft import CapOf, Row, Span
from assistant.intake.figures import MONEY, RATE, Figure, Skeleton
from assistant.intake.grammar import AWARD, OVER_CLAUSES, span_of
from assistant.intake.over import OF_APPLICANT, OF_PROJECT
from assistant.intake.phrases import (
    capped_for_each,
    capped_thing,
    is_own_cap,
    part_before,
    spent_on,
    who_of,
)
from assistant.intake.walk import OpenDraft, Walk
from assistant.text.pattern import lazy

_OVER_ALL = re.compile("^(?:每家|单家|单个|每户|单户|同一|企业).*(?:总额|累计|合计)")
_OVER_PROJECTS = lazy(
    "(?:申报|享受|申请|符合)[^,;。ⓂⓅⒸⒷ]{0,6}(?:多|两|几|各)[^,;。ⓂⓅⒸⒷ]{0,3}(?:项|类)[^;。ⓂⓅⒸⒷ]*(?:总额|合计|累计)"
)
"""同一主体可以申报多个项目,但奖补总额不超过: what all of them come to."""
_OF_WHOEVER = lazy(
    "(?:单个|每个|同一|单一)(?:申报|经营|市场)?(?:主体|企业|单位|机构|公司|合作社|农户|农场|申请人)|[单每][家户](?!的)"
)
GROUP_CAP = re.compile(
    r"^(?:对)?(?:每|单|同一|同|该|各|累计|合计|三年|年度|补助|奖励|支持|资助|补贴|最高|企业(?:年度|每年|累计))"
)
"""每家企业累计…: a limit that may be of more than the sum before it."""
_OVER_ARTICLE = lazy(
    "(?:本[条款项](?:各项)?|(?P<listed>第[^,;。每单同]{0,12}?(?:[条项款]|Ⓒ)[、和及与至到第ⒸⒷ一二三四五六七八九十条项款]*))"
    f"[^,;。ⓂⓅⒸⒷ每单同]{{0,6}}?(?:{AWARD}|资金|政策)*(?=每|单|同|最高|合计|累计|年度|企业)"
)
"""本条奖励每家企业每年最高80万元: what several rules come to."""
_OF_KIND_OF_AWARD = lazy(
    f"(?!每|单|同|本|企业|年度|累计|合计)[^,;。ⓂⓅⒸⒷ每单同]{{2,8}}?(?:{AWARD})(?:资金|金额|总额)?(?=每个|每家|每户|单个|单家|同一)"
)
"""种植补助每个主体每年最高20万元: what kind it is goes before whom it limits."""
_ACTUAL = re.compile(
    rf"(?P<base>[^,;。¶:]{{2,24}}?)按(?:照)?(?:其)?实际(?:支出|发生|费用|缴纳|支付)*(?:的?费用)?(?:全额)?(?:{AWARD})"
)
_ACTUAL_COST = lazy(
    rf"按照?(?:其)?(?P<base>实际[^,;。¶ⓂⓅⒸⒷ]{{0,8}}?(?:费用|支出|投入|成本|价款))(?:的?(?:全额|总额|金额))?(?:据实|全额)?(?:给予|予以)?(?:{AWARD})"
)
"""按实际改造费用给予补助,每张床位最高3000元."""
_EACH_MONTH_ALONE = lazy(
    f"每(?:个)?月(?:{AWARD})?(?:金额|标准)?(?:最高|不超过|不高于)+(?:{AWARD})*"
)
_LABELLED_CAP = re.compile(
    r"(?P<label>[^ⓂⓅⒸⒷ,;。¶()]{2,14}?)(?:年度)?(?:最高|不超过|上限为?)+(?:奖励|补助|补贴|资助|支持)?$"
)
_CASE_THING = lazy(
    "(?!企业|单位|项目|其|年度|补|奖|最|总|累|合|资|全|单|每|同|各|平均|人均|均)[^,;。ⓂⓅⒸⒷ()]{2,8}?(?:单个|每个?|单次)(?!企业|单位|项目|年)"
)
_AND_GIVES = lazy("(?:并|同时|另外?|再|还)+(?:可|按)?(?:给予|予以|提供)")
"""…,并给予合计不超过500万元的贴息: another sum, no limit of the one before."""
_KIND_OF_AWARD = lazy(
    f"(?:每年|年度|当年|全年)(?:的)?(?P<kind>(?!{AWARD}|企业|资金|总|累|合|各)[^,;。ⓂⓅⒸⒷ]{{2,6}}?)(?:的)?(?:{AWARD}|资金)(?:资金)?(?:总额|累计|合计|最高|不超过)"
)
_IN_BRACKETS = re.compile(r"\((?P<label>[^()ⓂⓅⒸⒷ]{2,14}?)(?:最高|不超过)+$")


def read_cap(walk: Walk, figure: Figure, start: int, end: int) -> None:
    """Read the most that is paid (最高50万元): of a case, of each thing, of all before it."""
    text = walk.skeleton.text
    before = text[start : figure.at]
    part = part_before(text, start, figure.at)
    if caps_rent(walk, figure, part, end) or caps_classes_behind(walk, figure, part, end):
        return
    last = walk.last_here()
    if _caps_month(walk, figure, part, last, end):
        return
    walk.used.add(figure.at)
    bracket = _IN_BRACKETS.search(before)
    if bracket is not None and last is not None:
        class_cap(last, bracket["label"], figure, end)
        return
    classes = classes_in_row(walk.skeleton, figure, end)
    if classes and last is not None:
        rows_of(walk, last, [Row(label, cap=one) for label, one in classes], end)
        walk.used |= {one.at for _, one in classes}
        return
    if _caps_by_number(walk, figure, last, end) or caps_kind(walk, last, figure):
        return
    is_apart = _CASE_THING.match(part) is not None and "分别" not in part
    if last is not None and last.draft.rows[0].rate is not None and is_apart:
        # 境内展会单个展位最高1万元,境外展会…: by case and by thing at once.
        walk.used.discard(figure.at)
        walk.reasons[figure.at] = "按面积或月数计算，还不能提议"
        return
    labelled = _LABELLED_CAP.search(part)
    if labelled is not None and last is not None and not NO_LABEL.search(labelled["label"]):
        if not leaves_unclear(walk, last, figure, end):
            class_cap(last, labelled["label"], figure, end)
        return
    if last is not None and each_cap(walk, last, part, figure, end):
        return
    per = _capped_for(walk, part, text[figure.at + 1 : end], figure)
    if last is not None and caps_all_of_them(walk, last, per, part, start, figure, end):
        return
    cap = CapOf(figure, span_of(part))
    if not (
        _limits_things_too(walk, cap, part, end)
        or caps_case(walk, last, cap, part, start, end)
        or _caps_too(walk, cap, part, start, end)
    ):
        _plain_cap(walk, figure, part, per, start, end, last)


def _plain_cap(
    walk: Walk, figure: Figure, part: str, per: str, start: int, end: int, last: OpenDraft | None
) -> None:
    text = walk.skeleton.text
    bare = _bare_limit(walk, part)
    if bare is None:
        walk.used.discard(figure.at)
        walk.reasons[figure.at] = OVER_CLAUSES
        return
    part = bare
    span = span_of(part)
    if span is Span.NONE and text.startswith("每年", start):
        span = Span.YEAR
    cap = CapOf(figure, span, f"每{per}" if per else "")
    # Not so 参加境外展会的,每个展位…;参加境内展会的,每个展位补助不超过1万元: of another case.
    is_group = GROUP_CAP.match(part.lstrip("(")) is not None and not (
        last is not None and is_of_another(walk, last, figure, start)
    )
    same_sub = last is not None and last.sub == walk.sub
    actual = _ACTUAL.search(text, start, figure.at) or _ACTUAL_COST.search(text, start, figure.at)
    if actual is not None and not same_sub:
        walk.open(
            start, end, (Row(),), walk.take_pending(),
            base=re.sub("^(?:其|对)", "", actual["base"]),
            who=who_of(text, start, actual.start()), is_actual=True,
            item_cap=figure if is_thing(per) else None, per=per if is_thing(per) else "",
            cap=None if is_thing(per) else cap,
        )  # fmt: skip
        return
    if walk.refused and walk.refused[-1] == start and not same_sub:
        walk.used.discard(figure.at)
        walk.reasons[figure.at] = "所限的数额还不能提议"
        return
    raised = walk.drafts[-1] if walk.drafts else None  # 其中…的,比例提高至25%: another sentence
    is_same_cap = (
        raised is not None
        and raised.raised == walk.sub
        and (not is_thing(per) or (raised.draft.item_cap is not None and per == raised.draft.per))
    )
    if (is_same_cap or (not per and is_own_cap(part))) and cap_of_raised(walk, figure, end):
        return
    if (
        last is not None
        and same_sub
        and (
            caps_each_thing(last, figure, per, end)
            or narrows(walk.skeleton, last, cap, is_group, start, end)
        )
    ):
        return
    targets = _limited_by(walk, cap, part, same_sub=same_sub, is_group=is_group)
    if targets:
        for one in targets:
            _set_cap(walk, one, cap, per, end)
        return
    is_own = bool(re.search("(?:给予|予以|奖励|资助|补助|补贴|支持)[^,;。]{0,14}$", part))
    if is_group and _limits_all(walk, cap, part, end):
        return
    if same_sub and not is_own and not is_group:
        walk.used.discard(figure.at)
        walk.reasons[figure.at] = "上限的对象读不出"
        return
    is_over_all = is_group and _OVER_ALL.search(part) is not None
    is_over_all = is_over_all or _OVER_PROJECTS.search(text, start, figure.at) is not None
    is_of_all = not is_own and not walk.drafts and is_over_all
    if is_of_all or (is_group and _is_of_article(walk, part, start, figure)):
        # 每家企业每年合计最高500万元 in an article of its own: what the others come to.
        walk.used.discard(figure.at)
        walk.reasons[figure.at] = OVER_CLAUSES
        return
    # A sum that is only a maximum, or a cap over several rules.
    row = (Row(fixed=figure),)
    item = is_thing(per)
    walk.open(
        start, end, row, walk.take_pending(), who=who_of(text, start, figure.at),
        per=per if item else "", span=span_of(part), is_ceiling=True,
        base=spent_on(text, figure, end),
    )  # fmt: skip


def _caps_month(walk: Walk, figure: Figure, part: str, last: OpenDraft | None, end: int) -> bool:
    """按缴费额的60%补贴,每月最高500元: it grows with the months; each person's is not read."""
    is_alone = _EACH_MONTH_ALONE.fullmatch(part) is not None and last is not None
    if is_alone and last is not None and caps_each_of(last, figure, "月", end):
        walk.used.add(figure.at)
        return True
    if re.search("每月|每人每(?!年)", part) is None:
        return False
    walk.reasons[figure.at] = "按面积或月数计算，还不能提议"
    return True


def _caps_by_number(walk: Walk, figure: Figure, last: OpenDraft | None, end: int) -> bool:
    """超过3万人的,最高100万元: another limit of the rate before it, from a number on."""
    if not walk.pending:
        return False
    if last is None:
        return caps_by_band(walk, figure, end)
    if last.draft.rows[0].rate is None:
        return False
    conditions = walk.take_pending()
    row = Row("", band_of(conditions), cap=figure)
    rows_of(walk, last, [row], end, measure=walk.measured(conditions))
    return True


def _capped_for(walk: Walk, part: str, behind: str, figure: Figure) -> str:
    """What a limit is for each of; "" for whoever applies.

    滑雪场购置索道的,…。单个滑雪场累计不超过1000万元: who applies is named before.
    """
    per = capped_for_each(part, behind) or _capped_for_one(walk, part, figure)
    own = walk.of_paragraph
    return "" if per and any(one.draft.who.startswith(per) for one in own) else per


_FOR_ONE = lazy(
    f"每(?!个?月|年)[^ⓂⓅⒸⒷ,;。每]{{1,6}}?(?P<one>Ⓒ)[^ⓂⓅⒸⒷ,;。每]{{0,8}}?(?:{AWARD})*(?:最高|最多|不超过|不高于)+(?:{AWARD})*$"
)


def _capped_for_one(walk: Walk, part: str, figure: Figure) -> str:
    """每引进1人最高5万元: what is counted one by one, as 每人; "" for anything else."""
    found = _FOR_ONE.match(part)
    if found is None:
        return ""
    one = walk.skeleton.at(figure.at - len(part) + found.start("one"))
    if one.value != 1 or not one.unit:
        return ""
    walk.reasons[one.at] = "上限按每一个计"
    walk.pending = [known for known in walk.pending if known.figure.at != one.at]
    return one.unit


def _caps_too(walk: Walk, cap: CapOf, part: str, start: int, end: int) -> bool:
    """补助不超过投资额的30%,且最高不超过400万元: of all that the share limits."""
    limited = [
        one
        for one in walk.of_paragraph
        if one.draft.share_cap is not None
        and start <= one.draft.share_cap[0].at < cap.figure.at
        and lacks_cap(one.draft)
    ]
    if not limited or _AND_GIVES.match(part) is not None or walk.pending:
        return False
    for one in limited:
        _set_cap(walk, one, cap, "", end)
    return True


def _limits_things_too(walk: Walk, cap: CapOf, part: str, end: int) -> bool:
    """单艘船舶不超过150万元,单个企业每年不超过600万元: a limit beside that of each thing."""
    own = walk.of_paragraph
    before = [one for one in own if one.draft.cap is not None and one.draft.cap.per]
    if GROUP_CAP.match(part.lstrip("(")) is None:
        return False
    is_told = OF_APPLICANT.match(part) is not None or cap.span in (Span.YEAR, Span.TOTAL)
    if not is_told or not before or any(one.draft.beside is not None for one in before):
        return False
    if before[-1].draft.cap is None or cap.figure.value <= before[-1].draft.cap.figure.value:
        return False
    for one in own:
        draft = one.draft
        stop = max(draft.end, end)
        if one in before:
            one.draft = replace(draft, beside=cap, end=stop)
        elif lacks_cap(draft):
            one.draft = replace(draft, cap=cap, end=stop)
    return True


def _is_of_article(walk: Walk, part: str, start: int, figure: Figure) -> bool:
    """同一企业每年最高100万元 in a paragraph or an item of its own: of all before it."""
    before = walk.skeleton.text[start : figure.at].rpartition("】")[2].removesuffix(part)
    if set(before) & {MONEY, RATE}:
        return False
    is_project = OF_PROJECT.match(part) is not None and walk.clause.id.item is not None
    is_of_all = OF_APPLICANT.match(part) is not None or is_project
    if not is_of_all or walk.of_paragraph:
        return False
    return walk.clause.id.item is not None or bool(walk.drafts)


def _bare_limit(walk: Walk, part: str) -> str | None:
    """A limit without what it is of; None where several rules come under it together."""
    over = _OVER_ARTICLE.match(part)
    is_of_items = part.startswith("本条") and walk.clause.id.item is not None
    is_over = over is not None and (over["listed"] is not None or len(walk.drafts) != 1)
    if is_over or (over is not None and is_of_items):
        return None
    kind = over or (_OF_KIND_OF_AWARD.match(part) if walk.drafts else None)
    return part[kind.end() :] if kind is not None else part


def _limited_by(
    walk: Walk, cap: CapOf, part: str, *, same_sub: bool, is_group: bool
) -> list[OpenDraft]:
    """The drafts whose limit a sum is."""
    if _AND_GIVES.match(part) is not None and same_sub:
        return []
    if same_sub and is_group and _OF_WHOEVER.match(part) is not None:
        # …每立方米200元,不足500立方米的按投资的20%,单个主体不超过60万元: of all in one breath
        here = [one for one in walk.of_paragraph if lacks_cap(one.draft)]
        whole = [one for one in here if one.sub == walk.sub]
        if len(whole) > 1:
            return whole
    targets = _without_cap(walk, cap, same_sub=same_sub, is_group=is_group)
    if targets and is_group and _OVER_ALL.search(part):
        every = [
            one
            for one in walk.of_paragraph
            if (one.sentence == targets[-1].sentence or walk.is_in_tail(cap.figure.at))
            and lacks_cap(one.draft)
        ]
        return _named_in(walk.skeleton, part, every) or every
    return targets


def _named_in(skeleton: Skeleton, part: str, every: list[OpenDraft]) -> list[OpenDraft]:
    """每年认证奖励合计不超过15万元: the limit is of the 认证, not of what else is paid."""
    named = _KIND_OF_AWARD.search(part)
    if named is None:
        return []
    text = skeleton.text
    found = [one for one in every if named["kind"] in text[one.draft.start : one.draft.end]]
    return found if 0 < len(found) < len(every) else []


def _limits_all(walk: Walk, cap: CapOf, part: str, end: int) -> bool:
    """单个品种最高300万元。单个企业年度最高800万元: the first limits are of each thing."""
    before = [one for one in walk.of_paragraph if one.draft.cap is not None]
    if not before or _OVER_ALL.search(part) is None or cap.span is Span.NONE:
        return False
    things = [capped_thing(walk.skeleton.text, one.draft) for one in before]
    if not all(things) or any(one.draft.item_cap is not None for one in before):
        return False
    for one, thing in zip(before, things, strict=True):
        draft = one.draft
        top = draft.cap.figure if draft.cap is not None else None
        stop = max(draft.end, end)
        one.draft = replace(draft, item_cap=top, per=thing, cap=cap, end=stop)
    return True


def _without_cap(walk: Walk, cap: CapOf, *, same_sub: bool, is_group: bool) -> list[OpenDraft]:
    here = [
        one
        for one in walk.of_paragraph
        if lacks_cap(one.draft) or (is_group and _takes_total(one, cap))
    ]
    if not here:
        return []
    if same_sub and walk.drafts[-1] in here:
        last = walk.drafts[-1]
        if last.series and cap.span is Span.TOTAL:
            return [one for one in here if one.series == last.series]
        # 每个网点20万元,其中…每个30万元,单个企业最高100万元: of all that the part pays.
        whole = [
            one
            for one in here
            if one.draft.per
            and (
                one.sub == last.sub
                # 每条10万元;全部使用的,每条再加3万元,每家最高50万元: of the whole as well
                or (last.draft.added is not None and one.draft.per == last.draft.per)
            )
        ]
        return whole if is_group and last in whole else [last]
    if not is_group:
        return []
    newest = here[-1]
    if walk.drafts[-1] not in here:
        return []
    # 每间3000元。开在偏远乡的,每间5000元。每家最多10万元: of the whole and of its case.
    per = newest.draft.per
    return [
        one for one in here if one.sentence == newest.sentence or (per and one.draft.per == per)
    ]


def _set_cap(walk: Walk, one: OpenDraft, cap: CapOf, per: str, end: int) -> None:
    draft = one.draft
    if is_thing(per) and draft.item_cap is None and draft.per in ("", per) and draft.rows[0].rate:
        one.draft = replace(draft, item_cap=cap.figure, per=per, end=max(draft.end, end))
        return
    if splits(walk, one, cap, end):
        return
    one.draft = replace(draft, cap=cap, end=max(draft.end, end))
    one.cap_row = len(draft.rows) - 1


def _takes_total(one: OpenDraft, cap: CapOf) -> bool:
    """Whether a draft whose cases have limits of their own takes one over all of them."""
    draft = one.draft
    has_own = draft.cap is None and all(row.cap is not None for row in draft.rows)
    return has_own and cap.span in (Span.YEAR, Span.TOTAL)
