"""More of a sum or a count that is still to come about: 还有一份300万的没签, 还有4台没批.

Nothing is reckoned on it until it has come about (``understand.amended``).
"""

from __future__ import annotations

from assistant.dialogue.aspects import clause_around
from assistant.text.expressions import Expression
from assistant.text.pattern import lazy
from assistant.text.units import Unit

NEXT_OF_ROW = lazy(
    "^(?:那|这|还有|另外|然后|后面|[我咱]们?|公司|的|,)*(?:第(?=[二-五])|(?=[二三四]))(?P<nth>[二三四五](?:期|份|批|笔|单|阶段))"
    "(?:的|合同|订单|单子|项目|款|费用?|也|是|有|又|签|付|花|买|租|了|大概|大约|约){0,6}$"
)
"""The second of things of which the first was told: 第二期合同300万签了."""
_MORE = lazy("[又再还另新]|后面|下一?[期份批笔单]|追加|加签|补签")
_NOT_YET = lazy(
    "(?:元|块钱?)?的?(?:(?!没|未|尚|暂|目前|现在|都|也|还|仍|正|在|要)[^,。;!?\\d]){0,6}(?:,?(?:不过|但是?|可是?|只是)?(?:目前|现在|暂时|都|也|还|仍)*)"
    "(?:(?:没有?|未|尚未|暂未)(?:正式|全部)?(?:签|谈|定|批|落实|敲定|下来|走完|生效|拍板|完成|完工|竣工|[做干建]完|建成|交付|交货|验收|投产|开工|动工|开建|开票?|到(?:货|账|手)?|发货|收到|寄|付|结|打款|到位)"
    "(?:下来|成|妥|完成?|好|呢|通过)?"
    "|(?:还?正?在|还?要)(?:谈|申请|申报|评审|审核|备案|走(?:流程|程序|审批)|审批?|办|招标|投标|洽谈|商量|排队|路上|等(?:批|签|审)|[做干建]|施工|开发|执行|履行))"
    "(?:呢|着|中|了)?(?:,?(?:还|都|也|目前|暂时)?(?:没有?|未)(?:下来|批|过|通过|成|定|公布))?(?=[,。;!?]|$)"
)
_PAPERS = lazy("(?:元|块钱?)?的?(?:发票|票|单据|货)")
"""What tells of papers or goods of a sum, inside it or on top: 有30万的发票还没开."""
_INSIDE = lazy("其中|里|当中")
COME_IN = (Unit.YUAN, Unit.COUNT)
"""The units of what may still come about."""


def is_still_to_come(text: str, e: Expression) -> bool:
    """Whether a sum of a folded message is one more that has not come about yet."""
    return e.unit in COME_IN and is_more_not_yet(text, e.start, e.end)


def is_more_not_yet(text: str, start: int, end: int) -> bool:
    """Whether a number of a folded text is told as one more that has not come about yet."""
    if not _NOT_YET.match(text, end):
        return False
    low, _ = clause_around(text, start, start)
    lead = text[low:start]
    if _INSIDE.search(lead):
        return False
    is_paper = lead == "有" and _PAPERS.match(text, end)
    return bool(is_paper or _MORE.search(lead) or NEXT_OF_ROW.search(lead))
