"""Sentences on what the asker takes for granted: rates, caps and amounts against the text."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.answer.answer import Sentence
from assistant.answer.evidence import Evidence, Finding
from assistant.answer.speaker import Speaker
from assistant.dialogue.stated import Claim, ClaimKind
from assistant.dialogue.turn import Intent
from assistant.rules.cap import PERIOD_WORDS
from assistant.rules.estimate import EstimateStatus
from assistant.rules.read.figures import caps_of, items_of, rates_of
from assistant.text.money import format_fraction, format_yuan
from assistant.text.pattern import lazy
from assistant.text.quantities import find_quantities
from assistant.text.units import Unit


def say_claims(evidence: Evidence, speaker: Speaker) -> list[Sentence]:
    """Corrections and confirmations, one per claim; only where the asker claims something."""
    u = evidence.understanding
    if not evidence.findings or Intent.REVERSE in u.intents:
        return []
    confirms = Intent.CONFIRM in u.intents
    sweeping = _SWEEPS.search(u.turn.folded) is not None
    lines: list[Sentence] = []
    if sweeping and not u.claims and (confirms or _HOLDS.search(u.turn.folded)):
        return _sweeping(evidence.findings[0], speaker, "")
    for claim in u.claims:
        if claim.kind is ClaimKind.PERIOD:
            lines += _say_period(claim, evidence, speaker) if confirms else []
            continue
        finding = _finding_for(claim, _there(claim, evidence))
        if not confirms and not claim.is_direct:
            continue
        line = _say(claim, finding, speaker, confirms=confirms, sweeping=sweeping)
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


_SWEEPS = lazy(
    "多少(?:钱)?[^,。;!?]{0,4}都|(?:不管|无论|不论)(?!怎)[^,。;!?]{0,12}(?:都|也|均)|随便(?![问看聊说算])"
    "|只要是?[^,。;!?]{0,8}(?:公司|企业|单位|机构)[^,。;!?]{0,6}(?:都|就)|但?凡是?[^,。;!?]{0,8}(?:都|就)|一律|年年|永远"
    "|(?:谁|什么|啥|哪)[^,。;!?]{0,8}都(?=[有给能可补奖算行])|每家(?:公司|企业|单位)?都"
    "|不限(?=[个次金数额时年台项量对吧,。]|$)|(?:没有?|无)(?:上限|封顶|限制)|不封顶|一直(?:给|补|有|能)"
)
"""What holds of all, or without end: 花多少都补一半, 不管跟谁买都给三成, 不限次数."""
_HOLDS = lazy("(?:对不对|对吗|对吧|是吧|是吗|是不是|吧)[?。!]*$|是不是")
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


def _sweeping(finding: Finding, speaker: Speaker, claimed: str) -> list[Sentence]:
    """That what is held of all or without end is not so, with what the rules ask and their caps.

    ``claimed``: what of it stands in the text, "" where no figure is claimed.
    """
    limits = _limits(finding)
    if not limits:
        return []
    place, said = speaker.place_of(finding), "；".join(limits)
    text = speaker.say("claim_sweeping", place=place, limits=said)
    if claimed:
        text = speaker.say("claim_right_but", claimed=claimed, place=place, limits=said)
    return [Sentence(text, citations=(finding.citation.n,))]


def _limits(finding: Finding) -> tuple[str, ...]:
    """The conditions and caps of the rules that are spoken of, each once."""
    spoken = {e.rule_id for e in finding.estimates}
    rules = [r for r in finding.rules if r.id in spoken] or [*finding.rules]
    asked = dict.fromkeys(c.say for rule in rules for c in (*rule.when, *rule.conditions))
    caps = dict.fromkeys(
        f"{r.cap.per}{PERIOD_WORDS[r.cap.period]}最高{format_yuan(r.cap.yuan)}"
        for r in rules
        if r.cap is not None
    )
    conditions = (f"条件是“{'、'.join(asked)}”",) if asked else ()
    return (*conditions, *caps)


def _say(
    claim: Claim, finding: Finding, speaker: Speaker, *, confirms: bool, sweeping: bool
) -> Sentence | None:
    place, n = speaker.place_of(finding), (finding.citation.n,)
    figures = _figures(finding, claim.kind)
    pool = _pool_of(claim, finding)
    if pool is not None:
        cap = next((format_yuan(r.cap.yuan) for r in finding.rules if r.cap), "")
        text = speaker.say("claim_is_pool", claimed=claim.text, place=place, pool=pool, cap=cap)
        return Sentence(text, citations=n)
    if claim.value in figures or (claim.kind is not ClaimKind.ITEM and _in_text(claim, finding)):
        if sweeping and confirms:
            but = _sweeping(finding, speaker, claim.text)
            if but:
                return but[0]
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
