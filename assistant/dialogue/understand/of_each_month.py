"""A bare change of what is paid each month says so: 改成3万 after 月租2万5 is 每月改成3万.

Only where the one matter in question was told a price of a month and no sum of a longer time, and
the number is near that price.
"""

from __future__ import annotations

from decimal import Decimal

from assistant.dialogue.ledger import Ledger
from assistant.dialogue.stated import Stated
from assistant.dialogue.understand.context import UnderstandContext
from assistant.rules.facts import FactKind, Per
from assistant.text.normalise import fold
from assistant.text.numerals import read_number
from assistant.text.pattern import lazy

_CHANGE = lazy(
    "(?P<lead>[^,。;!?\\d年月季周天日总共营收每]{0,6}?)"
    "(?P<verb>改成|改为|变成|换成|[涨降调]到|[涨降]至|涨了?|降了?|上调了?|下调了?|加了|减了|多了|少了|便宜了|贵了"
    "|其实是?|应该是?|实际是?|写错了,?(?:应该)?是?|说错了,?(?:应该)?是?|不对,?(?:应该)?是|才|只有|就)"
    "(?P<sum>[\\d.]+[万千]?\\d?|[一二两三四五六七八九十百千]+[万千百]?[一二三四五六七八九]?[千百]?)"
    "(?P<unit>元|块钱?)?(?P<tail>(?:一个月)?(?:的话|[呢吧吗了啊呀])*[?。!]?)"
)
_MOVES = ("涨", "降")
_NEAR, _LEAST = 5, 50


def of_each_month(ctx: UnderstandContext, text: str, ledger: Ledger) -> str:
    """The message, said to be of each month where that was told and nothing else can be meant."""
    folded = fold(text)
    if len(ledger.live) != 1 or len(folded) != len(text):
        return text
    match = _CHANGE.fullmatch(folded)
    price = _price(ctx, ledger) if match else None
    read = read_number(match["sum"]) if match else None
    if match is None or price is None or read is None or read.end != len(match["sum"]):
        return text
    verb = match["verb"]
    value = read.value
    is_change = verb[:1] in _MOVES or verb[-1] == "了"
    if not _LEAST <= value <= price * _NEAR or (not is_change and value * _NEAR < price):
        return text
    verb += "了" if verb in _MOVES else ""
    unit = match["unit"] or ("" if read.scale >= 10_000 else "元")
    return f"{match['lead']}每月{verb}{match['sum']}{unit}{match['tail']}"


def _price(ctx: UnderstandContext, ledger: Ledger) -> Decimal | None:
    """The one price of a month that the matter in question was told, beside no other rent."""
    specs = ctx.facts.specs
    sums = [s for s in ledger.matters[ledger.live[0]].numbers if _is_sum(ctx, s)]
    if len(sums) != 1 or specs[sums[0].name].per is not Per.MONTH:
        return None
    return sums[0].value if isinstance(sums[0].value, Decimal) else None


def _is_sum(ctx: UnderstandContext, stated: Stated) -> bool:
    spec = ctx.facts.specs.get(stated.name)
    return spec is not None and spec.kind is FactKind.YUAN
