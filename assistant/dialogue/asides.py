"""Asides: clauses of a message that say nothing of what any policy pays (食堂每天有80人吃饭).

An aside is cut out before anything else is read, so that nothing in it can turn the answer; its
numbers are told as not used. What names a place, a matter, a fact or a condition, asks, corrects
or stands in a relation to another number is never one. The rest is judged by how far retrieval
finds it from every clause: a logistic fit over questions of which cutting a clause changed the
answer, against asides written for it (asides.json, with its provenance).
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

from assistant.dialogue.acts import Act
from assistant.dialogue.aspects import unknown_end
from assistant.dialogue.barred import asks_whether_barred, tells_punishment
from assistant.dialogue.borne_out import asks_of_one_more, is_slip, said_to_be_never
from assistant.dialogue.closed_classes import load_language
from assistant.dialogue.conditions import denies_first
from assistant.dialogue.cost_rows import cost_rows
from assistant.dialogue.counted_rows import counted_row
from assistant.dialogue.gather.done_so_far import tells_how_far
from assistant.dialogue.gather.things_bought import priced_things
from assistant.dialogue.gradings import tells_grade
from assistant.dialogue.hints import Hints
from assistant.dialogue.items import is_for_one_more
from assistant.dialogue.language import covers
from assistant.dialogue.only_asks import only_asks
from assistant.dialogue.pending import is_pending
from assistant.dialogue.residence import HOUSEHOLD
from assistant.dialogue.select import Selector
from assistant.dialogue.stated import Claim, ClaimKind, Stated
from assistant.dialogue.turn import Intent, Turn, TurnReader, blank
from assistant.dialogue.words import Phrases
from assistant.rules.facts import APPLICANT
from assistant.text.expressions import Relation
from assistant.text.pattern import lazy
from assistant.text.units import CLASSIFIERS, Unit

FILE = Path(__file__).with_name("asides.json")
_MARKS = " ,。;!?\n"
_CLAUSE = lazy(r"[^,。;!?\n]+[,。;!?\n]*")
_MARK = lazy(r"[,。;!?\n]")
_NUMBERED = lazy(r"\d|[一二两三四五六七八九十百千万]")
_MOST = 24
"""A message of more comma clauses is read whole."""
_LEAST = 2
"""A clause with fewer characters of its own leans on its neighbours (花了300万)."""
_APPLIES = lazy(
    "(?:(?:我们?|咱们?|俺们?|我方|本人|这边)(?:这[边里儿]?|那[边里儿]|单位|其实|就|也|只|不过|自己|目前|现在)*"
    "(?:是|属于|算是?)|作为|以)[一1]?[家个所名间]?[^,。;!?给做向为帮卖供服跟和与同读学]{0,8}$"
)
_AS_SUCH = lazy("的?(?:身份|名义)?(?:来的?)?[啊呀呢哦哈的]?(?=[,。;!?]|$)")
"""我们是高校, says who applies; the word alone (公司户头里) states nothing that the rest lacks."""
_ASKING = lazy(
    r"多少|[?]|谁|哪|什么|啥|如何|怎|咋|吗|是否|是不是|有没有|能不能|可不可以|行不行|够不够|算不算|要不要"
    r"|(?<![前好十])几(?![十百千万乎天年个])|[吧呢]$"
)
_RELATES = lazy(
    "其中|里面|里头|当中|(?<![手家哪这那市区省公心夜村城])里(?:还|又|也)?有?(?=[\\d一二两三四五六七八九十百]+[\\d.百千]*[万亿])"
    "|除[去了开]|扣|减|剩|占|包括|不?含|分别|各[自占是]|同上|第[一二三四五六七八九]"
    "|比[^,。;!?]{1,8}[多少高低大小涨降]|漏(?:了|[报算记掉])|(?:忘|少|落)了?[算报记]"
    r"|(?:贵|便宜|高|低|涨|降)了(?=[,。;!?]|$)|[涨降调]价了?|[价租][格钱金]?(?:再|又|给)?[谈砍压涨降调改减提][到成为至]|没([\u4e00-\u9fff]{1,2})没\1|[补办批弄](?:[上好齐完成]|下来)了(?=[,。;!?]|$)"
    "|[不别](?:用|去)?[管提理](?:他|她|人家)"
    "|有[一1]?[张笔份批][^,。;!?]{0,4}(?:重复|[算录报]重|[多重][算录报])"
    "|(?:[增追]?加|减|涨|砍|扣|降)[了到成掉]{0,2}[一二两三四五六七八九][百千][一二两三四五六七八九十百零]{0,4}(?=[,。;!?]|$)"
)
_POINTS_BACK = lazy(
    r"[\u4e00-\u9fff]{2}[那这]一?(?:[个笔项份条款台批场轮块边题]|部分|[点些](?=[^钟事人话问]))|只[看算报按留][^,。;!?]{0,8}[那这]一?[个笔项份批场轮]"
    r"|[看算按报][头前满足]?[一二两三四五六七八九十\d]+(?:年|个月)|换[个一]?个?(?:角色|身份|主体|角度|立场)|不(?:靠|借|走|通过)"
    r"|(?:其[他它余]|剩下?)的?[^,。;!?]{0,4}(?:照旧|照算|不[变动改]|没[变动改]|保留|原样)"
    r"|(?:如果|要是|假如|假设)(?:是|说)?(?:换|改|把|将)"
    r"|(?:大?前年|去年|今年|明年|后年|上一?年度?|前一年|[再更](?:往前|早)的?那?一?年)(?:的?[账数]|的?[那这](?:个|笔|份|批)?)(?![^,。;!?]*\d)"
    r"|(?:大?前年|去年|今年|明年|后年|上一?年度?)的?(?:[那这](?:个|笔|份|批|边|头)?)?(?:也|都|同样|照样|一样|跟着)"
    r"|的(?:[那就都也])?[明后次来]年[再才][\u4e00-\u9fff]{1,3}(?=[,。;!?]|$)"
)
"""What points back to one thing that the conversation spoke of (国际那个问清楚了, 只看26年那笔)."""
_RESTATES = lazy("又说|才是|只有|其实|实际|下来|改成|改为|变成|应该?是|更正|[加涨降减缩]到")
"""What tells a number anew."""
_ONE_MORE_YEAR = lazy(
    r"(?:那|然后|接着|等)?(?:大?前年|去年|今年|明年|后年|次年|来年|转过?年|下一年)"
    r"(?:[我咱]们?)?[^,。;!?\d]{0,2}?(?:还|又|再|也|另|想|打算|准备|要|计划)[^,。;!?\d]{1,12},"
)
"""明年还放一批,: of which year the next sum is."""
_MADE_UP = lazy("(?:又|再|还|后来)?补(?:买|签|采购?|租|订|投|办|做)了?")
_IN_YEAR = lazy(r"(?:那|然后|接着)?(?:明年|后年|次年|来年|下一年)[^,。;!?\d]{2,12},")
"""明年出智能耳环, before 研发140万: the same, where the sum is called what it is."""
_OF_ONE = lazy(rf"[每单一](?:{CLASSIFIERS})的?[^,。;!?\d]{{1,8}},")
_CLOCK = lazy(
    r"(?:凌晨|清早|清晨|早[上晨]|上午|中午|正午|下午|傍晚|晚上|夜里|半夜)[^,。;!?]{0,4}?"
    r"(?:\d{1,2}|[一二两三四五六七八九十几]{1,3})[点:时]"
)
"""A time of the day is of somebody's own day: no policy has one."""
_ANYTHING = frozenset("个份笔次")
"""Measure words of anything at all."""
_ITEM = lazy("[。;!?,:];$")
"""What the number of an item of a list is folded to, behind another mark."""
_WANTS = lazy(
    r"[要拿领报给补]点?(?:钱|补贴|补助)|补[贴助](?!款)|申请(?:点|些)?(?:钱|补贴|补助)|^(?:另外|还有|外加|再就是|顺便)(?:还?有|还?想|还?要|问)?"
)
_RISES = lazy(
    "(?:考|评|拿|获|取)(?:下|上|到|了|得|取){1,2}了?[^,。;!?]{0,6}?(?:[甲乙丙丁一二三四五1-5](?:级|类|等)|国家级|[省市]级)"
    "|(?:升|晋)[^,。;!?]{0,2}(?:[到为成至上]了?)?(?:了)?(?:国家|[省市区县国])级|(?:升|晋)[^,。;!?]{0,2}[到为成至上]了?[甲乙丙丁一二三四五5-9]"
)
"""今年升成省级了: a level that was reached is what a rule asks for, whatever it is of."""
_WHO = lazy(
    "(?:我们?|咱们?|本人|家里人?|爱人|孩子|公司)(?:现在|目前|已经|都|也)?(?:是|属于|算)(?!不是)|(?:上班|工作|任职|在编|就职)(?:的|了)?(?=[,。;!?]|$)"
    "|考(?:进|上|入)了?"
)
"""我是事业单位在编老师: who asks."""
_ANEW = lazy("(?:再|重新?)(?:算|来|测算|核算)[^,。;!?]{0,3}[遍次下回]")
"""再算一遍 asks for what the message changes."""
_TOTALS = lazy(
    "(?:一共|总共|合计|合起来|加起来|加一[起块]|合一[起块]|一[起块]算|放一[起块]|拢共|共计|分别|各自)(?:算|呢|吧|啊)?[,。;!?]*$"
    "|^(?:那|所以)?(?:合计|总共|一共|加起来|合起来)"
)
_BUT_FOR = lazy(
    r"[,。;!?]*(?:那么?|好的?|嗯)?,?除(?:了|去|开)?(?:这|那|上[面述头边]|刚才?|前[面头边]|以上|此)[^,。;!?\d]{0,14}"
    r"(?:[之以]?外)?[,。;!?]*"
)
"""除了这些算法以外 names what was told before only to leave it."""
_A_ROW = 3
"""So many sums side by side are a list of costs, whatever each is called."""
_OF_TIME = frozenset({Unit.YEAR, Unit.MONTH, Unit.DAY})
_TURNS = frozenset({Relation.ALTERNATIVES, Relation.INSTEAD})
"""What gives a number for another (要么300万要么350万) is said of the matter itself."""
_SOFT_ACTS = frozenset({Act.ALL_MATTERS, Act.ADD, Act.THANK, Act.GREET})
_SOFT_INTENTS = frozenset({Intent.TOTAL, Intent.EACH, Intent.CONFIRM})


@dataclass(frozen=True, slots=True)
class Closeness:
    """How near a clause comes to any clause of the corpus, each about 0..1.

    ``dense`` and ``sparse`` are retrieval's best raw signals, ``hint`` how strongly words of facts
    and rules point to a clause.
    """

    dense: float
    sparse: float
    hint: float


@dataclass(frozen=True, slots=True)
class AsideFit:
    """Logistic regression over the closeness; ``least`` is the probability that cuts."""

    intercept: float
    dense: float
    sparse: float
    hint: float
    least: float

    def probability(self, closeness: Closeness) -> float:
        """The probability that a clause is an aside."""
        z = self.intercept + math.fsum(
            getattr(self, f.name) * getattr(closeness, f.name) for f in fields(Closeness)
        )
        return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, z))))


def without_unheld(cuts: Sequence[Cut]) -> tuple[Cut, ...]:
    """Less what only leaned on a clause that is no aside after all."""
    kept: list[Cut] = []
    for cut in cuts:
        if not cut.leans or (kept and kept[-1].end == cut.start):
            kept.append(cut)
    return tuple(kept)


@cache
def load_fit() -> AsideFit:
    """The fitted coefficients beside this module."""
    content = json.loads(FILE.read_text(encoding="utf-8"))
    values = content["coefficients"]
    return AsideFit(**{f.name: float(values[f.name]) for f in fields(AsideFit)})


@dataclass(frozen=True, slots=True)
class Cut:
    """A range of a folded message that is an aside, unless the rules in question test ``facts``.

    飞北京 states a route only where a route is asked about.
    """

    start: int
    end: int
    facts: frozenset[str]
    leans: bool = False
    """Whether it is an aside only as going on with the one right before it."""


class AsideReader:
    """Finds the asides of a message; holds no conversation."""

    def __init__(self, reader: TurnReader, selector: Selector, hints: Hints) -> None:
        self._reader = reader
        self._selector = selector
        self._hints = hints

    def find(
        self, turn: Turn, *, as_of: date, goes_on: bool, counted: Collection[str] = ()
    ) -> tuple[Cut, ...]:
        """The clauses of a message that are asides; none if nothing would be left to read.

        ``goes_on``: a conversation stands behind the message, so a bare number is enough.
        ``counted``: the measure words of what it counted; what is counted by them goes on with it.
        """
        clauses = tuple(m.span() for m in _CLAUSE.finditer(turn.folded))
        if not 1 < len(clauses) <= _MOST:
            return ()
        found = {
            span: not (goes_on and (_goes_back(turn, *span, counted) or _sums_up(turn, *span)))
            and self._is_aside(turn, *span, as_of)
            for span in clauses
        }
        found |= dict.fromkeys(_in_rows(turn, found), False)
        found |= dict.fromkeys(_asked_of(turn, clauses), False)
        if goes_on:
            found |= dict.fromkeys(_one_more_things(turn, clauses, self._hints), False)
            # 换了台车,6万: the price is of what stands before it, and changes nothing else
            priced = {low for low, _, _ in priced_things(turn)}
            found |= {span: False for span in found if span[0] in priced}
            found |= dict.fromkeys(_said_of_the_next(turn, clauses, self._hints), False)
            whether = [*asks_of_one_more(turn.folded)]
            besides = (s for s in clauses if any(a <= s[0] < b for a, b in whether))
            found |= dict.fromkeys(besides, False)
            again = (s for s in clauses if denies_first(turn.folded[slice(*s)]))
            found |= dict.fromkeys(again, False)
            apart = (s for s in clauses if _BUT_FOR.fullmatch(turn.folded, *s))
            found |= dict.fromkeys(apart, True)
        leaning = frozenset(
            span
            for span in _leaning(turn, found, self._hints)
            if not (goes_on and _additions().within(turn.folded[slice(*span)]))  # 合同再加80万
        )
        found |= dict.fromkeys(leaning, True)
        if goes_on and not any(
            _NUMBERED.search(turn.folded, *span) or _ASKING.search(turn.folded, *span)
            for span, is_aside in found.items()
            if not is_aside
        ):  # 回到新建那个,财务又说审定下来只有2600万: what the message is for
            found |= {
                span: False
                for span in found
                if _RESTATES.search(turn.folded, *span) and _counts_money(turn, *span)
            }
        rest = [span for span, is_aside in found.items() if not is_aside]
        if not any(_says(turn, *span, goes_on=goes_on) for span in rest):
            return ()
        return tuple(
            Cut(*span, frozenset(_told(turn, *span)), span in leaning)
            for span, is_aside in found.items()
            if is_aside
        )

    def closeness(self, turn: Turn, start: int, end: int) -> Closeness:
        """How near one stretch comes to the corpus, its numbers apart."""
        spans = [*turn.scope.spans, *((q.start, q.end) for q in turn.quantities)]
        text = blank(turn.folded, spans)[start:end].strip(" ,。;!?、\n")
        signals = self._selector.rank(text, {}, None).signals
        hint = max(self._hints.read(text).values(), default=0.0) / 0.3
        return Closeness(signals.dense, signals.sparse, hint)

    def _is_aside(self, turn: Turn, start: int, end: int, as_of: date) -> bool:
        if self.is_bound(turn, start, end, as_of):
            return False
        fit = load_fit()
        return fit.probability(self.closeness(turn, start, end)) >= fit.least

    def is_bound(self, turn: Turn, start: int, end: int, as_of: date) -> bool:
        """Whether a clause names, asks or does something: never an aside."""
        if _is_tied(turn, start, end) or _ANEW.search(turn.folded, start, end):
            return True
        if any(
            tells(turn.folded, start, end) for tells in (is_pending, tells_how_far, tells_grade)
        ):
            return True
        if asks_whether_barred(turn.folded) and (
            tells_punishment(turn.folded[start:end])
            or _WHO.search(turn.folded, start, end)
            or HOUSEHOLD.search(turn.folded, start, end)
        ):
            return True  # whether one may apply hangs on who asks and on what one did
        alone = self._reader.skim(turn.folded[start:end], as_of=as_of)
        speaks = alone.acts.all - _SOFT_ACTS or alone.acts.counted
        return bool(speaks or alone.intents - _SOFT_INTENTS or alone.topics)


def _in_rows(turn: Turn, found: Mapping[tuple[int, int], bool]) -> Iterator[tuple[int, int]]:
    """The clauses of sums side by side that are no asides.

    Of three, where one is none (…,嘉宾差旅30万), or as many as things of a clause were counted.
    """
    for row in cost_rows(turn.folded, turn.quantities):
        own = [s for s in found if any(s[0] <= item.number < s[1] for item in row)]
        if len(row) >= _A_ROW or not all(found[span] for span in own):
            yield from own
    counted = counted_row(turn.folded, turn.quantities)
    if counted is not None and not any(
        is_aside and low <= counted.count.start < high for (low, high), is_aside in found.items()
    ):
        places = [item.number for item in counted.items]
        yield from (s for s in found if any(s[0] <= place < s[1] for place in places))


def _asked_of(turn: Turn, clauses: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The clauses of a noun that the next one asks about: 员工班车,区里有没有补."""
    for span, after in pairwise(clauses):
        said = turn.folded[slice(*after)].strip(_MARKS)
        is_noun = not any(span[0] <= q.start < span[1] for q in turn.quantities)
        if is_noun and turn.folded[span[1] - 1 : span[1]] == "," and only_asks(said):
            yield span


def _one_more_things(
    turn: Turn, clauses: Sequence[tuple[int, int]], hints: Hints
) -> Iterator[tuple[int, int]]:
    """The clauses that tell of one more thing which the next one tells the sum of, by its name.

    还标了一批视频,生产费用20万; not 换了台车,花了6万.
    """
    for span, after in pairwise(clauses):
        sums = [
            q for q in turn.quantities if q.unit is Unit.YUAN and after[0] <= q.start < after[1]
        ]
        is_named = sums and hints.read(turn.folded[after[0] : sums[0].start])
        if is_named and is_for_one_more(turn.folded, sums[0].start):
            yield span


def _said_of_the_next(
    turn: Turn, clauses: Sequence[tuple[int, int]], hints: Hints
) -> Iterator[tuple[int, int]]:
    """The clauses that say what the sum of the next one is of.

    明年还放一批,生产费200万: of which year; 一台的成本重核,12万5: of one of those counted.
    """
    sums = [q.start for q in turn.quantities if q.unit is Unit.YUAN]
    for span, after in pairwise(clauses):
        own = [place for place in sums if after[0] <= place < after[1]]
        if not own:
            continue
        rest = blank(turn.folded[slice(*after)], _numbers(turn, *after))
        is_alone = _own_content(rest) == 0
        is_of_one = is_alone and (
            _OF_ONE.match(turn.folded, *span) or _MADE_UP.match(turn.folded, *span)
        )
        is_named = _IN_YEAR.match(turn.folded, *span) and hints.read(turn.folded[after[0] : own[0]])
        if is_of_one or is_named or _ONE_MORE_YEAR.match(turn.folded, *span):
            yield span


def _goes_back(turn: Turn, start: int, end: int, counted: Collection[str]) -> bool:
    """Whether a clause speaks of what the conversation is about: one thing, an area, a count."""
    alike = (
        q
        for q in turn.quantities
        if q.unit is Unit.SQUARE_METRE
        or (q.unit is Unit.COUNT and q.classifier in counted and q.classifier not in _ANYTHING)
    )
    return bool(_POINTS_BACK.search(turn.folded, start, end)) or any(
        start <= q.start < end for q in alike
    )


def _sums_up(turn: Turn, start: int, end: int) -> bool:
    """Whether a clause asks for a total, or for each, of what was told (今明两年一共, 三样分别).

    What tells a number or an amount of its own (食堂一共有80人) does not.
    """
    if any(q.unit not in _OF_TIME and start <= q.start < end for q in turn.quantities):
        return False
    is_told = "是" in turn.folded[start:end]  # 那是两年加一起
    return not is_told and _TOTALS.search(turn.folded, start, end) is not None


def _is_tied(turn: Turn, start: int, end: int) -> bool:
    """Whether a clause names or asks something, or leans on its neighbours."""
    if _ties(turn, start, end) or _RISES.search(turn.folded, start, end):
        return True
    text = turn.folded[start:end]
    if _CLOCK.search(text):
        return False
    return _own_content(blank(text, _numbers(turn, start, end))) < _LEAST


def _ties(turn: Turn, start: int, end: int) -> bool:
    """Whether a clause names or asks something, or stands in a relation to another."""
    if is_slip(turn.folded[start:end]):
        return True  # 改造费我报少了,每台其实是15万: says which number was wrong
    text = turn.folded[start:end].rstrip(",。;!?\n ")
    spans = [*turn.scope.spans, *turn.scope.article_spans]
    spans += [(c.start, c.start + 1) for c in turn.claims if _is_of_policy(turn, c)]
    spans += [(s, e) for _, s, e in turn.refuse]
    spans += [(m.start, m.end) for m in turn.multiples]
    if any(s < end and start < e for s, e in spans) or turn.topics_at(start, end):
        return True
    if _ITEM.search(turn.folded, max(0, start - 2), start):
        return True  # ;② 自家…: whoever numbers his matters tells no aside among them
    if _WANTS.search(text):
        return True  # 还想给员工体检报点钱, 另外还有出国考察费: a matter, if no policy's
    if _takes_sides(turn, start, end) or _takes_back(turn, start, end):
        return True
    crossing = any(
        e.start < end < e.end
        or e.start < start < e.end
        or (e.relation in _TURNS and start <= e.start < end)
        for e in turn.expressions
    )
    return crossing or bool(_RELATES.search(text) or _ASKING.search(turn.folded[start:end]))


def _takes_back(turn: Turn, start: int, end: int) -> bool:
    """Whether a clause says that a sum right before it never came to be (花了300万,其实没花)."""
    before = (e for e in turn.expressions if e.end <= start and e.unit is Unit.YUAN)
    ends = (said_to_be_never(turn.folded, e.start, e.end) for e in before)
    return any(start < at <= end for at in ends)


def _takes_sides(turn: Turn, start: int, end: int) -> bool:
    """Whether a clause tells another value of a choice than a clause beside it.

    出题方是医院,我们是揭榜方: who the other party is, is no aside beside who the asker is.
    """
    here = [f for f in _flags(turn, start, end) if isinstance(f.value, str)]
    return any(
        f.name == g.name and isinstance(g.value, str) and f.value != g.value
        for f in here
        for g in turn.flags
        if not start <= g.start < end
    )


def _leaning(
    turn: Turn, found: Mapping[tuple[int, int], bool], hints: Hints
) -> Iterator[tuple[int, int]]:
    """Clauses that only go on with an aside right before them (我爱人换了车,花了6万).

    Only where another number is left, or it names again what the aside told: 花了300万 may also be
    what the question is about. What holds a word of a fact or a rule (总投资1.6亿) stands for
    itself.
    """
    spans = list(found)
    told = {o.quantity.start for e in turn.expressions for o in e.operands
            if e.relation is Relation.REPORTED}  # fmt: skip
    others = [q for q in turn.quantities if q.role == "amount" and q.start not in told]
    for before, span in pairwise(spans):
        start, end = span
        text = turn.folded[start:end]
        if found[span] or not found[before] or not _NUMBERED.search(text):
            continue
        is_bare = _own_content(blank(text, _numbers(turn, start, end))) < _LEAST
        kinds = {q.unit for q in turn.quantities if start <= q.start < end}
        is_free = any(
            q.unit in kinds and not start <= q.start < end and not _within(q.start, found)
            for q in others
        )
        is_of_it = _names_again(text, turn.folded[slice(*before)])
        if is_bare and (is_free or is_of_it) and not (_ties(turn, start, end) or hints.read(text)):
            yield span


def _names_again(text: str, before: str) -> bool:
    """Whether a clause opens with a word of the one before: 得过最佳食堂奖,奖金1500元."""
    return text[:1] in before and text[:1].isalnum() and text[:1] not in _joining()


@cache
def _joining() -> frozenset[str]:
    return load_language().of("function", "time")


def _counts_money(turn: Turn, start: int, end: int) -> bool:
    return any(q.unit is Unit.YUAN and start <= q.start < end for q in turn.quantities)


def _within(place: int, found: Mapping[tuple[int, int], bool]) -> bool:
    return any(s <= place < e for (s, e), is_aside in found.items() if is_aside)


def _is_of_policy(turn: Turn, claim: Claim) -> bool:
    """Whether a claimed number may be what a policy pays: 年终奖80万 is a word of its own."""
    if claim.kind is ClaimKind.PERIOD:
        return False
    low = max((m.end() for m in _MARK.finditer(turn.folded, 0, claim.start)), default=0)
    words = [s for s, _, _ in _paying().find(turn.folded[low : claim.start])]
    return not words or not unknown_end(turn.folded, low + words[0])


@cache
def _paying() -> Phrases:
    return Phrases.of(load_language().of("paying"))


def _told(turn: Turn, start: int, end: int) -> Iterator[str]:
    """The facts that a clause states: its conditions, and who applies where it says so."""
    yield from (flag.name for flag in _flags(turn, start, end))
    for flag in turn.flags:
        if flag.name == APPLICANT and start <= flag.start and flag.end <= end:
            before = turn.folded[start : flag.start]
            if _APPLIES.search(before) and _AS_SUCH.match(turn.folded, flag.end):
                yield flag.name


def _flags(turn: Turn, start: int, end: int) -> Iterator[Stated]:
    """The conditions stated in a clause; who applies states nothing by itself."""
    for flag in turn.flags:
        if flag.start < end and start < flag.end and flag.name != APPLICANT:
            yield flag


def _own_content(text: str) -> int:
    """How many characters are of words of no closed class: 总价, 中介说 lean on the rest."""
    known = covers(text, (_closed(),))
    return sum(1 for i, c in enumerate(text) if not known[i] and c.isalnum())


@cache
def _additions() -> Phrases:
    return Phrases.of(load_language().of("additions"))


@cache
def _supports() -> Phrases:
    return Phrases.of(
        ("补贴", "补助", "资助", "奖励", "扶持", "政策", "措施", "条款", "文件", "办法")
    )


@cache
def _closed() -> Phrases:
    return Phrases.of(load_language().every)


def _numbers(turn: Turn, start: int, end: int) -> Iterator[tuple[int, int]]:
    for q in turn.quantities:
        if start <= q.start and q.end <= end:
            yield q.start - start, q.end - start


def _says(turn: Turn, start: int, end: int, *, goes_on: bool) -> bool:
    """Whether a clause carries something to answer."""
    if turn.topics_at(start, end) or any(s < end and start < e for s, e in turn.scope.spans):
        return True
    if any(_flags(turn, start, end)):
        return True
    text = turn.folded[start:end]
    if _ASKING.search(text) and _supports().within(text) and _own_content(text) >= _LEAST:
        return True  # 不同区的补贴互相排斥吗
    has_number = any(start <= q.start < end and q.role == "amount" for q in turn.quantities)
    return goes_on and (has_number or bool(_ASKING.search(turn.folded[start:end])))
