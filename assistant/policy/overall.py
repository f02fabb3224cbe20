"""What a policy says of all its clauses at once: how much together, what along with what, what not.

Such a sentence stands in an article of its own near the end, or in the clause it is about. No rule
is made of most of them; who asks is told the sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum

from assistant.policy.clause import Clause, ClauseId
from assistant.text.normalise import fold
from assistant.text.pattern import lazy


class Overall(Enum):
    """Most of everything, whether two go together, who gets nothing, what goes back, is free."""

    TOTAL = "total"
    TOGETHER = "together"
    EXCLUDED = "excluded"
    RETURNED = "returned"
    """What must be paid back, and when."""
    FREE = "free"
    """What need not be paid at all."""


_SENTENCE = lazy(r"[^。；;\n\r]+[。；;]?")
_TOTAL = lazy(
    "(?:本(?:办法|措施|政策|细则|意见|方案|规定|若干|实施|资金)|各(?:项|类|种)"
    "|(?:奖补|补助|补贴|奖励|扶持|资助|支持|专项)?(?:资金)?(?:总额|总和|总计)"
    "|(?:所得|获得|取得|享受)的?(?:各项|全部)?(?:奖补|补助|补贴|奖励|扶持|资助)"
    "(?:资金|金额)?(?:合计|累计))"
    "[^。;]{0,30}?(?:不(?:得|能)?(?:超过|高于)|最高|最多|上限|以内|封顶)"
)
_TOGETHER = lazy(
    "(?:就|从|择|按)高|择优|最高(?:的)?一项|不(?:得|能|予|可|可以|再)?(?:重复|同时|叠加|累加|兼得|兼享)"
    "|(?:可以?|允许|能够?)(?:同时|叠加|累加)"
    "|停发|停止(?:发放|享受)[^。;]{0,8}[补奖]|(?:期间|后|再)不(?:得)?再?(?:享受|发放|领取)[^。;]{0,8}[补奖]"
)
_EXCLUDED = lazy(
    "(?:下列|以下|之一)[^。;]{0,20}(?:不予|不得|不能|不适用|不享受|不支持|不纳入|取消)"
    "|(?:不予|不得|不)(?:支持|扶持|受理|适用|享受)[^。;]{0,12}(?:情形|活动|范围|对象|项目)"
)
_RETURNED = lazy("退回|退还|返还|追回|收回|缴回")
_FREE = lazy("免收|免征|免缴|免交|免除|减免|免费")
_STATES = {
    Overall.TOTAL: _TOTAL,
    Overall.TOGETHER: _TOGETHER,
    Overall.EXCLUDED: _EXCLUDED,
    Overall.RETURNED: _RETURNED,
    Overall.FREE: _FREE,
}


def sentences_on(kind: Overall, clause: Clause) -> tuple[str, ...]:
    """The sentences of a clause that state it, as they stand."""
    found = (match.group().strip() for match in _SENTENCE.finditer(clause.text))
    return tuple(sentence for sentence in found if _STATES[kind].search(fold(sentence)))


def clauses_on(
    kind: Overall, clauses: Sequence[Clause], general: Iterable[ClauseId]
) -> tuple[Clause, ...]:
    """The leaves that answer for the policy, best first; () where none does.

    ``general`` are those that pay nothing: what a measure says of its own sums is not said of all.
    A list under a head that states it is told whole.
    """
    paying_nothing = set(general)
    for clause in clauses:
        if not sentences_on(kind, clause):
            continue
        if clause.is_leaf and clause.id in paying_nothing:
            return (clause,)
        leaves = [one for one in clauses if one.is_leaf and _is_under(one.id, clause.id)]
        if not clause.is_leaf and leaves and all(one.id in paying_nothing for one in leaves):
            return tuple(leaves)
    return ()


def _is_under(leaf: ClauseId, head: ClauseId) -> bool:
    return leaf.policy == head.policy and leaf.article == head.article and head.item is None
