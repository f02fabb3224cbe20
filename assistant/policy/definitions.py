"""What a policy calls its terms: 本措施所称…是指…, …（以下简称…）, 中国工艺美术大师（国大师）."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.policy.clause import Clause
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

_NAME = "[^,。;:、\"'“”‘’()《》\n]"
_QUOTES = "[\"'“”‘’「」]?"
_MEANS = "(?:均|都|系|特|一般)?(?:是指|指的是|系指|指代|指(?![导定标引挥南数]))"
_CALLED = lazy(
    f"(?:所称|所指|所说|所述|其中|上述)的?{_QUOTES}(?P<term>{_NAME}{{2,20}}?){_QUOTES},?(?:{_MEANS}|是|包括|为)"
)
_PLAIN = lazy(
    f"(?:^|[。;\n,:)]|所称)\\s*{_QUOTES}(?P<term>{_NAME}{{2,16}}?){_QUOTES},?{_MEANS}"
)
_SHORT = lazy(
    f"(?P<whole>{_NAME}{{3,20}})\\((?:以下|下同|下)?(?:简称|统称|合称|称)?(?:为)?{_QUOTES}(?P<term>{_NAME}{{2,10}}){_QUOTES}\\)"
)
_HELD = lazy(f"{_QUOTES}(?P<term>以[上下内])[^。;]{{0,8}}(?:包[含括]本数|[含包]本(?:数|级))")
_SENTENCE = lazy("[^。;\n]+")


@dataclass(frozen=True, slots=True)
class Definition:
    """A term as a message is folded, and the clause with the sentence that says what it means."""

    term: str
    clause: Clause


def definitions_of(clauses: Iterable[Clause]) -> Iterator[Definition]:
    """The terms that some clauses explain, in their order."""
    for clause in clauses:
        text = fold(clause.text)
        for sentence in _SENTENCE.finditer(text):
            words = sentence.group()
            for pattern in (_CALLED, _PLAIN, _HELD):
                for found in pattern.finditer(words):
                    yield Definition(_bare(found["term"]), clause)
            for found in _SHORT.finditer(words):
                is_said = any(sign in found.group() for sign in ("简称", "统称", "合称"))
                if is_said or _shortens(found["term"], found["whole"]):
                    yield Definition(found["term"], clause)


def _bare(term: str) -> str:
    return term.removeprefix("的")


def _shortens(term: str, whole: str) -> bool:
    """国大师 of 中国工艺美术大师: its characters stand in the long name, in their order."""
    at = 0
    for char in term:
        at = whole.find(char, at) + 1
        if not at:
            return False
    return len(term) < len(whole)
