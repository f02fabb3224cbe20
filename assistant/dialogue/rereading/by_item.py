"""What a later message says, without a number of its own, of one thing that was told before.

扩容包最后没签, after 连扩容包的30万一共410; 后半程那150万的卡没跑成; 乙是我们的关联方, of 甲260万
and 乙180万. How a thing goes is said in ways that no grammar lists; which one is meant is said by
its words, its sum or its place. What a negation is said of goes off the sum; what is out and of
which the network finds that it is done after all is in again. A condition that one of several
misses is no condition of the others. Only where the first reading changed no number; what no
negation says, only where it left words over as well. Always told as doubtful.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.dialogue.acts import Act
from assistant.dialogue.aspects import clause_around
from assistant.dialogue.effects import BACK, FEWER, HOLDS, MORE, NOTHING
from assistant.dialogue.figures import Figure, called_by_one
from assistant.dialogue.ledger import Ledger, Matter
from assistant.dialogue.members import OUT, Said, meant, members_of, terms_of, with_terms
from assistant.dialogue.rereading.applying import applied
from assistant.dialogue.rereading.candidate import Candidate, values_of
from assistant.dialogue.rereading.context import RereadContext
from assistant.dialogue.rereading.first_reading import is_open, matter_before
from assistant.dialogue.rereading.sights import all_figures
from assistant.dialogue.stated import Factor, Stated, Term
from assistant.dialogue.understanding import Understanding
from assistant.rules.facts import FactItem, FactKind
from assistant.text.expressions import Expression, Relation
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_CLAUSE = lazy("[^,。;!? ]+")
_DENIES = lazy(
    "没(?!错|问题|关系|事|变|动|准|啥|什么|意见|必要|想到|听|说|看|法子|办法)|未(?![来必])"
    "|(?<![差对是要能会可好行])不(?![错过但仅光只止同少久变动是知管影紧要会能该用一]|好意思)|(?<![除无并])非(?!常|要|得)"
    "|(?<![明空坦表])白(?!天|色)"
)
"""Negation, but for what only sounds like it (没问题, 不错, 不变)."""
_UNPAID = lazy("(?:没有?|未|尚未|还没有?)(?:付|结|给钱|到账|开(?:票|发票)|收到发票|打款)")
"""没付 says of a contract only when it will be paid."""
_SUPPOSES = lazy("要是|如果|假如|万一|假设|若是?|的话")
_ASKS = lazy("[?吗呢]|多少|能不能|算不算|是不是|要不要|会不会")
_AGAIN = lazy("又|重新?(?!要)|终于|总算|还是|恢复|也")
_APPLIES = lazy("(?:没|未|不|来不及|赶不上)[^,。;!?]{0,2}[报申]|别算|(?<!还)不算了")
"""今年没报成: when one applies says nothing of what was done; 就别算了 takes back what was told."""
_ONE_MORE = lazy("(?:还|又|再|另外?)(?:有|来|签|买)")
"""还有一笔没做完 is none of those told."""
_IS = lazy("(?<![也都还就但只要可不于算倒])是(?![不否])")
_SURE, _LIKELY, _IS_SAID = 0.8, 0.7, 0.35
_SEVERAL = 2
_UNITS = {FactKind.YUAN: Unit.YUAN, FactKind.COUNT: Unit.COUNT}


@dataclass(frozen=True, slots=True)
class _Item:
    """One thing that a fact was told with: its place among the terms, or a sum inside the fact.

    ``at`` is None for a sum inside; ``is_in``: it counts now.
    """

    stated: Stated
    at: int | None
    value: Decimal
    name: str
    is_in: bool


def by_item(
    ctx: RereadContext, found: Understanding, before: Ledger, earlier: Sequence[str]
) -> Understanding | None:
    """With what a message says of the one thing that it names; None where it names none."""
    text, turn = found.turn.folded, found.ledger.turn
    if not before.turn or {Act.DOUBT, Act.ALL_MATTERS} & found.turn.acts.all:
        return None
    if _SUPPOSES.search(text) or _APPLIES.search(text) or len(found.ledger.current) != 1:
        return None
    (place,) = found.ledger.current
    now = found.ledger.matters[place]
    was = matter_before(before, place, now)
    if was is None or values_of(was.numbers) != values_of(now.numbers):
        return None
    missed = _newly_missed(was, now, turn)
    for match in _CLAUSE.finditer(text):
        named = _named(ctx, found, was, *match.span())
        if named is None:
            continue
        said = _said_of(found, match.start(), named)
        is_missed = any(match.start() <= f.start < match.start() + len(said) for f in missed)
        if missed and not is_missed:
            continue
        op, sure = _becomes(ctx, found, named, said, earlier, is_missed=is_missed)
        if not op or (sure < _SURE and not is_open(found)):
            continue
        unit = _UNITS[ctx.facts.specs[named.stated.name].kind]
        new = _with(named, turn, unit, is_in=op == HOLDS)
        numbers = tuple(new if s is named.stated else s for s in was.numbers)
        chosen = Candidate(place, True, (), numbers, effect=op, fact=new.name, flags=was.flags)
        return applied(found, before, chosen, (), sure)
    return None


def _newly_missed(was: Matter, now: Matter, turn: int) -> list[Stated]:
    """The conditions that the message says are missed."""
    had = values_of(was.flags)
    return [f for f in now.flags if f.turn == turn and f.value is False and had.get(f.name, True)]


def _named(
    ctx: RereadContext, found: Understanding, was: Matter, low: int, high: int
) -> _Item | None:
    """The one thing that a clause names."""
    clause = found.turn.folded[low:high]
    if _ASKS.search(clause) or _ONE_MORE.match(clause):
        return None
    told = [e for e in found.turn.expressions if low <= e.start < high and e.value is not None]
    if any(not _points_at(found.turn.folded, low, e) for e in told):
        return None  # 那就按550万, 部署那块改成40万: what it is now is said by a number
    items: list[_Item] = []
    numbers = [s for s in was.numbers if s.total is not None]
    for stated in was.numbers:
        spec = ctx.facts.specs.get(stated.name)
        if spec is None or spec.kind not in _UNITS or stated.total is None or stated.beside:
            continue
        names = (*spec.words, spec.label)
        terms = terms_of(stated, _UNITS[spec.kind])
        if len(terms) >= _SEVERAL:
            own = _members_named(found, was, stated, terms, clause, names)
            # 首卖那单退了: of two facts the first of a row is named by no place in it
            items += (i for i in own if len(numbers) == 1 or _is_called(was, i, clause, names))
        if spec.kind is FactKind.YUAN:
            items += _inner_named(was, stated, clause, names)
            items += _lost_named(was, stated, clause, names)
    if not items and len(told) == 1:
        items += _pointed_at(ctx, was, told[0], found.turn.folded, low)
    items = list({(i.stated.name, i.value, i.is_in): i for i in items}.values())
    known = {item.value for item in items}
    if any(e.value not in known for e in told if e.unit in (Unit.YUAN, Unit.NUMBER, Unit.COUNT)):
        return None
    return items[0] if len(items) == 1 else None


def _members_named(
    found: Understanding,
    was: Matter,
    stated: Stated,
    terms: Sequence[Term],
    clause: str,
    names: Sequence[str],
) -> Iterator[_Item]:
    """The terms of a number, those that are out among them, that a clause names."""
    turn = found.turn
    said = Said(
        clause, (), (), (), turn.year, found.ledger.turn, figures=was.figures,
        conditions=tuple(turn.folded[f.start : f.end] for f in turn.flags),
    )  # fmt: skip
    items = [_as_item(t) for t in terms]
    own = _by_letter(items, was, clause) or meant(items, clause, said, names, stated.value)
    if len(own) == 1:
        term = terms[own[0]]
        yield _Item(stated, own[0], abs(term.value), term.kind, term.is_in)


def _by_letter(items: Sequence[FactItem], was: Matter, clause: str) -> tuple[int, ...]:
    """The one that a clause calls by the letter it was told with: 乙是关联方."""
    letters = {m.group() for m in _LETTER.finditer(clause)}
    if len(letters) != 1:
        return ()
    (letter,) = letters
    leads = [[f.lead for f in was.figures if f.value == item.value] for item in items]
    own = [n for n, told in enumerate(leads) if any(letter in lead for lead in told)]
    return tuple(own) if len(own) == 1 else ()


_LETTER = lazy("[甲乙丙丁戊](?![方级类醇烷])|(?<![a-z])[a-h](?![a-z])")


def _points_at(text: str, low: int, e: Expression) -> bool:
    """Whether a number of a clause only says which thing is meant: 那150万的卡, 150万那份."""
    is_pointed = _THAT.search(text, low, e.start) or _THAT_BEHIND.match(text, e.end)
    return bool(is_pointed) and not _GOES_BY.search(text, low, e.start)


_THAT_BEHIND = lazy("元?的?[那这]")
_GOES_BY = lazy("[按就改换变成是到为]")


def _is_called(was: Matter, item: _Item, clause: str, names: Sequence[str]) -> bool:
    """Whether a clause calls a thing by words that it was told with."""
    called = {f.value for f in called_by_one(was.figures, clause, names)}
    return item.value in called or any(
        item.name[n : n + 2] in clause for n in range(len(item.name) - 1)
    )


def _as_item(term: Term) -> FactItem:
    return FactItem(abs(term.value), term.kind, term.year, turn=term.turn)


def _inner_named(was: Matter, stated: Stated, clause: str, names: Sequence[str]) -> Iterator[_Item]:
    """A sum told inside a number that a clause names by words of its own, or by itself."""
    total = stated.total or Decimal(0)
    had = [f for f in was.figures if 0 < f.value < total]
    members = {m.value for s in was.numbers for m in members_of(s)}
    members |= {s.total for s in was.numbers if s.total}
    named = called_by_one(was.figures, clause, names)
    for figure in had:
        if figure.value in members or sum(f.value == figure.value for f in had) > 1:
            continue
        is_pointed = figure.text in clause and _POINTS.search(clause) is not None
        if figure in named or is_pointed:
            yield _Item(stated, None, figure.value, figure.lead, _is_in(was, stated, figure))


def _lost_named(was: Matter, stated: Stated, clause: str, names: Sequence[str]) -> Iterator[_Item]:
    """One that went off a number before, which a clause names by words of its own."""
    now = {m.value for m in members_of(stated)} or {stated.total or Decimal(0)}
    had = [m for past in was.pasts for s in past.before if s.name == stated.name
           for m in members_of(s)]  # fmt: skip
    gone = {m.value: m for m in had if m.value not in now}
    named = {f.value for f in called_by_one(was.figures, clause, names)}
    for value, member in gone.items():
        if value in named:
            yield _Item(stated, None, member.total, member.kind, is_in=False)


def _pointed_at(
    ctx: RereadContext, was: Matter, told: Expression, text: str, low: int
) -> Iterator[_Item]:
    """A sum that nobody told before, pointed at as a part of the only one: 后半程那150万的卡."""
    sums = [
        s
        for s in was.numbers
        if (spec := ctx.facts.specs.get(s.name)) is not None and spec.kind is FactKind.YUAN
    ]
    if told.unit is not Unit.YUAN or len(sums) != 1 or told.relation is not Relation.PLAIN:
        return
    if _THAT.search(text, low, told.start) and (told.value or 0) < (sums[0].total or 0):
        yield _Item(sums[0], None, told.value or Decimal(0), "", is_in=True)


_THAT = lazy("[那这]$")
_POINTS = lazy("[那这](?:一?[笔份块批单个项]|[\\d一二两三四五六七八九十百])")


def _is_in(was: Matter, stated: Stated, figure: Figure) -> bool:
    """Whether a sum told inside a number counts now, by what each message since then changed."""
    is_in = True
    for past in was.pasts:
        if past.turn < figure.turn:
            continue
        old = next((s.total for s in past.before if s.name == stated.name), None)
        new = next((s.total for s in past.after if s.name == stated.name), None)
        if old is not None and new is not None and abs(old - new) == figure.value:
            is_in = new > old
    return is_in


def _said_of(found: Understanding, low: int, named: _Item) -> str:
    """What is said of a thing: its clause and those behind it, to the next number."""
    text, high = found.turn.folded, low
    while high < len(text):
        _, end = clause_around(text, high, high)
        told = [
            e
            for e in found.turn.expressions
            if high <= e.start < end
            and e.unit in (Unit.YUAN, Unit.COUNT)
            and e.value != named.value
        ]
        if high > low and (told or _ASKS.search(text, high, end)):
            break
        high = end
        if text[end : end + 1] != ",":
            break
        high = end + 1
    return text[low:high]


def _becomes(
    ctx: RereadContext,
    found: Understanding,
    named: _Item,
    said: str,
    earlier: Sequence[str],
    *,
    is_missed: bool,
) -> tuple[str, float]:
    """What becomes of a thing, and how sure that is: FEWER it goes, HOLDS it is in again; or ""."""
    rest = _UNPAID.sub("", said)
    is_denied = _DENIES.search(rest) is not None or OUT.search(rest) is not None
    if named.is_in and (is_missed or is_denied):
        return FEWER, _SURE
    effects = ctx.roles.effects(found.turn.folded, all_figures(found.turn, ()), earlier)
    if named.is_in:
        stays = sum(math.exp(effects[e]) for e in (NOTHING, HOLDS, MORE) if e in effects)
        goes = 1 - stays if effects else 0.0
        # 最小那份是租普通云主机的: why else would one tell what it really is
        least = _IS_SAID if _IS.search(said) else _LIKELY
        return (FEWER, _LIKELY) if goes >= least else ("", 0.0)
    back = sum(math.exp(effects[e]) for e in (BACK, HOLDS) if e in effects)
    if back >= _SURE and _AGAIN.search(said):
        return HOLDS, _SURE
    return "", 0.0


def _with(named: _Item, turn: int, unit: Unit, *, is_in: bool) -> Stated:
    """The number with the thing in or out; its terms remember it."""
    terms = list(terms_of(named.stated, unit))
    if named.at is not None:
        terms[named.at] = replace(terms[named.at], is_in=is_in, turn=turn)
    else:
        factor = Factor(named.value, unit)
        terms.append(Term((factor,), named.name, sign=1 if is_in else -1, turn=turn))
    return with_terms(named.stated, terms, turn)
