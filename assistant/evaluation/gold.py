"""Gold questions: what is asked, and what a right answer must hold (contract, section 6).

One question per line, JSON Lines; eval/FORMAT.md describes the fields for authors.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from assistant.answer.answer import Outcome
from assistant.errors import GoldError, system_reason
from assistant.evaluation.gold_line import EXPECTED, Line, Span, Words, read_line
from assistant.policy.clause import ClauseId

DEFAULT_DAY = date(2025, 6, 1)
"""The day of asking where a question names none (contract, section 6)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What one answer must hold; empty fields expect nothing.

    ``amounts`` and ``range`` are yuan: every amount listed for a clause must be given, and its
    rules may give no other; a range is (lowest, highest), its clause None where any may give it.
    """

    outcome: tuple[Outcome, ...]
    as_of: date = DEFAULT_DAY
    cite: tuple[ClauseId, ...] = ()
    only: bool = False
    amounts: tuple[tuple[ClauseId, tuple[Decimal, ...]], ...] = ()
    lead: tuple[str, ...] = ()
    range: tuple[tuple[ClauseId | None, Decimal, Decimal], ...] = ()
    say: tuple[tuple[str, ...], ...] = ()
    avoid: tuple[str, ...] = ()
    warn: tuple[str, ...] = ()
    unused: tuple[Words, ...] = ()
    completeness: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldQuestion:
    """A conversation; ``expect`` holds one entry a turn, None where the turn is not judged.

    The last turn is always judged.
    """

    id: str
    turns: tuple[str, ...]
    expect: tuple[Expectation | None, ...]
    spans: tuple[Span, ...] = ()
    tags: tuple[str, ...] = ()
    why: str = ""

    @property
    def last(self) -> Expectation:
        """What is expected of the answer to the last turn."""
        expectation = self.expect[-1]
        if expectation is None:
            raise AssertionError(f"{self.id}: the last turn is always judged")
        return expectation

    @property
    def judged(self) -> tuple[tuple[int, Expectation], ...]:
        """(number of the turn from 0, what is expected of its answer), in order."""
        return tuple((n, wanted) for n, wanted in enumerate(self.expect) if wanted is not None)

    def talk(self, turn: int) -> tuple[str, ...]:
        """The user's messages up to and with this turn."""
        return self.turns[: turn + 1]


def load_gold(path: Path) -> tuple[GoldQuestion, ...]:
    """Read a question set; blank lines are skipped.

    Raises:
        GoldError: the file cannot be read, or a line is broken; names file, line and field.
    """
    found: list[GoldQuestion] = []
    first_line: dict[str, int] = {}
    for number, row in numbered_rows(path):
        question = read_question(row, f"{path}:{number}")
        earlier = first_line.setdefault(question.id, number)
        if earlier != number:
            raise GoldError(
                f"{path}:{number}：字段 id 的值 {question.id!r} 与第 {earlier} 行重复，请改一个。"
            )
        found.append(question)
    if not found:
        raise GoldError(f"{path}：题集里一道题也没有，请按 eval/FORMAT.md 每行写一题。")
    return tuple(found)


def numbered_rows(path: Path) -> list[tuple[int, str]]:
    """The lines that are not blank, each with its number from 1.

    Raises:
        GoldError: the file cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as cause:
        raise GoldError(
            f"{path}：读不到题集（{system_reason(cause)}），请检查 --questions 给的路径。"
        ) from cause
    except UnicodeDecodeError as cause:
        raise GoldError(f"{path}：不是 UTF-8 编码，请另存为 UTF-8。") from cause
    return [(n, row) for n, row in enumerate(text.split("\n"), start=1) if row.strip()]


def read_question(row: str, place: str) -> GoldQuestion:
    """One line of a set; ``place`` is ``file:line``.

    Raises:
        GoldError: the line is broken; names the place and the field.
    """
    line = read_line(row, place)
    turns = line.texts("turns", needed=True)
    day = line.day("as_of", DEFAULT_DAY)
    return GoldQuestion(
        id=line.text("id"),
        turns=turns,
        expect=_expectations(line, len(turns), day),
        spans=line.spans(turns),
        tags=line.free_list("tags"),
        why=line.free_text("why"),
    )


def _expectations(line: Line, turns: int, day: date) -> tuple[Expectation | None, ...]:
    """One a turn: ``expect``, and what stands at the top for the last turn."""
    rows = line.expected(turns)
    at_top = [name for name in EXPECTED if name in line.values]
    if not rows:
        return (*(None,) * (turns - 1), _expectation(line, day))
    last = rows[-1]
    if last is None:
        last = Line(f"{line.place}", {name: line.values[name] for name in at_top})
    else:
        for name in at_top:
            if last.values.setdefault(name, line.values[name]) != line.values[name]:
                raise line.error(name, f"与 expect 最后一项的 {name} 不同，请只写一处")
    return tuple(None if row is None else _expectation(row, day) for row in (*rows[:-1], last))


def _expectation(line: Line, day: date) -> Expectation:
    return Expectation(
        outcome=line.words("outcome", Outcome, needed=True),
        as_of=line.day("as_of", day),
        cite=line.clauses("cite"),
        only=line.flag("only"),
        amounts=line.amounts("amounts"),
        lead=line.texts("lead"),
        range=line.ranges("range"),
        say=line.alternatives("say"),
        avoid=line.texts("avoid"),
        warn=line.one_of("warn"),
        unused=line.unused("unused"),
        completeness=line.one_of("completeness"),
    )
