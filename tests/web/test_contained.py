"""The server as its container has it: another user, no rights, nothing writable but its data."""

from __future__ import annotations

import json
import urllib.request
from pathlib import Path

import pytest

from tests.attack.contained import USER, contained, why_not
from tests.real_assistant import workspace
from tests.waiting import PATIENCE

pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not() or "it can be tried")


def fetch(url: str, question: str = "") -> dict:
    body = json.dumps({"question": question, "as_of": "2025-06-01"}).encode() if question else None
    sent = urllib.request.Request(url, body, {"content-type": "application/json"})
    with urllib.request.urlopen(sent, timeout=PATIENCE) as got:
        read: dict = json.load(got)
        return read


def opened_to_others(folder: Path) -> None:
    """mkdtemp makes folders that only we can enter; the index in it is ours."""
    for one in (folder, *folder.rglob("*")):
        if not one.is_symlink():
            one.chmod(one.stat().st_mode | (0o555 if one.is_dir() else 0o444))


@pytest.mark.parametrize("options", [(), ("--workers", "2")])
def test_it_answers_and_keeps_with_no_rights_at_all(options: tuple[str, ...]) -> None:
    opened_to_others(workspace())
    with contained(*options, workspace=workspace()) as server:
        answer = fetch(f"{server.url}/api/v1/ask", "龙岗租800万算力能补多少？")
        assert answer["estimates"][0]["amount"] == "2400000.00"
        assert fetch(f"{server.url}/api/v1/answers/{answer['id']}")["id"] == answer["id"]
        ready = fetch(f"{server.url}/readyz")
        assert (ready["status"], ready["store"]) == ("ready", "ok")
        assert set(server.status("Uid").split()) == {str(USER)}
        assert int(server.status("CapEff"), 16) == 0
        assert int(server.status("CapBnd"), 16) == 0
        assert server.status("NoNewPrivs") == "1"
        assert server.root_is_read_only()
        kept = server.data / "cewen.sqlite"
        assert (kept.stat().st_uid, kept.stat().st_mode & 0o777) == (USER, 0o600)


def test_the_container_file_says_the_same() -> None:
    text = (Path(__file__).parents[2] / "deploy" / "Containerfile").read_text(encoding="utf-8")
    assert f"USER {USER}" in text
    assert "--read-only" in text
    assert "--require-hashes" in text
