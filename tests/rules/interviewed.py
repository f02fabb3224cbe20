"""The interview held with the forty written companies, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from statistics import median

import yaml

from assistant.rules.dossier import Dossier, Place, dossier
from assistant.rules.facts import Facts, FactValue, scalar
from assistant.rules.interview import Field, Question, answered, next_question, offered
from assistant.rules.match import Company, match_company
from assistant.rules.parse_facts import parse_facts
from assistant.rules.worksheet import Worksheet
from tests.rules.case_files import corpus, rulebook

FILE = Path(__file__).parent / "companies" / "companies.yaml"
DAY = date(2026, 3, 1)


@dataclass(frozen=True, slots=True)
class Written:
    """One written company: what it knows, whatever it is asked, and what the texts give it."""

    name: str
    sentence: str
    district: str
    knows: Facts
    matters: Mapping[str, Facts]
    now: frozenset[str]
    one_more: frozenset[str]
    missed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Held:
    """An interview: the questions, how many things were filled in, the sheet at its end."""

    written: Written
    questions: tuple[Question, ...]
    filled: int
    sheet: Dossier

    def named(self, place: Place) -> frozenset[str]:
        """The rules in one list of the sheet."""
        return frozenset(entry.estimate.rule_id for entry in self.sheet.at(place))


@cache
def companies() -> tuple[Written, ...]:
    """The companies of the file."""
    content = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    book = rulebook()
    return tuple(
        Written(
            name=entry["name"],
            sentence=entry["sentence"],
            district=entry["district"],
            knows=parse_facts(book, entry["knows"]),
            matters={name: parse_facts(book, held) for name, held in entry["matters"].items()},
            now=frozenset(entry.get("now", ())),
            one_more=frozenset(entry.get("one_more", ())),
            missed=frozenset(entry.get("missed", ())),
        )
        for entry in content
    )


def hold(written: Written, start: Company | None = None) -> Held:
    """Ask until nothing more is asked, answering with what the company knows."""
    book = rulebook()
    company = start or Company(written.district, written.name)
    asked: set[tuple[str, str]] = set()
    questions: list[Question] = []
    filled = 0
    while True:
        report = match_company(company, book, corpus(), DAY)
        question = next_question(company, report, asked, book, len(questions))
        if question is None:
            return Held(written, tuple(questions), filled, dossier(report, book, corpus()))
        questions.append(question)
        asked |= set(question.fields)
        told = _told(question, written)
        filled += len(told)
        company = answered(company, told, book)
        if question.asks_matters:
            on_offer = {one.topic for one in offered(company, book, corpus())}
            ticked: dict[str, Facts] = {n: {} for n in written.matters if n in on_offer}
            filled += len(ticked)
            company = replace(company, matters=ticked)


def _told(question: Question, written: Written) -> dict[Field, FactValue]:
    """What the company answers; it knows what follows from its numbers (whether revenue grew)."""
    found: dict[Field, FactValue] = {}
    for topic, name in question.fields:
        known = {**written.knows, **written.matters.get(topic, {})}
        value = Worksheet(scalar(known), rulebook().facts).value(name)
        if value is not None:
            found[topic, name] = value
    return found


@dataclass(frozen=True, slots=True)
class Score:
    """What the issue asks of the interview, as shares, and every slip by company and rule."""

    recall: float
    now: float
    one_more: float
    missed_elsewhere: int
    median_questions: float
    most_questions: int
    slips: tuple[str, ...]


def score(all_held: tuple[Held, ...]) -> Score:
    """Count: what was found of what can be claimed, and how much of each list is right."""
    found = claimable = now_right = now_all = more_right = more_all = astray = 0
    slips: list[str] = []
    for held in all_held:
        written = held.written
        now, more = held.named(Place.NOW), held.named(Place.ONE_MORE)
        claimable += len(written.now)
        found += len(written.now & (now | more))
        now_all, now_right = now_all + len(now), now_right + len(now & written.now)
        more_all += len(more)
        more_right += len(more & (written.one_more | written.now))
        astray += len(written.missed & (now | more))
        slips += [f"{written.name}：没有找到 {one}" for one in sorted(written.now - now - more)]
        slips += [f"{written.name}：不能申请却列出 {one}" for one in sorted(now - written.now)]
        wrong = more - written.one_more - written.now
        slips += [f"{written.name}：不是只差一件事 {one}" for one in sorted(wrong)]
        slips += [
            f"{written.name}：应列为只差一件事 {one}" for one in sorted(written.one_more - more)
        ]
        slips += [
            f"{written.name}：没有说明不满足 {one}"
            for one in sorted(written.missed - held.named(Place.MISSED))
        ]
    numbers = [len(held.questions) for held in all_held]
    return Score(
        recall=found / claimable,
        now=now_right / now_all,
        one_more=more_right / more_all,
        missed_elsewhere=astray,
        median_questions=median(numbers),
        most_questions=max(numbers),
        slips=tuple(slips),
    )
