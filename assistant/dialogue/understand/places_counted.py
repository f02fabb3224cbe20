"""Places that a message only counts, by the names that the conversation called them.

这两个区的文件哪份先到期 after one was asked about 前海 and then about 福田: what is asked of whole
policies is asked of those that were named last, so many as are counted.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.dialogue.ledger import Ledger
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

_COUNTED = lazy(
    "(?:(?:这|那|上面|以上|刚才?|前面|之前|提到|问|说|聊|看){1,4}过?的?)(?:这|那)?(?P<n>[两俩二三仨四])(?:个|处)?"
    "(?:区|地方|地区|片区)(?:里面?|之中|当中)?(?:的)?"
    "|(?:(?:这|那|上面|以上|刚才?|前面|之前|提到|问|说|聊|看){1,4}过?的?)(?:这|那)?(?P<m>[两俩二三仨四])"
    "(?:份|个)(?:文件|政策|办法|措施|规定)?(?:里面?|之中|当中)?(?:的)?"
)
_OF_WHOLES = lazy("到期|有效|失效|截止|期限|过期|废止|生效|实施|施行|先后")
_OF_SUMS = lazy("多少|几个钱|[补给奖拿领]几")
"""哪边还没过期,最多多少 asks for sums there, which the matter itself is asked for."""
_NUMBERS = {"两": 2, "俩": 2, "二": 2, "三": 3, "仨": 3, "四": 4}


def with_places_counted(text: str, ledger: Ledger, earlier: Sequence[str]) -> str:
    """A message with the names of the places that it counts; any other as it is."""
    folded = fold(text)
    counted = _COUNTED.search(folded) if len(folded) == len(text) else None
    if counted is None or not _OF_WHOLES.search(folded) or _OF_SUMS.search(folded):
        return text
    many = _NUMBERS[counted["n"] or counted["m"]]
    names: dict[tuple[str, ...], str] = {}
    for spoken, said in zip(ledger.spoken, earlier, strict=False):
        for start, end, policies in spoken.places:
            if policies:
                names.pop(policies, None)
                names[policies] = said[start:end]
    if len(names) < many:
        return text
    named = "、".join(list(names.values())[-many:])
    return f"{text[: counted.start()]}{named}的{text[counted.end() :]}"
