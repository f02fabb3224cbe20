"""How long something has lasted, as the condition of a policy that was taken in asks for it.

运营满6个月的,每个网点补3万元: 开了4个月, 还没开满6个月, 社保交了3个月, 在岗没满1年. Texts and people
use verbs of their own for the few things that last (to run, to work, to be insured, to rent); where
the clause of a number has one of them, or a word of the condition, it is that condition's number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_CEILING

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.context import YEARS, GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.language import own_pairs
from assistant.dialogue.numbers import Given
from assistant.dialogue.turn import Turn
from assistant.rules.facts import FactKind
from assistant.text.expressions import Expression, Relation
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_LASTS = (
    (
        lazy("运营|经营|营业|开业|开放|运行|投用|投产|使用|开办|正常"),
        lazy("开|运营|经营|营业|运行|投用|投产|用|办|做|干"),
    ),
    (
        lazy("在岗|工作|就业|任职|服务|全职|从事|聘用|留用|入职|在职|驻"),
        lazy("在岗|干|做|工作|上班|待|呆|入职|服务|任职|在职|从事|来"),
    ),
    (lazy("社保|社会保险|参保|缴纳|缴费"), lazy("社保|参保|缴|交|保险")),
    (lazy("合同|协议|签订|签约|劳动"), lazy("合同|协议|签")),
    (lazy("租|入驻"), lazy("租|入驻|住")),
    (lazy("毕业|离校"), lazy("毕业|离校")),
    (lazy("成立|注册|设立|登记|存续"), lazy("成立|注册|开办|登记|设立")),
)
"""What a condition says that lasts, and what whoever asks says for it."""
_FILLED = lazy("(?:没|未|不|还差|还没)[^,。;!?0-9]{0,4}(?:满|到|够|足)了?$")
"""还没开满6个月, 社保没交满6个月: less than that."""
_BARE = lazy("(?=.*[满没未不到够足才刚已])(?:还|都|才|刚|已经?|也|只|就|仅|但|不过|可是?|满|没|未|不|到|够|足|有|了|是|时间|目前|现在|到现在)*")
"""What says nothing of what lasts."""
_YEAR, _QUARTER = 12, 3
_TIMES = (Unit.MONTH, Unit.YEAR)
_KINDS = (FactKind.MONTHS, FactKind.YEARS)
_TOLD = (Relation.PLAIN, Relation.BOUND, Relation.APPROXIMATE)


def terms_told(
    ctx: GatherContext, turn: Turn, part: Part, given: tuple[Given, ...]
) -> tuple[Given, ...]:
    """The numbers, each length of time that nothing used as the condition that it is of."""
    found = list(given)
    for n, one in enumerate(given):
        e = one.expression
        is_open = not one.fact or (one.fact == YEARS and _says_what_lasts(turn, e))
        if not is_open or e.unit not in _TIMES or e.relation not in _TOLD:
            continue
        if len(e.operands) != 1 or (part.stretches and not part.holds(e.start)):
            continue
        told = {g.fact for g in found} | {s.name for s in part.matter.numbers}
        fitting = [name for name in _lacking(ctx, part) if name not in told]
        facts = [name for name in fitting if _is_of(ctx, turn, e, name)]
        low, _ = clause_around(turn.folded, e.start, e.end)
        is_bare = _BARE.fullmatch(turn.folded[low : e.start]) is not None
        if not facts and is_bare and len(fitting) == 1 and turn.folded[e.end : e.end + 1] != "内":
            facts = fitting
        if len(facts) > 1:
            facts = [name for name in facts if _shares(ctx, turn, e, name)]
        if len(facts) == 1:
            bound = _bounded(turn, e)
            if ctx.rulebook.facts[facts[0]].kind is FactKind.YEARS and e.unit is Unit.MONTH:
                bound = _in_years(bound)
            found[n] = replace(one, expression=bound, fact=facts[0], best=facts[0], rival=False)
    return tuple(found)


def _lacking(ctx: GatherContext, part: Part) -> Iterator[str]:
    """The lengths of time that conditions ask for and no sum is worked out with."""
    needs = [ctx.needs(c) for c in part.matter.clauses]
    main = frozenset[str]().union(*(n.main for n in needs))
    tested = {c.fact for rule in ctx.rules_of(part) for c in rule.conditions}
    for name in sorted(tested - main):
        if ctx.rulebook.facts[name].kind in _KINDS and name != YEARS:
            yield name


def _lead(turn: Turn, e: Expression) -> str:
    """What stands before a number in its comma clause, and right behind it."""
    low, high = clause_around(turn.folded, e.start, e.end)
    return turn.folded[low : e.start] + turn.folded[e.end : min(high, e.end + _BEHIND)]


_BEHIND = 6


def _is_of(ctx: GatherContext, turn: Turn, e: Expression, name: str) -> bool:
    """Whether the clause of a number says what a condition says that lasts."""
    label, lead = fold(ctx.rulebook.facts[name].label), _lead(turn, e)
    if _shares(ctx, turn, e, name):
        return True
    return any(asked.search(label) and said.search(lead) for asked, said in _LASTS)


def _shares(ctx: GatherContext, turn: Turn, e: Expression, name: str) -> bool:
    label, lead = fold(ctx.rulebook.facts[name].label), _lead(turn, e)
    return any(pair in label for pair in own_pairs(lead))


def _says_what_lasts(turn: Turn, e: Expression) -> bool:
    """Whether a verb of what lasts stands right before a number: 在岗两年, 开了两年."""
    low, _ = clause_around(turn.folded, e.start, e.end)
    lead = turn.folded[low : e.start].rstrip("了满已经有过")
    return any(m.end() == len(lead) for _, said in _LASTS for m in said.finditer(lead))


def _in_years(e: Expression) -> Expression:
    """10个月 as less than a year, 18个月 as a year and a half."""
    assert e.value is not None
    years = e.value / _YEAR
    if e.value % _QUARTER:
        whole = years.to_integral_value(ROUND_CEILING)
        e = replace(e, relation=Relation.BOUND, bound="less_than")
        years = whole
    operands = tuple(replace(o, quantity=replace(o.quantity, value=years)) for o in e.operands)
    return replace(e, value=years, unit=Unit.YEAR, operands=operands)


def _bounded(turn: Turn, e: Expression) -> Expression:
    low, _ = clause_around(turn.folded, e.start, e.end)
    if e.relation is Relation.PLAIN and _FILLED.search(turn.folded, low, e.start):
        return replace(e, relation=Relation.BOUND, bound="less_than")
    return e
