"""Health, version and metrics."""

from __future__ import annotations

import time
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST

from assistant.answer.render import Json
from assistant.errors import StoreError
from assistant.web.services import Shared

router = APIRouter(tags=["运行状态"])


def program_version() -> str:
    """The installed version."""
    try:
        return version("cewen")
    except PackageNotFoundError:
        return "0"


@router.get("/healthz")
async def healthz() -> Json:
    """进程在运行。异步执行，不与提问一起排队。"""
    return {"status": "ok"}


@router.get("/readyz", responses={503: {"description": "还不能回答，原因见 reasons"}})
def readyz(shared: Shared) -> JSONResponse:
    """能否回答：语料、索引；存储不可用时仍可回答，但会说明。"""
    notes: list[str] = []

    def note(reason: str) -> None:
        # Anybody may read this: where things lie on the machine stands in the log alone.
        for folder in (shared.settings.data_dir, shared.settings.workspace):
            reason = reason.replace(f"{folder}/", "")
        notes.append(reason)

    store = "ok"
    try:
        shared.store.check()
    except StoreError as error:
        store = "unavailable"
        note(str(error))
    if shared.opened is None:
        note(shared.broken)
        return JSONResponse({"status": "not_ready", "reasons": notes[::-1]}, 503)
    corpus = shared.opened.corpus
    if shared.stale:
        note(shared.stale)
    return JSONResponse(
        {
            "status": "ready",
            "stale": bool(shared.stale),
            "off": shared.switch.state.is_off,
            "corpus_version": corpus.version,
            "policies": len(corpus.policies),
            "store": store,
            "reader": "on" if shared.opened.reader else "off",
            "reasons": notes,
        }
    )


@router.get("/version", responses={503: {"description": "索引尚未就绪"}})
def versions(shared: Shared) -> Json:
    """程序和语料的版本。"""
    return {"version": program_version(), "corpus_version": shared.assistant.corpus.version}


@router.get("/metrics", include_in_schema=False)
def metrics(shared: Shared) -> Response:
    """Counters in the Prometheus text format."""
    shared.metrics.stale.set(bool(shared.stale))
    with suppress(OSError):
        built = (shared.settings.index / "manifest.json").stat().st_mtime
        shared.metrics.index_age.set(round(time.time() - built))
    return Response(shared.metrics.text(), media_type=CONTENT_TYPE_LATEST)
