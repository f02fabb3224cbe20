"""Back to what was counted before: 前面那四个,明年来报的话多少 after one algorithm.

A message that points back to so many things means the earlier matter of which just so many were
told, where those in question are others.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.ledger import Ledger, Matter
from assistant.dialogue.members.named import COUNTS
from assistant.dialogue.said_again import ASKED_AGAIN
from assistant.dialogue.understand.context import UnderstandContext
from assistant.rules.facts import FactKind
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

_MARK = ","
_MORE = lazy("[^,。;!?呢吧吗啊呀哦 ]")
_POINTS = lazy(
    "(?:(?:回到|说回|还是说|再看)?(?:前面|刚才|之前|先前|上面|开头|一开始|最[早先初开])(?:始)?(?:我们?|咱们?)?(?:说|问|讲|提|报)?(?:过|到)?的?)"
    "[那这](?P<n>[两俩仨二三四五六七八九十]|\\d{1,2})(?:[个项款台条]|(?=[,。;!?]))"
)


def counted_back(ctx: UnderstandContext, text: str, ledger: Ledger) -> tuple[str, Ledger]:
    """The ledger with the one matter in question of which so many things were counted.

    The message without the words that point back: they would lead to the one before that.
    """
    folded = fold(text)
    match = _POINTS.search(folded) if len(ledger.matters) > 1 else None
    if match is None or len(folded) != len(text):
        return text, ledger
    number = Decimal(COUNTS.get(match["n"]) or match["n"])
    found = [n for n, m in enumerate(ledger.matters) if m.clauses and _counts(ctx, m, number)]
    if len(found) != 1 or found[0] in ledger.current:
        return text, ledger
    start, end = match.span()
    blank = text[:start] + _MARK * (end - start) + text[end:]
    says_more = _MORE.search(fold(blank)) is not None
    return (blank if says_more else ASKED_AGAIN), replace(ledger, current=(found[0],))


def _counts(ctx: UnderstandContext, matter: Matter, number: Decimal) -> bool:
    """Whether so many of something were told of a matter."""
    return any(
        s.total == number and ctx.facts.specs[s.name].kind is FactKind.COUNT
        for s in matter.numbers
        if s.name in ctx.facts.specs
    )
