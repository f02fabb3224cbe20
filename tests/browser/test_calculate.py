"""The calculator, the files and the characters in a real browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site, ask

pytestmark = pytest.mark.browser

MATTER = "/calculate?topic=compute-rent"


def test_number_and_slider_move_together_and_the_result_follows(
    page: Page, site: Site, faults: list[str]
) -> None:
    page.goto(site.url + MATTER)
    number = page.get_by_label("算力服务费用", exact=True)
    slider = page.locator(".slider").first
    number.fill("800")
    expect(slider).to_have_js_property("value", "800")
    expect(page.locator("#said")).to_contain_text("400万元")
    expect(page.locator(".c-mine").first).to_have_text("您填的 800万元")
    slider.focus()
    page.keyboard.press("ArrowRight")
    moved = slider.input_value()
    assert float(moved) > 800
    expect(number).to_have_value(moved)
    expect(page.locator(".c-mine").first).to_have_text(f"您填的 {moved}万元")
    assert f"compute_fee_yuan={moved}" in page.url
    page.reload()
    expect(number).to_have_value(moved)
    assert faults == []


def test_steps_and_words_of_the_clause_follow_too(page: Page, site: Site) -> None:
    page.goto(site.url + MATTER)
    page.get_by_label("算力服务费用", exact=True).fill("800")
    expect(page.locator(".step-sum").first).to_have_text("800万元 × 50% = 400万元")
    page.get_by_label("初创企业").select_option("是")
    expect(page.locator(".step-sum").first).to_have_text("800万元 × 60% = 480万元")
    expect(page.locator(".step-quote").first).to_contain_text("60%")


def test_a_mistake_is_told_at_its_field_and_goes_away(page: Page, site: Site) -> None:
    page.goto(site.url + MATTER)
    number = page.get_by_label("算力服务费用", exact=True)
    number.fill("很多")
    expect(page.locator(".wrong")).to_have_text("请填数字，例如 800 或 800万")
    expect(number).to_have_attribute("aria-invalid", "true")
    expect(number).to_be_focused()
    number.fill("100")
    expect(page.locator(".wrong")).to_have_count(0)
    expect(number).not_to_have_attribute("aria-invalid", "true")


def test_when_the_server_is_down_the_numbers_stay(page: Page, site: Site) -> None:
    page.goto(site.url + MATTER)
    page.route("**/calculate?**", lambda route: route.abort())
    page.get_by_label("算力服务费用", exact=True).fill("900")
    expect(page.locator("#said")).to_contain_text("没能更新")
    page.unroute("**/calculate?**")
    page.get_by_role("button", name="计算").click()
    expect(page.locator("#said")).to_contain_text("450万元")


def test_a_profile_is_filled_by_keyboard_and_asks_for_what_decides(
    page: Page, site: Site, faults: list[str]
) -> None:
    page.goto(f"{site.url}/calculate?view=profile")
    page.locator("#district").focus()
    page.keyboard.type("龙岗")
    page.locator("#district").select_option("龙岗区")
    expect(page.locator("#said")).to_contain_text("条规则")
    wanted = page.locator("[data-goto]").first
    wanted.focus()
    page.keyboard.press("Enter")
    focused = page.evaluate("document.activeElement.id")
    assert focused.startswith("f-")
    page.goto(f"{site.url}/calculate?view=profile&district=龙岗区")
    page.locator("#f-compute_fee_yuan").evaluate("(n) => { n.closest('details').open = true; }")
    page.locator("#f-compute_fee_yuan").focus()
    page.keyboard.type("800")
    match = page.locator(".match", has=page.locator(".match-name", has_text="购买算力"))
    expect(match.locator(".match-amount")).to_contain_text("240万元")
    expect(match).to_have_attribute("data-met", "满足")
    assert faults == []


def test_another_matter_is_shown_when_it_is_chosen(
    page: Page, site: Site, faults: list[str]
) -> None:
    page.goto(site.url + MATTER)
    page.get_by_label("事项", exact=True).select_option("genai-filing")
    expect(page.get_by_role("heading", name="生成式人工智能服务备案")).to_be_visible()
    assert "topic=genai-filing" in page.url
    assert faults == []


def test_without_script_forms_and_links_do_the_same(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(site.url + MATTER)
    expect(page.locator(".slider").first).to_be_hidden()
    page.get_by_label("算力服务费用", exact=True).fill("800")
    page.get_by_role("button", name="计算").click()
    expect(page.locator("#said")).to_contain_text("400万元")
    page.get_by_label("地区", exact=True).select_option("龙华区")
    page.get_by_label("事项", exact=True).select_option("genai-filing")
    page.get_by_role("button", name="选定").click()
    expect(page.get_by_role("heading", name="生成式人工智能服务备案")).to_be_visible()
    page.get_by_role("link", name="按企业情况匹配").click()
    page.get_by_label("地区", exact=True).select_option("龙岗区")
    page.get_by_role("button", name="匹配").click()
    expect(page.locator("#said")).to_contain_text("龙岗区")
    page.goto(f"{site.url}/?q=租算力")
    page.get_by_role("button", name="没用").click()
    page.get_by_label("金额不对").check()
    page.get_by_role("button", name="提交").click()
    expect(page.locator(".verified").last).to_contain_text("已记下")
    context.close()


@pytest.mark.parametrize(
    ("name", "form"),
    [("Excel 表格", "xlsx"), ("Word 文档", "docx"), ("Markdown", "md"), ("JSON", "json")],
)
def test_an_answer_is_taken_away_from_the_page(
    page: Page, site: Site, name: str, form: str, tmp_path: Path
) -> None:
    page.goto(site.url)
    ask(page, "租算力")
    page.locator(".export summary").click()
    with page.expect_download() as waiting:
        page.locator(".export-forms").get_by_text(name, exact=True).click()
    assert waiting.value.suggested_filename == f"策问-租算力.{form}"
    assert Path(waiting.value.path()).stat().st_size > 500


def test_a_comparison_is_a_table_whose_cells_hold_the_bars(page: Page, site: Site) -> None:
    page.goto(site.url)
    ask(page, "租算力两区比一比")
    rows = page.locator(".rows .row")
    expect(rows).to_have_count(2)
    assert rows.locator(".pays-sum").all_text_contents() == ["240万元", "120万元"]
    widths = rows.locator(".bar-fill").evaluate_all(
        "(all) => all.map((n) => n.getBoundingClientRect().width)"
    )
    assert widths[0] == pytest.approx(2 * widths[1], rel=0.01)
    expect(rows.locator(".best")).to_have_text("最高")
    expect(rows.first).to_have_attribute("data-best", "yes")
    more = page.locator(".rows .more details").first
    more.locator("summary").click()
    expect(more.locator(".step-sum").first).to_have_text("800万元 × 30% = 240万元")
    page.locator(".fold[data-fold=curve] > summary").click()
    curve = page.locator("[data-chart=steps]")
    expect(curve.locator(".c-mine")).to_have_text("您填的 800万元")
    curve.locator("summary").click()
    expect(curve.locator("td", has_text="240万元")).to_be_visible()


def test_traditional_characters_are_remembered_and_lead_back(
    page: Page, site: Site, faults: list[str]
) -> None:
    page.goto(site.url)
    page.click("#mode-lang")
    expect(page.locator(".brand-note")).to_have_text("產業政策問答")
    page.get_by_role("link", name="政策原文").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")
    page.goto(f"{site.url}/about")
    expect(page.locator("h1")).to_have_text("關於策問")
    page.goto(site.url)
    ask(page, "租算力")
    expect(page.locator("[data-act=copy]")).to_have_text("複製")
    expect(page.locator(".source .quote")).to_contain_text("对购买算力的企业")
    page.click("#mode-lang")
    expect(page.locator(".brand-note")).to_have_text("产业政策问答")
    page.goto(f"{site.url}/about")
    expect(page.locator("h1")).to_have_text("关于策问")
    assert faults == []


def test_rules_stand_beside_the_clause_they_encode(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/policies/longgang-2025")
    clause = page.locator("#c2")
    expect(clause.locator(".rule-formula")).to_have_text("按不超过算力服务费用的 30%，最高 600万元")
    law = clause.locator(".law").bounding_box()
    rules = clause.locator(".rules").bounding_box()
    assert law
    assert rules
    assert rules["x"] >= law["x"] + law["width"]
    clause.get_by_role("link", name="在条款里标出").click()
    expect(page.locator("mark#quote")).to_have_text(re.compile("^对购买算力的企业.*600万元"))


def test_the_contents_of_a_policy_are_at_hand_wherever_it_is_read(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/policies/longhua-2025#c9")
    page.locator("#c9").scroll_into_view_if_needed()
    way = page.get_by_role("link", name="条款目录")
    expect(way).to_be_in_viewport()
    way.click()
    expect(page.get_by_role("navigation", name="条款目录")).to_be_in_viewport()


def test_printing_a_calculation_keeps_sums_and_charts(page: Page, site: Site) -> None:
    page.goto(f"{site.url}{MATTER}&compute_fee_yuan=800万")
    page.emulate_media(media="print")
    expect(page.locator("#facts")).to_be_hidden()
    expect(page.locator(".steps").first).to_be_visible()
    expect(page.locator("[data-chart=steps]")).to_be_visible()
    expect(page.locator(".result .fine")).to_contain_text("仅供参考")
