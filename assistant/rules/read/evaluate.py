"""The value of an expression for some facts, with the sum shown step by step.

What is not stated leaves the value open; then ``highest`` bounds it (None: no bound).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from assistant.rules.conditions import met
from assistant.rules.estimate import Met, Part
from assistant.rules.expr import (
    UNWRITTEN,
    Add,
    Band,
    Choose,
    Count,
    Expr,
    Fact,
    Further,
    Less,
    Max,
    Min,
    Number,
    Parts,
    Role,
    Said,
    Spread,
    Steps,
    Times,
    Unstated,
    When,
    walk,
)
from assistant.rules.facts import FactKind, still_open
from assistant.rules.measure import Measure
from assistant.rules.payment import NONE, OPEN, ZERO, NoSum, Nothing, Value, exactly
from assistant.rules.program import Over
from assistant.rules.show import show_fact, show_items, show_limit, show_number, show_of
from assistant.rules.worksheet import Worksheet
from assistant.text.money import format_fraction, format_yuan
from assistant.text.numerals import plain

ONE = Decimal(1)
YEAR = 12


class Evaluation:
    """One walk: the sheet it is written on, the rule's quote, and how parts are worked out."""

    __slots__ = ("_ahead", "parts", "quote", "sheet")

    def __init__(
        self, sheet: Worksheet, quote: str, parts: Callable[[Parts, Worksheet], Value]
    ) -> None:
        self._ahead: tuple[Add, Value] | None = None
        self.sheet = sheet
        self.quote = quote
        self.parts = parts

    def of(self, node: Expr) -> Value:
        """The value of an expression.

        Raises:
            Nothing: nothing is paid.
            NoSum: there is no sum of money.
        """
        return _READ[type(node)](self, node)

    def quiet(self, node: Expr) -> Value:
        """As ``of``, without leaving a trace on the sheet; what gives nothing is 0."""
        with self._untraced():
            try:
                return self.of(node)
            except Nothing:
                return NONE

    def over(self, found: Value, nodes: Iterable[Over], *, is_told: bool = True) -> Value:
        """A value under what goes over it; ``is_told`` false: without a trace."""
        with nullcontext() if is_told else self._untraced():
            for node in nodes:
                if isinstance(node, Min):
                    found = self.limit(found, node)
                elif isinstance(node, Less):
                    found = self._topped_up(found, node)
                else:
                    found = self.multiply(found, node)
        return found

    @contextmanager
    def _untraced(self) -> Iterator[None]:
        sheet = self.sheet
        lengths = len(sheet.steps), len(sheet.assumptions), len(sheet.missing), len(sheet.lines)
        try:
            yield
        finally:
            del sheet.steps[lengths[0] :], sheet.assumptions[lengths[1] :]
            del sheet.missing[lengths[2] :], sheet.lines[lengths[3] :]

    def number(self, node: Number) -> Value:
        """A number of the text."""
        value = node.value
        if node.told:
            self.sheet.step(f"{node.told}{format_yuan(value)}", value, node.quote or self.quote)
        return Value(value, value, value, value, node.is_ceiling)

    def fact(self, node: Fact) -> Value:
        """A number of the asker."""
        sheet = self.sheet
        value = sheet.number(node.name)
        if value is None:
            for other in node.instead:
                value = sheet.number(other)
                if value is not None:
                    sheet.assume(f"把{sheet.label(other)}当作{sheet.label(node.name)}计算")
                    break
        if value is None:
            return self._unstated(node)
        if node.most is not None and value > node.most.value:
            value = self._most(node, node.most.value, value)
        return exactly(value)

    def _unstated(self, node: Fact) -> Value:
        sheet = self.sheet
        if node.unstated is Unstated.NEEDED:
            sheet.miss(node.name)
            return OPEN
        if node.unstated is Unstated.NOTHING:
            sheet.assume(f"未说明{sheet.label(node.name)}，按没有计算")
        elif node.unstated is Unstated.ONE:
            sheet.assume(f"未说明{sheet.label(node.name)}，按1计算")
            return Value(ONE, ONE, ONE, None)
        return exactly(ONE) if node.unstated is Unstated.ONCE else NONE

    def _most(self, node: Fact, most: Decimal, value: Decimal) -> Decimal:
        """Only so many count, which is told; what is derived from the fact counts them too."""
        sheet = self.sheet
        spec = sheet.specs[node.name]
        shown = show_number(spec.kind, most)
        if spec.kind is FactKind.COUNT:
            text = f"{show_items(spec, value)}，最多按{shown}计算"
        else:
            text = f"{show_number(spec.kind, value)}超过最长{shown}，按{shown}计算"
        sheet.step(text, most, self.quote)
        sheet.counted[node.name] = most
        return most

    def add(self, node: Add) -> Value:
        """Terms added and taken off, shown in one step."""
        if self._ahead is not None and self._ahead[0] is node:
            return self._ahead[1]
        terms: list[tuple[Expr, Decimal, Decimal]] = []
        for sign, part in ((1, node.terms), (-1, node.less)):
            for term in part:
                found = self.of(term)
                if found.value is None:
                    return OPEN
                if found is not NONE:
                    terms.append((term, found.value, sign * found.value))
        total = sum((value for _, _, value in terms), ZERO)
        if len(terms) > 1 and self.sheet.is_shown:
            signed = "".join(
                f" {'−' if value < 0 else '+'} {self._term(term, own)}"
                for term, own, value in terms
            )
            head = f"{node.say}：" if node.say else ""
            text = f"{head}{signed[3:]} = {self._money(node, total)}"
            self.sheet.step(text, total)
        total = max(total, ZERO)
        if node.is_base:
            self.sheet.base = total
            if total == 0:
                raise Nothing(f"{node.say}为0，没有可计算的基数")
        return exactly(total)

    def _term(self, term: Expr, value: Decimal) -> str:
        if isinstance(term, Fact):
            return f"{self.sheet.label(term.name)}{self.sheet.show(term.name, value)}"
        return format_yuan(value)

    def less(self, node: Less) -> Value:
        """What is left of the first after the second."""
        return self._room(node) if node.is_room else self._over(node)

    def _room(self, node: Less) -> Value:
        whole = self.of(node.whole)
        sheet, taken = self.sheet, node.taken
        received = sheet.number(taken.name) if isinstance(taken, Fact) else None
        if received is None or whole.value is None or not isinstance(taken, Fact):
            if isinstance(taken, Fact):
                sheet.assume(f"未说明{sheet.label(taken.name)}，按尚未获得计算")
            return whole
        left = max(whole.value - received, ZERO)
        return exactly(left)

    def _topped_up(self, found: Value, node: Less) -> Value:
        """What is still to be paid where a lower case was paid before."""
        sheet, taken = self.sheet, node.taken
        assert isinstance(taken, Fact)
        if found.value is None:
            return found
        received = sheet.number(taken.name)
        if received is None:
            sheet.assume(f"未说明{sheet.label(taken.name)}，按尚未获得计算")
            return found
        left = max(found.value - received, ZERO)
        text = f"{format_yuan(found.value)} − {self._term(taken, received)} = {format_yuan(left)}"
        sheet.step(text, left, self.quote)
        return exactly(left)

    def _over(self, node: Less) -> Value:
        if not node.needs_more and self._reaches_none(node):
            return NONE
        first = self.of(node.whole)
        second = self.of(node.taken) if first.value is not None else self.quiet(node.taken)
        if first.value is None:
            if isinstance(node.taken, Times):
                self._ask(node.taken)
            return OPEN
        if second.value is None:
            return Value(None, ZERO, ZERO, first.value)
        whole, taken, sheet = first.value, second.value, self.sheet
        if node.needs_more and whole <= taken:
            name = self._term(node.whole, whole)
            raise Nothing(f"{name} 没有超过 {format_yuan(taken)}")
        over = max(whole - taken, ZERO)
        text = f"{format_yuan(whole)} − {format_yuan(taken)} = {format_yuan(over)}"
        sheet.step(text, over, self.quote)
        return exactly(over)

    def _reaches_none(self, node: Less) -> bool:
        """Whether a slice of a sum begins above it: nothing of it is left, and no step says so."""
        whole, taken = self.quiet(node.whole).value, self.quiet(node.taken).value
        return whole is not None and taken is not None and ZERO < whole <= taken

    def _ask(self, node: Expr) -> None:
        """Remember every needed fact below that is not stated."""
        for one in walk(node):
            if isinstance(one, Fact) and one.unstated is Unstated.NEEDED:
                self.of(one)

    def times(self, node: Times) -> Value:
        """A product; what the text states is looked at before what the asker states."""
        if _is_stated_first(node.right) or not isinstance(node.left, Min | Times):
            right = self.of(node.right)
            if node.needs_some and right.value == 0 and isinstance(node.right, Fact):
                raise Nothing(f"{self.sheet.label(node.right.name)}为0")
            left = self.of(node.left)
            return self._product(left, right, node)
        return self.multiply(self.of(node.left), node)

    def multiply(self, left: Value, node: Times) -> Value:
        """``left`` × the right side of a product."""
        right = self.of(node.right) if left.value is not None else self.quiet(node.right)
        return self._product(left, right, node)

    def _product(self, left: Value, right: Value, node: Times) -> Value:
        if left is NONE:
            return NONE
        if left.value is None or right.value is None:
            highest = None
            if left.highest is not None and right.highest is not None:
                highest = left.highest * right.highest
            return Value(None, ZERO, ZERO, highest, left.is_ceiling)
        total = left.value * right.value
        counts = not isinstance(node.right, Number | When | Choose) or is_share(node.right)
        if self.sheet.is_shown and not (counts and right.value == 1):
            text = f"{self._left(node, left.value)} × {self._right(node.right, right.value)}"
            quote = self.quote
            if isinstance(node.right, When | Number):
                quote = self._quote_of(node.right)
            elif isinstance(node.left, Min | Times):
                quote = ""
            self.sheet.step(f"{text} = {self._money(node, total)}", total, quote)
        return Value(
            total,
            left.uncapped * right.uncapped,
            left.lowest * right.lowest,
            left.value * right.value,
            left.is_ceiling or right.is_ceiling,
            left.is_open or right.is_open,
        )

    def _left(self, node: Times, value: Decimal) -> str:
        name = self.sheet.label(node.left.name) if isinstance(node.left, Fact) else ""
        return f"{name}{self._money(node.left, value)}"

    def _money(self, node: Expr, value: Decimal) -> str:
        """A sum with the name of its money: foreign until an exchange rate turns it into yuan."""
        shown = format_yuan(value)
        if not self.sheet.foreign:
            return shown
        names = [one.name for one in walk(node) if isinstance(one, Fact)]
        specs = self.sheet.specs
        if any(specs[name].kind is FactKind.EXCHANGE for name in names):
            return shown
        currency = next((self.sheet.foreign[n] for n in names if n in self.sheet.foreign), "元")
        return f"{shown.removesuffix('元')}{currency}"

    def _right(self, node: Expr, value: Decimal) -> str:
        if isinstance(node, Fact):
            spec = self.sheet.specs[node.name]
            if spec.kind is FactKind.COUNT:
                return show_items(spec, value)
            return show_number(spec.kind, value)
        found: Expr = node
        while isinstance(found, When | Choose):
            found = found.otherwise if isinstance(found, When) else found.cases[0].value
        if isinstance(found, Number) and found.measure is Measure.FRACTION:
            return format_fraction(value)
        if isinstance(found, Number) and found.measure is Measure.MONEY:
            return format_yuan(value)
        return f"{plain(value):f}"

    def _quote_of(self, node: Expr) -> str:
        if isinstance(node, When):
            chosen = met(node.test, self.sheet) is Met.YES
            return self._quote_of(node.then if chosen else node.otherwise)
        return (node.quote if isinstance(node, Number) else "") or self.quote

    def min(self, node: Min) -> Value:
        """A value under a limit."""
        return self.limit(self.of(node.value), node)

    def limit(self, found: Value, node: Min) -> Value:
        """A value held against the limit of a Min."""
        if node.unless and self._is_unstated(node):
            return found
        if found.value is None:
            most = self.quiet(node.limit).value
            return found._replace(highest=_least(found.highest, most))
        most, name = self.of(node.limit).value, node.name
        if most is None:
            return found
        if isinstance(node.limit, Less) and node.limit.is_room:
            name = self._tell_room(node.limit, most, node)
        kept = min(found.value, most)
        if self.sheet.is_shown:
            shown = show_limit(found.value, name, most)
            self.sheet.step(shown, kept, node.quote or self.quote)
        lowest = min(found.lowest, most)
        return found._replace(value=kept, lowest=lowest, highest=kept)

    def _is_unstated(self, node: Min) -> bool:
        """Whether a fact of the limit is not stated; that the limit is left out is told."""
        sheet = self.sheet
        for one in walk(node.limit):
            if isinstance(one, Fact) and sheet.number(one.name) is None:
                share = next(n for n in walk(node.limit) if isinstance(n, Number))
                shown = format_fraction(share.value)
                if not sheet.missing:
                    sheet.assume(node.unless.format(label=sheet.label(one.name), share=shown))
                return True
        return False

    def _tell_room(self, room: Less, left: Decimal, node: Min) -> str:
        sheet, whole, taken = self.sheet, room.whole, room.taken
        if not isinstance(whole, Number) or not isinstance(taken, Fact):
            return node.name
        received = sheet.number(taken.name)
        if received is None:
            return node.name
        text = (
            f"{node.name} {format_yuan(whole.value)} − {sheet.label(taken.name)}"
            f"{format_yuan(received)} = {format_yuan(left)}"
        )
        sheet.step(text, left, whole.quote)
        return node.name if left == whole.value else "剩余额度"

    def max(self, node: Max) -> Value:
        """A value raised to a floor."""
        found, floor = self.of(node.value), node.floor.value
        if found.value is None:
            highest = None if found.highest is None else max(found.highest, floor)
            return found._replace(highest=highest)
        kept = max(found.value, floor)
        shown, least = format_yuan(found.value), format_yuan(floor)
        word = "低于" if found.value < floor else "不低于"
        text = f"{shown} {word}{node.name} {least}，取 {format_yuan(kept)}"
        self.sheet.step(text, kept, node.quote or self.quote)
        return found._replace(value=kept, lowest=max(found.lowest, floor), highest=kept)

    def steps(self, node: Steps) -> Value:
        """The band that a number falls in."""
        sheet = self.sheet
        measure = self.of(node.by).value
        if measure is None:
            for band in node.bands:
                self._ask(band.value)
            tops = [self.quiet(band.value).highest for band in node.bands]
            return Value(None, ZERO, ZERO, _greatest(tops))
        name = node.by.name
        shown = sheet.show(name, measure)
        reached = [band for band in node.bands if measure >= band.at_least.value]
        if not reached:
            least = min(band.at_least.value for band in node.bands)
            lowest = show_fact(sheet.specs[name], least)
            raise Nothing(f"{sheet.label(name)}为{shown}，未达到最低一档 {lowest}")
        band = max(reached, key=lambda one: one.at_least.value)
        before = self._look_ahead(band)
        if before is not None:
            return before
        floor = show_fact(sheet.specs[name], band.at_least.value)
        text = f"{sheet.label(name)}{shown}，适用 {floor} 以上一档：{band_words(band.value)}"
        sheet.step(text, measure, self.quote)
        return self.of(band.value)

    def _look_ahead(self, band: Band) -> Value | None:
        """Work out what the band is built on before it is told; its value if that is open."""
        base = next((one for one in walk(band.value) if isinstance(one, Add)), None)
        if base is None:
            return None
        self._ahead = (base, self.of(base))
        if self._ahead[1].value is None:
            return Value(None, ZERO, ZERO, self.quiet(band.value).highest)
        return None

    def choose(self, node: Choose) -> Value:
        """The option of a choice."""
        sheet = self.sheet
        chosen = sheet.value(node.fact)
        for case in node.cases:
            if case.key == chosen:
                return self._chosen(node, case.key, case.value)
        if isinstance(chosen, str):
            left = still_open(sheet.specs[node.fact], chosen)
            open_cases = tuple(case for case in node.cases if case.key in left)
            if open_cases:
                return self._open_choice(replace(node, cases=open_cases))
        if chosen is not None:
            shown = sheet.show(node.fact, chosen)
            raise Nothing(f"{sheet.label(node.fact)}为{shown}，不在原文列出的档次内")
        return self._open_choice(node)

    def _chosen(self, node: Choose, key: str, value: Expr) -> Value:
        found = self.of(value)
        if isinstance(value, Number) and value.role is Role.SUM and found.value is not None:
            most = "最高 " if value.is_ceiling else ""
            shown = self.sheet.show(node.fact, key)
            text = f"{shown}：{most}{format_yuan(found.value)}"
            self.sheet.step(text, found.value, value.quote or self.quote)
        return found

    def _open_choice(self, node: Choose) -> Value:
        sheet = self.sheet
        found = [(case, self.quiet(case.value)) for case in node.cases]
        label = sheet.label(node.fact)
        shown = "、".join(
            f"{sheet.show(node.fact, case.key)} {option_words(case.value)}" for case, _ in found
        )
        sheet.assume(f"未说明{label}，按最高一档计算（{shown}）")
        if any(value.value is None for _, value in found):
            self._ask(found[0][0].value)
            return Value(None, ZERO, ZERO, _greatest([value.highest for _, value in found]))
        best, top = max(found, key=lambda pair: pair[1].value or ZERO)
        lowest = min(value.lowest for _, value in found)
        if isinstance(best.value, Number):
            text = f"{label}未说明，取最高一档 {option_words(best.value)}"
            sheet.step(text, best.value.value, best.value.quote or self.quote)
        else:
            text = f"{label}未说明，按最高的{sheet.show(node.fact, best.key)}一档计算"
            sheet.step(text, top.value or ZERO, self.quote)
            top = self.of(best.value)
        is_open = len({value.value for _, value in found}) > 1
        return top._replace(lowest=lowest, is_ceiling=True, is_open=is_open)

    def count(self, node: Count) -> Value:
        """Things counted, each with its sum."""
        sheet = self.sheet
        counted: list[tuple[str, Decimal, Number]] = []
        for item in node.items:
            value = self.of(item.fact)
            if value is not NONE and value.value is not None:
                counted.append((item.fact.name, value.value, item.each))
        is_ceiling = any(item.each.is_ceiling for item in node.items)
        if any(number for _, number, _ in counted):
            return self._counted([one for one in counted if one[1]], is_ceiling=is_ceiling)
        stated = [fact.name for fact in node.excluded if sheet.number(fact.name)]
        if stated:
            shown = "、".join(
                show_items(sheet.specs[name], sheet.number(name) or ZERO) for name in stated
            )
            raise Nothing(f"{shown}，不属于原文奖励的范围")
        if counted:
            names = "、".join(sheet.label(name) for name, _, _ in counted)
            raise Nothing(f"{names}为0")
        for item in node.items:
            sheet.miss(item.fact.name)
        return Value(None, ZERO, ZERO, None, is_ceiling)

    def _counted(self, counted: list[tuple[str, Decimal, Number]], *, is_ceiling: bool) -> Value:
        sheet = self.sheet
        total = sum((number * each.value for _, number, each in counted), ZERO)
        terms = " + ".join(
            f"{format_yuan(each.value)} × {show_items(sheet.specs[name], number)}"
            for name, number, each in counted
        )
        sheet.step(f"{terms} = {format_yuan(total)}", total, self.quote)
        sheet.lines.extend(
            Part(sheet.specs[name].kind_name, None, number, each.value, number * each.value)
            for name, number, each in counted
        )
        return Value(total, total, total, total, is_ceiling)

    def when(self, node: When) -> Value:
        """Another number for a case that is met; told where it is not known."""
        outcome = met(node.test, self.sheet)
        if outcome is Met.YES:
            return self.of(node.then)
        if outcome is Met.UNKNOWN and not node.is_silent:
            usual = node.otherwise
            while isinstance(usual, When):
                usual = usual.otherwise
            self.sheet.assume(
                f"未说明是否{node.test.say}，按{option_words(usual)}计算"
                f"（{node.test.say}为{option_words(node.then)}）"
            )
        return self.of(node.otherwise)

    def spread(self, node: Spread) -> Value:
        """A sum for each month, under a cap for every twelve of them."""
        sheet = self.sheet
        by = sheet.needed(node.by.name)
        stated = sheet.needed(node.months.name)
        if by is None or stated is None:
            return Value(None, ZERO, ZERO, self._spread_bound(node, by, stated))
        months = self.of(node.months).value or ZERO
        monthly = node.each.value * by
        full = monthly * months
        spec = sheet.specs[node.by.name]
        sheet.step(
            f"{format_yuan(node.each.value)} × {show_number(spec.kind, by)}"
            f" × {plain(months):f}个月 = {format_yuan(full)}",
            full,
            self.quote,
        )
        sheet.period = f"{plain(months):f}个月合计"
        if node.cap is None:
            return exactly(full)
        value = over_years(monthly, months, node.cap.value)
        word = "超过" if value < full else "未超过"
        if months >= YEAR and monthly * YEAR == node.cap.value:
            word = "正好等于"
        cap = format_yuan(node.cap.value)
        text = f"按年计{word}每年上限 {cap}，合计取 {format_yuan(value)}"
        sheet.step(text, value, node.cap.quote or self.quote)
        return Value(value, full, value, value)

    def _spread_bound(
        self, node: Spread, by: Decimal | None, months: Decimal | None
    ) -> Decimal | None:
        most = node.months.most.value if node.months.most is not None else None
        span = _least(months, most) if months else most
        cap = node.cap.value if node.cap is not None else None
        if span is None:
            return None
        if by is not None:
            return over_years(node.each.value * by, span, cap)
        return None if cap is None else cap * (span / YEAR).to_integral_value(ROUND_CEILING)

    def further(self, node: Further) -> Value:
        """Whole steps beyond a number."""
        sheet, name = self.sheet, node.by.name
        found = self.of(node.by).value
        if found is None:
            return OPEN
        over = max(found - node.start.value, ZERO)
        steps = (over / node.step.value).to_integral_value(ROUND_FLOOR)
        spec = sheet.specs[name]
        start, step = (show_of(spec, one.value) for one in (node.start, node.step))
        rest = "" if steps * node.step.value == over else "（不足一档的不计）"
        text = f"({show_of(spec, found)} − {start}) ÷ {step}{rest} = {plain(steps):f}"
        sheet.step(text, steps, self.quote)
        return exactly(steps)

    def of_parts(self, node: Parts) -> Value:
        """Other rules together."""
        return self.parts(node, self.sheet)

    def said(self, node: Said) -> Value:
        """No sum of money."""
        raise NoSum(node.say)


def over_years(monthly: Decimal, months: Decimal, per_year: Decimal | None) -> Decimal:
    """Month by month payments under a cap for each year of twelve months."""
    if per_year is None:
        return monthly * months
    years, rest = divmod(months, YEAR)
    return years * min(monthly * YEAR, per_year) + min(monthly * rest, per_year)


def is_share(node: Expr) -> bool:
    """Whether an expression says how much of a sum is paid in some case: all of it, or a part."""
    while isinstance(node, When):
        node = node.otherwise
    return isinstance(node, Number) and node.where[-1] == UNWRITTEN


def band_words(node: Expr) -> str:
    """The numbers of a band, without what they are applied to: 3%，最高 100万元."""
    if isinstance(node, Min):
        return f"{band_words(node.value)}，最高 {band_words(node.limit)}"
    if isinstance(node, Max):
        return f"{band_words(node.value)}，不少于 {format_yuan(node.floor.value)}"
    if isinstance(node, Times):
        return band_words(node.right)
    if isinstance(node, Add) and not node.is_base:
        return band_words(node.terms[0])
    return option_words(node)


def option_words(node: Expr) -> str:
    """A number as an option is told: 60%, 100万元."""
    if isinstance(node, Number):
        return show_measured(node)
    return band_words(node) if isinstance(node, Min | Max | Times) else ""


def show_measured(node: Number) -> str:
    """A number of the text by what it measures."""
    if node.measure is Measure.FRACTION:
        return format_fraction(node.value)
    return format_yuan(node.value) if node.measure is Measure.MONEY else f"{node.value:f}"


def _is_stated_first(node: Expr) -> bool:
    return isinstance(node, Number | When | Choose)


def _least(*values: Decimal | None) -> Decimal | None:
    return min((value for value in values if value is not None), default=None)


def _greatest(values: list[Decimal | None]) -> Decimal | None:
    return None if any(v is None for v in values) else max(v for v in values if v is not None)


_READ: dict[type, Callable[[Evaluation, Any], Value]] = {
    Number: Evaluation.number,
    Fact: Evaluation.fact,
    Add: Evaluation.add,
    Less: Evaluation.less,
    Times: Evaluation.times,
    Min: Evaluation.min,
    Max: Evaluation.max,
    Steps: Evaluation.steps,
    Choose: Evaluation.choose,
    Count: Evaluation.count,
    When: Evaluation.when,
    Spread: Evaluation.spread,
    Further: Evaluation.further,
    Parts: Evaluation.of_parts,
    Said: Evaluation.said,
}
