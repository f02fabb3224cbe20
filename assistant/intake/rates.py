"""Rates: what each is of, its case, and the rates that raise or limit another."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.intake.base_of import base_of, subject_of
from assistant.intake.bounds import band_of, has_other
from assistant.intake.cases import OWN_SUBJECT, is_of_other
from assistant.intake.conditions import tiers_of
from assistant.intake.draft import Band, Bound, Row, Span, Threshold
from assistant.intake.figures import BAND, MONEY, RATE, Figure, Skeleton
from assistant.intake.grammar import AWARD, LIMITED, POINTS, RAISED, UNREAD_SUM
from assistant.intake.interest import LPR_INTEREST, limits_interest, yearly_rate
from assistant.intake.lists import names_before
from assistant.intake.phrases import (
    base_in_head,
    cases_before,
    label_of,
    part_before,
    raised_case,
    rate_case,
    who_of,
)
from assistant.intake.rates_of_parts import rate_of_part
from assistant.intake.rates_of_years import is_of_one_year
from assistant.intake.walk import OpenDraft, Walk
from assistant.text.pattern import lazy

_GIVEN_BACK = lazy(
    "(?:应当?|须|必须|要|,|^)(?:按比例)?(?:退[回还]|缴回|返还|追回|收回|扣回)[^,;。ⓂⓅⒸⒷ]{0,12}的?$"
)
_GIVES_BACK = lazy("^的?(?:比例)?(?:退[回还]|缴回|追回|收回|扣回)")
_BEYOND = re.compile(
    rf"超[过出](?:部分的?)?(?P<sum>{MONEY})(?:以上)?的?部分的?,?(?:按照?|给予)?[^,;。ⓂⓅⒸⒷ]{{0,6}}$"
)
_BEYOND_AGAIN = lazy(
    f"的,?(?:企业|单位)?,?(?:按照?|对|就|给予)?(?:其)?超[过出](?:的)?部分的?,?(?:按照?|最高|{AWARD})*$"
)
_BY_NUMBER_ALONE = lazy(
    "(?:但|其中|对于?)?[^,;。ⓂⓅⒸⒷ]{2,24}[ⓂⓅⒸ](?:\\(含\\))?(?:及?以[上下])?(?:的|,)*(?:企业|项目|单位)?,?"
    "(?:按照?[^,;。ⓂⓅⒸⒷ]{0,20})$"
)
"""年出口额300万美元以下的,按: nothing but a number tells the case."""
_ALL_THE_REST = lazy("其[他它余](?:的)?[^ⓂⓅⒸⒷ,;。]{1,8}$")
"""列入目录的展会按80%,其他展会按50%: one matter, and whoever is not in the first case."""
_RATE_AGAIN = lazy(rf"[^,;。]{{2,}},(?:其)?(?:{AWARD})比例(?:为|是|按)?$")
"""租赁厂房实施的项目,补助比例为4%: another rate of what the rate before it is of."""
_SHARE_LIMIT = re.compile(
    f"(?:^|,)(?:但|且)?(?:[^ⓂⓅⒸⒷ,;。]{{1,8}})?(?:{AWARD})(?:的)?(?:总?金额|总?额度?|资金|合计|累计)*(?:不超过|最高不超过|不高于|不得超过)[^ⓂⓅⒸⒷ,;。]{{2,20}}$"
)
_SHARE_MOST = lazy(
    "(?:^|,)(?:但|且)?(?:最高|总额|累计)*(?:不超过|不高于|不得超过)[^ⓂⓅⒸⒷ,;。]{2,20}$"
)
_OF_SEVERAL = lazy("合计|累计|各级|之和|总和|已获|财政")
"""各级补助合计不超过总投资的50%: what others pay counts too."""
_INCREASES_PART = frozenset(
    f"{word}{of}{part}"
    for word in ("新增", "增长", "增加", "超出", "增量")
    for of in ("", "的")
    for part in ("", "部分", "额")
)
_EACH_YEAR = lazy("每年(?:按)?(?:不超过)?$")
"""按贷款本金每年1.5%给予贴息."""
_ON_LPR = lazy("(?:LPR|贷款市场报价利率)\\)?(?:计算|折算|算出)?(?:的)?(?:利息|利率)?(?:的)?$")
_OF_WHAT_IS_PAID = lazy(
    f"^(?:上述|以上|前述|前款|应|所得|该)?(?:应)?(?:(?:{AWARD})(?:标准|总?金?额)|计算(?:的?结果|的?金额|所得))$"
)
_SUM_OF_HEAD = lazy(
    "(?P<base>[^,;。:ⓂⓅⒸⒷ]{2,24}?(?:款|费用?|金额|投资额?|投入|资金|成本|租金|利息|价款|支出)),(?:按照?)?(?:下列|以下|如下)(?:标准|比例)"
)


def read_rate(walk: Walk, figure: Figure, start: int, end: int) -> None:
    """Read a rate: a raise or a limit of what is before it, its next case, or a draft."""
    text = walk.skeleton.text
    before = text[start : figure.at]
    others = [figure]
    if text[figure.at + 1 : figure.at + 2] == "或" and text[figure.at + 2 : figure.at + 3] == RATE:
        others.append(walk.skeleton.at(figure.at + 2))
    last = walk.last_here()
    raised = RAISED.search(before)
    if raised is None and figure.unit == "个百分点":
        raised = RAISED.search(f"{before}至") if POINTS.search(before) else None
        figure = _raised_by_points(walk, figure) if raised is not None else figure
    earlier = last or (walk.drafts[-1] if len(walk.drafts) > walk.paragraph else None)
    if raised is not None and earlier is not None and earlier.draft.rows[0].rate is not None:
        _raise_rate(walk, earlier, raised_case(before, raised), figure, end)
        return
    if (
        rate_of_part(walk, figure, before, start, end)
        or _rate_beyond(walk, figure, before, start, end)
        or yearly_rate(walk, figure, before, start, end)
    ):
        return
    if limits_interest(walk, figure, before, last) or _is_paid_back(walk, figure, before, end):
        return
    if _is_share_limit(walk, before, last, earlier, figure, start):
        return
    base = _base_beside(walk, before, last)
    is_case = not base and last is not None and _other_case(walk, last, figure, start, end)
    if is_case or (len(others) == 1 and _raises_by_number(walk, last, base, before, figure, end)):
        return
    base = base or _implied_base(walk, before) or _base_of_item(walk, before)
    if _OF_WHAT_IS_PAID.search(base):
        # 另按上述补助额的10%奖励: on top of a sum that is worked out first
        walk.reasons[figure.at] = UNREAD_SUM
        return
    if (
        not base
        or "总数" in base
        or is_of_one_year(before)
        or (walk.refused and walk.refused[-1] == start)
    ):
        walk.reasons[figure.at] = "比例的基数没有写明"
        walk.refused.append(start)
        return
    conditions = walk.take_pending()
    walk.used |= {one.at for one in others}
    label = rate_case(text, start, figure.at)
    if len(others) == 1 and last is not None and last.draft.rows[0].rate is not None:
        draft = last.draft
        known = draft.thresholds[:1] if draft.rows[0].band is None else ()
        is_either = has_other(conditions) or has_other(draft.thresholds)
        is_banded = bool(conditions) and not is_either
        is_banded = is_banded and not is_of_other(draft, conditions)
        is_banded = is_banded and (
            draft.rows[-1].band is not None
            or bool(known and known[0].figure.unit == conditions[0].figure.unit)
        )
        no_cap = draft.cap is None and draft.item_cap is None
        is_named = bool(label) and not conditions and no_cap
        is_rest = is_named and _ALL_THE_REST.match(label) is not None and bool(last.label)
        is_case = is_banded or (is_named and not OWN_SUBJECT.match(text[start:end]))
        is_next = last.sub != walk.sub or is_banded or is_rest
        if (is_case or is_rest) and base == draft.base and is_next:
            row = Row("" if is_banded else label, band_of(conditions), rate=figure)
            _next_rate(walk, last, row, known if is_banded else (), conditions, end)
            return
    rows = _rows_of_rates(walk, figure, others, start, end)
    span = Span.YEAR if _EACH_YEAR.search(before) else Span.NONE
    who = who_of(text, start, figure.at)
    walk.open(start, end, rows, conditions, base=base, who=who, span=span)
    walk.drafts[-1].label = label


def _is_share_limit(
    walk: Walk,
    before: str,
    last: OpenDraft | None,
    earlier: OpenDraft | None,
    figure: Figure,
    start: int,
) -> bool:
    """Whether a rate limits what is paid; where nothing is, it grants nothing either."""
    limit = _share_limit_in(before, last)
    if limit is None:
        return False
    if earlier is None:
        walk.reasons[figure.at] = LIMITED  # 每台补助额不超过总造价的40% in an item of its own
        return True
    return _share_limit(walk, earlier, limit, figure, start)


def _base_beside(walk: Walk, before: str, last: OpenDraft | None) -> str:
    """What a rate is of by the words before it, or that of the rate in front; ""."""
    is_again = _RATE_AGAIN.search(before) is not None
    if last is None:
        earlier = walk.drafts[-1].draft if len(walk.drafts) > walk.paragraph else None
        is_part = is_again and before.startswith("其中") and earlier is not None
        if is_part and earlier is not None and earlier.rows[0].rate is not None:
            return earlier.base  # 其中生产功能食品的,补助比例为20%,最高300万元
        return base_of(before)
    base = "" if is_again else base_of(before)
    if is_again and last.draft.rows[-1].rate is not None:
        base = last.draft.base
    if not base and (_goes_on(walk, last) or _is_by_number(walk, last, before)):
        base = last.draft.base
    # 按研发费用较上年度新增部分的10%;…,按新增部分的15%
    is_part = base in _INCREASES_PART and last.draft.base.endswith(base)
    return last.draft.base if is_part else base


def _share_limit(
    walk: Walk, earlier: OpenDraft, limit: re.Match[str], figure: Figure, start: int
) -> bool:
    """贴息金额不超过实际支付利息的50%: another sum of the asker limits this one."""
    if _limits_by_share(walk, limit, figure, start):
        return True
    if earlier.draft.rows[-1].rate is None:
        return False
    first = start + limit.start() + limit.group().startswith(",")
    draft = earlier.draft
    note = (first, figure.at + 1)
    earlier.draft = replace(draft, notes=(*draft.notes, note), end=figure.at + 1)
    walk.reasons[figure.at] = "补贴不超过另一笔钱的一定比例，没有计入"
    return True


def _is_paid_back(walk: Walk, figure: Figure, before: str, end: int) -> bool:
    """应退回已领取资金的50%: what is given back, no support."""
    behind = walk.skeleton.text[figure.at + 1 : end]
    if _GIVEN_BACK.search(before) is None and _GIVES_BACK.match(behind) is None:
        return False
    walk.reasons[figure.at] = "退回已领资金的规定，不是补贴"
    return True


def _limits_by_share(walk: Walk, limit: re.Match[str], figure: Figure, start: int) -> bool:
    """以上补助不超过造价的30%: a share of another sum limits what is paid before it."""
    words = limit.group()
    found = re.search("(?:不超过|不高于|不得超过)(?P<base>[^ⓂⓅⒸⒷ,;。]{2,20})$", words)
    base = base_of(f"按{found['base']}") if found is not None else ""
    if not base or walk.pending or _OF_SEVERAL.search(words):
        return False
    drafts = walk.of_paragraph
    if not re.search("^,?(?:以上|上述|单个|每个|单家|每家|同一)", words):
        drafts = [one for one in drafts if one.sentence == walk.sentence] or drafts[-1:]
    open_ones = [one for one in drafts if one.draft.share_cap is None and base != one.draft.base]
    if not open_ones:
        return False
    walk.used.add(figure.at)
    for one in open_ones:
        stop = max(one.draft.end, figure.at + 1)
        one.draft = replace(one.draft, share_cap=(figure, base), end=stop)
    return True


def _rows_of_rates(
    walk: Walk, figure: Figure, others: list[Figure], start: int, end: int
) -> tuple[Row, ...]:
    """The row of a rate; several where rates stand in a row or are alternatives."""
    if len(others) > 1:
        return tuple(
            Row(f"{one.value * 100:f}%".replace(".00%", "%").replace(".0%", "%"), rate=one)
            for one in others
        )
    series = _series_of_rates(walk.skeleton, figure, end)
    text = walk.skeleton.text
    names = names_before(cases_before(text, start, figure.at), len(series)) if series else []
    if not names:
        return (Row(rate=figure),)
    walk.used |= {one.at for one in series}
    return tuple(Row(name, rate=one) for name, one in zip(names, series, strict=True))


def _series_of_rates(skeleton: Skeleton, figure: Figure, end: int) -> tuple[Figure, ...]:
    """按实际投入的50%、30%补贴: rates in a row, in the order of the cases before."""
    match = re.match(f"(?:[、和]{RATE})+", skeleton.text[figure.at + 1 : end])
    if match is None:
        return ()
    places = range(figure.at + 2, figure.at + 1 + match.end(), 2)
    return (figure, *map(skeleton.at, places))


def _raised_by_points(walk: Walk, figure: Figure) -> Figure:
    """提高5个百分点: the rate that the rate before it becomes."""
    rates = [row.rate for one in walk.of_paragraph for row in one.draft.rows]
    known = [rate for rate in rates if rate is not None]
    return replace(figure, value=known[-1].value + figure.value) if known else figure


def _raises_by_number(
    walk: Walk, last: OpenDraft | None, base: str, before: str, figure: Figure, end: int
) -> bool:
    """按10%补助;投资额1000万元以上的,按15%: the rate before it becomes that one."""
    if last is None or not base or base != last.draft.base or not _is_by_number(walk, last, before):
        return False
    _raise_rate(walk, last, "", figure, end)
    return True


def _is_by_number(walk: Walk, last: OpenDraft, before: str) -> bool:
    """按保费的60%补助;年出口额300万美元以下的,按80%: another rate of the same, by a number."""
    draft = last.draft
    is_plain = len(draft.rows) == 1 and draft.rows[0].rate is not None
    is_plain = is_plain and draft.rows[0].band is None and draft.beyond is None
    is_plain = is_plain and not (draft.period or draft.slices or draft.per_figure)
    (one,) = walk.pending if len(walk.pending) == 1 else (None,)
    if not is_plain or not isinstance(one, Threshold) or one.is_other:
        return False
    if draft.thresholds and draft.thresholds[0].figure.unit == one.figure.unit:
        return False
    return _BY_NUMBER_ALONE.fullmatch(before) is not None


def _goes_on(walk: Walk, last: OpenDraft) -> bool:
    """5000万元以上的,按3%给予补助: the next band of the rate before it."""
    if not walk.pending or last.draft.rows[0].rate is None:
        return False
    draft = last.draft
    known = draft.rows[-1].band or (draft.thresholds[0] if draft.thresholds else None)
    return known is not None and known.figure.unit == walk.pending[0].figure.unit


def _implied_base(walk: Walk, before: str) -> str:
    """投资200万元以上的,补助10%: of the sum whose band is told, where no other is named."""
    if _ON_LPR.search(before):
        return LPR_INTEREST
    tiers = tiers_of(walk.skeleton, walk.pending[-1].figure) if walk.pending else ""
    if (
        tiers
        or not walk.pending
        or not re.search(f"的,?(?:(?:{AWARD})(?:比例(?:为|是)?)?|按|按照)$", before)
    ):
        return tiers
    first = walk.pending[0]
    is_sum = first.figure.unit == "元" and first.figure.sign in (MONEY, BAND)
    return walk.measured(tuple(walk.pending)) if is_sum else base_in_head(walk.head)


def _base_of_item(walk: Walk, before: str) -> str:
    """(二)在本区开展的,补助比例提高到35%: of what the item before pays a rate of."""
    if walk.drafts:
        return ""
    is_rate = RAISED.search(before) is not None or _RATE_AGAIN.search(before) is not None
    if not (walk.base_before and is_rate):
        # 自行分摊的出资款,按下列标准补助:(1)低保家庭补助80%
        head = _SUM_OF_HEAD.search(walk.above)
        return head["base"].rpartition("的")[2] if head is not None else ""
    return walk.base_before


def _rate_beyond(walk: Walk, figure: Figure, before: str, start: int, end: int) -> bool:
    """超过1000万元部分,按0.5%: a rate of what exceeds a sum."""
    match = _BEYOND.search(before)
    if match is None:
        return _beyond_threshold(walk, figure, before, start, end)
    beyond = walk.skeleton.at(start + match.start("sum"))
    walk.pending = [one for one in walk.pending if one.figure.at != beyond.at]
    subject = subject_of(before[: match.start()].rstrip(",对"))
    base = walk.measured(tuple(walk.pending)) or subject
    if not base:
        return False
    walk.used |= {figure.at, beyond.at}
    walk.reasons.pop(beyond.at, None)
    walk.open(
        start, end, (Row(rate=figure),), walk.take_pending(), base=base, beyond=beyond,
        who=who_of(walk.skeleton.text, start, start + match.start()),
    )  # fmt: skip
    return True


def _beyond_threshold(walk: Walk, figure: Figure, before: str, start: int, end: int) -> bool:
    """费用超过10万元的,对超过部分补助50%: of what exceeds the sum that the condition names."""
    above = walk.pending[-1] if walk.pending else None
    if not isinstance(above, Threshold) or _BEYOND_AGAIN.search(before) is None:
        return False
    if above.figure.unit != "元" or above.bound is Bound.AT_MOST or not above.subject:
        return False
    walk.used |= {figure.at, above.figure.at}
    walk.open(
        start, end, (Row(rate=figure),), walk.take_pending(), base=above.subject,
        beyond=above.figure, who=who_of(walk.skeleton.text, start, figure.at),
    )  # fmt: skip
    return True


def _next_rate(
    walk: Walk,
    last: OpenDraft,
    row: Row,
    known: tuple[Threshold, ...],
    conditions: tuple[Threshold | Band, ...],
    end: int,
) -> None:
    """Another rate of the same base: of another band, or of another class."""
    draft = last.draft
    rows = draft.rows
    if len(rows) == 1 and known:
        top = draft.cap.figure if draft.cap is not None else None
        rows = (replace(rows[0], band=band_of(known), cap=top),)
        span = draft.cap.span if draft.cap is not None else draft.span
        draft = replace(
            draft,
            cap=None,
            span=span,
            measure=known[0].subject,
            thresholds=draft.thresholds[1:],
        )
    elif len(rows) == 1 and row.label and not rows[0].label:
        rows = (replace(rows[0], label=last.label or label_of(draft.who)),)
    measure = draft.measure or walk.measured(conditions)
    last.draft = replace(draft, rows=(*rows, row), end=end, measure=measure)
    last.sub = walk.sub


def _other_case(walk: Walk, last: OpenDraft, figure: Figure, start: int, end: int) -> bool:
    """其中科技型中小企业按50%: the same base for a class; a part of it is another base."""
    part = part_before(walk.skeleton.text, start, figure.at)
    if part in ("按", "按照") and not walk.pending:  # 其中对投向…国家的,按50%
        part = f"{rate_case(walk.skeleton.text, start, figure.at)}按"
    match = re.fullmatch(
        f"(?:其中)?(?:对于?)?([^,;。按]{{2,20}}?)(?:的)?(?:可)?(?:按照?|{AWARD})(?:不超过)?",
        part,
    )
    if match is None or last.draft.rows[0].rate is None or "年" in match.group(1):
        return False
    label = match.group(1)
    if re.search("(?:投资|费用?|额|投入|支出|成本|租金)$", label):
        return False
    _raise_rate(walk, last, label, figure, end)
    return True


def _raise_rate(walk: Walk, last: OpenDraft, label: str, figure: Figure, end: int) -> None:
    """Another rate for a class, or from a threshold on, under the same cap."""
    walk.used.add(figure.at)
    conditions = walk.take_pending()
    if conditions and not last.draft.measure:
        last.draft = replace(last.draft, measure=walk.measured(conditions))
    row = Row("" if conditions else label, band_of(conditions), rate=figure)
    rows = (*last.draft.rows, row)
    last.draft = replace(last.draft, rows=rows, end=max(end, last.draft.end))
    last.raised = walk.sub


def _share_limit_in(before: str, last: OpenDraft | None) -> re.Match[str] | None:
    """补助不超过造价的 before a rate, or 最高不超过投资额的 behind a sum that is granted."""
    limit = _SHARE_LIMIT.search(before)
    if limit is None and last is not None and last.draft.rows[-1].fixed is not None:
        return _SHARE_MOST.search(before)
    return limit
