"""贴息: yearly rates of what was lent, and how much of a loan or of its interest counts."""

from __future__ import annotations

from dataclasses import replace

from assistant.intake.draft import Row
from assistant.intake.figures import MONEY, Figure
from assistant.intake.grammar import LIMITED, POINTS
from assistant.intake.phrases import who_of
from assistant.intake.walk import OpenDraft, Walk
from assistant.text.pattern import lazy

_MOST_OF_LOAN = lazy("(?:贴息率|贴息比例|贴息利率|年化率|年利率)(?:最高)?(?:不超过|不高于|最高)$")
_YEARLY_RATE = lazy(
    "(?:年利率|年利息|年息|年化(?:利率|贴息率)?|年贴息率|年度?利率)(?:的?(?:标准|最高|不超过|按))*$"
)
"""按年利率2%给予贴息: interest of a year, paid for the months that the loan lasts."""
_OF_YEARLY_RATE = lazy("的?(?:年利率|年化利率|年贴息率|年息|年化贴息率)")
"""按1%的年利率给予贴息."""
_INTEREST = lazy(
    "^(?:的?(?:标准|比例|利率|利息)?[,、]?(?:按照?)?[^,;。ⓂⓅⒷ]{0,12}(?:给予|予以|进行|实行)?"
    "[^,;。ⓂⓅⒷ]{0,6}(?:贴息|利息补贴|贴补|补贴|补助))"
)
LPR_INTEREST = "按LPR计算的利息"
"""按同期LPR的30%给予贴息: of the interest at that rate, not of what was paid."""
_MOST_LENT = lazy(
    "(?:本金|(?:贷款|借款)[^,;。ⓂⓅⒸⒷ息]{0,4})(?:额度?|金额|规模|总额|余额)?(?:每[家户个][^,;。ⓂⓅⒸⒷ]{0,4})?(?:最高|上限)?(?:不超过|最高|上限)(?:为|不超过)*$"
)
_LENT_HEAD = lazy("(?:贴息|贷款|计息)(?:的)?本金,")
_PART_LENT = lazy("(?:本金|贷款|借款)(?:额度?|金额|总额|余额)?(?:在)?$")
_ABOVE_SUM = lazy("(?:超[过出]|高于|大于)$")
_COUNTED_AS = lazy(
    f"(?:以上)?的(?:部分)?,?(?:一律|均|最高)?(?:按照?|以)(?P<again>{MONEY})(?:封顶)?(?:计|核)"
)
_WITHIN = lazy("^(?:\\(含\\))?(?:及?以[内下])的?(?:部分|额度)")


def limits_interest(walk: Walk, figure: Figure, before: str, last: OpenDraft | None) -> bool:
    """按实付利息的50%,但年贴息率不超过2%: of what was lent, which nobody tells with it."""
    if last is None or "利息" not in last.draft.base or _MOST_OF_LOAN.search(before) is None:
        return False
    draft = last.draft
    first = max(walk.skeleton.text.rfind(sign, 0, figure.at) for sign in ",;。¶") + 1
    notes = (*draft.notes, (first, figure.at + 1))
    last.draft = replace(draft, notes=notes, end=max(draft.end, figure.at + 1))
    walk.reasons[figure.at] = "贴息率的上限，没有计入"
    return True


def yearly_rate(walk: Walk, figure: Figure, before: str, start: int, end: int) -> bool:
    """按年利率2%给予贴息: a rate of what was lent, for each month of a year."""
    is_points = figure.unit == "个百分点" and POINTS.search(before) is None
    behind = walk.skeleton.text[figure.at + 1 : end]
    is_yearly = _YEARLY_RATE.search(before) is not None
    if not (is_points or is_yearly or _OF_YEARLY_RATE.match(behind) is not None):
        return False
    if _INTEREST.match(walk.skeleton.text[figure.at + 1 : end]) is None:
        return False
    walk.used.add(figure.at)
    lent, walk.lent = walk.lent, None
    if lent is not None:
        walk.used.add(lent.at)
        walk.reasons.pop(lent.at, None)
    walk.open(
        start, end, (Row(rate=figure),), walk.take_pending(), base="贷款本金",
        who=who_of(walk.skeleton.text, start, figure.at), period="月", most_base=lent,
    )  # fmt: skip
    return True


def limits_loan(walk: Walk, figure: Figure, start: int) -> bool:
    """贴息本金不超过1000万元: how much of what was lent counts."""
    if _limits_loan_of_class(walk, figure, start):
        return True
    last = walk.last_here()
    if last is None or last.draft.rows[0].rate is None:
        return False
    is_interest = "利息" in last.draft.base
    if not last.draft.period and not is_interest:
        return False
    if figure.sign != MONEY or _MOST_LENT.search(walk.skeleton.text[start : figure.at]) is None:
        return False
    draft = last.draft
    stop = max(draft.end, figure.at + 1)
    if is_interest and not draft.period:
        # 按实际利息的50%贴息,贴息本金不超过300万元: how much was lent nobody tells.
        first = max(walk.skeleton.text.rfind(sign, 0, figure.at) for sign in ",;。¶") + 1
        last.draft = replace(draft, notes=(*draft.notes, (first, figure.at + 1)), end=stop)
        walk.reasons[figure.at] = "本金的限额，没有计入"
        return True
    walk.used.add(figure.at)
    last.draft = replace(draft, most_base=figure, end=stop)
    return True


def _limits_loan_of_class(walk: Walk, figure: Figure, start: int) -> bool:
    """贴息本金,农户最高30万元,企业最高300万元: told, for who asks tells no class of it."""
    text = walk.skeleton.text
    if figure.sign != MONEY or _LENT_HEAD.match(text, start, figure.at) is None:
        return False
    for one in walk.of_paragraph:
        if one.draft.period or "利息" in one.draft.base:
            note = (start, figure.at + 1)
            kept = tuple(n for n in one.draft.notes if n[0] != start)
            stop = max(one.draft.end, figure.at + 1)
            one.draft = replace(one.draft, notes=(*kept, note), end=stop)
    walk.reasons[figure.at] = "本金的限额，没有计入"
    return True


def tops_base(walk: Walk, figure: Figure, start: int, end: int) -> bool:
    """计息本金超过300万元的按300万元计: so much of what a rate is paid of counts."""
    last = walk.last_here()
    if figure.sign != MONEY or last is None or last.draft.rows[0].rate is None:
        return False
    text = walk.skeleton.text
    match = _COUNTED_AS.match(text, figure.at + 1, end)
    if match is None or _ABOVE_SUM.search(text[start : figure.at]) is None:
        return False
    again = walk.skeleton.at(match.start("again"))
    draft = last.draft
    if again.value != figure.value or draft.most_base is not None or draft.slices:
        return False
    walk.used |= {figure.at, again.at}
    walk.reasons[again.at] = "就是本金或基数的上限"
    last.draft = replace(draft, most_base=figure, end=max(draft.end, match.end()))
    return True


def is_part_lent(walk: Walk, figure: Figure, start: int, end: int) -> bool:
    """贷款本金200万元以内的部分,按…贴息: how much of what was lent counts, told before."""
    text = walk.skeleton.text
    if figure.sign != MONEY or _PART_LENT.search(text[start : figure.at]) is None:
        return False
    if _WITHIN.match(text[figure.at + 1 : end]) is None:
        return False
    walk.lent = figure
    walk.reasons[figure.at] = LIMITED
    return True
