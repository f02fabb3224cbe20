"""What was added last is taken back without its sum; a change that nothing takes up is told.

又追加了340万 and then 追加的老板没批 was once still paid on both. Amounts are the rates of the
clauses (龙岗语料 20 %, at most 100万; 龙岗 and 福田算力 30 %), worked out here from what is said.
"""

from __future__ import annotations

import random

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import amounts, ask

CORPUS, COMPUTE, FUTIAN = "longgang-2025#3", "longgang-2025#2", "futian-2024#2"
BOUGHT = "龙岗语料采购{}万，交易平台非关联大模型研发"


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    "back", ["追加的老板没批，去掉吧", "哎还是不加了", "后加的那笔黄了", "先别加了"]
)
def test_an_addition_is_taken_back_without_its_sum(back: str, seed: int) -> None:
    first, more = random.Random(seed).sample(range(20, 200), 2)
    found = by_clause(BOUGHT.format(first), f"又追加了{more}万", back)
    assert found[CORPUS] == {first * WAN * 20 // 100}


def test_where_nothing_was_added_nothing_is_taken_back() -> None:
    assert by_clause(BOUGHT.format(150), "还是不加了")[CORPUS] == {150 * WAN * 20 // 100}


@pytest.mark.parametrize("later", ["上周那个先别算", "那不对，如果是一样的话", "如果没通过呢"])
def test_a_change_of_common_words_that_changes_nothing_is_told(later: str) -> None:
    assert [u.text for u in ask(BOUGHT.format(150), later).unused] == [later]


def test_asking_whether_is_no_correction() -> None:
    found = by_clause(BOUGHT.format(150), "才20%?福田是不是高点")
    assert found == {"futian-2024#3.1": {150 * WAN * 10 // 100}}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    "first",
    [
        "龙岗租算力和福田租算力，龙岗{}万，福田{}万",
        "龙岗和福田都租智能算力训练大模型，龙岗那边{}万，福田这边{}万，各补多少",
        "龙岗和福田租算力哪个划算？龙岗报价{}万，福田报价{}万",
    ],
)
def test_a_first_message_with_a_sum_for_each_place(first: str, seed: int) -> None:
    one, two, three = random.Random(seed).sample(range(20, 900), 3)
    talk = [first.format(one, two)]
    assert by_clause(*talk) == {
        COMPUTE: {one * WAN * 30 // 100},
        FUTIAN: {two * WAN * 30 // 100},
    }
    talk.append(f"福田改成{three}万")
    assert by_clause(*talk) == {FUTIAN: {three * WAN * 30 // 100}}
    talk.append("两边一共多少")
    assert by_clause(*talk) == {
        COMPUTE: {one * WAN * 30 // 100},
        FUTIAN: {three * WAN * 30 // 100},
    }


def test_some_of_what_was_counted_are_of_another_kind() -> None:
    talk = ["龙华 我们今年主导出了两项行业标准 奖励", "其中一项其实是国家标准"]
    assert by_clause(*talk) == {"longhua-2025#11": {(20 + 40) * WAN}}
    talk.append("那个国家标准我们只参与没主导")
    assert by_clause(*talk) == {"longhua-2025#11": {20 * WAN}}


def test_a_new_sum_for_all_is_for_all_of_them() -> None:
    talk = ["福田 买备案大模型做应用 合同60来万 补多少", "市里模型券呢 模型购买费用也这个数"]
    found = by_clause(*talk, "确认了 都是66万 再算一遍")
    assert found == {
        "futian-2024#1.2": {66 * WAN * 30 // 100},
        "shenzhen-pioneer-2024#4": {66 * WAN * 30 // 100},
    }


def test_what_is_said_not_to_be_meant_is_not() -> None:
    talk = ["我们龙华公司有4个算法上了境内深度合成服务算法备案清单 最多奖几多"]
    assert "longhua-2025#9" in by_clause(*talk, "模型备案上年度通过了五个呢 不是算法")


@pytest.mark.parametrize("seed", range(3))
def test_a_price_asked_is_used_where_nothing_else_is_told(seed: int) -> None:
    asked, paid = sorted(random.Random(seed).sample(range(20, 900), 2), reverse=True)
    assert by_clause(f"龙岗租算力，对方报价{asked}万，能补多少") == {
        COMPUTE: {asked * WAN * 30 // 100}
    }
    found = by_clause(f"龙岗租算力，对方报价{asked}万，最后{paid}万成交")
    assert found == {COMPUTE: {paid * WAN * 30 // 100}}


@pytest.mark.parametrize("seed", range(3))
def test_the_head_of_the_one_lacking_fact_names_the_sum(seed: int) -> None:
    cost = random.Random(seed).randrange(20, 90)
    found = by_clause(f"龙岗卖首台人形机器人,造这批货成本{cost}万,回多少")
    assert cost * WAN * 50 // 100 in found["longgang-2025#7"]
    assert by_clause(f"龙岗卖首台人形机器人,人工成本{cost}万,回多少") == {}


def test_the_matter_of_the_asker_that_is_named_is_meant() -> None:
    talk = [
        "甲在龙岗，买算力服务900万；乙在前海，开跨境eVTOL航线已获批，起降点有一个在前海。各多少",
        "甲的算力服务费算错了，一千一百万",
    ]
    assert by_clause(*talk) == {COMPUTE: {1100 * WAN * 30 // 100}}
    talk.append("乙改主意了，只开境内的")
    assert by_clause(*talk) == {"qianhai-2024#11": {100 * WAN}}


def test_a_doubt_about_the_sum_told_changes_nothing() -> None:
    talk = ["福田买备案过的大模型做应用开发，采购合同180万，补多少", "怎么到你这儿是50万了"]
    assert by_clause(*talk) == {"futian-2024#1.2": {50 * WAN}}


def test_not_recognised_as_is_a_denial() -> None:
    first = "深圳的初创公司，租智能算力训大模型，合同1200万，市里训力券能给多少"
    assert by_clause(first) == {"shenzhen-pioneer-2024#2": {1200 * WAN * 60 // 100}}
    found = by_clause(first, "万一不认定为初创呢")
    assert found == {"shenzhen-pioneer-2024#2": {1200 * WAN * 50 // 100}}


@pytest.mark.parametrize("asked", ["这两样最多给多少", "这两样各给多少，物业费有没有人管啊"])
def test_how_many_are_asked_about_tells_that_they_are_several(asked: str) -> None:
    found = by_clause(f"福田租智能算力训模型合同签了900万，智能终端硬件也卖得不少，{asked}")
    assert found[FUTIAN] == {900 * WAN * 30 // 100}
    assert "futian-2024#4.3" in found


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    "later",
    [
        "问清楚了，那{}万是一家民营基金的，跟区里没关系",
        "那{}万跟政府无关，是社会资本",
        "不对，那{}万是省里的基金，不是龙华区的",
        "那{}万其实不是区政府出的钱",
    ],
)
def test_a_part_that_is_nobodys_is_taken_off_no_more(later: str, seed: int) -> None:
    part = random.Random(seed).randrange(100, 500)
    found = by_clause(
        "龙华公司本轮3000万全部到位,风险投资,奖励怎么算",
        f"等下,里面有{part}万是龙华区政府引导基金出的",
        later.format(part),
    )
    assert found["longhua-2025#13"] == {150 * WAN}


def test_what_was_only_asked_for_fun_is_taken_back() -> None:
    found = by_clause(
        "龙岗 场景示范 自己出620万",
        "假如这是个政府投资项目呢",
        "不是不是 随便问问 就是企业自己投",
    )
    assert found["longgang-2025#10"] == {620 * WAN * 30 // 100}


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize(
    "later",
    [
        "调优的费用{}万漏报了，加上去",
        "漏了{}万部署费，要加进去",
        "部署那{}万也归这里头，你再加一下",
    ],
)
def test_what_was_left_out_is_added(later: str, seed: int) -> None:
    first, more = random.Random(seed).sample(range(20, 300), 2)
    found = by_clause(
        f"龙岗软件企业，采购备案模型的服务，完成合同{first}万，多少", later.format(more)
    )
    assert found["longgang-2025#6"] == {(first + more) * WAN * 30 // 100}


def test_what_was_left_out_and_is_told_anew_is_not_added() -> None:
    found = by_clause("龙岗买算力200万，补多少", "漏算了，应该是320万")
    assert found[COMPUTE] == {320 * WAN * 30 // 100}


def test_saying_it_once_more_adds_none() -> None:
    found = by_clause("龙华 深度合成算法备案清单里今年进了2个", "再说一次 现在总数多少")
    assert found["longhua-2025#8"] == {200 * WAN}


def test_a_count_that_became_is_not_added() -> None:
    found = by_clause("龙岗有过备案的模型4个多少", "模型到底又成3个了，再报一遍")
    assert found["longgang-2025#5"] == {150 * WAN}


def test_doubling_is_of_what_its_clause_names() -> None:
    found = by_clause("龙华 算法备案2个 采购算力95万 报多少", "算力翻倍，算法再加一个")
    assert found["longhua-2025#8"] == {300 * WAN}
    assert found["longhua-2025#4"] == {190 * WAN * 30 // 100}


def test_two_changes_of_two_matters_are_no_correction_of_one() -> None:
    found = by_clause(
        "龙岗，交易平台买非关联方语料400万做大模型，还有备案模型的服务采购300万，软件企业，各多少",
        "语料改成八百万，模型那边砍到150万，再算",
    )
    assert found[CORPUS] == {100 * WAN}


@pytest.mark.parametrize("now", ["那就今年申，投资按1850万", "好，那就今天申请，投资1850万"])
def test_applying_now_comes_back_from_another_day(now: str) -> None:
    found = by_clause(
        "前海局评定的应用示范项目，我们建的，实际投资1500万，给多少？", "2027年10月再申请呢", now
    )
    assert found["qianhai-2024#9"] == {185 * WAN}


@pytest.mark.parametrize(
    ("first", "lost", "met", "clause", "wan"),
    [
        (
            "模型券，公司买网信办备案过的大模型做智能体，花了500万，补多少",
            "那个模型压根没备案",
            "供应商答应换成备案的，价钱谈到420万",
            "shenzhen-pioneer-2024#4",
            126,
        ),
        (
            "龙岗场景示范项目遴选上了，我们实际投入500万，自己掏的",
            "同事说是政府投资项目，那呢",
            "搞清楚了，不是政府投的，实际投入定在620万",
            "longgang-2025#10",
            186,
        ),
    ],
)
def test_a_condition_that_is_met_again(
    first: str, lost: str, met: str, clause: str, wan: int
) -> None:
    assert by_clause(first, lost)[clause] == {0}
    assert by_clause(first, lost, met)[clause] == {wan * WAN}


@pytest.mark.parametrize("wrong", ["我之前说涨了是我记混了", "刚才我说涨了是我看串了"])
def test_what_was_said_wrongly_is_said_no_more(wrong: str) -> None:
    first = "龙华做机器人关节的，去年营收5010万，比前年高，有没有那个一次性奖励"
    answer = ask(first, f"可是前年我们是5300万呀，{wrong}，其实是跌的")
    assert amounts(answer)["longhua-2025#5:growth"] == 0
