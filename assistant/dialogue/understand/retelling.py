"""A later message that takes back earlier ones: it is answered behind those that stand.

都是空想,就现在手上这些 after a what-if; 财务看走眼了,白忙一场 after a deduction. What a message
likely takes back, a network says (``retelling.cuts``); the messages that stand are read again from
the start, and what they come to is told as doubtful.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from assistant.dialogue.acts import Act
from assistant.dialogue.aspects import content_of
from assistant.dialogue.gather.range_ends import RANGE_END
from assistant.dialogue.gather.returns import FIRST_ONE
from assistant.dialogue.grouping import ASKS
from assistant.dialogue.ledger import Ledger, Matter, with_pasts
from assistant.dialogue.members import years_viewed
from assistant.dialogue.members.shares import OURS_AGAIN
from assistant.dialogue.polarity import denials_of
from assistant.dialogue.retelling.cuts import Cut, Cutter
from assistant.dialogue.retelling.deciding import load_deciding
from assistant.dialogue.retelling.standing import Stands, as_typed, histories
from assistant.dialogue.roles import told
from assistant.dialogue.spoken import Spoken
from assistant.dialogue.stated import NOT_REREAD, Stated
from assistant.dialogue.turn import Intent, blank
from assistant.dialogue.understand.of_firms import turns_to_another
from assistant.dialogue.understanding import Reread, Understanding
from assistant.policy.clause import ClauseId
from assistant.text.normalise import fold
from assistant.text.of_another import KIN
from assistant.text.pattern import lazy

_AGAIN = "再说一遍"
"""What a message asks that says no more than what it does."""
_REREAD = 30
"""So many messages are read anew at most, to find out what one does."""
_MARK, _WAN = ",", 10_000
_NOUN = 2
_CLAUSE = lazy("[^,。;!?]+[?]?")
_STILL_ASKS = lazy(
    f"{ASKS.pattern}|[各共]|合计|总[共数]|一起|加起来|两[边头处条样家个份]|[三四五]处|重[新算报列]|再[算报列]"
)
_ONLY_DENIES = lazy("不是[^,。;!?]+[。!]?$")
_ASKS_FOR_ANOTHER = lazy(
    "(?:^|[,。;!?])(?:那|问下|请问)?[他她]们?(?:家|那[边份个家]?|公司|该|能|可以)?的?(?:[补给拿领获]|能|到|有|是)*(?:呢|多少|几)"
)
_OF_ANOTHER = lazy(
    f"^(?:(?:但是?|可是?|不过|那|而|至于),?)?(?:我们?|咱们?)?的?(?:{KIN})(?:的|家|他|她)?的?[那这]?一?[个份项笔家边块]?"
    "(?:只|就|才|可|也|都|倒|仅)*(?:是|算|属于?)[^,。;!?]+[。!]?$"
)
"""师弟那个只是面上 tells of another's."""
_LEFT = lazy(
    "(?:[只就仅]剩下?|[只就仅]留下?|剩下的?(?:只有|就是|就))了?(?P<what>[\u4e00-\u9fff]{2,6})"
)
"""只剩攻关: what was told of it last stays."""
_PARTICLES = "了这那一个项笔份块条边呢的吧啊"
_IS_AGAIN = lazy("(?:还是|仍然?是?|依[旧然]是?|照旧是?|恢复[成到为]?|回到|改回)[^,。;!?\\d]{0,3}$")
_TAKE_BACK = {Act.CORRECT, Act.REMOVE}
_SAYS_WHICH = (FIRST_ONE, OURS_AGAIN, RANGE_END)
"""退回最开始那个数, 全是我们出, 按低的那头: which value it is then."""
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
    """A message as one that takes back others, and how likely it is one."""

    then: Understanding
    probability: float


class RetoldReader:
    """Reads a message as one that takes back earlier ones, where it surely does."""

    def __init__(
        self,
        cutter: Cutter,
        replay: Callable[[tuple[str, ...], date], Ledger],
        read: Read,
        ask: Callable[[str, Ledger, date], Understanding],
        tested: Callable[[Ledger], Collection[str]],
    ) -> None:
        self._cutter = cutter
        self._tested = tested
        self._replay = replay
        self._read = read
        self._ask = ask

    def __call__(
        self, found: Understanding, ledger: Ledger, turns: tuple[str, ...], as_of: date
    ) -> Understanding | None:
        """The message as one that takes back others; None where it surely does not.

        ``found`` is how it was read at first, ``ledger`` what it met.
        """
        least = load_deciding()
        if least is None or not self._cutter.reads or not self.may(found, ledger):
            return None
        best = self.weighed(found, ledger, turns, as_of)
        return best.then if best is not None and best.probability >= least else None

    def may(self, found: Understanding, ledger: Ledger) -> bool:
        """Whether a message may take back earlier ones: a later one that was not read in full.

        Something of it is left over, it was read a second time, it was refused, it denies, corrects
        or removes (算了,预算没批下来), or it changed nothing and asks for nothing but the sum. What
        it tells of conditions that are asked for was read: of authors left out as many such
        messages were lost as won.
        """
        if not ledger.turn or not ledger.matters or found.query is not None:
            return False
        turn, tested = found.turn, self._tested(found.ledger)
        if turn.asks_of_result or turn.acts.is_social or _tells_condition(found, tested):
            return False
        if _takes_nothing_back(found) or _turns_to_new(found, ledger):
            return False
        if any(part.kind in NOT_REREAD for part in found.unused):
            return False  # 去年领过100万 takes nothing back
        if any(part.kind != "matter" for part in found.unused) or found.reread is not None:
            return True
        if any(said.search(turn.folded) for said in _SAYS_WHICH) and _changes(found, ledger):
            return False
        asks_more = found.intents - _SUMS
        if found.refusal or (
            _held(found.ledger, tested) == _held(ledger, tested) and not asks_more
        ):
            return True
        if turn.folded != fold(turn.text) or turns_to_another(found, ledger):
            return False  # 回到我们旅馆:漏报的那笔退货了 was read in other words
        if _says_what_is_again(found) or (not turn.quantities and _lets_one_go(found.ledger)):
            return False  # 前年还是4700 says what holds again; 交得少的那家没过: the other stays
        if len(turn.quantities) > 1:
            return False  # 不是900万,是1000万 says itself what takes whose place
        return bool(_TAKE_BACK & turn.acts.all or denials_of(turn.folded))

    def weighed(
        self, found: Understanding, ledger: Ledger, turns: tuple[str, ...], as_of: date
    ) -> Weighed | None:
        """The likeliest reading as one that takes back others.

        What a message may take back in several ways that come to the same is one reading; None if
        all come to what the first reading has.
        """
        history = histories(len(turns) - 1, ledger.retold)
        share: dict[Hashable, float] = {}
        thens: dict[Hashable, Understanding] = {}
        left = _REREAD
        for cut in self._cutter.cuts(turns):
            stands = cut.stands(history)
            if _loses_what_is_left(found.turn.folded, stands, history[-1], turns):
                continue
            left -= _to_read(stands)
            if left < 0:
                break
            then = self.behind(cut, stands, found, ledger, turns, as_of)
            if then is None:
                continue
            own = _comes_to(then)
            share[own] = share.get(own, 0.0) + cut.probability
            thens.setdefault(own, then)
        share.pop(_comes_to(found), None)
        if not share:
            return None
        own = max(share, key=lambda one: share[one])
        then, probability = thens[own], min(share[own], 1.0)
        reread = then.reread and replace(then.reread, probability=probability)
        return Weighed(replace(then, reread=reread), probability)

    def behind(
        self,
        cut: Cut,
        stands: Stands,
        found: Understanding,
        ledger: Ledger,
        turns: tuple[str, ...],
        as_of: date,
    ) -> Understanding | None:
        """The message behind those that stand; None where that opens what nobody spoke of."""
        if stands == histories(len(turns) - 1, ledger.retold)[-1]:
            return None
        messages = tuple(turns[n - 1] for n in stands)
        base = _put_back(self._replay(messages, as_of), stands, ledger)
        if _tells_more(found, turns):
            then = self._read(turns, base, as_of)
            stands = (*stands, len(turns))
        else:
            asked = _still_asked(found, turns[-1]) or _AGAIN
            then = self._ask(asked, replace(base, earlier=messages), as_of)
            own = found.turn
            turn = replace(then.turn, text=own.text, folded=own.folded, offsets=own.offsets)
            then = with_ledger(replace(then, turn=turn), base, turns[-1])
        answered = {f.clause_id for f in then.focus}
        if then.refusal or not answered or not answered <= _spoken_of(ledger):
            return None
        back = "" if cut.is_alone else turns[cut.turn - 1]
        return replace(
            then,
            ledger=replace(then.ledger, retold=(*ledger.retold, (len(turns), stands))),
            before=ledger,
            unused=(),
            reread=Reread(cut.probability, 0, len(then.turn.folded), back),
        )


def _put_back(inner: Ledger, stands: Stands, ledger: Ledger) -> Ledger:
    """The ledger of the messages that stand, as one of all of them."""
    matters: tuple[Matter, ...] = as_typed(inner.matters, stands)
    flags: tuple[Stated, ...] = as_typed(inner.flags, stands)
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


def _spoken_of(ledger: Ledger) -> set[ClauseId]:
    """The clauses of all matters."""
    return {c for m in ledger.matters for c in m.clauses}


def _to_read(stands: Stands) -> int:
    """How many messages are read anew: those behind the first that is gone."""
    pairs = enumerate(stands, 1)
    return len(stands) - sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _takes_nothing_back(found: Understanding) -> bool:
    """Whether a message surely asks for what holds, or says only what does not.

    那笔算进去是多少,再说一次; 不是头一回报的那个数 says not which one is; 老王那个是重大项目,他的呢
    asks for him.
    """
    turn = found.turn
    asks = Act.REPEAT in turn.acts or _ASKS_FOR_ANOTHER.search(turn.folded) is not None
    asks = asks or _OF_ANOTHER.match(turn.folded) is not None
    return asks or _only_views(found) or _ONLY_DENIES.match(turn.folded) is not None


def _turns_to_new(found: Understanding, ledger: Ledger) -> bool:
    """Whether a message asks, in a place that it names, of what nobody spoke of before.

    主导国际标准,前海那份提到没有 after the tax of persons there.
    """
    answered = {f.clause_id for f in found.focus}
    is_new = bool(answered) and answered.isdisjoint(_spoken_of(ledger))
    return is_new and not found.refusal and found.turn.scope.is_named


def _loses_what_is_left(text: str, stands: Stands, stood: Stands, turns: Sequence[str]) -> bool:
    """Whether what a message says to be left (只剩攻关) is spoken of in one that would be gone.

    What was told of it last holds: 攻关总投资涨到750万.
    """
    match = _LEFT.search(text)
    what = match["what"].rstrip(_PARTICLES) if match else ""
    gone = [fold(turns[n - 1]) for n in stood if n not in stands]
    return len(what) >= _NOUN and any(what in one for one in gone)


def _tells_condition(found: Understanding, tested: Collection[str]) -> bool:
    """Whether the first reading was told a condition that is asked for (起降点挪走,前海不落).

    老板没批 tells of an approval, which the purchase of data needs nowhere.
    """
    number, flags = found.ledger.turn, (f for m in found.ledger.in_question for f in m.flags)
    return any(f.turn == number and f.name in tested for f in flags)


def _changes(found: Understanding, ledger: Ledger) -> bool:
    """Whether the first reading changed a number of the matters in question."""
    return _held(found.ledger, ()) != _held(ledger, ())


def _held(ledger: Ledger, tested: Collection[str]) -> Hashable:
    """What was told of the matters in question that counts there."""
    return tuple(
        (m.clauses, tuple((s.name, str(_value(s))) for s in (*m.numbers, *flags)))
        for m in ledger.in_question
        for flags in ([f for f in m.flags if f.name in tested],)
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


def _says_what_is_again(found: Understanding) -> bool:
    """Whether all numbers of a message are told to be again so much, and were read so."""
    turn, number = found.turn, found.ledger.turn
    amounts = [q for q in turn.quantities if q.role == "amount"]
    held = {s.start for m in found.ledger.in_question for s in m.numbers if s.turn == number}
    return bool(amounts) and all(
        q.start in held and _IS_AGAIN.search(turn.folded, 0, q.start) for q in amounts
    )


def _value(stated: Stated) -> object:
    return stated.total if stated.total is not None else stated.value


def _only_views(found: Understanding) -> bool:
    """Whether a message only says which of several years it asks about (26年的呢)."""
    facts = [s for m in found.ledger.in_question for s in m.numbers]
    spans = years_viewed(found.turn.folded, facts)
    return bool(spans) and content_of(blank(found.turn.folded, spans)) <= 1


def _lets_one_go(ledger: Ledger) -> bool:
    """Whether the last message let some of several numbers of a fact go, and left the others."""
    for stated in (s for m in ledger.in_question for s in m.numbers):
        gone = [t for t in stated.terms if not t.is_in and t.turn == ledger.turn]
        if gone and any(t.is_in and t.turn != ledger.turn for t in stated.terms):
            return True
    return False


def _tells_more(found: Understanding, turns: Sequence[str]) -> bool:
    """Whether a message that takes back others says more than that: asks, or tells a new number."""
    if found.intents - _SUMS:
        return True
    before = {f.value for turn in turns[:-1] for f in told(turn).figures if f.value is not None}
    own = (q for q in found.turn.quantities if q.role == "amount")
    return any(q.value not in before and q.value * _WAN not in before for q in own)


def _still_asked(found: Understanding, typed: str) -> str:
    """What a message asks, or where, besides what it takes back; "" for nothing.

    原来那份,市里区里都重报一遍: the rest stands where it was typed.
    """
    text, scopes = fold(typed), found.turn.scope.spans
    if len(text) != len(typed) or len(found.turn.folded) != len(typed):
        return ""
    kept = [_MARK] * len(text)
    for clause in _CLAUSE.finditer(text):
        start, end = clause.span()
        is_where = any(a < end and start < b for a, b in scopes)
        if is_where or _STILL_ASKS.search(clause[0]):
            kept[start:end] = text[start:end]
    asked = "".join(kept)
    return asked if asked.strip(_MARK) else ""
