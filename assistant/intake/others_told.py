"""How all others are told from the case that gets another rate: 委托区外的 beside 委托区内机构的.

What the case shares with whoever is paid at all (委托) tells nothing of it, and where something is
done in the place itself, whoever says that it is done elsewhere is one of all others.
"""

from __future__ import annotations

import re

from assistant.intake.vocabulary import Vocabulary

_HERE = re.compile("(?P<level>[省市县区州])(?:域)?内|本(?P<own>[省市县区州地])|当地")
_INSIDE = ("{0}内", "本{0}", "{0}里", "{0}里面", "里面的", "本地", "当地")
_OUTSIDE = (
    "区外", "县外", "市外", "州外", "省外", "境外", "国外", "海外", "外地", "异地", "外区", "外县",
    "外市", "外省", "外国",
)  # fmt: skip
_LEVELS = "区县市州省"


def tell_from_others(facts: Vocabulary, fact: str, who: str) -> None:
    """Take from the words of the cases what all share, and tell where it is done."""
    choices = facts.out.facts[fact]["choices"]
    others = next(iter(choices.values()))
    for key, choice in choices.items():
        if choice is others:
            continue
        own = [
            w for w in choice["words"] if re.sub("(?:奖励|奖金|补贴|补助|资助)$", "", w) not in who
        ]
        choice["words"] = own or choice["words"]
        here = _HERE.search(choice["label"])
        if here is None or key == "c1":
            continue
        level = (here["level"] or here["own"] or "市").replace("地", "市")
        inside = [one.format(level) for one in _INSIDE]
        choice["words"] = [*dict.fromkeys([*choice["words"], *inside])]
        far = _LEVELS[_LEVELS.index(level) :]
        outside = [w for w in _OUTSIDE if not set(w) & set(_LEVELS) or set(w) & set(far)]
        others["words"] = [*dict.fromkeys([*others["words"], *outside])]
