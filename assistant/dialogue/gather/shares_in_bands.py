"""The case of a share for each of several sizes that are told one by one.

国内团队2600人住1晚,入境团队300人住2晚, where 其中入境游客按2倍计算: the words beside a number say
which of them it is of, and what says it of one says nothing of the others.
"""

from __future__ import annotations

from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.language import pairs_of
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.policy.clause import ClauseId
from assistant.rules.facts import FactKind
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

_END = lazy("[,。;!?、]")
Cases = tuple[tuple[str, tuple[Stated, ...]], ...]


def with_shares(ctx: GatherContext, clause: ClauseId, cases: Cases, turn: Turn) -> Cases:
    """The cases, each with the case of a share that its own words name, where any names one."""
    rules = [rule for rule in ctx.rulebook.rules_of(str(clause)) if not rule.topic]
    whens = {
        f.when.fact: f.when.is_ for r in rules for f in r.factors if isinstance(f.when.is_, str)
    }
    for name, key in sorted(whens.items()):
        spec = ctx.rulebook.facts[name]
        if spec.kind is not FactKind.CHOICE or name in ctx.lasting or len(spec.choices) != 2:
            continue
        other = next(k for k in spec.choices if k != key)
        beside = "".join(fold(rule.quote.split("其中")[0]) for rule in rules)
        own = {pair for pair in pairs_of(fold(spec.choices[str(key)].label)) if pair not in beside}
        places = [_stretch(turn.folded, facts) for _, facts in cases]
        firsts = [0, *(high for _, high in places[:-1])]
        told = [
            next((at for p in sorted(own) if (at := turn.folded.find(p, low, high)) >= 0), -1)
            for low, (_, high) in zip(firsts, places, strict=True)
        ]
        if not own or all(at < 0 for at in told):
            continue
        return tuple(
            (
                label,
                (
                    *(s for s in facts if s.name != name),
                    Stated(name, str(key), at, at + 2, turn.folded[at : at + 2])
                    if at >= 0
                    else Stated(name, other, high - 1, high, turn.folded[high - 1 : high]),
                ),
            )
            for (label, facts), at, (_, high) in zip(cases, told, places, strict=True)
        )
    return cases


def _stretch(text: str, facts: tuple[Stated, ...]) -> tuple[int, int]:
    """From the first number of a case to the end of what is said of it."""
    own = facts[-2:]
    low, high = min(s.start for s in own), max(s.end for s in own)
    end = _END.search(text, high)
    return low, end.start() if end is not None else len(text)
