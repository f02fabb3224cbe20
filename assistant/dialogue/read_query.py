"""Read a question about the corpus as a whole: sort, filter and count instead of one matter.

Ordinary questions are not read: a sum that nothing here uses, a word that nothing explains, words
of applying or of calculating, an article or a place outside the corpus all leave the message to
the others. A message that goes on (最晚的呢) is read as a change of the query before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from assistant.dialogue.corpus_query import (
    Aggregate,
    CorpusQuery,
    Days,
    Form,
    SortKey,
    State,
    Table,
)
from assistant.dialogue.query_scan import Asked, Scan, Scanner
from assistant.dialogue.query_words import Mark
from assistant.dialogue.topics import Topics
from assistant.policy.corpus import Corpus
from assistant.policy.policy import PolicyKind
from assistant.text.numerals import parse_number

_ONE = re.compile(r"[这那该此]一?(?:份|个|部|篇)?(?:政策|文件|措施|办法)")
_NUMERAL = re.compile("[一二两三四五六七八九十0-9]+")

_ASKS = (Mark.PLURAL, Mark.WHICH, Mark.COUNT, Mark.EXISTS, Mark.DISTRICT)
_STATES = (
    (Mark.EXPIRING, State.EXPIRING),
    (Mark.NOT_YET, State.NOT_YET),
    (Mark.DRAFT, State.DRAFT),
    (Mark.IN_FORCE, State.IN_FORCE),
    (Mark.EXPIRED, State.EXPIRED),
)
_FORMS = (
    (Mark.NO_FIGURE, Form.UNQUANTIFIED),
    (Mark.IN_KIND, Form.IN_KIND),
    (Mark.SERVICE, Form.SERVICE),
    (Mark.CASH, Form.CASH),
)
_EXTREMES = (Mark.FIRST, Mark.LAST, Mark.MOST, Mark.LEAST, Mark.NEWEST)


class QueryReader:
    """Reads corpus queries; built once per assistant."""

    def __init__(self, corpus: Corpus, topics: Topics) -> None:
        self._corpus = corpus
        self._scanner = Scanner(corpus, topics)
        self._readers: tuple[Callable[[Scan, Days], CorpusQuery | None], ...] = (
            self._names,
            self._bodies,
            self._clauses,
            self._policies,
        )

    def read(self, asked: Asked, *, as_of: date) -> CorpusQuery | None:
        """The query that a message asks on its own; None where it asks something else."""
        scan = self._scan(asked, as_of)
        if scan is None or (_ONE.search(scan.text) and not scan.policies):
            return None
        today = Days(as_of, as_of)
        for reader in self._readers:
            query = reader(scan, today)
            if query is not None:
                return query
        return None

    def refine(self, query: CorpusQuery, asked: Asked, *, as_of: date) -> CorpusQuery | None:
        """The query before, changed by a message that only changes it (最晚的呢, 2000万的呢).

        None where the message asks something else or changes nothing.
        """
        scan = self._scan(asked, as_of)
        if scan is None or scan.has_rest or (scan.matter and not _takes_matter(query, scan)):
            return None
        if (scan.cap and not query.cap) or (scan.rate and not query.rate):
            return None
        changed = replace(query, when=Days(as_of, as_of)) if query.when.said else query
        for change in (_with_extreme, _with_days, _with_filters, _with_place):
            changed = change(changed, scan)
        if scan.has(Mark.COUNT):
            changed = replace(changed, aggregate=Aggregate.COUNT)
        elif scan.has(Mark.PLURAL) and changed.aggregate is not Aggregate.LIST:
            changed = replace(changed, aggregate=Aggregate.LIST)
        return None if changed == query and not _repeats(scan) else changed

    def _scan(self, asked: Asked, as_of: date) -> Scan | None:
        scope = asked.scope
        if scope.articles or scope.clauses or scope.elsewhere or scope.within:
            return None
        scan = self._scanner.scan(asked, as_of=as_of)
        return None if scan is None or scan.has(Mark.ASKS_SUM) else scan

    def _names(self, scan: Scan, today: Days) -> CorpusQuery | None:
        """叫什么名字, 全称, 两个名字是不是一回事."""
        asks = scan.has(Mark.NAME) or (scan.has(Mark.SAME) and bool(scan.mismatched))
        if not asks or scan.has_rest or scan.matter or scan.cap or scan.rate or scan.bodies:
            return None
        if scan.has(Mark.CLAUSE, Mark.SUPPORT, Mark.BODY_NOUN):
            return None
        plural = scan.has(Mark.PLURAL, Mark.EACH) and scan.has(Mark.POLICY)
        if not scan.policies and not plural:
            return None
        return CorpusQuery(
            table=Table.POLICIES,
            when=today,
            aggregate=Aggregate.NAME,
            policies=scan.policies,
            mismatched=scan.mismatched,
        )

    def _bodies(self, scan: Scan, today: Days) -> CorpusQuery | None:
        """涉及哪些部门."""
        if not scan.has(Mark.BODY_NOUN) or not scan.has(Mark.PLURAL, Mark.COUNT, Mark.EACH):
            return None
        where = scan.policies or scan.has(Mark.POLICY, Mark.HELD)
        if scan.has_rest or scan.matter or scan.bodies or scan.cap or scan.rate or not where:
            return None
        return CorpusQuery(
            table=Table.BODIES,
            when=today,
            aggregate=_aggregate(scan),
            policies=scan.policies,
            mismatched=scan.mismatched,
        )

    def _clauses(self, scan: Scan, today: Days) -> CorpusQuery | None:
        """Clauses by department, ceiling, rate, matter or form, or counted."""
        if scan.has_rest or not scan.has(*_ASKS, Mark.EVERY, *_EXTREMES):
            return None
        sort, is_descending = _payment_sort(scan)
        form = next((form for mark, form in _FORMS if scan.has(mark)), None)
        about = bool(scan.matter) and scan.has(Mark.RELATED) and _asks_for_several(scan)
        if scan.matter and not about and not scan.bodies:
            return None
        if not (sort or about or _is_narrowed(scan, form) or _is_whole(scan)):
            return None
        lists_policies = about and scan.has(Mark.POLICY) and not scan.has(Mark.CLAUSE)
        return CorpusQuery(
            table=Table.POLICIES if lists_policies else Table.CLAUSES,
            when=today,
            aggregate=_aggregate(scan),
            policies=scan.policies,
            state=State.DRAFT if scan.has(Mark.DRAFT) else None,
            body=scan.bodies,
            body_said=scan.body_said,
            cap=scan.cap,
            rate=scan.rate,
            matter=scan.matter,
            form=form,
            sort=sort,
            is_descending=is_descending,
            limit=_limit(scan, sort),
            skip=_skip(scan, sort),
            mismatched=scan.mismatched,
        )

    def _policies(self, scan: Scan, today: Days) -> CorpusQuery | None:
        """Policies by their days, by their state, or all that are held."""
        if scan.has_rest or scan.matter or scan.cap or scan.rate or scan.bodies:
            return None
        if scan.has(Mark.CLAUSE, Mark.SUPPORT, Mark.BODY_NOUN):
            return None
        policies = self._with_districts(scan)
        if len(policies) == 1 and not scan.has(Mark.HELD, Mark.COUNT):
            return None
        query = CorpusQuery(
            table=Table.POLICIES,
            when=today,
            aggregate=_aggregate(scan),
            policies=policies,
            mismatched=scan.mismatched,
        )
        sort, is_descending = _day_sort(scan)
        asks = scan.has(*_ASKS)
        if sort is not None and (asks or scan.has(Mark.POLICY)):
            return replace(
                query,
                aggregate=Aggregate.LIST,
                sort=sort,
                is_descending=is_descending,
                limit=_limit(scan, sort) or 1,
                skip=_skip(scan, sort),
            )
        several = _asks_for_several(scan) or (asks and scan.has(Mark.POLICY))
        dated = _with_state(query, scan)
        if dated != query:
            return dated if several else None
        if scan.has(Mark.END, Mark.TERM, Mark.BEGIN):
            each = scan.has(Mark.EACH, Mark.PLURAL, Mark.DISTRICT, Mark.EVERY)
            key = SortKey.FIRST_DAY if scan.has(Mark.BEGIN) else SortKey.LAST_DAY
            return replace(query, shows_days=True, sort=key) if each else None
        held = scan.has(Mark.HELD) and scan.has(*_ASKS)
        listed = scan.has(Mark.POLICY) and scan.has(Mark.PLURAL, Mark.COUNT)
        return query if held or listed else None

    def _with_districts(self, scan: Scan) -> tuple[str, ...]:
        """The policies named; those of its districts with a region that is named as such (深圳)."""
        if not scan.is_parent_named:
            return scan.policies
        regions = {self._corpus.policy(p).region for p in scan.policies}
        below = [
            p.id
            for p in self._corpus.policies
            if p.parent_region in regions and p.kind is not PolicyKind.COMMENTARY
        ]
        return tuple(dict.fromkeys([*scan.policies, *below]))


def _aggregate(scan: Scan) -> Aggregate:
    if scan.has(Mark.COUNT):
        return Aggregate.COUNT
    is_open = scan.has(Mark.PLURAL, Mark.WHICH)
    return Aggregate.EXISTS if scan.has(Mark.EXISTS) and not is_open else Aggregate.LIST


def _asks_for_several(scan: Scan) -> bool:
    return scan.has(Mark.PLURAL, Mark.COUNT, Mark.EXISTS, Mark.DISTRICT)


def _is_narrowed(scan: Scan, form: Form | None) -> bool:
    """Whether a body, a ceiling, a rate or a form picks the clauses that are asked for."""
    noun = scan.has(Mark.CLAUSE, Mark.SUPPORT, Mark.CAP, Mark.RATE)
    several = _asks_for_several(scan)
    if scan.bodies and several:
        return noun or scan.has(Mark.CHARGE)
    if noun or (scan.has(Mark.POLICY) and scan.has(Mark.PLURAL)):
        return bool(scan.cap or scan.rate or (form and several))
    return form not in (None, Form.SERVICE) and scan.has(Mark.PLURAL, Mark.COUNT)


def _is_whole(scan: Scan) -> bool:
    """Whether all clauses of some policies are asked for (福田一共多少条)."""
    other = (Mark.END, Mark.BEGIN, Mark.SUPPORT, Mark.CAP, Mark.RATE, *_EXTREMES)
    where = bool(scan.policies) or scan.has(Mark.EVERY, Mark.HELD, Mark.POLICY)
    return (
        scan.has(Mark.CLAUSE)
        and scan.has(Mark.COUNT, Mark.PLURAL)
        and where
        and not scan.has(*other)
    )


def _payment_sort(scan: Scan) -> tuple[SortKey | None, bool]:
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
    said = scan.has(Mark.RATE, Mark.CAP, Mark.PAYS_MOST) or (noun and scan.has(Mark.MOST))
    return (key, not scan.has(Mark.LEAST)) if said and noun else (None, False)


def _day_sort(scan: Scan) -> tuple[SortKey | None, bool]:
    """最先到期, 最晚施行, 有效期最长, 最新."""
    if scan.has(Mark.TERM) and scan.has(Mark.MOST, Mark.LEAST):
        return SortKey.TERM, scan.has(Mark.MOST)
    if scan.has(Mark.NEWEST) and scan.has(Mark.POLICY, Mark.BEGIN):
        return SortKey.FIRST_DAY, True
    if not scan.has(Mark.FIRST, Mark.LAST):
        return None, False
    if scan.has(Mark.END, Mark.TERM, Mark.IN_FORCE):
        return SortKey.LAST_DAY, scan.has(Mark.LAST)
    if scan.has(Mark.BEGIN):
        return SortKey.FIRST_DAY, scan.has(Mark.LAST)
    return None, False


def _limit(scan: Scan, sort: SortKey | None) -> int | None:
    if sort is None:
        return None
    top = scan.marks.words(Mark.TOP)
    if top:
        return _number(top[0])
    return 1 if scan.has(*_EXTREMES, Mark.ORDINAL) else None


def _skip(scan: Scan, sort: SortKey | None) -> int:
    words = scan.marks.words(Mark.ORDINAL)
    return max(_number(words[0]) - 1, 0) if sort is not None and words else 0


def _number(words: str) -> int:
    match = _NUMERAL.search(words)
    return int(parse_number(match.group())) if match else 1


def _with_state(query: CorpusQuery, scan: Scan) -> CorpusQuery:
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


def _takes_matter(query: CorpusQuery, scan: Scan) -> bool:
    return query.table is not Table.BODIES and (query.matter is not None or scan.has(Mark.RELATED))


def _with_extreme(query: CorpusQuery, scan: Scan) -> CorpusQuery:
    """最晚的呢, 第二个呢, 前三个, 倒过来."""
    key, is_descending = _day_sort(scan)
    if query.table is Table.CLAUSES:
        key, is_descending = None, False
        if scan.has(Mark.MOST, Mark.LEAST):
            key = SortKey.RATE if scan.has(Mark.RATE) or query.sort is SortKey.RATE else SortKey.CAP
            is_descending = scan.has(Mark.MOST)
    elif key is None and scan.has(Mark.FIRST, Mark.LAST, Mark.MOST, Mark.LEAST):
        key = query.sort or SortKey.LAST_DAY
        is_descending = scan.has(Mark.LAST, Mark.MOST)
    if key is not None:
        limit = _limit(scan, key) or 1
        return replace(
            query, sort=key, is_descending=is_descending, limit=limit, skip=0, state=None,
            ends_in=None, starts_in=None, aggregate=Aggregate.LIST,
        )  # fmt: skip
    if query.sort is not None and scan.has(Mark.ORDINAL, Mark.TOP):
        return replace(query, limit=_limit(scan, query.sort), skip=_skip(scan, query.sort))
    if query.sort is not None and scan.has(Mark.REVERSE):
        return replace(query, is_descending=not query.is_descending)
    return query


def _with_days(query: CorpusQuery, scan: Scan) -> CorpusQuery:
    """明年呢, 已经失效的呢: another interval or another state."""
    if query.table is not Table.POLICIES:
        return query
    plain = replace(query, state=None, ends_in=None, starts_in=None, limit=None, skip=0)
    stated = _with_state(plain, scan)
    if stated != plain:
        return stated
    if scan.days is None:
        return query
    if query.state is not None and query.state is not State.DRAFT:
        return replace(query, when=scan.days)
    if query.starts_in is not None:
        return replace(query, starts_in=scan.days)
    return (
        replace(plain, ends_in=scan.days, sort=SortKey.LAST_DAY) if query.is_about_days else query
    )


def _with_filters(query: CorpusQuery, scan: Scan) -> CorpusQuery:
    """市工信局呢, 1000万的呢, 机器人呢, 给服务的呢: another value of a filter."""
    form = next((form for mark, form in _FORMS if scan.has(mark)), None)
    changes: dict[str, object] = {}
    if scan.bodies and query.table is Table.CLAUSES:
        changes |= {"body": scan.bodies, "body_said": scan.body_said}
    if scan.cap:
        changes["cap"] = scan.cap
    if scan.rate:
        changes["rate"] = scan.rate
    if scan.matter:
        changes["matter"] = scan.matter
    if form and query.table is Table.CLAUSES:
        changes["form"] = form
    return replace(query, **changes) if changes else query  # type: ignore[arg-type]


def _with_place(query: CorpusQuery, scan: Scan) -> CorpusQuery:
    return replace(query, policies=scan.policies) if scan.policies else query


def _repeats(scan: Scan) -> bool:
    """Whether a message asks for the same rows again (列出来, 一共几条)."""
    return scan.has(Mark.PLURAL, Mark.COUNT)
