"""The first sentence where an amount is doubted (怎么只有这么点) or its cap is asked (那上限呢)."""

from __future__ import annotations

from assistant.answer.answer import Role, Sentence
from assistant.answer.evidence import Evidence, Finding
from assistant.answer.say_sums import shown
from assistant.answer.speaker import Speaker
from assistant.dialogue.acts import Act
from assistant.dialogue.turn import Intent
from assistant.rules.estimate import Estimate, EstimateStatus
from assistant.text.expressions import Relation
from assistant.text.money import format_yuan
from assistant.text.pattern import lazy

_WHY = lazy("为什么|为啥|为何|怎么(?:才|只|就|这么|算|来)|咋(?:才|只|就|算|来)|凭什么|哪来的|依据")
_CAP = lazy("上限|封顶|顶格")


def say_why(evidence: Evidence, speaker: Speaker) -> list[Sentence]:
    """How the amount comes about, or the cap that it lies under; () where neither is asked.

    Only in a message that tells no number of its own, about one amount that was worked out.
    """
    u = evidence.understanding
    found = _single(evidence)
    own = [e for e in u.turn.expressions if e.relation is not Relation.REPORTED]
    if found is None or own or Intent.REVERSE in u.intents:
        return []
    finding, estimate = found
    who = finding.policy.region or finding.policy.short_title
    n, ids = (finding.citation.n,), (estimate.rule_id,)
    if _CAP.search(u.turn.folded):
        rule = finding.rule(estimate.rule_id)
        caps = sorted({cap.yuan for cap in rule.caps}) if rule else []
        if len(caps) != 1:
            return []
        text = speaker.say(
            "cap_is",
            who=who,
            title=estimate.title,
            period=estimate.period,
            cap=format_yuan(caps[0]),
            amount=estimate.amount_text,
        )
        return [Sentence(text, n, ids, Role.LEAD)]
    if Act.DOUBT not in u.turn.acts or not _WHY.search(u.turn.folded) or not estimate.steps:
        return []
    steps = "；".join(step.text.rstrip("。") for step in estimate.steps)
    text = speaker.say(
        "because", who=who, title=estimate.title, steps=steps, amount=estimate.amount_text
    )
    return [Sentence(text, n, ids, Role.LEAD)]


def _single(evidence: Evidence) -> tuple[Finding, Estimate] | None:
    """The only amount that was worked out."""
    paying = [
        (finding, estimate)
        for finding in evidence.findings
        for estimate in shown(finding)
        if estimate.status is EstimateStatus.PAYABLE and estimate.amount is not None
    ]
    return paying[0] if len(paying) == 1 and len(evidence.findings) == 1 else None
