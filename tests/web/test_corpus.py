import pytest
from fastapi.testclient import TestClient

POLICIES = [
    "shenzhen-pioneer-2024",
    "longhua-2025",
    "futian-2024",
    "qianhai-2024",
    "longgang-2025",
    "nanshan-draft",
    "baoan-draft",
    "overview-2025",
]


def test_policies_tell_their_validity_on_the_day_asked(client: TestClient) -> None:
    def status(day: str) -> dict:
        listed = client.get("/api/v1/policies", params={"as_of": day}).json()["policies"]
        return {policy["id"]: policy["status"] for policy in listed}

    assert set(status("2025-06-01")) == set(POLICIES)
    assert status("2026-12-17")["shenzhen-pioneer-2024"] == "expiring_soon"
    assert status("2026-12-18")["shenzhen-pioneer-2024"] == "expired"
    assert status("2025-01-09")["longgang-2025"] == "not_yet_effective"
    assert status("2025-06-01")["nanshan-draft"] == "draft"


def test_a_policy_comes_with_its_clauses(client: TestClient) -> None:
    policy = client.get("/api/v1/policies/longgang-2025").json()
    assert [c["clause_id"] for c in policy["clauses"]][:2] == ["longgang-2025#1", "longgang-2025#2"]
    assert policy["last_day"] == "2028-01-09"


@pytest.mark.parametrize("n", ["2", "1"])
def test_a_clause_is_a_verbatim_part_of_the_source(client: TestClient, n: str) -> None:
    clause = client.get(f"/api/v1/clauses/longgang-2025/{n}").json()
    assert clause["clause_id"] == f"longgang-2025#{n}"
    assert clause["end"] - clause["start"] == len(clause["text"])
    assert clause["policy"]["status"] == "in_force"


def test_items_have_their_own_address(client: TestClient) -> None:
    clause = client.get("/api/v1/clauses/futian-2024/1.2").json()
    assert clause["clause_id"] == "futian-2024#1.2"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/api/v1/policies/nowhere", "policy_not_found"),
        ("/api/v1/clauses/nowhere/1", "policy_not_found"),
        ("/api/v1/clauses/longgang-2025/99", "clause_not_found"),
        ("/api/v1/clauses/longgang-2025/x", "clause_not_found"),
        ("/api/v1/rules/nothing", "rule_not_found"),
        ("/api/v1/answers/nothing", "answer_not_found"),
        ("/api/v1/nothing", "not_found"),
    ],
)
def test_what_is_not_there_is_a_404_problem(client: TestClient, path: str, code: str) -> None:
    response = client.get(path, headers={"accept": "text/html"})
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["code"] == code


def test_search_gives_hits_with_ranks(client: TestClient) -> None:
    hits = client.get("/api/v1/search", params={"q": "算力", "k": 3}).json()["hits"]
    assert hits[0]["clause_id"] == "longgang-2025#2"
    assert hits[0]["rank"] == 1


def test_search_for_nothing_finds_nothing(client: TestClient) -> None:
    assert client.get("/api/v1/search", params={"q": " "}).json()["hits"] == []


@pytest.mark.parametrize("k", ["0", "101", "x"])
def test_search_refuses_an_unfit_k(client: TestClient, k: str) -> None:
    response = client.get("/api/v1/search", params={"q": "算力", "k": k})
    assert response.status_code == 400
    assert "k" in response.json()["detail"]


def test_an_unfit_date_is_a_problem(client: TestClient) -> None:
    response = client.get("/api/v1/policies", params={"as_of": "2025-13-01"})
    assert response.status_code == 400
    assert "2025-13-01" in response.json()["detail"]
