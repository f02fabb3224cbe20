"""solve_for(): work backwards where the message asks what it takes to get an amount."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal, TypeAlias

from assistant.answer.evidence import Evidence, Finding, Solved
from assistant.dialogue.needs import needs_of
from assistant.dialogue.stated import Claim, ClaimKind
from assistant.dialogue.turn import Intent
from assistant.errors import FactError
from assistant.rules.cliffs import with_cliffs
from assistant.rules.conditions import is_numeric
from assistant.rules.estimate import Estimate, Step
from assistant.rules.facts import FactKind, Facts, FactValue
from assistant.rules.program import parts_of
from assistant.rules.read.names import main_facts, variants_of
from assistant.rules.rule import Rule
from assistant.rules.rulebook import Rulebook
from assistant.rules.show import show_number
from assistant.rules.solve import Solution, distances_of, solve
from assistant.text.money import format_yuan

Target: TypeAlias = Decimal | Literal["cap"]

_MOST = 4
_FEN = Decimal("0.01")


def solve_for(evidence: Evidence, rulebook: Rulebook) -> Evidence:
    """The evidence with a solution for each clause that can be worked backwards."""
    if Intent.REVERSE not in evidence.understanding.intents:
        return evidence
    solved: list[Solved] = []
    for index, finding in enumerate(evidence.findings[:_MOST]):
        rule = _rule_in_question(finding, evidence)
        if rule is None:
            continue
        gaps = _gaps(index, finding, rule, rulebook)
        if gaps:
            solved += gaps
            continue
        for target in _targets(rule, evidence.understanding.claims):
            for said, assumed in _variants(rule, finding):
                found = _solve_one(index, finding, rule, target, evidence, rulebook, assumed)
                if found is not None:
                    solved.append(replace(found, title=f"{found.title}{said}"))
    return replace(evidence, solved=tuple(solved))


def _gaps(index: int, finding: Finding, rule: Rule, rulebook: Rulebook) -> list[Solved]:
    """How far stated numbers are from a threshold or the next tier, the sum shown as a step."""
    facts = {s.name: s.value for s in finding.facts}
    estimate = next((e for e in finding.estimates if e.rule_id == rule.id), None)
    found = []
    for distance in distances_of(rule, facts, rulebook):
        kind = rulebook.facts[distance.fact].kind
        now, needed, gap = (_number(kind, v) for v in (distance.now, distance.needed, distance.gap))
        step = Step(f"还差：{needed} − {now} = {gap}", distance.gap, sources=(needed, now))
        found.append(
            Solved(
                finding=index,
                rule_id=rule.id,
                title=rule.title,
                target=distance.aim,
                is_cap=False,
                fact=distance.fact,
                value=needed,
                reasons=(),
                estimate=None if estimate is None else _and_then(estimate, step),
                gap=gap,
            )
        )
    return found


def unknown_of(rule: Rule) -> str | None:
    """The number that is asked for: what the sum is built on, else the first threshold."""
    carrying = main_facts(rule)
    if carrying:
        return carrying[0]
    return next((c.fact for c in rule.conditions if is_numeric(c)), None)


def _rule_in_question(finding: Finding, evidence: Evidence) -> Rule | None:
    """The rule whose cap or words the message names, or that is told of, else the first one."""
    text = evidence.understanding.turn.folded
    values = {claim.value for claim in evidence.understanding.claims}
    listed = {estimate.rule_id for estimate in finding.estimates}
    rules = [
        rule
        for rule in finding.rules
        if rule.id in listed and unknown_of(rule) and not parts_of(rule)
    ]
    if not rules:
        return None

    stated = {s.name for s in finding.facts}

    def fitness(rule: Rule) -> tuple[bool, int, bool, int]:
        named = rule.cap is not None and rule.cap.yuan in values
        words = sum(word in text for word in rule.words)
        return named, words, unknown_of(rule) in stated, -rules.index(rule)

    return max(rules, key=fitness)


def _variants(rule: Rule, finding: Finding) -> list[tuple[str, Facts]]:
    """The rule as stated, and with each variant of the applicant that the asker left open."""
    cases: list[tuple[str, Facts]] = [("", {})]
    stated = {s.name for s in finding.facts}
    cases += [
        (f"（{test.say}）", {test.fact: test.is_})
        for test in variants_of(rule)
        if test.fact not in stated and test.is_ is not None
    ]
    return cases


def _targets(rule: Rule, claims: Sequence[Claim]) -> tuple[Target, ...]:
    """The amounts aimed at; the cap when none is named or the named one is the cap."""
    sums = (ClaimKind.AMOUNT, ClaimKind.CAP, ClaimKind.ITEM)
    values = tuple(dict.fromkeys(c.value for c in claims if c.kind in sums))
    cap = rule.cap.yuan if rule.cap is not None else None
    return tuple("cap" if value == cap else value for value in values) or ("cap",)


def _solve_one(
    index: int,
    finding: Finding,
    rule: Rule,
    target: Target,
    evidence: Evidence,
    rulebook: Rulebook,
    assumed: Facts,
) -> Solved | None:
    unknown = unknown_of(rule)
    if unknown is None:
        return None
    stated = {s.name: s.value for s in finding.facts}
    sources = needs_of([rule], rulebook.facts).main
    facts = {name: value for name, value in stated.items() if name not in sources}
    facts = {**_thresholds_met(rule, unknown), **facts, **assumed}
    try:
        solution = solve(
            rule,
            target,
            facts,
            unknown=unknown,
            policy=finding.policy,
            as_of=evidence.as_of,
            rulebook=rulebook,
        )
    except FactError:
        return None
    return _shown(index, rule, target, solution, stated.get(unknown), rulebook)


def _thresholds_met(rule: Rule, unknown: str) -> dict[str, FactValue]:
    """Thresholds on other facts are taken as just met: the question is what else it takes."""
    met: dict[str, FactValue] = {}
    for condition in rule.conditions:
        if condition.fact == unknown or not is_numeric(condition):
            continue
        if condition.at_least is not None:
            met[condition.fact] = condition.at_least
        elif condition.more_than is not None:
            met[condition.fact] = condition.more_than + _FEN
    return met


def _number(kind: FactKind, value: Decimal) -> str:
    return f"{show_number(kind, value)}个" if kind is FactKind.COUNT else show_number(kind, value)


def _shown(
    index: int,
    rule: Rule,
    target: Target,
    solution: Solution,
    now: object,
    rulebook: Rulebook,
) -> Solved:
    kind = rulebook.facts[solution.fact].kind
    aimed = solution.target if solution.target is not None else target
    shown = _number(kind, solution.value) if solution.value is not None else ""
    estimate = solution.estimate
    if estimate is not None:
        estimate = with_cliffs(estimate, rule, dict(estimate.facts), rulebook)
    if estimate is not None and solution.value is not None and isinstance(now, Decimal):
        estimate = _with_gap(estimate, now, solution.value, lambda v: _number(kind, v))
    return Solved(
        finding=index,
        rule_id=rule.id,
        title=rule.title,
        target=_yuan_text(aimed),
        is_cap=target == "cap",
        fact=solution.fact,
        value=shown,
        reasons=solution.reasons,
        estimate=estimate,
        is_open=bool(solution.missing),
    )


def _with_gap(
    estimate: Estimate, now: Decimal, needed: Decimal, show: Callable[[Decimal], str]
) -> Estimate:
    """The estimate with a last step that tells how far the stated number is from the needed."""
    if now >= needed:
        return estimate
    gap = needed - now
    told = (show(needed), show(now))
    return _and_then(estimate, Step(f"还差：{' − '.join(told)} = {show(gap)}", gap, sources=told))


def _and_then(estimate: Estimate, step: Step) -> Estimate:
    """The estimate with a step that the answer adds: its ``from`` says that no rule gave it."""
    return replace(estimate, steps=(*estimate.steps, step))


def _yuan_text(target: Decimal | str) -> str:
    return format_yuan(target) if isinstance(target, Decimal) else ""
