"""Whether one may still apply: the sentence of a policy that bars, or lets in, who asks.

去年因为药材质量被罚过款，还能报吗 names no measure. Which applicants, and what they must not have
done, stands in articles that pay nothing; the one that speaks of what the asker tells answers. No
list holds what may have been done: the characters that the message shares with a sentence find it,
the rarer they are in the policy the more they weigh.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Sequence

from assistant.dialogue.language import covers, pairs_of, plain_words
from assistant.policy.clause import Clause, ClauseId
from assistant.policy.overall import Overall, sentences_on
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.traditional import as_searched

_MAY = "能不能|可不可以|可以不可以|能否|可否|是否可以|是不是能|能|可以|有没有资格|有资格|够资格"
_ASKS = lazy(
    f"(?:{_MAY})[^,。;!?多少几哪]{{0,14}}?(?:申请|申报|报(?!销|回)|享受|参加|领|拿)"
    "[^,。;!?多少几哪]{0,14}(?:吗|么|嘛|不|没有?)?(?=[,。;!?]|$)"
    "|(?:影不影响|会不会影响|影响)[^,。;!?多少几哪]{0,8}(?:申请|申报|报(?!销|回)|享受|领|拿)"
)
_SUM = lazy("多少|几(?!乎)|哪|怎么|什么")
_BARS = lazy(
    "不予|不得|不能|不可|不享受|不支持|不适用|不属于|不在|不包括|不受理|除外|取消|停止|暂停"
    "|仅|只|须|应当?|具有|具备|符合|未|无(?!障碍)|没有|适用于|是指"
)
_SENTENCE = lazy(r"[^。\n\r]+")
_PART = lazy(r"[^;]+")
_COMMA = lazy(r"[^,。;!?\n]+")
_PUNISHED = lazy("被(?:罚|查|处|抓|通报)|(?:罚|查处|处分|通报)[过了]|罚款|受过?(?:处)?罚")
"""Of all that is told, that somebody was punished: what a text calls 处罚."""
_PUNISHMENT = lazy("处罚|罚款|查处|处分")
_AS_PUNISHED, _PAIR = 2.0, 1.5
_LEAST = 5.0
_RARE = 0.3
"""A character that stands in more than this share of the sentences tells nothing."""


def asks_whether_barred(text: str) -> bool:
    """Whether a folded message asks whether one may apply, and for no sum."""
    return _ASKS.search(text) is not None and _SUM.search(text) is None


def tells_punishment(text: str) -> bool:
    """Whether a comma clause tells that somebody was punished for what it names (偷税被罚过)."""
    return _PUNISHED.search(text) is not None


def barring(text: str, clauses: Sequence[Clause], paying: Collection[ClauseId]) -> Clause | None:
    """The clause that speaks of what a message tells of its asker; None where none does.

    ``text`` is the folded message without names of places; ``paying`` are the measures.
    """
    told = "".join(
        match.group() + "," for match in _COMMA.finditer(text) if not _ASKS.search(match.group())
    )
    barring_all = {one.id for one in clauses if sentences_on(Overall.EXCLUDED, one)}

    def bars(clause: Clause, sentence: str) -> bool:
        is_listed = bool(barring_all & {clause.id, clause.id._replace(item=None)})
        return clause.id not in paying and (is_listed or _BARS.search(sentence) is not None)

    best, least = None, _LEAST
    for score, clause in _scored(told, clauses, bars):
        if score >= least and (best is None or score > least):
            best, least = clause, score
    return best


def spoken_of(text: str, clauses: Sequence[Clause], kind: Overall) -> Clause | None:
    """Of the clauses that state something, the one nearest to a folded message; the first if none.

    Of two that say what is paid back, 迁出 or 弄虚作假, the message's own words tell which.
    """
    scored = _scored(text, clauses, lambda clause, _: bool(sentences_on(kind, clause)))
    return max(scored, key=lambda one: one[0])[1] if scored else None


def _scored(
    told: str, clauses: Sequence[Clause], holds: Callable[[Clause, str], bool]
) -> list[tuple[float, Clause]]:
    """The parts of sentences that hold, each with how much of what is told it shares."""
    parts = [
        (part.group(), clause, sentence.group())
        for clause in clauses
        if clause.is_leaf
        for sentence in _SENTENCE.finditer(fold(as_searched(clause.text)))
        for part in _PART.finditer(sentence.group())
    ]
    known = covers(told, (plain_words(),))
    said = {c for i, c in enumerate(told) if c.isalpha() and not known[i]} - _JOINS
    pairs = set(pairs_of(told, known))
    spread = Counter(c for part, _, _ in parts for c in said.intersection(part))
    weight = {
        c: math.log(len(parts) / n) / 2
        for c, n in spread.items()
        if n <= max(1, _RARE * len(parts))
    }
    found: list[tuple[float, Clause]] = []
    for part, clause, sentence in parts:
        if not holds(clause, sentence):
            continue
        score = sum(weight[c] for c in weight if c in part)
        score += _PAIR * sum(pair in part and weight.keys() >= set(pair) for pair in pairs)
        if _PUNISHED.search(told) and _PUNISHMENT.search(part):
            score += _AS_PUNISHED
        found.append((score, clause))
    return found


_JOINS = frozenset(
    "的了在是有和与及或我你他们这那还也都就不没被因为去年今前过人个家到一二三四五六七八九十"
)
"""Characters that join words and are in every sentence."""
