"""A later message in words that it leaves out: what was offered, told, dropped, asked before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from assistant.dialogue.ledger import Ledger
from assistant.dialogue.understand.amended import amended
from assistant.dialogue.understand.at_most import as_bound_answer
from assistant.dialogue.understand.context import UnderstandContext
from assistant.dialogue.understand.left_of_row import with_left_of_row
from assistant.dialogue.understand.offered import with_offered
from assistant.dialogue.understand.only_named import of_other_rule
from assistant.dialogue.understand.told_before import elsewhere_as_told, with_added_matter
from assistant.dialogue.understanding import Understanding


def in_other_words(
    ctx: UnderstandContext,
    turns: Sequence[str],
    ledger: Ledger,
    as_of: date,
    read: Callable[[str, Ledger], Understanding],
) -> tuple[str, Ledger]:
    """The last message with what it leaves to those before it, and the ledger it goes on from."""
    typed = turns[-1]
    text, ledger = with_offered(ctx, typed, ledger)
    if text == typed:
        text, ledger = amended(turns, ledger)
    if text == typed:
        ledger = of_other_rule(ctx, text, ledger, as_of)
        text = elsewhere_as_told(ctx, turns, ledger, as_of)
    if text == typed:
        text, ledger = with_added_matter(text, ledger, read)
    if text == typed:
        text, ledger = with_left_of_row(ctx, text, ledger, as_of)
    return (as_bound_answer(ctx, text, ledger) if text == typed else text), ledger
