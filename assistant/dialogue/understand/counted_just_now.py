"""What each of the things costs of which the message before told nothing but the number.

两场, then 各500万: read as one message, 两场各500万; every character keeps its place in the latter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.dialogue.understanding import Understanding
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

_NUMBER = "(?:\\d{1,2}|[两二三四五六七八九十])"
_ONLY_COUNTED = lazy(
    "(?:我们?|咱们?|公司|一共|总共|今年|去年|共|有|是|办|做|搞|投|报|评|中|开|了)*"
    f"(?P<count>{_NUMBER}(?P<measure>[场次个项届期批]))(?:示范|应用)?(?:项目|活动|场景|论坛|展会|大赛|峰会|会)?"
    "[吧了呢,。!]*"
)
_EACH = lazy(
    "(?P<lead>各自?|分别|(?:平均)?每一?(?P<measure>[场次个项届期批])(?:项目|活动)?(?:都|各)?)"
    "(?:都|是|为|大概|大约|差不多|投入|投|花|用|要|了)*\\d"
)
_ANY = frozenset("个项")


def joined(text: str, earlier: Sequence[str]) -> str:
    """The number that a message is said of each of, as its beginning; "" where there is none."""
    match = _EACH.match(fold(text))
    before = _ONLY_COUNTED.fullmatch(fold(earlier[-1])) if earlier and match else None
    if match is None or before is None:
        return ""
    measure = match["measure"] or before["measure"]
    if measure != before["measure"]:
        return ""
    noun = "项目" if measure in _ANY else ""
    return f"{before['count']}{noun}" if match["measure"] is None else f"{before['count']}{noun},"


def less_joined(found: Understanding, text: str, lead: str) -> Understanding:
    """What was understood, each character in its place in the message without the beginning."""
    places = found.turn.offsets or tuple(range(len(found.turn.folded)))
    offsets = tuple(max(0, at - len(lead)) for at in places)
    return replace(found, turn=replace(found.turn, text=text, offsets=offsets))
