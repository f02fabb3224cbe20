"""Gold questions: what is asked, and what a right answer must hold (contract, section 6).

One question per line, JSON Lines; eval/FORMAT.md describes the fields for authors.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from assistant.answer.answer import Outcome, WarningCode
from assistant.errors import GoldError, system_reason
from assistant.evaluation.gold_line import Line, read_line
from assistant.policy.clause import ClauseId

DEFAULT_DAY = date(2025, 6, 1)
"""The day of asking where a question names none (contract, section 6)."""


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """One question; every expectation is about the answer to the last of ``turns``.

    ``cite``, ``amounts``, ``say``, ``avoid`` and ``warn`` are empty where nothing is expected.
    """

    id: str
    turns: tuple[str, ...]
    outcome: tuple[Outcome, ...]
    as_of: date = DEFAULT_DAY
    cite: tuple[ClauseId, ...] = ()
    only: bool = False
    amounts: tuple[tuple[ClauseId, Decimal], ...] = ()
    say: tuple[tuple[str, ...], ...] = ()
    avoid: tuple[str, ...] = ()
    warn: tuple[WarningCode, ...] = ()
    tags: tuple[str, ...] = ()
    why: str = ""


def load_gold(path: Path) -> tuple[GoldQuestion, ...]:
    """Read a question set; blank lines are skipped.

    Raises:
        GoldError: the file cannot be read, or a line is broken; names file, line and field.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as cause:
        raise GoldError(
            f"{path}：读不到题集（{system_reason(cause)}），请检查 --questions 给的路径。"
        ) from cause
    except UnicodeDecodeError as cause:
        raise GoldError(f"{path}：不是 UTF-8 编码，请另存为 UTF-8。") from cause
    first_line: dict[str, int] = {}
    found: list[GoldQuestion] = []
    for number, row in enumerate(text.split("\n"), start=1):
        if not row.strip():
            continue
        question = _question(read_line(row, f"{path}:{number}"))
        earlier = first_line.setdefault(question.id, number)
        if earlier != number:
            raise GoldError(
                f"{path}:{number}：字段 id 的值 {question.id!r} 与第 {earlier} 行重复，请改一个。"
            )
        found.append(question)
    if not found:
        raise GoldError(f"{path}：题集里一道题也没有，请按 eval/FORMAT.md 每行写一题。")
    return tuple(found)


def _question(line: Line) -> GoldQuestion:
    return GoldQuestion(
        id=line.text("id"),
        turns=line.texts("turns", needed=True),
        outcome=line.words("outcome", Outcome, needed=True),
        as_of=line.day("as_of", DEFAULT_DAY),
        cite=line.clauses("cite"),
        only=line.flag("only"),
        amounts=line.amounts("amounts"),
        say=line.alternatives("say"),
        avoid=line.texts("avoid"),
        warn=line.words("warn", WarningCode),
        tags=line.free_list("tags"),
        why=line.free_text("why"),
    )
