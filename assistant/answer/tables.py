"""Run a corpus query: select, filter, sort and cut the rows. Exact and without any guess.

The tables are the corpus' policies and leaves and the rulebook's rules; nothing is retrieved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import groupby

from assistant.answer.table_figures import (
    Figure,
    ceilings_of,
    in_kind_words,
    is_in_kind,
    is_money,
    once,
    rates_stated,
)
from assistant.dialogue.corpus_query import CorpusQuery, Form, Matter, SortKey, State, Table
from assistant.dialogue.topics import Topics
from assistant.policy.clause import Clause
from assistant.policy.corpus import Corpus
from assistant.policy.policy import Policy, PolicyKind, PolicyStatus
from assistant.rules.rule import Rule
from assistant.rules.rulebook import Rulebook
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.sentences import split_sentences

_SERVICE = lazy("(?:提供|购买)[^。;；]{0,30}服务")
"""Words by which a text gives or buys services; 面向企业的服务平台 is none."""

Key = date | int | Decimal


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of an answer.

    ``clause`` is None for a row that is a policy; ``quotes`` are verbatim parts of the clause (or
    of the policy's source) that carry the row; ``figures`` are the numbers asked for; ``parts``
    are, for a policy or a body, the clauses that make it a row; ``body`` names a body's row.
    """

    policy: Policy
    clause: Clause | None = None
    key: Key | None = None
    quotes: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    words: str = ""
    body: str = ""
    parts: tuple[TableRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """The rows of a query; ``apart`` are policies in question that the query cannot judge.

    ``found`` is how many rows hold before ``limit`` cuts them.
    """

    rows: tuple[TableRow, ...]
    found: int
    apart: tuple[Policy, ...] = ()


class Tables:
    """The tables of one corpus."""

    def __init__(self, corpus: Corpus, rulebook: Rulebook, topics: Topics) -> None:
        self.corpus = corpus
        self.rulebook = rulebook
        self._words = {t.id: tuple(fold(word) for word in t.words) for t in topics.all}

    def run(self, query: CorpusQuery) -> Selection:
        """The rows of a query, in order."""
        pool = [p for p in self.corpus.policies if not query.policies or p.id in query.policies]
        match query.table:
            case Table.POLICIES if query.matter is None:
                return self._policies(query, pool)
            case Table.BODIES:
                return self._bodies(pool)
            case _:
                return self._clauses(query, pool)

    def _policies(self, query: CorpusQuery, pool: Sequence[Policy]) -> Selection:
        apart: list[Policy] = []
        if query.is_about_days and query.state is not State.DRAFT:
            apart = [p for p in pool if p.first_day is None or p.kind is not PolicyKind.MEASURE]
        rows = [
            TableRow(p, key=_day_key(p, query.sort), quotes=_day_quotes(p))
            for p in pool
            if p not in apart and _holds(p, query)
        ]
        return _selection(rows, query, apart)

    def _bodies(self, pool: Sequence[Policy]) -> Selection:
        named: dict[tuple[str, str], list[TableRow]] = {}
        for policy in pool:
            for clause in policy.clauses:
                for body in clause.bodies if clause.is_leaf else ():
                    row = TableRow(policy, clause, quotes=_bodies_quote(policy, clause))
                    named.setdefault((policy.id, body), []).append(row)
        rows = [
            TableRow(self.corpus.policy(policy), body=body, parts=tuple(parts))
            for (policy, body), parts in named.items()
        ]
        with_bodies = {policy for policy, _ in named}
        apart = [p for p in pool if p.kind is PolicyKind.MEASURE and p.id not in with_bodies]
        return Selection(tuple(rows), len(rows), tuple(apart))

    def _clauses(self, query: CorpusQuery, pool: Sequence[Policy]) -> Selection:
        rows = []
        for policy in pool:
            if policy.kind is PolicyKind.COMMENTARY or not _is_kind(policy, query):
                continue
            for clause in policy.clauses:
                row = self._clause_row(policy, clause, query) if clause.is_leaf else None
                if row is not None:
                    rows.append(row)
        apart = [p for p in pool if p.kind is PolicyKind.DRAFT and not _is_kind(p, query)]
        if query.table is Table.POLICIES:
            grouped = [TableRow(policy, parts=tuple(own)) for policy, own in _by_policy(rows)]
            return _selection(grouped, query, apart)
        return _selection(rows, query, apart)

    def _clause_row(self, policy: Policy, clause: Clause, query: CorpusQuery) -> TableRow | None:
        """The clause as a row if every filter holds."""
        rules = self.rulebook.rules_of(str(clause.id))
        if query.body and not set(query.body) & set(clause.bodies):
            return None
        words = ""
        if query.form is not None and not _has_form(clause, rules, query.form):
            return None
        if query.form is Form.IN_KIND:
            words = "；".join(dict.fromkeys(w for r in rules if (w := in_kind_words(r))))
        if query.matter is not None and not self._speaks_of(clause, query.matter):
            return None
        figures = self._figures(clause, query)
        if figures is None:
            return None
        key = _figure_key(figures, query)
        if query.sort is not None:
            figures = tuple(f for f in figures if f.value == key)
        return TableRow(
            policy, clause, key, self._quotes(policy, clause, query, figures), figures, words
        )

    def _figures(self, clause: Clause, query: CorpusQuery) -> tuple[Figure, ...] | None:
        """The ceilings or rates that are asked for; None where a filter on them fails."""
        rules = self.rulebook.rules_of(str(clause.id))
        specs = self.rulebook.facts
        found: list[Figure] = []
        if query.cap is not None or query.sort is SortKey.CAP:
            caps = [f for r in rules for f in ceilings_of(r, specs)]
            own = [f for f in caps if query.cap is None or query.cap.holds(f.value)]
            if not own:
                return None
            found += once(own)
        if query.rate is not None or query.sort is SortKey.RATE:
            rates = [f for r in rules for f in rates_stated(r, specs)]
            own = [f for f in rates if query.rate is None or query.rate.holds(f.value)]
            if not own:
                return None
            found += once(own)
        return tuple(found)

    def _speaks_of(self, clause: Clause, matter: Matter) -> bool:
        return clause.id in matter.clauses or matter.said in fold(clause.text)

    def _quotes(
        self, policy: Policy, clause: Clause, query: CorpusQuery, figures: Sequence[Figure]
    ) -> tuple[str, ...]:
        if figures:
            return tuple(dict.fromkeys(quote for f in figures for quote in f.quotes))
        if query.matter is not None:
            return (self._telling(clause, query.matter),)
        if query.body:
            return _bodies_quote(policy, clause)
        if query.form is not None and query.form is not Form.UNQUANTIFIED:
            rules = self.rulebook.rules_of(str(clause.id))
            kind = is_in_kind if query.form is Form.IN_KIND else is_money
            own = tuple(r.quote for r in rules if kind(r))
            service = _sentence_with(clause, lambda text: bool(_SERVICE.search(text)))
            return (service,) if query.form is Form.SERVICE or not own else own
        return (clause.text,) if query.form is not None else (_first_line(clause),)

    def _telling(self, clause: Clause, matter: Matter) -> str:
        """The first sentence that has the asker's word, else one with a word of its topics."""
        words = [word for topic in matter.topics for word in self._words[topic]]
        for wanted in ([matter.said], words):
            found = _sentence_with(clause, partial(_has_any, wanted))
            if found:
                return found
        topics = [
            r.quote for r in self.rulebook.rules_of(str(clause.id)) if r.topic in matter.topics
        ]
        return topics[0] if topics else _first_line(clause)


def _is_kind(policy: Policy, query: CorpusQuery) -> bool:
    """Whether the clauses of a policy are looked at: drafts only where they can hold a row."""
    if query.state is State.DRAFT:
        return policy.kind is PolicyKind.DRAFT
    asks_text = query.matter is not None or query.form is Form.UNQUANTIFIED
    return policy.kind is PolicyKind.MEASURE or asks_text or bool(query.policies)


def _has_form(clause: Clause, rules: Sequence[Rule], form: Form) -> bool:
    money = any(is_money(r) for r in rules)
    kind = any(is_in_kind(r) for r in rules)
    match form:
        case Form.CASH:
            return money
        case Form.IN_KIND:
            return kind
        case Form.SERVICE:
            return (kind or not money) and bool(_SERVICE.search(clause.text))
        case Form.UNQUANTIFIED:
            return not rules


def _has_any(words: Sequence[str], text: str) -> bool:
    folded = fold(text)
    return any(word in folded for word in words)


def _sentence_with(clause: Clause, holds: Callable[[str], bool]) -> str:
    """The first sentence for which something holds, below the heading if there is one."""
    sentences = [clause.text[s.start : s.end] for s in split_sentences(clause.text)]
    told = [s for s in sentences if not clause.heading or not _is_heading(s, clause)]
    return next((text for text in (*told, *sentences) if holds(text)), "")


def _is_heading(sentence: str, clause: Clause) -> bool:
    return (
        clause.heading in sentence and len(sentence) <= len(clause.heading) + len(clause.label) + 2
    )


def _bodies_quote(policy: Policy, clause: Clause) -> tuple[str, ...]:
    if clause.bodies_span is None:
        return ()
    start, end = clause.bodies_span
    return (policy.source[start:end],)


def _first_line(clause: Clause) -> str:
    return next(line for line in clause.text.splitlines() if line.strip()).strip()


def _day_key(policy: Policy, sort: SortKey | None) -> Key | None:
    if sort is SortKey.FIRST_DAY:
        return policy.first_day
    if sort is SortKey.LAST_DAY:
        return policy.last_day
    if sort is SortKey.TERM and policy.first_day and policy.last_day:
        return (policy.last_day - policy.first_day).days
    return None


def _day_quotes(policy: Policy) -> tuple[str, ...]:
    return (policy.validity_quote,) if policy.validity_quote else ()


def _holds(policy: Policy, query: CorpusQuery) -> bool:
    """Whether what is asked of a policy's days holds."""
    if query.ends_in is not None and not query.ends_in.holds(policy.last_day):
        return False
    if query.starts_in is not None and not query.starts_in.holds(policy.first_day):
        return False
    first, last, when = policy.first_day, policy.last_day, query.when
    match query.state:
        case None:
            return True
        case State.DRAFT:
            return policy.kind is PolicyKind.DRAFT
        case State.IN_FORCE:
            return when.meets(first, last)
        case State.EXPIRED:
            return last is not None and when.first is not None and last < when.first
        case State.NOT_YET:
            return first is not None and when.last is not None and first > when.last
        case State.EXPIRING:
            day = when.first
            return day is not None and policy.status_on(day) is PolicyStatus.EXPIRING_SOON


def _figure_key(figures: Sequence[Figure], query: CorpusQuery) -> Key | None:
    if query.sort not in (SortKey.CAP, SortKey.RATE):
        return None
    values = [figure.value for figure in figures]
    return max(values) if query.is_descending else min(values)


def _selection(rows: Sequence[TableRow], query: CorpusQuery, apart: Sequence[Policy]) -> Selection:
    """The rows in order, cut to the ranks asked for; rows with equal keys share a rank."""
    if query.sort is None:
        return Selection(tuple(rows), len(rows), tuple(apart))
    keyed = [row for row in rows if row.key is not None]
    ordered = sorted(keyed, key=lambda row: row.key, reverse=query.is_descending)  # type: ignore[arg-type,return-value]
    ranks = [tuple(group) for _, group in groupby(ordered, key=lambda row: row.key)]
    end = None if query.limit is None else query.skip + query.limit
    kept = tuple(row for rank in ranks[query.skip : end] for row in rank)
    return Selection(kept, len(ordered), tuple(apart))


def _by_policy(rows: Sequence[TableRow]) -> Iterable[tuple[Policy, list[TableRow]]]:
    grouped: dict[str, list[TableRow]] = {}
    for row in rows:
        grouped.setdefault(row.policy.id, []).append(row)
    return [(own[0].policy, own) for own in grouped.values()]
