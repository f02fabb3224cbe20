import json
import math
from pathlib import Path

import numpy as np
import pytest

from assistant.retrieval.static import StaticEncoder
from assistant.retrieval.training.data import Pair
from assistant.retrieval.training.fit import Step, contrastive_loss
from assistant.retrieval.training.material import texts_of
from assistant.retrieval.training.static_model import save_model
from assistant.retrieval.training.train import Training, first_right, main
from assistant.retrieval.training.vocabulary import UNKNOWN, build_vocabulary

ROOT = Path(__file__).resolve().parents[3]
PAIRS = [
    Pair("显卡租金能报销吗", "对租用智能算力的企业给予补贴", ("对高层次人才给予奖励",)),
    Pair("请大牛有奖吗", "对高层次人才给予奖励", ("对举办赛事给予支持",)),
    Pair("想办比赛", "对举办赛事给予支持", ("对租用智能算力的企业给予补贴",)),
]
PASSAGES = [pair.passage for pair in PAIRS]


def train(folder: Path, epochs: int) -> StaticEncoder:
    training = Training.begin(texts_of(PAIRS), [], n_tokens=1000, dim=32, seed=1)
    if epochs:
        training.fit(PAIRS, Step("test", rate=0.02, epochs=epochs, size=3, left_out=0.2))
    save_model(folder, training.vocabulary, training.rows())
    return StaticEncoder.load(folder)


def test_training_brings_questions_to_their_passages(tmp_path: Path) -> None:
    trained = train(tmp_path, epochs=40)
    cosines = trained.encode_queries([p.text for p in PAIRS]) @ trained.encode_passages(PASSAGES).T
    assert cosines.argmax(axis=1).tolist() == [0, 1, 2]
    assert cosines.diagonal().min() > 0.5
    assert first_right(trained, PAIRS, []) == 1.0
    assert first_right(train(tmp_path / "new", epochs=0), PAIRS, []) < 1.0


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    assert train(tmp_path / "1", 5).fingerprint == train(tmp_path / "2", 5).fingerprint
    for name in ("model.safetensors", "tokenizer.json", "modules.json"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()


def test_the_loss_is_the_softmax_over_what_is_not_masked() -> None:
    torch = pytest.importorskip("torch")

    def model(part: dict[str, object]) -> dict[str, object]:
        return {"sentence_embedding": torch.tensor(part["rows"])}

    texts, passages = [[1.0, 0.0]], [[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]]
    mask = torch.tensor([[False, False, True]])
    loss = contrastive_loss(model, 0.5)([{"rows": texts}, {"rows": passages}], mask)
    # cosines 1 and 0 over temperature 0.5; the third passage is as near and must not count
    assert loss.item() == pytest.approx(math.log(1 + math.exp((0 - 1) / 0.5)))


def test_the_vocabulary_holds_every_required_token_then_the_commonest() -> None:
    vocabulary, idf = build_vocabulary(["甲"], ["乙乙", "乙", "丙"], 2)
    assert vocabulary == [UNKNOWN, "乙", "甲"]
    # df(乙) = 2 and df(甲) = 1 of 4 texts
    np.testing.assert_allclose(idf, [0, np.log(5 / 3), np.log(5 / 2)], rtol=1e-6)


def test_make_encoder_trains_without_statutes_and_stard(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = (ROOT / "eval/training/pairs.jsonl").read_text("utf-8").splitlines()
    by_hand = [line for line in lines if json.loads(line)["made"] == "hand"][:60]
    (tmp_path / "pairs.jsonl").write_text("\n".join(by_hand), "utf-8")
    options = ["--corpus", ROOT / "corpus", "--pairs", tmp_path / "pairs.jsonl", "--dim", "16"]
    main([*map(str, options), "--hold-out", "10", "--out", str(tmp_path / "encoder")])
    assert StaticEncoder.load(tmp_path / "encoder").dim == 16
    printed = capsys.readouterr()
    assert "留出 6 个问句" in printed.out
    assert "domain" in printed.err


def test_a_missing_file_is_named_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--corpus", str(ROOT / "corpus"), "--pairs", "/nowhere.jsonl", "--out", "/unused"])
    assert "没有 /nowhere.jsonl：请检查路径。" in capsys.readouterr().err
