"""The words of one of several cases that stand behind a colon in one sentence.

核定床位30张以上的,按床位补助:自有用房的,每张9000元;租用的,每张5000元: what stands before the colon
is of both cases, and each has its own part alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.rules.rule import Rule
from assistant.text.normalise import fold
from assistant.text.traditional import as_searched

_ENDS = ";。"


def of_one_case(rule: Rule, others: Sequence[Rule]) -> str:
    """The words above the colon and those of a rule's own case; "" where it is none of several."""
    choice = next((c for c in rule.when if isinstance(c.is_, str)), None)
    if choice is None:
        return ""
    alike = [
        (one, c.say)
        for one in others
        for c in one.when
        if c.fact == choice.fact and isinstance(c.is_, str)
    ]
    whole = max((fold(as_searched(one.quote)) for one, _ in alike), key=len)
    colon = whole.find(":")
    parts = re.split(f"[{_ENDS}]", whole[colon + 1 :]) if colon > 0 else []
    says = [fold(as_searched(say)) for _, say in alike]
    held = {say: [part for part in parts if part.startswith(say)] for say in says}
    if len(set(says)) < len(alike) or not all(len(own) == 1 for own in held.values()):
        return ""
    return f"{whole[:colon]}¶{held[fold(as_searched(choice.say))][0]}"
