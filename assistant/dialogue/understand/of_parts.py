"""A sum that is told part by part, read as the sum: 设备300万,软件120万,人工80万 is 投入500万.

Where a clause pays on the whole of a cost (an investment, an event, research, production), whatever
it went for counts. The row is read as its total where the message as it stands does not come to it,
and a later message that speaks of one part (人工不算了, 软件又加了20万) is read as the total that
it makes. Both are taken only if the reading then does come to that total for that fact; what a part
is called decides nothing, unless it is the name of another sum that the clause works with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.dialogue.composed import Change, Composed, Part, Row, changed, find_row, only_part
from assistant.dialogue.folding import fold_message
from assistant.dialogue.language import covers, spending
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.stated import Stated
from assistant.dialogue.understand.context import UnderstandContext
from assistant.dialogue.understanding import Focus, Reread, Understanding
from assistant.policy.clause import ClauseId
from assistant.rules.facts import FactKind, FactSpec, Per
from assistant.text.money import format_yuan
from assistant.text.normalise import fold, fold_word
from assistant.text.pattern import lazy

_WHOLE = lazy("总投|投入|投资额|投资$|成本|生产费用|运营费用|实际费用|总费用|研发费用|建设费用")
"""What a sum is called that is made up of whatever a thing cost."""
_NO_WHOLE = lazy("财政|其中|再上|增量|本轮|单价|每")
_BRACKETS = lazy("[(（][^()（）]*[)）]")
_GENERIC = frozenset({"purchase_yuan"})
_LONG = 300
_KEPT = 6
_PLAIN = 0.8
"""How sure it is that a bare sum behind a new noun is one more part."""
_Read = Callable[[str], Understanding]


@dataclass(frozen=True, slots=True)
class AsParts:
    """The message to be read, and how the sums of its matters are composed then.

    ``found`` is what it was read as, where that was worked out already.
    """

    text: str
    composed: tuple[Composed, ...] = ()
    start: int = 0
    end: int = 0
    is_open: bool = False
    found: Understanding | None = None


def in_parts(ctx: UnderstandContext, typed: str, ledger: Ledger, read: _Read) -> AsParts:
    """A message with its row of parts, or with what becomes of one, as the total."""
    folded = fold_message(typed)[0]
    if len(folded) > _LONG:
        return AsParts(typed)
    row = find_row(folded)
    if row is not None and _are_of_two_uses(ctx, row):
        return AsParts(typed)
    if row is not None:
        return _with_row(ctx, typed, folded, row, ledger, read)
    found = _with_change(ctx, typed, folded, ledger, read)
    return found or AsParts(typed)


def _are_of_two_uses(ctx: UnderstandContext, row: Row) -> bool:
    """Whether parts are told as different values of one choice: 训练那份510万,推理那份310万."""
    for spec in ctx.facts.specs.values():
        told = {
            value
            for value, choice in spec.choices.items()
            for part in row.parts
            if any(fold_word(word) in part.name for word in choice.words)
        }
        if len(told) > 1:
            return True
    return False


def composed_of(
    ctx: UnderstandContext, typed: str, found: Understanding, parts: AsParts, before: Ledger
) -> Understanding:
    """The understanding, its ledger remembering what its sums are composed of.

    ``parts``: how the message was read.
    """
    kept = (*before.composed, *parts.composed)
    if not parts.composed and (part := only_part(fold_message(typed)[0])) is not None:
        for s in _sums_of(found):
            spec = ctx.facts.specs[s.name]
            if s.total == part[1] and _is_whole(spec) and not _calls(spec, part[0]):
                kept = (*kept, Composed(s.name, (Part(*part),)))
                break
    kept = tuple(dict.fromkeys(reversed(kept)))[:_KEPT][::-1]
    reread = found.reread
    if parts.is_open and reread is None:
        reread = Reread(_PLAIN, parts.start, parts.end)
    return replace(found, ledger=replace(found.ledger, composed=kept), reread=reread)


# --- a row of parts ---


def _with_row(
    ctx: UnderstandContext, typed: str, text: str, row: Row, ledger: Ledger, read: _Read
) -> AsParts:
    plain = read(typed)
    if row.is_paid_so:
        whole = f"{text[: row.start]}一共{format_yuan(row.total)}{text[row.end :]}"
        found = read(whole)
        same = {*_clauses_of(found)} == {*_clauses_of(plain)}
        fact = _told(ctx, found, row.total) if same else ""
        if not fact:
            return AsParts(typed, found=plain)
        return AsParts(whole, (Composed(fact, row.parts),), row.start, row.end, found=found)
    told = _told(ctx, plain, row.total)
    if told and len({f.clause_id for f in plain.focus}) == 1:
        return AsParts(typed, (Composed(told, row.parts),), found=plain)
    bare = read(text[: row.start] + text[row.end :])
    clauses = _clauses_of(bare) or tuple(c for m in ledger.in_question for c in m.clauses)
    if not clauses or bare.refusal:
        return AsParts(typed, found=plain)
    is_one = len({f.clause_id for f in plain.focus if _tells_sum(f, plain)}) <= 1
    for fact in _candidates(ctx, clauses, bare, row, is_one=is_one):
        own = [s for s in _sums_of(plain) if s.name == fact and s.total != row.total]
        if row.is_open and own:
            continue  # 总费用200万,其中我们承担120万: the part was taken, for a reason
        spec = ctx.facts.specs[fact]
        for name in (_name_of(spec), _SPENT):
            whole = f"{text[: row.start]}{name}{format_yuan(row.total)}{text[row.end :]}"
            found = read(whole)
            if _comes_to(found, fact, row.total) and {*_clauses_of(found)} <= {*clauses}:
                made = (Composed(fact, row.parts),)
                return AsParts(whole, made, row.start, row.end, found=found)
    return AsParts(typed, found=plain)


_SPENT = "一共花了"


def _candidates(
    ctx: UnderstandContext,
    clauses: Iterable[ClauseId],
    bare: Understanding,
    row: Row,
    *,
    is_one: bool,
) -> tuple[str, ...]:
    """The sums that the clauses lack and that the row may be the parts of."""
    specs = ctx.facts.specs
    told = {s.name: s.value for s in _stated(bare)}
    lacking = dict.fromkeys(f for c in clauses for f in ctx.facts.lacking_sums(c, told))
    names = [p.name for p in row.parts if p.name]
    full = dict(zip(names, row.told, strict=False))
    found = []
    for fact in lacking:
        spec = specs[fact]
        called = [_calls(spec, name, led) or _opens(spec, name) for name, led in full.items()]
        if any(_decides(ctx, clauses, name) for name in names):
            continue  # 训练600万,推理300万, where training alone is paid for
        if spec.per is not Per.NONE or (any(called) and not all(called)):
            continue
        if _is_whole(spec):
            needed = {f for c in clauses for f in ctx.facts.needed(c)}
            if any(_is_other(specs, spec, name, needed, is_one=is_one) for name in names):
                continue
            found.append(fact)
        elif not row.is_open and len(lacking) == 1 and (row.is_shared or all(called)):
            found.append(fact)
    wholes = [f for f in found if _is_whole(specs[f])]
    return tuple(wholes or (found if len(found) == 1 else ()))


def _is_other(
    specs: Mapping[str, FactSpec], own: FactSpec, name: str, needed: set[str], *, is_one: bool
) -> bool:
    """Whether a part is called by another sum: one that is needed, or, beside others, any."""
    if any(fold_word(p) in name for p in own.parts):
        return False
    for other in specs.values():
        if other.kind is not FactKind.YUAN or other.name == own.name or other.name in _GENERIC:
            continue
        if (_is_whole(other) and other.name not in needed) or (is_one and other.name not in needed):
            continue
        words = map(fold_word, other.words)
        is_needed = other.name in needed  # 租金, beside what else a clause pays for
        if any(w in name and (is_needed or not all(covers(w, (spending(),)))) for w in words):
            return True
    return False


# --- what becomes of a part ---


def _with_change(
    ctx: UnderstandContext, typed: str, text: str, ledger: Ledger, read: _Read
) -> AsParts | None:
    state = _state(ledger)
    if state is None:
        return _first_part(ctx, text, ledger, read)
    change = changed(state, text)
    if change is None or change.composed.total <= 0:
        return None
    spec = ctx.facts.specs[state.fact]
    added = [p for p in change.composed.parts if p not in state.parts]
    needed = {f for m in ledger.in_question for c in m.clauses for f in ctx.facts.needed(c)}
    is_longer = len(change.composed.parts) > len(state.parts)
    if is_longer and not _may_be_added(ctx, spec, added, needed):
        return None
    whole = _rewritten(text, change, f"{_name_of(spec)}改成{format_yuan(change.composed.total)}")
    found = read(whole)
    live = {c for m in ledger.in_question for c in m.clauses}
    if not _comes_to(found, state.fact, change.composed.total) or not {*_clauses_of(found)} <= live:
        return None
    start, end = change.spans[0]
    return AsParts(whole, (change.composed,), start, end, change.is_open, found)


def _first_part(ctx: UnderstandContext, text: str, ledger: Ledger, read: _Read) -> AsParts | None:
    """The first part that is told of a whole that the matter in question lacks (设备花了200万)."""
    part, matters = only_part(text), [ledger.matters[n] for n in ledger.live]
    if part is None or len(matters) != 1:
        return None
    told = {s.name: s.value for s in matters[0].numbers}
    lacking = dict.fromkeys(f for c in matters[0].clauses for f in ctx.facts.lacking_sums(c, told))
    specs = [ctx.facts.specs[f] for f in lacking if _is_whole(ctx.facts.specs[f])]
    needed = {f for c in matters[0].clauses for f in ctx.facts.needed(c)}
    if len(specs) != 1 or not _may_be_added(ctx, specs[0], [Part(*part)], needed):
        return None
    at = text.index(part[0])
    whole = f"{text[:at]}{_name_of(specs[0])}{text[at + len(part[0]) :]}"
    found = read(whole)
    live = {c for m in ledger.in_question for c in m.clauses}
    if not _comes_to(found, specs[0].name, part[1]) or not {*_clauses_of(found)} <= live:
        return None
    return AsParts(whole, (Composed(specs[0].name, (Part(*part),)),), found=found)


def _may_be_added(
    ctx: UnderstandContext, spec: FactSpec, added: list[Part], needed: set[str]
) -> bool:
    """Whether what is new may be one more part: of a whole, not called by it or another sum."""
    if not _is_whole(spec):
        return False
    return not any(
        _calls(spec, p.name) or _is_other(ctx.facts.specs, spec, p.name, needed, is_one=False)
        for p in added
    )


def _state(ledger: Ledger) -> Composed | None:
    """What the sum of the only matter in question is composed of, as it stands now."""
    matters = [ledger.matters[n] for n in ledger.live]
    if len(matters) != 1:
        return None
    totals = {s.name: s.total for s in matters[0].numbers}
    for composed in reversed(ledger.composed):
        if totals.get(composed.fact) == composed.total:
            return composed
    return None


def _rewritten(text: str, change: Change, said: str) -> str:
    """The text, the first stretch that speaks of a part with what it comes to, the others gone."""
    for place in range(len(change.spans) - 1, -1, -1):
        low, high = change.spans[place]
        if place:
            text = text[:low].rstrip(",;、") + text[high:]
            continue
        clause = text[low:high]
        lead, tail = _LEAD.match(clause), _TAIL.search(clause)
        text = (
            text[:low]
            + (lead.group() if lead else "")
            + said
            + (tail.group() if tail else "")
            + text[high:]
        )
    return text


_LEAD = lazy("(?:那么?)?(?:如果|假如|假设|要是|万一|若是)?")
_TAIL = lazy("(?:的话|呢)?[?]?$")


# --- what a reading comes to ---


def _stated(found: Understanding) -> list[Stated]:
    return [s for f in found.focus for _, stated in f.cases for s in stated]


def _sums_of(found: Understanding) -> list[Stated]:
    now = found.ledger.turn
    return [s for s in _stated(found) if s.turn == now and s.total is not None]


def _tells_sum(focus: Focus, found: Understanding) -> bool:
    """Whether a sum of the message is read as one of a clause."""
    now = found.ledger.turn
    return any(s.turn == now and s.total is not None for _, told in focus.cases for s in told)


def _told(ctx: UnderstandContext, found: Understanding, total: Decimal) -> str:
    """The sum of money that a message comes to; "" where it does not come to that total."""
    for s in _sums_of(found):
        spec = ctx.facts.specs[s.name]
        if s.total == total and spec.kind is FactKind.YUAN and not s.alternatives:
            return s.name
    return ""


def _comes_to(found: Understanding, fact: str, total: Decimal) -> bool:
    return any(s.name == fact and s.total == total for s in _sums_of(found))


def _clauses_of(found: Understanding) -> tuple[ClauseId, ...]:
    return tuple(dict.fromkeys(f.clause_id for f in found.focus if f.clause_id is not None))


def _is_whole(spec: FactSpec) -> bool:
    return (
        spec.kind is FactKind.YUAN
        and _WHOLE.search(spec.label) is not None
        and _NO_WHOLE.search(spec.label) is None
    )


def _calls(spec: FactSpec, name: str, full: str = "") -> bool:
    """Whether a part is called by the sum itself, not by what it is made up of.

    ``full``: its noun with what stands before it, which a word of the sum may run across
    (审定运营|费用, but not 活动|场地).
    """
    full, cut = full or name, max(len(full) - len(name), 0)
    own = [w for w in map(fold_word, spec.words) if full.rfind(w) + len(w) > cut and w in full]
    return bool(own) and not any(fold_word(p) in name for p in spec.parts)


def _opens(spec: FactSpec, name: str) -> bool:
    """Whether a word of the sum opens with what a part is called (推理, of 推理费用)."""
    return not _is_whole(spec) and any(fold_word(w).startswith(name) for w in spec.words)


def _decides(ctx: UnderstandContext, clauses: Iterable[ClauseId], name: str) -> bool:
    """Whether what a part is called decides whether it is paid for at all."""
    choices = [
        ctx.facts.specs[f]
        for c in clauses
        for f in ctx.facts.needed(c)
        if f in ctx.facts.specs and ctx.facts.specs[f].kind is FactKind.CHOICE
    ]
    return any(
        fold_word(w) in name for spec in choices for c in spec.choices.values() for w in c.words
    )


def _name_of(spec: FactSpec) -> str:
    """What a message calls a sum by: the longest of its words that its label holds."""
    label = fold(_BRACKETS.sub("", spec.label))
    held = [w for w in map(fold_word, spec.words) if w in label]
    return max(held, key=len, default=fold_word(spec.words[0]) if spec.words else label)
