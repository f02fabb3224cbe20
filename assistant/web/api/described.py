"""The OpenAPI description: what FastAPI knows, and every status that the layers around it send."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from assistant.answer.render import Json
from assistant.web.gate.problems import TITLES

_PROBLEM: Json = {
    "title": "Problem",
    "type": "object",
    "description": "RFC 9457 的错误说明，另带 OpenAI 的 error 对象",
    "required": ["type", "title", "status", "detail", "instance", "code", "request_id", "error"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "code": {"type": "string", "enum": sorted(TITLES)},
        "request_id": {"type": "string"},
        "errors": {"type": "array", "items": {"type": "object"}},
        "error": {"type": "object"},
    },
}
_TOLD = {
    "400": "请求有误：参数、日期、编号或主机名不合适，或问题太长、太复杂",
    "401": "没有给出有效的密钥（设置了密钥的站点）",
    "403": "这个网站没有登记，或密钥没有这项权限",
    "404": "没有所问的政策、条款、规则、回答、模型或网站",
    "413": "请求内容太大",
    "429": "请求太频繁",
    "500": "服务器内部错误",
    "503": "繁忙，尚未就绪，或已暂停回答",
}
_OPEN = frozenset({"/healthz", "/readyz", "/version"})


def _event(name: str, data: Json) -> Json:
    """One server-sent event: its name, and JSON of this shape as its data."""
    text: Json = {"type": "string", "contentMediaType": "application/json", "contentSchema": data}
    return {
        "type": "object",
        "required": ["event", "data"],
        "properties": {"event": {"const": name}, "data": text, "id": {"type": "string"}},
    }


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _having(name: str, kind: Json) -> Json:
    return {"type": "object", "required": [name], "properties": {name: kind}}


_LAST: Json = {
    "type": "object",
    "required": ["data"],
    "properties": {"data": {"const": "[DONE]"}, "event": {"const": "message"}},
}
STREAMS: dict[str, Json] = {
    "/api/v1/ask": {
        "oneOf": [
            _event("found", _having("citations", {"type": "array"})),
            _event("estimated", _having("estimates", {"type": "array"})),
            _event("said", _having("sentence", {"type": "object"})),
            _event("done", _having("answer", _ref("DrawnAnswer"))),
            _event("error", _ref("Problem")),
        ]
    },
    "/v1/chat/completions": {
        "oneOf": [_event("message", _having("choices", {"type": "array"})), _LAST]
    },
}
"""What each event of a stream is: OpenAPI 3.2's itemSchema, which readers of 3.1 know too."""


def describe(app: FastAPI) -> None:
    """Make ``app.openapi()`` give the whole description; made at the first call."""

    def openapi() -> dict[str, Any]:
        if not app.openapi_schema:
            made = get_openapi(
                title=app.title,
                version=app.version,
                description=app.description,
                routes=app.routes,
            )
            for path, methods in made["paths"].items():
                for operation in methods.values():
                    _complete(path, operation)
            made.setdefault("components", {}).setdefault("schemas", {})["Problem"] = _PROBLEM
            app.openapi_schema = made
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's documented way


def _complete(path: str, operation: dict[str, Any]) -> None:
    responses = operation["responses"]
    responses.pop("422", None)  # what does not fit the schema is 400 here
    statuses = ["400", "500"]
    if path not in _OPEN:
        statuses += ["401", "403", "404", "429", "503"]
    if "requestBody" in operation:
        statuses.append("413")
    for status in statuses:
        responses[status] = {
            "description": _TOLD[status],
            "content": {
                "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            },
        }
    if path in STREAMS:
        responses["200"]["content"]["text/event-stream"] = {"itemSchema": STREAMS[path]}
    operation["responses"] = dict(sorted(responses.items()))
