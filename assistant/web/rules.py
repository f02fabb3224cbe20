"""The calculator alone: rules, estimates and matching; no question is understood here."""

from __future__ import annotations

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from assistant.answer.render import Json, to_json
from assistant.answer.render_match import match_json
from assistant.policy.clause import ClauseId
from assistant.rules.calculate import calculate
from assistant.rules.cliffs import with_cliffs
from assistant.rules.match import match
from assistant.rules.parse_facts import parse_facts
from assistant.rules.profile import FactText, Profile
from assistant.rules.rule import Rule
from assistant.rules.schema import schema_of
from assistant.web.services import Services, Shared, limited

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
    found = _find(shared, rule_id)
    return {
        **_rule_json(found),
        "rule": found.model_dump(mode="json", by_alias=True, exclude_defaults=True),
        "facts": schema_of(found, shared.assistant.rulebook),
    }


@router.post("/estimate")
def estimate(body: EstimateBody, shared: Shared) -> Json:
    """按一条规则测算。"""
    book = shared.assistant.rulebook
    found = _find(shared, body.rule_id)
    facts = parse_facts(book, body.facts)
    policy = shared.assistant.corpus.policy(ClauseId.parse(found.clause_id).policy)
    day = shared.day(body.as_of)
    done = calculate(found, facts, policy=policy, as_of=day, rulebook=book)
    made: Json = to_json(with_cliffs(done, found, facts, book))
    return made


@router.post("/match")
def match_profile(body: MatchBody, shared: Shared) -> Json:
    """企业情况与各条规则的对照，金额大的在前。"""
    profile = Profile.from_mapping(body.profile)
    assistant = shared.assistant
    day = shared.day(body.as_of)
    return match_json(match(profile, assistant.rulebook, assistant.corpus, day))


def _find(shared: Services, rule_id: str) -> Rule:
    """The rule; in a URL the # of its id may be written as a colon."""
    plain = rule_id if "#" in rule_id else rule_id.replace(":", "#", 1)
    return shared.assistant.rulebook.rule(plain)


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
