"""The desk: proposed rules beside their clause, decided by keyboard, behind a key.

Every editor has a key of their own with the scope ``desk``; its name is who decided. The pages work
without script: every decision is a form.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.errors import ReviewError
from assistant.intake.desk import Desk, Waiting, as_yaml, unconfirmed
from assistant.rules.quoted_numbers import quoted_numbers
from assistant.rules.read.words import rule_words
from assistant.web.drawing.page import base_of, render_page
from assistant.web.gate.keys import use_key
from assistant.web.gate.problems import Problem
from assistant.web.services import Services, Shared, limited

router = APIRouter(prefix="/desk", include_in_schema=False, dependencies=[Depends(limited)])

COOKIE = "cewen_desk"
_HOURS = 12
_SCOPE = "desk"


@router.get("")
def home(request: Request, shared: Shared) -> HTMLResponse:
    """The policies with rules that wait; without a key, the question for it."""
    editor = editor_of(request, shared)
    if not editor:
        return enter_page(request)
    names = {policy.id: policy.title for policy in shared.assistant.corpus.policies}
    waiting = [
        {"id": policy, "title": names.get(policy, policy), "n": n}
        for policy, n in unconfirmed(shared.settings.corpus)
    ]
    content = {"editor": editor, "waiting": waiting, "reviewers": shared.settings.reviewers}
    return render_page(request, "desk.html", content)


@router.post("")
def enter(
    request: Request, shared: Shared, key: Annotated[str, Form(max_length=100)] = ""
) -> Response:
    """Keep the key in a cookie that no script sees and no other site sends."""
    try:
        use_key(shared.store, key.strip(), _SCOPE)
    except Problem as problem:
        return enter_page(request, str(problem), problem.status)
    response = RedirectResponse(f"{base_of(request)}desk", 303)
    response.set_cookie(
        COOKIE,
        key.strip(),
        max_age=_HOURS * 3600,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return response


@router.post("/leave")
def leave(request: Request) -> RedirectResponse:
    """Forget the key."""
    response = RedirectResponse(f"{base_of(request)}desk", 303)
    response.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return response


@router.get("/{policy_id}")
def look(request: Request, policy_id: str, shared: Shared, at: int = 0) -> HTMLResponse:
    """One proposal beside its clause; ``at`` counts those that wait."""
    editor = editor_of(request, shared)
    return _look(request, shared, policy_id, editor, at) if editor else enter_page(request)


@router.post("/{policy_id}")
def decide(
    request: Request,
    policy_id: str,
    shared: Shared,
    action: Annotated[str, Form(pattern="^(accept|reject|edit)$")],
    rule: Annotated[str, Form(max_length=200)],
    at: Annotated[int, Form(ge=0)] = 0,
    reason: Annotated[str, Form(max_length=300)] = "",
    text: Annotated[str, Form(max_length=40_000)] = "",
) -> Response:
    """Accept, reject or change a rule; a fault is told beside what was typed, nothing is saved."""
    editor = editor_of(request, shared)
    if not editor:
        return enter_page(request)
    desk = _open(shared, policy_id)
    try:
        if action == "accept":
            # What one of two editors accepted still waits: go on to the next.
            at += not desk.accept(rule, editor)
        elif action == "reject":
            desk.reject(rule, reason.strip() or "编辑核对后认为不能这样计算。")
        else:
            desk.edit(rule, text.replace("\r\n", "\n"))
    except ReviewError as error:
        return _look(request, shared, policy_id, editor, at, fault=str(error), typed=text)
    return RedirectResponse(f"{base_of(request)}desk/{policy_id}?at={at}", 303)


def editor_of(request: Request, shared: Services) -> str:
    """The name of the key that the browser sends, "" where there is none or it was taken back."""
    try:
        return use_key(shared.store, request.cookies.get(COOKIE, ""), _SCOPE)
    except Problem:
        return ""


def enter_page(request: Request, fault: str = "", status: int = 401) -> HTMLResponse:
    """The question for the key."""
    return render_page(request, "desk_enter.html", {"fault": fault}, status)


def _open(shared: Services, policy_id: str) -> Desk:
    shared.assistant.corpus.policy(policy_id)
    return Desk(shared.settings.corpus, policy_id, reviewers=shared.settings.reviewers)


def _look(
    request: Request,
    shared: Services,
    policy_id: str,
    editor: str,
    at: int,
    *,
    fault: str = "",
    typed: str = "",
) -> HTMLResponse:
    desk = _open(shared, policy_id)
    waiting = desk.waiting()
    here = min(max(at, 0), max(len(waiting) - 1, 0))
    content = {
        "policy": desk.policy,
        "editor": editor,
        "reviewers": shared.settings.reviewers,
        "at": here,
        "n": len(waiting),
        "n_rules": desk.n_rules,
        "one": _shown(waiting[here], desk, typed) if waiting else None,
        "findings": () if waiting else desk.findings(),
        "fault": fault,
    }
    return render_page(request, "desk_rule.html", content, 400 if fault else 200)


def _shown(one: Waiting, desk: Desk, typed: str) -> Mapping[str, object]:
    """A proposal as the page draws it; ``spans`` are its words, ``figures`` their numbers."""
    text, spans, figures = one.clause.text, [], []
    for quote in (one.rule.quote, *one.rule.more_quotes):
        start = text.find(quote)
        if start >= 0:
            spans.append((start, start + len(quote)))
            figures += [(start + n.start, start + n.end) for n in quoted_numbers(quote)]
    tests = (*one.rule.when, *one.rule.conditions)
    return {
        "rule": one.rule,
        "clause": one.clause,
        "spans": spans,
        "figures": [text[start:end] for start, end in sorted(set(figures))],
        "formula": rule_words(one.rule, desk.facts),
        "conditions": [test.say for test in tests],
        "samples": one.samples,
        "accepted_by": one.accepted_by,
        "yaml": typed or as_yaml(one.written),
    }
