"""The help widget for other sites: its script, its frame page, a demo, what is public of a site."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from assistant.answer.render import Json
from assistant.web.drawing.examples import starters
from assistant.web.drawing.page import SECURITY_HEADERS, asset, base_of, templates
from assistant.web.gate.problems import Problem
from assistant.web.services import Services, Shared, limited
from assistant.web.widget.bundle import SOURCES, script
from assistant.web.widget.sites import Sites

router = APIRouter(include_in_schema=False)

FOREVER = "public, max-age=31536000, immutable"
SHORT = "public, max-age=300"

PARTS = ("frame", "remote", "aloud", "hant", "open", "more", "full")
OFFERED = 4
"""So many example questions begin a conversation: one of each kind, then more."""
DEMO_MODES = ("bubble", "dock", "inline", "link")
DEMO_THEMES = ("auto", "light", "dark", "contrast")

_STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; "
    "trusted-types 'none'; "
)


@router.get("/embed/v1.js")
def newest(request: Request) -> Response:
    """The widget under its lasting name, kept by browsers for five minutes."""
    return _script(request, "v1.js", SHORT)


@router.get("/embed/v1.{digest}.js")
def exactly(request: Request, digest: str) -> Response:
    """The widget under a name that changes with its content, for pages that state an integrity."""
    if digest != script("v1.js").digest:
        raise Problem(404, "not_found", "没有这个版本的组件，请改用 embed/v1.js。")
    return _script(request, "v1.js", FOREVER)


@router.get("/embed/{part}.js")
def part_of_it(request: Request, part: str) -> Response:
    """What is fetched when it is needed: the open panel, a frame's ends, what lies deeper."""
    if part not in PARTS:
        raise Problem(404, "not_found", "没有这个脚本。")
    return _script(request, f"{part}.js", SHORT)


@router.get("/embed/hant.json")
def traditional() -> Response:
    """The traditional characters of the widget's own words."""
    text = (SOURCES / "hant.json").read_text(encoding="utf-8")
    headers = {"cache-control": SHORT, "access-control-allow-origin": "*"}
    return Response(text, media_type="application/json", headers=headers)


@router.get("/embed/frame")
def frame(request: Request, shared: Shared, site: str = "") -> HTMLResponse:
    """The widget as a page of its own for a frame; only the site's origins may frame it."""
    origins = Sites.parse(shared.settings.sites).of(site)
    policy = f"{_STRICT}frame-ancestors {' '.join(origins)}"
    content = {"site": site.lower(), "origins": origins, "versions": [1]}
    return _page(request, "embed_frame.html", content, policy)


@router.get("/embed/demo")
def demo(
    request: Request, mode: str = "bubble", theme: str = "auto", size: str = "", lang: str = ""
) -> HTMLResponse:
    """A portal page with the strictest policy, and the widget on it."""
    content = {
        "modes": DEMO_MODES,
        "themes": DEMO_THEMES,
        "chosen": mode if mode in DEMO_MODES else DEMO_MODES[0],
        "theme": theme if theme in DEMO_THEMES else DEMO_THEMES[0],
        "elder": size == "elder",
        "hant": lang == "zh-Hant",
    }
    return _page(request, "embed_demo.html", content, f"{_STRICT}frame-ancestors 'none'")


@router.get("/api/v1/sites/{site}", dependencies=[Depends(limited)])
def public_part(site: str, shared: Shared) -> Json:
    """What a page may know of its own registration."""
    Sites.parse(shared.settings.sites).of(site)
    return {"site": site.lower(), **_offered(shared)}


@router.get("/api/v1/suggestions", dependencies=[Depends(limited)])
def suggestions(shared: Shared) -> Json:
    """Example questions by kind of user."""
    return _offered(shared)


def _offered(shared: Services) -> Json:
    groups = [{"name": g.name, "questions": list(g.questions)} for g in shared.examples]
    others = [question for g in shared.examples for question in g.questions[1:]]
    first = [*starters(shared.examples), *others][:OFFERED]
    return {"examples": groups, "first": first, "notice": shared.switch.state.said}


def _script(request: Request, name: str, cache: str) -> Response:
    made = script(name)
    etag = f'"{made.digest}"'
    headers = {
        "cache-control": cache,
        "etag": etag,
        "access-control-allow-origin": "*",
        "cross-origin-resource-policy": "cross-origin",
        "vary": "Accept-Encoding",
    }
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=headers)
    media_type = "text/javascript; charset=utf-8"
    accepted = {one.strip() for one in request.headers.get("accept-encoding", "").split(",")}
    for coding, squeezed in made.squeezed.items():
        if coding in accepted:
            headers["content-encoding"] = coding
            return Response(squeezed, media_type=media_type, headers=headers)
    return Response(made.text, media_type=media_type, headers=headers)


def _page(
    request: Request, template: str, content: Mapping[str, object], policy: str
) -> HTMLResponse:
    widget = script("v1.js")
    shared = {"base": base_of(request), "widget": widget, "frame": script("frame.js")}
    html = templates().get_template(template).render({**shared, **content, "asset": asset})
    headers = {**SECURITY_HEADERS, "content-security-policy": policy}
    if "frame-ancestors 'none'" not in policy:
        del headers["x-frame-options"]
    return HTMLResponse(html, headers=headers)
