"""The pages of others that break widgets, or are broken by them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Error, Locator, Page, expect

from tests.browser.widget.hosts import STRICT, Portal, Server, document, eventually

pytestmark = pytest.mark.browser

QUESTION = "我们在龙岗租了800万算力，能补多少？"
HOSTILE = """
* { all: revert !important; color: red !important; font: 40px serif !important; }
div, section, button, article { display: none !important; position: static !important; }
policy-assistant { display: inline !important; visibility: hidden !important; opacity: 0 }
"""


def box(locator: Locator) -> tuple[float, float]:
    found = locator.bounding_box()
    assert found
    return round(found["width"]), round(found["height"])


def test_it_works_where_nothing_is_allowed_but_its_host(
    visit: Callable[..., Page], ask: Callable[..., Locator], problems: list[str], base: str
) -> None:
    page = visit(csp=STRICT.format(base=base))
    answer = ask(page, QUESTION)
    assert "240万元" in answer.inner_text()
    answer.locator(".cite").first.click()
    expect(page.locator("policy-assistant .card")).to_be_visible()
    assert box(page.locator("policy-assistant .launcher"))[1] >= 44
    assert problems == []


def test_before_it_is_opened_only_its_script_is_loaded_and_its_site_checked(
    visit: Callable[..., Page], served: Server
) -> None:
    served.asked.clear()
    page = visit()
    page.locator("policy-assistant .launcher").wait_for()
    eventually(page, lambda: len(served.asked) > 1)
    page.wait_for_timeout(200)
    assert served.asked == ["GET /embed/v1.js", "GET /api/v1/sites/park"]
    assert page.locator("policy-assistant #panel").count() == 0
    assert page.evaluate("sessionStorage.length + localStorage.length") == 0


def test_no_request_goes_to_a_third_host(
    page: Page, visit: Callable[..., Page], ask: Callable[..., Locator]
) -> None:
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2].partition(":")[0]))
    ask(visit(), QUESTION)
    assert hosts == {"portal.test", "assistant.test"}
    assert page.context.cookies() == []


@pytest.mark.parametrize("css", ["html { font-size: 62.5% }", "html { font-size: 300% }", HOSTILE])
def test_the_host_style_does_not_reach_it(
    visit: Callable[..., Page], ask: Callable[..., Locator], css: str, portal: Portal
) -> None:
    def measure(head: str) -> list[object]:
        page = visit(head=head)
        answer = ask(page, QUESTION)
        widget = page.locator("policy-assistant")
        style = "e => [getComputedStyle(e).fontSize, getComputedStyle(e).color, "
        style += "getComputedStyle(e).visibility]"
        return [
            box(widget.locator(".launcher")),
            box(widget.locator("#panel")),
            answer.locator(".said").first.evaluate(style),
        ]

    portal.file("/host.css", "text/css", css)
    assert measure('<link rel="stylesheet" href="/host.css">') == measure("")


def test_it_does_not_style_the_host(
    visit: Callable[..., Page], ask: Callable[..., Locator]
) -> None:
    page = visit(body="<h1>门户</h1><button>按钮</button><table><tr><td>格</td></tr></table>")
    look = """() => [...document.body.querySelectorAll('*')].map(e =>
        JSON.stringify(Object.values(getComputedStyle(e)).slice(0, 400)) + e.offsetTop)"""
    before = page.evaluate(look)
    ask(page, QUESTION)
    assert page.evaluate(look) == before


def test_it_stands_above_the_highest_layer_of_the_host(visit: Callable[..., Page]) -> None:
    page = visit(
        head='<link rel="stylesheet" href="/over.css">',
        body='<div id="over">遮罩</div>',
    )
    page.evaluate(
        """() => { const e = document.getElementById('over');
        e.style.cssText = 'position:fixed;inset:0;z-index:2147483647;background:#fff'; }"""
    )
    page.locator("policy-assistant .launcher").click()
    page.locator("policy-assistant textarea").click()


def test_closed_it_covers_nothing_but_its_button(visit: Callable[..., Page]) -> None:
    page = visit()
    widget = page.locator("policy-assistant")
    widget.locator(".launcher").click()
    widget.locator(".close").click()
    at = "([x, y]) => document.elementFromPoint(x, y).tagName"
    assert page.evaluate(at, [1000, 400]) in ("HTML", "BODY", "MAIN")


def test_a_swapped_body_leaves_it_and_its_conversation(
    visit: Callable[..., Page], ask: Callable[..., Locator]
) -> None:
    page = visit()
    ask(page, QUESTION)
    for _ in range(2):
        page.evaluate("""() => { const body = document.createElement('body');
            body.append('新页面'); document.body.replaceWith(body); }""")
    assert page.locator("policy-assistant").count() == 1
    assert "240万元" in page.locator("policy-assistant article.answer").inner_text()
    ask(page, "那福田呢？")


def test_a_hand_placed_element_that_is_moved_keeps_its_state(
    page: Page, portal: Portal, base: str, ask: Callable[..., Locator]
) -> None:
    script = f'<script type="module" src="{base}embed/v1.js"></script>'
    body = '<div id="a"><policy-assistant site="park"></policy-assistant></div><div id="b"></div>'
    portal.page("/hand", document(script, body=body))
    page.goto(f"http://portal.test:{portal.port}/hand")
    ask(page, QUESTION)
    page.evaluate("document.getElementById('b').append(document.querySelector('policy-assistant'))")
    expect(page.locator("policy-assistant #panel")).to_be_visible()
    page.locator("policy-assistant .send").click()
    page.evaluate("document.getElementById('b').replaceChildren()")
    assert page.evaluate("getComputedStyle(document.documentElement).overflow") == "visible"


def test_the_script_twice_and_late_makes_one_element(
    visit: Callable[..., Page], tag: Callable[..., str], base: str, problems: list[str]
) -> None:
    page = visit(head=tag())
    page.evaluate(
        """src => { for (const query of ['?a', '?b']) { const s = document.createElement('script');
        s.type = 'module'; s.src = src + query; s.dataset.policyAssistant = '';
        document.head.append(s); } }""",
        f"{base}embed/v1.js",
    )
    page.wait_for_timeout(500)
    assert page.locator("policy-assistant").count() == 1
    assert problems == []


def test_a_late_script_starts_at_once(page: Page, portal: Portal, base: str) -> None:
    portal.page("/late", document(""))
    page.goto(f"http://portal.test:{portal.port}/late")
    page.evaluate(
        """src => { const s = document.createElement('script'); s.type = 'module'; s.src = src;
        s.dataset.policyAssistant = ''; s.dataset.site = 'park'; document.body.append(s); }""",
        f"{base}embed/v1.js",
    )
    page.locator("policy-assistant .launcher").wait_for()


def test_a_site_that_is_not_listed_gets_no_button_and_its_webmaster_the_reason(
    page: Page, portal: Portal, tag: Callable[..., str], served: Server, problems: list[str]
) -> None:
    portal.page("/page", document(tag()))
    page.goto(f"http://other.test:{portal.port}/page")
    widget = page.locator("policy-assistant")
    expect(widget.locator(".launcher")).to_be_hidden()
    said = f"编号 park 没有登记来源 http://other.test:{portal.port}"
    eventually(page, lambda: any(said in text for text in problems))
    served.asked.clear()
    with pytest.raises(Error):
        page.evaluate("document.querySelector('policy-assistant').ask('问')")
    assert "POST /api/v1/ask" not in served.asked


def test_blocked_storage_costs_only_the_memory_of_the_page(
    page: Page, visit: Callable[..., Page], ask: Callable[..., Locator]
) -> None:
    page.add_init_script("""for (const name of ['localStorage', 'sessionStorage'])
        Object.defineProperty(window, name, { get() {
        throw new DOMException('no', 'SecurityError'); } });""")
    page_ = visit()
    ask(page_, QUESTION)
    ask(page_, "那福田呢？")
    assert page_.locator("policy-assistant article.answer").count() == 2


def test_a_full_storage_is_no_error(
    page: Page, visit: Callable[..., Page], ask: Callable[..., Locator]
) -> None:
    page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
    )
    ask(visit(), QUESTION)


def test_old_browsers_without_top_layer_and_inert_get_all_of_it(
    page: Page, visit: Callable[..., Page], ask: Callable[..., Locator], problems: list[str]
) -> None:
    page.add_init_script("""delete HTMLElement.prototype.showPopover;
        delete HTMLElement.prototype.hidePopover; delete HTMLElement.prototype.popover;
        delete HTMLElement.prototype.inert; delete window.visualViewport;""")
    assert "240万元" in ask(visit(), QUESTION).inner_text()
    assert problems == []


def test_forced_colours_keep_borders(
    browser: Browser, portal: Portal, tag: Callable[..., str]
) -> None:
    portal.page("/page", document(tag()))
    page = browser.new_page(forced_colors="active")
    page.goto(f"http://portal.test:{portal.port}/page")
    launcher = page.locator("policy-assistant .launcher")
    assert launcher.evaluate("e => getComputedStyle(e).borderTopWidth") == "2px"
    page.close()
