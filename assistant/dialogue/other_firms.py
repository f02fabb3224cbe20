"""Others that are told of beside the asker without a name: 另一家会员…, 我们的姊妹公司…, 子公司也….

What such a one tells is its own, like that of askers who have names (``askers.py``). How one
stands to the asker (姊妹, 合作, 集团里另一家) and what units are called (公司, 学校, 协会) are
closed classes; what the one does is open and never looked at. It must be asked about: alone
(它那份是多少), or together with what was spoken of before (两家合计呢).
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.text.of_another import KIN
from assistant.text.pattern import lazy

OTHER = "另一家"
"""What such a one is called in the ledger; a number behind it tells several apart."""
_UNIT = (
    "(?:公司|企业|工?厂家?|单位|学校|高校|大学|学院|职校|医院|诊所|研究[院所]|院所|机构|协会"
    "|学会|商会"
    "|会员|客户|园区|团队|分部|事业部|工作室|集团)"
)
_LEAD = (
    "(?:^|(?<=[,。;!?])(?<![,。;!?],))(?:那么?|还有|再|又|而|对了|另外|此外|同时|后来|现在|如今|最近|眼下|今年"
    "|去年|上个?月"
    "|如果|要是|假如|假设|若|倘若|顺便问|顺带问|想问|再问|请问|问一?下|,)*"
)
_TIE = (
    "(?:姊妹|姐妹|兄弟|关联|合作|友邻|母|子|分|孙|总)"
    f"(?={_UNIT})|(?:合作|姊妹|姐妹|兄弟|关联|结对|对口|共建|同区|同城|同市|本地|当地|隔壁|对面)的"
    "|(?:集团|系统|旗下|名下|园区|协会|联盟|楼[上下里]|同一?[栋座]?楼|隔壁|对面|同[栋座]|校办)"
    "(?:公司|楼)?[里内中下面]*(?:还|也|另外?|又)*(?:有|设)?(?=[一另别其][家个所位]|家)"
    "|(?:集团|楼[上下里]|隔壁|对面)[里内中下面]*的"
)
_ONE = lazy(
    _LEAD + "(?:(?:我们?|咱们?|我司|本公司|学校|公司|单位|集团|协会)(?:家|这边)?的?)?(?P<who>"
    f"另外?(?:还|又)?有?(?:一|某)?[家所位](?!(?:的|出|说))(?:{_UNIT})?"
    f"|(?:还|又)有(?:另外?)?(?:一|某)?[家所位](?:{_UNIT})?"
    f"|(?:新|又|另)(?:又)?(?:设|成立|注册|开|办|收购|并购)了?(?:另"
    f"|新)?(?:一)?[家所][^,。;!?\\d]{{0,14}}?{_UNIT}"
    f"|(?:另|其他|别的)?一?家?(?:{_TIE})[^,。;!?\\d]{{0,14}}?{_UNIT}"
    "|(?:隔壁|斜?对[面门]|楼[上下]|邻居)(?:的|家|那家)?(?![^,。;!?也]{0,4}[间套层屋房室铺栋](?:也|自己))"
    "[^,。;!?\\d我咱]{1,6}?(?=也|自己)"
    f"|[^,。;!?\\d我咱自]{{1,8}}?的(?:初创|新|小)?{_UNIT}(?=也)"
    f"|[一那某]位(?:{KIN}|会员|客户|校友|企业家|老板)|(?:我|我们|咱|咱们)的一?[位个](?:{KIN})"
    ")"
)
"""A clause that opens with somebody beside the asker."""
_THING = lazy(
    _LEAD + "(?:[^,。;!?\\d我咱]{0,10}?|我们?|咱们?)(?:还|又|另外?|原来|以前|早就)(?:还|又"
    "|另外?)?(?P<who>有(?:另外?)?一[个座所间])"
    "(?![^,。;!?]{0,3}(?:问题|事|情况|疑问|条件|前提|想法|办法|文件|说法|可能|月|星期|礼拜|小时"
    "|亿))"
)
"""还有一个早就建成的: one more thing of the kind that is spoken of."""
_TELLS = lazy(
    "(?!那?[份笔批次单])[^,。;!?我咱]{0,12}?(?:也|同样|同时|自己|单独|独立|只|从没|从未|没|刚|做"
    "|是|在|有|租|买|建|办|签|开|搞|拿|备"
    "|投|花|用|报|评|通过|这|今年|去年|,|$)"
)
_BEARS = lazy(
    "[^,。;!?]{0,4}?(?:[出担掏垫付借卖转给]了?(?=[\\d一二两三四五六七八九十百千半])|承担|分摊"
    "|赞助|控股|持股|参股"
    "|[说讲问]|提醒|告诉|认为|觉得|建议|催|要求|负责|代|替|帮)"
)
"""The other one bears a share of what is the asker's, or says something of it."""
_ALONE = lazy(
    "(?:单看|只看|光看|就看|单算|只算)?(?:它|她|他|人家|那[家边位份所]|这家|该[公企单]"
    "|对方)们?(?:自己)?"
    "(?:那?[份边家头块]|现在|这[边份]|单独|今年|能|可以|的)*[^,。;!?]{0,10}?(?:多少|呢|几|吗|[拿领得](?=[?]?$))"
)
_OTHERS_OF_ASK = lazy(
    "(?:^|[,。;!?])(?:能|可以?|会|最多|最高|大概|一年|现在|今年|总共|补|区里|市里|该)*"
    "(?:能|可以?)?[^,。;!?我咱]{0,6}?多少[^,。;!?]{0,5}[?]?$"
)
_TOGETHER = lazy(
    "(?<!第)(?:[两俩二三]家|[两俩]个?单位|[两俩]边|[两俩]所|双方)(?:加|合|一|总|共|放|的?总"
    "|都)?[^,。;!?各]{0,6}"
    "|合[计起到在]|加起来|加在一[起块]|加到一[起块]|合在一[起块]|放在?一[起块]|一[起块](?:算|报"
    "|看)|一共|总共|共计|拢共"
)
_OF_TWO = lazy(
    "(?:它|他|她|[这那]家|新的?)们?[和跟与加同](?:我们?|咱们?|我司|原来|最初|最早|最先|先前|前面"
    "|头一|第一|开头|一开始|老)"
    "|(?:我们?|咱们?|我司)[和跟与加同](?:它|他|她|[这那]家|新的?)"
)
_APART = lazy("各自?(?:是|能|有|拿|补|得|多少)|分别")
_ALIKE = lazy(
    "同样|一样|照样|条件(?:也|都|完全)?(?:符合|满足|具备|相同|够)|(?:也|都)(?:完全)?(?:符合|满足"
    "|够格|达标|够条件|合条件|合格)"
)
_GONE = lazy(
    "(?:^|[,。;!?])[^,。;!?\\d一二两俩三几个份条项]{0,12}?(?:退出|(?:不|没)(?:报|参加|参与|申请"
    "|申报|算|弄|搞|做)了?|撤(?:了|出|回"
    "|掉|下)|停(?:了|掉)|黄了|注销|不算|取消|出局|落选)"
)
_OWN_ONLY = lazy("(?:只剩|就剩|只有|只算|剩下?)(?:下|了)?(?:我们?|咱们?)")
_PRONOUN = lazy(
    _LEAD + "(?:[他她它]们?|[那这]家|另[外一]?家|人家|(?:子|分|母|姊妹|姐妹|兄弟|关联|合作)(?:公司"
    "|企业|单位))(?!说|讲|问|提醒|告诉)"
    "(?=的|那|这|家|若|要是|如果|假如|再|这|自己|也|后来|现在|还|又|刚|呢|今年|明年|去年|能|把"
    "|最后|实际|其实|没|不|是|有|改|到|本身|,)"
)
_MINE = lazy(
    _LEAD + "(?:那|还是|回到|说回|再看|再说|好|行|,)*(?:我们?|咱们?|我司|本公司|我校|我院)"
    "(?:自己|这[边家头份]|家|原来|最初|最早|那[份边])"
    "|(?:^|(?<=[,。;!?])(?<![,。;!?],))(?:那|好|行|再|,)*(?:回到?|说回|转回)(?:来看|来说)?(?:我们?|咱们?|我司)"
    "[^,。;!?\\d]{0,6}(?=[,:、。的]|$)"
)
_APART_FROM_IT = lazy("(?:单独|分开|另外?|各自)(?:来)?(?:计)?算(?!力|法)|单算|各算各")
"""还有一家子公司也迁了,单独算: what is told behind it is that one's alone."""
_PARENT = lazy(_LEAD + "(?:我们?的?|咱们?的?|至于)?(?:母|总)(?:公司|部|厂|校)")
_CHILD = lazy("(?:子|分)(?:公司|企业|厂|校|部)")
_FIRST = lazy(
    "(?:原来|原先|最初|最早|最先|先前|前面|头一|第一|开头|一开始)(?:问|说|提)?的?(?:那"
    "|这)?[个家份所条]"
)
_LATER = lazy(
    "(?:后来?|新|刚才?|又)(?:加|添|说|提|问|设)的?(?:那|这)?[个家份所条]|第二[个家份所条]"
    "|[后另]一?[个家所](?=[的,是那])"
)


@dataclass(frozen=True, slots=True)
class Other:
    """One that a message tells of.

    ``is_together``: the sum of all is asked for; ``is_alike``: it meets what the others do.
    """

    start: int
    end: int
    is_together: bool
    is_alike: bool


def tells_other(text: str) -> Other | None:
    """The one beside the asker that a message tells of and asks about; None for none."""
    for match in _ONE.finditer(text):
        start, end = match.span("who")
        if _BEARS.match(text, end) or not _TELLS.match(text, end):
            continue
        together = asks_together(text)
        apart = _APART_FROM_IT.search(text, end) is not None
        if not (together or apart or asks_alone(text, end)):
            continue
        return Other(start, end, together and not apart, _ALIKE.search(text) is not None)
    return None


def tells_thing(text: str) -> Other | None:
    """One more thing of the kind spoken of that a message tells of and asks about."""
    match = _THING.search(text)
    if match is None:
        return None
    together = asks_together(text)
    if not together and not asks_alone(text, match.end()):
        return None
    return Other(*match.span("who"), together, _ALIKE.search(text) is not None)


def asks_together(text: str) -> bool:
    """Whether a message asks for what several get in all."""
    return _TOGETHER.search(text) is not None and _APART.search(text) is None


def of_two(text: str) -> bool:
    """Whether the sum is asked of the one told of and the asker alone (它和最初问的那家合起来)."""
    return _OF_TWO.search(text) is not None


def asks_alone(text: str, start: int) -> bool:
    """Whether what is asked behind a place is asked of the other one alone."""
    return bool(_ALONE.search(text, start) or _OTHERS_OF_ASK.search(text, start))


def is_alike(text: str) -> bool:
    """Whether somebody meets what the others do (也都达标)."""
    return _ALIKE.search(text) is not None


def is_gone(text: str) -> bool:
    """Whether somebody takes no part any more."""
    return _GONE.search(text) is not None


def leaves_own(text: str) -> bool:
    """Whether the asker alone is left."""
    return _OWN_ONLY.search(text) is not None


def means_other(text: str) -> bool:
    """Whether a message is about the one beside the asker that was told of last."""
    return _PRONOUN.search(text) is not None or _LATER.search(text) is not None


def means_parent(text: str, told: str) -> bool:
    """Whether a message is about the asker, who is the parent of the one told of in ``told``."""
    return _CHILD.search(told) is not None and _PARENT.search(text) is not None


def means_own(text: str) -> bool:
    """Whether a message is about the asker again."""
    return _MINE.search(text) is not None or _FIRST.search(text) is not None
