"""Which fact a number surely is: named by year, kind, heading, measure word, unit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.dialogue.aspects import clause_around, content_of
from assistant.dialogue.language import covers, plain_words, spending
from assistant.dialogue.numbers.context import NumberContext
from assistant.dialogue.numbers.members import as_quantity, is_of_month, year_order
from assistant.dialogue.pairs import Wanted, fits_unit
from assistant.rules.facts import FactKind, FactSpec, Per
from assistant.text.expressions import Expression, Relation
from assistant.text.normalise import fold_word
from assistant.text.pattern import lazy
from assistant.text.units import Quantity, Unit

_HEADING = lazy(r"(?P<name>[^,。;!?:、\d]{2,16}):\s*(?:(?:20)?\d\d年|[去今明前后]年)?$")
_HEADED = lazy(r"[^年\d]{2}")
_TWO_KINDS = 2
_NOUN = 2
_WORD = 2
_PLAIN_NAME = 2
"""A name of a unit that is no longer is a measure word and a character: it names nothing."""
_BEHIND_IT = lazy("(?:的?(?:钱|资金|投入|款|那块|部分)|出的|投的|拨的|给的)?(?:[,。;!?了啊吧呢]|$)")
_BEFORE_IT = (
    "(?:那[块笔边]|这[块笔边])?(?:[出投拨给占掏][的了]?|的)?(?:那[块笔])?"
    "(?:是|有|了|只有|一共|共|其实|大概|约)*$"
)
_PHRASE_BEHIND = lazy("[^,。;!?:、()\\d]{2,14}(?=[,。;!?]|$)")
_TELLS_NOTHING = frozenset({"", *"个家项件份次人名位种类条套批笔轮场期届年月天块"})
_OF_IT = "其中"
_INSIDE = lazy("(?:其中|里面?|里头|当中|含)[^,。;!?\\d]{0,10}$")
_PART_TAIL = lazy("(?:元|块)?(?:是|为|来自|由|属于|算)?([^,。;!?]{1,14})")
_COUNTED_PHRASE = lazy("[^,。;!?:、()\\d]{2,24}")
_COUNTED_NOUN = lazy("(?P<noun>[^,。;!?:、()都是也在被把\\d]{1,10})(?=[,。;!?、()]|$)")
_EACH_OF = lazy("[每单一][^,。;!?\\d]")
_NO_AGE = 99
_SURE = 0.9
_MORE_THAN = lazy("比[^,。;!?]{0,8}(?:多|增加|增长|涨|高)(?:投入?|花|用)?了?出?$")


def growth(ctx: NumberContext, expression: Expression, wanted: Sequence[Wanted], text: str) -> str:
    """The fact that is the difference of two years, where a number is said to be it.

    比前年多了1600万 is neither year's own sum.
    """
    start = expression.operands[0].quantity.start
    if expression.unit is not Unit.YUAN or not _MORE_THAN.search(text, 0, start):
        return ""
    needed = frozenset[str]().union(*(w.needed for w in wanted))
    found = [
        name
        for name in sorted(needed)
        if any(d.difference for d in ctx.specs[name].derive)
        and any(ctx.specs[n].year_before for d in ctx.specs[name].derive
                for n in d.difference)
    ]  # fmt: skip
    return found[0] if len(found) == 1 else ""


def by_year(
    ctx: NumberContext,
    expression: Expression,
    wanted: Sequence[Wanted],
    others: Sequence[Expression],
    best: str,
    probability: float,
) -> str:
    """The side of a comparison of two years that a word for a year tells (再上一年4600万).

    Beside a sum of no year that is named as the later one (营收5000万, 上一年4600万) the year
    before is the earlier side. What is surely called by another fact's name is that one (去年总产值
    18亿 of a rule on what was paid in taxes), ``best`` by its score.
    """
    if expression.unit is not Unit.YUAN or len(expression.operands) != 1:
        return ""
    operand = expression.operands[0]
    needed = frozenset[str]().union(*(w.needed for w in wanted))
    pairs = [
        (name, spec.year_before)
        for name, spec in sorted(ctx.specs.items())
        if spec.year_before and name in needed and spec.year_before in needed
    ]
    if len(pairs) != 1 or not operand.year_word or operand.role in ("minus", "plus"):
        return ""
    if (
        best not in ("", *pairs[0])
        and probability >= _SURE
        and names(ctx.specs[best], operand.label)
    ):
        return ""
    age, _ = year_order(operand, _NO_AGE)
    later = ctx.specs[pairs[0][1]]
    is_beside = any(
        e is not expression
        and e.unit is Unit.YUAN
        and not e.operands[0].year_word
        and names(later, e.operands[0].label)
        for e in others
    )
    if age == -1 and is_beside:
        return pairs[0][0]
    return {-2: pairs[0][0], -1: pairs[0][1]}.get(age, "")


def part_named(
    ctx: NumberContext, expression: Expression, wanted: Sequence[Wanted], text: str
) -> str:
    """The fact that is a part of another (其中的财政投入), where a part is named as it.

    里面有600万是财政的钱: the words may stand behind the number.
    """
    quantity = expression.operands[0].quantity
    lead = text[max(0, quantity.start - 14) : quantity.start]
    is_inside = expression.part_of is not None or _INSIDE.search(lead)
    tail = _PART_TAIL.match(text, quantity.end)
    around = expression.operands[0].label + (tail.group(1) if tail else "")
    needed = frozenset[str]().union(*(w.needed for w in wanted))
    parts = [n for n in sorted(needed) if ctx.specs[n].label.startswith(_OF_IT)]
    if is_inside:
        found = [name for name in parts if names(ctx.specs[name], around)]
    else:  # 财政的1600万, 有市财政六百万, 1600万财政: its own words stand right beside it
        low = max(lead.rfind(c) for c in ",。;!?") + 1
        found = [n for n in parts if _stands_beside(ctx.specs[n], lead[low:], text, quantity)]
    return found[0] if len(found) == 1 else ""


def by_kind(
    ctx: NumberContext,
    expression: Expression,
    members: Sequence[Expression],
    wanted: Sequence[Wanted],
) -> tuple[str, ...]:
    """The facts of counts of several kinds that their labels name (2个示范再加2个典型)."""
    if expression.unit is not Unit.COUNT or expression.relation is not Relation.LIST:
        return ()
    needed = frozenset[str]().union(*(w.needed for w in wanted))
    kinds = {ctx.specs[name].unit_name[1:3]: name for name in sorted(needed) if ctx.counts(name)}
    found = tuple(kinds.get(m.operands[0].label[:2], "") for m in members)
    return found if all(found) and len(set(found)) == len(found) else ()


def by_heading(
    ctx: NumberContext, expression: Expression, wanted: Sequence[Wanted], text: str
) -> str:
    """The fact that a heading before several sums names (各年实际租金:2024年36万, …)."""
    if expression.relation not in (Relation.SERIES, Relation.LIST):
        return ""
    heading = _HEADING.search(text, 0, expression.operands[0].quantity.start)
    if heading is None or any(_HEADED.search(o.label) for o in expression.operands[:1]):
        return ""
    needed = frozenset[str]().union(*(w.needed for w in wanted))
    quantity = as_quantity(expression)
    found = {
        len(word): name
        for name in sorted(needed, reverse=True)
        if fits_unit(ctx.specs[name], quantity)
        for word in ctx.specs[name].words
        if len(word) > 1 and heading["name"].endswith(word)
    }
    return found[max(found)] if found else ""


def counted_by_name(
    ctx: NumberContext, expression: Expression, wanted: Sequence[Wanted], text: str
) -> str:
    """The fact that counts just what stands behind a count (3个项目 of 个项目)."""
    if expression.unit is not Unit.COUNT or len(expression.operands) != 1:
        return ""
    behind = expression.classifier + text[expression.end :].removeprefix("的")
    needed = frozenset[str]().union(*(w.needed for w in wanted))
    found = [
        name
        for name in sorted(needed)
        if ctx.counts(name)
        and len(ctx.specs[name].unit_name) > _PLAIN_NAME
        and behind.startswith(ctx.specs[name].unit_name)
        and content_of(behind[len(ctx.specs[name].unit_name) :][:_WORD]) < _WORD
    ]
    return found[0] if len(found) == 1 else ""


def counted_by_head(
    ctx: NumberContext,
    expression: Expression,
    others: Sequence[Expression],
    wanted: Sequence[Wanted],
    text: str,
) -> str:
    """The only fact that counts the noun at the end of what is counted (4张三类证 of 个证).

    The measure word is what people say for it, whatever the clause has. Several counts are of
    several kinds.
    """
    phrase = _COUNTED_NOUN.match(text, expression.end)
    if any(e is not expression and e.unit is Unit.COUNT for e in others):
        return ""
    if expression.unit is not Unit.COUNT or len(expression.operands) != 1 or phrase is None:
        return ""
    needed = frozenset[str]().union(*(w.needed for w in wanted))
    found = [
        name
        for name in sorted(needed)
        if ctx.counts(name)
        and (noun := ctx.specs[name].unit_name[1:])
        and ctx.specs[name].unit_name[0] in _TELLS_NOTHING
        and phrase["noun"].endswith(noun)
    ]
    return found[0] if len(found) == 1 else ""


def counted_as_kind(ctx: NumberContext, expression: Expression, wanted: Sequence[Wanted]) -> str:
    """The one of several counts whose kind stands right before a count (国家1个)."""
    if expression.unit is not Unit.COUNT or len(expression.operands) != 1:
        return ""
    needed = frozenset[str]().union(*(w.needed for w in wanted))
    kinds = {
        ctx.specs[name].unit_name[1:3]: name
        for name in sorted(needed)
        if ctx.counts(name) and len(ctx.specs[name].unit_name) > _PLAIN_NAME
    }
    label = expression.operands[0].label
    named = [name for kind, name in kinds.items() if kind in label]  # 国家标准又批了一个
    if len(kinds) < _TWO_KINDS or not (label[-2:] in kinds or len(named) == 1):
        return ""
    return kinds.get(label[-2:], "") or named[0]


def floor_rent(ctx: NumberContext, expression: Expression, wanted: Sequence[Wanted]) -> str:
    """The sum that follows from a rent of a square metre, where the months paid are told with it.

    320平,每平每月65块,12个月里头两个月免租: no year of twelve months.
    """
    areas = [o for o in expression.operands if o.quantity.unit is Unit.SQUARE_METRE]
    if expression.relation is not Relation.PRODUCT or not areas:
        return ""
    needed = frozenset[str]().union(*(w.needed for w in wanted))
    found = [
        name
        for name in sorted(needed)
        if ctx.specs[name].kind is FactKind.YUAN
        and any(
            len(d.product) == _FLOOR_RENT
            and any(
                f in ctx.specs and ctx.specs[f].per is Per.SQUARE_METRE_MONTH for f in d.product
            )
            for d in ctx.specs[name].derive
        )
    ]
    main = frozenset[str]().union(*(w.main for w in wanted))
    found = [name for name in found if name in main] or found
    return found[0] if len(found) == 1 else ""


_FLOOR_RENT = 3
"""Price, area and months."""


def by_counted(
    ctx: NumberContext, expression: Expression, wanted: Sequence[Wanted], text: str
) -> str:
    """The fact that what is counted names, where its price is told behind it.

    32台算力服务器训大模型,单台月租2.6万,租满一年: the sum is of what there are 32 of.
    """
    counts = [o for o in expression.operands if o.role == "count"]
    if expression.relation is not Relation.PRODUCT or len(counts) != 1:
        return ""
    if any(o.label and o.role == "price" for o in expression.operands if not is_idle(o.label)):
        return ""
    end = counts[0].quantity.end
    phrase = _COUNTED_PHRASE.match(text, end, expression.end)
    needed = frozenset[str]().union(*(w.needed for w in wanted))
    quantity = as_quantity(expression)
    found = {
        name: max(
            (len(w) for w in map(fold_word, ctx.specs[name].words) if w in phrase.group()),
            default=0,
        )
        for name in sorted(needed)
        if phrase and ctx.specs[name].per is Per.NONE and fits_unit(ctx.specs[name], quantity)
    }
    longest = max(found.values(), default=0)
    best = [name for name, length in found.items() if length == longest]
    return best[0] if longest > 1 and len(best) == 1 else ""


def is_idle(label: str) -> bool:
    """Whether the words before a price say no more than what it is a price of (单台, 每台)."""
    return not content_of(_EACH_OF.sub("", label))


def only_counted_so(
    ctx: NumberContext,
    expression: Expression,
    others: Sequence[Expression],
    wanted: Sequence[Wanted],
    text: str,
) -> str:
    """The only fact counted with the measure word of a count that stands alone (车…,40台).

    个, 家, 项 and the like count anything; one of them before a sum is what the sum is paid for
    (批了60台,一台合共42万).
    """
    is_alone = len(expression.operands) == 1 and not content_of(expression.operands[0].label)
    measure = expression.classifier
    if expression.unit is not Unit.COUNT or not is_alone or measure in _TELLS_NOTHING:
        return ""
    alike = [e for e in others if e.unit is Unit.COUNT and e.classifier == measure]
    if sum(not _is_priced(e, others, text) for e in alike) != 1 or expression not in alike:
        return ""
    if len(alike) > 1 and _is_priced(expression, others, text):
        return ""
    needed = frozenset[str]().union(*(w.needed for w in wanted))
    found = [
        name
        for name in sorted(needed)
        if ctx.counts(name)
        and len(ctx.specs[name].unit_name) > _PLAIN_NAME
        and ctx.specs[name].unit_name.startswith(measure)
    ]
    return found[0] if len(found) == 1 else ""


def _is_priced(one: Expression, others: Sequence[Expression], text: str) -> bool:
    """Whether one thing stands before its price in the same clause."""
    _, high = clause_around(text, one.start, one.end)
    return one.value == 1 and any(e.unit is Unit.YUAN and one.end <= e.start < high for e in others)


def only_of_unit(
    ctx: NumberContext,
    expression: Expression,
    others: Sequence[Expression],
    wanted: Sequence[Wanted],
    text: str,
) -> str:
    """The only fact measured in the unit of the only number that is measured in it.

    An area is what a clause about areas asks for, and a sum paid every month what a clause
    about monthly sums asks for, whatever the words beside it; other sums and counts are too
    common for that.
    """
    is_area = expression.unit is Unit.SQUARE_METRE
    is_monthly = _is_monthly(expression, text)
    if expression.unit is Unit.COUNT and expression.value is not None:
        return _by_head(ctx, expression, others, wanted, text)
    if expression.value is None or not (is_area or is_monthly):
        return ""
    alike = [e for e in others if e.unit is expression.unit and _is_monthly(e, text) == is_monthly]
    if len(alike) > 1:
        return ""
    needed = frozenset[str]().union(*(w.needed for w in wanted))
    fitting = [
        name
        for name in sorted(needed)
        if (is_area and ctx.specs[name].kind is FactKind.SQUARE_METRES)
        or (is_monthly and ctx.specs[name].per is Per.MONTH)
    ]
    return fitting[0] if len(fitting) == 1 else ""


def _is_monthly(expression: Expression, text: str) -> bool:
    is_single = len(expression.operands) == 1
    per_month = expression.unit is Unit.YUAN_PER_MONTH and is_single
    return per_month or is_of_month(expression, text)


def _by_head(
    ctx: NumberContext,
    expression: Expression,
    others: Sequence[Expression],
    wanted: Sequence[Wanted],
    text: str,
) -> str:
    """The fact whose word ends what a count counts: 30个中度失能的本市老人.

    Only where a modifier stands between the two, and for a lone count with such an end.
    """
    ends = {id(e): _PHRASE_BEHIND.match(text, e.end) for e in others if e.unit is Unit.COUNT}
    own = ends.get(id(expression))
    if own is None or len(expression.operands) != 1 or "的" not in own.group():
        return ""
    needed = frozenset[str]().union(*(w.needed for w in wanted))
    heads = {
        name: tuple(word for word in ctx.specs[name].words if len(word) > 1)
        for name in sorted(needed)
        if ctx.counts(name)
    }
    found = [name for name, words in heads.items() if words and own.group().endswith(words)]
    alike = [
        one
        for key, one in ends.items()
        if key != id(expression) and one is not None and found
        and one.group().endswith(heads[found[0]])
    ]  # fmt: skip
    return found[0] if len(found) == 1 and not alike else ""


def _stands_beside(spec: FactSpec, lead: str, text: str, quantity: Quantity) -> bool:
    """Whether a word of a fact stands right before a number, or right behind it."""
    for word in map(fold_word, spec.words):
        # A pattern is made of a word only where the word stands.
        if word in lead and re.search("(?<![非不无])" + re.escape(word) + _BEFORE_IT, lead):
            return True
        end = quantity.end + (1 if text[quantity.end : quantity.end + 1] == "元" else 0)
        if text.startswith(word, end) and _BEHIND_IT.match(text, end + len(word)):
            return True
    return False


def heads(spec: FactSpec, label: str, clause: str) -> bool:
    """Whether a label is a word of a fact, with no noun behind it that a clause has not.

    办活动场地 is no 办活动; 租智算训练大模型 is 租智算 where a clause pays for training.
    """
    ends = [label.rfind(word) + len(word) for word in spec.words if word in label]
    behind = label[max(ends, default=0) :]
    known = covers(behind, (plain_words(), spending()))
    for n in range(len(behind) - 1):
        if behind[n : n + 2] in clause:
            known[n : n + 2] = b"\x01\x01"
    return bool(ends) and sum(not one for one in known) < _NOUN


def names(spec: FactSpec, label: str) -> bool:
    """Whether a label holds a word of a fact."""
    return any(word in label for word in spec.words)
