from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from assistant.text.expressions import Expression, find_expressions
from assistant.text.normalise import fold_words
from assistant.text.quantities import find_quantities
from assistant.text.saying import shown

GROUPS = yaml.load(
    Path(__file__).with_name("expressions.yaml").read_text(encoding="utf-8"), yaml.BaseLoader
)
CASES = [(case["text"], case["reads"]) for group in GROUPS.values() for case in group]


def read(text: str) -> tuple[Expression, ...]:
    folded = fold_words(text)
    return find_expressions(folded, find_quantities(folded))


def short(expression: Expression) -> str:
    """One line: relation, value or ends, bound, and what it is a part of."""
    value = "" if expression.value is None else _written(expression, expression.value)
    if expression.low is not None and expression.high is not None:
        value = "..".join(_written(expression, v) for v in (expression.low, expression.high))
    words = [expression.relation.value, value, expression.bound]
    if expression.part_of is not None:
        words.append(f"<{expression.part_of}")
    return " ".join(word for word in words if word)


def _written(expression: Expression, value: Decimal) -> str:
    return shown(value, expression.unit, expression.classifier)


@pytest.mark.parametrize(("text", "reads"), CASES, ids=[text for text, _ in CASES])
def test_reading(text: str, reads: list[str]) -> None:
    assert [short(expression) for expression in read(text)] == reads


def test_the_sum_is_shown_as_it_is_said() -> None:
    assert [e.say for e in read("每月65万，租了12个月")] == ["65万元 × 12个月 = 780万元"]
    assert [e.say for e in read("1000万，退款200万")] == ["1000万元 − 200万元 = 800万元"]
    assert [e.say for e in read("800万")] == [""]


def test_every_amount_stands_in_one_expression() -> None:
    text = fold_words("买了6台，每台45万，不是5台；去年预算300万，8X万，今年花了.2亿")
    quantities = find_quantities(text)
    found = [
        o.quantity
        for e in find_expressions(text, quantities)
        for o in e.operands
        if o.role != "shared"
    ]
    assert sorted(found, key=lambda q: q.start) == [
        q for q in quantities if q.role in ("amount", "unread")
    ]


def test_operands_keep_price_and_count() -> None:
    (product,) = read("买了6台，每台45万")
    assert {o.role: o.quantity.value for o in product.operands} == {
        "price": Decimal(450000),
        "count": Decimal(6),
    }
