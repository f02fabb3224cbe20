"""Which fact a number is, or none: its own label decides, an unknown noun takes it away."""

from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from assistant.dialogue.closed_classes import load_language
from assistant.dialogue.numbers import load_margins
from assistant.dialogue.pairs import (
    FEATURES,
    FILE,
    PairReader,
    Setting,
    Wanted,
    load_weights,
    wanted_at,
)
from assistant.rules.facts import FactKind, FactSpec
from assistant.text.normalise import fold_words
from assistant.text.quantities import find_quantities

SPECS = {
    spec.name: spec
    for spec in (
        FactSpec(
            name="compute", label="算力费", kind=FactKind.YUAN, ask="?", words=("算力费", "算力")
        ),
        FactSpec(name="rent", label="房租", kind=FactKind.YUAN, ask="?", words=("房租", "租金")),
        FactSpec(
            name="models", label="模型", kind=FactKind.COUNT, ask="?", words=("模型",),
            unit_name="个模型",
        ),
    )
}  # fmt: skip
READER = PairReader(SPECS)
BOTH = frozenset({"compute", "rent"})
HANZI = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=4)


def best(text: str, needed: frozenset[str], main: frozenset[str]) -> list[tuple[str, str]]:
    """(number, fact or "") in the order of the text."""
    folded = fold_words(text)
    quantities = find_quantities(folded)
    wanted = [Wanted(0, len(folded), needed, main)]
    odds: dict[int, tuple[float, str]] = {}
    for pair in READER.pairs(Setting(folded, quantities), wanted):
        odds[pair.quantity] = max(odds.get(pair.quantity, (0.0, "")), (pair.probability, pair.fact))
    use = load_margins().use
    return [
        (q.text, odds[n][1] if n in odds and odds[n][0] >= use else "")
        for n, q in enumerate(quantities)
    ]


def is_unknown(noun: str) -> bool:
    known = {c for word in load_language().every for c in word}
    known |= {c for spec in SPECS.values() for word in spec.words for c in word}
    return not any(c in known or c in "年月日台个项家倍成万亿千百十元" for c in noun)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("算力费500万", ["compute"]),
        ("房租300万", ["rent"]),
        ("算力费500万，房租300万", ["compute", "rent"]),
        ("房租300万，算力费500万", ["rent", "compute"]),
        ("500万的算力费", ["compute"]),
    ],
)
def test_a_number_goes_to_the_fact_whose_label_it_has(text: str, facts: list[str]) -> None:
    assert [fact for _, fact in best(text, BOTH, BOTH)] == facts


def test_the_label_wins_over_what_carries_the_sum() -> None:
    (pair,) = best("房租300万", BOTH, frozenset({"compute"}))
    assert pair == ("300万", "rent")


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(HANZI, st.integers(2, 999))
def test_a_noun_that_nobody_listed_keeps_the_number_from_being_used(noun: str, wan: int) -> None:
    assume(is_unknown(noun))
    found = best(f"算力费500万，{noun}{wan}万", frozenset({"compute"}), frozenset({"compute"}))
    assert found[0] == ("500万", "compute")
    assert found[1][1] == ""


def test_a_unit_that_does_not_fit_is_no_pair() -> None:
    folded = "3个模型,房租20万"
    quantities = find_quantities(folded)
    wanted = [Wanted(0, len(folded), frozenset(SPECS), frozenset(SPECS))]
    pairs = {(p.quantity, p.fact) for p in READER.pairs(Setting(folded, quantities), wanted)}
    assert pairs == {(0, "models"), (1, "compute"), (1, "rent")}


def test_no_words_are_looked_for_where_no_number_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PairReader, "_words_of", None)
    text = "租算力花了不少,房租也不少"
    setting = Setting(text, (), (), clause_text="")
    assert READER.pairs(setting, [Wanted(0, len(text), BOTH, BOTH)]) == ()


def test_a_bare_sum_is_the_one_that_the_rule_carries() -> None:
    assert best("花了500万", frozenset({"compute"}), frozenset({"compute"})) == [
        ("500万", "compute")
    ]
    assert best("花了500万", frozenset(), frozenset()) == [("500万", "")]


def test_every_stretch_has_its_own_wants() -> None:
    first, second = Wanted(0, 5, BOTH, BOTH), Wanted(5, 9, frozenset(), frozenset())
    assert wanted_at([first, second], 4) is first
    assert wanted_at([first, second], 5) is second
    assert wanted_at([first, second], 99) is second
    assert wanted_at([], 0).needed == frozenset()


def test_the_weights_are_fitted_and_say_from_what() -> None:
    kept = json.loads(FILE.read_text(encoding="utf-8"))
    assert set(kept["coefficients"]) == set(FEATURES)
    assert len(load_weights().values) == len(FEATURES)
    provenance = kept["provenance"]
    assert "fit_pairs" in provenance["command"]
    assert len(provenance["labels_sha256"]) == len(hashlib.sha256(b"").hexdigest())
    assert min(provenance["messages"], provenance["pairs"], provenance["nouns"]) > 0
    assert 0 < load_margins().use < 1
    assert 0 <= load_margins().ahead < 1
