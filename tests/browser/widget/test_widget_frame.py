"""Mode B: the same widget in a frame, spoken to by messages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.widget.hosts import Portal, document

pytestmark = pytest.mark.browser

QUESTION = "我们在龙岗租了800万算力，能补多少？"
Visit = Callable[..., Page]


def test_a_bare_frame_answers_without_any_script_of_the_host(
    page: Page, portal: Portal, base: str, problems: list[str]
) -> None:
    frame = (
        f'<iframe src="{base}embed/frame?site=park" width="400" height="600" title="问"></iframe>'
    )
    portal.page("/frame", document("", body=frame), f"frame-src {base}; script-src 'none'")
    page.goto(f"http://portal.test:{portal.port}/frame")
    inside = page.frame_locator("iframe").locator("policy-assistant")
    inside.locator("textarea").fill(QUESTION)
    inside.locator(".send").click()
    expect(inside.locator(".said strong, .said").first).to_contain_text("240万元")
    assert not inside.locator(".close").is_visible()
    assert [text for text in problems if "data:" not in text] == []


def test_the_script_keeps_the_conversation_of_its_frame(visit: Visit, problems: list[str]) -> None:
    page = visit(mode="frame")
    page.evaluate(
        """() => { window.seen = []; document.addEventListener("pa-answer", e =>
        seen.push(e.detail)); }"""
    )
    page.locator("policy-assistant .launcher").click()
    inside = page.frame_locator("policy-assistant iframe").locator("policy-assistant")
    inside.locator("textarea").fill(QUESTION)
    inside.locator(".send").click()
    expect(inside.locator(".said strong, .said").first).to_contain_text("240万元")
    page.wait_for_function("seen.length === 1")
    assert page.evaluate("seen[0].n_citations") == 1
    assert QUESTION in page.evaluate("Object.values(sessionStorage).join()")
    inside.locator(".close").click()
    expect(page.locator("policy-assistant #panel")).to_be_hidden()
    page = visit(mode="frame")
    page.locator("policy-assistant .launcher").click()
    expect(inside.locator("article.answer")).to_have_count(1)
    result = page.evaluate("document.querySelector('policy-assistant').ask('那福田呢？')")
    assert result["outcome"] == "answered"
    expect(inside.locator("article.answer")).to_have_count(2)
    assert problems == []


def test_a_host_that_is_not_listed_may_not_frame_it_and_says_what_to_do(
    page: Page, portal: Portal, tag: Callable[..., str], problems: list[str]
) -> None:
    portal.page("/page", document(tag(mode="frame")))
    page.clock.install()
    page.goto(f"http://other.test:{portal.port}/page")
    with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
        page.locator("policy-assistant .launcher").click()
    page.locator("policy-assistant iframe").wait_for()
    page.clock.run_for(9000)
    alert = page.locator("policy-assistant").get_by_role("alert")
    expect(alert.get_by_role("link", name="在新窗口打开政策问答")).to_be_visible()
    assert any("frame-src" in text and "http://other.test" in text for text in problems)


def test_messages_of_others_are_not_heard(visit: Visit) -> None:
    page = visit(mode="frame")
    page.locator("policy-assistant .launcher").click()
    page.frame_locator("policy-assistant iframe").locator("policy-assistant .close").wait_for()
    for message in (
        {"ns": "policy-assistant", "v": 1, "id": "1", "type": "close", "payload": {"by": "api"}},
        {"ns": "other", "v": 1, "type": "close", "payload": {}},
        "close",
    ):
        page.evaluate("message => window.postMessage(message, '*')", message)
    page.wait_for_timeout(100)
    expect(page.locator("policy-assistant #panel")).to_be_visible()


@pytest.mark.parametrize(
    ("sandbox", "says"),
    [
        ("allow-scripts", "这个框架缺少 allow-same-origin，请告诉网站管理员。"),
        ("allow-scripts allow-same-origin", ""),
    ],
)
def test_a_sandboxed_frame_of_the_host_answers_or_says_what_it_lacks(
    page: Page, portal: Portal, tag: Callable[..., str], sandbox: str, says: str
) -> None:
    portal.page("/inner", document(tag(mode="inline")))
    frame = (
        f'<iframe src="/inner" sandbox="{sandbox}" width="420" height="600" title="问"></iframe>'
    )
    portal.page("/outer", document("", body=frame))
    page.goto(f"http://portal.test:{portal.port}/outer")
    inside = page.frame_locator("iframe").locator("policy-assistant")
    inside.locator("textarea").fill(QUESTION)
    inside.locator(".send").click()
    if says:
        alert = inside.get_by_role("alert")
        expect(alert).to_contain_text("连接不上问答服务")
        expect(alert).to_contain_text(says)
        expect(inside.locator("textarea")).to_have_value(QUESTION)
    else:
        expect(inside.locator(".said").first).to_contain_text("240万元")
    expect(inside.locator("textarea")).to_be_in_viewport(ratio=0.9)
