"""Fit the weights of dialogue/pairs.py: which fact a number is, or none.

    python -m assistant.evaluation.fit_pairs eval/training/numbers.jsonl --nouns FILE

Material: messages whose numbers carry labels (a fact, or none), and the same messages with a clause
put before or behind them in which a number stands beside a general noun: that number is none. The
nouns are the training half of a general list (``is_training``); the other half is never read here.
"""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.dialogue.numbers import load_margins
from assistant.dialogue.pairs import FEATURES, FILE, PairReader, Setting, Wanted, matter_words
from assistant.dialogue.topics import load_topics
from assistant.dialogue.words import Phrases
from assistant.policy.corpus import load_corpus
from assistant.rules.facts import FactKind, FactSpec
from assistant.rules.rulebook import load_rulebook
from assistant.settings import load_settings
from assistant.text.normalise import fold
from assistant.text.quantities import find_quantities

MONEY = (
    "{n}花了{a}万", "{n}{a}万", "{n}是{a}万", "还有{a}万的{n}", "交了{a}万{n}", "买{n}用了{a}万",
    "{n}费用{a}万元", "我们{n}有{a}万", "每年{n}支出{a}万", "{n}那边付了{a}万", "{n}大概{a}万",
    "公司{n}{a}万", "另外{n}投入{a}万", "上个月{n}收入{a}万", "{n}合同{a}万", "{n}的预算是{a}万",
)  # fmt: skip
COUNTS = (
    "有{k}{c}{n}", "{n}{k}{c}", "买了{k}{c}{n}", "我们有{k}{c}{n}", "{k}{c}{n}", "办公室在{n}{k}栋",
    "今年添了{k}{c}{n}", "{n}一共{k}{c}",
)  # fmt: skip
CLASSIFIERS = "个台项家款套辆件栋层张条支部间块只名"
_ROUNDS = 4


def is_training(noun: str) -> bool:
    """Whether a noun belongs to the half that may be trained on."""
    return hashlib.sha256(noun.encode()).digest()[0] % 2 == 0


@dataclass(frozen=True, slots=True)
class Labelled:
    """One message: its text, what the rules want, and the fact of each number ("" for none)."""

    text: str
    wanted: tuple[Wanted, ...]
    context: str
    remembered: frozenset[str]
    claimed: frozenset[int]
    labels: Mapping[int, str]
    group: str
    spans: tuple[tuple[int, int], ...] = ()
    clauses: tuple[str, ...] = ()


def load(path: Path) -> list[Labelled]:
    """The labelled messages of a JSON lines file."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        wanted = tuple(Wanted(s, e, frozenset(n), frozenset(m)) for s, e, n, m in row["wanted"])
        labels = {q[0]: "" for q in row["quantities"] if q[4] == "amount"}
        labels |= {start: name for start, name, _ in row["facts"] if start in labels}
        claimed = frozenset(start for start, kind in row["claims"] if kind != "period")
        found.append(
            Labelled(
                row["text"],
                wanted,
                row["context"],
                frozenset(row["remembered"]),
                claimed,
                labels,
                row["id"],
                tuple((s, e) for s, e in row["spans"]),
                tuple(sorted({c for _, _, found in row["groups"] for c in found})),
            )
        )
    return found


def with_noise(message: Labelled, nouns: Sequence[str], rng: random.Random) -> Labelled:
    """The message with a clause about something else before or behind it."""
    noun = rng.choice(nouns)
    amount = rng.choice([8, 12, 20, 35, 50, 80, 120, 260, 300, 500, 800, 1200, 2000])
    frame = rng.choice(MONEY if rng.random() < 0.55 else COUNTS)
    clause = frame.format(n=noun, a=amount, k=rng.randint(2, 12), c=rng.choice(CLASSIFIERS))
    if rng.random() < 0.6:
        head = f"{clause},"
        shift = len(head)
        return Labelled(
            head + message.text,
            tuple(
                Wanted(w.start + shift if w.start else 0, w.end + shift, w.needed, w.main)
                for w in message.wanted
            ),
            message.context,
            message.remembered,
            frozenset(c + shift for c in message.claimed),
            {start + shift: name for start, name in message.labels.items()},
            message.group,
            tuple((s + shift, e + shift) for s, e in message.spans),
            message.clauses,
        )
    cut = message.text.rfind(",")
    if cut < 0 or rng.random() < 0.5:
        text, at = f"{message.text.rstrip('?。')},{clause}", len(message.text)
    else:
        text, at = f"{message.text[:cut]},{clause}{message.text[cut:]}", cut
    shift = len(clause) + 1
    moved = {(s + shift if s >= at else s): n for s, n in message.labels.items()}
    wanted = tuple(
        Wanted(w.start + (shift if w.start > at else 0), w.end + shift, w.needed, w.main)
        for w in message.wanted
    )
    claimed = frozenset(c + shift if c >= at else c for c in message.claimed)
    spans = tuple(
        (s + shift, e + shift) if s >= at else (s, e) for s, e in message.spans if not s < at < e
    )
    return Labelled(
        text, wanted, message.context, message.remembered, claimed, moved, message.group, spans,
        message.clauses,
    )  # fmt: skip


def setting_of(message: Labelled, texts: Mapping[str, str]) -> Setting:
    """What the numbers of a message are held against; ``texts`` are folded clauses by id."""
    return Setting(
        message.text,
        find_quantities(message.text),
        spans=message.spans,
        claimed=message.claimed,
        clause_text="\n".join(texts[c] for c in message.clauses),
        context=message.context,
        remembered=message.remembered,
    )


def rows(
    reader: PairReader, messages: Iterable[Labelled], texts: Mapping[str, str]
) -> Iterator[tuple[tuple[float, ...], int, str]]:
    """(features, 1 if the pair holds, group) for each number and fact of fitting units."""
    for message in messages:
        setting = setting_of(message, texts)
        for index, fact, features in reader.candidates(setting, message.wanted):
            start = setting.quantities[index].start
            yield features, int(message.labels.get(start, "") == fact), message.group


def fit(table: np.ndarray, target: np.ndarray, strength: float = 1.0) -> np.ndarray:
    """Logistic regression; the feature ``one`` is its intercept."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=strength, fit_intercept=False, max_iter=4000)
    model.fit(table, target)
    return np.asarray(model.coef_[0])


def load_nouns(path: Path, specs: Mapping[str, FactSpec]) -> list[str]:
    """The training half of a list of general nouns, less those that hold a word of a fact."""
    own = Phrases.of(w for s in specs.values() if s.kind is not FactKind.FLAG for w in s.words)
    nouns = [line.split()[0] for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [n for n in nouns if is_training(n) and not own.within(n)]


def main() -> None:
    """Fit and write pairs.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labels", type=Path)
    parser.add_argument("--nouns", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=FILE)
    args = parser.parse_args()
    settings = load_settings(None)
    corpus = load_corpus(settings.corpus)
    rulebook = load_rulebook(settings.corpus, corpus)
    topics = load_topics(settings.corpus, corpus)
    reader = PairReader(rulebook.facts, matter_words(topics, corpus))
    messages = load(args.labels)
    texts = {str(c.id): fold(c.text) for c in corpus.clauses}
    nouns = load_nouns(args.nouns, rulebook.facts)
    rng = random.Random(20261126)
    noisy = [
        with_noise(m, nouns, rng)
        for _ in range(_ROUNDS)
        for m in messages
        if any(m.labels.values())
    ]
    found = list(rows(reader, [*messages, *noisy], texts))
    table = np.array([f for f, _, _ in found])
    target = np.array([t for _, t, _ in found])
    held = np.array([hashlib.sha256(g.encode()).digest()[0] % 5 == 0 for _, _, g in found])
    trial = fit(table[~held], target[~held])
    guessed = 1 / (1 + np.exp(-table[held] @ trial)) > 0.5
    print(f"{len(found)} 对，留出部分正确率 {np.mean(guessed == target[held]):.4f}")
    coefficients = fit(table, target)
    margins = load_margins()
    args.out.write_text(
        json.dumps(
            {
                "provenance": {
                    "command": "python -m assistant.evaluation.fit_pairs",
                    "messages": len(messages),
                    "with_noise": len(noisy),
                    "pairs": len(found),
                    "nouns": len(nouns),
                    "labels_sha256": hashlib.sha256(args.labels.read_bytes()).hexdigest(),
                },
                "margins": dataclasses.asdict(margins),
                "coefficients": {
                    name: round(float(value), 4)
                    for name, value in zip(FEATURES, coefficients, strict=True)
                },
            },
            ensure_ascii=False,
            indent=1,
        )
        + "\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
