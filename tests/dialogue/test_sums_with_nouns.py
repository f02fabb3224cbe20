"""Sums that each stand behind a noun of their own: run on without marks, parts, other cases."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from assistant.dialogue.folding import fold_message
from tests.real_assistant import ask

WAN = Decimal(10_000)


def by_clause(said: str) -> dict[str, Decimal]:
    return {str(e.clause_id): e.amount for e in ask(said).estimates if e.amount is not None}


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("每台购置35万改造15万", "每台购置35万,改造15万"),
        ("订阅费35万部署费20万调优15万", "订阅费35万,部署费20万,调优15万"),
        ("合同三百万到四百万", None),
        ("月租从35万涨到50万", None),
        ("总投资430万，其中自筹300万银行贷款130万", "总投资430万,其中自筹300万银行贷款130万"),
        ("生产费95万里含人工55万", None),
        ("花了35万改造15万平", None),
    ],
)
def test_sums_behind_their_nouns_are_parted(typed: str, folded: str | None) -> None:
    text, offsets = fold_message(typed)
    assert text == (folded or typed)
    assert len(text) == len(offsets)


@pytest.mark.parametrize("seed", range(6))
def test_what_a_vehicle_cost_in_two_sums_without_a_mark(seed: int) -> None:
    draw = random.Random(seed)
    price, conversion, many = draw.randrange(8, 20), draw.randrange(4, 12), draw.randrange(3, 30)
    said = (
        f"前海载人智能网联车{many}台，每台购置{price}万改造{conversion}万，"
        "获批了，都在企业名下，补多少"
    )
    (estimate,) = [e for e in ask(said).estimates if e.clause_id == "qianhai-2024#10"]
    assert estimate.amount == (price + conversion) * many * WAN / 2


@pytest.mark.parametrize("seed", range(6))
def test_one_thing_before_its_price_counts_nothing(seed: int) -> None:
    draw = random.Random(seed)
    many, price = draw.randrange(11, 60), draw.randrange(11, 39)
    said = (
        f"前海跑载人网约智能车，批了{many}台，都在公司名下，"
        f"一台买加改{draw.choice(['合共', '总共', '一共'])}{price}万，给多少"
    )
    (estimate,) = [e for e in ask(said).estimates if e.clause_id == "qianhai-2024#10"]
    assert estimate.amount == min(price * many * WAN / 2, 1000 * WAN)


@pytest.mark.parametrize("seed", range(8))
def test_parts_that_the_text_names_are_one_fee(seed: int) -> None:
    draw = random.Random(seed)
    trade = draw.choice(["保险", "茶叶", "殡葬", "牙科"])
    kinds = draw.sample(["订阅费", "部署费", "开发费", "调优费"], draw.randrange(2, 5))
    sums = [draw.randrange(20, 90) for _ in kinds]
    between = draw.choice(["，", "、", ""])
    told = between.join(f"{kind}{n}万" for kind, n in zip(kinds, sums, strict=True))
    said = f"我们是龙岗做{trade}的软件企业，调用备案过的大模型做应用，完成的合同里{told}，给多少"
    (estimate,) = [e for e in ask(said).estimates if e.clause_id == "longgang-2025#6"]
    assert estimate.amount == sum(sums) * WAN * Decimal("0.3")


def test_parts_beside_their_whole_are_not_added_again() -> None:
    said = "龙岗软件企业，采购备案模型服务，完成合同金额200万，其中订阅费120万，部署费80万，给多少"
    (estimate,) = [e for e in ask(said).estimates if e.clause_id == "longgang-2025#6"]
    assert estimate.amount == 60 * WAN


@pytest.mark.parametrize("seed", range(8))
def test_what_opening_cost_is_no_price_of_what_was_bought(seed: int) -> None:
    draw = random.Random(seed)
    wan = draw.randrange(30, 140)
    thing = draw.choice(["方言录音", "零件图", "病理切片", "卫星照片"])
    told = draw.choice(["生产它们花了", "做这批语料花了", "生产费"])
    said = f"龙岗，{thing}的语料在市里认定的公共数据开放平台上开放了，{told}{wan}万，区里支持多少"
    assert by_clause(said)["longgang-2025#4"] == wan * WAN / 5


@pytest.mark.parametrize("wan", [70, 130])
def test_what_was_bought_stays_bought_beside_opening(wan: int) -> None:
    said = (
        f"龙岗，数据交易平台上采购非关联方的语料{wan}万，后来又在认定的平台上开放，采购的能补多少"
    )
    assert by_clause(said)["longgang-2025#3"] == wan * WAN / 5


@pytest.mark.parametrize("many", [6, 12, 23])
def test_customers_that_use_a_model_are_its_cases(many: int) -> None:
    said = f"前海的公司自研航运大模型，也公开发布了，有{many}家客户在用，请问奖励多少"
    paid = by_clause(said)["qianhai-2024#8"]
    assert paid == (100 * WAN if many > 10 else 0)
