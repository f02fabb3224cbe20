"""Drive the assistant for one question, and remember what it said.

The routes differ only in how they print what comes out of here.
"""

from __future__ import annotations

import logging
import re
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from assistant.answer.events import Done, Event, Said
from assistant.answer.render import Json, to_json
from assistant.dialogue.conversation import MAX_TURNS, Conversation
from assistant.errors import StoreError
from assistant.web.problems import Problem
from assistant.web.services import Services

log = logging.getLogger("cewen.web")

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in its conversation, checked."""

    conversation: Conversation
    as_of: date


def begin(
    shared: Services,
    question: str,
    conversation_id: str | None = None,
    as_of: str | None = None,
) -> Asked:
    """The question behind its stored conversation; without an id a new conversation.

    Raises:
        UserError: the question or the date is unfit.
        Problem: the conversation id is malformed.
    """
    day = shared.day(as_of)
    if not conversation_id:
        return Asked(Conversation(secrets.token_urlsafe(12), ()).say(question), day)
    if not _ID.fullmatch(conversation_id):
        raise Problem(
            400,
            "invalid_request",
            "conversation_id 只能用字母、数字、下划线和短横，最多 64 个；不填则新建对话。",
            "conversation_id",
        )
    try:
        turns = shared.store.turns(conversation_id, MAX_TURNS)
    except StoreError as error:
        forget(shared, error)
        turns = ()
    return Asked(Conversation(conversation_id, turns).say(question), day)


def stream(shared: Services, asked: Asked) -> Iterator[tuple[str, Json]]:
    """The events as (name, JSON), ``done`` last. The first is computed before this returns.

    Raises:
        AssistantError: before the first event.
    """
    started = time.perf_counter()
    events = shared.assistant.steps(asked.conversation, as_of=asked.as_of)
    first = shared.deadline.run(lambda: next(events))
    return _printed(shared, chain((first,), events), started)


def answer_at_once(shared: Services, asked: Asked) -> Json:
    """The whole answer, kept in the store.

    Raises:
        AssistantError: it cannot be answered.
    """
    started = time.perf_counter()
    assistant = shared.assistant
    made = shared.deadline.run(lambda: assistant.ask(asked.conversation, as_of=asked.as_of))
    answer: Json = to_json(made)
    keep(shared, answer, started)
    return answer


def keep(shared: Services, answer: Json, started: float) -> None:
    """Count the answer and store it; a store that fails is logged, not raised."""
    shared.metrics.answers.labels(str(answer["outcome"])).inc()
    shared.metrics.seconds.observe(time.perf_counter() - started)
    try:
        shared.store.save(answer)
    except StoreError as error:
        forget(shared, error)


def forget(shared: Services, error: StoreError) -> None:
    """Note that something could not be remembered."""
    shared.metrics.store_errors.inc()
    log.warning("%s", error)


def _printed(
    shared: Services, events: Iterator[Event], started: float
) -> Iterator[tuple[str, Json]]:
    index = 0
    for event in events:
        body: Json = to_json(event)
        if isinstance(event, Said):
            body["index"] = index
            index += 1
        if isinstance(event, Done):
            answer: Any = body["answer"]
            keep(shared, answer, started)
        yield type(event).__name__.lower(), body
