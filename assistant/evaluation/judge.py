"""Judge one answer against what its question expects (contract, section 6; eval/FORMAT.md)."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from decimal import Decimal

from assistant.answer.answer import Outcome
from assistant.evaluation.gold import Expectation
from assistant.evaluation.reply import GivenEstimate, Reply
from assistant.policy.clause import ClauseId

_SEPARATOR = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
FIGURE = re.compile(r"\d|[零一二两三四五六七八九十百千]+[万亿成]")
"""What makes words a figure."""
_BLANK = re.compile(r"[\s\u200b\ufeff]+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Per check: None where it is not asked for, "" if right, else what is missing.

    ``unused`` and ``completeness`` are None too where the program does not know the field.
    """

    outcome: str | None
    cite: str | None
    only: str | None
    amounts: str | None
    range: str | None
    lead: str | None
    say: str | None
    avoid: str | None
    warn: str | None
    unused: str | None
    completeness: str | None

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


def judge(reply: Reply, wanted: Expectation) -> Verdict:
    """Hold an answer against what its question expects.

    Where several outcomes are right, a question back need not say the figures, and a refusal
    need not cite: those are expected of an answer.
    """
    asked = dict.fromkeys(_excused(reply, wanted), False) | {
        "outcome": True,
        "only": wanted.only,
        **({"unused": False} if reply.unused is None else {}),
        **({"completeness": False} if reply.completeness is None else {}),
    }
    judges: dict[str, Callable[[Reply, Expectation], str]] = {
        "outcome": _outcome, "cite": _cite, "only": _only, "amounts": _amounts, "range": _range,
        "lead": _lead, "say": _say, "avoid": _avoid, "warn": _warn, "unused": _unused,
        "completeness": _completeness,
    }  # fmt: skip
    found: dict[str, str | None] = {
        name: check(reply, wanted) if asked.get(name, bool(getattr(wanted, name))) else None
        for name, check in judges.items()
    }
    return Verdict(**found)


def _excused(reply: Reply, wanted: Expectation) -> tuple[str, ...]:
    if reply.outcome not in {outcome.value for outcome in wanted.outcome}:
        return ()
    if Outcome.ANSWERED not in wanted.outcome or reply.outcome == Outcome.ANSWERED:
        return ()
    said = ("amounts", "range", "lead", "unused", "completeness")
    return said if reply.outcome == Outcome.CLARIFY else ("cite", "warn", *said)


def plain_text(text: str) -> str:
    """The text as ``say`` and ``avoid`` compare it: NFKC, no spaces, no thousands separators.

    >>> plain_text("最高 ２,400,000 元")
    '最高2400000元'
    """
    folded = _BLANK.sub("", unicodedata.normalize("NFKC", text))
    return _SEPARATOR.sub("", folded)


def is_said(words: str, parts: Iterable[str]) -> bool:
    """Whether the words stand in one of the parts."""
    wanted = plain_text(words)
    return any(wanted in plain_text(part) for part in parts)


def missing_clauses(reply: Reply, wanted: Expectation) -> tuple[ClauseId, ...]:
    """The clauses of ``cite`` that are not cited, neither themselves nor an item of them."""
    return tuple(c for c in wanted.cite if not any(c.covers(got) for got in reply.cited))


def needless_clauses(reply: Reply, wanted: Expectation) -> tuple[ClauseId, ...]:
    """The cited clauses that stand outside ``cite``."""
    cited = dict.fromkeys(reply.cited)
    return tuple(got for got in cited if not any(want.covers(got) for want in wanted.cite))


def estimates_for(reply: Reply, clause: ClauseId) -> tuple[GivenEstimate, ...]:
    """The estimates of a clause and its items."""
    return tuple(e for e in reply.estimates if clause.covers(e.clause_id))


def wrong_amounts(
    reply: Reply, wanted: Expectation
) -> tuple[tuple[ClauseId, tuple[Decimal, ...], str], ...]:
    """(clause, amounts expected, what is wrong) for each clause whose amounts are not right.

    Every amount expected is that of an estimate, or the sum of the clause's estimates; a rule
    gives no other amount, unless its amounts are the parts of one that is expected.
    """
    found = []
    for clause, yuan in wanted.amounts:
        fault = _amount_fault(estimates_for(reply, clause), yuan)
        if fault:
            found.append((clause, yuan, fault))
    return tuple(found)


def _amount_fault(estimates: tuple[GivenEstimate, ...], wanted: tuple[Decimal, ...]) -> str:
    given = [e.amount for e in estimates if e.amount is not None]
    total = sum(given, Decimal(0))
    missing = [y for y in wanted if y not in given and not (given and y == total)]
    if missing:
        seen = "、".join(e.shown for e in estimates) or "没有这一条的估算"
        return f"应为 {_yuan(missing)}，实为 {seen}"
    others: dict[str, list[Decimal]] = defaultdict(list)
    for e in estimates:
        if e.amount is not None and e.amount not in wanted:
            others[e.rule_id].append(e.amount)
    stray = {
        rule: amounts
        for rule, amounts in others.items()
        if any(e.rule_id == rule and e.amount in wanted for e in estimates)
        and sum(amounts, Decimal(0)) not in wanted
    }
    return "；".join(
        f"{rule} 除 {_yuan(wanted)} 外还给了 {_yuan(dict.fromkeys(amounts))}"
        for rule, amounts in stray.items()
    )


def _outcome(reply: Reply, wanted: Expectation) -> str:
    if reply.outcome in {outcome.value for outcome in wanted.outcome}:
        return ""
    expected = "或".join(outcome.value for outcome in wanted.outcome)
    return f"应为 {expected}，实为 {reply.outcome}"


def _cite(reply: Reply, wanted: Expectation) -> str:
    missing = missing_clauses(reply, wanted)
    return f"未引用 {'、'.join(map(str, missing))}" if missing else ""


def _only(reply: Reply, wanted: Expectation) -> str:
    extra = needless_clauses(reply, wanted)
    return f"多引用了 {'、'.join(map(str, extra))}" if extra else ""


def _amounts(reply: Reply, wanted: Expectation) -> str:
    return "；".join(f"{clause} {fault}" for clause, _, fault in wrong_amounts(reply, wanted))


def _range(reply: Reply, wanted: Expectation) -> str:
    """Both ends as an estimate's range, or as the amounts of two estimates of one clause."""
    missing = []
    for clause, low, high in wanted.range:
        mine = estimates_for(reply, clause) if clause else reply.estimates
        ranges = {e.range for e in mine}
        if (low, high) not in ranges and not {low, high} <= {e.amount for e in mine}:
            seen = "、".join(f"{r[0]:f}～{r[1]:f}" for r in ranges if r) or "没有范围"
            missing.append(f"{clause or ''} 应为 {low:f}～{high:f} 元，实为 {seen}".strip())
    return "；".join(missing)


def _lead(reply: Reply, wanted: Expectation) -> str:
    if any(is_said(words, reply.leads) for words in wanted.lead):
        return ""
    return f"首句应有 {' / '.join(wanted.lead)}，实为“{' '.join(reply.leads)[:60]}”"


def _say(reply: Reply, wanted: Expectation) -> str:
    asks = reply.outcome == Outcome.CLARIFY and Outcome.ANSWERED in wanted.outcome
    missing = [
        " / ".join(ways)
        for ways in wanted.say
        if not (asks and any(map(FIGURE.search, ways)))
        and not any(is_said(words, reply.spoken) for words in ways)
    ]
    return f"未说 {'；'.join(missing)}" if missing else ""


def _avoid(reply: Reply, wanted: Expectation) -> str:
    said = [words for words in wanted.avoid if is_said(words, reply.spoken)]
    return f"不应说 {'；'.join(said)}" if said else ""


def _warn(reply: Reply, wanted: Expectation) -> str:
    missing = [code for code in wanted.warn if code not in reply.warnings]
    return f"缺少提示 {'、'.join(missing)}" if missing else ""


def _unused(reply: Reply, wanted: Expectation) -> str:
    """Named in ``unused``; a matter may also be spoken of in the text, a figure may not."""
    given = [plain_text(u.text) for u in reply.unused or ()]
    missing = [
        w.text
        for w in wanted.unused
        if not any(is_same(w.text, text) for text in given)
        and (FIGURE.search(w.text) or not is_said(w.text, reply.spoken))
    ]
    return f"未说没有用上 {'；'.join(missing)}" if missing else ""


def _completeness(reply: Reply, wanted: Expectation) -> str:
    if reply.completeness in wanted.completeness:
        return ""
    return f"应为 {'或'.join(wanted.completeness)}，实为 {reply.completeness}"


def is_same(wanted: str, given: str) -> bool:
    """Whether two stretches of a message speak of the same words: one holds the other."""
    one, other = plain_text(wanted), plain_text(given)
    return bool(one and other) and (one in other or other in one)


def _yuan(amounts: Iterable[Decimal]) -> str:
    return "、".join(f"{yuan:f} 元" for yuan in amounts)
