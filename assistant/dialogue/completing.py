"""What a first message leaves over, given to the one sum that a clause in question still lacks.

The scores (pairs.py) use a number for its own label or as the only one of its kind beside plain
words; people say the rest in words of their own (那批货造出来成本80万, 给房东交了36万). Where a
clause of a first message lacks a sum, none of its rules could be worked out, and a sum was left
over, the words around that sum decide: those of the fact, those of the clause, and nouns of sums
in general (合同, 成本) speak for it; a noun that nobody knows right before it (电费80万), or many
unknown words, bar it. Every way of giving the sums left over to what is lacking is weighed against
giving none; one that is probable enough holds, and is always told as doubtful. Weights stand in
completing.json with their provenance (``assistant.evaluation.fit_completing``); without that file
nothing is given.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations, permutations
from pathlib import Path
from typing import Any

from assistant.dialogue.aspects import stretch_around
from assistant.dialogue.borne_out import said_to_be_never
from assistant.dialogue.changes import is_of_others
from assistant.dialogue.closed_classes import load_language
from assistant.dialogue.enumerated import join_row
from assistant.dialogue.fitted import load_fit, softmax
from assistant.dialogue.gather import FactGatherer
from assistant.dialogue.gather.done_so_far import counts_done_only, is_only_signed
from assistant.dialogue.language import own_pairs, uncovered
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.of_sellers import is_price_of_other
from assistant.dialogue.stated import ClaimKind
from assistant.dialogue.understanding import Focus, Reread, Understanding
from assistant.dialogue.used_up import is_spent
from assistant.policy.clause import ClauseId
from assistant.text.expressions import Expression, Relation
from assistant.text.normalise import fold_word
from assistant.text.pattern import lazy
from assistant.text.units import Unit

FILE = Path(__file__).with_name("completing.json")
_STOPS = ",。;!?、 ()"
_STATED = (
    Relation.PLAIN,
    Relation.APPROXIMATE,
    Relation.PRODUCT,
    Relation.SUM,
    Relation.LIST,
)
"""Relations of numbers that tell one value."""
_SPENT = lazy(
    "(?:一共|大概|差不多|实际上?|总额|合计|共计|[\u4e00-\u9fff](?:[进出下][去来]|[了掉])[了]?"
    "|自?[花用投付交掏砸买签收][了掉去出完过个讫清]*|[又还就也都去来是要总共约近整了掉出完过到]"
    "|(?<=[\u4e00-\u9fff])[有为])++$"
)
"""What stands between a noun and the sum that was spent on it."""
_OWN = lazy("自己|自个儿?|自[掏付筹担]|咱|我[们方司]")
_SUMS = frozenset("额费款价本金钱入出付投资")
"""What words for a sum end in (合同额, 成本, 总投入)."""
_OTHERS = lazy("另外|此外|外加|顺便|顺带|还[有花买交付要]|另[请付交花]|再加")
SIGNS = (
    "given",
    "fact",
    "clause",
    "sum",
    "called",
    "paid for",
    "own",
    "its character",
    "a verb's character",
    "clean",
    "alone",
    "unknown",
)
"""What is weighed of giving a sum to a fact: that it is given at all; the pairs of characters of
the fact and of the clause (2 at most each); a word for a sum, one that the fact's name has too
(成本 of 制备成本), what is paid for the renting or buying of the fact; one's own purse; a character
of the fact's name right before the sum, one that is also a verb of the language (投 of 投资额,
入了280万); no unknown word at all; the only sum left over and the only fact that lacks; the unknown
pairs of characters."""
_MOST_LEFT, _MOST_OPEN = 5, 4
"""Of more sums, or more facts that lack one, none is given."""
_UNKNOWN, _FEW = 3, 2
"""So many pairs of characters that nobody knows are too many; and where nothing names the fact."""
_PAIR, _NEAR = 2, 4
_WHOLE = "总"
_DONE = frozenset("掉完过成好出来下")
"""How what was done ends: 结掉的, 造出来的."""
_AT = frozenset("里上中内")
"""What says where, behind a noun."""
_LIGHT = frozenset("做搞办弄买租建订签造开")
"""Verbs that say little beside their noun (做料)."""
_BOUGHT = lazy("(?:来|去|就|又)?(?:买|采购|购|租|签|办|做|搞|建|开发|弄)")
_PAID_FOR = lazy("[租买购]的?[金费款价](?:额|钱)?$")
"""What is paid for the renting or buying that the fact is of (租金, where 租算力 is paid for)."""


@dataclass(frozen=True, slots=True)
class _Open:
    """A sum that a clause in question lacks, and the place of its matter in the ledger."""

    clause: ClauseId
    fact: str


Signs = Mapping[str, float]
"""What speaks for giving a sum to a fact: SIGNS → how much, none where it is left out."""


@dataclass(frozen=True, slots=True)
class _Left:
    """A number that was left over, with the stretch between marks that it stands in."""

    start: int
    end: int
    low: int
    high: int
    expression: Expression | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """Sums that were left over, each with the fact it is given to; none: all stay left over."""

    given: tuple[tuple[_Left, _Open], ...]
    signs: Signs


class Completer:
    """Gives what a first message left over to what its clauses lack; without a fit never.

    ``held`` gives the pairs of characters that the policies know.
    """

    def __init__(
        self, facts: FactGatherer, fit: CompletingFit | None, held: Callable[[], Collection[str]]
    ) -> None:
        self._facts = facts
        self._fit = fit
        self._find_held = held
        self._held: Collection[str] | None = None

    def silence(self) -> None:
        """Give nothing from now on."""
        self._fit = None

    def complete(self, found: Understanding, before: Ledger) -> Understanding:
        """The understanding with the sums that the words around them give to what is lacking."""
        if self._fit is None:
            return found
        ways = self.ways(found, before)
        if not ways:
            return found
        shares = softmax([self._fit.score(way.signs) for way in ways])
        best = max(range(len(shares)), key=lambda n: (shares[n], -n))
        if shares[best] < self._fit.least or not ways[best].given:
            return found
        if is_spent(found) or self._is_only_signed(found, ways[best]):
            return found  # 5亿发完了; 签了3000万,还没做完, of what was done
        return self.given(found, ways[best], shares[best])

    def _is_only_signed(self, found: Understanding, way: Way) -> bool:
        specs = self._facts.specs
        return any(
            counts_done_only(specs[o.fact])
            and is_only_signed(found.turn.folded, one.start, one.end)
            for one, o in way.given
        )

    def ways(self, found: Understanding, before: Ledger) -> tuple[Way, ...]:
        """Every way of giving the sums left over to what lacks them, giving none first."""
        if (before.turn and not before.asked) or not found.focus:
            return ()
        if found.refusal or found.query is not None:
            return ()
        open_ = self._lacking(found)
        left = self._left(found) if open_ else ()
        signs = self._signs(found.turn.folded, left, open_)
        left = tuple(one for one in left if any((one, o) in signs for o in open_))
        open_ = tuple(o for o in open_ if any((one, o) in signs for one in left))
        if not signs or len(left) > _MOST_LEFT or len(open_) > _MOST_OPEN:
            return ()
        found_ways = [Way((), {})]
        for size in range(1, min(len(left), len(open_)) + 1):
            for some in combinations(left, size):
                for facts in permutations(open_, size):
                    given = tuple(zip(some, facts, strict=True))
                    if all(pair in signs for pair in given):
                        found_ways.append(Way(given, _summed([signs[pair] for pair in given])))
        return tuple(found_ways)

    def given(self, found: Understanding, way: Way, probability: float) -> Understanding:
        """The understanding with the sums of a way, told as doubtful."""
        for one, open_ in way.given:
            if one.expression is not None:
                found = self._with(found, one.expression, open_.fact)
        first = min((one for one, _ in way.given), key=lambda one: one.low)
        return replace(found, reread=Reread(probability, first.low, first.high))

    def holds_lacking(self, found: Understanding, text: str, start: int, end: int) -> bool:
        """Whether a sum that was passed over is what the message found without it still lacks."""
        if self._fit is None:
            return False
        one = _Left(start, end, *stretch_around(text, start, end, _STOPS))
        signs = self._signs(text, (one,), self._lacking(found))
        scores = [0.0, *map(self._fit.score, signs.values())]
        return max(softmax(scores)[1:], default=0.0) >= self._fit.least

    def _signs(
        self, text: str, left: Sequence[_Left], open_: Sequence[_Open]
    ) -> dict[tuple[_Left, _Open], Signs]:
        """What speaks for each sum as each fact; without those that something bars."""
        if self._held is None:
            self._held = self._find_held()
        signs: dict[tuple[_Left, _Open], Signs] = {}
        for o in open_:
            spec = self._facts.specs[o.fact]
            names = tuple(map(fold_word, (spec.label, *spec.words)))
            clause = self._facts.texts_of([o.clause])[0]
            for one in left:
                if one.expression and is_price_of_other(text, one.expression, spec):
                    continue
                found = _signs_of(text, one, names, clause, self._held)
                if found is not None:
                    signs[one, o] = found
        if len(left) == 1 and len({o.fact for _, o in signs}) == 1:
            return {pair: {**found, "alone": 1.0} for pair, found in signs.items()}
        return signs

    def _lacking(self, found: Understanding) -> tuple[_Open, ...]:
        """The sums without which the clauses in question come to nothing."""
        lacking = []
        for focus in found.focus:
            if focus.clause_id is None or len(focus.cases) != 1:
                continue
            told = {s.name: s.value for s in focus.cases[0][1]}
            for name in self._facts.lacking_sums(focus.clause_id, told):
                lacking.append(_Open(focus.clause_id, name))
        alone = [o for o in lacking if sum(o.fact == p.fact for p in lacking) == 1]
        return tuple(alone)  # of three that buy together: how much of it is whose

    def _left(self, found: Understanding) -> tuple[_Left, ...]:
        """What was left over of a message; bare numbers in 万 where no sum has its unit."""
        told = self._facts.in_kept_unit(found.turn, found.ledger.in_question)
        return _left(found, join_row(told, found.turn.folded))

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
        used = {e.value for e in found.turn.expressions
                if e.start < expression.end and expression.start < e.end}  # fmt: skip
        # 其实是520 corrects the 500 that was used after all.
        left = tuple(value for value in found.ledger.left if value not in used)
        ledger = replace(found.ledger, matters=matters, asked=asked, left=left)
        doubtful = tuple(name for name in found.doubtful if name != fact)
        return replace(found, focus=focus, ledger=ledger, unused=unused, doubtful=doubtful)


def _left(found: Understanding, expressions: Iterable[Expression]) -> tuple[_Left, ...]:
    """The sums of a message that tell one value and that nothing used."""
    turn, used = found.turn, found.used
    claimed = {c.start for c in turn.claims if c.kind is not ClaimKind.PERIOD}
    left = []
    for e in expressions:
        is_used = any(low < e.end and e.start < high for low, high in used)
        if is_used or e.value is None or e.unit is not Unit.YUAN or e.relation not in _STATED:
            continue
        starts = {e.start, *(o.quantity.start for o in e.operands)}
        inside = [q for q in turn.quantities if e.start <= q.start < e.end and q.role == "amount"]
        if any(q.start not in starts and q.value > 1 for q in inside):
            continue  # 一张卡一个月两万,租了20张,用了10个月: what is counted and left out of it
        if starts & claimed or is_of_others(turn.folded, e):
            continue
        if said_to_be_never(turn.folded, e.start, e.end) >= 0:
            continue
        left.append(_Left(e.start, e.end, *stretch_around(turn.folded, e.start, e.end, _STOPS), e))
    return tuple(left)


def _signs_of(
    text: str, left: _Left, names: Sequence[str], clause: str, held: Collection[str]
) -> Signs | None:
    """What the words around a number say for a fact of these names; None: they bar it."""
    lead, tail = text[left.low : left.start], text[left.end : left.high]
    pairs = [*own_pairs(lead), *own_pairs(tail)]
    of_fact = sum(any(p in name for name in names) for p in pairs)
    of_clause = sum(p in clause for p in pairs)
    every = {c for name in names for c in name}
    free = _less_verb(lead, uncovered(lead))
    own = {c for c, is_free in zip(lead, free, strict=True) if is_free} & every - _plain()
    strange = sum(p not in clause and p not in held and not own & {*p} for p in pairs)
    said = _sum_said(lead) or _sum_said(_SPENT.sub("", lead))
    is_called = bool(said) and any(said in name for name in names)
    if not of_fact and strange > max(_UNKNOWN if of_clause or is_called else _FEW, of_clause):
        return None
    bought = _BOUGHT.match(tail)
    is_behind = bool(bought) and any(p in clause for p in own_pairs(tail))
    if not is_behind and _is_headed_by_other(lead, said, names, clause):
        return None
    if not of_fact and (_OTHERS.match(lead) or (tail.startswith("的") and own_pairs(tail[1:]))):
        return None
    own &= {*lead[-_NEAR:]}
    plain = ({*lead[-_NEAR:]} & every) - own
    is_paid_for = _PAID_FOR.search(_SPENT.sub("", lead)) is not None
    values = (
        1.0,
        min(of_fact, 2),
        min(of_clause, 2),
        any(word in lead for word in _sums()),
        is_called,
        is_paid_for,
        _OWN.search(lead) is not None,
        bool(own),
        bool(plain) and not own,
        not any(free) and not any(uncovered(tail)),
        0.0,
        min(strange, _UNKNOWN),
    )
    return {name: float(value) for name, value in zip(SIGNS, values, strict=True) if value}


def _less_verb(lead: str, free: Sequence[bool]) -> tuple[bool, ...]:
    """Which characters no word covers, less what is done to the sum (烧进去, 填掉)."""
    verb = _SPENT.search(lead)
    at = verb.start() if verb else len(lead)
    return (*free[:at], *(False for _ in free[at:]))


def _summed(signs: Sequence[Signs]) -> Signs:
    """The signs of several sums together."""
    return {name: math.fsum(one.get(name, 0.0) for one in signs) for name in SIGNS}


def _is_headed_by_other(lead: str, said: str, names: Sequence[str], clause: str) -> bool:
    """Whether the noun right before a number is one that neither language nor clause knows.

    年会花了80万, 人工成本80万; not 总盘子80万 of 总投资, 给房东交了80万 of 房租.
    """
    head = lead if said and lead.endswith(said) else _SPENT.sub("", lead)
    head = _SPENT.sub("", head.removesuffix(said))
    is_apart = bool(said) and head.endswith("的")
    if said and lead.removesuffix(said)[-1:] in _DONE and any(said in name for name in names):
        return False  # 那批货造出来成本80万
    if is_apart and (len(said) > _PAIR and any(said in name for name in names)):
        return False  # 律师的服务费, where a service fee lacks
    head = head.removesuffix("的")
    near = head[-_PAIR:]
    if len(near) < _PAIR or not all(uncovered(head)[-_PAIR:]):
        return False
    if is_apart and near[-1] in _DONE:
        return False  # 真结掉的合同钱
    begins = {name[0] for name in names if not _opens_plainly(name)} - _plain()
    if near[1] in _AT:
        return False  # 厂里自掏
    if near[0] in _LIGHT and near[1] in clause and any(near[1] in name for name in names):
        return False  # 做料花了
    is_whole = head[-3:-2] == _WHOLE and any(_WHOLE in name for name in names)
    return not (is_whole or near[0] in begins or any(near in one for one in (clause, *names)))


@cache
def _plain() -> frozenset[str]:
    """The words of the language of one character (买)."""
    return frozenset(w for w in load_language().every if len(w) == 1)


def _sum_said(text: str) -> str:
    """The longest word for a sum that a text ends in."""
    return max((w for w in _sums() if text.endswith(w)), key=len, default="")


def _opens_plainly(name: str) -> bool:
    """Whether a name opens with a word of the language (合同额)."""
    return not uncovered(name)[0]


@cache
def _sums() -> tuple[str, ...]:
    """Words of the language for a sum: 合同额, 成本, 总投入."""
    words = load_language().of("spending")
    return tuple(w for w in words if len(w) > 1 and (w[-1] in _SUMS or w == "合同"))


# --- the fit ---


@dataclass(frozen=True, slots=True)
class CompletingFit:
    """The weight of each sign, and from which probability on a way is taken."""

    weights: Mapping[str, float]
    least: float

    def score(self, signs: Signs) -> float:
        """The logarithm of how probable a way is beside giving none, up to what all share."""
        return math.fsum(self.weights[name] * value for name, value in signs.items())


def read_fit(content: Mapping[str, Any]) -> CompletingFit:
    """The fit that a file holds."""
    weights = {name: float(content["weights"].get(name, 0.0)) for name in SIGNS}
    return CompletingFit(weights, float(content["least"]))


@cache
def load_completing(path: Path = FILE) -> CompletingFit | None:
    """The fit beside this module; None where there is no file.

    Raises:
        EncoderError: the file is there and cannot be read.
    """
    return load_fit(path, read_fit)
