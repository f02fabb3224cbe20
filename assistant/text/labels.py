"""The words that name a number's item: 硬件 of 硬件花了500万, 语料 of 300万的语料.

Function words are taken off both ends of the stretch beside the number; what is left is the label.
No noun is known here, so any noun is a label.
"""

from __future__ import annotations

import re

from assistant.text.near import Near
from assistant.text.relation_words import SEPARATORS
from assistant.text.units import Unit

_REACH = 24
_CUT = Near(f"[{re.escape(SEPARATORS)}+*=~]")
_BREAK = Near(r"还是|或者?|以及|要么|不是|而是|应该是|改成|然后|后来")
# What may stand between the name of an item and its number.
_BEFORE = Near(
    r"(?:每[^,。]{1,2}|[是为有约共总计按就才只要花付用掉签投买租交的了过达到在至近超和与及各每又再另还也月年]|(?<![^,。、])[一1]|投入|花费|支付|缴纳|购买|采购|租用|追加|补签|续签|加签|外加|加上|减去|扣除|退款|增长|金额|一共|总共|合计"
    r"|共计|大概|大约|差不多|至少|最多|最高|不超过|超过|不到|分别|人民币|rmb|¥|\s|发生|实际|最终|后来|成交|需要|预计|估计|左右)+$"
)
_HEAD = Near(
    r"(?:我们|我司|我|咱们?|公司|今年|去年|前年|上年度?|本年度?|其中|但是?|可是|不过|而|另外|还有|然后|后来|又|再|和|与|以及|及|跟|还|也|都|就|那|这|花了|买了|租了"
    r"|签了|投了|付了|备案了|的|是|在|从|有|了|\s|元|共|(?:19|20)\d\d年?|[,.:])+"
)
_AFTER = Near(
    r"(?:的|元|块钱?|整|左右|上下|以上|以下|以内|的样子|[(\s])*"
    r"(?P<label>[^的,。!?;、:()\d]{0,16})"
)
_STOP_AFTER = Near(
    r"[各能可要会补拿给是有算多怎吗呢吧了过也都就还和与或及又再另到至花付在每占被按用来去为加减退扣涨改换不才对第整以]|之间|分别|一共|总共|以及|哪|什么|几"
)


def label_of(text: str, since: int, start: int, end: int, until: int, unit: Unit) -> str:
    """Return the words that name the item of the number at `text[start:end]`, or "".

    Words before `since` and from `until` on belong to other numbers.
    """
    before = _label_before(text[max(since, start - _REACH) : start])
    if before and unit is not Unit.COUNT:
        return before
    return _label_after(text[end : min(until, end + _REACH)]) or before


def _label_before(lead: str) -> str:
    piece = _BREAK.split(_CUT.split(lead)[-1])[-1]
    piece = _BEFORE.erase(piece)
    match = _HEAD.match(piece)
    return piece[match.end() :] if match else piece


def _label_after(tail: str) -> str:
    match = _AFTER.match(_CUT.split(tail)[0])
    label = match["label"] if match else ""
    return _STOP_AFTER.split(label)[0].strip()
