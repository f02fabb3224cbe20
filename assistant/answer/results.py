"""results_of(): the sums of an answer as rows that a reader decides by, never a total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from assistant.answer.answer import Result, Results
from assistant.answer.evidence import Evidence, Finding
from assistant.answer.geometry import share
from assistant.answer.say_sums import shown
from assistant.answer.speaker import Speaker
from assistant.dialogue.turn import Intent
from assistant.policy.policy import Policy, PolicyKind
from assistant.rules.estimate import Estimate, EstimateStatus, Met
from assistant.rules.rule import Rule
from assistant.text.money import format_yuan

_SUMMED = frozenset(EstimateStatus) - {EstimateStatus.NOT_QUANTIFIED}


def results_of(evidence: Evidence, speaker: Speaker) -> Results | None:
    """One row a sum, the largest first where several are compared; None without sums."""
    compares = Intent.COMPARE in evidence.understanding.intents
    found = list(_sums(evidence))
    if not found:
        return None
    if compares and _are_alike(found):
        found.sort(key=lambda pair: -_reach(pair[1]))
    most = max(_reach(estimate) for _, estimate in found)
    rows = [_row(finding, e, speaker, evidence.as_of, most) for finding, e in found]
    best = _best(found) if compares else None
    return Results(
        tuple(
            replace(row, is_best=at == best and most > 0) if best is not None else row
            for at, row in enumerate(rows)
        )
    )


def _sums(evidence: Evidence) -> Iterator[tuple[Finding, Estimate]]:
    """The sums worth a row: where a fact was worked back to, the sum at its value instead."""
    for index, finding in enumerate(evidence.findings):
        if finding.policy.kind is not PolicyKind.MEASURE:
            continue
        solved = [s.estimate for s in evidence.solved if s.finding == index and s.estimate]
        for estimate in solved or shown(finding):
            if estimate.status in _SUMMED and finding.rule(estimate.rule_id) is not None:
                yield finding, estimate


def _best(found: Sequence[tuple[Finding, Estimate]]) -> int | None:
    """The place of the highest amount, if all are known, about one matter, and differ."""
    amounts = [estimate.amount for _, estimate in found]
    known = [amount for amount in amounts if amount is not None]
    if len(known) < len(amounts) or len(set(known)) < 2 or not _are_alike(found):
        return None
    return amounts.index(max(known))


def _are_alike(found: Sequence[tuple[Finding, Estimate]]) -> bool:
    """Whether all sums are about one matter, so that one can be more than another."""
    return len({rule.topic for f, e in found if (rule := f.rule(e.rule_id))}) == 1


def _reach(estimate: Estimate) -> Decimal:
    """The most that the sum can be; 0 if that is not known."""
    if estimate.amount is not None:
        return estimate.amount
    return estimate.range[1] if estimate.range else estimate.would_be or Decimal(0)


def _row(
    finding: Finding, estimate: Estimate, speaker: Speaker, as_of: date, most: Decimal
) -> Result:
    rule = finding.rule(estimate.rule_id)
    policy = finding.policy
    return Result(
        rule_id=estimate.rule_id,
        clause_id=estimate.clause_id,
        n=finding.citation.n,
        who=policy.region or policy.short_title,
        matter=estimate.title,
        topic=rule.topic if rule else "",
        case=estimate.label,
        status=estimate.status,
        status_text=estimate.status_text,
        amount_text=_amount(estimate),
        period=estimate.period,
        share=share(_reach(estimate), most),
        is_best=False,
        sum=_in_one_line(estimate),
        cap=format_yuan(rule.cap.yuan) if rule and rule.cap and _is_sum(estimate) else "",
        terms=_terms(rule, speaker),
        open=tuple(t.say for t in estimate.conditions if t.met is Met.UNKNOWN),
        missing=tuple(speaker.label(name) for name in estimate.missing),
        reasons=estimate.reasons,
        validity=finding.status,
        last_day=policy.last_day,
        days_left=days_left(policy, as_of),
    )


def days_left(policy: Policy, as_of: date) -> int | None:
    """The days from the day in question to the last one; None without it, or once it is over."""
    if policy.last_day is None or policy.last_day < as_of:
        return None
    return (policy.last_day - as_of).days


def _amount(estimate: Estimate) -> str:
    if estimate.amount is not None:
        return estimate.amount_text
    if estimate.range is not None and estimate.status is EstimateStatus.PAYABLE:
        low, high = (format_yuan(end) for end in estimate.range)
        return f"{low} 至 {high}"
    if estimate.range is not None and estimate.range[1] > 0:
        return f"最多 {format_yuan(estimate.range[1])}"
    return ""


def _terms(rule: Rule | None, speaker: Speaker) -> str:
    return speaker.terms(rule) if rule else ""


def _is_sum(estimate: Estimate) -> bool:
    """Whether the steps lead to a sum; with a missed condition they tell how far it is missed."""
    return estimate.status is not EstimateStatus.CONDITION_NOT_MET


def _in_one_line(estimate: Estimate) -> str:
    """The first step, and the one that the sum ends on where it has another value.

    What follows it (还差：2000万元 − 500万元) leads to no sum and stays among the steps.
    """
    if not estimate.steps or estimate.status is EstimateStatus.FACTS_MISSING:
        return ""
    first, last = estimate.steps[0], estimate.steps[-1]
    if not _is_sum(estimate):
        return last.text.replace("：", " ", 1)
    last = next((s for s in reversed(estimate.steps) if s.value == estimate.amount), last)
    if first.value == last.value:
        return first.text.removesuffix(f" = {format_yuan(first.value)}")
    return f"{first.text}；{last.text.split('，取 ')[0]}"
