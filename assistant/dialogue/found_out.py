"""One more of the things counted before that turns out not to count: 又有1个,查下来没进清单.

The clause that counts it only says that there is one, the next one what became of it. Where that
was found out (查下来, 一核, 才发现) it is one of those told before; else it is one that never
counted, and nothing changes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.stated import Stated
from assistant.text.counts_out import COUNT, some_out
from assistant.text.pattern import lazy

_THERE_IS = lazy(
    "(?:^|(?<=[,。;!?]))(?:其实|后来|结果|现在|不过|但)?(?:我们|咱们|我司|公司)?(?:自己)?的?(?:里面?)?"
    f"(?:[又还再也]|另外)有{COUNT}(?:算法|模型|标准|项目|案例)?(?P<rest>(?:,[^,。;!?\\d]+)+)"
)
_FINDS = lazy(
    "(?:(?:经过?|再?一)?(?:查|核对?|翻|对|问|看|细看|清点)(?:了|过|完|下来|出来|下|实)*(?:之?后)?(?:才)?(?:发现|知道)?"
    "|(?:这才|才|后来)?(?:发现|知道)|原来|其实)"
)


def less_found_out(
    text: str,
    numbers: Sequence[Stated],
    done: Sequence[tuple[int, int]],
    kinds: Mapping[str, str],
    meant: Callable[[str, Sequence[Stated], Mapping[str, str]], int | None],
) -> tuple[list[Stated], list[tuple[int, int]]]:
    """(counts, stretches read) less what turns out not to count; ``meant`` tells which count."""
    kept, spans = list(numbers), list(done)
    found = None if spans else found_out(text, are_standards=any(kinds.values()))
    target = None if found is None else meant(text, numbers, kinds)
    if found is None or target is None:
        return kept, spans
    gone, span = found
    own = kept[target]
    if isinstance(own.value, Decimal) and gone < own.value:
        less = replace(own, value=own.value - gone, alternatives=(), say="", parts=(), beside=())
        kept[target] = less if gone else own
        spans.append(span)
    return kept, spans


def found_out(text: str, *, are_standards: bool) -> tuple[Decimal, tuple[int, int]] | None:
    """(how many are out, where it is told); None where a message says nothing like it.

    >>> found_out("又有1个,查下来还在公示,没进清单", are_standards=False)
    (Decimal('1'), (0, 17))
    >>> found_out("又有1个,还在公示", are_standards=False)
    (Decimal('0'), (0, 9))
    >>> found_out("又有1个,公示完了", are_standards=False) is None
    True
    """
    match = _THERE_IS.search(text)
    if match is None:
        return None
    many = match["two"] or f"{match['n']}{match['cl']}"
    clauses = match["rest"].strip(",").split(",")
    said = [_out(many, clause, are_standards=are_standards) for clause in clauses]
    gone = next((value for value, _ in said if value is not None), None)
    if gone is None:
        return None
    is_found = any(found for _, found in said)
    return (gone if is_found else Decimal(0)), match.span()


def _out(many: str, clause: str, *, are_standards: bool) -> tuple[Decimal | None, bool]:
    found = _FINDS.match(clause)
    rest = clause[found.end() :] if found else clause
    rest = re.sub("[进列入]+(?:了)?(?:清单|名单|目录)", "入选", rest)
    return some_out(f"{many}{rest}", are_standards=are_standards), found is not None
