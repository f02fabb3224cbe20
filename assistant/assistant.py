"""The one way through: understand → search → calculate → gather → compose → verify.

``Assistant.steps`` is the only place that knows the order; everything else drives it.
"""

from __future__ import annotations

import gc
import hashlib
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.answer.answer import Answer, Completeness, Outcome, Sentence, UnusedKind
from assistant.answer.bands import without_other_bands
from assistant.answer.compose import Composer
from assistant.answer.curves import curve_of
from assistant.answer.doubted import with_doubt, with_vote
from assistant.answer.draft import Draft
from assistant.answer.events import Done, Estimated, Event, Found, Said
from assistant.answer.evidence import Evidence, gather
from assistant.answer.first_doubt import FirstDoubtReader, load_first_doubt
from assistant.answer.layout import to_text
from assistant.answer.receipt import Basis, with_receipt
from assistant.answer.received import of_own_rule, of_told_ladders, only_rules
from assistant.answer.relations import between, facts_told, is_range
from assistant.answer.say_sums import without_idle
from assistant.answer.say_tables import answer_query
from assistant.answer.solving import solve_for
from assistant.answer.speaker import Speaker
from assistant.answer.tables import Tables
from assistant.answer.understood import understood_of
from assistant.answer.unworked import with_unworked
from assistant.answer.verify import verify
from assistant.answer.wording import Wording
from assistant.dialogue.additions_told import less_untold_additions
from assistant.dialogue.asides import AsideReader
from assistant.dialogue.boundaries import Boundaries, words_of
from assistant.dialogue.cases import CaseReader
from assistant.dialogue.completing import Completer
from assistant.dialogue.conversation import Conversation
from assistant.dialogue.denied_cases import less_denied
from assistant.dialogue.doubt import DoubtReader, load_doubt
from assistant.dialogue.extract import FactReader, level_words
from assistant.dialogue.gate import Signals, load_gate
from assistant.dialogue.gather import FactGatherer
from assistant.dialogue.gather.lent import without_lent
from assistant.dialogue.got_before import less_got_before
from assistant.dialogue.hints import Hints
from assistant.dialogue.layout import layout_of
from assistant.dialogue.likeness import Likeness
from assistant.dialogue.measured import (
    MeasuredReader,
    counts_people,
    counts_several,
    counts_things,
    tells_people,
)
from assistant.dialogue.pairs import PairReader, matter_words
from assistant.dialogue.places import PlaceFinder
from assistant.dialogue.proposing import Proposer
from assistant.dialogue.purpose import PurposeReader
from assistant.dialogue.read_query import QueryReader
from assistant.dialogue.rereading import Rereader
from assistant.dialogue.retelling.cuts import Cutter
from assistant.dialogue.roles import Roles, load_roles
from assistant.dialogue.scope import ScopeReader
from assistant.dialogue.select import Selector
from assistant.dialogue.topics import Topics, load_topics
from assistant.dialogue.turn import Intent, Turn, TurnReader
from assistant.dialogue.understand import RetoldReader, RivalFinder, Understander
from assistant.dialogue.understanding import Focus, Understanding
from assistant.dialogue.used_up import less_used_up
from assistant.dialogue.vocabulary import build_lexicon
from assistant.dialogue.votes import Voter
from assistant.dialogue.words import load_words
from assistant.indexing import encoder_folder, open_searcher, prompts_folder
from assistant.policy.clause import ClauseId
from assistant.policy.corpus import Corpus, load_corpus
from assistant.policy.policy import Policy
from assistant.policy.site import load_site
from assistant.policy.snapshot import Snapshot
from assistant.retrieval.edit_reader import EditReader
from assistant.retrieval.reader import ClauseReader
from assistant.retrieval.role_reader import RoleReader
from assistant.retrieval.search import Searcher
from assistant.rules.cliffs import with_cliffs
from assistant.rules.estimate import Estimate, EstimateStatus
from assistant.rules.estimate_clause import estimate_clause
from assistant.rules.facts import Facts, FactSpec
from assistant.rules.of_all_cases import of_all_cases
from assistant.rules.rulebook import Rulebook, load_rulebook
from assistant.rules.shared_caps import under_shared_caps
from assistant.settings import Settings
from assistant.text.abbreviations import abbreviations_in

if TYPE_CHECKING:  # what only few commands need is imported when they do: asking starts sooner
    from assistant.dialogue.explanation import Explanation
    from assistant.rules.match import Company


@contextmanager
def no_collection() -> Iterator[None]:
    """No pass over all objects while a large corpus is made of them; none of it is garbage."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class Assistant:
    """Answers questions over one workspace; thread-safe after opening, holds no conversation.

    ``reader`` is the learned reader, None where there is none.
    """

    reader: ClauseReader | None = None

    def __init__(
        self, settings: Settings, corpus: Corpus, rulebook: Rulebook, searcher: Searcher
    ) -> None:
        self.settings = settings
        self.corpus = corpus
        self.rulebook = rulebook
        self.searcher = searcher
        self.reader = ClauseReader.find(encoder_folder(settings), corpus)
        role_reader = RoleReader.find(encoder_folder(settings))
        self._roles = Roles(role_reader, load_roles())
        edit_reader = EditReader.find(encoder_folder(settings))
        self._cutter = Cutter(edit_reader)
        read_by = [one.sha256 for one in (self.reader, role_reader, edit_reader) if one]
        engines = (settings.encoder, settings.reranker, searcher.encoder_fingerprint, *read_by)
        self.basis = Basis.of(corpus.version, settings.corpus, settings.prompts, engines)
        self._likeness = Likeness(self.reader, rulebook)
        self._words = words = load_words(settings.corpus)
        self._bounds = bounds = Boundaries(
            lambda: (*words_of(rulebook.facts), *self._topics.words, *self._hints.words)
        )
        self._topics = topics = load_topics(settings.corpus, corpus, bounds)
        self._hints = hints = Hints(rulebook, corpus, bounds)
        self._gate = load_gate(encoder_folder(settings))
        self._scopes = scopes = ScopeReader(corpus, words, level_words(rulebook.facts))
        self._facts = facts = FactReader(rulebook.facts, words, bounds)
        layout = layout_of(topics, hints, rulebook.facts, scopes)
        lexicon = build_lexicon(corpus, topics, words)
        self._turns = TurnReader(words, scopes, facts, topics, lexicon, layout)
        selector = Selector(searcher, corpus, topics, hints, self._gate, self.reader)
        self._selector = selector
        self._understander = self._understand_with(
            selector,
            PairReader(
                rulebook.facts,
                (*matter_words(topics, corpus), *_short_names(selector, corpus)),
                bounds,
            ),
            Proposer(self.reader, corpus, selector, topics),
        )
        self.doubts = DoubtReader(load_doubt(), selector.held, self._roles)
        self.first_doubts = FirstDoubtReader(load_first_doubt())
        self._cases = CaseReader(rulebook)
        self._tables = Tables(corpus, rulebook, topics)
        self._speaker = speaker = Speaker(
            Wording(settings.prompts, prompts_folder(settings)), rulebook.facts
        )
        self._composer = Composer(speaker, topics, load_site(settings.corpus / "site.yaml"))

    def _understand_with(
        self, selector: Selector, pairs: PairReader, proposer: Proposer
    ) -> Understander:
        """The understander over what scores."""
        return Understander(
            self._turns,
            selector,
            PlaceFinder(self.corpus, selector, self._scopes),
            FactGatherer(
                self.rulebook,
                self.corpus,
                MeasuredReader(self.rulebook.facts, pairs, self._bounds),
                self._words,
                self._bounds,
            ),
            self._topics,
            self._hints,
            QueryReader(self.corpus, self._topics),
            proposer,
            self._roles,
            self._likeness,
            self._cutter,
        )

    @classmethod
    def open(cls, settings: Settings) -> Assistant:
        """Load corpus, rulebook, index and prompts.

        Raises:
            InstallationError: something on disk is broken or missing.
        """
        with no_collection():
            snapshot = Snapshot.open(settings.snapshot)
            corpus = load_corpus(settings.corpus, snapshot)
            rulebook = load_rulebook(settings.corpus, corpus, snapshot)
            return cls(settings, corpus, rulebook, open_searcher(settings, corpus))

    def steps(self, conversation: Conversation, *, as_of: date) -> Iterator[Event]:
        """The events of answering the conversation's last message, in order, Done last."""
        for event in self._steps(conversation, as_of):
            if isinstance(event, Done):
                yield Done(with_receipt(event.answer, self.basis, conversation.turns))
            else:
                yield event

    def _steps(
        self, conversation: Conversation, as_of: date, found: Understanding | None = None
    ) -> Iterator[Event]:
        began = time.perf_counter()
        understanding = found or self._understander.understand(conversation, as_of=as_of)
        if understanding.query is not None:
            yield from self._over_tables(conversation, understanding, as_of, began)
            return
        estimates = self._estimates(understanding)
        understanding, estimates = without_other_bands(
            understanding, estimates, self.rulebook, self._selector.is_uncharted
        )
        evidence = gather(understanding, estimates, self.corpus, self.rulebook)
        evidence = without_idle(solve_for(evidence, self.rulebook), self._speaker)
        evidence = with_unworked(evidence, self._selector.is_uncharted, self._speaker)
        yield Found(evidence.citations)
        if evidence.estimates:
            yield Estimated(evidence.estimates)
        draft = self._composer.compose(evidence)
        evidence, draft = self._with_doubt(evidence, draft, understanding, conversation.turns[:-1])
        curve = curve_of(draft.results, evidence, self.corpus, self.rulebook)
        draft = replace(draft, figures=(*draft.figures, curve)) if curve else draft
        said = verify(draft, evidence, conversation.turns)
        for sentence in said:
            yield Said(sentence)
        took = (time.perf_counter() - began) * 1000
        answer = _answer(
            conversation, as_of, evidence, draft, said, self.corpus, self.rulebook.facts
        )
        yield Done(replace(answer, timings_ms={"total": round(took, 2)}))

    def _with_doubt(
        self,
        evidence: Evidence,
        draft: Draft,
        understanding: Understanding,
        earlier: Sequence[str],
    ) -> tuple[Evidence, Draft]:
        """The same with the words that were likely read wrongly, unless something is asked back."""
        vote = understanding.vote
        if vote is not None and draft.outcome is Outcome.ANSWERED:
            evidence, draft = with_vote(
                evidence, draft, vote, self._called(vote.clause), self._speaker
            )
        asks = draft.outcome is not Outcome.ANSWERED or draft.clarify is not None
        tells = any(part.kind is not UnusedKind.MATTER for part in evidence.unused)
        if understanding.reread is None and (asks or tells):
            return evidence, draft
        doubt = self.doubts.doubt(understanding, evidence.estimates, earlier)
        if doubt is None and self._selector.is_uncharted([p.id for p in evidence.policies]):
            doubt = self.first_doubts.doubt(evidence)
        if doubt is None or not doubt.is_told or (vote is not None and doubt.kind == "matter"):
            return evidence, draft
        return with_doubt(evidence, draft, doubt, self._speaker)

    def _called(self, clause: str) -> str:
        """What a clause is called beside its place: 福田区“首版次软件”; empty for none."""
        if not clause:
            return ""
        found = self.corpus.clause(ClauseId.parse(clause))
        policy = self.corpus.policy(found.id.policy) if found is not None else None
        if found is None or policy is None:
            return ""
        where = policy.region or policy.short_title
        return f"{where}“{found.heading}”" if found.heading else f"{where}{found.label}"

    def _over_tables(
        self, conversation: Conversation, understanding: Understanding, as_of: date, began: float
    ) -> Iterator[Event]:
        """The events of answering a question about the corpus as a whole."""
        query = understanding.query
        if query is None:
            return
        found = answer_query(query, self._tables, self._speaker, as_of=as_of)
        yield Found(found.citations)
        draft = Draft(Outcome.ANSWERED, found.sentences, found.warnings, found.table)
        evidence = Evidence(understanding, (), self.corpus.policies, ())
        said = verify(draft, evidence, conversation.turns, found)
        for sentence in said:
            yield Said(sentence)
        answer = _answer(
            conversation, as_of, evidence, draft, said, self.corpus, self.rulebook.facts
        )
        took = round((time.perf_counter() - began) * 1000, 2)
        yield Done(replace(answer, citations=found.citations, timings_ms={"total": took}))

    def ask(self, conversation: Conversation, *, as_of: date) -> Answer:
        """The answer alone."""
        return _last(self.steps(conversation, as_of=as_of))

    def answer_to(self, conversation: Conversation, found: Understanding, *, as_of: date) -> Answer:
        """The answer to a message as it was understood otherwise (evaluation weighs readings)."""
        return _last(self._steps(conversation, as_of, found))

    def explain(self, conversation: Conversation, *, as_of: date) -> Explanation:
        """What is read in the conversation's last message, with every score that decided.

        Raises:
            ValueError: the conversation has no message.
        """
        from assistant.dialogue.explain import (
            HeardPairs,
            HeardProposer,
            HeardSelector,
            Readers,
            explain,
        )

        parts = (
            self.searcher, self.corpus, self._topics, self._hints, self._gate, self.reader,
        )  # fmt: skip
        selector = HeardSelector(*parts)
        pairs = HeardPairs(
            self.rulebook.facts, matter_words(self._topics, self.corpus), self._bounds
        )
        proposer = HeardProposer(self.reader, self.corpus, selector, self._topics)
        readers = Readers(
            self._understand_with(selector, pairs, proposer),
            selector,
            pairs,
            proposer,
            PlaceFinder(self.corpus, selector, self._scopes),
            self._facts,
            self._topics,
            self._hints,
            self.rulebook.facts,
            self._roles,
        )
        found = self.understand(conversation, as_of=as_of)
        worked = [e for of in self._estimates(found) for e in of]
        doubt = self.doubts.doubt(found, worked, conversation.turns[:-1])
        shown = doubt and replace(doubt, probability=round(doubt.probability, 4))
        return replace(explain(conversation, readers, as_of=as_of), doubt=shown)

    def signals(self, question: str, *, as_of: date) -> Signals | None:
        """What decides whether a lone question is answerable; None if words settle it already."""
        return self._understander.signals(question, as_of=as_of)

    @property
    def roles(self) -> Roles:
        """What says what the numbers of a message do."""
        return self._roles

    @property
    def completer(self) -> Completer:
        """What gives the sums that a first message left over to what its clauses lack."""
        return self._understander.completer

    @property
    def voter(self) -> Voter:
        """Weighs which clause a later message is about."""
        return self._understander.voter

    @property
    def retold_reading(self) -> RetoldReader:
        """What reads a message as one that takes back earlier ones (evaluation weighs it)."""
        return self._understander.retold_reading

    @property
    def rereader(self) -> Rereader:
        """What reads later messages a second time."""
        return self._understander.rereader

    @property
    def purposes(self) -> PurposeReader:
        """What weighs whether a message is for the policies at all."""
        return self._understander.purposes

    def understand(self, conversation: Conversation, *, as_of: date) -> Understanding:
        """What the conversation's last message was understood to ask."""
        return self._understander.understand(conversation, as_of=as_of)

    @property
    def rivals(self) -> RivalFinder:
        """What finds the clause that a message may be about instead."""
        return self._understander.rivals

    @property
    def topics(self) -> Topics:
        """The matters that the policies are charted by."""
        return self._topics

    def read(self, question: str, *, as_of: date) -> Turn:
        """A lone message as it is read."""
        return self._turns.read(question, as_of=as_of)

    @property
    def asides(self) -> AsideReader:
        """What finds the clauses of a message that say nothing of any policy."""
        return self._understander.asides

    def company(self, sentence: str, *, as_of: date) -> Company:
        """The company that a sentence describes, as far as it is read.

        Raises:
            QuestionError: the sentence is empty or too long.
        """
        from assistant.answer.company import company_of

        heard = Conversation("", ()).say(sentence)
        read = self._understander.understand(heard, as_of=as_of)
        return company_of(read, self.corpus, self.rulebook)

    def without_names(self, turn: Turn) -> str:
        """What retrieval looks for in a message: without the places and sums it names."""
        return self._understander.without_names(turn)

    def own_signals(self, text: str, policies: Sequence[str]) -> tuple[float, float, float]:
        """What decides whether policies that no topic knows answer a text; see Selector."""
        return self._understander.own_signals(text, policies)

    def _estimates(self, understanding: Understanding) -> list[tuple[Estimate, ...]]:
        """The estimates of each clause in question."""
        found = [self._calculate(focus, understanding) for focus in understanding.focus]
        found = _settled_once(understanding.focus, found)
        if Intent.TOTAL in understanding.intents:
            return under_shared_caps(found, self.rulebook.statements)
        return found

    def _calculate(self, focus: Focus, understanding: Understanding) -> tuple[Estimate, ...]:
        """The estimates of one clause, one set for each case, labelled."""
        policy = self.corpus.policy(focus.clause_id.policy)
        sets: list[tuple[str, tuple[Estimate, ...]]] = []
        cases = focus.cases
        if self._selector.is_uncharted({policy.id}):
            number, turn = understanding.ledger.turn, understanding.turn
            cases = tuple(
                (label, without_lent(stated, turn, number, self.rulebook.facts))
                for label, stated in cases
            )
        if len(cases) == 1:
            cases = self._cases.by_class(str(focus.clause_id), cases[0][1]) or cases
        for label, stated in cases:
            facts = facts_told(stated)
            found = estimate_clause(
                str(focus.clause_id),
                facts,
                policy=policy,
                as_of=understanding.as_of,
                rulebook=self.rulebook,
            )
            found = tuple(self._of_one(e, facts, policy, understanding) for e in found)
            found = tuple(
                of_all_cases(
                    e,
                    facts,
                    [facts_told(own) for _, own in cases],
                    policy=policy,
                    as_of=understanding.as_of,
                    rulebook=self.rulebook,
                )
                for e in found
            )
            found = of_own_rule(found, focus, stated, policy, understanding.as_of, self.rulebook)
            only = only_rules(found, stated, self.rulebook)
            if only:  # a part that a rule of its own pays for, or the rest
                found = tuple(e for e in found if e.rule_id in only)
            bearing = self._selector.bearing
            found = bearing.only_own(found, focus.clause_id, stated, understanding)
            found = less_untold_additions(found, self.rulebook)
            found = less_got_before(found, self.rulebook, understanding)
            found = less_used_up(found, self.rulebook, stated)
            found = less_denied(
                found, self.rulebook.rule, understanding.turn, self._selector.is_uncharted
            )
            ladders = of_told_ladders(found, stated, self.rulebook)
            found = ladders or self._cases.closest(found, understanding)
            if not is_range(focus):
                found = tuple(self._with_cliffs(e, facts) for e in found)
            sets.append((label, found))
        if is_range(focus):
            ranges = between(sets[0][1], sets[-1][1])
            return tuple(self._with_cliffs(e, dict(e.facts)) for e in ranges)
        if len(sets) == 1 and not sets[0][0]:
            return tuple(dict.fromkeys(sets[0][1])) if len(sets[0][1]) > 1 else sets[0][1]
        alike = set(sets[0][1]).intersection(*(found for _, found in sets[1:]))
        if all(stated == cases[0][1] for _, stated in cases):  # two of a kind: each is paid
            alike = {e for e in alike if e.amount is None}
        labelled = [
            e if len(sets) > 1 and e in alike else replace(e, label=label)
            for label, found in sets
            for e in found
        ]
        return tuple(dict.fromkeys(labelled))

    def _of_one(
        self, estimate: Estimate, facts: Facts, policy: Policy, understanding: Understanding
    ) -> Estimate:
        """The estimate of one thing, where a rule of a policy taken in lacks only how many.

        单场2.3万观众的演唱会奖多少: one is what is asked about where no number is told.
        """
        if estimate.status is not EstimateStatus.FACTS_MISSING or len(estimate.missing) != 1:
            return estimate
        lacking = self.rulebook.facts.get(estimate.missing[0])
        if lacking is None or not counts_things(lacking) or understanding.unused:
            return estimate
        rule = self.rulebook.rule(estimate.rule_id)
        if rule.topic or Intent.REVERSE in understanding.intents:
            return estimate
        if lacking.name in {c.fact for c in (*rule.conditions, *rule.when)}:
            return estimate
        if any(map(counts_several, understanding.turn.quantities)):
            return estimate  # 开了2家店: what they count may be what lacks
        if counts_people(lacking) and any(map(tells_people, understanding.turn.quantities)):
            return estimate
        (found,) = (
            e
            for e in estimate_clause(
                estimate.clause_id,
                {**facts, lacking.name: Decimal(1)},
                policy=policy,
                as_of=understanding.as_of,
                rulebook=self.rulebook,
            )
            if e.rule_id == estimate.rule_id
        )
        told = f"没有说有几个，按1{lacking.unit_name[:1] or '个'}算"
        return replace(found, assumptions=(*found.assumptions, told))

    def _with_cliffs(self, estimate: Estimate, facts: Facts) -> Estimate:
        """The estimate with the thresholds and caps that are near."""
        if not estimate.rule_id:  # of a clause without a rule
            return estimate
        return with_cliffs(estimate, self.rulebook.rule(estimate.rule_id), facts, self.rulebook)


def _settled_once(
    focus: Sequence[Focus], estimates: Sequence[tuple[Estimate, ...]]
) -> list[tuple[Estimate, ...]]:
    """The estimates of each focus, less what a rule lacks there that another on its clause has.

    A park and a company in it are two matters on one clause: the company's rent is no open
    question of the park's.
    """
    told = [
        {e.rule_id for e in found if e.status is not EstimateStatus.FACTS_MISSING}
        for found in estimates
    ]
    kept = []
    for n, found in enumerate(estimates):
        twins = [m for m, f in enumerate(focus) if m != n and f.clause_id == focus[n].clause_id]
        elsewhere = frozenset[str]().union(*(told[m] for m in twins)) if told[n] else frozenset()
        kept.append(
            tuple(
                e
                for e in found
                if e.status is not EstimateStatus.FACTS_MISSING or e.rule_id not in elsewhere
            )
        )
    return kept


def _last(events: Iterator[Event]) -> Answer:
    """The answer that the steps end with."""
    for event in events:
        if isinstance(event, Done):
            return event.answer
    raise AssertionError("the steps always end with Done")


def _answer(
    conversation: Conversation,
    as_of: date,
    evidence: Evidence,
    draft: Draft,
    said: Sequence[Sentence],
    corpus: Corpus,
    specs: Mapping[str, FactSpec],
) -> Answer:
    key = "\x1f".join([corpus.version, as_of.isoformat(), *conversation.turns])
    digest = hashlib.sha256(key.encode()).hexdigest()
    cited = evidence if not evidence.understanding.refusal else replace(evidence, findings=())
    solved = tuple(s.estimate for s in cited.solved if s.estimate is not None)
    return Answer(
        id=digest[:20],
        conversation_id=conversation.id,
        question=conversation.question,
        as_of=as_of,
        outcome=draft.outcome,
        text=to_text(said),
        sentences=tuple(said),
        citations=cited.citations,
        estimates=(*cited.estimates, *solved),
        warnings=draft.warnings,
        clarify=draft.clarify,
        refusal=draft.refusal,
        follow_ups=draft.follow_ups,
        understood=understood_of(evidence, specs, corpus.places),
        table=draft.table,
        corpus_version=corpus.version,
        completeness=_completeness(draft, evidence),
        unused=evidence.every_unused,
        actions=draft.actions,
        figures=draft.figures,
    )


def _short_names(selector: Selector, corpus: Corpus) -> tuple[str, ...]:
    """Abbreviations of what policies speak of whose words nobody has listed (AI for 人工智能)."""
    taken_in = (policy for policy in corpus.policies if selector.is_uncharted([policy.id]))
    return abbreviations_in(policy.source for policy in taken_in)


def _completeness(draft: Draft, evidence: Evidence) -> Completeness:
    if draft.outcome is not Outcome.ANSWERED:
        return Completeness.NONE
    return Completeness.PARTIAL if evidence.unused else Completeness.COMPLETE
