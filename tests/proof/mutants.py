"""Mutation testing of assistant/rules: does some test notice when a line is changed?

Run: ``python -m tests.proof.mutants [--count 500] [--seed 11] [--jobs 2]``. Prints the seed, each
mutant that no test noticed, and the share that was noticed; fails below 85 %.

Every mutant is one small change (< to <=, + to −, and to or, 12 to 13, a condition turned round) in
one file; nothing on disk is changed. The tests are collected once; for a change inside a function a
child of that process takes over the changed code and runs the tests until one fails: those that
call the function, the quickest first. What is called while something is worked out that is kept
for later (a rulebook, the program of a rule) counts as called by every test. A change outside (a
default, a table) is imported by a process of its own. A mutant that needs many times the processor
time of the tests that it has to run hangs, which counts as noticed.

With ``--kept FILE`` a run goes on where the last one of the same sample stopped (``--most`` mutants
at a time, for a machine that others use too); what was found of other sources is thrown away.

Two controls come first: the program as it is, and the program taken over without any change, must
both pass all tests; and a child that does not reach the tests stops the run. Otherwise a fault of
this file would look like a test that notices everything.
"""

from __future__ import annotations

import argparse
import ast
import gc
import hashlib
import os
import pickle
import random
import resource
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, FrameType, FunctionType, ModuleType
from typing import Any, NoReturn, TypeAlias

import pytest

from assistant.rules.per_rule import PerRule
from assistant.rules.rulebook import OnDemand

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "assistant" / "rules"
_PREFIX = f"{FOLDER}{os.sep}"
LEAST = 0.85
TESTS = (
    "test_cases", "test_several", "test_forms", "test_words", "test_show", "test_outline",
    "test_twelfth_kind", "test_check_rule", "test_corners",
    "test_quoted_numbers", "test_parse_facts", "test_match", "test_estimate_clause", "test_schema",
    "test_coverage", "test_kept_words", "test_ruled_out", "test_rulebook", "test_combine_file",
    "test_oracle_lists", "test_told",
    "test_cliffs", "test_calculate", "test_combine", "test_export", "test_curve", "test_solve",
    "test_audit", "test_kept_rules", "test_interview",
)  # fmt: skip
"""Those that take longest come last."""

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
    """One change: where, what was done, and the changed source.

    ``is_inside``: in the body of a function that stands in the module or in a class.
    """

    path: Path
    place: int
    n: int
    line: int
    what: str
    source: str
    is_inside: bool

    @property
    def module(self) -> str:
        """The name it is imported by."""
        return ".".join(self.path.relative_to(ROOT).with_suffix("").parts)

    def __str__(self) -> str:
        return f"{self.path.relative_to(ROOT)}:{self.line} {self.what}"


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
    is_inside = any(target is below for body in _bodies(tree) for below in ast.walk(body))
    change()
    source = ast.unparse(ast.fix_missing_locations(tree))
    return Mutant(path, place, n, line, what, source, is_inside)


def _bodies(tree: ast.AST) -> Iterator[ast.stmt]:
    """The statements of the functions that stand in the module or in a class."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef):
            yield from node.body
        elif isinstance(node, ast.ClassDef):
            yield from _bodies(node)


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
        self._mutant = mutant

    def find_spec(self, name: str, path: object, target: object = None) -> ModuleSpec | None:
        """The changed file under its own name."""
        if name != self._mutant.module:
            return None
        return spec_from_file_location(name, self._mutant.path, loader=self)

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        """As usual."""
        return None

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed source."""
        exec(compile(self._mutant.source, str(self._mutant.path), "exec"), module.__dict__)


_Kept = type(lru_cache(len))


@dataclass(frozen=True, slots=True)
class Held:
    """What the process holds: the functions of each module, and all that remembers results."""

    functions: Mapping[str, list[FunctionType]]
    kept: list[Any]

    @classmethod
    def now(cls) -> Held:
        """Look through everything once; a child has the same."""
        functions: dict[str, list[FunctionType]] = {}
        kept: list[Any] = []
        for thing in gc.get_objects():
            if isinstance(thing, FunctionType) and str(thing.__module__).startswith("assistant."):
                functions.setdefault(thing.__module__, []).append(thing)
            elif isinstance(thing, PerRule) or _is_ours(thing):
                kept.append(thing)
        return cls(functions, kept)

    def take_over(self, mutant: Mutant) -> None:
        """Give the functions that are loaded the changed code."""
        code = compile(mutant.source, str(mutant.path), "exec")
        changed = {one.co_qualname: one for one in _codes(code)}
        for function in self.functions.get(mutant.module, ()):
            new = changed.get(function.__code__.co_qualname)
            if new is not None and new.co_freevars == function.__code__.co_freevars:
                function.__code__ = new

    def forget(self) -> None:
        """Forget what was worked out, so that it is worked out anew."""
        for thing in self.kept:
            thing.cache_clear()


def _is_ours(thing: object) -> bool:
    """Whether it is a function of this repository that remembers its results."""
    return isinstance(thing, _Kept) and thing.__module__.startswith(("assistant.", "tests."))


def _codes(code: CodeType) -> Iterator[CodeType]:
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield one
            yield from _codes(one)


_UNCHANGED, _TAKEN_OVER = -1, -2
_BROKEN = 99
"""A child that does not reach the tests."""
_FAILED = frozenset({1, 2})
"""What pytest ends with when a test fails, or cannot be collected."""
_NO_TESTS = 5
"""No test calls the function."""


def unchanged(path: Path) -> Mutant:
    """The file as it is, to be taken over like a mutant."""
    source = ast.unparse(ast.parse(path.read_text(encoding="utf-8")))
    return Mutant(path, 0, 0, 0, "unchanged", source, is_inside=True)


def function_of(mutant: Mutant) -> str:
    """The qualified name of the innermost function that holds the changed line."""
    tree = ast.parse(mutant.path.read_text(encoding="utf-8"))
    found, start = "", 0
    pending: list[tuple[ast.AST, str]] = [(tree, "")]
    while pending:
        node, above = pending.pop()
        for child in ast.iter_child_nodes(node):
            name = above
            if isinstance(child, ast.FunctionDef | ast.ClassDef):
                name = f"{above}.{child.name}" if above else child.name
                ends = child.end_lineno or 0
                is_function = isinstance(child, ast.FunctionDef)
                if is_function and start <= child.lineno <= mutant.line <= ends:
                    found, start = name, child.lineno
                if is_function:
                    name = f"{name}.<locals>"
            pending.append((child, name))
    return found


Function: TypeAlias = tuple[str, str]
"""A function: its file and its qualified name."""


@dataclass
class Calls:
    """Which functions each test calls, which are called for all of them, how long a test takes."""

    called: dict[str, set[Function]] = field(default_factory=dict)
    shared: set[Function] = field(default_factory=set)
    took: dict[str, float] = field(default_factory=dict)

    def is_shared(self, mutant: Mutant) -> bool:
        """Whether the changed function works on something that is kept."""
        return (str(mutant.path), function_of(mutant)) in self.shared

    def order(self, names: list[str], mutant: Mutant) -> list[str]:
        """The tests that may notice the change, the quickest first."""
        target = (str(mutant.path), function_of(mutant))
        near = [name for name in names if target in self.called.get(name, ())]
        near.sort(key=lambda name: self.took.get(name, 0.0))
        if target not in self.shared:
            return near
        seen = set(near)
        return [*near, *(name for name in names if name not in seen)]


@dataclass
class Kept:
    """What was found of a sample so far."""

    noticed: dict[int, bool]
    calls: Calls
    seconds: float


def hash_of(drawn: object) -> str:
    """A sample, and the sources and tests that it is of."""
    files = sorted([*FOLDER.rglob("*.py"), *(ROOT / "tests" / "rules").rglob("*.py")])
    whole = b"\0".join([repr(drawn).encode(), *(path.read_bytes() for path in files)])
    return hashlib.sha256(whole).hexdigest()


def keeping_codes() -> frozenset[CodeType]:
    """The code of all functions whose results are kept for later."""
    found = {PerRule.__call__.__code__, OnDemand.__getitem__.__code__}
    for thing in gc.get_objects():
        if isinstance(thing, _Kept) and isinstance(thing.__wrapped__, FunctionType):
            found.add(thing.__wrapped__.__code__)
    return frozenset(found)


class Listener:
    """Notes the functions of the folder that are called, and those called for something kept."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._keeping = keeping_codes()
        self._depth = 0
        self._own: set[Function] = set()
        self._began = 0.0

    def begin(self, name: str) -> None:
        """A test begins."""
        self._own = self._calls.called[name] = set()
        self._depth = 0
        self._began = time.process_time()
        sys.setprofile(self._note)

    def end(self, name: str) -> None:
        """It is over."""
        sys.setprofile(None)
        self._calls.took[name] = time.process_time() - self._began

    def _note(self, frame: FrameType, event: str, _: object) -> None:
        code = frame.f_code
        if event == "call":
            self._depth += code in self._keeping
            if code.co_filename.startswith(_PREFIX):
                named = (code.co_filename, code.co_qualname)
                self._own.add(named)
                if self._depth:
                    self._calls.shared.add(named)
        elif event == "return":
            self._depth -= code in self._keeping


class Runner:
    """Runs the mutants in children of the process that has collected the tests (a pytest plugin).

    ``noticed`` says of each, by its number, whether a test failed.
    """

    def __init__(self, mutants: list[Mutant], jobs: int, notes: Path) -> None:
        self._mutants = mutants
        self._jobs = jobs
        self._notes = notes
        self._children: dict[int, int] = {}
        self._calls = Calls()
        self._listener: Listener | None = None
        self._control_seconds = 0.0
        self._own = 0
        self._session: Any = None
        self._held = Held({}, [])
        self.noticed: dict[int, bool] = {}
        self.seconds = 0.0
        self.most: int | None = None

    def take(self, kept: Kept) -> None:
        """Go on from an earlier run of the same sources, whose controls passed."""
        self.noticed, self._calls, self._control_seconds = kept.noticed, kept.calls, kept.seconds

    def kept(self) -> Kept:
        """What a later run needs to go on."""
        return Kept(self.noticed, self._calls, self._control_seconds)

    def pytest_collection_finish(self, session: Any) -> None:
        """In the parent all mutants are run; a child returns from here and runs the tests."""
        self._session = session
        self._held = Held.now()
        for control in () if self._calls.called else (_UNCHANGED, _TAKEN_OVER):
            if self._fork(control):
                return
            self._wait({})
            if self.noticed.pop(control):
                raise SystemExit(f"the tests fail without any change (control {control})")
            if control == _UNCHANGED:
                self._calls = pickle.loads(self._notes.read_bytes())
                self.seconds = 0.0
            self._control_seconds = self.seconds
        limit = int(4 * self._control_seconds) + 10  # for a process of its own
        print(f"all tests: {self._control_seconds:.0f} seconds (processor)", flush=True)
        running: dict[int, int] = {}
        left = [n for n in range(len(self._mutants)) if n not in self.noticed]
        for number in left[: self.most]:
            while len(running) >= self._jobs:
                self._wait(running)
            if self._fork(number, limit, running):
                return
        while running:
            self._wait(running)
        raise KeyboardInterrupt

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: Any) -> Iterator[None]:
        """In the first child: note the functions that a test calls."""
        if self._own != _UNCHANGED:
            yield
            return
        listener = self._listener = self._listener or Listener(self._calls)
        listener.begin(item.nodeid)
        yield
        listener.end(item.nodeid)

    def pytest_sessionfinish(self, exitstatus: int) -> None:
        """In a child: what the tests say is its exit status."""
        if os.getpid() != PARENT:
            if self._own == _UNCHANGED:
                self._notes.write_bytes(pickle.dumps(self._calls))
            os._exit(int(exitstatus))

    def _fork(self, number: int, limit: int = 0, running: dict[int, int] | None = None) -> bool:
        """Start the child of a mutant; True in the child."""
        child = os.fork()
        if child:
            self._children[child] = number
            if running is not None:
                running[child] = number
            return False
        self._own = number
        try:
            self._become(number, limit)
        except BaseException:  # noqa: BLE001  (a child must never run on as the parent)
            traceback.print_exc()
            os._exit(_BROKEN)
        if number >= 0:  # a control may say what is wrong
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, 1)
            os.dup2(null, 2)
        return True

    def _become(self, number: int, limit: int) -> None:
        """Make this child the program with the mutant's change."""
        if number == _TAKEN_OVER:
            for path in sources():
                self._held.take_over(unchanged(path))
            self._held.forget()
        if number < 0:
            return
        mutant = self._mutants[number]
        if not mutant.is_inside:
            resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
            _alone(mutant)
        self._held.take_over(mutant)
        if self._calls.is_shared(mutant):
            self._held.forget()
        items = {item.nodeid: item for item in self._session.items}
        order = self._calls.order(list(items), mutant)
        # The times were taken while every call was noted, which makes them three times as long.
        limit = 10 + int(2 * sum(self._calls.took.get(name, 0.0) for name in order))
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
        self._session.items[:] = [items[name] for name in order]

    def _wait(self, running: dict[int, int]) -> None:
        """Wait for one child and note what it says."""
        child, status, used = os.wait3(0)
        number = self._children.pop(child)
        running.pop(child, None)
        code = os.waitstatus_to_exitcode(status)
        if code > 0 and code not in _FAILED and code != _NO_TESTS:
            raise SystemExit(
                f"a child did not reach the tests (exit {code}): {self._named(number)}"
            )
        self.noticed[number] = code not in (0, _NO_TESTS)
        self.seconds += used.ru_utime
        if number >= 0 and not self.noticed[number]:
            print(f"  not noticed: {self._mutants[number]}", flush=True)
        if number >= 0 and len(self.noticed) % 25 == 0:
            n = sum(self.noticed.values())
            print(f"  {n} of {len(self.noticed)}, {self.seconds:.0f} seconds", flush=True)

    def _named(self, number: int) -> str:
        return str(self._mutants[number]) if number >= 0 else "control"


PARENT = os.getpid()
OPTIONS = ("-x", "-q", "-p", "no:cacheprovider", "--no-header", "-p", "no:randomly")


def _alone(mutant: Mutant) -> NoReturn:
    """Become a new process that imports the changed file."""
    place = (str(mutant.path), str(mutant.place), str(mutant.n))
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    os.execv(sys.executable, [sys.executable, "-m", "tests.proof.mutants", "--one", *place])


def run_alone(mutant: Mutant) -> int:
    """The tests over a file that is imported changed."""
    sys.meta_path.insert(0, _Changed(mutant))
    return int(pytest.main([*OPTIONS, *FILES]))


def sources() -> list[Path]:
    """The files that are changed."""
    return [path for path in sorted(FOLDER.rglob("*.py")) if path.name != "__init__.py"]


FILES = tuple(f"tests/rules/{name}.py" for name in TESTS)


def main() -> int:
    """Sample, run, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--again", help="the output of a run: only what it did not notice")
    parser.add_argument("--first", type=int, help="so many of the sample: a run that was stopped")
    parser.add_argument("--kept", type=Path, help="a file: go on where the last run stopped")
    parser.add_argument("--most", type=int, help="with --kept: no more mutants than that now")
    parser.add_argument("--tests", nargs="+", help="only these files of tests")
    parser.add_argument("--one", nargs=3)
    given = parser.parse_args()
    os.chdir(ROOT)
    os.environ["CEWEN_PROOF_DRAWS"] = "200"
    if given.one:
        path, place, n = given.one
        return run_alone(mutant_at(Path(path), int(place), int(n)))
    paths = sources()
    every = [place for path in paths for place in places_of(path)]
    drawn = random.Random(given.seed).sample(every, min(given.count, len(every)))
    chosen = [mutant_at(*place) for place in drawn]
    chosen = chosen[: given.first]
    files = [f"tests/rules/{name}.py" for name in given.tests or TESTS]
    others = 0
    if given.again:
        told = Path(given.again).read_text(encoding="utf-8")
        left = [mutant for mutant in chosen if f"not noticed: {mutant}\n" in told]
        others, chosen = len(chosen) - len(left), left
        print(f"{others} were noticed before", flush=True)
    inside = sum(mutant.is_inside for mutant in chosen)
    print(f"seed {given.seed}: {len(chosen)} of {len(every)} mutants of {len(paths)} files, "
          f"{inside} inside functions", flush=True)  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        runner = Runner(chosen, given.jobs, Path(folder) / "calls")
        runner.most = given.most
        known = hash_of((drawn, given.again, files))
        if given.kept and given.kept.exists():
            name, kept = pickle.loads(given.kept.read_bytes())
            if name == known:
                runner.take(kept)
        pytest.main([*OPTIONS, "-s", *files], plugins=[runner])
        if given.kept:
            given.kept.write_bytes(pickle.dumps((known, runner.kept())))
    if len(runner.noticed) < len(chosen):
        n, whole = sum(runner.noticed.values()), len(runner.noticed)
        print(f"so far {n} of {whole} noticed: {n / whole:.1%}")
        return 2
    noticed = [runner.noticed[n] for n in range(len(chosen))]
    n, whole = sum(noticed) + others, len(chosen) + others
    share = n / whole
    print(f"{n} of {whole} noticed: {share:.1%} (at least {LEAST:.0%})")
    return 0 if share >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
