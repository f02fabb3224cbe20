"""The case of a clause told year by year: 头一年只够集聚条件,第二年达到规模.

Of rules that pay each year: each year is asked by the rule of its own case, as a set of facts of
its own, and what all of them come to is the sum of those. Which case a year has is told by the
condition that parts the rules, or by words that the quote of one of them alone has.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.dialogue.gather.context import YEARS, GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.polarity import denials_of
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Intent, Turn
from assistant.policy.clause import ClauseId
from assistant.rules.rule import Rule
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

Cases = tuple[tuple[str, tuple[Stated, ...]], ...]
_CLAUSE = lazy("[^,、。;!?]+")
_YEAR = lazy(
    "第[一二三四五六]个?年|(?:[头首]|后)(?P<many>[一两二三四五])?年|[下后]一年|次年|去年|今年|明年|前年|后年|(?:20)?\\d\\d年(?!度?[期限])"
)
_MANY = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5}
_REACHED = lazy("(?:才|就|都|已经?|终于)*(?:达到|到了?|达标|够了?|上规模|到规模)(?=$|了|的| )")
_PART = 4
"""So many characters of a clause that one quote alone has tell its case."""


@dataclass(frozen=True, slots=True)
class _Year:
    """Years that are told together: how many, what they are called, where."""

    count: int
    words: str
    start: int
    end: int


def by_year_of_case(
    ctx: GatherContext, clause: ClauseId, cases: Cases, turn: Turn, part: Part, number: int
) -> Cases:
    """One set of facts for the years of each case, where a message tells more cases than one."""
    if not cases:
        return cases
    for fact in _parting(ctx, clause):
        rules = {
            value: rule
            for rule in ctx.rulebook.rules_of(str(clause))
            if rule.yearly and (value := _value_of(rule, fact)) is not None
        }
        told = [*_told(turn.folded, turn.flags, fact, rules)] if len(rules) > 1 else []
        if not told and part.index is not None and Intent.TOTAL in turn.intents:
            # 两年加一块儿多少, after a message that told the years
            before = part.matter.said or part.matter.text
            told = [*_told(before, (), fact, rules)] if len(rules) > 1 else []
        if len({value for _, value in told}) < len({"one", "another"}):
            continue
        (_, facts), found = cases[0], []
        for value in dict.fromkeys(value for _, value in told):
            years = [year for year, own in told if own == value]
            kept = tuple(s for s in facts if s.name not in (fact, YEARS))
            at = years[0]
            new = [Stated(fact, value, at.start, at.end, at.words, turn=number)]
            count = sum(year.count for year in years)
            if count > 1:
                new.append(Stated(YEARS, Decimal(count), at.start, at.end, at.words, turn=number))
            found.append(("、".join(year.words for year in years), (*kept, *new)))
        return tuple(found)
    return cases


def _parting(ctx: GatherContext, clause: ClauseId) -> Sequence[str]:
    """The facts that say which of a clause's rules a case is of."""
    rules = ctx.rulebook.rules_of(str(clause))
    return sorted({c.fact for rule in rules for c in rule.when if isinstance(c.is_, bool)})


def _value_of(rule: Rule, fact: str) -> bool | None:
    """What a rule wants of a fact, as the case that it is for."""
    wanted = [c.is_ for c in rule.when if c.fact == fact]
    return wanted[0] if len(wanted) == 1 and isinstance(wanted[0], bool) else None


def _told(
    text: str, flags: Sequence[Stated], fact: str, rules: dict[bool, Rule]
) -> Iterator[tuple[_Year, bool]]:
    """The years of a message with the case that each is told to have."""
    waiting: list[_Year] = []
    for clause in _CLAUSE.finditer(text):
        here = [_year(m) for m in _YEAR.finditer(text, *clause.span())]
        waiting = here or waiting
        own = {
            f.value for f in flags if f.name == fact and clause.start() <= f.start < clause.end()
        }
        value = _case(clause.group(), own, rules)
        if value is not None and waiting:
            yield from ((year, value) for year in waiting)
            waiting = []


def _year(match: re.Match[str]) -> _Year:
    return _Year(_MANY.get(match["many"] or "一", 1), match.group(), *match.span())


def _case(text: str, told: Collection[object], rules: dict[bool, Rule]) -> bool | None:
    """The case that a clause tells."""
    if len(told) == 1:
        return bool(next(iter(told)))
    if told or denials_of(text):
        return None
    parts = {text[n : n + _PART] for n in range(len(text) - _PART + 1)}
    quotes = {value: fold(rule.quote) for value, rule in rules.items()}
    held = {v: {p for p in parts if p in q} for v, q in quotes.items()}
    own = [v for v, mine in held.items() if any(mine - h for w, h in held.items() if w != v)]
    if len(own) == 1:
        return own[0]
    return True if not own and _REACHED.search(text) else None
