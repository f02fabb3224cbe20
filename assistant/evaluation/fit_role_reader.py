"""Train what numbers do (retrieval/role_reader.py): a maintenance command, some twenty minutes.

Two sorts of material: messages that authors labelled number by number (eval/training/changes.jsonl,
see fit_roles), and the judged messages of the question sets given. Nobody labelled these: of every
message all second readings are worked out and judged, and of a number those roles are right that
some right reading gives it. Only one half of the authors is learned from (``learns``); second
readings are fitted on the other, for which what the network says is no memory
(``fit_rereading``).

    python -m assistant.evaluation.fit_role_reader index/encoder/roles SET…
"""

from __future__ import annotations

import hashlib
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from assistant.assistant import Assistant
from assistant.dialogue.conversation import Conversation
from assistant.dialogue.rereading import Candidate, Sight, applied
from assistant.dialogue.roles import ADD, FACTOR, LESS, OTHER, ROLES, SET, STILL, TOLD, apart, told
from assistant.evaluation.fit_rereading import is_right, reading_key
from assistant.evaluation.fit_roles import read_labelled
from assistant.evaluation.gold import GoldQuestion, load_gold
from assistant.retrieval.role_reader import Figure, Told, laid
from assistant.retrieval.training.reader_files import read_trained
from assistant.retrieval.training.roles import EPOCHS, Example, Network
from assistant.settings import load_settings

_FIRST = 4
"""Of ten judged messages that open a conversation so many are learned from."""
_MOST = 4
"""Where so many roles are right and more, nothing is learned."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A judged message: of each number the roles that right readings give it."""

    author: str
    earlier: tuple[Told, ...]
    now: Told
    right: tuple[tuple[str, ...], ...]
    was_right: bool


def learns(author: str) -> bool:
    """Whether the network learns from an author of question sets."""
    return zlib.crc32(author.encode()) % 2 == 1


def author_of(path: Path) -> str:
    """The author of a question set, by the name of its file."""
    parts = path.stem.split("-")
    return parts[2] if len(parts) > 2 else path.stem


def main(arguments: Sequence[str]) -> None:
    """Train, write the files, print how the other half of the authors is read."""
    folder, paths = Path(arguments[0]), sorted(map(Path, arguments[1:]), key=lambda p: p.name)
    settings = load_settings()
    reader = folder.parent / "reader"
    tokenizer = Tokenizer.from_file(str(reader / "tokenizer.json"))
    labelled_in = settings.workspace / "eval" / "training" / "changes.jsonl"
    labelled = [
        Example(laid(tokenizer, m.earlier, m.now), tuple(_places(r) for r in m.right))
        for m in read_labelled(labelled_in)
        if any(m.right)
    ]
    assistant = Assistant.open(settings)
    assistant.rereader.silence()
    judged = [
        (row, Example(laid(tokenizer, row.earlier, row.now), tuple(_places(r) for r in row.right)))
        for path in paths
        for gold in load_gold(path)
        for row in judged_of(assistant, author_of(path), gold)
    ]
    own = [e for row, e in judged if learns(row.author) and _is_kept(row)]
    others = [(row, e) for row, e in judged if not learns(row.author) and row.earlier]
    network = Network(read_trained(reader), len(ROLES))
    network.fit([*labelled, *own], EPOCHS, lambda line: print(line, flush=True))
    digest = hashlib.sha256(labelled_in.read_bytes())
    for path in paths:
        digest.update(path.read_bytes())
    card = {
        "source": "index/encoder/reader (multilingual-e5-small, MIT)",
        "command": "python -m assistant.evaluation.fit_role_reader index/encoder/roles SET…",
        "roles": list(ROLES),
        "learned": {"labelled": len(labelled), "judged": len(own)},
        "held_out": measured(network, others),
        "sets": [path.name for path in paths],
        "sha256": digest.hexdigest(),
    }
    network.write(folder, reader / "tokenizer.json", card)
    print(card["held_out"])


def judged_of(assistant: Assistant, author: str, gold: GoldQuestion) -> Iterator[Judged]:
    """The judged messages of a conversation whose numbers some right reading tells apart."""
    rereader = assistant.rereader
    for turn, wanted in gold.judged:
        said = Conversation("", gold.talk(turn))
        found = assistant.understand(said, as_of=wanted.as_of)
        if found.before is None or not rereader.weighs(found):
            continue
        sights = rereader.sights(found, said.turns[:-1])
        candidates = rereader.candidates(found, found.before, sights)
        figures = rereader.figures(found.turn, sights)
        if len(candidates) < 2 or not apart([(f.start, f.end) for f in figures]):
            continue
        verdicts: dict[str, bool] = {}
        for c in candidates:
            if reading_key(c) not in verdicts:
                now = applied(found, found.before, c, sights, 0.0)
                verdicts[reading_key(c)] = is_right(assistant, said, now, wanted)
        right = [c for c in candidates if verdicts[reading_key(c)]]
        if not right or len(right) == len(candidates):
            continue
        place = {(s.start, s.end): n for n, s in enumerate(sights)}
        roles = tuple(_roles(figure, place, sights, right) for figure in figures)
        if any(roles):
            yield Judged(
                author,
                tuple(told(message) for message in said.turns[:-1]),
                Told(found.turn.folded, tuple(figures)),
                roles,
                is_right(assistant, said, found, wanted),
            )


def _roles(
    figure: Figure,
    place: dict[tuple[int, int], int],
    sights: Sequence[Sight],
    right: Sequence[Candidate],
) -> tuple[str, ...]:
    """The roles that right readings give a number; () where they say nothing of it."""
    number = place.get((figure.start, figure.end))
    if number is None:
        return ()
    roles = {role for c in right for role in _role(c, number, sights[number])}
    return tuple(sorted(roles)) if len(roles) <= _MOST else ()


def _role(candidate: Candidate, number: int, sight: Sight) -> tuple[str, ...]:
    edit = next((e for e in candidate.edits if e.number == number), None)
    if edit is None:
        # What goes on from the first reading keeps what that made of the number.
        return (OTHER, STILL, FACTOR) if candidate.anew or sight.is_idle else ()
    if edit.op != SET:
        return (ADD,) if edit.op == ADD else (LESS,)
    if edit.old is None:
        return (TOLD, SET, ADD)
    return (STILL, SET, TOLD) if edit.old.total == edit.value.total else (SET,)


def _places(roles: Sequence[str]) -> tuple[int, ...]:
    return tuple(ROLES.index(role) for role in roles)


def _is_kept(row: Judged) -> bool:
    """Every later message, and some of those that open a conversation."""
    return bool(row.earlier) or zlib.crc32(row.now.text.encode()) % 10 < _FIRST


def measured(network: Network, rows: Sequence[tuple[Judged, Example]]) -> dict[str, Any]:
    """Of later messages of authors not learned from: numbers whose likeliest role is right."""
    found = {"read right": [0, 0], "read wrong": [0, 0]}
    shares = network.shares([example for _, example in rows])
    for (row, example), own in zip(rows, shares, strict=True):
        for right, likely in zip(example.right, own, strict=True):
            if right and likely is not None:
                cell = found["read right" if row.was_right else "read wrong"]
                cell[0] += likely.index(max(likely)) in right
                cell[1] += 1
    return found


if __name__ == "__main__":
    main(sys.argv[1:])
