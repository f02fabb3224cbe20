"""Sums in another currency, shares of growth, measures: numbers that only some rules ask for.

The fitted score (pairs.py) knows money, counts, areas and times. A sum of dollars, a share, or a
number with a unit of measurement (0.25微米) is a fact where a rule in question has one of that
kind: the one whose words stand beside the number, or the only one there is. A share needs its
words: 补50% names no growth. A number with such a unit is no count of anything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.boundaries import Boundaries, words_of
from assistant.dialogue.foreign_years import of_two_years
from assistant.dialogue.numbers import Given, NumberReader
from assistant.dialogue.pairs import PairReader, Setting, Wanted, wanted_at
from assistant.dialogue.words import Found, Phrases
from assistant.rules.facts import FactKind, FactSpec
from assistant.text.expressions import Expression, find_expressions
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.units import Quantity, Unit

_KINDS = (FactKind.FOREIGN, FactKind.FRACTION)
_UNITS = (
    ("nm", "纳米"), ("um", "μm", "微米"), ("mm", "毫米"), ("cm", "厘米"), ("km", "公里", "千米"),
    ("kg", "公斤", "千克"), ("kw", "千瓦"), ("mw", "兆瓦"), ("gw", "吉瓦"),
    ("kwh", "千瓦时", "度电", "度"), ("pflops", "pops", "p"), ("mwh", "兆瓦时"), ("gb",), ("tb",),
    ("pb",),
)  # fmt: skip
"""Units of measurement, each with its names in folded text; a closed class."""
_COUNTED = (
    ("标准箱", "标箱", "teu", "箱"), ("亩",), ("吨标准煤", "吨标煤", "吨煤"), ("吨",), ("蒸吨",),
    ("立方米", "立方", "方"), ("航次", "班次", "趟"), ("场",), ("集",), ("晚", "夜"), ("头",),
    ("只", "羽"), ("株", "棵"), ("床", "张床"), ("瓦",), ("学时", "课时"), ("单",), ("天", "日"),
    ("尾",), ("粒",), ("枚",), ("瓶",), ("盆",), ("人天",), ("间夜",), ("架次",),
    ("分钟",), ("米",), ("张", "个床位"),
    ("辆", "台"), ("间", "间房", "间客房"),
    *((name,) for name in "件项个套款条篇次户家口艘座栋部列支架处"),
)  # fmt: skip
"""What things are counted in; a measure only where a rule in question counts in it."""
_SPOKEN = (("度电", "度"),)
"""What is said for a unit of measurement and stands in many other words: only where a rule asks."""
_RANK = lazy("^第?[0-9一二三四五六七八九十]+[类级档a-z]")
_PEOPLE = "人"
_VISITS = "人次"
FIRMS = frozenset("家户店")
"""Measure words for the same: 30家企业 of 每户."""
_SPANS = frozenset(("天", "晚", "学时", "分钟"))
_NO_THINGS = _SPANS | {names[0] for names in _UNITS} | {*"亩吨米瓦", "吨标准煤", "蒸吨", "立方米"}
"""What is measured out: of 一个项目 there are so many things and none of these."""
_PERSONS = lazy(
    "[^,。;!?0-9的]{0,3}?(?:人(?!才公|工|次|均|民币)|游客|观众|旅客|学员|老人|代表|粉丝)"
)
_STAFF = lazy("公司|企业|我们|咱们?|员工|职工|团队|社保|规模")
"""Whoever tells of these counts their own people, not visitors or guests."""
_HAVE = lazy(
    "(?:公司|企业|我们|咱们?|员工|职工|团队|社保|规模|有|共|在职|目前|现在)(?:约|大概|差不多|只|就)*$"
)
_NO_MORE = lazy("^(?:多|左右|个?人|名|位|员工|职工|的|企业|公司|团队|规模|在职|社保|以[上下内])*$")
"""公司有80人 tells how large it is; 企业20名职工拿了证 what some of them did."""
_UNIT = lazy(
    "|".join(sorted((n for names in _UNITS for n in names if len(n) > 1), key=len, reverse=True))
)
_COUNT_UNIT = lazy(
    "|".join(sorted((n for names in (*_COUNTED, *_SPOKEN) for n in names), key=len, reverse=True))
)
_COMES_TO = lazy(
    "^[^,。;!?补给奖按]{0,6}(?:[到有为是占达]了?|刚好|正好|恰好|大概|大约|约|只|才|就)$"
)
"""特装面积刚好一半, 特装只做到四成: what a share comes to, and nothing that is paid."""
_FOREIGN = "foreign"
_BESIDE = 3


_OF_GROUP = lazy("(?:以上|以下|左右)?的?[^,。;!?、]{0,4}(?:团|队|班|批)")
_CALLED = lazy("(?!以[上下内]|左右|[多次都全另第一二两三四五六七八九十])[\u4e00-\u9fff]{2}")
_IN_EACH = ("每", "单")
"""每列300人以上: what a label says that counts the people in each of something."""


class MeasuredReader(NumberReader):
    """A reader of numbers that gives foreign sums and shares as well."""

    def __init__(
        self,
        specs: Mapping[str, FactSpec],
        pairs: PairReader,
        bounds: Boundaries | None = None,
    ) -> None:
        super().__init__(specs, pairs)
        edges = bounds or Boundaries(lambda: words_of(specs))
        self._measured = {
            name: Phrases.of(spec.words, edges)
            for name, spec in specs.items()
            if spec.kind in _KINDS or _unit_of(spec)
        }

        names = (w for s in specs.values() for c in s.choices.values() for w in c.words)
        self._ranks = Phrases.of(name for name in names if _RANK.search(fold(name)))

    def read(
        self, setting: Setting, expressions: Sequence[Expression], wanted: Sequence[Wanted]
    ) -> tuple[Given, ...]:
        """Every expression that may be a fact, with the fact it is given to."""
        text = setting.text
        # 三类 of 三类医疗器械 is the name of a class, no number of anything.
        ranks = [(start, end) for start, end, _ in self._ranks.find(text)]
        if ranks:
            inside = {
                q.start
                for q in setting.every
                if any(start <= q.start and q.end <= end for start, end in ranks)
            }
            expressions = [e for e in expressions if e.start not in inside]
            setting = replace(
                setting,
                quantities=[q for q in setting.quantities if q.start not in inside],
                every=[q for q in setting.every if q.start not in inside],
            )
        # As typed: a bare number among sums of 万 was taken for one of them.
        needed = frozenset[str]().union(*(w.needed for w in wanted)) & self._measured.keys()
        units = frozenset(_unit_of(self._ctx.specs[name]) for name in needed) & _COUNTED_FIRST
        bare = [
            _thousand(replace(q, role="amount"), text)
            for q in setting.every
            if q.role in ("amount", "headcount")
            and _unit_at(text, q, units)
            # 一架次160人,飞了10架次: how many in each.
            and not (q.text.startswith("一") and any(o.start == q.end for o in setting.every))
        ]
        named = self._people_by_name(setting, wanted)
        people = self._people(setting, wanted) or [
            replace(q, role="amount") for q in setting.every if q.start in named
        ]
        folk = {q.start for q in people}
        bare = [*(q for q in bare if q.start not in folk), *people]
        expressions = [e for e in expressions if e.operands[0].quantity.start not in folk]
        measures = find_expressions(text, bare)
        expressions = [e for e in expressions if not _unit_at(text, e.operands[-1].quantity, units)]
        given = tuple(
            replace(one, fact="") if self._counts_another(one, text) else one
            for one in super().read(setting, expressions, wanted)
        )
        given = _ordered([*given, *(Given(e, "", "", 0.0) for e in measures)])
        if not needed:
            return given
        foreign = [q for q in setting.every if q.role == _FOREIGN]
        told = [replace(q, role="amount") for q in foreign]
        shares = [replace(q, role="amount") for q in setting.every if q.role == "share"]
        # 去年1200万美元,今年1870万美元: each is of a year of its own
        by_years = any(self._ctx.specs[n].year_before in needed for n in needed)
        apart = [[q] for q in told] + [shares] if by_years else [[*told, *shares]]
        own = [e for some in apart for e in find_expressions(setting.text, some)]
        own += [*measures, *(_shares(e) for e in expressions if e.unit is Unit.PERCENT)]
        more: dict[str, Given] = {}
        for expression in sorted(own, key=lambda e: e.start):
            first = expression.operands[0].quantity
            if expression.value is None:
                continue
            fact = self._fact_of(first, setting.text, foreign, wanted, units)
            fact = named.get(first.start, fact)
            if not fact and first.start in {q.start for q in people}:
                fact = self._people_in_all(needed)
            if first.start in setting.claimed and not self._is_named(fact, first, setting.text):
                continue
            if fact:
                more.setdefault(fact, Given(expression, fact, fact, 1.0))
        used = {g.expression.start for g in more.values()}
        # 每条航线挂靠30航次 tells the calls: two lines in the same message are none of them.
        others = [replace(g, fact="") if g.fact in more else g for g in given]
        return _ordered([*(g for g in others if g.expression.start not in used), *more.values()])

    def _counts_another(self, given: Given, text: str) -> bool:
        """60家 are no 场, whatever else no number is told of."""
        spec = self._ctx.specs.get(given.fact)
        unit = _unit_of(spec) if spec is not None else ""
        last = given.expression.operands[-1].quantity
        said = last.classifier
        if not said and last.unit is Unit.NUMBER:
            behind = _COUNT_UNIT.match(text, last.end)  # 6趟 is read without its measure word
            said = behind.group() if behind is not None else ""
        if unit in _NO_THINGS and said == "个":
            return True  # 60个代表 are no days, one of a 储能项目 no 千瓦时
        if not unit or not said or said == "个" or {unit, said} <= FIRMS:
            return False
        return _canonical(fold(said)) != unit

    def _is_named(self, fact: str, quantity: Quantity, text: str) -> bool:
        """上架率首次到75% is what the words right before it name, whatever else it may be."""
        if not fact or quantity.unit is not Unit.PERCENT:
            return False
        low, _ = clause_around(text, quantity.start, quantity.end)
        ends = [end for _, end, _ in self._measured[fact].find(text) if end <= quantity.start]
        if not ends:
            return False
        between = text[max(ends) : quantity.start]
        return len(between) <= _BESIDE or (
            max(ends) > low and _COMES_TO.search(between) is not None
        )

    def _people(self, setting: Setting, wanted: Sequence[Wanted]) -> list[Quantity]:
        """The only number of people, where a rule counts people and the asker counts no staff."""
        needed = frozenset[str]().union(*(w.needed for w in wanted))
        counts = [n for n in sorted(needed & self._measured.keys())
                  if _unit_of(self._ctx.specs[n]) == _PEOPLE]  # fmt: skip
        text = setting.text
        heads = [q for q in setting.every if q.role == "headcount" or q.classifier == _VISITS]
        if not heads:
            heads = [q for q in setting.every if _is_of_people(q, text)]
        if len(heads) > 1:  # 全年9000人,都是20人以上的团: how many came, not how many in each
            heads = [q for q in heads if _OF_GROUP.match(text, q.end) is None] or heads
        if len(heads) > 1:  # 接收了5名大学生,期满留下3人: those that are called something
            called = [q for q in heads if _CALLED.match(text, q.end)]
            heads = called if len(called) == 1 and called[0] is heads[0] else heads
        if len(counts) > 1:
            counts = [
                n for n in counts if not self._ctx.specs[n].label.startswith(_IN_EACH)
            ] or counts
        if len(counts) != 1 or len(heads) != 1:
            return []
        head = heads[0]
        if _is_of_people(head, text):
            head = replace(head, unit=Unit.COUNT, classifier=_PEOPLE)
        low, high = clause_around(setting.text, head.start, head.end)
        before, after = setting.text[low : head.start], setting.text[head.end : high]
        is_staff = _HAVE.search(before) is not None and _NO_MORE.search(after) is not None
        if is_staff and _STAFF.search(setting.text[low:high]):
            return []
        return [replace(head, role="amount")]

    def _people_by_name(self, setting: Setting, wanted: Sequence[Wanted]) -> dict[int, str]:
        """Where numbers of people stand that are each of one fact, by what it alone is called.

        参赛选手860人,其中市外选手310人: of facts that count people 参赛 and 市外 tell which.
        """
        needed = frozenset[str]().union(*(w.needed for w in wanted))
        labels = {
            n: _pairs_of(fold(self._ctx.specs[n].label))
            for n in sorted(needed & self._measured.keys())
            if _unit_of(self._ctx.specs[n]) == _PEOPLE
        }
        heads = [q for q in setting.every if q.role == "headcount"]
        if len(labels) < _SEVERAL:
            return {}
        counts = {
            n: pairs - frozenset[str]().union(*(labels[o] for o in labels if o != n))
            for n, pairs in labels.items()
        }
        found: dict[int, str] = {}
        for head in heads:
            low, high = clause_around(setting.text, head.start, head.end)
            said = _pairs_of(setting.text[low:high])
            own = [n for n, pairs in counts.items() if pairs & said]
            if len(own) == 1:
                found[head.start] = own[0]
        told = [*found.values()]
        return {start: fact for start, fact in found.items() if told.count(fact) == 1}

    def _people_in_all(self, needed: Collection[str]) -> str:
        """The only fact that counts people, not those in each of something; "" for none."""
        found = [
            name
            for name in sorted(needed)
            if _unit_of(self._ctx.specs[name]) == _PEOPLE
            and not self._ctx.specs[name].label.startswith(_IN_EACH)
        ]
        return found[0] if len(found) == 1 else ""

    def _fact_of(
        self,
        quantity: Quantity,
        text: str,
        foreign: Sequence[Quantity],
        wanted: Sequence[Wanted],
        units: Collection[str],
    ) -> str:
        """The fact of the right kind whose words stand nearest, "" if none can be told."""
        want = wanted_at(wanted, quantity.start)
        is_share = quantity.unit is Unit.PERCENT
        unit = "" if is_share else _unit_at(text, quantity, units)
        unit = _PEOPLE if quantity.classifier == _PEOPLE else unit
        if quantity.unit is Unit.COUNT and not unit:
            unit = _PEOPLE
        fitting = [
            name
            for name in sorted(want.needed & self._measured.keys())
            if _fits(self._ctx.specs[name], unit, is_share=is_share)
        ]
        low, high = clause_around(text, quantity.start, quantity.end)
        if not is_share and not unit:
            of_year = of_two_years(self._ctx.specs, fitting, text[low : quantity.start])
            if of_year:
                return of_year
        inside = [(low, high)]
        if not is_share:
            starts = [q.end for q in foreign if q.end <= quantity.start]
            inside.append((max(starts, default=0), low))
        for start, end in inside:
            near = {
                name: reach
                for name in fitting
                if (reach := _reach(self._measured[name].find(text[:end]), start, quantity))
            }
            best = [name for name, reach in near.items() if reach == max(near.values())]
            named = [name for name in best if name in want.main] or best
            if named:
                return named[0] if len(named) == 1 else ""
        return fitting[0] if len(fitting) == 1 and not is_share else ""


def _is_of_people(quantity: Quantity, text: str) -> bool:
    """80个外地人, 单场2.3万观众: people, whatever stands for their measure word."""
    is_bare = quantity.unit is Unit.YUAN and quantity.text.endswith("万")
    if not is_bare and quantity.classifier != "个":
        return False
    return _PERSONS.match(text, quantity.end) is not None


def _shares(expression: Expression) -> Expression:
    """降了25% is a fall of 25%: nothing is taken off another number."""
    first = expression.operands[0]
    if expression.value is None and len(expression.operands) == 1 and first.role == "minus":
        return replace(expression, value=first.quantity.value)
    return expression


def _thousand(quantity: Quantity, text: str) -> Quantity:
    """2000千瓦 is read as 2000千 of nothing: the 千 belongs to the unit."""
    if not _is_thousand(quantity, text):
        return quantity
    return replace(
        quantity,
        value=quantity.value / 1000,
        end=quantity.end - 1,
        text=quantity.text[:-1],
    )


def _is_thousand(quantity: Quantity, text: str) -> bool:
    return quantity.text[-2:-1].isdigit() and text[quantity.end - 1 : quantity.end + 1] == "千瓦"


def _fits(spec: FactSpec, unit: str, *, is_share: bool) -> bool:
    if unit:
        return _unit_of(spec) == unit
    return spec.kind is (FactKind.FRACTION if is_share else FactKind.FOREIGN)


def _unit_of(spec: FactSpec) -> str:
    """The first name of the unit of measurement that a count is in, "" if it counts things."""
    return _canonical(fold(spec.unit_name)) if spec.kind is FactKind.COUNT else ""


def unit_of_count(spec: FactSpec) -> str:
    """What a count counts: the name of its unit of measurement, or its measure word."""
    return _unit_of(spec) or spec.unit_name[:1]


def measured_at(text: str, quantity: Quantity, units: Collection[str]) -> str:
    """The unit of measurement behind a number that some rule may measure in, no thing counted."""
    unit = _unit_at(text, quantity, units)
    return "" if unit in _ONE_BY_ONE else unit


def counts_things(spec: FactSpec) -> bool:
    """Whether a fact counts things one by one (场, 个), not what is measured out (亩, 吨)."""
    if spec.kind is not FactKind.COUNT or not spec.unit_name:
        return False
    unit = _unit_of(spec)
    return not unit or unit in _ONE_BY_ONE


def counts_several(quantity: Quantity) -> bool:
    """Whether a number says that there are several things, not how much of something (20吨)."""
    unit = _canonical(fold(quantity.classifier))
    is_thing = not unit or unit in _ONE_BY_ONE
    return quantity.unit is Unit.COUNT and is_thing and quantity.value > 1


def counts_people(spec: FactSpec) -> bool:
    """Whether a fact counts people."""
    return _unit_of(spec) == _PEOPLE


def tells_people(quantity: Quantity) -> bool:
    """Whether a number says that there are several people: 5名, 30人."""
    is_head = quantity.role == "headcount" or _canonical(fold(quantity.classifier)) == _PEOPLE
    return is_head and quantity.value > 1


_ONE_BY_ONE = frozenset((*"场辆件项个套款条篇间家口艘座栋部列支架处", "架次"))


def unit_of_quantity(quantity: Quantity) -> str:
    """The same of a number in a message; "" where no measure word stands with it."""
    return _canonical(fold(quantity.classifier)) or quantity.classifier[:1]


def _canonical(name: str) -> str:
    if name in ("人", "名", "人次", "位"):
        return _PEOPLE
    return next((names[0] for names in (*_UNITS, *_COUNTED) if name in names), "")


_SEVERAL = 2


def _pairs_of(text: str) -> frozenset[str]:
    """Every two characters that stand together in a text."""
    return frozenset(text[n : n + 2] for n in range(len(text) - 1))


_COUNTED_FIRST = frozenset((*(names[0] for names in _COUNTED), "kwh"))


def _unit_at(text: str, quantity: Quantity, units: Collection[str]) -> str:
    """The unit of measurement right behind a number, or one of ``units``; "" for none."""
    match = _UNIT.match(text, quantity.end - _is_thousand(quantity, text))
    if match is not None:
        return _canonical(match.group())
    if not units:
        return ""
    # 5场 is read with its classifier, 3万标箱 without.
    within = len(quantity.classifier) if quantity.unit is Unit.COUNT else 0
    is_cubic = quantity.text.endswith("方") and not quantity.text.endswith(("平方", "立方"))
    within = within or int(is_cubic or quantity.text.endswith((_PEOPLE, "天")))
    match = _COUNT_UNIT.match(text, quantity.end - within)
    unit = _canonical(match.group()) if match is not None else ""
    return unit if unit in units else ""


def _ordered(given: Iterable[Given]) -> tuple[Given, ...]:
    return tuple(sorted(given, key=lambda g: g.expression.start))


def _reach(found: Iterable[Found], low: int, quantity: Quantity) -> tuple[int, int]:
    """How well the nearest word fits: words before the number before those after, then length."""
    places = [
        (int(end <= quantity.start), end - start)
        for start, end, _ in found
        if start >= low and (end <= quantity.start or start >= quantity.end)
    ]
    return max(places, default=(0, 0))
