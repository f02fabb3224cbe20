"""Calibration: how right the answers are if the most doubtful are asked back instead.

El-Yaniv and Wiener (2010), On the foundations of noise-free selective classification: accuracy
against coverage. Doubt is what the program says of it (``certainty`` of an answer, where it gives
one), else what can be seen in the answer: words left out, a question back, a range, missing facts.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby

from assistant.evaluation.reply import Reply

COVERAGE = 0.9
"""Share of the answers that are kept."""


def doubt_of(reply: Reply) -> float:
    """The doubt in an answer, for ranking only: larger is more doubtful."""
    if reply.certainty is not None:
        return 1.0 - reply.certainty
    ranges = sum(e.range is not None for e in reply.estimates)
    return float(len(reply.unused or ()) + (reply.clarify is not None) + ranges)


def accuracy_at(doubts: Sequence[tuple[float, bool]], coverage: float = COVERAGE) -> float | None:
    """Share of right answers among the least doubtful; None of nothing.

    Answers of equal doubt count with the share of them that is right, so their order is nothing.

    >>> accuracy_at([(0.0, True), (0.0, True), (1.0, False), (1.0, True)], coverage=0.75)
    0.8333333333333334
    """
    wanted = coverage * len(doubts)
    if not wanted:
        return None
    kept: list[float] = []
    left = wanted
    for _, tied in groupby(sorted(doubts), key=lambda pair: pair[0]):
        flags = [right for _, right in tied]
        taken = min(left, float(len(flags)))
        kept.append(taken * sum(flags) / len(flags))
        left -= taken
        if left <= 0:
            break
    return math.fsum(kept) / wanted
