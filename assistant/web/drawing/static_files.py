"""The page's own files: cached for good under the link that names their content, else checked."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

STATIC = Path(__file__).parent.parent / "static"


@cache
def asset(name: str) -> str:
    """The file's link below the root, with a mark of its content so that it can be cached."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]
    return f"static/{name}?v={digest}"


class Static(StaticFiles):
    """Adds how long a browser may keep the file."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, or 304."""
        response = await super().get_response(path, scope)
        is_marked = scope["query_string"].startswith(b"v=")
        keep = "public, max-age=31536000, immutable" if is_marked else "no-cache"
        response.headers["cache-control"] = keep
        return response
