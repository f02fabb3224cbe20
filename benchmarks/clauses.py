"""Clauses found in the samples and in documents numbered anew.

python benchmarks/clauses.py SHARED      # the folder that holds samples/ and data/laws/
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from pathlib import Path

from assistant.policy.clause import Clause
from assistant.policy.parse import parse_clauses, partition
from benchmarks.renumber import Document, documents, laws, made_up

SEED, MADE_UP, REBUILT = 20261126, 130, 130


def spans(source: str, clauses: tuple[Clause, ...]) -> dict[int, set[int]]:
    """Where clauses begin and where they can be said to end; an article may end at its items."""
    ends: dict[int, set[int]] = {}
    for clause in clauses:
        ends.setdefault(clause.start, set()).add(clause.end)
        if not clause.is_leaf:
            items = [c.start for c in clauses if clause.id.covers(c.id) and c.id != clause.id]
            ends[clause.start].add(clause.start + len(source[clause.start : min(items)].rstrip()))
    return ends


def measure_sample(shared: Path, name: str) -> tuple[int, int, int, int]:
    """Gold clauses, those found whole, leaves given, leaves that are gold."""
    source = (shared / "samples" / "docs" / f"{name}.txt").read_bytes().decode("utf-8")
    rows = (shared / "samples" / "clauses" / f"{name}.jsonl").read_text(encoding="utf-8")
    clauses = parse_clauses(name, source)
    assert "".join(partition(source, clauses)) == source
    ends = spans(source, clauses)
    gold, found = set(), 0
    for row in map(json.loads, rows.splitlines()):
        text = source[row["start"] : row["end"]]
        start = row["start"] + len(text) - len(text.lstrip())
        gold.add(start)
        stop = start + len(text.strip())
        # The gold counts the heading of the next chapter to the clause above it.
        rests = [source[end:stop].strip() for end in ends.get(start, ()) if end <= stop]
        found += any(len(rest) < 20 and "。" not in rest for rest in rests)
        if not rests or all(len(r) >= 20 for r in rests):
            print(f"  没有找到 {row['id']}：{text[:24]!r}")
    leaves = [clause for clause in clauses if clause.is_leaf]
    return len(gold), found, len(leaves), sum(leaf.start in gold for leaf in leaves)


def measure_document(doc: Document) -> tuple[int, int, int]:
    """Gold clauses, those found with their numbers, false ones at the article level or wrong."""
    clauses = parse_clauses("p", doc.text)
    assert "".join(partition(doc.text, clauses)) == doc.text
    given = {(c.start, c.id.article, c.id.item) for c in clauses}
    gold = {(start, *numbers) for start, numbers in doc.clauses.items()}
    # The text of a second list is its first item's; lists inside an article are its own items.
    lists = {article for _, article, item in gold if item is not None}
    extra = {g for g in given - gold if g[2] is None and g[1] not in lists}
    return len(gold), len(gold & given), len(extra)


def main() -> None:
    shared = Path(sys.argv[1])
    total = Counter[str]()
    for path in sorted((shared / "samples" / "docs").glob("*.txt")):
        gold, found, leaves, right = measure_sample(shared, path.stem)
        total.update(gold=gold, found=found, leaves=leaves, right=right)
        print(f"{path.stem:<24} 金标 {gold:>3}  找到 {found:>3}  给出 {leaves:>3}  正确 {right:>3}")
    recall, precision = total["found"] / total["gold"], total["right"] / total["leaves"]
    print(f"样例：召回 {recall:.3f}，精度 {precision:.3f}")
    rng = random.Random(SEED)
    for name, sources in (
        ("自编", made_up(rng, MADE_UP)),
        ("由法律重新编号", laws(shared / "data" / "laws" / "corpus.jsonl.gz", rng, REBUILT)),
    ):
        score, whole, count = Counter[str](), 0, 0
        for doc in documents(sources, rng):
            gold, found, extra = measure_document(doc)
            score.update(gold=gold, found=found, extra=extra)
            count += 1
            whole += gold == found and not extra
            if gold != found or extra:
                print(f"  {doc.style} {doc.name}：{found}/{gold}，多出 {extra}")
        print(
            f"{name}：{count} 份，全对 {whole} 份；条款召回 {score['found'] / score['gold']:.4f}，"
            f"精度 {score['found'] / (score['found'] + score['extra']):.4f}"
        )


if __name__ == "__main__":
    main()
