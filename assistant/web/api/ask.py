"""POST /api/v1/ask: one Answer as JSON, or its events while it is made."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field
from sse_starlette import EventSourceResponse, ServerSentEvent

from assistant.answer.answer import Answer
from assistant.answer.render import Json
from assistant.answer.view import Places
from assistant.web.api.asking import answer_at_once, begin, stream
from assistant.web.gate.problems import problem_json, problem_of, request_id_of
from assistant.web.services import Shared, limited

router = APIRouter(prefix="/api/v1", tags=["问答"])
log = logging.getLogger("cewen.web")

GRACE = 4.0
"""Seconds that a stream has for its end once the server is told to stop."""
STREAM_HEADERS = {"cache-control": "no-cache, no-transform", "x-accel-buffering": "no"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnAnswer(Answer):
    """An answer as it is given at once: with where its parts are drawn (answer/view.py)."""

    view: Places


class AskBody(BaseModel):
    """A question; without conversation_id a new conversation begins."""

    question: str = Field(description="问题，最多 2000 字", examples=["龙岗租800万算力能补多少？"])
    conversation_id: str | None = Field(None, description="上一个回答里的 conversation_id")
    as_of: str | None = Field(
        None, description="按哪一天的政策回答，默认今天", examples=["2025-06-01"]
    )
    replaces: str | None = Field(
        None,
        description="同一对话里一个回答的 id：在它的位置重新提问，它和后面的问答退出对话",
    )
    after: str | None = Field(
        None,
        description="看到的最后一个回答的 id：接着它提问，后来记下的（如停止得晚的）退出对话",
    )


@router.post("/ask", dependencies=[Depends(limited)], response_model=DrawnAnswer)
def ask(request: Request, body: AskBody, shared: Shared) -> Response:
    """提问。`Accept: text/event-stream` 时逐步返回 found、estimated、said、done 或 error 事件。"""
    asked = begin(
        shared, body.question, body.conversation_id, body.as_of, body.replaces, body.after
    )
    if "text/event-stream" not in request.headers.get("accept", ""):
        return JSONResponse(answer_at_once(shared, asked), headers={"cache-control": "no-store"})
    request_id = request_id_of(request)
    events = stream(shared, asked)
    return EventSourceResponse(
        _written(events, request_id), headers=STREAM_HEADERS, ping=15, shutdown_grace_period=GRACE
    )


def _written(events: Iterator[tuple[str, Json]], request_id: str) -> Iterator[ServerSentEvent]:
    """Number and write the events; what goes wrong on the way becomes an error event."""
    number = 0
    try:
        for number, (name, payload) in enumerate(events):
            yield _event(name, payload, f"{request_id}:{number}")
    except Exception as error:  # the response has begun: tell, then end it
        log.exception("%s stream broke", request_id)
        payload = problem_json(problem_of(error), request_id)
        yield _event("error", payload, f"{request_id}:{number + 1}")


def _event(name: str, payload: Json, event_id: str) -> ServerSentEvent:
    return ServerSentEvent(
        json.dumps(payload, ensure_ascii=False), event=name, id=event_id, sep="\n"
    )
