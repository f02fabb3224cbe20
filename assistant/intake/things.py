"""What is counted: the words for units and things, and what a sum is paid for each of."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from assistant.intake.bounds import is_finite
from assistant.intake.draft import Draft, Threshold
from assistant.intake.figures import AREA, MONEY, Figure, Skeleton
from assistant.intake.grammar import AWARD
from assistant.intake.labels import lexicon
from assistant.intake.walk import Walk
from assistant.text.pattern import lazy

ANY_THING = ("个", "家", "项")
"""Words with which anything is counted."""
TOLD = 2
"""So many characters at the least name a thing or a case."""
SURFACE = ("亩", *AREA, "公顷")
MEASURED_IN = (*SURFACE, "立方米", "吨", "公斤", "公里", "米", "千瓦", "千瓦时", "小时", "天")
"""How much of something there is: nobody counts it in 个 or 家."""
_NOUN_COUNTED = lazy("(?P<noun>[^,;。:ⓂⓅⒸⒷ的及以不]{2,4})(?:\\(含\\))?(?:及?以上)")
_THING_BEHIND = lazy(
    "(?:\\(含\\))?(?:及?以[上下])?的(?P<noun>(?!企业|单位|机构|公司|主体|项目|部分|农户|产品|按|给|每|奖|补)"
    "[^,;。:ⓂⓅⒸⒷ的]{2,16})(?=[,;])"
)
NIGHTS = ("晚", "夜")
BY_DAY = (*NIGHTS, "天", "日")
"""每人每晚80元,每人最多计算3晚."""
EACH_MORE = re.compile("每(?:多|增加|新?增|超过?|增长)[^,;。ⓂⓅ]{0,8}Ⓒ?[^,;。ⓂⓅⒸ]{0,8}$")
_FOR_EACH = re.compile("每[^ⓂⓅⒸⒷ,;。]{0,6}(?P<n>[ⓂⒸ])[^ⓂⓅⒸⒷ,;。]{0,30}$")
_FOR_EACH_BARE = lazy(f"按照?[^ⓂⓅⒸⒷ,;。每]{{2,16}}(?P<n>[ⓂⒸ])(?:给予)?(?:{AWARD})(?:人民币)?$")
_EACH_NOUN = lazy("(?:按照?)?(?:其)?(?P<noun>[^,;。ⓂⓅⒸⒷ每]{2,14}?)(?:每(?:达到?|满|完成|实现)?)?$")
_INCREASES = frozenset(
    ("增量", "增长", "新增", "增加", "增长额", "增加额", "新增额", "超出", "超过")
)
EVENTS = ("场", "届", "次", "期")
"""What is held one after another."""
OVER_SHARE = lazy("超[过出]?(?:规定|法定)?比例[^。ⓂⓅⒸⒷ]{0,30}每(?:多|超过?)Ⓒ")
"""对超出比例的部分,每超1人奖励…: who asks tells how many are beyond, no number is exceeded."""
EACH_SO_MANY = re.compile(
    "每(?![年月])[^,;。ⓂⓅⒸⒷ]{0,6}[ⓂⒸ](?!(?:\\(含\\))?(?:及)?以上)[^,;。ⓂⓅⒸⒷ]{0,30}$"
)
"""每100万美元奖励5万元."""
PEOPLE = ("名", "位")
PERSONS = frozenset(("人", *PEOPLE))
"""Words with which people are counted."""
MANY = frozenset(("床", "亩", *AREA, "吨", "人次"))
"""What there are so many of that a limit for each grows with them."""
AT_A_TIME = re.compile("每(?:个?月|周|日|天)|[日周月]均")
"""How many in a month or a day, not how many in all."""


def is_time(figure: Figure) -> bool:
    """Whether a number is a date, a duration or an age."""
    return figure.unit in ("月", "日", "年", "天", "岁")


_LETTERS = lazy("[A-Za-zμ]{1,3}(?![A-Za-z0-9])(?=的|及|以|、|,|;|。|\\))")
"""色温不高于2200K的, 噪声不高于70dB的: what is measured in letters."""


def counted_noun(skeleton: Skeleton, figure: Figure, end: int) -> Figure:
    """执飞150个往返以上的,每个往返8000元: 往返 are counted, as what is paid for each of."""
    if figure.unit == "":
        letters = _LETTERS.match(skeleton.text, figure.at + 1, end)
        return replace(figure, unit=letters.group()) if letters is not None else figure
    if figure.unit not in ANY_THING:
        return figure
    found = _NOUN_COUNTED.match(skeleton.text, figure.at + 1, end)
    noun = found["noun"] if found is not None else ""
    paid = f"每{figure.unit}?{noun}(?=[^,;。]{{0,4}}{MONEY}|(?:{AWARD}))"
    # Of several sums for each of them, each is of a part of so many.
    is_paid = bool(noun) and len(re.findall(paid, skeleton.text)) == 1
    return replace(figure, unit=noun) if is_paid else figure


def counts_already(walk: Walk, per: str) -> bool:
    """新开直营店的,每家5万元;门店设在省会的,每家10万元: what was counted is counted again."""
    return any(one.draft.per == per and not one.draft.period for one in walk.of_paragraph)


def thing_before(walk: Walk, per: str, part: str, start: int, figure: Figure) -> str:
    """每个网点20万元,其中在境外设立的,每个30万元: a bare 个 is of what was counted before."""
    last = walk.last_here()
    if per not in ANY_THING or last is None or last.draft.per in ("", *ANY_THING):
        return per
    before = walk.skeleton.text[start : figure.at - len(part)]
    return last.draft.per if "其中" in before else per


def per_one(walk: Walk, part: str, start: int, figure: Figure) -> bool:
    """每新增1个: one by one from the first on, not only those above a number."""
    counted = [one for one in walk.pending if not is_time(one.figure)]
    is_more = "多" in part or "超" in part
    return not counted and (not is_more or bool(OVER_SHARE.search(walk.skeleton.text, start)))


def figure_of_each(walk: Walk, part: str, start: int, figure: Figure) -> Figure | None:
    """每出口1美元奖励0.2元, 按每1万美元奖励3000元: what the sum is paid for each of."""
    bare = re.sub(r"\([^()]*\)", "", part)
    match = _FOR_EACH.search(bare) or _FOR_EACH_BARE.search(bare)
    if match is None:
        return None
    counted = [one for one in walk.skeleton.within(start, figure.at) if one.sign == match["n"]]
    if bare != part:  # 每孵化成功1户企业(登记满1年)奖励5000元
        text = walk.skeleton.text
        counted = [
            one
            for one in counted
            if text.rfind("(", start, one.at) <= text.rfind(")", start, one.at)
        ]
    if not counted or (counted[-1].value != 1 and not _is_each(walk, counted[-1], part, figure)):
        return None
    found, place = counted[-1], counted[-1].at
    walk.used.add(place)
    walk.reasons.pop(place, None)
    walk.pending = [c for c in walk.pending if c.figure.at != place]
    return found


def _is_each(walk: Walk, each: Figure, part: str, figure: Figure) -> bool:
    """Whether a sum for every so many is a plain share of them, and not of what is beyond."""
    if re.search("再|另|每(?:多|再?增|再?新增|超)", part) or each.value <= 0:
        return False
    share = Fraction(figure.value) / Fraction(each.value)
    return is_finite(share) and bool(noun_of_each(walk, each) or each.unit in lexicon().bulk)


def noun_of_each(walk: Walk, each: Figure) -> str:
    """What the so many are of: the noun before 每, or what a threshold of its unit measures."""
    text = walk.skeleton.text
    start = max(text.rfind(sign, 0, each.at) for sign in ",;。¶:") + 1
    noun = _EACH_NOUN.search(text[start : each.at])
    name = re.sub("部分$", "", noun["noun"]) if noun is not None else ""
    alike = [
        one.subject
        for one in walk.pending
        if isinstance(one, Threshold) and one.figure.unit == each.unit and one.subject
    ]
    if alike and (not name or name in _INCREASES):
        return alike[-1]
    if name not in _INCREASES:
        return name
    grown = [one.subject for one in walk.pending if isinstance(one, Threshold)]
    # 出口额较上年增长10%以上的,按增长额每100万元
    return next((f"{subject}额" for subject in grown if subject.endswith("增长")), "")


def thing_behind(skeleton: Skeleton, figure: Figure) -> str:
    """深水网箱 of 3000立方米以上的深水网箱,; "" where no thing is named behind the number."""
    found = _THING_BEHIND.match(skeleton.text, figure.at + 1)
    return found["noun"] if found is not None else ""


def are_of_things(skeleton: Skeleton, one: Figure, other: Figure) -> bool:
    """Whether two numbers are each of a thing named behind them, and not of the same."""
    nouns = (thing_behind(skeleton, one), thing_behind(skeleton, other))
    return all(nouns) and nouns[0][-TOLD:] != nouns[1][-TOLD:]


VERBS_OF_THINGS = (
    "销售|购置|购买|采购|更新|更换|出口|生产|投放|报废|淘汰|养殖|饲养|种植|改造|建成|建造|打造"
    "|租赁|投运|引进"
)
"""What is done with things of which each is paid for: a closed class of verbs, no trades."""
_OBJECT = lazy(
    f"(?:{VERBS_OF_THINGS})(?:一批)?(?P<object>[^,;。ⓂⓅⒸⒷ]{{2,12}}?)(?:达到?|面积|数量|规模)*$"
)
MEASURES = ("额", "量", "收入", "值", "款", "费", "费用", "成本", "投入", "投资", "面积", "规模")


def are_of_objects(one: str, other: str) -> bool:
    """饲养奶牛, 饲养肉牛: whether what is done with two things is measured, and no one number."""
    found = (_OBJECT.search(one), _OBJECT.search(other))
    objects = [match["object"] for match in found if match is not None]
    if len(objects) < len(found) or any(name.endswith(MEASURES) for name in objects):
        return False
    return not (objects[0].endswith(objects[1]) or objects[1].endswith(objects[0]))


def is_same_thing(per: str, again: str) -> bool:
    """喷涂线 and 条线 of 每条喷涂线补助10万元;…,每条线再加3万元: one thing that is counted."""
    if per == again:
        return True
    bare = again[1:] if len(again) > 1 and again[0] in lexicon().units else again
    return bool(per and bare) and per.endswith(bare)


def has_kinds(draft: Draft) -> bool:
    """Whether a draft counts several kinds, and not one kind by a number that each of them has."""
    return len(draft.rows) > 1 and any(row.band is None for row in draft.rows)
