"""What a sum was told as part by part (设备300万,软件120万,人工80万), and what becomes of a part.

Text → `Row`: sums in a row, each behind a noun of its own and nothing else, with the total where it
is told. `Composed` is what a conversation keeps of it; `changed` is what a later message makes of
it: a part is set (设备那块改成450万), more or less (软件又加了20万), scaled (材料翻倍), taken out
(人工不算了), put back, or there is one more part (还有监理15万). Only how numbers and nouns stand
decides, and closed classes of verbs; no noun is listed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from assistant.dialogue.closed_classes import PARTICLES
from assistant.dialogue.language import covers, naming_pairs, pairs_of, plain_words
from assistant.text.expressions import Relation, find_expressions
from assistant.text.multiples import find_multiples
from assistant.text.numerals import read_number
from assistant.text.pattern import lazy
from assistant.text.quantities import find_quantities
from assistant.text.units import Quantity, Unit

_LEAST = 2
_LABEL = 8
_NEAR = 4
_WAN = 10_000


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a sum: what it was called ("" for the rest), how much; whether it counts now."""

    name: str
    value: Decimal
    is_in: bool = True


@dataclass(frozen=True, slots=True)
class Composed:
    """A sum of a fact as its parts."""

    fact: str
    parts: tuple[Part, ...]

    @property
    def total(self) -> Decimal:
        """What the parts that count come to."""
        return sum((p.value for p in self.parts if p.is_in), Decimal(0))


@dataclass(frozen=True, slots=True)
class Row:
    """Parts in a row from ``start`` to ``end``; the rest of a total that is told is one of them.

    ``is_shared``: each is told as the share of a seller, a time or a machine (华为云那份240万).
    ``is_open``: of the whole only some parts are told (其中硬件320万). ``is_paid_so``: it is one
    sum that came in so many parts (分两批到的,一批1200万,一批1300万). ``told``: all nouns.
    """

    start: int
    end: int
    parts: tuple[Part, ...]
    is_shared: bool = False
    is_open: bool = False
    is_paid_so: bool = False
    told: tuple[str, ...] = ()

    @property
    def total(self) -> Decimal:
        """What all of it comes to."""
        return sum((p.value for p in self.parts), Decimal(0))


@dataclass(frozen=True, slots=True)
class _Item:
    """A sum behind a noun: where the noun and the sum stand."""

    start: int
    end: int
    label: str
    value: Decimal
    is_shared: bool


_MARKS = ",。;!?:、()\n\t "
_BETWEEN = frozenset(",;、。()\n\t ")
_JOINS = (
    "剩下的", "其余的", "余下的", "再加上", "加上", "外加", "另外还有", "另外", "还有", "以及",
    "再加", "再有", "和", "加", "跟", "与", "另", "还", "再", "+",
)  # fmt: skip
"""What joins a part to those before it; longer ones first."""
_SPENT = (
    "另外还", "另外", "花了", "用了", "投了", "付了", "签了", "买了", "大概", "大约", "差不多",
    "又", "也", "就", "都", "花", "是", "要", "占", "为", "约", "近", "整", "了",
)  # fmt: skip
_SHARES = ("那一份", "那份", "这份", "那边", "这边", "那家", "这家", "那笔", "这笔", "那期", "那批")
_ASIDE = (
    "那一块",
    "那块",
    "这块",
    "那部分",
    "这部分",
    "那项",
    "这项",
    "部分",
    "方面",
    "一块",
    "上",
    "的",
)
_TOTALS = (
    "一共",
    "总共",
    "合计",
    "共计",
    "总计",
    "拢共",
    "加起来",
    "加一起",
    "合起来",
    "共",
    "总的",
    "全部",
)
_OF_IT = lazy("(?:其中|里面|里头|里边|当中|包括|包含|含)")
_NO_PART = lazy(
    "[不没未别非]|其中|里面|里头|当中|剩|其余|余下|政府|财政|基金|拨款|专项|股东|关联|退[了回款掉税]|减[免掉去了]|[核审扣]减|免[租费]|补[贴助]|奖励|预算|计划"
    "|(?:年|月份?|季度|期|批|场|轮)$|每|第|平均|单价|[改换变谈涨降升压砍][到成为至了]|调[到成为整高低]|营收|收入|利润|资[本产]|产值|估值|市值|融资|贷款|存款|销售额|押金|保证金|追加|增加|新增|增补|合同|[付货尾余首]款|支付|结算|开票|签约|能|可|会[拿得领]|时$|[了过着收拿得领给报投赚卖借贷]$"
)
"""What is no cost of its own beside others, or none that is known to count."""
_THE_WHOLE = lazy(
    "总|合计|共|全部|整个|实际|发票|审定$|审计$|^.?(?:费用|金额|投入|投资|支出|成本)|(?:费用|金额|投入|投资|支出|成本)."
)
"""What speaks of all of it: 总, 费用 by itself; 场地费用 is a part."""


def find_row(text: str) -> Row | None:
    """The only row of parts in a folded text."""
    sums = [q for q in find_quantities(text) if q.role == "amount"]
    instalments = _instalments(text, sums)
    if instalments is not None:
        return instalments
    items = _items(text, sums)
    runs: list[list[_Item]] = []
    for item in items:
        is_same = bool(runs) and runs[-1][-1].end == item.end  # 标注和清洗各30万
        if runs and (is_same or _only_marks(text, runs[-1][-1].end, item.start)):
            runs[-1].append(item)
        else:
            runs.append([item])
    found = [row for row in (_row_of(text, run, sums) for run in runs) if row is not None]
    return found[0] if len(found) == 1 else None


_SPLIT = lazy(
    "分(?:成|了|为|作)?(?P<n>[两二三四五六2-6])(?:批|次|笔|期|回|轮)(?:资金|款)?[到付打进给汇交拨收结][^,。;!?:\\d]{0,4}[,:(;]"
)
_NTH = lazy(
    "(?:第?[一二三四五六两]|[头首前后另末])(?:外?[一])?[批次笔期回]|先|后来?|然后|再|最后|又"
)
_COUNTS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}


def _instalments(text: str, sums: Sequence[Quantity]) -> Row | None:
    """One sum told in the parts that it came in, as many as were counted."""
    split = _SPLIT.search(text)
    if split is None:
        return None
    number = _COUNTS.get(split["n"]) or int(split["n"])
    told = [q for q in sums if q.start >= split.end() and q.unit is Unit.YUAN][:number]
    if len(told) != number:
        return None
    low = split.end()
    for q in told:
        between = text[low : q.start].strip("".join(_BETWEEN) + "元和是到了有给")
        if between and _NTH.fullmatch(between) is None:
            return None
        low = q.end
    parts = tuple(Part(f"第{'一二三四五六'[n]}笔", q.value) for n, q in enumerate(told))
    return Row(split.end(), told[-1].end, parts, is_paid_so=True)


def only_part(text: str) -> tuple[str, Decimal] | None:
    """The noun and the value of the only sum in a folded text, where it stands behind one."""
    sums = [q for q in find_quantities(text) if q.unit is Unit.YUAN and q.role == "amount"]
    items = _items(text, sums)
    if len(sums) != 1 or len(items) != 1 or _THE_WHOLE.search(items[0].label):
        return None
    before = text[: items[0].start]
    if _OF_IT.search(before[-_NEAR:]) or any(t in before[-_NEAR:] for t in _TOTALS):
        return None
    return items[0].label, items[0].value


def _only_marks(text: str, start: int, end: int) -> bool:
    """Whether nothing but marks and what joins parts stands between two of them."""
    between = text[start:end].lstrip("元块钱")
    left = "".join(c for c in between if c not in _BETWEEN)
    return not left or left in _JOINS


def _items(text: str, sums: Sequence[Quantity]) -> list[_Item]:
    """The sums that stand behind a noun and nothing else in their clause, in order."""
    found: list[_Item] = []
    ends = [0, *(q.end for q in sums)]
    for place, q in enumerate(sums):
        if q.unit is not Unit.YUAN or not q.value:
            continue
        low = max(ends[place], *(text.rfind(mark, 0, q.start) + 1 for mark in _MARKS))
        if place and low == ends[place]:
            low += len(text[low : q.start]) - len(text[low : q.start].lstrip("元块钱"))
        lead = text[low : q.start]
        head = _stripped(lead, is_joined=bool(place) and low == ends[place])
        if head is None:
            continue
        label, is_shared = head
        start = text.index(label, low)
        tail = text[q.end : q.end + 2].lstrip("元")[:1]
        joined = any(
            text.startswith(j, q.end + text[q.end : q.end + 1].count("元")) for j in _JOINS
        )
        joined = joined or _goes_on(text, q, sums[place + 1 :])
        joined = joined or _ASKED_BEHIND.match(text, q.end) is not None
        if tail and tail not in _MARKS and not joined:
            continue
        each = _EACH.search(lead)
        names = [n for n in _AND.split(label.removesuffix("各")) if n] if each else [label]
        found += [_Item(start, q.end, name, q.value, is_shared) for name in names]
    return found


def _goes_on(text: str, q: Quantity, after: Sequence[Quantity]) -> bool:
    """Whether a noun and its sum follow right behind a sum (场地50万搭建30万)."""
    between = text[q.end : after[0].start].lstrip("元") if after else ""
    return _LEAST <= len(between) <= _NEAR and _UNMARKED.fullmatch(between) is not None


_ASKED_BEHIND = lazy(
    "元?(?:一共|总共|合计|共)?(?:能|可以|会|是|得)?(?:[补给拿领报奖]|多少|怎么|几)"
)
_ALTOGETHER = lazy("(?:合计|一共|总共|共)(?:花了|是)?$")
_UNMARKED = lazy("[\u4e00-\u9fff]+[^了的是有里中]")
_EACH, _AND = lazy("各(?:花了?|是|要|用了)?$"), lazy("[和跟与及]")
"""标注和清洗各30万: so much for each that is named."""


def _stripped(lead: str, *, is_joined: bool) -> tuple[str, bool] | None:
    """The noun at the end of what stands before a sum, and whether it is told as a share.

    ``is_joined``: the number before it stands right there, so that 加 joins and opens no noun
    (加工费).
    """
    label, is_shared = lead.strip(), False
    for join in _JOINS:
        if len(join) == 1 and not (is_joined or join in "还再另+"):
            continue
        if label.startswith(join) and len(label) > len(join) + 1:
            label = label[len(join) :]
            break
    if _AND.search(label) and (several := _ALTOGETHER.search(label)):
        label = label[: several.start()]  # 场租和搭建合计90万: one part
    cut = True
    while cut:
        cut = False
        for tail in (*_SHARES, *_ASIDE, *_SPENT):
            if label.endswith(tail) and len(label) > len(tail) + 1:
                label, cut = label[: -len(tail)], True
                is_shared = is_shared or tail in _SHARES
                break
    label = _noun_of(label)
    is_noun = _LEAST <= len(label) <= _LABEL and label.isalnum() and not label[0].isdigit()
    is_noun = is_noun and bool(naming_pairs(label) or label[-1] in "金费")
    if not is_noun or _NO_PART.search(label):
        return None
    return label, is_shared


def _noun_of(lead: str) -> str:
    """What no word of the language covers at the end of a lead (去年投了土建 → 土建)."""
    known = covers(lead, (plain_words(),))
    for n, c in enumerate(lead):
        known[n] |= c in _CUTS
    runs, start = [], None
    for n, is_known in enumerate([*known, 1]):
        if not is_known and start is None:
            start = n
        elif is_known and start is not None:
            runs.append(start)
            start = None
    return lead[runs[-1] :] if runs else lead


_CUTS = "了的把将"


def _row_of(text: str, run: Sequence[_Item], sums: Sequence[Quantity]) -> Row | None:
    """The parts of one run, with the total beside it; None where it is no row of parts."""
    if any(_THE_WHOLE.search(item.label) for item in run):
        return None
    full = tuple(item.label for item in run)
    run = _cut(run)
    labels = [item.label for item in run]
    if len(set(labels)) < len(labels):
        return None
    start, end = run[0].start, run[-1].end
    parts = tuple(Part(item.label, item.value) for item in run)
    shared = all(item.is_shared for item in run) or _are_in_row(labels)
    told = sum((item.value for item in run), Decimal(0))
    before = [q for q in sums if q.end <= start][-1:]
    after = [q for q in sums if q.start >= end][:1]
    is_beside = bool(before) and before[0].unit is Unit.YUAN
    is_beside = is_beside and _only_marks(text, before[0].end, start)
    if is_beside and not _is_total(text, before[0]):
        return None  # nobody knows whether the sum right before them is one of them
    between = text[before[0].end : start].lstrip("元") if before else ""
    opened = _OF_IT.search(between) is not None and len(between) <= _LABEL
    is_whole = bool(before) and (opened or _is_total(text, before[0]))
    if is_whole and before[0].unit is Unit.YUAN and before[0].value >= told:
        low = _total_start(text, before[0]) if _is_total(text, before[0]) else before[0].start
        marks = _OF_IT.sub("", between).strip("".join(_BETWEEN) + ":有的是分别")
        if not marks and (before[0].value == told or opened):
            rest = before[0].value - told
            every = (*parts, Part("", rest)) if rest else parts
            return Row(low, end, every, shared, is_open=bool(rest), told=full)
        if not marks or opened:
            return None
    if after and _is_total(text, after[0]) and after[0].value == told and len(run) >= _LEAST:
        return Row(start, after[0].end, parts, shared, told=full)
    if len(run) < _LEAST or _OF_IT.search(text[max(0, start - _NEAR) : start]):
        return None
    return Row(start, end, parts, shared, told=full)


_IN_ROW = lazy("[甲乙丙丁戊一二两三四五abcd大小前后]")


def _are_in_row(labels: Sequence[str]) -> bool:
    """Whether nothing but a place in a row tells the nouns apart (甲供应商, 乙供应商)."""
    return len(labels) > 1 and (
        len({label[1:] for label in labels}) == 1
        and all(_IN_ROW.match(label) is not None for label in labels)
    )


def _cut(run: Sequence[_Item]) -> list[_Item]:
    """The same, of the first the end of its noun where it is much longer than the others.

    龙岗活动场地50万,搭建30万: what they are of stands before the first.
    """
    first, *others = run
    most = max((len(item.label) for item in others), default=len(first.label))
    if len(first.label) <= most + _LEAST:
        return list(run)
    more = len(first.label) - most
    return [replace(first, start=first.start + more, label=first.label[more:]), *others]


def _is_total(text: str, q: Quantity) -> bool:
    lead = text[max(0, q.start - _LABEL) : q.start]
    return q.unit is Unit.YUAN and any(word in lead for word in _TOTALS)


def _total_start(text: str, q: Quantity) -> int:
    """Where the words for a total begin that stand before its sum."""
    low = max(text.rfind(mark, 0, q.start) + 1 for mark in _MARKS)
    lead = text[low : q.start]
    at = [lead.find(word) for word in _TOTALS if word in lead]
    return low + min(at) if at else low


# --- what a later message makes of it ---

_DROPS = lazy(
    "不(?:能|再|用|要|给|让|该)?(?:算|认|计|报|做|买|要|搞|上|付|纳入|列)(?![不没])"
    "|没(?:有)?(?:能)?(?:做|买|采|成|用|花|上|认|批|签|付|发生|干|搞|落地)|(?:砍|去|删|拿|剔|扣|划|刨|退|撤|省|抹|剥|停)(?:掉|除|了|出|去)"
    "|取消|除外|抛开|不含|不包|不在内|作废|黄了|(?:推|挪|拖|放|延)(?:迟|到|后)|(?:打|退)回"
    "|是(?!我|咱|自|本)[^,。;!?]{2,8}(?:付|出|掏|承担|买|用|做)的"
)
_RETURNS = lazy(
    "还是(?:算|要|做|认)|算上|算进|加回|补回|恢复|又(?:认|算|批|要|做)|也(?:能|可以|要|得)?(?:算|认)|照算|照旧|保留"
    "|留着|认了|能算|可以算|没(?:退|砍|取消)|回来"
)
_ASKS = lazy("算不算|能不能|要不要|是不是|[吗么]|多少|几|什么|为什么|谁|哪")
_MORE = lazy(
    "(?:又|再|还)?(?:追加|增加|多花|多付|多出|加|多|涨|添|补|超)(?:了|出)?(?:大概|约)?$|又(?:花|投|付|买|用)了?$"
)
_LESS = lazy("(?:又|再)?(?:减少|减|少|降|砍|扣|退|省|便宜|核减|审减|压)(?:掉|了|去|回)*$")
_TO = lazy("(?:到|成|为|至|只|才|剩|是|认|定)[^,。;!?\\d]{0,3}$")
_HALF = lazy("(?:只?[认算]|[认算]了?)一半|一半不[算认]|打?对折")
_BARE = lazy("(?:应该|其实|实际|现在|后来|最后|按|改|变|成|只|就|才|要|是)*$")
_SUPPOSES = lazy("(?:如果|假如|假设|要是|万一|若是|若)(?:说|把)?")
_ENDS = ",。;!?"


@dataclass(frozen=True, slots=True)
class Change:
    """What a message makes of a sum: how it is composed then, and where that is said.

    ``is_open``: nothing but its place says that a sum is one more part.
    """

    composed: Composed
    spans: tuple[tuple[int, int], ...]
    is_open: bool = False


def changed(composed: Composed, text: str) -> Change | None:
    """What a folded message makes of the parts; None where it says nothing of them."""
    parts, spans, is_open = composed.parts, list[tuple[int, int]](), False
    clauses = _clauses(text)
    skip = False
    for place, (low, high) in enumerate(clauses):
        if skip:
            skip = False
            continue
        clause = text[low:high]
        end = high
        at = named(parts, clause)
        if at is None:
            more = _one_more(parts, clause) if len(clauses) == 1 or spans else None
            if more is not None:
                parts = (*parts, more[0])
                spans.append((low, high))
                is_open = is_open or not more[1]
            continue
        after = clauses[place + 1] if place + 1 < len(clauses) else None
        if after and not _sums(clause) and _only_tells_sum(text[slice(*after)]):
            clause, end, skip = text[low : after[1]], after[1], True
        new = _made_of(parts[at], clause)
        if new is None:
            return None
        parts = (*parts[:at], new, *parts[at + 1 :])
        spans.append((low, end))
    if not spans or parts == composed.parts:
        return None
    return Change(replace(composed, parts=parts), tuple(spans), is_open)


def supposes(text: str) -> bool:
    """Whether a text only supposes something."""
    return _SUPPOSES.search(text) is not None


def _clauses(text: str) -> list[tuple[int, int]]:
    cuts = [-1, *(n for n, c in enumerate(text) if c in _ENDS), len(text)]
    return [(a + 1, b) for a, b in pairwise(cuts) if b > a + 1]


def named(parts: Sequence[Part], clause: str) -> int | None:
    """The place of the only part that a clause calls by pairs of characters of its name."""
    own = set(pairs_of(clause))
    hits = [
        len(own & (naming_pairs(p.name) or {*pairs_of(p.name)})) if p.name else 0 for p in parts
    ]
    most = max(hits, default=0)
    rest = [n for n, p in enumerate(parts) if not p.name]
    if not most and rest and _REST.search(clause):
        return rest[0]
    return hits.index(most) if most and hits.count(most) == 1 else None


_REST = lazy("剩下|其余|余下|剩余|另外(?:那|的)?(?:部分|一?半|一?块)")


def _sums(clause: str) -> tuple[Quantity, ...]:
    """The sums of a clause; a bare number is one of 万."""
    found = []
    for q in find_quantities(clause):
        if q.unit is Unit.YUAN:
            found.append(q)
        elif q.unit is Unit.NUMBER and 0 < q.value < _WAN and read_number(clause, q.start):
            found.append(replace(q, value=q.value * _WAN, unit=Unit.YUAN))
    return tuple(found)


def _only_tells_sum(clause: str) -> bool:
    sums = _sums(clause)
    return len(sums) == 1 and _BARE.fullmatch(clause, 0, sums[0].start) is not None


def _made_of(part: Part, clause: str) -> Part | None:
    """What a clause that calls a part makes of it; None where that is not clear."""
    sums = _sums(clause)
    if _ASKS.search(clause) and not (sums or supposes(clause)):
        return None
    if not sums:
        return _without_sum(part, clause)
    if len(sums) > 1:
        whole = [e for e in find_expressions(clause, sums) if e.value is not None]
        is_one = len(whole) == 1 and whole[0].relation is Relation.INSTEAD
        return replace(part, value=whole[0].value or part.value, is_in=True) if is_one else None
    lead, value = clause[: sums[0].start], sums[0].value
    if _DROPS.search(clause, sums[0].end) or (_DROPS.search(lead) and not _TO.search(lead)):
        if _LESS.search(lead) and value < part.value:
            return replace(part, value=part.value - value)
        return replace(part, is_in=False) if value == part.value else None
    if _TO.search(lead):
        return replace(part, value=value, is_in=True)
    if _MORE.search(lead):
        return replace(part, value=part.value + value)
    if _LESS.search(lead):
        return replace(part, value=part.value - value) if value < part.value else None
    return replace(part, value=value, is_in=True)


def _without_sum(part: Part, clause: str) -> Part | None:
    if _HALF.search(clause):
        return replace(part, value=part.value / 2)
    multiples = find_multiples(clause)
    if len(multiples) == 1:
        return replace(part, value=part.value * multiples[0].factor)
    if multiples:
        return None
    if not part.is_in:
        return replace(part, is_in=True) if _RETURNS.search(clause) else None
    drops = _DROPS.search(clause)
    returns = _RETURNS.search(clause)
    goes_on = returns is not None and drops is not None and returns.start() >= drops.end()
    return replace(part, is_in=False) if drops and not goes_on else None


def _one_more(parts: Sequence[Part], clause: str) -> tuple[Part, bool] | None:
    """One more part that a clause tells, and whether a word of adding says so."""
    body = clause.rstrip("".join(PARTICLES) + "元")
    found = only_part(body)
    if found is None or any(p.name == found[0] for p in parts):
        return None
    sums = _sums(body)
    lead = body[: sums[0].start]
    at = lead.find(found[0])
    adds = any(word in lead for word in ("另外", "还", "再", "又")) or lead[:at] in _JOINS
    if sums[0].end < len(body) or not (adds or at == 0):
        return None
    return Part(*found), adds
