"""What the layout of a message knows: the words of matters, of what is counted, and of places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assistant.dialogue.hints import Hints
from assistant.dialogue.laid_out import Layout
from assistant.dialogue.scope import ScopeReader
from assistant.dialogue.topics import Topics
from assistant.rules.facts import FactKind, FactSpec
from assistant.text.normalise import fold


def layout_of(
    topics: Topics, hints: Hints, specs: Mapping[str, FactSpec], scopes: ScopeReader
) -> Layout:
    """The layout for a corpus."""
    kinds: dict[str, set[str]] = {}
    for name, spec in specs.items():
        if spec.kind is FactKind.COUNT:
            for word in map(fold, spec.words):
                kinds.setdefault(word, set()).add(name)

    def matters(text: str) -> Iterable[tuple[int, int, frozenset[object]]]:
        for start, end, clauses in hints.places(text):
            yield start, end, frozenset(clauses)
        for start, end, word in topics.words_in(text):
            if text[start:end] != word:
                continue  # a verb and its object with other words between them
            named = topics.of_word(word)
            yield start, end, frozenset(c for t in topics.all if t.id in named for c in t.clauses)

    return Layout(matters, {word: frozenset(own) for word, own in kinds.items()}, scopes.names_in)
