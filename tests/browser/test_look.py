"""What the pages look like to people and to assistive technology."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import TAGS, Site, ask, shoot

pytestmark = pytest.mark.browser

SHEET = (
    "/company?district=龙岗区&applicant_kind=enterprise&n=7"
    "&m=&m=genai-filing&genai-filing:filed_models=2"
)
"""A company of whom nothing more is asked."""
PAGES = {
    "home": "/",
    "answer": "/?q=租算力比一比",
    "refused": "/?q=天气",
    "clarify": "/?q=哪个区",
    "policies": "/policies?q=算力",
    "policy": "/policies/longgang-2025",
    "draft": "/policies/nanshan-draft",
    "clause": "/clauses/longgang-2025/2?mark=300-330",
    "docs": "/docs",
    "compare": "/?q=租算力两区比一比",
    "calculate": "/calculate?district=龙岗区&topic=compute-rent&wan.compute_fee_yuan=800",
    "calculate-wrong": "/calculate?topic=rent&wan.monthly_rent_yuan=很多&x=1&district=火星",
    "match": "/calculate?view=profile&district=龙岗区&wan.compute_fee_yuan=800&is_startup=是",
    "hant": "/calculate?lang=hant&view=profile",
    "company": "/company?district=龙岗区&m=compute-rent",
    "company-sheet": SHEET,
    "missing": "/nowhere",
    "demo": "/embed/demo",
    "quality": "/quality",
    "handover": "/handover",
    "about": "/about",
    "disclaimer": "/disclaimer",
    "privacy": "/privacy",
    "accessibility": "/accessibility",
}
TARGETS = """(least) => [...document.querySelectorAll("a,button,summary,input,select,textarea")]
  .filter((n) => n.getClientRects().length && getComputedStyle(n).clipPath === "none")
  .filter((n) => !n.closest(".skip") && n.getBoundingClientRect().height < least)
  .map((n) => `${n.className} ${n.textContent}`)"""


def open_page(page: Page, site: Site, path: str, mode: str) -> None:
    if mode == "dark":
        page.emulate_media(color_scheme="dark")
    if mode.endswith("phone"):
        page.set_viewport_size({"width": 390, "height": 844})
    joint = "&" if "?" in path else "?"
    page.goto(site.url + path + (f"{joint}mode=elder" if mode.startswith("elder") else ""))


@pytest.mark.looks
@pytest.mark.parametrize("mode", ["normal", "elder", "dark", "phone", "elder-phone"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(page: Page, site: Site, name: str, mode: str) -> None:
    open_page(page, site, PAGES[name], mode)
    if name == "answer":
        page.locator("a.cite").first.click()
        expect(page.locator("#panel")).to_be_visible()
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    assert found.violations_count == 0, found.generate_report()
    shoot(page, f"{name}-{mode}")


@pytest.mark.parametrize(("mode", "least"), [("", 24), ("?mode=elder", 44)])
def test_two_answers_with_everything_unfolded_have_no_fault(
    page: Page, site: Site, mode: str, least: int
) -> None:
    page.goto(f"{site.url}/{mode}")
    for question in ("租算力两区比一比", "租算力两区再比"):
        ask(page, question)
    for fold in page.locator(".fold > summary, .more summary").all():
        fold.click()
    cite = page.locator("a.cite").first
    cite.scroll_into_view_if_needed()
    page.wait_for_timeout(200)  # a card goes away while the page moves
    cite.hover()
    expect(page.locator(".card")).to_be_visible()
    options = {"runOnly": {"type": "tag", "values": TAGS}}
    found = Axe().run(page, options=options)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate(TARGETS, least) == []


@pytest.mark.looks
@pytest.mark.parametrize("width", [320, 390, 768, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_the_screen(page: Page, site: Site, name: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(site.url + PAGES[name])
    shoot(page, f"{name}-{width}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.looks
@pytest.mark.parametrize("width", [320, 800, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_in_elder_mode(page: Page, site: Site, name: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    open_page(page, site, PAGES[name], "elder")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if name != "demo":  # a page of somebody else's, with the widget on it
        assert page.locator("header.top").evaluate("(n) => n.offsetHeight") <= 172


@pytest.mark.looks
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_lost_at_double_size(page: Page, site: Site, name: str) -> None:
    """200 % zoom of a 1280 px screen: half as many pixels, each twice as large."""
    page.set_viewport_size({"width": 640, "height": 430})
    page.goto(site.url + PAGES[name])
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    cut = page.evaluate(
        """() => [...document.querySelectorAll('button, .act, .send, .choice, label, .chart text')]
             .filter((n) => n.getClientRects().length && n.getBoundingClientRect().right > 641)
             .map((n) => n.textContent)"""
    )
    assert cut == []


@pytest.mark.looks
@pytest.mark.parametrize("name", ["home", "answer", "calculate", "match"])
def test_elder_mode_fits_and_has_large_targets(page: Page, site: Site, name: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, site, PAGES[name], "elder")
    shoot(page, f"{name}-elder-390")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    small = page.evaluate(
        """() => [...document.querySelectorAll(
               'button, .mode, .choice, .act, .slider, .field select')]
             .filter((n) => n.offsetHeight && n.offsetHeight < 44).map((n) => n.textContent)"""
    )
    assert small == []
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 24


def test_the_modes_are_remembered(page: Page, site: Site) -> None:
    page.goto(site.url)
    page.click("#mode-elder")
    page.click("#mode-theme")
    page.goto(f"{site.url}/policies")
    state = "[document.documentElement.dataset.size, document.documentElement.dataset.theme]"
    assert page.evaluate(state) == ["elder", "dark"]
    page.click("#mode-elder")
    expect(page.locator("#mode-elder")).to_have_text("长者版")


def test_a_link_changes_its_own_tab_only(page: Page, site: Site) -> None:
    """Somebody else's 繁體 or 长者版 is not this reader's: only the buttons are remembered."""
    page.goto(f"{site.url}/about?lang=hant&mode=elder")
    page.goto(f"{site.url}/policies")
    state = "[document.documentElement.lang, document.documentElement.dataset.size || '']"
    assert page.evaluate(state) == ["zh-Hant", "elder"]
    other = page.context.new_page()
    other.goto(f"{site.url}/policies")
    assert other.evaluate(state) == ["zh-CN", ""]
    other.locator("#mode-lang").evaluate("(n) => n.click()")
    other.wait_for_url("**lang=hant**")
    third = page.context.new_page()
    third.goto(f"{site.url}/about")
    third.wait_for_url("**lang=hant**")
    assert third.evaluate(state) == ["zh-Hant", ""]


def test_a_quotation_mark_that_begins_a_line_leaves_no_gap(page: Page, site: Site) -> None:
    """Lists of readings began unevenly: an opening mark is as wide as a character."""
    page.goto(site.url)
    widths = page.evaluate(
        """() => {
          const line = document.createElement("p");
          line.lang = "zh-Hans";
          line.textContent = "“采购”采购";
          document.querySelector("main").append(line);
          const width = (from) => {
            const range = document.createRange();
            range.setStart(line.firstChild, from);
            range.setEnd(line.firstChild, from + 1);
            return range.getBoundingClientRect().width;
          };
          return [width(0), width(1)];
        }"""
    )
    assert widths[0] <= 0.6 * widths[1]


def test_printing_leaves_out_what_is_only_for_screens(page: Page, site: Site) -> None:
    page.goto(site.url + PAGES["answer"])
    page.emulate_media(media="print")
    expect(page.locator("#ask")).to_be_hidden()
    expect(page.locator(".acts")).to_be_hidden()
    expect(page.locator(".source .quote").first).to_be_visible()
    expect(page.locator(".steps").first).to_be_visible()
    fold = page.locator(".fold").first
    expect(fold).to_have_attribute("open", "")
    mark = "(n) => getComputedStyle(n.querySelector('summary'), '::before').content"
    assert fold.evaluate(mark) == '""'  # paper has nothing to fold
    page.emulate_media(media="screen")
    expect(fold).not_to_have_attribute("open", "")  # the page folds again when it is told
    assert fold.evaluate(mark) == '"▸"'
    expect(page.locator(".source .quote").first).to_be_hidden()


def test_forced_colours_keep_borders_and_marks(browser: Browser, site: Site) -> None:
    context: Any = browser.new_context(forced_colors="active", locale="zh-CN")
    page = context.new_page()
    page.goto(site.url + PAGES["clause"])
    expect(page.locator("mark#quote")).to_be_visible()
    shoot(page, "clause-forced")
    context.close()


def test_the_page_without_cache_is_light(page: Page, site: Site) -> None:
    sizes: list[int] = []

    def add(response: Any) -> None:
        sizes.append(int(response.request.sizes()["responseBodySize"]))

    page.on("requestfinished", lambda request: add(request.response()))
    page.goto(site.url, wait_until="networkidle")
    assert len(sizes) > 5
    assert sum(sizes) <= 60_000
