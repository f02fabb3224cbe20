"""From the number expressions of a message to facts: each expression is one fact, or none.

A sum, a product, a range is one expression and goes to one fact as a whole, unless its members
carry labels of different facts (算力500万、语料300万). Two expressions that both want the same fact
without a relation between them are a conflict: it is asked about, never added up.
"""

from assistant.dialogue.numbers.given import Given, Margins, given_ranges, load_margins
from assistant.dialogue.numbers.members import in_kept_unit
from assistant.dialogue.numbers.reader import NumberReader

__all__ = [
    "Given",
    "Margins",
    "NumberReader",
    "given_ranges",
    "in_kept_unit",
    "load_margins",
]
