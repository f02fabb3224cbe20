"""Receipts: what an answer rests on, so that anyone can check it and compute it again.

One JSON object: the messages as kept, the day asked about, the hashes of corpus, rules and engine,
the hashes of the clauses, the answer's canonical content (what was understood with the words it was
read from among it) and its digest, the salt and, once the day is over, the place in the log.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from assistant.answer.answer import Answer
from assistant.answer.receipt import hash_of
from assistant.answer.render import Json, answer_of, canonical, signed
from assistant.assistant import Assistant
from assistant.dialogue.conversation import Conversation
from assistant.errors import AssistantError
from assistant.policy.corpus import Corpus
from assistant.web.memory.ledger import Place, commitment_of

FORMAT = "cewen-receipt-1"


def make_receipt(
    stored: Json, turns: tuple[str, ...], salt: str, place: Json | None, corpus: Corpus
) -> Json | None:
    """The receipt of an answer as it was stored; None if it can no longer be read.

    Its content is what was digested then, also where an answer of today has more to say. Clauses
    that the corpus no longer has are left out.
    """
    answer = answer_of(stored)
    if answer is None:
        return None
    receipt = answer.receipt
    content = signed(stored)
    made: Json = {
        "format": FORMAT,
        "id": answer.id,
        "turns": list(turns),
        "as_of": answer.as_of.isoformat(),
        "corpus": receipt.corpus if receipt else "",
        "rules": receipt.rules if receipt else "",
        "engine": receipt.engine if receipt else "",
        "digest": receipt.digest if receipt else "",
        "clauses": _clauses(answer, corpus) if answer.corpus_version == corpus.version else {},
        "answer": content,
        "salt": salt,
        "log": place,
    }
    return made


def _clauses(answer: Answer, corpus: Corpus) -> Json:
    found: Json = {}
    for citation in answer.citations:
        clause = corpus.covering(citation.clause_id)
        if clause:
            found[str(citation.clause_id)] = hashlib.sha256(clause[0].text.encode()).hexdigest()
    return found


@dataclass(slots=True)
class Verdict:
    """What was checked and what is wrong; valid if something was checked and nothing is wrong."""

    checked: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def is_valid(self) -> bool:
        """Whether all that was checked holds."""
        return bool(self.checked) and not self.wrong

    def take(self, what: str, holds: bool, fault: str) -> bool:
        """Note one check."""
        if holds:
            self.checked.append(what)
        else:
            self.wrong.append(fault)
        return holds

    def to_json(self) -> Json:
        """For the HTTP interface and ``--json``."""
        return {
            "valid": self.is_valid,
            "checked": self.checked,
            "wrong": self.wrong,
            "notes": self.notes,
        }


def answer_in(receipt: Json) -> Answer | None:
    """The answer that a receipt holds, with its id and digest."""
    content: Any = receipt.get("answer")
    if not isinstance(content, dict):
        return None
    own: Json = {"id": str(receipt.get("id", "")), "conversation_id": "", "timings_ms": {}}
    stated = content.get("receipt")
    if isinstance(stated, dict):
        own["receipt"] = {**stated, "digest": str(receipt.get("digest", ""))}
    return answer_of({**content, **own})


def _has_spans(receipt: Json) -> bool:
    """Whether it says which words each thing was read from; the first receipts did not."""
    content: Any = receipt["answer"]
    return all("spans" in chip for chip in content["understood"])


def _spans_hold(answer: Answer, turns: Any) -> bool:
    """Whether the words that were read stand in the messages."""
    return all(
        0 < span.turn <= len(turns) and 0 <= span.start < span.end <= len(str(turns[span.turn - 1]))
        for chip in answer.understood
        for span in chip.spans
    )


def check_content(receipt: Json, verdict: Verdict) -> Answer | None:
    """Whether the receipt is whole: its answer gives its digest, and says the same hashes."""
    if receipt.get("format") != FORMAT:
        verdict.wrong.append(f"不是凭证：format 应为 {FORMAT!r}。")
        return None
    answer = answer_in(receipt)
    if answer is None or answer.receipt is None:
        verdict.wrong.append("凭证里的回答读不出来。")
        return None
    content = json.dumps(
        receipt["answer"], ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
    holds = digest == receipt.get("digest")
    verdict.take("回答的内容与凭证的摘要一致", holds, "回答的内容与凭证的摘要不符：内容被改过。")
    rests = {"corpus": answer.receipt.corpus, "rules": answer.receipt.rules}
    rests |= {"engine": answer.receipt.engine, "as_of": answer.as_of.isoformat()}
    for name, value in rests.items():
        if receipt.get(name) != value:
            verdict.wrong.append(f"凭证的 {name} 与回答里的不符。")
    turns = receipt.get("turns")
    if not isinstance(turns, list) or not turns or turns[-1] != answer.question:
        verdict.wrong.append("凭证的 turns 与所问的问题不符。")
    elif answer.receipt.asked and answer.receipt.asked != hash_of(list(map(str, turns))):
        verdict.wrong.append("凭证的 turns 与所问的话不符：问的话被改过。")
    elif not _spans_hold(answer, turns):
        verdict.wrong.append("凭证里读到的词不在所问的话里。")
    if not _has_spans(receipt):
        verdict.notes.append("早先的凭证：没有记下每一项是从哪几个字读出的。")
    return answer


def check_log(receipt: Json, verdict: Verdict, *, root: str = "", key: str = "") -> None:
    """Whether the receipt has its place under a root that is given, or signed with a given key."""
    place = Place.of(receipt.get("log"))
    if place is None:
        if receipt.get("log") is not None:
            verdict.wrong.append("凭证里的日志位置读不出来。")
        else:
            verdict.notes.append("当天的日志还没有封存，没有核对日志。")
            if root or key:
                verdict.wrong.append("凭证里没有日志位置，无法与给出的根或公钥核对。")
        return
    try:
        commitment = commitment_of(str(receipt.get("salt", "")), str(receipt.get("digest", "")))
    except ValueError:
        commitment = ""
    fault = "凭证不在它所说的日志位置：凭证或日志被改过。"
    if not verdict.take(f"在 {place.day} 的日志里", place.holds(commitment), fault):
        return
    if root:
        verdict.take("日志的根与给出的一致", place.root == root, "日志的根与给出的不一致。")
    if key:
        verdict.take("根由本站签名", place.is_signed(key), "根的签名与给出的公钥不符。")
    if not root and not key:
        verdict.notes.append("没有给出根或公钥：只核对了凭证自身与日志位置是否自洽。")


def check_replay(
    receipt: Json, answer: Answer, verdict: Verdict, opened: Callable[[str], Assistant]
) -> None:
    """Compute the answer again from the receipt; if it differs, say which input changed."""
    try:
        assistant = opened(str(receipt["corpus"]))
        again = replay(assistant, receipt)
    except AssistantError as error:
        verdict.notes.append(str(error))
        return
    check_clauses(receipt, answer, assistant.corpus, verdict)
    if canonical(again) == canonical(answer):
        verdict.checked.append("用当时的语料、规则和程序重新计算，逐字节相同")
        return
    changed = changes(answer, again)
    then, now = (canonical(replace(one, receipt=None)) for one in (answer, again))
    if not _has_spans(receipt):
        now = canonical(replace(_without_spans(again), receipt=None))
    same_words = now == then
    if changed and same_words:
        verdict.checked.append("重新计算，内容逐字节相同")
        verdict.notes.append(f"已不是当时的{'、'.join(changed)}。")
    elif changed:
        verdict.notes.append(
            f"已不是当时的{'、'.join(changed)}，重新计算的结果不同，无法据此判断。"
        )
    else:
        verdict.wrong.append(
            "用同样的语料、规则和程序重新计算，得到的回答不同：凭证里的回答被改过。"
        )


def check_clauses(receipt: Json, answer: Answer, corpus: Corpus, verdict: Verdict) -> None:
    """Whether the hashes of the clauses are those of the corpus that the answer rests on.

    A receipt that was fetched when the corpus was another already has none.
    """
    stated = receipt.get("clauses")
    is_known = answer.corpus_version == corpus.version and stated != {}
    if is_known and stated != _clauses(answer, corpus):
        verdict.wrong.append("凭证里条款的哈希与那一版语料不符：凭证被改过。")


def _without_spans(answer: Answer) -> Answer:
    return replace(answer, understood=tuple(replace(u, spans=()) for u in answer.understood))


def changes(then: Answer, now: Answer) -> list[str]:
    """Which of the inputs are others now."""
    if then.receipt is None or now.receipt is None:
        return ["凭证"]
    pairs = (
        ("语料", then.receipt.corpus, now.receipt.corpus),
        ("规则", then.receipt.rules, now.receipt.rules),
        ("程序", then.receipt.engine, now.receipt.engine),
    )
    return [name for name, before, after in pairs if before != after]


def replay(assistant: Assistant, receipt: Json) -> Answer:
    """The answer to a receipt's messages.

    Raises:
        AssistantError: they cannot be answered.
        ValueError, KeyError, TypeError: the receipt is no receipt.
    """
    turns: Any = receipt["turns"]
    conversation = Conversation("replay", tuple(map(str, turns[:-1]))).say(str(turns[-1]))
    return assistant.ask(conversation, as_of=date.fromisoformat(str(receipt["as_of"])))
