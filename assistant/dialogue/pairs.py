"""Which fact a number is, or none of them (OTHER): a fitted score over what stands around it.

A number is used for a reason that can be shown: its own label, or being the only number of its kind
in a sentence that names nothing else. A noun that is neither a word of the language (language.txt)
nor of the policies is unknown, and speaks for OTHER. The weights are fitted by
``assistant.evaluation.fit_pairs`` (pairs.json, with their provenance); none is typed.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise
from operator import mul
from pathlib import Path

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.boundaries import Boundaries, words_of
from assistant.dialogue.closed_classes import load_language
from assistant.dialogue.language import BUYS, asking, covers, spending, uncover_halves
from assistant.dialogue.pair_places import (
    Around,
    Beside,
    arounds,
    classifier_of,
    inside_longer,
    label_beside,
    label_places,
    longest,
    nearby,
    stands_beside,
    undenied,
    year_beside,
)
from assistant.dialogue.topics import Topics
from assistant.dialogue.words import Found, Phrases, PhraseSets, said_in
from assistant.policy.corpus import Corpus
from assistant.rules.facts import FactKind, FactSpec, Per
from assistant.text.normalise import fold
from assistant.text.openings import Openings
from assistant.text.pattern import lazy
from assistant.text.units import Quantity, Unit

FILE = Path(__file__).with_name("pairs.json")
_MOST = 4
_GAP = 4
"""How many characters of plain words may part the two halves of a label (入表花的服务费)."""
_LARGE = 10_000
_KINDS: Mapping[Unit, tuple[FactKind, ...]] = {
    Unit.YUAN: (FactKind.YUAN,),
    Unit.YUAN_PER_MONTH: (FactKind.YUAN,),
    Unit.YUAN_PER_YEAR: (FactKind.YUAN,),
    Unit.YUAN_PER_SQM_MONTH: (FactKind.YUAN,),
    Unit.YUAN_PER_UNIT: (FactKind.YUAN,),
    Unit.SQUARE_METRE: (FactKind.SQUARE_METRES,),
    Unit.MONTH: (FactKind.MONTHS,),
    Unit.YEAR: (FactKind.YEARS, FactKind.MONTHS),
    Unit.COUNT: (FactKind.COUNT,),
    Unit.NUMBER: (FactKind.COUNT, FactKind.YUAN),
}
_PAIR = 2
_LONG = 3
_NUMBER_SIGNS = frozenset("0123456789万亿元")
FEATURES = (
    "one",
    "label_before",
    "label_after",
    "label_touching",
    "label_earlier",
    "label_later",
    "main",
    "needed",
    "remembered",
    "recalled",
    "asked",
    "unknown_1",
    "unknown_2",
    "unknown_3",
    "unknown_after",
    "unknown_near",
    "unknown_beside",
    "spending",
    "clause_words",
    "rival",
    "rival_needed",
    "asks",
    "bare",
    "only_one",
    "claimed",
    "classifier_fits",
    "classifier_differs",
    "plain_number",
    "per_month",
    "main_bare",
    "main_only",
    "main_unknown",
    "main_spending",
    "label_unknown",
    "label_main",
    "only_unknown",
    "year_fits",
    "year_differs",
    "count_kind",
    "other_labelled",
    "label_needed",
    "main_clean",
    "needed_clean",
    "main_orphan",
    "needed_orphan",
    "main_recalled",
    "main_remembered",
    "needed_alone",
)
"""What the score is made of, in the order of the weights."""
_CLASSIFIERS = frozenset("台辆架艘场项款套个家件条所座间栋册")
"""Measure words that a word for a count may begin with."""
_COUNT_BEHIND = lazy(r"(?:一?共|总共|各|有|是)?(?:[0-9.]+|[一二两三四五六七八九十百千万]+)")
_DURATION = lazy("[租约合同服务工借贷用周限]{1,3}期限?[为是有共总定改成到续延长约:]{0,3}$")
_PER: Mapping[Unit, Per] = {
    Unit.YUAN_PER_MONTH: Per.MONTH,
    Unit.YUAN_PER_SQM_MONTH: Per.SQUARE_METRE_MONTH,
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """The number facts that the rules of one stretch need; ``main`` carry the sum."""

    start: int
    end: int
    needed: frozenset[str]
    main: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pair:
    """A number and a fact that it may be: the probability, and what it was made of.

    ``behind_unknown``: the last word with a meaning of its own before the number is unknown.
    """

    quantity: int
    fact: str
    probability: float
    features: tuple[float, ...]
    behind_unknown: bool = False


@dataclass(frozen=True, slots=True)
class Weights:
    """Coefficients in the order of FEATURES."""

    values: tuple[float, ...]

    def probability(self, features: Sequence[float]) -> float:
        """The probability that a number is a fact, rounded so that machines agree."""
        z = math.fsum(map(mul, self.values, features))
        return round(1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, z)))), 6)


@cache
def load_weights() -> Weights:
    """The fitted weights beside this file."""
    found = json.loads(FILE.read_text(encoding="utf-8"))["coefficients"]
    return Weights(tuple(float(found.get(name, 0.0)) for name in FEATURES))


@dataclass(frozen=True, slots=True)
class Setting:
    """What the numbers of one message are held against.

    ``spans`` are places and dates, ``clause_text`` the folded text of the clauses in question,
    ``context`` the words of the messages before, ``remembered`` the facts they stated, ``asked``
    the fact that was asked back for, ``every`` all numbers of the message, where ``quantities`` are
    only some of them.
    """

    text: str
    quantities: Sequence[Quantity]
    spans: Sequence[tuple[int, int]] = ()
    claimed: frozenset[int] = frozenset()
    clause_text: str = ""
    context: str = ""
    remembered: frozenset[str] = frozenset()
    asked: str = ""
    every: Sequence[Quantity] = ()


@dataclass(frozen=True, slots=True)
class _Words:
    """What a message holds whichever of its numbers are scored.

    ``every``: fact → the places of its words, ``by_want`` those that count for a stretch;
    ``known``, ``plain``: characters of known and of closed-class words, ``language`` the latter
    without halves of other words; ``shared``: where pairs of
    characters begin that the clauses in question hold as well; ``spent``, ``asks``: words of
    spending and asking.
    """

    every: Mapping[str, tuple[Found, ...]]
    by_want: Mapping[Wanted, Mapping[str, tuple[Found, ...]]]
    known: bytearray
    language: bytearray
    shared: tuple[int, ...]
    plain: bytearray
    spent: tuple[Found, ...]
    asks: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class _Labels:
    """What of `_Words` is the same whatever matter of the message is asked about.

    ``words``: those of the language and those of the policies as well.
    """

    text: str
    plain: bytearray
    every: Mapping[str, tuple[Found, ...]]
    spent: tuple[Found, ...]
    asks: tuple[Found, ...]
    words: tuple[Phrases, Phrases]
    halved: dict[frozenset[str], tuple[bytearray, bytearray]]

    def without_halves(self, objects: frozenset[str]) -> tuple[bytearray, bytearray]:
        """The characters of words of the language, and of known ones, less halves of others."""
        if objects not in self.halved:
            language, known = bytearray(self.plain), covers(self.text, self.words[1:])
            uncover_halves(self.text, language, self.words[:1], objects)
            uncover_halves(self.text, known, self.words[1:], objects)
            self.halved[objects] = language, known
        return self.halved[objects]


class _Tally:
    """How many numbers of a message are of a kind, are labelled, or stand without a label."""

    def __init__(
        self,
        quantities: Sequence[Quantity],
        labelled: Sequence[set[str]],
        claimed: Collection[int] = (),
    ) -> None:
        amounts = [
            (q, names)
            for q, names in zip(quantities, labelled, strict=True)
            if q.role == "amount" and q.start not in claimed
        ]
        self.labelled = Counter(name for names in labelled for name in names)
        self.of_kind = Counter(kind for q, _ in amounts for kind in _KINDS.get(q.unit, ()))
        self._amounts = amounts
        self._strays: dict[tuple[FactKind, frozenset[str]], int] = {}

    def strays(self, kind: FactKind, needed: frozenset[str]) -> int:
        """Numbers of a kind that no word of a needed fact stands beside."""
        key = kind, needed
        if key not in self._strays:
            self._strays[key] = sum(
                kind in _KINDS.get(q.unit, ()) and not names & needed for q, names in self._amounts
            )
        return self._strays[key]


class PairReader:
    """Scores numbers against facts; built once from the fact vocabulary."""

    def __init__(
        self,
        specs: Mapping[str, FactSpec],
        matters: Iterable[str] = (),
        bounds: Boundaries | None = None,
    ) -> None:
        self._specs = {
            name: spec
            for name, spec in specs.items()
            if spec.kind not in (FactKind.FLAG, FactKind.CHOICE)
        }
        # Words of the language itself (花了, 投入, 采购) label nothing in particular.
        every = load_language().every
        edges = bounds or Boundaries(lambda: words_of(specs))
        self._words = {
            name: Phrases.of((word for word in spec.words if fold(word) not in every), edges)
            for name, spec in self._specs.items()
        }
        self._labels = PhraseSets(self._words, edges)
        # Yet a long one (服务费, 合同额) labels the one fact in question that is called so.
        self._general = {
            name: words
            for name, spec in self._specs.items()
            if (
                words := frozenset(
                    w for w in map(fold, spec.words) if w in every and len(w) >= _LONG
                )
            )
        }
        self._halves = Openings(
            (word[:n], (word[:n], word[n:], name))
            for name, spec in self._specs.items()
            for word in map(fold, spec.words)
            for n in range(2, len(word) - 1)
        )
        self._counted = tuple(
            (word[1:], word[:1], name)
            for name, spec in self._specs.items()
            if spec.kind is FactKind.COUNT
            for word in map(fold, spec.words)
            if len(word) > 1 and word[:1] in _CLASSIFIERS
        )
        self._last: tuple[tuple[str, str, tuple[Wanted, ...]], _Words | None] = ("", "", ()), None
        self._last_labels: _Labels | None = None
        # The facts that are compared over two years.
        self._yearly = {spec.year_before for spec in specs.values() if spec.year_before}
        self._yearly |= {name for name, spec in specs.items() if spec.year_before}
        own = {word for spec in specs.values() for word in spec.words}
        own |= {w for s in specs.values() for c in s.choices.values() for w in c.words}
        own |= {w for s in specs.values() for w in s.denials}
        self._known = Phrases.of([*load_language().every, *own, *matters])
        self._plain = Phrases.of(load_language().every)
        self._objects = {  # 购车, 租卡
            name: frozenset(w[1] for w in spec.words if len(w) == _PAIR and w[0] in BUYS)
            for name, spec in self._specs.items()
        }

    def pairs(self, setting: Setting, wanted: Sequence[Wanted]) -> tuple[Pair, ...]:
        """Every number with every fact whose unit fits, scored."""
        if not setting.quantities:
            return ()  # then nobody asks what words stand there
        behind = self._behind_unknown(setting, wanted)
        probability = cache(load_weights().probability)  # facts that stand nowhere are all alike
        return tuple(
            Pair(index, fact, probability(features), features, behind[index])
            for index, fact, features in self.candidates(setting, wanted)
        )

    def candidates(
        self, setting: Setting, wanted: Sequence[Wanted]
    ) -> Iterable[tuple[int, str, tuple[float, ...]]]:
        """(quantity, fact, features) for each pair of fitting units."""
        text = setting.text
        words = self._words_of(text, setting.clause_text, tuple(wanted))
        known, _ = _coverage(setting, words)
        own = self._own(setting, words, wanted)
        every, by_want = words.every, words.by_want
        places = by_want[wanted[0]] if wanted else every
        bounds = (*setting.quantities, *setting.every)
        around = arounds(text, setting.quantities, bounds)
        plain, spent, asks = words.plain, words.spent, words.asks
        starts = sorted(q.start for q in setting.quantities)
        labelled = [
            {name for name, found in places.items() if found and label_beside(found, part)[0] > 0}
            for part in around
        ]
        tally = _Tally(setting.quantities, labelled, setting.claimed)
        recalled = self._recalled(setting.context)
        for index, quantity in enumerate(setting.quantities):
            if quantity.role != "amount":
                continue
            want = wanted_at(wanted, quantity.start)
            places = by_want.get(want, every)
            beside = stands_beside(text, quantity, around[index], known, own, spent, asks)
            labels = labelled[index]
            unnamed: dict[tuple[object, ...], tuple[float, ...]] = {}
            for name, found in places.items():
                spec = self._specs[name]
                if not fits_unit(spec, quantity):
                    continue
                if self._is_called_money(quantity, name, labels):
                    continue
                # Facts without a word in the message differ in nothing but this.
                alike = (
                    spec.kind,
                    spec.unit_name[:1],
                    bool(spec.year_before) if name in self._yearly else None,
                    name in want.main,
                    name in want.needed,
                    name in setting.remembered,
                    name in recalled,
                    name == setting.asked,
                    name in labels,
                    tally.labelled[name],
                )
                features = None if found else unnamed.get(alike)
                if features is None:
                    features = self._features(
                        setting,
                        index,
                        name,
                        want,
                        found,
                        around[index],
                        beside,
                        labels,
                        recalled,
                        plain,
                        starts,
                        tally,
                    )
                    if not found:
                        unnamed[alike] = features
                yield index, name, features

    def _own(self, setting: Setting, words: _Words, wanted: Sequence[Wanted]) -> bytearray:
        """The characters of words of the language, of the clauses in question and of their facts.

        Words of other matters (上市花了…, beside compute) are as strange here as unknown ones.
        """
        own = _coverage(setting, replace(words, known=words.language))[1]
        needed = frozenset[str]().union(*(w.needed for w in wanted))
        for name in needed & set(words.every):
            for start, end, _ in words.every[name]:
                own[start:end] = b"\x01" * (end - start)
        return own

    def _behind_unknown(self, setting: Setting, wanted: Sequence[Wanted]) -> tuple[bool, ...]:
        """Whether the last word with a meaning of its own before each number is an unknown one.

        Of two characters or more: one alone is often a verb or a particle of a dialect.

        In 车间的示范项目投了80万 it is one of the policies, in 示范项目那边装修花了80万 it is not.
        """
        words = self._words_of(setting.text, setting.clause_text, tuple(wanted))
        own = self._own(setting, words, wanted)
        around = arounds(setting.text, setting.quantities, (*setting.quantities, *setting.every))
        found = []
        for part in around:
            start, end = part.before
            places = (i for i in range(end - 1, start - 1, -1) if setting.text[i].isalnum())
            last = next((i for i in places if not own[i] or not words.plain[i]), start)
            unknown = last > start and not own[last]
            found.append(unknown and not own[last - 1] and setting.text[last - 1].isalnum())
        return tuple(found)

    def _words_of(self, text: str, clause: str, wanted: tuple[Wanted, ...]) -> _Words:
        """The words of a message, found once for all its numbers and lists of numbers."""
        key = text, clause, wanted
        last, words = self._last
        if words is None or last != key:
            found = self._labels_of(text)
            plain, every = found.plain, found.every
            needed = frozenset[str]().union(*(w.needed for w in wanted))
            objects = frozenset[str]().union(*(self._objects.get(name, ()) for name in needed))
            language, known = found.without_halves(objects)
            words = _Words(
                every=every,
                by_want=self._with_general(text, _by_want(every, wanted), known),
                known=known,
                language=language,
                shared=_shared(text, clause),
                plain=plain,
                spent=found.spent,
                asks=found.asks,
            )
            self._last = key, words
        return words

    def _with_general(
        self,
        text: str,
        by_want: Mapping[Wanted, Mapping[str, tuple[Found, ...]]],
        known: bytearray,
    ) -> Mapping[Wanted, Mapping[str, tuple[Found, ...]]]:
        """The words that count for each stretch, with general ones of one needed fact alone.

        Where 入表 is in question, 服务费 is its fee; 装修服务费 is named by a word not known.
        """
        return {want: self._more(text, want, places, known) for want, places in by_want.items()}

    def _more(
        self,
        text: str,
        want: Wanted,
        places: Mapping[str, tuple[Found, ...]],
        known: bytearray,
    ) -> Mapping[str, tuple[Found, ...]]:
        own = Counter(word for name in want.needed for word in self._general.get(name, ()))
        taken = [hit[:2] for found in places.values() for hit in found]
        more = {}
        for name in want.needed:
            words = [w for w in self._general.get(name, ()) if own[w] == 1 and w in text]
            hits = [
                (start, start + len(word), word)
                for word in words
                for start in _occurrences(text, word)
                if not _is_of_unknown(text, start, start + len(word), known)
                and not any(low < start + len(word) and start < high for low, high in taken)
            ]
            if hits:
                more[name] = tuple(sorted((*places[name], *hits)))
        return {**places, **more} if more else places

    def _labels_of(self, text: str) -> _Labels:
        """The labels of a message, found once for all its matters."""
        last = self._last_labels
        if last is None or last.text != text:
            plain = covers(text, (self._plain,))
            parted = self._parted(text, plain)
            behind = self._counted_behind(text)
            every = {
                name: tuple(sorted(undenied(text, hits)))
                if (hits := (*found, *parted.get(name, ()), *behind.get(name, ())))
                else ()
                for name, found in self._labels.find(text).items()
            }
            last = self._last_labels = _Labels(
                text,
                plain,
                every,
                tuple(sorted(spending().find(text))),
                tuple(sorted(asking().find(text))),
                (self._plain, self._known),
                {},
            )
        return last

    def _parted(self, text: str, plain: bytearray) -> Mapping[str, Sequence[Found]]:
        """Fact → its labels with plain words between their halves: 入表花的服务费."""
        found: dict[str, list[Found]] = {}
        for first, second, name in self._halves.possible(text):
            start = text.find(first)
            while start >= 0:
                end = start + len(first)
                at = text.find(second, end + 1, end + _GAP + len(second))
                if at > 0 and all(plain[end:at]):
                    word = first + second
                    found.setdefault(name, []).append((start, at + len(second), word))
                start = text.find(first, end)
        return found

    def _counted_behind(self, text: str) -> Mapping[str, Sequence[Found]]:
        """Fact → its nouns with the count behind them: 获批载客的车60台, of 台车."""
        found: dict[str, list[Found]] = {}
        for noun, classifier, name in self._counted:
            start = text.find(noun)
            while start >= 0:
                end = start + len(noun)
                count = _COUNT_BEHIND.match(text, end)
                if count and text[count.end() : count.end() + 1] == classifier:
                    found.setdefault(name, []).append((start, end, noun))
                start = text.find(noun, end)
        return found

    def _is_called_money(self, quantity: Quantity, name: str, labels: Collection[str]) -> bool:
        """Whether a bare number stands beside a word for a sum, and beside none for this fact.

        研发费150 is no count of models: its unit was left out.
        """
        if quantity.unit is not Unit.NUMBER or name in labels:
            return False
        return any(self._specs[label].kind is FactKind.YUAN for label in labels)

    def _recalled(self, context: str) -> frozenset[str]:
        """The facts of which the messages before speak."""
        if not context:
            return frozenset()
        return frozenset(name for name, words in self._words.items() if words.within(context))

    def _features(
        self,
        setting: Setting,
        index: int,
        name: str,
        want: Wanted,
        found: Sequence[Found],
        part: Around,
        words: Beside,
        labels: set[str],
        spoken_of: frozenset[str],
        plain: bytearray,
        starts: Sequence[int],
        tally: _Tally,
    ) -> tuple[float, ...]:
        text, quantity = setting.text, setting.quantities[index]
        spec = self._specs[name]
        before, after, touching = label_places(found, part, quantity, plain)
        earlier, later = nearby(found, part, quantity, starts)
        label = max(before, after)
        left, right = words.left, words.right
        unknown = left + right
        main, needed = float(name in want.main), float(name in want.needed)
        others = labels - {name}
        rival = float(bool(others) and label == 0)
        rival_needed = float(bool(others & want.needed) and label == 0)
        spends, question = words.spends, words.asks
        bare = float(unknown == 0 and not labels)
        only = float(tally.of_kind[spec.kind] <= 1)
        others_named = tally.labelled[name] - (name in labels)
        elsewhere = float(label == 0 and others_named > 0)
        remembered = float(name in setting.remembered)
        recalled = float(name in spoken_of)
        fits, differs = classifier_of(spec, quantity)
        year_fits, year_differs = 0.0, 0.0
        if name in self._yearly:
            year_fits, year_differs = year_beside(text, part, is_prior=bool(spec.year_before))
        # An orphan is the only number of its kind that no word of a needed fact stands beside,
        # where the fact has no number of its own either.
        clean = float(unknown == 0 and label == 0 and not others & want.needed)
        strays = tally.strays(spec.kind, want.needed)
        orphan = float(strays == 1 and elsewhere == 0)
        values = {
            "one": 1.0,
            "label_before": before,
            "label_after": after,
            "label_touching": touching,
            "label_earlier": earlier,
            "label_later": later,
            "main": main,
            "needed": needed,
            "remembered": remembered,
            "recalled": recalled,
            "asked": float(name == setting.asked),
            "unknown_1": float(left >= 1),
            "unknown_2": float(left >= 2),
            "unknown_3": float(left >= 3),
            "unknown_after": min(right, _MOST) / _MOST,
            "unknown_near": float(words.near >= 1),
            "unknown_beside": float(words.beside >= 1),
            "spending": spends,
            "clause_words": words.of_clause,
            "rival": rival,
            "rival_needed": rival_needed,
            "asks": question,
            "bare": bare,
            "only_one": only,
            "claimed": float(quantity.start in setting.claimed),
            "classifier_fits": fits,
            "classifier_differs": differs,
            "plain_number": float(quantity.unit is Unit.NUMBER),
            "per_month": float(quantity.unit in _PER),
            "main_bare": main * bare,
            "main_only": main * only,
            "main_unknown": main * float(left >= 1) * float(label == 0),
            "main_spending": main * spends * float(left == 0),
            "label_unknown": label * float(left >= 1),
            "label_main": label * main,
            "only_unknown": only * float(left >= 1),
            "year_fits": year_fits,
            "year_differs": year_differs,
            "count_kind": float(spec.kind is FactKind.COUNT),
            "other_labelled": elsewhere,
            "label_needed": label * needed,
            "main_clean": main * clean,
            "needed_clean": needed * (1.0 - main) * clean,
            "main_orphan": main * clean * orphan,
            "needed_orphan": needed * (1.0 - main) * clean * orphan,
            "main_recalled": main * recalled,
            "main_remembered": main * remembered,
            "needed_alone": needed * only * float(unknown == 0),
        }
        return tuple(values[feature] for feature in FEATURES)


def matter_words(topics: Topics, corpus: Corpus) -> tuple[str, ...]:
    """The words of the policies themselves: their matters, names and places."""
    names = [w for p in corpus.policies for w in (p.short_title, *p.aliases, *p.region_words)]
    return (*(word for topic in topics.all for word in topic.words), *names)


def wanted_at(wanted: Sequence[Wanted], place: int) -> Wanted:
    """The stretch in which a place stands; the last one if none."""
    for want in wanted:
        if want.start <= place < want.end:
            return want
    return wanted[-1] if wanted else Wanted(0, 0, frozenset(), frozenset())


def _is_of_unknown(text: str, start: int, end: int, known: bytearray) -> bool:
    """Whether a word that is not known stands in the comma clause of a label; a number is none."""
    low, high = clause_around(text, start, end)
    return any(
        text[n].isalnum() and not known[n] and text[n] not in _NUMBER_SIGNS
        for n in range(low, high)
    )


def _occurrences(text: str, word: str) -> Iterable[int]:
    start = text.find(word)
    while start >= 0:
        yield start
        start = text.find(word, start + len(word))


def _shared(text: str, clause: str) -> tuple[int, ...]:
    """Where two characters stand side by side that the clauses in question hold as well."""
    known = _pairs_of(clause)
    low, high = said_in(text)
    low, high = max(0, low - 1), high + 1
    return tuple(i for i, two in enumerate(pairwise(text[low:high]), low) if two in known)


@lru_cache(maxsize=64)
def _pairs_of(clause: str) -> frozenset[tuple[str, str]]:
    """Every two characters side by side."""
    return frozenset(pairwise(clause))


_EACH_TIME = "·"
_TIMES = ("天", "周")


def fits_unit(spec: FactSpec, quantity: Quantity) -> bool:
    """A rent per month or per square metre is no other sum; a bare number is one if large."""
    if spec.kind not in _KINDS.get(quantity.unit, ()):
        return False
    if quantity.unit is Unit.NUMBER and spec.kind is FactKind.YUAN and quantity.value < _LARGE:
        return False
    if quantity.unit is Unit.YUAN_PER_UNIT and _EACH_TIME in quantity.classifier:
        return spec.per is not Per.NONE  # 每台每月3万 is no sum until it is said how many
    if quantity.unit is Unit.YUAN_PER_UNIT and quantity.classifier in _TIMES:
        return spec.per not in (Per.NONE, Per.YEAR)  # 每天3000 is none until it is said how long
    per = _PER.get(quantity.unit)
    return per is None or spec.per is per


def _by_want(
    places: Mapping[str, tuple[Found, ...]], wanted: Sequence[Wanted]
) -> Mapping[Wanted, Mapping[str, tuple[Found, ...]]]:
    """For each stretch the words that count there; stretches often need the same facts."""
    every = {(s, e) for found in places.values() for s, e, _ in found}
    inside = inside_longer(every, every)
    counted = {
        needed: longest(places, every, inside, needed) for needed in {w.needed for w in wanted}
    }
    return {want: counted[want.needed] for want in wanted}


def _coverage(setting: Setting, words: _Words) -> tuple[bytearray, bytearray]:
    """Which characters are of known words, and the same with what the clauses in question hold."""
    known = bytearray(words.known)
    numbers = ((q.start, q.end) for q in setting.quantities)
    for start, end in (*setting.spans, *numbers, *_named_durations(setting)):
        known[start:end] = b"\x01" * (end - start)
    own = bytearray(known)
    for place in words.shared:
        own[place : place + 2] = b"\x01\x01"
    return known, own


def _named_durations(setting: Setting) -> Iterable[tuple[int, int]]:
    """Where a length of time is named before it (租期18个月, 合同期一年): no name of a sum.

    A sum over that time begins with the same number (租期18个月,每月65万).
    """
    for quantity in (*setting.every, *setting.quantities):
        if quantity.unit in (Unit.MONTH, Unit.YEAR):
            name = _DURATION.search(setting.text, max(0, quantity.start - 8), quantity.start)
            if name is not None:
                yield name.span()
