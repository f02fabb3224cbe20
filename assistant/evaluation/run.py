"""Ask every gold question, each in a conversation of its own, and judge the answers."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from assistant.evaluation.calibration import doubt_of
from assistant.evaluation.gold import Expectation, GoldQuestion
from assistant.evaluation.judge import judge
from assistant.evaluation.programs.in_process import Asker, InProcess
from assistant.evaluation.programs.program import Asked, Given, Program
from assistant.evaluation.reply import reply_of
from assistant.evaluation.report import Judged, Report, Result
from assistant.evaluation.retrieval_scores import Searching, evaluate_retrieval
from assistant.evaluation.silent import dropped_matters, silently_wrong

Progress = Callable[[int, int], None]
"""Called with (done, all) after each answer."""


def run_evaluation(
    assistant: Asker,
    gold: Sequence[GoldQuestion],
    *,
    progress: Progress | None = None,
    searcher: Searching | None = None,
    name: str = "",
    clock: Callable[[], float] = time.perf_counter,
) -> Report:
    """Evaluate the assistant that runs here; with ``searcher``, score retrieval alone as well.

    Raises:
        InstallationError: the assistant cannot work at all.
    """
    return evaluate(
        InProcess(assistant, clock),
        gold,
        progress=progress,
        searcher=searcher,
        name=name,
        corpus_version=assistant.corpus.version,
    )


def evaluate(
    program: Program,
    gold: Sequence[GoldQuestion],
    *,
    progress: Progress | None = None,
    searcher: Searching | None = None,
    name: str = "",
    corpus_version: str = "",
) -> Report:
    """Ask for every judged turn, judge each answer, and gather them by question.

    Raises:
        InstallationError: the program cannot work at all.
        GoldError: an answer is missing.
    """
    asked = [
        Asked(question.id, question.talk(turn), wanted.as_of)
        for question in gold
        for turn, wanted in question.judged
    ]
    wanted_of = [(turn, wanted) for question in gold for turn, wanted in question.judged]
    judged = []
    for (turn, wanted), given in zip(wanted_of, program.answers(asked), strict=True):
        judged.append(_judged(turn, wanted, given))
        if progress:
            progress(len(judged), len(asked))
    rest = iter(judged)
    results = tuple(
        Result(question, tuple(next(rest) for _ in question.judged)) for question in gold
    )
    scores = evaluate_retrieval(searcher, gold) if searcher else None
    return Report(name, corpus_version, results, scores, program.name)


def _judged(turn: int, wanted: Expectation, given: Given) -> Judged:
    if given.answer is None:
        return Judged(turn, wanted, None, None, given.seconds, given.error)
    try:
        reply = reply_of(given.answer)
    except ValueError as cause:
        return Judged(turn, wanted, given.answer, None, given.seconds, str(cause))
    return Judged(
        turn,
        wanted,
        given.answer,
        judge(reply, wanted),
        given.seconds,
        violations=given.violations,
        silent=silently_wrong(reply, wanted),
        dropped=dropped_matters(reply, wanted),
        doubt=doubt_of(reply),
    )
