"""What was got before under a limit for each year: it counts against the year it was got in.

去年领过200万 takes nothing off what this year pays, and 推到明年再申请 leaves what was got this
year behind.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.rules.cap import Period
from assistant.text.pattern import lazy

_EARLIER = lazy("去年|前年|上一?年度?|往年|以前年度|早几年|前几年")
_LATER = lazy(
    "(?:推|拖|放|挪|改|移|延|等|留|顺延)(?:迟|后)?到?(?:明|下一?|来|次)年"
    "|(?:明|下一|来|次)年(?:再|才|来)?(?:去)?(?:报|申请|申报|申领|合计|一共|总共|能)"
)


def got_this_year(
    ctx: GatherContext, turn: Turn, part: Part, numbers: Sequence[Stated], number: int
) -> tuple[Stated, ...]:
    """The numbers less what was got in another year than the one asked about."""
    rules = ctx.rules_of(part)
    limits = [(cap.less, cap.period) for rule in rules for cap in rule.caps if cap.less]
    lasting = {name for name, period in limits if period is not Period.YEAR}
    lasting |= {rule.received for rule in rules if rule.received}
    yearly = {name for name, _ in limits} - lasting
    return tuple(s for s in numbers if s.name not in yearly or not _is_past(turn, s, number))


def _is_past(turn: Turn, stated: Stated, number: int) -> bool:
    """Whether what was got is of a year that is not asked about."""
    if stated.turn < number:
        return _LATER.search(turn.folded) is not None
    low, high = clause_around(turn.folded, stated.start, stated.end)
    return _EARLIER.search(turn.folded, low, high) is not None
