"""Numbers that no label places but the conversation does."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.dialogue.acts import Act
from assistant.dialogue.aspects import clause_around, content_of
from assistant.dialogue.borne_out import was_just_done
from assistant.dialogue.changes import is_borne_by_others, lacks_old
from assistant.dialogue.gather.around import governed
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.corrections import is_cancelled
from assistant.dialogue.gather.counts import counted_alike
from assistant.dialogue.gather.giving import may_count
from assistant.dialogue.gather.paired_years import says_of_year_before
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.stated_here import meant_part
from assistant.dialogue.items import share
from assistant.dialogue.language import naming_pairs
from assistant.dialogue.numbers import Given
from assistant.dialogue.pair_places import says_year_before
from assistant.dialogue.stated import ClaimKind, Stated
from assistant.dialogue.turn import Turn
from assistant.text.expressions import Expression, Relation
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_CAME_BACK = lazy("(?:退|返|还|优惠|便宜|少|减|免)[了还回掉给]?")
_PARTY = lazy(
    "供应商|服务商|云?厂[商家]|商家|卖[方家]|对方|[甲乙]方|平台|客户|房东|代理商?|经销商|渠道|公司|他们|人家|财务"
    "|后来|最后|合同|费用|款项?|那边|又|还|已经|上个?月|昨天|今天|刚才?|其中|里面"
)
_SEVERAL = 2
_NEARLY = Decimal("0.25")
_SIDES = lazy("[两二三四五每几][边家方个处地人]")
"""How many sides a number is told of."""
_DOES_ONE = lazy("[签租买投花做付订办搞来要]一?个")
"""那我签个1700万的呢: a verb with the lightest of measure words says no more than the number."""


def placed_by_talk(
    ctx: GatherContext,
    turn: Turn,
    part: Part,
    new: Sequence[Stated],
    given: Sequence[Given],
    used: set[int],
    number: int,
    parts_old: Sequence[Stated],
    parts: Sequence[Part],
) -> list[Stated]:
    """Numbers that no label places but the conversation does.

    不是300万，是320万: the old value names the fact. 后来减了100万, 又签了300万: what was
    stated last, in the same unit.
    """
    found: list[Stated] = []
    caps = {c.start for c in turn.claims if c.kind is ClaimKind.CAP}
    known = {s.name: s.value for s in parts_old}
    again = Act.CORRECT in turn.acts  # 打错, 1200万是两年的, 这台只投了780万
    names = {s.name for s in new if not (again and known.get(s.name) == s.value)}
    every = frozenset[str]().union(*(ctx.needs(c).all for c in part.matter.clauses))
    for expression in turn.expressions:
        start = expression.operands[0].quantity.start
        if (
            start in used
            or expression.start in used
            or start in caps  # 不对吧,600万封顶?
            or not may_count(ctx, turn, expression, [part])
        ):
            continue
        if _is_of_other_matter(turn, expression, part, parts) or any(
            g.fact and g.fact not in every and g.expression.start == expression.start for g in given
        ):
            continue  # 语料那笔改成590万: another matter's
        if len(parts) > 1 and any(
            g.fact
            and g.expression is expression
            and meant_part(ctx, turn, g, parts) not in (None, part)
            for g in given
        ):
            continue  # 创新中心追加到1100万: said of another matter
        more = one_more_of_last(turn, part, expression, number)
        target = next((s for s in parts_old if s.name == more), None)
        target = target or _target(ctx, expression, parts_old, turn)
        if target is None and part.index is not None:
            target = counted_alike(ctx, expression, parts_old, turn)
        if target is None or target.name in names:
            continue
        if _is_others_refund(ctx, turn, expression, part):
            continue
        if expression.unit is Unit.YUAN and is_borne_by_others(turn.folded, expression):
            continue  # 中心承担的改成了220万
        amount = expression.value
        role = expression.operands[0].role
        if amount is None and role in ("minus",):
            amount = expression.operands[0].quantity.value
        if amount is None:
            continue
        if is_cancelled(ctx, turn, target.name, expression, part):
            amount = Decimal(0)
        used.add(expression.start)
        used.add(start)
        found.append(
            Stated(
                target.name,
                amount,
                expression.operands[0].quantity.start,
                expression.end,
                expression.operands[-1].quantity.text,
                approximate=expression.relation is Relation.APPROXIMATE,
                bound=expression.bound,
                turn=number,
            )
        )
    return found


_ONE_MORE = lazy(
    "(?:另外?|还|再|又)(?:外)?(?:有|加上?)(?:了)?(?:一?[家个笔份张项])?[^,。;!?\\d]{0,8}$"
)
_SAYS_MORE = lazy("(?:另外?|还|再|又)(?:有|加)")


def one_more_of_last(turn: Turn, part: Part, expression: Expression, number: int) -> str:
    """The sum to which the message before added one more like this one; "" where it did not.

    还有会计所的55万, then 另有一家律所40万: more of what grew just now, whatever else was told.
    """
    last = part.matter.pasts[-1] if part.matter.pasts else None
    low, _ = clause_around(turn.folded, expression.start, expression.start)
    start = expression.operands[0].quantity.start
    if last is None or last.turn != number - 1 or expression.unit is not Unit.YUAN:
        return ""
    if not (_SAYS_MORE.search(last.said) and _ONE_MORE.fullmatch(turn.folded, low, start)):
        return ""
    was = {s.name: s.total for s in last.before}
    grown = [
        s.name for s in last.after if s.total is not None and s.total > (was.get(s.name) or s.total)
    ]
    return grown[0] if len(grown) == 1 else ""


def _is_of_other_matter(
    turn: Turn, expression: Expression, part: Part, parts: Sequence[Part]
) -> bool:
    """Whether the words before a number are of the messages of another matter, and not of this.

    焊装加了180万,两个都重算.
    """
    if len(parts) < _SEVERAL or part.index is None:
        return False
    low = clause_around(turn.folded, expression.start, expression.start)[0]
    pairs = naming_pairs(turn.folded[low : expression.start])
    before = {p.index: p.matter.text.removesuffix(turn.matter) for p in parts}
    own = {n: {pair for pair in pairs if pair in text} for n, text in before.items()}
    mine = own[part.index]
    return any(their > mine for n, their in own.items() if n != part.index)


def _target(
    ctx: GatherContext, expression: Expression, old: Sequence[Stated], turn: Turn
) -> Stated | None:
    """The fact stated before that an expression without a label speaks of."""
    if expression.relation is Relation.REPORTED:
        return None
    fitting = [s for s in old if ctx.fits(s, expression)]
    if not fitting:
        return None
    previous = {o.quantity.value for o in expression.operands if o.role == "old"}
    named = [s for s in fitting if s.value in previous]
    if named:
        return named[-1]
    if lacks_old(expression, old):
        return None
    lead = turn.folded[governed(turn.folded, expression.start, turn.quantities) :]
    lead = lead[: max(0, expression.start - (len(turn.folded) - len(lead)))]
    spoken = [s for s in fitting if any(w in lead for w in ctx.label_words(s.name))]
    spoken = spoken or _of_year(ctx, fitting, turn, expression)
    role = expression.operands[0].role
    alike = [e for e in turn.expressions if e.unit is expression.unit]
    corrects = Act.CORRECT in turn.acts and len(alike) == 1
    if role in ("minus", "plus", "new") or corrects:
        return max(reversed(spoken or fitting), key=lambda s: s.turn)
    if role == "term" and len(alike) == 1 and len({s.name for s in spoken}) == 1:
        return spoken[-1]  # 但租金一年只付了20万: told anew by its name
    low, high = clause_around(turn.folded, expression.start, expression.end)
    rest = turn.folded[low : expression.start] + turn.folded[expression.end : high]
    bare = content_of(_DOES_ONE.sub("", _SIDES.sub("", rest)))
    placed = any(low <= s < high for s, _ in turn.scope.spans)  # 区里出了21万
    if placed or any(low <= c.start < high for c in turn.claims):
        return None
    near = len(fitting) == 1 and _told_exactly(fitting[0], expression)
    if role == "term" and len(alike) == 1 and len(fitting) == 1 and (not bare or near):
        return fitting[0]  # 要是劈一半, 两边各1150万: a number alone in its clause
    just = ctx.is_count(fitting[0].name) and was_just_done(
        turn.folded, expression.start, expression.end
    )
    if role == "term" and just and len(alike) == len(fitting) == 1:
        return fitting[0]
    return None


def _of_year(
    ctx: GatherContext, told: Sequence[Stated], turn: Turn, expression: Expression
) -> list[Stated]:
    """Of facts that are compared over two years, those of the year named (去年里头有600万不算)."""
    specs, text = ctx.rulebook.facts, turn.folded
    compared = {specs[s.name].year_before for s in told if specs[s.name].year_before}
    low = clause_around(text, expression.start, expression.start)[0]
    is_prior = says_year_before(text[low : expression.start])
    if is_prior is None and compared:
        is_prior = says_of_year_before(turn, expression)
    while is_prior is None and low > 1 and text[low - 1] == ",":  # 前年也照这口径,减800万
        before = clause_around(text, low - 1, low - 1)[0]
        is_prior, low = says_year_before(text[before : low - 1]), before
    if not compared or is_prior is None:
        return []
    if is_prior:
        return [s for s in told if specs[s.name].year_before]
    return [s for s in told if s.name in compared]


def _is_others_refund(ctx: GatherContext, turn: Turn, expression: Expression, part: Part) -> bool:
    """Whether what came back came from somebody that the matter never spoke of.

    After 算力花了600万: 瑜伽馆退了5万 is no refund of it; 供应商退了50万 is.
    """
    if expression.operands[0].role != "minus" or len(expression.operands) > 1:
        return False
    low, _ = clause_around(turn.folded, expression.start, expression.start)
    lead = turn.folded[low : expression.start]
    verb = _CAME_BACK.search(lead)
    if verb is None:
        return False
    words = _PARTY.sub("", lead[: verb.start()])
    known = part.matter.text.removesuffix(turn.matter)
    known += "".join(ctx.texts[c] for c in part.matter.clauses)
    names = "".join(w for s in part.matter.numbers for w in ctx.label_words(s.name))
    return content_of(words) >= _SEVERAL and not share(words, known + names)


def _told_exactly(known: Stated, expression: Expression) -> bool:
    """Whether a number is what was told about before, as near as 八百来万 is to 823万."""
    if not (known.approximate or known.bound) or not isinstance(known.value, Decimal):
        return False
    value = expression.value
    return value is not None and abs(value - known.value) <= known.value * _NEARLY
