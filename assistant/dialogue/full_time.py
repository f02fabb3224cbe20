"""That something is paid as long as it may be: 补满整个支持期, 拿满最长年限一共, 允许的年数全拿满.

How long that is, the rule says. Nothing is asked of what it takes to get the most.
"""

from __future__ import annotations

import re

from assistant.text.pattern import lazy

_TIME = "(?:期限|年限|周期|时限|时间|年头|年数|月数|期)"
_GIVEN = "(?:支持|补贴|资助|扶持|补助)"
_FULL = lazy(
    "(?:连续补|补|领|拿|享受?|支持|给)(?:满|足|够|到头|到底|完)(?:了|的|整个|全部|这个|完整|最长|最多|允许|规定|政策){0,4}"
    f"{_GIVEN}?{_TIME}"
    f"|(?:整个|全部|完整的?)(?:的)?{_GIVEN}(?:期限|年限|周期|期)"
    "|(?:补|领|拿)(?:满|到(?:头|底|期满|最后))(?=[,一总合]|的话)"
    f"|(?:补|领|拿|支持|给)到(?:最长|最多|最后)的?{_TIME}"
    f"|(?:最长|最多|全部|允许|规定|能[补拿领]|可[补拿领]|{_GIVEN}|可以[补拿领])的?[^,。;!?\\d]{{0,4}}?{_TIME}"
    "[^,。;!?\\d]{0,2}?(?:都|全)*(?:拿|补|领|用|享受?|给)(?:满|足|完|够)"
    "|(?:全部?|都|整个)(?:补|领|拿)(?:满|足|完)(?=[,能可一总合共]|的话|$)"
    "|最[多长]能?(?:补|拿|领)的?(?:年头|年数|月数|年限|期限)(?=加|合|一|总|都|全)"
)
_IN_ALL = lazy("一共|总共|合计|共|累计|加起来|总额|多少钱|能[拿领补]多少")
_HOW_LONG = lazy("几个?[月年]|多[久长]|多少个?[月年]|[需得要]要?多少")


def full_time(text: str) -> re.Match[str] | None:
    """Where a folded text says that it asks for all of the time that is paid; None where not."""
    found = _FULL.search(text)
    if found is None or not _IN_ALL.search(text) or _HOW_LONG.search(text):
        return None
    return found


def without_full_time(text: str) -> str:
    """The text less where it asks for all of the time that is paid: 拿满 asks for no more then."""
    found = full_time(text)
    if found is None:
        return text
    return text[: found.start()] + "," * len(found.group()) + text[found.end() :]
