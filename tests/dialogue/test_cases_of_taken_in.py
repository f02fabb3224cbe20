"""Cases of a policy that was taken in: denied from afar, of a season, changed, beyond a number.

The trade is made up by a program: no word list of this project can know it.
"""

from __future__ import annotations

import pytest

from assistant.rules.estimate import EstimateStatus
from tests.dialogue.made_up_town import Town, noun, total, town_of

TRADE = noun(37)

POLICY = f"""标题: 安吉县支持{TRADE}产业发展若干措施
安吉县支持{TRADE}产业发展若干措施
第一条 本措施所称“旺季”，是指每年6月1日至9月30日。
第二条 实施{TRADE}窑炉改造项目，设备投资100万元以上的，按设备投资额的10%给予补助，最高200万元；\
其中列入省级以上绿色低碳示范工程名录的，补助比例提高到15%，最高400万元。
第三条 自主举办{TRADE}集市，实际入场商户达到50户的，按入场商户每户200元补助，单场最高10万元；\
非旺季举办的，按每户300元补助，单场最高15万元。
第四条 {TRADE}陈列馆全年免费开放不少于200天的，给予运营补助12万元；\
开放天数超过200天的部分，每增加1天加补500元，加补部分最高4万元。
第五条 首次获得{TRADE}甲等标志的，每个产品奖励2万元；首次获得{TRADE}地标认证的，每张证书奖励4万元；\
上述认证到期后续展的，按首次奖励标准的50%给予奖励。
第六条 {TRADE}作品获奖的，最高等次奖（金瓯大奖、银帆特别奖）每件奖励8万元，其他奖项每件奖励3万元。
第七条 补贴{TRADE}师傅用工。招用{TRADE}师傅的，每人补助1000元。
第八条 除{TRADE}师傅用工补贴由乡镇人民政府受理外，其他事项由县{TRADE}产业服务中心受理。
第九条 本措施自2025年3月1日起施行，有效期至2027年12月31日。
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """The made-up policy, taken in by the command."""
    return town_of(TRADE, POLICY, tmp_path_factory.mktemp("town"))


KILN = "安吉某某窑炉改造，设备投资600万元，"
FAIR = "安吉办了一场某某集市，实际入场商户300户，"


@pytest.mark.parametrize(
    ("clause", "turns", "amount"),
    [
        ("2", (f"{KILN}没有列入省级绿色低碳示范工程，能补多少？",), 6_000_000 * 10 // 100),
        ("2", (f"{KILN}绿色低碳示范工程名录里没有我们，能补多少？",), 6_000_000 * 10 // 100),
        ("2", (f"{KILN}绿色低碳示范工程没评上，能补多少？",), 6_000_000 * 10 // 100),
        ("2", (f"{KILN}列入了省级绿色低碳示范工程，能补多少？",), 6_000_000 * 15 // 100),
        ("2", (f"{KILN}能补多少？",), 6_000_000 * 10 // 100),
        ("3", (f"{FAIR}3月办的，能补多少？",), 300 * 300),
        ("3", (f"{FAIR}十一月份办的，能补多少？",), 300 * 300),
        ("3", (f"{FAIR}是非旺季办的，能补多少？",), 300 * 300),
        ("3", (f"{FAIR}旺季以外办的，能补多少？",), 300 * 300),
        ("3", (f"{FAIR}7月办的，能补多少？",), 300 * 200),
        ("3", (f"{FAIR}9月30日办的，能补多少？", "要是10月1日办的呢？"), 300 * 300),
        ("3", (f"{FAIR}7月办的，3月申报，能补多少？",), 300 * 200),
        ("5", ("安吉2张某某地标认证证书到期续展，奖励多少？",), 2 * 40_000 * 50 // 100),
        ("5", ("安吉2张某某地标认证证书，首次拿到的，奖励多少？",), 2 * 40_000),
        ("6", ("安吉2件某某作品拿了金瓯大奖，奖多少？",), 2 * 80_000),
    ],
)
def test_case_of_a_policy_taken_in(
    town: Town, clause: str, turns: tuple[str, ...], amount: int
) -> None:
    paid = [
        one.amount for one in town.ask(*turns).estimates if one.clause_id.endswith(f"#{clause}")
    ]
    assert paid[:1] == [amount]


@pytest.mark.parametrize(
    ("article", "turn", "amount"),
    [
        (4, "安吉某某陈列馆全年免费开放了260天，运营补助总共多少？", 120_000 + 60 * 500),
        (4, "安吉某某陈列馆全年免费开放了300天，能补多少？", 120_000 + 40_000),
        (4, "安吉某某陈列馆全年免费开放了200天，能补多少？", 120_000),
        (4, "安吉某某陈列馆全年免费开放了150天，能补多少？", 0),
        (
            5,
            "安吉去年3个某某产品首次拿到甲等标志，还有2张某某地标认证证书到期续展，奖励合计多少？",
            3 * 20_000 + 2 * 40_000 * 50 // 100,
        ),
        (6, "安吉1件某某作品拿了金瓯大奖、2件拿了其他奖项，一共奖多少？", 80_000 + 2 * 30_000),
    ],
)
def test_what_an_article_pays_in_all(town: Town, article: int, turn: str, amount: int) -> None:
    assert total(town.ask(turn), article) == amount


def test_a_part_of_a_name_in_brackets_names_no_class(town: Town) -> None:
    answer = town.ask("安吉2件某某作品拿了银帆奖，奖多少？")
    assert all(one.status is not EstimateStatus.PAYABLE for one in answer.estimates)


@pytest.mark.parametrize(
    ("turns", "body"),
    [
        (("安吉招用某某师傅的补贴去哪里申请？",), "乡镇人民政府"),
        (("安吉招用5名某某师傅，补多少？", "这个补贴到哪里申报？"), "乡镇人民政府"),
        (("安吉某某陈列馆的运营补助在哪里申请？",), "产业服务中心"),
    ],
)
def test_where_one_applies(town: Town, turns: tuple[str, ...], body: str) -> None:
    lead = "".join(one.text for one in town.ask(*turns).sentences[:1])
    assert body in lead
