"""A match report as JSON."""

from __future__ import annotations

from assistant.answer.render import Json, to_json
from assistant.rules.combine import Combination
from assistant.rules.dossier import Dossier, Entry, Place
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
        "matters": report.matters
        and {
            topic: {name: fact_json(value) for name, value in held.items()}
            for topic, held in report.matters.items()
        },
    }


def company_json(sheet: Dossier) -> Json:
    """A company's sheet: its lists, what is known of it, the best lawful combination."""
    report = sheet.report
    return {
        "name": report.name,
        "district": report.district,
        "as_of": report.as_of.isoformat(),
        "facts": {name: fact_json(value) for name, value in report.facts},
        "matters": match_json(report)["matters"],
        "lists": {place.value: [_entry(entry) for entry in sheet.at(place)] for place in Place},
        "combination": _combination(sheet.combination),
        "untouched": sheet.untouched,
        "note": report.note,
    }


def _entry(entry: Entry) -> Json:
    return {
        "rule_id": entry.estimate.rule_id,
        "policy_id": entry.policy.id,
        "clause_id": entry.estimate.clause_id,
        "estimate": to_json(entry.estimate),
        "lacks": list(entry.lacks),
        "gaps": list(entry.gaps),
        "last_day": entry.last_day and entry.last_day.isoformat(),
        "days_left": entry.days_left,
        "bodies": list(entry.bodies),
        "to_show": [
            {"say": one.say, "met": one.met.value, "quote": one.quote} for one in entry.to_show
        ],
        "to_confirm": list(entry.to_confirm),
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
