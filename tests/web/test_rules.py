import pytest
from fastapi.testclient import TestClient

RULE = "longgang-2025#2:compute-service"


@pytest.fixture
def rule_id(client: TestClient) -> str:
    listed = client.get("/api/v1/rules", params={"policy": "longgang-2025"}).json()["rules"]
    return next(r["rule_id"] for r in listed if r["clause_id"] == "longgang-2025#2")


def test_rules_are_listed_by_policy(client: TestClient) -> None:
    listed = client.get("/api/v1/rules", params={"policy": "longgang-2025"}).json()["rules"]
    assert listed
    assert {r["clause_id"].partition("#")[0] for r in listed} == {"longgang-2025"}
    assert client.get("/api/v1/rules", params={"policy": "x"}).status_code == 404


def test_a_rule_has_the_schema_of_its_facts(client: TestClient, rule_id: str) -> None:
    for written in (rule_id.replace("#", "%23"), rule_id.replace("#", ":")):
        rule = client.get(f"/api/v1/rules/{written}").json()
        assert rule["rule_id"] == rule_id
        assert "compute_fee_yuan" in rule["facts"]["properties"]


@pytest.mark.parametrize("fee", ["8000000", "800万", 8000000])
def test_estimate_takes_numbers_as_people_write_them(
    client: TestClient, rule_id: str, fee: object
) -> None:
    body = {"rule_id": rule_id, "facts": {"compute_fee_yuan": fee}, "as_of": "2025-06-01"}
    estimate = client.post("/api/v1/estimate", json=body).json()
    assert estimate["amount"] == "2400000.00"  # 8,000,000 × 0.30
    assert estimate["status"] == "payable"
    assert estimate["steps"]


def test_estimate_outside_validity_gives_no_amount(client: TestClient, rule_id: str) -> None:
    facts = {"compute_fee_yuan": "800万"}
    body = {"rule_id": rule_id, "facts": facts, "as_of": "2028-01-10"}
    estimate = client.post("/api/v1/estimate", json=body).json()
    assert (estimate["status"], estimate["amount"]) == ("not_in_force", None)


@pytest.mark.parametrize(
    ("facts", "word"),
    [({"compute_fee_yuan": "-1"}, "负数"), ({"compute": "1"}, "compute"), ({"x": []}, "facts")],
)
def test_unfit_facts_are_a_problem(
    client: TestClient, rule_id: str, facts: dict, word: str
) -> None:
    response = client.post("/api/v1/estimate", json={"rule_id": rule_id, "facts": facts})
    assert response.status_code == 400
    assert word in response.json()["detail"]


def test_match_sorts_by_amount_and_says_what_is_missing(client: TestClient) -> None:
    profile = {"district": "龙岗区", "facts": {"compute_fee_yuan": "800万"}}
    report = client.post("/api/v1/match", json={"profile": profile, "as_of": "2025-06-01"}).json()
    amounts = {m["estimate"]["clause_id"]: m["estimate"]["amount"] for m in report["matches"]}
    assert amounts["longgang-2025#2"] == "2400000.00"  # 8,000,000 × 0.30
    assert {m["met"] for m in report["matches"]} <= {"满足", "不满足", "缺信息"}


def test_match_of_an_unknown_district_is_a_problem(client: TestClient) -> None:
    response = client.post("/api/v1/match", json={"profile": {"district": "火星"}})
    assert response.status_code == 400
    assert "火星" in response.json()["detail"]
