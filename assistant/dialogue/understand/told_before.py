"""What was told where nothing used it, for the place asked about now: 福田营收8000万 → 龙华呢.

The message is read as the one before with the other place in it. And what is added as another
matter before the sum of all is asked for (再加语料100万,一共多少) is read by itself first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from assistant.dialogue.ledger import Ledger
from assistant.dialogue.understand.context import UnderstandContext
from assistant.dialogue.understanding import Understanding
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

_AROUND = lazy(
    "(?:那|那么|如果|要是|换成?|改成?|在|放|到|搬|去|我们|公司|的|话|呢"
    "|有|吗|么|能|可以|补|给|拿|多少|几|钱|怎么样|怎样|行|算|也|,|。|[?]| )*"
)
_ADDED = lazy(
    "(?:那|如果|要是|假如|我们?|咱们?)*(?P<more>(?:再|还|另外|又|加个?|加上|外加)"
    "[^,。;!?]*\\d[^,。;!?]*)[,。;](?:那|就|这样|现在|两[个项样]|[这]?[些几]个?|全部|都)*"
    "(?:一共|总共|合计|总计|加起来|加一起|加在一起|总的)(?:[^,。;!?\\d]{0,6}?)(?:多少|几)[^,。;!?\\d]{0,4}[?。]?"
)
_ALL = "一共多少"


def elsewhere_as_told(
    ctx: UnderstandContext, turns: Sequence[str], ledger: Ledger, as_of: date
) -> str:
    """The last message; the one before it in another place, where its number was of no use."""
    text = turns[-1]
    if not ledger.left or not ledger.matters or len(turns) < 2:
        return text
    turn = ctx.reader.read(text, as_of=as_of)
    places = [(s, e) for s, e in dict.fromkeys(turn.scope.spans) if s < e]
    if turn.quantities or len(places) != 1 or not turn.scope.is_named:
        return text
    start, end = places[0]
    folded = turn.folded
    if not _AROUND.fullmatch(folded[:start] + folded[end:]):
        return text
    before = ctx.reader.read(turns[-2], as_of=as_of)
    there = [(s, e) for s, e in dict.fromkeys(before.scope.spans) if s < e]
    told = [q for q in before.quantities if q.role == "amount"]
    if len(there) != 1 or not told or not any(q.value in ledger.left for q in told):
        return text
    low, high = there[0]
    return f"{before.folded[:low]}{folded[start:end]}{before.folded[high:]}"


def with_added_matter(
    text: str, ledger: Ledger, read: Callable[[str, Ledger], Understanding]
) -> tuple[str, Ledger]:
    """The question for the sum of all, behind another matter that the message adds before it."""
    match = _ADDED.fullmatch(fold(text)) if ledger.live else None
    if match is None:
        return text, ledger
    found = read(match["more"], ledger)
    after = found.ledger
    opened = [n for n in after.current if n >= len(ledger.matters)]
    is_whole = opened == list(after.current) and found.tells_number and not found.refusal
    if not is_whole or any(one.kind == "number" for one in found.unused):
        return text, ledger
    current = (*ledger.current, *opened)
    return _ALL, replace(after, current=current, turn=ledger.turn)
