"""What is asked of a policy that was taken in and no measure of it answers.

Until when and to whom one applies, the most of everything together, whether two go together, who
gets nothing: no list holds such words, and who asks (材料最晚哪天交，交给谁) names no matter. The
article that says it answers, known by its own words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from assistant.dialogue.aspects import without_bodies
from assistant.dialogue.barred import spoken_of
from assistant.dialogue.turn import Intent, Turn
from assistant.policy.clause import Clause, ClauseId
from assistant.policy.duties import Share, duties_of, duty_for
from assistant.policy.overall import Overall, clauses_on, sentences_on
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.units import Unit

UNTIL = "申报时间"
"""The aspect of words.yaml that such an article states."""
_APPLY_ITSELF = "申报|申请|报名|报送|提交|受理|材料"
_APPLY = f"{_APPLY_ITSELF}|备案"
_WHEN = (
    "最晚|最迟|截止|截至|哪[一]?天|几号|什么时[候间]|啥时[候间]?|何时|几月|多会儿|时间"
    "|(?:多久|多长时间|[几多]少?[天日])(?:之?[内前]|以[内前])|提前(?:多久|[几多]少?[天日])"
)
_ASKS_UNTIL = lazy(
    f"(?:{_WHEN})[^,。?]{{0,6}}(?:申报|申请|报(?!销)|交(?!易)|递|提交|受理)"
    f"|(?:{_APPLY})[^,。?]{{0,6}}(?:{_WHEN})"
    "|(?:能|可以?|可|申|开放)报(?:名)?(?:几|多少)[次回批]|(?:受理|申报|申请)(?:几|多少)[次回批]"
    "|哪?几个?月份?(?:能|可以?)?(?:收|受理|申报|申请|报|交|办)|[收报]材?料?(?:都)?[在是]?哪?几个?月"
)
"""一年能报几次, 哪几个月收: the months of the year in which one applies."""
_N = "[0-9一二三四五六七八九十]"
_DAY = f"{_N}{{1,2}}月(?:{_N}{{1,3}}日|底|初|[上中下]旬|份)?|季度|常年|全年|随时"
_STATES_UNTIL = lazy(
    f"(?:{_APPLY})[^。;]{{0,24}}(?:{_DAY})"
    f"|(?:{_DAY})(?!以后|之后|以来|前建成)[^。;]{{0,24}}(?:{_APPLY_ITSELF}|报[^告。;]{{1,14}})"
    f"|[0-9]{{1,3}}(?:个?工作)?日[内前][^。;]{{0,12}}(?:{_APPLY})"
)
_ASKS_AGENT = lazy(
    "谁(?:来|去)?(?:帮|代|替)?(?:我们|着)?(?:申报|申请|报)|(?:帮|代|替)(?:我们|着|为)?(?:申报|申请)"
    "|自己(?:去)?(?:申报|申请|报)[^。;?!]{0,6}还是"
)
_STATES_AGENT = lazy("代(?:为)?(?:申报|申请|领|办理?)|由[^,。;]{2,14}统一(?:代)?(?:申报|申请)")
"""Who applies for another: 由基地运营单位统一代申报."""
_LEADS = lazy("(?:牵头|主管|责任|归口管理)(?:部门|单位)|负责(?:牵头|组织实施|审核|受理)")
_LEADS_ALL = lazy("[为是]本[^,。;]{1,6}的?(?:牵头|主管|责任)(?:部门|单位)")
_OF_POLICY = lazy(
    "(?:政策|办法|措施|意见|规定|细则|专项资金|文件)(?:里|上)?(?:的)?(?:奖补|补贴|资金)?"
    "[是由归在该,?!。 ]*$"
)
_EXPLAINS = lazy("负责(?:具体)?解释|负责本[^,。;]{1,6}解释")


def asks_until(turn: Turn) -> bool:
    """Whether a message asks until when one applies."""
    return _ASKS_UNTIL.search(turn.folded) is not None or UNTIL in turn.unstated


_ASKS_WHERE = lazy(
    "(?:去|到|在|上|往|跑)(?:哪|什么)(?:里|儿|个?地方|个?窗口)?(?:才?能|可以|去)?(?:申请|申报|报(?!销)|办|领|交|递|提交|受理)"
    "|(?:申请|申报|办理?|材料)[^,。;?!]{0,4}(?:去|到|在|往|交到?|递到?|送到?)(?:哪|什么地方)"
    "|(?:向|跟|找|由|被)(?:谁|哪)[^,。;?!]{0,4}(?:申请|申报|受理|办|领)|谁(?:来)?受理"
)


def asks_body(turn: Turn) -> bool:
    """Whether a message asks who deals with something, or where one applies for it."""
    return Intent.DEPARTMENT in turn.intents or _ASKS_WHERE.search(turn.folded) is not None


def asks_what_is_left(turn: Turn) -> bool:
    """Whether a message asks for a sum and not for what goes together (奖励早拿过了,还能奖多少)."""
    return _ASKS_SUM.search(turn.folded) is not None and not _ASKS_TOGETHER.search(turn.folded)


def asks_total(turn: Turn) -> bool:
    """Whether a message asks for the most of everything together."""
    return _ASKS_TOTAL.search(turn.folded) is not None


def states_until(text: str) -> bool:
    """Whether a text gives a day for applying."""
    return _STATES_UNTIL.search(fold(text)) is not None


def articles_for(
    turn: Turn, clauses: Sequence[Clause], nearest: Clause | None, paying: Collection[ClauseId]
) -> tuple[Clause, ...]:
    """The articles that answer; () where the message asks for nothing that they say.

    ``nearest`` is the clause that the message's own matter finds: where it says it itself, it is
    the answer. ``paying`` are the measures, which say of themselves alone what they say.
    """
    leaves = [clause for clause in clauses if clause.is_leaf]
    general = [clause.id for clause in leaves if clause.id not in paying]
    found = [
        clause
        for kind in _asked_overall(turn, nearest)
        for clause in clauses_on(kind, clauses, general)
    ]
    for kind, asks in _ASKS_OF.items():
        if not found and asks.search(turn.folded):
            said = nearest is not None and sentences_on(kind, nearest)
            spoken = nearest if said else spoken_of(turn.folded, leaves, kind)
            found += [spoken] if spoken is not None else []
    if not found and _ASKS_SUM.search(turn.folded):
        return ()
    if (
        not found
        and Intent.STACKING in turn.intents
        and nearest is not None
        and sentences_on(Overall.TOGETHER, nearest)
    ):
        found.append(nearest)
    if asks_until(turn):
        own = [nearest] if nearest is not None else []
        until = _first(_STATES_UNTIL.search, [*own, *leaves])
        found += [until] if until is not None else []
    if not found and _ASKS_AGENT.search(turn.folded):
        agent = _first(_STATES_AGENT.search, leaves)
        found += [agent] if agent is not None else []
    if not found and asks_body(turn):
        charged = _charged_for(turn, leaves, nearest)
        found += [charged] if charged is not None else _headed(turn, leaves)
    return tuple(dict.fromkeys(found))


def _asked_overall(turn: Turn, nearest: Clause | None) -> Iterable[Overall]:
    """What is asked of the policy as a whole that the nearest clause does not say of itself."""
    if _ASKS_TOTAL.search(turn.folded):
        yield Overall.TOTAL
    if _ASKS_EXCLUDED.search(turn.folded):
        yield Overall.EXCLUDED
    tells = any(q.role == "amount" and q.unit is Unit.YUAN for q in turn.quantities)
    says_itself = nearest is not None and bool(sentences_on(Overall.TOGETHER, nearest))
    if Intent.STACKING in turn.intents and not (tells or says_itself or asks_what_is_left(turn)):
        yield Overall.TOGETHER


_ASKS_SUM = lazy("多少(?!天|日|年|个月)|[几哪]成|几万|几块")
_ASKS_TOGETHER = lazy("叠加|同时|重复|兼得|一起|都能|一块|冲突|二选一|两[项个份]")
_EVERYTHING = (
    "(?:(?:各|所有|全部|几|多|每一?)(?:项|类|种|笔|个)(?!目)"
    "|(?:所有|全部)的?(?:奖[补励金]?|补[助贴]|扶持|资助|钱))"
)
_MOST = "最[多高]|上限|封顶|顶格"
_ASKS_TOTAL = lazy(
    f"{_EVERYTHING}[^。?!;]{{0,16}}(?:{_MOST})|(?:{_MOST})[^。?!;]{{0,8}}{_EVERYTHING}"
    f"|一(?:家|个|户)[^,。?!;的]{{1,6}}(?:一|每|全)年(?:内|里|度)?[^。?!;]{{0,4}}(?:{_MOST})"
)
_LEFT = "搬|迁|撤"
_HAS_GOT = ".*(?:领|拿|到手|到账|享受|获得?|补[助贴]|奖|扶持|资助)"
_SUM_ITSELF = "(?:补[助贴]|奖[励补金]|扶持|资助|资金)(?:款|金|资金)?"
_CHANGED = (
    "改(?:变|成|作|做|为|建|了|用途)|挪作|转(?:让|租|卖)|出租|变卖"
    "|注销|停产|停业|关(?:门|停|闭)|拆(?:掉|除|了)|中途"
)
"""What breaks a condition after the money came."""
_ASKS_OF = {
    Overall.RETURNED: lazy(
        f"(?={_HAS_GOT})(?:.*?)(?:{_SUM_ITSELF}[^,。;?!]{{0,6}}?(?:怎么|如何|咋)(?:处理|办|算)(?![理法])"
        "|几年(?:之?内|里)?[^,。;?!]{0,4}不(?:能|得|准|可以?|让|许)(?:拆|改|卖|转|搬|迁|租)"
        "|(?:能|可以?)(?:拆|改(?:成|作|做|用途)|转让|转租|卖掉?|挪)[^,。;?!]{0,8}(?:吗|么|嘛|不)"
        f"|(?:收回|追回|追缴|退回|退还)(?:吗|么|嘛|不|[？?]|$)|会不会被?(?:收回|追回|追缴)"
        f"|(?:{_CHANGED})[^。?!;]{{0,24}}(?:会?怎么[样办算处]|会?如何|什么后果|有啥后果|影响))"
        "|(?=.*(?:领|拿|到手|到账|享受|补[助贴]|奖|扶持|资助))(?:.*?)(?:(?:要|用|该|得|需要?)(?:不[要用]?)?(?:退|还|吐)(?![有是能可会想在])|退不退|还不还"
        "|(?:退|还|吐|收|要|追)回去?(?:多少|吗|么|不|几)"
        f"|(?:{_LEFT})[^。?!;]{{0,24}}(?:怎么[样办算]|收回|追回|后果|影响))"
    ),
    Overall.FREE: lazy(
        "(?:什么|哪些|啥)[^,。;!?]{0,10}(?:能|可以)?免(?!疫)|(?:能|可以)免(?:掉|了|交|收|的)"
    ),
}
"""What is asked for in words that name no matter."""
_ASKS_EXCLUDED = lazy(
    "(?:哪[些种类个]|什么(?:样的?)?|啥)[^,。?!;]{0,8}?"
    "(?:不(?:给|予|能|得|可以?|支持|补|奖|适用|享受|受理|算)|[拿领享]不[到了])"
)


def _charged_for(turn: Turn, leaves: Sequence[Clause], nearest: Clause | None) -> Clause | None:
    """The clause of who deals with what is asked about, or the one whose charge stands there."""
    leads_all = _first(_LEADS_ALL.search, leaves)
    if any(clause.bodies for clause in leaves if clause is not leads_all):
        return None
    duties = duties_of(leaves)
    text = without_bodies(turn.folded)
    if _OF_POLICY.search(text) is not None:
        nearest = None  # 专项资金谁管: of all of it
    if nearest is not None and duty_for(nearest, duties) is not None:
        return None  # what its own matter is; who deals with it stands elsewhere
    whole = [one.stated_in for one in duties if one.share is Share.WHOLE]
    whole = whole or [one.stated_in for one in duties]
    leads_all = leads_all or next((c for c in leaves if c.id in whole), None)
    found = leads_all or _first(_LEADS.search, leaves)
    return found or (_first(_EXPLAINS.search, leaves) if nearest is None else None)


def _headed(turn: Turn, leaves: Sequence[Clause]) -> list[Clause]:
    """The clauses called by their headings (购房补贴找哪个局) that another article shares out.

    An article on how one applies says the same words, and is not what is asked about.
    """
    duties = duties_of(leaves)
    sharing = {duty.stated_in for duty in duties}
    named = [
        clause
        for clause in leaves
        if len(clause.heading) >= _SHORTEST_HEADING and fold(clause.heading) in turn.folded
    ]
    return [
        clause
        for clause in named
        if clause.id not in sharing
        and not any(clause.heading != o.heading and clause.heading in o.heading for o in named)
        and duty_for(clause, duties) is not None
    ]


_SHORTEST_HEADING = 4


def _first(finds, clauses: Iterable[Clause]) -> Clause | None:  # type: ignore[no-untyped-def]
    return next((clause for clause in clauses if finds(fold(clause.text))), None)
