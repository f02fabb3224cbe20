"""A condition that a message says is missed, or is met after all, in words that no list has.

数据都放在自己的网站上,那个网站没有经过认定: which condition is spoken of is told by how near the
words stand to what each says (``likeness``); whether it holds by what denies, and by the network.
Where one is missed, what takes the place of the thing that missed it (换一家…, 另外那条…) is told
of a thing of its own: the condition is as open for it as for the first.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.dialogue.acts import Act
from assistant.dialogue.beside_denied import before_denied
from assistant.dialogue.effects import BACK, FAILS, FEWER, HOLDS
from assistant.dialogue.gather import WHAT_IF, Stake
from assistant.dialogue.ledger import Ledger, Matter
from assistant.dialogue.not_ours import less_theirs
from assistant.dialogue.polarity import denials_of
from assistant.dialogue.rereading.applying import applied
from assistant.dialogue.rereading.candidate import Candidate, values_of
from assistant.dialogue.rereading.context import RereadContext
from assistant.dialogue.rereading.first_reading import matter_before
from assistant.dialogue.roles import told
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.dialogue.understanding import Understanding
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_STOP = lazy("[,。;!?]")
_CLAUSE = lazy("[^,。;!?，；！？]+")
_KEEPS = lazy("民非|[没不]变|[没不]动|没问题|别的")
"""What is denied in form only (投入不变): nothing about a condition."""
_CONTRASTS = lazy("不是|并非")
"""列入的是市里的目录,不是省里的: what is denied may be only what another takes the place of."""
_TELLS_NO_MORE = lazy("未|非|不|没|无")
_INSTEAD = lazy(
    "[换改](?:了|成|为|由|找|用|从|去|签|买|批|让|个|家|一|到)|另(?:一|找|外|买|签|租|投|有)|新(?:的|买|搞|做|出|开|签)"
    "|第[二三四五]|下一?[代批]|隔壁|除此之外|[搬迁挪](?:进去|进来|过去|入)"
)
"""What takes the place of a thing, or stands beside it."""
COUNTS = lazy(
    r"[\d一二两三四五六七八九十几俩仨那这][^,。;!?，；！？]{0,2}[个台辆项款条家份套次笔批]"
)
"""What says that some of what was counted is spoken of, or one of it."""
_ONE_MORE = lazy("(?:^|[,。;!?])(?:还|另外?|再|又)有[了的]?一?[个项条款笔份家]")
"""还有个国际标准,不是主导: said of one more, which is counted where things are counted."""
_ASKS = lazy("多少|几(?!乎)|哪|什么|啥|谁|怎么|咋|如何|吗|呢|吧|是不是|有没有|能不能")
_TELLS = lazy("[了过着]|已|才|刚|又|现在|后来|其实|就是")
_END = lazy("[。;!?]")
_ONE_MORE_SUM = lazy("[又再还另]|追加|新(?:买|签|租|做|办|增)|第[二三四]")
_OF_ALL = lazy(
    "都|(?<!完)全|那[批笔份个][^,。;!?]{0,6}也|(?:之前|前面|原来|先前|上次)[^,。;!?]{0,6}也|补[办走做上签]"
)
"""What tells that the first ones meet the condition as well (原来那批也补走了交易所)."""
_NEAR, _AHEAD = -4.5, -1.2
"""From here on a condition may be the one that the network hears of."""
_VERY_SURE, _SURE, _LIKELY = 0.8, 0.6, 0.4
_SOME, _AHEAD_ONLY = 0.1, -3.0
"""The same where no other condition can be meant."""
_NEAR_LIKELY, _BESIDE = -3.0, 0.1
_NEAR_ALONE, _AHEAD_ALONE = -2.3, 1.0
"""The same where a denial alone says that it is missed."""
_BACK, _FAILS = 0.6, 0.5


@dataclass(frozen=True, slots=True)
class Said:
    """What a message says of one condition.

    ``near`` is how near it stands to it, ``ahead`` how much nearer than to any other.
    """

    stake: Stake
    near: float
    ahead: float


def by_condition(
    ctx: RereadContext, found: Understanding, before: Ledger, earlier: Sequence[str]
) -> Understanding | None:
    """With the condition that a message surely says is missed, or met after all."""
    turn = found.turn
    if Act.DOUBT in turn.acts or _ONE_MORE.search(turn.folded):
        return None
    ours = less_theirs(turn.folded)
    if ours != turn.folded and not denials_of(ours):
        return None  # 隔壁园没评上
    for place in found.ledger.current:
        now = found.ledger.matters[place]
        was = matter_before(before, place, now)
        if was is None:
            continue
        stakes = _open_stakes(ctx, turn, now, was)
        old, new = values_of(was.flags), values_of(now.flags)
        # 没备案,但做过测评: what stands in for it is told, so that it is not missed
        missed = [
            s
            for s in stakes
            if old.get(s.fact) == s.missed and not any(old.get(o) is True for o in s.others)
        ]
        changed = [s for s in stakes if old.get(s.fact) != new.get(s.fact)]
        own_missed = [s for s in changed if new.get(s.fact) == s.missed]
        either = next((s for s in own_missed if s.others and found.reread is not None), None)
        if either is not None and len([*_denying(turn.text)]) > 1:
            names = (either.fact, *either.others)
            both = _with(place, now, now.numbers, dict.fromkeys(names, False), FAILS, found)
            return applied(found, before, both, (), _LIKELY)
        if not stakes or own_missed:
            continue
        if not missed and (changed or found.reread is not None):
            continue
        if not missed and values_of(was.numbers) != values_of(now.numbers):
            continue
        denied = [*_denying(turn.text)]
        near = None if missed else _nearest(ctx, turn.text, denied, stakes)
        if not missed and (near is None or not (denied or _is_near(near))):
            continue  # the network, the dearer of the two, is asked only of what is near enough
        own = told(turn.text)
        shares = ctx.roles.effects(own.text, own.figures, earlier)
        effects = {name: math.exp(share) for name, share in shares.items()}
        if missed:
            chosen = _met(found, place, was, now, missed, effects)
        else:
            chosen = _missed(ctx, found, place, now, stakes, effects)
        if chosen is not None:
            share = max(effects.get(FAILS if not missed else BACK, 0.0), _LIKELY)
            read = applied(found, before, chosen, (), share)
            left = [u for u in found.unused if u.kind == "number" and u not in read.unused]
            return replace(read, unused=(*read.unused, *left))
    return None


def _open_stakes(ctx: RereadContext, turn: Turn, now: Matter, was: Matter) -> tuple[Stake, ...]:
    """The conditions that a message may say are missed, or met after all.

    Not one that it tells to be met in another way: 列入的是市里的目录,不是省里的.
    """
    stakes = ctx.facts.stakes(now.clauses, values_of((*was.numbers, *was.flags)))
    if not _CONTRASTS.search(turn.folded):
        return stakes
    met = {f.name for f in turn.flags if f.value is True}
    return tuple(s for s in stakes if s.fact not in met)


def _is_near(said: Said) -> bool:
    """Whether a text that denies nothing stands near enough to a condition."""
    return said.near >= _NEAR and said.ahead >= _AHEAD


def _missed(
    ctx: RereadContext,
    found: Understanding,
    place: int,
    now: Matter,
    stakes: Sequence[Stake],
    effects: Mapping[str, float],
) -> Candidate | None:
    """The reading by which a condition is missed, if a message surely says so."""
    text = found.turn.text
    denied = [*_denying(text)]
    fails = effects.get(FAILS, 0.0)
    only_contrasts = all(_CONTRASTS.search(text[start:end]) for start, end in denied)
    counts = COUNTS.search(text) is not None
    is_fewer = not counts and effects.get(FEWER, 0.0) >= _SURE  # 不坐人: of all of them
    if fails < _LIKELY and not denied:
        return None
    said = _nearest(ctx, text, denied, stakes)
    if said is None:
        return None
    back = effects.get(BACK, 0.0) + effects.get(HOLDS, 0.0)
    alone = _only_one(ctx, text, denied, stakes)
    if fails >= (_VERY_SURE if denied and only_contrasts else _SURE):
        is_told = said.near >= _NEAR and (said.ahead >= _AHEAD or alone)
    elif alone and _is_all(text, effects):
        is_told = True
    elif denied and not only_contrasts and (is_fewer or max(_LIKELY, back - _BESIDE) < fails):
        is_told = said.near >= _NEAR_LIKELY and said.ahead >= 0
    else:
        is_told = (
            said.near >= _NEAR_ALONE
            and said.ahead >= _AHEAD_ALONE
            and not (only_contrasts or _TELLS_NO_MORE.search(said.stake.says))
            and effects.get(HOLDS, 0.0) < _FAILS
            and not any(q.role == "amount" for q in found.turn.quantities)
        )
    if not is_told:
        return None
    stake = _denied_itself(ctx, text, denied, stakes) or said.stake
    names = (stake.fact, *(stake.others if len(denied) > 1 else ()))
    return _with(place, now, now.numbers, dict.fromkeys(names, stake.missed), FAILS, found)


def _only_one(
    ctx: RereadContext, text: str, denied: Sequence[tuple[int, int]], stakes: Sequence[Stake]
) -> bool:
    """Whether the one condition in question is not far from what a message denies outright."""
    plain = [text[start:end] for start, end in denied if not _CONTRASTS.search(text[start:end])]
    found = [one for words in plain if (one := spoken_of(ctx, words, stakes))]
    is_near = any(one.near >= _NEAR and one.ahead >= _AHEAD_ONLY for one in found)
    return len(stakes) == 1 and is_near


def _is_all(text: str, effects: Mapping[str, float]) -> bool:
    """Whether a message that counts nothing says that all of what was told falls away."""
    fails, fewer = effects.get(FAILS, 0.0), effects.get(FEWER, 0.0)
    return fails >= _SOME and fails + fewer >= _SURE and COUNTS.search(text) is None


def _met(
    found: Understanding,
    place: int,
    was: Matter,
    now: Matter,
    missed: Sequence[Stake],
    effects: Mapping[str, float],
) -> Candidate | None:
    """The reading by which a condition that is missed holds again, or for another thing."""
    text = fold(found.turn.text)
    back = effects.get(BACK, 0.0) + effects.get(HOLDS, 0.0)
    instead = _INSTEAD.search(text)
    if not instead and _only_asks(found):
        return None
    if effects.get(FAILS, 0.0) >= _FAILS and not instead:
        return None
    held = values_of(now.flags)
    is_said = all(held.get(s.fact) == s.met for s in missed)
    said = {(f.name, f.value) for f in found.turn.flags}
    is_told = all((s.fact, s.met) in said and (s.fact, s.missed) not in said for s in missed)
    if not (is_said or is_told) and (
        effects.get(FEWER, 0.0) >= _FAILS or not (back >= _BACK or instead)
    ):
        return None
    numbers = _before_missed(was, now, missed)
    is_other = instead and not _STOP.search(text, 0, instead.start())
    if is_other or (is_said and _of_one_more(found, missed)):
        numbers = _alone(found, was, now)
    if is_said and values_of(numbers) == values_of(now.numbers):
        return None
    return _with(place, now, numbers, {s.fact: s.met for s in missed}, BACK, found)


def _only_asks(found: Understanding) -> bool:
    """Whether a message is one question that tells nothing: 模型券一年全市多少盘子."""
    text = found.turn.folded.strip("?!。,;")
    times = (Unit.YEAR, Unit.MONTH)  # 一年最多多少 tells no number
    tells = found.turn.flags or any(q.unit not in times for q in found.turn.quantities)
    if tells or _STOP.search(text):
        return False
    return _ASKS.search(text) is not None and _TELLS.search(text) is None


def _of_one_more(found: Understanding, missed: Sequence[Stake]) -> bool:
    """Whether a condition that was missed is told to be met by one more thing, with its sum.

    后来又在数交所买了180万 after 260万 that went over no exchange: the first are out as they were.
    """
    text = found.turn.folded
    flags = [
        f for f in found.turn.flags if any((f.name, f.value) == (s.fact, s.met) for s in missed)
    ]
    for q in found.turn.quantities:
        low = max((m.end() for m in _END.finditer(text, 0, q.start)), default=0)
        end = _END.search(text, q.end)
        high = end.start() if end else len(text)
        more = _ONE_MORE_SUM.search(text, low, q.start)
        here = [f for f in flags if low <= f.start < high]
        if q.role == "amount" and more and here and not _OF_ALL.search(text, low, high):
            return True
    return False


def _before_missed(was: Matter, now: Matter, missed: Sequence[Stake]) -> tuple[Stated, ...]:
    """The numbers as they were before the message that told last of what was missed.

    一半面积隔给朋友的公司坐 told of half the area as well.
    """
    if not was.pasts or values_of(was.numbers) != values_of(now.numbers):
        return now.numbers
    past, names = was.pasts[-1], {s.fact for s in missed}
    old, new = values_of(past.flags_before), values_of(past.flags_after)
    if not any(old.get(name) != new.get(name) for name in names):
        return now.numbers
    if values_of(past.after) != values_of(was.numbers):
        return now.numbers
    if WHAT_IF.search(past.said):
        return past.before
    denied = [s for s in past.flags_after if s.name in names and s.turn == past.turn]
    back = before_denied(past.said, past.before, past.after, denied, past.turn)
    known = {s.name for s in past.after}
    return (*back, *(s for s in past.before if s.name not in known))


def _alone(found: Understanding, was: Matter, now: Matter) -> tuple[Stated, ...]:
    """The numbers with a sum that was added to one of what came to nothing standing alone."""
    had = values_of(was.numbers)
    said = {e.value for e in found.turn.expressions}
    kept = []
    for stated in now.numbers:
        before, total = had.get(stated.name), stated.total
        if stated.turn == found.ledger.turn and isinstance(before, Decimal) and total is not None:
            own = total - before
            if own in said and total not in said:
                stated = replace(stated, value=own, parts=(), terms=(), beside=(), say="")
        kept.append(stated)
    return tuple(kept)


def _with(
    place: int,
    now: Matter,
    numbers: tuple[Stated, ...],
    told: Mapping[str, bool | str],
    effect: str,
    found: Understanding,
) -> Candidate:
    kept = tuple(s for s in now.flags if s.name not in told)
    new = (Stated(n, v, 0, 0, "", turn=found.ledger.turn) for n, v in told.items())
    return Candidate(
        place, False, (), numbers, effect=effect, fact=next(iter(told)), flags=(*kept, *new)
    )


def _denying(text: str) -> Iterator[tuple[int, int]]:
    """The clauses of a message as typed that deny something."""
    for match in _CLAUSE.finditer(text):
        own = fold(match.group())
        if denials_of(_KEEPS.sub("", own)):
            yield match.span()


def _nearest(
    ctx: RereadContext, text: str, denied: Sequence[tuple[int, int]], stakes: Sequence[Stake]
) -> Said | None:
    """The condition that a message stands nearest to: as a whole, or where it denies."""
    spans = [(0, len(text)), *denied]
    starts = [m.start() for m in _CLAUSE.finditer(text)]
    spans += [(starts[n - 1], end) for start, end in denied if (n := starts.index(start))]
    found = [one for s, e in dict.fromkeys(spans) if (one := spoken_of(ctx, text[s:e], stakes))]
    return max(found, key=lambda one: one.ahead + one.near / 2, default=None)


def _denied_itself(
    ctx: RereadContext, text: str, denied: Sequence[tuple[int, int]], stakes: Sequence[Stake]
) -> Stake | None:
    """The condition that the clauses which deny stand nearest to: of a car, that it seats none."""
    found = [one for start, end in denied if (one := spoken_of(ctx, text[start:end], stakes))]
    best = max(found, key=lambda one: one.ahead, default=None)
    return best.stake if best is not None and best.ahead >= 0 else None


def spoken_of(ctx: RereadContext, text: str, stakes: Sequence[Stake]) -> Said | None:
    """The condition that a text stands nearest to."""
    near = ctx.likeness.of(text)
    own = {s.fact: s for s in stakes if s.fact in near}
    if not own:
        return None
    best = max(own, key=lambda fact: near[fact])
    others = [score for fact, score in near.items() if fact not in own]
    return Said(own[best], near[best], near[best] - max(others, default=-math.inf))
