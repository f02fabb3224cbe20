"""Propose the rules of a clause by the grammar of subsidy sentences; figures left over are listed.

who – condition – base – rate – cap – period – per – exclusion, 分别 lists, bands, classes. All
parts of a rule are bound inside one paragraph; a figure whose part cannot be told is left over.

A clause is read line by line and sentence by sentence here, and part by part in ``parts``: tables
and lists as a whole (``listings``), what else stands there figure by figure (``roles``), as a
threshold (``conditions``), a rate (``rates``, ``interest``), a sum (``sums``, ``additions``) or a
limit (``caps`` and beside it, ``class_limits``, ``quotas``). ``shares`` and ``demands`` change what
is paid before; ``unread`` takes back what stands beside a sum that is not read.
"""

from __future__ import annotations

import re
from itertools import takewhile

from assistant.intake.account import tail_of
from assistant.intake.bounds import includes_below
from assistant.intake.cases import tell_lines, tell_parallel
from assistant.intake.demands import ListHead, demand_in_list, demand_of_head
from assistant.intake.draft import Leftover, Proposal, Tail, Threshold
from assistant.intake.figures import Skeleton, make_skeleton
from assistant.intake.heads_of_tables import limit_by_head, limit_by_line
from assistant.intake.interest import LPR_INTEREST
from assistant.intake.listings import take_list, take_table
from assistant.intake.lists import read_classes, read_listed
from assistant.intake.lowest_bands import merge_lowest
from assistant.intake.parts import read_part, slice_of_list, take_slices
from assistant.intake.phrases import cut_at, granting_head
from assistant.intake.quotas import apply_carried, apply_limits, carry_limits
from assistant.intake.ranked_sums import read_ranked_parts
from assistant.intake.roles import read_figures
from assistant.intake.slices import (
    base_of_slices,
    is_slice,
    read_slices,
    read_unit_slices,
    slices_of_table,
)
from assistant.intake.table import BAR
from assistant.intake.unread import UNREAD, frees
from assistant.intake.view import View, make_view
from assistant.intake.walk import Walk
from assistant.policy.clause import Clause
from assistant.text.schedules import find_schedule

__all__ = ["LPR_INTEREST", "UNREAD", "base_left", "propose", "read_clause"]


def _read(walk: Walk, stop_at: int) -> None:
    """Read the clause up to a place, line by line."""
    text = walk.skeleton.text[:stop_at]
    walk.used |= walk.paid_out
    walk.reasons |= dict.fromkeys(walk.paid_out, "拨付的安排，不影响总额")
    parts = _with_lines_of_slices(walk.skeleton, list(cut_at(text, 0, len(text), "¶")))
    shared: ListHead | None = None
    of_list: tuple[int, int] | None = None
    for n, (start, end) in enumerate(parts):
        if BAR in text[start:end]:
            if n == 0 or BAR not in text[slice(*parts[n - 1])]:
                first = len(walk.drafts)
                _read_table(walk, list(takewhile(lambda p: BAR in text[slice(*p)], parts[n:])))
                limit_by_head(walk, first, start)
                walk.after_table = len(walk.drafts)
            continue
        is_item = _is_item(walk, n, parts)
        if not is_item:
            _next_paragraph(walk, n, of_list)
        for first, last in cut_at(text, start, end, "。"):
            _next_sentence(walk, first, is_item=is_item)
            is_item = False
            walk.head = granting_head(text[first:last]) or walk.above
            if text[last - 1] == ":":
                walk.above = walk.head  # 按以下标准奖励: the cases stand in lines of their own
            listed = read_listed(walk.skeleton, first, last)
            listed = listed or read_classes(walk.skeleton, first, last)
            listed = listed or read_ranked_parts(walk.skeleton, first, last)
            if listed is not None:
                walk.sub += 1
                take_list(walk, listed, first)
                read_figures(walk, first, listed.end, last, inside=listed)
                continue
            sliced = (
                read_slices(walk.skeleton, first, last)
                or slice_of_list(walk, first, last)
                or read_unit_slices(walk.skeleton, first, last)
            )
            if sliced is not None:
                take_slices(walk, sliced, first, last)
                continue
            for begin, stop in cut_at(text, first, last, ";"):
                walk.sub += 1
                read_part(walk, begin, stop)
            tell_parallel(walk)
            if text[last - 1] == ":" and last == end:
                # 展期不少于3天的展览,按面积补助: is demanded in every line of the list behind.
                demanded = tuple(t for t in walk.pending if isinstance(t, Threshold))
                walk.headed = demanded
                shared = ListHead(first, demanded, len(walk.drafts), n + 1)
                of_list = (len(walk.drafts), n + 1)
        goes_on = n + 1 < len(parts) and (
            _is_item(walk, n + 1, parts)
            or (shared is not None and n >= shared.paragraph and text[end - 1] == ";")
        )
        if shared is not None and n >= shared.paragraph and not goes_on:
            demand_in_list(walk, shared)
            limit_by_line(walk, shared)
            tell_lines(walk, walk.drafts[shared.drafts :])
            shared = None
        carry_limits(walk, is_head=text[end - 1] == ":")
        apply_limits(walk)
    apply_carried(walk)
    merge_lowest(walk)


def _with_lines_of_slices(
    skeleton: Skeleton, parts: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The lines, those that are each a slice of what the line above them cuts as one with it."""
    text = skeleton.text
    found: list[tuple[int, int]] = []
    for start, end in parts:
        head = found[-1] if found else (0, 0)
        first = max(text.rfind("。", *head) + 1, head[0])
        is_open = text[head[1] - 1 : head[1]] in (":", ";") and ":" in text[first : head[1]]
        if is_open and is_slice(skeleton, start, end) and base_of_slices(_head_of(text, first)):
            found[-1] = (head[0], end)
        else:
            found.append((start, end))
    return found


def _head_of(text: str, start: int) -> str:
    """What stands above a list, with its colon."""
    return text[start : text.find(":¶", start) + 1]


def _read_table(walk: Walk, lines: list[tuple[int, int]]) -> None:
    """A table of slices of one number, or one whose columns are read each by itself."""
    sliced = slices_of_table(walk.skeleton, lines)
    if sliced is None:
        take_table(walk, lines)
        return
    walk.of_table = len(walk.drafts)
    take_slices(walk, sliced, sliced.start, lines[-1][1])


def _next_paragraph(walk: Walk, n: int, of_list: tuple[int, int] | None) -> None:
    """What stands behind a table or a list, in one line or several, is of all its rows.

    ``of_list``: the first draft of a list in this clause and the line that it begins in.
    """
    is_behind_table = len(walk.drafts) == walk.after_table
    walk.paragraph = walk.of_table if is_behind_table else len(walk.drafts)
    if of_list is not None and n > of_list[1]:
        walk.paragraph = of_list[0]


def _next_sentence(walk: Walk, first: int, *, is_item: bool) -> None:
    walk.sentence += 0 if is_item else 1
    walk.pending = []
    walk.spoken, walk.lent = "", None
    if walk.is_in_tail(first):
        walk.paragraph = 0  # what stands behind a list is of all that is paid before it


def _is_item(walk: Walk, n: int, parts: list[tuple[int, int]]) -> bool:
    """Whether a paragraph is the next case of a list whose cases are paragraphs."""
    before = walk.skeleton.text[slice(*parts[n - 1])] if n else ""
    return bool(walk.above) and before.endswith(";") and n > 1


def propose(
    source: str,
    clause: Clause,
    head: str = "",
    base_before: str = "",
    tails: tuple[Tail, ...] = (),
    above_list: Tail | None = None,
) -> Proposal:
    """The drafts of a clause, and every figure that is in none of them with the reason.

    ``head`` is what the source says above the list of which the clause is an item, and
    ``base_before`` what the item before pays a rate of; ``tails`` are read behind it.
    ``above_list`` are the words of the head whose demands hold for each item of the list.
    """
    tails = tuple(one for one in tails if one != above_list)
    proposal = _propose(source, clause, head, base_before, tails, None)
    if above_list is None or not proposal.drafts:
        return proposal
    demanding = _propose(source, clause, head, base_before, tails, above_list)
    return demanding if demanding.drafts != proposal.drafts else proposal


def _propose(
    source: str,
    clause: Clause,
    head: str,
    base_before: str,
    tails: tuple[Tail, ...],
    above_list: Tail | None,
) -> Proposal:
    every = tails if above_list is None else (*tails, above_list)
    skeleton, view = read_clause(source, clause, every)
    above = make_skeleton(make_view(head, 0, len(head)).text).text
    above = re.split("[。¶]", above.rstrip("¶"))[-1]
    in_list = clause.id.item is not None and head.rstrip().endswith(("：", ":"))
    in_list = in_list and tail_of(clause) >= 0
    walk = Walk(
        skeleton, clause, above=granting_head(above), base_before=base_before,
        paid_out=_paid_out(skeleton, view.text), cut=base_of_slices(above),
        below=includes_below(source),
        tail_at=_tail_at(skeleton, view, tails, tail_of(clause) + clause.start if in_list else -1),
    )  # fmt: skip
    if above_list is not None:
        behind = _first_of(skeleton, view, above_list)
        _read(walk, behind)
        demand_of_head(walk, behind)
    else:
        _read(walk, len(skeleton.text))
    for sentence in re.finditer("[^。;¶]+", skeleton.text):
        frees(walk, *sentence.span())
    drafts = tuple(one.draft for one in walk.drafts)
    used = {figure.at for draft in drafts for figure in draft.figures()}
    left = tuple(
        Leftover(figure, walk.reasons.get(figure.at, "没有与金额连上的条件"))
        for figure in skeleton.figures
        if figure.at not in used
    )
    unread = sum(one.reason in UNREAD for one in left)
    places = tuple(view.places[one.figure.start] for one in left)
    return Proposal(clause.id, drafts, left, every, places, unread)


def _first_of(skeleton: Skeleton, view: View, tail: Tail) -> int:
    """Where in the skeleton the words of a tail begin."""
    first = next((n for n, at in enumerate(view.places) if tail.start <= at < tail.end), 0)
    return next((n for n, at in enumerate(skeleton.places) if at >= first), len(skeleton.text))


def _tail_at(skeleton: Skeleton, view: View, tails: tuple[Tail, ...], behind: int) -> int:
    """Where in the skeleton what stands behind a list begins, in its last line or elsewhere; -1.

    ``behind`` is where in the source it begins in the last line of the list, -1 where it does not.
    """
    if behind < 0 and not tails:
        return -1
    begins = behind if behind >= 0 else tails[0].start
    first = next((n for n, at in enumerate(view.places) if at >= begins), 0)
    return next((n for n, at in enumerate(skeleton.places) if at >= first), -1)


def _paid_out(skeleton: Skeleton, text: str) -> frozenset[int]:
    """The figures of the words that say in which parts a sum is paid out."""
    found: set[int] = set()
    for sentence in re.finditer("[^。\n]+", text):
        schedule = find_schedule(sentence.group())
        if schedule is None:
            continue
        start = text.index(schedule.words, sentence.start())
        end = start + len(schedule.words)
        found |= {one.at for one in skeleton.figures if start <= one.start < end}
    return frozenset(found)


def base_left(proposal: Proposal) -> str:
    """What a clause pays a rate of, for the item behind it; "" where that is not one sum."""
    bases = {draft.base for draft in proposal.drafts if draft.base and draft.rows[0].rate}
    return bases.pop() if len(bases) == 1 else ""


def read_clause(source: str, clause: Clause, tails: tuple[Tail, ...] = ()) -> tuple[Skeleton, View]:
    """The skeleton and the view of a clause and of what is read behind it.

    Its heading stands apart.
    """
    view = make_view(source, clause.start, clause.end, clause.heading)
    for tail in tails:
        view = view.before(make_view(source, tail.start, tail.end))
    return make_skeleton(view.text), view
