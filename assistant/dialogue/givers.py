"""Places that a message names only as who has paid already: 拿了市里30万, 市里给报了80万.

Beside another place whose measures are asked about, they ask for none of their own.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from assistant.text.pattern import lazy

_SUM = (
    "(?:差不多|大概|大约|将?近|约|共|一共|总共)?"
    "[\\d一二两三四五六七八九十][\\d.一二两三四五六七八九十百千]*[万亿元块]"
)
_GOT = lazy(
    "(?:(?:领取?|拿到?|获得?|得到?|享受到?|收到?|报)(?:过|了|到)+|已经?(?:领取?|拿到?|获得?|享受|收到?)|(?:已经?|都)到手)"
    "(?:我们?|公司)?(?:从|由)?$"
)
_OF_THEM = lazy(
    f"区?(?:那边|这边|政府|财政)?(?:的|给的|补的|发的)?(?:补贴|补助|奖励|资助|扶持|奖补|奖金|资金|钱)?{_SUM}"
)
_FROM = lazy("从$")
_TAKEN = lazy(
    "区?(?:那边|这边|政府|财政)?(?:已经?|先|都|也|就|只)*(?:领取?|拿|获得?|得|报)(?:到|过|了|走)+"
    f"(?:的?(?:补贴|补助|奖励|资助))?{_SUM}"
)
_GAVE = lazy(
    "区?(?:那边|这边|政府|财政)?(?:之前|以前|去年|前年|上次|今年)?(?:已经?|先|都|也|就|只|前面)*(?:给|帮)?(?:我们?|公司)?(?:给)?"
    "(?:报销?|补贴?|补助|奖励?|拨款?|批|发|给|贴|返|兑现?)(?:给)?(?:我们?|公司)?(?:过|了|完|到|下来)+"
    f"(?:我们?|公司)?(?:补贴|补助|奖励|资助)?{_SUM}"
)


def givers_of(text: str, places: Sequence[tuple[int, int]]) -> Collection[tuple[int, int]]:
    """Those of the places of a folded text that only have paid, where another one is named.

    >>> text = "福田买语料100万,拿了市里30万"
    >>> [text[a:b] for a, b in givers_of(text, [(0, 2), (13, 15)])]
    ['市里']
    >>> givers_of("市里给报了30万", [(0, 2)])
    ()
    """
    gave = [place for place in places if _is_giver(text, *place)]
    if not gave or len(gave) == len(places):
        return ()
    return gave


def _is_giver(text: str, start: int, end: int) -> bool:
    if _GOT.search(text, 0, start) and _OF_THEM.match(text, end):
        return True
    if _FROM.search(text, 0, start) and _TAKEN.match(text, end):
        return True
    return _GAVE.match(text, end) is not None
