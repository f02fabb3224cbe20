"""Whose money a sum is, where a rule pays the one who spends it: 卖算力卖了800万, 我们是房东.

What the asker took in for a thing is nothing that it spent, and a rule that pays the buyer pays no
seller. That holds of rules alone which work with no money that comes in (revenue, a round, sales).
What each of several firms paid (园区里5家企业,每家房租30万) is of that firm: it is worked out for
one, under the limit of one. Who takes money in a bargain and the verbs of it are closed classes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.receipts import received_by, without_numbers
from assistant.dialogue.stated import EACH, SOLD, Unused
from assistant.dialogue.turn import Turn
from assistant.rules.facts import FactKind
from assistant.text.expressions import Expression, Relation
from assistant.text.pattern import lazy
from assistant.text.units import Quantity, Unit

_COMES_IN = frozenset("收售融获")
_RAISED = frozenset("融获")
_MONEY = (Unit.YUAN, Unit.YUAN_PER_YEAR, Unit.YUAN_PER_MONTH, Unit.YUAN_PER_UNIT)
_CLAUSE = lazy("[^,。;!?]+")
_OURS = "(?:我们?|咱们?|俺们?|我司|我方|本公司|公司)"
_TAKES_IN = lazy(
    f"^(?:{_OURS}|这边|自己|去年|今年|上年度?|一年|每年|每月|一共|总共|累计|也|就|还|已经?|把|是|在"
    "|租给|出租|算力服务商|服务商|供应商)*"
    "(?P<of>[^,。;!?\\d]{0,10}?)"
    "(?:(?<![买专倒])卖(?![方家店场点断])(?:出去?|掉)?了?"
    "|(?<![没回吸验接征])收(?:了|到|入|进来?|上来)?(?![购据集录养尾])(?=[^,。;!?]{0,2}(?:[租货房服]|了?[\\d一二两三四五六七八九十]|$))"
    "|(?:租金|房租)收入|进账|回款|出租)"
    "[^,。;!?\\d]{0,8}$"
)
"""From the start of a comma clause to a sum: the asker takes it in."""
_OTHERS = lazy(
    "[方商家他她]$|房东|业主|对[方面]|[被从向]|(?<![给为替帮跟])(?:人家|客户|平台|朋友|公司|企业)|们"
)
"""Whose selling it is, before the verb: not the asker's."""
_FROM_US = lazy(
    "(?:给|[收租卖赚])了?[我咱]|成本|花|付|付出|支出|投|买(?!家|方)|采购|补|奖|资助|投资|融资|押金|退|票|账单|单据"
)
_PAYS = lazy(f"{_OURS}[^,。;!?]{{0,8}}?(?:花|付|交|投|买|采购|支出|租了|租用|办|建)")
_ROLE = lazy(
    "(?:[我咱]们?|我司|我方|本公司|作为)(?:公司|这边|这家|其实|就)?(?:是|属于|作为)?[^,。;!?\\d]{0,6}?"
    "(?:出租方|出租人|房东|二房东|业主方?|卖方|卖家|销售方)(?!的|那|有|说|是|给|收|把|要)"
)
_INVESTS = lazy(
    "(?:[我咱]们?|我司|我方|本公司|作为)(?:公司|这边|这家|其实|就)?(?:是|属于|作为)[^,。;!?\\d]{0,6}?"
    "(?:投资人|投资方|投资机构|出资方|基金公司)(?!投)"
)
_CUSTOMER = lazy(
    "^(?:[他她]们?的?|我们的|这个|那个|该)?(?:客户|顾客|甲方|委托方|买家|买方)[^,。;!?\\d]{0,10}$"
)
_FOR_US = lazy(
    "[补给奖][^,。;!?]{0,3}[我咱]们?|[我咱]们?(?:这边|公司|自己)?(?:能|可以|可|该|会)?(?:拿|得|领|补|申请)"
)
_AGENT = lazy("[帮替代给为](?:一?[家个])?(?:客户|顾客|甲方|委托方|买家|买方|别人|人家)")
_FIRMS = lazy("(?:公司|企业|单位|机构)(?!的|签)")
_AS_SUBJECT = lazy("(?:^|[,。;!?里内下有区共]|[我咱]们|入驻了?)$")


def without_income(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part]
) -> tuple[Turn, tuple[Unused, ...]]:
    """The message less sums that others paid to the asker, and each firm's own sum for all."""
    if not parts or not turn.expressions:
        return turn, ()
    words = {w for part in parts for w in _words(ctx, part)}
    gone: set[int] = set()
    left: list[Unused] = []
    if not any(_COMES_IN & set(word) for word in words):
        turn, left = _one_of_each(turn)
        found = tuple(_taken_in(turn))
    elif _INVESTS.search(turn.folded) and any(_RAISED & set(word) for word in words):
        found = _all_sums(turn)
    else:
        return turn, ()
    for q in found:
        low, high = _comma_clause(turn.folded, q)
        gone.add(q.start)
        if not any(u.start == low for u in left):
            left.append(Unused(turn.folded[low:high], low, high, SOLD))
    return (without_numbers(turn, gone) if gone else turn), tuple(left)


def _words(ctx: GatherContext, part: Part) -> Iterator[str]:
    """The words of the facts in yuan that the rules of a matter work with."""
    facts = ctx.rulebook.facts
    names = {name for clause in part.matter.clauses for name in ctx.needs(clause).all}
    for name in names - received_by(ctx, part):
        if facts[name].kind is FactKind.YUAN:
            yield facts[name].label
            yield from facts[name].words


def _all_sums(turn: Turn) -> tuple[Quantity, ...]:
    return tuple(
        o.quantity for e in turn.expressions for o in e.operands if o.quantity.unit in _MONEY
    )


def _taken_in(turn: Turn) -> Iterator[Quantity]:
    """The sums that a message tells as taken in by the asker, or paid by its customer."""
    text = turn.folded
    is_role = _ROLE.search(text) is not None and _PAYS.search(text) is None
    is_agent = _AGENT.search(text) is not None and _FOR_US.search(text) is not None
    for q in _all_sums(turn):
        low, high = _comma_clause(text, q)
        lead = text[low : q.start]
        if is_role or (is_agent and _CUSTOMER.match(lead)):
            yield q
            continue
        match = _TAKES_IN.match(lead)
        if match is None or _OTHERS.search(match["of"]) or _FROM_US.search(text, low, high):
            continue
        yield q


def _comma_clause(text: str, q: Quantity) -> tuple[int, int]:
    return next(m.span() for m in _CLAUSE.finditer(text) if m.start() <= q.start < m.end())


def _one_of_each(turn: Turn) -> tuple[Turn, list[Unused]]:
    """A price for each of several firms that stand as the subject, not times their number."""
    kept: list[Expression] = []
    left: list[Unused] = []
    for e in turn.expressions:
        price = next((o for o in e.operands if o.role == "price"), None)
        count = next((o for o in e.operands if o.role == "count"), None)
        is_of_firms = (
            e.relation is Relation.PRODUCT
            and price is not None
            and count is not None
            and len(e.operands) == len(("price", "count"))
            and _is_of_firms(turn.folded, count.quantity)
        )
        if not is_of_firms or price is None or count is None:
            kept.append(e)
            continue
        own = replace(price.quantity, unit=Unit.YUAN)
        kept.append(
            replace(
                e,
                relation=Relation.PLAIN,
                value=own.value,
                operands=(replace(price, quantity=own, role="term"),),
                start=own.start,
                end=own.end,
            )
        )
        c = count.quantity
        left.append(Unused(turn.folded[c.start : c.end], c.start, c.end, EACH))
    return (replace(turn, expressions=tuple(kept)) if left else turn), left


def _is_of_firms(text: str, count: Quantity) -> bool:
    is_named = _FIRMS.match(text, count.end) or count.text.endswith(("公司", "企业"))
    return bool(is_named) and _AS_SUBJECT.search(text[: count.start]) is not None
