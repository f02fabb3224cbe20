"""What a corpus query asks for, in words: 上限为2000万元的条款, 今年到期的文件, 最先到期的."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from assistant.answer.speaker import Speaker, day
from assistant.dialogue.corpus_query import Aggregate, Bound, CorpusQuery, Days, SortKey, Table
from assistant.policy.policy import Policy
from assistant.text.money import format_fraction, format_yuan

COUNTERS = {Table.POLICIES: "份", Table.CLAUSES: "条", Table.BODIES: "个"}
"""The measure word of a table's rows."""


def counted(n: int, table: Table) -> str:
    """3条, 5份."""
    return f"{n}{COUNTERS[table]}"


def what(query: CorpusQuery, places: Sequence[Policy], speaker: Speaker) -> str:
    """The rows that are meant, as a noun phrase; ``places`` are the policies it is narrowed to."""
    say = speaker.say
    names = "、".join(dict.fromkeys(policy.region or policy.short_title for policy in places))
    place = say("table_within", place=names) if names else ""
    matter = say("table_matter", said=query.matter.said) if query.matter else ""
    if query.table is Table.POLICIES:
        days = _days_words(query, speaker) or ("" if matter or place else say("table_all"))
        return say("table_what_policies", place=place, days=days, matter=matter)
    form = say(f"table_form_{query.form.value}") if query.form is not None else ""
    if not names and not (query.body or matter or query.cap or query.rate or form or query.state):
        place = say("table_all")
    return say(
        "table_what_clauses",
        place=place,
        state=_days_words(query, speaker),
        body=say("table_body", body="、".join(query.body)) if query.body else "",
        matter=matter,
        cap=_bound("上限", query.cap, speaker),
        rate=_bound("比例", query.rate, speaker),
        form=form,
    )


def order(query: CorpusQuery, speaker: Speaker) -> str:
    """最先到期的, 第2个到期的, 上限最高的."""
    assert query.sort is not None
    back = "倒数" if query.is_descending and query.sort in _DAYS else ""
    rank = f"{back}第{query.skip + 1}" if query.skip else ""
    return speaker.say(f"table_order_{query.sort.value}", rank=rank, is_last=query.is_descending)


_DAYS = (SortKey.FIRST_DAY, SortKey.LAST_DAY)


def _days_words(query: CorpusQuery, speaker: Speaker) -> str:
    words = ""
    if query.state is not None:
        when = _when(query.when) if query.when.said else day(query.when.first)
        words += speaker.say(f"table_state_{query.state.value}", when=when)
    if query.ends_in is not None:
        words += speaker.say("table_ends", when=_when(query.ends_in))
    if query.starts_in is not None:
        words += speaker.say("table_starts", when=_when(query.starts_in))
    return words


def _when(days: Days) -> str:
    """The asker's words, with the days they mean where they do not name the year."""
    if days.said[:4].isdigit():
        return days.said
    if days.first == days.last:
        return f"{days.said}（{day(days.first)}）"
    return f"{days.said}（{day(days.first)}至{day(days.last)}）"


def _bound(name: str, bound: Bound | None, speaker: Speaker) -> str:
    if bound is None:
        return ""
    write = format_yuan if name == "上限" else format_fraction
    low = "" if bound.at_least is None else write(bound.at_least)
    high = "" if bound.at_most is None else write(bound.at_most)
    return speaker.say("table_bound", label=name, low=low, high=high, is_strict=bound.is_strict)


def numbers_of(query: CorpusQuery, counts: Sequence[int]) -> frozenset[Decimal]:
    """The numbers that an answer may say beside those of its sources: counts, ranks, asked days."""
    values = {Decimal(n) for n in (*counts, query.skip + 1)}
    for days in (query.when, query.ends_in, query.starts_in):
        if days is not None:
            for end in (days.first, days.last):
                values |= _parts(end)
    for bound in (query.cap, query.rate):
        if bound is not None:
            values |= {v for v in (bound.at_least, bound.at_most) if v is not None}
    return frozenset(value.normalize() for value in values)


def _parts(value: date | None) -> set[Decimal]:
    return {Decimal(n) for n in (value.year, value.month, value.day)} if value else set()


def yes_or_no(query: CorpusQuery, found: int) -> str:
    """有 or 没有 where that was asked, else ""."""
    if query.aggregate is not Aggregate.EXISTS:
        return ""
    return "有" if found else "没有"
