"""Matters of stretches that nothing found so far accounts for.

The learned reader proposes them, or such a stretch is read as a message of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import pairwise

from assistant.dialogue.acts import Act
from assistant.dialogue.aspects import clause_around, content_of
from assistant.dialogue.borne_out import said_to_be_never
from assistant.dialogue.choose import SUBJECT
from assistant.dialogue.gather import Part
from assistant.dialogue.grouping import ASKS, Group, asked_clauses, only_who
from assistant.dialogue.heads import is_of
from assistant.dialogue.ledger import Ledger, Matter
from assistant.dialogue.parties import asks_of_both, others_asked
from assistant.dialogue.stated import Unused
from assistant.dialogue.turn import Intent, Turn, blank
from assistant.dialogue.understand.context import UnderstandContext
from assistant.dialogue.understand.explaining import one_more
from assistant.dialogue.understand.refusals import NAMES
from assistant.dialogue.understand.subject import Subject, less_strays
from assistant.dialogue.understand.wording import MARKS
from assistant.policy.clause import ClauseId
from assistant.text.pattern import lazy
from assistant.text.units import Unit

Spans = Collection[tuple[int, int]]

_SEVERAL = 2
_LONGEST_APART, _MOST_APART, _SHARE_APART = 400, 6, 0.8
"""How long a message may be, how many of its stretches are read by themselves, and how much of it
one may be: what each costs is bounded, and what is read by itself grows shorter."""
_MOST_PROPOSED = 4
"""About so many stretches that nothing matched the learned reader is asked."""
_MOST_BEFORE = 2
"""So many clauses before that of a sum may say what it is for."""
_BARE = 0.4
"""From which probability, by words, the learned reader is asked what a sum that names no matter is
for: three of four such stretches stay below, and of 1 500 it found a clause for five."""
_POINTS_AT = lazy("[这那](?:[两二三四几][块项个样笔件条家]|[俩仨些])")
"""What asks of matters told before (这俩市里都补吗)."""
_ASKS_SO_MANY = lazy(
    "(?:问|算|要|求|列)(?:的是|一下|下|这|那)?[两三四五六七八](?:个|件|项|笔|样|条)(?:补贴|补助|奖励?|钱|数)?"
    "(?:各|分别|都|一共|总共|能|给|补|拿)*(?:多少|几)"
)
"""What says no more than how many are asked about (我理解是问两个补贴各多少)."""
_MORE = "(?:另外|还有|此外|再有|再就是|顺便|顺带|外加|再加上?|以及)"
_ADDS = lazy(
    r"[,。;!?、\s]*(?:[上下]半年|[今明去]年|年底|最近)?"
    rf"(?:{_MORE}|[还又](?![是没不好行可能得差剩在算]))"
)
"""What opens one more matter: 还开源了个算子库."""
_ADDS_ONE = lazy(rf"[,。;!?、\s]*{_MORE}")
_ADDS_BEFORE = lazy(rf"{_MORE}[,\s]*$")
_FAINT = 0.1
"""From which probability a question of its own in words of the language alone is told."""
_TELLING = 4
"""A clause as long as this may name a matter in words of the language alone (企业发展得好)."""
_SENTENCE = lazy("[^。;!?\n]+[。;!?\n]*")
_BESIDE_TOLD = lazy(r"\([^()]*\)")
"""What is told in brackets is of the matter that they follow."""


def with_proposed(
    ctx: UnderstandContext,
    turn: Turn,
    parts: tuple[Part, ...],
    unmatched: tuple[Unused, ...],
    policies: tuple[str, ...],
) -> tuple[tuple[Part, ...], tuple[Unused, ...]]:
    """With the matters that the learned reader finds in stretches that nothing else matched."""
    known = {c for part in parts for c in part.matter.clauses}
    more: list[Part] = []
    left: list[Unused] = []
    for n, one in enumerate(unmatched):
        before = [m for m in turn.scope.marks if m.start < one.end and m.policies]
        scope = before[-1].policies if before else policies
        text = turn.folded[one.start : one.end]
        # 东莞办活动100万,龙岗买算力500万: what is told of a place not collected is no other place's
        is_asked = n < _MOST_PROPOSED and not _is_of_another_place(turn, one.start, one.end)
        # 我还有个会: words of the language alone name no matter, whatever the reader scores.
        clauses = ctx.proposer.clauses(text, scope) if is_asked and content_of(text) else ()
        if not clauses or known & set(clauses):
            left.append(one)
            continue
        known |= set(clauses)
        group = Group(one.start, one.end, turn.folded[one.start : one.end], {})
        more.append(new_part(ctx, turn, group, clauses, policies, _SEVERAL))
    if not more:
        return parts, unmatched
    return joined(parts, more), tuple(left)


def completed(
    ctx: UnderstandContext,
    turn: Turn,
    parts: tuple[Part, ...],
    unmatched: tuple[Unused, ...],
    policies: tuple[str, ...],
) -> tuple[tuple[Part, ...], tuple[Unused, ...]]:
    """With the matters of stretches that nothing found so far accounts for.

    Whatever kept such a stretch apart or ran it into its neighbour, it is a question of its
    own: it is read as a message would be that says nothing else, in the place that holds there.
    """
    if turn.scope.articles or turn.scope.clauses or Intent.MATCH in turn.intents:
        return parts, unmatched
    if len(turn.folded) > _LONGEST_APART:
        return parts, unmatched
    known = {c for part in parts for c in part.matter.clauses}
    more: list[Part] = []
    for start, end in _unaccounted(ctx, turn, known, unmatched, policies)[:_MOST_APART]:
        clauses = _of_itself(ctx, turn, start, end, known, policies)
        clauses = clauses or _one_more(ctx, turn, start, end, known, policies)
        if not clauses:
            is_told = any(u.start < end and start < u.end for u in unmatched)
            if not is_told and _is_another(ctx, turn, start, end, known, policies):
                text = turn.folded[start:end]
                low, high = (
                    start + len(text) - len(text.lstrip(MARKS)),
                    start + len(text.rstrip(MARKS)),
                )
                unmatched = (*unmatched, Unused(turn.folded[low:high], low, high, "matter"))
            continue
        known |= set(clauses)
        text = turn.folded[start:end]
        group = Group(start, end, text, ctx.topics.named_in(text))
        more.append(new_part(ctx, turn, group, clauses, policies, _SEVERAL))
    if not more:
        return parts, unmatched
    spans = [span for part in more for span in part.stretches]
    left = (u for u in unmatched if not any(s < u.end and u.start < e for s, e in spans))
    return joined(parts, more), tuple(left)


def joined(parts: Sequence[Part], more: Sequence[Part]) -> tuple[Part, ...]:
    """All matters in the order of their words, the first ones without the words of the others."""
    spans = [span for part in more for span in part.stretches]
    rest = [less_strays(part, spans) for part in parts]
    return tuple(sorted((*rest, *more), key=lambda part: part.stretches[:1]))


def with_left(
    ctx: UnderstandContext, turn: Turn, subject: Subject, left: Sequence[Unused], used: Spans
) -> Subject | None:
    """With the matters of sums that none of those found takes; None where there are none.

    龙岗办个机器人大会实际花了650万,会上我们的机器人新品首次卖出去一批,成本110万: the clause of the
    sum, with those before it that tell none, is read as a message of its own. ``used`` are the
    numbers that the matters found take.
    """
    if len(turn.folded) > _LONGEST_APART or Intent.MATCH in turn.intents or not subject.parts:
        return None
    known = {c for part in subject.parts for c in part.matter.clauses}
    is_all_known = turn.topics.keys() <= ctx.topics.of_clauses(known)
    more: list[Part] = []
    for one in left[:_MOST_PROPOSED]:
        if one.kind != "number" or not _tells_sum(turn, one):
            continue
        if is_all_known and _is_borne(ctx, turn, one, known):
            continue  # 搞了个…平台,投入500万: what was spent on what is paid up to a ceiling
        for start, end in _stretches_of(turn, one, used):
            clauses = _of_itself(ctx, turn, start, end, known, subject.policies)
            if clauses:
                known |= set(clauses)
                text = turn.folded[start:end]
                group = Group(start, end, text, ctx.topics.named_in(text))
                more.append(new_part(ctx, turn, group, clauses, subject.policies, _SEVERAL))
                break
    if not more:
        return None
    return replace(subject, parts=joined(subject.parts, more))


def _is_borne(
    ctx: UnderstandContext, turn: Turn, one: Unused, known: AbstractSet[ClauseId]
) -> bool:
    """Whether a sum stands in one sentence with what a clause found pays without any sum."""
    sentence = next((m for m in _SENTENCE.finditer(turn.folded) if m.end() > one.start), None)
    text = turn.folded if sentence is None else sentence.group()
    named = ctx.topics.named_in(text)
    return any(ctx.selector.bearing.bears(c, named) for c in known)


def _tells_sum(turn: Turn, one: Unused) -> bool:
    """Whether what was left over holds a sum of money that is not taken back at once."""
    return any(
        q.unit is Unit.YUAN
        and q.role == "amount"
        and one.start <= q.start < one.end
        and said_to_be_never(turn.folded, q.start, q.end) < 0
        for q in turn.quantities
    )


def _stretches_of(turn: Turn, one: Unused, used: Spans) -> Iterator[tuple[int, int]]:
    """The clause of what was left over, then with those before it that tell no other number."""
    low, high = clause_around(turn.folded, one.start, one.end)
    yield low, high
    for _ in range(_MOST_BEFORE):
        if low <= 0 or turn.folded[low - 1] in "。;!?":
            return
        low, _ = clause_around(turn.folded, low - 1, low - 1)
        if any(low <= start < high for start, _ in used):
            return
        yield low, high


def segments_of_own(
    ctx: UnderstandContext,
    turn: Turn,
    parts: tuple[Part, ...],
    unmatched: tuple[Unused, ...],
    policies: tuple[str, ...],
) -> tuple[tuple[Part, ...], tuple[Unused, ...]]:
    """The matters of a policy that was taken in, with those of segments that none of them is near.

    …;另外有4名员工考下证书,干满一年了: no topic word tells of it, so the segment is laid against
    every clause by itself. One that is far nearer to it than those found is a matter of its own.
    """
    known = {c for part in parts for c in part.matter.clauses}
    within = policies or tuple(sorted({c.policy for c in known}))
    is_named = bool(turn.scope.articles or turn.scope.clauses)
    if len(within) != 1 or is_named or Intent.MATCH in turn.intents:
        return parts, unmatched
    segments = _segments(turn.folded)
    more: list[Part] = []
    for start, end in segments if 1 < len(segments) <= _MOST_APART else ():
        text = ctx.places.without_names(turn, start, end)
        if content_of(text) < _TELLING or _ONLY_ASKS.match(turn.folded[start:end]):
            continue
        ranked = [r for r in ctx.selector.rank(text, {}, within).ranked if r.score > 0]
        own = max((r.score for r in ranked if r.clause_id in known), default=0.0)
        others = [r for r in ranked if r.clause_id not in known]
        if not others or others[0].score < max(_OWN_LEAST, _OWN_AHEAD * own):
            continue
        if len(others) > 1 and others[0].score < _OWN_APART * others[1].score:
            continue
        clause = others[0].clause_id
        if not ctx.facts.has_rules(clause):
            continue
        known.add(clause)
        group = Group(start, end, turn.folded[start:end], {})
        more.append(new_part(ctx, turn, group, (clause,), policies, _SEVERAL))
    if not more:
        return parts, unmatched
    return joined(parts, more), unmatched


_OWN_LEAST, _OWN_AHEAD, _OWN_APART = 0.3, 1.5, 1.1
"""How near a clause must be to a segment, how much nearer than those found and than the next.

Chosen by hand on the sets of questions under benchmarks, where no right answer was lost by them."""
_ONLY_ASKS = lazy("[^,0-9]{0,16}(?:多少|几[多万成块]|怎么算|补不补)[^,0-9]{0,4}$")


def _segments(text: str) -> list[tuple[int, int]]:
    """The sentences of a message, cut where a clause opens with a word of adding."""
    found: list[tuple[int, int]] = []
    for sentence in _SENTENCE.finditer(text):
        cuts = [m.start() for m in _OPENS_ONE.finditer(text, *sentence.span())]
        edges = [sentence.start(), *cuts, sentence.end()]
        found += [(a, b) for a, b in pairwise(edges) if b > a]
    return found


_OPENS_ONE = lazy(
    f"(?<=,)(?:同一?年|当年|[今去]年)?(?:{_MORE}|同时|[还又](?![是没不好行可能得差剩在算]))"
)


def _unaccounted(
    ctx: UnderstandContext,
    turn: Turn,
    known: AbstractSet[ClauseId],
    unmatched: Sequence[Unused],
    policies: tuple[str, ...],
) -> list[tuple[int, int]]:
    """Stretches that count or ask and hold no word of the matters found, and those left over.

    What all matters are asked for together (这三样都给不给) asks for each.
    """
    found = [(u.start, u.end) for u in unmatched if u.kind == "matter"]
    matters = ctx.topics.of_clauses(known)
    pointed = [(s, e) for s, e, to in ctx.hints.places(turn.folded) if to & known]
    told = [(f.start, f.end) for f in turn.flags if any(ctx.hints.tests(c, f.name) for c in known)]
    told += [m.span() for m in _BESIDE_TOLD.finditer(turn.folded)]
    told += [(c.start, c.end) for c in turn.claims]
    told += [*others_asked(turn.folded)] if asks_of_both(turn.folded) else []
    asks_all = _asks_all(turn) or ASKS.search(turn.folded) is None
    for start, end in asked_clauses(turn.folded):
        if any(s < end and start < e for s, e in (*told, *found)):
            continue
        text = turn.folded[start:end]
        if not found and only_who(turn, start, end):
            continue  # 龙华做具身机器人的公司,…
        asks = ASKS.search(text) is not None and content_of(text) >= _SEVERAL
        # A word that is of a fact in question too names nothing else: 典型案例1个,示范项目2个.
        own = [(s - start, e - start) for s, e in pointed if start <= s < end]
        topics = ctx.topics.named_in(text if asks else blank(text, own))
        adds = bool(topics) and _adds(turn.folded, start)
        of_kin = (asks or adds) and _has_kin(ctx, topics, known)
        if topics and matters & topics.keys() and not of_kin:
            continue
        is_more = asks_all and not own and _adds_noun(turn.folded, start, end)
        if _ASKS_SO_MANY.search(text):
            continue
        if (own and not topics) or (_POINTS_AT.search(text) and not (is_more or adds)):
            continue
        tells = any(q.role == "amount" and start <= q.start < end for q in turn.quantities)
        listed = {turn.folded[start - 1 : start], turn.folded[end - 1]} & {"、", ";"}
        is_told = asks or tells or is_more or (topics and (listed or asks_all or adds))
        if is_told or _one_more(ctx, turn, start, end, known, policies):
            found.append((start, end))
    # 企业 says who asks, and no condition of a matter
    who = {(f.start, f.end) for f in turn.flags if isinstance(f.value, str)}
    tested = [f for f in turn.flags if any(ctx.hints.tests(c, f.name) for c in known)]
    flags = [(f.start, f.end) for f in tested if not isinstance(f.value, str)]
    taken = [*(c for c in told if c not in {*who, *flags}), *found, *pointed]
    taken += [(q.start, q.end) for q in turn.quantities if q.role == "amount"]
    taken += [(s, e) for s, e, _ in ctx.topics.words_in(turn.folded)]
    return sorted([*found, *_own_questions(turn, taken, flags)])


def _own_questions(
    turn: Turn, taken: Sequence[tuple[int, int]], flags: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Sentences that ask and of which no word is taken: 企业发展得好,区里最多又给多少?

    Their question alone names nothing, what stands before it does. An item of a list states no
    condition of the item before it (;自家手环卖得达到规模了,能给多少).
    """
    sentences = [m.span() for m in _SENTENCE.finditer(turn.folded)]
    found = []
    for start, end in sentences[1:]:
        text = turn.folded[start:end]
        low, high = 0, text.find(",")
        is_item = turn.folded[start - 1] == ";" and content_of(text[low:high]) >= _SEVERAL
        held = taken if is_item else (*taken, *flags)
        if any(s < end and start < e for s, e in held) or _POINTS_AT.search(text):
            continue
        is_told = high - low >= _TELLING and not ASKS.search(text[low:high])
        if is_told and ASKS.search(text):
            found.append((start, end))
    return found


_WHAT_SUPPORT = lazy("(?:有|给)(?:什么|啥|哪些|没有)(?:支持|补贴|补助|奖励|资助|政策|扶持|钱)")


def _is_another(
    ctx: UnderstandContext,
    turn: Turn,
    start: int,
    end: int,
    known: AbstractSet[ClauseId],
    policies: tuple[str, ...],
) -> bool:
    """Whether a stretch that nothing answers is surely of a matter that was not found.

    It holds a topic word of another matter behind a word of adding, or is a question of its own.
    """
    text = turn.folded[start:end]
    topics = ctx.topics.named_in(text)
    if topics:
        other = not ctx.topics.of_clauses(known) & topics.keys()
        other = other and not is_of(text.strip(MARKS), ctx.facts.texts_of(known))
        return other and _adds(turn.folded, start)
    asks_all = _asks_all(turn) or ASKS.search(turn.folded) is None
    if asks_all and _adds_noun(turn.folded, start, end):
        return True
    if _adds(turn.folded, start) and _WHAT_SUPPORT.search(text) and content_of(text):
        return True  # 算力800万,另外金融有什么支持
    if "," not in text.strip(MARKS) or not ASKS.search(text):
        return False
    found = ctx.selector.rank(text, {}, policies or None)
    if content_of(text) >= _SEVERAL:
        return True
    is_new = found.best is not None and found.best.clause_id not in known
    return is_new and found.relevance >= _FAINT


def _adds_noun(text: str, start: int, end: int) -> bool:
    """Whether a stretch adds something with words that are none of the language (再加…优势学科)."""
    opened = _ADDS_ONE.match(text, start) or _ADDS_BEFORE.search(text, 0, start)
    return bool(opened) and content_of(text[start:end]) >= _SEVERAL


def _asks_all(turn: Turn) -> bool:
    """Whether a message asks for all that it told (这三样都给不给)."""
    return Intent.EACH in turn.intents or Act.ALL_MATTERS in turn.acts


def _adds(text: str, start: int) -> bool:
    """Whether a stretch is opened by a word of adding, in it or right before it."""
    return bool(_ADDS.match(text, start) or _ADDS_BEFORE.search(text, 0, start))


def _is_of_another_place(turn: Turn, start: int, end: int) -> bool:
    """Whether a stretch names but places whose measures are not collected."""
    inside = [m for m in turn.scope.marks if start <= m.start < end]
    return bool(inside) and not any(m.policies for m in inside) and turn.scope.is_named


def _one_more(
    ctx: UnderstandContext,
    turn: Turn,
    start: int,
    end: int,
    known: AbstractSet[ClauseId],
    policies: tuple[str, ...],
) -> tuple[ClauseId, ...]:
    """The clause that a stretch adds to those found, in the place that holds there; () if none."""
    before = [m for m in turn.scope.marks if m.start < end]
    if _is_of_another_place(turn, start, end):
        return ()
    scope = before[-1].policies if before else policies
    scope = scope or tuple(sorted({c.policy for c in known}))
    clause = one_more(ctx, turn, start, end, known, scope)
    return () if clause is None else (clause,)


def _has_kin(ctx: UnderstandContext, topics: Collection[str], known: Collection[ClauseId]) -> bool:
    """Whether a policy of the matters found has another clause on one of some topics.

    特色园区 and 专业楼宇 are one topic and two clauses of one article.
    """
    policies = {c.policy for c in known}
    return any(c.policy in policies and c not in known for t in topics for c in ctx.clauses_of(t))


def _of_itself(
    ctx: UnderstandContext,
    turn: Turn,
    start: int,
    end: int,
    known: AbstractSet[ClauseId],
    policies: tuple[str, ...],
) -> tuple[ClauseId, ...]:
    """The clauses of a stretch read as a message of its own; () if it is none."""
    text = own = turn.folded[start:end].strip(MARKS)
    before = [m for m in turn.scope.marks if m.start < end]
    if before and not before[-1].policies:
        return ()
    if before and before[-1].start < start:
        text = turn.folded[before[-1].start : before[-1].end] + text
    if len(text) > _SHARE_APART * len(turn.folded) or turn.as_of is None:
        return ()
    asks = ASKS.search(text) is not None
    names_none = not ctx.topics.named_in(text)
    sums = ((q.start, q.end) for q in turn.quantities if q.role == "amount")
    own_words = blank(turn.folded, [*turn.scope.spans, *sums])[start:end]
    if names_none and not content_of(own_words):
        return ()  # 福田会给多少, 前年2000万: nothing in it could make a matter sure
    is_bare = not asks and names_none  # 合同100万 tells a sum and no matter
    if is_bare and (
        ctx.selector.rank(own, {}, policies or None).relevance < _BARE
        or known >= set(ctx.proposer.clauses(text, policies))
    ):
        return ()  # whatever it is read as, nothing else makes it sure
    alone = ctx.by_purpose(text, Ledger(policies=policies), turn.as_of)
    if alone.refusal or alone.query is not None or alone.is_policy_level:
        return ()
    if turn.scope.within and any(u.kind == "number" for u in alone.unused):
        return ()  # 光明房租30万: nothing that holds there works with it
    clauses = tuple(dict.fromkeys(focus.clause_id for focus in alone.focus))
    is_named = sum(alone.turn.topics.values()) >= NAMES
    tells = any(q.role == "amount" for q in alone.turn.quantities)
    if not (asks or tells or is_named or _adds(turn.folded, start)):
        return ()  # 我老公公司在龙华做机器人的: who it is
    if not (asks or tells) and is_of(own, ctx.facts.texts_of(known)):
        return ()  # 训练语料开放到公共服务平台: in the words of a clause that was found
    if is_named:  # 国际标准, which the place lacks, is no other matter there
        clauses = tuple(c for c in clauses if ctx.topics.of_clauses([c]) & alone.turn.topics.keys())
    is_sure = is_named or alone.relevance >= SUBJECT
    if not (asks or alone.turn.topics):
        is_sure = bool(set(clauses) & set(ctx.proposer.clauses(text, policies)))
    return clauses if is_sure and not known & set(clauses) else ()


def new_part(
    ctx: UnderstandContext,
    turn: Turn,
    group: Group,
    clauses: tuple[ClauseId, ...],
    policies: tuple[str, ...],
    count: int,
) -> Part:
    """A stretch of a message as a new matter."""
    topics = group.topics if count > 1 else turn.topics
    start, end = (group.start, group.end) if count > 1 else (0, len(turn.folded))
    matter = Matter(
        clauses,
        tuple(dict.fromkeys(c.policy for c in clauses)) if policies else (),
        tuple(sorted(topics.items())),
        ctx.places.without_names(turn, start, end),
        trail=clauses,
    )
    return Part(None, matter, ((start, end),))
