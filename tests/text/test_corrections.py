"""A sum that is all that was done of one told before it: 合同签了1300万,不过干完活的也就900万."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.text.expressions import find_expressions
from assistant.text.normalise import fold_words
from assistant.text.quantities import find_quantities
from assistant.text.relations import Relation

_WAN = 10_000


def _values(text: str) -> list[Decimal | None]:
    folded = fold_words(text)
    found = find_expressions(folded, find_quantities(folded))
    return [e.value for e in found if e.relation is Relation.INSTEAD]


@pytest.mark.parametrize(
    "text",
    [
        "合同签了1300万，不过干完活的也就900万",
        "合同签了1300万，但验收了的只有900万",
        "签了1300万，可到账的才900万",
        "框架1300万，真正用掉的也就900万",
    ],
)
def test_what_was_done_takes_the_place_of_what_was_signed(text: str) -> None:
    assert _values(text) == [900 * _WAN]


@pytest.mark.parametrize(
    "text",
    [
        "合同签了1300万，不过电费也就90万",
        "合同签了1300万，不过花在电费上的也就90万",
        "合同签了300万，干完活的就有900万",
    ],
)
def test_another_thing_takes_the_place_of_nothing(text: str) -> None:
    assert _values(text) == []
