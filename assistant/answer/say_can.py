"""The first sentence of a yes-or-no question: 能拿400万吗, 高校能申请训力券吗."""

from __future__ import annotations

from decimal import Decimal

from assistant.answer.answer import Sentence
from assistant.answer.evidence import Evidence, Finding
from assistant.answer.speaker import Speaker
from assistant.dialogue.stated import ClaimKind
from assistant.dialogue.turn import Intent
from assistant.rules.estimate import Estimate, EstimateStatus
from assistant.text.money import format_yuan
from assistant.text.pattern import lazy

_MAY = lazy(
    "(?:能不能|可不可以|可否|能否|是否可以|是不是能|有没有资格|够不够格)"
    "|(?:能|可以|可|有资格)(?:够)?(?:申请|申报|享受|拿|领|补|报|吗)[^,。;!?多少几]{0,14}(?:吗|么|不|没)(?=[,。;!?]|$)"
)
_OPEN = lazy("多少|几|什么|哪|谁|怎么|叠加|同时")
_DECIDED = (EstimateStatus.PAYABLE, EstimateStatus.CEILING)


def say_can(evidence: Evidence, speaker: Speaker) -> list[Sentence]:
    """Yes or no with the reason, where the message asks whether; else nothing."""
    u = evidence.understanding
    if not evidence.findings or Intent.REVERSE in u.intents:
        return []
    text = u.turn.folded
    asked = _MAY.search(text)
    aimed = [
        c for c in u.claims if c.kind is ClaimKind.AMOUNT and text[c.end : c.end + 1] in "吗么"
    ]
    if asked is None and not aimed:
        return []
    for finding in evidence.findings:
        for estimate in finding.estimates:
            line = _amount(estimate, finding, speaker, aimed[0].value if aimed else None)
            if line is not None:
                return [line]
    if asked is None or _OPEN.search(text) or aimed:
        return []
    return _eligible(evidence, speaker)


def _amount(
    estimate: Estimate, finding: Finding, speaker: Speaker, aim: Decimal | None
) -> Sentence | None:
    """Whether an amount that was named can be had."""
    if aim is None or estimate.amount is None or estimate.status not in _DECIDED:
        return None
    place, amount = speaker.place_of(finding), format_yuan(estimate.amount)
    name = "can_get" if estimate.amount >= aim else "cannot_get"
    text = speaker.say(name, place=place, amount=amount, aim=format_yuan(aim))
    return Sentence(text, (finding.citation.n,), (estimate.rule_id,))


def _eligible(evidence: Evidence, speaker: Speaker) -> list[Sentence]:
    """Whether the asker may apply, as far as the conditions of the clause are known."""
    finding = evidence.findings[0]
    estimates = finding.estimates
    n = (finding.citation.n,)
    if not estimates or not finding.rules:
        return []
    if all(e.status is EstimateStatus.NOT_IN_FORCE for e in estimates):
        return []
    met = [e for e in estimates if e.status is not EstimateStatus.CONDITION_NOT_MET]
    place = speaker.place_of(finding)
    if not met:
        why = "；".join(dict.fromkeys(r for e in estimates for r in e.reasons))
        return [Sentence(speaker.say("may_not", place=place, why=why), n)]
    open_ = dict.fromkeys(t.say for t in met[0].conditions if t.met.value == "缺信息")
    who = "、".join(
        speaker.specs["applicant_kind"].choices[k].label
        for rule in finding.rules[:1]
        for k in rule.applicants
        if "applicant_kind" in speaker.specs
    )
    text = speaker.say("may", place=place, who=who, conditions="、".join(open_))
    return [Sentence(text, n)]
