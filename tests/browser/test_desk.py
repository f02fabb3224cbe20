"""The desk by keyboard alone: enter, change, reject, accept, and two editors for a release."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from assistant.cli.program import main
from assistant.policy.yaml_file import read_yaml
from assistant.settings import load_settings
from assistant.web.app import create_app
from assistant.web.gate.keys import add_key
from tests.browser.conftest import TAGS, Site
from tests.intake.test_newcomer import POLICY

pytestmark = pytest.mark.browser


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A workspace into which one policy was taken."""
    document = tmp_path / "quanzhou-2024.txt"
    document.write_text(POLICY, encoding="utf-8")
    folder = tmp_path / "work"
    assert main(["init", str(folder), "--empty"]) == 0
    assert main(["--workspace", str(folder), "add", str(document)]) == 0
    return folder


Enter = Callable[[str], Page]


@pytest.fixture
def enter(work: Path, tmp_path: Path, browser: Browser) -> Iterator[Enter]:
    """Enters the desk of a server that wants two editors, typing a key and nothing else."""
    app = create_app(load_settings(str(work), {"CEWEN_REVIEWERS": "2"}))
    store = app.state.services.store
    keys = {name: add_key(store, name, ["desk"], 0)[1] for name in ("甲", "乙")}
    running = Site(tmp_path / "data", app=app)

    def by_keyboard(editor: str) -> Page:
        page = browser.new_context(locale="zh-CN").new_page()
        page.goto(f"{running.url}/desk")
        while page.evaluate("document.activeElement.name") != "key":
            page.keyboard.press("Tab")
        page.keyboard.type(keys[editor])
        with page.expect_navigation():
            page.keyboard.press("Enter")
        while "泉州" not in page.evaluate("document.activeElement.textContent") or (
            page.evaluate("document.activeElement.tagName") != "A"
        ):
            page.keyboard.press("Tab")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        return page

    yield by_keyboard
    running.stop()


def press(page: Page, key: str) -> None:
    """A key that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press(key)


def rules(work: Path) -> dict[str, str]:
    content = read_yaml(work / "corpus" / "quanzhou-2024" / "rules.yaml")
    assert isinstance(content, dict)
    return {rule["id"].partition("#")[2]: rule["confirmed"] for rule in content["rules"]}


def test_two_editors_release_a_policy_by_keyboard(enter: Enter, work: Path) -> None:
    before = rules(work)
    assert set(before.values()) == {"false"}
    first = enter("甲")
    for _ in before:
        press(first, "y")
    assert rules(work) == before  # one of two editors confirms nothing
    second = enter("乙")
    for _ in before:
        expect(second.locator(".desk-accepted")).to_contain_text("甲")
        press(second, "y")
    expect(second.get_by_text("全部规则已核定")).to_be_visible()
    assert set(rules(work).values()) == {"true"}


def test_a_wrong_figure_is_told_and_not_saved(enter: Enter, work: Path) -> None:
    page = enter("甲")
    before = (work / "corpus" / "quanzhou-2024" / "rules.yaml").read_text(encoding="utf-8")
    page.keyboard.press("e")
    typed = page.locator("textarea")
    expect(typed).to_be_focused()
    page.keyboard.press("y")  # typed into the field, no decision
    page.keyboard.press("Backspace")
    typed.fill(typed.input_value().replace("'0.4'", "'0.9'"))
    page.keyboard.press("Tab")
    press(page, "Enter")
    expect(page.get_by_role("alert")).to_contain_text("0.9")
    after = (work / "corpus" / "quanzhou-2024" / "rules.yaml").read_text(encoding="utf-8")
    assert after == before


def test_axe_finds_nothing_at_the_desk(enter: Enter) -> None:
    page = enter("甲")
    rule = page.url
    for path in ("", "/questions", "/people", "/log"):
        page.goto(rule if not path else rule.partition("/desk")[0] + "/desk" + path)
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
        assert found.violations_count == 0, found.generate_report()


def test_skipping_going_back_and_rejecting_with_a_reason(enter: Enter, work: Path) -> None:
    page = enter("甲")
    n = len(rules(work))
    press(page, "s")
    expect(page.locator("h2", has_text=f"提议 2 / {n}")).to_be_visible()
    press(page, "b")
    expect(page.locator("h2", has_text=f"提议 1 / {n}")).to_be_visible()
    page.keyboard.press("n")
    page.keyboard.type("比例另行规定")
    press(page, "Enter")
    assert len(rules(work)) == n - 1
    text = (work / "corpus" / "quanzhou-2024" / "rules.yaml").read_text(encoding="utf-8")
    assert "比例另行规定" in text
