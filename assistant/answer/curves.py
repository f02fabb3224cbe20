"""curve_of(): how the sums of an answer go up and stop with the number they are asked about."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.answer import Curve, Results
from assistant.answer.charts import Steps
from assistant.answer.courses import draw_steps, main_fact
from assistant.answer.evidence import Evidence
from assistant.policy.corpus import Corpus
from assistant.rules.estimate import EstimateStatus
from assistant.rules.facts import Facts, FactValue
from assistant.rules.rule import Rule
from assistant.rules.rulebook import Rulebook
from assistant.rules.told import plain


def curve_of(
    results: Results | None, evidence: Evidence, corpus: Corpus, rulebook: Rulebook
) -> Curve | None:
    """The lines of the rules in the rows; None if one has none, or they are about several matters.

    One line that never bends says no more than its rate, so it is not drawn either.
    """
    rules, facts = _drawn(results, evidence)
    if not rules or len({rule.topic for rule in rules}) > 1:
        return None
    fact = main_fact(rules, facts, rulebook)
    drawing = draw_steps(rules, fact, facts, corpus, rulebook) if fact else None
    if drawing is None or len(drawing.lines) < len(rules) or not _says_more(drawing):
        return None
    return Curve(drawing, drawing.rows)


def _drawn(results: Results | None, evidence: Evidence) -> tuple[Sequence[Rule], Facts]:
    """The rules whose sums stand in rows, each once, with the facts that all of them use alike."""
    rows = results.rows if results else ()
    if any(row.status is EstimateStatus.NOT_IN_FORCE for row in rows):
        return (), {}
    named = {row.rule_id for row in rows}
    rules = [rule for f in evidence.findings for rule in f.rules if rule.id in named]
    facts: dict[str, FactValue] = {}
    disputed: set[str] = set()
    for estimate in evidence.estimates:
        for name, value in plain(dict(estimate.facts)).items() if estimate.rule_id in named else ():
            if facts.setdefault(name, value) != value:
                disputed.add(name)
    return rules, {name: value for name, value in facts.items() if name not in disputed}


def _says_more(drawing: Steps) -> bool:
    return len(drawing.lines) > 1 or any(line.top_at for line in drawing.lines)
