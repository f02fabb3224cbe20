"""The fields of a corpus query, each read from one scanned sentence."""

from __future__ import annotations

from dataclasses import replace

from assistant.dialogue.corpus_query import Aggregate, CorpusQuery, Form, SortKey, State
from assistant.dialogue.query_scan import Scan
from assistant.dialogue.query_words import Mark
from assistant.text.numerals import parse_number
from assistant.text.pattern import lazy

_NUMERAL = lazy("[一二两三四五六七八九十0-9]+")

ASKS = (Mark.PLURAL, Mark.WHICH, Mark.COUNT, Mark.EXISTS, Mark.DISTRICT)
_STATES = (
    (Mark.EXPIRING, State.EXPIRING),
    (Mark.NOT_YET, State.NOT_YET),
    (Mark.DRAFT, State.DRAFT),
    (Mark.IN_FORCE, State.IN_FORCE),
    (Mark.EXPIRED, State.EXPIRED),
)
FORMS = (
    (Mark.NO_FIGURE, Form.UNQUANTIFIED),
    (Mark.IN_KIND, Form.IN_KIND),
    (Mark.SERVICE, Form.SERVICE),
    (Mark.CASH, Form.CASH),
)
EXTREMES = (Mark.FIRST, Mark.LAST, Mark.MOST, Mark.LEAST, Mark.NEWEST)


def aggregate_of(scan: Scan) -> Aggregate:
    """Whether rows are listed, counted, or only asked to be there."""
    if scan.has(Mark.COUNT):
        return Aggregate.COUNT
    is_open = scan.has(Mark.PLURAL, Mark.WHICH)
    return Aggregate.EXISTS if scan.has(Mark.EXISTS) and not is_open else Aggregate.LIST


def asks_for_several(scan: Scan) -> bool:
    """Whether more than one row may answer (哪些, 几条, 有没有)."""
    return scan.has(Mark.PLURAL, Mark.COUNT, Mark.EXISTS, Mark.DISTRICT)


def is_narrowed(scan: Scan, form: Form | None) -> bool:
    """Whether a body, a ceiling, a rate or a form picks the clauses that are asked for."""
    noun = scan.has(Mark.CLAUSE, Mark.SUPPORT, Mark.CAP, Mark.RATE)
    if scan.cap and scan.has(Mark.PLURAL) and not scan.has(Mark.POLICY):
        return True  # 超过1000万的有哪些
    several = asks_for_several(scan)
    if scan.bodies and several:
        return noun or scan.has(Mark.CHARGE)
    if noun or (scan.has(Mark.POLICY) and scan.has(Mark.PLURAL)):
        return bool(scan.cap or scan.rate or (form and several))
    return form not in (None, Form.SERVICE) and scan.has(Mark.PLURAL, Mark.COUNT)


def is_whole(scan: Scan) -> bool:
    """Whether all clauses of some policies are asked for (福田一共多少条)."""
    other = (Mark.END, Mark.BEGIN, Mark.SUPPORT, Mark.CAP, Mark.RATE, *EXTREMES)
    where = bool(scan.policies) or scan.has(Mark.EVERY, Mark.HELD, Mark.POLICY, Mark.DISTRICT)
    return (
        scan.has(Mark.CLAUSE)
        and scan.has(Mark.COUNT, Mark.PLURAL)
        and where
        and not scan.has(*other)
    )


def payment_sort(scan: Scan) -> tuple[SortKey | None, bool]:
    """上限最高的是哪条, 比例最低的."""
    asks = scan.has(Mark.PLURAL, Mark.WHICH, Mark.TOP) and scan.has(
        Mark.CLAUSE, Mark.SUPPORT, Mark.CAP, Mark.RATE
    )
    if not asks or scan.cap or scan.rate or scan.has(Mark.DISTRICT, Mark.END, Mark.BEGIN):
        return None, False
    if not scan.has(Mark.MOST, Mark.LEAST, Mark.REVERSE, Mark.TOP):
        return None, False
    noun = scan.has(Mark.CLAUSE, Mark.SUPPORT)
    key = SortKey.RATE if scan.has(Mark.RATE) else SortKey.CAP
    said = scan.has(Mark.RATE, Mark.CAP, Mark.PAYS_MOST) or (
        noun and scan.has(Mark.MOST, Mark.LEAST)
    )
    return (key, not scan.has(Mark.LEAST)) if said and noun else (None, False)


def day_sort(scan: Scan) -> tuple[SortKey | None, bool]:
    """最先到期, 最晚施行, 有效期最长, 最新."""
    if scan.has(Mark.TERM) and scan.has(Mark.MOST, Mark.LEAST):
        return SortKey.TERM, scan.has(Mark.MOST)
    if scan.has(Mark.NEWEST) and scan.has(Mark.POLICY, Mark.BEGIN):
        return SortKey.FIRST_DAY, True
    if not scan.has(Mark.FIRST, Mark.LAST, Mark.TOP, Mark.ORDINAL):
        return None, False
    if scan.has(Mark.POLICY) and not scan.has(Mark.END, Mark.TERM, Mark.IN_FORCE, Mark.BEGIN):
        return SortKey.FIRST_DAY, scan.has(Mark.LAST)  # 最早的政策是哪个
    if scan.has(Mark.END, Mark.TERM, Mark.IN_FORCE):
        return SortKey.LAST_DAY, scan.has(Mark.LAST)
    if scan.has(Mark.BEGIN):
        return SortKey.FIRST_DAY, scan.has(Mark.LAST)
    return None, False


def limit_of(scan: Scan, sort: SortKey | None) -> int | None:
    """How many ranks are asked for: 前三个, the first or last alone; None for all."""
    if sort is None:
        return None
    top = scan.marks.words(Mark.TOP)
    if top:
        return _number(top[0])
    return 1 if scan.has(*EXTREMES, Mark.ORDINAL) else None


def skip_of(scan: Scan, sort: SortKey | None) -> int:
    """How many ranks stand before the one asked for (第二个: one)."""
    words = scan.marks.words(Mark.ORDINAL)
    return max(_number(words[0]) - 1, 0) if sort is not None and words else 0


def _number(words: str) -> int:
    match = _NUMERAL.search(words)
    return int(parse_number(match.group())) if match else 1


def with_state(query: CorpusQuery, scan: Scan) -> CorpusQuery:
    """The query with what is said of validity: a state on a day, or an interval to end in."""
    when = scan.days or query.when
    state = next((state for mark, state in _STATES if scan.has(mark)), None)
    if state is State.NOT_YET or state is State.IN_FORCE or state is State.EXPIRED:
        key = SortKey.FIRST_DAY if state is State.NOT_YET else SortKey.LAST_DAY
        return replace(query, state=state, when=when, sort=key)
    if state is not None:
        return replace(query, state=state, when=query.when)
    if scan.days is None:
        return query
    if scan.has(Mark.END):
        return replace(query, ends_in=scan.days, sort=SortKey.LAST_DAY)
    if scan.has(Mark.BEGIN):
        return replace(query, starts_in=scan.days, sort=SortKey.FIRST_DAY)
    return query


def form_of(scan: Scan) -> Form | None:
    """What kind of support is asked for, if one is."""
    return next((form for mark, form in FORMS if scan.has(mark)), None)
