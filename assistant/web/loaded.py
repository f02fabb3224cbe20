"""What is read from the workspace, all of one version: swapped as a whole when it changes."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from datetime import date

from assistant.assistant import Assistant
from assistant.dialogue.conversation import Conversation
from assistant.dialogue.topics import load_topics
from assistant.policy.site import load_site
from assistant.settings import Settings
from assistant.web.drawing.examples import ExampleGroup, load_examples, starters
from assistant.web.drawing.page import Dataset
from assistant.web.figures.menu import Menu, load_menu

log = logging.getLogger("cewen.web")

LONGEST = 20.0
"""Seconds that users wait at most for the assistant to be warm."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """An assistant and what the pages say about its corpus."""

    assistant: Assistant
    menu: Menu
    examples: tuple[ExampleGroup, ...]
    dataset: Dataset

    @classmethod
    def of(cls, settings: Settings, assistant: Assistant) -> Loaded:
        """Read what belongs to an assistant.

        Raises:
            InstallationError: a data file is broken.
        """
        topics = load_topics(settings.corpus, assistant.corpus)
        return cls(
            assistant,
            load_menu(settings.corpus, topics, assistant.corpus, assistant.rulebook),
            load_examples(settings.corpus / "examples.yaml"),
            _dataset(settings, assistant),
        )

    def warm(self, day: date) -> bool:
        """Answer what the first page offers to ask; whether that was done in time.

        What is read when first needed (the reader's network, compiled sentence forms) costs the
        first question many times an answer's processor time, and on a slow machine all that a
        question may take. Neither an answer that fails nor an engine elsewhere that is silent keeps
        users waiting: they are then served as well as it goes.
        """
        done = threading.Thread(target=self._answer, args=(day,), name="warm", daemon=True)
        done.start()
        done.join(LONGEST)
        return not done.is_alive()

    def _answer(self, day: date) -> None:
        asked = starters(self.examples) or list(self.dataset.names.values())[:1]
        for question in asked:
            try:
                self.assistant.ask(Conversation("", ()).say(question), as_of=day)
            except Exception:
                log.exception("an example cannot be answered")


def _dataset(settings: Settings, assistant: Assistant) -> Dataset:
    policies = assistant.corpus.policies
    names = {
        str(clause.id): _name(policy.short_title or policy.title, clause.label, clause.heading)
        for policy in policies
        for clause in policy.clauses
    }
    facts = {name: spec.label for name, spec in assistant.rulebook.facts.items()}
    site = load_site(settings.corpus / "site.yaml")
    return Dataset(len(policies), assistant.corpus.version, names, facts, site)


def _name(policy: str, label: str, heading: str) -> str:
    return f"{policy}{label} {heading}".strip()
