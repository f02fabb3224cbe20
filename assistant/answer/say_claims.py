"""Sentences on what the asker takes for granted: rates, caps and amounts against the text."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.answer.answer import Sentence
from assistant.answer.evidence import Evidence, Finding
from assistant.answer.speaker import Speaker
from assistant.dialogue.stated import Claim, ClaimKind
from assistant.dialogue.turn import Intent
from assistant.rules.estimate import EstimateStatus
from assistant.rules.read.figures import caps_of, items_of, rates_of
from assistant.text.money import format_fraction, format_yuan
from assistant.text.quantities import find_quantities
from assistant.text.units import Unit


def say_claims(evidence: Evidence, speaker: Speaker) -> list[Sentence]:
    """Corrections and confirmations, one per claim; only where the asker claims something."""
    u = evidence.understanding
    if not evidence.findings or Intent.REVERSE in u.intents:
        return []
    confirms = Intent.CONFIRM in u.intents
    lines = []
    for claim in u.claims:
        if claim.kind is ClaimKind.PERIOD:
            lines += _say_period(claim, evidence, speaker) if confirms else []
            continue
        finding = _finding_for(claim, _there(claim, evidence))
        if not confirms and not claim.is_direct:
            continue
        line = _say(claim, finding, speaker, confirms=confirms)
        if line is not None:
            lines.append(line)
    return lines


def _say_period(claim: Claim, evidence: Evidence, speaker: Speaker) -> list[Sentence]:
    """A claimed period against those the clause writes; a period that is a fact is no claim."""
    finding = evidence.findings[0]
    if any(stated.start == claim.start for stated in finding.facts):
        return []
    periods = [q for q in find_quantities(finding.clause.text) if q.unit in _MONTHS]
    place, n = speaker.place_of(finding), (finding.citation.n,)
    if any(q.value * _MONTHS[q.unit] == claim.value for q in periods):
        text = speaker.say("claim_right", claimed=claim.text, place=place)
    elif periods:
        written = "、".join(dict.fromkeys(q.text for q in periods))
        text = speaker.say("claim_wrong_period", claimed=claim.text, place=place, periods=written)
    else:
        return []
    return [Sentence(text, citations=n)]


_MONTHS = {Unit.YEAR: 12, Unit.MONTH: 1}


def _there(claim: Claim, evidence: Evidence) -> Sequence[Finding]:
    """The clauses of the place that a claim stands behind, where the message names several.

    龙岗算力最高600万,福田最高500万: each is held against its own.
    """
    placed = evidence.understanding.turn.scope.placed
    before = [policy for at, policy in placed if at <= claim.start]
    own = [f for f in evidence.findings if before and f.policy.id == before[-1]]
    return own if len({policy for _, policy in placed}) > 1 and own else evidence.findings


def _finding_for(claim: Claim, findings: Sequence[Finding]) -> Finding:
    """The clause in which the claimed number stands, else the first."""
    return next((f for f in findings if claim.value in _figures(f, claim.kind)), findings[0])


def _figures(finding: Finding, kind: ClaimKind) -> tuple[Decimal, ...]:
    rules = finding.rules
    if kind is ClaimKind.RATE:
        return tuple(dict.fromkeys(r for rule in rules for r in rates_of(rule)))
    if kind is ClaimKind.ITEM:
        return tuple(dict.fromkeys(i for rule in rules for i in items_of(rule)))
    if kind is ClaimKind.CAP:
        return tuple(dict.fromkeys(c for rule in rules for c in caps_of(rule)))
    amounts = (e.amount for e in finding.estimates if e.amount is not None)
    return tuple(dict.fromkeys(amounts))


def _say(claim: Claim, finding: Finding, speaker: Speaker, *, confirms: bool) -> Sentence | None:
    place, n = speaker.place_of(finding), (finding.citation.n,)
    figures = _figures(finding, claim.kind)
    pool = _pool_of(claim, finding)
    if pool is not None:
        cap = next((format_yuan(r.cap.yuan) for r in finding.rules if r.cap), "")
        text = speaker.say("claim_is_pool", claimed=claim.text, place=place, pool=pool, cap=cap)
        return Sentence(text, citations=n)
    if claim.value in figures or (claim.kind is not ClaimKind.ITEM and _in_text(claim, finding)):
        text = speaker.say("claim_right", claimed=claim.text, place=place)
        if claim.kind is ClaimKind.AMOUNT:  # worked out: it stands in no text
            amount = format_yuan(claim.value)
            text = speaker.say("claim_right_amount", place=place, amount=amount)
        return Sentence(text, citations=n) if confirms else None
    if not finding.rules:
        text = speaker.say("claim_wrong_unfunded", claimed=claim.text, place=place)
        return Sentence(text, citations=n)
    return _wrong(claim, finding, speaker, figures, confirms=confirms)


def _wrong(
    claim: Claim,
    finding: Finding,
    speaker: Speaker,
    figures: Sequence[Decimal],
    *,
    confirms: bool,
) -> Sentence | None:
    place, n = speaker.place_of(finding), (finding.citation.n,)
    if claim.kind is ClaimKind.RATE:
        rates = "、".join(format_fraction(rate) for rate in figures)
        text = speaker.say("claim_wrong_rate", claimed=claim.text, place=place, rates=rates)
        return Sentence(text, citations=n)
    if claim.kind is ClaimKind.ITEM:
        items = "、".join(format_yuan(item) for item in figures)
        text = speaker.say("claim_wrong_item", claimed=claim.text, place=place, items=items)
        return Sentence(text, citations=n)
    if claim.kind is ClaimKind.CAP:
        caps = "、".join(format_yuan(cap) for cap in figures)
        text = speaker.say("claim_wrong_cap", claimed=claim.text, place=place, caps=caps)
        return Sentence(text, citations=n)
    decided = [
        e
        for e in finding.estimates
        if e.amount is not None and e.status is not EstimateStatus.FACTS_MISSING
    ]
    if not confirms:
        return None
    if not decided:
        return _beyond(claim, finding, speaker)
    amount = format_yuan(decided[0].amount) if decided[0].amount is not None else ""
    text = speaker.say("claim_wrong_amount", claimed=claim.text, place=place, amount=amount)
    return Sentence(text, citations=n, estimates=(decided[0].rule_id,))


def _beyond(claim: Claim, finding: Finding, speaker: Speaker) -> Sentence | None:
    """An amount that no facts can give: it is above every range and every cap of the clause."""
    highest = [e.range[1] for e in finding.estimates if e.range]
    caps = [cap for rule in finding.rules for cap in caps_of(rule)]
    if not highest or not caps or claim.value <= max(*highest, *caps):
        return None
    most = format_yuan(max(caps))
    place = speaker.place_of(finding)
    text = speaker.say("claim_wrong_cap", claimed=claim.text, place=place, caps=most)
    return Sentence(text, citations=(finding.citation.n,))


def _pool_of(claim: Claim, finding: Finding) -> str | None:
    pools = (pool for rule in finding.rules for pool in rule.pools)
    return next((p.say for p in pools if p.yuan is not None and p.yuan == claim.value), None)


def _in_text(claim: Claim, finding: Finding) -> bool:
    """A rate or a cap that stands in the clause, only not where the rules keep theirs."""
    wanted = Unit.PERCENT if claim.kind is ClaimKind.RATE else Unit.YUAN
    return claim.kind is not ClaimKind.AMOUNT and any(
        quantity.value == claim.value and quantity.unit is wanted
        for quantity in find_quantities(finding.clause.text)
    )
