"""What a message that goes on said and nothing took up: it is told, not passed over.

A later message whose words change nothing (the sum would come out as before) and ask for nothing
that is answered has not been understood. Its words are left over, so that the sum of before is
never repeated as if it answered them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from assistant.dialogue.acts import Act
from assistant.dialogue.aspects import content_of
from assistant.dialogue.ledger import Matter
from assistant.dialogue.stated import ClaimKind, Stated, Unused
from assistant.dialogue.turn import Intent, Turn
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_ANSWERED = frozenset(
    {
        Intent.VALIDITY,
        Intent.DEPARTMENT,
        Intent.STACKING,
        Intent.REVERSE,
        Intent.POOL,
        Intent.COMPARE,
        Intent.MATCH,
        Intent.NAME,
        Intent.RESTART,
    }
)
"""What is asked for and answered, whatever else changes."""
_SETTLED = frozenset({Act.DOUBT, Act.SIMPLIFY, Act.ALL_MATTERS})
_LEAST = 2
"""Characters of words that the language does not know, from which something was said."""
_MARKS = " ,。;!?、:()~-"
_ASKS = lazy("吗|呢|么|多少|几|哪|谁|什么|啥|多久|多长|怎|有没有|是不是|能不能|是否|[?]")
_WORD = 2
_COMPANY = "enterprise"


def untold(
    turn: Turn,
    changed: Sequence[tuple[Matter | None, Matter]],
    known: Iterable[tuple[int, int]],
    told: Sequence[Unused],
    tested: Collection[str],
    texts: Sequence[str],
) -> tuple[Unused, ...]:
    """The message's words, where it goes on with matters and changes nothing of them.

    ``changed`` are the matters in question before and after it, ``known`` stretches that say
    nothing of their own (places, words of the matters), ``told`` what is already told as left
    over, ``tested`` the facts that the rules in question test, ``texts`` the clauses in question,
    which answer a question in their own words (面积有没有上限).
    """
    asks = _ASKS.search(turn.folded) is not None
    claims = [c for c in turn.claims if asks or c.is_direct or c.kind is not ClaimKind.RATE]
    if not changed or told or turn.acts.all & _SETTLED or turn.unstated or claims:
        return ()  # 有一半是总公司付的 claims no rate
    if any(before is None or _is_moved(before, after, tested) for before, after in changed):
        return ()
    if turn.intents & _ANSWERED or any(_tells(s, tested) for s in turn.flags):
        return ()
    left = list(turn.folded)
    for start, end in known:
        left[start:end] = " " * (end - start)
    text = "".join(left)
    is_other = _OTHER_ONE.search(turn.folded) and not turn.scope.is_named
    if content_of(text) < _LEAST and not _changes(turn) and not is_other:
        return ()
    if _ASKS.search(turn.folded) and _stands_in(text, texts):
        return ()
    start = len(turn.folded) - len(turn.folded.lstrip(_MARKS))
    end = len(turn.folded.rstrip(_MARKS))
    return (Unused(turn.folded[start:end], start, end, "condition"),)


_OTHER_ONE = lazy("^(?:那|噢|哦)?[^,。;!?]{2,8}的?那一?[家个方边份位]的?呢[?]?$")
"""接单的那家呢: the same is asked of another, which must have been taken up."""
_SUPPOSED = lazy(
    r"(?:^|(?<=[,。;!?]))那?(?:如果|要是|假如|假设|若|倘若|万一|换[成个])[^,。;!?\d]{3,}"
)


def unread_suppositions(turn: Turn, known: Iterable[tuple[int, int]]) -> tuple[Unused, ...]:
    """The what-ifs of a message that goes on from which nothing was read (如果换个不沾亲的卖家)."""
    read = [*known, *((q.start, q.end) for q in turn.quantities)]
    read += [(s.start, s.end) for s in turn.flags]
    found = []
    for match in _SUPPOSED.finditer(turn.folded):
        low, high = match.span()
        if any(start < high and low < end for start, end in read) or turn.topics_at(low, high):
            continue
        if content_of(match.group()) >= _LEAST:
            found.append(Unused(match.group(), low, high, "condition"))
    return tuple(found)


_SUPPOSES = lazy("(?:^|[,。;!?])那?(?:如果|要是|假如|假设|若|倘若|万一)|的话[,。;!?]*$")


def _changes(turn: Turn) -> bool:
    """Whether a message of none but common words means to change what was stated (先别算)."""
    supposes = _SUPPOSES.search(turn.folded)
    said = turn.folded.rstrip(_MARKS).removesuffix("呢") if supposes else turn.folded
    if _ASKS.search(said) or Intent.EACH in turn.intents or Act.REPEAT in turn.acts:
        return False
    told = {Act.REMOVE, Act.CORRECT} & turn.acts.all or turn.multiples
    return bool(told or supposes or _NO_LONGER.search(turn.folded))


_NO_LONGER = lazy("(?:的|那[个份笔批])[^,。;!?]{0,4}不[^,。;!?]{1,3}了(?=[,。;!?]|$)")
"""后年的不续了: one of several is no more."""
_ASKERS = lazy(
    r"(?P<n>[两二三四五六])(?:个人|位|家公司|家企业|个公司|个客户|家)[^,。;!?]{0,4}(?:各|分别|一共|都|合计)"
)
_HOW_MANY = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}


def askers_left(turn: Turn, answered: int) -> tuple[Unused, ...]:
    """A message that asks for more askers than are answered for (两个人各多少)."""
    match = _ASKERS.search(turn.folded)
    if match is None or _HOW_MANY[match["n"]] <= answered or _tells_money(turn):
        return ()
    return (Unused(match.group(), *match.span(), "matter"),)


def _tells_money(turn: Turn) -> bool:
    return any(q.unit is Unit.YUAN for q in turn.quantities)


def _stands_in(text: str, clauses: Sequence[str]) -> bool:
    """Whether a word of two characters that the language does not know stands in a clause."""
    pairs = (text[n : n + _WORD] for n in range(len(text) - 1))
    return any(
        content_of(pair) == _WORD and any(pair in clause for clause in clauses) for pair in pairs
    )


def _tells(flag: Stated, tested: Collection[str]) -> bool:
    """Whether a flag says anything to the rules; that a company asks says nothing."""
    return flag.name in tested and flag.value != _COMPANY


def _is_moved(before: Matter, after: Matter, tested: Collection[str]) -> bool:
    """Whether a matter has other clauses, places or facts than before, or a fact told again."""
    again = any(s.turn == after.turn for s in after.numbers)
    return (
        again
        or before.clauses != after.clauses
        or before.policies != after.policies
        or _values(before.numbers) != _values(after.numbers)
        or _values(s for s in before.flags if _tells(s, tested))
        != _values(s for s in after.flags if _tells(s, tested))
    )


def _values(facts: Iterable[Stated]) -> dict[str, object]:
    return {s.name: s.value for s in facts}
