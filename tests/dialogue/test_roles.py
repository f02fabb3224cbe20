"""What a number of a message does, by the words around it: the fit, and what it is read off."""

from __future__ import annotations

import hashlib
import json
import math
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dialogue.roles import (
    ADD,
    FILE,
    LESS,
    OTHER,
    SET,
    apart,
    features,
    hashed,
    load_roles,
    masked,
)
from assistant.errors import EncoderError, GoldError
from assistant.evaluation.fit_roles import plain, read_examples, spans_of
from assistant.retrieval.role_reader import ROLES
from assistant.text.normalise import fold
from tests.fakes import ROOT

LABELLED = ROOT / "eval" / "training" / "changes.jsonl"


def content() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return loaded


def likeliest(labelled: str) -> str:
    """The role that the fit finds likeliest for the one labelled number of a later message."""
    text, labels = plain(labelled)
    ((span, _),) = labels.items()
    spans = spans_of(text, [span])
    place = next(n for n, (a, b) in enumerate(spans) if a < span[1] and span[0] < b)
    fit = load_roles()
    assert fit is not None
    shares = fit.shares(text, spans, place, is_later=True)
    return max(shares, key=lambda role: shares[role])


@given(st.text(alphabet="退了又签一份合同押金,。 ", max_size=40), st.integers(1, 9999))
def test_any_number_has_roles_that_come_to_one(words: str, number: int) -> None:
    fit = load_roles()
    assert fit is not None
    text = f"{fold(words)}{number}万"
    spans = [(len(text) - len(f"{number}万"), len(text))]
    for is_later in (True, False):
        shares = fit.shares(text, spans, 0, is_later=is_later)
        assert set(shares) == set(ROLES)
        assert math.fsum(map(math.exp, shares.values())) == pytest.approx(1.0, abs=0.05)


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_what_a_number_is_worth_changes_nothing(one: int, other: int) -> None:
    def read(number: int) -> dict[str, float]:
        lead, tail = "厂家把", "万打回来了,门口坐着"
        text = f"{lead}{number}{tail}{number}人"
        spans = [
            (len(lead), len(lead) + len(str(number)) + 1),
            (len(text) - len(str(number)) - 1, len(text)),
        ]
        return features(text, spans, 0, is_later=True)

    assert read(one) == read(other)


def test_all_numbers_of_a_stretch_are_one_sign() -> None:
    text = "3台每台28万,共84万"
    assert masked(text, [(0, 2), (4, 7), (9, 12)], 0, len(text)) == "0每台0,共0"
    assert masked(text, [(0, 2), (4, 7), (9, 12)], 2, 8) == "每台0,"


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("裱花师傅那边漏开的[三十万|ADD]刚补上", ADD),
        ("箍桶的把[二十万|SUB]退回来了", LESS),
        ("錾字那单谈到[两百六十万|SET]才签", SET),
        ("隔壁绱鞋的一年房租[八十万|OTHER]", OTHER),
    ],
)
def test_unseen_trades_do_not_hide_what_happened(said: str, role: str) -> None:
    assert likeliest(said) == role


def test_buckets_are_the_same_in_every_process() -> None:
    code = (
        "from assistant.dialogue.roles import features, hashed;"
        "print(sorted(hashed(features('退了30万', [(2, 5)], 0, is_later=True)).items()))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONHASHSEED": "77", "PYTHONPATH": str(ROOT)},
    )
    own = sorted(hashed(features("退了30万", [(2, 5)], 0, is_later=True)).items())
    assert run.stdout.strip() == str(own)


def test_stretches_that_reach_into_each_other_are_told_apart() -> None:
    assert apart([(0, 2), (2, 4)])
    assert not apart([(0, 3), (2, 4)])


# --- the material and the fit ---


def test_labels_stand_at_the_numbers_of_the_folded_message() -> None:
    text, labels = plain("又垫了[一百|SUB]，不是[３０万|OLD]")
    assert [(text[a:b], label) for (a, b), label in labels.items()] == [
        ("一百", "SUB"),
        ("30万", "OLD"),
    ]


def test_a_number_that_the_program_does_not_find_is_one_all_the_same() -> None:
    assert spans_of("降到六百二", [(2, 5)]) == [(2, 5)]
    assert (3, 7) in spans_of("砍掉了200万", [(3, 6)])


@pytest.mark.parametrize("line", ["", "{}", '{"id": "a-1", "turns": ["[3万|WRONG]"]}'])
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "changes.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(GoldError, match=":1：读不了这一行"):
        list(read_examples(path))


def test_the_fit_names_what_it_learned_from_and_how_it_does_on_unseen_authors() -> None:
    told = content()["provenance"]
    assert told["sha256"] == hashlib.sha256(LABELLED.read_bytes()).hexdigest()
    assert sum(1 for _ in read_examples(LABELLED)) == told["numbers"]
    right, of = told["held_out"]["right"]
    assert right / of > 0.65
    assert len(told["held_out"]["authors"]) > 5


def test_without_a_file_there_are_no_roles(tmp_path: Path) -> None:
    assert load_roles(tmp_path / "roles.json") is None


@pytest.mark.parametrize("damage", ["", "{}", "[]"])
def test_a_broken_file_is_named_and_not_guessed(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "roles.json"
    path.write_text(damage, encoding="utf-8")
    with pytest.raises(EncoderError, match=r"roles\.json：拟合参数读不出来"):
        load_roles(path)
