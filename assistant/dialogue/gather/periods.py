"""Years and months: how long, what is paid in each, what comes of another time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.additions import NTH
from assistant.dialogue.gather.context import YEARS, GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.so_many_years import years_of
from assistant.dialogue.gather.stated_here import PRICE_OF_MONTH
from assistant.dialogue.gather.times_told import WHOLE_YEAR, runs_a_contract
from assistant.dialogue.gather.whole_term import whole_months, whole_years
from assistant.dialogue.language import naming_pairs
from assistant.dialogue.needs import Needs, needs_of
from assistant.dialogue.numbers import Given
from assistant.dialogue.stated import Factor, Stated, Term
from assistant.dialogue.turn import Intent, Turn
from assistant.policy.clause import ClauseId
from assistant.rules.facts import FactKind, Per
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.relations import Relation
from assistant.text.saying import shown
from assistant.text.units import Unit

_EACH_YEAR = lazy("(?:每年|各年|年年|一年)(?:都|各)?[^,。;!?]{0,4}?[\\d一二两三四五六七八九十]")
_A_YEAR = lazy("一年|[全整]年|(?<![每半\\d])年(?=补|租金|能补|奖)|按年")
"""A year told without a length of time that is left to use: twelve months of rent."""
_TWO_YEARS = 2
_HALF_YEAR = 6
_PAID_YEARLY = lazy("(?:每一?年|年年|一年)(?:都|要|的)?[^,。;!?0-9]{0,6}$")
ONLY_YEAR = lazy(
    r"(?P<that>(?:20)?\d\d)年(?=那一?[年笔份])|(?:只|光|单|就|单独)(?:看|报|算|申请|要|说|问|按|管|留)?[^,。;!?]{0,4}?"
    r"(?:(?P<year>(?:20)?\d\d)年|第?(?P<nth>[一二三四五首头])[一]?年|(?P<next>明年|次年|下一年)"
    r"|(?P<last>后年|最后一年)|(?P<now>今年|当年))"
)
_FIRST_YEAR = {"首": 1, "头": 1, **NTH}


def _so_many_years(
    turn: Turn, part: Part, new: Sequence[Stated], used: set[int], number: int
) -> tuple[Stated, ...]:
    """The number of years beside what is done each year (分成两年，每年2个)."""
    if not new or any(s.name == YEARS for s in new) or not _EACH_YEAR.search(turn.folded):
        return ()
    for e in turn.expressions:
        single = e.unit is Unit.YEAR and len(e.operands) == 1 and e.value is not None
        if single and e.value != 1 and e.start not in used and part.holds(e.start):
            used.add(e.start)
            text = e.operands[0].quantity.text
            return (Stated(YEARS, e.value or Decimal(1), e.start, e.end, text, turn=number),)
    return ()


def _lasted(
    ctx: GatherContext, turn: Turn, part: Part, used: set[int], number: int
) -> tuple[Stated, ...]:
    """How many years of what a rule pays each year are told, in words of the rule's own.

    在站满2年,又签了4年合同, of 在站博士后每年8万元: where all of it is asked for.
    """
    if not ctx.is_taken_in(part) or Intent.TOTAL not in turn.intents or part.index is not None:
        return ()
    facts = ctx.rulebook.facts
    quotes = [
        fold(rule.quote)
        for rule in ctx.rules_of(part)
        if rule.yearly
        and not any(facts[c.fact].kind in _TIMES for c in rule.conditions if c.fact in facts)
    ]
    found = []
    for q in turn.quantities:
        low, high = clause_around(turn.folded, q.start, q.end)
        said = naming_pairs(_FULL.sub("", turn.folded[low : q.start]))
        is_own = any(said and all(pair in quote for pair in said) for quote in quotes)
        is_whole = not any(p in turn.folded[q.end : high] for p in _NOT_LASTED)
        if q.unit is Unit.YEAR and q.value > 1 and q.start not in used and is_own and is_whole:
            found.append(q)
    if len(found) != 1:
        return ()
    used.add(found[0].start)
    q = found[0]
    return (Stated(YEARS, q.value, q.start, q.end, q.text, turn=number),)


def _of_whole_term(
    ctx: GatherContext, turn: Turn, part: Part, number: int
) -> tuple[Stated, ...]:
    term = whole_years(ctx, turn, part)
    if term is None:
        return ()
    text = turn.folded[term.start : term.end]
    return (Stated(YEARS, term.most, term.start, term.end, text, turn=number),)


_TIMES = frozenset({FactKind.YEARS, FactKind.MONTHS})
_FULL = lazy("已经|[满了已整够共过]")
_NOT_LASTED = ("合同", "协议", "前", "内", "贷款")
"""What makes a number of years behind it another time than the one that was paid for."""


def periods_told(
    ctx: GatherContext,
    turn: Turn,
    part: Part,
    new: Sequence[Stated],
    given: Sequence[Given],
    used: set[int],
    needs: Mapping[ClauseId, Needs],
    number: int,
) -> tuple[Stated, ...]:
    """The only period of a message is the number of months that a clause still asks for."""
    needed = frozenset[str]().union(*(needs[c].all for c in part.matter.clauses))
    yearly = _so_many_years(turn, part, new, used, number) if YEARS in needed else ()
    if YEARS in needed and part.index is not None and not yearly:
        yearly = _as_much_each_year(turn, number)
    if YEARS in needed and not yearly and all(s.name != YEARS for s in new):
        yearly = _lasted(ctx, turn, part, used, number) or _of_whole_term(ctx, turn, part, number)
    if yearly:
        return yearly
    every = frozenset[str]().union(*(needs[c].main for c in part.matter.clauses))
    asked = [
        name
        for name in sorted(every)
        if ctx.rulebook.facts[name].kind is FactKind.MONTHS and all(s.name != name for s in new)
    ]
    left = [
        g
        for g in given
        if g.expression.unit in (Unit.MONTH, Unit.YEAR)
        and (g.expression.start not in used or _opens_product(turn, g.expression.start))
        and g.expression.value is not None
        and part.holds(g.expression.start)
        and not PRICE_OF_MONTH.match(turn.folded, g.expression.start)
    ]
    if ctx.is_taken_in(part):
        # 合同签了两年,带满一整年: how long a contract runs is no time beside the one that is told
        times = [g for g in left if not runs_a_contract(turn, g.expression)]
        whole = any(part.holds(m.start()) for m in WHOLE_YEAR.finditer(turn.folded))
        left = times if times or whole else left
        if whole and all(g.expression.unit is Unit.YEAR for g in left):
            left = []  # 做瓷二十年了,…带满一整年: the whole year is what is paid
    if len(asked) == 1 and not left:
        known = any(s.name == asked[0] for s in part.matter.numbers)
        years = (m for m in _A_YEAR.finditer(turn.folded) if part.holds(m.start()))
        year = next(years, None)
        term = whole_months(ctx, turn, part, asked[0]) if year is None and not known else None
        if term is not None:
            text = turn.folded[term.start : term.end]
            return (Stated(asked[0], term.most, term.start, term.end, text, turn=number),)
        if year and not (known and part.index is not None):
            return (Stated(asked[0], Decimal(12), *year.span(), year.group(), turn=number),)
    # 一年实付租金90万, 一年补多少: the same period twice
    if len(asked) != 1 or len({(g.expression.value, g.expression.unit) for g in left}) != 1:
        return ()
    used.add(left[0].expression.start)
    return (ctx.reader.stated(replace(left[0], fact=asked[0]), number),)


def _opens_product(turn: Turn, start: int) -> bool:
    """Whether a length of time stands first in what it multiplies: 两年租金96万, 48万 a year."""
    return any(
        e.relation is Relation.PRODUCT
        and e.start == start
        and any(o.role == "periods" and o.quantity.start == start for o in e.operands)
        for e in turn.expressions
    )


def paid_each_year(
    ctx: GatherContext,
    turn: Turn,
    part: Part,
    new: Sequence[Stated],
    periods: Sequence[Stated],
) -> tuple[Stated, ...]:
    """The new sums, what is paid each year taken as often as years are told (每年付90万…三年).

    Where a clause asks for months, the sums beside them are those of the whole time. So are they
    where that time was told before, with a sum of its own for each year.
    """
    kind = ctx.rulebook.facts
    told = [s for s in (*new, *periods) if kind[s.name].kind is FactKind.MONTHS]
    months = [s.value for s in told if "年" in s.text]
    if not told and any(_is_by_year(s) for s in part.matter.numbers):
        before = [s for s in part.matter.numbers if kind[s.name].kind is FactKind.MONTHS]
        months = [s.value for s in before if not s.is_assumed]
    lasts = months[0] if len(months) == 1 else None
    if not isinstance(lasts, Decimal) or lasts % 12 or lasts < _TWO_YEARS * 12:
        return tuple(new)
    years = lasts / 12
    return tuple(
        _over_years(s, s.value, years, s.turn)
        if isinstance(s.value, Decimal)
        and not s.say
        and kind[s.name].kind is FactKind.YUAN
        and kind[s.name].per is Per.NONE
        and _PAID_YEARLY.search(turn.folded, 0, s.start)
        else s
        for s in new
    )


def of_one_year(
    ctx: GatherContext, turn: Turn, part: Part, new: Sequence[Stated], number: int
) -> tuple[Stated, ...]:
    """The months that a sum is for which is paid a year (每年租金56万), where none are told."""
    yearly = {
        o.quantity.start
        for e in turn.expressions
        if e.unit is Unit.YUAN_PER_YEAR
        for o in e.operands
    }
    every = frozenset[str]().union(*(ctx.needs(c).all for c in part.matter.clauses))
    kind = ctx.rulebook.facts
    months = [f for f in sorted(every) if kind[f].kind is FactKind.MONTHS]
    if len(months) != 1:
        return ()
    old = {s.name: s for s in part.matter.numbers}
    now = next((s for s in new if s.name == months[0]), None)
    before = old.get(months[0])
    if now is not None:  # 那三年呢 after 每年租金56万
        if before is None or not before.is_assumed or not isinstance(now.value, Decimal):
            return ()
        years = now.value / 12
        return tuple(
            _over_years(s, s.value, years, number)
            for s in old.values()
            if s.start == before.start and s.turn == before.turn and s is not before
            if isinstance(s.value, Decimal) and s.name not in {n.name for n in new}
        )
    paid = [s for s in new if s.start in yearly and kind[s.name].per is Per.NONE]
    paid = [s for s in paid if any(months[0] in (d.product or ()) for d in kind[s.name].derive)]
    if before is not None or len(paid) != 1:
        return ()
    s = paid[0]
    year = Decimal(12)
    return (Stated(months[0], year, s.start, s.end, s.text, turn=number, is_assumed=True),)


def over_the_time(
    ctx: GatherContext, part: Part, new: Sequence[Stated], number: int
) -> tuple[Stated, ...]:
    """The new facts with the sums of before, as often as the new time holds the old one.

    After 一年租金80万: 36个月一共多少 asks for three years of it. Whole years or halves only; a sum
    that is told anew is of the time that it is told with, unless it is the one of before.
    """
    if part.index is None:
        return tuple(new)
    old = {s.name: s for s in part.matter.numbers}
    facts = ctx.rulebook.facts
    times = [s for s in new if facts[s.name].kind is FactKind.MONTHS and s.name in old]
    if len(times) != 1 or times[0].is_assumed or old[times[0].name].is_assumed:
        return tuple(new)
    before, now = old[times[0].name].value, times[0].value
    if not isinstance(before, Decimal) or not isinstance(now, Decimal):
        return tuple(new)
    if not before or before % _HALF_YEAR or now % _HALF_YEAR or before == now:
        return tuple(new)
    together = [r for r in ctx.rules_of(part) if times[0].name in needs_of([r], facts).all]
    sums = {n for r in together for n in needs_of([r], facts).all}
    told = {s.name: s for s in new}
    found = [s for s in new if s.name not in sums or not _is_same(old.get(s.name), s)]
    for name in sorted(sums & set(old)):
        value = old[name].value
        again = _is_same(old[name], told.get(name))
        if facts[name].kind is not FactKind.YUAN or facts[name].per is not Per.NONE:
            found += [told[name]] if again else []
        elif isinstance(value, Decimal) and (again or name not in told):
            one, years = value * 12 / before, now / 12
            if one * before / 12 != value:
                continue
            found.append(_over_years(old[name], one, years, number))
    return tuple(found)


def until(ctx: GatherContext, stated: Stated, years: int) -> Stated:
    """A length of time, that many years of it at the most."""
    kind = ctx.rulebook.facts[stated.name].kind
    most = {FactKind.MONTHS: 12 * years, FactKind.YEARS: years}.get(kind)
    if most is None or not isinstance(stated.value, Decimal) or stated.value <= most:
        return stated
    return replace(stated, value=Decimal(most), say="")


def _is_by_year(stated: Stated) -> bool:
    """Whether a sum was told as what is paid a year, so many years."""
    return any(f.of == "年" for term in stated.terms for f in term.factors)


def _over_years(stated: Stated, one: Decimal, years: Decimal, number: int) -> Stated:
    """A sum that is paid each year over so many of them; what one comes to may be told anew."""
    factors = Factor(one, Unit.YUAN, "年"), Factor(years, Unit.MONTH, "年")
    return replace(
        stated,
        value=one * years,
        say=_times_years(one, years),
        turn=number,
        parts=(),
        terms=(Term(factors, turn=number),),
    )


def _times_years(value: Decimal, years: Decimal) -> str:
    """What is paid each year, as a sum: 90万元 × 3年 = 270万元."""
    return f"{shown(value, Unit.YUAN)} × {years:f}年 = {shown(value * years, Unit.YUAN)}"


def _is_same(before: Stated | None, now: Stated | None) -> bool:
    return before is not None and now is not None and before.value == now.value


def _as_much_each_year(turn: Turn, number: int) -> tuple[Stated, ...]:
    """For how many years a sum that was stated is the same (三年都这么多呢)."""
    told = years_of(turn.folded)
    if told is None:
        return ()
    years, span, text = told
    return (Stated(YEARS, years, *span, text, turn=number),)


def only_year(stated: Stated, text: str) -> Stated:
    """Of sums of several years the one that the message narrows to (只看26年呢, 只要明年那笔)."""
    match = ONLY_YEAR.search(text)
    if match is None or not isinstance(stated.value, tuple):
        return stated
    items = stated.value
    if match["year"] or match["that"]:
        year = int(match["year"] or match["that"]) % 100 + 2000
        kept = tuple(item for item in items if item.year == year)
    else:
        nth = (
            _FIRST_YEAR[match["nth"]]
            if match["nth"]
            else 1
            if match["now"]
            else 2
            if match["next"]
            else len(items)
        )
        kept = items[nth - 1 : nth]
    if not kept:
        return stated
    if len(kept) == 1 and isinstance(kept[0].value, Decimal):
        rest = tuple(i for i in items if i is not kept[0] and i.year is not None)
        own = kept[0].year
        return replace(stated, value=kept[0].value, year=own, beside=rest if own else (), say="")
    return replace(stated, value=kept, say="")
