"""Where the words of a draft stand in the source: quotes for its figures."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.intake.draft import Tail
from assistant.intake.figures import Figure, Skeleton
from assistant.intake.view import View
from assistant.policy.clause import Clause

_CONTEXT = 10


@dataclass(frozen=True, slots=True)
class Place:
    """Cuts quotes for the figures of one clause."""

    source: str
    clause: Clause
    skeleton: Skeleton
    view: View
    tails: tuple[Tail, ...] = ()

    @property
    def own(self) -> int:
        """How much of the skeleton is the clause's own; behind it stand the words of others."""
        if not self.tails:
            return len(self.skeleton.text)
        own = range(self.clause.start, self.clause.end)
        first = next((n for n, at in enumerate(self.view.places) if at not in own), 0)
        return next(
            (n for n, at in enumerate(self.skeleton.places) if at >= first),
            len(self.skeleton.text),
        )

    def clause_at(self, place: int) -> str:
        """The clause in which a part of the skeleton stands, "" for the clause itself."""
        if place < self.own:
            return ""
        at = self.view.places[self.skeleton.places[place]]
        return next((str(t.clause.id) for t in self.tails if t.start <= at < t.end), "")

    def quote(self, start: int, end: int) -> str:
        """The words of the source that gave a part of the skeleton."""
        if start < self.own:
            end = min(end, self.own)
        first, last = self.view.span(self.skeleton.places[start], self.skeleton.ends[end - 1])
        return self.source[first:last].strip().rstrip("，,；;。")

    def around(self, figure: Figure) -> str:
        """A figure with a few words beside it, inside its sentence."""
        text = self.skeleton.text
        start = max((text.rfind(sign, 0, figure.at) for sign in "。;¶"), default=-1) + 1
        stops = [at for sign in "。;¶" if (at := text.find(sign, figure.at)) >= 0]
        end = min([*stops, len(text)])
        return self.quote(max(start, figure.at - _CONTEXT), min(end, figure.at + 1 + _CONTEXT))


def restored(place: Place, words: str) -> str:
    """A part of the skeleton with its figures, in the view's characters."""
    at = place.skeleton.text.find(words) if words else -1
    if at < 0:
        return ""
    first, last = place.skeleton.places[at], place.skeleton.ends[at + len(words) - 1]
    return place.view.text[first:last]
