"""One more thing whose own sum nobody tells, only the part of it that counts.

还有台一体机,里面模型那部分是30万 after 40万 and 55万: 30万 comes on top. A thing that was spoken of
before is no other one: of 还有部署那块,里面… the part is told anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.dialogue.acts import Act
from assistant.dialogue.aspects import content_of
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.language import naming_pairs
from assistant.dialogue.turn import Turn
from assistant.rules.facts import FactKind
from assistant.text.expressions import Expression, Relation
from assistant.text.pattern import lazy
from assistant.text.units import CLASSIFIERS, Unit

_CLAUSE = lazy("[^,。;:!?]+")
_ONE_MORE = lazy(
    f"(?:另外?|还|又|再|后来|此外|外加)[^,。;!?\\d]{{0,6}}?(?:[1一两俩二三四几]|(?<=[有了买签]))?(?:{CLASSIFIERS})"
    "(?P<what>[^,。;!?\\d]{2,12})$"
)
_INSIDE = lazy("(?:这|那)?(?:里[头面边]|其中|当中|内含|含)")
_OTHERWISE = lazy("没|未|不|退|扣|减|撤|剔|砍|刨|取消|作废|之前|原来|以前|去年|前年|明年")
_SEVERAL = 2


def with_part_of_one_more(ctx: GatherContext, turn: Turn, parts: Sequence[Part]) -> Turn:
    """A message that goes on, the part of a thing not spoken of before as what comes on top."""
    matters = [part for part in parts if part.index is not None]
    if not matters or Act.DOUBT in turn.acts or Act.CORRECT in turn.acts:
        return turn
    spoken = "|".join(text for part in matters for text in _spoken(turn, part))
    names = {name for part in matters for c in part.matter.clauses for name in ctx.needs(c).all}
    sums = [name for name in sorted(names) if ctx.rulebook.facts[name].kind is FactKind.YUAN]
    called = frozenset[str]().union(
        *(naming_pairs(word) for name in sums for word in ctx.label_words(name))
    )
    kept = list(turn.expressions)
    for n, e in enumerate(turn.expressions):
        pairs = naming_pairs(_thing_before(turn, e, called))
        if not pairs or all(pair in spoken for pair in pairs):
            continue
        kept[n] = replace(e, operands=(replace(e.operands[0], role="plus"),), part_of=None)
    return turn if kept == list(turn.expressions) else replace(turn, expressions=tuple(kept))


def _spoken(turn: Turn, part: Part) -> Iterator[str]:
    """What was said of a matter with its numbers."""
    yield part.matter.text.removesuffix(turn.matter)
    for figure in part.matter.figures:
        yield figure.words


def _thing_before(turn: Turn, e: Expression, called: Collection[str]) -> str:
    """The thing that the clause before a sum tells, of which the sum is a part; "" without one.

    The part must be called by words of a fact: 里面模型那部分, not 里面硬件.
    """
    is_single = e.relation is Relation.PLAIN and len(e.operands) == 1 and e.unit is Unit.YUAN
    if not is_single or e.operands[0].role not in ("term", "item"):
        return ""
    for before, own in pairwise(_CLAUSE.finditer(turn.folded)):
        if not own.start() <= e.start < own.end():
            continue
        told = [q for q in turn.quantities if before.start() <= q.start < own.end()]
        sums = [q for q in told if q.unit is Unit.YUAN]
        match = _ONE_MORE.search(before.group())
        lead = turn.folded[own.start() : e.start]
        is_inside = _INSIDE.match(lead) is not None and any(pair in lead for pair in called)
        if len(sums) != 1 or match is None or not is_inside or _OTHERWISE.search(turn.folded):
            return ""
        return match["what"] if content_of(match["what"]) >= _SEVERAL else ""
    return ""
