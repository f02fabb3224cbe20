"""Classes of a policy that was taken in: numbers told for each, the class that is meant."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.extract import is_negated
from assistant.dialogue.gather.cases_demanded import key_demanded
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.inner_parts import less_inside
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.seasons import seasons_of, within
from assistant.dialogue.language import covers, plain_words
from assistant.dialogue.needs import Needs
from assistant.dialogue.polarity import SELF_DENIED, Marks, Polarity
from assistant.dialogue.polarity import Mention as Spoken
from assistant.dialogue.side_by_side import (
    Mention,
    counted_of,
    in_groups,
    less_whole,
    numbers_of,
    of_others_told,
    of_things,
    own_unit,
)
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn, blank
from assistant.dialogue.whereabouts import fits, names_scope, told_in
from assistant.policy.clause import ClauseId
from assistant.rules.condition import Condition
from assistant.rules.facts import FactItem, FactKind
from assistant.rules.read.names import choices_of, names_of, variants_of
from assistant.rules.rule import Rule
from assistant.text.expressions import Operand
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

_NOUN_SAYS, _WORD = 3, 2


def numbers_by_class(
    ctx: GatherContext,
    turn: Turn,
    part: Part,
    numbers: tuple[Stated, ...],
    needs: Mapping[ClauseId, Needs],
    number: int,
) -> tuple[tuple[Stated, ...], frozenset[str], frozenset[int]]:
    """The numbers, several of one fact told for a class each (2个硕士、1个博士) as its items.

    And the choices that the items name, the places that were used.
    """
    rules = ctx.rules_of(part)
    if not ctx.is_taken_in(part):
        return numbers, frozenset(), frozenset()
    named = {name for rule in rules for name in names_of(rule).all} - ctx.lasting
    choices = sorted(n for n in named if ctx.rulebook.facts[n].kind is FactKind.CHOICE)
    main = frozenset[str]().union(*(needs[c].all for c in part.matter.clauses))
    # 3件专利,1项标准: each is counted in a measure of its own.
    theirs = {own_unit(ctx.rulebook.facts[fact]) for fact in main if ctx.is_count(fact)}
    every_one = [m for choice in choices for m in ctx.classes.mentions(choice, turn.folded)]
    listed: dict[str, tuple[FactItem, ...]] = {}
    named_by: set[str] = set()
    used: set[int] = set()
    for choice in choices:
        mentions = [
            m
            for m in ctx.classes.mentions(choice, turn.folded)
            if (not part.stretches or part.holds(m.start)) and not _is_in_longer(m, every_one)
        ]
        for fact in sorted(main, key=lambda f: (ctx.is_count(f), f)):
            if not any({choice, fact} <= {*names_of(rule).all} for rule in rules):
                continue  # 3件专利 is of no class of the standards that another rule pays for
            spec = ctx.rulebook.facts[fact]
            told = every = tuple(
                o
                for o in numbers_of(turn.expressions, spec, part.stretches)
                if not o.quantity.classifier
                or o.quantity.classifier not in theirs - {own_unit(spec)}
            )
            if ctx.is_count(fact):
                counted = counted_of(turn, spec, part.stretches)
                told, every = max(told, counted, key=len), (*told, *counted)
            apart = in_groups(turn.folded, every)
            groups = (
                less_whole(told),
                told,
                _less_unpaid(ctx, turn, part, told),
                of_things(told),
                of_others_told(turn, told),
                *apart,
                *map(of_things, apart),  # 一家幼儿园开了3个全日制托班、2个半日制托班,每班…
            )
            items = ctx.classes.items(choice, turn.folded, groups, mentions, used)
            if not items:
                continue
            if listed and fact not in listed:
                continue  # of what is counted otherwise nothing more is listed
            listed[fact] = (*listed.get(fact, ()), *items)
            named_by.add(choice)
            used |= {item.start for item in items if item.start is not None}
            break
    for fact, told_items in listed.items():
        items = less_inside(turn, part, told_items)
        start, end = items[0].start or 0, items[-1].end or 0
        text = "、".join(turn.folded[i.start : i.end] for i in items)
        stated = Stated(fact, items, start, end, text, turn=number)
        numbers = tuple(s for s in numbers if s.name != fact and s.start not in used)
        numbers = (*numbers, stated)
    return numbers, frozenset(named_by), frozenset(used)


_RANK = re.compile("(?:[A-Z甲乙丙丁戊]|[一二三四五六七八九十])[级类等档星]级?", re.IGNORECASE)


def _less_unpaid(
    ctx: GatherContext, turn: Turn, part: Part, told: tuple[Operand, ...]
) -> tuple[Operand, ...]:
    """A级9把、B级14把、C级5把, where C级不予奖励: less those of a rank that is paid nothing."""
    texts = [ctx.texts[c] for c in part.matter.clauses]
    kept = []
    for one in told:
        low = max((o.quantity.end for o in told if o.quantity.end <= one.quantity.start), default=0)
        ranks = _RANK.findall(turn.folded[low : one.quantity.start])
        denied = ranks and any(
            re.search(
                f"{ranks[-1]}[^,，。；;、]{{0,4}}不(?:予|再|给|奖|补)", fold(t), re.IGNORECASE
            )
            for t in texts
        )
        kept += [one] if ranks and not denied else []
    return tuple(kept) if 1 < len(kept) < len(told) else ()


def _is_in_longer(one: Mention, others: Iterable[Mention]) -> bool:
    """Whether a class is named but inside another's name: 绿色食品 of 绿色食品到期续展."""
    return any(
        o.start <= one.start and one.end <= o.end and o.end - o.start > one.end - one.start
        for o in others
    )


def _cases_told(
    ctx: GatherContext, turn: Turn, part: Part, text: str
) -> Mapping[str, tuple[int, int, bool]]:
    """The flags of special cases (联合承担) whose own words a message says: where, and whether so.

    没有列入省级数字化改造计划 denies the case, however far its own words stand from 没有.
    """
    rules = ctx.rules_of(part)
    tested = {c.fact for rule in rules for c in rule.when if c.is_ is True}
    # 有拒载记录的车辆,取消全年奖励: a case that nothing is paid in is told like any other
    unpaid = {c.fact for rule in rules for c in rule.conditions if c.is_ is False and not c.clause}
    flags = [
        n for n in (tested | unpaid) - ctx.lasting if ctx.rulebook.facts[n].kind is FactKind.FLAG
    ]
    told: dict[str, tuple[int, int, bool]] = {}
    for name in sorted(flags):
        place = _case_words(ctx, name, text, part)
        if place is None:
            continue
        is_denied = _is_denied(ctx, name, text, place)
        if is_negated(ctx.words, text, place[0]) and not is_denied:
            continue
        if name in unpaid and _BESIDE.search(text, 0, place[0]):
            continue
        told[name] = (*place, not is_denied)
    return told


def _is_denied(ctx: GatherContext, name: str, text: str, place: tuple[int, int]) -> bool:
    """Whether a message denies the case of which it says words: 计划里没有我们, 没能列入…计划."""
    label = fold(ctx.rulebook.facts[name].label)
    low, high = clause_around(text, *place)
    start, end = place
    while start > low and text[start - 1] in label and text[start - 1] not in SELF_DENIED:
        start -= 1
    while end < high and text[end] in label and text[end] not in SELF_DENIED:
        end += 1
    mention = Spoken(start, end, text[start:end])
    return Marks(text).verdict(mention).polarity is Polarity.DENIED


_BESIDE = lazy("(?:^|[,。;!?])(?:还|另外?|也)(?:有|开(?:了|设)?|办了?)?[一1]?[个家间处]?$")
"""开了2个工坊,还有个咖啡馆: what is told beside what is paid is no case of it."""


def _case_words(ctx: GatherContext, name: str, text: str, part: Part) -> tuple[int, int] | None:
    """Where a text says words of a case that the clauses say but there, or makes them shorter."""
    label = fold(ctx.rulebook.facts[name].label)
    whole = "\n".join(ctx.texts[c] for c in part.matter.clauses)
    known = covers(text, (plain_words(),))
    for length in range(min(len(label), len(text)), _NOUN_SAYS - 1, -1):
        for start in range(len(text) - length + 1):
            word = text[start : start + length]
            is_own = word.isalnum() and word in label and whole.count(word) == 1
            if is_own and not any(known[start : start + length]):
                return start, start + length
    for start in range(len(text) - 2 * _WORD + 1):
        end = start + 2 * _WORD
        first, second = text[start : start + _WORD], text[start + _WORD : end]
        if any(known[start:end]) or not (first + second).isalnum() or first + second in whole:
            continue
        # 交通示范 of 交通运输示范项目, and of nothing else that the clauses say
        shorter = re.compile(f"{first}[^,。;:、，；：\n]{{1,6}}{second}")
        if shorter.search(label) and len(shorter.findall(whole)) == 1:
            return start, end
    return None


def _says_apart(
    ctx: GatherContext, name: str, found: Mention, text: str, special: Collection[str], part: Part
) -> bool:
    """Whether the words that name a class of its own stand but once in the clauses.

    A case that gets more beside all others has words that its rule speaks of anyway.
    """
    if name not in special:
        return True
    whole = "\n".join(ctx.texts[c] for c in part.matter.clauses)
    return whole.count(text[found.start : found.end]) == 1


def likened(
    ctx: GatherContext,
    turn: Turn,
    part: Part,
    flags: tuple[Stated, ...],
    left_out: Collection[str],
    number: int,
) -> tuple[Stated, ...]:
    """The flags, with the class of a policy that was taken in that a message comes nearest."""
    if not ctx.is_taken_in(part):
        return flags
    text = blank(turn.folded, turn.scope.spans)
    rules = ctx.rules_of(part)
    names = {fact for rule in rules for fact in choices_of(rule)}
    tested = [f.when for rule in rules for f in rule.factors]
    tested += [condition for rule in rules for condition in variants_of(rule)]
    names |= {c.fact for c in rules_when(rules) if isinstance(c.is_, str)}
    special = {c.fact for c in tested if isinstance(c.is_, str)} - names
    names |= special
    told = {s.name for s in flags if s.turn == number or part.index is None}
    for name, (start, end, is_so) in _cases_told(ctx, turn, part, text).items():
        if name in told or name in left_out:
            continue
        case = Stated(name, is_so, start, end, text[start:end], turn=number)
        flags = (*(s for s in flags if s.name != name), case)
    for case in (
        *_cases_elsewhere(ctx, turn, part, number),
        *_cases_dated(ctx, turn, part, number),
    ):
        if case.name not in told and case.name not in left_out:
            flags = (*(s for s in flags if s.name != case.name), case)
    for name in sorted(names - told - {*left_out} - ctx.lasting):
        if ctx.rulebook.facts[name].kind is not FactKind.CHOICE:
            continue
        found = ctx.classes.crossed(name, text) or ctx.classes.likest(name, text)
        called = ctx.classes.mentions(name, text)
        if found is not None and called and found.key not in {m.key for m in called}:
            # 技能提升补贴 shares 技能 with 高级技师职业技能等级证书; 技师证 is a class by name.
            found = called[0] if len({m.key for m in called}) == 1 else None
        if found is not None and not _says_apart(ctx, name, found, text, special, part):
            found = None
        key = _key_told(ctx, name, found, text) if found is not None else ""
        demanded = key_demanded(ctx, rules, name, text)
        if demanded is not None and demanded.key != key:
            found, key = demanded, demanded.key
        if found is not None and key:
            stated = Stated(
                name, key, found.start, found.end,
                turn.folded[found.start : found.end], turn=number,
            )  # fmt: skip
            flags = (*(s for s in flags if s.name != name), stated)
    return flags


def _cases_elsewhere(ctx: GatherContext, turn: Turn, part: Part, number: int) -> Iterator[Stated]:
    """The cases that nothing is paid in which the place of something tells: 昆明的展会 is 省内展会.

    The clause that names the place must speak of what the case is of.
    """
    rules = ctx.rules_of(part)
    homes = {ctx.homes.get(c.policy) for c in part.matter.clauses}
    home = next(iter(homes)) if len(homes) == 1 else None
    barred = {c.fact for rule in rules for c in rule.conditions if c.is_ is False}
    facts = ctx.rulebook.facts
    for name in sorted(barred - ctx.lasting):
        label = fold(facts[name].label) if name in facts else ""
        if home is None or facts[name].kind is not FactKind.FLAG or not names_scope(label):
            continue
        for where in told_in(turn.folded, home):
            low, high = clause_around(turn.folded, where.start, where.end)
            said = turn.folded[low : where.start] + turn.folded[where.end : high]
            if fits(label, where, home) and label[-_WORD:] in said:
                text = turn.folded[where.start : where.end]
                yield Stated(name, True, where.start, where.end, text, turn=number)
                break


def _cases_dated(ctx: GatherContext, turn: Turn, part: Part, number: int) -> Iterator[Stated]:
    """The cases of a season that the policy defines by days and a message by a month."""
    rules = ctx.rules_of(part)
    labels = {
        c.fact: fold(ctx.rulebook.facts[c.fact].label)
        for c in rules_when(rules)
        if ctx.rulebook.facts[c.fact].kind is FactKind.FLAG
    }
    policies = {c.policy for c in part.matter.clauses}
    if not labels or len(policies) != 1:
        return
    seasons = seasons_of(text for c, text in ctx.texts.items() if c.policy in policies)
    for name, label in sorted(labels.items()):
        own = [s for s in seasons if s.term in label]
        longest = max(own, key=lambda s: len(s.term), default=None)
        told = within(longest, turn.folded) if longest is not None else None
        if longest is None or told is None:
            continue
        is_so, start, end = told
        is_other = label[: label.index(longest.term)].endswith(("非", "不在"))
        yield Stated(name, is_so is not is_other, start, end, turn.folded[start:end], turn=number)


def _key_told(ctx: GatherContext, name: str, found: Mention, text: str) -> str:
    """The class that a message names; where it denies it (不是新认定的高企), the other of two."""
    if not is_negated(ctx.words, text, found.start):
        return found.key
    others = [key for key in ctx.rulebook.facts[name].choices if key != found.key]
    return others[0] if len(others) == 1 else ""


def rules_when(rules: Iterable[Rule]) -> Iterable[Condition]:
    """The conditions that say which case rules are of."""
    return (condition for rule in rules for condition in rule.when)
