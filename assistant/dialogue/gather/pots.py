"""What there is for all of a district, told beside a matter: 每年5个题, 1000万用完了, 已经满20个了.

It is a pot or a quota of the rule (``pools``), no number of the asker. Where all of it is told to
be gone, nothing is left for the asker this year.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.prepared import without_spans
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.dialogue.used_up import POT_EMPTY
from assistant.rules.rule import Pool, Rule
from assistant.text.numerals import read_number
from assistant.text.pattern import lazy
from assistant.text.units import Quantity, Unit

_GONE = lazy(
    "(?:的?(?:资金|额度|名额|预算|钱|题目?|项目|指标|盘子)?)(?:都|也|已经?|全|全部|早就|就|快)*"
    "(?:(?:发|用|花|分|拨|给|补|评|选|占|报|领|抢|批)(?:完|光|没|满)|没了|满了|满额|告罄|耗尽|见底)"
)
_FULL = lazy("(?:已经?|都|早就|就)?(?:满|够|评满|选满|用满|报满|占满)了?$")
_OF_ALL = lazy(
    "(?:每年|一年|全区|全市|区里|市里|前海|管理局|政府|官方|今年)[^,。;!?\\d我咱]{0,6}?"
    "(?:只|就|才|一共|总共|共|最多|已经?|都)*(?:发布?|评|选|定|给|出|有|放|公布|征集|支持|资助|开|批|名额|限|满)"
    "(?:了|过|出|满)*$|(?:每年|一年|全区|全市)(?:最多|只|就|共|总共|一共|不超过|有)*$"
)
_OURS = lazy("我们?|咱|我司|本公司|公司|自己")
_OTHERS_GOT = lazy("[家个][^,。;!?]{0,6}(?:拿到?|领到?|得到?|获得?|评上|入选|批)了?")
_ASKS = lazy("还(?:能|可以?|有|给|剩)|再(?:报|申)|吗|没")
_ASKED = lazy("了?(?:没有?|吗|么)(?=[,。;!?]|$)")
_NTH = lazy("第(?P<n>[一二三四五六七八九十\\d]{1,2})(?:家|个|名)")


def without_pots(ctx: GatherContext, turn: Turn, parts: Sequence[Part]) -> Turn:
    """A message less the sums and counts that are there for all."""
    pools = [p for part in parts for rule in ctx.rules_of(part) for p in rule.pools]
    spans = [(q.start, q.end) for q in turn.quantities if any(_is_of(turn, q, p) for p in pools)]
    return without_spans(turn, spans) if spans else turn


def pots_emptied(turn: Turn, rules: Sequence[Rule], number: int) -> tuple[Stated, ...]:
    """The flag that the pot or the quota of a rule is gone, where a message says so."""
    for pool in (p for rule in rules for p in rule.pools):
        for start, end in _emptied(turn, pool):
            text = turn.folded[start:end]
            return (Stated(POT_EMPTY, True, start, end, text, turn=number),)
    return ()


def pots_told(turn: Turn, rules: Sequence[Rule]) -> frozenset[int]:
    """Where a message tells what there is for all."""
    pools = [pool for rule in rules for pool in rule.pools]
    return frozenset(q.start for q in turn.quantities if any(_is_of(turn, q, p) for p in pools))


def _emptied(turn: Turn, pool: Pool) -> Iterator[tuple[int, int]]:
    text = turn.folded
    for q in turn.quantities:
        if not _is_of(turn, q, pool):
            continue
        low, high = clause_around(text, q.start, q.end)
        is_all = pool.yuan is not None or q.value >= Decimal(pool.quota or 0)
        gone = _GONE.match(text, q.end, high) or _FULL.search(text, low, q.start)
        if gone is None and pool.quota is not None:
            gone = _OTHERS_GOT.match(text, q.end - 1, high)
        if gone is not None and _ASKED.match(text, gone.end()):
            continue  # 用完了没
        if is_all and gone and (pool.yuan is not None or _ASKS.search(text, q.end)):
            yield q.start, q.end
    for match in _NTH.finditer(text) if pool.quota else ():
        read = read_number(match["n"])
        low, _ = clause_around(text, *match.span())
        is_later = read is not None and read.value > Decimal(pool.quota or 0)
        is_ours = "今年" in text[low : match.start()] or _OURS.search(text, low, match.start())
        if is_later and is_ours:
            yield match.span()


def _is_of(turn: Turn, q: Quantity, pool: Pool) -> bool:
    """Whether a number is told as what there is for all."""
    text = turn.folded
    low, high = clause_around(text, q.start, q.end)
    if pool.yuan is not None:
        is_sum = q.unit is Unit.YUAN and q.value == pool.yuan
        is_told = _GONE.match(text, q.end, high) or _OF_ALL.search(text, low, q.start)
        return is_sum and is_told is not None and not _OURS.search(text, low, q.start)
    if pool.quota is None or q.unit is not Unit.COUNT or q.value > Decimal(pool.quota):
        return False
    if _OURS.search(text, low, q.start):
        return False
    told = _OF_ALL.search(text, low, q.start) or _FULL.search(text, low, q.start)
    told = told or _GONE.match(text, q.end, high)
    return told is not None and (_ours_apart(turn, q) or _ASKS.search(text, q.end) is not None)


def _ours_apart(turn: Turn, q: Quantity) -> bool:
    """Whether the asker's own count is told beside it (每年5个题,我们中了一个)."""
    return any(
        one is not q and one.unit is Unit.COUNT and one.start > q.end
        and _OURS.search(turn.folded, clause_around(turn.folded, one.start, one.end)[0], one.start)
        for one in turn.quantities
    )  # fmt: skip
