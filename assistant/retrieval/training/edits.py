"""Train the network that says what later messages do to those before: ``retrieval/edit_reader``.

    python -m assistant.evaluation.retelling_judged JUDGED SET…
    python -m assistant.evaluation.retelling_material FILE JUDGED…
    python -m assistant.retrieval.training.edits FILE --out index/encoder/edits

It begins with the layers of the trained clause reader; all of them learn. A message may be right in
several ways (its number was taken off, or all was told anew): what they have together is learned.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from assistant.retrieval.edit_reader import (
    BY_MESSAGE,
    BY_NUMBER,
    KINDS,
    NOTHING,
    OF_CUT,
    OF_FIGURE,
    Laid,
    around,
    bigrams,
    keys_of,
    laid,
    singles,
)
from assistant.retrieval.role_reader import Told
from assistant.retrieval.training.learning import SEED, learn, states_of, told_in, write_network
from assistant.retrieval.training.reader_files import read_trained
from assistant.retrieval.training.reader_graph import WIDTH, depth_of
from assistant.retrieval.training.reader_small import Small, Trained
from assistant.text.units import Unit

EPOCHS = 3.0
_BATCH = 24
_DROPPED = 0.1
_INNER = 256
OF_PAIR = 20
"""So many figures are told of two numbers."""

Key = tuple[str, int, int]
Layers = {
    "nothing": (2 * WIDTH, 1),
    "back": (4 * WIDTH + OF_CUT, 1),
    "void": (4 * WIDTH + OF_CUT, 1),
    "does": (3 * WIDTH + OF_FIGURE, len(BY_MESSAGE)),
    "other": (3 * WIDTH, 1),
    "pair": (4 * WIDTH + OF_FIGURE + OF_PAIR, len(BY_NUMBER)),
}
"""The parts of the head: what goes in, what comes out."""
_ASKED = ("nothing", "back", "void", "does")
"""Those of what a message does by itself. What its numbers do is learned with them; it is not yet
known well enough to be asked (docs/dialogue.md)."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which a message is right: what it does itself, what its numbers do.

    None: whatever; ``numbers`` holds those that matter, by their place.
    """

    message: tuple[Key, ...] | None
    numbers: tuple[tuple[int, tuple[Key, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """Messages laid out and the ways in which they are right; ``sort`` says where it is from.

    ``pairs`` is what is told of each number of the message beside each told before.
    """

    laid: Laid
    pairs: tuple[tuple[tuple[float, ...], ...], ...]
    ways: tuple[Way, ...]
    sort: str
    author: str


class Network:
    """The network in torch, over the layers of a trained clause reader."""

    def __init__(self, trained: Trained) -> None:
        import torch

        torch.manual_seed(SEED)
        self.torch = torch
        self._trained = trained
        self._body = Small(torch, trained, range(depth_of(trained.weights)))
        self.kinds = torch.nn.Parameter(torch.zeros(KINDS, WIDTH))
        self.head = {
            name: (torch.nn.Linear(size, _INNER), torch.nn.Linear(_INNER, out))
            for name, (size, out) in Layers.items()
        }

    def fit(self, examples: Sequence[Example], epochs: float, told: Callable[[str], None]) -> None:
        """Learn from the examples."""
        head = [p for pair in self.head.values() for layer in pair for p in layer.parameters()]
        body = [*self._body.learned.values(), self.kinds]
        learn(self.torch, body, head, examples, epochs, _BATCH, self._loss, told)

    def _loss(self, batch: Sequence[Example]) -> Any:
        torch = self.torch
        with torch.autocast("cpu", torch.bfloat16):
            states = self._states(batch, _DROPPED)
        states = states.float()
        lost = []
        for row, example in enumerate(batch):
            message, numbers = self.logs(states[row], example, _DROPPED)
            ways = []
            for way in example.ways:
                parts = []
                if way.message is not None:
                    parts.append(_together(torch, message, way.message))
                for place, keys in way.numbers:
                    if numbers[place] is not None:
                        parts.append(_together(torch, numbers[place], keys))
                if parts:
                    ways.append(torch.stack(parts).sum())
            if ways:
                lost.append(-torch.logsumexp(torch.stack(ways), 0).clamp(min=-20.0))
        return torch.stack(lost).mean() if lost else states.sum() * 0

    def logs(self, states: Any, example: Example, dropped: float) -> tuple[Any, list[Any]]:
        """The logarithms of all that a message and its numbers may do, by key."""
        torch, given, pairs = self.torch, example.laid, example.pairs
        message = keys_of(given)
        number = [NOTHING, *((op, *target) for target, _ in given.told for op in BY_NUMBER)]
        start = states[0]
        own = states[given.own[0] : given.own[1] + 1].mean(0)
        means = [states[m[0] : m[1] + 1].mean(0) if m is not None else None for m in given.messages]
        scores = [self._scored("nothing", torch.cat([start, own])[None], dropped).reshape(-1)]
        for layer, shift in (("back", 1), ("void", 0)):
            rows = [
                torch.cat(
                    [
                        start,
                        own,
                        means[t],
                        means[t + shift] if means[t + shift] is not None else 0 * start,
                        torch.tensor(given.cuts[t]),
                    ]
                )
                for op, t, _ in message
                if op == layer
            ]
            if rows:
                scores.append(self._scored(layer, torch.stack(rows), dropped).reshape(-1))
        spans = [states[a : b + 1].mean(0) for _, (a, b) in given.told]
        figures = [torch.tensor(f) for f in given.figures]
        if spans:
            rows = [torch.cat([start, own, s, f]) for s, f in zip(spans, figures, strict=True)]
            scores.append(self._scored("does", torch.stack(rows), dropped).reshape(-1))
        whole = torch.log_softmax(torch.cat(scores), 0)
        logs = dict(zip(message, whole, strict=True))
        found: list[Any] = []
        for place, span in enumerate(given.now):
            if span is None:
                found.append(None)
                continue
            mine, ahead = states[span[0] : span[1] + 1].mean(0), states[max(0, span[0] - 1)]
            said = torch.cat([start, mine, ahead])
            values = [self._scored("other", said[None], dropped).reshape(-1)]
            if spans:
                rows = [
                    torch.cat([said, s, f, torch.tensor(pair)])
                    for s, f, pair in zip(spans, figures, pairs[place], strict=True)
                ]
                values.append(self._scored("pair", torch.stack(rows), dropped).reshape(-1))
            shares = torch.log_softmax(torch.cat(values), 0)
            found.append(dict(zip(number, shares, strict=True)))
        return logs, found

    def read(self, examples: Sequence[Example]) -> Iterator[tuple[Any, list[Any]]]:
        """The same of examples, without learning."""
        with self.torch.no_grad():
            for first in range(0, len(examples), _BATCH):
                part = examples[first : first + _BATCH]
                states = self._states(part, 0.0)
                for row, example in enumerate(part):
                    message, numbers = self.logs(states[row], example, 0.0)
                    plain = {k: float(v) for k, v in message.items()}
                    yield (
                        plain,
                        [n and {k: float(v) for k, v in n.items()} for n in numbers],
                    )

    def _scored(self, name: str, rows: Any, dropped: float) -> Any:
        functional = self.torch.nn.functional
        inner, outer = self.head[name]
        return outer(functional.dropout(functional.gelu(inner(rows)), dropped, dropped > 0))

    def _states(self, batch: Sequence[Example], dropped: float) -> Any:
        return states_of(self.torch, self._body, self.kinds, batch, dropped)

    def write(self, folder: Path, tokenizer: Path, card: dict[str, Any]) -> None:
        """Write the network and the card; of its own layers those that EditReader asks."""
        head = {}
        for name in _ASKED:
            head[f"{name}_inner"], head[f"{name}_outer"] = self.head[name]
        weights = self._body.weights(self._trained)
        write_network(folder, weights, self.kinds, head, tokenizer, card)


def _together(torch: Any, shares: Any, keys: Iterable[Key]) -> Any:
    own = [shares[key] for key in keys if key in shares]
    if not own:
        return torch.tensor(-20.0)
    return torch.logsumexp(torch.stack(own), 0)


def _of_pair(
    earlier: Sequence[Told], now: Told, target: tuple[int, int], number: int
) -> tuple[float, ...]:
    """What is told of a number of the message beside one told before."""
    turn, place = target
    there, here = earlier[turn].figures[place], now.figures[number]
    near = bigrams(around(now, number))
    shared = near & bigrams(around(earlier[turn], place))
    same_unit = float(here.unit is there.unit)
    found = [
        same_unit,
        float(here.unit is Unit.NUMBER and there.unit is Unit.YUAN),
        min(len(shared), 3) / 3,
        min(len(singles(around(earlier[turn], place), around(now, number))), 5) / 5,
        min(len(now.figures), 5) / 5,
        float(number == 0),
        float(number == len(now.figures) - 1),
    ]
    if here.value is None or there.value is None:
        return (*found, *[0.0] * (OF_PAIR - len(found) - 1), 1.0)
    later = [
        f.value
        for m in earlier[turn + 1 :]
        for f in m.figures
        if f.unit is there.unit and f.value is not None
    ]
    ratio = 0.0
    if here.value > 0 and there.value > 0:
        ratio = max(-3.0, min(3.0, math.log(float(here.value / there.value)))) / 3
    others = [f.value for f in now.figures if f.value is not None]
    found += [
        float(here.value == there.value),
        float(here.value < there.value),
        ratio,
        float(bool(later)),
        float(any(f.value == here.value for m in earlier for f in m.figures)),
        float(any(v is not None and v == there.value for v in others)),
        float(there.value - here.value in others or there.value + here.value in others),
        float("yuan" in there.unit.value) if there.unit else 0.0,
        float(there.unit in (Unit.COUNT, Unit.NUMBER)),
        min(len(earlier) - 1 - turn, 6) / 6,
    ]
    return (*found, *[0.0] * (OF_PAIR - len(found)))


# --- material ---


def read_material(path: Path, tokenizer: Any) -> Iterator[Example]:
    """The messages of a file of material."""
    with path.open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            earlier, now = tuple(map(told_in, row["earlier"])), told_in(row["now"])
            ways = tuple(
                Way(
                    None if way["message"] is None else tuple(map(_key, way["message"])),
                    tuple((place, tuple(map(_key, keys))) for place, keys in way["numbers"]),
                )
                for way in row["ways"]
            )
            given = laid(tokenizer, earlier, now)
            pairs = tuple(
                () if span is None else tuple(_of_pair(earlier, now, t, n) for t, _ in given.told)
                for n, span in enumerate(given.now)
            )
            yield Example(given, pairs, ways, row["sort"], row["author"])


def _key(given: Sequence[Any]) -> Key:
    op, turn, figure = given
    return op, turn, figure


# --- the command ---


def main(argv: Sequence[str] | None = None) -> int:
    """Train, measure on the authors held out, and write the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("material", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--held", default="", help="authors that are not learned from, by commas")
    parser.add_argument("--epochs", type=float, default=EPOCHS)
    given = parser.parse_args(argv)
    reader = given.out.parent / "reader"
    tokenizer_file = reader / "tokenizer.json"
    tokenizer = Tokenizer.from_file(str(tokenizer_file))
    examples = list(read_material(given.material, tokenizer))
    held = set(filter(None, given.held.split(",")))
    learned = [e for e in examples if e.author not in held]
    print(Counter(e.sort for e in learned), flush=True)
    network = Network(read_trained(reader))
    network.fit(learned, given.epochs, lambda line: print(line, flush=True))
    card = {
        "source": "index/encoder/reader (multilingual-e5-small, MIT)",
        "command": "python -m assistant.retrieval.training.edits FILE --out index/encoder/edits",
        "learned": dict(sorted(Counter(e.sort for e in learned).items())),
        "held_out": measured(network, [e for e in examples if e.author in held]),
        "held": sorted(held),
        "material": hashlib.sha256(given.material.read_bytes()).hexdigest(),
    }
    network.write(given.out, tokenizer_file, card)
    print(json.dumps(card["held_out"], ensure_ascii=False, indent=1))
    return 0


def _best(shares: Mapping[Key, float] | None) -> Key | None:
    return max(shares, key=shares.__getitem__) if shares else None


def measured(network: Network, examples: Sequence[Example]) -> dict[str, list[int]]:
    """Of authors not learned from: messages of which the likeliest edit is right, by sort."""
    found: dict[str, list[int]] = {}
    for example, (message, numbers) in zip(examples, network.read(examples), strict=True):
        best = _best(message)
        tops = [_best(n) for n in numbers]
        is_right = any(
            (way.message is None or best in way.message)
            and all(tops[place] is None or tops[place] in keys for place, keys in way.numbers)
            for way in example.ways
        )
        does = "nothing"
        for way in example.ways[:1]:
            if way.message and way.message[0] != NOTHING:
                does = way.message[0][0]
            for _, keys in way.numbers:
                if keys[0] != NOTHING:
                    does = keys[0][0]
        for name in (example.sort, f"{example.sort} {does}"):
            cell = found.setdefault(name, [0, 0])
            cell[0] += is_right
            cell[1] += 1
    return dict(sorted(found.items()))


if __name__ == "__main__":
    sys.exit(main())
