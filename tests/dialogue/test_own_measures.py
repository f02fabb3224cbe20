"""Numbers in the measures that a policy brings itself, parts inside a whole, what is passed over.

Policies of made-up trades, taken in by the command, asked in words that they do not have.
"""

from __future__ import annotations

import pytest

from assistant.answer.answer import Answer
from tests.dialogue.made_up_town import Town, noun, total, towns


def policy(seed: int) -> str:
    n = noun(seed)
    return f"""标题: 安吉县支持{n}产业提质若干措施
安吉县支持{n}产业提质若干措施
第一条 {n}作坊当年售出手工{n}的，每把奖励300元，每年最高8万元。
第二条 自然年度开行{n}班线150个往返以上的，每个往返补助8000元，每年最高300万元。
第三条 {n}园验收成活率80%以上的，每亩补助500元，每年最高20万元。
第四条 {n}平台账号粉丝达到10万人以上的，每个账号奖励5000元，每年最高20万元。
第五条 {n}机构招收{n}学员，新增{n}托位的，每个托位补助8000元，最高60万元。
第六条 发运{n}的企业，每件补助0.2元，每年最高50万元；冷藏件每件另加0.1元，加补部分每年最高10万元。
第七条 {n}养护院收住本县户籍老人的，每人每月补助200元，单个机构每年最高60万元。
第八条 建设{n}直播间的，每间补助4000元；其中配备数字人系统的，每间补助10000元。
第九条 {n}工匠首次取得初级工、中级工、高级工、技师、高级技师职业技能等级证书的，\
分别给予1000元、1500元、2000元、3500元、5000元补贴。
第十条 吸纳脱困人口务工、每人累计支付工资1万元以上的，按每人1000元奖励，每年最高10万元。
第十一条 收购本县{n}鲜果的，2000吨以内的部分每吨补助100元，超过2000吨的部分每吨补助150元。
第十二条 首次取得{n}有机产品认证的，奖励5万元。{n}有机产品认证到期续证的，每次奖励1万元。
第十三条 本措施自2025年3月1日起执行，至2027年12月31日止。
"""


town = towns(policy, (5, 12))


@pytest.mark.parametrize(
    ("article", "turn", "amount"),
    [
        (1, "安吉某某作坊去年售出手工某某25把，奖多少？", 7_500),
        (2, "安吉某某班线当年开行了210个往返，补多少？", 1_680_000),
        (3, "安吉某某园有60亩，活了九成多，补多少？", 30_000),
        (3, "安吉某某园有60亩，验收成活率只有78%，补多少？", 0),
        (4, "安吉某某平台有6个账号，个个粉丝过12万，奖多少？", 30_000),
        (5, "安吉某某机构新增了40个位子，补多少？", 320_000),
        (6, "安吉发运某某的企业去年发了100万件，其中20万件是冷藏的，一共补多少？", 220_000),
        (7, "安吉某某养护院收了50个本县老人，每人住了10个月，一年补多少？", 100_000),
        (8, "安吉建了12个某某直播间，里面5间配了数字人系统，补多少？", 78_000),
        (9, "我是安吉的某某工匠，35岁，今年考下了技师证，补贴多少钱？", 3_500),
        (10, "安吉吸纳了26个脱困户来务工，每人发了工资1.5万元，奖多少？", 26_000),
    ],
)
def test_each_number_is_what_the_rule_counts(
    town: Town, article: int, turn: str, amount: int
) -> None:
    assert total(town.ask(turn), article) == amount


def test_no_number_is_told_of_what_lies_beyond_a_bound(town: Town) -> None:
    answer = town.ask("安吉收购本县某某鲜果3200吨，还从外县拉了400吨来加工，补多少？")
    assert total(answer, 11) == 380_000
    assert "400吨" in _left(answer)


def test_what_is_got_first_is_no_renewal(town: Town) -> None:
    assert total(town.ask("安吉今年头一回拿到某某有机产品认证，奖多少？"), 12) == 50_000
    assert total(town.ask("安吉某某有机产品认证到期续证了一次，奖多少？"), 12) == 10_000


def _left(answer: Answer) -> str:
    return "；".join(u.text for u in answer.unused)


def test_a_number_of_people_that_nothing_used_is_told(town: Town) -> None:
    answer = town.ask("安吉某某养护院收了50名本县老人，住了10个月，年底留下3人，补多少？")
    assert total(answer, 7) == 100_000
    assert "3人" in _left(answer)


def test_two_numbers_of_people_are_both_told_where_neither_is_used(town: Town) -> None:
    answer = town.ask("安吉某某养护院有老人12名、护工8名，住了10个月，补多少？")
    assert all(number in _left(answer) for number in ("12名", "8名"))


def test_what_those_who_are_counted_lack_denies_no_number(town: Town) -> None:
    answer = town.ask("安吉某某养护院收了50名未参保老人，住了10个月，补多少？")
    assert total(answer, 7) == 100_000
