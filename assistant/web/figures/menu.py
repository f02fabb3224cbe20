"""What the calculator offers: matters, places, and the facts of a company in groups.

The groups come from corpus/profile.yaml, so that an editor decides their order; facts that stand in
none of them follow at the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.dialogue.topics import Topic, Topics
from assistant.errors import CorpusError
from assistant.policy.clause import ClauseId
from assistant.policy.corpus import Corpus
from assistant.policy.policy import Policy, PolicyKind
from assistant.rules.facts import Frozen, Words
from assistant.rules.rule import Rule
from assistant.rules.rulebook import Rulebook
from assistant.web.drawing.groups import load_groups

OTHER = "其他情况"


class FactGroup(Frozen):
    """Facts that belong together on a form."""

    name: str
    facts: Words


@dataclass(frozen=True, slots=True)
class Menu:
    """Everything one can pick."""

    topics: Topics
    groups: tuple[FactGroup, ...]
    regions: tuple[str, ...]
    corpus: Corpus
    rulebook: Rulebook

    def rules_of(self, topic: Topic) -> tuple[Rule, ...]:
        """The rules about a matter, in corpus order."""
        return tuple(rule for rule in self.rulebook.rules if rule.topic == topic.id)

    def policy_of(self, rule: Rule) -> Policy:
        """The policy a rule belongs to."""
        return self.corpus.policy(ClauseId.parse(rule.clause_id).policy)

    def offered(self) -> Iterator[tuple[Topic, tuple[str, ...]]]:
        """The matters that some rule is about, with the regions that pay for them."""
        for topic in self.topics.all:
            regions = tuple(dict.fromkeys(self.policy_of(r).region for r in self.rules_of(topic)))
            if regions:
                yield topic, regions

    def unruled(self) -> Iterator[Topic]:
        """The matters that the clauses write of without a sum that could be worked out."""
        for topic in self.topics.all:
            if topic.clauses and not self.rules_of(topic):
                yield topic


def load_menu(folder: Path, topics: Topics, corpus: Corpus, rulebook: Rulebook) -> Menu:
    """The menu of a corpus.

    Raises:
        CorpusError: profile.yaml is broken, or names a fact twice or one that does not exist.
    """
    groups = _load_groups(folder / "profile.yaml", rulebook)
    regions = dict.fromkeys(
        policy.region for policy in corpus.policies if policy.kind is PolicyKind.MEASURE
    )
    return Menu(topics, groups, tuple(regions), corpus, rulebook)


def _load_groups(path: Path, rulebook: Rulebook) -> tuple[FactGroup, ...]:
    groups = load_groups(path, FactGroup)
    seen: set[str] = set()
    for name in (name for group in groups for name in group.facts):
        if name in seen or name not in rulebook.facts:
            why = "写了两次" if name in seen else "不在 facts.yaml 里"
            raise CorpusError(f"{path}：事实 {name} {why}，请改正。")
        seen.add(name)
    rest = tuple(name for name in rulebook.facts if name not in seen)
    return (*groups, FactGroup(name=OTHER, facts=rest)) if rest else groups
