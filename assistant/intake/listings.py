"""Lists and tables that were read as a whole, as drafts."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.intake.additions import lists_more
from assistant.intake.base_of import base_of
from assistant.intake.draft import Span, Threshold
from assistant.intake.figures import MONEY, RATE, Figure, Skeleton
from assistant.intake.grammar import AWARD, UNREAD_SUM, span_of
from assistant.intake.lists import EachOf, caps_behind
from assistant.intake.phrases import who_of
from assistant.intake.table import Column, crossed, read_table
from assistant.intake.walk import Walk
from assistant.text.pattern import lazy


def take_table(walk: Walk, lines: list[tuple[int, int]]) -> None:
    """The columns of a table, each a draft; a table that is not understood is left over."""
    columns = read_table(walk.skeleton, lines)
    start, end = lines[0][0], lines[-1][1]
    if not columns:
        for figure in walk.skeleton.within(start, end):
            if figure.sign in (MONEY, RATE):
                walk.reasons[figure.at] = UNREAD_SUM
        return
    kept = [
        one
        for one in walk.take_pending()
        if isinstance(one, Threshold)
        and all(
            row.band is None or row.band.figure.unit != one.figure.unit for row in columns[0].rows
        )
    ]
    said = base_of_table(walk.skeleton.text[:start])
    start = _with_caption(walk.skeleton.text, start)
    first = _head_above(walk.skeleton.text, start)
    head_who = who_of(walk.skeleton.text, first, start) if first < start else ""
    columns = crossed(columns)
    walk.of_table = len(walk.drafts)
    names = {column.name for column in columns}
    for column in columns:
        for row in column.rows:
            walk.used |= {figure.at for figure in row.figures()}
        demanded = (column.least,) if column.least is not None else ()
        also = () if column.is_own else kept
        walk.used |= {one.figure.at for one in demanded}
        # Of several columns of sums the heads are the cases, of rows that each demand their own
        # number the rows.
        stands = bool(demanded) or column.unit_cap is not None or column.is_own
        stands = stands or column.most is not None
        case = column.name if len(names) > 1 else column.rows[0].label if stands else ""
        rows = column.rows
        if stands and len(names) == 1:
            rows = (replace(rows[0], label=""),)
        limits = (column.unit_cap, column.most)
        walk.used |= {one.at for one in limits if one is not None}
        head = walk.above.partition(",")[0]
        who = case or ("" if set(head) & set("ⓂⓅⒸⒷ") else head) or head_who
        walk.open(
            first, end, rows, (*also, *demanded), measure=column.measure,
            who=who, per=column.per or _persons_of(walk, column, start),
            case="" if column.is_own else case,
            extra=case if column.is_own else "",
            group=walk.sentence if case and not column.is_own else 0,
            period=column.period, base=column.base or (said if rows[0].rate else ""),
            unit_cap=column.unit_cap, most_things=column.most,
        )  # fmt: skip


_TABLE_FOLLOWS = lazy("(?:[:]|下表|如下|下列|以下)[^¶。]*[:。]¶+$")


def _head_above(text: str, start: int) -> int:
    """Where the sentence begins that says what the table behind it pays; else its own begin.

    当年设备投资100万元以上的,补助标准如下:
    """
    if _TABLE_FOLLOWS.search(text, 0, start) is None:
        return start
    line = text[:start].rstrip("¶")
    return max(line.rfind(sign, 0, len(line) - 1) for sign in "。;¶") + 1


_CAPTION = lazy("(?:^|¶)(?P<said>[(]?单位:[^¶。ⓂⓅⒸⒷ]{1,12}[)]?)¶$")


def _with_caption(text: str, start: int) -> int:
    """Where the line above a table begins that says its unit (单位:万元); else its own begin."""
    found = _CAPTION.search(text, 0, start)
    return found.start("said") if found is not None else start


_TO_EACH = lazy(
    f"(?:给予|奖励|补贴|补助|发放给?)(?:其|给)?(?:个人|本人)(?:{AWARD})*[^。;ⓂⓅⒸⒷ个本]{{0,12}}[:。]?¶?$"
)
"""给予个人一次性奖励,标准如下: each person gets what the table says."""


def _persons_of(walk: Walk, column: Column, start: int) -> str:
    """The persons that the sums of a table are for each of, as the words above it say."""
    is_sum = all(row.fixed is not None and row.band is None for row in column.rows)
    if not is_sum or column.period or _TO_EACH.search(walk.skeleton.text, 0, start) is None:
        return ""
    return "人"


_OF_TABLE = lazy(
    "按照?(?:其)?(?P<base>[^,;。:ⓂⓅⒸⒷ¶]{2,24}?)的?(?:一定|相应|下列|以下|如下|不同|对应|规定|下表(?:所列)?|表列)(?:的)?(?:比例|标准)"
)
"""按实际办赛支出的一定比例给予补助。: what the rates of the table behind it are of."""


def base_of_table(before: str) -> str:
    """What the sentences above a table say that its rates are of; "" where they do not."""
    found = list(_OF_TABLE.finditer(before))
    return base_of(f"按{found[-1]['base']}的") if found else ""


def sums_before(skeleton: Skeleton, each: EachOf, start: int) -> int:
    """达到5000人的补助30万元,…,获金牌、银牌的,分别: where the list begins; 0 for no sums."""
    text = skeleton.text
    paid = [
        figure.at
        for figure in skeleton.within(start, each.start)
        if figure.sign == MONEY
        and re.search(f"(?:{AWARD})$", text[start : figure.at])
        and text[figure.at + 1 : figure.at + 2] in (",", ";")
    ]
    comma = text.find(",", paid[-1], each.start) if paid else -1
    return comma if comma >= 0 and MONEY not in text[comma : each.start] else 0


def last_cases(walk: Walk) -> tuple[str, ...]:
    """The names of the cases that this sentence listed before."""
    last = walk.last_here()
    labels = tuple(row.label for row in last.draft.rows) if last is not None else ()
    return labels if len(labels) > 1 and all(labels) else ()


def limits_a_rate(skeleton: Skeleton, each: EachOf, start: int) -> bool:
    """按售价的20%给予奖励,最高分别为300万元、100万元: the list limits the rate before it."""
    before = skeleton.text[start : each.start]
    if RATE not in before:
        return False
    is_limit = each.is_ceiling and all(row.fixed is not None for row in each.rows)
    return is_limit or re.search("(?:最高|不超过|上限)[额为]*$", before) is not None


def take_list(walk: Walk, each: EachOf, start: int) -> None:
    """Begin the draft of a list: a case for each of its names or bands, its limits behind it."""
    text = walk.skeleton.text
    rows = each.rows
    caps = () if rows[0].cap is not None else caps_behind(walk.skeleton, each)
    if caps:
        rows = tuple(replace(row, cap=cap) for row, cap in zip(rows, caps, strict=True))
    for row in rows:
        walk.used |= {figure.at for figure in row.figures()}
    if each.bands:
        walk.last_bands = (each.bands, each.measure)
    base = next((b for b in each.bases if b), "")
    part = text[start : each.end]
    each = _with_head(each, text[start : each.start])
    walk.open(
        start, each.end, rows, (), base=base, measure=each.measure,
        who=who_of(text, start, each.start), is_ceiling=each.is_ceiling, per=each.per,
        period="月" if each.is_monthly else "",
        span=_span_of_caps(text, each, caps)
        or (Span.YEAR if each.is_yearly else _span_of_each(part)),
        is_grown=bool(each.per) and lists_more(text[start : each.start]),
    )  # fmt: skip
    one = walk.drafts[-1]
    before = walk.drafts[-2] if len(walk.drafts) > 1 else None
    if each.is_again and before is not None:
        before.series = before.series or walk.sentence
        one.series = before.series


_OF_PERSONS = lazy("(?:人员|职工|员工|教师|医师|人才|老人|儿童|学徒|技师|本人|个人)(?:,|的,)?")
_FOR_EACH = lazy(
    "(?:每(?P<one>人|名|户|床|张|台|辆|亩|套|件|家))?(?P<month>每个?月)?(?:的?标准)?(?:为|是)?[:,]$"
    "|(?P<by_month>按月(?:给予|发放|计发|享受|计算)?[^,;。:ⓂⓅⒸⒷ每]{0,8}):$"
)


def _with_head(each: EachOf, before: str) -> EachOf:
    """标准为每人每月:轻度失能100元,中度失能200元: what all of the sums are for each of."""
    is_sum = all(row.fixed is not None and row.band is None for row in each.rows)
    found = _FOR_EACH.search(before) if is_sum and not each.per and not each.is_monthly else None
    if found is not None and found["by_month"]:
        # 对…人员,按月给予岗位津贴:初级800元: each person's, for as many months as there are
        per = "人" if _OF_PERSONS.search(before) is not None else ""
        return replace(each, per=per, is_monthly=True)
    if found is None or not (found["one"] or found["month"]):
        # 给予个人一次性补贴:五级1000元,四级1500元: as many of them as there are persons
        is_each = is_sum and not each.per and _TO_EACH.search(before) is not None
        return replace(each, per="人") if is_each else each
    return replace(each, per=found["one"] or "", is_monthly=found["month"] is not None)


def _span_of_each(part: str) -> Span:
    """The period of a list of sums: 每年分别给予, 一次性."""
    if "一次性" in part:
        return Span.ONCE
    return Span.YEAR if _OF_YEAR.search(part) is not None else Span.NONE


_OF_YEAR = lazy(
    "每年(?:分别)?(?:给予|予以|补|奖|资助)|每[^,;。ⓂⓅⒸⒷ每年月]{1,3}每年(?:按照?|给予|补助|补贴|奖励)*Ⓜ"
)
"""每年分别给予, 本科每人每年1万元: each year anew."""


def _span_of_caps(text: str, each: EachOf, caps: tuple[Figure, ...]) -> Span | None:
    return span_of(text[each.end : caps[0].at]) if caps else None
