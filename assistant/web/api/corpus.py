"""Policies and clauses with their validity, and retrieval alone."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, Depends, Query

from assistant.answer.render import Json
from assistant.policy.clause import Clause, ClauseId
from assistant.policy.policy import Policy
from assistant.web.services import Services, Shared, limited

router = APIRouter(prefix="/api/v1", tags=["政策与条款"], dependencies=[Depends(limited)])


@router.get("/policies")
def policies(shared: Shared, as_of: str | None = None) -> Json:
    """全部政策及其在某日的效力。"""
    day = shared.day(as_of)
    listed = [policy_json(policy, day) for policy in shared.assistant.corpus.policies]
    return {"as_of": day.isoformat(), "policies": listed}


@router.get("/policies/{policy}")
def policy(policy: str, shared: Shared, as_of: str | None = None) -> Json:
    """一项政策及其全部条款。"""
    day = shared.day(as_of)
    found = shared.assistant.corpus.policy(policy)
    return {
        **policy_json(found, day),
        "as_of": day.isoformat(),
        "clauses": [clause_json(clause) for clause in found.clauses],
    }


@router.get("/clauses/{policy}/{n}")
def clause(policy: str, n: str, shared: Shared, as_of: str | None = None) -> Json:
    """一个条款的原文，`n` 形如 2 或 1.2。"""
    day = shared.day(as_of)
    found = shared.assistant.corpus.policy(policy)
    return {**clause_json(find_clause(shared, policy, n)), "policy": policy_json(found, day)}


@router.get("/search")
def search(
    shared: Shared,
    q: str = "",
    k: int = Query(10, ge=1, le=100),
    as_of: str | None = None,
) -> Json:
    """只检索：最相关的条款在前。"""
    day = shared.day(as_of)
    corpus = shared.assistant.corpus
    status = {policy.id: policy.status_on(day).value for policy in corpus.policies}
    run = shared.assistant.searcher.search(q.strip()[:2000], k=k)
    hits = [
        {
            "clause_id": str(hit.clause_id),
            "score": round(float(hit.score), 6),
            "rank": hit.rank,
            "status": status[hit.clause_id.policy],
        }
        for hit in run.hits
    ]
    return {"query": q, "as_of": day.isoformat(), "hits": hits}


def find_clause(shared: Services, policy_id: str, n: str) -> Clause:
    """The clause of a policy by its number, "2" or "1.2".

    Raises:
        UnknownPolicyError: no such policy.
        UnknownClauseError: no such clause.
    """
    corpus = shared.assistant.corpus
    return corpus.require(ClauseId.parse(f"{corpus.policy(policy_id).id}#{n}"))


def policy_json(policy: Policy, day: date) -> Json:
    """What is told about a policy, without its text."""
    return {
        "id": policy.id,
        "title": policy.title,
        "short_title": policy.short_title,
        "aliases": list(policy.aliases),
        "issuer": policy.issuer,
        "region": policy.region,
        "level": policy.level,
        "url": policy.url,
        "kind": policy.kind.value,
        "status": policy.status_on(day).value,
        "first_day": policy.first_day and policy.first_day.isoformat(),
        "last_day": policy.last_day and policy.last_day.isoformat(),
        "validity_quote": policy.validity_quote,
        "missing_articles": list(policy.missing_articles),
        "notes": list(policy.notes),
        "sha256": policy.sha256,
        "n_clauses": len(policy.clauses),
    }


def clause_json(clause: Clause) -> Json:
    """A clause with its verbatim text and its place in the source."""
    return {
        "clause_id": str(clause.id),
        "policy_id": clause.id.policy,
        "label": clause.label,
        "heading": clause.heading,
        "chapter": clause.chapter,
        "text": clause.text,
        "start": clause.start,
        "end": clause.end,
        "is_leaf": clause.is_leaf,
        "bodies": list(clause.bodies),
    }
