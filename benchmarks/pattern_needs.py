"""Write ``assistant/text/pattern_needs.json``: which characters a match of a pattern cannot lack.

Every pattern that the program makes with ``lazy`` is read as ``re`` parses it; of what each match
must hold, the smallest set of characters is kept. Usage: python benchmarks/pattern_needs.py
"""

from __future__ import annotations

import gc
import importlib
import json
import pkgutil
import re
from collections.abc import Iterable
from datetime import date
from re import _constants as kinds  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import assistant
from assistant.assistant import Assistant
from assistant.dialogue.conversation import Conversation
from assistant.settings import load_settings
from assistant.text import pattern

FLOORS = ("text", "policy", "rules", "dialogue", "answer")
"""What answers: only there a question waits for a pattern."""
_MOST = 64
"""A set of more characters tells too little."""


def needed(source: str, flags: int) -> frozenset[str] | None:
    """Characters of which each match of a pattern holds one; None where nothing is sure."""
    tree = parser.parse(source, flags)
    if tree.state.flags & re.IGNORECASE:
        return None
    found = _of_all(tree)
    return found if found and len(found) <= _MOST else None


def _of_all(steps: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    """The smallest set that one of the steps needs."""
    found = [own for step in steps if (own := _of(*step))]
    return min(found, key=len, default=None)


def _of(kind: Any, given: Any) -> frozenset[str] | None:
    if kind is kinds.LITERAL:
        return frozenset(chr(given))
    if kind is kinds.IN:
        return _of_set(given)
    if kind is kinds.BRANCH:
        each = [_of_all(branch) for branch in given[1]]
        return None if None in each else frozenset().union(*each)
    if kind is kinds.SUBPATTERN:
        return _of_all(given[3])
    if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
        return _of_all(given[2]) if given[0] else None
    if kind is kinds.ASSERT:
        return _of_all(given[1])
    return None


def _of_set(members: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    found: set[str] = set()
    for kind, given in members:
        if kind is kinds.LITERAL:
            found.add(chr(given))
        elif kind is kinds.RANGE and given[1] - given[0] <= _MOST:
            found.update(map(chr, range(given[0], given[1] + 1)))
        else:
            return None
    return frozenset(found)


def main() -> None:
    for module in pkgutil.walk_packages(assistant.__path__, "assistant."):
        if module.name.split(".")[1] in FLOORS:
            importlib.import_module(module.name)
    opened = Assistant.open(load_settings())
    for text in ("龙岗租算力花了800万，能补多少？", "没有备案，不是初创，还在走流程，能拿吗"):
        opened.ask(Conversation("c", (text, "那900万呢")), as_of=date(2025, 6, 1))
    made = [one for one in gc.get_objects() if type(one).__name__ == "_Pattern"]
    made = [one for one in made if isinstance(one, pattern._Pattern)]
    sources = sorted({(one._source, one._flags) for one in made})
    found = {pattern.key_of(*each): needed(*each) for each in sources}
    kept = {key: "".join(sorted(own)) for key, own in sorted(found.items()) if own}
    pattern.FILE.write_text(json.dumps(kept, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{len(sources)} 个句式，{len(kept)} 个有必需的字")


if __name__ == "__main__":
    main()
