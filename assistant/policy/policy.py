"""A policy: its description, validity and clauses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from assistant.policy.clause import Clause, ClauseId


class PolicyKind(StrEnum):
    """What the document is."""

    MEASURE = "measure"
    NOTICE = "notice"
    GUIDE = "guide"
    DRAFT = "draft"
    COMMENTARY = "commentary"


class PolicyStatus(StrEnum):
    """The state of a policy on a day."""

    IN_FORCE = "in_force"
    EXPIRING_SOON = "expiring_soon"
    EXPIRED = "expired"
    NOT_YET_EFFECTIVE = "not_yet_effective"
    DRAFT = "draft"
    COMMENTARY = "commentary"


EXPIRING_DAYS = 90
"""A policy with this many days left, or fewer, is expiring soon (contract, section 3)."""


@dataclass(frozen=True, slots=True)
class Policy:
    """One document of the corpus.

    ``region`` is the place it applies to ("深圳市", "龙岗区"), ``region_words`` what people call
    it, ``parent_region`` the region above ("" for none); ``aliases`` are other names of the
    document; ``mismatched_titles`` are names that others give it and that differ from the
    published title; ``external_references`` are documents that it relies on and that are not
    collected.
    ``validity_quote`` is the verbatim line that states the dates ("" if none).
    ``document_number`` is its 文号, ``issued_day`` the day of issue; ``replaces`` are ids of the
    policies it took the place of and ``replaced_by`` that of its successor ("" if none is
    collected); ``guessed`` are keys of policy.yaml that no editor has confirmed.
    ``has_rules``: a rules.yaml belongs to it, and losing that file must not go unnoticed.
    ``notes`` are things to tell about the text as a whole (missing articles and so on).
    """

    id: str
    title: str
    short_title: str
    aliases: tuple[str, ...]
    mismatched_titles: tuple[str, ...]
    issuer: str
    region: str
    region_words: tuple[str, ...]
    parent_region: str
    level: str
    url: str
    kind: PolicyKind
    first_day: date | None
    last_day: date | None
    validity_quote: str
    numbering: str
    missing_articles: tuple[int, ...]
    external_references: tuple[str, ...]
    notes: tuple[str, ...]
    source: str
    sha256: str
    clauses: tuple[Clause, ...]
    document_number: str = ""
    issued_day: date | None = None
    replaces: tuple[str, ...] = ()
    replaced_by: str = ""
    guessed: tuple[str, ...] = ()
    has_rules: bool = False

    def status_on(self, as_of: date) -> PolicyStatus:
        """The state on a day; both ends of the validity are inclusive."""
        if self.kind is PolicyKind.DRAFT:
            return PolicyStatus.DRAFT
        if self.kind is PolicyKind.COMMENTARY:
            return PolicyStatus.COMMENTARY
        if self.first_day is not None and as_of < self.first_day:
            return PolicyStatus.NOT_YET_EFFECTIVE
        if self.last_day is None:
            return PolicyStatus.IN_FORCE
        if as_of > self.last_day:
            return PolicyStatus.EXPIRED
        if self.last_day - as_of <= timedelta(days=EXPIRING_DAYS):
            return PolicyStatus.EXPIRING_SOON
        return PolicyStatus.IN_FORCE

    def clause(self, clause_id: ClauseId) -> Clause | None:
        """The clause with exactly this id, or None."""
        return next((c for c in self.clauses if c.id == clause_id), None)

    def references_of(self, clause: Clause) -> tuple[str, ...]:
        """The documents not collected that this clause names."""
        return tuple(name for name in self.external_references if name in clause.text)
