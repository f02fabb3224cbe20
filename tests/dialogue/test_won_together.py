"""Readers that were written apart and have to work together, in made-up conversations."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.real_assistant import ask, understand


def _numbers(*turns: str) -> dict[str, object]:
    return {
        s.name: s.total if s.total is not None else s.value
        for focus in understand(*turns).focus
        for _, facts in focus.cases
        for s in facts
    }


@pytest.mark.parametrize(
    ("turns", "name", "value"),
    [
        (
            (
                "福田,自研的法律大模型,公开发布了,六个客户案例,实际做完的合同1200万",
                "里面有90万还没交付,不能算",
                "昨天交付了50万",
            ),
            "contract_done_yuan",
            11_600_000,
        ),
        (
            ("龙岗,采购算力合同800万", "里面有200万还没付,不算", "上周付了150万"),
            "compute_fee_yuan",
            7_500_000,
        ),
        (
            (
                "龙岗,智能穿戴,今年研发投了80万,给多少",
                "试制又花了50万",
                "试制厂说不合格退一半,退了25万",
            ),
            "rd_spend_yuan",
            1_050_000,
        ),
        (
            (
                "市里重大专项项目投资额6000万元,市里给多少资助?",
                "股东会决定再追加1500万元投资,总投资变成7500万元",
                "后来又讲预算收紧,项目投资额定在4800万元",
            ),
            "project_investment_yuan",
            48_000_000,
        ),
        (
            (
                "前海企业,自主研发并公开发布了一个法律行业大模型,有6个市场应用案例,奖励多少?",
                "运营说这个月又签了3个案例,现在有9个案例了",
            ),
            "cases",
            9,
        ),
        (
            ("迁移国产芯片,市里,总费用500万,厂商自己认200万,其余我们付",),
            "migration_fee_yuan",
            3_000_000,
        ),
        (
            (
                "龙岗软件企业,调用备案模型,完成合同500万,支持多少",
                "又完成一份三百万的",
                "那份是去年完成的,今年还是头先那些,今年算多少",
            ),
            "model_fee_yuan",
            5_000_000,
        ),
        (
            (
                "公司在龙华,采购算力花了600万,补多少?",
                "明年想迁到龙岗,那里补多少?",
                "搬过去以后我们打算把费用加到900万,龙岗能给多少?",
                "老板不同意搬,公司留在龙华,费用还是600万,另外退了80万",
            ),
            "compute_fee_yuan",
            5_200_000,
        ),
        (
            (
                "软件公司,调的是备过案的大模型接口,龙岗",
                "合同完成260",
                "我婶子公司在福田,也是买备案大模型做场景开发,合同150,她拿多少",
            ),
            "model_fee_yuan",
            1_500_000,
        ),
    ],
)
def test_what_is_told_last_stands(turns: tuple[str, ...], name: str, value: int) -> None:
    assert _numbers(*turns)[name] == Decimal(value)


def test_a_sum_pointed_at_is_asked_about_alone_in_the_city() -> None:
    turns = (
        "法律大模型,福田,交易所买裁判文书语料,260万",
        "月底又补了一份320的",
        "那320万报市里语料券呢",
    )
    answer = ask(*turns)
    assert Decimal(960_000) in {e.amount for e in answer.estimates}


def test_the_trade_of_a_firm_is_not_what_its_cars_do() -> None:
    text = "快递公司做无人驾驶载客,前海批了10台,都在公司名下,一台连车带改共30万,补多少钱"
    assert _numbers(text)["passenger_service"] is True


def test_kin_is_no_part_of_a_subsidiary() -> None:
    assert "non_affiliate" not in _numbers("我嫂子公司在福田,买备案大模型做应用,合同300万")


def test_who_asks_for_another_takes_nothing_back() -> None:
    turns = (
        "在大学搞AI的数学原理,报上了市里基础研究的面上项目,资助封顶多少",
        "隔壁老周那个是重大项目,他能拿多少",
    )
    answer = ask(*turns)
    assert Decimal(10_000_000) in {e.amount for e in answer.estimates}


def test_who_comes_back_tells_a_number_of_home() -> None:
    turns = (
        "放龙华的话,通过评估的机器人企业,上年度实付租金50万,一年能补多少",
        "放前海人工智能集聚区呢,租200平,一年实付房租30万,不转租",
        "算了回龙华,房东肯让,按一年实付38万算",
    )
    assert Decimal(190_000) in {e.amount for e in ask(*turns).estimates}
