"""What later messages do to those before, by the network: what it is given, what it says, files.

The sentences are made up for these tests; how a thing is said is open, so that of each kind a share
is asked for, not every one.
"""

from __future__ import annotations

import math
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from assistant.dialogue.roles import told
from assistant.retrieval.edit_reader import LONGEST, EditReader, laid
from tests.fakes import ROOT

ENCODER = ROOT / "index" / "encoder"


@pytest.fixture(scope="module")
def reader() -> EditReader:
    found = EditReader.find(ENCODER)
    assert found is not None
    return found


@cache
def read_tokenizer() -> Tokenizer:
    """Read once: hypothesis asks for it with every example."""
    return Tokenizer.from_file(str(ENCODER / "reader" / "tokenizer.json"))


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return read_tokenizer()


def does(reader: EditReader, *turns: str) -> tuple[str, int, int]:
    """What the last message likeliest does."""
    *earlier, now = map(told, turns)
    shares = reader.shares(earlier, now)
    return max(shares, key=shares.__getitem__)


BACK = [
    ("我们在龙岗买算力花了430万", "要是年底再买八百万的呢", "老板一口回绝了", 0),
    ("福田租算力300万能补多少", "搬去龙华的话呢", "房东降价，哪儿也不去了", 0),
    ("研发投了900万", "审计说里面有70万不算", "审计搞错人了，那是别家的账", 0),
    ("龙华办过一场峰会，花了300万", "假如办成国际的呢", "纯属幻想，按实际那场说", 0),
]
STAY = [
    ("我们在龙岗买算力花了430万", "要是年底再买八百万的呢", "老板拍板了，就这么办"),
    ("福田租算力300万能补多少", "搬去龙华的话呢", "龙华那边归哪个局管"),
    ("研发投了900万", "审计说里面有70万不算", "行，那就按扣掉的来"),
    ("龙华办过一场峰会，花了300万", "加上场租又是40万", "这些钱什么时候到账"),
]


def test_who_takes_back_a_what_if_is_heard(reader: EditReader) -> None:
    heard = [does(reader, *turns) for *turns, _ in BACK]
    assert sum(h == ("back", at, -1) for h, (*_, at) in zip(heard, BACK, strict=True)) >= 3


def test_who_does_not_is_heard_as_well(reader: EditReader) -> None:
    assert sum(does(reader, *turns)[0] == "nothing" for turns in STAY) >= 3


@given(st.integers(10, 90), st.sampled_from(["万", "万元"]))
def test_no_value_is_seen(number: int, unit: str) -> None:
    tokens = read_tokenizer()
    before = (told("买算力花了900万"),)
    one, other = (told(f"供应商退了{n}{unit}") for n in (number, 50))
    assert laid(tokens, before, one).ids == laid(tokens, before, other).ids


def test_shares_come_to_one(reader: EditReader) -> None:
    shares = reader.shares((told("花了30万"), told("租了两台")), told("又签了30万和两台"))
    assert math.fsum(map(math.exp, shares.values())) == pytest.approx(1.0, abs=0.05)


def test_a_long_conversation_is_read_from_its_end(tokenizer: Tokenizer) -> None:
    before = [told(f"第{n}句话，买算力花了{n}万，{'很长' * 9}") for n in range(1, 40)]
    given_ = laid(tokenizer, before, told("又买了30万"))
    assert len(given_.ids) == len(given_.kinds) <= LONGEST
    assert given_.messages[0] is None
    assert given_.messages[-1] is not None
    assert max(target[0] for target, _ in given_.told) == len(before) - 1
