"""Audit the rules against the texts: nothing invented, nothing overlooked, everything tested."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from assistant.errors import RuleError
from assistant.policy.clause import Clause, ClauseId
from assistant.policy.corpus import Corpus
from assistant.policy.effect import read_validity
from assistant.policy.policy import Policy, PolicyKind
from assistant.policy.yaml_file import read_yaml
from assistant.rules.check_rule import check_rule, said_elsewhere, texts_of, used_numbers
from assistant.rules.content import NotRuled
from assistant.rules.facts import FactSpec
from assistant.rules.quoted_numbers import QuotedNumber, quoted_numbers
from assistant.rules.rule import Rule
from assistant.rules.rulebook import Rulebook
from assistant.text.numerals import parse_number
from assistant.text.pattern import lazy

_REFERENCE = lazy("第([一二三四五六七八九十百零]+|[0-9]+)条")


class FindingKind(StrEnum):
    """What is wrong."""

    RULE = "rule"
    UNRULED = "unruled"
    REFERENCE = "reference"
    DATES = "dates"
    UNTESTED = "untested"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: where (a clause, rule or policy id) and what, in Chinese."""

    kind: FindingKind
    where: str
    what: str


def audit(
    corpus: Corpus, rulebook: Rulebook, cases_folder: Path | None = None
) -> tuple[Finding, ...]:
    """Everything that is wrong between the texts, the rules and (if given) the rule tests."""
    return tuple(_findings(corpus, rulebook, cases_folder))


def _findings(corpus: Corpus, rulebook: Rulebook, cases_folder: Path | None) -> Iterator[Finding]:
    for policy in corpus.policies:
        if policy.kind is PolicyKind.COMMENTARY:
            continue
        for clause in policy.clauses:
            if clause.is_leaf:
                yield from audit_clause(clause, rulebook, texts_of(corpus))
                yield from _references(clause, policy)
        yield from _dates(policy)
    known = {str(clause.id) for clause in corpus.clauses}
    for rule in rulebook.rules:
        if rule.clause_id not in known:
            yield Finding(FindingKind.RULE, rule.id, f"没有条款 {rule.clause_id}")
    if cases_folder is not None:
        yield from _untested(rulebook, cases_folder)


def audit_clause(
    clause: Clause, rulebook: Rulebook, text_of: Callable[[str], str]
) -> Iterator[Finding]:
    """The findings of one clause: its rules against its text, and its numbers against its rules.

    ``text_of`` gives the text of any clause; one may state what holds for the rule of another.
    """
    own = rulebook.rules_of(str(clause.id))
    ids = {rule.id for rule in rulebook.rules} if own else set()
    for rule in own:
        for _, what in check_rule(rule, clause.text, rulebook.facts, ids, text_of):
            yield Finding(FindingKind.RULE, rule.id, what)
    noted = (*rulebook.not_ruled, *_said_here(clause, rulebook))
    for number in uncovered(clause, own, rulebook.facts, noted):
        words = clause.text[number.start : number.end]
        context = clause.text[max(0, number.start - 12) : number.end + 6].replace("\n", " ")
        yield Finding(
            FindingKind.UNRULED,
            str(clause.id),
            f"“{context}”里的 {words} 既没有规则使用或说明，也没有列入 not_ruled",
        )


def _said_here(clause: Clause, rulebook: Rulebook) -> Iterator[NotRuled]:
    """What the clause states for rules of others."""
    for rule in rulebook.rules:
        for _, said in said_elsewhere(rule):
            if said.clause == str(clause.id):
                yield NotRuled(clause=said.clause, reason=rule.id, quotes=(said.quote,))


def uncovered(
    clause: Clause,
    rules: Iterable[Rule],
    facts: Mapping[str, FactSpec],
    not_ruled: Iterable[NotRuled],
) -> Iterator[QuotedNumber]:
    """The numbers of a clause that no rule uses or tells and no entry of not_ruled holds."""
    used = {number for rule in rules for number in used_numbers(rule, facts)}
    listed = list(_listed(clause, not_ruled))
    for number in quoted_numbers(clause.text):
        if not _matters(number) or (number.value, number.measure) in used:
            continue
        if not any(start <= number.start and number.end <= end for start, end in listed):
            yield number


def _listed(clause: Clause, not_ruled: Iterable[NotRuled]) -> Iterator[tuple[int, int]]:
    """Where the quotes of not_ruled entries stand in the clause."""
    for entry in not_ruled:
        if not ClauseId.parse(entry.clause).covers(clause.id):
            continue
        for quote in entry.quotes:
            start = clause.text.find(quote)
            while quote and start >= 0:
                yield start, start + len(quote)
                start = clause.text.find(quote, start + 1)


def _matters(number: QuotedNumber) -> bool:
    """Numbers with a unit; a bare number is part of a name."""
    return number.unit not in ("", "强")


def _references(clause: Clause, policy: Policy) -> Iterator[Finding]:
    """Mentions of another article; after 》 it is an article of another document."""
    articles = {c.id.article for c in policy.clauses}
    for match in _REFERENCE.finditer(clause.text):
        if match.start() == 0 or clause.text[match.start() - 1] == "》":
            continue
        if int(parse_number(match[1])) not in articles:
            yield Finding(
                FindingKind.REFERENCE, str(clause.id), f"提到的{match[0]}不在本政策收录的文本里"
            )


def _dates(policy: Policy) -> Iterator[Finding]:
    quote = policy.validity_quote
    if not quote:
        if policy.first_day is not None:
            yield Finding(FindingKind.DATES, policy.id, "写了日期，却没有 validity_quote")
        return
    if quote not in policy.source:
        yield Finding(FindingKind.DATES, policy.id, f"validity_quote {quote!r} 不在原文里")
    read = read_validity(quote, policy.issued_day)
    for key, stated, meant in (
        ("first_day", policy.first_day, read.first_day),
        ("last_day", policy.last_day, read.last_day),
    ):
        is_cut_short = key == "last_day" and bool(policy.replaced_by)
        if stated != meant and not is_cut_short:
            yield Finding(FindingKind.DATES, policy.id, f"{key} {stated} 与“{quote}”不符")


def _untested(rulebook: Rulebook, folder: Path) -> Iterator[Finding]:
    tested: set[str] = set()
    for path in sorted(folder.glob("*.yaml")):
        content = read_yaml(path, RuleError)
        cases = content if isinstance(content, list) else []
        tested.update(str(case.get("rule")) for case in cases if isinstance(case, dict))
    for rule in rulebook.rules:
        if rule.id not in tested:
            yield Finding(FindingKind.UNTESTED, rule.id, f"{folder} 里没有它的用例")
    known = {rule.id for rule in rulebook.rules}
    for name in sorted(tested - known):
        yield Finding(FindingKind.UNTESTED, name, "用例里的规则不存在")
