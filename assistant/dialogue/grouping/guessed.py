"""Clusters for what no word points from, found by retrieval."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from assistant.dialogue.aspects import clause_around, content_of
from assistant.dialogue.closed_classes import load_language
from assistant.dialogue.grouping.asks_there import says_nothing_else
from assistant.dialogue.grouping.by_place import CONTENT
from assistant.dialogue.grouping.clauses import (
    ATOM,
    STRONG,
    clause_of,
    has_number,
    own_claim,
    sentence_of,
)
from assistant.dialogue.grouping.clusters import OPENS, PART
from assistant.dialogue.grouping.group import ASKS, Cluster, Guess
from assistant.dialogue.grouping.mentions import COMPANY, MOVES, WHAT_FOR
from assistant.dialogue.grouping.where import BARE, Where
from assistant.dialogue.grouping.who import are_only_who
from assistant.dialogue.language import unknown_of
from assistant.dialogue.turn import Intent, Turn, blank
from assistant.policy.clause import ClauseId
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_BRIEF = 4
_YEAR_SAID = lazy(r"(?:20)?\d\d年?|[前去今明后]年|第[一二三四五]年")
ASKS_ALL = lazy(
    "[?问列算看报答查]|多少|几成|怎么|吗|什么|哪|能不能|有没有|呢|最高|最多|封顶|上限|比例"
)
_SEVERAL = 2


def with_guesses(turn: Turn, clusters: list[Cluster], guess: Guess, where: Where) -> list[Cluster]:
    """Clusters for the clauses of the sentence that no word points from, by retrieval."""
    found = _less_repeated(turn, [_inside(turn, c, guess, where) for c in clusters])
    for start, end in _unclaimed(turn.folded, clusters):
        # 南山区平台资助怎么说?市里…: in plain words, but of a place of its own
        placed = any(start <= m.start < end for m in where.marks if m.policies)
        asks = placed and where.is_varied and _says_what(turn, start, end)
        if not asks and not _may_stand_alone(start, end, turn):
            continue
        if found and _is_of_others(turn, start, end, found, where, placed=placed):
            continue
        scope = where.at(end - 1)
        if scope == ():
            continue
        before = [c for c in found if c.end <= start]
        if (
            before
            and before[-1].scope not in (None, scope)
            and _goes_on_there(turn, start, end, before[-1], scope)
        ):
            continue  # 市里审定的总投入也是800万: the matter before, in another place
        if before and _tells_its_sum(turn, start, end, before[-1], scope):
            continue  # 办一场大赛,市里审定的总投入预计是520万
        named, clauses = guess(turn.folded[start:end], scope)
        if not clauses or any(c.clauses & clauses and c.scope == scope for c in found):
            continue
        found.append(Cluster(start, end, clauses, named, scope, clauses))
    return sorted(found, key=lambda c: c.start)


def _is_of_others(
    turn: Turn,
    start: int,
    end: int,
    found: Sequence[Cluster],
    where: Where,
    *,
    placed: bool,
) -> bool:
    """Whether a stretch only tells something of the matters found, or of who asks."""
    if end <= found[0].start and are_only_who(turn, start, end):
        return True  # 做投研机器人的,九年老公司。租算力…
    if says_nothing_else(turn.folded, start, end, where.names):
        return True  # 区里封顶?市里?: of the matter before; the end of 福田、龙岗、市里各补多少 too
    if placed:
        return False
    return (
        _is_mere_number(turn, start, end)  # 2025年300万、2026年600万: one more year
        or PART.search(turn.folded, start, end) is not None  # 灯光费占了其中160万
        or WHAT_FOR.match(turn.folded, start) is not None  # 买的语料,拿来研发大模型
        or turn.adds_up(start, end)  # 清洗20万,一共60万: what the sums before come to
    )


def _less_repeated(turn: Turn, clusters: Sequence[Cluster]) -> list[Cluster]:
    """Clusters less one that only names what the one before it was found to be about.

    两份合同:大模型训练那份500万,推理那份300万.
    """
    found: list[Cluster] = []
    for cluster in clusters:
        last = found[-1] if found else None
        is_one = (
            last is not None
            and last.guessed is not None
            and (last.clauses, last.scope) == (cluster.clauses, cluster.scope)
            and not ASKS.search(turn.folded, last.start, cluster.start)
            and not STRONG.search(turn.folded, last.end, cluster.start)
        )
        if last is not None and is_one:
            found[-1] = replace(last, end=cluster.end, named=last.named | cluster.named)
        else:
            found.append(cluster)
    return found


def _is_mere_number(turn: Turn, start: int, end: int) -> bool:
    """Whether a stretch is nothing but a number, with a year at the most."""
    spans = [(q.start, q.end) for q in turn.quantities if start <= q.start < end]
    spans += [(d.start, d.end) for d in turn.dates if start <= d.start < end]
    rest = _YEAR_SAID.sub("", blank(turn.folded, spans)[start:end])
    return bool(spans) and content_of(rest) == 0


def _tells_its_sum(
    turn: Turn, start: int, end: int, last: Cluster, scope: tuple[str, ...] | None
) -> bool:
    """Whether a clause tells a sum in words of any sum, and the matter before has none yet.

    In the same place, or in that of the clauses found for it.
    """
    spans = [(s, e) for s, e in turn.scope.spans if start <= s < end]
    spans += [(q.start, q.end) for q in turn.quantities if start <= q.start < end]
    is_there = scope in (None, last.scope) or {c.policy for c in last.clauses} <= {*(scope or ())}
    return (
        is_there
        and own_claim(turn, start, end, frozenset({Unit.YUAN}))
        and not own_claim(turn, last.start, start, frozenset({Unit.YUAN}))
        and not _asks_of_another(turn, last.start, start, end)
        and not OPENS.match(turn.folded, start)
        and unknown_of(blank(turn.folded, spans)[start:end]) == 0
    )


def _asks_of_another(turn: Turn, low: int, start: int, end: int) -> bool:
    """Whether something is asked before a sum is told; behind its clause that is asked of both.

    办一场大赛,项目审定总投入420万,按市里的规定能给多少.
    """
    told = [q.end for q in turn.quantities if start <= q.start < end and q.unit is Unit.YUAN]
    stop = clause_around(turn.folded, told[-1], told[-1])[1] if told else end
    return ASKS.search(turn.folded, low, min(stop, end)) is not None


def _says_what(turn: Turn, start: int, end: int) -> bool:
    """Whether a stretch asks, and says more than a place and words of asking (龙岗的呢)."""
    if not ASKS.search(turn.folded, start, end):
        return False
    names = [s for s in turn.scope.spans if start <= s[0] < end]
    rest = blank(turn.folded, names)[start:end].replace(" ", "")
    told = MOVES.sub("", BARE.sub("", ASKS.sub("", rest)))
    return len(told) >= _BRIEF and content_of(_asking().sub("", told)) > 0


@cache
def _asking() -> re.Pattern[str]:
    """Words that ask for money: 请问最多资助多少 says of nothing what it is."""
    language = load_language()
    words = {w for s in ("asking", "paying", "politeness") for w in language.of(s) if len(w) > 1}
    return re.compile("|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w)))))


def with_sums(turn: Turn, clusters: Sequence[Cluster]) -> list[Cluster]:
    """A matter found without words of its own, with the sum that follows it.

    搞一场全球挑战赛,审定总投入八百万: the words of the sum point to many clauses, one its own.
    """
    found: list[Cluster] = []
    for cluster in clusters:
        last = found[-1] if found else None
        shared = cluster.clauses & last.clauses if last else frozenset[ClauseId]()
        if (
            last is None
            or last.guessed is None
            or not shared
            or cluster.scope != last.scope
            or shared == cluster.clauses
            or has_number(turn, last.start, last.end)
            or ASKS.search(turn.folded, last.start, last.end)
        ):
            found.append(cluster)
            continue
        found[-1] = replace(last, end=cluster.end, clauses=shared)
    return found


def _goes_on_there(
    turn: Turn, start: int, end: int, last: Cluster, scope: tuple[str, ...] | None
) -> bool:
    """Whether a sentence only tells a sum in another place that has the matter before."""
    spans = [(s, e) for s, e in turn.scope.spans if start <= s < end]
    spans += [(q.start, q.end) for q in turn.quantities if start <= q.start < end]
    own = content_of(_APPROVED_SUM.sub("", blank(turn.folded, spans)[start:end]))
    there = any(c.policy in (scope or ()) for c in last.named)
    is_item = turn.folded[end - 1 : end] == "、"
    return there and own < CONTENT and (is_item or has_number(turn, start, end))


_APPROVED_SUM = lazy(
    "(?:(?:审定|核定|审核|审计|评审|核准|认定|评定|认可)(?:下来|出来|通过|过)?了?的?)?"
    "(?:总|实际|全部)?(?:投入|投资|费用|花费|支出|开支|造价|合同额?)额?"
)
"""What somebody approved of what was spent (市里审定的总投入): words for any sum."""


def _unclaimed(text: str, clusters: Sequence[Cluster]) -> list[tuple[int, int]]:
    """Sentences that no cluster touches, and clauses of the others that none touches."""
    found: list[tuple[int, int]] = []
    low = 0
    for match in ATOM.finditer(text):
        start, end = match.span()
        if start < low:
            continue
        sentence = sentence_of(text, start)
        if start == sentence[0] and not _touched(sentence, clusters):
            found.append(sentence)
            low = sentence[1]
        elif not _touched((start, end), clusters):
            found.append((start, end))
    return found


def _touched(span: tuple[int, int], clusters: Sequence[Cluster]) -> bool:
    return any(c.start < span[1] and span[0] < c.end for c in clusters)


def _inside(turn: Turn, cluster: Cluster, guess: Guess, where: Where) -> Cluster:
    """A cluster whose words point nowhere in its place, with what retrieval finds there.

    Where the clauses that its words point to are what fits best anywhere, the place lacks the
    matter: 前海租算力 asks of no office rent.
    """
    policies = cluster.scope or where.policies
    if not policies or any(c.policy in policies for c in cluster.clauses):
        return cluster
    low, high = clause_of(turn.folded, cluster.start)
    spans = [*turn.scope.spans, *((q.start, q.end) for q in turn.quantities)]
    own = blank(turn.folded, spans)[low:high].strip()
    anywhere = guess(own, ())[1]
    is_named = cluster.scope is not None and any(
        s < cluster.end and cluster.start < e for s, e in turn.named
    )
    if cluster.clauses & anywhere or (is_named and not anywhere):
        return cluster
    named, clauses = guess(turn.folded[low:high], cluster.scope)
    inside = frozenset(c for c in clauses if c.policy in policies)
    return replace(cluster, clauses=inside, guessed=named) if inside else cluster


def _may_stand_alone(start: int, end: int, turn: Turn) -> bool:
    """Whether a stretch that names no topic may still be a matter: it counts, asks, or lists."""
    text = turn.folded[start:end]
    names = (*turn.scope.spans, *((q.start, q.end) for q in turn.quantities))
    spans = [(s - start, e - start) for s, e in names if start <= s and e <= end]
    around = (turn.folded[start - 1 : start], text[-1:])
    is_item = "、" in around and bool(ASKS_ALL.search(turn.folded))
    is_numbered = ";" in around and turn.folded.count(";") >= _SEVERAL
    if not (is_item or is_numbered) and content_of(blank(text, spans)) < CONTENT:
        return False
    lists = Intent.MATCH in turn.intents and end - start > _BRIEF
    counts = any(start <= q.start < end and q.role == "amount" for q in turn.quantities)
    counts = counts and not (start == 0 and end < len(turn.folded) and COMPANY.match(text))
    asks = ASKS.search(text) or OPENS.match(text)
    return lists or counts or bool((asks or is_item) and end - start > _BRIEF)
