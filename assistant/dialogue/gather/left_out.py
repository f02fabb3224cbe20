"""What a sum comes to with something that was left out of it: 漏了年终奖,所得额150万.

After 所得额120万 the 150万 is called by the name of the whole, and is no 150万 more; 漏了标注,80万
and 漏了一份合同,合同额320万 tell what comes on top.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.text.pattern import lazy

_LEFT_OUT = lazy(
    "(?:漏|落下|忘|少算|少报|少记|少填|没[算报记填写加])(?:了|掉|算|报|记|填|写|加)*"
    "(?:进去?|上)?(?P<what>[^,。;!?\\d]*)$"
)
_ONE_THING = lazy("[一1两俩二2三几][个笔份项张批家台套场次]")
_MORE = lazy("又|再|另|还[要有得]|加|补|多|其中|里[面头]?的?$|[这那](?:块|笔|部分)")
_LEAST = 2


def is_whole_with_left_out(
    turn: Turn, stated: Stated, earlier: Stated | None, names: Sequence[str]
) -> bool:
    """Whether a sum is the whole of its fact, with what the clause before it says was left out.

    It must be called by a word of the fact, be more than what was told, and no word of what was
    left out may stand beside it.
    """
    text, value = turn.folded, stated.value
    known = earlier.total if earlier is not None and not earlier.is_assumed else None
    if known is None or not isinstance(value, Decimal) or value <= known:
        return False
    low, _ = clause_around(text, stated.start, stated.end)
    if low == 0 or text[low - 1] not in ",:":
        return False
    begin = clause_around(text, low - 1, low - 1)[0]
    before = _LEFT_OUT.search(text, begin, low - 1)
    lead = text[low : stated.start]
    if before is None or _ONE_THING.search(text, begin, low - 1) or _MORE.search(lead):
        return False
    noun = before["what"] or text[begin : before.start()]
    if len(noun) < _LEAST or any(noun[n : n + 2] in lead for n in range(len(noun) - 1)):
        return False
    pairs = {word[n : n + 2] for word in names for n in range(len(word) - 1)}
    return any(pair in lead for pair in pairs)
