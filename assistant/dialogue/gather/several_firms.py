"""As many sums as there are companies that ask: 两家公司都在龙岗,一家500万,一家3000万.

Each company has its limits to itself, so that each sum is worked out apart.
"""

from __future__ import annotations

from assistant.text.pattern import lazy

_MANY = {"两": 2, "俩": 2, "二": 2, "2": 2, "三": 3, "3": 3, "四": 4, "4": 4, "五": 5, "5": 5}
_FIRMS = lazy(
    "(?:^|[,。;!?])(?P<lead>[^,。;!?\\d]{0,6}?)(?P<n>[两俩二三四五2-5])家(?P<of>[^,。;!?\\d]{0,4}?)"
    "(?:公司|企业|厂|店|单位)(?!的|[一-龥]{0,2}(?:手里|那[里边]))"
)
_DEALT_WITH = lazy("[买购租跟向从找付给签用问由]|合作|供应|其中")
"""What one does to others: 从两家公司买了算力."""
_TOGETHER = lazy("一起|共同|联合|合伙|合买|合租|平分|平摊|分摊|各付|各出|合同")


def are_of_firms(text: str, many: int) -> bool:
    """Whether a message says that as many companies ask, each for itself."""
    if _TOGETHER.search(text):
        return False
    return any(
        _MANY[m["n"]] == many and not _DEALT_WITH.search(m["lead"] + m["of"])
        for m in _FIRMS.finditer(text)
    )
