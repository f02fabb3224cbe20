"""The numbers of before with those of the message."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.acts import Act
from assistant.dialogue.aspects import clause_around, content_of
from assistant.dialogue.borne_out import goes_back, was_just_done
from assistant.dialogue.budgets import is_budget, was_spent
from assistant.dialogue.changes import adds_more, only_picked
from assistant.dialogue.figures import was_part_of
from assistant.dialogue.gather.additions import (
    WHOLE_NOW,
    adds_here,
    combined_with,
    is_left_out,
    is_next_one,
    last_of_each,
    later_year,
    narrows,
    of_several,
    told_before,
)
from assistant.dialogue.gather.around import governed
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.counts import (
    come_to,
    is_told_apart,
    kinds_added,
    less_reclassed,
    next_in_row,
)
from assistant.dialogue.gather.lacking import IN_IT
from assistant.dialogue.gather.left_out import is_whole_with_left_out
from assistant.dialogue.gather.next_round import is_of_another_round
from assistant.dialogue.gather.of_past_year import of_past_year
from assistant.dialogue.gather.paired_years import changed_by_year, pair_of
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.periods import only_year
from assistant.dialogue.gather.removals import less_removed
from assistant.dialogue.gather.scaled import scaled
from assistant.dialogue.gather.unlabelled import one_more_of_last, placed_by_talk
from assistant.dialogue.gather.what_ifs import WHAT_IF
from assistant.dialogue.gather.years import (
    asks_over_years,
    in_year_told,
    kinds_of_other_year,
    of_its_year,
)
from assistant.dialogue.items import is_only, opened, with_beside
from assistant.dialogue.members import HELD_AND_OUT, members_of
from assistant.dialogue.numbers import Given
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Intent, Turn
from assistant.rules.facts import is_literal
from assistant.text.expressions import Expression
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_SEVERAL = 2
_SOME_MORE = lazy("多[^,。;!?]{1,2}$|[那这]$")
_ASKING = lazy("呢|多少|吗|几|换|[?]")
_NOW_IS = lazy("其实|实际|最终|最后|现在|目前|改|变|[只就才][^,。;!?]{0,6}$|应该|[是为到成]了?$")
_ONE_YEAR = lazy(
    "(?<![那这头第每])(?:同一?|一)(?:个)?年(?:度)?(?:里|内|的)?(?=[,。;!?]|$)|同年|(?:算|是|在)同一?年"
)
"""都算同一年: what is told of two years is of one."""
_NTH_YEAR = lazy("第[一二三四五六七八九]年|上年度|去年|今年|明年")


def merged_numbers(
    ctx: GatherContext,
    turn: Turn,
    part: Part,
    new: Sequence[Stated],
    given: Sequence[Given],
    used: set[int],
    number: int,
    parts: Sequence[Part],
) -> tuple[Stated, ...]:
    """Old numbers with the new ones: replaced, added, taken off, scaled, removed."""
    old = list(scaled(ctx, turn, part, parts))
    several = any(q.unit is Unit.YEAR and q.value > 1 for q in turn.quantities)
    if several or Intent.TOTAL in turn.intents or Act.REMOVE in turn.acts:
        old = [with_beside(s, turn.year) for s in old]
    sums_up = Intent.TOTAL in turn.intents and asks_over_years(turn)
    old = [
        s
        if s.turn == number or sums_up
        else only_picked(only_year(s, turn.folded), turn.folded, turn.year)
        for s in less_removed(ctx, turn, part, old)
    ]
    by_name = {s.name: s for s in old}
    roles = {o.quantity.start: o.role for e in turn.expressions for o in e.operands[1:]}
    roles |= {
        place: e.operands[0].role
        for e in turn.expressions
        for place in (e.start, e.operands[0].quantity.start)
    }
    labels = {
        place: (_NTH_YEAR.match(e.operands[0].year_word) and e.operands[0].year_word)
        or e.operands[0].label
        or turn.folded[governed(turn.folded, e.start, turn.quantities) : e.start]
        for e in turn.expressions
        if len(e.operands) == 1
        for place in (e.start, e.operands[0].quantity.start)
    }
    is_one_year = _ONE_YEAR.search(turn.folded) is not None
    years = {
        place: None if is_one_year else e.operands[0].year
        for e in turn.expressions
        if len(e.operands) == 1
        for place in (e.start, e.operands[0].quantity.start)
    }
    merged: list[Stated] = []
    fresh = [s for s in new if not narrows(turn, s, by_name)]
    fresh = [of_its_year(ctx, turn, part, s) for s in fresh]
    fresh = [_over_the_year(ctx, s, by_name, roles.get(s.start, "")) for s in fresh]
    if Act.DOUBT not in turn.acts:
        more = placed_by_talk(ctx, turn, part, new, given, used, number, old, parts)
        told = {s.name for s in more}
        fresh = [*(s for s in fresh if s.name not in told), *more]
    if is_one_year:
        fresh = [replace(s, year=None) for s in fresh]
        by_name = {name: replace(s, year=None) for name, s in by_name.items()}
    names = {s.name for s in fresh}
    if part.index is not None:
        fresh += kinds_added(ctx, turn, part, names, number)
        names = {s.name for s in fresh}
    apart = ctx.capped_apart(part)
    again = {  # 又租了3台,每台5万: the price is its first operand, the count stands first
        start for e in turn.expressions for start in (e.start, e.operands[0].quantity.start)
        if (part.index is not None and adds_more(turn.folded, e) and not is_only(turn.folded))
        or one_more_of_last(turn, part, e, number)
        or _becomes_one_of_them(turn, part, e, number)
    }  # fmt: skip
    for stated in fresh:
        role = _role_in_sum(ctx, turn, part, stated, roles.get(stated.start, ""))
        earlier = by_name.get(stated.name)
        names_of = _every_name(ctx, part, stated.name)
        role = "total" if is_whole_with_left_out(turn, stated, earlier, names_of) else role
        is_too_much = role == "minus" and earlier is not None and _is_more(stated, earlier)
        is_apart = is_too_much or is_of_another_round(ctx, turn, part, stated)
        past = of_past_year(ctx, turn, part, earlier, stated, role)
        if earlier and (is_apart or past):
            used.discard(stated.start)  # no more can be taken off than there is
            merged.append(past or earlier)
            continue
        role = _as_more(turn, part, earlier, stated, role, again)
        if role == "term" and ctx.is_count(stated.name) and _is_newly_done(turn, earlier, stated):
            role = "plus"
        own = ctx.label_words(stated.name)
        if earlier is not None and _said_before(turn, stated, earlier):
            used.add(stated.start)
            merged.append(earlier)
            continue
        label = labels.get(stated.start, "")
        member = of_several(turn, earlier, stated, role, label, own, is_apart=stated.name in apart)
        if member is not None:
            merged.append(member)
            continue
        now = combined_with(
            earlier,
            stated,
            role,
            turn.acts,
            labels.get(stated.start, ""),
            years.get(stated.start),
            0 if is_one_year else later_year(turn, stated),
            adds=adds_here(turn, stated, role),
            told=told_before(turn, stated),
        )
        if (
            now is stated
            and earlier is not None
            and (
                _may_be_part(turn, earlier, now, role, _every_name(ctx, part, stated.name))
                or _is_inner_count(ctx, turn, part, earlier, now)
                or _is_budget_of_spent(turn, part, earlier, now, role)
            )
        ):
            used.discard(stated.start)
            now = earlier
        merged.append(in_year_told(turn, earlier, now) if now.value == stated.value else now)
    merged = [come_to(ctx, turn, s, used) for s in merged]
    kept = [s for s in old if s.name not in names and not _follows_from(ctx, s, names)]
    kept = [s for s in kept if not _is_reckoned_anew(ctx, s, by_name, names)]
    kept = [s for s in kept if not is_told_apart(turn, s, fresh)]
    kept = kinds_of_other_year(ctx, turn, part, kept, fresh)
    counts = [s for s in (*kept, *fresh) if ctx.is_count(s.name)]
    kept = [less_reclassed(turn, s, counts, fresh) if s in counts else s for s in kept]
    if any(ctx.is_count(s.name) for s in merged):
        kept = [s for s in kept if not s.is_assumed]  # counts are told now, not assumed
    return next_in_row(ctx, turn, part, (*kept, *last_of_each(merged)), number)


def _as_more(
    turn: Turn,
    part: Part,
    earlier: Stated | None,
    stated: Stated,
    role: str,
    again: Collection[int],
) -> str:
    """The role of a number, "plus" for one more of what was told.

    The price of 又续了一年半,每月38万 is that of one more product.
    """
    if role == "price" and stated.start in again:
        return "plus"
    if role == "term" and (
        stated.start in again or is_next_one(turn, earlier, stated, part.matter.figures)
    ):
        return "plus"
    is_single = earlier is not None and earlier.members == 1 and not earlier.is_assumed
    if role == "term" and is_single and _OTHER_ONE.search(turn.folded, 0, stated.start):
        return "plus"
    return role


_OTHER_ONE = lazy(
    "[两二俩2]一?[笔份单批](?:的|了|呢)?,(?:还有)?另外?[那的]?一?[笔份单批](?:是|有|花|签|合同|金额|才|就)*$"
)
"""签的是两笔,另一笔160万, after one was told."""


def _becomes_one_of_them(turn: Turn, part: Part, e: Expression, number: int) -> bool:
    """Whether a sum that nothing used before is of what counts now: 那300万改成租了.

    What was told as a sum, or as a part of one, is only told anew.
    """
    quantity = e.operands[0].quantity
    if len(e.operands) != 1 or not _THAT.search(turn.folded, 0, quantity.start):
        return False
    if not _BECOMES.match(turn.folded, quantity.end):
        return False
    told = any(f.value == quantity.value and f.turn < number for f in part.matter.figures)
    known = {s.total for s in part.matter.numbers}
    if was_part_of(part.matter.figures, quantity.value, known, number):
        return False
    known |= {m.total for s in part.matter.numbers for m in members_of(s)}
    changed = {
        abs((s.total or 0) - (b.total or 0))
        for past in part.matter.pasts
        for s in past.after
        for b in past.before
        if s.name == b.name
    }
    return told and quantity.value not in known | changed


_THAT = lazy("[那这](?:一?[笔个份块])?$")
_BECOMES = lazy(
    "(?:元|块钱?)?(?:后来|现在|全|都|又|也|索性|干脆)*(?:改|换|转|变)(?:成|为|作|去|到|来)?了?"
    "[\u4e00-\u9fff]"
)


def _is_newly_done(turn: Turn, earlier: Stated | None, stated: Stated) -> bool:
    """Whether things that were counted now were done just before: 刚签完上线三家 are three more."""
    if earlier is None or earlier.is_assumed or not isinstance(earlier.value, Decimal):
        return False
    if not isinstance(stated.value, Decimal) or not 0 < stated.value < earlier.value:
        return False
    return was_just_done(turn.folded, stated.start, stated.end)


def _role_in_sum(ctx: GatherContext, turn: Turn, part: Part, stated: Stated, role: str) -> str:
    """The role of a number; more of what is itself taken off a sum is added to it.

    After 里面区基金出了500万: 它的子基金200万,也要刨掉.
    """
    taken_off = {
        d.difference[1]
        for c in part.matter.clauses
        for f in ctx.needs(c).all
        for d in ctx.rulebook.facts[f].derive
        if d.difference
        and not is_literal(d.difference[1])
        and not ctx.rulebook.facts[d.difference[1]].year_before
    }
    low, high = clause_around(turn.folded, stated.start, stated.end)
    if role == "plus" and "%" in stated.text and not _MORE_OF_IT.search(turn.folded, low, high):
        return "term"  # 要是只涨了12%呢 after 涨了18%: another rate, not one more
    if role == "minus" and _goes_back_to(turn, part, stated):
        return "total"
    names, spec = ctx.label_words(stated.name), ctx.rulebook.facts[stated.name]
    if role in ("term", "new") and is_left_out(turn, stated, names, spec.parts):
        return "plus"
    told = {s.name for s in part.matter.numbers}
    if role == "term" and pair_of(ctx.rulebook.facts, stated.name, told):
        role = changed_by_year(turn, stated) or role
    is_told = role in ("", "term", "plus", "item", "price")
    if is_told and HELD_AND_OUT.match(turn.folded, stated.end):
        return "minus"
    also = _ALSO_OFF.search(turn.folded, low, high + _NEAR_BY)
    return "plus" if role == "minus" and stated.name in taken_off and also else role


def _goes_back_to(turn: Turn, part: Part, stated: Stated) -> bool:
    """Whether a number is what its fact was before (退回4600万), and nothing that goes off."""
    before = {s.total for past in part.matter.pasts for s in past.before if s.name == stated.name}
    return stated.total in before and goes_back(turn.folded, stated.start)


def _said_before(turn: Turn, stated: Stated, earlier: Stated) -> bool:
    """Whether a number only tells again the one stated before (前面的3个, 去年还是6000万)."""
    low, _ = clause_around(turn.folded, stated.start, stated.end)
    return stated.value in (earlier.value, earlier.total) and bool(
        _POINTS_BEFORE.search(turn.folded, low, stated.start)
    )


_POINTS_BEFORE = lazy(
    "(?:前面|刚才|刚刚|之前|先前|上面|开头|早先|原先|原来)(?:说|讲|提|报)?(?:过|到|好)?的?[那这]?$"
    "|(?:还|仍|依旧|依然|照样)(?:然|旧)?(?:是|为|按|算)$"
)
_MORE_OF_IT = lazy("[又再还另]|接着|然后")
_ALSO_OFF = lazy("(?:也|还|都)(?:要|得|该|应该?)?(?:被)?[刨扣减剔](?:掉|除|去|出)?")
_NEAR_BY = 10


def _every_name(ctx: GatherContext, part: Part, name: str) -> tuple[str, ...]:
    """The words of a fact with those of the fact that it stands for (总投资, 投入)."""
    same = ctx.stands_for(part).get(name, name)
    return (*ctx.label_words(name), *ctx.label_words(same))


def _follows_from(ctx: GatherContext, stated: Stated, names: Collection[str]) -> bool:
    """Whether a difference stated before is told anew by both of its sides."""
    return any(
        d.difference and set(d.difference) <= set(names)
        for d in ctx.rulebook.facts[stated.name].derive
    )


def _over_the_year(
    ctx: GatherContext, stated: Stated, known: Mapping[str, Stated], role: str
) -> Stated:
    """So much more each month, of a sum that was told for the year: 每月涨了5000 after 一年30万."""
    if role not in ("plus", "minus") or stated.name in known or stated.total is None:
        return stated
    for name in known:
        for way in ctx.rulebook.facts[name].derive:
            times = [Decimal(f) for f in way.product or () if is_literal(f)]
            if len(times) == 1 and set(way.product or ()) - {str(times[0])} == {stated.name}:
                return replace(stated, name=name, value=stated.total * times[0])
    return stated


def _is_reckoned_anew(
    ctx: GatherContext, stated: Stated, known: Mapping[str, Stated], names: Collection[str]
) -> bool:
    """Whether a product was told before whose factors are told anew (一年呢 after 一个月).

    上年度付了30万, then 每月1.5万: what is paid in a month makes up all of the year.
    """
    ways = ctx.rulebook.facts[stated.name].derive
    alone = [{f for f in way.product or () if not is_literal(f)} for way in ways]
    if any(own and own <= set(names) and not own & set(known) for own in alone):
        return True
    if "×" not in stated.say + stated.text:
        return False
    for derived in ctx.rulebook.facts[stated.name].derive:
        factors = [f for f in derived.product or () if not is_literal(f)]
        if (
            len(factors) > 1
            and set(factors) & set(names)
            and all(f in names or (f in known and not known[f].is_assumed) for f in factors)
        ):
            return True
    return False


def _is_budget_of_spent(turn: Turn, part: Part, earlier: Stated, stated: Stated, role: str) -> bool:
    """Whether a number is but the budget of what was told to be spent."""
    if role != "term" or Act.CORRECT in turn.acts or not is_budget(turn.folded, stated.start):
        return False
    return was_spent(part.matter.figures, earlier.turn, earlier.start)


def _may_be_part(
    turn: Turn, earlier: Stated, stated: Stated, role: str, names: Sequence[str]
) -> bool:
    """Whether a sum may be some of a much larger one, and nothing says that it replaces that.

    After 1500万: 一期超支,多花了100万; after three contracts: 六月份的改成400万. Neither is all
    that there is: it is told to be unused, and what was stated stays.
    """
    known = sum((i.total for i in opened(earlier.value)), Decimal(0))
    several = len(members_of(earlier)) >= _SEVERAL
    value = stated.value
    if earlier.is_assumed or not isinstance(value, Decimal) or not 0 < value < known:
        return False
    if "万" not in f"{stated.text}{earlier.text}" or stated.is_range or stated.alternatives:
        return False
    if WHAT_IF.search(turn.folded) or _ASKING.search(turn.folded):
        return False
    low, high = clause_around(turn.folded, stated.start, stated.start)
    lead, rest = turn.folded[low : stated.start], turn.folded[stated.end : high]
    if not content_of(lead + rest) or WHOLE_NOW.search(lead):
        return False
    pairs = {w[n : n + 2] for w in names for n in range(len(w) - 1)}
    is_named = any(pair in lead for pair in pairs) or any(w in rest for w in names)
    if is_named and not IN_IT.search(lead) and not _SOME_MORE.search(lead):
        return False  # 我合同700万, 他那边投入950万: it is called what it is
    if several:
        return role in ("term", "new")
    is_said_new = Act.CORRECT in turn.acts or _NOW_IS.search(lead) or Act.REMOVE in turn.acts
    return role == "term" and value * 2 <= known and not is_said_new


_INSIDE = lazy("(?:其中|里面|里头|当中)(?:的|有)?$")


def _is_inner_count(
    ctx: GatherContext, turn: Turn, part: Part, earlier: Stated, stated: Stated
) -> bool:
    """要是其中20张只上门5次 after 60张: some of them, which are not all that there are."""
    if not (ctx.is_taken_in(part) and ctx.is_count(stated.name)):
        return False
    known = sum((i.total for i in opened(earlier.value)), Decimal(0))
    is_less = isinstance(stated.value, Decimal) and 0 < stated.value < known
    return is_less and _INSIDE.search(turn.folded, 0, stated.start) is not None


def _is_more(stated: Stated, known: Stated) -> bool:
    values = (stated.value, known.value)
    return (
        isinstance(values[0], Decimal) and isinstance(values[1], Decimal) and values[0] > values[1]
    )
