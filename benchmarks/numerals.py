"""Compare number reading with cn2an on the cases of tests/text/numerals.yaml.

``python benchmarks/numerals.py`` prints the table of docs/numerals.md; cn2an is a development
dependency. A case counts for cn2an when it reads the whole text as the one number expected.
"""

from __future__ import annotations

import sys
import time
import warnings
from decimal import Decimal
from pathlib import Path

import cn2an
import yaml

from assistant.text.quantities import find_quantities

CASES = Path(__file__).parents[1] / "tests" / "text" / "numerals.yaml"


def read_ours(text: str) -> list[Decimal]:
    return [quantity.value for quantity in find_quantities(text)]


def read_cn2an(text: str) -> list[Decimal] | None:
    """Return what cn2an reads, None when it refuses."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return [Decimal(str(cn2an.cn2an(text, "smart")))]
    except (ValueError, KeyError, IndexError):
        return None


def main() -> None:
    groups = yaml.load(CASES.read_text(encoding="utf-8"), yaml.BaseLoader)
    sys.stdout.write("| group | cases | ours right | cn2an right | cn2an refuses | cn2an wrong |\n")
    sys.stdout.write("|---|---|---|---|---|---|\n")
    totals = [0, 0, 0, 0, 0]
    for name, cases in groups.items():
        row = [len(cases), 0, 0, 0, 0]
        for case in cases:
            expected = [Decimal(reading.split()[0]) for reading in case["reads"]]
            row[1] += read_ours(case["text"]) == expected
            other = read_cn2an(case["text"])
            row[2] += other == expected or (other is None and not expected)
            row[3] += other is None and bool(expected)
            row[4] += other is not None and other != expected
        totals = [a + b for a, b in zip(totals, row, strict=True)]
        sys.stdout.write(f"| {name} | {' | '.join(map(str, row))} |\n")
    sys.stdout.write(f"| all | {' | '.join(map(str, totals))} |\n")
    question = "我们公司200人，2021年成立，去年租算力花了差不多800多万，租了1200平，能补多少钱？"
    started = time.perf_counter()
    for _ in range(2000):
        find_quantities(question)
    took = (time.perf_counter() - started) / 2000
    sys.stderr.write(f"one question of {len(question)} characters: {took * 1e6:.0f} µs\n")


if __name__ == "__main__":
    main()
