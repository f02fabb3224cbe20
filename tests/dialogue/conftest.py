"""The parts of understanding over the real corpus, each as the assistant builds it."""

from __future__ import annotations

import pytest

from assistant.dialogue.extract import FactReader
from assistant.dialogue.hints import Hints
from assistant.dialogue.scope import ScopeReader
from assistant.dialogue.topics import Topics, load_topics
from assistant.dialogue.turn import TurnReader
from assistant.dialogue.vocabulary import build_lexicon
from assistant.dialogue.words import Words, load_words
from tests.fakes import ROOT, corpus, rulebook


@pytest.fixture(scope="session")
def words() -> Words:
    return load_words(ROOT / "corpus")


@pytest.fixture(scope="session")
def topics() -> Topics:
    return load_topics(ROOT / "corpus", corpus())


@pytest.fixture(scope="session")
def scopes(words: Words) -> ScopeReader:
    return ScopeReader(corpus(), words)


@pytest.fixture(scope="session")
def facts(words: Words) -> FactReader:
    return FactReader(rulebook().facts, words)


@pytest.fixture(scope="session")
def hints() -> Hints:
    return Hints(rulebook(), corpus())


@pytest.fixture(scope="session")
def reader(words: Words, scopes: ScopeReader, facts: FactReader, topics: Topics) -> TurnReader:
    return TurnReader(words, scopes, facts, topics, build_lexicon(corpus(), topics, words))
