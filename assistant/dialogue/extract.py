"""Read what a message states in words: flags, choices, and claimed rates, caps and amounts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from assistant.dialogue.applying_bodies import body_applying
from assistant.dialogue.aspects import clause_around
from assistant.dialogue.boundaries import Boundaries
from assistant.dialogue.conditions import by_destination, not_the_first, other_level, other_rank
from assistant.dialogue.dated import DatedFacts
from assistant.dialogue.fell import fallen
from assistant.dialogue.gradings import put_right
from assistant.dialogue.kinds_counted import KindsCounted
from assistant.dialogue.language import ends_unknown
from assistant.dialogue.matters import Found, Vocabulary
from assistant.dialogue.parties import asks_of_both
from assistant.dialogue.polarity import Marks, Mention, Polarity, Verdict
from assistant.dialogue.replies import changed_flag, reply
from assistant.dialogue.stated import Claim, ClaimKind, Stated
from assistant.dialogue.words import Phrases, Words
from assistant.rules.facts import FactKind, FactSpec, excluding
from assistant.text.claimed import is_claimed
from assistant.text.dates import DateMention
from assistant.text.pattern import lazy
from assistant.text.units import Quantity, Unit

_NEGATION_REACH = 5
_LOOSE = "没未尚还"
_SPENT = lazy("(?:合同额?|费用?|金额|投入|成本|租金|投资额?)[^,。;!?:]{0,4}按$")
_CAP_CHANGED = lazy(
    "(?:上限|封顶|最高额|额度)(?:已经?|今年|现在|都|又|是不是)*"
    "(?:提高|涨|升|上调|下调|增加|加|调|改|变|降|减)[^,。!?;\\d]{0,3}$"
)
_TOPPED = lazy("(?:轮|资|投入|款|额|数|面积)(?:要|再|给)?补[到足齐]$")
_GOT = lazy("[拿领获得给发补拨奖]到?[了过](?:我们)?$|(?:已经?|先|早就)[^,。;!?]{0,3}[拿领获得]到$")
_APPLICANT = "applicant_kind"
_OTHER_PARTY = lazy("(?:给|卖给|租给|交给|借给|跟|向|替)(?:了)?(?:一?[家个所])?[^,。;!?]{0,4}$")
_DENIES_KIND = lazy("(?:不是|非|不算|不属于|并非)[个家]?$")
_GOVERNS = frozenset("名的出投付买办")
_BOTH = lazy("两家|两边|两方|双方|各自?(?:能|可|拿|得|补|给|是)?(?:拿|得|补|给)?多少")
"""Both sides are asked about: 我们是发榜方, 对面是揭榜方, 两家各能拿多少."""
_ASKER = lazy("我|咱|本公司|本单位|自己")
_OR = lazy("(?<![但却也])还是")
_NO_NEGATION = frozenset({"no_denial", "assert_double", "ask_before", "ask_near"})
_DENIAL = lazy("[非未无不没]")
_BREAK = lazy("[,。;!?、:但而]|不过")
_AS_MATTER = lazy(
    "(?:软件|产品)?(?:[那这]一?(?:条|项|款|块|档)|(?:还|又)?(?:能|可以?|会)?(?:拿|领|补|给|奖|报)到?(?:我们)?(?:多少|几))"
)
"""首版次那条呢, 首版次能拿多少 only name what is asked for."""
_ITS_RATE = lazy(
    "(?:企业|公司)?的?(?:[那这][一个种条]?)?(?:的)?(?:更|较)?高?的?"
    "(?:比例(?![^,。;!?]{0,4}(?:适用|给我|归我))|待遇|上浮)"
)
_BY_IT = lazy("(?:按|照|用|享受?|走|拿|适用|套)(?:了|到)?$")
"""初创那个更高的比例 names what another case is paid, and says of nobody that he is one."""
_COUNTED = lazy("[\\d一二两三四五六七八九十][个项]的?$")
"""So many of each kind (一个重点, 两个面上) are told side by side."""
_PHRASE = lazy("[,。;!?:但而]|不过")
"""What parts two subjects: 我们批了一个重点、两个面上 has one."""


@dataclass(frozen=True, slots=True)
class Said:
    """One mention of a condition in a message, with its polarity there."""

    found: Found
    verdict: Verdict
    is_title: bool = False
    is_now: bool = False

    @property
    def weight(self) -> int:
        """How surely it states something: a bare matter 0, the title of a support 1, else 2."""
        if self.found.mention.is_bare:
            return 0
        return 1 if self.is_title else 2

    @property
    def polarity(self) -> Polarity:
        """The polarity of the mention itself (that of the opposite, where it names one)."""
        return self.verdict.polarity

    @property
    def is_denied_opposite(self) -> bool:
        """Whether the opposite of a flag is denied (不是大企业)."""
        return self.found.value is False and self.polarity is Polarity.DENIED

    @property
    def key(self) -> str:
        """The choice named; "" for a flag."""
        return self.found.value if isinstance(self.found.value, str) else ""

    @property
    def value(self) -> bool | str | None:
        """What is stated: a flag's value, a choice's key (also where denied); None: nothing."""
        if self.polarity is Polarity.UNSTATED:
            return None
        if isinstance(self.found.value, str):
            return self.found.value
        return self.found.value == (self.polarity is Polarity.MET)


class FactReader:
    """Reads facts from folded messages; built once from the fact vocabulary."""

    def __init__(
        self, specs: Mapping[str, FactSpec], words: Words, bounds: Boundaries | None = None
    ) -> None:
        self._specs = specs
        self._words = words
        self._vocabulary = Vocabulary(specs, bounds)
        self.dated = DatedFacts(specs)
        self.kinds_counted = KindsCounted(specs)

    def flags(
        self,
        text: str,
        in_question: Collection[str] = (),
        asked: str = "",
        *,
        dates: Sequence[DateMention] = (),
        today: date | None = None,
    ) -> tuple[Stated, ...]:
        """The flags and choices stated in a folded message; questions and wishes state nothing.

        ``in_question``: facts that the rules in question test, for which weaker words count.
        ``asked``: the fact just asked for, which a bare 是的 or 没有 answers. A choice that is only
        denied (不是训练) is the other one of two, else `excluding` it.
        """
        changed = changed_flag(text, self._specs)
        if changed:
            return (changed,)
        stated = tuple(
            stated
            for name, said in self.said(text, in_question, asked).items()
            for stated in _settled(self._specs[name], said, text)
        )
        wrong = [m.span() for m in _SAID_WRONGLY.finditer(text)]
        stated = tuple(s for s in stated if not any(a <= s.start < b for a, b in wrong))
        if all(each.value is not True for each in stated):
            stated = (*stated, *other_level(text, self._specs, in_question))
        stated = (*stated, *fallen(text, self._specs, stated))
        stated = put_right(text, self._specs, stated)
        again = not_the_first(text, self._specs, in_question)
        if again:
            stated = tuple(s for s in stated if not again[0].start <= s.start < again[0].end)
            stated = (*stated, *again)
        ranked = (
            f for f in other_rank(text, self._specs) if f.name not in {s.name for s in stated}
        )
        stated = (*stated, *ranked)
        if today is not None and dates:
            stated = self.dated.told(text, stated, dates, today)
        body = body_applying(text, self._specs[_APPLICANT]) if _APPLICANT in self._specs else None
        if body is not None:
            stated = (*(s for s in stated if s.name != _APPLICANT), body)
        known = {each.name for each in stated}
        routes = by_destination(text, self._specs)
        stated = (*stated, *(r for r in routes if r.name not in known))
        if asked in self._specs and all(each.name != asked for each in stated):
            value = reply(text, self._specs[asked])
            if value is not None:
                return (*stated, Stated(asked, value, 0, len(text), text))
        return stated

    def said(
        self, text: str, in_question: Collection[str] = (), asked: str = ""
    ) -> Mapping[str, tuple[Said, ...]]:
        """Fact → its mentions with their polarity, unstated ones too: for `cewen explain`."""
        marks = Marks(text)
        found = self._vocabulary.find(text, {*in_question, asked})
        names = {one.fact for one in found}
        said: dict[str, list[Said]] = {name: [] for name in self._specs if name in names}
        beside: dict[int, list[Found]] = {}
        for one in found:
            beside.setdefault(marks.clause(one.mention.start)[0], []).append(one)
        stops: dict[tuple[int, str, bool | str], list[Mention]] = {}
        for one in found:
            clause = marks.clause(one.mention.start)[0]
            key = clause, one.fact, one.value
            if key not in stops:
                stops[key] = [o.mention for o in beside[clause] if _stops(o, one)]
            if one.fact == asked:  # what was asked for needs no word that it is done
                one = replace(one, mention=replace(one.mention, is_bare=False))
            verdict = marks.verdict(one.mention, stops[key], beside)
            is_flag = self._specs[one.fact].kind is FactKind.FLAG
            by_rate = is_flag and _ITS_RATE.match(text, one.mention.end)
            if by_rate and not _BY_IT.search(text, 0, one.mention.start):
                continue
            is_title = marks.names_support(one.mention)
            if is_flag:  # 面上这一档 tells which class it is
                is_title = is_title or _AS_MATTER.match(text, one.mention.end) is not None
            is_now = marks.holds_now(one.mention)
            said[one.fact].append(Said(one, verdict, is_title=is_title, is_now=is_now))
        return {name: tuple(each) for name, each in said.items() if each}

    def claims(
        self, text: str, quantities: Sequence[Quantity], places: Sequence[tuple[int, int]] = ()
    ) -> tuple[Claim, ...]:
        """Numbers that state a rate, a cap or an amount to be got (市里500万 beside a place)."""
        ends = {end for _, end in places}
        found = (
            self._claim(text, quantity, ends)
            for quantity in quantities
            if not _is_paid_again(text, quantity)
        )
        return tuple(claim for claim in found if claim is not None)

    def _claim(self, text: str, quantity: Quantity, ends: set[int]) -> Claim | None:
        span = (quantity.start, quantity.end, quantity.text)
        if quantity.role != "amount":
            return None
        words = self._words
        before, after = text[max(0, quantity.start - 6) : quantity.start], text[quantity.end :][:8]
        pays = _says_paid(words.benefit_before, before, after) or words.benefit_after.opens(after)
        if before.endswith("按") and _SPENT.search(
            text, max(0, quantity.start - 12), quantity.start
        ):
            pays = False  # 合同额统一按520万: what it is reckoned on
        if before.endswith("按") and quantity.unit is Unit.YUAN:
            pays = words.benefit_after.opens(after)  # 加回来吧, 按700万
        got = _GOT.search(before) and not words.intents["confirm"].within(text)
        low, _ = clause_around(text, quantity.start, quantity.end)
        pays = pays or is_claimed(text, low, quantity.start, quantity.end)
        is_told = got or _of_above(before, after) or _is_raised(text, low, quantity.start)
        if is_told or _TOPPED.search(before):  # 这一轮补到2000万: what comes in, not what is paid
            pays = False  # 拿了1.2亿: something that happened, nothing that is expected
        caps = _CAP_CHANGED.search(text, 0, quantity.start) is not None
        caps = caps or words.cap_after.opens(after) or words.cap_before.ends(before)
        caps = caps or _is_budget(text, quantity)
        if quantity.unit is Unit.PERCENT:
            if words.growth.within(before):
                return None
            return Claim(ClaimKind.RATE, quantity.value, *span, is_direct=pays or caps)
        if quantity.unit in (Unit.YEAR, Unit.MONTH):
            months = quantity.value * (12 if quantity.unit is Unit.YEAR else 1)
            return Claim(ClaimKind.PERIOD, months, *span, is_direct=False)
        if quantity.unit not in (Unit.YUAN, Unit.YUAN_PER_UNIT, Unit.YUAN_PER_YEAR):
            return None
        if pays and (words.per_item.opens(after) or quantity.unit is Unit.YUAN_PER_UNIT):
            return Claim(ClaimKind.ITEM, quantity.value, *span)
        if caps:
            return Claim(ClaimKind.CAP, quantity.value, *span)
        expected = words.intents["confirm"].within(after)
        confirms = words.intents["confirm"].within(text) and len(ends) > 1
        if (
            pays
            or (confirms and quantity.start in ends)
            or (expected and words.total_before.ends(before))
        ):
            return Claim(ClaimKind.AMOUNT, quantity.value, *span)
        return None


_TIMES = ("天", "周", "季度", "半年")
_RAISED = lazy(
    "(?:[a-h天使]轮|这轮|一轮|风投|创投|天使|融资)(?![^,。;!?]{0,3}[奖补])[^,。;!?]{0,8}?[拿获]到?了?$"
)
_SUPPORTED = lazy("[奖补贴]|资助|扶持")


def _is_raised(text: str, low: int, start: int) -> bool:
    """Whether a sum is what investors gave: A轮只拿到1800万."""
    return _RAISED.search(text, low, start) is not None and not _SUPPORTED.search(text, low, start)


_GIVES = lazy("[补奖给发领拿]|资助")


def _is_paid_again(text: str, quantity: Quantity) -> bool:
    """Whether a number is what one pays, and how often: 房租季付,一次9万."""
    low, _ = clause_around(text, quantity.start, quantity.end)
    return quantity.classifier in _TIMES and not _GIVES.search(text, low, quantity.start)


_OF_ABOVE = lazy(
    "(?:中央|上级)(?:财政)?(?:已经?|累计)?(?:补贴?|补助|奖补)(?:资金|额|款)?(?:了|是|有)?$"
)


def _of_above(before: str, after: str) -> bool:
    """每台中央补贴8万: whether a number is what another pays, of which this one pays a share."""
    return _OF_ABOVE.search(before) is not None and _IS_THAT_SO.match(after) is None


_BUDGET = lazy(
    "(?:[区市]里|[区市]级|政府|财政)(?:每|一|全)?年?度?(?:一共|总共|合计|总计|总额)"
    "(?:也)?(?:才|就|只|有|是)*$"
)
_NEAR = 14
_ASKED = lazy("(?:元|块)?[^,。;!?\\d]{0,6}[吗么?]")
"""区里一年总共才一千万盘子?: what there is for all."""
_IS_THAT_SO = lazy("(?:元|块)?(?:是吧|对吧|对吗|是吗|是不是|没错吧|对不对|吧?[?])")


_SAID_WRONGLY = lazy(
    "(?:之前|刚才?|前面|先前|方才|早先|开头)我?(?:说|讲|报|写)[^,。;!?]{1,10}?(?:是我?|都是我?)?"
    "(?:记|说|搞|弄|看|写|报)(?:混|错|岔|反|串)"
)
"""我之前说涨了是我记混了: what was said wrongly is said no more."""


def _is_budget(text: str, quantity: Quantity) -> bool:
    """Whether a number is asked about as what there is for all."""
    low = max(0, quantity.start - _NEAR)
    told = _BUDGET.search(text, low, quantity.start)
    return told is not None and _ASKED.match(text, quantity.end) is not None


def _says_paid(phrases: Phrases, before: str, after: str) -> bool:
    """Whether a word of paying ends a text; one character may be but the end of a noun (沙发)."""
    if not phrases.ends(before):
        return False
    if _COMPOUND.search(before):
        return False  # 做开发36万, 递补3个
    if _IS_THAT_SO.match(after):  # 福田给50万是吧
        return True
    lead = before[:-1]
    is_noun = ends_unknown(lead) and not _FIGURE_END.search(lead)  # 350万给175万
    return not (phrases.ends(before[-1:]) and is_noun)


_SELLER = "卖方"
_FROM = lazy("[从向跟找和与]|卖|买|关联")
_FIRMS = ("公司", "企业", "单位")
_OWN_FIRM = lazy(
    "(?:[两二三四五六七八九十几\\d]+[个家](?:全资)?"
    "|(?:我们?|我司|咱们?|公司)(?:自己|本来|就|也|都)*(?:是|属于|作为)[^,。;!?]{0,12})$"
)
_COMPOUND = lazy("(?:[开研批首转出引并触启]发|[修缝填弥候递替]补|[率带占]领|[供自]给)$")
"""Verbs that end with a word of paying and are none."""
_FIGURE_END = lazy("[\\d万亿元块台个项家%]$")


_TRADE = lazy("(?:有限|股份|集团)?(?:公司|企业|集团|厂|出身|起家)|行业(?!标准)")


def _stops(other: Found, one: Found) -> bool:
    """Whether a denial before ``other`` does not reach on to ``one``: 没做[训练]只做推理."""
    if other.fact == one.fact:
        return other.value != one.value
    return isinstance(other.value, bool)


def _is_contrary(spec: FactSpec) -> bool:
    """Whether denying the opposite leaves the fact open: 没有下滑 is no growth yet.

    Not so where the fact itself is a denial (非关联方) or one of two that are asked for (还是).
    """
    return not (_DENIAL.search(spec.label) or "还是" in spec.ask)


def _are_alternatives(said: Sequence[Said], text: str) -> bool:
    """Whether two values are asked for, one or the other: 租的还是买的."""
    places = [each.found.mention for each in said]
    return any(
        one.end <= two.start and _OR.search(text[one.end : two.start])
        for one, two in pairwise(places)
    )


def _settled(spec: FactSpec, said: Sequence[Said], text: str) -> Iterator[Stated]:
    """The statements of one fact: the surest mentions count, and what holds now over what did."""
    stated = [each for each in said if each.value is not None]
    if spec.kind is FactKind.FLAG and _is_contrary(spec):
        stated = [each for each in stated if not each.is_denied_opposite]
    if _SELLER in spec.label:
        stated = [each for each in stated if not _is_own_firm(each, text)]
    if len({each.found.value for each in said}) > 1 and _are_alternatives(said, text):
        return
    stated = _less_trade(spec, stated, text)
    stated = [each for each in stated if not _was_so(spec, each, text)] or stated
    surest = max((each.weight for each in stated), default=0)
    stated = [each for each in stated if each.weight == surest]
    denials = [each for each in stated if each.polarity is Polarity.DENIED]
    stated = [each for each in stated if not _is_denied_on(each, denials, text)]
    if len({each.value for each in stated}) > 1:  # 牵头的是某大学, 我们只是参与
        own = [each for each in stated if _is_of_asker(each, text)]
        counted = all(_COUNTED.search(text, 0, each.found.mention.start) for each in stated)
        both = _BOTH.search(text) or asks_of_both(text)
        one = len({each.value for each in own}) == 1 and not both and not counted
        stated = own if one else stated
    if len({each.value for each in stated}) > 1 and stated[-1].is_now and not stated[0].is_now:
        stated = stated[-1:]
    if spec.kind is FactKind.FLAG:
        yield from _one_each(spec.name, stated)
        return
    met = [each for each in stated if each.polarity is Polarity.MET]
    if spec.name == _APPLICANT:
        met = [each for each in met if not _OTHER_PARTY.search(text, 0, each.found.mention.start)]
    if met:
        yield from (_stated(spec.name, each, each.key) for each in met)
        return
    if spec.name == _APPLICANT:  # 不在公司名下, 不是我们公司出的: nothing about who applies
        stated = [each for each in stated if _is_denied_beside(each, text)]
    denied = {each.key: each for each in stated}
    rest = [key for key in spec.choices if key not in denied]
    if denied and len(rest) == 1:
        yield _stated(spec.name, next(iter(denied.values())), rest[0])
    elif denied:
        key, each = next(iter(denied.items()))
        yield _stated(spec.name, each, excluding(spec, key))


_FROM_IT = lazy("(?:从|由)(?:[原本]来的?)?$")
_TO_ANOTHER = lazy("(?:的)?(?:改|调|变|降|升|换|评|跌|掉|落|提|转)(?:低|高)?(?:成|到|为|至)")


def _was_so(spec: FactSpec, said: Said, text: str) -> bool:
    """Whether a choice is told as the one that held before: 从[良好]调成合格."""
    mention = said.found.mention
    if spec.kind is not FactKind.CHOICE:
        return False
    goes_on = _TO_ANOTHER.match(text, mention.end) is not None
    return goes_on and _FROM_IT.search(text, 0, mention.start) is not None


def _less_trade(spec: FactSpec, stated: list[Said], text: str) -> list[Said]:
    """Of statements that differ those that tell no trade of a firm: 物流公司做无人驾驶载客."""
    if spec.kind is not FactKind.FLAG or len({each.value for each in stated}) <= 1:
        return stated
    return [s for s in stated if not _TRADE.match(text, s.found.mention.end)] or stated


def _is_denied_on(said: Said, denials: Sequence[Said], text: str) -> bool:
    """Whether what a word begins is denied in the same clause: 事前[没]找管理局同意."""
    end = said.found.mention.end
    return said.polarity is Polarity.MET and any(
        other.found.value == said.found.value
        and any(end <= mark.start for mark in other.verdict.marks)
        and not _BREAK.search(text, end, other.found.mention.start)
        for other in denials
    )


def _is_of_asker(said: Said, text: str) -> bool:
    """Whether the asker is the subject of the clause (我们只是参与)."""
    mention = said.found.mention
    low = max((m.end() for m in _PHRASE.finditer(text, 0, mention.start)), default=0)
    return bool(_ASKER.search(text, low, mention.start))


def _is_own_firm(said: Said, text: str) -> bool:
    """Whether a word of kinship says what the asker's own companies are: 集团两个子公司.

    Whom something is bought from stands behind 从, 向, 跟.
    """
    mention = said.found.mention
    low = max((m.end() for m in _PHRASE.finditer(text, 0, mention.start)), default=0)
    head = text[low : mention.start]
    if not text[mention.start : mention.end].endswith(_FIRMS) or _FROM.match(text, mention.end):
        return False  # 我们是关联方买的 tells who sold it
    return not _FROM.search(head) and bool(_OWN_FIRM.search(head))


def _is_denied_beside(said: Said, text: str) -> bool:
    """Whether a kind of applicant is denied as a predicate (不是企业, 非企业)."""
    start, end = said.found.mention.start, said.found.mention.end
    before, after = text[max(0, start - 3) : start], text[end : end + 1]
    return bool(_DENIES_KIND.search(before)) and after not in _GOVERNS


def _one_each(name: str, stated: Sequence[Said]) -> Iterator[Stated]:
    seen: dict[bool | str, Said] = {}
    for each in stated:
        if each.value is not None:
            seen.setdefault(each.value, each)
    yield from (_stated(name, each, value) for value, each in seen.items())


def _stated(name: str, said: Said, value: bool | str) -> Stated:
    mention = said.found.mention
    return Stated(name, value, mention.start, mention.end, mention.text)


def is_negated(words: Words, text: str, start: int, reach: int = _NEGATION_REACH) -> bool:
    """Whether a negation stands right before, or a 没/未 with only a few characters between.

    What only looks like one (有没有, 不仅, 不是没有) is none.
    """
    lead = text[max(0, start - 8) : start]
    before = _BREAK.split(lead)[-1]
    masked = [m for m in Marks(lead).all if m.kinds & _NO_NEGATION]
    offset = len(lead) - len(before)
    for begin, end, word in words.negations.find(before):
        gap = len(before) - end
        if any(m.start < offset + end and offset + begin < m.end for m in masked):
            continue
        if gap == 0 or (gap <= reach and word[0] in _LOOSE):
            return True
    return False


def level_words(specs: Mapping[str, FactSpec]) -> tuple[str, ...]:
    """Words of flags and choices that speak of a level (市级软件名园, 区级): no place is meant."""
    words = [w for s in specs.values() if s.kind is FactKind.FLAG for w in (*s.words, *s.denials)]
    words += [w for s in specs.values() for c in s.choices.values() for w in c.words]
    return tuple(w for w in words if len(w) > 2 and ("市" in w or "区" in w or "深圳" in w))
