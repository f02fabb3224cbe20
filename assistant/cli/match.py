"""cewen match: a company's profile against every rule, or its whole sheet."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from assistant.answer.answer import LABEL
from assistant.answer.render_match import company_json, match_json
from assistant.cli.command import Command, Form, day_option, form_options, workspace_option
from assistant.cli.terminal import DONE, load, require_writable, tell, write_file, write_json
from assistant.dialogue.topics import Topics, load_topics
from assistant.errors import CommandError, FactError
from assistant.policy.corpus import Corpus, load_corpus
from assistant.policy.snapshot import Snapshot
from assistant.rules.dossier import Dossier, Entry, Place, dossier
from assistant.rules.estimate import Estimate
from assistant.rules.export import Export, export_of_match, to_docx, to_xlsx
from assistant.rules.facts import Facts, FactValue
from assistant.rules.interview import (
    MOST_QUESTIONS,
    Field,
    Question,
    answered,
    next_question,
    offered,
)
from assistant.rules.match import Company, Match, MatchReport, districts, match, match_company
from assistant.rules.parse_facts import parse_facts
from assistant.rules.profile import load_profile
from assistant.rules.rulebook import Rulebook, load_rulebook
from assistant.rules.sheet_of_company import (
    calendar_of_company,
    combination_lines,
    export_of_company,
    lacks,
)
from assistant.settings import Settings
from assistant.text.money import format_yuan


def interview(
    company: Company, rulebook: Rulebook, corpus: Corpus, topics: Topics, as_of: date
) -> Company:
    """Ask at most seven questions; an empty line leaves a thing open, end of input ends it.

    Raises:
        FactError: an unknown district.
    """
    asked: set[Field] = set()
    for n in range(MOST_QUESTIONS):
        report = match_company(company, rulebook, corpus, as_of)
        question = next_question(company, report, asked, rulebook, n)
        if question is None:
            break
        asked |= set(question.fields)
        names = "、".join(_name(topic, topics) for topic in question.topics)
        tell(f"第 {n + 1} 问（最多 {MOST_QUESTIONS} 问）{names}")
        told, is_over = _answers(question, rulebook)
        company = answered(company, told, rulebook)
        if question.asks_matters:
            company = _ticked(company, rulebook, corpus, topics)
        if is_over:
            break
    return company


def _answers(question: Question, rulebook: Rulebook) -> tuple[dict[Field, FactValue], bool]:
    """What is typed for each thing asked; True at the end of the input."""
    found: dict[Field, FactValue] = {}
    for field in question.fields:
        spec = rulebook.facts[field[1]]
        choices = "、".join(f"{key} {choice.label}" for key, choice in spec.choices.items())
        tell(spec.ask + (f"（{choices}）" if choices else ""))
        while True:
            line = _line()
            if line is None:
                return found, True
            if not line:
                break
            try:
                found[field] = parse_facts(rulebook, {spec.name: line})[spec.name]
            except FactError as error:
                tell(str(error))
                continue
            break
    return found, False


def _ticked(company: Company, rulebook: Rulebook, corpus: Corpus, topics: Topics) -> Company:
    """The matters chosen by their numbers."""
    on_offer = offered(company, rulebook, corpus)
    for n, one in enumerate(on_offer, 1):
        tell(f"{n:3} {_name(one.topic, topics)}　最高 {format_yuan(one.highest)}")
    tell("在做哪些事？写编号，用空格隔开。")
    numbers = (_line() or "").replace(",", " ").replace("，", " ").split()
    chosen = [int(n) for n in numbers if n.isascii() and n.isdecimal() and len(n) < 4]
    ticked: dict[str, Facts] = {
        on_offer[n - 1].topic: {} for n in chosen if 1 <= n <= len(on_offer)
    }
    return replace(company, matters=ticked)


def _line() -> str | None:
    """A line of the input without its ends; None at the end."""
    line = sys.stdin.readline()
    return line.strip() if line else None


def _name(topic: str, topics: Topics) -> str:
    found = topics.get(topic)
    return found.name if found else topic


def sheet_of(company: Company, rulebook: Rulebook, corpus: Corpus, as_of: date) -> Dossier:
    """The sheet of a company.

    Raises:
        FactError: an unknown district.
    """
    return dossier(match_company(company, rulebook, corpus, as_of), rulebook, corpus)


def sheet_lines(sheet: Dossier, rulebook: Rulebook) -> Iterator[str]:
    """The sheet in words, list by list."""
    report = sheet.report
    yield f"{report.name or '企业'}（{report.district}）"
    for place in Place:
        entries = sheet.at(place)
        if entries:
            yield f"\n{place.text}（{len(entries)}）"
        for entry in entries:
            yield from _entry_lines(entry, rulebook)
    together = list(combination_lines(sheet, rulebook))
    if together:
        yield from ("\n怎样合在一起", *(f"  {line}" for line in together))
    yield f"\n另有 {sheet.untouched} 条规则讲的是别的事。"
    yield report.note
    yield f"{LABEL}（截至 {report.as_of.isoformat()}）"


def _entry_lines(entry: Entry, rulebook: Rulebook) -> Iterator[str]:
    estimate = entry.estimate
    amount = estimate.amount_text or estimate.status_text
    if estimate.amount is None and estimate.range is not None:
        amount = f"最高 {format_yuan(estimate.range[1])}"
    until = f"还有 {entry.days_left} 天（{entry.last_day}）" if entry.last_day else "没有写到期日"
    yield f"  {estimate.title}　{amount}　{estimate.clause_id}"
    yield f"    {until}　{'、'.join(entry.bodies) or '收录的文本没有写责任单位'}"
    if entry.lacks:
        yield f"    还要确认：{'、'.join(lacks(entry, rulebook))}"
    for line in (*entry.gaps, *(near.say for near in estimate.near)):
        yield f"    {line}"
    for shown in entry.to_show:
        yield f"    要能说明：{shown.say}（{shown.met.value}）"
    for line in entry.to_confirm:
        yield f"    向主管部门确认：{line}"


_MATCH_HELP = """企业情况与各条规则的对照：满足、不满足、缺信息，金额大的在前。

\b
企业情况文件（YAML）例：
    name: 某公司
    district: 龙岗区
    facts:
      compute_fee_yuan: 800万

写一句话（“我们是龙岗的初创公司，租算力训练大模型，合同800万”）、文件里写了 matters、或加 --ask
时给出企业一档：现在就能申请的、再确认一件事就能定的、差在哪里，到哪天为止，由谁负责。
"""


@click.command("match", cls=Command, help=_MATCH_HELP)
@click.argument("profile", metavar="企业情况.yaml或一句话")
@click.option("--ask", "asks", is_flag=True, help="最多问七个问题，空行表示不清楚")
@click.option("--all", "is_all", is_flag=True, help="企业情况没有提到的规则也列出")
@click.option("--xlsx", metavar="文件", help="另存为可重算的电子表格")
@click.option("--docx", metavar="文件", help="另存为文档")
@click.option("--ics", metavar="文件", help="另存为到期日历（企业一档）")
@day_option
@form_options
@workspace_option
def match_command(
    settings: Settings,
    profile: str,
    asks: bool,
    is_all: bool,
    xlsx: str | None,
    docx: str | None,
    ics: str | None,
    as_of: date,
    form: Form,
) -> int:
    """Match, write the files asked for, and list."""
    require_writable(xlsx, docx, ics)
    is_file = profile.endswith((".yaml", ".yml")) or Path(profile).exists()
    if is_file:
        given = load_profile(Path(profile))
        snapshot = Snapshot.open(settings.snapshot)
        corpus = load_corpus(settings.corpus, snapshot)
        rulebook = load_rulebook(settings.corpus, corpus, snapshot)
        if given.matters is None and not asks and ics is None:
            report = match(given, rulebook, corpus, as_of)
            export = export_of_match(report, corpus=corpus, rulebook=rulebook, label=LABEL)
            _write(export, xlsx, docx)
            return _list(report, rulebook, form, is_all=is_all)
        company = Company.of(given, rulebook)
    else:
        assistant = load("ask", "open_assistant")(settings)
        corpus, rulebook = assistant.corpus, assistant.rulebook
        company = assistant.company(profile, as_of=as_of)
        if not company.district:
            known = "、".join(districts(corpus))
            raise CommandError(
                f"没有读出企业在哪个区：在这句话里写明，如“我们在龙岗区”；可写 {known}。"
            )
    if asks:
        topics = load_topics(settings.corpus, corpus)
        company = load("match", "interview")(company, rulebook, corpus, topics, as_of)
    sheet = load("match", "sheet_of")(company, rulebook, corpus, as_of)
    _write(export_of_company(sheet, corpus=corpus, rulebook=rulebook, label=LABEL), xlsx, docx)
    if ics is not None:
        write_file(Path(ics), calendar_of_company(sheet, rulebook))
        tell(f"已写入 {ics}")
    if form is Form.JSON:
        write_json(company_json(sheet))
    else:
        print("\n".join(load("match", "sheet_lines")(sheet, rulebook)))
    return DONE


def _write(export: Export, xlsx: str | None, docx: str | None) -> None:
    for path, make in ((xlsx, to_xlsx), (docx, to_docx)):
        if path is not None:
            write_file(Path(path), make(export))
            tell(f"已写入 {path}")


def _list(report: MatchReport, rulebook: Rulebook, form: Form, *, is_all: bool) -> int:
    """All rules of the profile's place, one by one."""
    if form is Form.JSON:
        write_json(match_json(report))
        return DONE
    shown = [found for found in report.matches if is_all or found.is_spoken_of]
    if form is Form.TEXT:
        print("\n".join(_lines(report, shown, rulebook)))
    else:
        load("draw", "draw_match")(report, shown, rulebook)
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
