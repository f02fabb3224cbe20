"""Two readings of every clause against the engine: formulas over facts, loops over lists.

Run: ``CEWEN_PROOF_DRAWS=100000 python -m tests.proof.oracle``. Prints each rule and how many draws
agreed; the first difference, to the fen, stops it. The same tests run with fewer lists every time.
"""

from __future__ import annotations

import platform

from tests.rules.case_files import corpus, rulebook
from tests.rules.oracle.lists import LISTED
from tests.rules.test_oracle import DRAWS as FACTS
from tests.rules.test_oracle import test_calculate_equals_the_formula_written_from_the_text as facts
from tests.rules.test_oracle_lists import DRAWS as LISTS
from tests.rules.test_oracle_lists import (
    test_lists_give_what_the_loop_gives_and_no_total_is_above_a_cap as lists,
)


def main() -> None:
    """Draw and compare, rule by rule."""
    print(f"语料 {corpus().version[:16]}，Python {platform.python_version()}")
    rules = rulebook().rules
    each = -(-FACTS // len(rules))
    for rule in rules:
        facts(rule)
        print(f"{rule.id}\t{each} 组事实，与照原文写的公式逐分相同", flush=True)
    print(f"{each * len(rules)} 组事实，{len(rules)} 条规则，差异 0", flush=True)
    each = -(-LISTS // len(LISTED))
    for listed in LISTED:
        lists(listed)
        print(f"{listed.rule}\t{each} 组年份和分项，与逐项累加的循环逐分相同", flush=True)
    print(f"{each * len(LISTED)} 组年份和分项，{len(LISTED)} 条规则，差异 0")


if __name__ == "__main__":
    main()
