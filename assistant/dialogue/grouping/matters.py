"""The groups of a message, cut at the best boundary between two matters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from assistant.dialogue.grouping.by_place import (
    is_nowhere,
    one_an_item,
    with_fallbacks,
    with_places,
)
from assistant.dialogue.grouping.clauses import ASKED, STRONG, clause_of, has_number
from assistant.dialogue.grouping.clusters import COMMA, ITEM, JOINT, clusters_of
from assistant.dialogue.grouping.group import Best, Cluster, Group, Guess
from assistant.dialogue.grouping.guessed import with_guesses, with_sums
from assistant.dialogue.grouping.mentions import mentions_of
from assistant.dialogue.grouping.several import are_several
from assistant.dialogue.grouping.where import Where
from assistant.dialogue.grouping.who import less_who
from assistant.dialogue.hints import Hints
from assistant.dialogue.topics import Topics
from assistant.dialogue.turn import Turn, blank
from assistant.policy.clause import ClauseId
from assistant.text.pattern import lazy

_ONE_MORE = lazy("(?:另外?|还有?)(?:一|两)?[个家款台座所份项间](?![^,。;!?]{0,8}(?:事|问题))")


def group_matters(
    turn: Turn,
    topics: Topics,
    hints: Hints,
    guess: Guess,
    policies: tuple[str, ...] = (),
    above: tuple[str, ...] = (),
    by_number: Mapping[tuple[int, int], Sequence[ClauseId]] | None = None,
    best: Best | None = None,
) -> tuple[Group, ...]:
    """The groups of a message; a message about one matter is one group.

    ``policies``: those that the message is about (none: any); ``above``: those of the region around
    the districts; ``by_number``: where clauses are named by number; ``best``: the clause that
    fits a stretch best, by which sentences are told apart whose words share clauses.
    """
    whole = (Group(0, len(turn.folded), turn.folded, turn.topics),)
    where = Where(turn, policies, above)
    mentions = mentions_of(turn, topics, hints, where, by_number or {})
    clusters = clusters_of(turn, mentions, topics, hints, best, where)
    asking = less_who(turn, clusters)
    if len(asking) < len(clusters):
        mentions = [m for m in mentions if m.start >= asking[0].start]
        clusters = clusters_of(turn, mentions, topics, hints, best, where)
    clusters = [c for c in clusters if not is_nowhere(turn, c, where)] or clusters
    clusters = with_guesses(turn, clusters, guess, where)
    clusters = with_sums(turn, clusters)
    clusters = with_places(turn, clusters, where, topics)
    clusters = with_fallbacks(clusters, where)
    clusters = one_an_item(turn, clusters, topics)
    if len(clusters) < 2:
        return whole
    cuts = [_boundary(turn, a, b, where) for a, b in pairwise(clusters)]
    edges = [0, *cuts, len(turn.folded)]
    groups = [
        _group(turn, start, end, cluster, topics)
        for cluster, start, end in zip(clusters, edges, edges[1:], strict=False)
    ]
    return tuple(groups) if are_several(turn, groups) else whole


def _boundary(turn: Turn, first: Cluster, second: Cluster, where: Where) -> int:
    """Where the second matter begins: after the last stop or comma, else at a joint or a place.

    The place that the second is about belongs to it.
    """
    text = turn.folded
    low, high = min(first.end, second.start), second.start
    if second.scope != first.scope:
        named = where.named_between(low, high, second.scope)
        # 跨境eVTOL航线(前海-香港)批了,…: what stands in brackets is of what stands before them
        if named is not None and not text[low:named].count("(") > text[low:named].count(")"):
            high = named
    between = text[low:high]
    strong = [m.end() for m in STRONG.finditer(between)]
    while len(strong) > 1 and _ONE_MORE.match(between, strong[0]):
        strong = strong[1:]  # 一个刚组建;另一个建成好几年,评估良好;…: one more of the first
    if strong:
        return low + strong[-1] if len(strong) == 1 else low + strong[0]
    items = [m.start() + 1 for m in ITEM.finditer(between)]
    if items:
        return low + items[-1]
    commas = [m.end() for m in COMMA.finditer(between)]
    if commas:
        return low + commas[-1]
    asked = ASKED.search(between)
    if asked:
        return low + asked.end()
    places = [s for s, e in turn.scope.spans if low <= s and e <= high]
    if places:
        return places[-1]
    joints = [m.start() for m in JOINT.finditer(between)]
    if joints:
        return low + joints[0]
    numbers = [q for q in turn.quantities if low <= q.start < high]
    if not numbers:
        return high
    clause = clause_of(text, first.start)[0]
    if not has_number(turn, clause, first.start):
        return numbers[-1].end  # 算力服务费2300万语料合同90万: each label before its number
    return numbers[0].start


def _group(turn: Turn, start: int, end: int, cluster: Cluster, topics: Topics) -> Group:
    text = turn.folded[start:end]
    past = [(s - start, e - start) for s, e in cluster.past if start <= s and e <= end]
    named = topics.named_in(blank(text, past) if past else text)
    if cluster.guessed:
        return Group(start, end, text, cluster.guessed, cluster.scope)
    if named:
        return Group(start, end, text, named, cluster.scope, shared=cluster.clauses)
    weak = frozenset[ClauseId]() if cluster.goes_on else cluster.clauses
    pointed = dict.fromkeys(sorted(topics.of_clauses(cluster.clauses)), 0.5)
    return Group(start, end, text, pointed, cluster.scope, weak)
