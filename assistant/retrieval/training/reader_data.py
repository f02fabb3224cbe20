"""What the reader learns from: messages with the clauses that they ask for.

From the authors' question sets, the training pairs and the stretches of messages about several
matters. Authors are held out whole, never single lines.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from assistant.policy.clause import ClauseId
from assistant.policy.corpus import Corpus
from assistant.retrieval.reader import label_of
from assistant.text.normalise import fold
from assistant.text.quantities import find_quantities

HELD_OUT = ("2026-11-own", "2026-11-o-", "2026-11-p", "2026-11-q")
"""Authors to measure on: three, and the project's own sets."""
LEARNED = re.compile(r"2026-11-[a-n]-")
"""Authors that the reader learned from; those that came later it never reads."""
_FOLDERS = ("questions", "report", "tuning")
_FAR_SUBJECTS = (
    "beijing", "fuzhou", "hefei", "lucheng", "shengzhou", "waimao", "xiamen", "zhangzhou",
)  # fmt: skip
_MORE_PLACES = ("香港", "澳门", "海口", "鹤岗", "深汕", "罗湖", "盐田", "光明", "坪山", "大鹏")
_SHORT = 8
_CUTS = re.compile(r"[,。;?!、\n]")
_PART = 3
_STRETCH = 6


@dataclass(frozen=True, slots=True)
class Example:
    """A message: the labels that are right, those that are neither right nor wrong, and its kind.

    ``kind``: ``ask`` of the corpus; ``refuse`` nothing answers it; ``passage`` a text outside the
    corpus answers it; ``away`` the same, but a clause may be on its matter; ``near`` nothing of
    ``policy`` answers it.
    """

    text: str
    right: tuple[str, ...]
    ignored: frozenset[str]
    kind: str
    file: str = ""
    id: str = ""
    turn: int = 0
    is_by_hand: bool = True
    policy: str = ""


@dataclass(frozen=True)
class Labels:
    """What messages are read against: the clauses of the corpus, and passages outside it."""

    corpus: Corpus
    clauses: dict[str, str]
    passages: dict[str, str]
    topics: dict[str, frozenset[str]]

    @classmethod
    def of(cls, corpus: Corpus, root: Path) -> Labels:
        """Of a corpus and its topics; the passages are those of the training pairs."""
        clauses = {str(clause.id): label_of(corpus, clause) for clause in corpus.clauses}
        topics: dict[str, set[str]] = defaultdict(set)
        charted = yaml.safe_load((root / "corpus" / "topics.yaml").read_text(encoding="utf-8"))
        for topic in charted:
            for clause in leaves_of(corpus, topic["clauses"]):
                topics[clause].add(str(topic["id"]))
        passages = {
            f"passage:{row['subject']}": str(row["passage"])
            for row in _rows(root / "eval" / "training" / "pairs.jsonl")
            if not row["clause"]
        }
        return cls(corpus, clauses, passages, {c: frozenset(t) for c, t in topics.items()})

    def text(self, label: str) -> str:
        """The text of a label."""
        return self.clauses.get(label) or self.passages[label]


def policy_of(label: str) -> str:
    """The policy of a clause's label."""
    return label.split("#")[0]


def leaves_of(corpus: Corpus, clauses: Iterable[str]) -> tuple[str, ...]:
    """The clauses that can be cited, each once: an article's items for an article."""
    found = (leaf for c in clauses for leaf in corpus.leaves(ClauseId.parse(c)))
    return tuple(dict.fromkeys(str(leaf.id) for leaf in found))


def asked(root: Path, corpus: Corpus, *, held_out: bool) -> list[Example]:
    """The judged messages of the question sets, of the held-out authors or of the others.

    A later turn counts with the clauses that it adds, if it says enough to be read alone.
    """
    away = _away(root)
    found: list[Example] = []
    paths = (path for name in _FOLDERS for path in (root / "eval" / name).glob("*.jsonl"))
    for path in sorted(paths):
        if not (path.name.startswith(HELD_OUT) if held_out else LEARNED.match(path.name)):
            continue
        for row in _rows(path):
            found += _of_talk(row, path.name, corpus, away)
    return found


def _of_talk(
    row: dict[str, Any], name: str, corpus: Corpus, away: re.Pattern[str]
) -> Iterator[Example]:
    turns = row["turns"]
    expect = [*(row.get("expect") or [None] * len(turns))[: len(turns) - 1]]
    last = (row.get("expect") or [None])[-1] or row
    seen: set[str] = set()
    is_known = True
    for n, (text, wanted) in enumerate(zip(turns, [*expect, last], strict=True)):
        if wanted is None:
            is_known = False
            continue
        outcome = wanted.get("outcome") or row.get("outcome") or []
        cited = leaves_of(corpus, wanted.get("cite") or [])
        fresh = tuple(c for c in cited if c not in seen)
        where = (name, str(row["id"]), n)
        if cited and n == 0:
            yield Example(text, cited, frozenset(), "ask", *where)
        elif fresh and n and len(text) >= _SHORT and is_known:
            yield Example(text, fresh, frozenset(seen), "ask", *where)
        elif n == 0 and not cited and outcome == ["refused"] and not away.search(text):
            yield Example(text, (), frozenset(), "refuse", *where)
        seen |= set(cited)


def paired(root: Path, corpus: Corpus) -> list[Example]:
    """The training pairs, asked of the corpus or of a passage outside it."""
    away = _away(root)
    found = []
    for row in _rows(root / "eval" / "training" / "pairs.jsonl"):
        text, by_hand = str(row["question"]), row["made"] == "hand"
        if row["clause"]:
            right = leaves_of(corpus, [row["clause"]])
            also = frozenset(leaves_of(corpus, row["also_right"]))
            found.append(Example(text, right, also, "ask", is_by_hand=by_hand))
        else:
            is_far = str(row["subject"]).startswith(_FAR_SUBJECTS) or away.search(text)
            kind = "away" if is_far else "passage"
            label = (f"passage:{row['subject']}",)
            found.append(Example(text, label, frozenset(), kind, is_by_hand=by_hand))
    return found


def written(root: Path, corpus: Corpus) -> list[Example]:
    """The messages and stretches written for it, each read against one policy."""
    found = []
    for row in _rows(root / "eval" / "training" / "asked.jsonl"):
        right = leaves_of(corpus, row["cite"])
        kind = "ask" if right else "near"
        found.append(Example(row["text"], right, frozenset(), kind, policy=row["policy"]))
    return found


def stretches(root: Path, corpus: Corpus, ids: set[str]) -> list[Example]:
    """The stretches of these messages that are about several matters, each with its clauses."""
    found = []
    for row in _rows(root / "eval" / "training" / "numbers.jsonl"):
        if len(row["groups"]) < 2 or row["id"] not in ids:
            continue
        for start, end, clauses in row["groups"]:
            if end - start >= _STRETCH and clauses:
                text = row["text"][start:end]
                found.append(Example(text, leaves_of(corpus, clauses), frozenset(), "ask"))
    return found


def said(root: Path, corpus: Corpus) -> list[str]:
    """What the authors it learned from and the training material say, in the forms it is read in.

    Whole messages and their clauses, one and two together, each also with blanks for its numbers
    and places. Nothing is said of what they ask for.
    """
    found: dict[str, None] = {}
    places = {word for policy in corpus.policies for word in (policy.region, *policy.region_words)}
    named = re.compile("|".join(sorted(map(re.escape, places - {""}), key=lambda w: (-len(w), w))))
    for message in _messages(root):
        text = fold(message)
        parts = [part for part in _CUTS.split(text) if len(part.strip()) >= _PART]
        pairs = [f"{a},{b}" for a, b in pairwise(parts)]
        alone = parts if len(parts) > 1 else []
        blank = [_blanked(one, named) for one in (text, *alone, *pairs)]
        found.update(dict.fromkeys([text, *alone, *blank]))
    return [text for text in found if text.strip()]


def _messages(root: Path) -> Iterator[str]:
    for name in _FOLDERS:
        for path in sorted((root / "eval" / name).glob("*.jsonl")):
            if LEARNED.match(path.name):
                for row in _rows(path):
                    yield from row["turns"]
    training = root / "eval" / "training"
    for row in _rows(training / "pairs.jsonl"):
        yield str(row["question"])
    for name in ("asked.jsonl", "purpose.jsonl"):
        for row in _rows(training / name):
            yield str(row["text"])


def _blanked(text: str, places: re.Pattern[str]) -> str:
    """A text with blanks for its numbers and the places of the corpus."""
    spans = [(one.start, one.end) for one in find_quantities(text)]
    spans += [match.span() for match in places.finditer(text)]
    kept = list(text)
    for start, end in spans:
        kept[start:end] = " " * (end - start)
    return "".join(kept)


def _away(root: Path) -> re.Pattern[str]:
    """Places whose policies are not collected: what is asked of them may be on a known matter."""
    places = yaml.safe_load((root / "corpus" / "places.yaml").read_text(encoding="utf-8"))
    return re.compile("|".join([*places["elsewhere"], *_MORE_PLACES]))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)
