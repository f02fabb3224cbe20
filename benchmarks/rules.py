"""How fast the calculator is, beside the same sum as plain Python.

Run: ``python benchmarks/rules.py``. Prints the best of several rounds; nothing is asserted.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from compileall import compile_dir
from datetime import date
from decimal import Decimal
from itertools import count
from pathlib import Path

from assistant.policy.corpus import load_corpus
from assistant.rules.audit import audit
from assistant.rules.calculate import calculate
from assistant.rules.cliffs import with_cliffs
from assistant.rules.match import match
from assistant.rules.parse_facts import parse_facts
from assistant.rules.profile import Profile
from assistant.rules.rulebook import load_rulebook
from assistant.rules.solve import solve

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "corpus"
DAY = date(2025, 6, 1)
FACTS = {
    "compute_fee_yuan": "800万",
    "corpus_purchase_yuan": "300万",
    "filed_models": "3",
    "model_fee_yuan": "150万",
    "project_investment_yuan": "1000万",
    "product_rd_yuan": "600万",
    "is_startup": "是",
    "revenue_yuan": "8000万",
}


def seconds(work: Callable[[], object], repeat: int, rounds: int = 35) -> float:
    """CPU seconds of one call in the best round: what the code takes when nothing else runs."""
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        for _ in range(repeat):
            work()
        taken.append((time.process_time() - start) / repeat)
    return min(taken)


def plain(fee: Decimal) -> Decimal:
    return min(fee * Decimal("0.30"), Decimal(6_000_000)).quantize(Decimal("0.01"))


def import_seconds() -> float:
    compile_dir(ROOT / "assistant", quiet=1)  # as `make setup` leaves it
    code = "import time; t = time.process_time(); import assistant.rules.calculate; "
    code += "print(time.process_time() - t)"
    runs = [
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout)
        for _ in range(15)
    ]
    return min(runs)


def main() -> None:
    corpus = load_corpus(FOLDER)
    book = load_rulebook(FOLDER, corpus)
    rule = book.rule("longgang-2025#2:compute-service")
    policy = corpus.policy("longgang-2025")
    fee = Decimal(8_000_000)
    facts = {"compute_fee_yuan": fee}
    years = parse_facts(book, {f"annual_rent_yuan[{year}]": "30万" for year in (2025, 2026, 2027)})
    estimate = calculate(rule, facts, policy=policy, as_of=DAY, rulebook=book)
    profile = Profile.from_mapping({"district": "龙岗区", "facts": FACTS})

    fees = (fee + n * Decimal("0.01") for n in count())

    def one() -> object:
        drawn = {"compute_fee_yuan": next(fees)}
        return calculate(rule, drawn, policy=policy, as_of=DAY, rulebook=book)

    def items() -> object:
        rent = book.rule("longhua-2025#6:rent")
        place = corpus.policy("longhua-2025")
        return calculate(rule=rent, facts=years, policy=place, as_of=DAY, rulebook=book)

    def near() -> object:
        return with_cliffs(estimate, rule, facts, book)

    def every() -> object:
        return [
            calculate(
                each,
                facts,
                policy=corpus.policy(each.clause_id.partition("#")[0]),
                as_of=DAY,
                rulebook=book,
            )
            for each in book.rules
        ]

    def back() -> object:
        return solve(
            rule,
            "cap",
            {},
            unknown="compute_fee_yuan",
            policy=policy,
            as_of=DAY,
            rulebook=book,
        )

    rows = [
        ("plain Python formula (yardstick)", seconds(lambda: plain(fee), 4_000), ""),
        ("one estimate with its steps", seconds(one, 600), "goal 100 µs"),
        ("one estimate over three years", seconds(items, 100), ""),
        ("how near its cliffs are", seconds(near, 20), ""),
        (f"all {len(book.rules)} rules", seconds(every, 10), "goal 8 ms"),
        (
            "match one profile, city and district",
            seconds(lambda: match(profile, book, corpus, DAY), 4),
            "goal 10 ms",
        ),
        ("solve for the cap", seconds(back, 20), ""),
        (
            "load and check the rulebook",
            seconds(lambda: load_rulebook(FOLDER, corpus), 1),
            "goal 60 ms",
        ),
        ("audit all", seconds(lambda: audit(corpus, book), 1), ""),
        ("import assistant.rules.calculate", import_seconds(), "goal 0.2 s, compiled"),
    ]
    for name, taken, goal in rows:
        print(f"{name:<40}{taken * 1e6:>12.1f} µs   {goal}")


if __name__ == "__main__":
    main()
