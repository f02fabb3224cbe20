"""Shares: what 只付一半, 退了三成, 谈成八五折, 认回来一半 make of a sum told before.

The first reading takes a share of a sum where it says so in words that it knows. What it leaves
over is read here where one fact alone may be meant: the one whose words stand beside the share, a
member of a sum that is named or told again by its value, or the only sum there is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.dialogue.changes import times
from assistant.dialogue.language import covers, pairs_of, plain_words
from assistant.dialogue.ledger import Matter
from assistant.dialogue.members import Said, meant
from assistant.dialogue.members.becoming import OUT
from assistant.dialogue.stated import Stated
from assistant.rules.facts import FactItem, FactKind, FactSpec
from assistant.text.pattern import lazy
from assistant.text.units import Quantity, Unit

_OF_YEAR = lazy("年")
_FEN = Decimal("0.01")
_KEEPS = lazy(
    "(?:只|才|仅|就)[^,。;!?]{0,4}?[付收投认算留剩买用核给批担出掏有报领到要租]|[留剩]下?了?$|折"
    "|[砍压缩减降削裁调核审][减短小]?(?:到|成|为)"
)
"""只付一半, 才到账七成, 八五折, 砍到一半: the share is what is left."""
_TAKES_UP = lazy("(?P<what>[^,。;!?]*?)占(?:了|到|去|据|比|掉|总额|总数|合同)*[^,。;!?\\d]{0,3}$")
"""模型费占三分之二: what is so much of the whole."""
_INSIDE = lazy("其中|里[面头边]|当中")
_COMES_BACK = lazy(
    "(?:[认补追找收退算加捡]回|又(?:认|算|给|批)|补到|松口|[认算批](?:了|可))[^,。;!?]{0,3}$"
)
"""后来又认回来一半: of what was taken off before, so much counts again."""
_REFUNDS = lazy("退回|退[了给]")
_OF_WHAT_WENT = lazy(
    "(?:退|砍|减|扣|撤|裁|剔)(?:货|款|掉|了|回|去|下来?|出)*的(?:那[些批个份笔块])?(?:里[头面边]?|当中|其中)?"
    "(?:又|再|后来|还是|结果|现在)"
)
"""退货的又留下一半: of what went off, so much counts again."""
_SOME_OUT = lazy("(?:有|里[头面边]?|其中)(?:了|过)?$")
_VERB_OF = lazy(
    "(?:但是?|可是?|不过|结果|后来|其实)?(?P<verb>[\u4e00-\u9fff])的(?![\u4e00-\u9fff]?[里中])"
)
_PRICE_CUT = lazy("[打半对\\d一二三四五六七八九]折")
_KINDS = frozenset({FactKind.YUAN, FactKind.COUNT, FactKind.SQUARE_METRES})


@dataclass(frozen=True, slots=True)
class Shared:
    """What a share makes of the matter at ``place``: ``numbers``, of which ``name`` changes."""

    place: int
    name: str
    old: Stated
    new: Stated

    def numbers(self, matter: Matter) -> tuple[Stated, ...]:
        """The numbers of the matter with it."""
        return tuple(self.new if s.name == self.name else s for s in matter.numbers)


def shared(
    text: str,
    clause: tuple[int, int],
    share: Quantity,
    figures: Sequence[Quantity],
    matters: Mapping[int, Matter],
    specs: Mapping[str, FactSpec],
    before: str = "",
) -> Shared | None:
    """What a share in a clause of a folded message does; None where nobody knows to which sum.

    ``figures`` are the other numbers of the clause, ``matters`` those in question as they stood
    before the message, by their places; ``before`` is the clause before it, which may name one of
    several sums.
    """
    low, high = clause
    lead = text[low : share.start]
    came_back = _COMES_BACK.search(lead) and not _REFUNDS.search(lead)
    if came_back or _OF_WHAT_WENT.match(lead):
        return _given_back(text[low:high], share.value, figures, matters)
    told = list(_meant(text[low:high], figures, matters, specs))
    if not any(member for _, _, member in told) and before:
        named = [m for m in _meant(before, (), matters, specs) if m[2] is not None]
        told = named if len(named) == 1 else told  # 乙家没开机,退了一半
    keeps = _keeps(text[low : share.start], text[low : share.end], told, specs)
    if keeps is None:
        return None
    factor = share.value if keeps else 1 - share.value
    if len(told) != 1 or not 0 < factor < 1:
        return None
    place, stated, member = told[0]
    if member is None:
        new = times(replace(stated, parts=(), terms=()), factor, text[low:high])
    else:
        new = _of_member(stated, member, factor)
    whole = new.total
    if whole is None or stated.total is None or not 0 < whole < stated.total:
        return None
    if isinstance(new.value, Decimal):
        new = replace(new, value=_in_fen(new.value))
    elif isinstance(new.value, tuple):
        new = replace(new, value=tuple(replace(m, value=_in_fen(m.value)) for m in new.value))
    return Shared(place, stated.name, stated, new)


def _keeps(
    lead: str,
    clause: str,
    meant: Sequence[tuple[int, Stated, FactItem | None]],
    specs: Mapping[str, FactSpec],
) -> bool | None:
    """Whether a share is what is left; None where nobody knows what takes up so much."""
    takes = _TAKES_UP.search(lead)
    if takes is None:
        return bool(_KEEPS.search(clause))
    known = set(pairs_of(takes["what"], covers(takes["what"], (plain_words(),))))
    names = {word for _, s, _ in meant for word in (specs[s.name].label, *specs[s.name].words)}
    if any(known & set(pairs_of(name)) for name in names):
        return True
    return False if _INSIDE.search(takes["what"]) else None


def says_some_out(text: str, low: int, share: Quantity, high: int) -> bool:
    """Whether the words around a share say that so much of something does not count.

    有六成退货, 有三成没用上: whatever else is told, by closed classes.
    """
    lead = _SOME_OUT.search(text, low, share.start) is not None
    return lead and OUT.search(text, share.end, high) is not None


def _given_back(
    clause: str,
    share: Decimal,
    figures: Sequence[Quantity],
    matters: Mapping[int, Matter],
) -> Shared | None:
    """So much of what an earlier message took off a sum counts again."""
    told = {q.value for q in figures if q.unit is Unit.YUAN}
    found: list[tuple[int, Stated, Decimal]] = []
    for place, matter in matters.items():
        now = {s.name: s for s in matter.numbers}
        for past in reversed(matter.pasts):
            old = {s.name: s.total for s in past.before}
            for s in past.after:
                was, own = old.get(s.name), s.total
                if was is None or own is None or own >= was or s.name not in now:
                    continue
                if not told or was - own in told:
                    found.append((place, now[s.name], was - own))
            if found:
                break
    if len(found) != 1:
        return None
    place, stated, off = found[0]
    if not isinstance(stated.value, Decimal):
        return None
    value = stated.value + _in_fen(off * share)
    new = replace(stated, value=value, parts=(), terms=(), say="", alternatives=())
    return Shared(place, stated.name, stated, new)


def _meant(
    clause: str,
    figures: Sequence[Quantity],
    matters: Mapping[int, Matter],
    specs: Mapping[str, FactSpec],
) -> Iterator[tuple[int, Stated, FactItem | None]]:
    """The fact, or the member of one, that a share may be of."""
    known = set(pairs_of(clause, covers(clause, (plain_words(),))))
    verb = _VERB_OF.match(clause)
    done = [n for n, m in matters.items() if verb is not None and verb["verb"] in m.text]
    if len(done) == 1:  # 买的有六成退货, beside another that was made
        matters = {done[0]: matters[done[0]]}
    told = {q.value for q in figures if q.unit is not Unit.PERCENT}
    every = [
        (place, s)
        for place, matter in matters.items()
        for s in matter.numbers
        if s.name in specs
        and specs[s.name].kind in _KINDS
        and not specs[s.name].derive
        and not s.is_assumed
        and s.total
    ]
    members = [
        (place, s, m)
        for place, s in every
        for m in _members(s)
        if (told and m.total in told) or (not told and m.kind and known & set(pairs_of(m.kind)))
    ]
    if not members and not told:
        members = [
            (place, s, _members(s)[n])
            for place, s in every
            for n in _named(clause, s, matters[place], specs[s.name])
        ]
    if members:
        yield from members
        return
    if _PRICE_CUT.search(clause):  # 房租打对折 makes no area smaller
        every = [one for one in every if specs[one[1].name].kind is FactKind.YUAN]
    if told and not any(s.total in told for _, s in every):
        return
    named = [
        (place, s)
        for place, s in every
        if (told and s.total in told)
        or any(known & set(pairs_of(word)) for word in (specs[s.name].label, *specs[s.name].words))
    ]
    others = [one for one in every if specs[one[1].name].kind is FactKind.YUAN] or every
    for place, s in named if len(named) == 1 else (others if len(others) == 1 else ()):
        yield place, s, None


def _named(clause: str, stated: Stated, matter: Matter, spec: FactSpec) -> tuple[int, ...]:
    """Which of the members of a sum a clause names, by its place or by what it was told with."""
    said = Said(clause, (), (), (), 0, 0, figures=matter.figures)
    members = _members(stated)
    if not members or _OF_YEAR.search(clause):
        return ()
    return meant(members, clause, said, (spec.label, *spec.words), stated.value)


def _members(stated: Stated) -> tuple[FactItem, ...]:
    if isinstance(stated.value, tuple):
        return stated.value if len(stated.value) > 1 else ()
    return stated.parts if len(stated.parts) > 1 else ()


def _of_member(stated: Stated, member: FactItem, factor: Decimal) -> Stated:
    """A sum with one of its members made smaller."""
    less = replace(member, value=_in_fen(member.value * factor))
    members = tuple(less if m is member else m for m in _members(stated))
    if isinstance(stated.value, tuple):
        return replace(stated, value=members, say="", alternatives=())
    value = sum((m.total for m in members), Decimal())
    return replace(stated, value=value, parts=members, terms=(), say="", alternatives=())


def _in_fen(value: Decimal) -> Decimal:
    """An amount to the fen, without zeros behind it."""
    return value.quantize(_FEN).normalize() + 0
