"""Material for what numbers do (retrieval/role_reader.py): a maintenance command, some ten minutes.

Three sorts: messages that authors labelled number by number (eval/training/changes.jsonl, see
fit_roles), messages without a sum labelled with what they do (effects.jsonl: takes back, a
condition holds or fails, one more or fewer), and the judged messages of the question sets given.
Nobody labelled these: of every message all second readings are worked out and judged, and of a
number those roles are right that some right reading gives it. Only one half of the authors is
learned from (``halves``); second readings are fitted on the other, for which what the network says
is no memory (``fit_rereading``).

    python -m assistant.evaluation.role_material FILE SET…
    python -m assistant.retrieval.training.roles FILE --out index/encoder/roles
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.assistant import Assistant
from assistant.dialogue.conversation import Conversation
from assistant.dialogue.effects import FAILS, NOTHING
from assistant.dialogue.rereading import Candidate, Sight, all_figures, applied
from assistant.dialogue.roles import ADD, FACTOR, LESS, OTHER, SET, STILL, TOLD, apart, told
from assistant.errors import GoldError
from assistant.evaluation.fit_rereading import is_right, reading_key
from assistant.evaluation.fit_roles import Labelled, read_labelled
from assistant.evaluation.gold import GoldQuestion, load_gold
from assistant.evaluation.halves import author_of, learns
from assistant.retrieval.role_reader import EFFECTS, Figure, Told
from assistant.settings import load_settings

_MOST, _MOST_EFFECTS = 4, 2
"""Where more roles, or effects, are right, nothing is learned."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A judged message: of each number the roles that right readings give it.

    ``effects``: what it does without a number, by the readings that are right; () unknown.
    """

    author: str
    earlier: tuple[Told, ...]
    now: Told
    right: tuple[tuple[str, ...], ...]
    was_right: bool
    effects: tuple[str, ...] = ()


def main(arguments: Sequence[str]) -> None:
    """Write the material, a message a line."""
    out, paths = Path(arguments[0]), sorted(map(Path, arguments[1:]), key=lambda p: p.name)
    settings = load_settings()
    training = settings.workspace / "eval" / "training"
    labelled = list(read_labelled(training / "changes.jsonl"))
    rows = [
        _line(m.author, m.earlier, m.now, m.right, use="labelled", effects=_none_of(m, n))
        for n, m in enumerate(labelled)
        if any(m.right)
    ]
    rows += [_of_effects(line) for line in _lines(training / "effects.jsonl")]
    assistant = Assistant.open(settings)
    assistant.rereader.silence()
    for path in paths:
        author = author_of(path)
        use = "judged" if learns(author) else "held"
        for gold in load_gold(path):
            rows += [
                _line(
                    author,
                    row.earlier,
                    row.now,
                    row.right,
                    use=use,
                    was_right=row.was_right,
                    effects=row.effects,
                )
                for row in judged_of(assistant, author, gold)
            ]
    out.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")


_EVERY = 3
"""Of messages whose numbers say what they do, every third is learned from as doing nothing else."""


def _none_of(message: Labelled, number: int) -> tuple[str, ...]:
    """That a later message does nothing but by its numbers; () where it is not learned from."""
    done = {role for roles in message.right for role in roles}
    is_told = message.earlier and done & {ADD, LESS} and number % _EVERY == 0
    return (NOTHING,) if is_told else ()


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for text in file:
            yield json.loads(text)


def _of_effects(line: Mapping[str, Any]) -> str:
    """A message that an author labelled with what it does without a number."""
    *earlier, now = map(told, line["turns"])
    if line["effect"] not in EFFECTS:
        raise GoldError(
            f"{line['id']}：effect 的值 {line['effect']!r} 只能是 {'、'.join(EFFECTS)}。"
        )
    nothing = ((),) * len(now.figures)
    author = line["id"].split("-")[0]
    return _line(author, earlier, now, nothing, use="labelled", effects=(line["effect"],))


def _line(
    author: str,
    earlier: Sequence[Told],
    now: Told,
    right: Sequence[Sequence[str]],
    *,
    use: str,
    was_right: bool = True,
    effects: Sequence[str] = (),
) -> str:
    row = {
        "author": author,
        "use": use,
        "was_right": was_right,
        "earlier": [_written(one) for one in earlier],
        "now": _written(now),
        "right": [list(roles) for roles in right],
        "effects": list(effects),
    }
    return json.dumps(row, ensure_ascii=False)


def _written(message: Told) -> dict[str, Any]:
    figures = [
        [f.start, f.end, None if f.value is None else str(f.value), f.unit] for f in message.figures
    ]
    return {"text": message.text, "figures": figures}


def judged_of(assistant: Assistant, author: str, gold: GoldQuestion) -> Iterator[Judged]:
    """The judged messages of a conversation whose numbers some right reading tells apart."""
    rereader = assistant.rereader
    for turn, wanted in gold.judged:
        said = Conversation("", gold.talk(turn))
        found = assistant.understand(said, as_of=wanted.as_of)
        if found.before is None or not rereader.weighs(found):
            continue
        sights = rereader.sights(found, said.turns[:-1])
        turned = rereader.turned(found, found.before)
        edits = rereader.candidates(found, found.before, sights)
        candidates = (*edits, *turned)
        figures = all_figures(found.turn, sights)
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
        own = [c for c in right if c in edits]
        roles = tuple(_roles(figure, place, sights, own) for figure in figures)
        effects = tuple(sorted({c.effect or NOTHING for c in right if c in turned}))
        if len(effects) > _MOST_EFFECTS or FAILS in effects:
            effects = ()  # where nothing is paid, any condition may be what fails
        if any(roles) or effects:
            yield Judged(
                author,
                tuple(told(message) for message in said.turns[:-1]),
                Told(found.turn.folded, tuple(figures)),
                roles,
                is_right(assistant, said, found, wanted),
                effects,
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


if __name__ == "__main__":
    main(sys.argv[1:])
