"""Receipts of estimates: the same format, log and checks as those of answers."""

from __future__ import annotations

import copy
import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.cli import main
from assistant.settings import Settings
from assistant.web.api.estimating import check_estimate, check_replayed, digest_of
from assistant.web.api.receipts import Verdict, check_log
from assistant.web.memory.ledger import commitment_of, site_key
from tests.real_assistant import real
from tests.web.test_receipts import changed, client, leaves, settings, tomorrow

__all__ = ["client", "settings"]

BODY = {
    "rule_id": "longgang-2025#2:compute-service",
    "facts": {"compute_fee_yuan": "800万"},
    "as_of": "2025-06-01",
}


def receipt_of(client: TestClient) -> Any:
    sent = client.post("/api/v1/estimate/receipt", json=BODY)
    assert sent.status_code == 200, sent.text
    return sent.json()


def test_a_receipt_holds_the_estimate_and_computes_it_again(client: TestClient) -> None:
    receipt = receipt_of(client)
    assert receipt["estimate"] == client.post("/api/v1/estimate", json=BODY).json()
    assert receipt["estimate"]["amount"] == "2400000.00"  # 8,000,000 × 0.30
    told = client.post("/api/v1/verify", json={"receipt": receipt}).json()
    assert told["valid"], told
    assert len(told["checked"]) == 2
    assert receipt["digest"] == receipt_of(client)["digest"]
    assert receipt["salt"] != receipt_of(client)["salt"]


def test_after_its_day_it_has_a_place_in_the_log(
    client: TestClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    receipt = receipt_of(client)
    where = f"/api/v1/log/{commitment_of(receipt['salt'], receipt['digest'])}"
    assert client.get(where).json()["code"] == "commitment_not_found"
    client.post("/api/v1/ask", json={"question": "龙岗租8000万算力能补多少？"})
    tomorrow(monkeypatch)
    client.app.state.services.store.close_days(site_key(settings.data_dir))  # type: ignore[attr-defined]
    receipt["log"] = client.get(where).json()
    assert (receipt["log"]["index"], receipt["log"]["size"]) == (0, 2)
    (root,) = client.get("/api/v1/log").json()["roots"]
    body = {"receipt": receipt, "root": root["root"]}
    told = client.post("/api/v1/verify", json=body).json()
    assert told["valid"], told
    assert len(told["checked"]) == 5
    assert not client.post("/api/v1/verify", json={**body, "root": "0" * 64}).json()["valid"]


def test_every_changed_place_is_found(
    client: TestClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    receipt = receipt_of(client)
    tomorrow(monkeypatch)
    client.app.state.services.store.close_days(site_key(settings.data_dir))  # type: ignore[attr-defined]
    commitment = commitment_of(receipt["salt"], receipt["digest"])
    receipt["log"] = client.get(f"/api/v1/log/{commitment}").json()
    log = client.get("/api/v1/log").json()
    rng = random.Random(1)
    places = list(leaves(receipt))
    assert len(places) > 30
    for place in places + rng.choices(places, k=200):
        mutant = copy.deepcopy(receipt)
        inner = mutant
        for step in place[:-1]:
            inner = inner[step]
        inner[place[-1]] = changed(inner[place[-1]], rng)
        verdict = Verdict()
        if check_estimate(mutant, verdict):
            check_log(mutant, verdict, root=log["roots"][0]["root"], key=log["public_key"])
        assert not verdict.is_valid, place


def test_a_forged_estimate_with_a_fitting_digest_fails_when_calculated_again(
    client: TestClient,
) -> None:
    receipt = receipt_of(client)
    receipt["estimate"]["amount"] = "9000000.00"
    receipt["digest"] = digest_of(receipt)
    verdict = Verdict()
    assert check_estimate(receipt, verdict)
    check_replayed(receipt, real(), verdict)
    assert not verdict.is_valid
    assert not client.post("/api/v1/verify", json={"receipt": receipt}).json()["valid"]


def test_what_changed_is_named(client: TestClient) -> None:
    receipt = receipt_of(client)
    other = copy.copy(real())
    other.basis = replace(real().basis, engine="0" * 64)
    verdict = Verdict()
    check_replayed(receipt, other, verdict)
    assert verdict.notes == ["已不是当时的程序。"]
    assert verdict.is_valid


@pytest.mark.parametrize("broken", [{"asked": None}, {"as_of": "?"}, {"asked": {"facts": {}}}])
def test_a_receipt_that_is_none_is_said_to_be_none(
    client: TestClient, broken: dict[str, object]
) -> None:
    receipt = {**receipt_of(client), **broken}
    receipt["digest"] = digest_of(receipt)
    told = client.post("/api/v1/verify", json={"receipt": receipt})
    assert told.status_code == 200
    assert not told.json()["valid"]


def test_the_command_line_checks_and_replays_it(
    client: TestClient, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    receipt = receipt_of(client)
    file = tmp_path / "receipt.json"
    file.write_text(json.dumps(receipt, ensure_ascii=False))
    assert main(["verify", str(file)]) == 0, capsys.readouterr()
    assert main(["replay", str(file)]) == 0
    receipt["estimate"]["amount"] = "9000000.00"
    file.write_text(json.dumps(receipt, ensure_ascii=False))
    assert main(["verify", str(file)]) == 1
    assert main(["replay", str(file)]) == 1


def test_a_receipt_holds_how_the_numbers_were_told_and_what_the_case_is_called(
    client: TestClient,
) -> None:
    items = [{"value": "4800000", "relation": "600万元 − 120万元 = 480万元"}]
    body = {**BODY, "facts": {"compute_fee_yuan": items}, "label": "合同A"}
    receipt = client.post("/api/v1/estimate/receipt", json=body).json()
    assert receipt["asked"]["label"] == receipt["estimate"]["label"] == "合同A"
    assert receipt["estimate"]["steps"][0]["text"] == items[0]["relation"]
    told = client.post("/api/v1/verify", json={"receipt": receipt}).json()
    assert told["valid"], told
    assert len(told["checked"]) == 2
