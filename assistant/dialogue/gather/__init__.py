"""Gather the facts of each matter: the numbers of this message given out, those before kept.

A mention of a known fact replaces it; only words of adding add. What a number corrects may be told
by the old value, by its own label, or by what was stated last.

``gathering`` is the way from a message to its facts, step by step; every other module holds one of
the steps as functions. What they look things up in is the ``GatherContext``: the rules with their
facts, the texts of the clauses, the reader of numbers. ``FactGatherer`` is what others use.
"""

from assistant.dialogue.gather.corrections import said_wrong
from assistant.dialogue.gather.counts import denies_next_in_row
from assistant.dialogue.gather.gatherer import FactGatherer
from assistant.dialogue.gather.next_round import tells_next_round
from assistant.dialogue.gather.open_question import is_bare
from assistant.dialogue.gather.overpaid import tells_it_came_back
from assistant.dialogue.gather.paired_years import names_year_of_pair
from assistant.dialogue.gather.parts import Gathered, Part
from assistant.dialogue.gather.payments import tells_payment
from assistant.dialogue.gather.removals import takes_off_part
from assistant.dialogue.gather.returns import RETURNS, has_just_grown, takes_back_change
from assistant.dialogue.gather.several import shares_evenly
from assistant.dialogue.gather.so_many_years import says_so_many_years
from assistant.dialogue.gather.stakes import Stake
from assistant.dialogue.gather.taken_up_again import leads_to_it
from assistant.dialogue.gather.tiers import names_tier
from assistant.dialogue.gather.what_ifs import WHAT_IF, stops_what_if

__all__ = [
    "RETURNS",
    "WHAT_IF",
    "FactGatherer",
    "Gathered",
    "Part",
    "Stake",
    "denies_next_in_row",
    "has_just_grown",
    "is_bare",
    "leads_to_it",
    "names_tier",
    "names_year_of_pair",
    "said_wrong",
    "says_so_many_years",
    "shares_evenly",
    "stops_what_if",
    "takes_back_change",
    "takes_off_part",
    "tells_it_came_back",
    "tells_next_round",
    "tells_payment",
]
