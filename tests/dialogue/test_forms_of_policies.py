"""Forms that any policy may have, in policies of trades made up by a program, and what is asked.

The nouns are put together from characters: no word list of this project can know the trade. Each
form is asked as people ask, the sum worked out here a second time.
"""

from __future__ import annotations

import pytest

from tests.dialogue.made_up_town import Town, noun, total, towns


def policy(seed: int) -> str:
    """A policy that has every form once."""
    n = noun(seed)
    return f"""标题: 安吉县支持{n}产业发展若干措施
安吉县支持{n}产业发展若干措施
第一条 对新建{n}良种基地、年供苗能力达到500万株以上的，按实际投入的40%给予补助，\
单个基地最高120万元。
第二条 对新上{n}加工线，按加工设备实际投资额分档补助：500万元以上、不满2000万元的，补助6%；\
2000万元以上的，补助8%。单个项目最高600万元。
第三条 对新引进企业租用标准库房的，自入驻之日起前2年租金全额补助，第3年至第5年补助租金的50%，\
单家企业每年补助最高80万元。
第四条 企业与农户签订{n}订单的，年收购量超过1000吨的部分，\
按每吨80元给予奖励，每家企业每年最高50万元。
第五条 对取得{n}生产许可的企业，按下列标准奖励：（1）特级{n}窑500万元；（2）普通{n}窑200万元。
第六条 对通过{n}工艺鉴定、{n}产地认证的，每个产品分别奖励5万元、3万元，单个企业年度最高20万元。
第七条 经统一组织参加{n}展会的，按展位费的80%给予补助，每个展位最高1万元，每次展会最多补助4个展位。
第八条 对{n}企业新增的设备贷款，按贷款本金每年1.5%给予贴息，\
贴息期限不超过2年，每家企业累计最高200万元。
第九条 对获批国家级、省级{n}实验室的，按国家、省实际拨付资金的50%给予配套，\
分别最高500万元、200万元。
第十条 举办{n}大赛的，每场补助15万元。
第十一条 {n}企业年产值首次突破1亿元的奖励50万元；1亿元以上每增加1亿元再奖励20万元。
第十二条 对企业{n}展厅投入按30%补助，最高90万元；\
与本县高校联合共建的，补助比例提高至35%，最高120万元。
第十三条 本措施自2025年3月1日起施行，有效期至2027年12月31日。
"""


SEEDS = (3, 11)


town = towns(policy, SEEDS)


@pytest.mark.parametrize(
    ("article", "turns", "amount"),
    [
        (1, ("安吉某某良种基地，一年能供八百万株苗，投了260万，补多少？",), 1_040_000),
        (2, ("安吉新上某某加工线，设备投了3600万，补多少？",), 2_880_000),
        (2, ("安吉新上某某加工线，加工设备投了420万，补不补？",), 0),
        (3, ("安吉新引进企业租标准库房，一年租金60万，第四年补多少？",), 300_000),
        (3, ("安吉新引进企业租标准库房，一年租金60万，租满5年总共补多少？",), 2_100_000),
        (4, ("安吉今年按订单收了5200吨某某，能奖多少？",), 336_000),
        (5, ("安吉拿到特级某某窑的生产许可，奖多少？",), 5_000_000),
        (6, ("安吉今年拿到3个工艺鉴定、2个产地认证，一共奖多少？",), 200_000),
        (6, ("安吉今年拿到1个工艺鉴定、2个产地认证，一共奖多少？",), 110_000),
        (7, ("安吉统一组织去某某展会，摆了6个展位，每个展位费一万，补多少？",), 32_000),
        (8, ("安吉某某企业新增设备贷款4000万，一年贴息多少？",), 600_000),
        (8, ("安吉某某企业新增设备贷款4000万，一年贴息多少？", "按两年算呢"), 1_200_000),
        (9, ("安吉获批了省级某某实验室，拨付资金320万，配套多少？",), 1_600_000),
        (10, ("安吉办某某大赛补多少？",), 150_000),
        (11, ("安吉某某企业年产值头一次到4亿，奖多少？",), 1_100_000),
        (12, ("安吉某某展厅投入200万，补多少？",), 600_000),
        (12, ("安吉某某展厅投入200万，补多少？", "要是跟县里高校联合共建呢？"), 700_000),
    ],
)
def test_each_form_is_worked_out(
    town: Town, article: int, turns: tuple[str, ...], amount: int
) -> None:
    assert total(town.ask(*turns), article) == amount


@pytest.mark.parametrize(
    ("article", "turn"),
    [
        (5, "安吉某某生产许可，奖多少？"),
    ],
)
def test_what_is_not_read_or_not_told_is_never_stated_as_the_sum(
    town: Town, article: int, turn: str
) -> None:
    """A form that no rule works out is said to be open, a class that nobody named is the most."""
    answer = town.ask(turn)
    found = [e for e in answer.estimates if e.clause_id.endswith(f"#{article}")]
    assert found
    assert all(e.status in ("not_quantified", "ceiling") for e in found)


def test_things_that_no_rule_counts_are_told(town: Town) -> None:
    answer = town.ask("安吉开了3家某某展厅，投入200万，补多少？")
    assert any("3家" in left.text for left in answer.unused)


def test_a_matter_of_which_nothing_is_written_is_refused(town: Town) -> None:
    assert town.ask("安吉养老院床位补多少？").outcome == "refused"
