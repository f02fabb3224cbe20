"""rows_of(): the comparison table, one row a clause, highest amount first; never a total."""

from __future__ import annotations

from decimal import Decimal

from assistant.answer.answer import Row
from assistant.answer.evidence import Evidence, Finding
from assistant.answer.say_sums import shown
from assistant.answer.speaker import Speaker, day
from assistant.rules.read.figures import rates_of
from assistant.text.money import format_fraction, format_yuan


def rows_of(evidence: Evidence, speaker: Speaker) -> tuple[Row, ...]:
    """Rows when at least two policies are in question, else none."""
    if len({finding.policy.id for finding in evidence.findings}) < 2:
        return ()
    rows = [(_best(finding), _row(finding, speaker)) for finding in evidence.findings]
    ordered = sorted(rows, key=lambda pair: -(pair[0] if pair[0] is not None else Decimal(-1)))
    return tuple(row for _, row in ordered)


def _best(finding: Finding) -> Decimal | None:
    amounts = [e.amount for e in shown(finding) if e.amount is not None]
    return max(amounts, default=None)


def _row(finding: Finding, speaker: Speaker) -> Row:
    estimates = shown(finding)
    rules = [r for r in (finding.rule(e.rule_id) for e in estimates) if r is not None]
    best = _best(finding)
    conditions = dict.fromkeys(c.say for rule in rules for c in rule.conditions)
    return Row(
        policy=finding.policy.short_title,
        clause_id=str(finding.clause.id),
        amount=format_yuan(best) if best is not None else "",
        rate="、".join(dict.fromkeys(format_fraction(r) for rule in rules for r in rates_of(rule))),
        cap="、".join(dict.fromkeys(format_yuan(r.cap.yuan) for r in rules if r.cap)),
        condition="；".join(conditions),
        validity=f"{day(finding.policy.first_day)}至{day(finding.policy.last_day)}",
    )
