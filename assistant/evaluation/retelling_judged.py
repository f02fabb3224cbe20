"""What later messages may do to those before them, judged: a maintenance command, an hour or two.

Nobody labels it: of every judged later message of the question sets given, every edit of the
messages before it (``edits``) is worked out and judged. An edit is right that
leads to a wholly right answer.

    python -m assistant.evaluation.retelling_judged FILE SET…
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from assistant.assistant import Assistant
from assistant.dialogue.conversation import Conversation
from assistant.dialogue.roles import told
from assistant.errors import AssistantError
from assistant.evaluation.edits import Edit, Op, edits_of, retold
from assistant.evaluation.fit_rereading import is_right
from assistant.evaluation.gold import Expectation, GoldQuestion, load_gold
from assistant.evaluation.halves import author_of
from assistant.retrieval.role_reader import Told
from assistant.settings import load_settings

_AGAIN = ("再说一遍", "全部再列一遍")
_MOST = 40
"""Of messages with more edits nothing is learned."""


def main(arguments: Sequence[str]) -> None:
    """Write the material, a message a line."""
    out, paths = Path(arguments[0]), sorted(map(Path, arguments[1:]), key=lambda p: p.name)
    assistant = Assistant.open(load_settings())
    wrong = mended = 0
    with out.open("w", encoding="utf-8") as file:
        for path in paths:
            for gold in load_gold(path):
                for row in rows_of(assistant, author_of(path), gold):
                    wrong += not row["was_right"]
                    mended += not row["was_right"] and bool(row["right"] or row["read_on"])
                    file.write(json.dumps(row, ensure_ascii=False) + "\n")
            file.flush()
    sys.stdout.write(f"not right: {wrong}, of which some edit leads to a right answer: {mended}\n")


def rows_of(assistant: Assistant, author: str, gold: GoldQuestion) -> Iterator[dict[str, Any]]:
    """The judged later messages of a conversation, each with the edits that are right."""
    for turn, wanted in gold.judged:
        if not turn:
            continue
        typed = gold.talk(turn)
        *earlier, now = map(told, typed)
        edits = tuple(edits_of(earlier, now))
        was_right = _is_right(assistant, typed, wanted)
        if len(edits) > _MOST * (1 if was_right else 8):
            continue
        stays = any(_is_right(assistant, (*typed[:-1], a), wanted) for a in _AGAIN)
        right = [e for e in edits if _leads_right(assistant, earlier, now, e, wanted)]
        cuts = [e for e in edits if e.op in (Op.BACK, Op.VOID)]
        read_on = [e for e in cuts if _reads_on(assistant, earlier, now, e, wanted)]
        yield {
            "id": gold.id,
            "author": author,
            "turn": turn,
            "earlier": [_written(one) for one in earlier],
            "now": _written(now),
            "edits": [_plain(e) for e in edits],
            "right": [_plain(e) for e in right],
            "read_on": [_plain(e) for e in read_on],
            "stays": stays,
            "was_right": was_right,
        }


def _leads_right(
    assistant: Assistant, earlier: Sequence[Told], now: Told, edit: Edit, wanted: Expectation
) -> bool:
    """Whether the conversation as an edit leaves it is rightly answered, told again."""
    before = retold(earlier, now, edit)
    return any(_is_right(assistant, (*before, final), wanted) for final in _AGAIN)


def _reads_on(
    assistant: Assistant, earlier: Sequence[Told], now: Told, edit: Edit, wanted: Expectation
) -> bool:
    """The same with the message itself read behind what is left."""
    return _is_right(assistant, (*retold(earlier, now, edit), now.text), wanted)


def _is_right(assistant: Assistant, turns: Sequence[str], wanted: Expectation) -> bool:
    said = Conversation("", tuple(turns))
    try:
        return is_right(assistant, said, assistant.understand(said, as_of=wanted.as_of), wanted)
    except AssistantError:
        return False


def _plain(edit: Edit) -> list[Any]:
    return [str(edit.op), edit.turn, edit.figure, edit.number]


def _written(message: Told) -> dict[str, Any]:
    figures = [
        [f.start, f.end, None if f.value is None else str(f.value), f.unit] for f in message.figures
    ]
    return {"text": message.text, "figures": figures}


if __name__ == "__main__":
    main(sys.argv[1:])
