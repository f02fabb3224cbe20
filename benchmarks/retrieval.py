"""Measure the search alone: who finds the right clause, and how fast. ``make bench`` or by hand.

Questions: single turn, one right clause. No scope is set, so naming the district must be enough.
The encoder has seen none of the question sets in training, but weights and thesaurus were chosen on
the default one, tuning.jsonl: unseen questions come out lower. ``--held-out N`` asks instead what
an encoder trained with ``--hold-out N`` (artefacts/encoder) has not seen of the handwritten
training questions.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from assistant.policy.chunk import chunk_corpus
from assistant.policy.corpus import load_corpus
from assistant.retrieval.build import build_from_chunks
from assistant.retrieval.encoders import load_encoder
from assistant.retrieval.search import Searcher
from assistant.retrieval.thesaurus import Thesaurus, load_thesaurus
from assistant.retrieval.training.tune import asked_held_out, asked_in, hit_rates
from assistant.retrieval.tuning import load_tuning

ROOT = Path(__file__).parent.parent
ENCODER = ROOT / "index" / "encoder"
QUESTIONS = ROOT / "eval" / "questions" / "2026-11-own-first.jsonl"
PAIRS = ROOT / "eval" / "training" / "pairs.jsonl"


def milliseconds(call: Callable[[str], object], questions: list[str]) -> list[float]:
    """The time of each call, after one round to warm up."""
    for question in questions:
        call(question)
    times = []
    for question in questions * 3:
        began = time.perf_counter()
        call(question)
        times.append((time.perf_counter() - began) * 1000)
    return sorted(times)


def print_times(name: str, times: list[float]) -> None:
    p99 = times[int(len(times) * 0.99)]
    print(f"| {name} | {statistics.median(times):.3f} | {p99:.3f} |")


def import_seconds(module: str) -> float:
    """The time of a fresh process that imports one module, best of three."""
    best = []
    for _ in range(3):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", f"import {module}"], check=True)
        best.append(time.perf_counter() - began)
    return min(best)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--encoder", default=ENCODER, help="folder or hub name of another model")
    parser.add_argument("--questions", type=Path, nargs="+", default=[QUESTIONS])
    parser.add_argument("--held-out", type=int, default=0, metavar="N")
    given = parser.parse_args()
    chunks = chunk_corpus(load_corpus(ROOT / "corpus"))
    encoder = load_encoder(given.encoder)
    thesaurus = load_thesaurus(ROOT / "corpus" / "thesaurus.yaml")
    tuned = load_tuning(ENCODER)
    if given.held_out:
        found = asked_held_out(PAIRS, chunks, given.held_out)
    else:
        found = [question for path in given.questions for question in asked_in(path)]
    asked = [question for question in found if question.right]
    texts = [question.question for question in asked]
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        index = build_from_chunks(chunks, "bench", Path(folder), encoder)
        built = time.perf_counter() - began
        began = time.perf_counter()
        fused = Searcher.open(Path(folder), encoder, "bench", thesaurus, tuned)
        opened = time.perf_counter() - began
    print(
        f"{len(chunks)} 条，{len(asked)} 个问句；建立 {built:.2f} s，打开 {opened * 1000:.1f} ms\n"
    )
    print("| 检索 | 首位 | 前五 |\n|---|---|---|")
    for name, words, weight in (
        ("BM25", Thesaurus(()), 0.0),
        ("BM25 + 词表", thesaurus, 0.0),
        ("向量", thesaurus, 1.0),
        ("融合", Thesaurus(()), tuned.dense_weight),
        ("融合 + 词表", thesaurus, tuned.dense_weight),
    ):
        searcher = Searcher(index, encoder, words, replace(tuned, dense_weight=weight))
        first, five = hit_rates(searcher, asked)
        print(f"| {name} | {first:.3f} | {five:.3f} |")
    print("\n| 一次查询，毫秒 | 中位 | 99% |\n|---|---|---|")
    print_times("编码", milliseconds(lambda text: encoder.encode_queries([text]), texts))
    print_times("全程", milliseconds(fused.search, texts))
    print("\n| 导入，秒（含解释器） | |\n|---|---|")
    for module in ("assistant.retrieval.search", "numpy", "faiss", "sentence_transformers"):
        print(f"| {module} | {import_seconds(module):.2f} |")


if __name__ == "__main__":
    main()
