"""Sentences and warnings on validity, drafts, commentary and names."""

from __future__ import annotations

from datetime import date

from assistant.answer.answer import Caution, Role, Sentence, WarningCode
from assistant.answer.evidence import Evidence
from assistant.answer.speaker import Speaker, day
from assistant.dialogue.turn import Intent
from assistant.policy.policy import Policy, PolicyStatus
from assistant.text.dates import DateMention
from assistant.text.pattern import lazy

_WARNED = {
    PolicyStatus.DRAFT: WarningCode.DRAFT,
    PolicyStatus.EXPIRED: WarningCode.EXPIRED,
    PolicyStatus.NOT_YET_EFFECTIVE: WarningCode.NOT_YET_EFFECTIVE,
    PolicyStatus.EXPIRING_SOON: WarningCode.EXPIRING_SOON,
    PolicyStatus.COMMENTARY: WarningCode.COMMENTARY,
}


_NOW = lazy("今天|今日|现在|目前|当前|眼下|此刻")


def say_validity(policy: Policy, evidence: Evidence, speaker: Speaker) -> list[Sentence]:
    """Whether a policy is in force on the day in question, with the line that says so."""
    status = policy.status_on(evidence.as_of)
    if status in (PolicyStatus.DRAFT, PolicyStatus.COMMENTARY):
        return [Sentence(speaker.say(status.value, policy=policy.title))]
    first, last = day(policy.first_day), day(policy.last_day)
    cited = tuple(c.n for c in evidence.dated if c.policy_id == policy.id)
    text = speaker.say(status.value, policy=policy.title, first=first, last=last)
    lines = [Sentence(text, cited)]
    if policy.validity_quote:
        text = speaker.say("validity_quote", text=policy.validity_quote)
        lines.append(Sentence(text, cited, role=Role.QUOTE))
    return lines


def say_day(evidence: Evidence, speaker: Speaker) -> list[Sentence]:
    """That the day in question is the asker's, in the asker's words, and not today."""
    u = evidence.understanding
    inside = [m for m in u.turn.dates if u.is_day_named and _holds(m, u.as_of)]
    inside = [m for m in inside if not _NOW.fullmatch(m.text)]
    words = [m.text for m in inside if m.last_day == u.as_of or m.precision != "day"]
    return [Sentence(speaker.say("day_named", words=word)) for word in words[:1]]


def say_part_in_force(evidence: Evidence, speaker: Speaker) -> list[Sentence]:
    """That the policies in question are in force for a part only of the time asked about."""
    u = evidence.understanding
    inside = [m for m in u.turn.dates if u.is_day_named and _holds(m, u.as_of)]
    said = (_say_part(policy, m, speaker) for m in inside[:1] for policy in evidence.policies)
    return [Sentence(line) for line in said if line]


def _holds(asked: DateMention, day_: date) -> bool:
    return asked.first_day <= day_ <= asked.last_day


def _say_part(policy: Policy, asked: DateMention, speaker: Speaker) -> str:
    """That a policy is in force for a part only of the days asked about; else nothing."""
    first, last = policy.first_day, policy.last_day
    begins = first is not None and asked.first_day < first <= asked.last_day
    ends = last is not None and asked.first_day <= last < asked.last_day
    if not begins and not ends:
        return ""
    return speaker.say(
        "in_force_partly",
        policy=policy.short_title,
        words=asked.text,
        first=day(first) if begins else "",
        last=day(last) if ends else "",
    )


def say_names(evidence: Evidence, speaker: Speaker) -> list[Sentence]:
    """The published titles, and names that others give them."""
    lines = []
    for policy in evidence.policies:
        lines.append(Sentence(speaker.say("full_title", policy=policy.title, issuer=policy.issuer)))
        for other in policy.mismatched_titles[:1]:
            text = speaker.say("title_mismatch", policy=policy.title, other=other.strip("《》"))
            lines.append(Sentence(text))
    return lines


def say_contents(evidence: Evidence, speaker: Speaker) -> list[Sentence]:
    """What a policy deals with: the headings of its clauses."""
    lines = []
    for policy in evidence.policies:
        headings = [
            f"{clause.label}{clause.heading}"
            for clause in policy.clauses
            if clause.heading and clause.id.item is None
        ]
        if headings:
            text = speaker.say("contents", policy=policy.short_title, headings="；".join(headings))
            lines.append(Sentence(text))
    return lines


def validity_warnings(evidence: Evidence, speaker: Speaker) -> list[Caution]:
    """One warning for each policy in question that is not simply in force."""
    asked = evidence.understanding.as_of
    found = (warning_of(policy, asked, speaker) for policy in evidence.policies)
    warnings = [warning for warning in found if warning is not None]
    return warnings + _name_warnings(evidence, speaker)


def warning_of(policy: Policy, asked: date, speaker: Speaker) -> Caution | None:
    """Why a policy must be read with care on a day; None where it is simply in force."""
    status = policy.status_on(asked)
    code = _WARNED.get(status)
    if code is None:
        return None
    text = speaker.say(f"warn_{code.value}", policy=policy.title, **_days(policy, status))
    return Caution(code, text, policy.id)


def _days(policy: Policy, status: PolicyStatus) -> dict[str, str]:
    match status:
        case PolicyStatus.EXPIRED | PolicyStatus.EXPIRING_SOON:
            return {"last": day(policy.last_day)}
        case PolicyStatus.NOT_YET_EFFECTIVE:
            return {"first": day(policy.first_day)}
        case _:
            return {}


def _name_warnings(evidence: Evidence, speaker: Speaker) -> list[Caution]:
    """A policy named by, or asked about, a title that differs from the published one."""
    u = evidence.understanding
    warnings = []
    for policy in evidence.policies:
        by_other_name = policy.id in u.turn.scope.mismatched
        asked = Intent.NAME in u.intents and u.is_policy_level
        for other in policy.mismatched_titles[:1] if by_other_name or asked else ():
            text = speaker.say("title_mismatch", policy=policy.title, other=other.strip("《》"))
            warnings.append(Caution(WarningCode.TITLE_MISMATCH, text, policy.id))
    return warnings
