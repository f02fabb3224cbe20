"""Stored answers (JSON of the contract) back as an Answer, for files and charts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from assistant.answer.answer import (
    Answer,
    Caution,
    Citation,
    Clarify,
    Outcome,
    Refusal,
    RefusalReason,
    Row,
    Sentence,
    Understood,
    WarningCode,
)
from assistant.answer.render import Json
from assistant.policy.clause import ClauseId
from assistant.policy.policy import PolicyStatus
from assistant.rules.estimate import Estimate, EstimateStatus, Met, Part, Step, Tested
from assistant.rules.facts import FactItem, FactKind, FactSpec, FactValue
from assistant.rules.rulebook import Rulebook


def answer_of(stored: Json, rulebook: Rulebook) -> Answer:
    """The answer that ``to_json`` wrote; facts get their kinds from the rulebook."""
    a: dict[str, Any] = dict(stored)
    clarify, refusal = a["clarify"], a["refusal"]
    return Answer(
        id=a["id"],
        conversation_id=a["conversation_id"],
        question=a["question"],
        as_of=date.fromisoformat(a["as_of"]),
        outcome=Outcome(a["outcome"]),
        text=a["text"],
        sentences=tuple(
            Sentence(s["text"], tuple(s["citations"]), tuple(s["estimates"]))
            for s in a["sentences"]
        ),
        citations=tuple(_citation(c) for c in a["citations"]),
        estimates=tuple(estimate_of(e, rulebook) for e in a["estimates"]),
        warnings=tuple(
            Caution(WarningCode(w["code"]), w["text"], w["clause_id"]) for w in a["warnings"]
        ),
        clarify=clarify
        and Clarify(clarify["question"], clarify["fact"], tuple(clarify["choices"])),
        refusal=refusal
        and Refusal(
            RefusalReason(refusal["reason"]),
            refusal["text"],
            tuple(ClauseId.parse(name) for name in refusal["nearest"]),
        ),
        follow_ups=tuple(a["follow_ups"]),
        understood=tuple(Understood(**u) for u in a["understood"]),
        table=tuple(Row(**row) for row in a["table"]),
        corpus_version=a["corpus_version"],
        generator=a["generator"],
        label=a["label"],
        timings_ms=tuple(a["timings_ms"].items()),
    )


def estimate_of(e: dict[str, Any], rulebook: Rulebook) -> Estimate:
    """One estimate as ``estimate_json`` wrote it."""
    return Estimate(
        rule_id=e["rule_id"],
        clause_id=e["clause_id"],
        title=e["title"],
        as_of=date.fromisoformat(e["as_of"]),
        status=EstimateStatus(e["status"]),
        amount=_yuan(e["amount"]),
        uncapped=_yuan(e["uncapped"]),
        range=e["range"] and (Decimal(e["range"][0]), Decimal(e["range"][1])),
        facts=tuple((n, _fact(rulebook.facts.get(n), value)) for n, value in e["facts"].items()),
        missing=tuple(e["missing"]),
        reasons=tuple(e["reasons"]),
        steps=tuple(Step(s["text"], Decimal(s["value"]), s["quote"]) for s in e["steps"]),
        assumptions=tuple(e["assumptions"]),
        conditions=tuple(
            Tested(t["say"], Met(t["met"]), t["fact"], t["quote"]) for t in e["conditions"]
        ),
        would_be=_yuan(e["would_be"]),
        period=e["period"],
        label=e["label"],
        lines=tuple(_part(line) for line in e.get("lines", ())),
        is_confirmed=e.get("confirmed", True),
    )


def _citation(c: dict[str, Any]) -> Citation:
    days = {name: c[name] and date.fromisoformat(c[name]) for name in ("first_day", "last_day")}
    plain = {**c, **days, "clause_id": ClauseId.parse(c["clause_id"])}
    return Citation(**{**plain, "status": PolicyStatus(c["status"])})


def _yuan(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _part(line: dict[str, Any]) -> Part:
    count, base = (line[name] and Decimal(line[name]) for name in ("count", "base"))
    return Part(line["kind"], line["year"], count, base, Decimal(line["amount"]))


def _fact(spec: FactSpec | None, value: str | bool | list[dict[str, Any]]) -> FactValue:
    if isinstance(value, list):
        return tuple(FactItem(**{**item, "value": Decimal(item["value"])}) for item in value)
    if isinstance(value, bool) or spec is None or spec.kind is FactKind.CHOICE:
        return value
    return Decimal(value)
