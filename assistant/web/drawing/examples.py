"""Example questions for the first page, from corpus/examples.yaml."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.rules.facts import Frozen, Words
from assistant.web.drawing.groups import load_groups


class ExampleGroup(Frozen):
    """What one kind of user may ask."""

    name: str
    questions: Words


def load_examples(path: Path) -> tuple[ExampleGroup, ...]:
    """The groups in order; none if the corpus has no such file.

    Raises:
        CorpusError: the file is broken.
    """
    return load_groups(path, ExampleGroup)


def starters(groups: Sequence[ExampleGroup]) -> list[str]:
    """One question of each kind, for whoever does not know what to ask."""
    return [group.questions[0] for group in groups if group.questions]
