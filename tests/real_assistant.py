"""The assistant over this repository's corpus, with an index of its own, opened once a run."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from assistant.answer.answer import Answer
from assistant.answer.render import to_json
from assistant.assistant import Assistant
from assistant.dialogue.conversation import Conversation
from assistant.dialogue.understanding import Understanding
from assistant.evaluation.gold import load_gold
from assistant.evaluation.report import Report
from assistant.evaluation.run import run_evaluation
from assistant.indexing import build
from assistant.settings import Settings
from tests.fakes import ROOT

DAY = date(2025, 6, 1)
QUESTION_SETS = tuple(sorted((ROOT / "eval" / "questions").glob("*.jsonl")))


@cache
def workspace() -> Path:
    """A workspace that shares corpus, prompts and encoder with the repository, freshly built."""
    folder = Path(tempfile.mkdtemp(prefix="cewen-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "index").mkdir()
    for name in ("corpus", "prompts", "index/encoder"):
        (folder / name).symlink_to(ROOT / name, target_is_directory=True)
    build(settings(folder))
    return folder


def settings(folder: Path) -> Settings:
    return Settings(workspace=folder, data_dir=folder / "var")


@cache
def real() -> Assistant:
    return Assistant.open(settings(workspace()))


@cache
def report(path: Path) -> Report:
    """The evaluation of one question set."""
    return run_evaluation(real(), load_gold(path), name=path.stem)


def conversation(*turns: str) -> Conversation:
    talk = Conversation("test", ())
    for turn in turns:
        talk = talk.say(turn)
    return talk


def ask(*turns: str, as_of: date = DAY) -> Answer:
    """The answer to the last of the turns."""
    return real().ask(conversation(*turns), as_of=as_of)


def understand(*turns: str, as_of: date = DAY) -> Understanding:
    return real()._understander.understand(conversation(*turns), as_of=as_of)


def cited(answer: Answer) -> list[str]:
    return [str(citation.clause_id) for citation in answer.citations]


def amounts(answer: Answer) -> dict[str, Decimal | None]:
    """Rule -> amount, in the order of the answer; several cases of a rule keep the first."""
    found: dict[str, Decimal | None] = {}
    for estimate in answer.estimates:
        found.setdefault(estimate.rule_id, estimate.amount)
    return found


def facts(answer: Answer) -> set[tuple[str, object]]:
    """Every fact that some estimate used."""
    return {fact for estimate in answer.estimates for fact in estimate.facts}


def number_facts(answer: Answer) -> set[tuple[str, object]]:
    """The facts that are numbers."""
    return {(name, value) for name, value in facts(answer) if isinstance(value, Decimal)}


def content(answer: Answer) -> dict[str, object]:
    """What an answer says: everything but ids, the question's words and timings."""
    made = to_json(answer)
    for key in ("id", "conversation_id", "question", "timings_ms"):
        made.pop(key)
    return made
