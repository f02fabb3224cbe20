"""Model folders made on the spot: small, random, real to load."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

CHARACTERS = "问题条文：算力补贴人才奖励租金甲乙丙丁"
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
HIDDEN = 16
PROMPTS = {"query": "问题：", "document": "条文："}


def write_vocabulary(folder: Path) -> None:
    """A character tokeniser of the BERT kind."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    tokens = {token: n for n, token in enumerate([*SPECIAL, *dict.fromkeys(CHARACTERS)])}
    tokenizer = Tokenizer(models.WordPiece(tokens, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(handle_chinese_chars=True, lowercase=False)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    named = {token[1:-1].lower() + "_token": token for token in SPECIAL}
    config = {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": 32, **named}
    write_json(folder / "tokenizer_config.json", config)


def write_json(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def write_recipe(folder: Path, pooling: str = "mean_tokens", longest: int = 24) -> None:
    """What sentence-transformers needs to know beside the weights."""
    modules = "sentence_transformers.models"
    write_json(
        folder / "modules.json",
        [
            {"idx": 0, "name": "0", "path": "", "type": f"{modules}.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": f"{modules}.Pooling"},
        ],
    )
    config = {"word_embedding_dimension": HIDDEN, f"pooling_mode_{pooling}": True}
    if pooling != "mean_tokens":
        config["pooling_mode_mean_tokens"] = False
    write_json(folder / "1_Pooling" / "config.json", config)
    limits = {"max_seq_length": longest, "do_lower_case": False}
    write_json(folder / "sentence_bert_config.json", limits)
    write_json(
        folder / "config_sentence_transformers.json",
        {"prompts": PROMPTS, "default_prompt_name": None, "similarity_fn_name": "cosine"},
    )


def write_bert(folder: Path, *, labels: int = 0) -> None:
    """Random weights of one layer: an encoder, or with labels a cross-encoder."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertModel

    torch.manual_seed(7)
    config = BertConfig(
        vocab_size=len(SPECIAL) + len(set(CHARACTERS)),
        hidden_size=HIDDEN,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=64,
        num_labels=labels or 2,
        initializer_range=0.5,
    )
    model = BertForSequenceClassification(config) if labels else BertModel(config)
    model.save_pretrained(folder)
    write_vocabulary(folder)


def write_onnx(folder: Path) -> np.ndarray:
    """A graph that looks up a row for each token; returns the rows."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    write_vocabulary(folder)
    n_tokens = len(SPECIAL) + len(set(CHARACTERS))
    rows = np.random.default_rng(5).normal(size=(n_tokens, HIDDEN)).astype(np.float32)
    ids, mask = (
        helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "tokens"])
        for name in ("input_ids", "attention_mask")
    )
    states = helper.make_tensor_value_info(
        "last_hidden_state", TensorProto.FLOAT, ["batch", "tokens", HIDDEN]
    )
    graph = helper.make_graph(
        [helper.make_node("Gather", ["rows", "input_ids"], ["last_hidden_state"])],
        "small",
        [ids, mask],
        [states],
        [numpy_helper.from_array(rows, "rows")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    onnx.save(model, str(folder / "onnx" / "model.onnx"))
    return rows
