"""Jinja2 pages: autoescaped, links relative, so that any path prefix works."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.answer.view import calculate_query, estimate_of, mark_of, view
from assistant.policy.site import Site
from assistant.text.money import format_yuan
from assistant.web.drawing.examples import starters
from assistant.web.drawing.hant import FOLDER as FOLDER_HANT
from assistant.web.drawing.hant import Traditional, html_in_hant, in_hant, to_hant
from assistant.web.drawing.labels import BAR, NUMBER, labels
from assistant.web.drawing.markup import bare, marked, paragraphs, ticked, worded
from assistant.web.drawing.static_files import asset

__all__ = ["SECURITY_HEADERS", "Dataset", "asset", "base_of", "render_page", "templates"]

FOLDER = Path(__file__).parent.parent

HANT = "hant"

SECURITY_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'; require-trusted-types-for 'script'"
    ),
    "x-frame-options": "DENY",
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cache-control": "no-store",
}


@dataclass(frozen=True, slots=True)
class Dataset:
    """What every page says about the corpus; ``names`` are clause id → policy, label, heading.

    ``facts`` are fact name → what people call it; ``site`` is who runs it and how old the data is.
    """

    n_policies: int
    version: str
    names: Mapping[str, str]
    facts: Mapping[str, str]
    site: Site

    def name(self, clause_id: str) -> str:
        """How people call the clause; the id itself if it is unknown."""
        return self.names.get(clause_id, clause_id)


@cache
def templates(lang: str = "") -> Environment:
    """The environment of all pages; an undefined name is an error. ``lang`` is "" or "hant"."""
    is_hant = lang == HANT
    words = _converted(labels()) if is_hant else labels()
    made = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=[Traditional] if is_hant else [],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["marked"] = marked
    made.filters["paragraphs"] = paragraphs
    made.filters["bare"] = bare
    made.filters["worded"] = worded
    made.filters["ticked"] = ticked
    made.filters["turned"] = html_in_hant if is_hant else _unturned
    made.globals.update(
        asset=_asset_hant if is_hant else asset,
        labels=words,
        shades=_converted({"": BAR})[""] if is_hant else BAR,
        in_script=in_hant if is_hant else _as_is,
        view=view,
        estimate_of=estimate_of,
        calculate_query=calculate_query,
        mark_of=mark_of,
        starters=starters,
        words=words,
        number=NUMBER,
        money=format_yuan,
    )
    return made


def _unturned(html: str) -> str:
    return html


def _as_is(answer: dict[str, object]) -> dict[str, object]:
    return answer


def _converted(tables: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    return {
        name: {key: to_hant(word) for key, word in words.items()} for name, words in tables.items()
    }


def _asset_hant(name: str) -> str:
    return f"{FOLDER_HANT}/{name}" if name.endswith(".js") else asset(name)


def base_of(request: Request) -> str:
    """The way up from this page to the root: "./", "../", "../../" and so on."""
    root = request.scope.get("root_path", "").rstrip("/")
    depth = request.scope["path"].removeprefix(root).count("/") - 1
    return "../" * depth or "./"


def _query(values: Mapping[str, str]) -> str:
    return "?" + urlencode({key: value for key, value in values.items() if value})


def render_page(
    request: Request,
    template: str,
    content: Mapping[str, object],
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """A page with the security headers; ``mode=elder`` and ``lang=hant`` in the query change it."""
    # The services as the request began with; one refused on the way has none yet.
    held = getattr(request.state, "services", None) or request.app.state.services
    dataset: Dataset | None = held.dataset
    elder = request.query_params.get("mode") == "elder"
    base = base_of(request)
    lang = HANT if request.query_params.get("lang") == HANT else ""
    carried = {"mode": "elder"} if elder else {}
    carried |= {"lang": lang} if lang else {}
    mode = f"?{urlencode(carried)}" if carried else ""
    notice = held.switch.state.said
    shared = {
        "base": base,
        "home": base + mode,
        "mode": mode,
        "more": mode.replace("?", "&"),
        "carried": carried,
        "elder": elder,
        "lang": lang,
        "other_mode": _query({**carried, "mode": "" if elder else "elder"}),
        "other_lang": _query({**carried, "lang": "" if lang else HANT}),
        "here": "",
        "notice": to_hant(notice) if lang else notice,
        "examples": held.examples,
        "dataset": dataset,
        "site": dataset.site if dataset else Site(),
    }
    html = templates(lang).get_template(template).render({**shared, **content})
    return HTMLResponse(html, status, {**SECURITY_HEADERS, **(headers or {})})
