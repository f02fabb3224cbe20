"""Which of the sums of a clause a schedule is of.

…最高500万元,分三年按4:3:3比例拨付。首次通过认证的奖励20万元。: the schedule is of what its own
sentence grants, or of what stands before it; what is granted behind it is paid at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.text.pattern import lazy
from assistant.text.schedules import OF_ALL, Schedule, find_schedule

_OF_WHOLE = lazy("本条|本款|本项|各项|各类|所有|全部")
_GRANTS = lazy("[0-9]+(?:\\.[0-9]+)?[万亿]?元")


def schedule_of(text: str, at: int, length: int) -> Schedule | None:
    """The schedule of the sum whose words begin ``at``; -1 for words that are not in the text."""
    if at < 0:
        return next(filter(None, map(find_schedule, OF_ALL.findall(text))), None)
    stop = at + length
    line_end = text.find("\n", stop)
    line_end = line_end if line_end >= 0 else len(text)
    for start, end in _sentences(text):
        found = find_schedule(text[start:end])
        if found is None:
            continue
        where = text.find(found.words, start)
        words = text[start:end]
        is_own = start < stop and at < end and not re.search("[；;]", text[where:at])
        is_behind = stop <= start < line_end and (
            OF_ALL.match(words) is not None or _GRANTS.search(words) is None
        )
        of_all = next((one for one in OF_ALL.finditer(words) if find_schedule(one.group())), None)
        is_of_all = of_all is not None and (start >= stop or _OF_WHOLE.search(words) is not None)
        if is_own or is_behind or is_of_all:
            return found
    return None


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    for one in re.finditer("[^。\n]+", text):
        yield one.span()
