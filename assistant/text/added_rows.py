"""Several sums that are added at once: 再加70万和65万; 又签了两单,一单70万一单65万."""

from __future__ import annotations

from dataclasses import replace

from assistant.text import grammar
from assistant.text.nodes import Reading
from assistant.text.pattern import lazy
from assistant.text.relation_words import MEASURE
from assistant.text.relations import Expression, Relation
from assistant.text.saying import shown
from assistant.text.units import Unit

_MANY = f"(?:[一两俩仨二三四五六七八九十几\\d]+{MEASURE}|[俩仨])"
_MORE_THINGS = lazy(
    "(?:(?:后来|随后|接着|之后|回头|今年|去年|上个?月|下?半年|[上下]半年|月底|刚刚?|最近|另外|[我咱]们?)"
    "|我司|公司){0,3}(?:(?:又|再|还|另外?|新|追加|补)(?:新)?"
    "(?:采购|完成|成交|谈成|增加|[签买租付花投办接加补订上多来有出进添]|做完?){0,2}[了过]?|多(?:出来?)?了?)"
    f"{_MANY}[^,。;!?\\d]{{0,6}}[,:]"
)
"""Another so many things, whose sums stand behind: 又签了两单."""
_IS = "(?:是|为|要|花了?|付了?)?"
_EACH = lazy(f"(?:分别|各自?)?{_IS}|(?:其中)?[一1]{MEASURE}{_IS}")
"""What stands before the first of them: nothing, 分别是, 一单."""
_ONE = lazy(f"[一1]{MEASURE}")
_PUT_IN = lazy(
    "(?:元|块)?的?(?:[这那]?[俩两几些]?[笔个单份批])?,?(?:[这那]?[俩两几些]?[笔个单份批])?(?:都|也|全|一起|一并|再)*(?:[给帮]我)?"
    "(?:加|算|添|补|并)(?:上去?|进去|进来|在一起|到一起)[吧啊哈呢了]*(?:[,。;!?]|$)"
)
"""A clause behind them that does nothing but add them."""
_FAR, _FEWEST = 40, 2


def added_row(reading: Reading, node: Expression) -> Expression:
    """A list or sum of single sums that words of adding stand beside, as a sum that is added."""
    if node.relation not in (Relation.LIST, Relation.SUM) or node.unit is not Unit.YUAN:
        return node
    sums = [o for o in node.operands if o.role in ("term", "item")]
    ones = [o for o in node.operands if o.role == "count" and o.quantity.value == 1]
    if len(sums) + len(ones) < len(node.operands) or any(o.year is not None for o in sums):
        return node
    if len(sums) < _FEWEST or node.value is None or not _is_added(reading, node):
        return node
    added = tuple(
        replace(o, role="plus", label="" if _ONE.fullmatch(o.label) else o.label) for o in sums
    )
    say = " + ".join(shown(o.quantity.value, node.unit) for o in added)
    return replace(node, relation=Relation.SUM, operands=added, say=say)


def _is_added(reading: Reading, node: Expression) -> bool:
    clause = reading.comma_clause(node)
    if grammar.adds_in(clause) or _PUT_IN.match(reading.text, node.end):
        return True
    if not _EACH.fullmatch(clause):
        return False
    before = reading.text[max(0, node.start - len(clause) - _FAR) : node.start - len(clause)]
    start = max(before.rfind(c, 0, len(before) - 1) for c in ",。;!?") + 1
    return _MORE_THINGS.fullmatch(before, start) is not None
