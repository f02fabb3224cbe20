"""Slices, verbs of one character, classes by the month: policies of made-up trades, asked."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from assistant.assistant import Assistant
from assistant.settings import load_settings
from tests.dialogue.test_forms_of_policies import Town, noun, total
from tests.fakes import ROOT


def policy(seed: int) -> str:
    n = noun(seed)
    return f"""标题: 安吉县支持{n}产业提质若干措施
安吉县支持{n}产业提质若干措施
第一条 {n}设备改造投资，按设备投资额分段补助：300万元以内部分按10%，超过300万元至1000万元部分按6%，\
超过1000万元部分按3%，单个企业每年最高200万元。
第二条 收住{n}工匠的安养院，按照{n}学徒每人每月80元、{n}师傅每人每月300元的标准给予运营补贴。
第三条 自愿拆除旧{n}窑并注销许可的，按窑体容积每立方米补1200元，\
不足5万元的按5万元补，最高40万元。
第四条 租用区属{n}库房的，前两年租金全免，后三年按租金的40%补贴。
第五条 首次通过甲种{n}检验的，每个产品奖励30万元；首次通过乙种{n}检验合格证书的，每个产品奖励\
20万元。单个企业每年最高120万元。
第六条 {n}企业上年度研发费用200万元以上且占营业收入比重达到5%的，\
按研发费用较前一年度增量的百分之十二给予补贴，每年最高150万元。
第七条 新建{n}检验平台，设备投资1000万元以上的，按设备投资的20%补助，最高1000万元，\
分三年按5:3:2拨付。
第八条 新建{n}养护场，按造价补25%，单个养护场封顶1200万元。开工后预拨30%，验收后拨付其余70%。
第九条 租用{n}社会厂房的，按租金的50%补贴，每平方米每月不超过10元，补贴面积不超过3000平方米，\
期限不超过24个月。
第十条 {n}加工户购置节能烘干机的，按发票价补35%，最高60万元。购置二手设备的不补。
第十一条 本措施自2025年3月1日起执行，至2027年12月31日止。
"""


SEEDS = (5, 12)


@pytest.fixture(scope="module", params=SEEDS)
def town(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Town:
    """One made-up policy, taken in by the command."""
    place = tmp_path_factory.mktemp("town")
    text = place / "anji-y-2025.txt"
    text.write_text(policy(request.param), encoding="utf-8")
    kept = place / "kept"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    for arguments in (["init", str(kept), "--empty"], ["--workspace", str(kept), "add", str(text)]):
        subprocess.run(
            [sys.executable, "-m", "assistant", *arguments],
            env=environment, check=True, capture_output=True,
        )  # fmt: skip
    return Town(noun(request.param), Assistant.open(load_settings(str(kept), {})), kept)


@pytest.mark.parametrize(
    ("article", "turn", "amount"),
    [
        (1, "安吉某某设备改造，设备投了500万，补多少？", 420_000),
        (1, "安吉某某设备改造，设备投了300万，补多少？", 300_000),
        (1, "安吉某某设备改造，设备投了8000万，补多少？", 2_000_000),
        (2, "安吉某某安养院住着某某学徒10人、某某师傅5人，运营补贴一年多少？", 27_600),
        (3, "安吉拆了旧某某窑，容积38立方米，许可也注销了，补多少？", 50_000),
        (3, "安吉拆了旧某某窑，容积260立方米，许可也注销了，补多少？", 312_000),
        (4, "安吉租区属某某库房，一年租金60万，第四年补多少？", 240_000),
        (4, "安吉租区属某某库房，一年租金60万，第一年补多少？", 600_000),
        (5, "安吉今年有2个产品通过甲种某某检验，1个通过乙种某某检验，一共奖多少？", 800_000),
        (6, "安吉某某企业上年研发费用860万、营收1.2亿，前一年研发费用610万，补多少？", 300_000),
        (6, "安吉某某企业上年研发费用190万、营收2000万，前一年研发费用110万，补多少？", 0),
        (7, "安吉新建某某检验平台，设备投了3500万，一共补多少？", 7_000_000),
        (7, "安吉新建某某检验平台，设备投了3500万，第一年拨多少？", 3_500_000),
        (7, "安吉新建某某检验平台，设备投了8000万，第三年能拿多少？", 2_000_000),
        (8, "安吉新建某某养护场，造价3600万，验收之后还能拿多少？", 6_300_000),
        (8, "安吉新建某某养护场，造价3600万，总共补多少？", 9_000_000),
        (9, "安吉租了某某社会厂房3600平，每月每平16块，租满12个月，补多少？", 288_000),
        (9, "安吉租了某某社会厂房2000平，每月每平30块，租了3年，补多少？", 480_000),
        (10, "安吉某某加工户买了节能烘干机，花了20万，补多少？", 70_000),
        (10, "安吉某某加工户买了台二手烘干机，花了20万，补多少？", 0),
    ],
)
def test_each_form_is_worked_out(town: Town, article: int, turn: str, amount: int) -> None:
    assert total(town.ask(turn), article) == amount


def test_the_last_day_stands_behind_the_first(town: Town) -> None:
    answer = town.ask("安吉这份某某措施哪天到期？")
    assert any("2027年12月31日" in sentence.text for sentence in answer.sentences)
