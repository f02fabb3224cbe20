"""One answer, one drawing: templates and script make the same nodes; how high they stand."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from assistant.answer.answer import Action, ActionKind, Answer
from assistant.answer.render import to_json
from assistant.web.api.asking import drawn as drawn_json
from tests.answer.test_answer import MADE
from tests.browser.conftest import Site
from tests.real_assistant import ask

pytestmark = [pytest.mark.browser, pytest.mark.looks]

ONE = {
    "rent": ("龙岗租800万算力，能补多少？",),
    "filed": ("龙华备案了2个大模型，能奖多少？",),
    "area": ("前海租了180平米办公，每平米月租90元，租了一年，能补多少？",),
    "standards": ("龙华主导制定1项国际标准、2项行业标准，一共能奖多少？",),
    "not-met": ("福田做了4个大模型应用案例，合同实际完成2000万，能奖多少？",),
    "missing": ("龙岗办人工智能展会能补多少钱？",),
    "reverse": ("龙岗的算力补贴要拿满，合同至少签多大？",),
    "validity": ("龙岗的措施什么时候到期？",),
    "follow-up": ("龙华买算力花了400万，能补多少？", "那龙岗呢"),
}
COMPARED = {
    "four": ("租算力500万，市里、龙华、福田、龙岗哪个补得多",),
    "open": ("各区租算力的补贴哪个区最高？",),
    "filed-two": ("龙岗和龙华备案2个大模型，哪个奖得多？",),
    "five": ("各区的房租补贴分别多少",),
    "eleven": ("各区模型备案、算力、房租补贴分别是多少",),
    "several": ("我们在龙岗买算力花了500万，又有2个大模型过了备案，各能拿多少？",),
}
QUESTIONS = {**ONE, **COMPARED}
UNCLEAR = {"which": ("补贴",)}
SCREENS = {"desktop": (1280, 900, 600, 900), "phone": (390, 844, 700, 1200)}
"""Width and height, then the most that one amount and a comparison may take."""

NORMAL = """(node) => {
  const ignored = new Set(["hidden"]);
  const walk = (n) => {
    if (n.nodeType === 3) return n.textContent.replace(/\\s+/g, "") || null;
    const names = [...n.attributes].map((a) => a.name).filter((a) => !ignored.has(a)).sort();
    const attributes = names.map((name) => {
      const value = n.getAttribute(name);
      const isLink = name === "href" || name === "action";
      return `${name}=${isLink ? new URL(value, location).href : value}`;
    });
    const kids = [];
    for (const kid of [...n.childNodes].map(walk)) {
      if (kid === null) continue;
      const last = kids.length - 1;
      if (typeof kid === "string" && typeof kids[last] === "string") kids[last] += kid;
      else kids.push(kid);
    }
    return [n.tagName.toLowerCase(), attributes, kids];
  };
  return walk(node);
}"""


SMALL = """(card) => [...card.querySelectorAll("*")]
  .filter((n) => [...n.childNodes].some((k) => k.nodeType === 3 && k.textContent.trim()))
  .filter((n) => n.getClientRects().length && !n.closest(".out-of-sight, .who"))
  .filter((n) => parseFloat(getComputedStyle(n).fontSize) < 14)
  .map((n) => `${n.className} ${n.textContent}`)"""

SCROLLING = """(card) => [...card.querySelectorAll("*")].filter((n) =>
  /auto|scroll/.test(getComputedStyle(n).overflowY) && n.scrollHeight > n.clientHeight + 1
).length"""


def by_template(page: Page, site: Site, made: Answer) -> None:
    """A page on which the templates drew the answer."""
    site.fake.scripted = made
    page.goto(f"{site.url}/?q=给定")


@pytest.mark.parametrize("name", [*MADE, *QUESTIONS, *UNCLEAR])
def test_script_and_templates_draw_the_same(page: Page, site: Site, name: str) -> None:
    made = MADE[name]() if name in MADE else ask(*{**QUESTIONS, **UNCLEAR}[name])
    if name in MADE and made.receipt is not None:  # the log takes real digests only
        made = replace(made, receipt=replace(made.receipt, digest="ab" * 32))
    by_template(page, site, made)
    drawn = page.locator("article.answer")
    theirs = drawn.evaluate(NORMAL)
    conversation_id = page.input_value("#ask [name=conversation_id]")
    answer_id = drawn.get_attribute("data-answer") or ""  # the service gives each its own
    kept = drawn_json(to_json(replace(made, conversation_id=conversation_id, id=answer_id)))
    node = page.evaluate_handle(
        """async (a) => {
          const { answer } = await import(new URL("static/view.js", location).href);
          const made = answer(a, true);
          document.querySelector("#log").append(made);
          return made;
        }""",
        kept,
    )
    mine: Any = node.evaluate(NORMAL)
    assert json.dumps(mine, ensure_ascii=False) == json.dumps(theirs, ensure_ascii=False)


def test_whom_to_call_and_where_to_apply_stand_below(page: Page, site: Site) -> None:
    where = "https://apply.example.gov.cn/longgang"
    more = (
        Action(ActionKind.CONTACT, "0755-12345678"),
        Action(ActionKind.APPLY, "龙岗区人工智能措施", where),
    )
    by_template(page, site, replace(MADE["answered"](), actions=more))
    below = page.locator(".answer .then")
    expect(below).to_contain_text("咨询电话：0755-12345678")
    link = below.get_by_role("link", name="申报入口：龙岗区人工智能措施")
    expect(link).to_have_attribute("href", where)
    by_template(page, site, MADE["answered"]())
    expect(below).not_to_contain_text("电话")
    expect(below).not_to_contain_text("申报入口")


def test_the_matters_that_are_not_offered_are_one_link_away(page: Page, site: Site) -> None:
    by_template(page, site, ask(*UNCLEAR["which"]))
    offered = page.locator(".answer .choice")
    names = set(offered.all_inner_texts())
    page.locator(".answer").get_by_role("link", name="更多事项").click()
    expect(page).to_have_url(f"{site.url}/calculate#matters")
    matters = page.locator("#matters li a")
    expect(matters.first).to_be_in_viewport()
    assert names < set(matters.all_inner_texts())


@pytest.mark.parametrize("screen", SCREENS)
def test_answers_are_short(
    page: Page, site: Site, screen: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The whole card with its folds as loaded: no scrolling inside, no text below 14 px."""
    width, height, one, compared = SCREENS[screen]
    page.set_viewport_size({"width": width, "height": height})
    high: dict[str, int] = {}
    for name, turns in QUESTIONS.items():
        by_template(page, site, ask(*turns))
        card = page.locator("article.answer")
        high[name] = round(card.evaluate("(n) => n.getBoundingClientRect().height"))
        assert card.evaluate(SMALL) == []
        assert card.evaluate(SCROLLING) == 0
    with capsys.disabled():
        print(f"\n{screen} {width}×{height}: {high}")
    assert {n: h for n, h in high.items() if h > (one if n in ONE else compared)} == {}
