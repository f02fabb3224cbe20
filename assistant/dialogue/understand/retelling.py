"""A later message that tells earlier ones anew: they are read again as they would be told now.

都是空想,就现在手上这些 after a what-if; 财务看走眼了,白忙一场 after a deduction. What a
message likely does to those before it, a network says (``retelling.reteller``); the messages as it
leaves them are read from the start, and what they come to is told as doubtful. Places of what was
read are put back to where it was typed.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from assistant.dialogue.acts import Act
from assistant.dialogue.grouping import ASKS
from assistant.dialogue.ledger import Ledger, Matter, with_pasts
from assistant.dialogue.retelling.deciding import load_deciding
from assistant.dialogue.retelling.edits import Op, may_change, value_beside
from assistant.dialogue.retelling.heard import Heard, Typed, histories
from assistant.dialogue.retelling.reteller import Reteller, Retold, edited, likeliest
from assistant.dialogue.roles import told
from assistant.dialogue.spoken import Spoken
from assistant.dialogue.stated import Stated, Unused
from assistant.dialogue.turn import Intent
from assistant.dialogue.understand.context import UnderstandContext
from assistant.dialogue.understanding import Reread, Understanding
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

_AGAIN = "再说一遍"
"""What a message asks that says no more than what it does."""
BELIEVED = frozenset({Op.BACK, Op.VOID})
"""What is believed of a message: that it takes back others. Where it tells one of their numbers
anew 16 were won and 9 lost on authors left out, and numbers that count for nothing (食堂又花了20万)
were added: those are left to second readings."""
_REREAD = 30
"""So many messages are read anew at most, to find out what one does."""
_MARK = ","
_CLAUSE = lazy("[^,。;!?]+[?]?")
_STILL_ASKS = lazy(
    f"{ASKS.pattern}|[各共]|合计|总[共数]|一起|加起来|两[边头处条样家个份]|[三四五]处|重[新算报列]|再[算报列]"
)
_ONLY_DENIES = lazy("不是[^,。;!?]+[。!]?$")
_SUMS = frozenset({Intent.CALCULATE, Intent.TOTAL, Intent.EACH, Intent.CONFIRM, Intent.RESTART})

Read = Callable[[tuple[str, ...], Ledger, date], Understanding]


def with_ledger(found: Understanding, ledger: Ledger, typed: str) -> Understanding:
    """A message that was read, with the ledger then, which remembers what it changed."""
    spoken = (*ledger.spoken, Spoken.of(found.turn))
    after = replace(found.ledger, spoken=spoken, earlier=())
    after = with_pasts(ledger, after, fold(typed))
    return replace(found, ledger=after, before=ledger)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A message as one that tells earlier ones anew, and how likely it is one."""

    then: Understanding
    probability: float


class RetoldReader:
    """Reads a message as one that tells earlier ones anew, where it surely does."""

    def __init__(
        self,
        ctx: UnderstandContext,
        reteller: Reteller,
        replay: Callable[[tuple[str, ...], date], Ledger],
        read: Read,
        ask: Callable[[str, Ledger, date], Understanding],
    ) -> None:
        self._ctx = ctx
        self._reteller = reteller
        self._replay = replay
        self._read = read
        self._ask = ask

    def __call__(
        self, found: Understanding, ledger: Ledger, turns: tuple[str, ...], as_of: date
    ) -> Understanding | None:
        """The message as one that tells those before it anew; None where it surely does not.

        ``found`` is how it was read at first, ``ledger`` what it met.
        """
        if not self._reteller.reads or not may_retell(found, ledger):
            return None
        least = load_deciding()
        best = self.weighed(found, ledger, turns, as_of) if least is not None else None
        if least is None or best is None or best.probability < least:
            return None
        return best.then

    def weighed(
        self, found: Understanding, ledger: Ledger, turns: tuple[str, ...], as_of: date
    ) -> Weighed | None:
        """The likeliest reading as an edit, and how likely that and the first one are.

        What a message may do in several ways that come to the same is one reading; those that come
        to what the first reading has speak for it.
        """
        shares = self._reteller.shares(turns)
        if shares is None:
            return None
        heards = histories(turns[:-1], ledger.retold)
        first = _comes_to(found)
        mass: dict[Hashable, float] = {}
        thens: dict[Hashable, tuple[Retold, Understanding]] = {}
        left = _REREAD
        for one in likeliest(turns, shares):
            retold = edited(turns, heards, one.edits, one.probability) if one.edits else None
            if retold is not None and not all(e.op in BELIEVED for e in one.edits):
                continue
            if retold is None:
                if not one.edits:
                    mass[first] = mass.get(first, 0.0) + one.probability
                continue
            if not all(_is_fact(ledger, place) for place in retold.before):
                continue  # 想拿满50万: what was never worked with is told anew by nobody
            left -= _to_read(retold, turns)
            if left < 0:
                break
            then = self.as_retold(retold, found, ledger, turns, as_of)
            if then is None:
                continue
            own = _comes_to(then)
            mass[own] = mass.get(own, 0.0) + one.probability
            thens.setdefault(own, (retold, then))
        others = [own for own in thens if own != first]
        if not others:
            return None
        own = max(others, key=lambda one: mass[one])
        retold, then = thens[own]
        reread = then.reread and replace(then.reread, probability=min(mass[own], 1.0))
        return Weighed(replace(then, reread=reread), mass[own])

    def as_retold(
        self,
        retold: Retold,
        found: Understanding,
        ledger: Ledger,
        turns: tuple[str, ...],
        as_of: date,
    ) -> Understanding | None:
        """The message read behind those before it as they would be told now."""
        messages = tuple(h.text for h in retold.heard)
        inner = self._replay(messages, as_of)
        base = self._put_back(inner, retold, found, ledger)
        if not retold.is_cut or retold.changed:
            base = _with_flags(base, found)
        asked = _still_asked(found, turns[-1], retold)
        if retold.is_cut and not retold.changed and _tells_more(found, turns):
            then = self._read(turns, base, as_of)
            heard = (*retold.heard, Heard(len(turns), turns[-1]))
        else:
            if retold.changed or not asked:
                base = replace(base, current=self._meant(base, inner, retold))
            then = self._ask(asked or _AGAIN, replace(base, earlier=messages), as_of)
            turn = replace(
                then.turn,
                text=found.turn.text,
                folded=found.turn.folded,
                offsets=found.turn.offsets,
            )
            then = with_ledger(replace(then, turn=turn), base, turns[-1])
            heard = retold.heard
        spoken_of = {c for m in ledger.matters for c in m.clauses}
        answered = {f.clause_id for f in then.focus}
        if then.refusal or not answered or not answered <= spoken_of:
            return None  # what is told anew opens nothing that nobody spoke of
        kept = (*ledger.retold, (len(turns), heard))
        start, end = retold.start, retold.end
        return replace(
            then,
            ledger=replace(then.ledger, retold=kept),
            before=ledger,
            unused=tuple(_left(found.unused, retold)),
            reread=Reread(
                retold.probability, start, min(end, len(then.turn.folded)), _back(retold, turns)
            ),
        )

    def _put_back(
        self, inner: Ledger, retold: Retold, found: Understanding, ledger: Ledger
    ) -> Ledger:
        """The ledger of the messages as told now, as one of those typed."""
        number = ledger.turn + 1
        outer = (*ledger.spoken, Spoken.of(found.turn))
        typed = Typed(retold.heard, inner.spoken, outer, number)
        matters: tuple[Matter, ...] = typed.of(inner.matters)
        flags: tuple[Stated, ...] = typed.of(inner.flags)
        known = {c for m in matters for c in m.clauses}
        others = tuple(m for m in ledger.matters if m.clauses and not known & {*m.clauses})
        return replace(
            inner,
            matters=(*matters, *others),
            flags=flags,
            turn=ledger.turn,
            spoken=ledger.spoken,
            asked="",
            query=None,
            left=(),
            retold=ledger.retold,
        )

    def _meant(self, base: Ledger, inner: Ledger, retold: Retold) -> tuple[int, ...]:
        """The matters in question: those whose numbers were told anew, else those of before."""
        places = [
            (turn, *inner.spoken[turn - 1].from_source(start, end))
            for turn, start, end in retold.changed
        ]
        found = tuple(
            n
            for n, matter in enumerate(inner.matters)
            if any(
                turn == t and start < e and s < end
                for stated in matter.numbers
                for t, s, e in _every_place(stated)
                for turn, start, end in places
            )
        )
        live = tuple(n for n in found if n in base.current)
        return live or found or base.current


def _back(retold: Retold, turns: Sequence[str]) -> str:
    """The message behind which all is void, as typed; empty where nothing is taken back."""
    return next((turns[e.turn] for e in retold.edits if e.op is Op.BACK), "")


def _to_read(retold: Retold, turns: Sequence[str]) -> int:
    """How many messages are read anew: those from the first that does not stand as typed."""
    pairs = zip(retold.heard, turns, strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0].text == pair[1], pairs))
    return len(retold.heard) - same


def _with_flags(base: Ledger, found: Understanding) -> Ledger:
    """The ledger with the conditions that the message itself tells, by its first reading."""
    number = found.ledger.turn
    told_now = {
        m.clauses: tuple(f for f in m.flags if f.turn == number) for m in found.ledger.matters
    }
    matters = []
    for matter in base.matters:
        own = told_now.get(matter.clauses, ())
        names = {f.name for f in own}
        kept = tuple(f for f in matter.flags if f.name not in names)
        matters.append(replace(matter, flags=(*kept, *own)) if own else matter)
    return replace(base, matters=tuple(matters))


def _tells_condition(found: Understanding) -> bool:
    """Whether the first reading was told something of a condition (起降点挪走,前海不落)."""
    number = found.ledger.turn
    return any(f.turn == number for m in found.ledger.in_question for f in m.flags)


def _held(ledger: Ledger) -> Hashable:
    """What was told of the matters in question."""
    return tuple(
        (m.clauses, tuple((s.name, str(_value(s))) for s in (*m.numbers, *m.flags)))
        for m in ledger.in_question
    )


def _comes_to(found: Understanding) -> Hashable:
    """What is answered: the clauses with their facts."""
    return tuple(
        sorted(
            (str(f.clause_id), tuple(sorted((s.name, str(_value(s))) for s in stated)))
            for f in found.focus
            for _, stated in f.cases
        )
    )


def _value(stated: Stated) -> object:
    return stated.total if stated.total is not None else stated.value


def _every_place(stated: Stated) -> Sequence[tuple[int, int, int]]:
    """Where a fact was told, and each of what it is made of."""
    items = stated.value if isinstance(stated.value, tuple) else ()
    members = [(i.turn, i.start, i.end) for i in (*items, *stated.parts)]
    members += [(t.turn, t.start, t.end) for t in stated.terms]
    own = [
        (turn, start, end)
        for turn, start, end in members
        if turn is not None and start is not None and end is not None
    ]
    return (*stated.every_place, *own)


def _is_fact(ledger: Ledger, place: tuple[int, int, int]) -> bool:
    """Whether a number, by where it was told last as typed, is one that facts are made of."""
    turn, low, high = place
    if not 0 < turn <= len(ledger.spoken):
        return False
    start, end = ledger.spoken[turn - 1].from_source(low, high)
    for matter in ledger.matters:
        for stated in matter.numbers:
            if any(t == turn and start < e and s < end for t, s, e in _every_place(stated)):
                return True
            items = stated.value if isinstance(stated.value, tuple) else ()
            unplaced = [i.turn for i in (*items, *stated.parts) if i.start is None]
            unplaced += [t.turn for t in stated.terms if t.start is None]
            if turn in unplaced:
                return True
    return False


def may_retell(found: Understanding, ledger: Ledger) -> bool:
    """Whether a message may tell earlier ones anew: a later one that was not read in full.

    Something of it is left over, it was read a second time, it was refused, or it changed nothing
    and asks for nothing but the sum. What it tells of conditions was read: of authors left out as
    many such messages were lost as won.
    """
    if not ledger.turn or not ledger.matters or found.query is not None:
        return False
    if found.turn.acts.is_social or _tells_condition(found):
        return False
    if Act.REPEAT in found.turn.acts or _ONLY_DENIES.match(found.turn.folded):
        return False  # 那笔算进去是多少,再说一次; 不是头一回报的那个数 says not yet which one is
    if any(part.kind != "matter" for part in found.unused) or found.reread is not None:
        return True
    if found.refusal:
        return True
    return _held(found.ledger) == _held(ledger) and not found.intents - _SUMS


def _tells_more(found: Understanding, turns: Sequence[str]) -> bool:
    """Whether a message that takes back others says more than that: asks, or tells a new number."""
    if found.intents - _SUMS:
        return True
    *earlier, now = map(told, turns)
    before = [f for message in earlier for f in message.figures]
    return any(
        may_change(now, own) and all(value_beside(own, f) != f.value for f in before)
        for own in now.figures
    )


def _still_asked(found: Understanding, typed: str, retold: Retold) -> str:
    """What a message asks, or where, besides what it does to those before; "" for nothing.

    实际投资核下来620万,三处都重报一遍: the rest stands where it was typed.
    """
    numbers = [e.number for e in retold.edits if e.number is not None]
    text, scopes = fold(typed), found.turn.scope.spans
    if len(text) != len(typed) or len(found.turn.folded) != len(typed):
        return ""
    figures = told(typed).figures
    spent = [(figures[n].start, figures[n].end) for n in numbers]
    kept = [_MARK] * len(text)
    for clause in _CLAUSE.finditer(text):
        start, end = clause.span()
        if any(a < end and start < b for a, b in spent):
            continue
        is_where = any(a < end and start < b for a, b in scopes)
        if is_where or _STILL_ASKS.search(clause[0]):
            kept[start:end] = text[start:end]
    asked = "".join(kept)
    return asked if asked.strip(_MARK) else ""


def _left(unused: Sequence[Unused], retold: Retold) -> list[Unused]:
    """What is left over of a message besides what tells others anew."""
    if retold.start == 0 and not any(e.number is not None for e in retold.edits):
        return []
    return [u for u in unused if u.end <= retold.start or retold.end <= u.start]
