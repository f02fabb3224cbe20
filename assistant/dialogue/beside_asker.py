"""Whether somebody who is named is told of for his own sake: 老周那家去年两亿, 我哥在坂田.

What is told of one's own firm is not the asker's, whatever was asked before. How one stands to the
asker and what shows that a thing is one's own are closed classes; who sells to the asker, pays for
it or only says something is none.
"""

from __future__ import annotations

from assistant.text.pattern import lazy

WHOSE = (
    "(?:同行|朋友|邻居|隔壁|对[面门]|楼[上下]|老家|(?:老|大)?同学|校友|群里|圈里|协会里?|同楼"
    "|同园区|一个园区)"
)
"""How one stands to the asker, before the name: 同行老曾, 老家表弟."""
_FIRM = "(?:公司|企业|工?厂子?|店|单位|工作室|团队|那[家边]|家里?的?(?=[公企厂店]))"
_OWN = lazy(
    f"(?:的|[他她]们?(?:的|家)?|家)?{_FIRM}"
    "|也?(?:在(?![算查核看问说弄写填跑谈])|是|有|做|搞|买|租|签|办|建|过|注册|投|备|拿|报|想|开)"
    "|,?[他她]们?(?:也|在|是|有|做|搞|买|租|签|办|建|过|注册|投|备|那|公司)|也"
)
_BEARS = lazy(
    "[^,。;!?]{0,8}?(?:说|讲|问|提醒|告诉|催|建议|要求|帮|替|代|借|垫|赞助|入股|控股|参股|卖给|供货|供的|退|返|赔|送|让利|减免"
    "|给(?!钱|多少|补)|[出掏担付](?=了?[\\d一二两三四五六七八九十百千半])|承担|负责|算错|记错|报错|看错|弄错|核|审|改|发来|寄来)"
)
"""Who says something, pays something or sells to the asker is told of for the asker's sake."""
_NOT_OWN = lazy(
    "供应商|供货商|卖家|卖方|房东|业主|[甲乙]方|代理商|经销商|外包商?|[说讲](?:是|应该|得)|一起(?!来)|一块儿?|合计|加起来|加上|加进|算进|都算|放进|投进|合[着伙作]|入伙|[跟和与同](?:我|咱)"
)
"""Who sells to the asker, or what is told to be counted with the asker's."""
_FIGURES = lazy("\\d|[一二两三四五六七八九十百千半](?=[个万亿百千月年家台款项场套])")
_ASKED = lazy("[他她它]们?[^,。;!?]{0,8}(?:多少|几|啥|吗|呢|能不能|有没有)|[吗呢]|多少")


def is_of_their_own(text: str, end: int) -> bool:
    """Whether what stands behind a name is told of that one's own, with a number or a question."""
    own = _OWN.match(text, end)
    if own is None or _BEARS.match(text, end) or _NOT_OWN.search(text):
        return False
    return (_FIGURES.search(text, end) or _ASKED.search(text, end)) is not None
