"""Material for what later messages do to those before them: a maintenance command.

Labelled by authors who see the policies' texts only: conversations whose last message goes back or
does not (eval/training/returns.jsonl), or changes some of the numbers told (targets.jsonl); whole
conversations (courses.jsonl); messages labelled number by number (changes.jsonl) and by what they
do without one (effects.jsonl), of which the sort of change is known, not of what. And judged
messages (``retelling_judged``): every edit that leads to a right answer is right.

    python -m assistant.evaluation.retelling_judged JUDGED SET…
    python -m assistant.evaluation.retelling_material FILE JUDGED…
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from assistant.dialogue.roles import told
from assistant.evaluation.fit_roles import read_labelled
from assistant.retrieval.edit_reader import BY_MESSAGE, BY_NUMBER, NOTHING, Key
from assistant.retrieval.role_reader import Told
from assistant.settings import load_settings
from assistant.text.normalise import fold

_MOST = 6
"""Where more edits are right, nothing is learned."""
_EVERY = 2
"""Of messages of which only the sort of change is known every second one is learned from."""


Way = dict[str, Any]


def _way(message: Sequence[Key] | None, numbers: Sequence[tuple[int, Sequence[Key]]] = ()) -> Way:
    """One way in which a message is right: what it does itself, what its numbers do, by place."""
    return {"message": message, "numbers": numbers}


def main(arguments: Sequence[str]) -> None:
    """Write the material, a message a line."""
    out, judged = Path(arguments[0]), map(Path, arguments[1:])
    training = load_settings().workspace / "eval" / "training"
    with out.open("w", encoding="utf-8") as file:
        for row in (
            *_returns(training / "returns.jsonl"),
            *_targets(training / "targets.jsonl"),
            *_courses(training / "courses.jsonl"),
            *_changes(training / "changes.jsonl"),
            *_effects(training / "effects.jsonl"),
        ):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
        for path in judged:
            for row in _judged(path):
                file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _row(
    sort: str, author: str, earlier: Sequence[Any], now: Any, ways: Sequence[Way]
) -> dict[str, Any]:
    return {
        "sort": sort,
        "author": author,
        "earlier": [_written(one) for one in earlier],
        "now": _written(now),
        "ways": ways,
    }


def _written(message: Told | Mapping[str, Any]) -> Mapping[str, Any]:
    if not isinstance(message, Told):
        return message
    figures = [
        [f.start, f.end, None if f.value is None else str(f.value), f.unit] for f in message.figures
    ]
    return {"text": message.text, "figures": figures}


def _author(row: Mapping[str, Any]) -> str:
    return str(row["id"]).split("-", maxsplit=1)[0]


def _returns(path: Path) -> Iterator[dict[str, Any]]:
    for row in _lines(path):
        *earlier, now = (told(t) for t in row["turns"])
        back = row["back_to"]
        if back is not None and not 0 <= back < len(earlier) - 1:
            continue
        # 不搬了,而且又买了一批200万的: what its numbers do is said of what it goes back to
        way = _way((NOTHING if back is None else ("back", back, -1),))
        yield _row("returns", _author(row), earlier, now, [way])


def _targets(path: Path) -> Iterator[dict[str, Any]]:
    for row in _lines(path):
        *earlier, now = (told(t) for t in row["turns"])
        way = _labelled(earlier, now, row)
        if way is not None:
            yield _row("targets", _author(row), earlier, now, [way])


def _courses(path: Path) -> Iterator[dict[str, Any]]:
    for row in _lines(path):
        turns = [told(t) for t in row["turns"]]
        for number, label in enumerate(row["labels"], 1):
            earlier, now = turns[:number], turns[number]
            back = label["back_to"]
            way = _labelled(earlier, now, label)
            if back is not None:
                way = _way((("back", back, -1),)) if 0 <= back < number - 1 else None
            if way is not None:
                yield _row("courses", _author(row), earlier, now, [way])


def _labelled(earlier: Sequence[Told], now: Told, label: Any) -> Way | None:
    """What an author says that a message does; None where that is not said in full."""
    numbers = []
    for one in label["numbers"]:
        place = _figure_of(now, one["text"])
        if place is None:
            continue
        op = {"only": "set"}.get(one["op"], one["op"])
        if op not in BY_NUMBER:
            numbers.append((place, (NOTHING,)))
            continue
        target = _target_of(earlier, one.get("to"))
        if target is not None:
            numbers.append((place, ((op, *target),)))
    does: tuple[Key, ...] | None = (NOTHING,)
    if label["does"]:
        keys: list[Key] = []
        for one in label["does"]:
            to = one.get("to")
            if one["op"] == "swap" and to and isinstance(to[0], list):
                keys += [("swap", *t) for part in to if (t := _target_of(earlier, part))]
            elif one["op"] in BY_MESSAGE and (target := _target_of(earlier, to)):
                keys.append((one["op"], *target))
        does = tuple(keys) or None
    return _way(does, tuple(numbers)) if does is not None or numbers else None


def _figure_of(message: Told, text: str) -> int | None:
    at = message.text.find(fold(text))
    if at < 0:
        return None
    end = at + len(fold(text))
    places = (n for n, f in enumerate(message.figures) if f.start < end and at < f.end)
    return next(places, None)


def _target_of(earlier: Sequence[Told], to: Any) -> tuple[int, int] | None:
    if not to or not isinstance(to[0], int) or not 0 <= to[0] < len(earlier):
        return None
    place = _figure_of(earlier[to[0]], to[1])
    return None if place is None else (to[0], place)


def _changes(path: Path) -> Iterator[dict[str, Any]]:
    later = (m for m in read_labelled(path) if m.earlier and any(m.right))
    for message in islice(later, 0, None, _EVERY):
        targets = [
            (turn, place)
            for turn, one in enumerate(message.earlier)
            for place in range(len(one.figures))
        ]
        numbers = []
        for place, roles in enumerate(message.right):
            if not roles:
                continue
            keys: list[Key] = []
            for role in roles:
                keys += [(role, *t) for t in targets] if role in BY_NUMBER else [NOTHING]
            numbers.append((place, tuple(dict.fromkeys(keys))))
        way = _way((NOTHING,), tuple(numbers))
        yield _row("changes", message.author, message.earlier, message.now, [way])


def _effects(path: Path) -> Iterator[dict[str, Any]]:
    for row in _lines(path):
        *earlier, now = (told(t) for t in row["turns"])
        cuts = [("back", t, -1) for t in range(len(earlier) - 1)]
        cuts += [("void", t, -1) for t in range(1, len(earlier) - 1)]
        told_before = [(t, n) for t, one in enumerate(earlier) for n in range(len(one.figures))]
        right: Sequence[Key]
        match row["effect"]:
            case "more":
                right = [("more", *t) for t in told_before]
            case "fewer":
                right = [(op, *t) for t in told_before for op in ("fewer", "drop")]
            case "back":
                right = [*cuts, *(("drop", *t) for t in told_before)]
            case "nothing" | "holds":
                right = [NOTHING]
            case _:
                continue
        if right:
            yield _row("effects", _author(row), earlier, now, [_way(tuple(right))])


def _judged(path: Path) -> Iterator[dict[str, Any]]:
    for row in _lines(path):
        if row["stays"] and row["right"]:
            continue  # what it does changes nothing that is asked
        right = [tuple(e) for e in row["right"]]
        if not row["was_right"]:
            right += [tuple(e) for e in row["read_on"] if e not in row["right"]]
        figures = len(row["now"]["figures"])
        by_number = [e for e in right if e[3] is not None]
        if row["was_right"] and not row["stays"] and not by_number and figures:
            right = []  # what it tells is new
        if len(right) > _MOST:
            continue
        ways = []
        for op, turn, figure, number in right:
            key = (op, turn, -1 if figure is None else figure)
            numbers = () if number is None else ((number, (key,)),)
            ways.append(_way((key,) if number is None else (NOTHING,), numbers))
        if not right and (row["stays"] or row["was_right"]):
            nothing = tuple((n, (NOTHING,)) for n in range(figures))
            ways.append(_way((NOTHING,), nothing))
        if ways:
            yield _row("judged", row["author"], row["earlier"], row["now"], ways)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for text in file:
            yield json.loads(text)


if __name__ == "__main__":
    main(sys.argv[1:])
