"""docs/rules.md is what the rules say."""

from __future__ import annotations

import pytest

from assistant.rules.coverage import NO_REASON, coverage_table
from tests.rules.case_files import ROOT, corpus, rulebook

PAGE = ROOT / "docs" / "rules.md"


def test_the_page_is_up_to_date(pytestconfig: pytest.Config) -> None:
    table = coverage_table(corpus(), rulebook())
    if pytestconfig.getoption("--update-golden"):
        PAGE.write_text(table, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == table, "run pytest --update-golden and look at it"


def test_every_clause_has_a_rule_or_a_reason() -> None:
    assert NO_REASON not in coverage_table(corpus(), rulebook())
