"""Of whom a message asks how much, where two parties of one matter are paid.

两家各多少, 我们和它各是多少; 工厂多少,我们多少. Nothing here knows which parties a rule pays: a
party is whoever the message itself has spoken of.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.text.pattern import lazy

_BOTH_SIDES = lazy(
    "(?:两边|双方|两方|两头|两家)(?:再|又|也|现在|现如今)*(?:各|分别|都|一共|合计|能|总共|共"
    "|总计|加起来|加在一[起块]|合起来|合在一[起块]|合一[起块])"
    "|(?:报|算|说|列|看|讲|给)(?:[一两]?[遍下次])?(?:两边|双方|两方|两头|两家)的?(?:呢|吧)?(?=[,。;!?]|$)"
)
_EACH_SIDE = lazy("(?P<one>[发揭][榜])方?[、和跟与]?(?P<other>[发揭][榜])方?(?:各|分别|都|两)")
_OURS = "(?:我[院校所店会厂馆行部]|我们?|咱们?|俺们?|我司|我方|本公司)"
_WE_AND = lazy(
    f"{_OURS}(?:这[边头方家]|自己)?[和跟与同][^,。;!?\\d]{{1,8}}?(?:这边|那边|那头)?(?:各|分别|都)"
)
_WE = lazy(f"{_OURS}(?:公司|企业|厂|单位|自己)?")
_ASKED_OF = lazy(
    "(?:^|(?<=[,、。;!?]))(?:那(?!家|边|头|方)么?|而|还有|再|就是|问|想问|请问)*(?P<who>[^,、。;!?\\d]{1,8}?)"
    "(?:这[边头方家]|那[边头方家]|一方)?(?:自己|自个|本身)?(?:又|也|各|可以|能|该|会|到底|最多|拿|领|得|补|报|是|有|到)*"
    "(?:多少|几[多何]|几个钱|啥数)"
)
"""Of whom a comma clause asks how much (工厂又能拿多少)."""
_OTHER_ONE = lazy("它们?|他们|她们|人家|对方|对面|那[家边头方](?:公司|企业|单位|机构|厂|店)?")
_LEAST = 2


def asks_of_both(text: str) -> bool:
    """Whether a message asks how much each of two parties gets, one of them the asker."""
    each = _EACH_SIDE.search(text)
    if each is not None and each["one"] != each["other"]:
        return True  # 发榜、揭榜各一个数
    if _BOTH_SIDES.search(text) or _WE_AND.search(text):
        return True
    asked = {m["who"] for m in _ASKED_OF.finditer(text)}
    others = {text[start:end] for start, end in others_asked(text)}
    return len(others) > 1 or (bool(others) and any(_WE.fullmatch(who) for who in asked))


def both_asked(text: str) -> Iterator[tuple[int, int]]:
    """Where a message asks how much each of its parties gets: 双方各拿多少, 医院多少."""
    yield from others_asked(text)
    for words in (_BOTH_SIDES, _EACH_SIDE):
        yield from (m.span() for m in words.finditer(text))


def others_asked(text: str) -> Iterator[tuple[int, int]]:
    """Where a message asks how much somebody else gets, whom it has spoken of before."""
    for match in _ASKED_OF.finditer(text):
        who = match["who"]
        if _WE.fullmatch(who):
            continue
        is_told = len(who) >= _LEAST and who in text[: match.start()]
        if is_told or _OTHER_ONE.fullmatch(who):
            yield match.span()


def agent_asked(text: str, told: str) -> tuple[int, int] | None:
    """Where a message asks how much somebody gets who did something in what was told before.

    学校那头自己能拿多少 after 一所学校发的榜,我们揭的: one named beside a verb, without "we".
    """
    for match in _ASKED_OF.finditer(text):
        who = match["who"]
        if len(who) < _LEAST or _WE.match(who) or _OTHER_ONE.fullmatch(who):
            continue
        for clause in _CLAUSE.finditer(told):
            said = clause.group()
            at = said.find(who)
            if at >= 0 and _DOES.match(said, at + len(who)) and not _OURS_SAID.search(said):
                return match.span()
    return None


_CLAUSE = lazy("[^,。;!?]+")
_DOES = lazy("(?:那[边头方家])?(?:自己|来|去|才)?[发出提挂请找委揭接承牵拿](?!的多少)")
_OURS_SAID = lazy(_OURS)
