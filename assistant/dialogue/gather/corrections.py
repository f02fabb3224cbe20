"""Corrections: which of the facts that were stated a new value takes the place of."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain

from assistant.dialogue.acts import Act
from assistant.dialogue.aspects import clause_around, content_of
from assistant.dialogue.changes import lacks_old
from assistant.dialogue.closed_classes import load_language
from assistant.dialogue.gather.around import governed
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.lacking import SURE
from assistant.dialogue.gather.open_question import bare_answer
from assistant.dialogue.gather.paired_years import (
    pair_of,
    says_how_much_of_year,
    says_of_year_before,
)
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.what_ifs import WHAT_IF
from assistant.dialogue.items import calendar_year, year_of
from assistant.dialogue.numbers import Given
from assistant.dialogue.pairs import fits_unit
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.rules.facts import FactKind
from assistant.text.expressions import Expression, Relation
from assistant.text.pattern import lazy
from assistant.text.units import Unit

RIGHT_BEHIND = 6
"""How many characters a new value may stand behind the one it takes the place of."""
_UNSURE = 0.5
"""Below this a number with words of its own goes to the only sum of its kind that was stated."""
_CLEAR = 0.8
"""From this probability a changed number is a fact that was not spoken of before."""
_HOLDS = lazy("(?:元|块)?的?(?:数|金额)?(?:都|是|也)?没(?:错|变|动|问题|改|调|说错)")
"""前年4100没错: the number stands."""
_CAME_TO_NOTHING = lazy(
    "(?:元|块)?的?(?:最后|后来|结果|又|也|都|还是|其实|根本|全|压根|已经){0,2}"
    "(?:没|未|不|黄了|取消|泡汤|撤|吹)"
)
_WORDS = 2
_LONG_NAME = 4
_IS_WRONG = lazy(
    "不对|错了?|不准|有误|改口|变了|改了|(?:[调动核审]整?|更新|变动|修[正改]|订正|重新?[审核算报填定])[过了]+(?=[,。;!?啊呀哦的]|$)|写高|写低|报高|报低|多报|少报"
    "|(?:变|更|又|还是)?(?:贵|便宜|高|低|涨|降)了(?=[,。;!?啊呀哦]|$)|[涨降调]价了?"
)
_STILL = lazy(
    "(?:还是|恢复[到成为]?|改回[到成]?|退回[到]?|回到|按回|照旧|依旧|仍是?)[^,。;!?\\d]{0,4}$"
)
"""What stands before a value that holds again."""
_IS_RIGHT = lazy("才?(?:是|算)?(?:对的?|没错|正确|作数|算数|为准|准)")
_MEASURE_ONLY = lazy("[每单一][台辆个项家套]车?|单车")
"""Words that count one thing and name no sum."""
_THAT_NUMBER = lazy("[那这]个?(?:数|金额|价)")
_CORRECTS = lazy(
    "(?:哦|啊|呃|等等|等一?下|哎呀?|抱歉|不好意思)*,?(?:我)?(?:不对|不是|错了"
    "|[说记看搞弄数写打]错了?|更正一?下?|口误)[了啊哦]?[,。!]"
)
_TAKES_OFF = lazy("[撤退砍扣减作废黄吹毙否驳](?![是为到成])|没(?=[批过评签认进])")


def of_named_before(
    ctx: GatherContext, turn: Turn, part: Part, given: tuple[Given, ...]
) -> tuple[Given, ...]:
    """The numbers, a bare one as the fact that the clause before says is wrong.

    首销那批成本也不对,130万才对.
    """
    stated = {s.name for s in part.matter.numbers} if part.index is not None else set()
    found = []
    for g in given:
        g = _of_year_before(ctx, turn, part, g)
        clause = said_wrong(turn, g.expression)
        if not clause or (g.fact and g.fact not in stated):
            found.append(g)
            continue
        named = [
            s.name
            for s in part.matter.numbers
            if ctx.fits(s, g.expression)
            and any(_stands_for(w, clause) for w in ctx.label_words(s.name))
        ]
        named = named or [s.name for s in part.matter.numbers if ctx.fits(s, g.expression)]
        only = named[0] if len(named) == 1 else g.fact
        found.append(replace(g, fact=only, best=only, rival=False) if only else g)
    return tuple(found)


def as_said_behind(
    ctx: GatherContext, turn: Turn, part: Part, given: tuple[Given, ...]
) -> tuple[Given, ...]:
    """The numbers, one that the clause behind it says to be of a fact as that fact.

    打样又烧掉30万,也算研发: whatever noun stands before it.
    """
    if part.index is None:
        return given
    taken = {g.fact for g in given if g.fact}
    sums = [s for s in part.matter.numbers if _is_told_sum(ctx, s) and s.name not in taken]
    found = []
    for g in given:
        last = _settled_on(ctx, turn, part, g)
        if last and last not in taken:
            found.append(replace(g, fact=last, best=last, rival=False))
            continue
        high = clause_around(turn.folded, g.expression.end, g.expression.end)[1]
        match = _COUNTS_AS.match(turn.folded, high)
        if g.fact or match is None or g.expression.unit is not Unit.YUAN:
            found.append(g)
            continue
        words = [
            s.name
            for s in sums
            if any(w.startswith(match["what"]) for w in ctx.label_words(s.name))
        ]
        only = words[0] if len(words) == 1 else ""
        found.append(replace(g, fact=only, best=only, rival=False) if only else g)
    return tuple(found)


def _settled_on(ctx: GatherContext, turn: Turn, part: Part, given: Given) -> str:
    """The one sum that the message before told, of one that only a verb tells (最后认了130万)."""
    start = given.expression.start
    low = clause_around(turn.folded, start, start)[0]
    if given.expression.unit is not Unit.YUAN or len(given.expression.operands) > 1:
        return ""
    if given.fact and all(s.name != given.fact for s in part.matter.numbers):
        return ""  # what is lacking still: no word names it, and none need to
    is_only = _ONLY_SPENT.fullmatch(turn.folded, low, start) is not None
    if not is_only and not _SETTLED_ON.fullmatch(turn.folded, low, start):
        return ""
    known = [s for s in part.matter.numbers if not s.is_assumed]
    told = [s.name for s in known if is_only or s.turn == part.matter.turn]
    told = [n for n in told if ctx.rulebook.facts[n].kind is FactKind.YUAN]
    return told[0] if len(told) == 1 else ""


_ONLY_SPENT = lazy(
    "(?:那|但|可|结果|最后|后来|其实){0,4}(?:(?:如果|要是|万一|假如|假设|若)(?:我们?|咱们?|在?那[边里]|在?这[边里]|到时候|最后|当初)*(?:只|才|就|总共|一共)*"
    "|(?:我们?|咱们?|在?那[边里])*(?:只|才))(?:投|花|付|签|租|买|做|谈)(?:了|到|成|出去|进去|下来)*"
)
"""万一在那边只投到: the sum of the matter again, where it has one."""
_SETTLED_ON = lazy(
    "(?:最后|最终|后来|结果|现在|终于)?(?:还是|又|就|给|我们|他们)*(?:认|定|批|核|谈|敲|算"
    "|审)(?:了|在|成|到|定|稿|下来|是|可)*"
)


def _is_told_sum(ctx: GatherContext, stated: Stated) -> bool:
    return ctx.rulebook.facts[stated.name].kind is FactKind.YUAN and not stated.is_assumed


_COUNTS_AS = lazy(
    ",(?:会计|财务|审计|他们|老师|区里|人家)?(?:说|讲)?(?:也|都|同样|一样)?(?:算|是|属于?|计入"
    "|归|算作|算进)(?:在|是)?"
    "(?P<what>[\u4e00-\u9fff]{2,6}?)(?:费用?|投入|的钱|里)?的?(?=[,。;!?]|$)"
)


def _of_year_before(ctx: GatherContext, turn: Turn, part: Part, given: Given) -> Given:
    """A sum behind a clause that names the year of another fact, which it is of.

    前年的账审计也砍过一刀,砍完剩3900, of last year's 4800 and 4100 of the year before that.
    """
    paired = _of_paired_year(ctx, turn, part, given)
    if paired is not None:
        return paired
    own = {s.name: s.year for s in part.matter.numbers if isinstance(s.value, Decimal)}
    start = given.expression.start
    low = clause_around(turn.folded, start, start)[0]
    if part.index is None or own.get(given.fact) is None or low == 0:
        return given
    if turn.folded[low - 1] != "," or _YEAR_NAMED.search(turn.folded, low, start):
        return given
    before = clause_around(turn.folded, low - 1, low - 1)[0]
    named = {year_of(None, m.group()) for m in _YEAR_NAMED.finditer(turn.folded, before, low)}
    if len(named) != 1 or any(before <= q.start < low for q in turn.quantities):
        return given
    years = {name: y for name, y in own.items() if y is not None}
    wanted = {calendar_year(y or 0, turn.year) for y in named}
    fits = [n for n, y in years.items() if calendar_year(y, turn.year) in wanted]
    if len(fits) != 1 or fits[0] == given.fact:
        return given
    return replace(given, fact=fits[0], best=fits[0], rival=False)


def _of_paired_year(ctx: GatherContext, turn: Turn, part: Part, given: Given) -> Given | None:
    """A sum as that of the year that its clause names, of two facts a year apart.

    去年的核减到4900万 after 前年 was spoken of; 再往前那年也核了,6000万. None where it is as it is.
    """
    facts, stated = ctx.rulebook.facts, {s.name for s in part.matter.numbers}
    named = [given.fact] if given.fact else []
    if not named and said_wrong(turn, given.expression):  # 前年也调了,3900万
        named = [name for name in sorted(stated) if facts[name].year_before]
    elif named and named[0] not in stated and says_how_much_of_year(turn, given.expression):
        compared = set(chain.from_iterable(d.difference for d in facts[named[0]].derive))
        named = [n for n in sorted(stated & compared) if facts[n].year_before] or named
    pair = pair_of(facts, named[0], stated) if named else None
    if part.index is None or pair is None or len(given.expression.operands) > 1:
        return None
    is_before = says_of_year_before(turn, given.expression)
    if is_before is None:
        return None
    fact = pair[1] if is_before else pair[0]
    return None if fact == given.fact else replace(given, fact=fact, best=fact, rival=False)


_YEAR_NAMED = lazy("大前年|前年|去年|今年|上年度?|上一年度?")


def is_wrong(ctx: GatherContext, turn: Turn, given: Given) -> bool:
    """Whether the clause before a bare number says that its fact was told wrong."""
    clause = said_wrong(turn, given.expression)
    return any(_stands_for(word, clause) for word in ctx.label_words(given.fact))


def is_cancelled(
    ctx: GatherContext, turn: Turn, fact: str, expression: Expression, part: Part
) -> bool:
    """Whether a sum that only takes something off came to nothing (没批, 黄了)."""
    main = frozenset[str]().union(*(ctx.needs(c).main for c in part.matter.clauses))
    known = {s.name: s.value for s in part.matter.numbers}
    return (
        known.get(fact) == expression.value
        and fact not in main
        and bool(_CAME_TO_NOTHING.match(turn.folded, expression.end))
        and not _HOLDS.match(turn.folded, expression.end)
    )


def instead_of(ctx: GatherContext, turn: Turn, given: Given, part: Part) -> Given:
    """A number right after a denied one is of the denied one's fact (不是9万了, 19万一台)."""
    if part.index is None:
        return given
    start = given.expression.start
    denied = [
        o.quantity.value
        for e in turn.expressions
        if (
            e.relation is Relation.INSTEAD
            and e.value is None
            and 0 <= start - e.end <= RIGHT_BEHIND
        )
        or e is given.expression
        for o in e.operands
        if o.role == "old"
    ]
    named = [
        s.name for s in part.matter.numbers if s.value in denied and ctx.fits(s, given.expression)
    ]
    named = named or _said_again(ctx, turn, given, part)
    if len(set(named)) != 1:
        return given
    return replace(given, fact=named[0], best=named[0], rival=False)


def as_before(ctx: GatherContext, turn: Turn, given: Sequence[Given], part: Part) -> list[Given]:
    """The numbers, one that holds again as its fact, without the one it takes the place of.

    After 160万 and 260万: 那个160万才是对的,260万是预算.
    """
    if part.index is None or part.matter.undo is None:
        return list(given)
    names = {id(g): _restored(ctx, turn, g, part) for g in given}
    back = {found[0] for found in names.values() if len(set(found)) == 1}
    now = {s.name: s.value for s in part.matter.numbers}
    found = []
    for g in given:
        if len(set(names[id(g)])) == 1:
            fact = names[id(g)][0]
            found.append(replace(g, fact=fact, best=fact, rival=False))
        elif g.fact not in back or g.expression.value != now.get(g.fact):
            found.append(g)
    return found


def _restored(ctx: GatherContext, turn: Turn, given: Given, part: Part) -> list[str]:
    """The fact that had this value before the last change of it (撤回核减,还是2亿)."""
    before = part.matter.undo[0] if part.matter.undo else ()
    after = _IS_RIGHT.match(turn.folded, given.expression.end)
    if after is None and not _STILL.search(turn.folded, 0, given.expression.start):
        return []
    now = {s.name: s.value for s in part.matter.numbers}
    return [
        s.name
        for s in before
        if s.value == given.expression.value
        and ctx.fits(s, given.expression)
        and now.get(s.name, s.value) != s.value
    ]


def _said_again(ctx: GatherContext, turn: Turn, given: Given, part: Part) -> list[str]:
    """The fact that was stated with the same value, where its words stand here too.

    After 项目投入1600万, 财政出300万: 财政那300万最后没批 speaks of the second.
    """
    expression = given.expression
    if expression.unit is not Unit.YUAN or len(expression.operands) != 1:
        return []
    same = [
        s.name
        for s in part.matter.numbers
        if s.value == expression.value and ctx.fits(s, expression) and s.name != given.fact
    ]
    low, _ = clause_around(turn.folded, expression.start, expression.end)
    lead = turn.folded[low : expression.start]
    if any(w in lead for w in ctx.label_words(given.fact)):
        return []
    return [n for n in same if any(w in lead or w[:2] in lead for w in ctx.label_words(n))]


def is_of_unknown(ctx: GatherContext, turn: Turn, given: Given, part: Part) -> bool:
    """Whether a number corrects one that was never used, and no word names its fact."""
    known = [s for s in part.matter.numbers if ctx.fits(s, given.expression)]
    if not known or not lacks_old(given.expression, part.matter.numbers):
        return False
    low, high = clause_around(turn.folded, given.expression.start, given.expression.end)
    words = turn.folded[max(0, low - 12) : high]
    return not any(w in words for w in ctx.label_words(given.fact))


def _is_another_figure(
    ctx: GatherContext, turn: Turn, given: Given, part: Part, other: str
) -> bool:
    """Whether a number is called by its own fact, which a rule tells from the one told before.

    A condition is tested on the one (单轮投资), the sum is worked out of the other (到位资金).
    """
    specs = ctx.rulebook.facts
    tested = {c.fact for rule in ctx.rules_of(part) for c in rule.conditions}
    sources = {
        f
        for t in tested
        for way in specs[t].derive
        for f in (*(way.product or ()), *(way.difference or ()))
    }
    low, high = clause_around(turn.folded, given.expression.start, given.expression.end)
    said = turn.folded[low:high]
    return other in sources and any(word in said for word in ctx.label_words(given.fact))


def renewed(ctx: GatherContext, turn: Turn, given: Given, part: Part) -> Given | None:
    """A new value (加到500万, 不对, 是900万) as one of what was stated before.

    A number whose own words do not name its best fact goes to the only sum of its kind that
    was stated; None leaves it to be placed by when that was.
    """
    known = [s for s in part.matter.numbers if ctx.fits(s, given.expression)]
    names = {s.name for s in known}
    instead = ctx.stands_for(part)
    stands_for = instead.get(given.fact, "")
    if stands_for in names:  # 采购额加到500万: the fee that was stated
        return replace(given, fact=stands_for)
    for other, fact in instead.items():
        if fact == given.fact and fact not in names and other in names:
            # the fee is told now, the purchase before; but 到账的只有1500万 after a round of 3000万
            is_apart = _is_another_figure(ctx, turn, given, part, other)
            return given if is_apart else replace(given, fact=other)
    if given.probability >= SURE:
        return given  # 总投资有误, 实际1.1亿: named by the clause before
    operand = given.expression.operands[0]
    bare = content_of(operand.label) == 0 and not operand.year_word and operand.year is None
    lead = turn.folded[governed(turn.folded, given.expression.start, turn.quantities) :]
    lead = lead[: max(0, given.expression.start - (len(turn.folded) - len(lead)))]
    low = clause_around(turn.folded, given.expression.start, given.expression.end)[0]
    that = _THAT_NUMBER.search(turn.folded, low, given.expression.start)
    noun = turn.folded[low : that.start()] if that else ""
    before = turn.folded[low : given.expression.start]
    called = [n for n in names if any(w in noun for w in ctx.label_words(n))]
    if len(called) == 1:
        return replace(given, fact=called[0])  # 改造那个数应该是每台20万
    nearer = [n for n in names - {given.fact} if _named_nearer(ctx, before, n, given.fact)]
    if len(nearer) == 1 and given.expression.unit is Unit.YUAN_PER_UNIT:
        return replace(given, fact=nearer[0])  # 每台改造涨到20万
    told = _told_by_same_word(ctx, given.fact, names, lead)
    if told:
        return replace(given, fact=told)
    if not names or any(w in lead for w in ctx.label_words(given.fact)):
        return given
    if len(names) > 1:
        sums = load_language().of("spending")
        called = [
            n for n in names if any(w[-2:] in sums and w[-2:] in lead for w in ctx.label_words(n))
        ]
        if len(called) == 1 and given.fact not in called:
            return replace(given, fact=called[0])  # 成本说错了是170万: the 制备成本
        placed = Act.CORRECT in turn.acts and bare and given.fact in names
        return None if placed and not _is_named_before(ctx, turn, given, names) else given
    needed = frozenset[str]().union(*(ctx.needs(c).all for c in part.matter.clauses))
    is_unsure = given.probability < _UNSURE and names <= needed
    changes = operand.role in ("new", "old", "minus") or bare or is_unsure
    remembered = {s.name for s in part.matter.numbers}
    if changes and given.fact not in remembered and given.probability < _CLEAR:
        return replace(given, fact=next(iter(names)))
    return given


def _is_named_before(ctx: GatherContext, turn: Turn, given: Given, names: Collection[str]) -> bool:
    """Whether the sentence before a number names its fact, and no other of those told.

    研发投入漏了人工,改成3600万: whatever was told last.
    """
    start = given.expression.start
    low = 1 + max(turn.folded.rfind(mark, 0, start) for mark in "。;!?")
    before = turn.folded[low:start]
    named = {n for n in names if any(word in before for word in ctx.label_words(n))}
    return named == {given.fact}


def _told_by_same_word(ctx: GatherContext, fact: str, names: Collection[str], lead: str) -> str:
    """The one fact told before that the words before a number name as well as another.

    After 审定总投入3000万: 审定下来只认2200万 is no 审定运营费用.
    """
    if not names or fact in names:
        return ""
    mine = {w[:_WORDS] for w in ctx.label_words(fact) if w[:_WORDS] in lead}
    found = [
        n for n in names if mine & {w[:_WORDS] for w in ctx.label_words(n) if w[:_WORDS] in lead}
    ]
    whole = any(w in lead for w in ctx.label_words(fact))
    return found[0] if len(found) == 1 and not whole else ""


def _named_nearer(ctx: GatherContext, lead: str, name: str, than: str) -> bool:
    """Whether a word of one fact stands nearer to the end of some words than any of another."""
    ends = [
        max(
            (
                lead.rfind(w) + len(w)
                for w in ctx.label_words(n)
                if w in lead and not _MEASURE_ONLY.fullmatch(w)
            ),
            default=0,
        )
        for n in (name, than)
    ]
    return ends[0] > ends[1]


def answering(ctx: GatherContext, turn: Turn, given: Given, part: Part, asked: str) -> Given:
    """A number without words of its own, after one was asked for, is the answer."""
    open_one = bare_answer(ctx, turn, part.matter) if part.index is not None else ""
    told = part.matter.text
    named = bool(open_one) and (
        ctx.near[given.fact].within(told) and not ctx.near[open_one].within(told)
    )  # 行业的 → 3个: what was named before, not the first that was asked for
    if open_one and not named and len(given.expression.operands) == 1:
        return replace(given, fact=open_one, best=open_one, rival=False)
    operand = given.expression.operands[0]
    known = {s.name for s in part.matter.numbers}
    named = any(word in operand.label for word in ctx.label_words(given.fact))
    bare = content_of(operand.label) == 0 and not operand.year_word and not named
    changes = (
        bool(turn.acts.all & {Act.CORRECT, Act.ADD})
        or operand.role != "term"
        or WHAT_IF.search(turn.folded) is not None
    )
    fits = asked in ctx.rulebook.facts and fits_unit(ctx.rulebook.facts[asked], operand.quantity)
    wrong = given.fact in known and given.fact != asked
    if part.index is None or not (bare and fits and wrong) or changes or asked in known:
        return given
    if any(known >= set(way.sources) for way in ctx.rulebook.facts[asked].derive):
        return given  # of both years' spending the increase is worked out: no answer is due
    return replace(given, fact=asked)


def said_wrong(turn: Turn, expression: Expression) -> str:
    """The clause before a bare number that says that something is wrong, "" if none does."""
    low, high = clause_around(turn.folded, expression.start, expression.end)
    own = turn.folded[low : expression.start] + turn.folded[expression.end : high]
    if low <= 1 or content_of(own):
        return ""
    clause = turn.folded[slice(*clause_around(turn.folded, low - 2, low - 2))]
    return clause if _IS_WRONG.search(clause) else ""


def _stands_for(word: str, clause: str) -> bool:
    """Whether a clause has the name of a fact, or the noun that it ends with (制备成本, 成本)."""
    return word in clause or (len(word) >= _LONG_NAME and word[-2:] in clause)


def redone(turn: Turn, part: Part) -> Part:
    """A matter without what the message before took off it, where this one corrects how much.

    其中有一个给撤了 → 不对,撤了三个: three in all, not three more.
    """
    matter = part.matter
    told = _CORRECTS.match(turn.folded)
    if part.index is None or matter.undo is None or told is None:
        return part
    rest = turn.folded[told.end() :]
    acts = {m.group()[0] for m in _TAKES_OFF.finditer(matter.said)}
    if not acts & {m.group()[0] for m in _TAKES_OFF.finditer(rest)}:
        return part
    return replace(part, matter=replace(matter, numbers=matter.undo[0]))
