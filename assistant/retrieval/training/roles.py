"""Train the network that says what numbers do: see ``retrieval/role_reader.py``.

    python -m assistant.evaluation.role_material FILE SET…
    python -m assistant.retrieval.training.roles FILE --out index/encoder/roles

It begins with the layers of the trained clause reader. All layers but the words' vectors learn,
with what each kind of token adds and two layers over a number's states; several roles may be right
of one number, then what they have together is what is learned.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from assistant.retrieval.role_reader import BESIDE, EFFECTS, KINDS, ROLES, Laid, laid
from assistant.retrieval.training.learning import SEED, learn, states_of, told_in, write_network
from assistant.retrieval.training.reader_files import read_trained
from assistant.retrieval.training.reader_graph import WIDTH, depth_of
from assistant.retrieval.training.reader_small import Small, Trained

EPOCHS = 3
_BATCH = 32
_DROPPED = 0.1
_INNER = 256
_LEAST = 1e-9
_FIRST = 4
"""Of ten judged messages that open a conversation so many are learned from."""


@dataclass(frozen=True, slots=True)
class Example:
    """A message laid out; of each number the roles that are right, by their places; () unknown.

    ``effects``: what the message does without a number, by their places; () unknown.
    ``use``: an author ``labelled`` it; it was ``judged``; or ``held`` to measure on, then
    ``was_right`` says whether the program read it rightly without the network.
    """

    laid: Laid
    right: tuple[tuple[int, ...], ...]
    use: str
    is_later: bool
    was_right: bool
    effects: tuple[int, ...] = ()


class Network:
    """The network in torch, over the layers of a trained clause reader."""

    def __init__(self, trained: Trained, roles: int) -> None:
        import torch

        torch.manual_seed(SEED)
        self.torch = torch
        self._trained = trained
        self._body = Small(torch, trained, range(depth_of(trained.weights)))
        self.kinds = torch.nn.Parameter(torch.zeros(KINDS, WIDTH))
        self.inner = torch.nn.Linear(3 * WIDTH + BESIDE, _INNER)
        self.outer = torch.nn.Linear(_INNER, roles)
        self.effect_inner = torch.nn.Linear(WIDTH, _INNER)
        self.effect_outer = torch.nn.Linear(_INNER, len(EFFECTS))
        self._roles = roles

    def fit(self, examples: Sequence[Example], epochs: float, told: Callable[[str], None]) -> None:
        """Learn from the examples."""
        layers = (self.inner, self.outer, self.effect_inner, self.effect_outer)
        head = [p for layer in layers for p in layer.parameters()]
        body = [*self._body.learned.values(), self.kinds]
        learn(self.torch, body, head, examples, epochs, _BATCH, self._loss, told)

    def shares(self, examples: Sequence[Example]) -> list[list[tuple[float, ...] | None]]:
        """How likely each role is, of each number of each message."""
        torch = self.torch
        found: list[list[tuple[float, ...] | None]] = []
        with torch.no_grad():
            for first in range(0, len(examples), _BATCH):
                part = examples[first : first + _BATCH]
                rows = [(n, m) for n, e in enumerate(part) for m, s in enumerate(e.laid.spans) if s]
                own: list[list[tuple[float, ...] | None]] = [[None] * len(e.right) for e in part]
                if rows:
                    states = self._states(part, 0.0)
                    scores = torch.softmax(self._scores(states, part, rows, 0.0), 1)
                    for (n, m), row in zip(rows, scores.tolist(), strict=True):
                        own[n][m] = tuple(row)
                found += own
        return found

    def _loss(self, batch: Sequence[Example]) -> Any:
        torch = self.torch
        rows = [
            (n, m)
            for n, example in enumerate(batch)
            for m, right in enumerate(example.right)
            if right and example.laid.spans[m] is not None
        ]
        told = [n for n, example in enumerate(batch) if example.effects]
        if not rows and not told:
            return None
        with torch.autocast("cpu", torch.bfloat16):
            states = self._states(batch, _DROPPED)
        states, loss = states.float(), torch.zeros(())
        if rows:
            scores = torch.log_softmax(self._scores(states, batch, rows, _DROPPED), 1)
            right = [batch[n].right[m] for n, m in rows]
            loss = loss + self._missed(scores, right)
        if told:
            scores = torch.log_softmax(self._effect_scores(states, told, _DROPPED), 1)
            share = len(told) / len(batch)  # few have any: each counts as one number does
            loss = loss + share * self._missed(scores, [batch[n].effects for n in told])
        return loss

    def _missed(self, scores: Any, right: Sequence[tuple[int, ...]]) -> Any:
        """How unlikely the right ones are, together."""
        torch = self.torch
        wanted = torch.zeros(scores.shape)
        for row, places in enumerate(right):
            wanted[row, list(places)] = 1.0
        return -torch.logsumexp(scores + torch.log(wanted.clamp(min=_LEAST)), 1).mean()

    def _effect_scores(self, states: Any, rows: Sequence[int], dropped: float) -> Any:
        torch = self.torch
        inner = torch.nn.functional.gelu(self.effect_inner(states[list(rows), 0]))
        return self.effect_outer(torch.nn.functional.dropout(inner, dropped))

    def effects(self, examples: Sequence[Example]) -> list[tuple[float, ...]]:
        """How likely each effect is, of each message."""
        torch, found = self.torch, []
        with torch.no_grad():
            for first in range(0, len(examples), _BATCH):
                part = examples[first : first + _BATCH]
                states = self._states(part, 0.0)
                scores = torch.softmax(self._effect_scores(states, range(len(part)), 0.0), 1)
                found += [tuple(row) for row in scores.tolist()]
        return found

    def _states(self, batch: Sequence[Example], dropped: float) -> Any:
        return states_of(self.torch, self._body, self.kinds, batch, dropped)

    def _scores(
        self,
        states: Any,
        batch: Sequence[Example],
        rows: Sequence[tuple[int, int]],
        dropped: float,
    ) -> Any:
        torch, given = self.torch, []
        for n, m in rows:
            low, high = batch[n].laid.spans[m] or (0, 0)
            beside = torch.tensor(batch[n].laid.beside[m])
            own = states[n, low : high + 1].mean(0)
            given.append(torch.cat([own, states[n, max(0, low - 1)], states[n, 0], beside]))
        inner = torch.nn.functional.gelu(self.inner(torch.stack(given)))
        return self.outer(torch.nn.functional.dropout(inner, dropped))

    def write(self, folder: Path, tokenizer: Path, card: dict[str, Any]) -> None:
        """Write the network, its head and the card; see RoleReader."""
        head = {
            "inner": self.inner,
            "outer": self.outer,
            "effect_inner": self.effect_inner,
            "effect_outer": self.effect_outer,
        }
        weights = self._body.weights(self._trained)
        write_network(folder, weights, self.kinds, head, tokenizer, card)


# --- the command ---


def main(argv: Sequence[str] | None = None) -> int:
    """Train on a file of material, measure on what was held, and write the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("material", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=float, default=EPOCHS)
    given = parser.parse_args(argv)
    reader = given.out.parent / "reader"
    tokenizer = reader / "tokenizer.json"
    examples = list(read_material(given.material, Tokenizer.from_file(str(tokenizer))))
    network = Network(read_trained(reader), len(ROLES))
    learned = [e for e in examples if e.use != "held"]
    network.fit(learned, given.epochs, lambda line: print(line, flush=True))
    card = {
        "source": "index/encoder/reader (multilingual-e5-small, MIT)",
        "command": "python -m assistant.retrieval.training.roles FILE --out index/encoder/roles",
        "roles": list(ROLES),
        "learned": {use: sum(e.use == use for e in learned) for use in ("labelled", "judged")},
        "held_out": measured(network, [e for e in examples if e.use == "held" and e.is_later]),
        "material": hashlib.sha256(given.material.read_bytes()).hexdigest(),
    }
    network.write(given.out, tokenizer, card)
    print(card["held_out"])
    return 0


def read_material(path: Path, tokenizer: Any) -> Iterator[Example]:
    """The messages of a file of material; of judged ones that open a conversation only some."""
    with path.open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            earlier, now = tuple(map(told_in, row["earlier"])), told_in(row["now"])
            if (
                row["use"] == "judged"
                and not earlier
                and zlib.crc32(now.text.encode()) % 10 >= _FIRST
            ):
                continue
            right = tuple(tuple(ROLES.index(role) for role in roles) for roles in row["right"])
            effects = tuple(EFFECTS.index(effect) for effect in row.get("effects", ()))
            yield Example(
                laid(tokenizer, earlier, now),
                right,
                row["use"],
                bool(earlier),
                row["was_right"],
                effects,
            )


def measured(network: Network, examples: Sequence[Example]) -> dict[str, list[int]]:
    """Of later messages of authors not learned from: numbers whose likeliest role is right.

    And messages that do something without a number, by what they do.
    """
    found = {"read right": [0, 0], "read wrong": [0, 0]}
    for example, own in zip(examples, network.shares(examples), strict=True):
        for right, likely in zip(example.right, own, strict=True):
            if right and likely is not None:
                cell = found["read right" if example.was_right else "read wrong"]
                cell[0] += likely.index(max(likely)) in right
                cell[1] += 1
    told = [e for e in examples if e.effects]
    for example, shares in zip(told, network.effects(told), strict=True):
        best = shares.index(max(shares))
        for name in {EFFECTS[n] for n in example.effects}:
            cell = found.setdefault(f"effect {name}", [0, 0])
            cell[0] += best in example.effects
            cell[1] += 1
    return found


if __name__ == "__main__":
    sys.exit(main())
