"""What each rule pays, once more: one formula a rule, written from the policy texts alone.

Nothing here reads rules.yaml or calls the engine. A formula takes the facts (Decimal, bool, str;
absent means not stated) and returns yuan, or MISSING when the sum cannot be known, or NO_SUM where
the text names no sum. Zero stands for every reason to pay nothing.
"""

from tests.rules.oracle import futian, longgang, longhua, qianhai, shenzhen
from tests.rules.oracle.reading import MISSING, NO_SUM, ORACLE

__all__ = ["MISSING", "NO_SUM", "ORACLE", "futian", "longgang", "longhua", "qianhai", "shenzhen"]
