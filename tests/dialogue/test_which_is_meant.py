"""Which matter, party, kind or year a message means: what it goes back to, and what it leaves.

A tender in 龙华 pays who sets the task 10 % and who solves it 20 % of what is no public money;
standards there pay 60, 40 and 20万 each, at most 100万 a year, filed models 50万 each of last year.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask, understand

TENDER, STANDARDS, FILED = "longhua-2025#10", "longhua-2025#11", "longhua-2025#9"
LONGGANG_FILED, LONGGANG_RESEARCH = "longgang-2025#5", "longgang-2025#11"
RENT, COMPUTE = "longhua-2025#6", "futian-2024#2"
LONGHUA_COMPUTE, LONGGANG_COMPUTE = "longhua-2025#4", "longgang-2025#2"


@pytest.mark.parametrize(
    "asks",
    [
        "两边各是多少",
        "我们和揭榜的各能拿多少",
        "我们多少，他们多少",
        "咱们跟那家公司分别拿多少",
        "两家再各算一下",
    ],
)
def test_each_of_both_parties(asks: str) -> None:
    talk = ["龙华揭榜挂帅，我们是发榜方，项目总投入1300万，没有财政的钱", asks]
    assert by_clause(*talk)[TENDER] == {130 * WAN, 260 * WAN}


@pytest.mark.parametrize(
    "message",
    [
        "龙华揭榜挂帅项目，总投入800万，没有财政的钱。出题方是商场，我们是揭榜方。商场多少，我们多少",
        "龙华揭榜挂帅项目，总投入800万。我们来揭的榜，发榜的是物业公司。我们能拿多少，物业公司又能拿多少",
    ],
)
def test_each_party_that_is_named(message: str) -> None:
    assert by_clause(message)[TENDER] == {80 * WAN, 160 * WAN}


@pytest.mark.parametrize(
    "message",
    [
        "龙华揭榜挂帅项目，我们揭榜，银行发榜，总投入900万，没有财政的钱，我们拿多少",
        "龙华揭榜挂帅项目，银行发榜，我们揭的榜，总投入900万，没有财政的钱，能拿多少",
    ],
)
def test_who_asks_for_himself_gets_his_own(message: str) -> None:
    assert by_clause(message)[TENDER] == {180 * WAN}


@pytest.mark.parametrize("asks", ["老板想听听人家那边的", "先说他们那头的", "他要看对方的"])
def test_whose_is_to_be_told(asks: str) -> None:
    talk = ["龙华揭榜挂帅，我们是揭榜方，项目总投入1300万，没有财政的钱", asks]
    assert by_clause(*talk)[TENDER] == {130 * WAN}


@pytest.mark.parametrize("takes", ["财政收回去300万", "财政抽回300万", "财政那笔拿回去300万"])
def test_what_is_taken_back_goes_off(takes: str) -> None:
    talk = ["龙华揭榜挂帅，我们是发榜方，项目总投入1500万，其中财政500万", takes]
    assert by_clause(*talk)[TENDER] == {130 * WAN}


@pytest.mark.parametrize(
    ("more", "wan"),
    [
        ("哦还有个国标，同一年发的", 60),
        ("ISO那边有一个，也是我们牵头的", 80),
        ("IEC那个也是我们主导的", 80),
        ("行标又翻出一个，也是我们主导", 40),
        ("要是年内再主导个国际的呢", 80),
        ("又牵头了个国标", 60),
        ("另一项国标也批下来了", 60),
    ],
)
def test_one_more_of_a_kind(more: str, wan: int) -> None:
    talk = ["龙华标准奖励，我们今年主导制定了一个行业标准", more]
    assert by_clause(*talk)[STANDARDS] == {wan * WAN}


@pytest.mark.parametrize("said", ["国标那个还差个章", "另一个国标没我们的份", "国标还没发布"])
def test_no_more_of_a_kind(said: str) -> None:
    talk = ["龙华标准奖励，我们今年主导制定了一个行业标准", said]
    assert max(by_clause(*talk).get(STANDARDS, {0})) <= 20 * WAN


@pytest.mark.parametrize(
    "moves", ["国际的拖到明年了", "ISO要明年才发布", "国际的改成明年", "国际那个挪到明年"]
)
def test_a_kind_that_goes_to_the_next_year(moves: str) -> None:
    talk = ["龙华标准奖励，我们今年主导了三个行业标准一个国际标准", moves]
    assert by_clause(*talk)[STANDARDS] == {60 * WAN}
    assert by_clause(*talk, "两年合计呢")[STANDARDS] == {120 * WAN}
    assert by_clause(talk[0], f"{moves}，两年一共")[STANDARDS] == {120 * WAN}


@pytest.mark.parametrize(
    ("told", "wan"),
    [
        ("两个是去年过的，还有一个今年3月。现在去报能拿多少", 100),
        ("去年两个今年一个，现在去报能拿多少", 100),
        ("一个去年两个今年，现在报能拿多少", 50),
    ],
)
def test_only_those_of_the_year_before_count(told: str, wan: int) -> None:
    talk = ["公司在龙华，三个模型都拿到生成式服务备案了，一个给50万对吧", told]
    assert by_clause(*talk)[FILED] == {wan * WAN}


def test_one_of_those_of_last_year_by_its_month() -> None:
    talk = [
        "公司在龙华，三个模型都拿到生成式服务备案了",
        "两个是去年4月、10月过的，还有一个今年2月，现在去报",
        "去年10月那个不是备案，只是登记",
    ]
    assert by_clause(*talk)[FILED] == {50 * WAN}


@pytest.mark.parametrize(
    "says",
    [
        "再看备案那边：有一个下不来，就四个",
        "说回自己备案，少了一个",
        "回到备案那块，有一个没过",
        "先说备案，其实是四个",
    ],
)
def test_back_to_an_earlier_matter(says: str) -> None:
    talk = [
        "龙岗软件公司，自家5个模型今年都过了国家生成式备案，能给多少",
        "我们还采购了别家备过案的模型做场景开发，完成合同金额540万，这块能拿多少",
        says,
    ]
    assert by_clause(*talk) == {LONGGANG_FILED: {200 * WAN}}


@pytest.mark.parametrize(
    ("says", "wan"), [("房租那头漏了一笔6万", 18), ("回到房租，其实是36万", 18), ("再说回房租", 15)]
)
def test_back_to_the_rent(says: str, wan: int) -> None:
    talk = ["龙华评估过的机器人企业，去年实付房租30万", "今年还主导了一个国标", says]
    if says != "再说回房租":
        assert by_clause(*talk)[RENT] == {wan * WAN}
    assert STANDARDS not in by_clause(*talk)


@pytest.mark.parametrize("back", ["不搬了", "算了不去了，还是多少", "那不动了", "没搬成，多少"])
def test_back_to_the_place_of_before(back: str) -> None:
    talk = ["龙岗，今年算力服务费实打实花了900万", "要是搬福田呢，租卡做大模型训练", back]
    assert by_clause(*talk) == {LONGGANG_COMPUTE: {270 * WAN}}


@pytest.mark.parametrize("back", ["那还是在龙华，照原来那个数", "还是留在龙华"])
def test_back_with_the_numbers_of_that_place(back: str) -> None:
    talk = ["龙华采购算力720万", "换福田那家公司去签呢，租卡做大模型推理，实际发生1300万", back]
    assert by_clause(*talk) == {LONGHUA_COMPUTE: {216 * WAN}}


@pytest.mark.parametrize(
    "leaves", ["科技计划落选了，没配套了，只剩攻关", "省里那个挪到下一年才立项，今年剩下攻关这一笔"]
)
def test_what_stays_of_two_of_one_clause(leaves: str) -> None:
    talk = [
        "龙岗机器人共性技术攻关评审过了，总投资440万",
        "我们还接了个省里的具身方向科技计划项目，配套也加上，一共多少",
        "攻关的总投资加到520万",
        leaves,
    ]
    assert 260 * WAN in by_clause(*talk)[LONGGANG_RESEARCH]


def test_both_at_the_same_time() -> None:
    talk = [
        "在福田牵头搞创新联合体，条件都符合，最高支持多少",
        "我们有科技贷款，贴息那条每家封顶几多",
        "这两样能同时拿吗",
    ]
    assert set(by_clause(*talk)) == {"futian-2024#9.2", "futian-2024#10"}


@pytest.mark.parametrize(
    "message",
    [
        "福田，整理了一套语料，首次放到公共服务平台上给同行用，制作花了60万",
        "福田，做了一批训练语料，头一回挂到公共服务平台上，生产成本60万",
    ],
)
def test_what_is_put_onto_a_platform_a_clause_later(message: str) -> None:
    assert {str(c.clause_id) for c in ask(message).citations} >= {"futian-2024#3.3"}


@pytest.mark.parametrize(
    "theirs",
    [
        "我太太在福田另有一家公司，也租卡训模型，实际发生200万，她那家呢",
        "我小舅子的工厂也在福田，租卡训模型实际发生200万，他能拿多少",
        "我同学公司也在福田，租卡训模型实际发生200万，他们能拿多少",
        "我老婆问，她们单位也在福田，租卡训模型实际发生200万，她们能拿多少",
        "合作伙伴也在福田，租卡训模型实际发生200万，他呢",
    ],
)
@pytest.mark.parametrize("ours", ["那我们家还是多少", "我们自己呢", "我这边再说一遍"])
def test_ones_own_after_the_firm_of_another(theirs: str, ours: str) -> None:
    talk = ["福田，租卡训大模型实际发生400万", theirs]
    assert by_clause(*talk)[COMPUTE] == {60 * WAN}
    assert by_clause(*talk, ours)[COMPUTE] == {120 * WAN}
    assert by_clause(*talk, ours, "她那家再说一遍")[COMPUTE] == {60 * WAN}


@pytest.mark.parametrize("says", ["我老公说实际是460万", "老公又说多了60万"])
def test_who_only_says_something_has_no_firm(says: str) -> None:
    talk = ["福田，租卡训大模型实际发生400万", says]
    assert by_clause(*talk)[COMPUTE] == {138 * WAN}


@pytest.mark.parametrize(
    ("talk", "clause", "wan"),
    [
        (("福田买备案大模型合同100万", "又买了40万没备案的模型"), "futian-2024#1.2", 30),
        (
            ("龙岗从交易平台买语料300万，非关联", "还有一笔80万是关联公司卖的，也放进来行不行"),
            "longgang-2025#3",
            60,
        ),
        (
            ("宝安初创，租智能算力训大模型，合同420万", "还另有个60万的推理合同，能一起算吗"),
            "shenzhen-pioneer-2024#2",
            252,
        ),
        (
            ("宝安初创，租智能算力训大模型，合同420万", "又签了60万推理的"),
            "shenzhen-pioneer-2024#2",
            252,
        ),
    ],
)
def test_one_more_that_does_not_count(talk: tuple[str, str], clause: str, wan: int) -> None:
    """It is told as unused, and what was told before stays what it was."""
    assert wan * WAN in by_clause(*talk)[clause]
    assert ask(*talk).unused


def test_one_more_that_counts() -> None:
    talk = ("宝安初创，租智能算力训大模型，合同420万", "还另有个80万的训练合同，一起算")
    assert by_clause(*talk)["shenzhen-pioneer-2024#2"] == {300 * WAN}


@pytest.mark.parametrize(
    ("message", "wan"),
    [
        ("龙华，国标主导了两个行标主导了一个，奖金合计？", 100),
        ("龙华，国标一个行标两个都是我们主导，奖金合计", 80),
        ("龙华，我们主导的国际标准一个行业标准一个，奖多少", 80),
        ("龙华，国标主导了一个行标参与了一个，奖金合计？", 40),
        ("龙华，国标主导了两个，行标主导了一个，奖金合计？", 100),
    ],
)
def test_kinds_by_turns_without_a_mark(message: str, wan: int) -> None:
    assert by_clause(message)[STANDARDS] == {wan * WAN}


@pytest.mark.parametrize(
    "message",
    [
        "市里新建一个评测平台，审定总投入3000万；老的开源平台上年度审定运营费1000万。分别多少",
        "市里新建一个适配中心，审定总投入3000万，另一个老的去年审定运营费用1000万，各多少",
    ],
)
def test_the_case_that_only_its_sum_tells(message: str) -> None:
    """50 % of what a new platform costs, 30 % of what an old one costs to run."""
    assert by_clause(message)["shenzhen-pioneer-2024#12"] >= {1500 * WAN, 300 * WAN}


def test_a_case_told_anew_leaves_the_sum_of_the_other() -> None:
    talk = (
        "市里新建平台审定总投入2600万，能拿多少",
        "其实是早建成的平台，上年度审定运营费1200万",
    )
    assert by_clause(*talk)["shenzhen-pioneer-2024#12"] == {360 * WAN}


def test_ones_own_count_is_said_again_and_not_counted_on() -> None:
    talk = (
        "去年我们龙华公司有3个模型过了生成式服务备案",
        "同行也在龙华，去年过了2个，他们能拿多少",
    )
    assert by_clause(*talk)[FILED] == {100 * WAN}
    assert by_clause(*talk, "我们自己再说一遍")[FILED] == {150 * WAN}


@pytest.mark.parametrize(
    "says", ["二代黄了，就只有今年这款", "后年那款取消了，只剩今年的", "第二款不做了，只留今年这笔"]
)
def test_what_is_left_of_two_years(says: str) -> None:
    talk = (
        "龙岗智能眼镜研发投入70万，规模够",
        "后年第二款打算再投40万研发。今年后年两年合计能拿多少",
        says,
    )
    assert by_clause(*talk)["longgang-2025#8"] == {21 * WAN}


def test_ones_own_side_again() -> None:
    talk = (
        "龙华揭榜挂帅，我们是揭榜方，项目总投入1200万，没有财政的钱",
        "发榜的那家呢",
        "我们这边怎么算",
    )
    assert by_clause(*talk)[TENDER] == {240 * WAN}


@pytest.mark.parametrize(
    "message",
    [
        "龙华场景揭榜，A项目我们是发榜方，总投入1500万；B项目我们是揭榜方，总投入800万。",
        "龙华揭榜挂帅。食堂那个我们是发榜方，总投入1500万；门禁那个我们是揭榜方，总投入800万。各多少",
    ],
)
def test_each_party_with_the_sum_of_its_own_project(message: str) -> None:
    assert by_clause(message)[TENDER] == {150 * WAN, 160 * WAN}


def test_what_the_other_party_paid_is_no_project() -> None:
    message = "龙华揭榜挂帅，我们是发榜方，总投入1500万，揭榜方出了300万"
    assert by_clause(message)[TENDER] == {150 * WAN}


@pytest.mark.parametrize(
    ("talk", "clause", "wan"),
    [
        (
            ("福田买备案大模型合同100万", "后来又签了一份，40万元，但那份买的模型没备案"),
            "futian-2024#1.2",
            30,
        ),
        (
            ("福田买备案大模型合同120万", "还另买了一款，花了60万，只是这款还没有备案"),
            "futian-2024#1.2",
            36,
        ),
        (
            ("福田买备案大模型合同120万", "又签了一份，60万元。不过那份的模型没备案"),
            "futian-2024#1.2",
            36,
        ),
        (
            ("龙岗从交易平台买语料300万，非关联", "还另买了一批，80万，可那批是关联公司卖的"),
            "longgang-2025#3",
            60,
        ),
    ],
)
def test_one_more_that_the_clause_behind_it_denies(
    talk: tuple[str, str], clause: str, wan: int
) -> None:
    """It is told as unused, and what was told before keeps its condition."""
    assert wan * WAN in by_clause(*talk)[clause]
    assert ask(*talk).unused


@pytest.mark.parametrize(
    ("count", "says", "wan"),
    [
        (2, "第三个去年也过了备案", 150),
        (2, "第三、第四个去年也都过了备案", 200),
        (3, "第一个和第二个后来都被注销了", 50),
        (3, "第二、第三个后来撤回了", 50),
        (3, "第三个后来被注销了", 100),
        (3, "第二个去年年底过的备案", 150),
    ],
)
def test_several_places_in_a_row(count: int, says: str, wan: int) -> None:
    talk = (f"龙华，我们去年有{count}个模型通过了生成式服务备案", says)
    assert by_clause(*talk)[FILED] == {wan * WAN}


def test_the_next_of_what_is_only_counted() -> None:
    """30万 for each project of Futian that passed."""
    talk = ("福田场景+AI，综合评审我们通过了两个项目", "第三个项目上周也过了评审")
    assert 90 * WAN in by_clause(*talk)["futian-2024#4.1"]
    assert 30 * WAN in by_clause(*talk, "最早的那两个都撤回了")["futian-2024#4.1"]


@pytest.mark.parametrize("says", ["国家级那项推迟到明年才发布", "国家标准推迟到明年发布"])
def test_a_kind_put_off_is_taken_out(says: str) -> None:
    talk = ("龙华，今年主导制定了一项国家标准和一项行业标准", f"{says}，今年能拿多少")
    assert by_clause(*talk)[STANDARDS] == {20 * WAN}


def test_the_later_of_two_years() -> None:
    talk = (
        "福田采购备案大模型的服务，2025年合同额100万，补多少",
        "2026年合同额预计200万，两年合计多少",
        "后一年的预算砍了一半，合计变成多少",
    )
    assert by_clause(*talk)["futian-2024#1.2"] == {60 * WAN}


@pytest.mark.parametrize(
    "says",
    [
        "后补的那一份根本没有执行，请恢复原来的算法",
        "后加的那份没签成，恢复到原先的数",
        "后补的那份作废了，恢复之前的口径",
    ],
)
def test_what_came_last_is_off_and_all_is_as_it_was(says: str) -> None:
    talk = (
        "福田，我们租智能算力做大模型推理，实际发生合同额400万，补多少",
        "还有另一份100万元的推理服务，也已经发生了",
        says,
    )
    assert by_clause(*talk)[COMPUTE] == {120 * WAN}


@pytest.mark.parametrize("says", ["最后定稿是118万元", "最后核定了118万", "后来审定是118万元"])
def test_what_is_settled_on_is_what_was_told_last(says: str) -> None:
    """The sum of the entry, not the fee that was told before it: 20万 from 100万 on."""
    talk = (
        "福田，数据资产首次入表金额150万元，也在数据交易机构流通交易了，服务费用65万元，支持多少",
        "会计师复核以后，入表金额是96万元",
        says,
    )
    numbers = {s.name: s.value for s in understand(*talk).ledger.matters[0].numbers}
    assert numbers["asset_entry_yuan"] == 118 * WAN
    assert numbers["asset_service_fee_yuan"] == 65 * WAN
