"""The calculator's page: one matter, or a company's whole profile; every state is a plain link."""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from assistant.answer.charts import Amount, bars
from assistant.answer.courses import asked_facts, main_fact
from assistant.answer.render import Json, to_json
from assistant.errors import FactError
from assistant.policy.clause import ClauseId
from assistant.policy.policy import PolicyKind
from assistant.rules.estimate import Met, fact_json
from assistant.rules.facts import Facts
from assistant.rules.match import Match, MatchReport, districts, match, policies_for
from assistant.rules.profile import Profile
from assistant.rules.read.words import rule_words
from assistant.web.api.corpus import policy_json
from assistant.web.api.files import match_file, matter_file
from assistant.web.drawing.labels import BAR, UNSURE
from assistant.web.drawing.page import render_page
from assistant.web.figures.inputs import Field, Given, field_of, fields_of, link_of, read_given
from assistant.web.figures.matter import Sum, rules_in, sum_of, work_out
from assistant.web.figures.menu import Menu
from assistant.web.gate.problems import Problem
from assistant.web.services import Services, Shared, limited

router = APIRouter(include_in_schema=False, dependencies=[Depends(limited)])

START = "compute-rent"
"""The matter that is open when none is picked, if the corpus has it; else the first."""
MOST_BARS = 8


@router.get("/calculate")
def calculate_page(
    request: Request,
    shared: Shared,
    district: str = "",
    topic: str = "",
    view: str = "",
    as_of: str = "",
    name: str = "",
) -> HTMLResponse:
    """The page; facts stand in the query by their names."""
    menu = shared.menu
    day = shared.day(as_of)
    given = read_given(request.query_params.multi_items(), menu.rulebook)
    content: Json = {
        "here": "calculate",
        "as_of": day.isoformat(),
        "as_of_text": as_of,
        "district": district.strip()[:40],
        "regions": menu.regions,
        "kept": link_of(given.facts, menu.rulebook),
        "unknown": [text for fact, text in given.errors.items() if fact not in menu.rulebook.facts],
        "trouble": "",
    }
    if view == "profile":
        more = _profile(shared, content, given, day, name.strip()[:200])
        return render_page(request, "profile.html", {**content, **more})
    return render_page(
        request, "calculate.html", {**content, **_matter(menu, content, topic, given, day)}
    )


@router.get("/api/v1/card")
def card(request: Request, shared: Shared, rule: str = "", as_of: str = "") -> Json:
    """The fields and the sum of one rule, for 改数字 inside an answer; facts as in a link.

    Raises:
        UnknownRuleError: no such rule.
    """
    menu, day = shared.menu, shared.day(as_of)
    book = menu.rulebook
    given = read_given(request.query_params.multi_items(), book)
    found = book.rule(rule)
    specs = asked_facts([found], book)
    fact = main_fact([found], given.facts, book)
    made = sum_of(menu, found, given.facts, day, fact)
    rest = {name: v for name, v in given.facts.items() if name not in {s.name for s in specs}}
    missing = "、".join(book.facts[name].label for name in made.estimate.missing)
    sum_ = to_json(made.estimate)
    notes = (*sum_["reasons"], f"还缺：{missing}" if missing else "", made.reaches)
    return {
        "rule": found.id,
        "title": f"{made.policy.region} {found.title}",
        "as_of": day.isoformat(),
        "kept": link_of(rest, book),
        "fields": [_field(one) for spec in specs for one in fields_of(spec, given, [found])],
        "troubles": [text for name, text in given.errors.items() if name not in book.facts],
        "said": _changed(made.policy.region, sum_),
        "steps": sum_["steps"],
        "conditions": [],
        "reasons": [note for note in notes if note],
        "assumptions": [],
    }


def _field(field: Field) -> Json:
    slider = field.slider
    return {
        "name": field.name,
        "param": field.param,
        "label": field.label,
        "ask": field.ask,
        "unit": field.unit,
        "text": field.text,
        "error": field.error,
        "options": [{"name": value, "say": words} for value, words in field.options],
        "slider": slider and {"most": slider.most, "step": slider.step, "value": slider.value},
    }


def _changed(region: str, estimate: dict[str, Any]) -> str:
    """The sum in one line, the amount between stars."""
    status = estimate["status_text"]
    if estimate["amount"] is not None:
        return f"改后：{region} **{estimate['amount_text']}**{estimate['period']}（{status}）"
    if estimate["range_text"]:
        low, high = estimate["range_text"]
        return f"改后：{region} **{low} 至 {high}**（{status}）"
    return f"改后没有算出金额（{status}）。"


@router.get("/calculate.{form}")
def calculate_file(
    request: Request,
    form: str,
    shared: Shared,
    district: str = "",
    topic: str = "",
    as_of: str = "",
    name: str = "",
) -> Response:
    """The match report of the profile in the query as a file: xlsx, docx, md or json.

    With a ``topic`` what the page of that matter shows.
    """
    menu = shared.menu
    given = read_given(request.query_params.multi_items(), menu.rulebook)
    for text in given.errors.values():
        raise FactError(text)
    if topic:
        matter = next((one for one, _ in menu.offered() if one.id == topic), None)
        if matter is None:
            raise Problem(404, "not_found", f"没有事项 {topic[:40]!r}。")
        day = shared.day(as_of)
        where = district.strip()[:40]
        found = work_out(menu, matter, where, given.facts, day)
        return matter_file(found, where, given.facts, day, form, shared)
    report = _report(menu, district, name.strip()[:200], given.facts, shared.day(as_of))
    return match_file(report, form, shared)


def _matter(menu: Menu, content: Json, topic_id: str, given: Given, day: date) -> Json:
    offered = list(menu.offered())
    topics = {topic.id: topic for topic, _ in offered}
    topic = topics.get(topic_id) or topics.get(START) or offered[0][0]
    district, trouble = str(content["district"]), ""
    try:
        rules_in(menu, topic, district)
    except FactError as error:
        district, trouble = "", str(error)
    found = work_out(menu, topic, district, given.facts, day)
    rules = menu.rules_of(topic)
    specs = asked_facts(rules, menu.rulebook)
    fields = [one for spec in specs for one in fields_of(spec, given, rules)]
    others = [name for name in given.facts if name not in {spec.name for spec in specs}]
    return {
        "offered": offered,
        "unruled": list(menu.unruled()),
        "topic": topic,
        "matter": found,
        "district": district,
        "sums": [_sum(one, day) for one in found.sums],
        "numbers": [field for field in fields if not field.options],
        "flags": [field for field in fields if field.options],
        "others": link_of({name: given.facts[name] for name in others}, menu.rulebook),
        "trouble": trouble,
    }


def _sum(found: Sum, day: date) -> Json:
    return {
        "estimate": to_json(found.estimate),
        "policy": policy_json(found.policy, day),
        "clause_id": found.rule.clause_id,
        "label": found.label,
        "formula": found.formula,
        "reaches": found.reaches,
    }


def _profile(shared: Services, content: Json, given: Given, day: date, name: str) -> Json:
    menu = shared.menu
    report, trouble = None, ""
    if content["district"]:
        try:
            report = _report(menu, str(content["district"]), name, given.facts, day)
        except FactError as error:
            trouble = str(error)
    groups = [
        (group.name, [field_of(menu.rulebook.facts[fact], given) for fact in group.facts])
        for group in menu.groups
    ]
    asked = report.next_questions if report else ()
    found = list(report.matches) if report else []
    amounts = [_amount(menu, one) for one in found if one.is_spoken_of]
    return {
        "name": name,
        "places": districts(menu.corpus),
        "instead": _instead(menu, str(content["district"])) if report else "",
        "groups": groups,
        "report": report,
        "asked": [(field_of(menu.rulebook.facts[q.fact], given), q) for q in asked],
        "spoken": [_match(menu, one) for one in found if one.is_spoken_of],
        "silent": [_match(menu, one) for one in found if not one.is_spoken_of],
        "bars": bars([a for a in amounts if a and a.amount > 0][:MOST_BARS], "金额最高的各项"),
        "trouble": trouble,
    }


def _instead(menu: Menu, district: str) -> str:
    """Whose measures are matched where a place has none of its own in force; "" where it has."""
    found = [p for p in policies_for(district, menu.corpus) if p.kind is PolicyKind.MEASURE]
    if any(district in (policy.region, *policy.region_words) for policy in found):
        return ""
    regions = "、".join(dict.fromkeys(policy.region for policy in found))
    return f"没有收录{district}自己的现行政策，下面按{regions}的政策匹配。"


def _report(menu: Menu, district: str, name: str, facts: Facts, day: date) -> MatchReport:
    texts = {fact: fact_json(value) for fact, value in facts.items()}
    stated = Profile.from_mapping({"district": district.strip(), "name": name, "facts": texts})
    return match(stated, menu.rulebook, menu.corpus, day)


def _match(menu: Menu, found: Match) -> Json:
    estimate = found.estimate
    rule = menu.rulebook.rule(estimate.rule_id)
    clause = menu.corpus.require(ClauseId.parse(estimate.clause_id))
    return {
        "met": found.met.value,
        "estimate": to_json(estimate),
        "policy": menu.corpus.policy(found.policy_id).short_title or found.policy_title,
        "clause_id": estimate.clause_id,
        "label": clause.label,
        "formula": rule_words(rule, menu.rulebook.facts),
        "lacking": [menu.rulebook.facts[name].label for name in found.unstated],
    }


def _amount(menu: Menu, found: Match) -> Amount | None:
    estimate = found.estimate
    if estimate.amount is None:
        return None
    region = menu.corpus.policy(found.policy_id).region
    state = UNSURE if found.met is Met.UNKNOWN else estimate.status.value
    label = f"{region} {estimate.title}"
    return Amount(label, estimate.title, estimate.amount, state, BAR.get(state, ""))
