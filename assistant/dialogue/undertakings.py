"""What a message tells that somebody built or put to use, whatever it is for.

搭了个算力调度平台 is a platform, and buys no computing; 工厂上了AI质检 is an application of AI in a
trade of its own, whatever trade it is.
"""

from __future__ import annotations

from collections.abc import Collection

from assistant.text.pattern import lazy

Found = tuple[int, int, str]
_PLATFORM = "平台"
_PUBLIC = "公共平台"
_BUILDS = "(?:搭建?|自?建设?|搞|做|研发|开发|打造|上线|投建|弄|办)"
_THAT = "(?:起来|好|出来?|成)?[了过]?(?:一?[个套座]|这[个套]|那[个套])?的?"
_BUILT = lazy(
    f"{_BUILDS}{_THAT}(?P<own>(?:(?!平台|{_BUILDS}|[在从到给用通上租买])[\u4e00-\u9fffa-z+]){{2,12}}平台)"
    "(?![上里中])"
)
"""搭了个算力调度平台: what is built is the platform, whatever it is for."""
_SPENT_ON = lazy(
    "(?<![\u4e00-\u9fff])(?P<own>(?:(?!平台|[在从到给用通上租买])[\u4e00-\u9fffa-z+]){4,14}平台)"
    "(?=,?的?(?:研发|开发|建设|总?投入|总?投资|投了|花了|建了|运营))"
)
"""大模型测试平台,研发花了1000万."""
_USES = "(?:上线?|用上?|使用|装上?|引[入进]|部署|接入|推行|启用|试点)"
_MADE_FOR = (
    "(?:[给为帮替][^,。;!?\\d]{1,6}(?:做|上|装|搭|建|开发|研发|搞|写)|[^,。;!?\\d]里(?:上|装|搞))"
)
_APPLIED = lazy(
    f"(?:{_USES}|{_MADE_FOR})(?:起来?|好)?[了过]?(?:一?[套个批些台款]|整套)?的?(?:ai|人工智能)"
    "(?P<what>(?:(?![花投付补给]|用了|多少|要|能|共)[\u4e00-\u9fff]){0,6})"
    "|(?:ai|人工智能)(?:改造|升级|赋能|转型)"
)
"""工厂上了AI质检, 学校用AI批改, 给医院做了AI看片系统, 搞AI改造."""
_APPLICATION = "行业应用"
_NOUN = 2


def _platforms_in(text: str) -> tuple[Found, ...]:
    """The platforms that a message tells were built, each as the matter of building one."""
    if _PLATFORM not in text:
        return ()
    found = [m.span("own") for pattern in (_BUILT, _SPENT_ON) for m in pattern.finditer(text)]
    found = [one for one in found if not text[: one[1]].endswith(_NOT_BUILT)]
    return tuple((start, end, _PUBLIC) for start, end in dict.fromkeys(found))


_NOT_BUILT = ("交易平台", "开源平台", "数据平台")
"""Platforms that are matters of their own."""


def _applied_in(text: str, words: Collection[str]) -> tuple[Found, ...]:
    """The applications of AI that a message tells of; not what a word of the topics ends with."""
    if "ai" not in text and "人工智能" not in text:
        return ()
    found: list[Found] = []
    for match in _APPLIED.finditer(text):
        noun = (match["what"] or "")[:_NOUN]
        if not (len(noun) == _NOUN and any(word.endswith(noun) for word in words)):
            found.append((*match.span(), _APPLICATION))
    return tuple(found)


def with_undertakings(
    text: str, found: tuple[Found, ...], words: Collection[str], events: Collection[str]
) -> tuple[Found, ...]:
    """The topic words of a text, with the matters of what it tells was built or put to use.

    ``events``: those of them that are what is held, whatever that is about.
    """
    found = _held_in(text, found, events)
    built = [_at_known(f, found) for f in _platforms_in(text) if f[2] in words]
    gone = {
        f
        for f in found
        if any(s <= f[0] and f[1] <= e for s, e, _ in built) and not f[2].endswith(_PLATFORM)
    }
    kept = [f for f in found if f not in gone]
    applied = [
        a
        for a in _applied_in(text, words)
        if a[2] in words and not any(s < a[1] and a[0] < e for s, e, _ in (*kept, *built))
    ]
    return tuple(sorted({*kept, *built, *applied})) if built or applied else found


def _at_known(built: Found, found: tuple[Found, ...]) -> Found:
    """What was built where it ends with the platform of another matter: 智能|算力调度平台.

    Of both matters is then one word, and a place has what it has for either.
    """
    start, end, word = built
    own = [f[0] for f in found if start <= f[0] and f[1] == end and f[2].endswith(_PLATFORM)]
    return (min(own, default=start), end, word)


_HELD = lazy("(?:举?办|组织|搞|开|承办|主办)[了过完]?(?:[一两几三四五]|\\d)?[场届次]")
_ABOUT = lazy("[^,。;!?、和与及跟了过\\d]{1,10}")


def _held_in(text: str, found: tuple[Found, ...], events: Collection[str]) -> tuple[Found, ...]:
    """The topic words less those that say what an event is about: 办了场四足机器人|比赛."""
    for held in _HELD.finditer(text):
        after = [f for f in found if f[0] > held.end() and f[2] in events]
        if not after or not _ABOUT.fullmatch(text, held.end(), after[0][0]):
            continue
        found = tuple(f for f in found if not held.end() <= f[0] < f[1] <= after[0][0])
    return found


_WHO = lazy("(?:^|[,。;!?])[^,。;!?\\d租买购采训算]{0,8}$")


def applied_in(text: str) -> list[tuple[int, int]]:
    """Where a folded text tells that AI was put to use in some trade, whichever it is.

    With who does so, where nothing else stands before it (农场用AI喂猪).
    """
    found = []
    for match in _APPLIED.finditer(text):
        who = _WHO.search(text, 0, match.start())
        start = who.start() if who is not None else match.start()
        found.append((start, match.end()))
    return found
