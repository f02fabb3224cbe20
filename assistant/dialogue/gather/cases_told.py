"""Special cases of a policy that was taken in, as a message tells or denies them.

其中列入省级数字化改造计划的,提高到12%: 没有列入省级数字化改造计划 says that the case does not hold,
验收没评上A级 that of 验收为A级 does not. A case is told by words that the clauses say but there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.dialogue.extract import is_negated
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.language import covers, plain_words
from assistant.dialogue.polarity import Marks, Polarity
from assistant.dialogue.polarity import Mention as Spoken
from assistant.dialogue.turn import Turn
from assistant.rules.facts import FactKind
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

_NOUN_SAYS, _WORD = 3, 2
_APART = 6
_IN_LABEL = 8
_BESIDE = lazy("(?:^|[,。;!?])(?:还|另外?|也)(?:有|开(?:了|设)?|办了?)?[一1]?[个家间处]?$")
"""开了2个工坊,还有个咖啡馆: what is told beside what is paid is no case of it."""
_RANK = lazy("[a-z]级|[1-5]a|[甲乙丙丁]级|[1-5一二三四五]星|优秀|良好")
"""A rank of two characters says which case it is, where no other clause speaks of it."""
_CLAUSE = lazy("[^,。;!?]+")


@dataclass(frozen=True, slots=True)
class CaseTold:
    """Where a message speaks of a case, and whether it says that it holds."""

    start: int
    end: int
    holds: bool


def cases_told(ctx: GatherContext, turn: Turn, part: Part, text: str) -> Mapping[str, CaseTold]:
    """The flags of special cases (联合承担) whose own words a message says, as it says them."""
    rules = ctx.rules_of(part)
    tested = {c.fact for rule in rules for c in rule.when if c.is_ is True}
    # 有拒载记录的车辆,取消全年奖励: a case that nothing is paid in is told like any other
    unpaid = {c.fact for rule in rules for c in rule.conditions if c.is_ is False and not c.clause}
    flags = [
        n for n in (tested | unpaid) - ctx.lasting if ctx.rulebook.facts[n].kind is FactKind.FLAG
    ]
    marks = Marks(text)
    found: dict[str, CaseTold] = {}
    for name in sorted(flags):
        place = _case_words(ctx, name, text, part)
        if place is None or (name in unpaid and _BESIDE.search(text, 0, place[0])):
            continue
        said = marks.verdict(Spoken(*place, text[slice(*place)])).polarity
        if said is Polarity.DENIED and name in tested:
            found[name] = CaseTold(*place, holds=False)
        elif said is not Polarity.DENIED and not is_negated(ctx.words, text, place[0]):
            found[name] = CaseTold(*place, holds=True)
    return found


def _case_words(ctx: GatherContext, name: str, text: str, part: Part) -> tuple[int, int] | None:
    """Where a text says words of a case that the clauses say but there, or makes them shorter."""
    label = fold(ctx.rulebook.facts[name].label)
    whole = fold("\n".join(ctx.texts[c] for c in part.matter.clauses))
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
        if all(known[start:end]) or not (first + second).isalnum() or first + second in whole:
            continue
        # 交通示范 of 交通运输示范项目, and of nothing else that the clauses say
        shorter = re.compile(f"{first}[^,。;:、，；：\n]{{1,6}}{second}")
        if shorter.search(label) and len(shorter.findall(whole)) == 1:
            return start, end
    for rank in _RANK.finditer(text):
        if rank.group() in label and whole.count(rank.group()) == 1:
            return rank.span()
    return next(_apart(label, whole, text, known), None)


def _apart(
    label: str, whole: str, text: str, known: bytearray | list[bool]
) -> Iterator[tuple[int, int]]:
    """Two words of a case that stand apart in one clause: 全部换成水性漆, of 全部使用水性漆."""
    for clause in _CLAUSE.finditer(text):
        pieces = list(_runs(label, text, clause.start(), clause.end()))
        for n, (start, end) in enumerate(pieces):
            for low, high in pieces[n + 1 :]:
                one, other = text[start:end], text[low:high]
                if not 0 < low - end <= _APART or all(known[start:end] + known[low:high]):
                    continue
                shape = re.compile(
                    f"{re.escape(one)}[^,。;:、，；：\n]{{1,{_IN_LABEL}}}{re.escape(other)}"
                )
                if shape.search(label) and len(shape.findall(whole)) == 1:
                    yield start, high


def _runs(label: str, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The longest stretches of a text, of two characters or more, that a label has as well."""
    at = start
    while at < end:
        stop = at
        while stop < end and text[at : stop + 1] in label:
            stop += 1
        if stop - at >= _WORD and text[at:stop].isalnum():
            yield at, stop
        at = max(stop, at + 1)
