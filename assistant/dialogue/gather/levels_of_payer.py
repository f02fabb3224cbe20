"""Whether who paid before is another than who pays by the rules in question.

A cap counts what its own policy paid (国家已经给了1000万 leaves the district's 2000万 whole); what
the state, the city or another district gave is told as got, and nothing is taken off for it.
"""

from __future__ import annotations

from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.text.gazetteer import Level, find_places
from assistant.text.pattern import lazy

_ABOVE = lazy("国家|中央|国拨|部委|科技部|工信部|发改委|(?<=[从了过到由被])省|省[里级财政]")
_CITY = lazy("市[里级局]|市财政|市政府|(?<=[从了过到由被])市(?![场值面政])")
_DISTRICT = lazy("区[里级局]|区财政|区政府")


_PURSE = lazy("(?<![区市])(?:财政|政府)")
_BEFORE = lazy("已|曾|过|前|去年|往年|上[次回半]|累计|历年|今年")
"""财政出了300万 of what is spent now is a share of it, and no payment of the clause before."""
_SAYS_WHO = lazy("[区市省]|国家|政府|财政|上[面级头]|[一二两三]级|部")
_PROJECT = lazy("(?:国家|省|市)(?:[级里]|科技|重[大点]|的)[^,。;!?]{0,6}(?:项目|课题|专项)")
"""承担国家科技项目,拿了800万: for whose project it was got says who gave it."""


def is_of_another_level(ctx: GatherContext, part: Part, words: str, before: str = "") -> bool:
    """Whether folded words of getting name a payer that is not the one of a matter's policies.

    ``before`` is what stands in front of them: the project that it was got for.
    """
    if not _SAYS_WHO.search(words) and (project := _PROJECT.search(before)):
        words = f"{project[0][:2]}里{words}"
    homes = [ctx.homes.get(clause.policy) for clause in part.matter.clauses]
    if _ABOVE.search(words) or (_PURSE.search(words) and not _BEFORE.search(words)):
        return True
    # A zone stands in no list of places: it lies in a city.
    is_city = all(home is not None and home.level <= Level.CITY for home in homes)
    if _CITY.search(words):
        return not is_city
    if _DISTRICT.search(words):
        return is_city
    named = [place for mention in find_places(words) for place in mention.places]
    return (
        bool(named)
        and None not in homes
        and not any(
            home is not None and (place.covers(home) and home.covers(place))
            for place in named
            for home in homes
        )
    )
