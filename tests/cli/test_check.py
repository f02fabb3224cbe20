import json

import pytest

from assistant.cli import index as checking
from assistant.rules.audit import Finding, FindingKind
from tests.cli.conftest import Inside


def test_check_finds_nothing_wrong_with_our_corpus(here: Inside) -> None:
    done = here("check")
    assert (done.returncode, done.stderr) == (0, "")
    assert "没有发现问题" in done.stdout


def test_check_json_counts_what_was_checked(here: Inside) -> None:
    content = json.loads(here("check", "--json").stdout)
    assert content["problems"] == []
    assert content["policies"] == 8
    assert content["rules"] > 50


def test_check_a_finding_gives_code_1(here: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    found = Finding(FindingKind.UNRULED, "longgang-2025#2", "600万元 没有规则")
    monkeypatch.setattr(checking, "audit", lambda *_: (found,))
    done = here("check")
    assert done.returncode == 1
    assert "longgang-2025#2：600万元 没有规则" in done.stdout
    assert "发现 1 个问题" in done.stdout
