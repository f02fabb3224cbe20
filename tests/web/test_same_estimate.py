"""An estimate from its rule and facts alone: the page's API and the command give the same bytes."""

import json

import pytest
from fastapi.testclient import TestClient

from tests.cli.conftest import DAY, Inside, cewen, here

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
    "missing": ("qianhai-2024#10:vehicles", {"vehicles": "3"}),
}


def canonical(estimate: object) -> str:
    return json.dumps(estimate, ensure_ascii=False, sort_keys=True)


@pytest.mark.parametrize("name", SAME)
def test_api_and_command_give_the_same_bytes(client: TestClient, here: Inside, name: str) -> None:
    rule, facts = SAME[name]
    body = {"rule_id": rule, "facts": facts, "as_of": DAY}
    by_api = client.post("/api/v1/estimate", json=body).json()
    written = [f"{fact}={value}" for fact, value in facts.items()]
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
