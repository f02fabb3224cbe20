"""Fit what a first message leaves over (dialogue/completing.py): a maintenance command.

Material are the question sets themselves: of every first message whose clauses lack a sum while one
was left over, every way of giving it is worked out and judged, so that nobody labels a number; a
way is right if its answer is. Where a message has no sum at all, one of the asides written for
fitting (eval/training/asides.yaml) is put behind it: its sum is for nothing. What is told of how
good the fit is comes from authors that were left out whole.

    python -m assistant.evaluation.fit_completing SET…
"""

from __future__ import annotations

import hashlib
import json
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from assistant.assistant import Assistant
from assistant.dialogue.completing import FILE, SIGNS, CompletingFit, Signs
from assistant.dialogue.conversation import Conversation
from assistant.dialogue.fitted import softmax
from assistant.evaluation.fit_rereading import fit, is_right
from assistant.evaluation.gold import GoldQuestion, load_gold
from assistant.settings import load_settings

_FOLDS = 6
_LEAST = 0.8
"""From which probability on a way is taken: a sum given wrongly costs ten that are not given."""
ASIDES = Path("eval") / "training" / "asides.yaml"
_SHOWN = (0.4, 0.5, 0.6, 0.7, 0.8)


@dataclass(frozen=True, slots=True)
class Row:
    """One message: the signs of every way, giving none first, and which ways are right.

    ``is_beside``: an aside was put behind it.
    """

    author: str
    ways: tuple[Signs, ...]
    right: tuple[bool, ...]
    is_beside: bool = False


def main(arguments: Sequence[str]) -> None:
    """Work out the ways of the sets, fit, write; prints the figures."""
    assistant = Assistant.open(load_settings())
    assistant.completer.silence()
    assistant.rereader.silence()
    paths = sorted(map(Path, arguments), key=lambda path: path.name)
    rows: list[Row] = []
    asides = asides_of(ASIDES)
    read = hashlib.sha256(ASIDES.read_bytes())
    for path in paths:
        read.update(path.read_bytes())
        author = path.stem.split("-")[2]
        for gold in load_gold(path):
            rows += rows_of(assistant, author, gold)
            rows += beside(assistant, author, gold, asides)
    content = fitted(rows, [path.name for path in paths], read.hexdigest())
    FILE.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    shown = json.dumps(content, ensure_ascii=False, indent=1)
    sys.stdout.write(f"{FILE}: {shown}\n")


def rows_of(assistant: Assistant, author: str, gold: GoldQuestion) -> Iterator[Row]:
    """The first message of a conversation, if it is judged, with every way judged."""
    for turn, wanted in gold.judged:
        if turn:
            return
        said = Conversation("", gold.talk(turn))
        found = assistant.understand(said, as_of=wanted.as_of)
        if found.before is None:
            continue
        ways = assistant.completer.ways(found, found.before)
        if not ways:
            continue
        given = [found, *(assistant.completer.given(found, way, 1.0) for way in ways[1:])]
        yield Row(
            author,
            tuple(way.signs for way in ways),
            tuple(is_right(assistant, said, one, wanted) for one in given),
        )


def asides_of(path: Path) -> tuple[str, ...]:
    """The asides of a file that tell a sum, each with one sum of it."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    sums = content["money"]
    forms = [form for form in content["asides"] if "{m}" in form]
    return tuple(form.replace("{m}", sums[n % len(sums)]) for n, form in enumerate(forms))


def beside(
    assistant: Assistant, author: str, gold: GoldQuestion, asides: Sequence[str]
) -> Iterator[Row]:
    """A first message without a sum, with an aside behind it: to give its sum is wrong."""
    turn, wanted = gold.judged[0]
    text = gold.talk(turn)[-1]
    if turn or any(unit in text for unit in "万亿元块"):
        return
    aside = asides[zlib.crc32(text.encode()) % len(asides)]
    found = assistant.understand(Conversation("", (f"{text}，{aside}",)), as_of=wanted.as_of)
    ways = assistant.completer.ways(found, found.before or found.ledger)
    if ways:
        right = (True, *(False for _ in ways[1:]))
        yield Row(author, tuple(way.signs for way in ways), right, is_beside=True)


def weights_of(rows: Sequence[Row]) -> CompletingFit:
    """The weights that make the right ways of these messages likeliest."""
    from scipy.sparse import csr_matrix

    lines = [[signs.get(name, 0.0) for name in SIGNS] for row in rows for signs in row.ways]
    groups, at = [], 0
    for row in rows:
        groups.append((at, at + len(row.ways)))
        at += len(row.ways)
    right = np.array([one for row in rows for one in row.right])
    found = fit(csr_matrix(np.array(lines)), groups, right)
    weights = {name: round(float(w), 3) for name, w in zip(SIGNS, found, strict=True)}
    return CompletingFit(weights, _LEAST)


def best_of(row: Row, made: CompletingFit) -> tuple[int, float]:
    """The likeliest way of a message, with its probability."""
    shares = softmax([made.score(signs) for signs in row.ways])
    best = max(range(len(shares)), key=lambda n: (shares[n], -n))
    return best, shares[best]


def held_out(rows: Sequence[Row]) -> list[tuple[Row, int, float]]:
    """Of each message, its likeliest way with the probability, its author unseen by the weights."""
    names = sorted({row.author for row in rows}, key=lambda a: zlib.crc32(a.encode()))
    found = []
    for n in range(min(_FOLDS, len(names))):
        out = set(names[n::_FOLDS])
        made = weights_of([row for row in rows if row.author not in out])
        found += [(row, *best_of(row, made)) for row in rows if row.author in out]
    return found


def fitted(rows: Sequence[Row], sets: Sequence[str], sha256: str) -> dict[str, Any]:
    """The content of completing.json."""
    found = held_out(rows)
    return {
        "provenance": {
            "command": "python -m assistant.evaluation.fit_completing SET…",
            "messages": len(rows),
            "with_an_aside": sum(row.is_beside for row in rows),
            "decided": sum(any(row.right) and not all(row.right) for row in rows),
            "held_out": {str(least): _taken(found, least) for least in _SHOWN},
            "sets": list(sets),
            "sha256": sha256,
        },
        "least": _LEAST,
        "weights": dict(weights_of(rows).weights),
    }


def _taken(found: Sequence[tuple[Row, int, float]], least: float) -> dict[str, int]:
    """What taking the ways from a probability on wins and loses, of authors left out."""
    taken = [(row, n) for row, n, share in found if n and share >= least]
    return {
        "taken": len(taken),
        "won": sum(row.right[n] and not row.right[0] for row, n in taken),
        "lost": sum(row.right[0] and not row.right[n] for row, n in taken),
    }


if __name__ == "__main__":
    main(sys.argv[1:])
