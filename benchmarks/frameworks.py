"""The same documents and questions through LangChain, LlamaIndex, Haystack and ours.

Two steps, since the frameworks live in an environment of their own (see benchmarks/README.md):
``export`` writes documents and questions, ``run`` measures whatever this Python has of the systems.
Only the lexical retriever that each brings: no pretrained model can be counted on offline.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import logging
import resource
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

Search = Callable[[str], list[str]]
Builder = Callable[[list[dict[str, str]], Path], Search]
K = 10


def read_lines(path: Path) -> list[Any]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as file:  # type: ignore[operator]
        return [json.loads(line) for line in file if line.strip()]


def langchain(documents: list[dict[str, str]], cut: Callable[[str], list[str]] | None) -> Search:
    from langchain_community.retrievers import BM25Retriever

    given = {} if cut is None else {"preprocess_func": cut}
    texts, ids = [d["text"] for d in documents], [{"id": d["id"]} for d in documents]
    retriever = BM25Retriever.from_texts(texts, metadatas=ids, k=K, **given)
    return lambda question: [found.metadata["id"] for found in retriever.invoke(question)]


def llamaindex(documents: list[dict[str, str]], cut: Callable[[str], list[str]] | None) -> Search:
    from llama_index.core.schema import TextNode
    from llama_index.retrievers.bm25 import BM25Retriever

    def spaced(text: str) -> str:
        return text if cut is None else " ".join(cut(text))

    nodes = [TextNode(id_=d["id"], text=spaced(d["text"])) for d in documents]
    given: dict[str, Any] = {} if cut is None else {"token_pattern": r"(?u)\S+"}
    retriever = BM25Retriever.from_defaults(
        nodes=nodes, similarity_top_k=min(K, len(nodes)), **given
    )
    return lambda question: [found.node.node_id for found in retriever.retrieve(spaced(question))]


def haystack(documents: list[dict[str, str]], pattern: str | None) -> Search:
    from haystack import Document
    from haystack.components.retrievers.in_memory import InMemoryBM25Retriever
    from haystack.document_stores.in_memory import InMemoryDocumentStore

    given = {} if pattern is None else {"bm25_tokenization_regex": pattern}
    store = InMemoryDocumentStore(**given)
    store.write_documents([Document(id=d["id"], content=d["text"]) for d in documents])
    retriever = InMemoryBM25Retriever(store, top_k=K)
    return lambda question: [found.id for found in retriever.run(query=question)["documents"]]


def ours(documents: list[dict[str, str]], folder: Path, dense: bool) -> Search:
    """Row numbers stand for clause numbers, so that any ids can be indexed."""
    from assistant.policy.chunk import Chunk
    from assistant.policy.clause import ClauseId
    from assistant.retrieval.build import build_from_chunks
    from assistant.retrieval.search import Searcher
    from assistant.retrieval.static import StaticEncoder
    from assistant.retrieval.thesaurus import Thesaurus, load_thesaurus
    from assistant.retrieval.tuning import Tuning, load_tuning

    root = Path(__file__).parent.parent
    encoder = StaticEncoder.load(root / "index" / "encoder")
    chunks = [Chunk(ClauseId("d", n), d["text"]) for n, d in enumerate(documents, start=1)]
    index = build_from_chunks(chunks, "bench", folder, encoder)
    words = load_thesaurus(root / "corpus" / "thesaurus.yaml") if dense else Thesaurus(())
    tuning = load_tuning(root / "index" / "encoder") if dense else Tuning(dense_weight=0.0)
    searcher = Searcher(index, encoder, words, tuning)
    ids = [document["id"] for document in documents]
    return lambda question: [
        ids[hit.clause_id.article - 1] for hit in searcher.search(question, k=K).hits
    ]


def systems() -> dict[str, Builder]:
    """What this Python has installed, by the name shown."""
    found: dict[str, Builder] = {}
    if importlib.util.find_spec("assistant"):
        found["策问，只用 BM25"] = lambda documents, folder: ours(documents, folder, False)
        found["策问，全程"] = lambda documents, folder: ours(documents, folder, True)
    jieba_cut: Callable[[str], list[str]] | None = None
    if importlib.util.find_spec("jieba"):
        import jieba

        jieba.setLogLevel(logging.ERROR)
        jieba.initialize()
        jieba_cut = jieba.lcut
    if importlib.util.find_spec("langchain_community"):
        found["LangChain，默认"] = lambda documents, _: langchain(documents, None)
        found["LangChain + jieba"] = lambda documents, _: langchain(documents, jieba_cut)
    if importlib.util.find_spec("llama_index"):
        found["LlamaIndex，默认"] = lambda documents, _: llamaindex(documents, None)
        found["LlamaIndex + jieba"] = lambda documents, _: llamaindex(documents, jieba_cut)
    if importlib.util.find_spec("haystack"):
        found["Haystack，默认"] = lambda documents, _: haystack(documents, None)
        found["Haystack，逐字"] = lambda documents, _: haystack(documents, r"(?u)\w")
    return found


def measure(
    build: Builder, documents: list[dict[str, str]], questions: list[Any], folder: Path
) -> dict[str, float]:
    began = time.perf_counter()
    search = build(documents, folder)
    built = time.perf_counter() - began
    for question in questions[:5]:
        search(question["text"])
    times, first, five, recalls = [], 0, 0, []
    for question in questions:
        began = time.perf_counter()
        found = search(question["text"])
        times.append(time.perf_counter() - began)
        right = question["right"]
        hits = [any(covers(one, found_id) for one in right) for found_id in found]
        first, five = first + any(hits[:1]), five + any(hits[:5])
        recalls.append(
            sum(any(covers(one, f) for f in found) for one in right) / max(len(right), 1)
        )
    times.sort()
    n = len(questions)
    return {
        "documents": len(documents),
        "questions": n,
        "build_s": round(built, 2),
        "p50_ms": round(1000 * times[n // 2], 3),
        "p99_ms": round(1000 * times[int(n * 0.99)], 3),
        "first": round(first / n, 4),
        "five": round(five / n, 4),
        "recall@10": round(sum(recalls) / n, 4),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def covers(right: str, found: str) -> bool:
    """Whether a clause is the right one, or an item of it."""
    return found == right or found.startswith(right + ".")


def export_policies(root: Path, folder: Path) -> None:
    """Our own clauses, and the single-clause questions that no weight was fitted on."""
    from assistant.policy.chunk import chunk_corpus
    from assistant.policy.corpus import load_corpus
    from assistant.retrieval.training.tune import asked_in

    chunks = chunk_corpus(load_corpus(root / "corpus"))
    write(folder / "policies.documents", [{"id": str(c.clause_id), "text": c.text} for c in chunks])
    sets = sorted((root / "eval" / "questions").glob("*.jsonl"))
    fitted = {"2026-11-own-first.jsonl"}
    found = (one for path in sets if path.name not in fitted for one in asked_in(path))
    asked = [one for one in found if one.right]
    rows = [{"text": a.question, "right": sorted(map(str, a.right))} for a in asked]
    write(folder / "policies.questions", rows)


def export_statutes(stard: Path, laws: Path, folder: Path) -> None:
    """STARD-R with its labels, and all statutes with the same questions for speed."""
    relevant: dict[str, list[str]] = {}
    for line in (stard / "qrels.tsv").read_text("utf-8").splitlines()[1:]:
        question, passage, relevance = line.split("\t")
        if int(relevance) > 0:
            relevant.setdefault(question, []).append(passage)
    asked = [row for row in read_lines(stard / "queries.jsonl") if row["id"] in relevant]
    rows = [{"text": row["text"], "right": relevant[row["id"]]} for row in asked[::6]]
    for name, path in (("stard", stard / "corpus.jsonl.gz"), ("statutes", laws)):
        articles = read_lines(path)
        documents = [{"id": a["id"], "text": f"{a['title']}\n{a['text']}"} for a in articles]
        write(folder / f"{name}.documents", documents)
    write(folder / "stard.questions", rows)
    write(folder / "statutes.questions", [{**row, "right": []} for row in rows[:60]])


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text("".join(lines), encoding="utf-8")


def run_all(folder: Path, other: Path | None) -> None:
    """Every system over every exported set, each in a process of its own; keep the table."""
    import machine

    rows: dict[str, dict[str, Any]] = {}
    pythons = [Path(sys.executable), *([other] if other else [])]
    for documents in sorted(folder.glob("*.documents")):
        rows[documents.stem] = {}
        for python in pythons:
            listed = subprocess.run(
                [python, __file__, "list"], capture_output=True, text=True, check=True
            )
            for system in listed.stdout.split("\n")[:-1]:
                command = [python, __file__, "one", "--folder", folder]
                command += ["--set", documents.stem, "--system", system]
                done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
                rows[documents.stem][system] = json.loads(done.stdout)
                print(documents.stem, system, rows[documents.stem][system], file=sys.stderr)
    machine.save("frameworks", rows)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("step", choices=["export", "run", "list", "one"])
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--stard", type=Path)
    parser.add_argument("--laws", type=Path)
    parser.add_argument("--python", type=Path, help="of the environment with the frameworks")
    parser.add_argument("--set")
    parser.add_argument("--system")
    chosen = parser.parse_args()
    warnings.simplefilter("ignore")
    if chosen.step == "export":
        export_policies(Path(__file__).parent.parent, chosen.folder)
        if chosen.stard and chosen.laws:
            export_statutes(chosen.stard, chosen.laws, chosen.folder)
    elif chosen.step == "run":
        run_all(chosen.folder, chosen.python)
    elif chosen.step == "list":
        print("\n".join(systems()))
    else:
        documents = read_lines(chosen.folder / f"{chosen.set}.documents")
        questions = read_lines(chosen.folder / f"{chosen.set}.questions")
        with tempfile.TemporaryDirectory() as folder:
            build = systems()[chosen.system]
            print(json.dumps(measure(build, documents, questions, Path(folder))))


if __name__ == "__main__":
    main()
