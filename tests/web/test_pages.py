import re
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.settings import Settings
from assistant.web.app import create_app
from assistant.web.drawing.markup import bare, marked
from assistant.web.pages.browse import excerpt
from tests.fakes import FakeAssistant

PAGES = [
    "/",
    "/?q=租算力",
    "/?q=天气",
    "/?q=哪个区",
    "/?mode=elder",
    "/policies",
    "/policies?q=算力",
    "/policies/longgang-2025",
    "/policies/nanshan-draft",
    "/policies/overview-2025",
    "/clauses/longgang-2025/2",
    "/clauses/futian-2024/1.2",
    "/clauses/futian-2024/1",
    "/clauses/longgang-2025/2?mark=300-330",
    "/calculate",
    "/calculate?district=龙岗区&topic=compute-rent&wan.compute_fee_yuan=800",
    "/calculate?topic=rent&wan.monthly_rent_yuan=很多&x=1&district=火星",
    "/calculate?view=profile",
    "/company",
    "/company?district=龙岗区&m=&m=compute-rent&compute-rent:wan.compute_fee_yuan=800&n=1",
    "/company?district=火星&m=&compute-rent:wan.compute_fee_yuan=很多&lang=hant&mode=elder",
    "/calculate?view=profile&district=龙岗区&wan.compute_fee_yuan=800&mode=elder",
    "/calculate?lang=hant&mode=elder",
    "/about",
    "/disclaimer",
    "/quality",
    "/log",
    "/privacy",
    "/accessibility?lang=hant",
]


class Links(HTMLParser):
    """Collects the addresses of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src", "action") and value is not None:
                self.found.append((tag, value))
            if name == "id" and value:
                self.ids.append(value)


def links(html: str) -> Links:
    parser = Links()
    parser.feed(html)
    return parser


@pytest.mark.parametrize("path", PAGES)
def test_every_page_renders_with_its_policy(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert "default-src 'none'" in response.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in response.headers["content-security-policy"]
    assert " style=" not in response.text
    assert " onclick=" not in response.text


@pytest.mark.parametrize("path", PAGES)
def test_ids_are_unique_and_links_are_relative(client: TestClient, path: str) -> None:
    parsed = links(client.get(path).text)
    assert len(parsed.ids) == len(set(parsed.ids))
    for tag, value in parsed.found:
        assert not value.startswith("/"), (tag, value)
        assert "://" not in value or tag == "a", (tag, value)


def test_a_proxy_may_pass_the_prefix_on_or_take_it_off(settings: Settings) -> None:
    own = settings.model_copy(update={"root_path": "/assistant"})
    with TestClient(create_app(own, FakeAssistant())) as client:
        passed, taken = client.get("/assistant/policies"), client.get("/policies")
        assert passed.status_code == taken.status_code == 200
        assert passed.text == taken.text


@pytest.mark.parametrize("prefix", ["", "/assistant", "/a/b"])
@pytest.mark.parametrize(
    "path",
    ["/", "/policies/longgang-2025", "/clauses/longgang-2025/2", "/calculate?compute_fee_yuan=1万"],
)
def test_own_links_lead_somewhere_under_any_prefix(
    settings: Settings, prefix: str, path: str
) -> None:
    own = settings.model_copy(update={"root_path": prefix})
    with TestClient(create_app(own, FakeAssistant())) as client:
        page = client.get(prefix + path)
        assert page.status_code == 200
        for tag, value in links(page.text).found:
            if tag == "form" or "://" in value:
                continue
            target = page.url.join(value)
            assert target.path.startswith(prefix + "/")
            assert client.get(str(target)).status_code == 200, (value, target)


def test_a_form_without_script_carries_the_conversation_on(
    client: TestClient, fake: FakeAssistant
) -> None:
    first = client.post("/", data={"question": "租算力", "as_of": "2025-06-01"})
    found = re.search(r'name="conversation_id" value="([^"]+)"', first.text)
    assert found
    data = {"question": "换成2000万呢", "conversation_id": found[1]}
    second = client.post("/", data=data)
    assert second.text.count('class="asked"') == 2
    assert fake.asked[-1].turns == ("租算力", "换成2000万呢")


def test_a_chip_asks_again_with_the_correction(client: TestClient, fake: FakeAssistant) -> None:
    client.post("/", data={"label": "地区", "value": "福田区"})
    assert fake.asked[-1].question == "地区改为福田区"
    changed = {"label": "地区", "value": "福田区", "was": "龙岗区"}
    client.post("/", data={**changed, "among": "深圳市、龙岗区、龙华区"})
    assert fake.asked[-1].question == "地区改为深圳市、福田区、龙华区"


@pytest.mark.parametrize(("question", "word"), [("", "空"), ("长" * 3000, "太长")])
def test_bad_input_keeps_the_text_and_says_what_to_do(
    client: TestClient, question: str, word: str
) -> None:
    response = client.post("/", data={"question": question})
    assert response.status_code == 400
    assert word in response.text
    assert 'role="alert"' in response.text
    assert question in response.text


def test_a_page_that_is_not_there_shows_the_way_back(client: TestClient) -> None:
    response = client.get("/policies/nowhere", headers={"accept": "text/html"})
    assert response.status_code == 404
    assert "没有这项政策" in response.text
    assert response.headers["x-request-id"] in response.text


def test_an_answer_shows_quote_sum_and_warning(client: TestClient) -> None:
    html = client.get("/?q=租算力比").text
    for shown in ("240万元", "800万元 × 30% = 240万元", "现行有效", "金额是上限", "我的理解"):
        assert shown in html
    assert 'href="./clauses/longgang-2025/2?mark=' in html


def test_the_quote_is_marked_in_its_clause(client: TestClient) -> None:
    clause = client.get("/api/v1/clauses/longgang-2025/2").json()
    start = clause["start"] + 3
    html = client.get(f"/clauses/longgang-2025/2?mark={start}-{start + 5}").text
    assert f'<mark id="quote">{clause["text"][3:8]}</mark>' in html


@pytest.mark.parametrize("mark", ["x", "9-1", "0-999999999", "-5", "1-1"])
def test_an_unfit_mark_does_no_harm(client: TestClient, mark: str) -> None:
    assert client.get(f"/clauses/longgang-2025/2?mark={mark}").status_code == 200


HOSTILE = st.one_of(
    st.sampled_from(
        [
            "<script>alert(1)</script>",
            '"><img src=x onerror=alert(1)>',
            "</textarea><script>x</script>",
            "</script><script>alert(1)</script>",
            "javascript:alert(1)",
            "{{ 7 * 7 }}",
        ]
    ),
    st.text(alphabet="<>\"'&/=script{}%`算", min_size=1, max_size=60),
)


class Parroting(FakeAssistant):
    def words(self, question: str) -> tuple[str, ...]:
        return (question, question)


@given(text=HOSTILE)
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_hostile_text_stays_text(settings: Settings, text: str) -> None:
    with TestClient(create_app(settings, Parroting())) as client:
        plain = client.get("/?q=x").text
        html = client.post("/", data={"question": text}).text
    for tag in ("<script", "<img", "<iframe", "<svg", "<textarea"):
        assert html.count(tag) == plain.count(tag)
    assert "{{ 7 * 7 }}" in html or "{{ 7 * 7 }}" not in text


@given(
    text=st.text(alphabet="甲乙<&\n ", max_size=40),
    spans=st.lists(st.tuples(st.integers(-5, 45), st.integers(-5, 45)), max_size=4),
)
def test_marked_keeps_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    html = str(marked(text, spans))
    plain = re.sub(r"<[^>]+>", "", html).replace("&lt;", "<").replace("&amp;", "&")
    assert plain == "".join(line for line in text.split("\n") if line.strip())


@pytest.mark.parametrize(
    ("text", "plain"),
    [("最高**240万元**[1][2]。", "最高240万元。"), ("- 一项 [3]", "一项"), ("# 标题", "标题")],
)
def test_bare_takes_the_marks_off(text: str, plain: str) -> None:
    assert bare(text) == plain


def test_the_page_of_the_interface_prints_no_ticks_and_tells_of_keys(client: TestClient) -> None:
    html = client.get("/docs").text
    main = html[html.index("<main") : html.index("</main>")]
    assert "`" not in main
    assert "<code>Accept: text/event-stream</code>" in main
    for part in ("Authorization: Bearer", "429", "Retry-After", "X-Request-Id"):
        assert part in main
    assert "curl 主机/api/v1/ask" in main
    assert "回应：<code>id</code>、<code>conversation_id</code>、<code>question</code>" in main


@settings(deadline=None)
@given(st.text("算力券补贴 ,租用", max_size=300), st.text("算力券补贴租", max_size=12))
def test_an_excerpt_is_of_the_text_and_marks_what_was_searched_for(text: str, query: str) -> None:
    parts = excerpt(text, query)
    shown = "".join(part for part, _ in parts if part != "…")
    assert shown in " ".join(text.split())
    assert all(part in query and len(part) > 1 for part, is_marked in parts if is_marked)


def test_a_page_that_is_not_there_offers_a_search(client: TestClient) -> None:
    page = client.get("/nowhere", headers={"accept": "text/html"})
    assert page.status_code == 404
    assert 'role="search"' in page.text
