"""Firms that one message tells of, each by a name of its own, each under limits of its own.

两家公司都在福田:星桥科技租…800万,北辰智能租了2200万 once paid for the first alone. Rates:
龙岗 and 福田算力 30 % (at most 600万, 500万), 龙岗 and 龙华备案 50万 a model (200万), 龙岗开放语料
20 % (30万), 训力券 50 % (初创 60 %, 1000万), 前海租金 60 a month and square metre or half.
"""

from __future__ import annotations

import pytest

from assistant.dialogue.firm_labels import called_in, counted
from tests.dialogue.test_askers import amounts_of
from tests.real_assistant import ask

LONGGANG, FUTIAN, CITY = "longgang-2025#2", "futian-2024#2", "shenzhen-pioneer-2024#2"


def wan(*sums: float) -> list[int]:
    return sorted(round(one * 10_000) for one in sums)


@pytest.mark.parametrize(
    ("said", "clause", "sums"),
    [
        (
            "名下两个公司都在福田：云泽科技租智能算力做训练合同700万，岭南智造租了2600万，分别给多少",
            FUTIAN,
            (700 * 0.3, 500),
        ),
        (
            "手上两个客户，都在龙岗，蓝鲸买算力花了450万，白鹭花了2300万，分别能补多少",
            LONGGANG,
            (450 * 0.3, 600),
        ),
        (
            "代两家问，都在福田租智能算力训练：明德科技合同600万，启元科技合同900万，各补多少",
            FUTIAN,
            (180, 270),
        ),
        (
            "集团两家公司都在龙岗：甲公司算力服务费500万，乙公司2400万，各能拿多少？",
            LONGGANG,
            (150, 600),
        ),
        (
            "东区公司、西区公司都在龙华买算力，东区采购400万，西区采购1500万，各几何",
            "longhua-2025#4",
            (120, 300),
        ),
        (
            "手里三家企业都在龙岗，老大今年通过国家备案的模型1个，老二3个，老三5个，各多少",
            "longgang-2025#5",
            (50, 150, 200),
        ),
        (
            "张姐的公司和李哥的公司都在前海集聚区，张姐租200平一年实付房租40万，李哥租500平一年实付60万，"
            "都没转租，各补多少",
            "qianhai-2024#1",
            (60 * 200 * 12 / 10_000, 60 / 2),
        ),
        (
            "帮两家前海公司问：一家去年研发投入4000万，前年3000万；另一家去年1.3亿，前年9000万。都纳统的，各奖多少",
            "qianhai-2024#3",
            (1000 * 0.03, 4000 * 0.05),
        ),
        (
            "我哥的公司和我的公司都想要福田的数据入表，我哥首次入表220万、服务费30万，我首次入表80万、"
            "服务费20万，都在交易所流通了，各给多少",
            "futian-2024#3.2",
            (30 * 0.2, 0),
        ),
    ],
)
def test_each_has_its_own_sum_and_the_cap_to_itself(
    said: str, clause: str, sums: tuple[float, ...]
) -> None:
    assert sorted(amounts_of(said)[clause]) == wan(*sums)


def test_what_is_denied_of_one_is_what_the_other_is() -> None:
    said = (
        "两家公司都报市里训力券，都租智能算力训大模型，一家是初创，合同700万，一家不是，合同700万。"
        "各多少"
    )
    assert sorted(amounts_of(said)[CITY]) == wan(700 * 0.6, 700 * 0.5)


def test_one_has_more_matters_than_the_other() -> None:
    found = amounts_of(
        "A厂在龙华，去年生成式备案过了3个模型；B厂在龙岗，过了5个。各能拿多少？B厂还开放训练语料，生产费用90万"
    )
    assert found["longhua-2025#9"] == wan(3 * 50)
    assert found["longgang-2025#5"] == wan(200)
    assert found["longgang-2025#4"] == wan(90 * 0.2)


def test_the_answer_says_whose_each_sum_is() -> None:
    found = ask("龙岗两家：甲家买算力300万，乙家买算力1000万，各补多少")
    assert [e.label for e in found.estimates] == ["甲", "乙"]
    assert "甲：龙岗区“购买算力”最多补" in found.text.replace(" ", "")


def test_later_messages_call_them_by_name() -> None:
    told = (
        "代两家问，都在福田租智能算力训练：明德科技合同600万，启元科技合同1900万，各补多少",
        "启元其实是1500万",
        "明德再加100万",
    )
    assert amounts_of(*told[:2])[FUTIAN] == wan(1500 * 0.3)
    assert amounts_of(*told)[FUTIAN] == wan(700 * 0.3)
    assert sorted(amounts_of(*told, "两家各报一遍")[FUTIAN]) == wan(700 * 0.3, 1500 * 0.3)


def test_a_school_and_the_firm_that_came_of_it() -> None:
    told = (
        "高校团队租智能算力训大模型合同600万，孵化的初创公司也租了，合同450万，市训力券各多少",
        "高校那边追加到720万，重算高校的",
        "公司的也变了，520万",
    )
    assert sorted(amounts_of(told[0])[CITY]) == wan(600 * 0.5, 450 * 0.6)
    assert amounts_of(*told[:2])[CITY] == wan(720 * 0.5)
    assert amounts_of(*told)[CITY] == wan(520 * 0.6)


def test_one_that_is_told_of_later_leaves_the_first_as_it_was() -> None:
    told = (
        "研究院租智能算力训大模型，合同500万，市训力券补多少",
        "我们孵化的公司也租了，初创，合同300万，它能拿多少",
        "研究院那份改成600万了，重算",
    )
    assert amounts_of(*told[:2])[CITY] == wan(300 * 0.6)
    assert amounts_of(*told)[CITY] == wan(600 * 0.5)


@pytest.mark.parametrize(
    ("said", "clause", "sums"),
    [
        # whom it is bought from, who pays for one project, one's own sites, contracts and years
        ("我们在龙岗从两家公司买算力，云帆400万，海图500万，一共补多少", LONGGANG, None),
        ("龙岗买算力，供应商有两家公司，A公司400万，B公司500万，各多少", LONGGANG, None),
        (
            "我们和合作公司共同建应用示范项目，我们投了300万，合作公司投了200万，前海，各能拿多少",
            "qianhai-2024#9",
            None,
        ),
        (
            "我们在龙华有两个厂，一厂房租20万，二厂房租30万，上年度实付，评估过，一共补多少",
            "longhua-2025#6",
            (20,),
        ),
        (
            "我司2025年租算力合同300万，2026年合同500万，福田，各年多少",
            FUTIAN,
            (300 * 0.3, 500 * 0.3),
        ),
        ("公司在龙岗，母公司出了200万，我们自己出了600万买算力，能补多少", LONGGANG, (600 * 0.3,)),
    ],
)
def test_others_that_a_message_tells_of_are_no_askers(
    said: str, clause: str, sums: tuple[float, ...] | None
) -> None:
    found = ask(said)
    assert not {m.label for m in found.estimates} & {"云帆", "A公司", "合作", "合作公司", "您"}
    if sums is not None:
        assert sorted(amounts_of(said).get(clause, [])) == wan(*sums)


def test_how_many_a_message_says_that_ask() -> None:
    said = (
        "三个企业都在龙岗",
        "买了两家公司的算力",
        "跟两家公司签了合同",
        "各有一家公司",
        "两个厂",
    )
    assert [counted(one) for one in said] == [3, 0, None, 2, 0]


def test_what_is_short_for_two_calls_neither() -> None:
    assert called_in("天河改成5个", ("天河一号", "天河二号")) == []
    assert [one.who for one in called_in("天河改成5个", ("天河科技", "海珠科技"))] == ["天河科技"]
