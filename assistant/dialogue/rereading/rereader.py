"""Reads messages a second time: which ways of believing a reading are tried, and in which order."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from assistant.dialogue.acts import Act
from assistant.dialogue.aspects import stretch_around
from assistant.dialogue.borne_out import (
    comes_on_top,
    goes_back,
    goes_off,
    goes_off_of_it,
    is_mixed_in,
    left_out,
    rest_is_ours,
    some_are,
    stands_inside,
    told_wrongly,
)
from assistant.dialogue.by_share import shared
from assistant.dialogue.changes import is_of_others, is_waiting
from assistant.dialogue.effects import BACK, FAILS, FEWER, HOLDS, MORE, NOTHING
from assistant.dialogue.gather import FactGatherer
from assistant.dialogue.items import is_only, year_of
from assistant.dialogue.language import naming_pairs, pairs_of
from assistant.dialogue.ledger import Ledger, Matter
from assistant.dialogue.rereading.applying import applied
from assistant.dialogue.rereading.around import (
    CHECKS,
    asks,
    is_asked_alone,
    is_for_each,
    is_of_a_year,
    is_of_condition,
    is_of_unknown,
    is_paid_by_another,
    is_spent_by_unknown,
    is_sum_told,
    may_add,
    may_belong,
    says_more,
    takes_back,
)
from assistant.dialogue.rereading.candidate import (
    ADD,
    LESS,
    SET,
    Candidate,
    Edit,
    likeliest,
    tells_new,
    values_of,
    with_edits,
)
from assistant.dialogue.rereading.candidates import (
    edits_of,
    readings_of,
    readings_without_number,
    with_members,
)
from assistant.dialogue.rereading.context import RereadContext
from assistant.dialogue.rereading.features import features, shares_of
from assistant.dialogue.rereading.first_reading import (
    comes_to_the_same,
    counts_beside,
    drops_used,
    is_open,
    leaves_all,
    matter_before,
    takes_its_place,
)
from assistant.dialogue.rereading.fit import RereadFit
from assistant.dialogue.rereading.sights import (
    COUNTED,
    LEAST_ROLE,
    SAID,
    Sight,
    all_figures,
    does_surely,
    plain_sights,
    share_said,
    unknown_pairs,
    with_roles,
)
from assistant.dialogue.roles import FACTOR, Roles, changes
from assistant.dialogue.stated import Unused
from assistant.dialogue.understanding import Understanding
from assistant.text.expressions import Expression, Relation
from assistant.text.normalise import fold
from assistant.text.numerals import read_number
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_YEAR_WORDS = lazy("前年|去年|今年|明年")
_MOST_COUNTED = 1000
"""More than so many are no things that are counted one by one."""
_CONSISTS = lazy("(?:都|全|就)?(?:是|为|属)")
_ASKS_OF_IT = lazy(
    "[?吗呢咯啊么]|对吧|是不是|会不会|能不能|比例|收回|作废|剩下?[的那]|[补给奖报](?:多少|几)|按[^,。;!?]{1,6}[补给奖]"
)
"""比例六成呢, 付一半那句收回, 剩下的一半: no share of what was told last."""
_TOLD_ANEW = lazy("(?:实际|其实|应该是|应当是|[总一]共|合计|最[后终])[^,。;!?]{0,6}$")
"""实际交了14万: what says what the whole is."""
_AGREED = 0.5
"""From which share a reading holds that the words around its numbers alone find likely too."""
_SURELY = 0.7
"""From which share a reading takes off what the first one put in the place of a sum.

Read off authors that were left out whole, as ``_AGREED`` and ``SAID`` are."""
_FEW_UNKNOWN = 3
"""A message with more pairs of characters that nobody knows names something else."""
_EFFECT = 0.7
"""From here on the network is sure of what a message does without a number."""
_BELIEVED = dict.fromkeys((BACK, HOLDS, FAILS, MORE, FEWER), _EFFECT)
_BELIEVED_ALONE = {HOLDS: 0.9, FAILS: 0.9}
"""From which share on an effect is believed; the second where nothing was left over."""
_IS_WRONG = lazy("(?:数字?|金额|那个|说的|报的)[^,。;!?]{0,4}?(?:不对|错了|有误|不准)[。!]?$")
_UNDER_WAY = lazy(
    "在(?:排队|办|审|等|走流程|路上|跑|补)|正在|等着|没(?:批|信|下来|定)|快[了要]|下个?[月周]|[将快]要"
    "|打算|准备"
)
_NTH = lazy("第(?P<n>[\\d一二两三四五六七八九十]+)[个项台条份款]")
_PART_BEHIND = lazy("[个台项款家份笔]?[里中当其]")
_ADDS_UP = 0.95
"""How sure a reading is that two numbers bear out."""
_BORNE_OUT = 0.9
"""How sure a reading is that the words around its number bear out."""
_LIKELY = math.log(0.6)
"""From here on the role of a number is believed that the words before it bear out."""
_TRUSTED = 0.75
"""From here on a reading holds that the network alone is sure of, for every number. Read off
authors that the network did not learn from."""
_IN_ALL = lazy("(?:[总一]共|合计|最[后终])[^,。;!?]{0,6}$")
_OF_MATTERS = frozenset({"件", "样", "条", "事"})
_SURELY_SAID = 0.9
"""From here on the network alone lowers the bar for what the first reading took otherwise."""
_BARE = lazy("(?:那|要是|如果|假如|换成|改成|按)*#(?:的话)?[呢吗啊吧?]*")
"""那900万呢: a message that is a number alone."""
_ASKS_IF = lazy("([要算该用])不\\1")


class Rereader:
    """Reads messages a second time where a number was left over; without a fit never.

    ``held`` gives the pairs of characters that the policies know.
    """

    def __init__(
        self,
        facts: FactGatherer,
        fit: RereadFit | None,
        held: Callable[[], Collection[str]],
        roles: Roles,
    ) -> None:
        self._ctx = RereadContext(facts, roles, cache(held))
        self._fit = fit

    def silence(self) -> None:
        """Read nothing a second time from now on."""
        self._fit = None

    def reread(self, found: Understanding, before: Ledger, earlier: Sequence[str]) -> Understanding:
        """The understanding with the second reading that is probable enough, else as it is.

        ``earlier`` are the messages before this one, as typed.
        """
        if self._fit is None or not self.weighs(found):
            return found
        if not (is_open(found) or before.turn) or found.turn.text in earlier:
            return found
        if before.left and Act.CORRECT in found.turn.acts:
            return found  # 不对,是50万: what nothing was made of is told anew
        only = len([q for q in found.turn.quantities if q.role == "amount"]) == 1
        if only and any(goes_back(found.turn.folded, start) for start, _ in found.used):
            return found
        found = self._by_share(found, before, earlier) or found
        if found.reread is not None:
            return found
        sights = plain_sights(self._ctx, found)
        text = found.turn.folded
        if before.turn and not (is_open(found) or _may_mean_more(found, before, sights)):
            if any(some_are(text, s.start, s.end) for s in sights):
                sights = with_roles(self._ctx, found.turn, sights, earlier)
                found = self._by_words(found, before, sights) or found
            found = self._by_label(found, before, sights) or found
            if found.reread is not None or not self._ctx.roles.reads_earlier:
                return found
            if any(_changes_member(found, before, place) for place in found.ledger.current):
                sights = with_roles(self._ctx, found.turn, sights, earlier)
                found = self._by_member(found, before, sights) or found
                if found.reread is not None:
                    return found
            return self._by_effect(found, before, earlier, _BELIEVED_ALONE) or found
        sights = with_roles(self._ctx, found.turn, sights, earlier)
        places = found.ledger.current
        if self._ctx.roles.reads_earlier and all(leaves_all(found, before, n) for n in places):
            found = _telling(found, sights)
        return (
            self._by_sum(found, before, sights)
            or self._by_fit(found, before, sights)
            or self._by_role(found, before, sights)
            or self._by_roles(found, before, sights)
            or self._by_words(found, before, sights)
            or self._by_label(found, before, sights)
            or self._by_member(found, before, sights)
            or self._by_effect(found, before, earlier)
            or found
        )

    @staticmethod
    def weighs(found: Understanding) -> bool:
        """Whether it is a message that clauses answer, each with one set of facts."""
        if not found.focus or found.refusal or found.query is not None:
            return False
        return not found.turn.acts.is_social and all(len(f.cases) == 1 for f in found.focus)

    def _by_share(
        self, found: Understanding, before: Ledger, earlier: Sequence[str]
    ) -> Understanding | None:
        """With what a share does that nothing was made of (只付一半), or with it told as unused.

        Only where the words around it say that it is a share of something told.
        """
        turn = found.turn
        said = [q for q in turn.quantities if q.unit is Unit.PERCENT and q.role == "amount"]
        asks = Act.DOUBT in turn.acts or any(c.is_direct for c in turn.claims)
        if (
            not before.turn
            or len(said) != 1
            or asks
            or turn.multiples
            or not self._ctx.roles.reads_earlier
        ):
            return None
        (share,) = said
        if any(low < share.end and share.start < high for low, high in found.used):
            return None
        reported = (e for e in turn.expressions if e.relation is Relation.REPORTED)
        if any(e.start <= share.start < e.end for e in reported):
            return None  # 有人说能按六成给
        if not all(leaves_all(found, before, n) for n in found.ledger.current):
            return None
        figures = all_figures(turn, ())
        shares = self._ctx.roles.shares(turn.folded, figures, earlier)
        own = next((r for f, r in zip(figures, shares, strict=True) if f.start == share.start), {})
        probability = math.exp(own.get(FACTOR, LEAST_ROLE))
        if probability < SAID:
            return None
        low, high = stretch_around(turn.folded, share.start, share.end)
        if _ASKS_OF_IT.search(turn.folded, low, high + 1) or Act.CORRECT in turn.acts:
            return None
        if any(low <= flag.start < high for flag in turn.flags) or _CONSISTS.match(
            turn.folded, share.end
        ):
            return None  # 分一半去转租 tells a condition, 食堂里三成是外地人 nothing
        if any(s.is_idle and s.expression.unit in COUNTED for s in plain_sights(self._ctx, found)):
            return None  # 撤掉三分之一不到,也就撤两百五十万
        beside = [q for q in turn.quantities if low <= q.start < high and q is not share]
        now = {n: found.ledger.matters[n] for n in found.ledger.current}
        matters = {
            n: was for n, m in now.items() if (was := matter_before(before, n, m)) is not None
        }
        done = shared(turn.folded, (low, high), share, beside, matters, self._ctx.facts.specs)
        is_told = any(u.start < share.end and share.start < u.end for u in found.unused)
        if done is None:
            left = () if is_told else (Unused(turn.folded[low:high], low, high, "number"),)
            return replace(found, unused=(*found.unused, *left)) if left else None
        span = (share.start, share.end)
        value = Expression(Relation.PLAIN, share.value, Unit.PERCENT, None, None, *span, ())
        sight = Sight(share.start, share.end, value, True, "", 0)
        new = replace(done.new, turn=found.ledger.turn, start=share.start, end=share.end)
        edit = Edit(SET, done.name, 0, done.old, new)
        numbers = replace(done, new=new).numbers(matters[done.place])
        chosen = Candidate(done.place, True, (edit,), numbers)
        return applied(found, before, chosen, (sight,), probability)

    def _by_sum(
        self, found: Understanding, before: Ledger, sights: Sequence[Sight]
    ) -> Understanding | None:
        """With what two numbers of a later message say of one told before that they add up with.

        没用完退了270,实际发生980, of 1250: what is left, whatever the words around them.
        """
        turn, readings = found.ledger.turn, list[Candidate]()
        told = [
            (s.expression.unit, o.quantity.value) for s in sights for o in s.expression.operands
        ]
        for place in found.ledger.current if before.turn else ():
            now = found.ledger.matters[place]
            was = matter_before(before, place, now)
            if was is None or values_of(was.flags) != values_of(now.flags):
                continue
            for n, sight in enumerate(sights):
                if sight.expression.relation not in (Relation.PLAIN, Relation.INSTEAD):
                    continue
                for edit in edits_of(self._ctx, now.clauses, was.numbers, n, sight, turn):
                    had = edit.old.total if edit.old is not None else None
                    value = sight.expression.value
                    if edit.op != SET or had is None or not value or value == had:
                        continue
                    if _PART_BEHIND.match(found.turn.folded, sight.end):
                        continue  # 剩下9台里还有两台是送快递的
                    unit = sight.expression.unit
                    changes = [c for u, c in told if u is unit and c and c not in (value, had)]
                    if had - value in changes or value - had in changes:
                        numbers = with_edits(was.numbers, (edit,))
                        own = Candidate(place, True, (edit,), numbers)
                        is_told = any(s.expression.value == had for s in sights)
                        if not drops_used(was, now, own, value if is_told else None):
                            readings.append(own)
        same = {(c.place, c.edits[0].name, str(c.edits[0].value.total)) for c in readings}
        if len(same) != 1 or comes_to_the_same(found, readings[0]):
            return None
        return applied(found, before, readings[0], sights, _ADDS_UP)

    def _by_fit(
        self,
        found: Understanding,
        before: Ledger,
        sights: Sequence[Sight],
    ) -> Understanding | None:
        """With the second reading that is probable enough among all."""
        if self._fit is None:
            return None
        candidates = readings_of(self._ctx, found, before, sights)
        if not any(
            may_hold(found, sights, c)
            or (before.turn and self._may_agree(found, before, sights, c))
            for c in candidates
        ):
            return None
        shares = shares_of(self._ctx, self._fit, found, before, sights, candidates)
        best, whole = likeliest(candidates, shares)
        chosen, share = self._as_lacking(found, before, candidates, shares, best)
        share = max(share, whole)
        if chosen.edits and (
            comes_to_the_same(found, chosen) or _made_otherwise(found, before, sights, chosen)
        ):
            return None
        named = [c for c in candidates if _names_what_it_takes_back(found, before, c)]
        if len(named) == 1 and leaves_all(found, before, named[0].place):
            return applied(found, before, named[0], sights, max(share, _AGREED))
        if chosen.back is not None:
            return None
        now = found.ledger.matters[chosen.place]
        was = matter_before(before, chosen.place, now)
        if was is not None and chosen.anew and chosen.edits and drops_used(was, now, chosen):
            return None
        return self._if_sure(found, before, sights, chosen, share)

    def _if_sure(
        self,
        found: Understanding,
        before: Ledger,
        sights: Sequence[Sight],
        chosen: Candidate,
        share: float,
    ) -> Understanding | None:
        """With the likeliest reading, if it is likely enough for what it does."""
        if self._fit is None:
            return None
        text, least = found.turn.folded, self._fit.least_first
        if before.turn:
            least = self._fit.least
        said = min((share_said(sights[e.number], e) for e in chosen.edits), default=0.0)
        is_told = all(is_sum_told(text, sights[e.number]) for e in chosen.edits)
        is_untouched = before.turn and leaves_all(found, before, chosen.place)
        is_spent = any(is_spent_by_unknown(text, sights[e.number]) for e in chosen.edits)
        used = [sights[e.number] for e in chosen.edits]
        if is_only(text) and any(e.op == ADD for e in chosen.edits):
            return None  # 明年再办一场1100万的,单那场
        if _tells_otherwise(sights, chosen) or any(
            is_waiting(text, 0, s.expression) or is_of_a_year(text, s) for s in used
        ):
            return None
        is_plain = is_told and is_untouched and not is_spent
        if is_plain and said >= SAID and self._ctx.roles.reads_earlier:
            least = _AGREED
        holds = share >= least and may_hold(found, sights, chosen)
        if before.turn and not holds:
            surely = said >= _SURELY_SAID and self._ctx.roles.reads_earlier
            least = _AGREED if surely or _is_of_sums(sights, chosen) else _SURELY
            holds = share >= least and self._may_agree(found, before, sights, chosen) and is_told
        if len(chosen.edits) == 1:
            own = with_members(found.turn.folded, sights[chosen.edits[0].number], chosen.edits[0])
            numbers = tuple(own.value if s is chosen.edits[0].value else s for s in chosen.numbers)
            chosen = replace(chosen, edits=(own,), numbers=numbers)
        return applied(found, before, chosen, sights, share) if holds else None

    def _as_lacking(
        self,
        found: Understanding,
        before: Ledger,
        candidates: Sequence[Candidate],
        shares: Sequence[float],
        best: int,
    ) -> tuple[Candidate, float]:
        """The likeliest reading and its share, as the fact that was asked back for or that lacks.

        Readings that tell one number as one fact or another share what speaks for its being told:
        what the clause still lacks is the one that is meant.
        """
        chosen = candidates[best]
        if not tells_new(chosen):
            return chosen, shares[best]
        (edit,) = chosen.edits
        alike = {
            other.edits[0].name: n
            for n, other in enumerate(candidates)
            if tells_new(other)
            and (other.place, other.anew) == (chosen.place, chosen.anew)
            and other.edits[0].number == edit.number
        }
        matter = found.ledger.matters[chosen.place]
        told = values_of(chosen.numbers)
        told.pop(edit.name, None)
        lacking = {n for c in matter.clauses for n in self._ctx.facts.lacking_sums(c, told)}
        meant = [name for name in alike if name == before.asked] or [
            name for name in alike if name in lacking
        ]
        if len(meant) != 1:
            return chosen, shares[best]
        return candidates[alike[meant[0]]], math.fsum(shares[n] for n in alike.values())

    def _may_agree(
        self, found: Understanding, before: Ledger, sights: Sequence[Sight], candidate: Candidate
    ) -> bool:
        """Whether a likely reading may hold though less sure, of a later message.

        It uses a number left over, and the words around each of its numbers alone (``roles``) say
        the same; or it adds or takes off a sum that the first reading put in the place of the one
        before it. Whose noun nobody knows (六十万是物业代付的) is then no bar.
        """
        text, edits = found.turn.folded, candidate.edits
        if not edits or any(is_of_others(text, sights[e.number].expression) for e in edits):
            return False
        if any(e.op == ADD and not says_more(text, sights[e.number]) for e in edits):
            return False
        waits = any(is_waiting(text, 0, sights[e.number].expression) for e in edits)
        if waits or takes_back(text) or _tells_otherwise(sights, candidate):
            return False
        own = [sights[e.number] for e in edits]
        if any(s.expression.unit not in COUNTED or is_for_each(text, s) for s in own):
            return False  # 里头有54平是仓库 leaves the whole, 每月降到2万 is no whole
        if _uses_idle(sights, candidate):
            agreed = all(
                share_said(sights[e.number], e) >= SAID
                and not is_spent_by_unknown(text, sights[e.number])
                and not (e.op == LESS and is_of_condition(found, sights[e.number]))
                for e in edits
            )
            return agreed and is_open(found)
        now = found.ledger.matters[candidate.place]
        was = matter_before(before, candidate.place, now)
        held, had = values_of(now.numbers), values_of(was.numbers) if was else {}
        is_alone = is_asked_alone(text) or any(_TOLD_ANEW.search(text, 0, s.start) for s in own)
        return candidate.anew and all(
            e.op != SET
            and not (e.op == ADD and is_alone)
            and e.old is not None
            and had.get(e.name) == e.old.value
            and held.get(e.name) == sights[e.number].expression.value
            for e in edits
        )

    def _by_role(
        self, found: Understanding, before: Ledger, sights: Sequence[Sight]
    ) -> Understanding | None:
        """With what a number left over surely adds or takes off, where one fact alone has it.

        The words around it decide, where it is taken off also beside a noun that nobody knows
        (保洁那80万不给计). Not where the message changes a fact that may have it by another number.
        """
        idle = [(n, s) for n, s in enumerate(sights) if s.is_idle]
        text = found.turn.folded
        sure = [
            (n, op)
            for n, s in idle
            for op in (ADD, LESS)
            if does_surely(s, op) and is_sum_told(text, s)
        ]
        if not before.turn or len(sure) != 1:
            return None
        place, op = sure[0]
        sight = sights[place]
        if is_of_others(text, sight.expression) or (op == ADD and not may_add(text, sight)):
            return None
        if is_waiting(text, 0, sight.expression):
            return None
        if (op == LESS and is_of_condition(found, sight, every=True)) or _ASKS_IF.search(
            text, sight.end
        ):
            return None  # 有八十平分租给朋友公司了 tells a condition, 要不要剔掉 nothing yet
        given = []
        for at in found.ledger.current:
            now = found.ledger.matters[at]
            matter = matter_before(before, at, now)
            was = values_of(matter.numbers) if matter else {}
            is_gone = matter is not None and op == LESS and not values_of(now.numbers).keys() & was
            # 把50万的鱼缸也塞进来了,要剔掉: what goes is that part, not the whole
            numbers = matter.numbers if matter is not None and is_gone else now.numbers
            for edit in edits_of(self._ctx, now.clauses, numbers, place, sight, found.ledger.turn):
                if edit.old and was.get(edit.name) != edit.old.value:
                    return None
                if edit.op == op:
                    own = with_members(text, sight, edit)
                    given.append(Candidate(at, is_gone, (own,), with_edits(numbers, (own,))))
        if len(given) != 1 or Act.DOUBT in found.turn.acts:
            return None
        result = given[0].edits[0].value.total
        others = (s.expression for n, s in idle if n != place)
        if not leaves_all(found, before, given[0].place):
            return None
        if any(e.unit is sight.expression.unit and e.value != result for e in others):
            return None  # 里头300万的票退掉了,按1100万算, of 1500万: one of them is wrong
        return applied(found, before, given[0], sights, math.exp(sight.roles[op]))

    def _by_roles(
        self, found: Understanding, before: Ledger, sights: Sequence[Sight]
    ) -> Understanding | None:
        """With what every number of a later message does by the network, where it is sure of all.

        Which fact they change is what the fit finds likeliest among the readings that do just that.
        """
        text, acts = found.turn.folded, found.turn.acts.all
        if not before.turn or not self._ctx.roles.reads_earlier or self._fit is None:
            return None
        if {Act.DOUBT, Act.CORRECT} & acts or takes_back(text) or self._fit.least > 1:
            return None
        done = {n: role for n, s in enumerate(sights) if (role := _done_surely(text, s)) != _LEFT}
        if None in done.values() or set(done.values()) <= {SET}:
            return None
        fitting = [
            c
            for c in readings_of(self._ctx, found, before, sights)
            if c.edits and c.anew and {e.number: e.op for e in c.edits} == done
        ]
        fitting = [c for c in fitting if all(e.old is not None for e in c.edits)]
        if SET in done.values():  # 有300万退掉了,按1100万算, of 1500万: one of them is wrong
            fitting = _of_one_fact(fitting)
        fitting = _as_paired(found, before, sights, fitting) or fitting
        fitting = _of_its_year(text, sights, fitting) or fitting
        if not fitting:
            return None
        shares = shares_of(self._ctx, self._fit, found, before, sights, fitting)
        best, share = likeliest(fitting, shares)
        chosen = fitting[best]
        if share < SAID or comes_to_the_same(found, chosen):
            return None
        if chosen.place >= len(before.matters):
            return None  # 兄弟单位投了70万 opens a matter of its own
        if not takes_its_place(found, before, sights, chosen):
            return None
        sure = min(share_said(sights[e.number], e) for e in chosen.edits)
        return applied(found, before, chosen, sights, sure)

    def _by_words(
        self, found: Understanding, before: Ledger, sights: Sequence[Sight]
    ) -> Understanding | None:
        """With what the words around a number bear out that it does, where one fact has it."""
        if not before.turn or Act.DOUBT in found.turn.acts:
            return None
        given: dict[int, list[Candidate]] = {}
        for c in readings_of(self._ctx, found, before, sights):
            is_one = c.anew and len(c.edits) == 1 and not comes_to_the_same(found, c)
            if not is_one or (Act.CORRECT in found.turn.acts and c.edits[0].op == ADD):
                continue
            if _is_borne_out(found, sights, c.edits[0]) and (
                takes_its_place(found, before, sights, c) or _gives_way(found, before, sights, c)
            ):
                given.setdefault(c.place, []).append(c)
        done = found
        for readings in given.values():
            # 里面推理用掉五百,不是训练: the condition was of that part alone
            whole = [c for c in readings if c.flags is not None] or readings
            if len(whole) != 1:
                return None
            done = applied(done, before, whole[0], sights, _BORNE_OUT)
        return done if given else None

    def _by_label(
        self, found: Understanding, before: Ledger, sights: Sequence[Sight]
    ) -> Understanding | None:
        """With a number as the sum that its clause still lacks and whose name stands beside it.

        头一次入表,金额正好100万, after the fee: 金额 is no word of 服务费用, whose place it took.
        改造费我报少了,每台其实是15万: the clause before says which one was told wrongly.
        """
        sums = [s for s in sights if s.expression.unit in (Unit.YUAN, Unit.YUAN_PER_UNIT)]
        if not before.turn or len(sums) != 1 or Act.DOUBT in found.turn.acts:
            return None
        slip = told_wrongly(found.turn.folded, sums[0].start)
        if not slip and {Act.CORRECT, Act.ADD} & found.turn.acts.all:
            return None
        said = {*pairs_of(slip or sums[0].clause.replace("#", ","))}
        given = []
        for c in readings_of(self._ctx, found, before, sights):
            is_one = c.anew and c.flags is None and len(c.edits) == 1 and c.edits[0].op == SET
            if not is_one or not (slip or tells_new(c)) or sights[c.edits[0].number] is not sums[0]:
                continue
            (edit,) = c.edits
            now = found.ledger.matters[c.place]
            was = matter_before(before, c.place, now)
            had, held = values_of(was.numbers) if was else {}, values_of(now.numbers)
            put = [n for n, v in held.items() if v == edit.value.value and n in had]
            lacking = {n for k in now.clauses for n in self._ctx.facts.lacking_sums(k, had)}
            if len(put) != 1 or had.get(put[0]) == held[put[0]] or edit.name == put[0]:
                continue
            if not (slip or edit.name in lacking):
                continue
            spec = self._ctx.facts.specs[put[0]]
            if slip and any(said & {*pairs_of(word)} for word in (spec.label, *spec.words)):
                continue  # 投资额看错了,是1.2亿: of the fact that it took
            own, taken = ({*pairs_of(self._ctx.facts.specs[n].label)} for n in (edit.name, put[0]))
            if said & (own - taken) and not said & (taken - own):
                given.append(c)
        return applied(found, before, given[0], sights, _BORNE_OUT) if len(given) == 1 else None

    def _by_member(
        self, found: Understanding, before: Ledger, sights: Sequence[Sight]
    ) -> Understanding | None:
        """With what comes on top of one of several sums, or off it, where it was put in its place.

        今年的合同还没把部署那40万加进去: the first reading knows which year is meant.
        """
        text = found.turn.folded
        if not before.turn or {Act.DOUBT, Act.CORRECT} & found.turn.acts.all:
            return None
        for place in found.ledger.current:
            now = found.ledger.matters[place]
            was = matter_before(before, place, now)
            for n, sight in enumerate(sights):
                op = next((op for op in (ADD, LESS) if does_surely(sight, op)), None)
                if was is None or op is None or not is_sum_told(text, sight) or is_only(text):
                    continue
                waits = is_waiting(text, 0, sight.expression) and not left_out(text, sight.end)
                if is_of_others(text, sight.expression) or waits:
                    continue
                for edit in _of_members(was, now, n, sight, op):
                    chosen = Candidate(place, True, (edit,), with_edits(now.numbers, (edit,)))
                    return applied(found, before, chosen, sights, math.exp(sight.roles[op]))
        return None

    def _by_effect(
        self,
        found: Understanding,
        before: Ledger,
        earlier: Sequence[str],
        least: Mapping[str, float] = _BELIEVED,
    ) -> Understanding | None:
        """With what a message surely does without a number, by the network.

        Where one condition, one count or one earlier message alone may be meant, or is named.
        """
        text = found.turn.folded
        if Act.DOUBT in found.turn.acts or _IS_WRONG.search(text):
            return None  # 最早说的那个数不对 says not yet what is right
        effects = self.effects(found, before, earlier)
        effect = max(effects, key=lambda one: effects[one], default=NOTHING)
        if effect == NOTHING or math.exp(effects[effect]) < least.get(effect, math.inf):
            return None
        if effect == MORE and _UNDER_WAY.search(text):
            return None  # 第三个还在排队
        if effect == FEWER and _past_the_last(found, before):
            return None
        readings = [
            c for c in readings_without_number(self._ctx, found, before) if c.effect == effect
        ]
        chosen = self._meant(found, before, readings)
        if chosen is None or comes_to_the_same(found, chosen):
            return None
        return applied(found, before, chosen, (), math.exp(effects[effect]))

    def _meant(
        self, found: Understanding, before: Ledger, readings: Sequence[Candidate]
    ) -> Candidate | None:
        """The one of several readings that do the same which the message names, or the only one.

        What is taken back is what came last, if none is named.
        """
        if not readings:
            return None
        own = naming_pairs(found.turn.folded)
        named = [own & self._names_of(found, before, c) for c in readings]
        most = max(map(len, named))
        best = [c for c, pairs in zip(readings, named, strict=True) if len(pairs) == most]
        if most:
            return best[0] if len(best) == 1 else None
        if readings[0].effect == FAILS:
            return None
        is_strange = unknown_pairs(self._ctx, found.turn.folded) > _FEW_UNKNOWN
        last = [c for c in readings if c.back is not None and c.back.is_last]
        if readings[0].back is not None:
            return last[0] if len(last) == 1 and not is_strange else None
        return readings[0] if len(readings) == 1 else None

    def _names_of(self, found: Understanding, before: Ledger, reading: Candidate) -> frozenset[str]:
        """The pairs of characters by which a message may name what a reading changes."""
        if reading.back is not None:
            past = reading.back.past
            return naming_pairs(past.said) if past else frozenset()
        clauses = found.ledger.matters[reading.place].clauses
        said = {**self._ctx.facts.conditions(clauses), **self._ctx.facts.counts(clauses)}
        words = said.get(reading.fact, ())
        return frozenset[str]().union(*map(naming_pairs, words))

    def sights(self, found: Understanding, earlier: Sequence[str]) -> tuple[Sight, ...]:
        """The numbers of a message that state one value; ``earlier`` are those before it."""
        return with_roles(self._ctx, found.turn, plain_sights(self._ctx, found), earlier)

    def candidates(
        self, found: Understanding, before: Ledger, sights: Sequence[Sight]
    ) -> tuple[Candidate, ...]:
        """Every second reading, the one that changes nothing first."""
        return readings_of(self._ctx, found, before, sights)

    def turned(self, found: Understanding, before: Ledger) -> tuple[Candidate, ...]:
        """What a message may do without a number to the matters in question, and doing nothing."""
        return readings_without_number(self._ctx, found, before)

    def features(
        self,
        found: Understanding,
        sights: Sequence[Sight],
        candidate: Candidate,
        asked: str,
    ) -> dict[str, float]:
        """What is weighed of one second reading, by name; ``asked``: the fact asked back for."""
        return features(found, sights, candidate, asked, self._ctx.facts.specs)

    def effects(
        self, found: Understanding, before: Ledger, earlier: Sequence[str]
    ) -> Mapping[str, float]:
        """The logarithm of how likely a message does each of EFFECTS; nothing where it may not."""
        if not any(may_have_effect(found, before, n) for n in found.ledger.current):
            return {}
        return self._ctx.roles.effects(found.turn.folded, all_figures(found.turn, ()), earlier)


_LEFT = "left"


def _done_surely(text: str, sight: Sight) -> str | None:
    """What a number surely does to a sum told before (`_LEFT`: nothing); None: nobody knows."""
    if not sight.roles:
        return None
    role = max(sight.roles, key=lambda r: sight.roles[r])
    if math.exp(sight.roles[role]) < _TRUSTED or sight.expression.classifier in _OF_MATTERS:
        return None
    if role not in (SET, ADD, LESS):
        return _LEFT
    if not is_sum_told(text, sight) or is_waiting(text, 0, sight.expression):
        return None
    if is_of_others(text, sight.expression) or is_of_a_year(text, sight):
        return None
    if sight.expression.relation is not Relation.PLAIN or is_for_each(text, sight):
        return None
    if role == LESS and is_paid_by_another(text, sight):
        return None  # 箍桶铺子出了60万: whether it goes off depends on what the text pays
    if role == ADD and (is_only(text) or _YEAR_WORDS.search(sight.clause)):
        return None  # 明年还有七个,光明年呢
    if role == ADD and (is_asked_alone(text) or _IN_ALL.search(text, 0, sight.start)):
        return None  # 备案又补下来了,一共220万
    return role if role != ADD or may_belong(text, sight) else None


def _changes_member(found: Understanding, before: Ledger, place: int) -> bool:
    """Whether the first reading changed one of several sums of a fact."""
    now = found.ledger.matters[place]
    was = matter_before(before, place, now)
    had = values_of(was.numbers) if was is not None else {}
    return any(
        isinstance(s.value, tuple) and isinstance(had.get(s.name), tuple) and had[s.name] != s.value
        for s in now.numbers
    )


def _of_members(was: Matter, now: Matter, number: int, sight: Sight, op: str) -> Iterator[Edit]:
    """What a number does to the one of several sums whose place the first reading gave it."""
    value = sight.expression.value
    had = {s.name: s for s in was.numbers}
    for stated in now.numbers:
        old = had.get(stated.name)
        if old is None or value is None or stated.name not in had:
            continue
        if not (isinstance(old.value, tuple) and isinstance(stated.value, tuple)):
            continue
        if len(old.value) != len(stated.value):
            continue
        pairs = [*zip(old.value, stated.value, strict=True)]
        changed = [n for n, (a, b) in enumerate(pairs) if (a.value, a.count) != (b.value, b.count)]
        if len(changed) != 1 or any(a.year != b.year for a, b in pairs):
            continue
        (at,) = changed
        before, after = pairs[at]
        if after.value != value or before.value is None or before.count != after.count:
            continue
        total = before.value + value if op == ADD else before.value - value
        if total < 0:
            continue
        members = list(stated.value)
        members[at] = replace(after, value=total)
        yield Edit(op, stated.name, number, old, replace(stated, value=tuple(members)))


def _gives_way(
    found: Understanding, before: Ledger, sights: Sequence[Sight], chosen: Candidate
) -> bool:
    """Whether the first reading only counted one more, or told the same again, where fewer are."""
    now = found.ledger.matters[chosen.place]
    was = matter_before(before, chosen.place, now)
    (edit,) = chosen.edits
    own = sights[edit.number].expression
    had, value = edit.old.total if edit.old else None, own.value
    if own.unit is not Unit.COUNT or edit.op != LESS or was is None or had is None or not value:
        return False
    held, others = values_of(now.numbers), values_of(was.numbers)
    own_now = held.pop(edit.name, None)
    others.pop(edit.name, None)
    return own_now in (had, value, had + value) and held == others


def _is_borne_out(found: Understanding, sights: Sequence[Sight], edit: Edit) -> bool:
    """Whether words bear out what one number does: another thing together, a part of a whole."""
    text = found.turn.folded
    own = sights[edit.number]
    if edit.old is not None and own.expression.unit is Unit.COUNT and edit.op == LESS:
        surely = own.roles.get(LESS, LEAST_ROLE) >= _LIKELY
        counts = [s for s in sights if s.expression.unit is Unit.COUNT]  # 一家退了,变10个
        return surely and len(counts) == 1 and some_are(text, own.start, own.end)
    if edit.old is None or own.expression.unit is not Unit.YUAN or is_for_each(text, own):
        return False
    if edit.op == LESS and rest_is_ours(text, own.start, own.end):
        return True  # 中心贴了130,剩下的我们掏
    if is_of_others(text, own.expression) or is_waiting(text, 0, own.expression):
        return False
    rest = [s for n, s in enumerate(sights) if n != edit.number and s.expression.unit is Unit.YUAN]
    if edit.op == ADD:
        return not rest and comes_on_top(text, own.start, own.end)
    if edit.op != LESS:
        return False
    part = own.start, own.end
    if not rest:
        return goes_off_of_it(text, *part)
    whole = rest[0].start, rest[0].end
    is_of_it = len(rest) == 1 and rest[0].expression.value == edit.old.total
    low, high = stretch_around(text, *part)
    is_denied = any(low <= f.start < high and f.value is False for f in found.turn.flags)
    is_likely = own.roles.get(LESS, LEAST_ROLE) >= _LIKELY
    if not (is_denied or is_likely or goes_off(text, own.end)):
        return False  # 1300里头1000万是训练,别的是推理; 500万里面80万是上个月付的
    return is_of_it and (stands_inside(text, whole, part) or is_mixed_in(text, whole, part))


def _of_one_fact(readings: Sequence[Candidate]) -> list[Candidate]:
    """Those of two numbers that say the same of one fact: 有3000万不归我们,去年变2.1亿."""
    return [
        c
        for c in readings
        if len(c.edits) == len({e.number for e in c.edits}) == 2
        and len({e.name for e in c.edits}) == 1
        and len({e.value.total for e in c.edits}) == 1
    ]


def _as_paired(
    found: Understanding, before: Ledger, sights: Sequence[Sight], readings: Sequence[Candidate]
) -> list[Candidate]:
    """Those that change the facts which the first reading took the numbers for."""

    def fits(candidate: Candidate) -> bool:
        now = found.ledger.matters[candidate.place]
        was = matter_before(before, candidate.place, now)
        held, had = values_of(now.numbers), values_of(was.numbers) if was else {}
        return all(
            sights[e.number].is_idle
            or (
                held.get(e.name) == sights[e.number].expression.value
                and had.get(e.name) != held.get(e.name)
            )
            for e in candidate.edits
        )

    return [c for c in readings if fits(c)]


def _of_its_year(
    text: str, sights: Sequence[Sight], readings: Sequence[Candidate]
) -> list[Candidate]:
    """Those that change what was told of the year which stands before the number."""

    def fits(edit: Edit) -> bool:
        sight = sights[edit.number]
        low = 1 + max(text.rfind(mark, 0, sight.start) for mark in "。;!?")
        years = _YEAR_WORDS.findall(text[low : sight.start])
        return bool(years) and edit.old is not None and edit.old.year == year_of(None, years[-1])

    return [c for c in readings if all(map(fits, c.edits))]


def _names_what_it_takes_back(found: Understanding, before: Ledger, chosen: Candidate) -> bool:
    """Whether a message that leaves something over names what it takes back, and tells no sum.

    仿真费就别算了, where one message alone spoke of 仿真费.
    """
    if chosen.back is None or chosen.back.past is None or not is_open(found):
        return False
    if {Act.REFER_BACK, Act.REPEAT, Act.ALL_MATTERS} & found.turn.acts.all:
        return False  # 刚才点单那个再说一次: named to be told again
    by = abs(chosen.back.by)
    if any(q.role == "amount" and q.value not in (1, by) for q in found.turn.quantities):
        return False
    own = naming_pairs(fold(found.turn.text))
    matter = matter_before(before, chosen.place, found.ledger.matters[chosen.place])
    pasts = matter.pasts if matter else ()
    shared = {p.turn: own & naming_pairs(p.said) for p in pasts}
    others = frozenset[str]().union(
        *(s for turn, s in shared.items() if turn != chosen.back.past.turn)
    )
    return bool(shared.get(chosen.back.past.turn, frozenset()) - others)


def may_have_effect(found: Understanding, before: Ledger, place: int) -> bool:
    """Whether a message may do something to a matter without a number.

    A later one that was read to change nothing, of which something was left over or that asks
    nothing; or one that tells numbers, of a matter that misses a condition.
    """
    if not before.turn:
        return False
    now = found.ledger.matters[place]
    was = matter_before(before, place, now)
    if was is None or values_of(now.flags) != values_of(was.flags):
        return False
    if counts_beside(found, was, now):
        return any(flag.value is False for flag in now.flags)
    if values_of(now.numbers) != values_of(was.numbers):
        return False
    return is_open(found) or not asks(found.turn.folded)


def _may_mean_more(found: Understanding, before: Ledger, sights: Sequence[Sight]) -> bool:
    """Whether a message that left nothing over may have been read wrongly all the same.

    An amount that nothing was made of, or a sum put in the place of another without a word of
    correction, and not alone (那900万呢): to read what numbers do takes longer than all the rest.
    """
    if any(s.is_idle and s.expression.unit in COUNTED for s in sights):
        return True
    if Act.CORRECT in found.turn.acts:
        return False
    text = found.turn.folded
    if any(_BARE.fullmatch(f"{text[: s.start]}#{text[s.end :]}") for s in sights):
        return False
    values = {s.expression.value for s in sights}
    for place in found.ledger.current:
        now = found.ledger.matters[place]
        was = matter_before(before, place, now)
        had, held = values_of(was.numbers) if was else {}, values_of(now.numbers)
        if any(held[n] in values for n in held.keys() & had if held[n] != had[n]):
            return True
    return False


def _telling(found: Understanding, sights: Sequence[Sight]) -> Understanding:
    """With the numbers told as unused that surely change something and that nothing was made of."""
    left, text = [], found.turn.folded
    for sight in sights:
        low, high = stretch_around(text, sight.start, sight.end)
        is_told = any(u.start < sight.end and sight.start < u.end for u in found.unused)
        asks = found.turn.claims or Act.DOUBT in found.turn.acts or CHECKS.search(text, low, high)
        if sight.is_idle and not is_told and not asks and changes(sight.roles):
            left.append(Unused(text[low:high], low, high, "number"))
    return replace(found, unused=(*found.unused, *left)) if left else found


def _made_otherwise(
    found: Understanding, before: Ledger, sights: Sequence[Sight], chosen: Candidate
) -> bool:
    """Whether the first reading made something else of what a second one changes.

    It changed one item of a sum (开发改成57万), or opened a matter of its own (他们投了70万).
    """
    now = found.ledger.matters[chosen.place]
    was = matter_before(before, chosen.place, now)
    held, had = values_of(now.numbers), values_of(was.numbers) if was else {}
    if chosen.place >= len(before.matters) and any(e.op != SET for e in chosen.edits):
        return True
    return any(
        held.get(e.name) not in (had.get(e.name), sights[e.number].expression.value)
        and (
            e.op == SET
            or isinstance(held.get(e.name), tuple)
            or share_said(sights[e.number], e) < _SURELY_SAID
        )
        for e in chosen.edits
    )


def _past_the_last(found: Understanding, before: Ledger) -> bool:
    """Whether a message speaks of one further than any that was counted (第六个撤了, of five)."""
    said = [read_number(m["n"]) for m in _NTH.finditer(found.turn.folded)]
    counted = [
        s.value
        for n in found.ledger.current
        if (was := matter_before(before, n, found.ledger.matters[n])) is not None
        for s in was.numbers
        if isinstance(s.value, Decimal)
    ]
    return any(
        n is not None and all(n.value > c for c in counted if c < _MOST_COUNTED) for n in said
    )


def _is_of_sums(sights: Sequence[Sight], candidate: Candidate) -> bool:
    """Whether a reading uses a number left over, or adds sums.

    What takes off, or counts, must be surer where the first reading used all numbers.
    """
    units = {sights[e.number].expression.unit for e in candidate.edits}
    adds = all(e.op == ADD for e in candidate.edits) and units == {Unit.YUAN}
    return adds or _uses_idle(sights, candidate)


def _tells_otherwise(sights: Sequence[Sight], candidate: Candidate) -> bool:
    """Whether a message tells another sum, neither the one before nor what a reading makes of it.

    要扣掉培训10万,剩55万, of 80万 and of 120万.
    """
    edits = [e for e in candidate.edits if e.op != SET]
    known = {e.value.total for e in edits} | {e.old.total for e in edits if e.old}
    used = {e.number for e in candidate.edits}
    return bool(edits) and any(
        n not in used
        and (not s.is_idle or math.exp(s.roles.get(SET, LEAST_ROLE)) >= SAID)
        and s.expression.unit is Unit.YUAN
        and s.expression.value not in known
        for n, s in enumerate(sights)
    )


def _uses_idle(sights: Sequence[Sight], candidate: Candidate) -> bool:
    """Whether a reading uses a number that the first one used for nothing."""
    return any(sights[edit.number].is_idle for edit in candidate.edits)


def may_hold(found: Understanding, sights: Sequence[Sight], candidate: Candidate) -> bool:
    """Whether a second reading uses a number that was told as not used, and none of others.

    One that takes something back may always hold.
    """
    if candidate.back is not None:
        return True
    used, text = [sights[edit.number] for edit in candidate.edits], found.turn.folded
    is_new = any(
        sight.is_idle and unused.kind != "matter"
        for sight in used
        for unused in found.unused
        if unused.start < sight.end and sight.start < unused.end
    )
    more = [sights[e.number] for e in candidate.edits if e.op == ADD]
    if any(not says_more(text, s) for s in more) or any(
        s.expression.unit is Unit.YUAN and is_spent_by_unknown(text, s) for s in more
    ):
        return False
    return is_new and not any(
        is_of_others(text, sight.expression) or is_of_unknown(text, sight) for sight in used
    )
