"""Numbers that the scores left over, given to what a matter still lacks.

By the noun that heads them, by the clause before, by being the only one, by a case that is named.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from assistant.dialogue.aspects import clause_around, content_chars, content_of
from assistant.dialogue.closed_classes import load_language
from assistant.dialogue.gather.bare_count import says_only_how_many
from assistant.dialogue.gather.borne_by_us import with_borne_by_us
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.each_and_all import each_and_all
from assistant.dialogue.gather.own_measures import also_counted, by_own_measure
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.heads import headed_by, is_of
from assistant.dialogue.language import (
    covers,
    own_pairs,
    pairs_of,
    plain_words,
    uncovered,
    unknown_of,
)
from assistant.dialogue.measured import counts_several, counts_things
from assistant.dialogue.needs import Needs, needs_of
from assistant.dialogue.numbers import Given
from assistant.dialogue.pairs import fits_unit
from assistant.dialogue.stated import ClaimKind
from assistant.dialogue.turn import Turn, blank
from assistant.dialogue.words import Phrases
from assistant.policy.clause import ClauseId
from assistant.rules.facts import FactKind, Per
from assistant.rules.read.names import names_of
from assistant.text.expressions import Expression, Relation
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.units import Unit

PLAIN_MEASURES = frozenset("个家项件份")
_NOUN_BEHIND = lazy("(?!的)[\u4e00-\u9fff]{3}")
_NOUN_SAYS = 3
_FEW = 3
_SHARES = 2
"""So many characters of its own, or one pair of them, tie a number to a fact (省里拨了320万)."""
IN_IT = lazy("(?:其中|里面?|里头|当中|含)[^,。;!?\\d]{0,6}$")
SURE = 1.0
"""The probability of what was read from words, not weighed."""
_CHANGED = lazy("[错砍改调降升涨缩减变]|有误|不准|不对|更新|核减")
"""What a clause says of a sum that is told anew behind it."""
_TURNED = lazy(
    "每一?[台辆个项套家份次]|变成?|改成?|现在|其实|真实|真正|实际|应该|只有|就|是|成|剩|才|为|到|了|按"
)
GENERIC_COUNT = frozenset("个项")
_KINDS_ALONE = {
    Unit.YUAN: (FactKind.YUAN,),
    Unit.SQUARE_METRE: (FactKind.SQUARE_METRES,),
    Unit.COUNT: (FactKind.COUNT,),
}
"""The units of numbers that are told apart by nothing but that each is the only one."""
_AS_TOLD = (Relation.PLAIN, Relation.APPROXIMATE, Relation.PRODUCT)
_ABBREVIATED = 3


def with_left_over(
    ctx: GatherContext,
    turn: Turn,
    part: Part,
    needs: Mapping[ClauseId, Needs],
    given: tuple[Given, ...],
) -> tuple[Given, ...]:
    """The numbers of a matter, what the scores left over given to what it still lacks."""
    given = with_borne_by_us(ctx, turn, part, given)
    given = _headed(ctx, turn, part, given)
    given = _named_before(ctx, turn, part, given)
    given = _for_a_year(ctx, turn, part, given)
    given = _in_own_words(ctx, turn, part, given)
    given = _of_other_rule(ctx, turn, part, given)
    given = _sole(ctx, turn, part, given)
    given = _only_one(ctx, turn, part, given)
    given = by_own_measure(ctx, turn, part, given)
    given = _counts_itself(ctx, turn, part, needs, given)
    given = also_counted(ctx, turn, part, given)
    given = each_and_all(ctx, turn, part, given)
    return _by_case(ctx, turn, part, given)


def _headed(
    ctx: GatherContext, turn: Turn, part: Part, given: tuple[Given, ...]
) -> tuple[Given, ...]:
    """The numbers, one left over that is headed by the noun of the one fact lacking as that."""
    open_ = [
        n
        for n, g in enumerate(given)
        if not g.fact
        and not g.rival
        and g.expression.unit is Unit.YUAN
        and len(g.expression.operands) == 1
        and g.expression.relation in (Relation.PLAIN, Relation.APPROXIMATE)
        and (not part.stretches or part.holds(g.expression.start))
    ]
    if len(open_) != 1:
        return given
    stated = {g.fact for g in given} | {s.name for s in part.matter.numbers}
    n = open_[0]
    e = given[n].expression
    fact = headed(ctx, turn.folded, e.start, e.end, part.matter.clauses, stated)
    if not fact:
        return given
    return (*given[:n], replace(given[n], fact=fact, best=fact), *given[n + 1 :])


def _for_a_year(
    ctx: GatherContext, turn: Turn, part: Part, given: tuple[Given, ...]
) -> tuple[Given, ...]:
    """The numbers, a bare one of a year as the one sum that is paid over months (一年40万)."""
    facts = ctx.rulebook.facts
    every = {f for c in part.matter.clauses for f in ctx.needs(c).all}
    if not any(facts[f].kind is FactKind.MONTHS for f in every):
        return given
    sums = [f for f in every if facts[f].kind is FactKind.YUAN and facts[f].per is Per.NONE]
    told = {g.fact for g in given} | {s.name for s in part.matter.numbers}
    found = []
    for g in given:
        e = g.expression
        low, high = clause_around(turn.folded, e.start, e.end)
        rest = turn.folded[low : e.start] + turn.folded[e.end : high]
        is_bare = not g.fact and not g.rival and content_of(rest) == 0
        if is_bare and e.unit is Unit.YUAN_PER_YEAR and len(sums) == 1 and sums[0] not in told:
            g = replace(g, fact=sums[0], best=sums[0], expression=replace(e, unit=Unit.YUAN))
        found.append(g)
    return tuple(found)


def _named_before(
    ctx: GatherContext, turn: Turn, part: Part, given: tuple[Given, ...]
) -> tuple[Given, ...]:
    """The numbers, a bare one as the fact that the clause before it says has changed.

    总投资砍了, 变9800万; 租金看错了, 真实是36万.
    """
    facts = ctx.rulebook.facts
    every = {f for c in part.matter.clauses for f in ctx.needs(c).all}
    known = {s.name for s in part.matter.numbers}
    found = []
    for g in given:
        e = g.expression
        low, high = clause_around(turn.folded, e.start, e.end)
        rest = turn.folded[low : e.start] + turn.folded[e.end : high]
        before = clause_around(turn.folded, low - 2, low - 2)[0] if low > 1 else low
        lead = turn.folded[before : max(low - 1, 0)]
        named = {
            f
            for f in every
            if facts[f].kind is FactKind.YUAN
            and fits_unit(facts[f], e.operands[0].quantity)
            and (e.unit is Unit.YUAN or f in known)
            and any(w in lead for w in ctx.label_words(f))
        }
        longest = {f: max(len(w) for w in ctx.label_words(f) if w in lead) for f in named}
        best = [f for f in named if longest[f] == max(longest.values())]
        is_bare = content_of(_TURNED.sub("", rest)) == 0
        is_told = any(q.start >= before and q.end < low for q in turn.quantities)
        if is_bare and not is_told and len(best) == 1 and _CHANGED.search(lead):
            g = replace(g, fact=best[0], best=best[0], rival=False, probability=SURE)
        found.append(g)
    return tuple(found)


def _in_own_words(
    ctx: GatherContext, turn: Turn, part: Part, given: tuple[Given, ...]
) -> tuple[Given, ...]:
    """The numbers, one left over whose clause says nothing but the matter as its one sum.

    买备案模型做智能体花了400万: every word of it is of the language or of the policy's clause,
    so there is no noun that the number could be of instead.
    """
    sums = [g for g in given if g.expression.unit is Unit.YUAN]
    if len(sums) > 1 or part.index is not None or len(part.matter.clauses) != 1:
        sums = [g for g in sums if part.stretches and part.holds(g.expression.start)]
    open_ = [g for g in sums if not g.fact and not g.rival]
    lacking = [
        f
        for f in sorted({f for c in part.matter.clauses for f in ctx.needs(c).main})
        if ctx.rulebook.facts[f].kind is FactKind.YUAN and ctx.rulebook.facts[f].per is Per.NONE
    ]
    if len(sums) != 1 or len(open_) != 1 or len(lacking) != 1:
        return given
    e = open_[0].expression
    low, high = clause_around(turn.folded, e.start, e.end)
    inside = [(s, t) for s, t in turn.named if low <= s and t <= e.start]
    is_plain = e.relation in (Relation.PLAIN, Relation.APPROXIMATE) and len(e.operands) == 1
    is_claimed = any(low <= c.start < high for c in turn.claims)
    if not inside or not is_plain or is_claimed:
        return given
    spans = [*inside, *turn.scope.spans, (e.start, e.end)]
    rest = blank(turn.folded, spans)[low:high]
    texts = ctx.texts_of(part.matter.clauses)
    named = [turn.folded[s:t] for s, t in inside]
    are_own = all(name.isascii() or _names_in(name, texts) for name in named)
    if not are_own or _is_strange(rest, texts):
        return given
    fact = lacking[0]
    return tuple(replace(g, fact=fact, best=fact) if g is open_[0] else g for g in given)


def _of_other_rule(
    ctx: GatherContext, turn: Turn, part: Part, given: tuple[Given, ...]
) -> tuple[Given, ...]:
    """The numbers, a count whose noun stands in the words of another rule given to that one.

    8个在校生 beside 每个专业补助50万元 and 接收在校生实习…每人每月: no 专业 are counted.
    """
    if not ctx.is_taken_in(part):
        return given
    rules = ctx.rules_of(part)
    found = list(given)
    for n, g in enumerate(given):
        e = g.expression
        if not g.fact or not ctx.is_count(g.fact) or e.classifier not in PLAIN_MEASURES:
            continue
        noun = _NOUN_BEHIND.match(turn.folded, e.end)
        if noun is None:
            continue
        word = noun.group()[:_NOUN_SAYS]
        own = [r for r in rules if g.fact in names_of(r).all]
        others = [r for r in rules if r not in own and word in fold(r.quote)]
        if not others or any(word in fold(r.quote) for r in own):
            continue
        counts = {f for r in others for f in names_of(r).all if ctx.is_count(f)}
        kept = counts - {x.fact for x in given}
        people = {f for f in kept if ctx.rulebook.facts[f].unit_name == "人"}
        fact = min(people or kept) if len(people or kept) == 1 else ""
        found[n] = replace(g, fact=fact, best=fact)
    return tuple(found)


def _sole(
    ctx: GatherContext, turn: Turn, part: Part, given: tuple[Given, ...]
) -> tuple[Given, ...]:
    """The numbers, the only sum left over as what a clause that was taken in still lacks.

    年薪80万的技术总监, 做了3000万的合同: words of the fact stand in the number's own clause.
    What is told to be in it (里面1000万) is not the whole.
    """
    if not ctx.is_taken_in(part) or part.index is not None:
        return given
    claimed = {c.start for c in turn.claims if c.kind is not ClaimKind.PERIOD}
    inside = [
        n
        for n, g in enumerate(given)
        if g.fact and IN_IT.search(turn.folded, 0, g.expression.start)
    ]
    open_ = [
        n
        for n, g in enumerate(given)
        if not g.fact
        and not g.rival
        and g.expression.unit is Unit.YUAN
        and g.expression.relation in (Relation.PLAIN, Relation.APPROXIMATE, Relation.PRODUCT)
        and g.expression.start not in claimed
        and g.expression.part_of is None
        and not IN_IT.search(turn.folded, 0, g.expression.start)
        and (not part.stretches or part.holds(g.expression.start))
    ]
    if len(open_) != 1:
        return given
    held = {g.fact for n, g in enumerate(given) if n not in inside}
    stated = held | {s.name for s in part.matter.numbers}
    n = open_[0]
    e = given[n].expression
    low, high = clause_around(turn.folded, e.start, e.end)
    parts = (turn.folded[low : e.start], turn.folded[e.end : high])
    said = {pair for text in parts for pair in pairs_of(text, covers(text, (plain_words(),)))}
    chars = {c for text in parts for c in content_chars(text)}
    scores = {}
    needs = [ctx.needs(c) for c in part.matter.clauses]
    for fact in frozenset[str]().union(*({*n.main, *n.all} for n in needs)):
        spec = ctx.rulebook.facts[fact]
        if fact in stated or spec.kind is not FactKind.YUAN or spec.per is not Per.NONE:
            continue
        names = [fold(word) for word in (spec.label, *spec.words)]
        scores[fact] = 2 * sum(any(pair in name for name in names) for pair in said)
        scores[fact] += sum(any(char in name for name in names) for char in chars)
    quotes = "\n".join(fold(rule.quote) for rule in ctx.rules_of(part))
    near = sum(pair in quotes for pair in said) >= _SHARES or len(chars) <= _FEW
    if e.relation is Relation.PRODUCT:
        main = frozenset[str]().union(*(n.main for n in needs))
        scores = {f: score + 1 for f, score in scores.items() if f in main}
    scores = {fact: score + near for fact, score in scores.items() if score}
    scores = {fact: score for fact, score in scores.items() if score >= _SHARES}
    best = [fact for fact, score in scores.items() if score and score == max(scores.values())]
    if len(best) != 1:
        return given
    found = list(given)
    found[n] = replace(given[n], fact=best[0], best=best[0])
    for other in inside:
        if given[other].fact == best[0]:
            found[other] = replace(given[other], fact="")
    return tuple(found)


def _only_one(
    ctx: GatherContext, turn: Turn, part: Part, given: tuple[Given, ...]
) -> tuple[Given, ...]:
    """The numbers, the only one of its kind in a message as the only one that a clause works with.

    连工带料七万五, 26个自动测温的点, 280个平方: of a first message about one clause that was taken
    in, which tells no other sum, area or count, and whose rules are all worked out with that fact.
    """
    if not ctx.is_taken_in(part) or part.index is not None:
        return given
    claimed = {c.start for c in turn.claims if c.kind is not ClaimKind.PERIOD}
    stated = {g.fact for g in given} | {s.name for s in part.matter.numbers}
    main = frozenset[str]().union(*(ctx.needs(c).main for c in part.matter.clauses))
    found = list(given)
    for unit, kinds in _KINDS_ALONE.items():
        of_unit = [n for n, g in enumerate(given) if g.expression.unit is unit]
        told = [n for n in of_unit if unit is not Unit.COUNT or given[n].expression.value != 1]
        wanted = [f for f in main if ctx.rulebook.facts[f].kind in kinds]
        if len(told) != 1 or len(wanted) != 1 or wanted[0] in stated or told != of_unit[-1:]:
            continue  # 四个城市,还去了日本和泰国各一个: more are counted behind
        g, spec = given[told[0]], ctx.rulebook.facts[wanted[0]]
        e = g.expression
        if g.fact or e.part_of is not None or IN_IT.search(turn.folded, 0, e.start):
            continue
        if e.start in claimed:
            continue
        if spec.per is not Per.NONE or e.relation not in _AS_TOLD:
            continue
        quantity = e.operands[0].quantity
        if unit is Unit.COUNT and not (counts_several(quantity) and counts_things(spec)):
            continue
        found[told[0]] = replace(g, fact=wanted[0], best=wanted[0], rival=False)
    return tuple(found)


def _by_case(
    ctx: GatherContext, turn: Turn, part: Part, given: tuple[Given, ...]
) -> tuple[Given, ...]:
    """The numbers, one whose clause names a case of the rules (新建的砍到1000万) as its sum."""
    sides = ctx.sides(part)
    flags = [s for s in turn.flags if s.name in sides and isinstance(s.value, str)]
    found = []
    for g in given:
        e = g.expression
        low, high = clause_around(turn.folded, e.start, e.end)
        cases = [s for s in flags if low <= s.start < high]
        main = frozenset[str]().union(
            *(
                needs_of([rule], ctx.rulebook.facts).main
                for rule in ctx.rules_of(part)
                for s in cases
                if any(c.fact == s.name and c.is_ == s.value for c in rule.when)
            )
        )
        is_sum = bool(g.fact) and ctx.rulebook.facts[g.fact].kind is FactKind.YUAN
        sums = [f for f in main if ctx.rulebook.facts[f].kind is FactKind.YUAN]
        if is_sum and e.unit is Unit.YUAN and len(sums) == 1 and g.fact not in main:
            g = replace(g, fact=sums[0], best=sums[0])
        found.append(g)
    return tuple(found)


def _counts_itself(
    ctx: GatherContext,
    turn: Turn,
    part: Part,
    needs: Mapping[ClauseId, Needs],
    given: tuple[Given, ...],
) -> tuple[Given, ...]:
    """The numbers, one left over that counts the matter itself as how many it is paid for.

    After 两个“场景+AI”都评上了 the ceiling of each project is got twice.
    """
    every = frozenset[str]().union(*(needs[c].all for c in part.matter.clauses))
    stated = {g.fact for g in given} | {s.name for s in part.matter.numbers}
    lacking = [f for f in every - stated if ctx.is_count(f)]
    if len(lacking) != 1 or any(ctx.is_count(f) for f in stated if f):
        return given
    open_ = [
        n
        for n, g in enumerate(given)
        if not g.fact
        and g.expression.unit is Unit.COUNT
        and g.expression.value != 1
        and (
            g.expression.operands[0].quantity.classifier in GENERIC_COUNT
            or _counts_such(ctx, turn, g.expression, lacking[0])
        )
        and (not part.stretches or part.holds(g.expression.start))
    ]
    such = [n for n in open_ if given[n].expression.classifier not in GENERIC_COUNT]
    open_ = such or open_
    if len(open_) != 1:
        return given
    e = given[open_[0]].expression
    is_such = e.operands[0].quantity.classifier not in GENERIC_COUNT
    if is_such or _counts_named(ctx, turn, part, e) or says_only_how_many(turn, part, e):
        mine = replace(given[open_[0]], fact=lacking[0], best=lacking[0], probability=SURE)
        return (*given[: open_[0]], mine, *given[open_[0] + 1 :])
    low, high = clause_around(turn.folded, e.start, e.end)
    text = blank(turn.folded, (*turn.scope.spans, *((f.start, f.end) for f in turn.flags)))
    said = text[low : e.start], text[e.end : high]
    names = ctx.texts[part.matter.clauses[0]] if len(part.matter.clauses) == 1 else ""
    if not any(unknown_of(words) for words in said) or not all(
        is_of(words, [names]) for words in said
    ):
        return given  # 我们有3个 counts anything
    mine = replace(given[open_[0]], fact=lacking[0], best=lacking[0])
    return (*given[: open_[0]], mine, *given[open_[0] + 1 :])


def _counts_such(ctx: GatherContext, turn: Turn, expression: Expression, fact: str) -> bool:
    """Whether a count is in the fact's own measure, of a thing that ends as its unit does.

    8台批准载客的自驾车, of 台获批运营车辆.
    """
    unit = ctx.rulebook.facts[fact].unit_name
    classifier = expression.operands[0].quantity.classifier
    if not unit or classifier != unit[0] or expression.relation is not Relation.PLAIN:
        return False
    found = _COUNTED_THING.match(turn.folded, expression.end)
    return found is not None and found["noun"][-1] in unit[-_NOUN_ENDS:]


def _counts_named(ctx: GatherContext, turn: Turn, part: Part, expression: Expression) -> bool:
    """Whether a count stands behind the matter of its clause, which says nothing else.

    场景示范评上了2个: nothing that is counted follows, and every word is of the clause.
    """
    low, high = clause_around(turn.folded, expression.start, expression.end)
    inside = [(s, t) for s, t in turn.named if low <= s and t <= expression.start]
    if not inside or content_of(turn.folded[expression.end : high]) > 0:
        return False
    spans = (*inside, *turn.scope.spans, *((f.start, f.end) for f in turn.flags))
    rest = blank(turn.folded, (*spans, (expression.start, expression.end)))[low:high]
    return not _is_strange(rest, ctx.texts_of(part.matter.clauses))


_NOUN_ENDS = 2
_COUNTED_THING = lazy("(?P<noun>[^,。;!?\\d]{1,12}?)(?=[,。;!?:、(]|$|单台|每台|一台|都|全)")


def headed(
    ctx: GatherContext,
    text: str,
    start: int,
    end: int,
    clauses: Iterable[ClauseId],
    stated: Collection[str],
) -> str:
    """The sum that clauses still lack whose noun stands before a number; "" if none."""
    clauses = tuple(clauses)
    lacking = {
        f: ctx.rulebook.facts[f]
        for c in clauses
        for f in ctx.needed(c)
        if f not in stated
        and ctx.rulebook.facts[f].kind is FactKind.YUAN
        and ctx.rulebook.facts[f].per is Per.NONE
    }
    return headed_by(text, start, end, lacking, ctx.texts_of(clauses)) if lacking else ""


def _pairs_of(text: str) -> tuple[str, ...]:
    """Each two characters of a text that stand together."""
    return tuple(a + b for a, b in pairwise(text))


def _is_strange(text: str, known: Sequence[str]) -> bool:
    """Whether a text holds a word that neither the language nor any of the known texts has.

    Two characters that the language knows each by itself may be a word of their own (开会).
    """
    if any(not any(pair in one for one in known) for pair in own_pairs(text)):
        return True
    free, alone = uncovered(text), covers(text, (_every_word(),))
    return any(
        free[n] and free[n + 1] and alone[n] and alone[n + 1] and not any(p in o for o in known)
        for n, p in enumerate(_pairs_of(text))
    )


def _names_in(word: str, texts: Sequence[str]) -> bool:
    """Whether a word, or what it is short for, stands in a text (风投 in 风险投资)."""
    if any(pair in text for text in texts for pair in _pairs_of(word)):
        return True
    short = lazy(".{0,2}".join(map(re.escape, word))) if len(word) <= _ABBREVIATED else None
    return short is not None and any(short.search(text) for text in texts)


@cache
def _every_word() -> Phrases:
    return Phrases.of(load_language().every)
