"""What a message says to be somebody else's: 优秀是隔壁园的,我们没评上.

It denies of the asker what the clause names: the bare denial behind it (我们没评上) is of the
same thing, and of no condition that its verb may tell elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable

from assistant.dialogue.stated import Stated
from assistant.text.pattern import lazy

_OTHERS = (
    "(?:(?:隔壁|对[面门]|斜对门|旁边|楼[上下])(?:的|那)?|别(?:的?人|家|的)|人家|旁人|他人|他们|同行|(?:另外?一?|其[他它])[家个位所间](?:的)?|[同重]名(?:同姓)?的?"
    "|(?:另外?一?|其[他它]|别的?)(?=[公企单园产院机]))"
)
_WHOSE = lazy(
    "(?:^|(?<=[,。;!?]))(?P<what>[^,。;!?\\d我咱]{2,12}?)(?:那?[个份项块条])?(?:其实|原来|应该|都|也|才|全|可)*"
    f"(?:(?<![的方人位])|(?<=[评得获拿中]的))(?P<is>(?:是|归|属于?)(?:的)?[^,。;!?\\d我咱]{{0,2}}?{_OTHERS}[^,。;!?\\d我咱]{{0,5}}?)(?=[,。;!?]|$)"
)
_BOUGHT = lazy("[租买卖付借用投签建做开办]的?$")
_BARE = lazy(
    "[,。;!?](?:但是?|可是?|不过)?(?:我们?|咱们?|我司|公司|本[园司所])(?:自己|这边|家|园区?|公司|单位)?(?:压根儿?|根本|并|就|也|还|都|其实|可)*"
    "(?:没有?|未)(?:能|被)?(?:[评拿获过中入选上得认批排列]{1,2}(?:到|上|过|中|着|成)?)?[了过啊呀啦呢]*(?=[,。;!?]|$)"
)


def as_not_ours(text: str) -> str:
    """The text with what is said to be somebody else's as none of the asker's; places stay.

    >>> as_not_ours("优秀是隔壁园的,我们没评上")
    '优秀不是我们的。。。。。。'
    """
    for match in reversed(list(_WHOSE.finditer(text))):
        if _BOUGHT.search(match["what"]):
            continue  # 租的是别人的 says whose the thing is that was rented
        low, high = match.span("is")
        said = "不是我们的" if high - low >= _LONG else "不是我"
        bare = _BARE.match(text, high)
        end = bare.end() if bare else high
        text = text[:low] + said.ljust(end - low, "。") + text[end:]
    return text


_LONG = 5
_THEIR_OWN = lazy(
    "(?:^|(?<=[,。;!?]))(?:但是?|可是?|不过|是|那)?(?:(?:隔壁|对[面门]|斜对门|旁边|楼[上下])(?:的|那)?|别(?:家|的(?=[园公企单院厂]))|同行|同名的?|(?:另外?一|其[他它])[家个]?)"
    "[^,。;!?\\d我咱]{0,4}?(?:也|都|还|才|又|根本|压根)*(?:没有?|未|不)[^,。;!?\\d我咱]{1,6}(?=[,。;!?]|$)"
)
"""隔壁园没评上 denies nothing of the asker."""


def less_theirs(text: str) -> str:
    """The text without what it denies of others; places stay."""
    return _THEIR_OWN.sub(lambda m: "。" * len(m.group()), text)


def less_of_others(read: Callable[[str], tuple[Stated, ...]], text: str) -> tuple[Stated, ...]:
    """The conditions that ``read`` finds in a text, those that it says to be another's denied.

    Where nothing it names is a condition, the bare denial behind it is read as it stands.
    """
    text = less_theirs(text)
    flags, ours = read(text), as_not_ours(text)
    if ours == text:
        return flags
    less, held = read(ours), {(f.name, f.value) for f in flags}
    return less if any((f.name, f.value) not in held for f in less) else flags
