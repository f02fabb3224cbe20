"""A company from one sentence: where it is, what it is, which matters it has to do with, numbers.

What is read is shown to the asker, who corrects it before it counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.dialogue.ledger import Matter
from assistant.dialogue.stated import Stated
from assistant.dialogue.understanding import Understanding
from assistant.errors import FactError
from assistant.policy.corpus import Corpus
from assistant.policy.policy import PolicyKind
from assistant.rules.facts import Facts, FactValue
from assistant.rules.interview import Field, answered
from assistant.rules.match import Company, districts, policies_for
from assistant.rules.read.names import names_of, number_needs
from assistant.rules.rule import Rule
from assistant.rules.rulebook import Rulebook
from assistant.text.gazetteer import lookup


def company_of(understanding: Understanding, corpus: Corpus, rulebook: Rulebook) -> Company:
    """The company that a message is about; ``district`` "" if it names none that is known.

    ``matters`` stays None where the message names no matter that a rule of the place is about.
    """
    district = district_of(understanding, corpus)
    ledger = understanding.ledger
    topics = {
        matter: tuple(dict.fromkeys(rule.topic for rule in _rules_of(matter, rulebook)))
        for matter in ledger.matters
    }
    known: dict[str, Facts] = {topic: {} for named in topics.values() for topic in named}
    told: dict[Field, FactValue] = {}
    for stated in ledger.flags:
        about = [topic for topic in known if _looks_at(topic, stated, rulebook)]
        if rulebook.facts[stated.name].lasting:
            told["", stated.name] = stated.value
        elif len(about) == 1:  # else nobody knows which of them it was said of
            told[about[0], stated.name] = stated.value
    for matter, named in topics.items():
        for stated in filter(_is_sure, (*matter.flags, *matter.numbers)):
            for topic in named:
                if _looks_at(topic, stated, rulebook) or rulebook.facts[stated.name].lasting:
                    told[topic, stated.name] = stated.value
    return answered(Company(district, matters=known or None), told, rulebook)


def district_of(understanding: Understanding, corpus: Corpus) -> str:
    """The place named, as it is on offer: one whose own measures are not collected goes first."""
    scope = understanding.turn.scope
    on_offer = districts(corpus)
    for name in scope.within:
        official = _official(name, on_offer)
        try:
            policies_for(official, corpus)
        except FactError:
            continue
        return official
    named = [corpus.policy(name) for name in understanding.policies]
    measures = [policy for policy in named if policy.kind is not PolicyKind.COMMENTARY]
    below = [policy for policy in measures if policy.parent_region]
    return below[0].region if below and understanding.is_scope_named else ""


def _official(name: str, on_offer: Sequence[str]) -> str:
    """The place on offer that a name means (大鹏), or that it lies in (光明科学城)."""
    if found := next((one for one in on_offer if one.startswith(name)), ""):
        return found
    around = (above for place in lookup(name) for above in place.parents)
    return next((one for one in around if one in on_offer), name)


def _rules_of(matter: Matter, rulebook: Rulebook) -> Iterator[Rule]:
    """The rules of the matter's clauses; of a clause about several things, those it speaks of."""
    for clause in matter.clauses:
        rules = rulebook.rules_of(str(clause))
        numbers = {stated.name for stated in matter.numbers}
        spoken = [r for r in rules if numbers & number_needs([r], rulebook.facts).all]
        named = {topic for topic, _ in matter.topics}
        about = [r for r in rules if r.topic in named]
        yield from spoken or about or rules[:1]


def _looks_at(topic: str, stated: Stated, rulebook: Rulebook) -> bool:
    """Whether a rule of the matter, in any place, looks at the fact or at one that follows."""
    rules = [rule for rule in rulebook.rules if rule.topic == topic]
    named = {name for rule in rules for name in names_of(rule).all}
    return stated.name in named | number_needs(rules, rulebook.facts).all


def _is_sure(stated: Stated) -> bool:
    """Whether the value was written, as one value."""
    return not (stated.is_assumed or stated.alternatives or stated.is_range)
