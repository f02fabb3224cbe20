"""What the reading of a later message makes of it, told where it is likely to be wrong."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer.answer import Role, Sentence, Unused, UnusedKind
from assistant.answer.draft import Draft
from assistant.answer.evidence import Evidence
from assistant.answer.speaker import Speaker
from assistant.dialogue.doubt import Doubt, words_of
from assistant.dialogue.understanding import Vote
from assistant.rules.facts import FactSpec, FactValue
from assistant.rules.show import show_fact, show_of

_WHOLE = 40
"""A message of no more characters is told as a whole where another clause may be meant."""
_MOST = 3
"""More facts than these are not said one by one."""


def with_doubt(
    evidence: Evidence, draft: Draft, doubt: Doubt, speaker: Speaker
) -> tuple[Evidence, Draft]:
    """The same with the words that were likely read wrongly, told before the warnings."""
    kind = UnusedKind(doubt.kind)
    facts = _facts(evidence, speaker)
    reread = evidence.understanding.reread
    if reread is not None and reread.back:
        said = reread.back if len(reread.back) <= _WHOLE else f"{reread.back[:_WHOLE]}……"
        say = speaker.say("doubt_back", message=said)
    elif facts and kind is UnusedKind.NUMBER:
        say = speaker.say("doubt_number", facts="、".join(facts))
    elif kind is UnusedKind.MATTER:
        say = speaker.say("doubt_matter")
    else:
        say = speaker.say("doubt_condition")
    return _told(evidence, draft, (doubt.start, doubt.end), kind, say, speaker)


def with_vote(
    evidence: Evidence, draft: Draft, vote: Vote, name: str, speaker: Speaker
) -> tuple[Evidence, Draft]:
    """The same with the message as one that is likely about another clause, told the same way.

    ``name`` is what that clause is called, empty where the message is likely about none.
    """
    if vote.is_taken:
        say = speaker.say("doubt_turned", clause=name)
    else:
        say = speaker.say("doubt_which", clause=name) if name else speaker.say("doubt_matter")
    found = evidence.understanding
    length = len(found.turn.folded)
    span = (0, length) if length <= _WHOLE else words_of(found)
    return _told(evidence, draft, span, UnusedKind.MATTER, say, speaker)


def _told(
    evidence: Evidence,
    draft: Draft,
    span: tuple[int, int],
    kind: UnusedKind,
    why: str,
    speaker: Speaker,
) -> tuple[Evidence, Draft]:
    """The same with words of the folded message told as doubtful, before the warnings."""
    start, end = evidence.understanding.turn.to_source(*span)
    text = evidence.understanding.turn.text[start:end]
    line = Sentence(speaker.say("unused", text=text, why=why), role=Role.UNUSED)
    lines = draft.sentences
    at = next((n for n, one in enumerate(lines) if one.role is Role.WARNING), len(lines))
    return (
        replace(evidence, doubts=(*evidence.doubts, Unused(text, start, end, kind, why))),
        replace(draft, sentences=(*lines[:at], line, *lines[at:])),
    )


def _facts(evidence: Evidence, speaker: Speaker) -> list[str]:
    """The facts of the sums that the message told, each with the value that was worked with."""
    now = evidence.understanding.ledger.turn
    told = {s.name for f in evidence.findings for s in f.facts if s.turn == now}
    found = {
        f"{speaker.label(name)}{_shown(speaker.specs[name], value)}": None
        for estimate in evidence.estimates
        for name, value in estimate.facts
        if name in told and not isinstance(value, bool | str)
    }
    return [*found] if len(found) <= _MOST else []


def _shown(spec: FactSpec, value: FactValue) -> str:
    """Several numbers one beside the other, without what each is called."""
    if not isinstance(value, tuple):
        return show_fact(spec, value)
    times = (f"×{item.count}" if item.count is not None else "" for item in value)
    return "、".join(show_of(spec, i.value) + n for i, n in zip(value, times, strict=True))
