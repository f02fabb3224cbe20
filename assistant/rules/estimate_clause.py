"""Estimate everything a clause gives: its applicable rules, best known first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.policy.policy import Policy
from assistant.rules.calculate import calculate
from assistant.rules.conditions import met
from assistant.rules.estimate import Estimate, EstimateStatus, Met
from assistant.rules.expr import Fact, walk
from assistant.rules.facts import Facts, scalar
from assistant.rules.program import compile_rule, parts_of
from assistant.rules.read.names import choices_of
from assistant.rules.rule import Rule
from assistant.rules.rulebook import Rulebook
from assistant.rules.settle import states_any
from assistant.rules.spread import AND
from assistant.rules.told import plain
from assistant.rules.worksheet import Worksheet

NOT_STATED = "原文没有写出可计算的金额或比例"


def estimate_clause(
    clause_id: str, facts: Facts, *, policy: Policy, as_of: date, rulebook: Rulebook
) -> tuple[Estimate, ...]:
    """The estimates of the clause's applicable rules (an article covers its items).

    Rules that are known to be about another case are left out unless all are; a ``sum`` rule
    stands only when facts for at least two of its parts are stated. Rules whose facts are stated
    come first. A clause without rules gives one ``not_quantified`` estimate with the reason.
    """
    rules = applicable(rulebook.rules_of(clause_id), plain(facts), rulebook)
    if not rules:
        return (not_quantified(clause_id, as_of, rulebook),)
    estimates = [
        calculate(
            rule, own_facts(rule, rules, facts, rulebook),
            policy=policy, as_of=as_of, rulebook=rulebook,
        )
        for rule in rules
    ]  # fmt: skip
    keys = [
        _rank(rule, estimate, facts, rulebook)
        for rule, estimate in zip(rules, estimates, strict=True)
    ]
    order = sorted(range(len(rules)), key=lambda n: (keys[n], n))
    return tuple(estimates[n] for n in order)


def own_facts(rule: Rule, rules: Sequence[Rule], facts: Facts, rulebook: Rulebook) -> Facts:
    """The facts without the items that are of a class of another rule of the clause.

    12个建造师、中级200人: both are people, each of the classes of one rule.
    """
    if rule.topic or len(rules) == 1:
        return facts
    own = _class_names(rule, rulebook)
    others = {n for one in rules if one is not rule for n in _class_names(one, rulebook)} - own
    others |= _of_other_cases(rule, rulebook)
    main = {one.name for one in walk(compile_rule(rule).amount) if isinstance(one, Fact)}
    kept = dict(facts)
    for name in sorted(main & kept.keys()) if others else ():
        value = kept[name]
        if not isinstance(value, tuple):
            continue
        items = tuple(
            item
            for item in value
            if item.kind not in others and not others & {*item.kind.split(AND)}
        )
        if items:
            kept[name] = items
        else:
            del kept[name]
    return kept


def _of_other_cases(rule: Rule, rulebook: Rulebook) -> frozenset[str]:
    """What the classes are called of which a rule is not (甲等 of a rule for 乙等)."""
    found: set[str] = set()
    for one in rule.when:
        choices = rulebook.facts[one.fact].choices if isinstance(one.is_, str) else {}
        found |= {choice.label for key, choice in choices.items() if key != one.is_}
    return frozenset(found)


def _class_names(rule: Rule, rulebook: Rulebook) -> frozenset[str]:
    """What the classes are called by which a rule pays."""
    choices = (rulebook.facts[name].choices for name in choices_of(rule))
    return frozenset(choice.label for own in choices for choice in own.values())


def applicable(rules: tuple[Rule, ...], facts: Facts, rulebook: Rulebook) -> tuple[Rule, ...]:
    """The rules not known to be about another case, in their order; all if none is left."""
    kept = tuple(
        rule
        for rule in rules
        if _is_this_case(rule, facts, rulebook) and is_worth_adding(rule, facts, rulebook)
    )
    return kept or tuple(rule for rule in rules if is_worth_adding(rule, facts, rulebook))


def _is_this_case(rule: Rule, facts: Facts, rulebook: Rulebook) -> bool:
    if not rule.when:
        return True
    sheet = Worksheet(scalar(facts), rulebook.facts)
    return all(met(condition, sheet) is not Met.NO for condition in rule.when)


def is_worth_adding(rule: Rule, facts: Facts, rulebook: Rulebook) -> bool:
    """Whether a ``sum`` rule has stated facts for two of its parts; true for all other kinds."""
    names = parts_of(rule)
    if not names:
        return True
    parts = (rulebook.rule(name) for name in names)
    return sum(states_any(part, facts, rulebook) for part in parts) > 1


def _rank(rule: Rule, estimate: Estimate, facts: Facts, rulebook: Rulebook) -> tuple[bool, bool]:
    """Rules that stated facts speak of first, among them those that can be worked out."""
    return (
        not states_any(rule, facts, rulebook),
        estimate.status is EstimateStatus.FACTS_MISSING,
    )


def not_quantified(clause_id: str, as_of: date, rulebook: Rulebook) -> Estimate:
    """The estimate of a matter for which a clause names no sum."""
    return Estimate(
        rule_id="",
        clause_id=clause_id,
        title="",
        as_of=as_of,
        status=EstimateStatus.NOT_QUANTIFIED,
        amount=None,
        uncapped=None,
        range=None,
        facts=(),
        missing=(),
        reasons=(rulebook.not_ruled_reason(clause_id) or NOT_STATED,),
        steps=(),
        assumptions=(),
        conditions=(),
    )
