"""Policies side by side: what their rules give on the same facts and day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.answer.render import Json, to_json
from assistant.errors import UserError
from assistant.policy.clause import ClauseId
from assistant.rules.compare import ComparedRule, compare
from assistant.rules.parse_facts import parse_facts
from assistant.rules.read.names import needs_of
from assistant.web.api.corpus import policy_json
from assistant.web.services import Services

_MOST = 8
"""Policies in one comparison."""


def compare_policies(
    shared: Services,
    policies: Sequence[str],
    facts: Mapping[str, Any],
    topic: str | None = None,
    as_of: str | None = None,
) -> Json:
    """The policies' rules by amount; with facts only those that they can change.

    Raises:
        UserError: a policy, a fact or the day is unknown, or the policies are too few or too many.
    """
    named = list(dict.fromkeys(policies))
    if not 2 <= len(named) <= _MOST:
        raise UserError(f"请给出 2 到 {_MOST} 项政策的编号，例如 longgang-2025、futian-2024。")
    assistant = shared.assistant
    book, day = assistant.rulebook, shared.day(as_of)
    found = [assistant.corpus.policy(policy) for policy in named]
    read = parse_facts(book, facts)
    by_id = {rule.id: rule for rule in book.rules}
    rules = [
        rule
        for rule in book.rules
        if ClauseId.parse(rule.clause_id).policy in named
        and topic in (None, rule.topic)
        and (not read or needs_of(rule, book.facts, by_id) & read.keys())
    ]
    comparison = compare(rules, read, corpus=assistant.corpus, as_of=day, rulebook=book)
    return {
        "as_of": day.isoformat(),
        "policies": [policy_json(policy, day) for policy in found],
        "rows": [to_json(row) for row in comparison.rows],
        "without": [p.id for p in found if p.id not in {r.policy_id for r in comparison.rows}],
        "note": comparison.note,
        "text": _table(comparison.rows, comparison.note),
    }


def _table(rows: Sequence[ComparedRule], note: str) -> str:
    """The rows as Markdown, each with the id of its clause."""
    head = "| 政策 | 事项 | 金额 | 比例 | 上限 | 条件 | 条款 |\n|---|---|---|---|---|---|---|"
    lines = [
        f"| {row.policy_title} | {row.estimate.title} | {row.estimate.amount_text or '—'} "
        f"| {row.rate} | {row.cap} | {row.condition} | {row.clause_id} |"
        for row in rows
    ]
    return "\n".join([head, *lines, "", note])
