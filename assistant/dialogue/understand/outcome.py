"""What a message comes to: the day, what was left unsaid, the ledger behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.dialogue.accounting import askers_left, unread_suppositions, untold
from assistant.dialogue.corpus_query import CorpusQuery, Days, SortKey, Table
from assistant.dialogue.days import lies_ahead, stretch_asked
from assistant.dialogue.gather import Gathered
from assistant.dialogue.ledger import Ledger, Matter
from assistant.dialogue.members import years_viewed
from assistant.dialogue.stated import Unused
from assistant.dialogue.turn import Turn
from assistant.dialogue.understand.by_words import FITS_WELL, matters_by_words
from assistant.dialogue.understand.context import UnderstandContext
from assistant.dialogue.understand.kept import memory_of
from assistant.dialogue.understand.refusals import asks_all_support, asks_whole_policy
from assistant.dialogue.understand.subject import Subject
from assistant.dialogue.understanding import Understanding
from assistant.policy.clause import ClauseId
from assistant.rules.facts import APPLICANT
from assistant.text.pattern import lazy
from assistant.text.receipts import got_before

_EARLIER = lazy(
    "^(?:那|就|还是|我们?|咱们?|干脆|好|行|,)*(?:提前|提早|赶早|改早|早点|往前[挪赶提])"
)
"""What moves what was asked about to an earlier day."""
APPLIES_NOW = lazy(
    "(?:今天|今年|现在|眼下|马上|立马|这就|尽快|赶紧|赶快|抓紧|这几天|这两天|过两天"
    "|(?:这个?|本|下个?)(?:周|礼拜|星期)[一二三四五六日天末]?)(?:之?内)?(?:就|再|来|去|赶紧|抓紧)*"
    "(?:申请|申报|申|报(?![价表])|递|交|提交|办)"
    "|(?:改回|回到|退回|还是|挪回|放回)(?:到|在)?(?:今天|今年|现在|眼下)(?!的)"
    "|[。,!]?那(?:现在|今天|眼下)(?:呢|就)?[?]?$"
)


def rivals(ctx: UnderstandContext, gathered: Gathered) -> tuple[ClauseId, ...]:
    """Clauses that may be meant instead of those in question.

    Where what was stated is worked out by a clause in question, one that works nothing out is
    no rival.
    """
    focus = {f.clause_id for f in gathered.focus}
    found: list[ClauseId] = []
    for _, matter in gathered.parts:
        stated = {s.name for s in matter.numbers if not s.is_assumed}
        used = any(stated & ctx.facts.needed(c) for c in matter.clauses)
        found += [
            c for c in matter.rivals if c not in focus and not (used and not ctx.facts.needed(c))
        ]
    return tuple(dict.fromkeys(found))


def untold_words(
    ctx: UnderstandContext,
    turn: Turn,
    ledger: Ledger,
    subject: Subject,
    gathered: Gathered,
    told: Sequence[Unused],
) -> tuple[Unused, ...]:
    """The words of a message that goes on and changes nothing."""
    changed = [
        (None if index is None else ledger.matters[index], matter)
        for index, matter in gathered.parts
    ]
    clauses = [c for part in subject.parts for c in part.matter.clauses]
    # who applies is tested by every rule, be it that it lets in all
    tested = frozenset({APPLICANT}).union(*(ctx.hints.tested(c) for c in clauses))
    known = [*turn.scope.spans, *turn.named, *((m.start, m.end) for m in turn.multiples)]
    facts = [s for _, matter in gathered.parts for s in matter.numbers]
    known += years_viewed(turn.folded, facts)
    texts = ctx.facts.texts_of(clauses)
    found = untold(turn, changed, known, told, tested, texts)
    if found and _names_other(ctx, turn, clauses):
        return tuple(replace(each, kind="matter") for each in found)
    return found


def _names_other(ctx: UnderstandContext, turn: Turn, clauses: Sequence[ClauseId]) -> bool:
    """Whether words of a message fit another clause of the same policies better."""
    policies = tuple(dict.fromkeys(c.policy for c in clauses))
    text = ctx.places.without_names(turn, 0, len(turn.folded))
    best = ctx.selector.rank(text, turn.topics, policies or None).best
    return best is not None and best.clause_id not in clauses and best.score > FITS_WELL


def day_asked(
    ctx: UnderstandContext, turn: Turn, as_of: date, ledger: Ledger, subject: Subject
) -> date | None:
    """The day that the message asks about, within the validity of what it asks about."""
    got = [*((r.start, r.end) for r in turn.receipts), *got_before(turn.folded)]
    if got:  # 前年领过50万 tells when that was got
        days = [d for d in turn.dates if not any(low <= d.start < high for low, high in got)]
        turn = replace(turn, dates=tuple(days))
    stretch = stretch_asked(turn, as_of, ledger.day)
    if ledger.day is not None and APPLIES_NOW.search(turn.folded):
        return as_of  # after 2027年10月再申呢: 那就今年申
    if stretch is None and ledger.day is not None and _EARLIER.search(turn.folded):
        days = [m for m in turn.dates if m.precision != "now" and m.last_day >= as_of]
        if len(days) == 1:  # 那就提前,2026年10月签
            stretch = days[0].first_day, days[0].last_day
    policies = subject.policies or tuple(
        c.policy for part in subject.parts for c in part.matter.clauses
    )
    is_later = ledger.day is not None and ctx.places.ends_before(policies, ledger.day)
    if stretch is None and is_later and _tells_of_now(turn, as_of):
        return as_of  # after 三年以后还有吗, which there is not: 今年评估拿了个合格
    if stretch is None:
        ahead = lies_ahead(turn, as_of)
        # 明年花1000万租算力 after the last day of the policy
        return ahead[1] if ahead and ctx.places.ends_before(policies, ahead[0]) else None
    return ctx.places.day_in_force(policies, *stretch)


def _tells_of_now(turn: Turn, as_of: date) -> bool:
    """Whether all that a message dates has happened, or happens this year."""
    told = [d for d in turn.dates if d.precision != "now"]
    return bool(told) and all(d.first_day <= as_of for d in told)


_ANYTHING_ELSE = lazy(
    "(?:那么?|除了这个|请问|,)*(?:还(?:有|能[拿领报申]请?)(?:没有)?(?:什么|啥|哪些)?(?:别的|其他的?|其它的?)?(?:补贴|政策|项目|条款)?"
    "|(?:没有?|有没有|还有没有)(?:别的|其他的?|其它的?)|(?:别的|其他的?|其它的?)(?:补贴|政策|项目|条款)?)(?:了|吗|么|呢|没有?|[,。?!])*"
)
"""还有吗, 还能拿啥: what else the policies in question give."""
_BY_DAY = (SortKey.FIRST_DAY, SortKey.LAST_DAY, SortKey.TERM)
_WHICH_PAPER = lazy(
    "哪(?:一|几)?[个份部篇些条家项件种]|哪[里儿区市边]|谁|政策|文件|措施|办法|[都各]|所有|收录"
    "|的(?=呢|是(?!哪[天年]|几号|什么时候)|[?。!]?$)"
)
"""What holds several policies against each other (哪份最晚到期)."""


def corpus_query(
    ctx: UnderstandContext, turn: Turn, ledger: Ledger, as_of: date
) -> CorpusQuery | None:
    """The question about the corpus as a whole that the message asks, or goes on with."""
    found = ctx.queries.read(turn, as_of=as_of)
    if found is not None and found.sort in _BY_DAY and not found.policies:
        is_of_one = bool(ledger.live) and ledger.query is None
        if is_of_one and not _WHICH_PAPER.search(turn.folded):
            return None  # 最晚哪天到期: of the policy spoken of
    if found is None and ledger.query is not None:
        found = ctx.queries.refine(ledger.query, turn, as_of=as_of)
    is_reply = ledger.turn > 0 and turn.scope.is_named and asks_whole_policy(turn)
    is_reply = is_reply and not turn.intents  # 福田, after it was asked back which support is meant
    if found is None and ledger.in_question and _ANYTHING_ELSE.fullmatch(turn.folded):
        own = tuple(dict.fromkeys(c.policy for m in ledger.in_question for c in m.clauses))
        return CorpusQuery(table=Table.CLAUSES, when=Days(as_of, as_of), policies=own)
    is_told_only = ctx.places.are_unbinding(turn.scope.policies)  # what an article says is its own
    asks_all = asks_all_support(turn) and not is_told_only
    if found is None and not ledger.matters and (asks_all or is_reply):
        today = Days(as_of, as_of)
        return CorpusQuery(table=Table.CLAUSES, when=today, policies=turn.scope.policies)
    return found


def over_tables(
    turn: Turn, ledger: Ledger, as_of: date, query: CorpusQuery, number: int
) -> Understanding:
    """A question that tables answer; the matters of the conversation stay as they are."""
    plain = without_subject(turn, ledger, as_of, "", number)
    named = query.policies if len(query.policies) == 1 and turn.scope.is_named else ()
    after = replace(
        plain.ledger,
        query=query,
        intents=turn.intents,
        policies=named or plain.ledger.policies,  # 那份叫什么 → 那份里头孵化器最高多少
    )
    return replace(plain, query=query, ledger=after)


def without_subject(
    turn: Turn,
    ledger: Ledger,
    as_of: date,
    refusal: str,
    number: int,
    subject: Subject | None = None,
) -> Understanding:
    """A message that asks nothing of the policies, or that they cannot answer."""
    policies = subject.policies if subject else ()
    return Understanding(
        turn=turn,
        as_of=as_of,
        is_day_named=False,
        policies=policies,
        is_scope_named=bool(policies),
        focus=(),
        absent=(),
        claims=turn.claims,
        intents=turn.intents,
        is_policy_level=False,
        relevance=subject.relevance if subject else 0.0,
        refusal=refusal,
        nearest=subject.nearest if subject else (),
        memory=memory_of(ledger),
        ledger=replace(ledger, turn=number, asked=""),
    )


def after_refusal(
    ctx: UnderstandContext, turn: Turn, ledger: Ledger, subject: Subject, number: int
) -> Ledger:
    """A refused message keeps its matter: the next may name a place that has it.

    What was asked of another city is remembered as a matter without clauses, so that a number
    that follows falls on nothing. Who is in a place without measures of its own (罗湖) asks for the
    region's from then on.
    """
    if turn.scope.within and not (turn.scope.is_named or ledger.matters or ledger.policies):
        ledger = replace(ledger, policies=ctx.places.above())
    if subject.refusal not in ("elsewhere", "within"):
        return replace(ledger, turn=number, asked="")
    text = ctx.places.without_names(turn, 0, len(turn.folded))
    if subject.refusal == "within" and matters_by_words(ctx, turn, ledger):
        return replace(ledger, turn=number, asked="")  # 盐田区自己的呢: the matter stays
    matter = Matter((), (), tuple(sorted(turn.topics.items())), text, turn=number)
    after = ledger.with_matters([(None, matter)])
    return replace(after, turn=number, intents=turn.intents, asked="")


def ledger_after(
    turn: Turn,
    ledger: Ledger,
    subject: Subject,
    gathered: Gathered,
    day: date | None,
    number: int,
) -> Ledger:
    """The ledger after a message."""
    after = ledger.with_matters(list(gathered.parts)) if gathered.parts else ledger
    return replace(
        after,
        policies=subject.policies or ledger.policies,
        flags=gathered.flags,
        intents=turn.intents,
        day=day,
        asked=gathered.asked,
        turn=number,
        query=None,
    )


def unheard(turn: Turn, gathered: Gathered, *, supposes: bool) -> tuple[Unused, ...]:
    """What a message that goes on supposes, or whom it counts, that nothing took up."""
    spans = [*turn.scope.spans, *turn.named, *((m.start, m.end) for m in turn.multiples)]
    left = unread_suppositions(turn, spans) if supposes else ()
    return left or askers_left(turn, sum(len(f.cases) for f in gathered.focus))


def told_once(unmatched: Sequence[Unused], numbers: Sequence[Unused]) -> tuple[Unused, ...]:
    """What was not used, without what stands inside a stretch that is told as a whole."""
    inside = [
        n for n in numbers if not any(u.start <= n.start and n.end <= u.end for u in unmatched)
    ]
    return (*unmatched, *inside)
