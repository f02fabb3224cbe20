"""The desk: proposed rules are confirmed, changed or rejected, by one editor or by two.

Decisions stand in ``<policy>/review.yaml``; a rule is confirmed in rules.yaml once enough editors
have accepted it as it is, and only if it passes the rulebook's checks against its clause.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from assistant.errors import AssistantError, ReviewError, system_reason
from assistant.intake.emit import write_yaml
from assistant.intake.together import without
from assistant.intake.unruled import Unruled, unruled_in
from assistant.policy.clause import Clause, ClauseId
from assistant.policy.corpus import Corpus, load_policy
from assistant.policy.first_fault import first_fault
from assistant.policy.yaml_file import read_yaml
from assistant.rules.audit import audit_clause
from assistant.rules.calculate import rounded
from assistant.rules.check_rule import check_rule, texts_of
from assistant.rules.curve import curve
from assistant.rules.facts import FactKind, Facts, FactSpec
from assistant.rules.rule import Rule
from assistant.rules.rulebook import Rulebook, load_rulebook
from assistant.rules.settle import settle
from assistant.rules.show import show_number
from assistant.text.money import format_yuan

_HEAD = "# 由 cewen add 提议、cewen review 核定。写法见 docs/rules-format.md。\n"
_NUMBERS = (FactKind.YUAN, FactKind.COUNT, FactKind.FRACTION, FactKind.SQUARE_METRES,
            FactKind.MONTHS, FactKind.YEARS)  # fmt: skip
_MOST_SAMPLES = 12
_FEW = Decimal(2)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A proposed rule that waits: itself as written, its clause, sums at its boundaries.

    ``accepted_by`` are the editors who accepted it so far.
    """

    rule: Rule
    written: Mapping[str, Any]
    clause: Clause
    samples: tuple[str, ...]
    accepted_by: tuple[str, ...]


class Desk:
    """The proposals of one policy; every decision is on disk when the call returns."""

    def __init__(self, corpus: Path, policy_id: str, *, reviewers: int = 1) -> None:
        """Open the policy's proposals.

        Raises:
            ReviewError: there is no such policy, or it has no proposals.
        """
        self._folder = corpus / policy_id
        self._corpus = corpus
        self._reviewers = reviewers
        if not (self._folder / "policy.yaml").is_file():
            raise ReviewError(f"没有编号为 {policy_id[:60]!r} 的政策，用 cewen review 查看全部。")
        if not (self._folder / "rules.yaml").is_file():
            raise ReviewError(f"{policy_id} 没有计算规则可核对。")
        self.policy = load_policy(self._folder)

    def waiting(self) -> tuple[Waiting, ...]:
        """The rules that are not confirmed, in the order of the text."""
        book = self._rulebook()
        decided = self._decisions()
        written = {str(one["id"]): one for one in self._content()["rules"]}
        found = []
        for rule in book.rules:
            clause = self.policy.clause(ClauseId.parse(rule.clause_id))
            if not rule.confirmed and clause is not None:
                found.append(
                    Waiting(
                        rule,
                        written[rule.id],
                        clause,
                        tuple(samples(rule, book)),
                        tuple(decided.get(rule.id, ())),
                    )
                )
        return tuple(found)

    @property
    def n_rules(self) -> int:
        """How many rules the policy has, confirmed or not."""
        return len(self._content()["rules"])

    @property
    def facts(self) -> Mapping[str, FactSpec]:
        """The facts that its rules may name."""
        return self._rulebook().facts

    def accept(self, rule_id: str, by: str) -> bool:
        """Accept a rule as it is; whether it is confirmed now.

        Raises:
            ReviewError: no such rule, it does not pass its checks, or the same editor again.
        """
        content = self._content()
        mapped = _find(content, rule_id)
        self._require_sound(mapped)
        decided = self._decisions()
        editors = decided.setdefault(rule_id, [])
        if by in editors and self._reviewers > 1:
            raise ReviewError(f"{rule_id} 已由 {by} 通过，还需要另一位核定人。")
        if by not in editors:
            editors.append(by)
        is_confirmed = len(editors) >= self._reviewers
        if is_confirmed:
            mapped["confirmed"] = "true"
            self._write("rules.yaml", content)
        self._write("review.yaml", {"accepted": decided})
        return is_confirmed

    def reject(self, rule_id: str, reason: str) -> None:
        """Take a rule out; its words go to not_ruled with the reason.

        Raises:
            ReviewError: no such rule.
        """
        content = self._content()
        mapped = _find(content, rule_id)
        content["rules"].remove(mapped)
        together = without(content.pop("combine", ()), rule_id)
        if together:
            content["combine"] = together
        quotes = [str(mapped["quote"]), *map(str, mapped.get("more_quotes") or ())]
        content.setdefault("not_ruled", []).append(
            {"clause": rule_id.partition(":")[0], "reason": reason, "quotes": quotes}
        )
        self._write("rules.yaml", content)
        self._forget(rule_id)

    def edit(self, rule_id: str, text: str) -> Rule:
        """Put another text (YAML) in a rule's place; whoever accepted it before must look again.

        Raises:
            ReviewError: it is no rule, has another id, or does not pass its checks.
        """
        try:
            changed = yaml.load(text, Loader=yaml.BaseLoader)
        except yaml.YAMLError as cause:
            raise ReviewError(f"{rule_id}：YAML 写法有误，请检查缩进和引号。") from cause
        if not isinstance(changed, dict) or changed.get("id") != rule_id:
            raise ReviewError(f"{rule_id}：应当是一条规则，id 不能改。")
        changed["confirmed"] = "false"
        rule = self._require_sound(changed)
        content = self._content()
        rules = content["rules"]
        rules[rules.index(_find(content, rule_id))] = changed
        self._write("rules.yaml", content)
        self._forget(rule_id)
        return rule

    def findings(self) -> tuple[str, ...]:
        """What the audit finds in this policy; publishing needs none."""
        book = self._rulebook()
        text_of = texts_of(Corpus((self.policy,), ""))
        leaves = [clause for clause in self.policy.clauses if clause.is_leaf]
        return tuple(
            f"{found.where}：{found.what}"
            for clause in leaves
            for found in audit_clause(clause, book, text_of)
        )

    def unruled(self) -> tuple[Unruled, ...]:
        """The clauses that state money and have no rule, which nothing here asks about."""
        return unruled_in(self._folder)

    def _require_sound(self, mapped: Mapping[str, Any]) -> Rule:
        try:
            rule = Rule.model_validate(mapped)
        except ValidationError as error:
            fault = first_fault(error)
            raise ReviewError(f"{mapped.get('id')}：{fault.where} {fault.why}。") from error
        clause = self.policy.clause(ClauseId.parse(rule.clause_id))
        if clause is None:
            raise ReviewError(f"{rule.id}：没有条款 {rule.clause_id}。")
        book = self._rulebook()
        known = {one.id for one in book.rules} | {rule.id}
        text_of = texts_of(Corpus((self.policy,), ""))
        for _, what in check_rule(rule, clause.text, book.facts, known, text_of):
            raise ReviewError(f"{rule.id}：{what}，没有保存。")
        return rule

    def _rulebook(self) -> Rulebook:
        """The policy's own rules; the facts of the whole corpus."""
        return load_rulebook(self._corpus, Corpus((self.policy,), ""))

    def _content(self) -> dict[str, Any]:
        content = read_yaml(self._folder / "rules.yaml")
        if not isinstance(content, dict):
            raise ReviewError(f"{self._folder / 'rules.yaml'}：应当是“键: 值”的列表。")
        return content

    def _decisions(self) -> dict[str, list[str]]:
        path = self._folder / "review.yaml"
        content = read_yaml(path) if path.exists() else {}
        accepted = content.get("accepted") if isinstance(content, dict) else None
        if not isinstance(accepted, dict):
            return {}
        return {str(rule): list(editors) for rule, editors in accepted.items()}

    def _forget(self, rule_id: str) -> None:
        decided = self._decisions()
        if decided.pop(rule_id, None) is not None:
            self._write("review.yaml", {"accepted": decided})

    def _write(self, name: str, content: Mapping[str, Any]) -> None:
        """Write a file aside and swap it in."""
        path = self._folder / name
        aside = path.with_name(f".{name}.new")
        try:
            aside.write_text(_HEAD + write_yaml(content), encoding="utf-8")
            aside.replace(path)
        except OSError as cause:
            raise ReviewError(f"写不了 {path}（{system_reason(cause)}）：请检查权限。") from cause


def unconfirmed(corpus: Path) -> Iterator[tuple[str, int]]:
    """The policies with proposals that wait, and how many."""
    for path in sorted(corpus.glob("[!._]*/rules.yaml")):
        content = read_yaml(path)
        rules = content.get("rules") if isinstance(content, dict) else None
        waiting = [r for r in rules or () if isinstance(r, dict) and r.get("confirmed") == "false"]
        if waiting:
            yield path.parent.name, len(waiting)


def samples(rule: Rule, book: Rulebook) -> Iterator[str]:
    """Sums one below, at and one above every bend of the rule, by the calculator itself.

    A rule that pays by classes shows those of each class, with its name in front.
    """
    told = (
        line for case, given in _cases(rule, book) for line in _of_case(rule, book, case, given)
    )
    yield from islice(dict.fromkeys(told), _MOST_SAMPLES)


def _cases(rule: Rule, book: Rulebook) -> tuple[tuple[str, Facts], ...]:
    """The classes that a rule tells apart, each with the fact for it; one without a name else."""
    specs = (book.facts.get(name) for name in sorted(book.needs[rule.id]))
    choices = [spec for spec in specs if spec is not None and spec.kind is FactKind.CHOICE]
    if len(choices) != 1:
        return (("", {}),)
    spec = choices[0]
    return tuple((f"{choice.label}：", {spec.name: key}) for key, choice in spec.choices.items())


def _of_case(rule: Rule, book: Rulebook, case: str, given: Facts) -> Iterator[str]:
    """The sums of one class along each number that it looks at; its sum where it looks at none."""
    is_told = False
    for name in sorted(book.needs[rule.id]):
        spec = book.facts.get(name)
        if spec is None or spec.kind not in _NUMBERS:
            continue
        try:
            line = curve(rule, name, given, rulebook=book)
            if not line.kinks and spec.kind is not FactKind.YUAN:
                line = curve(rule, name, given, rulebook=book, up_to=_FEW)  # nothing bends
        except AssistantError:
            continue  # another number is needed first
        bends = line.points
        if len(bends) > 2 and bends[-1].y == bends[-2].y:
            bends = bends[:-1]  # where the drawing ends, nothing bends
        first = [p for p in bends[:2] if p.x or p.y]
        if spec.kind is FactKind.YUAN and len(first) == 1 and len(bends) > 1:
            half = replace(first[0], x=first[0].x / 2, y=first[0].y / 2)
            bends = (bends[0], half, *bends[1:])  # half way up the first slope
        steps = rule.rounding.unit
        if steps > 1 and bends[-1].x and bends[-1].y:  # 每1000万个奖励5万元: the first whole one
            each = steps * bends[-1].x / bends[-1].y
            bends = (replace(bends[-1], x=each, y=steps), *(p for p in bends if p.x > each))
        for point in bends:
            if point.x or point.y:
                is_told = True
                shown = show_number(spec.kind, point.x)
                amount = rounded(Decimal(point.y), rule.rounding)
                yield f"{case}{spec.label} {shown} → {format_yuan(amount)}"
    if not is_told:
        alone = settle(rule, given, book).value
        if alone is not None:
            yield f"{case.removesuffix('：') or '一般情形'} → {format_yuan(alone)}"


def as_yaml(written: Mapping[str, Any]) -> str:
    """A rule as an editor changes it."""
    return write_yaml(written)


def _find(content: Mapping[str, Any], rule_id: str) -> dict[str, Any]:
    for one in content["rules"]:
        if one["id"] == rule_id:
            found: dict[str, Any] = one
            return found
    raise ReviewError(f"没有计算规则 {rule_id[:80]!r}。")
