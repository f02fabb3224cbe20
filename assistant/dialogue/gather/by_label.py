"""A sum that stands right behind the name of another fact: 去年营业收入3亿元.

Whatever year it is told with, it is none of what is paid for where the words before it are the
name of something else that the rules of the clause work with.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.times_told import before
from assistant.dialogue.numbers import Given
from assistant.dialogue.turn import Turn
from assistant.rules.facts import FactKind
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_LINK = lazy("(?:总?额)?(?:大概|大约|约|差不多)?(?:为|是|有|达到?|做到|做了|共|一共|合计)*$")
_NAME = 4
"""A name of so many characters at the least is no word of every day."""


def by_label(
    ctx: GatherContext, turn: Turn, part: Part, given: tuple[Given, ...]
) -> tuple[Given, ...]:
    """The numbers, a sum right behind the name of a fact as that fact."""
    facts = ctx.rulebook.facts
    every = frozenset[str]().union(*(ctx.needs(c).all for c in part.matter.clauses))
    names = {
        fold(ctx.label(name)): name for name in sorted(every) if facts[name].kind is FactKind.YUAN
    }
    names = {label: name for label, name in names.items() if len(label) >= _NAME}
    names = {**_own_words(ctx, names.values()), **names}
    found = []
    for g in given:
        lead = _LINK.sub("", turn.folded[slice(*before(turn, g.expression))])
        own = max((label for label in names if lead.endswith(label)), key=len, default="")
        told = names.get(own, "")
        is_sum = g.expression.unit is Unit.YUAN and len(g.expression.operands) == 1
        is_other = bool(told) and bool(g.fact) and g.fact != told
        is_other = is_other and facts[told].year_before != g.fact  # 前年研发费用900万
        is_other = is_other and (not g.fact or facts[g.fact].year_before != told)
        if is_sum and is_other and not any(w in lead for w in _names_of(ctx, g.fact, own)):
            g = replace(g, fact=told, best=told, rival=False)
        found.append(g)
    return tuple(found)


def _own_words(ctx: GatherContext, names: Collection[str]) -> dict[str, str]:
    """The words of each of some facts that none of the others has."""
    facts = ctx.rulebook.facts
    every = [fold(word) for name in names for word in facts[name].words]
    return {
        fold(word): name
        for name in names
        for word in facts[name].words
        if len(word) > 1 and every.count(fold(word)) == 1 and not _EVERYDAY.search(fold(word))
    }


_EVERYDAY = lazy("[了过]$|^(?:花费|支出|费用|投入|投资|销售|收入|金额|成本|总额|采购|购买|贷款|合同)$")
"""What is said of any sum names none."""


def _names_of(ctx: GatherContext, fact: str, other: str) -> list[str]:
    """The words of a fact that are none of another's name."""
    words = map(fold, (ctx.label(fact), *ctx.rulebook.facts[fact].words))
    return [word for word in words if len(word) > 1 and word not in other]
