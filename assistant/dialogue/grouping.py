"""Cut a message into groups, one matter each: 龙岗租800万算力和龙华备案2个模型分别能补多少.

Words of matters, facts and rules are mentions, each of which points to clauses. Mentions that point
to a common clause belong together; where the next one points elsewhere a new matter may begin, at
the best boundary between the two: a stop, a comma, a joining word, a place. Several groups stand
only if at least two of them have a number or a question of their own, or the message asks for all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from assistant.dialogue.aspects import content_of
from assistant.dialogue.hints import Hints
from assistant.dialogue.topics import Topics
from assistant.dialogue.turn import Intent, Turn, blank
from assistant.policy.clause import ClauseId
from assistant.text.pattern import lazy

_ATOM = lazy(r"[^,。;!?、\n]+(?:[,。;!?、\n]+|$)")
_STRONG = lazy(r"[。;!?\n]")
_COMMA = lazy(r"[,、:]")
_JOINT = lazy(
    "另外|还有|以及|此外|再加上|外加|顺便|同时|并且|而且|加上|和|与|及|跟|还|又|再|并|也|或"
)
_ASKS = lazy("[?]|多少|几成|几个|几万|怎么|吗|什么|哪|能不能|有没有|是否|如何")
_ASKED = lazy("(?:补|奖|给|拿|报|领|资助)(?:多少|几)(?:钱|万|成)?|(?:多少|几成)(?:钱)?(?!的)")
"""A question that ends one matter where the next begins without a mark."""
_COMPANY = lazy("我们?|咱们?|本?公司|本?企业|我司|我厂|我院")
"""Who opens a message by telling of the company: no matter of its own unless a topic is named."""
_BRIEF = 4
_CONTENT = 2
"""Characters of words unknown to the language that a matter of its own must have."""


@dataclass(frozen=True, slots=True)
class Group:
    """One stretch of the folded message with the topics its words name."""

    start: int
    end: int
    text: str
    topics: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    clauses: frozenset[ClauseId]


@dataclass(slots=True)
class _Cluster:
    start: int
    end: int
    clauses: frozenset[ClauseId]
    guessed: Mapping[str, float] | None = None


Guess: TypeAlias = Callable[[str], tuple[Mapping[str, float], frozenset[ClauseId]]]
"""The topics and clauses that retrieval finds for a stretch of text; empty when it is not sure."""


def group_matters(turn: Turn, topics: Topics, hints: Hints, guess: Guess) -> tuple[Group, ...]:
    """The groups of a message; a message about one matter is one group."""
    whole = (Group(0, len(turn.folded), turn.folded, turn.topics),)
    mentions = _mentions(turn, topics, hints)
    clusters = _clusters(turn, mentions, hints)
    clusters = _with_guesses(turn, clusters, guess)
    if len(clusters) < 2:
        return whole
    cuts = [_boundary(turn, a, b) for a, b in pairwise(clusters)]
    edges = [0, *cuts, len(turn.folded)]
    groups = [
        _group(turn, start, end, cluster, topics)
        for cluster, start, end in zip(clusters, edges, edges[1:], strict=False)
    ]
    return tuple(groups) if _are_several(turn, groups) else whole


def _mentions(turn: Turn, topics: Topics, hints: Hints) -> list[_Mention]:
    """The words that point to clauses, the longest at each place, in order."""
    found: dict[tuple[int, int], set[ClauseId]] = {}
    for start, end, word in topics.words_in(turn.folded):
        clauses = {c for t in topics.all if t.id in topics.of_word(word) for c in t.clauses}
        found.setdefault((start, end), set()).update(clauses)
    for start, end, pointed in hints.places(turn.folded):
        found.setdefault((start, end), set()).update(pointed)
    spans = turn.scope.spans
    kept: list[_Mention] = []
    for (start, end), clauses in sorted(found.items(), key=lambda x: (x[0][0], -x[0][1])):
        if any(s <= start and end <= e for s, e in spans):
            continue
        if kept and start < kept[-1].end:
            last = kept[-1]
            if end <= last.end:
                continue
        kept.append(_Mention(start, end, frozenset(clauses)))
    return _without_company(turn, kept, topics)


def _without_company(turn: Turn, mentions: list[_Mention], topics: Topics) -> list[_Mention]:
    """Less what an opening clause about the company points to: 我们拿过35项专利 asks nothing.

    Where the clause names a topic it does speak of a matter, and a message of one clause is one.
    """
    opening = _ATOM.match(turn.folded)
    if opening is None or not _COMPANY.match(turn.folded):
        return mentions
    end = opening.end()
    later = [m for m in mentions if m.start >= end]
    named = any(s < end for s, _, _ in topics.words_in(turn.folded))
    if named or not later or _ASKS.search(turn.folded, 0, end):
        return mentions
    return later


def _clusters(turn: Turn, mentions: Sequence[_Mention], hints: Hints) -> list[_Cluster]:
    clusters: list[_Cluster] = []
    for mention in mentions:
        last = clusters[-1] if clusters else None
        if last is None:
            clusters.append(_Cluster(mention.start, mention.end, mention.clauses))
            continue
        shared = last.clauses & mention.clauses
        if shared:
            last.end, last.clauses = mention.end, shared
            continue
        if _is_condition(turn, mention, last, hints):
            last.end = mention.end
            continue
        if not _is_apart(turn, last.end, mention.start):
            last.end = mention.end
            if len(mention.clauses) < len(last.clauses):
                last.clauses = mention.clauses
            continue
        earlier = next((c for c in clusters[:-1] if c.clauses & mention.clauses), None)
        if earlier is not None and not _own_claim(turn, last.end, mention.end):
            last.end = mention.end
            continue
        clusters.append(_Cluster(mention.start, mention.end, mention.clauses))
    return clusters


def _is_apart(turn: Turn, low: int, high: int) -> bool:
    """Whether anything parts two mentions: a mark, a joining word, a place or a number."""
    between = turn.folded[low:high]
    return bool(
        _STRONG.search(between)
        or _COMMA.search(between)
        or _JOINT.search(between)
        or _ASKED.search(between)
        or any(low <= s and e <= high for s, e in turn.scope.spans)
        or _own_claim(turn, low, high)
    )


def _own_claim(turn: Turn, start: int, end: int) -> bool:
    """Whether a number stands right before the end of a stretch."""
    return any(start <= q.start < end and q.role == "amount" for q in turn.quantities)


def _is_condition(turn: Turn, mention: _Mention, last: _Cluster, hints: Hints) -> bool:
    """Whether the words state a condition that the matter's rules test (模型已备案)."""
    between = turn.folded[last.end : mention.start]
    placed = any(last.end <= s and e <= mention.start for s, e in turn.scope.spans)
    if placed and (_COMMA.search(between) or _STRONG.search(between)):
        return False  # 办展会花了200万,龙华备案了2个模型: another place, another matter
    for stated in turn.flags:
        overlaps = stated.start < mention.end and mention.start < stated.end
        if overlaps and any(hints.tests(c, stated.name) for c in last.clauses):
            return True
    return False


def _with_guesses(turn: Turn, clusters: list[_Cluster], guess: Guess) -> list[_Cluster]:
    """Clusters for the clauses of the sentence that no word points from, by retrieval."""
    found = list(clusters)
    for match in _ATOM.finditer(turn.folded):
        start, end = match.span()
        if any(c.start < end and start < c.end for c in clusters):
            continue
        if not _may_stand_alone(start, end, turn):
            continue
        named, clauses = guess(match.group())
        if not clauses or any(c.clauses & clauses for c in found):
            continue
        found.append(_Cluster(start, end, clauses, named))
    return sorted(found, key=lambda c: c.start)


def _boundary(turn: Turn, first: _Cluster, second: _Cluster) -> int:
    """Where the second matter begins: after the last stop or comma, else at a joint or a place."""
    text = turn.folded
    low, high = min(first.end, second.start), second.start
    between = text[low:high]
    strong = [m.end() for m in _STRONG.finditer(between)]
    if strong:
        return low + strong[-1] if len(strong) == 1 else low + strong[0]
    commas = [m.end() for m in _COMMA.finditer(between)]
    if commas:
        return low + commas[-1]
    asked = _ASKED.search(between)
    if asked:
        return low + asked.end()
    places = [s for s, e in turn.scope.spans if low <= s and e <= high]
    if places:
        return places[-1]
    joints = [m.start() for m in _JOINT.finditer(between)]
    if joints:
        return low + joints[0]
    numbers = [q.start for q in turn.quantities if low <= q.start < high]
    return numbers[0] if numbers else high


def _group(turn: Turn, start: int, end: int, cluster: _Cluster, topics: Topics) -> Group:
    text = turn.folded[start:end]
    named = topics.named_in(text)
    if not named:
        named = cluster.guessed or dict.fromkeys(sorted(topics.of_clauses(cluster.clauses)), 0.5)
    return Group(start, end, text, named)


def _are_several(turn: Turn, groups: Sequence[Group]) -> bool:
    """Whether at least two groups have a number or a question, or the message asks for all."""
    named = [g for g in groups if g.topics]
    ends = [g.text.rstrip()[-1:] for g in groups[:-1]]
    is_list = len(ends) > 1 and all(end in ";。、\n" for end in ends)
    if is_list and len(named) == len(groups) and _ASKS.search(turn.folded):
        return True
    if turn.intents & {Intent.MATCH, Intent.EACH}:
        return len(named) > 1
    counted = [g for g in named if _has_number(turn, g.start, g.end)]
    asked = [g for g in named if _ASKS.search(g.text)]
    return len(counted) >= 2 or len(asked) >= 2


def _has_number(turn: Turn, start: int, end: int) -> bool:
    others = {claim.start for claim in turn.claims}
    return any(
        start <= q.start < end and q.role == "amount" and q.start not in others
        for q in turn.quantities
    )


def _may_stand_alone(start: int, end: int, turn: Turn) -> bool:
    """Whether a stretch that names no topic may still be a matter: it counts, asks, or lists."""
    text = turn.folded[start:end]
    spans = [(s - start, e - start) for s, e in turn.scope.spans if start <= s and e <= end]
    if content_of(blank(text, spans)) < _CONTENT:
        return False
    lists = Intent.MATCH in turn.intents and end - start > _BRIEF
    counts = any(start <= q.start < end and q.role == "amount" for q in turn.quantities)
    counts = counts and not (start == 0 and end < len(turn.folded) and _COMPANY.match(text))
    return lists or counts or bool(_ASKS.search(text) and end - start > _BRIEF)


_PAYS = lazy("补贴|补助|奖励|资助|补不补|报不报|给不给|给吗|补吗|报吗|奖吗|多少|几成|政策|支持")


def stray_matters(
    turn: Turn, groups: Sequence[tuple[Group, tuple[ClauseId, ...]]]
) -> tuple[tuple[int, int], ...]:
    """Clauses of a message about several matters that ask for something no group is about."""
    if len(groups) < 2:
        return ()
    found = []
    for match in _ATOM.finditer(turn.folded):
        start, end = match.span()
        named = any(
            s < end and start < e
            for s, e in (*turn.scope.spans, *((f.start, f.end) for f in turn.flags))
        )
        if named or turn.topics_at(start, end) or not _PAYS.search(match.group()):
            continue
        if content_of(match.group()) >= _CONTENT and not _has_number(turn, start, end):
            found.append((start, end))
    return tuple(found)
