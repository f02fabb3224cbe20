"""Speaker: the wording together with how clauses, days and sums are written in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from assistant.answer.evidence import Finding
from assistant.answer.wording import Wording
from assistant.policy.clause import Clause
from assistant.policy.policy import Policy
from assistant.rules.facts import FactSpec
from assistant.rules.read.words import rule_words
from assistant.rules.rule import Rule


class Speaker:
    """What every part of compose() needs to put things into words."""

    def __init__(self, wording: Wording, specs: Mapping[str, FactSpec]) -> None:
        self.say = wording.say
        self.specs = specs

    def terms(self, rule: Rule) -> str:
        """What a rule pays, in one phrase."""
        return rule_words(rule, self.specs)

    def place(self, policy: Policy, clause: Clause) -> str:
        """《short title》（二）."""
        label = clause.label.rstrip("、.")
        # A bare number behind a title would read like a citation's.
        return self.say(
            "place", policy=policy.short_title, label=f"第{label}项" if label.isdigit() else label
        )

    def place_of(self, finding: Finding) -> str:
        """As place(), of a finding."""
        return self.place(finding.policy, finding.clause)

    def label(self, fact: str) -> str:
        """The Chinese name of a fact."""
        return self.specs[fact].label if fact in self.specs else fact


def day(value: date | None) -> str:
    """2026年12月17日; "" for none."""
    return f"{value.year}年{value.month}月{value.day}日" if value else ""
