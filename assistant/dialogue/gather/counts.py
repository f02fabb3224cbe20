"""Counts and kinds: how many there are of a kind, told, implied or told anew."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.acts import Act
from assistant.dialogue.aspects import clause_around, content_of
from assistant.dialogue.changes import adds_more, kind_added
from assistant.dialogue.gather.around import classified
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.lacking import PLAIN_MEASURES
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.years import later_year_named
from assistant.dialogue.ledger import Matter
from assistant.dialogue.needs import Needs
from assistant.dialogue.polarity import Marks, Mention, Polarity
from assistant.dialogue.stated import Stated
from assistant.dialogue.struck import says_out
from assistant.dialogue.turn import Intent, Turn, blank
from assistant.dialogue.words import Found
from assistant.policy.clause import ClauseId
from assistant.rules.facts import Per
from assistant.text.expressions import Expression, Relation
from assistant.text.numerals import read_number
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_OF_THEM = lazy("(?:(?<![自拥持])有|其中|里|里面|里头|中)[^,。;!?]{0,2}$")
_WORDS = 2
_COMES_TO = lazy("(?:就是|就有|就成|变成|成了|一共|总共|合计|加起来)(?:有|是)?$")
"""What stands before how many there are in all."""
_OF_WHICH = lazy("(?:(?:其|这|那)中|里[面头边]|当中|之中)的?有?$|(?:^|[,。;!?]|发现)有$")
_THE_OTHER = lazy("另外?一[个项][^,。;!?]{0,2}$")
_NONE = lazy("[没未]|不[是算能]|差|挂名|参[编与]")
_REALLY = lazy("(?:其实|实际上?|应该?|原来)?(?:是|算|属于|为)")


def come_to(ctx: GatherContext, turn: Turn, stated: Stated, used: set[int]) -> Stated:
    """A count that was added to, as many as the message says that there are now.

    又通过3个, 就是5个了; 分线盒一共14个 counts something else.
    """
    if not ctx.is_count(stated.name) or not isinstance(stated.value, Decimal):
        return stated
    words = ctx.label_words(stated.name)
    for e in turn.expressions:
        is_free = e.start not in used and e.unit is Unit.COUNT and e.start != stated.start
        label = e.operands[0].label
        is_free = is_free and (not content_of(label) or any(w in label for w in words))
        if is_free and e.value and _COMES_TO.search(turn.folded, 0, e.start):
            used.add(e.start)
            return replace(stated, value=e.value, say="", parts=())
    return stated


def next_in_row(
    ctx: GatherContext, turn: Turn, part: Part, numbers: Sequence[Stated], number: int
) -> tuple[Stated, ...]:
    """The only count of a matter, more where the next in the row came off (第五个上线了).

    Of four: the fifth makes five; of one: 第二、第三个也完成了 make three. Where several counts
    were told, nobody knows which it is.
    """
    own = _only_count(ctx, part, numbers)
    if part.index is None or own is None or own.turn == number or Act.DOUBT in turn.acts:
        return tuple(numbers)
    known = own.total or Decimal(0)
    for match in _NEXT.finditer(turn.folded):
        places = _places(match.group())
        _, high = clause_around(turn.folded, match.start(), match.end())
        rest = turn.folded[match.end() : high]
        in_turn = [known + n for n in range(1, len(places) + 1)]
        if not places or places != in_turn or not _CAME_OFF.search(rest):
            continue
        end = _STOP.search(turn.folded, match.end())
        stop = end.start() if end else high
        if _FELL_THROUGH.search(_AS_BEFORE.sub("", turn.folded[match.end() : stop])):
            continue
        if says_out(turn.folded, match.end(), high):
            continue
        now = replace(
            own,
            value=places[-1],
            start=match.start(),
            end=match.end(),
            text=match.group(),
            turn=number,
            parts=(),
            say="",
            is_assumed=False,
        )
        return tuple(now if s is own else s for s in numbers)
    return tuple(numbers)


def denies_next_in_row(turn: Turn, start: int, end: int) -> bool:
    """Whether a clause denies right behind one of a row, and so of it: 第十个上线了,客户又没认."""
    low = clause_around(turn.folded, start - 1, start - 1)[0] if start else 0
    is_behind = any(q.role == "ordinal" and low <= q.start < start for q in turn.quantities)
    return is_behind and _DENIES.search(turn.folded, start, end) is not None


_DENIES = lazy("[没未不](?!错|久|过[,。]|少|仅|但|只)")


def _only_count(ctx: GatherContext, part: Part, numbers: Sequence[Stated]) -> Stated | None:
    """The one count that a matter pays by; one that is only tested where no rule needs any."""
    needs = [ctx.needs(c) for c in part.matter.clauses]
    told = [
        s for s in numbers if ctx.is_count(s.name) and isinstance(s.value, Decimal) and s.value > 0
    ]
    main = frozenset[str]().union(*(n.main for n in needs))
    every = frozenset[str]().union(*(n.all for n in needs))
    own = [s for s in told if s.name in main] or [s for s in told if s.name in every]
    return own[0] if len(own) == 1 else None


def _places(text: str) -> list[Decimal]:
    """The places in a row that a text names (第二、第三个: 2, 3)."""
    read = (read_number(n) for n in _ORDINAL.findall(text))
    return [n.value for n in read if n is not None]


_ORDINAL = lazy("[二三四五六七八九十]{1,3}|\\d{1,2}")
_NEXT = lazy(
    "(?:第(?:[二三四五六七八九十]{1,3}|\\d{1,2})[个家项款台辆场套例单条份]?[、,和跟与及]?){0,4}"
    "第(?:[二三四五六七八九十]{1,3}|\\d{1,2})[个家项款台辆场套例单条份](?!月|季度|问题)"
)
_STOP = lazy("[。;!?]|$")
_CAME_OFF = lazy("[了也过齐到]")
_AS_BEFORE = lazy("[没未不](?:有|再|曾|会)?[变动改增涨减降](?:化|过|动)?了?(?=[,。;!?]|$)")
"""第五个上线了,合同额没变: that something else stays as it was denies nothing of it."""
_FELL_THROUGH = lazy(
    "[没未不]|撤|黄|退|取消|驳|吹|泡汤|失败|算错|重复|改成|拖到|才过|推迟|延|[呢吗]"
)


def kinds_added(
    ctx: GatherContext, turn: Turn, part: Part, names: Collection[str], number: int
) -> list[Stated]:
    """One more of a kind that is told without a number (还有个国际的，加进去)."""
    every = frozenset[str]().union(*(ctx.needs(c).all for c in part.matter.clauses))
    known = {s.name: s.value for s in part.matter.numbers}
    failed = {s.name for s in part.matter.flags if s.value is False}
    is_met = any(s.value is True and s.name in failed for s in turn.flags)
    found = []
    for name in sorted(every - set(names)):
        kinds = ctx.kinds_of(name) if ctx.is_count(name) else ()
        places = (kind_added(turn.folded, kind) for kind in kinds)
        place = next((p for p in places if p is not None), None)
        before = known.get(name, Decimal(0))
        if place is not None and isinstance(before, Decimal):
            text = turn.folded[slice(*place)]
            year = later_year_named(turn, place[0])
            _, high = clause_around(turn.folded, *place)
            if _NONE.search(turn.folded, place[1], high):
                continue  # 另一个国标没我们的份
            if before and is_met:
                continue  # 那项国标后来改成我们主导了, after one that was only taken part in
            if year is None and before and _THE_OTHER.search(turn.folded, 0, place[0]):
                continue  # 另一项国标是参与的, of two: one of those told
            value = before + 1 if year is None else Decimal(1)
            found.append(Stated(name, value, *place, text, turn=number, year=year))
    return found


def measure_words(ctx: GatherContext, matters: Sequence[Matter]) -> frozenset[str]:
    """The measure words (台, 项) that the counts of some matters were stated with."""
    return frozenset(classified(s) for m in matters for s in m.numbers if ctx.is_count(s.name))


def counted_alike(
    ctx: GatherContext, expression: Expression, old: Sequence[Stated], turn: Turn
) -> Stated | None:
    """The only count of the same measure word that was stated (扩到60台)."""
    if expression.unit is not Unit.COUNT or expression.value is None:
        return None
    if expression.relation not in (Relation.PLAIN, Relation.APPROXIMATE, Relation.BOUND):
        return None
    alike = [s for s in old if ctx.is_count(s.name) and classified(s) == expression.classifier]
    if len(alike) != 1 or alike[0].is_assumed:
        return None
    low, high = clause_around(turn.folded, expression.start, expression.end)
    lead, tail = turn.folded[low : expression.start], turn.folded[expression.end : high]
    if _OF_THEM.search(lead) or content_of(tail[:_WORDS]) > 0:
        return None
    is_plain = expression.classifier in PLAIN_MEASURES
    changes = Act.ADD in turn.acts or adds_more(turn.folded, expression)
    if is_plain and content_of(lead) > _WORDS and not changes:
        return None
    return alike[0]


def implied_counts(
    ctx: GatherContext,
    turn: Turn,
    part: Part,
    numbers: Sequence[Stated],
    needs: Mapping[ClauseId, Needs],
) -> tuple[Stated, ...]:
    """Counts that are meant without a number: none where denied, one where merely named."""
    if Intent.REVERSE in turn.intents:
        return ()  # how many it takes is what is asked
    own = [needs[c] for c in part.matter.clauses]
    follows = part.index is not None
    stated = {s.name for s in numbers}
    main = {f for need in own for f in need.main if ctx.is_count(f)} - stated
    written = [s for s in numbers if not s.is_assumed]
    text = turn.folded
    if main and not any(ctx.is_count(s.name) for s in written):
        denied = [f for f in sorted(main) if ctx.is_denied(f, text)]
        if denied:
            place = ctx.denied_at(denied[0], text)
            none = tuple(Stated(f, Decimal(0), *place, is_assumed=True) for f in denied)
            return (*none, *_told_instead(ctx, text, sorted(main - {*denied})))
        behind = {f: _denied_behind(ctx, turn, f) for f in sorted(main)}
        none = tuple(Stated(f, Decimal(0), *p, is_assumed=True) for f, p in behind.items() if p)
        if none:
            return none
    counts = {f for need in own for f in need.all if ctx.is_count(f)} - stated
    only = None if follows else _counted_so(ctx, turn, counts, written)
    only = only or counted_beside(ctx, turn, counts, written)
    if only is not None:
        return (only,)
    if Intent.TOTAL not in turn.intents:
        asks = Intent.CALCULATE in turn.intents or follows
        counts = main if asks and not written and not turn.quantities else set()
    return tuple(
        Stated(name, Decimal(1), *found, is_assumed=True)
        for name in sorted(counts)
        for found in ctx.mentions(name, text)[:1]
    )


def _told_instead(ctx: GatherContext, text: str, counts: Sequence[str]) -> tuple[Stated, ...]:
    """One of another kind than the one that is denied: 不是典型案例,是示范项目."""
    found = []
    for name in counts:
        for start, end, word in ctx.mentions(name, text)[:1]:
            if _IS_THIS.search(text, 0, start):
                found.append(Stated(name, Decimal(1), start, end, word, is_assumed=True))
    return tuple(found)


_IS_THIS = lazy("(?<!不)(?:是|算|属于|列入的?是?)(?:国家)?$")


def _counted_so(
    ctx: GatherContext, turn: Turn, counts: Collection[str], written: Sequence[Stated]
) -> Stated | None:
    """The only count of a message, as what a clause counts with just that measure word.

    12台自动驾驶小巴,…,每台购置38万: where what one of them costs is told, they are what is counted.
    """
    per_item = any(ctx.rulebook.facts[s.name].per is not Per.NONE for s in written)
    told = [e for e in turn.expressions if e.unit is Unit.COUNT and (e.value or 0) > 1]
    alike = [f for f in counts if told and told[0].classifier in ctx.rulebook.facts[f].words]
    if not per_item or len(told) != 1 or len(alike) != 1:
        return None
    (one,) = told
    if one.relation is not Relation.PLAIN or any(s.start == one.start for s in written):
        return None
    text = turn.folded[one.start : one.end]
    return Stated(alike[0], Decimal(str(one.value)), one.start, one.end, text)


def counted_beside(
    ctx: GatherContext, turn: Turn, counts: Collection[str], written: Sequence[Stated]
) -> Stated | None:
    """The only count of a message, behind a word of the one count that a clause still lacks.

    落地了六个小区公司, of 落地案例: whatever it is that was counted.
    """
    told = [e for e in turn.expressions if e.unit is Unit.COUNT and (e.value or 0) > 1]
    if len(counts) != 1 or len(told) != 1 or told[0].relation is not Relation.PLAIN:
        return None
    (fact,), (one,) = counts, told
    if one.classifier not in PLAIN_MEASURES or any(s.start == one.start for s in written):
        return None
    low, high = clause_around(turn.folded, one.start, one.end)
    # 前海9台空调: a place is no word of what is counted there.
    pair = _ASPECT.sub("", blank(turn.folded, turn.scope.spans)[low : one.start])[-_WORDS:]
    own = [w for w in ctx.label_words(fact) if len(w) > _WORDS]
    is_named = len(pair) == _WORDS and content_of(pair) > 0 and any(pair in w for w in own)
    if not is_named or _NONE.search(turn.folded, low, high):
        return None
    text = turn.folded[one.start : one.end]
    return Stated(fact, Decimal(str(one.value)), one.start, one.end, text)


_ASPECT = lazy("(?:[了到过在给进有]|已经?)+$")


def _denied_behind(ctx: GatherContext, turn: Turn, fact: str) -> Found | None:
    """Where what a count counts is denied behind its words (算法备案没批下来), or is under way."""
    marks = Marks(turn.folded)
    for start, end, word in ctx.mentions(fact, turn.folded):
        told = Mention(start, end, word, is_bare=True, is_result=True)
        if marks.verdict(told).polarity is Polarity.DENIED:
            return start, end, word
    denied = [s for s in turn.flags if s.value is False and not s.is_assumed]
    return next(
        (
            found
            for found in ctx.near[fact].find(turn.folded)
            if any(s.start <= found[0] and found[1] <= s.end for s in denied)
        ),
        None,
    )


def is_told_apart(turn: Turn, old: Stated, fresh: Sequence[Stated]) -> bool:
    """Whether things that were counted before are now told to be of another kind.

    这2个如果是示范项目呢: the two of before are no typical cases then.
    """
    return any(
        s.name != old.name
        and s.value == old.value
        and classified(s) == classified(old)
        and turn.folded[max(0, s.start - 2) : s.start].endswith(("这", "那", "这些", "那些"))
        for s in fresh
    )


def less_reclassed(
    turn: Turn, old: Stated, counts: Sequence[Stated], fresh: Sequence[Stated]
) -> Stated:
    """A count less those of its things that are told now to be of another kind.

    After 两项行业标准: 其中一项其实是国家标准.
    """
    alike = [
        s
        for s in counts
        if s not in fresh and isinstance(s.value, Decimal) and classified(s) == classified(old)
    ]
    if len(alike) != 1 or not isinstance(old.value, Decimal):
        return old
    moved = Decimal(0)
    for s in fresh:
        low, _ = clause_around(turn.folded, s.start, s.start)
        is_some = _OF_WHICH.search(turn.folded, max(0, low - 1), s.start)
        same = s.name != old.name and classified(s) == classified(old)
        if is_some and same and _REALLY.match(turn.folded, s.end) and isinstance(s.value, Decimal):
            moved += s.value
    if not 0 < moved < old.value:
        return old
    return replace(old, value=old.value - moved, say="")
