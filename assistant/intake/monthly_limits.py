"""So much a month at the most, and what is really paid where that is less.

博士每月最高1500元、硕士每月最高1000元,实际租金低于上述标准的按实际租金发放: the lesser of the two.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.intake.draft import Row
from assistant.intake.figures import BAND, COUNT, MONEY, RATE, Figure, Skeleton
from assistant.intake.grammar import AWARD
from assistant.intake.lists import EachOf
from assistant.intake.walk import Walk
from assistant.text.pattern import lazy

_NO_FIGURE = f"[^、,;。:¶{MONEY}{RATE}{COUNT}{BAND}]"
_MOST = f"(?:每人)?每(?:个)?月(?:{AWARD})?(?:标准|金额)?(?:最高|最多|不超过|不高于)+(?:{AWARD})*"
_ONE = lazy(f"(?P<label>(?:(?!每){_NO_FIGURE}){{0,12}}?)(?:按照?)?{_MOST}(?P<sum>{MONEY})")
_ALL = lazy(
    f"(?:(?!每){_NO_FIGURE}){{0,12}}?(?:按照?)?{_MOST}{MONEY}"
    f"(?:[、,](?:(?!每){_NO_FIGURE}){{1,12}}?(?:按照?)?{_MOST}{MONEY})*"
)
_LESS_IS_PAID = lazy(
    "(?:^|[,;。])(?:月)?实际(?:月|支付的?|缴纳的?|发生的?)?(?P<base>租金|房租|费用|支出|缴费额?)"
    "(?:低于|不足|少于|不到)(?:上述|前述|以上|该|此|补贴|补助)*(?:标准|限额|额度|金额)的?,?"
    f"(?:则)?(?:按照?|以)(?:其)?实际(?:支付的?|缴纳的?|发生的?)?(?P=base)(?:计算|计发|{AWARD})"
)


def read_monthly_limits(skeleton: Skeleton, start: int, end: int) -> EachOf | None:
    """The sums of such a list, of which the lesser is paid; None where nothing says so."""
    text = skeleton.text
    found = _ALL.search(text, start, end)
    if found is None or _LESS_IS_PAID.search(text, found.end(), end) is None:
        return None
    rows = [
        Row(one["label"].strip("的"), fixed=skeleton.at(one.start("sum")))
        for one in _ONE.finditer(text, found.start(), found.end())
    ]
    labels = [row.label for row in rows]
    if len(rows) == 1:
        rows = [replace(rows[0], label="")]
    elif not all(labels) or len(set(labels)) < len(labels):
        return None
    return EachOf(tuple(rows), (), "", ("",), found.start(), found.end(), False, is_monthly=True)


def limits_to_less(walk: Walk, start: int, end: int) -> None:
    """Limit what such a list pays to what is really paid each month."""
    found = _LESS_IS_PAID.search(walk.skeleton.text, start, end)
    own = [one for one in walk.of_paragraph if one.draft.period == "月"]
    if found is None or not own or len(own) < len(walk.of_paragraph):
        return
    at = walk.skeleton.text.index("实际", found.start())
    skeleton = walk.skeleton
    whole = Figure(RATE, Decimal(1), "全额", skeleton.places[at], skeleton.ends[at], at)
    for one in own:
        draft = one.draft
        is_open = draft.share_cap is None and not draft.per and all(r.fixed for r in draft.rows)
        if is_open:
            stop = max(draft.end, found.end())
            base = f"月{found['base']}"
            one.draft = replace(draft, share_cap=(whole, base), end=stop)
