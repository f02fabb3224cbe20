"""Ask every gold question, each in a conversation of its own, and judge the answers."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

from assistant.answer.answer import Answer
from assistant.dialogue.conversation import Conversation
from assistant.errors import InstallationError
from assistant.evaluation.gold import GoldQuestion
from assistant.evaluation.judge import judge
from assistant.evaluation.provenance import check_provenance
from assistant.evaluation.report import Report, Result
from assistant.evaluation.retrieval_scores import Searching, evaluate_retrieval
from assistant.policy.corpus import Corpus

Progress = Callable[[int, int], None]
"""Called with (done, all) after each question."""


class Asker(Protocol):
    """What is evaluated: an Assistant, or a stand-in."""

    @property
    def corpus(self) -> Corpus:
        """The corpus that answers quote."""

    def ask(self, conversation: Conversation, *, as_of: date) -> Answer:
        """The answer to the conversation's last message."""


def run_evaluation(
    assistant: Asker,
    gold: Sequence[GoldQuestion],
    *,
    progress: Progress | None = None,
    searcher: Searching | None = None,
    name: str = "",
    clock: Callable[[], float] = time.perf_counter,
) -> Report:
    """Ask, judge and check every question; with ``searcher``, score retrieval alone as well.

    Raises:
        InstallationError: the assistant cannot work at all.
    """
    results = []
    for question in gold:
        results.append(_ask(assistant, question, clock))
        if progress:
            progress(len(results), len(gold))
    scores = evaluate_retrieval(searcher, gold) if searcher else None
    return Report(name, assistant.corpus.version, tuple(results), scores)


def _ask(assistant: Asker, question: GoldQuestion, clock: Callable[[], float]) -> Result:
    started = clock()
    try:
        answer = assistant.ask(Conversation("eval", question.turns), as_of=question.as_of)
    except InstallationError:
        raise
    except Exception as error:  # noqa: BLE001 - a crash is a wrong answer, not the end of the run
        return Result(
            question, None, None, (), clock() - started, f"{type(error).__name__}: {error}"
        )
    seconds = clock() - started
    violations = check_provenance(answer, assistant.corpus, question.turns)
    return Result(question, answer, judge(answer, question), violations, seconds)
