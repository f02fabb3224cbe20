"""Report: what an evaluation found, question by question, summed up by tag and by check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from assistant.answer.answer import Outcome
from assistant.evaluation.calibration import accuracy_at
from assistant.evaluation.gold import Expectation, GoldQuestion
from assistant.evaluation.judge import CHECKS, Verdict
from assistant.evaluation.metrics import interval_95
from assistant.evaluation.provenance import Violation
from assistant.evaluation.retrieval_scores import RetrievalScores
from assistant.evaluation.silent import is_of_several, matters_of
from assistant.policy.clause import ClauseId

SCHEMA = 2
"""Raised when a field of the JSON report changes its meaning."""
ALL = "全部"
"""The row over every question."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Judged:
    """One turn with its answer (the contract's JSON); ``error``: what was raised instead.

    ``silent`` says what is silently wrong ("" if nothing), ``dropped`` which matters of several
    are neither answered nor named. ``violations`` are None where sources were not looked at.
    """

    turn: int
    wanted: Expectation
    answer: Json | None
    verdict: Verdict | None
    seconds: float = 0.0
    error: str = ""
    violations: tuple[Violation, ...] | None = None
    silent: str = ""
    dropped: tuple[ClauseId, ...] = ()
    doubt: float = 0.0

    @property
    def is_right(self) -> bool:
        """Everything that is expected holds; sources are counted apart."""
        return self.verdict is not None and self.verdict.is_right

    @property
    def got(self) -> str:
        """The outcome, or ``error``."""
        return str(self.answer["outcome"]) if self.answer and self.verdict else "error"

    @property
    def checks(self) -> tuple[tuple[str, str], ...]:
        """The checks asked for; what raised an error fails the one check that all have."""
        return self.verdict.checks if self.verdict else (("outcome", self.error),)

    @property
    def faults(self) -> tuple[tuple[str, str], ...]:
        """What is wrong: (check, detail) each, provenance and errors included."""
        faults = list(self.verdict.faults) if self.verdict else []
        faults += [("silent", self.silent)] if self.silent else []
        faults += [(f"provenance.{v.check}", v.detail) for v in self.violations or ()]
        return (*faults, *([("error", self.error)] if self.error else []))


@dataclass(frozen=True, slots=True)
class Result:
    """One question; ``turns`` are its judged turns, the last one always among them."""

    question: GoldQuestion
    turns: tuple[Judged, ...]

    @property
    def last(self) -> Judged:
        """The last turn."""
        return self.turns[-1]

    @property
    def is_right(self) -> bool:
        """Every judged turn is right."""
        return all(turn.is_right for turn in self.turns)

    @property
    def is_silently_wrong(self) -> bool:
        """Some judged turn is silently wrong."""
        return any(turn.silent for turn in self.turns)

    @property
    def faults(self) -> tuple[tuple[str, str], ...]:
        """The faults of all turns; where several are judged, each says which turn it is of."""
        if len(self.turns) == 1:
            return self.last.faults
        return tuple(
            (name, f"第 {turn.turn + 1} 轮 {text}")
            for turn in self.turns
            for name, text in turn.faults
        )


@dataclass(frozen=True, slots=True)
class Share:
    """``right`` of ``n``, with the interval that holds the true share 19 times of 20."""

    right: int
    n: int

    @property
    def share(self) -> float:
        """The share, 0 of nothing."""
        return self.right / self.n if self.n else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval."""
        return interval_95(self.right, self.n)


def share_of(flags: Iterable[bool]) -> Share:
    """How many of them are true."""
    values = list(flags)
    return Share(sum(values), len(values))


@dataclass(frozen=True, slots=True)
class TagRow:
    """One tag: its questions, what is right of them, and (check, right, asked) for each check."""

    tag: str
    whole: Share
    last: Share
    turns: Share
    silent: Share
    silent_last: Share
    refused: Share
    not_refused: Share
    several: Share
    matters: Share
    first: Share
    later: Share
    answered: Share
    at_coverage: float | None
    checks: tuple[tuple[str, int, int], ...]

    @property
    def n(self) -> int:
        """How many questions."""
        return self.whole.n

    @property
    def right(self) -> int:
        """How many are right in every judged turn."""
        return self.whole.right

    @property
    def share(self) -> float:
        """Share of questions that are wholly right."""
        return self.whole.share

    def check(self, name: str) -> Share:
        """How often a check holds where it is asked for."""
        return next(Share(right, asked) for check, right, asked in self.checks if check == name)


@dataclass(frozen=True)
class Report:
    """The results in the order of the question set; ``name`` is the set's."""

    name: str
    corpus_version: str
    results: tuple[Result, ...]
    retrieval: RetrievalScores | None = None
    program: str = ""

    @cached_property
    def table(self) -> tuple[TagRow, ...]:
        """The row over everything, then one per tag, most frequent first."""
        counts = Counter(t for r in self.results for t in dict.fromkeys(r.question.tags))
        tags = sorted(counts, key=lambda tag: (-counts[tag], tag))
        rows = (_row(t, [r for r in self.results if t in r.question.tags]) for t in tags)
        return (_row(ALL, self.results), *rows)

    @property
    def whole(self) -> TagRow:
        """The row over everything."""
        return self.table[0]

    @cached_property
    def turns(self) -> tuple[Judged, ...]:
        """Every judged turn."""
        return tuple(turn for result in self.results for turn in result.turns)

    @cached_property
    def failures(self) -> tuple[Result, ...]:
        """The questions that are not wholly right."""
        return tuple(result for result in self.results if not result.is_right)

    @cached_property
    def faulty(self) -> tuple[Result, ...]:
        """What a report shows in full: the failures, and answers with something unsourced."""
        return tuple(result for result in self.results if result.faults)

    @cached_property
    def violations(self) -> int | None:
        """How many quotes, figures or statements have no source; None if nobody looked."""
        known = [turn.violations for turn in self.turns if turn.violations is not None]
        return sum(map(len, known)) if known or not self.turns else None

    @cached_property
    def outcomes(self) -> tuple[tuple[str, str, int], ...]:
        """(expected, got, how often), in alphabetical order."""
        pairs = Counter(
            ("/".join(outcome.value for outcome in turn.wanted.outcome), turn.got)
            for turn in self.turns
        )
        return tuple((*pair, n) for pair, n in sorted(pairs.items()))

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the share of wholly right questions."""
        return self.whole.whole.interval

    def seconds_at(self, share: float) -> float:
        """The time within which this share of the turns was answered (nearest rank)."""
        times = sorted(turn.seconds for turn in self.turns)
        return times[min(len(times) - 1, int(share * len(times)))] if times else 0.0


def _row(tag: str, results: Sequence[Result]) -> TagRow:
    turns = [turn for result in results for turn in result.turns]
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for turn in turns:
        asked.update(name for name, _ in turn.checks)
        right.update(name for name, fault in turn.checks if not fault)
    refused = Outcome.REFUSED.value
    due = [turn for turn in turns if Outcome.ANSWERED in turn.wanted.outcome]
    answers = [turn for turn in due if turn.got == Outcome.ANSWERED]
    return TagRow(
        tag=tag,
        whole=share_of(result.is_right for result in results),
        last=share_of(result.last.is_right for result in results),
        turns=share_of(turn.is_right for turn in turns),
        silent=share_of(bool(turn.silent) for turn in turns),
        silent_last=share_of(bool(result.last.silent) for result in results),
        refused=share_of(
            turn.got == refused for turn in turns if turn.wanted.outcome == (Outcome.REFUSED,)
        ),
        not_refused=share_of(
            turn.got != refused for turn in turns if Outcome.REFUSED not in turn.wanted.outcome
        ),
        several=share_of(not turn.dropped for turn in turns if is_of_several(turn.wanted)),
        matters=_matters(turns),
        first=share_of(turn.is_right for turn in turns if turn.turn == 0),
        later=share_of(turn.is_right for turn in turns if turn.turn > 0),
        answered=Share(len(answers), len(due)),
        at_coverage=accuracy_at([(turn.doubt, turn.is_right) for turn in answers]),
        checks=tuple((name, right[name], asked[name]) for name in CHECKS),
    )


def _matters(turns: Sequence[Judged]) -> Share:
    """Of all matters asked about several at once, those answered or named."""
    several = [turn for turn in turns if is_of_several(turn.wanted)]
    n = sum(len(matters_of(turn.wanted)) for turn in several)
    return Share(n - sum(len(turn.dropped) for turn in several), n)


def to_json(report: Report) -> Json:
    """The report as JSON: sums, table, and every question with its answers and verdicts."""
    low, high = report.interval
    scores = report.retrieval
    return {
        "schema": SCHEMA,
        "name": report.name,
        "program": report.program or None,
        "corpus_version": report.corpus_version,
        "n": len(report.results),
        "right": report.whole.right,
        "interval_95": [round(low, 4), round(high, 4)],
        "figures": _figures_json(report.whole),
        "violations": report.violations,
        "seconds": {"p50": report.seconds_at(0.5), "p95": report.seconds_at(0.95)},
        "retrieval": scores
        and {"n": scores.n, **dict(scores.values), "missed": list(scores.missed)},
        "outcomes": [{"expected": e, "got": g, "n": n} for e, g, n in report.outcomes],
        "tags": [_row_json(row) for row in report.table],
        "questions": [_result_json(result) for result in report.results],
    }


FIGURES = (
    "whole", "last", "turns", "first", "later", "silent", "silent_last", "refused", "not_refused",
    "several", "matters", "answered",
)  # fmt: skip
"""The shares of a TagRow, in the order in which reports show them."""


def _figures_json(row: TagRow) -> Json:
    shares = {name: getattr(row, name) for name in FIGURES}
    shares |= {name: row.check(name) for name in ("amounts", "lead", "unused", "completeness")}
    figures = {name: _share_json(share) for name, share in shares.items()}
    at = row.at_coverage
    return {**figures, "accuracy_at_90_coverage": None if at is None else round(at, 4)}


def _share_json(share: Share) -> Json:
    return {
        "right": share.right,
        "n": share.n,
        "interval_95": [round(bound, 4) for bound in share.interval],
    }


def _row_json(row: TagRow) -> Json:
    checks = {name: {"right": right, "asked": asked} for name, right, asked in row.checks}
    figures = {name: [getattr(row, name).right, getattr(row, name).n] for name in FIGURES}
    return {"tag": row.tag, "n": row.n, "right": row.right, **figures, "checks": checks}


def _result_json(result: Result) -> Json:
    question = result.question
    return {
        "id": question.id,
        "messages": list(question.turns),
        "tags": list(question.tags),
        "right": result.is_right,
        "last_right": result.last.is_right,
        "silent": result.is_silently_wrong,
        "turns": [_turn_json(turn) for turn in result.turns],
    }


def _turn_json(turn: Judged) -> Json:
    violations = turn.violations
    return {
        "turn": turn.turn,
        "as_of": turn.wanted.as_of.isoformat(),
        "right": turn.is_right,
        "silent": turn.silent or None,
        "dropped": [str(clause) for clause in turn.dropped],
        "checks": dict(turn.checks),
        "violations": None
        if violations is None
        else [{"check": v.check, "detail": v.detail} for v in violations],
        "error": turn.error or None,
        "seconds": turn.seconds,
        "answer": turn.answer,
    }
