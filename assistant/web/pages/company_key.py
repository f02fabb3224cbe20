"""Companies kept by a key: forms beside the sheet that need no script, and the same as an API.

The key stands in the body of a form or in a header, never in an address, which servers log.
"""

from __future__ import annotations

from typing import Annotated
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Depends, Form, Header, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from pydantic import BaseModel, Field

from assistant.answer.render import Json
from assistant.errors import FactError
from assistant.rules.estimate import fact_json
from assistant.rules.match import Company, policies_for
from assistant.rules.profile import Profile
from assistant.rules.rulebook import Rulebook
from assistant.web.drawing.page import base_of, render_page
from assistant.web.pages.company import State, introduction, read_state
from assistant.web.pages.kept_company import (
    MOST_LINK,
    Kept,
    forget_company,
    keep_company,
    kept_company,
)
from assistant.web.services import Services, Shared, limited

router = APIRouter(dependencies=[Depends(limited)])

_PRIVATE = {"cache-control": "no-store"}
FormKey = Annotated[str, Form(max_length=100)]
HeaderKey = Annotated[str, Header(alias="X-Company-Key", max_length=100)]


class CompanyBody(BaseModel):
    """A company to keep: the profile that ``/match`` takes."""

    profile: dict[str, object] = Field(description="企业情况：district、name、facts、matters")


@router.post("/company/keep", include_in_schema=False)
def keep_by_form(
    request: Request,
    shared: Shared,
    link: Annotated[str, Form(max_length=MOST_LINK)],
    key: FormKey = "",
) -> HTMLResponse:
    """Keep the sheet's company; the page shows the key, once."""
    book = shared.menu.rulebook
    state = read_state(parse_qsl(link, keep_blank_values=True), book)
    is_new = not key.strip()
    told, kept = keep_company(shared.store, urlencode(state.link(book)), key.strip())
    content: Json = {
        "here": "company",
        "key": told if is_new else "",
        "until": kept.until,
        "query": kept.link,
        "company": state.company,
    }
    return render_page(request, "company_key.html", content, headers=_PRIVATE)


@router.post("/company/open", include_in_schema=False)
def open_by_form(request: Request, shared: Shared, key: FormKey) -> RedirectResponse:
    """The sheet of the company that is kept under the key."""
    kept = kept_company(shared.store, key.strip())
    return RedirectResponse(f"{base_of(request)}company?{kept.link}", 303, _PRIVATE)


@router.post("/company/forget", include_in_schema=False)
def forget_by_form(request: Request, shared: Shared, key: FormKey) -> Response:
    """Delete what is kept under the key."""
    forget_company(shared.store, key.strip())
    content: Json = {"here": "company", "key": "", "until": "", "query": "", "company": Company("")}
    return render_page(request, "company_key.html", content, headers=_PRIVATE)


@router.post("/api/v1/company", tags=["测算"])
def keep(body: CompanyBody, shared: Shared, key: HeaderKey = "") -> JSONResponse:
    """存一家企业，给出密钥（只给这一次）；请求头 X-Company-Key 写已有的密钥，就替换它存着的。"""
    book = shared.menu.rulebook
    company = Company.of(Profile.from_mapping(body.profile), book)
    policies_for(company.district, shared.menu.corpus)
    told, kept = keep_company(
        shared.store, urlencode(State(company, frozenset(), 0).link(book)), key.strip()
    )
    return _answer({"key": told, **_told(kept, shared)})


@router.get("/api/v1/company", tags=["测算"])
def show(shared: Shared, key: HeaderKey) -> JSONResponse:
    """密钥存着的企业：profile 可以原样用于 /match，say 是放在问题前面的一句话。"""
    return _answer(_told(kept_company(shared.store, key.strip()), shared))


@router.delete("/api/v1/company", tags=["测算"])
def forget(shared: Shared, key: HeaderKey) -> JSONResponse:
    """删除密钥存着的企业。"""
    forget_company(shared.store, key.strip())
    return _answer({"deleted": True})


def _answer(content: Json) -> JSONResponse:
    return JSONResponse(content, headers=_PRIVATE)


def _told(kept: Kept, shared: Services) -> Json:
    """What is kept, as a caller uses it."""
    book = shared.menu.rulebook
    state = read_state(parse_qsl(kept.link, keep_blank_values=True), book)
    if state.errors:  # a fact that the rules know no more
        raise FactError(state.errors[0])
    company = state.company
    return {
        "until": kept.until,
        "query": kept.link,
        "say": introduction(company, book),
        "profile": _profile(company, book),
    }


def _profile(company: Company, rulebook: Rulebook) -> Json:
    """The company as ``/match`` takes it."""
    made: Json = {
        "district": company.district,
        "name": company.name,
        "facts": {name: fact_json(value) for name, value in company.facts.items()},
    }
    if company.matters is not None:
        made["matters"] = {
            topic: {name: fact_json(value) for name, value in held.items()}
            for topic, held in company.matters.items()
        }
    return made
