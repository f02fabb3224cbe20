"""Mutation testing of assistant/rules: does some test notice when a line is changed?

Run: ``python -m tests.proof.mutants [--count 500] [--seed 11] [--jobs 2]``. Prints the seed, each
mutant that no test noticed, and the share that was noticed; fails below 85 %.

Every mutant is one small change (< to <=, + to −, and to or, 12 to 13, a condition turned round) in
one file. A child process sees the changed file in place of the real one and runs the tests of the
rules until one fails; nothing on disk is changed.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "assistant" / "rules"
LEAST = 0.85
SECONDS = 120
"""A mutant that runs longer hangs, which counts as noticed."""
TESTS = (
    "test_several", "test_forms", "test_cases", "test_twelfth_kind", "test_combine", "test_words",
    "test_parse_facts", "test_match", "test_rulebook", "test_cliffs", "test_oracle_lists",
    "test_quoted_numbers", "test_solve", "test_curve", "test_export", "test_estimate_clause",
    "test_calculate", "test_schema", "test_audit", "test_coverage", "test_outline",
    "test_ruled_out",
)  # fmt: skip

_COMPARE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult,
}  # fmt: skip
_CALLS = {"min": "max", "max": "min", "any": "all", "all": "any"}


@dataclass(frozen=True)
class Mutant:
    """One change: the file, the line, what was done, and the changed source."""

    path: Path
    line: int
    what: str
    source: str


def places_of(path: Path) -> Iterator[tuple[Path, int, int]]:
    """Every small change of a file: the number of the node, and which of its changes."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = {id(below) for node in _untouched(tree) for below in ast.walk(node)}
    for place, node in enumerate(ast.walk(tree)):
        if id(node) not in skipped:
            yield from ((path, place, n) for n, _ in enumerate(_changes(node)))


def mutant_at(path: Path, place: int, n: int) -> Mutant:
    """The file with one change made."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    target = next(node for m, node in enumerate(ast.walk(tree)) if m == place)
    what, change = list(_changes(target))[n]
    line = getattr(target, "lineno", 0)
    change()
    return Mutant(path, line, what, ast.unparse(ast.fix_missing_locations(tree)))


def _untouched(tree: ast.AST) -> Iterator[ast.AST]:
    """Annotations, decorators, messages and docstrings: no behaviour to test, or words."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield from node.decorator_list
        if isinstance(node, ast.FunctionDef) and node.returns is not None:
            yield node.returns
        if isinstance(node, ast.arg | ast.AnnAssign) and node.annotation is not None:
            yield node.annotation
        if isinstance(node, ast.JoinedStr | ast.ImportFrom | ast.Import):
            yield node
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            yield node


def _changes(node: ast.AST) -> Iterator[tuple[str, Callable[[], None]]]:
    """The changes of one node: what it is, and a function that makes it."""
    if isinstance(node, ast.Compare):
        for n, operator in enumerate(node.ops):
            other = _COMPARE[type(operator)]
            yield f"{type(operator).__name__} → {other.__name__}", _setter(node.ops, n, other())
    elif isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC:
        new = _ARITHMETIC[type(node.op)]
        yield f"{type(node.op).__name__} → {new.__name__}", _attribute(node, "op", new())
    elif isinstance(node, ast.BoolOp):
        swapped = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield f"→ {type(swapped).__name__}", _attribute(node, "op", swapped)
    elif isinstance(node, ast.If | ast.IfExp):
        turned = ast.UnaryOp(ast.Not(), node.test)
        yield "condition turned round", _attribute(node, "test", turned)
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield f"{node.value} turned round", _attribute(node, "value", not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield f"{node.value} → {node.value + 1}", _attribute(node, "value", node.value + 1)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CALLS:
        new_name = _CALLS[node.func.id]
        yield f"{node.func.id} → {new_name}", _attribute(node.func, "id", new_name)


def _setter(items: list[ast.cmpop], n: int, value: ast.cmpop) -> Callable[[], None]:
    return lambda: items.__setitem__(n, value)


def _attribute(node: ast.AST, name: str, value: object) -> Callable[[], None]:
    return lambda: setattr(node, name, value)


class _Changed(MetaPathFinder, Loader):
    """Imports one file from changed source."""

    def __init__(self, mutant: Mutant) -> None:
        parts = mutant.path.relative_to(ROOT).with_suffix("").parts
        self._name = ".".join(parts)
        self._mutant = mutant

    def find_spec(self, name: str, path: object, target: object = None) -> ModuleSpec | None:
        """The changed file under its own name."""
        if name != self._name:
            return None
        return spec_from_file_location(name, self._mutant.path, loader=self)

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        """As usual."""
        return None

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed source."""
        exec(compile(self._mutant.source, str(self._mutant.path), "exec"), module.__dict__)


def is_noticed(mutant: Mutant) -> bool:
    """Whether some test fails, or the mutant hangs."""
    child = os.fork()
    if child == 0:
        _run(mutant)
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status) != 0
        time.sleep(0.05)
    os.kill(child, 9)
    os.waitpid(child, 0)
    return True


def _run(mutant: Mutant) -> None:
    """In the child: the tests over the changed file; the exit status tells."""
    import pytest

    sys.meta_path.insert(0, _Changed(mutant))
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    os.environ["CEWEN_PROOF_DRAWS"] = "200"
    files = [f"tests/rules/{name}.py" for name in TESTS]
    code = 2
    try:
        options = ["-x", "-q", "-p", "no:cacheprovider", "--no-header"]
        code = pytest.main([*options, *files])
    finally:
        os._exit(int(code))


def main() -> int:
    """Sample, run, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    os.chdir(ROOT)
    for heavy in ("pydantic", "hypothesis", "openpyxl", "docx", "yaml", "pytest"):
        __import__(heavy)
    paths = [path for path in sorted(FOLDER.rglob("*.py")) if path.name != "__init__.py"]
    every = [place for path in paths for place in places_of(path)]
    drawn = random.Random(given.seed).sample(every, min(given.count, len(every)))
    chosen = [mutant_at(*place) for place in drawn]
    head = f"seed {given.seed}: {len(chosen)} of {len(every)} mutants of {len(paths)} files"
    print(head, flush=True)
    noticed = 0
    with ThreadPoolExecutor(given.jobs) as pool:
        for mutant, was in zip(chosen, pool.map(is_noticed, chosen), strict=True):
            noticed += was
            if not was:
                where = f"{mutant.path.relative_to(ROOT)}:{mutant.line}"
                print(f"  not noticed: {where} {mutant.what}", flush=True)
    share = noticed / len(chosen)
    print(f"{noticed} of {len(chosen)} noticed: {share:.1%} (at least {LEAST:.0%})")
    return 0 if share >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
