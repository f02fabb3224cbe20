"""Sentences that work backwards: what a contract must be for a given amount."""

from __future__ import annotations

from assistant.answer.answer import Role, Sentence
from assistant.answer.evidence import Evidence, Solved
from assistant.answer.speaker import Speaker


def say_reverse(evidence: Evidence, speaker: Speaker) -> list[Sentence]:
    """One sentence a solution, with the sum that proves it."""
    lines: list[Sentence] = []
    for solved in evidence.solved:
        finding = evidence.findings[solved.finding]
        place, n = speaker.place_of(finding), (finding.citation.n,)
        who = finding.policy.region or place
        ids = (solved.rule_id,)
        if solved.gap:
            label = speaker.label(solved.fact)
            text = speaker.say("gap", place=place, say=solved.target, label=label, gap=solved.gap)
            lines.append(Sentence(text, citations=n, estimates=ids))
        elif not solved.value:
            why = "；".join(solved.reasons)
            told = {"who": who, "title": solved.title, "target": _marked(solved), "why": why}
            if solved.is_open:
                text = speaker.say("unsolved", **told)
            else:
                text = speaker.say("unsolvable", **told)
            lines.append(Sentence(text, citations=n, estimates=ids))
        else:
            lines.append(_solved(solved, who, speaker, n, ids))
        for step in solved.estimate.steps if solved.estimate else ():
            if solved.gap and not step.sources:
                continue  # the sum itself is told before
            lines.append(Sentence(speaker.say("step", text=step.text), n, ids, Role.STEP))
    return lines


def _marked(solved: Solved) -> str:
    """The amount aimed at; what a rule that nobody confirmed would pay says so."""
    is_open = solved.estimate is not None and not solved.estimate.confirmed
    return f"{solved.target}（待核定）" if is_open else solved.target


def _solved(
    solved: Solved, who: str, speaker: Speaker, n: tuple[int, ...], ids: tuple[str, ...]
) -> Sentence:
    text = speaker.say(
        "solved",
        who=who,
        title=solved.title,
        target=_marked(solved),
        label=speaker.label(solved.fact),
        value=solved.value,
        is_cap=solved.is_cap,
    )
    return Sentence(text, citations=n, estimates=ids)
