"""Ways to say the same: harmless first clauses, other words, other order, no commas."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import GoldError
from assistant.evaluation.gold import GoldQuestion
from assistant.evaluation.robustness.draw import checksum, pick

FOLDER = Path("eval") / "robustness"
_QUESTION = re.compile("[？?多几哪什吗怎啥呢]")


@dataclass(frozen=True, slots=True)
class Changed:
    """A question's message said in another way, of this kind."""

    kind: str
    question: GoldQuestion
    message: str


def load_changes(workspace: Path, name: str) -> dict[str, Any]:
    """``harmless`` or ``rewording``.

    Raises:
        GoldError: the workspace has none.
    """
    path = workspace / FOLDER / f"{name}.yaml"
    try:
        content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as cause:
        raise GoldError(f"{path}：读不到，稳健性测试要在源码目录里运行。") from cause
    return content


def with_harmless_clause(
    questions: Sequence[GoldQuestion], clauses: Mapping[str, Any]
) -> Iterator[Changed]:
    """Every question after one clause of every kind."""
    for kind, ways in clauses["kinds"].items():
        for question in questions:
            words = pick(ways, kind, question.id).format(
                n=pick(clauses["numbers"], "n", kind, question.id),
                m=pick(clauses["money"], "m", kind, question.id),
            )
            yield Changed(kind, question, words + question.turns[0])


def without_commas(questions: Sequence[GoldQuestion]) -> Iterator[Changed]:
    """Commas, list commas and semicolons become one space; digit groups stay."""
    for question in questions:
        message = re.sub(r"(?<!\d),|,(?!\d{3}(?!\d))|[，、；;]", " ", question.turns[0])
        if message != question.turns[0]:
            yield Changed("逗号换空格", question, message)


def in_other_words(
    questions: Sequence[GoldQuestion], rewording: Mapping[str, Any]
) -> Iterator[Changed]:
    """The first everyday word of the list that stands in the message is replaced."""
    synonyms = rewording["synonyms"]
    for question in questions:
        message = question.turns[0]
        fitting = [word for word in synonyms if word in message]
        if fitting:
            word = fitting[checksum("word", question.id) % len(fitting)]
            other = pick(synonyms[word], word, question.id)
            yield Changed("近义词", question, message.replace(word, other, 1))


def in_other_order(
    questions: Sequence[GoldQuestion], rewording: Mapping[str, Any]
) -> Iterator[Changed]:
    """The clause that asks comes first; only where no clause hangs on the one before it."""
    bound = tuple(rewording["bound"])
    for question in questions:
        message = question.turns[0].strip()
        if re.search("[。！!；;：:]|[？?].", message):
            continue
        parts = [part for part in re.split("[，,]", message.rstrip("？?。")) if part]
        asking = [bool(_QUESTION.search(part)) for part in parts]
        is_last_alone = len(parts) > 1 and asking[-1] and not any(asking[:-1])
        if is_last_alone and not any(part.strip().startswith(bound) for part in parts):
            yield Changed("问在前", question, "，".join([parts[-1], *parts[:-1]]))
