"""What is kept of the messages before: questions carried on, places gone back to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.dialogue.acts import Act
from assistant.dialogue.aspects import content_of
from assistant.dialogue.gather import Gathered
from assistant.dialogue.ledger import Ledger, Matter
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Intent, Turn
from assistant.dialogue.understand.wording import AGAIN_ALL, FOR_ALL
from assistant.dialogue.understanding import Memory
from assistant.policy.clause import ClauseId
from assistant.rules.facts import APPLICANT
from assistant.text.pattern import lazy

_SEVERAL = 2
SHORT_MATTER = 4
"""A message whose own matter has at most this many characters is about a policy as a whole."""
_ABOUT_IT = frozenset({Intent.VALIDITY, Intent.DEPARTMENT})
_CARRIED = frozenset({Intent.VALIDITY, Intent.NAME, Intent.DEPARTMENT, Intent.POOL, Intent.REVERSE})
_ALL_PLACES = lazy(
    "(?:[两二三四几这那]|所有|全部|各)(?:几?个|处)?(?:地方|区|地儿|城区|处)"
    "[^,。;!?]{0,6}(?:列|各|都|一起|并|对比|比|摆|分别|汇总)"
)
_GO_BACK = lazy("[说回]回|回到|回头|还是(?:说|问|看)回?")


def without_name(own: Sequence[Stated], lasting: Sequence[Stated]) -> tuple[Stated, ...]:
    """The flags of a matter that go with it to other clauses.

    Who applies does not, where only the name of the matter said it (孵化器运营呢): then it is
    no lasting fact of the asker.
    """
    said = {(s.name, s.turn) for s in lasting}
    return tuple(s for s in own if s.name != APPLICANT or (s.name, s.turn) in said)


def gone_back(turn: Turn, matter: Matter) -> tuple[ClauseId, ...]:
    """The clauses that a matter had before it moved to another place (还是说回横岗)."""
    if Act.REFER_BACK not in turn.acts or not _GO_BACK.search(turn.folded):
        return ()
    now = {c.policy for c in matter.clauses}
    earlier = [c for c in matter.trail if c.policy not in now]
    return tuple(c for c in earlier if c.policy == earlier[-1].policy) if earlier else ()


def places_before(turn: Turn, matter: Matter) -> tuple[ClauseId, ...]:
    """The clauses of a matter in the place that was asked about first, or in all of them.

    刚才第一个, 三个地方并排列一下.
    """
    policies = tuple(dict.fromkeys(c.policy for c in matter.trail))
    if len(policies) < _SEVERAL or turn.topics:
        return ()
    counts_all = turn.acts.counted == len(policies) and AGAIN_ALL.search(turn.folded)
    if _ALL_PLACES.search(turn.folded) or counts_all or FOR_ALL.search(turn.folded):
        return matter.trail
    nth = turn.acts.ordinal
    if not nth or nth > len(policies):
        return ()
    return tuple(c for c in matter.trail if c.policy == policies[nth - 1])


def turned_to(ledger: Ledger, place: int, clauses: tuple[ClauseId, ...]) -> int | None:
    """The other matter that has the clauses to which one turned: its facts are known."""
    matters = enumerate(ledger.matters)
    return next((n for n, m in matters if n != place and clauses and m.clauses == clauses), None)


def of_its_case(turn: Turn, ledger: Ledger, place: int) -> int | None:
    """The other matter on the same clause that has the case which a message names (新建那家)."""
    own = ledger.matters[place]
    for n, matter in enumerate(ledger.matters):
        if n == place or matter.clauses != own.clauses or place not in ledger.current:
            continue
        theirs = {s.name: s.value for s in matter.flags}
        ours = {s.name: s.value for s in own.flags}
        if any(theirs.get(f.name) == f.value != ours.get(f.name, f.value) for f in turn.flags):
            return n
    return None


def chooser_view(matter: Matter) -> Memory:
    """A matter as the chooser looks at it."""
    return Memory(
        text=matter.text,
        topics=matter.topics,
        policies=matter.policies,
        focus=matter.clauses,
        trail=matter.trail or matter.clauses,
    )


def memory_of(ledger: Ledger) -> Memory:
    """What the rest of the answer needs to know of the conversation."""
    current = ledger.in_question
    return Memory(
        text=" ".join(m.text for m in current),
        topics=tuple(dict.fromkeys(t for m in current for t in m.topics)),
        policies=ledger.policies,
        focus=tuple(c for m in current for c in m.clauses),
        flags=ledger.flags,
        numbers=tuple(s for m in current for s in m.numbers),
        intents=ledger.intents,
    )


def with_question_before(turn: Turn, ledger: Ledger) -> Turn:
    """The message with the question of the one before, if it has none itself (福田的呢)."""
    if turn.intents & _CARRIED or turn.quantities or len(turn.matter) > SHORT_MATTER:
        return turn
    if Intent.CALCULATE in turn.intents:
        return turn
    return replace(turn, intents=turn.intents | (ledger.intents & _CARRIED))


def asked_there(turn: Turn, ledger: Ledger) -> Turn:
    """A message that names nothing but another place, with what was asked of the one before.

    福田孵化器运营哪个部门管 → 龙华的呢 asks for the department, no sum.
    """
    if not ledger.matters:
        return with_question_before(turn, ledger)
    if turn.intents or turn.quantities or len(turn.matter) > 1:
        return turn
    return replace(turn, intents=ledger.intents & _ABOUT_IT)


def back_from_elsewhere(turn: Turn, ledger: Ledger) -> Ledger:
    """The ledger of before, where a message is back at a place that is collected.

    盐田区有没有类似的 → 那还是看市里: what was asked of the other place named nothing of its own,
    so that the matter before is meant, with all that was told of it.
    """
    scope = turn.scope
    names = scope.is_named or scope.parent or scope.own
    if not names or scope.elsewhere or scope.within or turn.topics or not ledger.current:
        return ledger
    if not all(_is_empty(m) for m in ledger.in_question):
        return ledger
    before = [n for n, m in enumerate(ledger.matters) if m.clauses]
    if not before:
        return ledger
    return replace(ledger, current=(before[-1],)).without(ledger.current)


def _is_empty(matter: Matter) -> bool:
    """Whether a matter is but a place that was asked about: no words of a thing, no facts."""
    told = matter.clauses or matter.topics or matter.numbers
    return not told and content_of(matter.text) <= 1


def lasting_intents(turn: Turn, ledger: Ledger, gathered: Gathered) -> frozenset[Intent]:
    """What goes on being asked: a comparison of policies too, where only a number or place changes.

    哪个补得多 → 算力服务费用改为800万. Cases of one policy (国家级和省级各多少 → 省级的呢) are
    named anew.
    """
    compares = not turn.intents and len({f.clause_id.policy for f in gathered.focus}) > 1
    return ledger.intents & {Intent.TOTAL, *([Intent.COMPARE] if compares else [])}
