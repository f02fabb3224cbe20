"""The pages: asking, and reading the policies; all of them work without script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse

from assistant.answer.charts import spans
from assistant.answer.render import Json
from assistant.dialogue.conversation import MAX_TURNS
from assistant.errors import StoreError, UserError
from assistant.policy.clause import Clause
from assistant.policy.policy import PolicyKind
from assistant.rules.program import parts_of
from assistant.rules.read.words import rule_words
from assistant.web.api.asking import answer_at_once, begin, forget
from assistant.web.api.corpus import find_clause, policy_json
from assistant.web.api.papers import KINDS
from assistant.web.drawing.labels import STATUS
from assistant.web.drawing.page import render_page
from assistant.web.gate.problems import problem_of
from assistant.web.services import Services, Shared, limited, services

router = APIRouter(include_in_schema=False, dependencies=[Depends(limited)])

_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")
_EXCERPT = 90
"""Characters of a clause that a search shows; the first words found stand this far in:"""
_LEAD = 20


@router.get("/")
def home(
    request: Request, shared: Shared, q: str = "", as_of: str = "", c: str = ""
) -> HTMLResponse:
    """The chat page; ``q`` asks at once, ``c`` shows a conversation again."""
    if q.strip():
        return _asked(request, shared, q, "", as_of)
    turns = _turns(shared, c) if c else []
    return _chat(request, turns, as_of or shared.today().isoformat(), c if turns else "")


@router.post("/")
def asked(
    request: Request,
    shared: Shared,
    question: Annotated[str, Form()] = "",
    conversation_id: Annotated[str, Form()] = "",
    as_of: Annotated[str, Form()] = "",
    label: Annotated[str, Form(max_length=60)] = "",
    value: Annotated[str, Form(max_length=60)] = "",
    was: Annotated[str, Form(max_length=60)] = "",
    among: Annotated[str, Form(max_length=600)] = "",
) -> HTMLResponse:
    """The form without script; ``label`` and ``value`` correct what was understood.

    ``was`` is what stood there, where several things have the label; ``among`` are all of them,
    where they are alternatives of which the others stay (places that are compared).
    """
    if not question and label and value:
        others = dict.fromkeys(value if one == was else one for one in among.split("、"))
        question = f"{label if among else was or label}改为{'、'.join(others) if among else value}"
    return _asked(request, shared, question, conversation_id, as_of)


@router.get("/policies")
def policies(
    request: Request, shared: Shared, q: str = "", policy: str = "", as_of: str = ""
) -> HTMLResponse:
    """All policies, and the clauses that a search finds; ``policy`` searches one of them."""
    day = shared.day(as_of)
    corpus = shared.assistant.corpus
    query = q.strip()[:200]
    inside = corpus.policy(policy) if policy else None
    only = frozenset({inside.id}) if inside else None
    hits = []
    run = shared.assistant.searcher.search(query, k=8, policies=only) if query else None
    for hit in run.hits if run else ():
        found = corpus.policy(hit.clause_id.policy)
        clause = found.clause(hit.clause_id)
        hits.append(
            {
                "id": str(hit.clause_id),
                "name": shared.dataset.name(str(hit.clause_id)) if shared.dataset else "",
                "status": found.status_on(day).value,
                "excerpt": excerpt(clause.text if clause else "", query),
            }
        )
    texts = [p for p in corpus.policies if p.kind is not PolicyKind.COMMENTARY]
    content = {
        "policies": [policy_json(p, day) for p in corpus.policies],
        "spans": spans(texts, [STATUS[p.status_on(day)] for p in texts], day),
        "inside": inside and policy_json(inside, day),
        "as_of": day.isoformat(),
        "q": query,
        "hits": hits,
        "here": "policies",
    }
    return render_page(request, "policies.html", content)


def excerpt(text: str, query: str) -> tuple[tuple[str, bool], ...]:
    """Parts of a clause around what the query says of it, each with whether it is to be marked."""
    text = " ".join(text.split())
    said = list(_said_of(text, query))
    start = max(said[0][0] - _LEAD, 0) if said else 0
    end = min(start + _EXCERPT, len(text))
    parts = [("…", False)] if start else []
    at = start
    for first, last in said:
        if last <= end:
            parts += [(text[at:first], False), (text[first:last], True)]
            at = last
    parts += [(text[at:end], False), ("…" if end < len(text) else "", False)]
    return tuple((part, is_marked) for part, is_marked in parts if part)


def _said_of(text: str, query: str) -> Iterator[tuple[int, int]]:
    """Where the text says two or more characters of the query in a row, as many as there are."""
    at = 0
    while at < len(text):
        end = at
        while end < len(text) and text[at : end + 1] in query:
            end += 1
        if end - at > 1:
            yield at, end
        at = max(end, at + 1)


@router.get("/policies/{policy_id}")
def policy(request: Request, policy_id: str, shared: Shared, as_of: str = "") -> HTMLResponse:
    """One policy: what it is, its clauses, the rules beside them."""
    day = shared.day(as_of)
    found = shared.assistant.corpus.policy(policy_id)
    listed = [
        {**_numbered(clause), "chapter": clause.chapter, "text": clause.text}
        | _ruled(shared, clause)
        for clause in found.clauses
        if clause.is_leaf
    ]
    content = {
        "policy": policy_json(found, day),
        "clauses": listed,
        "as_of": day.isoformat(),
        "here": "policies",
    }
    return render_page(request, "policy.html", content)


@router.get("/clauses/{policy_id}/{n}")
def clause(
    request: Request, policy_id: str, n: str, shared: Shared, mark: str = "", as_of: str = ""
) -> HTMLResponse:
    """One clause; ``mark=start-end,…`` (offsets into the policy's source) marks a quote."""
    found = shared.assistant.corpus.policy(policy_id)
    shown = find_clause(shared, policy_id, n)
    marks = [span for part in mark.split(",") if (span := _SPAN.fullmatch(part))]
    spans = [(int(span[1]) - shown.start, int(span[2]) - shown.start) for span in marks]
    same_level = [c for c in found.clauses if c.is_leaf == shown.is_leaf]
    at = same_level.index(shown)
    content = {
        "policy": policy_json(found, shared.day(as_of)),
        "clause": shown,
        "number": n,
        "spans": spans,
        **_ruled(shared, shown),
        "before": _numbered(same_level[at - 1]) if at else None,
        "after": _numbered(same_level[at + 1]) if at + 1 < len(same_level) else None,
        "here": "policies",
    }
    return render_page(request, "clause.html", content)


def _asked(
    request: Request, shared: Services, question: str, conversation_id: str, as_of: str
) -> HTMLResponse:
    try:
        asked = begin(shared, question, conversation_id, as_of)
        answer = answer_at_once(shared, asked)
    except UserError as error:
        problem = problem_of(error)
        content = {"problem": problem, "asked_text": question}
        turns = _turns(shared, conversation_id) if conversation_id else []
        day = shared.today().isoformat()
        return _chat(request, turns, day, conversation_id, content, problem.status)
    # The store keeps what was answered, not what is only said now (a conversation that is gone).
    kept = [turn for turn in _turns(shared, asked.conversation.id) if turn["id"] != answer["id"]]
    turns = [*kept, answer]
    return _chat(request, turns, asked.as_of.isoformat(), asked.conversation.id)


def _chat(
    request: Request,
    turns: list[Json],
    as_of: str,
    conversation_id: str,
    more: Json | None = None,
    status: int = 200,
) -> HTMLResponse:
    shared = services(request)
    content: Json = {
        "turns": turns,
        "as_of": as_of,
        "today": shared.today().isoformat(),
        "conversation_id": conversation_id,
        "addressed": request.query_params.get("c", ""),
        "problem": None,
        "paper_kinds": ",".join(KINDS),
        "asked_text": "",
        "here": "ask",
    }
    return render_page(request, "index.html", {**content, **(more or {})}, status)


def _turns(shared: Services, conversation_id: str) -> list[Json]:
    try:
        return shared.store.conversation(conversation_id, MAX_TURNS)
    except StoreError as error:
        forget(shared, error)
        return []


def _numbered(clause: Clause) -> Json:
    return {
        "number": str(clause.id).partition("#")[2],
        "label": clause.label,
        "heading": clause.heading,
    }


def _ruled(shared: Services, clause: Clause) -> Json:
    """The rules of a clause beside it: what each pays, in which of its words."""
    book = shared.assistant.rulebook
    rules = [r for r in book.rules_of(str(clause.id)) if not parts_of(r)]
    listed = []
    quoted: list[tuple[int, int]] = []
    for rule in rules:
        at = [clause.text.find(quote) for quote in (rule.quote, *rule.more_quotes)]
        lengths = [len(quote) for quote in (rule.quote, *rule.more_quotes)]
        found = [(a, a + n) for a, n in zip(at, lengths, strict=True) if a >= 0]
        quoted += found
        listed.append(
            {
                "title": rule.title,
                "topic": rule.topic,
                "quote": rule.quote,
                "formula": rule_words(rule, book.facts),
                "conditions": [c.say for c in (*rule.when, *rule.conditions)],
                "readings": rule.readings,
                "mark": f"{clause.start + found[0][0]}-{clause.start + found[0][1]}"
                if found
                else "",
            }
        )
    reason = "" if rules else book.not_ruled_reason(str(clause.id))
    return {"rules": listed, "ruled": quoted, "reason": reason}
