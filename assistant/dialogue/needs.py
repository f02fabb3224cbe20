"""Which number facts a rule's sum needs: read from the rule's expression (rules/read/names.py)."""

from assistant.rules.read.names import Needs, names_of, stand_ins, variants_of
from assistant.rules.read.names import number_needs as needs_of

__all__ = ["Needs", "names_of", "needs_of", "stand_ins", "variants_of"]
