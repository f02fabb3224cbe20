"""Report: what an evaluation found, question by question, summed up by tag and by check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.answer.answer import Answer
from assistant.answer.render import to_json as answer_json
from assistant.evaluation.gold import GoldQuestion
from assistant.evaluation.judge import CHECKS, Verdict
from assistant.evaluation.metrics import interval_95
from assistant.evaluation.provenance import Violation
from assistant.evaluation.retrieval_scores import RetrievalScores

SCHEMA = 1
"""Raised when a field of the JSON report changes its meaning."""
ALL = "全部"
"""The row over every question."""

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Result:
    """One question with its answer; ``error`` says what was raised instead of an answer."""

    question: GoldQuestion
    answer: Answer | None
    verdict: Verdict | None
    violations: tuple[Violation, ...] = ()
    seconds: float = 0.0
    error: str = ""

    @property
    def is_right(self) -> bool:
        """Everything that the question expects holds; sources are counted apart."""
        return self.verdict is not None and self.verdict.is_right

    @property
    def faults(self) -> tuple[tuple[str, str], ...]:
        """What is wrong: (check, detail) each, provenance and errors included."""
        faults = list(self.verdict.faults) if self.verdict else []
        faults += [(f"provenance.{v.check}", v.detail) for v in self.violations]
        return (*faults, *([("error", self.error)] if self.error else []))


@dataclass(frozen=True, slots=True)
class TagRow:
    """One tag: n questions, how many wholly right, and (check, right, asked) for each check."""

    tag: str
    n: int
    right: int
    checks: tuple[tuple[str, int, int], ...]

    @property
    def share(self) -> float:
        """Share of questions that are wholly right."""
        return self.right / self.n if self.n else 0.0


@dataclass(frozen=True)
class Report:
    """The results in the order of the question set; ``name`` is the set's."""

    name: str
    corpus_version: str
    results: tuple[Result, ...]
    retrieval: RetrievalScores | None = None

    @cached_property
    def table(self) -> tuple[TagRow, ...]:
        """The row over everything, then one per tag, most frequent first."""
        counts = Counter(t for r in self.results for t in dict.fromkeys(r.question.tags))
        tags = sorted(counts, key=lambda tag: (-counts[tag], tag))
        rows = (_row(t, [r for r in self.results if t in r.question.tags]) for t in tags)
        return (_row(ALL, self.results), *rows)

    @cached_property
    def failures(self) -> tuple[Result, ...]:
        """The questions that are not wholly right."""
        return tuple(result for result in self.results if not result.is_right)

    @cached_property
    def faulty(self) -> tuple[Result, ...]:
        """What a report shows in full: the failures, and answers with something unsourced."""
        return tuple(result for result in self.results if result.faults)

    @cached_property
    def violations(self) -> int:
        """How many quotes, figures or statements of all answers have no source."""
        return sum(len(result.violations) for result in self.results)

    @cached_property
    def outcomes(self) -> tuple[tuple[str, str, int], ...]:
        """(expected, got, how often), in alphabetical order."""
        pairs = Counter(
            (
                "/".join(outcome.value for outcome in r.question.outcome),
                r.answer.outcome.value if r.answer else "error",
            )
            for r in self.results
        )
        return tuple((*pair, n) for pair, n in sorted(pairs.items()))

    @cached_property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the share of wholly right answers."""
        return interval_95(self.table[0].right, len(self.results))

    def seconds_at(self, share: float) -> float:
        """The time within which this share of the questions was answered (nearest rank)."""
        times = sorted(result.seconds for result in self.results)
        return times[min(len(times) - 1, int(share * len(times)))] if times else 0.0


def _row(tag: str, results: Sequence[Result]) -> TagRow:
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for result in results:
        # A question that raised an error fails the one check that every question has.
        checks = result.verdict.checks if result.verdict else (("outcome", result.error),)
        asked.update(name for name, _ in checks)
        right.update(name for name, fault in checks if not fault)
    sums = tuple((name, right[name], asked[name]) for name in CHECKS)
    return TagRow(tag, len(results), sum(result.is_right for result in results), sums)


def to_json(report: Report) -> Json:
    """The report as JSON: sums, table, and every question with its answer and verdict."""
    low, high = report.interval
    scores = report.retrieval
    return {
        "schema": SCHEMA,
        "name": report.name,
        "corpus_version": report.corpus_version,
        "n": len(report.results),
        "right": report.table[0].right,
        "interval_95": [round(low, 4), round(high, 4)],
        "violations": report.violations,
        "seconds": {"p50": report.seconds_at(0.5), "p95": report.seconds_at(0.95)},
        "retrieval": scores
        and {"n": scores.n, **dict(scores.values), "missed": list(scores.missed)},
        "outcomes": [{"expected": e, "got": g, "n": n} for e, g, n in report.outcomes],
        "tags": [_row_json(row) for row in report.table],
        "questions": [_result_json(result) for result in report.results],
    }


def _row_json(row: TagRow) -> Json:
    checks = {name: {"right": right, "asked": asked} for name, right, asked in row.checks}
    return {"tag": row.tag, "n": row.n, "right": row.right, "checks": checks}


def _result_json(result: Result) -> Json:
    question = result.question
    return {
        "id": question.id,
        "turns": list(question.turns),
        "as_of": question.as_of.isoformat(),
        "tags": list(question.tags),
        "right": result.is_right,
        "checks": dict(result.verdict.checks) if result.verdict else {},
        "violations": [{"check": v.check, "detail": v.detail} for v in result.violations],
        "error": result.error or None,
        "seconds": result.seconds,
        "answer": answer_json(result.answer) if result.answer else None,
    }
