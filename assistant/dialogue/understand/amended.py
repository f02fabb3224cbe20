"""What a message amends of the message before, in a word: 改成追加1台 after 追加3台; 对吧."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.items import opened
from assistant.dialogue.ledger import Ledger, Matter
from assistant.text.normalise import fold_words
from assistant.text.pattern import lazy

_ADDED_INSTEAD = lazy(
    "(?:不|哦|嗯|啊|那|还是|,)*(?:改|变|换)成(?:只|就)?(?:追加|增加|再?加|多加|新增)(?P<what>[^,。;!?]{1,12}[^,。;!?吗呢])[。!]?"
)
_CONFIRMED = lazy(
    "(?:这样|那)?(?:是)?(?:对吧|对吗|对不对|是吧|没错吧|没算错吧|确定吗|是这个数吧)[?。!]*"
)
_AGAIN = "再报一遍,多少"
"""What a message that only asks whether it is so has repeated."""


def amended(text: str, ledger: Ledger) -> tuple[str, Ledger]:
    """The last message as it stands alone, and the ledger without what it takes the place of."""
    folded = fold_words(text)
    if ledger.current and _CONFIRMED.fullmatch(folded) and _has_sums(ledger):
        return _AGAIN, ledger
    instead = _ADDED_INSTEAD.fullmatch(folded)
    if instead is None:
        return text, ledger
    grown = [n for n in ledger.current if _has_just_grown(ledger.matters[n])]
    if len(grown) != 1:
        return text, ledger
    matter = ledger.matters[grown[0]]
    numbers, flags = matter.undo or ((), ())
    before = replace(matter, numbers=numbers, flags=flags, undo=None)
    matters = tuple(before if n == grown[0] else m for n, m in enumerate(ledger.matters))
    return f"追加{instead['what']}", replace(ledger, matters=matters)


def _has_sums(ledger: Ledger) -> bool:
    return any(matter.numbers for matter in ledger.in_question)


def _has_just_grown(matter: Matter) -> bool:
    """Whether the message before added something to a matter."""
    if matter.undo is None:
        return False
    was = {s.name: _total(s.value) for s in matter.undo[0]}
    return any(
        s.name in was and _total(s.value) > was[s.name] and s.turn == matter.turn
        for s in matter.numbers
    )


def _total(value: object) -> Decimal:
    return sum((item.total for item in opened(value)), Decimal(0))
