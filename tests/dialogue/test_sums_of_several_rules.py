"""Several rules of one clause in one message, what keeps from support, parts, levels that rose.

As in test_forms_of_policies.py the trades are put together from characters.
"""

from __future__ import annotations

import pytest

from assistant.rules.estimate import EstimateStatus
from tests.dialogue.made_up_town import Town, noun, total, towns


def policy(n: str) -> str:
    """The text for the trade ``n``."""
    return f"""标题: 安吉县促进{n}行业发展办法
安吉县促进{n}行业发展办法
第一条 有下列情形之一的，当年度不予扶持：
（一）发生较大及以上{n}窑炉事故的；
（二）提供虚假申报材料的。
第二条 首次取得{n}特等资质的，一次性奖励300万元；首次取得{n}普通资质的，每项奖励50万元。
同一企业同一年度取得多项资质的，本条奖励合计不超过400万元。
第三条 新引进{n}设计师、{n}检验师的，按每人5000元、10000元的标准一次性奖励企业，\
每家企业每年最高30万元。
企业培训{n}工匠并取得初级、中级、高级证书的，分别按每人300元、500元、1000元给予补贴，\
每家企业每年最高20万元。
第四条 新建{n}窑炉，设备投资800万元以上的，按设备投资的8%给予补助，最高500万元。\
补助分两年兑付，项目验收当年兑付60%，次年达产后兑付40%。
第五条 购买{n}保险的，按实缴保费的40%给予补助，最高60万元。补助金额不足1万元的，不予补助。
第六条 新认定为国家级、省级、市级{n}研究中心的，分别给予500万元、150万元、30万元奖励。\
由低级别升为高级别的，补足差额。
第七条 {n}船年飞行100架次以上的，小型、中型、大型{n}船每架次分别补助15元、40元、200元，\
每家企业每年最高300万元。
第八条 培训机构每培养1名学员取得中型、小型{n}船执照，分别补助800元、300元；\
学员为退役军人的，每人另加200元。\
单个机构每年最高50万元。
第九条 翻修{n}作坊的，按翻修投入的25%给予补助，最高40万元。家具、布草等软装开支不算在内。
第十条 同一经营主体名下有多家作坊的，可分别申报，但每年所得奖补合计不超过100万元。
第十一条 每年5月、11月各受理一批申报。
第十二条 本办法自2025年3月1日起施行，有效期至2027年12月31日。
"""


SEEDS = (7, 31)


town = towns(lambda seed: policy(noun(seed)), SEEDS)


@pytest.mark.parametrize(
    ("article", "message", "amount"),
    [
        (2, "安吉首次拿到某某特等资质，还首次拿到三项某某普通资质，一共能奖多少？", 4_000_000),
        (2, "安吉首次拿到某某特等资质，还首次拿到一项某某普通资质，一共能奖多少？", 3_500_000),
        (
            3,
            "安吉新引进12个某某设计师、3个某某检验师；还培训工匠拿证，中级200人、高级120人，一共多少？",
            290_000,
        ),
        (4, "安吉新建某某窑炉，设备投资3500万，验收当年能先拿到手多少？", 1_680_000),
        (4, "安吉新建某某窑炉，设备投资3500万，达产后的那一笔是多少？", 1_120_000),
        (5, "安吉买某某保险交了保费2万，补多少？", 0),
        (5, "安吉买某某保险交了保费5万，补多少？", 20_000),
        (6, "安吉的某某研究中心以前认定市级拿过30万，今年升成省级了，还能拿多少？", 1_200_000),
        (9, "安吉翻修某某作坊，屋面、墙体花了130万，家具另外花了20万，翻修能补多少？", 325_000),
        (7, "安吉去年小型某某船飞了1.2万架次、中型飞了8000架次，能补多少？", 500_000),
    ],
)
def test_what_the_rules_come_to(town: Town, article: int, message: str, amount: int) -> None:
    assert total(town.ask(message), article) == amount


def test_what_keeps_from_support_is_told_and_cited(town: Town) -> None:
    answer = town.ask("安吉买某某保险交了保费5万，不过当年出过一起某某窑炉事故，还能补多少？")
    assert total(answer, 5) == 0
    assert "1.1" in {str(c.clause_id).partition("#")[2] for c in answer.citations}


@pytest.mark.parametrize(
    ("message", "article"),
    [
        ("我在安吉有四家某某作坊，一年所有奖补加起来最多能拿多少？", "10"),
        ("安吉某某的奖补一年能报几次，都在几月？", "11"),
    ],
)
def test_what_no_measure_says_is_cited(town: Town, message: str, article: str) -> None:
    cited = {str(c.clause_id).partition("#")[2] for c in town.ask(message).citations}
    assert cited == {article}


def test_what_is_not_read_is_told_beside_the_sum(town: Town) -> None:
    answer = town.ask(
        "安吉今年培养了120人拿中型某某船执照、200人拿小型执照，其中30人是退役军人，补多少？"
    )
    assert total(answer, 8) == 156_000
    assert EstimateStatus.NOT_QUANTIFIED in {e.status for e in answer.estimates}
