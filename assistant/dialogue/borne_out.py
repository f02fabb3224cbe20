"""What words bear out that a number of a later message does to a sum told before.

另有一份合同1000万,一起 comes on top: words for another thing stand before it, and all of them are
asked about together. 640里110万是…用的,得拿出来 goes off: it stands inside the sum that was told.
Closed classes of the language only; which fact it is of is for whoever asks to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.dialogue.aspects import clause_around, content_of
from assistant.text.pattern import lazy

_STOP = lazy("[。;!?…]")
_ANOTHER = lazy(
    "另(?:外|有|一|加)|还(?:有|要|得|会|在|办|买|签|租|另|加|付|花)|又|再(?!说|算|问|看|来|给|怎么)|追|额外|plus"
    "|第[二三四五][笔份批单次家场个项款台]|同(?:样|一)",
)
_TOGETHER = lazy(
    "一起|一块|合计|合起来|合一起|合着|合在|加一起|加在|加起来|加上|加进|total|总共|一共|拢共|总的"
    "|全部|都算|算(?:上|进|在)"
    "|[两俩二三四几][笔份单批场次家个项](?:加|合|一|总|都|$|[,。;!?])|同样|也(?:是|拿|用|都)",
)
_SAME_YEAR = lazy("同一?年度?(?:里|内)?(?:又|还|另外?|再)")
_ALONE = lazy("[就只光单](?:说|讲|看|算|问|要|按|报)|单独|分开|各(?:自|给|补|拿|能|是|多)|分别")
_UP_TO = lazy(
    "(?:[总一]共|合计|最[后终]|变成|成了|改成|到了?|变|只|才|剩|正好|刚好)[^,。;!?]{0,3}$"
)
_YEAR = lazy("[前去今明后]年|上年|次年|来年|第[二三四五]年|下一年|\\d年(?!前|后|来)")
_INSIDE = lazy(
    "元?(?:的)?(?:合同|费用|投资|租金|金额|投入)?(?:里头|里面|里边|里|之中|当中|中间|中|其中|有)"
)
_MIXED_IN = lazy(
    "[^。;!?]{0,24}?(?<![没不未别])(?:[混算计包夹][在进入到]{1,2}|包含在|包括在|都在|含在)"
    "(?:了|那|这|前面|刚才|说)*的?$"
)
_BEHIND = lazy(
    "元?(?:的)?(?:合同|费用|总数|总额|投资|那笔)?(?:里头|里面|里边|里|之中|当中|中间|中|一起)"
)
_OF_IT = lazy(
    "(?:^|[,。;!?])(?:不过|但是?|可是?|哦|对了|其实)*这?(?:里面|里头|里边|其中|当中)有?的?"
    "[^,。;!?\\d]{0,8}$"
)
_ASKS = lazy("[^。;!?]{0,16}?(?:要不要|算不算|能不能|是不是|该不该|影响不|[吗么?])")
_GOES_OFF = lazy(
    "[^。;!?]{0,24}?(?:不(?:是|算|属|能|该|让|给|计|归|得|准|认)|没关系|无关|不相干|[拿刨抠扣剔减去除]"
    "(?:掉|出|走|开|除|去)|得[扣减剔]|要[扣减剔])"
)
_TURNED_DOWN = lazy(
    "元?[^,。;!?]{0,8}?(?:[没不](?:给|让|准|许|获|被|予)[^,。;!?没不]{0,2}[审批认算报列过]"
    "|没(?:批|认|审过|过审|获批|通过)(?!识)|被(?:审|核|砍|剔|扣|否|驳|减)|[审核](?:掉|减|没)了)(?![^,。;!?]{0,6}[吗么?])"
)
"""没给审进去, 没让报, 被核减: whoever decides did not count it; 忘了加进去 is one's own."""
_ASKS_WHETHER = lazy(
    "[^。;!?]{0,8}?(?:能|可以|要|该|算)[^。;!?]{0,6}?(?:吗|么|嘛|不(?=[,。;!?]|$))"
)
_SLIP = lazy(
    "(?P<what>[^,。;!?]{2,10}?)(?:那块|这块|那笔|那个数?)?(?:是|被)?(?:我们?|咱们?|会计|财务|他们?|她)?"
    "(?:刚才|之前|前面)?(?:报|写|说|算|记|填|看|抄|打|登)(?:少|多|错|漏|低|高|反)了?"
)
_OURS = lazy("我|咱|俺|企业|公司|本单位|自筹")
_REST_OURS = lazy(
    "元?[^,。;!?]{0,4},(?:剩下?的?|其余的?|余下的?|别的)[^,。;!?]{0,3}?(?:我们?|咱们?|自己|企业|公司)"
    "[^,。;!?]{0,3}?(?:掏|出|付|承担|自理|扛|垫|买单|来)"
)
_BACK_TO = lazy("(?:退|回|降|减|缩|恢复)(?:回|到|至|成|为)+了?$")
_COUNTED_IN = lazy("元?(?:的)?[^,。;!?]{0,6}?[加算计列放记][进上入]")
_ONLY_THAT = lazy("[只就才仅](?:有|是|能|算|认)[^,。;!?]{0,6}$")
_THERE_ARE = lazy("有(?:那么)?$")
_STAYS = lazy("[^。;!?]{0,16}?(?:也(?:能|可以)?算|照样|还是算|都算|算在内|不影响)")


_JUST = lazy(
    "刚刚?|今天|昨天|前天|[上这本][个]?(?:周|礼拜|星期|月)[一二三四五六日天]?|最近|近期|近日"
)
_TOLD_ANEW = lazy(
    "[没未不]|[数算查核看问听说点写记报填改]|统计|对了|[一总]共|合计|其实|应该|实际|只|才|剩|有|是|变|成了|到了?$|里|其中|的"
)
"""What tells a number anew, or of some of those told, rather than what was done."""
_UNDONE = lazy("[没未不撤退黄砍]|注销|取消|下线|作废|失败|泡汤")


def was_just_done(text: str, start: int, end: int) -> bool:
    """Whether things counted in a clause were done just before: 刚上线三家."""
    low, high = clause_around(text, start, end)
    just = _JUST.search(text, low, start)
    if just is None or _TOLD_ANEW.search(text, low, start) or _UNDONE.search(text, low, high):
        return False
    return content_of(text[just.end() : start]) > 0


def _begin(text: str, start: int) -> int:
    """Where the sentence that a place stands in begins."""
    return max((m.end() for m in _STOP.finditer(text, 0, start)), default=0)


def comes_on_top(text: str, start: int, end: int) -> bool:
    """Whether a sum is that of another thing, and all of them are meant together."""
    low = _begin(text, start)
    more = _ANOTHER.search(text, low, start)
    if more is None or _UP_TO.search(text, low, start) or _YEAR.search(text, low, end):
        return False
    if _ALONE.search(text) or _ASKS_WHETHER.match(text, end):
        return False
    if _SAME_YEAR.match(text, low):
        return True
    return _TOGETHER.search(text, more.end()) is not None


def stands_inside(text: str, whole: tuple[int, int], part: tuple[int, int]) -> bool:
    """Whether a sum is told to be inside another that stands right before it."""
    between = text[whole[1] : part[0]]
    if _INSIDE.match(between) is None or any(c in between for c in ",。;!?"):
        return False
    stays = _STAYS.match(text, part[1]) or _ASKS.match(text, part[1])
    return not _ONLY_THAT.search(between) and not stays


def is_mixed_in(text: str, whole: tuple[int, int], part: tuple[int, int]) -> bool:
    """Whether a sum is told to stand inside another behind it (有250万…混在1200万里了,得拿掉)."""
    if _MIXED_IN.fullmatch(text[part[1] : whole[0]]) is None:
        return False
    return _BEHIND.match(text, whole[1]) is not None and not _ASKS.match(text, whole[1])


def rest_is_ours(text: str, start: int, end: int) -> bool:
    """Whether a sum is another's share, and the asker bears the rest (中心贴了130,剩下的我们掏)."""
    low = _begin(text, start)
    low = max(low, text.rfind(",", low, start) + 1)
    return _OURS.search(text, low, start) is None and _REST_OURS.match(text, end) is not None


def goes_off(text: str, end: int) -> bool:
    """Whether the sentence behind a number says that it does not count."""
    return _GOES_OFF.match(text, end) is not None


def goes_off_of_it(text: str, start: int, end: int) -> bool:
    """Whether a sum is inside what was told, and does not count (里面推理用掉五百,不是训练)."""
    low = _begin(text, start)
    is_of_it = _OF_IT.search(text, low, start) is not None
    return is_of_it and goes_off(text, end) and not _ASKS.match(text, end)


def is_turned_down(text: str, end: int) -> bool:
    """Whether the clause behind a sum says that others did not let it count (没给审进去)."""
    return _TURNED_DOWN.match(text, end) is not None


def some_are(text: str, start: int, end: int) -> bool:
    """Whether a count is of some of what was told (换脸的有一个被注销备案了)."""
    low = _begin(text, start)
    if counted_again(text, start, end):
        return False
    return bool(_THERE_ARE.search(text, low, start)) and not _ASKS.match(text, end)


_OUT_ONES = lazy(
    "(?:没有?|未|不)(?:能|被|给)?(?P<act>[\u4e00-\u9fff])[\u4e00-\u9fff]{0,4}?的"
    "[^,。;!?没未不]{0,4}?(?:里[头面边]?|当中|之中|中间?|其中|那[\\d一二两三四五六七八九十]+[个家项台款份套条辆])"
)
"""The things that dropped out, called by what was denied of them (没验收的里头)."""
_COUNTED = lazy("(?:的|,)?(?:后来|现在|如今|又|也|已经?|还|倒)*(?:有)?$")
_DENIES = lazy("[没未不]|[吗么?]|如果|要是|假如|能不能|会不会")
_DONE = lazy("[了啦的](?=[,。;!?]|$)|[回上来](?:了)?(?=[,。;!?]|$)")


def counted_again(text: str, start: int, end: int) -> bool:
    """Whether a count is of those that dropped out and do so no more: 不认账的里头有三家又认了."""
    low, high = clause_around(text, start, end)
    out = _OUT_ONES.match(text, low, start)
    if out is None or _DENIES.search(text, out.end(), high):
        return False
    act, lead = out["act"], text[out.end() : start]
    if act in lead and lead[-1:] in "了过上成":
        return True
    is_behind = _COUNTED.match(lead) is not None and act in text[end:high]
    return is_behind and _DONE.search(text, end, high) is not None


def left_out(text: str, end: int) -> bool:
    """Whether a sum is one that was not yet counted in (还没把部署那40万加进去)."""
    return _COUNTED_IN.match(text, end) is not None


_NOT_YET_IN = lazy(
    "(?:^|[,。;!?:])(?:不过|但是?|可是?|哦|对了|其实|我们?|咱们?|会计|财务|前面|刚才|上面|之前|报的?|说的?|算的?|写的?|填的?"
    "|[这那](?:笔|个|份|块)?|里|里[面头边]|合同|金额|数字?|总数)*"
    "(?:[都还](?!要|能|会)|尚|压根|根本|一直|当时)*(?:没|未)(?:有)?"
    "(?:(?:[算计列统报加填写][上进入到]?|含|包[括含])(?:进去|在内|上去|里)?)"
    "(?![过错完清好多少准对明出成全]|下来)(?P<what>[^,。;!?\\d]{0,10})$"
)
"""里头还没算部署费的60万: so much more, where nobody else is told who did not count it."""


OMITTED = lazy(
    "(?:(?:还|都|也|之前|前面|刚才|上次)*(?:漏|落|忘)(?:了|下了?|掉了?|[报算记填写](?:进去|上)?了?)|没(?:有)?[算报记填写加](?:上|进去?|进来|在内)?)$"
)
"""外协没算, 开发费漏了: what a clause says was left out stands before this."""
NOT_INSIDE = lazy("[没未](?:有)?(?:[算计列含包]括?)(?:进去|进来|在内|在里[头面边]?)(?:的|了)?$")
"""What was not in the sum told before is never the whole of it, whatever it is called."""


def says_left_out(text: str, start: int, end: int) -> bool:
    """Whether a clause only says what was left out (盆景没算在内): the sum behind it is of that."""
    clause = text[start:end].strip(",。;!? ")
    return OMITTED.search(clause) is not None or NOT_INSIDE.search(clause) is not None


def was_not_in(text: str, start: int) -> bool:
    """Whether a sum is told not to have been in the one before (里头还没算部署费的60万)."""
    return _NOT_YET_IN.search(text, _begin(text, start), start) is not None


_LEFT_OUT = lazy(
    "(?:没有?|未|漏了?)(?:[算计列写含包统报加装放打]|包[含括]|统计)[在到进入]*了?(?:那|这|合同|原来|前面)*的?(?=\\d)"
)


def was_left_out(text: str) -> bool:
    """Whether a message says of something that it was not in a sum (还没计入90万里)."""
    return _LEFT_OUT.search(text) is not None


def goes_back(text: str, start: int) -> bool:
    """Whether a number is told to be what it was before (投资额退回4600万)."""
    low = _begin(text, start)
    return _BACK_TO.search(text, low, start) is not None


_FALLS_AWAY = lazy("[没未不]|撤|取消|作废|退|黄|注销|放弃|泡汤")


def drops_out_once_more(text: str, start: int, end: int) -> bool:
    """Whether a count is of those that dropped out and are told to: 没发布的里头有一个撤了."""
    low, high = clause_around(text, start, end)
    out = _OUT_ONES.match(text, low, start)
    if out is None or _ASKS.match(text, end):
        return False
    is_counted = _COUNTED.match(text, out.end(), start) is not None
    return is_counted and _FALLS_AWAY.search(text, end, high) is not None


def is_of_those_out(text: str) -> bool:
    """Whether a message tells so many of those that dropped out: 没验收的那三个验收了两个."""
    out = _OUT_ONES.search(text)
    return out is not None and _SO_MANY.search(text, out.end()) is not None


_SO_MANY = lazy("[\\d一二两三四五六七八九十][个家项台款份套条辆]")


def told_wrongly(text: str, start: int) -> str:
    """What the clause before that of a number says was told wrongly (改造费 of 改造费我报少了)."""
    low = max(text.rfind(c, 0, start) for c in ",。;!?:")
    begin = max(text.rfind(c, 0, max(0, low)) for c in ",。;!?:") + 1
    slip = _SLIP.fullmatch(text, begin, low) if low > 0 else None
    return slip["what"] if slip else ""


def is_slip(clause: str) -> bool:
    """Whether a clause says that a number was told wrongly."""
    return _SLIP.fullmatch(clause.strip(",。;!? ")) is not None


_IS_NONE = lazy(
    "(?![^,。;!?]*\\d)[^,。;!?]{0,14}[,。;!? ]*(?:但是?|不过|可是?)?"
    "[这那它此](?:一?[笔个块项些份]|部分)?(?:钱|费用|支出|款)?"
    "(?:并|可|又|都|应该|其实|肯定|本来)*(?:不是|不算|不属于|算不上)"
    "(?P<what>[^,。;!?]{0,8}?)的?"
    "(?P<sum>费用?|钱|款|支出|投入|成本|金额|开支|投资额?)(?![^,。;!?])"
)


def is_said_to_be_none(text: str, end: int, words: Iterable[str]) -> bool:
    """Whether what follows a number says that it is none of a sum: 120万。这笔钱并不是算力费用.

    ``words`` are what the sum is called: 这笔不是财政的钱 says whose money it is.
    """
    found = _IS_NONE.match(text, end)
    if found is None:
        return False
    denied = found["what"] or found["sum"]
    pairs = {denied[i : i + 2] for i in range(len(denied) - 1)}
    return any(pair in word for word in words for pair in pairs)


_NEVER = lazy(
    "[^,。;!?\\d]{0,14}[,。;!? ]+"
    "(?P<turns>(?:但是?|不过|可是?|后来|结果|最后|最终|到头来|哦|唉|哎)*)"
    "(?:我们?|咱们?|他们?|公司|款项?|钱)?"
    "(?P<surely>(?:其实|实际上?|事实上|根本|压根儿?|完全|从来|一分钱?|一毛钱?|一块钱|分文)*)"
    "(?:并|又|就|都|也)*(?:没有?|未)(?:真的?)?(?P<verb>[^,。;!?\\d有没]{1,2}?)"
    "(?:(?P<through>成功?)|到|掉|出去|下来|出|过)?了?(?=[,。;!?]|$)"
)
_SPENT = "花付给签投买租办做"


def said_to_be_never(text: str, start: int, end: int) -> int:
    """Where a clause of its own ends that says a sum never came to be: 花了300万,其实没花. Or -1.

    It says nothing else, and denies what the sum's own clause tells or that anything was spent;
    还没付款 is of a sum that will be, 电费没花 of another one.
    """
    found = _NEVER.match(text, end)
    if found is None:
        return -1
    low = max(text.rfind(c, 0, start) for c in ",。;!?") + 1
    verb = found["verb"]
    is_same = verb[0] in text[low:start] or verb[0] in text[end : found.start("turns")]
    is_sure = (
        is_same or verb[0] in _SPENT
        if found["surely"]
        else bool(found["turns"] or found["through"])
    )
    return found.end() if is_sure and (is_same or found["surely"]) else -1


_SENTENCE = lazy("[^。;!?]+")
_ONE_MORE = lazy("(?:还|又|另外?|再)(?:[做出搞买租签建投办弄采]|有)了?")
_LACKS = lazy("(?:没有?|不带|不是|并非|未|不含|无)(?![变动事错关问])[\u4e00-\u9fff]{2}")
_ASKS_FOR_IT = lazy(
    "(?:会不会|能不能|可不可以|要不要|算不算|能否|是否)[^,。;!?\\d]{0,3}[加算补报进]"
    "|(?:能|可以|会)[^,。;!?\\d]{0,3}[加算报放][进上入]?[^,。;!?\\d]{0,2}吗"
)


def asks_of_one_more(text: str) -> Iterator[tuple[int, int]]:
    """Where a message asks whether one more thing counts, and says that it lacks something.

    还做了款普通镯子,没电子元件,研发30万,会不会加: what it lacks may well keep it out.
    """
    for sentence in _SENTENCE.finditer(text):
        more = _ONE_MORE.search(text, *sentence.span())
        lacks = _LACKS.search(text, more.end(), sentence.end()) if more else None
        asks = _ASKS_FOR_IT.search(text, lacks.end(), sentence.end()) if lacks else None
        if more is not None and asks is not None:
            yield more.start(), sentence.end()


def what_was_left_out(text: str, start: int) -> str:
    """What a sum is of that was not in the one before (没算烟花的80万; 团建漏了,55万); or ""."""
    low = clause_around(text, start, start)[0]
    here = _NOT_YET_IN.search(text, low, start)
    if here is not None:
        return here["what"].removesuffix("的")
    if low == 0 or text[low - 1] != ",":
        return ""
    begin = clause_around(text, low - 1, low - 1)[0]
    before = text[begin : low - 1]
    there = _NOT_YET_IN.search(text, begin, low - 1)
    omitted = OMITTED.search(before) or NOT_INSIDE.search(before)
    if there is not None and there["what"]:
        return there["what"]
    return before[: omitted.start()] if omitted is not None else ""
