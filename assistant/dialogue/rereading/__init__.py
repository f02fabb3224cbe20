"""Second readings: what a number that was left over may do to what was told before.

How a message changes a number, or says what it is for, is said in ways that no grammar lists. Where
the reading leaves a number over, the changes it may make (set, added, taken off, of each fact of
its unit that the clauses in question need; together with another number; none) are weighed against
each other: a fitted softmax over hashed n-grams around the number and in the message, where the
number stands to the one told before, what else is there. One that is probable enough holds, and is
always told as doubtful. Weights stand in rereading.json with their provenance
(``assistant.evaluation.fit_rereading``); without that file nothing is read a second time.

``candidates`` and ``taking_back`` list the readings there may be, ``features`` and ``fit`` weigh
them; ``sights`` and ``around`` tell what is seen of a number and what the words around it say,
``first_reading`` what was made of the message before. Each ``by_…`` is one way in which a reading
is believed: ``rereader`` tries them in order; ``applying`` tells what the chosen one makes of a
message.
"""

from assistant.dialogue.rereading.applying import applied
from assistant.dialogue.rereading.by_fit import may_hold
from assistant.dialogue.rereading.candidate import ADD, LESS, SET, Candidate
from assistant.dialogue.rereading.fit import FILE, RereadFit, load_rereading, read_fit
from assistant.dialogue.rereading.rereader import Rereader
from assistant.dialogue.rereading.sights import Sight, all_figures

__all__ = [
    "ADD",
    "FILE",
    "LESS",
    "SET",
    "Candidate",
    "RereadFit",
    "Rereader",
    "Sight",
    "all_figures",
    "applied",
    "load_rereading",
    "may_hold",
    "read_fit",
]
