"""A contract on the composer: amounts to choose from, none used unasked."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

TEXT = "算力服务费用合计人民币3,000,000.00元。首付款120万元。"
DROP = """(text) => {
  const given = new DataTransfer();
  given.items.add(new File([text], "合同.txt", {type: "text/plain"}));
  for (const kind of ["dragover", "drop"])
    document.getElementById("question").dispatchEvent(
      new DragEvent(kind, {dataTransfer: given, bubbles: true, cancelable: true}));
}"""


@pytest.mark.parametrize("way", ["drop", "button"])
def test_amounts_are_offered_and_the_chosen_one_is_written(
    page: Page, site: Site, faults: list[str], way: str
) -> None:
    page.goto(site.url)
    page.fill("#question", "龙岗租算力花了")
    before = len(site.fake.asked)
    if way == "drop":
        page.evaluate(DROP, TEXT)
    else:
        page.locator("#paper").set_input_files(
            {"name": "合同.txt", "mimeType": "text/plain", "buffer": TEXT.encode()}
        )
    place = page.locator("#papers")
    expect(place).to_contain_text("文件没有保存")
    expect(place.locator("li")).to_have_count(2)
    expect(place.locator("li").first).to_contain_text("算力服务费用合计")
    expect(page.locator("#question")).to_have_value("龙岗租算力花了")
    place.get_by_role("button", name="300万元").click()
    expect(page.locator("#question")).to_have_value("龙岗租算力花了300万元")
    expect(page.locator("#question")).to_be_focused()
    assert len(site.fake.asked) == before
    page.keyboard.press("Enter")
    page.locator(".answer .acts").wait_for()
    expect(place.locator("li").first).to_be_hidden()  # it would cover the answer on a phone
    place.get_by_text("里的金额").click()
    expect(place.locator("li").first).to_be_visible()
    place.get_by_role("button", name="收起").click()
    expect(place).to_be_hidden()
    assert faults == []


def test_a_file_that_cannot_be_read_is_told(page: Page, site: Site) -> None:
    page.goto(site.url)
    page.locator("#paper").set_input_files(
        {"name": "程序.exe", "mimeType": "application/octet-stream", "buffer": b"MZ"}
    )
    expect(page.locator("#papers [role=alert]")).to_contain_text("不认识的格式")
