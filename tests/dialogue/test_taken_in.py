"""Questions about a policy just taken in, beside those of another city. Texts are made up."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date

import pytest

from assistant.answer.answer import Answer, Role
from assistant.assistant import Assistant
from assistant.dialogue.conversation import Conversation
from assistant.settings import load_settings
from tests.fakes import ROOT

QUANZHOU = """\
泉州市促进数字经济和外向型经济发展若干措施
泉州市人民政府办公室
2024年5月6日
第一条 云服务补助。对购买云服务的企业，按不超过云服务费用的40%给予补助，每家企业每年最高60万元。
第二条 揭榜挂帅。
对国家级揭榜挂帅项目按研发投入的50%给予补助，最高不超过1000万元；
对市级揭榜挂帅项目按研发投入的30%给予补助，最高不超过500万元。
第三条 外资奖励。
外资项目当年实到外资200万-500万（不含）美元、500万美元以上的，分别奖励30万元、50万元。
第四条 芯片研发。对购买IP用于线宽≤28纳米芯片研发的企业，按IP购买费用的30%给予补助，最高200万元。
第五条 外贸增长。对当年自营出口额300万美元以上，且增长10%以上的企业，奖励2万元。
第六条 出口信保。
对投保出口信用保险的企业，传统市场按实际支付保费的30%予以奖励；\
新兴市场按实际支付保费的40%予以奖励。单一企业奖励总额不超过200万元。
第七条 本措施自2024年6月1日起施行，有效期3年。
"""
TALENT = """\
泉州市人才住房若干措施
泉州市人民政府办公室
2024年8月6日
第一条 购房补助。对在本市工作满三年的博士，一次性给予购房补助20万元。
第二条 本措施自2024年9月1日起施行，有效期3年。
"""

CHANGZHOU = """\
常州市促进生物医药和文旅产业发展若干政策
常州市人民政府
2024年3月15日
第一条 首次取得第二类、第三类医疗器械注册证的企业，每个产品分别给予20万元、100万元奖励。
第二条 对新购生产设备投资额500万元以上的项目，按设备投资额的10%给予补助，最高2000万元。
第三条 对参与人数超过1万人的文旅节庆活动，按活动实际支出的30%给予补助，单场最高100万元。
第四条 对开通旅游包机航线的企业，每架次补助3万元，全年最高300万元。
第五条 对企业引进的博士、硕士，分别给予每人每月2000元、1000元生活补贴，期限不超过3年。
第六条 对企业新增贷款，按合同优惠利率的30%给予贴息，最高50万元。
第七条 对获得省级绿色工厂称号的企业奖励50万元；获得市级称号的，减半奖励。
第八条 租用冷库500平方米以上的，按每平方米每月3元补贴，面积不超过1000平方米，最长12个月。
第九条 参展企业按以下标准补贴：
展会类别 | 补贴
境内展会 | 1万元
境外展会 | 3万元
第十条 本政策自2024年4月1日起施行，有效期至2027年3月31日。
"""

LUZHOU = """\
瀘州市促進旅遊發展若干政策
瀘州市人民政府
2025年1月10日
一、新建一級旅遊集散中心的,補助200萬元;新建二級集散中心的,補助100萬元。
二、對新獲批的國家綠色數據中心給予80萬元一次性獎勵。
三、本政策自2025年2月1日起施行,有效期3年。
"""


ZUNYI = """\
遵义市促进会展和生物医药发展若干措施
遵义市人民政府
2025年1月10日
一、场租补助。办展企业租用场馆的，按实际支付场租的三分之一给予补助，最高40万元。
二、完成I期、II期、III期临床试验的1类创新药，分别按实际投入的20%给予补助，最高分别不超过300万元、\
600万元、1500万元。改良型新药完成III期临床试验的，按实际投入的10%补助，最高500万元。
三、首次获得注册证书并在本市生产的生物类似药、诊断试剂，分别给予200万元、50万元奖励。
四、本措施自2025年2月1日起施行，有效期3年。
"""


DINGXI = """\
定西市扶持药材产业发展办法
定西市人民政府
2025年1月10日
第一条 保险补贴。对参加药材价格指数保险的企业，按保费的35%给予补贴。脱贫户、监测户参保的，\
按保费的60%给予补贴，每户每年最高3000元。
第二条 引客奖励。旅行社组织市外游客50人以上，游览2个以上收费景区，且住宿1晚的，按每人15元给予奖励；\
住宿2晚及以上的，按每人30元给予奖励。
第三条 申报材料于每年10月31日前报所在乡镇人民政府初审。
第四条 市药材局为本办法牵头部门。本办法自2025年2月1日起施行，有效期3年。
"""


CHIFENG = """\
赤峰市支持草业发展扶持办法
赤峰市人民政府
2025年1月10日
第一条 草业主体用于收购牧草的贷款，按年利率2%给予贴息，贴息期限最长6个月，\
单户贴息本金不超过1000万元。
第二条 牧草加工企业年加工牧草5000吨以上的，奖励20万元；\
在此基础上每增加1000吨，再奖励3万元，最高100万元。
第三条 首次评定为五级、四级牧场的，分别奖励50万元、30万元，分三年按4:3:3拨付。
第四条 照护补助标准：轻度失能每人每月200元，重度失能每人每月500元。
第五条 第一条由市金融发展局负责受理，第二条由市工业和信息化局负责受理，其余由市农牧局办理。
第六条 本办法自2025年2月1日起施行，有效期3年。
第七条 草种繁育。首次评定为甲级、乙级草种场的，分别奖励90万元、40万元；\
由乙级升为甲级的，奖励差额部分。
第八条 草业赛事。承办割草赛的，按实际办赛费用给予补贴：国际性赛事补贴35%，每项最高90万元；\
全区性赛事补贴15%，每项最高20万元。办赛费用不包括选手奖金。同一单位每年补贴不超过2项。
第九条 技工津贴。取得高级、中级草业技工证书的，分别给予个人1300元、700元补贴。
"""


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """The collected policies and some of other cities, as one command takes them in."""
    folder = tmp_path_factory.mktemp("beside")
    documents = {
        "quanzhou-2024": QUANZHOU,
        "quanzhou-rencai": TALENT,
        "changzhou-2024": CHANGZHOU,
        "luzhou-2025": LUZHOU,
        "zunyi-2025": ZUNYI,
        "dingxi-2025": DINGXI,
        "chifeng-2025": CHIFENG,
    }
    for name, text in documents.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    paths = [folder / f"{name}.txt" for name in documents]
    later = folder / "luzhou-2026.txt"
    changed = LUZHOU.replace("補助100萬元", "補助120萬元").replace("2025年", "2026年")
    later.write_text(changed, encoding="utf-8")
    work = folder / "work"
    for command in (
        ["init", work],
        ["--workspace", work, "add", *paths],
        ["--workspace", work, "add", later, "--replaces", "luzhou-2025"],
    ):
        done = subprocess.run(
            [sys.executable, "-m", "assistant", *map(str, command)],
            capture_output=True,
            text=True,
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            check=False,
        )
        assert done.returncode == 0, done.stderr
    return Assistant.open(load_settings(str(folder / "work"), {}))


def ask(assistant: Assistant, *turns: str) -> Answer:
    return assistant.ask(Conversation("test", turns), as_of=date(2025, 6, 1))


def cited(answer: Answer) -> set[str]:
    return {str(citation.clause_id) for citation in answer.citations}


def amounts(answer: Answer) -> list[str]:
    return [f"{e.amount:.0f}" for e in answer.estimates if e.amount is not None]


@pytest.mark.parametrize(
    ("question", "clause", "amount"),
    [
        ("泉州买云服务花了100万，能补多少？", 1, "400000"),
        ("泉州市级揭榜挂帅项目研发投了1000万，补多少？", 2, "3000000"),
        ("泉州国家级揭榜挂帅项目研发投了1000万，补多少？", 2, "5000000"),
        ("泉州这边，今年实到外资300万美元，奖多少？", 3, "300000"),
        ("泉州买IP做22纳米的芯片，IP费用花了500万，补多少？", 4, "1500000"),
        ("泉州买IP做40纳米的芯片，IP费用花了500万，补多少？", 4, "0"),
        ("泉州，自营出口做到400万美元，增长了12%，奖多少？", 5, "20000"),
        ("泉州，自营出口做到400万美元，增长了6%，奖多少？", 5, "0"),
    ],
)
def test_its_own_clauses_answer_though_another_city_has_the_topics(
    beside: Assistant, question: str, clause: int, amount: str
) -> None:
    answer = ask(beside, question)
    assert cited(answer) == {f"quanzhou-2024#{clause}"}
    assert amounts(answer) == [amount]


@pytest.mark.parametrize(
    ("question", "clause", "amount"),
    [
        ("常州首次拿到2个三类医疗器械注册证，奖多少？", 1, "2000000"),
        ("常州首次拿到三类医疗器械注册证，奖多少？", 1, "1000000"),
        ("我们在常州买生产设备花了3000万，补多少？", 2, "3000000"),
        ("常州买生产设备花了300万，能补吗", 2, "0"),
        ("常州办文旅节，来了2万人，花了200万，补多少？", 3, "600000"),
        ("常州旅游包机飞了50架次，补多少", 4, "1500000"),
        ("常州旅游包机飞了500架次，补多少", 4, "3000000"),
        ("常州引进的博士，生活补贴领48个月，一共多少？", 5, "72000"),
        ("常州租冷库2000平方米，租了6个月，补多少？", 8, "18000"),
        ("常州租冷库300平方米，租了6个月，补多少？", 8, "0"),
        ("常州获得省级绿色工厂称号，奖多少？", 7, "500000"),
        ("常州获得市级绿色工厂称号，奖多少？", 7, "250000"),
        ("常州参加境外展会，补多少？", 9, "30000"),
    ],
)
def test_forms_of_clauses(beside: Assistant, question: str, clause: int, amount: str) -> None:
    answer = ask(beside, question)
    assert cited(answer) == {f"changzhou-2024#{clause}"}
    assert amounts(answer) == [amount]


def test_an_amount_that_no_rule_works_out_yet_is_not_denied(beside: Assistant) -> None:
    answer = ask(beside, "常州企业新增贷款1000万，贴息多少？")
    assert cited(answer) == {"changzhou-2024#6"}
    assert "尚未核定计算规则" in answer.text
    assert "没有写明金额" not in answer.text
    assert "按合同优惠利率的30%" in answer.text


def test_items_that_name_classes_are_worked_out_apart(beside: Assistant) -> None:
    answer = ask(beside, "泉州，传统市场保费100万、新兴市场保费50万，合起来奖多少？")
    assert amounts(answer) == ["300000", "200000"]
    assert all("150万" not in step.text for e in answer.estimates for step in e.steps)


def test_parts_under_one_cap_are_not_given_apart(beside: Assistant) -> None:
    answer = ask(beside, "泉州，传统市场保费500万、新兴市场保费400万，合起来奖多少？")
    assert amounts(answer) == ["2000000"]


@pytest.mark.parametrize(
    "question",
    [
        "泉州给AI公司办公房租补多少？",
        "泉州走中欧班列，运费补多少？",
        "企业上市，泉州奖多少？",
    ],
)
def test_what_it_does_not_deal_with_is_refused(beside: Assistant, question: str) -> None:
    answer = ask(beside, question)
    assert (answer.outcome.value, amounts(answer)) == ("refused", [])


def test_a_place_leads_to_all_its_policies(beside: Assistant) -> None:
    answer = ask(beside, "博士在泉州买房，补助多少？")
    assert cited(answer) == {"quanzhou-rencai#1"}
    assert "没有写到" not in answer.text


def test_the_city_of_the_topics_answers_as_before(beside: Assistant) -> None:
    answer = ask(beside, "龙岗租算力花了800万，能补多少？")
    assert cited(answer) == {"longgang-2025#2"}
    assert amounts(answer) == ["2400000"]


def test_a_level_without_a_place_stays_with_the_conversation(beside: Assistant) -> None:
    answer = ask(beside, "泉州国家级揭榜挂帅项目研发投了1000万，补多少？", "市级的呢？")
    assert cited(answer) == {"quanzhou-2024#2"}


def test_an_amount_to_be_reached_says_that_nobody_confirmed_its_rule(beside: Assistant) -> None:
    answer = ask(beside, "常州旅游包机要拿满上限，得飞多少架次？")
    lead = "".join(s.text for s in answer.sentences if s.role is Role.LEAD)
    assert "300万元" in lead
    assert "待核定" in lead


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "常州新购生产设备投了1000万，另外参加境外展会，各补多少？",
            {"2": "1000000", "9": "30000"},
        ),
        (
            "泉州买云服务花了100万，出口信保的保费交了50万（传统市场），分别补多少？",
            {"1": "400000", "6": "150000"},
        ),
    ],
)
def test_several_matters_in_one_message_are_answered_each(
    beside: Assistant, question: str, expected: dict[str, str]
) -> None:
    answer = ask(beside, question)
    found = {
        str(e.clause_id).partition("#")[2]: str(e.amount).removesuffix(".00").removesuffix(".0")
        for e in answer.estimates
        if e.amount is not None
    }
    assert {key: found.get(key) for key in expected} == expected


def test_a_rule_of_another_rank_is_not_paid(beside: Assistant) -> None:
    assert amounts(ask(beside, "泸州新建一个二级旅游集散中心，补助多少？")) == ["1000000"]
    assert amounts(ask(beside, "泸州新建一个一级旅游集散中心，补助多少？")) == ["2000000"]


def test_the_version_that_holds_on_the_day_answers(beside: Assistant) -> None:
    conversation = Conversation("test", ("泸州新建一个二级旅游集散中心，补助多少？",))
    answer = beside.ask(conversation, as_of=date(2026, 6, 1))
    assert cited(answer) == {"luzhou-2026#1"}
    assert amounts(answer) == ["1200000"]


def test_a_text_in_traditional_characters_is_found_by_simplified_ones(beside: Assistant) -> None:
    answer = ask(beside, "泸州新获批国家绿色数据中心有奖励吗，多少？")
    assert cited(answer) == {"luzhou-2025#2"}
    assert amounts(answer) == ["800000"]


@pytest.mark.parametrize(
    ("question", "amount"),
    [
        ("遵义办展租场馆花了90万，补多少？", "300000"),
        ("遵义1类新药完成III期临床，投了1亿，补多少", "15000000"),
        ("遵义改良型新药完成III期临床，投了3000万，补多少？", "3000000"),
        ("遵义生物类似药拿到注册证在本地生产，奖励多少？", "2000000"),
    ],
)
def test_the_case_that_a_message_names_is_paid(
    beside: Assistant, question: str, amount: str
) -> None:
    assert amounts(ask(beside, question)) == [amount]


def test_a_share_is_told_as_the_text_puts_it(beside: Assistant) -> None:
    answer = ask(beside, "遵义办展租场馆花了90万，补多少？")
    told = " ".join(step.text for e in answer.estimates for step in e.steps)
    assert "1/3" in told
    assert "0.333" not in told + "".join(s.text for s in answer.sentences)


@pytest.mark.parametrize(
    ("question", "article", "amount"),
    [
        ("定西的公司买药材价格指数保险，保费2万，补多少？", 1, "7000"),
        ("我是定西的脱贫户，药材价格指数险交保费4000元，补多少？", 1, "2400"),
        ("定西，旅行社一次带80个外地人，逛了3个收费景区，住了两晚，奖多少？", 2, "2400"),
    ],
)
def test_a_case_that_is_told_gets_its_own_sum(
    beside: Assistant, question: str, article: int, amount: str
) -> None:
    answer = ask(beside, question)
    assert f"dingxi-2025#{article}" in cited(answer)
    assert amounts(answer) == [amount]


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("定西药材扶持的材料最晚哪天交？", 3),
        ("定西药材扶持什么时候申报？", 3),
        ("定西的药材扶持是哪个局牵头？", 4),
    ],
)
def test_until_when_and_to_whom_one_applies_is_told_by_the_article_that_says_it(
    beside: Assistant, question: str, article: int
) -> None:
    answer = ask(beside, question)
    assert cited(answer) == {f"dingxi-2025#{article}"}
    assert not any("未载明" in one.text or "没有写明" in one.text for one in answer.sentences)


@pytest.mark.parametrize(
    ("question", "article", "body"),
    [
        ("赤峰收购牧草的贷款贴息归哪个部门办？", 1, "市金融发展局"),
        ("赤峰牧草加工奖励是找工信局还是农牧局？", 2, "市工业和信息化局"),
        ("赤峰牧场评定五级的奖励是哪里负责办？", 3, "市农牧局"),
    ],
)
def test_who_deals_with_a_clause_is_told_from_the_article_that_says_it(
    beside: Assistant, question: str, article: int, body: str
) -> None:
    answer = ask(beside, question)
    assert cited(answer) == {f"chifeng-2025#{article}", "chifeng-2025#5"}
    leads = [one.text for one in answer.sentences if one.role is Role.LEAD]
    assert body in leads[0]
    assert not any("没有写明" in one.text for one in answer.sentences)


@pytest.mark.parametrize(
    ("question", "amount"),
    [
        ("赤峰收购牧草贷了800万，用了3个月，贴息多少？", 40_000),
        ("赤峰收购牧草贷了3000万，贷了8个月，贴息多少？", 100_000),
        ("赤峰牧草加工企业去年加工了9000吨牧草，奖励多少？", 320_000),
        ("赤峰草种场前年评上乙级领过40万，今年从乙级升到甲级，还奖多少？", 500_000),
        ("赤峰草种场今年从乙级升到甲级，补多少？", 500_000),
        ("赤峰承办国际性割草赛，总支出210万，其中选手奖金30万，补贴多少？", 630_000),
        ("赤峰今年办了3场全区性割草赛，每场办赛费用60万，补多少？", 2 * 90_000),
        ("赤峰有4个人拿到草业技工高级证书，7个人拿到中级证书，补贴一共多少？", 4 * 1300 + 7 * 700),
        ("赤峰收了30个重度失能的本市老人，一年照护补助多少？", 180_000),
    ],
)
def test_months_steps_and_persons_are_worked_out(
    beside: Assistant, question: str, amount: int
) -> None:
    answer = ask(beside, question)
    assert [e.amount for e in answer.estimates if e.amount is not None] == [amount]


def test_what_an_instalment_comes_to_is_told_where_it_is_asked(beside: Assistant) -> None:
    asked = ask(beside, "赤峰牧场评上五级，奖多少，第一年到手多少？")
    plain = ask(beside, "赤峰牧场评上五级，奖多少？")
    assert any("第一年 20万元、第二年 15万元" in one.text for one in asked.sentences)
    assert not any("第一年" in one.text and one.role is Role.LEAD for one in plain.sentences)


def test_a_matter_of_which_most_words_stand_nowhere_is_refused(beside: Assistant) -> None:
    answer = ask(beside, "定西茶叶大棚种植有补贴吗？")
    assert (answer.outcome, answer.citations) == ("refused", ())
