"""Which matter of the ledger the own words of a message mean, or that it means another."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache

from assistant.dialogue.acts import Act
from assistant.dialogue.aspects import content_of
from assistant.dialogue.choose import SUBJECT, with_words
from assistant.dialogue.language import BUYS, pairs_of
from assistant.dialogue.ledger import Ledger, Matter
from assistant.dialogue.select import Ranking
from assistant.dialogue.turn import Intent, Turn
from assistant.dialogue.understand.context import UnderstandContext
from assistant.dialogue.understand.kept import SHORT_MATTER
from assistant.dialogue.understand.refusals import CLEARLY, NAMES
from assistant.dialogue.understand.wording import counts_money, less_denied, moves, own_words
from assistant.policy.clause import ClauseId
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_LEANS = 0.08
"""Words of facts that point this strongly to the clauses in question go on with them."""
ONE_HINT = 0.04
"""What one word of a matter's facts weighs (算力), alone in its message."""
_SEVERAL = 2
FITS_WELL = 0.25
"""How well another clause must fit words that changed nothing, to be what they may mean."""
FAINT_TOPIC = 0.5
"""A matter named by a word of two characters may be meant by chance."""
_JOINED = lazy("[和与跟、及]|还有")
_MOST_PAIRS = 20
_TAKES_BACK = lazy("(?:加|算|补|放|拿|要|捡)(?:上|进)?回[来去]|重新(?:加|算)[上进]|恢复")
POINTS_TO_ONE = lazy(r"[\u4e00-\u9fff]{2}[那这]一?[个项份条款台批笔块件边]")
_OWN_THING = lazy(
    "(?:^|[,。;!?])(?:那么?|再说|再看|回到|说回)?(?:我们?|咱们?)[这那]一?[个家份]?(?P<thing>[\u4e00-\u9fff]{2})"
)
"""我这载体整改后通过了, after another matter."""
_THIS_THING = lazy(
    "[这那](?:[批套份笔款台种条间栋片项]|一[批套份款台项]|些|几[个份批套款台])(?P<thing>[\u4e00-\u9fff]{2})"
)
_BOUGHT = lazy(f"[{BUYS}][^,。;!?]{{0,3}}$")
"""买那批语料花了62万 may be of a clause on buying."""
_INSTEAD = lazy(
    "(?:哦|噢|啊|哎|呃|额|,)*(?:不是|不对|说错|搞错|弄错|错)(?:了|啊|哈|不是|不对|,|。|!)*我?(?:问的|说的|是|要问的)*是"
)
_UNITS = lazy("(?<=\\d)[台个辆套件项条场家人款座](?![\u4e00-\u9fff]*元)")
"""What counts things (60台)."""
SHORTEST_PHRASE = 3
"""Characters of own words that may name a matter."""
_FAR = 2.0
"""How much better than the next a clause must fit to be the one that is pointed back to."""
SETTLES_THERE = lazy("搬|迁|挪|落户|入驻")
_FORGOT = lazy("来着|记不得|记不住|忘了|不记得")
_WHICH = lazy("(?:什么|啥|哪[些个种]|何种)的?$")


def by_overlap(
    ctx: UnderstandContext, turn: Turn, ledger: Ledger, among: Sequence[int]
) -> int | None:
    """The one of some matters whose facts, words and counted units a clause clearly names."""
    kept = {c for m in ledger.matters for c in m.clauses}
    pointed = ctx.hints.within(sorted({c.policy for c in kept})).read(turn.folded)
    units = [m.group() for m in _UNITS.finditer(turn.folded)]

    def score(matter: Matter) -> float:
        hinted = max((pointed.get(c, 0.0) for c in matter.clauses), default=0.0)
        pairs = sum(pair in matter.text for pair in pairs_of(turn.matter))
        counted = sum(bool(_counts(unit).search(matter.text)) for unit in units)
        return hinted + (pairs + counted) / _MOST_PAIRS

    scores = sorted(((score(ledger.matters[n]), n) for n in among), reverse=True)
    (best, place), (second, _) = (*scores, (0.0, 0), (0.0, 0))[:2]
    return place if best > CLEARLY * second else None


def points_away(ctx: UnderstandContext, turn: Turn, ledger: Ledger) -> bool:
    """Whether words of facts point to clauses outside the ledger, and to none within it."""
    pointed = ctx.hints.read(turn.folded)
    known = [pointed.get(c, 0.0) for m in ledger.matters for c in m.clauses]
    return not any(known) and max(pointed.values(), default=0.0) >= 2 * ONE_HINT


def fits_other(ctx: UnderstandContext, turn: Turn, ledger: Ledger) -> bool:
    """Whether a clause outside the ledger fits the words of a message best."""
    known = {c for m in ledger.matters for c in m.clauses}
    policies = tuple(dict.fromkeys(c.policy for c in known))
    text = ctx.places.without_names(turn, 0, len(turn.folded))
    best = ctx.selector.rank(text, turn.topics, policies or None).best
    return best is not None and best.clause_id not in known and best.score > FITS_WELL


def hinted(ctx: UnderstandContext, turn: Turn, ledger: Ledger) -> int | None:
    """The earlier matter that words of facts point to, where they point to none in question.

    After robots, 算力是1000万 is about the compute spoken of before.
    """
    pointed = ctx.hints.read(turn.folded)

    def weight(n: int) -> float:
        return max((pointed.get(c, 0.0) for c in ledger.matters[n].clauses), default=0.0)

    if not pointed or any(weight(n) for n in ledger.current):
        return None
    found = {n: weight(n) for n in range(len(ledger.matters)) if n not in ledger.current}
    best = max(found.values(), default=0.0)
    alike = [n for n, one in found.items() if one == best]
    known = {c for m in ledger.matters for c in m.clauses}
    policies = {c.policy for c in known}
    if any(p > best for c, p in pointed.items() if c not in known and c.policy in policies):
        return None  # another clause of the same policies is meant
    return alike[0] if best >= ONE_HINT and len(alike) == 1 else None


def meant(ctx: UnderstandContext, turn: Turn, ledger: Ledger) -> tuple[int, ...] | None:
    """The matters that the message's own words, or none of its own, go on with."""
    named = _named_several(ctx, turn, ledger) or _named_one(ctx, turn, ledger)
    if named is not None:
        return named
    by_words = matters_by_words(ctx, turn, ledger)
    focus = tuple(c for m in ledger.in_question for c in m.clauses)
    if _is_of_another(ctx, turn, focus):
        return tuple(n for n in by_words if n not in ledger.current) or None
    if by_words:
        return by_words
    matters = ledger.matters
    if Act.REFER_BACK in turn.acts and not own_words(turn) and len(matters) > 1:
        whose = {m.asker for m in ledger.in_question}  # 还是头先那些: of the same asker
        earlier = [n for n in range(len(matters)) if n not in ledger.current]
        earlier = [n for n in earlier if matters[n].asker in whose]
        return (earlier[-1],) if earlier else ledger.current
    if is_other_there(ctx, turn, ledger):
        return None
    return ledger.current if _follows(ctx, turn, ledger) else None


def is_other_there(ctx: UnderstandContext, turn: Turn, ledger: Ledger) -> bool:
    """Whether the words of a message that names another place are surely of another matter.

    After 贷款贴息: 那龙华呢,采购算力400万; 龙岗人才引育那条呢.
    """
    policies = turn.scope.policies
    current = {c for m in ledger.in_question for c in m.clauses}
    if (
        not policies
        or len(turn.matter) < SHORTEST_PHRASE
        or not content_of(turn.matter)
        or set(policies) <= {c.policy for c in current}
    ):
        return False
    ranking = ctx.selector.fit(turn.matter, turn.topics, policies)
    if ranking.best is None or ranking.relevance < SUBJECT:
        return False
    own = ctx.topics.of_clauses([ranking.best.clause_id])
    kept = ctx.topics.of_clauses(current) | {t for m in ledger.in_question for t, _ in m.topics}
    return bool(own) and not own & kept


def fitting_matter(ctx: UnderstandContext, turn: Turn, ledger: Ledger) -> int | None:
    """The one matter whose clause fits a message clearly better than any other clause."""
    policies = tuple(dict.fromkeys(c.policy for m in ledger.matters for c in m.clauses))
    text = ctx.places.without_names(turn, 0, len(turn.folded))
    best, *rest = ctx.selector.fit(text, turn.topics, policies).ranked[:2] or (None,)
    if best is None or (rest and best.score < _FAR * rest[0].score):
        return None
    found = [n for n, m in enumerate(ledger.matters) if best.clause_id in m.clauses]
    return found[0] if len(found) == 1 else None


def _named_one(ctx: UnderstandContext, turn: Turn, ledger: Ledger) -> tuple[int, ...] | None:
    """The one of several matters that words of its facts name (语料那个翻一倍).

    One that was dropped before is taken in again beside the others (算力还是加回来).
    """
    takes_back = _TAKES_BACK.search(turn.folded)
    points = takes_back or turn.multiples or POINTS_TO_ONE.search(turn.folded)
    own = _OWN_THING.search(turn.folded)
    points = points or own
    if len(ledger.matters) < _SEVERAL or turn.scope.is_named or not points:
        return None
    if Act.REMOVE in turn.acts:
        return None  # 生产费用那项先不算: what is dropped is not what is spoken of
    policies = {c.policy for m in ledger.matters for c in m.clauses}
    pointed = ctx.hints.within(sorted(policies)).read(turn.folded)
    scores = sorted(
        ((max((pointed.get(c, 0.0) for c in m.clauses), default=0.0), n)
         for n, m in enumerate(ledger.matters)),
        reverse=True,
    )  # fmt: skip
    (best, place), (second, _) = scores[:2]
    if not best or best < CLEARLY * second:
        told = told_of(turn, ledger)
        return None if told is None or turn.topics else (told,)
    if takes_back and place not in ledger.current:
        return tuple(sorted({*ledger.current, place}))
    if place in ledger.current:
        return (place,) if turn.multiples else None
    return None if turn.topics else (place,)


def told_of(turn: Turn, ledger: Ledger) -> int | None:
    """The one matter whose message had the word that is pointed back to (采购那个)."""
    match = POINTS_TO_ONE.search(turn.folded)
    own = None if match else _OWN_THING.search(turn.folded)
    if match is None and own is None:
        return None
    word = match.group()[:_SEVERAL] if match else own["thing"] if own else ""
    found = [n for n, m in enumerate(ledger.matters) if m.clauses and word in m.text]
    if len(found) > 1 and _FORGOT.search(turn.folded):
        found = [n for n in found if n not in ledger.current]  # not the one told just now
    return found[0] if len(found) == 1 else None


def is_pointed_at(turn: Turn, ledger: Ledger, clauses: Collection[ClauseId]) -> bool:
    """Whether some clauses are those of the asker's own thing that a message points to."""
    place = told_of(turn, ledger) if _OWN_THING.search(turn.folded) else None
    return place is not None and bool(set(clauses) & set(ledger.matters[place].clauses))


def _named_several(ctx: UnderstandContext, turn: Turn, ledger: Ledger) -> tuple[int, ...] | None:
    """The matters that a message names side by side, asking of each (备案和采购各是多少)."""
    asks = turn.intents & {Intent.EACH, Intent.COMPARE} or Act.ALL_MATTERS in turn.acts
    if len(ledger.matters) < _SEVERAL or not asks or counts_money(turn) or turn.scope.is_named:
        return None
    pieces = _JOINED.split(turn.folded)
    policies = {c.policy for m in ledger.matters for c in m.clauses}
    hints = ctx.hints.within(sorted(policies))
    found = []
    for piece in pieces if len(pieces) > 1 else ():
        pointed = hints.read(piece)
        scores = sorted(
            ((max((pointed.get(c, 0.0) for c in m.clauses), default=0.0)
              + sum(pair in m.text for pair in pairs_of(piece)) / _MOST_PAIRS, n)
             for n, m in enumerate(ledger.matters) if m.clauses),
            reverse=True,
        )  # fmt: skip
        if len(scores) > 1 and scores[0][0] > CLEARLY * scores[1][0]:
            found.append(scores[0][1])
    named = tuple(dict.fromkeys(found))
    return named if len(named) > 1 else None


def names_faintly(ctx: UnderstandContext, turn: Turn) -> bool:
    """Whether words that might name a matter only move there or ask (搬到福田, 什么标准)."""
    faint = 0 < sum(turn.topics.values()) <= FAINT_TOPIC and len(turn.matter) <= SHORT_MATTER
    if not faint or any(q.role == "amount" for q in turn.quantities):
        return False
    places = [(s, e) for s, e, _ in ctx.topics.words_in(turn.folded)]
    if turn.scope.is_named:
        moves = [m.span() for m in SETTLES_THERE.finditer(turn.folded)]
        return all(any(s < e2 and s2 < e for s2, e2 in moves) for s, e in places)
    return all(_WHICH.search(turn.folded, 0, s) for s, _ in places)


def moves_with_sum(ctx: UnderstandContext, turn: Turn, ledger: Ledger) -> bool:
    """Whether a message tells the sum that a matter has in the place where it moves.

    搬到福田的话,合同是600万: the only words of a matter in it are those of moving.
    """
    current = [c for m in ledger.in_question for c in m.clauses]
    if len(turn.scope.policies) != 1 or not counts_money(turn) or not current:
        return False
    if Act.ADD in turn.acts or set(turn.scope.policies) <= {c.policy for c in current}:
        return False
    moving = [m.span() for m in SETTLES_THERE.finditer(turn.folded)]
    named = [(s, e) for s, e, _ in ctx.topics.words_in(turn.folded)]
    if not moving or not all(any(s < e2 and s2 < e for s2, e2 in moving) for s, e in named):
        return False
    return any(map(ctx.facts.takes_money, current))


def matters_by_words(ctx: UnderstandContext, turn: Turn, ledger: Ledger) -> tuple[int, ...]:
    """Matters that the message's own words point to, those in question before older ones."""
    if not turn.topics:
        return ()
    pointed = ctx.hints.read(turn.folded)
    text = ctx.places.without_names(less_denied(turn), 0, len(turn.folded))
    shares: dict[int, float] = {}
    for n, matter in enumerate(ledger.matters):
        old = {t for t, _ in matter.topics} | ctx.topics.of_clauses(matter.clauses)
        shared = sum(weight for topic, weight in turn.topics.items() if topic in old)
        if shared:
            shares[n] = shared + max((pointed.get(c, 0.0) for c in matter.clauses), default=0.0)
    if not shares:
        return ()
    best = max(shares.values())
    alike = [n for n, share in shares.items() if share >= 0.8 * best]
    current = tuple(n for n in alike if n in ledger.current)
    chosen = current or (alike[-1],)
    matter = ledger.matters[chosen[0]]
    if turn.scope.is_named or not matter.clauses:
        return chosen
    # Another clause of the same policy on a kindred matter is a matter of its own.
    policies = tuple(dict.fromkeys(c.policy for c in matter.clauses))
    ranking = ctx.selector.rank(text, turn.topics, policies)
    best_clause = ranking.best
    if best_clause is None or best_clause.clause_id in matter.clauses:
        return _fitting_better(ledger, chosen[0], ranking) or chosen
    other = next(
        (n for n, m in enumerate(ledger.matters) if best_clause.clause_id in m.clauses), None
    )
    if other is not None:
        return (other,)
    kept = max((r.score for r in ranking.ranked if r.clause_id in matter.clauses), default=0.0)
    return () if best_clause.score > 1.2 * kept else chosen


def _fitting_better(ledger: Ledger, index: int, ranking: Ranking) -> tuple[int, ...]:
    """The other matter whose clause of one of the same policies fits clearly better.

    After 区里和市里买语料 … 开放语料的生产费用: 明年买600万的语料 is about the first again.
    """
    matter = ledger.matters[index]
    for policy in dict.fromkeys(c.policy for c in matter.clauses):
        ranked = ranking.of_policy(policy)
        kept = max((r.score for r in ranked if r.clause_id in matter.clauses), default=0.0)
        best = next(iter(ranked), None)
        if best is None or best.score <= CLEARLY * kept:
            continue
        for n, other in enumerate(ledger.matters):
            if n != index and best.clause_id in other.clauses:
                return (n,)
    return ()


def _follows(ctx: UnderstandContext, turn: Turn, ledger: Ledger) -> bool:
    """Whether a message without words of another matter goes on with the one in question."""
    focus = tuple(c for m in ledger.in_question for c in m.clauses)
    if not ledger.current:
        return False
    pointed = ctx.hints.read(less_denied(turn).folded)
    if any(pointed.get(clause, 0.0) >= _LEANS for clause in focus):
        return True
    tested = any(ctx.hints.tests(c, s.name) for c in focus for s in turn.flags)
    if tested and not turn.topics:
        return True
    spoken = any(ctx.facts.speaks_of(c, s.name) for c in focus for s in turn.flags)
    if turn.is_leaning and spoken and sum(turn.topics.values()) <= FAINT_TOPIC:
        return True  # 跨境这个是每年都给吗
    if turn.topics and _corrects_subject(ctx, turn, focus):
        return False  # 不是不是, 是生成式备案: another matter was meant
    if turn.topics:
        return turn.is_correction and len(turn.matter) <= SHORT_MATTER
    tells_there = turn.scope.is_named and counts_money(turn)
    if (turn.is_leaning and not tells_there) or len(turn.matter) <= 1 or Act.DOUBT in turn.acts:
        return True  # 那龙岗算力800万 is weighed below, by what it names
    if turn.scope.is_named and (Act.CORRECT in turn.acts or moves(turn)):
        return True
    if _points_at_told(turn, ledger):
        return True
    counts = any(q.role == "amount" and q.unit is not Unit.PERCENT for q in turn.quantities)
    if turn.scope.is_named and content_of(turn.matter) < 2 and not counts:
        return True  # 才10%?龙岗是不是高点
    text = ctx.places.without_names(turn, 0, len(turn.folded))
    ranking = ctx.selector.rank(text, {}, None)
    signals = with_words(ranking.signals, turn, is_scoped=turn.scope.is_named)
    if ranking.best is None or ctx.selector.probability(signals) < SUBJECT:
        return True
    own = ctx.topics.of_clauses([ranking.best.clause_id])
    return bool(own & ctx.topics.of_clauses(focus))


def _points_at_told(turn: Turn, ledger: Ledger) -> bool:
    """Whether a message points at a thing that only the matters in question were told with.

    语料首次开放 → 做这批语料花了62万: what it cost, and no purchase.
    """
    if turn.scope.is_named or Act.ANOTHER in turn.acts or Act.ADD in turn.acts:
        return False
    others = [m for n, m in enumerate(ledger.matters) if n not in ledger.current and m.clauses]
    return any(
        any(match["thing"] in m.text for m in ledger.in_question)
        and not any(match["thing"] in m.text for m in others)
        and not _BOUGHT.search(turn.folded, 0, match.start())
        for match in _THIS_THING.finditer(turn.folded)
    )


def _corrects_subject(ctx: UnderstandContext, turn: Turn, focus: Sequence[ClauseId]) -> bool:
    """Whether a correction names another matter of the same policies instead of a number."""
    policies = {c.policy for c in focus}
    own = ctx.topics.of_clauses(focus)
    return (
        _INSTEAD.match(turn.folded) is not None
        and not own & set(turn.topics)
        and any(c.policy in policies for t in turn.topics for c in ctx.clauses_of(t))
    )


def _is_of_another(ctx: UnderstandContext, turn: Turn, focus: tuple[ClauseId, ...]) -> bool:
    """Whether a message names a matter that no clause in question deals with.

    It tells a sum, and another clause of one of the policies fits its words clearly better; or
    nothing in question is paid by any sum, and what it names besides is.
    """
    if _pays_by_sum(ctx, turn, focus):
        return True
    if not counts_money(turn) or turn.scope.is_named or sum(turn.topics.values()) < NAMES:
        return False
    policies = tuple(dict.fromkeys(c.policy for c in focus))
    ranking = ctx.selector.rank(turn.matter, turn.topics, policies or None)
    for policy in policies:
        own = [c for c in focus if c.policy == policy]
        best = next(iter(ranking.of_policy(policy)), None)
        if best is None or best.clause_id in own:
            continue
        if ctx.topics.of_clauses(own) & set(turn.topics):
            continue
        kept = max((r.score for r in ranking.ranked if r.clause_id in own), default=0.0)
        if best.score > CLEARLY * kept:
            return True
    return False


def _pays_by_sum(ctx: UnderstandContext, turn: Turn, focus: Sequence[ClauseId]) -> bool:
    """Whether only the matters that a message names besides can take the sum it tells.

    After 3个模型备案: 自己买人家备案过的模型, 合同完成了420万.
    """
    if not counts_money(turn) or turn.scope.is_named:
        return False
    own = ctx.topics.of_clauses(focus)
    others = [t for t in turn.topics if t not in own]
    policies = {c.policy for c in focus}
    if any(ctx.facts.takes_money(c) for c in focus):
        return False
    return any(
        c.policy in policies and ctx.facts.takes_money(c) for t in others for c in ctx.clauses_of(t)
    )


@cache
def _counts(unit: str) -> re.Pattern[str]:
    return re.compile(f"[\\d一二两三四五六七八九十百千万]{unit}")
