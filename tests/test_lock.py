"""deploy/requirements.lock: all that the service needs, each with its hashes, and nothing else."""

from __future__ import annotations

import re
import tomllib
from collections import deque
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "deploy" / "requirements.lock"
EXTRAS = ("postgresql", "otel")
"""What the lock holds beside the dependencies that everybody gets."""


def locked() -> dict[str, tuple[Requirement, list[str]]]:
    """Name -> (pinned requirement, hashes)."""
    found: dict[str, tuple[Requirement, list[str]]] = {}
    text = LOCK.read_text(encoding="utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        stated, *hashes = re.split(r"\s+--hash=", line.strip())
        requirement = Requirement(stated)
        found[canonicalize_name(requirement.name)] = (requirement, hashes)
    return found


def wanted() -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = (project["optional-dependencies"][extra] for extra in EXTRAS)
    return [Requirement(line) for lines in (project["dependencies"], *extras) for line in lines]


def test_every_pin_has_hashes_and_one_version() -> None:
    for name, (requirement, hashes) in locked().items():
        assert [one.operator for one in requirement.specifier] == ["=="], name
        assert hashes, name
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", one) for one in hashes), name


def test_every_dependency_is_locked_at_a_version_that_it_allows() -> None:
    pins = locked()
    for requirement in wanted():
        pin, _ = pins[canonicalize_name(requirement.name)]
        (version,) = (one.version for one in pin.specifier)
        assert requirement.specifier.contains(version), requirement


def test_what_they_need_here_is_locked_as_well() -> None:
    pins = locked()
    todo = deque((r.name, frozenset(r.extras)) for r in wanted())
    seen = set()
    while todo:
        name, extras = todo.popleft()
        name = canonicalize_name(name)
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        assert name in pins, name
        try:
            needed = requires(name) or []
        except PackageNotFoundError:  # of another platform's build
            continue
        for line in needed:
            requirement = Requirement(line)
            marker = requirement.marker
            environments = [{"extra": extra} for extra in ("", *extras)]
            if marker is None or any(marker.evaluate(one) for one in environments):
                todo.append((requirement.name, frozenset(requirement.extras)))
    assert len(seen) > 50


def test_no_address_is_in_it() -> None:
    assert "//" not in LOCK.read_text(encoding="utf-8")


UNIMPORTED = {"python-multipart"}
"""FastAPI reads forms with it, by a name of its own."""


def test_every_dependency_is_imported() -> None:
    """By its modules' names, also where only a command's own function imports it."""
    modules: dict[str, set[str]] = {}
    for module, names in packages_distributions().items():
        for name in names:
            modules.setdefault(canonicalize_name(name), set()).add(module)
    texts = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "assistant").rglob("*.py"))
    imported = set(re.findall(r"^\s*(?:from|import) (\w+)", texts, flags=re.MULTILINE))
    imported |= set(re.findall(r"import_module\(\"(\w+)", texts))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    stated = {canonicalize_name(Requirement(one).name) for one in project["dependencies"]}
    unused = {name for name in stated - UNIMPORTED if not modules.get(name, set()) & imported}
    assert unused == set()


def test_make_bench_runs_only_what_needs_no_arguments() -> None:
    """Benchmarks of laws and samples need folders that a fresh clone does not have."""
    made = (ROOT / "Makefile").read_text(encoding="utf-8")
    names = re.search(r"^BENCHES := (.+)$", made, flags=re.MULTILINE)
    assert names
    for name in names[1].split():
        text = (ROOT / "benchmarks" / f"{name}.py").read_text(encoding="utf-8")
        assert "required=True" not in text, name
        assert not re.search(r"add_argument\(\"\w", text), name
        assert "sys.argv" not in text, name
