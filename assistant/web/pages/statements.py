"""The statements every government site has: about, disclaimer, privacy, accessibility."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from assistant.web.drawing.page import render_page
from assistant.web.services import Shared, limited

router = APIRouter(include_in_schema=False, dependencies=[Depends(limited)])


def _show(request: Request, shared: Shared, name: str) -> HTMLResponse:
    content = {"here": name, "days": shared.settings.conversation_days}
    return render_page(request, f"{name}.html", content)


@router.get("/about")
def about(request: Request, shared: Shared) -> HTMLResponse:
    """What this is, and how answers are made."""
    return _show(request, shared, "about")


@router.get("/disclaimer")
def disclaimer(request: Request, shared: Shared) -> HTMLResponse:
    """What an answer is not."""
    return _show(request, shared, "disclaimer")


@router.get("/privacy")
def privacy(request: Request, shared: Shared) -> HTMLResponse:
    """What is kept, where, and for how long."""
    return _show(request, shared, "privacy")


@router.get("/accessibility")
def accessibility(request: Request, shared: Shared) -> HTMLResponse:
    """How the pages can be used, and what is not reached."""
    return _show(request, shared, "accessibility")
