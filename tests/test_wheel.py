"""The program as others get it: a wheel, installed away from the source tree."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> str:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("CEWEN_", "PYTHONPATH"))}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=clean, capture_output=True, text=True
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bin folder of a fresh environment with the wheel.

    Dependencies are lent from the environment of the tests; a folder named in a .pth file does not
    have its own .pth files read, so the source tree stays out of reach.
    """
    folder = tmp_path_factory.mktemp("wheel")
    builder = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", folder, ROOT)
    run(*builder, cwd=folder)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "env", with_pip=False)
    python = folder / "env" / "bin" / "python"
    run(
        *(sys.executable, "-m", "pip", "--python", python, "install", "--quiet"),
        *("--no-deps", "--no-index", wheel),
        cwd=folder,
    )
    where = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder)
    (Path(where.strip()) / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder / "env" / "bin"


def test_the_wheel_answers_away_from_the_source_tree(installed: Path, tmp_path: Path) -> None:
    python = installed / "python"
    where = run(python, "-c", "import assistant; print(assistant.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(installed.parent)
    run(installed / "cewen", "init", tmp_path / "room", cwd=tmp_path)
    run(installed / "cewen", "--workspace", tmp_path / "room", "build", cwd=tmp_path)
    question = "我们在龙岗租了800万算力，能补多少？"
    asked = ("ask", question, "--as-of", "2025-06-01", "--json")
    out = run(installed / "cewen", "--workspace", tmp_path / "room", *asked, cwd=tmp_path)
    answer = json.loads(out)
    assert "240万元" in answer["text"]  # 800万 × 30%
    assert "longgang-2025#2" in {citation["clause_id"] for citation in answer["citations"]}
