"""How an amount goes up and stops with one fact: the lines of rules as a drawing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_CEILING, Decimal

from assistant.answer.charts import Course, Steps, Top, steps
from assistant.answer.geometry import ticks
from assistant.errors import FactError, FactsMissingError
from assistant.policy.clause import ClauseId
from assistant.policy.corpus import Corpus
from assistant.rules.curve import Curve, curve
from assistant.rules.facts import APPLICANT, YEARS, FactKind, Facts, FactSpec
from assistant.rules.read.names import facts_named
from assistant.rules.rule import Rule
from assistant.rules.rulebook import Rulebook
from assistant.rules.segments import amount_at
from assistant.rules.variation import vary

NUMERIC = frozenset(FactKind) - {FactKind.FLAG, FactKind.CHOICE}
DRAWN = frozenset({FactKind.YUAN, FactKind.SQUARE_METRES, FactKind.COUNT})
"""Kinds of facts that an amount is drawn against."""
MOST_LINES = 5
_ROUND = 100
_BEYOND = Decimal("1.25")
"""How far beyond the last bend a line is drawn."""


def asked_facts(rules: Sequence[Rule], rulebook: Rulebook) -> tuple[FactSpec, ...]:
    """The facts to ask for, numbers first: what rules name, by what people know."""
    named = [name for rule in rules for place, name in facts_named(rule) if "instead" not in place]
    if any(rule.yearly for rule in rules) and YEARS in rulebook.facts:
        named.append(YEARS)
    if any(rule.applicants for rule in rules) and APPLICANT in rulebook.facts:
        named.append(APPLICANT)
    names = dict.fromkeys(source for name in named for source in _known_by(name, named, rulebook))
    specs = [rulebook.facts[name] for name in names]
    return tuple(sorted(specs, key=lambda spec: spec.kind not in NUMERIC))


def _known_by(name: str, named: Sequence[str], rulebook: Rulebook) -> tuple[str, ...]:
    """The fact itself, or what it follows from where people know that better."""
    ways = rulebook.facts[name].derive
    if not ways:
        return (name,)
    first = ways[0]
    if first.difference or first.more or first.share:
        return first.sources
    alike = {n for n in named for way in rulebook.facts[n].derive[:1] if way.product}
    shares = [n for n in alike if set(rulebook.facts[n].derive[0].sources) & set(first.sources)]
    return first.sources if len(shares) > 1 else (name,)


def main_fact(rules: Iterable[Rule], facts: Facts, rulebook: Rulebook) -> str:
    """The number that most of the rules can be drawn against; stated ones first; "" if none."""
    known = tuple(rules)
    numbers = [spec.name for spec in asked_facts(known, rulebook) if spec.kind in DRAWN]

    def count(names: Iterable[str]) -> dict[str, int]:
        lines = {name: [line_of(rule, name, facts, rulebook) for rule in known] for name in names}
        return {name: n for name, found in lines.items() if (n := len(found) - found.count(None))}

    found = count(name for name in numbers if name in facts) or count(numbers)
    return max(found, key=lambda name: (found[name], -list(rulebook.facts).index(name)), default="")


def line_of(
    rule: Rule, fact: str, facts: Facts, rulebook: Rulebook, up_to: Decimal | None = None
) -> Curve | None:
    """The rule's line against the fact, None if it has none or it never rises."""
    try:
        found = curve(rule, fact, facts, rulebook=rulebook, up_to=up_to)
    except (FactError, FactsMissingError):
        return None
    is_flat = len({point.y for point in found.points}) < 2
    return None if is_flat and up_to is None else found


def top_of(line: Curve, *, is_yuan: bool) -> Top | None:
    """Where the line stops rising; None if it never does.

    A sum is rounded up to 100 yuan: a thousandth of 万元 says nothing to a reader.
    """
    highest = max(point.y for point in line.points)
    if line.points[-1].y != highest or len(line.points) < 2 or line.points[-2].y != highest:
        return None
    exact = next(point.x for point in line.points if point.y == highest)
    first = (exact / _ROUND).to_integral_value(ROUND_CEILING) * _ROUND if is_yuan else exact
    return Top(first, highest, exact=exact)


def draw_steps(
    rules: Sequence[Rule], fact: str, facts: Facts, corpus: Corpus, book: Rulebook
) -> Steps | None:
    """The lines of the rules against the fact, with the user's own point."""
    drawn = [(rule, line) for rule in rules if (line := line_of(rule, fact, facts, book))]
    drawn = drawn[:MOST_LINES]
    if not drawn:
        return None
    own = facts.get(fact)
    own = own if isinstance(own, Decimal) and own > 0 else None
    spec = book.facts[fact]
    is_yuan = spec.kind is FactKind.YUAN
    tops = {rule.id: top_of(line, is_yuan=is_yuan) for rule, line in drawn}
    bends = [x for _, line in drawn for x in line.kinks or (line.points[-1].x,)]
    far = ticks(max([*(bend * _BEYOND for bend in bends), own or Decimal(0)]))[-1]
    known = [top for top in tops.values() if top]
    values = sorted({top.exact for top in known} | ({own} if own else set()) or {far})
    near = {top.exact: top.shown(spec.kind) for top in known if top.is_rounded}
    labels = list(_labels([rule for rule, _ in drawn], corpus))
    courses = []
    for (rule, _), label in zip(drawn, labels, strict=True):
        line = line_of(rule, fact, facts, book, up_to=far)
        if line is None:
            continue
        points = tuple((point.x, point.y) for point in line.points)
        courses.append(Course(label, points, tops[rule.id], _at(rule, fact, facts, values, book)))
    return steps(courses, spec.label, spec.kind, values, own, near)


def _at(
    rule: Rule, fact: str, facts: Facts, values: Sequence[Decimal], rulebook: Rulebook
) -> tuple[Decimal, ...]:
    others = {name: value for name, value in facts.items() if name != fact}
    found = vary(rule, fact, others, rulebook)
    pieces = found.segments()
    exact = (amount_at(pieces, found.step(value)) for value in values)
    return tuple(Decimal(int(amount * 100)).scaleb(-2) for amount in exact)


def _labels(rules: Sequence[Rule], corpus: Corpus) -> Iterator[str]:
    """The region of each rule; where a region has several, the rule's title as well."""
    regions = [corpus.policy(ClauseId.parse(rule.clause_id).policy).region for rule in rules]
    for rule, region in zip(rules, regions, strict=True):
        yield f"{region} {rule.title}" if regions.count(region) > 1 else region
