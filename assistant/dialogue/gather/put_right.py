"""What puts right the number told last while another is still lacking: 少了,是9000万, 其实是3亿."""

from __future__ import annotations

from dataclasses import replace

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.numbers import Given
from assistant.dialogue.turn import Turn
from assistant.text.pattern import lazy


def put_right(ctx: GatherContext, turn: Turn, given: Given, part: Part) -> Given:
    """A bare number that puts right the one told last, though another is still lacking.

    After 去年投了8000万: 少了,是9000万 is no sum of the year before.
    """
    known = {s.name for s in part.matter.numbers}
    operand, start = given.expression.operands[0], given.expression.start
    if part.index is None or given.fact in known or len(given.expression.operands) > 1:
        return given
    low = clause_around(turn.folded, start, start)[0]
    lead = turn.folded[low:start]
    named = any(word in lead for word in ctx.label_words(given.fact))
    if named or operand.year_word or operand.year is not None:
        return given
    before = turn.folded[:low]
    is_amiss = _AMISS.fullmatch(before) is not None and _BARE_IS.fullmatch(lead) is not None
    if not (is_amiss or _IN_FACT.fullmatch(before + lead)):
        return given
    last = [
        s.name
        for s in part.matter.numbers
        if s.turn == part.matter.turn and not s.is_assumed and ctx.fits(s, given.expression)
    ]
    if len(last) != 1:
        return given
    return replace(given, fact=last[0], best=last[0], rival=False)


_AMISS = lazy(
    "(?:哦|啊|呃|哎呀?|抱歉|不好意思|等等|我)*,?(?:刚才|前面|我们?|上面)*(?:统计|登记|填报|[报说写填算记录登])?[得的]?"
    "(?:多报|少报|多写|少写|多算|少算|多|少|高|低|漏)了?(?:点|一点|些)?[,。!]+"
)
_BARE_IS = lazy("(?:其实|实际上?|应该|真正)?(?:是|为|有)?")
_IN_FACT = lazy(
    "(?:哦|啊|呃|哎呀?|抱歉|不好意思|等等)*,?(?:不止,?)?(?:其实|事实上|准确(?:地?说|的?是)?|确切(?:地?说)?)(?:应该)?(?:是|为)"
)
"""其实是3亿: what was told was not so."""
