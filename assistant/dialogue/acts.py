"""What a message does in its conversation: its acts, read from the closed classes of language.txt.

A message may do several things at once (correct a sum and ask for all). The acts are values; the
ledger applies them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from assistant.dialogue.closed_classes import load_language
from assistant.dialogue.language import covers
from assistant.dialogue.words import Phrases
from assistant.text.pattern import lazy


class Act(StrEnum):
    """One thing a message does; several may hold."""

    GREET = "greet"
    THANK = "thank"
    ABOUT_PROGRAM = "about_program"
    DOUBT = "doubt"
    SIMPLIFY = "simplify"
    REMOVE = "remove"
    REFER_BACK = "refer_back"
    ALL_MATTERS = "all_matters"
    ADD = "add"
    CORRECT = "correct"
    REPEAT = "repeat"
    ANOTHER = "another"


SOCIAL = frozenset({Act.GREET, Act.THANK, Act.ABOUT_PROGRAM})
"""Acts that ask nothing of the policies."""

_BRIEF = 18
_ENOUGH = lazy("够(?:用|清楚|明白|详细|全|了)?")
_ASKING = lazy(r"多少|几|哪|什么|啥|谁|怎|吗|是不是|有没有|能不能|([\u4e00-\u9fff])[不没]\1|\d")
_TELLS = lazy("[不只]是|[,。 ][^,。 ]*是")
"""国际那个问清楚了,只是参与: what tells something is more than thanks."""
_WHO_ARE_YOU = lazy(
    "(?:你好|您好|喂|哎|嗨|嘿|请问)?,?[你您](?:到底|究竟)?是(?:不是)?(?:个|真)?(?:真?人|机器人?|ai|程序|客服)"
    "[^,。;!?]{0,8}[?。!]?$"
)
_TOTAL_TOLD = lazy(
    r"(?<!是不是)(?:一共|总共|合计|总计)(?:就?是|有|为|达到?|到|:)?(?=[\d一二两三四五六七八九十百千][\d.一二两三四五六七八九十百千]*[万亿元])"
)
"""总共九十万 tells the whole of one sum and asks for no matters together."""
_ITEMS_OF = lazy(
    "(?<=[了过有得做定导办])[两三四五]项(?=[\u4e00-\u9fff]{2})"
    "(?!一[共起块并]|合|总|加|都|各|分别|能|可|是|共|多少|怎|算|补|奖|给|的|应|该|你|我|呢|吗|拿|到|全|同|里|中|当)"
)
"""主导了两项行业标准 counts one thing and asks for no matters together."""
_OPEN_QUESTION = lazy(
    "(?<![不就])是不是(?!说错|搞错|弄错|算错|记错|看错|错)|对不对|行不行|算不算数?"
)
"""是不是高点, 800万对不对 ask; they deny nothing and correct nothing."""
_MISCOUNTED = lazy("(?<![你您])(?<![你您][们是])(?<!是不是)算错了?[,。!](?!.*(?:吧|吗|\\?))")
"""What one got wrong oneself; 你算错了吧 doubts the answer."""
_HOW_COME = lazy(
    "(?:怎么|为什么|为啥|咋)[^,。;!?]{0,8}?(?:是|成了?|变成?|只有)[^,。;!?\\d]{0,2}\\d"
)
"""怎么到你这儿是50万了 doubts the sum that was told."""
_IS_IT_NOT = lazy(
    r"^(?:咦|诶|哎|啊|哦|嗯|那|等等|奇怪)*,?(?:难道)?不是(?:说好?)?[^,。;!?\d]{0,8}[\d一二两三四五六七八九十百千万亿.]+元?[^,。;!?]{0,3}(?:吗[?]?|[?])$"
)
"""咦不是每年五百万啊? holds what was expected against the sum that was told."""
_ALL_ARE = lazy(
    "(?:也|全|已经?)?都(?:够|是(?![多几哪])|符合|满足|达[到标]|过了|通过|备[过案]|评[过上审]|没|在|已|齐|到[账位齐]|合格"
    "|属|签|完[成了]|用[于在来]|交[了过清]|付[了过清]|有(?![多哪什啥没几]))"
)
"""规模成效都够, 调的都是备案模型: of the things named before it, and no gathering of matters."""
_ORDINAL = lazy(r"第([一二三四五六七八九])(?:个|项|件|条|笔|样)?(?:问题|事|政策)?")
_AGAIN = lazy(
    "(?:再|重新?)(?:[跟给]我)?(?:完整|详细|仔细|从头|一起|统一|分开|分别|正式){0,2}(?:地|的)?(?:[跟给]我)?(?:说|报|念|讲|写|发|列|给|确认|核)[^,。;!?多少]{0,3}[遍次下]|(?:最[后终]|最新|刚才?|先前|之前|前面|上面)的?"
    "(?:那|这)个?(?:数|结果|金额|答案)|(?:是|能|有|补|拿|给)?多少来着|来着[,，]?(?:是|能)?多少"
)
"""What asks for the last answer once more (最后那个数你再说一遍)."""
_ONCE_MORE = lazy("(?:再|又|重新?)[来过走算看推捋理核跑试]一?[遍次回下](?=[,。;!?吧看呢]|$)")
"""按300万再来一遍 has it reckoned once more; nothing is added."""
_ANOTHER = lazy(
    "(?:真正|其实|主要)?(?:要|想)问的(?:其实)?是(?:另[一外]?个|另一[件条桩]|别的|其他)|(?:^|[,。;!?])[^,。;!?]{0,4}?(?:(?:再|另外?|还|想|换)(?:再?问|说|聊|讲|看|来)?一?[个件桩点]?(?:别的|其[他它]的|另一?[个件桩])"
    "|换(?:一?个|件)?(?:问题|话题|事情?)|另(?:外)?(?:有|问)?一?[个件桩](?:问题|事情?)|另(?:外)?(?:还)?有一[件桩样](?=[,.:。])|还有一?[个件桩](?:问题|事情?|别的)|(?:再|另外?)问一?[个件]"
    "(?:问题|事情?|别的|不相干的))"
)
"""What opens another matter (再问个别的)."""
_FIRST = lazy(
    "(?:最开始|一开始|最初|开头)(?!(?:我们?|咱们?)?(?:[报说讲填]的?)?(?:给你|过)?的?(?:[那这]一?[个笔])?(?:数|价|金额))"
    "|头一[个条项样件](?!月)|最早问|(?:最先|第一个)问"
)
"""最开始报的那个数 says which number is meant, not which matter."""
_FORMER = lazy("前(?:面|边|头)那(?:一)?[笔项件]|前者|(?:前|上)一[件项笔]")
_LATTER = lazy("后(?:面|边|头)那(?:一)?[笔项件]|后者")
"""Which of two is spoken of (后面那笔又追加了340万)."""
_COUNTED = lazy("([两二三四五六七八])(?:项|个|件|条|笔|样|边|头|块|份(?!合同|订单|发票|账单|协议))")
_TOGETHER = lazy(
    "分开|分别|同时|兼[得拿报]|一起|一块儿?|各|都|[合并][着在起计并]|全部|重新|再(?:报|念|理|列|说|算|讲|写|摆|给)[^,。;!?]{0,4}[遍次下回]"
    "|摆出来|列(?:出来|一下|一遍)|加(?:起来|一起|一块)|共"
)
"""What gathers the matters of a conversation, beside how many they are (两个分开再报一遍)."""
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2}


@dataclass(frozen=True, slots=True)
class Acts:
    """The acts of one message; ``ordinal`` is the matter it points back to, 1 for the first asked.

    ``counted`` is how many matters it speaks of together (以上四项), 0 if it does not say.
    """

    all: frozenset[Act]
    ordinal: int = 0
    counted: int = 0
    removed: tuple[tuple[int, int], ...] = ()

    def __contains__(self, act: Act) -> bool:
        return act in self.all

    @property
    def is_social(self) -> bool:
        """Whether the message only greets, thanks, or asks about the program."""
        return bool(self.all & SOCIAL)


@cache
def _phrases(name: str) -> Phrases:
    return Phrases.of(load_language().of(name))


@cache
def _polite() -> tuple[Phrases, ...]:
    names = ("politeness", "greeting", "thanks", "function")
    return tuple(_phrases(name) for name in names)


def read_acts(
    text: str, spans: Sequence[tuple[int, int]], quantities: int, *, names_matter: bool
) -> Acts:
    """The acts of a folded message.

    ``spans`` are places, dates and titles that it names, ``quantities`` how many numbers it has;
    a message that names any of these, or a matter, is never only polite.
    """
    found: set[Act] = set()
    bare = not spans and not quantities and not names_matter and not _THEN_ASKS.search(text)
    if not spans and not quantities and _WHO_ARE_YOU.match(text):
        return Acts(frozenset({Act.ABOUT_PROGRAM}))
    if bare:
        if _phrases("about_program").within(text):
            found.add(Act.ABOUT_PROGRAM)
        elif _is_polite(text) or _is_thanks(text):
            greets = _phrases("greeting").within(text)
            found.add(Act.GREET if greets else Act.THANK)
    if found & SOCIAL:
        return Acts(frozenset(found))
    lists = {
        Act.DOUBT: "doubt",
        Act.SIMPLIFY: "simplify",
        Act.REMOVE: "remove",
        Act.REFER_BACK: "refer_back",
        Act.ALL_MATTERS: "all_matters",
        Act.CORRECT: "corrections",
        Act.ADD: "additions",
    }
    said = _ONCE_MORE.sub(
        "", _ITEMS_OF.sub("。", _TOTAL_TOLD.sub("。", _OPEN_QUESTION.sub("。", text)))
    )
    asked = _ALL_ARE.sub("。", said)
    found |= {
        act
        for act, name in lists.items()
        if _phrases(name).within(asked if act is Act.ALL_MATTERS else said)
    }
    if Act.DOUBT in found and quantities and _MISCOUNTED.search(text):
        found = (found - {Act.DOUBT}) | {Act.CORRECT}  # 算力费算错了,一千一百万
    if quantities and (_HOW_COME.search(text) or _IS_IT_NOT.search(text)):
        found.add(Act.DOUBT)
    if _AGAIN.search(text):
        found.add(Act.REPEAT)
    if _ANOTHER.search(text):
        found.add(Act.ANOTHER)
    ordinal = _ORDINAL.search(text)
    gathers = Act.ALL_MATTERS in found or _TOGETHER.search(text)
    counted = _COUNTED.search(text) if gathers else None
    number = _DIGITS[ordinal.group(1)] if ordinal and Act.REFER_BACK in found else 0
    if not number and (_FIRST.search(text) or _FORMER.search(text)):
        number = 1
    if not number and _LATTER.search(text):
        number = 2
    return Acts(
        frozenset(found),
        number,
        _DIGITS[counted.group(1)] if counted else 0,
        tuple((s, e) for s, e, _ in _phrases("remove").find(text)),
    )


_BEHIND = lazy("(?<=[\u4e00-\u9fff])好[的了]")
"""办好的: the end of a verb thanks nobody."""


def _is_thanks(text: str) -> bool:
    """A short message that thanks somebody (多谢小姑娘), asking nothing."""
    thanked = [(s, e) for s, e, _ in _phrases("thanks").find(text) if not _BEHIND.match(text, s)]
    if not thanked or len(text) > _BRIEF or "?" in text:
        return False
    rest = _ENOUGH.sub("", _phrases("thanks").erase(text))
    return not (_phrases("paying").within(rest) or _ASKING.search(rest) or _TELLS.search(rest))


def _is_polite(text: str) -> bool:
    """Whether nothing but politeness is said: every character is covered, one of them by thanks."""
    known = covers(text, _polite())
    if any(not known[i] and c.isalnum() for i, c in enumerate(text)):
        return False
    if _ASKS_LEAVE.search(text):
        return False
    polite = any(_phrases(n).within(text) for n in ("politeness", "greeting", "thanks"))
    return polite or not any(c.isalnum() for c in text) or _INTERJECTION.fullmatch(text) is not None


_THEN_ASKS = lazy(
    "(?:^|[,。;!?])那(?![就先好行么])[^,。;!?]{2,14}?(?:呢|吗|多少|怎么算|几[个成万])[?。!]*$"
)
"""好的,那没通过评审呢; 谢谢,那语料呢: a courtesy before what is asked."""
_ASKS_LEAVE = lazy("[\u4e00-\u9fff]{2}(?:行不行|行吗|可不可以|可以吗|成不成)[?。!]*$")
"""个人行不行 asks for leave, 行不行 alone is said by the way."""
_INTERJECTION = lazy("[嗯哦噢喔啊呃额哈嘿喂唉诶欸嗨咦好行对是了的吧呀,。!?~]{1,4}")


def opens_with(name: str, text: str) -> bool:
    """Whether a message begins with a phrase of a class."""
    return _phrases(name).opens(text.lstrip(",。;!?、 "))


def within(name: str, text: str) -> bool:
    """Whether a phrase of a class stands in a text."""
    return _phrases(name).within(text)


def places_of(name: str, text: str) -> tuple[tuple[int, int], ...]:
    """Where phrases of a class stand."""
    return tuple((s, e) for s, e, _ in _phrases(name).find(text))
