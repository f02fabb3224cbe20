"""One expression for each fact: the more probable, the actual, the whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.aspects import clause_around, content_of
from assistant.dialogue.language import own_pairs
from assistant.dialogue.numbers.context import NumberContext
from assistant.dialogue.numbers.given import Given, Margins
from assistant.dialogue.numbers.members import is_part
from assistant.dialogue.numbers.named import names
from assistant.dialogue.pairs import Setting, Wanted
from assistant.text.expressions import Expression, Relation
from assistant.text.joining import SHARED
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_CONTAINED = lazy("(?:含|包括|包含|其中|里[头面]|当中)[^,。;!?()\\d]{0,12}$")
_ACTUAL = lazy("(?:实际|真正|最后|最终|到头来)[^,。;!?、\\d]{0,6}$")
_DONE = lazy("(?:完成|验收|履行|执行|交付|结算|支付|付|发生)(?:了|掉|完|的)?(?:是|有|为|到)?$")
_PAYS_DONE = lazy("完成合同|实际|发生")
"""What a clause says that pays on what came about (完成合同金额, 实际发生), not on the contract."""


def without_derived(ctx: NumberContext, settled: Sequence[Given]) -> list[Given]:
    """Without a number for what follows from two others that are stated more clearly.

    去年4200万、前年2600万 give the increase; a sum less clearly named, or another, is not it.
    """
    clear = {g.fact: g.probability for g in settled if g.fact}
    values = {g.fact: g.expression.value for g in settled if g.fact}

    def follows(given: Given, names: Sequence[str]) -> bool:
        if not names or any(name not in clear for name in names):
            return False
        told = [values[name] for name in names]
        if len(told) == 2 and given.expression.value is not None and None not in told:
            more, less = (value or Decimal(0) for value in told)
            if given.expression.value != more - less:
                return True
        return all(clear[name] > given.probability for name in names)

    return [
        replace(g, fact="")
        if g.fact and any(follows(g, d.difference) for d in ctx.specs[g.fact].derive)
        else g
        for g in settled
    ]


def without_unnamed_prices(
    ctx: NumberContext, settled: Sequence[Given], wanted: Sequence[Wanted]
) -> list[Given]:
    """Without a price that no fact is named by, beside one of the same things that a fact is.

    每台卖18万,每台制备成本6.5万: what is paid for is told by its name, the other is another price.
    """
    needed = sorted(frozenset[str]().union(*(w.needed for w in wanted)))
    groups: dict[int, list[int]] = {}
    for n, given in enumerate(settled):
        e = given.expression
        counts = [o for o in e.operands if o.role in ("count", SHARED)]
        if e.relation is Relation.PRODUCT and len(counts) == 1:
            groups.setdefault(counts[0].quantity.start, []).append(n)
    found = list(settled)
    for places in groups.values():
        named = [n for n in places if _has_name(ctx, settled[n].expression, needed)]
        if len(places) > 1 and named:
            for n in places:
                if n not in named:
                    found[n] = replace(found[n], fact="")
    return found


def _has_name(ctx: NumberContext, expression: Expression, facts: Sequence[str]) -> bool:
    label = "".join(o.label for o in expression.operands if o.role == "price")
    return any(names(ctx.specs[f], label) for f in facts if f in ctx.specs)


def one_each(
    ctx: NumberContext, settled: list[Given], margins: Margins, setting: Setting
) -> tuple[Given, ...]:
    """One expression for each fact: the more probable; two alike are rivals.

    What really was done stands before what was planned, and a part that is named as the fact
    before a whole that is not.
    """
    by_fact: dict[str, list[int]] = {}
    for n, given in enumerate(settled):
        if given.fact:
            by_fact.setdefault(given.fact, []).append(n)
    for places in by_fact.values():
        if len(places) < 2:
            continue
        ranked = sorted(
            places,
            key=lambda n: (
                not _is_qualified_part(settled[n], setting),
                not _is_whole_count(ctx, settled[n]),
                not _is_actual(settled[n].expression, setting),
                _is_mere_part(ctx, settled[n], places, settled, setting.text),
                -settled[n].probability,
                n,
            ),
        )
        first = settled[ranked[0]].probability
        if _is_qualified_part(settled[ranked[0]], setting):
            first += 1
        if _is_whole_count(ctx, settled[ranked[0]]):
            first += 1
        if _is_actual(settled[ranked[0]].expression, setting):
            first += 1
        for n in ranked[1:]:
            given = settled[n]
            if (
                is_part(settled[ranked[0]].expression, given.expression)
                or first - given.probability >= margins.ahead
            ):
                settled[n] = replace(given, fact="")
            else:
                settled[n] = replace(given, rival=True)
    return tuple(settled)


def _is_whole_count(ctx: NumberContext, given: Given) -> bool:
    """Whether a count is told to be of all (又多了一项, 共三项), of nothing else by its name.

    分线盒一共14个 counts no algorithms.
    """
    operand = given.expression.operands[0]
    if given.expression.unit is not Unit.COUNT or operand.role != "total":
        return False
    label = operand.label
    words = ctx.specs[given.fact].words
    return not content_of(label) or any(w in label or label in w for w in words)


def _is_mere_part(
    ctx: NumberContext,
    given: Given,
    places: Sequence[int],
    settled: Sequence[Given],
    text: str,
) -> bool:
    """Whether a part (其中) names the fact no better than the whole does.

    Or is called a part of what the fact is the whole of: 合同200万(含私有化部署30万在内).
    """
    start, label = given.expression.start, given.expression.operands[0].label
    is_inside = _CONTAINED.search(text, 0, given.expression.operands[0].quantity.start)
    if is_inside and any(fold(part) in label for part in ctx.specs[given.fact].parts):
        told = (settled[n].expression for n in places)
        value = given.expression.value or Decimal(0)
        if any(e.start < start and (e.value or Decimal(0)) > value for e in told):
            return True
    if given.expression.part_of is None:
        return False
    named = names(ctx.specs[given.fact], given.expression.operands[0].label)
    others = max((settled[n].probability for n in places if settled[n] is not given), default=0.0)
    return not (named and given.probability > others)


def _is_qualified_part(given: Given, setting: Setting) -> bool:
    """Whether a count is told to be the part of which the clause's own words are said.

    10个算法,其中3个进了深度合成备案清单: what the clause pays for are the three.
    """
    e = given.expression
    if e.unit is not Unit.COUNT or e.part_of is None:
        return False
    behind = setting.text[e.end : clause_around(setting.text, e.start, e.end)[1]]
    return sum(pair in setting.clause_text for pair in own_pairs(behind)) >= _ENOUGH_PAIRS


_ENOUGH_PAIRS = 3
"""Pairs of characters that a phrase and a clause must share: a word of four or two of three."""


def _is_actual(expression: Expression, setting: Setting) -> bool:
    """Whether a number is what really came about, beside one that was planned.

    合同350万,只完成了220万: where the clause pays on what was done.
    """
    lead = setting.text[: expression.operands[0].quantity.start]
    is_done = _PAYS_DONE.search(setting.clause_text) and _DONE.search(lead)
    return bool(_ACTUAL.search(lead) or is_done)
