"""A fee told as what somebody charged, which the asker bears: 中心收了210万,全是我们企业自己承担的.

Of clauses that pay on what the applicant bears of a sum. Whoever charged it, and by whatever verb:
that all of it is the asker's to bear is said right behind the sum.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.known_figures import BORNE_PART
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.needs import needs_of
from assistant.dialogue.numbers import Given
from assistant.dialogue.turn import Turn
from assistant.rules.facts import FactKind
from assistant.text.borne import ALL_OURS
from assistant.text.relations import Relation
from assistant.text.units import Unit


def with_borne_by_us(
    ctx: GatherContext, turn: Turn, part: Part, given: tuple[Given, ...]
) -> tuple[Given, ...]:
    """The numbers, the only sum left over as what the asker bears, where that is said of it."""
    sums = [n for n, g in enumerate(given) if g.expression.unit is Unit.YUAN]
    open_ = [n for n in sums if not given[n].fact and not given[n].rival]
    if len(open_) != 1 or len(sums) != 1:
        return given
    (n,) = open_
    e = given[n].expression
    if e.relation not in (Relation.PLAIN, Relation.APPROXIMATE):
        return given
    if ALL_OURS.match(turn.folded, e.end) is None:
        return given
    rules = [rule for rule in ctx.rules_of(part) if BORNE_PART.search(rule.quote)]
    facts = ctx.rulebook.facts
    main = {f for f in needs_of(rules, facts).main if facts[f].kind is FactKind.YUAN}
    lacking = sorted(main - {s.name for s in part.matter.numbers} - {g.fact for g in given})
    if len(lacking) != 1 or len(main) != 1:
        return given
    fact = lacking[0]
    return (*given[:n], replace(given[n], fact=fact, best=fact), *given[n + 1 :])
