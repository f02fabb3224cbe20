"""An independent check of where an answer comes from (contract, section 3).

Every quote stands byte for byte in the source; every figure of the text stands in a quote, in the
user's words, in an estimate or in a date of validity. Written apart from ``answer.verify``, with
its own reader of figures, so that it can find what verify lets through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answer.answer import Answer, Citation, Outcome, Role
from assistant.answer.figures import Figure, find_figures
from assistant.errors import UnknownPolicyError
from assistant.evaluation.sources import known_readings, sources_of
from assistant.policy.clause import ClauseId
from assistant.policy.corpus import Corpus
from assistant.policy.policy import Policy
from assistant.rules.estimate import Estimate, EstimateStatus
from assistant.text.normalise import fold

_MARK = re.compile(r"\[(\d+)\]")
_LIST_MARK = re.compile(r"^\s*(?:[-*+]\s+)?\d{1,2}[.、)]\s", re.MULTILINE)
_WITHOUT_AMOUNT = (
    EstimateStatus.FACTS_MISSING, EstimateStatus.NOT_QUANTIFIED, EstimateStatus.NOT_IN_FORCE
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Violation:
    """What is wrong; ``check`` is quote, source, mark, refusal, estimate or number."""

    check: str
    detail: str


def check_provenance(
    answer: Answer, corpus: Corpus, turns: Sequence[str] = ()
) -> tuple[Violation, ...]:
    """Everything in an answer that has no source; ``turns`` are the user's words so far."""
    found: list[Violation] = []
    for citation in answer.citations:
        found += (Violation(check, text) for check, text in _citation(citation, answer, corpus))
    found += (Violation("quote", text) for text in _quoted(answer, corpus))
    found += (Violation("mark", text) for text in _marks(answer))
    found += (Violation("refusal", text) for text in _refusal(answer))
    for estimate in answer.estimates:
        found += (Violation("estimate", text) for text in _estimate(estimate, corpus))
    found += (Violation("estimate", text) for text in _sums(answer))
    found += (Violation("number", text) for text in _numbers(answer, corpus, turns))
    return tuple(dict.fromkeys(found))


def _citation(citation: Citation, answer: Answer, corpus: Corpus) -> Iterator[tuple[str, str]]:
    where = f"[{citation.n}] {citation.clause_id}"
    policy = _policy(citation.policy_id, corpus)
    if policy is None or citation.clause_id.policy != citation.policy_id:
        yield "source", f"{where}：没有这项政策 {citation.policy_id}"
        return
    quote = citation.quote.encode()
    if not quote or policy.source[citation.start : citation.end].encode() != quote:
        yield "quote", f"{where}：引文不是原文 {citation.start}:{citation.end} 处的文字"
    clause = policy.clause(citation.clause_id)
    if clause is None:
        yield "source", f"{where}：没有这一条"
        return
    inside = clause.start <= citation.start < citation.end <= clause.end
    # A title, its own or another that the overview gives, is quoted where the name is asked for.
    titles = {fold(t) for p in corpus.policies for t in (p.title, *p.mismatched_titles)}
    is_title = not inside and fold(citation.quote.strip("《》")) in titles
    if not inside and not is_title and citation.quote not in policy.validity_quote:
        yield "quote", f"{where}：引文不在这一条之内"
    stated = (citation.policy_title, citation.first_day, citation.last_day)
    known = (policy.title, policy.first_day, policy.last_day)
    # The user may ask about another day than today; the estimates then say which.
    days = {answer.as_of, *(estimate.as_of for estimate in answer.estimates)}
    if stated != known or citation.status not in {policy.status_on(day) for day in days}:
        yield "source", f"{where}：名称、有效期或状态与政策库不符"
    # The line on validity belongs to the policy: where it alone is quoted, no clause is named.
    is_validity = not inside and citation.quote in policy.validity_quote
    named = (citation.label, citation.heading)
    is_of_all = (is_validity or is_title) and named == ("", "")
    if named != (clause.label, clause.heading) and not is_of_all:
        yield "source", f"{where}：条号或标题与政策库不符"


def _quoted(answer: Answer, corpus: Corpus) -> Iterator[str]:
    """Sentences that quote stand, word for word, in a quote that they refer to.

    The line on a policy's validity belongs to no clause and may be quoted by itself.
    """
    quotes = {citation.n: _bare(citation.quote) for citation in answer.citations}
    validity = {_bare(policy.validity_quote) for policy in corpus.policies}
    for sentence in answer.sentences:
        if sentence.role is not Role.QUOTE:
            continue
        text = _bare(sentence.text)
        cited = any(text in quotes.get(n, "") for n in sentence.citations)
        if not cited and not any(text in line for line in validity):
            yield f"“{sentence.text[:40]}”不是所引原文里的话"


def _bare(text: str) -> str:
    return "".join(text.split())


def _marks(answer: Answer) -> Iterator[str]:
    numbers = [citation.n for citation in answer.citations]
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"引用编号应为 1 到 {len(numbers)}，实为 {numbers}"
    used = {int(mark) for mark in _MARK.findall(answer.text)}
    used.update(n for sentence in answer.sentences for n in sentence.citations)
    for n in sorted(used - set(numbers)):
        yield f"[{n}] 没有对应的引用"
    rules = {estimate.rule_id for estimate in answer.estimates}
    for rule in sorted({r for sentence in answer.sentences for r in sentence.estimates} - rules):
        yield f"句子所依据的估算 {rule} 不在回答里"


def _refusal(answer: Answer) -> Iterator[str]:
    if answer.outcome is Outcome.REFUSED and (answer.citations or answer.estimates):
        yield "拒答时不应有引用或估算"
    if (answer.outcome is Outcome.REFUSED) != (answer.refusal is not None):
        yield "outcome 与 refusal 不一致"
    if (answer.outcome is Outcome.CLARIFY) and answer.clarify is None:
        yield "outcome 为 clarify 而没有追问"


def _estimate(estimate: Estimate, corpus: Corpus) -> Iterator[str]:
    name, amount = estimate.rule_id, estimate.amount
    sums = (amount, estimate.uncapped, estimate.would_be, *(estimate.range or ()))
    if any(value is not None and value < 0 for value in sums):
        yield f"{name}：金额为负"
    is_range = estimate.status is EstimateStatus.PAYABLE and estimate.range is not None
    if (amount is None) != (estimate.status in _WITHOUT_AMOUNT or is_range):
        yield f"{name}：状态 {estimate.status.value} 与金额 {amount} 不一致"
    if estimate.status is EstimateStatus.CONDITION_NOT_MET and amount:
        yield f"{name}：条件不满足而金额为 {amount}"
    if estimate.range and estimate.range[0] > estimate.range[1]:
        yield f"{name}：范围上下颠倒"
    policy = _policy(estimate.clause_id.partition("#")[0], corpus)
    if policy is None or policy.clause(ClauseId.parse(estimate.clause_id)) is None:
        yield f"{name}：没有条款 {estimate.clause_id}"
        return
    quotes = [step.quote for step in estimate.steps] + [c.quote for c in estimate.conditions]
    for quote in quotes:
        if quote not in policy.source:
            yield f"{name}：依据“{quote}”不在原文里"


def _sums(answer: Answer) -> Iterator[str]:
    """An amount that is worked out stands in the steps of its rule."""
    for estimate in answer.estimates:
        steps = [e.steps for e in answer.estimates if e.rule_id == estimate.rule_id]
        values = {step.value for each in steps for step in each}
        if estimate.amount and estimate.steps and estimate.amount not in values:
            yield f"{estimate.rule_id}：金额 {estimate.amount:f} 不是算式里的数"


def _numbers(answer: Answer, corpus: Corpus, turns: Sequence[str]) -> Iterator[str]:
    sources = sources_of(answer, corpus, turns or (answer.question,))
    known = known_readings(sources)
    text = _MARK.sub(" ", _LIST_MARK.sub("", answer.text)).replace("**", "").replace("`", "")
    for name in sources.names:
        text = text.replace(name, "《》")
    for figure in find_figures(text):
        if not _is_known(figure, known):
            yield f"“{figure.words}”没有出处"


def _is_known(figure: Figure, known: frozenset[tuple[str, str]]) -> bool:
    """Some reading stands in a source; where one side has no unit, the value is enough."""
    values = {value for value, kind in known if kind not in ("article", "date")}
    return any(
        (value, kind) in known
        or (kind not in ("article", "date") and (value, "") in known)
        or (kind == "" and value in values)
        for value, kind in figure.readings
    )


def _policy(policy_id: str, corpus: Corpus) -> Policy | None:
    try:
        return corpus.policy(policy_id)
    except UnknownPolicyError:
        return None
