"""What a later message denies of a case that was told before, in fewer words.

用传统村落民居改的, then 不是老民居,是新建的: of all that the clauses say only that case
holds 民居, so what is denied is the case, however it was called before.
"""

from __future__ import annotations

from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.language import pairs_of
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.rules.facts import FactKind
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

_DENIED = lazy(
    "(?:(?<![是要])不是|并非|并不是|不属于|不算)(?:用|利用|什么|那种|这种|指)*(?P<what>[^,。;!?不没是]{2,10})(?=[,。;!]|$)"
)


def with_short_denials(
    ctx: GatherContext, turn: Turn, part: Part, flags: tuple[Stated, ...], number: int
) -> tuple[Stated, ...]:
    """The conditions of a matter, those denied that the message denies by words of theirs alone."""
    if not ctx.is_taken_in(part) or _DENIED.search(turn.folded) is None:
        return flags
    stated = {flag.name for flag in turn.flags}
    texts = "\n".join(fold(ctx.texts[clause]) for clause in part.matter.clauses)
    tested = {c.fact for r in ctx.rules_of(part) for c in r.when if c.is_ is True}
    found: list[Stated] = []
    for name in sorted(tested - stated - ctx.lasting):
        spec = ctx.rulebook.facts[name]
        own = {p for p in pairs_of(fold(spec.label)) if texts.count(p) == 1}
        for match in _DENIED.finditer(turn.folded) if spec.kind is FactKind.FLAG else ():
            if own & {*pairs_of(match["what"])}:
                start, end = match.span("what")
                found.append(Stated(name, False, start, end, match["what"], turn=number))
                break
    denied = {s.name for s in found}
    return (*(s for s in flags if s.name not in denied), *found)
