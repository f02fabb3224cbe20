"""What training the networks with layers of their own shares: the steps, the files, the material.

``roles`` and ``edits`` begin with the layers of the trained clause reader, and learn all of them
with layers of their own over the states of tokens of several kinds.
"""

from __future__ import annotations

import hashlib
import json
import random
import time
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol, TypeVar

import numpy as np

from assistant.retrieval.network import FILES
from assistant.retrieval.role_reader import Figure, Told
from assistant.retrieval.training.reader_graph import states_graph
from assistant.text.units import Unit

SEED = 0
_SORTED = 8
_RATE, _HEAD_RATE, _WARM = 1.5e-4, 1e-3, 60


class LaidOut(Protocol):
    """Tokens and their kinds."""

    @property
    def ids(self) -> Sequence[int]:
        """The tokens."""

    @property
    def kinds(self) -> Sequence[int]:
        """Of which kind each is."""


class Learned(Protocol):
    """An example that is laid out."""

    @property
    def laid(self) -> LaidOut:
        """How it is laid out."""


Example = TypeVar("Example", bound=Learned)


def learn(
    torch: Any,
    body: Sequence[Any],
    head: Sequence[Any],
    examples: Sequence[Example],
    epochs: float,
    batch: int,
    loss_of: Callable[[Sequence[Example]], Any],
    told: Callable[[str], None],
) -> None:
    """Learn the parameters of ``body`` and ``head``; ``loss_of`` gives None where nothing is."""
    chance, rows = random.Random(SEED), list(examples)
    optimiser = torch.optim.AdamW(
        [
            {"params": body, "lr": _RATE, "weight_decay": 0.01},
            {"params": head, "lr": _HEAD_RATE, "weight_decay": 0.01},
        ]
    )
    steps = int(epochs * (len(rows) // batch))
    slope = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min(1.0, (n + 1) / _WARM) * max(0.02, 1 - n / steps)
    )
    began, losses, done = time.perf_counter(), [], 0
    while done < steps:
        for part in _batches(rows, batch, chance):
            if done == steps:
                break
            loss = loss_of(part)
            if loss is None:
                continue
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


def _batches(rows: list[Example], batch: int, chance: random.Random) -> list[list[Example]]:
    """Examples of like length together, in an order by chance."""
    chance.shuffle(rows)
    size = batch * _SORTED
    found = []
    for first in range(0, len(rows), size):
        part = sorted(rows[first : first + size], key=lambda e: len(e.laid.ids))
        found += [part[n : n + batch] for n in range(0, len(part), batch)]
    chance.shuffle(found)
    return found


def states_of(torch: Any, body: Any, kinds: Any, batch: Sequence[Learned], dropped: float) -> Any:
    """The states of each token of a batch; ``kinds`` is what each kind of token adds."""
    size = max(len(e.laid.ids) for e in batch)
    ids = torch.ones(len(batch), size, dtype=torch.long)
    of_kind, mask = torch.zeros_like(ids), torch.zeros_like(ids)
    for row, example in enumerate(batch):
        laid = example.laid
        ids[row, : len(laid.ids)] = torch.tensor(laid.ids)
        of_kind[row, : len(laid.ids)] = torch.tensor(laid.kinds)
        mask[row, : len(laid.ids)] = 1
    return body.states(ids, mask, kinds[of_kind], dropped)


def write_network(
    folder: Path,
    weights: Mapping[str, Any],
    kinds: Any,
    head: Mapping[str, Any],
    tokenizer: Path,
    card: Mapping[str, Any],
) -> None:
    """Write a network, its own layers (in torch, by name) and its card."""
    folder.mkdir(parents=True, exist_ok=True)
    model = states_graph(weights, kinds.detach().numpy())
    (folder / "model.onnx").write_bytes(model.SerializeToString(deterministic=True))
    parts = {}
    for name, layer in head.items():
        parts[name] = layer.weight.detach().numpy()
        parts[f"{name}_bias"] = layer.bias.detach().numpy()
    np.savez(folder / "head.npz", **parts)
    write_card(folder, tokenizer, card)


def write_card(folder: Path, tokenizer: Path, card: Mapping[str, Any]) -> None:
    """Write the card of a network with the size and the sha256 of its files."""
    contents = {name: (folder / name).read_bytes() for name in FILES}
    files = {
        name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in contents.items()
    }
    of = hashlib.sha256(tokenizer.read_bytes()).hexdigest()
    text = json.dumps({**card, "tokenizer": of, "files": files}, indent=1, ensure_ascii=False)
    (folder / "card.json").write_text(text + "\n", encoding="utf-8")


def told_in(row: Mapping[str, Any]) -> Told:
    """A message of a line of material."""
    figures = (
        Figure(start, end, value and Decimal(value), unit and Unit(unit))
        for start, end, value, unit in row["figures"]
    )
    return Told(row["text"], tuple(figures))
