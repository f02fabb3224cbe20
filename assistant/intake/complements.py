"""Two rules of one clause of which one demands a number and the other that it is not reached.

服役满6年的,补助3000元;服役不满6年的,仅享受1000元: whoever tells the number is in one of
the two cases, and is not told of the other that nothing is paid. What is 仅 paid there shuts
out all others.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.text.pattern import lazy

Mapped = dict[str, Any]

_OPPOSITE = {"less_than": "at_least", "at_most": "more_than"}
_ONLY = lazy("(?:仅|只)(?:能|可)?(?:享受|给予|发放|补助|补贴|奖励|按)")
_PLAIN = ("fact", "say", "assumed")


def tell_complements(rules: Sequence[Mapped]) -> None:
    """Make cases (``when``, in place) of what two rules demand that cannot both hold."""
    for low in rules:
        for below in [one for one in low["conditions"] if _side(one) in _OPPOSITE]:
            side = _side(below)
            above = [
                (rule, one)
                for rule in rules
                if rule is not low
                for one in rule["conditions"]
                if one["fact"] == below["fact"]
                and _side(one) == _OPPOSITE[side]
                and one[_OPPOSITE[side]] == below[side]
            ]
            if not above or low["amount"]["kind"] == "unquantified":
                continue
            _make_case(low, below)
            for rule, one in above:
                _make_case(rule, one)
            if _ONLY.search(str(low["quote"])) is not None:
                _shut_out(rules, low, above[0][1])


def _shut_out(rules: Sequence[Mapped], low: Mapped, above: Mapped) -> None:
    for rule in rules:
        known = {one["fact"] for one in (*rule["conditions"], *rule.get("when", ()))}
        if rule is not low and above["fact"] not in known:
            _make_case(rule, above)
            rule["more_quotes"] = [*dict.fromkeys([*rule["more_quotes"], str(low["quote"])])]


def _make_case(rule: Mapped, condition: Mapped) -> None:
    when = {key: value for key, value in condition.items() if key != "assumed"}
    if when not in rule.get("when", ()):
        rule["when"] = [*rule.get("when", ()), when]


def _side(condition: Mapped) -> str:
    """How a condition compares, where it is one comparison and nothing else; ""."""
    keys = [key for key in condition if key not in _PLAIN]
    return keys[0] if len(keys) == 1 else ""
