"""Where something is done decides what is paid, as told from a policy's own place."""

from __future__ import annotations

import pytest

from assistant.dialogue.whereabouts import fits, told_in
from assistant.text.gazetteer import place_named
from tests.dialogue.made_up_town import Town, noun, total, towns

HOME = place_named("浙江省", "湖州市", "安吉县")


@pytest.mark.parametrize(
    ("said", "words", "holds"),
    [
        ("去德国参展", "参加境外展会", True),
        ("去德国参展", "参加境内展会", False),
        ("去上海参展", "参加境内省外展会", True),
        ("去杭州参展", "参加境内省外展会", False),
        ("去杭州参展", "在市外开设", True),
        ("在德清开店", "在市外开设", False),
        ("在德清开店", "县外展会", True),
        ("外省的厂", "委托省内企业", False),
        ("外省的厂", "省外企业", True),
        ("去德国参展", "每个奖励5万元", None),
    ],
)
def test_a_place_is_what_a_policy_calls_it(said: str, words: str, holds: bool | None) -> None:
    (where,) = told_in(said, HOME)
    assert fits(words, where, HOME) is holds


@pytest.mark.parametrize("said", ["安吉的企业", "湖州安吉的企业", "浙江安吉的企业"])
def test_the_policys_own_place_is_no_other(said: str) -> None:
    assert not told_in(said, HOME)


def policy(seed: int) -> str:
    n = noun(seed)
    return f"""标题: 安吉县支持{n}产业市场开拓措施
安吉县支持{n}产业市场开拓措施
第一条 参加境外{n}专业展会的，按展位费的70%补助，每次最高5万元；参加境内省外{n}专业展会的，\
按展位费的50%补助，每次最高2万元。
第二条 在浙江省外地级以上城市开设{n}专卖店的，每个店一次性补助8万元；\
在省内安吉县以外开设的，每个店一次性补助3万元。
第三条 新评定为国家5A级、4A级、3A级{n}景区的，分别一次性奖励300万元、100万元、20万元；\
新评定为国家级、省级{n}度假地的，分别一次性奖励200万元、50万元。
第四条 {n}检验室通过国际{n}检验协会（ISTX）认可的，奖励50万元；取得省级{n}检验机构资格证书的，\
奖励20万元。
第五条 本措施自2025年3月1日起执行，至2027年12月31日止。
"""


town = towns(policy, (5, 12))


@pytest.mark.parametrize(
    ("article", "turn", "amount"),
    [
        (1, "安吉企业去德国参加了某某专业展会，展位费6万，补多少？", 42_000),
        (1, "安吉企业去上海参加了某某专业展会，展位费5万，补多少？", 20_000),
        (
            1,
            "安吉企业去德国参加某某专业展会，展位费6万；又去上海参加一次，展位费5万，共补多少？",
            62_000,
        ),
        (2, "安吉企业在外省地级市开了3家某某专卖店，又在杭州开了2家，总共补多少？", 300_000),
        (3, "安吉一家某某景区今年新评上4A级，又新评定为省级某某度假地，合计奖多少？", 1_500_000),
        (
            4,
            "安吉某某检验室通过了ISTX认可，又拿了省级某某检验机构资格证，两项一共奖多少？",
            700_000,
        ),
    ],
)
def test_each_place_and_each_honour_is_paid(
    town: Town, article: int, turn: str, amount: int
) -> None:
    assert total(town.ask(turn), article) == amount
