from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from assistant.answer.events import Event, Said
from assistant.dialogue.conversation import Conversation
from assistant.settings import Settings
from assistant.web.app import create_app
from tests.browser.conftest import TAGS
from tests.browser.widget.hosts import Portal, Server, document, free_port
from tests.fakes import ROOT, FakeAssistant
from tests.waiting import GO, PATIENCE


@pytest.fixture(scope="module")
def ports() -> tuple[int, int]:
    return free_port(), free_port()


XSS = '<img src=x onerror="window.hit=1"><script>window.hit=2</script>'


class Scripted(FakeAssistant):
    """慢慢 makes it wait behind its first sentence (`slowly`), 标记 answer with markup."""

    def steps(self, conversation: Conversation, *, as_of: date) -> Iterator[Event]:
        for event in super().steps(conversation, as_of=as_of):
            yield event
            if "慢慢" in conversation.question and isinstance(event, Said):
                GO.wait(PATIENCE)

    def words(self, question: str) -> tuple[str, ...]:
        return (f"{XSS}最高240万元", XSS) if "标记" in question else ()


@pytest.fixture(scope="module")
def fake() -> FakeAssistant:
    return Scripted()


@pytest.fixture(scope="module")
def served(
    ports: tuple[int, int], fake: FakeAssistant, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    settings = Settings(
        workspace=ROOT,
        data_dir=tmp_path_factory.mktemp("var"),
        sites=(f"park=http://portal.test:{ports[1]}",),
    )
    app = create_app(settings, fake, today=lambda: date(2025, 6, 1))
    server = Server(app, ports[0]).start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def base(served: Server) -> str:
    """The assistant as pages of other sites name it."""
    return f"http://assistant.test:{served.port}/"


@pytest.fixture(scope="module")
def portal(ports: tuple[int, int]) -> Iterator[Portal]:
    made = Portal(ports[1])
    server = made.start()
    yield made
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def tag(base: str) -> Callable[..., str]:
    """The script tag a webmaster writes; data_* are its attributes."""

    def make(**data: str) -> str:
        given = "".join(f' data-{name.replace("_", "-")}="{value}"' for name, value in data.items())
        return (
            f'<script type="module" src="{base}embed/v1.js" data-policy-assistant '
            f'data-site="park"{given}></script>'
        )

    return make


@pytest.fixture
def visit(page: Page, portal: Portal, tag: Callable[..., str]) -> Callable[..., Page]:
    """Opens a portal page with the widget on it and waits until it is ready."""

    def go(
        head: str = "", body: str = "<h1>门户</h1><p>正文</p>", csp: str = "", **data: str
    ) -> Page:
        portal.page("/page", document(tag(**data), head, body), csp)
        page.goto(f"http://portal.test:{portal.port}/page")
        page.wait_for_function("() => customElements.get('policy-assistant')")
        return page

    return go


@pytest.fixture
def problems(page: Page) -> list[str]:
    """What the console says of errors and violations, and exceptions of the page."""
    found: list[str] = []
    page.on("console", lambda m: found.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: found.append(str(e)))
    return found


@pytest.fixture(scope="session")
def axe_source() -> str:
    import axe_playwright_python

    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture
def ask() -> Callable[..., Locator]:
    """Opens the panel if need be, asks, and waits for the whole answer."""

    def go(page: Page, question: str) -> Locator:
        widget = page.locator("policy-assistant")
        if not widget.locator("#panel").is_visible():
            widget.locator(".launcher").click()
        # What was said before is drawn once the panel is open: nothing is counted until then.
        widget.locator(".hello, article.answer").first.wait_for()
        before = widget.locator("article.answer").count()
        widget.locator("textarea").fill(question)
        widget.locator(".send").click()
        answer = widget.locator("article.answer").nth(before)
        answer.locator(".fine").wait_for()
        return answer

    return go


@pytest.fixture
def axe(axe_source: str) -> Callable[[Page], list[str]]:
    """Violations of WCAG 2.2 A and AA and of good practice, shadow trees included."""

    def run(page: Page) -> list[str]:
        page.evaluate(axe_source)
        found = page.evaluate(
            "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS
        )
        assert found["passes"]
        return [
            f"{violation['id']}: {node['target']} {node['failureSummary']}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]

    return run
