"""Whether words beside a place say nothing but a question (区里多少, 市里再报一遍)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.dialogue.as_left import PAYS_FOR
from assistant.dialogue.aspects import content_of
from assistant.dialogue.grouping.clauses import ATOM, clause_of
from assistant.dialogue.grouping.group import ASKS
from assistant.dialogue.turn import blank
from assistant.text.pattern import lazy

_CLAIMED = lazy(
    "[报申领拿认算掏出给补]一?[遍下份回次]|都[^,。;!?]{0,3}算|(?:顶格?|封顶)[到奖给补]?|分别|两[头边]都|[只就光单](?:想)?问|归谁|谁管|找谁|哪个(?:局|部门|单位)"
)
"""What asks in a place without a question word (区里报一遍, 市里顶格)."""
_WORDS = lazy(
    "[只就光单](?:想)?问|(?:两|这|那|几)?(?:头|级|边|份|笔|个口子)|[一再][遍份块起回次]儿?|顶格|封顶|[报申领拿认掏出管归谁顶到]|钱|的话|想着"
    "|给?企业|要|最多|有没有|里|呢|吧|^[那就]?(?:改?走|只?按|照|报|算)"
)


_WE = lazy(
    "(?:(?:我们?|咱们?|俺们?)?(?:的|这|这家)?(?:公司|企业|单位|厂子?)?(?:也|都|就|是)?(?:注册|开|设|落)?[在是]?)?"
)
_THERE = lazy("区?(?:这边|那边)?(?:的|这|注册)?(?:企业|公司|厂子?)?(?:的)?")


def only_asks_there(text: str, low: int, high: int, names: Iterable[tuple[int, int]]) -> bool:
    """Whether a stretch with a place in it only asks, or only says that it is claimed there.

    ``names``: where places stand in the text.
    """
    inside = [(s, e) for s, e in names if low <= s and e <= high]
    rest = blank(text, inside)[low:high].partition("(")[0]  # 市里多少(规模够了)
    rest, called = PAYS_FOR.subn("", rest)  # 市里给训练的那个
    if not (called or ASKS.search(rest) or _CLAIMED.search(rest)):
        return False
    return content_of(_WORDS.sub("", rest)) == 0


def says_nothing_else(text: str, low: int, high: int, names: Sequence[tuple[int, int]]) -> bool:
    """Whether every clause of a stretch only asks in a place (区里顶到多少,市里能给多少)."""
    clauses = [m.span() for m in ATOM.finditer(text, low, high)]
    return bool(clauses) and all(
        any(start <= s and e <= end for s, e in names) and only_asks_there(text, start, end, names)
        for start, end in clauses
    )


def is_where_we_are(text: str, low: int, high: int, start: int, end: int) -> bool:
    """Whether a clause says no more than that the asker is in the place in it (公司在福田)."""
    before, after = text[low:start], text[end:high].strip(",。;!?:、 \n")
    return bool(_WE.fullmatch(before)) and bool(_THERE.fullmatch(after))


def clause_at(text: str, place: int) -> tuple[int, int]:
    """The clause of a place, from behind a colon in it (合同1100万:区里多少)."""
    low, high = clause_of(text, place)
    return max(low, text.rfind(":", low, place) + 1), high
