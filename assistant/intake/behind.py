"""What stands behind the items of a list and is of each of them: limits, additions, shares.

（一）新购车的，每辆2万元。（二）新能源车每辆另加1.5万元。（三）每个主体每年最多补贴5辆。
The first item is read together with those sentences behind it that pay nothing of their own and
that its rules take.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from assistant.intake.account import grants, is_listed, tail_of
from assistant.intake.draft import Draft, Proposal, Tail
from assistant.policy.clause import Clause
from assistant.text.pattern import lazy

_SENTENCE = lazy("[^。；;\\n]+[。；;]?")
_PROCEDURE = lazy(
    "追回|收回|退[回还]|骗|虚假|虚报|失信|公示|受理|申报|申请|审核|审定|核查|材料|负责|预算|解释|施行|有效期|转让|鼓励|应当"
)
_OF_LIST = lazy(
    "[0-9]|[一二三四五六七八九十]+[万成]|减半|折半|一半|差额|补差|不[予再得]?(?:补|奖|给|享|支|资)"
)
_LABEL = lazy(r"^\s*[(（]?(?:[一二三四五六七八九十]+|\d+)[)）．.、]\s*")

Read = Callable[[Clause, tuple[Tail, ...]], Proposal]


def with_tails(found: Sequence[tuple[Proposal, Clause]], read: Read) -> list[Proposal]:
    """The proposals, those of items read anew with what stands behind them in their article.

    ``read`` proposes the rules of a clause with some words behind it.
    """
    proposals = [proposal for proposal, _ in found]
    taken: set[tuple[int, int]] = set()
    for n, (proposal, clause) in enumerate(found):
        if clause.id.item is None or not proposal.drafts:
            continue
        for tail in _tails(found, n):
            longer = read(clause, (*proposals[n].tails, tail))
            if _takes(proposals[n], longer, tail):
                proposals[n] = longer
                taken.add((tail.start, tail.end))
    return [
        _less_taken(one, clause, taken) for one, (_, clause) in zip(proposals, found, strict=True)
    ]


def absorbed(proposals: Sequence[Proposal]) -> frozenset[tuple[int, int]]:
    """Where in the source the words stand that items take from behind them."""
    return frozenset((tail.start, tail.end) for one in proposals for tail in one.tails)


def _tails(found: Sequence[tuple[Proposal, Clause]], n: int) -> Iterator[Tail]:
    """The sentences behind an item that may be of it, in order."""
    article = found[n][1].id.article
    later = [
        (proposal, clause)
        for proposal, clause in found[n + 1 :]
        if clause.id.article == article and clause.id.item is not None
    ]
    for k, (proposal, clause) in enumerate(later):
        if not proposal.drafts and not any(grants(clause.text)):
            yield from _sentences(clause, 0)
        elif k == len(later) - 1 and is_listed(found[n][1]) and (at := tail_of(clause)) >= 0:
            yield from _sentences(clause, at)


def _sentences(clause: Clause, first: int) -> Iterator[Tail]:
    for one in _SENTENCE.finditer(clause.text, first):
        words = one.group()
        label = _LABEL.match(words)
        start = one.start() + (label.end() if label is not None else 0)
        if any(grants(words)):
            continue
        if _PROCEDURE.search(words) is None and _OF_LIST.search(words[start - one.start() :]):
            yield Tail(clause, clause.start + start, clause.start + one.end())


def _takes(base: Proposal, longer: Proposal, tail: Tail) -> bool:
    """Whether what was read before still stands, and a sentence behind it is read as of it."""
    if len(longer.drafts) < len(base.drafts) or len(longer.drafts) > len(base.drafts) + 1:
        return False
    kept = zip(base.drafts, longer.drafts, strict=False)
    if not all(_paid(one) == _paid(other) for one, other in kept):
        return False
    fresh = longer.drafts[len(base.drafts) :]
    if not all(one.extra or one.added is not None for one in fresh):
        return False
    if longer.unread > base.unread:
        return False
    return _plain(longer.drafts) != _plain(base.drafts)


def _paid(draft: Draft) -> tuple[object, ...]:
    rows = [(row.fixed, row.rate, row.band) for row in draft.rows]
    return (tuple(map(repr, rows)), draft.base, draft.per, draft.period)


def _plain(drafts: Sequence[Draft]) -> tuple[str, ...]:
    """The drafts but for what they leave out and where they end."""
    return tuple(repr(replace(one, end=0, notes=(), apart=())) for one in drafts)


def _less_taken(proposal: Proposal, clause: Clause, taken: set[tuple[int, int]]) -> Proposal:
    """A clause whose figures other items take says so of them."""
    own = [one for one in taken if clause.start <= one[0] and one[1] <= clause.end]
    if not own or proposal.tails:
        return proposal
    left = tuple(
        replace(one, reason=_ELSEWHERE)
        if any(low <= proposal.place(one) < high for low, high in own)
        else one
        for one in proposal.leftovers
    )
    return replace(proposal, leftovers=left)


_ELSEWHERE = "算在同一条其他项的规则里"
