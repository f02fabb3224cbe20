"""Judge one answer against one gold question (contract, section 6; eval/FORMAT.md)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, fields

from assistant.answer.answer import Answer
from assistant.errors import UnknownClauseError
from assistant.evaluation.gold import GoldQuestion
from assistant.policy.clause import ClauseId
from assistant.rules.estimate import Estimate

_SEPARATOR = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_BLANK = re.compile(r"[\s\u200b\ufeff]+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Per check: None where the question does not ask for it, "" if right, else what is missing."""

    outcome: str | None
    cite: str | None
    only: str | None
    amounts: str | None
    say: str | None
    avoid: str | None
    warn: str | None

    @property
    def is_right(self) -> bool:
        """Whether everything that was expected holds."""
        return not self.faults

    @property
    def checks(self) -> tuple[tuple[str, str], ...]:
        """The checks that the question asks for, each with "" or what is missing."""
        values = ((name, getattr(self, name)) for name in CHECKS)
        return tuple((name, value) for name, value in values if value is not None)

    @property
    def faults(self) -> tuple[tuple[str, str], ...]:
        """The checks that failed, each with what is missing."""
        return tuple((name, value) for name, value in self.checks if value)


CHECKS = tuple(field.name for field in fields(Verdict))
"""Names of the checks, in the order in which they are shown."""


def judge(answer: Answer, gold: GoldQuestion) -> Verdict:
    """Hold an answer against what its question expects."""
    asked = {"outcome": True, "only": gold.only}
    judges: dict[str, Callable[[Answer, GoldQuestion], str]] = {
        "outcome": _outcome, "cite": _cite, "only": _only, "amounts": _amounts, "say": _say,
        "avoid": _avoid, "warn": _warn,
    }  # fmt: skip
    found: dict[str, str | None] = {
        name: check(answer, gold) if asked.get(name, bool(getattr(gold, name))) else None
        for name, check in judges.items()
    }
    return Verdict(**found)


def plain_text(text: str) -> str:
    """The text as ``say`` and ``avoid`` compare it: NFKC, no spaces, no thousands separators.

    >>> plain_text("最高 ２,400,000 元")
    '最高2400000元'
    """
    folded = _BLANK.sub("", unicodedata.normalize("NFKC", text))
    return _SEPARATOR.sub("", folded)


def spoken(answer: Answer) -> tuple[str, ...]:
    """What the user reads as the answer: its text, and the words of a refusal or question back."""
    parts = [answer.text]
    if answer.refusal:
        parts.append(answer.refusal.text)
    if answer.clarify:
        parts.append(answer.clarify.question)
    return tuple(part for part in parts if part)


def _outcome(answer: Answer, gold: GoldQuestion) -> str:
    if answer.outcome in gold.outcome:
        return ""
    expected = "或".join(outcome.value for outcome in gold.outcome)
    return f"应为 {expected}，实为 {answer.outcome.value}"


def _cite(answer: Answer, gold: GoldQuestion) -> str:
    cited = [citation.clause_id for citation in answer.citations]
    missing = [str(want) for want in gold.cite if not any(want.covers(got) for got in cited)]
    return f"未引用 {'、'.join(missing)}" if missing else ""


def _only(answer: Answer, gold: GoldQuestion) -> str:
    cited = dict.fromkeys(citation.clause_id for citation in answer.citations)
    extra = [str(got) for got in cited if not any(want.covers(got) for want in gold.cite)]
    return f"多引用了 {'、'.join(extra)}" if extra else ""


def _amounts(answer: Answer, gold: GoldQuestion) -> str:
    missing = []
    for clause, yuan in gold.amounts:
        got = [e for e in answer.estimates if _is_for(e, clause)]
        if all(e.amount != yuan for e in got):
            seen = "、".join(_amount_text(e) for e in got) or "没有这一条的估算"
            missing.append(f"{clause} 应为 {yuan:f} 元，实为 {seen}")
    return "；".join(missing)


def _say(answer: Answer, gold: GoldQuestion) -> str:
    missing = [" / ".join(ways) for ways in gold.say if not any(_stands(w, answer) for w in ways)]
    return f"未说 {'；'.join(missing)}" if missing else ""


def _avoid(answer: Answer, gold: GoldQuestion) -> str:
    said = [words for words in gold.avoid if _stands(words, answer)]
    return f"不应说 {'；'.join(said)}" if said else ""


def _warn(answer: Answer, gold: GoldQuestion) -> str:
    codes = {warning.code for warning in answer.warnings}
    missing = [code.value for code in gold.warn if code not in codes]
    return f"缺少提示 {'、'.join(missing)}" if missing else ""


def _stands(words: str, answer: Answer) -> bool:
    wanted = plain_text(words)
    return any(wanted in plain_text(part) for part in spoken(answer))


def _is_for(estimate: Estimate, clause: ClauseId) -> bool:
    try:
        return clause.covers(ClauseId.parse(estimate.clause_id))
    except UnknownClauseError:
        return False


def _amount_text(estimate: Estimate) -> str:
    amount = "未知" if estimate.amount is None else f"{estimate.amount:f} 元"
    return f"{amount}（{estimate.status.value}）"
