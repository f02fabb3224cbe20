"""首家 and 第二家、第三家 as the cases of a sum: which of them one is, or that one is none of them.

Whoever asks says only which they are (第三家过的), and a fourth is paid nothing: that the words of
the first case stand in the question as well tells nothing.
"""

from __future__ import annotations

from assistant.intake.vocabulary import Vocabulary
from assistant.intake.written import Mapped
from assistant.text.pattern import lazy

_NUMERALS = "一二三四五六七八九十"
_MEASURES = "家个例款位支只台架"
_NTH = lazy(f"(?P<first>首(?P<of>[{_MEASURES}]))|第(?P<n>[{_NUMERALS}1-9])(?P<unit>[{_MEASURES}])")
_ON = lazy("以后|之后|及后|以上|起|前[一二三四五六七八九十0-9]")
_NOT_LISTED = "排在原文所列的几{0}以后"


def tell_places(rules: list[Mapped], facts: Vocabulary) -> None:
    """Name the cases of a sum by their places in a line, and exclude the places behind them."""
    for rule in rules:
        amount = rule["amount"]
        if amount["kind"] != "levels":
            continue
        choices = facts.out.facts[amount["fact"]]["choices"]
        places = [_places_in(choice["label"]) for choice in choices.values()]
        units = {unit for _, unit in places}
        known = [n for numbers, _ in places for n in numbers]
        is_line = all(numbers for numbers, _ in places) and len(units) == 1
        if not is_line or len(places) < _FEWEST or len(set(known)) < len(known):
            continue
        (unit,) = units
        for choice, (numbers, _) in zip(choices.values(), places, strict=True):
            own = [word for n in numbers for word in _said(n, unit)]
            choice["words"] = [*dict.fromkeys([*own, *choice["words"]])]
        far = [word for n in range(max(known) + 1, _LAST + 1) for word in _said(n, unit)]
        label = _NOT_LISTED.format(unit)
        name = facts.flag(label)
        facts.out.facts[name]["words"] = [label, *far]
        say = f"是原文所列的几{unit}之一"
        rule["conditions"] = [*rule["conditions"], {"fact": name, "is": "false", "say": say}]


_FEWEST, _LAST = 2, 10


def _places_in(label: str) -> tuple[list[int], str]:
    if _ON.search(label) is not None:
        return [], ""
    found = list(_NTH.finditer(label))
    numbers = [
        1
        if one["first"]
        else int(one["n"])
        if one["n"].isdigit()
        else _NUMERALS.index(one["n"]) + 1
        for one in found
    ]
    units = {one["of"] or one["unit"] for one in found}
    return (numbers, units.pop()) if len(units) == 1 else ([], "")


def _said(n: int, unit: str) -> tuple[str, ...]:
    first = (f"首{unit}", f"头一{unit}") if n == 1 else ()
    return (*first, f"第{_NUMERALS[n - 1]}{unit}", f"第{n}{unit}")
