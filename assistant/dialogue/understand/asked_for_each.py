"""Which matters a message asks for one by one, where only one of them was spoken of before.

其中2个是大模型备案,算法只剩4个,两条各多少: what goes on tells of a second matter, and the question
counts two. The message is then read as a new one would be; what is known stays with its matter.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.dialogue.gather import Part
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.turn import Turn
from assistant.dialogue.understand.anew import new_matters
from assistant.dialogue.understand.context import UnderstandContext
from assistant.dialogue.understand.subject import Subject
from assistant.text.pattern import lazy

_EACH_OF = lazy(
    "(?:^|[,。;!?])(?:那|这|请问|问下?|算下?来?|,){0,8}(?P<n>[两俩二三仨四2-4])(?:样|项|条|块|笔|边|头|桩|件)?(?:政策|钱|补贴|事)?"
    "(?:各自?|分别)(?:是|能|可以|最[高多]|该|再|算|补|给|拿|领|有|奖|得)*(?:多少|几)"
)
_COUNTS = {c: n for n, group in enumerate(("", "", "两俩二2", "三仨3", "四4")) for c in group}


def with_told_beside(
    ctx: UnderstandContext, turn: Turn, ledger: Ledger, subject: Subject
) -> Subject:
    """The subject with the matters that the message tells beside the one it goes on with."""
    asked = _EACH_OF.search(turn.folded)
    if asked is None or subject.refusal or len(subject.parts) != 1:
        return subject
    (known,) = subject.parts
    live = [m for m in ledger.matters if m.clauses]
    if known.index is None or len(live) != 1 or turn.scope.is_named:
        return subject
    anew = new_matters(ctx, turn, ledger, known.matter.policies)
    clauses = {*known.matter.clauses}
    own = [part for part in anew.parts if clauses & {*part.matter.clauses}]
    others = [part for part in anew.parts if part not in own]
    named = all(ctx.topics.of_clauses(p.matter.clauses) & {*turn.topics} for p in others)
    is_counted = len(others) + 1 == _COUNTS[asked["n"]]
    if anew.refusal or not is_counted or not named or len(own) > 1:
        return subject
    end = len(turn.folded)
    kept = Part(known.index, known.matter, own[0].stretches if own else ((end, end),))
    return replace(subject, parts=(kept, *others), unmatched=anew.unmatched)
