"""A server with the scripted assistant, and Debian's chromium."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    ViewportSize,
    expect,
)

from assistant.answer.answer import Answer, Curve, Results
from assistant.answer.events import Done
from assistant.assistant import Assistant
from assistant.settings import Settings
from assistant.web.app import create_app
from assistant.web.serve import listen
from tests.answer.test_answer import DRAWING
from tests.fakes import ROOT, FakeAssistant, result
from tests.waiting import GO, PATIENCE, wait_until
from tests.web.conftest import TODAY

# A loaded machine draws a page in a minute where a quiet one needs half a second.
expect.set_options(timeout=PATIENCE * 1000)
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARTEFACTS = ROOT / "artefacts"
SCREEN: ViewportSize = {"width": 1280, "height": 860}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
"""The conformance of WCAG 2.2, and what is only good practice: headings, landmarks, regions."""
SEEN = """(node) => [...node.childNodes].filter((kid) => kid.nodeType === 3
    || getComputedStyle(kid).clipPath === "none").map((kid) => kid.textContent).join("")"""
"""The text of a node that stands on the screen: what is only for screen readers is clipped."""


def of_two_districts(made: Answer) -> Answer:
    """The scripted answer as a comparison of two clauses."""
    first = made.estimates[0]
    half = (first.amount or Decimal(0)) / 2
    other = replace(first, rule_id="futian-2024#2:compute", clause_id="futian-2024#2", amount=half)
    row = replace(made.table[0], policy="福田", clause_id="futian-2024#2", amount="120万元")
    rows = (
        result(made.as_of, is_best=True),
        result(
            made.as_of,
            rule_id=other.rule_id,
            clause_id=other.clause_id,
            who="福田区",
            amount_text="120万元",
            share="50%",
        ),
    )
    figures = (Results(rows), Curve(DRAWING, DRAWING.rows))
    return replace(made, estimates=(first, other), table=(*made.table, row), figures=figures)


class SlowAssistant(FakeAssistant):
    """慢 in a question makes its answer wait where a test is `slowly`; 两区比 compares districts.

    给定 is answered by ``scripted``, under the ids of the conversation it is asked in.
    """

    scripted: Answer | None = None

    def steps(self, conversation: Any, *, as_of: Any) -> Iterator[Any]:
        for event in super().steps(conversation, as_of=as_of):
            if "慢" in conversation.question:
                GO.wait(PATIENCE)
            if "两区比" in conversation.question and isinstance(event, Done):
                yield Done(of_two_districts(event.answer))
                continue
            if "给定" in conversation.question and isinstance(event, Done) and self.scripted:
                yield Done(replace(self.scripted, conversation_id=conversation.id))
                continue
            yield event


class Site:
    """A running server; ``stop`` takes it down."""

    def __init__(
        self,
        folder: Path,
        root_path: str = "",
        assistant: Assistant | None = None,
        app: FastAPI | None = None,
    ) -> None:
        self.fake = SlowAssistant()
        self.data = folder
        settings = Settings(workspace=ROOT, data_dir=folder, root_path=root_path)
        app = app or create_app(settings, assistant or self.fake, today=lambda: TODAY)
        self._socket = listen("127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}{root_path}"
        config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1)
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],))
        self._thread.start()
        wait_until(lambda: self._server.started)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(PATIENCE)
        self._socket.close()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    flags = "no-sandbox disable-gpu disable-quic no-first-run disable-background-networking"
    more = "disable-component-update disable-sync"
    arguments = [f"--{flag}" for flag in f"{flags} {more}".split()]
    # One browser serves all tests of a session: hosts of the widget's tests are named here as well.
    arguments.append("--host-resolver-rules=MAP *.test 127.0.0.1")
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": arguments}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "zh-CN", "viewport": SCREEN}


@pytest.fixture
def slowly() -> Iterator[threading.Event]:
    """Slow answers wait until the test says that they may go on."""
    GO.clear()
    yield GO
    GO.set()


@pytest.fixture
def context(context: BrowserContext) -> BrowserContext:
    """The browser's context, with as much patience as `expect` has."""
    context.set_default_timeout(PATIENCE * 1000)
    return context


@pytest.fixture(scope="module")
def kept_page(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """The one page of a module's tests that are marked `looks`."""
    context = browser.new_context(**browser_context_args)
    context.set_default_timeout(PATIENCE * 1000)
    yield context.new_page()
    context.close()


@pytest.fixture
def page(request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of the test's own, or the module's one as if it were new, where a test only looks.

    A context, a window and a renderer of its own cost a test two seconds of a processor, six
    times what it costs to load what it looks at. A test that listens, routes or keeps has its own.
    """
    if not request.node.get_closest_marker("looks"):
        yield request.getfixturevalue("context").new_page()
        return
    kept: Page = request.getfixturevalue("kept_page")
    kept.set_viewport_size(SCREEN)
    kept.emulate_media(media="null", color_scheme="light")
    yield kept
    kept.context.clear_cookies()
    kept.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    running = Site(tmp_path_factory.mktemp("site"))
    yield running
    running.stop()


@pytest.fixture
def faults(page: Page, site: Site) -> list[str]:
    """Everything that must not happen in a page: errors in its script, requests to other hosts."""
    found: list[str] = []

    def console(message: ConsoleMessage) -> None:
        if message.type == "error":
            found.append(message.text)

    def request(sent: Request) -> None:
        if not sent.url.startswith(("http://127.0.0.1:", "data:")):
            found.append(f"request to {sent.url}")

    page.on("console", console)
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("request", request)
    return found


def ask(page: Page, question: str) -> None:
    """Type a question, send it, and wait for its whole answer."""
    before = page.locator(".answer .acts").count()
    page.fill("#question", question)
    page.keyboard.press("Enter")
    page.locator(".answer .acts").nth(before).wait_for()


def shoot(page: Page, name: str) -> None:
    """Keep a picture for people to look at, where they want it (`make test PICTURES=1`)."""
    if os.environ.get("PICTURES"):
        ARTEFACTS.mkdir(exist_ok=True)
        page.screenshot(path=ARTEFACTS / f"{name}.png")
