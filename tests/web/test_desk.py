"""The desk behind a key: source beside proposal, decisions as forms, two editors for a release."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.cli.program import main
from assistant.policy.yaml_file import read_yaml
from assistant.settings import load_settings
from assistant.web.app import create_app
from assistant.web.gate.keys import add_key, remove_key
from tests.intake.test_newcomer import POLICY

RULE = "quanzhou-2024#1:r1"


@dataclass
class Office:
    """A server over a workspace with one policy taken in, and the keys of two editors."""

    client: TestClient
    keys: dict[str, str]
    ids: dict[str, str]
    corpus: Path

    def enter(self, editor: str) -> None:
        self.client.cookies.clear()
        done = self.client.post("/desk", data={"key": self.keys[editor]}, follow_redirects=False)
        assert done.status_code == 303

    def decide(self, action: str, rule: str = RULE, **more: str) -> str:
        data = {"action": action, "rule": rule, **more}
        return self.client.post("/desk/quanzhou-2024", data=data).text

    def rules(self) -> dict[str, str]:
        content = read_yaml(self.corpus / "quanzhou-2024" / "rules.yaml")
        assert isinstance(content, dict)
        return {rule["id"]: rule["confirmed"] for rule in content["rules"]}


@pytest.fixture
def office(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Office]:
    document = tmp_path / "quanzhou-2024.txt"
    document.write_text(POLICY, encoding="utf-8")
    work = tmp_path / "work"
    assert main(["init", str(work), "--empty"]) == 0
    assert main(["--workspace", str(work), "add", str(document)]) == 0
    reviewers = {"CEWEN_REVIEWERS": str(getattr(request, "param", 1))}
    settings = load_settings(str(work), reviewers)
    app = create_app(settings)
    with TestClient(app, base_url="https://testserver") as client:
        store = app.state.services.store
        made = {name: add_key(store, name, ["desk"], 0) for name in ("甲", "乙")}
        keys = {name: secret for name, (_, secret) in made.items()}
        ids = {name: key.id for name, (key, _) in made.items()}
        keys["门户"] = add_key(store, "门户", ["ask"], 0)[1]
        yield Office(client, keys, ids, settings.corpus)


def test_without_a_key_nothing_is_shown_or_decided(office: Office) -> None:
    for path in ("/desk", "/desk/quanzhou-2024"):
        shown = office.client.get(path)
        assert shown.status_code == 401
        assert "密钥" in shown.text
        assert "云服务费用" not in shown.text
    office.decide("accept")
    assert set(office.rules().values()) == {"false"}
    assert office.client.post("/desk", data={"key": office.keys["门户"]}).status_code == 403
    assert office.client.post("/desk", data={"key": "cw_x"}).status_code == 401


def test_the_key_is_kept_from_scripts_and_other_sites(office: Office) -> None:
    done = office.client.post("/desk", data={"key": office.keys["甲"]}, follow_redirects=False)
    cookie = done.headers["set-cookie"].lower()
    assert all(word in cookie for word in ("httponly", "samesite=strict", "secure"))


def test_a_proposal_stands_beside_its_clause_with_words_marked_and_sums(office: Office) -> None:
    office.enter("甲")
    assert "2 条待核定" in office.client.get("/desk").text
    shown = office.client.get("/desk/quanzhou-2024").text
    for part in ("<mark", "按不超过云服务费用的40%给予补助", "<b>40%</b>", "<b>60万元</b>"):
        assert part in shown
    for part in ("150万元 → 60万元", "提议 1 / 2"):
        assert part in shown


def test_accepting_and_rejecting_are_on_disk_and_lead_on(office: Office) -> None:
    office.enter("甲")
    assert "提议 1 / 1" in office.decide("accept")
    assert office.rules()[RULE] == "true"
    other = next(rule for rule in office.rules() if rule != RULE)
    assert "全部规则已核定" in office.decide("reject", other, reason="不是一次性")
    assert other not in office.rules()


def test_a_change_is_checked_against_the_text_and_what_was_typed_stays(office: Office) -> None:
    office.enter("甲")
    page = office.client.get("/desk/quanzhou-2024").text
    start = page.index("<textarea")
    text = page[page.index(">", start) + 1 : page.index("</textarea>")].replace("&#39;", "'")
    wrong = office.decide("edit", text=text.replace("'0.4'", "'0.9'"))
    assert 'role="alert"' in wrong
    assert "&#39;0.9&#39;" in wrong
    assert office.rules()[RULE] == "false"
    changed = office.decide("edit", text=text.replace("title: ", "title: 企业"))
    assert 'role="alert"' not in changed
    assert "企业云服务补助" in changed


@pytest.mark.parametrize("office", [2], indirect=True)
def test_a_release_by_two_needs_another_editor(office: Office) -> None:
    office.enter("甲")
    office.decide("accept")
    assert office.rules()[RULE] == "false"
    assert "还需要另一位核定人" in office.decide("accept")
    office.enter("乙")
    office.decide("accept")
    assert office.rules()[RULE] == "true"


def test_a_key_that_was_taken_back_opens_nothing(office: Office) -> None:
    office.enter("甲")
    app = office.client.app
    remove_key(app.state.services.store, office.ids["甲"])  # type: ignore[attr-defined]
    assert office.client.get("/desk").status_code == 401


def test_an_unknown_policy_is_not_found(office: Office) -> None:
    office.enter("甲")
    assert office.client.get("/desk/nowhere-1").status_code == 404
    assert office.client.get("/desk/..%2f..%2fetc").status_code == 404
