"""A slip of the tongue that its own sentence puts right: 龙岗,不对,龙华; 算力,哦不,语料.

Text → text before anything is read: what was said by mistake gives way to what is said instead,
where both are places or both are words of matters. The second stands right behind the word that
takes back (福田,哦不,龙岗,买语料) or alone in the clause behind it (福田买语料200万,说错了,是龙岗).
龙岗,不是龙华 takes nothing back, and numbers put right are read as numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.text.pattern import lazy

_TAKES_BACK = lazy(
    "[,、.。…!;—-]{0,3}(?:"
    "(?:(?:[哦噢喔啊呃额哎唉]|等等|等一?下|抱歉|不好意思),?)?"
    "(?<!是不是)(?<!有没有)(?<!哪里)(?:不对|[说讲打写记搞弄看填]错了?|错了|口误|更正一?下?|纠正一?下?)"
    "[啊哦哈噢]?[,、.。…!:]{0,3}"
    "|[哦噢喔啊呃额哎唉嗯]不[,、]?|(?:[哦噢啊呃],?)?(?:不是|不不不?)[,、]"
    ")"
)
_BEHIND = lazy("(?:了|的|吧|啊|区|新区|市|那边|这边|那里|这里|来着){0,2}")
"""What may stand between the slip and the word that takes it back."""
_BEFORE = lazy("(?:应该|其实|实际)?(?:是|说的是|我是说|在|去|到|说|算){0,2}(?:买|租|办|做)?的?")
"""What may stand between the word that takes back and what is meant."""
_AFTER = lazy("(?:区|新区|市)?(?:的|那边|这边|那里|这里|才对|吧|啊|哈|了|来着){0,3}(?=[,。;!?]|$)")
_MOST = 4
"""More slips in one message are none."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What was said by mistake, what is meant, and what goes with them.

    ``gone`` are stretches that are left out; ``[start, end)`` gives way to ``[low, high)``, where
    what is meant does not stand behind it already.
    """

    gone: tuple[tuple[int, int], ...]
    start: int = 0
    end: int = 0
    low: int = 0
    high: int = 0


def may_slip(text: str) -> bool:
    """Whether a folded text has a word that takes back what stands before it."""
    return _TAKES_BACK.search(text, 1) is not None


def slips_in(text: str, classes: Sequence[Iterable[tuple[int, int]]]) -> tuple[Slip, ...]:
    """The slips of a folded text; ``classes`` are where words of each kind stand in it."""
    takes_back = list(_TAKES_BACK.finditer(text))
    if not takes_back or len(takes_back) > _MOST:
        return ()
    kinds = [sorted(set(spans)) for spans in classes]
    found = []
    for match in takes_back:
        slip = next(filter(None, (_slip(text, match.span(), kind) for kind in kinds)), None)
        if slip is not None:
            found.append(slip)
    return tuple(found)


def _slip(text: str, taken: tuple[int, int], spans: Sequence[tuple[int, int]]) -> Slip | None:
    """The slip that one word of taking back takes back, of words of one kind."""
    lead = _BEFORE.match(text, taken[1])
    at = lead.end() if lead else taken[1]
    meant = [s for s in spans if taken[1] <= s[0] <= at]
    if not meant:
        return None
    low = min(s for s, _ in meant)
    high = max(e for s, e in meant if s == low)
    said = [s for s in spans if s[1] <= taken[0] and _is_beside(text, s[1], taken[0])]
    if said:
        start = min(s for s, e in said if e == max(e for _, e in said))
        if text[start : taken[0]].startswith(text[low:high]):
            return None  # 龙岗,不对,龙岗那边…: nothing is taken back
        return Slip(gone=((start, low),))
    if _AFTER.match(text, high) is None or taken[0] == 0:
        return None
    earlier = [s for s in spans if s[1] <= taken[0]]
    if not earlier:
        return None
    end = max(e for _, e in earlier)
    start = min(s for s, e in earlier if e == end)
    alike = {text[s:e] for s, e in _apart(earlier)}
    if len(alike) > 1 or text[low:high] in alike:
        return None  # which of several is meant is not said
    behind = _AFTER.match(text, high)
    return Slip(((taken[0], behind.end() if behind else high),), start, end, low, high)


def _is_beside(text: str, end: int, place: int) -> bool:
    between = _BEHIND.match(text, end)
    return between is not None and between.end() >= place


def _apart(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest of the stretches that lie in one another."""
    return [s for s in spans if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in spans)]
