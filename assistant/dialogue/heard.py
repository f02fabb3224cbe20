"""What was only heard of, and is asked about all the same: 听说评成标杆能更多,封顶呢."""

from __future__ import annotations

from assistant.text.pattern import lazy

_PAYS_OTHERWISE = lazy(
    "(?!的?[那这])[^,。;!?没不]{0,8}?(?:更[多高大好划合少低]|[多高](?:一?[些点截]|不少|出|得多)|得[多高](?=[,。;!?])|不一样|不同|另算|另有)"
    "[^,。;!?]{0,4}[,。;!?]"
)
"""Behind the words of a case: that it is paid more, or otherwise."""
_ASKS_HOW_MUCH = lazy(
    "[^。;!?]{0,12}?(?:多少|几[万成个]|封顶|最高|最多|顶格|上限|怎么(?:算|补|给)|呢(?=[,。;!?]|$))"
)


def asks_of_the_heard(text: str, end: int) -> bool:
    """Whether a message asks how much there is for the case that it only heard of.

    ``end`` is where the words of the case end; 听说隔壁评了标杆,我们能拿多少 asks of one's own.
    """
    told = _PAYS_OTHERWISE.match(text, end)
    return told is not None and _ASKS_HOW_MUCH.match(text, told.end()) is not None
