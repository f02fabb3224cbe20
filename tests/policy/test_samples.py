"""Policies of other cities: the spans of their clauses, found without knowing the documents."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from assistant.policy.clause import Clause
from assistant.policy.parse import parse_clauses

SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples"
NAMES = sorted(path.stem for path in (SAMPLES / "docs").glob("*.txt"))
HEADING = re.compile("[一二三四五六七八九十]+、[^。\n]*")
pytestmark = pytest.mark.skipif(not SAMPLES.exists(), reason="the samples are not here")


def is_found(source: str, start: int, end: int, clauses: tuple[Clause, ...]) -> bool:
    """Whether a clause has this span; the samples count the next heading to the clause above it,
    and end an article that has items before its first item.
    """
    for clause in clauses:
        if clause.start == start:
            items = [c.start for c in clauses if clause.id.covers(c.id) and c.id.item == 1]
            stop = items[0] if items and clause.id.item is None else clause.end
            between = source[min(stop, end) : max(stop, end)].strip()
            if not between or (end > stop and HEADING.fullmatch(between) is not None):
                return True
    return False


@pytest.mark.parametrize("name", NAMES)
def test_parse_clauses_finds_the_clauses_of_other_cities(name: str) -> None:
    source = (SAMPLES / "docs" / f"{name}.txt").read_bytes().decode("utf-8")
    rows = (SAMPLES / "clauses" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    clauses = parse_clauses("p", source)
    missed = []
    for row in map(json.loads, rows):
        text = source[row["start"] : row["end"]]
        start = row["start"] + len(text) - len(text.lstrip())
        if not is_found(source, start, start + len(text.strip()), clauses):
            missed.append(row["id"])
    assert missed == []
