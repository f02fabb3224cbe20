"""Stand-ins for what a test is not about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from assistant.answer.answer import (
    Answer,
    Caution,
    Citation,
    Clarify,
    Outcome,
    Refusal,
    RefusalReason,
    Result,
    Results,
    Role,
    Row,
    Sentence,
    Understood,
    WarningCode,
)
from assistant.answer.events import Done, Estimated, Event, Found, Said
from assistant.assistant import Assistant
from assistant.dialogue.conversation import Conversation
from assistant.policy.clause import ClauseId
from assistant.policy.corpus import Corpus, load_corpus
from assistant.retrieval.hit import Hit, Run
from assistant.rules.estimate import Estimate, EstimateStatus, Met, Step, Tested
from assistant.rules.rulebook import Rulebook, load_rulebook

ROOT = Path(__file__).parent.parent
CLAUSE = ClauseId.parse("longgang-2025#2")
QUOTE = "对购买算力的企业,按最高不超过算力服务费用的30%予以支持,最高不超过600万元。"


@cache
def corpus() -> Corpus:
    return load_corpus(ROOT / "corpus")


@cache
def rulebook() -> Rulebook:
    return load_rulebook(ROOT / "corpus", corpus())


def citation(n: int = 1, quote: str = QUOTE, as_of: date = date(2025, 6, 1)) -> Citation:
    policy = corpus().policy(CLAUSE.policy)
    clause = corpus().require(CLAUSE)
    start = max(policy.source.find(quote), 0)
    return Citation(
        n=n,
        clause_id=CLAUSE,
        policy_id=policy.id,
        policy_title=policy.title,
        label=clause.label,
        heading=clause.heading,
        quote=quote,
        start=start,
        end=start + len(quote),
        url=policy.url,
        status=policy.status_on(as_of),
        first_day=policy.first_day,
        last_day=policy.last_day,
    )


def estimate(as_of: date = date(2025, 6, 1)) -> Estimate:
    amount = Decimal(8_000_000) * Decimal("0.30")
    return Estimate(
        rule_id=f"{CLAUSE}:compute-service",
        clause_id=str(CLAUSE),
        title="算力服务费用支持",
        as_of=as_of,
        status=EstimateStatus.PAYABLE,
        amount=amount,
        uncapped=amount,
        range=None,
        facts=(("compute_fee_yuan", Decimal(8_000_000)),),
        missing=(),
        reasons=(),
        steps=(
            Step("800万元 × 30% = 240万元", amount, "按最高不超过算力服务费用的30%予以支持"),
            Step("240万元 未超过 600万元", amount, "最高不超过600万元"),
        ),
        assumptions=("按实际支付的算力服务费用计算",),
        period="每年",
        conditions=(Tested("购买算力的企业", Met.YES, "applicant_kind", "对购买算力的企业"),),
    )


def answer(
    conversation: Conversation, as_of: date, text: str = "最高可获支持 240万元", quote: str = QUOTE
) -> Answer:
    n = len(conversation.turns)
    return Answer(
        id=f"{conversation.id}-{n}",
        conversation_id=conversation.id,
        question=conversation.question,
        as_of=as_of,
        outcome=Outcome.ANSWERED,
        text=f"{text}[1]。",
        sentences=(
            Sentence(f"{text}。", (1,), (f"{CLAUSE}:compute-service",)),
            Sentence("这是条款允许的上限，须经审核。", (1,), role=Role.WARNING),
        ),
        citations=(citation(1, quote, as_of),),
        estimates=(estimate(as_of),),
        warnings=(Caution(WarningCode.NOT_GUARANTEED, "金额是上限，须经审核。", str(CLAUSE)),),
        clarify=None,
        refusal=None,
        follow_ups=("如果是2000万呢？", "什么时候到期？"),
        understood=(
            Understood("place", "region", "地区", "龙岗区"),
            Understood("fact", "compute_fee_yuan", "算力费", "800万元"),
        ),
        table=(Row("龙岗", str(CLAUSE), "240万元", "30%", "600万元", "购买算力", "至 2028-01-09"),)
        if "比" in conversation.question
        else (),
        corpus_version=corpus().version,
        timings_ms={"total": 4.1},
        figures=(Results((result(as_of),)),),
    )


def refused(conversation: Conversation, as_of: date) -> Answer:
    return Answer(
        id=f"{conversation.id}-{len(conversation.turns)}",
        conversation_id=conversation.id,
        question=conversation.question,
        as_of=as_of,
        outcome=Outcome.REFUSED,
        text="收录的政策不涉及这个问题。",
        sentences=(Sentence("收录的政策不涉及这个问题。"),),
        citations=(),
        estimates=(),
        warnings=(),
        clarify=None,
        refusal=Refusal(
            RefusalReason.OUT_OF_SCOPE,
            "收录的政策不涉及这个问题。",
            (CLAUSE,),
            ("龙岗区人工智能措施（二）",),
        ),
        follow_ups=(),
        understood=(),
        table=(),
        corpus_version=corpus().version,
    )


def asking_back(conversation: Conversation, as_of: date) -> Answer:
    question = "您在哪个区？"
    return Answer(
        id=f"{conversation.id}-{len(conversation.turns)}",
        conversation_id=conversation.id,
        question=conversation.question,
        as_of=as_of,
        outcome=Outcome.CLARIFY,
        text=question,
        sentences=(Sentence(question),),
        citations=(),
        estimates=(),
        warnings=(),
        clarify=Clarify(question, "region", ("龙岗区", "福田区")),
        refusal=None,
        follow_ups=(),
        understood=(),
        table=(),
        corpus_version=corpus().version,
    )


def result(as_of: date, **changed: Any) -> Result:
    """The row of the estimate."""
    policy, one = corpus().policy(CLAUSE.policy), estimate(as_of)
    made = Result(
        rule_id=one.rule_id,
        clause_id=one.clause_id,
        n=1,
        who="龙岗区",
        matter="购买算力",
        topic="compute-rent",
        case="",
        status=one.status,
        status_text=one.status_text,
        amount_text=one.amount_text,
        period="每年",
        share="100%",
        is_best=False,
        sum="800万元 × 30%",
        cap="600万元",
        terms="按不超过算力服务费用的 30%，最高 600万元",
        open=(),
        missing=(),
        reasons=(),
        validity=policy.status_on(as_of),
        last_day=policy.last_day,
        days_left=953,
    )
    return replace(made, **changed)


class FakeSearcher:
    def search(self, query: str, *, k: int = 10, policies: frozenset[str] | None = None) -> Run:
        return Run((Hit(CLAUSE, 0.9, 1, 0.8, 0.7),)[:k] if query else ())


class FakeAssistant(Assistant):
    """Answers at once, by a word in the question; ``asked`` are the conversations it got.

    天气 is refused, 哪个区 asks back, 坏在开头 and 坏在中途 raise before and after the first event.
    """

    corpus: Any
    searcher: Any
    rulebook: Any

    def __init__(self) -> None:
        self.corpus = corpus()
        self.searcher = FakeSearcher()
        self.rulebook = rulebook()
        self.asked: list[Conversation] = []

    def steps(self, conversation: Conversation, *, as_of: date) -> Iterator[Event]:
        self.asked.append(conversation)
        question = conversation.question
        if "坏在开头" in question:
            raise RuntimeError("secret detail")
        made = answer(conversation, as_of, *self.words(question))
        if "天气" in question:
            made = refused(conversation, as_of)
        if "哪个区" in question:
            made = asking_back(conversation, as_of)
        yield Found(made.citations)
        if "坏在中途" in question:
            raise RuntimeError("secret detail")
        yield Estimated(made.estimates)
        for sentence in made.sentences:
            yield Said(sentence)
        yield Done(made)

    def words(self, question: str) -> tuple[str, ...]:
        """Text and quote of the answer to a question; () for the usual ones."""
        return ()
