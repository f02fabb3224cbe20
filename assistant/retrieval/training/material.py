"""Material: everything that an encoder is trained on, as the command line names it."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from assistant.policy.chunk import chunk_corpus
from assistant.policy.corpus import load_corpus
from assistant.retrieval.training.data import Pair, domain_pairs, statute_pairs
from assistant.retrieval.training.stard import Stard

SEED = 20250601


@dataclass(frozen=True, slots=True)
class Material:
    """``held`` are in-domain questions that nothing is trained on."""

    chunks: tuple[str, ...]
    statutes: list[Pair]
    domain: list[Pair]
    held: list[Pair]
    stard: list[Pair]

    @classmethod
    def read(cls, chosen: argparse.Namespace) -> Material:
        """What the options name; statutes and STARD may be missing."""
        chunks = {str(c.clause_id): c.text for c in chunk_corpus(load_corpus(chosen.corpus))}
        domain, held = domain_pairs(chosen.pairs, chunks, chosen.hold_out)
        stard = Stard(chosen.stard) if chosen.stard else None
        return cls(
            tuple(chunks.values()),
            statute_pairs(chosen.laws, chosen.seed) if chosen.laws else [],
            domain,
            held,
            stard.pairs(sorted(stard.relevant)) if stard else [],
        )


def existing(text: str) -> Path:
    """A path that is there.

    Raises:
        argparse.ArgumentTypeError: nothing is.
    """
    path = Path(text)
    if not path.exists():
        raise argparse.ArgumentTypeError(f"没有 {text}：请检查路径。")
    return path


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options that ``Material.read`` reads, and where to write."""
    parser.add_argument("--out", type=Path, required=True, help="写到哪个文件夹")
    parser.add_argument("--corpus", type=existing, required=True, help="工作区的 corpus/")
    parser.add_argument("--pairs", type=existing, required=True, help="领域问句 pairs.jsonl")
    parser.add_argument("--laws", type=existing, help="法条 {title, text}，JSON 行，可为 .gz")
    parser.add_argument("--stard", type=existing, help="STARD 文件夹（语料、问句、标注）")
    parser.add_argument("--seed", type=int, default=SEED, help="随机种子")
    parser.add_argument(
        "--hold-out", type=int, default=0, metavar="N", help="每 N 个手写问句留一个不训练"
    )


def texts_of(pairs: Iterable[Pair]) -> Iterable[str]:
    """Text and passage of every pair."""
    return (text for pair in pairs for text in (pair.text, pair.passage))
