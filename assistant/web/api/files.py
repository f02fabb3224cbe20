"""Answers and match reports as files: every file says, visibly and hidden, that a program made it.

The hidden mark is the property AIGC in the file's metadata, as the rules on labelling generated
content ask for; in Markdown it stands in the front matter.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from urllib.parse import quote

from fastapi.responses import Response

from assistant.answer.answer import LABEL, Answer, Citation
from assistant.answer.render import Json, inert, row_lines, to_json, to_markdown
from assistant.answer.render_match import company_json, match_json
from assistant.answer.view import view
from assistant.assistant import Assistant
from assistant.rules.dossier import Dossier
from assistant.rules.estimate import Estimate
from assistant.rules.export import Export, export_of_match, place_of, to_docx, to_xlsx
from assistant.rules.facts import Facts
from assistant.rules.match import MatchReport
from assistant.rules.sheet_of_company import calendar_of_company, export_of_company
from assistant.rules.show import show_fact
from assistant.text.money import format_yuan
from assistant.web.drawing.labels import STATUS
from assistant.web.figures.matter import Matter
from assistant.web.gate.problems import Problem
from assistant.web.services import Services

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
}
"""The forms there are, and their media types."""

_CALENDAR = {"ics": "text/calendar; charset=utf-8"}
_OFFICE: dict[str, Callable[[Export], bytes]] = {"xlsx": to_xlsx, "docx": to_docx}


def hidden_mark(number: str) -> str:
    """What the property AIGC holds: that the content is generated, by whom, its number."""
    return json.dumps(
        {"Label": "1", "ContentProducer": "策问", "ProduceID": number}, ensure_ascii=False
    )


def answer_file(answer: Answer, stored: Json, form: str, shared: Services) -> Response:
    """One stored answer as a file.

    Raises:
        Problem: an unknown form.
    """
    check_form(form)
    content = answer_content(answer, stored, form, shared.assistant)
    return _file(content, form, f"策问-{answer.question[:20]}")


def answer_content(answer: Answer, stored: Json, form: str, assistant: Assistant) -> str | bytes:
    """What the file of an answer holds; also what a file is checked against."""
    if form == "json":
        return json.dumps(stored, ensure_ascii=False, indent=1)
    if form == "md":
        title = inert(_line(answer.question)).replace("](", "]\\(")
        text = f"# {title}\n\n{inert(to_markdown(answer))}"
        return _front(answer.id, answer.label) + text
    export = Export(
        title=_line(answer.question),
        estimates=answer.estimates,
        as_of=answer.as_of,
        corpus=assistant.corpus,
        rulebook=assistant.rulebook,
        label=answer.label,
        words=tuple(_words(stored)),
        quotes=tuple((_source(c), c.quote) for c in answer.citations),
        mark=hidden_mark(answer.id),
    )
    return _OFFICE[form](export)


def _words(stored: Json) -> Iterator[str]:
    """What is said, without the sums: they follow with their steps."""
    drawn = view(stored)
    for sentence in drawn.said:
        marks = "".join(f"[{n}]" for n in sentence["citations"])
        yield f"{sentence['text'].replace('**', '')}{marks}"
    for row in drawn.rows if len(drawn.rows) == 1 else ():
        yield from (f"{name}：{text}" for name, text in row_lines(row, drawn.who))
    yield from (warning["text"] for warning in drawn.warnings)


def _source(c: Citation) -> str:
    """A source by name, with what its policy is worth on the day."""
    days = f"，{c.first_day} 至 {c.last_day}" if c.first_day else ""
    return (
        f"[{c.n}]《{c.policy_title}》{c.label} {c.heading}".strip()
        + f"（{STATUS[c.status]}{days}）"
    )


def match_file(report: MatchReport, form: str, shared: Services) -> Response:
    """A match report as a file.

    Raises:
        Problem: an unknown form.
    """
    check_form(form)
    assistant = shared.assistant
    name = f"策问-{report.name or report.district}-政策匹配"
    if form == "json":
        body = {**match_json(report), "label": LABEL}
        return _file(json.dumps(body, ensure_ascii=False, indent=1), form, name)
    if form == "md":
        lines = "\n".join(_match_lines(report, shared))
        return _file(_front("match", LABEL) + lines + "\n", form, name)
    export = export_of_match(
        report,
        corpus=assistant.corpus,
        rulebook=assistant.rulebook,
        label=LABEL,
        mark=hidden_mark("match"),
    )
    return _file(_OFFICE[form](export), form, name)


def matter_file(
    matter: Matter, district: str, facts: Facts, as_of: date, form: str, shared: Services
) -> Response:
    """What the calculator worked out about one matter, as a file; ``district`` "" for all places.

    Raises:
        Problem: an unknown form.
    """
    check_form(form)
    assistant = shared.assistant
    specs = assistant.rulebook.facts
    where = district or "各地区"
    title = f"{where} {matter.topic.name}测算"
    name = f"策问-{where}-{matter.topic.name}测算"
    estimates = tuple(found.estimate for found in matter.sums)
    stated = [
        f"{specs[fact].label}：{show_fact(specs[fact], value)}" for fact, value in facts.items()
    ]
    if form == "json":
        body = {
            "topic": matter.topic.id,
            "district": district,
            "as_of": as_of.isoformat(),
            "estimates": [to_json(estimate) for estimate in estimates],
            "label": LABEL,
        }
        return _file(json.dumps(body, ensure_ascii=False, indent=1), form, name)
    if form == "md":
        lines = "\n".join(_matter_lines(matter, title, stated, as_of))
        return _file(_front("matter", LABEL) + lines + "\n", form, name)
    export = Export(
        title=title,
        estimates=estimates,
        as_of=as_of,
        corpus=assistant.corpus,
        rulebook=assistant.rulebook,
        label=LABEL,
        words=(*stated, _NO_SUM),
        mark=hidden_mark("matter"),
    )
    return _file(_OFFICE[form](export), form, name)


_NO_SUM = "原文没有写明不同政策能否同时享受，各项金额不能相加。"


def _matter_lines(matter: Matter, title: str, stated: Sequence[str], as_of: date) -> Iterator[str]:
    yield f"# {_line(title)}\n"
    yield from (f"- {_line(text)}" for text in stated)
    yield "\n| 地区 | 金额 | 事项 | 条款 | 算式与说明 |\n|---|---|---|---|---|"
    for found in matter.sums:
        estimate = found.estimate
        why = "；".join((*(step.text for step in estimate.steps), *estimate.reasons))
        clause = f"{found.policy.short_title or found.policy.title} {found.label}"
        cells = (found.policy.region, _amount(estimate), estimate.title, clause, why)
        yield f"| {' | '.join(_line(cell).replace('|', '／') for cell in cells)} |"
    yield f"\n{_NO_SUM}\n\n{LABEL}（截至 {as_of.isoformat()}）"


def company_file(sheet: Dossier, form: str, shared: Services) -> Response:
    """A company's sheet as a file: a workbook, a document, a calendar of last days, or JSON.

    Raises:
        Problem: an unknown form.
    """
    report = sheet.report
    rulebook = shared.assistant.rulebook
    name = f"策问-{report.name or report.district}-企业一档"
    if form == "ics":
        return _file(calendar_of_company(sheet, rulebook), form, name)
    if form == "json":
        body = {**company_json(sheet), "label": LABEL}
        return _file(json.dumps(body, ensure_ascii=False, indent=1), form, name)
    if form not in _OFFICE:
        raise Problem(404, "not_found", f"没有 {form[:20]!r} 这种格式：可用的有 {_COMPANY_FORMS}。")
    export = export_of_company(
        sheet,
        corpus=shared.assistant.corpus,
        rulebook=rulebook,
        label=LABEL,
        mark=hidden_mark("company"),
    )
    return _file(_OFFICE[form](export), form, name)


_COMPANY_FORMS = "xlsx、docx、ics、json"


def check_form(form: str) -> None:
    """Raise a Problem unless there is such a form."""
    if form not in TYPES:
        known = "、".join(TYPES)
        raise Problem(404, "not_found", f"没有 {form[:20]!r} 这种格式：可用的有 {known}。")


def _match_lines(report: MatchReport, shared: Services) -> Iterator[str]:
    facts = shared.assistant.rulebook.facts
    yield f"# {_line(report.name or report.district)} 政策匹配与测算\n"
    yield f"地区：{_line(report.district)}　日期：{report.as_of.isoformat()}\n"
    for name, value in report.facts:
        yield f"- {facts[name].label}：{show_fact(facts[name], value)}"
    yield "\n| 结论 | 金额 | 事项 | 条款 | 说明 |\n|---|---|---|---|---|"
    for found in report.matches:
        lacking = "、".join(facts[name].label for name in found.unstated)
        why = "；".join((*found.estimate.reasons, *((f"缺：{lacking}",) if lacking else ())))
        cells = (
            found.met.value,
            _amount(found.estimate),
            found.estimate.title,
            place_of(found.estimate, shared.assistant.corpus),
            why,
        )
        yield f"| {' | '.join(_line(cell).replace('|', '／') for cell in cells)} |"
    yield f"\n{report.note}\n\n{LABEL}（截至 {report.as_of.isoformat()}）"


def _amount(estimate: Estimate) -> str:
    if estimate.amount is not None:
        return format_yuan(estimate.amount)
    return f"0至{format_yuan(estimate.range[1])}" if estimate.range else "—"


def _front(number: str, label: str) -> str:
    return f"---\nAIGC: '{hidden_mark(number)}'\nlabel: {label}\n---\n\n"


def _line(text: str) -> str:
    return " ".join(text.split())


def _file(content: str | bytes, form: str, name: str) -> Response:
    plain = quote(f"{name}.{form}", safe="")
    headers = {
        "content-disposition": f"attachment; filename=\"cewen.{form}\"; filename*=UTF-8''{plain}",
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
    }
    return Response(content, media_type=(TYPES | _CALENDAR)[form], headers=headers)
