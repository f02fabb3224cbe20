"""What was paid in the year before by who began in the middle of it, or paid for some months.

每月3万,从去年7月开始租: six months of it, where a rule pays on what the year before came to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.stated import Factor, Stated, Term
from assistant.dialogue.turn import Turn
from assistant.rules.facts import FactKind, Per
from assistant.text.numerals import read_number
from assistant.text.pattern import lazy
from assistant.text.saying import shown
from assistant.text.units import Unit

_NUMBER = "1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九]"
_SINCE = lazy(
    rf"(?:去年|上年)(?P<month>{_NUMBER})月份?[初中底末]?[^,。;!?\d]{{0,6}}?(?:开始|起|才|租|搬|入驻|进驻|住进|迁|签)"
)
_FOR = lazy(
    rf"(?:去年|上年度?)[^,。;!?\d]{{0,4}}?[付交缴租用]了?(?P<many>{_NUMBER})个月(?!前|后|内|以)"
)
_LEFT = lazy("到期|退租|搬走|搬离|不租|租到")
_YEAR = 12


def of_part_of_year(
    ctx: GatherContext,
    turn: Turn,
    part: Part,
    new: Sequence[Stated],
    used: set[int],
    number: int,
) -> tuple[Stated, ...]:
    """The new facts, with the sum of the year before as what so many of its months came to."""
    facts = ctx.rulebook.facts
    months = _months(turn)
    if months is None:
        return tuple(new)
    every = frozenset[str]().union(*(ctx.needs(c).all for c in part.matter.clauses))
    told = {s.name: s for s in (*part.matter.numbers, *new)}
    found = list(new)
    for name in sorted(every):
        if name in told or facts[name].kind is not FactKind.YUAN or facts[name].per is not Per.YEAR:
            continue
        prices = {way.product[0] for way in facts[name].derive
                  if len(way.product) > 1 and way.product[1] == str(_YEAR)}  # fmt: skip
        price = next((told[p] for p in sorted(prices) if p in told), None)
        if price is None or not isinstance(price.value, Decimal):
            continue
        whole = price.value * months
        one = shown(price.value, Unit.YUAN)
        say = f"{one} × {months}个月 = {shown(whole, Unit.YUAN)}"
        factors = Factor(price.value, Unit.YUAN, "月"), Factor(Decimal(months), Unit.MONTH, "月")
        terms = (Term(factors, turn=number),)
        own = Stated(name, whole, price.start, price.end, price.text, say=say, turn=number)
        found.append(replace(own, terms=terms))
        low, high = _span(turn)
        used.update(q.start for q in turn.quantities if low <= q.start < high)
    return tuple(found)


def _span(turn: Turn) -> tuple[int, int]:
    match = _SINCE.search(turn.folded) or _FOR.search(turn.folded)
    return match.span() if match else (0, 0)


def _months(turn: Turn) -> int | None:
    """For how many months of the year before something was paid; None where nothing says so."""
    if _LEFT.search(turn.folded):
        return None
    since = _SINCE.search(turn.folded)
    match = since or _FOR.search(turn.folded)
    if match is None:
        return None
    read = read_number(match["month"] if since else match["many"])
    if read is None or not 1 <= read.value <= _YEAR:
        return None
    return _YEAR + 1 - int(read.value) if since else int(read.value)
