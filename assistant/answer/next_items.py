"""What a later item of a list adds to what an earlier one pays: （二）前项…纳入定点的，另奖励5万元.

Each item is a clause with rules of its own, and whoever asks about the first is told its sum; that
the next one adds to it must not go unsaid.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from assistant.answer.evidence import Finding

_LABEL = re.compile(r"^\s*[(（]?(?:[一二三四五六七八九十]+|\d+)[)）．.、]\s*")
_OF_THE_ONE_BEFORE = re.compile("(?:对于?)?(?:前|上)(?:一|述)?(?:项|款)")
_ADDS = re.compile("另[加补奖外给]|再[给加补奖增]|额外|加[补奖发]|增发")
_SENTENCE = re.compile("[^。;；\n]+")


def added_by_next(finding: Finding, answered: Collection[str]) -> Iterator[str]:
    """The sentences of the next item that add to what this one pays, unless it is answered too."""
    own = finding.clause.id
    if own.item is None:
        return
    siblings = [
        clause
        for clause in finding.policy.clauses
        if clause.is_leaf and clause.id.article == own.article and clause.id.item is not None
    ]
    places = [n for n, clause in enumerate(siblings) if clause.id == own]
    following = siblings[places[0] + 1 : places[0] + 2] if places else []
    for clause in following:
        text = _LABEL.sub("", clause.text)
        if str(clause.id) in answered or _OF_THE_ONE_BEFORE.match(text) is None:
            continue
        yield from (m.group().strip() for m in _SENTENCE.finditer(text) if _ADDS.search(m.group()))
