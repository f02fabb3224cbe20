"""Answer messages with the version of the program that is on the path; run as a file.

``OtherVersion`` starts this file with another folder's packages. One JSON object a line comes in,
``{"turns", "as_of"}``, and one goes out, ``{"answer", "seconds", "error"}``. It uses only names
that every version has, and nothing of the evaluation.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import date

from assistant.answer.render import to_json
from assistant.assistant import Assistant
from assistant.dialogue.conversation import Conversation
from assistant.settings import load_settings


def main() -> None:
    """Answer until the input ends; whatever the program prints goes to the error stream."""
    out, sys.stdout = sys.stdout, sys.stderr
    assistant = Assistant.open(load_settings())
    for line in sys.stdin:
        asked = json.loads(line)
        answer, error = None, ""
        started = time.perf_counter()
        try:
            conversation = Conversation("eval", tuple(asked["turns"]))
            made = assistant.ask(conversation, as_of=date.fromisoformat(asked["as_of"]))
            seconds = time.perf_counter() - started
            answer = to_json(made)
        except Exception as raised:  # noqa: BLE001 - a crash is a wrong answer, not the end
            seconds = time.perf_counter() - started
            error = f"{type(raised).__name__}: {raised}"
        given = {"answer": answer, "seconds": seconds, "error": error}
        out.write(json.dumps(given, ensure_ascii=False) + "\n")
        out.flush()


if __name__ == "__main__":
    main()
