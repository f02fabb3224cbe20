"""All rules of a corpus: corpus/facts.yaml and corpus/<policy>/rules.yaml → Rulebook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType

from assistant.errors import RuleError, UnknownRuleError, UserError
from assistant.policy.clause import ClauseId
from assistant.policy.corpus import Corpus
from assistant.policy.yaml_file import YamlFile, read_yaml_file
from assistant.rules.check_rule import check_rule
from assistant.rules.combine import Relation, Statement, check_statements
from assistant.rules.facts import FactSpec
from assistant.rules.program import Program, compile_rule, parts_of
from assistant.rules.read.names import needs_of
from assistant.rules.rule import NotRuled, Rule, RulesFile
from assistant.rules.rules_file import load_facts, parse_rules_file


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The rules in corpus order, the facts they use, and what is deliberately not ruled.

    ``needs``: rule id → the facts that can change its estimate; ``programs``: rule id → what it
    compiles to. ``worked_out`` keeps what follows from the rules alone and takes long to find.
    """

    facts: Mapping[str, FactSpec]
    rules: tuple[Rule, ...]
    not_ruled: tuple[NotRuled, ...]
    statements: tuple[Statement, ...]
    needs: Mapping[str, frozenset[str]]
    programs: Mapping[str, Program]
    _by_id: Mapping[str, Rule]
    _by_clause: Mapping[str, tuple[Rule, ...]]
    worked_out: dict[object, object] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )

    @classmethod
    def of(
        cls,
        facts: Mapping[str, FactSpec],
        rules: tuple[Rule, ...],
        not_ruled: tuple[NotRuled, ...] = (),
        statements: tuple[Statement, ...] = (),
    ) -> Rulebook:
        """The rulebook of these rules; ids are unique.

        A rule that is the sum of others says itself that these may be taken together.
        """
        by_id = {rule.id: rule for rule in rules}
        by_clause: dict[str, list[Rule]] = {}
        for rule in rules:
            by_clause.setdefault(rule.clause_id, []).append(rule)
        return cls(
            MappingProxyType(dict(facts)),
            rules,
            not_ruled,
            (*statements, *(one for rule in rules for one in _of_sum(rule))),
            MappingProxyType({rule.id: needs_of(rule, facts, by_id) for rule in rules}),
            MappingProxyType({rule.id: compile_rule(rule) for rule in rules}),
            MappingProxyType(by_id),
            MappingProxyType({clause: tuple(own) for clause, own in by_clause.items()}),
        )

    def rule(self, rule_id: str) -> Rule:
        """The rule with this id.

        Raises:
            UnknownRuleError: there is none; names near ones.
        """
        rule = self._by_id.get(rule_id)
        if rule is None:
            near = get_close_matches(rule_id, self._by_id, n=3, cutoff=0.5)
            raise UnknownRuleError(rule_id, tuple(near))
        return rule

    def has(self, name: str) -> bool:
        """Whether a rule has this id, or some rule stands in the clause of this id."""
        return name in self._by_id or bool(":" not in name and self.rules_of(name))

    def rules_of(self, clause_id: str) -> tuple[Rule, ...]:
        """The rules of a clause and of its items, in order."""
        own = self._by_clause.get(clause_id)
        if own is not None:
            return own
        asked = ClauseId.parse(clause_id)
        return tuple(rule for rule in self.rules if asked.covers(ClauseId.parse(rule.clause_id)))

    def not_ruled_reason(self, clause_id: str) -> str:
        """Why the clause (or all it covers) has no rule; "" if nothing is noted."""
        asked = ClauseId.parse(clause_id)
        reasons = [
            entry.reason for entry in self.not_ruled if asked.covers(ClauseId.parse(entry.clause))
        ]
        return "；".join(dict.fromkeys(reasons))


def load_rulebook(folder: Path, corpus: Corpus) -> Rulebook:
    """The rules in ``folder`` (facts.yaml, <policy>/{facts,rules}.yaml), checked against the texts.

    Raises:
        RuleError: anything is wrong; the first complaint, with file and line.
    """
    facts = load_facts(folder / "facts.yaml")
    for policy in corpus.policies:
        own = folder / policy.id / "facts.yaml"  # of an added policy's proposed rules
        if own.exists():
            facts |= load_facts(own)
    sources: list[tuple[YamlFile, RulesFile]] = []
    for policy in corpus.policies:
        path = folder / policy.id / "rules.yaml"
        if policy.has_rules and not path.exists():
            raise RuleError(
                f"{path}：没有这个文件，而 policy.yaml 写着 has_rules: true："
                "请恢复它；确实不再有规则时删去那一行。"
            )
        if path.exists():
            file = read_yaml_file(path, RuleError)
            sources.append((file, parse_rules_file(file)))
    rules = tuple(rule for _, content in sources for rule in content.rules)
    ids = _unique_ids(sources)
    for file, content in sources:
        for n, rule in enumerate(content.rules):
            _check(file, n, rule, corpus, facts, ids)
        for n, entry in enumerate(content.not_ruled):
            _check_not_ruled(file, n, entry, corpus)
    not_ruled = tuple(entry for _, content in sources for entry in content.not_ruled)
    statements = tuple(one for _, content in sources for one in content.combine)
    book = Rulebook.of(facts, rules, not_ruled, statements)
    for file, content in sources:
        _check_combine(file, content, corpus, book)
    return book


def _of_sum(rule: Rule) -> Iterator[Statement]:
    """What a rule that adds others up says of them."""
    parts = parts_of(rule)
    if len(parts) > 1:
        relation = Relation.ALLOW if rule.cap is None else Relation.SHARE
        quote = (rule.cap.quote if rule.cap is not None else "") or rule.quote
        yield Statement(
            relation=relation, rules=parts, quote=quote, clause=rule.clause_id, cap=rule.cap
        )


def _check_combine(file: YamlFile, content: RulesFile, corpus: Corpus, book: Rulebook) -> None:
    """Statements on several rules: quoted, about known rules, caps inside one another.

    Raises:
        RuleError: the first complaint, with its line.
    """
    own = {id(one): n for n, one in enumerate(content.combine)}
    for n, one in enumerate(content.combine):
        place = file.place("combine", n)
        if one.quote not in _clause_text(place, one.clause, corpus):
            told = f"引文 {one.quote!r} 不在 {one.clause} 的原文里"
            raise RuleError(f"{place}：{told}，请从 source.txt 原样复制。")
        for name in one.rules:
            if not book.has(name):
                raise RuleError(f"{place}：没有规则或条款 {name!r}，请改正 combine 所列的编号。")
    for n, what in check_statements(book.statements):
        at = own.get(id(book.statements[n]))
        if at is not None:
            raise RuleError(f"{file.place('combine', at)}：{what}，请改正。")


def _unique_ids(sources: list[tuple[YamlFile, RulesFile]]) -> frozenset[str]:
    seen: set[str] = set()
    for file, content in sources:
        for n, rule in enumerate(content.rules):
            if rule.id in seen:
                raise RuleError(f"{file.place('rules', n)}：规则编号 {rule.id!r} 重复，请改名。")
            seen.add(rule.id)
    return frozenset(seen)


def _clause_text(place: str, clause_id: str, corpus: Corpus) -> str:
    try:
        return corpus.require(ClauseId.parse(clause_id)).text
    except UserError as error:
        raise RuleError(f"{place}：{error}") from error


def _check(
    file: YamlFile,
    n: int,
    rule: Rule,
    corpus: Corpus,
    facts: dict[str, FactSpec],
    ids: frozenset[str],
) -> None:
    text = _clause_text(file.place("rules", n), rule.clause_id, corpus)

    def text_of(clause_id: str) -> str:
        try:
            return corpus.require(ClauseId.parse(clause_id)).text
        except UserError:
            return ""

    for where, what in check_rule(rule, text, facts, ids, text_of):
        raise RuleError(f"{file.place('rules', n, *where)}：规则 {rule.id}：{what}。")


def _check_not_ruled(file: YamlFile, n: int, entry: NotRuled, corpus: Corpus) -> None:
    text = _clause_text(file.place("not_ruled", n), entry.clause, corpus)
    for m, quote in enumerate(entry.quotes):
        if quote not in text:
            place = file.place("not_ruled", n, "quotes", m)
            raise RuleError(
                f"{place}：引文 {quote!r} 不在 {entry.clause} 的原文里，请从 source.txt 原样复制。"
            )
