"""Money that came in for a thing, or was paid for a finished one, is no cost of making it.

卖了100万, 首次销售合同90万, 卖给学校,一台5万: a price of sale. 买机器人花了80万: the price of what
others made, where nothing says that the asker makes anything.
"""

from __future__ import annotations

from assistant.rules.facts import FactKind, FactSpec
from assistant.text.expressions import Expression
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_MAKING = lazy("研发|制备|研制")
"""What a fact is called that is the cost of making something."""
_SOLD = (
    "(?:(?<!买)卖(?![方家店场点弄])(?:出去?|掉|价|给)?|销售(?:出去?|了|合同|额|收入|价|款|金额)|售价|售出"
    "|成交价?|毛利|利润|净利|标价|定价|报价"
    "|(?<![^,。;!? ])(?:一共|总共|才|只)?收了|赚了?|挣了?|进账|回款|货款|营收)"
)
_COSTS = "(?![^,。;!?]*(?:成本|研发|花|造|投|用|制|开发))"
_RECEIVED = lazy(rf"{_SOLD}{_COSTS}[^,。;!?]{{0,14}}$")
_OWN_PRICE = lazy("(?:每|一|单)?[\u4e00-\u9fff]?(?:价格?)?(?:是|为)?$")
_BOUGHT = lazy(
    "(?:(?<![卖收可])买(?![方家卖断])|采购|购买|购置|购入|购进|(?<![购])进了?一?[批些台]|进货"
    "|(?<![使试专利适通信费作应启])用(?![于户例途的在来工量]|了?[\\d一二两三四五六七八九十百千半]+(?:个?月|[年天万亿元块多])))"
)
_MAKES = lazy(
    "研发|开发|自研|训练|迭代|研制|样机|制造|制备|生产|设计|攻关|投产|试制|试用|原型|打样|投入"
    "|(?<![当叫])[做造搞弄](?![活生])|首[次台批发]|头一|第一[次台批]|我们的|自家|卖给|卖了|成本|零[件部]|材料|物料|芯片|配件"
)
"""Words of making or selling; also what one buys to make something of it."""


def is_price_of_other(text: str, e: Expression, spec: FactSpec) -> bool:
    """Whether a sum is a price, and the fact what it costs to make something."""
    return is_cost_of_making(spec) and _is_price(text, e)


def is_cost_of_making(spec: FactSpec) -> bool:
    """Whether a fact is what it costs to make something."""
    return spec.kind is FactKind.YUAN and _MAKING.search(spec.label) is not None


def _is_price(text: str, e: Expression) -> bool:
    """Whether a sum is what a thing was sold for, or bought for by who makes none."""
    starts = [o.quantity.start for o in e.operands if o.quantity.unit is not Unit.COUNT]
    start = max(starts, default=e.start)
    low = max((m.end() for m in _STOP.finditer(text, 0, start)), default=0)
    if _RECEIVED.search(text, low, start):
        return True
    if low and _OWN_PRICE.fullmatch(text, low, start):  # 卖给学校,一台5万
        before = max((m.end() for m in _STOP.finditer(text, 0, low - 1)), default=0)
        if _RECEIVED.search(text, before, low - 1):
            return True
    return _BOUGHT.search(text) is not None and not _MAKES.search(text)


_STOP = lazy("[,。;!?]")
