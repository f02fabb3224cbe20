"""Estimates that can be run again: every estimate of every answer, from its own JSON alone.

Run: ``python -m tests.proof.again [--every 1]``. Asks the seen questions (all turns of their
conversations), gives each estimate's rule, facts, day and label to what ``POST /api/v1/estimate``
and ``cewen calc`` call, and compares the canonical bytes; a step whose ``from`` says that the
answer derived it (还差) is no part of the rule's sum. Prints what differs; fails below 99 %.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from assistant.answer.render import to_json
from assistant.assistant import Assistant
from assistant.dialogue.conversation import Conversation
from assistant.errors import AssistantError
from assistant.rules.estimate import Estimate
from assistant.web.api.estimating import estimate_json
from tests.fakes import ROOT
from tests.real_assistant import real

LEAST = 0.99
SETS = ("eval/questions", "eval/tuning", "eval/report")


def canonical(value: object) -> str:
    """Sorted keys, no blanks: what is compared."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def differences(assistant: Assistant, estimate: Estimate) -> list[str]:
    """The parts of an estimate that do not come again; the fault if it cannot be run."""
    told: Any = json.loads(canonical(to_json(estimate)))
    told["steps"] = [step for step in told["steps"] if not step["from"]]
    try:
        made = estimate_json(
            assistant, told["rule_id"], told["facts"], date.fromisoformat(told["as_of"]),
            told["label"],
        )  # fmt: skip
    except AssistantError as fault:
        return [str(fault)]
    again = json.loads(canonical(made))
    return [key for key in told.keys() | again.keys() if told.get(key) != again.get(key)]


def questions(paths: list[Path], every: int) -> Iterator[tuple[str, date, list[str]]]:
    """Id, day and messages of each question."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines()[::every]:
            asked = json.loads(line)
            yield asked["id"], date.fromisoformat(asked.get("as_of", "2025-06-01")), asked["turns"]


def estimates(assistant: Assistant, day: date, turns: list[str]) -> Iterator[tuple[str, Estimate]]:
    """Every estimate of a rule in the answers to a conversation, with the message."""
    conversation = Conversation("", ())
    for turn in turns:
        conversation = conversation.say(turn)
        answer = assistant.ask(conversation, as_of=day)
        yield from ((turn, one) for one in answer.estimates if one.rule_id)


def main() -> int:
    """Ask, run again, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--every", type=int, default=1, help="only every so manieth question")
    given = parser.parse_args()
    assistant = real()
    paths = [path for folder in SETS for path in sorted((ROOT / folder).glob("*.jsonl"))]
    seen: set[Estimate] = set()
    astray = 0
    for name, day, turns in questions(paths, given.every):
        for turn, one in estimates(assistant, day, turns):
            if one in seen:
                continue
            seen.add(one)
            found = differences(assistant, one)
            astray += bool(found)
            if found:
                print(f"{name}\t{one.rule_id}\t{'、'.join(sorted(found))}\t{turn[:60]}")
    same = len(seen) - astray
    print(f"{same} / {len(seen)} 笔测算由自己的事实重算，逐字节相同（{same / len(seen):.1%}）")
    return 0 if same >= LEAST * len(seen) else 1


if __name__ == "__main__":
    sys.exit(main())
