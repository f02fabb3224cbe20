"""What one message is about: matters that go on, stay beside, or are new."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.dialogue.acts import Act
from assistant.dialogue.aspects import clause_around
from assistant.dialogue.changes import adds_more
from assistant.dialogue.gather import Part
from assistant.dialogue.grouping import ASKS
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.places import PlaceFinder, located
from assistant.dialogue.polarity import denials_of
from assistant.dialogue.scope import Scope, only_lists
from assistant.dialogue.turn import Intent, Turn
from assistant.dialogue.understand.anew import new_matters
from assistant.dialogue.understand.by_words import SETTLES_THERE, by_overlap
from assistant.dialogue.understand.context import UnderstandContext
from assistant.dialogue.understand.going_on import THE_SAME, go_on
from assistant.dialogue.understand.pointing import matters_pointed
from assistant.dialogue.understand.refusals import nearest, refused_before
from assistant.dialogue.understand.subject import (
    UNRELATED,
    Subject,
    less_strays,
    only_there,
    with_twins,
)
from assistant.dialogue.understand.wording import SAID_SAME, counts_money, stacks, that_there
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_GOES_THERE = lazy(
    "(?:[在到去回往]|搬|迁|挪|落户|入驻|换成?|换去|改[在到去成]|放|注册于|设于|问问?|说说|看看|查查?|按照?|照"
    "|(?:我们?|咱们?|俺们?|公司|本人)(?:就?是)?|位于|来自)$"
)
_WITH = lazy("(?:和|与|跟|同|联合|携手|由|找|请)$")
_INSTITUTION = lazy("市?[\u4e00-\u9fff]{0,4}(?:大学|学院|研究院|科学院|医院)")
_OF_INSTITUTION = lazy("(?:大学|学院|科学院|研究院|集团|公司)的?$")
_BRANCH = lazy("市?(?:院|分院|研究院|分校|校区|分公司|子公司|分部|基地|中心)")
_OTHER_GOES = lazy(
    "(?:^|[,。;!?])(?:唉|哎|哦|噢|可是|不过|但是?|结果|后来|其实)*,?"
    "(?!我|咱|俺|公司|企业|本人|本司|单位|厂)(?:那[边家个]|他|她|它|对方|[^,。;!?\\d]{0,6}[方商家户队院社所厂司会场])"
    "(?:们|也|都|又|就|已经|是|改|要|想|得|现在|原来)*(?:注册|登记|落户|搬|迁|挪|设|放|在|位于)[到去往至在于]?$"
)
"""主办方挪到苏州去了, 那边注册在东莞: somebody else is there, and nothing is asked."""
_FIRM_THERE = lazy(
    "(?:区|那边|这边|那里|当地)?(?:也|还|另外?|又)*(?:有|设|开|办|注册|成立|新设|收购)了?(?:一|另|两)?(?:一?[个家间])?[^,。;!?\\d]{0,6}?"
    "(?:公司|企业|单位|工?厂|机构|分部|团队|研究院|园区)"
)
"""光明有个兄弟公司,…它能拿什么: who is there is asked about."""
_SAID_AT_END = lazy(
    "(?:[那这]边|自己|本地|当地|[省市区县]){0,2}(?:的|的话|待着|呆着|不动|不走|留着)?(?:[,。;!?]|$)"
)
"""What is nothing but a place asks about it (惠州, 惠州那边的)."""
_ASKS_THERE = lazy("自己|[补奖]|([\u4e00-\u9fff])[不没]\\1")
_GOES_TO = lazy("(?:走|报|申报?|申请|拿[到去]|按|用|换|放|投|去|到|找|向|跟)(?:到|去|给|的)?$")
_ASKED_BEHIND = lazy("[呢吗?]|多少|几")
_SO_MANY = lazy("([两三四五])[样项件条块]")
_HOW_MANY = lazy("多少|几|哪年")
_FIGURE = lazy(r"20[12]\d年?|\d[\d.]*[万亿]|\d{4,}家?")
_PLACES = "一二三四五六七八九"
_STAYS = lazy(
    "(?:第(?P<n>[一二三四五六七八九])[个项笔条件]?|其[他它余]的?|别的|剩下?的?)[^,。;!?]{0,6}?"
    "(?:照旧|照算|不[变动改]|没[变动改]|保留|留着|还在|一样|原样)"
)
"""What says that a matter stays as it was, by its place or beside the one that goes."""
_AS_WELL = lazy("(?:另外|此外|同时|还有|对了|哦|再就是|外加|顺便)")
_BOTH_TOLD = lazy(
    "(?:一并|一起|一块儿?|连同(?:前面|刚才|上面)的?)(?:都)?(?:看|算|说|列|报|给|告诉)|(?:各|分别)(?:是|能|补|给|拿)?多少[^,。;!?]{0,2}$"
)
"""同时还有两个模型过了备案,一并看看: what was asked before is told as well."""
_GOES = lazy(
    "第(?P<n>[一二三四五六七八九])[个项笔条件]?[^,。;!?]{0,6}?(?:去掉|不要|不报|不算|拿掉|删|撤|换)"
)
_INSTEAD_THERE = lazy(
    "拿[到去]|如果|要是|假如|假设|若|万一|换|改|搬|其实|实际|应该|不是|错|还是|放[在到]|去|呢"
)
"""What asks of another place in place of the one before: 换福田, 要是福田300万呢."""
_ALSO_SPENT = lazy(r"还(?![是按算能可没不要会想得用需剩])[^,。!?;\d]{1,8}$")
_PART_OPENS = lazy(
    r"[\u4e00-\u9fff]{0,4}[,。!]?(?:刚核对|对了|哦|但是?|不过)?,?(?:这?其中|[这那]?里[面头边]|[这那]当中)"
    r"(?:[,有还含是]|(?=[市区省]?(?:里的?|级)?(?:政府|财政|国资|引导))"
    r"|(?=[\d一二两三四五六七八九十百千]+[万亿]?[元块]?(?:是|由|属于|归|来自)))"
    r"|(?:[^。;!?]{0,6},)?(?:我们?|咱们?)?[那这]?[\d一二两三四五六七八九十百千]+[万亿]元?里[面头边]?有"
    r"|(?:[\u4e00-\u9fff]{1,3}[说讲])?有(?=[\d一二两三四五六七八九十百千])[^,。;!?]{1,12}?[万亿]元?是"
)
"""等下,里面有700万是…, 他说有700万是…: a part of what was told."""
_PART_OPENS_BARE = lazy(
    r"(?:但是?|不过|可是?)?(?:我们?|咱们?)?[那这]?[\d一二两三四五六七八九十百千]+[万亿]?元?里[面头边]?"
    r"(?:有|(?=[\d一二两三四五六七八九十百千]))"
    r"|(?:[\u4e00-\u9fff]{1,6}里[面头边]?)?有(?=[\d一二两三四五六七八九十百千])[^,。;!?]{1,12}?[万亿]?元?(?:其实|都|全)?是"
)
"""有1300是…, 合同里有200万是…: the same, less surely; read so where the words lead nowhere else."""


_JOINT = lazy("(?:市|省)、?(?:区|县|市)(?:联合|共同|联动|合计|两级(?:联合|共同)?)")
_BESIDES = lazy(
    "另[外行]|再[加给补]|[之以]外|额外|单独|合在|合计|合并|包[含括]|含[在了着]|加在一起|算在|叠加|还(?:会|能|有|要)"
)
"""区里那份会在这之外再加吗, of what 市、区联合给予."""


def as_told(ctx: UnderstandContext, turn: Turn, ledger: Ledger, subject: Subject) -> Subject:
    """The subject, of a commentary the only clause that has the figures asked about.

    2025年不是已经5000亿了吗: nothing is worked out there, so figures tell clauses apart.
    """
    in_passing = bool(ledger.current) and _only_mentions(ctx, turn, ledger)  # 罗湖一家也用上了
    if turn.scope.within and not turn.scope.is_named and subject.parts and not in_passing:
        found = {c.policy for part in subject.parts for c in part.matter.clauses}
        if found and not found & set(ctx.places.above()):
            return replace(subject, parts=(), refusal="within")  # 那罗湖区有算力券吗
    figures = {m.group() for m in _FIGURE.finditer(turn.folded)}
    if not figures:
        return subject

    def told(part: Part) -> Part:
        policies = {c.policy for c in part.matter.clauses}
        if not policies or not ctx.places.are_commentary(policies):
            return part
        every = ctx.places.all_clauses(tuple(policies))
        texts = dict(zip(every, ctx.facts.texts_of(every), strict=True))
        hits = {c: sum(f in text for f in figures) for c, text in texts.items()}
        best = max(hits.values(), default=0)
        found = [c for c, n in hits.items() if n == best]
        if not best or len(found) != 1:
            return part
        kept = part.matter.clauses if len(_HOW_MANY.findall(turn.folded)) > 1 else ()
        clauses = tuple(dict.fromkeys((*kept, *found)))
        return replace(part, matter=replace(part.matter, clauses=clauses))

    return replace(subject, parts=tuple(map(told, subject.parts)))


def subject_of(ctx: UnderstandContext, turn: Turn, ledger: Ledger) -> Subject:
    """What a message is about."""
    if ctx.holds_on:
        own = replace(turn, topics={}, scope=Scope(spans=turn.scope.spans))
        return go_on(ctx, own, ledger, ledger.live, ledger.policies)
    is_within = turn.scope.within and not (turn.scope.is_named or turn.refuse)
    if is_within and turn.topics and _asks_for_firm_there(turn):
        return new_matters(ctx, turn, ledger, ctx.places.above())
    return _found(ctx, turn, ledger)


def _found(ctx: UnderstandContext, turn: Turn, ledger: Ledger) -> Subject:
    """What a message is found to be about."""
    goes_past = ctx.stays and bool(turn.scope.elsewhere) and not turn.scope.policies
    if goes_past or (ledger.current and _only_mentions(ctx, turn, ledger)):
        turn = replace(turn, scope=Scope(spans=turn.scope.spans))
    refused = refused_before(ctx, turn, ledger)
    if refused:
        return Subject((), refusal=refused, nearest=nearest(ctx, turn))
    policies = ctx.places.resolve(turn.scope, _with_district(turn, ledger, ctx.places))
    if turn.scope.within and not turn.scope.is_named:
        policies = ctx.places.above()
    elif ctx.places.are_drafts(policies) and (
        _was_above(ctx, turn, ledger) or not _asks_draft(ctx, turn, policies)
    ):
        policies = (*policies, *ctx.places.above())
        if turn.quantities:
            return new_matters(ctx, turn, ledger, policies)  # after 南山的草案: what a company gets
    if _tells_part(turn, ledger, _PART_OPENS) or _drops_member(ctx, turn, ledger):
        turn = replace(turn, topics={}, scope=Scope(spans=turn.scope.spans))
        return go_on(ctx, turn, ledger, ledger.current, ledger.policies)
    kept = _kept_elsewhere(turn, ledger)
    if kept:  # 龙华那个撤了: the others stay
        turn = replace(turn, scope=Scope(spans=turn.scope.spans))
        return go_on(ctx, turn, ledger, kept, ledger.policies)
    other = _named_above(ctx, turn, ledger)
    if other and not turn.quantities:
        return go_on(ctx, turn, ledger, ledger.current, other, moves=True)
    if other:
        return new_matters(ctx, turn, ledger, other)
    pointed = matters_pointed(ctx, turn, ledger)
    if pointed is not None:
        if stacks(turn) and not set(pointed) & set(ledger.current):
            pointed = (*ledger.current, *pointed)  # 与训力券可否并行: with what is asked about
        return with_twins(turn, ledger, go_on(ctx, turn, ledger, pointed, policies))
    return _of_part(ctx, turn, ledger, _of_new(ctx, turn, ledger, policies))


def _of_part(ctx: UnderstandContext, turn: Turn, ledger: Ledger, anew: Subject) -> Subject:
    """The subject; the matters in question where a message seems to tell of a part of a number."""
    if _goes_on_with(anew, ledger) or not _tells_part(turn, ledger, _PART_OPENS_BARE):
        return anew
    turn = replace(turn, topics={}, scope=Scope(spans=turn.scope.spans))
    return go_on(ctx, turn, ledger, ledger.current, ledger.policies)


def _goes_on_with(subject: Subject, ledger: Ledger) -> bool:
    """Whether a message is about some clause of the matters in question."""
    known = {c for m in ledger.in_question for c in m.clauses}
    return any(known & set(part.matter.clauses) for part in subject.parts)


def _of_new(
    ctx: UnderstandContext, turn: Turn, ledger: Ledger, policies: tuple[str, ...]
) -> Subject:
    """What a message is about that points to no matter spoken of."""
    anew = _less_untold(turn, ledger, new_matters(ctx, turn, ledger, policies))
    stays = _stays_with(ctx, turn, ledger) if anew.refusal == UNRELATED else ()
    if stays:
        return go_on(ctx, turn, ledger, stays, policies)
    if _only_tells(turn, ledger, anew):
        return go_on(ctx, replace(turn, topics={}), ledger, ledger.current, policies)
    return with_twins(turn, ledger, _with_kept(turn, ledger, anew))


def _only_tells(turn: Turn, ledger: Ledger, anew: Subject) -> bool:
    """Whether a message tells of what the place lacks, asks nothing of it, and changes a number.

    那三个里有一个只做了算法备案: said of the models in question, where no clause is on algorithms;
    备案没做过, where none is on filing, of the matter in question as well.
    """
    is_lacking = bool(anew.absent) and not any(part.matter.clauses for part in anew.parts)
    if not is_lacking or turn.scope.is_named or not ledger.in_question:
        return False
    if ASKS.search(turn.folded) is not None:
        return False
    counts = any(q.role == "amount" for q in turn.quantities)
    denies = Act.ADD not in turn.acts and bool(denials_of(turn.folded))
    return counts or denies


def _stays_with(ctx: UnderstandContext, turn: Turn, ledger: Ledger) -> tuple[int, ...]:
    """The matters that a message which finds none of its own goes on with.

    As many as it counts (三样报一遍), the one that its words name, or those in question.
    """
    if not ctx.stays:
        return ()
    live = tuple(n for n, m in enumerate(ledger.matters) if m.clauses)
    counted = _SO_MANY.search(turn.folded)
    if counted and not turn.quantities and "两三四五".find(counted[1]) + 2 == len(live):
        return live
    named = by_overlap(ctx, turn, ledger, live) if len(live) > 1 else None
    if named is not None:
        return (named,)
    return ledger.live


def _less_untold(turn: Turn, ledger: Ledger, anew: Subject) -> Subject:
    """Less a matter spoken of before of which a message that opens another tells and asks nothing.

    联合体没谈拢，不弄了。知识产权质押融资那块每家最高: no word on the first is asked for.
    """
    known = {m.clauses for m in ledger.matters if m.clauses}
    is_all = turn.intents & {Intent.EACH, Intent.MATCH}
    if is_all or {Act.ALL_MATTERS, Act.CORRECT} & turn.acts.all:
        return anew

    def is_told(part: Part) -> bool:
        return part.matter.clauses not in known or any(
            ASKS.search(turn.folded, start, end)
            or any(start <= q.start < end for q in turn.quantities)
            or any(start <= f.start < end for f in turn.flags)
            for start, end in part.stretches
        )

    kept = tuple(part for part in anew.parts if is_told(part))
    return replace(anew, parts=kept) if kept else anew


def _with_kept(turn: Turn, ledger: Ledger, anew: Subject) -> Subject:
    """A new matter with those in question of which the message says that they stay.

    第二个去掉,换成核心技术攻关。第一个照旧.
    """
    match = _STAYS.search(turn.folded)
    beside: object = THE_SAME.search(turn.folded) or (
        _AS_WELL.match(turn.folded) and _BOTH_TOLD.search(turn.folded)
    )
    beside = bool(beside) or stacks(turn)
    if match is None and beside and ledger.current and anew.parts:
        return _beside(ledger, anew)
    if match is None or anew.refusal or len(ledger.current) < 2:
        return anew
    places = ledger.current
    if match["n"]:
        at = _PLACES.find(match["n"])
        kept = places[at : at + 1] if at >= 0 else ()
    else:
        gone = {_PLACES.find(m["n"]) for m in _GOES.finditer(turn.folded)}
        kept = tuple(n for at, n in enumerate(places) if at not in gone)
    known = {c for part in anew.parts for c in part.matter.clauses}
    parts = tuple(
        Part(n, ledger.matters[n], (match.span(),))
        for n in kept
        if not known & set(ledger.matters[n].clauses)
    )
    if not parts or any(part.index is not None for part in anew.parts):
        return anew
    own = tuple(less_strays(part, (match.span(),)) for part in anew.parts)
    return replace(anew, parts=(*parts, *own))


def _beside(ledger: Ledger, anew: Subject) -> Subject:
    """A new matter that is held against those in question (跟前海那个是一个东西吗)."""
    known = {c for part in anew.parts for c in part.matter.clauses}
    parts = tuple(
        Part(n, ledger.matters[n], ((0, 0),))
        for n in ledger.current
        if ledger.matters[n].clauses and not known & set(ledger.matters[n].clauses)
    )
    if anew.refusal or any(part.index is not None for part in anew.parts):
        return anew
    return replace(anew, parts=(*parts, *anew.parts))


def _tells_part(turn: Turn, ledger: Ledger, opening: re.Pattern[str]) -> bool:
    """Whether a message tells of a part of a number stated before, in no other place.

    等下,里面有700万是龙华区政府引导基金出的: its words say whose the part is, no matter.
    """
    known = {c.policy for m in ledger.in_question for c in m.clauses}
    amounts = any(q.role == "amount" for q in turn.quantities)
    opens = opening.match(turn.folded) is not None
    return bool(known) and amounts and opens and set(turn.scope.policies) <= known


def _only_mentions(ctx: UnderstandContext, turn: Turn, ledger: Ledger) -> bool:
    """Whether the places of a message ask for nobody's measures.

    进了深圳首版次目录; 两个是上海子公司的,不算.
    """
    if only_lists(turn.folded, turn.scope) or _only_condition(ctx, turn, ledger):
        return True
    if _only_institutions(turn):
        return True
    if _in_passing(turn) or _asks_joint(ctx, turn, ledger):
        return True
    return bool(turn.scope.elsewhere) and _drops_member(ctx, turn, ledger)


def _asks_joint(ctx: UnderstandContext, turn: Turn, ledger: Ledger) -> bool:
    """Whether a message asks if the district adds to what city and district pay in one sum."""
    if not turn.scope.own or turn.quantities or turn.topics or turn.scope.policies:
        return False
    clauses = [c for n in ledger.live for c in ledger.matters[n].clauses]
    joint = clauses and all(map(_JOINT.search, ctx.facts.texts_of(clauses)))
    return bool(joint) and _BESIDES.search(turn.folded) is not None


def _only_institutions(turn: Turn) -> bool:
    """Whether all places of a message are parts of names of institutions (中山大学深圳院)."""
    spans = [(s, e) for s, e in turn.scope.spans if s < e]
    return bool(spans) and all(
        (_WITH.search(turn.folded, 0, s) and _INSTITUTION.match(turn.folded, e))
        or (_OF_INSTITUTION.search(turn.folded, 0, s) and _BRANCH.match(turn.folded, e))
        for s, e in spans
    )


def _asks_for_firm_there(turn: Turn) -> bool:
    """Whether a message asks what a firm gets that is told to be in a place."""
    spans = [(s, e) for s, e in turn.scope.spans if s < e]
    there = next((e for _, e in spans if _FIRM_THERE.match(turn.folded, e)), None)
    return there is not None and ASKS.search(turn.folded, there) is not None


def _in_passing(turn: Turn) -> bool:
    """Whether all places of a message are uncollected ones that it neither asks about nor goes to.

    牵头的是东莞一家; 珠海码头今早签收了: a place in a clause that asks nothing and tells of nobody
    who is there.
    """
    scope, text = turn.scope, turn.folded
    names = (*scope.elsewhere, *scope.within)
    if not names or scope.is_named or scope.articles:
        return False
    spans = [(s, e) for s, e in scope.spans if s < e]
    if _asks_for_firm_there(turn):
        return False
    return bool(spans) and all(
        not ASKS.search(text, *clause_around(text, s, e))
        and not _ASKS_THERE.search(text, *clause_around(text, s, e))
        and (
            _OTHER_GOES.search(text, 0, s)
            or not (_GOES_THERE.search(text, 0, s) or _SAID_AT_END.match(text, e))
        )
        for s, e in spans
    )


def _only_condition(ctx: UnderstandContext, turn: Turn, ledger: Ledger) -> bool:
    """Whether all places stand in clauses that say where something is that is tested.

    起降点要是都在宝安不在前海: where the route starts, no question about that place.
    """
    tested = ctx.tested(ledger)
    spans = [(s, e) for s, e in turn.scope.spans if s < e]
    told = [
        clause_around(turn.folded, f.start, f.end)
        for f in turn.flags
        if f.name in tested and any(f.start < e and s < f.end for s, e in spans)
    ]
    return bool(told) and all(any(a <= s and e <= b for a, b in told) for s, e in spans)


def _drops_member(ctx: UnderstandContext, turn: Turn, ledger: Ledger) -> bool:
    """Whether all places of a message stand where it says of one of several what it was.

    第二间其实是仓库在龙岗的,撤了: it is no question about that place.
    """
    named = turn.scope.is_named or turn.scope.elsewhere
    if not named or not ledger.current:
        return False
    spans = ctx.facts.members_told(turn, ledger.in_question)
    spans = (*spans, *ctx.facts.counts_told(turn, ledger.in_question))
    places = [(s, e) for s, e in turn.scope.spans if s < e]
    if any(_asked_of(turn.folded, s, e) for s, e in places):
        return False
    return bool(spans) and all(any(s <= p and e <= t for s, t in spans) for p, e in places)


def _asked_of(text: str, start: int, end: int) -> bool:
    """Whether a message asks what a place gives for what it names (就这260走市里语料券呢)."""
    low, high = clause_around(text, start, end)
    return bool(_GOES_TO.search(text, low, start) and _ASKED_BEHIND.search(text, end, high + 1))


def _named_above(ctx: UnderstandContext, turn: Turn, ledger: Ledger) -> tuple[str, ...]:
    """The region's policies where a message names a scheme that only they have.

    After 龙华的算力券 … 训力券能给多少 is a matter of the city's, and the other way round.
    """
    if turn.scope.is_named or not ledger.current or not turn.topics:
        return ()
    known = {c for m in ledger.matters for c in m.clauses}
    matters = ctx.topics.of_clauses(c for m in ledger.in_question for c in m.clauses)
    own = {p for m in ledger.in_question for p in m.policies}
    above = ctx.places.above()
    names = ctx.hints.named(turn.folded)
    found = {
        clause.policy
        for name, clause in names.items()
        if (clause.policy in above or name in ctx.hints.coined)
        and clause not in known
        and ctx.topics.of_clauses([clause]) & matters
        and not ctx.places.says(own, name)
    }
    if found & {*above}:
        return above
    return tuple(found) if len(found) == 1 else ()


def _was_above(ctx: UnderstandContext, turn: Turn, ledger: Ledger) -> bool:
    """Whether a message goes back to a place for which the region's measures were told.

    南山企业…能拿啥 → 换成福田 → 回到南山.
    """
    trail = {c.policy for m in ledger.in_question for c in m.trail}
    return Act.REFER_BACK in turn.acts and bool(trail & set(ctx.places.above()))


def _asks_draft(ctx: UnderstandContext, turn: Turn, policies: tuple[str, ...]) -> bool:
    """Whether a district's own draft is asked about, not what a company there can get."""
    named = turn.scope.drafts or turn.scope.titles or turn.scope.articles
    if named or not (turn.topics or ctx.hints.read(turn.folded)):
        return True
    if turn.scope.own and not turn.scope.parent:
        return True  # 区里给多少钱
    names = [turn.folded[start:end] for start, end in turn.scope.spans]
    # Who tells a sum is a company there: a draft without a figure makes nothing of it.
    return not (located(turn.folded, names) or _tells_sum(turn))


def _tells_sum(turn: Turn) -> bool:
    return any(q.role == "amount" and q.unit is Unit.YUAN for q in turn.quantities)


def _kept_elsewhere(turn: Turn, ledger: Ledger) -> tuple[int, ...]:
    """The matters in question less the one that a message drops by its place; () if it does not."""
    gone = that_there(turn, ledger)
    if Act.REMOVE not in turn.acts or gone is None or turn.quantities:
        return ()
    kept = tuple(n for n in ledger.current if n != gone)
    return kept if len(kept) < len(ledger.current) else ()


def apart_there(turn: Turn, ledger: Ledger, subject: Subject) -> Subject:
    """The subject, a matter of its own where one more sum is told of another place.

    After 龙岗租算力620万: 另外福田租的300万 is no more of what was spent there.
    """
    adds = Act.ADD in turn.acts or any(
        adds_more(turn.folded, e) or _ALSO_SPENT.search(turn.folded, 0, e.start)
        for e in turn.expressions
    )
    told = all(e.operands[0].role in ("term", "plus") for e in turn.expressions)
    adds = adds or (told and not _INSTEAD_THERE.search(turn.folded))
    sums = {e.value for e in turn.expressions if e.unit is Unit.YUAN}
    known_sums = {s.value for m in ledger.in_question for s in m.numbers}
    same = SAID_SAME.search(turn.folded) and sums <= known_sums  # 同样是…,420万 is another sum
    moves = SETTLES_THERE.search(turn.folded) or same or Act.CORRECT in turn.acts
    if not (adds and turn.scope.is_named and counts_money(turn)) or moves:
        return subject

    def own(part: Part) -> Part:
        known = () if part.index is None else ledger.matters[part.index].clauses
        there = {c.policy for c in part.matter.clauses}
        asked = () if part.index is None else ledger.matters[part.index].trail
        if not known or not there or there & {c.policy for c in (*known, *asked)}:
            return part  # asked there before: what comes on top is more of the same
        alone = replace(part.matter, numbers=(), asker="")
        return only_there(replace(part, index=None, matter=alone))

    return replace(subject, parts=tuple(map(own, subject.parts)))


def _with_district(turn: Turn, ledger: Ledger, places: PlaceFinder) -> tuple[str, ...]:
    """The policies in question, with the district spoken of last where 区里 points to it."""
    above = set(places.above())
    if not turn.scope.own or any(p not in above for p in ledger.policies):
        return ledger.policies
    trail = [c.policy for m in ledger.matters for c in m.trail if c.policy not in above]
    return (*ledger.policies, *trail[-1:])
