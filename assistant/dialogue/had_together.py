"""Whether a message asks if several things may be had at the same time.

Whether one may is asked in many ways, and mostly behind what is to be had together:
两边都申请的话,文件允许吗; 一起去申请可以吗; 只能挑一样领吗.
"""

from __future__ import annotations

from assistant.text.pattern import lazy

_GET = "(?:申请|申报|报名?|申领|拿|领|享受?|享有|要|吃|占|兑现|兑|办|递|交|争取|到手|入账)"
_HAD = (
    "(?:申请(?!书|表|材料|日)|申报(?!书|表|材料)|申领|拿(?!出|掉|下|去|走)|领(?!导|先|域|军)|享受?"
    "|报(?!备|名|告|价|废|多|少|错|表))"
)
_TOGETHER = lazy(
    f"(?:都|一起|一块儿?|一并|同时|一道|一齐|一同|双双|并着|接连)(?:去|来|给|能|可以|想|再|往[上里])?{_GET}"
    f"|(?:只能?|必须|得|要)(?:从?[^,。;!?]{{0,4}}里?)?(?:选|挑|择|{_GET})(?:其中)?(?:一|1)(?:个|样|项|份|笔|头|边|家)"
    "|(?:任选|任择|择)其?一"
    f"|先后(?:去|来|各|分别|都|再)?{_GET}"
    f"|先[^,。;!?]{{0,6}}?{_HAD}[^。;!?多少]{{0,16}}?(?:再|又|接着|继续)(?:去|来|把|能|可以|想|单独)*[^,。;!?]{{0,2}}?{_HAD}"
    f"|{_HAD}(?:了|完|到|过)[^。;!?多少]{{0,14}}?(?:再|又|接着|继续|还能?)(?:去|来|把|能|可以|想|单独)*[^,。;!?]{{0,2}}?{_HAD}"
)
_MAY = lazy(
    "能不能|可不可以|行不行|成不成|准不准|允不允许|让不让|(?:能|可)否|是不是|是否"
    "|有没有[^,。;!?]{0,6}(?:限制|规定|冲突|说法|影响|问题|妨碍)|会不会|违规|冲突|矛盾|打架"
    "|(?:能|可以?|行|成|允许|准许|准|许|让|影响|问题|限制|规定)[^,。;!?]{0,12}(?:吗|么|吧|不(?=[,。;!?]|$)|[?])"
)
_HOW_MUCH = lazy("多少|几(?!乎)|合计|一共|总共|加起来|总数|封顶|顶格")


def asks_together(text: str) -> bool:
    """Whether a message asks if several things may be had together, and for no sum."""
    said = _TOGETHER.search(text)
    if said is None or _HOW_MUCH.search(text):
        return False
    low = 1 + max(text.rfind(mark, 0, said.start()) for mark in "。;!?")
    high = min(
        (at for mark in "。;!" if (at := text.find(mark, said.end())) >= 0), default=len(text)
    )
    return _MAY.search(text, low, high) is not None
