"""A message that is nothing but the name of another matter: 展会, 备案呢, 买模型 after compute.

As a first message it would be understood; behind another matter there is nothing in it to be said
of that one: no number, no condition, no verb of what happened.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.dialogue.gather import is_bare
from assistant.dialogue.ledger import Ledger, Matter
from assistant.dialogue.turn import Turn
from assistant.dialogue.understand.context import UnderstandContext
from assistant.dialogue.understand.subject import Subject
from assistant.dialogue.understand.subjects import subject_of
from assistant.dialogue.understanding import Understanding
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

_LONGEST = 8
_SAYS = lazy("[没不未无别是有了过着把被给也都还就才只算行能可要该得多少几吗?!]|怎|什么|啥|谁|哪|为")


def _is_a_name(turn: Turn, ledger: Ledger) -> bool:
    """Whether a later message is so short, and says so little, that it can only be a name."""
    text = turn.folded.strip(",。;!? ")
    if not ledger.live or turn.quantities or len(text) > _LONGEST:
        return False
    if len(turn.text) > 2 * _LONGEST:
        return False  # the rest of it was put aside before
    return _SAYS.search(text) is None


def _is_other(subject: Subject, ledger: Ledger) -> bool:
    """Whether a subject has clauses, and none of those in question."""
    live = {c for n in ledger.live for c in ledger.matters[n].clauses}
    named = {c for part in subject.parts for c in part.matter.clauses}
    return bool(named) and not named & live and not subject.refusal


def without_conditions(ctx: UnderstandContext, turn: Turn, ledger: Ledger) -> Turn:
    """A message that only names another matter, less the conditions read out of that name.

    语料采购 and 办公房租 after rented compute tell nothing of how the compute was had.
    """
    if not turn.flags or not turn.topics or turn.scope.is_named or not _is_a_name(turn, ledger):
        return turn
    bare = replace(turn, flags=())
    return bare if _is_other(subject_of(ctx, bare, ledger), ledger) else turn


def where_it_was(ctx: UnderstandContext, turn: Turn, ledger: Ledger) -> Ledger:
    """The ledger in the place of what was asked before, where a mere name finds a matter there.

    训力券 is the city's alone: 语料采购 behind it asks what the city pays.
    """
    is_placed = turn.scope.is_named or turn.scope.elsewhere or ledger.policies
    if is_placed or not turn.topics or not _is_a_name(turn, ledger):
        return ledger
    policies = {c.policy for n in ledger.live for c in ledger.matters[n].clauses}
    there = replace(ledger, policies=tuple(sorted(policies)))
    found = len(policies) == 1 and _is_other(subject_of(ctx, turn, there), there)
    return there if found else ledger


def of_other_rule(ctx: UnderstandContext, text: str, ledger: Ledger, as_of: date) -> Ledger:
    """The ledger with a matter of its own where a mere name is of another rule of the clause.

    After 首次试用, 500万: 首次销售呢 asks with none of its numbers; 房租呢 goes back to those told.
    """
    folded = fold(text)
    if len(ledger.live) != 1 or len(folded) > _LONGEST:
        return ledger
    matter = ledger.matters[ledger.live[0]]
    rule = ctx.facts.other_rule(folded, matter)
    if rule is None or not _is_a_name(ctx.reader.read(text, as_of=as_of), ledger):
        return ledger
    for n, earlier in enumerate(ledger.matters):
        if earlier.clauses == matter.clauses and ctx.facts.tells_of(rule, earlier):
            return replace(ledger, current=(n,))
    own = Matter(matter.clauses, matter.policies, topics=matter.topics, text=text, turn=ledger.turn)
    return replace(ledger, matters=(*ledger.matters, own), current=(len(ledger.matters),))


def only_names(ctx: UnderstandContext, found: Understanding, ledger: Ledger) -> bool:
    """Whether a later message only names what is no matter in question, and words found it.

    Where the places in question have more under that name than was found, a vote has its say.
    """
    if not _is_a_name(found.turn, ledger) or found.refusal or found.query is not None:
        return False
    if any(f.value is not None for f in found.turn.flags):
        return False
    live = {c for n in ledger.live for c in ledger.matters[n].clauses}
    named = {focus.clause_id for focus in found.focus}
    if not named or named & live:
        return False
    there = {c.policy for c in (*live, *named)}
    topics = (ctx.topics.get(name) for name in found.turn.topics)
    meant = {c for topic in topics if topic for c in topic.clauses if c.policy in there}
    return meant <= named


def only_answers(found: Understanding, ledger: Ledger) -> bool:
    """Whether a message is a bare number that a matter in question lacked, and has a use for."""
    if not is_bare(found.turn.folded, found.turn.quantities) or found.unused:
        return False
    if found.ledger.current != ledger.current:
        return False
    for place in ledger.live:
        known = {s.name for s in ledger.matters[place].numbers if not s.is_assumed}
        now = found.ledger.matters[place].numbers
        if any(s.turn == found.ledger.turn and s.name not in known for s in now):
            return True
    return False
