"""Receipts over HTTP: what an answer rests on, checking one, the roots of the log."""

from __future__ import annotations

import re
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, JSONResponse
from pydantic import BaseModel, Field

from assistant.answer.render import Json
from assistant.errors import AssistantError
from assistant.web.api.estimating import check_estimate, check_replayed, is_of_estimate
from assistant.web.api.receipts import Verdict, check_content, check_log, check_replay, make_receipt
from assistant.web.drawing.page import render_page
from assistant.web.gate.problems import Problem
from assistant.web.memory.ledger import public_key, site_key
from assistant.web.memory.versions import open_version
from assistant.web.services import Services, Shared, limited

_HEX = re.compile(r"[0-9a-f]{64}")

router = APIRouter(tags=["凭证"], dependencies=[Depends(limited)])


class VerifyBody(BaseModel):
    """A receipt, and what to hold it against."""

    receipt: dict[str, Any] = Field(description="凭证，来自 /api/v1/answers/{id}/receipt")
    root: str = Field("", max_length=64, description="日志当天的根（十六进制），可不填")
    key: str = Field("", max_length=64, description="站点公钥（十六进制），默认用本站的")


@router.get("/api/v1/answers/{answer_id}/receipt")
def receipt(answer_id: str, shared: Shared) -> JSONResponse:
    """一条回答的凭证：依据的语料、规则、程序，回答的摘要，在日志里的位置（当天结束后才有）。"""
    return JSONResponse(receipt_of(shared, answer_id), headers={"cache-control": "no-store"})


@router.post("/api/v1/verify")
def verify(body: VerifyBody, shared: Shared) -> Json:
    """核对凭证：内容与摘要、日志位置与根，并用当时的语料重新计算。"""
    verdict = Verdict()
    if is_of_estimate(body.receipt):
        _verify_estimate(body, shared, verdict)
        return verdict.to_json()
    answer = check_content(body.receipt, verdict)
    if answer is not None:
        key = body.key or own_key(shared)
        key = key if body.receipt.get("log") else ""
        check_log(body.receipt, verdict, root=body.root, key=key)
    if answer is not None and not verdict.wrong:
        deadline = shared.deadline

        def again() -> None:
            check_replay(body.receipt, answer, verdict, lambda v: _opened(shared, v))

        deadline.run(again)
    return verdict.to_json()


def _verify_estimate(body: VerifyBody, shared: Services, verdict: Verdict) -> None:
    receipt = body.receipt
    if check_estimate(receipt, verdict):
        key = (body.key or own_key(shared)) if receipt.get("log") else body.key
        check_log(receipt, verdict, root=body.root, key=key)
    if verdict.wrong:
        return
    try:
        assistant = _opened(shared, str(receipt.get("corpus", "")))
    except AssistantError as error:
        verdict.notes.append(str(error))
        return
    shared.deadline.run(lambda: check_replayed(receipt, assistant, verdict))


@router.get("/api/v1/log/{commitment}")
def place(commitment: str, shared: Shared) -> Json:
    """一个承诺（盐和摘要的哈希）在日志里的位置；当天的日志结束后才有。"""
    found = shared.store.place(commitment) if _HEX.fullmatch(commitment) else None
    if found is None:
        detail = "日志里没有这个承诺，或它那天的日志还没有封存（北京时间次日）。"
        raise Problem(404, "commitment_not_found", detail, "commitment")
    return found


@router.get("/api/v1/log")
def log(shared: Shared) -> Json:
    """日志每天的根和签名用的公钥。日志里只有加盐的承诺，看不出问了什么。"""
    return {"public_key": own_key(shared), "roots": shared.store.roots()}


@router.get("/log", include_in_schema=False)
def log_page(request: Request, shared: Shared) -> HTMLResponse:
    """The same as a page."""
    return render_page(request, "log.html", {**log(shared), "here": "log"})


def receipt_of(shared: Services, answer_id: str) -> Json:
    """The receipt of a kept answer.

    Raises:
        Problem: there is no such answer, or it has no receipt (404).
    """
    proof = shared.store.proof(answer_id) if shared.store.answer(answer_id) else None
    made = make_receipt(*proof, shared.assistant.corpus) if proof else None
    if made is None:
        detail = f"没有编号为 {answer_id[:60]!r} 的回答的凭证：可能已过保存期，或由旧版本保存。"
        raise Problem(404, "answer_not_found", detail, "answer_id")
    return made


def own_key(shared: Services) -> str:
    """The site's public key; "" if it cannot be kept."""
    try:
        return public_key(site_key(shared.settings.data_dir))
    except (OSError, ValueError):
        return ""


def _opened(shared: Services, version: str) -> Any:
    """The version at work if it is that one: opening another takes longer."""
    if shared.assistant.corpus.version == version:
        return shared.assistant
    return open_version(shared.settings, version)
