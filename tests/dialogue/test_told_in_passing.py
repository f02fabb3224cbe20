"""What is told of others, promised by others or read elsewhere hides no question and is no sum."""

from __future__ import annotations

import pytest

from assistant.evaluation.provenance import check_provenance
from tests.dialogue.test_halves import by_clause
from tests.real_assistant import ask, cited, real

WAN = 10_000

RESEARCH, COMPUTE, CITY_COMPUTE = "qianhai-2024#3", "longgang-2025#2", "shenzhen-pioneer-2024#2"
CHALLENGE, ASSETS, FILING = "longhua-2025#10", "futian-2024#3.2", "longhua-2025#9"


@pytest.mark.parametrize(
    "theirs",
    [
        "友商去年研发{}万",
        "隔壁那栋楼的去年研发砸了{}万",
        "我表姐家去年研发{}万",
        "竞争对手研发都{}万了",
    ],
)
def test_what_another_spent_is_not_the_askers(theirs: str) -> None:
    said = theirs.format(19000)
    assert by_clause(f"前海做芯片的，{said}，我们去年5600万前年4600万，纳统了")[RESEARCH] == {
        (5600 - 4600) * WAN // 20
    }


@pytest.mark.parametrize(
    "message",
    [
        "龙岗，我们租卡花了240万，隔壁楼那家花了1900万，我们能补多少",
        "我同学公司去年租卡花了1900万，我们在龙岗租卡花了240万，能补多少",
    ],
)
def test_before_or_behind_ones_own(message: str) -> None:
    assert by_clause(message)[COMPUTE] == {240 * WAN * 3 // 10}


def test_what_another_spent_is_worked_out_where_it_is_asked() -> None:
    said = by_clause("我朋友公司在龙岗租卡花了240万，能补多少")
    assert said[COMPUTE] == {240 * WAN * 3 // 10}


@pytest.mark.parametrize("part", ["财政局拨付{}万", "其中街道出的{}万", "区里配套{}万"])
def test_public_money_by_whoever_pays_it(part: str) -> None:
    said = by_clause(f"龙华揭榜方，项目总投入1300万，{part.format(300)}，能拿多少")
    assert said[CHALLENGE] == {(1300 - 300) * WAN * 2 // 10}


@pytest.mark.parametrize("fee", ["服务费{}万", "为入表花了{}万服务费"])
def test_a_general_word_labels_the_one_fact_that_is_called_so(fee: str) -> None:
    said = by_clause(f"福田的公司，数据资产首次入表金额260万元，在数据交易所卖了，{fee.format(45)}")
    assert said[ASSETS] == {45 * WAN * 2 // 10}


@pytest.mark.parametrize("who", ["楼下老板拍胸脯打包票说", "中介跟我打包票说"])
def test_a_promise_of_somebody_else_hides_no_question(who: str) -> None:
    answer = ask(f"{who}龙华一个生成式备案的模型奖八十万，真的假的")
    assert answer.outcome.value == "answered"
    assert FILING in cited(answer)


def test_a_promise_asked_of_us_is_refused() -> None:
    assert ask("你打包票说我能拿到龙华的备案奖好不好").outcome.value == "refused"


def test_whom_a_company_works_for_asks_for_no_district_of_its_own() -> None:
    said = by_clause(
        "坪山给酒店做客服软件的，国产生态源头创新中心帮我们适配国产卡，我们自己掏了90万"
    )
    assert said["shenzhen-pioneer-2024#10"] == {90 * WAN // 2}


def test_who_tells_a_sum_is_a_company_there() -> None:
    said = by_clause("南山刚起步的初创，租智算训大模型合同500万，能拿什么")
    assert said[CITY_COMPUTE] == {500 * WAN * 6 // 10}


@pytest.mark.parametrize(
    "message",
    [
        "公众号里福田那份叫“支持人工智能产业高质量发展若干措施”，附件又叫软件产业什么的，是一回事吗",
        "解读里说的《深圳市福田区支持人工智能产业高质量发展若干措施》，跟附件的标题一致吗，到哪天为止",
    ],
)
def test_two_names_of_one_measure(message: str) -> None:
    answer = ask(message)
    assert "软件产业高质量发展" in answer.text
    assert "title_mismatch" in {w.code.value for w in answer.warnings}


@pytest.mark.parametrize(
    "message",
    [
        "龙华的视觉算法公司，评估过，在那边租房，2024年实付28万",
        "龙华，评估过的机器人企业，租的，去年交了28万",
    ],
)
def test_a_rule_that_nobody_speaks_of_takes_no_sum(message: str) -> None:
    """The clause also pays a tenth of what running a park costs."""
    assert by_clause(message)["longhua-2025#6"] == {28 * WAN // 2}


@pytest.mark.parametrize("told", ["规模和成效都够", "用的都是备案过的", "合同都签了"])
def test_all_of_what_was_named_gathers_no_matters(told: str) -> None:
    said = by_clause(
        "2025年深圳AI核心产业规模能到多少",
        f"我们公司在深圳，买备案过的生成式模型做智能体，购买费70万，{told}，市里给多少",
    )
    assert said["shenzhen-pioneer-2024#4"] == {70 * WAN * 3 // 10}


@pytest.mark.parametrize("denied", ["没做过算法备案，账上还亏着", "算法备案没过"])
def test_a_denial_of_what_the_place_lacks_stays_with_the_matter(denied: str) -> None:
    answer = ask("前海，自主研发公开发布的物流大模型，应用案例12个，奖励多少", denied)
    assert "qianhai-2024#8" in cited(answer)


@pytest.mark.parametrize("part", ["里头{}万是龙华区政府引导基金出的", "其中{}万由龙华区引导基金出"])
def test_a_part_that_a_fund_of_the_district_pays_opens_no_matter(part: str) -> None:
    said = by_clause("龙华机器人公司，拿到A轮2900万，全到账，奖多少", part.format(700))
    assert said["longhua-2025#13"] == {(2900 - 700) * WAN * 5 // 100}


def test_what_one_is_thought_to_get_is_no_count() -> None:
    said = by_clause("龙华生成式备案一个模型奖80万，我们去年过了三个，就是二百四十万对吧")
    assert said["longhua-2025#9"] == {150 * WAN}


@pytest.mark.parametrize(
    "said", ["租卡训大模型", "租智算训个方言大模型", "租算力，训过两个自己的小模型"]
)
def test_what_compute_is_told_to_be_for_is_no_assumption(said: str) -> None:
    answer = ask(f"市里训力券，初创，{said}，合同300万")
    assert "未说明算力用途" not in answer.text


def test_compute_that_trained_nothing_is_paid_nothing() -> None:
    assert by_clause("市里训力券，租卡，没训过大模型，合同300万，给不给")[CITY_COMPUTE] == {0}


def test_a_course_is_no_training_of_models() -> None:
    answer = ask("市里训力券，初创，租算力合同300万，没培训过员工")
    assert "未说明算力用途" in answer.text
    assert by_clause(answer.question)[CITY_COMPUTE] == {180 * WAN}


@pytest.mark.parametrize(
    "talk",
    [
        ("先锋城市措施涉及市里的哪几个部门？",),
        ("前海企业，自研的物流大模型已经公开发布，有8个市场应用案例，有奖没", "这个月又落地俩"),
    ],
)
def test_every_number_of_an_answer_has_a_source(talk: tuple[str, ...]) -> None:
    """A table's rows are counted; a label of another clause brings no number of its own."""
    assert check_provenance(ask(*talk), real().corpus, talk) == ()


@pytest.mark.parametrize("asked", ["给不给", "补不补", "能补吗"])
def test_whether_it_is_paid_denies_nothing(asked: str) -> None:
    said = by_clause(f"市里训力券，租卡合同300万，没训过大模型{asked}")
    assert said[CITY_COMPUTE] == {0}


def test_who_phoned_asks_for_no_number_to_call() -> None:
    said = "龙岗租算力花了800万，能补多少？"
    assert by_clause(said, "刚接到财务电话，说其实是600万") == {COMPUTE: {180 * WAN}}
    assert ask(said, "那我该打电话找哪个部门？").outcome == "answered"
    assert ask(said, "主管部门的电话是多少？").outcome == "refused"
