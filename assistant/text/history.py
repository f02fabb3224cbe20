"""Years that only tell how long somebody has been there: 成立5年, 做了二十年眼镜, 十年老店.

Nothing is paid for so many years, and no price is paid as often.
"""

from __future__ import annotations

from decimal import Decimal

from assistant.text.pattern import lazy

_SO_FAR = "(?:了|已经?|有|快|近|将近|满|至今|也|都|差不多|大概)*"
_FOUNDED = lazy(
    "(?:成立|创立|创建|创办|开业|开办|建厂|办厂|建校|建院|注册|经营|运营|从事|深耕|扎根|入行|从业|创业|立足|走过|老字号)"
    f"(?:(?![租用签付买补])[^,。;!?\\d]){{0,4}}?{_SO_FAR}$"
)
_DID = lazy(f"[做干搞开办教跑待呆混]{_SO_FAR}$")
_SO_MANY_MORE = "(?:多|来|几)?个?"
_OF_LIFE = lazy(f"{_SO_MANY_MORE}(?:的|以上的?)?(?:历史|经验|资历|老|工龄|行龄|积累|生涯)")
_LONGER = Decimal(6)
"""No policy here pays for more years; who did something for longer tells of himself."""


def tells_how_long(text: str, start: int, end: int, years: Decimal | None) -> bool:
    """Whether years that stand there in a folded text tell how long somebody has been there."""
    before = text[max(0, start - 12) : start]
    if _OF_LIFE.match(text, end) or _FOUNDED.search(before):
        return True
    return years is not None and years > _LONGER and bool(_DID.search(before))
