"""Conditions on what a rule comes to or on what decides it: a least sum, no less than before."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.intake.draft import Draft
from assistant.intake.place import Place
from assistant.intake.vocabulary import Vocabulary
from assistant.intake.written import Mapped, amount_words, decimal_text


def demand_enough(place: Place, draft: Draft, rules: Sequence[Mapped], facts: Vocabulary) -> None:
    """补助金额不足1万元的不予补助: a condition on what the rate or the number comes to.

    Where that follows from more than one number it stays a note.
    """
    if draft.least is None:
        return
    for rule in rules:
        worked_out = _comes_to(rule)
        if worked_out is None:
            continue
        name = facts.worked_out(str(rule["id"]), *worked_out)
        say = f"算出的金额不低于{amount_words(draft.least.value, draft.least.unit)}"
        least = {"fact": name, "at_least": decimal_text(draft.least.value), "say": say}
        rule["conditions"] = [*rule["conditions"], least | {"assumed": "true"}]
        told = {f"原文还写明“{place.quote(*note)}”，没有计入。" for note in draft.notes}
        about = [one for one in told if amount_words(draft.least.value, "元") in one]
        rule["readings"] = [one for one in rule["readings"] if one not in about]


def demand_no_less(draft: Draft, rules: Sequence[Mapped], facts: Vocabulary) -> None:
    """同比下降的不予奖励: a condition on what decides the sum and what it was the year before."""
    for rule in rules if draft.not_less else ():
        now = _deciding(rule)
        if now is None:
            continue
        label = facts.out.facts[now]["label"]
        said = {"fact": facts.fallen(now), "is": "false", "say": f"{label}不低于上一年"}
        rule["conditions"] = [*rule["conditions"], said]


def _deciding(rule: Mapped) -> str | None:
    """The fact that decides what a rule pays: of its bands, its base or what it counts."""
    amount = rule["amount"]
    if amount.get("by"):
        return str(amount["by"])
    named = [*amount.get("base", {}).get("plus", ()), *(i["fact"] for i in amount.get("items", ()))]
    tests = [*rule.get("when", ()), *rule["conditions"]]
    named += [str(one["fact"]) for one in tests if "at_least" in one]
    return str(named[0]) if named else None


def _comes_to(rule: Mapped) -> tuple[str, str] | None:
    """The fact and the share or sum for each that a plain rule multiplies; None for any other."""
    amount = rule["amount"]
    if rule.get("factors"):
        return None
    if amount["kind"] == "rate" and set(amount) == {"kind", "rate", "base"}:
        (fact, *others) = amount["base"]["plus"]
        return None if others or "minus" in amount["base"] else (fact, amount["rate"])
    if amount["kind"] == "per" and set(amount) == {"kind", "items"} and len(amount["items"]) == 1:
        (item,) = amount["items"]
        return None if "most" in item else (item["fact"], item["yuan"])
    return None
