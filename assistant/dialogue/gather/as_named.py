"""A number that a message only calls by what it was told as: 就是发票那个数, 以合同为准."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.figures import Figure
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_CALLED = lazy(
    "(?:就?是|按照?|以|用|认|取|走)了?(?P<name>[\u4e00-\u9fff]{2,6}?)(?:上面?|里面?)?的?[那这]一?个?"
    "(?:数字?|金额|口径|价格?)(?=为准|[来算走报]|[吧的]?(?:[,。;!?]|$))"
    "|(?:按照?|以)(?P<basis>[\u4e00-\u9fff]{2,6}?)(?:上面?|里面?)?的?(?:数字?|金额|口径)?(?:为准|来算|来)"
    "(?=[吧的了]?(?:[,。;!?]|$))"
)
_ASKS = lazy("吗|是不是|还是|能不能|可不可以|不(?:是|按|能)")


def as_named(turn: Turn, part: Part) -> Part:
    """A matter with a sum as another that was told beside it, which the message calls by its name.

    After 合同800万,发票650万: 实际发生的就是发票那个数; after 计划投1100万,眼下投了480万:
    全投完的话. Nothing where the message tells a sum itself, or where two sums may be meant.
    """
    tells = any(e.unit is Unit.YUAN for e in turn.expressions)
    if part.index is None or tells:
        return part
    match = _CALLED.search(turn.folded)
    called = None
    if match is not None and not _ASKS.search(turn.folded):
        called = _called(part.matter.figures, match["name"] or match["basis"])
    elif _ALL_DONE.search(turn.folded):
        called = _planned(part.matter.figures)
    if called is None:
        return part
    beside = [s for s in part.matter.numbers if _is_beside(s, called, part.matter.figures)]
    if len(beside) != 1:
        return part
    now = replace(
        beside[0], value=_amount(called), turn=called.turn, start=called.start, end=called.end,
        text=called.text, say="", parts=(), terms=(), alternatives=(), beside=(),
    )  # fmt: skip
    numbers = tuple(now if s is beside[0] else s for s in part.matter.numbers)
    return replace(part, matter=replace(part.matter, numbers=numbers))


def _called(figures: tuple[Figure, ...], name: str) -> Figure | None:
    """The one number that was told right behind a name."""
    own = [f for f in figures if name in f.lead]
    values = {_amount(f) for f in own}
    return own[-1] if len(values) == 1 else None


def _planned(figures: tuple[Figure, ...]) -> Figure | None:
    """The one number that was told as a plan (计划投1100万,眼下投了480万)."""
    own = [f for f in figures if _PLAN.search(f.lead)]
    values = {_amount(f) for f in own}
    return own[-1] if len(values) == 1 else None


_ALL_DONE = lazy(
    "(?:全部?|都|剩下的)[^,。;!?没不未]{0,3}(?:投|付|花|用|执行|完成|履行|到位)(?:完|齐|满|掉|光|下去|进去)"
    "(?:了|的话|呢|之后|以后)"
)
_PLAN = lazy("计划|预算|打算|准备|预计|合同|总共要|一共要|总额|签")
_WAN = Decimal(10_000)


def _amount(figure: Figure) -> Decimal:
    """What a number comes to; a bare one is of 万, as people say it."""
    return figure.value * _WAN if figure.value < _WAN else figure.value


def _is_beside(stated: Stated, called: Figure, figures: tuple[Figure, ...]) -> bool:
    """Whether a fact was told as another number of the message that told one."""
    if not isinstance(stated.value, Decimal) or stated.value == _amount(called):
        return False
    return any(f.turn == called.turn and _amount(f) == stated.value for f in figures)
