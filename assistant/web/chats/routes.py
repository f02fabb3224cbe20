"""/chat/<platform>: questions that people ask in 企业微信, 钉钉 or 飞书, where one is configured.

Each person has one conversation a day and chat, under an id made from the platform's names with a
secret: neither names nor chats are kept. A message is answered once, however often it comes.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import logging
import time
from asyncio import to_thread
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from fastapi import APIRouter, Request
from fastapi.responses import Response
from limits import RateLimitItemPerHour
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.background import BackgroundTask

from assistant.errors import AssistantError, StoreError
from assistant.web.api.asking import answer_at_once, begin
from assistant.web.chats.contract import Adapter, ChatError, Incoming, Said, Told
from assistant.web.chats.say import clipped, text_of
from assistant.web.gate.problems import Problem
from assistant.web.gate.windows import CommonWindows
from assistant.web.running.outgoing import CallError
from assistant.web.services import Services, services

router = APIRouter(include_in_schema=False)
log = logging.getLogger("cewen.web")

FORGET = "清除记录"
"""The words with which a person removes what is kept of the conversations."""
_ONCE = RateLimitItemPerHour(1, 8)
"""How long a message is remembered; longer than 飞书's last retry (6 hours)."""
_NO_TEXT = "目前只能读文字，请把问题打成文字发来。"


class Chats:
    """The adapters of one application, and which messages they have had."""

    def __init__(self, adapters: dict[str, Adapter], windows: CommonWindows | None = None) -> None:
        self.adapters = adapters
        self._had = MovingWindowRateLimiter(windows or MemoryStorage())

    def is_new(self, adapter: Adapter, message: str) -> bool:
        """Whether the message comes for the first time; it is remembered."""
        return self._had.hit(_ONCE, "chat", adapter.name, message)


@dataclass(frozen=True, slots=True)
class _Talk:
    """One message in the hands of its adapter."""

    shared: Services
    adapter: Adapter
    said: Said
    base: str

    def answer(self) -> str:
        """The text to tell; every fault of the person's is told in it."""
        shared = self.shared
        state = shared.switch.state
        if state.is_off:
            return state.said
        if not self.said.text:
            return _NO_TEXT
        try:
            ids = self._ids()
            today = next(ids)
            shared.limit.check(f"chat:{today}")
            if self.said.text == FORGET:
                n = sum(shared.store.forget(each) for each in (today, *ids))
                return f"已清除您在这里的 {n} 条问答。"
            asked = begin(shared, self.said.text, today, is_ours=True)
            made = answer_at_once(shared, asked)
        except StoreError as error:
            log.warning("%s", error)
            return "暂时不能清除，请稍后再试。"
        except (Problem, AssistantError) as error:
            return str(error)
        return text_of(made, f"{self.base}a/{made['id']}", self.adapter.most)

    def tell(self, text: str) -> Told:
        """Tell it; a platform that does not take it is logged."""
        try:
            return self.adapter.tell(self.said, clipped(text, self.adapter.most), time.time())
        except CallError as error:
            log.warning("%s: %s", self.adapter.title, error)
            return Told()

    def _ids(self) -> Iterator[str]:
        """The ids of the person's conversations that may be kept, today's first."""
        today = self.shared.today()
        for ago in range(self.shared.settings.conversation_days + 1):
            day = today - timedelta(days=ago)
            named = f"{self.adapter.name}|{day}|{self.said.who}".encode("utf-8", "surrogatepass")
            made = hmac.digest(self.adapter.secret, named, hashlib.sha256)
            found = base64.urlsafe_b64encode(made).decode()[:16]
            yield f"_{found[1:]}" if found.startswith("-") else found


@router.get("/chat/{name}")
async def trial(request: Request, name: str) -> Response:
    """The platform tries the address."""
    return await _handle(request, name)


@router.post("/chat/{name}")
async def message(request: Request, name: str) -> Response:
    """The platform passes on what somebody said."""
    return await _handle(request, name)


async def _handle(request: Request, name: str) -> Response:
    chats: Chats = request.app.state.chats
    adapter = chats.adapters.get(name)
    if adapter is None:
        raise Problem(404, "not_found", "没有配置这个平台，见设置 wecom、dingtalk、feishu。")
    incoming = Incoming(
        request.method,
        dict(request.query_params),
        {key.lower(): value for key, value in request.headers.items()},
        await request.body(),
        time.time(),
    )
    base, shared = str(request.base_url), services(request)
    return await to_thread(_respond, chats, adapter, incoming, lambda: shared, base)


def _respond(
    chats: Chats,
    adapter: Adapter,
    incoming: Incoming,
    shared: Callable[[], Services],
    base: str,
) -> Response:
    try:
        read = adapter.read(incoming)
    except ChatError as fault:
        log.warning("%s: %s", adapter.title, fault)
        code = "signature_invalid" if fault.status == 401 else "invalid_request"
        raise Problem(fault.status, code, str(fault)) from fault
    if isinstance(read, Told):
        return Response(read.content, media_type=read.media_type)
    if not chats.is_new(adapter, read.id):
        return Response("", media_type="text/plain")
    talk = _Talk(shared(), adapter, read, base)
    text = talk.answer()
    if adapter.is_inline:
        told = talk.tell(text)
        return Response(told.content, media_type=told.media_type)
    # The answer is made within the turn of the request; only telling it goes on behind it.
    later = BackgroundTask(talk.tell, text)
    return Response("{}", media_type="application/json", background=later)
