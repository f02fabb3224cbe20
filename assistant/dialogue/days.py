"""The day that a message asks about, told from the days on which something happened.

签于2024年10月, 2023年注册: event days, which decide nothing about validity. 按2024-09-01算,
2029年申请, 现在是2029年, 明年还有效吗: the day asked about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from assistant.dialogue.turn import Intent, Turn, blank
from assistant.text.dates import DateMention, add_months
from assistant.text.pattern import lazy

_NOW = lazy("现在|目前|今天|眼下|如今|当前")
_ASKED_BEFORE = lazy(
    "(?:按照?|以|照|假如|假设|如果|要是|若|换成|改成|到了?|等到?|截至|截止|是|在)(?:现在|今天)?(?:是|在)?$"
)
_IS_SO = lazy("(?<!如果)(?<![要若])(?<!现在)(?<!今天)[是在]$")
_OF_PAST = lazy("的?[那这](?:一)?[单笔份个批次台家套件项场]|的[\u4e00-\u9fff](?!候)")
"""900万是前年那单, 里有4万是前年的尾款: what a thing of the past is told by, no day asked about."""
_ASKED_AFTER = lazy(
    "(?:的?(?:时候|那天|那会儿|这天|当天|时|之后|以后|之前|以前|前|后)?,?(?:在[^,。;!?\\d]{1,6}?)?"
    "(?:来|去|再|才|就|我们|想|要|能|还能|还|去|可以|能不能|还能不能)*"
    "(?:申请|申报|申(?=[,。;!?的呢吗]|$)|递交?|提交|送件|(?:[交递送补报]上?去?|提交)(?:材料|资料|申请|申报书|表格?|件)|报(?!告|表|价|错|少|多|高|低|漏|重|反)|领(?!先|导)|算(?![力法])|计算|问|来办|还有效|有效|还在|失效|到期|生效|还能|能用|能拿|施行|执行"
    "|(?:还|也)?(?:行不行|行吗|可以吗|可不可以|来得及|赶得上|来不来得及))"
    "|(?:起|开始|往后|以后|之后|过后|当天|那天)?,?[^,。;!?\\d]{0,8}?还(?:发|给|补|奖|报|能|可以|管|在)"
    "[^,。;!?]{0,6}?[吗么嘛不没?])"
)
_EVENT_AFTER = lazy(
    "比(?:前年|上一?年|去年|再前)|(?:份|月份|的时候|时|那会儿|就|才|已经|刚|我们|公司|开始|完成|正式|通过|网信办)*"
    "(?:签|注册|成立|备案|采购|购买|买|租|融资|拿|办|投|立项|登记|发布|上线|交(?!材料|资料|申请|申报|表|件)|付|缴|入表|入选|获批|通过|过审|过的|过了|开业|创办|搬|迁|建|研发|做|卖|销售|举办|中标|认定)"
)


_PAST = lazy("[去前上](?:年|个?月|半年|季度)")
_HAPPENED = lazy("(?:都|全|也|均)?(?:是?在|算)$")
_GOES_ON = lazy("[\u4e00-\u9fff]")


_WAS_THEN = lazy("[\u4e00-\u9fff]{0,3}?的(?:事情?)?(?:呢|吧|啊|了|吗|的话)?(?=[,。;!?]|$)")
_BY = lazy("(?:按照?|以|照|依|用)$")
_BASIS_AFTER = lazy("的|[\u4e00-\u9fff]{2}")
_BY_THAT_TIME = lazy(
    "的?(?:政策|规定|办法|措施|条款|文件|标准|时间|日期|时候|那会儿)"
    "|申[请报]|[计来去再就才]|算(?![力法])|报(?!表|价)|办|走|看|行|[能可有是给补]"
)
"""按去年算 asks of that time, as 按去年的政策 does."""
_OF_THING = lazy("的?[那这](?:个|次|场|轮|届|回)(?!时候|月|呢|天)[\u4e00-\u9fff]{2}")
"""三年以后那个周期评估: a day of something that is to come."""
_THEN = lazy("的?(?:时候)?,?(?:再|才)")
_THEN_ASKS = lazy("(?:[去来办报交])?(?:呢|的话)[,。;!?]")
_TWO = 2
_WITHOUT_YEAR = lazy("(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月")
_AROUND = lazy("之?[前后内]|以[前后内]|期间|比如|譬如|例如|具体")
_NEXT = lazy("(?P<next>次日|第二天|转天|隔天|后一天)|(?P<before>前一天|头一天)")
_OFF = (
    "(?:再|要是|如果|那)*(?P<way>[晚迟早拖]|提前|推迟)(?:了|个)?(?P<n>[一两二三半1-3])(?:个)?"
    "(?P<unit>[天周月年])"
)
_TIME_OFF = lazy(_OFF)
"""晚一天呢, 再晚一年: counted from the day that was asked about."""
_FEW = {"一": 1, "1": 1, "两": 2, "二": 2, "2": 2, "三": 3, "3": 3}
_BARE_DAY = lazy(r"(?<![\d月年.])(?P<d>3[01]|[12]\d|[1-9])[号日](?![楼线店馆机厅院厂])")
"""10号呢: a day of the month that was asked about."""
_ALONE = lazy(
    _OFF
    + "|[那就要是如果若换到拖等放在改到呢啊吧吗的?!,。;]|当天|那天|当日|申请日|日期|再|同样|一样"
    "|合同|这笔|[去来办报交]"
)


def day_asked(turn: Turn, as_of: date, before: date | None = None) -> date | None:
    """The last day of the stretch that the message asks about, None for the day of asking.

    ``before`` is the day that the conversation asked about: 次日 is counted from it.
    """
    span = stretch_asked(turn, as_of, before)
    return span[1] if span else None


def stretch_asked(turn: Turn, today: date, before: date | None = None) -> tuple[date, date] | None:
    """The stretch of days that the message asks about, both inclusive."""
    asked = [m for m in turn.dates if role_of(m, turn, today) == "asked"]
    asked = asked or [m for m in turn.dates if len(turn.dates) == 1 and _is_ahead(m, turn, today)]
    if asked:
        return _in_year(asked[-1], turn, before)
    if before is not None:
        step = _NEXT.search(turn.folded)
        if step:
            day = before + timedelta(days=1 if step["next"] else -1)
            return day, day
    alone = _only_date(turn)
    if alone is None and before is not None:
        then = _bare_day(turn, before) or _moved(turn, before)
        if then is not None:
            return then, then
    return _in_year(alone, turn, before) if alone else _narrowed(turn)


def _moved(turn: Turn, before: date) -> date | None:
    """The day that lies so much later or earlier than the one asked about (再晚一年呢)."""
    moved = _TIME_OFF.search(turn.folded)
    if moved is None or turn.dates:
        return None
    sign = -1 if moved["way"] in ("早", "提前") else 1
    if moved["n"] == "半":
        return add_months(before, sign * 6) if moved["unit"] == "年" else None
    n = sign * _FEW[moved["n"]]
    if moved["unit"] in "年月":
        return add_months(before, n * (12 if moved["unit"] == "年" else 1))
    return before + timedelta(days=n * (7 if moved["unit"] == "周" else 1))


def _bare_day(turn: Turn, before: date) -> date | None:
    """The day of the month asked about before that a message consists of (10号呢)."""
    found = _BARE_DAY.search(turn.folded)
    if found is None or turn.dates:
        return None
    left = blank(turn.folded, [found.span(), *turn.scope.spans])
    try:
        return None if _ALONE.sub("", left).strip() else before.replace(day=int(found["d"]))
    except ValueError:
        return None


def _in_year(mention: DateMention, turn: Turn, before: date | None) -> tuple[date, date]:
    """The days of a mention that names no year: in the year told apart from it, or asked before.

    12月18号那天去报,2026年; after 2024年12月10号: 12月18号呢.
    """
    days = mention.first_day, mention.last_day
    if not _WITHOUT_YEAR.match(mention.text):
        return days
    years = [d for d in turn.dates if d is not mention and d.precision == "year"]
    if len(turn.dates) == _TWO and years:
        year = years[0].first_day.year
    elif before is not None and len(turn.dates) == 1:
        year = before.year
    else:
        return days
    try:
        return days[0].replace(year=year), days[1].replace(year=year)
    except ValueError:
        return days


def _is_ahead(mention: DateMention, turn: Turn, today: date) -> bool:
    """Whether something is to happen on a day to come (28年再买100万呢): it is applied for then."""
    return mention.first_day > today and bool(_THEN.match(turn.folded, mention.end))


def _only_date(turn: Turn) -> DateMention | None:
    """The date that a message consists of, besides places and words of going on (2025年2月呢?)."""
    off = _TIME_OFF.search(turn.folded)
    steps = off.span() if off else (0, 0)  # 再晚一年,2027年三月呢
    told = (q for q in turn.quantities if not steps[0] <= q.start < steps[1])
    if len(turn.dates) != 1 or any(q.role == "amount" for q in told):
        return None
    mention = turn.dates[0]
    if mention.precision == "now":
        return None
    left = blank(turn.folded, [(mention.start, mention.end), *turn.scope.spans])
    return mention if not _ALONE.sub("", left).strip() else None


def _narrowed(turn: Turn) -> tuple[date, date] | None:
    """The second of two dates that a message consists of, in the year of the first.

    2026年底之前呢, 11月30号.
    """
    if len(turn.dates) != _TWO or any(q.role == "amount" for q in turn.quantities):
        return None
    whole, inner = turn.dates
    left = blank(turn.folded, [*((d.start, d.end) for d in turn.dates), *turn.scope.spans])
    if _ALONE.sub("", _AROUND.sub("", left)).strip() or "年" in inner.text:
        return None
    days = []
    for day in (inner.first_day, inner.last_day):
        try:
            days.append(day.replace(year=whole.first_day.year))
        except ValueError:
            return None
    return days[0], days[1]


def asks_of_day(turn: Turn, today: date, start: int, end: int) -> bool:
    """Whether a stretch of a message tells the day that it asks about (明年12月20号才交材料)."""
    inside = (m for m in turn.dates if start <= m.start < end)
    return any(role_of(m, turn, today) == "asked" for m in inside)


def role_of(mention: DateMention, turn: Turn, today: date | None = None) -> str:
    """``asked``, ``event`` or ``""`` for a date of the message; ``today`` tells what is past."""
    if mention.precision == "now":
        return ""
    text = turn.folded
    before, after = text[max(0, mention.start - 8) : mention.start], text[mention.end :][:16]
    validity = Intent.VALIDITY in turn.intents
    then = text[mention.end - mention.text.endswith("的") :][:16]
    if _WAS_THEN.match(then) and before.endswith(("是", "在")) and not _ASKED_AFTER.match(after):
        return "event"  # 那轮是2019年融的, 如果是2021年的事呢
    if _EVENT_AFTER.match(after) or _OF_THING.match(then):
        return "event"
    if _PAST.match(text, mention.start) and _HAPPENED.search(before) and not _GOES_ON.match(after):
        return "event"  # 都在去年: when it happened
    is_past = today is not None and mention.last_day < today and _IS_SO.search(before)
    if is_past and (_OF_PAST.match(then) or _OF_PAST.match(after)):
        return "event"
    past = today is not None and mention.last_day < today
    if _is_basis(mention, before, then, is_past=past):
        return "event"
    if (
        _opens_asked(mention, text)
        or _ASKED_AFTER.match(after)
        or (_ASKED_BEFORE.search(before) and not _names_sum(after))
    ):
        return "asked"
    if validity and not _NOW.search(text) and not _others_asked(turn.dates, mention, turn):
        return "asked"
    return ""


def _opens_asked(mention: DateMention, text: str) -> bool:
    """Whether a message opens with a day and asks of it (12月18号呢,普通企业租算力)."""
    if mention.precision not in ("day", "month", "part"):
        return False  # 明年呢,还有500万: a year may be that of a sum
    opens = not text[: mention.start].strip("那要是如果若换到拖等放在改 ,")
    return opens and _THEN_ASKS.match(text, mention.end) is not None


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
    )


def _others_asked(dates: Sequence[DateMention], mention: DateMention, turn: Turn) -> bool:
    text = turn.folded
    return any(
        other is not mention and _ASKED_AFTER.match(text[other.end :][:16]) for other in dates
    )
