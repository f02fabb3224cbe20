"""The one way through: understand → search → calculate → gather → compose → verify.

``Assistant.steps`` is the only place that knows the order; everything else drives it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistant.answer.answer import Answer
from assistant.answer.events import Done, Event
from assistant.dialogue.conversation import Conversation
from assistant.settings import Settings


class Assistant:
    """Answers questions over one workspace; thread-safe after opening, holds no conversation."""

    @classmethod
    def open(cls, settings: Settings) -> Assistant:
        """Load corpus, rulebook, index and prompts.

        Raises:
            InstallationError: something on disk is broken or missing.
        """
        raise NotImplementedError

    def steps(self, conversation: Conversation, *, as_of: date) -> Iterator[Event]:
        """The events of answering the conversation's last message, in order, Done last."""
        raise NotImplementedError

    def ask(self, conversation: Conversation, *, as_of: date) -> Answer:
        """The answer alone."""
        for event in self.steps(conversation, as_of=as_of):
            if isinstance(event, Done):
                return event.answer
        raise AssertionError("steps() always ends with Done")
