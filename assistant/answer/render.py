"""Answer → JSON (contract, section 3), Markdown and plain text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.answer.answer import Answer, Caution, Citation, Row, Sentence, Understood
from assistant.rules.estimate import Estimate, EstimateStatus, Part
from assistant.rules.facts import FactItem, FactValue
from assistant.text.money import format_yuan

Json = dict[str, object]

STATUS_TEXT = {
    EstimateStatus.PAYABLE: "按条款测算的上限",
    EstimateStatus.CEILING: "条款写明的最高额",
    EstimateStatus.CONDITION_NOT_MET: "不满足条件",
    EstimateStatus.NOT_IN_FORCE: "不在有效期内",
    EstimateStatus.FACTS_MISSING: "还缺信息",
    EstimateStatus.NOT_QUANTIFIED: "条款没有写明金额",
}


def to_json(answer: Answer) -> Json:
    """The answer as the contract's JSON: only dict, list, str, int, float, bool and None."""
    clarify, refusal = answer.clarify, answer.refusal
    return {
        "id": answer.id,
        "conversation_id": answer.conversation_id,
        "question": answer.question,
        "as_of": answer.as_of.isoformat(),
        "outcome": answer.outcome.value,
        "text": answer.text,
        "sentences": [sentence_json(s) for s in answer.sentences],
        "citations": [citation_json(c) for c in answer.citations],
        "estimates": [estimate_json(e) for e in answer.estimates],
        "warnings": [_warning_json(w) for w in answer.warnings],
        "clarify": clarify
        and {
            "question": clarify.question,
            "fact": clarify.fact,
            "choices": list(clarify.choices),
        },
        "refusal": refusal
        and {
            "reason": refusal.reason.value,
            "text": refusal.text,
            "nearest": [str(clause) for clause in refusal.nearest],
        },
        "follow_ups": list(answer.follow_ups),
        "understood": [_understood_json(u) for u in answer.understood],
        "table": [_row_json(row) for row in answer.table],
        "label": answer.label,
        "generator": answer.generator,
        "corpus_version": answer.corpus_version,
        "timings_ms": dict(answer.timings_ms),
    }


def sentence_json(sentence: Sentence) -> Json:
    """One verified sentence."""
    return {
        "text": sentence.text,
        "citations": list(sentence.citations),
        "estimates": list(sentence.estimates),
    }


def citation_json(citation: Citation) -> Json:
    """One citation; ``quote`` is ``source[start:end]``."""
    return {
        "n": citation.n,
        "clause_id": str(citation.clause_id),
        "policy_id": citation.policy_id,
        "policy_title": citation.policy_title,
        "label": citation.label,
        "heading": citation.heading,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "url": citation.url,
        "status": citation.status.value,
        "first_day": _day(citation.first_day),
        "last_day": _day(citation.last_day),
    }


def estimate_json(estimate: Estimate) -> Json:
    """One estimate; sums are yuan as decimal strings, null when unknown."""
    return {
        "rule_id": estimate.rule_id,
        "clause_id": estimate.clause_id,
        "title": estimate.title,
        "label": estimate.label,
        "as_of": estimate.as_of.isoformat(),
        "status": estimate.status.value,
        "status_text": STATUS_TEXT[estimate.status],
        "amount": _yuan(estimate.amount),
        "amount_text": "" if estimate.amount is None else format_yuan(estimate.amount),
        "uncapped": _yuan(estimate.uncapped),
        "range": estimate.range and [_yuan(bound) for bound in estimate.range],
        "range_text": estimate.range and [format_yuan(bound) for bound in estimate.range],
        "would_be": _yuan(estimate.would_be),
        "period": estimate.period,
        "facts": {name: fact_json(value) for name, value in estimate.facts},
        "missing": list(estimate.missing),
        "reasons": list(estimate.reasons),
        "steps": [
            {"text": step.text, "value": _yuan(step.value), "quote": step.quote}
            for step in estimate.steps
        ],
        "assumptions": list(estimate.assumptions),
        "conditions": [
            {"say": tested.say, "met": tested.met.value, "fact": tested.fact, "quote": tested.quote}
            for tested in estimate.conditions
        ],
        "lines": [_part_json(line) for line in estimate.lines],
        "confirmed": estimate.is_confirmed,
    }


def fact_json(value: FactValue) -> str | bool | list[Json]:
    """A fact: a number as plain decimal text, a flag, the key of a choice, or a list of items."""
    if isinstance(value, tuple):
        return [_item_json(item) for item in value]
    return _number(value) if isinstance(value, Decimal) else value


def _item_json(item: FactItem) -> Json:
    """One item, without what it does not say."""
    said = {
        "kind": item.kind or None,
        "year": item.year,
        "count": item.count,
        "turn": item.turn,
        "start": item.start,
        "end": item.end,
    }
    return {"value": _number(item.value)} | {k: v for k, v in said.items() if v is not None}


def _part_json(line: Part) -> Json:
    return {
        "kind": line.kind,
        "year": line.year,
        "count": None if line.count is None else _number(line.count),
        "base": None if line.base is None else _number(line.base),
        "amount": _yuan(line.amount),
        "amount_text": format_yuan(line.amount),
    }


def _number(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def to_markdown(answer: Answer) -> str:
    """The answer with its sums, sources, warnings and label, for copying and export."""
    parts = [answer.text]
    for estimate in answer.estimates:
        if estimate.steps:
            name = f"（{estimate.label}）" if estimate.label else ""
            lines = [f"**算式：{estimate.title}{name}**"]
            parts.append("\n".join([*lines, "", *(f"- {step.text}" for step in estimate.steps)]))
    if answer.citations:
        parts.append("\n".join(["**依据**", "", *map(_source_markdown, answer.citations)]))
    if answer.warnings:
        parts.append("\n".join(["**提示**", "", *(f"- {w.text}" for w in answer.warnings)]))
    parts.append(f"{answer.label}（截至 {answer.as_of.isoformat()}）")
    return "\n\n".join(filter(None, parts)) + "\n"


def to_text(answer: Answer) -> str:
    """The answer for a terminal or a pipe: as to_markdown, without the marks."""
    return to_markdown(answer).replace("**", "")


def _source_markdown(citation: Citation) -> str:
    heading = f" {citation.heading}" if citation.heading else ""
    quote = " ".join(citation.quote.split())
    return f"{citation.n}. 《{citation.policy_title}》{citation.label}{heading}：“{quote}”"


def _warning_json(warning: Caution) -> Json:
    return {"code": warning.code.value, "text": warning.text, "clause_id": warning.clause_id}


def _understood_json(understood: Understood) -> Json:
    return {
        "kind": understood.kind,
        "name": understood.name,
        "label": understood.label,
        "value": understood.value,
    }


def _row_json(row: Row) -> Json:
    return {
        "policy": row.policy,
        "clause_id": row.clause_id,
        "amount": row.amount,
        "rate": row.rate,
        "cap": row.cap,
        "condition": row.condition,
        "validity": row.validity,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _yuan(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"
