"""Two values that a message says were told the wrong way round (说反了, 两个数对调).

The two are of one fact in two matters, of two facts of one kind in one matter, or two members of
one number; where two people told of different facts, the people change places. Numbers that the
message repeats must be those two. Where more than one pair may be meant nothing changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from assistant.dialogue.ledger import Ledger, Matter
from assistant.dialogue.members import swapped_members
from assistant.dialogue.stated import Stated
from assistant.rules.facts import FactKind, FactSpec
from assistant.text.normalise import fold_words
from assistant.text.pattern import lazy
from assistant.text.quantities import find_quantities
from assistant.text.units import Quantity, Unit

_SWAP = lazy(
    "(?:[说写报记填弄搞看打讲念抄标列放录输]|对应)(?:的|得)?(?:都|全|给)?(?:反|颠倒|倒|串|岔)(?:过来|行|位)?(?:了|啦|咯)"
    "|(?:对调|调换|互换|[调倒]个个儿?|颠倒过来|换过来|倒过来|颠倒)(?:一下)?"
    "(?:了|啦|才对|才是|算|吧)?(?=[,。;!?、 ]|$)"
    "|(?<![相违])反过来(?:才对|才是|的)?(?=[,。;!?]|$)|(?:正好|刚好|给|全|都|是)反(?:着)?(?:了|的)"
)
_CLAUSE = lazy("[^,。;!? ]+")
_BOTH = lazy("数|金额|钱|价|年|项目|地方|公司|客户|的|都|[说写报记填弄搞看打讲念抄标反颠倒对调换]")
_YEARS = lazy("(?<!\\d)(?:20)?[12]\\d年?(?:[、,和与跟及]|还有)(?:20)?[12]\\d(?:[这那])?[两2]?个?年")
"""23、24两年: of which years the two are."""
_OF_OTHERS = lazy(
    "地方|地址|身份|角色|区|[,。;!?](?:其实)?(?:我们?|咱们?|公司|我司)(?:其实)?(?:才)?是"
)
"""What was told the wrong way round is a place or who asks, no number."""
_WAN = 10_000
_SEVERAL = 2
_MONEY = lazy("金额|钱|价|费|款|合同额|[投收]入")
_COUNTED = lazy("个数|数量|台数|项数|几[项个台]")


@dataclass(frozen=True, slots=True)
class Swapped:
    """The ledger with two values exchanged, and what else the message says."""

    ledger: Ledger
    rest: str


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two values that may have been exchanged, and the ledger in which they are."""

    values: frozenset[Decimal]
    kinds: frozenset[FactKind]
    turn: int
    ledger: Ledger


def swap(text: str, ledger: Ledger, facts: Mapping[str, FactSpec]) -> Swapped | None:
    """A message that exchanges two values told before; None for any other, or an unclear one."""
    folded = fold_words(text)
    match = _SWAP.search(folded)
    if match is None or not ledger.matters or _OF_OTHERS.search(folded):
        return None
    number = ledger.turn + 1
    pairs = [p for p in _pairs(ledger, facts, number) if len(p.values) == _SEVERAL]
    pairs = pairs or [p for p in _across(ledger, facts, number) if len(p.values) == _SEVERAL]
    told = {q.value for q in _numbers_in(folded)}
    pairs = [p for p in pairs if all(_of(value, p) for value in told)]
    for words, kind in ((_MONEY, FactKind.YUAN), (_COUNTED, FactKind.COUNT)):
        if words.search(folded) and any(kind in p.kinds for p in pairs):
            pairs = [p for p in pairs if kind in p.kinds]
    latest = max((p.turn for p in pairs), default=0)
    pairs = [p for p in pairs if p.turn == latest]
    if len(pairs) != 1:
        return None
    return Swapped(pairs[0].ledger, _rest(folded, match.span(), pairs[0]))


def _numbers_in(text: str) -> list[Quantity]:
    """The numbers of a text that tell something; 两个数, 把两年 only say how many are meant."""
    years = [m.span() for m in _YEARS.finditer(text)]
    found = [
        q
        for q in find_quantities(text)
        if q.role == "amount" and not any(low <= q.start < high for low, high in years)
    ]
    return [q for q in found if q.unit not in (Unit.COUNT, Unit.YEAR) or q.value != _SEVERAL] or [
        q for q in found if q.unit is not Unit.YEAR and not _BOTH.match(text, q.end)
    ]


def _of(value: Decimal, pair: _Pair) -> bool:
    """Whether a number of the message is one of two, said in full or in 万."""
    return value in pair.values or value * _WAN in pair.values


def _rest(folded: str, span: tuple[int, int], pair: _Pair) -> str:
    """The clauses of a message that do more than say what was exchanged."""
    kept = []
    for match in _CLAUSE.finditer(folded):
        numbers = _numbers_in(match.group())
        is_swap = match.start() < span[1] and span[0] < match.end()
        if not is_swap and not (numbers and all(_of(q.value, pair) for q in numbers)):
            kept.append(match.group())
    return ",".join(kept)


def _pairs(ledger: Ledger, facts: Mapping[str, FactSpec], number: int) -> Iterator[_Pair]:
    live = [n for n, m in enumerate(ledger.matters) if m.clauses]
    current = [n for n in live if n in ledger.current]
    if len(current) == 1:
        yield from _inside(ledger, current[0], facts, number)
    for a, b in combinations(live, _SEVERAL):
        one, two = ledger.matters[a], ledger.matters[b]
        mine, other = _numbers(one), _numbers(two)
        shared = [name for name in mine if name in other and mine[name].value != other[name].value]
        for name in shared:
            values = mine[name], other[name]
            changed = {
                a: _with(one, name, values[1], number),
                b: _with(two, name, values[0], number),
            }
            yield _pair(ledger, changed, values, facts)
        apart = set(one.clauses) == set(two.clauses) and one.asker != two.asker
        if apart and not shared and len(mine) == len(other) == 1:
            (first,), (second,) = mine.values(), other.values()
            changed = {a: replace(one, asker=two.asker), b: replace(two, asker=one.asker)}
            yield _pair(ledger, changed, (first, second), facts)


def _across(ledger: Ledger, facts: Mapping[str, FactSpec], number: int) -> Iterator[_Pair]:
    """The only numbers of two matters, of different facts of one kind."""
    live = [m for m in range(len(ledger.matters)) if ledger.matters[m].clauses]
    for a, b in combinations(live, _SEVERAL):
        one, two = ledger.matters[a], ledger.matters[b]
        if len(_numbers(one)) != 1 or len(_numbers(two)) != 1:
            continue
        (first,), (second,) = _numbers(one).values(), _numbers(two).values()
        if one.asker and two.asker and one.asker != two.asker:
            changed = {a: replace(one, asker=two.asker), b: replace(two, asker=one.asker)}
            yield _pair(ledger, changed, (first, second), facts)
        elif first.turn != second.turn:
            continue  # told apart, nobody takes one for the other
        elif first.name != second.name and facts[first.name].kind is facts[second.name].kind:
            changed = {
                a: _with(one, first.name, second, number),
                b: _with(two, second.name, first, number),
            }
            yield _pair(ledger, changed, (first, second), facts)


def _inside(ledger: Ledger, n: int, facts: Mapping[str, FactSpec], number: int) -> Iterator[_Pair]:
    """Two facts of one kind in a matter, and two members of a number."""
    matter = ledger.matters[n]
    for first, second in combinations(_numbers(matter).values(), _SEVERAL):
        if facts[first.name].kind is facts[second.name].kind:
            now = _with(_with(matter, first.name, second, number), second.name, first, number)
            now = replace(now, undo=(matter.numbers, matter.flags))
            yield _pair(ledger, {n: now}, (first, second), facts)
    for stated in matter.numbers:
        for values, other in swapped_members(stated, number):
            numbers = tuple(other if s is stated else s for s in matter.numbers)
            after = _ledger(ledger, {n: replace(matter, numbers=numbers)})
            yield _Pair(frozenset(values), frozenset({facts[stated.name].kind}), stated.turn, after)


def _numbers(matter: Matter) -> dict[str, Stated]:
    return {s.name: s for s in matter.numbers if isinstance(s.value, Decimal) and not s.is_assumed}


def _with(matter: Matter, name: str, other: Stated, number: int) -> Matter:
    """A matter with a fact that has the value of another, of the year that it is of itself."""
    own = replace(other, name=name, turn=number)
    numbers = tuple(replace(own, year=s.year) if s.name == name else s for s in matter.numbers)
    undo = (matter.numbers, matter.flags)
    return replace(matter, numbers=numbers, undo=matter.undo if matter.numbers is numbers else undo)


def _pair(
    ledger: Ledger,
    changed: Mapping[int, Matter],
    two: tuple[Stated, Stated],
    facts: Mapping[str, FactSpec],
) -> _Pair:
    values = frozenset(s.value for s in two if isinstance(s.value, Decimal))
    kinds = frozenset(facts[s.name].kind for s in two)
    return _Pair(values, kinds, min(s.turn for s in two), _ledger(ledger, changed))


def _ledger(ledger: Ledger, changed: Mapping[int, Matter]) -> Ledger:
    matters = tuple(changed.get(n, m) for n, m in enumerate(ledger.matters))
    current = tuple(dict.fromkeys((*ledger.current, *changed)))
    return replace(ledger, matters=matters, current=current)
