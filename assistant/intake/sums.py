"""Sums of money that are granted, each as a case of what was read or as a draft of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.intake.additions import (
    adds_to_each,
    first_so_many,
    for_each_more,
    for_each_new,
    from_nth,
    grows,
    is_of_excess,
    is_of_more,
)
from assistant.intake.bounds import band_of
from assistant.intake.caps import GROUP_CAP
from assistant.intake.cases import (
    LIKE,
    ONLY_AWARDS,
    add_case,
    add_from_a_count,
    add_like,
    classes_in_row,
    is_bare,
    is_from_a_count,
    is_like,
    is_next_case,
    sums_in_row,
)
from assistant.intake.draft import Band, Bound, CapOf, Draft, Row, Threshold
from assistant.intake.figures import COUNT, MONEY, RATE, Figure, Skeleton
from assistant.intake.grammar import AWARD, UNREAD_SUM, per_of, span_of
from assistant.intake.grown_steps import for_each_step
from assistant.intake.labels import same_end
from assistant.intake.lists import names_before
from assistant.intake.phrases import PER_AFTER, case_label, part_before, who_of
from assistant.intake.sums_beside import PAID_THERE, paid_beside, under_the_same
from assistant.intake.things import (
    BY_DAY,
    EACH_MORE,
    EACH_SO_MANY,
    PERSONS,
    counts_already,
    figure_of_each,
    noun_of_each,
    per_one,
    thing_before,
)
from assistant.intake.walk import OpenDraft, Walk
from assistant.text.pattern import lazy

_OF_YEAR = re.compile("[(]?第[一二三四五]年|[(]?首年|[(]?次年")
_IN_PARTS = lazy("分(?:[两三四五2-5]|Ⓒ)[年期批次]?(?:拨付|发放|兑现|兑付|支付|给付)")
"""奖励20万元,分两年发放,首年10万元: parts of the sum before."""
_EACH_YEAR = lazy("每一?年度?")
_MONTHLY = re.compile(
    "每(?:人|平方米|平米|户|个|名|床位?|家)?(?:每?个?(?P<month>月)|每(?:住)?一?(?P<other>晚|天|日|学时|课时))"
)
_DAILY = lazy(
    "每[^每,;。ⓂⓅⒸⒷ年月]{1,5}每(?:住)?一?(?P<behind>晚|天|日)|每一?(?P<before>晚|天|日)每[^每,;。ⓂⓅⒸⒷ年月]{1,5}"
)
"""每立方米每日0.2元, 每天每头3元: so much for each of them and each day."""
_ONE_MORE = lazy(f"每(?:再)?(?:增加|多|超过?|新增)一[^次].{{0,6}}(?:再|另|增加)(?:{AWARD})*$")
"""每增加一间再补5000元: beyond a number that is told elsewhere."""
_ON_TOP = lazy("再|另|额外|增发|加发|增加")
_CASE_ON_TOP = lazy(
    "(?:对于?|其中)?(?P<case>[^,;。ⓂⓅⒸⒷ每再另]{2,16}|[^,;。ⓂⓅⒷ每再另]{2,30}Ⓒ(?:年|个月)?内[^,;。ⓂⓅⒷ每再另]{2,20})的,"
)
_OPENED = re.compile(
    "(?:开设|开办|新开|新设|设立|新建|建设)[^,;。]{0,24}(?:店|馆|站|点|网点|基地|门市|[支分]行|分公司|分[店校院社厂部所]|营业部|办事处)"
)
"""在省外开设专卖店的,每家补助5万元: what is opened is counted, not who applies."""
_BY_NUMBER_OF = lazy("按照?[^,;。ⓂⓅⒸⒷ]{2,12}[户家]数量?,?每[家户]")
"""按履约农户数每户奖励: those that are counted, and not who applies."""
_MADE_UP_OF_ALL = lazy(
    f"(?:但|且)?(?:单[次笔项批]|每[次笔项批])?(?:(?:按照?|依)[^,;。ⓂⓅⒸⒷ]{{0,12}})?(?:(?:计算|核算|测算|核定|算出|应得|应补|应奖|{AWARD})[^,;。ⓂⓅⒸⒷ]{{0,10}})?"
    f"(?:不足|低于|少于|不到|未达到?)[{MONEY}]"
)
"""计算结果不足…, 按上述办法算出的补助额低于…: of what is paid, not of what was spent."""


def read_sum(walk: Walk, figure: Figure, start: int, end: int, *, is_floor: bool) -> None:
    """Read a sum that is granted, or added to another; ``is_floor``: at least so much."""
    text = walk.skeleton.text
    part = part_before(text, start, figure.at)
    each = text[start : figure.at - len(part)].rstrip(",").split(",")[-1]
    kind = _each_of_kind(walk, part, start, figure) if ONLY_AWARDS.fullmatch(part) else ""
    if ONLY_AWARDS.fullmatch(part) and each.startswith("每") and not kind:
        part = f"{each}给{part}"  # 每成功孵化1户企业,补贴5000元
    elif (
        not kind
        and "每" not in _EACH_YEAR.sub("", part)
        and EACH_SO_MANY.search(re.sub(r"\([^()]*\)", "", each))
        and PAID_THERE.search(each) is None
    ):
        part = f"{each}给{part}"  # 孵化器内每新增1家高新技术企业,奖励孵化器5万元
    if (
        from_nth(walk, figure, start, end)
        or first_so_many(walk, figure, start, end)
        or adds_to_each(walk, figure, part, start, end)
        or grows(walk, figure, start, end)
        or for_each_more(walk, figure, part, start, end)
        or for_each_new(walk, figure, part, start, end)
        or for_each_step(walk, figure, part, start, end)
    ):
        return
    after = PER_AFTER.match(text[figure.at + 1 : end])
    per, _ = per_of(part)
    if after is not None and not per:
        per = after["noun"] or ("" if after["of"] == "家" else "件")
    per = (
        kind or thing_before(walk, per, part, start, figure) or _each_who(walk, part, start, figure)
    )
    is_beyond = _is_of_part_beyond(walk, figure, per, start)
    if is_beyond or is_of_excess(walk, figure, per, start, end):
        return
    is_more = EACH_MORE.search(part) is not None and "Ⓒ" in part
    is_more = is_more and not per_one(walk, part, start, figure)
    if is_more or _ONE_MORE.search(part) is not None:
        walk.reasons[figure.at] = UNREAD_SUM
        return
    monthly = _MONTHLY.search(part)
    period = (monthly["month"] or monthly["other"]) if monthly is not None else ""
    daily = _DAILY.search(part) if not period else None
    period = (daily["behind"] or daily["before"]) if daily is not None else period
    if period:
        part = re.sub(f"每?(?:住一?)?个?{period}", "", part)
        per, _ = per_of(part)
    if not per and _is_lesser(walk, figure, start):
        # 按20%给予15万元支持: read as the lesser of the two.
        walk.used.add(figure.at)
        now = walk.drafts[-1]
        now.draft = replace(now.draft, cap=CapOf(figure), end=end)
        return
    rated = walk.last_here()
    is_worked_out = rated is not None and (
        rated.draft.rows[-1].rate is not None or bool(rated.draft.per)
    )
    if is_floor and rated is not None and rated.sub == walk.sub and is_worked_out:
        walk.used.add(figure.at)
        _take_made_up(walk, figure)
        rated.draft = replace(rated.draft, floor=figure, end=end)
        return
    if is_floor and (
        _makes_up(walk, figure, start)
        or (rated is None and _floor_of_all(walk, figure, part, start, end))
    ):
        return
    of_each = re.search("每([家户])", part)
    counted = _OPENED.search(text[start : figure.at]) or _BY_NUMBER_OF.search(part)
    if not per and of_each is not None:
        is_counted = counted is not None or counts_already(walk, of_each[1])
        per = of_each[1] if is_counted or _are_counted(walk, of_each, part, figure) else ""
    _grant(walk, figure, part, per, period, start, end, is_floor=is_floor)


def _is_of_part_beyond(walk: Walk, figure: Figure, per: str, start: int) -> bool:
    """对超过的场次按每场3000元,淡季场次按每场5000元: which of those beyond it is not read."""
    last = walk.last_here()
    is_beside = last is not None and last.sub == walk.sub and last.draft.beyond is not None
    if not is_beside or last is None or not per or per != last.draft.per or walk.pending:
        return False
    walk.reasons[figure.at] = UNREAD_SUM
    walk.refused.append(start)
    return True


def _are_counted(walk: Walk, each: re.Match[str], part: str, figure: Figure) -> bool:
    """新增接入企业20家以上的,按每家5000元: those that are counted right before, not who applies."""
    told = _BY_NAMED.match(part)
    if told is None:
        return False
    if told["noun"]:  # 入场商户达到50户的,按入场商户每户200元: the same that were counted
        return any(
            isinstance(one, Threshold)
            and (one.figure.sign, one.figure.unit) == (COUNT, each[1])
            and len(same_end(one.subject, told["noun"])) >= _NOUN
            for one in walk.pending
        )
    if _is_of_several(walk, figure):
        return True
    counted = [
        one
        for one in walk.pending
        if isinstance(one, Threshold) and (one.figure.sign, one.figure.unit) == (COUNT, each[1])
    ]
    for one in counted:
        behind = walk.skeleton.text[one.figure.at + 1 : figure.at - len(part)]
        if _FROM_SO_MANY.fullmatch(behind) is not None:
            # …服务20家以上、单家服务金额1万元以上的: what each of them must be few tell by itself
            walk.pending = [
                replace(other, is_assumed=True)
                if isinstance(other, Threshold) and _OF_EACH.match(other.subject)
                else other
                for other in walk.pending
            ]
            return True
    return False


_BY_NAMED = lazy("按(?:照(?=[^每]))?(?P<noun>[^,;。ⓂⓅⒸⒷ每]{0,12})每[家户]")
_NOUN = 2


def _is_of_several(walk: Walk, figure: Figure) -> bool:
    """按每家3万元奖励孵化器: of those it brought on; 按每家4万元…,最高40万元: of several."""
    text = walk.skeleton.text
    behind = text[figure.at + 1 : max(text.find("。", figure.at), figure.at + 1)]
    if _TO_ANOTHER.match(behind) is not None:
        return True
    limit = _LIMITED_BEHIND.match(behind)
    most = walk.skeleton.at(figure.at + 1 + limit.start("most")) if limit is not None else None
    return most is not None and most.value > figure.value


_TO_ANOTHER = lazy(
    f"(?:的标准)?,?(?:给予|予以)?(?:一次性)?(?:{AWARD})(?:给)?(?!该|其|上述|相应|企业|公司|单位|农户|合作社|主体)"
    "[^,;。ⓂⓅⒸⒷ]{2,10}?(?<!企业)(?<!公司)(?<!资金)(?<!补助)(?<!补贴)(?<!奖励)(?:[,;。]|$)"
)
_LIMITED_BEHIND = lazy("[^,;。ⓂⓅⒸⒷ]{0,16},(?:最高|累计|合计|总额|不超过)+(?P<most>Ⓜ)")


_FROM_SO_MANY = lazy(
    "(?:\\(含\\))?(?:及?以上)?(?:[^,;。ⓂⓅⒸⒷ的]{1,12})?的?(?:[、,](?:且|并且?)?(?:其中)?(?:单|每)[家户][^;。]{2,40})?,"
)
_OF_EACH = lazy("(?:其中)?(?:单|每)[家户]")


_EACH_WHO = lazy(
    "每(?:新|成功|新增)?[^,;。ⓂⓅⒸⒷ年月每]{1,4}(?P<one>Ⓒ)[^,;。ⓂⓅⒷ每]{0,12}[、,][^;。ⓂⓅⒷ每]{2,60}的,$"
)
"""每招用1名员工、签订1年以上劳动合同的, before what is paid: for each who does all of that."""


def _each_who(walk: Walk, part: str, start: int, figure: Figure) -> str:
    """The persons that a sum is paid for each of, named before what is asked of them."""
    found = _EACH_WHO.search(walk.skeleton.text, start, figure.at - len(part))
    if found is None or "每" in part:
        return ""
    return _is_one_person(walk, found)


def _is_one_person(walk: Walk, found: re.Match[str]) -> str:
    one = walk.skeleton.at(found.start("one"))
    if one.value != 1 or one.unit not in PERSONS:
        return ""
    walk.used.add(one.at)
    walk.reasons.pop(one.at, None)
    walk.pending = [c for c in walk.pending if c.figure.at != one.at]
    return one.unit


def _each_of_kind(walk: Walk, part: str, start: int, figure: Figure) -> str:
    """The persons of a kind that a number tells: 每签约1名粉丝量500万以上的主播的,奖励5万元.

    What each of them must be few tell of every one.
    """
    found = _EACH_OF_KIND.search(walk.skeleton.text, start, figure.at - len(part))
    one = _is_one_person(walk, found) if found is not None and "每" not in part else ""
    if found is None or not one:
        return ""
    walk.pending = [
        replace(c, is_assumed=True)
        if isinstance(c, Threshold) and found.start() < c.figure.at < found.end()
        else c
        for c in walk.pending
    ]
    return one


_EACH_OF_KIND = lazy(
    "(?:每(?:新|成功|新增)?[^,;。ⓂⓅⒸⒷ年月每]{1,4}|(?:签约|聘用|引进|招用|录用|培养|吸纳|招聘))(?P<one>Ⓒ)(?!\\(含|及?以[上下])"
    "[^,;。ⓂⓅⒷ每]{2,40},$"
)
"""每聘用1名签订1年以上劳动合同的残疾人,: for each of that kind."""


def _grant(
    walk: Walk,
    figure: Figure,
    part: str,
    per: str,
    period: str,
    start: int,
    end: int,
    *,
    is_floor: bool,
) -> None:
    """A sum that is granted: a case of what was read, or one of its own."""
    text = walk.skeleton.text
    per_figure = figure_of_each(walk, part, start, figure)
    each_of = noun_of_each(walk, per_figure) if per_figure is not None else ""
    if per_figure is None and EACH_SO_MANY.search(part):
        walk.reasons[figure.at] = UNREAD_SUM
        walk.refused.append(start)
        return
    last = walk.last_here()
    if last is not None and _is_instalment(walk.skeleton, last, part, figure):
        walk.reasons[figure.at] = "拨付的安排，不影响总额"
        return
    if period and not per and per_figure is not None and per_figure.value == 1:
        per, per_figure = per_figure.unit, None  # 每带1名学徒每月600元
    conditions = walk.take_pending()
    walk.used.add(figure.at)
    classes = classes_in_row(walk.skeleton, figure, end)
    if classes:
        walk.used |= {one.at for _, one in classes}
        rows = tuple(Row(label, fixed=one) for label, one in classes)
        walk.open(start, end, rows, conditions, who=who_of(text, start, figure.at))
        return
    series = sums_in_row(walk, figure, end)
    if series:
        every = (figure, *series)
        names = names_before(
            re.sub("(?:给予|予以|奖励|补助)+$", "", text[start : figure.at]), len(every)
        )
        names = names or [f"第{n}档" for n in range(1, len(every) + 1)]
        rows = tuple(Row(name, fixed=one) for name, one in zip(names, every, strict=True))
        after_all = text[series[-1].at + 1 : series[-1].at + 6]
        walk.open(
            start, end, rows, conditions, per=per, period=period,
            who=who_of(text, start, figure.at), span=span_of(part + after_all),
        )  # fmt: skip
        return
    beside = paid_beside(walk, last, part, per, conditions)
    if beside is None and last is not None:
        told = _Told(figure, part, per, period, conditions, start, end, per_figure is not None)
        if _is_case(walk, last, told):
            return
    walk.open(
        start,
        end,
        (Row(fixed=None if is_floor else figure),),
        conditions,
        who=who_of(text, start, figure.at),
        per=per,
        per_figure=per_figure,
        base=each_of if per_figure is not None and per_figure.value != 1 else "",
        span=span_of(part + text[figure.at + 1 : min(end, figure.at + 5)]),
        floor=figure if is_floor else None,
        period=period,
        is_grown=(bool(per) or per_figure is not None) and is_of_more(text[start : figure.at]),
    )
    if beside is not None:
        under_the_same(walk, beside, part)
    if not conditions and _ON_TOP.search(part) is not None:
        _is_on_top(walk, start, figure)
    like = LIKE.match(part)
    walk.drafts[-1].label = like["label"] if like is not None else ""
    if per_figure is not None:  # 每培训1名取得一级证书的学员补贴800元
        named = text[per_figure.at + 1 : figure.at]
        walk.drafts[-1].label = re.sub(f"的?(?:{AWARD})+$", "", named).strip("的")
    walk.drafts[-1].rest = part[like.end("label") :] if like is not None else ""


@dataclass(frozen=True, slots=True)
class _Told:
    """A sum as it stands in ``text[start:end]``, for each of what, and what is demanded for it.

    ``is_each``: it is paid for each so many.
    """

    figure: Figure
    part: str
    per: str
    period: str
    conditions: tuple[Threshold | Band, ...]
    start: int
    end: int
    is_each: bool


def _is_case(walk: Walk, last: OpenDraft, told: _Told) -> bool:
    """Take a sum as another case of the draft before it; False where it is one of its own."""
    text, figure, part, end = walk.skeleton.text, told.figure, told.part, told.end
    before = text[told.start : figure.at]
    if is_like(walk, last, part, told.per, told.period, told.conditions, before):
        add_like(last, part, figure, end)
        return True
    if last.sub == walk.sub and is_bare(walk.skeleton, last, part, told.conditions):
        case = re.sub(f"(?<=..)的?(?:{AWARD})+$", "", part)
        add_case(walk, last, Row(case, fixed=figure), (), end)
        return True
    is_same = (last.draft.per, last.draft.period) == (told.per, told.period) and not told.is_each
    if is_same and is_from_a_count(last, part, told.conditions):
        add_from_a_count(walk, last, figure, told.conditions, end)
        return True
    if is_same and is_next_case(walk, last, told.conditions, part, told.start, end):
        label = case_label(text, told.start, figure.at)
        row = Row(label, band_of(told.conditions), fixed=figure)
        add_case(walk, last, row, told.conditions, end)
        return True
    return False


def _floor_of_all(walk: Walk, figure: Figure, part: str, start: int, end: int) -> bool:
    """每个项目补助不低于10万元 in a sentence of its own: the least of all before it.

    Of so much for each it cannot be worked out and is told.
    """
    before = [one for one in walk.of_paragraph if one.draft.floor is None]
    is_group = GROUP_CAP.match(part) is not None or part.startswith("每")
    if not is_group or not before or walk.pending:
        return False
    rated = [one for one in before if all(row.rate for row in one.draft.rows)]
    if not rated:
        return False
    walk.used.add(figure.at)
    for one in before:
        draft = one.draft
        stop = max(draft.end, figure.at + 1)
        note = (figure.at - len(part), figure.at + 1)
        if one in rated:
            one.draft = replace(draft, floor=figure, end=stop)
        else:
            one.draft = replace(draft, notes=(*draft.notes, note), end=stop)
    return True


def _makes_up(walk: Walk, figure: Figure, start: int) -> bool:
    """计算结果不足3万元的,按3万元补助 in a part of its own: the least of what is before it."""
    if _MADE_UP_OF_ALL.match(walk.skeleton.text, start, figure.at) is None:
        return False
    own = [one for one in walk.of_paragraph if one.draft.floor is None]
    here = [one for one in own if one.sentence == walk.sentence] or own
    paid = [one for one in here if _has_least(one.draft)]
    if not paid or len(paid) < len(here):
        return False
    _take_made_up(walk, figure)
    walk.used.add(figure.at)
    for one in paid:
        one.draft = replace(one.draft, floor=figure, end=max(one.draft.end, figure.at + 1))
        one.sub = walk.sub
    return True


def _take_made_up(walk: Walk, floor: Figure) -> None:
    """不足5万元的 of 不足5万元的按5万元补足 is the floor itself, no condition."""
    made_up = {
        one.figure.at
        for one in walk.pending
        if isinstance(one, Threshold)
        and one.bound is Bound.LESS_THAN
        and (one.figure.value, one.figure.unit) == (floor.value, floor.unit)
    }
    walk.pending = [one for one in walk.pending if one.figure.at not in made_up]
    walk.reasons |= dict.fromkeys(made_up, "就是最低的数额")


def _is_on_top(walk: Walk, start: int, figure: Figure) -> None:
    """经济困难的,每月再增发100元: on top of what was granted before, and in that case only."""
    newest = walk.drafts[-1]
    case = _CASE_ON_TOP.match(walk.skeleton.text[start : figure.at])
    if len(walk.drafts) > walk.paragraph + 1 and case is not None:
        newest.draft = replace(newest.draft, extra=case["case"])


def _is_instalment(skeleton: Skeleton, last: OpenDraft, part: str, figure: Figure) -> bool:
    """奖励10万元(第一年奖励5万元,第二年奖励3万元,…): part of the sum before the bracket."""
    whole = last.draft.rows[-1].fixed
    if whole is None or figure.value >= whole.value or _OF_YEAR.match(part) is None:
        return False
    between = skeleton.text[whole.at : figure.at]
    return "(" in between or _IN_PARTS.search(between) is not None


def _is_lesser(walk: Walk, figure: Figure, start: int) -> bool:
    """Whether a sum stands right behind a rate that it can only limit."""
    now = walk.last_here()
    if now is None or now.sub != walk.sub or walk.pending or now.draft.cap is not None:
        return False
    between = re.search(
        f"{RATE}(?:的标准)?,?(?:给予|予以)[^,;。]{{0,6}}$",
        walk.skeleton.text[start : figure.at],
    )
    return now.draft.rows[-1].rate is not None and between is not None


def _has_least(draft: Draft) -> bool:
    """Whether a least sum can be put to what a draft pays: a rate, or so much for each of."""
    row = draft.rows[0]
    is_cut = bool(draft.slices) and row.fixed is None
    is_whole = not draft.period or draft.period in BY_DAY
    is_one = len(draft.rows) == 1 and is_whole and not is_cut and not draft.is_rent
    is_each = bool(draft.per) and row.fixed is not None and draft.per_figure is None
    return is_one and (row.rate is not None or is_each) and not draft.is_ceiling
