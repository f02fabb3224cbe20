from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import EncoderError
from assistant.policy.chunk import Chunk
from assistant.retrieval.build import build_from_chunks
from assistant.retrieval.rerank import CrossEncoderReranker, Reranking
from assistant.retrieval.search import Searcher
from assistant.retrieval.sentence import SentenceEncoder
from tests.retrieval.small_models import PROMPTS, write_bert, write_recipe
from tests.retrieval.stand_ins import CountingEncoder


class PrefersShort:
    """Finds short texts best."""

    def scores(self, query: str, texts: Sequence[str]) -> list[float]:
        return [1 / len(text) for text in texts]


def test_the_first_hits_are_ordered_anew_and_keep_their_signals(
    tmp_path: Path, chunks: list[Chunk], encoder: CountingEncoder
) -> None:
    index = build_from_chunks(chunks, "v", tmp_path, encoder)
    texts = {chunk.clause_id: chunk.text for chunk in chunks}
    plain = Searcher(index, encoder).search("租用算力补贴", k=4).hits
    found = Searcher(
        index, encoder, reranking=Reranking(PrefersShort(), texts.__getitem__, depth=3)
    ).search("租用算力补贴", k=4)
    first = sorted(plain[:3], key=lambda hit: len(texts[hit.clause_id]))
    assert [hit.clause_id for hit in found.hits] == [
        *(hit.clause_id for hit in first),
        plain[3].clause_id,
    ]
    assert [hit.rank for hit in found.hits] == [1, 2, 3, 4]
    assert [hit.score for hit in found.hits] == sorted((h.score for h in found.hits), reverse=True)
    signals = {hit.clause_id: (hit.sparse, hit.dense) for hit in plain}
    assert {hit.clause_id: (hit.sparse, hit.dense) for hit in found.hits} == signals


def test_nothing_found_nothing_ordered() -> None:
    assert Reranking(PrefersShort(), str).apply("问", ()) == ()


@pytest.mark.slow
def test_a_cross_encoder_folder_is_read_and_scores_pairs(tmp_path: Path) -> None:
    write_bert(tmp_path, labels=1)
    reranker = CrossEncoderReranker.load(str(tmp_path))
    texts = ["算力补贴", "人才奖励租金", "甲"]
    scores = reranker.scores("算力", texts)
    assert len(scores) == 3
    assert len(set(scores)) == 3
    assert all(0 <= score <= 1 for score in scores)
    assert reranker.scores("算力", texts[1:]) == pytest.approx(scores[1:], abs=1e-5)
    assert reranker.scores("算力", []) == []


@pytest.mark.slow
def test_a_half_written_reranker_is_told(tmp_path: Path) -> None:
    write_bert(tmp_path, labels=1)
    weights = tmp_path / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:100])
    with pytest.raises(EncoderError, match="重排模型"):
        CrossEncoderReranker.load(str(tmp_path))
    with pytest.raises(EncoderError, match="没有重排模型文件夹"):
        CrossEncoderReranker.load(str(tmp_path / "nowhere"))


@pytest.mark.slow
def test_a_transformer_uses_the_prompts_of_its_configuration(tmp_path: Path) -> None:
    with_prompts, without = tmp_path / "with", tmp_path / "without"
    for folder in (with_prompts, without):
        write_bert(folder)
        write_recipe(folder)
    (without / "config_sentence_transformers.json").write_text("{}", "utf-8")
    ours, bare = (SentenceEncoder.load(str(folder)) for folder in (with_prompts, without))
    texts = ["算力补贴", "人才"]
    for found, prompt in (
        (ours.encode_queries(texts), PROMPTS["query"]),
        (ours.encode_passages(texts), PROMPTS["document"]),
    ):
        expected = bare.encode_queries([prompt + text for text in texts])
        np.testing.assert_allclose(found, expected, atol=1e-5)
    np.testing.assert_allclose(np.linalg.norm(ours.encode_queries(texts), axis=1), 1, atol=1e-5)
    assert ours.fingerprint != bare.fingerprint
