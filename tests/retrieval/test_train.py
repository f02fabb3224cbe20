import json
from pathlib import Path

import numpy as np
import pytest

from assistant.retrieval.static import StaticEncoder
from assistant.retrieval.train import UNKNOWN, Trainer, build_vocabulary, save_model
from assistant.retrieval.training_data import Pair, domain_pairs, stard_pairs, statute_pairs

PAIRS = [
    Pair("显卡租金能报销吗", "对租用智能算力的企业给予补贴", ("对高层次人才给予奖励",)),
    Pair("请大牛有奖吗", "对高层次人才给予奖励", ("对举办赛事给予支持",)),
    Pair("想办比赛", "对举办赛事给予支持", ("对租用智能算力的企业给予补贴",)),
]
PASSAGES = [pair.passage for pair in PAIRS]


def train(folder: Path, epochs: int) -> StaticEncoder:
    texts = [text for pair in PAIRS for text in (pair.text, pair.passage)]
    vocabulary, idf = build_vocabulary(texts, [], 1000)
    trainer = Trainer(vocabulary, idf, dim=32, seed=1)
    if epochs:
        trainer.fit(PAIRS, rate=0.02, epochs=epochs, size=3, name="test")
    save_model(folder, vocabulary, trainer.matrix())
    return StaticEncoder.load(folder)


def test_training_brings_questions_to_their_passages(tmp_path: Path) -> None:
    trained = train(tmp_path, epochs=40)
    cosines = trained.encode_queries([p.text for p in PAIRS]) @ trained.encode_passages(PASSAGES).T
    assert cosines.argmax(axis=1).tolist() == [0, 1, 2]
    assert cosines.diagonal().min() > 0.5


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    assert train(tmp_path / "1", 5).fingerprint == train(tmp_path / "2", 5).fingerprint
    for name in ("model.safetensors", "tokenizer.json", "modules.json"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()


def test_another_right_passage_is_no_wrong_answer() -> None:
    texts = [text for pair in PAIRS for text in (pair.text, pair.passage)]
    vocabulary, idf = build_vocabulary(texts, [], 1000)
    alone = [Pair(PAIRS[0].text, PASSAGES[0]), Pair(PAIRS[1].text, PASSAGES[1])]
    masked = [
        Pair(PAIRS[0].text, PASSAGES[0], (), (PASSAGES[1],)),
        Pair(PAIRS[1].text, PASSAGES[1], (), (PASSAGES[0],)),
    ]
    trainer = Trainer(vocabulary, idf, dim=16, seed=1)
    losses = [trainer._loss([trainer._row(p) for p in pairs]).item() for pairs in (alone, masked)]
    assert losses[0] > 0
    assert losses[1] == pytest.approx(0.0)


def test_the_vocabulary_holds_every_required_token_then_the_commonest() -> None:
    vocabulary, idf = build_vocabulary(["甲"], ["乙乙", "乙", "丙"], 2)
    assert vocabulary == [UNKNOWN, "乙", "甲"]
    # df(乙) = 2 and df(甲) = 1 of 4 texts
    np.testing.assert_allclose(idf, [0, np.log(5 / 3), np.log(5 / 2)], rtol=1e-6)


def test_held_out_questions_and_their_variants_are_not_trained_on(tmp_path: Path) -> None:
    def row(question: str, made: str, subject: str = "a") -> dict[str, object]:
        return {
            "question": question,
            "clause": "a#1",
            "passage": None,
            "hard_negatives": ["a#2"],
            "also_right": [],
            "made": made,
            "subject": subject,
        }

    rows = [
        row("在龙岗租算力补多少", "hand"),
        row("在龙岗租算力补多少钱", "mixed"),
        row("训练大模型有钱吗", "hand"),
        row("在龙岗租算力补多少", "frame", "b"),
    ]
    path = tmp_path / "pairs.jsonl"
    path.write_text("\n".join(json.dumps(r) for r in rows), "utf-8")
    kept, held = domain_pairs(path, {"a#1": "甲", "a#2": "乙"}, hold_out=2)
    assert [pair.text for pair in held] == ["在龙岗租算力补多少"]
    assert [pair.text for pair in kept] == ["训练大模型有钱吗", "在龙岗租算力补多少"]
    assert kept[0].negatives == ("乙",)
    assert len(domain_pairs(path, {"a#1": "甲", "a#2": "乙"})[0]) == 4


def test_a_statute_sentence_is_paired_with_the_rest_of_its_article(tmp_path: Path) -> None:
    text = "为了规范口岸开放保障口岸安全制定本条例。本市口岸开放通关服务优化适用本条例。"
    path = tmp_path / "laws.jsonl"
    rows = [{"title": "口岸条例第一条", "text": text}, {"title": "口岸条例第二条", "text": "短"}]
    path.write_text("\n".join(json.dumps(r) for r in rows), "utf-8")
    for seed in range(8):
        (pair,) = statute_pairs(path, seed)
        assert pair.text == "口岸条例" or (pair.text in text and pair.text not in pair.passage)


def test_stard_pairs_follow_the_judgements(tmp_path: Path) -> None:
    passages = [{"id": "S1", "title": "甲法第一条", "text": "甲"}]
    (tmp_path / "corpus.jsonl.gz").write_bytes(_packed(passages))
    (tmp_path / "queries.jsonl").write_text(json.dumps({"id": "q1", "text": "问"}), "utf-8")
    (tmp_path / "qrels.tsv").write_text("qid\tdocid\trel\nq1\tS1\t1\n", "utf-8")
    assert stard_pairs(tmp_path) == [Pair("问", "甲法第一条 甲")]


def _packed(rows: list[dict[str, str]]) -> bytes:
    import gzip

    return gzip.compress("\n".join(json.dumps(row) for row in rows).encode())
