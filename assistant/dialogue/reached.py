"""Words that say a sum is what all of it comes to: 正好一千万, 凑够1000万, 这下八百万."""

from __future__ import annotations

import re

from assistant.dialogue.aspects import clause_around
from assistant.text.pattern import lazy

_EXACTLY = "(?:正好|刚好|恰好|刚刚好|刚刚?|将将|恰恰|整好)"
_GATHERED = "(?:凑|攒|拼|堆|拉)(?:够|足|满|到|成|齐|上)"
_IS = "(?:就?是|有|到|满|够)?了?"
_TO_THE_POINT = lazy(f"{_EXACTLY}{_IS}$")
_AT_ALL = lazy(
    f"{_GATHERED}了?{_EXACTLY}?(?:是|有)?$"
    "|(?:这下子?|这样一?来?|这一来|如今|加起来|加在?一[起块]|连(?:同|带)?(?:原来|之前|前面)的?|累计)"
    f"[^,。;!?\\d]{{0,3}}?(?:{_EXACTLY}|{_GATHERED})?{_IS}$"
)
_MORE = lazy("[补添增又再还另多追续配漏]|少算|没算|加(?!起|在?一[起块]|总)")
"""What tells of one more thing; 加起来 only says what all of it is."""
_LACKS = lazy("[没未差缺少不]|[每单][^,。;!?]{0,8}$")


def one_more(text: str, start: int) -> re.Match[str] | None:
    """What tells, before a sum, of one more thing that it comes to with."""
    return _MORE.search(text, 0, start)


def says_all_of_it(text: str, start: int) -> bool:
    """Whether the clause before a sum says that it is all there is, however much that is."""
    return _leads(_AT_ALL, text, start)


def says_to_the_point(text: str, start: int) -> bool:
    """Whether the clause before a sum says that just so much is reached."""
    return _leads(_TO_THE_POINT, text, start)


def _leads(pattern: re.Pattern[str], text: str, start: int) -> bool:
    low, _ = clause_around(text, start, start)
    return pattern.search(text, low, start) is not None and not _LACKS.search(text, low, start)
