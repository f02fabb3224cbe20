"""All rules of a corpus: corpus/facts.yaml and corpus/<policy>/rules.yaml → Rulebook."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar, cast

from assistant.errors import RuleError, UnknownRuleError, UserError
from assistant.policy.clause import ClauseId
from assistant.policy.corpus import Corpus
from assistant.policy.policy import Policy
from assistant.policy.snapshot import Snapshot, key_of
from assistant.policy.yaml_file import YamlFile, read_yaml_file
from assistant.rules.check_rule import check_rule, texts_of
from assistant.rules.combine import Relation, Statement, check_statements
from assistant.rules.content import NO_RULES, NotRuled, RulesFile
from assistant.rules.facts import YEARS, FactSpec, years_fact
from assistant.rules.program import Program, compile_rule, parts_of
from assistant.rules.read.names import Names, conditions_of, looked_at_by, names_of, needs_of
from assistant.rules.rule import Rule
from assistant.rules.rules_file import load_facts, parse_rules_file

T = TypeVar("T")


class OnDemand(Mapping[str, T]):
    """Something of each rule by its id, made when it is first asked for."""

    def __init__(self, rules: Mapping[str, Rule], make: Callable[[Rule], T]) -> None:
        self._rules = rules
        self._make = make
        self._made: dict[str, T] = {}

    def __getitem__(self, rule_id: str) -> T:
        if rule_id not in self._made:
            self._made[rule_id] = self._make(self._rules[rule_id])
        return self._made[rule_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The rules in corpus order, the facts they use, and what is deliberately not ruled.

    ``needs``: rule id → the facts that can change its estimate; ``looked_at``: those and what was
    received before, the years and who applies; ``programs``: rule id → what it compiles to.
    ``worked_out`` keeps what follows from the rules alone and takes long to find.
    """

    facts: Mapping[str, FactSpec]
    rules: tuple[Rule, ...]
    not_ruled: tuple[NotRuled, ...]
    statements: tuple[Statement, ...]
    needs: Mapping[str, frozenset[str]]
    looked_at: Mapping[str, frozenset[str]]
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
        said = (one for rule in rules for one in _of_sum(rule))
        return cls.with_statements(facts, rules, not_ruled, (*statements, *said))

    @classmethod
    def with_statements(
        cls,
        facts: Mapping[str, FactSpec],
        rules: tuple[Rule, ...],
        not_ruled: tuple[NotRuled, ...],
        statements: tuple[Statement, ...],
    ) -> Rulebook:
        """As ``of``, where ``statements`` hold already what the sums say."""
        by_id = {rule.id: rule for rule in rules}
        by_clause: dict[str, list[Rule]] = {}
        for rule in rules:
            by_clause.setdefault(rule.clause_id, []).append(rule)
        return cls(
            MappingProxyType(dict(facts)),
            rules,
            not_ruled,
            statements,
            OnDemand(by_id, lambda rule: needs_of(rule, facts, by_id)),
            OnDemand(by_id, lambda rule: looked_at_by(rule, facts, by_id)),
            OnDemand(by_id, compile_rule),
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
        key = ("rules of", clause_id)
        found = self.worked_out.get(key)
        if found is None:
            asked = ClauseId.parse(clause_id)
            near = self._by_policy().get(asked.policy, ())
            found = tuple(rule for rule in near if asked.covers(ClauseId.parse(rule.clause_id)))
            self.worked_out[key] = found
        return cast("tuple[Rule, ...]", found)

    def _by_policy(self) -> Mapping[str, list[Rule]]:
        """The rules of each policy, in order."""
        key = "by policy"
        if key not in self.worked_out:
            found: dict[str, list[Rule]] = {}
            for rule in self.rules:
                found.setdefault(rule.id.partition("#")[0], []).append(rule)
            self.worked_out[key] = found
        return cast("Mapping[str, list[Rule]]", self.worked_out[key])

    def _notes(self) -> Mapping[str, list[NotRuled]]:
        """What is deliberately not ruled of each policy, in order."""
        key = "notes by policy"
        if key not in self.worked_out:
            found: dict[str, list[NotRuled]] = {}
            for entry in self.not_ruled:
                found.setdefault(entry.clause.partition("#")[0], []).append(entry)
            self.worked_out[key] = found
        return cast("Mapping[str, list[NotRuled]]", self.worked_out[key])

    def not_ruled_reason(self, clause_id: str) -> str:
        """Why the clause (or all it covers) has no rule; "" if nothing is noted."""
        asked = ClauseId.parse(clause_id)
        near = self._notes().get(asked.policy, ())
        reasons = [e.reason for e in near if asked.covers(ClauseId.parse(e.clause))]
        return "；".join(dict.fromkeys(reasons))


@dataclass(frozen=True, slots=True)
class _Source:
    """The rules of one policy, the facts of its own, and what its sums say of their parts.

    ``names`` are the facts that each rule names. ``file`` is where a complaint about them points;
    None for what was checked when it was kept.
    """

    policy_id: str
    facts: Mapping[str, FactSpec]
    content: RulesFile
    sums: tuple[Statement, ...] = ()
    names: tuple[Names, ...] = ()
    file: YamlFile | None = None


def load_rulebook(folder: Path, corpus: Corpus, snapshot: Snapshot | None = None) -> Rulebook:
    """The rules in ``folder`` (facts.yaml, <policy>/{facts,rules}.yaml), checked against the texts.

    The rules of a policy whose files are those that the ``snapshot`` was made of come from there.

    Raises:
        RuleError: anything is wrong; the first complaint, with file and line.
    """
    general, sources = _read(folder, corpus, snapshot or Snapshot())
    if snapshot is not None and _is_doubtful(general, sources):
        general, sources = _read(folder, corpus, Snapshot())
    facts = dict(general)
    for source in sources:
        facts |= source.facts
    book = Rulebook.with_statements(
        facts,
        tuple(rule for source in sources for rule in source.content.rules),
        tuple(entry for source in sources for entry in source.content.not_ruled),
        _statements(sources),
    )
    _check_all(sources, corpus, book)
    if snapshot is not None:
        _keep(snapshot, corpus, general, sources)
    return book


def keep_rules(folder: Path, corpus: Corpus, snapshot: Snapshot) -> None:
    """Have the snapshot keep the rules of every policy; only those it does not hold are read.

    Raises:
        RuleError: they are wrong.
    """
    snapshot.keep("facts", _facts_key(corpus))
    missing = tuple(
        policy
        for policy in corpus.policies
        if not snapshot.keep(f"rules/{policy.id}", _rules_key(policy.id, corpus))
    )
    try:
        load_rulebook(folder, replace(corpus, policies=missing), snapshot)
    except RuleError:  # perhaps they speak of the others
        load_rulebook(folder, corpus, snapshot)


def _read(
    folder: Path, corpus: Corpus, snapshot: Snapshot
) -> tuple[Mapping[str, FactSpec], list[_Source]]:
    """The general facts, and what each policy has of its own; from the snapshot what is there."""
    general = snapshot.get("facts", _facts_key(corpus))
    if not isinstance(general, dict):
        general = load_facts(folder / "facts.yaml")
        general.setdefault(YEARS, years_fact())
    sources = []
    for policy in corpus.policies:
        source = snapshot.get(f"rules/{policy.id}", _rules_key(policy.id, corpus))
        if isinstance(source, _Source):
            for rule, names in zip(source.content.rules, source.names, strict=True):
                names_of.learn(rule, names)
        else:
            source = _read_source(folder, policy)
        sources.append(source)
    return general, sources


def _read_source(folder: Path, policy: Policy) -> _Source:
    own = folder / policy.id / "facts.yaml"  # of an added policy's proposed rules
    facts = load_facts(own) if own.exists() else {}
    path = folder / policy.id / "rules.yaml"
    if path.exists():
        file = read_yaml_file(path, RuleError)
        content = parse_rules_file(file)
        sums = tuple(one for rule in content.rules for one in _of_sum(rule))
        return _Source(policy.id, facts, content, sums, tuple(map(names_of, content.rules)), file)
    if policy.has_rules:
        raise RuleError(
            f"{path}：没有这个文件，而 policy.yaml 写着 has_rules: true："
            "请恢复它；确实不再有规则时删去那一行。"
        )
    return _Source(policy.id, facts, NO_RULES)


def _is_doubtful(general: Mapping[str, FactSpec], sources: Sequence[_Source]) -> bool:
    """Whether what was read anew may make wrong what was checked before."""
    names = [*general, *(name for source in sources for name in source.facts)]
    ids = [rule.id for source in sources for rule in source.content.rules]
    if all(source.file is not None for source in sources):
        return False
    if len(set(names)) < len(names) or len(set(ids)) < len(ids):
        return True
    is_said = any(source.file is not None and source.content.combine for source in sources)
    return is_said and any(check_statements(_statements(sources)))


def _statements(sources: Sequence[_Source]) -> tuple[Statement, ...]:
    written = (one for source in sources for one in source.content.combine)
    return (*written, *(one for source in sources for one in source.sums))


def _keep(
    snapshot: Snapshot, corpus: Corpus, general: Mapping[str, FactSpec], sources: Sequence[_Source]
) -> None:
    """Keep what looks at nothing but its own policy: others cannot make it wrong."""
    snapshot.put("facts", _facts_key(corpus), dict(general))
    for source in sources:
        is_new = source.file is not None or source.content is NO_RULES
        if is_new and _stands_alone(source, general):
            key = _rules_key(source.policy_id, corpus)
            snapshot.put(f"rules/{source.policy_id}", key, replace(source, file=None))


def _stands_alone(source: _Source, general: Mapping[str, FactSpec]) -> bool:
    """Whether a policy's rules look at nothing but the policy itself and the general facts."""
    content, own = source.content, f"{source.policy_id}#"
    clauses = [rule.id for rule in content.rules]
    clauses += [entry.clause for entry in content.not_ruled]
    clauses += [name for one in content.combine for name in (one.clause, *one.rules)]
    facts = set[str]()
    for rule in content.rules:
        clauses += parts_of(rule)
        clauses += [condition.clause for _, condition in conditions_of(rule) if condition.clause]
        clauses += [cap.clause for cap in rule.caps if cap.clause]
        clauses += [factor.clause for factor in rule.factors if factor.clause]
        clauses += [part.clause for part in rule.paid_in if part.clause]
        clauses += [words.clause for words in rule.beside]
        facts.update(names_of(rule).all)
    known = general.keys() | source.facts.keys()
    return facts <= known and all(name.startswith(own) for name in clauses)


def _facts_key(corpus: Corpus) -> str:
    return key_of([corpus.sums.get("facts.yaml")])


def _rules_key(policy_id: str, corpus: Corpus) -> str:
    files = ("policy.yaml", "source.txt", "facts.yaml", "rules.yaml")
    names = ("facts.yaml", *(f"{policy_id}/{name}" for name in files))
    return key_of(corpus.sums.get(name) for name in names)


def _check_all(sources: Sequence[_Source], corpus: Corpus, book: Rulebook) -> None:
    """Check what was read anew.

    Raises:
        RuleError: the first complaint.
    """
    files = [(source.file, source.content) for source in sources if source.file is not None]
    ids = _unique_ids(files)
    every = ids | {rule.id for rule in book.rules}
    for file, content in files:
        for n, rule in enumerate(content.rules):
            _check(file, n, rule, corpus, book.facts, every)
        for n, entry in enumerate(content.not_ruled):
            _check_not_ruled(file, n, entry, corpus)
    for file, content in files:
        if content.combine:
            _check_combine(file, content, corpus, book)


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


def _unique_ids(files: Sequence[tuple[YamlFile, RulesFile]]) -> frozenset[str]:
    seen: set[str] = set()
    for file, content in files:
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
    facts: Mapping[str, FactSpec],
    ids: frozenset[str],
) -> None:
    text = _clause_text(file.place("rules", n), rule.clause_id, corpus)
    for where, what in check_rule(rule, text, facts, ids, texts_of(corpus)):
        raise RuleError(f"{file.place('rules', n, *where)}：规则 {rule.id}：{what}。")


def _check_not_ruled(file: YamlFile, n: int, entry: NotRuled, corpus: Corpus) -> None:
    text = _clause_text(file.place("not_ruled", n), entry.clause, corpus)
    for m, quote in enumerate(entry.quotes):
        if quote not in text:
            place = file.place("not_ruled", n, "quotes", m)
            raise RuleError(
                f"{place}：引文 {quote!r} 不在 {entry.clause} 的原文里，请从 source.txt 原样复制。"
            )
