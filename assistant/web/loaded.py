"""What is read from the workspace, all of one version: swapped as a whole when it changes."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.assistant import Assistant
from assistant.dialogue.topics import load_topics
from assistant.policy.site import load_site
from assistant.settings import Settings
from assistant.web.drawing.examples import ExampleGroup, load_examples
from assistant.web.drawing.page import Dataset
from assistant.web.figures.menu import Menu, load_menu


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
