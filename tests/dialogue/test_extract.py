"""Flags, choices and claims that a message states in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.dialogue.extract import FactReader
from assistant.dialogue.stated import ClaimKind
from assistant.text.normalise import fold_words
from assistant.text.quantities import find_quantities


def flags(facts: FactReader, text: str) -> dict[str, object]:
    return {stated.name: stated.value for stated in facts.flags(fold_words(text))}


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("我们是初创企业", "is_startup", True),
        ("我们不是初创企业", "is_startup", False),
        ("非初创", "is_startup", False),
        ("用的是已备案的模型", "model_filed", True),
        ("模型还没通过备案", "model_filed", False),
        ("模型未备案", "model_filed", False),
        ("语料是从关联公司买的", "non_affiliate", False),
        ("语料是从非关联方买的", "non_affiliate", True),
        ("在数据交易所买的", "via_exchange", True),
    ],
)
def test_flags_are_affirmed_and_denied(
    facts: FactReader, text: str, name: str, value: bool
) -> None:
    assert flags(facts, text)[name] is value


@pytest.mark.parametrize("text", ["是否初创企业都可以", "必须是初创企业才行吗", "要不要备案"])
def test_questions_and_conditions_state_nothing(facts: FactReader, text: str) -> None:
    assert not {"is_startup", "model_filed"} & set(flags(facts, text))


def test_a_comma_ends_a_negation(facts: FactReader) -> None:
    assert flags(facts, "不，我们是初创企业")["is_startup"] is True


@pytest.mark.parametrize(
    ("text", "value"), [("我们是一家公司", "enterprise"), ("我们是大学", "university")]
)
def test_choices_are_read_by_their_words(facts: FactReader, text: str, value: str) -> None:
    assert flags(facts, text)["applicant_kind"] == value


def claims(facts: FactReader, text: str) -> list[tuple[ClaimKind, Decimal]]:
    folded = fold_words(text)
    return [(c.kind, c.value) for c in facts.claims(folded, find_quantities(folded))]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("龙岗补50%对吧", ClaimKind.RATE, "0.5"),
        ("算力券最高500万对吧", ClaimKind.CAP, "5000000"),
        ("500万封顶是吧", ClaimKind.CAP, "5000000"),
        ("能拿200万吧", ClaimKind.AMOUNT, "2000000"),
        ("有100万的奖励吧", ClaimKind.AMOUNT, "1000000"),
    ],
)
def test_what_the_asker_expects_is_a_claim(
    facts: FactReader, text: str, kind: ClaimKind, value: str
) -> None:
    assert claims(facts, text) == [(kind, Decimal(value))]


@pytest.mark.parametrize("text", ["租算力花了800万", "合同金额300万", "面积200平米", "第九条"])
def test_what_was_spent_is_no_claim(facts: FactReader, text: str) -> None:
    assert claims(facts, text) == []
