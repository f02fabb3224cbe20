"""Two things in one breath, each in a unit of its own: 机播、烘干的,分别按每亩50元、每吨60元."""

from __future__ import annotations

import re

from assistant.intake.draft import Row
from assistant.intake.figures import BAND, COUNT, MONEY, RATE
from assistant.intake.lists import names_before
from assistant.intake.walk import Walk
from assistant.text.pattern import lazy

_NOTHING = f"{MONEY}{RATE}{COUNT}{BAND}"
_ONE = f"每(?P<per#>[^{_NOTHING},;。每年月个、]{{1,4}}?){MONEY}"
_TWO = lazy(f"的,?分别(?:按照?|给予|予以)*{_ONE.replace('#', '1')}[、,和]{_ONE.replace('#', '2')}")


def pays_each_of_two(walk: Walk, start: int, end: int) -> bool:
    """Open a draft for each of the two; False for anything else."""
    text = walk.skeleton.text
    found = _TWO.search(text, start, end)
    if found is None or found["per1"] == found["per2"] or walk.pending:
        return False
    names = names_before(text[start : found.start()], 2)
    if not names:
        return False
    sums = [found.start() + one.start() for one in re.finditer(MONEY, found.group())]
    for name, at, per in zip(names, sums, (found["per1"], found["per2"]), strict=True):
        figure = walk.skeleton.at(at)
        walk.used.add(figure.at)
        walk.open(start, found.end(), (Row(fixed=figure),), (), who=name, per=per)
    return True
