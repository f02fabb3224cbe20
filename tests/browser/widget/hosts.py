"""Web sites around the widget: the assistant on one host, pages of others on another port."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Page

from tests.waiting import PATIENCE, wait_until

STRICT = (
    "default-src 'none'; img-src data:; style-src 'self'; script-src 'self' {base}; "
    "connect-src {base}; frame-src {base}; require-trusted-types-for 'script'; trusted-types 'none'"
)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def eventually(page: Page, holds: Callable[[], object]) -> None:
    """Return when the condition holds; meanwhile the page's events are heard."""
    until = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < until
        page.wait_for_timeout(50)


class Server:
    """An application in a thread; ``asked`` are method and path of what it got."""

    def __init__(self, app: FastAPI, port: int) -> None:
        self.app = app
        self.port = port
        self.asked: list[str] = []

        async def seen(scope, receive, send):  # type: ignore[no-untyped-def]
            if scope["type"] == "http":
                self.asked.append(f"{scope['method']} {scope['path']}")
            await app(scope, receive, send)

        config = uvicorn.Config(seen, port=port, log_level="error", timeout_graceful_shutdown=1)
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def start(self) -> Server:
        self._thread.start()
        wait_until(lambda: self._server.started)
        return self

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(PATIENCE)


@dataclass
class Portal:
    """Static pages of another site, with the headers a test wants; start() serves them."""

    port: int
    pages: dict[str, tuple[str, str, Mapping[str, str]]] = field(default_factory=dict)

    def page(self, path: str, html: str, csp: str = "") -> None:
        headers = {"content-security-policy": csp} if csp else {}
        self.pages[path] = ("text/html; charset=utf-8", html, headers)

    def file(self, path: str, kind: str, text: str) -> None:
        self.pages[path] = (kind, text, {})

    def start(self) -> ThreadingHTTPServer:
        pages = self.pages

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                kind, text, headers = pages.get(self.path.partition("?")[0], ("", "", {}))
                body = text.encode()
                self.send_response(200 if kind else 404)
                self.send_header("content-type", kind or "text/plain")
                self.send_header("content-length", str(len(body)))
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return server


def document(script: str, head: str = "", body: str = "<h1>门户</h1><p>正文</p>") -> str:
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>门户</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="icon" href="data:,">{head}{script}</head>'
        f"<body><main>{body}</main></body></html>"
    )
