"""How many of the things counted have got there, where others are named that have not yet.

Folded text → folded text without those others, so that whatever reads numbers afterwards sees only
what counts. Those on their way beside the ones that are in (3个备案了,还有2个在走流程) are none of
them and are left out; of so many applied for (报了5个,过了3个) those count that passed. Some of a
number of which nothing says that it is in (5个模型,有两个没备案) are read in ``counts_out``.
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from assistant.text.counts_out import COUNT, OUT_OF_IT, Count, counts_in, told_value
from assistant.text.pattern import lazy
from assistant.text.splice import splice

_CLAUSE = lazy("[^,。;!?]+")
_NOUN = (
    "(?:的?(?:(?:国家|国际|行业|团体|地方)?标准|国标|行标|团标|地标"
    "|大?模型|算法|典型案例|案例|示范项目|项目|平台|产品|软件|车))"
)
_SOON = (
    "(?:下个?月|下周|下个?季度|下半年|年底|年前|月底|过(?:几|两|一|[二三四五六]|\\d)个?(?:月|周|星期|天)"
    "|(?:要|得)?(?:等|到)(?:下个?月|下半年|年底))"
)
_NOT_IN = (
    f"(?:后来|结果|目前|现在|暂时|依然|就|只|又|也|都|还|仍然?|正|尚|刚){{0,6}}(?:{OUT_OF_IT}|在(?:备案|签|谈|立项|制定|起草|编制|编|评定|验收)"
    f"(?:署|定|判)?(?:中|着)?|{_SOON}(?:才|再|就|能|会|要|可以?)*(?:批|过|备案|备|通过|下来|出来|发布|公布|评|到|拿)[了到上下来]*)"
)
_SO = "(?:但是?|不过|可是?|而|现在|目前|其实|我们?){0,6}"
_BESIDES = "(?:另外?|还|剩下?的?|其余的?|再)"
_BESIDE = lazy(
    f"{_SO}(?:(?P<more>{_BESIDES}(?:还|又)?有?)|有)?(?:的)?(?P<kind>{_NOUN}?)的?{COUNT}(?P<noun>{_NOUN}?)(?:是|的)?"
    f"{_NOT_IN}(?:了|呢|的)?"
)
_SAID_FIRST = lazy(
    f"{_SO}(?P<more>{_BESIDES})?有?(?P<said>(?:还)?(?:没有?|未|尚未)(?P<verb>通过|获批|批|过|备案|发布|评上|入选|达标|拿到|公布)|{_NOT_IN}|(?:申请|申报|报批|审核|公示|送审|立项)中)"
    f"的?(?P<kind>{_NOUN}?)(?:还)?(?:有|是)?{COUNT}(?P<noun>{_NOUN}?)"
)
_LATER = lazy(
    f"{_SO}(?P<more>再?{_SOON}(?:还|应该|估计|可能|又|会)*(?:有|再)(?:能|会|要)?(?:下来|批下来|批|过|备|出)?)(?P<kind>){COUNT}(?P<noun>{_NOUN}?)(?:会|能|要)*(?:下来|批|出来|到)?"
)
_VERB = "(?:备案|备|通过|过|批|评|选|立项|发布|公布|制定|主导|牵头|认定|验收|列入|进|拿|上|办)"
_IN = lazy(
    f"已经?(?:有|{_VERB}|获|入|拿|达)|{_VERB}(?:下来|上|成|到|完)?了|成功|获批|评上|批下来|拿到|通过|入选|达标|过备案|中标|(?<![没未])过审"
)
_HARD = lazy("已")
_NOT = lazy("[没未不]|如果|要是|假如|申报|申请|报了|送了|提交|[^主]报")
_BARE_IN = lazy("备案|批|过|评|入选|发布|达标")
_IF = lazy("如果|要是|假如|万一|的话")
_WHOLE_ASKED = lazy("一共|总共|合计|加起来|到时|全部")
_OF_THEM = lazy("其中|里面|里头|当中|之中")


def without_others(text: str, offsets: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
    """The folded text without what is on its way beside what has got there.

    >>> without_others("备案了3个,还有2个在审", tuple(range(13)))[0]
    '备案了3个'
    >>> without_others("备案4个,有2个在审", tuple(range(11)))[0]
    '备案4个,有2个在审'
    >>> without_others("报了5个,过了3个", tuple(range(10)))[0]
    '报了3个'
    """
    text, offsets = _passed(text, offsets)
    for clause in reversed(tuple(_CLAUSE.finditer(text))):
        low, high = clause.span()
        if low and _is_beside(text, low, high):
            text, offsets = splice(text, offsets, low - 1, high, "")
    return text, offsets


def _is_beside(text: str, low: int, high: int) -> bool:
    """Whether a clause names only some that are not in, beside others that are."""
    match = next(
        (m for p in (_BESIDE, _SAID_FIRST, _LATER) if (m := p.fullmatch(text, low, high))), None
    )
    if match is None or _IF.search(text):
        return False
    is_later = match.re.pattern == _LATER.pattern
    if is_later and _WHOLE_ASKED.search(text):
        return False  # 下个月还有两个,到时一共能拿多少
    before = [c for c in counts_in(text) if c.end <= low]
    gone, measure = told_value(match), match["cl"] or "个"
    if not before or gone is None:
        return False
    if any(a.value + gone == b.value for a in before for b in before if a is not b):
        return False  # 报了三个,过了两个,一个还在等
    whole = before[-1]
    said = text[slice(*whole.clause)]
    named = (match["kind"] or match["noun"]).lstrip("的")
    is_other = bool(named) and named[-2:] not in said and whole.measure == measure
    if is_other and not is_later:
        return _IN.search(said) is not None or _KIND.search(said) is not None
    if whole.measure != measure and "个" not in (whole.measure, measure):
        return False
    verb = match.groupdict().get("verb")
    if verb and verb in said and not _NOT.search(said):
        return True  # 备案3个,未备案2个
    if not (_BARE_IN if is_later else _IN).search(said) or _NOT.search(said):
        return False
    return bool(match["more"]) or _HARD.search(said) is not None


_KIND = lazy(f"主导|牵头|{_NOUN}\\d|\\d{{1,2}}[个项]{_NOUN}")
_PASS = (
    "(?:通过|获批|批下来|批准|批|过|备案|备上|评上|入选|选上|选中|中标|中|下来|拿下|拿到|办下来|成)"
)
_APPLIED = lazy(
    f"(?:申报|申请|上报|报送|送审|提交|递交|报|送|递|提|交)(?:上去|去|了|过)*[^,。;!?\\d一二两三四五六七八九十]{{0,4}}{COUNT}"
)
_PASSED = lazy(
    f"(?:但是?|不过|可是?|结果|最后|最终|后来|目前|现在|实际|我们?|只有?|就|才|已经?|先|,)*(?:{_PASS}(?:了|过|的)*(?:有|是|只有)?{COUNT}{_NOUN}?"
    f"|(?P<n2>\\d{{1,3}}|[一二两三四五六七八九十])(?P<cl2>[个项台件])(?:已经?|都)?{_PASS}(?:下来)?了)(?P<rest>.*)"
)
_ENDS = lazy("(?:(?:备案|评审|审核|的)?$|(?:那|能|可以|一共|奖|补|给|拿)[^\\d]*$)")


def _passed(text: str, offsets: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
    """The text with the number that passed in the place of the one applied for."""
    clauses = tuple(_CLAUSE.finditer(text))
    for first, second in pairwise(clauses):
        applied = _APPLIED.search(text, *first.span())
        found = applied and _PASSED.fullmatch(text, *second.span())
        if not applied or not found or _IF.search(first.group() + second.group()):
            continue
        if _OF_THEM.search(second.group()) or not _ENDS.match(found["rest"]):
            continue
        counts = tuple(counts_in(text))
        of = [c for c in counts if c.clause == first.span()]
        some = [c for c in counts if c.clause == second.span()]
        if len(of) != 1 or len(some) != 1 or not Decimal(0) < some[0].value <= of[0].value:
            continue
        return _told_once(text, offsets, of[0], some[0], found)
    return text, offsets


def _told_once(
    text: str, offsets: tuple[int, ...], of: Count, some: Count, found: re.Match[str]
) -> tuple[str, tuple[int, ...]]:
    out = _CLAUSE.match(text, found.end() + 1)
    rest = of.value - some.value
    beside = out and _BESIDE.fullmatch(text, *out.span())
    high = found.start("rest")
    if out and beside and told_value(beside) is not None and (told_value(beside) or 0) <= rest:
        high = out.end()  # 报了五个,过了三个,一个还在等
    low = found.start() - 1 if high in (found.end(), out.end() if out else 0) else found.start()
    text, offsets = splice(text, offsets, low, high, "")
    end = of.end - len(of.measure)
    return splice(text, offsets, of.start, end, f"{some.value:f}")
