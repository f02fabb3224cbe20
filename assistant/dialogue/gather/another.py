"""Another thing on the same clause: a matter of its own with its own sums and case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.dialogue.gather.context import YEARS, GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.what_ifs import ABOUT_OTHERS
from assistant.dialogue.needs import needs_of
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.rules.program import parts_of
from assistant.rules.rule import Rule
from assistant.text.pattern import lazy

_OTHER_ROLE = lazy(
    "换[个一]?个?(?:角色|身份|主体|角度|立场)|另一个(?:角色|身份)|换成(?:我们)?(?:做|当|是)"
)
_ONE_MORE = lazy(
    "还有(?:[一个套家座处样]|[^,。;!?]{0,4}(?:平台|项目|企业|公司))|另[外有一](?:[^,。;!?]{0,2}[个套家座处])|还[买建办做租]了?[一个套家座处]|再有[一个]"
)
"""A speaker goes on to another thing of the kind."""
_THAT_ONE_ASKED = lazy(
    "(?:还|又|另)(?:有|办|开|做|租|买)了?一?(?P<of>[场批次届期家个])[^。!?]{0,40}[那这](?:一)?(?P=of)[^,。;!?]{0,6}多少"
)
"""秋天还有一场,预算1300万,那场能拿多少 asks for that one alone."""

_THEIRS = lazy(
    "(?:还|另外?)有(?:一)?[个家][^,。;!?]{0,14}(?:单位|公司|企业|厂|客户|朋友|同行|店),?(?:他们?|它们?|她们?|人家)"
)
"""还有个做手表的兄弟单位,他们投了400万: theirs, beside one's own."""


def as_another(
    ctx: GatherContext,
    turn: Turn,
    part: Part,
    was: Part,
    numbers: tuple[Stated, ...],
    number: int,
) -> tuple[Part, tuple[Stated, ...]]:
    """The part and its numbers, as a matter of its own where another thing is told."""
    if not _tells_another(ctx, turn, was, numbers, number):
        return part, numbers
    numbers = tuple(s for s in numbers if s.turn == number)
    return opened_anew(ctx, part, numbers), numbers


def of_own_case(
    ctx: GatherContext,
    part: Part,
    was: Part,
    parts: Sequence[Part],
    here: tuple[Stated, ...],
    told: tuple[Stated, ...],
    number: int,
) -> tuple[tuple[Stated, ...], tuple[Stated, ...]]:
    """What holds and what was told, less the case of another matter on the same clause.

    Of 新建的和老的各多少 neither platform takes the case of the other.
    """
    sides = ctx.sides(part)
    is_new = part.index is None and was.index is not None
    own = sides if is_new else sides & {s.name for s in part.matter.flags}
    is_one_of = sum(p.matter.clauses == part.matter.clauses for p in parts) > 1
    here = tuple(s for s in here if s.name not in own or (s.turn == number and not is_one_of))
    return here, tuple(s for s in told if not (is_one_of and s.name in own))


def _tells_another(
    ctx: GatherContext, turn: Turn, part: Part, numbers: Sequence[Stated], number: int
) -> bool:
    """Whether a message tells the sum of another thing that the same clause pays.

    After 新建平台，总投入3600万 a message 还有个早建好的，运营费用900万 is about a second one:
    no rule takes both sums. The first keeps its own, so that 两个各多少 has both.
    """
    if part.index is None or len(part.matter.clauses) != 1:
        return False
    rules = ctx.rules_of(part)
    each = {r.id: needs_of([r], ctx.rulebook.facts) for r in rules}
    told = {s.name for s in numbers if s.turn == number} - {YEARS}
    serves = [r for r in rules if each[r.id].main & told]
    served = frozenset[str]().union(*(each[r.id].all for r in serves))
    before = {s.name for s in part.matter.numbers} - {YEARS}
    held = [r for r in rules if each[r.id].main & before and not each[r.id].main & served]
    if not serves or not held or before & served or _is_whole(rules, serves, held):
        return False
    is_other = _ONE_MORE.search(turn.folded) or ABOUT_OTHERS.match(turn.folded)
    return is_other is not None or _exclude(serves, held)


def is_that_one(ctx: GatherContext, turn: Turn, part: Part, new: Sequence[Stated]) -> bool:
    """Whether the sum of one more is told and that one alone is asked for (那场能拿多少)."""
    if part.index is None or len(part.matter.clauses) != 1:
        return False
    main = ctx.needs(part.matter.clauses[0]).main
    again = {s.name for s in new} & {s.name for s in part.matter.numbers} & main
    is_asked = _THAT_ONE_ASKED.search(turn.folded) or _THEIRS.search(turn.folded)
    return bool(again) and is_asked is not None


def opened_anew(ctx: GatherContext, part: Part, numbers: Sequence[Stated]) -> Part:
    """A part as a matter of its own on the same clause: the case that its sums belong to."""
    told = {s.name: s for s in numbers}
    rules = ctx.rules_of(part)
    serves = [r for r in rules if needs_of([r], ctx.rulebook.facts).main & told.keys()]
    cases: dict[str, set[str]] = {}
    for condition in (c for r in serves for c in r.when):
        if isinstance(condition.is_, str):
            cases.setdefault(condition.fact, set()).add(condition.is_)
    by = next(iter(told.values()))
    implied = [
        replace(by, name=fact, value=next(iter(values)), is_assumed=True, parts=(), say="")
        for fact, values in cases.items()
        if len(values) == 1
    ]
    sides = ctx.sides(part)
    flags = (*(s for s in part.matter.flags if s.name not in sides), *implied)
    return replace(part, index=None, matter=replace(part.matter, numbers=(), flags=flags))


def without_role(
    ctx: GatherContext,
    turn: Turn,
    part: Part,
    numbers: Sequence[Stated],
    number: int,
) -> tuple[Stated, ...]:
    """Less what was stated of another role, where the asker takes one (换个角色).

    For how many years one sum was told says nothing of another sum.
    """
    if part.index is None:
        return tuple(numbers)
    new = {s.name for s in numbers if s.turn == number} - {YEARS}
    each = [needs_of([r], ctx.rulebook.facts).all for r in ctx.rules_of(part)]
    served = frozenset[str]().union(*(own for own in each if own & new))
    others = {s.name for s in part.matter.numbers} - served - {YEARS}
    if not new or not others:
        return tuple(numbers)
    switches = _OTHER_ROLE.search(turn.folded) is not None
    return tuple(
        s
        for s in numbers
        if s.turn == number or not (s.name == YEARS or (switches and s.name in others))
    )


def _is_whole(rules: Iterable[Rule], first: Iterable[Rule], second: Iterable[Rule]) -> bool:
    """Whether some rule adds up one of each (试用与销售合计): they are parts of one thing."""
    ours, theirs = {r.id for r in first}, {r.id for r in second}
    return any(ours & set(parts_of(r)) and theirs & set(parts_of(r)) for r in rules)


def _exclude(first: Sequence[Rule], second: Sequence[Rule]) -> bool:
    """Whether two sets of rules ask for different values of one choice (新建, 已建)."""
    ours = {c.fact: c.is_ for rule in first for c in rule.when}
    return any(ours.get(c.fact, c.is_) != c.is_ for rule in second for c in rule.when)
