"""The table of docs/rules.md: every clause with its rules, or the reason why it has none."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.policy.clause import Clause
from assistant.policy.corpus import Corpus
from assistant.policy.policy import Policy, PolicyKind
from assistant.rules.read.words import condition_words, rule_words
from assistant.rules.rulebook import Rulebook

NO_REASON = "（未写原因）"
DRAFT = "征求意见稿的摘要，没有金额"
_HEAD = """# 计算规则一览

本页由 `assistant/rules/coverage.py` 根据 corpus/ 里的政策和规则算出，不手工编辑；
`pytest --update-golden tests/rules/test_coverage.py` 重写。
写法见 [rules-format.md](rules-format.md)。
"""


def coverage_table(corpus: Corpus, rulebook: Rulebook) -> str:
    """The page: for each policy a table of clauses with rules, formulas and conditions."""
    measures = [policy for policy in corpus.policies if policy.kind is not PolicyKind.COMMENTARY]
    leaves = [clause for policy in measures for clause in policy.clauses if clause.is_leaf]
    ruled = sum(bool(rulebook.rules_of(str(clause.id))) for clause in leaves)
    parts = [
        _HEAD,
        f"共 {len(rulebook.rules)} 条规则，{len(leaves)} 个条款："
        f"{ruled} 个有规则，{len(leaves) - ruled} 个没有，并写明原因。\n",
    ]
    for policy in measures:
        parts.append(f"## {policy.title}\n")
        parts.append("| 条款 | 规则 | 算法 | 条件或原因 |\n|---|---|---|---|")
        parts.append("\n".join(_rows(policy, rulebook)) + "\n")
    return "\n".join(parts)


def _rows(policy: Policy, rulebook: Rulebook) -> Iterator[str]:
    default = DRAFT if policy.kind is PolicyKind.DRAFT else NO_REASON
    for clause in policy.clauses:
        if not clause.is_leaf:
            continue
        rules = rulebook.rules_of(str(clause.id))
        reason = rulebook.not_ruled_reason(str(clause.id))
        if not rules:
            yield _row(_name(clause), "—", "—", reason or default)
        for rule in rules:
            yield _row(
                _name(clause),
                f"`{rule.id}` {rule.title}",
                rule_words(rule, rulebook.facts),
                condition_words(rule),
            )
        if rules and reason:
            yield _row(_name(clause), "（其余数字）", "—", reason)


def _name(clause: Clause) -> str:
    return f"`{clause.id}` {clause.label}{clause.heading}"


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
