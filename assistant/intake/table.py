"""A table of sums: the first column says the case or the band, the others what is paid."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.intake.base_of import base_of
from assistant.intake.draft import Band, Bound, Row, Threshold
from assistant.intake.figures import BAND, COUNT, MONEY, RATE, SIGNS, Figure, Skeleton
from assistant.text.pattern import lazy

BAR = "|"
_LEAST = 2
_NUMBERS = ("序号", "编号", "No", "No.")
_UP = lazy(r"^(?:\(含\))?(?:及|\(含\))?以上")
_DOWN = lazy(r"^(?:\((?P<without>不)?含\))?(?:及)?以下")


@dataclass(frozen=True, slots=True)
class Column:
    """What one column pays: its heading, the rows of it, and what decides the band.

    ``per`` is what a sum is paid for each of, ``period`` "月" where it is paid for each month;
    ``least`` the number that its only row demands; ``base`` what a rate is of; ``unit_cap`` the
    most for a square metre and month (of its only row); ``is_own``: its row is paid otherwise than
    the others and stands for itself; ``most``: so many are paid for (of its only row).
    """

    name: str
    measure: str
    rows: tuple[Row, ...]
    per: str = ""
    least: Threshold | None = None
    period: str = ""
    base: str = ""
    unit_cap: Figure | None = None
    is_own: bool = False
    most: Figure | None = None


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Paid:
    """What a cell pays: the sum or rate, for each of what, of what."""

    figure: Figure
    per: str = ""
    period: str = ""
    base: str = ""
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    """One row: its case, what each of is paid for, what it demands, and the cells of sums.

    ``noted`` is the whole of its first cell where the band stands in brackets behind a name.
    """

    label: str
    band: Band | None
    measure: str
    per: str
    least: Threshold | None
    paid: tuple[_Paid, ...]
    cap: Figure | None = None
    unit_cap: Figure | None = None
    also: tuple[Threshold, ...] = ()
    noted: str = ""
    most: Figure | None = None


def read_table(skeleton: Skeleton, lines: list[tuple[int, int]]) -> list[Column]:
    """The columns of a table whose lines are ``text[start:end]``; [] where it is no table of sums.

    Every cell behind the first must hold one sum or rate and no other figure, but for a column
    that says what each of is paid for (每吨), one of other names of the kind (赛事范围), one of
    the least that is demanded (最低班次), one of the band of a number that its head names, one of
    the limits (单个机构最高), and those that bear on no sum (名额, 责任单位).
    """
    table = [_cells(skeleton.text, *line) for line in lines]
    table = [row for row in table if not all(_RULED.fullmatch(cell.text) for cell in row)]
    if not table:
        return []
    width = len(table[0])
    is_bare = any(
        MONEY in cell.text for cell in table[0][1:]
    )  # 船龄10年以上不满15年 | 每总吨500元 without a heading
    least = 1 if is_bare else _LEAST
    if len(table) < least or width < _LEAST or any(len(row) != width for row in table):
        return []
    if table[0][0].text in _NUMBERS:
        table = [row[1:] for row in table]
        width -= 1
    if width < _LEAST:
        return []
    heads = [_Cell(0, 0, "")] * width if is_bare else table[0]
    body = table if is_bare else table[1:]
    if any(sign in cell.text for cell in heads for sign in SIGNS):
        return []
    kinds = [_kind(skeleton, heads[n], [row[n] for row in body]) for n in range(1, width)]
    found = [_line(skeleton, heads, row, kinds) for row in body]
    read = [one for one in found if one is not None]
    if not all(one.band for one in read):
        # 轻型车(4.5吨以下), 燃油车(不分吨位): the name is the case, for not all have a band.
        read = [
            replace(one, label=one.noted, band=None, measure="") if one.noted else one
            for one in read
        ]
    if len(read) < len(found) or "paid" not in kinds or len({len(one.paid) for one in read}) > 1:
        return []
    names = [heads[n].text for n, kind in enumerate(kinds, 1) if kind == "paid"]
    return [
        column for n, name in enumerate(names) for column in _columns(name, heads[0].text, read, n)
    ]


_RULED = lazy(r"[-:—\s]*")
_UNIT = lazy(r"每(?:一)?(?P<per>[^ⓂⓅⒸⒷ()|]{1,6}?)(?:\([^()]*\))?")
_UNIT_HEAD = lazy("(?:计量|计算|计数|补助|补贴|奖励)单位|单位|计量")
_BARE_UNIT = lazy("[^ⓂⓅⒸⒷ()|每年月、]{1,4}")
_LEAST_HEAD = lazy(
    "(?P<noun>[^ⓂⓅⒸⒷ]*?)(?:最低|最少|不少于|至少|起点|门槛|下限)(?:的)?(?P<of>[^ⓂⓅⒸⒷ()]*)"
)
_EACH_HEAD = lazy(
    "每(?:一)?(?:个)?(?P<per>[^ⓂⓅⒸⒷ()年月]{1,6}?)(?:每(?:个)?(?P<month>月))?(?:的)?(?:补助|补贴|奖励|资助|标准|金额|津贴)"
)
_MONTH_HEAD = lazy("每(?:个)?月(?:的)?(?:补助|补贴|奖励|资助|标准|金额|津贴)")
_CAP_HEAD = lazy("最高|上限|限额|封顶|不超过")
_METRE_HEAD = lazy("每平方?米每个?月|每个?月每平方?米")
_NEW_THING = lazy("^(?:新增|新建|新购|购置|改造)的?(?=.{2})")
_RANK = lazy("(?:第?[一二三四五六七八九十0-9]+|[A-Z甲乙丙丁])(?:档|级|等|类)?|其他|小计")


_TOLD_HEAD = lazy("名额|设奖|责任|牵头|受理|部门|单位")
"""How many of them there are, and who looks after it: no part of what one gets."""


def _kind(skeleton: Skeleton, head: _Cell, cells: list[_Cell]) -> str:
    """What a column holds; "" for none.

    One of "unit", "least", "demand", "most", "band", "cap", "metre", "told", "paid".
    """
    if all(_UNIT.fullmatch(cell.text) for cell in cells):
        return "unit"
    if _UNIT_HEAD.fullmatch(head.text) and all(_BARE_UNIT.fullmatch(cell.text) for cell in cells):
        return "unit"  # 计量单位: 台, 蒸吨
    if _LEAST_HEAD.search(head.text) and all(_number(skeleton, cell) for cell in cells):
        return "least"
    sums = [_sum_alone(skeleton, cell) for cell in cells]
    is_cap = _CAP_HEAD.search(head.text) is not None and any(sums)
    if is_cap and all(one or not cell.text for one, cell in zip(sums, cells, strict=True)):
        return "metre" if _METRE_HEAD.search(head.text) else "cap"
    if head.text and all(_band_alone(skeleton, cell) for cell in cells):
        return "band"
    if all(_demand(skeleton, head, cell) for cell in cells):
        return "demand"
    if all(_MOST.fullmatch(cell.text) for cell in cells):
        return "most"
    pays = any(sign in cell.text for cell in cells for sign in (MONEY, RATE))
    if _TOLD_HEAD.search(head.text) is not None and not pays:
        return "told"
    if _names_kinds(skeleton, head, cells):
        return "named"
    return "paid" if all(_paid(skeleton, cell) for cell in cells) else ""


_NAMING_HEAD = lazy(
    "(?:范围|类型|类别|种类|名称|内容|对象|品种|项目|情形|界定|说明|包括|涵盖|所含|举例|产品|赛事|作物|车型|机型|业态|领域|行业)$"
)
"""What each kind takes in: its cells are other names of the kind in the first column."""


_DEMANDS = lazy("须|应当?|需|必须|不得|不[少低高超]|以[上下]|要求|通过|经|按")
"""须经备案: a condition, whatever the head of its column is called."""


def _names_kinds(skeleton: Skeleton, head: _Cell, cells: list[_Cell]) -> bool:
    """Whether each cell of a column says in words of its own what the kind of its row is."""
    told = [cell.text for cell in cells]
    is_bare = not any(skeleton.within(cell.start, cell.end) for cell in cells)
    is_apart = all(told) and len(set(told)) == len(told) > 1
    is_apart = is_apart and not any(_DEMANDS.search(one) for one in told)
    return is_bare and is_apart and _NAMING_HEAD.search(head.text) is not None


def _sum_alone(skeleton: Skeleton, cell: _Cell) -> Figure | None:
    figures = skeleton.within(cell.start, cell.end)
    is_sum = len(figures) == 1 and figures[0].sign == MONEY and cell.text == MONEY
    return figures[0] if is_sum else None


def _band_alone(skeleton: Skeleton, cell: _Cell) -> Band | None:
    case = _case(skeleton, cell)
    return case[1] if case is not None and not case[2] else None


_MOST = lazy(
    f"(?:每|单|同一)?个?(?:户|家|主体|企业|单位|农户)?(?:每年)?(?:最多|不超过|限)(?:补贴|补助|奖励)?{COUNT}[^ⓂⓅⒸⒷ]{{0,4}}"
)
"""每户最多10台: how many of them are paid for."""
_DEMAND_HEAD = lazy("条件|要求|规模|门槛|标准$")
_OF_ONE = lazy("^(?:单体|单座|单个|单栋|连片|集中连片|成片)?$")


def _demand(skeleton: Skeleton, head: _Cell, cell: _Cell) -> Threshold | None:
    """单体5000平方米以上: what the row of a column of conditions demands."""
    case = _case(skeleton, cell) if _DEMAND_HEAD.search(head.text) is not None else None
    band = case[1] if case is not None else None
    if case is None or band is None or band.upper is not None or band.figure.sign != COUNT:
        return None
    subject = "面积" if _OF_ONE.match(case[2]) and band.figure.unit in _AREAS else case[2]
    return Threshold(subject or _measured_by(head), Bound.AT_LEAST, band.figure)


_AREAS = ("平方米", "平米", "亩", "公顷")


def _number(skeleton: Skeleton, cell: _Cell) -> Figure | None:
    figures = skeleton.within(cell.start, cell.end)
    return figures[0] if len(figures) == 1 and figures[0].sign == COUNT else None


def _line(
    skeleton: Skeleton, heads: list[_Cell], row: list[_Cell], kinds: list[str]
) -> _Line | None:
    case = _case(skeleton, row[0])
    if case is None or "" in kinds:
        return None
    noted = row[0].text if case[1] is not None and _NOTED.fullmatch(row[0].text) else ""
    line = _Line(*case, "", None, (), noted=noted)
    for cell, head, kind in zip(row[1:], heads[1:], kinds, strict=True):
        unit, number = _UNIT.fullmatch(cell.text), _number(skeleton, cell)
        if kind == "unit":
            line = replace(line, per=unit["per"] if unit is not None else cell.text)
        elif kind == "least" and number is not None:
            line = replace(line, least=_demanded(head, number))
        elif kind in _LIMITS:
            line = _limited(skeleton, line, head, kind, cell)
        elif kind == "told":
            continue
        elif kind == "named":
            named = cell.text.replace("(", "、").replace(")", "")
            own = f"{line.label[:-1]}、{named})" if line.label[-1:] == ")" else ""
            line = replace(line, label=own or f"{line.label}({named})" if line.label else named)
        elif kind == "band" and (found := _band_alone(skeleton, cell)) is not None:
            line = _in_band(line, head, found)
        elif (sum_ := _paid(skeleton, cell)) is not None:
            line = replace(line, paid=(*line.paid, _headed(sum_, head)))
    if line.also or (line.band is not None and _RANK.fullmatch(line.label)):
        line = replace(line, label="")
    return line


_LIMITS = ("demand", "most", "cap", "metre")


def _limited(skeleton: Skeleton, line: _Line, head: _Cell, kind: str, cell: _Cell) -> _Line:
    """A row with what one of its cells demands or limits."""
    if kind == "demand":
        return replace(line, least=_demand(skeleton, head, cell))
    if kind == "most":
        return replace(line, most=_number(skeleton, cell))
    if kind == "cap":
        return replace(line, cap=_sum_alone(skeleton, cell))
    return replace(line, unit_cap=_sum_alone(skeleton, cell))


def _in_band(line: _Line, head: _Cell, found: Band) -> _Line:
    """A row with a band of its own, or with what must hold beside the band that it has."""
    if line.band is None:
        return replace(line, band=found, measure=_measured_by(head))
    beside = Threshold(_measured_by(head), Bound.AT_LEAST, found.figure)
    return replace(line, also=(*line.also, beside))


def _headed(sum_: _Paid, head: _Cell) -> _Paid:
    """What the head of a column says that its sums are paid for: 每人每月补助."""
    each = _EACH_HEAD.search(head.text)
    if not sum_.per and each is not None:
        thing = _NEW_THING.sub("", each["per"])
        return replace(sum_, per=thing, period=each["month"] or "")
    return replace(sum_, period="月") if _MONTH_HEAD.search(head.text) else sum_


def _measured_by(head: _Cell) -> str:
    return re.sub(r"\([^()]*\)|(?:标准|要求|条件|范围)$", "", head.text)


def _demanded(head: _Cell, number: Figure) -> Threshold:
    """全年最低航次 over 150: at least so many of them in a year."""
    found = _LEAST_HEAD.search(head.text)
    assert found is not None
    unit = number.unit or found["of"] or found["noun"]
    subject = f"{found['noun']}{found['of']}" or unit
    return Threshold(subject, Bound.AT_LEAST, replace(number, unit=unit))


def _columns(name: str, head: str, lines: list[_Line], n: int) -> Iterator[Column]:
    """The rows of a column of sums that are paid alike: for each of the same, demanding the same.

    Where each row demands a number of its own, each is a column of its own.
    """
    groups: dict[tuple[str, str, str, bool], list[_Line]] = {}
    for line in lines:
        per = line.per or line.paid[n].per
        is_alone = line.least is not None or line.unit_cap is not None or line.most is not None
        alone = line.label if is_alone else ""
        key = (per, alone, line.paid[n].period, line.paid[n].is_own)
        groups.setdefault(key, []).append(line)
    for (per, _, period, is_own), own in groups.items():
        rows = []
        for line in own:
            figure = line.paid[n].figure
            is_rate = figure.sign == RATE
            rows.append(
                Row(
                    line.label,
                    line.band,
                    rate=figure if is_rate else None,
                    fixed=None if is_rate else figure,
                    cap=line.cap,
                    also=line.also,
                )
            )
        measure = own[0].measure or head
        yield Column(
            name, measure, tuple(rows), per, own[0].least, period, own[0].paid[n].base,
            own[0].unit_cap, is_own, own[0].most,
        )  # fmt: skip


_RANKED = lazy(
    "^(?:[一二三四五特]等奖?|[金银铜]奖|优秀奖|优胜奖|[冠亚季]军|第[一二三]名|[初中高]级工?|[特一二三四五甲乙丙丁][级等]"
    "|(?:国家|全国|世界|国际|省部?|自治区|市|州|县|区)级)$"
)


def crossed(columns: Sequence[Column]) -> list[Column]:
    """The columns, as one whose classes are those of the rows and the heads: 养护工·初级.

    Only heads that are ranks are classes; others (新建, 改造) are cases of their own.
    """
    first = columns[0]
    plain = (first.per, first.period, first.base)
    rows = [row for column in columns for row in column.rows]
    is_plain = all(row.label and row.band is None and not row.also and not row.cap for row in rows)
    is_sum = len({row.rate is None for row in rows}) == 1
    labels = [[row.label for row in column.rows] for column in columns]
    if (
        len(columns) < _LEAST
        or not (is_plain and is_sum)
        or any(_is_apart(c) or (c.per, c.period, c.base) != plain for c in columns)
        or any(one != labels[0] for one in labels)
        or len({column.name for column in columns}) < len(columns)
        or not all(_RANKED.search(column.name) for column in columns)
    ):
        return list(columns)
    every = [
        replace(row, label=f"{row.label}{CROSS}{column.name}")
        for column in columns
        for row in column.rows
    ]
    return [replace(first, name="", rows=tuple(every))]


def _is_apart(column: Column) -> bool:
    return column.is_own or bool(column.least or column.unit_cap or column.most)


CROSS = "·"
"""Between the head of a row and that of a column, in the name of what is paid for both."""


def _cells(text: str, start: int, end: int) -> list[_Cell]:
    cells = []
    at = start
    for part in text[start:end].split(BAR):
        cells.append(_Cell(at, at + len(part), part.strip("。;, —-")))
        at += len(part) + 1
    if cells and not cells[0].text:
        cells = cells[1:]
    if cells and not cells[-1].text:
        cells = cells[:-1]
    return cells


def _paid(skeleton: Skeleton, cell: _Cell) -> _Paid | None:
    """The one sum or rate of a cell, and what it is for each of: 每总吨500元, 实缴租金的50%."""
    figures = skeleton.within(cell.start, cell.end)
    if len(figures) != 1 or figures[0].sign not in (MONEY, RATE):
        return None
    rest = cell.text.replace(figures[0].sign, "")
    if re.fullmatch("(?:一次性)?(?:给予|奖励|补助|补贴|资助)?", rest):
        return _Paid(figures[0])
    each = _PAID_EACH.fullmatch(cell.text)
    if each is not None:
        return _Paid(figures[0], each["per"])
    by = _PAID_BY.fullmatch(cell.text)
    if by is not None:
        return _Paid(figures[0], by["per"] or "", by["month"] or "")
    base = base_of(cell.text.split(RATE)[0]) if figures[0].sign == RATE else ""
    if base and cell.text.endswith(RATE):
        return _Paid(figures[0], base=base)
    own = _OWN_WAY.fullmatch(cell.text)
    return _Paid(figures[0], own["per"], is_own=True) if own is not None else None


_OWN_WAY = lazy(
    f"不[^,;。ⓂⓅⒸⒷ]{{2,16}},每个?(?P<per>[^ⓂⓅⒸⒷ()年月]{{1,6}}?)(?:定额|一次性|给予|奖励|补助|补贴|资助)*{MONEY}"
)
"""不按托位计算,每个点定额1.5万元: what one row is paid otherwise than the others."""
_PAID_BY = lazy(
    f"{MONEY}(?:/(?!年|月)(?:每)?(?P<per>[^ⓂⓅⒸⒷ()年月/·]{{1,4}}))?(?:[/·]每?(?:(?P<month>月)|年))?"
)
"""3000元/亩, 800元/人/月, 500元/月."""
_PAID_EACH = lazy(f"每(?:一)?(?P<per>[^ⓂⓅⒸⒷ()年月]{{1,6}}?)(?:给予|奖励|补助|补贴|资助)*{MONEY}")
_BETWEEN = lazy(
    f"(?P<subject>[^ⓂⓅⒸⒷ]*?)(?P<low>[{MONEY}{COUNT}])(?:\\(含\\))?(?:及?以上)?(?:、|至|到|-|但)*"
    f"(?:不满|不足|以下|低于)?(?P<top>[{MONEY}{COUNT}])(?:\\(不含\\)|以下)?的?"
)


_NOTED = lazy(r"[^()ⓂⓅⒸⒷ]{2,}(?P<note>\([^()]*[ⓂⒸⒷ][^()]*\))")
"""轻型车(总质量4.5吨以下): a name, and in brackets which of them are called so."""
_BELOW = lazy(
    f"(?P<subject>[^ⓂⓅⒸⒷ]*?)(?:不足|不满|低于|小于|少于|未达到?)(?P<top>[{MONEY}{COUNT}])的?"
)


def _case(skeleton: Skeleton, cell: _Cell) -> tuple[str, Band | None, str] | None:
    """The label of a row, or the band that it names and of what."""
    noted = _NOTED.fullmatch(cell.text)
    if noted is not None:
        start = cell.start + skeleton.text[cell.start : cell.end].index(noted["note"]) + 1
        end = start + len(noted["note"]) - 2
        return _case(skeleton, _Cell(start, end, skeleton.text[start:end]))
    figures = skeleton.within(cell.start, cell.end)
    if not figures:
        return (cell.text, None, "") if cell.text else None
    between = _BETWEEN.fullmatch(cell.text)
    if between is not None and len(figures) == _LEAST and figures[0].unit == figures[1].unit:
        low, top = figures
        band = Band(low, low.value, top.value, upper_figure=top)
        return "", band, between["subject"]
    below = _BELOW.fullmatch(cell.text)
    if below is not None and len(figures) == 1:
        return "", Band(figures[0], None, figures[0].value), below["subject"]
    if len(figures) > 1:
        return None
    figure = figures[0]
    subject = skeleton.text[cell.start : figure.at].strip("| ")
    behind = skeleton.text[figure.at + 1 : cell.end]
    if figure.sign == BAND:
        band = Band(figure, figure.value, figure.upper, True, figure.includes_upper)
        return "", band, subject
    if figure.sign in (MONEY, COUNT) and _UP.match(behind):
        return "", Band(figure, figure.value), subject
    down = _DOWN.match(behind)
    if figure.sign in (MONEY, COUNT) and down is not None:
        return "", Band(figure, None, figure.value, True, not down["without"]), subject
    return (cell.text, None, "") if figure.sign == COUNT and not figure.unit else None
