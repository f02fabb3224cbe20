"""The words of a message that point to clauses, less those that only tell a condition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.dialogue.as_left import PAYS_FOR
from assistant.dialogue.grouping.clauses import ATOM, clause_of, own_claim
from assistant.dialogue.grouping.group import ASKS, Mention
from assistant.dialogue.grouping.where import Where
from assistant.dialogue.hints import Hints
from assistant.dialogue.topics import Topics
from assistant.dialogue.turn import Turn
from assistant.policy.clause import ClauseId
from assistant.text.expressions import Relation
from assistant.text.pattern import lazy
from assistant.text.units import Unit

COMPANY = lazy("我们?|咱们?|本?公司|本?企业|我司|我厂|我院")
"""Who opens a message by telling of the company: no matter of its own unless a topic is named."""
_HEADING = lazy(r"[^。;!?\d:]{4,40}:(?![\d一二两三四五六七八九十百千])")
"""What comes before the first colon, without a number; 龙岗算力:800万 is an item itself."""
_PARENTHESES = lazy(r"\((?:我|咱|本公司|公司|企业)[^()]{2,40}\)")
WHAT_FOR = lazy(
    r"[,;\s]*(?:都|全|就是|也|专门|主要)?(?:拿来|拿去|用来|用于|用在|为的是|为了|以便|好让"
    r"|(?:做|搞|进行|研发|训练?|开发)[^,。;!?\d的了过]{1,10}(?=[,。;!?]|$))"
)
"""What opens a clause that tells what something is for."""
_FROM = lazy("从[^,。;!?]{1,8}$")
MOVES = lazy("要是|如果|假如|放在|放到|换成|换到|换|搬到|搬去|落在|改到|比例|怎样|说")


def mentions_of(
    turn: Turn,
    topics: Topics,
    hints: Hints,
    where: Where,
    by_number: Mapping[tuple[int, int], Sequence[ClauseId]],
) -> list[Mention]:
    """The words that point to clauses, the longest at each place, in order."""
    found: dict[tuple[int, int], set[ClauseId]] = {}
    for start, end, word in topics.words_in(turn.folded):
        named = topics.of_word(word)
        clauses = {c for t in topics.all if t.id in named for c in t.clauses}
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
    kept: list[Mention] = []
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
    kept = _without_called(turn, kept, topics)
    kept = _without_prices(turn, kept)
    kept = _without_purposes(turn, kept, topics)
    kept = _without_conditions(turn, kept, topics, hints)
    kept += _numbered(turn, where, by_number)
    kept.sort(key=lambda m: m.start)
    return _without_company(turn, kept, topics)


def _without_called(turn: Turn, mentions: list[Mention], topics: Topics) -> list[Mention]:
    """Less the words by which a measure of the matter before is called (市里给训练的那个)."""
    named = {(s, e) for s, e, _ in topics.words_in(turn.folded)}
    called = [m.span() for m in PAYS_FOR.finditer(turn.folded)]
    kept = [
        m
        for m in mentions
        if (m.start, m.end) in named or not any(s <= m.start < e for s, e in called)
    ]
    return kept or mentions


def _without_prices(turn: Turn, mentions: list[Mention]) -> list[Mention]:
    """Less the words of a clause that only tells the price of what was counted before it.

    租了32台服务器训大模型,单台月租2.6万,租满一年: one sum, of the matter of the count.
    """
    counted = [
        (min(o.quantity.start for o in e.operands), e.end)
        for e in turn.expressions
        if e.relation is Relation.PRODUCT and any(o.role == "count" for o in e.operands)
    ]

    def is_price(mention: Mention) -> bool:
        low, _ = clause_of(turn.folded, mention.start)
        inside = [(s, e) for s, e in counted if s < low and mention.start < e]
        before = any(other.start < inside[0][0] for other in mentions) if inside else False
        return before and not ASKS.search(turn.folded, *clause_of(turn.folded, mention.start))

    return [m for m in mentions if not is_price(m)]


def _without_purposes(turn: Turn, mentions: list[Mention], topics: Topics) -> list[Mention]:
    """Less the words of a clause that tells what the one before it is for (拿来研发大模型)."""
    named = {(s, e) for s, e, _ in topics.words_in(turn.folded)}

    def is_purpose(mention: Mention) -> bool:
        low, high = clause_of(turn.folded, mention.start)
        return (
            (mention.start, mention.end) not in named
            and any(other.start < low for other in mentions)
            and WHAT_FOR.match(turn.folded, low) is not None
            and not own_claim(turn, low, high, frozenset({Unit.YUAN, Unit.COUNT}))
        )

    return [m for m in mentions if not is_purpose(m)]


def _only_moves(text: str, mention: Mention, others: Sequence[Mention], where: Where) -> bool:
    """Whether a word only says that a matter is asked in another place (搬到前海有12个案例)."""
    if MOVES.fullmatch(text, mention.start, mention.end) is None:
        return False
    low, high = clause_of(text, mention.start)
    is_compared = where.is_varied and bool(_FROM.search(text, low, mention.start))
    return any(m.start == mention.end for m in where.marks) and any(
        other is not mention and (is_compared or low <= other.start < high) for other in others
    )


def _numbered(
    turn: Turn, where: Where, by_number: Mapping[tuple[int, int], Sequence[ClauseId]]
) -> list[Mention]:
    """Clauses named by number; those named in one breath (第二、三条) are one mention."""
    found: list[Mention] = []
    for (start, end), clauses in sorted(by_number.items()):
        last = found[-1] if found else None
        if last and not turn.folded[last.end : start].strip("、和与跟及,第"):
            joined = last.clauses | frozenset(clauses)
            found[-1] = Mention(last.start, end, joined, last.scope, joined)
        else:
            own = frozenset(clauses)
            found.append(Mention(start, end, own, where.at(start), own))
    return found


def _placed(
    start: int, end: int, clauses: frozenset[ClauseId], where: Where, *, is_coined: bool
) -> Mention:
    """A mention with what it points to in the place it stands under.

    A name that one measure coins (训力券) leads to that, whatever place stood before.
    """
    scope = where.at(start)
    policies = tuple({c.policy for c in clauses})
    if is_coined and policies != scope and (scope or where.policies):
        is_inside = scope is None and policies[0] in where.policies
        return Mention(start, end, clauses, None if is_inside else policies, clauses)
    if scope is None:
        own = frozenset(c for c in clauses if c.policy in where.policies)
        own = own or frozenset(c for c in clauses if where.policies and c.policy in where.above)
        return Mention(start, end, own or clauses, None, clauses)
    inside = frozenset(c for c in clauses if c.policy in scope)
    if not inside:
        # …,区里多少,市里多少?还开源了一个: what only the place asked about before has
        for there in where.asked_before(start):
            asked = frozenset(c for c in clauses if c.policy in there)
            if asked:
                return Mention(start, end, asked, there, clauses)
    return Mention(start, end, inside or clauses, scope, clauses)


def _without_conditions(
    turn: Turn, mentions: list[Mention], topics: Topics, hints: Hints
) -> list[Mention]:
    """Less the words of conditions (评估过), where others in the message name matters.

    A condition belongs to the matter it stands with; it opens none, and neither does what is told
    beside it (成立五年多,不算初创).
    """
    named = {(s, e) for s, e, _ in topics.words_in(turn.folded)}

    def stands_alone(m: Mention) -> bool:
        low, high = clause_of(turn.folded, m.start)
        return own_claim(turn, low, high, frozenset({Unit.YUAN})) and not any(
            other is not m and low <= other.start < high for other in mentions
        )  # 示范应用项目投了260万?: the matter itself

    def is_condition(m: Mention) -> bool:
        return (
            (m.start, m.end) not in named
            and not stands_alone(m)
            and any(
                f.start < m.end and m.start < f.end and any(hints.tests(c, f.name) for c in m.named)
                for f in turn.flags
            )
        )

    def is_background(m: Mention) -> bool:
        low, high = clause_of(turn.folded, m.start)
        if (m.start, m.end) in named or ASKS.search(turn.folded, low, high):
            return False
        if own_claim(turn, low, high, frozenset({Unit.YUAN, Unit.COUNT})):
            return False
        if any(low <= s < high for s, _ in turn.scope.spans):
            return False
        others = [c for other in mentions if not low <= other.start < high for c in other.named]
        stated = [f for f in turn.flags if low <= f.start and f.end <= high]
        return any(hints.tests(c, f.name) for c in others for f in stated)

    kept = [m for m in mentions if not (is_condition(m) or is_background(m))]
    beside = [m.span() for m in _PARENTHESES.finditer(turn.folded)]
    beside = [(s, e) for s, e in beside if not own_claim(turn, s, e, frozenset({Unit.YUAN}))]
    outside = [m for m in kept if not any(s <= m.start < e for s, e in beside)]
    return outside or kept or mentions  # (我们成立十几年了不算初创): told of the matter before


def _without_company(turn: Turn, mentions: list[Mention], topics: Topics) -> list[Mention]:
    """Less what an opening clause about the company points to: 我们拿过35项专利 asks nothing.

    Where the clause names a topic it does speak of a matter, and a message of one clause is one.
    """
    opening = ATOM.match(turn.folded)
    heading = _HEADING.match(turn.folded)
    if heading is not None:
        end = heading.end()  # 总部福田、工厂龙岗,一次问清:
    elif opening is not None and COMPANY.match(turn.folded):
        end = opening.end()
    else:
        return mentions
    later = [m for m in mentions if m.start >= end]
    named = any(s < end for s, _, _ in topics.words_in(turn.folded))
    if named or not later or ASKS.search(turn.folded, 0, end):
        return mentions
    return later
