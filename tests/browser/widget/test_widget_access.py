"""The widget for everybody: keyboard, screen readers, large print, small screens."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import shoot
from tests.waiting import wait_until

pytestmark = pytest.mark.browser

QUESTION = "比一比：我们在龙岗租了800万算力，能补多少？"

Visit = Callable[..., Page]
Ask = Callable[..., Locator]
INNER = """() => { const e = document.activeElement;
    return (e.shadowRoot || document).activeElement.className || e.id; }"""


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"size": "elder"},
        {"theme": "dark"},
        {"theme": "contrast"},
        {"size": "elder", "theme": "dark"},
        {"mode": "inline", "target": "#place"},
    ],
    ids=str,
)
def test_axe_finds_nothing_closed_and_open(
    visit: Visit, ask: Ask, axe: Callable[[Page], list[str]], data: dict[str, str]
) -> None:
    page = visit(body='<h1>门户</h1><div id="place"></div>', **data)
    assert axe(page) == []
    answer = ask(page, QUESTION)
    assert axe(page) == []
    answer.locator(".cite").first.focus()
    expect(page.locator("policy-assistant .card")).to_be_visible()
    assert axe(page) == []
    ask(page, "今天天气如何？")
    assert axe(page) == []


def test_axe_finds_nothing_on_a_small_screen_or_in_trouble(
    visit: Visit, ask: Ask, axe: Callable[[Page], list[str]], page: Page
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page = visit()
    page.locator("policy-assistant .launcher").click()
    page.locator("policy-assistant textarea").fill("坏在中途")
    page.locator("policy-assistant textarea").press("Enter")
    page.locator("policy-assistant").get_by_role("alert").wait_for()
    assert axe(page) == []


def test_axe_finds_nothing_on_the_frame_page(
    page: Page, base: str, axe: Callable[[Page], list[str]]
) -> None:
    page.goto(f"{base}embed/frame?site=park")
    widget = page.locator("policy-assistant")
    widget.locator("textarea").fill(QUESTION)
    widget.locator("textarea").press("Enter")
    widget.locator(".answer .fine").wait_for()
    assert axe(page) == []


def test_everything_by_keyboard(visit: Visit) -> None:
    page = visit(body='<a href="#a" id="before">前</a>')
    page.mouse.move(0, 0)  # resting on a citation it would open a card, which Escape shuts first
    page.locator("#before").focus()
    page.keyboard.press("Tab")
    assert page.evaluate(INNER) == "launcher"
    page.keyboard.press("Enter")
    launcher = page.locator("policy-assistant .launcher")
    expect(launcher).to_have_attribute("aria-expanded", "true")
    page.wait_for_function(
        "document.activeElement.shadowRoot?.activeElement?.tagName == 'TEXTAREA'"
    )
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator("policy-assistant").get_by_role("status")).to_have_text(
        "回答已完成，引用 1 条"
    )
    visited = []
    page.locator("policy-assistant #title").focus()
    for _ in range(30):
        page.keyboard.press("Tab")
        visited.append(page.evaluate(INNER))
    assert "cite" in visited
    assert "send" in visited
    page.locator("policy-assistant .send").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") != "POLICY-ASSISTANT"  # no trap
    page.keyboard.press("F6")
    assert page.evaluate("document.activeElement.tagName") == "POLICY-ASSISTANT"
    page.keyboard.press("Escape")
    expect(page.locator("policy-assistant #panel")).to_be_hidden()
    assert page.evaluate(INNER) == "launcher"


def test_no_card_opens_where_the_focus_has_gone_on_while_it_was_fetched(
    visit: Visit, ask: Ask, base: str
) -> None:
    page = visit()
    held: list[Route] = []
    page.route("**/embed/more.js", lambda route: held.append(route))
    ask(page, QUESTION).locator(".cite").first.focus()
    wait_until(lambda: page.evaluate("true") and held)
    page.locator("policy-assistant textarea").focus()
    held[0].continue_()
    page.evaluate("url => import(url).then(() => new Promise(setTimeout))", f"{base}embed/more.js")
    assert page.locator("policy-assistant .card").count() == 0  # it comes into the page when shown
    page.keyboard.press("Escape")
    expect(page.locator("policy-assistant #panel")).to_be_hidden()


def test_a_follow_up_by_keyboard_does_not_lose_the_focus(visit: Visit, ask: Ask) -> None:
    page = visit()
    ask(page, QUESTION)
    page.locator("policy-assistant").get_by_role("button", name="什么时候到期？").focus()
    page.keyboard.press("Enter")
    expect(page.locator("policy-assistant article.answer")).to_have_count(2)
    assert page.evaluate("document.activeElement.tagName") == "POLICY-ASSISTANT"


def test_on_a_small_screen_it_is_modal_and_gives_everything_back(visit: Visit, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 780})
    page = visit()
    page.locator("policy-assistant .launcher").click()
    panel = page.locator("policy-assistant #panel")
    assert panel.get_attribute("aria-modal") == "true"
    assert panel.bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 780}
    assert page.evaluate("document.body.inert")
    page.locator("policy-assistant .send").focus()
    page.keyboard.press("Tab")
    assert page.evaluate(INNER).startswith("icon")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(INNER) == "send"
    page.keyboard.press("Escape")
    assert not page.evaluate("document.body.inert")
    assert page.evaluate("document.documentElement.style.overflow") == ""


def test_a_screen_reader_hears_each_thing_once(visit: Visit, ask: Ask) -> None:
    page = visit()
    ask(page, QUESTION)
    widget = page.locator("policy-assistant")
    assert widget.get_by_role("log").get_attribute("aria-live") == "off"
    assert widget.get_by_role("status").count() == 1
    assert widget.get_by_role("dialog", name="政策问答助手").count() == 1
    assert widget.get_by_role("heading", name="您的问题").count() == 1
    assert widget.get_by_role("heading", name="回答", exact=True).count() == 1
    expect(widget.get_by_role("link", name="依据1：深圳市龙岗区").first).to_be_visible()


def test_the_elder_mode_is_large_docked_and_still(visit: Visit, ask: Ask) -> None:
    page = visit(size="elder")
    page.locator("policy-assistant .launcher").click()
    page.locator("policy-assistant #title").wait_for()
    assert page.evaluate("document.activeElement.shadowRoot.activeElement.id") == "title"
    answer = ask(page, QUESTION)
    size = answer.locator(".said").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert size >= 24
    bar = page.locator("policy-assistant .launcher").bounding_box()
    assert bar
    assert bar["width"] == 1280
    small = page.locator("policy-assistant").evaluate(
        """e => [...e.shadowRoot.querySelectorAll('button, .cite, textarea')].filter(one => {
        const box = one.getBoundingClientRect();
        return box.height && (box.height < 42.9 || box.width < 42.9); })
        .map(one => one.outerHTML)"""
    )
    assert small == []


@pytest.mark.parametrize("width", [320, 390, 640, 1280])
def test_nothing_is_cut_off_at_any_width(visit: Visit, ask: Ask, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 720})
    page = visit()
    if width == 390:
        shoot(page, "widget-closed-390")
    answer = ask(page, QUESTION)
    log = page.locator("policy-assistant .log")
    assert log.evaluate("e => e.scrollWidth <= e.clientWidth")
    for part in (
        answer.locator(".block"),
        answer.locator(".acts"),
        page.locator("policy-assistant .send"),
    ):
        box = part.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    shoot(page, f"widget-{width}")


def test_wider_spacing_of_text_loses_nothing(visit: Visit, ask: Ask) -> None:
    page = visit()
    answer = ask(page, QUESTION)
    answer.evaluate("""e => { for (const one of [e, ...e.querySelectorAll('*')]) {
        one.style.lineHeight = '1.5'; one.style.letterSpacing = '.12em';
        one.style.wordSpacing = '.16em'; } }""")
    assert page.locator("policy-assistant .log").evaluate("e => e.scrollWidth <= e.clientWidth")


def test_pictures_for_the_record(visit: Visit, ask: Ask) -> None:
    for name, data in {
        "elder": {"size": "elder"},
        "dark": {"theme": "dark"},
        "contrast": {"theme": "contrast"},
    }.items():
        page = visit(**data)
        answer = ask(page, QUESTION)
        answer.locator(".cite").first.focus()
        shoot(page, f"widget-{name}-1280")
        page.evaluate("sessionStorage.clear()")
