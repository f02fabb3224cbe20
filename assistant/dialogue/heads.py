"""A sum headed by the noun of the one fact that is still lacking (造这批货成本200万).

The pair scores (pairs.py) weigh an unknown noun near a number as a reason for OTHER. Where the noun
right before the number is the head of exactly one fact that the clauses in question still lack
(成本 of 制备成本), and what stands before that points back (这批货) or is of the clause itself, the
number is that fact. What names something else (人工成本, 电费) points nowhere and stays OTHER.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.language import load_language, own_pairs, unknown_of
from assistant.rules.facts import FactSpec
from assistant.text.pattern import lazy

_HEAD = 2
_POINTS_BACK = lazy(
    "(?:[这那该此]|上述)(?:一)?[批台款个些项套笔份种条辆家场次]?[\u4e00-\u9fff]{0,3}的?$"
)
_BETWEEN = lazy(
    "(?:总共|一共|合计|总计|共计|大概|大约|差不多|实际|最后|最终|全部|[总共约近是为有达花了去掉付出到在])+$"
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
        if _POINTS_BACK.search(before) or _is_known(before, clauses):
            return next(iter(found))
        return ""
    is_own = len(lacking) == 1 and _OWN.search(text, low, start) and not found
    return next(iter(lacking)) if is_own and _is_known(text[low:start], clauses) else ""


def _heads(spec: FactSpec) -> tuple[str, ...]:
    """The nouns that a fact may be called by alone: the last word of its names, of the language."""
    plain = frozenset(load_language().of("spending"))
    words = (spec.label, *spec.words)
    return tuple(
        dict.fromkeys(w[-n:] for w in words for n in (3, _HEAD) if len(w) > n and w[-n:] in plain)
    )


def _is_known(text: str, clauses: Iterable[str]) -> bool:
    """Whether all words of a text that the language does not know stand in one of some clauses."""
    pairs = own_pairs(text)
    return not unknown_of(text) or any(
        pairs and all(pair in clause for pair in pairs) for clause in clauses
    )
