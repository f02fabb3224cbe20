"""Back to the other case of a clause that was told before: 只看刚批的那个新的.

A laboratory that was approved, then 还有个老的,评估合格: two cases of one clause, one after the
other. Whoever names the first again means what was told before the second.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.ledger import Past
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.text.pattern import lazy

_NEW, _OLD = "new", "existing"
_NAMES_NEW = lazy(
    "(?:[只光单就先](?:看|说|算|问|论|讲|要|报)|回到?|说回|再看|那|^)[^,。;!?\\d没不]{0,8}?"
    "(?:新[批建拿评办]?的?[那这]?个?(?:新的)?|[刚才新]批[下来]*的[那这]?个?(?:新的)?)(?:呢|能|可以|有|是|,|[。!?]|$)"
)
_NAMES_OLD = lazy(
    "(?:[只光单就先](?:看|说|算|问|论|讲|要|报)|回到?|说回|再看|那|^)[^,。;!?\\d没不]{0,8}?"
    "(?:[老旧]的?[那这]?个?(?:[老旧]的)?|早就?[有建批]的?[那这]?个?)(?:呢|能|可以|有|是|,|[。!?]|$)"
)


def of_case_again(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part], flags: Sequence[Stated]
) -> tuple[tuple[Part, ...], tuple[Stated, ...]]:
    """The matters as they were told of the case that a message goes back to."""
    wanted = _wanted(turn)
    if not wanted:
        return tuple(parts), tuple(flags)
    found, kept = [], list(flags)
    for part in parts:
        sides = ctx.sides(part)
        told = {f.name for f in part.matter.flags}
        if any(f.name in sides & told for f in turn.flags):
            found.append(part)  # the case is told anew, with whatever else is told
            continue
        past = _told_as(part, sides, wanted)
        if past is None:
            found.append(part)
            continue
        is_before = _side_of(past.flags_after, sides) != wanted
        numbers = past.before if is_before else past.after
        own = past.flags_before if is_before else past.flags_after
        gone = {s.name for s in part.matter.flags} - {s.name for s in own}
        kept = [s for s in kept if s.name not in gone and s.name not in sides]
        matter = replace(part.matter, numbers=numbers, flags=own, real=None)
        found.append(replace(part, matter=matter))
    return tuple(found), tuple(kept)


def _wanted(turn: Turn) -> str:
    is_new = _NAMES_NEW.search(turn.folded) is not None
    is_old = _NAMES_OLD.search(turn.folded) is not None
    return "" if is_new == is_old else _NEW if is_new else _OLD


def _told_as(part: Part, sides: frozenset[str], wanted: str) -> Past | None:
    """The message that turned a matter to the case that it stands in now, or to the one wanted."""
    now = _side_of(part.matter.flags, sides)
    if part.index is None or not sides or now in ("", wanted):
        return None
    for past in reversed(part.matter.pasts):
        before, after = (_side_of(f, sides) for f in (past.flags_before, past.flags_after))
        if after == now and before != now:
            return past if before in ("", wanted) else None
    return None


def _side_of(flags: Sequence[Stated], sides: frozenset[str]) -> str:
    """The case that some conditions tell; "" for none."""
    return next((str(s.value) for s in flags if s.name in sides), "")
