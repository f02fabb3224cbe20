"""What is paid is never more than was really spent: 月补贴额不超过实际月租金, without a figure."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.intake.draft import Draft
from assistant.intake.figures import RATE, Figure
from assistant.intake.grammar import AWARD
from assistant.intake.walk import Walk
from assistant.text.pattern import lazy

_TO_WHAT_IS = lazy(
    f"(?:^|[,;。])(?:但|且)?(?P<of>(?:[每当]?月|每年)?(?:实际)?(?:{AWARD})?(?:的)?(?:总?金?额度?|标准|资金)?)"
    "(?:均|一律|应当?|原则上)?(?:不超过|不得超过|不高于|不得高于|以不超过)(?:其|本人|个人|该)?"
    "(?P<base>[^,;。ⓂⓅⒸⒷ的不]{0,6}实际[^,;。ⓂⓅⒸⒷ不]{0,10}?(?:租金|房租|费用?|支出|金额|价款|投入|成本|开支|价格|投资额?))"
    "(?:为限|的?(?:总额|全额))?(?=[,;。]|$)"
)
_OF_MONTH = lazy("月")


def limits_to_what_is(walk: Walk, start: int, end: int) -> None:
    """Limit what the paragraph grants to what was really paid, month by month where it says so.

    Of a sum for each of several things it is left to be told: each of them has its own limit.
    """
    found = _TO_WHAT_IS.search(walk.skeleton.text[start:end])
    own = walk.of_paragraph
    if found is None or not own or any(not _is_limited(one.draft) for one in own):
        return
    base = found["base"]
    is_monthly = _OF_MONTH.search(found["of"] + base) is not None
    if is_monthly and any(one.draft.period != "月" for one in own):
        return
    if is_monthly:
        base = "月" + base.replace("每月", "").replace("当月", "").replace("月", "")
    at = start + found.start("base")
    skeleton = walk.skeleton
    whole = Figure(RATE, Decimal(1), "全额", skeleton.places[at], skeleton.ends[at], at)
    for one in own:
        stop = max(one.draft.end, start + found.end())
        one.draft = replace(one.draft, share_cap=(whole, base), end=stop)


def _is_limited(draft: Draft) -> bool:
    """Whether one sum that is spent can limit the whole of a draft."""
    is_alone = not draft.per and draft.per_figure is None and draft.item_cap is None
    return is_alone and draft.share_cap is None and all(row.fixed for row in draft.rows)
