"""What must hold for every tracked file."""

import ast
import re
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MACHINE_PATH = re.compile(r"(?<![\w.$}])/(?:work|home|root|opt|Users)/\w")
PACKAGE_HOST = re.compile(
    r"(?:index-url|find-links|registry)\s*[=:]\s*\S*//|//[\w.-]*(?:pypi|npm|mirrors?|nexus)[\w.-]*\.",
    re.IGNORECASE,
)


@cache
def tracked() -> dict[str, str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    texts = {}
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if (
            path.suffix in {".png", ".safetensors", ".npy", ".npz", ".onnx", ".br", ".gz"}
            or not path.is_file()
        ):
            continue
        texts[name] = path.read_text(encoding="utf-8")
    return texts


@pytest.mark.parametrize("pattern", [MACHINE_PATH, PACKAGE_HOST], ids=["path", "host"])
def test_no_tracked_file_names_this_machine_or_a_package_host(pattern: re.Pattern[str]) -> None:
    this = Path(__file__).relative_to(ROOT).as_posix()
    found = {
        f"{name}: {match.group()}"
        for name, text in tracked().items()
        if name != this and (match := pattern.search(text))
    }
    assert found == set()


@pytest.mark.parametrize("bad", ["see /home/me/x", "in /opt/wheels", "cd /root/a"])
def test_a_machine_path_is_recognised(bad: str) -> None:
    assert MACHINE_PATH.search(bad)


@pytest.mark.parametrize("bad", ["https://pypi.org/simple", "index-url = http://10.0.0.1/"])
def test_a_package_host_is_recognised(bad: str) -> None:
    assert PACKAGE_HOST.search(bad)


def _assigned_twice(source: str) -> set[str]:
    """The names that a module binds more than once at its top, overloads apart."""
    names: list[str] = []
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign):
            names += [t.id for t in node.targets if isinstance(t, ast.Name)]
        elif isinstance(node, ast.AnnAssign) and node.value and isinstance(node.target, ast.Name):
            names.append(node.target.id)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.decorator_list:
            names.append(node.name)
    return {name for name, times in Counter(names).items() if times > 1}


def test_no_module_binds_a_name_twice() -> None:
    """A pattern was once replaced by another of the same name, with other groups."""
    found = {
        f"{name}: {', '.join(sorted(twice))}"
        for name, text in tracked().items()
        if name.startswith("assistant/") and name.endswith(".py")
        if (twice := _assigned_twice(text))
    }
    assert found == set()


def test_a_name_bound_twice_is_seen() -> None:
    assert _assigned_twice("A = 1\nB = 2\ndef A(): ...\n") == {"A"}
