"""For how many years is asked, where a rule beside demands some years of something else.

招了3名博士后,两年补助总共多少, of 每年8万元,最长2年 beside 签订3年以上劳动合同: the two years are
no contract unless something of one is said beside them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.context import YEARS, GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.language import covers, plain_words
from assistant.dialogue.numbers import Given
from assistant.dialogue.turn import Intent, Turn
from assistant.rules.read.names import names_of
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


def _around_years(ctx: GatherContext, part: Part, fact: str) -> Iterator[set[str]]:
    """What stands beside the years that conditions demand: 签订3年以上劳动合同."""
    for rule in ctx.rules_of(part):
        if not any(c.fact == fact for c in rule.conditions):
            continue
        quote = fold(rule.quote)
        for match in _YEARS.finditer(quote):
            lead = quote[max(0, match.start() - _BEFORE) : match.start()]
            yield {*lead, *quote[match.end() : match.end() + _BEHIND]}
