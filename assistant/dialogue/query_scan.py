"""What a message holds that a question about the corpus may use.

Marks, places, days, numbers, names of bodies and one matter: one scan, then read_query.py decides.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from assistant.dialogue.corpus_query import Bound, Days, Matter
from assistant.dialogue.query_numbers import Span, read_bounds, read_days, shift
from assistant.dialogue.query_words import Mark, Marks, is_function_word
from assistant.dialogue.scope import Scope
from assistant.dialogue.topics import Topics
from assistant.policy.bodies import is_short_for
from assistant.policy.corpus import Corpus
from assistant.text.dates import DateMention
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.units import Quantity, Unit

_SHORTEST = 3
"""A short name of a body has at least this many characters (科创局)."""
_LONGEST = 16
_LEVELS = "省市区县"
"""Characters that say whose body it is and that people leave out (工信局)."""
_SENTENCE = lazy(r"[^。?!;]+")


class Asked(Protocol):
    """What is read of a message; the Turn has all of it. Offsets are into ``folded``."""

    @property
    def folded(self) -> str:
        """The message, folded."""

    @property
    def scope(self) -> Scope:
        """The places it names."""

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """Its numbers."""

    @property
    def dates(self) -> tuple[DateMention, ...]:
        """Its dates."""


@dataclass(frozen=True, slots=True)
class Scan:
    """One sentence of a message, scanned. ``policies`` is the scope without names inside bodies."""

    text: str
    marks: Marks
    policies: tuple[str, ...]
    is_parent_named: bool
    mismatched: tuple[str, ...]
    bodies: tuple[str, ...]
    body_said: str
    days: Days | None
    cap: Bound | None
    rate: Bound | None
    matter: Matter | None
    has_rest: bool
    """Something in the sentence is neither used nor of the language."""

    def has(self, *marks: Mark) -> bool:
        """Whether any of some marks stands in the sentence."""
        return self.marks.has(*marks)


class Scanner:
    """Scans messages against one corpus; built once."""

    def __init__(self, corpus: Corpus, topics: Topics) -> None:
        self._corpus = corpus
        self._topics = topics
        bodies = tuple(dict.fromkeys(b for c in corpus.clauses for b in c.bodies))
        self._names: dict[str, list[tuple[str, str]]] = {}
        for body in bodies:
            name = fold(body)
            for called in (name, name[1:]) if name[0] in _LEVELS else (name,):
                self._names.setdefault(called[0], []).append((called, body))
        self._texts = {c.id: fold(c.text) for c in corpus.clauses}

    def scan(self, asked: Asked, *, as_of: date, any_of: Collection[Mark] = ()) -> Scan | None:
        """The one sentence that asks; None where another sentence says something of its own.

        None too where it asks for a sum or for what the asker gets, or where none of the marks
        ``any_of`` stands in it.
        """
        sentences = [match.span() for match in _SENTENCE.finditer(asked.folded)]
        telling = sentences
        if len(sentences) > 1:
            telling = [span for span in sentences if self._tells(asked, span)]
        return self._scan(asked, telling[0], as_of, any_of) if len(telling) == 1 else None

    def _tells(self, asked: Asked, span: Span) -> bool:
        """Whether a sentence does more than keep company (我排申报计划)."""
        text = asked.folded[slice(*span)]
        used = [*asked.scope.spans, *((q.start, q.end) for q in asked.quantities)]
        used += [(d.start, d.end) for d in asked.dates]
        if any(_inside(u, span) for u in used) or self._topics.words_in(text):
            return True
        return Marks(text).has(*(m for m in Mark if m not in _BACKGROUND))

    def _scan(self, asked: Asked, span: Span, as_of: date, any_of: Collection[Mark]) -> Scan | None:
        text = asked.folded[slice(*span)]
        at = span[0]
        named = self._find_bodies(text)
        body_spans = [span for span, _ in named]
        places = [shift(s, -at) for s in asked.scope.spans if _inside(s, span)]
        marks = Marks(_masked(text, [*places, *body_spans]))
        if _asks_sum(marks) or (any_of and not marks.has(*any_of)):
            return None
        quantities = [q for q in asked.quantities if _inside((q.start, q.end), span)]
        dates = [
            d
            for d in asked.dates
            if _inside((d.start, d.end), span) and not _covered((d.start, d.end), asked.scope.spans)
        ]
        cap, rate, numbers = read_bounds(text, quantities, marks, at)
        days, day_spans = read_days(text, dates, quantities, marks, at, as_of)
        taken = [*body_spans, *numbers, *day_spans, *places]
        matter, has_rest = self._matter(text, marks, taken)
        spare = [q for q in quantities if not _covered(shift((q.start, q.end), -at), taken)]
        return Scan(
            text=text,
            marks=marks,
            policies=self._policies(asked.scope, text, body_spans),
            is_parent_named=self._is_parent_named(asked.scope, text),
            mismatched=asked.scope.mismatched,
            bodies=tuple(dict.fromkeys(body for _, bodies in named for body in bodies)),
            body_said="、".join(text[s:e] for s, e in body_spans),
            days=days,
            cap=cap,
            rate=rate,
            matter=matter,
            has_rest=has_rest or any(q.unit in _SUMS for q in spare),
        )

    def _find_bodies(self, text: str) -> list[tuple[Span, tuple[str, ...]]]:
        """Places of names of bodies, full or short, the longest at each place."""
        found: list[tuple[Span, tuple[str, ...]]] = []
        at = 0
        while at < len(text):
            names = self._names.get(text[at], ())
            ends = range(min(len(text), at + _LONGEST), at + _SHORTEST - 1, -1) if names else ()
            for end in ends:
                bodies = _called(text[at:end], names)
                if bodies:
                    found.append(((at, end), bodies))
                    at = end - 1
                    break
            at += 1
        return found

    def _policies(self, scope: Scope, text: str, bodies: Sequence[Span]) -> tuple[str, ...]:
        """The policies named, but for a place that only stands in the name of a body."""
        left = "".join(" " if _covered((i, i + 1), bodies) else c for i, c in enumerate(text))
        kept = []
        for policy_id in scope.policies:
            words = self._corpus.policy(policy_id).region_words
            is_inside = any(fold(w) in text for w in words)
            if policy_id in scope.titles or not is_inside or any(fold(w) in left for w in words):
                kept.append(policy_id)
        return tuple(kept)

    def _is_parent_named(self, scope: Scope, text: str) -> bool:
        """Whether the only place is a region above others, by its name (深圳, not 市级)."""
        regions = {p.parent_region for p in self._corpus.policies if p.parent_region}
        own = [self._corpus.policy(p) for p in scope.policies]
        return (
            bool(own)
            and all(
                p.region in regions
                and p.id not in scope.titles
                and (fold(p.region) in text or fold(p.region[:-1]) in text)
                for p in own
            )
            and not scope.parent
        )

    def _matter(self, text: str, marks: Marks, taken: Sequence[Span]) -> tuple[Matter | None, bool]:
        """The one matter that is named, and whether anything is left beside it."""
        words = [(s, e) for s, e, _ in self._topics.words_in(text) if not _covered((s, e), taken)]
        rest = [
            s
            for s in marks.left_over([*taken, *words], self._is_term)
            if not self._is_general(text[slice(*s)])
        ]
        stretches = _joined(text, sorted([*words, *rest]))
        if not stretches:
            return None, False
        if len(stretches) > 1:
            return None, True
        matter = self._look_up(text[slice(*stretches[0])])
        return matter, matter is None

    def _is_term(self, word: str) -> bool:
        """Whether a word of two characters or more stands in a clause and is no function word."""
        is_known = len(word) > 1 and any(word in text for text in self._texts.values())
        return is_known and not is_function_word(word)

    def _is_general(self, word: str) -> bool:
        """Whether a word stands in most clauses, so that it tells none apart."""
        texts = self._texts.values()
        return word == "ai" or 2 * sum(word in text for text in texts) > len(texts)

    def _look_up(self, said: str) -> Matter | None:
        topics = tuple(self._topics.named_in(said))
        clauses = [
            leaf.id
            for topic in self._topics.all
            if topic.id in topics
            for clause in topic.clauses
            for leaf in self._corpus.leaves(clause)
        ]
        if not clauses and not any(said in text for text in self._texts.values()):
            return None
        return Matter(said, topics, tuple(dict.fromkeys(clauses)))


_SUMS = frozenset(
    {Unit.YUAN, Unit.PERCENT, Unit.SQUARE_METRE, Unit.YUAN_PER_MONTH, Unit.YUAN_PER_YEAR,
     Unit.YUAN_PER_UNIT, Unit.YUAN_PER_SQM_MONTH}
)  # fmt: skip
"""Numbers that a question about the corpus must use or leave to others."""
_BACKGROUND = frozenset({Mark.ASKS_SUM, Mark.AFTER, Mark.BEFORE, Mark.WITHIN, Mark.SUPPORT})
"""Marks that alone make no question of a sentence."""


def _asks_sum(marks: Marks) -> bool:
    """Whether a sum is asked for (没写给多少钱 asks for none)."""
    sums = marks.places(Mark.ASKS_SUM)
    other = [*marks.places(Mark.NO_FIGURE), *marks.places(Mark.IN_FORCE)]  # 哪些还能申请
    return bool(sums) and any(not _covered(s, other) for s in sums)


def _called(short: str, names: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """The bodies that a name may stand for: the one of that very name, else all it is short for."""
    exact = tuple(body for name, body in names if name == short)
    return exact or tuple(body for name, body in names if is_short_for(short, name))


def _masked(text: str, spans: Iterable[Span]) -> str:
    """The text with stretches blanked, so that no mark is read inside a title or a name."""
    masked = list(text)
    for start, end in spans:
        masked[start:end] = "○" * (end - start)
    return "".join(masked)


def _inside(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _covered(span: Span, spans: Iterable[Span]) -> bool:
    return any(_inside(span, other) for other in spans)


def _joined(text: str, spans: Sequence[Span]) -> list[Span]:
    """Touching or overlapping stretches, and two with 的 between, as one."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and text[joined[-1][1] : start] in ("", "的"):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
