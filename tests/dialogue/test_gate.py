"""The gate: a probability from signals, with fitted or default coefficients."""

from __future__ import annotations

import json
import math
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dialogue.gate import (
    FILE,
    RANKING,
    READ,
    TAKEN_IN,
    Gate,
    ReadGate,
    Signals,
    TakenInGate,
    TakenInRanking,
    load_gate,
)
from assistant.errors import EncoderError
from tests.fakes import ROOT

NONE = Signals(dense=0, sparse=0, hint=0, topics=0, scope=0, support=0, trade=0)
NAMES = [field.name for field in fields(Signals)]


def test_without_any_signal_only_the_intercept_counts() -> None:
    assert Gate(intercept=0.0).probability(NONE) == 0.5
    assert Gate(intercept=-3.0).probability(NONE) == 1 / (1 + math.exp(3.0))


@given(st.sampled_from(NAMES), st.floats(0, 1), st.floats(0, 1))
def test_more_of_a_wanted_signal_is_never_less_probable(name: str, a: float, b: float) -> None:
    gate = Gate(**dict.fromkeys(NAMES, 1.0), intercept=-2.0)
    low, high = sorted((a, b))
    less, more = replace(NONE, **{name: low}), replace(NONE, **{name: high})
    assert gate.probability(less) <= gate.probability(more)


@given(st.lists(st.floats(-1e6, 1e6), min_size=7, max_size=7))
def test_extreme_signals_stay_probabilities(values: list[float]) -> None:
    signals = Signals(**dict(zip(NAMES, values, strict=True)))
    assert 0.0 <= Gate().probability(signals) <= 1.0


def test_an_encoder_without_a_fit_is_served_by_the_defaults(tmp_path: Path) -> None:
    assert load_gate(tmp_path) == Gate()


def test_the_fit_beside_our_encoder_names_every_signal() -> None:
    folder = ROOT / "index" / "encoder"
    content = json.loads((folder / FILE).read_text(encoding="utf-8"))
    kept, own = content["coefficients"], content[TAKEN_IN]["coefficients"]
    assert set(kept) == {"intercept", *NAMES}
    assert set(own) == {field.name for field in fields(TakenInGate)}
    assert load_gate(folder) == Gate(
        **kept,
        taken_in=TakenInGate(**own),
        taken_in_read=ReadGate(**content[READ]["coefficients"]),
        taken_in_ranking=TakenInRanking(**content[RANKING]["coefficients"]),
    )


def test_what_the_reader_finds_carries_a_policy_taken_in_where_words_are_few() -> None:
    gate = load_gate(ROOT / "index" / "encoder").taken_in_read
    few = (0.3, 0.03, 0.1)
    assert gate.probability(*few, -4.0) < gate.least < gate.probability(*few, 4.0)


def test_clauses_are_told_apart_by_words_before_the_reader() -> None:
    ranking = load_gate(ROOT / "index" / "encoder").taken_in_ranking
    assert ranking.odds(0.15, 0.0) > ranking.odds(0.05, 4.0)
    assert ranking.odds(0.1, 2.0) > ranking.odds(0.1, -2.0)


@pytest.mark.parametrize(
    "text", ["", "{}", '{"coefficients": {"dense": 1}}', '{"coefficients": {"intercept": "甲"}}']
)
def test_a_broken_fit_is_named_and_not_guessed(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(EncoderError, match=r"gate\.json：拟合参数读不出来"):
        load_gate(tmp_path)
