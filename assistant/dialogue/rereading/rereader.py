"""Reads messages a second time: which ways of believing a reading are tried, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import cache

from assistant.dialogue.acts import Act
from assistant.dialogue.aspects import stretch_around
from assistant.dialogue.borne_out import goes_back, some_are, was_not_in
from assistant.dialogue.found_out import found_out
from assistant.dialogue.gather import (
    FactGatherer,
    said_wrong,
    tells_next_round,
    tells_payment,
)
from assistant.dialogue.gather.net_of_part import says_net
from assistant.dialogue.gather.third_year import tells_third_year
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.likeness import Likeness
from assistant.dialogue.of_sellers import is_price_of_other
from assistant.dialogue.rereading.around import CHECKS, is_said_on_top
from assistant.dialogue.rereading.by_asked import by_asked
from assistant.dialogue.rereading.by_condition import by_condition
from assistant.dialogue.rereading.by_effect import BELIEVED_ALONE, by_effect
from assistant.dialogue.rereading.by_fit import by_fit
from assistant.dialogue.rereading.by_item import by_item
from assistant.dialogue.rereading.by_member import by_member, changes_member
from assistant.dialogue.rereading.by_old_value import by_old_value
from assistant.dialogue.rereading.by_role import by_role, by_roles
from assistant.dialogue.rereading.by_share import by_share
from assistant.dialogue.rereading.by_sum import by_sum
from assistant.dialogue.rereading.by_version import by_version
from assistant.dialogue.rereading.by_words import by_label, by_words
from assistant.dialogue.rereading.came_up_to import came_up_to
from assistant.dialogue.rereading.candidate import Candidate, values_of
from assistant.dialogue.rereading.candidates import readings_of, readings_without_number
from assistant.dialogue.rereading.context import RereadContext
from assistant.dialogue.rereading.features import features
from assistant.dialogue.rereading.first_reading import is_open, leaves_all, matter_before
from assistant.dialogue.rereading.fit import RereadFit
from assistant.dialogue.rereading.pointed import (
    adds_a_part,
    adds_to_what_was_barred,
    adds_what_fails,
    adds_what_is_in_it,
    brings_back_what_goes,
    fails_what_holds,
    takes_back_another,
    takes_off_what_was_not_in,
    unsays_condition,
)
from assistant.dialogue.rereading.sights import COUNTED, Sight, plain_sights, with_roles
from assistant.dialogue.roles import Roles, changes
from assistant.dialogue.stated import BARRED, FOREIGN, PAST, PUT_OFF, Unused
from assistant.dialogue.understanding import Understanding
from assistant.dialogue.used_up import is_spent
from assistant.text.expressions import Expression
from assistant.text.pattern import lazy

_BARE = lazy("(?:那|要是|如果|假如|换成|改成|按)*#(?:的话)?[呢吗啊吧?]*")
"""那900万呢: a message that is a number alone."""


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
        likeness: Likeness,
        tested: Callable[[Ledger], Collection[str]],
    ) -> None:
        self._ctx = RereadContext(facts, roles, cache(held), likeness, tested)
        self._fit = fit

    def silence(self) -> None:
        """Read nothing a second time from now on."""
        self._fit = None

    def reread(self, found: Understanding, before: Ledger, earlier: Sequence[str]) -> Understanding:
        """The understanding with the second reading that is probable enough, else as it is.

        ``earlier`` are the messages before this one, as typed.
        """
        if any(_is_left(found, e) and tells_payment(found.turn.folded, e)
               for e in found.turn.expressions):  # fmt: skip
            return found  # 已付600万 of 1000万 that was told lies inside it
        if any(part.kind in (PAST, BARRED, FOREIGN, PUT_OFF) for part in found.unused):
            return found  # 去年是300万 says nothing of this year's
        return self._of_item(found, before, earlier) or self._weighed(found, before, earlier)

    def _weighed(
        self, found: Understanding, before: Ledger, earlier: Sequence[str]
    ) -> Understanding:
        """The likeliest second reading, where nothing speaks against it."""
        second = self._likeliest(found, before, earlier)
        if second.reread is None:
            return second
        if is_spent(found) or tells_third_year(found.turn):
            return found  # 5亿发完了: what there was for all
        if takes_back_another(found, second, before, earlier) or adds_what_fails(found, second):
            return found
        if adds_to_what_was_barred(found, second, before) or adds_a_part(found, second, before):
            return found
        if not is_open(found) and found_out(found.turn.folded, are_standards=False) is not None:
            return found  # 又有1个,查下来没进清单: what became of it was read
        if by_old_value(found, before) is not None or came_up_to(found, before):
            return found  # 软硬件照1180不动 says itself which value holds again
        if takes_off_what_was_not_in(second, before) or says_net(found.turn.folded):
            return found
        tested = self._ctx.tested(found.ledger)
        if adds_what_is_in_it(before, second) or unsays_condition(found, second, before, tested):
            return found
        if fails_what_holds(found, second) or self._takes_price(found, second):
            return found
        return found if brings_back_what_goes(found, second) else second

    def _of_item(
        self, found: Understanding, before: Ledger, earlier: Sequence[str]
    ) -> Understanding | None:
        if self._fit is None or not self.weighs(found):
            return None
        return by_item(self._ctx, found, before, earlier)

    def _takes_price(self, found: Understanding, second: Understanding) -> bool:
        """Whether a second reading takes a price for what it costs to make something.

        What goes off a sum (里头有40万是买车) may be a price of anything.
        """
        known = {(s.name, str(s.value)) for f in found.focus for _, own in f.cases for s in own}
        had = {s.name: s.total for f in found.focus for _, own in f.cases for s in own}
        new = [s for f in second.focus for _, own in f.cases for s in own
               if (s.name, str(s.value)) not in known
               and (s.total or 0) >= (had.get(s.name) or 0)]  # fmt: skip
        return any(
            is_price_of_other(found.turn.folded, e, self._ctx.facts.specs[s.name])
            for s in new
            for e in found.turn.expressions
            if s.name in self._ctx.facts.specs and s.start < e.end and e.start < s.end
        )

    def _likeliest(
        self, found: Understanding, before: Ledger, earlier: Sequence[str]
    ) -> Understanding:
        ctx, fit = self._ctx, self._fit
        if fit is None or not self.weighs(found):
            return found
        if not (is_open(found) or before.turn) or found.turn.text in earlier:
            return found
        # 不对,是50万: what nothing was made of is told anew; 又融了一轮800万 adds nothing
        if (before.left and Act.CORRECT in found.turn.acts) or tells_next_round(found.turn):
            return found
        only = len([q for q in found.turn.quantities if q.role == "amount"]) == 1
        if only and any(goes_back(found.turn.folded, start) for start, _ in found.used):
            return found
        found = by_share(ctx, found, before, earlier) or found
        if found.reread is not None:
            return found
        sights = plain_sights(ctx, found)
        text = found.turn.folded
        if before.turn and not (is_open(found) or _may_mean_more(found, before, sights)):
            if any(some_are(text, s.start, s.end) for s in sights):
                sights = with_roles(ctx, found.turn, sights, earlier)
                found = by_words(ctx, found, before, sights) or found
            found = by_label(ctx, found, before, sights) or found
            if found.reread is not None or not ctx.roles.reads_earlier:
                return found
            if any(changes_member(found, before, place) for place in found.ledger.current):
                sights = with_roles(ctx, found.turn, sights, earlier)
                found = by_member(found, before, sights) or found
                if found.reread is not None:
                    return found
            return by_effect(ctx, found, before, earlier, BELIEVED_ALONE) or found
        sights = with_roles(ctx, found.turn, sights, earlier)
        places = found.ledger.current
        if ctx.roles.reads_earlier and all(leaves_all(found, before, n) for n in places):
            found = _telling(found, sights)
        new = any(was_not_in(text, s.start) for s in sights)
        return (
            (by_words(ctx, found, before, sights) if new else None)
            or by_sum(ctx, found, before, sights)
            or by_asked(ctx, found, before, sights)
            or by_fit(ctx, fit, found, before, sights)
            or by_role(ctx, found, before, sights)
            or by_roles(ctx, fit, found, before, sights)
            or by_words(ctx, found, before, sights)
            or by_label(ctx, found, before, sights)
            or by_member(found, before, sights)
            or by_effect(ctx, found, before, earlier)
            or found
        )

    def of_condition(
        self, found: Understanding, before: Ledger, earlier: Sequence[str]
    ) -> Understanding:
        """With the condition that a later message says is missed, or is met after all."""
        if self._fit is None or not self.weighs(found):
            return found
        version = by_version(found, before)
        if version is not None:
            return version
        if found.reread is None:
            found = by_old_value(found, before) or found
        second = by_condition(self._ctx, found, before, earlier) or found
        return found if fails_what_holds(found, second) else second

    @staticmethod
    def weighs(found: Understanding) -> bool:
        """Whether it is a message that clauses answer, each with one set of facts."""
        if not found.focus or found.refusal or found.query is not None:
            return False
        return not found.turn.acts.is_social and all(len(f.cases) == 1 for f in found.focus)

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


def _is_left(found: Understanding, expression: Expression) -> bool:
    """Whether a number is told as unused."""
    return any(u.start < expression.end and expression.start < u.end for u in found.unused)


def _may_mean_more(found: Understanding, before: Ledger, sights: Sequence[Sight]) -> bool:
    """Whether a message that left nothing over may have been read wrongly all the same.

    An amount that nothing was made of, or a sum put in the place of another without a word of
    correction, and not alone (那900万呢): to read what numbers do takes longer than all the rest.
    """
    if any(s.is_idle and s.expression.unit in COUNTED for s in sights):
        return True
    if Act.CORRECT in found.turn.acts:
        return False
    if any(said_wrong(found.turn, s.expression) for s in sights):
        return False  # 前年也调了,3900万: told anew, and no more
    text = found.turn.folded
    if any(_BARE.fullmatch(f"{text[: s.start]}#{text[s.end :]}") for s in sights):
        return False
    values = {s.expression.value for s in sights}
    more = {s.expression.value for s in sights if is_said_on_top(text, s)}
    for place in found.ledger.current:
        now = found.ledger.matters[place]
        was = matter_before(before, place, now)
        had, held = values_of(was.numbers) if was else {}, values_of(now.numbers)
        if more & {held[n] for n in held.keys() & had if held[n] == had[n]}:
            return True  # 那边两个也过了, after two: as many again, not told once more
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
