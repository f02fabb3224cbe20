"""One message read in its conversation, with what it tells of each of several askers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.dialogue import askers, halves
from assistant.dialogue.acts import Act
from assistant.dialogue.asides import Cut, without_unheld
from assistant.dialogue.aspects import content_of
from assistant.dialogue.borne_out import rest_is_ours, says_left_out
from assistant.dialogue.conditions import asks_unwritten
from assistant.dialogue.dated import told_anew
from assistant.dialogue.days import asks_of_day
from assistant.dialogue.enumerated import row_around
from assistant.dialogue.figures import called_by_one
from assistant.dialogue.gather import (
    RETURNS,
    Gathered,
    denies_next_in_row,
    leads_to_it,
    names_tier,
    names_year_of_pair,
    says_so_many_years,
    shares_evenly,
    stops_what_if,
    takes_back_change,
    tells_it_came_back,
)
from assistant.dialogue.items import names_year_of_next, opens_one_more
from assistant.dialogue.language import covers, pairs_of, plain_words
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.members import tells_one_more
from assistant.dialogue.procedure import UNTIL, states_until
from assistant.dialogue.roles import changes
from assistant.dialogue.said_again import ASKED_AGAIN
from assistant.dialogue.stated import Stated, Unused
from assistant.dialogue.swaps import swap
from assistant.dialogue.turn import Intent, Turn
from assistant.dialogue.understand.another import of_another
from assistant.dialogue.understand.asked_behind import says_what_is_asked
from assistant.dialogue.understand.asked_besides import asks_if_paid, with_asked_besides
from assistant.dialogue.understand.asked_for_each import with_told_beside
from assistant.dialogue.understand.bare_years import names_year_told
from assistant.dialogue.understand.by_words import ONE_HINT
from assistant.dialogue.understand.claimed_total import with_places_claimed
from assistant.dialogue.understand.context import UnderstandContext
from assistant.dialogue.understand.counted_just_now import joined, less_joined
from assistant.dialogue.understand.each_asker import called_by_whose, of_each
from assistant.dialogue.understand.gone_back import gone_back, is_better
from assistant.dialogue.understand.held_together import with_held_together
from assistant.dialogue.understand.included import without_included
from assistant.dialogue.understand.kept import (
    asked_there,
    back_from_elsewhere,
    lasting_intents,
    memory_of,
)
from assistant.dialogue.understand.left_over import with_left
from assistant.dialogue.understand.of_firms import of_other_firm, told_beside
from assistant.dialogue.understand.of_share import without_flags_of_share
from assistant.dialogue.understand.only_named import where_it_was, without_conditions
from assistant.dialogue.understand.outcome import (
    APPLIES_NOW,
    after_refusal,
    corpus_query,
    day_asked,
    ledger_after,
    over_tables,
    rivals,
    told_once,
    unheard,
    untold_words,
    without_subject,
)
from assistant.dialogue.understand.pieces import facts_of, in_halves, in_order, in_pieces
from assistant.dialogue.understand.pointing import (
    less_all_of_row,
    less_asked_besides,
    less_correction_of_left,
    less_counted,
)
from assistant.dialogue.understand.subject import Subject, goes_on, same_matters, without_used
from assistant.dialogue.understand.subjects import apart_there, as_told, subject_of
from assistant.dialogue.understand.together import with_asked_together
from assistant.dialogue.understand.withdrawn import without_withdrawn
from assistant.dialogue.understand.wording import (
    MARKS,
    asked_again,
    by_alias,
    counts_money,
    social,
    without_dropped,
)
from assistant.dialogue.understanding import Understanding
from assistant.dialogue.unwritten_aspects import without_stated
from assistant.policy.clause import ClauseId
from assistant.retrieval.role_reader import Figure
from assistant.rules.facts import APPLICANT
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.quantities import find_quantities
from assistant.text.receipts import find_receipts
from assistant.text.units import Unit

_IN_WAN = lazy(
    "(?<![\\d一二两三四五六七八九十百千几多])(?:(?:单位|数字?|金额|[这那]些)?(?:全|都|均|一律)?(?:是|按|以|为)|单位)"
    "万元?(?:为单位|计|算)?(?=[,。;!?)]|$)"
)
"""训练700,推理500,都是万: the unit of all numbers, said once."""
_WAN = 10_000
_SEVERAL = 2
_PAIRS_SAY = 3
_NUMERALS = frozenset("一二两三四五六七八九十百千万")
_SOME_OF_IT = lazy(
    "(?:里[头面边]?|其中|当中)(?:还|又)?有[^,。;!?]{0,2}?[\\d一二两俩三仨四五六七八九十半百]"
)
"""里有两个是去年的 tells of a part of what was stated, whatever it is."""
_IN_ALL = lazy(
    "(?:总共|一共|合计|总计|拢共|共计)(?:[花付交投用签买]了?|是|有)*[\\d一二两三四五六七八九十百千][^,。;!?]*?[万亿]"
)
"""总共付了六百八十万 tells the whole of what was spoken of."""
_SOME_ARE = lazy(
    "有(?:[一二两三四五六\\d]+[个台项款家份]|[俩仨])(?:模型|算法|案例|标准|项目)?[^,。;!?]{0,3}?"
    "(?:是|被|没|还|其实|不|退|撤|属于)"
)
"""有一个是拿子公司名义报的 tells of some of what was counted before."""
_OF_OURS = lazy("我|咱|俺|本公司")
"""Who tells of the own company."""

_AND_OF_THAT = lazy("^(?:那么?|,)?[^,。;!?]{2,14}呢[?。!]?$")


def _without_put_aside(ctx: UnderstandContext, text: str, ledger: Ledger) -> str:
    """A message less what it only puts aside."""
    if ledger.matters:
        return without_dropped(text)
    return without_withdrawn(text, lambda words: _names_matter(ctx, words))


def _names_matter(ctx: UnderstandContext, words: str) -> bool:
    """Whether folded words name a matter, or a fact of one."""
    return bool(ctx.topics.named_in(words)) or bool(ctx.hints.places(words))


def heard(ctx: UnderstandContext, text: str, ledger: Ledger, as_of: date) -> Understanding:
    """What a message asks; with the matters of the asker that it names, where several ask."""
    text = _without_put_aside(ctx, text, ledger)
    if _tells_what_others_got(text):
        return _read(ctx, text, ledger, as_of)
    text = askers.less_unchanged(text, {m.asker for m in ledger.matters if m.asker})
    lead = joined(text, ledger.earlier) if ledger.matters else ""
    if lead:
        return less_joined(_read(ctx, lead + text, ledger, as_of), text, lead)
    exchanged = swap(text, ledger, ctx.facts.specs)
    if exchanged is not None:
        rest = exchanged.rest if content_of(exchanged.rest) else ASKED_AGAIN
        found = heard(ctx, rest, exchanged.ledger, as_of)
        return replace(found, turn=replace(found.turn, text=text))
    others = of_each(ctx, text, ledger, as_of, _read)
    others = others or of_other_firm(ctx, text, ledger, as_of, _read)
    if others is not None:
        return others
    asker = askers.named(text, {m.asker for m in ledger.matters})
    if asker is None:
        found = _of_several(ctx, text, ledger, as_of) or _read(ctx, text, ledger, as_of)
        found = with_asked_besides(ctx, found, ledger)
        back = gone_back(ctx, text, ledger)
        then = _read(ctx, back.rest, back.ledger, as_of) if back is not None else found
        if back is None or not is_better(back, then, found):
            return found
        return replace(then, turn=replace(then.turn, text=text))
    return _of_asker(ctx, text, ledger, asker, as_of)


def _tells_what_others_got(text: str) -> bool:
    """Whether a message tells what somebody else got, and asks nothing for him: 同行拿了300万."""
    folded = fold(text)
    quantities = find_quantities(folded)
    got = find_receipts(folded, quantities)
    if not got or len(got) != len(quantities) or any(one.is_ours for one in got):
        return False
    return _ASKS_FOR_THEM.search(folded) is None


_ASKS_FOR_THEM = lazy("多少|[他她它]们?(?:家|公司)?(?:能|可|该|会|呢)|[那这]家(?:能|可|该|会|呢)")


def _of_asker(
    ctx: UnderstandContext, text: str, ledger: Ledger, asker: askers.Asker, as_of: date
) -> Understanding:
    """What a message asks that names one asker, read with that one's matters."""
    ledger, asker = askers.with_others(askers.with_names(ledger), asker, text)
    if not asker.reports:
        ledger = askers.with_own(ledger)
    if not askers.are_told_apart(ledger):
        found = _read(ctx, text, ledger, as_of)
        if found.refusal or not found.focus:
            return found
        return replace(found, ledger=askers.labelled(ledger, found.ledger, asker, text))
    own = askers.view(ledger, asker.who)
    theirs = _of_one_beside(ctx, text, ledger, asker, as_of) if not own.matters else None
    if theirs is not None:
        return theirs
    if own.matters and not asker.text.strip(MARKS + "呢的"):
        asker = replace(asker, text=askers.EACH_AGAIN)  # 小王呢
    if asker.reports and not own.matters:
        return _read(ctx, text, ledger, as_of)  # 他妈说不是四十，六十
    found = _read(ctx, asker.text if own.matters else text, own, as_of)
    is_lost = (found.refusal or not found.focus) and not own.matters
    if is_lost:  # B也一样: said of what the others asked
        tells = any(c.isdigit() or c in _NUMERALS for c in asker.text)
        found = _read(ctx, asker.text if tells else text, ledger, as_of)
        found = replace(found, turn=replace(found.turn, text=text))
        return replace(found, ledger=askers.moved(ledger, found.ledger, asker.who))
    if len(found.ledger.matters) < len(own.matters):
        return _read(ctx, text, ledger, as_of)
    after = askers.merged(ledger, found.ledger, asker.who)
    return replace(found, ledger=after, turn=replace(found.turn, text=text))


def _of_one_beside(
    ctx: UnderstandContext, text: str, ledger: Ledger, asker: askers.Asker, as_of: date
) -> Understanding | None:
    """What a message tells of one who was never spoken of; None where it answers nothing."""
    if not asker.is_beside:
        return None
    theirs = told_beside(ctx, asker, text, ledger, as_of, _read)
    found = theirs or _read(ctx, text, ledger, as_of)
    if theirs is not None or found.refusal or not found.focus:
        return theirs
    return replace(found, ledger=askers.moved(ledger, found.ledger, asker.who))


def _of_several(
    ctx: UnderstandContext, text: str, ledger: Ledger, as_of: date
) -> Understanding | None:
    """The sums of several askers once more (俩人各多少); None for any other message."""
    ledger = askers.with_names(ledger)
    asked = askers.several(text, ledger)
    if asked is None:
        return None
    askers_named, rest = asked
    own = askers.of_them(ledger, askers_named)
    found = _read(ctx, rest, own, as_of)
    if found.refusal or len(found.focus) < len(own.matters) or found.ledger.matters != own.matters:
        found = _read(ctx, askers.EACH_AGAIN, own, as_of)
    after = replace(found.ledger, matters=ledger.matters, current=ledger.current)
    focus = called_by_whose(found.focus, own.matters)
    return replace(found, ledger=after, focus=focus, turn=replace(found.turn, text=text))


def _read(ctx: UnderstandContext, text: str, ledger: Ledger, as_of: date) -> Understanding:
    """What a message asks, its asides cut out first.

    A clause that states a condition of the very rules found without it is no aside.
    """
    tested = ctx.tested(ledger)
    turn = ctx.reader.read(text, as_of=as_of, in_question=tested)
    counted = ctx.facts.measure_words(ledger.matters)
    row = row_around(turn.expressions, turn.folded) or (0, 0)
    asides = ctx.asides.find(turn, as_of=as_of, goes_on=bool(ledger.matters), counted=counted)
    undone = ctx.facts.undone_in(turn, ledger.in_question) if asides else ()
    told = [s for m in ledger.in_question for s in m.numbers]
    asides = tuple(
        cut
        for cut in asides
        if not any(low < cut.end and cut.start < high for low, high in undone)
        and not _SOME_OF_IT.search(turn.folded, cut.start, cut.end)
        and not turn.adds_up(cut.start, cut.end)
        and not any(  # 中心那边贴了120万,剩下的我们掏
            rest_is_ours(turn.folded, q.start, q.end)
            for q in turn.quantities
            if cut.start <= q.start < cut.end
        )
        and not (row[0] < cut.end and cut.start < row[1])
        and not (ledger.day and APPLIES_NOW.search(turn.folded, cut.start, cut.end))
        and not _tells_day(ctx, turn, ledger, as_of, cut.start, cut.end)
        and not shares_evenly(turn.folded[cut.start : cut.end])
        and not tells_it_came_back(turn.folded, cut.start, cut.end)
        and not ctx.facts.names_member(turn, ledger.in_question, cut.start, cut.end)
        and not names_tier(turn.folded[cut.start : cut.end])
        and not names_year_of_pair(
            ctx.facts.specs, ledger.in_question, turn.folded, cut.start, cut.end
        )
        and not (ledger.matters and says_so_many_years(turn.folded, cut.start, cut.end))
        and not (ledger.matters and tells_one_more(turn.folded[cut.start : cut.end]))
        and not _changes_what_was_told(ctx, turn, ledger, cut.start, cut.end)
        and not _names_what_was_told(turn, ledger, cut.start, cut.end)
        and not _calls_one_that_was_told(ctx, turn, ledger, cut.start, cut.end)
        and not names_year_of_next(turn.folded, turn.quantities, cut.start, cut.end, told)
        and not leads_to_it(turn.folded, cut.start, cut.end, ledger.in_question)
        and not names_year_told(turn.folded, cut.start, cut.end, ledger)
        and not (counted and _SOME_ARE.search(turn.folded, cut.start, cut.end))
        and not (ledger.matters and says_left_out(turn.folded, cut.start, cut.end))
        and not (ledger.matters and denies_next_in_row(turn, cut.start, cut.end))
        and not (ledger.matters and opens_one_more(turn.folded, turn.quantities, cut.end))
        and not (ledger.matters and _IN_ALL.search(turn.folded, cut.start, cut.end))
        and not (not ledger.matters and says_what_is_asked(turn, cut.start, cut.end))
        and not (not ledger.matters and asks_if_paid(turn.folded, cut.start, cut.end))
    )
    ends = any(stops_what_if(turn, matter) for matter in ledger.in_question)
    if ledger.matters and (ends or takes_back_change(turn) or by_alias(turn, ledger) is not None):
        asides = ()  # 追加的老板没批, 去掉吧: its reason is what it takes back
    while asides:
        spans = [(cut.start, cut.end) for cut in asides]
        rest = ctx.reader.read(text, as_of=as_of, in_question=tested, without=spans)
        if rest.acts.is_social and not turn.acts.is_social and ledger.current:
            break  # 不经过交易平台直接买, 行吗: what is asked is what was cut out
        found = _resolve(ctx, rest, ledger, as_of)
        needed = frozenset[str]().union(*(ctx.hints.tested(f.clause_id) for f in found.focus))
        if any(ctx.facts.asks_who_applies(f.clause_id) for f in found.focus):
            needed |= {APPLICANT}
        clauses = [f.clause_id for f in found.focus]
        is_own = ctx.selector.is_uncharted({c.policy for c in clauses})
        kept = tuple(
            cut
            for cut in asides
            if not cut.facts & needed
            and not ctx.facts.names_needed(turn.folded[cut.start : cut.end], clauses)
            and not _holds_lacking(
                ctx, turn, cut.start, cut.end, found, is_first=not ledger.matters
            )
            # The words of a policy that was taken in are in no list: its unit tells them.
            and not (is_own and ctx.facts.counts_in(turn, cut.start, cut.end, clauses))
            and not (is_own and _says_much(ctx, turn, cut.start, cut.end, clauses))
        )
        kept = without_unheld(kept)
        if kept == asides:
            found = found if clauses else _uncut(ctx, turn, found, ledger, as_of)
            return _with_company(ctx, turn, found, asides)
        asides = kept
    return _resolve(ctx, turn, ledger, as_of)


def _with_company(
    ctx: UnderstandContext, turn: Turn, found: Understanding, cuts: Sequence[Cut]
) -> Understanding:
    """The understanding with what a clause that was cut out tells of the own company for good.

    我在一家初创公司做行政,想了解…: beside the point of the question, and true of every later one.
    """
    ledger = found.ledger
    known = {s.name for s in ledger.flags}
    told = [
        replace(s, turn=ledger.turn)
        for s in ctx.facts.lasting(turn.flags)
        if s.value is True and s.name not in known
        for cut in cuts
        if cut.start <= s.start < cut.end and _OF_OURS.search(turn.folded, cut.start, s.start)
    ]
    if not told or found.refusal:
        return found
    return replace(found, ledger=replace(ledger, flags=(*ledger.flags, *told)))


def _changes_what_was_told(
    ctx: UnderstandContext, turn: Turn, ledger: Ledger, start: int, end: int
) -> bool:
    """Whether a number of a later message surely changes one told before.

    律所又寄来一张48万的账单.
    """
    if not ledger.matters or not ledger.earlier or not ctx.roles.reads_earlier:
        return False
    amounts = {q.start for q in turn.quantities if q.role == "amount" and start <= q.start < end}
    if not amounts:
        return False
    figures = [Figure(q.start, q.end, q.value, q.unit) for q in turn.quantities]
    shares = ctx.roles.shares(turn.folded, figures, ledger.earlier)
    return any(f.start in amounts and changes(own) for f, own in zip(figures, shares, strict=True))


def _names_what_was_told(turn: Turn, ledger: Ledger, start: int, end: int) -> bool:
    """Whether a stretch names a sum told before beside another number (27里5万是物业)."""
    told = {s.total for m in ledger.in_question for s in m.numbers if s.total}
    own = [q.value for q in turn.quantities if start <= q.start < end and q.role == "amount"]
    return len(own) > 1 and any(value in told or value * _WAN in told for value in own)


def _calls_one_that_was_told(
    ctx: UnderstandContext, turn: Turn, ledger: Ledger, start: int, end: int
) -> bool:
    """Whether a stretch without a number calls one of several sums told before (扩容包最后没签)."""
    if any(start <= q.start < end for q in turn.quantities):
        return False
    clause = turn.folded[start:end]
    for matter in ledger.in_question:
        if len(matter.figures) > 1:
            words = [w for s in matter.numbers for w in ctx.facts.specs[s.name].words]
            called = called_by_one(matter.figures, clause, words)
            if len({f.value for f in called}) == 1:
                return True
    return False


def _says_much(
    ctx: UnderstandContext, turn: Turn, start: int, end: int, clauses: Sequence[ClauseId]
) -> bool:
    """Whether what seems beside the point has a number or a word of the policy taken in."""
    if any(q.role == "amount" and start <= q.start < end for q in turn.quantities):
        return True
    said = turn.folded[start:end]
    pairs = set(pairs_of(said, covers(said, (plain_words(),))))
    own = "\n".join(ctx.facts.texts_of(clauses))
    if sum(pair in own for pair in pairs) >= _PAIRS_SAY:
        return True  # 还评上了省级交通示范, of 省级以上交通运输示范项目
    if ctx.facts.names_class(said, clauses):
        return True
    return ctx.selector.knows(said, {c.policy for c in clauses})


def _holds_lacking(
    ctx: UnderstandContext,
    turn: Turn,
    start: int,
    end: int,
    found: Understanding,
    *,
    is_first: bool,
) -> bool:
    """Whether an aside holds the sum that what was found without it still lacks."""
    clauses = [f.clause_id for f in found.focus]
    stated = {s.name for m in found.ledger.in_question for s in m.numbers}
    if ctx.facts.counts_lacking(turn, start, end, clauses, stated):
        return True
    sums = [q for q in turn.quantities if start <= q.start < end and q.unit is Unit.YUAN]
    if len(sums) != 1:
        return False
    if ctx.facts.headed(turn.folded, sums[0].start, sums[0].end, clauses, stated):
        return True
    return is_first and ctx.completer.holds_lacking(found, turn.folded, sums[0].start, sums[0].end)


def _uncut(
    ctx: UnderstandContext, turn: Turn, found: Understanding, ledger: Ledger, as_of: date
) -> Understanding:
    """A message of which nothing answers once its asides are cut out.

    Read whole where that leads to a policy that was taken in: no list knows its words (今年评上
    省级未来工厂，嵊州奖多少), so none of them is known to be an aside.
    """
    whole = _resolve(ctx, turn, ledger, as_of)
    policies = {focus.clause_id.policy for focus in whole.focus}
    asks_nothing_else = found.is_policy_level and not found.intents and found.query is None
    if asks_nothing_else and not found.turn.scope.articles:
        return whole  # 福田 做了个官网花了8万 有补贴不: what was cut out is the very matter
    return whole if ctx.selector.is_uncharted(policies) else found


def _after_head(
    ctx: UnderstandContext, turn: Turn, ledger: Ledger, as_of: date
) -> tuple[Ledger, int] | None:
    """A first message that names places and then a sum for each: what its head is about.

    龙岗和福田都租算力,龙岗500万,福田400万. With the place where the sums begin; None where the
    message is not of this form.
    """
    if ledger.matters or len(turn.scope.policies) < _SEVERAL or not counts_money(turn):
        return None
    begin, there = len(turn.folded), set[str]()
    for start, end in reversed(halves.segments(turn.folded)):
        piece = ctx.reader.read(turn.folded[start:end], as_of=as_of)
        places = piece.scope.policies
        if not places and not piece.quantities and not piece.topics:
            continue  # …,各补多少
        if len(places) != 1 or set(places) <= there or not counts_money(piece):
            break
        if piece.topics or max(ctx.hints.read(piece.folded).values(), default=0.0) >= ONE_HINT:
            break  # 龙岗租算力500万,福田买语料400万: each names its own matter
        begin, there = start, {*there, *places}
    if not begin or len(there) < _SEVERAL:
        return None
    head = heard(ctx, turn.folded[:begin], ledger, as_of)
    kept = head.ledger.matters
    if head.refusal or len(kept) != 1 or not there <= {c.policy for c in kept[0].clauses}:
        return None
    return replace(head.ledger, turn=ledger.turn), begin


def _tells_day(
    ctx: UnderstandContext, turn: Turn, ledger: Ledger, as_of: date, start: int, end: int
) -> bool:
    """Whether a stretch has the day asked about, or one from which a fact follows."""
    if asks_of_day(turn, as_of, start, end):
        return True
    is_known = any(s.days for m in ledger.in_question for s in m.flags)
    has_date = any(start <= d.start < end for d in turn.dates)
    return (is_known and has_date) or ctx.reader.dated.tells(turn.folded, turn.dates, start, end)


def _on_day(ctx: UnderstandContext, turn: Turn, ledger: Ledger, day: date) -> tuple[Turn, Ledger]:
    """Message and ledger with what follows from days (2021年3月注册) as on the day asked about."""
    known = [s for s in (*ledger.flags, *(f for m in ledger.matters for f in m.flags)) if s.days]
    anew = told_anew(turn.folded, turn.flags, turn.dates, known, turn.as_of or day)
    flags = (*turn.flags, replace(anew, turn=ledger.turn + 1)) if anew else turn.flags
    if not known and not any(s.days for s in flags):
        return turn, ledger
    dated = ctx.reader.dated
    gone = dated.left_open(turn.folded, turn.dates, turn.as_of or day)

    def now(facts: Sequence[Stated]) -> tuple[Stated, ...]:
        return dated.asked_on([s for s in facts if not s.days or s.name not in gone], day)

    matters = tuple(replace(m, flags=now(m.flags)) for m in ledger.matters)
    ledger = replace(ledger, matters=matters, flags=now(ledger.flags))
    return replace(turn, flags=dated.asked_on(flags, day)), ledger


def _less_open(ctx: UnderstandContext, turn: Turn, subject: Subject, day: date) -> Subject:
    """The matters without a number of before that a day told now leaves open.

    24 months, after 其实2017年就注册了.
    """
    gone = ctx.reader.dated.left_open(turn.folded, turn.dates, turn.as_of or day)
    if not gone:
        return subject
    parts = []
    for part in subject.parts:
        kept = tuple(s for s in part.matter.numbers if s.name not in gone)
        flags = tuple(s for s in part.matter.flags if not (s.days and s.name in gone))
        parts.append(replace(part, matter=replace(part.matter, numbers=kept, flags=flags)))
    return replace(subject, parts=tuple(parts))


def _less_of_others(ctx: UnderstandContext, turn: Turn, ledger: Ledger, subject: Subject) -> Turn:
    """The message that opens another matter, without conditions of those that it leaves alone.

    还有购买已备案大模型 says of 采购语料, spoken of before, not that no exchange sold it.
    """
    left = [c for m in ledger.matters for c in m.clauses]
    own = [c for part in subject.parts for c in part.matter.clauses]
    if not own or not left or goes_on(subject):
        return turn
    lasting = ctx.facts.lasting(turn.flags)
    flags = tuple(
        f
        for f in turn.flags
        if f in lasting
        or any(ctx.facts.speaks_of(c, f.name) for c in own)
        or not any(ctx.hints.tests(c, f.name) for c in left)
    )
    return replace(turn, flags=flags)


def _is_in(unused: Sequence[Unused], start: int, end: int) -> bool:
    """Whether a number stands in words that are told as not used."""
    return any(u.kind == "number" and u.start < end and start < u.end for u in unused)


def _with_left(
    ctx: UnderstandContext, turn: Turn, ledger: Ledger, subject: Subject, number: int
) -> tuple[Subject, Gathered]:
    """The facts, with the matters of sums left over that take them, if nothing else is lost."""
    gathered = facts_of(ctx, turn, ledger, subject, number)
    if goes_on(subject):
        return subject, gathered
    used = _numbers_of(gathered, number)
    more = with_left(ctx, turn, subject, gathered.unused, used)
    if more is None:
        return subject, gathered
    now = facts_of(ctx, turn, ledger, more, number)
    known = {c for part in subject.parts for c in part.matter.clauses}
    taken = [
        any(s.turn == number and s.end > s.start for s in matter.numbers)
        for _, matter in now.parts
        if known.isdisjoint(matter.clauses)
    ]
    left = sum(u.kind == "number" for u in now.unused)
    is_better = left < sum(u.kind == "number" for u in gathered.unused)
    is_better = is_better and bool(taken) and all(taken)
    return (more, now) if is_better and used <= _numbers_of(now, number) else (subject, gathered)


def _numbers_of(gathered: Gathered, number: int) -> frozenset[tuple[int, int]]:
    """Where the numbers stand that a message tells of its matters."""
    told = (s for _, matter in gathered.parts for s in matter.numbers if s.turn == number)
    return frozenset((s.start, s.end) for s in told if s.end > s.start)


def _asked_for(
    turn: Turn, ledger: Ledger, subject: Subject, gathered: Gathered
) -> frozenset[Intent]:
    """What a message asks for, with what goes on being asked."""
    intents = turn.intents
    if goes_on(subject):
        intents |= lasting_intents(turn, ledger, gathered)
    if not turn.intents and _AND_OF_THAT.search(turn.folded) and not turn.quantities:
        intents |= ledger.intents & {Intent.DEPARTMENT}  # 训力券归谁管 → 语料券呢
    if Act.DOUBT in turn.acts and goes_on(subject):
        intents |= {Intent.CALCULATE}
    return intents


def _resolve(
    ctx: UnderstandContext, turn: Turn, ledger: Ledger, as_of: date, begin: int = 0
) -> Understanding:
    number = ledger.turn + 1
    headed = None if begin else _after_head(ctx, turn, ledger, as_of)
    if headed is not None:
        return _resolve(ctx, turn, headed[0], as_of, headed[1])
    flags = tuple(replace(f, turn=number) for f in turn.flags)
    in_wan = ledger.in_wan or _IN_WAN.search(turn.folded) is not None
    turn = replace(turn, flags=flags, in_wan=in_wan)
    turn = less_all_of_row(less_counted(asked_again(turn), ledger))
    turn = less_correction_of_left(less_asked_besides(turn, ledger), ledger)
    turn = without_conditions(ctx, turn, ledger)
    ledger = where_it_was(ctx, turn, ledger)
    turn = without_flags_of_share(ctx, without_included(ctx, turn, ledger), ledger)
    if Intent.RESTART in turn.intents:
        ledger = Ledger(turn=ledger.turn)
    goes_back = ledger.live and RETURNS.search(turn.folded)  # 行了不做梦了,按真实的来
    if turn.acts.is_social and not goes_back:
        return without_subject(turn, ledger, as_of, social(turn), number)
    ledger = back_from_elsewhere(turn, ledger)
    if turn.scope.is_named and not turn.topics:
        turn = asked_there(turn, ledger)  # 福田的措施归谁管 → 前海的呢
    query = corpus_query(ctx, turn, ledger, as_of)
    if query is not None:
        return over_tables(turn, ledger, as_of, query, number)
    two = (
        in_order(ctx, turn, ledger, number)
        or in_pieces(ctx, turn, ledger, as_of, number, begin)
        or in_halves(ctx, turn, ledger, as_of, number)
    )
    subject = two[0] if two else as_told(ctx, turn, ledger, subject_of(ctx, turn, ledger))
    subject = subject if two else of_another(ctx, turn, ledger, subject)
    subject = subject if two else apart_there(turn, ledger, subject)
    subject = subject if two else with_asked_together(ctx, turn, ledger, subject)
    subject = subject if two else with_held_together(ctx, turn, ledger, subject)
    subject = subject if two else with_told_beside(ctx, turn, ledger, subject)
    subject = subject if two else with_places_claimed(ctx, turn, ledger, subject, as_of)
    named_day = day_asked(ctx, turn, as_of, ledger, subject)
    leans = goes_on(subject) or (subject.is_policy_level and turn.is_leaning)
    short = subject.is_policy_level and len(turn.matter) <= 1
    day = named_day or (ledger.day if leans or short else None)
    turn, ledger = _on_day(ctx, turn, ledger, day or as_of)
    sums_on = Intent.TOTAL in ledger.intents and goes_on(subject) and not turn.intents
    turn = replace(turn, asked_year=-1 if sums_on else (day or as_of).year)
    subject = subject if two else same_matters(subject, ledger)
    subject = _less_open(ctx, turn, subject, day or as_of)
    if subject.refusal:
        return replace(
            without_subject(turn, ledger, as_of, subject.refusal, number, subject),
            ledger=after_refusal(ctx, turn, ledger, subject, number),
        )
    turn = turn if two else _less_of_others(ctx, turn, ledger, subject)
    subject, gathered = two or _with_left(ctx, turn, ledger, subject, number)
    intents = _asked_for(turn, ledger, subject, gathered)
    after = ledger_after(turn, ledger, subject, gathered, day, number)
    after = replace(after, intents=after.intents | (intents & {Intent.COMPARE, Intent.DEPARTMENT}))
    turn = ctx.facts.less_receipts(turn, gathered)
    texts = ctx.facts.texts_of(f.clause_id for f in gathered.focus)
    turn = replace(turn, unstated=(*turn.unstated, *asks_unwritten(turn.folded, texts)))
    turn = replace(turn, unstated=without_stated(turn.unstated, texts))
    if UNTIL in turn.unstated and any(map(states_until, texts)):
        turn = replace(turn, unstated=tuple(one for one in turn.unstated if one != UNTIL))
    policies = subject.policies
    left = told_once(without_used(subject, gathered, number), gathered.unused)
    if turn.unread is not None:
        start, end = turn.unread
        left = (*left, Unused(turn.folded[start:end], start, end, "number"))
    if day == ledger.day:
        left = (*left, *untold_words(ctx, turn, ledger, subject, gathered, left))
    if goes_on(subject) and not left:
        left = unheard(turn, gathered, supposes=day == ledger.day)
    idle = [e.value for e in turn.expressions if e.value and _is_in(left, e.start, e.end)]
    after = replace(after, left=tuple(idle))
    return Understanding(
        turn=turn,
        as_of=day or as_of,
        is_day_named=day is not None,
        policies=policies or tuple(dict.fromkeys(f.clause_id.policy for f in gathered.focus)),
        is_scope_named=bool(policies),
        focus=gathered.focus,
        absent=subject.absent,
        claims=turn.claims,
        intents=intents,
        is_policy_level=subject.is_policy_level,
        relevance=subject.relevance,
        refusal="",
        nearest=subject.nearest,
        memory=memory_of(after),
        ledger=after,
        unused=left,
        doubtful=gathered.doubtful,
        rivals=rivals(ctx, gathered),
    )
