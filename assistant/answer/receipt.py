"""What every answer rests on: hashes of corpus, rules, engine, messages and the answer itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from assistant.answer.answer import Answer, Receipt
from assistant.answer.render import canonical

_CODE = ("text", "policy", "rules", "retrieval", "dialogue", "answer")
_KINDS = ("*.py", "*.txt", "*.yaml")
_PACKAGE = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Basis:
    """The hashes (sha256, hex) of what answers are computed from.

    ``engine`` is over the program's code, the prompts, the encoder and the settings that change
    answers.
    """

    corpus: str
    rules: str
    engine: str

    @classmethod
    def of(cls, corpus_version: str, corpus: Path, prompts: Path, others: Iterable[str]) -> Basis:
        """Of a corpus folder and a prompts folder; ``others`` name encoder and settings."""
        rules = [corpus / "facts.yaml", *corpus.glob("*/rules.yaml")]
        said = [_code(), _hash(prompts, prompts.rglob("*.j2")), *others]
        engine = hashlib.sha256("\x1f".join(said).encode()).hexdigest()
        return cls(corpus_version, _hash(corpus, rules), engine)


def with_receipt(answer: Answer, basis: Basis, turns: Sequence[str]) -> Answer:
    """The answer to the messages with its receipt; the digest covers its canonical bytes."""
    made = copy(answer)
    receipt = Receipt(basis.corpus, basis.rules, basis.engine, asked=hash_of(turns))
    # A copy of what was checked when it was made: checking every part again costs a millisecond.
    object.__setattr__(made, "receipt", receipt)
    object.__setattr__(made, "receipt", replace(receipt, digest=digest_of(made)))
    return made


def hash_of(turns: Sequence[str]) -> str:
    """The sha256 of the messages that are answered."""
    written = json.dumps(list(turns), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


def digest_of(answer: Answer) -> str:
    """The sha256 of an answer's canonical bytes."""
    return hashlib.sha256(canonical(answer)).hexdigest()


@cache
def _code() -> str:
    files = (path for part in _CODE for kind in _KINDS for path in (_PACKAGE / part).rglob(kind))
    return _hash(_PACKAGE, [_PACKAGE / "assistant.py", *files])


def _hash(folder: Path, files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(set(files)):
        if "training" in path.parts:
            continue
        content = path.read_bytes() if path.is_file() else b""
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
