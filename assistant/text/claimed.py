"""Sums that a text holds to be paid, and asks about or only repeats: 每家5亿是真的吗.

补贴500万对吗 and 最高500万吧 tell no sum that anything was spent on: what the support is called, or
that it has an end, stands right before the number, and what asks whether it is so right behind it.
What the papers say (报道说训力券5亿) and what the program is told to say are no more.
"""

from __future__ import annotations

from assistant.text.pattern import lazy

_SUPPORT_END = lazy(
    "(?:补贴|补助|奖励|奖金|资助|扶持|券|(?<!递)补|奖|(?<![付交打转提卖租商户方])给|(?<![开研印首])发|每家|单家|一家)"
    "(?:是|为|能|可以?|就|有|都|到|了|得|拿|领|给|最高|最多|每年|一年|企业|公司)*$"
)
_LIMIT_END = lazy(
    "(?<=[^,。;!?])(?:最高|最多|封顶|上限|顶格)(?:是|为|能|可以?|就|有|到|给|补|奖|拿|领)*$"
)
_IS_IT_SO = lazy(
    "(?:元|块钱?)?(?:的)?(?:是(?:不是)?真|真的(?:吗|假|么|\\?)|是假的|属实|靠谱吗|对吗|对吧|对不对|是吗|是吧|没错吧|吧(?=[,。;!?]|$))"
)
_PAPERS_END = lazy(
    "(?:报道|新闻|报纸|公众号|文章|帖子|网上|网友|朋友圈|抖音|小红书|视频)(?:里|上|都|也|有人)*"
    "(?:说|写|讲|称|报|发|显示|提)(?:的|着|了|是|到|过)*[^,。!?;]{0,16}$"
)
_TOLD_TO_SAY_END = lazy(
    "(?:告诉(?:我|大家)|[跟对]我说|你就?说|回答)[^,。!?;我]{0,14}(?:给|补|奖|发|能[拿领])$"
)
_TAXED = lazy(
    "(?:元|块)?(?:的?(?:补贴|奖励|奖|补助|资助)(?:款|金)?)?(?:还|也)?"
    "(?:要不要|用不用|需不需要|是不是要|需要|要|用|得)(?:交|缴|上|扣)(?:个人|企业)?(?:所得|个|增值)?税"
)
_SPENT = lazy("[花付投签租买购交缴]|合同|费用?|成本|价|收入|营收|利润|所得")


def is_claimed(text: str, low: int, start: int, end: int) -> bool:
    """Whether the number at ``start`` to ``end``, in a clause from ``low`` on, is held to be paid.

    >>> text = "训力券每家5亿是真的吗"
    >>> is_claimed(text, 0, 5, 7)
    True
    """
    lead = text[low:start]
    if _PAPERS_END.search(lead) or _TOLD_TO_SAY_END.search(lead):
        return True
    if _TAXED.match(text, end) and not _SPENT.search(lead):
        return True
    ends = _SUPPORT_END.search(lead) or _LIMIT_END.search(lead)
    return ends is not None and _IS_IT_SO.match(text, end) is not None
