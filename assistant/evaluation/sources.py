"""What the figures of an answer may rest on: quotes, the user's words, estimates, validity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistant.answer.answer import Answer
from assistant.answer.figures import Reading, find_figures, plain_number
from assistant.policy.corpus import Corpus
from assistant.policy.policy import Policy
from assistant.rules.estimate import Estimate
from assistant.rules.facts import numbers_in

_YEARS = {"前年": -2, "去年": -1, "上年": -1, "今年": 0, "本年": 0, "明年": 1, "后年": 2}


@dataclass(frozen=True, slots=True)
class Sources:
    """Texts, dates and sums to rest on, and names of documents, which are no figures."""

    texts: tuple[str, ...]
    days: tuple[date, ...]
    sums: tuple[Decimal, ...]
    facts: tuple[Decimal, ...]
    years: tuple[int, ...]
    articles: tuple[int, ...]
    counts: tuple[int, ...]
    names: tuple[str, ...]


def sources_of(answer: Answer, corpus: Corpus, turns: Sequence[str]) -> Sources:
    """Collect them from the answer and the policies that it cites, sums up, warns of or names."""
    about = _policies(answer, corpus)
    days = [day for policy in about for day in (policy.first_day, policy.last_day) if day]
    years = [answer.as_of.year + n for w, n in _YEARS.items() if any(w in turn for turn in turns)]
    return Sources(
        texts=(
            *(citation.quote for citation in answer.citations),
            *(citation.heading for citation in answer.citations),
            *(policy.validity_quote for policy in about),
            *turns,
            *(text for estimate in answer.estimates for text in _texts(estimate)),
        ),
        days=(*days, answer.as_of),
        sums=tuple(value for estimate in answer.estimates for value in _sums(estimate)),
        facts=tuple(n for e in answer.estimates for _, v in e.facts for n in numbers_in(v)),
        years=tuple(years),
        articles=tuple(_articles(about)),
        counts=(*_counts(answer), *_of_kinds(about)),
        names=tuple(
            sorted((n for p in corpus.policies for n in names_of(p)), key=len, reverse=True)
        ),
    )


def known_readings(sources: Sources) -> frozenset[Reading]:
    """Every reading of every figure in the sources."""
    known = {r for text in sources.texts for f in find_figures(text) for r in f.readings}
    known |= {(plain_number(value), "yuan") for value in sources.sums}
    for fact in sources.facts:
        known |= {(plain_number(fact), ""), (plain_number(fact * 100), "percent")}
    days = [*(day.isoformat() for day in sources.days), *(v for v, kind in known if kind == "date")]
    for day in days:
        known |= {(day, "date"), (day[:7], "date"), (day[:4], "year")}
    for year in sources.years:
        known.add((str(year), "year"))
        known |= {
            (f"{year}-{int(month):02}", "date")
            for month, kind in list(known)
            if kind == "month" and month.isdecimal()
        }
    known |= {(str(article), "article") for article in sources.articles}
    known |= {(str(n), kind) for n in sources.counts for kind in ("article", "count", "")}
    return frozenset(known)


def _of_kinds(policies: Sequence[Policy]) -> tuple[int, ...]:
    """How many of the policies are of each kind (政策措施 5份, 征求意见稿 2份)."""
    return tuple(Counter(policy.kind for policy in policies).values())


def _counts(answer: Answer) -> tuple[int, ...]:
    """How many clauses, articles and policies the answer cites (contract, section 3), and rows.

    The departments that a policy names are counted by the rows of the table that lists them.
    """
    cited = [citation.clause_id for citation in answer.citations]
    articles = {(clause.policy, clause.article) for clause in cited}
    policies = {clause.policy for clause in cited}
    return (len(set(cited)), len(articles), len(policies), len(answer.table))


def _policies(answer: Answer, corpus: Corpus) -> tuple[Policy, ...]:
    named = {citation.policy_id for citation in answer.citations}
    named.update(estimate.clause_id.partition("#")[0] for estimate in answer.estimates)
    named.update(warning.clause_id.partition("#")[0] for warning in answer.warnings)
    named.update(row.clause_id.partition("#")[0] for row in answer.table)
    if answer.refusal:
        named.update(clause.policy for clause in answer.refusal.nearest)
    return tuple(
        policy
        for policy in corpus.policies
        if policy.id in named or any(name in answer.text for name in names_of(policy))
    )


def _texts(estimate: Estimate) -> Iterator[str]:
    yield from (estimate.title, estimate.label, estimate.period)
    for step in estimate.steps:
        yield from (step.text, step.quote)
    for tested in estimate.conditions:
        yield from (tested.say, tested.quote)
    yield from estimate.reasons
    yield from estimate.assumptions
    yield from (near.say for near in estimate.near)
    yield from (value for _, value in estimate.facts if isinstance(value, str))


def _sums(estimate: Estimate) -> Iterator[Decimal]:
    values = (estimate.amount, estimate.uncapped, estimate.would_be, *(estimate.range or ()))
    yield from (value for value in values if value is not None)
    yield from (step.value for step in estimate.steps)
    yield from (line.amount for line in estimate.lines)


def _articles(policies: Sequence[Policy]) -> Iterator[int]:
    for policy in policies:
        yield from (clause.id.article for clause in policy.clauses)
        yield from (clause.id.item for clause in policy.clauses if clause.id.item)
        yield from policy.missing_articles


def names_of(policy: Policy) -> tuple[str, ...]:
    """Every name of a document."""
    names = (policy.title, policy.short_title, *policy.aliases, *policy.mismatched_titles)
    return tuple(name for name in names if name)
