"""Fit how likely a first message about a policy taken in was worked out wrongly: maintenance.

Material: eval/training/first_doubt.jsonl, questions about policies of other places with what a
version of the program made of them when it first met their set, before anybody read it: what is
learned is how unseen policies and questions go wrong. A line holds the set, the question, the
version, the signs, and whether the answer was silently wrong. Only answers with sums that were
right or silently wrong, and that doubted nothing by themselves, are in it. What is told of how good
the fit is comes from sets that were left out whole.

    python -m benchmarks.fit_first_doubt                       fit and write first_doubt.json
    python -m benchmarks.fit_first_doubt add VERSION FOLDER…   add what this program makes of sets
                                                               (folders with docs/ and questions/)
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.answer.answer import Answer, Outcome, UnusedKind
from assistant.answer.first_doubt import FILE, FirstSigns, names, signs_of
from assistant.answer.render import to_json
from assistant.assistant import Assistant
from assistant.dialogue.conversation import Conversation
from assistant.evaluation.gold import GoldQuestion, load_gold
from assistant.evaluation.judge import judge
from assistant.evaluation.reply import reply_of
from assistant.evaluation.silent import silently_wrong
from assistant.text.normalise import fold
from benchmarks.imported import ROOT, with_samples

Floats = npt.NDArray[np.float64]
MATERIAL = ROOT / "eval" / "training" / "first_doubt.jsonl"
_RIDGE = 0.5
_MOST_NEEDLESS = 0.2
"""The share of right answers that may be doubted: of more, nobody would read the doubt."""
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Row:
    """One question as it was answered; ``wrong``: silently wrong, else right."""

    set: str
    signs: tuple[float, ...]
    wrong: bool


def main(arguments: Sequence[str]) -> None:
    """Fit, or add material; prints the figures."""
    if arguments[:1] == ["add"]:
        version, *folders = arguments[1:]
        lines = [line for name in folders for line in read_by(Path(name), version)]
        with MATERIAL.open("a", encoding="utf-8") as file:
            file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        sys.stdout.write(f"{MATERIAL}: +{len(lines)}\n")
        return
    content = fitted(list(material(MATERIAL)), hashlib.sha256(MATERIAL.read_bytes()).hexdigest())
    FILE.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"{FILE}: {json.dumps(content['provenance'], indent=1)}\n")


def material(path: Path) -> Iterator[Row]:
    """The rows of the file."""
    for text in path.read_text(encoding="utf-8").splitlines():
        line = json.loads(text)
        yield Row(line["set"], tuple(line["signs"][name] for name in names()), line["wrong"])


def read_by(folder: Path, version: str) -> Iterator[dict[str, Any]]:
    """What the program makes of the first messages of a set, each policy taken in alone."""
    for document in sorted((folder / "docs").glob("*.txt")):
        with tempfile.TemporaryDirectory() as place:
            assistant = with_samples(Path(place) / "one", [document], is_empty=True)
            assistant.doubts.silence()
            assistant.first_doubts.silence()
            for gold in load_gold(folder / "questions" / f"{document.stem}.jsonl"):
                if line := _line(assistant, gold):
                    yield {"set": folder.name, "version": version, **line}


def _line(assistant: Assistant, gold: GoldQuestion) -> dict[str, Any] | None:
    wanted = dict(gold.judged).get(0)
    if wanted is None:
        return None
    answer = assistant.ask(Conversation("", gold.talk(0)), as_of=wanted.as_of)
    left = any(part.kind is not UnusedKind.MATTER for part in answer.unused)
    if answer.outcome is not Outcome.ANSWERED or answer.clarify or left:
        return None
    if all(e.amount is None for e in answer.estimates):
        return None
    reply = reply_of(to_json(answer))
    wrong = bool(silently_wrong(reply, wanted))
    if not wrong and not judge(reply, wanted).is_right:
        return None
    return {"id": gold.id, "wrong": wrong, "signs": rounded(answer_signs(answer))}


def answer_signs(answer: Answer) -> FirstSigns:
    """The signs of a question that was answered."""
    told = fold("".join(f"{c.quote}{c.policy_title}" for c in answer.citations))
    facts = (one for one in answer.understood if one.kind == "fact")
    marked = sorted((span.start, span.end) for one in facts for span in one.spans)
    return signs_of(fold(answer.question), answer.estimates, told, marked)


def rounded(signs: FirstSigns) -> dict[str, float]:
    """The signs by name, as the material holds them."""
    return {name: round(value, _DIGITS) for name, value in asdict(signs).items()}


# --- fit ---


def fit(table: Floats, wrong: npt.NDArray[np.bool_]) -> Floats:
    """The constant and the weights of a logistic regression, ridge on the weights."""
    from scipy.optimize import minimize

    x = np.c_[np.ones(len(table)), table]
    held = np.r_[0.0, np.full(table.shape[1], _RIDGE)]

    def loss(w: Floats) -> tuple[float, Floats]:
        z = x @ w
        total = np.logaddexp(0.0, z).sum() - z[wrong].sum() + (held * w * w).sum() / 2
        return float(total), x.T @ (1 / (1 + np.exp(-z)) - wrong) + held * w

    found = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B")
    weights: Floats = found.x
    return weights


def probabilities(weights: Floats, table: Floats) -> Floats:
    """How likely each row is wrong."""
    shares: Floats = 1 / (1 + np.exp(-(np.c_[np.ones(len(table)), table] @ weights)))
    return shares


def fitted(rows: Sequence[Row], sha256: str) -> dict[str, Any]:
    """The content of first_doubt.json."""
    table = np.array([row.signs for row in rows])
    wrong = np.array([row.wrong for row in rows])
    sets = sorted({row.set for row in rows})
    held = np.zeros(len(rows))
    for one in sets:
        out = np.array([row.set == one for row in rows])
        held[out] = probabilities(fit(table[~out], wrong[~out]), table[out])
    tell = _threshold(held, wrong)
    weights = fit(table, wrong)
    own = {name: np.array([row.set == name for row in rows]) for name in sets}
    shown = {name: _told(held[out], wrong[out], tell) for name, out in own.items()}
    return {
        "provenance": {
            "command": "python -m benchmarks.fit_first_doubt",
            "questions": len(rows),
            "silently_wrong": int(wrong.sum()),
            "held_out": {"all": _told(held, wrong, tell), **shown},
            "order": round(_order(held, wrong), 3),
            "sha256": sha256,
        },
        "tell": round(tell, _DIGITS),
        "constant": round(float(weights[0]), _DIGITS),
        "weights": {
            name: round(float(w), _DIGITS) for name, w in zip(names(), weights[1:], strict=True)
        },
    }


def _threshold(held: Floats, wrong: npt.NDArray[np.bool_]) -> float:
    """From where on no more right answers are doubted than may be."""
    right = np.sort(held[~wrong])[::-1]
    return float(right[int(_MOST_NEEDLESS * len(right))])


def _told(held: Floats, wrong: npt.NDArray[np.bool_], tell: float) -> dict[str, list[int]]:
    told = held > tell
    return {
        "told_rightly": [int((told & wrong).sum()), int(wrong.sum())],
        "told_needlessly": [int((told & ~wrong).sum()), int((~wrong).sum())],
    }


def _order(held: Floats, wrong: npt.NDArray[np.bool_]) -> float:
    """How often a wrong one stands above a right one."""
    pairs = [(a > b) + (a == b) / 2 for a in held[wrong] for b in held[~wrong]]
    return float(np.mean(pairs))


if __name__ == "__main__":
    main(sys.argv[1:])
