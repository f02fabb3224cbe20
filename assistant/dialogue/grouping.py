"""Cut a message into groups, one matter each: 龙岗租800万算力和龙华备案2个模型分别能补多少.

Words of matters, facts and rules are mentions, each of which points to clauses. Mentions that point
to a common clause belong together; where the next one points elsewhere, or is about another place
(龙岗算力1000万、福田900万), a new matter may begin, at the best boundary between the two: a stop, a
comma, a joining word, a place. Several groups stand only if at least two of them have a number or a
question of their own, if they are items of a list, or if the message asks for all.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

from assistant.dialogue.aspects import content_of, unknown_end
from assistant.dialogue.hints import Hints
from assistant.dialogue.language import pairs_of, uncovered, unknown_of
from assistant.dialogue.scope import Mark
from assistant.dialogue.topics import Topics
from assistant.dialogue.turn import COST_END, Intent, Turn, blank
from assistant.policy.clause import ClauseId
from assistant.text.pattern import lazy
from assistant.text.relation_words import HOW_MANY
from assistant.text.units import Unit

_ATOM = lazy(r"[^,。;!?、\n]+(?:[,。;!?、\n]+|$)")
_MARK_RUN = lazy(r"[,。;!?、\n]+")
"""What ends a clause, as in _ATOM."""
_STRONG = lazy(r"[。;!?\n]")
_COMMA = lazy(r"[,、:]")
_JOINT = lazy(
    "另外|还有|以及|此外|再加上|外加|顺便|同时|并且|而且|加上|和|与|及|跟|还|又|再|并|也|或"
)
ASKS = lazy(
    "[?]|多少|几[成个万块元千百折年钱]|怎么|吗|什么|啥|哪|能不能|有没有|是否|如何|呢|最高|最多|封顶|上限|比例|给不给|行不行"
    "|没有?(?=[,。;!?]|$)"
)
"""What makes a stretch ask."""
_ASKED = lazy("(?:补|奖|给|拿|报|领|资助)(?:多少|几)(?:钱|万|成)?|(?:多少|几成)(?:钱)?(?!的)")
"""A question that ends one matter where the next begins without a mark."""
_COMPANY = lazy("我们?|咱们?|本?公司|本?企业|我司|我厂|我院")
"""Who opens a message by telling of the company: no matter of its own unless a topic is named."""
_HEADING = lazy(r"[^。;!?\d:]{4,40}:")
"""What comes before the first colon, without a number."""
_BRIEF = 4
_CONTENT = 2
"""Characters of words unknown to the language that a matter of its own must have."""


@dataclass(frozen=True, slots=True)
class Group:
    """One stretch of the folded message with the topics its words name.

    ``scope``: the policies it is about; None where the whole message's hold, () where it names a
    place whose measures are not collected. ``pointed``: where no word of it names a topic, the
    clauses that weaker words (of facts, of rules) point to; its topics are theirs. ``shared``: the
    clauses that all its words point to.
    """

    start: int
    end: int
    text: str
    topics: Mapping[str, float]
    scope: tuple[str, ...] | None = None
    pointed: frozenset[ClauseId] = frozenset()
    shared: frozenset[ClauseId] = frozenset()


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    clauses: frozenset[ClauseId]
    scope: tuple[str, ...] | None
    named: frozenset[ClauseId]
    """All that the word points to, in every place."""
    parts: tuple[tuple[int, int], ...] = ()

    @property
    def words(self) -> tuple[tuple[int, int], ...]:
        """Where its words stand."""
        return self.parts or ((self.start, self.end),)


@dataclass(slots=True)
class _Cluster:
    start: int
    end: int
    clauses: frozenset[ClauseId]
    guessed: Mapping[str, float] | None = None
    scope: tuple[str, ...] | None = None
    named: frozenset[ClauseId] = frozenset()
    goes_on: bool = False
    """Whether it goes on with the matter before in another place (市里审定总投入500万)."""
    past: tuple[tuple[int, int], ...] = ()
    """Words in its stretch that go back to a matter before (语料走的数据交易平台)."""


Guess: TypeAlias = Callable[
    [str, tuple[str, ...] | None], tuple[Mapping[str, float], frozenset[ClauseId]]
]
"""The topics and clauses that retrieval finds for a stretch in some policies (None: in those of the
whole message); empty when it is not sure."""


Best: TypeAlias = Callable[[str, tuple[str, ...] | None], ClauseId | None]
"""The clause that fits a stretch best in some policies (None: in those of the whole message)."""


class _Where:
    """Which policies each place of a message is about, where it names several."""

    def __init__(self, turn: Turn, policies: tuple[str, ...], above: tuple[str, ...]) -> None:
        self.policies = policies
        self.above = above
        text = turn.folded
        named = tuple(
            m
            for m in turn.scope.marks
            if (text[m.start - 1 : m.start], text[m.end : m.end + 1]) != ("(", ")")
        )  # 软件名园(市级): a grade, no place
        below = tuple(p for p in policies if p not in above)
        own = [Mark(*m.span(), below) for m in _OWN.finditer(text)] if len(below) == 1 else []
        own = [m for m in own if not any(n.start < m.end and m.start < n.end for n in named)]
        bare = [m for m in own if _is_bare_place(text, m)]
        self._marks = tuple(sorted((*named, *bare), key=lambda m: m.start))
        self._text = text
        self.is_varied = len({m.policies for m in self._marks}) > 1
        self.fallbacks = tuple(m for m in self._marks if m.policies and _is_fallback(text, m.start))

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The places, in order."""
        return self._marks

    def at(self, start: int) -> tuple[str, ...] | None:
        """What the last name before says, or the first one behind in the same clause."""
        if not self.is_varied:
            return None
        clause = _clause_of(self._text, start)
        before = [
            m
            for m in self._marks
            if m.start <= start and (m not in self.fallbacks or m.start >= clause[0])
        ]
        inside = [m for m in self._marks if clause[0] <= m.start < clause[1]]
        if inside and not (before and before[-1].start >= clause[0]):
            # 算力券是市里的还是龙华的: of both
            return tuple(dict.fromkeys(p for m in inside for p in m.policies))
        return self._with_beside(before) if before else None

    def _with_beside(self, before: Sequence[Mark]) -> tuple[str, ...]:
        """The last place, with those joined to it that head a list: 龙华跟龙岗比一比:…."""
        found = [before[-1]]
        for mark in reversed(before[:-1]):
            if not _AND_PLACE.fullmatch(self._text, mark.end, found[0].start):
                break
            found.insert(0, mark)
        heads = len(found) > 1 and _HEADS.match(self._text, found[-1].end)
        if not heads or any(not m.policies for m in found):
            return before[-1].policies
        return tuple(dict.fromkeys(p for m in found for p in m.policies))

    def is_named_beside(self, start: int) -> bool:
        """Whether the clause of a place names a place of policies itself."""
        low, high = _clause_of(self._text, start)
        return any(low <= m.start < high for m in self._marks if m.policies)

    def named_between(self, low: int, high: int, scope: tuple[str, ...] | None) -> int | None:
        """Where a stretch last names some policies, None where it does not."""
        return next(
            (m.start for m in reversed(self._marks)
             if low <= m.start <= high and m.policies == scope), None
        )  # fmt: skip


_ELSE = lazy(
    "(?:^|[,。;!?])(?:那|要是|如果|若)?(?:(?:[没冇]有?|木有|没得|不[补给])(?:的?话|就|,|,?那|呢|看)?|否则)"
    "[^,。;!?]{0,3}$"
)


def _is_fallback(text: str, place: int) -> bool:
    """Whether a place is asked about only where the one before has nothing.

    龙华有没有这个?没有的话市里给多少.
    """
    return _ELSE.search(text, 0, place) is not None


_OWN = lazy("区里|区级|区一级|本区|我区")
_BARE = lazy("[区市级这那边呢?!。;,:、和与跟各都分别还又再的是]")


def _is_bare_place(text: str, mark: Mark) -> bool:
    """Whether a clause asks how much for a place and names nothing else (区里多少?市里多少?)."""
    low, high = _clause_of(text, mark.start)
    low = max(low, text.rfind(":", low, mark.start) + 1)
    if low == 0:
        return False
    rest = text[low : mark.start] + text[mark.end : high]
    return bool(ASKS.search(rest)) and content_of(_BARE.sub("", rest)) == 0


def _with_fallbacks(clusters: Sequence[_Cluster], where: _Where) -> list[_Cluster]:
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


def _one_an_item(turn: Turn, clusters: Sequence[_Cluster], topics: Topics) -> list[_Cluster]:
    """Of an item between semicolons only what is counted or asked opens a matter.

    一是数据资产入表180万,在交易所流通了;二是开放到公共平台,生产费用60万: where is only told.
    """
    items = _items(turn.folded)
    if len(items) < _SEVERAL + 1:
        return list(clusters)
    found: list[_Cluster] = []
    for start, end in items:
        own = [c for c in clusters if start <= c.start < end]
        told = [
            c
            for c in own
            if (span := _clause_of(turn.folded, c.start))
            and (_has_number(turn, *span) or ASKS.search(turn.folded, *span))
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


def _items(text: str) -> list[tuple[int, int]]:
    """The stretches between semicolons."""
    ends = [m.end() for m in _SEMICOLON.finditer(text)]
    return list(zip([0, *ends], [*ends, len(text)], strict=True))


_SEMICOLON = lazy(r"[;\n]+|。;")


_AND_PLACE = lazy("区?(?:和|与|跟|同|、|及|还有|以及)")
_HEADS = lazy("区?[^,。;!?:]{0,8}?[:。]|区?(?:两边|两个区|都|各|分别|比)")
"""What stands behind places that are spoken of together for all that follows."""


def _clause_of(text: str, place: int) -> tuple[int, int]:
    """The clause between marks that holds a place, with the marks that end it.

    A long message asks for this at every word: its marks are found once.
    """
    starts, ends = _mark_runs(text)
    at = bisect_right(starts, place) - 1
    inside = at >= 0 and place < ends[at]  # a mark belongs to the clause that it ends
    if inside and starts[at] == 0:
        return place, len(text)
    before, ending = (at - 1, at) if inside else (at, at + 1)
    return (
        ends[before] if before >= 0 else 0,
        ends[ending] if ending < len(ends) else len(text),
    )


@lru_cache(maxsize=16)
def _mark_runs(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where runs of marks begin and where they end."""
    runs = [m.span() for m in _MARK_RUN.finditer(text)]
    return tuple(start for start, _ in runs), tuple(end for _, end in runs)


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
    where = _Where(turn, policies, above)
    mentions = _mentions(turn, topics, hints, where, by_number or {})
    clusters = _clusters(turn, mentions, topics, hints, best)
    clusters = [c for c in clusters if not _is_nowhere(turn, c, where)] or clusters
    clusters = _with_guesses(turn, clusters, guess, where)
    clusters = _with_sums(turn, clusters)
    clusters = _with_places(turn, clusters, where, topics)
    clusters = _with_fallbacks(clusters, where)
    clusters = _one_an_item(turn, clusters, topics)
    if len(clusters) < 2:
        return whole
    cuts = [_boundary(turn, a, b, where) for a, b in pairwise(clusters)]
    edges = [0, *cuts, len(turn.folded)]
    groups = [
        _group(turn, start, end, cluster, topics)
        for cluster, start, end in zip(clusters, edges, edges[1:], strict=False)
    ]
    return tuple(groups) if _are_several(turn, groups) else whole


def _mentions(
    turn: Turn,
    topics: Topics,
    hints: Hints,
    where: _Where,
    by_number: Mapping[tuple[int, int], Sequence[ClauseId]],
) -> list[_Mention]:
    """The words that point to clauses, the longest at each place, in order."""
    found: dict[tuple[int, int], set[ClauseId]] = {}
    for start, end, word in topics.words_in(turn.folded):
        clauses = {c for t in topics.all if t.id in topics.of_word(word) for c in t.clauses}
        found.setdefault((start, end), set()).update(clauses)
    for start, end, pointed in hints.places(turn.folded):
        found.setdefault((start, end), set()).update(pointed)
    coined = {
        (start, end): hints.coined[word]
        for start, end, word in topics.words_in(turn.folded)
        if word in hints.coined and not where.is_named_beside(start)
    }
    found.update({span: set(clauses) for span, clauses in coined.items()})
    spans = [*turn.scope.spans, *((q.start, q.end) for q in turn.quantities)]
    kept: list[_Mention] = []
    for (start, end), clauses in sorted(found.items(), key=lambda x: (x[0][0], -x[0][1])):
        if any(s <= start and end <= e for s, e in spans):
            continue
        if kept and start < kept[-1].end:
            last = kept[-1]
            if end <= last.end:
                continue
        kept.append(
            _placed(start, end, frozenset(clauses), where, is_coined=(start, end) in coined)
        )
    kept = [m for m in kept if not _only_moves(turn.folded, m, kept, where)]
    kept = _without_conditions(turn, kept, topics, hints)
    kept += _numbered(turn, where, by_number)
    kept.sort(key=lambda m: m.start)
    return _without_company(turn, kept, topics)


def _only_moves(text: str, mention: _Mention, others: Sequence[_Mention], where: _Where) -> bool:
    """Whether a word only says that a matter is asked in another place (搬到前海有12个案例)."""
    if _MOVES.fullmatch(text, mention.start, mention.end) is None:
        return False
    low, high = _clause_of(text, mention.start)
    return any(m.start == mention.end for m in where.marks) and any(
        other is not mention and low <= other.start < high for other in others
    )


def _numbered(
    turn: Turn, where: _Where, by_number: Mapping[tuple[int, int], Sequence[ClauseId]]
) -> list[_Mention]:
    """Clauses named by number; those named in one breath (第二、三条) are one mention."""
    found: list[_Mention] = []
    for (start, end), clauses in sorted(by_number.items()):
        last = found[-1] if found else None
        if last and not turn.folded[last.end : start].strip("、和与跟及,第"):
            joined = last.clauses | frozenset(clauses)
            found[-1] = _Mention(last.start, end, joined, last.scope, joined)
        else:
            own = frozenset(clauses)
            found.append(_Mention(start, end, own, where.at(start), own))
    return found


def _placed(
    start: int, end: int, clauses: frozenset[ClauseId], where: _Where, *, is_coined: bool
) -> _Mention:
    """A mention with what it points to in the place it stands under.

    A name that one measure coins (训力券) leads to that, whatever place stood before.
    """
    scope = where.at(start)
    policies = tuple({c.policy for c in clauses})
    if is_coined and policies != scope and (scope or where.policies):
        is_inside = scope is None and policies[0] in where.policies
        return _Mention(start, end, clauses, None if is_inside else policies, clauses)
    if scope is None:
        own = frozenset(c for c in clauses if c.policy in where.policies)
        own = own or frozenset(c for c in clauses if where.policies and c.policy in where.above)
        return _Mention(start, end, own or clauses, None, clauses)
    inside = frozenset(c for c in clauses if c.policy in scope)
    return _Mention(start, end, inside or clauses, scope, clauses)


def _without_conditions(
    turn: Turn, mentions: list[_Mention], topics: Topics, hints: Hints
) -> list[_Mention]:
    """Less the words of conditions (评估过), where others in the message name matters.

    A condition belongs to the matter it stands with; it opens none, and neither does what is told
    beside it (成立五年多,不算初创).
    """
    named = {(s, e) for s, e, _ in topics.words_in(turn.folded)}

    def stands_alone(m: _Mention) -> bool:
        low, high = _clause_of(turn.folded, m.start)
        return _own_claim(turn, low, high, frozenset({Unit.YUAN})) and not any(
            other is not m and low <= other.start < high for other in mentions
        )  # 示范应用项目投了260万?: the matter itself

    def is_condition(m: _Mention) -> bool:
        return (
            (m.start, m.end) not in named
            and not stands_alone(m)
            and any(
                f.start < m.end and m.start < f.end and any(hints.tests(c, f.name) for c in m.named)
                for f in turn.flags
            )
        )

    def is_background(m: _Mention) -> bool:
        low, high = _clause_of(turn.folded, m.start)
        if (m.start, m.end) in named or ASKS.search(turn.folded, low, high):
            return False
        if _own_claim(turn, low, high, frozenset({Unit.YUAN, Unit.COUNT})):
            return False
        if any(low <= s < high for s, _ in turn.scope.spans):
            return False
        others = [c for other in mentions if not low <= other.start < high for c in other.named]
        stated = [f for f in turn.flags if low <= f.start and f.end <= high]
        return any(hints.tests(c, f.name) for c in others for f in stated)

    kept = [m for m in mentions if not (is_condition(m) or is_background(m))]
    beside = [m.span() for m in _PARENTHESES.finditer(turn.folded)]
    beside = [(s, e) for s, e in beside if not _own_claim(turn, s, e, frozenset({Unit.YUAN}))]
    outside = [m for m in kept if not any(s <= m.start < e for s, e in beside)]
    return outside or kept or mentions  # (我们成立十几年了不算初创): told of the matter before


_PARENTHESES = lazy(r"\((?:我|咱|本公司|公司|企业)[^()]{2,40}\)")


def _without_company(turn: Turn, mentions: list[_Mention], topics: Topics) -> list[_Mention]:
    """Less what an opening clause about the company points to: 我们拿过35项专利 asks nothing.

    Where the clause names a topic it does speak of a matter, and a message of one clause is one.
    """
    opening = _ATOM.match(turn.folded)
    heading = _HEADING.match(turn.folded)
    if heading is not None:
        end = heading.end()  # 总部福田、工厂龙岗,一次问清:
    elif opening is not None and _COMPANY.match(turn.folded):
        end = opening.end()
    else:
        return mentions
    later = [m for m in mentions if m.start >= end]
    named = any(s < end for s, _, _ in topics.words_in(turn.folded))
    if named or not later or ASKS.search(turn.folded, 0, end):
        return mentions
    return later


def _clusters(
    turn: Turn, mentions: Sequence[_Mention], topics: Topics, hints: Hints, best: Best | None
) -> list[_Cluster]:
    clusters: list[_Cluster] = []
    for mention in _phrases(turn, mentions):
        last = clusters[-1] if clusters else None
        if last is None:
            clusters.append(_cluster(mention))
            continue
        if _is_elsewhere(turn, mention, last):
            clusters.append(_there(mention, last, topics))
            continue
        shared = last.clauses & mention.clauses
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
        if any(hints.uses(c, word) for c in last.clauses) or _is_sum(turn, mention, last, hints):
            last.end = mention.end  # 总投资9000万: a number that its rules need
            continue
        if _is_condition(turn, mention, last, hints) or _is_bare(turn, mention, last, hints):
            last.end = mention.end
            continue
        if not _is_apart(turn, last.end, mention.start):
            last.end = mention.end
            if len(mention.clauses) < len(last.clauses):
                last.clauses = mention.clauses
            continue
        earlier = next((c for c in clusters[:-1] if c.clauses & mention.clauses), None)
        ahead = _clause_of(turn.folded, mention.start)[1]
        asked = _ASKED.search(turn.folded, mention.end, ahead) or (
            ASKS.search(turn.folded, mention.end, ahead)
            and _COMMA.search(turn.folded, last.end, mention.start)
        )
        if earlier is not None and not asked and not _own_claim(turn, last.end, ahead):
            last.end = mention.end
            last.past += tuple(mention.words)
            continue
        clusters.append(_cluster(mention))
    return clusters


def _phrases(turn: Turn, mentions: Sequence[_Mention]) -> list[_Mention]:
    """The mentions, those that nothing parts joined to one: 大模型训练语料的生产费用.

    Such a phrase points to what all its words point to, else to what the longest of them does; of
    words as long, the last one is the head if it stands right behind.
    """
    found: list[_Mention] = []
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
        is_head = length > longest or (length == longest and not between.strip("的"))
        # 备案过的|大型活动, 一场机器人|创业大赛: what stands before the head only describes it.
        is_head = is_head or _OF.match(between) is not None
        is_head = (
            is_head or _EVENT.search(turn.folded, max(0, last.start - 4), last.start) is not None
        )
        # 工厂|市场化办|活动: what is done is the matter, not who does it.
        is_head = is_head or (
            _DOES.search(between) is not None
            and _DONE.search(turn.folded, max(0, last.start - 3), last.start) is None
        )
        head = mention if is_head else last
        longest = max(longest, length)
        found[-1] = replace(
            last,
            end=mention.end,
            clauses=shared or head.clauses,
            named=(last.named & mention.named) or head.named,
            parts=(*last.words, *mention.words),
        )
    return found


_DOES = lazy(
    "(?:办|举办|搞|建|建设|买|采购|租|做|开发|研发)[了过]?(?:一?[场个次届])?[大小型ai]{0,3}$"
)
_OF = lazy("[过了]的")
_EVENT = lazy("[场届]$")
"""What an event is counted by."""
_DONE = lazy("(?:办|搞|建|买|购|租|做|发|用|投|训)[了过的]?$")


def _is_item(text: str, mention: _Mention) -> bool:
    """Whether a mention is a whole item of a list (首版次软件、开源、爆款硬件)."""
    return text[mention.start - 1 : mention.start] == "、" == text[mention.end : mention.end + 1]


def _is_sum(turn: Turn, mention: _Mention, last: _Cluster, hints: Hints) -> bool:
    """Whether a mention only names a sum that the matter before needs (软硬件实际投资)."""
    words = [turn.folded[start:end] for start, end in mention.words]
    return (
        not _STRONG.search(turn.folded, last.end, mention.start)
        and all(hints.is_sum(word) for word in words)
        and any(hints.counts(c, word) for word in words for c in last.clauses)
    )


def _own_best(turn: Turn, last: _Cluster, mention: _Mention, best: Best | None) -> ClauseId | None:
    """The clause of a sentence that says something of its own, where the one before says another.

    公共服务平台投了3500万;创新中心投了1200万: both words point to both clauses, each fits one best.
    """
    between = turn.folded[last.end : mention.start]
    is_asked = _COMMA.search(between) and _ASKED.search(turn.folded, last.start, mention.start)
    is_counted = _COMMA.search(between) and _own_claim(
        turn, last.end, mention.start, frozenset({Unit.YUAN})
    )
    if best is None or not (_STRONG.search(between) or is_asked or is_counted):
        return None
    by_comma = bool(is_asked or is_counted) and not _STRONG.search(between)
    first = _sentence_of(turn.folded, last.start, by_comma=by_comma)
    second = _sentence_of(turn.folded, mention.start, by_comma=by_comma)
    told = [
        _has_number(turn, *span)
        or ASKS.search(turn.folded, *span)
        or _OPENS.match(turn.folded, span[0])
        or turn.folded[span[0] - 1 : span[0]] == ";"  # an item of a list
        for span in (first, second)
    ]
    if first == second or not all(told):
        return None
    one, two = (best(turn.folded[slice(*span)], last.scope) for span in (first, second))
    if is_counted and not (one in last.clauses and two in mention.clauses):
        return None
    return two if two is not None and one is not None and one != two else None


def _sentence_of(text: str, place: int, *, by_comma: bool = False) -> tuple[int, int]:
    """The sentence, or the clause, around a place."""
    if by_comma:
        return _clause_of(text, place)
    ends = [m.end() for m in _STRONG.finditer(text, 0, place)]
    after = _STRONG.search(text, place)
    return (ends[-1] if ends else 0), (after.end() if after else len(text))


def _cluster(mention: _Mention, before: frozenset[ClauseId] = frozenset()) -> _Cluster:
    """A new cluster.

    ``before``: all that the matter before points to, which a word of many matters (审定总投入) goes
    on with in another place.
    """
    shared = mention.clauses & before
    return _Cluster(
        mention.start,
        mention.end,
        shared or mention.clauses,
        None,
        mention.scope,
        mention.named,
        goes_on=bool(shared),
    )


def _there(mention: _Mention, last: _Cluster, topics: Topics) -> _Cluster:
    """A cluster in another place; a word of several matters goes on with the one before it.

    福田…4个案例;前海…10个案例: of the two clauses there that count cases, the one on models.
    """
    found = _cluster(mention, last.named)
    matter = topics.of_clauses(last.clauses)
    kin = frozenset(c for c in found.clauses if topics.of_clauses([c]) & matter)
    return replace(found, clauses=kin) if found.goes_on and kin else found


def _is_elsewhere(turn: Turn, mention: _Mention, last: _Cluster) -> bool:
    """Whether a mention is about another place than the matter before it, told in between."""
    if mention.scope == last.scope or mention.scope is None:
        return False
    return _is_apart(turn, last.end, mention.start)


def _with_places(
    turn: Turn, clusters: list[_Cluster], where: _Where, topics: Topics
) -> list[_Cluster]:
    """Clusters for clauses that name another place with a number, and no matter (福田1500万).

    They are about the matter before, in that place. So are, of several matters, those that ask
    there without a word of their own (区里多少，市里多少).
    """
    if not where.is_varied or not clusters:
        return clusters
    found = list(clusters)
    root: dict[int, _Cluster] = {}
    asked: dict[int, list[tuple[str, ...]]] = {}
    counted = {
        m.policies for m in where.marks if _has_number(turn, *_clause_of(turn.folded, m.start))
    }
    for mark in where.marks:
        if any(c.start <= mark.start < c.end for c in found):
            continue
        low, high = _clause_of(turn.folded, mark.start)
        low = max(low, turn.folded.rfind(":", low, mark.start) + 1)  # 合同1100万：区里多少
        is_item = _is_bare_item(turn.folded, mark.start, mark.end)
        if is_item:
            low, high = mark.start, mark.end
        if any(low <= c.start < high for c in found):
            continue
        before = [c for c in found if c.end <= mark.start]
        last = max(before, key=lambda c: c.end, default=None)
        if last is None or not mark.policies:
            continue
        head = root.get(id(last), last)
        counts = _has_number(turn, low, high) and _has_number(
            turn, _clause_of(turn.folded, last.start)[0], low
        )
        above = _clause_of(turn.folded, head.start)
        shares = (
            len(counted) >= _SEVERAL
            and len(clusters) == 1
            and _has_number(turn, low, high)
            and not _has_number(turn, *above)
            and not any(above[0] <= m.start < above[1] for m in where.marks)
        )  # 租算力,福田1000万,龙岗2500万
        counts = counts or shares
        asks = is_item or (len(clusters) > 1 and _only_asks(turn, low, high))
        is_same = mark.policies == last.scope and not (asks and head is last)
        clauses = frozenset(c for c in last.named if c.policy in mark.policies)
        clauses = clauses or _alike(topics, last.clauses, mark.policies, turn.topics)
        if is_same or not clauses or not (counts or asks):
            continue
        there = _Cluster(mark.start, mark.end, clauses, None, mark.policies, last.named, True)
        found.append(there)
        root[id(there)] = head
        if shares or (asks and not is_item and not _ASKED.search(turn.folded, head.start, low)):
            asked.setdefault(id(head), []).append(mark.policies)
    return sorted(
        (c for c in found if not _is_heading(c, asked.get(id(c), ()))), key=lambda c: c.start
    )


def _is_bare_item(text: str, start: int, end: int) -> bool:
    """Whether a place is all that an item of a list names (市里的人才培养、福田的、龙岗的)."""
    if text[start - 1 : start] not in ("、", ":"):
        return False
    told = _TOLD_ITEM.match(text, end)
    is_told = told is not None and content_of(told.group()) < _CONTENT  # 龙岗今年备的、
    return is_told or (text[start - 1] == "、" and _ENDS_ITEM.match(text, end) is not None)


_TOLD_ITEM = lazy(r"[^,。;!?、\d]{1,6}的(?=、)")
_ENDS_ITEM = lazy("(?:区|市)?(?:那边|这边)?的?(?:呢)?(?=[、,。;!?]|和|跟|以及|还有|$)")


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


def _is_heading(cluster: _Cluster, places: Sequence[tuple[str, ...]]) -> bool:
    """Whether a matter is asked about in other places only: 公共服务平台：龙华多少，福田多少.

    ``places``: where what follows asks for it.
    """
    if cluster.scope is None:
        return len(places) >= _SEVERAL
    return cluster.scope in places


def _only_asks(turn: Turn, low: int, high: int) -> bool:
    """Whether a clause asks for money and says nothing else beside a place (市里多少)."""
    names = [(s - low, e - low) for s, e in turn.scope.spans if low <= s and e <= high]
    text = turn.folded[low:high]
    return bool(_ASKED.search(text)) and content_of(blank(text, names)) == 0


def _is_apart(turn: Turn, low: int, high: int) -> bool:
    """Whether anything parts two mentions: a mark, a joining word, a place or a number."""
    between = turn.folded[low:high]
    return bool(
        _STRONG.search(between)
        or _COMMA.search(between)
        or _JOINT.search(between)
        or _ASKED.search(between)
        or any(low <= s and e <= high for s, e in turn.scope.spans)
        or (_own_claim(turn, low, high) and _counts_on(turn, high))
    )


def _counts_on(turn: Turn, place: int) -> bool:
    """Whether a number or a question follows a place within its clause (…500万办展会花了200万)."""
    end = _clause_of(turn.folded, place)[1]
    return _own_claim(turn, place, end) or bool(_ASKED.search(turn.folded, place, end))


def _own_claim(turn: Turn, start: int, end: int, units: Collection[Unit] = ()) -> bool:
    """Whether a number, of some units where they are given, stands in a stretch."""
    return any(
        start <= q.start < end and q.role == "amount" and (not units or q.unit in units)
        for q in turn.quantities
    )


def _is_condition(turn: Turn, mention: _Mention, last: _Cluster, hints: Hints) -> bool:
    """Whether the words state a condition that the matter's rules test (模型已备案)."""
    between = turn.folded[last.end : mention.start]
    named = any(s < mention.end and mention.start < e for s, e in turn.named)
    if named and _STRONG.search(between):
        return False  # …;园区被认定为软件名园: a matter of its own
    placed = any(last.end <= s and e <= mention.start for s, e in turn.scope.spans)
    if placed and (_COMMA.search(between) or _STRONG.search(between)):
        return False  # 办展会花了200万,龙华备案了2个模型: another place, another matter
    for stated in turn.flags:
        overlaps = stated.start < mention.end and mention.start < stated.end
        if overlaps and any(hints.tests(c, stated.name) for c in last.clauses):
            return True
    return False


def _is_bare(turn: Turn, mention: _Mention, last: _Cluster, hints: Hints) -> bool:
    """Whether a clause without a number holds no more than a condition of the matter (会去备案)."""
    low, high = _clause_of(turn.folded, mention.start)
    counted = _own_claim(turn, mention.end, high)
    counted = counted or _own_claim(turn, low, high, frozenset({Unit.COUNT}))
    if counted or any(low <= s < high for s, _ in turn.scope.spans if s > last.end):
        return False
    if ASKS.search(turn.folded, low, high) or mention.parts:
        return False
    word = turn.folded[mention.start : mention.end]
    return any(hints.is_condition(c, word) for c in last.clauses)


def _with_guesses(
    turn: Turn, clusters: list[_Cluster], guess: Guess, where: _Where
) -> list[_Cluster]:
    """Clusters for the clauses of the sentence that no word points from, by retrieval."""
    found = [_inside(turn, c, guess, where) for c in clusters]
    for start, end in _unclaimed(turn.folded, clusters):
        # 南山区平台资助怎么说?市里…: in plain words, but of a place of its own
        placed = any(start <= m.start < end for m in where.marks if m.policies)
        asks = placed and where.is_varied and _says_what(turn, start, end)
        if not asks and not _may_stand_alone(start, end, turn):
            continue
        if found and not placed and _is_mere_number(turn, start, end):
            continue  # 2025年300万、2026年600万: one more year of the matter before
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
        named, clauses = guess(turn.folded[start:end], scope)
        if not clauses or any(c.clauses & clauses and c.scope == scope for c in found):
            continue
        found.append(_Cluster(start, end, clauses, named, scope, clauses))
    return sorted(found, key=lambda c: c.start)


def _is_mere_number(turn: Turn, start: int, end: int) -> bool:
    """Whether a stretch is nothing but a number, with a year at the most."""
    spans = [(q.start, q.end) for q in turn.quantities if start <= q.start < end]
    spans += [(d.start, d.end) for d in turn.dates if start <= d.start < end]
    rest = _YEAR_SAID.sub("", blank(turn.folded, spans)[start:end])
    return bool(spans) and content_of(rest) == 0


_YEAR_SAID = lazy(r"(?:20)?\d\d年?|[前去今明后]年|第[一二三四五]年")


def _is_nowhere(turn: Turn, cluster: _Cluster, where: _Where) -> bool:
    """Whether a clause that neither counts nor asks points to nothing in its place (搬到龙华,…)."""
    policies = cluster.scope or where.policies
    if not policies or any(c.policy in policies for c in cluster.clauses):
        return False
    low, high = _clause_of(turn.folded, cluster.start)
    ended = turn.folded[high - 1 : high] == "," and turn.folded[low - 1 : low] in ("", ",", ":")
    own = [
        *((m.start, m.end) for m in where.marks if low <= m.start and m.end <= high),
        (cluster.start, cluster.end),
    ]
    rest = blank(turn.folded, own)[low:high]
    told = _own_claim(turn, low, high) or ASKS.search(turn.folded, low, high)
    return ended and not told and content_of(rest) == 0


def _says_what(turn: Turn, start: int, end: int) -> bool:
    """Whether a stretch asks, and says more than a place and words of asking (龙岗的呢)."""
    if not ASKS.search(turn.folded, start, end):
        return False
    names = [s for s in turn.scope.spans if start <= s[0] < end]
    rest = blank(turn.folded, names)[start:end].replace(" ", "")
    return len(_MOVES.sub("", _BARE.sub("", ASKS.sub("", rest)))) >= _BRIEF


_MOVES = lazy("要是|如果|假如|放在|放到|换成|换到|换|搬到|搬去|落在|改到|比例|怎样|说")


def _with_sums(turn: Turn, clusters: Sequence[_Cluster]) -> list[_Cluster]:
    """A matter found without words of its own, with the sum that follows it.

    搞一场全球挑战赛,审定总投入八百万: the words of the sum point to many clauses, one its own.
    """
    found: list[_Cluster] = []
    for cluster in clusters:
        last = found[-1] if found else None
        shared = cluster.clauses & last.clauses if last else frozenset[ClauseId]()
        if (
            last is None
            or last.guessed is None
            or not shared
            or cluster.scope != last.scope
            or shared == cluster.clauses
            or _has_number(turn, last.start, last.end)
            or ASKS.search(turn.folded, last.start, last.end)
        ):
            found.append(cluster)
            continue
        found[-1] = replace(last, end=cluster.end, clauses=shared)
    return found


def _goes_on_there(
    turn: Turn, start: int, end: int, last: _Cluster, scope: tuple[str, ...] | None
) -> bool:
    """Whether a sentence only tells a sum in another place that has the matter before."""
    spans = [(s, e) for s, e in turn.scope.spans if start <= s < end]
    spans += [(q.start, q.end) for q in turn.quantities if start <= q.start < end]
    own = content_of(blank(turn.folded, spans)[start:end])
    there = any(c.policy in (scope or ()) for c in last.named)
    is_item = turn.folded[end - 1 : end] == "、"
    return there and own < _CONTENT and (is_item or _has_number(turn, start, end))


def _unclaimed(text: str, clusters: Sequence[_Cluster]) -> list[tuple[int, int]]:
    """Sentences that no cluster touches, and clauses of the others that none touches."""
    found: list[tuple[int, int]] = []
    low = 0
    for match in _ATOM.finditer(text):
        start, end = match.span()
        if start < low:
            continue
        sentence = _sentence_of(text, start)
        if start == sentence[0] and not _touched(sentence, clusters):
            found.append(sentence)
            low = sentence[1]
        elif not _touched((start, end), clusters):
            found.append((start, end))
    return found


def _touched(span: tuple[int, int], clusters: Sequence[_Cluster]) -> bool:
    return any(c.start < span[1] and span[0] < c.end for c in clusters)


def _inside(turn: Turn, cluster: _Cluster, guess: Guess, where: _Where) -> _Cluster:
    """A cluster whose words point nowhere in its place, with what retrieval finds there."""
    policies = cluster.scope or where.policies
    if not policies or any(c.policy in policies for c in cluster.clauses):
        return cluster
    low, high = _clause_of(turn.folded, cluster.start)
    named, clauses = guess(turn.folded[low:high], cluster.scope)
    inside = frozenset(c for c in clauses if c.policy in policies)
    return replace(cluster, clauses=inside, guessed=named) if inside else cluster


def _boundary(turn: Turn, first: _Cluster, second: _Cluster, where: _Where) -> int:
    """Where the second matter begins: after the last stop or comma, else at a joint or a place.

    The place that the second is about belongs to it.
    """
    text = turn.folded
    low, high = min(first.end, second.start), second.start
    if second.scope != first.scope:
        named = where.named_between(low, high, second.scope)
        high = high if named is None else named
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
    numbers = [q for q in turn.quantities if low <= q.start < high]
    if not numbers:
        return high
    clause = _clause_of(text, first.start)[0]
    if not _has_number(turn, clause, first.start):
        return numbers[-1].end  # 算力服务费2300万语料合同90万: each label before its number
    return numbers[0].start


def _group(turn: Turn, start: int, end: int, cluster: _Cluster, topics: Topics) -> Group:
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


def _are_several(turn: Turn, groups: Sequence[Group]) -> bool:
    """Whether at least two groups have a number or a question, or the message asks for all."""
    named = [g for g in groups if g.topics]
    if len(named) == len(groups) and (
        _is_list(turn, groups) or _counted_at_end(turn.folded) == len(groups)
    ):
        return True
    if turn.intents & {Intent.MATCH, Intent.EACH}:
        return len(named) > 1
    if len(named) == len(groups) and _are_bare_items(turn, groups):
        return True  # 龙华：租金补贴，算力券，融资奖励
    if len(named) == len(groups) and _in_own_places(turn, groups) and _are_strong(groups):
        return True  # 福田想申高质量发展支持, 前海飞eVTOL航线
    counted = [g for g in named if _has_number(turn, g.start, g.end)]
    asked = [g for g in named if ASKS.search(g.text)]
    if len(counted) >= 2 or len(asked) >= 2:
        return True
    opened = [g for g in groups[1:] if _opens_anew(g, turn) and g.topics]
    told = [g for g in groups if g in counted or g in asked or g in opened]
    if len(told) >= 2 and opened:
        return True
    # 大赛审定总投入400万,软件名园认定之后给园区多少; told side by side, with no question at all
    is_told_all = not ASKS.search(turn.folded) and bool(counted)
    return _are_strong(groups) and (len(told) == len(groups) or is_told_all)


def _are_bare_items(turn: Turn, groups: Sequence[Group]) -> bool:
    """Whether a message is but a list of nouns, with a word on how to tell them at its end."""
    pieces = [piece for piece in _ITEM_MARKS.split(turn.folded) if piece]
    end = turn.folded.rfind(pieces[-1]) if pieces else 0
    told = any(
        q.role == "amount" and (q.start < end or q.unit is not Unit.COUNT) for q in turn.quantities
    )
    if len(pieces) < _SEVERAL or told or turn.scope.articles or _COMPARES.search(pieces[-1]):
        return False
    if turn.folded.endswith(",") and _in_own_places(turn, groups):
        return False  # the beginning of a message; what follows may tell a sum for each place
    if _VERBAL.search(pieces[-1]) and any(group.start >= end for group in groups):
        return False  # 按什么标准给 asks about the item before it
    return all(len(piece) <= _ITEM_LENGTH and not _VERBAL.search(piece) for piece in pieces[:-1])


_ITEM_MARKS = lazy("[,。;、:/]|和|跟|以及|还有")
_ITEM_LENGTH = 12
_COMPARES = lazy("不同|区别|差别|一样|比")
_VERBAL = lazy("[我咱你他她了是不没吗呢吧想要把被给在]|多少|怎|如何|什么|哪")
"""What no bare noun holds."""


def _in_own_places(turn: Turn, groups: Sequence[Group]) -> bool:
    """Whether each group names a place of its own, and no two the same."""
    places = [
        {p for mark in turn.scope.marks if g.start <= mark.start < g.end for p in mark.policies}
        for g in groups
    ]
    return all(places) and sum(map(len, places)) == len(set[str]().union(*places))


_NAMED = 1.0
"""What a word of four characters weighs, or several shorter ones."""


def _are_strong(groups: Sequence[Group]) -> bool:
    """Whether each group names a matter of its own for sure, and none the same."""
    topics = [t for g in groups for t, weight in g.topics.items() if weight >= _NAMED]
    each = all(any(w >= _NAMED for w in g.topics.values()) for g in groups)
    return each and len(topics) == len(set(topics))


_SO_MANY = lazy(
    r"(?:^|[。;,!?])(?:这|就这|一共|总共|共)?(?P<n>[两二三四五六])(?:笔|件|项|样|块|个|条)(?:事|数|钱)?"
    r"(?:(?:各|分别|都|能|可以|最多|最高|封顶|一共|总共){0,3}"
    r"(?:给|补|拿|领|报|奖|算|是)?(?:多少|几多|几何|怎么算|怎么给|怎么补)|(?:各|分别|都)?)"
    r"(?:钱|呢|啊|呀)?(?:[。?!]*$|(?=[,。;?!]))"
)


def _counted_at_end(text: str) -> int:
    """How many matters a message says at its end that it told (…。两笔), 0 if it does not."""
    match = _SO_MANY.search(text)
    return HOW_MANY[match["n"]] if match else 0


_OPENS = lazy(
    "另外|还有|此外|再有|再就是|再问|顺便|顺带|同时|外加|再加上|以及|其次|第二|然后|接着|再说|再问|至于"
)


_OPENING = lazy(_OPENS.pattern + "|还")
"""The same inside an item."""


def _opens_anew(group: Group, turn: Turn) -> bool:
    """Whether a group begins a sentence with words that say another matter follows (还有, 另外)."""
    before = turn.folded[: group.start].rstrip()[-1:]
    return before in ("。", ";", "?", "!", "\n") and bool(_OPENS.match(group.text))


_ASKS_ALL = lazy(
    "[?问列算看报答查]|多少|几成|怎么|吗|什么|哪|能不能|有没有|呢|最高|最多|封顶|上限|比例"
)


def _is_list(turn: Turn, groups: Sequence[Group]) -> bool:
    """Whether the groups are items of a list: parted by semicolons, or by 、 in a question."""
    ends = [g.text.rstrip()[-1:] for g in groups[:-1]]
    if all(end in ";\n" for end in ends):
        return True
    marked = [
        end in ";。、\n" or bool(_OPENS.match(after.text))
        for end, after in zip(ends, groups[1:], strict=True)
    ]
    apart = not set(groups[0].topics) & set(groups[-1].topics)  # 龙岗算力、房租补贴多少
    items = turn.folded.count("、") > 1 or len(ends) > 1 or apart
    return items and all(marked) and bool(_ASKS_ALL.search(turn.folded))


def _has_number(turn: Turn, start: int, end: int) -> bool:
    others = {claim.start for claim in turn.claims}
    return any(
        start <= q.start < end and q.role == "amount" and q.start not in others
        for q in turn.quantities
    )


def _may_stand_alone(start: int, end: int, turn: Turn) -> bool:
    """Whether a stretch that names no topic may still be a matter: it counts, asks, or lists."""
    text = turn.folded[start:end]
    names = (*turn.scope.spans, *((q.start, q.end) for q in turn.quantities))
    spans = [(s - start, e - start) for s, e in names if start <= s and e <= end]
    around = (turn.folded[start - 1 : start], text[-1:])
    is_item = "、" in around and bool(_ASKS_ALL.search(turn.folded))
    is_numbered = ";" in around and turn.folded.count(";") >= _SEVERAL
    if not (is_item or is_numbered) and content_of(blank(text, spans)) < _CONTENT:
        return False
    lists = Intent.MATCH in turn.intents and end - start > _BRIEF
    counts = any(start <= q.start < end and q.role == "amount" for q in turn.quantities)
    counts = counts and not (start == 0 and end < len(turn.folded) and _COMPANY.match(text))
    asks = ASKS.search(text) or _OPENS.match(text)
    return lists or counts or bool((asks or is_item) and end - start > _BRIEF)


_PAYS = lazy(
    "(?:的|这|那)?(?:钱|费用?|款)?(?:的|又|也|还)?(?:补贴|补助|奖励|资助|补不补|报不报|给不给|管不管|有没有|有补|能补|能报|给补|给报|补多少|给多少|奖多少|报多少"
    "|给吗|补吗|报吗|奖吗|管吗|有吗|呢|有人给|多少|几成|政策)"
)
_PIECE = lazy("和|与|及|以及|还有|或者|加上|再加|外加|[、/]")


def stray_matters(
    turn: Turn,
    groups: Sequence[tuple[Group, tuple[ClauseId, ...]]],
    hints: Hints,
    topics: Topics,
    texts: Collection[str] = (),
) -> tuple[tuple[int, int], ...]:
    """What a message asks money for that no group is about: 搬家费有人给报吗, 班车补贴.

    ``texts``: the folded texts of the policies in question.

    The noun right before the words of paying is unknown to language and policies, or an item of a
    list, a sentence that asks or a clause that names a place holds no word of the policies. Where a
    place whose measures are not collected is asked about beside one that is, it is told as well.
    """
    if not groups:
        return ()
    found = []
    known = [
        *turn.named,
        *((s, e) for s, e, _ in hints.places(turn.folded)),
        *((f.start, f.end) for f in turn.flags),
        *((c.start, c.end) for c in turn.claims),
    ]
    there = {c.policy for _, clauses in groups for c in clauses} | set(turn.scope.policies)
    here = [
        *((s, e) for s, e, word in topics.words_in(turn.folded) if _is_there(topics, word, there)),
        *((s, e) for s, e, to in hints.places(turn.folded) if any(c.policy in there for c in to)),
        *((c.start, c.end) for c in turn.claims),
    ]
    for start, end in _pieces(turn.folded):
        if _has_number(turn, start, end):
            continue
        names = [(s - start, e - start) for s, e in turn.scope.spans if start <= s and e <= end]
        text = blank(turn.folded[start:end], names)
        held = [(s - start, e - start) for s, e in known if s < end and start < e]
        is_paid = any(
            unknown_end(text, m.start()) and not any(s < m.start() < e + 2 for s, e in held)
            for m in _PAYS.finditer(text)
        )
        is_other = len(groups) > 1 and not held
        near = [(s - start, e - start) for s, e in here if s < end and start < e]
        is_paid = is_paid or (len(groups) > 1 and _is_foreign_cost(text, near, texts))
        is_another = is_other and (_is_another(text) or _asks_foreign(text, texts))
        joins = _JOINED.search(turn.folded, 0, start)
        comes_besides = not near and _goes_on_with((joins.group() if joins else "") + text, texts)
        if is_paid or is_another or comes_besides:
            found.append((start, end))
    if len(groups) > 1:
        chosen = frozenset(c for _, clauses in groups for c in clauses)
        own = [
            *((s, e) for s, e, pointed in hints.places(turn.folded) if pointed & chosen),
            *(
                (s, e)
                for s, e, word in topics.words_in(turn.folded)
                if topics.of_clauses(chosen) & topics.of_word(word).keys()
            ),
            *((f.start, f.end) for f in turn.flags if not isinstance(f.value, str)),
        ]
        found += _without_words(turn, known, own)
    items = _foreign_items(turn, known, texts)
    if len(groups) == 1 and len(_LIST_MARK.findall(turn.folded)) < _SEVERAL:
        items = [(s, e) for s, e in items if s and ASKS.search(turn.folded, s, e)]
    found += items
    asked = [m for m in turn.scope.marks if not m.policies] if turn.scope.is_named else []
    for mark in asked:
        start, end = _clause_of(turn.folded, mark.start)
        outside = all(g.scope is None or not g.start <= mark.start < g.end for g, _ in groups)
        is_bare = not any(s < end and start < e for s, e in known)
        if (outside or is_bare) and ASKS.search(turn.folded, start, end):
            # 龙岗和光明分别多少: the rest of the clause is answered for the other.
            shared = any(start <= m.start < end for m in turn.scope.marks if m.policies)
            found.append((mark.start, mark.end) if shared else (start, end))
    return tuple(sorted(set(found)))


_SEVERAL = 2
_WANTS = lazy("(?:要|拿|领|申请|报|给|补)点?(?:钱|补贴|补助)")


def _is_another(text: str) -> bool:
    """Whether a clause without a word of the policies wants money or says that more follows."""
    asks = _WANTS.search(text) or (_OPENS.match(text) and not _JOINS_ON.match(text))
    return bool(asks) and content_of(_THESE.sub("", text)) >= _CONTENT


def _goes_on_with(text: str, texts: Collection[str]) -> bool:
    """Whether a clause adds what no policy in question knows (外加公司团建)."""
    opening = None if ASKS.search(text) else _BESIDES.match(text)
    body = _WHOSE.sub("", text[opening.end() :]).rstrip(_MARKS_BEHIND) if opening else ""
    unknown = uncovered(body)
    pairs = [body[i : i + 2] for i, two in enumerate(pairwise(unknown)) if all(two)]
    foreign = [pair for pair in pairs if not any(pair in one for one in texts)]
    return bool(foreign) and unknown[-1] and len(foreign) >= _MOSTLY * len(pairs)


_JOINED = lazy("(?:另外|还有|外加|再加上|以及)$")
_BESIDES = lazy(
    "[ ,。;!?、]*(?:(?:另外|还有|此外|再有|再就是|顺便|顺带|外加|再加上|以及)(?:还)?"
    "|还(?![是没不好行可能得差剩在算]))"
)
_WHOSE = lazy(
    "^(?:我们?|咱们?|他们?|她|公司|企业|单位|厂里?|老板|园区)*"
    "(?:的|还|也|要|想|准备|打算|有?[个件桩](?:事|问题))*"
)
_MARKS_BEHIND = " ,。;!?、:的呢吧啊了"


def _is_there(topics: Topics, word: str, policies: Collection[str]) -> bool:
    """Whether a topic word leads to a clause of some policies."""
    named = topics.of_word(word)
    return any(
        c.policy in policies for topic in topics.all if topic.id in named for c in topic.clauses
    )


def _is_foreign_cost(text: str, held: Sequence[tuple[int, int]], texts: Collection[str]) -> bool:
    """Whether a piece asks for what no policy in question pays for (电费补贴呢, 上规奖励).

    ``held``: where words of the policies stand in the piece.
    """
    body = _ADDED.match(text)
    paid = _PAYS.search(text, body.end() if body else 0)
    if paid is None:
        return False
    low = body.end() if body else 0
    cost = _COST.match(text, paid.start())
    noun = text[low : cost.end() if cost else paid.start()].strip(" ,。;!?、:的")
    noun = _WHOSE.sub("", noun)
    if not 2 <= len(noun) <= _LONGEST_ITEM or _SUBJECT.search(noun) or _THESE.search(noun):
        return False
    if any(s < paid.start() and low < e for s, e in held):
        return False
    is_named = unknown_of(noun) >= _CONTENT or (
        content_of(noun) > 0 and (_AWARD.search(paid.group()) or noun[-1] in _COSTS)
    )
    pairs = [noun[n : n + 2] for n in range(len(noun) - 1)]
    foreign = sum(not any(pair in one for one in texts) for pair in pairs)
    return bool(is_named) and foreign >= _MOSTLY * len(pairs)


_ADDED = lazy("[ ,。;!?、]*(?:再加上?|加上|还有|另外|外加|顺便|顺带|以及|那|对了|还)?")
_COST = lazy("费用?|款")
_AWARD = lazy("补贴|补助|奖励|资助")
_COSTS = frozenset("费险税金证款")
"""What a noun for a cost ends in."""


def _asks_foreign(text: str, texts: Collection[str]) -> bool:
    """Whether a clause asks about what the policies do not name (残保金能不能减)."""
    asked = ASKS.search(text)
    if asked is None:
        return False
    if _THESE.search(text, 0, asked.start()):
        return False  # 这两笔各多少
    pairs = pairs_of(text[: asked.start()])
    foreign = [pair for pair in pairs if not any(pair in one for one in texts)]
    is_noun = unknown_end(text, asked.start()) and content_of(text[: asked.start()]) > _CONTENT
    return is_noun and len(foreign) >= max(_SEVERAL, _MOSTLY * len(pairs))


_JOINS_ON = lazy("同时|然后|接着|再说")
_THESE = lazy("[这那]?[一二两三四五六七八九十几][个条项笔件处家块样边头份种方者地]")
"""What was told before, counted: 三处各最高多少."""
_ITEM = lazy(r"[^;。!?\n]+(?:[;。!?\n]+|$)")


def _without_words(
    turn: Turn, known: Sequence[tuple[int, int]], own: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Sentences and items that no word of the policies stands in and that ask for something.

    ``own``: the words of the matters that were found; an item of a list with none of them is left.
    """
    text = turn.folded
    items = [m.span() for m in _ITEM.finditer(text)]
    found = []
    for n, (start, end) in enumerate(items):
        listed = n > 0 and text[start - 1] == ";" and ":" not in text[start:end]
        is_item = listed and text.count(";") > 1
        if any(s < end and start < e for s, e in (own if is_item else known)):
            continue
        counts = _has_number(turn, start, end)
        names = [(s - start, e - start) for s, e in turn.scope.spans if start <= s and e <= end]
        names += [
            (s.start - start, s.end - start) for s in turn.quantities if start <= s.start < end
        ]
        left = _THESE.sub("", blank(text[start:end], names))
        if counts and not is_item:
            continue
        asks = bool(_WANTS.search(left) or _PAYS.search(left))
        asks = asks or bool(ASKS.search(left) and (names or listed))
        if content_of(left) >= _CONTENT and (asks or is_item):
            found.append((start, end))
    return found


_LIST_MARK = lazy("以及|还有|或者|和|与|及|[、/;,]|[?](?=.)|另外|顺便(?:问一?下?)?")
_LONGEST_ITEM, _SHORTEST_ITEM = 14, 3


def _foreign_items(
    turn: Turn, known: Sequence[tuple[int, int]], texts: Collection[str]
) -> list[tuple[int, int]]:
    """Items of a list that end in a noun which neither the language nor the policies know.

    公共服务平台;园区停车位扩建;…: what a Chinese phrase is about stands at its end.
    """
    text = turn.folded
    marks = [m.span() for m in _LIST_MARK.finditer(text)]
    ends = {start for start, _ in marks} | {m.end() for m in _ATOM.finditer(text)}
    found = []
    for _, low in marks:
        high = min((end for end in ends if end > low), default=len(text))
        asked = min(
            (m.start() for m in (ASKS.search(text, low, high), _PAYS.search(text, low, high)) if m),
            default=high,
        )
        body = text[low:asked].rstrip(",。;!?、: \n的")
        end = low + len(body)
        if text[low - 1] == "," and not (asked < high or COST_END.search(body)):
            continue  # what is told between commas is no item, what is named like a cost is
        if not _SHORTEST_ITEM <= len(body) <= _LONGEST_ITEM or _own_claim(turn, low, high):
            continue
        if _SUBJECT.search(body) or any(s < end and end - 2 < e for s, e in known):
            continue
        if text[low - 1] == "," and (_THESE.search(body) or content_of(body) <= _CONTENT):
            continue
        if any(s < end and low < e for s, e in turn.scope.spans):
            continue
        noun = _GENERIC_END.sub("", body)
        pairs = pairs_of(noun)
        foreign = [pair for pair in pairs if not any(pair in one for one in texts)]
        tail = text[end - 2 : end]
        is_tail = unknown_end(text, end) and not any(tail in one for one in texts)
        is_held = any(s < end and low < e for s, e in known)
        if is_tail or (not is_held and pairs and len(foreign) >= _MOSTLY * len(pairs)):
            found.append((low, high))
    return found


_GENERIC_END = lazy("(?:的)?(?:费用?|经费|奖励?|补贴|补助|资助|的?钱)$")
_MOSTLY = 0.6
"""From which share of unknown pairs an item is about something else (商标注册费)."""
_SUBJECT = lazy("我|咱|他|她|公司|企业|老板|算|是|不|了$|过$|好$")
"""Who or what a clause tells of: no item of a list of nouns."""


def asked_clauses(text: str) -> tuple[tuple[int, int], ...]:
    """The clauses between marks of a text with more than one, each with the mark that ends it."""
    found = tuple(m.span() for m in _ATOM.finditer(text))
    return found if len(found) > 1 else ()


def _pieces(text: str) -> list[tuple[int, int]]:
    """The clauses of a text, parted at joining words as well."""
    found = []
    for match in _ATOM.finditer(text):
        start = match.start()
        for joint in _PIECE.finditer(text, *match.span()):
            found.append((start, joint.start()))
            start = joint.end()
        found.append((start, match.end()))
    return [(low, high) for low, high in found if low < high]
