"""What a message claims to be paid in all, after one matter was asked in several places.

88万 of the district and 132万 of the city for one contract, then 那就是220万到手咯: it is about
both, so that the answer says whether they may be had together. The claim is held against the sums
that the rules give; one that a single place gives is about that place alone.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from assistant.dialogue.ledger import Ledger, Matter
from assistant.dialogue.turn import Turn
from assistant.dialogue.understand.context import UnderstandContext
from assistant.dialogue.understand.subject import Subject
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_CLAIMS = lazy(
    "(?:好|行|嗯|哦|,)*(?:那|所以|这样|照?这么说|合着|等于|也就是|意思是|加起来|合起来|两[边头笔项]|一共|总共|合计|共)"
)
_GETS = lazy("到手|到账|进账|落袋|入袋|入账|能拿|能领|拿到|领到|可拿|可领|可得|能得")


def with_places_claimed(
    ctx: UnderstandContext, turn: Turn, ledger: Ledger, subject: Subject, as_of: date
) -> Subject:
    """The subject with the place asked before, where the message claims what both give in all."""
    if subject.refusal or len(subject.parts) != 1 or turn.scope.is_named:
        return subject
    (part,) = subject.parts
    if part.index is None or part.index >= len(ledger.matters) or not _claims(turn):
        return subject
    matter = ledger.matters[part.index]
    claimed = turn.expressions[0].value
    here = _paid(ctx, matter, matter, as_of)
    if not matter.there or here is None or here == claimed:
        return subject
    before = matter.there[-1]
    there = _paid(ctx, before, matter, as_of)
    if there is None or there + here != claimed or {*before.clauses} & {*matter.clauses}:
        return subject
    both = replace(
        part.matter,
        clauses=(*before.clauses, *matter.clauses),
        policies=tuple(dict.fromkeys((*before.policies, *matter.policies))),
    )
    return replace(subject, parts=(replace(part, matter=both),), policies=both.policies)


def _claims(turn: Turn) -> bool:
    """Whether a message only claims one sum to be had."""
    if len(turn.expressions) != 1 or turn.expressions[0].unit is not Unit.YUAN or turn.topics:
        return False
    return bool(_CLAIMS.match(turn.folded) and _GETS.search(turn.folded))


def _paid(ctx: UnderstandContext, matter: Matter, told: Matter, as_of: date) -> Decimal | None:
    """What the only clause of a matter gives for what is told, if its rules give one sum."""
    if len(matter.clauses) != 1:
        return None
    return ctx.facts.paid_for(matter.clauses[0], (*told.numbers, *told.flags), as_of)
