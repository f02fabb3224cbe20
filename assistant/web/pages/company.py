"""企业一档: a company in a sentence or a short interview, then everything it can claim, by when.

The whole state stands in the link, so that a page may be sent, kept, corrected and gone back to;
the service itself keeps nothing of a company.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from assistant.answer.render import Json, to_json
from assistant.errors import FactError, UserError
from assistant.rules.dossier import Dossier, Entry, Place, dossier
from assistant.rules.facts import APPLICANT, Facts, FactValue
from assistant.rules.interview import (
    MOST_QUESTIONS,
    Field,
    Offered,
    Question,
    next_question,
    offered,
)
from assistant.rules.match import Company, districts, match_company
from assistant.rules.rulebook import Rulebook
from assistant.rules.sheet_of_company import combination_lines, lacks
from assistant.rules.show import show_fact
from assistant.web.api.files import company_file
from assistant.web.drawing.page import render_page
from assistant.web.figures import inputs
from assistant.web.figures.inputs import field_of, link_of, read_given
from assistant.web.services import Services, Shared, limited

router = APIRouter(include_in_schema=False, dependencies=[Depends(limited)])

_MATTER = "m"
_ASKED = "asked"
_COUNT = "n"
_OWN = frozenset({*inputs.RESERVED, "q", _MATTER, _ASKED, _COUNT})
"""Names in a link that are no facts."""


@dataclass(frozen=True, slots=True)
class State:
    """What a link says of a company: itself, what was asked already, how many questions."""

    company: Company
    asked: frozenset[Field]
    n: int
    errors: tuple[str, ...] = ()

    def link(self, rulebook: Rulebook) -> list[tuple[str, str]]:
        """The state as a link holds it."""
        company = self.company
        found = [("district", company.district), ("name", company.name)]
        found += link_of(company.facts, rulebook).items()
        if company.matters is not None:
            found.append((_MATTER, ""))
            for topic, held in company.matters.items():
                found.append((_MATTER, topic))
                found += [(f"{topic}:{n}", v) for n, v in link_of(held, rulebook).items()]
        if self.n:
            found.append((_COUNT, str(self.n)))
        if self.asked:
            found.append((_ASKED, ",".join(sorted(f"{t}:{name}" for t, name in self.asked))))
        return [(name, value) for name, value in found if value or name == _MATTER]


def read_state(stated: Iterable[tuple[str, str]], rulebook: Rulebook) -> State:
    """The state of a link; facts of a matter are written ``matter:fact``."""
    pairs = list(stated)
    single = dict(pairs)
    known = {rule.topic for rule in rulebook.rules}
    groups: dict[str, list[tuple[str, str]]] = {"": []}
    for param, text in pairs:
        topic, colon, name = param.partition(":")
        if param not in _OWN and (not colon or topic in known):
            groups.setdefault(topic if colon else "", []).append((name if colon else param, text))
    read = {topic: read_given(group, rulebook) for topic, group in groups.items()}
    matters: dict[str, Facts] | None = None
    if _MATTER in single:
        named = [text for param, text in pairs if param == _MATTER and text in known]
        matters = {t: read[t].facts if t in read else {} for t in dict.fromkeys(named)}
    errors = [text for given in read.values() for text in given.errors.values()]
    company = Company(
        single.get("district", "").strip()[:40],
        single.get("name", "").strip()[:200],
        read[""].facts,
        matters,
    )
    asked = (part.partition(":") for part in single.get(_ASKED, "")[:8000].split(",") if part)
    count = single.get(_COUNT, "")
    n = min(int(count), MOST_QUESTIONS) if count.isascii() and count.isdecimal() else 0
    return State(company, frozenset((t, name) for t, _, name in asked), n, tuple(errors))


@router.get("/company")
def company_page(request: Request, shared: Shared, q: str = "", as_of: str = "") -> HTMLResponse:
    """The page: a sentence, or the next question, and the sheet as far as it is known."""
    day = shared.day(as_of)
    state = read_state(request.query_params.multi_items(), shared.menu.rulebook)
    heard, troubles = "", list(state.errors)
    if q.strip() and state.company.matters is None:
        try:
            read = shared.assistant.company(q, as_of=day)
        except UserError as error:
            troubles.append(str(error))
        else:
            heard = q.strip()[:2000]
            state = replace(state, company=_joined(state.company, read))
    content: Json = {
        "here": "company",
        "as_of": day.isoformat(),
        "as_of_text": as_of,
        "heard": heard,
        "most": MOST_QUESTIONS,
        "districts": districts(shared.menu.corpus),
        **_content(shared, state, day, troubles, is_heard=bool(heard)),
        "troubles": troubles,
    }
    return render_page(request, "company.html", content)


@router.get("/company.{form}")
def company_as_file(request: Request, form: str, shared: Shared, as_of: str = "") -> Response:
    """The sheet as a file: xlsx, docx, ics or json.

    Raises:
        FactError: a value cannot be read, or the district is unknown.
    """
    menu = shared.menu
    state = read_state(request.query_params.multi_items(), menu.rulebook)
    for text in state.errors:
        raise FactError(text)
    report = match_company(state.company, menu.rulebook, menu.corpus, shared.day(as_of))
    sheet = dossier(report, menu.rulebook, menu.corpus)
    return company_file(sheet, form, shared)


def _joined(company: Company, read: Company) -> Company:
    """What the link says stands before what was read in the sentence."""
    return Company(
        company.district or read.district,
        company.name,
        {**read.facts, **company.facts},
        read.matters,
    )


def _content(
    shared: Services, state: State, day: date, troubles: list[str], *, is_heard: bool
) -> Json:
    """The question that comes next, the sheet, and what is known so far."""
    menu, company = shared.menu, state.company
    book = menu.rulebook
    ticked: Mapping[str, Facts] = company.matters or {}
    question: Question | None = Question((("", APPLICANT),), (), Decimal(0), asks_matters=True)
    sheet: Dossier | None = None
    matters: tuple[Offered, ...] = ()
    if company.district:
        try:
            matters = offered(company, book, menu.corpus)
            if company.matters is not None and not is_heard:
                report = match_company(company, book, menu.corpus, day)
                sheet = dossier(report, book, menu.corpus)
                question = next_question(company, report, state.asked, book, state.n)
        except FactError as error:
            troubles.append(str(error))
    names = {topic.id: topic.name for topic in menu.topics.all}
    kept = state.link(book)
    return {
        "company": company,
        "state": kept,
        "query": urlencode(kept),
        "is_first": question is not None and question.asks_matters,
        "n": state.n + 1,
        "question": question and _asked(question, state, shared, names),
        "matters": [(one, names.get(one.topic, one.topic), one.topic in ticked) for one in matters],
        "sheet": sheet and _sheet(sheet, shared),
        "known": list(_known(state, shared, names)),
        "intro": introduction(company, book),
    }


def _asked(question: Question, state: State, shared: Services, names: Mapping[str, str]) -> Json:
    """A question as the page draws it: its fields, and what goes along hidden."""
    book = shared.menu.rulebook
    fields = [_field(field, state, book) for field in question.fields]
    is_place_alone = question.asks_matters and not state.company.district
    n = state.n if is_place_alone else state.n + 1
    after = State(state.company, state.asked | set(question.fields), n)
    taken = {field.param for field in fields}
    first = {"district", "name", _MATTER} if question.asks_matters else set()
    return {
        "about": "、".join(names.get(topic, topic) for topic in question.topics),
        "highest": question.highest,
        "rules": len(question.rules),
        "fields": fields,
        "hidden": [(name, value) for name, value in after.link(book) if name not in taken | first],
    }


def _field(field: Field, state: State, rulebook: Rulebook) -> inputs.Field:
    """A field of a matter: its name in the link tells the matter."""
    topic, name = field
    company = state.company
    held = (company.matters or {}).get(topic, {}) if topic else company.facts
    facts = {name: held[name]} if name in held else {}
    if name not in facts and name in company.facts:
        facts = {name: company.facts[name]}
    made = field_of(rulebook.facts[name], inputs.Given(dict(facts), {}, {}))
    is_own = not topic or rulebook.facts[name].lasting
    if is_own:
        return made
    return replace(made, name=f"{topic}-{made.name}", param=f"{topic}:{made.param}")


def _known(
    state: State, shared: Services, names: Mapping[str, str]
) -> Iterator[tuple[str, list[tuple[inputs.Field, str]]]]:
    """What is known, by matter, each with its field to correct it and its value in words."""
    book, company = shared.menu.rulebook, state.company
    groups: list[tuple[str, Facts]] = [("", company.facts), *(company.matters or {}).items()]
    for topic, held in groups:
        fields = [(_field((topic, n), state, book), _words(n, v, book)) for n, v in held.items()]
        if fields or topic:
            yield names.get(topic, "企业自己"), fields


def _words(name: str, value: FactValue, rulebook: Rulebook) -> str:
    return show_fact(rulebook.facts[name], value)


def introduction(company: Company, rulebook: Rulebook) -> str:
    """The company in a sentence that the assistant reads back: put before a later question."""
    facts, specs = company.facts, rulebook.facts
    kind = facts.get(APPLICANT)
    choice = specs[APPLICANT].choices.get(kind) if isinstance(kind, str) else None
    who = choice.label if choice else "企业"
    said = [f"我们是{company.district}的{who}"] if company.district else []
    for name, value in facts.items():
        spec = specs[name]
        if value is True and spec.lasting:
            said.append(_said(name, rulebook))
        elif value is not False and name != APPLICANT and spec.lasting and said:
            said.append(f"{spec.label}{show_fact(spec, value)}")
    return f"{'，'.join(said)}。" if said else ""


def _said(name: str, rulebook: Rulebook) -> str:
    """A flag in words that say nothing else: its label, unless words of another stand in it."""
    label = rulebook.facts[name].label
    others = (s for s in rulebook.facts.values() if s.lasting and s.name != name)
    is_mixed = any(word in label for spec in others for word in spec.words)
    return rulebook.facts[name].words[0] if is_mixed else label


def _sheet(sheet: Dossier, shared: Services) -> Json:
    book = shared.menu.rulebook
    return {
        "lists": [
            (place.value, place.text, [_entry(e, book) for e in sheet.at(place)]) for place in Place
        ],
        "together": list(combination_lines(sheet, book)),
        "untouched": sheet.untouched,
        "note": sheet.report.note,
    }


def _entry(entry: Entry, rulebook: Rulebook) -> Json:
    return {
        "estimate": to_json(entry.estimate),
        "policy": entry.policy.short_title or entry.policy.title,
        "clause_id": entry.estimate.clause_id,
        "label": entry.clause.label,
        "lacks": lacks(entry, rulebook),
        "gaps": entry.gaps,
        "near": [near.say for near in entry.estimate.near],
        "last_day": entry.last_day and entry.last_day.isoformat(),
        "days_left": entry.days_left,
        "bodies": entry.bodies,
        "to_show": [(one.say, one.met.value, one.quote) for one in entry.to_show],
        "to_confirm": entry.to_confirm,
    }
