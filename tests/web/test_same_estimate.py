"""An estimate from its rule and facts alone: the page's API and the command give the same bytes."""

import json
from collections.abc import Iterator
from datetime import date
from itertools import islice
from random import Random

import pytest
from fastapi.testclient import TestClient

from assistant.answer.render import to_json
from assistant.cli import calc
from assistant.dialogue.conversation import Conversation
from assistant.rules.calculate import calculate
from assistant.rules.cliffs import with_cliffs
from assistant.rules.facts import Facts
from assistant.rules.parse_facts import sort_kinds
from assistant.rules.rule import Rule
from tests.cli.conftest import DAY, Inside, cewen, here
from tests.real_assistant import real
from tests.rules.case_files import cases, corpus, policy_of, rulebook, typed
from tests.rules.draw_facts import kinks_of
from tests.rules.oracle.lists import LISTED
from tests.rules.test_oracle_lists import _draw, _items

__all__ = ["cewen", "here"]

RENT = "longhua-2025#6:rent"
SAME = {
    "a scalar": ("longgang-2025#2:compute-service", {"compute_fee_yuan": "1900万"}),
    "years": (RENT, {"annual_rent_yuan[2025]": "30万", "annual_rent_yuan[2026]": "60万"}),
    "kinds": ("longhua-2025#11:standards", {"standards[国际]": "1", "standards[国家]": "2"}),
    "counts": ("qianhai-2024#10:vehicles", {"vehicle_price_yuan[轿车,×3]": "30万"}),
    "a row of years": (
        "qianhai-2024#3:rd-increase",
        {"rd_spend_yuan[2023]": "3000万", "rd_spend_yuan[2024]": "4880万"},
    ),
    "a sum": (
        "longgang-2025#7:prototype",
        {
            "product_rd_yuan": [
                {"value": "250000", "count": 10, "relation": "25万元 × 10台 = 250万元"}
            ]
        },
    ),
    "a difference": (
        "longgang-2025#2:compute-service",
        {"compute_fee_yuan": [{"value": "1000万", "relation": "1500万元 − 500万元 = 1000万元"}]},
    ),
    "a range": (
        "longgang-2025#2:compute-service",
        {
            "compute_fee_yuan": [
                {"value": "800万", "relation": "从"},
                {"value": "1000万", "relation": "到"},
            ]
        },
    ),
    "all but one": ("shenzhen-pioneer-2024#2:compute-voucher", {"applicant_kind": "非企业"}),
    "missing": ("qianhai-2024#10:vehicles", {"vehicles": "3"}),
}


def canonical(estimate: object) -> str:
    return json.dumps(estimate, ensure_ascii=False, sort_keys=True)


@pytest.mark.parametrize("name", SAME)
def test_api_and_command_give_the_same_bytes(client: TestClient, here: Inside, name: str) -> None:
    rule, facts = SAME[name]
    body = {"rule_id": rule, "facts": facts, "as_of": DAY}
    by_api = client.post("/api/v1/estimate", json=body).json()
    shown = {n: v if isinstance(v, str) else json.dumps(v) for n, v in facts.items()}
    written = [f"{fact}={value}" for fact, value in shown.items()]
    by_command = json.loads(here("calc", rule, *written, "--as-of", DAY).stdout)
    assert canonical(by_api) == canonical(by_command)
    again = {"rule_id": rule, "facts": by_api["facts"], "as_of": DAY}
    assert canonical(client.post("/api/v1/estimate", json=again).json()) == canonical(by_api)


def test_a_list_and_names_with_brackets_are_the_same(client: TestClient) -> None:
    items = [{"value": "300000", "year": 2025}, {"value": 600000, "year": "2026"}]
    bodies = (
        {"rule_id": RENT, "facts": {"annual_rent_yuan": items}, "as_of": DAY},
        {"rule_id": RENT, "facts": SAME["years"][1], "as_of": DAY},
    )
    first, second = (client.post("/api/v1/estimate", json=body).json() for body in bodies)
    assert canonical(first) == canonical(second)
    assert first["amount"] == "350000.00"
    assert [line["amount"] for line in first["lines"]] == ["150000.00", "200000.00"]


ASKED = (
    "龙岗首次销售具身机器人10台，每台售价25万，制备成本总额120万，能拿多少？",
    "两笔语料合同 120万、 90万，都在数据交易所买的，跟对方没关联，语料卷合计多少",
    "福田 采购备案大模型做应用 预算120到180万之间 可支持区间",
    "龙岗算力那条想拿满600万，算力服务费至少得花多少？",
    "龙岗语料要么300万要么350万,两种各是多少",
    "龙岗算力服务费用1900万",
    "龙岗买算力服务花了500万，还差多少才能拿满上限？",
    "我们龙华公司去年营收4500万元，还差多少才到规上奖励的门槛",
)


def as_written(value: object) -> str:
    """A fact as it stands behind = on the command line."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return value if isinstance(value, str) else json.dumps(value)


@pytest.mark.parametrize("question", ASKED)
def test_every_estimate_of_an_answer_comes_again(
    client: TestClient, here: Inside, question: str
) -> None:
    asked = Conversation("", ()).say(question)
    answer = to_json(real().ask(asked, as_of=date.fromisoformat(DAY)))
    found = [estimate for estimate in answer["estimates"] if estimate["rule_id"]]
    assert found
    for one in found:
        body = {name: one[name] for name in ("rule_id", "facts", "as_of", "label")}
        again = client.post("/api/v1/estimate", json=body).json()
        one["steps"] = [step for step in one["steps"] if not step["from"]]
        assert canonical(again) == canonical(one)
    one = found[-1]
    facts = [f"{name}={as_written(value)}" for name, value in one["facts"].items()]
    told = ("calc", one["rule_id"], *facts, "--as-of", DAY, "--label", one["label"])
    assert canonical(json.loads(here(*told).stdout)) == canonical(one)


def told_of(rule: Rule) -> Iterator[Facts]:
    """Facts of a rule: of its first case that pays, and where it takes lists, one of those."""
    book = rulebook()
    paying = (case for case in cases() if case.rule == rule.id and case.expect.get("amount"))
    yield from (typed(case.facts, book.facts) for case in islice(paying, 1))
    random = Random(rule.id)
    for listed in LISTED:
        if listed.rule == rule.id:
            entries = _draw(listed, kinks_of(rule, book), random)
            yield sort_kinds({listed.fact: _items(entries)}, book.facts)


@pytest.fixture
def quick(here: Inside, monkeypatch: pytest.MonkeyPatch) -> Inside:
    """The command over a corpus that is read once."""
    monkeypatch.setattr(calc, "load_corpus", lambda *_: corpus())
    monkeypatch.setattr(calc, "load_rulebook", lambda *_: rulebook())
    return here


def test_every_rule_comes_again_from_its_own_estimate(client: TestClient, quick: Inside) -> None:
    """Lists of years and items among them: their lines come out alike."""
    day, checked, with_lines = date.fromisoformat(DAY), 0, 0
    for rule in rulebook().rules:
        for facts in told_of(rule):
            place = policy_of(rule.id)
            found = calculate(rule, facts, policy=place, as_of=day, rulebook=rulebook())
            one = to_json(with_cliffs(found, rule, facts, rulebook()))
            body = {name: one[name] for name in ("rule_id", "facts", "as_of")}
            assert canonical(client.post("/api/v1/estimate", json=body).json()) == canonical(one)
            written = [f"{name}={as_written(value)}" for name, value in one["facts"].items()]
            by_command = quick("calc", rule.id, *written, "--as-of", one["as_of"], "--json")
            assert canonical(json.loads(by_command.stdout)) == canonical(one)
            checked += 1
            with_lines += bool(one["lines"])
    assert checked > len(rulebook().rules)
    assert with_lines > 15


def test_a_range_has_both_ends_and_both_sums(client: TestClient) -> None:
    rule, facts = SAME["a range"]
    made = client.post("/api/v1/estimate", json={"rule_id": rule, "facts": facts, "as_of": DAY})
    estimate = made.json()
    assert estimate["amount"] is None
    assert estimate["range"] == ["2400000.00", "3000000.00"]
    assert [step["value"] for step in estimate["steps"] if "×" in step["text"]] == [
        "2400000.00", "3000000.00",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "items",
    [
        [{"value": "250000", "count": 10, "relation": "25万元 × 10台 = 260万元"}],
        [{"value": "250000"}, {"value": "1", "relation": "25万元 + 1元"}],
        [{"value": "250000", "relation": "从"}],
        [{"value": "3", "relation": "从"}, {"value": "2", "relation": "到"}],
        [{"value": "3", "relation": "从", "year": 2025}, {"value": "4", "relation": "到"}],
        [{"value": "250000", "relation": "差不多"}],
        [{"value": "250000", "relation": "25万元" + " + 0元" * 60}],
    ],
)
def test_a_relation_that_does_not_hold_is_refused(
    client: TestClient, items: list[dict[str, object]]
) -> None:
    body = {"rule_id": "longgang-2025#7:prototype", "facts": {"product_rd_yuan": items}}
    refused = client.post("/api/v1/estimate", json=body)
    assert refused.status_code == 400
    assert "relation" in refused.text
