"""The short answer to a question about one fact: 是的, 没有, 还没呢, 前者."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from assistant.dialogue.polarity import classes, either
from assistant.dialogue.stated import Stated
from assistant.rules.facts import FactKind, FactSpec, FactValue
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

_ENDS = lazy("[,。;!?、~]+")
_ASKS_DENIAL = lazy("是否(?:没有|没|未|不|无)")
_CHANGED = lazy("(?P<label>.+)改为(?P<value>[是否])$")
_EITHER = "还是"
_TWO = 2


def reply(text: str, spec: FactSpec) -> FactValue | None:
    """What a folded message answers to the question of a fact; None where it is no short reply.

    A question with 还是 is answered by naming a side (前者), not by 是的; one that asks for a
    denial (是否没有转租) is agreed with by 没有.

    >>> from assistant.rules.facts import FactKind, FactSpec
    >>> spec = FactSpec(name="led", label="牵头", kind=FactKind.FLAG, ask="请问是否牵头？")
    >>> reply("还没有呢", spec), reply("嗯,是的", spec), reply("没有300万", spec)
    (False, True, None)
    """
    first = next((part for part in _ENDS.split(text) if part), "")
    own = _patterns()
    if own["former"].match(first):
        return _side(spec, 0)
    if own["latter"].match(first):
        return _side(spec, -1)
    if spec.kind is not FactKind.FLAG or _EITHER in spec.ask:
        return None
    says_no = own["no"].match(first) is not None
    says_yes = own["yes"].match(first) is not None
    if not (says_no or says_yes):
        return None
    if not _ASKS_DENIAL.search(spec.ask):
        return not says_no
    if says_no:  # 没有 agrees with 是否没有…, 不是 does not
        return "不是" not in first
    return first[:1] != "有"


def changed_flag(text: str, specs: Mapping[str, FactSpec]) -> Stated | None:
    """What a folded message says that changes a flag by its label, as a chip of an answer does.

    >>> from assistant.rules.facts import FactKind, FactSpec
    >>> spec = FactSpec(name="rented", label="算力是否租用", kind=FactKind.FLAG, ask="租用吗？")
    >>> changed_flag("算力是否租用改为否", {"rented": spec}).value
    False
    """
    found = _CHANGED.match(text)
    for name, spec in specs.items() if found else ():
        if found and spec.kind is FactKind.FLAG and fold(spec.label) == found["label"]:
            return Stated(name, found["value"] == "是", 0, len(text), text)
    return None


def _side(spec: FactSpec, place: int) -> FactValue | None:
    if _EITHER not in spec.ask:
        return None
    if spec.kind is FactKind.FLAG:
        return place == 0
    return tuple(spec.choices)[place] if len(spec.choices) == _TWO else None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    around = f"(?:{either([*classes()['particle'], *classes()['adverb']])})*"
    return {
        name: re.compile(f"^{around}{either(classes()[name])}{around}$")
        for name in ("yes", "no", "former", "latter")
    }
