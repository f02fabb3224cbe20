"""What a first message leaves over, given to the one sum that a clause in question still lacks.

The scores (pairs.py) use a number for its own label or as the only one of its kind beside plain
words; people say the rest in words of their own (那批货造出来成本80万, 给房东交了36万). Where a
clause of a first message lacks a sum, none of its rules could be worked out, and a sum was left
over, the words around that sum decide: those of the fact, those of the clause, and nouns of sums
in general (合同, 成本) speak for it, a noun that nobody knows right before it (电费80万), or more
unknown words than known ones, against. The best of the sums left over is taken where it is the
best by itself, and is always told as doubtful.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.dialogue.changes import is_borne_by_others
from assistant.dialogue.closed_classes import load_language
from assistant.dialogue.gather import FactGatherer
from assistant.dialogue.language import own_pairs, uncovered
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.dialogue.understanding import Focus, Reread, Understanding
from assistant.policy.clause import ClauseId
from assistant.rules.facts import FactKind, FactSpec, Per
from assistant.text.expressions import Expression, Relation
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_STOPS = lazy("[,。;!?、 ()]")
_STATED = (
    Relation.PLAIN,
    Relation.APPROXIMATE,
    Relation.PRODUCT,
    Relation.SUM,
    Relation.LIST,
)
"""Relations of numbers that tell one value."""
_SPENT = lazy(
    "(?:一共|总共|大概|差不多|实际上?|总额|合计|共计|[又还就也都去来是要总共约近整]"
    "|[花用投付交掏砸买签收][了掉去出完过个]*|[了掉去出完过到]|(?<=[\u4e00-\u9fff])[有为])+$"
)
"""What stands between a noun and the sum that was spent on it."""
_OWN = lazy("自己|自个儿?|咱|我[们方司]")
_SUMS = frozenset("额费款价本金钱入出付投资")
"""What words for a sum end in (合同额, 成本, 总投入)."""
_OTHERS = lazy("另外|此外|外加|顺便|顺带|还[有花买交付要]|另[请付交花]|再加")
_OWNED = lazy("的(?!合同|费|款|钱)")
_FACT, _CLAUSE, _SUM, _CHAR, _SELF = 3, 1, 1, 1, 1
_ENOUGH, _ALONE = 3, 2
"""What the words around a number must come to; where it is the only one left and one sum lacks."""
_UNKNOWN = 3


@dataclass(frozen=True, slots=True)
class _Open:
    """A sum that a clause in question lacks, and the place of its matter in the ledger."""

    clause: ClauseId
    fact: str


@dataclass(frozen=True, slots=True)
class _Left:
    """A number that was left over, with the stretch between marks that it stands in."""

    expression: Expression
    low: int
    high: int


class Completer:
    """Gives what a first message left over to what its clauses lack.

    ``held`` gives the pairs of characters that the policies know.
    """

    def __init__(self, facts: FactGatherer, held: Callable[[], Collection[str]]) -> None:
        self._facts = facts
        self._find_held = held
        self._held: Collection[str] | None = None

    def complete(self, found: Understanding, before: Ledger) -> Understanding:
        """The understanding with the sums that the words around them give to what is lacking."""
        if before.turn or not found.focus or found.refusal or found.query is not None:
            return found
        open_ = self._lacking(found)
        left = _left(found) if open_ else ()
        if not left:
            return found
        if self._held is None:
            self._held = self._find_held()
        scores = {
            (n, o): self._score(found.turn, one, o) for n, one in enumerate(left) for o in open_
        }
        alone = len(left) == 1 and len({o.fact for o in open_}) == 1
        chosen = _best(scores, _ALONE if alone else _ENOUGH)
        for one, fact in chosen.items():
            found = self._with(found, left[one].expression, fact)
        if not chosen:
            return found
        first = min((left[n] for n in chosen), key=lambda one: one.low)
        return replace(found, reread=Reread(_SURE, first.low, first.high))

    def _lacking(self, found: Understanding) -> tuple[_Open, ...]:
        """The sums without which the clauses in question come to nothing."""
        lacking = []
        for focus in found.focus:
            if focus.clause_id is None or len(focus.cases) != 1:
                continue
            told = {s.name: s.value for s in focus.cases[0][1]}
            for name in self._facts.lacking_sums(focus.clause_id, told):
                lacking.append(_Open(focus.clause_id, name))
        return tuple(lacking)

    def _score(self, turn: Turn, left: _Left, open_: _Open) -> int:
        """How far the words around a number speak for a fact; 0 where they speak against it."""
        e = left.expression
        lead, tail = turn.folded[left.low : e.start], turn.folded[e.end : left.high]
        names = self._names(open_.fact)
        clause = self._facts.texts_of([open_.clause])[0]
        pairs = [*own_pairs(lead), *own_pairs(tail)]
        of_fact = sum(any(p in name for name in names) for p in pairs)
        of_clause = sum(p in clause for p in pairs)
        strange = sum(p not in clause and p not in (self._held or ()) for p in pairs)
        head = _SPENT.sub("", lead)
        near = head[-2:]
        if not of_fact and strange > max(_UNKNOWN, of_clause):
            return 0
        is_known = not near or any(near in text for text in (clause, *names))
        if len(near) > 1 and all(uncovered(head)[-2:]) and not is_known:
            return 0
        if tail.startswith("的") and own_pairs(tail[1:]) and not of_fact:
            return 0
        if _OTHERS.match(lead) and not of_fact:
            return 0
        chars = set(lead[-4:]) & {c for name in names for c in name}
        score = _FACT * min(of_fact, 2) + _CLAUSE * min(of_clause, 2)
        score += _SUM * any(word in lead for word in _sums())
        score += _CHAR * bool(chars) + _SELF * bool(_OWN.search(lead))
        return score

    def _names(self, fact: str) -> tuple[str, ...]:
        spec = self._facts.specs[fact]
        return tuple(map(fold, (spec.label, *spec.words)))

    def _with(self, found: Understanding, expression: Expression, fact: str) -> Understanding:
        """The understanding with a number as a fact of the clauses that lack it."""
        now = found.ledger.turn
        stated = self._facts.stated_as(expression, fact, now)
        lacking = {o.clause for o in self._lacking(found) if o.fact == fact}
        focus = tuple(
            Focus(f.clause_id, tuple((label, (*told, stated)) for label, told in f.cases))
            if f.clause_id in lacking
            else f
            for f in found.focus
        )
        matters = tuple(
            replace(m, numbers=(*m.numbers, stated)) if lacking & set(m.clauses) else m
            for m in found.ledger.matters
        )
        unused = tuple(
            u for u in found.unused if not (u.start < expression.end and expression.start < u.end)
        )
        asked = "" if found.ledger.asked == fact else found.ledger.asked
        ledger = replace(found.ledger, matters=matters, asked=asked)
        doubtful = tuple(name for name in found.doubtful if name != fact)
        return replace(found, focus=focus, ledger=ledger, unused=unused, doubtful=doubtful)


_SURE = 0.7


def _left(found: Understanding) -> tuple[_Left, ...]:
    """The sums of a message that tell one value and that nothing used."""
    turn, now = found.turn, found.ledger.turn
    used = {
        place[1:]
        for focus in found.focus
        for _, stated in focus.cases
        for s in stated
        if not isinstance(s.value, bool | str)
        for place in s.every_place
        if place[0] == now
    }
    claimed = {c.start for c in turn.claims}
    left = []
    for e in turn.expressions:
        is_used = any(low < e.end and e.start < high for low, high in used)
        if is_used or e.value is None or e.unit is not Unit.YUAN or e.relation not in _STATED:
            continue
        starts = {e.start, *(o.quantity.start for o in e.operands)}
        if starts & claimed or is_borne_by_others(turn.folded, e):
            continue
        low = max((m.end() for m in _STOPS.finditer(turn.folded[: e.start])), default=0)
        stop = _STOPS.search(turn.folded, e.end)
        left.append(_Left(e, low, stop.start() if stop else len(turn.folded)))
    return tuple(left)


def _best(scores: Mapping[tuple[int, _Open], int], least: int) -> dict[int, str]:
    """Number → the fact it is: each the best of the other by itself."""
    chosen: dict[int, str] = {}
    for (n, o), score in scores.items():
        rivals = [s for (m, p), s in scores.items() if m != n and p == o]
        others = [s for (m, p), s in scores.items() if m == n and p.fact != o.fact]
        if score >= least and score > max((*rivals, *others, 0)):
            chosen[n] = o.fact
    return chosen


@cache
def _sums() -> tuple[str, ...]:
    """Words of the language for a sum: 合同额, 成本, 总投入."""
    words = load_language().of("spending")
    return tuple(w for w in words if len(w) > 1 and (w[-1] in _SUMS or w == "合同"))
