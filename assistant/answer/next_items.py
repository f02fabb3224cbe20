"""What a later item of a list adds to what an earlier one pays: （二）前项…纳入定点的，另奖励5万元.

Each item is a clause with rules of its own, and whoever asks about the first is told its sum; that
the next one adds to it must not go unsaid. Nor must the other rate of a case of which the message
says but a word (列进了省里的技改计划, of 其中列入省级技术改造项目计划的按10%).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from assistant.answer.evidence import Finding
from assistant.dialogue.language import pairs_of
from assistant.rules.rule import Rule
from assistant.text.normalise import fold

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


def other_rates(rule: Rule, finding: Finding, known: Collection[str], text: str) -> Iterator[str]:
    """The other rates of a rule for cases that nobody told, of which a message has own words."""
    clause = fold(finding.clause.text)
    for variant in getattr(rule.amount, "variants", ()):
        when = variant.when
        if when.fact in known or when.is_ is None or not variant.quote:
            continue
        own = {p for p in pairs_of(fold(when.say)) if clause.count(p) == 1}
        if any(pair in text for pair in own):
            yield variant.quote
