"""What a message says in words that mean a figure of the matter, put in figures before it is read.

刚好凑到门槛 is what the rule demands, 与前一年持平 the sum of the year before, 由我们全额负担 the
whole that was told, 补满整个支持期 the longest time that is paid.
"""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.dialogue.full_time import full_time
from assistant.dialogue.gather import RETURNS
from assistant.dialogue.gather.known_figures import KnownFigures
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.understand.context import UnderstandContext
from assistant.text.money import format_yuan, parse_fraction
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.quantities import find_quantities
from assistant.text.units import Unit

_WE = "(?:我们?|咱们?|俺们?|我司|我方|本公司|公司|企业)"
_REACHED = lazy(
    "(?:(?:差|缺|少|不够|不足)的?(?:那|这)?(?:一?点|些|部分|钱|块)?[^,。;!?\\d]{0,8}(?:补|凑|填"
    "|加|添)"
    "[^,。;!?\\d]{0,4},)?(?<![没不未差才离还])(?:我们?|咱们?)?(?:刚好|正好|恰好|刚|只|就|勉强"
    "|卡着)*"
    "(?:凑|补|卡|踩|够|达|做|投|租|增|加|压|降)(?:加|资|入)?(?:到|够|满|足|齐|着|在|上"
    "|了)*(?:那个|那条|这个|最低|起步|入门|的)*"
    "(?:门槛线?|及格线|起步线|最低线|下限|最低要求|最低标准|最低限)(?:上|的?数)?"
)
_HOW_FAR = lazy(
    "(?:要|需|差|缺|得|投|花|凑)[^,。;!?]{0,4}多少|多少[^,。;!?]{0,3}(?:门槛|线|下限)|[没不未]"
)
"""Asks how far it is to there, or says that it is not reached."""
_LATER = "(?:上一?个?年度?|去年|后一?年)"
_EARLIER = "(?:再上一?个?年度?|再前一?年|前一?个?年度?|大?前年|上上一?年度?|更早(?:那|一)年)"
_AS_MUCH = (
    "(?:的(?:数|投入|水平|金额))?(?:正好|刚好|完全|基本|都|也)*"
    "(?:持平|打平|一样多?|一样高|相同|一致|相等|一般多)"
)
_EQUAL = lazy(
    f"(?P<first>{_LATER}|{_EARLIER})[^,。;!?\\d]{{0,6}}?(?:和|与|跟|同)(?:{_EARLIER}"
    f"|{_LATER}){_AS_MUCH}"
    f"|(?P<both>(?:前后)?(?:这|那)?两个?年(?:度|份)?[^,。;!?\\d]{{0,4}}?{_AS_MUCH})"
)
_NO_GROWTH = lazy(
    "(?:如果|要是|假如|假设|若是?|万一|倘若|假定)(?=[^,。;!?]*(?:年|投入|费用|收入|营收|产值"
    "|增))[^,。;!?\\d]{0,18}?"
    "(?:没有?(?:什么|任何)?(?:增长|增加|增量|涨|多投)|[零负]增长|不[增升]反[降减]|下降|下滑|减少"
    "|倒退"
    f"|{_EARLIER}[^,。;!?\\d]{{0,6}}?比[^,。;!?\\d]{{0,8}}?[高多大]"
    f"|比{_EARLIER}[^,。;!?\\d]{{0,6}}?[少低小降减]"
    f"|(?:低于|少于|小于|不如|不及|赶不上|没有?){_EARLIER}(?:[^,。;!?\\d]{{0,4}}?[多高大])?)了?"
)
"""假设更早那年反而比上年度高, 如果去年比前年投得少: the later year has nothing more."""
_OTHERWISE = lazy("[不没未非](?:是|能|再|会|有|要)?[^,。;!?]{0,3}$")
_HALVES = lazy(
    "一家一半|一人一半|各(?:自|家)?(?:出|担|承担|付|掏|负担)?一半|双方各半|各半|对半(?:开|分|出"
    "|承担|负担)?"
    "|五五(?:开|分)|一半一半|(?:双方|两家|两边)?(?:平摊|均摊|平分|均分)"
)
_ALL_OURS = lazy(
    f"(?:由|归|让)?{_WE}(?:自己|这边|一方|一家|公司)?(?:来|要|得)?(?:全额|全部|全数|独自|单独"
    f"|一力|百分之百|100%|全|都)"
    "(?:来)?(?:负担|承担|出|付|掏|自担|自付|包|兜)(?:了)?"
    f"|(?:全额|全部|全数|全|都)(?:改|换)?(?:由|归|让){_WE}(?:自己|这边|一方|一家)?(?:来)?(?:负担"
    f"|承担|出|付|掏|包|兜)(?:了)?"
)


_SHARE = (
    "(?P<share>一半|[一二两三四五六七八九]成半?(?![功品长立])|\\d+(?:\\.\\d+)?%"
    "|百分之[一二三四五六七八九十\\d]+"
    "|[二三四五]分之[一二三四])"
)
_ARRIVED = "(?:到位|到账|实缴|打款|到手|进账)"
_PART_ARRIVED = lazy(
    f"(?P<lead>{_ARRIVED}(?:的|了|资金|款|只有|只|才|约|大约|大概|差不多|目前"
    f"|刚好)*){_SHARE}(?!的[^,。;!?]|以[上下])"
)
_REST_ARRIVED = lazy(
    "(?:剩下?的?|余下的?|剩余的?|其余的?|另一半|另外?一半)(?:部分|款项?|钱|资金|尾款|那[些部份笔])*"
    f"(?:前天|昨天|今天|上周|上个?月|这周|本周|刚才?|现在|都|也|全|已经?|终于"
    f"|陆续)*(?:{_ARRIVED}|到齐|打齐|打[过进]来|到)了?"
)
_OTHERS_PART = lazy(
    f"(?:其中|里[面头边]?|当中)?(?:有|的)?{_SHARE}(?:的?(?:钱|资金|款))?(?P<from>(?:都|其实"
    f"|实际)?(?:是|来自于?|由|属于?|出自|为)"
    "[^,。;!?\\d]{0,16}?(?:基金|财政|政府|拨款|国资|公家))"
)
_THAT_SUM = lazy(
    "(?P<lead>(?:投入|投资|费用|花费|金额|合同额?|总价|成本|租金|预算|数|钱)(?:也|都|还|就"
    "|仍)?(?:是|按|用|照|算|为))"
    "(?:的?(?:剔|扣|减|核|审)(?:完|除|定|掉|减)?(?:以?后)?的?(?:那个?|这个?)?(?:数字?|金额|投入"
    "|钱)?"
    "|(?:刚才|上面|前面|之前|同样|一样|原来)?的?(?:那么多|这么多|这些|那些|同样多|这个数|那个数"
    "|那笔钱|这笔钱|同一笔钱?)"
    "|(?:刚才|上面|前面|之前|同样|一样|原来)的?(?:数字?|金额|投入|钱))"
    "(?=[,。;!?吗呢]|的话|$)"
)
"""实际投资也是这些: the sum that was told before."""
_ONE = 1


def in_figures(ctx: UnderstandContext, text: str, ledger: Ledger) -> str:
    """A message with what it means in figures; as it is where it means none."""
    folded = fold(text)
    if len(folded) != len(text) or not _may_mean_one(folded):
        return text
    if not ledger.live:
        found = _arrived(folded, _only_sum(folded))
    elif len(ledger.live) == _ONE:
        matter = ledger.matters[ledger.live[0]]
        if matter.real is not None and RETURNS.search(folded):
            matter = matter.real
        found = _meant(folded, ctx.facts.known_figures(matter))
    else:
        return text
    for (start, end), figure in sorted(found, reverse=True):
        text = text[:start] + figure + text[end:]
    return text


def _may_mean_one(text: str) -> bool:
    patterns = (_REACHED, _EQUAL, _NO_GROWTH, _HALVES, _ALL_OURS, _THAT_SUM)
    said = any(pattern.search(text) for pattern in (*patterns, *_OF_SUMS))
    return said or full_time(text) is not None


_OF_SUMS = (_PART_ARRIVED, _REST_ARRIVED, _OTHERS_PART)
_Figures = list[tuple[tuple[int, int], str]]


def _meant(text: str, known: KnownFigures) -> _Figures:
    """Where a text means a figure, and what it means."""
    found: _Figures = []
    reached, equal = _REACHED.search(text), _EQUAL.search(text)
    if reached and known.threshold and not _HOW_FAR.search(text):
        found.append((reached.span(), known.threshold))
    if equal and known.before and not _OTHERWISE.search(text, 0, equal.start()):
        found.append((equal.span(), _as_much(equal, known)))
    less = _NO_GROWTH.search(text)
    if less and known.growth:
        found.append((less.span(), f"如果{known.growth}为0元"))
    full = full_time(text)
    if full and known.months:
        found.append((full.span(), f"补满{known.months}"))
    halves, ours = _HALVES.search(text), _ALL_OURS.search(text)
    if halves and known.shares:
        found.append((halves.span(), f"由我们承担{known.half}" if known.half else "我们出五成"))
    elif ours and known.whole:
        found.append((ours.span(), f"由我们承担{known.whole}"))
    same = _THAT_SUM.search(text)
    if same and known.sum and _only_sum(text) is None:
        found.append((same.span(), f"{same['lead']}{known.sum}"))
    return found[:1] or _of_sums(text, known)


def _of_sums(text: str, known: KnownFigures) -> _Figures:
    """What of a sum arrived and what others gave of it, in figures."""
    own = _only_sum(text)
    found = _arrived(text, own or known.agreed)
    rest = _REST_ARRIVED.search(text)
    if rest and known.agreed and not found and own is None:
        found = [(rest.span(), f"到位{format_yuan(known.agreed)}")]
    others = _OTHERS_PART.search(text)
    whole = own or known.paid
    if others and whole:
        figure = format_yuan(whole * _fraction(others["share"]))
        found.append((others.span(), f"其中{figure}{others['from']}"))
    return found


def _arrived(text: str, whole: Decimal | None) -> _Figures:
    """What part of a sum arrived."""
    match = _PART_ARRIVED.search(text)
    if match is None or whole is None:
        return []
    return [(match.span(), match["lead"] + format_yuan(whole * _fraction(match["share"])))]


def _only_sum(text: str) -> Decimal | None:
    """The one sum that a text tells."""
    sums = {q.value for q in find_quantities(text) if q.unit is Unit.YUAN}
    return sums.pop() if len(sums) == _ONE else None


def _fraction(share: str) -> Decimal:
    """A share in words."""
    return Decimal("0.5") if share == "一半" else parse_fraction(share)


def _as_much(equal: re.Match[str], known: KnownFigures) -> str:
    """The year that is as the other one, with the other's sum."""
    first = equal["first"]
    if first and re.fullmatch(_EARLIER, first):
        return f"{first}{known.after}"
    return f"{first or '上年度'}{known.before}"
