"""All cliffs of the corpus, one a line: where a number of the asker changes what a rule gives.

Run: ``python -m tests.proof.cliffs``. They are the corners that ``tests/rules/test_cliffs.py``
tests one step below, at and above, in the settings of the rules' own cases.
"""

from __future__ import annotations

from assistant.rules.cliffs import Cliff
from assistant.rules.facts import FactSpec
from assistant.rules.show import show_of
from assistant.text.money import format_yuan
from tests.rules.case_files import rulebook
from tests.rules.test_cliffs import cliffs_of


def line(cliff: Cliff, spec: FactSpec) -> str:
    """One cliff in words."""
    if cliff.is_jump:
        told = f"{format_yuan(cliff.before)} → {format_yuan(cliff.there)}"
    else:
        told = f"{'到顶' if cliff.is_top else '转折'} {format_yuan(cliff.there)}"
    return f"{cliff.rule_id}\t{spec.label}\t{show_of(spec, cliff.at)}\t{told}"


def main() -> None:
    """Print them, and how many there are."""
    book, n = rulebook(), 0
    for rule in book.rules:
        found = [cliff for cliff, _ in cliffs_of(rule).values()]
        for cliff in sorted(found, key=lambda one: (one.fact, one.at, one.before, one.there)):
            print(line(cliff, book.facts[cliff.fact]))
            n += 1
    print(f"{n} 处，{len(book.rules)} 条规则")


if __name__ == "__main__":
    main()
