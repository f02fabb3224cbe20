"""Lengths of time that a message tells of something else than what is paid: contracts, ages."""

from __future__ import annotations

from dataclasses import replace

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.context import YEARS, GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.numbers import Given
from assistant.dialogue.turn import Turn
from assistant.rules.facts import FactKind
from assistant.text.expressions import Expression
from assistant.text.pattern import lazy
from assistant.text.units import Unit


def before(turn: Turn, told: Expression) -> tuple[int, int]:
    """The stretch of a number's own clause before it."""
    return clause_around(turn.folded, told.start, told.end)[0], told.start


WHOLE_YEAR = lazy("满了?(?:一)?整年|整整一年|满了?一年(?=[,。;!?]|$)")
_CONTRACT = lazy("(?:合同|协议)[^,。;!?0-9]{0,6}$")
_CONTRACT_BEHIND = lazy("期?的?(?:劳动|聘用|用工)?(?:合同|协议)")


def runs_a_contract(turn: Turn, told: Expression) -> bool:
    """Whether a length of time is that of a contract: 合同签了两年, 两年的劳动合同."""
    led = _CONTRACT.search(turn.folded, *before(turn, told))
    return led is not None or _CONTRACT_BEHIND.match(turn.folded, told.end) is not None


def less_contracts(
    ctx: GatherContext, turn: Turn, part: Part, given: tuple[Given, ...]
) -> tuple[Given, ...]:
    """The numbers, no contract's years as months that are paid where a whole year is told beside.

    合同签了两年,带满一整年: twelve months are paid, however long the contract runs.
    """
    facts = ctx.rulebook.facts
    if not any(part.holds(m.start()) for m in WHOLE_YEAR.finditer(turn.folded)):
        return given
    return tuple(
        replace(g, fact="", best="")
        if g.fact and facts[g.fact].kind is FactKind.MONTHS and runs_a_contract(turn, g.expression)
        else g
        for g in given
    )


_AGED = lazy(
    "(?:运营|经营|成立|开业|开办|开店?|注册|创办|办|做|干|从业|投产|建成|营业|登记|存续)[了满已经有]{0,2}$"
)
_AGED_BEHIND = lazy("[了的多]|以上的")


def less_ages(turn: Turn, given: tuple[Given, ...]) -> tuple[Given, ...]:
    """The numbers, not how long somebody has been there as the years that are paid.

    一家运营三年的机构, 成立两年了: it is no three times what is paid a year.
    """
    return tuple(
        replace(g, fact="", best="")
        if g.fact == YEARS
        and _AGED.search(turn.folded, *before(turn, g.expression))
        and _AGED_BEHIND.match(turn.folded, g.expression.end)
        else g
        for g in given
    )


_STAYS_SO = lazy(
    "(?:内|里|都|之内|以内)*(?:[不没未](?:会|再|打算)?(?:涨|变|调|动|降|加价?)|固定|锁定|锁死)"
)
_STAYS_BEFORE = lazy("(?:[不没未]涨|[不没未]变|固定|锁定|锁死|锁价)(?:了|的|满)?$")


def without_standstills(turn: Turn) -> Turn:
    """A message less the time in which a price stays as it is, beside the time that is paid.

    租金三年不涨,领满36个月一共多少: 36 months are paid.
    """
    times = [e for e in turn.expressions if e.unit in (Unit.MONTH, Unit.YEAR)]
    stays = [
        e
        for e in times
        if _STAYS_SO.match(turn.folded, e.end)
        or _STAYS_BEFORE.search(turn.folded, *before(turn, e))
    ]
    if not stays or len(stays) == len(times):
        return turn
    return replace(turn, expressions=tuple(e for e in turn.expressions if e not in stays))
