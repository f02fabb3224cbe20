"""Fit how likely a later message was read wrongly (dialogue/doubt.py): a maintenance command.

Material: eval/training/doubt.jsonl, later messages with what a version of the program made of them
when it first met their set, before anybody read it: what is learned is how unseen messages go
wrong. A line holds the set, the question, the turn, the version, the message, the signs, and
whether the answer was silently wrong. Only answers that doubted nothing by themselves are in it.
What the network of roles says of each is worked out anew (``dialogue.doubt.Witness``). Everything
that is told of how good the fit is comes from authors that were left out whole.

    python -m assistant.evaluation.fit_doubt                     fit and write doubt.json
    python -m assistant.evaluation.fit_doubt add VERSION SET…    add what this program makes of sets
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.answer.answer import Answer, Outcome
from assistant.answer.render import to_json
from assistant.assistant import Assistant
from assistant.dialogue.acts import Act
from assistant.dialogue.conversation import Conversation
from assistant.dialogue.doubt import (
    FILE,
    Signs,
    Witness,
    columns,
    columns_of,
    is_weighed,
    said_names,
    witness_of,
)
from assistant.dialogue.fitted import buckets_of, packed, share_of
from assistant.dialogue.turn import Intent
from assistant.errors import GoldError
from assistant.evaluation.gold import GoldQuestion, load_gold
from assistant.evaluation.judge import judge
from assistant.evaluation.reply import reply_of
from assistant.evaluation.silent import silently_wrong
from assistant.settings import load_settings

Floats = npt.NDArray[np.float64]
MATERIAL = Path("eval") / "training" / "doubt.jsonl"
_SIZE = 16384
_GRAMS, _SIGNS, _STATES = 3.0, 0.2, 0.03
"""How much the n-grams, the signs and the states of the network may weigh before the ridge holds
them."""
_RIDGE = 0.3
_SILENT, _NEEDLESS = 10, 1.8
"""What a wrong figure without a doubt costs, and a doubt that was not needed; asking costs 1, but
with 1 more than a third of the right answers would be doubted, and nobody would read that."""
_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One later message as it was read; ``author`` of its set, ``wrong``: silently wrong.

    ``place`` is the set, the question and the turn.
    """

    author: str
    text: str
    columns: tuple[float, ...]
    wrong: bool
    place: tuple[str, str, int] = ("", "", 0)


def main(arguments: Sequence[str]) -> None:
    """Fit, or add material; prints the figures."""
    settings = load_settings()
    path = settings.workspace / MATERIAL
    if arguments[:1] == ["add"]:
        version, *sets = arguments[1:]
        assistant = Assistant.open(settings)
        assistant.doubts.silence()
        lines = [line for name in sets for line in read_by(assistant, Path(name), version)]
        with path.open("a", encoding="utf-8") as file:
            file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        sys.stdout.write(f"{path}: +{len(lines)}\n")
        return
    rows = list(material(path))
    assistant = Assistant.open(settings)
    said = heard(assistant, rows, settings.workspace)
    content = fitted(rows, hashlib.sha256(path.read_bytes()).hexdigest())
    content["heard"] = fitted(rows, "", said) | {"network": assistant.roles.network}
    FILE.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    shown = json.dumps(content["provenance"], ensure_ascii=False, indent=1)
    sys.stdout.write(f"{FILE}: {shown}\n")


# --- material ---


def material(path: Path) -> Iterator[Row]:
    """The rows of the file.

    Raises:
        GoldError: a line is not as it must be.
    """
    with path.open(encoding="utf-8") as file:
        for number, text in enumerate(file, 1):
            try:
                line = json.loads(text)
                intents = {Intent(name) for name in line["intents"]}
                acts = {Act(name) for name in line["acts"]}
                values = columns_of(Signs(**line["signs"]), intents, acts)
                place = line["set"], line["id"], line["turn"]
                yield Row(line["author"], line["text"], values, line["wrong"], place)
            except (ValueError, KeyError, TypeError) as cause:
                raise GoldError(f"{path}:{number}：这一行读不出来（{cause}）。") from cause


def read_by(assistant: Assistant, path: Path, version: str) -> Iterator[dict[str, Any]]:
    """What the program makes of the later judged turns of a set, as lines of the material."""
    author = path.stem.split("-")[2]
    for gold in load_gold(path):
        for turn in (place for place, _ in gold.judged if place > 0):
            if line := _line(assistant, gold, turn):
                yield {"author": author, "set": path.stem, "version": version, **line}


def _line(assistant: Assistant, gold: GoldQuestion, turn: int) -> dict[str, Any] | None:
    wanted = dict(gold.judged)[turn]
    said = Conversation("", gold.talk(turn))
    answer: Answer = assistant.ask(said, as_of=wanted.as_of)
    found = assistant.understand(said, as_of=wanted.as_of)
    left = any(part.kind != "matter" for part in answer.unused)
    if answer.outcome is not Outcome.ANSWERED or answer.clarify or left or not is_weighed(found):
        return None
    reply = reply_of(to_json(answer))
    silent = bool(silently_wrong(reply, wanted))
    if not silent and not judge(reply, wanted).is_right:
        return None
    signs = assistant.doubts.signs(found, answer.estimates)
    shown = {name: round(getattr(signs, name), _DIGITS) for name in Signs.__dataclass_fields__}
    return {
        "id": gold.id,
        "turn": turn,
        "text": gold.turns[turn],
        "wrong": silent,
        "intents": sorted(found.intents),
        "acts": sorted(found.turn.acts.all),
        "signs": shown,
    }


def heard(assistant: Assistant, rows: Sequence[Row], workspace: Path) -> list[Witness]:
    """What the network says of each message, behind those before it.

    Raises:
        GoldError: a set or a question that the material names is not there, or there is no network.
    """
    sets: dict[str, dict[str, GoldQuestion]] = {}
    found = []
    for row in rows:
        name, question, turn = row.place
        if name not in sets:
            paths = [
                path
                for part in ("report", "tuning")
                if (path := workspace / "eval" / part / f"{name}.jsonl").is_file()
            ]
            if not paths:
                raise GoldError(f"{MATERIAL}：没有题集 {name}。")
            sets[name] = {gold.id: gold for gold in load_gold(paths[0])}
        gold = sets[name].get(question)
        if gold is None:
            raise GoldError(f"{MATERIAL}：题集 {name} 里没有 {question}。")
        said = Conversation("", gold.talk(turn))
        as_of = dict(gold.judged)[turn].as_of
        read = assistant.understand(said, as_of=as_of)
        witness = witness_of(read, assistant.roles, said.turns[:-1])
        if witness is None:
            raise GoldError(f"{name} {question}：没有网络可问，或这句话的数字有重叠。")
        found.append(witness)
    return found


# --- fit ---


def fitted(
    rows: Sequence[Row], sha256: str, said: Sequence[Witness] | None = None
) -> dict[str, Any]:
    """The content of doubt.json; with ``said`` of the part that hears the network."""
    wrong = np.array([row.wrong for row in rows])
    authors = np.array([row.author for row in rows])
    design, parts = _design(rows, said)
    p = np.zeros(len(rows))
    for author in sorted(set(authors)):
        out = authors == author
        p[out] = _fit(design[~out], wrong[~out]).predict_proba(design[out])[:, 1]
    tell = round(threshold(p, wrong), 4)
    model = _fit(design, wrong)
    constant, ends = float(model.intercept_[0]), np.cumsum([0, *(x.scale.size for x in parts)])
    weights = []
    for part, low in zip(parts, ends, strict=False):
        own = model.coef_[0][low : low + part.scale.size] * part.worth / part.scale
        constant -= float(own @ part.middle)
        weights.append(own)
    grams = model.coef_[0][ends[-1] :] * _GRAMS
    step = float(np.abs(grams).max()) / 127
    content = {
        "provenance": {
            "command": "python -m assistant.evaluation.fit_doubt",
            "messages": len(rows),
            "silently_wrong": int(wrong.sum()),
            "held_out": {
                "all": _figures(p >= tell, wrong),
                **{
                    str(author): _figures((p >= tell)[authors == author], wrong[authors == author])
                    for author in sorted(set(authors))
                },
            },
            "order": round(_order(p, wrong), 3),
            **({"sha256": sha256} if sha256 else {}),
        },
        "tell": tell,
        "step": step,
        "signs": {
            "constant": round(constant, 4),
            **{n: round(float(v), 4) for n, v in zip(columns()[1:], weights[0], strict=True)},
        },
        "grams": packed(np.rint(grams / step).astype(np.int64).tolist()),
    }
    if said is not None:
        names = zip(said_names(), weights[1], strict=True)
        state_step = float(np.abs(weights[2]).max()) / 127
        content["said"] = {name: round(float(value), 4) for name, value in names}
        content["state_step"] = state_step
        content["states"] = packed(np.rint(weights[2] / state_step).astype(np.int64).tolist())
    return content


@dataclass(frozen=True, slots=True)
class _Part:
    """Columns of one kind: what each is on average, how far it spreads, how much it may weigh."""

    middle: Floats
    scale: Floats
    worth: float


def _design(
    rows: Sequence[Row], said: Sequence[Witness] | None = None
) -> tuple[Any, tuple[_Part, ...]]:
    """A row a message: signs, what the network says, its states, each of the same spread; n-grams.

    Then what was made of each of the first three.
    """
    from scipy.sparse import csr_matrix, hstack

    given: list[tuple[Floats, float]] = [(np.array([row.columns[1:] for row in rows]), _SIGNS)]
    if said is not None:
        given.append((np.array([witness.said for witness in said]), _SIGNS))
        given.append((np.array([witness.states for witness in said]), _STATES))
    blocks, parts = [], []
    for values, worth in given:
        spread = values.std(axis=0)
        part = _Part(values.mean(axis=0), np.where(spread > 0, spread, 1.0), worth)
        blocks.append(csr_matrix((values - part.middle) / part.scale * worth))
        parts.append(part)
    places = [buckets_of(row.text, _SIZE) for row in rows]
    lengths = [len(found) for found in places]
    weights = np.repeat([share_of(n) for n in lengths], lengths)
    ends = np.concatenate([[0], np.cumsum(lengths)])
    grams = csr_matrix((weights, np.concatenate(places), ends), shape=(len(rows), _SIZE))
    return hstack([*blocks, grams * _GRAMS]).tocsr(), tuple(parts)


def _fit(design: Any, wrong: npt.NDArray[np.bool_]) -> Any:
    """Ridge logistic regression."""
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=_RIDGE, max_iter=3000).fit(design, wrong)


def threshold(p: Floats, wrong: npt.NDArray[np.bool_]) -> float:
    """From which probability telling costs least, in the middle between two messages."""
    order = np.argsort(-p, kind="stable")
    caught = np.concatenate([[0], np.cumsum(wrong[order])])
    needless = np.concatenate([[0], np.cumsum(~wrong[order])])
    best = int(np.argmin(_SILENT * (int(wrong.sum()) - caught) + _NEEDLESS * needless))
    ends = np.concatenate([[1.0], p[order], [0.0]])
    return float((ends[best] + ends[best + 1]) / 2)


def _figures(told: npt.NDArray[np.bool_], wrong: npt.NDArray[np.bool_]) -> Mapping[str, list[int]]:
    """[so many, of so many]: wrong ones that are told as doubtful, right ones that are."""
    return {
        "told_rightly": [int((told & wrong).sum()), int(wrong.sum())],
        "told_needlessly": [int((told & ~wrong).sum()), int((~wrong).sum())],
    }


def _order(p: Floats, wrong: npt.NDArray[np.bool_]) -> float:
    """How often a wrong one is more probable than a right one: the area under the curve."""
    ranks = np.argsort(np.argsort(p, kind="stable"), kind="stable") + 1.0
    n = int(wrong.sum())
    return float((ranks[wrong].sum() - n * (n + 1) / 2) / (n * (len(p) - n)))


if __name__ == "__main__":
    main(sys.argv[1:])
