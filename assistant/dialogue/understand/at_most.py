"""A bound as the answer to what was asked: 最多500万, 不超过500万 after 合同额是多少.

The same words hold a cap against the text where nothing was asked (最多500万吗). Behind a question
for a sum they say how much was spent at most, and are read as such.
"""

from __future__ import annotations

from assistant.dialogue.ledger import Ledger
from assistant.dialogue.understand.context import UnderstandContext
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

_BOUND = lazy(
    "(?:大概|大约|应该|估计|我们?|咱们?|也就|就|合同|预算|费用|总共|一共|花费?|花了|是|,)*"
    "(?:不超过|不会超过|没超过|没有超过|超不过|不高于|不多于|最多|至多|顶多|封顶)(?:也就|就|是|为|不过|花)*"
    "(?P<sum>[\\d一二两三四五六七八九十百千半.]+[千百十]?[万亿]?元?)(?:左右|吧|了|的|啊|,|。)*"
)
_SPENT = "最多花"


def as_bound_answer(ctx: UnderstandContext, text: str, ledger: Ledger) -> str:
    """The message as what was spent at most, where it answers a question for a sum."""
    match = _BOUND.fullmatch(fold(text)) if ledger.live else None
    if match is None or not ctx.facts.asks_sum(ledger.in_question):
        return text
    return f"{_SPENT}{match['sum']}"
