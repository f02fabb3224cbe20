"""Read number relations beside nouns drawn from a general dictionary (jieba's).

``python benchmarks/number_nouns.py [draws]`` prints, for each frame, how many sentences are read
otherwise than the frame says: nouns must not matter. jieba is a development dependency.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

import jieba

from assistant.text.expressions import find_expressions
from assistant.text.normalise import fold_words
from assistant.text.quantities import find_quantities

FRAMES = {
    "{n}500万，{m}300万": ["plain", "plain"],
    "{n}花了500万，{m}300万": ["plain", "plain"],
    "{n}300万。{m}200万。": ["plain", "plain"],
    "{n}有800万，{m}签了300万合同": ["plain", "plain"],
    "在福田租{n}花了800万": ["plain"],
    "500万的{n}": ["plain"],
    "有3个{n}": ["plain"],
    "我们买{n}花了500万，又签了300万": ["sum"],
    "{n}500万、{m}300万": ["list"],
    "{n}500万，退款200万": ["difference"],
    "{n}每月3万，租了12个月": ["product"],
    "10套{n}，每套8万": ["product"],
    "{n}800万到1000万": ["range"],
    "{n}不是300万，是320万": ["instead"],
    "500万{n}还是800万{n}": ["alternatives"],
    "{n}2025年300万，2026年600万": ["series"],
}


def nouns() -> list[str]:
    """Nouns of two to four characters that the dictionary counts at least twenty times."""
    found = []
    lines = Path(jieba.__file__).with_name("dict.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        word, count, kind = line.split()
        if kind in ("n", "nz", "vn", "an") and int(count) >= 20 and 2 <= len(word) <= 4:
            found.append(word)
    return found


def relations(text: str) -> list[str]:
    folded = fold_words(text)
    return [e.relation.value for e in find_expressions(folded, find_quantities(folded))]


def main() -> None:
    draws = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    words, chance = nouns(), random.Random(20261126)
    sys.stdout.write(
        f"{len(words)} nouns, {draws} draws a frame\n\n| frame | otherwise |\n|---|---|\n"
    )
    total = 0
    for frame, expected in FRAMES.items():
        texts = [frame.format(n=chance.choice(words), m=chance.choice(words)) for _ in range(draws)]
        otherwise = sum(relations(text) != expected for text in texts)
        total += otherwise
        sys.stdout.write(f"| {frame} | {otherwise} |\n")
    share = 100 * total / (draws * len(FRAMES))
    sys.stdout.write(f"\n{total} of {draws * len(FRAMES)} ({share:.1f} %) read otherwise\n")


if __name__ == "__main__":
    main()
