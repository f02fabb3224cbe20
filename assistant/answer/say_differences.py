"""The sentence on a rest or a difference that is asked for, with the subtraction."""

from __future__ import annotations

from assistant.answer.answer import Sentence
from assistant.answer.evidence import Difference, Evidence
from assistant.answer.speaker import Speaker
from assistant.text.money import format_yuan


def say_differences(evidence: Evidence, speaker: Speaker) -> list[Sentence]:
    """One sentence a difference; it leads the answer."""
    lines: list[Sentence] = []
    for one in evidence.differences:
        finding = evidence.findings[one.finding]
        lines.append(Sentence(_said(one, speaker), (finding.citation.n,), (one.rule_id,)))
    return lines


def _said(one: Difference, speaker: Speaker) -> str:
    shown = {"whole": one.whole, "part": one.part, "value": one.value}
    told = {name: format_yuan(value) for name, value in shown.items()}
    costs = [format_yuan(cost) for cost in one.costs]
    match one.kind:
        case "own":
            return speaker.say("own_share", **told)
        case "to_cap" if one.value:
            return speaker.say("short_of_cap", **told)
        case "to_cap":
            return speaker.say("at_cap", amount=told["whole"])
        case "same":
            return speaker.say("paid_alike", amount=told["whole"], then=costs[1], now=costs[0])
        case "more" | "less":
            return speaker.say("paid_apart", then=costs[1], is_more=one.kind == "more", **told)
