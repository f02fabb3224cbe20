"""A program's answer as the grader sees it: the contract's JSON, read without the program's types.

So any commit's answers can be judged, also one whose answers lack newer fields. What an answer
does not have at all is not held against it: ``None`` stands for a field that the program does not
know, an empty tuple for one that it left empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assistant.errors import UnknownClauseError
from assistant.policy.clause import ClauseId

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class GivenEstimate:
    """One estimate; sums in yuan, ``range`` (lowest, highest); ``facts`` used and missing."""

    rule_id: str
    clause_id: ClauseId
    status: str
    amount: Decimal | None
    range: tuple[Decimal, Decimal] | None
    facts: frozenset[str]

    @property
    def shown(self) -> str:
        """The amount in words for a report."""
        amount = "未知" if self.amount is None else f"{self.amount:f} 元"
        return f"{amount}（{self.status}）"


@dataclass(frozen=True, slots=True)
class GivenUnused:
    """A stretch of the message that the answer says it did not use."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class GivenClarify:
    """A question back; ``fact`` names what it asks for."""

    question: str
    fact: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """What of an answer is judged; ``leads`` are the sentences that answer what was asked."""

    outcome: str
    text: str
    leads: tuple[str, ...]
    cited: tuple[ClauseId, ...]
    estimates: tuple[GivenEstimate, ...]
    warnings: frozenset[str]
    clarify: GivenClarify | None
    refusal: str
    unused: tuple[GivenUnused, ...] | None
    completeness: str | None
    certainty: float | None = None

    @property
    def spoken(self) -> tuple[str, ...]:
        """What the user reads: the text, and the words of a refusal or question back."""
        back = self.clarify.question if self.clarify else ""
        return tuple(part for part in (self.text, self.refusal, back) if part)


def reply_of(answer: Json) -> Reply:
    """Read an Answer's JSON (contract, section 3).

    Raises:
        ValueError: it is no Answer: ``outcome`` or a clause id is missing or broken.
    """
    try:
        unused = answer.get("unused")
        refusal = answer.get("refusal") or {}
        certainty = answer.get("certainty")
        return Reply(
            outcome=str(answer["outcome"]),
            text=str(answer.get("text") or ""),
            leads=_leads(answer),
            cited=tuple(ClauseId.parse(c["clause_id"]) for c in answer.get("citations") or ()),
            estimates=tuple(_estimate(e) for e in answer.get("estimates") or ()),
            warnings=frozenset(str(w["code"]) for w in answer.get("warnings") or ()),
            clarify=_clarify(answer.get("clarify")),
            refusal=str(refusal.get("text") or ""),
            unused=None
            if unused is None
            else tuple(GivenUnused(str(u["text"]), str(u.get("kind") or "")) for u in unused),
            completeness=answer.get("completeness"),
            certainty=None if certainty is None else float(certainty),
        )
    except (KeyError, TypeError, ArithmeticError, UnknownClauseError) as cause:
        raise ValueError(f"不是合格的 Answer：{cause!r}") from cause


def _leads(answer: Json) -> tuple[str, ...]:
    """Sentences of role ``lead``; of a program without roles, its first sentence."""
    sentences = answer.get("sentences") or ()
    if any(s.get("role") for s in sentences):
        return tuple(str(s["text"]) for s in sentences if s.get("role") == "lead")
    return tuple(str(s["text"]) for s in sentences[:1]) or (str(answer.get("text") or ""),)


def _estimate(estimate: Json) -> GivenEstimate:
    ends = estimate.get("range")
    facts = {*(estimate.get("facts") or ()), *(estimate.get("missing") or ())}
    return GivenEstimate(
        rule_id=str(estimate["rule_id"]),
        clause_id=ClauseId.parse(estimate["clause_id"]),
        status=str(estimate.get("status") or ""),
        amount=_yuan(estimate.get("amount")),
        range=(Decimal(ends[0]), Decimal(ends[1])) if ends else None,
        facts=frozenset(map(str, facts)),
    )


def _clarify(clarify: Json | None) -> GivenClarify | None:
    if not clarify:
        return None
    return GivenClarify(
        str(clarify.get("question") or ""),
        str(clarify.get("fact") or ""),
        tuple(map(str, clarify.get("choices") or ())),
    )


def _yuan(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
