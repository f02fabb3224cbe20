"""Mentions joined where they point to a common clause, parted where one points elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from assistant.dialogue.closed_classes import load_language
from assistant.dialogue.grouping.clauses import (
    ASKED,
    STRONG,
    clause_of,
    counts_on,
    has_number,
    own_claim,
    sentence_of,
)
from assistant.dialogue.grouping.group import ASKS, Best, Cluster, Mention
from assistant.dialogue.grouping.where import Where
from assistant.dialogue.hints import Hints
from assistant.dialogue.topics import Topics
from assistant.dialogue.turn import Turn
from assistant.policy.clause import ClauseId
from assistant.text.pattern import lazy
from assistant.text.units import Unit

COMMA = lazy(r"[,、:]")
JOINT = lazy(
    "另外|还有|以及|此外|再加上|外加|顺便|同时|并且|而且|加上|和|与|及|跟|还|又|再|并|也|或"
)
_MONEY = frozenset({Unit.YUAN})
_COUNTS = frozenset({Unit.COUNT})
_PAIR = 2
PART = lazy("占[了去掉]?(?:其中|里面|里头|当中)|(?:其中|里面|里头|当中)(?:的?[^,。;!?]{0,8})?占")
"""What tells a part of the sum before it."""
_DOES = lazy(
    "(?:办|举办|搞|建|建设|买|采购|租|做|开发|研发)[了过]?(?:一?[场个次届])?[大小型ai]{0,3}$"
)
_OF = lazy("[过了]的")
_WHOSE_IT_IS = lazy("(?:是|归|属于?|算)(?:我们?|咱们?|俺们?|公司|自己|自家|自主|自有|本公司)+的?$")
_EVENT = lazy("[场届]$|[了过一两几\\d][场届][^,。;!?的了过\\d]{1,4}$")
"""What an event is counted by, and what it is like: 办了场四足|机器人|比赛."""
_HELD = lazy("(?:办|举办|组织)(?:了|过|完|的)?[一两几]?[个次]?$")
"""What is held is an event, whatever it is about: 办了个具身机器人|大会."""
_SUCH_EVENT = lazy("(?:[一两几]|\\d)(?:场|届|次)[^,。;!?场届\\d]{1,14}的$")
"""一场有国际影响力的机器人|大赛: the same, with what it is like before what it is about."""
_LEAD = 20
_GETS = lazy("买|采购|租用|租赁|租了|购置|\\d")
"""What is got, or for how much, before what it is for: 采购语料150万做模型研发."""
_DONE = lazy("(?:办|搞|建|买|购|租|做|发|用|投|训)[了过的]?$")
OPENS = lazy(
    "另外|还有|此外|再有|再就是|再问|顺便|顺带|同时|外加|再加上|以及|其次|第二|然后|接着|再说|再问|至于"
)


ITEM = lazy(
    "[,;:、](?:(?:还有|再有?|另有?|又有?|另外|此外)一?[件桩样项笔条码]事?|第?[二三四五六]则?[是、件桩样项笔条]"
    "|其[二三四]|一[边头面](?!的)|再就是|另外|再加上|外加)"
)
"""What opens one more item of what is told one by one (头一件…,还有一件…)."""


def clusters_of(
    turn: Turn,
    mentions: Sequence[Mention],
    topics: Topics,
    hints: Hints,
    best: Best | None,
    where: Where,
) -> list[Cluster]:
    """The mentions of a message as clusters, one for each matter."""
    clusters: list[Cluster] = []
    for mention in _phrases(turn, mentions):
        last = clusters[-1] if clusters else None
        if last is None:
            clusters.append(_cluster(mention))
            continue
        if _is_elsewhere(turn, mention, last):
            clusters.append(_there(mention, last, topics))
            continue
        shared = last.clauses & mention.clauses
        if shared and (
            _is_asked_between(turn, last, mention, hints, where)
            or _is_sum_beside(turn, last, mention, hints)
        ):
            clusters.append(_cluster(mention))
            continue
        if shared:
            own = _own_best(turn, last, mention, best)
            if own is not None:
                last.clauses = last.clauses - {own} or last.clauses
                clusters.append(replace(_cluster(mention), clauses=frozenset({own})))
                continue
            last.end, last.clauses = mention.end, shared
            last.named |= mention.named
            continue
        word = turn.folded[mention.start : mention.end]
        if _is_item(turn.folded, mention):
            clusters.append(_cluster(mention))
            continue
        if any(hints.uses(c, word) for c in last.clauses) or any(
            of_it(turn, mention, last, hints)
            for of_it in (_is_sum, _tells_its_sum, _is_condition, _is_bare)
        ):
            last.end = mention.end  # 总投资9000万: a number that its rules need
            continue
        if not _is_apart(turn, last.end, mention.start):
            last.end = mention.end
            if len(mention.clauses) < len(last.clauses):
                last.clauses = mention.clauses
            continue
        earlier = next((c for c in clusters[:-1] if c.clauses & mention.clauses), None)
        ahead = clause_of(turn.folded, mention.start)[1]
        asked = ASKED.search(turn.folded, mention.end, ahead) or (
            ASKS.search(turn.folded, mention.end, ahead)
            and COMMA.search(turn.folded, last.end, mention.start)
        )
        if earlier is not None and not asked and not own_claim(turn, last.end, ahead):
            last.end = mention.end
            last.past += tuple(mention.words)
            continue
        clusters.append(_cluster(mention))
    return clusters


def _is_asked_between(
    turn: Turn, last: Cluster, mention: Mention, hints: Hints, where: Where
) -> bool:
    """Whether the matter before was asked about in a place, and a sentence opens that tells anew.

    市里给多少?我们另外有个孵化器: that both words point to one clause joins nothing.
    """
    word = turn.folded[mention.start : mention.end]
    asked = any(last.end <= m.start < mention.start and where.is_asking(m) for m in where.marks)
    return (
        asked
        and bool(STRONG.search(turn.folded, last.end, mention.start))
        and not hints.is_sum(word)
    )


def _is_sum_beside(turn: Turn, last: Cluster, mention: Mention, hints: Hints) -> bool:
    """Whether of two sentences one tells a sum that what both words point to has no use for.

    备案模型调用合同完成额46万;自己的模型过了生成式备案1个: the sum is of another matter.
    """
    if not STRONG.search(turn.folded, last.end, mention.start):
        return False
    if any(hints.wants_sum(c) for c in last.clauses & mention.clauses):
        return False
    first = sentence_of(turn.folded, last.start)
    second = sentence_of(turn.folded, mention.start)
    sums = [own_claim(turn, *span, _MONEY) for span in (first, second)]
    counts = [own_claim(turn, *span, _COUNTS) for span in (first, second)]
    return sums != counts and sums[0] != sums[1] and counts == sums[::-1]


def _phrases(turn: Turn, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, those that nothing parts joined to one: 大模型训练语料的生产费用.

    Such a phrase points to what all its words point to, else to what the longest of them does; of
    words as long, the last one is the head if it stands right behind.
    """
    found: list[Mention] = []
    longest = 0
    for mention in mentions:
        length = mention.end - mention.start
        last = found[-1] if found else None
        between = turn.folded[last.end : mention.start] if last else ""
        if (
            last is None
            or mention.scope != last.scope
            or "(" in between
            or _is_apart(turn, last.end, mention.start)
        ):
            found.append(mention)
            longest = length
            continue
        shared = last.clauses & mention.clauses
        # Of words as long the last is the head, unless a verb begins anew: 租算力|训练|大模型.
        # 配套的AI分析|软件: of words as long the one that 的 leads to is the head as well.
        is_last = not between.strip("的") or between.startswith("的")
        is_head = length > longest or (length == longest and is_last)
        # 软件是我们自己的|知识产权: whose it is tells of the thing, which stays the matter.
        is_head = is_head and _WHOSE_IT_IS.search(between) is None
        # 备案过的|大型活动, 一场机器人|创业大赛: what stands before the head only describes it.
        is_head = is_head or _OF.match(between) is not None
        before = last.words[-1][0]  # 上个月办了场|具身机器人|论坛
        is_event = (
            _EVENT.search(turn.folded, max(0, before - 8), before) is not None
            or _HELD.search(turn.folded, 0, before) is not None
            or _SUCH_EVENT.search(turn.folded, max(0, before - _LEAD), before) is not None
        )
        is_head = is_head or is_event
        # 工厂|市场化办|活动: what is done is the matter, not who does it.
        is_head = is_head or (
            _DOES.search(between) is not None
            and _GETS.search(turn.folded, last.start, mention.start) is None
            and _DONE.search(turn.folded, max(0, last.start - 3), last.start) is None
        )
        head = mention if is_head else last
        longest = max(longest, length)
        found[-1] = replace(
            last,
            end=mention.end,
            clauses=shared or head.clauses,
            named=_with_others(last.named & mention.named, head.named),
            parts=(*last.words, *mention.words),
            past=(*last.past, *last.words) if is_event and not shared else last.past,
        )
    return found


def _with_others(both: frozenset[ClauseId], of_head: frozenset[ClauseId]) -> frozenset[ClauseId]:
    """What two words point to, and in places where they share nothing what the head does.

    机器人大会 is one clause of a district, and in the city what 大会 is.
    """
    there = {c.policy for c in both}
    return both | {c for c in of_head if c.policy not in there}


def _is_item(text: str, mention: Mention) -> bool:
    """Whether a mention is a whole item of a list (首版次软件、开源、爆款硬件)."""
    return text[mention.start - 1 : mention.start] == "、" == text[mention.end : mention.end + 1]


def _is_sum(turn: Turn, mention: Mention, last: Cluster, hints: Hints) -> bool:
    """Whether a mention only names a sum that the matter before needs (软硬件实际投资)."""
    words = [turn.folded[start:end] for start, end in mention.words]
    return (
        not STRONG.search(turn.folded, last.end, mention.start)
        and all(hints.is_sum(word) for word in words)
        and any(hints.counts(c, word) for word in words for c in last.clauses)
    )


def _tells_its_sum(turn: Turn, mention: Mention, last: Cluster, hints: Hints) -> bool:
    """Whether a clause only tells the sum that the matter before it still wants.

    In words for any sum (审定的总投入520万), of a part (场地费占了其中160万), or in words of a
    clause that works with no such sum (租金65万, where no policy in question pays for rent).
    """
    text = turn.folded
    low, high = clause_of(text, mention.start)
    if low < last.end or STRONG.search(text, last.end, low) or OPENS.match(text, low):
        return False
    if ASKS.search(text, last.start, low) or not own_claim(turn, low, high, _MONEY):
        return False
    if any(s >= last.end and e <= mention.start for s, e in turn.scope.spans) and (
        mention.scope != last.scope
    ):
        return False
    if PART.search(text, low, high):
        return True
    words = [text[start:end] for start, end in mention.words]
    is_told = own_claim(turn, last.start, low, _MONEY)
    if is_told or not all(hints.is_sum(word) for word in words):
        return False
    if not any(hints.counts(c, word) for c in mention.clauses for word in words):
        return True
    is_any = all(any(word.endswith(one) for one in _sums()) for word in words)
    return is_any and any(hints.wants_sum(c) for c in last.clauses)


@cache
def _sums() -> frozenset[str]:
    """Words of the language for a sum of anything (总投入, 合同额)."""
    return frozenset(w for w in load_language().of("spending") if len(w) > _PAIR)


def _own_best(turn: Turn, last: Cluster, mention: Mention, best: Best | None) -> ClauseId | None:
    """The clause of a sentence that says something of its own, where the one before says another.

    公共服务平台投了3500万;创新中心投了1200万: both words point to both clauses, each fits one best.
    """
    between = turn.folded[last.end : mention.start]
    is_asked = COMMA.search(between) and ASKED.search(turn.folded, last.start, mention.start)
    is_counted = COMMA.search(between) and own_claim(
        turn, last.end, mention.start, frozenset({Unit.YUAN})
    )
    if best is not None and (opened := ITEM.search(between)) and not STRONG.search(between):
        low, high = last.end + opened.start(), sentence_of(turn.folded, mention.start)[1]
        after = ITEM.search(turn.folded, mention.start, high)
        start = max((m.end() for m in ITEM.finditer(turn.folded, 0, last.start)), default=0)
        start = max(start, sentence_of(turn.folded, last.start)[0])
        spans = (start, low), (low, after.start() if after else high)
        one, two = (best(turn.folded[slice(*span)], last.scope) for span in spans)
        return two if one != two and one in last.clauses and two in mention.clauses else None
    if best is None or not (STRONG.search(between) or is_asked or is_counted):
        return None
    by_comma = bool(is_asked or is_counted) and not STRONG.search(between)
    first = sentence_of(turn.folded, last.start, by_comma=by_comma)
    second = sentence_of(turn.folded, mention.start, by_comma=by_comma)
    told = [
        has_number(turn, *span)
        or ASKS.search(turn.folded, *span)
        or OPENS.match(turn.folded, span[0])
        or turn.folded[span[0] - 1 : span[0]] == ";"  # an item of a list
        for span in (first, second)
    ]
    if first == second or not all(told):
        return None
    one, two = (best(turn.folded[slice(*span)], last.scope) for span in (first, second))
    if is_counted and not (one in last.clauses and two in mention.clauses):
        return None
    return two if two is not None and one is not None and one != two else None


def _cluster(mention: Mention, before: frozenset[ClauseId] = frozenset()) -> Cluster:
    """A new cluster.

    ``before``: all that the matter before points to, which a word of many matters (审定总投入) goes
    on with in another place.
    """
    shared = mention.clauses & before
    return Cluster(
        mention.start,
        mention.end,
        shared or mention.clauses,
        None,
        mention.scope,
        mention.named,
        goes_on=bool(shared),
        past=mention.past,
    )


def _there(mention: Mention, last: Cluster, topics: Topics) -> Cluster:
    """A cluster in another place; a word of several matters goes on with the one before it.

    福田…4个案例;前海…10个案例: of the two clauses there that count cases, the one on models.
    """
    found = _cluster(mention, last.named)
    matter = topics.of_clauses(last.clauses)
    kin = frozenset(c for c in found.clauses if topics.of_clauses([c]) & matter)
    return replace(found, clauses=kin) if found.goes_on and kin else found


def _is_elsewhere(turn: Turn, mention: Mention, last: Cluster) -> bool:
    """Whether a mention is about another place than the matter before it, told in between."""
    if mention.scope == last.scope or mention.scope is None:
        return False
    return _is_apart(turn, last.end, mention.start)


def _is_apart(turn: Turn, low: int, high: int) -> bool:
    """Whether anything parts two mentions: a mark, a joining word, a place or a number."""
    between = turn.folded[low:high]
    return bool(
        STRONG.search(between)
        or COMMA.search(between)
        or JOINT.search(between)
        or ASKED.search(between)
        or any(low <= s and e <= high for s, e in turn.scope.spans)
        or (own_claim(turn, low, high) and counts_on(turn, high))
    )


def _is_condition(turn: Turn, mention: Mention, last: Cluster, hints: Hints) -> bool:
    """Whether the words state a condition that the matter's rules test (模型已备案)."""
    between = turn.folded[last.end : mention.start]
    named = any(s < mention.end and mention.start < e for s, e in turn.named)
    if named and STRONG.search(between):
        return False  # …;园区被认定为软件名园: a matter of its own
    placed = any(last.end <= s and e <= mention.start for s, e in turn.scope.spans)
    if placed and (COMMA.search(between) or STRONG.search(between)):
        return False  # 办展会花了200万,龙华备案了2个模型: another place, another matter
    for stated in turn.flags:
        overlaps = stated.start < mention.end and mention.start < stated.end
        if overlaps and any(hints.tests(c, stated.name) for c in last.clauses):
            return True
    return False


def _is_bare(turn: Turn, mention: Mention, last: Cluster, hints: Hints) -> bool:
    """Whether a clause without a number holds no more than a condition of the matter (会去备案)."""
    low, high = clause_of(turn.folded, mention.start)
    counted = own_claim(turn, mention.end, high)
    counted = counted or own_claim(turn, low, high, frozenset({Unit.COUNT}))
    if counted or any(low <= s < high for s, _ in turn.scope.spans if s > last.end):
        return False
    if ASKS.search(turn.folded, low, high) or mention.parts:
        return False
    word = turn.folded[mention.start : mention.end]
    return any(hints.is_condition(c, word) for c in last.clauses)
