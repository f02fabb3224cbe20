"""docs/rules-format.md shows every kind with the expression it compiles to."""

from __future__ import annotations

from assistant.rules.kind import Kind
from assistant.rules.read.outline import outline
from tests.rules.case_files import ROOT, rulebook
from tests.rules.small_book import small_book
from tests.rules.test_forms import RULES

OF_TESTS = {"halves"}
"""Kinds that only tests write."""


def trees() -> dict[str, str]:
    """For each kind the line of the document: kind, an example rule, its expression."""
    found: dict[str, str] = {}
    for book in (rulebook(), small_book(RULES)):
        for rule in book.rules:
            tree = outline(book.programs[rule.id].whole)
            name = rule.title if book is not rulebook() else f"`{rule.id}`"
            found.setdefault(rule.amount.kind, f"| `{rule.amount.kind}` | {name} | `{tree}` |")
    return found


def test_the_document_shows_every_kind_with_its_expression() -> None:
    text = (ROOT / "docs" / "rules-format.md").read_text(encoding="utf-8")
    assert set(trees()) == set(Kind.known) - OF_TESTS
    missing = [line for line in trees().values() if line not in text]
    assert not missing, "\n".join(missing)
