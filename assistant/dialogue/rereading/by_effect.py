"""What a message surely does without a number: takes back, a condition, one more or fewer."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal

from assistant.dialogue.acts import Act
from assistant.dialogue.effects import BACK, FAILS, FEWER, HOLDS, MORE, NOTHING
from assistant.dialogue.language import naming_pairs
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.rereading.applying import applied
from assistant.dialogue.rereading.around import asks
from assistant.dialogue.rereading.by_condition import COUNTS, spoken_of
from assistant.dialogue.rereading.candidate import Candidate, values_of
from assistant.dialogue.rereading.candidates import readings_without_number
from assistant.dialogue.rereading.context import RereadContext
from assistant.dialogue.rereading.first_reading import (
    comes_to_the_same,
    counts_beside,
    is_open,
    matter_before,
)
from assistant.dialogue.rereading.sights import all_figures, unknown_pairs
from assistant.dialogue.rows import names_one
from assistant.dialogue.understanding import Understanding
from assistant.rules.facts import APPLICANT, FactKind
from assistant.text.numerals import read_number
from assistant.text.pattern import lazy

_EFFECT = 0.7
"""From here on the network is sure of what a message does without a number."""
_BELIEVED = dict.fromkeys((BACK, HOLDS, FAILS, MORE, FEWER), _EFFECT)
"""From which share on an effect is believed."""
BELIEVED_ALONE = {HOLDS: 0.9, FAILS: 0.9}
"""The same where nothing was left over."""
_FEW_UNKNOWN = 3
"""A message with more pairs of characters that nobody knows names something else."""
_MOST_COUNTED = 1000
"""More than so many are no things that are counted one by one."""
_IS_WRONG = lazy("(?:数字?|金额|那个|说的|报的)[^,。;!?]{0,4}?(?:不对|错了|有误|不准)[。!]?$")
_UNDER_WAY = lazy(
    "在(?:排队|办|审|等|走流程|路上|跑|补)|正在|等着|没(?:批|信|下来|定)|快[了要]|下个?[月周]|[将快]要"
    "|打算|准备"
)
_NTH = lazy("第(?P<n>[\\d一二两三四五六七八九十]+)[个项台条份款]")


def by_effect(
    ctx: RereadContext,
    found: Understanding,
    before: Ledger,
    earlier: Sequence[str],
    least: Mapping[str, float] = _BELIEVED,
) -> Understanding | None:
    """With what a message surely does without a number, by the network.

    Where one condition, one count or one earlier message alone may be meant, or is named.
    """
    text = found.turn.folded
    if Act.DOUBT in found.turn.acts or _IS_WRONG.search(text):
        return None  # 最早说的那个数不对 says not yet what is right
    if Act.REPEAT in found.turn.acts and not (found.turn.quantities or found.turn.flags):
        return None  # 我们自己的再说一遍 is no one more
    effects = _effects_of(ctx, found, before, earlier)
    effect = max(effects, key=lambda one: effects[one], default=NOTHING)
    if effect == NOTHING or math.exp(effects[effect]) < least.get(effect, math.inf):
        return None
    if effect == MORE and _UNDER_WAY.search(text):
        return None  # 第三个还在排队
    if effect == MORE and any(names_one(m.rows, text) for m in before.in_question):
        return None  # 选品那个过了, of 报关、选品、客服三个
    if effect == FEWER and _past_the_last(found, before):
        return None
    if effect == FEWER and not COUNTS.search(text) and _misses_one(ctx, found, before):
        return None
    readings = [c for c in readings_without_number(ctx, found, before) if c.effect == effect]
    chosen = _meant(ctx, found, before, readings)
    if chosen is None or comes_to_the_same(found, chosen):
        return None
    return applied(found, before, chosen, (), math.exp(effects[effect]))


def _effects_of(
    ctx: RereadContext, found: Understanding, before: Ledger, earlier: Sequence[str]
) -> Mapping[str, float]:
    """The logarithm of how likely a message does each of EFFECTS; nothing where it may not."""
    if not any(_may_have_effect(ctx, found, before, n) for n in found.ledger.current):
        return {}
    return ctx.roles.effects(found.turn.folded, all_figures(found.turn, ()), earlier)


def _meant(
    ctx: RereadContext, found: Understanding, before: Ledger, readings: Sequence[Candidate]
) -> Candidate | None:
    """The one of several readings that do the same which the message names, or the only one.

    What is taken back is what came last, if none is named.
    """
    if not readings:
        return None
    own = naming_pairs(found.turn.folded)
    named = [own & _names_of(ctx, found, before, c) for c in readings]
    most = max(map(len, named))
    best = [c for c, pairs in zip(readings, named, strict=True) if len(pairs) == most]
    if most:
        return best[0] if len(best) == 1 else None
    if readings[0].effect == FAILS:
        return None
    is_strange = unknown_pairs(ctx, found.turn.folded) > _FEW_UNKNOWN
    last = [c for c in readings if c.back is not None and c.back.is_last]
    if readings[0].back is not None:
        return last[0] if len(last) == 1 and not is_strange else None
    return readings[0] if len(readings) == 1 else None


def _names_of(
    ctx: RereadContext, found: Understanding, before: Ledger, reading: Candidate
) -> frozenset[str]:
    """The pairs of characters by which a message may name what a reading changes."""
    if reading.back is not None:
        past = reading.back.past
        return naming_pairs(past.said) if past else frozenset()
    clauses = found.ledger.matters[reading.place].clauses
    said = {**ctx.facts.conditions(clauses), **ctx.facts.counts(clauses)}
    words = said.get(reading.fact, ())
    return frozenset[str]().union(*map(naming_pairs, words))


def _misses_one(ctx: RereadContext, found: Understanding, before: Ledger) -> bool:
    """Whether a message stands nearest to a condition of those in question (车不坐人)."""
    for place in found.ledger.current:
        was = matter_before(before, place, found.ledger.matters[place])
        told = values_of((*was.numbers, *was.flags)) if was else {}
        stakes = ctx.facts.stakes(found.ledger.matters[place].clauses, told)
        said = spoken_of(ctx, found.turn.text, stakes)
        if said is not None and said.ahead >= 0:
            return True
    return False


def _past_the_last(found: Understanding, before: Ledger) -> bool:
    """Whether a message speaks of one further than any that was counted (第六个撤了, of five)."""
    said = [read_number(m["n"]) for m in _NTH.finditer(found.turn.folded)]
    counted = [
        s.value
        for n in found.ledger.current
        if (was := matter_before(before, n, found.ledger.matters[n])) is not None
        for s in was.numbers
        if isinstance(s.value, Decimal)
    ]
    return any(
        n is not None and all(n.value > c for c in counted if c < _MOST_COUNTED) for n in said
    )


def _may_have_effect(ctx: RereadContext, found: Understanding, before: Ledger, place: int) -> bool:
    """Whether a message may do something to a matter without a number.

    What it tells of conditions that nothing there asks for (又有个码头跑起来了, of cases) does
    nothing yet. A later one that was read to change nothing, of which something was left over or
    that asks nothing; or one that tells numbers, of a matter that misses a condition.
    """
    if not before.turn:
        return False
    now = found.ledger.matters[place]
    was = matter_before(before, place, now)
    if was is None:
        return False
    asked = frozenset[str]().union(*map(ctx.facts.needed, now.clauses))
    asked |= {  # 搞错了,批的是重大项目: which case it is was read
        f.name
        for f in now.flags
        if f.name != APPLICANT and ctx.facts.specs[f.name].kind is FactKind.CHOICE
    }
    had, has = ([f for f in m.flags if f.name in asked] for m in (was, now))
    if values_of(has) != values_of(had):
        return False
    if counts_beside(found, was, now):
        return any(flag.value is False for flag in now.flags)
    if values_of(now.numbers) != values_of(was.numbers):
        return False
    return is_open(found) or not asks(found.turn.folded)
