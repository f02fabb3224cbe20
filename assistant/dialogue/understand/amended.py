"""What a message amends of the one before, in a word: 签了, 没批下来, 改成追加1台, 对吧."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.dialogue.gather import has_just_grown
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.said_again import ASKED_AGAIN
from assistant.dialogue.still_to_come import COME_IN, is_more_not_yet
from assistant.text.normalise import fold_words
from assistant.text.pattern import lazy
from assistant.text.quantities import find_quantities
from assistant.text.units import Unit

_CAME = lazy(
    "(?:(?:好消息|对了|[哦嗯]|[今昨前]天|[这上]周|后来|最后|现在)[,。!]?){0,3}"
    "(?:[那这]?(?:一?[份笔单批个期台辆]|合同|订单|单子|事儿?)|第?[二三四][期份批笔单]|它)?的?"
    "(?:也|都|已经?|终于|刚(?!刚)|给|又){0,3}"
    "(?:签|谈|批|定|敲|落实|生效|拍板)(?:下来|成|妥|完|好|定)?了?(?:签|谈|批|定)?了[啦呀吧]?[。!]?"
)
"""A message that says no more than that it has come about: 签了, 那份谈成了."""
_CAME_TO_NOTHING = lazy(
    "(?:[那这]?(?:一?[份笔单批个期台辆]|合同|订单|单子|事儿?)|第?[二三四][期份批笔单]|它)?的?"
    "(?:也|都|还是|最后|结果|后来|终究|到底){0,2}(?:[没未]有?(?:签|谈|批|定|办)?(?:成|下来|拢|过|到)?|黄|吹|泡汤|取消)了?[啦呀吧唉]?[。!]?"
)
"""A message that says no more than that it has not: 没批下来."""
_ADDED_INSTEAD = lazy(
    "(?:不|哦|嗯|啊|那|还是|,)*(?:改|变|换)成(?:只|就)?(?:追加|增加|再?加|多加|新增)(?P<what>[^,。;!?]{1,12}[^,。;!?吗呢])[。!]?"
)
_CONFIRMED = lazy(
    "(?:这样|那)?(?:是)?(?:对吧|对吗|对不对|是吧|没错吧|没算错吧|确定吗|是这个数吧)[?。!]*"
)


def amended(turns: Sequence[str], ledger: Ledger) -> tuple[str, Ledger]:
    """The last message as it stands alone, and the ledger without what it takes the place of."""
    text = turns[-1]
    folded = fold_words(text)
    if len(turns) > 1 and ledger.current:
        come = _come_about(fold_words(turns[-2]), folded)
        if come:
            return come, ledger
    if ledger.current and _CONFIRMED.fullmatch(folded) and _has_sums(ledger):
        return ASKED_AGAIN, ledger
    instead = _ADDED_INSTEAD.fullmatch(folded)
    if instead is None:
        return text, ledger
    grown = [n for n in ledger.current if has_just_grown(ledger.matters[n])]
    if len(grown) != 1:
        return text, ledger
    matter = ledger.matters[grown[0]]
    numbers, flags = matter.undo or ((), ())
    before = replace(matter, numbers=numbers, flags=flags, undo=None)
    matters = tuple(before if n == grown[0] else m for n, m in enumerate(ledger.matters))
    return f"追加{instead['what']}", replace(ledger, matters=matters)


def _come_about(before: str, folded: str) -> str:
    """What a message adds that says that what the one before still waited for has come; or "".

    还有一份300万的没签, then 签了: 又签了300万; 没签成 changes nothing. Only of the message right
    before: what was told since may be the very same.
    """
    came, failed = _CAME.fullmatch(folded), _CAME_TO_NOTHING.fullmatch(folded)
    if not came and not failed:
        return ""
    told = [q for q in find_quantities(before) if q.unit in COME_IN and q.role == "amount"]
    more = [q for q in told if is_more_not_yet(before, q.start, q.end)]
    if len(more) != 1:
        return ""
    if failed:
        return ASKED_AGAIN
    return f"{'又批了' if more[0].unit is Unit.COUNT else '又签了'}{more[0].text}"


def _has_sums(ledger: Ledger) -> bool:
    return any(matter.numbers for matter in ledger.in_question)
