"""A changed number of something that was never spoken of: 营收涨到2个亿 of a sum of compute.

What grew is told beside its number. Where no word of it stands in what the matter is paid for, in
the words of its clause or in what was told before, the number is none of those that were told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.language import pairs_of
from assistant.dialogue.stated import FOREIGN, Unused
from assistant.dialogue.turn import Turn
from assistant.rules.facts import FactKind
from assistant.text.expressions import Expression
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_CHANGED = lazy(
    "^(?:那么?|不过|另外|今年|去年|前年|上年|我们?|咱们?|公司|企业|现在|目前|如今|后来|的)*"
    "(?P<noun>(?:(?![把将要若追后来谈到被的了说是有和跟与在从让给才就也还都又再不没使老师板们那这])[\u4e00-\u9fff]){2,5}?|税)"
    "(?:[那这](?:边|块|头|部分|笔))?(?:现在|后来|如今|目前|最后|最终|今年|去年|又|再|也|已经|都|才|就|还|要|会|能|将){0,3}"
    "(?:(?:涨|升|增加?|提高?|提升|上调|上升|增长|扩大?|加|降|减少?|下降|下调|缩减?|跌|掉|压缩?|砍|改|变|换|调整?)(?:了)?(?:到|至|成|为)"
    "|(?:增加?|加|涨|少|降|减|多|省|砍|扣)(?:了|掉了?)|(?:一共|总共|共)?(?:花|用|付|投|支出|掏)(?:了|掉了?|出去))"
    "(?:了|大概|大约|约|差不多|有|是){0,2}$"
)
_NAMELESS = lazy(
    "我们?|咱们?|俺们?|公司|企业|单位|第|批|次|轮|场|段|阶段|部分|分|这个?|那个?|它|其中?|总|共|合计|一|两|第|原来?|现|实际|最[后终]|上|下|前|后|今|去|明|年|月|度|期|份|笔|项|家|台|数|[老大小]板|领导|财务|会计"
    "|费|额|价|钱|(?<=[尾货余])款|款项|(?<!资)金|量|规模|合同|订单|单子|投|采购|支|开销|花|成本|预算|报|尾|租|面积|房|比例|标准|资|项目|服务|业务"
)
"""What a number may be called without saying of what it is: 合同, 费用, 总价, 规模."""


def without_foreign(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part]
) -> tuple[Turn, tuple[Unused, ...]]:
    """The message less changed numbers of what nothing was told of, and where they are told."""
    if not parts or any(part.index is None or ctx.is_taken_in(part) for part in parts):
        return turn, ()
    facts = ctx.rulebook.facts
    known = {s.name for part in parts for s in part.matter.numbers if not s.is_assumed}
    if all(facts[name].kind is not FactKind.YUAN for name in known):
        return turn, ()
    gone = [
        e
        for e in turn.expressions
        if e.unit is Unit.YUAN and all(_is_foreign(ctx, turn, e, part) for part in parts)
    ]
    if not gone:
        return turn, ()
    spans = [clause_around(turn.folded, e.start, e.end) for e in gone]
    told = tuple(Unused(turn.folded[a:b], a, b, FOREIGN) for a, b in spans)
    return replace(turn, expressions=tuple(e for e in turn.expressions if e not in gone)), told


def _is_foreign(ctx: GatherContext, turn: Turn, e: Expression, part: Part) -> bool:
    """Whether a changed number is of something of which nothing was told."""
    low, _ = clause_around(turn.folded, e.start, e.end)
    match = _CHANGED.search(turn.folded[low : e.start])
    if match is None:
        return False
    noun = _NAMELESS.sub(" ", match["noun"])
    own = {pair for piece in noun.split() for pair in pairs_of(piece)}
    own = own or ({noun} if noun == "税" else set())
    if not own:
        return False
    names = frozenset[str]().union(*(ctx.needs(c).all for c in part.matter.clauses))
    facts = ctx.rulebook.facts
    labels = {w for n in names for w in ctx.label_words(n)}
    if any(word in match["noun"] for word in labels):
        return False  # 产线投入, of what was invested
    known = [fold(w) for n in names for w in (facts[n].label, *facts[n].words)]
    known += ctx.texts_of(part.matter.clauses)
    known += [f"{f.before}{f.lead}{f.words}" for f in part.matter.figures]
    return not any(pair in text for pair in own for text in known)
