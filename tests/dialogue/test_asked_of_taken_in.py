"""What is asked of a policy that was taken in: of two times, of a share, of areas by class.

The trade is made up by a program: no word list of this project can know it.
"""

from __future__ import annotations

import pytest

from tests.dialogue.made_up_town import Town, noun, town_of

TRADE = noun(29)

POLICY = f"""标题: 安吉县支持{TRADE}产业发展若干措施
安吉县支持{TRADE}产业发展若干措施
第一条 {TRADE}展会扶持
（一）新办展会。首次举办、展期3天以上、{TRADE}展位面积占比达到50%的展会，\
展览面积1万平方米以上的，一次性补助20万元；展览面积3万平方米以上的，一次性补助60万元。
（二）扩大规模。展期3天以上的展会，按照较上一届净增加的展览面积\
每平方米补助30元，最高90万元。
第二条 鼓励{TRADE}企业上台阶。{TRADE}企业年营业收入首次达到2000万元、5000万元的，\
分别奖励10万元、30万元。
第三条 新建{TRADE}仓库的，常温库每平方米补助60元，恒温库每平方米补助150元，单个项目最高200万元。
第四条 取得{TRADE}许可证的，每个证奖励7万元，每年最高50万元。
第五条 对老旧{TRADE}窑炉改造的，视改造效果给予适当补助。
第六条 新建{TRADE}窑炉，按固定资产投资的12%补助，最高500万元。
第七条 建设{TRADE}云仓的，按投资额的20%补助，最高300万元；\
被认定为省级以上{TRADE}运输示范项目的，补助比例提高到25%，最高400万元。
第八条 {TRADE}坊为{TRADE}师傅提供茶餐的，按实际人次每人次补助2元；\
{TRADE}坊可同时用餐50人以上的，补助5万元。
第九条 首次取得五级、四级、三级职业证书的，分别一次性补贴500元、1000元、1500元。
第十条 本措施自2025年3月1日起施行，有效期至2027年12月31日。
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """The made-up policy, taken in by the command."""
    return town_of(TRADE, POLICY, tmp_path_factory.mktemp("town"))


@pytest.mark.parametrize(
    ("clause", "turns", "amount"),
    [
        (
            "1.2",
            ("安吉某某展会上一届2万平，今年3.2万平，扩大规模能补多少？",),
            360_000,
        ),
        (
            "1.1",
            ("安吉首次办个3.5万平的某某展会，展期5天，展位面积占比刚好一半，补多少？",),
            600_000,
        ),
        (
            "1.1",
            (
                "安吉首次办个3.5万平的某某展会，展期5天，展位面积占比六成，补多少？",
                "要是展位面积占比只做到四成呢？",
            ),
            0,
        ),
        ("2", ("安吉某某企业，去年营收才1800万，今年头一次做到5600万，上台阶奖多少？",), 300_000),
        ("2", ("安吉某某企业，年营收从1800万做到了2600万，上台阶奖多少？",), 100_000),
        ("3", ("安吉新建某某仓库，恒温库2400平米加常温库1800平米，合计补多少？",), 468_000),
        ("3", ("安吉新建某某仓库，恒温库1100平米、常温库700平米，合计补多少？",), 207_000),
        ("7", ("安吉的某某云仓，花了1000万，补多少？",), 2_000_000),
        ("7", ("安吉的某某云仓，花了1000万，还评上了省级某某示范，补多少？",), 2_500_000),
        ("4", ("安吉一年里拿下3张某某许可证，奖多少？",), 210_000),
    ],
)
def test_what_the_numbers_are_of(
    town: Town, clause: str, turns: tuple[str, ...], amount: int
) -> None:
    estimates = town.ask(*turns).estimates
    assert {str(one.clause_id).partition("#")[2] for one in estimates} == {clause}
    assert sum(int(one.amount) for one in estimates if one.amount is not None) == amount
    assert all(one.amount is not None for one in estimates)


def test_the_classes_that_are_told_say_which_clause(town: Town) -> None:
    answer = town.ask(
        "安吉某某坊的某某师傅，都干满一年了，今年8个人第一次拿到五级、3个人第一次拿到三级，补助加一块多少？"
    )
    assert {one.clause_id.article for one in answer.citations} == {9}


def test_a_clause_without_a_sum_does_not_yield_to_the_sum_of_another(town: Town) -> None:
    answer = town.ask("安吉老旧某某窑炉改造，花了200万，能补多少？")
    assert {one.clause_id.article for one in answer.citations} == {5}
    assert all(one.amount is None for one in answer.estimates)
