"""One year of what was told for more months: 头12个月是多少, 每年多少 after 租36个月.

What is asked is the same as 一年呢, whose months take the place of those told.
"""

from __future__ import annotations

from decimal import Decimal

from assistant.dialogue.ledger import Ledger
from assistant.dialogue.understand.context import UnderstandContext
from assistant.rules.facts import FactKind
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

_ONE_YEAR = lazy(
    "(?:(?:先|暂时)?(?:别|不)(?:管|看|说|算|提)[^,。;!?]{1,6}年的?,)?"
    "(?:那么?|就|先|只|单|再|光)*(?:看|算|说|问|报)?(?:一下)?"
    "(?:(?:头|前|第)[一1]?年|[头前](?:12|十二)个月|第一个(?:12|十二)个月|每一?年|[一1]年)"
    "(?:的话|的|能|可以|会|补贴?|给|拿|是|有|到|大概|最多|租金|房租)*(?:多少钱?|几多|呢)[?。!]*"
)
_YEAR = 12


def one_year_of(ctx: UnderstandContext, text: str, ledger: Ledger) -> str:
    """The message as 一年呢, where the one matter in question was told more months than a year."""
    if len(ledger.live) != 1 or not _ONE_YEAR.fullmatch(fold(text)):
        return text
    told = [
        s.value
        for s in ledger.matters[ledger.live[0]].numbers
        if s.name in ctx.facts.specs and ctx.facts.specs[s.name].kind is FactKind.MONTHS
    ]
    is_more = len(told) == 1 and isinstance(told[0], Decimal) and told[0] > _YEAR
    return "一年呢" if is_more else text
