"""The JSON Schema of a rule's facts: complete, and each described fact is accepted."""

from __future__ import annotations

from assistant.rules.parse_facts import parse_facts
from assistant.rules.schema import schema_of
from tests.rules.case_files import cases, rulebook


def test_every_fact_of_the_cases_is_in_the_schema_of_its_rule() -> None:
    for case in cases():
        schema = schema_of(rulebook().rule(case.rule), rulebook())
        properties = schema["properties"]
        assert isinstance(properties, dict)
        if case.kind != "other":
            assert set(case.facts) <= {*properties, "applicant_kind"}, case


def test_examples_of_the_schema_can_be_read() -> None:
    for rule in rulebook().rules:
        properties = schema_of(rule, rulebook())["properties"]
        assert isinstance(properties, dict)
        for name, schema in properties.items():
            for example in schema.get("examples", ()):
                parse_facts(rulebook(), {name: example})
            for example in schema.get("oneOf", ()):
                parse_facts(rulebook(), {name: example["const"]})
