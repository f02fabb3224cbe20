"""Read the cases of tests/text/numerals.yaml with jionlp, for the table of docs/numerals.md.

jionlp weighs 245 MB and is no dependency: run this with a Python that has jionlp and PyYAML.
A case counts when the amounts that jionlp reads are the numbers expected (a range counts by its
lower end, as ours does).
"""

from __future__ import annotations

import contextlib
import io
import sys
from decimal import Decimal
from pathlib import Path

import yaml

with contextlib.redirect_stdout(io.StringIO()):
    import jionlp

CASES = Path(__file__).parents[1] / "tests" / "text" / "numerals.yaml"


def read_jionlp(text: str) -> list[Decimal] | None:
    """What jionlp.parse_money reads, None when it refuses."""
    try:
        found = jionlp.parse_money(text)
    except Exception:  # noqa: BLE001  (it raises many kinds; all are a refusal)
        return None
    number = found.get("num") if isinstance(found, dict) else None
    if number is None or number == "null":
        return None
    value = number[0] if isinstance(number, list) else number
    return [Decimal(str(value)).normalize()]


def main() -> None:
    groups = yaml.load(CASES.read_text(encoding="utf-8"), yaml.BaseLoader)
    sys.stdout.write("| group | cases | jionlp right | refuses | wrong |\n|---|---|---|---|---|\n")
    totals = [0, 0, 0, 0]
    for name, cases in groups.items():
        row = [len(cases), 0, 0, 0]
        for case in cases:
            expected = [Decimal(reading.split()[0]).normalize() for reading in case["reads"]]
            read = read_jionlp(case["text"])
            row[1] += read == expected or (read is None and not expected)
            row[2] += read is None and bool(expected)
            row[3] += read is not None and read != expected
        totals = [a + b for a, b in zip(totals, row, strict=True)]
        sys.stdout.write(f"| {name} | {' | '.join(map(str, row))} |\n")
    sys.stdout.write(f"| all | {' | '.join(map(str, totals))} |\n")


if __name__ == "__main__":
    main()
