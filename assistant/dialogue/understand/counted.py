"""What a message says it asks so many of: 四个数给我, 三问:…, 这两样能拿什么, ①…②…③….

Where fewer matters were found, the stretches that none of them accounts for are looked up once
more, on that evidence; what is still missing is told, never passed over.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence

from assistant.dialogue.aspects import content_of
from assistant.dialogue.gather import Part
from assistant.dialogue.grouping import Group, only_who
from assistant.dialogue.grouping.clauses import ATOM
from assistant.dialogue.stated import Unused
from assistant.dialogue.turn import Intent, Turn
from assistant.dialogue.understand.context import UnderstandContext
from assistant.dialogue.understand.left_over import joined, new_part
from assistant.dialogue.understand.wording import MARKS
from assistant.policy.clause import ClauseId
from assistant.text.normalise import fold_words
from assistant.text.pattern import lazy

_LEAD = (
    "(?:(?<=[,。;!?:、\\s])|^)(?:[一总]共|[这那就]|一口气|只?想?问|请|帮|给|我们?|要|求|列|算|报|查|"
    "最后|麻烦|一并|一次性?|来|说|共|区里|市里|区|市|[,、]){0,8}(?:[^,。;!?:\\d]{0,4}[这那])?"
)
_N = "(?P<n>[两俩仨二三四五六七八2-8])"
_UNIT = (
    "(?P<u>个?(?:数字?|问题?|事情?)|样|笔|项|条|件事?|块|桩|处|档|码事)"
    "(?:事儿?|钱|补贴|补助|奖励?|政策)?"
)
_SAYS = (
    "(?:(?:各自?|分别|分开|都|一起|一块|全|怎么|如何|能|可以?|该|最[高多]|顶格|封顶|合起来)*"
    "(?:是|给|补|拿|领|报|奖|算|有|列|说|讲|要|写|告诉|得|到|查)*(?:多少|几何|什么|啥|清楚|出来|一下|我|给我)*钱?"
    "(?:呢|啊|呀|吧|吗)?)"
)
_COUNTED = lazy(f"{_LEAD}{_N}(?:{_UNIT}){_SAYS}(?=[,。;!?:]|$)")
_BARE = lazy(f"{_LEAD}(?P<n>[俩仨]){_SAYS}(?=[,。;!?:]|$)")
_PLACES = lazy(
    "(?:^|[,。;!?:])[^,。;!?:]{1,3}(?P<n>[两二三四])样[、,]?[^,。;!?:]{1,4}(?P<m>[两二三四])样[:,]"
)
"""市里两样龙岗两样: so many of each place."""
_CIRCLED = "①②③④⑤⑥⑦⑧"
_NUMBERS = {
    "两": 2,
    "俩": 2,
    "二": 2,
    "三": 3,
    "仨": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
}
_FOUND, _APART, _LONGEST = 0.5, 1.25, 6
"""From which probability, and how far ahead of the next, a clause is one that was counted."""
_CLEAR, _FAR_APART = 0.3, 4.0
"""The same where words alone leave no other clause near."""
_TELLING, _TWO = 2, 2
_FIGURES = lazy("数字?")


def counted_in(text: str) -> tuple[int, str]:
    """How many things a message says that it asks about, with the words; 0 if it does not."""
    listed = 0
    while listed < len(_CIRCLED) and _CIRCLED[listed] in text:
        listed += 1
    folded = fold_words(text)
    told = [
        (_NUMBERS.get(m["n"]) or int(m["n"]), m.group().strip(MARKS))
        for pattern in (_COUNTED, _BARE)
        for m in pattern.finditer(folded)
    ]
    for match in _PLACES.finditer(folded):
        told.append((_NUMBERS[match["n"]] + _NUMBERS[match["m"]], match.group().strip(MARKS)))
    if listed > 1:
        told.append((listed, _CIRCLED[listed - 1]))
    return max(told, default=(0, ""))


def with_counted(
    ctx: UnderstandContext,
    turn: Turn,
    parts: tuple[Part, ...],
    unmatched: tuple[Unused, ...],
    policies: tuple[str, ...],
) -> tuple[tuple[Part, ...], tuple[Unused, ...]]:
    """The matters with those that a message counts besides, or what is missing as unused."""
    wanted, words = counted_in(turn.text)
    known = {c for part in parts for c in part.matter.clauses}
    items, open_items = _items(ctx, turn, known)
    answered = max(_answered(parts), items or _named(ctx, turn, known))
    if len(parts) == 1 and wanted == _TWO and _FIGURES.search(words):
        return parts, unmatched  # 两个数:补多少,上限多少
    # What was cut out with a sum of its own is told as not used.
    named = len(unmatched) + sum(aside.has_number or aside.is_matter for aside in turn.asides)
    if not parts or wanted <= answered + named or Intent.MATCH in turn.intents:
        return parts, unmatched
    more: list[Part] = []
    left: list[tuple[int, int]] = []
    for start, end in (open_items or _uncovered(ctx, turn, known))[:_LONGEST]:
        clause = _clause_of(ctx, turn, start, end, policies)
        if clause is None or (open_items and clause in known):
            left.append((start, end))
        elif clause not in known:
            known.add(clause)
            text = turn.folded[start:end]
            group = Group(start, end, text, ctx.topics.named_in(text))
            more.append(new_part(ctx, turn, group, (clause,), policies, _TELLING))
    parts = joined(parts, more) if more else parts
    answered = max(_answered(parts), answered + len(more))
    if wanted <= answered + named:
        return parts, unmatched
    told = tuple(Unused(turn.folded[s:e], s, e, "matter") for s, e in left)
    if not told:
        at = turn.folded.find(words)
        told = (Unused(words, at, at + len(words), "matter"),) if at >= 0 and words else ()
    return parts, (*unmatched, *told[: wanted - answered])


def _answered(parts: Sequence[Part]) -> int:
    """How many answers the matters found may be.

    One for each clause, or for each stretch: two items of a list may be cases of one clause.
    """
    stretches = sum(len(part.stretches) for part in parts)
    return max(stretches, len({c for part in parts for c in part.matter.clauses}))


def _named(ctx: UnderstandContext, turn: Turn, known: set[ClauseId]) -> int:
    """How many clauses of a message have a topic's word of the matters found.

    重点项目基础研究、科技重大专项投资4500万: two cases of one clause of a policy.
    """
    matters = ctx.topics.of_clauses(known)
    words = ctx.topics.words_in(turn.folded)
    return sum(
        any(
            m.start() <= s < m.end() and matters & ctx.topics.of_word(w).keys() for s, _, w in words
        )
        for m in ATOM.finditer(turn.folded)
    )


def _items(
    ctx: UnderstandContext, turn: Turn, known: set[ClauseId]
) -> tuple[int, list[tuple[int, int]]]:
    """How many items of a numbered list hold a word of the matters found; and the others.

    A word of a matter that was found in another place than the item's own is none of it.
    """
    found, left = 0, []
    for start, end in _numbered(turn):
        marks = [m for m in turn.scope.marks if start <= m.start < end and m.policies]
        own = {c for c in known if not marks or c.policy in marks[-1].policies}
        if _holds(ctx, turn, start, end, own):
            found += 1
        else:
            left.append((start, end))
    return found, left


def _numbered(turn: Turn) -> list[tuple[int, int]]:
    """The items of a list that a message numbers (①…②…), without what follows the last one."""
    starts = [at for at in map(turn.text.find, _CIRCLED) if at >= 0]
    if len(starts) <= 1:
        return []
    places = [bisect_left(turn.offsets, at) for at in starts]
    ends = [*places[1:], _end_of(turn.folded, places[-1])]
    spans = []
    for low, high in zip(places, ends, strict=True):
        text = turn.folded[low:high]
        low, high = low + len(text) - len(text.lstrip(MARKS)), low + len(text.rstrip(MARKS))
        if low < high:
            spans.append((low, high))
    return spans


def _end_of(text: str, start: int) -> int:
    stop = text.find("。", start)
    return stop if stop >= 0 else len(text)


def _holds(
    ctx: UnderstandContext, turn: Turn, start: int, end: int, known: Collection[ClauseId]
) -> bool:
    """Whether a stretch has a word of some clauses."""
    known = set(known)
    matters = ctx.topics.of_clauses(known)
    return any(
        start <= s and e <= end and to & known for s, e, to in ctx.hints.places(turn.folded)
    ) or any(
        start <= s and e <= end and matters & ctx.topics.of_word(word).keys()
        for s, e, word in ctx.topics.words_in(turn.folded)
    )


def _uncovered(ctx: UnderstandContext, turn: Turn, known: set[ClauseId]) -> list[tuple[int, int]]:
    """Clauses of a message that hold no word of the matters found, nor a number or a condition."""
    matters = ctx.topics.of_clauses(known)
    held = [(s, e) for s, e, to in ctx.hints.places(turn.folded) if to & known]
    held += [
        (s, e)
        for s, e, word in ctx.topics.words_in(turn.folded)
        if matters & ctx.topics.of_word(word).keys()
    ]
    held += [(f.start, f.end) for f in turn.flags if any(ctx.hints.tests(c, f.name) for c in known)]
    found = []
    for match in ATOM.finditer(turn.folded):
        start, end = match.span()
        if any(s < end and start < e for s, e in held) or only_who(turn, start, end):
            continue
        low = start + len(match.group()) - len(match.group().lstrip(MARKS))
        high = start + len(match.group().rstrip(MARKS))
        said = ctx.places.without_names(turn, low, high)
        if (
            low < high
            and content_of(said) >= _TELLING
            and not _COUNTED.search(turn.folded, low, high)
        ):
            found.append((low, high))
    return found


def _clause_of(
    ctx: UnderstandContext, turn: Turn, start: int, end: int, policies: tuple[str, ...]
) -> ClauseId | None:
    """The clause that a stretch is surely about, in the place that holds there."""
    before = [m for m in turn.scope.marks if m.start < end and m.policies]
    scope = before[-1].policies if before else policies
    text = ctx.places.without_names(turn, start, end)
    ranking = ctx.selector.rank(text, ctx.topics.named_in(text), scope or None)
    best, *rest = ranking.ranked[:2] or (None,)
    if best is None:
        return None
    ahead = best.score / rest[0].score if rest and rest[0].score > 0 else _FAR_APART
    is_sure = ranking.relevance >= _FOUND and ahead >= _APART
    is_far = best.score >= _CLEAR and ahead >= _FAR_APART
    return best.clause_id if is_sure or is_far else None
