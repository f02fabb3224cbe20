"""What those inside something may get: 园区里的企业租算力能补多少, asked by who runs the park.

The site that is named is the matter spoken of; what is asked is told behind it, of others.
"""

from __future__ import annotations

from datetime import date

from assistant.dialogue.aspects import content_of
from assistant.dialogue.grouping import ASKS
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.understand.context import UnderstandContext
from assistant.dialogue.understand.reading import heard
from assistant.dialogue.understanding import Understanding
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

_INSIDE = lazy(
    "(?:那么?|另外|还有|再问一?下?|顺便问|请问|对了|如果|要是|,|我们?的?|咱们?的?)*"
    "(?:(?P<site>[^,。;!?\\d]{1,8}?)(?:里|内|中|上)(?:[面头边])?的?|[^,。;!?\\d]{0,8}?(?:名下的?|所?入驻的|在孵的|孵化的|招来的|落户的))"
    "(?=(?P<who>企业|公司|厂家|商户|租户|团队|小微企业|项目方|创业者))"
)
_SITE = "园区"
_BLANK = " "


def of_those_inside(ctx: UnderstandContext, text: str, ledger: Ledger, as_of: date) -> str:
    """A message without the site that those are in for whom it asks of another matter.

    What those inside do is the asker's own where nothing else answers it (园里的企业满20家,给多少).
    """
    folded = fold(text)
    match = _INSIDE.match(folded) if ledger.live and len(folded) == len(text) else None
    if (
        match is None
        or content_of(match["site"] or _SITE) < 1
        or not ASKS.search(folded, match.end())
    ):
        return text
    known = {c for n in ledger.live for c in ledger.matters[n].clauses}
    as_typed = {f.clause_id for f in heard(ctx, text, ledger, as_of).focus}
    if not as_typed or not as_typed <= known:
        return text
    for end in (match.end(), match.end("who")):  # 企业租算力 names a part of the park as well
        padded = _BLANK * end + text[end:]
        then = heard(ctx, padded, ledger, as_of)
        answered = {f.clause_id for f in then.focus}
        if answered and not answered & known and not then.refusal:
            return padded
    return text


def asks_of_inside(typed: str, found: Understanding, ledger: Ledger) -> bool:
    """Whether a message asks of another matter for those who are inside something."""
    if _INSIDE.match(fold(typed)) is None or not ASKS.search(fold(typed)):
        return False
    known = {c for n in ledger.live for c in ledger.matters[n].clauses}
    answered = {focus.clause_id for focus in found.focus}
    return bool(answered) and not answered & known
