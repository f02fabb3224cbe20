"""The program that runs here."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Protocol

from assistant.answer.answer import Answer
from assistant.answer.render import to_json
from assistant.dialogue.conversation import Conversation
from assistant.errors import InstallationError
from assistant.evaluation.programs.program import Asked, Given
from assistant.evaluation.provenance import check_provenance
from assistant.policy.corpus import Corpus


class Asker(Protocol):
    """What is evaluated: an Assistant, or a stand-in."""

    @property
    def corpus(self) -> Corpus:
        """The corpus that answers quote."""

    def ask(self, conversation: Conversation, *, as_of: date) -> Answer:
        """The answer to the conversation's last message."""


class InProcess:
    """Asks an assistant directly and checks the sources of every answer."""

    name = ""

    def __init__(self, assistant: Asker, clock: Callable[[], float] = time.perf_counter) -> None:
        self._assistant = assistant
        self._clock = clock

    def answers(self, asked: Sequence[Asked]) -> Iterator[Given]:
        """See Program.

        Raises:
            InstallationError: the assistant cannot work at all.
        """
        return map(self._answer, asked)

    def _answer(self, asked: Asked) -> Given:
        started = self._clock()
        try:
            answer = self._assistant.ask(Conversation("eval", asked.turns), as_of=asked.as_of)
        except InstallationError:
            raise
        except Exception as error:  # noqa: BLE001 - a crash is a wrong answer, not the end
            return Given(None, self._clock() - started, f"{type(error).__name__}: {error}")
        seconds = self._clock() - started
        violations = check_provenance(answer, self._assistant.corpus, asked.turns)
        return Given(to_json(answer), seconds, violations=violations)
