"""Run the suite on a program and count what holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.answer.answer import Outcome
from assistant.evaluation.gold import GoldQuestion
from assistant.evaluation.judge import judge, plain_text
from assistant.evaluation.programs.program import Asked, Given, Program
from assistant.evaluation.reply import Reply, reply_of
from assistant.evaluation.report import Share
from assistant.evaluation.robustness.change import Changed
from assistant.evaluation.robustness.draw import spread
from assistant.evaluation.silent import silently_wrong

Json = dict[str, Any]


@dataclass
class Tally:
    """Counts of one part of the suite; ``asked`` includes what is right.

    ``parts`` tells in what the changed answers differ: one answer may differ in several.
    """

    name: str
    n: int = 0
    right: int = 0
    asked: int = 0
    silent: int = 0
    changed: int = 0
    named: int = 0
    knows_unused: bool = False
    wrong: list[tuple[str, str]] = field(default_factory=list)
    parts: Counter[str] = field(default_factory=Counter)
    moved: list[tuple[str, str, str]] = field(default_factory=list)

    def to_json(self) -> Json:
        """The counts with the intervals of their shares."""
        counts = ("right", "asked", "silent", "changed", "named")
        shares = {name: Share(getattr(self, name), self.n) for name in counts}
        return {
            "name": self.name,
            "n": self.n,
            "changed_parts": dict(sorted(self.parts.items())),
            **{
                name: [share.right, *(round(b, 4) for b in share.interval)]
                for name, share in shares.items()
            },
        }


def of_nouns(program: Program, questions: Sequence[GoldQuestion]) -> list[Tally]:
    """Nouns beside a number, by kind: right, or asked about that very number."""
    tallies: dict[str, Tally] = {}
    for question, reply in _replies(program, questions):
        kind, *beside = question.tags
        tally = tallies.setdefault(kind, Tally(f"生词旁的数（{_KINDS[kind]}）"))
        is_right = _is_right(reply, question)
        _count(tally, question, reply, is_right)
        tally.asked += is_right or _asks_about(reply, beside)
        if reply is not None and reply.unused is not None:
            tally.knows_unused = True
            tally.named += not judge(reply, question.last).unused
    return list(tallies.values())


_KINDS = {"money": "金额", "count": "个数"}


def right_ones(
    program: Program, pool: Sequence[GoldQuestion], n: int
) -> tuple[tuple[GoldQuestion, Reply], ...]:
    """N questions that the program answers right, half of them with amounts if there are so many.

    Only single messages whose answer is ``answered``, drawn by checksum.
    """
    single = [q for q in pool if len(q.turns) == 1 and q.last.outcome == (Outcome.ANSWERED,)]
    found: list[tuple[GoldQuestion, Reply]] = []
    for has_amounts in (True, False):
        by_id = {q.id: q for q in single if bool(q.last.amounts) is has_amounts}
        some = [by_id[i] for i in spread(list(by_id), 2 * n, "right")]
        right = [
            (q, reply)
            for q, reply in _replies(program, some)
            if reply is not None and _is_right(reply, q)
        ]
        found += right[: n // 2]
    return tuple(found)


def of_changes(
    program: Program, before: Sequence[tuple[GoldQuestion, Reply]], changes: Iterable[Changed]
) -> list[Tally]:
    """Messages said in another way: what changed, and what is still right."""
    original = {question.id: reply for question, reply in before}
    made = list(changes)
    tallies: dict[str, Tally] = {}
    asked = [Asked(c.question.id, (c.message,), c.question.last.as_of) for c in made]
    for change, given in zip(made, program.answers(asked), strict=True):
        tally = tallies.setdefault(change.kind, Tally(change.kind))
        reply = _reply(given)
        is_right = _is_right(reply, change.question)
        _count(tally, change.question, reply, is_right, change.message)
        tally.asked += is_right or (reply is not None and reply.clarify is not None)
        found = _changes(original[change.question.id], reply)
        tally.changed += bool(found)
        tally.parts.update(found)
        if found:
            tally.moved.append((change.question.id, "、".join(found), change.message))
    return list(tallies.values())


def of_one_number(program: Program, questions: Sequence[GoldQuestion]) -> Tally:
    """Clear questions with one number: ``changed`` counts those that are asked back."""
    tally = Tally("只有一个数的清楚问题（变了＝反问）")
    for question, reply in _replies(program, questions):
        is_right = _is_right(reply, question)
        _count(tally, question, reply, is_right)
        asks = reply is not None and reply.clarify is not None
        tally.asked += is_right or asks
        tally.changed += asks
    return tally


def _count(
    tally: Tally, question: GoldQuestion, reply: Reply | None, is_right: bool, message: str = ""
) -> None:
    tally.n += 1
    tally.right += is_right
    tally.silent += reply is not None and bool(silently_wrong(reply, question.last))
    if not is_right:
        tally.wrong.append((question.id, message or question.turns[-1]))


def _replies(
    program: Program, questions: Sequence[GoldQuestion]
) -> Iterator[tuple[GoldQuestion, Reply | None]]:
    asked = [Asked(q.id, q.turns, q.last.as_of) for q in questions]
    for question, given in zip(questions, program.answers(asked), strict=True):
        yield question, _reply(given)


def _reply(given: Given) -> Reply | None:
    return None if given.answer is None else reply_of(given.answer)


def _is_right(reply: Reply | None, question: GoldQuestion) -> bool:
    """Everything but ``unused``, which is counted apart."""
    if reply is None:
        return False
    return not {name for name, _ in judge(reply, question.last).faults} - {"unused"}


def _asks_about(reply: Reply | None, words: Sequence[str]) -> bool:
    if reply is None or reply.clarify is None:
        return False
    text = plain_text("".join((reply.clarify.question, *reply.clarify.choices)))
    return any(plain_text(word) in text for word in words)


def _marks(reply: Reply) -> dict[str, object]:
    """What must not change: outcome, cited clauses, amounts and lead."""
    return {
        "结论": reply.outcome,
        "引用": sorted({str(clause) for clause in reply.cited}),
        "金额": sorted((e.rule_id, str(e.amount)) for e in reply.estimates),
        "首句": [plain_text(lead) for lead in reply.leads],
    }


def _changes(before: Reply, now: Reply | None) -> list[str]:
    """Names of what is no longer the same."""
    if now is None:
        return ["出错"]
    one, other = _marks(before), _marks(now)
    return [name for name in one if one[name] != other[name]]
