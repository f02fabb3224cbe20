"""The exported workbook, recomputed by LibreOffice: every sum equals the engine's to the fen.

Without LibreOffice the test is skipped, except where ``make proof`` asks for it.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from openpyxl import load_workbook

from assistant.answer.answer import LABEL
from assistant.rules.calculate import calculate
from assistant.rules.estimate import Estimate, EstimateStatus
from assistant.rules.export import Export, to_xlsx
from assistant.rules.parse_facts import sort_kinds
from tests.rules.case_files import corpus, policy_of, rulebook
from tests.rules.draw_facts import draw, kinks_of, names_for
from tests.rules.oracle.lists import LISTED
from tests.rules.test_oracle_lists import _draw, _items

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
IS_PROOF = "CEWEN_PROOF_DRAWS" in os.environ
DAY = date(2025, 6, 1)
A_BOOK = 25
"""How many sums stand in one workbook."""


def _estimates() -> list[Estimate]:
    """Sums of every rule and of lists; twenty of them where it has to be quick."""
    book, found = rulebook(), []
    for rule in book.rules:
        random = Random(rule.id)
        names, kinks = names_for(rule, book), kinks_of(rule, book)
        for _ in range(12):
            facts = draw(names, kinks, book, random)
            found.append((rule, dict(facts)))
    for listed in LISTED:
        rule, random = book.rule(listed.rule), Random(listed.rule)
        for _ in range(8):
            entries = _draw(listed, kinks_of(rule, book), random)
            found.append((rule, sort_kinds({listed.fact: _items(entries)}, book.facts)))
    estimates = [
        calculate(rule, facts, policy=policy_of(rule.id), as_of=DAY, rulebook=book)
        for rule, facts in found
    ]
    paid = [e for e in estimates if e.status in (EstimateStatus.PAYABLE, EstimateStatus.CEILING)]
    return paid if IS_PROOF else Random(20).sample(paid, 20)


def _without_values(content: bytes) -> bytes:
    """The workbook with its formulas alone: what comes back was worked out, not kept."""
    out = io.BytesIO()
    load_workbook(io.BytesIO(content)).save(out)
    kept = load_workbook(io.BytesIO(out.getvalue()), data_only=True)["测算"]
    assert all(row[1].value is None for row in kept.iter_rows() if row[0].value == "按公式重算")
    return out.getvalue()


def _recomputed(path: Path) -> list[float]:
    sheet = load_workbook(path, data_only=True)["测算"]
    rows = [(row[0].value, row[1].value) for row in sheet.iter_rows(max_col=2)]
    return [float(str(value)) for name, value in rows if name == "按公式重算"]


@pytest.mark.skipif(OFFICE is None and not IS_PROOF, reason="LibreOffice is not installed")
def test_libreoffice_recomputes_every_sum(tmp_path: Path) -> None:
    assert OFFICE is not None, "make proof needs LibreOffice (libreoffice-calc)"
    estimates = _estimates()
    paths = []
    for first in range(0, len(estimates), A_BOOK):
        some = tuple(estimates[first : first + A_BOOK])
        export = Export("核对", some, DAY, corpus(), rulebook(), LABEL)
        paths.append(tmp_path / f"sums-{first:06}.xlsx")
        paths[-1].write_bytes(_without_values(to_xlsx(export)))
    out = tmp_path / "out"
    home = f"-env:UserInstallation=file://{tmp_path / 'home'}"
    to = ["--headless", "--convert-to", "xlsx", "--outdir", str(out)]
    subprocess.run([OFFICE, home, *to, *paths], check=True, capture_output=True, timeout=900)
    recomputed = [value for path in paths for value in _recomputed(out / path.name)]
    if IS_PROOF:
        with_sums = {e.rule_id for e in estimates}
        print(f"LibreOffice recomputed {len(recomputed)} sums of {len(with_sums)} rules")
    assert len(recomputed) == len(estimates)
    for estimate, value in zip(estimates, recomputed, strict=True):
        assert Decimal(str(round(value, 2))) == estimate.amount, estimate
