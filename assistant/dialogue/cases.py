"""Which of a clause's rules a message is about: by likeness to their own quotes.

A clause that was taken in has several proposed rules (购买EDA, 租用EDA, 购买IP), and nothing but
their quotes says when each applies. Words of the message that stand in one quote and not in the
others decide; where none do, every rule stays.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.closed_classes import load_language
from assistant.dialogue.language import covers, pairs_of
from assistant.dialogue.own_case import of_one_case
from assistant.dialogue.parts_apart import of_parts
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Intent, Turn
from assistant.dialogue.understanding import Understanding
from assistant.dialogue.words import Phrases
from assistant.rules.estimate import Estimate, EstimateStatus
from assistant.rules.expr import Choose, Number, Role, walk
from assistant.rules.facts import YEARS, FactItem, FactKind, is_literal, numbers_in
from assistant.rules.program import compile_rule
from assistant.rules.read.names import main_facts
from assistant.rules.rule import Rule
from assistant.rules.rulebook import Rulebook
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.ranks import ranks_in
from assistant.text.traditional import as_searched

_KEPT = 0.6
"""A rule stays from this share of the best likeness."""
_LEAST = 1.0
"""The best likeness that decides: two characters that stand in one quote alone."""
_SPOKEN = 2.0
"""A rule that is not read yet is told where so much is said that stands in it alone."""
_SINGLE = 0.3
"""What one character counts beside a pair: 买 and 租."""
_RANKED = 3.0
"""What a rank that is named counts: more than the characters that a rule without it may share."""
_AT_LEVEL = lazy("[国省市区县]级")
"""泉州市级: the level begins inside the name of the place."""


_LATER = 2
_CLAUSES = lazy("[,。;!?]")
_ADDS = lazy("[^,。;!?]{0,5}?(?:又|还|另外|另|同时|并且?|以及|再|加上|连同|算上)")
"""How a clause opens that tells of one more thing that was got, or is to be added."""
_Ranks = Mapping[str, frozenset[str]]
_ALL = frozenset({Intent.EACH, Intent.COMPARE, Intent.MATCH})
"""国家级、省级、市级分别补多少: every case is asked about."""
_LEVEL = lazy("[国省市区县].?级|国家")
"""A level tells cases apart (国家级、省级), so it is no mere word of paying or of a place."""


@dataclass(frozen=True, slots=True)
class _Pieces:
    """The pairs and the single characters of a text."""

    pairs: frozenset[str]
    singles: frozenset[str]


class CaseReader:
    """Narrows the estimates of a clause to the rules that a message is about."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._known: dict[str, _Pieces] = {}

    def closest(
        self, estimates: Sequence[Estimate], understanding: Understanding
    ) -> tuple[Estimate, ...]:
        """The estimates of the rules that the message's words fit, the closest first.

        Where the message itself says nothing of a case, what was said before decides. Rules that
        an editor has put under a topic say their cases themselves.
        """
        rules = {e.rule_id: self._rulebook.rule(e.rule_id) for e in estimates if e.rule_id}
        if len(rules) < 2 or any(rule.topic for rule in rules.values()):
            return tuple(estimates)
        if understanding.intents & _ALL:
            return tuple(estimates)
        estimates = _less_renewals(estimates, rules, understanding)
        estimates = self._of_ranks(estimates, rules, understanding)
        rules = {e.rule_id: rules[e.rule_id] for e in estimates if e.rule_id}
        if len(rules) < 2:
            return tuple(estimates)
        asked = {**ranks_in(understanding.memory.text), **ranks_in(understanding.turn.folded)}
        for said in (_said(understanding.turn), _all_of(understanding.memory.text)):
            scores = self._likeness(rules, said)
            for name, weight in _by_rank(rules, asked).items():
                scores[name] += weight
            best = max(scores.values())
            if best >= _LEAST:
                kept = [e for e in estimates if scores.get(e.rule_id, best) >= _KEPT * best]
                if not any(map(_works_with_a_number, kept)):
                    # 营收第一次到6亿: the rule that the number is for stays as well.
                    kept += [
                        e
                        for e in estimates
                        if _works_with_a_number(e) and e not in kept and self._is_for(e)
                    ]
                kept += self._alone_for(estimates, kept)
                kept += self._beyond_them(estimates, kept)
                kept += self._told_besides(estimates, kept, rules, understanding)
                kept += self._named_besides(estimates, kept, rules, understanding)
                kept += of_parts(estimates, kept, self._rulebook.rule)
                kept += [
                    e
                    for e in estimates
                    if e.status is EstimateStatus.NOT_QUANTIFIED
                    and e not in kept
                    and scores.get(e.rule_id, 0) >= _SPOKEN
                ]  # 其中30人是退役军人: what they get besides is told to be unread
                return tuple(sorted(kept, key=lambda e: -scores.get(e.rule_id, best)))
            told = _with_what_is_told(estimates, understanding)
            if told:  # 要是只涨了12%呢: the rule that asks for the growth, whatever was said before
                return told
        return tuple(estimates)

    def _told_besides(
        self,
        estimates: Sequence[Estimate],
        kept: Sequence[Estimate],
        rules: Mapping[str, Rule],
        understanding: Understanding,
    ) -> list[Estimate]:
        """The rules that a clause of the message is about that adds to what was told.

        开了10间房,今年又评上乙级民宿: whatever the rest of the message is nearest to.
        """
        clauses = _CLAUSES.split(understanding.turn.folded)
        found: list[Estimate] = []
        for clause in clauses if any(map(_ADDS.match, clauses)) else ():
            scores = self._likeness(rules, _all_of(clause))
            best = max(scores.values())
            top = [name for name, score in scores.items() if score == best]
            if best < _SPOKEN or len(top) != 1:
                continue
            others = max((scores[e.rule_id] for e in kept if e.rule_id in scores), default=0.0)
            found += [
                e
                for e in estimates
                if e.rule_id == top[0] and e not in kept and e.amount and others < _KEPT * best
            ]
        return found

    def _named_besides(
        self,
        estimates: Sequence[Estimate],
        kept: Sequence[Estimate],
        rules: Mapping[str, Rule],
        understanding: Understanding,
    ) -> list[Estimate]:
        """The rules whose support is named beside that of others where all is to be added.

        招了4名员工,加上一次性创业补贴,总共多少: the support is called so in one quote alone.
        """
        if Intent.TOTAL not in understanding.intents:
            return []
        quotes = {name: fold(rule.quote) for name, rule in rules.items()}
        named = {
            holders[0]
            for match in _SUPPORT.finditer(understanding.turn.folded)
            if len(holders := _holders(match.group(), quotes)) == 1
        }
        return [
            e
            for e in estimates
            if e.rule_id in named and e not in kept and e.status is EstimateStatus.PAYABLE
        ]

    def _alone_for(self, estimates: Sequence[Estimate], kept: Sequence[Estimate]) -> list[Estimate]:
        """The rules that are paid for a count that none of those kept works with.

        改了460个渔排、换了8000个浮球: each count is for a rule of its own; so are 12个建造师 and
        200个中级工, people of the classes of two rules.
        """
        used = {one for e in kept for one in _numbers_of(e)}
        found = []
        for e in estimates:
            mine = _numbers_of(e)
            own = {
                one for one in mine - used if self._rulebook.facts[one[0]].kind is FactKind.COUNT
            }
            if own and e not in kept and e.amount and mine == own:
                found.append(e)
        return found

    def _beyond_them(
        self, estimates: Sequence[Estimate], kept: Sequence[Estimate]
    ) -> list[Estimate]:
        """The rules that pay besides for what is beyond a number that those kept test.

        营业145天, of 不少于100天的补30万元;超过100天的部分每增加1天加补2000元: both are paid,
        whichever of them the words are nearest to.
        """
        tested = {
            c.fact for e in kept if e.amount for c in self._rulebook.rule(e.rule_id).conditions
        }
        return [
            e
            for e in estimates
            if e not in kept
            and e.amount
            and (main := main_facts(self._rulebook.rule(e.rule_id)))
            and all(self._is_beyond(fact, tested) for fact in main)
        ]

    def _is_beyond(self, fact: str, tested: Collection[str]) -> bool:
        """Whether a fact is what one of some facts has beyond a number."""
        return any(
            len(way.difference) == 2
            and way.difference[0] in tested
            and is_literal(way.difference[1])
            for way in self._rulebook.facts[fact].derive
        )

    def _is_for(self, estimate: Estimate) -> bool:
        """Whether the numbers are what the rule pays for, not only what it demands besides."""
        main = set(main_facts(self._rulebook.rule(estimate.rule_id)))
        told = {name for name, value in estimate.facts if numbers_in(value)}
        return bool(estimate.amount) or bool(main & told)

    def by_class(
        self, clause_id: str, stated: tuple[Stated, ...]
    ) -> tuple[tuple[str, tuple[Stated, ...]], ...]:
        """The facts of a clause once for each class that its items name; () where they name none.

        传统市场保费100万、新兴市场保费50万: the class of a rule that pays by classes is another for
        each of them.
        """
        for rule in self._rulebook.rules_of(clause_id):
            rates = _rates(rule)
            carrying = main_facts(rule) if rates else ()
            for listed in stated:
                if listed.name in carrying and isinstance(listed.value, tuple):
                    found = self._each_class(rule, rates, listed, listed.value, stated)
                    if found:
                        return found
        return ()

    def _each_class(
        self,
        rule: Rule,
        rates: Mapping[tuple[str, str], Decimal],
        listed: Stated,
        items: tuple[FactItem, ...],
        stated: Sequence[Stated],
    ) -> tuple[tuple[str, tuple[Stated, ...]], ...]:
        fact = next(fact for fact, _ in rates)
        choices = self._rulebook.facts[fact].choices
        labels = {key: frozenset(pairs_of(fold(choices[key].label))) for _, key in rates}
        keys = [_named(item.kind, labels) for item in items]
        if "" in keys or len(keys) < 2 or len(set(keys)) < len(keys):
            return ()
        whole = sum(i.total * rates[fact, key] for i, key in zip(items, keys, strict=True))
        if rule.cap is not None and rule.cap.yuan is not None and whole > rule.cap.yuan:
            return ()  # one cap over all of them: parts would add up to more
        rest = [s for s in stated if s.name not in (listed.name, fact)]
        return tuple(
            (
                item.kind,
                (
                    *rest,
                    replace(listed, value=item.total, say=""),
                    Stated(fact, key, listed.start, listed.end, item.kind),
                ),
            )
            for item, key in zip(items, keys, strict=True)
        )

    def _of_ranks(
        self, estimates: Sequence[Estimate], rules: Mapping[str, Rule], understanding: Understanding
    ) -> tuple[Estimate, ...]:
        """Without the rules of another rank than the one that is asked about.

        二级集散中心 is no case of 一级旅游集散中心, however many characters they share.
        """
        own = {name: ranks_in(_words_of(rule)) for name, rule in rules.items()}
        told = {**ranks_in(understanding.memory.text), **ranks_in(understanding.turn.folded)}
        out: set[str] = set()
        for kind, asked in told.items():
            fitting = {name for name, ranks in own.items() if ranks.get(kind, frozenset()) & asked}
            if fitting:
                out |= {name for name, ranks in own.items() if kind in ranks} - fitting
        out -= self._of_another_clause(own, understanding.turn.folded)
        kept = tuple(e for e in estimates if e.rule_id not in out)
        return kept or tuple(estimates)

    def _of_another_clause(self, own: Mapping[str, _Ranks], text: str) -> set[str]:
        """The rules whose own ranks a clause tells, whatever other clauses tell of other things.

        新评上4A级,又新评定为省级度假地: the 省级 of one is no rank of the other.
        """
        told = [ranks for clause in _CLAUSES.split(text) if (ranks := ranks_in(clause))]
        if len(told) < _LATER:
            return set()
        return {
            name
            for name, ranks in own.items()
            if any(
                any(ranks.get(kind, frozenset()) & asked for kind, asked in one.items())
                and all(ranks[kind] & asked for kind, asked in one.items() if kind in ranks)
                for one in told
            )
        }

    def _likeness(self, rules: Mapping[str, Rule], said: _Pieces) -> dict[str, float]:
        own = {name: self._pieces(rule) for name, rule in rules.items()}
        pairs = Counter(pair for pieces in own.values() for pair in pieces.pairs)
        singles = Counter(single for pieces in own.values() for single in pieces.singles)
        n = len(own)
        return {
            name: sum(_tells(pairs[p], n) for p in sorted(said.pairs & pieces.pairs))
            + _SINGLE * sum(_tells(singles[s], n) for s in sorted(said.singles & pieces.singles))
            for name, pieces in own.items()
        }

    def _pieces(self, rule: Rule) -> _Pieces:
        if rule.id not in self._known:
            text = self._own_words(rule)
            alone = frozenset(c for c in text if c.isalnum())
            self._known[rule.id] = _Pieces(frozenset(pairs_of(text)), alone)
        return self._known[rule.id]

    def _own_words(self, rule: Rule) -> str:
        """The words of a rule without those of a rule whose quote its own quote encloses.

        …每人800元;退役军人每人另加200元。最高50万元: the case between is that of another rule.
        """
        text = _words_of(rule)
        others = self._rulebook.rules_of(rule.clause_id)
        own = of_one_case(rule, others)
        if own:
            return own
        for other in others:
            inside = fold(as_searched(other.quote))
            if other.id != rule.id and other.quote != rule.quote and inside in text:
                text = text.replace(inside, "¶")
        return text


_SUPPORT = lazy("[^,。;!?、和与及跟0-9]{2,12}?(?:补贴|补助|奖励|津贴|奖金)")
_NAMED = 4


def _holders(name: str, quotes: Mapping[str, str]) -> list[str]:
    """The rules whose quotes hold as much of the end of a name as any does."""
    for start in range(len(name) - _NAMED + 1):
        held = [rule for rule, quote in quotes.items() if name[start:] in quote]
        if held:
            return held
    return []


_GOT = lazy("(?:领|拿|得|评|发|给|奖|补)(?:了|过|到了?)|已经?(?:获|享|评|是)|那[档级]的?")
_GOT_THEN = lazy("[、,](?:并|且|当[时年])?已经?[^,。;!?、]{0,3}[领拿得发给奖补](?:了|过|到)")
"""前年通过省级审定、已领过8万元: paid for, as the next words say."""
_ROSE = lazy("^[^,。;!?]{0,10}?(?:升|晋|提|变|到|成)")
_FROM = lazy("(?:从|由)[^,。;!?]{0,4}$")
_TO = lazy("(?:升|晋|提)[^,。;!?]{0,4}(?:到|为|成|上|级)?[^,。;!?]{0,2}$")


_RENEWS = lazy("续[证展期签评]|到期|复[审评核验]|再认证|重新(?:认定|评定)|延续|换证")


def _less_renewals(
    estimates: Sequence[Estimate], rules: Mapping[str, Rule], understanding: Understanding
) -> tuple[Estimate, ...]:
    """Without the rules for what is got again, where the message speaks of nothing of the kind.

    今年头一回拿到有机产品认证 is no 有机产品认证到期续证, however many characters they share.
    """
    said = f"{understanding.turn.folded}{understanding.memory.text}"
    if _RENEWS.search(said):
        return tuple(estimates)
    kept = tuple(
        e
        for e in estimates
        if e.rule_id not in rules or not _RENEWS.search(fold(rules[e.rule_id].title))
    )
    return kept or tuple(estimates)


def was_before(text: str, start: int, end: int) -> bool:
    """Whether a case is told as the one that held before: 从丙级升到甲级, 丙级已经领了8万."""
    if _FROM.search(text, 0, start) and _ROSE.match(text[end:]):
        return True
    low, high = clause_around(text, start, end)
    is_got = _GOT.search(text, low, high) is not None or _GOT_THEN.match(text, high) is not None
    return is_got and not _TO.search(text, low, start)


def _by_rank(rules: Mapping[str, Rule], asked: Mapping[str, frozenset[str]]) -> dict[str, float]:
    """What a rank that is asked about counts for the rules that name it: 1类 for 1类创新药.

    A rule beside them that names none (改良型新药) is not of that rank for a word they share.
    """
    own = {name: ranks_in(_words_of(rule)) for name, rule in rules.items()}
    found = dict.fromkeys(rules, 0.0)
    for kind, ranks in asked.items():
        fitting = [name for name in rules if own[name].get(kind, frozenset()) & ranks]
        for name in fitting:
            found[name] += _RANKED * _tells(len(fitting), len(rules))
    return found


def _words_of(rule: Rule) -> str:
    """The words that say when a rule applies, as a message is folded."""
    return fold(as_searched(f"{rule.title}¶{rule.quote}"))


def _with_what_is_told(
    estimates: Sequence[Estimate], understanding: Understanding
) -> tuple[Estimate, ...]:
    """The estimates that work with a number of a later message, where it has one."""
    if len(understanding.ledger.spoken) < _LATER:
        return ()
    now = understanding.ledger.turn
    told = {
        s.name
        for focus in understanding.focus
        for _, facts in focus.cases
        for s in facts
        if s.turn == now and numbers_in(s.value)
    }
    return tuple(e for e in estimates if any(name in told for name, _ in e.facts))


def _numbers_of(estimate: Estimate) -> set[tuple[str, int | None]]:
    """The numbers an estimate works with: of which fact, and where each item of it stands."""
    found: set[tuple[str, int | None]] = set()
    for name, value in estimate.facts:
        if name == YEARS or not numbers_in(value):
            continue
        if isinstance(value, tuple):
            found |= {(name, item.start) for item in value}
        else:
            found.add((name, None))
    return found


def _works_with_a_number(estimate: Estimate) -> bool:
    return estimate.amount is not None and any(numbers_in(v) for _, v in estimate.facts)


def _tells(quotes: int, n: int) -> float:
    """How much a piece tells that stands in so many of n quotes: 1 in one alone, 0 in all."""
    return (n / quotes - 1) / (n - 1)


@cache
def _plain_words(least: int) -> Phrases:
    """Words from a length on that say nothing of a case: of grammar, asking, giving, time."""
    words = load_language().of("function", "asking", "paying", "politeness", "time")
    return Phrases.of(w for w in words if len(w) >= least and not _LEVEL.search(w))


def _said(turn: Turn) -> _Pieces:
    """The content of a message: without places, numbers and function words."""
    text = turn.folded
    places = [
        (s, e - bool(_AT_LEVEL.match(text, e - 1)))
        for s, e in turn.scope.spans
        if not _LEVEL.search(text[s:e])
    ]
    return _all_of(text, (*places, *((q.start, q.end) for q in turn.quantities)))


def _rates(rule: Rule) -> Mapping[tuple[str, str], Decimal]:
    """(choice fact, class) -> its rate, for a rule whose classes decide the rate alone."""
    if rule.topic:
        return {}
    choices = [n for n in walk(compile_rule(rule).amount) if isinstance(n, Choose)]
    if len(choices) != 1:
        return {}
    found = {}
    for case in choices[0].cases:
        numbers = [n for n in walk(case.value) if isinstance(n, Number) and n.role is Role.RATE]
        if len(numbers) != 1:
            return {}
        found[choices[0].fact, case.key] = numbers[0].value
    return found


def sum_of_case(rule: Rule, choice: str, key: str) -> Decimal | None:
    """What a rule pays in one case of a choice; None where it is no plain sum."""
    for node in walk(compile_rule(rule).amount):
        if isinstance(node, Choose) and node.fact == choice:
            values = [case.value for case in node.cases if case.key == key]
            if values and isinstance(values[0], Number) and values[0].role is Role.SUM:
                return values[0].value
    return None


def _named(kind: str, labels: Mapping[str, frozenset[str]]) -> str:
    """The class that the name of an item shares most with, "" where none or two are alike."""
    said = frozenset(pairs_of(fold(kind)))
    common = frozenset.intersection(*labels.values())
    shared = {key: len(said & (pairs - common)) for key, pairs in labels.items()}
    best = max(shared.values())
    found = [key for key, n in shared.items() if n == best]
    return found[0] if best and len(found) == 1 else ""


def _all_of(text: str, left_out: Iterable[tuple[int, int]] = ()) -> _Pieces:
    """The pieces of a text; a single function word breaks no pair (国家 holds 家)."""
    words, singles = (covers(text, (_plain_words(least),)) for least in (2, 1))
    for start, end in left_out:
        for known in (words, singles):
            known[start:end] = b"\x01" * (end - start)
    alone = (c for i, c in enumerate(text) if c.isalnum() and not singles[i])
    return _Pieces(frozenset(pairs_of(text, words)), frozenset(alone))
