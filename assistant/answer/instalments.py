"""When a sum is paid: the shares that a clause names for each year, and what each comes to.

分三年按4:3:3拨付, 分两年按60%、40%的比例兑现, 分3年等额发放. Told only where somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.answer.answer import Sentence
from assistant.answer.evidence import Evidence, Finding
from assistant.answer.say_sums import shown
from assistant.answer.speaker import Speaker
from assistant.rules.estimate import Estimate, EstimateStatus
from assistant.text.money import format_yuan
from assistant.text.pattern import lazy
from assistant.text.schedules import find_schedule
from assistant.text.schedules_of_sums import schedule_of as schedule_of_sum

_ASKED = lazy(
    "(?:第[一二三四五]|头一|头|首|当)[年期笔次批](?:能|可以?|会)?[^,。?;]{0,6}(?:多少|几|到手|发|拿|领|拨|给)"
    "|到手|分几[年期次]|每年[^,。?;]{0,4}(?:到手|发|拨|兑现)|先[拨发给拿]"
)
_CJK = "一二三四五六"


@dataclass(frozen=True, slots=True)
class Instalments:
    """What ``estimate`` comes to in each part; ``words`` say so in the clause."""

    finding: Finding
    estimate: Estimate
    words: str
    of: str
    sums: tuple[Decimal, ...]


def instalments_of(evidence: Evidence) -> tuple[Instalments, ...]:
    """The parts of the sums of an answer, where the message asks for them."""
    if not evidence.findings or _ASKED.search(evidence.understanding.turn.folded) is None:
        return ()
    return tuple(_found(evidence))


def _found(evidence: Evidence) -> Iterator[Instalments]:
    for finding in evidence.findings:
        for estimate in shown(finding):
            rule = finding.rule(estimate.rule_id)
            paid = estimate.status in (EstimateStatus.PAYABLE, EstimateStatus.CEILING)
            if rule is None or not paid or not estimate.amount or estimate.range is not None:
                continue
            told = dict(estimate.facts)
            own = [one.share for one in rule.paid_in if told.get(one.when.fact) == one.when.is_]
            whole = estimate.amount / own[0] if own else estimate.amount
            text = finding.clause.text
            known = schedule_of_sum(text, text.find(rule.quote), len(rule.quote))
            if known is not None:
                sums = tuple((whole * share).quantize(Decimal("0.01")) for share in known.shares)
                yield Instalments(finding, estimate, known.words, known.of, sums)


def schedule_of(text: str) -> tuple[str, str, tuple[Decimal, ...]] | None:
    """The words, what they count (年, 期) and the share of each part; None without.

    >>> schedule_of("分三年按4:3:3拨付。")
    ('分三年按4:3:3', '年', (Decimal('0.4'), Decimal('0.3'), Decimal('0.3')))
    """
    found = find_schedule(text)
    return (found.words, found.of, found.shares) if found is not None else None


def say_instalments(evidence: Evidence, speaker: Speaker) -> list[Sentence]:
    """What each part comes to."""
    lines = []
    for one in instalments_of(evidence):
        parts = "、".join(
            f"第{_CJK[n]}{one.of} {format_yuan(value)}" for n, value in enumerate(one.sums)
        )
        mark = "" if one.estimate.confirmed else "（待核定）"
        text = speaker.say("instalments", words=one.words, parts=parts, mark=mark)
        lines.append(Sentence(text, (one.finding.citation.n,), (one.estimate.rule_id,)))
    return lines
