"""What a date of a message is: the day asked about, or one on which something happened."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.text.dates import DateMention
from assistant.text.pattern import lazy

_ASKED_BEFORE = lazy(
    "(?:按照?|以|照|假如|假设|如果|要是|若|换成|改成|(?<![签租续付用缴交满延至续定])到了?|等到?|截至|截止|是|在)(?:现在|今天)?(?:是|在)?$"
)
_IS_SO = lazy("(?<!如果)(?<![要若])(?<!现在)(?<!今天)[是在]$")
_TIME_OF = lazy(
    "(?<!申请)(?<!申报)(?<!提交)(?<!递交)(?<!受理)(?<!报送)(?<!申请的)(?<!申报的)"
    "(?:时间|日期|日子|年份|年头|月份|那[年天月])[^。;!?]{0,7}?(?:是|在|为)$"
)
"""落地时间确实是去年: whatever it is the time of, it is over."""
_OF_PAST = lazy("的?[那这](?:一)?[单笔份个批次台家套件项场]|的[\u4e00-\u9fff](?!候)")
"""900万是前年那单, 里有4万是前年的尾款: what a thing of the past is told by, no day asked about."""
_ASKED_AFTER = lazy(
    "(?:的?(?:时候|那天|那会儿|这天|当天|时|之后|以后|之前|以前|前|后)?,?(?:在[^,。;!?\\d]{1,6}?)?"
    "(?:来|去|再|才|就|我们|想|要|能|还|可以|能不能)*"
    "(?:申请|申报|申(?=[,。;!?的呢吗]|$)|递交?|提交|送件|(?:[交递送补]上?去?|提交)(?:材料|资料|申请|申报书|表格?|件)|报上?去?(?:材料|资料|申请|申报书|表格|件)|报(?!告|表|价|错|少|多|高|低|漏|重|反)|领(?!先|导)|算(?![力法])|计算|问|来办|还有效|有效|还在|失效|到期|生效|还能|能用|能拿|施行|执行"
    "|(?:还|也)?(?:行不行|行吗|可以吗|可不可以|来得及|赶得上|来不来得及))"
    "|(?:起|开始|往后|以后|之后|过后|当天|那天)?,?[^,。;!?\\d]{0,8}?还(?:发|给|补|奖|报|能|可以|管|在)"
    "[^,。;!?]{0,6}?[吗么嘛不没?])"
)
_EVENT_AFTER = lazy(
    "比(?:前年|上一?年|去年|再前)|(?:份|月份|的时候|时|那会儿|就|才|已经|刚|我们|公司|开始|完成|正式|通过|网信办)*(?:在[\u4e00-\u9fff]{1,6}?)?"
    "(?:签|注册|成立|备案|采购|购买|买|租|融资|拿|办|投|立项|登记|发布|上线|交(?!材料|资料|申请|申报|表|件)|付|缴|入表|入选|获批|通过|过审|过的|过了|开业|创办|搬|迁|建|研发|做|卖|销售|举办|中标|认定)"
)
_PAST = lazy("[去前上](?:年|个?月|半年|季度)")
_HAPPENED = lazy("(?:都|全|也|均)?(?:是?在|算)$")
_IS_ONE_OF = lazy("(?<![问看查说指按想])的(?:其实|应该?|该|都|才|就)?是$")
_SOME_ARE = lazy("[一二两三四五六七八九十\\d][个项款件](?:模型|算法|标准|案例|项目)?(?:是|算)$")
"""其中1个是去年的,能拿多少: of which year some of the things are."""
_GOES_ON = lazy("[\u4e00-\u9fff]")
_WAS_THEN = lazy("[\u4e00-\u9fff]{0,3}?的(?:事情?)?(?:呢|吧|啊|了|吗|的话)?(?=[,。;!?]|$)")
_BY = lazy("(?:按照?|以|照|依|用)$")
_BASIS_AFTER = lazy("的|[\u4e00-\u9fff]{2}")
_BY_THAT_TIME = lazy(
    "的?(?:政策|规定|办法|措施|条款|文件|标准|时间|日期|时候|那会儿)"
    "|申[请报]|[计来去再就才]|算(?![力法])|报(?!表|价)|办|走|看|行|[能可有是给补]"
)
"""按去年算 asks of that time, as 按去年的政策 does."""
_DONE_THEN = lazy(
    "(?:我们?|公司|也|都)*(?:就|已经?|早就|早已|刚|曾经?|便)+(?:也|都|我们?|公司)*"
    "[\u4e00-\u9fff]{1,4}?过(?![去来后期年时程])"
)
"""What was done once already is told of its own time; 去年我们厂出过事故 may bar what is asked."""
_OF_THING = lazy("的?[那这](?:个|次|场|轮|届|回)(?!时候|月|呢|天)[\u4e00-\u9fff]{2}")
"""三年以后那个周期评估: a day of something that is to come."""
_IS_NOT = lazy("(?<!是)(?:不|并非|没)(?:是|在)$")
_HANDED_IN = lazy(
    "(?:就|才|再|去|来|前|之前|以前)*(?:交|递|报)(?:上去?|过去|了)?(?=[,。;!?的呢吗吧]|$)"
)
_ENDS = lazy("(?:了|的)?(?=[,。;!?]|$)")
_LEAD = 14
_THEN_ASKS = lazy("(?:[去来办报交])?(?:呢|的话)[,。;!?]")


def role_in(mention: DateMention, text: str, today: date | None = None) -> str:
    """``asked``, ``event`` or ``""`` for a date of a folded text; ``today`` tells what is past."""
    if mention.precision == "now":
        return ""
    before, after = text[max(0, mention.start - 8) : mention.start], text[mention.end :][:16]
    then = text[mention.end - mention.text.endswith("的") :][:16]
    is_asked = _ASKED_AFTER.match(after) is not None
    if _WAS_THEN.match(then) and before.endswith(("是", "在")) and not is_asked:
        return "event"  # 那轮是2019年融的, 如果是2021年的事呢
    if _IS_NOT.search(before):
        return "event"  # 两个是前年过的,不是上年
    is_to_come = today is not None and mention.first_day > today
    if is_to_come and _HANDED_IN.match(after):
        return "asked"  # 那提前,2027年12月1号就交
    is_past = today is not None and mention.last_day < today
    is_done = is_past and _DONE_THEN.match(after)  # 假如去年就已经开放过
    if is_done or _EVENT_AFTER.match(after) or _OF_THING.match(then):
        return "event"
    if _PAST.match(text, mention.start) and _HAPPENED.search(before) and not _GOES_ON.match(after):
        return "event"  # 都在去年: when it happened
    if is_past and _SOME_ARE.search(before):
        return "event"
    if is_past and not is_asked and _is_over(mention, text, before, (then, after)):
        return "event"
    if _is_basis(mention, before, then, is_past=is_past) or (
        is_past and _is_one_of(mention, before, after)
    ):
        return "event"
    if (
        _opens_asked(mention, text)
        or is_asked
        or (_ASKED_BEFORE.search(before) and not _names_sum(after))
    ):
        return "asked"
    return ""


def _is_over(mention: DateMention, text: str, before: str, behind: tuple[str, str]) -> bool:
    """Whether a day of the past is told as the time of something that is over."""
    ends = _ENDS.match(behind[1]) is not None
    lead = text[max(0, mention.start - _LEAD) : mention.start]
    if ends and _TIME_OF.search(lead):
        return True
    # 看了执照,是去年10月20号
    is_day = ends and mention.precision != "year"
    return _IS_SO.search(before) is not None and (is_day or any(map(_OF_PAST.match, behind)))


def others_asked(dates: Sequence[DateMention], mention: DateMention, text: str) -> bool:
    """Whether another of the dates is surely the day asked about."""
    return any(
        other is not mention and _ASKED_AFTER.match(text[other.end :][:16]) for other in dates
    )


def _opens_asked(mention: DateMention, text: str) -> bool:
    """Whether a message opens with a day and asks of it (12月18号呢,普通企业租算力)."""
    if mention.precision not in ("day", "month", "part"):
        return False  # 明年呢,还有500万: a year may be that of a sum
    opens = not text[: mention.start].strip("那要是如果若换到拖等放在改 ,")
    return opens and _THEN_ASKS.match(text, mention.end) is not None


def _is_one_of(mention: DateMention, before: str, after: str) -> bool:
    """Whether a year says which of several is meant (该扣的是前年, 记错的是去年)."""
    is_year = mention.precision == "year"
    return is_year and bool(_IS_ONE_OF.search(before) and _ENDS.match(after))


def _is_basis(mention: DateMention, before: str, after: str, *, is_past: bool) -> bool:
    """Whether a year only says whose figures count (按去年的能不能领, 按去年营收)."""
    if mention.precision != "year" or not is_past or not _BY.search(before):
        return False
    return _BASIS_AFTER.match(after) is not None and not _BY_THAT_TIME.match(after)


def _names_sum(after: str) -> bool:
    """Whether a number of money follows right away (2025年300万): the year of a sum."""
    return bool(
        re.match(r"[^,。;]{0,6}?[\d一二两三四五六七八九十]+(?:\.\d+)?[万亿元]", after)
        or re.match(r"[^,。;\d]{0,4}(?:是|为|有|只有|花了?|投了?)\d{2,}(?!年|月|日|号)", after)
        or re.match(r"[跟和与同][^,。;\d]{0,8}(?:是|为|有)\d{2,}(?!年|月|日|号)", after)
    )
