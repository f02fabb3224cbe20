"""The charts of an answer that compares: amounts, their course, the validity of the policies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answer.answer import Answer
from assistant.answer.render import Json, answer_of
from assistant.errors import AssistantError
from assistant.policy.clause import ClauseId
from assistant.rules.estimate import Estimate
from assistant.web.charts import Amount, Bars, Spans, Steps, bars, spans
from assistant.web.labels import STATUS
from assistant.web.matter import draw_steps, main_fact
from assistant.web.menu import Menu


@dataclass(frozen=True, slots=True)
class Figures:
    """What is drawn below the table of an answer."""

    bars: Bars | None
    steps: Steps | None
    spans: Spans | None


def figures_of(stored: Json, menu: Menu) -> Figures | None:
    """The charts of a stored answer; None unless it compares at least two clauses.

    An answer given from another corpus may name what is no longer there: it gets no charts.
    """
    answer = answer_of(stored)
    if answer is None or len(answer.table) < 2:
        return None
    try:
        return _figures(answer, menu)
    except (AssistantError, LookupError, ValueError):
        return None


def _figures(answer: Answer, menu: Menu) -> Figures | None:
    names = dict.fromkeys(estimate.rule_id for estimate in answer.estimates if estimate.rule_id)
    rules = [menu.rulebook.rule(name) for name in names]
    facts = {name: value for e in reversed(answer.estimates) for name, value in e.facts}
    fact = main_fact(rules, facts, menu.rulebook)
    lines = draw_steps(menu, rules, fact, facts) if fact else None
    if lines and lines.own is None and len(lines.lines) < 2:
        lines = None
    ids = dict.fromkeys(ClauseId.parse(row.clause_id).policy for row in answer.table)
    policies = [menu.corpus.policy(name) for name in ids]
    words = [STATUS[policy.status_on(answer.as_of)] for policy in policies]
    dates = spans(policies, words, answer.as_of) if len(policies) > 1 else None
    found = Figures(bars(list(_amounts(answer, menu))), lines, dates)
    return found if found.bars or found.steps else None


def _amounts(answer: Answer, menu: Menu) -> Iterator[Amount]:
    """One bar a row: the largest amount of its clause."""
    regions = [menu.corpus.policy(_policy(row.clause_id)).region for row in answer.table]
    for row, region in zip(answer.table, regions, strict=True):
        best = _best(answer, ClauseId.parse(row.clause_id))
        if best is None or best.amount is None:
            continue
        label = f"{region} {best.title}" if regions.count(region) > 1 else region
        yield Amount(label, best.title, best.amount, best.status.value, row.condition)


def _best(answer: Answer, clause: ClauseId) -> Estimate | None:
    own = [e for e in answer.estimates if clause.covers(ClauseId.parse(e.clause_id))]
    known = [e for e in own if e.amount is not None]
    return max(known, key=lambda e: e.amount or 0, default=None)


def _policy(clause_id: str) -> str:
    return ClauseId.parse(clause_id).policy
