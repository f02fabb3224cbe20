"""How far a sum that was told is paid or invoiced: 还有200万没付, 已付600万, 发票开了600万.

What is told of a payment lies inside the sum that was told before: it comes on top of nothing. The
texts pay on contracts or on costs, and do not say which payments count; so the sum stays, and what
is told beside it is named.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.dialogue.acts import Act
from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.prepared import without_spans
from assistant.dialogue.stated import Unused
from assistant.dialogue.turn import Turn
from assistant.rules.facts import FactKind
from assistant.text.expressions import Expression, Relation
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_PAYS = "(?:支付|付|交|缴|给|结|打|转|汇)"
_NOT_DONE = "(?:签|定下?来?|发生|花|执行|完成|到账|验收|落地)"
_BILLS = "(?:开发?票|开票|到票|收到?发?票)"
_WHO = "(?:但|不过|另外|其中|我们?|咱们?|公司|合同|里面?|里头|,)*"
_TIME = "(?:到?(?:目前|现在|眼下|今天|这会儿)(?:为止)?|截至(?:目前|现在|今天)|暂时|当前)"
_OPEN_END = lazy(
    rf"^{_WHO}(?:{_TIME})?(?:还|尚|目前)*(?:有|剩下?的?|差|欠着?|余|剩余)(?:一?[笔份个单张])?(?:的|大概|大约|差不多|尾款|余款)*$"
)
_OPEN_HEAD = lazy(
    rf"(?:元|块钱?)?(?:的)?(?:尾款|余款|款子?|钱|合同|订单|单子)?(?:还|都|也|一直|{_TIME})*(?:没有?|未|尚未)"
    rf"(?:{_PAYS}|{_BILLS}|{_NOT_DONE})(?:给?(?:他们|对方|人家|供应商))?(?:清|完|掉|出去|票)?(?:呢|啊|呀)?(?=[,。;!]|$)"
)
_OWED_END = lazy(
    rf"^{_WHO}(?:{_TIME})?(?:还|尚)*(?:欠着?(?:人家|对方|供应商|他们)?|差)(?:的|大概|大约)*$"
)
_PAID_END = lazy(
    rf"^{_WHO}(?:(?:{_TIME}(?:已经?)?|已经?)(?:先|总共|一共|陆续|只|才)*(?:{_PAYS})(?:给(?:他们|对方|人家|供应商))?"
    rf"(?:出去)?了?|发?票(?:金?额|面)?(?:上|已经?|目前|只|才|先|都|一共|总共)*(?:开具?|到|收到)?了?(?:是|的)?"
    rf"|(?:已经?|目前|先|只|才)+{_BILLS}了?)(?:大概|大约|差不多)*$"
)
_OTHER_PAID_END = lazy(
    "^(?:但|不过|其中|里面?)*(?:另外?一?(?:家|方|边)|另外?一?个?(?:公司|单位|企业))(?:公司|单位|企业)?的?"
    "(?:也|还|又|一起|共同)*(?:出|付|掏|投|承担|负担|拿|交|分摊)(?:了|出来?)?$"
)

_PAID_FACT = lazy("(?:已|实际)(?:缴纳?|付|支付|交)")


def tells_payment(text: str, expression: Expression) -> bool:
    """Whether a sum is told as what is paid, billed or still owed, or was paid by another."""
    if expression.unit is not Unit.YUAN or len(expression.operands) > 1:
        return False
    if expression.relation not in (Relation.PLAIN, Relation.APPROXIMATE, Relation.BOUND):
        return False
    start, end = expression.start, expression.end
    lead = text[clause_around(text, start, start)[0] : start]
    if _OWED_END.match(lead) or _PAID_END.match(lead) or _OTHER_PAID_END.match(lead):
        return True
    return bool(_OPEN_END.match(lead) and _OPEN_HEAD.match(text, end))


def _retells_paid(ctx: GatherContext, turn: Turn, part: Part) -> bool:
    """Whether a payment is told anew where the rules work with what was paid: 已缴个人所得税.

    更正了,应纳税所得额240万,已缴78万 tells both sums once more; a bare 已缴78万 may come on top.
    """
    names = {name for c in part.matter.clauses for name in ctx.needs(c).main}
    facts = ctx.rulebook.facts
    if not any(_PAID_FACT.search(facts[n].label) for n in names if facts[n].kind is FactKind.YUAN):
        return False
    sums = [e for e in turn.expressions if e.unit is Unit.YUAN]
    return Act.CORRECT in turn.acts or len(sums) > 1


def without_payments(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part], asked: str
) -> tuple[Turn, tuple[Unused, ...]]:
    """A message that goes on, less payments of a sum that was told; they are told as unused.

    Where a sum is asked for, what is told may be the answer.
    """
    facts = ctx.rulebook.facts
    if asked in facts and facts[asked].kind is FactKind.YUAN:
        return turn, ()
    whole = [
        s.total
        for part in parts
        if part.index is not None and not _retells_paid(ctx, turn, part)
        for s in part.matter.numbers
        if facts[s.name].kind is FactKind.YUAN and s.total is not None and not s.is_assumed
    ]
    spans, left = [], []
    for e in turn.expressions if whole else ():
        if e.value is None or e.value > max(whole) or not tells_payment(turn.folded, e):
            continue
        low, high = clause_around(turn.folded, e.start, e.end)
        spans.append((e.start, e.end))
        left.append(Unused(turn.folded[low:high], low, high, "number"))
    return (without_spans(turn, spans) if spans else turn), tuple(left)
