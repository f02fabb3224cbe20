"""A message that only changes the query before it: 最晚的呢, 明年呢, 2000万的呢, 一共几条."""

from __future__ import annotations

from dataclasses import replace

from assistant.dialogue.corpus_query import Aggregate, CorpusQuery, SortKey, State, Table
from assistant.dialogue.query_fields import day_sort, form_of, limit_of, skip_of, with_state
from assistant.dialogue.query_scan import Scan
from assistant.dialogue.query_words import Mark


def refine_query(query: CorpusQuery, scan: Scan) -> CorpusQuery | None:
    """The query changed by what the sentence says; None where it says something else."""
    if scan.has_rest or (scan.matter and not _takes_matter(query, scan)):
        return None
    if (scan.cap and not query.cap) or (scan.rate and not query.rate):
        return None
    changed = query
    for change in (_with_extreme, _with_days, _with_filters, _with_place):
        changed = change(changed, scan)
    if scan.has(Mark.COUNT):
        changed = replace(changed, aggregate=Aggregate.COUNT)
    elif scan.has(Mark.EXISTS) and not scan.has(Mark.PLURAL):
        changed = replace(changed, aggregate=Aggregate.EXISTS)
    elif scan.has(Mark.PLURAL) and changed.aggregate is not Aggregate.LIST:
        changed = replace(changed, aggregate=Aggregate.LIST)
    return None if changed == query and not _repeats(scan) else changed


def _takes_matter(query: CorpusQuery, scan: Scan) -> bool:
    return query.table is not Table.BODIES and (query.matter is not None or scan.has(Mark.RELATED))


def _with_extreme(query: CorpusQuery, scan: Scan) -> CorpusQuery:
    """最晚的呢, 第二个呢, 前三个, 倒过来."""
    key, is_descending = day_sort(scan)
    if query.table is Table.CLAUSES:
        key, is_descending = None, False
        if scan.has(Mark.MOST, Mark.LEAST):
            key = SortKey.RATE if scan.has(Mark.RATE) or query.sort is SortKey.RATE else SortKey.CAP
            is_descending = scan.has(Mark.MOST)
    elif key is None and scan.has(Mark.NEWEST):
        key, is_descending = SortKey.FIRST_DAY, True
    elif key is None and scan.has(Mark.FIRST, Mark.LAST, Mark.MOST, Mark.LEAST):
        key = query.sort or SortKey.LAST_DAY
        is_descending = scan.has(Mark.LAST, Mark.MOST)
    if key is not None:
        limit = limit_of(scan, key) or 1
        return replace(
            query, sort=key, is_descending=is_descending, limit=limit, skip=0, state=None,
            ends_in=None, starts_in=None, aggregate=Aggregate.LIST,
        )  # fmt: skip
    if query.sort is not None and scan.has(Mark.ORDINAL, Mark.TOP):
        return replace(query, limit=limit_of(scan, query.sort), skip=skip_of(scan, query.sort))
    if query.sort is not None and scan.has(Mark.REVERSE):
        return replace(query, is_descending=not query.is_descending)
    return query


def _with_days(query: CorpusQuery, scan: Scan) -> CorpusQuery:
    """明年呢, 已经失效的呢: another interval or another state."""
    if query.table is not Table.POLICIES:
        return query
    plain = replace(query, state=None, ends_in=None, starts_in=None, limit=None, skip=0)
    stated = with_state(plain, scan)
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
    form = form_of(scan)
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
