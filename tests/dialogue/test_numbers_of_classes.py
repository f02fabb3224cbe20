"""So many of each class, told with who has them and behind what is counted; sums for each who.

The trades are put together from characters, as in test_forms_of_policies.py.
"""

from __future__ import annotations

import pytest

from tests.dialogue.made_up_town import Town, noun, total, towns


def policy(n: str) -> str:
    """The text for the trade ``n``."""
    return f"""标题: 安吉县扶持{n}发展若干办法
安吉县扶持{n}发展若干办法
第一条 {n}企业作为第一完成单位，{n}苗、{n}砧木、{n}球茎品种通过国家鉴定的，每个奖励15万元；\
通过省级鉴定的，每个奖励6万元。同一品种先通过省级鉴定、后通过国家鉴定的，补足差额。
第二条 {n}经营者参加列入县商务局年度名录的展会的，境内展会每个标准摊位补助4000元；\
境外展会每个标准摊位补助1.2万元。同一经营者每年不超过12万元。
第三条 {n}青年首次创办企业并担任法定代表人的，给予一次性补贴8000元。企业每招用1名学徒、\
签订1年以上劳动合同并连续缴纳社会保险满6个月的，再给予用工补贴1500元，用工补贴合计最高1.5万元。
第四条 {n}企业取得{n}技术发明专利授权的，每件奖励1万元。主导制定（排名第一）并已发布国家标准、\
行业标准的，每项分别奖励20万元、10万元；参与制定（排名第二至第四）的，按上述标准的50%奖励。
第五条 {n}行业开业。首次开办{n}企业的，给予一次性开业补贴9000元；租用摊位的，\
按年实际支付租金的50%给予租金补贴，每年最高2万元；招用学徒并缴纳社会保险满6个月的，\
按每招用1人1200元给予带徒补贴，最高1.2万元。
第六条 用人单位在岗{n}职工新取得{n}等级证书的，给予个人一次性奖励，标准如下：
等级　　一般岗位　　紧缺岗位
初级　　500元　　800元
中级　　1000元　　1600元
第七条 本办法自2025年3月1日起施行，有效期至2027年12月31日。
"""


SEEDS = (5, 23)


town = towns(lambda seed: policy(noun(seed)), SEEDS)


@pytest.mark.parametrize(
    ("article", "message", "amount"),
    [
        (
            1,
            "安吉一家某某公司是第一完成单位，去年3个某某苗品种通过国家鉴定，还有4个某某球茎品种通过省级鉴定，一共奖多少？",
            3 * 150_000 + 4 * 60_000,
        ),
        (
            1,
            "我们在安吉育成的一个某某品种，前年通过省级鉴定、已拿到6万元，今年又通过国家鉴定，还能领多少？",
            150_000 - 60_000,
        ),
        (
            2,
            "安吉一家某某经营者去了名录里的一个境内展会，要了5个标准摊位，又去了名录里的一个境外展会，要了3个标准摊位，一共补多少？",
            5 * 4000 + 3 * 12_000,
        ),
        (
            3,
            "我在安吉首次创办某某企业当法定代表人，另外招了6名学徒，都签了1年合同、社保缴满6个月，创业补贴加用工补贴总共多少？",
            8000 + 6 * 1500,
        ),
        (
            3,
            "我在安吉首次创办某某企业当法定代表人，招了14名学徒，都签2年合同、社保缴满8个月，一次性补贴连用工补贴总共多少？",
            8000 + 15_000,
        ),
    ],
)
def test_so_many_of_each(town: Town, article: int, message: str, amount: int) -> None:
    assert total(town.ask(message), article) == amount


def test_what_one_rule_counts_is_of_no_class_of_another(town: Town) -> None:
    answer = town.ask(
        "安吉的某某企业拿到4件某某技术发明专利授权，还参与制定了1项行业标准，合计多少？"
    )
    assert 60_000 not in [e.amount for e in answer.estimates]
    assert 40_000 in [e.amount for e in answer.estimates]


@pytest.mark.parametrize(
    ("message", "amount"),
    [
        (
            "安吉某某企业租摊位一年付了租金4万元，招了5名学徒，都参加了社保，加上一次性开业补贴，总共能拿多少？",
            20_000 + 5 * 1200 + 9000,
        ),
        (
            "安吉某某企业租摊位一年付了租金1万元，招了3名学徒，都参加了社保，连同一次性开业补贴合计多少？",
            5000 + 3 * 1200 + 9000,
        ),
        (
            "安吉某某企业租摊位一年付了租金1万元，招了3名学徒，都参加了社保，总共多少？",
            5000 + 3 * 1200,
        ),
    ],
)
def test_support_that_is_named_is_added(town: Town, message: str, amount: int) -> None:
    assert total(town.ask(message), 5) == amount


def test_persons_of_two_columns_of_a_table(town: Town) -> None:
    answer = town.ask(
        "安吉某某企业今年有4名职工新拿到一般岗位的中级证，3名拿到紧缺岗位的中级证，奖励一共多少？"
    )
    assert total(answer, 6) == 4 * 1000 + 3 * 1600
