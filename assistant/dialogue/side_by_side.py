"""Numbers that stand side by side, each of a class of its own: 3个有机、2个绿色.

A clause that was taken in pays by classes (硕士、博士) or from several rules; a message that tells
so many of one and so many of another tells one number for each, told as items with their class.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.dialogue.crossed_classes import CrossedClasses
from assistant.dialogue.language import covers, plain_words, unknown_of
from assistant.dialogue.measured import measured_at, unit_of_count, unit_of_quantity
from assistant.dialogue.turn import Turn
from assistant.dialogue.words import Phrases
from assistant.rules.facts import FactItem, FactKind, FactSpec
from assistant.text.expressions import Expression, Operand, Relation
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_JOINED = (Relation.PLAIN, Relation.LIST, Relation.SUM, Relation.APPROXIMATE)
_PLAIN = frozenset("个项家名人位件款种")
_MEASURES = frozenset(("晚", "亩", "吨", "天", "立方米", "标准箱", "学时", "kw", "kwh", "mw"))
_WORD = 2


@dataclass(frozen=True, slots=True)
class Mention:
    """A class that a message names."""

    start: int
    end: int
    key: str
    label: str


class ClassReader:
    """Finds the classes of choices by their words; a word of two classes names neither."""

    def __init__(self, specs: Mapping[str, FactSpec]) -> None:
        self._keys: dict[str, Mapping[str, str]] = {}
        self._phrases: dict[str, Phrases] = {}
        self._crossed: dict[str, CrossedClasses] = {}
        self._specs = specs
        for name, spec in specs.items():
            if spec.kind is not FactKind.CHOICE:
                continue
            keys: dict[str, set[str]] = {}
            for key, choice in spec.choices.items():
                for word in map(_bare, (choice.label, *choice.words)):
                    if len(word) >= _WORD:
                        keys.setdefault(word, set()).add(key)
            own = {word: min(found) for word, found in keys.items() if len(found) == 1}
            self._keys[name] = own
            self._phrases[name] = Phrases.of(own)
            labels = {key: choice.label for key, choice in spec.choices.items()}
            self._crossed[name] = CrossedClasses(labels)

    def mentions(self, name: str, text: str) -> tuple[Mention, ...]:
        """The classes of a choice in a folded text, the same one named on end once."""
        bare, places = _without_marks(text)
        found: list[Mention] = []
        for start, end, word in sorted(self._phrases[name].find(bare)):
            key = self._keys[name][word]
            if found and places[start] < found[-1].end:
                continue
            label = self._specs[name].choices[key].label
            found.append(Mention(places[start], places[end - 1] + 1, key, label))
        for start, end, key in self._crossed[name].find(text):
            if not any(start < m.end and m.start < end for m in found):
                found.append(Mention(start, end, key, self._specs[name].choices[key].label))
        return tuple(sorted(found, key=lambda m: m.start))

    def crossed(self, name: str, text: str) -> Mention | None:
        """The one class that a folded text names by two words apart: 国际的比赛…银奖."""
        found = [
            Mention(start, end, key, self._specs[name].choices[key].label)
            for start, end, key in self._crossed[name].find(text)
        ]
        return found[0] if len({one.key for one in found}) == 1 else None

    def likest(self, name: str, text: str) -> Mention | None:
        """The class whose name shares most with a folded text, of what no other class shares.

        省级卫视 names 省级卫视黄金时段首播, eVTOL a long name that ends in it. Two characters are
        enough where they are of no word of the language.
        """
        if years_of(self._specs[name]):
            return None
        found = {
            key: one
            for key, one in self._shared(name, text).items()
            if _DENIED.search(text, 0, one.start) is None
        }
        best = max(found.values(), key=lambda m: m.end - m.start, default=None)
        if best is None:
            return None
        own = best.end - best.start
        others = [m.end - m.start for m in found.values() if m is not best]
        # 母港邮轮 shares 港邮轮 with 访问港邮轮, and 母港 with 以本市为母港的邮轮.
        return best if own - max(others, default=0) >= _WORD else None

    def _shared(self, name: str, text: str) -> dict[str, Mention]:
        """For each class the longest words of a text that its name has and no other's."""
        bare, places = _without_marks(text)
        choices = self._specs[name].choices
        labels = {
            key: _OUTSIDE.sub("", _bare(_THOSE.sub("", choice.label)))
            for key, choice in choices.items()
        }
        known = covers(bare, (plain_words(),))
        found: dict[str, Mention] = {}
        for start in range(len(bare)):
            for end in range(len(bare), start + 1, -1):
                word = bare[start:end]
                holders = [key for key, label in labels.items() if word in label]
                if len(holders) != 1:
                    continue
                key = holders[0]
                is_free = word.isalnum() and not all(known[start:end])
                is_word = end - start > _WORD or unknown_of(word)
                is_word = is_word and not _is_opposed(bare[:start], labels[key], word)
                longest = found[key].end - found[key].start if key in found else 0
                if is_free and is_word and places[end - 1] + 1 - places[start] > longest:
                    label = choices[key].label
                    found[key] = Mention(places[start], places[end - 1] + 1, key, label)
                break
        return found

    def led(self, name: str, text: str) -> Mention | None:
        """The one class of which a folded text says what its name begins with, and no other's.

        参与 of 参与制定, beside 主导制定国际标准: what stands before what all names share.
        """
        choices = self._specs[name].choices
        leads = _leads([_bare(choice.label) for choice in choices.values()])
        found = [
            Mention(at, at + len(lead), key, choices[key].label)
            for key, lead in zip(choices, leads, strict=False)
            if (at := text.find(lead)) >= 0
        ]
        return found[0] if len(found) == 1 else None

    def beside(
        self, name: str, text: str, numbers: Sequence[Operand]
    ) -> tuple[tuple[Operand, Mention], ...]:
        """Each number with the class named behind it, or each with that before it; else nothing."""
        if len(numbers) < _WORD:
            return ()
        starts = [o.quantity.start for o in numbers]
        ends = [o.quantity.end for o in numbers]
        behind = list(zip(ends, [*starts[1:], _stop(text, ends[-1])], strict=True))
        before = list(zip([_begin(text, starts[0]), *ends[:-1]], starts, strict=True))
        for stretches in (behind, before):
            found = self._each(name, [text[low:high] for low, high in stretches])
            if len(found) == len(numbers):
                return tuple(zip(numbers, found, strict=True))
        return ()

    def items(
        self,
        name: str,
        text: str,
        groups: Sequence[Sequence[Operand]],
        mentions: Sequence[Mention],
        used: Collection[int],
    ) -> tuple[FactItem, ...]:
        """One item for each number of the first group that tells so many of each class."""
        for group in groups:
            if any(o.quantity.start in used for o in group):
                continue
            found = classed(group, mentions) or tuple(
                FactItem(o.quantity.value, kind=m.label, start=o.quantity.start, end=o.quantity.end)
                for o, m in self.beside(name, text, group)
            )
            if found:
                return found
        return ()

    def _short(self, name: str, text: str) -> dict[str, Mention]:
        """The classes of short names of which a text has the last character that is theirs alone.

        在城里改了6个,在镇上改了5个, of 城区 and 镇村.
        """
        choices = self._specs[name].choices
        labels = {key: _bare(choice.label) for key, choice in choices.items()}
        if any(len(label) > _SHORT for label in labels.values()):
            return {}
        found: dict[str, Mention] = {}
        known = covers(text, (plain_words(),))
        for at, char in enumerate(text):
            holders = [key for key, label in labels.items() if char in label]
            if len(holders) == 1 and not known[at]:
                found = {holders[0]: Mention(at, at + 1, holders[0], choices[holders[0]].label)}
        return found

    def _with_last(
        self, name: str, stretches: Sequence[str], shared: list[dict[str, Mention]]
    ) -> list[dict[str, Mention]]:
        """The classes of each stretch, the only one that is left for the only one that has none.

        护理床60张、一般的床40张, of 护理型床位 and 普通床位: the one left is the other, where the
        stretch has a character of its name.
        """
        choices = self._specs[name].choices
        bare = [n for n, own in enumerate(shared) if not own]
        told = {key for own in shared for key in own}
        left = [key for key in choices if key not in told]
        if len(bare) != 1 or len(left) != 1 or len(choices) != len(stretches):
            return shared
        if any(len(choice.label) > _NAME for choice in choices.values()):
            return shared  # no name of a class, but what is done with it (主导制定…行业标准)
        n, key = bare[0], left[0]
        label, text = _bare(choices[key].label), stretches[n]
        places = [at for at, char in enumerate(text) if char in label and char.isalpha()]
        if not places:
            return shared
        found = Mention(places[-1], places[-1] + 1, key, choices[key].label)
        return [*shared[:n], {key: found}, *shared[n + 1 :]]

    def _each(self, name: str, stretches: Sequence[str]) -> tuple[Mention, ...]:
        """A class of its own for each stretch, the clearest first; () where some has none."""
        shared = [self._shared(name, text) or self._short(name, text) for text in stretches]
        shared = self._with_last(name, stretches, shared)
        order = sorted(
            ((m.end - m.start, -n, key) for n, own in enumerate(shared) for key, m in own.items()),
            reverse=True,
        )
        taken: dict[int, str] = {}
        for _, n, key in order:
            if -n not in taken and key not in taken.values():
                taken[-n] = key
        if len(taken) < len(stretches):
            return ()
        return tuple(own[taken[n]] for n, own in enumerate(shared))


_OPPOSITES = frozenset(
    {
        *map(
            frozenset,
            ("全半", "公民", "内外", "新旧", "新老", "大小", "高低", "长短", "轻重", "有无"),
        )
    }
)


def _is_opposed(before: str, label: str, word: str) -> bool:
    """全日托 names no 半日托: what stands before the words they share says the opposite."""
    at = label.find(word)
    return at > 0 and bool(before) and frozenset((before[-1], label[at - 1])) in _OPPOSITES


_NAME = 6
"""A class is called by no more characters."""
_SHORT = 3
"""A name so short is told by one character of its own: 城里, of 城区 beside 镇村."""


def _leads(labels: Sequence[str]) -> tuple[str, ...]:
    """What stands right before the longest words that all names share; () unless all differ."""
    first = labels[0] if labels else ""
    shared = (
        first[low : low + length]
        for length in range(len(first), _WORD - 1, -1)
        for low in range(len(first) - length + 1)
        if all(first[low : low + length] in label for label in labels)
    )
    word = next(shared, "")
    leads = tuple(label.rpartition(word)[0][-_WORD:] for label in labels) if word else ()
    return leads if len({*leads}) == len(labels) and all(len(x) == _WORD for x in leads) else ()


_DENIED = lazy("(?:不是|并非|(?<![南])非|没有|没|未|不属于|不算)[^,。;!?:]{0,4}$")
"""不是新认定高企: what is denied names no class."""


_THOSE = lazy("[(（][^()（）]{1,20}、[^()（）]{1,40}[)）]")
"""最高等次奖(金龙最佳奖、金凤大奖): whole names, of which a part (金龙) names no class."""
_OUTSIDE = lazy("在?[^在的,、]{2,8}?(?=以外|之外)")
"""郑州市以外: who says 郑州市 names no place outside of it."""


def _stop(text: str, start: int) -> int:
    """Where the comma clause ends that a place stands in."""
    return next((i for i in range(start, len(text)) if text[i] in ",。;!?"), len(text))


def _begin(text: str, end: int) -> int:
    """Where the comma clause begins that a place stands in."""
    return next((i + 1 for i in range(end - 1, -1, -1) if text[i] in ",。;!?:"), 0)


def _bare(word: str) -> str:
    return _without_marks(fold(word))[0]


def _without_marks(text: str) -> tuple[str, list[int]]:
    """A text without blanks and brackets (fda 510(k) and FDA510k are one), and where it stood."""
    places = [i for i, c in enumerate(text) if c not in " ()"]
    return "".join(text[i] for i in places), places


_YEARS_OF = lazy(
    "第(?P<first>[1-9一二三四五六七八九])年(?:[至到]第(?P<last>[1-9一二三四五六七八九])年)?"
)
_NTH_YEAR = lazy("第(?P<nth>[1-9一二三四五六七八九])(?:个)?年(?!级)|(?P<first>首年|头一年|头年)")
_NUMERALS = "零一二三四五六七八九"


def years_of(spec: FactSpec) -> tuple[tuple[int, int, str], ...]:
    """(first, last, key) of each option of a choice whose options are years; () for others."""
    found = [(_YEARS_OF.fullmatch(c.label), key) for key, c in spec.choices.items()]
    if not found or not all(match for match, _ in found):
        return ()
    return tuple((_year(m["first"]), _year(m["last"] or m["first"]), key) for m, key in found if m)


def _year(numeral: str) -> int:
    return int(numeral) if numeral.isdigit() else _NUMERALS.index(numeral)


def year_asked(text: str) -> tuple[int, int, int] | None:
    """The one year of several that a text asks about, and where it says so (第四年补多少)."""
    found = list(_NTH_YEAR.finditer(text))
    if len(found) != 1:
        return None
    nth = found[0]["nth"]
    year = _year(nth) if nth else 1
    return year, found[0].start(), found[0].end()


def over_years(
    value: Decimal, years: Sequence[tuple[int, int, str]], spec: FactSpec, count: int
) -> tuple[FactItem, ...]:
    """The same sum for each of so many years, each with the option that it falls in."""
    items = []
    for year in range(1, count + 1):
        key = next((key for first, last, key in years if first <= year <= last), "")
        if key:
            items.append(FactItem(value, kind=spec.choices[key].label, year=year))
    return tuple(items)


def numbers_of(
    expressions: Iterable[Expression], spec: FactSpec, inside: Collection[tuple[int, int]]
) -> tuple[Operand, ...]:
    """The numbers that may each be one of a fact: of its unit, stated alone or in a row."""
    found = []
    is_measured = unit_of_count(spec) in _MEASURES
    for e in expressions:
        if e.relation not in _JOINED:
            continue
        for o in e.operands:
            q = o.quantity
            if inside and not any(low <= q.start < high for low, high in inside):
                continue
            if spec.kind is FactKind.COUNT and q.unit is Unit.COUNT:
                own = spec.unit_name[:1]
                if (q.classifier in _PLAIN and not is_measured) or q.classifier[:1] == own:
                    found.append(o)
            elif (spec.kind, q.unit) in _SUMS and o.role in _ADDED:
                found.append(o)
    return tuple(sorted(found, key=lambda o: o.quantity.start))


_ADDED = ("term", "item", "plus")
_SUMS = frozenset(((FactKind.YUAN, Unit.YUAN), (FactKind.SQUARE_METRES, Unit.SQUARE_METRE)))


def own_unit(spec: FactSpec) -> str:
    """The measure word that a fact counts in, where it is no word for anything (个)."""
    measure = spec.unit_name[:1]
    return "" if measure in _ANYTHING else measure


_ANYTHING = frozenset("个家种")


def counted_of(
    turn: Turn, spec: FactSpec, inside: Collection[tuple[int, int]]
) -> tuple[Operand, ...]:
    """The numbers of what a fact counts that no expression holds: people, 600箱."""
    unit = unit_of_count(spec)
    found = [
        Operand(q, "term")
        for q in turn.quantities
        if (not inside or any(low <= q.start < high for low, high in inside))
        and (
            (q.role == "headcount" and unit == _PEOPLE)
            or (q.role == "amount" and unit and measured_at(turn.folded, q, {unit}) == unit)
        )
    ]
    return tuple(found)


_PEOPLE = "人"


def measured_in(expressions: Iterable[Expression], spec: FactSpec) -> tuple[Operand, ...]:
    """The numbers in the unit of measurement of a fact (3吨的4辆: 3)."""
    unit = unit_of_count(spec)
    return tuple(
        o
        for e in expressions
        for o in e.operands
        if o.quantity.classifier and unit_of_quantity(o.quantity) == unit
    )


def in_turns(
    first: Sequence[Operand], second: Sequence[Operand]
) -> tuple[tuple[Operand, Operand], ...]:
    """The pairs of two kinds of numbers that stand in turns; () where they do not."""
    if len(first) != len(second) or len(first) < _WORD:
        return ()
    order = sorted((*first, *second), key=lambda o: o.quantity.start)
    pairs = list(zip(order[::2], order[1::2], strict=True))
    if all(a in first and b in second for a, b in pairs):
        return tuple(pairs)
    if all(a in second and b in first for a, b in pairs):
        return tuple((b, a) for a, b in pairs)
    return ()


def of_things(numbers: Sequence[Operand]) -> tuple[Operand, ...]:
    """Some numbers less those that but introduce who or what is told of; () where none does.

    一家种业公司有2个…,3个…: 2 and 3; 一个境内展会,租了6个展位,又一个境外展会,租了2个展位: 6 and 2.
    One behind all others is told for itself.
    """
    kept = tuple(o for o in numbers if not _INTRODUCES.fullmatch(o.quantity.text))
    is_less = _WORD <= len(kept) < len(numbers)
    return kept if is_less and kept[-1] is numbers[-1] else ()


def less_whole(numbers: Sequence[Operand]) -> tuple[Operand, ...]:
    """Some numbers less the first where it is what the others come to; () where it is not.

    这两个一个是二孩,一个是三孩: one of each.
    """
    rest = tuple(numbers[1:])
    is_whole = len(rest) >= _WORD and numbers[0].quantity.value == sum(
        o.quantity.value for o in rest
    )
    return rest if is_whole else ()


def of_others_told(turn: Turn, numbers: Sequence[Operand]) -> tuple[Operand, ...]:
    """Some numbers less each one of what another number says how large it is; () without.

    车床30台、8吨的吊车一台、水泵6台: 30 and 6, for the crane is told by its 8吨.
    """
    kept = []
    for one in numbers:
        at = one.quantity.start
        low = max(turn.folded.rfind(sign, 0, at) for sign in "、,。;:") + 1
        sized = any(low <= q.start < q.end <= at and q.unit for q in turn.quantities)
        if one.quantity.value != 1 or not sized:
            kept.append(one)
    return tuple(kept) if _WORD <= len(kept) < len(numbers) else ()


_INTRODUCES = lazy("一[家个名位]")


def in_groups(text: str, numbers: Iterable[Operand]) -> tuple[tuple[Operand, ...], ...]:
    """The numbers of each comma clause, where they stand in several: 12个建造师,中级200人."""
    own = {o.quantity.start: o for o in numbers}
    groups: dict[int, list[Operand]] = {}
    for start in sorted(own):
        groups.setdefault(_stop(text, start), []).append(own[start])
    return tuple(tuple(group) for group in groups.values()) if len(groups) > 1 else ()


def classed(numbers: Sequence[Operand], mentions: Sequence[Mention]) -> tuple[FactItem, ...]:
    """One item for each number with the class beside it; () unless they stand in turns.

    3个有机、2个绿色, or 直流桩30个、交流桩20个.
    """
    if len(numbers) < _WORD or len({m.key for m in mentions}) < _WORD:
        return ()
    tokens: list[tuple[int, Operand | Mention]] = sorted(
        [*((o.quantity.start, o) for o in numbers), *((m.start, m) for m in mentions)],
        key=lambda pair: pair[0],
    )
    order: list[Operand | Mention] = []
    for _, token in tokens:
        last = order[-1] if order else None
        if isinstance(token, Mention) and isinstance(last, Mention) and last.key == token.key:
            continue
        order.append(token)
    while order and len(order) > 2 * len(numbers) and isinstance(order[0], Mention):
        order = order[1:]  # named before all: 硕士、博士都有,2个硕士1个博士
    if len(order) != 2 * len(numbers):
        return ()
    pairs = list(zip(order[::2], order[1::2], strict=True))
    if any(isinstance(a, Mention) == isinstance(b, Mention) for a, b in pairs):
        return ()
    if len({isinstance(a, Mention) for a, _ in pairs}) > 1:
        return ()
    items = []
    for pair in pairs:
        number = next(t for t in pair if isinstance(t, Operand))
        named = next(t for t in pair if isinstance(t, Mention))
        quantity = number.quantity
        items.append(
            FactItem(quantity.value, kind=named.label, start=quantity.start, end=quantity.end)
        )
    return tuple(items)
