"""A place in a row that a message tells and that a clause pays another share, or nothing, for.

排名第六位及以后的不予奖励: 我们排第七 says so of one of several things, in other words than the
clause's own; what was worked out for all of them must not stand unsaid.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answer.evidence import Finding
from assistant.text.normalise import fold
from assistant.text.numerals import parse_number

_N = "[一二三四五六七八九十]{1,3}|[0-9]{1,2}"
_TOLD = re.compile(
    f"(?:排名?|名次|位列|位居|列)(?:在|为|是)?第?(?P<n>{_N})(?:位|名)?(?![年月万个项])"
)
_RANGE = re.compile(
    f"第(?P<low>{_N})(?:位|名)?(?:(?:至|到|-)第?(?P<high>{_N})(?:位|名)|(?:位|名)(?P<open>及?以后|之后|以下|及以下))"
)
_PIECE = re.compile("[^。;；\n]+")
_CHANGES = re.compile("不予|不再|不[奖补]|减半|一半|[0-9]+[%％]")


def ranks_told(finding: Finding, text: str) -> Iterator[str]:
    """The pieces of a clause for places in a row that a message tells, where several differ."""
    told = {int(parse_number(m["n"])) for m in _TOLD.finditer(text)}
    pieces: dict[str, set[int]] = {}
    for piece in _PIECE.findall(finding.clause.text) if told else ():
        for match in _RANGE.finditer(fold(piece)):
            low = int(parse_number(match["low"]))
            high = int(parse_number(match["high"])) if match["high"] else max(told)
            own = {n for n in told if low <= n <= high}
            if own and _CHANGES.search(piece):
                pieces.setdefault(piece.strip(), set()).update(own)
    if len(told) > 1 or len(pieces) > 1:
        yield from pieces
