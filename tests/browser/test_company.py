"""企业一档 in a browser: the interview, what the browser keeps, the chip beside the question."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

SHEET = (
    "/company?district=龙岗区&applicant_kind=enterprise&is_startup=是"
    "&m=&m=genai-filing&genai-filing:filed_models=2"
)


def test_the_interview_goes_on_by_its_form(page: Page, site: Site, faults: list[str]) -> None:
    page.goto(f"{site.url}/company")
    page.get_by_label("地区").select_option("龙岗区")
    page.get_by_role("button", name="选好所在区").click()
    page.get_by_label("租用、购买算力").check()
    page.get_by_role("button", name="下一步").click()
    expect(page.locator("#next-name")).to_contain_text("第 2 问：租用、购买算力")
    page.get_by_label("算力服务费用").first.fill("800")
    page.get_by_role("button", name="下一问").click()
    expect(page.locator("#sheet")).to_contain_text("240万元")
    expect(page.locator("#sheet")).to_contain_text("现在就能申请（1）")
    assert faults == []


def test_a_kept_company_is_shown_deleted_and_asked_with_only_by_its_chip(
    page: Page, site: Site, faults: list[str]
) -> None:
    page.goto(f"{site.url}{SHEET}")
    page.get_by_role("button", name="记在这个浏览器").click()
    page.goto(f"{site.url}/company")
    expect(page.locator("#kept")).to_contain_text("这个浏览器记着：龙岗区")
    page.locator("#kept").get_by_role("link", name="打开").click()
    expect(page.locator("#sheet")).to_contain_text("100万元")

    page.goto(f"{site.url}/")
    chip = page.locator(".company-chip")
    expect(chip).to_have_attribute("aria-pressed", "false")
    page.fill("#question", "能补多少？")
    page.keyboard.press("Enter")
    expect(page.locator(".asked p").last).to_have_text("能补多少？")
    expect(page.locator("#send")).to_be_visible()
    chip.click()
    expect(chip).to_have_text("带上：我们是龙岗区的企业，初创企业。")
    page.fill("#question", "算力能补多少？")
    page.keyboard.press("Enter")
    expect(page.locator(".asked p").last).to_have_text(
        "我们是龙岗区的企业，初创企业。算力能补多少？"
    )

    page.goto(f"{site.url}/company")
    page.locator("#kept").get_by_role("button", name="删除").click()
    expect(page.locator("#kept")).to_be_hidden()
    page.goto(f"{site.url}/")
    expect(page.locator(".company-chip")).to_have_count(0)
    assert faults == []


def test_a_company_kept_by_a_key_is_opened_elsewhere_and_taken_along_till_the_tab_is_closed(
    page: Page, site: Site, faults: list[str]
) -> None:
    page.goto(f"{site.url}{SHEET}")
    page.get_by_text("用密钥保存、打开、删除").click()
    page.get_by_role("button", name="保存", exact=True).click()
    key = page.get_by_label("密钥").input_value()
    assert key.startswith("qy_")
    assert key not in page.url

    page.goto(f"{site.url}/company")
    expect(page.locator("#kept")).to_be_hidden()
    page.get_by_text("用密钥保存、打开、删除").click()
    page.get_by_label("密钥（qy_ 开头）").fill(key)
    page.get_by_role("button", name="打开").click()
    expect(page.locator("#sheet")).to_contain_text("100万元")
    assert key not in page.url
    page.get_by_role("button", name="这次提问时带上").click()
    expect(page.locator("#kept")).to_contain_text("这次带着：龙岗区")

    page.goto(f"{site.url}/")
    chip = page.locator(".company-chip")
    expect(chip).to_have_attribute("aria-pressed", "false")
    chip.click()
    expect(chip).to_have_text("带上：我们是龙岗区的企业，初创企业。")
    page.locator("p.company").get_by_role("button", name="删除").click()
    expect(page.locator(".company-chip")).to_have_count(0)

    page.goto(f"{site.url}/company")
    page.get_by_text("用密钥保存、打开、删除").click()
    page.get_by_label("密钥（qy_ 开头）").fill(key)
    page.get_by_role("button", name="删除存着的").click()
    expect(page.get_by_role("heading", name="已删除")).to_be_visible()
    assert faults == []
