"""Numbers told of somebody else beside one's own: 竞品去年研发1.6亿, 我们5200万.

Who else is meant is told by a noun that says how one stands to the asker (kin, 同行, 隔壁), a
closed class; that the other number is the asker's is told by 我们 in a clause of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.text.joining import is_kin
from assistant.text.nodes import Reading
from assistant.text.pattern import lazy
from assistant.text.relations import Expression
from assistant.text.units import Unit

KIN = (
    "外甥女?|侄[子女儿]|外孙|孙[子女]|儿媳妇?|儿子|女儿|闺女|老公|老婆|太太|丈夫|媳妇|爱人|老伴|[大小]?舅子|小姨子|爸爸?|妈妈?|父亲|母亲|岳[父母]|公公|婆婆|女婿|亲家"
    "|[表堂二三四五六七八九]?[哥弟姐妹]|[哥弟姐妹]{2}|(?<=[我咱])大[哥姐]|[大二三四五六七八九小堂表]?(?:舅[舅妈父]?|叔叔?|伯[父伯]?|姨[妈父夫丈]?|姑[姑妈父丈]?|婶[婶子]?)"
    "|爷爷|奶奶|外[公婆]|姥[姥爷]|继[父母]|干[爹妈爸]|[二三四五大]?嫂子?|姐夫|妹夫|弟媳|弟妹|亲戚|发小|闺蜜|战友|校友|(?:老|好|男|女)?朋友|老?同学|(?:老|前)?同事|邻居|老乡"
    "|师兄|师姐|师弟|师妹|室友|舍友|学[姐妹长弟]|合伙人|合作伙伴|友商|同行"
)
"""Kinship and the like, a closed class: how one asks for others of one's own."""
_OTHERS = lazy(
    "(?:^|(?<=[听据]说))(?:哦|噢|啊|诶|对了|那|但是?|不过|可是?|而|像|看|,)*"
    "(?:(?:我们?|咱们?)(?:家|公司)?的?)?(?:我|我们|他|她)?的?"
    f"(?:(?:(?!同事|合伙人)(?:{KIN}))|竞品|竞争对手|对手|对家|隔壁|对面|楼[上下]|别家|别人|人家"
    "|(?:合伙人|朋友)的?(?:另一?家|公司|厂))"
    "[^,。;!?我咱]{0,18}$"
)
_BEARS = lazy("[说讲]|告诉|提醒|[问催让帮替给借垫拨]|[出担掏]了|承担|赞助|介绍|推荐|建议|估")
"""The other one says something, or bears a share of what is the asker's."""
_OURS = lazy(f"(?:我们?|咱们?|俺们?|我司|我方|本公司|自家)(?!的?(?:{KIN}|竞品|隔壁|对手))")
_SENTENCE = lazy("[。;!?]")
_BOTH = lazy("各自?(?:是|能|有|拿|补|多少)|分别|两家|双方|一起|都[能可有算]|合[计并]")
_ASKED = lazy("[?吗呢么]|多少|几[多成个]?|[能可][^,。;!?]{0,3}[拿领得补报]")


def is_of_another(reading: Reading, node: Expression, nodes: Sequence[Expression]) -> bool:
    """Whether a number is somebody else's, and the asker's own stands in another clause."""
    lead = reading.comma_clause(node)
    if not _OTHERS.search(lead) or _BEARS.search(lead) or _BOTH.search(reading.text):
        return False
    return any(_is_own(reading, other, node) for other in nodes if _measure_one(other, node))


_SUMS = (Unit.YUAN, Unit.YUAN_PER_YEAR, Unit.YUAN_PER_MONTH)


def _measure_one(first: Expression, second: Expression) -> bool:
    """Whether two numbers measure one thing: a rent of a year and one that was paid do."""
    return is_kin(first, second) or (first.unit in _SUMS and second.unit in _SUMS)


def _is_own(reading: Reading, own: Expression, theirs: Expression) -> bool:
    """Whether a number of the same kind is told of the asker, and theirs is not asked about."""
    if own is theirs:
        return False
    if own.start < theirs.start:
        told, until = reading.comma_clause(own), len(reading.text)
    else:
        told, until = reading.text[theirs.end : own.start], own.start
        told = _SENTENCE.split(told)[-1]
    return bool(_OURS.search(told)) and not _ASKED.search(reading.text, theirs.end, until)
