"""Words of grammar of the Cantonese as written, read as those of the common language.

Only closed classes (particles, pronouns, verbs of being and having, question words), and every one
is as long as what it is read as, so that offsets stay.
"""

from __future__ import annotations

from assistant.text.pattern import lazy

_CHARACTERS = str.maketrans(
    {
        "嘅": "的", "喺": "在", "咗": "了", "唔": "不", "冇": "没", "佢": "他", "哋": "们",
        "咁": "那", "攞": "拿", "睇": "看", "俾": "给", "畀": "给", "啲": "些", "嚟": "来",
        "喎": "啊", "㖞": "啊", "㗎": "啊", "嗰": "那", "\U00020bb6": "那", "噉": "那", "咩": "么",
        "啱": "对", "郁": "动",
    }
)  # fmt: skip
_SIGNS = lazy(
    r"[嘅喺咗唔冇佢哋咁攞睇俾畀啲嚟喎㖞㗎嗰\U00020bb6噉咩啱]|入面|加埋|同埋|边个|几多|几钱|净系|其实系|就系|只系(?!统)|都系|又系"
)
"""Without one of these no text is Cantonese: 系 is a word of the common language as well."""
_WORDS = (
    ("入面", "里面"), ("加埋", "加上"), ("同埋", "还有"), ("边个", "哪个"), ("边度", "哪里"),
    ("净系", "只是"), ("先至", "才是"), ("仲有", "还有"), ("仲未", "还没"), ("仲系", "还是"),
    ("就系", "就是"), ("只系", "只是"), ("都系", "都是"), ("不系", "不是"), ("系咪", "是否"),
    ("又系", "又是"), ("但系", "但是"), ("一齐", "一起"), ("话系", "说是"), ("其实系", "其实是"),
)  # fmt: skip
_DO_NOT = lazy("(?<!约)[莫休](?=要?(?:算|计|管|报|加|放|记|说|看))")
"""莫算进去: other words for 别, told apart from 约莫 and 莫非 by what follows."""
_IS = lazy(r"(?<=[万亿元个项条家间份笔我他们呢])系(?![统列数])")


_OVER_THERE = lazy(r"(?<=[市区里级田华岗海山安湖明][那这])头(?!衔|像|部|顶)")
"""市里那头, 龙岗这头: as 那边 is said elsewhere."""


def in_common_words(text: str) -> str:
    """The text with Cantonese words of grammar as those of the common language.

    >>> in_common_words("入面有八十万系佢哋嘅")
    '里面有八十万是他们的'
    """
    text = _DO_NOT.sub("别", text).replace("勿要", "不要")
    text = _OVER_THERE.sub("边", text)
    if not _SIGNS.search(text):
        return text
    text = text.replace("唔该", "谢谢").replace("啱啱", "刚刚").translate(_CHARACTERS)
    for spoken, common in _WORDS:
        text = text.replace(spoken, common)
    return _IS.sub("是", text)
