"""The real corpus, loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.policy.corpus import Corpus, load_corpus

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return load_corpus(ROOT / "corpus")
