"""The calculator alone: rules, estimates and matching; no question is understood here."""

from __future__ import annotations

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from assistant.answer.render import Json
from assistant.answer.render_match import match_json
from assistant.policy.clause import ClauseId
from assistant.rules.match import match
from assistant.rules.profile import FactText, Profile
from assistant.rules.rule import Rule
from assistant.rules.schema import schema_of
from assistant.web.api.estimating import estimate_json, estimate_receipt, find_rule
from assistant.web.services import Shared, limited

router = APIRouter(prefix="/api/v1", tags=["测算"], dependencies=[Depends(limited)])


class EstimateBody(BaseModel):
    """Facts for one rule; numbers may be written as people do (800万, 30%)."""

    rule_id: str = Field(max_length=200, examples=["longgang-2025#2:compute-service"])
    facts: dict[str, FactText | list[object]] = Field(
        {},
        max_length=200,
        examples=[{"compute_fee_yuan": "800万"}, {"annual_rent_yuan[2025]": "30万"}],
    )
    as_of: str | None = None
    label: str = Field("", max_length=60, description="这组事实的叫法，如 合同A；不影响金额")


class MatchBody(BaseModel):
    """A company's profile: district, facts, and a name if it wants one."""

    profile: dict[str, object] = Field(
        examples=[{"district": "龙岗区", "facts": {"compute_fee_yuan": "800万"}}]
    )
    as_of: str | None = None


@router.get("/rules")
def rules(shared: Shared, policy: str | None = None) -> Json:
    """全部计算规则，可按政策筛选。"""
    if policy is not None:
        shared.assistant.corpus.policy(policy)
    listed = [
        _rule_json(rule)
        for rule in shared.assistant.rulebook.rules
        if policy in (None, ClauseId.parse(rule.clause_id).policy)
    ]
    return {"rules": listed}


@router.get("/rules/{rule_id:path}")
def rule(rule_id: str, shared: Shared) -> Json:
    """一条规则：引文、写法和所需事实的 JSON Schema。编号里的 # 写成 %23 或冒号。"""
    found = find_rule(shared.assistant, rule_id)
    return {
        **_rule_json(found),
        "rule": found.model_dump(mode="json", by_alias=True, exclude_defaults=True),
        "facts": schema_of(found, shared.assistant.rulebook),
    }


@router.post("/estimate")
def estimate(body: EstimateBody, shared: Shared) -> Json:
    """按一条规则测算。"""
    day = shared.day(body.as_of)
    return estimate_json(shared.assistant, body.rule_id, body.facts, day, body.label)


@router.post("/estimate/receipt")
def receipt(body: EstimateBody, shared: Shared) -> JSONResponse:
    """测算并给出凭证；盐只在凭证里，本站不留。日志里的位置当天结束后用 /log/{承诺} 取。"""
    day = shared.day(body.as_of)
    made = estimate_receipt(shared.assistant, body.rule_id, body.facts, day, body.label)
    salt = shared.store.commit(str(made["digest"]))
    return JSONResponse({**made, "salt": salt, "log": None}, headers={"cache-control": "no-store"})


@router.post("/match")
def match_profile(body: MatchBody, shared: Shared) -> Json:
    """企业情况与各条规则的对照，金额大的在前。"""
    profile = Profile.from_mapping(body.profile)
    assistant = shared.assistant
    day = shared.day(body.as_of)
    return match_json(match(profile, assistant.rulebook, assistant.corpus, day))


def _rule_json(rule: Rule) -> Json:
    return {
        "rule_id": rule.id,
        "clause_id": rule.clause_id,
        "title": rule.title,
        "topic": rule.topic,
        "kind": rule.amount.kind,
        "quote": rule.quote,
        "more_quotes": list(rule.more_quotes),
        "conditions": [condition.say for condition in rule.conditions],
        "readings": list(rule.readings),
    }
