"""Describe the facts of a rule as JSON Schema (draft 2020-12), for forms and integrators."""

from __future__ import annotations

from assistant.rules.facts import APPLICANT, YEARS, FactKind, FactSpec
from assistant.rules.parse_facts import LIMIT, accepted
from assistant.rules.read.names import facts_named
from assistant.rules.rule import Rule
from assistant.rules.rulebook import Rulebook

_NUMBER = {"type": ["string", "number"], "minimum": 0, "exclusiveMaximum": int(LIMIT)}
_EXAMPLES = {
    FactKind.YUAN: ["800万", "8000000"],
    FactKind.COUNT: ["3"],
    FactKind.SQUARE_METRES: ["500"],
    FactKind.MONTHS: ["12"],
    FactKind.YEARS: ["3"],
    FactKind.FRACTION: ["30%"],
    FactKind.FOREIGN: ["500万美元"],
    FactKind.EXCHANGE: ["7.12"],
}


def schema_of(rule: Rule, rulebook: Rulebook) -> dict[str, object]:
    """The schema of ``facts`` for this rule: what it looks at and what that can be derived from."""
    named = [name for _, name in facts_named(rule)]
    names = dict.fromkeys((*named, *sorted(rulebook.needs[rule.id])))
    if rule.yearly and YEARS in rulebook.facts:
        names[YEARS] = None
    if rule.applicants and APPLICANT in rulebook.facts:
        names[APPLICANT] = None
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": rule.title,
        "description": rule.quote,
        "type": "object",
        "additionalProperties": False,
        "properties": {name: fact_schema(rulebook.facts[name]) for name in names},
    }


def fact_schema(spec: FactSpec) -> dict[str, object]:
    """The schema of one fact."""
    words: dict[str, object] = {
        "title": spec.label,
        "description": f"{spec.ask}（请写{accepted(spec)}）",
        "x-kind": spec.kind.value,
    }
    if spec.kind is FactKind.FLAG:
        return words | {"enum": ["是", "否", True, False]}
    if spec.kind is FactKind.CHOICE:
        options = [{"const": key, "title": choice.label} for key, choice in spec.choices.items()]
        return words | {"oneOf": options}
    return words | _NUMBER | {"examples": _EXAMPLES[spec.kind]}
