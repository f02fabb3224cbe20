"""What a line above a list demands, sums on top, raises in a row: made-up trades, asked."""

from __future__ import annotations

import pytest

from tests.dialogue.made_up_town import Town, noun, total, town_of


def policy(seed: int) -> str:
    n = noun(seed)
    return f"""标题: 安吉县支持{n}产业发展若干措施
安吉县支持{n}产业发展若干措施
第一条 新办{n}集会。对集期不少于3天、竹棚展位面积占比达到40%的{n}集会，\
按照室内场地面积给予一次性补助：
1．1万平方米（含）至2万平方米（不含）的，补助20万元；
2．2万平方米（含）至3万平方米（不含）的，补助45万元；
3．3万平方米（含）以上的，补助90万元。
第二条 扩大窖池。对{n}酿坊的窖池，按照较上年净增加的\
窖池容积每立方米补助25元，单个酿坊每年最高60万元。
第三条 {n}辩会。外地嘉宾50人（含）至100人（不含）、\
100人（含）以上的，分别给予{n}辩会主办方20万元、40万元奖励。\
列入青鸟年鉴的，每个辩会再奖励30万元。
第四条 {n}塾馆补贴。收徒满1年的{n}塾馆，\
按照实际收徒人数和月数给予补贴：初学的每人每月80元，精学的每人每月300元。\
评定为四星、五星塾馆的，补贴标准分别上浮10%、20%。
第五条 {n}印记。{n}作坊用于添置窑具的银行贷款，\
按当年实际支付利息的50%给予贴息，每家每年最高20万元。\
逾期产生的罚息不予贴息。
第六条 {n}水寨。新建{n}水寨，固定资产投资（不含土地价款）1000万元以上的，\
按固定资产投资额的2%给予奖励，最高300万元。
第七条 {n}匠社。{n}匠社安置盲匠人数占在社匠人总数20%以上的，一次性奖励6万元。
第八条 本措施自2025年3月1日起施行，有效期3年。
"""


SEEDS = (3, 21)


@pytest.fixture(scope="module", params=SEEDS)
def town(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Town:
    """One made-up policy, taken in by the command."""
    trade = noun(request.param)
    return town_of(trade, policy(request.param), tmp_path_factory.mktemp("town"))


@pytest.mark.parametrize(
    ("article", "turn", "amount"),
    [
        (1, "安吉新办某某集会，集期4天，竹棚占六成，室内场地正好3万平米，能补多少？", 900_000),
        (1, "安吉新办某某集会，集期2天，竹棚占六成，室内场地3万平米，能补多少？", 0),
        (1, "安吉新办某某集会，集期4天，竹棚占三成，室内场地2.5万平米，能补多少？", 0),
        (3, "安吉办了个某某辩会，外地嘉宾150人，奖多少？", 400_000),
        (3, "安吉办了个某某辩会，外地嘉宾150人，还列入了青鸟年鉴，一共奖多少？", 700_000),
        (4, "安吉某某塾馆，收徒三年了，初学10人、精学5人，收了12个月，补贴多少？", 27_600),
        (4, "安吉某某塾馆评的四星，收徒三年了，初学10人、精学5人，收了12个月，补贴多少？", 30_360),
        (4, "安吉某某塾馆评的五星，收徒三年了，初学10人、精学5人，收了12个月，补贴多少？", 33_120),
        (5, "安吉某某作坊添置窑具贷了款，付了38万利息，其中2万是逾期罚息，贴息多少？", 180_000),
        (6, "安吉新建某某水寨，固定资产投了3000万，其中买地500万，奖多少？", 500_000),
        (7, "安吉某某匠社安置盲匠，占匠人的15%，奖励多少？", 0),
        (7, "安吉某某匠社安置盲匠，占匠人的25%，奖励多少？", 60_000),
    ],
)
def test_each_form_is_worked_out(town: Town, article: int, turn: str, amount: int) -> None:
    assert total(town.ask(turn), article) == amount


def test_only_what_there_is_more_of_is_paid_for(town: Town) -> None:
    answer = town.ask("安吉某某酿坊，窖池容积现在有2万立方米，补多少？")
    assert total(answer, 2) != 500_000


def test_a_share_that_is_not_told_is_asked_for(town: Town) -> None:
    answer = town.ask("安吉某某匠社安置了12个盲匠，奖励多少？")
    assert not any(e.amount for e in answer.estimates)
