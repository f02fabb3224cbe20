"""What people read of a sum, kept word for word: a change of it has to be looked at.

The sums themselves are compared with formulas elsewhere; here it is the steps, assumptions, lines,
curves, ways back, schemas and files, for facts that reach every branch of the rules of the corpus.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from docx import Document
from openpyxl import load_workbook

from assistant.answer.answer import LABEL
from assistant.errors import AssistantError, FactError
from assistant.rules.calculate import calculate
from assistant.rules.cliffs import cliff_facts, with_cliffs
from assistant.rules.curve import curve
from assistant.rules.estimate import Estimate, fact_json
from assistant.rules.export import export_of_match, to_docx, to_xlsx
from assistant.rules.facts import FactKind, Facts
from assistant.rules.match import match
from assistant.rules.parse_facts import parse_facts
from assistant.rules.profile import Profile
from assistant.rules.rule import Rule
from assistant.rules.schema import fact_schema, schema_of
from assistant.rules.sheet_formula import sheet_formula
from assistant.rules.sheet_of_company import export_of_company
from assistant.rules.solve import solve
from tests.rules.case_files import cases, corpus, policy_of, rulebook, typed
from tests.rules.interviewed import DAY, companies, hold
from tests.rules.small_book import small_book, worked_out
from tests.rules.test_forms import RULES

Check = Callable[[str, object], None]


def told(estimate: Estimate) -> list[str]:
    """An estimate as it is read, line by line."""
    facts = {name: fact_json(value) for name, value in estimate.facts}
    whole = (estimate.amount_text, estimate.uncapped, estimate.range_text, estimate.would_be)
    return [
        " ".join(map(str, (estimate.status.value, *whole, estimate.period))),
        *(f"{step.text} | {step.value} | {step.quote[:12]}" for step in estimate.steps),
        *(f"~ {text}" for text in estimate.assumptions),
        *(f"! {text}" for text in (*estimate.reasons, *estimate.missing)),
        *(f"- {p.kind} {p.year} {p.count} {p.base} {p.amount}" for p in estimate.lines),
        *(f"> {near.say}" for near in estimate.near),
        f"{[test.met.value for test in estimate.conditions]} {facts}",
    ]


def worked(rule: Rule, facts: Facts, day: object = None) -> Estimate:
    policy = policy_of(rule.id)
    as_of = day or DAY
    done = calculate(rule, facts, policy=policy, as_of=as_of, rulebook=rulebook())  # type: ignore[arg-type]
    return with_cliffs(done, rule, facts, rulebook())


_OF_DAYS = ("first_day", "last_day", "after")
"""Cases whose words are those of another day."""


def some_cases() -> Iterator[tuple[str, Rule, Facts, object]]:
    """The first case of every kind of every rule."""
    seen: set[tuple[str, str]] = set()
    for case in cases():
        if (case.rule, case.kind) not in seen and case.kind not in _OF_DAYS:
            seen.add((case.rule, case.kind))
            facts = typed(case.facts, rulebook().facts)
            yield str(case), rulebook().rule(case.rule), facts, case.as_of


def test_the_words_of_sums(check_golden: Check) -> None:
    found = {name: told(worked(rule, facts, day)) for name, rule, facts, day in some_cases()}
    check_golden("rules/sums.json", found)


FORMS: tuple[tuple[str, dict[str, str]], ...] = (
    ("foreign", {"foreign_capital": "199万美元"}),
    ("foreign", {"foreign_capital": "200万美元"}),
    ("foreign", {"foreign_capital": "600万美元"}),
    ("foreign", {"foreign_capital": "2000万美元"}),
    ("foreign", {"foreign_capital": "2000万美元", "exchange_rate": "7.1234"}),
    ("foreign", {"foreign_capital": "9000万美元", "exchange_rate": "7"}),
    ("foreign", {}),
    ("grades", {"project_grade": "demonstration", "rd_spend_yuan": "1万"}),
    ("grades", {"project_grade": "benchmark", "rd_spend_yuan": "900万"}),
    ("grades", {"project_grade": "非示范应用项目", "rd_spend_yuan": "20万"}),
    ("grades", {"rd_spend_yuan": "41.37万"}),
    ("grades", {"project_grade": "benchmark"}),
    ("half", {"filed_models": "3", "is_startup": "否"}),
    ("half", {"filed_models": "3", "is_startup": "是"}),
    ("half", {"filed_models": "1"}),
    ("half", {"filed_models": "0"}),
    ("match", {"fiscal_funds_yuan": "125000"}),
    ("match", {"fiscal_funds_yuan": "9000000"}),
    ("match", {"fiscal_funds_yuan[甲]": "90万", "fiscal_funds_yuan[乙]": "130万"}),
    ("match", {"fiscal_funds_yuan[2024]": "190万", "fiscal_funds_yuan[2025]": "130万"}),
    ("either", {"revenue_yuan": "2000万"}),
    ("either", {"revenue_yuan": "100万"}),
    ("either", {"revenue_yuan": "100万", "rd_spend_yuan": "300万"}),
    ("either", {"revenue_yuan": "100万", "rd_spend_yuan": "301万"}),
)
"""Facts for the rules of test_forms.py: forms that the corpus does not have."""


def test_the_words_of_other_forms(check_golden: Check) -> None:
    book, found = small_book(RULES), []
    for slug, stated in FORMS:
        try:
            estimate = worked_out(book, slug, **stated)
        except FactError as error:
            found.append([slug, str(stated), str(error)])
            continue
        formula = sheet_formula(estimate, book)
        found.append([slug, str(stated), *told(estimate), formula and formula.text])
    check_golden("rules/forms.json", found)


@cache
def lists() -> list[dict[str, Any]]:
    """Facts of several years, kinds and items."""
    path = Path(__file__).with_name("lists_told.yaml")
    found: list[dict[str, Any]] = yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader)
    return found


def test_the_words_of_lists_of_years_and_items(check_golden: Check) -> None:
    found = []
    for one in lists():
        rule_id, stated = one["rule"], one["facts"]
        facts = parse_facts(rulebook(), stated)
        rule = rulebook().rule(rule_id)
        estimate = worked(rule, facts)
        formula = sheet_formula(estimate, rulebook())
        found.append([rule_id, str(stated), *told(estimate), formula and formula.text])
    check_golden("rules/lists.json", found)


def settings_of(rule: Rule) -> Facts:
    """The facts of the rule's first case that pays, without text."""
    for case in cases():
        if case.rule == rule.id and case.expect.get("status") in ("payable", "ceiling"):
            return typed(case.facts, rulebook().facts)
    return {}


def test_curves_and_ways_back(check_golden: Check) -> None:
    found: dict[str, object] = {}
    for rule in rulebook().rules:
        facts = settings_of(rule)
        for name in cliff_facts(rule, rulebook()):
            key = f"{rule.id} {name}"
            try:
                drawn = curve(rule, name, facts, rulebook=rulebook())
                points = " ".join(f"{p.x}:{p.y}" for p in drawn.points)
                near = curve(rule, name, facts, rulebook=rulebook(), up_to=Decimal(12))
                first = " ".join(f"{p.x}:{p.y}" for p in near.points)
                found[key] = [points, first, " ".join(map(str, drawn.kinks))]
            except AssistantError as error:
                found[key] = str(error)
            others = {other: value for other, value in facts.items() if other != name}
            for target in ("cap", Decimal(50_000), Decimal("1234567.89")):
                try:
                    back = solve(rule, target, others, unknown=name, policy=policy_of(rule.id),
                                 as_of=DAY, rulebook=rulebook())  # fmt: skip
                except AssistantError as error:
                    found[f"{key} {target}"] = str(error)
                    continue
                numbers = " ".join(map(str, (back.target, back.value, back.most, back.highest)))
                words = [*back.reasons, *back.missing, *back.steps]
                far = [one.say for one in back.distances]
                found[f"{key} {target}"] = [numbers, *words, *far]
    check_golden("rules/curves.json", found)


def test_schemas(check_golden: Check) -> None:
    names = {}
    for rule in rulebook().rules:
        schema = schema_of(rule, rulebook())
        properties = schema.pop("properties")
        assert isinstance(properties, dict)
        names[rule.id] = [schema["title"], schema["additionalProperties"], list(properties)]
    facts = {name: fact_schema(spec) for name, spec in rulebook().facts.items()}
    kinds = {kind.value for kind in FactKind} - {"foreign", "exchange"}
    assert {spec.kind.value for spec in rulebook().facts.values()} >= kinds - {"fraction"}
    check_golden("rules/schemas.json", [names, facts])


def cells(content: bytes) -> list[list[str]]:
    """Every cell of a workbook: its place, its formula or text, its kept value."""
    live = load_workbook(io.BytesIO(content))
    kept = load_workbook(io.BytesIO(content), data_only=True)
    return [
        [
            f"{sheet.title}!{cell.coordinate}",
            str(cell.value),
            str(kept[sheet.title][cell.coordinate].value),
        ]
        for sheet in live
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None and "sha256" not in str(cell.value)
    ]


def test_files_of_a_match_and_of_a_company(check_golden: Check) -> None:
    facts = {"compute_fee_yuan": "800万", "filed_models": "3", "is_startup": "是", "years": "2"}
    profile = Profile.from_mapping({"name": "甲", "district": "龙岗区", "facts": facts})
    report = match(profile, rulebook(), corpus(), DAY)
    known = {"corpus": corpus(), "rulebook": rulebook(), "label": LABEL}
    exports = [export_of_match(report, **known)]  # type: ignore[arg-type]
    for written in companies():
        if written.name in ("软件企业，龙岗", "研发投入大户，前海", "营收差一点的公司，龙华"):
            exports.append(export_of_company(hold(written).sheet, **known))  # type: ignore[arg-type]
    found = []
    for export in exports:
        book = [one for one in cells(to_xlsx(export)) if not one[0].startswith("来源!D")]
        book = [one for one in book if len(one[1]) != 8 or not one[1].isalnum()]
        paper = Document(io.BytesIO(to_docx(export)))
        lines = [f"{p.style.name}|{p.text}" for p in paper.paragraphs if "sha256" not in p.text]
        tables = [[[c.text for c in row.cells] for row in t.rows] for t in paper.tables]
        lines = [line for line in lines if "政策库版本" not in line]
        found.append([[" | ".join(one) for one in book], lines, [str(t) for t in tables]])
    check_golden("rules/files.json", found)
