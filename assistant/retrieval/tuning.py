"""Tuning: the numbers of the search that were fitted, not thought out.

They lie in ``search.json`` beside the encoder they were fitted with, and so does what they were
fitted on (``python -m assistant.retrieval.training.tune``); another encoder gets the defaults.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import EncoderError

FILE = "search.json"


@dataclass(frozen=True, slots=True)
class Tuning:
    """``dense_weight`` is w of fusion, ``expansion_weight`` scales every thesaurus weight.

    The rest are the coefficients of relevance, the probability that any clause answers:
    1 / (1 + exp(-(intercept + sparse · s + dense · d))), s and d the signals of the first hit.
    """

    dense_weight: float = 0.4
    expansion_weight: float = 0.5
    intercept: float = -6.0
    sparse: float = 6.0
    dense: float = 14.0

    def relevance(self, sparse: float, dense: float) -> float:
        """The probability above."""
        logit = math.fsum((self.intercept, self.sparse * sparse, self.dense * dense))
        return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, logit))))


def load_tuning(folder: Path) -> Tuning:
    """The fitted numbers beside an encoder; the defaults if there are none.

    Raises:
        EncoderError: the file is there and cannot be used.
    """
    path = folder / FILE
    try:
        values = json.loads(path.read_text(encoding="utf-8"))["tuning"]
        return Tuning(**{name: float(value) for name, value in values.items()})
    except FileNotFoundError:
        return Tuning()
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise EncoderError(
            f"{path} 损坏：请恢复该文件（git checkout），或删去它以使用默认值。"
        ) from error
