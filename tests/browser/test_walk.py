"""The whole way by keyboard alone, and at 400 % zoom."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Site, ask

pytestmark = pytest.mark.browser

MOST_STOPS = 60


def tab_to(page: Page, wanted: Locator, key: str = "Tab") -> None:
    """Press the key until the element has the focus, which must be seen."""
    for _ in range(MOST_STOPS):
        page.keyboard.press(key)
        if wanted.evaluate("(n) => n === document.activeElement"):
            break
    expect(wanted).to_be_focused()
    outline = "(n) => getComputedStyle(n).outlineStyle"
    assert wanted.evaluate(outline) != "none"
    expect(wanted).to_be_in_viewport()


def test_ask_read_the_source_come_back_and_export_by_keyboard(
    page: Page, site: Site, faults: list[str]
) -> None:
    page.goto(site.url)
    expect(page.locator("#question")).to_be_focused()
    page.keyboard.type("租算力")
    page.keyboard.press("Enter")
    page.locator(".answer .acts").wait_for()
    expect(page.locator("#question")).to_be_focused()

    cite = page.locator(".answer a.cite").first
    tab_to(page, cite, "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#panel mark")).to_be_visible()
    expect(page.locator("#panel h2")).to_be_focused()
    page.keyboard.press("Escape")
    expect(cite).to_be_focused()

    menu = page.locator(".export summary")
    tab_to(page, menu)
    page.keyboard.press("Enter")
    file = page.get_by_role("link", name="Word 文档")
    tab_to(page, file)
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.suggested_filename == "策问-租算力.docx"
    assert Path(waiting.value.path()).stat().st_size > 500
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    expect(page.locator(".export[open]")).to_have_count(0)
    page.keyboard.press("/")
    expect(page.locator("#question")).to_be_focused()
    assert faults == []


@pytest.mark.parametrize("question", ["租算力", "租算力两区比一比"])
def test_at_four_times_the_size_the_answer_is_there(
    browser: Browser, site: Site, question: str
) -> None:
    """400 % of a 1280×900 screen: 320×225 pixels of the page, each four times as large."""
    screen = {"width": 320, "height": 225}
    context = browser.new_context(viewport=screen, device_scale_factor=4, locale="zh-CN")
    page = context.new_page()
    page.goto(site.url)
    ask(page, question)
    lead = page.locator(".said").first
    lead.scroll_into_view_if_needed()
    expect(lead).to_be_in_viewport(ratio=1)
    top = """(n) => { const box = n.getBoundingClientRect();
        const over = document.elementFromPoint(box.left + 5, box.top + box.height / 2);
        return n.contains(over) || n === over; }"""
    assert lead.evaluate(top)  # nothing lies over it
    assert page.evaluate("document.documentElement.scrollWidth") <= screen["width"]
    for part in (page.locator(".fine"), page.locator("#send")):
        part.scroll_into_view_if_needed()
        expect(part).to_be_in_viewport()
        assert part.evaluate(top)
    context.close()
