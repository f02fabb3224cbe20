import json

import pytest

from tests.cli.conftest import DAY, Inside

RULE = "longgang-2025#2:compute-service"


def test_calc_gives_the_exact_amount(here: Inside) -> None:
    done = here("calc", RULE, "compute_fee_yuan=800万", "--as-of", DAY)
    estimate = json.loads(done.stdout)
    assert done.returncode == 0
    assert estimate["amount"] == "2400000.00"  # 800万 × 30%
    assert estimate["facts"] == {"compute_fee_yuan": "8000000"}


def test_calc_takes_the_label_of_a_fact(here: Inside) -> None:
    out = here("calc", RULE, "算力服务费用=2500万", "--as-of", DAY, "--text").stdout
    assert "600万元" in out  # 2500万 × 30% = 750万, above the cap of 600万
    assert "最高不超过600万元" in out


def test_calc_without_the_fact_asks_for_it_with_code_4(here: Inside) -> None:
    done = here("calc", RULE, "--text", "--as-of", DAY)
    assert done.returncode == 4
    assert "还缺：compute_fee_yuan（算力服务费用）" in done.stdout


def test_calc_tells_of_a_fact_that_the_rule_does_not_use(here: Inside) -> None:
    done = here("calc", RULE, "compute_fee_yuan=800万", "filed_models=3", "--as-of", DAY)
    assert done.returncode == 0
    assert "用不到事实 filed_models" in done.stderr


def test_calc_lists_every_rule(here: Inside) -> None:
    lines = here("calc", "--list").stdout.splitlines()
    assert RULE in {json.loads(line)["rule_id"] for line in lines}
    assert f"{RULE}  " in here("calc", "--list", "--text").stdout


@pytest.mark.parametrize(
    ("words", "arguments"),
    [
        ("缺少规则编号", ()),
        ("没有计算规则", ("longgang-2025#99:nothing",)),
        ("名称=数值", (RULE, "800万")),
        ("名称=数值", (RULE, "compute_fee_yuan=")),
        ("写了两次", (RULE, "compute_fee_yuan=1", "compute_fee_yuan=2")),
        ("没有叫 'fee' 的事实", (RULE, "fee=1")),
        ("不能是负数", (RULE, "compute_fee_yuan=-5万")),
        ("大得不合情理", (RULE, "compute_fee_yuan=10000000亿")),
        ("看不懂", (RULE, "compute_fee_yuan=很多")),
        ("不是 JSON", (RULE, 'compute_fee_yuan=[{"value"')),
        ("看不懂日期", (RULE, "compute_fee_yuan=1万", "--as-of", "2025-13-01")),
    ],
)
def test_calc_names_what_is_wrong(here: Inside, words: str, arguments: tuple[str, ...]) -> None:
    here.fails(1, words, "calc", *arguments)


def test_calc_outside_validity_says_so(here: Inside) -> None:
    done = here("calc", RULE, "compute_fee_yuan=800万", "--as-of", "2025-01-09")  # day before
    assert json.loads(done.stdout)["status"] == "not_in_force"


def test_calc_tells_the_case_that_the_facts_are_of(here: Inside) -> None:
    out = here("calc", RULE, "compute_fee_yuan=800万", "--label", "合同A", "--text").stdout
    assert out.startswith("购买算力（合同A）：240万元")
