"""Stored answers, checked again against the corpus of today; feedback on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, cast

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from pydantic import BaseModel, Field

from assistant.answer.answer import Answer
from assistant.answer.render import Json, answer_of
from assistant.dialogue.conversation import MAX_TURNS
from assistant.policy.corpus import Corpus
from assistant.text.private import mask
from assistant.web.api.files import answer_file, check_form
from assistant.web.api.since import since
from assistant.web.drawing.page import render_page
from assistant.web.gate.problems import Problem
from assistant.web.services import Services, Shared, limited

router = APIRouter(tags=["已保存的回答"], dependencies=[Depends(limited)])


REASONS = ("引用不对", "金额不对", "没答到点上", "看不懂")


class FeedbackBody(BaseModel):
    """A verdict on an answer."""

    answer_id: str = Field(max_length=128)
    rating: Literal["up", "down"]
    comment: str = Field("", max_length=2000)


@dataclass(frozen=True, slots=True)
class PresentQuote:
    """Whether citation ``n`` still stands in the corpus, byte for byte."""

    n: int
    present: bool


@dataclass(frozen=True, slots=True)
class Verification:
    """An answer against the corpus of today."""

    corpus_version: str
    same_corpus: bool
    quotes: tuple[PresentQuote, ...]
    all_present: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAnswer(Answer):
    """An answer from the store, checked again."""

    verification: Verification


@router.get("/api/v1/answers/{answer_id}", response_model=StoredAnswer)
def answer(answer_id: str, shared: Shared) -> JSONResponse:
    """已保存的回答，附按当前语料重新核对的结果。"""
    return JSONResponse(_stored(shared, answer_id))


@router.get("/api/v1/conversations/{conversation_id}")
def conversation(conversation_id: str, shared: Shared) -> Json:
    """一段对话里保存的全部内容：问题、回答和评价。编号只有提问者知道。"""
    answers = shared.store.conversation(conversation_id, MAX_TURNS)
    if not answers:
        raise unknown_conversation(conversation_id)
    verdicts = shared.store.verdicts(conversation_id)
    return {"conversation_id": conversation_id, "answers": answers, "feedback": verdicts}


@router.delete("/api/v1/conversations/{conversation_id}")
def forget(conversation_id: str, shared: Shared) -> Json:
    """删除一段对话：问题、回答和评价都不再保存。"""
    deleted = shared.store.forget(conversation_id)
    if not deleted:
        raise unknown_conversation(conversation_id)
    return {"conversation_id": conversation_id, "deleted": deleted}


@router.get("/a/{answer_id}.{form}", include_in_schema=False)
def answer_as_file(answer_id: str, form: str, shared: Shared) -> Response:
    """The same as a file: xlsx, docx, md or json."""
    check_form(form)
    stored = _stored(shared, answer_id)
    found = answer_of(stored)
    if found is None:
        raise _unknown(answer_id)
    return answer_file(found, stored, form, shared)


@router.get("/a/{answer_id}", include_in_schema=False)
def answer_page(request: Request, answer_id: str, shared: Shared) -> HTMLResponse:
    """The same as a page that can be shared."""
    stored = _stored(shared, answer_id)
    content = {
        "answer": stored,
        "since": since(shared, stored, shared.store.messages(answer_id)),
        "thanks": "thanks" in request.query_params,
    }
    return render_page(request, "answer.html", content)


@router.get("/a/{answer_id}/why", include_in_schema=False)
def reason_page(request: Request, answer_id: str, shared: Shared) -> HTMLResponse:
    """Asks what was wrong with an answer."""
    question = _stored(shared, answer_id)["question"]
    content = {"answer_id": answer_id, "question": question, "reasons": REASONS}
    return render_page(request, "reason.html", content)


@router.post("/a/{answer_id}/feedback", include_in_schema=False)
def feedback_form(
    answer_id: str,
    shared: Shared,
    rating: Annotated[Literal["up", "down"], Form()],
    reason: Annotated[str, Form(max_length=60)] = "",
    comment: Annotated[str, Form(max_length=1000)] = "",
) -> RedirectResponse:
    """The same verdict from a page without script; 没用 leads to the question why."""
    if rating == "down" and not reason:
        _stored(shared, answer_id)
        return RedirectResponse(f"../{answer_id}/why", status_code=303)
    said = "：".join(filter(None, (reason, comment.strip())))
    feedback(FeedbackBody(answer_id=answer_id, rating=rating, comment=said), shared)
    return RedirectResponse(f"../{answer_id}?thanks", status_code=303)


@router.post("/api/v1/feedback", status_code=201)
def feedback(body: FeedbackBody, shared: Shared) -> Json:
    """评价一条回答：up 有用，down 没用。"""
    if shared.store.answer(body.answer_id) is None:
        raise _unknown(body.answer_id)
    shared.store.rate(body.answer_id, body.rating, mask(body.comment.strip()))
    return {"answer_id": body.answer_id, "rating": body.rating}


def verified(answer: Json, corpus: Corpus) -> Json:
    """Whether each quote still stands in the corpus, and whether that is the same corpus."""
    sources = {policy.id: policy.source for policy in corpus.policies}
    quotes = []
    for citation in cast(list[dict[str, object]], answer["citations"]):
        source = sources.get(str(citation["policy_id"]), "")
        quotes.append({"n": citation["n"], "present": str(citation["quote"]) in source})
    return {
        "corpus_version": corpus.version,
        "same_corpus": answer["corpus_version"] == corpus.version,
        "quotes": quotes,
        "all_present": all(quote["present"] for quote in quotes),
    }


def _stored(shared: Services, answer_id: str) -> Json:
    found = shared.store.answer(answer_id)
    if found is None:
        raise _unknown(answer_id)
    # An answer is shown to whom its address is sent: that must not lead to the conversation.
    found["conversation_id"] = ""
    return {**found, "verification": verified(found, shared.assistant.corpus)}


def unknown_conversation(conversation_id: str) -> Problem:
    """There is no such conversation, or it is no longer kept."""
    return Problem(
        404,
        "conversation_not_found",
        f"没有编号为 {conversation_id[:60]!r} 的对话：可能已删除，或已过保存期。",
        "conversation_id",
    )


def _unknown(answer_id: str) -> Problem:
    return Problem(
        404,
        "answer_not_found",
        f"没有编号为 {answer_id[:60]!r} 的回答：可能已过保存期，请重新提问。",
        "answer_id",
    )
