"""How a matter stood in the places where it was asked before, and how it goes back to one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from assistant.dialogue.gather import WHAT_IF
from assistant.dialogue.ledger import Ledger, Matter, Past
from assistant.dialogue.stated import Stated
from assistant.dialogue.understand.context import UnderstandContext
from assistant.policy.clause import ClauseId
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

_BY_SO_MUCH = lazy("[+−]")
_SUPPOSES = lazy(
    "如果|要是|假如|假设|倘若|万一|的话|换成"
    "|[搬迁挪]过去(?:之后|以后|后|了)?[^,。;!?]{0,8}?(?:会|要|想|打算|准备|再)"
    "|[那这](?:边|里|儿)的?[^,。;!?]{0,8}[\\d一二两三四五六七八九十百千]"
)
"""What a message only supposes, or tells of the other place."""


@dataclass(frozen=True, slots=True)
class Home:
    """How a matter stood in a place where it was asked before.

    ``now``: the place in the ledger of the matter that is asked elsewhere, ``place`` that of the
    one that it goes back to; ``is_there``: it is the same one, which remembers the other place;
    ``is_left``: the other one was opened by a supposition; ``policies``: of all that it was asked
    of, those that are named.
    """

    matter: Matter
    now: int
    place: int
    is_there: bool
    is_left: bool = False
    policies: tuple[str, ...] = ()

    @property
    def spoken(self) -> set[str]:
        """The policies that it was asked of."""
        return asked_of(self.matter)

    def of(self, ctx: UnderstandContext, ledger: Ledger, as_of: date) -> Ledger:
        """The ledger with the matter at home again."""
        own = tuple(c for c in self.matter.clauses if c.policy in (self.policies or (c.policy,)))
        policies = self.policies or self.matter.policies
        home = replace(self.matter, clauses=own, policies=policies, real=None)
        if self.is_there:
            return restored(ctx, ledger, self.place, home, as_of)
        matters = list(ledger.matters)
        matters[self.place] = home = told_since(ctx, home, matters[self.now], as_of)
        current = tuple(self.place if n == self.now else n for n in ledger.current)
        where = home.policies or tuple(sorted(asked_of(home)))
        return replace(ledger, matters=tuple(matters), current=current, policies=where)


def homes_of(ctx: UnderstandContext, ledger: Ledger, now: int) -> list[Home]:
    """Where a matter in question was asked before, the latest last.

    Named again with another place (要是搬福田,算力800万呢) it is another matter of the same topics.
    """
    matter = ledger.matters[now]
    if matter.there:
        return [Home(there, now, now, is_there=True) for there in matter.there]
    topics = ctx.topics.of_clauses(set(matter.clauses))
    is_left = WHAT_IF.search(matter.text) is not None
    earlier = [
        Home(other, now, n, is_there=False, is_left=is_left)
        for n, other in enumerate(ledger.matters[:now])
        if topics & ctx.topics.of_clauses(set(other.clauses))
        and not asked_of(matter) & asked_of(other)
    ]
    return sorted(earlier, key=lambda home: home.matter.turn)


def all_home(ctx: UnderstandContext, ledger: Ledger, homes: Iterable[Home], as_of: date) -> Ledger:
    """The ledger with each of some matters at home again."""
    for home in homes:
        ledger = home.of(ctx, ledger, as_of)
    return ledger


def told_since(ctx: UnderstandContext, home: Matter, now: Matter, as_of: date) -> Matter:
    """A matter as it stood elsewhere, with what became since of the same thing.

    卖家少给一个库,合同减了六十万, told while it was asked in another place: the contract is one.
    What was only supposed, told behind the name of a place (市里那份改成900万), or told anew when
    it was first asked there, is of that place.
    """
    moved = {there.turn + 1 for there in now.there}
    kept = {s.name: s for s in home.numbers if not s.is_assumed}
    for past in now.pasts:
        if past.turn <= home.turn or _SUPPOSES.search(fold(past.said)):
            continue
        was = {s.name: s for s in past.before}
        for told in past.after:
            old, own = was.get(told.name), kept.get(told.name)
            if old is None or own is None or told.value == old.value or old.value != own.value:
                continue
            if past.turn in moved and not _BY_SO_MUCH.search(told.text):
                continue
            if not _is_of_place(ctx, past, told, as_of):
                kept[told.name] = replace(told, places=own.every_place)
    numbers = tuple(kept.get(s.name, s) for s in home.numbers)
    return replace(home, numbers=numbers, pasts=now.pasts) if numbers != home.numbers else home


def _is_of_place(ctx: UnderstandContext, past: Past, told: Stated, as_of: date) -> bool:
    """Whether a number was told behind the name of a place."""
    if told.turn != past.turn:
        return False
    scope = ctx.reader.read(past.said, as_of=as_of).scope
    return any(start <= told.start for start, _ in scope.spans)


def home_of(
    ctx: UnderstandContext, ledger: Ledger, clause: ClauseId, as_of: date
) -> tuple[int, Ledger] | None:
    """The place of a matter that had a clause where it was asked before, and the ledger with that.

    After 前海对标准给钱吗: what tells of a standard that came out is told of Longhua's again.
    """
    for place in reversed(range(len(ledger.matters))):
        for home in reversed(ledger.matters[place].there):
            if clause in home.clauses:
                return place, restored(ctx, ledger, place, home, as_of)
    return None


def asked_of(matter: Matter) -> set[str]:
    """The policies that a matter is asked of."""
    return {c.policy for c in matter.clauses}


def restored(
    ctx: UnderstandContext, ledger: Ledger, place: int, home: Matter, as_of: date
) -> Ledger:
    """The ledger with a matter as it stood elsewhere; where it was since is kept."""
    matters = list(ledger.matters)
    home = told_since(ctx, home, matters[place], as_of)
    matters[place] = replace(home, turn=ledger.turn, there=(*matters[place].there,))
    policies = home.policies or tuple(sorted(asked_of(home)))
    return replace(ledger, matters=tuple(matters), policies=policies)
