"""A matter that is asked about in several places, and what one message puts aside.

A place that only asks (区里多少,市里多少) is of the matter before it, with all that was told of it,
and says nothing of the next one. The figures here stand in no question set.
"""

from __future__ import annotations

import pytest

from assistant.answer.render import to_json
from assistant.dialogue.understand.withdrawn import without_withdrawn
from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask

RENT = "公司在福田,训练大模型租了智能算力{}万,"
CITY, FUTIAN = "shenzhen-pioneer-2024#2", "futian-2024#2"


@pytest.mark.parametrize(
    "asked",
    [
        "区里多少、市里多少?",
        "区里市里各给多少?",
        "区里、市里两头都给我算一下。",
        "想着区里报一回市里报一回,各多少?",
        "区里能给多少,市里能给多少(都没报过)?",
    ],
)
def test_places_that_only_ask_have_the_matter_before_them(asked: str) -> None:
    found = by_clause(RENT.format(640) + asked + "另外场景示范项目评审过了一个,区里给多少")
    assert found[FUTIAN] == {192 * WAN}
    assert found[CITY] == {320 * WAN}
    assert found["futian-2024#4.1"] == {30 * WAN}


def test_what_was_denied_of_a_matter_is_denied_in_all_its_places() -> None:
    found = by_clause(
        "公司在福田,从母公司拿的语料,合同310万,交易平台走的,区里市里各给多少?"
        "场景示范项目评审过了一个,区里给多少"
    )
    assert found["futian-2024#3.1"] == {0}
    assert 0 in found["shenzhen-pioneer-2024#3"]


def test_what_follows_is_where_the_company_is() -> None:
    found = by_clause(
        "公司在龙华:训大模型租智能算力1700万,区里市里各多少;国际标准我们主导了一个。都写上"
    )
    assert found["longhua-2025#11"] == {60 * WAN}
    assert found["longhua-2025#4"] == {300 * WAN}
    assert found[CITY] == {850 * WAN}


def test_only_one_place_is_asked_about() -> None:
    found = by_clause(
        "龙岗公司。租算力训练大模型花了310万,只问区里。"
        "语料采购合同70万,数据交易平台买的非关联的,市里给多少?"
    )
    assert found["longgang-2025#2"] == {93 * WAN}
    assert CITY not in found


def test_both_sides_of_what_was_told_of_none_alone() -> None:
    found = by_clause(
        "分拣示范项目,公司在龙岗,自己实际投了510万,区里遴选上了,市里也评了有推广价值。"
        "两边各多少?另外生成式备案过了一个模型,区里奖多少"
    )
    assert found["longgang-2025#10"] == {153 * WAN}
    assert 153 * WAN in found["shenzhen-pioneer-2024#5"]
    assert found["longgang-2025#5"] == {50 * WAN}


@pytest.mark.parametrize(
    "aside",
    [
        "语料采购那块合同没谈成,先不问。",
        "语料不买了,那条划掉。",
        "语料那块先放一边,不用管。",
        "语料的事暂时不提,",
    ],
)
def test_what_is_put_aside_is_not_answered(aside: str) -> None:
    found = by_clause(f"龙岗的,{aside}备案过了两个生成式大模型,训大模型租算力花了410万,各多少")
    assert set(found) == {"longgang-2025#2", "longgang-2025#5"}


@pytest.mark.parametrize(
    "text",
    [
        "要是模型没备案就先不报,龙岗备案奖励多少",
        "房租区里管不管,还报不报",
        "租算力花了300万,这个先不算,只看语料200万",
        "五样分别报,算力、语料都要",
    ],
)
def test_what_is_asked_or_supposed_or_counted_is_not_put_aside(text: str) -> None:
    assert without_withdrawn(text, lambda words: "算力" in words or "备案" in words) == text


def test_what_a_question_stands_behind_is_no_aside() -> None:
    found = by_clause(
        "龙岗做数字人的,模型的生成式备案过了两个,区里奖多少?"
        "还有自己写的排班AI软件,知识产权自己的,头一回卖出去了,市里封顶多少"
    )
    assert found["shenzhen-pioneer-2024#8"] == {1000 * WAN}
    assert found["longgang-2025#5"] == {100 * WAN}


def test_what_is_held_is_an_event_whatever_it_is_about() -> None:
    found = by_clause(
        "龙岗。上个月办了场具身机器人峰会,花了210万,压根没去区里备案;"
        "还有智慧仓库那个示范项目,1100万,整个是区政府投资的。这俩能报多少"
    )
    assert found == {"longgang-2025#16": {0}, "longgang-2025#10": {0}}


@pytest.mark.parametrize(
    "told",
    [
        "租算力训大模型合同先说1500万,后来砍到460万",
        "租算力训大模型1500万,不对,会计说是460万",
        "租算力训大模型1500万,不对,财务查的是460万",
    ],
)
def test_a_sum_told_anew_by_who_knows_it(told: str) -> None:
    found = by_clause(f"龙岗的,{told}。备案过了两个生成式大模型,各多少")
    assert found["longgang-2025#2"] == {138 * WAN}


def test_a_count_of_answers_is_no_fact() -> None:
    found = by_clause(
        "公司在龙华:租智能算力训大模型510万,多少;国际标准我们主导了一个。以上两个数,都写上"
    )
    assert found["longhua-2025#11"] == {60 * WAN}


def test_a_measure_called_by_what_it_pays_for() -> None:
    found = by_clause(
        "龙华,租算力只拿来跑推理给客户出图,一点训练都没有,一年210万。"
        "区里发券那个、市里给训练的那个,分别能不能拿,多少?"
    )
    assert found["longhua-2025#4"] == {63 * WAN}
    assert found[CITY] == {0}


def test_another_one_is_of_the_matter_before() -> None:
    found = by_clause(
        "我校一个市重点实验室刚批准组建;另一个建了好几年的,三年评估评了良好;"
        "还有位老师拿到基础研究面上项目。市里各多少"
    )
    assert found["shenzhen-pioneer-2024#13"] == {500 * WAN, 300 * WAN}
    assert found["shenzhen-pioneer-2024#9"] == {60 * WAN}


def test_places_compared_before_moving() -> None:
    found = by_clause(
        "在考虑从龙岗搬到龙华,帮我对比一下:训大模型租算力710万,两边各给多少?"
        "另外龙华那边国家标准主导了一个,给多少"
    )
    assert found["longgang-2025#2"] == {213 * WAN}
    assert found["longhua-2025#4"] == {213 * WAN}
    assert found["longhua-2025#11"] == {40 * WAN}


def test_how_many_are_asked_about_asks_for_nothing_else() -> None:
    found = by_clause(
        "前海,车11台载人批了,每台26万连改装,自己的;示范项目局评了,实投310万。我理解是问两个补贴各多少"
    )
    assert set(found) == {"qianhai-2024#10", "qianhai-2024#9"}


def test_what_two_contracts_were_for_where_one_place_pays_for_one_use() -> None:
    found = by_clause(
        "公司在福田,租平台智能算力签了两份合同:大模型训练那份510万,推理那份310万。"
        "区里两份一起认的话给多少?市里只认哪份、给多少?"
    )
    assert found[FUTIAN] == {246 * WAN}
    assert found[CITY] == {255 * WAN}


@pytest.mark.parametrize(("way", "wan"), [("掉了", 0), ("少了", 0), ("多了", 10), ("多出", 10)])
def test_how_much_a_year_had_more_than_the_one_before(way: str, wan: int) -> None:
    found = by_clause(
        f"龙华公司,去年营收9100万,可比前年{way}210万,增长奖给多少;深度合成清单里的算法三个"
    )
    assert found["longhua-2025#5"] == {wan * WAN}


def test_the_rest_that_we_pay_of_what_is_told_in_three_sums() -> None:
    found = by_clause(
        "创新中心帮我们把模型搬到国产卡上做适配,总共510万,中心自己承担了150万,剩下360万我们掏;"
        "训练大模型租的智能算力810万。这两样市里给多少"
    )
    assert found["shenzhen-pioneer-2024#10"] == {180 * WAN}


def test_a_sum_finds_the_clause_of_its_stretch_among_several() -> None:
    found = by_clause("龙岗软件公司,训练推理的算力服务费61万;调备案模型,完成合同额41万,各多少")
    assert found["longgang-2025#6"] == {123_000}


@pytest.mark.parametrize("firm", ["我弟那家上了五个", "乙公司五个"])
def test_a_count_of_another_firm_is_never_silent(firm: str) -> None:
    answer = ask(f"龙华,我这家两个算法上了深度合成备案清单,{firm}。分开说")
    unused = [one["text"] for one in to_json(answer)["unused"]]
    assert firm in unused


def test_kinds_run_on_one_before_and_one_behind_its_number() -> None:
    found = by_clause(
        "龙华评估过了还有一个行业标准是我们主导的国际标准也主导了一个麻烦一项一项说能奖多少"
    )
    assert found["longhua-2025#11"] == {80 * WAN}
