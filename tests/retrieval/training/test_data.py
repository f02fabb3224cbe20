import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from assistant.retrieval.training.data import domain_pairs, statute_pairs
from assistant.retrieval.training.stard import Stard


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


@pytest.fixture
def stard(tmp_path: Path) -> Stard:
    rows = [
        {"id": "S1", "title": "劳动法第一条", "text": "用人单位应当支付工资"},
        {"id": "S2", "title": "劳动法第二条", "text": "拖欠工资的责令支付"},
        {"id": "S3", "title": "工资条例第一条", "text": "工资按月支付"},
        {"id": "S4", "title": "海商法第一条", "text": "船舶碰撞"},
    ]
    packed = gzip.compress("\n".join(json.dumps(row) for row in rows).encode())
    (tmp_path / "corpus.jsonl.gz").write_bytes(packed)
    questions = [{"id": "q1", "text": "老板拖欠工资怎么办"}, {"id": "q2", "text": "撞船了"}]
    (tmp_path / "queries.jsonl").write_text("\n".join(map(json.dumps, questions)), "utf-8")
    judged = "qid\tdocid\trel\nq1\tS1\t1\nq1\tS2\t1\nq1\tS4\t0\nq2\tS4\t1\n"
    (tmp_path / "qrels.tsv").write_text(judged, "utf-8")
    return Stard(tmp_path)


def test_every_article_that_answers_makes_a_pair_and_knows_of_the_others(stard: Stard) -> None:
    pairs = stard.pairs(["q1"])
    right = ("劳动法第一条 用人单位应当支付工资", "劳动法第二条 拖欠工资的责令支付")
    assert [(pair.text, pair.passage) for pair in pairs] == [
        ("老板拖欠工资怎么办", passage) for passage in right
    ]
    assert all(pair.also_right == right for pair in pairs)


def test_hard_negatives_are_what_bm25_finds_but_nobody_judged_right(stard: Stard) -> None:
    (pair, _) = stard.pairs(["q1"])
    assert pair.negatives[0] == "工资条例第一条 工资按月支付"
    assert not set(pair.negatives) & set(pair.also_right)


def test_a_share_is_1_at_most_and_0_without_a_common_token(stard: Stard) -> None:
    shares = stard.shares("q2")
    np.testing.assert_array_equal(shares[:3], 0)
    assert 0 < shares[3] < 1
