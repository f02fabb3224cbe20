"""More of a sum that is still to come about (还有一份300万的没签), and that does later (签了).

Nothing is reckoned on it until it has come about; then it comes on top of what was told.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.dialogue.aspects import clause_around
from assistant.text.expressions import Expression
from assistant.text.normalise import fold_words
from assistant.text.pattern import lazy
from assistant.text.quantities import find_quantities
from assistant.text.units import Unit

NEXT_OF_ROW = lazy(
    "^(?:那|这|还有|另外|然后|后面|[我咱]们?|公司|的|,)*(?:第[二三四五]|[二三四])(?:期|份|批|笔|单|阶段)"
    "(?:的|合同|订单|单子|项目|款|费用?|也|是|有|又|签|付|花|买|租|了|大概|大约|约){0,6}$"
)
"""The second of things of which the first was told: 第二期合同300万签了."""
_MORE = lazy("[又再还另新]|后面|下一?[期份批笔单]|追加|加签|补签")
_NOT_YET = lazy(
    "(?:元|块钱?)?的?(?:合同|单子?|订单|那?一?[份笔批])?(?:,?(?:目前|现在|暂时|都|也|还|仍)*)"
    "(?:(?:没有?|未|尚未|暂未)(?:正式)?(?:签|谈|定|批|落实|敲定|下来|走完|生效|拍板)(?:下来|成|妥|完|好|呢)?"
    "|(?:还?正?在|还?要)(?:谈|走(?:流程|程序|审批)|审批?|办|招标|投标|洽谈|商量|排队|路上|等(?:批|签|审)))"
    "(?:呢|着|中|了)?(?=[,。;!?]|$)"
)
_CAME = lazy(
    "(?:(?:好消息|对了|[哦嗯]|[今昨前]天|[这上]周|后来|最后|现在)[,。!]?){0,3}"
    "(?:[那这]?(?:一?[份笔单批个期台辆]|合同|订单|单子|事儿?)|第?[二三四][期份批笔单]|它)?的?"
    "(?:也|都|已经?|终于|刚(?!刚)|给|又){0,3}"
    "(?:签|谈|批|定|敲|落实|生效|拍板)(?:下来|成|妥|完|好|定)?了?(?:签|谈|批|定)?了[啦呀吧]?[。!]?"
)
"""A message that says no more than that it has come about: 签了, 那份谈成了."""
_INSIDE = lazy("其中|里|当中")
_UNITS = (Unit.YUAN, Unit.COUNT)
_BACK = 3
_CAME_TO_NOTHING = lazy(
    "(?:[那这]?(?:一?[份笔单批个期台辆]|合同|订单|单子|事儿?)|第?[二三四][期份批笔单]|它)?的?"
    "(?:也|都|还是|最后|结果|后来|终究|到底){0,2}(?:[没未]有?(?:签|谈|批|定|办)?(?:成|下来|拢|过|到)?|黄|吹|泡汤|取消)了?[啦呀吧唉]?[。!]?"
)
"""A message that says no more than that it has not: 没批下来."""
_AGAIN = "再报一遍,多少"
"""What is asked where nothing changes."""


def is_still_to_come(text: str, e: Expression) -> bool:
    """Whether a sum of a folded message is one more that has not come about yet."""
    return e.unit in _UNITS and _is_more_not_yet(text, e.start, e.end)


def _is_more_not_yet(text: str, start: int, end: int) -> bool:
    if not _NOT_YET.match(text, end):
        return False
    low, _ = clause_around(text, start, start)
    lead = text[low:start]
    return not _INSIDE.search(lead) and bool(_MORE.search(lead) or NEXT_OF_ROW.search(lead))


def as_come_about(turns: Sequence[str]) -> str:
    """The last message as what it adds, where it says that what was still to come has come.

    还有一份300万的没签 … 签了: 又签了300万; 没签成 changes nothing.
    """
    typed = turns[-1]
    folded = fold_words(typed)
    came, failed = _CAME.fullmatch(folded), _CAME_TO_NOTHING.fullmatch(folded)
    if not came and not failed:
        return typed
    for before in reversed(turns[-1 - _BACK : -1]):
        folded = fold_words(before)
        more = [
            q
            for q in find_quantities(folded)
            if q.unit in _UNITS and _is_more_not_yet(folded, q.start, q.end)
        ]
        if len(more) == 1 and failed:
            return _AGAIN
        if len(more) == 1:
            told = f"{more[0].text}万" if more[0].unit is Unit.NUMBER else more[0].text
            return f"{'又批了' if more[0].unit is Unit.COUNT else '又签了'}{told}"
        if _CAME.fullmatch(folded):
            return typed
    return typed
