"""cewen match: a company's profile against every rule."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from assistant.answer.answer import LABEL
from assistant.answer.render_match import match_json
from assistant.cli.command import Command
from assistant.cli.endings import DONE
from assistant.cli.files import require_writable, write_file
from assistant.cli.options import Form, day_option, form_options, workspace_option
from assistant.cli.parts import load
from assistant.cli.speak import write_json
from assistant.cli.streams import tell
from assistant.policy.corpus import load_corpus
from assistant.policy.snapshot import Snapshot
from assistant.rules.estimate import Estimate
from assistant.rules.export import export_of_match, to_docx, to_xlsx
from assistant.rules.match import Match, MatchReport, match
from assistant.rules.profile import load_profile
from assistant.rules.rulebook import Rulebook, load_rulebook
from assistant.settings import Settings
from assistant.text.money import format_yuan

HELP = """企业情况与各条规则的对照：满足、不满足、缺信息，金额大的在前。

\b
企业情况文件（YAML）例：
    name: 某公司
    district: 龙岗区
    facts:
      compute_fee_yuan: 800万
"""


@click.command("match", cls=Command, help=HELP)
@click.argument("profile", metavar="企业情况.yaml")
@click.option("--all", "is_all", is_flag=True, help="企业情况没有提到的规则也列出")
@click.option("--xlsx", metavar="文件", help="另存为可重算的电子表格")
@click.option("--docx", metavar="文件", help="另存为文档")
@day_option
@form_options
@workspace_option
def command(
    settings: Settings,
    profile: str,
    is_all: bool,
    xlsx: str | None,
    docx: str | None,
    as_of: date,
    form: Form,
) -> int:
    """Match, write the files asked for, and list."""
    given = load_profile(Path(profile))
    require_writable(xlsx, docx)
    snapshot = Snapshot.open(settings.snapshot)
    corpus = load_corpus(settings.corpus, snapshot)
    rulebook = load_rulebook(settings.corpus, corpus, snapshot)
    report = match(given, rulebook, corpus, as_of)
    export = export_of_match(report, corpus=corpus, rulebook=rulebook, label=LABEL)
    for path, make in ((xlsx, to_xlsx), (docx, to_docx)):
        if path is not None:
            write_file(Path(path), make(export))
            tell(f"已写入 {path}")
    if form is Form.JSON:
        write_json(match_json(report))
        return DONE
    shown = [found for found in report.matches if is_all or found.is_spoken_of]
    if form is Form.TEXT:
        print("\n".join(_lines(report, shown, rulebook)))
    else:
        load("draw_match", "draw")(report, shown, rulebook)
    return DONE


def amount_words(estimate: Estimate) -> str:
    """The amount, its range, or why there is none."""
    if estimate.amount is not None:
        return format_yuan(estimate.amount)
    if estimate.range is not None:
        return "～".join(format_yuan(bound) for bound in estimate.range)
    return estimate.status_text


def lacking(found: Match, rulebook: Rulebook) -> str:
    """What is missing or not met, in words."""
    labels = "、".join(rulebook.facts[name].label for name in found.unstated)
    reasons = "；".join(found.estimate.reasons)
    return "；".join(filter(None, (reasons, labels and f"缺：{labels}")))


def closing(report: MatchReport, shown: int, rulebook: Rulebook) -> Iterator[str]:
    """What stands below the list."""
    left = len(report.matches) - shown
    if left:
        yield f"另有 {left} 条规则，企业情况没有提到它们要看的事实；加 --all 列出。"
    if report.next_questions:
        asked = "　".join(question.ask for question in report.next_questions[:3])
        yield f"补充这些最有用：{asked}"
    found = report.combination
    for names, total in found.groups if found is not None else ():
        titles = "、".join(rulebook.rule(name).title for name in names)
        yield f"原文允许合计的：{titles}，共 {format_yuan(total)}"
    yield report.note
    yield f"{LABEL}（截至 {report.as_of.isoformat()}）"


def _lines(report: MatchReport, shown: list[Match], rulebook: Rulebook) -> Iterator[str]:
    yield f"{report.name or '企业'}（{report.district}）"
    for found in shown:
        estimate = found.estimate
        yield f"{found.met.value}  {amount_words(estimate)}  {estimate.title}  {estimate.rule_id}"
        if lack := lacking(found, rulebook):
            yield f"    {lack}"
    yield from closing(report, len(shown), rulebook)
