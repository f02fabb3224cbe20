"""The web application: every route over one Assistant.

The only place, beside the command line, that asks what day it is.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from assistant.assistant import Assistant
from assistant.errors import InstallationError
from assistant.settings import Settings
from assistant.web import (
    answers,
    ask,
    calculator,
    completions,
    corpus,
    embed,
    operations,
    pages,
    reference,
    rules,
    statements,
)
from assistant.web.deadline import Deadline
from assistant.web.described import describe
from assistant.web.envelope import Envelope
from assistant.web.hant import FOLDER as HANT_FOLDER
from assistant.web.hant import StaticHant
from assistant.web.hosts import HostGate, Hosts
from assistant.web.limits import RateLimit
from assistant.web.loaded import Loaded
from assistant.web.metrics import Metrics
from assistant.web.problems import add_handlers
from assistant.web.reload import Reloader, Stamp
from assistant.web.services import Services
from assistant.web.sites import SiteGate, Sites
from assistant.web.static_files import STATIC, Static
from assistant.web.store import Store
from assistant.web.workload import Workload

_CHINA = timezone(timedelta(hours=8))

log = logging.getLogger("cewen.web")


def today_in_china() -> date:
    """Today where the policies apply."""
    return datetime.now(_CHINA).date()


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
        SettingsError: the rate limit cannot be read.
    """
    shared = _services(settings, assistant, today, common)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        watching = None
        if watched is not None:
            watching = asyncio.create_task(Reloader(shared, watched).watch())
        yield
        if watching is not None:
            watching.cancel()
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
    routed = (ask, answers, corpus, rules, calculator, embed, completions, operations, pages)
    for module in (*routed, reference, statements):
        app.include_router(module.router)
    app.mount("/static", Static(directory=STATIC), name="static")
    app.mount(f"/{HANT_FOLDER}", StaticHant(directory=STATIC), name="static-hant")
    add_handlers(app)
    describe(app)
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
    app.add_middleware(Envelope, metrics=shared.metrics, root_path=settings.root_path)
    return app


def _services(
    settings: Settings,
    assistant: Assistant | None,
    today: Callable[[], date],
    common: Path | None,
) -> Services:
    broken = ""
    if assistant is None:
        try:
            assistant = Assistant.open(settings)
        except InstallationError as error:
            log.exception("cannot open the assistant")
            broken = str(error)
    store = Store(
        settings.data_dir, days=settings.conversation_days, limit=settings.conversation_limit
    )
    shared = Services(
        settings,
        assistant,
        broken,
        store,
        RateLimit(settings.rate_limit, common=common),
        Metrics(common),
        today,
        Deadline(settings.question_seconds),
    )
    if assistant is not None:
        shared.take_up(Loaded.of(settings, assistant))
    return shared
