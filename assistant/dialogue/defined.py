"""What a term of a policy means: 啥叫员工制企业, 国大师指什么, 多少家才算集群, 雪季是几月到几月.

The clause that explains the term answers; who asks what is paid for it asks for no meaning.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.policy.clause import Clause
from assistant.policy.definitions import definitions_of
from assistant.text.pattern import lazy

_WHAT = "(?:什么|啥|谁|哪些(?:人|企业|单位|公司|主体)?|哪种|哪类|什么样的?)"
_ASKS = lazy(
    "(?:什么|啥)(?:是|叫做?|才?算|才是|才叫)|(?:是|叫)(?:个)?(?:什么|啥)(?:意思|东西|概念|情况|情形)?[?。!]*$"
    f"|(?:指的?(?:是)?|是指){_WHAT}|(?:是|指)(?:谁|哪些(?:人|企业|单位|公司|主体)|什么样的?(?:人|企业|单位|公司|项目)?)[?。!]*$"
    "|(?:怎么|如何|咋|怎样)(?:个)?(?:定义|界定|理解|解释|算的?|认定的?标准)(?![钱补出])[^,。]{0,3}[?。!]*$"
    "|(?:什么样|怎样|怎么样|哪种|哪些|哪类|什么)的?[^,。?!]{0,8}(?:才?算(?:是)?|才?叫|属于|才?能叫|称得上)"
    "|(?:多少|几|多大|多高|多低|多久)[^,。?!补奖]{0,6}才?(?:算|叫|能算|属于)"
    "|(?:定义|含义|意思|概念|界定标准|认定标准)(?:是|为)?(?:什么|啥)?[?。!]*$|标准是(?:什么|啥|多少)"
    "|(?:是|指)(?:从)?(?:几月|哪几个月|几号|多少度|几度|多大|多高|多少(?:[家个亩吨平米度]|人(?!民)))"
    "|(?:包不包括|含不含|包不包含|包括|包含|含)本数"
)
_ASKS_SUM = lazy(
    "[补奖给拿领贴发得]多少|多少(?:钱|补|奖|万|元)|几[万成]|[补奖](?:几|多)|能(?:拿|领|补|申请|享受)"
)


def asks_meaning(text: str) -> bool:
    """Whether a folded message asks what something is, and not what is paid for it."""
    return _ASKS.search(text) is not None and _ASKS_SUM.search(text) is None


def defining(text: str, clauses: Sequence[Clause]) -> Clause | None:
    """The clause that explains the longest term that a folded message names."""
    named = [one for one in definitions_of(clauses) if one.term in text]
    leaves = [one for one in named if one.clause.is_leaf]
    best = max(leaves, key=lambda one: len(one.term), default=None)
    return best.clause if best is not None else None
