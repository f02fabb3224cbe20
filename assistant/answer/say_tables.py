"""answer_query(): what a question about the corpus asks, computed over tables, every row cited.

The first sentence answers (the list, the count, the first, yes or no); then each row with the words
of the source that carry it; then what was left aside and how it was looked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistant.answer.answer import Caution, Citation, Outcome, Role, Row, Sentence, WarningCode
from assistant.answer.draft import Draft
from assistant.answer.say_validity import warning_of
from assistant.answer.speaker import Speaker, day
from assistant.answer.table_citing import Citer
from assistant.answer.table_figures import Figure
from assistant.answer.table_words import counted, numbers_of, order, what, yes_or_no
from assistant.answer.tables import Selection, TableRow, Tables
from assistant.dialogue.corpus_query import Aggregate, CorpusQuery, Days, SortKey, State, Table
from assistant.policy.clause import ClauseId
from assistant.policy.policy import Policy, PolicyKind
from assistant.text.normalise import fold

_FEW = 12
"""So many rows stand in a line each, with their quotes; more are grouped by policy."""


@dataclass(frozen=True, slots=True)
class TableAnswer:
    """A whole answer to a corpus query.

    ``rows`` and ``subjects`` (a clause, or a policy id) are in the order shown, for a later
    "第一个". ``numbers`` are the values that sentences may say beside those in the citations and
    the dates of their policies: what was counted, and the days and sums of the query itself.
    """

    query: CorpusQuery
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    warnings: tuple[Caution, ...]
    table: tuple[Row, ...]
    rows: tuple[TableRow, ...]
    subjects: tuple[ClauseId | str, ...]
    numbers: frozenset[Decimal]

    @property
    def sources(self) -> tuple[str, ...]:
        """The texts that its sentences may take numbers from: quotes, labels, names of rules."""
        own = [part for row in self.rows for part in (row, *row.parts)]
        clauses = [row.clause for row in own if row.clause is not None]
        figures = [figure for row in own for figure in row.figures]
        return (
            *(citation.quote for citation in self.citations),
            *(text for clause in clauses for text in (clause.label, clause.heading)),
            *(text for figure in figures for text in (figure.rule.title, figure.whose)),
            *(row.words for row in own),
            *(note for row in own for note in row.policy.notes),
        )

    @property
    def draft(self) -> Draft:
        """The same as a draft, for whoever puts answers together."""
        return Draft(Outcome.ANSWERED, self.sentences, self.warnings, self.table)


def answer_query(
    query: CorpusQuery, tables: Tables, speaker: Speaker, *, as_of: date
) -> TableAnswer:
    """Run a query and say what it gives; ``as_of`` is the day of asking."""
    asked = query.when.first if query.when.said and query.when.first else as_of
    writer = _Writer(query, tables, speaker, asked)
    return writer.write(tables.run(query))


class _Writer:
    """Writes one answer; collects the citations as the rows are written."""

    def __init__(self, query: CorpusQuery, tables: Tables, speaker: Speaker, asked: date) -> None:
        self._query = query
        self._tables = tables
        self._speaker = speaker
        self._asked = asked
        self._citer = Citer(asked)
        self._counts: list[int] = []

    def write(self, found: Selection) -> TableAnswer:
        """The answer to the selection."""
        query = self._query
        cited = [self._cite(row) for row in found.rows]
        if query.aggregate is Aggregate.NAME:
            lines = self._names(found, cited)
        elif query.table is Table.BODIES:
            lines = self._bodies(found, cited)
        elif query.table is Table.CLAUSES and query.is_whole:
            lines = self._whole(found, cited)
        else:
            lines = self._list(found, cited)
        lines += self._mismatches(lines)
        lines += self._notes(found)
        warnings = self._warnings(found)
        told = [w for w in warnings if w.code is not WarningCode.TITLE_MISMATCH]
        lines += [Sentence(w.text, role=Role.WARNING) for w in told if _is_new(w.text, lines)]
        return TableAnswer(
            query,
            tuple(lines),
            self._citer.citations,
            tuple(warnings),
            tuple(self._row(row) for row in found.rows),
            found.rows,
            tuple(row.clause.id if row.clause else row.policy.id for row in found.rows),
            numbers_of(query, self._counts),
        )

    def _list(self, found: Selection, cited: Sequence[tuple[int, ...]]) -> list[Sentence]:
        """The rows in one line, then each with its quotes; many of them by policy."""
        query, say = self._query, self._speaker.say
        phrase = what(query, self._places(), self._speaker)
        if not found.rows:
            lines = [Sentence(say("table_none", no=yes_or_no(query, 0), what=phrase))]
            return [*lines, *self._nearest()]
        every = tuple(dict.fromkeys(n for ns in cited for n in ns))
        yes = yes_or_no(query, found.found)
        if query.limit is None and len(found.rows) > _FEW:
            count = self._count(len(found.rows), query.table)
            lead = say("table_many", yes=yes, what=phrase, count=count)
            return [Sentence(lead, every), *self._groups(found, cited)]
        items = "；".join(self._item(row) for row in found.rows)
        if query.limit is not None:
            ordered = order(query, self._speaker)
            lead = say("table_extreme", what=phrase, order=ordered, items=items)
        else:
            count = self._counted(found)
            lead = say("table_found", yes=yes, what=phrase, count=count, items=items)
        return [Sentence(lead, every), *self._rows(found, cited)]

    def _counted(self, found: Selection) -> str:
        """How many rows; of all documents also how many of each kind."""
        query = self._query
        count = self._count(len(found.rows), query.table)
        if query.table is not Table.POLICIES or not query.is_whole:
            return count
        kinds = [row.policy.kind for row in found.rows]
        shown = {
            kind: self._count(kinds.count(kind), query.table) if kind in kinds else ""
            for kind in PolicyKind
        }
        measures = shown[PolicyKind.MEASURE] or self._count(0, query.table)
        drafts, others = shown[PolicyKind.DRAFT], shown[PolicyKind.COMMENTARY]
        return self._speaker.say(
            "table_kinds", count=count, measures=measures, drafts=drafts, others=others
        )

    def _rows(self, found: Selection, cited: Sequence[tuple[int, ...]]) -> list[Sentence]:
        """Each row with its quotes; none for titles, which the first line already gives."""
        query = self._query
        is_dated = query.is_about_days and query.state is not State.DRAFT
        if query.table is Table.POLICIES and query.matter is None and not is_dated:
            return []
        is_one = len(found.rows) == 1
        pairs = zip(found.rows, cited, strict=True)
        return [line for row, ns in pairs for line in self._quoted(row, ns)[is_one:]]

    def _item(self, row: TableRow) -> str:
        """A row within the first line: its name and what was asked of it."""
        if row.parts:
            labels = "、".join(part.clause.label for part in row.parts if part.clause)
            return self._speaker.say("table_parts", title=self._name(row), labels=labels)
        return self._speaker.say("table_item", title=self._name(row), text=self._cell(row))

    def _cell(self, row: TableRow) -> str:
        """What was asked of a row: its days, its figures, the clauses that speak of the matter."""
        query, say = self._query, self._speaker.say
        if row.figures:
            return "；".join(dict.fromkeys(self._figure(figure) for figure in row.figures))
        if row.clause is not None or not query.is_about_days or row.policy.first_day is None:
            return row.words
        first, last = day(row.policy.first_day), day(row.policy.last_day)
        match query.sort:
            case SortKey.FIRST_DAY:
                return say("table_first", first=first)
            case SortKey.TERM:
                return say("table_period", first=first, last=last)
            case _:
                return say("table_last", last=last)

    def _figure(self, figure: Figure) -> str:
        """One ceiling or rate in words."""
        say, title = self._speaker.say, figure.rule.title
        if figure.is_rate:
            return say("table_rate", title=title, base=figure.whose, rate=figure.shown)
        return say("table_cap", title=title, whose=figure.whose, amount=figure.shown)

    def _name(self, row: TableRow) -> str:
        if row.clause is None:
            return f"《{row.policy.title}》"
        return f"{self._speaker.place(row.policy, row.clause)}{row.clause.heading}"

    def _quoted(self, row: TableRow, ns: tuple[int, ...]) -> list[Sentence]:
        """The name of a row and the words of the source that carry it."""
        lines = [Sentence(self._name(row), ns, role=Role.SOURCE)]
        for n in ns:
            for text in self._citer.citations[n - 1].quote.splitlines():
                if text.strip():
                    quote = self._speaker.say("quote", text=text.strip())
                    lines.append(Sentence(quote, (n,), role=Role.QUOTE))
        return lines

    def _groups(self, found: Selection, cited: Sequence[tuple[int, ...]]) -> list[Sentence]:
        """One line a policy with its rows."""
        groups: dict[str, list[tuple[TableRow, tuple[int, ...]]]] = {}
        for row, ns in zip(found.rows, cited, strict=True):
            groups.setdefault(row.policy.id, []).append((row, ns))
        lines = []
        for own in groups.values():
            items = "；".join(self._short(row) for row, _ in own)
            count = self._count(len(own), Table.CLAUSES)
            policy = own[0][0].policy.short_title
            text = self._speaker.say("table_group", policy=policy, count=count, items=items)
            lines.append(Sentence(text, tuple(n for _, ns in own for n in ns), role=Role.SUM))
        return lines

    def _short(self, row: TableRow) -> str:
        clause = row.clause
        name = f"{clause.label}{clause.heading}" if clause else row.policy.short_title
        return self._speaker.say("table_item", title=name, text=self._cell(row))

    def _nearest(self) -> list[Sentence]:
        """Where no policy ends within an interval: the one that ends next, or last of all."""
        query = self._query
        if query.ends_in is None and query.state is not State.EXPIRING:
            return []
        from_day = (query.ends_in.first if query.ends_in else None) or self._asked
        wide = self._tables.run(_ending_from(query, from_day))
        if not wide.rows:
            return []
        cited = tuple(n for row in wide.rows for n in self._cite(row))
        items = "；".join(
            self._speaker.say(
                "table_item",
                title=self._name(row),
                text=self._speaker.say("table_last", last=day(row.policy.last_day)),
            )
            for row in wide.rows
        )
        text = self._speaker.say(
            "table_extreme",
            what=what(_ending_from(query, from_day, is_said=False), self._places(), self._speaker),
            order=self._speaker.say("table_next"),
            items=items,
        )
        return [Sentence(text, cited)]

    def _names(self, found: Selection, cited: Sequence[tuple[int, ...]]) -> list[Sentence]:
        """The titles; where others name a document differently, that the two names differ."""
        lines = []
        for row, ns in zip(found.rows, cited, strict=True):
            others = row.policy.mismatched_titles[:1]
            if others:
                other, title = others[0].strip("《》"), row.policy.title
                text = self._speaker.say("table_one_title", policy=title, other=other)
                ns = (*ns, *self._citer.cite_other_name(self._tables.corpus, other))
            else:
                text = self._speaker.say("table_title", policy=row.policy.title)
            lines.append(Sentence(text, ns))
        return lines

    def _bodies(self, found: Selection, cited: Sequence[tuple[int, ...]]) -> list[Sentence]:
        """The bodies by policy, each with the clauses that name it."""
        say = self._speaker.say
        lines: list[Sentence] = []
        for policy in dict.fromkeys(row.policy.id for row in found.rows):
            own = [
                (r, ns) for r, ns in zip(found.rows, cited, strict=True) if r.policy.id == policy
            ]
            title = own[0][0].policy.short_title
            names = "、".join(row.body for row, _ in own)
            count = self._count(len(own), Table.BODIES)
            every = tuple(dict.fromkeys(n for _, ns in own for n in ns))
            text = say("table_bodies", place=title, names=names, count=count)
            lines.append(Sentence(text, every))
            for row, ns in own:
                labels = "、".join(part.clause.label for part in row.parts if part.clause)
                lines.append(
                    Sentence(say("table_row", title=row.body, text=labels), ns, role=Role.STEP)
                )
        if found.apart:
            names = "、".join(policy.short_title for policy in found.apart)
            lines.append(Sentence(say("table_bodies_none", policies=names)))
        return lines

    def _whole(self, found: Selection, cited: Sequence[tuple[int, ...]]) -> list[Sentence]:
        """How many clauses there are, by policy; of a single policy also their headings."""
        say = self._speaker.say
        groups = self._groups(found, cited)
        policies = list(dict.fromkeys(row.policy.id for row in found.rows))
        lines = []
        if len(policies) != 1:
            phrase = what(self._query, self._places(), self._speaker)
            count = self._articles(found.rows)
            lines.append(Sentence(say("table_many", yes="", what=phrase, count=count)))
        for policy_id, group in zip(policies, groups, strict=True):
            own = [r for r in found.rows if r.policy.id == policy_id]
            policy = own[0].policy
            text = say("table_clause_counts", policy=policy.short_title, count=self._articles(own))
            if len(policies) == 1:
                lines += [Sentence(text, group.citations), group]
                lines += [Sentence(note, role=Role.READING) for note in policy.notes[:1]]
            else:
                lines.append(Sentence(text, group.citations, role=Role.SUM))
        return lines

    def _articles(self, rows: Sequence[TableRow]) -> str:
        """13条（分项的按项算合计 21条）."""
        ids = {(r.policy.id, r.clause.id.article) for r in rows if r.clause}
        leaves = self._count(len(rows), Table.CLAUSES) if len(rows) != len(ids) else ""
        articles = self._count(len(ids), Table.CLAUSES)
        return self._speaker.say("table_articles", articles=articles, leaves=leaves)

    def _mismatches(self, lines: Sequence[Sentence]) -> list[Sentence]:
        """That a policy was named by another title, in a sentence of its own."""
        if self._query.aggregate is Aggregate.NAME:
            return []
        found = []
        for policy_id in self._query.mismatched:
            policy = self._tables.corpus.policy(policy_id)
            for other in policy.mismatched_titles[:1]:
                other = other.strip("《》")
                text = self._speaker.say("table_one_title", policy=policy.title, other=other)
                if _is_new(text, lines):
                    found.append(Sentence(text, role=Role.READING))
        return found

    def _notes(self, found: Selection) -> list[Sentence]:
        """What was left aside, and how a matter was looked for."""
        query, say = self._query, self._speaker.say
        notes = []
        names = "、".join(policy.short_title for policy in found.apart)
        if names and found.rows and (query.shows_days or query.state is State.IN_FORCE):
            notes.append(say("table_undated", policies=names))
        elif names and query.table is Table.CLAUSES and query.is_whole:
            notes.append(say("table_drafts_apart", policies=names))
        if query.matter is not None:
            said = query.matter.said
            is_topic = bool(query.matter.clauses)
            notes.append(
                say("table_searched", said=said)
                if is_topic
                else say("table_searched_words", said=said)
            )
        if query.cap is not None or query.sort is SortKey.CAP:
            notes.append(say("table_pots"))
        if query.sort is SortKey.RATE:
            notes.append(say("table_bases"))
        return [Sentence(text, role=Role.READING) for text in notes]

    def _warnings(self, found: Selection) -> list[Caution]:
        policies = dict.fromkeys(row.policy.id for row in found.rows)
        own = [self._tables.corpus.policy(p) for p in policies]
        warned = [warning_of(policy, self._asked, self._speaker) for policy in own]
        warnings = [w for w in warned if w is not None]
        named = self._query.mismatched
        if self._query.aggregate is Aggregate.NAME:
            named = tuple(policies)
        for policy in own:
            for other in policy.mismatched_titles[:1] if policy.id in named else ():
                text = self._speaker.say(
                    "title_mismatch", policy=policy.title, other=other.strip("《》")
                )
                warnings.append(Caution(WarningCode.TITLE_MISMATCH, text, policy.id))
        return warnings

    def _places(self) -> list[Policy]:
        return [self._tables.corpus.policy(p) for p in self._query.policies]

    def _count(self, n: int, table: Table) -> str:
        self._counts.append(n)
        return counted(n, table)

    def _cite(self, row: TableRow) -> tuple[int, ...]:
        return self._citer.cite(row, is_dated=self._query.is_about_days)

    def _row(self, row: TableRow) -> Row:
        """A row of the answer's table."""
        policy, is_rate = row.policy, self._query.rate or self._query.sort is SortKey.RATE
        figures = "、".join(dict.fromkeys(figure.shown for figure in row.figures))
        validity = f"{day(policy.first_day)}至{day(policy.last_day)}" if policy.first_day else ""
        return Row(
            policy=policy.short_title if row.clause else policy.title,
            clause_id=str(row.clause.id) if row.clause else "",
            amount="",
            rate=figures if is_rate else "",
            cap="" if is_rate else figures,
            condition=row.body or row.words,
            validity=validity,
        )


def _ending_from(query: CorpusQuery, first: date, *, is_said: bool = True) -> CorpusQuery:
    return CorpusQuery(
        table=Table.POLICIES,
        when=query.when,
        policies=query.policies,
        ends_in=Days(first, None) if is_said else None,
        sort=SortKey.LAST_DAY,
        limit=1,
    )


def _is_new(text: str, lines: Sequence[Sentence]) -> bool:
    return all(fold(text) not in fold(line.text) for line in lines)
