"""The pictures in docs/, of the real assistant on a fixed day: ``make pictures``.

``python -m tests.browser.pictures NAME…`` takes some of them only.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import CHROMIUM, Site, ask
from tests.fakes import ROOT
from tests.real_assistant import real

FOLDER = ROOT / "docs" / "pictures"
ONE = "龙岗租800万算力，能补多少？"
FOUR = "租算力500万，市里、龙华、福田、龙岗哪个补得多"
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


def page_(page: Page, url: str) -> None:
    page.goto(url)
    ask(page, ONE)
    page.locator("a.cite").first.click()
    page.locator("#panel mark").first.wait_for()


def comparison(page: Page, url: str) -> None:
    page.goto(url)
    ask(page, FOUR)


def card(page: Page, url: str) -> None:
    page.goto(url)
    ask(page, ONE)
    page.get_by_role("link", name="改数字").click()
    page.locator("#adjust").get_by_label("算力服务费用", exact=True).fill("2500")
    page.locator("#adjust #said", has_text="600万元").wait_for()
    page.locator(".answer").scroll_into_view_if_needed()


def curve(page: Page, url: str) -> None:
    page.goto(url)
    ask(page, FOUR)
    page.locator(".fold[data-fold=curve] > summary").click()
    page.locator(".fold[data-fold=curve]").evaluate("(n) => n.scrollIntoView({block: 'center'})")


def profile(page: Page, url: str) -> None:
    rent = "compute-rent:wan.compute_fee_yuan=800&compute-rent:compute_rented=是"
    facts = f"{rent}&compute-rent:compute_use=training&genai-filing:filed_models=2"
    page.goto(f"{url}/company?district=龙岗区&m=&m=compute-rent&m=genai-filing&{facts}")


def calculate(page: Page, url: str) -> None:
    page.goto(f"{url}/calculate?topic=compute-rent&wan.compute_fee_yuan=800")


def widget(page: Page, url: str) -> None:
    page.goto(f"{url}/embed/demo")
    page.locator("policy-assistant .launcher").click()
    box = page.locator("policy-assistant textarea")
    box.fill(ONE)
    box.press("Enter")
    page.locator("policy-assistant .fine").wait_for()


def elder(page: Page, url: str) -> None:
    page.goto(f"{url}/?mode=elder")
    ask(page, ONE)


PICTURES: dict[str, tuple[Callable[[Page, str], None], dict[str, int]]] = {
    "page": (page_, DESKTOP),
    "comparison": (comparison, DESKTOP),
    "comparison-phone": (comparison, PHONE),
    "card": (card, DESKTOP),
    "curve": (curve, DESKTOP),
    "calculate": (calculate, DESKTOP),
    "profile": (profile, DESKTOP),
    "widget": (widget, DESKTOP),
    "elder": (elder, DESKTOP),
}


def main() -> None:
    """Take every picture; 256 colours are enough for pages."""
    FOLDER.mkdir(exist_ok=True)
    site = Site(Path(tempfile.mkdtemp()), assistant=real())
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name in sys.argv[1:] or PICTURES:
            show, screen = PICTURES[name]
            page = browser.new_page(viewport=screen, locale="zh-CN", reduced_motion="reduce")
            show(page, site.url)
            path = FOLDER / f"{name}.png"
            page.mouse.move(1, 1)
            if show not in (card, curve):
                page.evaluate("scrollTo(0, 0)")
            page.screenshot(path=path)
            page.close()
            Image.open(path).quantize(256).save(path, optimize=True)
            print(path.relative_to(ROOT))
        browser.close()
    site.stop()


if __name__ == "__main__":
    main()
