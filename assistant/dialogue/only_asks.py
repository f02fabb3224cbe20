"""A clause that only asks whether something is paid for, with no word of what: 区里有没有补.

What it is about stands in the clause before (再说员工班车,区里有没有补).
"""

from __future__ import annotations

from assistant.text.pattern import lazy

_ONLY_ASKS = lazy(
    "(?:那|这|咱们?|我们|你们|请问|想问|问问)*(?:[市区省][里级]?|国家|这边|那边|本地|全区|全市|政策|措施|文件|规定|条款|[a-z]{2}|人工智能|的|里面?|上|中|对|也){0,6}"
    "(?:(?:有没有|有无|是否|能不能|可不可以|给不给|管不管|补不补|报不报|算不算)(?:可以|得)?(?:一?点)?(?:专门|单独|另外)?的?"
    "(?:补贴?|补助|报销?|奖励?|资助|支持|扶持|说法|管|算|政策|钱|写)?(?:吗|么|呢|没有?|的)?"
    "|(?:有|能|给|会|可以)(?:一?点)?(?:专门|单独|另外)?的?(?:补贴?|补助|报销?|奖励?|资助|支持|扶持|说法|管|算|政策|钱|写)(?:吗|么|没有?))"
)


def only_asks(clause: str) -> bool:
    """Whether a folded clause without its marks only asks so.

    >>> only_asks("区里有没有补"), only_asks("政策里给不给补"), only_asks("能报吗")
    (True, True, True)
    >>> only_asks("班车能不能补"), only_asks("区里有平台"), only_asks("能补多少")
    (False, False, False)
    """
    return _ONLY_ASKS.fullmatch(clause) is not None
