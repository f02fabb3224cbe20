"""cewen check: is everything on disk sound, and does every number of the texts have its rule?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass

import click

from assistant.answer.wording import Wording
from assistant.assistant import Assistant
from assistant.cli.command import Command
from assistant.cli.endings import BROKEN, DONE, MISTAKE
from assistant.cli.options import workspace_option
from assistant.cli.speak import write_json
from assistant.cli.streams import one_line
from assistant.errors import InstallationError
from assistant.indexing import open_searcher
from assistant.policy.corpus import Corpus, load_corpus
from assistant.rules.audit import audit
from assistant.rules.rulebook import Rulebook, load_rulebook
from assistant.settings import Settings

HELP = """检查政策库、规则和索引，列出发现的问题。

\b
退出码：0 没有问题；1 规则与原文有出入；2 有文件损坏或缺失。
"""


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the report; ``code`` is the exit code it asks for."""

    where: str
    what: str
    code: int


@click.command("check", cls=Command, help=HELP)
@click.option("--json", "is_json", is_flag=True, help="输出 JSON")
@workspace_option
def command(settings: Settings, is_json: bool) -> int:
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
