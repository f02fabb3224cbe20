"""Parts of a sum that count or do not: shares, what others paid, one more of the kind."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.members.becoming import INSIDE, OUT
from assistant.dialogue.members.named import COUNTS
from assistant.dialogue.members.said import ALL_OF_IT, Said, sentence_end, single, total
from assistant.dialogue.stated import Stated
from assistant.rules.facts import FactItem
from assistant.text.expressions import Relation
from assistant.text.pattern import lazy
from assistant.text.relation_words import MEASURE
from assistant.text.units import Unit

_MOST_TOLD = 12
"""So many characters of the words that a member was told with are kept."""
_ALIKE = lazy(
    rf"(?P<n>[两俩仨二三四五六]|[2-6]){MEASURE}[^,。;!?\d]{{0,4}},?(?:每|各|都)(?:{MEASURE}|自|是|要|得|也)*[^,。;!?\d]{{0,2}}"
    r"(?:这么|那么|这个数|那个数|一样|同样|照这|差不多)[^,。;!?\d]{0,4}"
)
_PAID_BY_OTHERS = lazy(
    "(?:其实|都)?(?:是|由|靠)(?!我|咱|俺|自己|公司自|本)[^,。;!?\\d替帮代]{2,8}?"
    "(?:(?:替|帮|给|为|代)(?:我们?|咱们?|我司|公司|企业)(?:来|去|先)?(?:扛|兜|顶|垫付?|承担|出|付|掏|报销?|交|买单|背)"
    "|贴|垫付?|承担|出|补贴|分担|掏|付|给|扛|兜|报销|买单)(?:下来|掉|了)?的?(?=[,。;!?]|$)"
)
_AT_FRONT = lazy("(?:^|[那这][边块头项笔个份]|其实|原来|有|大概|差不多|的)$")
"""迁移那边其实一半是平台扛的: of all that the clause names."""
_NOT_OURS = lazy(
    "不是|不(?:让|给|能|许|可以?|准)?算|不属|剔|扣掉|去掉|拿掉|除去|[划挑拣摘抠刨择拨](?:出|掉|走|开)|[跟与和][^,。;!?]{1,8}(?:不沾边|无关|没关系|没有关系|不相干|不搭边)|另一[场个份项]|别的|关联|没在?[^,。;!?]{0,4}(?:买|签|付)"
)
WHOLE = "whole"
"""The relation of the only part of a sum that is a share of it."""
OURS_AGAIN = lazy(
    "(?:全|都|全部|一律|统统)(?:部)?(?:是|由|归|改)?(?:我们|咱们?|我司|公司|企业|自己)(?:自己)?(?:出|付|掏|承担|负担|投)"
    "|(?:我们|咱们?|我司|自己)[^,。;!?没不]{0,4}(?:补上|补齐|垫上|还给|还清|还上|还了)[^,。;!?]{0,3}了?"
)
"""What others paid of a sum is the asker's after all (合作方退出了,全是我们出)."""
_REST_CAME = lazy(
    "(?:剩下?|其余|余下|剩余|另外?一半|后一半|尾款|余款|没[到付]的)[^,。;!?没未不]{0,10}?"
    "(?:到账|到位|到齐|付清|付|结清|完成|做完|履行完|执行完|打过来|打|进来|收到|交付|用完|用)了"
    "(?![^,。;!?]{0,4}[一二三四五六七八九\\d])(?=[,。;!?啊呀啦]|$)"
)
"""What was not there yet of a sum came as well (剩下的上周也到账了)."""
_NEVER_CAME = lazy(
    "(?:元|块)?的?(?:最后|后来|结果|最终|其实|又|也|都){0,2}(?:没有?|未)(?:能|有)?(?:给|批|到|拨|退|付|下|发|成)|(?:元|块)?的?(?:最后|后来){0,1}(?:黄了|泡汤|取消)"
)
_THAT_PART = lazy(
    "(?<!剩下)(?<!余下)[那这](?:一?部分|一?[点块些批份笔])[^。;!?]{0,16}(?:也|其实|改|都|查清|后来|原来)"
)
"""上机课那点查清楚了,也是拿去训练的: what was taken off counts, as its condition is met."""
_NO_MORE = lazy("[吗么?]|如果|要是|假如|没|未|不(?!过|久|光|止|仅)|还(?:差|缺)")
_BACK_AGAIN = lazy("[又再重][^,。;!?]{0,6}(?:了|回|上|来)|[^,。;!?]{0,3}回来|恢复")
_SINCE = lazy("后来|现在|已经?|又|补|换|改|转|了")
_NOT_ALL_OURS = lazy(
    "(?:不|没|并非)(?:是)?(?:都|全)(?:是)?(?:由)?(?:我们?|咱们?|我司|公司|企业|自己)(?:出|付|掏|承担|负担)"
)
_BY_OTHERS = lazy(
    "(?:^|[,。;!?])(?!我|咱|俺|公司自)[^,。;!?\\d]{2,8}?(?:自己|那边|方面)?(?:贴|垫|承担|出|补贴|分担|掏|付)了?$"
)
_THAT_ALONE = lazy("[那这]一?[个场项件届家轮][^,。;!?]{0,6}多少")
"""秋天还有一场,那场能拿多少 asks for that one alone."""
_IN_ITS_PLACE = lazy(
    r"(?:改|换)(?:成|为|办|做|签|买|租|投|搞|上|报)了?[^,。;!?\d]{0,8}?[一1][场个项件届轮笔份批](?!一半|月|人|点)"
)
ONE_MORE = lazy(
    r"(?:[又再另]|还有|还想|多|后来|下半年|上半年)[^,。;!?\d]{0,8}?[一1][个场项件届家轮笔份批](?!一半|月|人|点)"
)


def less_share(said: Said, stated: Stated) -> tuple[Stated, tuple[int, int]] | None:
    """A sum less the share of it that does not count (那120万里头有一半是买机床的,不是研发)."""
    if not isinstance(stated.value, Decimal) or stated.is_assumed:
        return None
    for e in said.expressions:
        low = clause_around(said.text, e.start, e.start)[0]
        stop = sentence_end(said.text, e.end)
        share_of = e.operands[0].quantity.value
        if e.unit is not Unit.PERCENT or not 0 < share_of < 1 or len(e.operands) != 1:
            continue
        if e.relation is Relation.REPORTED:
            continue  # 有人说能按六成给,可我们不是初创
        others = _NOT_OURS.search(said.text, e.end, stop) or _PAID_BY_OTHERS.match(said.text, e.end)
        is_some = INSIDE.search(said.text, low, e.start)
        paid = _PAID_BY_OTHERS.match(said.text, e.end)
        if not (is_some or (paid and _AT_FRONT.search(said.text[low : e.start]))) or not others:
            continue
        names = [x for x in said.expressions if low <= x.start < e.start and x.unit is Unit.YUAN]
        if any(x.value != stated.value for x in names):
            continue
        value = stated.value * (ALL_OF_IT - share_of)
        now = replace(stated, value=value, say="", parts=(), alternatives=(), turn=said.number)
        return now, (low, stop)
    return None


def whole_of(stated: Stated) -> Decimal | None:
    """The sum that a number is the asker's own share of; None where it is none."""
    own = stated.parts[0] if len(stated.parts) == 1 else None
    return own.value if own is not None and own.relation == WHOLE else None


def part_back(
    said: Said, stated: Stated, was: Stated | None
) -> tuple[Stated, tuple[int, int]] | None:
    """What was taken off a sum, counted again (那200万后来换成第三方了)."""
    ours = None if said.expressions else OURS_AGAIN.search(said.text)
    if ours is None and all(e.unit is Unit.PERCENT for e in said.expressions):
        ours = _REST_CAME.search(said.text)
    whole = whole_of(stated)
    if ours is not None and whole is not None:
        text = stated.text.partition("的")[0]
        now_told = replace(stated, value=whole, parts=(), say="", text=text, turn=said.number)
        return now_told, ours.span()
    before = total(was.value) if was is not None else None
    now = total(stated.value)
    if was is None or before is None or now is None or before <= now:
        return None
    if ours is not None:
        return replace(was, turn=said.number), ours.span()
    part = None if said.expressions else _THAT_PART.search(said.text)
    if part is not None and said.met and not _NO_MORE.search(said.text):
        return replace(was, turn=said.number), (part.start(), sentence_end(said.text, part.end()))
    return _some_back(said, stated, was, (before, now))


def _some_back(
    said: Said, stated: Stated, was: Stated, sums: tuple[Decimal, Decimal]
) -> tuple[Stated, tuple[int, int]] | None:
    """What a number says of what was taken off: all of it counts again, or so much of it.

    ``sums`` are what there was before, and what is left.
    """
    before, now = sums
    for e in said.expressions:
        low, high = clause_around(said.text, e.start, e.end)
        if e.value is None or e.unit is not Unit.YUAN:
            continue
        is_all = e.value == before - now and said.text[max(0, e.start - 1) : e.start] in (
            "那",
            "这",
        )
        if is_all and _NEVER_CAME.match(said.text, e.end):
            return replace(was, turn=said.number), (low, high)  # what was taken off never came
        if OUT.search(said.text, e.end, high):
            continue
        if any(e.end <= p < high for p in said.out):
            continue
        if is_all and _SINCE.search(said.text, e.end, high):
            return replace(was, turn=said.number), (low, high)
        is_some = 0 < e.value < before - now and INSIDE.search(said.text, low, e.start)
        if is_some and _BACK_AGAIN.search(said.text, e.end, high):  # 退的里头有100万又买回来了
            value = now + e.value
            more = replace(stated, value=value, say="", parts=(), alternatives=(), turn=said.number)
            return more, (low, high)
    return None


def less_others(said: Said, stated: Stated) -> tuple[Stated, tuple[int, int]] | None:
    """A sum less what others paid of it (不是都我们出,中心自己贴了240万)."""
    match = _NOT_ALL_OURS.search(said.text)
    if match is None or not isinstance(stated.value, Decimal) or stated.is_assumed:
        return None
    told = [e for e in said.expressions if e.unit is Unit.YUAN and e.start >= match.end()]
    if len(told) != 1 or told[0].value is None or not 0 < told[0].value < stated.value:
        return None
    if not _BY_OTHERS.search(said.text, match.end(), told[0].start):
        return None
    value = stated.value - told[0].value
    now = replace(stated, value=value, say="", parts=(), alternatives=(), turn=said.number)
    return now, (match.start(), told[0].end)


HELD_AND_OUT = lazy(
    "[^。;!?]{0,10}?(?:在|含|算|混)(?:在|进)?(?:里[面头边]|其中|内了?)[^。;!?]{0,6}?"
    "(?:不(?:算|是|属|该算|能算|认)|得?[剔扣减刨]|要[剔扣减刨去])(?![^。;!?]{0,4}吗)"
)
"""还有一笔33万的罚款在里面,不算投资: it goes off."""


def in_place_of_lost(said: Said, stated: Stated) -> tuple[Stated, tuple[int, int]] | None:
    """What takes the place of one that is out, beside those that stay (论坛不办了,改办一场大赛)."""
    match = _IN_ITS_PLACE.search(said.text)
    if match is None or stated.beside or stated.is_assumed:
        return None
    begin = max((said.text.rfind(c, 0, match.start()) for c in "。;!?"), default=-1) + 1
    stop = sentence_end(said.text, match.end())
    told = [e for e in said.expressions if match.end() <= e.start < stop and e.unit is Unit.YUAN]
    if not OUT.search(said.text, begin, match.start()) or len(told) != 1 or told[0].value is None:
        return None
    items = stated.value if isinstance(stated.value, tuple) else single(stated)
    kind = said.text[match.start() : told[0].start][:_MOST_TOLD].split(",")[0]
    more = FactItem(told[0].value, kind=kind, turn=said.number)
    now = replace(stated, value=(*items, more), say="", parts=(), alternatives=(), turn=said.number)
    return now, (begin, told[0].end)


_OF_THE_SAME = "批份笔单张"
"""又加装一批摄像头: more of the same project, under the same cap."""


def one_more_item(said: Said, stated: Stated) -> tuple[Stated, tuple[int, int]] | None:
    """One more of what is capped for each (示范项目又多评上一个,投资2600万)."""
    match = ONE_MORE.search(said.text)
    if match is None or stated.beside or stated.is_assumed or _THAT_ALONE.search(said.text):
        return None
    if match.group()[-1] in _OF_THE_SAME and "另" not in match.group():
        return None
    stop = sentence_end(said.text, match.end())
    told = [e for e in said.expressions if match.end() <= e.start < stop and e.unit is Unit.YUAN]
    if len(told) != 1 or told[0].value is None or told[0].operands[0].role in ("new", "minus"):
        return None
    if HELD_AND_OUT.match(said.text, told[0].end):
        return None
    items = stated.value if isinstance(stated.value, tuple) else single(stated)
    low = clause_around(said.text, match.start(), match.start())[0]
    kind = said.text[low : match.end()][-_MOST_TOLD:]
    more = FactItem(told[0].value, kind=kind, turn=said.number)
    now = replace(stated, value=(*items, more), say="", parts=(), alternatives=(), turn=said.number)
    return now, (match.start(), told[0].end)


def as_many(said: Said, stated: Stated) -> tuple[Stated, tuple[int, int]] | None:
    """What was told of one as the same for each of several (两场,每场都这么花)."""
    match = _ALIKE.search(said.text)
    if match is None or not isinstance(stated.value, Decimal):
        return None
    number = COUNTS.get(match["n"]) or int(match["n"])
    items = tuple(FactItem(stated.value) for _ in range(number))
    now = replace(
        stated, value=items, say="", parts=(), beside=(), alternatives=(), turn=said.number
    )
    return now, match.span()


_ALIKE_AGAIN = (
    "(?:一模一样|完全一样|一样|同样|同等|相同|同价|等额)"
    "(?:大小?|多|数额|金额|价钱?|价格|规模|条件)?的?"
)
_SAME_AGAIN = lazy(
    rf"(?:[又再另]|还[要想会得]|多)(?!说|算|问|看|报|讲|遍)[^,。;!?\d]{{0,5}}?[一1]{MEASURE}(?:合同|单子|账单)?{_ALIKE_AGAIN}"
    rf"|(?:照原?样|同样的?|一样的?)[^,。;!?\d]{{0,3}}[又再][^,。;!?\d]{{0,4}}?[一1]{MEASURE}(?!遍)"
    rf"|(?:签|租|买|办|投|采|订|续)[了过]?[那这]{MEASURE}{_ALIKE_AGAIN}(?=[,。;!?]|$)"
)
_WHETHER = lazy(
    "吗|能不能|行不行|可不可以|还[能领拿报补][^,。;!?]{0,4}[得到着]|[他她]们?家|[他她]的|别人"
)
"""还领得着吗 asks whether a later one is paid at all, 他家 is somebody else's."""
_LEAST_SUM = 10_000


def same_again(
    said: Said, stated: Stated, *, is_listed: bool
) -> tuple[Stated, tuple[int, int]] | None:
    """One more of the same sum, told without it (再签一份一样的,两份合起来)."""
    match = _SAME_AGAIN.search(said.text)
    if match is None or _WHETHER.search(said.text) or stated.is_assumed:
        return None
    one = stated.value
    if not isinstance(one, Decimal) or one < _LEAST_SUM or len(stated.parts) > 1 or stated.beside:
        return None
    if any(e.unit is Unit.YUAN for e in said.expressions):
        return None
    low, high = clause_around(said.text, match.start(), match.end())
    items = (FactItem(one), FactItem(one, turn=said.number))
    now = replace(stated, say="", alternatives=(), beside=(), terms=(), turn=said.number)
    if is_listed:
        return replace(now, value=items, parts=()), (low, high)
    return replace(now, value=2 * one, parts=items), (low, high)
