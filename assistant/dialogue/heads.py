"""A sum headed by the noun of the one fact that is still lacking (造这批货成本200万).

The pair scores (pairs.py) weigh an unknown noun near a number as a reason for OTHER. Where the noun
right before the number is the head of exactly one fact that the clauses in question still lack
(成本 of 制备成本), and what stands before that points back (这批货) or is of the clause itself, the
number is that fact. What names something else (人工成本, 电费) points nowhere and stays OTHER. A
number right behind words of the clause itself (买网信办备案的大模型花了500万) is the one fact that
lacks, whatever else is said before them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.closed_classes import load_language
from assistant.dialogue.language import own_pairs, uncovered, unknown_of
from assistant.rules.facts import FactSpec
from assistant.text.pattern import lazy

_HEAD = 2
_POINTS_BACK = lazy(
    "(?:[这那该此]|上述)(?:一)?[批台款个些项套笔份种条辆家场次]?[\u4e00-\u9fff]{0,3}的?$"
)
_BETWEEN = lazy(
    "(?:一共|合计|总计|共计|大概|大约|差不多|实际|最后|最终|全部|[总共约近是为有达花了去掉付出到在])+$"
)
_OWN = lazy("(?:自己|自个儿?|自行|自掏|自筹)")


def headed_by(
    text: str, start: int, end: int, lacking: Mapping[str, FactSpec], clauses: Iterable[str]
) -> str:
    """The fact of ``lacking`` that a number of a folded text is; "" if none.

    ``lacking`` are facts with sums that nothing said yet, ``clauses`` the folded texts in question.
    """
    low, high = clause_around(text, start, end)
    if unknown_of(text[end:high]):
        return ""
    lead = text[low:start]
    between = _BETWEEN.search(lead)
    lead = lead[: between.start()] if between else lead
    found = {name for name, spec in lacking.items() if any(lead.endswith(h) for h in _heads(spec))}
    if len(found) == 1:
        head = max((h for h in _heads(lacking[next(iter(found))]) if lead.endswith(h)), key=len)
        before = lead[: -len(head)]
        if _POINTS_BACK.search(before) or is_of(before, clauses):
            return next(iter(found))
        return ""
    if len(lacking) != 1:
        return ""
    clauses = tuple(clauses)
    is_own = _OWN.search(text, low, start) and is_of(text[low:start], clauses)
    return next(iter(lacking)) if is_own or _is_last_said(text[low:start], clauses) else ""


def _is_last_said(text: str, clauses: Iterable[str]) -> bool:
    """Whether the last words with a meaning of their own are those of one of some clauses.

    做智能体的那家买备案大模型花了: whoever bought it, the sum behind 大模型 is the model's. Behind
    示范项目那边装修花了 it is the decoration's.
    """
    known = uncovered(text)
    end = max((i + 1 for i, free in enumerate(known) if free), default=0)
    start = end
    while start and known[start - 1]:
        start -= 1
    last = text[start:end]
    return len(last) >= _HEAD and any(_is_covered(last, clause) for clause in clauses)


def _is_covered(words: str, clause: str) -> bool:
    """Whether every character stands in two side by side that a clause holds as well."""
    shared = [words[i : i + 2] in clause for i in range(len(words) - 1)]
    return all(a or b for a, b in zip([*shared, False], [False, *shared], strict=True))


def _heads(spec: FactSpec) -> tuple[str, ...]:
    """The nouns that a fact may be called by alone: the last word of its names, of the language."""
    plain = frozenset(load_language().of("spending"))
    words = (spec.label, *spec.words)
    return tuple(
        dict.fromkeys(w[-n:] for w in words for n in (3, _HEAD) if len(w) > n and w[-n:] in plain)
    )


def is_of(text: str, clauses: Iterable[str]) -> bool:
    """Whether all words of a folded text are of the language or stand in one of some clauses."""
    pairs = own_pairs(text)
    return not unknown_of(text) or any(
        pairs and all(pair in clause for pair in pairs) for clause in clauses
    )
