"""A number of something that was never spoken of: 营收涨到2个亿 of a sum of compute.

What it is of stands before it (装修花了90万, 会议室改成7个) or behind it (还花了150万做食堂). Where
no word of that stands in what the matter is paid for, in the words of its clause or in what was
told before, the number is none of those that were told, and is told as not used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.dialogue.aspects import clause_around, content_of
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.said_not_in import MORE_THERE, is_more_of_other
from assistant.dialogue.language import pairs_of
from assistant.dialogue.stated import FOREIGN, Unused
from assistant.dialogue.turn import Turn
from assistant.rules.facts import FactKind
from assistant.text.expressions import Expression
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.relations import Relation
from assistant.text.units import Unit

_LEAST = 2
_SINGLE = (Relation.PLAIN, Relation.APPROXIMATE, Relation.BOUND, Relation.DIFFERENCE)
_NOUN = (
    "(?:(?![把将要若追后来谈到被的了说是有和跟与在从让给才就也还都又再不没使老师板们那这各每错掉出来去成过如几退剔])"
    "[\u4e00-\u9fff])"
)
"""A character of a noun: none of the words that open a clause or part it."""
_CHANGED = lazy(
    "^(?:那么?|不过|另外|没想到|想不到|谁知道?|不料|结果|发现|今年|去年|前年|上年|我们?|咱们?|公司|企业|现在|目前|如今|后来|的)*"
    f"(?P<noun>{_NOUN}{{2,5}}?|税)"
    "(?:[那这](?:边|块|头|部分|笔))?(?:现在|后来|如今|目前|最后|最终|今年|去年|又|再|也|已经|都|才|就|还|要|会|能|将){0,3}"
    "(?:(?:涨|升|增加?|提高?|提升|上调|上升|增长|扩大?|加|降|减少?|下降|下调|缩减?|跌|掉|压缩?|砍|改|变|换|调整?)(?:了)?(?:到|至|成|为)"
    "|(?:增加?|加|涨|少|降|减|多|省|砍|扣)(?:了|掉了?)|(?:一共|总共|共)?(?:花|用|付|投|支出|掏)(?:了|掉了?|出去)"
    "|(?:需要|要|得)(?:花|用|付|掏)?)"
    "(?:了|大概|大约|约|差不多|有|是){0,2}$"
)
_NAMELESS = lazy(
    "我们?|咱们?|俺们?|公司|企业|单位|第[一二三四五六七八九十]?|[个只]|批|前面|后面|上面|最早|最先|最近|昨天|前天|上周|登记|对账|发现|预计|估计|预期|计划|打算|准备|核对|清点|统计|交付|付出?|真金白银|次|轮|场|段|阶段|部分|分|这个?|那个?|它|其中?|总|共|合计|一|两|第|原来?|现(?!金)|实际|最[后终]|上|下|前|后|今|去|明|年|月|季|半年|度|期|份|笔|项|家|台|数|[老大小]板|领导|财务|会计|审计|评审|专家|房东|供应商|对方|甲方|乙方|几|地方"
    "|费|额|价|钱|(?<=[尾货余])款|款项|(?<![资现])金|量|规模|合同|订单|单子|投|采购|支|开销|花|成本|预算|报|尾|租|面积|房|比例|标准|资(?!本)|项目|服务(?!器)|业务"
)
"""What a number may be called without saying of what it is: 合同, 费用, 总价, 规模."""


def without_foreign(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part]
) -> tuple[Turn, tuple[Unused, ...]]:
    """The message less the numbers of what was never spoken of, and where they are told."""
    if not parts or any(part.index is None or ctx.is_taken_in(part) for part in parts):
        return turn, ()
    facts = ctx.rulebook.facts
    known = {s.name for part in parts for s in part.matter.numbers}
    needed = {name for part in parts for c in part.matter.clauses for name in ctx.needs(c).all}
    units = set()
    if any(facts[name].kind is FactKind.YUAN for name in known):
        units.add(Unit.YUAN)
    if any(ctx.is_count(name) for name in needed):
        units.add(Unit.COUNT)
    gone = [
        e
        for e in turn.expressions
        if e.unit in units
        and (
            all(_is_foreign(ctx, turn, e, part) for part in parts)
            or (e.unit is Unit.YUAN and is_more_of_other(turn.folded, e.start, e.end))
        )
    ]
    if not gone:
        return turn, ()
    spans = [clause_around(turn.folded, e.start, e.end) for e in gone]
    told = tuple(Unused(turn.folded[a:b], a, b, FOREIGN) for a, b in spans)
    return replace(turn, expressions=tuple(e for e in turn.expressions if e not in gone)), told


def _is_foreign(ctx: GatherContext, turn: Turn, e: Expression, part: Part) -> bool:
    """Whether a number is of something that was never spoken of."""
    if len(e.operands) != 1 or e.relation not in _SINGLE:
        return False
    is_count = e.unit is Unit.COUNT
    if is_count and _is_of_others(ctx, turn.folded, e, part):
        return True
    said = _counted_said(turn.folded, e) if is_count else _noun_said(turn.folded, e)
    low, _ = clause_around(turn.folded, e.start, e.end)
    told = {s.name for s in part.matter.numbers}
    is_whole = any(_OF_MANY.search(ctx.rulebook.facts[name].label) for name in told)
    is_more = _MORE.search(turn.folded, low, e.start) and not _HELD.search(
        turn.folded, low, e.start
    )
    if not said or (not is_count and is_whole and is_more):
        return False  # 绿化又花掉60万, of what was invested in all
    noun = _NAMELESS.sub(" ", said)
    own = {pair for piece in noun.split() for pair in pairs_of(piece)}
    own = own or ({noun} if len(noun) == 1 and noun in _ALONE_SAID else set())
    if not own:
        return False
    names = frozenset[str]().union(*(ctx.needs(c).all for c in part.matter.clauses))
    facts = ctx.rulebook.facts
    labels = {w for n in names for w in ctx.label_words(n)}
    if any(word in noun for word in labels):
        return False  # 产线投入, of what was invested; 服务器 is no 服务
    known = [fold(w) for n in names for w in (facts[n].label, *facts[n].words)]
    known += ctx.texts_of(part.matter.clauses)
    known += [f"{f.before}{f.lead}{f.words}" for f in part.matter.figures]
    if is_count and any(c in facts[n].unit_name[1:] for n in names for c in "".join(own)):
        return False  # 车队扩到60台, of vehicles
    if is_count and noun.endswith(_PERSONS):
        own = {noun[-2:]}
    named = [pair for pair in own if not _NAMELESS.fullmatch(pair)]  # 服务器 is no 服务
    return not any(pair in text for pair in named for text in known)


_SPENT = lazy(
    "(?:花|付|投|交|掏|用|砸|拿|出)(?:了|掉|出去?|过)*(?:大概|大约|约|差不多|将近|近|快)?$"
)
_SPENT_ON = lazy(
    "(?:元|块钱?)?(?:左右|上下|多)?(?:来|去|在|用于|用来|用在)?(?:做|搞|买|办|弄|请|装|租|建|修|付|交|发|补)?了?的?"
    f"(?P<noun>{_NOUN}{{2,5}}?)(?:上(?:面)?|费用?|的?钱|去了)?(?:了|呢|吧|啊)?(?=[,。;!?]|$)"
)
_IS_OF = lazy(
    f"(?:元|块钱?)?(?:都|全|其实|原来)?(?:是|为|属于)(?:买|做|付|租|修|搞|办|请|给)?(?P<noun>{_NOUN}{{2,5}}?)的(?:钱|费用?)?(?=[,。;!?]|$)"
)
_AMONG = lazy("其中|[里当]中|(?<![库店厂户行卡手家柜])里|内|包含|包括|含")
_INSIDE = lazy("其中|[里当]中|里|包含|包括|含|有$")


_PERSONS = ("师", "员")
"""What a person is called by ends so (12个工程师)."""
_RESULTS = lazy(
    "退出|放弃|取消|作废|落选|失败|入选|入围|获批|获评|上线|下线|报废|过审|在审|在办|备案|登记|发布|立项|评上|没过|通过|淘汰|拿下|中标"
    "|签约|投产|交付|完成|合格|到期|达标|达成|考核|评估|参与|参编|主导|牵头|挂名|数量|个数|总数|名额|名单|清单|目录|产品|国产|自研"
)
"""What becomes of things that are counted, and what counts them: no things of another kind."""
_COUNTED_OF = lazy(
    f"(?P<noun>{_NOUN}{{2,4}}?[师员]?)(?=[,。;!?]|$|也|都|全|已|刚|还|又|没|通过|办|到位|齐|上线|获批|备案|进了|入)"
)
_COUNT_ALONE = lazy(
    "^(?:那么?|不过|另外|还有?|又有?|我们?|咱们?|公司|企业|现在|目前|如今|后来|今年|去年|的)*"
    f"(?P<noun>{_NOUN}{{2,4}}?)(?:现在|目前|一共|总共|共|也|都){{0,2}}(?:有|是|为)?$"
)


_ORGANISATION = lazy("平台|中心|载体|园|基地|机构|企业|公司|实验室|孵化器|楼|院|所|站|校|厂|店|家")
_PLACES = lazy("个?(?:名额|席位|指标|额度)")
_IN_BATCHES = lazy("分(?:成|为|了|作)?$")


def _is_of_others(ctx: GatherContext, text: str, e: Expression, part: Part) -> bool:
    """Whether a measure word says that other things are counted than any fact of a matter counts.

    去年有15家拿了, 跟4家公司合作 and 名额有20个 of models; 分3批报 tells how, not how many.
    """
    if e.operands[0].role != "term":
        return False
    low, _ = clause_around(text, e.start, e.end)
    if _IN_BATCHES.search(text, low, e.start) and e.classifier in ("批", "次", "期"):
        return True
    is_quota = _PLACES.match(text, e.end) or _QUOTA_BEFORE.search(text, low, e.start)
    if e.classifier == "个" and is_quota:
        return True
    names = {name for c in part.matter.clauses for name in ctx.needs(c).all if ctx.is_count(name)}
    units = [ctx.rulebook.facts[name].unit_name for name in names]
    return e.classifier == "家" and not any(_ORGANISATION.search(unit) for unit in units)


_QUOTA_BEFORE = lazy("(?:名额|席位)(?:一共|总共|只|才|就)*(?:有|是)?$")


def _counted_said(text: str, e: Expression) -> str:
    """What a count is said to be of: 5个会议室, 员工增加到7个; "" where nothing is."""
    low, _ = clause_around(text, e.start, e.end)
    lead = text[low : e.start]
    found = _COUNTED_OF.match(text, e.end)
    is_person = found is not None and found["noun"].endswith(_PERSONS)
    if _INSIDE.search(lead) and not is_person:
        return ""  # 里头有一个没过
    found = found or _CHANGED.search(lead)
    if found is None and not text.startswith(("都", "全", "各"), e.end):
        # 另外7台, 先按3个 say of nothing what they are
        found = _COUNT_ALONE.search(lead)
        found = found if found is not None and content_of(found["noun"]) >= _LEAST else None
    noun = found["noun"] if found is not None else ""
    return "" if _RESULTS.search(noun) else noun


def _noun_said(text: str, e: Expression) -> str:
    """What a number is said to be of: 营收涨到…, 还花了…做装修, …是广告的; "" where nothing is."""
    low, _ = clause_around(text, e.start, e.end)
    lead = text[low : e.start]
    changed = _CHANGED.search(lead) or (_ALONE.search(lead) if _GONE.match(text, e.end) else None)
    changed = changed or _LOST.search(lead)
    if changed is not None:
        return changed["noun"]
    held = _HELD_AS.match(text, e.end) if _HELD.search(lead) else None
    if held is not None and not _AMONG.search(lead) and content_of(held["noun"]) >= _LEAST:
        return held["noun"]
    if _INSIDE.search(lead) and not MORE_THERE.match(lead):
        return ""
    behind = _SPENT_ON.match(text, e.end) if _SPENT.search(lead) else None
    if behind is None and len(lead) <= _SHORT and not _POINTS.search(lead):
        behind = _IS_OF.match(text, e.end)
    if behind is None or _TAKEN_OFF.search(text, behind.end(), behind.end() + _REACH):
        return ""  # 40万是布线的,剔除: a part of the sum, and so much less of it
    return behind["noun"]


_HELD = lazy(
    "(?:有|剩下?|剩余|留了?|留着|收到?了?|存了?|发了?|进账了?)(?:大概|大约|约|差不多|将近|近)?$"
)
_HELD_AS = lazy(f"(?:元|块钱?)?的?(?P<noun>{_NOUN}{{2,4}}?)(?=[,。;!?]|$)")
"""账上还有400万现金: what is there, and was spent on nothing."""
_ALONE_SAID = frozenset("税亏赚挣欠捐赔罚借卖")
"""What says by one character what a number is of; the last tell of money that bought nothing."""
_LOST = lazy(
    "(?P<noun>[亏赚挣欠捐赔罚借卖])(?:损|钱|款)?(?:了|过|掉|出去?|进来?)*(?:大概|大约|约|差不多|将近|近)?$"
)
_SHORT, _REACH = 4, 12
_POINTS = lazy("[那这]")
_TAKEN_OFF = lazy("扣|剔|刨|减|除|去掉|拿掉|不算|别算|算不|不是|不属|不作数")
_MORE = lazy("[又再还另]|追加|也")
_OF_MANY = lazy("投入|投资|研发|成本|活动|支出")
"""What sums are called to which many things belong."""
_ALONE = lazy(
    f"^(?:那么?|不过|另外|我们?|咱们?|公司|的)*(?P<noun>{_NOUN}{{2,5}}?)(?:的|那|这|花的)?$"
)
_GONE = lazy(
    "(?:元|块)?的?(?:又|也|都|后来|最后|结果|已经?)*(?:退|没批|没成|没下来|黄|取消|撤|不[算要]|算不算|要不要|砍|免)"
)
"""装修的150万没批下来, 装修150万算不算: what became of another thing."""
