"""What numbers do, by the network: what it is given, what it says, files that are not right."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from assistant.dialogue.roles import ADD, LESS, OTHER, SET, Roles, told
from assistant.retrieval.role_reader import BESIDE, LONGEST, ROLES, RoleReader, Told, laid
from tests.fakes import ROOT

ENCODER = ROOT / "index" / "encoder"
FIRST = "我们在龙岗买算力花了300万，能补多少"


@pytest.fixture(scope="module")
def reader() -> RoleReader:
    found = RoleReader.find(ENCODER)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(ENCODER / "reader" / "tokenizer.json"))


def likeliest(reader: RoleReader, *messages: str) -> str:
    """The role of the last message's only number."""
    now = told(messages[-1])
    assert len(now.figures) == 1
    (shares,) = Roles(reader, None).shares(now.text, now.figures, messages[:-1])
    return max(shares, key=lambda role: shares[role])


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("裱花师傅那边又补开了算力发票40万", ADD),
        ("供应商退了我们40万", LESS),
        ("里头有40万是锔瓷摊子垫的，不能算我们的", LESS),
        ("打错了，是280万", SET),
        ("要是280万呢", SET),
        ("对了隔壁绱鞋铺一年房租40万", OTHER),
    ],
)
def test_what_happened_says_what_a_number_does(reader: RoleReader, said: str, role: str) -> None:
    assert likeliest(reader, FIRST, said) == role


@given(st.integers(10, 90), st.sampled_from(["万", "万元", "万块"]))
def test_no_value_is_seen_but_how_it_stands_to_those_before(number: int, unit: str) -> None:
    found = RoleReader.find(ENCODER)
    assert found is not None
    one, other = (told(f"供应商退了{n}{unit}") for n in (number, 50))
    before = (told("买算力花了900万"),)
    tokens = Tokenizer.from_file(str(ENCODER / "reader" / "tokenizer.json"))
    assert laid(tokens, before, one).ids == laid(tokens, before, other).ids


def test_shares_come_to_one(reader: RoleReader) -> None:
    now = told("又签了30万和两台，门口坐着7个人")
    for shares in Roles(reader, None).shares(now.text, now.figures, (FIRST,)):
        assert set(shares) == set(ROLES)
        assert math.fsum(map(math.exp, shares.values())) == pytest.approx(1.0, abs=0.05)


def test_a_long_conversation_is_read_from_its_end(tokenizer: Tokenizer) -> None:
    before = tuple(told(f"第{n}句话，买算力花了{n}万" * 9) for n in range(40))
    given = laid(tokenizer, before, told("又买了30万"))
    assert len(given.ids) == len(given.kinds) <= LONGEST
    assert given.spans[0] is not None
    assert max(given.spans[0]) < len(given.ids)
    assert len(given.beside[0]) == BESIDE


def test_what_lies_beyond_what_is_read_has_no_share(reader: RoleReader) -> None:
    now = told("这句话很长，" * 60 + "又买了30万")
    assert reader.shares((), now) == (None,)


def test_a_value_told_before_is_known(tokenizer: Tokenizer) -> None:
    again, new = (
        laid(tokenizer, (told("买算力花了300万"),), told(f"还是{n}万")).beside[0] for n in (300, 30)
    )
    assert (again[1], new[1]) == (1.0, 0.0)
    assert told("还是300万").figures[0].value == Decimal(3_000_000)


def test_nothing_is_read_of_a_message_without_numbers(reader: RoleReader) -> None:
    assert reader.shares((), Told("你好", ())) == ()
