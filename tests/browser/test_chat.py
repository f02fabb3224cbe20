"""The chat page in a real browser."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site, ask, shoot

pytestmark = pytest.mark.browser


def test_an_answer_streams_in_with_sum_quote_and_follow_ups(
    page: Page, site: Site, faults: list[str]
) -> None:
    page.goto(site.url)
    shoot(page, "home-1280")
    ask(page, "龙岗租800万算力能补多少")
    expect(page.locator(".words")).to_contain_text("最高可获支持 240万元")
    expect(page.locator(".steps")).to_contain_text("800万元 × 30% = 240万元")
    expect(page.locator(".source .quote")).to_contain_text("最高不超过600万元")
    expect(page.locator("#state")).to_have_text("回答已完成，引用 1 条")
    shoot(page, "answer-1280")
    page.locator(".follow .choice").first.click()
    page.locator(".answer .acts").nth(1).wait_for()
    assert site.fake.asked[-1].turns == ("龙岗租800万算力能补多少", "如果是2000万呢？")
    assert faults == []


@pytest.mark.parametrize("question", ["租算力比一比", "租算力两区比一比", "天气", "哪个区"])
def test_script_and_server_draw_the_same_answer(page: Page, site: Site, question: str) -> None:
    def drawn() -> str:
        page.locator(".answer .acts").wait_for()
        html = page.evaluate(
            """() => {
              const a = document.querySelector('.answer').cloneNode(true);
              const names = (n) => [...n.attributes].map((x) => x.name).sort();
              const walk = (n) => n.nodeType === 3 ? n.textContent.trim()
                : n.tagName + '[' + names(n) + ']' + [...n.childNodes].map(walk).join('');
              return walk(a);
            }"""
        )
        return re.sub(r"\s+", "", str(html)).replace("data-name-of,", "")

    page.goto(f"{site.url}/?q={question}")
    by_server = drawn()
    page.goto(site.url)
    ask(page, question)
    page.wait_for_load_state("networkidle")
    by_script = drawn().replace(",data-name-of", "")
    assert by_script == by_server


def test_a_citation_shows_a_card_and_opens_the_clause(
    page: Page, site: Site, faults: list[str]
) -> None:
    page.goto(f"{site.url}/?q=租算力")
    cite = page.locator("a.cite").first
    cite.hover()
    expect(page.locator(".card")).to_contain_text("现行有效")
    page.keyboard.press("Escape")
    expect(page.locator(".card")).to_have_count(0)
    cite.click()
    expect(page.locator("#panel mark")).to_have_text(re.compile("^对购买算力的企业.*600万元。$"))
    expect(page.locator("#panel h2")).to_be_focused()
    shoot(page, "panel-1280")
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    expect(cite).to_be_focused()
    assert faults == []


def test_the_keyboard_alone_is_enough(page: Page, site: Site) -> None:
    page.goto(site.url)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.locator("#question").focus()
    page.keyboard.type("租算力")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("八百万")
    page.keyboard.press("Enter")
    page.locator(".answer .acts").wait_for()
    assert site.fake.asked[-1].question == "租算力\n八百万"
    expect(page.locator("#question")).to_be_focused()
    page.locator("a.cite").first.focus()
    expect(page.locator(".card")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_be_visible()


def test_enter_while_composing_does_not_send(page: Page, site: Site) -> None:
    page.goto(site.url)
    before = len(site.fake.asked)
    page.fill("#question", "suanli")
    page.evaluate(
        """() => document.getElementById('question').dispatchEvent(new KeyboardEvent('keydown',
             {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))"""
    )
    page.wait_for_timeout(200)
    assert len(site.fake.asked) == before
    expect(page.locator("#question")).to_have_value("suanli")


def test_stop_shows_nothing_unfinished_and_retry_asks_again(page: Page, site: Site) -> None:
    page.goto(site.url)
    page.fill("#question", "慢慢算力")
    page.click("#send")
    page.click("#stop")
    expect(page.locator(".trouble")).to_contain_text("已停止")
    expect(page.locator(".answer")).to_have_count(0)
    page.click(".trouble button")
    page.locator(".answer .acts").wait_for()
    expect(page.locator(".asked")).to_have_count(1)


@pytest.mark.parametrize(
    ("question", "word"), [("坏在开头", "服务器内部错误"), ("坏在中途", "服务器内部错误")]
)
def test_an_error_is_told_and_the_question_kept(
    page: Page, site: Site, question: str, word: str
) -> None:
    page.goto(site.url)
    page.fill("#question", question)
    page.keyboard.press("Enter")
    expect(page.locator(".trouble[role=alert]")).to_contain_text(word)
    expect(page.locator("#question")).to_have_value(question)
    expect(page.locator(".answer")).to_have_count(0)


def test_when_the_server_is_down_the_question_stays(page: Page, site: Site) -> None:
    page.goto(site.url)
    page.route("**/api/v1/ask", lambda route: route.abort())
    page.fill("#question", "还在吗")
    page.keyboard.press("Enter")
    expect(page.locator(".trouble")).to_contain_text("连接不上服务器")
    expect(page.locator("#question")).to_have_value("还在吗")
    page.unroute("**/api/v1/ask")
    page.click(".trouble button")
    page.locator(".answer .acts").wait_for()


def test_a_chip_asks_again_with_the_correction(page: Page, site: Site) -> None:
    page.goto(site.url)
    ask(page, "租算力")
    page.locator(".chip summary").first.click()
    page.fill(".chip[open] input[name=value]", "福田区")
    page.keyboard.press("Enter")
    page.locator(".answer .acts").nth(1).wait_for()
    assert site.fake.asked[-1].question == "地区改为福田区"


def test_copy_holds_words_sums_and_sources(page: Page, site: Site) -> None:
    page.goto(site.url)
    ask(page, "租算力")
    page.evaluate(
        """() => { window.copied = ''; navigator.clipboard.writeText =
             async (text) => { window.copied = text; }; }"""
    )
    page.click("[data-act=copy]")
    expect(page.locator("[data-act=copy]")).to_have_text("已复制")
    text = page.evaluate("window.copied")
    for part in (
        "问：租算力",
        "240万元。[1]",
        "800万元 × 30% = 240万元",
        "[1] 深圳市龙岗区",
        "仅供参考",
    ):
        assert part in text


def test_feedback_asks_for_the_reason(page: Page, site: Site) -> None:
    page.goto(site.url)
    ask(page, "租算力")
    page.get_by_role("button", name="没用").click()
    page.get_by_role("button", name="金额不对").click()
    expect(page.locator(".rate")).to_have_text("谢谢，已记下您的评价。")


def test_without_script_a_conversation_works(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(site.url)
    page.fill("#question", "租算力")
    page.click("#send")
    expect(page.locator(".words")).to_contain_text("240万元")
    page.locator(".follow .choice").first.click()
    expect(page.locator(".asked")).to_have_count(2)
    page.locator("a.cite").first.click()
    assert "#" in page.url
    page.locator(".whole").first.click()
    expect(page.locator("mark#quote")).to_contain_text("对购买算力的企业")
    context.close()


def test_history_is_kept_here_and_leads_back(page: Page, site: Site) -> None:
    page.goto(site.url)
    ask(page, "历史里的问题")
    page.goto(site.url)
    page.get_by_role("link", name="历史里的问题").click()
    expect(page.locator(".asked")).to_contain_text("历史里的问题")
    page.goto(site.url)
    page.get_by_role("button", name="清空").click()
    expect(page.locator(".history")).to_have_count(0)


def test_blocked_storage_does_no_harm(browser: Browser, site: Site) -> None:
    context = browser.new_context(locale="zh-CN")
    context.add_init_script(
        """Object.defineProperty(window, 'localStorage',
             {get() { throw new DOMException('blocked', 'SecurityError'); }});"""
    )
    page = context.new_page()
    errors: list[Any] = []
    page.on("pageerror", lambda error: errors.append(error))
    page.goto(site.url)
    ask(page, "租算力")
    page.click("#mode-theme")
    assert errors == []
    context.close()


def test_hostile_text_stays_text(page: Page, site: Site, faults: list[str]) -> None:
    hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    page.on("dialog", lambda dialog: faults.append("dialog"))
    page.goto(site.url)
    ask(page, hostile)
    expect(page.locator(".asked p")).to_have_text(hostile)
    page.goto(site.url)
    assert page.locator("img").count() == 0
    assert faults == []


def test_it_works_under_a_prefix(page: Page, tmp_path: Any, faults: list[str]) -> None:
    proxied = Site(tmp_path, root_path="/assistant")
    try:
        page.goto(f"{proxied.url}/")
        ask(page, "租算力")
        page.locator("a.cite").first.click()
        expect(page.locator("#panel mark")).to_be_visible()
        page.locator("#panel .source-foot a").first.click()
        expect(page.locator("mark#quote")).to_be_visible()
        assert faults == []
    finally:
        proxied.stop()
