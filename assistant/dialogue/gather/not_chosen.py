"""That one was not chosen, told without a word of what for: 没评上, 没中榜, 落选了.

The clause says nothing else, so it is of the one condition that the matter asks for and that
being chosen can fulfil: the one whose words share its verb (没中榜 of 揭榜优胜单位), else the one
that its rule is called by, if that was told (揭榜挂帅项目总投资4000万,没评上). What the message
denies of the matter in words of its own is left as it is, and what lasts of a company (初创) is
chosen by nobody.
"""

from __future__ import annotations

from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.rules.facts import FactKind
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

_BEFORE = (
    "(?:但是?|可是?|不过|后来|最后|结果|今年|去年|这次|目前|现在|我们?|咱们?|项目|那个?|这个?"
    "|要是|如果|万一|假如|还|也|又|都){0,4}"
)
_NOT_CHOSEN = lazy(
    f"(?:^|(?<=[,。;!?])){_BEFORE}"
    "(?P<what>(?:没有?|未)(?:能|被)?(?:评|选|中|批|入|获|揭|认|轮|挑)"
    "(?:上|中|到|下来|榜|标|选|围|批|准|定)?|(?:[^,。;!?没未不]{1,12}(?=落))?(?:落选|落榜|落标)|被刷(?:下来|掉)?)"
    "[了的话呢啊吧]{0,3}(?=[,。;!?]|$)"
)
_OUT = lazy("落[选榜标]|被刷")
_VERBS = "评选榜批入获揭认挑标"


def with_not_chosen(
    ctx: GatherContext, turn: Turn, part: Part, flags: tuple[Stated, ...], number: int
) -> tuple[Stated, ...]:
    """The conditions of a matter, the one that was not chosen for denied."""
    said = _NOT_CHOSEN.search(turn.folded)
    if said is None:
        return flags
    rules = [(*rule.when, *rule.conditions) for rule in ctx.rules_of(part)]
    conditions = [c for rule in rules for c in rule]
    known = {c.fact for c in conditions}
    if any(s.name in known and s.value is False for s in turn.flags):
        return flags
    tested = sorted({c.fact for c in conditions if c.is_ is True} - ctx.lasting)
    tested = [name for name in tested if ctx.rulebook.facts[name].kind is FactKind.FLAG]
    is_open = _OUT.search(said["what"]) is not None
    verbs = {*_VERBS} if is_open else {*said["what"]} & {*_VERBS}
    # what is asked by one case of several alone is no word for what was not chosen
    shared = [name for name in tested if all(name in {c.fact for c in rule} for rule in rules)]
    named = [name for name in shared if verbs & {*_words(ctx, name)}]
    meant = named or [name for name in tested if _is_the_matter(ctx, turn, part, name)]
    if len(meant) != 1:
        return flags
    start, end = said.span("what")
    denied = Stated(meant[0], False, start, end, said["what"], turn=number)
    return (*(s for s in flags if s.name != denied.name), denied)


def _is_the_matter(ctx: GatherContext, turn: Turn, part: Part, name: str) -> bool:
    """Whether a condition is what its rule is called by, and was told to be so."""
    told = (*turn.flags, *part.matter.flags)
    if not any(s.name == name and s.value is True for s in told):
        return False
    own = {*ctx.rulebook.facts[name].words}
    return any(own & {*rule.words} for rule in ctx.rules_of(part))


def _words(ctx: GatherContext, name: str) -> str:
    spec = ctx.rulebook.facts[name]
    return fold("".join((spec.label, *spec.words)))
