"""For how many years is asked, where a rule beside demands some years of something else.

招了3名博士后,两年补助总共多少, of 每年8万元,最长2年 beside 签订3年以上劳动合同: the two years are
no contract unless something of one is said beside them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.context import YEARS, GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.language import covers, plain_words
from assistant.dialogue.numbers import Given
from assistant.dialogue.turn import Intent, Turn
from assistant.rules.facts import FactKind
from assistant.rules.read.names import names_of
from assistant.text.expressions import Relation
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_BEFORE, _BEHIND, _LEAST = 4, 8, 2
_YEARS = lazy("[0-9一二两三四五六七八九十]+年")


def years_asked(
    ctx: GatherContext, turn: Turn, part: Part, given: Sequence[Given]
) -> tuple[Given, ...]:
    """The same, a number of years that speaks of no condition as those that are asked about."""
    rules = ctx.rules_of(part) if ctx.is_taken_in(part) else ()
    if any(rule.yearly for rule in rules):
        facts = ctx.rulebook.facts
        given = _not_since(turn, _of_all_years(ctx, turn, part, given))
        conditions = {c.fact for rule in rules for c in rule.conditions}
        given = _not_of_condition(
            turn, given, {f for f in conditions if facts[f].kind is FactKind.YEARS}
        )
    if Intent.TOTAL not in turn.intents or not any(rule.yearly for rule in rules):
        return tuple(given)
    tested = {c.fact for rule in rules for c in rule.conditions}
    paid = {name for rule in rules for name in names_of(rule).all} - tested
    if YEARS not in {name for c in part.matter.clauses for name in ctx.needs(c).all}:
        return tuple(given)
    of_years = [g for g in given if g.expression.unit is Unit.YEAR]
    if len(of_years) != 1 or of_years[0].fact not in tested - paid:
        return tuple(given)
    (one,) = of_years
    low, high = clause_around(turn.folded, one.expression.start, one.expression.end)
    said = turn.folded[low : one.expression.start] + turn.folded[one.expression.end : high]
    known = covers(said, (plain_words(),))
    own = {c for c, is_known in zip(said, known, strict=True) if not is_known and c.isalnum()}
    if any(len(own & chars) >= _LEAST for chars in _around_years(ctx, part, one.fact)):
        return tuple(given)
    return tuple(replace(g, fact=YEARS, rival=False) if g is one else g for g in given)


_SINCE = lazy("(?:毕业|离校|退役|退伍|转业|回国|归国|入职|参加工作)[了满已经有才刚]{0,3}$")
_ALL_OF_THEM = lazy("(?:的话)?(?:里|内|间)?(?:一共|总共|合计|总计|共计|下来|加起来|加在?一起)")


def _not_since(turn: Turn, given: Sequence[Given]) -> Sequence[Given]:
    """大学毕业两年: how long ago something was is no number of years that are paid."""
    return [
        replace(g, fact="", best="")
        if g.fact == YEARS and _SINCE.search(turn.folded, 0, g.expression.start)
        else g
        for g in given
    ]


def _of_all_years(
    ctx: GatherContext, turn: Turn, part: Part, given: Sequence[Given]
) -> Sequence[Given]:
    """签了8年,三年一共能领多少: what the total is of, and the other as what is demanded."""
    if YEARS not in {name for c in part.matter.clauses for name in ctx.needs(c).all}:
        return given
    text = turn.folded
    told = [g for g in given if g.expression.unit is Unit.YEAR and g.expression.value is not None]
    asked = [g for g in told if _ALL_OF_THEM.match(text, g.expression.end)]
    others = [g for g in told if g not in asked]
    if len(asked) != 1 or len(others) > 1:
        return given
    facts = ctx.rulebook.facts
    tested = {c.fact for rule in ctx.rules_of(part) for c in rule.conditions}
    tested = {name for name in tested if facts[name].kind is FactKind.YEARS}
    is_since = any(_SINCE.search(text, 0, g.expression.start) for g in others)
    other = min(tested) if len(tested) == 1 and not is_since else ""
    found = []
    for g in given:
        if g is asked[0]:
            found.append(replace(g, fact=YEARS, best=YEARS, rival=False))
        elif g in others and g.fact in ("", YEARS, *tested):
            found.append(replace(g, fact=other, best=other, rival=False))
        else:
            found.append(g)
    return found


_LASTED = lazy("(?:满|已经?|达到?|超过|不止)(?:了|有)?$")
_ASKED = lazy(
    "(?:的|能|可以?|下来|合计|总共|一共|总计|到底|大概){0,5}[^,。;!?]{0,6}(?:补|津贴|奖|拿|领|给|发|多少)"
)


def _not_of_condition(
    turn: Turn, given: Sequence[Given], tested: Collection[str]
) -> Sequence[Given]:
    """连续服务满2年,一年的津贴合计多少: two years have passed, and one year is asked about."""
    of_years = [g for g in given if g.expression.unit is Unit.YEAR and g.fact]
    if len(of_years) == 1 and len(tested) == 1 and _is_both(turn.folded, of_years[0]):
        told = [replace(of_years[0], fact=f, best=f) for f in (YEARS, *tested)]
        return [*(g for g in given if g is not of_years[0]), *told]
    known = {g.fact for g in of_years} - {YEARS}
    if len(of_years) != _TWO or len(tested) != 1 or known - {*tested}:
        return given
    text = turn.folded
    lasted = [g for g in of_years if _LASTED.search(text, 0, g.expression.start)]
    asked = [g for g in of_years if _ASKED.match(text, g.expression.end) and g not in lasted]
    if len(lasted) != 1 or len(asked) != 1:
        return given
    facts = {id(asked[0]): YEARS, id(lasted[0]): min(tested)}
    return [replace(g, fact=facts[id(g)], rival=False) if id(g) in facts else g for g in given]


def _is_both(text: str, given: Given) -> bool:
    """服务满1年,一年津贴多少: one number told twice, of what has passed and of what is asked."""
    e = given.expression
    return (
        e.relation is Relation.RESTATED
        and _LASTED.search(text, 0, e.start) is not None
        and _ASKED.match(text, e.end) is not None
    )


_TWO = 2


def _around_years(ctx: GatherContext, part: Part, fact: str) -> Iterator[set[str]]:
    """What stands beside the years that conditions demand: 签订3年以上劳动合同."""
    for rule in ctx.rules_of(part):
        if not any(c.fact == fact for c in rule.conditions):
            continue
        quote = fold(rule.quote)
        for match in _YEARS.finditer(quote):
            lead = quote[max(0, match.start() - _BEFORE) : match.start()]
            yield {*lead, *quote[match.end() : match.end() + _BEHIND]}
