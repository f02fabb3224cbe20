"""What a message says of the result itself: a sum that was told before, or that the asker claims.

After “最多补 450万元”, 450万是吧 and 这450万要交税吗 speak of what is paid, and 我算出来是600万 of
what somebody thinks is paid: none of them tells a sum that it is reckoned on. They are put in words
that ask about a sum to be had (能拿450万对不对), or without the sum (这笔补贴要交税吗), before
anything reads them. What says itself that it takes another's place (改成450万, 算力费是450万,
450万呢) is left as it is.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.dialogue.aspects import clause_around, content_of
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.understand.context import UnderstandContext
from assistant.dialogue.understand.guessed import guesses, is_reported
from assistant.dialogue.understanding import Understanding
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.quantities import find_quantities
from assistant.text.receipts import find_receipts
from assistant.text.units import Quantity, Unit

_WAN = 10_000
_MONEY = (Unit.YUAN, Unit.YUAN_PER_YEAR, Unit.YUAN_PER_UNIT)
AGAIN = "再说一遍"
"""Asks for the sum again, whatever else a message says of it."""
_WHO = "(?:我们?|咱们?|俺们?|我司|公司|我这边|你们?|您)"
_ONLY_SAYS = lazy(
    "(?:那么?|所以|合着|敢情|闹了半天|哦|噢|喔|嗯|啊|呃|好的?|行|对|是的?|就|也|还|都|便|即|等于|意思|是不是|是|才|只|只有|不就|岂不|不止|有|"
    "真的?|确定|确实|肯定|果真|居然|竟然|原来|大概|差不多|一共|总共|合计|共|最多|最高|最后|结果|每年|一年|按年|每次|"
    "算|出来|下来|说|讲|理解|印象里?|记得|以为|觉得|感觉|认为|估计|看来?|记(?:一?下|住|着)?|明白|懂|知道|收到|了解|了|的话我|"
    "能|可以?|会|该|应该|拿|领|补|给|得|奖|到手?|到账|发|拨|"
    f"{_WHO}|[这那](?:一?[笔个份项]|些|里)?|补贴|补助|奖励|资助|扶持|钱|款|[ ,.])*"
)
"""What may stand beside a sum of which nothing is said but that it is paid."""
_ONLY_ASKS = lazy(
    "(?:元|块钱?|块)?(?:左右|上下)?(?:[吧吗么嘛啊呀哇哦呗咯喽啦了嘞诶哈?!.,。;的 ]|"
    "是吧|对吧|是吗|对吗|对不对|是不是|没错|没问题|"
    "真的?|这么[多少]|那么[多少]|而已|罢了|好的?|行|嗯|哦|谢谢?|知道|明白|懂|收到|清楚|可以|够|不错|不够|差不多|有点|有些|不|算|也|真|还|太|[低高多少]|挺[多少好]|太[多少好]|"
    "好[多少]|[多少]了?点|确定|就|是|我|记(?:下|住)?|补贴|补助|奖励|资助|钱|款|[对没]错?)*"
)
_IS_TOLD_ANEW = lazy(
    "不对|(?<!是)[不没]是(?![不])|错|有误|改|换成|变成|变为|调[整到成为]|更正|纠正|修正|其实|实际(?!上?能|上?可|上?到手|上?[拿领得])|如果|要是|假如|假设|假使|倘若|若|万一|"
    "(?:[涨降减加增升跌压砍砸谈省提追]|多|少|扣|退|超|补交|补签)(?:了|到|成|为|去|掉|出|价|至)*(?:点|些)?(?:元)?$|"
    "(?<![最至不])[多少][\u4e00-\u9fff]{1,2}[进出上下回过][来去]了?$|"
    "[再又另还](?:有|加|来|买|租|投|签|花|要)"
)
"""Says of the sum that it takes the place of another, is supposed, or comes on top."""
_SPENDS = lazy(
    "[花付投签缴租买购建]了?|交(?!税)[了付]?|采购|支出|成本|费用?|合同|发票|总价|单价|报价|价格|造价|价款|预算|金额|营收|收入|"
    "租金|房租|投入|投资|融资|到位|实付|实际(?:花|付)|用[了掉]|办[了]|做[了]"
)
"""Says that the sum is paid by the asker, or names what it is the sum of."""
_WHAT_IT_IS = lazy(
    "(?:元|块)?(?:就|才|只|也|都|不)*[是为算](?:的)?(?![吗吧么?])(?P<what>[^,。;!?吗吧么呢还]{1,10})(?=[,。;!]|$)"
)
"""这450万是合同价: says itself of what it is the sum."""
_SUPPOSED_TAIL = lazy(
    "(?:元|块)?(?:左右)?(?:的话|呢|来算|算(?=[,。;!?]|$|的话|呢|吧|一?下)|"
    "(?:的话)?(?:[,能可会该又]|可以|最多|最高|一共|总共)*(?:补|拿|领|给|奖|得|报)(?:到|贴)?(?:多少|几))"
)
"""450万呢, 450万能补多少: another sum to reckon with."""
_EXPLAINED = lazy(
    "(?:怎么|为什么|为啥|为何|咋|凭什么|哪来|从哪)[^,。;!?]*$|(?:想|要|能|可)[^,。;!?]{0,4}[拿领到][^,。;!?]{0,4}$"
)
"""怎么才450万, 能拿450万吗: asked about as what is paid already."""
_HOW_COMES = lazy("(?:元|块)?(?:是|又是)?(?:怎么|咋|哪|从哪|从何)(?:来|算|得|里|儿)")
_ASKS = lazy(
    "[吗么嘛?吧]|怎么|怎样|如何|咋|什么|啥|几|多[久少长快]|哪|谁|是不是|要不要|能不能|可不可以|用不用|会不会|(?<![,。;!?])还是|[够含]不[够含]"
)
_ASKED_BEFORE = lazy("是不是|是否|有没有|能不能|会不会|问")
_LITTLE = 4
"""So many characters of content may say who asks: 老板问是不是450万."""
_POINTS = lazy("(?:这|那)(?:一?[笔个份项])?$")
_KEEPS = lazy("[记入登][在到下作为入]?|收|拿|到手|入账|进账|落袋|等|盼")
_CAP_WORDS = lazy("封顶|上限|顶格|最高|最多|每年|一年|年年|全年|每个?季度|每次|每家|每个")
_MINE = (
    "(?<![再新又])(?:我|咱们?|俺)(?:自己|这边|们)?"
    "(?:这么|大概|粗略|大致|简单|心算|刚才?|按比例|按文件)*"
)
_CLAIMED = lazy(
    f"(?:{_MINE}(?:估|算|推算|估算|计算|测算|口算)(?:出来|下来|着|一?下|了|得|的|到|出)*"
    "(?:,|的?结果|应该|好像|大概|差不多|就|都|也|会|能|可以?|是|有|得|该|一共|总共)*"
    "|(?:应该|本来|按理说?|照理说?|觉得|以为|认为|感觉|估计|怕是|可能)(?:我们?|咱们?|公司|是|就|也|都|至少|起码|最少|大概)*"
    "(?:[能可会该有]|可以|应该)+(?:拿|领|补|给|得|奖|到手|下来)(?:到|个)?(?:我们?|咱们?)?(?:至少|起码|有|个)*"
    "|(?:你|您)?(?:就|直接|干脆|只管|帮我|给我|替我)+(?:说|写|答|回答?|回复|打)(?:成|作|为|上|个|着)?"
    "|(?:觉得|以为|认为|感觉)(?:应该|至少|起码|怎么也|得)+(?:有|是|得有)?"
    "|(?:觉得|以为|认为|感觉)(?:能|会|可以)*(?:有|拿|给|补)(?:到|个)?"
    "|(?:我们?|咱们?)(?:就|只|最少|至少|起码|想)*要"
    "|能不能(?:给|拿|补|领|批)(?:到|够|我们?|咱们?)*"
    "|(?:老板|领导|老总|董事长|上[级面头])(?:要|想要|指望|期望|说要|说的?)(?:的)?(?:是|有|到|拿到)?)$"
)
"""What the asker reckons, thinks or wants to hear to be paid."""
_OF_THING = lazy("(?:元|块钱?)?的(?![补奖资钱吧呢吗呀啊,。;!?]|$)")
"""我要800万的算力 wants a thing of so much."""
_SHOULD_BE = lazy("(?:应该|不应该|不该|难道不)(?:是|就是|有)$")
_GUESSED_TAIL = lazy("(?:元|块)?(?:才对|的?吧|吗|么)")
_GIVE_ME_LEAD = lazy("(?:就|你|您|请|直接)*按$")
_GIVE_ME_TAIL = lazy("(?:元|块)?(?:给|发给?|补给?|拨给?|打给?)(?:我|咱|我们)")
_CHECKED = lazy("(?:元|块)?(?:[,.。 ]|是吧|对吧|是吗|对吗|对不对|是不是|没错吧|[吧吗?])+$")
_ASKED = "能拿{sum}对不对"
_ALL_TOGETHER = "一共多少"
_THE_SUPPORT = "这笔补贴"


def about_result(ctx: UnderstandContext, text: str, ledger: Ledger, as_of: date) -> tuple[str, ...]:
    """Words for a message that speaks of the result, the likeliest first; () for any other.

    In none of them is a sum that somebody may take for one that was spent.
    """
    asked = _in_words_of_result(ctx, text, ledger, as_of)
    if asked is None:
        return ()
    return tuple(dict.fromkeys((asked, AGAIN)))


def _in_words_of_result(
    ctx: UnderstandContext, text: str, ledger: Ledger, as_of: date
) -> str | None:
    folded = fold(text)
    one = _only_sum(folded)
    if one is None or not ledger.live or len(folded) != len(text):
        return None
    low, _ = clause_around(folded, one.start, one.end)
    lead, tail = folded[low : one.start], folded[one.end :]
    if _claims(lead, tail):
        return _ASKED.format(sum=one.text) if not _names_sum(ctx, lead) else None
    if _EXPLAINED.search(lead) or _HOW_COMES.match(tail) or find_receipts(folded, (one,)):
        return None  # 前面批过1500万 was got before
    values = {one.value, one.value * _WAN} if one.unit not in _MONEY else {one.value}
    if one.unit in _MONEY and _guessed(ctx, folded, one, ledger, as_of):
        return _ASKED.format(sum=one.text)
    if _is_another(ctx, folded, one, lead, tail):
        # 算力300万对吧: what was worked out for it is asked once more
        is_checked = _CHECKED.match(tail) and not _is_told_anew(folded[: one.start], lead)
        is_checked = is_checked and one.start == len(lead)
        is_result = is_checked and values & _results(ctx, ledger, as_of)
        return lead + _ASKED.format(sum=one.text) if is_result else None
    return _repeated(ctx, text, one, (lead, tail), values, ledger, as_of)


def _repeated(
    ctx: UnderstandContext,
    text: str,
    one: Quantity,
    beside: tuple[str, str],
    values: set[Decimal],
    ledger: Ledger,
    as_of: date,
) -> str | None:
    """Other words for a message that repeats a sum that was answered, or a cap."""
    folded, (lead, tail) = fold(text), beside
    only_asks = _ONLY_ASKS.fullmatch(tail)
    is_bare = bool(only_asks and _only_says(folded[: one.start]))
    points = _POINTS.search(lead) is not None
    asks = _ASKS.search(tail) is not None or _ASKED_BEFORE.search(lead) is not None
    keeps = _KEEPS.search(lead) or _only_says(lead) or (asks and content_of(lead) <= _LITTLE)
    if not (is_bare or ((points or keeps) and (asks or only_asks))):
        return None
    if not is_bare and values & _told(ledger):
        return None  # 那1000万还算吗, of a contract of so much
    if ledger.asked and not (points or asks):
        return None  # 20万, where a sum was asked back for: the reply
    if values & _results(ctx, ledger, as_of):
        return _reworded(text, folded, one, is_bare=is_bare)
    if values & _in_all(ctx, ledger, as_of):
        return _ALL_TOGETHER if is_bare else _reworded(text, folded, one, is_bare=False)
    is_cap = _CAP_WORDS.search(lead) and "最" not in lead and (asks or is_bare)
    if is_cap and values & _caps(ctx, ledger):
        return f"{text[: one.start]}最高{text[one.start :]}"
    return None


def _only_says(lead: str) -> bool:
    """Whether words before a sum say nothing but that it is paid, or nothing at all."""
    return bool(_ONLY_SAYS.fullmatch(lead)) or content_of(lead) == 0


def _only_sum(folded: str) -> Quantity | None:
    """The one sum of a text; a bare number where it has none with a unit."""
    sums = [q for q in find_quantities(folded) if _is_sum(q)]
    money = [q for q in sums if q.unit in _MONEY]
    found = money or sums
    return found[0] if len(found) == 1 else None


def behind_result(ctx: UnderstandContext, text: str, ledger: Ledger, as_of: date) -> str:
    """A message without the result that it only repeats first: 哦150万,那要是合同2000万呢."""
    folded = fold(text)
    sums = [q for q in find_quantities(folded) if _is_sum(q)]
    if not ledger.live or len(folded) != len(text) or len(sums) <= 1:
        return text
    stop = _STOP.search(folded, sums[0].end)
    if stop is None or stop.start() > sums[1].start:
        return text
    head, rest = text[: stop.start()], text[stop.end() :]
    is_said = _only_says(folded[: sums[0].start])
    is_said &= _ONLY_ASKS.fullmatch(folded, sums[0].end, stop.start()) is not None
    return rest if is_said and about_result(ctx, head, ledger, as_of) else text


_STOP = lazy("[,。;!?]")


def tells_the_same(found: Understanding, ledger: Ledger) -> bool:
    """Whether a message is about the clauses in question, with all that was told of them."""
    live = {clause for n in ledger.live for clause in ledger.matters[n].clauses}
    if found.refusal or not live & {focus.clause_id for focus in found.focus}:
        return False
    was, now = ledger.matters, found.ledger.matters
    return all(
        {s.name: s.value for s in was[n].numbers} == {s.name: s.value for s in now[n].numbers}
        for n in ledger.live
        if n < len(now)
    )


def _is_sum(quantity: Quantity) -> bool:
    is_bare = quantity.unit is Unit.NUMBER and quantity.text.replace(".", "").isdigit()
    return quantity.role == "amount" and (quantity.unit in _MONEY or is_bare)


def _claims(lead: str, tail: str) -> bool:
    """Whether the asker only claims a sum to be paid, or wants to be told so."""
    if _SUPPOSED_TAIL.match(tail) or _OF_THING.match(tail):
        return False
    if _GIVE_ME_LEAD.search(lead) and _GIVE_ME_TAIL.match(tail):
        return True
    if _CLAIMED.search(lead):
        return True
    return bool(_SHOULD_BE.search(lead) and _GUESSED_TAIL.match(tail))


def _is_another(ctx: UnderstandContext, folded: str, one: Quantity, lead: str, tail: str) -> bool:
    """Whether a message says itself that a sum is one to reckon on."""
    if _is_told_anew(folded[: one.start], lead) or _SUPPOSED_TAIL.match(tail):
        return True
    told = _WHAT_IT_IS.match(tail)
    if told and (_SPENDS.search(told["what"]) or _names_sum(ctx, told["what"])):
        return True
    return _names_sum(ctx, lead)


def _is_told_anew(before: str, lead: str) -> bool:
    return bool(_IS_TOLD_ANEW.search(before) or _SPENDS.search(lead))


def _names_sum(ctx: UnderstandContext, words: str) -> bool:
    """Whether folded words name a matter, or a fact of one."""
    return bool(ctx.topics.named_in(words)) or bool(ctx.hints.places(words))


def _results(ctx: UnderstandContext, ledger: Ledger, as_of: date) -> set[Decimal]:
    """The sums that the matters in question were answered with."""
    return set[Decimal]().union(*_of_each(ctx, ledger, as_of))


def _told(ledger: Ledger) -> set[Decimal]:
    """The sums that the asker told."""
    return {f.value for m in ledger.matters for f in m.figures} | {
        s.total for m in ledger.matters for s in m.numbers if s.total is not None
    }


def _guessed(
    ctx: UnderstandContext, folded: str, one: Quantity, ledger: Ledger, as_of: date
) -> bool:
    """Whether a message only guesses that a sum is paid, of a matter that was answered with one."""
    if not guesses(folded[: one.start], folded[one.end :], asked_back=bool(ledger.asked)):
        return False
    highest = _highest(ledger, default=one.value + 1)
    if one.value in _told(ledger) or one.value >= highest:
        return False
    results = _results(ctx, ledger, as_of)
    if results and is_reported(folded[: one.start]) and not _CHECKED.match(folded[one.end :]):
        # 会计说是350万, of 400万 that give 120万: nearer to what was spent than to what is paid
        return highest - one.value > one.value - max(results)
    return bool(results)


def _highest(ledger: Ledger, *, default: Decimal) -> Decimal:
    """The highest sum told of the matters in question: nobody guesses to be paid as much."""
    told = [
        value
        for n in ledger.live
        for value in (
            *(f.value for f in ledger.matters[n].figures),
            *(max(s.value, s.total or s.value) for s in ledger.matters[n].numbers),
        )
    ]
    return max((v for v in told if isinstance(v, Decimal)), default=default)


def _in_all(ctx: UnderstandContext, ledger: Ledger, as_of: date) -> set[Decimal]:
    """What several matters in question come to together."""
    each = _of_each(ctx, ledger, as_of)
    return {sum((max(own) for own in each), Decimal())} if len(each) > 1 and all(each) else set()


def _of_each(ctx: UnderstandContext, ledger: Ledger, as_of: date) -> list[set[Decimal]]:
    day = ledger.day or as_of
    return [
        set[Decimal]().union(
            *(ctx.facts.sums_paid(c, (*ledger.flags, *m.numbers, *m.flags), day) for c in m.clauses)
        )
        for m in (ledger.matters[n] for n in ledger.live)
    ]


def _caps(ctx: UnderstandContext, ledger: Ledger) -> set[Decimal]:
    """The sums in the texts of the clauses in question."""
    clauses = [c for n in ledger.live for c in ledger.matters[n].clauses]
    return set[Decimal]().union(*(ctx.facts.figures_of(c) for c in clauses))


def _reworded(text: str, folded: str, one: Quantity, *, is_bare: bool) -> str:
    """A message that repeats a result: as a question for it, or with what it is for its sum."""
    if is_bare:
        return _ASKED.format(sum=one.text if one.unit in _MONEY else f"{one.text}万")
    points = _POINTS.search(folded, 0, one.start)
    start = points.start() if points else one.start
    unit = _UNIT.match(folded, one.end)
    return f"{text[:start]}{_THE_SUPPORT}{text[unit.end() if unit else one.end :]}"


_UNIT = lazy("(?:元|块钱?)?(?:的?(?:补贴|补助|奖励|资助)(?:款|金)?)?")
