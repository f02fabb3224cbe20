"""Places that are gone to, come from or dealt with, and whose measures nobody asks about."""

from __future__ import annotations

from assistant.text.pattern import lazy

_WAY_BEFORE = lazy(
    "(?:飞|到|至|往|去|从|来自|卖给|卖到|销往|出口|迁|搬离|离开|源自|毕业于|总部在|母公司在|回到)$"
)
_SETTLED = lazy("(?:迁|搬|搬家|搬迁|挪|落户|迁址|注册|放|换)(?:到|去|往|至|在)了?$")
_SETTLES = lazy(
    "[^,。;!?]{0,5}?(?:[设建开办](?:个|家|间|新|分)?(?:厂|公司|点|店|分部)|落户|落脚|注册|投产|租办公)"
)
_MOVES_A_THING = lazy("[把将]|[数客航专]|总部|母公司|子公司|分公司|出口|运|送")
_WAY_AFTER = lazy(
    "(?:航线|方向|一?家?(?:客户|公司|企业|厂|家具|供应商|总部|母公司|股东)|回来|读|留学|过来|来的|籍|户口|的(?:客户|母公司|总部|供应商|项目|分公司))"
)


_PARTNER = lazy("(?:参加|委托|聘请|前往|赴|采购自|购自)(?:了|过|的是)?$")
"""委托苏州的CRO, 参加上海的展会: with whom or where something is done, and nobody's measures."""
_FAIR = lazy("[市省]?的?(?:国际|世界)?(?:展会|展览会|博览会|交易会|展销会|农博会|进博会|车展)")
_BOUGHT = lazy(
    "(?:买|喝|吃|送|泡|尝|囤|带)[了过点些]?(?:[一两几二三四五六七八九十百千万\\d]+[个箱盒斤份包瓶件提罐袋桶筐只])?的?$"
)
_BUYS_THERE = lazy("[省市区县]|[的那这][个家边里]|公司|企业|厂")
"""Behind the name of a place that something is bought from: not what is named after it."""


def is_way(text: str, start: int, end: int) -> bool:
    """Whether a place is gone to or come from (飞广州; 从伦敦回来), or names what is bought.

    Where the company itself moved or settles (公司迁到苏州, 去东莞设厂), its measures are asked
    about.
    """
    low = max(text.rfind(mark, 0, start) for mark in ",。;!?:、") + 1
    if _SETTLED.search(text, low, start) and not _MOVES_A_THING.search(text, low, start):
        return False
    if _SETTLES.match(text, end) and not _MOVES_A_THING.search(text, low, start):
        return False
    return bool(
        _WAY_BEFORE.search(text[max(0, start - 5) : start])
        or _PARTNER.search(text[max(0, start - 6) : start])
        or _FAIR.match(text, end)
        or _WAY_AFTER.match(text, end)
        or (_BOUGHT.search(text[max(0, start - 9) : start]) and not _BUYS_THERE.match(text, end))
    )
