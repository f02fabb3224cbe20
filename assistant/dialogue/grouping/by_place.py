"""Clusters for clauses that name another place, or ask only there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from assistant.dialogue.aspects import content_of
from assistant.dialogue.grouping.asks_there import only_asks_there
from assistant.dialogue.grouping.clauses import (
    ASKED,
    clause_of,
    has_number,
    items_between,
    own_claim,
)
from assistant.dialogue.grouping.clusters import OPENS
from assistant.dialogue.grouping.group import ASKS, Cluster
from assistant.dialogue.grouping.where import Where
from assistant.dialogue.scope import Mark
from assistant.dialogue.topics import Topics
from assistant.dialogue.turn import Turn, blank
from assistant.policy.clause import ClauseId
from assistant.text.pattern import lazy

_ONLY_THERE = lazy("[只就光单](?:想)?问$")
CONTENT = 2
"""Characters of words unknown to the language that a matter of its own must have."""
_TOLD_ITEM = lazy(r"[^,。;!?、\d]{1,6}的(?=、)")
_ENDS_ITEM = lazy("(?:区|市)?(?:那边|这边)?的?(?:呢)?(?=[、,。;!?]|和|跟|以及|还有|$)")
_OPENING = lazy(OPENS.pattern + "|还")
"""The same inside an item."""
_SEVERAL = 2


def with_fallbacks(clusters: Sequence[Cluster], where: Where) -> list[Cluster]:
    """The matters before a place that is named where theirs has nothing are about both."""
    found = list(clusters)
    for mark in where.fallbacks:
        before = [n for n, c in enumerate(found) if c.end <= mark.start]
        if not before:
            continue
        last = found[before[-1]]
        own = last.scope or (() if len(where.fallbacks) > 1 else where.policies[:1])
        scope = tuple(dict.fromkeys((*own, *mark.policies)))
        clauses = frozenset(c for c in last.named if c.policy in scope)
        found[before[-1]] = replace(last, scope=scope, clauses=clauses or last.clauses)
    return found


def one_an_item(turn: Turn, clusters: Sequence[Cluster], topics: Topics) -> list[Cluster]:
    """Of an item between semicolons only what is counted or asked opens a matter.

    一是数据资产入表180万,在交易所流通了;二是开放到公共平台,生产费用60万: where is only told.
    """
    items = items_between(turn.folded)
    if len(items) < _SEVERAL + 1:
        return list(clusters)
    found: list[Cluster] = []
    for start, end in items:
        own = [c for c in clusters if start <= c.start < end]
        told = [
            c
            for c in own
            if (span := clause_of(turn.folded, c.start))
            and (has_number(turn, *span) or ASKS.search(turn.folded, *span))
        ]
        scopes = {c.scope for c in own}
        opens = _OPENING.search(turn.folded, start + 1, end)
        if len({c.clauses for c in told}) != 1 or len(own) < 2 or len(scopes) > 1 or opens:
            found += own
            continue
        one = told[0]
        named = dict.fromkeys(sorted(topics.of_clauses(one.clauses)), 1.0)
        last = max(c.end for c in own)
        found.append(replace(one, start=own[0].start, end=last, guessed=named))
    return found


def with_places(turn: Turn, clusters: list[Cluster], where: Where, topics: Topics) -> list[Cluster]:
    """Clusters for clauses that name another place with a number, and no matter (福田1500万).

    They are about the matter before, in that place. So are, of several matters, those that ask
    there without a word of their own (区里多少，市里多少).
    """
    if not where.is_varied or not clusters:
        return clusters
    found = list(clusters)
    root: dict[int, Cluster] = {}
    asked: dict[int, list[tuple[str, ...]]] = {}
    both: dict[int, tuple[Cluster, list[tuple[Mark, frozenset[ClauseId]]]]] = {}
    counted = {
        m.policies for m in where.marks if has_number(turn, *clause_of(turn.folded, m.start))
    }
    for mark in where.marks:
        around = next((c for c in found if c.start <= mark.start < c.end), None)
        if around is not None and not where.is_asking(mark):
            continue
        low, high = clause_of(turn.folded, mark.start)
        low = max(low, turn.folded.rfind(":", low, mark.start) + 1)  # 合同1100万：区里多少
        is_item = _is_bare_item(turn.folded, mark.start, mark.end)
        if is_item:
            low, high = mark.start, mark.end
        if any(low <= c.start < high and id(c) not in root for c in found):
            continue
        before = [c for c in found if c.end <= mark.start]
        last = around or max(before, key=lambda c: c.end, default=None)
        asks_first = last is None and where.is_asking(mark)
        last = last or _asked_next(turn, clusters, where, mark)
        if last is None or not mark.policies:
            continue
        head = root.get(id(last), last)
        counts = has_number(turn, low, high) and has_number(
            turn, clause_of(turn.folded, last.start)[0], low
        )
        above = clause_of(turn.folded, head.start)
        shares = (
            len(counted) >= _SEVERAL
            and len(clusters) == 1
            and has_number(turn, low, high)
            and not has_number(turn, *above)
            and not any(above[0] <= m.start < above[1] for m in where.marks)
        )  # 租算力,福田1000万,龙岗2500万
        counts = counts or shares
        asks = is_item or asks_first or (len(clusters) > 1 and _only_asks(turn, low, high))
        is_same = mark.policies == last.scope and not (
            asks and head is last and (is_item or _asks_elsewhere(where, clusters, last, mark))
        )
        clauses = frozenset(c for c in head.named if c.policy in mark.policies)
        kin = _alike(topics, head.clauses, mark.policies, turn.topics)
        clauses = (kin if head.goes_on else clauses) or clauses or kin
        is_told = _is_told_there(topics, before, head, mark, clauses)
        is_wider = asks and not is_item and head in found and not is_told
        if is_same or not (clauses or is_wider) or not (counts or asks):
            continue
        if clauses and _ONLY_THERE.search(turn.folded, 0, mark.start) and last in found:
            # 算力服务费64万,只问区里
            found[found.index(last)] = replace(last, clauses=clauses, scope=mark.policies)
            continue
        if is_wider:
            both.setdefault(id(head), (head, []))[1].append((mark, clauses))
            continue
        there = Cluster(mark.start, mark.end, clauses, None, mark.policies, last.named, True)
        found.append(there)
        root[id(there)] = head
        if shares or (asks and not is_item and not ASKED.search(turn.folded, head.start, low)):
            asked.setdefault(id(head), []).append(mark.policies)
    for head, marks in both.values():
        found[found.index(head)] = _asked_in(turn, where, head, marks)
    return sorted(
        (c for c in found if not _is_heading(c, asked.get(id(c), ()))), key=lambda c: c.start
    )


def _is_told_there(
    topics: Topics,
    before: Sequence[Cluster],
    head: Cluster,
    mark: Mark,
    clauses: frozenset[ClauseId],
) -> bool:
    """Whether a matter was told in a place already: 另外福田那条封顶多少 is asked beside it."""
    matter = topics.of_clauses(head.clauses)
    return any(
        c.scope == mark.policies
        and (c.clauses & clauses or (not clauses and matter & topics.of_clauses(c.clauses)))
        for c in before
    )


def _asked_in(
    turn: Turn, where: Where, head: Cluster, there: Sequence[tuple[Mark, frozenset[ClauseId]]]
) -> Cluster:
    """A matter with the places that it is asked about in, its own where that is asked as well.

    审定总投入500万。区里多少,市里多少: what is told of it holds in both.
    """
    marks = [mark for mark, _ in there]
    asked = [mark.policies for mark in marks]
    first = clause_of(turn.folded, marks[0].start)[0]
    is_own = ASKED.search(turn.folded, head.start, first) is not None
    is_own = is_own or not (len(asked) >= _SEVERAL if head.scope is None else head.scope in asked)
    own = (head.scope or where.policies) if is_own else ()
    scope = tuple(dict.fromkeys((*own, *(p for policies in asked for p in policies))))
    clauses = frozenset(c for c in head.clauses if c.policy in scope)
    clauses = clauses.union(*(found for _, found in there))
    end = max(head.end, marks[-1].end)
    return replace(head, end=end, scope=scope, clauses=clauses)


def _asked_next(
    turn: Turn, clusters: Sequence[Cluster], where: Where, mark: Mark
) -> Cluster | None:
    """The matter that a place asks for before it is named in the next one's clause.

    销量上规模了。区里最高多少,市里爆款那个最高多少.
    """
    if not where.is_asking(mark):
        return None
    first = min(clusters, key=lambda c: c.start, default=None)
    behind = [m for m in where.marks if m.start > mark.start]
    if first is None or not behind or behind[0].policies in ((), mark.policies):
        return None
    end = clause_of(turn.folded, mark.start)[1]
    low, high = clause_of(turn.folded, behind[0].start)
    return first if end == low == behind[0].start and low <= first.start < high else None


def _asks_elsewhere(where: Where, clusters: Sequence[Cluster], last: Cluster, mark: Mark) -> bool:
    """Whether beside a place another one is asked about the same matter (区里多少、市里多少)."""
    later = min((c.start for c in clusters if c.start > mark.start), default=None)
    return any(
        m.policies != mark.policies and where.is_asking(m)
        for m in where.marks
        if last.end <= m.start and (later is None or m.start < later)
    )


def _is_bare_item(text: str, start: int, end: int) -> bool:
    """Whether a place is all that an item of a list names (市里的人才培养、福田的、龙岗的)."""
    if text[start - 1 : start] not in ("、", ":"):
        return False
    told = _TOLD_ITEM.match(text, end)
    is_told = told is not None and content_of(told.group()) < CONTENT  # 龙岗今年备的、
    return is_told or (text[start - 1] == "、" and _ENDS_ITEM.match(text, end) is not None)


def _alike(
    topics: Topics, clauses: Iterable[ClauseId], policies: Collection[str], named: Collection[str]
) -> frozenset[ClauseId]:
    """The clauses of some policies on the one matter that some clauses are about.

    Of several, the one that is ``named`` in the message.
    """
    same = topics.of_clauses(clauses)
    if len(same) > 1:
        same = same & set(named)
    if len(same) != 1:
        return frozenset()
    return frozenset(
        c for t in topics.all if t.id in same for c in t.clauses if c.policy in policies
    )


def _is_heading(cluster: Cluster, places: Sequence[tuple[str, ...]]) -> bool:
    """Whether a matter is asked about in other places only: 公共服务平台：龙华多少，福田多少.

    ``places``: where what follows asks for it.
    """
    if cluster.scope is None:
        return len(places) >= _SEVERAL
    return cluster.scope in places


def _only_asks(turn: Turn, low: int, high: int) -> bool:
    """Whether a clause asks for money and says nothing else beside a place (市里多少)."""
    return only_asks_there(turn.folded, low, high, turn.scope.spans)


def is_nowhere(turn: Turn, cluster: Cluster, where: Where) -> bool:
    """Whether a clause that neither counts nor asks points to nothing in its place (搬到龙华,…)."""
    policies = cluster.scope or where.policies
    if not policies or any(c.policy in policies for c in cluster.clauses):
        return False
    low, high = clause_of(turn.folded, cluster.start)
    ended = turn.folded[high - 1 : high] == "," and turn.folded[low - 1 : low] in ("", ",", ":")
    own = [
        *((m.start, m.end) for m in where.marks if low <= m.start and m.end <= high),
        (cluster.start, cluster.end),
    ]
    rest = blank(turn.folded, own)[low:high]
    told = own_claim(turn, low, high) or ASKS.search(turn.folded, low, high)
    return ended and not told and content_of(rest) == 0
