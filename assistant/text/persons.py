"""Persons who put up the money of a firm: 公司买算力800万,我跟合伙人一人垫一半.

What each of them puts up is between them; the sum that is paid for is the firm's.
"""

from __future__ import annotations

from assistant.text.pattern import lazy

_PERSONS = lazy(
    "我(?:自己|个人|本人)?[和跟与同][^,。;!?\\d家厂司]{1,12}?"
    "(?:各|[一每]人|两人|对半|五五|平分|均分|平摊)[^,。;!?]{0,8}"
)
_FIRM = lazy("公司|企业|我司|(?<!大)厂")


def put_up_for_a_firm(text: str) -> bool:
    """Whether persons share what a firm that stands elsewhere in the folded text pays.

    >>> put_up_for_a_firm("龙岗的公司买算力800万,我跟合伙人一人垫一半")
    True
    >>> put_up_for_a_firm("龙岗买算力800万,我跟另一家公司一家一半")
    False
    """
    match = _PERSONS.search(text)
    return match is not None and _FIRM.search(_PERSONS.sub(",", text)) is not None
