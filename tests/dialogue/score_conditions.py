"""Print how many sentences of conditions.yaml are read right, and which are not with --show."""

from __future__ import annotations

import sys

from tests.dialogue.test_polarity import READER, SPECS, examples, values, wanted


def main(half: str, *, shows: bool) -> None:
    """Score one half; with ``shows`` the sentences read otherwise are listed."""
    results = [
        (fact, said, text, values(READER, text, fact)) for fact, said, text in examples(half)
    ]
    wrong = [r for r in results if r[3] != wanted(SPECS[r[0]], r[1])]
    silent = [r for r in wrong if r[3]]
    right = len(results) - len(wrong)
    print(f"{half}: {right}/{len(results)} right, {len(silent)} read as something else")
    for fact, said, text, got in wrong if shows else ():
        print(f"  {fact} {said}: {text} -> {got or 'unstated'}")


if __name__ == "__main__":
    for name in ("seen", "held"):
        if name in sys.argv[1:] or not {"seen", "held"} & set(sys.argv[1:]):
            main(name, shows="--show" in sys.argv)
