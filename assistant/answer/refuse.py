"""refuse(): the draft for what is not answered; no citations, no estimates."""

from __future__ import annotations

from assistant.answer.answer import Outcome, Refusal, RefusalReason, Sentence
from assistant.answer.draft import Draft
from assistant.answer.evidence import Evidence
from assistant.answer.speaker import Speaker

_REASONS = {
    "elsewhere": RefusalReason.OUT_OF_SCOPE,
    "within": RefusalReason.OUT_OF_SCOPE,
    "unrelated": RefusalReason.OUT_OF_SCOPE,
    "contact": RefusalReason.NOT_IN_TEXT,
    "forms": RefusalReason.NOT_IN_TEXT,
    "life": RefusalReason.OUT_OF_SCOPE,
    "trading": RefusalReason.OUT_OF_SCOPE,
    "tax": RefusalReason.OUT_OF_SCOPE,
    "forge": RefusalReason.NOT_ALLOWED,
    "promise": RefusalReason.NOT_ALLOWED,
    "injection": RefusalReason.NOT_ALLOWED,
    "chat": RefusalReason.NOT_A_QUESTION,
    "empty": RefusalReason.NOT_A_QUESTION,
    "greet": RefusalReason.NOT_A_QUESTION,
    "thank": RefusalReason.NOT_A_QUESTION,
    "about_program": RefusalReason.NOT_A_QUESTION,
}
_SHOWN = 3
"""So many places are named to whoever asks for nothing."""


def refuse(evidence: Evidence, speaker: Speaker) -> Draft:
    """Say why; ``nearest`` clauses are for orientation only."""
    u = evidence.understanding
    kind = u.refusal
    text = speaker.say(f"refuse_{kind}", **_variables(evidence, kind))
    reason = _REASONS.get(kind, RefusalReason.OUT_OF_SCOPE)
    helpful = reason in (RefusalReason.NOT_IN_TEXT, RefusalReason.OUT_OF_SCOPE)
    nearest = u.nearest if helpful and u.relevance > 0 else ()
    names = {c.id: f"{p.short_title}{c.label} {c.heading}".strip() for p, c in evidence.elsewhere}
    known = tuple(names.get(clause, str(clause)) for clause in nearest)
    return Draft(Outcome.REFUSED, (Sentence(text),), refusal=Refusal(reason, text, nearest, known))


def _variables(evidence: Evidence, kind: str) -> dict[str, str]:
    scope = evidence.understanding.turn.scope
    match kind:
        case "elsewhere":
            regions = "、".join(evidence.regions)
            place = "、".join(scope.elsewhere)
            return {"place": place, "regions": regions, "field": evidence.field}
        case "within":
            return {"place": "、".join(scope.within), "parent": evidence.regions[0]}
        case "greet" | "chat" | "about_program":
            more = "等地" if len(evidence.regions) > _SHOWN else ""
            shown = "、".join(evidence.regions[:_SHOWN]) + more
            return {"regions": shown, "field": evidence.field}
        case _:
            return {}
