"""A part that was told to miss something, and does not: 其中40平好像转租了 → 看错行了,没转没分.

The part had gone off its number. A later message clears it where it says that the condition is
met which the earlier one spoke of (我们整层自用), calls off what that one told (没转没分), or says
of the part itself that it is as the rest (那5辆也在我们名下, 90万也是智能算力). What is said of the
rest of it (剩下的都自用) or beside another sum clears nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.dialogue.acts import Act
from assistant.dialogue.aspects import clause_around
from assistant.dialogue.conditions import fails
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.prepared import without_spans
from assistant.dialogue.language import naming_pairs
from assistant.dialogue.ledger import Matter, Past
from assistant.dialogue.polarity import denials_of
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn, blank
from assistant.text.expressions import Expression
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_CLAUSE = lazy("[^,。;!?]+")
_REST = lazy(
    "剩|其余|其[他它]|余下|另外?(?![一个]?[家个]的)|别的|还(?!是|没|在|真)|又(?![查问核看翻数对])|再(?![查问核看翻三次])"
    "|以后|今后|假如|如果|要是|除了|之外"
)
"""What is said of the others, or supposed: nothing of the part is cleared."""
_ASKS = lazy("[吗么?]|多少|是不是|算不算|会不会|能不能|呢$")
_ALIKE = lazy(
    "(?:元|块)?(?:[那这]?一?[个台辆份笔款家套项块])?(?:也|都|其实|确实|同样|照样|本来|原来|就){1,2}"
    "(?=[是在算属有走过通完合符能经按])(?P<what>[^,。;!?]{2,16})"
)
"""Behind the part: it is as the rest (那5辆也在我们名下)."""
_AS_WELL = lazy(
    "(?:元|块)?(?:[那这]?一?[个台辆份笔款家套项块])?(?:(?P<also>也)|其实|确实|就|真)(?:都|确实|其实|还)?"
    "(?:是|没有?|未|不是?|属于?|在)?(?P<what>[^,。;!?]{2,16})"
)
"""Behind a number: it is as the part that went (另外60万也是传统云主机)."""
_MORE = lazy("另|还有|又有|再")
_OTHERS = lazy(
    "别(?:的|家|人|处)|另|其[他它]|隔壁|楼[上下]|[一二三四五六七八九十\\d]楼|上[一个]|前[一任年]|以前|去年"
)
_CALLED_OFF = lazy(
    "没有?(?P<act>[\u4e00-\u9fff])[^,。;!?没]{0,3}(?:没有?(?P<more>[\u4e00-\u9fff]))?"
)
_SLIP = lazy(
    "[看搞弄记说听认数填]错|搞混|误会|虚惊|[问查核弄搞看]清|[问查核]了|[问查核]过|核[实对]|确认|澄清|更正|翻了|打听"
)
_THAT_ONE = lazy(
    "(?:后来|好在|还好|现在)?(?:那|这)(?:一?[家批份款个笔单项台辆块]|几[家批份款个笔单项台辆])"
)
"""那家上周拿到测评报告了: the part that missed it."""
_AMOUNTS = (Unit.YUAN, Unit.NUMBER, Unit.SQUARE_METRE, Unit.COUNT)
_THAT = lazy("[那这]$")
_LONGEST = 3
"""So many of the last messages may be cleared."""


@dataclass(frozen=True, slots=True)
class _Off:
    """What a message took off a number: the message, the number then and before, by how much."""

    past: Past
    was: Stated
    now: Stated

    @property
    def value(self) -> Decimal:
        """So much went off."""
        return (self.was.total or Decimal(0)) - (self.now.total or Decimal(0))


def cleared(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part], number: int
) -> tuple[Turn, tuple[Part, ...]]:
    """The matters with the parts that a message clears, and the message without what says so."""
    if Act.DOUBT in turn.acts or _ASKS.search(turn.folded):
        return turn, tuple(parts)
    turn, parts = _as_that_one(turn, parts, number)
    if _REST.search(turn.folded):
        return turn, tuple(parts)
    found, spans, gone = list(parts), list[tuple[int, int]](), set[str]()
    for n, part in enumerate(parts):
        span = _of_denied(ctx, turn, part)
        if span is not None:
            spans.append(span)
            continue
        for off in _taken_off(part):
            own, names = _clears(ctx, turn, part, off)
            if not own:
                continue
            numbers = tuple(off.was if s is off.now else s for s in part.matter.numbers)
            found[n] = replace(part, matter=replace(part.matter, numbers=numbers))
            spans += own
            gone |= names
            break
    if not spans:
        return turn, tuple(parts)
    flags = tuple(f for f in turn.flags if not (f.name in gone and f.value is False))
    turn = replace(without_spans(turn, spans), flags=flags)
    return replace(turn, folded=blank(turn.folded, spans)), tuple(found)


def _as_that_one(turn: Turn, parts: Sequence[Part], number: int) -> tuple[Turn, tuple[Part, ...]]:
    """Less one more part that is as the one that went, and without what only says so again.

    另外60万也是传统云主机: it goes as well; 那90万确实是: no more goes.
    """
    for n, part in enumerate(parts):
        for off in _taken_off(part):
            for e in turn.expressions:
                match = _AS_WELL.match(turn.folded, e.end)
                if match is None or e.unit is Unit.PERCENT or e.value is None:
                    continue
                what = match["what"]
                is_same = any(what[n : n + 2] in off.past.said for n in range(len(what) - 1))
                if not is_same and not (e.value == off.value and _OTHERS.search(what)):
                    continue
                span = clause_around(turn.folded, e.start, e.end)
                less = (off.now.total or Decimal(0)) - e.value
                rest = replace(without_spans(turn, (span,)), folded=blank(turn.folded, (span,)))
                if e.value == off.value and not _MORE.search(turn.folded, span[0], e.start):
                    return rest, tuple(parts)
                if match["also"] and less > 0 and isinstance(off.now.value, Decimal):
                    places = off.now.every_place
                    now = replace(off.now, value=less, turn=number, start=e.start, end=e.end,
                                  text=f"{off.now.text}−{turn.folded[e.start : e.end]}",
                                  parts=(), terms=(), say="", places=places)  # fmt: skip
                    numbers = tuple(now if s is off.now else s for s in part.matter.numbers)
                    own = replace(part, matter=replace(part.matter, numbers=numbers))
                    return rest, (*parts[:n], own, *parts[n + 1 :])
    return turn, tuple(parts)


def _of_denied(ctx: GatherContext, turn: Turn, part: Part) -> tuple[int, int] | None:
    """Where a message points to a number of the denial that it clears.

    那60平是三楼那家的,我们整层自用.
    """
    if part.index is None or not part.matter.pasts:
        return None
    past, rules = part.matter.pasts[-1], ctx.rules_of(part)
    denied = {f.name for f in past.flags_after if f.turn == past.turn and fails(f, rules)}
    met = {f.name for f in turn.flags if f.value is True and not fails(f, rules)}
    if not denied & met:
        return None
    told = {s.value for s in past.after if s.turn == past.turn}
    for e in turn.expressions:
        points = _THAT.search(turn.folded, 0, e.start) is not None
        said = turn.folded[e.start : e.end]
        if points and said in past.said and e.value not in told:
            return clause_around(turn.folded, e.start, e.end)
    return None


def _taken_off(part: Part) -> Iterator[_Off]:
    """What the last messages took off a number of a matter that is as they left it."""
    if part.index is None:
        return
    now = {s.name: s for s in part.matter.numbers}
    for past in reversed(part.matter.pasts[-_LONGEST:]):
        after = {s.name: s for s in past.after}
        for was in past.before:
            left, held = after.get(was.name), now.get(was.name)
            if left is None or held is None or held.value != left.value:
                continue
            if left.total is not None and was.total is not None and left.total < was.total:
                yield _Off(past, was, held)


def _clears(
    ctx: GatherContext, turn: Turn, part: Part, off: _Off
) -> tuple[tuple[tuple[int, int], ...], set[str]]:
    """Where a message clears a part, and the conditions that it was told to miss."""
    text = turn.folded
    told = [e for e in turn.expressions if e.unit in _AMOUNTS]
    if any(e.value not in (off.value, off.was.total) for e in told):
        return (), set()  # 又批下来10台, 只租140平: more is told than that it is cleared
    rules = ctx.rules_of(part)
    spoken = {name for name in _asked(ctx, part) if _speaks_of(ctx, name, off.past.said)}
    own = [f for f in turn.flags if f.name in spoken]
    is_met = any(f.value is True and not fails(f, rules) for f in own)
    is_slip = Act.CORRECT in turn.acts or _SLIP.search(text) is not None
    places = [f.start for f in own]
    is_pointed = any(
        f.value is True and _THAT_ONE.match(text[slice(*clause_around(text, f.start, f.start))])
        for f in own
    )
    if is_met and (is_slip or told or is_pointed):
        places += [e.start for e in told]
        return _clauses(text, places), spoken
    own_words = naming_pairs(" ".join(ctx.texts[c] for c in part.matter.clauses))
    for e in (e for e in told if e.value == off.value):
        if _is_alike(text, e, own_words):
            return _clauses(text, [e.start]), spoken
    called = [m for m in _CLAUSE.finditer(text) if _calls_off(m.group(), off.past.said)]
    if is_slip and called:
        return _clauses(text, [*places, *(m.start() for m in called)]), spoken
    return (), set()


def _clauses(text: str, places: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """The comma clauses around some places."""
    return tuple(sorted({clause_around(text, place, place) for place in places}))


def clears_in(text: str, start: int, end: int, matters: Sequence[Matter]) -> bool:
    """Whether a clause calls off what was told of a part: 我们自己没转没分 is no aside."""
    return any(
        _calls_off(text[start:end], off.past.said)
        for matter in matters
        for off in _taken_off(Part(0, matter, ()))
    )


def _asked(ctx: GatherContext, part: Part) -> set[str]:
    """The conditions that the rules of a matter ask for."""
    asked = [c for rule in ctx.rules_of(part) for c in rule.conditions if c.is_ is True]
    return {fact for c in asked for fact in (c.fact, *c.or_facts)}


def _speaks_of(ctx: GatherContext, name: str, said: str) -> bool:
    """Whether a message speaks of a condition, in any of its words."""
    spec = ctx.rulebook.facts[name]
    return any(all(p in said for p in w.split("…")) for w in (*spec.words, *spec.denials))


def _is_alike(text: str, part: Expression, own: frozenset[str]) -> bool:
    """Whether what stands behind a number says that it is as the rest, in words of the policy."""
    match = _ALIKE.match(text, part.end)
    if match is None or _OTHERS.search(match["what"]) or denials_of(match["what"]):
        return False
    return bool(naming_pairs(match["what"]) & own) or "我们" in match["what"]


def _calls_off(clause: str, said: str) -> bool:
    """Whether a clause says that what was told was not done: 没转没分, of 转租给别的公司."""
    match = _CALLED_OFF.search(clause)
    if match is None:
        return False
    return match["act"] in said and f"没{match['act']}" not in said
