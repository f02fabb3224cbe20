"""改数字 on a card: the fields, the slider and the sum of its rule, in the answer itself."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, ask

pytestmark = pytest.mark.browser


def test_a_card_opens_its_fields_and_slider_in_place(
    page: Page, site: Site, faults: list[str]
) -> None:
    page.goto(site.url)
    ask(page, "租算力")
    tune = page.get_by_role("link", name="改数字")
    tune.focus()
    page.keyboard.press("Enter")
    card = page.locator(".answer #adjust")
    number = card.get_by_label("算力服务费用", exact=True)
    expect(number).to_be_focused()
    expect(number).to_have_value("800")
    expect(tune).to_have_attribute("aria-expanded", "true")
    expect(card.locator("#said")).to_contain_text("240万元")
    slider = card.locator(".slider").first
    slider.focus()
    page.keyboard.press("ArrowRight")
    moved = slider.input_value()
    assert float(moved) > 800
    expect(number).to_have_value(moved)
    expect(card.locator(".step-sum").first).to_contain_text(f"{moved}万元 × 30%")
    number.fill("3000")
    expect(card.locator("#said")).to_contain_text("600万元")
    number.fill("很多")
    expect(card.locator(".wrong")).to_have_text("请填数字，例如 800 或 800万")
    again = card.get_by_role("button", name="按改后的数回答")
    expect(again).to_be_disabled()  # 很多 is nothing to ask with
    number.fill("999999999999")
    expect(card.locator(".wrong")).to_contain_text("大得不合情理")
    number.fill("900")
    expect(again).to_be_enabled()
    expect(card.locator(".wrong")).to_have_count(0)
    expect(card.locator("#said")).to_contain_text("270万元")
    assert "/calculate" not in page.url
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(tune).to_be_focused()
    assert faults == []


def test_the_changed_numbers_can_be_asked_with(page: Page, site: Site) -> None:
    page.goto(site.url)
    ask(page, "租算力")
    page.get_by_role("link", name="改数字").click()
    again = page.get_by_role("button", name="按改后的数回答")
    expect(again).to_be_disabled()
    page.locator("#adjust").get_by_label("算力服务费用", exact=True).fill("900")
    again.click()
    page.locator(".answer .acts").nth(1).wait_for()
    assert site.fake.asked[-1].turns == ("租算力", "算力服务费用改为900万元")


def test_asking_closes_the_fields_of_an_answer_before(page: Page, site: Site) -> None:
    """They held numbers that the new answer does not have, and could no longer be asked with."""
    page.goto(site.url)
    ask(page, "租算力")
    page.get_by_role("link", name="改数字").click()
    expect(page.locator("#adjust")).to_be_visible()
    ask(page, "租算力")
    expect(page.locator("#adjust")).to_have_count(0)
    expect(page.locator(".tune[aria-expanded=true]")).to_have_count(0)


def test_each_row_of_a_comparison_opens_its_own(page: Page, site: Site) -> None:
    page.goto(site.url)
    ask(page, "租算力两区比一比")
    rows = page.locator(".rows .more details")
    rows.nth(0).locator("summary").click()
    rows.nth(1).locator("summary").click()
    rows.nth(0).get_by_role("link", name="改数字").click()
    expect(rows.nth(0).locator("#adjust")).to_be_visible()
    rows.nth(1).get_by_role("link", name="改数字").click()
    expect(rows.nth(1).locator("#adjust")).to_be_visible()
    expect(page.locator("#adjust")).to_have_count(1)


def test_without_its_fields_the_calculator_opens(page: Page, site: Site) -> None:
    page.goto(site.url)
    ask(page, "租算力")
    page.route("**/api/v1/card?**", lambda route: route.fulfill(status=503, body=""))
    page.get_by_role("link", name="改数字").click()
    expect(page.locator("h1")).to_have_text("补贴测算")
    expect(page.get_by_label("算力服务费用", exact=True)).to_have_value("800")
