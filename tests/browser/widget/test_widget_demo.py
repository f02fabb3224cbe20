"""/embed/demo: our own strict page, with the integrity of the script stated."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.conftest import shoot
from tests.browser.widget.hosts import Server

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    "query", ["", "?mode=inline", "?mode=dock", "?theme=contrast", "?size=elder", "?lang=zh-Hant"]
)
def test_the_demo_has_no_violation_of_policy_or_access(
    page: Page,
    served: Server,
    ask: Callable[..., Locator],
    axe: Callable[[Page], list[str]],
    problems: list[str],
    query: str,
) -> None:
    page.goto(f"http://127.0.0.1:{served.port}/embed/demo{query}")
    page.locator("policy-assistant").locator("button").first.wait_for()
    assert axe(page) == []
    ask(page, "我们在龙岗租了800万算力，能补多少？")
    assert axe(page) == []
    shoot(page, "demo" + "".join(c if c.isalnum() else "-" for c in query))
    assert problems == []
