"""gather(): the clauses, sums and warnings an answer may use, and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistant.answer.answer import Citation, Unused, UnusedKind
from assistant.answer.quoting import choose_span
from assistant.dialogue.stated import BARRED, FOREIGN, GOT, ONCE, PAST, PUT_OFF, THEIRS, Stated
from assistant.dialogue.stated import Unused as Left
from assistant.dialogue.turn import Intent
from assistant.dialogue.understanding import Understanding
from assistant.policy.clause import Clause, ClauseId
from assistant.policy.corpus import Corpus
from assistant.policy.duties import Duty, duties_of, duty_for
from assistant.policy.policy import Policy, PolicyKind, PolicyStatus
from assistant.rules.estimate import Estimate, EstimateStatus, Met
from assistant.rules.facts import FactKind
from assistant.rules.rule import Rule
from assistant.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Finding:
    """One clause in question with what may be said from it; ``asked`` are the asker's words."""

    clause: Clause
    policy: Policy
    status: PolicyStatus
    citation: Citation
    rules: tuple[Rule, ...]
    estimates: tuple[Estimate, ...]
    facts: tuple[Stated, ...]
    asked: str

    def rule(self, rule_id: str) -> Rule | None:
        """The rule of this clause with this id."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)


@dataclass(frozen=True, slots=True)
class Solved:
    """What a fact must be for a target: ``value`` as shown, None with ``reasons`` if unreachable.

    ``estimate`` is the rule worked out at that value, so that every number has its source. With
    ``gap`` it tells how far a stated number is from a threshold, named by ``target``. ``is_open``
    says that facts are lacking, so that nothing is known to be unreachable.
    """

    finding: int
    rule_id: str
    title: str
    target: str
    is_cap: bool
    fact: str
    value: str
    reasons: tuple[str, ...]
    estimate: Estimate | None
    gap: str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Charged:
    """The clause ``citation`` says in ``duty`` who deals with clause ``of`` (None: the policy)."""

    of: ClauseId | None
    policy: str
    duty: Duty
    citation: Citation


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything an answer may rest on; ``policies`` are those in question.

    ``field`` is the trade that the collected policies are for, "" for no one trade.
    ``elsewhere`` are the clauses nearest to the matter in any policy, for orientation; ``regions``
    the places whose policies are collected, ``bodies`` all responsible bodies of the corpus.
    ``rivals`` are clauses that may be meant as well, ``unused`` are the words of the message that
    nothing here makes use of, ``dated`` the lines on the policies' validity, where it is told.
    ``charged`` say who deals with a clause that names nobody itself, where that is asked.
    ``doubts`` are words that were used, but likely not as they were meant. ``deciding`` are the
    clauses that keep a sum from being paid, where they are others than the sum's own.
    """

    understanding: Understanding
    findings: tuple[Finding, ...]
    policies: tuple[Policy, ...]
    absent: tuple[Policy, ...]
    elsewhere: tuple[tuple[Policy, Clause], ...] = ()
    regions: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    solved: tuple[Solved, ...] = ()
    unused: tuple[Unused, ...] = ()
    doubts: tuple[Unused, ...] = ()
    dated: tuple[Citation, ...] = ()
    charged: tuple[Charged, ...] = ()
    rivals: tuple[tuple[Policy, Clause], ...] = ()
    deciding: tuple[Citation, ...] = ()
    field: str = ""

    @property
    def every_unused(self) -> tuple[Unused, ...]:
        """Words that nothing makes use of and words that are likely used wrongly, in order."""
        parts = (*self.unused, *self.doubts)
        return tuple(sorted(parts, key=lambda part: part.start))

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The citations in their order."""
        return (
            *(finding.citation for finding in self.findings),
            *dict.fromkeys(c.citation for c in self.charged if c.citation.n > len(self.findings)),
            *self.deciding,
            *self.dated,
        )

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """All sums in the order of the clauses."""
        return tuple(e for finding in self.findings for e in finding.estimates)

    @property
    def as_of(self) -> date:
        """The day in question."""
        return self.understanding.as_of


def gather(
    understanding: Understanding,
    estimates: Sequence[Sequence[Estimate]],
    corpus: Corpus,
    rulebook: Rulebook,
) -> Evidence:
    """Collect the evidence; ``estimates`` holds one sequence per clause in focus."""
    findings = []
    numbered = zip(understanding.focus, estimates, strict=True)
    for n, (focus, sums) in enumerate(numbered, start=1):
        clause = corpus.require(focus.clause_id)
        policy = corpus.policy(focus.clause_id.policy)
        rules = rulebook.rules_of(str(focus.clause_id))
        stated = tuple(s for _, facts in focus.cases for s in facts)
        findings.append(
            Finding(
                clause,
                policy,
                policy.status_on(understanding.as_of),
                _cite(n, clause, policy, rules, tuple(sums), understanding),
                rules,
                tuple(sums),
                stated,
                f"{understanding.turn.folded}{understanding.memory.text}",
            )
        )
    named = dict.fromkeys(
        [*understanding.policies, *(f.policy.id for f in findings), *understanding.absent]
    )
    charged = _charged(understanding, findings, [corpus.policy(p) for p in named])
    cited = len(findings) + len({one.citation.n for one in charged})
    known = {*(f.clause.id for f in findings), *(one.citation.clause_id for one in charged)}
    deciding = _deciding(understanding, findings, corpus, known, cited)
    cited += len(deciding)
    return Evidence(
        understanding,
        tuple(findings),
        tuple(corpus.policy(p) for p in named),
        tuple(corpus.policy(p) for p in understanding.absent),
        tuple((corpus.policy(c.policy), corpus.require(c)) for c in understanding.nearest),
        tuple(dict.fromkeys(p.region for p in corpus.policies if p.kind is PolicyKind.MEASURE)),
        corpus.bodies,
        rivals=tuple((corpus.policy(c.policy), corpus.require(c)) for c in understanding.rivals),
        unused=_all_unused(
            understanding,
            _in_no_sum(understanding, findings, rulebook)
            or _looked_at_by_none(understanding, findings, rulebook),
        ),
        dated=_dated(understanding, findings, [corpus.policy(p) for p in named], cited),
        charged=charged,
        deciding=deciding,
        field=_field_of(corpus.policies),
    )


_FIELD = "人工智能"


def _field_of(policies: Sequence[Policy]) -> str:
    """The trade that most of the measures are for, where it is the one the project began with."""
    titles = [p.title for p in policies if p.kind is PolicyKind.MEASURE]
    return _FIELD if 2 * sum(_FIELD in title for title in titles) > len(titles) else ""


def _deciding(
    understanding: Understanding,
    findings: Sequence[Finding],
    corpus: Corpus,
    known: Collection[ClauseId],
    cited: int,
) -> tuple[Citation, ...]:
    """The other clauses that keep what is asked about from being paid (…情形之一的不予扶持)."""
    stated: dict[ClauseId, tuple[Policy, Clause]] = {}
    for finding in findings:
        for estimate in finding.estimates:
            rule = finding.rule(estimate.rule_id)
            failed = {one.fact for one in estimate.conditions if one.met is Met.NO}
            for condition in rule.conditions if rule is not None else ():
                if not condition.clause or condition.fact not in failed:
                    continue
                clause = corpus.require(ClauseId.parse(condition.clause))
                if clause.id not in known:
                    stated[clause.id] = (corpus.policy(clause.id.policy), clause)
    return tuple(
        _cite(cited + n, clause, policy, (), (), understanding)
        for n, (policy, clause) in enumerate(stated.values(), 1)
    )


def _charged(
    understanding: Understanding, findings: Sequence[Finding], policies: Sequence[Policy]
) -> tuple[Charged, ...]:
    """Who deals with the clauses in question that name nobody, as other clauses say it."""
    if Intent.DEPARTMENT not in understanding.intents or understanding.refusal:
        return ()
    asked: list[tuple[Policy, Clause | None]] = [
        (f.policy, f.clause) for f in findings if not f.clause.bodies
    ]
    if not findings:
        asked = [(p, None) for p in policies if not any(c.bodies for c in p.clauses)]
    found: list[Charged] = []
    cited: dict[ClauseId, Citation] = {f.clause.id: f.citation for f in findings}
    for policy, clause in asked:
        duties = duties_of(policy.clauses)
        own = [d for d in duties if clause is not None and d.stated_in == clause.id]
        one = duty_for(clause, duties) if clause is not None and not own else None
        for duty in own or ([one] if one is not None else duties if clause is None else []):
            stated = policy.clause(duty.stated_in)
            assert stated is not None
            n = len(findings) + len(cited.keys() - {f.clause.id for f in findings}) + 1
            citation = cited.setdefault(stated.id, _cite(n, stated, policy, (), (), understanding))
            found.append(
                Charged(clause.id if clause is not None else None, policy.id, duty, citation)
            )
    return tuple(found)


def tells_validity(understanding: Understanding, states: Iterable[PolicyStatus]) -> bool:
    """Whether it is told that policies are in force: it is asked, or they are not."""
    whole = understanding.is_policy_level and Intent.DEPARTMENT not in understanding.intents
    asked = Intent.VALIDITY in understanding.intents or whole
    return asked or any(
        state in (PolicyStatus.EXPIRED, PolicyStatus.NOT_YET_EFFECTIVE) for state in states
    )


def _dated(
    understanding: Understanding,
    findings: Sequence[Finding],
    policies: Sequence[Policy],
    cited: int,
) -> tuple[Citation, ...]:
    """The policies' own lines on their validity; they belong to no clause, so have no label."""
    if understanding.refusal or not tells_validity(understanding, (f.status for f in findings)):
        return ()
    # A citation shows its policy's state on the answer's day; of a day that the message names only
    # sums can say which it is.
    if understanding.is_day_named and not any(f.estimates for f in findings):
        return ()
    stated = [p for p in policies if p.validity_quote and p.kind is PolicyKind.MEASURE]
    return tuple(_line(n, policy, understanding) for n, policy in enumerate(stated, cited + 1))


def _line(n: int, policy: Policy, understanding: Understanding) -> Citation:
    start = policy.source.index(policy.validity_quote)
    leaves = [c for c in policy.clauses if c.is_leaf and c.start <= start < c.end]
    return Citation(
        n=n,
        clause_id=leaves[0].id if leaves else policy.clauses[0].id,
        policy_id=policy.id,
        policy_title=policy.title,
        label="",
        heading="",
        quote=policy.validity_quote,
        start=start,
        end=start + len(policy.validity_quote),
        url=policy.url,
        status=policy.status_on(understanding.as_of),
        first_day=policy.first_day,
        last_day=policy.last_day,
    )


def _places(text: str, words: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Where the words stand in the text."""
    found = {(text.find(word), len(word)) for word in words}
    return tuple(sorted((at, at + length) for at, length in found if at >= 0))


_WORKED_OUT = (EstimateStatus.PAYABLE, EstimateStatus.CEILING)


def _in_no_sum(
    understanding: Understanding, findings: Sequence[Finding], rulebook: Rulebook
) -> tuple[Left, ...]:
    """The sums of this message that were read as facts and that no estimate worked with.

    A sum that is right beside one that took its place (发榜方1500万, 揭榜方800万) is never silent.
    """
    estimates = [e for f in findings for e in f.estimates]
    if not estimates or any(e.status not in _WORKED_OUT for e in estimates):
        return ()
    used = {name for e in estimates for name, _ in e.facts}
    used |= {d for n in used for way in rulebook.facts[n].derive for d in way.sources}
    told = {
        s.start: s
        for f in findings
        for s in f.facts
        if s.turn == understanding.ledger.turn
        and s.name not in used
        and rulebook.facts[s.name].kind is FactKind.YUAN
        and isinstance(s.value, Decimal)
    }
    return tuple(Left(s.text, s.start, s.end, "number") for _, s in sorted(told.items()))


_NUMBERS = (FactKind.YUAN, FactKind.COUNT, FactKind.FRACTION, FactKind.SQUARE_METRES)


def _looked_at_by_none(
    understanding: Understanding, findings: Sequence[Finding], rulebook: Rulebook
) -> tuple[Left, ...]:
    """The numbers of this message that rules of a policy taken in test and no estimate shown does.

    成活率只有78% keeps what the rule beside pays from being paid: its sum is no plain answer.
    """
    left: dict[int, Left] = {}
    for finding in findings:
        shown = [e for e in finding.estimates if e.amount is not None]
        if not shown or any(rule.topic for rule in finding.rules):
            continue
        used = {name for e in finding.estimates for name, _ in e.facts}
        used |= {c.fact for e in finding.estimates for c in e.conditions}
        used |= {d for n in used if n in rulebook.facts
                 for way in rulebook.facts[n].derive for d in way.sources}  # fmt: skip
        for s in finding.facts:
            is_told = s.turn == understanding.ledger.turn and isinstance(s.value, Decimal)
            if is_told and s.text and s.name not in used:
                spec = rulebook.facts.get(s.name)
                if spec is not None and spec.kind in _NUMBERS and not s.is_assumed:
                    left[s.start] = Left(s.text, s.start, s.end, "number")
    return tuple(one for _, one in sorted(left.items()))


def _all_unused(understanding: Understanding, more: Sequence[Left]) -> tuple[Unused, ...]:
    """What the answer could not use, in the order of the message.

    Asides only for a number, or where they ask for a matter of their own.
    """
    left = [
        u for u in more if all(u.start >= o.end or o.start >= u.end for o in understanding.unused)
    ]
    found = [_unused(part, understanding) for part in (*understanding.unused, *left)]
    if understanding.focus:
        found += [
            Unused(
                aside.text,
                aside.start,
                aside.end,
                UnusedKind.NUMBER if aside.has_number else UnusedKind.MATTER,
            )
            for aside in understanding.turn.asides
            if aside.has_number or aside.is_matter
        ]
    return tuple(sorted(found, key=lambda part: part.start))


def _unused(part: Left, understanding: Understanding) -> Unused:
    """Words left over, as typed."""
    start, end = understanding.turn.to_source(part.start, part.end)
    text = understanding.turn.text[start:end]
    if part.kind in _SAID_OF:
        return Unused(text, start, end, *_SAID_OF[part.kind])
    return Unused(text, start, end, UnusedKind(part.kind))


_SAID_OF = {
    GOT: (UnusedKind.NUMBER, "是已经领到的钱，没有当作这次的费用，也没有从上面的金额里扣"),
    BARRED: (UnusedKind.NUMBER, "本身不满足原文的条件，没有计入"),
    FOREIGN: (UnusedKind.NUMBER, "说的不是这里的费用，没有用上"),
    PUT_OFF: (UnusedKind.NUMBER, "您说先不算，没有计入"),
    THEIRS: (UnusedKind.NUMBER, "是别人领到的钱，没有当作您的费用"),
    PAST: (UnusedKind.NUMBER, "是另一个年度的数，没有当作这次的费用"),
    ONCE: (
        UnusedKind.CONDITION,
        "，说的是以前领过；领过的还能不能再领，这里没有判断，请对照原文“一次性”“累计”等写法",
    ),
}


def _cite(
    n: int,
    clause: Clause,
    policy: Policy,
    rules: Sequence[Rule],
    estimates: Sequence[Estimate],
    understanding: Understanding,
) -> Citation:
    used = {e.rule_id for e in estimates if e.amount is not None}
    quotes = [q for rule in rules if rule.id in used for q in (rule.quote, *rule.more_quotes)]
    wants_bodies = Intent.DEPARTMENT in understanding.intents
    start, end = choose_span(policy.source, clause, quotes, wants_bodies=wants_bodies)
    return Citation(
        n=n,
        clause_id=clause.id,
        policy_id=policy.id,
        policy_title=policy.title,
        label=clause.label,
        heading=clause.heading,
        quote=policy.source[start:end],
        start=start,
        end=end,
        url=policy.url,
        status=policy.status_on(understanding.as_of),
        first_day=policy.first_day,
        last_day=policy.last_day,
        marks=_places(policy.source[start:end], quotes),
    )
