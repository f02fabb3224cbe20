"""One more thing of which only a part counts: 还买了台一体机98万,里头大模型的部分占30万."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.numbers import in_kept_unit
from assistant.dialogue.turn import Turn
from assistant.rules.facts import FactKind
from assistant.text.expressions import Expression, Relation
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_PART = "部分"
_ONE_MORE = lazy("[又再还另]|外加|漏|忘了|落下|补|也(?:给|都|一起)?[买签上配入租订采添付购装搞弄]")
_WAN = Decimal(10_000)
_SENTENCE = lazy("[。;!?]")
_RECENT = 64
_INSIDE = lazy("[,]?(?:里[面头边]?|其中|当中)")
_IS = lazy("(?:的(?:费用?|金额|合同额?|钱))?(?:就|才|只|仅|大概|大约)*(?:占了?|有|是|为|算|花了?)?")


def with_own_part(ctx: GatherContext, turn: Turn, parts: Sequence[Part]) -> Turn:
    """The message without the sum of a thing of which it tells what part counts.

    The part comes on top where the thing is one more.
    """
    names = {name for part in parts for c in part.matter.clauses for name in ctx.needs(c).all}
    words = {
        word[: -len(_PART)]
        for name in names
        if ctx.rulebook.facts[name].kind is FactKind.YUAN
        for word in ctx.label_words(name)
        if word.endswith(_PART) and len(word) > len(_PART)
    }
    if not words:
        return turn
    known = {s.total for part in parts for s in part.matter.numbers}
    kept = list(turn.expressions)
    sums = [e for e in kept if e.unit in (Unit.YUAN, Unit.NUMBER) and _is_single(e)]
    if len(sums) == 1 and _is_of_known(turn, sums[0], known, words):
        of_all = (replace(sums[0].operands[0], role="new"),)
        kept[kept.index(sums[0])] = replace(sums[0], operands=of_all, part_of=None)
        return replace(turn, expressions=tuple(kept))
    for whole, told in pairwise(sums):
        if whole.unit is not Unit.YUAN:
            continue
        part_of = in_kept_unit(told, _WAN) if whole.value and whole.value >= _WAN else told
        between = turn.folded[whole.end : part_of.start]
        low = clause_around(turn.folded, part_of.start, part_of.start)[0]
        is_inside = (part_of.value or 0) < (whole.value or 0) and not _SENTENCE.search(between)
        is_inside = is_inside and (low > whole.end or _INSIDE.match(between) is not None)
        if not is_inside or whole.value in known:
            continue
        if not _called(tuple(sorted(words))).search(turn.folded, low, part_of.start):
            continue
        begin = max((m.end() for m in _SENTENCE.finditer(turn.folded, 0, whole.start)), default=0)
        kept.remove(whole)
        if _ONE_MORE.search(turn.folded, begin, whole.start):
            more = (replace(part_of.operands[0], role="plus"),)
            kept[kept.index(told)] = replace(part_of, operands=more, part_of=None)
    return turn if len(kept) == len(turn.expressions) else replace(turn, expressions=tuple(kept))


def _is_of_known(
    turn: Turn, told: Expression, known: Collection[Decimal | None], words: Collection[str]
) -> bool:
    """Whether the only sum is the part that counts of one told before (其中大模型部分120万)."""
    if told.unit is not Unit.YUAN or not any(
        total and total > (told.value or 0) for total in known
    ):
        return False
    low = clause_around(turn.folded, told.start, told.start)[0]
    called = _called(tuple(sorted(words))).search(turn.folded, low, told.start)
    if called is not None and _ONE_MORE.search(turn.folded, 0, called.start()):
        return False  # 还有台工作站,里面模型那部分是20万
    return called is not None and _IS.fullmatch(turn.folded, called.end(), told.start) is not None


def _is_single(e: Expression) -> bool:
    return e.relation in (Relation.PLAIN, Relation.APPROXIMATE) and len(e.operands) == 1


@lru_cache(maxsize=_RECENT)
def _called(words: tuple[str, ...]) -> re.Pattern[str]:
    """A word of what is paid with 部分 behind it (大模型那部分)."""
    return re.compile(f"(?:{'|'.join(map(re.escape, words))})(?:的|那|这|一)*{_PART}")
