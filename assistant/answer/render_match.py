"""A match report as JSON."""

from __future__ import annotations

from assistant.answer.render import Json, to_json
from assistant.rules.estimate import fact_json
from assistant.rules.match import Match, MatchReport, NextQuestion
from assistant.text.money import format_yuan


def match_json(report: MatchReport) -> Json:
    """Every rule that may apply, the largest amount first; no total, for the reason in ``note``."""
    return {
        "name": report.name,
        "district": report.district,
        "as_of": report.as_of.isoformat(),
        "policies": list(report.policies),
        "facts": {name: fact_json(value) for name, value in report.facts},
        "matches": [_match(found) for found in report.matches],
        "next_questions": [_question(question) for question in report.next_questions],
        "note": report.note,
    }


def _match(found: Match) -> Json:
    return {
        "rule_id": found.estimate.rule_id,
        "policy_id": found.policy_id,
        "policy_title": found.policy_title,
        "met": found.met.value,
        "conditions": [
            {"say": tested.say, "met": tested.met.value, "fact": tested.fact, "quote": tested.quote}
            for tested in found.conditions
        ],
        "unstated": list(found.unstated),
        "estimate": to_json(found.estimate),
    }


def _question(question: NextQuestion) -> Json:
    return {
        "fact": question.fact,
        "label": question.label,
        "ask": question.ask,
        "rules": list(question.rules),
        "highest": f"{question.highest:.2f}",
        "highest_text": format_yuan(question.highest),
    }
