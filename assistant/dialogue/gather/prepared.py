"""A message made ready: less the numbers that state nothing of a fact.

Echoes of the answer, pointers, bases, totals beside what they are of; bare numbers in the unit that
was spoken of before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.acts import Act
from assistant.dialogue.aspects import clause_around, content_of
from assistant.dialogue.changes import figures_named, is_waiting, lacks_old, not_done, points_to
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.returns import RETURNS
from assistant.dialogue.needs import Needs
from assistant.dialogue.numbers import in_kept_unit
from assistant.dialogue.stated import Stated, Unused
from assistant.dialogue.turn import Intent, Turn, blank
from assistant.policy.clause import ClauseId
from assistant.rules.facts import FactKind, Per
from assistant.text.expressions import Expression, Relation, find_expressions
from assistant.text.numerals import read_number
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_DIGIT = lazy("[漏少多][写打]了?[一1]?个?$")
"""A digit that was left out (漏写一个1) is no number."""
_WAN = Decimal(10_000)
_WORDS = 2
_SUM_WORD = lazy("一共|总共|合计|合起来|加起来|拢共|加一[起块]|一起|那就?(?:是|剩)")
_CONFIRMED = lazy(
    "(?:了?[咯喽吧吗嘛呗]|就\\D{0,3}\\d+(?:万|亿)?元?了|对不?对?吧?|是吧|对吧|[?])[?。!]*$"
)
_BASIS = lazy(
    "按(?P<basis>不含税|含税|税前|税后|到账|合同|发票|实付|审计)的?(?:数|价|金额)?(?:算|报|来|走)"
)
_SETTLED = lazy("实际|最终|决算|结算|只有")
_SEVERAL = 2
_NO_RELATION = lazy(
    "不(?:是|算)(?=[^,。;!?]{0,6}(?:区|市(?!场)|省|政府|国资|财政|引导基金|官方|公家))[^,。;!?不]{1,10}?"
    "(?:的|出的?|投的?|给的?)(?:钱|资金|基金|那份)?(?=[,。;!?]|$)"
    "|没(?:有)?(?:任何|半点|啥|什么)?关系|无关|不相干|不沾边|不搭界|不搭边"
)
_STOP_BETWEEN = lazy("[。;!?]")


def without_figures(ctx: GatherContext, turn: Turn, parts: Sequence[Part]) -> Turn:
    """A message less the sums that only name the clause which pays them (那个三百的)."""
    own = frozenset[Decimal]().union(
        *(ctx.figures_of(c) for p in parts if p.index is not None for c in p.matter.clauses)
    )
    stated = {s.value for p in parts for s in p.matter.numbers}
    named = figures_named(turn.folded)
    spans = [(low, high) for low, high, value in named if value in own and value not in stated]
    if not spans:
        return turn
    kept = (e for e in turn.expressions if not any(s <= e.start < t for s, t in spans))
    return replace(turn, expressions=tuple(kept))


def _as_stated(ctx: GatherContext, turn: Turn, parts: Sequence[Part]) -> Turn:
    """A message, a correction of two bare numbers in the unit of what the old one was told as.

    不是140是410, after 租了140平.
    """
    units = {
        FactKind.SQUARE_METRES: Unit.SQUARE_METRE,
        FactKind.COUNT: Unit.COUNT,
        FactKind.MONTHS: Unit.MONTH,
    }
    known = {
        s.value: unit
        for part in parts
        for s in part.matter.numbers
        if isinstance(s.value, Decimal) and part.index is not None
        for unit in (units.get(ctx.rulebook.facts[s.name].kind),)
        if unit is not None
    }

    named = {
        word: units.get(ctx.rulebook.facts[s.name].kind)
        for part in parts
        for s in part.matter.numbers
        if part.index is not None
        for word in ctx.label_words(s.name)
    }

    prices = [
        s.value
        for part in parts
        for s in part.matter.numbers
        if part.index is not None
        and isinstance(s.value, Decimal)
        and ctx.rulebook.facts[s.name].per is Per.SQUARE_METRE_MONTH
    ]

    if not known and not named:
        return turn

    def with_unit(e: Expression) -> Expression:
        if _is_price_now(turn, e, prices):
            return in_other_unit(e, Unit.YUAN_PER_SQM_MONTH)  # 房东降价到90, after 每平110
        if e.unit is Unit.NUMBER and e.value in known and _names_old(turn, e):
            return in_other_unit(e, known[e.value])  # 280是套内, after 280平
        if e.unit is Unit.NUMBER and len(e.operands) == 1 and e.value is not None:
            low, _ = clause_around(turn.folded, e.start, e.end)
            if not content_of(turn.folded[low : e.start]):  # 面积量错了,148
                low, _ = clause_around(turn.folded, max(0, low - 2), max(0, low - 2))
            lead = turn.folded[low : e.start]
            said = {unit for word, unit in named.items() if word in lead}
            own = next(iter(said)) if len(said) == 1 else None
            return in_other_unit(e, own) if own is not None else e  # 面积是180
        old = [o.quantity.value for o in e.operands if o.role == "old"]
        unit = known.get(old[0]) if len(old) == 1 else None
        if e.unit is not Unit.NUMBER or e.relation is not Relation.INSTEAD or unit is None:
            return e
        return in_other_unit(e, unit)

    return replace(turn, expressions=tuple(map(with_unit, turn.expressions)))


_PRICE_NOW = lazy(
    "(?:[涨降调减砍压谈提]了?[一点下]{0,2}[价租]|[单租]价|租金?|房租|价[格钱]?|房东|业主|物业)"
    "[^,。;!?\\d]{0,6}?(?:到|成|为|至|是|按)了?$"
)
_LIKE = 4


def _is_price_now(turn: Turn, e: Expression, prices: Sequence[Decimal]) -> bool:
    """Whether a bare number is what a square metre costs now, after its price was told."""
    if len(prices) != 1 or len(e.operands) != 1 or e.value is None:
        return False
    if e.unit not in (Unit.NUMBER, Unit.YUAN) or not 0 < prices[0] <= e.value * _LIKE:
        return False
    low, _ = clause_around(turn.folded, e.start, e.start)
    return e.value <= prices[0] * _LIKE and bool(_PRICE_NOW.search(turn.folded, low, e.start))


_MEASURED = lazy("(?:[处所](?![得有以需理罚置在])|[头只株棵尾羽窝垛眼孔][^,。;!?]|公里|千瓦|立方)")
"""7处商场 counts places and is no sum, though no list has 处 as a measure word."""
_WITH_REST = lazy(r"[万w](?:元|块)?[零一二两三四五六七八九\d]")
_THOUSAND = 1000
_YEARS = range(1990, 2040)


def in_unit(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part], *, supposes: bool = False
) -> tuple[Expression, ...]:
    """The expressions; bare numbers in 万 where the matter's sums were stated in 万.

    Who pays for a company leaves 万 out (合同500): where no sum was told with its unit at all, bare
    numbers are of 万 if ``supposes`` is set.
    """
    stated = [
        s
        for part in parts
        for s in part.matter.numbers
        if ctx.rulebook.facts[s.name].kind is FactKind.YUAN
    ]
    turn = _as_told_bare(_as_stated(ctx, turn, parts), stated)
    own = [e for e in turn.expressions if e.unit is Unit.YUAN]
    told = [s.text for s in stated if _told_in_wan(s)]
    told += [t for e in own for o in e.operands if "万" in (t := o.quantity.text) or "亿" in t]
    if not (told or turn.in_wan):
        if stated or own or not supposes:
            return turn.expressions
        return tuple(e if _is_year(e) else in_kept_unit(e, _WAN) for e in turn.expressions)
    # 一万九千八, then 三千六: told to the yuan, so that 3600 is what it says.
    to_the_yuan = not turn.in_wan and all(map(_WITH_REST.search, told))
    return tuple(
        e
        if _DIGIT.search(turn.folded[: e.start])
        or (e.unit is Unit.NUMBER and _MEASURED.match(turn.folded, e.end))
        or (to_the_yuan and e.value is not None and e.value >= _THOUSAND)
        else in_kept_unit(e, _WAN)
        for e in turn.expressions
    )


def _as_told_bare(turn: Turn, stated: Sequence[Stated]) -> Turn:
    """A message with a bare number in yuan that is near the one sum which was told bare as well.

    After 月租32000: 房东肯降到29000.
    """
    bare = [s for s in stated if s.text.isdigit() and isinstance(s.value, Decimal)]
    bare = [s for s in bare if s.value == int(s.text)]
    numbers = [e for e in turn.expressions if e.unit is Unit.NUMBER and len(e.operands) == 1]
    if len(bare) != 1 or len(numbers) != 1 or numbers[0].value is None:
        return turn
    (told,), (now,) = bare, numbers
    known, value = told.total or Decimal(0), numbers[0].value
    if value < _THOUSAND or _is_year(now) or not known <= value * 2 <= known * _NEAR_TO:
        return turn
    reaches = now.operands[0].role == "new" or _REACHES.search(turn.folded, 0, now.start)
    if not now.operands[0].quantity.text.isdigit() or not reaches:
        return turn
    kept = tuple(in_other_unit(e, Unit.YUAN) if e is now else e for e in turn.expressions)
    return replace(turn, expressions=kept)


_IN_FIGURES = lazy("\\d[\\d.]*(?:[+−]\\d[\\d.]*)+")
_SIGNED = lazy("[+-]?\\d+(?:\\.\\d+)?")
_REACHES = lazy("[到成为]了?$")
_NEAR_TO = 4
"""From half as much to twice as much."""


def _is_year(expression: Expression) -> bool:
    """Whether a bare number may be a year of the calendar."""
    value = expression.value
    return value is not None and value in _YEARS


def _told_in_wan(stated: Stated) -> bool:
    """Whether a sum was told in 万, itself or as a bare number after one that was (变成四百五)."""
    if any(sign in stated.text for sign in "万亿w"):
        return True
    if _IN_FIGURES.fullmatch(stated.text):  # 62+20−20, told bare one by one
        told = [Decimal(one) for one in _SIGNED.findall(stated.text.replace("−", "-"))]
        return sum(told, Decimal(0)) * _WAN == stated.total
    numeral = read_number(stated.text)
    return numeral is not None and numeral.value * _WAN == stated.value


def without_echo(turn: Turn, parts: Sequence[Part]) -> Turn:
    """A message that goes on, without the sum that it holds against the answer (那一共164万咯)."""
    goes_on = any(part.index is not None for part in parts)
    if goes_on and _echoes_sum(turn):
        return replace(turn, expressions=())
    return _without_told_whole(turn, parts) if goes_on else turn


_HELD_IN = lazy("(?:[算含计包放列加记混][含括进]?[在进到入]?|[在进])(?:了|原来|之前|前面|那|这)*$")
_OF_WHOLE = lazy("万?元?(?:那?个?数)?(?:里[头面边]?|之[内外]|以[内外]|当中)")


def _without_told_whole(turn: Turn, parts: Sequence[Part]) -> Turn:
    """A message without the sum told before that it only says another is no part of.

    开模的41万也是研发投入,没算在76里: so much more.
    """
    known = {s.total for part in parts for s in part.matter.numbers}
    whole = [
        e
        for e in turn.expressions
        if len(e.operands) == 1
        and e.value is not None
        and known & {e.value, e.value * _WAN}
        and _HELD_IN.search(turn.folded, 0, e.operands[0].quantity.start)
        and _OF_WHOLE.match(turn.folded, e.operands[0].quantity.end)
    ]
    others = [e for e in turn.expressions if e not in whole and e.unit is Unit.YUAN]
    if not whole or not others or _ASKED_OF.search(turn.folded):
        return turn
    low = clause_around(turn.folded, whole[0].start, whole[0].start)[0]
    if not _NOT_HELD.search(turn.folded, low, whole[0].start):
        return turn
    kept = [e for e in turn.expressions if e not in whole]
    if len(others) == 1 and len(others[0].operands) == 1:
        more = (replace(others[0].operands[0], role="plus"),)
        kept = [replace(e, operands=more) if e is others[0] else e for e in kept]
        acts = replace(turn.acts, all=turn.acts.all - {Act.REMOVE}, removed=())
        turn = replace(turn, acts=acts)  # 不含在760万里 takes nothing off
    return replace(turn, expressions=tuple(kept))


_NOT_HELD = lazy("(?:没有?|不|未)[^,。;!?\\d]{0,6}$")
_ASKED_OF = lazy("吗|是不是|能不能|要不要|算不算|该不该")


def on_basis(turn: Turn) -> Turn:
    """A message with several sums, of which it says which one counts (…,按不含税算): that one."""
    match = _BASIS.search(turn.folded)
    sums = [e for e in turn.expressions if e.unit in (Unit.YUAN, Unit.NUMBER)]
    if match is None or len(sums) < _SEVERAL:
        return turn
    word = match["basis"]

    def names(e: Expression) -> bool:
        low, high = clause_around(turn.folded, e.start, e.end)
        clause = turn.folded[low:high]
        return word in clause and (word.startswith("不") or f"不{word}" not in clause)

    own = [e for e in sums if names(e)]
    if len(own) != 1:
        return turn
    others = [e for e in sums if e is not own[0]]
    return replace(turn, expressions=tuple(e for e in turn.expressions if e not in others))


def settled_alone(turn: Turn, parts: Sequence[Part]) -> Turn:
    """A message that goes on, a sum beside one that was never stated taken by itself.

    场地方赞助抵了100万,实际发生只有600万 puts no 600万 in the place of 100万.
    """
    known = [s for part in parts if part.index is not None for s in part.matter.numbers]
    if not known:
        return turn
    found = []
    for e in turn.expressions:
        new = [o for o in e.operands if o.role == "new"]
        gap = turn.folded[e.start : e.end]
        is_sum = e.unit is Unit.YUAN and len(new) == 1
        if is_sum and lacks_old(e, known) and _SETTLED.search(gap):
            quantity = new[0].quantity
            found.append(
                replace(
                    e,
                    relation=Relation.PLAIN,
                    operands=(replace(new[0], role="term"),),
                    start=quantity.start,
                    value=quantity.value,
                    say="",
                )
            )
        else:
            found.append(e)
    return replace(turn, expressions=tuple(found))


def _echoes_sum(turn: Turn) -> bool:
    """Whether a short message only asks whether the sums come to so much."""
    counted = [e for e in turn.expressions if turn.folded[e.start - 1 : e.start] in ("这", "那")]
    told = [e for e in turn.expressions if e not in counted]  # 这两块: two matters
    sums = [e for e in told if e.unit in (Unit.YUAN, Unit.NUMBER)]
    others = [e for e in told if e not in sums and e.unit is not Unit.COUNT]
    if others or len(sums) != 1:
        return False
    spans = [(e.start, e.end) for e in turn.expressions]
    rest = _SUM_WORD.sub("", blank(turn.folded, spans))
    has_sum = _SUM_WORD.search(turn.folded, 0, sums[0].start)
    return bool(has_sum and _CONFIRMED.search(turn.folded)) and content_of(rest) <= _WORDS


def in_other_unit(e: Expression, unit: Unit) -> Expression:
    """An expression of bare numbers as one of what was told in a unit before."""
    operands = tuple(replace(o, quantity=replace(o.quantity, unit=unit)) for o in e.operands)
    return replace(e, unit=unit, operands=operands)


def without_adding(turn: Turn) -> Turn:
    """A message that tells of one year or thing only: nothing is added to what was told before.

    明年再进2个,只看明年.
    """
    expressions = tuple(
        replace(e, operands=(replace(e.operands[0], role="term", year=None, year_word=""),))
        if len(e.operands) == 1 and e.operands[0].role in ("plus", "term")
        else e
        for e in turn.expressions
    )
    acts = replace(turn.acts, all=turn.acts.all - {Act.ADD})
    intents = turn.intents - {Intent.TOTAL}
    return replace(turn, expressions=expressions, acts=acts, intents=intents)


def disowned(
    turn: Turn, parts: Sequence[Part], needs: Mapping[ClauseId, Needs], number: int
) -> tuple[Turn, tuple[Part, ...]]:
    """A number told before that turns out to be nobody's (那700万是民营基金的，跟区里没关系).

    What it was told as is none of it from now on, and it is no other sum.
    """
    if not _NO_RELATION.search(turn.folded):
        return turn, tuple(parts)
    said = {e.value for e in turn.expressions if e.value}
    found = []
    gone: set[Decimal] = set()
    for part in parts:
        main = frozenset[str]().union(*(needs[c].main for c in part.matter.clauses))
        of = {s.name: s.value for s in part.matter.numbers if s.name not in main}
        values = {v for v in of.values() if isinstance(v, Decimal) and v in said}
        told = tuple(
            replace(s, value=Decimal(0), turn=number, start=0, end=len(turn.folded))
            if s.name in of and s.value in values
            else s
            for s in part.matter.numbers
        )
        gone |= values
        found.append(replace(part, matter=replace(part.matter, numbers=told)))
    rest = tuple(e for e in turn.expressions if e.value not in gone)
    return replace(turn, expressions=rest), tuple(found)


def without_waiting(turn: Turn, parts: Sequence[Part]) -> tuple[Turn, tuple[Unused, ...]]:
    """A message that goes on, less further things that do not count yet (还有两个在排队)."""
    if not any(part.index is not None for part in parts):
        return turn, ()
    spans, left, text = [], [], turn.folded
    for e in turn.expressions:
        low, high = clause_around(turn.folded, e.start, e.end)
        begun = not_done(turn.folded, low, high, e) if e.unit is Unit.YUAN else None
        if begun is not None:
            spans.append((begun, high))
            text = blank(text, [(begun, high)])
            left.append(Unused(turn.folded[begun:high], begun, high, "number"))
        elif e.unit is Unit.COUNT and is_waiting(turn.folded, low, e):
            spans.append((e.start, e.end))
            left.append(Unused(turn.folded[low:high], low, high, "number"))
    turn = without_spans(turn, spans) if spans else turn
    return (replace(turn, folded=text) if spans else turn), tuple(left)


def without_pointers(turn: Turn, parts: Sequence[Part]) -> Turn:
    """A message less the numbers that only name what was told before (300那个是政府投资的)."""
    known: set[Decimal] = set()
    is_back = RETURNS.search(turn.folded)  # 假设完了, 就1800: what is known again
    for part in parts:
        for s in part.matter.numbers if part.index is not None else ():
            items = s.value if isinstance(s.value, tuple) else ()
            known |= {i.value for i in (*items, *s.parts)}
            known |= {s.value} if isinstance(s.value, Decimal) else set()
    kept = tuple(
        e
        for e in turn.expressions
        if not (
            len(e.operands) == 1
            and e.relation is Relation.PLAIN
            and e.value in known
            and (points_to(turn.folded, e.end) or is_back or _names_old(turn, e))
        )
    )
    return turn if len(kept) == len(turn.expressions) else replace(turn, expressions=kept)


def without_wholes(turn: Turn, parts: Sequence[Part]) -> Turn:
    """A message less the counts that only name together what was told before (这三个里头)."""
    wholes = {
        s.total
        for part in parts
        for s in (part.matter.numbers if part.index is not None else ())
        if isinstance(s.value, tuple)
    }
    kept = tuple(
        e
        for e in turn.expressions
        if not (
            e.unit is Unit.COUNT
            and e.relation is Relation.PLAIN
            and e.value in wholes
            and _THESE.search(turn.folded, 0, e.start)
        )
    )
    return turn if len(kept) == len(turn.expressions) else replace(turn, expressions=kept)


def _names_old(turn: Turn, e: Expression) -> bool:
    """Whether a bare number says what one of before was, beside a new one (280是套内,合同360平)."""
    others = any(x is not e and x.operands[0].quantity.role == "amount" for x in turn.expressions)
    is_bare = not _MONEY.search(e.operands[0].quantity.text)
    is_money = e.unit is Unit.YUAN
    return is_bare and not is_money and others and _WAS_THAT.match(turn.folded, e.end) is not None


_MONEY = lazy("[万亿元w]")
_THESE = lazy("[这那]$")
"""这三个里头, of two and one: what was told before, all together."""
_WAS_THAT = lazy(r"(?:那个)?是(?!对的?|没错)[^,。;!?\d]{1,8}(?=[,。;!?])")


def without_spans(turn: Turn, spans: Collection[tuple[int, int]]) -> Turn:
    """A message less the numbers, conditions, factors and acts of removing in some stretches."""

    def holds(place: int) -> bool:
        return not any(low <= place < high for low, high in spans)

    removed = tuple(span for span in turn.acts.removed if holds(span[0]))
    gone = frozenset() if removed else frozenset({Act.REMOVE})
    return replace(
        turn,
        expressions=tuple(e for e in turn.expressions if holds(e.start)),
        multiples=tuple(m for m in turn.multiples if holds(m.start)),
        flags=tuple(f for f in turn.flags if holds(f.start)),
        acts=replace(turn.acts, all=turn.acts.all - gone, removed=removed),
    )


def with_totals(turn: Turn, parts: Sequence[Part]) -> Turn:
    """The message less what is only added, where what it comes to is told behind it.

    After 9个: 又多了俩,11个 tells eleven, not two and not twenty.
    """
    known = {s.value for p in parts if p.index is not None for s in p.matter.numbers}
    values = [v for v in known if isinstance(v, Decimal) and v > 0]
    kept: list[Expression] = []
    for e in turn.expressions:
        first, last = e.operands[0].quantity, e.operands[-1].quantity
        ahead = kept[-1] if kept and kept[-1].unit is e.unit and len(e.operands) == 1 else None
        if (
            ahead is not None
            and ahead.value
            and any(v + ahead.value == e.value for v in values)
            and not _STOP_BETWEEN.search(turn.folded, ahead.end, e.start)
        ):
            kept[-1] = replace(e, operands=(replace(e.operands[0], role="total"),))
            continue  # 漏了一个,其实是3个
        if len(e.operands) == _SEVERAL and any(v + first.value == last.value for v in values):
            whole = replace(e.operands[-1], role="total")
            e = replace(
                e, relation=Relation.PLAIN, value=last.value, start=last.start, end=last.end,
                operands=(whole,), say="",
            )  # fmt: skip
        kept.append(e)
    return replace(turn, expressions=tuple(kept))


def read_apart(turn: Turn, parts: Sequence[Part]) -> tuple[Turn, ...]:
    """The message as each of several new matters reads it; () where it is read as a whole.

    What stands in another matter's stretch is blanked out: no number is joined with one there, and
    no word there names one here. Offsets stay.
    """
    if len(parts) < 2 or any(p.index is not None or not p.stretches for p in parts):
        return ()
    return tuple(_own_of(turn, part) for part in parts)


def _own_of(turn: Turn, part: Part) -> Turn:
    left = ["。"] * len(turn.folded)
    for start, end in part.stretches:
        left[start:end] = turn.folded[start:end]
    text = "".join(left)
    quantities = tuple(q for q in turn.quantities if part.holds(q.start))
    return replace(
        turn,
        folded=text,
        quantities=quantities,
        expressions=find_expressions(text, quantities),
    )


def together(readings: Iterable[Sequence[Expression]]) -> tuple[Expression, ...]:
    """The expressions of all matters, each once, in order."""
    found = dict.fromkeys(e for own in readings for e in own)
    return tuple(sorted(found, key=lambda e: (e.start, e.end)))
