"""Limits that grow with a number: 每亩不超过1万元, 每个托位每年不超过60元."""

from __future__ import annotations

from dataclasses import replace

from assistant.intake.figures import Figure
from assistant.intake.things import MANY, PERSONS
from assistant.intake.walk import OpenDraft, Walk
from assistant.text.pattern import lazy

_PLACES = ("托位", "学位", "工位", "车位", "泊位", "席位", "座位", "铺位")
"""What a sum is spent on all of: a limit for each of them is one of the whole."""
_OF_ALL_OF_THEM = lazy("(?:保费|保险费用?)$")
_PERSON_NAMED = lazy(
    "每(?:一)?[名位][^ⓂⓅⒸⒷ,;。每年月]{2,5}?(?:每年|年度|全年)?(?:补助|补贴|奖励|资助)?(?:最高|最多|不超过|不高于)+"
)
_BY_THEIR_NUMBER = lazy(
    "按照?[^,;。ⓂⓅⒸⒷ]{0,10}(?:人数|位数|数量|户数|只数|头数)(?:计算|核算|核定)?,"
)


def caps_all_of_them(
    walk: Walk, last: OpenDraft, per: str, part: str, start: int, figure: Figure, end: int
) -> bool:
    """Read a limit for each of what the sum before is spent on all of; False for any other.

    Where it grows with what nobody counts one by one and cannot be put to the sum, it is told.
    """
    one = _of_all(walk, per, part, start, figure)
    if not one and per in PERSONS and _OF_ALL_OF_THEM.search(last.draft.base) is not None:
        one = "人"  # 按保费的50%补助,每人最高200元: one premium is paid for all of them
    if one and caps_each_of(last, figure, one, end):
        return True
    if per in MANY and last.draft.rows[0].rate is not None:
        # 按保费的60%,每张床位不超过80元: a limit that grows with their number.
        walk.used.discard(figure.at)
        walk.reasons[figure.at] = "按面积或月数计算，还不能提议"
        return True
    return False


def _of_all(walk: Walk, per: str, part: str, start: int, figure: Figure) -> str:
    """What the limit grows with the number of; "" where each has a sum of its own.

    按保费的50%补助,每个托位每年不超过60元: whoever asks tells the premium of all of them.
    """
    place = next((one for one in _PLACES if per.endswith(one)), "")
    if place or per in MANY:
        return place or per
    named = _PERSON_NAMED.match(part)
    before = walk.skeleton.text[start : figure.at]
    return "人" if named is not None and _BY_THEIR_NUMBER.search(before) else ""


def caps_each_of(last: OpenDraft, figure: Figure, per: str, end: int) -> bool:
    """按改造投入的30%补助,每亩不超过1万元: the limit grows with their number."""
    draft = last.draft
    is_rate = len(draft.rows) == 1 and draft.rows[0].rate is not None and not draft.period
    if not is_rate or draft.cap is not None or draft.item_cap or draft.each_cap:
        return False
    last.draft = replace(draft, each_cap=figure, each_cap_of=per, end=max(draft.end, figure.at + 1))
    return True
