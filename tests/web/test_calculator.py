import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from urllib.parse import parse_qsl, urlsplit

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.courses import asked_facts
from assistant.answer.view import calculate_query
from assistant.dialogue.topics import load_topics
from assistant.errors import CorpusError
from assistant.rules.facts import FactKind, FactSpec
from assistant.web.figures.inputs import link_of, read_given
from assistant.web.figures.matter import work_out
from assistant.web.figures.menu import Menu, load_menu
from tests.fakes import ROOT, corpus, rulebook

DAY = date(2025, 6, 1)


@pytest.fixture(scope="module")
def menu() -> Menu:
    folder = ROOT / "corpus"
    return load_menu(folder, load_topics(folder, corpus()), corpus(), rulebook())


def matter(menu: Menu, topic: str, district: str = "", **facts: str):  # type: ignore[no-untyped-def]
    found = menu.topics.get(topic)
    assert found is not None
    typed = read_given(facts.items(), rulebook()).facts
    return work_out(menu, found, district, typed, DAY)


@pytest.mark.parametrize(
    ("param", "text", "yuan"),
    [
        ("wan.compute_fee_yuan", "800", "8000000"),
        ("wan.compute_fee_yuan", "1,666.67", "16666700"),
        ("wan.compute_fee_yuan", "800万", "8000000"),
        ("wan.compute_fee_yuan", "八百", "8000000"),
        ("wan.compute_fee_yuan", "0.08亿", "8000000"),
        ("compute_fee_yuan", "800万", "8000000"),
        ("compute_fee_yuan", "8000000", "8000000"),
        ("算力服务费用", "800万", "8000000"),
    ],
)
def test_a_sum_in_a_link_is_read_in_its_unit(param: str, text: str, yuan: str) -> None:
    assert read_given([(param, text)], rulebook()).facts == {"compute_fee_yuan": Decimal(yuan)}


@pytest.mark.parametrize("text", ["-5", "abc", "很多", "10000000000000", "1e9"])
def test_a_bad_value_is_told_and_kept_beside_its_field(client: TestClient, text: str) -> None:
    html = client.get("/calculate", params={"wan.compute_fee_yuan": text}).text
    assert 'aria-invalid="true"' in html
    assert f'value="{text}"' in html
    assert "请填" in re.findall(r'<p class="wrong"[^>]*>([^<]*)', html)[0]


def test_an_unknown_fact_is_told(client: TestClient) -> None:
    html = client.get("/calculate", params={"compute_fee": "1"}).text
    assert "没有叫" in html
    assert "compute_fee_yuan" in html


def test_an_unknown_district_is_told_and_all_are_shown(client: TestClient) -> None:
    response = client.get("/calculate", params={"district": "火星", "compute_fee_yuan": "800万"})
    assert response.status_code == 200
    assert "没有收录" in response.text
    assert "400万元" in response.text


@given(
    yuan=st.decimals("0", "999999999", places=2, allow_nan=False),
    months=st.integers(0, 600),
    is_startup=st.booleans(),
)
def test_a_link_brings_back_what_it_was_made_of(
    yuan: Decimal, months: int, is_startup: bool
) -> None:
    facts = {"compute_fee_yuan": yuan, "months": Decimal(months), "is_startup": is_startup}
    again = read_given(link_of(facts, rulebook()).items(), rulebook())
    assert again.facts == facts
    assert again.errors == {}


def test_the_sums_of_a_matter_stand_largest_first(menu: Menu) -> None:
    found = matter(menu, "compute-rent", compute_fee_yuan="800万")
    amounts = [one.estimate.amount for one in found.sums]
    assert amounts == [800 * 5000, 800 * 3000, 800 * 3000, 800 * 3000]
    assert found.sums[0].policy.region == "深圳市"


def test_a_district_shows_its_own_and_the_citys_and_names_the_others(menu: Menu) -> None:
    found = matter(menu, "compute-rent", "龙岗区", compute_fee_yuan="800万")
    assert {one.policy.region for one in found.sums} == {"深圳市", "龙岗区"}
    assert found.elsewhere == ("龙华区", "福田区")
    assert found.sums[1].reaches == "算力服务费用达到 2000万元 时，金额到顶：600万元"


def test_every_matter_works_with_nothing_and_with_everything_stated(
    client: TestClient, menu: Menu
) -> None:
    for topic, _ in menu.offered():
        specs = asked_facts(menu.rules_of(topic), rulebook())
        full = {spec.name: _some_value(spec) for spec in specs}
        for facts in ({}, full):
            response = client.get("/calculate", params={"topic": topic.id, **facts})
            assert response.status_code == 200, (topic.id, facts)
            assert topic.name in response.text
            assert 'class="wrong"' not in response.text


def _some_value(spec: object) -> str:
    kind = spec.kind  # type: ignore[attr-defined]
    if kind is FactKind.FLAG:
        return "是"
    return next(iter(spec.choices)) if kind is FactKind.CHOICE else "3"  # type: ignore[attr-defined]


def test_a_profile_lists_every_rule_with_its_conditions(client: TestClient) -> None:
    params = {"view": "profile", "district": "龙岗区", "wan.compute_fee_yuan": "800"}
    html = client.get("/calculate", params=params).text
    for met in ("满足", "缺信息"):
        assert f'data-met="{met}"' in html
    assert "240万元" in html
    listed = re.findall(r'class="match" data-met', html)
    report = client.post(
        "/api/v1/match",
        json={"profile": {"district": "龙岗区", "facts": {"compute_fee_yuan": "800万"}}},
    ).json()
    assert len(listed) == len(report["matches"])


def test_the_profile_form_asks_for_every_fact_once(client: TestClient, menu: Menu) -> None:
    grouped = [name for group in menu.groups for name in group.facts]
    assert sorted(grouped) == sorted(rulebook().facts)
    html = client.get("/calculate?view=profile").text
    for name in rulebook().facts:
        assert len(re.findall(rf'id="f-{name}"', html)) == 1


@pytest.mark.parametrize("bad", ["- name: x\n  facts: [nonsense]\n", "- nom: x\n"])
def test_a_broken_profile_file_names_itself(tmp_path, bad: str) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "profile.yaml").write_text(bad, encoding="utf-8")
    topics = load_topics(ROOT / "corpus", corpus())
    with pytest.raises(CorpusError, match=r"profile\.yaml"):
        load_menu(tmp_path, topics, corpus(), rulebook())


@pytest.mark.parametrize("form", ["xlsx", "docx", "md", "json"])
def test_a_match_can_be_taken_away(client: TestClient, form: str) -> None:
    params = {"district": "龙岗区", "wan.compute_fee_yuan": "800", "name": "某/公司"}
    response = client.get(f"/calculate.{form}", params=params)
    assert response.status_code == 200
    assert "attachment" in response.headers["content-disposition"]
    if form == "json":
        assert "仅供参考" in json.loads(response.text)["label"]
    if form == "md":
        assert "| 240万元 |" in response.text
        assert "AIGC" in response.text


@pytest.mark.parametrize("form", ["xlsx", "docx", "md", "json"])
def test_what_a_matter_comes_to_can_be_taken_away(client: TestClient, form: str) -> None:
    query = {"topic": "compute-rent", "wan.compute_fee_yuan": "800"}
    page = client.get("/calculate", params=query).text
    assert f"calculate.{form}?" in page
    response = client.get(f"/calculate.{form}", params={**query, "district": "龙岗区"})
    assert response.status_code == 200
    assert "%E6%B5%8B%E7%AE%97" in response.headers["content-disposition"]
    if form == "json":
        made = json.loads(response.text)
        assert "仅供参考" in made["label"]
        amounts = {one["rule_id"]: one["amount"] for one in made["estimates"]}
        assert amounts["longgang-2025#2:compute-service"] == "2400000.00"
    if form == "md":
        assert "| 龙岗区 | 240万元 |" in response.text
        assert "不能相加" in response.text


@pytest.mark.parametrize(
    "query",
    [
        "district=龙岗区&compute_fee_yuan=坏",
        "district=",
        "district=火星",
        "district=龙岗区&x=1",
        "topic=compute-rent&district=火星",
    ],
)
def test_a_match_that_cannot_be_made_says_why(client: TestClient, query: str) -> None:
    response = client.get(f"/calculate.md?{query}")
    assert response.status_code == 400
    assert response.json()["detail"]


def headline(client: TestClient, query: str) -> str:
    html = client.get(f"/calculate?{query}").text
    found = re.search(r'<p id="said"[^>]*>(.*?)</p>', html, re.DOTALL)
    assert found
    return re.sub(r"<[^>]+>|\s+", "", found[1])


def test_the_chosen_district_is_told_before_a_larger_sum_of_the_city(client: TestClient) -> None:
    query = "district=龙岗区&topic=compute-rent&wan.compute_fee_yuan=800"
    assert headline(client, query).startswith(
        "龙岗区最高240万元（按条款测算的上限）；深圳市另有400万元"
    )
    assert headline(client, query.replace("district=龙岗区&", "")).startswith(
        "最高的一项：深圳市400万元"
    )


def test_a_match_leads_with_the_money_that_is_sure(client: TestClient) -> None:
    told = headline(client, "view=profile&district=龙岗区&wan.compute_fee_yuan=800")
    assert told.startswith("龙岗区：条件都满足的，最高是购买算力240万元。对照了")


def test_a_bar_whose_conditions_are_open_looks_so_and_says_so(client: TestClient) -> None:
    html = client.get("/calculate?view=profile&district=龙岗区&wan.compute_fee_yuan=800").text
    bars = html[html.index('data-chart="bars"') :]
    drawn = re.findall(r'class="c-bar" data-state="(\w+)" x="0"', bars)
    assert drawn == ["unsure", "payable"]  # the city's 400 is not sure, the district's 240 is
    assert "条件还缺信息" in bars[: bars.index("<details")]


def test_the_card_of_a_rule_has_its_fields_and_its_sum(client: TestClient) -> None:
    query = {"rule": "longgang-2025#2:compute-service", "compute_fee_yuan": "9000000"}
    card = client.get("/api/v1/card", params=query).json()
    fee = card["fields"][0]
    assert (fee["param"], fee["text"], fee["unit"]) == ("wan.compute_fee_yuan", "900", "万元")
    assert float(fee["slider"]["most"]) >= 2000  # where the amount stops growing is on the slider
    assert "**270万元**" in card["said"]
    assert card["steps"][0]["text"] == "900万元 × 30% = 270万元"
    wrong = client.get("/api/v1/card", params={**query, "compute_fee_yuan": "很多"}).json()
    assert wrong["fields"][0]["error"] == "请填数字，例如 800 或 800万"
    assert client.get("/api/v1/card", params={"rule": "none"}).status_code == 404


@pytest.mark.parametrize(
    ("param", "text", "why"),
    [
        ("wan.compute_fee_yuan", "很多", "请填数字"),
        ("wan.compute_fee_yuan", "-5", "不能是负数。请填数字"),
        ("wan.compute_fee_yuan", "999999999999", "大得不合情理"),
        ("filed_models", "2.5", "要是整数。请填数字"),
    ],
)
def test_a_number_that_cannot_be_taken_is_told_why(param: str, text: str, why: str) -> None:
    """999999999999 is a number: to say 请填数字 and no more would be no help."""
    (said,) = read_given([(param, text)], rulebook()).errors.values()
    assert said.startswith(why)


@pytest.mark.parametrize("kind", FactKind)
def test_a_field_of_every_kind_says_what_it_takes(kind: FactKind) -> None:
    spec = FactSpec(name="x", label="某数", kind=kind, currency="港元", ask="是多少？")
    book = replace(rulebook(), facts={"x": spec})
    said = read_given([("x", "@@")], book).errors["x"]
    assert "请" in said
    assert "美元" not in said


def test_a_list_of_sums_keeps_its_items_in_links_and_cards(client: TestClient) -> None:
    """800万 in 2025 and 300万 in 2026 are two fields, each with its year."""
    rule = "longgang-2025#2:compute-service"
    estimate = {
        "rule_id": rule,
        "label": "",
        "facts": {
            "compute_fee_yuan": [
                {"value": "8000000", "year": 2025},
                {"value": "3000000", "year": 2026, "kind": "a&b"},
            ],
            "is_startup": True,
        },
    }
    row = {"rule_id": rule, "case": "", "topic": "compute-rent", "who": "龙岗区"}
    link = "/calculate?" + calculate_query({"estimates": [estimate], "as_of": "2025-06-01"}, row)
    stated = [
        (name, value)
        for name, value in parse_qsl(urlsplit(link).query)
        if name not in ("topic", "district")
    ]
    assert ("compute_fee_yuan[2026,a&b]", "3000000") in stated
    fields = client.get("/api/v1/card", params=[("rule", rule), *stated]).json()["fields"]
    assert [(f["param"], f["text"]) for f in fields][:2] == [
        ("wan.compute_fee_yuan[2025]", "800"),
        ("wan.compute_fee_yuan[2026,a&b]", "300"),
    ]
    html = client.get(link).text
    assert 'name="wan.compute_fee_yuan[2025]" value="800"' in html


def test_a_place_without_measures_of_its_own_is_matched_by_the_city(client: TestClient) -> None:
    """A company in Bao'an could not choose its district, and was told of nothing."""
    page = client.get("/calculate?view=profile").text
    for place in ("南山区", "宝安区", "盐田区", "龙岗区"):
        assert f'<option value="{place}">' in page
    facts = "compute_fee_yuan=800万&compute_rented=是&compute_use=training"
    html = client.get(f"/calculate?view=profile&district=宝安区&{facts}").text
    assert "没有收录宝安区自己的现行政策，下面按深圳市的政策匹配。" in html
    assert "400万元" in html
    assert (
        "自己的现行政策" not in client.get(f"/calculate?view=profile&district=龙岗区&{facts}").text
    )
