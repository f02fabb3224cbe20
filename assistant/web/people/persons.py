"""Asking for a person: over HTTP, and as a page that works without script."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict, Field

from assistant.answer.render import Json
from assistant.dialogue.conversation import MAX_TURNS
from assistant.web.api.answers import unknown_conversation
from assistant.web.drawing.page import render_page
from assistant.web.people.handover import contacts_of, hand_over
from assistant.web.services import Services, Shared, limited

router = APIRouter(tags=["已保存的回答"], dependencies=[Depends(limited)])


class HandoverBody(BaseModel):
    """What to tell the person; a misnamed field is an error: a contact would be lost by it."""

    model_config = ConfigDict(extra="forbid")

    note: str = Field("", max_length=1000, description="补充说明，个人号码会被盖住")
    reach: str = Field("", max_length=100, description="怎样联系您，可不填；处理完即删除")


@router.post("/api/v1/conversations/{conversation_id}/handover", status_code=201)
def ask_person(conversation_id: str, body: HandoverBody, shared: Shared) -> Json:
    """转人工：把这段对话交给工作人员，并告诉您可以找谁。"""
    answers = _answers(shared, conversation_id)
    hand_over(shared.store, conversation_id, body.note, body.reach)
    contacts = list(contacts_of(answers, shared.site))
    return {"conversation_id": conversation_id, "contacts": contacts}


@router.get("/handover", include_in_schema=False)
def form(request: Request, shared: Shared, c: str = "") -> HTMLResponse:
    """Whom to ask; where a conversation is named, it can be passed on."""
    answers = shared.store.conversation(c, MAX_TURNS) if c else []
    return _page(request, shared, answers, c if answers else "")


@router.post("/handover", include_in_schema=False)
def asked(
    request: Request,
    shared: Shared,
    c: Annotated[str, Form(max_length=100)],
    note: Annotated[str, Form(max_length=1000)] = "",
    reach: Annotated[str, Form(max_length=100)] = "",
) -> HTMLResponse:
    """The same from a page without script."""
    answers = _answers(shared, c)
    hand_over(shared.store, c, note, reach)
    return _page(request, shared, answers, c, is_done=True)


def _page(
    request: Request, shared: Services, answers: list[Json], c: str, *, is_done: bool = False
) -> HTMLResponse:
    content = {
        "c": c,
        "asked_before": [answer["question"] for answer in answers],
        "contacts": contacts_of(answers, shared.site),
        "is_done": is_done,
        "days": shared.settings.conversation_days,
        "here": "handover",
    }
    return render_page(request, "handover.html", content)


def _answers(shared: Services, conversation_id: str) -> list[Json]:
    answers = shared.store.conversation(conversation_id, MAX_TURNS)
    if not answers:
        raise unknown_conversation(conversation_id)
    return answers
