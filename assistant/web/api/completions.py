"""OpenAI-compatible chat completions: the same answers for clients that speak that protocol.

The history that such a client sends is replayed as the conversation. Citations ride along three
ways: ``url_citation`` annotations, a list of sources in the text, and the member ``policy``.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt

from assistant.answer.render import Json
from assistant.dialogue.conversation import Conversation
from assistant.errors import QuestionError
from assistant.web.api.ask import STREAM_HEADERS
from assistant.web.api.asking import Asked, answer_at_once, taken
from assistant.web.api.completion_text import Told, tell
from assistant.web.gate.problems import Problem
from assistant.web.services import Services, Shared, limited

router = APIRouter(prefix="/v1", tags=["OpenAI 兼容"], dependencies=[Depends(limited)])

MODELS = ("policy-qa", "policy-qa-brief")
_CHORE = "### Task:"
"""How clients begin requests for titles, tags and follow-ups."""


class Part(BaseModel):
    """One part of a message."""

    type: str | None = "text"
    text: str | None = ""


class Message(BaseModel):
    """One message; only what users said counts."""

    role: str
    content: str | list[Part] | None = None

    @property
    def text(self) -> str:
        """The words of all text parts."""
        if isinstance(self.content, str):
            return self.content
        return "\n".join(p.text or "" for p in self.content or () if p.type in ("text", None))


class Wishes(BaseModel):
    """Our own member of the request."""

    as_of: str | None = None
    sources_in_text: StrictBool | None = None


class StreamOptions(BaseModel):
    """What a stream ends with."""

    include_usage: StrictBool | None = None


class CompletionBody(BaseModel):
    """A request; null is as good as left out. What does not matter here is ignored, and said."""

    model_config = ConfigDict(extra="allow")

    model: str | None = Field(None, examples=[MODELS[0]])
    messages: list[Message] = Field(
        min_length=1,
        max_length=400,
        examples=[[{"role": "user", "content": "龙岗租800万算力能补多少？"}]],
    )
    stream: StrictBool | None = None
    stream_options: StreamOptions | None = None
    n: StrictInt | None = None
    response_format: dict[str, Any] | None = None
    policy: Wishes | None = None

    @property
    def ignored(self) -> list[str]:
        """Parameters that were given and change nothing (tools, max_tokens, temperature, …)."""
        return sorted(name for name, value in (self.model_extra or {}).items() if value is not None)


@router.get("/models")
def models(shared: Shared) -> Json:
    """可用的模型名。"""
    return {"object": "list", "data": [_model(name, shared) for name in MODELS]}


@router.get("/models/{model}")
def model(model: str, shared: Shared) -> Json:
    """一个模型。"""
    _check_model(model)
    return _model(model, shared)


@router.post("/chat/completions", response_model=None)
def completions(request: Request, body: CompletionBody, shared: Shared) -> Response:
    """对话补全：把用户消息依次当作一段对话，回答最后一条；`stream` 为真时逐段返回。"""
    name = body.model or MODELS[0]
    _check_model(name)
    _refuse_unsupported(body)
    told = _told(request, body, name, shared)
    if body.ignored:
        told = replace(told, policy={**told.policy, "ignored": body.ignored})
    frame: Json = {
        "id": f"chatcmpl-{secrets.token_hex(12)}",
        "created": _created(shared),
        "model": name,
    }
    if not body.stream:
        return JSONResponse(_whole(frame, told), headers={"cache-control": "no-store"})
    with_usage = bool(body.stream_options and body.stream_options.include_usage)
    chunks = _chunks({**frame, "object": "chat.completion.chunk"}, told, with_usage)
    return StreamingResponse(chunks, media_type="text/event-stream", headers=STREAM_HEADERS)


def _model(name: str, shared: Services) -> Json:
    return {"id": name, "object": "model", "created": _created(shared), "owned_by": "cewen"}


def _check_model(name: str) -> None:
    if name not in MODELS:
        detail = f"没有模型 {name[:60]!r}，可用的是 {'、'.join(MODELS)}。"
        raise Problem(404, "model_not_found", detail, "model")


def _refuse_unsupported(body: CompletionBody) -> None:
    wants_format = (body.response_format or {}).get("type", "text") != "text"
    for name, is_asked in (
        ("n", (body.n or 1) > 1),
        ("response_format", wants_format),
    ):
        if is_asked:
            raise Problem(400, "unsupported_parameter", f"不支持 {name}，请去掉它。", name)


def _told(request: Request, body: CompletionBody, name: str, shared: Services) -> Told:
    wishes = body.policy or Wishes()
    said = [message.text for message in body.messages if message.role == "user"]
    if not said:
        raise Problem(400, "invalid_request", "messages 里没有用户消息。", "messages")
    if said[-1].lstrip().startswith(_CHORE):
        return Told("政策问答", (), {}, len(said[-1]))
    conversation = Conversation(secrets.token_urlsafe(12), ())
    for earlier in said[:-1]:
        try:
            conversation = conversation.say(taken(earlier))
        except QuestionError:
            continue
    asked = Asked(conversation.say(taken(said[-1])), shared.day(wishes.as_of))
    answer = answer_at_once(shared, asked)
    return tell(
        answer,
        str(request.base_url),
        is_brief=name.endswith("brief"),
        with_sources=wishes.sources_in_text is not False,
        n_read=sum(map(len, said)),
    )


def _whole(frame: Json, told: Told) -> Json:
    message = {
        "role": "assistant",
        "content": told.content,
        "refusal": None,
        "annotations": list(told.annotations),
    }
    choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
    return {
        **frame,
        "object": "chat.completion",
        "choices": [choice],
        "usage": told.usage,
        "policy": told.policy,
    }


def _chunks(frame: Json, told: Told, with_usage: bool) -> Iterator[str]:
    """One chunk for each block of the text; annotations in the one that ends it."""

    def chunk(delta: Json, finish: Literal["stop"] | None = None, **more: object) -> str:
        choice = {"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}
        # Where usage was asked for, every chunk but the last says that it holds none.
        usage: Json = {"usage": None} if with_usage else {}
        return _data({**frame, "choices": [choice], **usage, **more})

    yield chunk({"role": "assistant", "content": ""})
    for number, block in enumerate(told.blocks):
        first: dict[str, Any] = {"search_results": told.search_results} if number == 0 else {}
        yield chunk({"content": block}, **first)
    yield chunk({"annotations": list(told.annotations)}, "stop", policy=told.policy)
    if with_usage:
        yield _data({**frame, "choices": [], "usage": told.usage})
    yield "data: [DONE]\n\n"


def _data(payload: Json) -> str:
    return f"data: {json.dumps(payload, ensure_ascii=False)}\n\n"


def _created(shared: Services) -> int:
    """Seconds since 1970 of the newest policy's first day: the same for the same corpus."""
    days = [p.first_day.toordinal() for p in shared.assistant.corpus.policies if p.first_day]
    return (max(days, default=719163) - 719163) * 86400
