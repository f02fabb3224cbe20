"""Which number the answer before asked back for, and whether a message is nothing but a number.

A bare number behind a question answers it, whatever else it might be by its size. What was asked
is worked out from the matter as it stands, the way the answer does: the first number that the first
rule worth a sentence lacks, where no rule of the matter comes to an amount.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import localcontext

from assistant.dialogue.aspects import content_of
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.ledger import Matter
from assistant.dialogue.pairs import fits_unit
from assistant.dialogue.turn import Turn
from assistant.rules import told
from assistant.rules.calculate import EXACT
from assistant.rules.facts import FactKind
from assistant.rules.settle import settle
from assistant.rules.settled import Settled
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.units import Quantity

_APPLICANT = "applicant_kind"
_AROUND = lazy(
    "(?:大概|大约|差不多|左右|上下|吧|呢|啊|呀|的|是|为|嗯|哦|有|共|元|人民币|[,。;!~ ])*"
)


def asked_back(ctx: GatherContext, matter: Matter) -> str:
    """The number that the answer about a matter asked for, "" where it asked for none."""
    values = told.plain({s.name: s.value for s in (*matter.flags, *matter.numbers)})
    done: list[Settled] = []
    with localcontext(EXACT):
        for clause in matter.clauses:
            for rule in ctx.rulebook.rules_of(str(clause)):
                done.append(settle(rule, values, ctx.rulebook, is_shown=False))
    done = [one for one in done if not one.failed] or done
    if any(one.value is not None for one in done):
        return ""
    stated = set(values) - {_APPLICANT}
    touched = [one for one in done if stated & set(one.sheet.used)]
    words = fold(matter.text)
    named = [one for one in done if any(fold(w) in words for w in one.rule.words)]
    for one in touched or named or done:
        for name in one.sheet.missing:
            spec = ctx.rulebook.facts.get(name)
            if spec is not None:
                return name if spec.kind is not FactKind.FLAG else ""
    return ""


def bare_answer(ctx: GatherContext, turn: Turn, matter: Matter) -> str:
    """The number that a message which is nothing but a number tells as it was asked for."""
    if not is_bare(turn.folded, turn.quantities):
        return ""
    name = asked_back(ctx, matter)
    if not name or any(s.name == name and not s.is_assumed for s in matter.numbers):
        return ""
    (amount,) = [q for q in turn.quantities if q.role == "amount"]
    return name if fits_unit(ctx.rulebook.facts[name], amount) else ""


def is_bare(text: str, quantities: Sequence[Quantity]) -> bool:
    """Whether a folded message is nothing but one number."""
    if len(quantities) != 1 or quantities[0].role != "amount":
        return False
    start, end = quantities[0].start, quantities[0].end
    rest = f"{text[:start]}{text[end:]}"
    return _AROUND.fullmatch(rest) is not None and not content_of(rest)
