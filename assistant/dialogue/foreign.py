"""Whether a message speaks of something that neither the language nor the policies know.

孩子归谁 after a question about rent asks nothing of the measures, whatever words of asking it has.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache

from assistant.dialogue.closed_classes import load_language
from assistant.dialogue.language import own_pairs, uncovered
from assistant.dialogue.turn import Intent, Turn
from assistant.dialogue.words import Phrases
from assistant.text.joining import TIMES
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.units import Quantity, Unit

_LEAST = 3
_SHARE = 0.7
"""How many pairs of characters, and which share of them, must be unknown."""
_ASPECTS = frozenset({Intent.VALIDITY, Intent.NAME, Intent.STACKING, Intent.DEPARTMENT})
"""Asked of a policy in words that stand in none (由谁受理): twice as many must be unknown."""


def is_foreign(turn: Turn, texts: Collection[str], known: Iterable[tuple[int, int]] = ()) -> bool:
    """Whether most of what a message says stands in no text; ``known`` are words of the policies.

    A message with a number of its own or a condition tells something of a matter.
    """
    told = turn.topics or turn.flags or turn.multiples
    if told or any(
        q.role == "amount" and q.unit not in TIMES and not _counts_people(turn, q)
        for q in turn.quantities
    ):
        return False
    words = [turn.folded[start:end] for start, end in (*turn.named, *known)]
    pairs = [p for p in own_pairs(turn.matter) if not any(p in word for word in words)]
    unknown = _unknown(pairs, texts)
    if not unknown or len(unknown) < _SHARE * len(pairs):
        return False
    cut = [pair for aside in turn.asides for pair in own_pairs(fold(aside.text))]
    least = 2 * _LEAST if turn.intents & _ASPECTS else _LEAST
    return len(unknown) + len(_unknown(cut, texts)) >= least


_OF_A_MEASURE = lazy("几成|给[几多]|我们|咱们|俺们|我司|公司|企业|单位|机构")
"""What asks for a share or a sum, or speaks for several or for a company."""
_GIVES = frozenset("补奖免领返")
"""Words of paying of one character that mean nothing else."""
_SURE = 0.75
"""A topic word that weighs no more than this names its matter only perhaps."""
_ASKS_NOTHING = frozenset({Intent.CALCULATE})


@cache
def _paying() -> Phrases:
    words = load_language().classes["paying"]
    return Phrases.of(word for word in words if len(word) > 1 or word in _GIVES)


def is_in_another_sense(turn: Turn, held: Collection[str]) -> bool:
    """Whether words of the policies stand in a first message that is about something else.

    孵化小鸡要几度, 高考几号揭榜: nothing is asked of a measure, no place, company or sum is told,
    and most of what is said stands in no policy; ``held`` are the pairs of characters that do.
    """
    told = turn.scope.is_named or turn.scope.articles or turn.claims
    if told or turn.intents - _ASKS_NOTHING or max(turn.topics.values(), default=0.0) > _SURE:
        return False
    if any(q.role == "amount" and q.unit is not Unit.NUMBER for q in turn.quantities):
        return False
    text = fold(turn.text)
    is_latin = any(c.isascii() and c.isalpha() for c in text)
    if is_latin or _OF_A_MEASURE.search(text) or _paying().find(text):
        return False
    pairs = own_pairs(text)
    unknown = sum(pair not in held for pair in pairs)
    if turn.flags:  # 揭榜 alone tells which side one is on
        return unknown >= _LEAST and unknown >= _SHARE * len(pairs)
    # Half of them, if it is three or more; of two a third more.
    return unknown > 1 and 2 * unknown >= len(pairs) + (unknown < _LEAST)


_OF_PEOPLE = frozenset("个位名口人")


def _counts_people(turn: Turn, quantity: Quantity) -> bool:
    """Whether a number counts persons whom no policy speaks of (四个大人两个娃)."""
    behind = turn.folded[quantity.end : quantity.end + 2]
    counts = quantity.unit is Unit.COUNT and quantity.classifier in _OF_PEOPLE
    return counts and quantity.value > 1 and any(uncovered(behind)[:1])


def _unknown(pairs: Iterable[str], texts: Collection[str]) -> list[str]:
    return [pair for pair in pairs if not any(pair in text for text in texts)]
