"""A later message that opens by going back to a matter, and then says something of it.

再看自己备案那边:有一个年底下不来; 再说回眼镜,最多还是多少来着: what stands behind the opening is
read with that matter alone in question, as if it had been the last one spoken of.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from assistant.dialogue.aspects import content_of
from assistant.dialogue.language import naming_pairs
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.understand.context import UnderstandContext
from assistant.dialogue.understand.homes import asked_of, restored
from assistant.dialogue.understanding import Understanding
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

_SAYS_BACK = (
    "(?:(?:再|先|还是|接着|回过?头)?(?:来)?(?:说|看|算|讲|聊|问)?(?:回到?|回来|回去)(?:说|看|算|讲|聊)?"
    "|(?:再|先|回头)(?:来)?(?:说说?|看看?|算算?|讲讲?|聊聊?)|转回到?|绕回到?)(?:一?下)?"
)
_OPENING = lazy(
    "(?:那么?|好[的吧了]?|行|嗯|哦|噢|对了|ok|okay|诶|哎|先|,|!|。)*"
    f"(?:{_SAYS_BACK}(?:我们?|咱们?)?(?P<said>[^,:。;!?\\d]{{1,12}})[,:。;!?]+"
    "|(?P<there>[^,:。;!?\\d]{1,8}?)(?:那[边块头]|这[边块头])[,:]?)"
)
"""再看自己备案那边: …; 卡那边退了80."""
_POINTER = lazy(
    "(?:自己|自家)?(?:的|那|这)*(?:[边块头个条份笔件桩]|家|一[边块头个条份笔])?(?:事|问题)?$"
)
_ANYBODY = lazy("[我你您他她它咱俺谁这那哪人家自各两几前后上下左右里外东西南北]")
_LEAST, _OWN = 2, 2
_MARK = ","


@dataclass(frozen=True, slots=True)
class Back:
    """The ledger with the one matter in question that a message goes back to, and what it says."""

    ledger: Ledger
    rest: str
    place: int


def gone_back(ctx: UnderstandContext, text: str, ledger: Ledger) -> Back | None:
    """What a message says of the matter that its opening goes back to; None for any other."""
    if len([m for m in ledger.matters if m.clauses]) < _LEAST:
        return None
    folded = fold(text)
    match = _OPENING.match(folded)
    if match is None or len(folded) != len(text):
        return None
    said = match["said"] or match["there"]
    name = _POINTER.sub("", said)
    named = naming_pairs(name)
    if len(name) == 1 and not _ANYBODY.match(name):
        named = frozenset({name})  # 卡那边退了80
    rest = text[match.end() :]
    if not named or content_of(fold(rest)) < 1:
        return None
    scores = [_likeness(ctx, ledger, n, named) for n in range(len(ledger.matters))]
    most = max(scores)
    best = [n for n, score in enumerate(scores) if score == most]
    if len(best) > 1:  # whoever goes back does not mean the one just spoken of
        best = [n for n in best if n not in ledger.current]
    if not most or len(best) != 1 or ledger.current == tuple(best):
        return None
    padded = _MARK * match.end() + rest  # each character stays in its place
    return Back(replace(ledger, current=tuple(best)), padded, best[0])


def at_home(ctx: UnderstandContext, text: str, ledger: Ledger, as_of: date) -> Ledger:
    """The ledger with the matter that a message goes back to where it says that it is meant.

    回到我们酒店、龙岗那份, after it was asked of the city.
    """
    match = _OPENING.match(fold(text))
    if match is None or all(not m.there for m in ledger.matters):
        return ledger
    spoken = set(ctx.reader.read(text[: match.end()], as_of=as_of).scope.policies)
    back = gone_back(ctx, text, ledger)
    places = [back.place] if back is not None else list(ledger.current)
    if not spoken or len(places) != 1 or asked_of(ledger.matters[places[0]]) & spoken:
        return ledger
    for home in reversed(ledger.matters[places[0]].there):
        if asked_of(home) == spoken:
            ledger_at_home = restored(ctx, ledger, places[0], home, as_of)
            return replace(ledger_at_home, policies=ledger.policies)
    return ledger


def is_better(back: Back, then: Understanding, found: Understanding) -> bool:
    """Whether the message is better read as going back than as it was read at first."""
    own = set(back.ledger.matters[back.place].clauses)
    answered = {f.clause_id for f in then.focus}
    if then.refusal or not answered or not answered <= own:
        return False
    if {f.clause_id for f in found.focus} != answered or found.ledger.current != (back.place,):
        return True  # another clause, or the same of somebody else
    return len(then.unused) < len(found.unused)


def _likeness(ctx: UnderstandContext, ledger: Ledger, place: int, named: frozenset[str]) -> int:
    """How much of a name stands in the words that named a matter, and in those of its topics."""
    matter = ledger.matters[place]
    if not matter.clauses:
        return 0
    ids = ctx.topics.of_clauses(set(matter.clauses))
    words = [w for topic in ctx.topics.all if topic.id in ids for w in (topic.name, *topic.words)]
    of_topics = frozenset[str]().union(*(naming_pairs(fold(word)) for word in words))
    own = sum(name in matter.text for name in named)
    return _OWN * own + len(named & of_topics)
