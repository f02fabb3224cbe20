"""The page's own words in traditional characters; what the policies say stays as published."""

import re

import pytest
from fastapi.testclient import TestClient

from assistant.web.drawing.hant import STATIC, table, to_hant
from tests.fakes import QUOTE, ROOT

TEMPLATES = ROOT / "assistant" / "web" / "templates"


def test_every_word_of_the_table_is_converted_as_it_says() -> None:
    for simplified, traditional in table().items():
        assert len(simplified) == len(traditional)
        assert to_hant(simplified) == traditional


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [("复制", "複製"), ("联系", "聯繫"), ("系统", "系統"), ("限制", "限制"), ("标准版", "標準版")],
)
def test_words_win_over_characters(simplified: str, traditional: str) -> None:
    assert to_hant(simplified) == traditional


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [("以审核为准", "以審核為準"), ("众多群体", "眾多群體"), ("说明里的峰值", "說明裡的峰值")],
)
def test_the_forms_are_those_that_are_written(simplified: str, traditional: str) -> None:
    assert to_hant(simplified) == traditional


def test_common_characters_are_converted_that_no_text_of_ours_has_yet() -> None:
    """A policy taken in after the release brings its own words."""
    assert to_hant("丑闻、蛮横") == "醜聞、蠻橫"


def test_labels_change_and_quotes_do_not(client: TestClient) -> None:
    html = client.get("/?lang=hant&q=租算力").text
    assert '<html lang="zh-Hant"' in html
    for label in ("產業政策問答", "條款", "現行有效", "分享鏈接", "下載"):
        assert label in html
    assert QUOTE in html
    assert 'lang="zh-Hans">' in html


COMPANY = "m=&m=compute-rent&compute-rent:compute_fee_yuan=800万&district=龙岗区"


@pytest.mark.parametrize(
    "path",
    [
        f"/company?{COMPANY}",
        "/company?q=我们是龙岗的初创公司，租算力训练大模型，合同800万",
        "/calculate?topic=compute-rent&wan.compute_fee_yuan=800",
        "/calculate?topic=compute-rent&wan.compute_fee_yuan=abc",
        "/calculate?view=profile&district=龙岗区&compute_fee_yuan=800万",
        "/about",
        "/nowhere",
    ],
)
def test_what_rules_and_facts_say_is_converted_too(client: TestClient, path: str) -> None:
    """Whatever a page of ours shows: only quotes, fields and code stay as they are."""
    there = "&" if "?" in path else "?"
    html = client.get(f"{path}{there}lang=hant", headers={"accept": "text/html"}).text
    shown = _shown(html[html.index("<main") :])
    assert len(shown) > 20
    assert to_hant(shown) == shown


def test_values_and_quotes_of_a_converted_page_stay(client: TestClient) -> None:
    html = client.get(f"/company?lang=hant&{COMPANY}").text
    assert 'name="district" value="龙岗区"' in html
    plain = client.get(f"/company?{COMPANY}").text
    quotes = r'<q class="step-quote" lang="zh-Hans">([^<]*)</q>'
    assert re.findall(quotes, html) == re.findall(quotes, plain) != []


def _shown(html: str) -> str:
    """The words of a page, without quotes, code and what the user wrote."""
    for kept in (
        r"<(q|blockquote|p)[^>]* lang=\"zh-Hans\".*?</\1>",
        r"<(textarea|code|pre).*?</\1>",
    ):
        html = re.sub(kept, "", html, flags=re.DOTALL)
    return re.sub(r"<[^>]+>", " ", html)


def test_links_and_forms_carry_the_choice_on(client: TestClient) -> None:
    html = client.get("/calculate?lang=hant&mode=elder").text
    assert 'action="./calculate"' in html
    assert '<input type="hidden" name="lang" value="hant">' in html
    assert "calculate?mode=elder&amp;lang=hant" in html


def test_every_script_is_served_with_its_words_converted(client: TestClient) -> None:
    for script in STATIC.glob("*.js"):
        response = client.get(f"/static-hant/{script.name}")
        assert response.status_code == 200
        assert response.headers["content-type"].startswith("text/javascript")
    assert "正在檢索" in client.get("/static-hant/chat.js").text
    assert client.get("/static-hant/page.css").status_code == 404


def test_the_table_knows_the_characters_of_the_page() -> None:
    """Characters that are simplified beyond doubt and stand in a template are in the table."""
    doubtless = set(
        "么们个义产亲亿仅从仓价众优会传伤伦体余侧债倾偿储兑兰关兴养兽冈册写军农冯冲决况冻净凉减"
    )
    doubtless |= set(
        "凤凭凯击凿创别刚剂剧劝办务动励劲势区医华单卖卢卫厂厅历厉压厌县叁双发变叙号叹吓吕吗启吴员呜响哑哗"
    )
    doubtless |= set(
        "问间闻阅队阳阴阵阶际陆陈险随隐难雾静韩页顶项顺须顾顿预领频题颜额风飞饭饮饰饱馆马驱驶验鱼鸟黄齐龙"
    )
    said = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.glob("*.html"))
    said = re.sub(r"\{[{%#].*?[}%#]\}", "", said, flags=re.DOTALL)
    converted = to_hant(said)
    assert sorted(doubtless & set(converted)) == []
