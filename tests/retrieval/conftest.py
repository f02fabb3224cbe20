"""A counting encoder, a model folder made on the spot, a few chunks."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.policy.chunk import Chunk
from assistant.policy.clause import ClauseId
from assistant.retrieval.training.static_model import save_model
from assistant.retrieval.training.vocabulary import UNKNOWN
from assistant.text.tokens import tokenise
from tests.retrieval.stand_ins import TEXTS, CountingEncoder


@pytest.fixture
def encoder() -> CountingEncoder:
    return CountingEncoder()


@pytest.fixture
def chunks() -> list[Chunk]:
    return [Chunk(ClauseId.parse(clause_id), text) for clause_id, text in TEXTS.items()]


@pytest.fixture
def model_folder(tmp_path: Path) -> Path:
    """A static model over the tokens of TEXTS, with random rows."""
    tokens = sorted({token for text in TEXTS.values() for token in tokenise(text)})
    rows = np.random.default_rng(7).normal(size=(len(tokens) + 1, 24))
    rows[0] = 0
    folder = tmp_path / "model"
    save_model(folder, [UNKNOWN, *tokens], rows.astype(np.float16))
    return folder
