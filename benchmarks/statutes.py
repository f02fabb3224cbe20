"""The index at scale: statutes, and perturbed copies of them above their number.

``python benchmarks/statutes.py --laws FILE --questions FILE [--sizes 1000 10000 …]``; each size is
built, opened and asked in processes of their own, so that memory is that of one of them.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import faiss
import machine
import numpy as np

from assistant.policy.chunk import Chunk
from assistant.policy.clause import ClauseId
from assistant.retrieval.build import build_from_chunks
from assistant.retrieval.index import Index
from assistant.retrieval.search import Searcher
from assistant.retrieval.static import StaticEncoder
from assistant.retrieval.training.data import read_jsonl
from assistant.retrieval.update import update_index

ENCODER = Path(__file__).parent.parent / "index" / "encoder"
SIZES = (1_000, 10_000, 49_999, 50_000, 146_314)
_CHANGED = 0.15
_ASKED = 400


def statutes(laws: Path, n: int) -> Iterator[Chunk]:
    """The first n articles; after the last, copies with one character in seven exchanged."""
    return itertools.islice(_endless(laws), n)


def _endless(laws: Path) -> Iterator[Chunk]:
    chance = random.Random(1)
    for copy in itertools.count():
        seen: Counter[str] = Counter()
        for row in read_jsonl(laws):
            policy = f"law-{row['lid']}-{copy}" if copy else f"law-{row['lid']}"
            seen[policy] += 1
            text = f"{row['title']}\n{row['text']}"
            if copy:
                text = _perturbed(text, chance)
            yield Chunk(ClauseId(policy, seen[policy]), text)


def _perturbed(text: str, chance: random.Random) -> str:
    characters = list(text)
    for _ in range(int(_CHANGED * len(text))):
        one, other = chance.randrange(len(text)), chance.randrange(len(text))
        characters[one] = characters[other]
    return "".join(characters)


def build(laws: Path, n: int, folder: Path) -> dict[str, object]:
    began = time.perf_counter()
    index = build_from_chunks(statutes(laws, n), "v1", folder, StaticEncoder.load(ENCODER))
    took = time.perf_counter() - began
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {
        "clauses": n,
        "build_s": round(took, 2),
        "build_cpu_s": round(time.process_time(), 2),
        "build_peak_mb": _peak(),
        "index_mb": round(sum(path.stat().st_size for path in files) / 1e6, 1),
        "recall_at_build": index.manifest.recall,
    }


def ask(questions: Path, folder: Path) -> dict[str, object]:
    texts = [str(row["text"]) for row in read_jsonl(questions)][:_ASKED]
    encoder = StaticEncoder.load(ENCODER)
    began = time.perf_counter()
    index = Index.open(folder)
    opened = time.perf_counter() - began
    searcher = Searcher(index, encoder)
    for text in texts[:50]:
        searcher.search(text)
    times = []
    for text in texts:
        began = time.perf_counter()
        searcher.search(text)
        times.append(time.perf_counter() - began)
    peak = _peak()
    return {
        "open_ms": round(1000 * opened, 1),
        **machine.percentiles(times),
        "ask_peak_mb": peak,
        "recall_at_10": round(recall(index, encoder, texts), 4),
    }


def recall(index: Index, encoder: StaticEncoder, texts: list[str]) -> float:
    """Share of the ten nearest of all (32-bit, compared one by one) that the index finds."""
    queries = encoder.encode_queries(texts)
    flat = faiss.IndexFlatIP(index.dense.dim)
    for first in range(0, len(index.dense), 65_536):
        flat.add(np.asarray(index.dense.vectors[first : first + 65_536], np.float32))
    right = flat.search(queries, 10)[1]
    found = (index.dense.search(query, 100)[1][:10] for query in queries)
    hits = sum(len(set(a.tolist()) & set(b.tolist())) for a, b in zip(found, right, strict=True))
    return hits / right.size


def update(folder: Path) -> dict[str, object]:
    new = [Chunk(ClauseId("new-2025", n), f"第{n}条 对企业给予补贴") for n in range(1, 31)]
    began = time.perf_counter()
    update_index(folder, StaticEncoder.load(ENCODER), "v2", put=new, drop=frozenset({"law-0"}))
    return {"update_s": round(time.perf_counter() - began, 2), "update_peak_mb": _peak()}


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def measure(laws: Path, questions: Path, n: int) -> dict[str, object]:
    """One size: build, ask and update, each in a new process."""
    row: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as folder:
        for step in ("build", "ask", "update"):
            command = [sys.executable, __file__, "--laws", laws, "--questions", questions]
            command += ["--step", step, "--sizes", str(n), "--folder", folder]
            done = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, check=True)
            row |= json.loads(done.stdout)
    print(row, file=sys.stderr)
    return row


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--laws", type=Path, required=True)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--name", default="statutes")
    parser.add_argument("--step", choices=["build", "ask", "update"])
    parser.add_argument("--folder", type=Path)
    chosen = parser.parse_args()
    faiss.omp_set_num_threads(chosen.threads)
    if chosen.step is None:
        rows = [measure(chosen.laws, chosen.questions, n) for n in chosen.sizes]
        machine.save(chosen.name, rows)
    elif chosen.step == "build":
        print(json.dumps(build(chosen.laws, chosen.sizes[0], chosen.folder)))
    elif chosen.step == "ask":
        print(json.dumps(ask(chosen.questions, chosen.folder)))
    else:
        print(json.dumps(update(chosen.folder)))


if __name__ == "__main__":
    main()
