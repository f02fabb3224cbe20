"""The switch of the service and its desk over HTTP: for keys with the scope ``admin``."""

from __future__ import annotations

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field, StrictBool

from assistant.answer.render import Json
from assistant.web.gate.switch import State
from assistant.web.memory.doubted import desk
from assistant.web.services import Shared, limited

router = APIRouter(prefix="/api/v1", tags=["运行状态"], dependencies=[Depends(limited)])


class ServiceBody(BaseModel):
    """How the service is to stand."""

    off: StrictBool = Field(description="true 为暂停回答，政策原文仍可查阅", examples=[False])
    notice: str = Field("", max_length=500, description="所有页面上显示的通知；空为没有")


@router.get("/service")
def service(shared: Shared) -> Json:
    """是否暂停回答，以及通知。"""
    return shared.switch.state.to_json()


@router.post("/service")
def turn(body: ServiceBody, shared: Shared) -> Json:
    """暂停或恢复回答，写通知；要有 admin 权限的密钥。"""
    shared.switch.set(State(body.off, body.notice))
    return shared.switch.state.to_json()


@router.get("/desk")
def doubted(shared: Shared, since: str = "") -> Json:
    """没有答上、只能反问、有话没用上、用户说没用的问题，相近的归在一起；要有 admin 权限的密钥。"""
    oldest = shared.day(since).isoformat() if since else ""
    return {"groups": [group.to_json() for group in desk(shared.store, oldest)]}
