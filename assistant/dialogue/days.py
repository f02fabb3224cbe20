"""The day that a message asks about, told from the days on which something happened.

签于2024年10月, 2023年注册: event days, which decide nothing about validity. 按2024-09-01算,
2029年申请, 现在是2029年, 明年还有效吗: the day asked about.
"""

from __future__ import annotations

from datetime import date, timedelta

from assistant.dialogue.date_roles import others_asked, role_in
from assistant.dialogue.turn import Intent, Turn, blank
from assistant.text.dates import DateMention, add_months
from assistant.text.pattern import lazy

_THEN = lazy("的?(?:时候)?,?(?:再|才)")
_NOW = lazy("现在|目前|今天|眼下|如今|当前")
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


def role_of(mention: DateMention, turn: Turn, today: date | None = None) -> str:
    """``asked``, ``event`` or ``""`` for a date of the message; ``today`` tells what is past."""
    role = role_in(mention, turn.folded, today)
    if not role and mention.precision != "now" and _is_there_then(mention, turn, today):
        return "asked"
    if role or mention.precision == "now" or Intent.VALIDITY not in turn.intents:
        return role
    if _NOW.search(turn.folded) or others_asked(turn.dates, mention, turn.folded):
        return ""
    return "asked"


_IS_THERE = lazy(
    "(?:有(?:没有)?(?:(?:出台?|发布?|颁布)(?:过|了)?)?[^,。;!?\\d]{0,8}?(?:政策|措施|规定|办法|补贴|扶持|支持|奖励|文件)"
    "|(?:政策|措施|规定|办法|补贴|扶持|支持|奖励)[^,。;!?\\d]{0,3}(?:有没有|有[吗么没不])"
    "|有用|管用|好使|作数|怎么样了?|还有(?:没有?|吗|么|不)|来得?及|赶得[上到])(?:了)?[^,。;!?\\d]{0,4}[?。!]?$"
)
"""2024年10月福田有政策吗, 明年还有用吗: whether there is any on that day."""


_HAPPENED_THEN = lazy("[了过]|已经?|刚|[,。;!?]")
"""去年营收上了台阶,有奖励没: what was done then is told before it is asked whether there is any."""


def _is_there_then(mention: DateMention, turn: Turn, today: date | None) -> bool:
    """Whether a message with one date, and no sum, asks whether a policy is there at that time."""
    if len(turn.dates) != 1 or any(q.role == "amount" for q in turn.quantities):
        return False
    if _NOW.search(mention.text):
        return False  # 现在还有用吗 is asked of the day of asking
    asked = _IS_THERE.search(turn.folded, mention.end)
    if asked is None:
        return False
    is_past = today is not None and mention.last_day < today
    return not (is_past and _HAPPENED_THEN.search(turn.folded, mention.end, asked.start()))


def lies_ahead(turn: Turn, today: date) -> tuple[date, date] | None:
    """The stretch in which all that a message dates is to happen; None where any of it has begun.

    明年花1000万租算力: whether the policy still holds by then is part of what is asked.
    """
    told = [m for m in turn.dates if m.precision != "now"]
    if not told or any(m.first_day <= today for m in told):
        return None
    if any(_UP_TO.search(turn.folded, 0, m.start) or _is_review(m, turn.folded) for m in told):
        return None
    return told[-1].first_day, told[-1].last_day


def _is_review(mention: DateMention, text: str) -> bool:
    """Whether a distance of time is that to a review: 三年后评优秀 counts from what is reviewed."""
    distance = _SO_LONG_AFTER.fullmatch(text, mention.start, mention.end)
    return distance is not None and _REVIEWED.match(text, mention.end) is not None


_SO_LONG_AFTER = lazy("(?:满)?[一二两三四五六七八九十\\d]+个?[年月](?:以|之)?后的?")
_REVIEWED = lazy("(?:再|要|去|来|又|的|会|我们|他们|主管部门)*(?:评|考核|复核|复审|复评|验收|抽查)")
_UP_TO = lazy("(?:到|至|截止|直到|-)$")
"""租到2029年 is how long something lasts."""


def asks_of_day(turn: Turn, today: date, start: int, end: int) -> bool:
    """Whether a stretch of a message tells the day that it asks about (明年12月20号才交材料)."""
    inside = (m for m in turn.dates if start <= m.start < end)
    return any(role_of(m, turn, today) == "asked" for m in inside)
