"""Factors and members told anew: each number changes the one leaf that its unit and words fit.

卡是60张 after 1.2万 × 40张 × 10个月, 部署那块不做了 and 部署那块放回来, 最后三个月涨到60万一个月:
what was told keeps all its other factors. A number that fits two leaves changes none and is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.dialogue.aspects import content_of
from assistant.dialogue.borne_out import was_left_out
from assistant.dialogue.members.becoming import (
    BORNE,
    INSIDE,
    IS_NOW,
    OF_ANOTHER,
    OF_THAT,
    OUT,
    SAME,
    UNDONE,
    goes_behind,
)
from assistant.dialogue.members.named import is_name, meant
from assistant.dialogue.members.none_of_it import is_none_of_it
from assistant.dialogue.members.of_one import is_of_one, names_year
from assistant.dialogue.members.said import ALL_OF_IT, NOTHING, Said, sentence_end
from assistant.dialogue.members.terms import terms_of, with_terms
from assistant.dialogue.stated import Factor, Stated, Term
from assistant.rules.facts import FactItem
from assistant.text.expressions import Expression, Relation
from assistant.text.pattern import lazy
from assistant.text.units import CLASSIFIERS, Quantity, Unit

_CLAUSE = lazy("[^,。;!? ]+")
_SEVERAL = 2
_WAN = 10_000
_MONTHS = 12
_CLOSE, _FAR = 5, 10
_PRICES = (Unit.YUAN_PER_UNIT, Unit.YUAN_PER_MONTH, Unit.YUAN_PER_YEAR)
_SUMS = (Unit.YUAN, Unit.NUMBER)
_TIMES = (Unit.MONTH, Unit.YEAR)
_EACH = lazy(rf"[每单一](?P<of>{CLASSIFIERS})(?!月)")
_EACH_MONTH = lazy("(?:每|一|按)个?月(?!份)|月(?:租|费|付|供)")
_EACH_YEAR = lazy("每年|一年(?!多|半)|年(?:租|费)")
_TOTAL = lazy("一共|总共|合计|共计|总额|总价|总的|全部|加起来|加一起|总数|总计")
_JOINTLY = lazy("合计|总计|加起来|加一起|合起来|合在一起")
_TO = lazy("(?:到|成|为|至|是)了?$")
_MORE_BY = lazy("(?:多(?:花|付|投|出|交|签|用)|超支|超出|超)了$")
"""一期多花了100万: so much more."""
_MORE_OF_IT = lazy("(?:又|再|另外?|还|多|只|就|才)+(?:加|签|花|买|租|投|付|批|给|增|补|报|做)了?$")
_MORE_TIMES = lazy(
    "[又再还](?:要|想|会|能|打算)?(?:续|延|租|加|签|订|包|买|用|上)[了租签约期长]*$|(?:续|延)(?:租|签|约|期|长)了?$"
)
"""又续了一年半: so much longer."""
_LESS_BY = lazy("(?:少(?:付|交|给|收|花|买|签|租|投|办|做|用|采)?|减|降|优惠|便宜|免)了?$")
_ONE_OF = lazy(
    r"(?<!从)(?:第[一二三四五六七八九十\d]{1,2}|最后|最末|末|头|首|最开始|中间|当中)的?[那这]?一?"
    rf"(?:个?(?P<month>月)|(?P<thing>{CLASSIFIERS}))(?!份?(?:起|开始|往后|以后|之后|以前|之前|到))"
)
"""One of several equal ones: 第三个月, 最后那台."""
_UP_TO = lazy("[到成为至]了?$")
_BESIDE = lazy("[还另再]有|另外|还[^,。;!?]{0,3}$")
_ASKS = lazy("吗|呢|能[^,。;!?]{0,4}(?:算|计)|是不是|能不能|行不行|[?]")
_NOT_ONE = (Relation.RANGE, Relation.REPORTED, Relation.ALTERNATIVES, Relation.PRODUCT)
_UNSURE = lazy("([\u4e00-\u9fff])不\\1|不知道?|不清楚|不确定|说不准")
_OF_ALL = lazy("都|全|各|每[批笔份]|统一|一律")
_IN_AGAIN = lazy(
    "(?:放|加|补|算|捡|拿|拉|要|添|写|转)了?回|照算|[又再][^,。;!?没不未]{1,3}[上成回](?:了|来)|恢复(?!到?(?:原|之前|先前|以前|最初|开头))|重新(?![报算说列讲念核数过来](?:给|一|[遍下]|出来|我|$))|还是(?:要|算|做|买|签)"
    f"|{UNDONE}"
    "|[又再][^,。;!?没不未]{0,2}?(?:算|批|过|做|签|买|租|成|认|评|通过|达标|作数)|仍(?:然|旧)?算|照(?:样|旧)算?|也算(?!了)|算(?:上|进)"
)
_UNDONE = lazy(UNDONE)
_STILL = lazy("还是[按照用]|[恢回]复?到|按原|照旧|照原")
_SPLITS = lazy("最后|后面?|末|前面?|头|其中|里[头面边]?|从|开始|剩下|余下|有$")
_THERE_IS = lazy("(?:^|但|不过|可|可是|其实|结果|后来|发现)又?有了?$")
_MORE_OF = lazy("[又还再也]有了?$")
_STOP = lazy("[。;!?]")
_GIVEN_BACK = lazy("退(?:回|掉|还|了|给|我们?)*$")
_SOME_OF_IT = lazy("(?:有|里[面头边]?|其中|当中)[^,。;!?]{0,2}$")
_THAT_ONE = lazy("元?的?[那这]一?[张份笔批个单]")
_ONE_OUT = lazy(
    "有[一1][张份笔批个单][^,。;!?\\d]{0,4}(?:重复|录重|算重|报重|多录|多算|多报|录了两|算了两|作废|退了|撤了)"
)
_OF_YEAR = lazy(
    "(?<!不)(?:是|属于?|算|归|记在)(?:大?前|去|明|后|隔|次|来|上一?|下一?|另一?个?|往|跨)年度?"
    "[^,。;!?\\d]{0,4}$"
)
_THAT_LAST = lazy("(?:但|可|不过|其实|哦|噢)?[那这](?:一)?[份笔批单张个项]")
"""那份是去年完成的: the one that the message before told."""
_HAS = lazy("(?<![还另只就仅再又没])有$")
_WRONG = lazy("[数算记说报写弄搞看填录][错岔]了?|不对|更正|纠正|有误")
_OF_IT = lazy("(?P<of>[\u4e00-\u9fff]{2,6}?)[的里]?(?=有)")
_SOLD = lazy("卖[了出]*$")
_OF_ONE = lazy(rf"(?<![有另还再又加中其])[每单一](?P<of>{CLASSIFIERS})的?[^,。;!?\d]{{1,8}}(?=,)")
"""一台的成本重核,12万5: of what the bare number behind it is."""
_BEFORE_NOW = lazy("大?前年|去年|上一?[年次回批]|之前|以前|早先|当初")
_LOST_ONES = lazy(
    "(?:也|又|后来|现在|最[后终]|结果|其实|还是|已经?|总算|终于|都|全)[^。;!?]{0,14}(?:了|的)(?=[,。;!?]|$)"
)
"""送展那三台,对方也付钱买了: what went off is in again."""
_ONLY = lazy("(?:只|就|仅|才)[^,。;!?\\d]{0,3}$|剩下?$")


@dataclass(frozen=True, slots=True)
class Edited:
    """The numbers as they stand, the stretches that told it, and those that fit several leaves."""

    numbers: tuple[Stated, ...]
    spans: tuple[tuple[int, int], ...]
    unclear: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class _Row:
    """A number with its terms while a message changes them."""

    place: int
    stated: Stated
    terms: list[Term]
    names: Sequence[str]

    @property
    def is_single(self) -> bool:
        return len(self.terms) == 1 and len(self.terms[0].factors) == 1

    @property
    def total(self) -> Decimal:
        return sum((t.value for t in self.terms if t.is_in), NOTHING)


_Leaf = tuple[int, int, int]
"""(row, term, factor)."""
_Stretch = tuple[Decimal, int, Decimal]
"""(so many of a factor, which other factor, its value for those)."""


def edited(
    said: Said,
    numbers: Sequence[Stated],
    units: Mapping[str, Unit],
    words: Mapping[str, Sequence[str]],
) -> Edited | None:
    """The numbers with the factors and members changed that a message tells anew."""
    rows = []
    for n, stated in enumerate(numbers):
        if units.get(stated.name) is Unit.YUAN and not stated.beside:
            terms = list(terms_of(stated, Unit.YUAN))
            is_dated = any(t.year is not None for t in terms)
            if terms and not is_dated:
                rows.append(_Row(n, stated, terms, words.get(stated.name, ())))
    return _Editing(said, rows).run(numbers) if rows else None


class _Editing:
    """One message over the rows of one matter, clause by clause."""

    def __init__(self, said: Said, rows: list[_Row]) -> None:
        self.said, self.rows = said, rows
        self.spans: list[tuple[int, int]] = []
        self.unclear: list[tuple[int, int]] = []
        self.changed: set[int] = set()
        self.target: tuple[int, int] | None = None
        self.told: tuple[int, int] | None = None
        self.stretches: dict[_Leaf, list[tuple[_Stretch, tuple[int, int]]]] = {}
        self.waiting: list[tuple[tuple[int, int], _Leaf, Decimal]] = []
        self.of_one: tuple[str, tuple[int, int]] | None = None

    def run(self, numbers: Sequence[Stated]) -> Edited | None:
        self._whole_less_part()
        for match in _CLAUSE.finditer(self.said.text):
            self._clause(*match.span())
        self._divided()
        if not self.changed and not self.unclear:
            return None
        kept = list(numbers)
        for row in (self.rows[r] for r in sorted(self.changed)):
            kept[row.place] = with_terms(row.stated, row.terms, self.said.number)
        return Edited(tuple(kept), tuple(self.spans), tuple(self.unclear))

    def _whole_less_part(self) -> None:
        """A sum told as a whole and with what dropped out of it (退了300万,按1200万算)."""
        alone = [row for row in self.rows if all(len(t.factors) == 1 for t in row.terms)]
        sums = [e for e in self.said.expressions if e.unit in _SUMS and len(e.operands) == 1]
        if len(alone) > 1 and len(sums) == _SEVERAL:
            alone = [row for row in alone if self._comes_to(row, *sums)]
        if (
            len(alone) != 1
            or not 0 < len(sums) <= _SEVERAL
            or len(sums) != len(self.said.expressions)
        ):
            return
        row, (low, high) = alone[0], self._around(sums[0])
        if any(t.kind for t in row.terms[1:] if t.sign > 0):
            return  # what is named of several
        factor = replace(row.terms[0].factors[0], value=row.total)
        first, *others = (self._in_unit(e.operands[-1].quantity, factor) for e in sums)
        start = sums[0].operands[-1].quantity.start
        lead = self.said.text[low:start]
        named = _OF_IT.match(lead)
        if named is not None and any(named["of"] in name for name in row.names):
            lead = lead[named.end() :]  # 算力有60万发票开重了
        is_some = bool(INSIDE.search(lead) or _THERE_IS.search(lead))
        is_doubled = len(sums) == 1 and self._is_one_of_them(sums[0])
        is_some |= is_doubled
        is_less = any(t.before or t.sign < 0 for t in row.terms)
        is_some |= is_less and bool(_MORE_OF.search(lead))  # 再查又有500万
        last = max(high, self._end_of(sums[-1]))
        is_none = not others and is_none_of_it(self.said.text, sums[0].end, last, row.names)
        is_some |= is_none
        is_out = is_doubled or is_none or self._is_out(start, last)
        if not is_some or not 0 < first < factor.value or not is_out:
            return
        spans = [self._around(e) for e in sums]
        if last > high:
            spans.append((_next(self.said.text, self._around(sums[-1])[1]), last))
        place = self.rows.index(row)
        if not others or others[0] == factor.value - first:
            self._take_off(place, first, *spans)
        elif others[0] != factor.value:
            self.unclear += spans

    def _is_one_of_them(self, e: Expression) -> bool:
        """Whether a sum is that of one which its sentence says was told twice, or is out.

        有一张重复录了, 六十万那张.
        """
        if not _THAT_ONE.match(self.said.text, e.end):
            return False
        begin = max((m.end() for m in _STOP.finditer(self.said.text, 0, e.start)), default=0)
        return _ONE_OUT.search(self.said.text, begin, e.start) is not None

    def _comes_to(self, row: _Row, part: Expression, left: Expression) -> bool:
        """Whether a sum less what is told to drop out of it comes to the other that is told."""
        factor = replace(row.terms[0].factors[0], value=row.total)
        first, last = (self._in_unit(e.operands[-1].quantity, factor) for e in (part, left))
        return first + last == row.total

    def _end_of(self, e: Expression) -> int:
        """Where the sentence of a number ends, which has no other behind it."""
        return sentence_end(self.said.text, self._around(e)[1])

    def _around(self, e: Expression) -> tuple[int, int]:
        """The clause of a number."""
        return next(
            m.span() for m in _CLAUSE.finditer(self.said.text) if m.start() <= e.start < m.end()
        )

    def _clause(self, low: int, high: int) -> None:
        if (low, high) in self.spans:
            return
        named = self._named(low, high)
        if named is not None:
            self.target, self.told = named, (low, high)
        row, term = self._aimed()
        told = [e for e in self.said.expressions if low <= e.start < high]
        if self._tells_of_one(low, high, told):
            return
        if row is not None and term is not None:
            members = _members(row.terms)
            alone = [e for e in told if not is_name(self.said, e, members)]
            is_called = len(alone) > 1 or self._is_out(low, high) or self._is_back(low, high)
            told = [e for e in alone if self._amount(e) != abs(term.value)] if is_called else alone
            times = members[self.target[1]].count if self.target else None
            told = [e for e in told if not (e.value == times and self._points(e))]
        if SAME.search(self.said.text, low, high) or (
            told and (self._one_of_times(low, high, told) or self._stretch(low, high, told))
        ):
            return
        if not told and self._scaled(low, high):
            return
        if not told:
            self._without_number(low, high, is_named=named is not None)
        elif len(told) == 1:
            self._with_number(low, high, told[0], is_named=named is not None)

    def _tells_of_one(self, low: int, high: int, told: Sequence[Expression]) -> bool:
        """Whether a clause only says that the next number is of one of those counted."""
        is_next = self.of_one is not None and self.of_one[1][1] + 1 == low
        self.of_one = self.of_one if is_next else None
        match = _OF_ONE.match(self.said.text, low)
        if match is None or any(e.value != 1 or e.unit is not Unit.COUNT for e in told):
            return False
        if self._is_out(low, high) or match.end() != high:
            return False
        self.of_one = match["of"], (low, high)
        return True

    def _scaled(self, low: int, high: int) -> bool:
        """Whether a clause scales the member that the message named (…又评上,不过投资砍半)."""
        row, term = self._aimed()
        said = [m for m in self.said.multiples if low <= m.start < high]
        if row is None or term is None or self.target is None or len(said) != 1:
            return False
        if len(row.terms) < _SEVERAL or _OF_ALL.search(self.said.text, low, high):
            return False
        if _TOTAL.search(self.said.text, low, high):
            return False
        scale = Factor(said[0].factor, Unit.PERCENT)
        before = term.factors if said[0].factor < 1 else ()
        new = replace(term, factors=(*term.factors, scale), before=before)
        self._put(*self.target, new, (low, high))
        return True

    def _points(self, e: Expression) -> bool:
        """Whether a number only points to so many (那三个月)."""
        return self.said.text[e.start - 1 : e.start] in ("那", "这")

    @staticmethod
    def _amount(e: Expression) -> Decimal | None:
        """What a number says, added or not (追加的100万取消了)."""
        return e.value if e.value is not None else e.operands[-1].quantity.value

    def _aimed(self) -> tuple[_Row | None, Term | None]:
        if self.target is None:
            return None, None
        row = self.rows[self.target[0]]
        return row, row.terms[self.target[1]]

    def _named(self, low: int, high: int) -> tuple[int, int] | None:
        """The one member that a clause names."""
        clause = self.said.text[low:high]
        found = []
        for r, row in enumerate(self.rows):
            if len(row.terms) < _SEVERAL:
                continue
            members = _members(row.terms)
            own = meant(members, clause, self.said, row.names, row.stated.value)
            found += [(r, n) for n in own]
            if not own and _THAT_LAST.match(clause) and _OF_YEAR.search(clause):
                last = [n for n, t in enumerate(row.terms) if t.turn == self.said.number - 1]
                found += [(r, last[0])] if len(last) == 1 else []
        return found[0] if len(found) == 1 else None

    def _put(self, r: int, n: int, term: Term, *spans: tuple[int, int]) -> None:
        self.rows[r].terms[n] = replace(term, turn=self.said.number, start=None, end=None)
        self.changed.add(r)
        self.target = (r, n)
        self.spans += [s for s in (self.told, *spans) if s is not None and s not in self.spans]

    def _is_out(self, low: int, high: int) -> bool:
        is_met = any(low <= p < high for p in self.said.met)
        if _UNSURE.search(self.said.text, low, high) or was_left_out(self.said.text):
            return False
        is_out = any(low <= p < high for p in self.said.out)
        is_borne = self.target is not None and BORNE.search(self.said.text, low, high) is not None
        is_out = is_out or is_borne or OUT.search(self.said.text, low, high) is not None
        return not is_met and is_out

    def _is_back(self, low: int, high: int) -> bool:
        if _ASKS.search(self.said.text, low, high + 1):
            return False
        return (
            self.said.is_met(low, high) or _IN_AGAIN.search(self.said.text, low, high) is not None
        )

    def _without_number(self, low: int, high: int, *, is_named: bool) -> None:
        """A member, or what dropped out of one, that is out or in again."""
        span = (low, high)
        if self._is_back(low, high):
            out = [(r, n) for r, row in enumerate(self.rows) for n, t in enumerate(row.terms)
                   if not t.is_in or t.before]  # fmt: skip
            if self.target is not None and (is_named or self.target in out):
                out = [place for place in out if place == self.target]
            if len(out) == 1:
                r, n = out[0]
                term = self.rows[r].terms[n]
                own = term.before if term.is_in and term.before else term.factors
                before: tuple[Factor, ...] = () if term.is_in else term.before
                self._put(r, n, replace(term, factors=own, is_in=True, before=before), span)
            return
        is_dated = is_named and self._is_of_year_elsewhere(low, high)
        if not self._is_out(low, high) and not is_dated:
            return
        if self.waiting and not is_named:  # 第二批里有5台是拉货的,不载人
            (clause, leaf, left), *_ = self.waiting
            self.waiting = []
            self._lessen(*leaf, left, clause, span)
            return
        row, aimed = self._aimed()
        if row is None or aimed is None or self.target is None or len(row.terms) < _SEVERAL:
            return
        term = aimed
        if is_named and self._share_behind(high):
            return  # 乙家没开机,退了一半: how much of it is out
        if term.before and term.turn == self.said.number:
            self.spans.append(span)  # 里头有800万是重复的,剔掉
        elif not term.is_in and (is_named or term.turn == self.said.number):
            self.spans.append(span)  # 部署那块退了,不做了: said twice
            self.changed.add(self.target[0])
            row.terms[self.target[1]] = replace(term, turn=self.said.number)
        elif term.is_in:
            self._put(*self.target, replace(term, is_in=False), span)

    def _is_of_year_elsewhere(self, low: int, high: int) -> bool:
        """Whether a clause says of what it names that it is of another year (大的那笔是隔年的)."""
        text = self.said.text
        if _TOTAL.search(text) or _ASKS.search(text, low, high + 1):
            return False
        return _OF_YEAR.search(text, low, high) is not None

    def _take_off(self, r: int, value: Decimal, *spans: tuple[int, int]) -> None:
        """A sum less what dropped out of it."""
        row = self.rows[r]
        if len(row.terms) == 1:
            self._lessen(r, 0, 0, row.total - value, *spans)
            return
        less = Term((Factor(value, Unit.YUAN),), sign=-1)
        row.terms.append(less)
        self._put(r, len(row.terms) - 1, less, *spans)

    def _lessen(self, r: int, n: int, k: int, value: Decimal, *spans: tuple[int, int]) -> None:
        """A factor less some of it, which may come back."""
        term = self.rows[r].terms[n]
        self._put(r, n, replace(_with(term, k, value), before=term.factors), *spans)

    def _with_number(self, low: int, high: int, e: Expression, *, is_named: bool) -> None:
        """The leaf that a number tells anew."""
        e = _new_last(e)
        quantity = e.operands[-1].quantity
        if not self._may_tell(low, high, e):
            return
        if self._takes_back(low, high, e, is_named=is_named) or self._puts_back(low, high, e):
            return
        if quantity.unit is Unit.PERCENT:
            self._share(low, high, e)
            return
        leaves = self._leaves(low, high, e)
        if not leaves and self._mismatch(low, high, quantity):
            self.unclear.append((low, high))
        places = {(r, n) for r, n, _ in leaves}
        if len(leaves) > 1 and self.target in places:
            leaves = [leaf for leaf in leaves if leaf[:2] == self.target]
        is_sum = all(len(self.rows[r].terms[n].factors) == 1 for r, n, _ in leaves)
        if is_sum and not (is_named or self.target in places):
            old = [o for o in e.operands if o.role == "old"]
            if not old or len(leaves) != 1:
                self._whole_anew(low, high, e, leaves)
                return
        now = [(leaf, self._becomes_of(low, high, e, leaf)) for leaf in leaves]
        done = [(leaf, value) for leaf, value in now if value is not None]
        is_beside = e.operands[-1].role == "plus" and self._is_beside(low, quantity)
        if not done and is_beside and is_named:
            self.unclear.append((low, high))  # 一体机的硬件还有150万: another thing
        elif not done:
            self._wait(low, high, quantity, leaves)
        elif len(done) > 1 and not _OF_ALL.search(self.said.text, low, e.start):
            self.unclear.append((low, high))
        else:
            is_less = e.operands[-1].role == "minus" or goes_behind(self.said.text, low, e)
            for leaf, value in done:
                self._set((low, high), leaf, value, is_named=is_named, is_less=is_less)
            self.waiting = []

    def _whole_anew(self, low: int, high: int, e: Expression, leaves: Sequence[_Leaf]) -> None:
        """A sum that is none of several members: the whole, or one that nobody told before.

        培训改成27万 after 调优30万、部署50万: no member, and hardly the whole.
        """
        rows = {r for r, _, _ in leaves}
        lead = self.said.text[low : e.operands[-1].quantity.start]
        is_more = e.operands[-1].role == "plus"
        if len(rows) != 1 or is_more or _TOTAL.search(self.said.text, low, high):
            return
        row = self.rows[rows.pop()]
        for name in row.names:
            lead = lead.replace(name, "")
        if all(t.kind for t in row.terms) and content_of(lead) >= _SEVERAL:
            self.unclear.append((low, high))

    def _may_tell(self, low: int, high: int, e: Expression) -> bool:
        """Whether a number may tell one leaf anew: it is no range, no product, none of some."""
        if e.relation in _NOT_ONE or any(o.role == "count" for o in e.operands):
            return False  # 里头有一台花了60万,不是30: some of them only
        return _STILL.search(self.said.text, low, high) is None  # 还是按加200万的算

    def _wait(self, low: int, high: int, quantity: Quantity, leaves: Sequence[_Leaf]) -> None:
        """Some of a leaf, of which the next clause says what becomes of it."""
        is_inside = INSIDE.search(self.said.text, low, quantity.start) is not None
        if quantity.unit is Unit.COUNT and _BEFORE_NOW.search(self.said.text, low, quantity.start):
            return  # 去年那两台是借的: others, told of another time
        if len(leaves) == 1 and (quantity.unit in (Unit.COUNT, *_TIMES) or is_inside):
            factor = self._factor(leaves[0])
            left = factor.value - self._in_unit(quantity, factor)
            self.waiting += [((low, high), leaves[0], left)] if left > 0 else []

    def _set(
        self,
        span: tuple[int, int],
        leaf: _Leaf,
        value: Decimal,
        *,
        is_named: bool,
        is_less: bool,
    ) -> None:
        """A leaf with another value; ``is_less``: some is taken off it (300万里有200万是…)."""
        r, n, k = leaf
        if value < 0:
            self.unclear.append(span)
            return
        term = self.rows[r].terms[n]
        less = (is_less or self._is_out(*span)) and value < term.factors[k].value
        new = replace(_with(term, k, value), before=term.factors if less else ())
        was_told = term.turn == self.said.number  # 没签成,改签120: it is in again
        self._put(r, n, replace(new, is_in=term.is_in or is_named or was_told), span)
        for own, other, left in self.waiting:  # 有两个月免租,只交了10个月
            if other == leaf:
                (self.spans if left == value else self.unclear).append(own)

    def _factor(self, leaf: _Leaf) -> Factor:
        r, n, k = leaf
        return self.rows[r].terms[n].factors[k]

    def _leaves(self, low: int, high: int, e: Expression) -> list[_Leaf]:
        """The factors that a number may tell anew."""
        quantity, found = e.operands[-1].quantity, []
        olds = [o.quantity for o in e.operands if o.role == "old"]
        of = self._per(low, high, quantity)
        for r, row in enumerate(self.rows):
            if row.is_single:
                continue  # whoever reads single numbers reads it
            for n, term in enumerate(row.terms):
                for k, factor in enumerate(term.factors):
                    if self._fits(low, high, quantity, of, row, term, factor):
                        found.append((r, n, k))
        if olds:
            return [
                f for f in found if self._in_unit(olds[0], self._factor(f)) == self._factor(f).value
            ]
        return found

    def _per(self, low: int, high: int, quantity: Quantity) -> frozenset[str]:
        """What a price that a clause tells is for: 张, 月."""
        text = self.said.text
        of = {m["of"] for m in _EACH.finditer(text, low, high) if m.end() <= quantity.start}
        of |= {c for c in quantity.classifier.split("·") if quantity.unit in _PRICES and c}
        is_month = quantity.unit is Unit.YUAN_PER_MONTH or _EACH_MONTH.search(text, low, high)
        is_year = quantity.unit is Unit.YUAN_PER_YEAR or _EACH_YEAR.search(text, low, high)
        is_money = quantity.unit in (*_PRICES, *_SUMS)
        if self.of_one is not None and content_of(text[low : quantity.start]) == 0:
            of |= {self.of_one[0]}
        return (
            frozenset(of | ({"月"} if is_month else set()) | ({"年"} if is_year else set()))
            if is_money
            else frozenset()
        )

    def _fits(
        self,
        low: int,
        high: int,
        quantity: Quantity,
        of: frozenset[str],
        row: _Row,
        term: Term,
        factor: Factor,
    ) -> bool:
        unit = quantity.unit
        if factor.unit is Unit.COUNT:
            return unit is Unit.COUNT and factor.of in ("", quantity.classifier)
        if factor.unit is Unit.MONTH:
            return unit in _TIMES
        if factor.unit is not Unit.YUAN or unit not in (*_SUMS, *_PRICES):
            return False
        if len(term.factors) == 1:
            return unit in _SUMS and not of
        own = set(factor.of.split("·"))
        is_priced = unit in _PRICES or bool(of)
        if "年" in own and names_year(self.said.text, low, high):
            return False  # 第二年降到300万: that year alone
        if is_priced:
            things = own - {"月", "年"}
            return of <= own and (bool(of & things) or not (of and things))
        if _TOTAL.search(self.said.text, low, high) or len(row.terms) > 1:
            return False
        value = self._in_unit(quantity, factor)
        is_near = factor.value <= value * _CLOSE and value <= factor.value * _CLOSE
        return is_near and (value * _FAR <= row.total or is_of_one(value, factor, row.total))

    def _mismatch(self, low: int, high: int, quantity: Quantity) -> bool:
        """Whether a price is told per something else than the prices told before."""
        of = self._per(low, high, quantity)
        prices = [f for row in self.rows for t in row.terms if len(t.factors) > 1
                  for f in t.factors if f.unit is Unit.YUAN and f.of]  # fmt: skip
        known = {own for f in prices for own in f.of.split("·")}
        return bool(of and prices) and of <= known

    def _in_unit(self, quantity: Quantity, factor: Factor) -> Decimal:
        value = quantity.value
        if factor.unit is Unit.MONTH and quantity.unit is Unit.YEAR and factor.of != "年":
            return value * _MONTHS
        if factor.unit is Unit.MONTH and quantity.unit is Unit.MONTH and factor.of == "年":
            return value / _MONTHS
        is_bare = quantity.unit is Unit.NUMBER and factor.unit is Unit.YUAN
        is_near = value * _CLOSE >= factor.value  # 8000 after 1.2万 a month
        return value * _WAN if is_bare and value < _WAN <= factor.value and not is_near else value

    def _becomes_of(self, low: int, high: int, e: Expression, leaf: _Leaf) -> Decimal | None:
        """What a leaf is after a number; one that the message has just put out is that alone.

        追加的没批下来,最后就多花了12万: 12万 in its place, not so much more of it.
        """
        r, n, _ = leaf
        term, factor = self.rows[r].terms[n], self._factor(leaf)
        is_gone = not term.is_in and term.turn == self.said.number
        if not is_gone or e.relation in _NOT_ONE or e.operands[-1].role == "minus":
            return self._becomes(low, high, e, factor)
        lead = self.said.text[low : e.operands[-1].quantity.start]
        if e.operands[-1].role == "plus" or _MORE_BY.search(lead) or _MORE_OF_IT.search(lead):
            return self._in_unit(e.operands[-1].quantity, factor)
        return self._becomes(low, high, e, factor)

    def _becomes(self, low: int, high: int, e: Expression, factor: Factor) -> Decimal | None:
        """What a factor is after a number that is told of it; None if nothing says so."""
        operand = e.operands[-1]
        quantity, text = operand.quantity, self.said.text
        value = self._in_unit(quantity, factor)
        lead = text[low : quantity.start]
        if _UP_TO.search(lead):  # 补签到980万: not so much more
            return value
        if operand.role == "total" and self._is_of_all(low, high, quantity.start):
            return None  # 餐费只认10万,合计90万: what all of them come to
        if operand.role == "plus" and self._is_beside(low, quantity):
            return None
        if e.relation is Relation.SUM and e.operands[0].quantity.value == factor.value:
            return e.value  # 500万那个又追加了100万
        is_counted = factor.unit in (Unit.COUNT, Unit.MONTH) and not INSIDE.search(lead)
        is_told = operand.role == "term" or _SOLD.search(lead)  # what was sold is no fewer
        if is_counted and is_told and _WRONG.search(text, 0, low):
            return value  # 数错了,那次卖了九台
        is_more_time = factor.unit in (Unit.MONTH, Unit.COUNT) and _MORE_TIMES.search(lead)
        is_off = self._is_of_another(e, lead) or goes_behind(text, low, e)
        if value < factor.value and is_off and operand.role == "term":
            return factor.value - value
        if _MORE_BY.search(lead) or is_more_time:
            return factor.value + value
        if _LESS_BY.search(lead):
            return factor.value - value  # 十月那批少买110万
        if operand.role in ("minus", "plus"):
            return factor.value + (value if operand.role == "plus" else -value)
        if (
            operand.role in ("new", "total")
            or IS_NOW.search(lead)
            or _TO.search(lead)
            or _ONLY.search(lead)
        ):
            return value
        is_inside = INSIDE.search(lead) is not None
        is_some = (factor.unit in (Unit.COUNT, Unit.MONTH) or is_inside) and value < factor.value
        if is_some and self._is_out(low, high):
            return factor.value - value
        rest = text[low : e.start] + text[e.end : high]
        is_alone = content_of(rest) == 0 or (
            self.target is not None and factor.unit is Unit.YUAN and not INSIDE.search(lead)
        )
        return value if is_alone and not self._is_out(low, high) else None

    def _is_of_another(self, e: Expression, lead: str) -> bool:
        """Whether a number is some of a member, of something else (里面30万属于去年的)."""
        is_some = INSIDE.search(lead) or _HAS.search(lead)
        return bool(is_some) and OF_ANOTHER.match(self.said.text, e.end) is not None

    def _is_of_all(self, low: int, high: int, number: int) -> bool:
        """Whether a total is of several members, none of which its clause names."""
        several = sum(term.is_in for row in self.rows for term in row.terms) > 1
        if not several or _TOTAL.search(self.said.text, low, number) is None:
            return False
        is_of_both = _JOINTLY.search(self.said.text, low, number) is not None
        return is_of_both or self._named(low, high) is None

    def _is_beside(self, low: int, quantity: Quantity) -> bool:
        """Whether a number is told of what is there besides (还有150万)."""
        return _BESIDE.search(self.said.text, low, quantity.start) is not None

    def _puts_back(self, low: int, high: int, e: Expression) -> bool:
        """Whether a clause points to so many as went off one term and says that they are in."""
        stop = sentence_end(self.said.text, high)
        if e.unit is not Unit.COUNT or not self._points(e) or self._is_out(low, stop):
            return False
        out = [
            (r, n)
            for r, row in enumerate(self.rows)
            for n, term in enumerate(row.terms)
            for now, was in zip(term.factors, term.before, strict=False)
            if now.unit is Unit.COUNT and was.value - now.value == e.value
        ]
        if len(out) != 1 or not _LOST_ONES.search(self.said.text, e.end, stop):
            return False
        r, n = out[0]
        term = self.rows[r].terms[n]
        self._put(r, n, replace(term, factors=term.before, before=()), (low, stop))
        return True

    def _takes_back(self, low: int, high: int, e: Expression, *, is_named: bool) -> bool:
        """Whether a number only says what went off a member and now does not (那两成没退成)."""
        _, term = self._aimed()
        if term is None or not term.before or not self._is_back(low, high):
            return False
        if e.unit is Unit.PERCENT:
            does = _UNDONE.search(self.said.text, e.end, high) is not None
        else:
            does = self._amount(e) == replace(term, factors=term.before).value - term.value
        if does:
            self._without_number(low, high, is_named=is_named)
        return does

    def _share(self, low: int, high: int, e: Expression) -> None:
        """A share of a member that does not count (那批里一半是自家集团的)."""
        row, term = self._aimed()
        share = e.operands[-1].quantity.value
        if row is None or term is None or self.target is None or not 0 < share < 1:
            return
        if len(e.operands) > 1:
            return
        is_off = e.operands[-1].role == "minus"  # 二季度的退了一半
        is_off = is_off or self._is_out(low, high) or self._is_out_behind(low, high, e)
        if not (is_off or _GIVEN_BACK.search(self.said.text, low, e.start)):
            # 那30万里头一半是隔壁公司的,扣掉
            lead = self.said.text[low : e.start]
            is_inside = INSIDE.search(lead) or OF_THAT.search(lead)
            if is_inside and len(term.factors) == 1:
                left = term.factors[0].value * (ALL_OF_IT - share)
                self.waiting += [((low, high), (*self.target, 0), left)]
            return
        less = Factor(ALL_OF_IT - share, Unit.PERCENT)
        new = replace(term, factors=(*term.factors, less), before=term.factors)
        self._put(*self.target, new, (low, high))

    def _share_behind(self, high: int) -> bool:
        """Whether the clause behind says that a share was given back, and nothing else."""
        if self.said.text[high : high + 1] != ",":
            return False
        start = _next(self.said.text, high)
        stop = _CLAUSE.match(self.said.text, start)
        told = [e for e in self.said.expressions if stop and start <= e.start < stop.end()]
        return (
            len(told) == 1
            and told[0].unit is Unit.PERCENT
            and _GIVEN_BACK.search(self.said.text, start, told[0].start) is not None
        )

    def _is_out_behind(self, low: int, high: int, e: Expression) -> bool:
        """Whether the clause behind a share of a member, which tells no number, says it is out.

        保安有一半是替隔壁请的,得划出去.
        """
        if self.said.text[high : high + 1] != "," or not _SOME_OF_IT.search(
            self.said.text, low, e.start
        ):
            return False
        start = _next(self.said.text, high)
        stop = _CLAUSE.match(self.said.text, start)
        if stop is None or any(start <= x.start < stop.end() for x in self.said.expressions):
            return False
        return self._is_out(*stop.span())

    def _stretch(self, low: int, high: int, told: Sequence[Expression]) -> bool:
        """Some of the times, or some of those counted, with another factor of their own.

        最后三个月涨到60万一个月; 头四个月只有40张, 后六个月才60: whether a clause tells that.
        """
        parts = [o for e in told for o in e.operands if o.role != "old"]
        if len(parts) != _SEVERAL:
            return False
        for some, other in (parts, parts[::-1]):
            quantity = some.quantity
            lead = self.said.text[low : quantity.start]
            if quantity.unit not in (Unit.COUNT, *_TIMES) or not _SPLITS.search(lead):
                continue
            of = self._per(low, high, other.quantity)
            found = []
            for r, row in enumerate(self.rows):
                for n, term in enumerate(row.terms):
                    places = [
                        (k, m)
                        for k, factor in enumerate(term.factors)
                        for m, second in enumerate(term.factors)
                        if k != m
                        and self._fits(low, high, quantity, frozenset(), row, term, factor)
                        and self._in_unit(quantity, factor) <= factor.value
                        and (
                            self._fits(low, high, other.quantity, of, row, term, second)
                            or _is_like(other.quantity, second)
                        )
                    ]
                    found += [(r, n, k, m) for k, m in places]
            found = [f for f in found if f[:2] == self.target] or found
            if len(found) != 1:
                continue
            r, n, k, m = found[0]
            factor = self.rows[r].terms[n].factors[k]
            second = self.rows[r].terms[n].factors[m]
            own = (self._in_unit(quantity, factor), m, self._in_unit(other.quantity, second))
            self.stretches.setdefault((r, n, k), []).append((own, (low, high)))
            return True
        return False

    def _one_of_times(self, low: int, high: int, told: Sequence[Expression]) -> bool:
        """Whether a clause tells one of so many equal ones at a price of its own.

        第三个月那笔是15万, 最后那个月只付了一半.
        """
        one = _ONE_OF.search(self.said.text, low, high)
        behind = [e for e in told if one is not None and e.start >= one.end()]
        before = [e for e in told if one is not None and e.end <= one.start()]
        if one is None or len(behind) != 1 or before or behind[0].relation in _NOT_ONE:
            return False
        e = behind[0]
        found = []
        for r, row in enumerate(self.rows):
            for n, term in enumerate(row.terms):
                times = [
                    k
                    for k, f in enumerate(term.factors)
                    if self._is_times(f, one["month"] or one["thing"])
                ]
                prices = [m for m, f in enumerate(term.factors) if f.unit is Unit.YUAN]
                if len(term.factors) == _SEVERAL and len(times) == len(prices) == 1:
                    value = self._price_of_one(low, e, term.factors[prices[0]])
                    found += [] if value is None else [((r, n, times[0]), prices[0], value)]
        found = [f for f in found if f[0][:2] == self.target] or found
        if len(found) != 1:
            return False
        leaf, m, value = found[0]
        self.stretches.setdefault(leaf, []).append(((ALL_OF_IT, m, value), (low, high)))
        return True

    @staticmethod
    def _is_times(factor: Factor, of: str) -> bool:
        """Whether a factor says how many months or things there are, more than one of them."""
        unit = Unit.MONTH if of == "月" else Unit.COUNT
        return factor.unit is unit and factor.of == of and factor.value > 1

    def _price_of_one(self, low: int, e: Expression, price: Factor) -> Decimal | None:
        """What one costs after the number that is told of it alone."""
        operand = e.operands[-1]
        value, lead = operand.quantity.value, self.said.text[low : operand.quantity.start]
        if operand.quantity.unit is Unit.PERCENT:
            if not 0 < value < 1 or len(e.operands) > 1 or INSIDE.search(lead):
                return None
            is_off = operand.role == "minus" or _LESS_BY.search(lead)
            return price.value * (ALL_OF_IT - value if is_off else value)
        if operand.quantity.unit not in (*_SUMS, *_PRICES):
            return None
        value = self._in_unit(operand.quantity, price)
        if operand.role in ("minus", "plus") or _LESS_BY.search(lead) or _MORE_BY.search(lead):
            less = operand.role == "minus" or _LESS_BY.search(lead)
            value = price.value - value if less else price.value + value
        is_near = price.value <= value * _FAR and value <= price.value * _FAR
        return value if is_near or not value else None

    def _divided(self) -> None:
        """The terms of which some stretches were told anew, one for each stretch."""
        for (r, n, k), told in sorted(self.stretches.items(), reverse=True):
            row = self.rows[r]
            term = row.terms[n]
            rest = term.factors[k].value - sum((own[0] for own, _ in told), NOTHING)
            spans = [span for _, span in told]
            if rest < 0:
                self.unclear += spans
                continue
            new = [] if not rest else [_with(term, k, rest)]
            for (number, m, value), _ in told:
                new.append(_with(_with(term, k, number), m, value))
            row.terms[n : n + 1] = [
                replace(t, turn=self.said.number, start=None, end=None) for t in new
            ]
            self.changed.add(r)
            self.spans += spans
            for e in self.said.expressions:  # 前六个月不变: how many are left is said as well
                unit = e.operands[-1].quantity.unit
                if unit in (Unit.COUNT, *_TIMES) and e.value == rest and rest:
                    self.spans.append(self._around(e))


def _new_last(e: Expression) -> Expression:
    """A correction as one whose new value stands last (一个月两万,不是三万六)."""
    if e.relation is not Relation.INSTEAD or e.operands[-1].role != "old":
        return e
    return replace(e, operands=tuple(sorted(e.operands, key=lambda o: o.role == "new")))


def _next(text: str, place: int) -> int:
    """Where the clause behind a place begins."""
    after = _CLAUSE.search(text, place)
    return after.start() if after else place


def _is_like(quantity: Quantity, factor: Factor) -> bool:
    """Whether a bare number is of the size of a count (后六个月才60)."""
    if quantity.unit is not Unit.NUMBER or factor.unit is not Unit.COUNT:
        return False
    return factor.value <= quantity.value * _CLOSE and quantity.value <= factor.value * _CLOSE


def _with(term: Term, k: int, value: Decimal) -> Term:
    factors = list(term.factors)
    factors[k] = replace(factors[k], value=value)
    return replace(term, factors=tuple(factors))


def _members(terms: Sequence[Term]) -> tuple[FactItem, ...]:
    """The terms as members that a clause may name, those that are out in their places."""
    found = []
    for term in terms:
        count = next((f for f in term.factors if f.unit in (Unit.COUNT, Unit.MONTH)), None)
        times = int(count.value) if count is not None and len(term.factors) == _SEVERAL else None
        value = abs(term.value) / times if times else abs(term.value)
        found.append(FactItem(value, term.kind, term.year, count=times, turn=term.turn))
    return tuple(found)
