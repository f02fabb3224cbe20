"""The best lawful combination against trying every set, and on the sample lucheng-kaifang-2019.

Run: ``CEWEN_PROOF_DRAWS=100000 python -m tests.proof.combinations``. The first difference stops it.
"""

from __future__ import annotations

from tests.rules.test_combine import BOOKS, PROFILES
from tests.rules.test_combine import test_lucheng_equals_trying_every_set as lucheng
from tests.rules.test_combine import (
    test_the_best_combination_equals_trying_every_set as generated,
)


def main() -> None:
    """Draw and compare."""
    generated()
    kinds = "互斥、包含、可叠加、共同上限"
    print(f"{PROFILES} 组金额，{BOOKS} 本生成的规则（{kinds}）：与逐组试算相同，差异 0")
    for projects in (1, 2, 3):
        lucheng(projects)
        n = PROFILES // 100
        print(f"lucheng-kaifang-2019，{projects} 个项目，{n} 组金额：与逐组试算相同，差异 0")


if __name__ == "__main__":
    main()
