"""Write an answer in the form asked for, and tell its exit code."""

from __future__ import annotations

import json

from assistant.answer.answer import Answer, Outcome
from assistant.answer.render import to_json, to_text
from assistant.cli.endings import CLARIFY, DONE, REFUSED
from assistant.cli.options import Form
from assistant.cli.parts import load

EXIT_CODES = {Outcome.ANSWERED: DONE, Outcome.REFUSED: REFUSED, Outcome.CLARIFY: CLARIFY}


def speak(answer: Answer, form: Form) -> int:
    """Write the answer on standard output; returns the exit code of its outcome."""
    if form is Form.JSON:
        write_json(to_json(answer))
    elif form is Form.TEXT:
        print(to_text(answer), end="", flush=True)
    else:
        load("draw_answer", "draw")(answer)
    return EXIT_CODES[answer.outcome]


def write_json(content: object) -> None:
    """One line of JSON."""
    print(json.dumps(content, ensure_ascii=False), flush=True)
