"""The page 企业一档: a sentence, at most seven questions, the sheet and its files."""

from __future__ import annotations

import io
import json
import re
from decimal import Decimal
from html import unescape

import icalendar
import openpyxl
import pytest
from docx import Document
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.rules.interview import MOST_QUESTIONS
from assistant.rules.match import Company, districts
from assistant.web.pages.company import introduction, read_state
from tests.fakes import corpus, rulebook
from tests.real_assistant import DAY as READ_DAY
from tests.real_assistant import real
from tests.rules.interviewed import companies

DAY = "2026-03-01"
FULL = [
    ("district", "龙岗区"),
    ("applicant_kind", "enterprise"),
    ("m", ""),
    ("m", "compute-rent"),
    ("m", "genai-filing"),
    ("m", "corpus-purchase"),
    ("compute-rent:wan.compute_fee_yuan", "800"),
    ("compute-rent:compute_rented", "是"),
    ("compute-rent:compute_use", "training"),
    ("genai-filing:filed_models", "2"),
    ("corpus-purchase:wan.corpus_purchase_yuan", "100"),
    ("corpus-purchase:via_exchange", "是"),
    ("as_of", DAY),
]


def page(client: TestClient, *pairs: tuple[str, str]) -> str:
    done = client.get("/company", params=list(pairs))
    assert done.status_code == 200
    return done.text


def form_of(html: str) -> list[tuple[str, str]]:
    """What the form of the question sends, with the boxes ticked as they come."""
    form = re.search(r'<form id="next".*?</form>', html, re.DOTALL)
    assert form is not None
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form[0])
    return [(unescape(name), unescape(value)) for name, value in found]


def test_the_page_begins_with_a_sentence_or_a_place_and_all_districts(client: TestClient) -> None:
    html = page(client)
    assert 'name="q"' in html
    for name in districts(corpus()):
        assert re.search(f"<option[^>]*>{name}", html)
    assert html.count("<select") == 2
    assert 'type="checkbox"' not in html


def test_the_first_question_offers_the_matters_of_the_place(client: TestClient) -> None:
    html = page(client, ("district", "前海合作区"), ("as_of", DAY))
    ticks = re.findall(r'type="checkbox" name="m" value="([^"]*)"', html)
    assert "evtol" in ticks
    assert "scene-demo" in ticks
    assert len(ticks) == len(set(ticks))
    assert "evtol" not in page(client, ("district", "罗湖区"))


def test_choosing_the_place_counts_as_no_question(client: TestClient) -> None:
    hidden = dict(form_of(page(client)))
    assert "n" not in hidden
    assert dict(form_of(page(client, ("district", "龙岗区"))))["n"] == "1"


def test_answers_lead_to_the_next_question_and_the_last_to_none(client: TestClient) -> None:
    pairs = [("district", "龙岗区"), ("m", ""), ("m", "compute-rent"), ("n", "1"), ("as_of", DAY)]
    seen = 1
    for _ in range(MOST_QUESTIONS + 1):
        html = page(client, *pairs)
        if 'id="next"' not in html:
            break
        assert f"第 {seen + 1} 问" in html
        pairs = [*form_of(html), ("as_of", DAY)]
        seen += 1
    assert seen == 2  # nothing was filled in, so nothing is asked again
    assert "没有更多要问的" in html
    assert "还要确认几件事（2）" in html or "再确认一件事就能定（1）" in html


def test_a_question_asks_four_things_at_most_and_tells_what_is_at_stake(
    client: TestClient,
) -> None:
    html = page(client, ("district", "龙岗区"), ("m", ""), ("m", "public-platform"), ("n", "1"))
    asked = re.findall(r'class="ask-words"', html)
    assert 1 <= len(asked) <= 4
    assert "最高 2000万元" in html


def test_the_sheet_has_its_lists_with_days_bodies_and_what_to_show(client: TestClient) -> None:
    html = page(client, *FULL)
    assert "现在就能申请（3）" in html
    assert "再确认一件事就能定（2）" in html
    assert "还要确认：卖方是非关联方" in html
    assert "还有 291 天，最后一天 2026-12-17" in html
    assert "市科技创新局" in html
    assert "收录的文本没有写责任单位" in html
    assert "租用智能算力" in html
    assert "240万元" in html


def test_a_missed_condition_is_told_with_what_is_lacking(client: TestClient) -> None:
    facts = (("wan.revenue_yuan", "4800"), ("revenue_growing", "是"), ("as_of", DAY))
    html = page(client, ("district", "龙华区"), ("m", ""), ("m", "enterprise-growth"), *facts)
    assert "差在哪里（1）" in html
    assert "差200万元" in html


def test_a_wrong_value_is_told_and_the_page_stands(client: TestClient) -> None:
    html = page(client, ("district", "火星"), ("m", ""), ("compute-rent:wan.compute_fee_yuan", "x"))
    assert "没有收录" in html
    assert "请填数字" in html
    assert client.get("/company", params={"n": "9" * 50, "asked": ",,:,"}).status_code == 200


def test_the_workbook_recomputes_and_holds_cached_values(client: TestClient) -> None:
    content = client.get("/company.xlsx", params=FULL).content
    live = openpyxl.load_workbook(io.BytesIO(content))
    kept = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    assert live.sheetnames[0] == "一档"
    cells = [
        (cell.value, kept["一档"][cell.coordinate].value)
        for row in live["一档"].iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("=")
    ]
    assert all(formula.startswith("=测算!B") for formula, _ in cells)
    assert {2_400_000, 4_000_000, 1_000_000} <= {value for _, value in cells}
    words = "\n".join(str(c.value) for row in live["一档"].iter_rows() for c in row if c.value)
    assert "现在就能申请" in words
    assert "按这些情况算的" in words
    assert "。；" not in words
    readings = [line for line in words.splitlines() if "上限按年还是累计计算；" in line]
    assert readings, "a reading that other things follow"


def test_the_document_and_the_json_hold_the_same_lists(client: TestClient) -> None:
    paper = Document(io.BytesIO(client.get("/company.docx", params=FULL).content))
    heads = [p.text for p in paper.paragraphs if p.style.name == "Heading 1"]
    assert heads[:2] == ["现在就能申请", "再确认一件事就能定"]
    body = json.loads(client.get("/company.json", params=FULL).content)
    assert [len(body["lists"][place]) for place in ("now", "one_more", "missed")] == [3, 2, 0]
    assert body["matters"]["genai-filing"] == {"filed_models": "2"}
    amounts = {one["rule_id"]: one["estimate"]["amount"] for one in body["lists"]["now"]}
    assert Decimal(amounts["longgang-2025#2:compute-service"]) == 2_400_000


def test_the_calendar_holds_the_last_days_of_what_can_be_claimed(client: TestClient) -> None:
    done = client.get("/company.ics", params=FULL)
    assert done.headers["content-type"].startswith("text/calendar")
    events = icalendar.Calendar.from_ical(done.content).walk("VEVENT")
    days = {str(event["summary"]): event["dtstart"].dt.isoformat() for event in events}
    assert sorted(days.values()) == ["2026-12-17", "2028-01-09"]
    assert any("算力" in str(event["description"]) for event in events)
    assert all(event.walk("VALARM") for event in events)
    assert client.get("/company.ics", params=FULL).content == done.content


def test_an_unknown_form_is_named(client: TestClient) -> None:
    done = client.get("/company.pdf", params=FULL)
    assert done.status_code == 404
    assert "ics" in done.text


def test_the_link_of_a_state_gives_the_state_again() -> None:
    state = read_state([*FULL, ("n", "3"), ("asked", "events:event_cost_yuan")], rulebook())
    assert read_state(state.link(rulebook()), rulebook()) == state
    assert state.asked == {("events", "event_cost_yuan")}
    assert state.n == 3


@pytest.mark.parametrize("written", companies(), ids=lambda one: one.name)
def test_the_introduction_is_read_back_as_it_was_meant(written) -> None:  # type: ignore[no-untyped-def]
    company = Company(written.district, facts=written.knows)
    said = introduction(company, rulebook())
    heard = real().company(said, as_of=READ_DAY)
    assert heard.district == written.district
    for name, value in heard.facts.items():
        assert written.knows.get(name) == value, f"{said}: {name}"


@pytest.mark.parametrize(
    ("said", "district"),
    [
        ("罗湖", "罗湖区"),
        ("光明科学城", "光明区"),
        ("大鹏", "大鹏新区"),
        ("大鹏新区", "大鹏新区"),
        ("深汕", "深汕特别合作区"),
        ("深汕特别合作区", "深汕特别合作区"),
        ("前海", "前海合作区"),
    ],
)
def test_a_place_that_is_read_is_one_that_can_be_chosen(said: str, district: str) -> None:
    heard = real().company(f"我们在{said}，租算力训练大模型，合同800万", as_of=READ_DAY)
    assert heard.district == district
    assert district in districts(corpus())


def test_a_sentence_is_read_and_shown_for_correction(app: FastAPI, client: TestClient) -> None:
    app.state.services.opened = real()
    sentence = "我们是龙岗的初创公司，租算力训练大模型，去年合同800万，模型备案了两个。"
    html = client.get("/company", params={"q": sentence, "as_of": DAY}).text
    assert "读到这些，请核对" in html
    ticked = re.findall(r'name="m" value="([^"]*)" checked', html)
    assert ticked == ["compute-rent", "genai-filing"]
    assert re.search("<option[^>]* selected[^>]*>龙岗区", html)
    hidden = dict(form_of(html))
    assert hidden["compute-rent:wan.compute_fee_yuan"] == "800"
    assert hidden["is_startup"] == "是"
    ticks = [("m", "compute-rent"), ("m", "genai-filing"), ("district", "龙岗区")]
    following = page(client, *form_of(html), *ticks, ("as_of", DAY))
    assert "现在就能申请（3）" in following
