"""The sum that a rate is applied to, as several kinds write it."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.rules.expr import Add, Fact, Place, Unstated
from assistant.rules.facts import Frozen, Words


class Base(Frozen):
    """The sum a rate is applied to: the facts in ``plus`` added, those in ``minus`` taken off.

    A ``plus`` fact is needed (each alternative in ``instead`` may stand in for it: fact ->
    substitutes, used with an assumption told); a ``minus`` fact not stated counts as zero and is
    told as an assumption. An ``optional`` fact is added when stated; not stated it counts as zero
    and is told as an assumption. A negative base counts as zero.
    """

    plus: Words
    optional: Words = ()
    minus: Words = ()
    instead: Mapping[str, Words] = {}
    say: str

    def expr(self, where: Place = ("base",)) -> Add:
        """The sum of the facts."""
        plus = [
            Fact(n, (*where, "plus"), instead=self.instead.get(n, ()), is_main=True)
            for n in self.plus
        ]
        optional = [Fact(n, (*where, "optional"), Unstated.NOTHING) for n in self.optional]
        minus = [Fact(n, (*where, "minus"), Unstated.NOTHING) for n in self.minus]
        return Add((*plus, *optional), tuple(minus), self.say, is_base=True)
