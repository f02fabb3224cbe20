"""What a later message changes of what was stated, and what it only says: told, never passed over.

The figures here stand in no question set.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.dialogue.topics import Topics
from tests.dialogue.test_numbers import FEE, WAN, stated, value
from tests.real_assistant import amounts, ask, understand

CORPUS = "龙岗买语料2025年310万，2026年470万，都从数据交易平台买的，不是关联方，一共能补多少"
CORPUS_RULE = "longgang-2025#3:corpus-purchase"
VEHICLES = "前海获批载客运营车辆9台，每台购置24万，改造6万，都在公司名下，能补多少"
VEHICLES_RULE = "qianhai-2024#10:vehicles"
TRAINED = "市里训力券，租智算训练大模型，合同1300万"
TRAINED_RULE = "shenzhen-pioneer-2024#2:compute-voucher"
RENTED = "龙岗买算力花了730万，能补多少"


@pytest.mark.parametrize(
    ("later", "wan"), [("26年那笔不买了", 62), ("25年的翻一倍", 100 + 94), ("第二笔撤了", 62)]
)
def test_one_of_several_years_is_changed(later: str, wan: int) -> None:
    assert amounts(ask(CORPUS, later))[CORPUS_RULE] == wan * WAN


@pytest.mark.parametrize("later", ["后面扩到14台呢", "再添5台"])
def test_a_count_of_the_same_measure_is_the_one_stated(later: str) -> None:
    assert amounts(ask(VEHICLES, later))[VEHICLES_RULE] == 14 * 15 * WAN


@pytest.mark.parametrize(
    "later", ["不过里面300万其实是线上推理用的", "1300里头1000万是训练，别的是推理"]
)
def test_a_part_with_its_own_condition_is_taken_apart(later: str) -> None:
    assert amounts(ask(TRAINED, later))[TRAINED_RULE] == 500 * WAN


def test_what_was_supposed_last_is_taken_back() -> None:
    assert value(stated(RENTED, "要是做到980万呢", "算了，还按原样")[FEE]) == 730 * WAN


@pytest.mark.parametrize("later", ["孙辈公司出面呢", "换一家手续齐全的"])
def test_words_that_change_nothing_are_told(later: str) -> None:
    assert [u.text for u in ask(RENTED, later).unused] == [later]


def test_another_payers_money_takes_no_place() -> None:
    answer = ask("龙岗办机器人大赛，实际花了83万，已备案，能补多少", "区里出了21万")
    assert amounts(answer)["longgang-2025#16:event"] == 83 * WAN * 3 / 10
    assert answer.unused


def test_matters_counted_together_are_gathered() -> None:
    talk = (
        "龙岗从交易平台买非关联语料310万，另外买算力620万",
        "第二个改成700万",
        "两个分开再报一遍",
    )
    assert len(amounts(ask(*talk))) == 2


def test_a_place_named_in_passing_weighs_less(topics: Topics) -> None:
    weights = topics.named_in("在公共服务平台上买了一批语料")
    assert weights["corpus-purchase"] > weights["public-platform"]


def test_a_question_with_two_readings_asks_which() -> None:
    answer = ask("福田我们把数据集放出来了，做这批数据花了64万，能贴多少")
    assert answer.clarify is not None


def test_what_is_opened_on_a_platform_for_the_first_time_has_one_reading() -> None:
    answer = ask("福田我们头一回在公共服务平台上开放了批数据集，做这批数据花了64万，能贴多少")
    assert answer.clarify is None
    assert amounts(answer)["futian-2024#3.3:open-corpus"] == 64 * WAN * 20 / 100


def test_a_clause_that_needs_nothing_of_what_was_stated_is_no_rival() -> None:
    assert ask("龙岗租910万算力能补多少").clarify is None


def test_a_condition_of_another_clause_told_besides_opens_its_matter() -> None:
    talk = ("龙岗租GPU花了730万，能返多少", "另外我们给员工发礼盒花了3万，还备案了一个大模型")
    answer = ask(*talk)
    assert {str(c.clause_id) for c in answer.citations} == {"longgang-2025#5"}
    assert any("3万" in u.text for u in answer.unused)


def test_another_askers_numbers_are_kept_apart_and_ones_own_come_back() -> None:
    talk = ("龙华主导制定了1项国家标准，奖多少", "兄弟公司主导了三项行业标准，它呢", "那我们自己呢")
    sums = [amounts(ask(*talk[:n]))["longhua-2025#11:standards"] for n in (1, 2, 3)]
    assert sums == [40 * WAN, 3 * 20 * WAN, 40 * WAN]


def test_a_part_that_has_another_source_is_taken_off() -> None:
    talk = ("龙华A轮本轮2600万全部到位，奖励怎么算", "等下，里面有700万是龙华区政府引导基金出的")
    assert set(amounts(ask(*talk)).values()) == {0}


@pytest.mark.parametrize("later", ["如果由它签这个1240万的合同呢，子公司是初创企业"])
def test_what_was_supposed_of_another_is_taken_back(later: str) -> None:
    first = "市里训力券，合同是1240万，租智能算力训大模型，不是初创"
    back = ask(first, later, "所以不靠子公司，我们自己按1240万到底是多少")
    assert set(amounts(back).values()) == {1240 * WAN * 5 / 10}


@pytest.mark.parametrize(
    ("question", "sums"),
    [
        (
            "前海智能网联载人，批了，车都在公司名下，10台每台50万，20台每台28万，一共补多少",
            {10 * 20 * WAN + 20 * 14 * WAN},
        ),
        (
            "龙岗人工智能大会，市场化运作，备案了，两场各花560万，能报多少",
            {2 * 560 * WAN * 3 / 10},
        ),
        ("坂田，买算力至少花了800万吧，区里能给几多", {800 * WAN * 3 / 10}),
        (
            "福田数据首次入表280万，在交易机构流通交易了，为入表花的服务费64万，补多少",
            {64 * WAN / 5},
        ),
    ],
)
def test_sums_said_as_people_say_them(question: str, sums: set[Decimal]) -> None:
    assert set(amounts(ask(question)).values()) == sums


def test_a_district_that_lacks_it_falls_back_to_the_city_and_the_next_matter_does_not() -> None:
    answer = ask(
        "龙华企业。买语料合同300万（走交易平台，非关联），龙华有没有这个？没有的话市里给多少。"
        "还有我们采购算力1200万，算力券能拿多少"
    )
    sums = amounts(answer)
    assert sums["shenzhen-pioneer-2024#3:corpus-purchase"] == 300 * WAN * 3 / 10
    assert sums["longhua-2025#4:compute-voucher"] == 300 * WAN


@pytest.mark.parametrize(
    "form", ["{y}里头有600万不算研发", "{y}那笔里有600万不是", "{y}的要扣掉600万"]
)
@pytest.mark.parametrize("year", ["去年", "前年"])
def test_what_is_taken_off_is_of_the_year_named(form: str, year: str) -> None:
    answer = ask("前海纳统的公司，去年研发花了5400万，前年4100万，能奖多少", form.format(y=year))
    facts = dict(answer.estimates[0].facts)
    less = {"去年": ("48000000", "41000000"), "前年": ("54000000", "35000000")}[year]
    assert (str(facts["rd_spend_yuan"]), str(facts["prior_rd_spend_yuan"])) == less


@pytest.mark.parametrize(("first", "least"), [("一万九千八", 19_800), ("两万一千五", 21_500)])
@pytest.mark.parametrize("more", ["另外物业每月三千六", "另外又花了三千六"])
def test_a_bare_number_after_one_told_to_the_yuan_is_in_yuan(
    first: str, least: int, more: str
) -> None:
    turns = (f"龙岗买算力花了{first}，能补多少", more)
    told = [s.total for m in understand(*turns).ledger.matters for s in m.numbers]
    assert told
    assert all(one is not None and one < 2 * least for one in told)


@pytest.mark.parametrize("who", ["食堂", "隔壁公司", "裱糊店"])
@pytest.mark.parametrize("done", ["又花了30万", "又加了30万"])
def test_what_somebody_new_adds_is_told_as_doubtful(who: str, done: str) -> None:
    answer = ask("龙岗租算力花了300万，能补多少", f"{who}{done}")
    assert any("30万" in part.text for part in answer.unused)


@pytest.mark.parametrize("who", ["", "我们", "后来"])
def test_what_nobody_new_adds_is_not_doubted(who: str) -> None:
    answer = ask("龙岗租算力花了300万，能补多少", f"{who}又花了30万")
    assert 990_000 in amounts(answer).values()
    assert not answer.unused


@pytest.mark.parametrize(
    ("words", "fact", "value"),
    [
        ("研发投入漏了人工，改成3600万", "product_rd_yuan", "36000000"),
        ("研发投入那头报漏了，应为1800万", "product_rd_yuan", "18000000"),
        ("弄错了，应该是70万", "product_cost_yuan", "700000"),
    ],
)
def test_a_correction_is_of_the_fact_that_the_clause_before_names(
    words: str, fact: str, value: str
) -> None:
    turns = (
        "龙岗的机器人企业，一款尚未定型的产品首次试用，研发投入1200万元，区里给多少",
        "另一款新品首次卖给了养老院，那批的制备成本80万，两项加起来多少",
        words,
    )
    found = understand(*turns)
    told = {s.name: str(s.value) for f in found.focus for _, own in f.cases for s in own}
    assert told[fact] == value
