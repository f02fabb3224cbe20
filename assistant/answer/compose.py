"""compose(): evidence -> draft. The first line answers; then the sum, the clause, the rest."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from dataclasses import replace

from assistant.answer.act import actions_of, contact_of
from assistant.answer.answer import (
    Caution,
    Citation,
    Clarify,
    Outcome,
    Results,
    Role,
    Sentence,
    WarningCode,
)
from assistant.answer.draft import Draft
from assistant.answer.evidence import Evidence, Finding, tells_validity
from assistant.answer.instalments import say_instalments
from assistant.answer.refuse import refuse
from assistant.answer.results import results_of
from assistant.answer.say_beliefs import say_body_beliefs, say_validity_beliefs
from assistant.answer.say_can import say_can
from assistant.answer.say_claims import say_claims
from assistant.answer.say_matters import (
    say_absent,
    say_articles,
    say_bodies,
    say_distinctions,
    say_external,
    say_policy_bodies,
    say_pools,
    say_together,
    say_unstated,
    say_unused,
)
from assistant.answer.say_reverse import say_reverse
from assistant.answer.say_sums import say_assumptions, say_idle, say_near, say_sums, shown
from assistant.answer.say_validity import (
    say_contents,
    say_day,
    say_names,
    say_part_in_force,
    say_validity,
    validity_warnings,
)
from assistant.answer.say_why import say_why
from assistant.answer.speaker import Speaker, day
from assistant.answer.tabulate import rows_of
from assistant.dialogue.acts import Act
from assistant.dialogue.askers import shown_name
from assistant.dialogue.topics import Topics
from assistant.dialogue.turn import Intent
from assistant.policy.policy import PolicyKind, PolicyStatus
from assistant.policy.site import Site
from assistant.rules.estimate import EstimateStatus
from assistant.text.pattern import lazy

_ASKS_WHEN = lazy(
    "什么时候|何时|哪[天日月个些里儿家](?!条)|几[号月日]|最[晚迟]|截止|谁|怎么|如何|流程|材料|窗口"
)
"""What is asked when, where, of whom or how: that no sum is written answers none of it."""
_SUPERLATIVE = lazy("哪|谁|更|最|比|差|划算|一样|区别|不同|高|vs")
_PAYING = (EstimateStatus.PAYABLE, EstimateStatus.CEILING)
_LIST_HEAD = lazy(r"[^。；\n]{1,40}[:：]\s*$")


def _list_head(finding: Finding) -> str:
    """What a list is of that the clause is an item of (有下列情形之一的，不予奖补), "" for none."""
    for clause in finding.policy.clauses:
        if clause.id != finding.clause.id and clause.id.covers(finding.clause.id):
            above = clause.text.splitlines()[0] if clause.text else ""
            found = _LIST_HEAD.search(above.removeprefix(clause.label).strip())
            return found.group().strip().rstrip(":：") if found is not None else ""
    return ""


_DECIDED = (*_PAYING, EstimateStatus.CONDITION_NOT_MET)
_MOST_LISTED = 4
_MOST_OFFERED = 12
"""More sums than these are not listed in one sentence: the rows show them."""


class Composer:
    """Composes drafts from evidence with the words of prompts/."""

    def __init__(self, speaker: Speaker, topics: Topics, site: Site) -> None:
        self._speaker = speaker
        self._topics = topics
        self._site = site

    def compose(self, evidence: Evidence) -> Draft:
        """The whole draft."""
        u = evidence.understanding
        if u.refusal:
            return replace(refuse(evidence, self._speaker), actions=contact_of(self._site))
        results = results_of(evidence, self._speaker) if evidence.findings else None
        first = [*say_can(evidence, self._speaker), *say_claims(evidence, self._speaker)]
        first = first or say_why(evidence, self._speaker)
        # That the place asked about has but a draft comes before what the region gives.
        first += self._drafts(evidence)
        asides = self._lead(evidence)
        if u.is_policy_level and not u.intents & {Intent.VALIDITY, Intent.NAME, Intent.STACKING}:
            asides += say_contents(evidence, self._speaker)
        told = {row.n for row in results.rows} if results else set()
        sums, quotes = self._body(evidence, told) if evidence.findings else ([], [])
        is_alone = results is not None and len(results.rows) == 1
        near = [
            line
            for finding in evidence.findings
            for line in say_near(finding, self._speaker, is_alone=is_alone)
        ]
        sums = [*self._summary(evidence, results), *sums, *(near if is_alone else ())]
        sums += say_instalments(evidence, self._speaker)
        sums += say_idle(evidence, self._speaker)
        sums_first = _wants_sum_first(evidence)
        if sums_first and not first:
            sums = _led(sums)  # what the message asks for besides says no less than the sum
        lines = [*first, *sums, *asides] if sums_first else [*first, *asides, *sums]
        if Act.SIMPLIFY not in u.turn.acts:
            lines += [*quotes, *(() if is_alone else near), *self._notes(evidence)]
        if not lines:
            return self._ask(evidence)
        lines += say_unused(evidence, self._speaker)
        warnings = self._warnings(evidence)
        lines += [
            Sentence(w.text, role=Role.WARNING) for w in warnings if not _is_said(w.text, lines)
        ]
        return Draft(
            Outcome.ANSWERED,
            tuple(_unique(_led(lines))),
            tuple(warnings),
            rows_of(evidence, self._speaker),
            self._question_back(evidence),
            None,
            self._next(evidence),
            actions_of(evidence, results, self._speaker, self._site),
            (results,) if results else (),
        )

    def _lead(self, evidence: Evidence) -> list[Sentence]:
        """What the message asks for besides sums."""
        u, speaker = evidence.understanding, self._speaker
        lines = [*say_articles(evidence, speaker), *say_validity_beliefs(evidence, speaker)]
        lines += self._validity(evidence)
        if Intent.NAME in u.intents and u.is_policy_level:
            lines += say_names(evidence, speaker)
        if Intent.DEPARTMENT in u.intents:
            for finding in evidence.findings:
                lines += say_body_beliefs(finding, evidence, speaker)
                lines += say_bodies(finding, evidence, speaker)
        if Intent.DEPARTMENT in u.intents and not evidence.findings:
            lines += say_policy_bodies(evidence, speaker)
        if Intent.STACKING in u.intents:
            lines += say_together(evidence, speaker) or [Sentence(speaker.say("stacking"))]
        if u.turn.unstated and evidence.findings:
            lines += say_unstated(evidence, speaker)
        if Intent.REVERSE in u.intents:
            lines += say_reverse(evidence, speaker)
        if Intent.POOL in u.intents:
            lines += [ln for f in evidence.findings for ln in say_pools(f, speaker)]
        return [*lines, *say_absent(evidence, speaker)]

    def _drafts(self, evidence: Evidence) -> list[Sentence]:
        """What the drafts in question are, where that is not what is asked about."""
        u = evidence.understanding
        if Intent.VALIDITY in u.intents or u.is_policy_level:
            return []
        drafts = [p for p in evidence.policies if p.kind is PolicyKind.DRAFT]
        return [ln for p in drafts for ln in say_validity(p, evidence, self._speaker)]

    def _validity(self, evidence: Evidence) -> list[Sentence]:
        """Whether the policies are in force, where it is asked or they are not."""
        u = evidence.understanding
        parts = say_part_in_force(evidence, self._speaker)
        if not tells_validity(u, (f.status for f in evidence.findings)):
            return parts
        lines = [ln for p in evidence.policies for ln in say_validity(p, evidence, self._speaker)]
        lines = [*parts, *lines] if Intent.VALIDITY in u.intents else [*lines, *parts]
        return [*lines, *say_day(evidence, self._speaker)]

    def _body(
        self, evidence: Evidence, told: AbstractSet[int]
    ) -> tuple[list[Sentence], list[Sentence]]:
        """Sums and quotes, clause by clause; ``told`` are citations of clauses that have a row."""
        u = evidence.understanding
        wants_amount = u.tells_number or bool(
            u.intents & {Intent.CALCULATE, Intent.COMPARE, Intent.MATCH, Intent.TOTAL}
        )
        only_facts = u.intents & {Intent.VALIDITY, Intent.DEPARTMENT} and not u.tells_number
        lines: list[Sentence] = []
        quotes: list[Sentence] = []
        solved = {s.finding for s in evidence.solved}
        # Of two that are compared, one that pays nothing is told so beside the other's sum.
        compares = Intent.COMPARE in u.intents and any(f.rules for f in evidence.findings)
        asks_sum = Intent.CALCULATE in u.intents or compares
        for index, finding in enumerate(evidence.findings):
            is_told_only = finding.policy.kind is PolicyKind.COMMENTARY
            if (finding.rules or (asks_sum and not is_told_only)) and not only_facts:
                lines += say_sums(
                    finding, self._speaker, wants_amount=wants_amount, is_solved=index in solved
                )
                quotes += self._quote(finding)
                continue
            if finding.citation.n not in told:  # its row names the clause
                lines.append(self._found(finding))
            asks_else = only_facts or _ASKS_WHEN.search(u.turn.folded)
            if finding.policy.kind is PolicyKind.MEASURE and not asks_else:
                lines += say_sums(finding, self._speaker, wants_amount=False)
            quotes += self._quote(finding)
        for citation in evidence.deciding:
            quotes += self._quoted(citation)
        if u.tells_number and any(line.role is Role.LEAD for line in lines):
            lines = _first_sums(lines)  # 算力800万,人才呢: where the one is written, and the sum
        return lines, quotes

    def _summary(self, evidence: Evidence, results: Results | None) -> list[Sentence]:
        """One sentence over several sums: the highest, that all are the same, or each."""
        u = evidence.understanding
        rows = results.rows if results else ()
        if len(rows) < 2 or Intent.REVERSE in u.intents:
            return []
        say, compares = self._speaker.say, Intent.COMPARE in u.intents
        cited = tuple(sorted({row.n for row in rows}))
        amounts = {row.amount_text for row in rows if row.status in _DECIDED}
        best = next((row for row in rows if row.is_best), None)
        asked = u.turn.folded if Intent.COMPARE in u.turn.intents else u.memory.text
        if best is not None and _SUPERLATIVE.search(asked):
            is_ending = best.validity is PolicyStatus.EXPIRING_SOON
            last = day(best.last_day) if is_ending else ""
            text = say(
                "compare_best", who=best.who, title=best.matter, amount=best.amount_text, last=last
            )
            return [Sentence(text, (best.n,), (best.rule_id,))]
        if compares and len(amounts) == 1 and all(row.status in _DECIDED for row in rows):
            return [Sentence(say("compare_same", amount=rows[0].amount_text), cited)]
        # 500万元 of one district is no answer to 各区分别多少 where the others depend on a figure
        mostly_open = 2 * sum(bool(row.missing) for row in rows) > len(rows)
        if not amounts or mostly_open or len(rows) > _MOST_LISTED:
            missing = dict.fromkeys(name for row in rows for name in row.missing[:1])
            return [Sentence(say("compare_open", labels="、".join(missing)), cited)]
        askers = {shown_name(m.asker) for m in u.ledger.in_question if m.asker}
        sums = [
            (
                f"{row.case}：{row.who}" if row.case in askers else row.who,
                row.matter if row.case in askers else row.case or row.matter,
                row.amount_text,
            )
            for row in rows
            if row.status in _DECIDED
        ]
        return [Sentence(say("each_amount", sums=sums), cited)]

    def _found(self, finding: Finding) -> Sentence:
        place, heading = self._speaker.place_of(finding), finding.clause.heading
        head = _list_head(finding) if not finding.rules else ""
        heading = heading or (f"“{head}”" if head else "")
        text = self._speaker.say("found", place=place, heading=heading)
        return Sentence(text, citations=(finding.citation.n,))

    def _quote(self, finding: Finding) -> list[Sentence]:
        return self._quoted(finding.citation)

    def _quoted(self, citation: Citation) -> list[Sentence]:
        """Where a citation stands, and its words."""
        n = (citation.n,)
        paragraphs = [p.strip() for p in citation.quote.splitlines() if p.strip()]
        source = self._speaker.say(
            "source",
            policy=citation.policy_title,
            label=citation.label,
            heading=citation.heading,
        )
        quotes = [self._speaker.say("quote", text=text) for text in paragraphs]
        return [
            Sentence(source, n, role=Role.SOURCE),
            *(Sentence(text, n, role=Role.QUOTE) for text in quotes),
        ]

    def _notes(self, evidence: Evidence) -> list[Sentence]:
        """Readings, what to tell apart, documents that are not collected."""
        lines: list[Sentence] = []
        for finding in evidence.findings:
            lines += say_assumptions(finding, self._speaker)
            lines += say_external(finding, self._speaker)
        return [*lines, *say_distinctions(evidence, self._topics, self._speaker)]

    def _warnings(self, evidence: Evidence) -> list[Caution]:
        u, say = evidence.understanding, self._speaker.say
        warnings = validity_warnings(evidence, self._speaker)
        paying = [e for e in evidence.estimates if e.status in _PAYING]
        if paying:
            text = say("not_guaranteed")
            clauses = dict.fromkeys(e.clause_id for e in paying)
            warnings += [Caution(WarningCode.NOT_GUARANTEED, text, c) for c in clauses]
        unconfirmed = dict.fromkeys(e.clause_id for e in evidence.estimates if not e.confirmed)
        for clause in unconfirmed:
            warnings.append(Caution(WarningCode.UNCONFIRMED, say("warn_unconfirmed"), clause))
        policies = {f.policy.id for f in evidence.findings if f.policy.kind is PolicyKind.MEASURE}
        totals = Intent.TOTAL in u.intents and len({e.clause_id for e in paying}) > 1
        is_stated = Intent.STACKING in u.intents and say_together(evidence, self._speaker)
        if not is_stated and (
            Intent.STACKING in u.intents or totals or (len(policies) > 1 and paying)
        ):
            warnings.append(Caution(WarningCode.STACKING_UNSTATED, say("warn_stacking")))
        return warnings

    def _question_back(self, evidence: Evidence) -> Clarify | None:
        """The first missing fact, when an amount was asked for and none could be given."""
        decided = any(e.amount is not None for e in evidence.estimates)
        listed = [e for finding in evidence.findings for e in shown(finding)]
        for estimate in listed:
            for name in () if decided or evidence.solved else estimate.missing:
                spec = self._speaker.specs.get(name)
                if spec is not None:
                    labels = tuple(choice.label for choice in spec.choices.values())
                    return Clarify(self._asked_of_kinds(name, estimate.missing), name, labels)
        return self._which(evidence)

    def _asked_of_kinds(self, name: str, missing: Collection[str]) -> str:
        """How a fact is asked for: for all at once, where several kinds of one thing lack."""
        specs = self._speaker.specs
        alike = [s for s in specs.values() if name in s.kinds.values()]
        if alike and len(set(alike[0].kinds.values()) & set(missing)) > 1:
            return alike[0].ask
        return specs[name].ask

    def _which(self, evidence: Evidence) -> Clarify | None:
        """Which of two matters is meant, where the words fit both."""
        if not evidence.rivals or not evidence.findings:
            return None
        clauses = [evidence.findings[0].clause, *(clause for _, clause in evidence.rivals)]
        names = tuple(f"{c.label.rstrip('、.')}{c.heading}" for c in clauses)
        return Clarify(self._speaker.say("ask_which", names="”还是“".join(names)), "subject", names)

    def _ask(self, evidence: Evidence) -> Draft:
        """Nothing useful can be said yet."""
        text = self._speaker.say("ask_subject")
        counts = {
            topic.id: len({clause.policy for clause in topic.clauses}) for topic in self._topics.all
        }
        most = sorted(self._topics.all, key=lambda topic: -counts[topic.id])[:_MOST_OFFERED]
        names = tuple(topic.name for topic in self._topics.all if topic in most)
        return Draft(
            Outcome.CLARIFY, (Sentence(text),), (), (), Clarify(text, "subject", names), None, names
        )

    def _next(self, evidence: Evidence) -> tuple[str, ...]:
        """Questions that the user may want to ask next."""
        say = self._speaker.say
        questions: list[str] = []
        for finding in evidence.findings[:1]:
            name = finding.policy.region or finding.policy.short_title
            named = evidence.understanding.turn.topics
            topics = self._topics.of_clause(finding.clause.id)
            topic = next((t for t in topics if t.id in named), next(iter(topics), None))
            missing = [m for e in shown(finding) for m in e.missing]
            if missing:
                questions.append(say("next_amount", label=self._speaker.label(missing[0])))
            elif any(e.amount for e in finding.estimates):
                questions.append(say("next_full"))
            if topic is not None and len(evidence.findings) == 1:
                questions.append(say("next_elsewhere", topic=topic.name))
            if finding.clause.bodies:
                questions.append(say("next_bodies", policy=name))
            questions.append(say("next_validity", policy=finding.policy.short_title))
        return tuple(questions[:3])


def _wants_sum_first(evidence: Evidence) -> bool:
    """Whether the sum is what was asked: numbers or a calculation, and some rule decides it."""
    u = evidence.understanding
    asks = u.tells_number or bool(u.intents & {Intent.CALCULATE, Intent.TOTAL})
    decided = any(e.amount is not None or e.range is not None for e in evidence.estimates)
    only_dates = u.intents & {Intent.VALIDITY} and Intent.CALCULATE not in u.intents
    return asks and decided and not _out_of_force(evidence) and not only_dates


def _out_of_force(evidence: Evidence) -> bool:
    states = {f.status for f in evidence.findings}
    return bool(states & {PolicyStatus.EXPIRED, PolicyStatus.NOT_YET_EFFECTIVE})


def _is_said(text: str, lines: list[Sentence]) -> bool:
    return any(text == line.text for line in lines)


def _led(lines: list[Sentence]) -> list[Sentence]:
    """Where nothing before them answers, the first sum of each clause does."""
    return lines if any(line.role is Role.LEAD for line in lines) else _first_sums(lines)


def _first_sums(lines: list[Sentence]) -> list[Sentence]:
    """The lines, the first sum of each clause as one that leads."""
    led: set[tuple[int, ...]] = set()
    found = []
    for line in lines:
        is_first = line.role is Role.SUM and line.citations not in led
        found.append(replace(line, role=Role.LEAD) if is_first else line)
        if is_first:
            led.add(line.citations)
    return found


def _unique(lines: list[Sentence]) -> list[Sentence]:
    seen: dict[tuple[str, bool], Sentence] = {}
    for line in lines:
        seen.setdefault((line.text, line.role is Role.QUOTE), line)
    return list(seen.values())
