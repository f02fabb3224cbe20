"""One more round where one is paid for: 去年又融了一轮1.1亿, 年底还有个2亿的B轮.

A rule that pays the best of several (单轮投资在2000万元及以上) looks at each alone. What a later
message tells of one more is of that one, so the sums of the round before are not added to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.dialogue.acts import Act
from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.needs import needs_of
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Intent, Turn
from assistant.rules.facts import FactKind
from assistant.rules.rule import Several
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_ONE_MORE = lazy(
    "(?:又|再|还|另外?|接着|后来|新)(?![看算问查核说])[^,。;!?]{0,8}?(?:[一1]|(?<![一-鿿])|[a-d]|新|下|天使|种子|的)个?轮(?!次|流|胎|船)"
    "|(?:又|再|还|另外?)[^,。;!?]{0,14}?(?:[a-d]|天使|种子)\\+?轮"
)
_ROUND = lazy("(?:pre-?)?[a-d](?=\\+?轮)|天使(?=轮)|种子(?=轮)")
_TOGETHER = lazy("[两俩2二几]轮|一共|总共|合计|加起来|加一[起块]|合起来")
_BACK = lazy(
    "(?:[去前今]年|上个?月|上半年|年初|上|前|头|原来|之前|先前|第一)的?那?[一个]?轮"
    "(?:重新?|再|回头|还是)?(?:[看算说]|来|的?到位)"
)
_FORMER = lazy("(?:上|前|之前那?|早先那?|原先那?)一?轮[^,。;!?重再改其]{0,8}$")
_SAME = lazy("(?:[这那]|同一|上一?|前一?|第一)轮")


def of_round_told(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part], flags: Sequence[Stated]
) -> tuple[tuple[Part, ...], tuple[Stated, ...]]:
    """Matters and flags of the round that a message is about.

    They are without the sums of a round before where the message tells one more, and as they were
    before the one more where it goes back (去年那轮重新看).
    """
    if tells_next_round(turn):
        return tuple(_without(ctx, p) for p in parts), tuple(flags)
    others = [_tells_other(turn, p) for p in parts]
    if any(others) and not _asks_together(turn):
        told = zip(parts, others, strict=True)
        return tuple(_without(ctx, p) if other else p for p, other in told), tuple(flags)
    if _tells_round(turn):
        return tuple(_as_one(ctx, p) for p in parts), tuple(flags)
    if not _BACK.search(turn.folded):
        return tuple(parts), tuple(flags)
    found, kept = [], list(flags)
    for part in parts:
        before = _before_it(part)
        if part.index is not None and before is not None:
            own = {s.name for s in before[1]}
            gone = {s.name for s in part.matter.flags} - own
            kept = [s for s in kept if s.name not in gone]
            matter = replace(part.matter, numbers=before[0], flags=before[1])
            part = replace(part, matter=matter)
        found.append(part)
    return tuple(found), tuple(kept)


def _before_it(part: Part) -> tuple[tuple[Stated, ...], tuple[Stated, ...]] | None:
    """Numbers and flags before the message that told one more round, if that changed them last."""
    undo = part.matter.undo
    return undo if undo and _ONE_MORE.search(part.matter.said) else None


def is_of_another_round(ctx: GatherContext, turn: Turn, part: Part, stated: Stated) -> bool:
    """Whether a sum of one more round would be put to what arrived of the round before.

    After 协议2500万,到账1800万: 还有一轮天使1600万,一共呢 makes no 3400万 of one round.
    """
    own = _sums_of_round(ctx, part)
    told = {s.name for s in part.matter.numbers} & own
    low, _ = clause_around(turn.folded, stated.start, stated.start)
    if stated.name in told and _FORMER.search(turn.folded, low, stated.start):
        return True  # 上一轮融了800万
    is_apart = stated.name in told and len(told) > 1 and _asks_together(turn)
    return is_apart and _tells_one_more(turn, stated.start, stated.end)


def tells_next_round(turn: Turn) -> bool:
    """Whether a message tells the sum of one more round, and asks for no two together."""
    return not _asks_together(turn) and _tells_round(turn)


def _asks_together(turn: Turn) -> bool:
    return _TOGETHER.search(turn.folded) is not None or Intent.TOTAL in turn.intents


def _tells_other(turn: Turn, part: Part) -> bool:
    """Whether a message tells the sum of a round of another name: 不报这轮,等B轮融5000万."""
    if part.index is None or Act.CORRECT in turn.acts:
        return False
    told = [part.matter.text.removesuffix(turn.matter)]
    told += [f"{f.lead}{f.words}" for f in part.matter.figures]
    known = {m.group() for one in told for m in _ROUND.finditer(one)}
    named = {
        m.group()
        for e in turn.expressions
        if e.unit is Unit.YUAN
        for m in _ROUND.finditer(turn.folded, *clause_around(turn.folded, e.start, e.end))
    }
    return bool(known and named) and not known & named


def _tells_round(turn: Turn) -> bool:
    """Whether a message tells the sum of one more round."""
    sums = (e for e in turn.expressions if e.unit is Unit.YUAN)
    return any(_tells_one_more(turn, e.start, e.end) for e in sums)


def _tells_one_more(turn: Turn, start: int, end: int) -> bool:
    """Whether the clause of a sum, or the one before it, tells one more round."""
    low, high = clause_around(turn.folded, start, end)
    if _SAME.search(turn.folded, low, high):
        return False
    if _ONE_MORE.search(turn.folded, low, high):
        return True
    before = clause_around(turn.folded, max(0, low - 2), max(0, low - 1))
    return low > 0 and _ONE_MORE.search(turn.folded, *before) is not None


def _without(ctx: GatherContext, part: Part) -> Part:
    gone = _sums_of_round(ctx, part)
    kept = tuple(s for s in part.matter.numbers if s.name not in gone)
    return replace(part, matter=replace(part.matter, numbers=kept))


def _as_one(ctx: GatherContext, part: Part) -> Part:
    """A matter whose round of before is one sum, in however many payments it was told.

    先到1800万,剩下的700万也到了: the next round stands beside 2500万, and not beside its payments.
    """
    own = _sums_of_round(ctx, part)
    numbers = tuple(
        replace(s, parts=(), terms=()) if s.name in own else s for s in part.matter.numbers
    )
    return replace(part, matter=replace(part.matter, numbers=numbers))


def _sums_of_round(ctx: GatherContext, part: Part) -> frozenset[str]:
    """The sums of a rule that pays the best of several rounds."""
    rules = [rule for rule in ctx.rules_of(part) if rule.several is Several.BEST]
    if part.index is None or not rules:
        return frozenset()
    every = needs_of(rules, ctx.rulebook.facts).all
    return frozenset(n for n in every if ctx.rulebook.facts[n].kind is FactKind.YUAN)
