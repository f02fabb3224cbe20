"""Until when and to whom one applies, asked of a policy that was taken in.

No list holds its words, and who asks (材料最晚哪天交，交给谁) names no matter: the article on
applying answers, which is known by a day beside the words of applying, or by the word for who
leads.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.dialogue.aspects import without_bodies
from assistant.dialogue.turn import Intent, Turn
from assistant.policy.clause import Clause
from assistant.policy.duties import Share, duties_of, duty_for
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

UNTIL = "申报时间"
"""The aspect of words.yaml that such an article states."""
_APPLY = "申报|申请|报名|报送|提交|受理|材料"
_WHEN = "最晚|最迟|截止|截至|哪[一]?天|几号|什么时[候间]|啥时[候间]?|何时|几月|多会儿|时间"
_ASKS_UNTIL = lazy(
    f"(?:{_WHEN})[^,。?]{{0,6}}(?:申报|申请|报(?!销)|交(?!易)|递|提交|受理)"
    f"|(?:{_APPLY})[^,。?]{{0,6}}(?:{_WHEN})"
)
_DAY = "[0-9]{1,2}月(?:[0-9]{1,2}日|底|初|[上中下]旬|份)?|季度|常年|全年|随时"
_STATES_UNTIL = lazy(
    f"(?:{_APPLY})[^。;]{{0,24}}(?:{_DAY})|(?:{_DAY})[^。;]{{0,24}}(?:{_APPLY}|报[^告。;]{{1,14}})"
)
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


def states_until(text: str) -> bool:
    """Whether a text gives a day for applying."""
    return _STATES_UNTIL.search(fold(text)) is not None


def article_for(turn: Turn, clauses: Sequence[Clause], nearest: Clause | None) -> Clause | None:
    """The article on applying that answers; None where the message asks for nothing of it.

    ``nearest`` is the clause that the message's own matter finds: where it says it itself, it is
    the answer.
    """
    leaves = [clause for clause in clauses if clause.is_leaf]
    if asks_until(turn):
        own = [nearest] if nearest is not None else []
        return _first(_STATES_UNTIL.search, [*own, *leaves])
    leads_all = _first(_LEADS_ALL.search, leaves)
    has_own = any(clause.bodies for clause in leaves if clause is not leads_all)
    if Intent.DEPARTMENT not in turn.intents or has_own:
        return None
    duties = duties_of(leaves)
    text = without_bodies(turn.folded)
    if _OF_POLICY.search(text) is not None:
        nearest = None  # 专项资金谁管: of all of it
    if nearest is not None and duty_for(nearest, duties) is not None:
        return nearest  # what its own matter is; who deals with it stands elsewhere
    whole = [one.stated_in for one in duties if one.share is Share.WHOLE]
    whole = whole or [one.stated_in for one in duties]
    leads_all = leads_all or next((c for c in leaves if c.id in whole), None)
    found = leads_all or _first(_LEADS.search, leaves)
    return found or (_first(_EXPLAINS.search, leaves) if nearest is None else None)


def _first(finds, clauses: Iterable[Clause]) -> Clause | None:  # type: ignore[no-untyped-def]
    return next((clause for clause in clauses if finds(fold(clause.text))), None)
