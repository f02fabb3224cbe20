"""What another company spent of a sum, taken off: 花了500万,里面100万是总部付的 → 500万减去100万.

Folded text → folded text, before matters and places are looked for: the clause that tells of the
part opens no matter of its own, and no place of the other company is one that is asked about.
"""

from __future__ import annotations

from itertools import pairwise

from assistant.text import relation_words as words
from assistant.text.pattern import lazy
from assistant.text.quantities import find_quantities
from assistant.text.splice import splice
from assistant.text.units import Unit

_PART = lazy("元?,(?:这|那)?(?:其中|里[面头边]?|当中|中间?)?(?:有|的)*")
_OPENS = frozenset("其里当中有")
_REST = lazy(
    ",(?:剩下?|其余|余下|另外|别)的?(?:那些?|部分|钱|都|全|才|就|是|归|由|也)*(?:我们|我司|咱们?|自己|本公司)"
    "(?:公司|自己)?[用付租掏出签投交花买]?了?的?(?=[,。;!?]|$)"
)


def less_spent_by_others(text: str, offsets: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
    """The folded text with a part that another company spent taken off the sum before it.

    >>> less_spent_by_others("花了500万,里面100万是总部付的,补多少", tuple(range(23)))[0]
    '花了500万减去100万,补多少'
    """
    sums = [q for q in find_quantities(text) if q.unit is Unit.YUAN and q.role == "amount"]
    for whole, part in pairwise(sums):
        lead = _PART.fullmatch(text, whole.end, part.start)
        tail = words.OTHERS_SPENT_HEAD.match(text[part.end :])
        if lead is None or tail is None or part.value >= whole.value:
            continue
        if not _OPENS & {*lead.group()}:
            continue
        high = part.end + tail.end()
        if high < len(text) and text[high] not in ",。;!?":
            continue
        rest = _REST.match(text, high)
        high = rest.end() if rest else high
        said = f"减去{text[part.start : part.end]}"
        return splice(text, offsets, whole.end, high, said)
    return text, offsets
