"""All proofs are done, also behind one that fails, and those that held are not done again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.proof import __main__ as proofs
from tests.proof.__main__ import Proof


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(proofs, "FOLDER", tmp_path)
    monkeypatch.setattr(proofs, "ROOT", tmp_path)
    (tmp_path / "holds.py").write_text("print('it holds')\n")
    (tmp_path / "fails.py").write_text("import sys\nprint('it does not')\nsys.exit(1)\n")
    made = {"second": Proof(("fails",), {"DRAWS": "3"}), "third": Proof(("holds",))}
    monkeypatch.setattr(proofs, "PROOFS", made)
    return tmp_path


def test_a_proof_that_fails_is_told_and_does_not_stop_the_others(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert proofs.main([]) == 1
    second, third = sorted(folder.glob("*.txt"))
    assert "DRAWS=3 python -m fails" in second.read_text()
    assert "it does not\n\n# 不成立（退出码 1）" in second.read_text()
    assert "it holds\n\n# 成立" in third.read_text()
    assert "不成立：second" in capsys.readouterr().err
    assert not list(folder.glob(".*"))


def test_what_held_today_is_done_again_only_by_name(folder: Path) -> None:
    proofs.main([])
    (folder / "holds.py").write_text("print('once more')\n")
    proofs.main([])
    third = sorted(folder.glob("*.txt"))[1]
    assert "it holds" in third.read_text()
    assert proofs.main(["third"]) == 0
    assert "once more" in third.read_text()
