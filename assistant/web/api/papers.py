"""Amounts in a contract or an invoice, offered for choosing; the file is not kept."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path, PurePath

from anyio import to_thread
from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, Field

from assistant.errors import IntakeError
from assistant.intake.read import Origin, read
from assistant.intake.read_image import NO_RECOGNISER
from assistant.intake.worker import READERS
from assistant.text.money import format_yuan
from assistant.text.private import mask
from assistant.text.quantities import find_quantities
from assistant.text.units import Unit
from assistant.web.gate.problems import Problem
from assistant.web.services import limited

router = APIRouter(prefix="/api/v1", tags=["问答"], dependencies=[Depends(limited)])

KINDS = tuple(READERS)
"""The names of files end like this."""
SECONDS = 60
"""A scan of many pages takes longer, and is refused."""
MOST = 30
"""Amounts that are told of one file."""
_BEFORE, _AFTER = 16, 8
"""Signs around an amount that tell what it is."""
_NO_PICTURES = (
    "这里读不了图片和扫描件，请换成 docx、xlsx 或有文字的 pdf，也可以把金额直接写进问题。"
)
_one_at_a_time = threading.Lock()


class PaperAmount(BaseModel):
    """One amount: as 策问 writes it, in yuan, and the words around it as they stand in the file."""

    amount_text: str = Field(examples=["300万元"])
    yuan: str = Field(examples=["3000000"])
    around: str = Field(examples=["算力服务费用合计人民币3,000,000.00元整"])


class Paper(BaseModel):
    """What was found; ``left_out`` counts amounts beyond those listed."""

    name: str
    amounts: list[PaperAmount]
    left_out: int


_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.post("/papers", openapi_extra=_BODY)
async def paper(request: Request, name: str = Query(max_length=200)) -> Paper:
    """合同、发票里的金额：在本机读出来供选用。`name` 是文件名，请求体是文件本身；文件不保存。"""
    data = await request.body()
    return await to_thread.run_sync(lambda: amounts_in(name, data))


def amounts_in(name: str, data: bytes) -> Paper:
    """The amounts of a file, each different one once, in the order of the text.

    Raises:
        IntakeError: it cannot be read.
        Problem: another one is being read (503).
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in READERS:
        raise IntakeError(f"不认识的格式 {suffix or '（无扩展名）'!r}，可用：{'、'.join(KINDS)}。")
    if not _one_at_a_time.acquire(blocking=False):
        raise Problem(503, "overloaded", "正在读另一份文件，请稍后再试。", retry_after=5)
    try:
        with tempfile.TemporaryDirectory(prefix="cewen-") as folder:
            path = Path(folder) / f"paper{suffix}"
            path.write_bytes(data)
            try:
                text = read(Origin(name, path), SECONDS).text
            except IntakeError as error:
                # The path is of this machine: what is told names the file as the user does.
                told = str(error).replace(str(path), name)
                raise IntakeError(told.replace(NO_RECOGNISER, _NO_PICTURES)) from error
    finally:
        _one_at_a_time.release()
    found = list(_amounts(text))
    return Paper(name=name, amounts=found[:MOST], left_out=max(len(found) - MOST, 0))


def _amounts(text: str) -> Iterator[PaperAmount]:
    seen: set[Decimal] = set()
    for line in text.splitlines():
        for one in find_quantities(line):
            if one.unit is not Unit.YUAN or one.role != "amount" or one.value <= 0:
                continue
            if one.value in seen:
                continue
            seen.add(one.value)
            start, end = max(one.start - _BEFORE, 0), one.end + _AFTER
            yield PaperAmount(
                amount_text=format_yuan(one.value),
                yuan=f"{one.value:f}",
                around=mask(line)[start:end].strip(),
            )
