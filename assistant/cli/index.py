"""The workspace: made, indexed, checked."""

from __future__ import annotations

import shlex
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from assistant.answer.wording import Wording
from assistant.assistant import Assistant
from assistant.cli.command import Command, workspace_option
from assistant.cli.terminal import BROKEN, DONE, MISTAKE, one_line, show_progress, write_json
from assistant.errors import InstallationError
from assistant.indexing import build, open_searcher
from assistant.intake.unruled import unruled_in
from assistant.policy.corpus import Corpus, load_corpus
from assistant.rules.audit import audit
from assistant.rules.rulebook import Rulebook, load_rulebook
from assistant.settings import Settings
from assistant.workspace import create_workspace


@click.command("init", cls=Command, help="在新的或空的文件夹里新建工作区，带自有政策库。")
@click.argument("folder", metavar="文件夹")
@click.option(
    "--empty", "is_empty", is_flag=True, help="不带任何政策，只带通用词表，等着 cewen add"
)
def init_command(folder: str, is_empty: bool) -> int:
    """Create it, and say what to do next."""
    made = create_workspace(Path(folder), is_empty=is_empty)
    print(f"已新建工作区 {made}")
    following = "add 文件…" if is_empty else 'ask "…"'
    print(f"接着可以：cewen --workspace {shlex.quote(str(made))} {following}")
    return DONE


@click.command("build", cls=Command, help="建立或更新索引；只有改动过的条款会重新编码。")
@workspace_option
def build_command(settings: Settings) -> int:
    """Build aside, swap in, and say what there is."""
    began = time.perf_counter()
    with show_progress("建立索引") as progress:
        index = build(settings, progress)
    took = time.perf_counter() - began
    built = index.manifest
    print(f"索引已建好：{built.n_chunks} 个条款，用时 {took:.1f} 秒，位于 {settings.index}")
    if built.recall < 1:
        print(f"向量按分组近似检索：与逐条比较相比，前十名找回 {built.recall:.1%}")
    return DONE


_CHECK_HELP = """检查政策库、规则和索引，列出发现的问题。

\b
退出码：0 没有问题；1 规则与原文有出入；2 有文件损坏或缺失。
"""


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the report; ``code`` is the exit code it asks for."""

    where: str
    what: str
    code: int


@click.command("check", cls=Command, help=_CHECK_HELP)
@click.option("--json", "is_json", is_flag=True, help="输出 JSON")
@workspace_option
def check_command(settings: Settings, is_json: bool) -> int:
    """Check everything and list what is wrong."""
    problems: list[Problem] = []
    counts: dict[str, int] = {}
    for found in _check(settings, counts):
        problems.append(found)
        if not is_json:
            print(f"{found.where}：{one_line(found.what)}", flush=True)
    if is_json:
        write_json({**counts, "problems": [asdict(problem) for problem in problems]})
    else:
        shown = "，".join(f"{n} {what}" for what, n in zip(_UNITS, counts.values(), strict=False))
        waiting = counts.get("unconfirmed", 0)
        if waiting:
            print(f"{waiting} 条规则待核定：算出的金额会注明“待核定”，用 cewen review 核对。")
        unruled = counts.get("unruled", 0)
        if unruled:
            print(f"{unruled} 处写有金额的条款没有计算规则：问到时只引原文，用 cewen review 查看。")
        verdict = f"发现 {len(problems)} 个问题" if problems else "没有发现问题"
        print("：".join(filter(None, (shown, verdict))))
    return max((problem.code for problem in problems), default=DONE)


_UNITS = ("项政策", "个条款", "条规则")


def _check(settings: Settings, counts: dict[str, int]) -> Iterator[Problem]:
    """The problems, as far as what is broken lets one see."""
    try:
        corpus = load_corpus(settings.corpus)
    except InstallationError as error:
        yield Problem("政策库", str(error), BROKEN)
        return
    counts |= {"policies": len(corpus.policies), "clauses": len(corpus.clauses)}
    try:
        rulebook = load_rulebook(settings.corpus, corpus)
        counts["rules"] = len(rulebook.rules)
        counts["unconfirmed"] = sum(not rule.confirmed for rule in rulebook.rules)
        proposed = sorted(settings.corpus.glob("[!._]*/rules.yaml"))
        counts["unruled"] = sum(len(unruled_in(path.parent)) for path in proposed)
        yield from _audit(settings, corpus, rulebook)
    except InstallationError as error:
        yield Problem("规则", str(error), BROKEN)
    broken = list(_try("索引", lambda: open_searcher(settings, corpus)))
    broken += _try("模板", lambda: Wording(settings.prompts))
    yield from broken
    if not broken:
        # Whatever else `ask` would trip over: topics, words, places.
        yield from _try("问答", lambda: Assistant.open(settings))


def _audit(settings: Settings, corpus: Corpus, rulebook: Rulebook) -> Iterator[Problem]:
    """The findings; rule tests are looked for only where the workspace has them."""
    cases = settings.workspace / "tests" / "rules" / "cases"
    for finding in audit(corpus, rulebook, cases if cases.is_dir() else None):
        yield Problem(finding.where, finding.what, MISTAKE)


def _try(where: str, opening: Callable[[], object]) -> Iterator[Problem]:
    try:
        opening()
    except InstallationError as error:
        yield Problem(where, str(error), BROKEN)
