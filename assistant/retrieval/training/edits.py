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
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from assistant.retrieval.edit_reader import (
    BY_MESSAGE,
    BY_NUMBER,
    KINDS,
    NOTHING,
    OF_CUT,
    OF_FIGURE,
    OF_PAIR,
    Laid,
    keys_of,
    laid,
)
from assistant.retrieval.role_reader import Figure, Told
from assistant.retrieval.training.reader_files import read_trained
from assistant.retrieval.training.reader_graph import WIDTH, depth_of, states_graph
from assistant.retrieval.training.reader_small import Small, Trained
from assistant.text.units import Unit

EPOCHS = 3.0
_SEED = 0
_BATCH, _SORTED = 24, 8
_RATE, _HEAD_RATE, _WARM = 1.5e-4, 1e-3, 60
_DROPPED = 0.1
_INNER = 256

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


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which a message is right: what it does itself, what its numbers do.

    None: whatever; ``numbers`` holds those that matter, by their place.
    """

    message: tuple[Key, ...] | None
    numbers: tuple[tuple[int, tuple[Key, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """Messages laid out and the ways in which they are right; ``sort`` says where it is from."""

    laid: Laid
    ways: tuple[Way, ...]
    sort: str
    author: str


class Network:
    """The network in torch, over the layers of a trained clause reader."""

    def __init__(self, trained: Trained) -> None:
        import torch

        torch.manual_seed(_SEED)
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
        torch, chance, rows = self.torch, random.Random(_SEED), list(examples)
        head = [p for pair in self.head.values() for layer in pair for p in layer.parameters()]
        body = [*self._body.learned.values(), self.kinds]
        optimiser = torch.optim.AdamW(
            [
                {"params": body, "lr": _RATE, "weight_decay": 0.01},
                {"params": head, "lr": _HEAD_RATE, "weight_decay": 0.01},
            ]
        )
        steps = int(epochs * (len(rows) // _BATCH))
        slope = torch.optim.lr_scheduler.LambdaLR(
            optimiser, lambda n: min(1.0, (n + 1) / _WARM) * max(0.02, 1 - n / steps)
        )
        began, losses, done = time.perf_counter(), [], 0
        while done < steps:
            for batch in _batches(rows, chance):
                if done == steps:
                    break
                loss = self._loss(batch)
                optimiser.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_([*body, *head], 1.0)
                optimiser.step()
                slope.step()
                done += 1
                losses.append(float(loss.detach()))
                if done % 50 == 0:
                    took = time.perf_counter() - began
                    told(f"{done}/{steps}: {np.mean(losses[-50:]):.4f}, {took:.0f} s")

    def _loss(self, batch: Sequence[Example]) -> Any:
        torch = self.torch
        with torch.autocast("cpu", torch.bfloat16):
            states = self._states(batch, _DROPPED)
        states = states.float()
        lost = []
        for row, example in enumerate(batch):
            message, numbers = self.logs(states[row], example.laid, _DROPPED)
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

    def logs(self, states: Any, given: Laid, dropped: float) -> tuple[Any, list[Any]]:
        """The logarithms of all that a message and its numbers may do, by key."""
        torch = self.torch
        message, number = keys_of(given)
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
                    for s, f, pair in zip(spans, figures, given.pairs[place], strict=True)
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
                    message, numbers = self.logs(states[row], example.laid, 0.0)
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
        torch = self.torch
        size = max(len(e.laid.ids) for e in batch)
        ids = torch.ones(len(batch), size, dtype=torch.long)
        kinds, mask = torch.zeros_like(ids), torch.zeros_like(ids)
        for row, example in enumerate(batch):
            given = example.laid
            ids[row, : len(given.ids)] = torch.tensor(given.ids)
            kinds[row, : len(given.ids)] = torch.tensor(given.kinds)
            mask[row, : len(given.ids)] = 1
        return self._body.states(ids, mask, self.kinds[kinds], dropped)

    def write(self, folder: Path, tokenizer: Path, card: dict[str, Any]) -> None:
        """Write the network, its head and the card; see EditReader."""
        folder.mkdir(parents=True, exist_ok=True)
        model = states_graph(self._body.weights(self._trained), self.kinds.detach().numpy())
        (folder / "model.onnx").write_bytes(model.SerializeToString(deterministic=True))
        parts = {}
        for name, (inner, outer) in self.head.items():
            parts[f"{name}_inner"] = inner.weight.detach().numpy()
            parts[f"{name}_inner_bias"] = inner.bias.detach().numpy()
            parts[f"{name}_outer"] = outer.weight.detach().numpy()
            parts[f"{name}_outer_bias"] = outer.bias.detach().numpy()
        np.savez(folder / "head.npz", **parts)
        files = {}
        for name in ("model.onnx", "head.npz"):
            content = (folder / name).read_bytes()
            files[name] = {
                "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest(),
            }  # fmt: skip
        whole = {
            **card, "tokenizer": hashlib.sha256(tokenizer.read_bytes()).hexdigest(), "files": files,
        }  # fmt: skip
        text = json.dumps(whole, indent=1, ensure_ascii=False)
        (folder / "card.json").write_text(text + "\n", encoding="utf-8")


def _together(torch: Any, shares: Any, keys: Iterable[Key]) -> Any:
    own = [shares[key] for key in keys if key in shares]
    if not own:
        return torch.tensor(-20.0)
    return torch.logsumexp(torch.stack(own), 0)


def _batches(rows: list[Example], chance: random.Random) -> list[list[Example]]:
    """Messages of like length together, in an order by chance."""
    chance.shuffle(rows)
    size = _BATCH * _SORTED
    found = []
    for first in range(0, len(rows), size):
        part = sorted(rows[first : first + size], key=lambda e: len(e.laid.ids))
        found += [part[n : n + _BATCH] for n in range(0, len(part), _BATCH)]
    chance.shuffle(found)
    return found


# --- material ---


def read_material(path: Path, tokenizer: Any) -> Iterator[Example]:
    """The messages of a file of material."""
    with path.open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            earlier, now = tuple(map(_told, row["earlier"])), _told(row["now"])
            ways = tuple(
                Way(
                    None if way["message"] is None else tuple(map(_key, way["message"])),
                    tuple((place, tuple(map(_key, keys))) for place, keys in way["numbers"]),
                )
                for way in row["ways"]
            )
            yield Example(laid(tokenizer, earlier, now), ways, row["sort"], row["author"])


def _key(given: Sequence[Any]) -> Key:
    op, turn, figure = given
    return op, turn, figure


def _told(given: Any) -> Told:
    figures = (
        Figure(start, end, value and Decimal(value), unit and Unit(unit))
        for start, end, value, unit in given["figures"]
    )
    return Told(given["text"], tuple(figures))


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
        cell = found.setdefault(f"{example.sort} {does}", [0, 0])
        cell[0] += is_right
        cell[1] += 1
    return dict(sorted(found.items()))


if __name__ == "__main__":
    sys.exit(main())
