"""Shares and raises of what is paid before: 减半, 上浮20%, 第二年按80%, 补足差额."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.intake.draft import Bound, FactorOf
from assistant.intake.figures import BAND, COUNT, MONEY, RATE, Skeleton
from assistant.intake.grammar import AWARD
from assistant.intake.lists import EachOf, names_before
from assistant.intake.raises import factor_in, is_level, names_same_cases, share_of
from assistant.intake.rates_of_years import year_label
from assistant.intake.tails import deducts_received
from assistant.intake.walk import OpenDraft, Walk
from assistant.text.pattern import lazy

_TIMES_WITHIN = lazy(
    f"(?<=[,;])(?:其中,?|对)(?P<label>[^,;。ⓂⓅⒸⒷ按]{{2,16}}?)的?,?按照?(?:标准的)?(?P<times>Ⓒ)(?:的标准)?(?=给予|予以|执行|计算|{AWARD})"
)
_DIFFERENCE = lazy(
    f"(?:(?:由低|从低|晋|升|跨级|已获|已享|已领|已得|曾获|低档|提档|提级)[^;。ⓂⓅⒸⒷ]{{0,30}}?)?"
    f"(?:只|仅)?(?:补足|补齐|补|给予|{AWARD}|按|享受)(?:[^;。ⓂⓅⒸⒷ]{{0,4}}|[^,;。ⓂⓅⒷ]{{0,12}})差额(?:部分)?(?:补足|{AWARD})?"
    "|(?:晋[档级升]|升[档级]|提[档级升])(?:的|,)*补差(?!额)"
)
_ADDS_UP = lazy(
    f"(?:各档|各级|每档|各档次|各档奖励)[^,;。ⓂⓅⒸⒷ]{{0,8}}(?:累计|叠加|累加|合并|分别)(?:发放|计算|享受|给予|兑现|{AWARD})"
)
"""跨档突破的,各档奖励累计发放: each of the bands that are reached is paid."""
_SHARES_IN_YEARS = lazy(
    "第一(?:年度?)?、第二(?:年度?)?(?:、第[三四五六](?:年度?)?)*[^,;。、ⓂⓅⒸⒷ]{0,6}(?:分别|逐年)?按照?"
    "(?:上述|前述|以上)?(?:计算(?:的?结果|的?金额)|(?:补助|补贴|奖励)?(?:标准|金额|额度?))的"
    "Ⓟ(?:[、和]Ⓟ)+(?:的?(?:标准|比例))?(?:给予|予以|执行|"
    f"{AWARD})+"
)
"""第一、第二、第三补助年度分别按上述计算结果的100%、70%、40%补助."""
_SHARES_BY_YEAR = lazy(
    f"[^,;。ⓂⓅⒸⒷ]{{0,4}}(?:首年|第一年)(?:按照?|给予)?(?:标准的?)?Ⓟ(?:[、,](?:次年|第[二三四五]年)(?:按照?|给予)?(?:标准的?)?Ⓟ)+"
    f"(?:的?(?:标准|比例))?(?:给予|予以|执行|{AWARD})+"
)
_OF_LINES = lazy("本[条项款]|前款|上述|以上(?:各|奖|两)|各[项类]")
"""由低级别晋升为高级别、此前已按本项领取奖励的,只补差额: of each list above."""
_HALF = Decimal("0.5")
_LESS_BELOW = lazy(
    f"[^,;。ⓂⓅⒸⒷ]{{0,12}}?(?:(?P<band>{BAND})|(?P<low>[{COUNT}{MONEY}])(?:\\(含\\))?(?:及?以上)(?:、|,|至|但)*(?:不满|不足|不到|低于)(?P<top>[{COUNT}{MONEY}]))(?:\\(不含\\))?的?,?"
    f"(?:(?:(?:{AWARD})?(?:标准|金额|额度))?(?:按照?)?(?:上述|以上|前述|规定|该)?(?:{AWARD})?(?:标准|金额|额度)?的?)?"
    f"(?P<how>减半|折半|一半|半数|(?P<rate>{RATE}))(?:的标准)?(?:给予|予以|执行|享受|发放|计算|{AWARD})*"
)
_RAISED_EACH = lazy(
    f"(?:对于?|其中)?(?P<cases>[^,;。ⓂⓅⒸⒷ]{{3,40}}?)的,?(?:在?(?:上述|此|以上|前述)?(?:标准|基础)的?上?)?(?:(?:{AWARD})(?:标准|金额|额度)?)?"
    "分别(?:再|可)?(?:上浮|上调|提高|增加)Ⓟ(?:(?:、|和|及)Ⓟ)+"
)
_CALLED = lazy("^(?:首次)?(?:被?评[定为选]+|被?认定为?|达到?|获评?|取得)+")
_BEFORE_IT = lazy("[上前]表|前款|上款|前[一两二三]款|前述|上述|以上|前项|上项")


def shares_within(walk: Walk, start: int, end: int) -> None:
    """每标准箱补贴200元,其中冷藏箱按1.5倍补贴: a share in the same breath as its whole."""
    last = walk.last_here()
    match = _TIMES_WITHIN.search(walk.skeleton.text, start, end)
    if match is None or last is None or last.draft.factors or last.draft.start >= match.start():
        return
    times = walk.skeleton.at(match.start("times"))
    if times.unit != "倍" or any(row.fixed is None for row in last.draft.rows):
        return
    walk.used.add(times.at)
    walk.reasons.pop(times.at, None)
    factor = FactorOf(match["label"], times.value, match.start(), match.end(), times)
    stop = max(last.draft.end, match.end())
    last.draft = replace(last.draft, factors=(factor,), end=stop)


def tops_up(walk: Walk, start: int, end: int) -> None:
    """晋级的补足差额: of the cases before, only what is more than was paid for the lower."""
    if _ADDS_UP.search(walk.skeleton.text, start, end) is not None:
        for one in walk.of_paragraph:
            if all(row.band is not None and row.fixed is not None for row in one.draft.rows):
                stop = max(one.draft.end, end)
                one.draft = replace(one.draft, adds_up=True, end=stop)
        return
    match = _DIFFERENCE.search(walk.skeleton.text, start, end)
    span = match.span() if match is not None else (start, end)
    if match is None and not deducts_received(walk.skeleton.text[start:end]):
        return
    cases = [
        one
        for one in walk.drafts
        if (len(one.draft.rows) > 1 or walk.clause.id.item is not None)
        and all(row.fixed is not None for row in one.draft.rows)
    ]
    own = [one for one in cases if one in walk.of_paragraph]
    # In a paragraph of its own it is of the only cases that the clause has, or of all that stand
    # in the lines above it where it says so.
    is_of_lines = _OF_LINES.search(walk.skeleton.text, start, end) is not None
    if not own and len(cases) != 1:
        own = [one for one in cases if len(one.draft.rows) > 1] if is_of_lines else []
        if not own:
            return
    # A sentence behind several lists is of each of them.
    is_of_all = all(one.sentence != walk.sentence for one in own)
    for last in own if own and is_of_all else (own or cases)[-1:]:
        stop = max(last.draft.end, span[1])
        last.draft = replace(last.draft, difference=span, end=stop)


def by_years(walk: Walk, start: int, end: int) -> bool:
    """首年按100%、第二年按80%、第三年按60%补贴: shares of the sums before it, year by year."""
    text = walk.skeleton.text
    match = _SHARES_BY_YEAR.fullmatch(text, start, end)
    in_years = _SHARES_IN_YEARS.match(text, start, end) if match is None else None
    own = [
        one
        for one in walk.of_paragraph or (walk.drafts if in_years else [])
        if all(row.fixed is not None for row in one.draft.rows) and not one.draft.factors
    ]
    if (match is None and in_years is None) or not own:
        return False
    stop_at = in_years.end() if in_years is not None else end
    rates = walk.skeleton.within(start, stop_at)
    if in_years is not None and len(rates) != in_years.group().count("第"):
        return False
    walk.used |= {one.at for one in rates}
    factors = tuple(
        FactorOf(year_label(n, n), rate.value, start, end, rate) for n, rate in enumerate(rates, 1)
    )
    for one in own:
        stop = max(one.draft.end, end)
        one.draft = replace(one.draft, factors=factors, end=stop)
    return True


def share_draft(walk: Walk, last: OpenDraft, factor: FactorOf) -> None:
    """A share of the draft before; of one of several cases it is told and not worked out."""
    plain = [one for one in walk.of_paragraph if not one.draft.extra]
    last = plain[-1] if plain and last.draft.extra else last
    words = walk.skeleton.text[factor.start : factor.end]
    others = [
        one
        for one in walk.of_paragraph
        if one is not last and one.sentence != walk.sentence and not one.draft.factors
    ]
    alike = [
        one
        for one in others
        if one.draft.per and one.draft.per == last.draft.per and "标准" in words
    ]
    if last.sentence != walk.sentence and alike and not is_level(factor.label):
        # 每家5万元;设在省会的,每家10万元。加盟店按直营店标准的50%: of both of them.
        for one in alike:
            if all(row.fixed is not None for row in one.draft.rows):
                one.draft = replace(
                    one.draft, factors=(factor,), end=max(one.draft.end, factor.end)
                )
    elif last.sentence != walk.sentence and _BEFORE_IT.search(words) is not None:
        # 购置二手设备的,按上述标准的一半: of each that the paragraph pays.
        for one in others:
            if all(row.fixed is not None for row in one.draft.rows):
                one.draft = replace(
                    one.draft, factors=(factor,), end=max(one.draft.end, factor.end)
                )
    _share_one(walk.skeleton, last, factor)


def _share_one(skeleton: Skeleton, last: OpenDraft, factor: FactorOf) -> None:
    draft = last.draft
    words = skeleton.text[factor.start : factor.end]
    stop = max(draft.end, factor.end)
    are_levels = any(is_level(row.label) for row in draft.rows)
    is_own_case = are_levels and is_level(factor.label) and not names_same_cases(words)
    if len(draft.rows) > 1 and draft.rows[0].band is None and is_own_case:
        span = (factor.start, factor.end)
        last.draft = replace(draft, notes=(*draft.notes, span), end=stop)
    else:
        last.draft = replace(draft, factors=(*draft.factors, factor), end=stop)


def lessens_below(walk: Walk, start: int, end: int) -> bool:
    """年开放300天以上的,每年40万元;240天以上不满300天的,减半: a share below that number."""
    match = _LESS_BELOW.fullmatch(walk.skeleton.text, start, end)
    own = walk.of_paragraph
    if match is None or not own:
        return False
    if match["band"]:
        low = walk.skeleton.at(match.start("band"))
        if low.upper is None or low.includes_upper:
            return False
        top = replace(low, value=low.upper)
    else:
        low, top = (walk.skeleton.at(match.start(name)) for name in ("low", "top"))
    draft = own[-1].draft
    same = [t for t in draft.thresholds if t.figure.unit == top.unit == low.unit]
    if len(same) != 1 or same[0].figure.value != top.value or low.value >= top.value:
        return False
    if same[0].bound is not Bound.AT_LEAST or draft.factors or len(draft.rows) > 1:
        return False
    rate = walk.skeleton.at(match.start("rate")) if match["rate"] else None
    below = replace(same[0], bound=Bound.LESS_THAN, figure=top)
    share = FactorOf(
        match["how"], rate.value if rate is not None else _HALF, start, end, rate, below
    )
    enough = replace(same[0], figure=low)
    thresholds = tuple(enough if t is same[0] else t for t in draft.thresholds)
    walk.used |= {low.at, top.at, *((rate.at,) if rate is not None else ())}
    own[-1].draft = replace(draft, thresholds=thresholds, factors=(share,), end=max(draft.end, end))
    return True


def shares_all(walk: Walk, start: int, end: int) -> bool:
    """3.跨市的航线,补助标准上浮50% in a line of its own: of all that the lines before it pay.

    So is 按前款标准的80% of the paragraphs before it.
    """
    sums = [one for one in walk.drafts if all(row.fixed for row in one.draft.rows)]
    if len(walk.drafts) > walk.paragraph or not sums:
        return False
    factor = factor_in(walk.skeleton, start, end)
    if factor is None:
        factor = share_of(walk.skeleton, start, end, sums[-1].draft)
        words = walk.skeleton.text[factor.start : factor.end] if factor is not None else ""
        if factor is None or _BEFORE_IT.search(words) is None:
            return False
    own = [one for one in walk.skeleton.within(start, end) if one.unit != ""]
    if factor.figure is None or factor.above is not None or own != [factor.figure]:
        return False
    walk.used.add(factor.figure.at)
    for one in sums:
        one.draft = replace(one.draft, factors=(*one.draft.factors, factor))
    return True


def raises_each(walk: Walk, start: int, end: int) -> bool:
    """评定为四级、五级机构的,补贴标准分别上浮10%、20%: a raise of its own in each case."""
    found = _RAISED_EACH.fullmatch(walk.skeleton.text, start, end)
    own = [
        one
        for one in walk.of_paragraph
        if all(row.fixed is not None for row in one.draft.rows) and not one.draft.factors
    ]
    if found is None or not own:
        return False
    rates = walk.skeleton.within(start, end)
    names = names_before(f"{found['cases']}的,", len(rates))
    if len(names) != len(rates) or any(one.unit != "%" for one in rates):
        return False
    walk.used |= {one.at for one in rates}
    factors = tuple(
        FactorOf(_CALLED.sub("", name), 1 + rate.value, start, end, rate)
        for name, rate in zip(names, rates, strict=True)
    )
    for one in own:
        stop = max(one.draft.end, end)
        one.draft = replace(one.draft, factors=factors, end=stop)
    return True


def share_of_years(walk: Walk, each: EachOf) -> bool:
    """第一年按上述标准全额补助,第二年按80%: shares of the sums before, year by year."""
    own = [
        one
        for one in walk.of_paragraph
        if all(row.fixed is not None for row in one.draft.rows) and not one.draft.factors
    ]
    rates = [row.rate for row in each.rows]
    if not own or any(rate is None for rate in rates):
        return False
    factors = tuple(
        FactorOf(
            row.label, row.rate.value, each.start, each.end,
            row.rate if walk.skeleton.text[row.rate.at] == RATE else None,
        )
        for row in each.rows
        if row.rate is not None
    )  # fmt: skip
    walk.used |= {one.figure.at for one in factors if one.figure is not None}
    for one in own:
        one.draft = replace(one.draft, factors=factors, end=max(one.draft.end, each.end))
    return True
