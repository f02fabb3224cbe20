"""A company's sheet on a terminal: the interview, then the lists."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from assistant.answer.answer import LABEL
from assistant.cli.streams import tell
from assistant.dialogue.topics import Topics
from assistant.errors import FactError
from assistant.policy.corpus import Corpus
from assistant.rules.dossier import Dossier, Entry, Place, dossier
from assistant.rules.facts import Facts, FactValue
from assistant.rules.interview import (
    MOST_QUESTIONS,
    Field,
    Question,
    answered,
    next_question,
    offered,
)
from assistant.rules.match import Company, match_company
from assistant.rules.parse_facts import parse_facts
from assistant.rules.rulebook import Rulebook
from assistant.rules.sheet_of_company import combination_lines, lacks
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
