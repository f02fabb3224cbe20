"""What becomes of a member that is named: replaced, more or less, scaled, dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.members.named import is_name
from assistant.dialogue.members.said import ALL_OF_IT, NOTHING, Said
from assistant.rules.facts import FactItem
from assistant.text.expressions import Expression, Relation
from assistant.text.pattern import lazy
from assistant.text.relation_words import UNCHANGED
from assistant.text.units import Unit

OUT = lazy(
    "不算|不能算|算不上|不作数|不做数|作废|不符|不满足|没有?(?:真[的正]?|实际)?(?![报说讲发算]?[给跟和告诉]{1,2}[你您])(?:[进过报批通达拿定发备登入列评签买租成办做谈付开中选来花用给收卖交投建装供]|到(?:账|位|手)|被|能|了)|还没|尚未|未(?![来必])"
    "|被(?:撤|驳|退|拒|取消|否|注销|下架)|撤销|注销|黄了|泡汤|吹了|取消|推迟|延后|延期|改期|顺延|(?!拿去[报申市区省县走投用])[扣去除拿撤删刨][掉去除下]"
    "|[划挑拣摘抠刨择](?:出去|出来|掉)"
    "|(?<![不没未])[撤退]了?(?!一半|[\\d一二两三四五六七八九十百千万%])|剔|毙了?|否了|驳了|[没不]批|没过会|[没不]认(?!识)|没收到|泡了|不[报要做买租签办投弄搞干续订采付]了?|停了|先?别算|拿走|没戏|解约|终止|报废|停了"
    "|不在[^,。;!?\\d没不]{1,5}(?:办|开|做|搞|落|建)?了(?=[,。;!?]|$)"
    "|(?<!没有)(?<![不没无未])重复(?!利用|使用)|[开记算报录写填列登入计]重了"
    "|(?<![少免忘差])[\u4e00-\u9fff]不(?:下来|了|上|成|过|来)(?=[,。;!?了]|$)"
)
"""What says of one of several that it is out."""
UNDONE = "(?:不|没有?)(?:退|撤|砍|扣|减|删|裁|停)(?:掉|成|去)?了?(?=[,。;!?]|$)"
"""What went off and now does not (退的半截不退了, 那两成没退成)."""
BORNE = lazy(
    "(?:(?<!不)是|由|归)(?!我|咱|俺|自|企业|单位|公司|本|厂(?![家商])|[今去前明后昨]|最|刚|才|新|一|分|先|全|都|按|要|当)[\u4e00-\u9fff]{1,8}?"
    "(?:掏|出|承担|负担|垫付?|赞助|买单|扛|兜底?|顶|贴|包圆?|报销)(?:钱|掉|下来?|了)?的?(?=[,。;!?不]|$)"
)
"""What says of one of several that others bear it (二期里260万是品牌方掏的)."""
SAME = lazy(
    f"{UNCHANGED}|一样|保持"
    "|按[^,。;!?\\d]{0,4}[退扣减撤剔砍去刨](?:完|掉|好|过|剩下?|了)(?:了|以后|之后|后)?的?(?:那个数|数)?[算来计报]"
)
"""后追的按退完的算: as it stands, and nothing goes off it again."""
OF_ANOTHER = lazy(
    "(?:后来|其实|原来|应该)*(?:就|都|也)?(?:是|属于?|算作?|归|记在)"
    "(?:大?前年|去年|明年|后年|上一?年度?|下一?年度?|别[的人个家]|另(?:一|外)|其[他它]|人家|兄弟|关联|隔壁)"
    "[^,。;!?\\d]{0,10}(?=[,。;!?]|$)"
)
"""What says of some of a sum that it is of another year or of something else."""
_LESS = lazy(
    "(?:退|少[付交给收花买签租投办做用采]?|砍掉?|减|扣|降|便宜|优惠|抹|压)(?:了|掉|下|去)*$"
)
_MORE = lazy(
    "(?:涨|多|加|追加|增加|补|添)(?:了|上|到)*$|(?:加上|追加|又加|再加|另加)了?[^,。;!?\\d到至成为]{1,4}$|多[花付用投交]了?$"
)
_TO = lazy("(?:到|成|为|至)了?$")
_LEFT = lazy("(?:只|就|还|仅)?剩下?|[只仅就]有?|变成|改[成为到]")
INSIDE = lazy(
    "(?:其中|里[面头边]?|(?:^|(?<=[,。;!?万亿元个台项份笔那批十百千\\d]))有|剩下|当中|中(?!间))[^,。;!?]{0,6}$"
    "|[那这](?:一?部分|一?[块笔份批张些])(?:合同|费用|钱)?(?:还|又|也|倒)?有$"
)
OF_THAT = lazy("[那这][\\d.一二两三四五六七八九十百千]+(?:万|w)?元?块?的?$")
"""续的那300一半…: a share of the member that is called by its value."""
_MOVED = lazy("(?:挪|移|改|推|放|转|顺延|延)(?:到|至)(?:前年|去年|今年|明年|后年|下)")
_APPLIES_LATER = lazy(
    "(?:没|未|来不及|赶不上)[^,。;!?]{0,2}[报申][^,。;!?]{0,3},[^,。;!?]{0,4}?(?:拖|等|推|延|挪|改|留|放)(?:到|至)?"
    "[^,。;!?]{1,10}?(?:再|才|去|来)(?:去|来)?[报申]"
)
"""今年没报成,拖到明年再报: all of them, only later."""
IS_NOW = lazy(
    "(?:其实|实际上?|实际只|应该|只有?|就|才|改|变|是|到|成|算)(?:了|成|为|到|是|有|用|租|买|付|卖|来)*$"
    "|[调降涨减增压缩砍提核审定谈]了?[成为到至](?:了|是|只|有)*$"
)


def done_to(
    said: Said,
    stretch: tuple[int, int],
    members: tuple[FactItem, ...],
    own: Sequence[int],
    unit: Unit,
) -> tuple[FactItem, ...] | None:
    """The members after what a stretch says of those that it names; None if it says nothing."""
    low, high = stretch
    inside = [
        e for e in said.expressions if low <= e.start < high and not is_name(said, e, members)
    ]
    is_out = any(low <= p < high for p in said.out) or OUT.search(said.text, low, high)
    is_out = is_out or BORNE.search(said.text, low, high)
    if SAME.search(said.text, low, high) and not inside:
        return None  # 闸口那个没变
    if _MOVED.search(said.text, low, high) or _APPLIES_LATER.search(said.text, low):
        return None  # 被退的那个挪到明年再备
    if unit is Unit.YUAN and len(own) == 1:
        inside = [in_wan(e, members[own[0]]) for e in inside]
    if len(inside) > 1 and len(own) == 1:  # 第一年那300万有一半是…: the sum names it again
        inside = [e for e in inside if e.value != members[own[0]].value] or inside
        if any(e.operands[0].role == "minus" for e in inside):  # 今年后上的那五个被撤掉仨
            inside = [e for e in inside if said.text[e.start - 1 : e.start] not in ("那", "这")]
    if len(own) == 1:
        mine = members[own[0]]
        value = _new_value(said, low, inside, mine, unit, is_out=bool(is_out))
        if value is not None:
            return _put(members, own[0], value)
    if any(e.unit is unit for e in inside):
        return None
    factor = next((m.factor for m in said.multiples if low <= m.start < high), None)
    if factor is not None:
        return tuple(
            replace(m, value=m.value * factor, turn=said.number, start=None, end=None)
            if n in own
            else m
            for n, m in enumerate(members)
        )
    if is_out:
        return tuple(m for n, m in enumerate(members) if n not in own)
    return None


def _put(members: tuple[FactItem, ...], place: int, new: FactItem | None) -> tuple[FactItem, ...]:
    kept = list(members)
    if new is None or (new.count == 0) or new.value <= 0:
        del kept[place]
    else:
        kept[place] = new
    return tuple(kept)


def _new_value(
    said: Said,
    low: int,
    inside: Sequence[Expression],
    member: FactItem,
    unit: Unit,
    *,
    is_out: bool,
) -> FactItem | None:
    """What a member is after the one number that a clause says of it."""
    prices = (Unit.YUAN_PER_UNIT,) if member.count is not None else ()
    told = [e for e in inside if e.unit is unit or e.unit in prices]
    shares = [e for e in inside if e.unit is Unit.PERCENT]
    some = [e for e in inside if e.unit is Unit.COUNT and e.value is not None]
    if member.count is not None and len(some) == 1 and not told:
        number = some[0].value
        role = some[0].operands[-1].role
        if (number and role == "new") or IS_NOW.search(said.text, low, some[0].start):
            return replace(member, count=int(number or 0), turn=said.number)
        if is_out and number is not None and 0 < number < member.count:
            return replace(member, count=member.count - int(number))
        return None
    if len(told) == 1 and not (shares and unit is Unit.YUAN and is_out):
        return told_value(said, told[0], member, unit, is_out=is_out)
    if len(shares) == 1 and not told:
        share_of = shares[0].operands[0].quantity.value
        if not 0 < share_of < 1:
            return None
        lead = said.text[max(low, shares[0].start - 6) : shares[0].start]
        is_inside = INSIDE.search(lead) or OF_THAT.search(said.text, low, shares[0].start)
        if is_inside and not is_out:
            return None  # what becomes of that share stands in the next clause
        is_off = shares[0].operands[0].role == "minus" or (
            _LESS.search(lead) and not _TO.search(lead)
        )
        factor = ALL_OF_IT - share_of if is_off or is_out else share_of
        return replace(member, value=member.value * factor, turn=said.number, start=None, end=None)
    return None


def in_wan(e: Expression, member: FactItem) -> Expression:
    """A bare number as one of 万, where it is said of a sum that is far larger than it."""
    value = e.value
    if e.unit is not Unit.NUMBER or value is None or not 0 < value < _WAN <= member.value:
        return e
    if value * _WAN == member.value:
        return e  # 今年这300: it only names the member
    return (
        replace(e, value=value * _WAN, unit=Unit.YUAN) if value * _WAN < _FAR * member.value else e
    )


_WAN, _FAR = 10_000, 5
_PUT_IN = lazy("元?[^,。;!?]{0,6}?[加算计列放添补](?:进|上|入|到|在)")
"""还没把那40万加进去: more of it, not less."""


_TWICE = lazy("重复|[开记算报录写填列登入计]重了")


def goes_behind(text: str, low: int, e: Expression) -> bool:
    """Whether the clause behind a number takes it off (赞助发票重复入账60万,剔)."""
    high = clause_around(text, e.end, e.end)[1]
    lead = text[low : e.start]
    if text[high : high + 1] != "," or OUT.search(_TWICE.sub("", lead)):
        return False  # what was entered twice is the sum itself
    return bool(_TAKEN.match(text, high + 1)) and not (_TO.search(lead) or IS_NOW.search(lead))


_TAKEN = lazy(
    "(?:这个?|那个?|要|得|应该?|都|先|也|给|把它)*(?:[剔扣减去刨除删砍][掉去除]?|拿[掉走]|不[算计作][数]?)(?:了|吧|哈|啊)*"
    "(?=[,。;!?]|$)"
)


def told_value(
    said: Said, e: Expression, member: FactItem, unit: Unit, *, is_out: bool
) -> FactItem | None:
    """What a member is after the number that is told of it; None if it says nothing."""
    value = e.value
    role = e.operands[0].role
    if value is None and role in ("minus", "plus"):
        value = e.operands[0].quantity.value
    if e.relation is Relation.LIST and e.operands[0].quantity.value == member.value:
        value, role = e.operands[-1].quantity.value, e.operands[-1].role  # 那俩有一个
    if value is None or e.relation in (Relation.RANGE, Relation.REPORTED):
        return None
    if is_out and value == member.value:
        return replace(member, value=NOTHING)  # 追加的300万撤了
    lead = said.text[max(0, e.start - 8) : e.start]
    is_off = (role == "minus" or _LESS.search(lead)) and not _TO.search(lead)
    is_more = (role == "plus" or _MORE.search(lead)) and not _TO.search(lead)
    low = clause_around(said.text, e.start, e.start)[0]
    is_some = unit is Unit.COUNT or INSIDE.search(said.text, low, e.start)
    if is_some and not is_out and role == "term" and value < member.value:
        return None  # 400里有80是…: what becomes of it stands in the next clause
    is_pointed = len(e.operands) == 1 and said.text[e.start - 1 : e.start] in ("那", "这")
    is_pointed = is_pointed and not _PUT_IN.match(said.text, e.end)
    if is_pointed and not is_out and value < member.value:
        return None  # 变更那2万没盖章,作废: what becomes of it stands in the next clause
    if (is_some or is_pointed) and is_out and value < member.value:
        is_off, is_more = not _LEFT.search(lead), False
    is_twice = _TWICE.search(said.text, low, e.start) is not None
    if role == "term" and value < member.value and (is_twice or goes_behind(said.text, low, e)):
        is_off, is_more = True, False  # 论坛的场租重复入账了70万
    if is_off:
        new = member.value - value
    elif is_more:
        new = member.value + value
    else:
        new = value
    return (
        replace(member, value=new, turn=said.number, start=None, end=None, relation="")
        if new >= 0
        else None
    )
