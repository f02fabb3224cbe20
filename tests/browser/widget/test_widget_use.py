"""Asking in the widget: what is shown, what goes wrong, what a page can do with it."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import SEEN, shoot
from tests.browser.widget.hosts import Portal, Server
from tests.fakes import QUOTE, FakeAssistant
from tests.waiting import wait_until

pytestmark = pytest.mark.browser

QUESTION = "我们在龙岗租了800万算力，能补多少？"

Visit = Callable[..., Page]
Ask = Callable[..., Locator]


def test_an_answer_has_quotes_sums_warnings_and_ways_on(visit: Visit, ask: Ask) -> None:
    page = visit()
    answer = ask(page, "比一比：我们在龙岗租了800万算力，能补多少？")
    assert answer.locator(".said").all_inner_texts() == ["最高可获支持 240万元。1"]
    told = page.locator("policy-assistant .state")
    expect(told).to_have_text("回答已完成，引用 1 条")
    assert told.evaluate(SEEN) == ""
    assert "800万元 × 30%，上限 600万元" in answer.locator(".one").inner_text()
    assert answer.locator(".warnings").inner_text() == "金额是上限，须经审核。"
    answer.locator("[data-fold=steps] summary").click()
    expect(answer.locator(".step-sum")).to_have_text(
        ["800万元 × 30% = 240万元", "240万元 未超过 600万元"]
    )
    assert answer.locator(".steps q").first.inner_text() == "按最高不超过算力服务费用的30%予以支持"
    answer.locator("[data-fold=sources] summary").click()
    source = answer.locator(".sources li")
    assert source.locator("blockquote").inner_text() == QUOTE
    assert "现行有效" in source.inner_text()
    assert "2025-01-10 至 2028-01-09" in source.inner_text()
    assert "/clauses/longgang-2025/2?mark=" in (
        source.locator(".whole").get_attribute("href") or ""
    )
    assert "仅供参考" in answer.locator(".fine").inner_text()
    shoot(page, "widget-answer-1280")
    page.locator("policy-assistant").get_by_role("button", name="如果是2000万呢？").click()
    expect(page.locator("policy-assistant article.answer")).to_have_count(2)


@pytest.mark.parametrize("mode", ["bubble", "inline", "frame"])
def test_the_composer_stays_in_sight_after_an_answer(page: Page, visit: Visit, mode: str) -> None:
    page.set_viewport_size({"width": 1000, "height": 720})
    body = '<div id="place" style="height:600px"></div>'
    visit(mode=mode, body=body, **({"target": "#place"} if mode == "inline" else {}))
    widget = page.locator("policy-assistant")
    if mode != "inline":
        widget.locator(".launcher").click()
    if mode == "frame":
        widget = page.frame_locator("policy-assistant iframe").locator("policy-assistant")
    widget.locator("textarea").fill(QUESTION)
    widget.locator(".send").click()
    widget.locator(".fine").wait_for()
    expect(widget.locator("textarea")).to_be_in_viewport(ratio=0.9)
    expect(widget.locator(".send")).to_be_in_viewport(ratio=0.9)
    high = widget.locator("article.answer").bounding_box()
    assert high
    assert high["height"] <= 700


def test_the_card_opens_on_hover_focus_and_tap_and_can_be_hovered(visit: Visit, ask: Ask) -> None:
    page = visit()
    answer = ask(page, QUESTION)
    card = page.locator("policy-assistant .card")
    cite = answer.locator(".cite").first
    cite.hover()
    expect(card).to_be_visible()
    assert QUOTE in card.inner_text()
    card.hover()
    page.wait_for_timeout(400)
    expect(card).to_be_visible()
    page.mouse.move(5, 5)
    expect(card).to_be_hidden()
    cite.focus()
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(page.locator("policy-assistant #panel")).to_be_visible()
    cite.click()
    expect(card).to_be_visible()
    assert cite.get_attribute("aria-expanded") == "true"
    assert cite.get_attribute("aria-label").startswith("依据1：")  # type: ignore[union-attr]


def test_numbers_are_changed_in_place_and_asked_with(
    visit: Visit, ask: Ask, fake: FakeAssistant, problems: list[str]
) -> None:
    page = visit()
    answer = ask(page, QUESTION)
    tune = answer.get_by_role("link", name="改数字")
    tune.focus()
    page.keyboard.press("Enter")
    card = answer.locator("#adjust")
    number = card.get_by_label("算力服务费用", exact=True)
    expect(number).to_be_focused()
    expect(number).to_have_value("800")
    card.locator(".slider").first.focus()
    page.keyboard.press("ArrowRight")
    expect(card.locator("#said")).to_contain_text("243万元")
    number.fill("很多")
    expect(card.locator(".wrong")).to_have_text("请填数字，例如 800 或 800万")
    number.fill("900")
    expect(card.locator("#said")).to_contain_text("270万元")
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(tune).to_be_focused()
    expect(page.locator("policy-assistant #panel")).to_be_visible()
    tune.click()
    number.fill("900")
    before = len(fake.asked)
    card.get_by_role("button", name="按改后的数回答").click()
    expect(page.locator("policy-assistant article.answer")).to_have_count(2)
    wait_until(
        lambda: len(fake.asked) > before
    )  # the place of the answer stands before it is asked
    assert fake.asked[-1].turns == (QUESTION, "算力服务费用改为900万元")
    assert problems == []


def test_what_lies_deeper_is_fetched_when_wanted_and_may_fail(
    visit: Visit, ask: Ask, served: Server
) -> None:
    page = visit()
    served.asked.clear()
    answer = ask(page, QUESTION)
    fetched = [one.removeprefix("GET /embed/") for one in served.asked if "/embed/" in one]
    assert fetched == ["open.js"]
    page.route("**/embed/more.js*", lambda route: route.abort())
    summary = answer.locator("[data-fold=steps] summary")
    summary.click()
    status = page.locator("policy-assistant").get_by_role("status")
    expect(status).to_have_text("连接不上问答服务")
    expect(answer.locator("ol.steps")).to_have_count(0)
    page.unroute("**/embed/more.js*")
    summary.click()
    expect(answer.locator("ol.steps")).to_be_visible()


def test_a_conversation_goes_on_and_survives_a_reload(
    visit: Visit, ask: Ask, fake: FakeAssistant
) -> None:
    page = visit()
    ask(page, QUESTION)
    page = visit()
    expect(page.locator("policy-assistant #panel")).to_be_hidden()
    ask(page, "那福田呢？")
    assert page.locator("policy-assistant article.answer").count() == 2
    assert fake.asked[-1].turns == (QUESTION, "那福田呢？")
    page.locator("policy-assistant").get_by_role("button", name="新对话").click()
    assert page.locator("policy-assistant article.answer").count() == 0
    assert page.evaluate("sessionStorage.length") == 0


@pytest.mark.parametrize("way", ["button", "Escape"])
def test_sentences_come_one_by_one_and_stop_gives_the_question_back(
    visit: Visit, slowly: threading.Event, way: str
) -> None:
    page = visit()
    widget = page.locator("policy-assistant")
    widget.locator(".launcher").click()
    widget.locator("textarea").fill("慢慢说")
    widget.locator("textarea").press("Enter")
    expect(widget.locator(".said")).to_have_count(1)
    expect(widget.get_by_role("status")).to_have_text("已找到 1 条依据，正在回答")
    if way == "button":
        widget.get_by_role("button", name="停止").click()
    else:
        page.keyboard.press("Escape")
    expect(widget.get_by_role("status")).to_have_text("已停止，问题已放回输入框")
    expect(widget.locator("#panel")).to_be_visible()
    assert widget.locator(".said").count() == 0
    assert widget.locator("textarea").input_value() == "慢慢说"
    slowly.set()
    widget.locator(".send").click()
    expect(widget.get_by_role("status")).to_have_text("回答已完成，引用 1 条")
    assert widget.locator("article.answer").count() == 1


def test_a_server_that_is_down_keeps_the_question_and_offers_to_retry(visit: Visit) -> None:
    page = visit()
    widget = page.locator("policy-assistant")
    widget.locator(".launcher").click()
    page.route("**/api/v1/ask*", lambda route: route.abort())
    widget.locator("textarea").fill(QUESTION)
    widget.locator("textarea").press("Enter")
    assert "连接不上问答服务" in widget.get_by_role("alert").inner_text()
    assert widget.locator("textarea").input_value() == QUESTION
    page.unroute("**/api/v1/ask*")
    widget.get_by_role("button", name="重试").click()
    expect(widget.locator(".fine")).to_be_visible()
    assert widget.locator("textarea").input_value() == ""


@pytest.mark.parametrize(
    ("question", "says"), [("坏在开头", "服务器内部错误"), ("坏在中途", "服务器内部错误")]
)
def test_a_failing_server_is_told_in_chinese_with_its_number(
    visit: Visit, question: str, says: str
) -> None:
    page = visit()
    widget = page.locator("policy-assistant")
    widget.locator(".launcher").click()
    widget.locator("textarea").fill(question)
    widget.locator("textarea").press("Enter")
    alert = widget.get_by_role("alert")
    assert says in alert.inner_text()
    assert "请求编号 req_" in alert.inner_text()
    assert "secret" not in alert.inner_text()


def test_too_many_requests_say_how_long_to_wait(visit: Visit) -> None:
    page = visit()
    body = '{"code": "rate_limited", "title": "请求太频繁", "detail": "请 7 秒后再试。"}'
    cors = {"access-control-allow-origin": "*", "access-control-allow-headers": "*"}
    page.route(
        "**/api/v1/ask*",
        lambda route: route.fulfill(status=429, body=body, headers={**cors, "retry-after": "7"}),
    )
    page.locator("policy-assistant .launcher").click()
    page.locator("policy-assistant textarea").fill(QUESTION)
    page.locator("policy-assistant textarea").press("Enter")
    assert "请 7 秒后再试" in page.locator("policy-assistant").get_by_role("alert").inner_text()


def test_an_answer_that_breaks_off_is_no_answer(visit: Visit) -> None:
    page = visit()
    half = 'event: found\ndata: {"citations": []}\n\nevent: said\ndata: {"index": 0, "sen'
    headers = {"access-control-allow-origin": "*", "content-type": "text/event-stream"}
    page.route(
        "**/api/v1/ask*", lambda route: route.fulfill(status=200, body=half, headers=headers)
    )
    page.locator("policy-assistant .launcher").click()
    page.locator("policy-assistant textarea").fill(QUESTION)
    page.locator("policy-assistant textarea").press("Enter")
    assert "没有得到回答" in page.locator("policy-assistant").get_by_role("alert").inner_text()


def test_markup_in_questions_answers_and_quotes_is_text(visit: Visit, ask: Ask) -> None:
    page = visit()
    answer = ask(page, '标记 <img src=x onerror="window.hit=3">')
    assert "<img src=x" in answer.inner_text()
    assert page.locator("policy-assistant img").count() == 0
    assert page.evaluate("window.hit") is None


def test_a_refusal_names_the_nearest_clauses_and_a_question_back_offers_choices(
    visit: Visit, ask: Ask
) -> None:
    page = visit()
    answer = ask(page, "今天天气如何？")
    assert "不在已收录政策的范围内" in answer.inner_text()
    expect(answer.locator(".nearest a")).to_have_text("龙岗区人工智能措施（二）")
    answer = ask(page, "哪个区？")
    expect(answer.get_by_role("button", name="龙岗区")).to_be_visible()


def test_copying_brings_sources_and_label_on_plain_http(visit: Visit, ask: Ask) -> None:
    page = visit()
    page.evaluate("document.addEventListener('copy', () => { window.copied = true; })")
    answer = ask(page, QUESTION)
    assert page.evaluate("typeof navigator.clipboard") == "undefined"
    answer.get_by_role("button", name="复制").click()
    expect(page.locator("policy-assistant").get_by_role("status")).to_have_text("已复制")
    box = page.locator("policy-assistant textarea")
    box.focus()
    page.keyboard.press("Control+V")
    for part in ("240万元", QUOTE, "仅供参考", "800万元 × 30% = 240万元"):
        assert part in box.input_value()


def test_thumbs_are_kept_and_shown(visit: Visit, ask: Ask) -> None:
    page = visit()
    answer = ask(page, QUESTION)
    useful = answer.get_by_role("button", name="有用")
    useful.click()
    expect(useful).to_have_attribute("aria-pressed", "true")


def test_enter_sends_but_not_while_an_input_method_composes(visit: Visit) -> None:
    page = visit()
    box = page.locator("policy-assistant textarea")
    page.locator("policy-assistant .launcher").click()
    box.fill("suanli")
    press = """(e, isComposing) => e.dispatchEvent(new KeyboardEvent('keydown',
        {key: 'Enter', bubbles: true, cancelable: true, isComposing}))"""
    box.evaluate(press, True)
    assert page.locator("policy-assistant .asked").count() == 0
    box.press("Shift+Enter")
    assert box.input_value() == "suanli\n"
    box.evaluate(press, False)
    expect(page.locator("policy-assistant .asked")).to_have_count(1)


def test_methods_events_and_the_queue(page: Page, visit: Visit, portal: Portal) -> None:
    page.add_init_script("""window.seen = []; window.policyAssistant = [
      ["on", "answer", e => seen.push(["queued", e.detail.outcome])], 
      ["ask", "先写下", {send: false}]];
      for (const name of "ready open close question answer citation feedback error".split(" "))
        document.addEventListener("pa-" + name, e => seen.push([name, e.detail]));""")
    page = visit()
    expect(page.locator("policy-assistant textarea")).to_have_value("先写下")
    result = page.evaluate(
        """async question => {
      const pa = document.querySelector("policy-assistant");
      await pa.ready;
      const off = pa.on("answer", () => seen.push(["listened"]));
      const answer = await pa.ask(question);
      off();
      const again = await pa.ask("再问", {new: true, as_of: "2025-05-05"});
      const failed = await pa.ask("坏在开头").catch(p => [p.name, p.code, p.status]);
      pa.close();
      const isOpen = pa.isOpen;
      pa.toggle();
      window.policyAssistant.push(["reset"], ["nonsense"]);
      return { amount: answer.estimates[0].amount, day: again.as_of,
        isOpen, failed, now: pa.isOpen };
    }""",
        QUESTION,
    )
    assert result == {
        "amount": "2400000.00",
        "day": "2025-05-05",
        "isOpen": False,
        "failed": ["Problem", "internal_error", 500],
        "now": True,
    }
    seen = page.evaluate("seen")
    names = [one[0] for one in seen]
    assert names.count("listened") == 1
    assert names.count("queued") == 2
    assert {"ready", "open", "close", "question", "answer", "error"} <= set(names)
    asked = next(detail for name, *detail in seen if name == "question")
    assert asked == [{"length": len(QUESTION)}]
    answered = next(one[1] for one in seen if one[0] == "answer")
    assert answered["n_citations"] == answered["n_estimates"] == 1
    assert answered["warnings"] == ["not_guaranteed"]
    page.evaluate("document.querySelector('policy-assistant').destroy()")
    assert page.locator("policy-assistant").count() == 0


def test_a_host_may_take_citations_and_links_over(visit: Visit, ask: Ask) -> None:
    page = visit()
    answer = ask(page, QUESTION)
    page.evaluate("""() => { window.taken = []; for (const name of ["citation", "link"])
      document.addEventListener("pa-" + name, e => {
        e.preventDefault(); taken.push(e.detail); }); }""")
    answer.locator(".cite").first.click()
    answer.locator("[data-fold=sources] summary").press("Enter")
    answer.locator(".sources .whole").click()
    assert page.evaluate("taken[0]") == {"clause_id": "longgang-2025#2"}
    assert "/clauses/longgang-2025/2" in page.evaluate("taken[1].url")
    assert len(page.context.pages) == 1


def test_traditional_words_with_quotes_as_published(visit: Visit, ask: Ask) -> None:
    page = visit(lang="zh-Hant")
    assert page.locator("policy-assistant .launcher").inner_text() == "政策問答"
    answer = ask(page, QUESTION)
    assert "複製" in answer.inner_text()
    answer.locator("[data-fold=sources] summary").click()
    expect(answer.locator(".source")).to_contain_text("現行有效")
    assert answer.locator("blockquote").text_content() == QUOTE
    page.evaluate(
        "document.querySelector('policy-assistant').set({lang: 'zh-Hans', theme: 'dark'})"
    )
    expect(page.locator("policy-assistant .send")).to_have_text("提问")


def test_a_pale_accent_is_refused_and_a_dark_one_taken(visit: Visit, problems: list[str]) -> None:
    colour = "e => getComputedStyle(e).backgroundColor"
    page = visit(accent="#ffcc00", theme="light")
    assert page.locator("policy-assistant .launcher").evaluate(colour) == "rgb(11, 74, 143)"
    assert any("accent=#ffcc00" in text for text in problems)
    page = visit(accent="#8a1c1c", theme="light")
    assert page.locator("policy-assistant .launcher").evaluate(colour) == "rgb(138, 28, 28)"


@pytest.mark.parametrize("mode", ["inline", "link", "dock"])
def test_other_forms(visit: Visit, mode: str) -> None:
    page = visit(mode=mode, target="#place", body='<div id="place"></div>')
    widget = page.locator("policy-assistant")
    if mode == "link":
        assert widget.locator("a.launcher").get_attribute("target") == "_blank"
    elif mode == "inline":
        expect(page.locator("#place policy-assistant textarea")).to_be_visible()
        assert widget.locator(".launcher").count() == 0
    else:
        bar = widget.locator(".launcher").bounding_box()
        assert bar
        assert bar["width"] == 1280


def test_it_opens_by_itself_only_when_told_and_never_on_a_small_screen(
    visit: Visit, page: Page
) -> None:
    assert (
        visit(open="yes", question="写好的").locator("policy-assistant textarea").input_value()
        == "写好的"
    )
    expect(visit(open="first").locator("policy-assistant #panel")).to_be_visible()
    expect(visit(open="first").locator("policy-assistant #panel")).to_be_hidden()
    page.set_viewport_size({"width": 390, "height": 780})
    expect(visit(open="yes").locator("policy-assistant #panel")).to_be_hidden()
