"""The web application: every route over one Assistant.

The only place, beside the command line, that asks what day it is.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from assistant.assistant import Assistant
from assistant.errors import AssistantError, InstallationError
from assistant.settings import Settings, today_in_china
from assistant.web import api, pages, people
from assistant.web.api import operations
from assistant.web.api.described import describe
from assistant.web.api.mcp_route import McpRoute, mcp_route
from assistant.web.api.webhook import Webhook, tell_what_is_new
from assistant.web.chats import routes as chat_routes
from assistant.web.chats.configured import adapters_of
from assistant.web.drawing.hant import FOLDER as HANT_FOLDER
from assistant.web.drawing.hant import StaticHant
from assistant.web.drawing.static_files import STATIC, Static
from assistant.web.gate.access import Access
from assistant.web.gate.deadline import Deadline
from assistant.web.gate.envelope import Envelope
from assistant.web.gate.hosts import HostGate, Hosts
from assistant.web.gate.keys import scopes_of
from assistant.web.gate.limits import RateLimit
from assistant.web.gate.problems import add_handlers
from assistant.web.gate.switch import Switch
from assistant.web.gate.windows import CommonWindows
from assistant.web.gate.workload import Workload
from assistant.web.loaded import Loaded
from assistant.web.memory.ledger import site_key
from assistant.web.memory.store import Store
from assistant.web.memory.versions import keep_version
from assistant.web.model import Model
from assistant.web.reload import Reloader, Stamp
from assistant.web.running.metrics import Metrics
from assistant.web.running.traces import Traces
from assistant.web.services import Services
from assistant.web.widget import embed
from assistant.web.widget.sites import SiteGate, Sites

_HOUSE = 600
log = logging.getLogger("cewen.web")


def create_app(
    settings: Settings,
    assistant: Assistant | None = None,
    *,
    today: Callable[[], date] = today_in_china,
    watched: Stamp | None = None,
    common: Path | None = None,
) -> FastAPI:
    """The application; without an assistant it opens one, and tells on /readyz if it cannot.

    ``watched`` is the state of the files that the assistant was opened from: it is opened anew when
    they change. ``common`` is a folder that the worker processes of one server share.

    Raises:
        SettingsError: the rate limit, the scopes that need a key, the address of traces or a chat
            platform cannot be read.
    """
    shared = make_services(settings, assistant, today, common)
    traces = Traces(settings.otlp, operations.program_version())
    tools = McpRoute(lambda: shared)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(_keep_house(shared, watched is not None))]
        if watched is not None:
            tasks.append(asyncio.create_task(Reloader(shared, watched).watch()))
        yield
        for task in tasks:
            task.cancel()
        await tools.close()
        await asyncio.to_thread(traces.close)
        shared.store.close()

    app = FastAPI(
        title="策问",
        version=operations.program_version(),
        description="政策问答：逐字引用的条款和按条款算出的金额。",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    app.state.services = shared
    windows = CommonWindows(common / "windows.sqlite") if common is not None else None
    app.state.chats = chat_routes.Chats(adapters_of(settings), windows)
    # As their routers made them: an included one's are made again by the first request, in 0.2 s.
    for router in (
        *api.ROUTERS,
        *pages.ROUTERS,
        *people.ROUTERS,
        embed.router,
        chat_routes.router,
    ):
        app.router.routes.extend(router.routes)
    app.router.routes.append(mcp_route(tools))
    app.mount("/static", Static(directory=STATIC), name="static")
    app.mount(f"/{HANT_FOLDER}", StaticHant(directory=STATIC), name="static-hant")
    add_handlers(app)
    describe(app)
    app.add_middleware(
        Access, store=shared.store, switch=shared.switch, needed=scopes_of(settings.keys)
    )
    site_limit = RateLimit(settings.site_rate_limit, "CEWEN_SITE_RATE_LIMIT", common)
    app.add_middleware(SiteGate, sites=Sites.parse(settings.sites), limit=site_limit)
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=5)
    app.add_middleware(
        Workload,
        metrics=shared.metrics,
        most=settings.concurrency,
        waiting=settings.queue,
        each_address=settings.address_concurrency,
    )
    app.add_middleware(HostGate, hosts=Hosts(settings.hosts))
    app.add_middleware(
        Envelope, metrics=shared.metrics, traces=traces, root_path=settings.root_path
    )
    return app


async def _keep_house(shared: Services, with_versions: bool) -> None:
    """Remove what is too old, close the log's days, keep the corpus, tell what is new.

    Now and every ten minutes.
    """
    webhook = Webhook.of(shared.settings)

    def once() -> None:
        try:
            shared.store.prune()
            shared.store.close_days(site_key(shared.settings.data_dir))
            if shared.opened is not None and with_versions:
                keep_version(shared.settings, shared.opened.corpus.version)
            if webhook is not None and shared.opened is not None:
                tell_what_is_new(shared, webhook)
        except (AssistantError, OSError, ValueError) as error:
            log.warning("%s", error)

    while True:
        await asyncio.to_thread(once)
        await asyncio.sleep(_HOUSE)


def make_services(
    settings: Settings,
    assistant: Assistant | None,
    today: Callable[[], date] = today_in_china,
    common: Path | None = None,
) -> Services:
    """What the routes and tools share; without an assistant it is opened.

    Raises:
        SettingsError: the rate limit cannot be read.
    """
    broken = ""
    if assistant is None:
        try:
            assistant = Assistant.open(settings)
        except InstallationError as error:
            log.exception("cannot open the assistant")
            broken = str(error)
    metrics = Metrics(common)
    store = Store(
        settings.data_dir,
        days=settings.conversation_days,
        limit=settings.conversation_limit,
        url=settings.database,
        unreadable=metrics.unreadable.inc,
    )
    shared = Services(
        settings,
        assistant,
        broken,
        store,
        RateLimit(settings.rate_limit, common=common),
        metrics,
        today,
        Deadline(settings.question_seconds),
        Switch(settings.data_dir),
        model=Model.of(settings),
    )
    if assistant is not None:
        shared.take_up(Loaded.of(settings, assistant))
    return shared
