"""Which matters of the ledger a message goes on with: by place, figure, number, condition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.acts import Act
from assistant.dialogue.borne_out import asks_of_one_more
from assistant.dialogue.changes import figures_named
from assistant.dialogue.language import unknown_of
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.turn import Turn
from assistant.dialogue.understand.by_size import by_size
from assistant.dialogue.understand.by_words import (
    by_overlap,
    fits_other,
    fitting_matter,
    hinted,
    is_other_there,
    meant,
    moves_with_sum,
    names_faintly,
    points_away,
    told_of,
)
from assistant.dialogue.understand.context import UnderstandContext
from assistant.dialogue.understand.explaining import other_clause
from assistant.dialogue.understand.left_of_row import moved_alone
from assistant.dialogue.understand.refusals import NAMES, asks_foreign
from assistant.dialogue.understand.wording import (
    MARKS,
    by_alias,
    counts_money,
    gathered,
    one_in_row,
    own_words,
    takes_along,
    that_there,
)
from assistant.policy.clause import ClauseId
from assistant.text.expressions import find_expressions
from assistant.text.numerals import read_number
from assistant.text.pattern import lazy
from assistant.text.relation_words import UNCHANGED
from assistant.text.units import Unit

_SEVERAL = 2
_THESE_FEW = lazy("[这那](?:[两二三四](?:[块项个样笔件条]|份(?!合同|订单|发票|账单|协议))|[俩仨])")
_THESE_ALL = lazy(
    "(?:[这那]几|以上(?:[这那]?几)?|上面[这那]几)[样项个件条](?:里[头面边]?|当中|之中|中|都|各|哪|一共|加起来)"
)
_WORD_OF = 2
_SO_MANY = {"俩": 2, "仨": 3}
_REST = lazy(
    "还?剩下?的?(?:哪|那|这)?[两三四几]?[样项个件条]|剩下的|其余|其[他它](?:几|两|三)?[样项个件条的]"
)
_TOGETHER = lazy("[^,。;!?\\d]{0,2}?(?:合计|一共|总共|加起来|加一起|一起|共计|都|合在一起|共)")
_NTH_ONE = lazy("第(?P<n>[二三四五六七八九十])[个项条款份笔场台家批题件]")
_NEXT_MATTER = lazy(
    "(?:^|[,。;!?])(?:再|还有|好|那|然后|接着)?(?:问|说|讲)?第[二三四五六七八九](?:件事?|个(?:问题|事情?)|桩事?)"
)
_FIRST_ONES = lazy("前(?:面)?(?P<n>[两二三四])(?:样|个|项|件|条|笔|块)")
_FEW_FIRST = {"两": 2, "二": 2, "三": 3, "四": 4}
_NTH_ASKER = lazy(
    "(?:头|第)(?P<n>[一二三四])(?:个|家|位)(?:客户|公司|企业|厂家?|单位|人家?|朋友)(?=[,。;!?]|的|那|这|改|要|再|又|审|说|$)"
)
"""Which of several who ask, by the order in which they were told."""
_OUR_OWN = lazy(
    "^(?:那|好|行|嗯|,)*(?:还是)?(?:回到|说回|再说回?|回头说)(?:我们?|咱们?|俺们?)(?:自己|自家)?(?:这边|家|公司|的)?(?=[,。;!?呢的]|$)"
)
_UNTOUCHED = lazy(f"(?:{UNCHANGED}|照原来)(?=[,。;!?]|$)")
_LEFT_OUT = lazy(
    "(?:哦|噢|啊|对了|哎呀?)?[,。!]?(?:刚才?|前面|我)?(?:忘(?:记)?了?[说讲提写]|漏[说讲提写]|没[说讲提]到?|补充(?:一下|一点|一句)?|差点忘)"
)
"""What opens a message that says what was left out."""


def matters_pointed(ctx: UnderstandContext, turn: Turn, ledger: Ledger) -> tuple[int, ...] | None:
    """The matters of the ledger that the message goes on with, None for a new one."""
    matters = ledger.matters
    if not matters:
        return None
    acts = turn.acts
    by_place = (
        moved_alone(ctx, turn, ledger)
        or one_in_row(turn, ledger)
        or _the_rest(ctx, turn, ledger)
        or _all_of_them(turn, ledger)
    )
    if by_place:
        return by_place
    asker = _asker_pointed(turn, ledger)
    asker = by_size(turn, ledger) if asker is None else asker
    if asker is not None:
        return (asker,)
    if acts.ordinal and acts.ordinal <= len(matters) and not turn.topics:
        return (acts.ordinal - 1,)
    if acts.ordinal > len(matters) and _NEXT_MATTER.search(turn.folded):
        return None  # 第二件事, 我们…: one that was not spoken of yet
    there = _already_there(ctx, turn, ledger)
    there = _by_figure(ctx, turn, ledger) if there is None else there
    there = by_alias(turn, ledger) if there is None else there
    there = that_there(turn, ledger) if there is None else there
    if there is not None:
        return (there,)
    first = _FIRST_ONES.search(turn.folded)
    if first and not counts_money(turn) and len(matters) >= _FEW_FIRST[first["n"]]:
        return tuple(n for n, m in enumerate(matters) if m.clauses)[: _FEW_FIRST[first["n"]]]
    live = [n for n, m in enumerate(matters) if m.clauses]
    own = own_words(turn)
    counts = _THESE_FEW.search(turn.folded)  # 这两块合起来是不是就500了, 这俩是一个部门管
    every = Act.ALL_MATTERS in acts or (counts and (acts.counted or counts.end() == _WORD_OF))
    counting = _only_counting(ctx, turn, ledger)
    if every and counting is not None:
        return (counting,)
    if every and len(matters) > 1 and (not own or acts.counted):
        number = acts.counted or (_SO_MANY.get(counts.group()[-1:], 0) if counts else 0)
        return tuple(live[-number:] if number else live)
    if not own and gathered(turn, matters):
        return gathered(turn, matters)
    corrected = _corrected(turn, ledger)
    if corrected is not None:
        return (corrected,)
    return _by_what_is_told(ctx, turn, ledger)


def _all_of_them(turn: Turn, ledger: Ledger) -> tuple[int, ...]:
    """All matters, where a message asks about them together (这几样里头归谁管的是哪个)."""
    live = tuple(n for n, m in enumerate(ledger.matters) if m.clauses)
    is_all = _THESE_ALL.search(turn.folded) and not counts_money(turn)
    return live if is_all and len(live) > 1 else ()


def _asker_pointed(turn: Turn, ledger: Ledger) -> int | None:
    """The matter of one of those who ask, by the order in which they were told, or one's own.

    回到头一个客户; 回到我们, after 还有个兄弟单位,他们….
    """
    live = [n for n, m in enumerate(ledger.matters) if m.clauses]
    nth = _NTH_ASKER.search(turn.folded)
    place = _FEW_FIRST.get(nth["n"], 1) if nth else 0
    if 0 < place <= len(live) > 1:
        return live[place - 1]
    is_own = _OUR_OWN.search(turn.folded) and len(live) > 1 and ledger.current != (live[0],)
    return live[0] if is_own else None


def less_counted(turn: Turn, ledger: Ledger) -> Turn:
    """The message without the number of matters that it speaks of (眼镜不报了,剩下两项列出来)."""
    spans = [m.span() for m in _REST.finditer(turn.folded)]
    if len(ledger.matters) < _SEVERAL or not spans:
        return turn
    quantities = tuple(q for q in turn.quantities if not any(s <= q.start < e for s, e in spans))
    if quantities == turn.quantities:
        return turn
    expressions = find_expressions(turn.folded, quantities)
    return replace(turn, quantities=quantities, expressions=expressions)


def less_all_of_row(turn: Turn) -> Turn:
    """The message without a count that only tells together what it counted by its place.

    第二个也中了,两个合计: two as the second is there, not two more.
    """
    ordinals = [(m.end(), read_number(m["n"])) for m in _NTH_ONE.finditer(turn.folded)]
    quantities = tuple(
        q
        for q in turn.quantities
        if not (
            q.unit is Unit.COUNT
            and _TOGETHER.match(turn.folded, q.end)
            and any(n and n.value == q.value and end <= q.start for end, n in ordinals)
        )
    )
    if quantities == turn.quantities:
        return turn
    expressions = find_expressions(turn.folded, quantities)
    return replace(turn, quantities=quantities, expressions=expressions)


def less_asked_besides(turn: Turn, ledger: Ledger) -> Turn:
    """The message without the sum of one more thing that lacks something and is only asked about.

    还做了款普通镯子,没电子元件,研发30万,会不会加: told as not read, what was told before stays.
    """
    for low, high in asks_of_one_more(turn.folded) if ledger.live else ():
        quantities = tuple(q for q in turn.quantities if not low <= q.start < high)
        sums = [q for q in turn.quantities if low <= q.start < high and q.unit is Unit.YUAN]
        if len(sums) == 1 and turn.unread is None:
            expressions = find_expressions(turn.folded, quantities)
            unread = (low, high)
            return replace(turn, quantities=quantities, expressions=expressions, unread=unread)
    return turn


def less_correction_of_left(turn: Turn, ledger: Ledger) -> Turn:
    """The message without a sum that corrects one which nothing used (赞助商出了60万 → 是50万).

    What is corrected is the number told last; another only where the new one is nearer to it.
    """
    if not ledger.left or not turn.is_correction or len(turn.expressions) != 1:
        return turn
    (now,) = turn.expressions
    if unknown_of(turn.folded[: now.start]):
        return turn  # 不对,算力是45万 names what it corrects
    told = [s.total for m in ledger.in_question for s in m.numbers]
    if now.value is None or any(o.role == "old" for o in now.operands):
        return turn
    left = min(_apart(now.value, one) for one in ledger.left)
    is_used = any(one is not None and _apart(now.value, one) <= left for one in told)
    return turn if is_used else replace(turn, expressions=())


def _apart(one: Decimal, other: Decimal) -> Decimal:
    """How many times as large the larger of two numbers is."""
    low, high = sorted((abs(one), abs(other)))
    return high / low if low else Decimal("Infinity")


def _only_counting(ctx: UnderstandContext, turn: Turn, ledger: Ledger) -> int | None:
    """The one of several matters that counts things, where a message tells how many.

    模型又过了两个,一共5个: more things than there are matters.
    """
    told = [q for q in turn.quantities if q.role == "amount"]
    most = max((q.value for q in told), default=0)
    if not told or any(q.unit is not Unit.COUNT for q in told) or most <= len(ledger.matters):
        return None
    counting = [
        n for n, m in enumerate(ledger.matters) if any(map(ctx.facts.counts_things, m.clauses))
    ]
    named = by_overlap(ctx, turn, ledger, counting)
    return counting[0] if len(counting) == 1 else named


def _the_rest(ctx: UnderstandContext, turn: Turn, ledger: Ledger) -> tuple[int, ...]:
    """All matters but the one that is dropped (联合体不报了,还剩哪两样); () if none is."""
    live = [n for n, m in enumerate(ledger.matters) if m.clauses]
    if Act.REMOVE not in turn.acts or len(live) < _SEVERAL or not _REST.search(turn.folded):
        return ()
    gone = by_size(turn, ledger)
    gone = by_overlap(ctx, turn, ledger, live) if gone is None else gone
    return () if gone is None else tuple(n for n in live if n != gone)


def _by_figure(ctx: UnderstandContext, turn: Turn, ledger: Ledger) -> int | None:
    """The only matter spoken of whose clause has the sum that a message names it by.

    那个三百的, after three matters of which one is paid up to 300万. What was stated itself
    names a number, no clause.
    """
    stated = {s.value for m in ledger.matters for s in m.numbers}
    values = {value for _, _, value in figures_named(turn.folded)} - stated
    if len(values) != 1 or len(ledger.matters) < _SEVERAL:
        return None
    (value,) = values
    found = [
        n
        for n, m in enumerate(ledger.matters)
        if any(value in ctx.facts.figures_of(c) for c in m.clauses)
    ]
    return found[0] if len(found) == 1 else None


def _already_there(ctx: UnderstandContext, turn: Turn, ledger: Ledger) -> int | None:
    """The one of the same matter in several places that is in the place which is named.

    After 龙岗500万,福田400万: 福田改成450万 does not move the first to Futian.
    """
    if len(turn.scope.policies) != 1 or not turn.quantities or len(ledger.current) < _SEVERAL:
        return None
    if Act.ALL_MATTERS in turn.acts or turn.acts.ordinal:
        return None
    alike = [ctx.topics.of_clauses(ledger.matters[n].clauses) for n in ledger.current]
    known = frozenset.intersection(*alike)
    if not known or (turn.topics and not known & set(turn.topics)):
        return None
    there = [
        n
        for n in ledger.current
        if {c.policy for c in ledger.matters[n].clauses} == set(turn.scope.policies)
    ]
    return there[0] if len(there) == 1 else None


def _by_what_is_told(ctx: UnderstandContext, turn: Turn, ledger: Ledger) -> tuple[int, ...] | None:
    """The same, where the message neither counts, points to nor corrects matters."""
    own = own_words(turn)
    if turn.scope.articles or turn.scope.clauses:
        return None
    if other_clause(ctx, turn, ledger) is not None:
        return None
    if Act.ANOTHER in turn.acts and (
        own or points_away(ctx, turn, ledger) or fits_other(ctx, turn, ledger)
    ):
        return None  # 再问个别的: whatever it shares with the matter before
    if states_condition(ctx, turn, ledger) or _supplements(ctx, turn, ledger):
        return ledger.current
    if ledger.current and not own and Act.REPEAT in turn.acts:
        return _told_again(ctx, turn, ledger)
    if Act.REFER_BACK in turn.acts and len(ledger.matters) > 1 and not turn.topics:
        fitting = fitting_matter(ctx, turn, ledger)
        if fitting is not None:
            return (fitting,)
    if asks_foreign(ctx, turn, ledger):
        return None
    earlier = None if own else hinted(ctx, turn, ledger)
    if earlier is not None:
        return (earlier,)
    # After two matters 福田的话呢,买备案大模型100万 takes neither along.
    away = len(ledger.current) > 1 and is_other_there(ctx, turn, ledger)
    along = takes_along(turn, ledger) or names_faintly(ctx, turn)
    if ledger.current and not away and (along or moves_with_sum(ctx, turn, ledger)):
        return ledger.current
    return meant(ctx, turn, ledger)


def _told_again(ctx: UnderstandContext, turn: Turn, ledger: Ledger) -> tuple[int, ...]:
    """The matters that are asked for once more: 模型那笔来着, 最后那个数再说一遍.

    The last sentence of several names it (活动那家别算进去。语料的再报一遍).
    """
    told = told_of(turn, ledger)
    begin = 1 + max(turn.folded.rstrip(MARKS).rfind(mark) for mark in "。;!?")
    if begin:
        last = replace(turn, folded=turn.folded[begin:], matter=turn.folded[begin:])
        live = [n for n, m in enumerate(ledger.matters) if m.clauses]
        named = by_overlap(ctx, last, ledger, live)
        told = told if named is None else named
    if told is None or (len(ledger.current) > 1 and _UNTOUCHED.search(turn.folded)):
        return ledger.current  # 算法砍成两个, 模型不动, 重报一遍
    return (told,)


def _supplements(ctx: UnderstandContext, turn: Turn, ledger: Ledger) -> bool:
    """Whether a message says what was left out before (忘说了,里头政府基金出了800万).

    Unless it names a matter that the policies in question have beside those spoken of.
    """
    if not ledger.current or not _LEFT_OUT.match(turn.folded) or not turn.quantities:
        return False
    known = {c for n in ledger.current for c in ledger.matters[n].clauses}
    policies = {c.policy for c in known}
    named = {
        c for t in ctx.topics.all if t.id in turn.topics for c in t.clauses if c.policy in policies
    }
    return bool(known) and (not named or bool(named & known))


def states_condition(ctx: UnderstandContext, turn: Turn, ledger: Ledger) -> bool:
    """Whether the message only tells a condition of the matters in question (算初创)."""
    if turn.scope.is_named or not turn.flags or counts_money(turn):
        return False
    focus = tuple(c for m in ledger.in_question for c in m.clauses)
    if _names_another(ctx, turn, focus):
        return False  # after 揭榜优胜单位, 牵头…: 还主导了一项国际标准
    return any(ctx.hints.tests(c, s.name) for c in focus for s in turn.flags)


def _names_another(ctx: UnderstandContext, turn: Turn, focus: Sequence[ClauseId]) -> bool:
    """Whether a message counts things of a matter that no clause in question is about."""
    counts = any(q.unit is Unit.COUNT and q.role == "amount" for q in turn.quantities)
    if not counts or sum(turn.topics.values()) < NAMES:
        return False
    known = ctx.topics.of_clauses(focus)
    policies = {c.policy for c in focus}
    others = [t for t in turn.topics if t not in known]
    return len(others) == len(turn.topics) and any(
        c.policy in policies for t in others for c in ctx.clauses_of(t)
    )


def _corrected(turn: Turn, ledger: Ledger) -> int | None:
    """The matter whose stated number the message takes back (不是300万，是320万)."""
    old = {o.quantity.value for e in turn.expressions for o in e.operands if o.role == "old"}
    for n in (*ledger.current, *reversed(range(len(ledger.matters)))):
        if any(s.value in old for s in ledger.matters[n].numbers):
            return n
    return None
