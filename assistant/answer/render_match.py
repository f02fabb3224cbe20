"""A match report as JSON."""

from __future__ import annotations

from assistant.answer.render import Json, to_json
from assistant.rules.combine import Combination
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
        "combination": report.combination and _combination(report.combination),
    }


def _combination(found: Combination) -> Json:
    """What may be taken together; ``total`` is null where no text lets two amounts be added."""
    return {
        "chosen": list(found.chosen),
        "total": None if found.total is None else f"{found.total:.2f}",
        "total_text": None if found.total is None else format_yuan(found.total),
        "caps": list(found.caps),
        "groups": [
            {"rules": list(names), "total": f"{total:.2f}", "total_text": format_yuan(total)}
            for names, total in found.groups
        ],
        "left_out": [
            {"rule_id": one.rule_id, "reason": one.reason, "quote": one.quote}
            for one in found.left_out
        ],
        "alone": {name: f"{amount:.2f}" for name, amount in found.alone},
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
