"""explain(): a conversation → the Explanation of its last message.

The same readers understand the conversation again while the two that score are listened to, so what
is shown is what decided. Nothing that answers calls this.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from operator import attrgetter

from assistant.dialogue.choose import Chooser
from assistant.dialogue.conversation import Conversation
from assistant.dialogue.days import role_of
from assistant.dialogue.explanation import (
    Candidate,
    Condition,
    Explanation,
    Left,
    MatterShown,
    NumberExpression,
    NumberFact,
    NumberRole,
    Span,
    Stretch,
    Use,
)
from assistant.dialogue.extract import FactReader
from assistant.dialogue.grouping import group_matters
from assistant.dialogue.hints import Hints
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.not_ours import as_not_ours
from assistant.dialogue.pairs import Pair, PairReader, Setting, Wanted
from assistant.dialogue.places import PlaceFinder
from assistant.dialogue.proposing import Proposal, Proposer
from assistant.dialogue.roles import Roles
from assistant.dialogue.select import Ranking, Selector
from assistant.dialogue.stated import Stated
from assistant.dialogue.topics import Topics
from assistant.dialogue.turn import Turn
from assistant.dialogue.understand import Understander
from assistant.dialogue.understanding import Purpose, Understanding
from assistant.retrieval.role_reader import Figure
from assistant.rules.facts import FactSpec
from assistant.rules.show import show_fact
from assistant.text.units import Quantity

_SHOWN = 5
"""Candidates and facts that are shown for one stretch or number, best first."""
_LEAST_ROLE = math.log(0.05)
"""Less likely roles of a number are not shown."""


@dataclass(slots=True)
class Heard:
    """What the scoring readers were asked, and what they said, in order."""

    pairs: list[tuple[Quantity, Pair]] = field(default_factory=list)
    proposals: list[tuple[str, tuple[Proposal, ...]]] = field(default_factory=list)
    rankings: list[tuple[str, tuple[str, ...], Ranking]] = field(default_factory=list)
    fitted: dict[tuple[str, tuple[str, ...]], Ranking] = field(default_factory=dict)

    def forget(self) -> None:
        """Begin anew."""
        self.pairs.clear()
        self.proposals.clear()
        self.rankings.clear()
        self.fitted.clear()


class HeardPairs(PairReader):
    """Scores numbers against facts as ever, and tells what it scored."""

    heard: Heard

    def pairs(self, setting: Setting, wanted: Sequence[Wanted]) -> tuple[Pair, ...]:
        """Every number with every fact whose unit fits, scored."""
        found = super().pairs(setting, wanted)
        self.heard.pairs += [(setting.quantities[pair.quantity], pair) for pair in found]
        return found


class HeardSelector(Selector):
    """Ranks clauses as ever, and tells what it ranked."""

    heard: Heard

    def rank(
        self, text: str, named: Mapping[str, float], policies: Collection[str] | None
    ) -> Ranking:
        """Clauses of some policies for a text with its topic words."""
        found = super().rank(text, named, policies)
        self.heard.rankings.append((text, tuple(sorted(policies or ())), found))
        return found

    def fit(
        self, text: str, named: Mapping[str, float], policies: Collection[str] | None
    ) -> Ranking:
        """The same with the learned reader; what it moved is what decided, and is told last."""
        found = super().fit(text, named, policies)
        self.heard.fitted[text, tuple(sorted(policies or ()))] = found
        return found


class HeardProposer(Proposer):
    """Proposes clauses as ever, and tells what the learned reader said."""

    heard: Heard

    def read(self, text: str, policies: Sequence[str]) -> tuple[Proposal, ...]:
        """The best clause of each policy."""
        found = super().read(text, policies)
        self.heard.proposals.append((text, found))
        return found


@dataclass(frozen=True, slots=True)
class Readers:
    """What a message is understood with, the scoring ones listened to."""

    understander: Understander
    selector: HeardSelector
    pairs: HeardPairs
    proposer: HeardProposer
    places: PlaceFinder
    facts: FactReader
    topics: Topics
    hints: Hints
    specs: Mapping[str, FactSpec]
    roles: Roles


def explain(conversation: Conversation, readers: Readers, *, as_of: date) -> Explanation:
    """What is read in the last message of a conversation, and what is made of it.

    Raises:
        ValueError: the conversation has no message.
    """
    heard = Heard()
    readers.pairs.heard = readers.selector.heard = readers.proposer.heard = heard
    turns = conversation.turns
    before = Ledger()
    if len(turns) > 1:
        earlier = Conversation(conversation.id, turns[:-1])
        before = readers.understander.understand(earlier, as_of=as_of).ledger
    heard.forget()
    found = readers.understander.understand(conversation, as_of=as_of)
    turn = found.turn
    candidates, pairs = _candidates(heard, found), _pairs(heard, found, readers.specs)
    return Explanation(
        message=turn.text,
        folded=turn.folded,
        as_of=found.as_of,
        spans=_spans(turn),
        numbers=_numbers(turn),
        acts=tuple(sorted(act.value for act in turn.acts.all)),
        intents=tuple(sorted(intent.value for intent in found.intents)),
        conditions=_conditions(turn, before, readers),
        stretches=_stretches(found, readers),
        candidates=candidates,
        has_reader=readers.proposer.is_there,
        proposals=_proposals(heard, readers.proposer),
        pairs=pairs,
        matters=_matters(found, before),
        used=_used(found, readers.specs),
        unused=tuple(
            Left(*turn.to_source(u.start, u.end), u.text, str(u.kind)) for u in found.unused
        ),
        doubtful=tuple(dict.fromkeys(readers.specs[name].label for name in found.doubtful)),
        refusal=found.refusal,
        relevance=round(found.relevance, 4),
        table="" if found.query is None else found.query.table.value,
        purpose=found.purpose and _rounded(found.purpose),
        vote=found.vote
        and replace(found.vote, share=round(found.vote.share, 4), held=round(found.vote.held, 4)),
        roles=_roles(turn, turns[:-1], readers.roles),
        retold=_retold(found, turns),
    )


def _retold(found: Understanding, turns: Sequence[str]) -> tuple[str, ...]:
    """The messages that stand, where this one took back others."""
    number, stands = (found.ledger.retold or ((0, ()),))[-1]
    return tuple(turns[n - 1] for n in stands) if number == found.ledger.turn else ()


def _roles(turn: Turn, earlier: Sequence[str], roles: Roles) -> tuple[NumberRole, ...]:
    """What each number of a later message does, as the network or the words around it say."""
    if not earlier:
        return ()
    figures = [Figure(q.start, q.end, q.value, q.unit) for q in turn.quantities]
    found = zip(figures, roles.shares(turn.folded, figures, earlier), strict=True)
    return tuple(
        NumberRole(
            *turn.to_source(f.start, f.end),
            turn.folded[f.start : f.end],
            tuple(
                (role, round(math.exp(share), 4))
                for role, share in sorted(shares.items(), key=lambda pair: (-pair[1], pair[0]))
                if share >= _LEAST_ROLE
            ),
        )
        for f, shares in found
        if shares
    )


def _rounded(purpose: Purpose) -> Purpose:
    return replace(
        purpose, outside=round(purpose.outside, 4), dishonest=round(purpose.dishonest, 4)
    )


def _spans(turn: Turn) -> tuple[Span, ...]:
    text = turn.folded

    def span(start: int, end: int, kind: str, role: str = "", value: str = "") -> Span:
        return Span(*turn.to_source(start, end), text[start:end], kind, role, value)

    scope = turn.scope
    found = [
        span(start, end, "article" if (start, end) in scope.article_spans else "place")
        for start, end in dict.fromkeys((*scope.spans, *scope.article_spans))
    ]
    found += [
        span(d.start, d.end, "date", role_of(d, turn), f"{d.first_day}…{d.last_day}")
        for d in turn.dates
    ]
    found += [
        span(q.start, q.end, "number", q.role, f"{q.value} {q.unit.value}") for q in turn.quantities
    ]
    found += [span(start, end, "refused", kind) for kind, start, end in turn.refuse]
    for wrong, right in turn.corrections:
        at = turn.text.find(wrong)
        found.append(Span(at, at + len(wrong), wrong, "mended", right))
    return tuple(sorted(found, key=attrgetter("start", "end")))


def _numbers(turn: Turn) -> tuple[NumberExpression, ...]:
    shown = []
    for e in turn.expressions:
        ends = "…".join(str(v) for v in (e.low, e.high) if v is not None)
        shown.append(
            NumberExpression(
                *turn.to_source(e.start, e.end),
                turn.folded[e.start : e.end],
                e.relation.value,
                ends if e.value is None else str(e.value),
                e.unit.value,
                e.bound,
                e.say,
                tuple(f"{o.quantity.text}：{o.role}" for o in e.operands),
            )
        )
    return tuple(shown)


def _conditions(turn: Turn, before: Ledger, readers: Readers) -> tuple[Condition, ...]:
    asked = {
        fact
        for matter in before.in_question
        for clause in matter.clauses
        for fact in readers.hints.tested(clause)
    }
    shown = []
    for fact, mentions in readers.facts.said(as_not_ours(turn.folded), asked).items():
        spec = readers.specs[fact]
        for said in mentions:
            mention = said.found.mention
            value = "" if said.value is None else show_fact(spec, said.value)
            shown.append(
                Condition(
                    *turn.to_source(mention.start, mention.end),
                    mention.text,
                    fact,
                    spec.label,
                    said.polarity.value,
                    value,
                )
            )
    return tuple(sorted(dict.fromkeys(shown), key=attrgetter("start", "end", "fact")))


def _stretches(found: Understanding, readers: Readers) -> tuple[Stretch, ...]:
    turn = found.turn
    policies = found.policies if found.is_scope_named else ()
    chooser = Chooser(readers.selector, readers.places, readers.topics, readers.hints)
    groups = group_matters(
        turn,
        readers.topics,
        readers.hints,
        lambda text, scope: chooser.guess(text, policies if scope is None else scope),
        policies,
        readers.places.above(),
        readers.places.named_at(turn, policies),
    )
    return tuple(
        Stretch(
            *turn.to_source(g.start, g.end),
            turn.folded[g.start : g.end],
            tuple(sorted((name, round(weight, 4)) for name, weight in g.topics.items())),
        )
        for g in groups
    )


def _candidates(heard: Heard, found: Understanding) -> tuple[Candidate, ...]:
    chosen = {f.clause_id for f in found.focus}
    once = {(words, scope): ranking for words, scope, ranking in heard.rankings}
    once |= heard.fitted
    shown: list[Candidate] = []
    for (words, scope), ranking in once.items():
        scores = [r.score for r in ranking.ranked[: _SHOWN + 1]] + [0.0]
        leads = [high - low for high, low in pairwise(scores)]
        shown += [
            Candidate(
                " ".join(words.split()),
                scope if len(scope) < _SHOWN else (),
                str(r.clause_id),
                round(r.score, 4),
                round(lead, 4),
                r.clause_id in chosen,
            )
            for r, lead in zip(ranking.ranked[:_SHOWN], leads, strict=False)
        ]
    return tuple(shown)


def _proposals(heard: Heard, proposer: Proposer) -> tuple[Candidate, ...]:
    """What the learned reader said of each stretch it was asked about, once."""
    return tuple(
        Candidate(
            " ".join(words.split()),
            (one.clause_id.policy,),
            str(one.clause_id),
            round(one.score, 2),
            round(one.ahead, 2),
            proposer.is_sure(one),
        )
        for words, found in dict(heard.proposals).items()
        for one in found
    )


def _pairs(
    heard: Heard, found: Understanding, specs: Mapping[str, FactSpec]
) -> tuple[NumberFact, ...]:
    """The best facts of each number; a number scored several times shows its highest score."""
    turn = found.turn
    best: dict[tuple[int, int, str], dict[str, float]] = {}
    for quantity, pair in heard.pairs:
        facts = best.setdefault((quantity.start, quantity.end, quantity.text), {})
        facts[pair.fact] = max(facts.get(pair.fact, 0.0), pair.probability)
    used = {
        (s.start, s.name)
        for matter in found.ledger.in_question
        for s in matter.numbers
        if s.turn == found.ledger.turn
    }
    shown: list[NumberFact] = []
    for (start, end, _), facts in sorted(best.items()):
        ranked = sorted(facts.items(), key=lambda item: (-item[1], item[0]))
        odds = [p for _, p in ranked] + [0.0]
        shown += [
            NumberFact(
                *turn.to_source(start, end),
                turn.folded[start:end],
                fact,
                specs[fact].label,
                round(probability, 4),
                round(probability - odds[n + 1], 4),
                (start, fact) in used,
            )
            for n, (fact, probability) in enumerate(ranked[:_SHOWN])
        ]
    return tuple(shown)


def _matters(found: Understanding, before: Ledger) -> tuple[MatterShown, ...]:
    if not found.focus and not found.absent:
        return ()
    return tuple(
        MatterShown(
            tuple(str(c) for c in matter.clauses),
            matter.policies,
            " ".join(matter.text.split()),
            index < len(before.matters),
        )
        for index, matter in zip(found.ledger.current, found.ledger.in_question, strict=True)
    )


def _used(found: Understanding, specs: Mapping[str, FactSpec]) -> tuple[Use, ...]:
    """Every fact that a clause is asked with, once, with the clauses."""
    clauses: dict[tuple[str, str, str, str], list[str]] = {}
    for focus in found.focus:
        for _, stated in focus.cases:
            for s in stated:
                key = (s.name, show_fact(specs[s.name], s.value), s.text, _origin(s, found))
                clauses.setdefault(key, []).append(str(focus.clause_id))
    return tuple(
        Use(name, specs[name].label, value, text, origin, tuple(dict.fromkeys(ids)))
        for (name, value, text, origin), ids in clauses.items()
    )


def _origin(stated: Stated, found: Understanding) -> str:
    if stated.is_assumed:
        return "assumed"
    here = stated.turn == found.ledger.turn or stated in found.turn.flags
    return "said" if here else "kept"
