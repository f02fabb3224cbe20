"""Which sums a message tells as money that was got: 去年领过10万, 前面批过1500万, 同行拿了300万.

Such a sum is nothing that the asker spent, whatever stands around it. Only closed classes are
listed: verbs of getting with what says that it happened, who pays, and who else it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.text.borne import ALL_OURS
from assistant.text.gazetteer import find_places
from assistant.text.pattern import lazy
from assistant.text.units import Quantity, Unit


@dataclass(frozen=True, slots=True)
class Receipt:
    """Words that tell a sum as got; ``at`` is where its number starts.

    ``is_ours``: by the asker, else by somebody else. ``names_support``: a word for support stands
    beside it, or who pays it, so that no investor may have paid it.
    """

    start: int
    end: int
    at: int
    is_ours: bool
    names_support: bool


_MONEY = (Unit.YUAN, Unit.YUAN_PER_UNIT, Unit.YUAN_PER_YEAR)
_CLAUSE = lazy("[^,。;!?]+")
_PAST = (
    "(?:去年|前年|大前年|上一?年度?|往年|早年|今年|上半年|下半年|年初|年中|上个?季度|上个?月|上[次回]|"
    "上一[次回笔批]|之前|以前|此前|先前|原先|原来|早先|早前|前面|前几年|这几年|已经?|早已?|早就|曾经?|累计|历年|"
    "头一年|第一年|(?:19|20)?\\d\\d年|\\d{1,2}月份?)"
)
_PAST_BY_PARTS = _PAST.replace("早已?|早就", "早")
_PAYER = "(?:[区市省]里?|政府|财政|政策|上[面级头]|国家|[局委]里?|科创|工信|主管部门)"
_GIVER = (
    "(?:(?<![非无])财政|(?<![非无])政府(?!基金|引导|物业|用房|采购|平台)|"
    "国家|省里|市里|区里|上[面级头])"
)
_SUPPORT = "(?:补贴|补助|奖励|奖补|奖金|资助|扶持|支持|[算训模语][力型料]券|奖|补)"
_SUPPORT_BY_PARTS = "补贴|补助|奖励|资助|扶持|支持|[算训模语][力型料]券|奖|补"
"""The same where a run may repeat it: 奖补 and 奖金 are their parts there, read in one way only."""
_BETWEEN = (
    f"(?:我们?|咱们?|公司|单位|{_PAYER}|{_SUPPORT_BY_PARTS}|的|款|金|资金|钱|[一两二三]次性?|一?笔|有|是|共|"
    "一共|总共|累计|合计|拢共|大概|大约|差不多|将?近|约|快|小|才|就|只|过|了|,)*$"
)
_HAPPENED = f"(?:过|了|完|走|到手)+{_BETWEEN}"
_GOT = lazy(
    f"(?:已经?|早就|都)到手{_BETWEEN}|(?<![自而])已经?(?:补(?!交|缴|签|齐)(?:贴|助)?|奖励?|领取?|拿到?|获得?|得到?|享受|收到?|报销?)(?:到|了)?{_BETWEEN}|(?:领取?|领到|拿到?|获得?|得到?|享受到?|收到)过{_BETWEEN}"
    f"|(?:领取?|领到|拿到?|得到?|享受到?|(?<!(?<![最至])多)(?<!重复)收到?|到手){_HAPPENED}|(?:从|由)(?:{_GIVER})(?:那边|这边)?(?:领|拿|获|得|收)到{_BETWEEN}"
)
"""A verb of getting, which happened."""
_REACHED = lazy(f"(?:领|拿|得|享受)到{_BETWEEN}")
_DONE = lazy("[^,。;!?]{0,3}了")
"""去年领到400万, 都拿到600万了: a time or 了 says that it happened."""
_GIVEN = lazy(f"(?:补贴?|补助|奖励?|批|发|拨|给)(?:下来|到|给)?{_HAPPENED}")
"""What who pays did; it needs a word of the past (补了200万 may be spent)."""
_PURSE_GAVE = lazy(
    f"(?:{_GIVER})(?:那边|这边|资金)?(?:已经?|也|都|先|就|只|才|一共|总共|给|帮|替)*(?:我们?|咱们?|公司)?"
    f"(?:给|出|补贴?|补助|拨款?|投|奖励?|贴|掏|报销?|配套?)(?:给)?(?:我们?|咱们?|公司)?{_HAPPENED}"
)
"""财政出了300万, 市里给报了30万: who pays support is named, so nobody else spent it."""
_PLACE_GAVE = lazy(
    f"区里(?:那边|这边)?(?:已经?|也|都|先|就|只|一共|总共|给)*(?:我们?|公司)?"
    f"(?:补贴?|补助|奖励?|报销)(?:给)?(?:我们?|公司)?{_HAPPENED}"
)
"""福田报销了30万, with the place as 区里; 龙岗投了30万 is spent there."""
_SINCE = lazy(_PAST)
_FUTURE = lazy(
    "[能会想要该可][^,。;!?]{0,3}$|没有?[^,。;!?]{0,3}$|未[^,。;!?]{0,3}$|不[^,。;!?]{0,2}$"
)
_ENDS = lazy(
    f"(?:元|块钱?)?(?:左右|上下|多|出头|不到)?(?:的)?(?:{_PAYER}?{_SUPPORT})?(?:款|金|资金|钱)?"
    "(?:了|过|的|吧|啊|呢|吗|嘛|呀|以?后|之后|以来)*(?=[,。;!?]|还[剩能有]|现在|今年|这[次回]|$)"
)
_SUPPORT_TAIL = lazy(f"(?:元|块钱?)?(?:左右|多)?的?{_PAYER}?(?:补|奖|资助|扶持)")
_BEHIND = lazy(
    f"(?:元|块钱?)?(?:的)?(?:{_SUPPORT})?(?:款|金|资金)?(?:我们?|咱们?|公司|{_PAST_BY_PARTS}|都|也|就|是)*"
    "(?:领|拿|领取|拿到|领到|享受|到手)(?:过|了|完了|到了|到手了|走了)+(?:的)?(?=[,。;!?]|$)"
)
"""50万去年拿过了: the sum stands first."""
_ONCE = lazy(
    "(?:领取?|拿|享受|获得?|得)(?:到|过|了|完)+(?:[^,。;!?\\d]{0,4}?(?:融资|投资)的?(?=奖))?"
    f"(?:了|过|的|[一1][次回]|一次性|{_SUPPORT_BY_PARTS}|奖金|款|资金|钱)*"
    "(?=[,。;!?]|$)"
    f"|{_PAST}[^,。;!?]{{0,4}}?(?:领取?|拿到?|享受|获得?|得到?|给|发|补|奖)(?:过|了|完)+"
    f"(?:了|过|的|[一1][次回]|一次性|{_SUPPORT_BY_PARTS}|奖金|款|资金|钱)*(?=[,。;!?]|$)"
)
"""以前拿过一次性奖励, 去年领过了: nobody says how much."""
_COUNTED = lazy(r"[两二三四五六七八九十几\d](?!年|月)|其中|里[面头]|有[一1]")
_FINANCED = lazy(
    "融(?!资的?奖)|投(?!资的?奖)|轮(?!已经?奖)|基金|资本|股|贷|银行|客户|甲方|供应商|房东|保险|订单|合同|货款|中标|营收|收入|工资"
)
_OTHERS = lazy(
    "(?<!为了)(?<!(?<![因认以称])为)(?:同行|同事|朋友|邻居|隔壁|对[面门]|别|人家|旁人|他|她|有人|有[一两几]?家|另外?一?[家个]|其[他它]|[甲乙丙丁]公司|"
    "哥们|老[乡王李张刘陈]|亲戚|姐|妹|弟|舅|叔|伯|姨|客户|[a-z]公司)"
)
"""Who else it was; 为别的车 is only what for."""
_THEY_HAVE = lazy(
    "(?:可是?|但是?|那|怎么|凭什么)?(?:人家|别人|别家|同行|他们|她们|隔壁|[别其][的他](?:公司|企业)?)(?:公司|那家|家)?"
    "(?:都|也|才|就|却|已经?)+(?:是|有)?"
)
"""人家都300万: what they have is what they got."""
_OURS = lazy("我|咱|俺|本公司|本单位")
_SHARED = lazy("(?<![市区省])里[面头]?有?$|其中有?$")
_REST = lazy("[^。;!?\\d]{0,6}[,;](?:剩下?|其余|余下|剩余)的?[^,。;!?]{0,4}\\d")
"""总投入1500万,里面财政给了300万,剩下1200万: a share of what is spent now, beside the rest."""


def find_receipts(text: str, quantities: Sequence[Quantity]) -> tuple[Receipt, ...]:
    """The sums of a folded text that it tells as got.

    >>> from assistant.text.quantities import find_quantities
    >>> text = "去年领过10万,今年又花了300万"
    >>> [text[r.start : r.end] for r in find_receipts(text, find_quantities(text))]
    ['去年领过10万']
    """
    return tuple(_found(text, quantities))


def got_before(text: str) -> tuple[tuple[int, int], ...]:
    """The comma clauses of a folded text that tell of support got before, and no sum.

    >>> text = "软件名园,以前拿过一次性奖励"
    >>> [text[a:b] for a, b in got_before(text)]
    ['以前拿过一次性奖励']
    """
    if not _HAS_GOT.search(text):
        return ()
    return tuple(m.span() for m in _CLAUSE.finditer(text) if _is_got(text, *m.span()))


_HAS_GOT = lazy("[领拿享获得给发补奖]")


def _is_got(text: str, low: int, high: int) -> bool:
    once = _ONCE.search(text, low, high)
    if once is None or _COUNTED.search(text, low, high) or _FINANCED.search(text, low, high):
        return False
    if _FUTURE.search(text[low : once.start()]) or not _is_ours(text[low : once.start()]):
        return False
    known = _SINCE.search(text, low, high) or _SUPPORTED.search(text, low, high)
    return known is not None or "过" in once[0]


def _found(text: str, quantities: Sequence[Quantity]) -> Iterator[Receipt]:
    clauses = [m.span() for m in _CLAUSE.finditer(text)]
    placed: str | None = None
    for quantity in quantities:
        if quantity.unit not in _MONEY or quantity.role != "amount":
            continue
        low, high = next(span for span in clauses if span[0] <= quantity.start < span[1])
        told = _led_by(text, low, quantity)
        if told is None and _HAS_GOT.search(text, low, quantity.start):
            placed = _with_places_as_purses(text) if placed is None else placed
            lead = placed[low : quantity.start]
            got = None if placed == text else _GOT.search(lead) or _PLACE_GAVE.search(lead)
            if got and _ENDS.match(text, quantity.end) and not _FUTURE.search(lead[: got.start()]):
                told = low + got.start(), lead
        if told is None:
            continue
        start, words = told
        support = _SUPPORTED.search(words) or _SUPPORT_TAIL.match(text, quantity.end)
        if not support and _FINANCED.search(text, low, high):
            continue
        is_ours = _is_ours(text[low:start])
        yield Receipt(low, high, quantity.start, is_ours, bool(support))


def _with_places_as_purses(text: str) -> str:
    """The text with each place of two characters or more in it as 区里, each where it stands."""
    for place in find_places(text):
        if place.end - place.start >= len(_PURSE):
            as_purse = _PURSE.rjust(place.end - place.start, "的")
            text = text[: place.start] + as_purse + text[place.end :]
    return text


_PURSE = "区里"


_CHARGED = lazy(
    "(?<![我咱俺回])[\u4e00-\u9fff](?:一共|总共|共|先后|后来|又|也|已经|就|向我们?|跟我们?|找我们?)*收(?!入|购|到)"
)
"""中心收了210万, all of it ours to bear: what somebody charged."""


def _is_ours(subject: str) -> bool:
    """Whether the asker got it: 我同事 is another, 去年同行不行我们 is not; nobody named is."""
    ours = max((m.start() for m in _OURS.finditer(subject)), default=-1)
    return ours >= max((m.start() for m in _OTHERS.finditer(subject)), default=-1)


_SUPPORTED = lazy(f"{_SUPPORT}(?!了|过)|{_PAYER}|领")


def _led_by(text: str, low: int, quantity: Quantity) -> tuple[int, str] | None:
    """Where the words of getting begin that a sum stands behind or before; None for none."""
    lead = text[low : quantity.start]
    got = _GOT.search(lead)
    if got is None and (_SINCE.search(lead) or _DONE.match(text, quantity.end)):
        got = _REACHED.search(lead)
    given = _GIVEN.search(lead)
    if given is not None and not ("过" in given[0] or _SINCE.search(lead, 0, given.start())):
        given = None
    verb = got or given or _PURSE_GAVE.search(lead)
    if verb is not None and _CHARGED.search(lead) and ALL_OURS.match(text, quantity.end):
        return None
    if verb is not None and _ENDS.match(text, quantity.end):
        if _FUTURE.search(lead, 0, verb.start()) or _SHARED.search(lead):
            return None
        if _SHARED.search(lead[: verb.start()]) and _REST.match(text, quantity.end):
            return None
        return low + verb.start(), lead
    if _BEHIND.match(text, quantity.end):
        return quantity.start, lead
    if _THEY_HAVE.fullmatch(lead) and _ENDS.match(text, quantity.end):
        return quantity.start, lead
    return None
