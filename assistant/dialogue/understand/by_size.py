"""The one of several matters that a message names by how large its sum is.

三样里花钱最多的那样砍到320万; 现在钱最少的那项不报了: of the matters in question, or of all where
only one is, the one whose own sum is the largest or the smallest as it stands now. What each gets
paid names none here.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.dialogue.ledger import Ledger, Matter
from assistant.dialogue.turn import Turn
from assistant.text.pattern import lazy

_SEVERAL = 2
_LEAST = "少小低便宜"
_NAMED = lazy(
    r"(?P<of>[^,。;!?\d]{0,8})(?P<size>最(?:[多大高贵少小低]|便宜))的?(?:那|这)?一?(?:[样项件条块桩笔个]|份)"
)
_BY_PAY = lazy("[补给拿领得奖到]|划算|资助")
"""补得最多的那样: by what is paid for it."""


def by_size(turn: Turn, ledger: Ledger) -> int | None:
    """The place of that matter; None where a message names none so, or two are alike."""
    match = _NAMED.search(turn.folded)
    live = [n for n, m in enumerate(ledger.matters) if m.clauses]
    among = ledger.current if len(ledger.current) > 1 else live
    if match is None or len(among) < _SEVERAL or _BY_PAY.search(match["of"]):
        return None
    sums = [(n, _sum_of(ledger.matters[n])) for n in among]
    told = [(n, own) for n, own in sums if own is not None]
    if len(told) < len(sums):
        return None
    return _only(told, is_least=match["size"][1:] in ("便宜", *_LEAST))


def _only(told: Sequence[tuple[int, Decimal]], *, is_least: bool) -> int | None:
    values = [own for _, own in told]
    wanted = min(values) if is_least else max(values)
    return told[values.index(wanted)][0] if values.count(wanted) == 1 else None


def _sum_of(matter: Matter) -> Decimal | None:
    """The only sum that was stated for a matter; None where it is one of several things."""
    sums = [s for s in matter.numbers if not s.is_assumed and s.total is not None]
    if len(sums) != 1 or sums[0].members > 1 or sums[0].alternatives:
        return None
    return sums[0].total
