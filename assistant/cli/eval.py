"""cewen eval: measure with sets of questions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from assistant.cli.ask import open_assistant
from assistant.cli.command import Command, workspace_option
from assistant.cli.terminal import DONE, require_writable, show_progress, tell, write_file
from assistant.errors import CommandError, GoldError
from assistant.evaluation.baseline import baseline_of, load_baseline, save_baseline
from assistant.evaluation.compare import Change, change, load_standing
from assistant.evaluation.compare import to_text as change_text
from assistant.evaluation.gold import GoldQuestion, load_gold
from assistant.evaluation.programs.in_process import InProcess
from assistant.evaluation.programs.other_version import OtherVersion
from assistant.evaluation.programs.program import Program
from assistant.evaluation.programs.recorded import Recorded, Recording
from assistant.evaluation.report import Report, to_json
from assistant.evaluation.report_html import to_html
from assistant.evaluation.report_junit import to_junit
from assistant.evaluation.report_text import to_text
from assistant.evaluation.run import evaluate
from assistant.settings import Settings

HELP = """用题集评测：全对、金额、拒答、无声答错、逐轮，并按标签列出。

\b
例：cewen eval                                        工作区 eval/questions 里的全部题集
    cewen eval --questions a.jsonl b.jsonl --html r.html
    cewen eval --program ../旧版 --json old.json      用同一份题评测另一版程序
    cewen eval compare old.json new.json              两次评测相比，新错的在前
"""
COMPARE = "compare"
_NAMED = 3
"""So many sets are named one by one."""


@click.command("eval", cls=Command, help=HELP)
@click.option("--questions", multiple=True, metavar="文件…", help="题集，可写多个")
@click.argument("more", nargs=-1, metavar="")
@click.option("--program", "folder", metavar="文件夹", help="评测另一版程序（它的源码目录）")
@click.option("--answers", metavar="文件", help="评判已经记下的回答，不运行程序")
@click.option("--save-answers", "kept_answers", metavar="文件", help="把回答逐行记下")
@click.option("--json", "json_path", metavar="文件", help="把全部结果写成 JSON")
@click.option("--html", "html_path", metavar="文件", help="把全部结果写成网页")
@click.option("--junit", "junit_path", metavar="文件", help="写成 JUnit XML")
@click.option("--baseline", metavar="文件", help="与以前的成绩比较")
@click.option("--save-baseline", "kept", metavar="文件", help="把成绩存为以后比较的基准")
@workspace_option
def eval_command(
    settings: Settings,
    questions: tuple[str, ...],
    more: tuple[str, ...],
    folder: str | None,
    answers: str | None,
    kept_answers: str | None,
    json_path: str | None,
    html_path: str | None,
    junit_path: str | None,
    baseline: str | None,
    kept: str | None,
) -> int:
    """Evaluate, print the table, write the files asked for."""
    if more[:1] == (COMPARE,) and not questions:
        return _compare(more[1:])
    paths = tuple(map(Path, (*questions, *more))) or _own_sets(settings)
    gold = _load(paths)
    require_writable(json_path, html_path, junit_path, kept, kept_answers)
    before = load_baseline(Path(baseline)) if baseline else None
    report = _evaluate(settings, gold, _name_of(paths), folder, answers, kept_answers)
    print(to_text(report), end="")
    found = change(before, baseline_of(report)) if before else None
    if found:
        print(change_text(found), end="")
    _write(report, found, json_path, html_path, junit_path)
    if kept:
        save_baseline(Path(kept), baseline_of(report))
    return DONE


def _evaluate(
    settings: Settings,
    gold: Sequence[GoldQuestion],
    name: str,
    folder: str | None,
    answers: str | None,
    kept: str | None,
) -> Report:
    """The report of this program, of another version, or of recorded answers."""
    program: Program
    searcher, version = None, ""
    if answers:
        program = Recorded(Path(answers))
    elif folder:
        program = OtherVersion(Path(folder))
    else:
        assistant = open_assistant(settings)
        program, searcher = InProcess(assistant), assistant.searcher
        version = assistant.corpus.version
    if kept:
        program = Recording(program, Path(kept))
    with show_progress("评测") as progress:
        return evaluate(
            program, gold, progress=progress, searcher=searcher, name=name, corpus_version=version
        )


def _write(
    report: Report,
    found: Change | None,
    json_path: str | None,
    html_path: str | None,
    junit_path: str | None,
) -> None:
    if json_path:
        _write_told(json_path, json.dumps(to_json(report), ensure_ascii=False, indent=1) + "\n")
    if html_path:
        _write_told(html_path, to_html(report, found))
    if junit_path:
        _write_told(junit_path, to_junit(report))


def _write_told(path: str, content: str) -> None:
    write_file(Path(path), content)
    tell(f"已写入 {path}")


def _compare(paths: tuple[str, ...]) -> int:
    try:
        before, now = paths
    except ValueError:
        raise CommandError(
            "比较要两个文件：cewen eval compare 旧.json 新.json（由 cewen eval --json 写成）。"
        ) from None
    print(change_text(change(load_standing(Path(before)), load_standing(Path(now)))), end="")
    return DONE


def _own_sets(settings: Settings) -> tuple[Path, ...]:
    folder = settings.workspace / "eval" / "questions"
    paths = tuple(sorted(folder.glob("*.jsonl")))
    if not paths:
        raise GoldError(f"{folder} 里没有题集（*.jsonl）：用 --questions 指明题集文件。")
    return paths


def _name_of(paths: Sequence[Path]) -> str:
    stems = [path.stem for path in paths]
    return "、".join(stems) if len(stems) <= _NAMED else f"{stems[0]} 等 {len(stems)} 份题集"


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
