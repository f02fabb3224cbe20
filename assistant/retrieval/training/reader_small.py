"""The reader's network made small: fewer layers that say of a text what the trained network says.

The first layers and the last ones of the trained network are kept, and all of them learn together
to give the messages of the training material, whole and in their clauses, the same vectors and the
same scores. The labels' vectors stay those of the trained network, and so do the weights of the
score: margins that were read off it hold.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.retrieval.reader import BEST, HEAD, Read, Weights
from assistant.retrieval.training.reader_graph import HEADS, WIDTH, depth_of

KEPT = (0, 1, 2, 3, 10, 11)
"""Layers of the trained network that the small one begins with."""
STEPS = 700
MOST = 26_000
"""So many messages are learned from, drawn from all there are."""
_SEED = 0
_BATCH, _AT_ONCE, _SPREAD = 96, 64, 20
_RATE, _WARM = 4e-4, 40
_EVERY, _LONG = 12, 24
"""In one step of so many labels' own texts are learned, so many at once."""
_LABELS, _LIKELY = 36, 8
"""Labels that a step is scored against, and those of them, the likeliest, that count twice."""
_WHOLE, _TOKEN = 10.0, 5.0
"""What the vectors' cosines weigh beside the scores."""
_EMBEDDED = "embeddings.LayerNorm"
_NORMS = ("attention.output.LayerNorm", "output.LayerNorm")
_LINEAR = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)

Array = npt.NDArray[Any]


@dataclass(frozen=True)
class Trained:
    """A trained network by BertModel's names, its projection, its score and its labels."""

    weights: Mapping[str, Array]
    projection: Array
    score: Weights
    labels: Mapping[str, Read]


class Small:
    """Some layers of a trained network in torch."""

    def __init__(self, torch: Any, trained: Trained, layers: Sequence[int]) -> None:
        self._torch, self._depth = torch, len(layers)
        fixed = trained.weights
        self._words = torch.tensor(fixed["embeddings.word_embeddings.weight"])
        self._places = torch.tensor(
            fixed["embeddings.position_embeddings.weight"]
            + fixed["embeddings.token_type_embeddings.weight"][0]
        )
        names = {f"{_EMBEDDED}.{end}": f"{_EMBEDDED}.{end}" for end in ("weight", "bias")}
        for new, old in enumerate(layers):
            for part in (*_LINEAR, *_NORMS):
                for end in ("weight", "bias"):
                    rest = f"{part}.{end}"
                    names[f"encoder.layer.{new}.{rest}"] = f"encoder.layer.{old}.{rest}"
        self.learned = {
            new: torch.nn.Parameter(torch.tensor(np.array(fixed[old])))
            for new, old in names.items()
        }
        self.projection = torch.nn.Parameter(torch.tensor(np.array(trained.projection)))

    @property
    def parameters(self) -> list[Any]:
        """All that learns."""
        return [*self.learned.values(), self.projection]

    def read(self, ids: Any, mask: Any) -> tuple[Any, Any]:
        """Unit vectors of texts and of their tokens."""
        functional = self._torch.nn.functional
        x = self.states(ids, mask)
        there = mask[:, :, None].float()
        whole = (x * there).sum(1) / there.sum(1)
        tokens = functional.linear(x, self.projection)
        return functional.normalize(whole.float(), dim=1), functional.normalize(
            tokens.float(), dim=2
        )

    def states(self, ids: Any, mask: Any, added: Any = 0.0, dropped: float = 0.0) -> Any:
        """What is made of each token; ``added`` comes on top of it, ``dropped`` is left out."""
        functional = self._torch.nn.functional
        x = self._words[ids] + self._places[: ids.shape[1]] + added
        x = functional.dropout(self._normed(x, _EMBEDDED), dropped)
        shut = mask[:, None, None, :].bool()
        for n in range(self._depth):
            layer = f"encoder.layer.{n}"
            split = (*x.shape[:2], HEADS, WIDTH // HEADS)
            query, key, value = (
                self._linear(x, f"{layer}.{part}").view(split).transpose(1, 2)
                for part in _LINEAR[:3]
            )
            seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=shut)
            seen = self._linear(seen.transpose(1, 2).reshape(x.shape), f"{layer}.{_LINEAR[3]}")
            x = self._normed(x + functional.dropout(seen, dropped), f"{layer}.{_NORMS[0]}")
            inner = functional.gelu(self._linear(x, f"{layer}.{_LINEAR[4]}"))
            inner = functional.dropout(self._linear(inner, f"{layer}.{_LINEAR[5]}"), dropped)
            x = self._normed(x + inner, f"{layer}.{_NORMS[1]}")
        return x

    def weights(self, trained: Trained) -> dict[str, Array]:
        """All weights by BertModel's names."""
        found = {n: v for n, v in trained.weights.items() if not n.startswith("encoder.")}
        return {**found, **{name: one.detach().numpy() for name, one in self.learned.items()}}

    def _linear(self, x: Any, name: str) -> Any:
        weight, bias = (self.learned[f"{name}.{end}"] for end in ("weight", "bias"))
        return self._torch.nn.functional.linear(x, weight, bias)

    def _normed(self, x: Any, name: str) -> Any:
        weight, bias = (self.learned[f"{name}.{end}"] for end in ("weight", "bias"))
        return self._torch.nn.functional.layer_norm(x, (WIDTH,), weight, bias, 1e-12)


@dataclass(frozen=True)
class _Texts:
    """Texts cut into pieces, with what the trained network makes of each."""

    torch: Any
    ids: Sequence[Sequence[int]]
    wholes: Array
    tokens: Sequence[Array]

    def batch(self, rows: Sequence[int]) -> tuple[Any, Any, Any, Any]:
        """Pieces, which of them there are, and the vectors to learn."""
        ids, mask = _padded(self.torch, [self.ids[row] for row in rows])
        tokens = self.torch.zeros(*ids.shape, self.tokens[0].shape[1])
        for n, row in enumerate(rows):
            tokens[n, : len(self.ids[row])] = self.torch.tensor(self.tokens[row].astype(np.float32))
        return ids, mask, self.torch.tensor(self.wholes[rows].astype(np.float32)), tokens


class _Scored:
    """Scores against labels, for many texts at once; as Weights.score."""

    def __init__(self, torch: Any, trained: Trained) -> None:
        labels = [trained.labels[key] for key in sorted(trained.labels)]
        most = max(len(one.tokens) for one in labels)
        self._torch, self._score, self.count = torch, trained.score, len(labels)
        self._wholes = torch.tensor(np.stack([one.whole for one in labels]))
        # A label shorter than the longest repeats its first token: the best match stays the same.
        self._tokens = torch.tensor(
            np.stack([np.resize(np.pad(t, ((0, most - len(t)), (0, 0)), "edge"), (most, t.shape[1]))
                      for t in (one.tokens for one in labels)])
        )  # fmt: skip

    def __call__(self, wholes: Any, tokens: Any, mask: Any, labels: Sequence[int]) -> Any:
        torch = self._torch
        own = mask.clone()
        own[:, :HEAD] = 0
        own[torch.arange(len(own)), mask.sum(1) - 1] = 0
        words = self._tokens[labels]
        with torch.autocast("cpu", torch.bfloat16, enabled=torch.is_grad_enabled()):
            alike = tokens[own.bool()] @ words.reshape(-1, words.shape[2]).T
        alike = alike.view(len(alike), len(labels), -1).amax(2).float()
        best = torch.full((*mask.shape, len(labels)), -1.0)
        best[own.bool()] = alike
        if best.shape[1] < BEST:
            best = torch.nn.functional.pad(best, (0, 0, 0, BEST - best.shape[1]), value=-1.0)
        count = own.sum(1).clamp(1, BEST)
        kept = (torch.arange(BEST)[None] < count[:, None]).float()[:, :, None]
        match = (best.topk(BEST, 1)[0] * kept).sum(1) / count[:, None]
        score = self._score
        return score.cosine * (wholes @ self._wholes[labels].T) + score.tokens * match + score.added


def made_small(
    trained: Trained,
    tokenizer: Any,
    messages: Sequence[str],
    labels: Sequence[str],
    layers: Sequence[int],
    steps: int,
    told: Callable[[str], None],
) -> tuple[dict[str, Array], Array]:
    """Weights and projection of a network of a few layers; texts with their prefixes."""
    import torch

    torch.manual_seed(_SEED)
    chance = random.Random(_SEED)
    whole = Small(torch, trained, range(depth_of(trained.weights)))
    asks, passages = (_read(torch, whole, tokenizer, texts) for texts in (messages, labels))
    small, scored = Small(torch, trained, layers), _Scored(torch, trained)
    optimiser = torch.optim.AdamW(small.parameters, lr=_RATE, weight_decay=0.01)
    slope = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min(1.0, (n + 1) / _WARM) * max(0.02, 1 - n / steps)
    )
    began, losses = time.perf_counter(), []
    for step, rows in zip(range(steps), _rounds(asks.ids, chance), strict=False):
        of_labels = step % _EVERY == _EVERY - 1
        if of_labels:
            rows = chance.sample(range(len(passages.ids)), min(_LONG, len(passages.ids)))
        ids, mask, wholes, tokens = (passages if of_labels else asks).batch(rows)
        with torch.autocast("cpu", torch.bfloat16):
            own_wholes, own_tokens = small.read(ids, mask)
        there = mask.float()
        loss = _WHOLE * (1 - (wholes * own_wholes).sum(1)).mean()
        apart = (1 - (tokens * own_tokens).sum(2)) * there
        loss = loss + _TOKEN * apart.sum() / there.sum()
        if not of_labels:
            against = chance.sample(range(scored.count), min(_LABELS, scored.count))
            with torch.no_grad():
                wanted = scored(wholes, tokens, mask, against)
            found = scored(own_wholes, own_tokens, mask, against)
            off = torch.nn.functional.smooth_l1_loss(found, wanted, reduction="none")
            likely = wanted.topk(min(_LIKELY, len(against)), 1)[1]
            loss = loss + off.mean() + off.gather(1, likely).mean()
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(small.parameters, 1.0)
        optimiser.step()
        slope.step()
        losses.append(loss.item())
        if (step + 1) % 50 == 0:
            took = time.perf_counter() - began
            told(f"small, step {step + 1}: loss {np.mean(losses[-50:]):.3f}, {took:.0f} s")
    return small.weights(trained), small.projection.detach().numpy()


def _rounds(ids: Sequence[Sequence[int]], chance: random.Random) -> Iterator[list[int]]:
    """Batches of texts of about one length, all of them again and again."""
    while True:
        rows = list(range(len(ids)))
        chance.shuffle(rows)
        batches: list[list[int]] = []
        for first in range(0, len(rows), _BATCH * _SPREAD):
            near = sorted(rows[first : first + _BATCH * _SPREAD], key=lambda row: len(ids[row]))
            batches += [near[n : n + _BATCH] for n in range(0, len(near), _BATCH)]
        chance.shuffle(batches)
        yield from batches


def _read(torch: Any, network: Small, tokenizer: Any, texts: Sequence[str]) -> _Texts:
    ids = [one.ids for one in tokenizer.encode_batch(list(texts))]
    wholes = np.zeros((len(ids), WIDTH), np.float16)
    tokens: list[Array] = [wholes] * len(ids)
    order = sorted(range(len(ids)), key=lambda row: len(ids[row]))
    with torch.no_grad():
        for first in range(0, len(order), _AT_ONCE):
            rows = order[first : first + _AT_ONCE]
            whole, token = network.read(*_padded(torch, [ids[row] for row in rows]))
            for n, row in enumerate(rows):
                wholes[row] = whole[n].numpy()
                tokens[row] = token[n, : len(ids[row])].numpy().astype(np.float16)
    return _Texts(torch, ids, wholes, tokens)


def _padded(torch: Any, rows: Sequence[Sequence[int]]) -> tuple[Any, Any]:
    size = max(len(row) for row in rows)
    ids = torch.ones(len(rows), size, dtype=torch.long)
    mask = torch.zeros(len(rows), size, dtype=torch.long)
    for n, row in enumerate(rows):
        ids[n, : len(row)] = torch.tensor(row)
        mask[n, : len(row)] = 1
    return ids, mask
