"""Whether words of an aspect (责任单位, 有效期, 分包…) are asked about, or only said in passing.

列入国家有关主管部门的典型案例4个 names a department and asks nothing of it. A phrase is asked about
when it holds a question word itself, when its own clause asks, or when nothing else stands in its
clause.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from assistant.dialogue.closed_classes import load_language
from assistant.dialogue.language import covers
from assistant.dialogue.words import Found, Phrases
from assistant.text.pattern import lazy

_QUESTION = lazy(
    "谁|哪|什么|啥|何|几(?!乎|何)|多久|怎|咋|如何|吗|么(?=[,。;!?]|$)|是否|是不是|有没有|能不能|可不可以"
    "|要不要|用不用|需不需要|够不够|会不会|算不算|行不行|可否|能否|[?]|还能|还会|还给|冲突|[不没吧](?=[,。;!?]|$)"
)
_CONFIRMED = lazy(r"[,。;!?、]?(?:对吧|对吗|对不对|是吧|是吗|是不是|没错吧|行吗|可以吗)")
_AMOUNT = lazy("(?:多少|几)(?:钱|万|元|个|台|项|成)?")
_VALUE = lazy("(?:号码?)?(?:是|为)?多少(?!钱|万|元|个|台|项|成)")
_GIVES = lazy("(?:给|发|告诉|提供给?)(?:我|我们|一下|一个|下)")
_TELL_ME = lazy(
    "(?:告诉|告知|说说?|讲讲?|报|查查?|列出?|介绍|提供|发|给|问问?|打听|了解|确认)"
    "(?:[一个]?[下声]|我们?|咱们?|给|出来|清楚|[这那]条的?|[它他]们?的?|具体的?|对应的?|相关的?|其中的?|各自的?)*$"
)
_TELL_BEHIND = lazy(
    "(?:麻烦|请|也|都|再|帮[我忙]?)*(?:说|报|讲|告知|列|查)(?:一[下声]|下|说)(?:吧|哈|呗)?$"
)
"""麻烦告诉我责任单位, 主管部门说一声: a request for what is named asks for it."""
LOOKS = lazy(
    "(?:^|(?<=[,。;!?]))(?:那么?|请|麻烦|劳驾|顺便|,){0,8}(?:再|也|先)?(?:[帮给替]我们?|帮忙|麻烦您?你?)?(?:再|也)?"
    "(?:(?:看|查|瞧|算|问)(?:一?下|一?[看查瞧算问])|[帮给替]我们?[看查算问说讲列找]|想?了解一?下)(?!多少|几)"
)
"""那再帮我看看语料: who only asks to look says nothing of what."""
_BODY = "(?:局|委|办|部门|中心|厅|管委会|街道|镇|科室?|处)"
_DEALS = "(?:来|在)?(?:管|负责|经办|办理?|受理|审核|审批|发钱?|给钱)"
_WHICH_BODY = lazy(
    f"(?:找|归|是|由|去|向|到|问)?[^,。;!?的找归是由去向到问]{{1,9}}{_BODY}{_DEALS}?,?(?:呢,?)?还是(?:找|归|去|由|该|是)*[^,。;!?]{{1,10}}{_BODY}"
    f"|(?:哪里|哪儿|哪块|哪边)(?:可以|能|去)?(?:{_DEALS}|申[请报](?![^,。;!?]{{0,3}}到))|(?:归|由)(?:哪|谁|什么)[^,。;!?]{{0,6}}{_DEALS}"
    f"|谁{_DEALS}(?=[,。;!?的呢啊呀]|$)"
    f"|(?:归|由|是|属于?)(?:不是)?(?:同|一)一?[个家][^,。;!?]{{0,4}}(?:{_BODY}|单位|机构|口子?)(?:[来在]?{_DEALS}|牵头)"
)
_ASKS_BODY = lazy(
    f"(?:该|应该?)?(?:找|归|由|是|去)?(?:哪(?:个|些|几个|家|一个)?|什么|几个){_BODY}?(?:单位|机构)?(?:{_DEALS}|牵头|申[请报])?"
    "|(?:该|归|找)?谁(?:来|在)?(?:管|负责|牵头|办|发|审)?|(?:责任|牵头|主管|负责)(?:单位|部门)|归口"
)
_STATES = lazy(
    "(?:是|属于|算)(?:一?[家个])? $|[了过]的?$|^[^ ]{0,4}(?:我们?|咱们?|我司|公司)[^ ]{0,3} $"
)
_ENDS = lazy(r"[,。;!?、\n]")


def asks_body(text: str) -> bool:
    """Whether one body or another is asked for: 找商务局还是农业局, 哪里负责."""
    return _WHICH_BODY.search(text) is not None


def without_bodies(text: str) -> str:
    """A text less the bodies between which it asks and the words that ask."""
    for words in (_WHICH_BODY, _ASKS_BODY):
        text = words.sub(lambda match: " " * len(match.group()), text)
    return text


def asked_of(
    phrases: Phrases, text: str, spans: Sequence[tuple[int, int]] = ()
) -> tuple[Found, ...]:
    """The hits of a class that are asked about."""
    return tuple(hit for hit in phrases.find(text) if is_asked(hit, text, spans))


def is_asked(hit: Found, text: str, spans: Sequence[tuple[int, int]] = ()) -> bool:
    """Whether one phrase is asked about."""
    start, end, phrase = hit
    if _QUESTION.search(phrase):
        return True
    low, high = clause_around(text, start, end)
    if _VALUE.match(text, end) or _GIVES.match(text, end):
        return True
    if _TELL_BEHIND.match(text, end, high):
        return True
    if not text[end:high].strip("吧呢哈呗。 ") and _TELL_ME.search(text, low, start):
        return True
    if text[start - 1 : start] == "的" and end == high and not text[high:].strip(",。;!?\n "):
        return True  # 福田措施的全称: a noun phrase alone asks for what it names
    rest = text[low:start] + " " + text[end : high + 1]
    if _QUESTION.search(_AMOUNT.sub(" ", rest)) or _CONFIRMED.match(text, high):
        return True
    if _STATES.search(text[low:start] + " " + text[end:high]):
        return False  # 主管部门批了, 我们是外地公司: said, though of no other words
    return not _has_content(text, low, high, (start, end), spans)


def clause_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The comma clause around a stretch."""
    ends = _ends_of(text)
    before, after = bisect_left(ends, start), bisect_left(ends, end)
    return (ends[before - 1] + 1 if before else 0), (
        ends[after] if after < len(ends) else len(text)
    )


def stretch_around(text: str, start: int, end: int, marks: str = ",。;!?、 ") -> tuple[int, int]:
    """The words between marks, blanks among them, that a stretch stands in."""
    low = max(text.rfind(mark, 0, start) for mark in marks) + 1
    high = min((at for mark in marks if (at := text.find(mark, end)) >= 0), default=len(text))
    return low, high


@lru_cache(maxsize=64)
def _ends_of(text: str) -> tuple[int, ...]:
    """Where the marks stand that end comma clauses; one message is looked at again and again."""
    return tuple(match.start() for match in _ENDS.finditer(text))


def _has_content(
    text: str, low: int, high: int, hit: tuple[int, int], spans: Iterable[tuple[int, int]]
) -> bool:
    """Whether the clause says anything beside the phrase, places and function words."""
    known = covers(text, (_function(),))
    known[hit[0] : hit[1]] = b"\x01" * (hit[1] - hit[0])
    for start, end in spans:
        known[start:end] = b"\x01" * (end - start)
    return any(not known[i] and text[i].isalnum() for i in range(low, high))


_FUNCTION: list[Phrases] = []


def _function() -> Phrases:
    if not _FUNCTION:
        _FUNCTION.append(
            Phrases.of(load_language().of("function", "asking", "paying", "politeness", "time"))
        )
    return _FUNCTION[0]


@cache
def _grammar() -> Phrases:
    return Phrases.of(load_language().of("function", "asking", "politeness", "time"))


@lru_cache(maxsize=256)  # many stages ask it of the same stretches of a message
def content_of(text: str) -> int:
    """How many characters of a stretch are of words that the language does not know."""
    known = covers(text, (_function(),))
    return sum(1 for i, c in enumerate(text) if not known[i] and c.isalnum())


def content_chars(text: str) -> frozenset[str]:
    """The characters of words that the language does not know as grammar, asking or time.

    What is paid (拨) says of a sum what it is.
    """
    known = covers(text, (_grammar(),))
    return frozenset(c for i, c in enumerate(text) if not known[i] and "\u4e00" <= c <= "\u9fff")


def unknown_end(text: str, place: int) -> bool:
    """Whether a word that the language does not know ends right before a place (班车|补贴)."""
    known = covers(text, (_function(),))
    low = max(0, place - 2)
    return place - low == 2 and all(text[i].isalnum() and not known[i] for i in range(low, place))
