"""A share or a raise of what was read before: 减半, 上浮20%, 提高5个百分点."""

from __future__ import annotations

from decimal import Decimal

from assistant.intake.base_of import subject_of
from assistant.intake.draft import Bound, Draft, FactorOf, Threshold
from assistant.intake.figures import COUNT, MONEY, RATE, Skeleton
from assistant.intake.grammar import AWARD
from assistant.text.pattern import lazy

_EACH = "(?:每[^,;。¶ⓂⓅⒸⒷ每年月]{1,3})?"
"""参与制定的,每项按…: of each of them, no part of the case."""
_LESS = "(?<!不)(?:低于|少于|小于)|不足|不满|不到|未达到?|未满"
"""Below the number that stands behind it."""
_HALF = lazy(
    rf"(?:对|其中)?(?P<label>[^,;。¶ⓂⓅⒸⒷ]{{2,30}}?)(?:的)?,?{_EACH}(?:按(?:照)?[^,;。¶ⓂⓅⒸⒷ]{{0,10}})?"
    rf"(?:(?:(?:{AWARD}))?标准)?(?:减半|折半)(?:给予|予以|执行|享受|发放|计算|{AWARD}|(?=[,;。¶)]|$))"
)
_HALF_OF = lazy(
    rf"(?:对|其中)?(?P<label>[^,;。¶ⓂⓅⒸⒷ]{{2,30}}?)(?:的)?,?(?:(?:{AWARD})?(?:标准|金额|额度))?{_EACH}(?:按照?|为|给予)[^,;。¶ⓂⓅⒸⒷ]{{0,16}}?"
    rf"(?:一半|半数|半额)(?:的标准)?(?:给予|予以|执行|享受|发放|计算|{AWARD}|(?=[,;。¶)]|$))"
)
"""旧库改造的,补助标准按新建的一半执行."""
_HALF_BELOW = lazy(
    rf"(?:对|其中)?(?P<subject>[^,;。¶ⓂⓅⒸⒷ]{{2,30}}?)(?P<how>不足|低于|不满|不到|少于)(?P<from>[{MONEY}{COUNT}{RATE}])的,?"
    rf"(?:(?:{AWARD})?(?:标准|金额|额度))?(?:按照?|为|给予)?[^,;。¶ⓂⓅⒸⒷ]{{0,16}}?"
    rf"(?:一半|半数|半额|减半|折半)(?:的标准)?(?:给予|予以|执行|享受|发放|计算|{AWARD}|(?=[,;。¶)]|$))"
)
"""本地收购占比不足60%的,按上述标准的一半补助: a share below a number."""
_TWICE = lazy(
    rf"(?:对|其中)?(?P<label>[^,;。¶ⓂⓅⒸⒷ]{{2,30}}?)(?:的)?,?(?:按(?:照)?)?(?:在?(?:上述|以上|此|相应)(?:标准|基础)?的?(?:基础)?上?)?(?:(?:{AWARD})?(?:标准|金额|额度))?"
    rf"(?:再)?(?:翻倍|加倍|翻一番|双倍|(?:提高|增加|上浮)一倍)(?:给予|予以|执行|发放|{AWARD}|(?=[,;。¶)]|$))"
)
_RAISE = lazy(
    rf"(?:对|其中)?(?P<label>[^,;。¶ⓂⓅⒸⒷ]{{2,20}}?)(?:的)?,?(?:在此基础上|在应[补奖得][^,;。¶ⓂⓅⒸⒷ]{{0,6}}基础上|在(?:上述|相应|对应|原有?|前述|以上|该|其|各自)(?:[^,;。¶ⓂⓅⒸⒷ]{{0,6}}标准|基础|金额|额度)?的?(?:基础)?上?|按上述标准|(?:{AWARD})(?:标准|金额|额度)),?"
    rf"(?:可|再)*(?:上浮|上调|提高|增加)(?P<rate>{RATE})(?!的)"
)
_RAISE_ALL = lazy(
    rf"(?<![^,;。¶])(?:对|其中)?(?P<label>[^,;。¶ⓂⓅⒸⒷ]{{2,24}}?)(?:的)?,?(?:{AWARD})?(?:可|再)*(?:上浮|上调)(?P<rate>{RATE})(?!的)"
)
"""首次举办的展会上浮20%; 评定为三星级以上的机构,补贴上浮20%: 上浮 is said of all that is paid."""
_NO_CASE = lazy("利率|比例|价格|标准$|税率|限额|增长|同比")
_RAISE_FROM = lazy(
    rf"(?P<subject>[^,;。¶ⓂⓅⒸⒷ]{{0,24}}?)(?:达到?|超过|不少于)?(?P<from>[{MONEY}{COUNT}{RATE}])(?:\\(含\\))?(?:及)?以上的?,?"
    rf"(?:(?:按)?(?:在)?(?:此|上述|以上|前[款项述])?(?:{AWARD})?(?:标准|基础)(?:上)?,?|(?:{AWARD})(?:标准|金额|额度|资金)?)?(?:再)?(?:上浮|上调)(?P<rate>{RATE})(?!的)"
)
"""连片50亩以上的上浮30%: a raise from a number on."""
_TIMES_FROM = lazy(
    rf"(?P<subject>[^,;。¶ⓂⓅⒸⒷ]{{2,24}}?)(?:达到?|超过|不少于|满|(?P<less>{_LESS}))?(?P<from>[{MONEY}{COUNT}])(?:\\(含\\))?(?:及?以上)?的?,?"
    rf"(?:其)?(?:全部|上述|以上|所有|各项|当年)*(?:{AWARD})?(?:资金|金额|标准)?(?:一律|均|再)?(?:按照?|乘以?)(?:上述|以上|相应|原)?(?:标准|金额)?的?"
    rf"(?P<rate>{COUNT})(?:计算|计|执行|给予|发放|{AWARD})+"
)
"""累计引客达到5000人次的,全部奖励按1.2倍计算: a raise of all that is paid, from a number on."""
_LEAD = lazy("^(?:.*:)?(?:对于?|其中|且|并|同时)?|的$")


_LEVEL = lazy("[省市区县]级|国家级|[一二三四五]等|[一二三四五]星|第[一二三四五]")
_SAME_CASES = lazy("上述|前述|相应|对应|同等|相同|同类|以上标准|基础上")


_SHARE = lazy(
    rf"(?:对|其中)?(?P<label>[^,;。¶ⓂⓅⒸⒷ]{{2,30}}?)(?:的)?,?{_EACH}按(?:照)?(?P<whole>[^,;。¶ⓂⓅⒸⒷ]{{2,16}}?)的"
    rf"(?:(?P<rate>{RATE})|(?P<times>{COUNT})(?=给予|予以|执行|计算|{AWARD}))(?:的标准)?,?(?:给予|予以|执行|计算|{AWARD})"
)
"""获银奖的,按金奖的50%奖励; 示范基地按示范企业标准的1.5倍给予奖励."""
_SHARE_BARE = lazy(
    rf"(?<![^,;。¶])(?:对|其中)?(?P<label>[^,;。¶ⓂⓅⒸⒷ按]{{2,20}}?)的,?(?:(?:按照?|给予)(?P<whole>)(?:(?:原|相应|对应|上述)?(?:{AWARD})?(?:标准|金额)的?)?)"
    rf"(?:(?P<rate>{RATE})(?P<times>)?)(?:的标准|的比例)?,?的?(?:给予|予以|执行|{AWARD})"
)
_SHARE_TIMES = lazy(
    rf"(?<![^,;。¶])(?:对|其中)?(?P<label>[^,;。¶ⓂⓅⒸⒷ按]{{2,20}}?)(?:的,?)?按照?(?P<whole>)(?P<rate>)(?P<times>{COUNT})(?=给予|予以|执行|计算|{AWARD})"
)
"""冷藏箱按1.5倍补贴."""
_SHARE_WHERE = lazy(
    rf"(?<![^,;。¶])(?:对|其中)?(?P<label>[^,;。¶ⓂⓅⒸⒷ]{{2,20}}?(?:、|,|且|并|的))?(?P<subject>[^,;。¶ⓂⓅⒸⒷ、且并的]{{2,14}}?)"
    rf"(?:达到?|不少于|不低于|超过|满|(?P<less>{_LESS}))?(?P<from>[{MONEY}{COUNT}{RATE}])(?:\\(含\\))?(?:及?以上)?的,?{_EACH}(?:按照?|给予)(?P<whole>[^,;。¶ⓂⓅⒸⒷ]{{2,16}}?)的"
    rf"(?P<rate>{RATE})(?:的标准)?,?(?:给予|予以|执行|计算|{AWARD})"
)
"""作为联合出品单位、投资占比20%以上的,按上述金额的50%奖励: of a case, and from a number on."""
"""通过复核的,按50%给予奖励: of what is paid for the cases before, where no other sum is named."""
_OF_AMOUNT = lazy(rf"(?:{AWARD})(?:标准|金额|额度?)?$|标准$|^(?:对应|相应|上述|前述|同等)")


def share_of(skeleton: Skeleton, start: int, end: int, earlier: Draft | None) -> FactorOf | None:
    """A share of what another case of the draft before is paid; None without one."""
    if earlier is None or all(row.fixed is None for row in earlier.rows):
        return None
    where = _share_where(skeleton, start, end)
    if where is not None:
        return where
    patterns = (_SHARE, _SHARE_BARE, _SHARE_TIMES)
    found = next(filter(None, (one.search(skeleton.text, start, end) for one in patterns)), None)
    if found is None:
        return None
    whole = found["whole"] or "标准"
    names = (earlier.who, *(row.label for row in earlier.rows))
    if _OF_AMOUNT.search(whole) is None and not any(whole in name for name in names):
        return None
    figure = skeleton.at(found.start("rate") if found["rate"] else found.start("times"))
    if figure.unit not in ("%", "倍", "/"):
        return None
    label = _LEAD.sub("", found["label"])
    label = _AS.sub("", _GOT.sub("", label))
    return FactorOf(label, figure.value, found.start(), found.end(), figure)


def _share_where(skeleton: Skeleton, start: int, end: int) -> FactorOf | None:
    """A share of all that is paid before, of a case that demands a number; None without one."""
    found = _SHARE_WHERE.search(skeleton.text, start, end)
    if found is None or _OF_AMOUNT.search(found["whole"]) is None:
        return None
    if RATE in skeleton.text[found.end() : end]:
        return None  # 80吨以上的按100%,40吨以上、80吨以下的按70%: one of several shares by a number
    rate, least = (skeleton.at(found.start(name)) for name in ("rate", "from"))
    if rate.unit not in ("%", "/"):
        return None
    label = _LEAD.sub("", (found["label"] or "").strip("、,且并"))
    label = _AS.sub("", label)
    subject = subject_of(found["subject"]) or found["subject"]
    bound = Bound.LESS_THAN if found["less"] else Bound.AT_LEAST
    above = Threshold(subject, bound, least)
    return FactorOf(
        label, rate.value, found.start(), found.end(), rate, above, is_named=bool(label)
    )


_AS = lazy("^作为(?=.{2})")
_GOT = lazy("^(?:获得?|取得|评为|认定为)(?=.{2})")


def names_same_cases(text: str) -> bool:
    """Whether a share is of each case before (按上述标准减半), and not of one of them."""
    return _SAME_CASES.search(text) is not None


def is_level(label: str) -> bool:
    """Whether the case of a share is a level beside those before (市级 beside 省级)."""
    return _LEVEL.search(label) is not None


def factor_in(skeleton: Skeleton, start: int, end: int) -> FactorOf | None:
    """The share or raise that ``text[start:end]`` grants to a named case; None without one."""
    text = skeleton.text
    below = _HALF_BELOW.search(text, start, end)
    if below is not None:
        figure = skeleton.at(below.start("from"))
        subject = subject_of(below["subject"]) or below["subject"]
        least = Threshold(subject, Bound.LESS_THAN, figure)
        label = text[below.start() : below.start("from")]
        return FactorOf(label, Decimal("0.5"), below.start(), below.end(), None, least)
    for pattern, factor in ((_HALF, "0.5"), (_HALF_OF, "0.5"), (_TWICE, "2")):
        found = pattern.search(text, start, end)
        if found is not None:
            label = _LEAD.sub("", found["label"])
            return FactorOf(label, Decimal(factor), found.start(), found.end())
    raised = _RAISE.search(text, start, end)
    by_number = _raised_from(skeleton, start, end)
    if raised is None or by_number is not None:
        return by_number or _raised_whole(skeleton, start, end)
    figure = skeleton.at(raised.start("rate"))
    if figure.unit != "%":
        return None
    label = _LEAD.sub("", raised["label"])
    return FactorOf(label, 1 + figure.value, raised.start(), raised.end(), figure)


def _raised_whole(skeleton: Skeleton, start: int, end: int) -> FactorOf | None:
    """The raise of all that is paid in a case that is named; None without one."""
    found = _RAISE_ALL.search(skeleton.text, start, end)
    if found is None or _NO_CASE.search(found["label"]) is not None:
        return None
    figure = skeleton.at(found.start("rate"))
    if figure.unit != "%":
        return None
    label = _LEAD.sub("", found["label"])
    return FactorOf(label, 1 + figure.value, found.start("label"), found.end(), figure)


def _raised_from(skeleton: Skeleton, start: int, end: int) -> FactorOf | None:
    """The raise that a number decides; None without one."""
    found = _RAISE_FROM.search(skeleton.text, start, end)
    is_times = found is None
    found = found or _TIMES_FROM.search(skeleton.text, start, end)
    if found is None:
        return None
    figure, above = (skeleton.at(found.start(name)) for name in ("rate", "from"))
    if figure.unit != ("倍" if is_times else "%"):
        return None
    subject = subject_of(found["subject"].removesuffix("在")) or found["subject"]
    is_below = is_times and bool(found["less"])
    threshold = Threshold(subject, Bound.LESS_THAN if is_below else Bound.AT_LEAST, above)
    label = skeleton.text[found.start() : found.start("from")]
    factor = figure.value if is_times else 1 + figure.value
    return FactorOf(label, factor, found.start(), found.end(), figure, threshold)
