"""The desk of the service: doubted questions with what can be made of them, and hand-overs.

Behind the same keys as the desk of rules; every action is a form, and works without script.
"""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.errors import AssistantError
from assistant.text.normalise import fold
from assistant.text.private import mask
from assistant.web.drawing.page import base_of, render_page
from assistant.web.gate.problems import problem_of
from assistant.web.memory.doubted import WHY, desk
from assistant.web.people.desk import editor_of, enter_page
from assistant.web.people.follow_up import add_alias, add_question, add_request, followed
from assistant.web.people.handover import close, waiting
from assistant.web.services import Services, Shared, limited

router = APIRouter(prefix="/desk", include_in_schema=False, dependencies=[Depends(limited)])

_SHOWN = 50


@router.get("/questions")
def questions(request: Request, shared: Shared) -> HTMLResponse:
    """What was not answered or answered in doubt, most asked first."""
    editor = editor_of(request, shared)
    return _questions(request, shared, editor) if editor else enter_page(request)


@router.post("/questions")
def follow(
    request: Request,
    shared: Shared,
    action: Annotated[Literal["alias", "request", "question"], Form()],
    question: Annotated[str, Form(min_length=1, max_length=2000)],
    clause: Annotated[str, Form(max_length=100)] = "",
    words: Annotated[str, Form(max_length=100)] = "",
    term: Annotated[str, Form(max_length=100)] = "",
    note: Annotated[str, Form(max_length=300)] = "",
) -> Response:
    """Make an alias, a request for a clause or a test question of a doubted question."""
    editor = editor_of(request, shared)
    if not editor:
        return enter_page(request)
    asked, day = mask(question), shared.today().isoformat()
    try:
        if action == "alias":
            add_alias(shared.settings, shared.assistant.corpus, words, term)
        elif action == "request":
            add_request(shared.settings, asked, mask(note.strip()), editor, day)
        else:
            add_question(shared.settings, asked, clause, editor, day)
    except AssistantError as error:
        return _questions(request, shared, editor, str(error), problem_of(error).status)
    return RedirectResponse(f"{base_of(request)}desk/questions?done={action}", 303)


@router.get("/people")
def people(request: Request, shared: Shared) -> HTMLResponse:
    """The conversations that wait for a person, with what was said and whom to ask."""
    editor = editor_of(request, shared)
    if not editor:
        return enter_page(request)
    content = {"editor": editor, "waiting": waiting(shared.store, shared.site)}
    return render_page(request, "desk_people.html", content)


@router.post("/people")
def done(request: Request, shared: Shared, number: Annotated[int, Form(ge=1)]) -> Response:
    """One was dealt with."""
    editor = editor_of(request, shared)
    if not editor:
        return enter_page(request)
    close(shared.store, number, editor)
    return RedirectResponse(f"{base_of(request)}desk/people", 303)


def _questions(
    request: Request, shared: Services, editor: str, fault: str = "", status: int = 200
) -> HTMLResponse:
    made = followed(shared.settings)
    groups = [
        {
            **group.to_json(),
            "made": [said for q in group.questions for said in made.get(fold(q), ())],
        }
        for group in desk(shared.store)[:_SHOWN]
    ]
    names = shared.dataset.names if shared.dataset else {}
    done = request.query_params.get("done", "")
    content = {
        "editor": editor,
        "groups": groups,
        "names": names,
        "why": WHY,
        "fault": fault,
        "done": {"alias": "别名", "request": "收录请求", "question": "评测题"}.get(done, ""),
    }
    return render_page(request, "desk_questions.html", content, status)
