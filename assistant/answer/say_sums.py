"""Sentences about sums: what a clause pays for the stated facts, with the steps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.answer.answer import Role, Sentence, Unused, UnusedKind
from assistant.answer.evidence import Evidence, Finding
from assistant.answer.speaker import Speaker
from assistant.dialogue.aspects import content_of
from assistant.dialogue.stated import Stated
from assistant.rules.bounded import bound_of, is_bounded
from assistant.rules.estimate import Estimate, EstimateStatus, Met, Near
from assistant.rules.facts import FactKind
from assistant.rules.read.words import words_in_kind
from assistant.rules.show import show_fact
from assistant.text.money import format_yuan
from assistant.text.normalise import fold, fold_word

_DECIDED = frozenset(
    {
        EstimateStatus.PAYABLE,
        EstimateStatus.CEILING,
        EstimateStatus.CONDITION_NOT_MET,
        EstimateStatus.NOT_IN_FORCE,
        EstimateStatus.NOT_QUANTIFIED,
    }
)

_SAID_IN_WORDS = (FactKind.FLAG, FactKind.CHOICE)


def shown(finding: Finding) -> tuple[Estimate, ...]:
    """The estimates worth a sentence: those with stated facts, else all of the clause."""
    stated = {s.name for s in finding.facts}
    touched = [
        e
        for e in finding.estimates
        if any(name in stated for name, _ in e.facts) and _is_about(e, stated)
    ]
    return tuple(touched or _named(finding) or finding.estimates)


def _named(finding: Finding) -> list[Estimate]:
    """The estimates of the rules whose words the asker used, if they tell some rules apart."""
    hits = []
    for estimate in finding.estimates:
        rule = finding.rule(estimate.rule_id)
        if rule is not None and any(fold_word(word) in finding.asked for word in rule.words):
            hits.append(estimate)
    return hits


def _is_about(estimate: Estimate, stated: set[str]) -> bool:
    """Whether a fact that was stated decides this estimate (not only who applies)."""
    used = {name for name, _ in estimate.facts if name in stated}
    return bool(used - {"applicant_kind"})


def say_sums(
    finding: Finding, speaker: Speaker, *, wants_amount: bool, is_solved: bool = False
) -> list[Sentence]:
    """The sentences on all sums of one clause, steps and readings after each."""
    lines: list[Sentence] = []
    for estimate in shown(finding):
        if is_solved and estimate.status is EstimateStatus.FACTS_MISSING:
            continue
        lines += _say_one(finding, estimate, speaker, wants_amount=wants_amount)
    return _unique(lines)


def _say_one(
    finding: Finding, estimate: Estimate, speaker: Speaker, *, wants_amount: bool
) -> list[Sentence]:
    place, n = speaker.place_of(finding), (finding.citation.n,)
    ids = (estimate.rule_id,)
    head = _headline(finding, estimate, speaker, place, wants_amount=wants_amount)
    if estimate.label and estimate.status is not EstimateStatus.PAYABLE:
        head = speaker.say("of_case", case=estimate.label, text=head)
    lines = [Sentence(head, n, ids, Role.SUM)]
    if estimate.status in (
        EstimateStatus.PAYABLE,
        EstimateStatus.NOT_IN_FORCE,
    ):
        lines += [
            Sentence(speaker.say("step", text=step.text), n, ids, Role.STEP)
            for step in estimate.steps
        ]
    if estimate.status is EstimateStatus.FACTS_MISSING and estimate.range and wants_amount:
        low, high = (format_yuan(value) for value in estimate.range)
        text = speaker.say("possible_range", lowest=low, highest=high)
        lines.append(Sentence(text, n, ids, Role.SUM))
    return lines


def _headline(
    finding: Finding, estimate: Estimate, speaker: Speaker, place: str, *, wants_amount: bool
) -> str:
    say, title = speaker.say, estimate.title
    who = finding.policy.region or finding.policy.short_title
    match estimate.status:
        case EstimateStatus.PAYABLE if estimate.range and estimate.amount is None:
            low, high = (format_yuan(value) for value in estimate.range)
            is_limit = is_bounded(dict(estimate.facts))
            return say(
                "payable_range", who=who, title=title, lowest=low, highest=high, is_limit=is_limit
            )
        case EstimateStatus.PAYABLE:
            return say(
                "payable",
                who=who,
                title=title,
                amount=estimate.amount_text,
                period=estimate.period,
                case=estimate.label,
            )
        case EstimateStatus.CEILING:
            lowest = estimate.range[0] if estimate.range else None
            return say(
                "ceiling",
                who=who,
                title=title,
                amount=estimate.amount_text,
                period=estimate.period,
                lowest=format_yuan(lowest) if lowest else "",
            )
        case EstimateStatus.CONDITION_NOT_MET:
            why = "；".join(estimate.reasons)
            return say("not_met", who=who, title=title, amount=estimate.amount_text, reasons=why)
        case EstimateStatus.NOT_IN_FORCE:
            amount = format_yuan(estimate.would_be) if estimate.would_be else ""
            why = estimate.reasons[0] if estimate.reasons else ""
            return say("out_of_force", who=who, title=title, amount=amount, why=why)
        case EstimateStatus.NOT_QUANTIFIED:
            return _without_sum(finding, estimate, speaker, place)
        case EstimateStatus.FACTS_MISSING:
            return _missing(finding, estimate, speaker, place, wants_amount=wants_amount)


def _without_sum(finding: Finding, estimate: Estimate, speaker: Speaker, place: str) -> str:
    """Support that is no sum: what it is instead, else that the text names no figure."""
    rule, why = finding.rule(estimate.rule_id), "；".join(estimate.reasons)
    if rule is None:
        return speaker.say("not_quantified", place=place, reason=why.rstrip("。"))
    if words := words_in_kind(rule):
        return speaker.say("in_kind", place=place, title=rule.title, words=words)
    return speaker.say("terms_only", place=place, title=rule.title, terms=why)


def _missing(
    finding: Finding, estimate: Estimate, speaker: Speaker, place: str, *, wants_amount: bool
) -> str:
    rule = finding.rule(estimate.rule_id)
    terms = speaker.terms(rule) if rule else ""
    if not wants_amount:
        return speaker.say("terms_only", place=place, title=estimate.title, terms=terms)
    labels = "、".join(speaker.label(name) for name in estimate.missing)
    return speaker.say("missing", place=place, title=estimate.title, terms=terms, labels=labels)


def say_assumptions(finding: Finding, speaker: Speaker) -> list[Sentence]:
    """The readings and what was assumed, for the estimates that miss no fact."""
    n = (finding.citation.n,)
    lines = []
    for estimate in shown(finding):
        if estimate.status not in _DECIDED:
            continue
        for text in estimate.assumptions:
            say = speaker.say("assumption", text=text)
            lines.append(Sentence(say, n, (estimate.rule_id,), Role.READING))
    used = {name for e in shown(finding) for name, _ in e.facts}
    limits = {name for e in shown(finding) for name, value in e.facts if bound_of(value)}
    for stated in finding.facts:
        if stated.is_assumed and stated.value and stated.name in used:
            text = speaker.say("assumed_one", label=speaker.label(stated.name))
            lines.append(Sentence(text, role=Role.READING))
        if stated.approximate and stated.name not in limits:
            text = speaker.say("approximate", text=stated.text)
            lines.append(Sentence(text, role=Role.READING))
    return _unique(lines)


def say_near(finding: Finding, speaker: Speaker, *, is_alone: bool) -> list[Sentence]:
    """What a little more would change; of the only sum it stands beside the amount."""
    n = (finding.citation.n,)
    who = "" if is_alone else finding.policy.region or finding.policy.short_title
    lines = []
    for estimate in shown(finding):
        if estimate.status not in _DECIDED:
            continue
        for near in filter(lambda one: _is_ahead(one, estimate), estimate.near):
            text = speaker.say("near", text=near.say, who=who, title=estimate.title)
            ids, role = ((), Role.SUM) if is_alone else ((estimate.rule_id,), Role.READING)
            lines.append(Sentence(text, n, ids, role))
    return _unique(lines)


def say_idle(evidence: Evidence, speaker: Speaker) -> list[Sentence]:
    """That what a later message tells in words changes no sum, where no rule asks for it.

    A message that also brings a number of the sum is a question of its own, not a change of the
    last one: what its words say besides needs no such line, as in a first question.
    """
    told = dict.fromkeys(_words_of(one, speaker) for one in _idle(evidence, speaker))
    if not told:
        return []
    paying = _paying(evidence)
    names = "、".join(dict.fromkeys(f"{f.policy.short_title}{f.clause.label}" for f in paying))
    text = speaker.say("idle", facts="、".join(told), names=names)
    return [Sentence(text, tuple(f.citation.n for f in paying), role=Role.SUM)]


def _words_of(stated: Stated, speaker: Speaker) -> str:
    """What was told, by its label; in its own words where the label has a number in it.

    近2年推动… is of a clause that this answer does not cite: the number would have no source.
    """
    spec = speaker.specs[stated.name]
    if any(char.isdigit() for char in spec.label):
        return f"“{stated.text}”"
    return f"“{spec.label}：{show_fact(spec, stated.value)}”"


def without_idle(evidence: Evidence, speaker: Speaker) -> Evidence:
    """The evidence less words of which `say_idle` tells that they change nothing: not unused."""
    words = [stated.text for stated in _idle(evidence, speaker)]

    def is_told(part: Unused) -> bool:
        rest = fold(part.text)
        for word in words:
            rest = rest.replace(word, "")
        is_any = rest != fold(part.text)
        return part.kind is UnusedKind.CONDITION and is_any and not content_of(rest)

    return replace(evidence, unused=tuple(one for one in evidence.unused if not is_told(one)))


def _paying(evidence: Evidence) -> list[Finding]:
    return [f for f in evidence.findings if any(e.amount for e in f.estimates)]


def _idle(evidence: Evidence, speaker: Speaker) -> list[Stated]:
    """What the message tells in words and no rule in question asks for; see say_idle.

    去年领过10万 is told as money that was got already, and not once more as words of no effect.
    """
    now = len(evidence.understanding.ledger.spoken)
    paying = _paying(evidence)
    if now == 1 or not paying:
        return []
    used = {name for finding in paying for e in finding.estimates for name, _ in e.facts}
    stated_now = [one for finding in paying for one in finding.facts if one.turn == now]
    kinds = [(one, speaker.specs[one.name].kind in _SAID_IN_WORDS) for one in stated_now]
    if any(one.name in used and not in_words for one, in_words in kinds):
        return []
    got = [(u.start, u.end) for u in evidence.unused if u.kind is UnusedKind.NUMBER]
    return [
        one
        for one, in_words in kinds
        if one.name not in used and in_words and not _stands_in(evidence, one, got)
    ]


def _stands_in(evidence: Evidence, one: Stated, spans: Sequence[tuple[int, int]]) -> bool:
    start, end = evidence.understanding.turn.to_source(one.start, one.end)
    return any(low <= start and end <= high for low, high in spans)


def _is_ahead(near: Near, estimate: Estimate) -> bool:
    """Whether a little more of the number changes the sum; what was passed is in the steps."""
    return near.now < near.at and near.there != (estimate.amount or 0)


def unmet(estimate: Estimate) -> tuple[str, ...]:
    """The conditions that fail."""
    return tuple(t.say for t in estimate.conditions if t.met is Met.NO)


def _unique(lines: Iterable[Sentence]) -> list[Sentence]:
    seen: dict[str, Sentence] = {}
    for line in lines:
        seen.setdefault(line.text, line)
    return list(seen.values())
