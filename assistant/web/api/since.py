"""since(): whether an answer that was kept would be the same today, and if not, why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from assistant.answer.answer import Answer
from assistant.answer.render import Json, to_json
from assistant.dialogue.conversation import Conversation
from assistant.errors import UserError
from assistant.policy.corpus import Corpus
from assistant.policy.policy import PolicyStatus
from assistant.web.drawing.labels import STATUS
from assistant.web.services import Services

_BASES = {"corpus": "收录的政策有更新", "rules": "计算规则有更新", "engine": "程序有更新"}
_NONE = "没有这一项"


@dataclass(frozen=True, slots=True)
class Since:
    """The day that was compared with; ``changes`` are the results that differ, ``why`` the reasons.

    Without changes the answer would be the same.
    """

    day: str
    changes: tuple[str, ...] = ()
    why: tuple[str, ...] = ()


def since(shared: Services, stored: Json, turns: tuple[str, ...]) -> Since | None:
    """The kept answer against that of today; None if nothing can have changed, or nothing is said.

    Raises:
        AssistantError: answering takes too long.
    """
    day = shared.today()
    assistant = shared.assistant
    is_same_corpus = stored["corpus_version"] == assistant.corpus.version
    if stored["as_of"] == day.isoformat() and is_same_corpus:
        return None
    talk = Conversation("", turns or (str(stored["question"]),))
    try:
        now = shared.deadline.run(lambda: assistant.ask(talk, as_of=day))
    except UserError:
        return None
    changes = tuple(_changes(stored, to_json(now)))
    why = (*_validity(stored, assistant.corpus, shared), *_bases(stored, now))
    return Since(day.isoformat(), changes, why if changes else ())


def _changes(then: Json, now: Json) -> Iterator[str]:
    if then["outcome"] != now["outcome"]:
        yield "当时能回答，现在不能" if then["outcome"] == "answered" else "当时没有回答，现在能"
    before, after = _sums(then), _sums(now)
    for key in dict.fromkeys([*before, *after]):
        old, new = before.get(key, _NONE), after.get(key, _NONE)
        if old != new:
            yield f"{key[1]}：当时 {old}，现在 {new}"


def _sums(answer: Json) -> dict[tuple[str, str], str]:
    """Rule and name → amount, or why there is none."""
    estimates: Any = answer["estimates"]
    return {
        (f"{e['rule_id']} {e['label']}", f"{e['title']}{e['label']}"): (
            e["amount_text"] or e["status_text"]
        )
        for e in estimates
    }


def _validity(then: Json, corpus: Corpus, shared: Services) -> Iterator[str]:
    """The policies cited whose validity is another today."""
    cited: Any = then["citations"]
    policies = {policy.id: policy for policy in corpus.policies}
    for name, before in {c["policy_id"]: c["status"] for c in cited}.items():
        policy = policies.get(name)
        if policy is None:
            yield f"{name} 已不在收录的政策里"
            continue
        after = policy.status_on(shared.today())
        if after.value != before:
            last = f"（{policy.last_day} 止）" if policy.last_day else ""
            was = STATUS[PolicyStatus(before)]
            yield f"{policy.short_title}：当时{was}，现在{STATUS[after]}{last}"


def _bases(then: Json, now: Answer) -> Iterator[str]:
    before: Any = then.get("receipt")
    if not before or now.receipt is None:
        return
    for name, words in _BASES.items():
        if before[name] != getattr(now.receipt, name):
            yield words
