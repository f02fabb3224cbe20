"""Years told of something else, rent of so many months, persons of a kind, in made-up policies.

The nouns are put together from characters: no word list of this project can know the trade. Each
form is asked as people ask, the sum worked out here a second time.
"""

from __future__ import annotations

import pytest

from tests.dialogue.made_up_town import Town, noun, total, towns


def policy(seed: int) -> str:
    """A policy that has every form once."""
    n = noun(seed)
    return f"""标题: 安吉县支持{n}产业发展若干政策
安吉县支持{n}产业发展若干政策
第一条 大学生（毕业5年内）到{n}企业就业的，给予个人每年1.5万元补贴，连续补贴3年。
第二条 流转{n}园100亩以上、流转期5年以上的，每亩每年补贴150元，连续补贴3年。
第三条 {n}工坊按实际支付租金的30%给予租金补贴，补贴标准不超过每平方米每月40元，\
补贴面积不超过500平方米，补贴期限不超过12个月。
第四条 {n}机构每签约1名粉丝量300万以上的博主并服务满1年的，奖励4万元，每家机构每年最多奖励3名。
第五条 购置列入目录的{n}机械，按中央补贴额的50%给予累加补贴。购置自动{n}机的，\
每台另给予3000元作业奖励，每个主体不超过2台。
第六条 首次取得{n}证的，每张证奖励10万元，单个企业每年最多奖励4张。
第七条 本政策自2025年3月1日起施行，有效期至2027年12月31日。
"""


SEEDS = (6,)


town = towns(policy, SEEDS)


@pytest.mark.parametrize(
    ("article", "turns", "amount"),
    [
        (1, ("大学毕业两年，到某某企业上班，三年一共能领多少？",), 3 * 15_000),
        (1, ("毕业四年的大学生到某某企业就业，每年补多少？",), 15_000),
        (2, ("流转了120亩某某园，签了8年，流转补贴三年一共多少？",), 3 * 120 * 150),
        (3, ("某某工坊300平，每月租金2万，付了20个月租金，补多少？",), 12 * 6_000),
        (3, ("某某工坊300平，每月租金2万，租了8个月，补多少？",), 8 * 6_000),
        (4, ("某某机构签约了5名博主，都服务满一年，奖多少？",), 3 * 40_000),
        (5, ("买了3台自动某某机，作业奖励能拿多少？",), 2 * 3_000),
        (6, ("首次拿了6张某某证，奖多少？",), 4 * 100_000),
    ],
)
def test_years_and_persons_are_what_they_are_told_of(
    town: Town, article: int, turns: tuple[str, ...], amount: int
) -> None:
    assert total(town.ask(*turns), article) == amount
