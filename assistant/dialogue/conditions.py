"""Conditions that a later message tells of without naming them, or of some things only.

两样都没有呢 denies every alternative of the condition in question; 其中3台是租来的 denies it of
three vehicles, and the others stand; 如果是省级的呢 tells another level than the one asked for.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.stated import Stated
from assistant.rules.facts import FactKind, FactSpec
from assistant.rules.rule import Rule
from assistant.text.expressions import Expression
from assistant.text.units import Unit

_NONE = re.compile(
    r"(?:[两二三这那]|哪)?(?:[样个项条者种]|些)?(?:条件)?(?:全|统统|一个|一样)?都"
    r"(?:没有|没|不是|不满足|不符合|不具备|不占|没达到|达不到)(?:呢|的话|了|怎么办)?(?=[,。;!?]|$)"
)
_SENTENCE = re.compile("[。;!?]")
_SOME = re.compile(
    r"(?:其中|里面?|里头|当中|[里中]有|有|那)[还又也]?(?:有|的)?[^,。;!?\d]{0,4}$|^[^,。;!?\d]{0,4}$"
)
_MORE = re.compile("另|还有|此外|外加")
_LEVELS = re.compile(
    r"(?:是|算|只|只是|换成|改成|变成|属于|为)(?:一?个)?(?:省|市|区|县|地市|地方|街道)(?:级|里|一级|属)?的?"
    r"(?=呢|话|[,。;!?]|$|行业|协会|组织|单位)"
)
_NATIONAL = ("国家级", "全国")


def none_of(text: str, rules: Iterable[Rule], flags: Sequence[Stated]) -> tuple[Stated, ...]:
    """The alternatives of a condition, all denied where a message says that none holds."""
    match = _NONE.search(text)
    if match is None:
        return ()
    groups = [{c.fact, *c.or_facts} for rule in rules for c in rule.conditions if c.or_facts]
    known = {s.name for s in flags}
    names = sorted({name for group in groups if group & known for name in group})
    return tuple(Stated(name, False, *match.span(), match.group()) for name in names)


def other_level(
    text: str, specs: Mapping[str, FactSpec], in_question: Collection[str]
) -> tuple[Stated, ...]:
    """Flags that ask for the national level, denied where another level is told."""
    match = _LEVELS.search(text)
    if match is None:
        return ()
    return tuple(
        Stated(name, False, *match.span(), match.group())
        for name in sorted(in_question)
        if name in specs
        and specs[name].kind is FactKind.FLAG
        and any(w.startswith(_NATIONAL) for w in specs[name].words)
    )


def some_denied(
    text: str,
    expressions: Sequence[Expression],
    numbers: Sequence[Stated],
    flags: Sequence[Stated],
    counts: Collection[str],
) -> tuple[tuple[Stated, ...], frozenset[int], frozenset[int]]:
    """(numbers, starts of the flags, starts of the counts) where a condition is denied of some.

    ``counts`` are facts that count things. The count that the condition is denied of is taken off
    the count that was stated; the flag then holds for the rest.
    """
    kept = list(numbers)
    flag_starts: set[int] = set()
    used: set[int] = set()
    for n, stated in enumerate(kept):
        whole = stated.value
        if stated.name not in counts or not isinstance(whole, Decimal) or stated.is_assumed:
            continue
        for e in expressions:
            denied = _denied_of(text, e, stated, flags)
            if not denied:
                continue
            used.add(e.operands[0].quantity.start)
            flag_starts |= {s.start for s in denied}
            taken = e.operands[0].role == "minus" and stated.start == e.operands[0].quantity.start
            if not taken:
                less = e.operands[0].quantity.value
                kept[n] = replace(stated, value=whole - less, alternatives=(), say="")
            break
    return tuple(kept), frozenset(flag_starts), frozenset(used)


def _denied_of(
    text: str, e: Expression, stated: Stated, flags: Sequence[Stated]
) -> tuple[Stated, ...]:
    """The flags denied of the things that an expression counts, a part of those stated before."""
    operand = e.operands[-1]
    quantity = operand.quantity
    whole = stated.value
    if e.unit is not Unit.COUNT or not isinstance(whole, Decimal):
        return ()
    is_minus = operand.role == "minus"
    if not is_minus and not (stated.start != quantity.start and 0 < quantity.value < whole):
        return ()
    if quantity.classifier and quantity.classifier not in (_classifier(stated), "个", "台", "家"):
        return ()
    lead = text[max(0, quantity.start - 10) : quantity.start]
    if _MORE.search(lead) or not _SOME.search(lead):
        return ()
    stop = _SENTENCE.search(text, quantity.end)
    end = stop.start() if stop else len(text)
    return tuple(s for s in flags if s.value is False and quantity.end <= s.start <= end)


def _classifier(stated: Stated) -> str:
    return stated.text.strip()[-1:]
