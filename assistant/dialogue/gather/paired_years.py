"""Which of two facts a year apart a number is of: the year of its clause, or of the one before.

After 去年4800万,前年4100万: 上年也要调,减200万 is of last year, 审计改过前年的,变成4300 of the year
before that, and so is 加30万,去年的没动, which says of the other year that it stays.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from assistant.dialogue.aspects import clause_around, content_of
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.items import RELATIVE_YEARS, calendar_year
from assistant.dialogue.ledger import Matter
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.rules.facts import FactSpec
from assistant.text.expressions import Expression, find_expressions
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_YEAR_OF_PAIR = lazy(
    "(?:再|更)上(?:上|个|面)?的?[那一]?个?(?:年度|年)|上上一?个?(?:年度|年)"
    "|(?:那|这|上|去)一?(?:年度|年)(?:之|以)?前的?[那一]?个?(?:年度|年)|去年|上一?(?:整?个)?年度?"
    "|大?前年"
    "|(?:再|更)?(?:往前|更早|前一)的?[那一]?(?:年|个?年度)"
)
_CALENDAR = lazy("(?<![\\d.])(?:20)?(?P<year>\\d\\d)年度?(?![前后内来多半])")
_CENTURY = 2000
_YEAR_BEFORE = lazy("前|早|再上|更上|上上")
_OTHER_STAYS = lazy(
    "(?P<year>去年|上一?年度?|前年|(?:再|更)?(?:往前|更早|前一)的?[那一]?(?:年|个?年度))"
    "(?:的|那)?[^,。;!?\\d]{0,4}?(?:[没未不](?:有|用|去|会)?[动变改调]|照旧|照样|还是那|维持|一样)"
)
_OF_YEAR = lazy(
    ",(?:也|都|还|就)?(?:是|算|属于?)?(?:去年|上一?年度?|大?前年|(?:再|更)上一?年度?|(?:20)?\\d\\d年度?)"
    "(?:那年|度)?的?(?=[,。;!?]|$)"
)
"""What only says of which year the number before it is."""
_MORE = lazy(
    "(?:(?<![参叠更])加|(?<!贴)补[记录报计]?|[核调追新]增|增[加记]?|添|[少漏][算记报计])"
    "(?:进来|进去|上去?|回来?|了)*$"
)
_LESS = lazy(
    "(?:[核调扣冲缩]?减|(?<!加计)扣|冲[销减]?|剔|砍|刨|抹|[多重虚][算记报计写填列])"
    "(?:出|下去|掉|去|除|了)*$"
)
_SUMS = (Unit.YUAN, Unit.NUMBER)
_A_VERB = 3
"""So many characters of a verb may stand alone before a number: 多写了, 又核减."""


def pair_of(
    facts: Mapping[str, FactSpec], fact: str, stated: Collection[str]
) -> tuple[str, str] | None:
    """The fact of a year and that of the year before it, of which one is given; both are told."""
    before = facts[fact].year_before if fact in facts else None
    main = before or fact
    prior = (
        fact if before else next((n for n in sorted(stated) if facts[n].year_before == main), "")
    )
    return (main, prior) if {main, prior} <= set(stated) else None


def with_paired_years(facts: Mapping[str, FactSpec], turn: Turn, parts: Sequence[Part]) -> Turn:
    """A message that knows of which calendar years two facts a year apart were told."""
    found: dict[int, bool] = {}
    for part in parts:
        told = {s.name: s for s in part.matter.numbers} if part.index is not None else {}
        for name, stated in told.items():
            main = told.get(facts[name].year_before or "")
            years = [s.year for s in (stated, main) if s is not None]
            if main is None or all(year is None for year in years):
                continue
            prior, last = (None if y is None else calendar_year(y, turn.year) for y in years)
            first = prior if prior is not None else (last or 0) - 1
            if last in (None, first + 1):
                found |= {first: True, first + 1: False}
    return replace(turn, paired_years=tuple(found.items())) if found else turn


def _years_named(turn: Turn, low: int, high: int) -> list[bool]:
    """Of each year that a stretch names, whether it is the earlier of two."""
    text, calendar = turn.folded[low:high], dict(turn.paired_years)
    named = []
    for word in _YEAR_OF_PAIR.findall(text):
        # 今年6000万,去年4000万: there 去年 is the earlier of the two
        own = RELATIVE_YEARS.get(word)
        told = calendar.get(calendar_year(own, turn.year)) if own is not None else None
        named.append(_YEAR_BEFORE.search(word) is not None if told is None else told)
    years = [int(m["year"]) + _CENTURY for m in _CALENDAR.finditer(text)]
    return [*named, *(calendar[year] for year in years if year in calendar)]


def says_of_year_before(turn: Turn, expression: Expression) -> bool | None:
    """Whether a number is of the year before the last, or of the last; None where nothing tells.

    Where its own clause tells none, the one before does, if it has no number; else what is said
    behind it to stay as it is tells the other.
    """
    start = expression.operands[0].quantity.start
    low, high = clause_around(turn.folded, start, start)
    named = _years_named(turn, low, start)
    if not named and low and turn.folded[low - 1] == ",":
        first = clause_around(turn.folded, low - 1, low - 1)[0]
        told = [q for q in turn.quantities if first <= q.start < low and q.role == "amount"]
        named = [] if told else _years_named(turn, first, low)
    named = named or _years_named(turn, start, high)  # 把委外的4000万也算进上年了
    if not named and (behind := _OF_YEAR.match(turn.folded, high)):  # 600万剔出去了,去年的
        named = _years_named(turn, high, behind.end())
    if len(named) == 1:
        return named[0]
    stays = None if named else _OTHER_STAYS.match(turn.folded, high + 1)
    return None if stays is None else _YEAR_BEFORE.search(stays["year"]) is None


def names_year_of_pair(
    facts: Mapping[str, FactSpec], matters: Iterable[Matter], text: str, low: int, high: int
) -> bool:
    """Whether a stretch names one of two years that were both told (前年的口径也要统一,…)."""
    if not _YEAR_OF_PAIR.search(text, low, high):
        return False
    for matter in matters:
        stated = [s.name for s in matter.numbers]
        if any(pair_of(facts, name, stated) for name in stated if facts[name].year_before):
            return True
    return False


def says_how_much_of_year(turn: Turn, expression: Expression) -> bool:
    """Whether a number is so much more or less of the year of its clause (24年度的加500万)."""
    start = expression.operands[0].quantity.start
    low, _ = clause_around(turn.folded, start, start)
    lead = turn.folded[low:start]
    is_change = _MORE.search(lead) or _LESS.search(lead)
    return is_change is not None and len(_years_named(turn, low, start)) == 1


def changed_by_year(turn: Turn, stated: Stated) -> str:
    """The role of a number by the verb behind the year of its clause (去年的核增200万); or ""."""
    low, _ = clause_around(turn.folded, stated.start, stated.start)
    lead = turn.folded[low : stated.start]
    if not _years_named(turn, low, stated.start):
        if not low or turn.folded[low - 1] != "," or content_of(lead) > _A_VERB:
            return ""
        before = clause_around(turn.folded, low - 1, low - 1)[0]
        told = [q for q in turn.quantities if before <= q.start < low and q.role == "amount"]
        if told or len(_years_named(turn, before, low)) != 1:
            return ""  # 前年的也注水了,多记三百万: the year stands in the clause before
    return "plus" if _MORE.search(lead) else "minus" if _LESS.search(lead) else ""


def read_by_year(facts: Mapping[str, FactSpec], turn: Turn, parts: Sequence[Part]) -> Turn:
    """A message that tells of both years of a pair told before, each clause read by itself.

    去年的加500万,前年的减300万 is no 200万, and neither of them is the whole of its year.
    """
    stated = [s.name for part in parts if part.index is not None for s in part.matter.numbers]
    if not any(pair_of(facts, n, stated) for n in stated if facts[n].year_before):
        return turn
    found = []
    for e in turn.expressions:
        clauses = {clause_around(turn.folded, (q := o.quantity).start, q.end) for o in e.operands}
        years = {year for c in clauses for year in _years_in(turn, c)}
        single = all(len(_years_in(turn, c)) == 1 for c in clauses)
        apart: list[Expression] = []
        if len(clauses) > 1 and single and len(years) > 1 and e.unit in _SUMS:
            apart = [one for c in sorted(clauses) for one in _read_alone(turn, c)]
        changes = any(_changes(turn, one) for one in apart)
        found += apart if changes else [e]  # 前年8800万,去年1.55亿: told anew, as they were
    return replace(turn, expressions=tuple(found))


def _changes(turn: Turn, e: Expression) -> bool:
    """Whether a number is so much more or less of its year."""
    start = e.operands[-1].quantity.start
    lead = turn.folded[clause_around(turn.folded, start, start)[0] : start]
    is_changed = _MORE.search(lead) or _LESS.search(lead)
    return e.operands[-1].role in ("plus", "minus") or is_changed is not None


def _years_in(turn: Turn, clause: tuple[int, int]) -> list[bool]:
    return _years_named(turn, *clause)


def _read_alone(turn: Turn, clause: tuple[int, int]) -> tuple[Expression, ...]:
    low, high = clause
    alone = "。" * low + turn.folded[low:high] + "。" * (len(turn.folded) - high)
    quantities = tuple(q for q in turn.quantities if low <= q.start < high)
    return find_expressions(alone, quantities)


def of_year_restored(
    facts: Mapping[str, FactSpec], turn: Turn, parts: Sequence[Part], number: int
) -> tuple[Part, ...]:
    """The matters in which a year of a pair is again as before it was changed.

    After 审计把去年的经费扣了,去年剩4800万: 去年那笔不该扣,该扣的是前年,扣完前年剩3200万.
    """
    undone = []
    for match in _VOID.finditer(turn.folded):
        clause = clause_around(turn.folded, match.start(), match.end())
        years = _years_in(turn, clause)
        sums = [q for q in turn.quantities if q.role == "amount"]
        if len(years) == 1 and not any(clause[0] <= q.start < clause[1] for q in sums):
            sign = 1 if _TAKES.search(match.group()) else -1 if _PUTS.search(match.group()) else 0
            undone.append((years[0], sign))
    return tuple(
        _restored(facts, part, undone, number) if undone and part.index is not None else part
        for part in parts
    )


def _restored(
    facts: Mapping[str, FactSpec], part: Part, undone: Sequence[tuple[bool, int]], number: int
) -> Part:
    numbers = {s.name: s for s in part.matter.numbers}
    pair = next((p for n in numbers if (p := pair_of(facts, n, numbers))), None)
    for is_before, sign in undone if pair else ():
        now = numbers[pair[is_before]] if pair else None
        for past in reversed(part.matter.pasts):
            was = next((s for s in past.before if now and s.name == now.name), None)
            if was is None or now is None or was.total is None or now.total is None:
                continue
            by = was.total - now.total
            if by and (not sign or (by > 0) == (sign > 0)):
                numbers[now.name] = replace(was, turn=number)
            if by:
                break
    now_told = tuple(numbers.values())
    if now_told == part.matter.numbers:
        return part
    return replace(part, matter=replace(part.matter, numbers=now_told))


_VOID = lazy(
    "(?:不|没|别)(?:该|应该?|用|必|能|需要?|要)?(?:再|被)?(?:扣|[核调]?减|剔|刨|砍|加|[调核追新]增|补|调|改|动)"
    "(?:除|掉|去|进来|进去)?(?:了|的)?(?=[,。;!?]|$)"
    "|(?:扣|减|剔|刨|加|增|调|改)(?:除|掉)?错了?(?=[,。;!?]|$)"
)
_TAKES, _PUTS = lazy("[扣减剔刨砍]"), lazy("[加增补]")


def without_unmoved(turn: Turn, parts: Sequence[Part]) -> Turn:
    """A message that goes on, whose clause 前年的没动 says of a year that its sum stays as told.

    It says of nothing that it has not grown.
    """
    spans = [m.span() for m in _OTHER_STAYS.finditer(turn.folded)]
    if not spans or not any(part.index is not None for part in parts):
        return turn
    if not any(e.unit in _SUMS for e in turn.expressions):
        return turn
    kept = [f for f in turn.flags if not any(low <= f.start < high for low, high in spans)]
    return replace(turn, flags=tuple(kept))


def of_other_years(
    facts: Mapping[str, FactSpec], turn: Turn, stated: Sequence[str]
) -> tuple[tuple[frozenset[str], tuple[tuple[int, int], ...]], ...]:
    """The views of a message that tells of one of two years: hidden facts, and hidden clauses.

    A view for each year that it names, with the fact of the other year out of sight, and the
    clauses that tell of it; one with nothing hidden where it names none.
    """
    pair = next(
        (p for n in stated if facts[n].year_before and (p := pair_of(facts, n, stated))), None
    )
    told: dict[bool, list[tuple[int, int]]] = {}
    for e in turn.expressions if pair else ():
        is_before = says_of_year_before(turn, e) if e.unit in _SUMS else None
        if is_before is not None:
            start = e.operands[0].quantity.start
            told.setdefault(is_before, []).append(clause_around(turn.folded, start, start))
    if len(told) > 1 and not any(
        o.role in ("plus", "minus", "new") for e in turn.expressions for o in e.operands
    ):
        told = {}  # 前年8800万,去年1.55亿: both told anew, as a whole
    if pair is None or not told:
        return ((frozenset(), ()),)
    return tuple(
        (frozenset({pair[0] if is_before else pair[1]}), tuple(told.get(not is_before, ())))
        for is_before in sorted(told)
    )
