"""deploy/nginx.conf with a real nginx: the assistant under a path of the portal's own host."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from assistant.settings import Settings
from assistant.web.app import create_app
from tests.browser.widget.conftest import Scripted
from tests.browser.widget.hosts import Server, document, free_port
from tests.fakes import ROOT
from tests.waiting import PATIENCE, wait_until

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(NGINX is None, reason="needs nginx")]

AROUND = """daemon off; master_process off; pid {tmp}/pid; error_log {tmp}/error.log;
events {{}}
http {{
  access_log off; types {{ text/html html; }}
  client_body_temp_path {tmp}/a; proxy_temp_path {tmp}/b; fastcgi_temp_path {tmp}/c;
  uwsgi_temp_path {tmp}/d; scgi_temp_path {tmp}/e;
  include {tmp}/site.conf;
}}
"""


@pytest.fixture(scope="module")
def proxied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    tmp = tmp_path_factory.mktemp("nginx")
    settings = Settings(workspace=ROOT, data_dir=tmp / "var", root_path="/assistant")
    app = create_app(settings, Scripted(), today=lambda: date(2025, 6, 1))
    server = Server(app, free_port()).start()
    port = free_port()
    sample = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    for old, new in {
        "listen 80;": f"listen 127.0.0.1:{port};",
        "127.0.0.1:8000": f"127.0.0.1:{server.port}",
        "/var/www/portal": str(tmp),
    }.items():
        assert old in sample
        sample = sample.replace(old, new)
    (tmp / "site.conf").write_text(sample, encoding="utf-8")
    (tmp / "nginx.conf").write_text(AROUND.format(tmp=tmp), encoding="utf-8")
    script = '<script type="module" src="/assistant/embed/v1.js" data-policy-assistant></script>'
    (tmp / "index.html").write_text(document(script), encoding="utf-8")
    process = subprocess.Popen([str(NGINX), "-p", str(tmp), "-c", str(tmp / "nginx.conf")])
    origin = f"http://127.0.0.1:{port}"
    _wait(f"{origin}/assistant/healthz", tmp / "error.log")
    yield origin
    process.terminate()
    process.wait(PATIENCE)
    server.stop()


def _wait(url: str, log: Path) -> None:
    def answers() -> bool:
        try:
            urlopen(url, timeout=PATIENCE).close()
        except OSError:
            return False
        return True

    wait_until(answers, lambda: log.read_text(encoding="utf-8"))


def test_the_widget_asks_its_own_host_and_needs_no_registration(
    page: Page, proxied: str, slowly: threading.Event
) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(f"{request.method} {request.url}"))
    page.goto(f"{proxied}/")
    page.locator("policy-assistant .launcher").click()
    page.locator("policy-assistant textarea").fill("慢慢说")
    page.locator("policy-assistant .send").click()
    # the first sentence is there while the answer is still being made: nothing buffers
    expect(page.locator("policy-assistant .said")).to_have_count(1)
    assert page.locator("policy-assistant .fine").count() == 0
    slowly.set()
    page.locator("policy-assistant .fine").wait_for()
    assert f"POST {proxied}/assistant/api/v1/ask" in requests
    assert all(" " + proxied in one or " data:" in one for one in requests)
    page.locator("policy-assistant [data-fold=sources] summary").click()
    href = page.locator("policy-assistant .whole").first.get_attribute("href")
    assert href
    assert href.startswith(f"{proxied}/assistant/clauses/longgang-2025/2")


def test_the_clause_the_demo_and_the_answer_page_open_under_the_prefix(
    page: Page, proxied: str
) -> None:
    missing: list[str] = []
    page.on("response", lambda r: missing.append(r.url) if r.status >= 400 else None)
    page.goto(f"{proxied}/assistant")
    assert page.url == f"{proxied}/assistant/"
    page.goto(f"{proxied}/assistant/clauses/longgang-2025/2")
    assert "算力" in page.locator("main").inner_text()
    page.goto(f"{proxied}/assistant/embed/demo?mode=inline")
    page.locator("policy-assistant textarea").wait_for()
    assert missing == []
