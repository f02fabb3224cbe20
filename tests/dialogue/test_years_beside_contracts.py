"""Years that are asked about beside years that a contract lasts; one thing and another thing."""

from __future__ import annotations

import pytest

from tests.dialogue.made_up_town import Town, noun, total, towns


def policy(seed: int) -> str:
    n = noun(seed)
    return f"""标题: 安吉县支持{n}人才和认证若干措施
安吉县支持{n}人才和认证若干措施
第一条 {n}学者。企业每招收1名{n}学者，在岗期间每年给予企业6万元补助，最长3年。\
{n}学者期满后留在安吉企业工作并签订4年以上劳动合同的，给予个人11万元补贴。
第二条 {n}认证和标识。企业取得{n}产品认证、完成{n}标识登记的，按实际费用的40%补助，单项最高8万元，\
每家企业每年最高30万元。
第三条 施行。本措施自2025年3月1日起施行，至2027年12月31日止。
"""


town = towns(policy, (2, 13))


@pytest.mark.parametrize(
    ("article", "turn", "amount"),
    [
        (1, "安吉企业招了3名某某学者，都在岗2年，补助总共拿多少？", 360_000),
        (1, "安吉企业招了1名某某学者，两年补助总共拿多少？", 120_000),
        (1, "安吉企业招了2名某某学者，在岗5年，补助总共拿多少？", 360_000),
        (1, "我是某某学者，期满后留在安吉企业工作，签了5年劳动合同，个人补贴总共多少？", 110_000),
        (1, "我是某某学者，期满后留在安吉企业工作，只签了2年劳动合同，个人补贴总共多少？", 0),
        (
            2,
            "我公司在安吉，办了一项某某产品认证花了30万，又完成一个某某标识登记花了5万，总共补多少？",
            100_000,
        ),
        (2, "我公司在安吉，某某产品认证花了15万，补多少？", 60_000),
    ],
)
def test_years_and_things_are_told_apart(town: Town, article: int, turn: str, amount: int) -> None:
    assert total(town.ask(turn), article) == amount
