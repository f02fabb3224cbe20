"""Sentences on what the asker believes of validity and of the bodies in charge."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.answer.answer import Sentence
from assistant.answer.evidence import Evidence, Finding
from assistant.answer.speaker import Speaker
from assistant.dialogue.stated import ClaimKind
from assistant.dialogue.turn import Intent
from assistant.policy.bodies import is_short_for
from assistant.policy.policy import Policy
from assistant.text.dates import add_years
from assistant.text.pattern import lazy

_NAME = lazy(r"[\u4e00-\u9fff]{1,12}?(?:局|委|办|集团|中心)")
_SHORTEST = 2


def say_validity_beliefs(evidence: Evidence, speaker: Speaker) -> list[Sentence]:
    """A period or a day that the asker takes for the policy's, corrected or confirmed."""
    u = evidence.understanding
    if not {Intent.VALIDITY, Intent.CONFIRM} <= u.intents:
        return []
    lines = []
    for policy in evidence.policies:
        if policy.first_day is None or policy.last_day is None:
            continue
        for claimed, holds in _beliefs(evidence, policy):
            name = "claim_right_validity" if holds else "claim_wrong_validity"
            text = speaker.say(name, claimed=claimed, policy=policy.short_title)
            lines.append(Sentence(text))
    return lines


def _beliefs(evidence: Evidence, policy: Policy) -> Iterable[tuple[str, bool]]:
    u = evidence.understanding
    first, last = policy.first_day, policy.last_day
    if first is None or last is None:
        return
    for mention in u.turn.dates:
        if mention.precision in ("day", "month", "part", "year") and mention.text not in _NOW:
            days = (first, last)
            yield mention.text, any(mention.first_day <= d <= mention.last_day for d in days)
    for claim in u.claims:
        if claim.kind is ClaimKind.PERIOD and claim.value % 12 == 0:
            years = int(claim.value) // 12
            yield claim.text, (add_years(first, years) - last).days == 1


_NOW = frozenset({"今天", "现在", "目前", "今年"})


def say_body_beliefs(finding: Finding, evidence: Evidence, speaker: Speaker) -> list[Sentence]:
    """A body that the asker takes for the one in charge, corrected or confirmed."""
    u = evidence.understanding
    if Intent.CONFIRM not in u.intents:
        return []
    place, n = speaker.place_of(finding), (finding.citation.n,)
    lines = []
    for named in _NAME.findall(u.turn.folded):
        short = _matching(named, evidence.bodies)
        if not short:
            continue
        own = finding.clause.bodies or tuple(
            body
            for one in evidence.charged
            if one.of == finding.clause.id
            for body in one.duty.bodies
        )
        if any(is_short_for(short, body) for body in own):
            text = speaker.say("claim_right_body", claimed=short, place=place)
        else:
            names = "、".join(own)
            text = speaker.say("claim_wrong_body", claimed=short, place=place, names=names)
        lines.append(Sentence(text, citations=n))
    return lines


def _matching(named: str, bodies: Iterable[str]) -> str:
    """The longest end of what was read that is a short name of some collected body."""
    known = tuple(bodies)
    for start in range(len(named) - _SHORTEST):
        if any(is_short_for(named[start:], body) for body in known):
            return named[start:]
    return ""
