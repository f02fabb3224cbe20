"""Which number facts a rule's sum needs: read from the rule's expression (rules/read/names.py)."""

from assistant.rules.read.names import Needs, stand_ins, variants_of
from assistant.rules.read.names import number_needs as needs_of

__all__ = ["Needs", "needs_of", "stand_ins", "variants_of"]
