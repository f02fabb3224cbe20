"""The chat page in a real browser."""

from __future__ import annotations

import re
import threading
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.web.gate.switch import State, Switch
from tests.browser.conftest import SEEN, Site, ask, shoot

pytestmark = pytest.mark.browser


def test_an_answer_streams_in_with_sum_quote_and_follow_ups(
    page: Page, site: Site, faults: list[str]
) -> None:
    page.goto(site.url)
    shoot(page, "home-1280")
    ask(page, "龙岗租800万算力能补多少")
    expect(page.locator(".block")).to_contain_text("最高可获支持 240万元")
    expect(page.locator(".one")).to_contain_text("800万元 × 30%，上限 600万元")
    expect(page.locator(".steps")).to_contain_text("800万元 × 30% = 240万元")
    expect(page.locator(".source .quote")).to_contain_text("最高不超过600万元")
    told = page.locator("#state")
    expect(told).to_have_text("回答已完成，引用 1 条")
    assert told.evaluate(SEEN) == ""
    shoot(page, "answer-1280")
    page.locator(".follow .choice").first.click()
    page.locator(".answer .acts").nth(1).wait_for()
    assert site.fake.asked[-1].turns == ("龙岗租800万算力能补多少", "如果是2000万呢？")
    assert faults == []


def test_what_service_and_answer_say_first_stands_above(
    page: Page, site: Site, faults: list[str]
) -> None:
    switch = Switch(site.data)
    switch.set(State(notice="周五晚上维护"))
    try:
        page.goto(site.url)
        expect(page.locator("body > .notice")).to_have_text("周五晚上维护")
        page.goto(f"{site.url}/embed/demo?mode=inline")
        expect(page.locator("policy-assistant .notice")).to_have_text("周五晚上维护")
    finally:
        switch.set(State())
    page.goto(site.url)
    expect(page.locator(".notice")).to_have_count(0)
    page.evaluate(f"document.forms.ask.elements.conversation_id.value = '{'A' * 16}'")
    ask(page, "龙岗租800万算力能补多少")
    expect(page.locator(".answer .notice")).to_contain_text("前面的对话已不在")
    assert faults == []


def test_a_citation_shows_a_card_and_opens_the_clause(
    page: Page, site: Site, faults: list[str]
) -> None:
    page.goto(f"{site.url}/?q=租算力")
    cite = page.locator("a.cite").first
    cite.hover()
    expect(page.locator(".card")).to_contain_text("现行有效")
    page.keyboard.press("Escape")
    expect(page.locator(".card")).to_have_count(0)
    cite.click()
    expect(page.locator("#panel mark")).to_have_text(re.compile("^对购买算力的企业.*600万元。$"))
    expect(page.locator("#panel h2")).to_be_focused()
    shoot(page, "panel-1280")
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_contain_text("点回答里的编号")
    expect(cite).to_be_focused()
    expect(page.locator(".card")).to_have_count(0)
    assert faults == []


def test_the_keyboard_alone_is_enough(page: Page, site: Site) -> None:
    page.goto(site.url)
    expect(page.locator("#question")).to_be_focused()
    page.keyboard.type("租算力")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("八百万")
    page.keyboard.press("Enter")
    page.locator(".answer .acts").wait_for()
    assert site.fake.asked[-1].question == "租算力\n八百万"
    expect(page.locator("#question")).to_be_focused()
    page.locator("a.cite").first.focus()
    expect(page.locator(".card")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_be_visible()


def test_enter_while_composing_does_not_send(page: Page, site: Site) -> None:
    page.goto(site.url)
    before = len(site.fake.asked)
    page.fill("#question", "suanli")
    page.evaluate(
        """() => document.getElementById('question').dispatchEvent(new KeyboardEvent('keydown',
             {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))"""
    )
    page.wait_for_timeout(200)
    assert len(site.fake.asked) == before
    expect(page.locator("#question")).to_have_value("suanli")


@pytest.mark.parametrize("way", ["button", "Escape"])
def test_stopping_shows_nothing_and_gives_the_question_back(
    page: Page, site: Site, slowly: threading.Event, way: str
) -> None:
    page.goto(site.url)
    page.fill("#question", "慢慢算力")
    page.click("#send")
    if way == "button":
        page.click("#stop")
    else:
        page.keyboard.press("Escape")
    expect(page.locator("#state")).to_have_text("已停止，问题已放回输入框")
    expect(page.locator(".trouble")).to_have_count(0)
    expect(page.locator(".answer, .asked")).to_have_count(0)
    expect(page.locator("#question")).to_have_value("慢慢算力")
    expect(page.locator("#question")).to_be_focused()
    expect(page.locator("#welcome")).to_be_visible()  # no question stands
    slowly.set()
    page.keyboard.press("Enter")
    page.locator(".answer .acts").wait_for()
    expect(page.locator(".asked")).to_have_count(1)


def test_what_was_stopped_is_no_part_of_the_talk_even_if_the_server_kept_it(
    page: Page, site: Site
) -> None:
    page.goto(site.url)
    page.fill("#question", "龙岗算力")
    page.keyboard.press("Enter")
    page.locator(".answer .acts").wait_for()
    conversation = page.locator("#ask [name=conversation_id]").input_value()
    late = {"question": "停得太晚", "conversation_id": conversation}
    kept = page.request.post(f"{site.url}/api/v1/ask", data=late)
    assert kept.ok
    page.fill("#question", "福田呢")
    page.keyboard.press("Enter")
    expect(page.locator(".answer .acts")).to_have_count(2)
    assert site.fake.asked[-1].turns == ("龙岗算力", "福田呢")
    page.reload()
    expect(page.locator(".asked p")).to_have_text(["龙岗算力", "福田呢"])


@pytest.mark.parametrize(
    ("question", "word"), [("坏在开头", "服务器内部错误"), ("坏在中途", "服务器内部错误")]
)
def test_an_error_is_told_and_the_question_kept(
    page: Page, site: Site, question: str, word: str
) -> None:
    page.goto(site.url)
    page.fill("#question", question)
    page.keyboard.press("Enter")
    expect(page.locator(".trouble[role=alert]")).to_contain_text(word)
    expect(page.locator("#question")).to_have_value(question)
    expect(page.locator(".answer")).to_have_count(0)


def test_when_the_server_is_down_the_question_stays(page: Page, site: Site) -> None:
    page.goto(site.url)
    page.route("**/api/v1/ask", lambda route: route.abort())
    page.fill("#question", "还在吗")
    page.keyboard.press("Enter")
    expect(page.locator(".trouble")).to_contain_text("连接不上服务器")
    expect(page.locator("#question")).to_have_value("还在吗")
    page.unroute("**/api/v1/ask")
    page.click(".trouble button")
    page.locator(".answer .acts").wait_for()
    expect(page.locator("#question")).to_have_value("")


def test_a_chip_of_a_number_takes_a_number(page: Page, site: Site, faults: list[str]) -> None:
    page.goto(site.url)
    ask(page, "龙岗租800万算力能补多少")
    chip = page.locator(".chip", has_text="算力费")
    chip.locator("summary").click()
    value = chip.locator("[name=value]")
    value.fill("abc")
    value.press("Enter")
    assert "例如 800万" in str(value.get_attribute("title"))
    assert not value.evaluate("(n) => n.checkValidity()")
    expect(page.locator(".asked")).to_have_count(1)
    value.fill("九百万")
    value.press("Enter")
    page.locator(".answer .acts").nth(1).wait_for()
    assert site.fake.asked[-1].question == "算力费改为九百万"
    assert faults == []


def test_nothing_is_taken_away_of_a_refusal(page: Page, site: Site) -> None:
    page.goto(site.url)
    ask(page, "今天天气如何")
    acts = page.locator(".answer .acts")
    expect(acts).to_contain_text("有用")
    expect(acts).not_to_contain_text("下载")
    expect(acts).not_to_contain_text("复制")


def test_a_chip_asks_again_with_the_correction(page: Page, site: Site) -> None:
    page.goto(site.url)
    ask(page, "租算力")
    page.locator(".chip summary").first.click()
    expect(page.locator(".chip[open] [name=value]")).to_have_value("龙岗区")
    expect(page.locator(".chip[open] [name=value]")).to_be_focused()
    page.fill(".chip[open] input[name=value]", "福田区")
    page.keyboard.press("Enter")
    page.locator(".answer .acts").nth(1).wait_for()
    assert site.fake.asked[-1].question == "地区改为福田区"


def test_a_question_is_changed_where_it_stands(page: Page, site: Site, faults: list[str]) -> None:
    page.goto(site.url)
    ask(page, "第一问")
    ask(page, "第二问")
    ask(page, "第三问")
    second = page.locator(".asked").nth(1)
    second.get_by_role("button", name="修改").click()
    box = second.get_by_label("修改问题")
    expect(box).to_be_focused()
    expect(box).to_have_value("第二问")
    expect(second).to_contain_text("后面的 1 个问答会被替换")
    page.keyboard.press("Escape")
    expect(second.get_by_role("button", name="修改")).to_be_focused()
    page.keyboard.press("Enter")
    box.fill("改过的问题")
    page.keyboard.press("Enter")
    expect(page.locator(".asked p")).to_have_text(["第一问", "改过的问题"])
    expect(page.locator(".answer .acts")).to_have_count(2)
    assert site.fake.asked[-1].turns == ("第一问", "改过的问题")
    page.reload()
    expect(page.locator(".asked p")).to_have_text(["第一问", "改过的问题"])
    assert faults == []


@pytest.mark.usefixtures("slowly")
def test_a_changed_question_that_fails_leaves_all_as_it_was(page: Page, site: Site) -> None:
    page.goto(site.url)
    ask(page, "第一问")
    ask(page, "第二问")
    first = page.locator(".asked").first
    first.get_by_role("button", name="修改").click()
    first.get_by_label("修改问题").fill("慢慢改")
    page.keyboard.press("Enter")
    page.click("#stop")
    expect(page.locator("#state")).to_have_text("已停止，原来的问答没有变")
    expect(first.get_by_label("修改问题")).to_have_value("慢慢改")
    first.get_by_label("修改问题").fill("坏在开头")
    page.keyboard.press("Enter")
    expect(page.locator(".trouble")).to_be_visible()
    expect(page.locator(".answer .acts")).to_have_count(2)
    first.get_by_role("button", name="取消").click()
    expect(page.locator(".asked p")).to_have_text(["第一问", "第二问"])


def test_copy_holds_words_sums_and_sources(page: Page, site: Site) -> None:
    page.goto(site.url)
    ask(page, "租算力")
    page.evaluate(
        """() => { window.copied = ''; navigator.clipboard.writeText =
             async (text) => { window.copied = text; }; }"""
    )
    page.click("[data-act=copy]")
    expect(page.locator("[data-act=copy]")).to_have_text("已复制")
    text = page.evaluate("window.copied")
    for part in (
        "问：租算力",
        "240万元。[1]",
        "800万元 × 30% = 240万元",
        "[1] 深圳市龙岗区",
        "2025-01-10 至 2028-01-09",
        "/clauses/longgang-2025/2",
        "仅供参考",
    ):
        assert part in text


def test_a_copied_comparison_keeps_its_parts_apart(page: Page, site: Site) -> None:
    """A citation is no part of a name, and 2024年… in a title is no number of a source."""
    page.goto(site.url)
    ask(page, "租算力两区比一比")
    page.evaluate(
        """() => { window.copied = ''; navigator.clipboard.writeText =
             async (text) => { window.copied = text; };
             document.querySelector(".source-name").childNodes[1].textContent = "2024年措施"; }"""
    )
    page.click("[data-act=copy]")
    expect(page.locator("[data-act=copy]")).to_have_text("已复制")
    text = page.evaluate("window.copied")
    row = next(line for line in text.splitlines() if "最高" in line and "还有" in line)
    who, amount, until, _ = row.split("　")
    assert who.endswith(" [1]")
    assert amount == "每年 240万元 最高"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d 还有 \d+ 天", until)
    assert "[1] 2024年措施" in text


def test_a_link_opens_in_the_characters_in_which_it_was_shared(page: Page, site: Site) -> None:
    page.goto(f"{site.url}?lang=hant")
    ask(page, "租算力")
    page.evaluate(
        """() => { window.copied = ''; navigator.clipboard.writeText =
             async (text) => { window.copied = text; }; }"""
    )
    page.click("[data-act=share]")
    page.wait_for_function("window.copied")
    page.goto(page.evaluate("window.copied"))
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")


def test_feedback_asks_for_the_reason(page: Page, site: Site) -> None:
    page.goto(site.url)
    ask(page, "租算力")
    page.get_by_role("button", name="没用").click()
    page.get_by_role("button", name="金额不对").click()
    expect(page.locator(".rate")).to_have_text("谢谢，已记下您的评价。")


def test_without_script_a_conversation_works(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(site.url)
    page.fill("#question", "租算力")
    page.click("#send")
    expect(page.locator(".block")).to_contain_text("240万元")
    page.locator(".follow .choice").first.click()
    expect(page.locator(".asked")).to_have_count(2)
    page.locator(".fold[data-fold=sources] summary").first.click()
    page.locator(".whole").first.click()
    expect(page.locator("mark#quote")).to_contain_text("对购买算力的企业")
    context.close()


def test_the_rail_opens_renames_and_deletes_conversations(page: Page, site: Site) -> None:
    page.goto(site.url)
    ask(page, "历史里的问题")
    page.click("#fresh")
    page.get_by_role("link", name="历史里的问题").click()
    expect(page.locator(".asked")).to_contain_text("历史里的问题")
    page.get_by_role("button", name="改名：历史里的问题").click()
    page.keyboard.type("算力")
    page.keyboard.press("Enter")
    expect(page.locator("#past a")).to_have_text("算力")
    page.get_by_role("button", name="删除：算力").click()
    page.get_by_role("button", name="撤销").click()
    expect(page.locator("#past a")).to_have_text("算力")
    page.get_by_role("button", name="删除：算力").click()
    page.goto(site.url)
    expect(page.locator("#past")).to_be_hidden()


def test_a_long_question_stays_inside_the_rail(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(site.url)
    ask(page, "龙岗办展会花了200万，还买了算力300万，食堂花了50万，各补多少")
    expect(page.locator("#past a")).to_have_count(1)
    beyond = page.evaluate(
        """() => {
          const rail = document.querySelector("#rail");
          const edge = rail.getBoundingClientRect().right + 0.5;
          return [...rail.querySelectorAll("a, button, p")]
            .filter((e) => e.getBoundingClientRect().right > edge)
            .map((e) => e.textContent);
        }"""
    )
    assert beyond == []


def test_a_long_question_begins_with_six_lines_and_unfolds(page: Page, site: Site) -> None:
    page.goto(site.url)
    ask(page, "我们做大模型，想了解能申请哪些支持，" * 40 + "龙岗租800万算力能补多少")
    words = page.locator(".asked .long")
    folded = words.evaluate(
        "n => n.getBoundingClientRect().height / parseFloat(getComputedStyle(n).lineHeight)"
    )
    assert 5.5 < folded < 6.5
    page.get_by_text("展开全文").click()
    whole = words.evaluate(
        "n => n.getBoundingClientRect().height / parseFloat(getComputedStyle(n).lineHeight)"
    )
    assert whole > 10
    page.reload()
    expect(page.locator(".asked .whole-text")).to_have_count(1)


def test_a_conversation_has_an_address_for_reload_and_back(page: Page, site: Site) -> None:
    page.goto(site.url)
    ask(page, "租算力")
    assert "?c=" in page.url
    ask(page, "再问一次")
    page.reload()
    expect(page.locator(".asked")).to_have_count(2)
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator(".asked")).to_have_count(2)
    other.close()
    page.go_back()
    expect(page.locator("#welcome")).to_be_visible()
    page.go_forward()
    expect(page.locator(".asked")).to_have_count(2)


def test_asking_moves_no_focus_and_leaves_no_card(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/?q=租算力")
    page.locator("a.cite").first.click()
    expect(page.locator("#panel mark")).to_be_visible()
    page.locator("#question").focus()
    ask(page, "再问")
    expect(page.locator("#question")).to_be_focused()
    expect(page.locator(".card")).to_have_count(0)
    expect(page.locator("#panel")).to_contain_text("点回答里的编号")


def test_shortcuts_work_and_are_listed(page: Page, site: Site) -> None:
    page.goto(site.url)
    ask(page, "租算力")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#question")).to_have_value("租算力")
    page.locator(".export summary").click()
    page.keyboard.press("Escape")
    expect(page.locator(".export[open]")).to_have_count(0)
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("#question")).to_be_focused()
    page.keyboard.press("Control+Shift+O")
    expect(page.locator("#welcome")).to_be_visible()


@pytest.mark.parametrize("mode", ["", "?mode=elder"])
@pytest.mark.parametrize("screen", [(1280, 900), (390, 844)])
def test_the_composer_is_always_in_sight(
    page: Page, site: Site, mode: str, screen: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": screen[0], "height": screen[1]})
    page.goto(f"{site.url}/{mode}")
    expect(page.locator("#question")).to_be_in_viewport(ratio=0.9)
    ask(page, "租算力两区比")
    expect(page.locator("#question")).to_be_in_viewport(ratio=0.9)
    expect(page.locator("#send")).to_be_in_viewport(ratio=0.9)


def test_blocked_storage_does_no_harm(browser: Browser, site: Site) -> None:
    context = browser.new_context(locale="zh-CN")
    context.add_init_script(
        """Object.defineProperty(window, 'localStorage',
             {get() { throw new DOMException('blocked', 'SecurityError'); }});"""
    )
    page = context.new_page()
    errors: list[Any] = []
    page.on("pageerror", lambda error: errors.append(error))
    page.goto(site.url)
    ask(page, "租算力")
    page.click("#mode-theme")
    assert errors == []
    context.close()


def test_hostile_text_stays_text(page: Page, site: Site, faults: list[str]) -> None:
    hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    page.on("dialog", lambda dialog: faults.append("dialog"))
    page.goto(site.url)
    ask(page, hostile)
    expect(page.locator(".asked p")).to_have_text(hostile)
    page.goto(site.url)
    assert page.locator("img").count() == 0
    assert faults == []


def test_it_works_under_a_prefix(page: Page, tmp_path: Any, faults: list[str]) -> None:
    proxied = Site(tmp_path, root_path="/assistant")
    try:
        page.goto(f"{proxied.url}/")
        ask(page, "租算力")
        page.locator("a.cite").first.click()
        expect(page.locator("#panel mark")).to_be_visible()
        page.locator("#panel .source-foot a").first.click()
        expect(page.locator("mark#quote")).to_be_visible()
        assert faults == []
    finally:
        proxied.stop()
