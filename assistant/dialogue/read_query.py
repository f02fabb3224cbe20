"""Read a question about the corpus as a whole: sort, filter and count instead of one matter.

Ordinary questions are not read: a sum that nothing here uses, a word that nothing explains, words
of applying or of calculating, an article or a place outside the corpus all leave the message to
the others. A message that goes on (最晚的呢) is read as a change of the query before it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date

from assistant.dialogue.corpus_query import (
    Aggregate,
    CorpusQuery,
    Days,
    SortKey,
    State,
    Table,
)
from assistant.dialogue.query_fields import (
    ASKS,
    EXTREMES,
    aggregate_of,
    asks_for_several,
    day_sort,
    form_of,
    is_narrowed,
    is_whole,
    limit_of,
    payment_sort,
    skip_of,
    with_state,
)
from assistant.dialogue.query_scan import Asked, Scan, Scanner
from assistant.dialogue.query_words import Mark
from assistant.dialogue.refine_query import refine_query
from assistant.dialogue.topics import Topics
from assistant.policy.corpus import Corpus
from assistant.policy.policy import PolicyKind
from assistant.text.pattern import lazy

_ONE = lazy(r"[这那该此]一?(?:份|个|部|篇)?(?:政策|文件|措施|办法)")


_ASKING = (
    *ASKS,
    *EXTREMES,
    Mark.EACH,
    Mark.EVERY,
    Mark.NAME,
    Mark.SAME,
    Mark.POLICY,
)
"""One of these stands in every question about the corpus; most messages hold none."""


_OF_SUCH_TERM = lazy("有效期[^,。;!?]{0,3}?(?:\\d|[一二两三四五])年的?[^,。;!?]{0,4}哪[个份些几]")
"""有效期2年的是哪个"""
_ROWS = (Mark.WHICH, Mark.POLICY)


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
        scan = self._scan(asked, as_of, _ASKING)
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
        return None if scan is None else refine_query(query, scan)

    def _scan(self, asked: Asked, as_of: date, any_of: Collection[Mark] = ()) -> Scan | None:
        scope = asked.scope
        if scope.articles or scope.clauses or scope.elsewhere or scope.within:
            return None
        return self._scanner.scan(asked, as_of=as_of, any_of=any_of)

    def _names(self, scan: Scan, today: Days) -> CorpusQuery | None:
        """叫什么名字, 全称, 两个名字是不是一回事."""
        asks = scan.has(Mark.NAME) or (scan.has(Mark.SAME) and bool(scan.mismatched))
        differs = asks and (scan.has(Mark.NAME, Mark.SAME) and bool(scan.mismatched))
        differs = differs or (scan.has(Mark.NAME) and scan.has(Mark.SAME))
        other = scan.has_rest or scan.matter
        if not asks or (other and not differs) or scan.cap or scan.rate or scan.bodies:
            return None
        if scan.has(Mark.CLAUSE, Mark.SUPPORT, Mark.BODY_NOUN) and not scan.mismatched:
            return None  # 到底叫支持…还是支持…: words of titles
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
        asks = scan.has(Mark.PLURAL, Mark.COUNT, Mark.EACH, Mark.EXISTS)
        if not scan.has(Mark.BODY_NOUN) or not asks:
            return None
        where = scan.policies or scan.has(Mark.POLICY, Mark.HELD, Mark.EVERY)
        if scan.has_rest or scan.matter or scan.bodies or scan.cap or scan.rate or not where:
            return None
        return CorpusQuery(
            table=Table.BODIES,
            when=today,
            aggregate=aggregate_of(scan),
            policies=scan.policies,
            mismatched=scan.mismatched,
        )

    def _clauses(self, scan: Scan, today: Days) -> CorpusQuery | None:
        """Clauses by department, ceiling, rate, matter or form, or counted."""
        if scan.has_rest or not scan.has(*ASKS, Mark.EVERY, *EXTREMES):
            return None
        sort, is_descending = payment_sort(scan)
        form = form_of(scan)
        about = bool(scan.matter) and scan.has(Mark.RELATED) and asks_for_several(scan)
        if scan.matter and not about and not scan.bodies:
            return None
        if not (sort or about or is_narrowed(scan, form) or is_whole(scan)):
            return None
        lists_policies = about and scan.has(Mark.POLICY) and not scan.has(Mark.CLAUSE)
        return CorpusQuery(
            table=Table.POLICIES if lists_policies else Table.CLAUSES,
            when=today,
            aggregate=aggregate_of(scan),
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
            limit=limit_of(scan, sort),
            skip=skip_of(scan, sort),
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
            aggregate=aggregate_of(scan),
            policies=policies,
            mismatched=scan.mismatched,
        )
        sort, is_descending = day_sort(scan)
        asks = scan.has(*ASKS)
        if sort is not None and (asks or scan.has(Mark.POLICY)):
            return replace(
                query,
                aggregate=Aggregate.LIST,
                sort=sort,
                is_descending=is_descending,
                limit=limit_of(scan, sort) or 1,
                skip=skip_of(scan, sort),
            )
        several = asks_for_several(scan) or (asks and scan.has(Mark.POLICY))
        # 哪个是2025年1月生效的, 去年生效的政策
        several = several or (
            scan.days is not None
            and not policies
            and scan.has(Mark.BEGIN, Mark.END)
            and scan.has(*_ROWS)
        )
        dated = with_state(query, scan)
        if dated != query:
            return dated if several else None
        if scan.has(Mark.END, Mark.TERM, Mark.BEGIN):
            each = scan.has(Mark.EACH, Mark.PLURAL, Mark.DISTRICT, Mark.EVERY)
            each = each or _OF_SUCH_TERM.search(scan.text) is not None
            key = SortKey.FIRST_DAY if scan.has(Mark.BEGIN) else SortKey.LAST_DAY
            return replace(query, shows_days=True, sort=key) if each else None
        held = scan.has(Mark.HELD) and scan.has(*ASKS)
        listed = scan.has(Mark.POLICY) and scan.has(Mark.PLURAL, Mark.COUNT)
        if not (held or listed) or scan.days is None or scan.days == today:
            return query if held or listed else None
        # 2028年6月还有哪些政策: those that hold then
        return replace(query, state=State.IN_FORCE, when=scan.days, sort=SortKey.LAST_DAY)

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
