"""The sets of facts that a clause is asked with: alternatives, sides, bands, years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.context import YEARS, GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.risen import risen_to
from assistant.dialogue.gather.second_class import class_told
from assistant.dialogue.gather.several_firms import are_of_firms
from assistant.dialogue.gather.shares_in_bands import with_shares
from assistant.dialogue.items import year_word
from assistant.dialogue.needs import Needs, needs_of
from assistant.dialogue.parties import asks_of_both
from assistant.dialogue.side_by_side import (
    counted_of,
    in_turns,
    measured_in,
    numbers_of,
    over_years,
    year_asked,
    years_of,
)
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Intent, Turn
from assistant.policy.clause import ClauseId
from assistant.rules.facts import FactItem, FactKind
from assistant.rules.read.names import choices_of, counted_levels, level_paid, main_facts, names_of
from assistant.rules.spread import AND
from assistant.text.expressions import Operand
from assistant.text.money import format_yuan
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_WAN = 10_000
_TWO = 2
_LISTED = lazy("、")
_COMMA_CLAUSE = lazy("[^,。;!?]+")
_ONE_MORE = lazy("[^,。;!?]{0,5}?(?:又|还|另外|另|同时|并且?|以及|再)")
"""How a clause opens that tells of one more thing that was got."""
_SENTENCE_END = lazy("[。;!?]")
_HOW_MUCH = lazy("多少|几[多万成]")


def sets_of_facts(
    ctx: GatherContext,
    clause: ClauseId,
    numbers: Sequence[Stated],
    needs: Needs,
    turn: Turn,
    *,
    is_one: bool = True,
) -> tuple[tuple[str, tuple[Stated, ...]], ...]:
    """The facts of one clause; several sets where a number has alternatives.

    What is asked about one by one and is told for a class (4个绿色食品、2个有机产品,分别多少) stays
    an item, whose name says which class it is. ``is_one``: it is the only matter of the message;
    of several (厂里的和师傅个人的分别多少) each is asked for as a whole.
    """
    own = [s for s in numbers if s.name in needs.all]
    several = [s for s in own if s.alternatives]
    listed = [s for s in own if is_one and _is_asked_apart(s, turn)]
    if several:
        varied = several[0]
        rest = [s for s in own if s is not varied]
        return tuple(
            (label, (*rest, replace(varied, value=value))) for label, value in varied.alternatives
        )
    if listed:
        varied = listed[0]
        rest = [s for s in own if s is not varied]
        items = varied.value if isinstance(varied.value, tuple) else ()
        named = _classes_of(ctx, clause, varied.name)
        labels = [item.kind or _shown(item, turn) for item in items]
        if are_of_firms(turn.folded, len(items)):
            labels = [f"第{n}家" for n, _ in enumerate(items, start=1)]
        apart = [
            (label, (*rest, replace(varied, value=(item,) if item.kind in named else item.total)))
            for label, item in zip(labels, items, strict=True)
        ]
        if Intent.TOTAL in turn.intents:
            apart.append(("", tuple(own)))
        return tuple(apart)
    return (("", tuple(own)),)


def _classes_of(ctx: GatherContext, clause: ClauseId, fact: str) -> frozenset[str]:
    """The names of the classes by which rules of a policy that was taken in pay for a number."""
    rules = [r for r in ctx.rulebook.rules_of(str(clause)) if not r.topic]
    choices = {name for r in rules if fact in names_of(r).all for name in choices_of(r)}
    return frozenset(
        choice.label for name in choices for choice in ctx.rulebook.facts[name].choices.values()
    )


def _is_of_one_place(turn: Turn, part: Part) -> bool:
    """Whether two sides that a message asks about are of one matter, not 龙岗那家…,前海那家…."""
    if len({mark.policies for mark in turn.scope.marks if mark.policies}) <= 1:
        return True
    return part.index is not None or sum(e - s for s, e in part.stretches) >= len(turn.folded)


def each_choice(
    ctx: GatherContext,
    clause: ClauseId,
    cases: tuple[tuple[str, tuple[Stated, ...]], ...],
    turn: Turn,
    part: Part,
    flags: tuple[Stated, ...],
) -> tuple[tuple[str, tuple[Stated, ...]], ...]:
    """One set of facts for each value of a choice that a matter states (发榜方, 揭榜方).

    A number told in the clause of one value alone belongs to that value. ``flags`` are those
    that hold now.
    """
    is_listed = any(isinstance(s.value, tuple) for s in cases[0][1])
    graded = _counted_each(ctx, clause, cases[0][1], turn, part)
    if graded:
        apart = _each_in_its_clause(ctx, clause, graded, turn)
        if len(cases) == 1 and _are_of_two_classes(cases[0][1]):
            # Each item says both, and all of them have one limit.
            apart = () if _may_exceed(ctx, clause, graded) else apart
            return apart or cases
        # Items are limited together, cases are not: 1项国际标准、2项国家标准, at most 100万元.
        is_capped = is_listed and len(cases) == 1 and not _is_charted(ctx, clause)
        return apart or (cases if is_capped else graded)
    asks_both = asks_of_both(turn.folded) and _is_of_one_place(turn, part)
    if len(cases) == 1 and part.index is not None and asks_both:
        return _both_sides(ctx, clause, cases[0][1], flags) or cases
    if len(cases) == 1 and part.index is not None and not is_listed:
        risen = risen_to(ctx, clause, cases[0][1], turn, part)
        if risen:  # 上一句说了在丙级, 这一句: 从丙级升到甲级了
            return (("", risen),)
    if len(cases) > 1 or is_listed or part.index is not None:
        if part.index is None and len(cases) == 1:
            return _in_bands(ctx, clause, cases[0][1], turn) or cases
        return cases  # items that name classes: each is worked out with its own
    values = _chosen(ctx, clause, turn, part) or _in_turns(ctx, clause, turn, part)
    risen = risen_to(ctx, clause, cases[0][1], turn, part)
    if risen:
        return (("", risen),)
    banded = _in_bands(ctx, clause, cases[0][1], turn)
    if banded:
        return banded
    if len(values) < 2:
        sides = _both_sides(ctx, clause, cases[0][1], flags, "" if asks_both else turn.folded)
        return sides or _both_fed(ctx, clause, cases[0][1], flags) or cases
    apart = _each_with_own_sum(ctx, values, cases[0][1], turn)
    if apart:
        return apart
    found = []
    places = {id(s): clause_around(turn.folded, s.start, s.end) for v in values for s in v}
    for own in values:
        mine = {places[id(s)] for s in own}
        theirs = {places[id(s)] for v in values if v is not own for s in v} - mine
        kept = tuple(
            s for s in cases[0][1] if not any(low <= s.start < high for low, high in theirs)
        )
        found.append((own[0].text, (*kept, own[0])))
    return _each_in_its_clause(ctx, clause, tuple(found), turn) or tuple(found)


def _are_of_two_classes(facts: Sequence[Stated]) -> bool:
    """Whether the items of a fact are each of two classes: 国家标准·第一起草单位."""
    listed = [item for s in facts if isinstance(s.value, tuple) for item in s.value]
    return any(AND in item.kind for item in listed)


def _may_exceed(
    ctx: GatherContext, clause: ClauseId, cases: tuple[tuple[str, tuple[Stated, ...]], ...]
) -> bool:
    """Whether what some counted levels come to, each paid whole, is more than their rule's limit."""
    for rule in ctx.rulebook.rules_of(str(clause)):
        levels = counted_levels(rule)
        if levels is None or rule.cap is None or rule.cap.yuan is None:
            continue
        whole = Decimal(0)
        for _, facts in cases:
            told = {s.name: s.value for s in facts}
            key, count = (told.get(name) for name in levels)
            paid = level_paid(rule, str(key))
            whole += paid * count if isinstance(count, Decimal) else paid
        if whole > rule.cap.yuan:
            return True
    return False


def _each_with_own_sum(
    ctx: GatherContext,
    values: Sequence[Sequence[Stated]],
    facts: tuple[Stated, ...],
    turn: Turn,
) -> tuple[tuple[str, tuple[Stated, ...]], ...]:
    """The values of a choice, each with the one sum of its own sentence; () where not each has one.

    A项目我们是发榜方,总投入1500万;B项目我们是揭榜方,总投入800万: two projects.
    """
    flags = sorted((v[0] for v in values), key=lambda f: f.start)
    sums = [e for e in turn.expressions if e.unit is Unit.YUAN]
    own = [s for s in facts if ctx.rulebook.facts[s.name].kind is FactKind.YUAN]
    if any(len(v) > 1 for v in values) or len(sums) != len(flags) or len(own) != 1:
        return ()
    found = []
    for flag in flags:
        low, high = 0, len(turn.folded)
        for mark in _SENTENCE_END.finditer(turn.folded):
            low = mark.end() if mark.end() <= flag.start else low
            high = min(high, mark.start()) if mark.start() >= flag.end else high
        inside = [e for e in sums if low <= e.start < high]
        if len(inside) != 1 or inside[0].value is None or len(inside[0].operands) != 1:
            return ()
        told = replace(_fact_of(own[0].name, inside[0].operands[0]), turn=own[0].turn)
        rest = tuple(s for s in facts if s is not own[0] and s.name != flag.name)
        found.append((flag.text, (*rest, told, flag)))
    return tuple(found)


def _in_bands(
    ctx: GatherContext, clause: ClauseId, facts: tuple[Stated, ...], turn: Turn
) -> tuple[tuple[str, tuple[Stated, ...]], ...]:
    """One set of facts for each size of which so many are told (3吨的4辆,6吨的3辆)."""
    rules = ctx.rulebook.rules_of(str(clause))
    sizes = {c.fact for rule in rules for c in rule.when if c.is_ is None}
    if not sizes or any(rule.topic for rule in rules):
        return ()
    counts = [f for f in sorted(ctx.needs(clause).main) if ctx.is_count(f)]
    for size in sorted(sizes):
        spec = ctx.rulebook.facts[size]
        if spec.kind is not FactKind.COUNT:
            continue
        of_size = measured_in(turn.expressions, spec) or counted_of(turn, spec, ())
        starts = {o.quantity.start for o in of_size}
        for count in counts:
            # 其中700人住2晚,500人住3晚: people stand in no expression
            own = ctx.rulebook.facts[count]
            every = (*numbers_of(turn.expressions, own, ()), *counted_of(turn, own, ()))
            by_start = {o.quantity.start: o for o in every if o.quantity.start not in starts}
            told = [by_start[start] for start in sorted(by_start)]
            pairs = in_turns(of_size, told) or _in_clauses(turn, of_size, told)
            if not pairs:
                continue
            rest = tuple(s for s in facts if s.name not in (size, count))
            banded = tuple(
                (
                    f"{a.quantity.text}{b.quantity.text}",
                    (*rest, _fact_of(size, a), _fact_of(count, b)),
                )
                for a, b in pairs
            )
            return with_shares(ctx, clause, banded, turn)
    return ()


def _in_clauses(
    turn: Turn, sizes: Sequence[Operand], counts: Sequence[Operand]
) -> tuple[tuple[Operand, Operand], ...]:
    """Each of several sizes with the only count of its comma clause; () where one has none."""
    pairs = []
    for size in sizes:
        low, high = clause_around(turn.folded, size.quantity.start, size.quantity.end)
        low = max((m.end() for m in _LISTED.finditer(turn.folded, low, size.quantity.start)),
                  default=low)  # fmt: skip
        end = _LISTED.search(turn.folded, size.quantity.end, high)
        high = end.start() if end is not None else high
        beside = [o for o in counts if low <= o.quantity.start < high]
        if len(beside) != 1:
            return ()
        pairs.append((size, beside[0]))
    return tuple(pairs) if len(pairs) > 1 else ()


def by_years(
    ctx: GatherContext,
    clause: ClauseId,
    turn: Turn,
    numbers: tuple[Stated, ...],
    flags: tuple[Stated, ...],
    number: int,
) -> tuple[tuple[Stated, ...], tuple[Stated, ...]]:
    """The facts of a clause that pays each year another share (第1年100%, 第3年至第5年50%).

    The year that is asked about, or the sum of each of so many years.
    """
    for rule in ctx.rulebook.rules_of(str(clause)):
        chosen = () if rule.topic else choices_of(rule)
        own = [f for f in chosen if years_of(ctx.rulebook.facts[f])]
        if len(own) != 1:
            continue
        spec = ctx.rulebook.facts[own[0]]
        years = years_of(spec)
        flags = tuple(s for s in flags if s.name != spec.name)
        nth = year_asked(turn.folded)
        if nth is not None:
            year, start, end = nth
            key = next((key for first, last, key in years if first <= year <= last), "")
            if key:
                told = Stated(spec.name, key, start, end, turn.folded[start:end], turn=number)
                return tuple(s for s in numbers if s.name != YEARS), (*flags, told)
            if years and year > max(last for _, last, _ in years):
                # 第三年起不再补贴: of that year nothing that is worked out for another is said
                fed = {*main_facts(rule), *(counted_levels(rule) or ())}
                return tuple(s for s in numbers if s.name not in {*fed, YEARS}), flags
            return numbers, flags
        count = next((s.value for s in numbers if s.name == YEARS), None)
        spans = [q.value for q in turn.quantities if q.unit is Unit.YEAR and q.value > 1]
        if count is None and len(spans) == 1 and Intent.TOTAL in turn.intents:
            count = spans[0]
        fed = {*main_facts(rule), *(counted_levels(rule) or ())}
        base = next((s for s in numbers if s.name in fed), None)
        if base is None or not isinstance(base.value, Decimal):
            return numbers, flags
        if isinstance(count, Decimal) and count > 1:
            items = over_years(base.value, years, spec, int(count))
            rest = tuple(s for s in numbers if s is not base and s.name != YEARS)
            return (*rest, replace(base, value=items, say="")), flags
    return numbers, flags


def _both_sides(
    ctx: GatherContext,
    clause: ClauseId,
    facts: tuple[Stated, ...],
    flags: tuple[Stated, ...],
    text: str = "",
) -> tuple[tuple[str, tuple[Stated, ...]], ...]:
    """One set of facts for each of the two sides of which one was told (两边各是多少).

    With ``text`` only where that asks about the other side too (发榜的那头拿多少, 我们揭榜的又
    拿多少).
    """
    told = {s.name: s for s in (*flags, *facts)}
    for rule in ctx.rulebook.rules_of(str(clause)):
        for name in sorted({*names_of(rule).all} - ctx.lasting):
            spec = ctx.rulebook.facts[name]
            if spec.kind is not FactKind.CHOICE or name not in told or len(spec.choices) != 2:
                continue
            other = next(c for key, c in spec.choices.items() if key != told[name].value)
            if text and not _asks_of(text, map(fold, other.words)):
                continue
            kept = tuple(s for s in facts if s.name != name)
            return tuple(
                (choice.label, (*kept, replace(told[name], value=key)))
                for key, choice in spec.choices.items()
            )
    return ()


def _both_fed(
    ctx: GatherContext,
    clause: ClauseId,
    facts: tuple[Stated, ...],
    flags: tuple[Stated, ...],
) -> tuple[tuple[str, tuple[Stated, ...]], ...]:
    """One set of facts for each case of a choice whose own sum is told, where one case is named.

    新建了一个,审定总投入2600万; 老的那个上年度审定运营费1200万: what runs a platform costs is a sum
    that no rule for a new one takes, so that the other case is told by it.
    """
    told = {s.name: s for s in (*flags, *facts)}
    rules = [r for r in ctx.rulebook.rules_of(str(clause)) if r.topic]
    for name in sorted({c.fact for rule in rules for c in rule.when} - ctx.lasting):
        spec = ctx.rulebook.facts[name]
        if spec.kind is not FactKind.CHOICE or name not in told:
            continue
        own: dict[str, frozenset[str]] = {}
        for rule in rules:
            for condition in rule.when:
                if condition.fact == name and isinstance(condition.is_, str):
                    needs = needs_of([rule], ctx.rulebook.facts).main
                    own[condition.is_] = own.get(condition.is_, frozenset()) | needs
        sums = {s.name for s in facts if ctx.rulebook.facts[s.name].kind is FactKind.YUAN}
        fed = {key: needs & sums for key, needs in own.items() if needs & sums}
        if (
            len(fed) != _TWO
            or told[name].value not in fed
            or not frozenset[str].isdisjoint(*fed.values())
        ):
            continue
        by = {s.turn for s in facts if any(s.name in names for names in fed.values())}
        if len(by) != 1:
            continue  # 其实是早建成的,运营费1200万: the case is told anew
        return tuple(
            (
                spec.choices[key].label,
                (
                    *(s for s in facts if s.name != name and not _is_of_others(s, key, fed)),
                    replace(told[name], value=key),
                ),
            )
            for key in fed
        )
    return ()


def _is_of_others(stated: Stated, key: str, fed: Mapping[str, frozenset[str]]) -> bool:
    """Whether a number is that of another case."""
    return any(stated.name in names for other, names in fed.items() if other != key)


def _is_charted(ctx: GatherContext, clause: ClauseId) -> bool:
    return any(rule.topic for rule in ctx.rulebook.rules_of(str(clause)))


def _each_in_its_clause(
    ctx: GatherContext,
    clause: ClauseId,
    cases: tuple[tuple[str, tuple[Stated, ...]], ...],
    turn: Turn,
) -> tuple[tuple[str, tuple[Stated, ...]], ...]:
    """The cases, each with the share that its own clause names (参与了1项国际标准, of 参与制定).

    A case behind one in whose clause it is named has the same; () where all have one share.
    """
    rules = ctx.rulebook.rules_of(str(clause))
    shares = {f.when.fact for rule in rules for f in rule.factors if isinstance(f.when.is_, str)}
    for name in sorted(shares - ctx.lasting):
        if ctx.rulebook.facts[name].kind is not FactKind.CHOICE:
            continue
        told: list[Stated | None] = []
        ordered = sorted(cases, key=lambda case: case[1][-1].start)
        for _, facts in ordered:
            low, high = clause_around(turn.folded, facts[-1].start, facts[-1].end)
            one = class_told(ctx, name, turn.folded[low:high])
            if one is None:
                told.append(told[-1] if told else None)
                continue
            at, end = low + one.start, low + one.end
            told.append(Stated(name, one.key, at, end, turn.folded[at:end]))
        if not any(rule.topic for rule in rules):
            told = _with_other_share(ctx, name, ordered, told, turn)
        if len({s.value for s in told if s is not None}) > 1:
            return tuple(
                (label, (*(s for s in facts if s.name != name), *([own] if own else [])))
                for (label, facts), own in zip(ordered, told, strict=True)
            )
    return ()


def _with_other_share(
    ctx: GatherContext,
    name: str,
    ordered: Sequence[tuple[str, tuple[Stated, ...]]],
    told: Sequence[Stated | None],
    turn: Turn,
) -> list[Stated | None]:
    """The shares of cases, those before the only one that is told with the other of two.

    牵头定了一个国家标准,另外一个行业标准我们参与: the first is not lessened with the second.
    """
    keys = {s.value for s in told if s is not None}
    others = [key for key in ctx.rulebook.facts[name].choices if key not in keys]
    if len(keys) != 1 or len(others) != 1 or told[0] is not None:
        return list(told)
    found = []
    for (_, facts), own in zip(ordered, told, strict=True):
        start, end = facts[-1].start, facts[-1].end
        found.append(own or Stated(name, others[0], start, end, turn.folded[start:end]))
    return list(found)


def _counted_each(
    ctx: GatherContext,
    clause: ClauseId,
    facts: tuple[Stated, ...],
    turn: Turn,
    part: Part,
) -> tuple[tuple[str, tuple[Stated, ...]], ...]:
    """One set of facts for each level of which so many are told (一个重点,两个面上)."""
    for rule in ctx.rulebook.rules_of(str(clause)):
        levels = counted_levels(rule)
        if levels is None:
            continue
        choice, count = levels
        rest = tuple(s for s in facts if s.name not in levels)
        told = numbers_of(turn.expressions, ctx.rulebook.facts[count], ())
        found: dict[str, tuple[Stated, ...]] = {}
        levels_told = [f for f in turn.flags if f.name == choice and part.holds(f.start)]
        for flag in levels_told:
            for one in told:
                q = one.quantity
                if turn.folded[q.end : flag.start] in ("", "的") or flag.end == q.start:
                    found.setdefault(str(flag.value), (*rest, flag, _fact_of(count, one)))
        if len(found) > 1 and set(found) == {str(f.value) for f in levels_told}:
            choices = ctx.rulebook.facts[choice].choices
            return tuple((choices[key].label, own) for key, own in found.items())
    return ()


def _chosen(ctx: GatherContext, clause: ClauseId, turn: Turn, part: Part) -> list[list[Stated]]:
    """The mentions of each value of the one choice of which a matter states several."""
    for name in sorted(
        {
            name
            for rule in ctx.rulebook.rules_of(str(clause))
            for name in names_of(rule).all
            if ctx.rulebook.facts[name].kind is FactKind.CHOICE
        }
        - ctx.lasting
    ):
        told: dict[object, list[Stated]] = {}
        for flag in turn.flags:
            if flag.name != name or not part.holds(flag.start):
                continue
            if not _is_inside(ctx, clause, flag, turn):
                told.setdefault(flag.value, []).append(flag)
        if len(told) > 1:
            return list(told.values())
    return []


def _in_turns(ctx: GatherContext, clause: ClauseId, turn: Turn, part: Part) -> list[list[Stated]]:
    """The classes of a choice that clauses of a message tell one after the other.

    首次取得甲种许可,又取得乙种许可: each is paid for.
    """
    rules = [r for r in ctx.rulebook.rules_of(str(clause)) if not r.topic]
    for name in sorted({n for rule in rules for n in choices_of(rule)} - ctx.lasting):
        told: dict[str, Stated] = {}
        adds = False
        for match in _COMMA_CLAUSE.finditer(turn.folded):
            if part.stretches and not part.holds(match.start()):
                continue
            one = ctx.classes.crossed(name, match.group())
            one = one or ctx.classes.likest(name, match.group())
            if one is None:
                continue
            adds = adds or (bool(told) and _ONE_MORE.match(match.group()) is not None)
            start, end = match.start() + one.start, match.start() + one.end
            told.setdefault(one.key, Stated(name, one.key, start, end, turn.folded[start:end]))
        if len(told) > 1 and adds and not any(r.received for r in rules):
            return [[one] for one in told.values()]
    return []


def _is_inside(ctx: GatherContext, clause: ClauseId, flag: Stated, turn: Turn) -> bool:
    """Whether a value stands inside a longer name (重大专项 is no 重大 project)."""
    names = {fold(w) for r in ctx.rulebook.rules_of(str(clause)) for w in r.words}
    longer = (word for word in names if flag.text in word and word != flag.text)
    return any(turn.folded.startswith(word, flag.start - word.index(flag.text)) for word in longer)


def _is_asked_apart(stated: Stated, turn: Turn) -> bool:
    """Whether several numbers of one fact are asked each on its own (分别, 各)."""
    if not isinstance(stated.value, tuple) or len(stated.value) < 2:
        return False
    if Intent.TOTAL in turn.intents and any(item.year is not None for item in stated.value):
        return False
    asks = bool(turn.intents & {Intent.EACH, Intent.COMPARE})
    return asks or are_of_firms(turn.folded, len(stated.value))


def _fact_of(name: str, operand: Operand) -> Stated:
    """A fact that one number states."""
    quantity = operand.quantity
    return Stated(name, quantity.value, quantity.start, quantity.end, quantity.text)


def _asks_of(text: str, words: Iterable[str]) -> bool:
    """Whether a clause that asks how much speaks of one of some words."""
    return any(
        _HOW_MUCH.search(text, *clause_around(text, at, at + len(word)))
        for word in words
        for at in range(len(text) - len(word) + 1)
        if text.startswith(word, at)
    )


def _shown(item: FactItem, turn: Turn) -> str:
    if item.start is not None and item.end is not None:
        return turn.folded[item.start : item.end]
    named = year_word(item.year, turn.year)  # 2026年 would be a figure that nobody said
    if named:
        return named
    return format_yuan(item.value) if item.value >= _WAN else f"{item.value.normalize() + 0}"
