"""cewen eval: ask every question of the sets and count what is right."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import click

from assistant.cli.command import Command
from assistant.cli.explain import DONE
from assistant.cli.files import require_writable, write_file
from assistant.cli.opening import open_assistant
from assistant.cli.options import workspace_option
from assistant.cli.progress import show_progress
from assistant.cli.streams import tell
from assistant.errors import GoldError
from assistant.evaluation.baseline import baseline_of, compare, load_baseline, save_baseline
from assistant.evaluation.gold import GoldQuestion, load_gold
from assistant.evaluation.report import to_json
from assistant.evaluation.report_html import to_html
from assistant.evaluation.report_text import to_text
from assistant.evaluation.run import run_evaluation
from assistant.settings import Settings

HELP = """用题集评测，按标签列出对了多少。

\b
例：cewen eval                                        工作区 eval/questions 里的全部题集
    cewen eval --questions a.jsonl b.jsonl --html r.html
"""


@click.command("eval", cls=Command, help=HELP)
@click.option("--questions", multiple=True, metavar="文件…", help="题集，可写多个")
@click.argument("more", nargs=-1, metavar="")
@click.option("--json", "json_path", metavar="文件", help="把全部结果写成 JSON")
@click.option("--html", "html_path", metavar="文件", help="把全部结果写成网页")
@click.option("--baseline", metavar="文件", help="与以前的成绩比较")
@click.option("--save-baseline", "kept", metavar="文件", help="把成绩存为以后比较的基准")
@workspace_option
def command(
    settings: Settings,
    questions: tuple[str, ...],
    more: tuple[str, ...],
    json_path: str | None,
    html_path: str | None,
    baseline: str | None,
    kept: str | None,
) -> int:
    """Evaluate, print the table, write the files asked for."""
    paths = tuple(map(Path, (*questions, *more))) or _own_sets(settings)
    gold = _load(paths)
    require_writable(json_path, html_path, kept)
    before = load_baseline(Path(baseline)) if baseline else None
    assistant = open_assistant(settings)
    name = "、".join(path.stem for path in paths)
    with show_progress("评测") as progress:
        report = run_evaluation(
            assistant, gold, progress=progress, searcher=assistant.searcher, name=name
        )
    print(to_text(report), end="")
    comparison = compare(report, before) if before else None
    if comparison:
        print(f"与基准相比（{comparison.shared} 题）：{comparison.before} → {comparison.now}")
        print(f"新错的：{'、'.join(comparison.lost) or '无'}")
        print(f"新对的：{'、'.join(comparison.gained) or '无'}")
    if json_path:
        content = json.dumps(to_json(report), ensure_ascii=False, indent=1) + "\n"
        write_file(Path(json_path), content)
        tell(f"已写入 {json_path}")
    if html_path:
        write_file(Path(html_path), to_html(report, comparison))
        tell(f"已写入 {html_path}")
    if kept:
        save_baseline(Path(kept), baseline_of(report))
    return DONE


def _own_sets(settings: Settings) -> tuple[Path, ...]:
    folder = settings.workspace / "eval" / "questions"
    paths = tuple(sorted(folder.glob("*.jsonl")))
    if not paths:
        raise GoldError(f"{folder} 里没有题集（*.jsonl）：用 --questions 指明题集文件。")
    return paths


def _load(paths: tuple[Path, ...]) -> tuple[GoldQuestion, ...]:
    """The questions of all sets; of several sets, each question is tagged with its set.

    Raises:
        GoldError: a set is broken, or two sets share an id.
    """
    if len(paths) == 1:
        return load_gold(paths[0])
    where: dict[str, Path] = {}
    found: list[GoldQuestion] = []
    for path in paths:
        for question in load_gold(path):
            if question.id in where:
                raise GoldError(
                    f"{path}：题号 {question.id!r} 与 {where[question.id]} 里的重复，请改一个。"
                )
            where[question.id] = path
            found.append(replace(question, tags=(*question.tags, f"题集 {path.stem}")))
    return tuple(found)
