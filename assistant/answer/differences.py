"""What is asked of a sum is a rest or a difference: 自己要掏多少, 离封顶还差多少, 能多拿多少.

The rest of the cost, what is left up to the cap, and what one gets more or less than for the
cost that was told before in the same sentence (原来1000万,现在加到1500万). Worked out only where
one sum of one clause answers: each is a subtraction of two figures that the answer shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from assistant.answer.evidence import Difference, Evidence, Finding
from assistant.answer.relations import facts_told
from assistant.rules.estimate import Estimate, EstimateStatus
from assistant.rules.estimate_clause import estimate_clause
from assistant.rules.facts import FactKind
from assistant.rules.read.names import main_facts
from assistant.rules.rulebook import Rulebook
from assistant.text.changed_by import is_changed
from assistant.text.pattern import lazy
from assistant.text.relations import Expression

_OWN = lazy(
    "(?:自己|我们|公司|企业|自家|咱们?)(?:还|总共|一共|实际|最后|到底|净|真正)*(?:要|得|需要|该|应该|用)?(?:再)?"
    "(?:掏|出|付|承担|负担|花|贴|垫|支付|拿出)(?:多少|几|个?啥)|自[掏付担费]多少|(?:净|实际)(?:支出|成本|花费|要花|掏)[是有]?多少"
)
_TO_CAP = lazy(
    "[离距](?:封顶|上限|顶格|最高|顶|拿满|满额)[^,。;!?]{0,6}?(?:差|有)多[少远]"
    "|(?:还|离)差多少[^,。;!?]{0,3}(?:封顶|到顶|拿满|顶格|上限)"
)
_MORE = lazy(
    "(?<![最至不多几])[多少](?:拿|领|得|补|给|出|报|享受|申)(?:到|了|回)?(?:来|去)?的?(?:多少|几)"
    "|差(?:了|距)?[是有]?(?:多少|几)|(?<![最至不多几])[多少]了?多少"
)
"""最多给多少 asks for the sum itself."""


def with_differences(evidence: Evidence, rulebook: Rulebook) -> Evidence:
    """The evidence with what is asked of its one sum."""
    text = evidence.understanding.turn.folded
    asked = [kind for kind, pattern in _KINDS if pattern.search(text)]
    sums = list(_sums(evidence)) if asked else []
    if len(sums) != 1:
        return evidence
    index, estimate = sums[0]
    found = (_difference(kind, evidence, index, estimate, rulebook) for kind in asked)
    return replace(evidence, differences=tuple(d for d in found if d is not None))


_KINDS = (("own", _OWN), ("to_cap", _TO_CAP), ("more", _MORE))


def _sums(evidence: Evidence) -> Iterator[tuple[int, Estimate]]:
    for index, finding in enumerate(evidence.findings):
        for estimate in finding.estimates:
            if estimate.status is EstimateStatus.PAYABLE and estimate.amount is not None:
                yield index, estimate


def _difference(
    kind: str, evidence: Evidence, index: int, estimate: Estimate, rulebook: Rulebook
) -> Difference | None:
    finding, amount = evidence.findings[index], estimate.amount or Decimal(0)
    rule = finding.rule(estimate.rule_id)
    if rule is None:
        return None
    if kind == "to_cap":
        cap = rule.cap.yuan if rule.cap is not None else None
        return None if cap is None else Difference("to_cap", index, rule.id, cap, amount)
    cost = _cost(finding, main_facts(rule), rulebook)
    if cost is None:
        return None
    name, value = cost
    if kind == "own":
        return Difference("own", index, rule.id, value, amount) if value > amount else None
    told = _told_before(evidence, value)
    if told is None:
        return None
    stated = [replace(s, value=told, say="") if s.name == name else s for s in finding.facts]
    estimates = estimate_clause(
        str(finding.clause.id),
        facts_told(stated),
        policy=finding.policy,
        as_of=evidence.as_of,
        rulebook=rulebook,
    )
    then = next((e.amount for e in estimates if e.rule_id == rule.id), None)
    if then is None:
        return None
    costs = (value, told)
    if amount == then:
        return Difference("same", index, rule.id, amount, then, costs)
    more = amount > then
    high, low = (amount, then) if more else (then, amount)
    return Difference("more" if more else "less", index, rule.id, high, low, costs)


def _cost(
    finding: Finding, main: tuple[str, ...], rulebook: Rulebook
) -> tuple[str, Decimal] | None:
    """The one sum of money that the rule pays a share of."""
    told = [
        (s.name, s.value)
        for s in finding.facts
        if s.name in main
        and isinstance(s.value, Decimal)
        and not (s.is_range or s.alternatives or s.bound)
        and rulebook.facts[s.name].kind is FactKind.YUAN
    ]
    return told[0] if len(told) == 1 else None


def _told_before(evidence: Evidence, value: Decimal) -> Decimal | None:
    """What the message says that the cost was before: 原来1000万,现在加到1500万."""
    told = {before for e in evidence.understanding.turn.expressions
            if e.value == value and (before := _before(e)) is not None}  # fmt: skip
    return min(told) if len(told) == 1 else None


def _before(one: Expression) -> Decimal | None:
    if is_changed(one):
        return one.operands[0].quantity.value
    old = [o.quantity.value for o in one.operands if o.role == "old"]
    return old[0] if len(old) == 1 and any(o.role == "new" for o in one.operands) else None
