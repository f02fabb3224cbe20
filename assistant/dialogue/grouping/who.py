"""Who a message says that the company is, before what it asks: no matter of its own.

福田做投研机器人的,九年老公司。租算力…: what a company does, or what kind of company it is, in
clauses that tell no number and ask nothing, where other matters follow.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.dialogue.grouping.clauses import ATOM, clause_of
from assistant.dialogue.grouping.group import ASKS, Cluster
from assistant.dialogue.turn import Turn, blank
from assistant.text.joining import TIMES
from assistant.text.pattern import lazy

_DOES = (
    "(?:专门|主要|一直|就|从来)*(?:是|给[^,。;!?\\d]{1,8})?"
    "(?:做|搞|干|弄|卖|造|写|从事|经营|生产|研发|开发|供应|运营)"
)
_KIND = "(?:企业|公司|工厂|厂家?|厂商|店|机构|研究院|研究所|院所|单位|团队|工作室|供应商|服务商)"
_WE = (
    "(?:我们?|咱们?|俺们?|本公司|我司|公司|企业|[这一]家|一个|是|也是|在|的|区|市|注册|这边|里|头)*"
)
_WHO = lazy(
    f"{_WE}(?:{_DOES}[^,。;!?\\d]{{1,16}}(?:的|起家|出身)(?:的)?|[^,。;!?\\d]{{0,16}}{_KIND}(?:的)?)[,。;!?:\\s]*"
)
_TELLS = lazy("[了过]|被|获|认定|通过|评上|列入|立项|采购|租|首次|第一次")
"""What says that something was done, and no more who does it."""


def less_who(turn: Turn, clusters: Sequence[Cluster]) -> list[Cluster]:
    """Clusters less those at the head of a message that only tell who the company is."""
    kept = list(clusters)
    while len(kept) > 1 and _is_who(turn, kept[0], kept[1]):
        kept = kept[1:]
    return kept


def _is_who(turn: Turn, first: Cluster, then: Cluster) -> bool:
    """Whether a cluster stands where it is told who we are, and the next one is told behind it."""
    low = clause_of(turn.folded, first.start)[0]
    high = clause_of(turn.folded, first.end - 1)[1]
    behind = clause_of(turn.folded, then.start)[0]
    if behind < high:
        return False
    told = (q for q in turn.quantities if low <= q.start < behind and q.role == "amount")
    if any(q.unit not in TIMES for q in told):
        return False  # 九年老公司 tells how old it is
    opening = (m.span() for m in ATOM.finditer(turn.folded, 0, behind))
    return are_only_who(turn, low, high) and not any(
        ASKS.search(turn.folded, *span) or _TELLS.search(turn.folded, *span) for span in opening
    )


def only_who(turn: Turn, low: int, high: int) -> bool:
    """Whether a clause only tells what the company does or what kind of company it is."""
    if ASKS.search(turn.folded, low, high) or _TELLS.search(turn.folded, low, high):
        return False
    names = [(s, e) for s, e in turn.scope.spans if s < e]
    said = blank(turn.folded, names)[low:high].replace(" ", "")
    return _WHO.fullmatch(said) is not None


def are_only_who(turn: Turn, low: int, high: int) -> bool:
    """Whether all clauses of a stretch only tell who the company is."""
    clauses = [m.span() for m in ATOM.finditer(turn.folded, low, high)]
    return bool(clauses) and all(only_who(turn, *span) for span in clauses)
