"""Fit when a later message takes back earlier ones (dialogue/retelling/deciding.py): some minutes.

Of authors that the network has not learned from (``held`` of its card, and those written since):
every judged later message that may is read both ways. The probability from which on it is believed
is the one that wins most, less ``_LOST`` times those that it loses.

    python -m assistant.evaluation.fit_retelling SET…
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from assistant.assistant import Assistant
from assistant.dialogue.conversation import Conversation
from assistant.dialogue.retelling.deciding import FILE, load_deciding
from assistant.evaluation.fit_rereading import is_right
from assistant.evaluation.gold import GoldQuestion, load_gold
from assistant.evaluation.halves import author_of
from assistant.settings import load_settings

_LOST = 2
"""What a message weighs that was right at first and is not told anew, beside one that is won."""
_TRIED = tuple(n / 20 for n in range(10, 20))

Row = tuple[float, bool, bool]
"""How likely a message takes back others, whether its first reading is right, whether that is."""


def main(arguments: Sequence[str]) -> None:
    """Fit and write deciding.json; prints the figures."""
    load_deciding.cache_clear()
    FILE.unlink(missing_ok=True)  # the reading that is weighed is the one without it
    assistant = Assistant.open(load_settings())
    rows: list[Row] = []
    paths = sorted(map(Path, arguments), key=lambda p: p.name)
    for path in paths:
        for gold in load_gold(path):
            rows += weighed(assistant, gold)
    content = fitted(rows, [author_of(path) for path in paths])
    FILE.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"{FILE}: {json.dumps(content)}\n")


def weighed(assistant: Assistant, gold: GoldQuestion) -> Iterator[Row]:
    """The later messages of a question that may take back others."""
    for turn, wanted in gold.judged:
        if not turn:
            continue
        turns = gold.talk(turn)
        said = Conversation("", turns)
        found = assistant.understand(said, as_of=wanted.as_of)
        reader = assistant.retold_reading
        if found.before is None or not reader.may(found, found.before):
            continue
        best = reader.weighed(found, found.before, turns, wanted.as_of)
        if best is None:
            continue
        verdicts = (is_right(assistant, said, one, wanted) for one in (found, best.then))
        first, then = verdicts
        yield best.probability, first, then


def fitted(rows: Sequence[Row], authors: Sequence[str]) -> dict[str, Any]:
    """The content of deciding.json."""
    won = {t: sum(p >= t and then and not first for p, first, then in rows) for t in _TRIED}
    lost = {t: sum(p >= t and first and not then for p, first, then in rows) for t in _TRIED}
    return {
        "least": max(_TRIED, key=lambda t: (won[t] - _LOST * lost[t], -t)),
        "provenance": {
            "command": "python -m assistant.evaluation.fit_retelling",
            "authors": list(authors),
            "weighed": len(rows),
            "from": {str(t): {"won": won[t], "lost": lost[t]} for t in _TRIED},
        },
    }


if __name__ == "__main__":
    main(sys.argv[1:])
