"""Words around a sum that guess what is paid, of a message that says nothing else.

After an answer, 那120万对吧, 有200万吧, 那不就是120万 and 财务说是120万 want to hear whether
so much is paid; nothing in them says that it was spent. A sum that only 吧 stands behind (120万吧)
may as well answer what was asked back, or put right what was told.
"""

from __future__ import annotations

from assistant.text.pattern import lazy

_SURE = (
    "(?:是吧|对吧|是吗|对吗|对不对|是不是|没错[吧吗]|对不|是不|行吧|没算错吧|没问题吧|[对是][么嘛])"
)
_END = "[ ,.。?!啊呀哈了的]*"
_LEAD = (
    "(?:那么?|所以|合着|敢情|哦|噢|喔|嗯|啊|呃|好的?|行|对|我们?|咱们?|也|都|还|就|便|等于|意思|一共|总共|合计|共|"
    "大概|差不多|约|最多|最高|最后|结果|每年|算|出来|下来|说|的话|到手|这|是|有|[ ,.])*"
)
_CONFIRMED = lazy(f"(?:元|块钱?)?(?:左右|上下|多)?[ ,]*{_SURE}{_END}")
"""120万对吧: whether it is right."""
_BARE = lazy(_LEAD)
_RESULT = lazy(
    f"{_LEAD}(?:(?:合着|敢情|闹了半天)(?:就|才|只|都|也)*(?:是|有)?"
    "|(?:那不就|不就|岂不|可不就|那就|也就|就|所以|等于|结果|这么说)(?:只|才|还|都|也)?(?:是|有))"
)
_HAS = lazy(
    "(?:那|那么|所以|这么说|[ ,])*(?:至少|起码|总|应|大概|差不多|也|还)*(?:有|得有|该有)(?:个)?"
)
_HEDGED = lazy(f"(?:元|块钱?)?(?:左右|上下|多)?(?:了)?吧{_END}")
_RHETORIC = lazy("(?:那么?|所以|[ ,])*(?:不就|岂不|难道不)(?:只|才|就)?(?:是|有)")
_NOTHING = lazy(f"(?:元|块钱?)?(?:左右|上下)?(?:了|吗|么|吧|嘛)?{_END}")
_TOLD_BY = lazy(
    "(?:那|但是?|可是?|不过)?(?!我|咱|俺|你|您|合同|发票)[^,。;!?\\d]{2,6}?(?<!来)(?:说|讲|算|估计?|告诉我们?|跟我们?说)"
    "(?:了|着|出来|下来)?(?:应该|大概|差不多)?(?:就)?(?:是|有|能有|得有)"
)
"""财务说是120万: somebody else's reckoning; who it is may be anybody."""


def guesses(lead: str, tail: str, *, asked_back: bool) -> bool:
    """Whether folded words before and behind a sum only guess that it is paid.

    >>> guesses("那", "对吧", asked_back=False)
    True
    >>> guesses("其实花了", "对吧", asked_back=False)
    False
    >>> guesses("", "吧", asked_back=False)
    False
    """
    if _CONFIRMED.fullmatch(tail):
        return _BARE.fullmatch(lead) is not None
    if asked_back:
        return False  # 大概500万吧 answers it
    if _HEDGED.fullmatch(tail):
        return bool(_RESULT.fullmatch(lead) or _HAS.fullmatch(lead))
    if not _NOTHING.fullmatch(tail):
        return False
    return bool(_RHETORIC.fullmatch(lead) or _TOLD_BY.fullmatch(lead))


def is_reported(lead: str) -> bool:
    """Whether somebody else told the sum behind folded words, be it paid or spent.

    >>> is_reported("会计说是")
    True
    >>> is_reported("那不就是")
    False
    """
    return _TOLD_BY.fullmatch(lead) is not None
