"""Numbers in the measures of the rules in question: 25把, 45个小时, 占了七成, 粉丝过10万.

What things are counted in is an open class: a clause that was taken in brings measures of its own
(绳, 把, 往返). A number with such a measure right behind it is a count in it, and one that was left
over is the fact that is counted so, the one whose noun it counts, or the one share that is tested.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.aspects import clause_around, content_chars
from assistant.dialogue.gather.by_label import by_label
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.in_each import in_each
from assistant.dialogue.gather.lent import less_lent
from assistant.dialogue.gather.noun_before import fact_before
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.terms_told import terms_told
from assistant.dialogue.gather.times_told import less_ages, less_contracts
from assistant.dialogue.measured import unit_of_count
from assistant.dialogue.numbers import Given
from assistant.dialogue.stated import ClaimKind
from assistant.dialogue.turn import Turn
from assistant.rules.facts import Derivation, FactKind
from assistant.rules.read.names import names_of
from assistant.text.expressions import Expression, Operand, Relation
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.units import Quantity, Unit

_ANY = "个"
"""The measure word of anything: what is counted stands behind it (45个小时)."""
_NOUN = lazy("(?!的)[\u4e00-\u9fff]{2,4}")
_TOLD = (Relation.PLAIN, Relation.APPROXIMATE, Relation.BOUND)
_BARE = lazy("(?<=[0-9零一二三四五六七八九十百千几])万$")
"""10万: of yuan only where nothing else is counted beside it."""
_PAID = lazy("(?:[按补给奖贴报返拿领]|照着?|能到|补助|补贴|奖励|贴息)[^,。;!?]{0,3}$")
_PAYS = lazy("的?(?:比例)?(?:来|去)?(?:补|给|奖|贴|报|返|拿)")
INSIDE = lazy(
    "(?:其中|(?<!目录)(?<!名录)(?<!名单)(?<!清单)里面?|里头|当中|之中|中间)的?(?:还?有|包括|含|是|上面)?[^,。;!?\\d]{0,8}$"
)
"""What stands before a number that is told to be inside another; 名单里的一个 is of a list."""
_PERSON = "人"
_PERSONS = frozenset("个名位人户")
_OF_CONTRACT = lazy("合同|协议|社保|社会保险|租期|试用")
_EACH = ("每", "单", "人均")
"""What a label says that counts in each of something."""
_WORD = 2


def in_own_measures(ctx: GatherContext, turn: Turn, parts: Sequence[Part]) -> Turn:
    """A message, its numbers with a measure of the rules in question behind them as counts."""
    names = {
        name
        for part in parts
        if ctx.is_taken_in(part)
        for clause in part.matter.clauses
        for name in ctx.needs(clause).all
        if ctx.is_count(name) and _measure(ctx, name)
    }
    # What is counted by 个 as well (个载重吨) is no measure of its own.
    things = {n for n in names if ctx.rulebook.facts[n].unit_name.startswith(_ANY)}
    of_things = {_measure(ctx, n) for n in things}
    measures = {_measure(ctx, n) for n in names - things}
    units = sorted(measures - of_things, key=lambda unit: (-len(unit), unit))
    counted = {
        q.start: own
        for q in turn.quantities
        if (own := _counted(q, turn.folded, units)) is not None
        or (own := _thing(q, turn.folded, of_things - measures)) is not None
    }
    if not counted:
        return turn

    def anew(e: Expression) -> Expression:
        if not all(o.quantity.start in counted for o in e.operands):
            return e
        operands = tuple(replace(o, quantity=counted[o.quantity.start]) for o in e.operands)
        measures = {o.quantity.classifier for o in operands}
        if len(measures) > 1:
            return e
        if len(operands) == 1 and operands[0].quantity.value != e.operands[0].quantity.value:
            return _alone(operands[0].quantity)
        end = max(o.quantity.end for o in operands)
        return replace(e, unit=Unit.COUNT, classifier=min(measures), operands=operands, end=end)

    quantities = tuple(counted.get(q.start, q) for q in turn.quantities)
    known = {o.quantity.start for e in turn.expressions for o in e.operands}
    expressions = [*map(anew, turn.expressions)]
    expressions += [_alone(q) for q in counted.values() if q.start not in known]
    expressions.sort(key=lambda e: e.start)
    return replace(turn, quantities=quantities, expressions=tuple(expressions))


def _alone(quantity: Quantity) -> Expression:
    """A number that was none (七层 of a building) as an expression of its own."""
    return Expression(
        Relation.PLAIN,
        quantity.value,
        Unit.COUNT,
        None,
        None,
        quantity.start,
        quantity.end,
        (Operand(quantity, "term"),),
        classifier=quantity.classifier,
    )


def _measure(ctx: GatherContext, name: str) -> str:
    """What a fact is counted in, without the word that counts anything (往返 of 个往返)."""
    unit = fold(ctx.rulebook.facts[name].unit_name)
    return unit[1:] if unit.startswith(_ANY) and len(unit) > 1 else unit.removeprefix(_ANY)


def _counted(quantity: Quantity, text: str, units: Sequence[str]) -> Quantity | None:
    """A number as a count in the measure that stands right behind it; None where none does."""
    if quantity.role == "identifier":  # 七层的老楼, where a rule asks for the storeys
        unit = next((u for u in units if quantity.text.endswith(u)), "")
        return replace(quantity, unit=Unit.COUNT, classifier=unit, role="amount") if unit else None
    letters = next((u for u in units if u.isascii() and quantity.text.endswith(u)), "")
    digits = quantity.text.removesuffix(letters)
    if letters and quantity.unit in (Unit.YUAN, Unit.NUMBER) and digits.isdigit():
        # 2000K of 色温不高于2200K is no sum of 2000 thousand
        value = Decimal(digits)
        return replace(quantity, value=value, unit=Unit.COUNT, classifier=letters, role="amount")
    is_any = quantity.unit is Unit.COUNT and quantity.classifier == _ANY
    if quantity.unit is Unit.COUNT and quantity.role == "amount" and not is_any:
        return _in_longer(quantity, text, units)
    # 11万载重吨: 万 alone is of yuan only where nothing is counted behind it.
    is_bare = quantity.unit is Unit.YUAN and _BARE.search(text, 0, quantity.end) is not None
    if quantity.role != "amount" or not (is_any or is_bare or quantity.unit is Unit.NUMBER):
        return None
    unit = next((u for u in units if text.startswith(u, quantity.end)), "")
    if not unit or (is_any and len(unit) < _WORD):
        return None
    end = quantity.end + len(unit)
    return replace(
        quantity, unit=Unit.COUNT, classifier=unit, end=end, text=text[quantity.start : end]
    )


def _in_longer(quantity: Quantity, text: str, units: Sequence[str]) -> Quantity | None:
    """40亿吨公里 as a count in 吨公里, and not in 吨; None where no measure goes on behind it."""
    known = quantity.classifier
    start = quantity.end - len(known)
    unit = next((u for u in units if u.startswith(known) and text.startswith(u, start)), known)
    if not known or unit == known or text[start : quantity.end] != known:
        return None
    end = start + len(unit)
    return replace(quantity, classifier=unit, end=end, text=text[quantity.start : end])


def _thing(quantity: Quantity, text: str, things: Collection[str]) -> Quantity | None:
    """A bare number of what is counted by 个 (400车, of 个车) as a count; None for others.

    So are people that a clause calls by what they are (14名船员, of 个船员).
    """
    if quantity.role == "headcount" and quantity.text[-1:] in _PERSONS:
        told = [one for one in things if len(one) >= _WORD]
        if any(text.startswith(one, quantity.end) for one in told):
            return replace(quantity, unit=Unit.COUNT, classifier=_ANY, role="amount")
    if quantity.role != "amount" or quantity.unit is not Unit.NUMBER:
        return None
    if not any(text.startswith(thing, quantity.end) for thing in things):
        return None
    return replace(quantity, unit=Unit.COUNT, classifier=_ANY)


def by_own_measure(
    ctx: GatherContext, turn: Turn, part: Part, given: tuple[Given, ...]
) -> tuple[Given, ...]:
    """The numbers, those left over that only one fact of the rules in question can be."""
    if not ctx.is_taken_in(part):
        return given
    given = tuple(_as_it_stands(ctx, turn, g) for g in given)
    given = less_lent(ctx, turn, given)
    given = by_label(ctx, turn, part, given)
    given = _whole_first(ctx, turn, part, given)
    given = in_each(ctx, turn, part, given)
    given = _counted_in(ctx, turn, part, given)
    given = _of_two_years(ctx, turn, part, given)
    given = _of_noun(ctx, turn, part, given)
    given = _beside_label(ctx, turn, part, given)
    given = _people(ctx, turn, part, given)
    given = _months(ctx, turn, part, given)
    given = less_contracts(ctx, turn, part, given)
    given = less_ages(turn, given)
    given = terms_told(ctx, turn, part, given)
    return _share(ctx, turn, part, given)


def _lacking(
    ctx: GatherContext, part: Part, given: Sequence[Given], *kinds: FactKind
) -> dict[str, bool]:
    """The facts of some kinds that nothing was given to; whether sums are worked out with each."""
    needs = [ctx.needs(c) for c in part.matter.clauses]
    main = frozenset[str]().union(*(n.main for n in needs))
    every = frozenset[str]().union(*(n.all for n in needs))
    told = {g.fact for g in given} | {s.name for s in part.matter.numbers}
    facts = ctx.rulebook.facts
    return {
        name: name in main
        for name in sorted(every - told)
        if facts[name].kind in kinds
        and not (ctx.is_beyond(name) or _follows(facts[name].derive, told))
    }


def _follows(ways: Sequence[Derivation], told: Collection[str]) -> bool:
    """Whether a fact follows from numbers that are told (占比, of the part and the whole)."""
    return any(set(way.sources) <= {*told} for way in ways)


def _left_over(turn: Turn, part: Part, given: Sequence[Given], unit: Unit) -> list[int]:
    """The places of the numbers in a unit that nothing has used and nobody claims to be paid."""
    claimed = {c.start for c in turn.claims if c.kind is not ClaimKind.PERIOD}
    return [
        n
        for n, g in enumerate(given)
        if not g.fact
        and g.expression.unit is unit
        and g.expression.relation in _TOLD
        and len(g.expression.operands) == 1
        and g.expression.start not in claimed
        and (not part.stretches or part.holds(g.expression.start))
    ]


def _with(given: tuple[Given, ...], n: int, fact: str) -> tuple[Given, ...]:
    one = replace(given[n], fact=fact, best=fact, rival=False)
    return (*given[:n], one, *given[n + 1 :])


def _counted_in(
    ctx: GatherContext, turn: Turn, part: Part, given: tuple[Given, ...]
) -> tuple[Given, ...]:
    """The numbers, the only one left over in a measure as the only fact that is counted so."""
    open_ = _left_over(turn, part, given, Unit.COUNT)
    lacking = _lacking(ctx, part, given, FactKind.COUNT)
    for n in open_:
        measure = given[n].expression.classifier
        alike = [m for m in open_ if given[m].expression.classifier == measure]
        alike = [m for m in alike if given[m].expression.part_of is None] or alike
        fitting = [f for f in lacking if _measure(ctx, f) == measure]
        fitting = [f for f in fitting if not _only_stands(ctx, turn, given[n], f)]
        fitting = [f for f in fitting if lacking[f]] or fitting
        if measure and alike == [n] and len(fitting) == 1:
            given = _with(given, n, fitting[0])
    return given


def _as_it_stands(ctx: GatherContext, turn: Turn, told: Given) -> Given:
    """A number of what there is by now as that, and not as what there is more of."""
    if not told.fact or not _only_stands(ctx, turn, told, told.fact):
        return told
    now = next(w.difference[0] for w in ctx.rulebook.facts[told.fact].derive if w.difference)
    return replace(told, fact=now, best=now)


def _only_stands(ctx: GatherContext, turn: Turn, told: Given, fact: str) -> bool:
    """Whether a number is what there is by now, and a fact what there is more of (净增加)."""
    facts = ctx.rulebook.facts
    is_growth = fact in facts and any(
        len(way.difference) == _WORD
        and way.difference[1] in facts
        and facts[way.difference[1]].year_before == way.difference[0]
        for way in facts[fact].derive
    )
    e = told.expression
    low, _ = clause_around(turn.folded, e.start, e.end)
    return is_growth and _STANDS.search(turn.folded, low, e.start) is not None


_STANDS = lazy("(?:现在|目前|如今|眼下|总共|一共)(?:已经?)?有$|(?:合计|总计|现有)$")


_IN_UNIT = {Unit.YUAN: FactKind.YUAN}


def _is_called_so(ctx: GatherContext, turn: Turn, e: Expression, fact: str) -> bool:
    """Whether a sum of two years has a word of a fact of its kind in front of it (去年营收…,前年…)."""
    low, _ = clause_around(turn.folded, e.start, e.start + 1)
    words = (w for w in ctx.rulebook.facts[fact].words if len(w) >= _WORD)
    is_of_kind = ctx.rulebook.facts[fact].kind is _IN_UNIT.get(e.unit)
    return is_of_kind and any(fold(w) in turn.folded[low : e.start] for w in words)


def _of_two_years(
    ctx: GatherContext, turn: Turn, part: Part, given: tuple[Given, ...]
) -> tuple[Given, ...]:
    """The numbers, those of two years in one measure as the only fact in it that has a year before.

    去年发运6000标箱,今年7800标箱: both are what was shipped, each in its year.
    """
    facts = ctx.rulebook.facts
    every = frozenset[str]().union(*(ctx.needs(c).all for c in part.matter.clauses))
    growing = {facts[f].year_before for f in every} & every
    named = {name for rule in ctx.rules_of(part) for name in names_of(rule).all}
    grown = {w.difference[0] for f in named for w in facts[f].derive if w.difference}
    growing = {f for f in growing if f in named | grown} or growing
    told = {g.fact for g in given} | {s.name for s in part.matter.numbers}
    for n, g in enumerate(given):
        e = g.expression
        if g.fact or e.relation is not Relation.SERIES:
            continue
        if e.unit is Unit.COUNT:
            fitting = [f for f in growing - told if _measure(ctx, f) == e.classifier]
        else:
            fitting = [f for f in growing - told if _is_called_so(ctx, turn, e, f)]
        if len(fitting) == 1:
            given = _with(given, n, fitting[0])
    return given


def _whole_first(
    ctx: GatherContext, turn: Turn, part: Part, given: tuple[Given, ...]
) -> tuple[Given, ...]:
    """The numbers, a whole that was left over in place of the part that was taken for it.

    4种釉水…,里头1种还拿了专利: there are four, unless only the words beside the one name what is
    counted.
    """
    if not ctx.is_taken_in(part) or part.index is not None:
        return given
    found = list(given)
    for n, g in enumerate(given):
        e = g.expression
        if not g.fact or e.unit is not Unit.COUNT or not ctx.is_count(g.fact):
            continue
        low, _ = clause_around(turn.folded, e.start, e.end)
        if not INSIDE.search(turn.folded, low, e.start) or e.value is None:
            continue
        wholes = [
            m
            for m, w in enumerate(given[:n])
            if not w.fact and is_whole_of(w.expression, e) and w.expression.relation in _TOLD
        ]
        named = any(w in turn.folded[low : e.start] for w in ctx.label_words(g.fact))
        if len(wholes) == 1 and not named:
            found[wholes[0]] = replace(given[wholes[0]], fact=g.fact, best=g.fact, rival=False)
            found[n] = replace(g, fact="", best="")
    return tuple(found)


def is_whole_of(whole: Expression, part: Expression) -> bool:
    """Whether a number may be that of the whole which another is told to be inside of."""
    measures = {whole.classifier, part.classifier}
    alike = len(measures) == 1 or _ANY in measures
    return whole.unit is part.unit and alike and (whole.value or 0) > (part.value or 0)


def _of_noun(
    ctx: GatherContext, turn: Turn, part: Part, given: tuple[Given, ...]
) -> tuple[Given, ...]:
    """The numbers, one of 个 as the count whose noun it counts: 90个位子, of 个托位."""
    lacking = _lacking(ctx, part, given, FactKind.COUNT)
    nouns = {f: set(_measure(ctx, f)) for f in lacking}
    for n in _left_over(turn, part, given, Unit.COUNT):
        e = given[n].expression
        noun = _NOUN.match(turn.folded, e.end)
        before = fact_before(turn, e, {f: _measure(ctx, f) for f in nouns})
        if before:
            given = _with(given, n, before)
            del nouns[before]
            continue
        if e.classifier != _ANY or noun is None:
            continue
        shared = {f: len(nouns[f] & set(noun.group()[:_WORD])) for f in nouns}
        best = [f for f in shared if shared[f] and shared[f] == max(shared.values())]
        if not best:  # 2个全日制普惠托班, of 个班
            best = [f for f in nouns if _counts_at_end(ctx, turn, e, f)]
        if len(best) == 1:
            given = _with(given, n, best[0])
            del nouns[best[0]]
    return given


_PHRASE = lazy("[\u4e00-\u9fff]{2,12}?(?=[,。;!?、的了]|$)")


def _counts_at_end(ctx: GatherContext, turn: Turn, told: Expression, fact: str) -> bool:
    """Whether what a number counts ends in the measure of a fact."""
    phrase = _PHRASE.match(turn.folded, told.end)
    measure = _measure(ctx, fact)
    return bool(measure) and phrase is not None and phrase.group().endswith(measure)


def _beside_label(
    ctx: GatherContext, turn: Turn, part: Part, given: tuple[Given, ...]
) -> tuple[Given, ...]:
    """The numbers, a bare one of 万 as the count that the words before it name (粉丝过10万)."""
    lacking = _lacking(ctx, part, given, FactKind.COUNT)
    for n in _left_over(turn, part, given, Unit.YUAN):
        e = given[n].expression
        if _BARE.search(turn.folded, 0, e.end) is None:
            continue
        low, _ = clause_around(turn.folded, e.start, e.end)
        said = content_chars(turn.folded[low : e.start])
        named = [f for f in lacking if len(said & content_chars(ctx.label(f))) >= _WORD]
        if len(named) == 1:
            counted = replace(e, unit=Unit.COUNT)
            given = _with(
                (*given[:n], replace(given[n], expression=counted), *given[n + 1 :]), n, named[0]
            )
    return given


def _people(
    ctx: GatherContext, turn: Turn, part: Part, given: tuple[Given, ...]
) -> tuple[Given, ...]:
    """The numbers, the only count of a message as the only people that a clause pays for.

    26个本区脱贫户 are people, whatever they are called; 26家 are none.
    """
    open_ = _left_over(turn, part, given, Unit.COUNT)
    counts = [g for g in given if g.expression.unit is Unit.COUNT and g.expression.value != 1]
    lacking = _lacking(ctx, part, given, FactKind.COUNT)
    # 每人每月200元: the people by whom the months are multiplied are paid for as well
    times = {getattr(rule.amount, "count", None) for rule in ctx.rules_of(part)}
    paid = [f for f in lacking if lacking[f] or f in times]
    folk = [f for f in paid if unit_of_count(ctx.rulebook.facts[f]) == _PERSON]
    if len(counts) != 1 or len(open_) != 1 or len(folk) != 1 or len(lacking) != 1:
        return given
    classifier = given[open_[0]].expression.classifier
    noun = _NOUN.match(turn.folded, given[open_[0]].expression.end)
    if classifier not in _PERSONS or noun is None:
        return given
    return _with(given, open_[0], folk[0])


def _months(
    ctx: GatherContext, turn: Turn, part: Part, given: tuple[Given, ...]
) -> tuple[Given, ...]:
    """The numbers, the only months that are told as those that are paid, before any years.

    每人住了10个月,一年的运营钱补多少: ten; 毕业一年,见习6个月: six. How long a contract runs
    (合同签了三年,领24个月) is no time that is paid.
    """
    needs = [ctx.needs(c) for c in part.matter.clauses]
    main = frozenset[str]().union(*(n.main for n in needs))
    paid = [f for f in sorted(main) if ctx.rulebook.facts[f].kind is FactKind.MONTHS]
    if len(paid) != 1 or any(s.name == paid[0] for s in part.matter.numbers):
        return given
    told = [
        n
        for n, g in enumerate(given)
        if g.expression.unit is Unit.MONTH
        and g.expression.relation in _TOLD
        and (g.fact in ("", paid[0]) or _is_called(ctx, turn, g, paid[0]))
        and (not part.stretches or part.holds(g.expression.start))
        and g.expression.value != 1
        and _OF_CONTRACT.search(turn.folded, *_before(turn, g.expression)) is None
    ]
    years = [n for n, g in enumerate(given) if g.expression.unit is Unit.YEAR]
    if len(told) != 1 or not years or given[told[0]].fact == paid[0]:
        return given
    found = [replace(g, fact="", best="") if g.fact == paid[0] else g for g in given]
    return _with(tuple(found), told[0], paid[0])


def _is_called(ctx: GatherContext, turn: Turn, given: Given, fact: str) -> bool:
    """Whether the words before a number are those of a fact and not of the one it was given to."""
    lead = turn.folded[slice(*_before(turn, given.expression))]
    own, other = (ctx.rulebook.facts[name].words for name in (fact, given.fact))
    return any(w in lead for w in own) and not any(w in lead for w in other)


def _before(turn: Turn, expression: Expression) -> tuple[int, int]:
    """The stretch of a number's own clause before it."""
    return clause_around(turn.folded, expression.start, expression.end)[0], expression.start


def _share(
    ctx: GatherContext, turn: Turn, part: Part, given: tuple[Given, ...]
) -> tuple[Given, ...]:
    """The numbers, the only share told as the only one that is tested: 成活率88%, 书架占六成.

    Its clause must share a character with what the fact is called: of whatever else a share is told
    (贷款的利率4%) nothing follows. What is paid (按50%给) is no share of anything told.
    """
    shares = [n for n, g in enumerate(given) if g.expression.unit is Unit.PERCENT]
    lacking = _lacking(ctx, part, given, FactKind.FRACTION)
    if len(shares) != 1 or len(lacking) != 1 or given[shares[0]].fact:
        return given
    (fact,) = lacking
    e = given[shares[0]].expression
    low, high = clause_around(turn.folded, e.start, e.end)
    lead, rest = turn.folded[low : e.start], turn.folded[e.end : high]
    if _PAID.search(lead) or _PAYS.match(rest) or e.relation not in _TOLD or e.value is None:
        return given
    names = {c for word in (ctx.label(fact), *ctx.label_words(fact)) for c in fold(word)}
    if names & (content_chars(lead + rest) | ({"占"} & {*lead})):
        return _with(given, shares[0], fact)
    return given


def also_counted(
    ctx: GatherContext, turn: Turn, part: Part, given: tuple[Given, ...]
) -> tuple[Given, ...]:
    """The numbers, one that a rule tests also as what it pays for, where both count the same.

    年度执飞50个往返以上的,每个往返补助…: 104个往返 are both.
    """
    if not ctx.is_taken_in(part):
        return given
    found = list(given)
    counts = [g for g in given if g.expression.unit is Unit.COUNT]
    lacking = _lacking(ctx, part, given, FactKind.COUNT)
    for rule in ctx.rules_of(part):
        own, quote = names_of(rule).all, fold(rule.quote)
        for fact in sorted(own & lacking.keys()):
            told = [g for g in counts if g.fact in own and _count_the_same(ctx, quote, g, fact)]
            alike = [g for g in counts if told and _is_in_measure(g, told[0].expression.classifier)]
            if len(told) == 1 and len(alike) == 1:
                found.append(replace(told[0], fact=fact, best=fact))
                lacking = {f: main for f, main in lacking.items() if f != fact}
    return tuple(found)


def _is_in_measure(given: Given, measure: str) -> bool:
    return given.expression.classifier == measure


def _count_the_same(ctx: GatherContext, quote: str, given: Given, fact: str) -> bool:
    """Whether a rule counts in two facts what a number counts: one tests how many there are of it.

    The two are of one measure, or the quote has the measure of the one behind the bound of the
    other (年度执飞50个往返以上). What is tested of each (每列300人以上) is another number.
    """
    facts = ctx.rulebook.facts
    if any(ctx.label(name).startswith(_EACH) for name in (given.fact, fact)):
        return False
    measures = {_measure(ctx, given.fact), _measure(ctx, fact)} - {""}
    if len(measures) != 1:
        return False
    (measure,) = measures
    if _measure(ctx, given.fact) == _measure(ctx, fact):
        return bool(unit_of_count(facts[fact]))
    tested = given.fact if not _measure(ctx, given.fact) else fact
    bound = re.compile(
        f"{re.escape(fold(ctx.label(tested)))}[^,。;0-9]{{0,4}}[0-9.]+万?个?{measure}"
    )
    return bound.search(quote) is not None
