"""The page about the HTTP routes, made from the application's own OpenAPI description.

FastAPI's own page loads its script from a foreign host; this one needs none.
"""

from __future__ import annotations

import json
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from assistant.answer.render import Json
from assistant.web.drawing.page import render_page

router = APIRouter(include_in_schema=False)


@router.get("/docs")
def reference(request: Request) -> HTMLResponse:
    """Every route with its parameters and an example."""
    described: dict[str, Any] = request.app.openapi()
    schemas = described.get("components", {}).get("schemas", {})
    groups: dict[str, list[Json]] = {}
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            tag = operation.get("tags", ["其他"])[0]
            groups.setdefault(tag, []).append(_route(path, method, operation, schemas))
    return render_page(request, "docs.html", {"groups": groups})


def _route(path: str, method: str, operation: dict[str, Any], schemas: dict[str, Any]) -> Json:
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    name = body.get("schema", {}).get("$ref", "").rpartition("/")[2]
    fields: dict[str, Any] = schemas.get(name, {}).get("properties", {})
    needed = schemas.get(name, {}).get("required", [])
    given = operation["responses"].get("200", {}).get("content", {}).get("application/json", {})
    kind = given.get("schema", {}).get("$ref", "").rpartition("/")[2]
    example = {key: field["examples"][0] for key, field in fields.items() if "examples" in field}
    return {
        "method": method.upper(),
        "path": path,
        "about": operation.get("description", ""),
        "parameters": [
            {"name": p["name"], "where": p["in"], "needed": p.get("required", False)}
            for p in operation.get("parameters", [])
        ],
        "fields": [
            {"name": key, "about": field.get("description", ""), "needed": key in needed}
            for key, field in fields.items()
        ],
        "example": json.dumps(example, ensure_ascii=False) if example else "",
        "gives": list(schemas.get(kind, {}).get("properties", {})),
    }
