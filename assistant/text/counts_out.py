"""Some of the things counted in one message that do not count: 备案四个,两个还在审.

Folded text → folded text in which the count is what is left (备案2个), so that whatever reads
numbers afterwards sees only what counts. How many there are and how many of them are out is said in
plain clauses, with or without 其中 and 有. Closed classes say that some are out: not passed yet,
refused, withdrawn, another company's, paid before. What is asked of those that are out
(没过的能补吗), or may be of either of two counts, is left as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.text.numerals import read_number
from assistant.text.pattern import lazy
from assistant.text.splice import splice

MEASURES = "个项条款份台辆家次件"
_ANY = frozenset("个项")
_DIGITS = "一二两三四五六七八九十"
COUNT_PLAIN = f"(?:\\d{{1,3}}|[{_DIGITS}]{{1,3}})[{MEASURES}]"
COUNT = (
    f"(?<![\\d.第每{_DIGITS}百千万])(?<!(?<!牵)头)"
    f"(?:(?P<n>\\d{{1,3}}|[{_DIGITS}]{{1,3}})(?P<cl>[{MEASURES}])(?!月|季度|亿|小时|工作日|百分|钟头)|(?P<two>[俩仨]))"
)
"""So many of something, the number and its measure word."""
_CLAUSE = lazy("[^,、。;!?:()]+")
_AND = (
    "(?:后来|结果|最后|目前|现在|暂时|依然|依旧|其实|实际上?|"
    "就|只|又|已经?|也|都|全|还|仍然?|正|尚|刚){0,6}"
)
_DONE_VERB = (
    "(?:通过|获批|批准|批|过|评上|评|选上|入选|选|中选|中标|中|列入|列上|备案|备上|备|登记上?|拿到|拿下|拿|办下来|办成|办完|办"
    "|下来|下|成功|成|达标|达成|达到|完成|做完|验收|落地|发布|立上项|立项|公布|出结果|出来|出|定下来|审完|审|认定|认|上榜|进|获得|获)"
)
OUT_OF_IT = (
    f"(?:没有?|未能|未|没能|尚未|还没有?){_DONE_VERB}[了来完到上下过成案]{{0,3}}"
    "(?:评审|评估|审核|审查|审批|考核|验收|备案|公示|评定|认定)?"
    "|不(?:通过|合格|符合|达标|作数|算数?|够格|批|予[批通受][^,。;!?]{0,2}|归我们|是我们的|属于我们)"
    "|在(?:审|评|等|走|公示|排队|办|受理|报批|申请|申报|申诉|复核|整改|补材料|补正|征求意见|路上|流程)[核批议查理消息结果程序流中着里的手续]*"
    "|[等待](?:审核?|批复?|评审?|公示|验收|结果|通知|消息|着|定)[中着里]*"
    "|(?<=[还正仍])等"
    "|(?:被|给)[^,。;!?\\d]{0,3}?(?:驳|退|刷|否|毙|撤|拒|取消|注销|下架|淘汰|打回|砍|筛|除名|吊销|终止)[了掉下来去回销绝]*"
    "|(?:撤销|撤回|撤|注销|作废|失效|落选|出局|淘汰|黄|泡汤|失败|放弃|不合格|取消|终止|下架|挂名)了?"
    "|(?:卡|压|耽搁)在[^,。;!?\\d]{0,4}"
)
_OTHERS = (
    "(?:子公司|母公司|分公司|总公司|兄弟公司|兄弟单位|姐妹公司|关联公司|关联企业|关联方|集团公?司?|股东|别人家?|别家|他人|人家|他们|对方"
    "|其[他它](?:公司|单位|企业|家)|别的(?:公司|单位|企业)|另外?一家(?:公司|单位|企业)?|合作(?:方|伙伴|单位|公司|企业)|合伙人|外包(?:方|公司)?"
    "|供应商|朋友公?司?|同行|隔壁(?:公司)?)"
)
_OF_OTHERS = (
    f"(?:是|算|归|属于?|挂在?|登记在|由|用|在|以)(?:我们?|咱们?)?的?{_OTHERS}"
    "(?:的|名下的?|名义[^,。;!?\\d]{0,4}|那边的?|[^,。;!?\\d]{0,4}的)?"
)
_BEFORE = "(?:大?前年|去年|往年|上一?年度?|以前|之前|早就|早|先前|此前|上次|上一次|原来|已经?)"
_PAID = (
    "(?:就|都|也|已经?)*(?:领|拿|奖|补|享受|兑现|兑|给|拨|领取|拿到|领到)"
    "(?:过了|过|了)(?:钱|奖励?|补[助贴]|奖金|资助)?了?"
)
_PAID_BEFORE = f"{_BEFORE}[^,。;!?\\d]{{0,3}}?{_PAID}"
_LED_BY_OTHERS = (
    "(?:我们?|咱们?|我司)?(?:只|仅|就|不过)?(?:是|算|属于?)?(?:我们?|咱们?)?(?:只|仅|就)?是?"
    "(?:参与|参编|参加|配合|挂名|跟着)(?:制定|起草|编写|编制|做|参与|单位)?的?"
    "|(?:不是|没|未)(?:由|我们?|咱们?|我司|公司)*(?:主导|牵头|主编|主持)的?"
)
_NOUN = "(?:的?(?:大?模型|算法|标准|案例|项目|平台|产品|软件|国标|行标|团标)|的)?"
_LEAD = (
    "(?P<lead>(?:但是?|不过|可是?|只是|结果|而|后来|现在|目前|其实|实际上?|另外?|还|再|又|也|就){0,6}"
    "(?:(?:其|这|那)中|里[面头边]?|当中|之中)?(?:还|又|也|只|就){0,4}(?:有)?(?P<kind>[\u4e00-\u9fff/a-zA-Z]{0,6}?)(?:里[面头边]?|当?中)?(?:有)?)"
)
_SOME = lazy(
    f"{_LEAD}{COUNT}(?P<noun>{_NOUN})(?P<said>{_AND}(?:{OUT_OF_IT}|{_OF_OTHERS}|{_PAID_BEFORE})了?|{_BEFORE}{_PAID})(?P<rest>.*)"
)
_SOME_FOLLOWED = lazy(
    f"{_LEAD}{COUNT}(?P<noun>{_NOUN})(?P<said>{_AND}(?:{_LED_BY_OTHERS}))(?P<rest>.*)"
)
_SAID_FIRST = lazy(
    f"(?P<lead>(?:但是?|不过|可是?|而)*)(?P<kind>)(?P<said>{_AND}(?:{OUT_OF_IT}))(?:的?(?:有|是)|了)?{COUNT}(?P<noun>{_NOUN})(?P<rest>.*)"
)
_PAID_FIRST = lazy(
    f"(?P<lead>(?:但是?|不过|可是?|而)*)(?P<kind>)(?P<said>{_BEFORE}(?:就|都|也|已经?)*(?:领|拿|奖|补|享受|兑现)(?:过了?|了)){COUNT}(?P<noun>{_NOUN})"
    "(?P<tail>的?(?:钱|奖励?|补[助贴]|奖金|资助)?了?)(?P<rest>.*)"
)
_STANDARD = lazy("标准|国标|行标|团标|地标")
_NOT_YET = lazy(
    "(?:后来|结果|最后|目前|现在|暂时|依然|依旧|就|只|又|也|都|还|仍然?|正|尚)*[没未不在等待卡压]"
)
_BESIDES = lazy("另|再")
_ARE_IN = lazy(
    f"(?:过|通过|获批|批|评上|中|拿到|拿下|批下来|入选|列入)了?(?:{COUNT_PLAIN})|{COUNT_PLAIN}[^,]{{0,4}}?(?:(?:通?过|批|下来|评上|中)了|评上|下来)"
)
"""过了3个, 3个批下来了: what is counted is in."""
_ASKED_OF_IT = lazy(
    "^的?(?:[那这]|呢|吗|怎|咋|如何|(?:还|也|又)?(?:能|可|算|有|给|会)[^,]{0,6}(?:吗|么|不)$)|^的(?!$)"
)
_IF = lazy("如果|要是|假如|万一|若|的话")
_ENDS = lazy(
    "^(?:,|$|了$|的$|(?:那|所以|这样|我们?|一共|总共|还|现在|今年)*(?:能|可以?|给|奖|补|拿|领|多少|该|算)[^\\d]*(?:多少|几[^吗]*|吗|呢)?$)"
)
_MET = lazy("(?:通过|获批|过|批|评上|中|拿下|拿到|成|下来|入选|列入|是我们自?己?的|是自己的|有效)")


@dataclass(frozen=True, slots=True)
class Count:
    """One count of a message: where its number stands, and the clause that it stands in."""

    value: Decimal
    start: int
    end: int
    measure: str
    clause: tuple[int, int]


def less_out(text: str, offsets: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
    """The folded text with each count less those of its things that the text says are out.

    >>> less_out("龙华算法备案四个,两个还在审", tuple(range(14)))[0]
    '龙华算法备案2个'
    >>> less_out("报了5个,1个没过,1个被退回了,能拿多少", tuple(range(23)))[0]
    '报了3个,能拿多少'
    >>> less_out("备案3个,另外两个没过", tuple(range(11)))[0]
    '备案3个'
    >>> less_out("备案3个,没过的一个能补吗", tuple(range(13)))[0]
    '备案3个,没过的一个能补吗'
    """
    text, offsets = _none_at_all(*_parted(text, offsets))
    for _ in range(_MOST):
        found = _less_one(text, offsets)
        if found is None:
            break
        text, offsets = found
    return text, offsets


_MOST = 4
"""So many clauses of one message say at most that some are out."""


def _parted(text: str, offsets: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
    """The text with commas before the parts of a count: 四个模型两个没过, 三个一个去年两个今年."""
    counts = tuple(counts_in(text))
    for n, whole in reversed(tuple(enumerate(counts))):
        parts = [c for c in counts[n + 1 :] if c.clause == whole.clause and c.value < whole.value]
        if not parts or any(c.measure != whole.measure for c in parts):
            continue
        if not _STARTS.fullmatch(text, whole.end, parts[0].start):
            continue
        rest = text[parts[0].start : whole.clause[1]]
        is_sum = len(parts) > 1 and sum(c.value for c in parts) == whole.value
        if is_sum or some_out(rest, are_standards=_STANDARD.search(text) is not None) is not None:
            for part in reversed(parts if is_sum else parts[:1]):
                text, offsets = splice(text, offsets, part.start, part.start, ",")
    return text, offsets


_STARTS = lazy(
    "(?:的?(?:大?模型|算法|标准|案例|项目|平台|产品|软件|备案|国标|行标|团标)){0,2}(?:了|过)?"
)


def some_out(clause: str, *, are_standards: bool) -> Decimal | None:
    """How many of what was counted before a clause says are out; None where it says none.

    >>> some_out("一个还在审核", are_standards=False)
    Decimal('1')
    >>> some_out("一个还在审核的能补吗", are_standards=False)
    """
    for pattern in (_SOME, _SAID_FIRST, *((_SOME_FOLLOWED,) if are_standards else ())):
        match = pattern.fullmatch(clause)
        if match is not None and _is_told(match) and not _IF.search(clause):
            return told_value(match)
    return None


def _none_at_all(text: str, offsets: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
    """The text with 0个 for 一个都没有, behind as many as were counted or alone."""
    match = _NOT_ONE.search(text)
    if match is None or _IF.search(text, 0, match.end()):
        return text, offsets
    before = [c for c in counts_in(text) if c.end <= match.start()]
    if len(before) == 1 and before[0].measure == match["cl"]:
        low = max(before[0].clause[1], match.start())
        text, offsets = _without(text, offsets, low, match.end())
        end = before[0].end - len(match["cl"])
        return splice(text, offsets, before[0].start, end, "0")
    return (
        splice(text, offsets, match.start(), match.end(), f"0{match['cl']}")
        if not before
        else (text, offsets)
    )


_NOT_ONE = lazy(
    f"[一1半](?P<cl>[{MEASURES}])(?:标准|模型|算法|案例|项目)?(?:也|都)+(?:还|没有|没|未|不)+"
    f"(?:{_DONE_VERB}|主导|牵头|申报|报|做|开发)?[过上下成来到案]{{0,2}}[了过]?(?=[,。;!?]|$)"
)
"""一个都没有, 一项也没批下来: none of what is counted."""


def _less_one(text: str, offsets: tuple[int, ...]) -> tuple[str, tuple[int, ...]] | None:
    counts = tuple(counts_in(text))
    if not counts:
        return None
    for clause in _CLAUSE.finditer(text):
        match = _out_in(text, clause)
        if match is None:
            continue
        gone = told_value(match)
        low, high = clause.start(), match.start("rest")
        whole = _whole(text, counts, clause.span(), match)
        if gone is None or whole is None or _IF.search(text, *clause.span()):
            continue
        said = text[slice(*whole.clause)]
        text, offsets = _without(text, offsets, low, high)
        left = whole.value - gone
        are_in = _BESIDES.search(match["lead"]) or _ARE_IN.search(said)
        if _NOT_YET.match(match["said"]) and are_in:
            return text, offsets  # 过了3个,还有一个没过: those told before are in
        return _with_left(text, offsets, whole, left, low)
    return None


def _out_in(text: str, clause: re.Match[str]) -> re.Match[str] | None:
    """What a clause says to be out; None where it says nothing, or asks about it."""
    low, high = clause.span()
    for pattern in (_SOME, _SAID_FIRST, _PAID_FIRST, _SOME_FOLLOWED):
        if pattern is _SOME_FOLLOWED and not _STANDARD.search(text):
            continue
        match = pattern.fullmatch(text, low, high)
        if match is not None and _is_told(match):
            return match
    return None


def _is_told(match: re.Match[str]) -> bool:
    """Whether a clause only tells that some are out, and asks nothing of those."""
    rest = match["rest"]
    return not _ASKED_OF_IT.search(rest) and _ENDS.search(rest) is not None


def _whole(
    text: str, counts: tuple[Count, ...], clause: tuple[int, int], match: re.Match[str]
) -> Count | None:
    """The count that those out are some of; None for none, or where it may be one of two."""
    gone, measure = told_value(match), match["cl"] or "个"
    before = [c for c in counts if c.end <= match.start("n" if match["n"] else "two")]
    larger = [
        c
        for c in before
        if gone is not None
        and c.value > gone
        and (c.measure == measure or {c.measure, measure} & _ANY)
        and c.clause != clause
    ]
    named = match["kind"] or match["noun"].lstrip("的")
    own = [c for c in larger if named and named in text[c.clause[0] : c.clause[1]]]
    if own:
        return own[-1]
    if match["kind"]:
        return None
    of_sum = [
        c
        for c in larger
        if any(c.start < o.start and o.value + (gone or 0) == c.value for o in before)
    ]
    if of_sum:
        return of_sum[0]  # 报了三个,过了两个,一个还在等
    return larger[0] if len(larger) == 1 else None


def _with_left(
    text: str, offsets: tuple[int, ...], whole: Count, left: Decimal, low: int
) -> tuple[str, tuple[int, ...]]:
    """The text with what is left in the place of the whole; those that passed are told once."""
    for other in reversed(tuple(counts_in(text))):
        start, end = other.clause
        said = text[start:end]
        if other.start > whole.start and other.value == left and _MET.search(said):
            text, offsets = _without(text, offsets, start, end)
    start = whole.end - len(whole.measure)
    return splice(
        text,
        offsets,
        whole.start,
        start,
        f"{left:f}" + ("" if text[start : start + 1] == whole.measure else "个"),
    )


def _without(
    text: str, offsets: tuple[int, ...], low: int, high: int
) -> tuple[str, tuple[int, ...]]:
    """The text without a stretch, and without the mark before it that parted it."""
    if low and high < len(text) and text[high] not in _MARKS:
        return splice(text, offsets, low, high, "")
    while low and text[low - 1] in ",、:":
        low -= 1
    return splice(text, offsets, low, high, "")


_MARKS = frozenset(",、。;!?:()")


def counts_in(text: str) -> Iterator[Count]:
    """All counts of a folded text, each with the clause that it stands in."""
    clauses = [m.span() for m in _CLAUSE.finditer(text)]
    for match in _ONE_COUNT.finditer(text):
        value = told_value(match)
        clause = next((c for c in clauses if c[0] <= match.start() < c[1]), None)
        if value is not None and clause is not None:
            yield Count(value, match.start(), match.end(), match["cl"] or "", clause)


_ONE_COUNT = lazy(COUNT)


def told_value(match: re.Match[str]) -> Decimal | None:
    """The number of a match of ``COUNT``."""
    if match["two"]:
        return Decimal(_SPOKEN[match["two"]])
    read = read_number(match["n"])
    return None if read is None else read.value


_SPOKEN = {"俩": 2, "仨": 3}
