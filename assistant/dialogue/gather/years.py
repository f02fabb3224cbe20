"""Years: of which one a later message tells a number, and what it moves to another one.

明年再签一份90万的 is no more of this year's sum; 后面这200万算明年的 leaves this year's the rest.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.acts import Act
from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.context import YEARS, GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.prepared import without_spans
from assistant.dialogue.items import calendar_year, is_only, opened, with_beside, year_of
from assistant.dialogue.language import naming_pairs
from assistant.dialogue.ledger import Matter, Past
from assistant.dialogue.members import Said, meant, members_of
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Intent, Turn, blank
from assistant.rules.facts import FactItem
from assistant.text.expressions import Expression, Relation
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_WORD = (
    "(?:(?P<word>大前年|前年|去年|今年|本年|当年|明年|次年|来年|出年|后年)"
    r"|(?<!\d)(?P<year>(?:20)?2\d)年(?!\d{1,2}月))"
)
_YEAR = lazy(_WORD)
_GOES = (
    "(?:[挪推拖延放改移顺]到|[挪推拖放留](?=[明后来次]年)|[算归划记落]到?(?:在|入|成|进)?|提前到|留[到给]|属于"
    "|(?:(?:[要得需]|可能|恐怕|估计)?等到?|[要得需]到?|拖)(?=[明后来次]年[^,。;!?\\d]{0,3}才)|(?:改[成为在]|换[到成])(?=[明后来次今]年)"
    "|(?:其实|实际)是|[才就都]?是)了?"
)
_MOVES = lazy(rf"{_GOES}[^,。;!?\d]{{0,3}}?{_WORD}")
"""算明年的, 延到明年才发布, 是明年1月的: of which year something is after all."""
_LATER = lazy(rf"{_WORD}[再才][\u4e00-\u9fff]{{1,3}}(?=[,。;!?]|$)")
"""那批明年再放: so late it is done."""
_SAID_OF_IT = lazy(r"^[^,。;!?\d]{0,10}?" + rf"{_GOES}[^,。;!?\d]{{0,3}}?{_WORD}")
_MONTH = lazy("20\\d\\d年\\d{1,2}月")
"""2027年12月, 同样1000万: the day asked about, no year of the sum."""
_ONE_ASKED = lazy(
    "(?:那|这样|这么)*(?:今年|明年)(?:的|这个|那个)?(?:还|又)?(?:是|有|能|给|拿|补|剩)*(?:多少|几)"
)
"""改版那45万放到明年去了,那今年是多少: what stays is asked about alone."""
_TOGETHER = lazy(
    "[两三俩][个]?年|[今明去后前][今明去后前]年|[今明去前]年(?:和|跟|加|与|、)?[今明去后]年"
)
_CENTURY, _SEVERAL = 2000, 2
_COUNTED = frozenset({Unit.YUAN, Unit.YUAN_PER_YEAR, Unit.COUNT})
_BEFORE = lazy("上年|上一年|去年")


def _year_of(match: re.Match[str], base: int) -> int:
    year = int(match["year"]) % 100 + _CENTURY if match["year"] else None
    return calendar_year(year_of(year, match["word"] or "") or 0, base)


def asks_over_years(turn: Turn) -> bool:
    """Whether a message asks for a total, or speaks of two years together."""
    return Intent.TOTAL in turn.intents or bool(_TOGETHER.search(turn.folded))


def of_its_year(ctx: GatherContext, turn: Turn, part: Part, stated: Stated) -> Stated:
    """A number of a later message with the year that its clause, or the one before it, names.

    Not what a rule itself counts by years (上年度研发费用), nor where today's year alone is named.
    """
    if part.index is None or not isinstance(stated.value, Decimal):
        return stated
    if stated.year is not None:
        low = max(turn.folded.rfind(mark, 0, stated.start) for mark in "。;!?") + 1
        is_day = _MONTH.search(turn.folded, low, stated.start) and not asks_over_years(turn)
        return replace(stated, year=None) if is_day else stated
    if is_dated_itself(ctx, stated.name):
        moved = _of_next_year(turn, part, stated)
        known = any(s.name == stated.name and s.year is not None for s in part.matter.numbers)
        if moved is not stated or not known or _has_year_before(ctx, stated.name):
            return moved
    if not any(e.start <= stated.start < e.end and e.unit in _COUNTED for e in turn.expressions):
        return stated
    low = max(turn.folded.rfind(mark, 0, stated.start) for mark in ",。;!?") + 1
    found = list(_YEAR.finditer(turn.folded, low, stated.start))
    if not found and low > 0 and turn.folded[low - 1] == ",":
        before, _ = clause_around(turn.folded, low - 1, low - 1)
        found = list(_YEAR.finditer(turn.folded, before, low))
        if len(found) != 1 or any(before <= q.start < low for q in turn.quantities):
            found = []
    if not found and is_only(turn.folded):
        found = list(_YEAR.finditer(turn.folded))
        if len({_year_of(m, turn.year) for m in found}) != 1:
            return stated  # 框架签了,预计完成800万,明年单独看
    if not found:
        return stated
    year = _year_of(found[-1], turn.year)
    is_apart = year != turn.year or any(
        s.name == stated.name and s.year is not None and calendar_year(s.year, turn.year) != year
        for s in part.matter.numbers
    )  # after 去年32万: 今年换大的,一年52万
    return replace(stated, year=year) if is_apart else stated


def in_year_told(turn: Turn, earlier: Stated | None, now: Stated) -> Stated:
    """A number in the place of one of a year, where the message names none: of the same year.

    After 去年租金32万: 房东返了4万,实际28万. What was told of other years stays beside it.
    """
    if earlier is None or earlier.year is None or now.year is not None or now is earlier:
        return now
    both = isinstance(now.value, Decimal) and isinstance(earlier.value, Decimal)
    if not both or _YEAR.search(turn.folded):
        return now
    return replace(now, year=earlier.year, beside=now.beside or earlier.beside)


def years_named(turn: Turn, start: int, end: int) -> frozenset[int]:
    """The years that a stretch of a message names."""
    return frozenset(_year_of(m, turn.year) for m in _YEAR.finditer(turn.folded, start, end))


def year_called(word: str, base: int) -> int | None:
    """The calendar year that a word is the name of (去年); None for any other word."""
    match = _YEAR.match(word)
    return _year_of(match, base) if match else None


def later_year_named(turn: Turn, place: int) -> int | None:
    """The year that the clause of a place names before it, where it is one to come."""
    low, _ = clause_around(turn.folded, place, place)
    found = [_year_of(m, turn.year) for m in _YEAR.finditer(turn.folded, low, place)]
    return found[-1] if found and found[-1] > turn.year else None


_NEXT_YEAR = lazy("(?:再?下一?|转过|第二)年度?(?!级)")


def _of_next_year(turn: Turn, part: Part, stated: Stated) -> Stated:
    """What a rule counts for last year, told for the one behind it (下一年回到50万,算两年)."""
    low, _ = clause_around(turn.folded, stated.start, stated.start)
    known = next((s for s in part.matter.numbers if s.name == stated.name), None)
    if known is None or not isinstance(known.value, Decimal) or not asks_over_years(turn):
        return stated
    if not _NEXT_YEAR.search(turn.folded, low, stated.start):
        return stated
    was = -1 if known.year is None else calendar_year(known.year, turn.year) - turn.year
    return replace(stated, year=turn.year + was + 1)


def each_of_its_year(
    ctx: GatherContext, turn: Turn, part: Part, numbers: Sequence[Stated]
) -> tuple[Stated, ...]:
    """Counts of several kinds, each of one year and not all of the same, over which is summed.

    今年2个国家标准, 明年1个国际标准, 两年一共: each year has its own cap.
    """
    main = frozenset[str]().union(*(ctx.needs(c).main for c in part.matter.clauses))
    counts = [
        s
        for s in numbers
        if s.name in main and ctx.is_count(s.name) and s.name != YEARS and s.total
    ]
    years = {
        calendar_year(y, turn.year)
        for s in counts
        for y in ([i.year or 0 for i in opened(s.value)] if s.members > 1 else [s.year or 0])
    }
    if len(counts) < _SEVERAL or len(years) < _SEVERAL or not _TOGETHER.search(turn.folded):
        return tuple(numbers)
    return tuple(
        replace(
            s,
            value=(FactItem(s.value, year=calendar_year(s.year or 0, turn.year)),),
            year=None,
            say="",
            alternatives=(),
        )
        if s in counts and isinstance(s.value, Decimal)
        else s
        for s in numbers
    )


def with_all_years(turn: Turn, numbers: Sequence[Stated]) -> tuple[Stated, ...]:
    """With the years remembered beside what was told last, where a total over them is asked."""
    if not asks_over_years(turn):
        return tuple(numbers)
    return tuple(with_beside(s, turn.year) for s in numbers)


def of_named_year(text: str, stated: Stated, base: int) -> Stated:
    """Of a fact told for several years, that of the one year which a text names alone, if it does.

    今年那四个里有一个被打回来了, of four this year and seven the next.
    """
    if not isinstance(stated.value, tuple) or any(i.year is None for i in stated.value):
        return stated
    apart = _TOGETHER.sub("", text)
    named = {_year_of(m, base) for m in _YEAR.finditer(apart)}
    own = [i for i in stated.value if calendar_year(i.year or 0, base) in named]
    if len(named) != 1 or len(own) != 1 or own[0].count is not None:
        return stated
    return replace(stated, value=own[0].value, year=own[0].year)


def back_among_years(stated: Stated, before: Stated) -> Stated:
    """What `of_named_year` took out, as it is now, among the other years again."""
    if not isinstance(before.value, tuple) or not isinstance(stated.value, Decimal):
        return stated
    value = stated.value
    items = tuple(replace(i, value=value) if i.year == stated.year else i for i in before.value)
    return replace(stated, value=items, year=None, beside=before.beside, say="", alternatives=())


def kinds_of_other_year(
    ctx: GatherContext, turn: Turn, part: Part, kept: Sequence[Stated], fresh: Sequence[Stated]
) -> list[Stated]:
    """The counts told before that are none in the one year which is asked about alone.

    After 2个国家标准 of this year: 明年出一个国际的, 光看明年. They are remembered beside it.
    """
    years = {s.year for s in fresh if s.year is not None and ctx.is_count(s.name)}
    if part.index is None or len(years) != 1 or not is_only(turn.folded):
        return list(kept)
    (year,) = years
    main = frozenset[str]().union(*(ctx.needs(c).main for c in part.matter.clauses))
    found = []
    for s in kept:
        is_other = ctx.is_count(s.name) and s.name in main and s.year != year
        if is_other and isinstance(s.value, Decimal) and not s.is_assumed and year != turn.year:
            beside = (*s.beside, FactItem(s.value, year=s.year or turn.year))
            s = replace(s, value=Decimal(0), year=year, beside=beside, parts=(), say="")
        found.append(s)
    return found


_TAKES_OUT = lazy(
    "(?:(?:今年|这次|这回|眼下|本年度?)(?:的)?)?(?:就|先|暂时?|得|要|也|都|把它|把这个)*"
    "(?:拿|去|扣|剔|刨|减|撤|摘|划)(?:掉|除|去|出来?|下来?)(?:它|这个|这项)?(?:了|吧)?(?=[,。;!?]|$)"
    "|(?:(?:今年|这次|这回|本年度?)(?:的)?)?(?:就|先|暂时?|也|都)*(?:不算|别算|不报|不计|不放|不含)(?:它|进去|进来|了|吧)*(?=[,。;!?]|$)"
)


def moved_to_years(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part]
) -> tuple[Turn, tuple[Part, ...]]:
    """The matters less what the message tells to be of another year, and the message without it.

    The rest stays of this year; both count where a total over years is asked. Where none is, a
    count that goes to a later year is remembered beside what stays of this one.
    """
    sums_up, is_of_one = asks_over_years(turn), _ONE_ASKED.search(turn.folded) is not None
    if not (sums_up or is_of_one or _is_of_this_year(turn)):
        return turn, tuple(parts)
    found, spans = list(parts), set[tuple[int, int]]()
    for at, part in enumerate(parts):
        if part.index is None:
            continue
        now = list(part.matter.numbers)
        for n, stated in enumerate(now):
            if stated.is_assumed or stated.total is None or is_dated_itself(ctx, stated.name):
                continue
            moves = (*_moves(ctx, turn, stated, now), *_named_moves(ctx, turn, stated, part.matter))
            move = next(iter(moves), None)
            changed = _moved(stated, move[0], move[1], turn) if move else None
            if changed is not None and not sums_up:
                left = _left_this_year(ctx, changed, turn.year)
                changed = changed if left is None and is_of_one else left
            if move and changed is not None:
                now[n] = changed
                spans.add(move[2])
        found[at] = replace(part, matter=replace(part.matter, numbers=tuple(now)))
    if not spans:
        return turn, tuple(parts)
    taken_out = _taken_out(turn, spans)
    if taken_out is not None:
        spans.add(taken_out)
        acts = replace(turn.acts, all=turn.acts.all - {Act.REMOVE}, removed=())
        turn = replace(turn, acts=acts)
    turn = without_spans(turn, spans)
    if not sums_up:
        return replace(turn, folded=blank(turn.folded, spans)), tuple(found)
    return replace(
        turn, folded=blank(turn.folded, spans), intents=turn.intents | {Intent.TOTAL}
    ), tuple(found)


def _taken_out(turn: Turn, spans: Collection[tuple[int, int]]) -> tuple[int, int] | None:
    """The clause that only takes out of this year what went to another: 推到明年了,今年先拿掉."""
    for match in _TAKES_OUT.finditer(turn.folded):
        if any(0 <= match.start() - end <= 1 for _, end in spans):
            return match.span()
    return None


def _is_of_this_year(turn: Turn) -> bool:
    """Whether a message moves something to a later year and asks about no year but this one."""
    moved = [m for m in _MOVES.finditer(turn.folded) if _year_of(m, turn.year) > turn.year]
    named = [m for m in _YEAR.finditer(turn.folded) if _year_of(m, turn.year) != turn.year]
    return bool(moved) and all(any(m.start() <= y.start() < m.end() for m in moved) for y in named)


def _left_this_year(ctx: GatherContext, moved: Stated, base: int) -> Stated | None:
    """A count as it stays of this year, what is of a later one beside it; None for all else."""
    if not ctx.is_count(moved.name):
        return None
    items = moved.value if isinstance(moved.value, tuple) else ()
    if not items and moved.year is not None and moved.year > base:
        items = (FactItem(moved.total or Decimal(0), year=moved.year),)
    now = [i for i in items if i.year == base]
    later = tuple(i for i in items if i.year is not None and i.year > base)
    if not later or len(now) + len(later) != len(items):
        return None
    left = now[0].total if now else Decimal(0)
    return replace(moved, value=left, year=base, beside=later)


def is_dated_itself(ctx: GatherContext, name: str) -> bool:
    """Whether a fact is itself of the year before, or is held against that of one."""
    label = ctx.rulebook.facts[name].label
    return _has_year_before(ctx, name) or _BEFORE.search(label) is not None


def _has_year_before(ctx: GatherContext, name: str) -> bool:
    """Whether a rule holds a fact against that of the year before."""
    spec = ctx.rulebook.facts[name]
    return bool(spec.year_before) or any(d.difference for d in spec.derive)


def _moves(
    ctx: GatherContext, turn: Turn, stated: Stated, every: Sequence[Stated]
) -> Iterator[tuple[Decimal, int, tuple[int, int]]]:
    """How much of a fact goes to which year, and the clause that says so."""
    kind = Unit.COUNT if ctx.is_count(stated.name) else Unit.YUAN
    rivals = [
        s
        for s in every
        if s is not stated and ctx.is_count(s.name) == ctx.is_count(stated.name) and s.total
    ]
    for e in turn.expressions:
        if e.unit is not kind or e.value is None or e.relation not in _PLAIN:
            continue
        match = _SAID_OF_IT.match(turn.folded[e.end :])
        if match is None or any(f.start < e.end and e.start < f.end for f in _dating(turn)):
            continue
        if rivals and not _is_named(ctx, turn, e, stated, rivals):
            continue
        if e.value <= (stated.total or 0):
            low, high = clause_around(turn.folded, e.start, e.start)
            yield e.value, _year_of(match, turn.year), (low, max(high, e.end + match.end()))
    if kind is not Unit.COUNT:
        return
    for match in _MOVES.finditer(turn.folded):
        low, high = clause_around(turn.folded, match.start(), match.start())
        if any(low <= q.start < high and q.unit in _COUNTED for q in turn.quantities):
            continue
        if _own_words(ctx, stated, rivals, turn.folded[low : match.start()]):
            yield Decimal(1), _year_of(match, turn.year), (low, high)


_ADDED = lazy(
    "[追后新添续补增]加?[购签买添投采订]?[^,。;!?]{0,4}?的"
    "|(?:后[面来加]|最后|另外?|新)[^,。;!?]{0,3}?那"
)
"""追加的拖到明年: what came on top last, without its sum."""


def _named_moves(
    ctx: GatherContext, turn: Turn, stated: Stated, matter: Matter
) -> Iterator[tuple[Decimal, int, tuple[int, int]]]:
    """What was told of a fact and this message moves to a year, told without its sum.

    The last addition, the one whose message the clause names (API的放明年再买), or the member that
    it names.
    """
    added = [(past.said, by) for past in matter.pasts if (by := _added_by(past, stated.name)) > 0]
    members, words = members_of(stated), ctx.label_words(stated.name)
    said = Said(turn.folded, (), (), (), turn.year, 0, figures=matter.figures)
    for match in (*_MOVES.finditer(turn.folded), *_LATER.finditer(turn.folded)):
        low, high = clause_around(turn.folded, match.start(), match.start())
        if any(low <= q.start < high and q.unit in _COUNTED for q in turn.quantities):
            continue
        lead = turn.folded[low : match.start()]
        own = set(naming_pairs(lead))
        named = [by for past, by in added if own & set(naming_pairs(past))]
        if len(named) == 1:
            yield named[0], _year_of(match, turn.year), (low, high)
            continue
        called = meant(members, lead, said, words, stated.value) if members else ()
        if len(called) == 1:
            yield members[called[0]].total, _year_of(match, turn.year), (low, high)
        elif added and _ADDED.search(lead):
            yield added[-1][1], _year_of(match, turn.year), (low, high)


def _added_by(past: Past, name: str) -> Decimal:
    """By how much a message made a fact larger; nought where it did not."""
    before, after = ({s.name: s.total for s in facts} for facts in (past.before, past.after))
    had, has = before.get(name), after.get(name)
    return has - had if had is not None and has is not None else Decimal(0)


_PLAIN = frozenset({Relation.PLAIN})


def _dating(turn: Turn) -> Iterator[Stated]:
    """The conditions that are of a day or a year by themselves (去年通过备案)."""
    return (flag for flag in turn.flags if flag.days is not None)


def _own_words(ctx: GatherContext, stated: Stated, rivals: Sequence[Stated], text: str) -> bool:
    """Whether a text holds a word that is of this kind of count and of no other."""
    words = (*ctx.label_words(stated.name), *ctx.kinds_of(stated.name))
    own = {w[:2] for w in words if len(w) > 1}
    others = {w[n : n + 2] for s in rivals for w in ctx.label_words(s.name) for n in range(len(w))}
    return any(pair in text for pair in own - others)


def _is_named(
    ctx: GatherContext, turn: Turn, e: Expression, stated: Stated, rivals: Sequence[Stated]
) -> bool:
    low, _ = clause_around(turn.folded, e.start, e.start)
    return _own_words(ctx, stated, rivals, turn.folded[low : e.end + 4])


def _moved(stated: Stated, value: Decimal, year: int, turn: Turn) -> Stated | None:
    """A fact of which so much is of another year; None where it has no such year to take it off."""
    items = [
        replace(i, year=i.year if i.year is not None else (stated.year or turn.year))
        for i in (stated.value if isinstance(stated.value, tuple) else opened(stated.value))
    ]
    items += list(stated.beside)
    whole: dict[int, Decimal] = {}
    for item in items:
        if item.year is None:
            return None
        own = calendar_year(item.year, turn.year)
        whole[own] = whole.get(own, Decimal(0)) + item.total
    sources = [y for y, v in whole.items() if y != year and v >= value]
    if len(sources) != 1:
        return None
    whole[sources[0]] -= value
    whole[year] = whole.get(year, Decimal(0)) + value
    kept = tuple(FactItem(v, year=y) for y, v in sorted(whole.items()) if v)
    plain = replace(stated, year=None, beside=(), parts=(), terms=(), say="", alternatives=())
    if len(kept) > 1:
        return replace(plain, value=kept)
    return replace(plain, value=kept[0].value, year=kept[0].year)
