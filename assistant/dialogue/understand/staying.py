"""A later message in which words find nothing, though it is for nothing outside the policies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.dialogue.acts import Act
from assistant.dialogue.aspects import clause_around
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.stated import Unused
from assistant.dialogue.turn import Turn, blank
from assistant.dialogue.understand.context import UnderstandContext
from assistant.dialogue.understand.reading import heard
from assistant.dialogue.understand.subject import ELSEWHERE
from assistant.dialogue.understanding import Understanding
from assistant.policy.clause import ClauseId
from assistant.rules.facts import FactValue
from assistant.text.pattern import lazy


def staying(
    ctx: UnderstandContext, found: Understanding, ledger: Ledger, as_of: date
) -> Understanding:
    """What a refused message says of the matters before; as it is where it says nothing of them.

    年底他们说一定打齐,打齐了呢: no policy holds its words, and what a message is for (Purpose)
    tells that they are for nothing outside; nor is 牵头的是北京一家, whose place asks for nothing.
    """
    turn = found.turn
    if not ledger.live or turn.refuse or turn.acts.is_social:
        return found
    if turn.scope.is_named and not turn.quantities:
        return found  # 那福田招人有钱吗: another question, whatever its words mean
    there = _sums_there(turn) if found.refusal == ELSEWHERE else ()
    again = heard(replace(ctx, stays=True), blank(turn.folded, there), ledger, as_of)
    if again.refusal or not again.focus:
        return found
    left = [Unused(turn.folded[s:e], s, e, "number") for s, e in there]
    rest = [u for u in again.unused if not any(s < u.end and u.start < e for s, e in there)]
    again = replace(again, turn=replace(again.turn, text=turn.text), unused=(*rest, *left))
    return with_nothing_silent(again, ledger)


_UNFIT = lazy(
    "(?:不|没有?|未|并未)(?:完全|全部)?(?:符合|满足|具备|达到|够|合|过|通过)(?:申报|申请|资助|奖励|认定|扶持)?(?:的)?"
    "(?:条件|要求|资格|标准|门槛)(?![^,。;!?]{0,4}(?:吗|怎么|咋|能不能|还能))"
    "|不够格|没(?:有)?资格|打(?:了)?回票|(?:给|被)(?:刷|打|驳|退|拒)(?:了?[下回]来?|了)"
)


def says_unfit(found: Understanding) -> bool:
    """Whether a later message says that one does not meet what is demanded: 核下来说不符合条件."""
    return _UNFIT.search(found.turn.folded) is not None


def removes_nothing(found: Understanding, ledger: Ledger) -> bool:
    """Whether a later message says that something goes, and nothing of what was told went.

    语料卖家反悔,那笔没成 after two sums: what was answered before is answered again.
    """
    before = {clause for matter in ledger.in_question for clause in matter.clauses}
    answered = {focus.clause_id for focus in found.focus}
    if not ledger.turn or Act.REMOVE not in found.turn.acts or answered != before:
        return False
    return _sums(found.ledger) == _sums(ledger)


def _sums(ledger: Ledger) -> dict[tuple[ClauseId, ...], dict[str, FactValue]]:
    """The numbers told of each matter in question."""
    return {m.clauses: {s.name: s.value for s in m.numbers} for m in ledger.in_question}


def with_nothing_silent(found: Understanding, ledger: Ledger) -> Understanding:
    """The same with a message of which nothing was taken up told as unused.

    That it changes nothing is not known.
    """
    if found.unused or _is_told(found, ledger.turn + 1):
        return found
    text = found.turn.folded
    return replace(found, unused=(Unused(text, 0, len(text), "condition"),))


def _sums_there(turn: Turn) -> tuple[tuple[int, int], ...]:
    """The comma clauses that tell a number of a place not collected: 上海的子公司也租了900万."""
    spans = [(s, e) for s, e in turn.scope.spans if s < e]
    around = {clause_around(turn.folded, start, end) for start, end in spans}
    numbers = [q.start for q in turn.quantities if q.role == "amount" and q.value != 1]
    return tuple(sorted((s, e) for s, e in around if any(s <= n < e for n in numbers)))


def _is_told(found: Understanding, number: int) -> bool:
    """Whether a message told a fact of the matters that it goes on with."""
    facts = (s for focus in found.focus for _, facts in focus.cases for s in facts)
    return any(s.turn == number and not s.is_assumed for s in facts)
