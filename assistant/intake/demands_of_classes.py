"""What a sentence behind a list or a table demands of one of its classes, or of all of them.

申请燃油车补助的,同一年度新购置燃油车不得少于5辆: whoever has another kind of car needs no five. The
class that it names is told apart from the others, each a rule of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.intake.draft import Band, Bound, Draft, Row, Threshold
from assistant.intake.figures import COUNT
from assistant.intake.walk import OpenDraft, Walk
from assistant.text.pattern import lazy

_NO_FEWER = lazy("(?:不得|不应|不能|不)(?:少于|低于|小于)Ⓒ[^,;。ⓂⓅⒸⒷ]{0,4}(?=[,;。]|$)")
"""…新购置燃油车不得少于5辆: so many are demanded, and the part says nothing else."""
_FEWEST = 2


def demands_of_class(walk: Walk, fresh: Sequence[Threshold | Band], start: int, end: int) -> bool:
    """Read how many there must be of the one class that a part names, or of all that is paid."""
    text = walk.skeleton.text[start:end]
    (one,) = fresh if len(fresh) == 1 else (None,)
    if not isinstance(one, Threshold) or one.figure.sign != COUNT:
        return False
    if _NO_FEWER.search(text) is None or one.bound is not Bound.AT_LEAST:
        return False
    own = [paid for paid in walk.of_paragraph if paid.draft.per == one.figure.unit]
    if len(own) != 1 or own[0].draft.case or own[0].draft.period:
        return False
    (paid,) = own
    named = _named_in(text, paid.draft.rows)
    if named:
        _split(walk, paid, named, one, end)
    elif len(paid.draft.rows) == 1 or not _names_case(text):
        draft = paid.draft
        demands = (*draft.thresholds, one)
        paid.draft = replace(draft, thresholds=demands, end=max(draft.end, end))
    else:
        return False
    walk.used.add(one.figure.at)
    return True


_CASE = lazy("^[^,;。]{2,}的,")


def _names_case(text: str) -> bool:
    """Whether a part begins with a case of its own: nobody knows which of the rows that is."""
    return _CASE.match(text) is not None


def _named_in(text: str, rows: Sequence[Row]) -> Row | None:
    """The only row of which words stand in a part that stand in the name of no other."""
    if len(rows) < _FEWEST or any(not row.label or row.fixed is None for row in rows):
        return None
    names = [row.label.partition("(")[0] for row in rows]
    found = [
        row
        for row, name in zip(rows, names, strict=True)
        if any(
            pair in text and not any(pair in other for other in names if other != name)
            for pair in (name[n : n + _FEWEST] for n in range(len(name) - 1))
        )
    ]
    return found[0] if len(found) == 1 else None


def _split(walk: Walk, paid: OpenDraft, named: Row, one: Threshold, end: int) -> None:
    """Each class as a draft of its own; the one that is named demands so many."""
    draft, place = paid.draft, walk.drafts.index(paid)
    stop = max(draft.end, end)

    def alone(row: Row) -> OpenDraft:
        demands = (*draft.thresholds, one) if row is named else draft.thresholds
        own: Draft = replace(
            draft, rows=(replace(row, label=""),), thresholds=demands, case=row.label,
            who=row.label, group=walk.sentence, end=stop,
        )  # fmt: skip
        return OpenDraft(own, paid.sentence, paid.sub)

    walk.drafts[place : place + 1] = [alone(row) for row in draft.rows]
