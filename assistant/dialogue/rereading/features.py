"""What is weighed of a second reading: the message, its numbers, the facts that they change."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from assistant.dialogue.effects import BACK
from assistant.dialogue.fitted import grams_of, softmax
from assistant.dialogue.language import own_pairs
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.rereading.around import NEAR, asks
from assistant.dialogue.rereading.candidate import ADD, LESS, SET, Back, Candidate, Edit
from assistant.dialogue.rereading.context import RereadContext
from assistant.dialogue.rereading.fit import Part, RereadFit
from assistant.dialogue.rereading.sights import LEAST_ROLE, Sight
from assistant.dialogue.roles import FACTOR, OTHER, STILL, TOLD
from assistant.dialogue.understanding import Understanding
from assistant.rules.facts import FactSpec
from assistant.text.normalise import fold

_STEP = 0.7
"""How much larger, as a logarithm, one step of the size of a number beside the one before is."""
_DONE = {SET: (SET,), ADD: (ADD,), LESS: (LESS,), "idle": (OTHER, STILL, FACTOR)}
"""The roles of which one holds where this is done with a number."""


def shares_of(
    ctx: RereadContext,
    fit: RereadFit,
    found: Understanding,
    before: Ledger,
    sights: Sequence[Sight],
    candidates: Iterable[Candidate],
) -> list[float]:
    """How probable each of several readings is, beside the others."""
    specs = ctx.facts.specs
    return softmax(fit.scores(parts(found, sights, c, before.asked, specs) for c in candidates))


def features(
    found: Understanding,
    sights: Sequence[Sight],
    candidate: Candidate,
    asked: str,
    specs: Mapping[str, FactSpec],
) -> dict[str, float]:
    """What is weighed of one second reading, by name; ``asked``: the fact asked back for."""
    values: dict[str, float] = {}
    for _, part in parts(found, sights, candidate, asked, specs):
        for name, value in part():
            values[name] = values.get(name, 0.0) + value
    return values


def parts(
    found: Understanding,
    sights: Sequence[Sight],
    candidate: Candidate,
    asked: str,
    specs: Mapping[str, FactSpec],
) -> Iterator[Part]:
    """The same in parts, each with a name that readings which share it give it."""
    done = "+".join(e.op for e in candidate.edits) or candidate.effect or "none"
    side = ("anew" if candidate.anew else "on") + ("" if candidate.edits else "-none")
    is_first = found.ledger.turn == 1
    text = found.turn.folded
    if candidate.back is not None:
        side = "back"
        past = candidate.back.past.turn if candidate.back.past else 0
        yield ("back", candidate.place, past), partial(_of_back, found, sights, candidate.back)
    yield ("keeps", candidate.flags is None), partial(_of_keeping, keeps=candidate.flags is None)
    yield (done,), partial(_of_message, found, done)
    yield (side, done), partial(_of_side, text, side, done)
    for n, sight in enumerate(sights):
        edit = next((e for e in candidate.edits if e.number == n), None)
        op = edit.op if edit else "idle"
        yield (
            (n, op),
            partial(_of_number, text, sight, edit, n, len(sights), is_first=is_first),
        )
        is_new = edit is not None and edit.old is None
        yield (n, op, is_new), partial(_role_of, sight, edit, is_first=is_first)
        if edit is not None:
            key = (n, op, id(candidate), "edit")
            yield key, partial(_of_edit, found, sight, edit, candidate, asked, specs)


def _of_message(found: Understanding, done: str) -> Iterator[tuple[str, float]]:
    """What is seen of the message, with what is done with its numbers."""
    turn = found.turn
    grams = grams_of(turn.text if done in ("none", BACK) else turn.folded)
    share = 1.8 / math.sqrt(len(grams) + 1)
    yield from ((f"m|{done}|{gram}", share) for gram in grams)
    for act in sorted(turn.acts.all):
        yield f"act|{done}|{act}", 0.7
    for intent in sorted(found.intents):
        yield f"int|{done}|{intent}", 0.5
    yield f"q|{done}|{asks(turn.folded)}", 0.5


def _of_back(
    found: Understanding, sights: Sequence[Sight], back: Back
) -> Iterator[tuple[str, float]]:
    """What is seen of what a message takes back."""
    yield f"bk|{back.past is None}|{back.is_last}", 1.0
    yield f"bk-by|{(back.by > 0) - (back.by < 0)}", 1.0
    same = any(s.expression.value == abs(back.by) for s in sights)
    yield f"bk-same|{same}|{bool(sights)}", 1.0
    if back.past is None:
        return
    shared = set(own_pairs(fold(found.turn.text))) & set(own_pairs(back.past.said))
    yield f"bk-shared|{min(len(shared), 3)}|{back.is_last}", 1.0
    yield f"bk-age|{min(found.ledger.turn - back.past.turn, 3)}", 1.0


def _of_keeping(*, keeps: bool) -> Iterator[tuple[str, float]]:
    """Whether a reading keeps what the first one made of conditions."""
    yield f"keeps|{keeps}", 1.0


def _of_side(text: str, side: str, done: str) -> Iterator[tuple[str, float]]:
    """What a reading starts from, with what is done."""
    yield f"b|{side}|{done}", 1.0
    yield f"len|{side}|{done}|{min(len(text) // 8, 5)}", 0.5


def _role_of(sight: Sight, edit: Edit | None, *, is_first: bool) -> Iterator[tuple[str, float]]:
    """How likely, by the words around a number, is what a reading does with it."""
    if not sight.roles:
        return
    op = edit.op if edit else "idle"
    roles = _DONE[op] if edit is None or edit.old else (TOLD, SET, ADD)
    share = math.log(math.fsum(math.exp(sight.roles[role]) for role in roles))
    value = 0.5 * max(share, LEAST_ROLE)
    side = "first" if is_first else "later"
    yield f"role|{side}", value
    yield f"role|{side}|{op}|{edit is not None and edit.old is None}", value


def _of_number(
    text: str, sight: Sight, edit: Edit | None, n: int, count: int, *, is_first: bool
) -> Iterator[tuple[str, float]]:
    """What is seen of a number, with what is done with it."""
    op = edit.op if edit else "idle"
    grams = grams_of(sight.clause)
    share = 1.5 / math.sqrt(len(grams) + 1)
    yield from ((f"c|{op}|{gram}", share) for gram in grams)
    lead, tail = (
        text[max(0, sight.start - NEAR) : sight.start],
        text[sight.end : sight.end + NEAR],
    )
    for size in range(1, NEAR + 1):
        yield f"n|{op}|{lead[-size:]}", 0.4
        yield f"f|{op}|{tail[:size]}", 0.4
    e = sight.expression
    yield f"u|{op}|{e.unit}", 0.5
    yield f"r|{op}|{e.relation}", 0.5
    yield f"bd|{op}|{e.bound}", 0.5
    yield f"role|{op}|{e.operands[0].role}", 0.5
    yield f"part|{op}|{e.part_of is not None}|{bool(e.whole_of)}", 0.5
    yield f"pos|{op}|{n == count - 1}|{n == 0}", 0.5
    yield f"nE|{op}|{min(count, 3)}", 0.5
    yield f"first|{op}|{is_first}", 0.5
    yield f"unk|{op}|{min(sight.unknown, 4)}", 0.8


def _of_edit(
    found: Understanding,
    sight: Sight,
    edit: Edit,
    candidate: Candidate,
    asked: str,
    specs: Mapping[str, FactSpec],
) -> Iterator[tuple[str, float]]:
    """What is seen of a fact beside what is done to it."""
    op, old, spec = edit.op, edit.old, specs[edit.name]
    near = sight.clause
    label = max((len(w) for w in (*spec.words, spec.label) if w in near), default=0)
    yield f"lab|{op}|{min(label, 3)}", 1.0
    yield f"old|{op}|{old is None}", 1.0
    yield f"kf|{op}|{spec.kind}", 0.3
    yield f"der|{op}|{bool(spec.derive)}|{bool(spec.year_before)}", 0.7
    yield f"asked|{op}|{edit.name == asked}|{bool(asked)}", 1.0
    edited = {e.name for e in candidate.edits}
    peers = [
        s
        for s in candidate.numbers
        if s.name != edit.name and s.name in specs and specs[s.name].kind is spec.kind
    ]
    peers = [s for s in peers if s.name not in edited]
    yield f"peer|{op}|{old is None}|{min(len(peers), 2)}", 1.0
    if old is None:
        return
    last = max((s.turn for s in peers), default=-1)
    yield f"last|{op}|{(old.turn > last) - (old.turn < last)}", 1.0
    had, value = old.total, sight.expression.value
    if had is None or value is None:
        return
    yield f"rt|{op}|{(value > had) - (value < had)}", 1.0
    if had > 0 and value > 0:
        ratio = round(math.log(float(value / had)) / _STEP)
        yield f"lr|{op}|{max(-4, min(4, ratio))}", 1.0
    yield f"age|{op}|{min(found.ledger.turn - old.turn, 4)}", 0.7
    yield f"mem|{op}|{min(old.members, 3)}", 0.7
    yield f"in|{op}|{any(value == item.value for item in old.parts)}", 0.7
