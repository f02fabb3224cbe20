"""One rule, calculated for a caller, and the receipt of that: the same in form as an answer's."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from assistant.answer.render import Json, to_json
from assistant.assistant import Assistant
from assistant.errors import AssistantError
from assistant.policy.clause import ClauseId
from assistant.rules.calculate import calculate
from assistant.rules.cliffs import with_cliffs
from assistant.rules.parse_facts import parse_facts
from assistant.rules.rule import Rule
from assistant.text.day import parse_day
from assistant.web.api.receipts import FORMAT, Verdict

_BASIS = ("corpus", "rules", "engine")


def find_rule(assistant: Assistant, rule_id: str) -> Rule:
    """The rule; in a URL the # of its id may be written as a colon.

    Raises:
        UnknownRuleError: there is none.
    """
    plain = rule_id if "#" in rule_id else rule_id.replace(":", "#", 1)
    return assistant.rulebook.rule(plain)


def estimate_json(
    assistant: Assistant, rule_id: str, facts: Mapping[str, Any], day: date, label: str = ""
) -> Json:
    """What a rule gives for facts as people write them, on a day.

    ``label`` is what the case is called that the facts are of (合同A); it changes no sum.

    Raises:
        AssistantError: there is no such rule, or the facts are unfit.
    """
    book = assistant.rulebook
    rule = find_rule(assistant, rule_id)
    read = parse_facts(book, facts)
    policy = assistant.corpus.policy(ClauseId.parse(rule.clause_id).policy)
    done = calculate(rule, read, policy=policy, as_of=day, rulebook=book)
    made: Json = to_json(replace(with_cliffs(done, rule, read, book), label=label))
    return made


def estimate_receipt(
    assistant: Assistant, rule_id: str, facts: Mapping[str, Any], day: date, label: str = ""
) -> Json:
    """The receipt of an estimate, without salt and place in the log.

    Raises:
        AssistantError: as ``estimate_json``.
    """
    basis = assistant.basis
    clause = assistant.corpus.require(ClauseId.parse(find_rule(assistant, rule_id).clause_id))
    made: Json = {
        "format": FORMAT,
        "asked": {"rule_id": rule_id, "facts": dict(facts), **({"label": label} if label else {})},
        "as_of": day.isoformat(),
        "corpus": basis.corpus,
        "rules": basis.rules,
        "engine": basis.engine,
        "clauses": {str(clause.id): hashlib.sha256(clause.text.encode()).hexdigest()},
        "estimate": estimate_json(assistant, rule_id, facts, day, label),
    }
    return {**made, "digest": digest_of(made)}


def is_of_estimate(receipt: Json) -> bool:
    """Whether a receipt is one of an estimate, not of an answer."""
    return "estimate" in receipt


def canonical(receipt: Json) -> bytes:
    """The bytes that the digest covers: all but the digest itself, the salt and the log."""
    covered = {k: v for k, v in receipt.items() if k not in ("digest", "salt", "log")}
    written = json.dumps(covered, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return written.encode("utf-8", "surrogatepass")


def digest_of(receipt: Json) -> str:
    """The sha256 of the canonical bytes."""
    return hashlib.sha256(canonical(receipt)).hexdigest()


def check_estimate(receipt: Json, verdict: Verdict) -> bool:
    """Whether the receipt is whole: what it holds gives its digest."""
    if receipt.get("format") != FORMAT:
        verdict.wrong.append(f"不是凭证：format 应为 {FORMAT!r}。")
        return False
    holds = digest_of(receipt) == receipt.get("digest")
    fault = "测算的内容与凭证的摘要不符：内容被改过。"
    return verdict.take("测算的内容与凭证的摘要一致", holds, fault)


def replay_estimate(assistant: Assistant, receipt: Json) -> Json:
    """The receipt as it comes out now, without salt and place in the log.

    Raises:
        AssistantError: it cannot be calculated.
        KeyError, TypeError: the receipt is no receipt.
    """
    asked: Any = receipt["asked"]
    day = parse_day(str(receipt["as_of"]))
    label = str(asked["label"]) if "label" in asked else ""
    return estimate_receipt(assistant, str(asked["rule_id"]), dict(asked["facts"]), day, label)


def check_replayed(receipt: Json, assistant: Assistant, verdict: Verdict) -> None:
    """Calculate again; if it differs, say which input changed."""
    try:
        now = replay_estimate(assistant, receipt)
    except AssistantError as error:
        basis = assistant.basis
        is_same = not changes(receipt, {name: getattr(basis, name) for name in _BASIS})
        (verdict.wrong if is_same else verdict.notes).append(str(error))
        return
    except (KeyError, TypeError, ValueError):
        verdict.wrong.append("凭证里的规则、事实或日期读不出来。")
        return
    if canonical(now) == canonical(receipt):
        verdict.checked.append("用当时的语料、规则和程序重新计算，逐字节相同")
        return
    changed = changes(receipt, now)
    if not changed:
        verdict.wrong.append("用同样的语料、规则和程序重新计算，结果不同：凭证里的测算被改过。")
    elif now["estimate"] == receipt["estimate"]:
        verdict.checked.append("重新计算，内容逐字节相同")
        verdict.notes.append(f"已不是当时的{'、'.join(changed)}。")
    else:
        verdict.notes.append(
            f"已不是当时的{'、'.join(changed)}，重新计算的结果不同，无法据此判断。"
        )


def changes(then: Json, now: Json) -> list[str]:
    """Which of the inputs are others now."""
    names = dict(zip(_BASIS, ("语料", "规则", "程序"), strict=True))
    return [names[name] for name in _BASIS if then.get(name) != now.get(name)]
