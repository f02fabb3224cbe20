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

from assistant.answer.answer import Outcome
from assistant.answer.events import Done, Event, Said
from assistant.answer.faithful import known_names
from assistant.answer.render import Json, to_json
from assistant.answer.view import places
from assistant.dialogue.conversation import MAX_TURNS, Conversation, check_read_length
from assistant.errors import StoreError
from assistant.text.private import mask
from assistant.web.services import Services

log = logging.getLogger("cewen.web")

_ISSUED = re.compile(r"[A-Za-z0-9_-]{16}")
LOST = "前面的对话已不在（已删除或过了保存期），这是一段新对话。"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in its conversation, checked; ``is_lost`` if another one was meant.

    ``is_placed``: the caller said behind which answers it comes, others of it count no longer.
    """

    conversation: Conversation
    as_of: date
    is_lost: bool = False
    is_placed: bool = False


def taken(question: str) -> str:
    """The question as it may go on: private numbers masked, and short enough as it is read.

    Raises:
        QuestionError: read, it is longer than MAX_QUESTION.
    """
    check_read_length(question)
    return mask(question)


def begin(
    shared: Services,
    question: str,
    conversation_id: str | None = None,
    as_of: str | None = None,
    replaces: str | None = None,
    after: str | None = None,
    *,
    is_ours: bool = False,
) -> Asked:
    """The question behind its stored conversation; without an id a new conversation.

    Private numbers in it are masked first: nothing behind this sees them.

    Ids are given by this server alone: one that it did not give, or whose answers are gone, begins
    a new conversation under a new id, so that nobody can choose a name that others may guess.

    With ``is_ours`` the server itself made the id from a secret: a conversation begins under it.

    With ``replaces``, the id of an answer of the conversation, the question is asked in place of
    that answer's; with ``after``, right behind it: what else there is counts no longer, such as an
    answer that was kept although its reader had stopped it.

    Raises:
        UserError: the question or the date is unfit.
    """
    day = shared.day(as_of)
    question = taken(question)
    if not conversation_id:
        return Asked(Conversation(_fresh_id(), ()).say(question), day)
    turns: tuple[str, ...] = ()
    if _ISSUED.fullmatch(conversation_id):
        try:
            turns = shared.store.turns(conversation_id, MAX_TURNS)
            at = replaces or after
            kept = shared.store.heard(conversation_id, at) if at else None
            if kept:
                kept = kept[:-1] if replaces else kept
                placed = Conversation(conversation_id, kept).say(question)
                return Asked(placed, day, is_placed=True)
        except StoreError as error:
            forget(shared, error)
    if not turns and not is_ours:
        return Asked(Conversation(_fresh_id(), ()).say(question), day, is_lost=True)
    return Asked(Conversation(conversation_id, turns).say(question), day)


def stream(shared: Services, asked: Asked) -> Iterator[tuple[str, Json]]:
    """The events as (name, JSON), ``done`` last. The first is computed before this returns.

    Raises:
        AssistantError: before the first event.
    """
    started = time.perf_counter()
    events = shared.assistant.steps(asked.conversation, as_of=asked.as_of)
    first = shared.deadline.run(lambda: next(events))
    return _printed(shared, chain((first,), events), started, asked)


def answer_at_once(shared: Services, asked: Asked) -> Json:
    """The whole answer, kept in the store.

    Raises:
        AssistantError: it cannot be answered.
    """
    started = time.perf_counter()
    assistant = shared.assistant
    made = shared.deadline.run(lambda: assistant.ask(asked.conversation, as_of=asked.as_of))
    answer = _own(to_json(made), is_lost=asked.is_lost)
    answer |= _beside(shared, answer, asked)
    keep(shared, answer, started, made.id, asked)
    return drawn(answer)


def drawn(answer: Json) -> Json:
    """The answer with where its parts are drawn, for scripts; not kept, as it follows from it."""
    return {**answer, "view": places(answer)}


def keep(shared: Services, answer: Json, started: float, digest: str, asked: Asked) -> None:
    """Count the answer and store it; a store that fails is logged, not raised.

    ``digest`` is the hash of corpus, day and questions.
    """
    shared.metrics.answers.labels(str(answer["outcome"])).inc()
    shared.metrics.seconds.observe(time.perf_counter() - started)
    try:
        shared.store.save(answer, digest, asked.conversation.turns, is_placed=asked.is_placed)
    except StoreError as error:
        forget(shared, error)


def forget(shared: Services, error: StoreError) -> None:
    """Note that something could not be remembered."""
    shared.metrics.store_errors.inc()
    log.warning("%s", error)


def _fresh_id() -> str:
    """An id that nobody can guess: 95 random bits; none looks like an option of a command."""
    while (made := secrets.token_urlsafe(12)).startswith("-"):
        pass
    return made


def _own(answer: Json, *, is_lost: bool) -> Json:
    """The answer under an id of its own; the assistant's follows from the question."""
    told: Json = {"notice": LOST} if is_lost else {}
    return {**answer, "id": _fresh_id(), **told}


def _beside(shared: Services, answer: Json, asked: Asked) -> Json:
    """What a language model adds, if there is one."""
    if shared.model is None:
        return {}
    assistant = shared.assistant

    def is_answered(question: str) -> bool:
        former = Conversation(asked.conversation.id, asked.conversation.turns[:-1])
        again = former.say(question)
        made = shared.deadline.run(lambda: assistant.ask(again, as_of=asked.as_of))
        return made.outcome is Outcome.ANSWERED

    names = known_names(assistant.corpus)
    return shared.model.beside(answer, asked.conversation.turns, names, is_answered)


def _printed(
    shared: Services, events: Iterator[Event], started: float, asked: Asked
) -> Iterator[tuple[str, Json]]:
    index = 0
    for event in events:
        body: Json = to_json(event)
        if isinstance(event, Said):
            body["index"] = index
            index += 1
        if isinstance(event, Done):
            answer = _own(to_json(event.answer), is_lost=asked.is_lost)
            answer |= _beside(shared, answer, asked)
            keep(shared, answer, started, event.answer.id, asked)
            body["answer"] = drawn(answer)
        yield type(event).__name__.lower(), body
